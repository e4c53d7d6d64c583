"""Tables, cells and links as GitHub's own parser reads them."""

import re
from dataclasses import replace

import corpus
import github
import pytest
from hypothesis import given, settings
from strategies_markdown import documents, row_lines

from sigtool.markdown import blocks, inline
from sigtool.markdown.blocks import Document
from sigtool.text.source import Source, Span

Tables = list[list[list[str]]]


def read(text: str) -> Document:
    return blocks.read(Source.decoded("x.md", text.encode()))


def github_tables(text: str) -> Tables:
    """The tables of a document as GitHub shows them: the HTML of every cell."""
    return [
        [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in table.split("<tr>")[1:]]
        for table in re.findall(r"<table>(.*?)</table>", github.html(text), re.S)
    ]


def canonical(document: Document) -> str:
    """The tables as sigtool reads them, each cell between pipes of its own."""
    written = []
    for table in document.tables:
        columns = range(len(table.header.cells))
        rows = [[table.text(row, column) for column in columns] for row in table.lines]
        rows.insert(1, ["---" for _ in columns])
        written.append("".join(f"| {' | '.join(row)} |\n" for row in rows))
    return "\n".join(written)


def by_both(text: str) -> tuple[Tables, Tables]:
    """The tables of `text` as sigtool and as GitHub read them, every cell as GitHub shows it."""
    document = read(text)
    # What follows keeps the definitions of the references that cells may use.
    found = github_tables(f"{canonical(document)}\n\n{document.source.text}")
    count = len(document.tables)
    return found[:count], found[count:]


def cells(text: str) -> Tables:
    """Every cell that sigtool finds, surplus ones too, as stored."""
    return [
        [[table.source[cell.content] for cell in row.cells] for row in table.lines]
        for table in read(text).tables
    ]


@pytest.mark.corpus
@pytest.mark.skipif(corpus.ABSENT, reason=corpus.REASON)
def test_tables_of_the_corpus_are_what_github_shows() -> None:
    differing = []
    for path in corpus.documents():
        ours, githubs = by_both(corpus.read(path).decode())
        if ours != githubs:
            differing.append(path)
    assert differing == []


@settings(max_examples=400, deadline=None)
@given(documents())
def test_generated_tables_are_what_github_shows(text: str) -> None:
    ours, githubs = by_both(text)
    assert ours == githubs


