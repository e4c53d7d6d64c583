"""Edits that change a YAML text in place: items come, go and move, values change, the rest stays.

Pure. A new item follows its neighbours: indent, dash, quoting, order of keys, blank lines between
items. A comment directly above an item, at its indent, belongs to it: it moves and goes with it.
What is not asked for keeps every byte.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sigtool.errors import RegistryProblem
from sigtool.sequence import longest_increasing
from sigtool.source import Edit, Source, Span, apply_edits
from sigtool.yamlnodes import (
    Alias,
    Entry,
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    resolved,
    spelled,
)

# From the end of a value to what follows it: blanks, line breaks, comments.
_BETWEEN: Final = r"(?:\s|#[^\r\n]*)*"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list as it is to be.

    `origin` is the index of the item that it was, or None for a new one; `values` holds what
    changes, key by key in the order to write them: a text, items, or None to take the key away.
    """

    origin: int | None
    values: "Mapping[str, Tree | None]"


Tree = str | Sequence[Item]


@dataclass(frozen=True, slots=True)
class Style:
    """How an item is written, read off one that is there.

    `dash` is the column of the dash; `gap` stands between it and the first key; `colon` between a
    key and its value, by key; `quote` around a value, by key; `inner` is the style of the items of
    a list inside, whose dash is counted from the column of the item's keys.
    """

    dash: int = 0
    gap: str = " "
    is_flow: bool = False
    keys: tuple[str, ...] = ()
    key_quote: str = ""
    colon: "Mapping[str, str] | None" = None
    quote: "Mapping[str, str] | None" = None
    inner: "Style | None" = None

    @property
    def key_column(self) -> int:
        """The column at which the keys of an item stand."""
        last = re.split(r"[\r\n]", self.gap)[-1]
        return len(last) if last != self.gap else self.dash + 1 + len(self.gap)


DEFAULT_INNER: Final = Style(dash=2)
DEFAULT_STYLE: Final = Style(dash=2, inner=DEFAULT_INNER)


@dataclass(frozen=True, slots=True)
class _Place:
    """The lines that hold one item or entry: with its own comments, without the last line break."""

    start: int
    end: int


def list_edits(
    source: Source, owner: Entry, items: Sequence[Item], *, in_flow: bool = False
) -> list[Edit]:
    """The edits after which `owner`'s value is a list of these items.

    A value that was no list (a text, nothing, an alias) gives way to one.
    """
    node = owner.value
    if isinstance(node, SequenceNode) and node.items and not node.is_flow:
        return _change_block(source, owner, node, items)
    if isinstance(node, SequenceNode) and (in_flow or not _can_unfold(source, owner, node)):
        return _change_flow(source, owner, node, items)
    style = _style_for(source, owner, None)
    if in_flow:
        flow_items = ", ".join(_flow_item(item, replace(style, is_flow=True)) for item in items)
        return [Edit(node.span, f"[{flow_items}]")]
    line_end = source.line_end(node.span.end)
    colon = _colon_end(source, owner)
    removal = [Edit(Span(colon, node.span.end), "")] if node.span.end > colon else []
    return [*removal, Edit(Span(line_end, line_end), block_list(source, items, style))]


def mapping_edits(
    source: Source, node: MappingNode, values: Mapping[str, Tree | None], style: Style
) -> list[Edit]:
    """The edits after which a mapping has these values; keys not named keep theirs."""
    if node.is_flow:
        return _change_flow_mapping(source, node, values, style)
    made: list[Edit] = []
    added: dict[int, list[str]] = {}
    for key, value in values.items():
        entry = node.entry(key)
        if entry is None:
            if value is None:
                raise RegistryProblem(
                    f"{_at(source, node)}: {key!r} comes from a merge key (<<); change it there"
                )
            at = _after(node, key, style)
            text = _entry_text(source, key, value, _column(source, node), style)
            added.setdefault(at, []).append(text)
        elif value is None:
            made += _without(source, node, node.entries.index(entry))
        elif isinstance(value, str):
            made.append(_scalar_edit(source, entry, value, style))
        else:
            made += list_edits(source, entry, value)
    indent = source.newline + " " * _column(source, node)
    for at, texts in added.items():
        if at < 0:
            start = node.entries[0].key.span.start
            made.append(Edit(Span(start, start), "".join(text + indent for text in texts)))
            continue
        end = source.line_end(node.entries[at].span.end)
        made.append(Edit(Span(end, end), "".join(indent + text for text in texts)))
    return made


