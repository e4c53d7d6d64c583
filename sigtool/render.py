"""Registry -> tables: which rows and cells a table is to have, and the edits that give it them.

Pure. What a table already says rightly is kept as it stands. A row that names no SIG (an empty
name, a line without a pipe) is not understood, so it stays where it is. Every text made here is
read again before anybody gets it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from sigtool import columns, layout, markdown, people
from sigtool.columns import Bound
from sigtool.errors import BadValue, TableProblem
from sigtool.layout import Line, unescape
from sigtool.markdown import Document, MarkdownTable, Row
from sigtool.model import Kind, Person, Registry, Sig, Table, Value
from sigtool.sequence import longest_increasing
from sigtool.source import Edit, Source


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
        if len(self.bound) > 1 and "|" not in self.shown.source[row.content]:
            return None
        for bound in self.bound:
            if bound.column:
                content = self.shown.text(row, bound.at)
                values |= columns.read_cell(bound.column, content, self.table, linked=self.linked)
        name = values.pop("name", "")
        return Sig(name, values) if isinstance(name, str) and name else None


class Difference(Enum):
    """In what way a table does not say what the registry says."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Drift:
    """One fact on which a table and the registry disagree."""

    kind: Difference
    sig: Sig
    row: Row | None = None
    column: int | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows that a table is to have, and the facts that make it differ from what it has."""

    place: Place
    lines: tuple[Line, ...]
    drifts: tuple[Drift, ...]
    unshowable: tuple[tuple[Sig, str], ...] = ()


@dataclass(slots=True)
class _Drafting:
    """What a plan is being made of."""

    place: Place
    cells: Mapping[int, Sequence[people.PeopleCell]]
    drifts: list[Drift] = field(default_factory=list)
    unshowable: list[tuple[Sig, str]] = field(default_factory=list)
    ways: dict[tuple[int, bool], people.Way] = field(default_factory=dict)

    def way(self, column: int, *, near: bool) -> people.Way:
        """How a column writes people; `near` prefers the last row's, for a row that is new."""
        if (column, near) not in self.ways:
            cells = self.cells.get(column, ())
            nearest = cells[-1] if near and cells else None
            self.ways[column, near] = people.way_of(cells, nearest)
        return self.ways[column, near]


def candidates(document: Document, table: Table) -> tuple[MarkdownTable, ...]:
    """The tables of a document that qualify: by marker, else heading, else header row."""
    found: Iterable[MarkdownTable] = document.tables
    if table.marker is not None:
        found = _between_markers(document, table.marker)
    elif table.heading is not None:
        wanted = columns.normalised(table.heading)
        found = [t for t in found if t.heading and columns.normalised(t.heading) == wanted]
    found = tuple(found)
    headers = [columns.normalised(column.header) for column in table.columns]
    if len(found) > 1 or (table.marker is None and table.heading is None):
        found = tuple(
            t for t in found if sorted(map(columns.normalised, t.headers)) == sorted(headers)
        )
    if table.index is not None:
        return found[table.index - 1 : table.index]
    return found


def place(document: Document, table: Table) -> Place:
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
    return f"no table {by}; " + (f"the document has {lines}" if lines else "it has no table at all")


def plan(registry: Registry, place: Place) -> Plan:
    """The rows that show the registry, whatever the table shows now."""
    drafting = _drafting(place)
    wanted = registry.shown_in(place.table)
    rows = [(row, place.read(row)) for row in place.shown.rows]
    known = [(row, sig) for row, sig in rows if sig]
    matched = _matched(known, wanted)
    lines = [_line(drafting, matched.get(at), sig, None) for at, sig in enumerate(wanted)]
    taken = {id(row) for row in matched.values()}
    strangers = {id(row) for row, sig in rows if sig is None}
    for row, sig in known:
        if id(row) not in taken:
            message = f"{sig.name}: is in the table, not in the registry"
            drafting.drifts.append(Drift(Difference.UNKNOWN, sig, row, None, message))
    order = {id(row): at for at, row in enumerate(place.shown.rows)}
    places = [order[id(line.row)] if line.row else None for line in lines]
    stays = longest_increasing(places)
    for at, line in enumerate(lines):
        if line.row and at not in stays:
            before = f"after {wanted[at - 1].name}" if at else "first"
            message = f"{wanted[at].name}: belongs {before}"
            drafting.drifts.append(Drift(Difference.MOVED, wanted[at], line.row, None, message))
    return _plan(drafting, _with_strangers(place.shown, lines, strangers))