ROWS = [["a", "b"], ["c", "d"]]
TABLE = "|a|b|\n|-|-|\n|c|d|\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(TABLE, [ROWS], id="outer pipes"),
        pytest.param("a|b\n-|-\nc|d", [ROWS], id="no outer pipes, no final newline"),
        pytest.param("|a|b\n|-|-\n|c|d\n", [ROWS], id="leading pipes alone"),
        pytest.param("a|b|\n-|-|\nc|d|\n", [ROWS], id="trailing pipes alone"),
        pytest.param("|a|b|\r\n|-|-|\r\n|c|d|\r\n", [ROWS], id="CRLF"),
        pytest.param("|a|b|\r|-|-|\r|c|d|\r", [ROWS], id="lone CR"),
        pytest.param("|a|b|\r\n|-|-|\r|c|d|\n", [ROWS], id="mixed line breaks"),
        pytest.param("\ufeff" + TABLE, [ROWS], id="byte order mark"),
        pytest.param("Text\n" + TABLE, [ROWS], id="right below a paragraph"),
        pytest.param("# H\n" + TABLE, [ROWS], id="right below a heading"),
        pytest.param(TABLE + "# H\n", [ROWS], id="right above a heading"),
        pytest.param(TABLE + "Text\n", [[*ROWS, ["Text"]]], id="a paragraph glued below is a row"),
        pytest.param(TABLE + "\n" + TABLE, [ROWS, ROWS], id="two tables"),
        pytest.param("   |a|b|\n  |-|-|\n |c|d|\n", [ROWS], id="indented by one to three"),
        pytest.param("    |a|b|\n    |-|-|\n", [], id="indented code"),
        pytest.param("```\n" + TABLE + "```\n", [], id="fenced code"),
        pytest.param("<!--\n" + TABLE + "-->\n", [], id="comment"),
        pytest.param("<details>\n" + TABLE + "</details>\n", [], id="HTML without a blank line"),
        pytest.param("<details>\n\n" + TABLE + "\n</details>\n", [ROWS], id="within <details>"),
        pytest.param("- |a|b|\n  |-|-|\n  |c|d|\n", [ROWS], id="in a list"),
        pytest.param("-\t|a|b|\n\t|-|-|\n\t|c|d|\n", [ROWS], id="in a list, by tabs"),
        pytest.param("> |a|b|\n>|-|-|\n>  |c|d|\n", [ROWS], id="in a quote"),
        pytest.param(
            "1. x\n\n   > |a|b|\n   > |-|-|\n   > |c|d|\n", [ROWS], id="in a quote in a list"
        ),
        pytest.param(
            "> " * 30 + "|a|b|\n" + "> " * 30 + "|-|-|\n", [ROWS[:1]], id="in thirty quotes"
        ),
        pytest.param("> |a|b|\n> |-|-|\n|c|d|\n", [ROWS[:1]], id="a quote is not continued"),
        pytest.param("|a|\n|-|\n|c|\n", [[["a"], ["c"]]], id="one column"),
        pytest.param("a\n|-|\nc\n", [[["a"], ["c"]]], id="one column, a header without pipes"),
        pytest.param("a|\n---\n", [], id="the underline of a heading"),
        pytest.param("- |a|b|\n|-|-|\n", [], id="a list item, not a header"),
        pytest.param("> |a|b|\n|-|-|\n", [], id="a quote, not a header"),
        pytest.param("# |a|b|\n|-|-|\n", [], id="a heading, not a header"),
        pytest.param("|a|b|\n|-|\n", [], id="too few delimiters"),
        pytest.param("|a|b|\n|-|-|-|\n", [], id="too many delimiters"),
        pytest.param("|a|b|\n|-||-|\n", [], id="an empty delimiter"),
        pytest.param("|a|b|\n- | -\n", [], id="a list item, not a delimiter row"),
        pytest.param("|a|b|\n|\v:-:\f|-\t|\v\n", [ROWS[:1]], id="blanks in the delimiter row"),
        pytest.param("|a|b|\n|\u00a0-|-|\n", [], id="no-break space in the delimiter row"),
        pytest.param("|a|b|\n|-|-|\n|c|\n", [[["a", "b"], ["c"]]], id="too few cells"),
        pytest.param("|a|b|\n|-|-|\nc\n", [[["a", "b"], ["c"]]], id="a row without pipes"),
        pytest.param(
            TABLE[:-1] + "e|f||\n", [[["a", "b"], ["c", "d", "e", "f", ""]]], id="surplus cells"
        ),
        pytest.param(TABLE + "|\n|e|f|\n", [ROWS], id="a lone pipe ends the table"),
        pytest.param(TABLE + "||\n|e|f|\n", [[*ROWS, [""], ["e", "f"]]], id="two pipes are a row"),
        pytest.param(TABLE + "<br>\n|e|f|\n", [ROWS], id="a lone tag ends the table"),
        pytest.param(TABLE + "<br>x\n", [[*ROWS, ["<br>x"]]], id="a tag and text are a row"),
        pytest.param(
            "Text\n" + TABLE + "2. x\n", [ROWS], id="a list ends it, below a paragraph too"
        ),
        pytest.param(TABLE + "---\n|e|f|\n", [ROWS], id="a rule ends it"),
        pytest.param("||b|\n|-|-|\n||d|\n", [[["", "b"], ["", "d"]]], id="empty header"),
        pytest.param("|a\\|b|\n|-|\n|\\||\n", [[["a\\|b"], ["\\|"]]], id="escaped pipes"),
        pytest.param("|a\\\\|b|\n|-|\n", [[["a\\\\|b"]]], id="a pipe behind two backslashes"),
        pytest.param("|`a|b`|\n|-|-|\n", [[["`a", "b`"]]], id="code does not hide a pipe"),
        pytest.param("|`a\\|b`|\n|-|\n", [[["`a\\|b`"]]], id="an escaped pipe in code"),
        pytest.param(
            "| \u00a0a\u3000 |b\n-|-\n",
            [[["\u00a0a\u3000", "b"]]],
            id="blanks that Markdown does not know",
        ),
        pytest.param(
            "|a\u2028b|\x85c|\n|-|-|\n",
            [[["a\u2028b", "\x85c"]]],
            id="line breaks that Markdown does not know",
        ),
        pytest.param("|\ta\t| b\t\n|-|-|\n", [[["a", "b"]]], id="tabs"),
        pytest.param("|a\0b|\n|-|\n", [[["a\0b"]]], id="NUL"),
        pytest.param(
            "|中文|👩\u200d💻|\n|-|-|\n", [[["中文", "👩\u200d💻"]]], id="wide characters"
        ),
    ],
)
def test_cells(text: str, expected: Tables) -> None:
    assert cells(text) == expected
    ours, githubs = by_both(text)
    assert ours == githubs


