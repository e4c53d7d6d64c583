"""The edits that give a table other rows: what they make, and what they leave alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import github
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies_markdown import NEWLINES, cell_texts, containers, prefixed, row_lines

from sigtool.markdown import blocks
from sigtool.markdown import rows as layout
from sigtool.markdown.blocks import BLANK, MarkdownTable, Row
from sigtool.markdown.rows import Line, escape
from sigtool.text.source import Source
from sigtool.text.width import Measure, display_width

New = dict[int, str]


def table_in(text: str) -> MarkdownTable:
    (table,) = blocks.read(Source("x.md", text)).tables
    return table


def changed(table: MarkdownTable, lines: Sequence[Line]) -> str:
    return table.source.edited(layout.edits(table, lines)).text


def kept(table: MarkdownTable) -> list[Line]:
    return [Line(row, {}) for row in table.rows]


def contents(table: MarkdownTable, row: Row | None) -> list[str]:
    """The cells of a row, as many as the table has columns and more where it has more."""
    width = max(len(table.header.cells), len(row.cells) if row else 0)
    return [table.text(row, at) if row else "" for at in range(width)]


def wanted(table: MarkdownTable, lines: Sequence[Line]) -> list[list[str]]:
    rows = []
    for line in lines:
        cells = contents(table, line.row)
        for at, value in line.cells.items():
            cells[at] = escape(value)
        rows.append(cells)
    return rows


def full_line(table: MarkdownTable, row: Row) -> str:
    """A row's line with its prefix and its line break."""
    return table.source[row.line] + table.source.line_break_after(row.line.start)


def aligned_widths(table: MarkdownTable) -> list[int | None]:
    alignments = [column.alignment for column in layout.layout_of(table).columns]
    return [alignment.width if alignment else None for alignment in alignments]


# Values as the registry may hold them: on one line, without blanks at the ends.
values = cell_texts().map(lambda text: text.strip(BLANK))


@st.composite
def tables(draw: st.DrawFn) -> MarkdownTable:
    """A table as people write it, aligned or not by chance, in any place."""
    columns = draw(st.integers(1, 3))
    outer = draw(st.sampled_from(("|{}|", "|{}|", "|{}", "{}|", "{}")))
    above = [outer.format("|".join(["h"] * columns)), outer.format("|".join(["--:"] * columns))]
    lines = [*above, *draw(st.lists(row_lines(columns), max_size=4))]
    before = draw(st.sampled_from(([], ["Text."], ["# Heading", ""])))
    first, others = draw(containers)
    newline = st.sampled_from(draw(st.sampled_from(NEWLINES)))
    after = draw(st.sampled_from(([], [], ["", "Text."], ["# Heading"])))
    text = "".join(
        line + draw(newline) for line in [*prefixed(first, others, [*before, *lines]), *after]
    )
    text = text if draw(st.booleans()) else text.rstrip("\r\n")
    (table,) = blocks.read(Source("x.md", text)).tables
    return table


def new_cells(columns: int) -> st.SearchStrategy[New]:
    return st.dictionaries(st.integers(0, columns - 1), values)


