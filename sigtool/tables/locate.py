"""Finds the one table of a document that is meant, and reads its rows as SIGs.

Pure. Never guesses: where not exactly one table qualifies, whoever asks is told what was seen.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

from sigtool.markdown import seen
from sigtool.markdown.blocks import Document, MarkdownTable, Row
from sigtool.markdown.broken import BrokenTable, broken_tables
from sigtool.markdown.links import definitions
from sigtool.markdown.rows import unescape
from sigtool.model import Kind, People, Sig, Table, Value, as_people, as_text, in_language
from sigtool.people import cell, evidence
from sigtool.people.conventions import CAREFUL, Conventions
from sigtool.tables import cells
from sigtool.tables import headers as aliases
from sigtool.tables.cells import Bound
from sigtool.text.records import dataclass, field, replace


@dataclass(frozen=True)
class Place:
    """A table of the registry together with the table of a document that shows it.

    `sigs` are those that the registry has for it, in its language.
    `told` has the SIGs that the rows show, one by one, where that is known without reading them.
    `lasting` is what rows say that were read before, by their text, in the same columns.
    """

    table: Table
    shown: MarkdownTable
    sigs: Sequence[Sig] = field(default=(), compare=False, repr=False)
    told: Sequence[Sig] = field(default=(), compare=False, repr=False)
    lasting: Mapping[str, Sig | None] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def agreed(self) -> frozenset[People]:
        """The lists of persons that the registry has: a cell that can be read as one, is."""
        values = chain.from_iterable(sig.values.values() for sig in self.sigs)
        return frozenset(filter(None, map(as_people, values)))

    @cached_property
    def bound(self) -> tuple[Bound, ...]:
        """What each column of the document's table shows."""
        return cells.bind(self.table.columns, self.shown)

    @cached_property
    def linked(self) -> bool:
        """Whether the name cell carries the link: no other column shows it."""
        return all(bound.field != "readme" for bound in self.bound)

    def keys_of(self, bound: Bound) -> tuple[str, ...]:
        """The fields of a SIG that the cells of a column show."""
        if bound.field == "name" and self.linked:
            return ("name", "readme")
        return (bound.field,) if bound.column else ()

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields of a SIG that the table shows."""
        return tuple(dict.fromkeys(key for bound in self.bound for key in self.keys_of(bound)))

    @cached_property
    def rows(self) -> tuple[tuple[Row, Sig | None], ...]:
        """Every row with the SIG that it shows, read once; None for a row that names none."""
        if self.told:
            return tuple(zip(self.shown.rows, self.told, strict=True))
        source, known = self.shown.source, self.lasting
        texts = (source[row.content] if known else "" for row in self.shown.rows)
        return tuple(
            (row, known[text] if text in known else self._read(row))
            for row, text in zip(self.shown.rows, texts, strict=True)
        )

    @property
    def lasting_rows(self) -> dict[str, Sig | None]:
        """What rows say that say it whatever the others do, by their text: no cell of people is
        read by the conventions of its column, or as the registry has it."""
        people = [bound.at for bound in self.bound if bound.holds_people]
        return {
            self.shown.source[row.content]: sig
            for row, sig in self.rows
            if all(cell.is_plain(unescape(self.shown.text(row, at))) for at in people)
        }

    @cached_property
    def _sig_of_row(self) -> dict[int, Sig | None]:
        return {id(row): sig for row, sig in self.rows}

    def sig_of(self, row: Row) -> Sig | None:
        """The SIG that a row of this table shows, or None for a row that names none."""
        return self._sig_of_row[id(row)]

    def surplus(self, row: Row) -> tuple[str, ...]:
        """What stands in a row behind the last column. If a bar of a text put it there, the cells
        before it are not those of their columns."""
        return tuple(self.shown.source[each.content] for each in row.cells[len(self.bound) :])

    def is_text(self, row: Row) -> bool:
        """Whether a line of the table has no pipe, so that it may be no row, but stuck to it."""
        return len(self.bound) > 1 and not row.has_pipe

    def is_linkable(self, name: str) -> bool:
        """Whether a name can be shown as a link: one that holds a link cannot."""
        return seen.is_linkable(name, self._definitions)

    @cached_property
    def _definitions(self) -> Mapping[str, str]:
        return definitions(self.shown.source)

    def kind_of(self, key: str) -> Kind | None:
        """What a field holds, as far as this table shows it."""
        if key == "readme":
            return Kind.LINK
        return next(
            (each.column.kind for each in self.bound if each.column and each.field == key), None
        )

    def says_nothing(self, key: str, value: Value) -> bool:
        """Whether a row says nothing of a field with a word for what is missing."""
        if isinstance(value, tuple) or not value:
            return False
        text = in_language(value, None)
        columns = (each.column for each in self.bound if each.column and each.field == key)
        return any(cells.says_nothing(column, text) for column in columns)

    def where(self, row: Row) -> str:
        """The place of a row, as `README.md:7`."""
        source = self.shown.source
        return f"{source.path}:{source.position(row.line.start).line}"

    def way(self, bound: Bound, *, near: bool) -> cell.Way:
        """How a column writes people; `near` prefers the last row's, for a row that is new."""
        return self._ways[bound.at][near] if bound.holds_people else cell.Way()

    @cached_property
    def _ways(self) -> dict[int, tuple[cell.Way, cell.Way]]:
        ways = {}
        for bound in filter(lambda each: each.holds_people, self.bound):
            known = self.conventions(bound.field)
            found = [cell.parse(text, known) for text in self._texts(bound)]
            cells = list(filter(None, found))
            last = next(reversed(cells), None)
            ways[bound.at] = (
                cell.way_of(cells, conventions=known),
                cell.way_of(cells, last, conventions=known),
            )
        return ways

    def _texts(self, bound: Bound) -> list[str]:
        return [unescape(self.shown.text(row, bound.at)) for row in self.shown.rows]

    def conventions(self, key: str) -> Conventions:
        """How the cells of a field's column are to be read."""
        return self._conventions.get(key, CAREFUL)

    @cached_property
    def _conventions(self) -> dict[str, Conventions]:
        known = self._definitions
        found = {
            bound.field: evidence.conventions_of(self._texts(bound), bound.header, known)
            for bound in self.bound
            if bound.holds_people
        }
        return {key: replace(each, agreed=self.agreed) for key, each in found.items()}

    def read_cell(self, bound: Bound, content: str) -> dict[str, Value]:
        """The values that the content of a cell of that column stands for, by field."""
        if bound.column is None:
            return {}
        known = self.conventions(bound.field)
        return cells.read_cell(
            bound.column, content, self.table, linked=self.linked, conventions=known
        )

    def projected(self, sig: Sig) -> Sig:
        """What the table says of a SIG that is in its language already: the fields that it shows,
        as they come back from it. A link loses a roundabout way of writing it; a people field that
        was kept as text is read again, and so is a name that was to link its page."""
        values: dict[str, Value] = {}
        for key in self.fields:
            value = sig.values.get(key)
            if key == "name" or not value:
                continue
            if not isinstance(value, tuple):
                kind, value = (
                    self._kinds.get(key, Kind.LINK),
                    in_language(value, self.table.language),
                )
                if kind is Kind.LINK:
                    value = cells.as_shown(value, self.table)
                elif kind is Kind.PEOPLE:
                    value = cells.read_people(value, self.conventions(key))
            if value:
                values[key] = value
        name = in_language(sig.name, self.table.language)
        if self.linked and "readme" not in values and cells.links_nothing(name):
            values |= cells.name_and_page(name, self.table)
            return Sig(as_text(values.pop("name")), values, sig.origin)
        return Sig(sig.name, values, sig.origin)

    @cached_property
    def _kinds(self) -> Mapping[str, Kind]:
        return {bound.field: bound.column.kind for bound in self.bound if bound.column}

    def _read(self, row: Row) -> Sig | None:
        """The SIG that a row shows, or None for a row that names none."""
        values: dict[str, Value] = {}
        if self.is_text(row):
            return None
        for bound in self.bound:
            values |= self.read_cell(bound, self.shown.text(row, bound.at))
        name = values.pop("name", "")
        return Sig(name, values) if isinstance(name, str) and name else None

    @property
    def disagreement(self) -> str:
        """How the header row and `columns` do not agree; "" where they do."""
        bound = {id(each.column) for each in self.bound}
        strays = [each.header for each in self.bound if each.column is None]
        missing = [column.header for column in self.table.columns if id(column) not in bound]
        parts = [f"the header {header!r} is not in 'columns'" for header in strays]
        parts += [f"'columns' names {text!r}, which the table does not have" for text in missing]
        return "; ".join(parts)