@pytest.mark.parametrize(
    ("text", "ours", "githubs"),
    [
        pytest.param(
            "|\va|b\f|\n|-|-|\n\vc|d|\n",
            [[["a", "b"], ["c", "d"]]],
            [[["a", "b\f"], ["\vc", "d"]]],
            id="vertical tabs and form feeds are blanks, wherever they are",
        ),
        pytest.param(
            "a|b\n|-|\n|c|d|\n|-|-|\n",
            [[["c", "d"]]],
            [],
            id="a delimiter row that did not fit does not spoil the paragraph for a table",
        ),
        pytest.param(
            "Text\n    |a|b|\n|-|-|\n", [], [[["a", "b"]]], id="a header row indented like code"
        ),
        pytest.param(
            "> Text\n|a|b|\n> |-|-|\n", [], [[["a", "b"]]], id="a header row outside its quote"
        ),
        pytest.param("[r]: u\n|-|\n", [], [[["[r]: u"]]], id="a header row that defines a link"),
        pytest.param("Text\n2. a|b\n-|-\n", [], [[["2. a", "b"]]], id="a header row like a list"),
        pytest.param(
            "> |a|b|\n> |-|-|\n    > |c|d|\n",
            [[["a", "b"], ["c", "d"]]],
            [[["a", "b"]]],
            id="a row whose quote is indented like code",
        ),
    ],
)
def test_what_github_reads_otherwise(text: str, ours: Tables, githubs: Tables) -> None:
    assert cells(text) == ours
    assert [
        [[re.sub("<.*?>", "", cell) for cell in row] for row in table]
        for table in github_tables(text)
    ] == githubs


@given(row_lines(3))
def test_the_cells_of_a_row_and_its_pipes_are_the_row(line: str) -> None:
    source = Source("x.md", f"> {line}\n")
    row = blocks.split_row(source, Span(0, 2 + len(line)), 2)
    text = "|".join(source[cell.segment] for cell in row.cells)
    text = "|" * row.leading_pipe + text + "|" * row.trailing_pipe
    assert text == source[row.content] == line.rstrip(blocks.BLANK)
    for cell in row.cells:
        assert source[cell.content] == source[cell.segment].strip(blocks.BLANK)


