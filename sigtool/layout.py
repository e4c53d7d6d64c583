"""How a table lays its rows out, and the edits that change its rows in that manner.

Pure. Style is never stored: it is read off the table each time. What has no edit is not touched; a
table whose columns are aligned is aligned again, by the measure that it already uses.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, TypeVar

from sigtool.markdown import BLANK, Cell, MarkdownTable, Row
from sigtool.sequence import longest_increasing
from sigtool.source import Edit, Span, apply_edits
from sigtool.width import MEASURES, Measure, display_width

T = TypeVar("T")

# How a row without a leading pipe must not begin: as a list item, a heading, a quote, HTML, a
# fence, a rule, or with nothing.
_BLOCK_START: Final = re.compile(
    r"(?:[-+*]|\d{1,9}[.)]|#{1,6})(?:[ \t]|$)|[<>]|```|~~~|([-_*])(?:[ \t]*\1){2,}[ \t]*$|$"
)
# What the widest content of an aligned column leaves: a blank on each side.
_USUAL_SLACK: Final = 2


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
        return _commonest(self.before, self.usual)

    @property
    def right(self) -> str:
        return _commonest(self.after, self.left)

    @property
    def around(self) -> tuple[str, str]:
        """The blanks of a cell that is as wide as its content needs."""
        # More blanks after than before are padding left over from an alignment that was lost.
        return self.left, min(self.left, self.right, key=len)

    @property
    def empty(self) -> str:
        return _commonest(self.alone, self.left[:1])

    def without(self, cell: Cell, left: str, right: str) -> "Blanks":
        """The blanks of the column's other cells."""
        if not len(cell.content):
            return replace(self, alone=self.alone - Counter([left + right]))
        before, after = self.before - Counter([left]), self.after - Counter([right])
        return replace(self, before=before, after=after)


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """How most cells of a column are written.

    `width` is that of every segment where the column is aligned, else None, and `grows` what is to
    be added to it; `slack` is what the widest content leaves of it; `leans` is 1 where centring
    puts an odd blank first, else 0.
    """

    blanks: Blanks
    side: Side = Side.LEFT
    width: int | None = None
    grows: int = 0
    slack: int = 0
    leans: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The manner of a whole table; `measure` is what its columns are aligned by, if they are."""

    table: MarkdownTable
    columns: tuple[ColumnLayout, ...]
    measure: Measure
    leading_pipe: bool
    trailing_pipe: bool
    tail: str

    def segment(self, column: int, content: str) -> str:
        """A cell that was not there, from pipe to pipe."""
        manner = self.columns[column]
        if manner.width is not None:
            return self.padded(manner, content, (manner.blanks.left, manner.blanks.right))
        left, right = manner.blanks.around
        return _guarded(left + content, right) if content else manner.blanks.empty

    def padded(self, manner: ColumnLayout, content: str, blanks: tuple[str, str]) -> str:
        """A cell of an aligned column, exactly as wide as the column if its content allows."""
        spare = max((manner.width or 0) + manner.grows - self.measure(content), 0)
        before = {
            Side.LEFT: len(blanks[0]),
            Side.RIGHT: spare - len(blanks[1]),
            Side.CENTRE: (spare + manner.leans) // 2,
        }[manner.side]
        before = max(0, min(before, spare - content.endswith("\\")))
        return _guarded(" " * before + content, " " * (spare - before))


def escape(value: str) -> str:
    """A value as a cell's content."""
    return value.replace("|", "\\|")


def unescape(content: str) -> str:
    """A cell's content as a value."""
    return content.replace("\\|", "|")


def layout_of(table: MarkdownTable) -> Layout:
    """The manner in which most rows of `table` are written; `| a | b |` where it has none."""
    measure, widths = _alignment(table)
    columns = (
        _column_layout(table, at, blanks, measure, widths.get(at))
        for at, blanks in enumerate(_blanks_by_column(table))
    )
    tails = (table.source[Span(row.content.end, row.line.end)] for row in table.rows)
    return Layout(
        table,
        tuple(columns),
        measure,
        leading_pipe=_commonest(Counter(row.leading_pipe for row in table.rows), default=True),
        trailing_pipe=_commonest(Counter(row.trailing_pipe for row in table.rows), default=True),
        tail=_commonest(Counter(tails), default=""),
    )


