"""How a table lays its rows out, and the edits that change its rows in that manner.

Pure. Style is never stored: it is read off the table each time. What has no edit is not touched; a
table whose columns are aligned is aligned again, by the measure that it already uses.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeVar
from unicodedata import category, east_asian_width

from sigtool.markdown import Cell, MarkdownTable, Row
from sigtool.sequence import longest_increasing
from sigtool.source import Edit, Span, apply_edits

T = TypeVar("T")
Measure = Callable[[str], int]

# A row without a leading pipe must not begin as a list item, a heading or a rule would.
_SAFE_START: Final = re.compile(r"[^\W\d_]|\[")
# Padding beyond one blank a side means that the width was chosen, not worked out.
_TIGHT: Final = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is to be: the row that is there, or None, and the values that it gets."""

    row: Row | None
    cells: Mapping[int, str]


class Side(Enum):
    """Where the content of an aligned cell stands; the blanks on the other side vary."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """How most cells of a column are written.

    `left` and `right` are the blanks around a content, `empty` is the whole of an empty segment.
    `width` is that of every segment where the column is aligned, else None; `slack` is what the
    widest content leaves of it; `leans` is 1 where centring puts an odd blank first, else 0.
    """

    left: str
    right: str
    empty: str | None
    side: Side = Side.LEFT
    width: int | None = None
    slack: int = 0
    leans: int = 0

    def segment(self, content: str) -> str:
        """A new cell, from pipe to pipe."""
        if not content and self.empty is not None:
            return self.empty
        return _guarded(self.left + content, self.right)


@dataclass(frozen=True, slots=True)
class Layout:
    """The manner of a whole table; `measure` is what its columns are aligned by, if they are."""

    table: MarkdownTable
    columns: tuple[ColumnLayout, ...]
    measure: Measure
    leading_pipe: bool
    trailing_pipe: bool
    tail: str

    def padded(self, column: int, content: str, width: int, old: Cell | None = None) -> str:
        """The segment of an aligned cell, exactly `width` wide if its content allows."""
        layout = self.columns[column]
        left, right = layout.left, layout.right
        if old is not None and len(old.content):
            left, right = _blanks(self.table, old)
        if layout.side is Side.LEFT:
            free = width - self.measure(left + content)
            return _guarded(left + content, " " * free)
        if layout.side is Side.RIGHT:
            return _guarded(" " * (width - self.measure(content + right)) + content, right)
        free = max(width - self.measure(content), 0)
        before = (free + layout.leans) // 2
        return _guarded(" " * before + content, " " * (free - before))


def display_width(text: str) -> int:
    """Columns of a terminal: wide and full-width characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        2 if east_asian_width(c) in "WF" else 0 if category(c) in ("Mn", "Me", "Cf") else 1
        for c in text
    )


# Formatters pad by display width, IDEs by code points; where both fit, the former.
MEASURES: Final[tuple[Measure, ...]] = (display_width, len)


def escape(value: str) -> str:
    """A value as a cell's content."""
    return value.replace("|", "\\|")


def unescape(content: str) -> str:
    """A cell's content as a value."""
    return content.replace("\\|", "|")


def layout_of(table: MarkdownTable) -> Layout:
    """The manner in which most rows of `table` are written."""
    rows = table.rows or (table.header,)
    measure, widths = _alignment(table)
    return Layout(
        table,
        tuple(
            _column_layout(table, column, measure, widths.get(column))
            for column in range(len(table.header.cells))
        ),
        measure,
        _most_common(row.leading_pipe for row in rows),
        _most_common(row.trailing_pipe for row in rows),
        _most_common(table.source[Span(row.content.end, row.line.end)] for row in rows)
        if table.rows
        else "",
    )


