"""Finds the one table of a document that is meant, and reads its rows as SIGs.

Pure. Never guesses: where not exactly one table qualifies, whoever asks is told what was seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sigtool import aliases, columns
from sigtool.broken import BrokenTable, broken_tables
from sigtool.columns import Bound
from sigtool.errors import TableProblem
from sigtool.markdown import Document, MarkdownTable, Row
from sigtool.model import Sig, Table, Value


@dataclass(frozen=True, slots=True)
class Place:
    """A table of the registry together with the table of a document that shows it."""

    table: Table
    shown: MarkdownTable
    bound: tuple[Bound, ...]

    @property
    def linked(self) -> bool:
        """Whether the name cell carries the link: no other column shows it."""
        return all(bound.column is None or bound.column.field != "readme" for bound in self.bound)

    def read(self, row: Row) -> Sig | None:
        """The SIG that a row shows, or None for a row that names none."""
        values: dict[str, Value] = {}
        has_pipe = row.leading_pipe or row.trailing_pipe or len(row.cells) > 1
        if len(self.bound) > 1 and not has_pipe:
            return None
        for bound in self.bound:
            if bound.column:
                content = self.shown.text(row, bound.at)
                values |= columns.read_cell(bound.column, content, self.table, linked=self.linked)
        name = values.pop("name", "")
        return Sig(name, values) if isinstance(name, str) and name else None


def candidates(document: Document, table: Table) -> tuple[MarkdownTable, ...]:
    """The tables of a document that qualify: by marker, else heading, else header row."""
    found: Iterable[MarkdownTable] = document.tables
    if table.marker is not None:
        found = _between_markers(document, table.marker)
    elif table.heading is not None:
        found = [t for t in found if is_called(t.heading, table.heading)]
    found = tuple(found)
    headers = [aliases.normalised(column.header) for column in table.columns]
    if len(found) > 1 or (table.marker is None and table.heading is None):
        found = tuple(
            t for t in found if sorted(map(aliases.normalised, t.headers)) == sorted(headers)
        )
    if table.index is not None:
        return found[table.index - 1 : table.index]
    return found


def find(document: Document, table: Table) -> Place:
    """Where `table` is in its document. Raises `TableProblem` unless exactly one table qualifies
    and its header row is the one that `columns` says."""
    found = candidates(document, table)
    path = document.source.path
    if len(found) != 1:
        raise TableProblem(f"{path}: {not_one(document, table, found)}")
    where = Place(table, found[0], columns.bind(table.columns, found[0]))
    if problem := header_problem(where):
        raise TableProblem(f"{path}:{found[0].line_number}: {problem}; change one to match")
    return where


def header_problem(place: Place) -> str:
    """How the header row and `columns` do not agree; "" where they do."""
    bound = {id(each.column) for each in place.bound}
    parts = [
        f"the header {each.header!r} is not in 'columns'"
        for each in place.bound
        if each.column is None
    ]
    parts += [
        f"'columns' names {column.header!r}, which the table does not have"
        for column in place.table.columns
        if id(column) not in bound
    ]
    return "; ".join(parts)


def not_one(document: Document, table: Table, found: Sequence[MarkdownTable]) -> str:
    """What to say when not exactly one table qualifies, and what was seen."""
    by = (
        f"between the markers {table.marker!r}"
        if table.marker is not None
        else f"under the heading {table.heading!r}"
        if table.heading is not None
        else "with the header row " + " | ".join(c.header for c in table.columns)
    )
    seen = found or document.tables
    lines = ", ".join(f"line {t.line_number} ({' | '.join(t.headers)})" for t in seen)
    if found:
        return f"{len(found)} tables {by}: {lines}; say which with 'index' or a marker"
    if broken := broken_one(document, table):
        return f"no table {by}; {broken}"
    return f"no table {by}; " + (f"the document has {lines}" if lines else "it has no table at all")


def broken_one(document: Document, table: Table) -> BrokenTable | None:
    """What is left of `table` in a document where none qualifies, if it looks like a table."""
    return next((each for each in broken_tables(document.source) if _may_be(each, table)), None)


def _may_be(broken: BrokenTable, table: Table) -> bool:
    """Whether a table that GitHub does not see is what is left of the one that is wanted."""
    headers = [aliases.normalised(header) for header in broken.headers]
    wanted = [aliases.normalised(column.header) for column in table.columns]
    is_under = table.heading is not None and is_called(broken.heading, table.heading)
    return is_under or headers == wanted


def is_called(heading: str | None, wanted: str) -> bool:
    """Whether a heading is the one that is wanted; case and Markdown do not count."""
    return bool(heading) and aliases.normalised(heading or "") == aliases.normalised(wanted)


def _between_markers(document: Document, name: str) -> list[MarkdownTable]:
    marks = [marker for marker in document.markers if marker.name == name]
    if [marker.closes for marker in marks] != [False, True]:
        return []
    start, stop = marks[0].span.end, marks[1].span.start
    return [table for table in document.tables if start <= table.header.line.start < stop]
