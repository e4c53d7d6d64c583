"""Comments to sigtool in documents: where they are, and that rows leave them out of their cells."""

from typing import Final

import pytest

from sigtool.markdown import blocks, signs
from sigtool.markdown.conflicts import conflicts
from sigtool.text.source import Source, Span

IGNORE: Final = "<!-- sigtool: ignore SIG105 -->"
TWO_LINES: Final = "<!-- sigtool: ignore\nSIG105 -->"
TABLE: Final = "| A | B |\n| - | - |\n"


def document(text: str) -> blocks.Document:
    return blocks.read(Source("a.md", text))


COMMENTS: Final = {
    "between blocks": (f"{IGNORE}\n\n{TABLE}", [IGNORE]),
    "over several lines": (f"{TWO_LINES}\n", [TWO_LINES]),
    "in a row, in each cell": (f"{TABLE}| {IGNORE} a | b {IGNORE} |\n", [IGNORE, IGNORE]),
    "behind the last bar": (f"{TABLE}| a | b | {IGNORE}\n", [IGNORE]),
    "in a code span": (f"{TABLE}| a | `{IGNORE}` |\n", []),
    "in a code span of two backticks": (f"{TABLE}| a | ``a` {IGNORE}`` |\n", []),
    "behind a backtick that is not closed": (f"{TABLE}| a | ` {IGNORE} |\n", [IGNORE]),
    "behind a backtick of another cell": (f"{TABLE}| a ` | {IGNORE} ` |\n", [IGNORE]),
    "behind a backslash": (f"{TABLE}| a | \\{IGNORE} |\n", []),
    "in a fence": (f"```\n{IGNORE}\n```\n", []),
    "in code that is set in": (f"a\n\n    {IGNORE}\n", []),
    "in another comment": (f"<!-- as in {IGNORE}\n", []),
    "in another comment of a row": (f"{TABLE}| a | <!-- as in {IGNORE} |\n", []),
    "in a paragraph, where it is none between blocks": (f"a {IGNORE}\n", []),
    "over a bar, where GitHub sees none": (f"{TABLE}| a | <!-- sigtool: x | y --> |\n", []),
    "that is not closed": (f"{TABLE}| a | <!-- sigtool: ignore SIG105 |\n", []),
    "of somebody else": ("<!-- prettier-ignore -->\n<!-- see sigtool: it helps -->\n", []),
    "a marker": ("<!-- sigtool:sigs -->\n<!-- /sigtool:sigs -->\n", []),
    "what looks like a marker": (
        "<!-- sigtool:ignore[SIG1] -->\n", ["<!-- sigtool:ignore[SIG1] -->"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COMMENTS.values(), ids=COMMENTS)
def test_comments_to_sigtool(text: str, expected: list[str]) -> None:
    found = document(text)
    assert [found.source[span] for span in found.comments] == expected


ROWS: Final = {
    "in the last cell": (f"| a | b {IGNORE} |", ["a", "b"], f"| a | b {IGNORE} |", True),
    "in the first cell": (f"| {IGNORE} a | b |", ["a", "b"], f"| {IGNORE} a | b |", True),
    "alone in a cell": (f"| {IGNORE} | b |", ["", "b"], f"| {IGNORE} | b |", True),
    "two of them": (
        f"| a | b {IGNORE} {IGNORE} |", ["a", "b"], f"| a | b {IGNORE} {IGNORE} |", True,
    ),
    "behind the last bar": (f"| a | b | {IGNORE}", ["a", "b"], "| a | b |", True),
    "two behind the last bar": (f"| a | b | {IGNORE} {IGNORE} ", ["a", "b"], "| a | b |", True),
    "behind a row without bars around it": (f"a | b {IGNORE}", ["a", "b"], "a | b", False),
    "in the middle of a text, where it stays": (
        f"| a | b {IGNORE} c |", ["a", f"b {IGNORE} c"], f"| a | b {IGNORE} c |", True,
    ),
    "in code": (f"| a | `{IGNORE}` |", ["a", f"`{IGNORE}`"], f"| a | `{IGNORE}` |", True),
    "one of somebody else": (
        "| a | b <!-- c --> |", ["a", "b <!-- c -->"], "| a | b <!-- c --> |", True,
    ),
    "a marker": (
        "| a <!-- sigtool:x --> |", ["a <!-- sigtool:x -->"], "| a <!-- sigtool:x --> |", True,
    ),
    "one that GitHub shows": (
        f"| a | \\{IGNORE} |", ["a", f"\\{IGNORE}"], f"| a | \\{IGNORE} |", True,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("line", "cells", "content", "is_closed"), ROWS.values(), ids=ROWS)
def test_a_comment_to_sigtool_is_in_no_cell(
    line: str, cells: list[str], content: str, *, is_closed: bool
) -> None:
    source = Source("a.md", line)
    row = blocks.split_row(source, Span(0, len(line)), 0)
    assert [source[cell.content] for cell in row.cells] == cells
    assert (source[row.content], row.trailing_pipe) == (content, is_closed)


CONFLICT: Final = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(CONFLICT, 1, id="a conflict"),
        pytest.param(f"```\n{CONFLICT}```\n", 0, id="in a fence"),
        pytest.param(f"~~~ diff\n{CONFLICT}~~~\n", 0, id="in another fence"),
        pytest.param(f"<!--\n{CONFLICT}-->\n", 0, id="in a comment"),
        pytest.param("```\n<<<<<<< HEAD\n```\n", 0, id="one marker in a fence"),
        pytest.param(f"```\n{CONFLICT}```\n{CONFLICT}", 1, id="in a fence, and below it"),
        pytest.param(f"<div>\n{CONFLICT}</div>\n", 1, id="in HTML, which may hold a table"),
        pytest.param(
            "<<<<<<< ours\n```\n=======\n~~~\n>>>>>>> theirs\nx\n```\n", 1,
            id="around the beginning of a fence",
        ),
        pytest.param(
            "```\nx\n<<<<<<< ours\n```\n=======\ny\n```\n>>>>>>> theirs\n", 1,
            id="around the end of a fence",
        ),
    ],
)  # fmt: skip
def test_conflicts_of_a_document(text: str, count: int) -> None:
    assert len(list(conflicts(Source("a.md", text)))) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a", [], id="nothing"),
        pytest.param("\\*a\\*", ["\\*", "\\*"], id="two signs"),
        pytest.param("\\a", [], id="no sign"),
        pytest.param("`\\*`", [], id="in code"),
        pytest.param("`a\\` \\*", ["\\*"], id="a backslash does not keep code open"),
        pytest.param("\\`a` \\*", ["\\`", "\\*"], id="nor open what is escaped"),
    ],
)
def test_escapes(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in signs.escapes(text)] == expected
