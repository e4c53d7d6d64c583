"""The parts of lists and mappings: where items and entries stand, and how they come and go.

Pure. In block style, comments directly above a part belong to it, at whatever column; but one right
below a part, at a column of what is inside that, is taken for a remark there: it moves along, but
is never taken out, since it may be meant for what follows. In flow style, what stands between two
parts that stay stays.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import Final

from sigtool.errors import RegistryProblem
from sigtool.text.diagnostic import Location
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.source import LINE_BREAK, Edit, Source, Span
from sigtool.yaml.beside import end_with_remarks, with_comments
from sigtool.yaml.parse import BETWEEN, BLANK
from sigtool.yaml.tree import Entry, MappingNode, Node, Scalar, SequenceNode


class Lines(str):
    """The text of a part with the blanks before its first line, which begins with a comment."""

    __slots__ = ()


# A part of a collection as it is to be: one that stays where it is, by its index, or a text.
Part = int | str

_NEXT_DASH: Final = lazily(rf"{BETWEEN}-")
_COLON: Final = lazily(rf"{BETWEEN}:")
_CLOSING: Final = lazily(r"[ \t\r\n]*+(?:,[ \t\r\n]*+)?")
_TEXT: Final = lazily(rf"[^{BLANK}]")
_COMMA: Final = lazily(r"[ \t\r\n]*,")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part (an item or an entry) stands.

    `head` is where its dash or its key is, and `start` where its text begins, with its comments;
    `own` leaves those out that stand deeper, right below the part above. `end` is where its last
    line ends, and `tail` where the last of the remarks below ends, both before the line break. What
    moves when the part moves is `whole`; what goes with it is `text`.
    """

    head: int
    start: int
    own: int
    end: int
    tail: int

    @property
    def text(self) -> Span:
        return Span(self.own, self.end)

    @property
    def whole(self) -> Span:
        return Span(self.start, self.tail)


@dataclass(frozen=True, slots=True)
class Spacing:
    """What stands inside the brackets of a flow collection besides its parts."""

    opening: str = ""
    between: str = ", "
    closing: str = ""

    @property
    def is_roomy(self) -> bool:
        """Whether there is something behind the opening and before the closing bracket."""
        return bool(self.opening and self.closing)

    def around(self, brackets: str, parts: Sequence[str]) -> str:
        """Parts in a pair of brackets."""
        inner = self.opening + self.between.join(parts) + self.closing
        return brackets[0] + inner + brackets[1]


PLAIN_SPACING: Final = Spacing()


def margin_of(source: Source, offset: int) -> str:
    """The line break, and the blanks that make a new line begin at the column of `offset`."""
    return source.newline + " " * source.column(offset)


def colon_end(source: Source, entry: Entry) -> int:
    """The offset right behind the colon that follows an entry's key."""
    found = _COLON.match(source.text, entry.key.end)
    return found.end() if found else entry.key.end


def refusal(source: Source, node: Node, why: str) -> RegistryProblem:
    """What to raise where a node cannot be changed: `sigs.yaml:12:5: ...`."""
    return RegistryProblem(f"{Location(source, node.span)}: {why}")


# --- where parts stand -------------------------------------------------------------------------


def dash_of(source: Source, node: SequenceNode, at: int) -> int:
    """The offset of the dash of an item of a block list."""
    above = node.items[at - 1].end if at else node.begin
    found = _NEXT_DASH.match(source.text, above)
    if found is None:
        why = "cannot tell where this item begins; edit it by hand"
        raise refusal(source, node.items[at], why)
    return found.end() - 1


def places_of(source: Source, node: SequenceNode | MappingNode) -> list[Place]:
    """The places of the items of a list, or the entries of a mapping."""
    nodes: list[Node]
    if node.is_flow:
        parts = node.items if isinstance(node, SequenceNode) else node.entries
        return [Place(part.start, part.start, part.start, part.end, part.end) for part in parts]
    if isinstance(node, SequenceNode):
        heads = [dash_of(source, node, at) for at in range(len(node.items))]
        nodes = node.items
        if source.before(node.begin).strip(BLANK):
            why = "this list begins behind something else on its line; edit it by hand"
            raise refusal(source, node, why)
    else:
        heads = [entry.start for entry in node.entries]
        nodes = [entry.value for entry in node.entries]
    places: list[Place] = []
    for head, value in zip(heads, nodes, strict=True):
        column = source.column(head)
        lowest = places[-1].tail if places else -1
        start = with_comments(source, head, column, lowest, " *+#")
        is_apart = not places or source.line_of(start) > source.line_of(lowest) + 1
        limited = f" {{0,{column}}}+#"
        own = start if is_apart else with_comments(source, head, column, lowest, limited)
        end = source.line_end(value.end)
        inside = value if isinstance(node, SequenceNode) else None
        tail = end_with_remarks(source, end, column, inside)
        places.append(Place(head, start, own, end, tail))
    return places


