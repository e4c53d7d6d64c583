"""Block lists and mappings, line by line: where their parts stand, and how parts come and go.

Pure. A comment directly above a part, at its indent, belongs to it. A comment right below that
stands deeper is taken for a remark inside: it moves along, but is never taken out, since it may be
meant for what follows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from sigtool.errors import RegistryProblem
from sigtool.text.source import LINE_BREAK, Edit, Source, Span
from sigtool.yaml.parse import BETWEEN, BLANK
from sigtool.yaml.tree import Entry, MappingNode, Node, Scalar, SequenceNode

# A part of a collection as it is to be: one that stays where it is, by its index, or a text.
Part = int | str

_NEXT_DASH: Final = re.compile(rf"{BETWEEN}-")
_COLON: Final = re.compile(rf"{BETWEEN}:")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part (an item or an entry) stands.

    `head` is where its dash or its key is, and `start` where its text begins, with its comments.
    `end` is where its last line ends, and `tail` where the last of the remarks below ends, both
    before the line break. Blank lines below one that `is_open` would belong to its last value.
    """

    head: int
    start: int
    end: int
    tail: int
    is_open: bool

    @property
    def extent(self) -> Span:
        """What moves when the part moves."""
        return Span(self.start, self.tail)


def column_of(source: Source, offset: int) -> int:
    """The number of characters before `offset` on its line."""
    return offset - _line_start(source, offset)


def colon_end(source: Source, entry: Entry) -> int:
    """The offset right behind the colon that follows an entry's key."""
    found = _COLON.match(source.text, entry.key.end)
    return found.end() if found else entry.key.end


def where(source: Source, node: Node) -> str:
    """The place of a node, for a message: `sigs.yaml:12:5`."""
    position = source.position(node.begin)
    return f"{source.path}:{position.line}:{position.column}"


# --- where parts stand -------------------------------------------------------------------------


def dash_of(source: Source, node: SequenceNode, at: int) -> int:
    """The offset of the dash of an item of a block list."""
    above = node.items[at - 1].end if at else node.begin
    found = _NEXT_DASH.match(source.text, above)
    if found is None:
        place = where(source, node.items[at])
        raise RegistryProblem(f"{place}: cannot tell where this item begins; edit it by hand")
    return found.end() - 1


def item_places(source: Source, node: SequenceNode) -> list[Place]:
    """The places of the items of a block list."""
    dashes = [dash_of(source, node, at) for at in range(len(node.items))]
    if begins_inside_line(source, node):
        raise RegistryProblem(
            f"{where(source, node)}: this list begins behind something else on its line; "
            "edit it by hand"
        )
    return _places(source, dashes, node.items)


def entry_places(source: Source, node: MappingNode) -> list[Place]:
    """The places of the entries of a block mapping."""
    starts = [entry.start for entry in node.entries]
    return _places(source, starts, [entry.value for entry in node.entries])


def begins_inside_line(source: Source, node: SequenceNode | MappingNode) -> bool:
    """Whether something else, like a dash, stands before a block collection on its first line."""
    start = node.begin
    return bool(source[Span(_line_start(source, start), start)].strip(BLANK))


def gap_above(source: Source, places: Sequence[Place], at: int) -> int:
    """How many blank lines part an item from the one above; the first takes after the second."""
    at = at or 1
    if at >= len(places):
        return 0
    lowest = places[at - 1].end
    above = _end_of_text_above(source, places[at].start, lowest)
    return _breaks(source, above, places[at].start) - 1


def _places(source: Source, heads: Sequence[int], nodes: Sequence[Node]) -> list[Place]:
    found: list[Place] = []
    lowest = -1
    for head, node in zip(heads, nodes, strict=True):
        column = column_of(source, head)
        start = _with_comments(source, head, column, lowest)
        end = source.line_end(node.end)
        tail = _with_remarks(source, end, column)
        found.append(Place(head, start, end, tail, _keeps_blank_lines(source, node)))
        lowest = end
    return found


def _keeps_blank_lines(source: Source, node: Node) -> bool:
    """Whether a node ends with a `|+` or a `>+`."""
    while isinstance(node, SequenceNode | MappingNode) and not node.is_flow:
        node = node.items[-1] if isinstance(node, SequenceNode) else node.entries[-1].value
    return (
        isinstance(node, Scalar)
        and node.style in ("|", ">")
        and "+" in source.text[node.begin : node.begin + 3]
    )


def _with_comments(source: Source, head: int, column: int, lowest: int) -> int:
    """The start of the first of the comments right above, at the same indent."""
    mark = " " * column + "#"
    line = source.line_of(head)
    if source[Span(source.line_starts[line], head)].strip(BLANK):
        return head
    while line > 0 and source.line_starts[line - 1] > lowest:
        if not source.text.startswith(mark, source.line_starts[line - 1]):
            break
        line -= 1
    return source.line_starts[line] + column


