"""SIG6xx: tables that do not say what the registry says."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sigtool.check.advice import column_of, commands, facts_of, unshown, verdict_of
from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.community.fact import Fact, Verdict, Why
from sigtool.facts.pairs import once
from sigtool.markdown.blocks import Row
from sigtool.markdown.inline import name_key
from sigtool.markdown.rows import Line, escape, unescape
from sigtool.model import Kind, Sig, Texts, in_language
from sigtool.people import cell as people
from sigtool.rules.rows import surplus_rows
from sigtool.tables.drift import Difference, Drift
from sigtool.tables.plan import Plan
from sigtool.text.diagnostic import Fix, Location, Related, Severity
from sigtool.text.records import dataclass, field, replace
from sigtool.text.source import Edit, Span
from sigtool.text.wording import nearest

# What rendering does to a fact that only the table says; and the same before commands that keep it.
_HINTS: Final = {
    Difference.MISSING: (
        "sigtool render adds the row",
        "sigtool render adds the row; if the table is right",
    ),
    Difference.UNKNOWN: (
        "sigtool render removes the row",
        "sigtool render removes the row; to keep it",
    ),
    Difference.CHANGED: (
        "sigtool render writes what the registry has; "
        "where the table is right, change the registry",
        "sigtool render takes that back; to keep it",
    ),
    Difference.MOVED: (
        "sigtool render puts the row there",
        "sigtool render puts the row there; if the table is right",
    ),
}

# What to do about what one side alone changed.
_SYNC: Final = "sigtool sync does that"
_BY_HAND: Final = " (in a web editor, change {registry} as well)"
_TAKING_BACK: Final = "sigtool render --overwrite takes it back"


@dataclass(frozen=True, slots=True)
class Fixes:
    """What mends a table: its cells, each row's by itself where that is possible, or all of it."""

    whole: Fix | None = None
    cells: Fix | None = None
    by_row: Mapping[int, Fix] = field(default_factory=dict)

    def of(self, drift: Drift) -> Fix | None:
        if drift.kind is not Difference.CHANGED:
            return self.whole
        return self.by_row.get(id(drift.row), self.cells)


@rule("SIG601", "out-of-date", Severity.ERROR, tells_facts=True)
def out_of_date(snapshot: Snapshot) -> Iterator[Finding]:
    """A table says what the registry says."""
    for at, plan in snapshot.plans.items():
        drifts = _drifts(snapshot, at, plan)
        named = drifts and any(each.field == "name" for each in plan.place.bound)
        fixes = fixes_of(snapshot, at) if named else Fixes()
        for drift in drifts:
            fix = None if _is_illegible(snapshot, plan, drift) else fixes.of(drift)
            yield _finding(snapshot, plan, drift, fix)


def differences(snapshot: Snapshot) -> Iterator[Finding]:
    """Every difference, also those that other rules tell of: `render --check` fails on each."""
    for plan in snapshot.plans.values():
        yield from (_finding(snapshot, plan, drift) for drift in plan.drifts)


def _finding(snapshot: Snapshot, plan: Plan, drift: Drift, fix: Fix | None = None) -> Finding:
    place = snapshot.at_sig(drift.sig, _field(plan, drift))
    related = Related("the registry says so here", place)
    is_welcome = snapshot.settings.table_edits == "accept" and snapshot.synced is not None
    is_of_table = is_welcome and verdict_of(snapshot, plan, drift) is Verdict.TO_REGISTRY
    return Finding(
        _message(snapshot, plan, drift),
        _where(plan, drift),
        [] if drift.kind is Difference.UNKNOWN else [related],
        fix,
        _hint(snapshot, plan, drift),
        Severity.NOTE if is_of_table else None,
    )


def _message(snapshot: Snapshot, plan: Plan, drift: Drift) -> str:
    """What differs; of a row whose SIG the registry does not show there, why."""
    is_unknown = drift.kind is Difference.UNKNOWN
    found = unshown(snapshot.registry, drift.sig, plan.place.table) if is_unknown else None
    if found is None:
        return drift.message
    return f"{drift.sig.name}: is in the table, and {found.reason} in the registry"


def addresses(snapshot: Snapshot, plan: Plan, drift: Drift) -> list[Location]:
    """The e-mail addresses in a cell that it should not show, where nothing else is wrong there."""
    column = column_of(plan, drift)
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


