"""How a table lays its rows out, and the edits that change its rows in that manner.

Pure. Style is never stored: it is read off the table each time. What has no edit is not touched; a
table whose columns are aligned is aligned again, by the measure that it already uses.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from sigtool.markdown import columns
from sigtool.markdown.blocks import BLANK, Cell, MarkdownTable, Row
from sigtool.markdown.columns import Alignment, Blanks, blanks_of, commonest, guarded, is_closed
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, replace
from sigtool.text.sequence import longest_increasing
from sigtool.text.source import LINE_BREAK, Edit, Span

# How a row without a leading pipe must not begin: as a list item, a heading, a quote, HTML, a
# fence, a rule, or with nothing.
_BLOCK_START: Final = lazily(
    r"(?:[-+*]|\d{1,9}[.)]|#{1,6})(?:[ \t]|$)|[<>]|```|~~~|([-_*])(?:[ \t]*\1){2,}[ \t]*$|$"
)
# What the widest content of an aligned column leaves: a blank on each side.
_USUAL_SLACK: Final = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is to be: the row that is there, or None, and the values that it gets."""

    row: Row | None
    cells: Mapping[int, str]

    def content(self, table: MarkdownTable, column: int) -> str:
        """What a cell is to hold, as it is written."""
        if column in self.cells:
            return escape(self.cells[column])
        return table.text(self.row, column) if self.row else ""


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """How most cells of a column are written.

    Where all are aligned they `grow` by as much as a new content needs; where most are, and the
    table is not, that is a `habit`.
    """

    blanks: Blanks
    alignment: Alignment | None = None
    grows: int = 0
    habit: Alignment | None = None

    def segment(self, content: str) -> str:
        """A cell that was not there, from pipe to pipe."""
        if self.alignment is not None:
            return self.alignment.padded(content, (self.blanks.left, self.blanks.right))
        left, right = self.blanks.around
        if self.habit is not None and self.habit.has_room(content, left):
            return self.habit.padded(content, (left, right))
        return guarded(left + content, right) if content else self.blanks.empty


@dataclass(frozen=True, slots=True)
class Layout:
    """The manner of a whole table; `grows` tells whether a column gets wider."""

    table: MarkdownTable
    columns: tuple[ColumnLayout, ...]
    leading_pipe: bool
    trailing_pipe: bool
    tail: str
    grows: bool = False


def escape(value: str) -> str:
    """A value as a cell's content."""
    return value.replace("|", "\\|")


def unescape(content: str) -> str:
    """A cell's content as a value."""
    return content.replace("\\|", "|")


def layout_of(table: MarkdownTable) -> Layout:
    """The manner in which most rows of `table` are written; `| a | b |` where it has none."""
    manners = map(ColumnLayout, columns.blanks_by_column(table), columns.alignments(table))
    behind = (table.source[Span(row.content.end, row.line.end)] for row in table.rows)
    tails = (each if not each.strip(BLANK) else "" for each in behind)  # a comment is of its row
    # A text that is stuck to the table has no pipes, and tells nothing of those of rows.
    rows = [row for row in table.rows if row.has_pipe or len(table.header.cells) == 1]
    rows = rows or [table.header for _ in table.rows]
    return Layout(
        table,
        tuple(manners),
        leading_pipe=commonest(Counter(row.leading_pipe for row in rows), default=True),
        trailing_pipe=commonest(Counter(row.trailing_pipe for row in rows), default=True),
        tail=commonest(Counter(tails), default=""),
    )


def edits(table: MarkdownTable, lines: Sequence[Line]) -> list[Edit]:
    """The edits after which `table` has these rows, in this order, and no others."""
    layout = _with_room(layout_of(table), lines)
    place_of = {id(row): at for at, row in enumerate(table.rows)}
    places = [place_of[id(line.row)] if line.row else None for line in lines]
    stays = longest_increasing(places)
    made = [*_row_edits(layout, table.header, Line(table.header, {})), *_delimiter_edits(layout)]
    for at in sorted(set(range(len(table.rows))) - {places[at] for at in stays}):
        row = table.rows[at]
        end = row.line.end + len(_break_of(table, row))
        made.append(Edit(Span(row.line.start, end), ""))
    own_break, *breaks = _line_breaks(table, lines)
    above, anchor, behind = table.delimiter, table.delimiter, own_break
    for at, (line, line_break) in enumerate(zip(lines, breaks, strict=True)):
        if line.row is None:
            text = _new_row(layout, line, above)
        elif at in stays:
            made += [*_row_edits(layout, line.row, line), *_put_behind(table, anchor, behind)]
            above, anchor, behind = line.row, line.row, line_break
            continue
        else:
            text = table.source.part(line.row.line, _row_edits(layout, line.row, line))
            above = line.row
        behind += text + line_break
    return [*made, *_put_behind(table, anchor, behind)]