def comments_of(source: Source, owner: Entry, index: int) -> str:
    """The comment lines that belong to an item of a list; "" if it has none."""
    node = owner.value
    if not isinstance(node, SequenceNode) or node.is_flow:
        return ""
    dash = _dashes(source, node)[index]
    place = _places(source, node)[index]
    return source[Span(place.start, source.line_span(source.line_of(dash)).start)]


def block_list(source: Source, items: Sequence[Item], style: Style) -> str:
    """The items of a new list, each on lines of its own."""
    return "".join(source.newline + _block_item(source, item, style) for item in items)


# --- block lists -------------------------------------------------------------------------------


def _change_block(
    source: Source, owner: Entry, node: SequenceNode, items: Sequence[Item]
) -> list[Edit]:
    places = _places(source, node)
    origins = [item.origin for item in items]
    stays = longest_increasing(origins)
    kept = {origins[at] for at in stays}
    made: list[Edit] = []
    if not items:
        colon = _colon_end(source, owner)
        made.append(Edit(Span(colon, colon), " []"))
    made += _removals(source, places, kept, floor=source.line_end(_colon_end(source, owner)))
    anchor: int | None = None
    head: list[str] = []
    for at, item in enumerate(items):
        inner = _inner_edits(source, node, item)
        if at in stays and item.origin is not None:
            made += inner
            anchor = item.origin
            continue
        text = (
            _block_item(source, item, _style_for(source, owner, anchor))
            if item.origin is None
            else _sliced(source, places[item.origin], inner)
        )
        if anchor is None:
            head.append(text)
            continue
        end = places[anchor].end
        line_break = source.line_break_after(end) or source.newline
        made.append(Edit(Span(end, end), line_break * (1 + _gap(source, places, anchor)) + text))
    if head:
        first = min(origin for origin in kept if origin is not None) if stays else 0
        line_break = source.newline * (1 + _gap(source, places, 0))
        start = places[first].start
        made.append(Edit(Span(start, start), "".join(text + line_break for text in head)))
    return made


def _inner_edits(source: Source, node: SequenceNode, item: Item) -> list[Edit]:
    if item.origin is None or not item.values:
        return []
    target = node.items[item.origin]
    if not isinstance(target, MappingNode):
        raise RegistryProblem(f"{_at(source, target)}: is shared by an alias; edit it by hand")
    return mapping_edits(source, target, item.values, _mapping_style(source, target))


def _sliced(source: Source, place: _Place, inner: Sequence[Edit]) -> str:
    shifted = [Edit(edit.span.shifted(-place.start), edit.text) for edit in inner]
    return apply_edits(source[Span(place.start, place.end)], shifted)


def _removals(
    source: Source, places: Sequence[_Place], kept: set[int | None], *, floor: int
) -> Iterator[Edit]:
    """The lines of the items that go, each with the blank lines between it and its neighbour."""
    at_head = bool(kept)
    for at, place in enumerate(places):
        if at in kept:
            at_head = False
        elif at_head:
            yield Edit(Span(place.start, _next_line_with_text(source, place.end)), "")
        else:
            lowest = places[at - 1].end if at else floor
            yield Edit(Span(_end_of_text_above(source, place.start, lowest), place.end), "")


def _places(source: Source, node: SequenceNode) -> list[_Place]:
    dashes = _dashes(source, node)
    ends = [source.line_end(max(i.span.end, d)) for i, d in zip(node.items, dashes, strict=True)]
    return [
        _Place(_with_comments(source, dash, ends[at - 1] if at else -1), ends[at])
        for at, dash in enumerate(dashes)
    ]


def _dashes(source: Source, node: SequenceNode) -> list[int]:
    """The offset of each item's dash."""
    found: list[int] = []
    after = node.span.start
    # An anchor or a tag may stand between the key and the first dash.
    pattern = re.compile(rf"(?:{_BETWEEN}[&!]\S*)*{_BETWEEN}-")
    for item in node.items:
        match = pattern.match(source.text, after)
        if match is None:
            raise RegistryProblem(f"{_at(source, item)}: cannot tell where this item begins")
        found.append(match.end() - 1)
        after = max(item.span.end, match.end())
        pattern = re.compile(rf"{_BETWEEN}-")
    return found