def edits(table: MarkdownTable, lines: Sequence[Line]) -> list[Edit]:
    """The edits after which `table` has these rows, in this order, and no others."""
    layout = layout_of(table)
    widths = _new_widths(layout, lines)
    place_of = {id(row): at for at, row in enumerate(table.rows)}
    places = [place_of[id(line.row)] if line.row else None for line in lines]
    stays = longest_increasing(places)
    made = [*_row_edits(layout, Line(table.header, {}), widths), *_delimiter_edits(layout, widths)]
    made += _removals(table, {places[at] for at in stays})
    anchor = above = table.delimiter
    for at, line in enumerate(lines):
        if line.row and at in stays:
            made += _row_edits(layout, line, widths)
            anchor = above = line.row
            continue
        text = _moved(layout, line, widths) if line.row else _new_row(layout, line, above, widths)
        line_break = table.source.line_break_after(anchor.line.start) or table.source.newline
        made.append(Edit(Span(anchor.line.end, anchor.line.end), line_break + text))
        above = line.row or above
    return made


def _removals(table: MarkdownTable, kept: set[int | None]) -> list[Edit]:
    """Each row goes with the line break before it: the last line may have none of its own."""
    before = (table.delimiter, *table.rows)
    return [
        Edit(Span(before[at].line.end, row.line.end), "")
        for at, row in enumerate(table.rows)
        if at not in kept
    ]


def _alignment(table: MarkdownTable) -> tuple[Measure, dict[int, int]]:
    """The measure by which all columns of `table` are aligned, and their widths; none if not."""
    # The last column takes part only where a pipe closes it.
    closed = all(row.trailing_pipe for row in table.lines)
    count = len(table.header.cells) - (not closed)
    columns = [
        [table.source[row.cells[at].segment] for row in table.lines if at < len(row.cells)]
        for at in range(count)
    ]
    for measure in MEASURES:
        aligned = all(len({measure(text) for text in column}) == 1 for column in columns)
        if (
            table.rows
            and aligned
            and any(len({measure(text.strip()) for text in column}) > 1 for column in columns)
        ):
            return measure, {at: measure(column[0]) for at, column in enumerate(columns)}
    return display_width, {}


def _column_layout(
    table: MarkdownTable, column: int, measure: Measure, width: int | None
) -> ColumnLayout:
    cells = [row.cells[column] for row in table.rows if column < len(row.cells)]
    filled = [_blanks(table, cell) for cell in cells if len(cell.content)]
    empty = [table.source[cell.segment] for cell in cells if not len(cell.content)]
    left = _most_common(left for left, _ in filled) if filled else _any_blank(table)
    right = _most_common(right for _, right in filled) if filled else left
    blank = _most_common(empty) if empty else None
    if width is None:
        # More blanks after than before are padding left over from an alignment that was lost.
        return ColumnLayout(left, min(left, right, key=len), blank)
    lines = [row.cells[column] for row in table.lines if column < len(row.cells)]
    slack = width - max(measure(table.source[cell.content]) for cell in lines)
    side, leans = _side(filled)
    return ColumnLayout(left, right, blank, side, width, slack, leans)


def _side(blanks: Sequence[tuple[str, str]]) -> tuple[Side, int]:
    """Where the cells of an aligned column stand, and whether centring leans to the right."""
    if len({left for left, _ in blanks}) <= 1:
        return Side.LEFT, 0
    if len({right for _, right in blanks}) == 1:
        return Side.RIGHT, 0
    odd = [len(left) > len(right) for left, right in blanks if len(left) != len(right)]
    return Side.CENTRE, int(bool(odd) and _most_common(odd))


def _any_blank(table: MarkdownTable) -> str:
    """The blank before most contents of the table; one space where there is none to ask."""
    blanks = [
        _blanks(table, cell)[0] for row in table.rows for cell in row.cells if len(cell.content)
    ]
    return _most_common(blanks) if blanks else " "


def _new_widths(layout: Layout, lines: Sequence[Line]) -> dict[int, int]:
    """The width of each aligned column once `lines` are its rows."""
    table, measure = layout.table, layout.measure
    widths: dict[int, int] = {}
    for column, manner in enumerate(layout.columns):
        if manner.width is None:
            continue
        contents = [_content(table, line, column) for line in lines]
        widest = max(map(measure, (table.text(table.header, column), *contents)))
        tight = manner.slack <= _TIGHT
        widths[column] = widest + manner.slack if tight else max(manner.width, widest + _TIGHT)
    return widths


def _content(table: MarkdownTable, line: Line, column: int) -> str:
    if column in line.cells:
        return escape(line.cells[column])
    return table.text(line.row, column) if line.row else ""