def text_of(source: Source, place: Place, changes: Sequence[Edit]) -> str:
    """The text of a part that moves, with its changes."""
    if source.column(place.start) == source.column(place.head):
        return source.part(place.whole, changes)
    start = place.start - source.column(place.start)
    return Lines(source.part(Span(start, place.tail), changes))


def spacing_of(source: Source, node: SequenceNode | MappingNode) -> Spacing | None:
    """The spacing of a flow collection; None if it has no parts, or has comments between them."""
    places = places_of(source, node)
    if not places:
        return None
    opening = source[Span(node.begin + 1, places[0].start)]
    closing = source[Span(places[-1].end, node.end - 1)]
    between = [source[Span(left.end, right.start)] for left, right in pairwise(places)]
    if not between:
        between = ["," + opening if LINE_BREAK.search(opening) else ", "]
    if opening.strip(BLANK) or any(text.strip(BLANK) != "," for text in between):
        return None
    return Spacing(opening, between[0], closing) if _CLOSING.fullmatch(closing) else None


def _keeps_blank_lines(source: Source, node: Node) -> bool:
    """Whether a node ends with a `|+` or a `>+`, to which blank lines below would belong."""
    while isinstance(node, SequenceNode | MappingNode) and not node.is_flow:
        node = node.items[-1] if isinstance(node, SequenceNode) else node.entries[-1].value
    header = source.text[node.begin : node.begin + 3]
    return isinstance(node, Scalar) and node.style in ("|", ">") and "+" in header


def _end_of_text_above(source: Source, start: int, lowest: int) -> int:
    """The end of the last line above `start` that is not blank, but not above `lowest`."""
    first = max(lowest, 0)
    above = source.text[first : start - source.column(start)].rstrip(BLANK)
    return source.line_end(first + len(above) - 1) if above else lowest


def _next_line_with_text(source: Source, end: int) -> int:
    """The start of the next line that is not blank; the end of the text where there is none."""
    text = _TEXT.search(source.text, end)
    return text.start() - source.column(text.start()) if text else len(source.text)


def _breaks(source: Source, start: int, end: int) -> int:
    return len(LINE_BREAK.findall(source[Span(start, end)]))


# --- how they come and go ----------------------------------------------------------------------


def rearranged(
    source: Source,
    node: SequenceNode | MappingNode,
    parts: Sequence[Part],
    moved: Set[int] = frozenset(),
    *,
    is_above: bool = False,
) -> Iterator[Edit]:
    """The edits after which a collection has these parts; a block one has at least one.

    `moved` are the old parts whose texts are among the new ones; `is_above` puts what is new right
    above the part that follows, also where a comment stands by itself between two. Raises
    `RegistryProblem` where a comment between two parts of a flow collection would be lost.
    """
    places = places_of(source, node)
    stays = [part for part in parts if isinstance(part, int)]
    gone = {
        at: places[at].whole if at in moved else places[at].text
        for at in set(range(len(places))) - set(stays)
    }
    spacing = (spacing_of(source, node) if node.is_flow else None) or PLAIN_SPACING
    for anchor, texts in _runs(parts):
        near = stays[0] if anchor is None and stays else anchor or 0
        joint = spacing.between if node.is_flow else _joint(source, node, places, near)
        below = _below_comment(source, places, stays, anchor) if is_above else None
        if below is not None and not node.is_flow:
            joint = _joint(source, node, places, min(below + 1, len(places) - 1))
            at, margin = _beginning(source, node, places[below])
            yield Edit(Span(at, at), _before(texts, joint, margin))
        elif anchor is not None:
            at = places[anchor].tail
            yield Edit(Span(at, at), "".join(_behind(joint, text) for text in texts))
        elif stays:
            at, margin = _beginning(source, node, places[near])
            yield Edit(Span(at, at), _before(texts, joint, margin))
        else:
            # Nothing stays: the new ones stand where the first one stood.
            at, margin = _beginning(source, node, places[0]) if places else (node.begin + 1, "")
            end = at if node.is_flow else gone.pop(0).end
            first, *others = texts
            text = _behind(margin, first) + "".join(_behind(joint, each) for each in others)
            yield Edit(Span(at, end), text)
    if not node.is_flow:
        yield from removals(source, places, gone)
        return
    for span in _lost(source, places, stays, is_empty=not parts):
        check_no_comment(source, node, span)
        yield Edit(span, "")


def _below_comment(
    source: Source, places: Sequence[Place], stays: Sequence[int], anchor: int | None
) -> int | None:
    """The part that follows another one, below a comment that stands by itself between the two."""
    below = next((each for each in stays if anchor is not None and each > anchor), None)
    if anchor is None or below is None:
        return None
    between = Span(places[below - 1].tail, places[below].start)
    return below if source[between].strip(BLANK) else None