def _with_comments(source: Source, start: int, lowest: int) -> int:
    """The start of the first of the comment lines right above, at the same indent."""
    line = source.line_of(start)
    column = start - source.line_starts[line]
    while line > 0 and source.line_starts[line - 1] > lowest:
        above = source[source.line_span(line - 1)]
        if not re.match(rf" {{{column}}}#", above):
            break
        line -= 1
    return source.line_starts[line]


def _end_of_text_above(source: Source, start: int, lowest: int) -> int:
    """The end of the last line above `start` that is not blank, but not above `lowest`."""
    line = source.line_of(start)
    while line > 0:
        span = source.line_span(line - 1)
        if span.end <= lowest:
            return lowest
        if source[span].strip():
            return span.end
        line -= 1
    return lowest


def _next_line_with_text(source: Source, end: int) -> int:
    line = source.line_of(end) + 1
    while line < len(source.line_starts):
        span = source.line_span(line)
        if source[span].strip():
            return span.start
        line += 1
    return len(source.text)


def _gap(source: Source, places: Sequence[_Place], at: int) -> int:
    """How many blank lines stand between an item and its neighbour."""
    pair = (at - 1, at) if at else (0, 1)
    if pair[1] >= len(places):
        return 0
    between = source[Span(places[pair[0]].end, places[pair[1]].start)]
    return 0 if between.strip() else len(re.findall(r"\r\n|\r|\n", between)) - 1


# --- block mappings ----------------------------------------------------------------------------


def _column(source: Source, node: MappingNode) -> int:
    """The column at which the keys of a block mapping stand."""
    start = node.entries[0].key.span.start
    return start - source.line_starts[source.line_of(start)]


def _after(node: MappingNode, key: str, style: Style) -> int:
    """The index of the entry after which a new key goes; -1 for before the first."""
    order = list(style.keys) if key in style.keys else [*style.keys, key]
    before = set(order[: order.index(key)])
    at = [
        at
        for at, entry in enumerate(node.entries)
        if isinstance(entry.key, Scalar) and entry.key.value in before
    ]
    return at[-1] if at else -1


def _without(source: Source, node: MappingNode, at: int) -> list[Edit]:
    """The edits that take one entry, with its comments, out of a block mapping."""
    entry = node.entries[at]
    end = source.line_end(entry.span.end)
    if at:
        lowest = source.line_end(node.entries[at - 1].span.end)
        start = _with_comments(source, entry.key.span.start, lowest)
        return [Edit(Span(_end_of_text_above(source, start, lowest), end), "")]
    if len(node.entries) > 1:
        following = node.entries[1].key.span.start
        between = source[Span(entry.span.end, following)]
        if not between.strip():
            return [Edit(Span(entry.key.span.start, following), "")]
    return [Edit(Span(entry.key.span.start, entry.span.end), "")]


def _scalar_edit(source: Source, entry: Entry, value: str, style: Style) -> Edit:
    node = entry.value
    quote = node.style if isinstance(node, Scalar) and node.style in ("'", '"') else ""
    text = spelled(value, quote=quote, in_flow=style.is_flow)
    blank = "" if source[Span(entry.key.span.end, node.span.start)].endswith((" ", "\t")) else " "
    if isinstance(node, SequenceNode) and not node.is_flow:
        return Edit(Span(_colon_end(source, entry), node.span.end), " " + text)
    return Edit(node.span, (blank if not len(node.span) else "") + text)


def _colon_end(source: Source, entry: Entry) -> int:
    """The offset right after the colon that follows an entry's key."""
    return source.text.index(":", entry.key.span.end) + 1


# --- flow collections --------------------------------------------------------------------------


def _can_unfold(source: Source, owner: Entry, node: SequenceNode) -> bool:
    """Whether an empty `[]` may become a block list, and be given back by the way back."""
    line_end = source.line_end(node.span.end)
    return (
        not node.items
        and owner.key.span.start in source.line_starts
        and source[Span(_colon_end(source, owner), node.span.end)] == " []"
        and re.fullmatch(r"\s*(?:#.*)?", source[Span(node.span.end, line_end)]) is not None
    )