def plan_edit(before: Registry, after: Registry, place: Place) -> Plan:
    """The rows of the table once what changed from `before` to `after` is shown, and no more.

    A SIG that did not change keeps its row as it is, even if that does not say what the registry
    says; `before` and `after` know each other's SIGs by their origin.
    """
    drafting = _drafting(place)
    old, new = before.shown_in(place.table), after.shown_in(place.table)
    known = [(row, sig) for row in place.shown.rows if (sig := place.read(row))]
    row_of = {old[at].origin: row for at, row in _matched(known, old).items()}
    place_of = {sig.origin: at for at, sig in enumerate(old)}
    stays = longest_increasing([place_of.get(sig.origin) for sig in new])
    leaving = {id(row) for row in row_of.values()}
    lines_at: dict[int | None, list[Line]] = {None: []}
    anchor: int | None = None
    for at, sig in enumerate(new):
        row = row_of.get(sig.origin) if sig.origin in place_of else None
        if at in stays and row is None:
            continue
        earlier = old[place_of[sig.origin]] if sig.origin in place_of else None
        line = _line(drafting, row, sig, earlier)
        if at in stays and row is not None:
            anchor = id(row)
            leaving.discard(anchor)
        lines_at.setdefault(anchor, []).append(line)
    return _plan(drafting, _interleaved(place, leaving, lines_at))


def _interleaved(
    place: Place, leaving: set[int], lines_at: Mapping[int | None, Sequence[Line]]
) -> list[Line]:
    """The rows of a table without those that leave; each row that has lines of its own makes way
    for them, the first in its own place, the others behind the rows after it that name no SIG."""
    lines = list(lines_at[None])
    waiting: list[Line] = []
    for row in place.shown.rows:
        if id(row) in leaving:
            continue
        if place.read(row) is not None:
            lines += waiting
            waiting = []
        own, *waiting_here = lines_at.get(id(row), (Line(row, {}),))
        lines.append(own)
        waiting += waiting_here
    return lines + waiting


def changed(document: Document, plans: Sequence[Plan]) -> Source:
    """The document's text with every plan carried out, read again and found to be as planned.

    Raises `BadValue` for a value that no cell can hold, `TableProblem` where the text that would
    result does not read as it should.
    """
    for each in plans:
        for sig, what in each.unshowable:
            raise BadValue(f"{sig.name}: {what} cannot be shown in a table; put it on one line")
    source = document.source.edited(edit for each in plans for edit in edits(each))
    if source.text == document.source.text:
        return document.source
    after = markdown.read(source)
    for each in plans:
        at = document.tables.index(each.place.shown)
        if len(after.tables) != len(document.tables) or not _is_as_planned(each, after.tables[at]):
            raise TableProblem(
                f"{source.path}:{each.place.shown.line_number}: the table would not read as it "
                "should after this change; nothing was written"
            )
    return source


def edits(plan: Plan) -> list[Edit]:
    """The edits that give a table its planned rows."""
    unchanged = tuple(line.row for line in plan.lines) == plan.place.shown.rows
    if unchanged and not any(line.cells for line in plan.lines):
        return []
    return layout.edits(plan.place.shown, plan.lines)


def _between_markers(document: Document, name: str) -> list[MarkdownTable]:
    marks = [marker for marker in document.markers if marker.name == name]
    if [marker.closes for marker in marks] != [False, True]:
        return []
    start, stop = marks[0].span.end, marks[1].span.start
    return [table for table in document.tables if start <= table.header.line.start < stop]


def _drafting(place: Place) -> _Drafting:
    cells = {
        bound.at: [
            found
            for row in place.shown.rows
            if (found := people.parse(unescape(place.shown.text(row, bound.at))))
        ]
        for bound in place.bound
        if bound.column and bound.column.kind is Kind.PEOPLE
    }
    return _Drafting(place, cells)


def _plan(drafting: _Drafting, lines: Sequence[Line]) -> Plan:
    return Plan(drafting.place, tuple(lines), tuple(drafting.drifts), tuple(drafting.unshowable))


def name_key(name: str) -> str:
    """What makes two names the same: case, Markdown and blanks around do not count."""
    return markdown.plain(name).casefold()


def _matched(rows: Sequence[tuple[Row, Sig]], sigs: Sequence[Sig]) -> dict[int, Row]:
    """The row of each SIG, by the SIG's index: by name, else by link, else by what stands around.

    Of several with one name, the first row is the first SIG's, and so on.
    """
    found: dict[int, Row] = {}
    used: set[int] = set()
    keys = (lambda sig: name_key(sig.name), lambda sig: sig.text("readme"))
    for key in keys:
        waiting: dict[str, list[Row]] = {}
        for row, shown in rows:
            if id(row) not in used and key(shown):
                waiting.setdefault(key(shown), []).append(row)
        for at, sig in enumerate(sigs):
            if at not in found and (left := waiting.get(key(sig))):
                found[at] = left.pop(0)
                used.add(id(found[at]))
    _match_by_neighbour(rows, sigs, found, used)
    return found


def _match_by_neighbour(
    rows: Sequence[tuple[Row, Sig]], sigs: Sequence[Sig], found: dict[int, Row], used: set[int]
) -> None:
    """A row and a SIG that stand at the same place and share a text are one, renamed."""
    before: dict[int | None, int] = {None: 0} | {id(row): at + 1 for at, row in found.items()}
    above: int | None = None
    for row, shown in rows:
        at = before.get(above)
        is_open = id(row) not in used and at is not None and at < len(sigs) and at not in found
        if is_open and at is not None and _share_value(sigs[at], shown):
            found[at] = row
            used.add(id(row))
            before[id(row)] = at + 1
        above = id(row)


