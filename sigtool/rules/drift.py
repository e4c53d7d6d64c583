"""SIG6xx: tables that do not say what the registry says."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sigtool.check import advice
from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot
from sigtool.errors import BadValue, TableProblem
from sigtool.markdown.blocks import Document, Row, name_key
from sigtool.markdown.rows import Line, escape, unescape
from sigtool.model import Kind, Sig, Texts, in_language
from sigtool.people import cell as people
from sigtool.rules.style import surplus_rows
from sigtool.tables import cells as columns
from sigtool.tables.drift import Difference, Drift
from sigtool.tables.plan import Plan, rewrite
from sigtool.text.diagnostic import FileEdit, Fix, Location, Related, Severity
from sigtool.text.source import Edit, Span
from sigtool.text.wording import nearest


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
    """A table says what the registry says."""
    for at, plan in snapshot.plans.items():
        if plan.drifts:
            fixes = fixes_of(snapshot, at)
            surplus = surplus_rows(snapshot, at)  # SIG108 tells of those
            loose = snapshot.community.loose.get(at)  # SIG110 tells of those
            below = {name_key(name) for name in loose.names} if loose else set()
            for drift in plan.drifts:
                if id(drift.row) in surplus:
                    continue
                if drift.kind is Difference.MISSING and name_key(drift.sig.one_name) in below:
                    continue
                if not _is_mistyped(snapshot, plan, drift) and not addresses(snapshot, plan, drift):
                    yield _finding(snapshot, plan, drift, fixes.of(drift))


def differences(snapshot: Snapshot) -> Iterator[Finding]:
    """Every difference, also those that other rules tell of: `render --check` fails on each."""
    for plan in snapshot.plans.values():
        for drift in plan.drifts:
            yield _finding(snapshot, plan, drift)


def _finding(snapshot: Snapshot, plan: Plan, drift: Drift, fix: Fix | None = None) -> Finding:
    place, related = _where(plan, drift), _related(snapshot, plan, drift)
    return Finding(drift.message, place, related, fix, _hint(snapshot, plan, drift))


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
    shown = plan.place.sig_of(drift.row) if drift.row else None
    if snapshot.settings.publish_email or column is None or shown is None:
        return []
    persons = shown.people(column.field)
    left = [replace(each, email=None) for each in persons if each.handle or each.name or each.url]
    if left != list(drift.sig.people(column.field)):
        return []
    cell = _where(plan, drift)
    end, found = cell.span.start, []
    for address in (in_language(person.email, None) for person in persons if person.email):
        start = cell.source.text.index(address, end)
        end = start + len(address)
        found.append(Location(cell.source, Span(start, end)))
    return found


_CELLS: Final = {Difference.CHANGED}


def fixes_of(snapshot: Snapshot, at: int) -> Fixes:
    """What mends the table of that number in `tables`."""
    document, plan = snapshot.documents[snapshot.registry.tables[at].path], snapshot.plans[at]
    kinds = {drift.kind for drift in plan.drifts}
    if not isinstance(document, Document) or at in snapshot.community.loose:
        return Fixes(None, None, {})  # SIG110 comes first: rows may stand below a blank line
    cells = _in_place(plan)
    edits = _verified(document, cells)
    is_kept = all(drift.is_sure for drift in plan.drifts) and all(
        _keeps(plan, line) for line in cells.lines
    )
    adds = Difference.UNKNOWN not in kinds and all(
        _speaks(snapshot, drift.sig, plan.place.table.language)
        for drift in plan.drifts
        if drift.kind is Difference.MISSING
    )
    whole, title = (_verified(document, plan), "render the table") if kinds != _CELLS else ((), "")
    adds_alone = adds and not is_kept and Difference.MISSING in kinds
    if adds_alone:
        # The rows can be added, though the cells of others are for somebody to decide.
        whole, title = _verified(document, _adding(plan)), "add the rows"
    return Fixes(
        _fix(title, plan, whole, safe=adds and (is_kept or adds_alone)),
        _fix("render the cells of the table", plan, edits, safe=is_kept),
        _by_row(plan, cells, edits),
    )


def _adding(plan: Plan) -> Plan:
    """The part of a plan that adds rows: every other row stays as it is, and where it is."""
    behind: dict[int | None, list[Line]] = {}
    anchor: int | None = None
    for line in plan.lines:
        if line.row is None:
            behind.setdefault(anchor, []).append(line)
        else:
            anchor = id(line.row)
    lines = list(behind.get(None, ()))
    for row in plan.place.shown.rows:
        lines += (Line(row, {}), *behind.get(id(row), ()))
    return replace(plan, lines=tuple(lines))


def _speaks(snapshot: Snapshot, sig: Sig, language: str | None) -> bool:
    """Whether a SIG is known to be in the language of a table, where that matters: it has a text in
    it. One that has plain texts alone may be in any language."""
    if language is None:
        return True
    own = next((each for each in snapshot.registry.sigs if each.origin == sig.origin), sig)
    return any(
        isinstance(value, Texts) and bool(in_language(value, language))
        for value in (own.name, *own.values.values())
    )


def _in_place(plan: Plan) -> Plan:
    """The part of a plan that changes cells: every row stays, and stays where it is."""
    changed = {id(line.row): line.cells for line in plan.lines if line.row}
    rows = plan.place.shown.rows
    return replace(plan, lines=tuple(Line(row, changed.get(id(row), {})) for row in rows))


def _by_row(plan: Plan, cells: Plan, edits: Sequence[Edit]) -> dict[int, Fix]:
    """The fix of each changed row, where none takes more than its own row to change."""
    guessed = {id(drift.row) for drift in plan.drifts if not drift.is_sure}
    lines = [line for line in cells.lines if line.row and line.cells]
    starts = [line.row.line.start for line in lines if line.row]
    found: dict[int, list[Edit]] = {}

    def is_safe(line: Line) -> bool:
        """Whether a row only gains, and it is no guess which SIG it shows."""
        return id(line.row) not in guessed and _keeps(plan, line)

    for edit in edits:
        at = bisect_right(starts, edit.span.start) - 1
        row = lines[at].row if at >= 0 else None
        if row is None or edit.span.end > row.line.end:
            return {}  # an aligned table that has to be aligned again
        found.setdefault(at, []).append(edit)
    return {
        id(lines[at].row): fix
        for at, own in found.items()
        if (fix := _fix("render the row", plan, own, safe=is_safe(lines[at])))
    }


def _verified(document: Document, plan: Plan) -> Sequence[Edit]:
    """The edits that carry a plan out; none where the text would not read as it should."""
    try:
        return rewrite(document, [plan]).edits
    except (BadValue, TableProblem):
        return ()


def _keeps(plan: Plan, line: Line) -> bool:
    """Whether changing a row's cells replaces nothing that the table says."""
    row = line.row
    if row is None or not line.cells:
        return True
    is_whole = len(row.cells) <= len(plan.place.shown.header.cells)
    return is_whole and all(_gains(plan, row, at, text) for at, text in line.cells.items())


