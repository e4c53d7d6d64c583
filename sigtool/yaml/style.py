"""How the items of a list are written: read off those that are there, and followed by new ones.

Pure. A new item takes indent, dash, spacing, quoting and the order of keys from its neighbours, and
what they do not show from the style that it is given to fall back on. A `margin` is what a line of
block style begins with: the line break, and the blanks of its indent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from sigtool.model import Text, Texts
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, field, replace
from sigtool.text.source import LINE_BREAK, Source, Span
from sigtool.yaml.parse import spelled
from sigtool.yaml.parts import PLAIN_SPACING, Spacing, dash_of, spacing_of
from sigtool.yaml.tree import Entry, MappingNode, Node, Scalar, SequenceNode, resolved

K = TypeVar("K", MappingNode, Scalar)

_QUOTES: Final = ("'", '"')
# So many neighbours are looked at for what the nearest one does not show.
_NEIGHBOURS: Final = 20
_COLON: Final = lazily(r"[ \t]*:[ \t]*")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list as it is to be.

    `origin` is the index of the item that it was, or None for a new one; `values` holds what
    changes, key by key: a text, items, or None to take the key away. `short` is the text that says
    the whole item, where one does. Of an item that was such a text, `values` holds all. `follows`:
    what a merge key (`<<`) brings in is changed where it stands, for all who share it.
    """

    origin: int | None
    values: "Mapping[str, Tree | None]"
    short: str | None = None
    follows: bool = False

    @property
    def following(self) -> "Item":
        """The item, and those in its lists, as such that follow merge keys."""
        values = {
            key: [each.following for each in value]
            if isinstance(value, Sequence) and not isinstance(value, str)
            else value
            for key, value in self.values.items()
        }
        return replace(self, values=values, follows=True)


Tree = Text | Sequence[Item]


@dataclass(frozen=True, slots=True)
class ItemStyle:
    """How an item, which is a mapping, is written.

    `keys` is the order of the keys; `colons` is what stands between a key and its value and
    `quotes` what stands around a value that needs none, by key; `needed_quote` stands around those
    that do; `lists` is the style of the lists inside, by key.
    """

    is_flow: bool = False
    keys: tuple[str, ...] = ()
    key_quote: str = ""
    colons: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)
    needed_quote: str = ""
    spacing: Spacing = PLAIN_SPACING
    lists: "Mapping[str, ListStyle]" = field(default_factory=dict)

    def quote(self, key: str) -> str:
        """The quote around a value: the one its key has elsewhere, else the one all values have."""
        return _of_key(key, self.quotes, "")

    def colon(self, key: str) -> str:
        """What stands between a key and its value: as elsewhere, or as it does everywhere."""
        return _of_key(key, self.colons, ": ")

    def list_style(self, key: str) -> "ListStyle":
        """The style of a list inside: that of its key elsewhere, else that of any other list."""
        found = self.lists.get(key) or next(iter(self.lists.values()), ListStyle())
        return replace(found, is_flow=True) if self.is_flow else found

    def with_room(self, key: str) -> "ItemStyle":
        """This style, with blanks inside the brackets of the list under `key`.

        They tell a list made where none was from one that was `[]` before it was filled.
        """
        inner = self.list_style(key)
        if inner.spacing.is_roomy:
            return self
        inner = replace(inner, spacing=replace(inner.spacing, opening=" ", closing=" "))
        return replace(self, lists={**self.lists, key: inner})

    def in_flow(self) -> "ItemStyle":
        """This style for an item in braces."""
        if self.is_flow:
            return self
        return replace(self, is_flow=True, colons={}, spacing=PLAIN_SPACING, lists={})

    def before(self, key: str) -> frozenset[str]:
        """The keys that a key comes after; all of them if its place is not known."""
        return frozenset(self.keys[: self.keys.index(key)] if key in self.keys else self.keys)

    def spell_text(self, key: str, value: str) -> str:
        """A value as a scalar in this style."""
        quote = self.quote(key)
        return spelled(value, quote=quote, needed=self.needed_quote, in_flow=self.is_flow)

    def spell(self, values: "Mapping[str, Tree | None]", margin: str) -> str:
        """A new mapping, from its brace or its first key; unknown keys come last."""
        rank = {key: at for at, key in enumerate(self.keys)}
        keys = sorted(values, key=lambda key: rank.get(key, len(rank)))
        given = [(key, value) for key in keys if (value := values[key]) is not None]
        entries = [self.spell_entry(key, value, margin) for key, value in given]
        return self.spacing.around("{}", entries) if self.is_flow else margin.join(entries)

    def spell_entry(self, key: str, value: "Tree", margin: str) -> str:
        """A new key and its value."""
        name = spelled(key, quote=self.key_quote, in_flow=self.is_flow)
        colon = self.colon(key)
        if isinstance(value, str):
            text = self.spell_text(key, value)
        elif isinstance(value, Texts):
            text = spell_texts(value, "" if self.is_flow else margin)
        else:
            text = self.list_style(key).spell(value, margin)
        if text.startswith(("\r", "\n")):
            colon = colon.rstrip()
        elif colon.rstrip() == colon and not (self.is_flow and name.startswith(_QUOTES)):
            colon += " "
        return name + colon + text