@st.composite
def rows_wanted(draw: st.DrawFn, table: MarkdownTable) -> list[Line]:
    """Rows for a table: most of its own, some changed, some new, now and then in another order."""
    columns = len(table.header.cells)
    rows = [row for row in table.rows if draw(st.integers(0, 4))]
    if draw(st.integers(0, 2)) == 0:
        rows = draw(st.permutations(rows))
    lines = [Line(row, draw(new_cells(columns)) if draw(st.booleans()) else {}) for row in rows]
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(lines)))
        lines.insert(at, Line(None, draw(new_cells(columns))))
    return lines


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_table_gets_the_rows_that_are_wanted(data: st.DataObject) -> None:
    table = data.draw(tables())
    lines = data.draw(rows_wanted(table))
    text = changed(table, lines)
    after = blocks.read(Source("x.md", text)).tables
    assert len(after) == 1
    found = [contents(after[0], row) for row in after[0].rows]
    assert found == wanted(table, lines)
    assert after[0].headers == table.headers
    before = github.tables(table.source.text)
    assert len(github.tables(text)) == len(before)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_an_unaligned_table_changes_in_the_rows_that_change_alone(data: st.DataObject) -> None:
    table = data.draw(tables())
    lines = data.draw(rows_wanted(table))
    assume(all(column.alignment is None for column in layout.layout_of(table).columns))
    after = table_in(changed(table, lines))
    for line, row in zip(lines, after.rows, strict=True):
        if line.row and not line.cells:
            assert after.source[row.line] == table.source[line.row.line]
    stays = [row for line, row in zip(lines, after.rows, strict=True) if line.row]
    if [line.row for line in lines if line.row] == [*table.rows] and len(stays) == len(lines):
        breaks = [full_line(after, row)[len(after.source[row.line]) :] for row in stays]
        old = [full_line(table, row)[len(table.source[row.line]) :] for row in table.rows]
        assert breaks == old
    for text, whole in ((table.source.text, table), (after.source.text, after)):
        assert text[: whole.delimiter.line.end].endswith(whole.source[whole.delimiter.line])
    assert (
        table.source.text[: table.delimiter.line.end]
        == after.source.text[: after.delimiter.line.end]
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_row_added_and_removed_again_leaves_no_trace(data: st.DataObject) -> None:
    table = data.draw(tables())
    at = data.draw(st.integers(0, len(table.rows)))
    new = Line(None, data.draw(new_cells(len(table.header.cells))))
    lines = kept(table)
    after = table_in(changed(table, [*lines[:at], new, *lines[at:]]))
    assume(aligned_widths(table) == aligned_widths(after))
    assert changed(after, [line for n, line in enumerate(kept(after)) if n != at]) == (
        table.source.text
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_rows_that_move_and_move_back_leave_no_trace(data: st.DataObject) -> None:
    table = data.draw(tables())
    order = data.draw(st.permutations(range(len(table.rows))))
    moved = table_in(changed(table, [Line(table.rows[at], {}) for at in order]))
    back = [Line(moved.rows[order.index(at)], {}) for at in range(len(order))]
    assert changed(moved, back) == table.source.text


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_cell_changed_and_changed_back_leaves_no_trace(data: st.DataObject) -> None:
    table = data.draw(tables())
    places = [
        (at, column)
        for at, row in enumerate(table.rows)
        for column, cell in enumerate(row.cells[: len(table.header.cells)])
        # Outer pipes that a row needs for a while do not go again, and tabs do not come again.
        if (column or row.leading_pipe) and (column + 1 < len(row.cells) or row.trailing_pipe)
        if "\t" not in table.source[cell.segment]
    ]
    cells = [cell for row in table.rows for cell in row.cells]
    assume(places and len({len(cell.segment) for cell in cells if not len(cell.content)}) <= 1)
    at, column = data.draw(st.sampled_from(places))
    lines = kept(table)
    lines[at] = Line(table.rows[at], {column: "zz"})
    after = table_in(changed(table, lines))
    assume(aligned_widths(table) == aligned_widths(after))
    lines = kept(after)
    lines[at] = Line(after.rows[at], {column: layout.unescape(table.text(table.rows[at], column))})
    assert changed(after, lines) == table.source.text


# --- aligned tables ------------------------------------------------------------------------------

_words = st.text(st.sampled_from("ab c中，é😀"), max_size=9).map(str.strip)


@dataclass(frozen=True)
class Aligned:
    """A table whose columns are aligned, and how it was made."""

    table: MarkdownTable
    measure: Measure


@st.composite
def aligned_tables(draw: st.DrawFn) -> Aligned:
    measure = draw(st.sampled_from((len, display_width)))
    columns = draw(st.integers(1, 3))
    sides = [draw(st.sampled_from(("left", "right", "centre"))) for _ in range(columns)]
    around = draw(st.sampled_from((0, 1, 1, 1)))
    lines = draw(st.lists(st.tuples(*[_words] * columns), min_size=2, max_size=5))
    slack = [draw(st.sampled_from((0, 0, 1, 6))) for _ in range(columns)]
    widths = [max(3, *(measure(row[at]) for row in lines)) + slack[at] for at in range(columns)]

    def segment(at: int, text: str) -> str:
        free = widths[at] - measure(text)
        before = {"left": 0, "right": free, "centre": free // 2}[sides[at]]
        return " " * (before + around) + text + " " * (free - before + around)

    rows = ["|" + "|".join(map(segment, range(columns), row)) + "|" for row in lines]
    rows.insert(1, "|" + "|".join("-" * (width + 2 * around) for width in widths) + "|")
    found = blocks.read(Source("x.md", "\n".join(rows) + "\n")).tables
    assume(len(found) == 1)
    # Nothing tells how a table of narrow characters alone would be aligned; it is as formatters do.
    narrow = all(display_width(character) == 1 for character in found[0].source.text)
    return Aligned(found[0], display_width if narrow else measure)


def column_widths(table: MarkdownTable, measure: Measure) -> list[set[int]]:
    return [
        {measure(table.source[row.cells[at].segment]) for row in table.lines}
        for at in range(len(table.header.cells))
    ]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_an_aligned_table_stays_aligned(data: st.DataObject) -> None:
    aligned = data.draw(aligned_tables())
    table, measure = aligned.table, aligned.measure
    old = column_widths(table, measure)
    assume(any(column.alignment is not None for column in layout.layout_of(table).columns))
    lines = [Line(row, data.draw(st.dictionaries(st.integers(0, len(old) - 1), _words)))
             for row in table.rows]  # fmt: skip
    lines.insert(data.draw(st.integers(0, len(lines))), Line(None, {0: "中文 and more"}))
    after = table_in(changed(table, lines))
    new = column_widths(after, measure)
    assert [len(widths) for widths in new] == [1 for _ in old]
    delimiters = [len(after.source[cell.segment]) for cell in after.delimiter.cells]
    assert delimiters == [widths.pop() for widths in new]
    assert [contents(after, row) for row in after.rows] == wanted(table, lines)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_column_grows_only_where_something_does_not_fit(data: st.DataObject) -> None:
    table = data.draw(aligned_tables()).table
    columns = layout.layout_of(table).columns
    assume(all(column.alignment is not None for column in columns))
    row = data.draw(st.sampled_from(table.rows))
    after = changed(table, [*kept(table), Line(None, dict(enumerate(contents(table, row))))])
    assert [line for line in after.splitlines(keepends=True) if line in table.source.text] == (
        after.splitlines(keepends=True)
    )
    assert after.startswith(table.source.text)


# --- tables that are aligned but for a row -------------------------------------------------------


@st.composite
def nearly_aligned_tables(draw: st.DrawFn) -> MarkdownTable:
    """A table that was aligned until somebody wrote one row as they liked."""
    table = draw(aligned_tables()).table
    lines = table.source.text.splitlines(keepends=True)
    at = draw(st.integers(2, len(lines) - 1))
    blank = draw(st.sampled_from(("", " ", "  ")))
    lines[at] = "|".join(blank + cell.strip() + blank for cell in lines[at].strip().split("|"))
    lines[at] = lines[at].strip() + "\n"
    broken = table_in("".join(lines))
    assume(not any(aligned_widths(broken)))
    return broken


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_habit_is_kept_and_a_change_undone_leaves_no_trace(data: st.DataObject) -> None:
    table = data.draw(nearly_aligned_tables())
    at = data.draw(st.integers(0, len(table.rows) - 1))
    column = data.draw(st.integers(0, len(table.header.cells) - 1))
    old = table.text(table.rows[at], column)
    new = data.draw(_words.filter(bool) if old else st.just("zz"))
    empty = {len(c.segment) for row in table.rows for c in row.cells if not len(c.content)}
    assume(old or len(empty) <= 1)
    lines = kept(table)
    lines[at] = Line(table.rows[at], {column: new})
    after = table_in(changed(table, lines))
    assume(not any(aligned_widths(after)))
    lines = kept(after)
    lines[at] = Line(after.rows[at], {column: old})
    assert changed(after, lines) == table.source.text


def test_a_line_without_a_pipe_is_not_aligned() -> None:
    table = table_in("Name  | Notes\n---|---\nabcdef\n")
    row = Line(None, {0: "ends in z", 1: "x"})
    assert changed(table, [row, *kept(table)]) == (
        "Name  | Notes\n---|---\nends in z | x\nabcdef\n"
    )


def test_a_line_without_a_pipe_makes_no_column_wider() -> None:
    table = table_in("|h|h|\n|--:|--:|\n| |\nlonger")
    order = [table.rows[1], table.rows[0]]
    assert changed(table, [Line(row, {}) for row in order]) == "|h|h|\n|--:|--:|\nlonger\n| |"


def test_a_cell_that_changed_does_not_decide_what_is_as_common_as_something_else() -> None:
    text = "|   |   |   |\n|---|---|---|\n||||\n|a  |a  | a |\n|a  |a  |a中|\n"
    table = table_in(text)
    filled = table_in(changed(table, [Line(table.rows[0], {2: "zz"}), *kept(table)[1:]]))
    assert changed(filled, [Line(filled.rows[0], {2: ""}), *kept(filled)[1:]]) == text


BROKEN = """\
| name     | leads          |
|----------|----------------|
| Compiler | [@ada](u)      |
| Docs     | [@grace](u)    |
| AI | [@mary](u)     |
| Runtime  | [@katherine](u) |
"""


@pytest.mark.parametrize(
    ("at", "cells", "expected"),
    [
        pytest.param(4, {0: "Rust", 1: "x"}, "| Rust     | x              |", id="a new row"),
        pytest.param(4, {0: "Security"}, "| Security |                |", id="nothing in a cell"),
        pytest.param(
            4,
            {0: "Infrastructure", 1: "[@katherine-j](u)"},
            "| Infrastructure | [@katherine-j](u) |",
            id="too long",
        ),
        pytest.param(0, {0: "C++"}, "| C++      | [@ada](u)      |", id="another text"),
        pytest.param(0, {1: ""}, "| Compiler |                |", id="a cell that becomes empty"),
        pytest.param(
            0, {1: "[@ada](u) [@bob](u)"}, "| Compiler | [@ada](u) [@bob](u)      |", id="too much"
        ),
        pytest.param(2, {0: "C++"}, "| C++ | [@mary](u)     |", id="a cell of another width"),
    ],
)
def test_where_most_rows_are_aligned(at: int, cells: New, expected: str) -> None:
    table = table_in(BROKEN)
    lines = kept(table)
    row = table.rows[at] if at < len(table.rows) else None
    lines[at : at + 1] = [Line(row, cells)]
    after = changed(table, lines).splitlines()
    before = table.source.text.splitlines()
    assert after.pop(at + 2) == expected
    assert after == before[: at + 2] + before[at + 3 :]


def test_display_width() -> None:
    widths = {
        text: display_width(text) for text in ("a", "中", "，", "é", "e\u0301", "😀", "\u200b")
    }
    assert widths == {"a": 1, "中": 2, "，": 2, "é": 1, "e\u0301": 1, "😀": 2, "\u200b": 0}
    graphemes = ["1️⃣", "👩‍💻", "🏳️‍🌈", "❤️", "👍🏽", "🇨🇳", "👨‍👩‍👧", "👩🏽‍🚀", "⚠️"]
    assert [display_width(text) for text in graphemes] == [2] * len(graphemes)
    assert [display_width(text) for text in ("❤", "中\t", "\t", "")] == [1, 3, 1, 0]


@given(values)
def test_a_value_as_a_content_comes_back(value: str) -> None:
    assert layout.unescape(escape(value)) == value


# --- shapes --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shape:
    """One of the ways in which all rows of a table may be written."""

    leading: str = "| "
    between: str = " | "
    trailing: str = " |"
    prefix: str = ""
    tail: str = ""
    newline: str = "\n"

    def row(self, *cells: str) -> str:
        text = self.leading + self.between.join(cells) + self.trailing
        return self.prefix + text + self.tail + self.newline


SHAPES = {
    "plain": Shape(),
    "no blanks": Shape("|", "|", "|"),
    "two blanks": Shape("|  ", "  |  ", "  |"),
    "tabs": Shape("|\t", "\t|\t", "\t|"),
    "blank before alone": Shape("| ", "| ", "|"),
    "no outer pipes": Shape("", " | ", ""),
    "no outer pipes, no blanks": Shape("", "|", ""),
    "no leading pipe": Shape("", " | ", " |"),
    "no trailing pipe": Shape("| ", " | ", ""),
    "indented": Shape(prefix="   "),
    "in a quote": Shape(prefix="> "),
    "in a quote, no blank": Shape(prefix=">"),
    "blanks at the end": Shape(tail="  "),
    "CRLF": Shape(newline="\r\n"),
    "lone CR": Shape(newline="\r"),
}


@pytest.mark.parametrize("final", [True, False], ids=["finished", "unfinished"])
@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_a_new_row_has_the_shape_of_its_neighbours(shape: Shape, at: int, *, final: bool) -> None:
    rows = [shape.row("a", "b c", "d"), shape.row("e f g", "h", "i")]
    above = shape.row("x", "y", "z") + shape.row("---", "---", "---")
    text = above + "".join(rows)
    table = table_in(text if final else text.removesuffix(shape.newline))
    lines = kept(table)
    lines.insert(at, Line(None, {0: "new", 1: "1|2", 2: "q"}))
    rows.insert(at, shape.row("new", "1\\|2", "q"))
    expected = above + "".join(rows)
    assert changed(table, lines) == (expected if final else expected.removesuffix(shape.newline))


PLAIN = "|a|b|\n|-|-|\n|c|d|\n|e|f|\n"
QUOTED = "> a|b\n> -|-\n>  c|d\n"
WIDE = "| a   | b   |\n|-----|----:|\n| ccc |   d |\n| e   | fff |\n"


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        pytest.param(
            "|a|b|\n|-|-|\n", {None: {0: "c", 1: "d"}}, "|a|b|\n|-|-|\n| c | d |\n", id="first row"
        ),
        pytest.param(
            "a|b\n-|-", {None: {0: "c"}}, "a|b\n-|-\n| c | |", id="first row, no outer pipes above"
        ),
        pytest.param(
            "> a|b\r\n> -|-\r\n\r\nText",
            {None: {1: "c"}},
            "> a|b\r\n> -|-\r\n> | | c |\r\n\r\nText",
            id="first row, in a quote",
        ),
        pytest.param(PLAIN, {0: None}, "|a|b|\n|-|-|\n|e|f|\n", id="remove"),
        pytest.param(PLAIN, {0: None, 1: None}, "|a|b|\n|-|-|\n", id="remove all"),
        pytest.param(
            PLAIN.strip(), {1: None}, "|a|b|\n|-|-|\n|c|d|", id="remove the last, unfinished"
        ),
        pytest.param(
            PLAIN.strip(), {0: None, 1: None}, "|a|b|\n|-|-|", id="remove all, unfinished"
        ),
        pytest.param(
            PLAIN.strip(),
            {1: None, None: {0: "n"}},
            "|a|b|\n|-|-|\n|c|d|\n|n||",
            id="replace the last, unfinished",
        ),
        pytest.param(
            "|a|\n|-|\r\n|b|\n|c|\r|d|\r\n",
            {1: None},
            "|a|\n|-|\r\n|b|\n|d|\r\n",
            id="a row goes with its own line break",
        ),
        pytest.param(
            PLAIN,
            {0: {1: "x|y\\"}},
            "|a|b|\n|-|-|\n|c|x\\|y\\ |\n|e|f|\n",
            id="a backslash does not escape the pipe",
        ),
        pytest.param(
            "a|b\n-|-\nc|d",
            {0: {1: "x\\"}},
            "a|b\n-|-\nc|x\\",
            id="a backslash at the end of a line",
        ),
        pytest.param(
            "|a|b|\n|-|-|\n|c|d|e| |\n",
            {0: {0: "n", 1: ""}},
            "|a|b|\n|-|-|\n|n||e| |\n",
            id="surplus cells are kept",
        ),
        pytest.param(
            "|a|b|c|\n|-|-|-|\n|d|\n|e|f|g|\n",
            {0: {2: "n"}},
            "|a|b|c|\n|-|-|-|\n|d||n|\n|e|f|g|\n",
            id="a short row is extended",
        ),
        pytest.param(
            "a | b | c\n--|---|---\nd  \ne | f | g",
            {0: {1: "n"}},
            "a | b | c\n--|---|---\nd | n  \ne | f | g",
            id="a short row without pipes is extended",
        ),
        pytest.param(
            "|a|b|c|\n|-|-|-|\n|d|\n",
            {0: {2: ""}},
            "|a|b|c|\n|-|-|-|\n|d|\n",
            id="a short row is not extended for nothing",
        ),
        pytest.param(
            "|a|b|c|\n|-|-|-|\n| d\n",
            {0: {0: "", 2: "n"}},
            "|a|b|c|\n|-|-|-|\n| | | n\n",
            id="a short row is emptied and extended",
        ),
        pytest.param(
            "a|b\n-|-\nc|d\n",
            {0: {0: ""}},
            "a|b\n-|-\n| |d\n",
            id="an empty first cell needs a pipe",
        ),
        pytest.param(
            "a|b\n-|-\nc|d\n",
            {0: {0: "- x"}},
            "a|b\n-|-\n| - x|d\n",
            id="a first cell like a list item needs a pipe",
        ),
        pytest.param(
            "a|b\n-|-\nc|d\n",
            {0: {0: "1. x"}},
            "a|b\n-|-\n| 1. x|d\n",
            id="a first cell like a numbered item needs a pipe",
        ),
        pytest.param(
            "a|b\n-|-\nc|d\n",
            {0: {0: "3D"}},
            "a|b\n-|-\n3D|d\n",
            id="a first cell like a number needs none",
        ),
        pytest.param(
            "a|b\n-|-\nc|d\n",
            {0: {0: "# x"}},
            "a|b\n-|-\n| # x|d\n",
            id="a first cell like a heading needs a pipe",
        ),
        pytest.param(
            "a|b\n-|-\nc|d\n",
            {0: {0: "> x"}},
            "a|b\n-|-\n| > x|d\n",
            id="a first cell like a quote needs a pipe",
        ),
        pytest.param(
            "a|b\n-|-\nc|d\n",
            {None: {0: "***"}},
            "a|b\n-|-\nc|d\n|***||\n",
            id="a new first cell like a rule needs a pipe",
        ),
        pytest.param(
            "a|b\n-|-\nc|d\n",
            {None: {0: "```"}},
            "a|b\n-|-\nc|d\n|```||\n",
            id="a new first cell like a fence needs a pipe",
        ),
        pytest.param(
            "a\n|-|\nb\n", {0: {0: ""}}, "a\n|-|\n| |\n", id="a lone pipe would end the table"
        ),
        pytest.param(
            "|a\n|-\n|b\n",
            {0: {0: ""}},
            "|a\n|-\n||\n",
            id="a lone leading pipe would end the table",
        ),
        pytest.param(
            "a\n|-|\nb\n", {None: {}}, "a\n|-|\nb\n| |\n", id="a new row without contents"
        ),
        pytest.param(
            "| a | b |\n|---|---|\n| c |  |\n| d |  |\n",
            {0: {1: "x"}},
            "| a | b |\n|---|---|\n| c | x |\n| d |  |\n",
            id="an empty cell gets a content",
        ),
        pytest.param(
            "| a | b |\n|---|---|\n| c | x |\n| d |  |\n",
            {0: {1: ""}},
            "| a | b |\n|---|---|\n| c |  |\n| d |  |\n",
            id="a cell loses its content",
        ),
        pytest.param(
            WIDE, {None: {0: "g", 1: "h"}}, WIDE + "| g   |   h |\n", id="aligned: it fits"
        ),
        pytest.param(
            WIDE,
            {None: {0: "ggggg"}},
            "| a     | b   |\n|-------|----:|\n| ccc   |   d |\n| e     | fff |\n| ggggg |     |\n",
            id="aligned: the column grows",
        ),
        pytest.param(
            WIDE,
            {0: {1: "ddddd"}},
            "| a   |   b   |\n|-----|------:|\n| ccc | ddddd |\n| e   |   fff |\n",
            id="aligned: the column grows to the left",
        ),
        pytest.param(
            WIDE,
            {0: None},
            WIDE.replace("| ccc |   d |\n", ""),
            id="aligned: a column never shrinks",
        ),
        pytest.param(
            "| a  | b |\n|----|---|\n| 中 | c |\n| d  | e |\n",
            {None: {0: "文"}},
            "| a  | b |\n|----|---|\n| 中 | c |\n| d  | e |\n| 文 |   |\n",
            id="aligned by display width",
        ),
        pytest.param(
            "| a  | b |\n|----|---|\n| e\u0301  | c |\n| 😀 | e |\n",
            {None: {0: "o\u0308😀"}},
            "| a   | b |\n|-----|---|\n| e\u0301   | c |\n| 😀  | e |\n| o\u0308😀 |   |\n",
            id="aligned by display width: combining marks and emoji",
        ),
        pytest.param(
            "| aa | b |\n|----|---|\n| 中  | c |\n| d  | e |\n",
            {None: {0: "文"}},
            "| aa | b |\n|----|---|\n| 中  | c |\n| d  | e |\n| 文  |   |\n",
            id="aligned by code points",
        ),
        pytest.param(
            "| a  | b |\n|----|---|\n| cc |\n| d  | e |\n",
            {0: {1: "f"}},
            "| a  | b |\n|----|---|\n| cc | f |\n| d  | e |\n",
            id="aligned: a short row is extended",
        ),
        pytest.param(
            "|  a  |\n|:---:|\n| bbb |\n|  c  |\n",
            {None: {0: "dd"}},
            "|  a  |\n|:---:|\n| bbb |\n|  c  |\n| dd  |\n",
            id="aligned in the middle",
        ),
        pytest.param(
            "h|\n--:|\n| |",
            {0: None, None: {0: "[l](u)"}},
            "h     |\n--:|\n|[l](u)|",
            id="aligned: no blanks before a row that no pipe begins",
        ),
        pytest.param(
            "|a  |\n|---|\n|bbb|\n",
            {0: {0: "bb\\"}},
            "|a   |\n|----|\n|bb\\ |\n",
            id="aligned: room for the blank after a backslash",
        ),
    ],
)
def test_edits(text: str, change: dict[int | None, New | None], expected: str) -> None:
    table = table_in(text)
    lines = []
    for at, row in enumerate(table.rows):
        cells = change.get(at, {})
        if cells is not None:
            lines.append(Line(row, cells))
    if (new := change.get(None)) is not None:
        lines.append(Line(None, new))
    after = changed(table, lines)
    assert after == expected
    assert [contents(table_in(after), row) for row in table_in(after).rows] == wanted(table, lines)


def test_a_row_that_moves_takes_its_prefix_its_surplus_and_its_change_along() -> None:
    table = table_in("> |a|b|\n> |-|-|\n> |c|d|\r\n>|e|f|g|  \n> |h|\n")
    first, second, third = table.rows
    text = changed(table, [Line(third, {1: "n"}), Line(second, {0: "x"}), Line(first, {})])
    assert text == "> |a|b|\n> |-|-|\n> |h|n|\n>|x|f|g|  \n> |c|d|\r\n"


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param([2, 0, 1], "|a|\r\n|-|\n|3|\r|1|\r\n|2|", id="the unfinished one goes up"),
        pytest.param([1, 0, 2], "|a|\r\n|-|\n|2|\r|1|\r\n|3|", id="in the middle"),
        pytest.param([1, 2, 0], "|a|\r\n|-|\n|2|\r|3|\r\n|1|", id="one goes last"),
    ],
)
def test_a_row_that_moves_takes_its_line_break_along(order: list[int], expected: str) -> None:
    table = table_in("|a|\r\n|-|\n|1|\r\n|2|\r|3|")
    assert changed(table, [Line(table.rows[at], {}) for at in order]) == expected


def test_rows_that_stay_are_not_touched_when_others_move() -> None:
    table = table_in("|a|\n|-|\n|b|\n|c|\n|d|\n|e|\n")
    b, c, d, e = table.rows
    lines = [Line(e, {}), Line(b, {}), Line(c, {}), Line(d, {})]
    assert [edit.text for edit in layout.edits(table, lines)] == ["", "\n|e|"]


def test_no_change_is_no_edit() -> None:
    table = table_in(WIDE)
    assert layout.edits(table, kept(table)) == []


def test_where_no_cell_tells_the_side_the_delimiter_row_does() -> None:
    """A lead renamed to just fill a right-aligned column came back on the left."""
    full = "|  a |\n| -: |\n| bb |\n| cc |\n|  d |\n"
    (table,) = blocks.read(Source("x.md", full.replace("|  d |", "| dd |"))).tables
    lines = [Line(row, {0: "d"} if row is table.rows[2] else {}) for row in table.rows]
    assert table.source.edited(layout.edits(table, lines)).text == full
