"""Rows below a blank line: to GitHub the table ended above them, so readers see loose text.

Pure. What they say is found by taking the blank lines away and reading again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document, Row
from sigtool.model import Sig
from sigtool.tables.locate import Place
from sigtool.text.source import Edit, Source, Span


@dataclass(frozen=True, slots=True)
class LooseRows:
    """The rows that a table would have, too, if the blank lines above them were away.

    `line` is that of the blank line that ends the table, from 1; `rows` are the lines as they
    stand, `sigs` what each says, None for a row that names no SIG. `is_stuck`: a text stands right
    below them, so that the blank line has to go there.
    """

    place: Place
    line: int
    rows: tuple[Row, ...]
    sigs: tuple[Sig | None, ...]
    edits: tuple[Edit, ...]
    is_stuck: bool

    @property
    def span(self) -> Span:
        """The extent of the first row."""
        return self.rows[0].line

    @property
    def remedy(self) -> str:
        """What a person does about the blank line."""
        where = "put the blank line below the rows"
        return where if self.is_stuck else "take the blank line away"

    @property
    def names(self) -> list[str]:
        """The names of the SIGs that stand there."""
        return [sig.one_name for sig in self.sigs if sig]


def loose_rows(place: Place, document: Document) -> LooseRows | None:
    """The rows below the blank line that ends a table, if there are any."""
    source = document.source
    gaps, rows = _found(document, place)
    if not gaps:
        return None
    away = tuple(Edit(gap, "") for gap in gaps)
    line = source.position(gaps[0].start).line
    for edits in (away, (*away, _blank_below(source, gaps[0], rows[-1]))):
        sigs = _sigs(document, place, edits)
        if sigs is not None and len(sigs) == len(rows):
            return LooseRows(place, line, tuple(rows), tuple(sigs), edits, edits != away)
    return None


def _blank_below(source: Source, gap: Span, row: Row) -> Edit:
    """Puts a blank line of `gap` below the last row: a text stuck to it is to be no row."""
    blank = Span(source.line_starts[source.line_of(gap.end) - 1], gap.end)
    end = row.line.end + len(source.line_break_after(row.line.end))
    return Edit(Span(end, end), source[blank])


def _sigs(document: Document, place: Place, edits: Sequence[Edit]) -> list[Sig | None] | None:
    """What the rows say that the table has more once it is edited; None if it is another table."""
    shown = place.shown
    after = blocks.read(document.source.edited(edits))
    if len(after.tables) != len(document.tables):
        return None
    table = after.tables[document.tables.index(shown)]
    if table.headers != shown.headers:
        return None
    return [sig for _, sig in Place(place.table, table, place.bound).rows[len(shown.rows) :]]


def _found(document: Document, place: Place) -> tuple[list[Span], list[Row]]:
    """The blank lines between a table and what looks like more rows of it, and those rows."""
    source, shown = document.source, place.shown
    headers = {source.line_of(table.header.line.start) for table in document.tables}
    width, count = len(shown.header.cells), len(source.line_starts)
    number = source.line_of((shown.delimiter, *shown.rows)[-1].line.start) + 1
    gaps: list[Span] = []
    rows: list[Row] = []
    while True:
        start = number
        while number < count and not _text(source, number):
            number += 1
        if number in (start, count) or number in headers or not _row(source, number, width):
            return gaps, rows
        gaps.append(Span(source.line_starts[start], source.line_starts[number]))
        while number < count and (row := _row(source, number, width, is_next=True)):
            rows.append(row)
            number += 1


def _row(source: Source, number: int, width: int, *, is_next: bool = False) -> Row | None:
    """A line that has as many cells as the header row, in bars of its own; None for any other.

    One with too few or too many is a row where bars enclose its cells, or if it is the next one
    below a row and begins with a bar.
    """
    line = source.line_span(number)
    text = source[line]
    row = blocks.split_row(source, line, line.start + len(text) - len(text.lstrip(" \t>")))
    if len(row.cells) == width:
        return row if row.leading_pipe or row.trailing_pipe or width > 1 else None
    is_enclosed = row.trailing_pipe and len(row.cells) > 1
    return row if row.leading_pipe and (is_next or is_enclosed) else None


def _text(source: Source, number: int) -> str:
    return source[source.line_span(number)].strip(" \t>")
