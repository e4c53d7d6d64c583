"""The edits that give a table other rows: what they make, and what they leave alone."""

from collections.abc import Sequence

import github
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies_markdown import NEWLINES, cell_texts, containers, prefixed, table_lines

from sigtool import layout, markdown
from sigtool.layout import Line, escape
from sigtool.markdown import BLANK, MarkdownTable, Row
from sigtool.source import Source

New = dict[int, str]


def table_in(text: str) -> MarkdownTable:
    (table,) = markdown.read(Source("x.md", text)).tables
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


# Values as the registry may hold them: on one line, without blanks at the ends.
values = cell_texts().map(lambda text: text.strip(BLANK))


@st.composite
def tables(draw: st.DrawFn) -> MarkdownTable:
    """A table as people write it, aligned or not by chance, in any place."""
    lines = draw(table_lines())
    before = draw(st.sampled_from(([], ["Text."], ["# Heading", ""])))
    first, others = draw(containers)
    newline = st.sampled_from(draw(st.sampled_from(NEWLINES)))
    after = draw(st.sampled_from(([], [], ["", "Text."], ["# Heading"])))
    text = "".join(
        line + draw(newline) for line in [*prefixed(first, others, [*before, *lines]), *after]
    )
    text = text if draw(st.booleans()) else text.rstrip("\r\n")
    found = markdown.read(Source("x.md", text)).tables
    assume(len(found) == 1)
    return found[0]


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
    after = markdown.read(Source("x.md", text)).tables
    assert len(after) == 1
    found = [contents(after[0], row) for row in after[0].rows]
    assert found == wanted(table, lines)
    assert after[0].headers == table.headers
    before = github.tables(table.source.text)
    assert len(github.tables(text)) == len(before)
