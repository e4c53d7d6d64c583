"""Edits that change a YAML text in place: items come, go and move, values change, the rest stays.

Pure. What is not asked for keeps every byte. An item that is an alias is changed where its anchor
stands, so whoever applies these edits has to read the text again and see that it says what was
wanted, everywhere.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from sigtool.model import Texts
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.sequence import longest_increasing
from sigtool.text.source import Edit, Source, Span
from sigtool.yaml import parts
from sigtool.yaml.parse import BLANK, spelled
from sigtool.yaml.style import Item, ItemStyle, ListStyle, Tree, item_style, spell_texts, style_near
from sigtool.yaml.tree import Alias, Entry, MappingNode, Node, Scalar, SequenceNode, resolved

_PROPERTIES: Final = lazily(r"(?:[&!][^ \t\r\n]*[ \t]*)*")
_BLOCK_HEADER: Final = lazily(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)?")


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an item goes: `moved` is the origin of the one that moves, so that the others stay;
    `is_above` puts it, or a new one, right above the item that follows."""

    moved: int | None = None
    is_above: bool = False

    def order(self, items: Sequence[Item]) -> list[int | None]:
        """Where each item stood; None for one that is new, or that is to move."""
        origins = [item.origin for item in items]
        known = [origin for origin in origins if origin is not None]
        if self.moved is None or known == sorted(known):
            return origins
        return [None if origin == self.moved else origin for origin in origins]


ANYWHERE: Final = Placing()


def list_edits(
    source: Source,
    owner: Entry,
    items: Sequence[Item],
    fallback: Callable[[], ListStyle],
    placing: Placing = ANYWHERE,
) -> list[Edit]:
    """The edits after which the value of `owner` is a list of these items.

    A value that is no list gives way to one. `fallback` is how to write what has no neighbours.
    """
    node = resolved(owner.value)
    if not isinstance(node, SequenceNode):
        return new_list(source, owner, items, fallback())
    if not items and not node.is_flow:
        return _emptied(source, owner, node, " []")

    def style(near: int) -> ListStyle:
        return style_near(source, owner, near, fallback())

    stays = longest_increasing(placing.order(items))
    inner = [_inner_edits(source, node, item, style) for item in items]
    is_alias = [
        item.origin is not None and isinstance(node.items[item.origin], Alias) for item in items
    ]
    made = [edit for at in range(len(items)) if at in stays or is_alias[at] for edit in inner[at]]
    if len(stays) == len(items) == len(node.items):
        return made
    places = parts.places_of(source, node)
    wanted: list[parts.Part] = []
    near = 0
    for at, item in enumerate(items):
        if item.origin is None:
            wanted.append(style(near).spell_item(item, parts.margin_of(source, node.begin)))
            continue
        near = item.origin
        changes = [] if is_alias[at] else inner[at]
        wanted.append(near if at in stays else parts.text_of(source, places[near], changes))
    moved = {
        item.origin for at, item in enumerate(items) if at not in stays and item.origin is not None
    }
    return [*made, *parts.rearranged(source, node, wanted, moved, is_above=placing.is_above)]


def new_list(source: Source, owner: Entry, items: Sequence[Item], style: ListStyle) -> list[Edit]:
    """The edits after which the value of `owner`, whatever it is now, is a new list."""
    text = style.spell(items, parts.margin_of(source, owner.start))
    if style.is_flow:
        return [Edit(Span(owner.value.start, owner.value.end), text)]
    return _put_below(source, owner, text)


def mapping_edits(
    source: Source,
    node: MappingNode,
    values: Mapping[str, Tree | None],
    style: Callable[[], ItemStyle],
    *,
    follows: bool = False,
) -> list[Edit]:
    """The edits after which a mapping has these values; keys not named keep theirs. `follows` is
    that of `Item`."""
    made: list[Edit] = []
    new: dict[str, Tree] = {}
    gone: set[str] = set()
    for key, value in values.items():
        owner = node.owner(key) if follows else node
        entry = owner.entry(key)
        if entry is None and value:
            new[key] = value
        elif entry is None or (owner is not node and not value):
            if any(key == merged for merged, _ in node.all_entries()):
                why = f"{key!r} comes from a merge key (<<); change it there"
                raise parts.refusal(source, node, why)
        elif value is None or (not value and not _stays_empty(source, entry)):
            gone.add(key)
        elif isinstance(value, Texts):
            made += _texts_edits(source, entry, value, in_flow=owner.is_flow)
        elif isinstance(value, str):
            made += _text_edits(source, entry, value, in_flow=owner.is_flow)
        else:
            made += list_edits(source, entry, value, partial(_list_style, style, key))
    if gone or new:
        made += parts.rearranged(source, node, _entry_parts(source, node, new, gone, style))
    return made


def _list_style(style: Callable[[], ItemStyle], key: str) -> ListStyle:
    return style().list_style(key)


def _inner_edits(
    source: Source, node: SequenceNode, item: Item, style: Callable[[int], ListStyle]
) -> list[Edit]:
    """What changes inside an item that was there before."""
    origin = item.origin
    if origin is None or not item.values:
        return []
    target = resolved(node.items[origin])
    if isinstance(target, Scalar):
        return _short_item_edits(source, target, item, style(origin))
    if not isinstance(target, MappingNode):
        raise parts.refusal(source, target, "is not a mapping; edit it by hand")
    return mapping_edits(
        source, target, item.values, lambda: style(origin).item, follows=item.follows
    )