def candidates(document: Document, table: Table) -> tuple[MarkdownTable, ...]:
    """The tables of a document that qualify: by marker, else heading, else header row."""
    found = document.tables
    if table.marker is not None:
        marks = [marker for marker in document.markers if marker.name == table.marker]
        is_pair = [marker.closes for marker in marks] == [False, True]
        start, stop = (marks[0].span.end, marks[1].span.start) if is_pair else (0, 0)
        found = tuple(t for t in found if start <= t.header.line.start < stop)
    elif table.heading is not None:
        found = tuple(t for t in found if is_called(t.heading, table.heading))
    if len(found) > 1 or (table.marker is None and table.heading is None):
        headers = sorted(aliases.normalised(column.header) for column in table.columns)
        found = tuple(t for t in found if sorted(map(aliases.normalised, t.headers)) == headers)
    if table.index is not None:
        return found[table.index - 1 : table.index]
    return found


def not_one(document: Document, table: Table, found: Sequence[MarkdownTable]) -> str:
    """What to say when not exactly one table qualifies, and what was seen."""
    by = "with the header row " + " | ".join(column.header for column in table.columns)
    if table.marker is not None:
        by = f"between the markers {table.marker!r}"
    elif table.heading is not None:
        by = f"under the heading {table.heading!r}"
    seen = found or document.tables
    lines = ", ".join(f"line {t.line_number} ({' | '.join(t.headers)})" for t in seen)
    if found:
        return f"{len(found)} tables {by}: {lines}; say which with 'index' or a marker"
    if broken := broken_one(document, table):
        return f"no table {by}; {broken}"
    return f"no table {by}; " + (f"the document has {lines}" if lines else "it has no table at all")


def broken_one(document: Document, table: Table) -> BrokenTable | None:
    """What is left of `table` where none qualifies, if it looks like one."""
    wanted = [aliases.normalised(column.header) for column in table.columns]
    for each in broken_tables(document.source):
        is_under = table.heading is not None and is_called(each.heading, table.heading)
        if is_under or list(map(aliases.normalised, each.headers)) == wanted:
            return each
    return None


def is_called(heading: str | None, wanted: str) -> bool:
    """Whether a heading is the one that is wanted; case and Markdown do not count."""
    return bool(heading) and aliases.normalised(heading or "") == aliases.normalised(wanted)
