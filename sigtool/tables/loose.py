"""Rows below a blank line: to GitHub the table ended above them, so readers see loose text.

Pure. What they say is found by taking the blank lines away and reading again.
"""

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
    stand, `sigs` what each says, None for a row that names no SIG.
    """

    place: Place
    line: int
    rows: tuple[Row, ...]
    sigs: tuple[Sig | None, ...]
    edits: tuple[Edit, ...]

    @property
    def span(self) -> Span:
        """The extent of the first row."""
        return self.rows[0].line

    @property
    def names(self) -> list[str]:
        """The names of the SIGs that stand there."""
        return [sig.one_name for sig in self.sigs if sig]


def loose_rows(place: Place, document: Document) -> LooseRows | None:
    """The rows below the blank line that ends a table, if there are any."""
    source, shown = document.source, place.shown
    gaps, rows = _found(document, place)
    if not gaps:
        return None
    edits = tuple(Edit(gap, "") for gap in gaps)
    after = blocks.read(source.edited(edits))
    if len(after.tables) != len(document.tables):
        return None
    table = after.tables[document.tables.index(shown)]
    sigs = [sig for _, sig in Place(place.table, table, place.bound).rows[len(shown.rows) :]]
    if table.headers != shown.headers or len(sigs) != len(rows):
        return None
    line = source.position(gaps[0].start).line
    return LooseRows(place, line, tuple(rows), tuple(sigs), edits)


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
        while number < count and (row := _row(source, number, width)):
            rows.append(row)
            number += 1


def _row(source: Source, number: int, width: int) -> Row | None:
    """A line that has as many cells as the header row, in bars of its own; None for any other."""
    line = source.line_span(number)
    text = source[line]
    row = blocks.split_row(source, line, line.start + len(text) - len(text.lstrip(" \t>")))
    has_bars = row.leading_pipe or row.trailing_pipe or width > 1
    return row if has_bars and len(row.cells) == width else None


def _text(source: Source, number: int) -> str:
    return source[source.line_span(number)].strip(" \t>")
