"""Rows below a blank line: to GitHub the table ended above them, so readers see loose text.

Pure. What they say is found by taking the blank lines away and reading again.
"""

from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document, Row
from sigtool.model import Sig
from sigtool.records import dataclass
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
    source, shown = document.source, place.shown
    gaps, rows = _found(document, place)
    if not gaps:
        return None
    away = tuple(Edit(gap, "") for gap in gaps)
    # A text that is stuck to the last row is to be no row: then the blank line goes there.
    blank = Span(source.line_starts[source.line_of(gaps[0].end) - 1], gaps[0].end)
    end = rows[-1].line.end + len(source.line_break_after(rows[-1].line.end))
    below = Edit(Span(end, end), source[blank])
    for edits in (away, (*away, below)):
        after = blocks.read(source.edited(edits)).tables
        is_alike = len(after) == len(document.tables)
        table = after[document.tables.index(shown)] if is_alike else shown
        sigs = [sig for _, sig in Place(place.table, table, place.agreed).rows[len(shown.rows) :]]
        if table.headers == shown.headers and len(sigs) == len(rows):
            line = source.position(gaps[0].start).line
            return LooseRows(place, line, tuple(rows), tuple(sigs), edits, edits != away)
    return None


def _found(document: Document, place: Place) -> tuple[list[Span], list[Row]]:
    """The blank lines between a table and what looks like more rows of it, and those rows."""
    source, shown = document.source, place.shown
    headers = {source.line_of(table.header.line.start) for table in document.tables}
    width, count = len(shown.header.cells), len(source.line_starts)
    is_piped = all(row.leading_pipe or row.trailing_pipe for row in shown.lines)
    number = source.line_of((shown.delimiter, *shown.rows)[-1].line.start) + 1
    gaps: list[Span] = []
    rows: list[Row] = []
    while True:
        start = number
        while number < count and not source[source.line_span(number)].strip(" \t>"):
            number += 1
        first = None if number in {start, count, *headers} else _row(source, number, width)
        # Below rows that all have outer pipes, a line without is a sentence with a bar in it.
        if first is None or (is_piped and not (first.leading_pipe or first.trailing_pipe)):
            return gaps, rows
        gaps.append(Span(source.line_starts[start], source.line_starts[number]))
        while number < count and (row := _row(source, number, width, is_next=True)):
            rows.append(row)
            number += 1


def _row(source: Source, number: int, width: int, *, is_next: bool = False) -> Row | None:
    """A line that has as many cells as the header row, in bars of its own; or other cells, enclosed
    by bars, or next to a row and begun by a bar. None for any other."""
    line = source.line_span(number)
    text = source[line]
    row = blocks.split_row(source, line, line.start + len(text) - len(text.lstrip(" \t>")))
    if len(row.cells) == width:
        return row if row.leading_pipe or row.trailing_pipe or width > 1 else None
    is_enclosed = row.trailing_pipe and len(row.cells) > 1
    return row if row.leading_pipe and (is_next or is_enclosed) else None
