"""The blanks around the contents of cells: how a column usually has them. Pure."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import TypeVar

from sigtool.markdown.blocks import Cell, MarkdownTable, Row
from sigtool.text.source import Span

T = TypeVar("T")


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


def by_column(table: MarkdownTable) -> list[Blanks]:
    """The blanks in the rows of each column."""
    count = len(table.header.cells)
    before: list[Counter[str]] = [Counter() for _ in range(count)]
    after: list[Counter[str]] = [Counter() for _ in range(count)]
    alone: list[Counter[str]] = [Counter() for _ in range(count)]
    for row in table.rows:
        for at, cell in enumerate(row.cells[:count]):
            left, right = blanks_of(table, cell)
            if not len(cell.content):
                alone[at][left + right] += 1
                continue
            # Blanks at the ends of a row belong to its line, not to its cells.
            before[at][left] += at > 0 or row.leading_pipe
            after[at][right] += is_closed(row, at)
    before, after = [+counts for counts in before], [+counts for counts in after]
    usual = [sum(before[:at] + before[at + 1 :], Counter()) for at in range(count)]
    return [
        Blanks(before[at], after[at], alone[at], commonest(usual[at], " ")) for at in range(count)
    ]


def is_closed(row: Row, column: int) -> bool:
    """Whether a row has a cell there that a pipe ends."""
    return column + 1 < len(row.cells) + row.trailing_pipe


def blanks_of(table: MarkdownTable, cell: Cell) -> tuple[str, str]:
    """The blanks before and after the content of a cell."""
    return (
        table.source[Span(cell.segment.start, cell.content.start)],
        table.source[Span(cell.content.end, cell.segment.end)],
    )


def guarded(text: str, right: str) -> str:
    """`text` and the blanks after it: one at least where a backslash would escape the pipe."""
    return text + (right or " " if text.endswith("\\") else right)


def _usual(counts: Counter[str], default: str) -> str:
    """The commonest blanks; where several are, the default, else the fewest.

    Never what stands first: a cell that changes and changes back must not decide it.
    """

    def rank(blanks: str) -> tuple[int, bool, int]:
        return counts[blanks], blanks == default, -len(blanks)

    return max(counts, key=rank, default=default)


def commonest(counts: Counter[T], default: T) -> T:
    return max(counts, key=lambda value: counts[value], default=default)