def _put_behind(table: MarkdownTable, row: Row, text: str) -> list[Edit]:
    """The edit that puts a line break, and whole lines with theirs, where a row's own one is."""
    own, end = _break_of(table, row), row.line.end
    if text == own:
        return []
    if own and text.endswith(own):
        return [Edit(Span(end, end), text.removesuffix(own))]
    return [Edit(Span(end, end + len(own)), text)]


def _line_breaks(table: MarkdownTable, lines: Sequence[Line]) -> list[str]:
    """The line break of the delimiter row, then of each line: a row that moves takes its own along.

    Where nothing ends the table's last line, nothing ends it in the end.
    """
    breaks = [_break_of(table, table.delimiter)]
    for line in lines:
        above = breaks[-1]
        breaks.append(_break_of(table, line.row) if line.row else above)
    last = (table.delimiter, *table.rows)[-1]
    if not _break_of(table, last):
        given = breaks[-1] or table.source.newline
        breaks = [*(each or given for each in breaks[:-1]), ""]
    return breaks


def _break_of(table: MarkdownTable, row: Row) -> str:
    """The line break that ends a row, "" where nothing does."""
    found = LINE_BREAK.match(table.source.text, row.line.end)
    return found.group() if found else ""


def _with_room(layout: Layout, lines: Sequence[Line]) -> Layout:
    """The layout once `lines` are the rows: each aligned column wide enough for them.

    Never narrower: a row that just fits may go again, and nothing tells whether the column had been
    made wide for it (L5).
    """
    table = layout.table
    manners: list[ColumnLayout] = []
    written = [line for line in lines if line.cells or line.row is None]
    for at, manner in enumerate(layout.columns):
        alignment = manner.alignment
        if alignment is None and not any(_writes(line, at) for line in written):
            manners.append(manner)
            continue
        if alignment is None:
            # Those that change have no say in it: so it is the same when they are changed back.
            changed = {id(line.row) for line in written if at in line.cells}
            kept = [row for row in table.rows if id(row) not in changed and is_closed(row, at)]
            usual = columns.habit(table, at, [row.cells[at] for row in kept])
            manners.append(replace(manner, habit=usual))
            continue
        contents = [
            line.content(table, at) for line in lines if not line.row or is_closed(line.row, at)
        ]
        widest = max(alignment.measure(guarded(content, "")) for content in ("", *contents))
        grows = max(widest + min(alignment.slack, _USUAL_SLACK) - alignment.width, 0)
        wider = replace(alignment, width=alignment.width + grows)
        manners.append(replace(manner, alignment=wider, grows=grows))
    return replace(layout, columns=tuple(manners), grows=any(each.grows for each in manners))


def _writes(line: Line, column: int) -> bool:
    """Whether a line gets a new cell there: another content, or one where the row had no cell."""
    return line.row is None or column in line.cells or column >= len(line.row.cells)


def _row_edits(layout: Layout, row: Row, line: Line) -> list[Edit]:
    """The edits inside a row that is there: changed contents, and padding where it is aligned.

    Cells beyond the last header are never touched.
    """
    table = layout.table
    if not (line.cells or layout.grows) and len(row.cells) > 1:
        return []
    made: list[Edit] = []
    for column, (manner, cell) in enumerate(zip(layout.columns, row.cells, strict=False)):
        old, new = table.source[cell.content], line.content(table, column)
        if new == old and not (manner.grows and is_closed(row, column)):
            continue
        alone = _alone(table, row, line, column)
        text, span = _segment(table, manner, cell, new, alone), cell.segment
        if column + 1 == len(row.cells) > 1 and column + 1 == len(layout.columns):
            text, span = _last_segment(layout, row, text, old, new)
        elif column + 1 == len(row.cells) and not row.trailing_pipe and text.endswith("\\ "):
            text = text[:-1]  # no pipe follows that the backslash could escape
        if new != old and not (column or row.leading_pipe) and _BLOCK_START.match(new):
            text = "| " + text.lstrip(BLANK)
        if text != table.source[span]:
            made.append(Edit(span, text))
    missing = [at for at, value in line.cells.items() if at >= len(row.cells) and value]
    if missing:
        made.append(_appended(layout, row, line, max(missing)))
    elif len(row.cells) == 1 and not row.trailing_pipe and not line.content(table, 0):
        made.append(Edit(Span(row.content.end, row.content.end), "|"))  # a lone pipe is no row
    return made