def _behind(joint: str, text: str) -> str:
    """A part behind what stands before it."""
    return (joint.rstrip(" ") if isinstance(text, Lines) else joint) + text


def _before(texts: Sequence[str], joint: str, margin: str) -> str:
    """Parts, each with what stands behind it, before one at the beginning of a line or, without a
    margin, behind something else."""
    if not margin:
        return "".join(text + joint for text in texts)
    return "".join(_behind(margin, text) + joint.rstrip(" ") for text in texts)


def _beginning(source: Source, node: SequenceNode | MappingNode, place: Place) -> tuple[int, str]:
    """Where a part is to stand before another one, and the blanks that it needs in front: none
    behind something else on the line."""
    column = source.column(place.start)
    is_item = isinstance(node, SequenceNode) or column < source.column(place.head)
    if node.is_flow or not is_item or source.before(place.start).strip(" "):
        return place.start, ""
    return place.start - column, " " * source.column(place.head)


def _runs(parts: Sequence[Part]) -> Iterator[tuple[int | None, list[str]]]:
    """The new parts, each run with the old part behind which it comes."""
    runs: dict[int | None, list[str]] = {}
    anchor: int | None = None
    for part in parts:
        if isinstance(part, int):
            anchor = part
        else:
            runs.setdefault(anchor, []).append(part)
    yield from runs.items()


def _joint(
    source: Source, node: SequenceNode | MappingNode, places: Sequence[Place], near: int
) -> str:
    """What stands between two parts; items of a list stand as far apart as their neighbours.

    The first of them takes after the second.
    """
    line_break = source.line_break_after(places[near].tail) or source.newline
    at = near or 1
    item = node.items[near] if isinstance(node, SequenceNode) and at < len(places) else None
    if item and not _keeps_blank_lines(source, item):
        above = _end_of_text_above(source, places[at].start, places[at - 1].end)
        line_break *= _breaks(source, above, places[at].start)
    return line_break + " " * source.column(places[0].head)


def removals(source: Source, places: Sequence[Place], gone: Mapping[int, Span]) -> Iterator[Edit]:
    """The edits that take parts of a block collection out, with one stretch of blank lines each.

    `gone` says what goes with each part.
    """
    kept = [at for at in range(len(places)) if at not in gone]
    for first, last in _stretches(source, gone):
        start, end = gone[first].start, gone[last].end
        lowest = places[first - 1].tail if first else -1
        above = _end_of_text_above(source, start, lowest)
        below = _next_line_with_text(source, end)
        at_head = bool(kept) and first < kept[0]
        if at_head and source.before(start).strip(BLANK):
            yield _removal_behind_dash(source, start, end, places[last + 1])
        elif at_head or (
            above != lowest and below < len(source.text) and _breaks(source, above, start) > 1
        ):
            # What stood above and what stands below stay as far apart as they are.
            yield Edit(Span(start - source.column(start), below), "")
        else:
            yield Edit(Span(above, end), "")


def _stretches(source: Source, gone: Mapping[int, Span]) -> Iterator[tuple[int, int]]:
    """The first and the last of parts that go and have nothing but blank lines between them."""
    first: int | None = None
    for at in sorted(gone):
        first = at if first is None else first
        between = Span(gone[at].end, gone[at + 1].start) if at + 1 in gone else None
        if between is None or source[between].strip(BLANK):
            yield first, at
            first = None


def _removal_behind_dash(source: Source, start: int, end: int, following: Place) -> Edit:
    """Without what begins on the line of a dash; what follows takes its place if it can."""
    if not source[Span(end, following.head)].strip(BLANK):
        return Edit(Span(start, following.head), "")
    before = source.before(start)
    return Edit(Span(start - len(before) + len(before.rstrip(BLANK)), end), "")


def check_no_comment(source: Source, node: SequenceNode | MappingNode, lost: Span) -> None:
    """Raises `RegistryProblem` where a comment around the parts of a flow collection goes."""
    places = places_of(source, node)
    starts = [node.begin, *(place.end for place in places)]
    ends = [*(place.start for place in places), node.end]
    for start, end in zip(starts, ends, strict=True):
        if lost.start <= start and end <= lost.end and "#" in source[Span(start, end)]:
            why = "a comment inside [...] or {...} would be lost; edit it by hand"
            raise refusal(source, node, why)


def _lost(
    source: Source, places: Sequence[Place], stays: Sequence[int], *, is_empty: bool
) -> Iterator[Span]:
    """What goes with the parts of a flow collection that do not stay: each time one comma, unless
    nothing stays."""
    if places and not stays:
        comma = _COMMA.match(source.text, places[-1].end) if is_empty else None
        yield Span(places[0].start, comma.end() if comma else places[-1].end)
    elif stays and stays[0]:
        yield Span(places[0].start, places[stays[0]].start)
    for left, right in pairwise([*stays, len(places)] if stays else []):
        if right - left > 1:
            yield Span(places[left].end, places[right - 1].end)
