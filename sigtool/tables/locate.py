"""Finds the one table of a document that is meant, and reads its rows as SIGs.

Pure. Never guesses: where not exactly one table qualifies, whoever asks is told what was seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sigtool.errors import TableProblem
from sigtool.markdown.blocks import Document, MarkdownTable, Row
from sigtool.markdown.broken import BrokenTable, broken_tables
from sigtool.model import Kind, Sig, Table, Value, in_language
from sigtool.people import cell
from sigtool.tables import cells
from sigtool.tables import headers as aliases
from sigtool.tables.cells import Bound


class ShownRow(NamedTuple):
    """A row, and the SIG that it shows in the table's language; None for a row that names none."""

    row: Row
    sig: Sig | None


@dataclass(frozen=True)
class Place:
    """A table of the registry together with the table of a document that shows it."""

    table: Table
    shown: MarkdownTable
    bound: tuple[Bound, ...]

    @cached_property
    def linked(self) -> bool:
        """Whether the name cell carries the link: no other column shows it."""
        return all(bound.column is None or bound.column.field != "readme" for bound in self.bound)

    def keys_of(self, bound: Bound) -> tuple[str, ...]:
        """The fields of a SIG that the cells of a column show."""
        if bound.column is None:
            return ()
        is_name = bound.column.field == "name" and self.linked
        return ("name", "readme") if is_name else (bound.column.field,)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields of a SIG that the table shows."""
        return tuple(dict.fromkeys(key for bound in self.bound for key in self.keys_of(bound)))

    @cached_property
    def rows(self) -> tuple[ShownRow, ...]:
        """Every row with what it says, read once."""
        return tuple(ShownRow(row, self._read(row)) for row in self.shown.rows)

    @cached_property
    def _sig_of_row(self) -> dict[int, Sig | None]:
        return {id(row): sig for row, sig in self.rows}

    def sig_of(self, row: Row) -> Sig | None:
        """The SIG that a row of this table shows, or None for a row that names none."""
        return self._sig_of_row[id(row)]

    def projected(self, sig: Sig) -> Sig:
        """What the table says of a SIG that is in its language already: the fields that it shows,
        as they come back from it. A link loses a roundabout way of writing it; a people field that
        was kept as text is read again."""
        kinds = {bound.column.field: bound.column.kind for bound in self.bound if bound.column}
        values: dict[str, Value] = {}
        for key in self.fields:
            value = sig.values.get(key)
            if value and key != "name":
                values[key] = self._as_shown(value, kinds.get(key, Kind.LINK))
        return Sig(sig.name, values, sig.origin)

    def _as_shown(self, value: Value, kind: Kind) -> Value:
        if isinstance(value, tuple):
            return value
        text = in_language(value, self.table.language)
        if kind is Kind.LINK:
            return cells.as_shown(text, self.table)
        found = cell.parse(text) if kind is Kind.PEOPLE else None
        return found.persons if found else text

    def _read(self, row: Row) -> Sig | None:
        """The SIG that a row shows, or None for a row that names none."""
        values: dict[str, Value] = {}
        has_pipe = row.leading_pipe or row.trailing_pipe or len(row.cells) > 1
        if len(self.bound) > 1 and not has_pipe:
            return None
        for bound in self.bound:
            if bound.column:
                content = self.shown.text(row, bound.at)
                values |= cells.read_cell(bound.column, content, self.table, linked=self.linked)
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
    check_one(document, table, found)
    place = Place(table, found[0], cells.bind(table.columns, found[0]))
    check_header(place)
    return place


def check_one(document: Document, table: Table, found: Sequence[MarkdownTable]) -> None:
    """Raises `TableProblem` unless exactly one table qualifies."""
    if len(found) != 1:
        raise TableProblem(f"{document.source.path}: {not_one(document, table, found)}")


def check_header(place: Place) -> None:
    """Raises `TableProblem` unless the header row and `columns` agree."""
    if problem := header_problem(place):
        where = f"{place.shown.source.path}:{place.shown.line_number}"
        raise TableProblem(f"{where}: {problem}; change one to match")


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
