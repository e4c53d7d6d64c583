"""Rows below a line that ends their table: to GitHub they are loose text.

Pure. Such a line is blank, or a comment, a heading, or whatever else is no row. What the rows say
is found by taking the lines between away and reading again.
"""

from collections.abc import Sequence
from enum import Enum
from functools import cached_property
from typing import Final

from sigtool.markdown import between, blocks, signs
from sigtool.markdown.blocks import Document, MarkdownTable, Row
from sigtool.markdown.inline import name_key, plain
from sigtool.model import Sig
from sigtool.tables.locate import Place
from sigtool.text.lazily import lazily
from sigtool.text.pieces import lines
from sigtool.text.records import dataclass, replace
from sigtool.text.source import Edit, Source, Span

_PREFIX: Final = " \t>"
_DELIMITER_LIKE: Final = lazily(r"(?=[^-]*-)[|:\s-]+")


class End(Enum):
    """What ends a table above rows that may belong to it; of several, the last here is told."""

    BLANK = "blank line"
    COMMENT = "comment"
    MARKER = "marker"
    TEXT = "line that is no row"
    HEADING = "heading"


_OF_LINES: Final = {between.Line.COMMENT: End.COMMENT, between.Line.HEADING: End.HEADING}
_AND_ENTRY: Final = "and an entry for that table into 'tables'"
_REMEDIES: Final = {
    End.BLANK: "take the blank line away",
    End.COMMENT: "move the comment above the table",
    End.MARKER: "move the marker below the rows",
    End.HEADING: "move the rows up to the table, or write a header row and a delimiter row above "
    f"them, {_AND_ENTRY}",
    End.TEXT: "move what stands between the rows above the table or below them",
}
_STUCK: Final = "put the blank line below the rows"
_TO_ROW: Final = "put the comment behind the last bar of its row"
_HEADED: Final = f"write a delimiter row (| --- | --- |) below the header row there, {_AND_ENTRY}"


