"""How the items of a list are written: read off those that are there, and followed by new ones.

Pure. A new item takes indent, dash, spacing, quoting and the order of keys from its neighbours, and
what they do not show from the style that it is given to fall back on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from sigtool.model import Localized
from sigtool.source import LINE_BREAK, Source, Span
from sigtool.yamlblock import column_of, dash_of
from sigtool.yamlflow import PLAIN_SPACING, Spacing, spacing_of
from sigtool.yamlnodes import spelled
from sigtool.yamltree import Entry, MappingNode, Node, Scalar, SequenceNode, resolved

QUOTES: Final = ("'", '"')
# So many neighbours are looked at for what the nearest one does not show.
_NEIGHBOURS: Final = 20
_COLON: Final = re.compile(r"[ \t]*:[ \t]*")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list as it is to be.

    `origin` is the index of the item that it was, or None for a new one; `values` holds what
    changes, key by key: a text, items, or None to take the key away.
    """

    origin: int | None
    values: "Mapping[str, Tree | None]"


Tree = str | Sequence[Item]


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
        usual = set(self.quotes.values())
        return self.quotes.get(key, usual.pop() if len(usual) == 1 else "")

    def spelled(self, key: str, value: str) -> str:
        """A value as a scalar in this style."""
        quote = self.quote(key)
        return spelled(value, quote=quote, needed=self.needed_quote, in_flow=self.is_flow)

    def colon(self, key: str) -> str:
        """What stands between a key and its value: as elsewhere, or as it does everywhere."""
        usual = set(self.colons.values())
        return self.colons.get(key, usual.pop() if len(usual) == 1 else ": ")

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
        known = self.keys.index(key) if key in self.keys else len(self.keys)
        return frozenset(self.keys[:known])


PLAIN_ITEM: Final = ItemStyle()


@dataclass(frozen=True, slots=True)
class ListStyle:
    """How a list is written.

    In a block list `dash` is the column of the dash, counted from that of the list's key, and `gap`
    the number of columns between the dash and the item; with `breaks` it begins on the next line.
    """

    is_flow: bool = False
    dash: int = 2
    gap: int = 1
    breaks: bool = False
    spacing: Spacing = PLAIN_SPACING
    item: ItemStyle = PLAIN_ITEM


# --- reading -----------------------------------------------------------------------------------


def style_near(source: Source, owner: Entry, near: int, fallback: ListStyle) -> ListStyle:
    """The style of the list that an entry holds, for a new item next to the item `near`."""
    node = resolved(owner.value)
    if not isinstance(node, SequenceNode):
        return fallback
    near_ones = list(islice(_nearest_mappings(node, near), _NEIGHBOURS))
    if not near_ones:
        return replace(fallback, is_flow=node.is_flow)
    item = _item_style(source, [mapping for _, mapping in near_ones], fallback.item)
    if node.is_flow:
        style = ListStyle(is_flow=True, spacing=spacing_of(source, node) or PLAIN_SPACING)
    else:
        style = _dash_style(source, owner, node, *near_ones[0])
    return replace(style, item=item if item.lists else _with_inner(style, item, fallback))


def style_of(source: Source, node: MappingNode) -> ItemStyle:
    """The style of one mapping."""
    return _item_style(source, [node], PLAIN_ITEM)


def _nearest_mappings(node: SequenceNode, near: int) -> Iterator[tuple[int, MappingNode]]:
    """The items of a list that are mappings, with their indices, those next to `near` first."""
    for distance in range(len(node.items)):
        for at in sorted({near - distance, near + distance}):
            item = node.items[at] if 0 <= at < len(node.items) else None
            if isinstance(item, MappingNode) and item.entries:
                yield at, item


def _dash_style(
    source: Source, owner: Entry, node: SequenceNode, at: int, item: MappingNode
) -> ListStyle:
    """How dash and gap of an item of a block list stand."""
    dash = dash_of(source, node, at)
    dash_column = column_of(source, dash)
    start = item.start if item.is_flow else item.entries[0].start
    between = source[Span(dash, start)]
    return ListStyle(
        dash=dash_column - column_of(source, owner.start),
        gap=max(1, column_of(source, start) - dash_column - 1),
        # Behind an anchor or a tag the keys have to begin on the next line.
        breaks=bool(LINE_BREAK.search(between)) and item.start == item.begin,
    )


def _item_style(source: Source, mappings: Sequence[MappingNode], fallback: ItemStyle) -> ItemStyle:
    """The style of the first of some mappings, filled up from the others and the fallback."""
    alike = [mapping for mapping in mappings if mapping.is_flow == mappings[0].is_flow]
    orders: list[tuple[str, ...]] = []
    key_quotes: set[str] = set()
    colons: dict[str, str] = {}
    quotes: dict[str, str] = {}
    needed_quote = ""
    lists: dict[str, ListStyle] = {}
    for mapping in alike:
        own = dict(_own_entries(mapping))
        orders.append(tuple(own))
        for key, entry in own.items():
            key_quotes.add(_quote(entry.key))
            colon = _COLON.match(source.text, entry.key.end)
            colons.setdefault(key, colon.group() if colon else ": ")
            value = entry.value
            if isinstance(value, Scalar) and not value.is_null:
                quote, needed = _quote(value), spelled(value.value, in_flow=mapping.is_flow)[0]
                if needed not in QUOTES:
                    quotes.setdefault(key, quote)
                elif quote != needed:
                    needed_quote = needed_quote or quote
            elif isinstance(value, SequenceNode) and _has_mapping(value) and key not in lists:
                lists[key] = style_near(source, entry, 0, fallback.list_style(key))
    largest = max(alike, key=lambda mapping: len(mapping.entries))
    spacing = spacing_of(source, largest) if largest.is_flow else None
    return ItemStyle(
        is_flow=largest.is_flow,
        keys=_merged_order([*orders, fallback.keys]),
        key_quote=key_quotes.pop() if len(key_quotes) == 1 else "",
        colons=colons,
        quotes=quotes,
        needed_quote=needed_quote,
        spacing=spacing or PLAIN_SPACING,
        lists=lists,
    )