PLAIN_ITEM: Final = ItemStyle()


@dataclass(frozen=True, slots=True)
class ListStyle:
    """How a list is written.

    In a block list `dash` is the column of the dash, counted from that of the list's key, and `gap`
    the number of columns between the dash and the item; with `breaks` it begins on the next line.
    `short` is how items are quoted that are texts, None where they are mappings.
    """

    is_flow: bool = False
    dash: int = 2
    gap: int = 1
    breaks: bool = False
    spacing: Spacing = PLAIN_SPACING
    item: ItemStyle = PLAIN_ITEM
    short: ItemStyle | None = None

    def spell(self, items: Sequence[Item], margin: str) -> str:
        """A new list in brackets, or its items on lines of their own; its key has this margin."""
        if self.is_flow:
            return self.spacing.around("[]", [self.spell_item(item, margin) for item in items])
        margin += " " * self.dash
        return "".join(margin + self.spell_item(item, margin) for item in items)

    def spell_item(self, item: Item, margin: str) -> str:
        """A new item, a text where items are written so and this one can be; with its dash."""
        text = ""
        if self.short is not None and item.short is not None:
            text = replace(self.short, is_flow=self.is_flow).spell_text("", item.short)
        if self.is_flow:
            return text or self.item.in_flow().spell(item.values, margin)
        gap = " " * self.gap
        if text or self.item.is_flow:
            return "-" + gap + (text or self.item.spell(item.values, margin))
        inner = margin + " " + gap
        return "-" + (inner if self.breaks else gap) + self.item.spell(item.values, inner)


def spell_texts(value: Texts, margin: str = "") -> str:
    """A text in several languages: each on a line of its own, or in braces where no margin is."""
    if not margin:
        return PLAIN_ITEM.in_flow().spell(value.by_language, "")
    inner = margin + "  "
    return inner + PLAIN_ITEM.spell(value.by_language, inner)


def style_near(source: Source, owner: Entry, near: int, fallback: ListStyle) -> ListStyle:
    """The style of the list that an entry holds, for a new item next to the item `near`."""
    node = resolved(owner.value)
    if not isinstance(node, SequenceNode):
        return fallback
    mappings = _nearest(node, near, MappingNode)
    texts = [] if mappings else _nearest(node, near, Scalar)
    if not mappings and not texts:
        return replace(fallback, is_flow=node.is_flow)
    if node.is_flow:
        style = ListStyle(is_flow=True, spacing=spacing_of(source, node) or PLAIN_SPACING)
    else:
        style = _dash_style(source, owner, node, *(mappings or texts)[0])
    if texts:
        quotes, needed_quote = _quotes_of([("", text) for _, text in texts], in_flow=node.is_flow)
        short = ItemStyle(quotes=quotes, needed_quote=needed_quote)
        return replace(style, item=fallback.item, short=short)
    item = item_style(source, [mapping for _, mapping in mappings], fallback.item)
    if item.lists:
        return replace(style, item=item)
    # There is no list inside to see; one is made after the list that it is in.
    look = replace(
        fallback.item.list_style("").item,
        key_quote=item.key_quote,
        quotes={"": item.quote("")},
        needed_quote=item.needed_quote,
        colons={"": item.colon("")},
    )
    inner = replace(style, spacing=PLAIN_SPACING, item=look)
    return replace(style, item=replace(item, lists={"": inner}))


def _nearest(node: SequenceNode, near: int, kind: type[K]) -> list[tuple[int, K]]:
    """Some items of a kind that hold anything, with their indices, those next to `near` first."""
    found: list[tuple[int, K]] = []
    for distance in range(len(node.items)):
        for at in sorted({near - distance, near + distance}):
            item = node.items[at] if 0 <= at < len(node.items) else None
            if isinstance(item, kind) and (
                item.entries if isinstance(item, MappingNode) else not item.is_null
            ):
                found.append((at, item))
        if len(found) >= _NEIGHBOURS:
            break
    return found[:_NEIGHBOURS]