def _last_segment(layout: Layout, row: Row, text: str, old: str, new: str) -> tuple[str, Span]:
    """What stands in the last cell of a row, and where, its pipe with it if that comes or goes:
    without a pipe behind it, an empty cell is none."""
    span = row.cells[-1].segment
    if not row.trailing_pipe and old and not new:
        return "|", span
    # Two pipes with nothing between: so it was left, and so the way back is found.
    if row.trailing_pipe and new and not len(span):
        table = layout.table
        others = [each for each in table.rows if each is not row] or [table.header]
        if not commonest(Counter(each.trailing_pipe for each in others), default=True):
            return text.rstrip(BLANK), Span(span.start, row.content.end)
    if not row.trailing_pipe and text.endswith("\\ "):
        text = text[:-1]  # no pipe follows that the backslash could escape
    return text, span


def _alone(table: MarkdownTable, row: Row, line: Line, column: int) -> int | None:
    """How many blanks every other empty cell of a row has, one or two; None where there is none, or
    they differ, or have more, since those are padded as their columns are. Those that change tell
    nothing: so it is the same when they are changed back."""
    widths = {
        len(cell.segment)
        for at, cell in enumerate(row.cells[: len(table.header.cells)])
        if not len(cell.content) and at != column and at not in line.cells and is_closed(row, at)
    }
    return min(widths) if len(widths) == 1 and widths <= {1, 2} else None


def _segment(
    table: MarkdownTable, manner: ColumnLayout, cell: Cell, new: str, alone: int | None
) -> str:
    """A cell that is there, from pipe to pipe, with a content that may be another; `alone` is how
    many blanks the other empty ones of its row have."""
    blanks, old = blanks_of(table, cell), table.source[cell.content]
    if manner.alignment is not None:
        own = blanks if len(cell.content) else (manner.blanks.left, manner.blanks.right)
        return manner.alignment.padded(new, own)
    if new and old:
        text, left = guarded(blanks[0] + new, blanks[1]), blanks[0]
    else:
        others = manner.blanks.without(cell, *blanks)
        empty = len(others.empty) if alone is None else alone
        text, left = _turned(others, empty, sum(map(len, blanks)), new), others.around[0]
    wide = manner.habit
    if wide is None or wide.side is not columns.Side.LEFT:
        return text
    if all(wide.has_room(content, left) for content in (old, new)):
        return wide.kept(table.source[cell.segment], text)
    return text


def _turned(others: Blanks, empty: int, own: int, new: str) -> str:
    """An empty cell that gets a content, or one that loses it: as the others of its column are, and
    as `empty` ones beside it.

    What its `own` blanks are more or fewer than theirs it keeps, so that the way back leads back.
    """
    left, right = others.around
    if not new:
        return " " * (empty + own - len(left + right))
    total = max(len(left + right) + own - empty, 0)
    return guarded(left[:total] + new, " " * (total - len(left[:total])))


def _appended(layout: Layout, row: Row, line: Line, last: int) -> Edit:
    """The cells that a row too short has to get at its end."""
    at_end = Span(row.content.end, row.content.end)
    joined = "|".join(
        layout.columns[column].segment(line.content(layout.table, column))
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
        if manner.grows and manner.alignment and len(text) == manner.alignment.width - manner.grows:
            dashes = "-" * (text.count("-") + manner.grows)
            made.append(Edit(cell.segment, re.sub("-+", dashes, text)))
    return made


def _new_row(layout: Layout, line: Line, above: Row) -> str:
    """A row that was not there, written as the rows of the table are."""
    contents = [line.content(layout.table, column) for column in range(len(layout.columns))]
    text = "|".join(map(ColumnLayout.segment, layout.columns, contents))
    leading = layout.leading_pipe or _BLOCK_START.match(contents[0])
    text = "|" + text if leading else text.lstrip(BLANK)
    # Without a pipe behind it, an empty last cell is none.
    needs_pipe = layout.trailing_pipe or (len(contents) > 1 and not contents[-1])
    text = text + "|" if needs_pipe else text.rstrip(BLANK)
    if text == "|":
        text = "| |"  # a pipe alone would end the table
    # What the line above begins with: indentation, the `> ` of a quote.
    prefix = layout.table.source[Span(above.line.start, above.content.start)]
    return prefix + text + layout.tail
