"""What each editing command does: opens the workspace, calls an operation, writes, and reports.

Plain values in, an exit code out: 0 done, 1 found something. What stops a command is an exception
(`errors`), which `cli.main` turns into one line and exit code 2.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sigtool.community import taking
from sigtool.community.community import Community, Edited
from sigtool.edit import operations, query
from sigtool.edit.operations import Spot
from sigtool.errors import BadValue, Remedy, UnknownName
from sigtool.markdown.blocks import MarkdownTable, name_key
from sigtool.model import Person, Registry, Sig, Value, same_person, texts_of
from sigtool.outside import workspace
from sigtool.outside.workspace import Workspace
from sigtool.people import who
from sigtool.registry import document
from sigtool.report import changes, terminal
from sigtool.report import remarks as remarks_report
from sigtool.tables.change import Scope
from sigtool.tables.drift import Difference, Drift, Fate
from sigtool.tables.locate import Place
from sigtool.text.wording import argument

DONE: Final = 0
FOUND: Final = 1
_NOTHING: Final = "Nothing changed: the registry says so already."


@dataclass(frozen=True, slots=True)
class Writing:
    """What an editing command does with its result."""

    file: Path | None
    dry_run: bool = False
    render: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an operation makes of a registry, what to say of it, and what more to tell.

    `whole` names the fields that are given anew as a whole, by the origin of their SIG.
    """

    registry: Registry
    message: str
    whole: frozenset[tuple[int | None, str]] = frozenset()
    notes: tuple[str, ...] = ()
    moved: int | None = None


Operation = Callable[[Community], Outcome]


@dataclass(frozen=True, slots=True)
class NewSig:
    """A SIG that is to be added: what is said of it, and where it goes."""

    name: str
    values: Mapping[str, str | None]
    leads: Sequence[str] = ()
    settings: Sequence[str] = ()
    spot: Spot = field(default_factory=Spot)
    language: str | None = None


def add_sig(writing: Writing, new: NewSig) -> int:
    """Add a SIG to the registry, and its row to the tables.

    A row that somebody wrote for it by hand is taken over, with all that it says.
    """

    def operation(community: Community) -> Outcome:
        registry = community.registry
        operations.check_language(registry, new.language)
        given = _given(registry, new.values, new.settings)
        if "name" in given:
            raise BadValue("the name of a new SIG is the argument NAME, not a setting")
        sig = Sig(new.name.strip(), {key: value for key, value in given.items() if value})
        language = new.language
        rows = taking.hand_written(community, sig, None, language) if writing.render else []
        sig = taking.taken_over(sig, rows, registry.languages, language)
        spot = _spot_of(registry, rows[0]) if rows and new.spot == Spot() else new.spot
        added = operations.add_sig(registry, sig, spot, new.language)
        for lead in new.leads:
            added = _with_lead(added, new.name, lead)
        notes = [f"{row.place.where(row.row)}: took over this row." for row in rows]
        return Outcome(added, f"Added {sig.name}.", notes=tuple(notes))

    return _edit(writing, operation)


def _spot_of(registry: Registry, row: taking.HandWritten) -> Spot:
    """Where a SIG goes whose row is there already: as the row does, if its neighbours tell."""
    names = Counter(name_key(text) for sig in registry.sigs for text in texts_of(sig.name))
    if row.above and names[name_key(row.above.one_name)] == 1:
        return Spot(after=row.above.one_name)
    if row.below and names[name_key(row.below.one_name)] == 1:
        return Spot(before=row.below.one_name)
    return Spot()


def _with_lead(registry: Registry, name: str, lead: str) -> Registry:
    """The registry with one more lead, unless the row of the SIG named that person already."""
    sig = operations.find_sig(registry, name)
    wanted = who.known(registry, lead)
    if any(same_person(person, wanted) for person in sig.people()):
        return registry
    return operations.add_person(registry, sig, "leads", lead)[0]


def edit_sig(
    writing: Writing,
    name: str,
    values: Mapping[str, str | None],
    settings: Sequence[str],
    removed: Sequence[str],
    language: str | None = None,
) -> int:
    """Change fields of a SIG."""

    def operation(community: Community) -> Outcome:
        registry = community.registry
        operations.check_language(registry, language)
        sig = operations.find_sig(registry, name)
        wanted = _given(registry, values, settings, removed, sig)
        if isinstance(wanted.get("name"), str) and writing.render:
            taking.refuse_second_row(community, sig, str(wanted["name"]), language)
        if not wanted:
            raise BadValue("nothing to change; name a field, as --responsibilities TEXT")
        after = operations.edit_sig(registry, sig, wanted, language)
        whole = frozenset((sig.origin, key) for key in wanted)
        return Outcome(after, f"Changed {sig.name}: {', '.join(wanted)}.", whole)

    return _edit(writing, operation)


