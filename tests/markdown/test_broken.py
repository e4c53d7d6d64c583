"""Tables that GitHub does not see: where they are, and what they lack."""

import github
import pytest

from sigtool.markdown import blocks
from sigtool.markdown.broken import BrokenTable, broken_tables, hidden_table
from sigtool.text.source import Source

NO_DELIMITER = "has bars, but no delimiter row (| --- | --- |) below it"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("| a | b |\n|---|---|\n| c | d |\n", [], id="a table"),
        pytest.param(
            "| a | b |\n| c | d |\n", [BrokenTable(1, None, ("a", "b"), NO_DELIMITER)], id="none"
        ),
        pytest.param(
            "# H\n\nText.\na | b\nc | d\n",
            [BrokenTable(4, "H", ("a", "b"), NO_DELIMITER)],
            id="below a text, without outer pipes",
        ),
        pytest.param(
            "> - | a | b |\r\n>   | --- |\r\n",
            [BrokenTable(1, None, ("a", "b"), "has 2 cells, the delimiter row below it 1")],
            id="another number of cells, in a list in a quote",
        ),
        pytest.param(
            "| a | b |\n| c |\n", [BrokenTable(1, None, ("a", "b"), NO_DELIMITER)], id="ragged"
        ),
        pytest.param(
            "| a | b |\n|---|---|\n| c | d |\n\n| e | f |\n| g | h |\n",
            [BrokenTable(5, None, ("e", "f"), NO_DELIMITER)],
            id="rows below a blank line",
        ),
        pytest.param("ls | wc\n", [], id="one line"),
        pytest.param("ls | wc\ncat x | sort | uniq\n", [], id="lines of another shape"),
        pytest.param("```\n| a | b |\n| c | d |\n```\n", [], id="code"),
        pytest.param("<!--\n| a | b |\n| c | d |\n-->\n", [], id="a comment"),
        pytest.param("---\na: | b |\nc: | d |\n---\n", [], id="a front matter"),
    ],
)
def test_broken_tables(text: str, expected: list[BrokenTable]) -> None:
    document = blocks.read(Source("x.md", text))
    assert list(broken_tables(document.source)) == expected
    assert len(github.tables(text)) == len(document.tables)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Text.\n", "", id="nothing"),
        pytest.param(
            "<div>\n| a | b |\n|---|---|\n</div>\n",
            "line 2 begins one inside code, a comment or HTML, where it is none; "
            "put a blank line between a tag and the table",
            id="in HTML",
        ),
        pytest.param(
            "<table><tr><td>a</td></tr></table>\n",
            "it has an HTML table; sigtool reads tables of bars (| Name | Leads |)",
            id="of HTML",
        ),
    ],
)
def test_hidden_table(text: str, expected: str) -> None:
    assert hidden_table(Source("x.md", text)) == expected