def _row_edits(layout: Layout, line: Line, widths: Mapping[int, int]) -> list[Edit]:
    """The edits inside a row that is there: changed contents, and padding where it is aligned."""
    table, row = layout.table, line.row
    if row is None:
        return []
    made: list[Edit] = []
    for column, cell in enumerate(row.cells):
        old, new = table.source[cell.content], _content(table, line, column)
        if new == old and (column not in widths or widths[column] == layout.columns[column].width):
            continue
        if column in widths:
            text = layout.padded(column, new, widths[column], cell)
        elif old and new:
            left, right = _blanks(table, cell)
            text = _guarded(left + new, right)
        else:
            text = layout.columns[column].segment(new)
        if column == 0 and new != old and not row.leading_pipe and not _SAFE_START.match(new):
            text = "| " + text.lstrip()
        if text != table.source[cell.segment]:
            made.append(Edit(cell.segment, text))
    missing = [at for at, value in line.cells.items() if at >= len(row.cells) and value]
    if missing:
        made.append(_appended(layout, row, line, max(missing)))
    return made


def _appended(layout: Layout, row: Row, line: Line, last: int) -> Edit:
    """The cells that a row too short has to get at its end."""
    joined = "|".join(
        layout.columns[column].segment(_content(layout.table, line, column))
        for column in range(len(row.cells), last + 1)
    )
    if row.trailing_pipe:
        return Edit(Span(row.content.end, row.content.end), joined + "|")
    return Edit(Span(row.content.end, row.line.end), " |" + joined.rstrip())


def _delimiter_edits(layout: Layout, widths: Mapping[int, int]) -> list[Edit]:
    """The delimiter row grows and shrinks with the columns that it is as wide as."""
    made: list[Edit] = []
    for column, width in widths.items():
        segment = layout.table.delimiter.cells[column].segment
        text = layout.table.source[segment]
        dashes = text.count("-") + width - len(text)
        if len(text) == layout.columns[column].width != width and dashes > 0:
            made.append(Edit(segment, re.sub("-+", "-" * dashes, text)))
    return made


def _new_row(layout: Layout, line: Line, above: Row, widths: Mapping[int, int]) -> str:
    """A row that was not there, written as the rows of the table are."""
    contents = [_content(layout.table, line, column) for column in range(len(layout.columns))]
    segments = [
        layout.padded(column, content, widths[column])
        if column in widths
        else layout.columns[column].segment(content)
        for column, content in enumerate(contents)
    ]
    text = "|".join(segments)
    # Blanks at the ends of a row belong to its indentation and its line, not to its cells.
    leading = layout.leading_pipe or not _SAFE_START.match(contents[0])
    text = "|" + text if leading else text.lstrip()
    text = text + "|" if layout.trailing_pipe else text.rstrip()
    if "|" not in text:
        text += " |"  # a line without any pipe reads as a paragraph that strayed in
    return _prefix(layout.table, above) + text + layout.tail


def _prefix(table: MarkdownTable, above: Row) -> str:
    """What a row's line begins with: indentation, the `> ` of a quote."""
    return table.source[Span(above.line.start, above.content.start)]


def _moved(layout: Layout, line: Line, widths: Mapping[int, int]) -> str:
    """The whole line of a row that is there, changed as it is to be."""
    if line.row is None:
        return ""
    start = line.row.line.start
    inner = _row_edits(layout, line, widths)
    shifted = [Edit(edit.span.shifted(-start), edit.text) for edit in inner]
    return apply_edits(layout.table.source[line.row.line], shifted)


def _blanks(table: MarkdownTable, cell: Cell) -> tuple[str, str]:
    """The blanks before and after the content of a cell."""
    return (
        table.source[Span(cell.segment.start, cell.content.start)],
        table.source[Span(cell.content.end, cell.segment.end)],
    )


def _guarded(text: str, right: str) -> str:
    """`text` and the blanks after it: one at least where a backslash would escape the pipe."""
    return text + (right or " " if text.endswith("\\") else right)


def _most_common(values: Iterable[T]) -> T:
    counts = Counter(values)
    return max(counts, key=lambda value: counts[value])
