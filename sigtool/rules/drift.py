"""SIG6xx: tables that do not say what the registry says."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sigtool import render
from sigtool.diagnostic import FileEdit, Fix, Location, Related, Severity
from sigtool.drift import Difference, Drift
from sigtool.errors import BadValue, TableProblem
from sigtool.layout import Line
from sigtool.markdown import Document, Row
from sigtool.render import Plan
from sigtool.rules import keeping
from sigtool.rules.rule import Finding, Rule
from sigtool.rules.style import surplus_rows
from sigtool.rules.words import nearest
from sigtool.snapshot import Snapshot
from sigtool.source import Edit, Span


@dataclass(frozen=True, slots=True)
class Fixes:
    """What mends a table: its cells, each row's by itself where that is possible, or all of it."""

    whole: Fix | None
    cells: Fix | None
    by_row: Mapping[int, Fix]

    def of(self, drift: Drift) -> Fix | None:
        if drift.kind is not Difference.CHANGED:
            return self.whole
        return self.by_row.get(id(drift.row), self.cells)


def out_of_date(snapshot: Snapshot) -> Iterator[Finding]:
    """A table says what the registry says.

    One diagnostic for each fact on which the two disagree. The fix is what `sigtool render` does.
    It is not safe, and so left to you, where a row or a value would go that is in the table alone:
    to keep it, bring it into the registry with `sigtool add-sig`, `edit-sig` or `add-lead`.
    Nothing is compared while the registry is not sound (SIG001 to SIG008, but SIG003). Of a cell
    that is wrong only in that it shows addresses, where `publish_email` is false, SIG409 tells.

    Bad (the registry has `@ada`):

        | Name | Leads |
        | ---- | ----- |
        | Compiler | @grace |

    Good:

        | Name | Leads |
        | ---- | ----- |
        | Compiler | @ada |
    """
    for at, plan in snapshot.plans.items():
        if plan.drifts:
            fixes = fixes_of(snapshot, at)
            surplus = surplus_rows(snapshot, at)  # SIG108 tells of those
            for drift in plan.drifts:
                if id(drift.row) in surplus:
                    continue
                if not _is_mistyped(snapshot, plan, drift) and not addresses(snapshot, plan, drift):
                    yield Finding(
                        drift.message,
                        _where(plan, drift),
                        _related(snapshot, plan, drift),
                        fixes.of(drift),
                        _hint(snapshot, plan, drift),
                    )


def _is_mistyped(snapshot: Snapshot, plan: Plan, drift: Drift) -> bool:
    """Whether a value is missing because its key is: SIG003 tells of that one already."""
    column = plan.place.bound[drift.column].column if drift.column is not None else None
    if column is None:
        return False
    fields = ("readme",) if column.field == "name" else (column.field,)
    missing = [key for key in fields if key not in drift.sig.values]
    return any(nearest(key, missing) for key in snapshot.unknown_keys(drift.sig))


def addresses(snapshot: Snapshot, plan: Plan, drift: Drift) -> list[Location]:
    """The e-mail addresses in a cell that it should not show, where nothing else is wrong there."""
    column = plan.place.bound[drift.column].column if drift.column is not None else None
    shown = plan.place.read(drift.row) if drift.row else None
    if snapshot.settings.publish_email or column is None or shown is None:
        return []
    persons = shown.people(column.field)
    left = [replace(each, email=None) for each in persons if each.handle or each.name or each.url]
    if left != list(drift.sig.people(column.field)):
        return []
    cell = _where(plan, drift)
    end, found = cell.span.start, []
    for address in (person.email for person in persons if person.email):
        start = cell.source.text.index(address, end)
        end = start + len(address)
        found.append(Location(cell.source, Span(start, end)))
    return found


def fixes_of(snapshot: Snapshot, at: int) -> Fixes:
    """What mends the table of that number in `tables`."""
    document, plan = snapshot.documents[snapshot.registry.tables[at].path], snapshot.plans[at]
    kinds = {drift.kind for drift in plan.drifts}
    if not isinstance(document, Document):
        return Fixes(None, None, {})
    cells = _in_place(plan)
    edits = _verified(document, cells)
    keeps = all(_keeps(plan, line) for line in cells.lines)
    whole = _verified(document, plan) if kinds != {Difference.CHANGED} else ()
    return Fixes(
        _fix("render the table", plan, whole, safe=keeps and Difference.UNKNOWN not in kinds),
        _fix("render the cells of the table", plan, edits, safe=keeps),
        _by_row(plan, cells, edits),
    )