def _with_inner(style: ListStyle, item: ItemStyle, fallback: ListStyle) -> ItemStyle:
    """The style of an item, with that of a list inside made after it, as there is none to see."""
    inner = replace(
        fallback.item.list_style("").item,
        key_quote=item.key_quote,
        quotes={"": item.quote("")},
        needed_quote=item.needed_quote,
        colons={"": item.colon("")},
    )
    return replace(item, lists={"": replace(style, spacing=PLAIN_SPACING, item=inner)})


def _own_entries(mapping: MappingNode) -> Iterator[tuple[str, Entry]]:
    for entry in mapping.entries:
        if isinstance(entry.key, Scalar) and entry.key.value != "<<":
            yield entry.key.value, entry


def _has_mapping(node: SequenceNode) -> bool:
    return any(isinstance(item, MappingNode) for item in node.items)


def _quote(node: Node) -> str:
    return node.style if isinstance(node, Scalar) and node.style in QUOTES else ""


def _merged_order(orders: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All keys of some orders; each stands next to one that it stands next to in its own."""
    merged: list[str] = []
    for order in orders:
        for at, key in enumerate(order):
            if key in merged:
                continue
            if at:
                merged.insert(merged.index(order[at - 1]) + 1, key)
            else:
                places = [merged.index(other) for other in order if other in merged]
                merged.insert(min(places, default=0), key)
    return tuple(merged)


# --- writing -----------------------------------------------------------------------------------


def block_list(newline: str, items: Sequence[Item], column: int, style: ListStyle) -> str:
    """The items of a new block list, each on lines of its own; `column` is that of its key."""
    dash = column + style.dash
    return "".join(newline + " " * dash + block_item(newline, item, dash, style) for item in items)


def block_item(newline: str, item: Item, dash: int, style: ListStyle) -> str:
    """A new item of a block list, from its dash, at column `dash`, to its last character."""
    gap = " " * style.gap
    if style.item.is_flow:
        return "-" + gap + flow_item(item, style.item)
    column = dash + 1 + style.gap
    line_break = newline + " " * column
    entries = [
        block_entry(newline, key, value, column, style.item)
        for key, value in _ordered(item.values, style.item)
    ]
    return "-" + (line_break if style.breaks else gap) + line_break.join(entries)


def block_entry(newline: str, key: str, value: Tree, column: int, style: ItemStyle) -> str:
    """A key and its value as a block mapping at `column` holds them."""
    inner = style.list_style(key)
    if isinstance(value, Localized) and not style.is_flow:
        name = spelled(key, quote=style.key_quote)
        return name + style.colon(key).rstrip() + block_texts(newline, value, column)
    if isinstance(value, str) or inner.is_flow:
        return flow_entry(key, value, style)
    name = spelled(key, quote=style.key_quote)
    return name + style.colon(key).rstrip() + block_list(newline, value, column, inner)


def block_texts(newline: str, value: Localized, column: int) -> str:
    """A text in several languages, each on a line of its own, below a key at `column`."""
    line_break = newline + " " * (column + 2)
    return "".join(
        f"{line_break}{spelled(language)}: {spelled(text)}"
        for language, text in value.texts.items()
    )


def flow_texts(value: Localized) -> str:
    """A text in several languages, in braces."""
    texts = (
        f"{spelled(language, in_flow=True)}: {spelled(text, in_flow=True)}"
        for language, text in value.texts.items()
    )
    return "{" + ", ".join(texts) + "}"


def flow_list(items: Sequence[Item], style: ListStyle) -> str:
    """A new list in brackets."""
    return "[" + _joined([flow_item(item, style.item) for item in items], style.spacing) + "]"


def flow_item(item: Item, style: ItemStyle) -> str:
    """A new item in braces."""
    style = style.in_flow()
    entries = [flow_entry(key, value, style) for key, value in _ordered(item.values, style)]
    return "{" + _joined(entries, style.spacing) + "}"


def flow_entry(key: str, value: Tree, style: ItemStyle) -> str:
    """A key and its value on one line."""
    name = spelled(key, quote=style.key_quote, in_flow=style.is_flow)
    colon = style.colon(key)
    if colon.rstrip() == colon and not (style.is_flow and name.startswith(QUOTES)):
        colon += " "
    if isinstance(value, Localized):
        return name + colon + flow_texts(value)
    if isinstance(value, str):
        return name + colon + style.spelled(key, value)
    return name + colon + flow_list(value, style.list_style(key))


def _joined(parts: Sequence[str], spacing: Spacing) -> str:
    return spacing.opening + spacing.between.join(parts) + spacing.closing


def _ordered(values: Mapping[str, Tree | None], style: ItemStyle) -> list[tuple[str, Tree]]:
    """The values that there are, in the order of the style; unknown keys last."""
    rank = {key: at for at, key in enumerate(style.keys)}
    given = sorted(values, key=lambda key: rank.get(key, len(rank)))
    return [(key, value) for key in given if (value := values[key]) is not None]