def edits(table: MarkdownTable, lines: Sequence[Line]) -> list[Edit]:
    """The edits after which `table` has these rows, in this order, and no others."""
    layout = _with_room(layout_of(table), lines)
    place_of = {id(row): at for at, row in enumerate(table.rows)}
    places = [place_of[id(line.row)] if line.row else None for line in lines]
    stays = longest_increasing(places)
    made = [*_row_edits(layout, table.header, {}), *_delimiter_edits(layout)]
    made += _removals(table, {places[at] for at in stays})
    own_break, *breaks = _line_breaks(table, lines)
    above, anchor, behind = table.delimiter, table.delimiter, own_break
    for at, (line, line_break) in enumerate(zip(lines, breaks, strict=True)):
        if line.row and at in stays:
            made += _row_edits(layout, line.row, line.cells)
            made += _put_behind(table, anchor, behind)
            above, anchor, behind = line.row, line.row, line_break
            continue
        if line.row:
            text, above = _moved(layout, line.row, line.cells), line.row
        else:
            text = _new_row(layout, line.cells, above)
        behind += text + line_break
    return [*made, *_put_behind(table, anchor, behind)]


def _put_behind(table: MarkdownTable, row: Row, text: str) -> list[Edit]:
    """The edit that puts a line break, and whole lines with theirs, where a row's own one is."""
    own = table.source.line_break_after(row.line.start)
    end = row.line.end
    if text == own:
        return []
    if own and text.endswith(own):
        return [Edit(Span(end, end), text.removesuffix(own))]
    return [Edit(Span(end, end + len(own)), text)]


def _line_breaks(table: MarkdownTable, lines: Sequence[Line]) -> list[str]:
    """The line break of the delimiter row, then of each line: a row that moves takes its own along.

    Where nothing ends the table's last line, nothing ends it in the end.
    """
    source = table.source
    breaks = [source.line_break_after(table.delimiter.line.start)]
    for line in lines:
        above = breaks[-1]
        breaks.append(source.line_break_after(line.row.line.start) if line.row else above)
    last = (table.delimiter, *table.rows)[-1]
    if not source.line_break_after(last.line.start):
        given = breaks[-1] or source.newline
        breaks = [*(each or given for each in breaks[:-1]), ""]
    return breaks


def _removals(table: MarkdownTable, kept: set[int | None]) -> list[Edit]:
    """The edits that take the other rows out, each with its line break."""
    made = []
    for at, row in enumerate(table.rows):
        if at not in kept:
            line_break = table.source.line_break_after(row.line.start)
            made.append(Edit(Span(row.line.start, row.line.end + len(line_break)), ""))
    return made


def _alignment(table: MarkdownTable) -> tuple[Measure, dict[int, int]]:
    """The measure by which all columns of `table` are aligned, and their widths; none if not."""
    # The last column takes part only where a pipe closes it.
    closed = all(row.trailing_pipe for row in table.lines)
    count = len(table.header.cells) - (not closed)
    columns = [
        [table.source[row.cells[at].segment] for row in table.lines if at < len(row.cells)]
        for at in range(count)
    ]
    fitting = [
        (measure, {at: measure(column[0]) for at, column in enumerate(columns)})
        for measure in MEASURES
        if table.rows
        and all(len({measure(text) for text in column}) == 1 for column in columns)
        and any(len({measure(text.strip(BLANK)) for text in column}) > 1 for column in columns)
    ]
    dashes = [len(cell.segment) for cell in table.delimiter.cells]
    return max(
        fitting,
        key=lambda fit: sum(width == dashes[at] for at, width in fit[1].items()),
        default=(display_width, {}),
    )