@dataclass(frozen=True, slots=True)
class LooseRows:
    """The rows that a table would have, too, if the lines above them were away.

    `line` is that of the line that ends the table, from 1, and `end` what it is; `rows` are the
    lines as they stand, `sigs` what each says, None for a row that names no SIG. `remedy` is what a
    person does about it, and `edits` do that, where they can; `keeps_places` unless they put
    something elsewhere.
    """

    place: Place
    line: int
    end: End
    rows: tuple[Row, ...]
    sigs: tuple[Sig | None, ...]
    remedy: str
    edits: tuple[Edit, ...] = ()
    keeps_places: bool = True

    @property
    def where(self) -> str:
        """That the table ends, and where, as a message begins."""
        return (
            f"{self.place.shown.source.path}:{self.line}: the table ends at this {self.end.value}"
        )

    @property
    def names(self) -> list[str]:
        """The names of the SIGs that stand there."""
        return [sig.one_name for sig in self.sigs if sig]

    def has_row_of(self, sig: Sig) -> bool:
        """Whether a row names a SIG."""
        return name_key(sig.one_name) in map(name_key, self.names)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Lines between rows: from where to where, the number of the one that ends the table, from 0,
    and what it is; `is_headed`: a header row stands there again, without a delimiter row."""

    span: Span
    line: int
    end: End
    is_headed: bool


def loose_rows(place: Place, document: Document) -> LooseRows | None:
    """The rows below what ends a table, if there are any."""
    source, shown = document.source, place.shown
    gaps, rows = _Below(document, shown).found()
    if not gaps:
        return None
    away = tuple(Edit(gap.span, "") for gap in gaps)
    # A text that is stuck to the last row is to be no row: then the blank line goes there.
    end = rows[-1].line.end + len(source.line_break_after(rows[-1].line.end))
    line = source.line_of(gaps[0].span.end) - 1
    is_blank = gaps[0].end is End.BLANK
    blank = source[Span(source.line_starts[line], gaps[0].span.end)] if is_blank else source.newline
    for edits in (away, (*away, Edit(Span(end, end), blank))):
        table = _joined(document, shown, edits)
        read = Place(place.table, table, place.sigs).rows[len(shown.rows) :] if table else ()
        if len(read) == len(rows):
            sigs = tuple(sig for _, sig in read)
            first = gaps[0]
            remedy = _HEADED if first.is_headed else _REMEDIES[first.end]
            found = LooseRows(place, first.line + 1, first.end, tuple(rows), sigs, remedy)
            return _with_edits(found, document, gaps, edits, is_stuck=edits != away)
    return None


def _joined(
    document: Document, shown: MarkdownTable, edits: Sequence[Edit]
) -> MarkdownTable | None:
    """A table after edits of its document; None where that has other tables then."""
    after = blocks.read(document.source.edited(edits)).tables
    table = after[document.tables.index(shown)] if len(after) == len(document.tables) else None
    return table if table and table.headers == shown.headers else None


def _with_edits(
    found: LooseRows,
    document: Document,
    gaps: Sequence[_Gap],
    away: tuple[Edit, ...],
    *,
    is_stuck: bool,
) -> LooseRows:
    """The rows with the edits that join them to their table, where nothing is lost by these."""
    if all(gap.end is End.BLANK for gap in gaps):
        remedy = _STUCK if is_stuck else found.remedy
        return replace(found, remedy=remedy, edits=away)
    moves = [_move(found, document, gap) for gap in gaps if gap.end is End.COMMENT]
    if found.end is End.COMMENT and moves[0][1]:
        found = replace(found, remedy=_TO_ROW)
    shown = found.place.shown
    is_plain = shown.header.line.start == shown.header.content.start
    if is_stuck or not is_plain or any(gap.end not in (End.BLANK, End.COMMENT) for gap in gaps):
        return found
    edits = (*(edit for edit, _ in moves), *away)
    after = _joined(document, shown, edits)
    if after is None or len(after.rows) != len(shown.rows) + len(found.rows):
        return found
    return replace(found, edits=edits, keeps_places=all(is_own for _, is_own in moves))


def _move(found: LooseRows, document: Document, gap: _Gap) -> tuple[Edit, bool]:
    """The edit that puts the comments of a gap where they end no table, and whether they speak to
    sigtool: those count for the row below them, so they go into it."""
    source = document.source
    text = source[gap.span]
    comments = [each.shifted(gap.span.start) for each in signs.in_html(text, 0, len(text))]
    if all(signs.is_to_sigtool(source.text, each) for each in comments):
        row = next(row for row in found.rows if row.line.start >= gap.span.end)
        beside = "".join(f" {source[each]}" for each in comments)
        pipe = "" if row.trailing_pipe else " |"
        return Edit(Span(row.content.end, row.content.end), pipe + beside), True
    start = found.place.shown.header.line.start
    kept = (line for line in lines(text) if line.strip(_PREFIX + "\r\n"))
    return Edit(Span(start, start), "".join(kept)), False


@dataclass(frozen=True)
class _Below:
    """The lines below a table, up to the next one."""

    document: Document
    shown: MarkdownTable

    @property
    def _source(self) -> Source:
        return self.shown.source

    @cached_property
    def _width(self) -> int:
        return len(self.shown.header.cells)

    @cached_property
    def _is_piped(self) -> bool:
        return all(row.leading_pipe or row.trailing_pipe for row in self.shown.lines)

    @cached_property
    def _begin(self) -> int:
        """The number of the line below the table."""
        return self._source.line_of((self.shown.delimiter, *self.shown.rows)[-1].line.start) + 1

    @cached_property
    def _stop(self) -> int:
        own = self.shown.header.line.start
        following = [t.header.line.start for t in self.document.tables if t.header.line.start > own]
        return self._source.line_of(min(following)) if following else len(self._source.line_starts)

    @cached_property
    def _rest(self) -> str:
        """What stands between the table and the next one."""
        starts = [*self._source.line_starts, len(self._source.text)]
        return self._source.text[starts[min(self._begin, self._stop)] : starts[self._stop]]

    @cached_property
    def _has_comments(self) -> bool:
        return "<!--" in self._rest

    @cached_property
    def _headers(self) -> list[str]:
        return list(map(plain, self.shown.headers))

    @cached_property
    def _markers(self) -> frozenset[int]:
        return frozenset(self._source.line_of(each.span.start) for each in self.document.markers)

    @property
    def _kinds(self) -> between.Lines:
        return between.lines(self._source)

    def found(self) -> tuple[list[_Gap], list[Row]]:
        """What stands between the table and what looks like more rows of it, and those rows."""
        gaps: list[_Gap] = []
        rows: list[Row] = []
        number = self._begin
        while "|" in self._rest and (first := self._next_row(number)) is not None:
            gaps.append(self._gap(number, first))
            number = first
            while number < self._stop and (row := self._row(number, is_next=True)):
                rows.append(row)
                number += 1
        return gaps, rows

    def _next_row(self, start: int) -> int | None:
        """The number of the next line that looks like a row: right below blank lines and comments
        it may lack cells or a bar, below anything else it may not."""
        number = start
        while number < self._stop and (self._is_blank(number) or self._is_comment(number)):
            number += 1
        if start < number < self._stop:
            row = self._row(number)
            # Below rows that all have outer pipes and a blank line, one without is a sentence.
            is_bare = row is not None and not (row.leading_pipe or row.trailing_pipe)
            is_apart = any(map(self._is_blank, range(start, number)))
            if row and not (is_bare and is_apart and self._is_piped):
                return number
        return next((at for at in range(number, self._stop) if self._is_sure(at)), None)

    def _text(self, number: int) -> str:
        return self._source[self._source.line_span(number)]

    def _is_blank(self, number: int) -> bool:
        return not self._text(number).strip(_PREFIX)

    def _is_comment(self, number: int) -> bool:
        return self._has_comments and self._kinds.get(number) is between.Line.COMMENT

    def _is_sure(self, number: int) -> bool:
        """Whether a line of a text is enclosed by bars and has as many cells as the header row."""
        text = self._text(number).strip(_PREFIX)
        if not (text.startswith("|") and text.endswith("|")):
            return False
        row = self._row(number)
        if row is None or len(row.cells) != self._width or not row.trailing_pipe:
            return False
        return self._kinds.get(number) in (between.Line.TEXT, between.Line.HTML)

    def _row(self, number: int, *, is_next: bool = False) -> Row | None:
        """A line that has as many cells as the header row, in bars of its own; or other cells,
        enclosed by bars, or next to a row and begun by a bar. None for any other, and for what
        repeats the header row."""
        line = self._source.line_span(number)
        text = self._source[line]
        if "|" not in text or _DELIMITER_LIKE.fullmatch(text):
            return None
        row = self._split(line)
        if self._is_header(row):
            return None
        if len(row.cells) == self._width:
            return row if row.leading_pipe or row.trailing_pipe or self._width > 1 else None
        is_enclosed = row.trailing_pipe and len(row.cells) > 1
        return row if row.leading_pipe and (is_next or is_enclosed) else None

    def _is_header(self, row: Row) -> bool:
        if len(row.cells) != self._width:
            return False
        return [plain(self._source[cell.content]) for cell in row.cells] == self._headers

    def _gap(self, start: int, stop: int) -> _Gap:
        starts = self._source.line_starts
        span = Span(starts[start], starts[stop])
        numbers = [at for at in range(start, stop) if not self._is_blank(at)]
        ends = {at: self._end(at) for at in numbers}
        end = next((each for each in reversed(End) if each in ends.values()), End.BLANK)
        line = next((at for at in numbers if ends[at] is end), start)
        is_headed = any(map(self._repeats_header, numbers))
        return _Gap(span, line, end, is_headed)

    def _repeats_header(self, number: int) -> bool:
        line = self._source.line_span(number)
        return "|" in self._text(number) and self._is_header(self._split(line))

    def _split(self, line: Span) -> Row:
        text = self._source[line]
        start = line.start + len(text) - len(text.lstrip(_PREFIX))
        return blocks.split_row(self._source, line, start)

    def _end(self, number: int) -> End:
        if number in self._markers:
            return End.MARKER
        return _OF_LINES.get(self._kinds.get(number, between.Line.HTML), End.TEXT)