def fixes_of(snapshot: Snapshot, at: int) -> Fixes:
    """What mends the table of that number in `tables`."""
    if at in snapshot.community.loose:
        return Fixes()  # SIG110 comes first: rows may stand below what ends the table
    planned = snapshot.plans[at]
    plan = _legible(snapshot, planned)
    # The part of the plan that changes cells: every row stays, and stays where it is.
    changed = {id(line.row): line.cells for line in plan.lines if line.row}
    lines = tuple(Line(row, changed.get(id(row), {})) for row in plan.place.shown.rows)
    edits = snapshot.table_edits(replace(plan, lines=lines))
    is_kept = all(drift.is_sure for drift in plan.drifts) and all(
        _keeps(plan, line) for line in planned.lines
    )
    kinds = {drift.kind for drift in plan.drifts}
    adds = Difference.UNKNOWN not in kinds and all(
        _speaks(snapshot, drift.sig, plan.place.table.language)
        for drift in plan.drifts
        if drift.kind is Difference.MISSING
    )
    verdicts = {verdict_of(snapshot, plan, drift) for drift in plan.drifts}
    if verdicts == {Verdict.TO_TABLE}:
        is_kept, adds = True, True  # commits tell that the registry is what changed
    elif verdicts != {Verdict.NO_BASE}:
        is_kept, adds = False, False
    adds_alone = adds and not is_kept and Difference.MISSING in kinds
    whole: Sequence[Edit] = ()
    if adds_alone:
        # The rows can be added, though the cells of others are for somebody to decide.
        whole = snapshot.table_edits(replace(plan, lines=tuple(_adding(plan))))
    elif kinds != {Difference.CHANGED}:
        whole = snapshot.table_edits(plan)
    return Fixes(
        _fix(
            "add the rows" if adds_alone else "render the table",
            plan,
            whole,
            safe=adds and (is_kept or adds_alone),
        ),
        _fix("render the cells of the table", plan, edits, safe=is_kept),
        _by_row(snapshot, plan, [line for line in lines if line.cells], edits),
    )


def _drifts(snapshot: Snapshot, at: int, plan: Plan) -> list[Drift]:
    """The facts on which a table and the registry disagree, but for those that another rule tells:
    SIG108 of rows that are there twice, SIG110 of loose rows, SIG003 of a value that
    is missing because its key is mistyped, SIG204 of a text that no cell can show, SIG409 of
    addresses, SIG403 of who is named twice."""
    surplus, loose = surplus_rows(snapshot, at), snapshot.community.loose.get(at)
    below = {name_key(name) for name in loose.names} if loose else set()
    return [
        drift
        for drift in plan.drifts
        if id(drift.row) not in surplus
        and not (drift.kind is Difference.MISSING and name_key(drift.sig.one_name) in below)
        and not _is_elsewhere(snapshot, plan, drift)
        and not addresses(snapshot, plan, drift)
        and not _is_again(snapshot, plan, drift)
    ]


def _is_elsewhere(snapshot: Snapshot, plan: Plan, drift: Drift) -> bool:
    """Whether SIG003 or SIG204 tells of a value; of a list, it is still to be told who is amiss."""
    column = column_of(plan, drift)
    if column is None:
        return False
    if column.kind is not Kind.PEOPLE and (drift.sig.origin, column.field) in plan.unshowable:
        return True
    key = "readme" if column.field == "name" else column.field
    return key not in drift.sig.values and any(
        nearest(each, [key]) for each in snapshot.unknown_keys(drift.sig)
    )


def _is_again(snapshot: Snapshot, plan: Plan, drift: Drift) -> bool:
    """Whether nothing is wrong in a cell but that it names somebody twice, and never did before."""
    column = column_of(plan, drift)
    shown = plan.place.sig_of(drift.row) if drift.row else None
    if column is None or shown is None:
        return False
    wanted = plan.place.projected(drift.sig).people(column.field)
    is_again = once(shown.people(column.field), wanted) == wanted != ()
    return is_again and not facts_of(snapshot, plan, drift)


def _adding(plan: Plan) -> list[Line]:
    """The rows of a plan that are added: every other row stays as it is, and where it is."""
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
    return lines


def _speaks(snapshot: Snapshot, sig: Sig, language: str | None) -> bool:
    """Whether a SIG is known to be in the language of a table: plain texts may be in any."""
    if language is None:
        return True
    own = snapshot.by_origin[sig.origin]
    return any(
        isinstance(value, Texts) and bool(in_language(value, language))
        for value in (own.name, *own.values.values())
    )


def _by_row(
    snapshot: Snapshot, plan: Plan, lines: Sequence[Line], edits: Sequence[Edit]
) -> dict[int, Fix]:
    """The fix of each changed row, where none takes more than its own row to change."""
    guessed = {id(drift.row) for drift in plan.drifts if not drift.is_sure}
    rows = [line.row for line in lines if line.row]
    starts = [row.line.start for row in rows]
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        at = bisect_right(starts, edit.span.start) - 1
        if at < 0 or edit.span.end > rows[at].line.end:
            return {}  # an aligned table that has to be aligned again
        found.setdefault(at, []).append(edit)
    drifts: dict[int, list[Drift]] = {}
    for drift in plan.drifts:
        drifts.setdefault(id(drift.row), []).append(drift)
    fixes: dict[int, Fix] = {}
    for at, own in found.items():
        # It is safe where a row only gains, or where commits tell that the registry changed, and it
        # is no guess which SIG it shows.
        verdicts = {verdict_of(snapshot, plan, each) for each in drifts.get(id(rows[at]), ())}
        gains = _keeps(plan, lines[at]) if verdicts == {Verdict.NO_BASE} else False
        is_sure = id(rows[at]) not in guessed
        is_safe = is_sure and (gains or verdicts == {Verdict.TO_TABLE})
        if fix := _fix("render the row", plan, own, safe=is_safe):
            fixes[id(rows[at])] = fix
    return fixes


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
    if bound.column is None or shown is None:
        return True
    old = unescape(place.shown.text(row, at))
    if not old or (bound.column.kind is Kind.PEOPLE and people.is_placeholder(old)):
        return True  # it says nothing, or names nobody
    read = place.read_cell(bound, escape(text))
    return all(shown.value(key) in ("", read.get(key)) for key in place.keys_of(bound))