def remove_sig(writing: Writing, name: str) -> int:
    """Take a SIG out of the registry and the tables; the comments that go with it are shown."""

    def operation(community: Community) -> Outcome:
        sig = operations.find_sig(community.registry, name)
        return Outcome(operations.remove_sig(community.registry, sig), f"Removed {sig.name}.")

    return _edit(writing, operation)


def move_sig(writing: Writing, name: str, spot: Spot, section: str | None = None) -> int:
    """Put a SIG at another place, or into another section."""

    def operation(community: Community) -> Outcome:
        registry = community.registry
        sig = operations.find_sig(registry, name)
        if section is not None:
            registry = operations.edit_sig(registry, sig, {"section": section})
            sig = next(each for each in registry.sigs if each.origin == sig.origin)
        after = operations.move_sig(registry, sig, spot)
        return Outcome(after, f"Moved {sig.name}.", moved=sig.origin)

    return _edit(writing, operation)


def add_lead(writing: Writing, name: str, who: str) -> int:
    """Add one lead to one SIG."""

    def operation(community: Community) -> Outcome:
        sig = operations.find_sig(community.registry, name)
        after, person = operations.add_person(community.registry, sig, "leads", who)
        return Outcome(after, f"Added {person} to the leads of {sig.name}.")

    return _edit(writing, operation)


def remove_lead(writing: Writing, name: str, who: str) -> int:
    """Take one lead from one SIG."""

    def operation(community: Community) -> Outcome:
        sig = operations.find_sig(community.registry, name)
        after, person = operations.remove_person(community.registry, sig, "leads", who)
        return Outcome(after, f"Removed {person} from the leads of {sig.name}.")

    return _edit(writing, operation)


def rename_lead(
    writing: Writing, old: str, new: str, only: str | None, language: str | None = None
) -> int:
    """Rename a person in every SIG and every people field, or in one SIG alone."""

    def operation(community: Community) -> Outcome:
        registry = community.registry
        operations.check_language(registry, language)
        sig = operations.find_sig(registry, only) if only is not None else None
        after, renamed = operations.rename_person(registry, old, new, sig, language)
        names = ", ".join(
            f"{each.name}" if key == "leads" else f"{each.name} ({key})"
            for each, key in renamed.places
        )
        return Outcome(after, f"Renamed {_both_selves(renamed)} in {names}.")

    return _edit(writing, operation)


def render_tables(file: Path | None, *, check: bool, diff: bool) -> int:
    """Write the tables; with `check`, only say whether they are out of date."""
    if check or diff:
        community = workspace.open_registry(file).community()
        found = [each for each in community.rendered().documents if each.is_change]
        if diff:
            changes.show((each.before.source, each.after.source) for each in found)
        if found and check:
            _tell_drift(community)
            terminal.warn("Out of date: run `sigtool render`.")
        return FOUND if found and check else DONE
    with workspace.locked(file, say_waiting) as space:
        rendered = space.community().rendered()
        space.write(rendered)
    _tell_removed(rendered.before)
    changed = [each for each in rendered.documents if each.is_change]
    for rewrite in changed:
        terminal.say(f"Rendered {rewrite.after.source.path}.")
    if not changed:
        terminal.say("Every table is up to date.")
    return DONE


def _edit(writing: Writing, operation: Operation) -> int:
    """Carry out an operation on the registry and show it in the tables, in one write."""
    with _opened(writing) as space:
        # Without tables to write, those that cannot be read are no matter.
        community = space.community() if writing.render else Community(space.document, {})
        try:
            outcome = operation(community)
        except UnknownName as error:
            raise _shown_elsewhere(community, error) or error from error
        scope = Scope(outcome.whole, moved=outcome.moved)
        edited = community.edited(outcome.registry, scope, tables=writing.render)
        if writing.dry_run:
            changes.show(edited.sources())
        else:
            space.write(edited)
            is_change = outcome.registry != community.registry
            terminal.say(outcome.message if is_change else _NOTHING)
        _tell(edited, outcome)
    return DONE


def _shown_elsewhere(community: Community, error: UnknownName) -> UnknownName | None:
    """What to say of a name that the registry does not know and a table does."""
    what, facts = error.facts.get("what", ""), error.facts
    if "sig" in facts and (place := taking.row_of(community, facts["sig"])):
        name = argument(facts["sig"])
        message = f"{what}; only the table has it, at {place}"
        return UnknownName(message, Remedy.ADD_SIG, name=name)
    if "person" in facts and (place := taking.row_naming(community, facts["person"])):
        return UnknownName(f"{what}; only the table names them, at {place}", Remedy.VALIDATE)
    return None


