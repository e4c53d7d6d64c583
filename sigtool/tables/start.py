"""A table without rows, put into a document under a heading. Pure."""

from collections.abc import Sequence

from sigtool.errors import BadValue, Remedy
from sigtool.markdown import blocks
from sigtool.markdown.rows import escape
from sigtool.model import Column
from sigtool.tables.locate import is_called
from sigtool.text.source import Edit, Source, Span
from sigtool.text.wording import argument


def with_table(source: Source, heading: str, columns: Sequence[Column]) -> Source:
    """A document with an empty table of these columns right under a heading, which is written at
    its end where there is none.

    Raises `BadValue` where there is such a table already, or two such headings.
    """
    if not plain_heading(heading):
        raise BadValue(f"{heading!r} is no heading; write its text on one line")
    document = blocks.read(source)
    if any(is_called(table.heading, heading) for table in document.tables):
        raise BadValue(
            f"{source.path}: there is a table under {heading!r} already",
            Remedy.READ_TABLE,
            document=argument(source.path),
            heading=argument(heading),
        )
    found = [end for text, end in blocks.headings(source) if is_called(text, heading)]
    if len(found) > 1:
        raise BadValue(f"{source.path}: {len(found)} headings are called {heading!r}")
    row = "|" + "".join(f" {escape(column.header)} |" for column in columns)
    table = source.newline.join([row, "|" + " --- |" * len(columns), ""])
    end = found[0] if found else len(source.text)
    before, after = source.text[:end], source.text[end:]
    if not found:
        level = "##" if before.strip() else "#"
        table = f"{level} {heading.strip()}{source.newline * 2}{table}"
    if before and before[-1] not in "\r\n":
        table = source.newline + table
    if before:
        table = source.newline + table
    if after.strip() and not after.startswith(("\r", "\n")):
        table += source.newline
    return source.edited([Edit(Span(end, end), table)])


def plain_heading(heading: str) -> bool:
    """Whether a text can be a heading: one line, with a word in it."""
    return bool(heading.strip("# \t")) and heading.isprintable()