def _share_value(left: Sig, right: Sig) -> bool:
    return any(left.values.get(key) == value for key, value in right.values.items())


def _line(drafting: _Drafting, row: Row | None, sig: Sig, earlier: Sig | None) -> Line:
    """The row of a SIG; with `earlier`, only the cells whose value is another than it was."""
    place = drafting.place
    cells: dict[int, str] = {}
    shown = place.read(row) if row else None
    for bound in place.bound:
        column = bound.column
        if column is None:
            continue
        keys = ("name", "readme") if column.field == "name" and place.linked else (column.field,)
        if row and shown and all(_value(shown, key) == _shown(place, sig, key) for key in keys):
            continue
        if earlier and row and all(_value(earlier, key) == _value(sig, key) for key in keys):
            continue
        old = place.shown.text(row, bound.at) if row else ""
        text = _written(drafting, bound, sig, unescape(old), row)
        if text is None:
            drafting.unshowable.append((sig, column.field))
            continue
        if row is None or text != unescape(old):
            cells[bound.at] = text
            if row and shown:
                message = _difference(sig, shown, keys)
                drafting.drifts.append(Drift(Difference.CHANGED, sig, row, bound.at, message))
    if row is None:
        message = f"{sig.name}: is in the registry, not in the table"
        drafting.drifts.append(Drift(Difference.MISSING, sig, None, None, message))
    return Line(row, cells)


def _written(drafting: _Drafting, bound: Bound, sig: Sig, old: str, row: Row | None) -> str | None:
    place, column = drafting.place, bound.column
    if column is None:
        return None
    way = people.Way()
    if column.kind is Kind.PEOPLE:
        way = drafting.way(bound.at, near=row is None)
    text = columns.write_cell(column, sig, place.table, way, old, linked=place.linked)
    if text is None:
        return None
    read = columns.read_cell(column, layout.escape(text), place.table, linked=place.linked)
    name = str(read.pop("name", sig.name))
    again = Sig(name, read)
    keys = ("name", "readme") if column.field == "name" and place.linked else (column.field,)
    return text if all(_value(again, key) == _shown(place, sig, key) for key in keys) else None


def _value(sig: Sig, key: str) -> Value:
    return sig.name if key == "name" else sig.values.get(key, "")


def _shown(place: Place, sig: Sig, key: str) -> Value:
    """A value as it comes back from the table: a link loses a roundabout way of writing it."""
    value = _value(sig, key)
    kinds = {bound.column.field: bound.column.kind for bound in place.bound if bound.column}
    if isinstance(value, str) and (key == "readme" or kinds.get(key) is Kind.LINK):
        return columns.stored_link(columns.shown_link(value, place.table), place.table)
    return value


def _difference(sig: Sig, shown: Sig, keys: Sequence[str]) -> str:
    key = next(key for key in keys if _value(shown, key) != _value(sig, key))
    there, here = _told(_value(shown, key)), _told(_value(sig, key))
    verb = "are" if key.endswith("s") else "is"
    return f"{sig.name}: {key} {verb} {there}, registry has {here}"


def _told(value: Value) -> str:
    """A value in a sentence."""
    if isinstance(value, str):
        return repr(value) if value else "nothing"
    return ", ".join(map(_person, value)) or "nobody"


def _person(person: Person) -> str:
    more = [text for key, text in person.items() if key in ("url", "email", "affiliation", "role")]
    return (
        f"{person} ({', '.join(more)})" if more and (person.handle or person.name) else str(person)
    )


def _with_strangers(table: MarkdownTable, lines: Sequence[Line], strangers: set[int]) -> list[Line]:
    """The rows that name no SIG, each behind the row that it stands behind now."""
    if not strangers:
        return list(lines)
    kept = {id(line.row) for line in lines if line.row}
    behind: dict[int | None, list[Line]] = {}
    above: int | None = None
    for row in table.rows:
        if id(row) in strangers:
            behind.setdefault(above, []).append(Line(row, {}))
        elif id(row) in kept:
            above = id(row)
    merged = behind.get(None, [])
    for line in lines:
        merged.append(line)
        merged += behind.get(id(line.row), []) if line.row else []
    return merged


def _is_as_planned(plan: Plan, table: MarkdownTable) -> bool:
    """Whether a table read again has exactly the planned rows, cell for cell."""
    before = plan.place.shown
    if table.headers != before.headers or len(table.rows) != len(plan.lines):
        return False
    width = len(before.header.cells)
    for line, row in zip(plan.lines, table.rows, strict=True):
        count = max(width, len(line.row.cells) if line.row else 0, len(row.cells))
        for at in range(count):
            old = before.text(line.row, at) if line.row else ""
            wanted = layout.escape(line.cells[at]) if at in line.cells else old
            if table.text(row, at) != wanted:
                return False
    return True