def test_a_table_goes_on_after_many_missing_cells() -> None:
    text = "|" + "a|" * 16 + "\n|" + "-|" * 16 + "\n" + "|b|\n" * 5000
    assert [len(table.rows) for table in read(text).tables] == [5000]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# A\n\n## B\n|a|b|\n|-|-|\n", (4, "B"), id="the nearest above"),
        pytest.param("# A\r\n\r\n|a|b|\r\n|-|-|\r\n", (3, "A"), id="CRLF"),
        pytest.param("---\ntitle: A\n---\n|a|b|\n|-|-|\n", (4, None), id="front matter"),
        pytest.param("---\r\nt: A\r\n...\r\n# B\r\n|a|b|\r\n|-|-|", (5, "B"), id="dots end it"),
        pytest.param("---\nNot matter\n---\n|a|b|\n|-|-|\n", (4, "Not matter"), id="a rule"),
        pytest.param("A\nB\n===\n|a|b|\n|-|-|\n# C\n", (4, "A B"), id="underlined, of two lines"),
        pytest.param(
            "# \u3000当前\u3000SIG\u00a0#\n|a|b|\n|-|-|\n",
            (2, "当前\u3000SIG\u00a0#"),
            id="blanks that Markdown does not know",
        ),
        pytest.param("#A\n```\n# B\n```\n|a|b|\n|-|-|\n", (5, None), id="none in code"),
        pytest.param("#\n|a|b|\n|-|-|\n", (2, ""), id="empty"),
    ],
)
def test_where_a_table_is(text: str, expected: tuple[int, str | None]) -> None:
    (table,) = read(text).tables
    assert (table.line_number, table.heading) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "<!-- sigtool:a -->\n|a|\n|-|\n<!-- /sigtool:a -->\n",
            [("a", False), ("a", True)],
            id="around a table",
        ),
        pytest.param(
            "Text <!--sigtool:a-->\n<!--/sigtool:b-->",
            [("b", True)],
            id="none inside a line of text",
        ),
        pytest.param(
            "```\n<!-- sigtool:a -->\n```\n    <!-- sigtool:b -->\n", [], id="none in code"
        ),
        pytest.param(
            "- x\n  <!-- sigtool:a.b-c -->\n\n> <!--  sigtool:名  -->",
            [("a.b-c", False), ("名", False)],
            id="in a list and in a quote",
        ),
        pytest.param(
            "<!-- sigtool: a -->\n<!-- sigtool:a b -->\n<!-- sigtool:a", [], id="not quite"
        ),
    ],
)
def test_markers(text: str, expected: list[tuple[str, bool]]) -> None:
    document = read(text)
    assert [(marker.name, marker.closes) for marker in document.markers] == expected
    for marker in document.markers:
        assert blocks.MARKER.fullmatch(document.source[marker.span])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[a](b)", ("a", "b", False), id="plain"),
        pytest.param("[a](b) c", ("a", "b", False), id="with text behind"),
        pytest.param("[a]( b\t)", ("a", "b", False), id="blanks around the destination"),
        pytest.param("[]()", ("", "", False), id="empty"),
        pytest.param("[a [b] c](d)", ("a [b] c", "d", False), id="brackets in the label"),
        pytest.param(r"[a\]b](c)", (r"a\]b", "c", False), id="an escaped bracket"),
        pytest.param("[`]`](c)", ("`]`", "c", False), id="a bracket in code"),
        pytest.param("[a [b](c)](d)", None, id="a link in a link"),
        pytest.param("[![a](b)](c)", ("![a](b)", "c", False), id="an image in a link"),
        pytest.param("[a]( <b c> )", ("a", "b c", False), id="angle brackets"),
        pytest.param(r"[a](<b\>c>)", ("a", r"b\>c", False), id="an escaped angle bracket"),
        pytest.param("[a](<b)", None, id="an angle bracket left open"),
        pytest.param("[a](<>)", ("a", "", False), id="nothing in angle brackets"),
        pytest.param('[a](b "c")', ("a", "b", True), id="a title"),
        pytest.param("[a](b (c))", ("a", "b", True), id="a title in parentheses"),
        pytest.param('[a](b"c")', ("a", 'b"c"', False), id="no blank, no title"),
        pytest.param("[a](b (c)", None, id="a title left open"),
        pytest.param("[a](b(c)d)", ("a", "b(c)d", False), id="balanced parentheses"),
        pytest.param(r"[a](b\)c)", ("a", r"b\)c", False), id="an escaped parenthesis"),
        pytest.param("[a](b(c)", None, id="a parenthesis left open"),
        pytest.param("[a](b)c)", ("a", "b", False), id="a parenthesis too many"),
        pytest.param("[a](b c)", None, id="a blank in the destination"),
        pytest.param(
            "[a](中文/%20?x=1&amp;y#z)",
            ("a", "中文/%20?x=1&amp;y#z", False),
            id="as written, not encoded",
        ),
        pytest.param("[a] (b)", None, id="a blank between"),
        pytest.param("[a](b", None, id="left open"),
        pytest.param("[a]", None, id="no destination"),
        pytest.param("[a][b]", None, id="a reference"),
        pytest.param("![a](b)", None, id="an image"),
        pytest.param("x [a](b)", None, id="text before"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_parse_link(text: str, expected: tuple[str, str, bool] | None) -> None:
    link = inline.parse_link(text)
    assert (link and (link.label, link.destination, link.has_title)) == expected
    assert github.html(text).startswith("<p><a ") == (expected is not None)
    if link:
        assert inline.parse_link(f"x{text}", 1) == replace(link, end=link.end + 1)
        assert text[: link.end].endswith(")")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a", "a", id="text"),
        pytest.param(" a \u00a0 b\u3000", "a b", id="blanks are folded"),
        pytest.param("[a](b)", "a", id="link"),
        pytest.param("[a][b]", "[a][b]", id="reference without a definition"),
        pytest.param("**a** _b_ ~~c~~", "a b c", id="emphasis"),
        pytest.param("`a  | *b*`", "a | *b*", id="code"),
        pytest.param(r"a\*b\|", "a*b|", id="escapes"),
        pytest.param("a&amp;b&nbsp;c&#x41;&bogus;", "a&b cA&bogus;", id="entities"),
        pytest.param("a<br>b<!-- c -->d", "a b d", id="HTML"),
        pytest.param("![a](b)", "a", id="image"),
        pytest.param("<https://e.org/a>", "https://e.org/a", id="address"),
        pytest.param("a_b_c * d", "a_b_c * d", id="what looks like markup"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert inline.plain(text) == expected
    shown = github.tables("| h |\n|---|\n| {} |\n".format(text.replace("|", "\\|")))[0][1][0]
    assert shown.replace(" ", "") == expected.replace(" ", "")