def _dash_style(
    source: Source, owner: Entry, node: SequenceNode, at: int, item: MappingNode | Scalar
) -> ListStyle:
    """How dash and gap of an item of a block list stand."""
    dash = dash_of(source, node, at)
    dash_column = source.column(dash)
    start = item.start
    if isinstance(item, MappingNode) and not item.is_flow:
        start = item.entries[0].start
    between = source[Span(dash, start)]
    return ListStyle(
        dash=dash_column - source.column(owner.start),
        gap=max(1, source.column(start) - dash_column - 1),
        # Behind an anchor or a tag the keys have to begin on the next line.
        breaks=bool(LINE_BREAK.search(between)) and item.start == item.begin,
    )


def item_style(
    source: Source, mappings: Sequence[MappingNode], fallback: ItemStyle = PLAIN_ITEM
) -> ItemStyle:
    """The style of the first of some mappings, filled up from the others and the fallback."""
    in_flow = mappings[0].is_flow
    alike = [mapping for mapping in mappings if mapping.is_flow == in_flow]
    entries = [(key, entry) for mapping in alike for key, entry in _own_entries(mapping)]
    orders = [list(dict(_own_entries(mapping))) for mapping in alike]
    colons: dict[str, str] = {}
    for key, entry in entries:
        colon = _COLON.match(source.text, entry.key.end)
        colons.setdefault(key, colon.group() if colon else ": ")
    key_quotes = {entry.key.quote for _, entry in entries if isinstance(entry.key, Scalar)}
    quotes, needed_quote = _quotes_of([(key, each.value) for key, each in entries], in_flow=in_flow)
    largest = max(alike, key=lambda mapping: len(mapping.entries))
    return ItemStyle(
        is_flow=in_flow,
        keys=_merged_order([*orders, fallback.keys]),
        key_quote=key_quotes.pop() if len(key_quotes) == 1 else "",
        colons=colons,
        quotes=quotes,
        needed_quote=needed_quote,
        spacing=(spacing_of(source, largest) if in_flow else None) or PLAIN_SPACING,
        lists=_list_styles(source, alike, fallback),
    )


def _list_styles(
    source: Source, mappings: Sequence[MappingNode], fallback: ItemStyle
) -> dict[str, ListStyle]:
    """The style of the lists inside some mappings, by key: that of the first.

    Where its items are texts, what cannot be one is written as in the first list of mappings.
    """
    found: dict[str, ListStyle] = {}
    of_mappings: set[str] = set()
    for mapping in mappings:
        for key, entry in _own_entries(mapping):
            value, known = entry.value, found.get(key)
            if not isinstance(value, SequenceNode) or not value.items or key in of_mappings:
                continue
            if not _has_mapping(value) and (known or key not in fallback.keys):
                continue
            style = style_near(source, entry, 0, fallback.list_style(key))
            found[key] = replace(known, item=style.item) if known else style
            of_mappings |= {key} if _has_mapping(value) else set()
    return found


def _quotes_of(values: Iterable[tuple[str, Node]], *, in_flow: bool) -> tuple[dict[str, str], str]:
    """What stands around texts that need no quotes, by key, and around those that do."""
    quotes: dict[str, str] = {}
    needed_quote = ""
    for key, value in values:
        if not isinstance(value, Scalar) or value.is_null:
            continue
        quote, needed = value.quote, spelled(value.value, in_flow=in_flow)[0]
        if needed not in _QUOTES:
            quotes.setdefault(key, quote)
        elif quote != needed:
            needed_quote = needed_quote or quote
    return quotes, needed_quote


def _of_key(key: str, by_key: Mapping[str, str], default: str) -> str:
    """What a key has elsewhere, else what all others have."""
    usual = set(by_key.values())
    return by_key.get(key, usual.pop() if len(usual) == 1 else default)


def _own_entries(mapping: MappingNode) -> Iterator[tuple[str, Entry]]:
    for entry in mapping.entries:
        if isinstance(entry.key, Scalar) and entry.key.value != "<<":
            yield entry.key.value, entry


def _has_mapping(node: SequenceNode) -> bool:
    return any(isinstance(item, MappingNode) for item in node.items)


def _merged_order(orders: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All keys of some orders; each stands next to one that it stands next to in its own."""
    merged: list[str] = []
    for order in orders:
        for at, key in enumerate(order):
            if key not in merged:
                known = [merged.index(other) for other in order if other in merged]
                merged.insert(merged.index(order[at - 1]) + 1 if at else min(known, default=0), key)
    return tuple(merged)
