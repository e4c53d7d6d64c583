"""Columns whose cells are made equally wide: which are, how wide, and by which measure. Pure.

A table is aligned where all cells of all its columns are as wide as their header's. Where only most
cells of a column are, because somebody broke the rest, that width is the column's habit: a new cell
gets it, and nothing else is aligned again for that.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from sigtool.markdown.blocks import BLANK, Cell, MarkdownTable
from sigtool.markdown.spacing import blanks_of, commonest, guarded, is_closed
from sigtool.text.width import MEASURES, Measure


class Side(Enum):
    """Where the content of a cell stands; the blanks on the other side vary."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Alignment:
    """How cells of a column are made `width` wide, from pipe to pipe.

    `slack` is what the widest content leaves of it; `leans` is 1 where centring puts an odd blank
    first, else 0.
    """

    width: int
    measure: Measure = field(repr=False)
    side: Side = Side.LEFT
    slack: int = 0
    leans: int = 0

    def padded(self, content: str, blanks: tuple[str, str]) -> str:
        """A content and its blanks, exactly as wide as the column if the content allows."""
        spare = max(self.width - self.measure(content), 0)
        before = {
            Side.LEFT: len(blanks[0]),
            Side.RIGHT: spare - len(blanks[1]),
            Side.CENTRE: (spare + self.leans) // 2,
        }[self.side]
        before = max(0, min(before, spare - content.endswith("\\")))
        return guarded(" " * before + content, " " * (spare - before))

    def has_room(self, content: str, left: str) -> bool:
        """Whether a content that stands on the left fits, with a blank behind it."""
        return self.measure(left + content) < self.width

    def kept(self, old: str, new: str) -> str:
        """`new`, which is to replace `old` from pipe to pipe: as wide as the column if that was.

        What happens to have the column's width afterwards gets what a cell of that width would have
        had: so each width leads to one other, and the way back leads back.
        """
        before, after = self.measure(old), self.measure(new)
        if before == self.width:
            width = self.width
        elif after == self.width:
            width = self.width + after - before
        else:
            return new
        text = new.rstrip(BLANK)
        return text + " " * (width - self.measure(text))


def alignments(table: MarkdownTable) -> list[Alignment | None]:
    """The alignment of each column; none of any where the table is not aligned."""
    # The last column takes part only where a pipe closes it, and so does any cell.
    count = len(table.header.cells) - (not all(row.trailing_pipe for row in table.lines))
    columns = [
        [table.source[row.cells[at].segment] for row in table.lines if is_closed(row, at)]
        for at in range(count)
    ]
    fitting = [
        (measure, [measure(column[0]) for column in columns])
        for measure in MEASURES
        if table.rows
        and all(len({measure(text) for text in column}) == 1 for column in columns)
        and any(len({measure(text.strip(BLANK)) for text in column}) > 1 for column in columns)
    ]
    found: list[Alignment | None] = [None] * len(table.header.cells)
    if not fitting:
        return found
    dashes = [len(cell.segment) for cell in table.delimiter.cells]
    measure, widths = max(
        fitting,
        key=lambda fit: sum(width == dashes[at] for at, width in enumerate(fit[1])),
    )
    for at, width in enumerate(widths):
        found[at] = _aligned(table, at, width, measure)
    return found


def habit(table: MarkdownTable, column: int, cells: Sequence[Cell]) -> Alignment | None:
    """How most of these cells of a column are made equally wide, though their contents are not."""
    best: Alignment | None = None
    most = len(cells) // 2
    for measure in MEASURES:
        widths = Counter(measure(table.source[cell.segment]) for cell in cells)
        width = commonest(widths, 0)
        held = [cell for cell in cells if measure(table.source[cell.segment]) == width]
        contents = {measure(table.source[cell.content]) for cell in held}
        filled = [blanks_of(table, cell) for cell in held if len(cell.content)]
        side, _ = _side(filled, _delimited(table, column))
        if len(held) > most and len(contents) > 1 and side is not Side.CENTRE:
            best, most = Alignment(width, measure, side), len(held)
    return best


def _aligned(table: MarkdownTable, column: int, width: int, measure: Measure) -> Alignment:
    cells = [row.cells[column] for row in table.lines if is_closed(row, column)]
    slack = width - max(measure(guarded(table.source[cell.content], "")) for cell in cells)
    filled = [blanks_of(table, cell) for cell in cells[1:] if len(cell.content)]
    side, leans = _side(filled, _delimited(table, column))
    if column == 0 and not all(row.leading_pipe for row in table.lines):
        side = Side.LEFT  # blanks before a first content would indent the row, or make it code
    return Alignment(width, measure, side, slack, leans)


def _delimited(table: MarkdownTable, column: int) -> Side:
    """Where a cell of the delimiter row says that contents stand."""
    dashes = table.source[table.delimiter.cells[column].content]
    if dashes.endswith(":"):
        return Side.CENTRE if dashes.startswith(":") else Side.RIGHT
    return Side.LEFT


def _side(blanks: Sequence[tuple[str, str]], usual: Side) -> tuple[Side, int]:
    """Where most cells of an aligned column stand, or if none tells, as the delimiter row says;
    and whether centring leans to the right."""
    fitting = {
        Side.LEFT: max(Counter(left for left, _ in blanks).values(), default=0),
        Side.RIGHT: max(Counter(right for _, right in blanks).values(), default=0),
        Side.CENTRE: sum(abs(len(left) - len(right)) <= 1 for left, right in blanks),
    }
    odd = Counter(len(left) > len(right) for left, right in blanks if len(left) != len(right))
    found = max(fitting, key=lambda side: (fitting[side], side is usual))
    return found, int(commonest(odd, default=False))