def _short_item_edits(source: Source, node: Scalar, item: Item, style: ListStyle) -> list[Edit]:
    """The edits that give an item that is a text another, or make it a mapping."""
    comment = _header_comment(source, node)
    if item.short is not None:
        text = spelled(item.short, quote=node.quote, in_flow=style.is_flow)
        return [Edit(node.span, text + comment)]
    properties = source[Span(node.start, node.begin)]
    if "!" in properties:
        raise parts.refusal(source, node, "is tagged as a text; edit it by hand")
    margin = parts.margin_of(source, node.begin)
    # Behind an anchor on its line, a first key would have it, not the mapping.
    if style.is_flow or properties or style.item.is_flow:
        return [Edit(node.span, style.item.in_flow().spell(item.values, margin) + comment)]
    text = style.item.spell(item.values, margin)
    first, line_break, others = text.partition(source.newline)
    end = source.line_end(node.end)
    return [Edit(node.span, first + comment), Edit(Span(end, end), line_break + others)]


# --- values ------------------------------------------------------------------------------------


def _text_edits(source: Source, entry: Entry, value: str, *, in_flow: bool) -> list[Edit]:
    """The edits after which the value of an entry is a text."""
    node = entry.value
    if isinstance(node, SequenceNode | MappingNode) and not node.is_flow:
        return _emptied(source, entry, node, " " + spelled(value))
    quote = node.quote if isinstance(node, Scalar) else ""
    text = spelled(value, quote=quote, in_flow=in_flow)
    if isinstance(node, SequenceNode | MappingNode):
        parts.check_no_comment(source, node, node.span)
        return [Edit(Span(node.start, node.end), text)]
    return [Edit(node.span, text + _header_comment(source, node))]


def _texts_edits(source: Source, entry: Entry, value: Texts, *, in_flow: bool) -> list[Edit]:
    """The edits after which the value of an entry is a text in these languages."""
    node, texts = entry.value, value.by_language
    if isinstance(node, MappingNode):
        old = {key: resolved(each.value) for key, each in node.all_entries()}
        changes: dict[str, Tree | None] = {key: None for key in old if key not in texts}
        for key, text in texts.items():
            there = old.get(key)
            if not isinstance(there, Scalar) or there.value.strip(BLANK) != text:
                changes[key] = text
        return mapping_edits(source, node, changes, partial(item_style, source, [node]))
    if in_flow:
        return [Edit(Span(node.start, node.end), spell_texts(value))]
    return _put_below(source, entry, spell_texts(value, parts.margin_of(source, entry.start)))


def _put_below(source: Source, owner: Entry, lines: str) -> list[Edit]:
    """The edits that put lines below a key in place of its value; its comments stay."""
    node = owner.value
    colon = parts.colon_end(source, owner)
    if isinstance(node, SequenceNode | MappingNode) and not node.is_flow:
        end = source.line_end(colon)
        return [Edit(Span(end, end), lines), *_emptied(source, owner, node, "")]
    start = colon + len(source[Span(colon, node.start)].rstrip(BLANK))
    end = source.line_end(node.end)
    return [Edit(Span(start, node.end), _header_comment(source, node)), Edit(Span(end, end), lines)]


def _header_comment(source: Source, node: Node) -> str:
    """The comment behind the `|` of a block text, with the blanks in front of it."""
    is_block = isinstance(node, Scalar) and node.style in ("|", ">")
    header = _BLOCK_HEADER.match(source.text, node.begin) if is_block else None
    return (header and header.group(1)) or ""


def _emptied(
    source: Source, owner: Entry, node: SequenceNode | MappingNode, text: str
) -> list[Edit]:
    """The edits that take all out of a block collection, and put a text behind its colon.

    Its anchor and its tag stay if the text is a list.
    """
    places = parts.places_of(source, node)
    gone = {at: place.text for at, place in enumerate(places)}
    start = end = parts.colon_end(source, owner)
    if node.start < node.begin and (found := _PROPERTIES.match(source.text, node.start)):
        end = found.start() + len(found.group().rstrip(BLANK))
        start = end if text == " []" else start
    return [Edit(Span(start, end), text), *parts.removals(source, places, gone)]


def _stays_empty(source: Source, entry: Entry) -> bool:
    """Whether a list that loses its last item stays as `[]`: because that is what it was."""
    node = entry.value
    if not isinstance(node, SequenceNode) or not node.is_flow:
        return False
    return not (parts.spacing_of(source, node) or parts.PLAIN_SPACING).is_roomy


def _entry_parts(
    source: Source,
    node: MappingNode,
    new: Mapping[str, Tree],
    gone: set[str],
    style: Callable[[], ItemStyle],
) -> list[parts.Part]:
    """The entries of a mapping as it is to be: those that stay, and the texts of new ones."""
    wanted: list[tuple[str, parts.Part]] = []
    for at, entry in enumerate(node.entries):
        key = entry.key.value if isinstance(entry.key, Scalar) else ""
        wanted += [(key, at)] if key not in gone else []
    for key, value in new.items():
        look = style().in_flow() if node.is_flow else style()
        above = look.before(key)
        at = max((at + 1 for at, (other, _) in enumerate(wanted) if other in above), default=0)
        margin = parts.margin_of(source, node.entries[0].start) if node.entries else ""
        wanted.insert(at, (key, look.with_room(key).spell_entry(key, value, margin)))
    return [part for _, part in wanted]
