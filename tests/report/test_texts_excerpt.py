"""Excerpts of lines that are far longer than a terminal is wide (H5)."""

from sigtool.report.diagnostics import excerpt
from sigtool.text.diagnostic import Location
from sigtool.text.source import Source, Span


def test_an_excerpt_of_a_line_without_end_looks_at_as_much_as_a_terminal_shows() -> None:
    """Of 2,000 findings in one row of a megabyte, each would look at all of it."""
    text = "a" * 500_000 + "**b" + "c" * 500_000
    location = Location(Source("a.md", text), Span(500_000, 500_002))
    long, short = (
        excerpt(each, 60)
        for each in (location, Location(Source("a.md", text[499_000:501_003]), Span(1000, 1002)))
    )
    assert long == short
    assert [len(line) for line, _ in long] == [60, 23]