def _blanks_by_column(table: MarkdownTable) -> list[Blanks]:
    count = len(table.header.cells)
    before: list[Counter[str]] = [Counter() for _ in range(count)]
    after: list[Counter[str]] = [Counter() for _ in range(count)]
    alone: list[Counter[str]] = [Counter() for _ in range(count)]
    for row in table.rows:
        for at, cell in enumerate(row.cells[:count]):
            left, right = _blanks(table, cell)
            if not len(cell.content):
                alone[at][left + right] += 1
                continue
            # Blanks at the ends of a row belong to its line, not to its cells.
            before[at][left] += at > 0 or row.leading_pipe
            after[at][right] += at + 1 < len(row.cells) or row.trailing_pipe
    before, after = [+counts for counts in before], [+counts for counts in after]
    usual = [sum(before[:at] + before[at + 1 :], Counter()) for at in range(count)]
    return [
        Blanks(before[at], after[at], alone[at], _commonest(usual[at], " ")) for at in range(count)
    ]


def _column_layout(
    table: MarkdownTable, column: int, blanks: Blanks, measure: Measure, width: int | None
) -> ColumnLayout:
    if width is None:
        return ColumnLayout(blanks)
    cells = [row.cells[column] for row in table.lines if column < len(row.cells)]
    slack = width - max(measure(_guarded(table.source[cell.content], "")) for cell in cells)
    filled = [_blanks(table, cell) for cell in cells[1:] if len(cell.content)]
    side, leans = _side(filled, _delimited(table.source[table.delimiter.cells[column].content]))
    if column == 0 and not all(row.leading_pipe for row in table.lines):
        side = Side.LEFT  # blanks before a first content would indent the row, or make it code
    return ColumnLayout(blanks, side, width, slack=slack, leans=leans)


def _delimited(dashes: str) -> Side:
    """Where a cell of the delimiter row says that contents stand."""
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
    return found, int(_commonest(odd, default=False))


def _with_room(layout: Layout, lines: Sequence[Line]) -> Layout:
    """The layout once `lines` are the rows: each aligned column wide enough for them.

    Never narrower: a row that just fits may go again, and nothing tells whether the column had been
    made wide for it (L5).
    """
    table, columns = layout.table, []
    for at, manner in enumerate(layout.columns):
        if manner.width is not None:
            contents = [_content(table, line.row, at, line.cells) for line in lines]
            widest = max(layout.measure(_guarded(content, "")) for content in ("", *contents))
            room = widest + min(manner.slack, _USUAL_SLACK)
            manner = replace(manner, grows=max(room - manner.width, 0))
        columns.append(manner)
    return replace(layout, columns=tuple(columns))


def _content(table: MarkdownTable, row: Row | None, column: int, cells: Mapping[int, str]) -> str:
    if column in cells:
        return escape(cells[column])
    return table.text(row, column) if row else ""


def _row_edits(layout: Layout, row: Row, cells: Mapping[int, str]) -> list[Edit]:
    """The edits inside a row that is there: changed contents, and padding where it is aligned.

    Cells beyond the last header are never touched.
    """
    table = layout.table
    made: list[Edit] = []
    for column, (manner, cell) in enumerate(zip(layout.columns, row.cells, strict=False)):
        old, new = table.source[cell.content], _content(table, row, column, cells)
        if new == old and not manner.grows:
            continue
        text = _segment(layout, manner, cell, new)
        if column + 1 == len(row.cells) and not row.trailing_pipe and text.endswith("\\ "):
            text = text[:-1]  # no pipe follows that the backslash could escape
        if new != old and not (column or row.leading_pipe) and _BLOCK_START.match(new):
            text = "| " + text.lstrip(BLANK)
        if text != table.source[cell.segment]:
            made.append(Edit(cell.segment, text))
    missing = [at for at, value in cells.items() if at >= len(row.cells) and value]
    if missing:
        made.append(_appended(layout, row, cells, max(missing)))
    elif len(row.cells) == 1 and not row.trailing_pipe and not _content(table, row, 0, cells):
        made.append(Edit(Span(row.content.end, row.content.end), "|"))  # a lone pipe is no row
    return made