def _fix(title: str, plan: Plan, edits: Sequence[Edit], *, safe: bool) -> Fix | None:
    return Fix.of(title, plan.place.shown.source, edits, safe=safe) if edits else None


def _hint(snapshot: Snapshot, plan: Plan, drift: Drift) -> str:
    if plan.unshowable:
        return "first mend what cannot be shown (SIG204), then look again: sigtool validate"
    if _is_illegible(snapshot, plan, drift):
        return "write a bar that belongs to a text as \\|"
    found = facts_of(snapshot, plan, drift)
    has_commits = snapshot.past is not None and bool(snapshot.past.read)
    is_known = any(fact.verdict is not Verdict.NO_BASE or fact.why for fact in found)
    if found and (has_commits or is_known):
        return _advice(snapshot, found)
    split = [each for each in snapshot.community.loose.values() if each.place is plan.place]
    if split and drift.kind is Difference.MISSING:
        return f"first {split[0].remedy}; its row may stand there under another name"
    shown = plan.place.sig_of(drift.row) if drift.kind is Difference.UNKNOWN and drift.row else None
    elsewhere = unshown(snapshot.registry, shown, plan.place.table) if shown else None
    if elsewhere and elsewhere.command:
        return (
            f"the registry has it: it {elsewhere.reason}; to show it here: {elsewhere.command}; "
            "else remove the row"
        )
    alone, before_commands = _HINTS[drift.kind]
    if snapshot.past is not None and snapshot.past.read and drift.kind is not Difference.MISSING:
        # With commits, rendering refuses where none tells which side changed.
        alone, before_commands = (
            each.replace("sigtool render", "sigtool render --overwrite")
            for each in (alone, before_commands)
        )
    listed = "; ".join(commands(snapshot, plan, drift))
    return f"{before_commands}: {listed}" if listed else alone


def _advice(snapshot: Snapshot, found: Sequence[Fact]) -> str:
    """What `sync` makes of the facts of one difference, and what is left to do about them."""
    from sigtool.check.fact_help import help_text
    from sigtool.check.facts import reason, topic

    community = snapshot.community
    reasons = list(dict.fromkeys(reason(community, fact) for fact in found))
    if len(reasons) > 1:
        reasons = [f"{topic(fact)}: {reason(community, fact)}" for fact in found]
    steps = list(dict.fromkeys(help_text(community, snapshot.facts, fact) for fact in found))
    verdicts = {fact.verdict for fact in found}
    if not any(verdict.is_open for verdict in verdicts):
        steps = [_SYNC]
        if Verdict.TO_REGISTRY in verdicts:
            steps = [_SYNC + _BY_HAND.format(registry=snapshot.source.path), _TAKING_BACK]
    return "; ".join(filter(None, (*reasons, *steps)))


def _is_illegible(snapshot: Snapshot, plan: Plan, drift: Drift) -> bool:
    """Whether nobody knows what the cells of a row say, since it has too many of them, and no
    commit tells (SIG105)."""
    if drift.row is None or drift.kind is Difference.MOVED or not plan.place.surplus(drift.row):
        return False
    return {fact.why for fact in facts_of(snapshot, plan, drift)} <= {Why.SURPLUS}


def _legible(snapshot: Snapshot, plan: Plan) -> Plan:
    """The plan but for the cells of rows of which nobody knows what they say."""
    illegible = {id(each.row) for each in plan.drifts if _is_illegible(snapshot, plan, each)}
    return replace(
        plan,
        lines=[
            Line(line.row, {}) if line.row and id(line.row) in illegible else line
            for line in plan.lines
        ],
    )


def _where(plan: Plan, drift: Drift) -> Location:
    shown = plan.place.shown
    row: Row = drift.row or shown.header
    if drift.column is None or drift.column >= len(row.cells):
        return Location(shown.source, row.content)
    return Location(shown.source, row.cells[drift.column].content)


def _field(plan: Plan, drift: Drift) -> str:
    """The field of the registry that a cell does not agree with, or the name if it has none."""
    column = column_of(plan, drift)
    if column is None or drift.row is None:
        return "name"
    shown = plan.place.sig_of(drift.row)
    is_linked_name = column.field == "name" and shown is not None and shown.name == drift.sig.name
    key = "readme" if is_linked_name else column.field
    return key if drift.sig.values.get(key) else "name"
