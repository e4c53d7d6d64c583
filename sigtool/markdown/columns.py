"""How the cells of a column are written: the blanks around contents, and whether all are as wide.

Pure. A table is aligned where all cells of all its columns are as wide as their header's. Where
only most cells of a column are, because somebody broke the rest, that width is the column's habit:
a new cell gets it, and nothing else is aligned again for that.
"""

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import TypeVar

from sigtool.markdown.blocks import BLANK, Cell, MarkdownTable, Row
from sigtool.text.records import dataclass, field, replace
from sigtool.text.width import MEASURES, Measure

T = TypeVar("T")


def is_closed(row: Row, column: int) -> bool:
    """Whether a row has a cell there that a pipe ends."""
    return column + 1 < len(row.cells) + row.trailing_pipe


def guarded(text: str, right: str) -> str:
    """`text` and the blanks after it: one at least where a backslash would escape the pipe."""
    return text + (right or " " if text.endswith("\\") else right)


def commonest(counts: Counter[T], default: T) -> T:
    return max(counts, key=lambda value: counts[value], default=default)


# --- blanks ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Blanks:
    """The blanks in a column's cells, and how often each is there.

    They stand `before` a content, `after` one, or `alone`; `usual` is what most contents of the
    other columns have before them.
    """

    before: Counter[str]
    after: Counter[str]
    alone: Counter[str]
    usual: str

    @property
    def left(self) -> str:
        return _usual(self.before, self.usual)

    @property
    def right(self) -> str:
        return _usual(self.after, self.left)

    @property
    def around(self) -> tuple[str, str]:
        """The blanks of a cell that is as wide as its content needs."""
        # More blanks after than before are padding left over from an alignment that was lost.
        return self.left, min(self.left, self.right, key=len)

    @property
    def empty(self) -> str:
        return _usual(self.alone, self.left[:1])

    def without(self, cell: Cell, left: str, right: str) -> "Blanks":
        """The blanks of the column's other cells."""
        if not len(cell.content):
            return replace(self, alone=self.alone - Counter([left + right]))
        before, after = self.before - Counter([left]), self.after - Counter([right])
        return replace(self, before=before, after=after)


def blanks_by_column(table: MarkdownTable) -> list[Blanks]:
    """The blanks in the rows of each column."""
    count = len(table.header.cells)
    before, after, alone = ([Counter[str]() for _ in range(count)] for _ in range(3))
    for row in table.rows:
        for at, cell in enumerate(row.cells[:count]):
            left, right = blanks_of(table, cell)
            if not len(cell.content):
                alone[at][left + right] += 1
                continue
            # Blanks at the ends of a row belong to its line, not to its cells.
            before[at][left] += at > 0 or row.leading_pipe
            after[at][right] += is_closed(row, at)
    others = [sum(before[:at] + before[at + 1 :], Counter[str]()) for at in range(count)]
    return [
        Blanks(+before[at], +after[at], alone[at], commonest(others[at], " "))
        for at in range(count)
    ]


def blanks_of(table: MarkdownTable, cell: Cell) -> tuple[str, str]:
    """The blanks before and after the content of a cell."""
    text, segment, content = table.source.text, cell.segment, cell.content
    return text[segment.start : content.start], text[content.end : segment.end]


def _usual(counts: Counter[str], default: str) -> str:
    """The commonest blanks; where several are, the default, else the fewest.

    Never what stands first: a cell that changes and changes back must not decide it.
    """
    ranks = {blanks: (counts[blanks], blanks == default, -len(blanks)) for blanks in counts}
    return max(ranks, key=lambda blanks: ranks[blanks], default=default)


# --- alignment ---------------------------------------------------------------------------------


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
    if not fitting:
        return [None] * len(table.header.cells)
    dashes = [len(cell.segment) for cell in table.delimiter.cells]
    measure, widths = max(
        fitting, key=lambda fit: sum(width == dashes[at] for at, width in enumerate(fit[1]))
    )
    found = [_aligned(table, at, width, measure) for at, width in enumerate(widths)]
    return [*found, *[None] * (len(table.header.cells) - count)]


def habit(table: MarkdownTable, column: int, cells: Sequence[Cell]) -> Alignment | None:
    """How most of these cells of a column are made equally wide, though their contents are not, or
    are all shorter or longer than the header."""
    best: Alignment | None = None
    header = table.header.cells[column]
    most = len(cells) // 2
    for measure in MEASURES:
        widths = Counter(measure(table.source[cell.segment]) for cell in cells)
        width = commonest(widths, 0)
        held = [cell for cell in cells if measure(table.source[cell.segment]) == width]
        wide = [header, *held] if measure(table.source[header.segment]) == width else held
        contents = {measure(table.source[cell.content]) for cell in wide}
        side, _ = _side(table, column, held)
        if len(held) > most and len(contents) > 1 and side is not Side.CENTRE:
            best, most = Alignment(width, measure, side), len(held)
    return best


def _aligned(table: MarkdownTable, column: int, width: int, measure: Measure) -> Alignment:
    cells = [row.cells[column] for row in table.lines if is_closed(row, column)]
    slack = width - max(measure(guarded(table.source[cell.content], "")) for cell in cells)
    side, leans = _side(table, column, cells[1:])
    if column == 0 and not all(row.leading_pipe for row in table.lines):
        side = Side.LEFT  # blanks before a first content would indent the row, or make it code
    return Alignment(width, measure, side, slack, leans)


def _side(table: MarkdownTable, column: int, cells: Sequence[Cell]) -> tuple[Side, int]:
    """Where the contents of most cells stand, or if none tells, as the delimiter row says; and
    whether centring leans to the right."""
    dashes = table.source[table.delimiter.cells[column].content]
    usual = Side.LEFT
    if dashes.endswith(":"):
        usual = Side.CENTRE if dashes.startswith(":") else Side.RIGHT
    blanks = [blanks_of(table, cell) for cell in cells if len(cell.content)]
    fitting = {
        Side.LEFT: max(Counter(left for left, _ in blanks).values(), default=0),
        Side.RIGHT: max(Counter(right for _, right in blanks).values(), default=0),
        Side.CENTRE: sum(abs(len(left) - len(right)) <= 1 for left, right in blanks),
    }
    odd = Counter(len(left) > len(right) for left, right in blanks if len(left) != len(right))
    found = max(fitting, key=lambda side: (fitting[side], side is usual))
    return found, int(commonest(odd, default=False))