def _opened(writing: Writing) -> AbstractContextManager[Workspace]:
    """The registry: under its lock, unless nothing is to be written."""
    if writing.dry_run:
        return nullcontext(workspace.open_registry(writing.file))
    return workspace.locked(writing.file, say_waiting)


def _given(
    registry: Registry,
    values: Mapping[str, str | None],
    settings: Sequence[str],
    removed: Sequence[str] = (),
    sig: Sig | None = None,
) -> dict[str, Value | None]:
    """What options say of the fields: those of their own, --set and --unset."""
    given: dict[str, Value | None] = {}
    for key, text in values.items():
        if text is not None and not text.strip():
            advice = "give another" if key == "name" else f"take it away with --unset {key}"
            raise BadValue(f"--{key} is empty; {advice}")
        if text is not None:
            given[key] = text.strip()
    more = operations.field_values(registry, settings, removed, sig)
    if twice := sorted(given.keys() & more.keys()):
        raise BadValue(f"{twice[0]} is given twice; give it once")
    return given | more


def _both_selves(renamed: operations.Renamed) -> str:
    old, new = renamed.old, renamed.new
    if str(old) != str(new):
        return f"{old} to {new}"
    differing = [
        f"{key} {_part(old, key) or 'none'} to {_part(new, key)}"
        for key in ("handle", "name", "url", "email", "affiliation")
        if _part(old, key) != _part(new, key)
    ]
    return f"{old} ({', '.join(differing)})"


def _part(person: Person, key: str) -> str:
    return str(getattr(person, key) or "")


def say_waiting() -> None:
    """Say why nothing happens yet: another sigtool holds the lock."""
    terminal.warn("Waiting for another sigtool to finish ...")


def _tell(edited: Edited, outcome: Outcome) -> None:
    """Say what else there is to know of an edit: what went, what stays apart, what is missing."""
    before, after = edited.before.registry, outcome.registry
    for note in outcome.notes:
        terminal.warn(note)
    for remark in edited.remarks:
        terminal.warn(remarks_report.sentence(remark))
    if gone := document.comments_that_go(edited.registry):
        terminal.warn("\n".join(["Removed with it:", *gone]))
    _tell_untranslated(before, after)
    if edited.documents:
        _tell_other_drift(edited)


def _tell_untranslated(before: Registry, after: Registry) -> None:
    """Say which of the SIGs that changed lack a language that a table is in."""
    same = {sig.origin: sig for sig in before.sigs}
    shared = query.shared_names(after)
    for sig in after.sigs:
        if sig.origin is not None and same.get(sig.origin) == sig:
            continue
        name = query.command_name(after, sig, shared)
        for key, code in operations.untranslated(after, sig):
            terminal.warn(
                f"{sig.name}: {key} lacks {code}: "
                f"sigtool edit-sig {name} --language {code} {query.option(key)}..."
            )


def _tell_other_drift(edited: Edited) -> None:
    """Say that a table differs in what this command did not touch."""
    told = {(each.source.path, each.line) for each in edited.remarks if each.fate in _STAYING}
    count = sum(
        (place.shown.source.path, _line_of(place, drift)) not in told
        for place, drift in edited.after.drifts
    )
    if count:
        noun = "other difference" if count == 1 else "other differences"
        terminal.warn(f"The tables have {count} {noun} from the registry: sigtool validate")


_STAYING: Final = (Fate.KEPT, Fate.UNREAD, Fate.TRANSLATED)


def _line_of(place: Place, drift: Drift) -> int:
    return place.shown.source.position((drift.row or place.shown.header).line.start).line


def _tell_drift(community: Community) -> None:
    for place, drift in community.drifts:
        table = place.shown
        position = table.source.position(_offset(table, drift))
        where = f"{table.source.path}:{position.line}:{position.column}"
        terminal.warn(f"{where}: {terminal.one_line(drift.message)}")


def _offset(table: MarkdownTable, drift: Drift) -> int:
    """Where a table disagrees with the registry: at a cell, at a row, or, where a row is missing,
    at its header row."""
    row = drift.row or table.header
    if drift.row is None or drift.column is None or drift.column >= len(row.cells):
        return row.content.start
    return row.cells[drift.column].content.start


def _tell_removed(community: Community) -> None:
    """Show the rows that rendering took out, since nothing else holds them now."""
    for place, drift in community.drifts:
        source = place.shown.source
        if drift.kind is Difference.UNKNOWN and drift.row:
            line = source.position(drift.row.line.start).line
            terminal.warn(
                f"{source.path}:{line}: removed the row of {drift.sig.name}, which is not in "
                f"the registry: {terminal.one_line(source[drift.row.content])}"
            )
