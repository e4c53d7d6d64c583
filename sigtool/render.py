"""Registry -> tables: which rows and cells a table is to have, and the edits that give it them.

Pure. What a table already says rightly is kept as it stands. A row that names no SIG (an empty
name, a line without a pipe) is not understood, so it stays where it is. Every text made here is
read again before anybody gets it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sigtool import columns, layout, markdown, people
from sigtool.columns import Bound
from sigtool.drift import Difference, Drift, difference, value_of
from sigtool.errors import BadValue, TableProblem
from sigtool.layout import Line, unescape
from sigtool.locate import Place
from sigtool.markdown import Document, MarkdownTable, Row
from sigtool.matching import matched, name_key
from sigtool.model import Kind, Order, Registry, Sig, Value
from sigtool.sequence import longest_increasing, placed
from sigtool.source import Edit, Source


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


def plan(registry: Registry, place: Place) -> Plan:
    """The rows that show the registry, whatever the table shows now."""
    drafting = _drafting(place)
    rows = [(row, place.read(row)) for row in place.shown.rows]
    known = [(row, sig) for row, sig in rows if sig]
    wanted = _assigned(place, known, registry.shown_in(place.table))
    lines = [_line(drafting, row, sig, None) for sig, row in wanted]
    taken = {id(row) for _, row in wanted}
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
            sig = wanted[at][0]
            before = f"after {wanted[at - 1][0].name}" if at else "first"
            message = f"{sig.name}: belongs {before}"
            drafting.drifts.append(Drift(Difference.MOVED, sig, line.row, None, message))
    return _plan(drafting, _with_strangers(place.shown, lines, strangers))


def plan_anew(registry: Registry, place: Place) -> Plan:
    """The rows that show the registry, each written as a new one would be."""
    drafting = _drafting(place)
    rows = [(row, place.read(row)) for row in place.shown.rows]
    known = [(row, sig) for row, sig in rows if sig]
    wanted = _assigned(place, known, registry.shown_in(place.table))
    lines = [_line(drafting, None, sig, None) for sig, _ in wanted]
    strangers = {id(row) for row, sig in rows if sig is None}
    return _plan(drafting, _with_strangers(place.shown, lines, strangers))


def plan_edit(before: Registry, after: Registry, place: Place) -> Plan:
    """The rows of the table once what changed from `before` to `after` is shown, and no more.

    A SIG that did not change keeps its row as it is, even if that does not say what the registry
    says; `before` and `after` know each other's SIGs by their origin.
    """
    drafting = _drafting(place)
    known = [(row, sig) for row in place.shown.rows if (sig := place.read(row))]
    old = _assigned(place, known, before.shown_in(place.table))
    row_of = {sig.origin: row for sig, row in old}
    place_of = {sig.origin: at for at, (sig, _) in enumerate(old)}
    new: Sequence[Sig] = after.shown_in(place.table)
    if place.table.order is Order.OWN:
        new = placed(new, [place_of.get(sig.origin) for sig in new])
    stays = longest_increasing([place_of.get(sig.origin) for sig in new])
    leaving = {id(row) for row in row_of.values() if row}
    # Somebody may have written the row of a SIG before the registry has it.
    free = {name_key(sig.name): row for row, sig in reversed(known) if id(row) not in leaving}
    lines_at: dict[int | None, list[Line]] = {None: []}
    anchor: int | None = None
    for at, sig in enumerate(new):
        is_new = sig.origin not in place_of
        row = free.pop(name_key(sig.name), None) if is_new else row_of.get(sig.origin)
        if at in stays and row is None:
            continue
        earlier = None if is_new else old[place_of[sig.origin]][0]
        line = _line(drafting, row, sig, earlier)
        if row is not None and (is_new or at in stays):
            anchor = id(row)
            leaving.discard(anchor)
        lines_at.setdefault(anchor, []).append(line)
    return _plan(drafting, _interleaved(place, leaving, lines_at))


def _assigned(
    place: Place, known: Sequence[tuple[Row, Sig]], sigs: Sequence[Sig]
) -> Sequence[tuple[Sig, Row | None]]:
    """Each SIG and its row, if it has one, in the order that the table is to have."""
    row_of = matched(known, sigs)
    pairs = [(sig, row_of.get(at)) for at, sig in enumerate(sigs)]
    if place.table.order is Order.REGISTRY:
        return pairs
    return placed(pairs, [row.line.start if row else None for _, row in pairs])


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
            advice = (
                "no way of writing them reads back as they are; give each a handle or a link"
                if sig.people(what)
                else "put it on one line"
            )
            raise BadValue(f"{sig.name}: {what} cannot be shown in a table; {advice}")
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
        if row and shown and all(value_of(shown, key) == _shown(place, sig, key) for key in keys):
            continue
        if earlier and row and all(value_of(earlier, key) == value_of(sig, key) for key in keys):
            continue
        old = place.shown.text(row, bound.at) if row else ""
        text = _written(drafting, bound, sig, unescape(old), row)
        if text is None:
            drafting.unshowable.append((sig, column.field))
            continue
        if row is None or text != unescape(old):
            cells[bound.at] = text
            if row and shown:
                message = difference(sig, shown, keys)
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
    return text if all(value_of(again, key) == _shown(place, sig, key) for key in keys) else None


def _shown(place: Place, sig: Sig, key: str) -> Value:
    """A value as it comes back from the table: a link loses a roundabout way of writing it, and a
    people field that was kept as text is read again."""
    value = value_of(sig, key)
    kinds = {bound.column.field: bound.column.kind for bound in place.bound if bound.column}
    if isinstance(value, str) and (key == "readme" or kinds.get(key) is Kind.LINK):
        return columns.as_shown(value, place.table)
    if isinstance(value, str) and kinds.get(key) is Kind.PEOPLE and (found := people.parse(value)):
        return found.persons
    return value


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
