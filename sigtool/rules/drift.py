"""SIG6xx: tables that do not say what the registry says."""

from collections.abc import Iterator

from sigtool import render
from sigtool.diagnostic import FileEdit, Fix, Location, Related, Severity
from sigtool.render import Difference, Drift, Plan
from sigtool.rules.rule import Finding, Rule
from sigtool.snapshot import Snapshot


def out_of_date(snapshot: Snapshot) -> Iterator[Finding]:
    """A table says what the registry says.

    One diagnostic for each fact on which the two disagree. `sigtool render` writes what the
    registry says into the table, which is the fix of each; where the table is right instead, bring
    the fact into the registry (`sigtool edit-sig`, `add-sig`, `rename-lead` ...).
    """
    for plan in snapshot.plans.values():
        if not plan.drifts:
            continue
        source = plan.place.shown.source
        edits = tuple(FileEdit(source, edit) for edit in render.edits(plan))
        fix = Fix("render the table", edits) if edits and not plan.unshowable else None
        for drift in plan.drifts:
            yield Finding(
                drift.message,
                _where(plan, drift),
                _related(snapshot, drift),
                fix,
                hint=_HINTS[drift.kind],
            )


_HINTS = {
    Difference.MISSING: "sigtool render adds the row",
    Difference.UNKNOWN: "sigtool render removes the row; to keep it: sigtool add-sig",
    Difference.CHANGED: "sigtool render writes what the registry has",
    Difference.MOVED: "sigtool render puts the row there",
}


def _where(plan: Plan, drift: Drift) -> Location:
    shown = plan.place.shown
    if drift.row is None:
        return Location(shown.source, shown.header.content)
    if drift.column is None or drift.column >= len(drift.row.cells):
        return Location(shown.source, drift.row.content)
    return Location(shown.source, drift.row.cells[drift.column].content)


def _related(snapshot: Snapshot, drift: Drift) -> list[Related]:
    if drift.kind is Difference.UNKNOWN:
        return []
    return [Related("the registry says so here", snapshot.at_sig(drift.sig, "name"))]


RULES = (Rule("SIG601", "out-of-date", Severity.ERROR, out_of_date),)