def _change_flow(
    source: Source, owner: Entry, node: SequenceNode, items: Sequence[Item]
) -> list[Edit]:
    inner = [_inner_edits(source, node, item) for item in items]
    origins = [item.origin for item in items]
    if origins == list(range(len(node.items))):
        return [edit for edits in inner for edit in edits]
    style = replace(_style_for(source, owner, len(node.items) - 1), is_flow=True)
    parts = [
        _flow_item(item, style)
        if item.origin is None
        else _sliced(source, _Place(*_ends(node.items[item.origin].span)), edits)
        for item, edits in zip(items, inner, strict=True)
    ]
    return [_rebuilt(source, node, [item.span for item in node.items], parts, origins)]


def _change_flow_mapping(
    source: Source, node: MappingNode, values: Mapping[str, Tree | None], style: Style
) -> list[Edit]:
    style = replace(style, is_flow=True)
    made: list[Edit] = []
    parts: list[str] = []
    origins: list[int | None] = []
    for at, entry in enumerate(node.entries):
        key = entry.key.value if isinstance(entry.key, Scalar) else ""
        value = values.get(key)
        if key in values and value is None:
            continue
        edits: list[Edit] = []
        if isinstance(value, str):
            edits = [_scalar_edit(source, entry, value, style)]
        elif value is not None:
            edits = list_edits(source, entry, value, in_flow=True)
        made += edits
        parts.append(_sliced(source, _Place(*_ends(entry.span)), edits))
        origins.append(at)
    for key, value in values.items():
        if value is not None and node.entry(key) is None:
            at = _after(node, key, style) + 1
            place = next((n for n, origin in enumerate(origins) if (origin or 0) >= at), len(parts))
            parts.insert(place, _flow_entry(key, value, style))
            origins.insert(place, None)
    if origins == list(range(len(node.entries))):
        return made
    return [_rebuilt(source, node, [entry.span for entry in node.entries], parts, origins)]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _rebuilt(
    source: Source,
    node: SequenceNode | MappingNode,
    old: Sequence[Span],
    parts: Sequence[str],
    origins: Sequence[int | None],
) -> Edit:
    """A flow collection with these parts; what stood between two that stay together stays."""
    opening = "[" if isinstance(node, SequenceNode) else "{"
    inside = Span(source.text.index(opening, node.span.start) + 1, node.span.end - 1)
    spans = [Span(left.end, right.start) for left, right in itertools.pairwise(old)]
    between = [source[span] for span in spans]
    usual = between[0] if between and "#" not in between[0] else ", "
    lead = source[Span(inside.start, old[0].start)] if old else ""
    tail = source[Span(old[-1].end, inside.end)] if old else source[inside]
    if not parts:
        tail = tail.replace(",", "")
    text = lead
    used: set[int] = set()
    for at, part in enumerate(parts):
        if at:
            left, right = origins[at - 1], origins[at]
            together = left is not None and right == left + 1
            used |= {left} if together and left is not None else set()
            text += between[left] if together and left is not None else usual
        text += part
    lost = [gap for at, gap in enumerate(between) if at not in used and "#" in gap]
    if lost:
        raise RegistryProblem(
            f"{_at(source, node)}: a comment inside [...] or {{...}} would be lost; edit it by hand"
        )
    return Edit(inside, text + tail)


# --- writing what is new -----------------------------------------------------------------------


def _block_item(source: Source, item: Item, style: Style) -> str:
    """A new item on lines of its own, without the last line break."""
    column = style.key_column
    entries = [
        _entry_text(source, key, value, column, style)
        for key, value in _ordered(item.values, style)
        if value is not None
    ]
    if style.is_flow:
        return " " * style.dash + "-" + " " + _flow_item(item, style)
    joined = (source.newline + " " * column).join(entries)
    return " " * style.dash + "-" + style.gap + joined


def _entry_text(source: Source, key: str, value: Tree, column: int, style: Style) -> str:
    """A key and its value as a block mapping at `column` holds them."""
    name = spelled(key, quote=style.key_quote)
    if isinstance(value, str):
        colon = (style.colon or {}).get(key, ": ")
        return name + colon + spelled(value, quote=(style.quote or {}).get(key, ""))
    inner = style.inner or DEFAULT_INNER
    if inner.is_flow:
        return f"{name}: [{', '.join(_flow_item(item, inner) for item in value)}]"
    inner = replace(inner, dash=column + inner.dash)
    return f"{name}:" + block_list(source, value, inner)