def _with_remarks(source: Source, end: int, column: int) -> int:
    """The end of the last of the comments right below that stand deeper than `column`."""
    for line in range(source.line_of(end) + 1, len(source.line_starts)):
        span = source.line_span(line)
        text = source[span].lstrip(" ")
        if not text.startswith("#") or len(span) - len(text) <= column:
            break
        end = span.end
    return end


def _line_start(source: Source, offset: int) -> int:
    return source.line_starts[source.line_of(offset)]


def _end_of_text_above(source: Source, start: int, lowest: int) -> int:
    """The end of the last line above `start` that is not blank, but not above `lowest`."""
    for line in range(source.line_of(start) - 1, -1, -1):
        span = source.line_span(line)
        if span.end <= lowest or source[span].strip(BLANK):
            return max(span.end, lowest)
    return lowest


def _next_line_with_text(source: Source, end: int) -> int:
    """The start of the next line that is not blank; the end of the text where there is none."""
    for line in range(source.line_of(end) + 1, len(source.line_starts)):
        span = source.line_span(line)
        if source[span].strip(BLANK):
            return span.start
    return len(source.text)


# --- how they come and go ----------------------------------------------------------------------


def rearranged(
    source: Source,
    places: Sequence[Place],
    parts: Sequence[Part],
    *,
    moved: Set[int] = frozenset(),
    gapped: bool = False,
) -> Iterator[Edit]:
    """The edits after which a collection has these parts; there is at least one.

    `moved` are the old parts whose texts are among the new ones. New ones that are to be `gapped`
    stand as many lines apart as their neighbours.
    """
    stays = [part for part in parts if isinstance(part, int)]
    gone = {
        at: places[at].tail if at in moved else places[at].end
        for at in sorted(set(range(len(places))) - set(stays))
    }
    indent = " " * column_of(source, places[0].head)
    for anchor, texts in runs(parts):
        near = stays[0] if anchor is None and stays else anchor or 0
        place = places[near]
        line_break = source.line_break_after(place.tail) or source.newline
        if gapped and not place.is_open:
            line_break *= 1 + gap_above(source, places, near)
        if anchor is not None:
            text = "".join(line_break + indent + text for text in texts)
            yield Edit(Span(place.tail, place.tail), text)
        elif stays:
            text = "".join(text + line_break + indent for text in texts)
            yield Edit(Span(place.start, place.start), text)
        else:
            # Nothing stays: the new ones stand where the first one stood.
            yield Edit(Span(place.start, gone.pop(0)), (line_break + indent).join(texts))
    yield from removals(source, places, gone)


def runs(parts: Sequence[Part]) -> Iterator[tuple[int | None, list[str]]]:
    """The new parts, each run with the old part behind which it comes."""
    runs: dict[int | None, list[str]] = {}
    anchor: int | None = None
    for part in parts:
        if isinstance(part, int):
            anchor = part
        else:
            runs.setdefault(anchor, []).append(part)
    yield from runs.items()


def removals(source: Source, places: Sequence[Place], gone: Mapping[int, int]) -> Iterator[Edit]:
    """The edits that take parts out, each with one stretch of the blank lines around.

    `gone` says where what goes with each part ends.
    """
    kept = [at for at in range(len(places)) if at not in gone]
    for first, last in _stretches(source, places, gone):
        start, end = places[first].start, gone[last]
        lowest = places[first - 1].tail if first else -1
        above = _end_of_text_above(source, start, lowest)
        below = _next_line_with_text(source, end)
        line_start = _line_start(source, start)
        at_head = bool(kept) and first < kept[0]
        if at_head and source[Span(line_start, start)].strip(BLANK):
            yield _removal_behind_dash(source, start, end, places[last + 1])
        elif at_head or (
            above != lowest and below < len(source.text) and _breaks(source, above, start) > 1
        ):
            # What stood above and what stands below stay as far apart as they are.
            yield Edit(Span(line_start, below), "")
        else:
            yield Edit(Span(above, end), "")


def _stretches(
    source: Source, places: Sequence[Place], gone: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """The first and the last of parts that go and have nothing but blank lines between them."""
    stretch: list[int] = []
    for at in sorted(gone):
        if stretch and (
            stretch[-1] != at - 1 or source[Span(gone[at - 1], places[at].start)].strip(BLANK)
        ):
            yield stretch[0], stretch[-1]
            stretch = []
        stretch.append(at)
    if stretch:
        yield stretch[0], stretch[-1]


def _removal_behind_dash(source: Source, start: int, end: int, following: Place) -> Edit:
    """Without what begins on the line of a dash; what follows takes its place if it can."""
    if not source[Span(end, following.head)].strip(BLANK):
        return Edit(Span(start, following.head), "")
    line_start = _line_start(source, start)
    return Edit(Span(line_start + len(source[Span(line_start, start)].rstrip(BLANK)), end), "")


def _breaks(source: Source, start: int, end: int) -> int:
    return len(LINE_BREAK.findall(source[Span(start, end)]))