def _segment(layout: Layout, manner: ColumnLayout, cell: Cell, new: str) -> str:
    """A cell that is there, from pipe to pipe, with a content that may be another."""
    blanks = _blanks(layout.table, cell)
    if manner.width is not None:
        own = blanks if len(cell.content) else (manner.blanks.left, manner.blanks.right)
        return layout.padded(manner, new, own)
    if new and len(cell.content):
        return _guarded(blanks[0] + new, blanks[1])
    return _turned(manner.blanks.without(cell, *blanks), sum(map(len, blanks)), new)


def _turned(others: Blanks, own: int, new: str) -> str:
    """An empty cell that gets a content, or one that loses it: as the others of its column are.

    What its `own` blanks are more or fewer than theirs it keeps, so that the way back leads back.
    """
    left, right = others.around
    if not new:
        return " " * (len(others.empty) + own - len(left + right))
    total = max(len(left + right) + own - len(others.empty), 0)
    return _guarded(left[:total] + new, " " * (total - len(left[:total])))


def _appended(layout: Layout, row: Row, cells: Mapping[int, str], last: int) -> Edit:
    """The cells that a row too short has to get at its end."""
    at_end = Span(row.content.end, row.content.end)
    joined = "|".join(
        layout.segment(column, _content(layout.table, row, column, cells))
        for column in range(len(row.cells), last + 1)
    )
    if row.trailing_pipe:
        return Edit(at_end, joined + "|")
    _, right = layout.columns[len(row.cells) - 1].blanks.around
    return Edit(at_end, (right or " ") + "|" + joined.rstrip(BLANK))


def _delimiter_edits(layout: Layout) -> list[Edit]:
    """The delimiter row grows with the columns that it is as wide as."""
    made: list[Edit] = []
    for cell, manner in zip(layout.table.delimiter.cells, layout.columns, strict=True):
        text = layout.table.source[cell.segment]
        if manner.grows and len(text) == manner.width:
            dashes = "-" * (text.count("-") + manner.grows)
            made.append(Edit(cell.segment, re.sub("-+", dashes, text)))
    return made


def _new_row(layout: Layout, cells: Mapping[int, str], above: Row) -> str:
    """A row that was not there, written as the rows of the table are."""
    contents = [escape(cells.get(column, "")) for column in range(len(layout.columns))]
    text = "|".join(layout.segment(column, content) for column, content in enumerate(contents))
    leading = layout.leading_pipe or _BLOCK_START.match(contents[0])
    text = "|" + text if leading else text.lstrip(BLANK)
    text = text + "|" if layout.trailing_pipe else text.rstrip(BLANK)
    if text == "|":
        text = "| |"  # a pipe alone would end the table
    return _prefix(layout.table, above) + text + layout.tail


def _prefix(table: MarkdownTable, above: Row) -> str:
    """What a row's line begins with: indentation, the `> ` of a quote."""
    return table.source[Span(above.line.start, above.content.start)]


def _moved(layout: Layout, row: Row, cells: Mapping[int, str]) -> str:
    """The whole line of a row that is there, changed as it is to be."""
    inner = _row_edits(layout, row, cells)
    shifted = [Edit(edit.span.shifted(-row.line.start), edit.text) for edit in inner]
    return apply_edits(layout.table.source[row.line], shifted)


def _blanks(table: MarkdownTable, cell: Cell) -> tuple[str, str]:
    """The blanks before and after the content of a cell."""
    return (
        table.source[Span(cell.segment.start, cell.content.start)],
        table.source[Span(cell.content.end, cell.segment.end)],
    )


def _guarded(text: str, right: str) -> str:
    """`text` and the blanks after it: one at least where a backslash would escape the pipe."""
    return text + (right or " " if text.endswith("\\") else right)


def _commonest(counts: Counter[T], default: T) -> T:
    return max(counts, key=lambda value: counts[value], default=default)