def _flow_item(item: Item, style: Style) -> str:
    entries = [
        _flow_entry(key, value, style)
        for key, value in _ordered(item.values, style)
        if value is not None
    ]
    return "{" + ", ".join(entries) + "}"


def _flow_entry(key: str, value: Tree, style: Style) -> str:
    name = spelled(key, quote=style.key_quote, in_flow=True)
    if isinstance(value, str):
        quote = (style.quote or {}).get(key, "") or style.key_quote
        return f"{name}: {spelled(value, quote=quote, in_flow=True)}"
    inner = replace(style.inner or style, key_quote=style.key_quote)
    return f"{name}: [{', '.join(_flow_item(item, inner) for item in value)}]"


def _ordered(values: Mapping[str, Tree | None], style: Style) -> list[tuple[str, Tree | None]]:
    """The values in the order in which the neighbour has its keys; others where they stand."""
    given = list(values)
    rank = {key: at for at, key in enumerate(style.keys)}
    known = sorted((key for key in given if key in rank), key=lambda key: rank[key])
    filled = iter(known)
    order = [next(filled) if key in rank else key for key in given]
    return [(key, values[key]) for key in order]


# --- reading a style ---------------------------------------------------------------------------


def _style_for(source: Source, owner: Entry, near: int | None) -> Style:
    """The style for a new item of `owner`'s list: that of the item `near`, filled up from others."""
    node = resolved(owner.value)
    start = owner.key.span.start
    column = start - source.line_starts[source.line_of(start)]
    if not isinstance(node, SequenceNode) or not node.items:
        return replace(DEFAULT_STYLE, dash=column + 2)
    order = sorted(range(len(node.items)), key=lambda at: (abs(at - (near or 0)), at))
    nodes = [found for at in order[:50] if isinstance(found := node.items[at], MappingNode)]
    if not nodes:
        return replace(DEFAULT_STYLE, dash=column + 2)
    styles = [_mapping_style(source, found) for found in nodes]
    first = styles[0]
    style = replace(
        first,
        colon=_first_of([style.colon or {} for style in styles]),
        quote=_first_of([style.quote or {} for style in styles]),
        inner=next((style.inner for style in styles if style.inner), None),
    )
    if node.is_flow or nodes[0].is_flow:
        return replace(style, is_flow=True, dash=column + 2)
    dash = _dashes(source, node)[node.items.index(nodes[0])]
    dash_column = dash - source.line_starts[source.line_of(dash)]
    gap = source[Span(dash + 1, nodes[0].entries[0].key.span.start)]
    if gap.strip():
        gap = " " * (_column(source, nodes[0]) - 1 - dash_column)
    return replace(style, dash=dash_column, gap=gap)


def _first_of(maps: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    merged: dict[str, str] = {}
    for found in maps:
        merged = {**found, **merged}
    return merged


def _mapping_style(source: Source, node: MappingNode) -> Style:
    """How the entries of one mapping are written."""
    colon: dict[str, str] = {}
    quote: dict[str, str] = {}
    keys: list[str] = []
    inner: Style | None = None
    key_quote = ""
    for entry in node.entries:
        if not isinstance(entry.key, Scalar):
            continue
        key = entry.key.value
        keys.append(key)
        key_quote = entry.key.style if entry.key.style in ("'", '"') else ""
        value = entry.value
        if isinstance(value, Scalar) and not value.is_null:
            between = source[Span(entry.key.span.end, value.span.start)]
            if re.fullmatch(r"[ \t]*:[ \t]+", between):
                colon[key] = between
            quote[key] = value.style if value.style in ("'", '"') else ""
        elif isinstance(value, SequenceNode) and value.items and inner is None:
            inner = _inner_style(source, node, entry)
    return Style(
        is_flow=node.is_flow,
        keys=tuple(keys),
        key_quote=key_quote,
        colon=colon,
        quote=quote,
        inner=inner,
    )


def _inner_style(source: Source, node: MappingNode, entry: Entry) -> Style | None:
    """The style of the items of a list inside, its dash counted from the mapping's column."""
    if not isinstance(entry.value, SequenceNode) or not any(
        isinstance(item, MappingNode) for item in entry.value.items
    ):
        return None
    style = _style_for(source, entry, 0)
    return style if style.is_flow else replace(style, dash=style.dash - _column(source, node))


def _at(source: Source, node: Node | Alias) -> str:
    position = source.position(node.span.start)
    return f"{source.path}:{position.line}:{position.column}"
