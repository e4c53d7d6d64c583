"""What there is to know of a drift: which side changed, as far as commits tell, and the commands
after which the registry says what a table says: the other way to mend it."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Final

from sigtool.check.snapshot import Snapshot
from sigtool.community.fact import ORDER, PRESENCE, SECTION, Fact, Verdict
from sigtool.edit import query
from sigtool.errors import SigtoolError
from sigtool.facts.pairs import each_once, near_persons, once
from sigtool.markdown.inline import name_key
from sigtool.model import (
    WORDS,
    Column,
    Kind,
    Person,
    Registry,
    Sig,
    Table,
    accounts,
    folded_link,
    in_language,
    texts_of,
)
from sigtool.people import cell
from sigtool.tables.drift import Difference, Drift
from sigtool.tables.plan import Plan
from sigtool.text.lazily import kept
from sigtool.text.records import dataclass, replace
from sigtool.text.wording import argument

# Of a table that differs in more than this, nobody mends each fact by a command of its own.
_FEW: Final = 100
# Whom a command takes out stands in one SIG, so that another one still shows the same.
_EACH: Final = 2


@dataclass(frozen=True, slots=True)
class Unshown:
    """Why a table does not show a SIG that the registry has, and the command after which it does,
    "" where there is none."""

    reason: str
    command: str = ""


def unshown(registry: Registry, sig: Sig, table: Table) -> Unshown | None:
    """Why a table does not show the SIG of one of its rows; None where the registry has no such
    SIG."""
    at = query.registered(registry).find(sig)
    own = None if at is None else registry.sigs[at]
    if own is None:
        return None
    name = query.command_name(registry, own, query.shared_names(registry))
    section = registry.section_of(own)
    is_there = table.section in (None, section)
    move = "" if is_there else f" --section {argument(table.section or '')}"
    if not own.is_shown:
        return Unshown(f"is {own.status}", f"sigtool edit-sig {name} --status active{move}")
    if not is_there:
        return Unshown(f"is in section {section!r}", f"sigtool move-sig {name}{move}")
    if own.in_language(table.language) is None:
        return Unshown(f"has no name in {table.language!r}")
    return None


def commands(snapshot: Snapshot, plan: Plan, drift: Drift) -> list[str]:
    """What makes the registry say what a row says; nothing where no command does."""
    name = snapshot.command_name(drift.sig)
    if drift.kind is Difference.MISSING:
        # Where another table shows it, as in another language, it may well be meant to stay.
        is_shown = drift.sig.origin in snapshot.shown.origins
        return (
            [] if is_shown else [_if_renamed(snapshot, plan, drift, f"sigtool remove-sig {name}")]
        )
    shown = plan.place.sig_of(drift.row) if drift.row else None
    if shown is None or drift.row is None or len(plan.drifts) > _FEW:
        return []
    if len(drift.row.cells) != len(plan.place.shown.header.cells):
        # With too many cells or too few, a row hardly says what is meant.
        is_new = drift.kind is Difference.UNKNOWN and not unshown(
            snapshot.registry, shown, plan.place.table
        )
        return [_adding(snapshot, plan, drift, Sig(shown.name))] if is_new else []
    if drift.kind is Difference.MOVED:
        spot = _spot(snapshot, plan, drift) or ["--last"]
        return [" ".join([f"sigtool move-sig {name}", *spot])]
    if drift.kind is Difference.UNKNOWN:
        if found := unshown(snapshot.registry, shown, plan.place.table):
            return [found.command] if found.command else []
        return [_if_renamed(snapshot, plan, drift, _adding(snapshot, plan, drift, shown))]
    column = column_of(plan, drift)
    if column is None:
        return []
    if column.field == "leads" and not (shown.text("leads") or drift.sig.text("leads")):
        return _leading(snapshot.registry, plan, drift, shown, name)
    return _editing(plan, column, drift.sig, shown, name)


def column_of(plan: Plan, drift: Drift) -> Column | None:
    """The column in which a table and the registry disagree."""
    return plan.place.bound[drift.column].column if drift.column is not None else None


def _if_renamed(snapshot: Snapshot, plan: Plan, drift: Drift, command: str) -> str:
    """A command for a SIG that has no row, or a row that has no SIG; first that for the case that
    they are one SIG by a new name, where a value that only these two share speaks for it."""
    alike = _alike(snapshot, plan, drift)
    if len(alike) != 1 or len(_alike(snapshot, plan, alike[0])) != 1:
        return command
    is_lost = drift.kind is Difference.MISSING
    lost, new = (drift, alike[0]) if is_lost else (alike[0], drift)
    old, name = snapshot.command_name(lost.sig), _said(plan, new).one_name
    table = plan.place.table
    language = f" --language {argument(table.language)}" if table.language else ""
    what = f"the row of {name} is its row" if is_lost else f"it is the row of {lost.sig.one_name}"
    rename = f"sigtool rename-sig {old} {argument(name)}{language}"
    return f"{rename}, if {what} by a new name, else {command}"


def _alike(snapshot: Snapshot, plan: Plan, drift: Drift) -> list[Drift]:
    """The rows without a SIG that say something that a SIG without a row says, or the reverse."""
    wanted = {Difference.MISSING: Difference.UNKNOWN, Difference.UNKNOWN: Difference.MISSING}
    own = _said(plan, drift)
    return [
        each
        for each in (plan.drifts if len(plan.drifts) <= _FEW else ())
        if each.kind is wanted[drift.kind]
        and _share_a_value(own, _said(plan, each))
        and not any(
            one.row and unshown(snapshot.registry, one.sig, plan.place.table)
            for one in (drift, each)
        )
    ]


def _said(plan: Plan, drift: Drift) -> Sig:
    """What a row says if it has as many cells as the header row; else the name of its SIG, or what
    the registry says of one without a row."""
    shown = plan.place.sig_of(drift.row) if drift.row else None
    if drift.row is None or shown is None:
        return drift.sig
    is_whole = len(drift.row.cells) == len(plan.place.shown.header.cells)
    return shown if is_whole else Sig(shown.name)


def _share_a_value(one: Sig, other: Sig) -> bool:
    return any(
        value and key not in WORDS and other.values.get(key) == value
        for key, value in one.values.items()
    )


def _adding(snapshot: Snapshot, plan: Plan, drift: Drift, shown: Sig) -> str:
    """The command that adds the SIG of a row, where the row stands."""
    table = plan.place.table
    options = [f"--language {argument(table.language)}"] if table.language else []
    if table.section is not None and table.section != snapshot.registry.tables[0].section:
        options.append(f"--section {argument(table.section)}")
    for key, value in each_once(shown).values.items():
        if not isinstance(value, tuple):
            options.append(f"{query.option(key)}{argument(in_language(value, None))}")
        elif key == "leads":
            options += [f"--lead {argument(_who(person))}" for person in value]
    options += _spot(snapshot, plan, drift)
    return " ".join([f"sigtool add-sig {argument(shown.one_name)}", *options])


def _spot(snapshot: Snapshot, plan: Plan, drift: Drift) -> list[str]:
    """The option that says where the row of a SIG stands; none for the last row of a table."""
    known, rows = snapshot.by_name, [(row, sig.one_name) for row, sig in plan.place.rows if sig]
    at = next(number for number, (row, _) in enumerate(rows) if row is drift.row)
    if not any(name_key(name) in known for _, name in rows[at + 1 :]):
        return []
    named = [name for _, name in rows[:at] if name_key(name) in known]
    return [f"--after {argument(named[-1])}"] if named else ["--first"]


def _leading(registry: Registry, plan: Plan, drift: Drift, shown: Sig, name: str) -> list[str]:
    """The commands that make the leads of a SIG those of a row, if they do in the end."""
    from sigtool.edit import operations

    here = drift.sig.people()
    there = once(shown.people(), here)
    gone = tuple(person for person in here if person not in there)
    new = tuple(person for person in there if person not in here)
    if near_persons(gone, new):
        # Who goes and comes again loses what the table does not show.
        return [f"sigtool sync {name} --prefer table"]
    steps = [
        *(("remove-lead", str(person)) for person in gone),
        *(("add-lead", _who(person)) for person in new),
    ]
    registry = _about(registry, drift.sig, new)
    own = _own(registry, drift.sig)
    try:
        for command, person in steps:
            is_new = command == "add-lead"
            operation = operations.add_person if is_new else operations.remove_person
            registry, _ = operation(registry, own, "leads", person)
            own = _own(registry, drift.sig)
    except (SigtoolError, ValueError):
        return []
    after = own.in_language(plan.place.table.language)
    if not steps or not _say_all(after.people() if after else (), there):
        return []
    return [f"sigtool {command} {name} {argument(person)}" for command, person in steps]


def _about(registry: Registry, sig: Sig, new: Sequence[Person]) -> Registry:
    """A registry of those SIGs alone that count when persons are added to the leads of one: itself,
    those that name any of them, and a few that show how the persons beside are written."""
    from sigtool.people import who

    places, section = _places(registry), registry.section_of(sig)
    keys: list[Hashable] = [sig.origin, (True,), (False,), (section, True), (section, False)]
    for person in new:
        keys += [*_calls(person), who.bare(_who(person))]
    found = {at for key in keys for at in places.get(key, {}).values()}
    return registry.with_sigs(registry.sigs[at] for at in sorted(found))


@kept
def _places(registry: Registry) -> Mapping[Hashable, Mapping[Hashable, int]]:
    """Where SIGs stand in a registry: each by its origin, the first that names a person by whatever
    a command may call them, and two each of those that name anybody with a handle, or without one,
    and that lead a section with a link to an account that shows a mere name, or more."""
    from sigtool.people import who

    numbers = enumerate(registry.sigs)
    found: dict[Hashable, dict[Hashable, int]] = {sig.origin: {0: at} for at, sig in numbers}
    for sig, key, person in registry.mentions():
        at = found[sig.origin][0]
        for call in _calls(person):
            found.setdefault(call, {}).setdefault(person, at)
        signs: list[Hashable] = [(bool(person.handle),)]
        if key == "leads" and who.account(person):
            signs.append((registry.section_of(sig), bool(person.name and not person.handle)))
        for places in (found.setdefault(sign, {}) for sign in signs):
            if len(places) < _EACH:
                places[at] = at
    return found


def _calls(person: Person) -> set[str]:
    """Whatever a command may call a person, case ignored."""
    texts = (person.handle, person.name, person.email)
    calls = {text.casefold() for each in texts for text in texts_of(each or "")}
    calls |= {folded_link(url) for url in texts_of(person.url or "")}
    return (calls | {name for _, name in accounts(person)}) - {""}


def _say_all(persons: Sequence[Person], there: Sequence[Person]) -> bool:
    """Whether persons are those of a row; a command makes the link of a mere handle."""
    return len(persons) == len(there) and all(
        other == (one if other.url else replace(one, url=None))
        for one, other in zip(persons, there, strict=True)
    )


def _own(registry: Registry, sig: Sig) -> Sig:
    return next(each for each in registry.sigs if each.origin == sig.origin)


def _editing(plan: Plan, column: Column, sig: Sig, shown: Sig, name: str) -> list[str]:
    """The command that gives fields the texts of a row."""
    fields = ("name", "readme") if column.field == "name" else (column.field,)
    changed = [key for key in fields if shown.value(key) != sig.value(key)]
    if column.kind is Kind.PEOPLE or not all(shown.value(key) for key in changed):
        return []
    options = "".join(
        f" {query.option(key)}{argument(in_language(shown.text(key), None))}" for key in changed
    )
    language = plan.place.table.language
    of_language = f" --language {argument(language)}" if language else ""
    return [f"sigtool edit-sig {name}{options}{of_language}"]


def _who(person: Person) -> str:
    """A person as a command takes them, with all that is known."""
    return cell.write((person,), cell.Way()) or str(person)


def verdict_of(snapshot: Snapshot, plan: Plan, drift: Drift) -> Verdict:
    """Which side changed."""
    verdicts = {fact.verdict for fact in facts_of(snapshot, plan, drift)}
    if len(verdicts) == 1:
        return verdicts.pop()
    return Verdict.CONFLICT if verdicts else Verdict.NO_BASE


def facts_of(snapshot: Snapshot, plan: Plan, drift: Drift) -> list[Fact]:
    """The facts that a difference shows; none without a past."""
    keys = () if drift.column is None else plan.place.keys_of(plan.place.bound[drift.column])
    about: tuple[str, object] = ("SIG", drift.sig.origin)
    if drift.kind is Difference.MOVED:
        about = "key", ORDER
    elif drift.row:
        about = "row", id(drift.row)
    return [
        fact
        for fact in snapshot.once(_facts_about).get(about, ())
        if _is_about(fact, drift, keys)
        and (_is_left(fact, drift) or snapshot.community.assigned[fact.at].place is plan.place)
    ]


def _is_left(fact: Fact, drift: Drift) -> bool:
    """Whether a row is missing because it was moved to another table."""
    return fact.key == SECTION and drift.kind is Difference.MISSING


def _is_about(fact: Fact, drift: Drift, keys: Sequence[str]) -> bool:
    if drift.kind is Difference.MOVED:
        return fact.key == ORDER
    if drift.kind is Difference.CHANGED:
        # Of a row that may be that of another SIG, it is said that it is there.
        return fact.row is drift.row and fact.key in (*keys, PRESENCE)
    is_one = fact.row is drift.row if drift.row else fact.sig.origin == drift.sig.origin
    return is_one and fact.key in (PRESENCE, SECTION)


def _facts_about(snapshot: Snapshot) -> Mapping[Hashable, Sequence[Fact]]:
    """The facts, in their order, by the identity of their row, by the origin of their SIG, and by
    what they are about."""
    found: dict[Hashable, list[Fact]] = {}
    for fact in snapshot.facts:
        for about in (("row", id(fact.row)), ("SIG", fact.sig.origin), ("key", fact.key)):
            found.setdefault(about, []).append(fact)
    return found