def _gains(plan: Plan, row: Row, at: int, text: str) -> bool:
    """Whether a cell says with `text` all that it says now, as a name that only gets a link."""
    place, bound, shown = plan.place, plan.place.bound[at], plan.place.sig_of(row)
    if bound.column is None or shown is None or _is_empty(plan, row, at):
        return True
    read = columns.read_cell(bound.column, escape(text), place.table, linked=place.linked)
    return all(shown.value(key) in ("", read.get(key)) for key in place.keys_of(bound))


def _is_empty(plan: Plan, row: Row, at: int) -> bool:
    """Whether a cell says nothing: it is empty, or names nobody where people are meant."""
    text, column = unescape(plan.place.shown.text(row, at)), plan.place.bound[at].column
    is_people = column is not None and column.kind is Kind.PEOPLE
    return not text or (is_people and people.is_placeholder(text))


def _fix(title: str, plan: Plan, edits: Sequence[Edit], *, safe: bool) -> Fix | None:
    source = plan.place.shown.source
    return Fix(title, tuple(FileEdit(source, edit) for edit in edits), safe) if edits else None


def _hint(snapshot: Snapshot, plan: Plan, drift: Drift) -> str:
    if plan.unshowable:
        return "first mend what cannot be shown (SIG204), then: sigtool render"
    commands = "; ".join(advice.commands(snapshot, plan, drift))
    if commands:
        return f"{_WITH_COMMANDS[drift.kind]}: {commands}"
    return _HINTS[drift.kind]


_HINTS: Final = {
    Difference.MISSING: "sigtool render adds the row",
    Difference.UNKNOWN: "sigtool render removes the row",
    Difference.CHANGED: "sigtool render writes what the registry has; "
    "where the table is right, change the registry",
    Difference.MOVED: "sigtool render puts the row there",
}


_WITH_COMMANDS: Final = {
    Difference.MISSING: "sigtool render adds the row; if the table is right",
    Difference.UNKNOWN: "sigtool render removes the row; to keep it",
    Difference.CHANGED: "sigtool render takes that back; to keep it",
    Difference.MOVED: "sigtool render puts the row there; if the table is right",
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
    shown = plan.place.sig_of(drift.row)
    is_linked_name = column.field == "name" and shown is not None and shown.name == drift.sig.name
    key = "readme" if is_linked_name else column.field
    return key if drift.sig.values.get(key) else "name"


DIFFERENCE: Final = Rule("SIG601", "out-of-date", Severity.ERROR, differences)
RULES: Final = (Rule("SIG601", "out-of-date", Severity.ERROR, out_of_date),)