def _in_place(plan: Plan) -> Plan:
    """The part of a plan that changes cells: every row stays, and stays where it is."""
    changed = {id(line.row): line.cells for line in plan.lines if line.row}
    rows = plan.place.shown.rows
    return replace(plan, lines=tuple(Line(row, changed.get(id(row), {})) for row in rows))


def _by_row(plan: Plan, cells: Plan, edits: Sequence[Edit]) -> dict[int, Fix]:
    """The fix of each changed row, where none takes more than its own row to change."""
    lines = [line for line in cells.lines if line.row and line.cells]
    starts = [line.row.line.start for line in lines if line.row]
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        at = bisect_right(starts, edit.span.start) - 1
        row = lines[at].row if at >= 0 else None
        if row is None or edit.span.end > row.line.end:
            return {}  # an aligned table that has to be aligned again
        found.setdefault(at, []).append(edit)
    return {
        id(lines[at].row): fix
        for at, own in found.items()
        if (fix := _fix("render the row", plan, own, safe=_keeps(plan, lines[at])))
    }


def _verified(document: Document, plan: Plan) -> Sequence[Edit]:
    """The edits that carry a plan out; none where the text would not read as it should."""
    try:
        render.changed(document, [plan])
    except (BadValue, TableProblem):
        return ()
    return render.edits(plan)


def _keeps(plan: Plan, line: Line) -> bool:
    """Whether changing a row's cells leaves no value out that the table alone has."""
    width = len(plan.place.shown.header.cells)
    return not line.cells or (
        all(line.cells.values()) and line.row is not None and len(line.row.cells) <= width
    )


def _fix(title: str, plan: Plan, edits: Sequence[Edit], *, safe: bool) -> Fix | None:
    source = plan.place.shown.source
    return Fix(title, tuple(FileEdit(source, edit) for edit in edits), safe) if edits else None


def _hint(snapshot: Snapshot, plan: Plan, drift: Drift) -> str:
    if plan.unshowable:
        return "first mend what cannot be shown (SIG204), then: sigtool render"
    commands = "; ".join(keeping.commands(snapshot.registry, plan, drift))
    if commands and drift.kind is Difference.UNKNOWN:
        return f"sigtool render removes the row; to keep it: {commands}"
    if commands:
        return f"sigtool render takes that back; to keep it: {commands}"
    return _HINTS[drift.kind]


_HINTS: Final = {
    Difference.MISSING: "sigtool render adds the row",
    Difference.UNKNOWN: "sigtool render removes the row",
    Difference.CHANGED: "sigtool render writes what the registry has; "
    "where the table is right, change the registry",
    Difference.MOVED: "sigtool render puts the row there",
}


def _where(plan: Plan, drift: Drift) -> Location:
    shown = plan.place.shown
    row: Row = drift.row or shown.header
    if drift.column is None or drift.column >= len(row.cells):
        return Location(shown.source, row.content)
    return Location(shown.source, row.cells[drift.column].content)


def _related(snapshot: Snapshot, plan: Plan, drift: Drift) -> list[Related]:
    if drift.kind is Difference.UNKNOWN:
        return []
    place = snapshot.at_sig(drift.sig, _field(plan, drift))
    return [Related("the registry says so here", place)]


def _field(plan: Plan, drift: Drift) -> str:
    """The field of the registry that a cell does not agree with, or the name if it has none."""
    column = plan.place.bound[drift.column].column if drift.column is not None else None
    if column is None or drift.row is None:
        return "name"
    shown = plan.place.read(drift.row)
    is_linked_name = column.field == "name" and shown is not None and shown.name == drift.sig.name
    key = "readme" if is_linked_name else column.field
    return key if drift.sig.values.get(key) else "name"


RULES: Final = (Rule("SIG601", "out-of-date", Severity.ERROR, out_of_date),)
