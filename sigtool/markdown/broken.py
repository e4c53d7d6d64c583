"""What looks like a table to people and is none to GitHub, and what it lacks. Pure."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from sigtool.markdown import blocks
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.source import Source, Span

_DELIMITER_LIKE: Final = lazily(r"(?=[|:\s]*+-)[|:\s-]++")


@dataclass(frozen=True, slots=True)
class BrokenTable:
    """Lines with bars that are no table: the 1-based number of the first, the heading above them,
    the cells of the first, and what is wrong."""

    line: int
    heading: str | None
    headers: tuple[str, ...]
    why: str

    def __str__(self) -> str:
        return f"line {self.line} {self.why}"


@lru_cache(maxsize=8)  # a rule tells of it, and its hint again
def broken_tables(source: Source) -> tuple[BrokenTable, ...]:
    """The paragraphs of a document that somebody may have meant as tables."""
    found: list[BrokenTable] = []
    for first, lines, heading in blocks.paragraphs(source):
        for number, (text, below) in enumerate(pairwise(lines), first):
            if why := _lacking(text, below):
                found.append(BrokenTable(number, heading, _cells(text), why))
                break
    return tuple(found)


def hidden_table(source: Source) -> str:
    """Where a table begins in what is no Markdown: code, a comment, HTML; "" where none does."""
    lines = [source[source.line_span(number)] for number in range(len(source.line_starts))]
    for number, (text, below) in enumerate(pairwise(lines), 1):
        if len(_cells(text)) > 1 and _DELIMITER_LIKE.fullmatch(below):
            return (
                f"line {number} begins one inside code, a comment or HTML, where it is none; "
                "put a blank line between a tag and the table"
            )
    if re.search(r"<table\b", source.text, re.IGNORECASE):
        return "it has an HTML table; sigtool reads tables of bars (| Name | Leads |)"
    return ""


def _lacking(text: str, below: str) -> str:
    """What keeps two lines from being the first of a table; "" where they do not look like that."""
    cells, cells_below = len(_cells(text)), len(_cells(below))
    if cells < 2:
        return ""
    if _DELIMITER_LIKE.fullmatch(below):
        return f"has {cells} cells, the delimiter row below it {cells_below}"
    if cells == cells_below or text.lstrip().startswith("|"):
        return "has bars, but no delimiter row (| --- | --- |) below it"
    return ""


def _cells(line: str) -> tuple[str, ...]:
    source = Source("", line)
    row = blocks.split_row(source, Span(0, len(line)), 0)
    return tuple(source[cell.content] for cell in row.cells)
