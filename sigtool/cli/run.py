"""Runs an editing command: opens the workspace, carries out an operation, writes, and reports.

What stops a command is an exception (`errors`), which `cli.main` turns into one line and exit
code 2.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Final

from sigtool.cli.following import what_follows
from sigtool.cli.streams import say_waiting
from sigtool.community import mentions, taking
from sigtool.community.community import Community, Edited
from sigtool.edit import query
from sigtool.errors import Remedy, UnknownName
from sigtool.markdown.seen import bare_name
from sigtool.model import Person, Registry
from sigtool.outside import workspace
from sigtool.outside.workspace import Workspace
from sigtool.registry.remarks import comments_that_go, unclear_comments
from sigtool.report import changes, remarks, terminal
from sigtool.tables.change import Scope
from sigtool.tables.drift import Drift, Fate
from sigtool.tables.locate import Place
from sigtool.text.records import dataclass
from sigtool.text.wording import amount, argument

_NOTHING: Final = "Nothing changed: the registry says so already."
# Of these rows and cells the command has said that they stay.
_STAYING: Final = (Fate.KEPT, Fate.UNREAD, Fate.TRANSLATED, Fate.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Writing:
    """What an editing command does with its result."""

    file: Path | None
    dry_run: bool = False
    render: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an operation makes of a registry, what to say of it, and what more to tell.

    `whole` names the fields that are given anew as a whole, by the origin of their SIG; `by_name`
    puts a new SIG where the order of names does, in tables that are sorted. `moved` and `renamed`
    are the origin of the SIG that is; `is_above` puts it, or a new one, right above another one;
    `person` is one who is, before and after.
    """

    registry: Registry
    message: str
    whole: frozenset[tuple[int | None, str]] = frozenset()
    notes: tuple[str, ...] = ()
    moved: int | None = None
    is_above: bool = False
    by_name: bool = False
    renamed: int | None = None
    person: tuple[Person, Person] | None = None


Operation = Callable[[Community], Outcome]


def run(
    writing: Writing,
    operation: Operation,
    review: Callable[[Outcome, Edited], object] | None = None,
) -> None:
    """Carry out an operation on the registry and show it in the tables, in one write; `review`
    looks at it before."""
    with opened(writing, is_locked=not writing.dry_run) as space:
        outcome, edited = carried_out(space, writing, operation)
        if review:
            review(outcome, edited)
        if writing.dry_run:
            changes.show(edited.sources())
        else:
            space.write(edited)
            is_change = outcome.registry != edited.before.registry
            terminal.say(outcome.message if is_change else _NOTHING)
        _tell(edited, outcome)


def opened(writing: Writing, *, is_locked: bool) -> AbstractContextManager[Workspace]:
    """The registry: under its lock if it is to be written."""
    if is_locked:
        return workspace.locked(writing.file, say_waiting)
    return nullcontext(workspace.open_registry(writing.file))


def carried_out(space: Workspace, writing: Writing, operation: Operation) -> tuple[Outcome, Edited]:
    """What becomes of a registry and its tables; nothing is written."""
    # Without tables to write, those that cannot be read are no matter.
    community = space.community() if writing.render else Community(space.document, {})
    try:
        outcome = operation(community)
    except UnknownName as error:
        raise _shown_elsewhere(community, error) or error from error
    scope = Scope(
        outcome.whole, moved=outcome.moved, is_above=outcome.is_above, by_name=outcome.by_name
    )
    edited = community.edited(outcome.registry, scope, tables=writing.render)
    return outcome, space.with_baseline(edited)


def _shown_elsewhere(community: Community, error: UnknownName) -> UnknownName | None:
    """What to say of a name that the registry does not know and a table does."""
    what, facts = error.facts.get("what", ""), error.facts
    if "sig" in facts and (place := taking.row_of(community, facts["sig"])):
        return _only_in_row(community, facts["sig"], f"{what}; only the table has it, at {place}")
    if "person" in facts and (place := taking.row_naming(community, facts["person"])):
        return UnknownName(f"{what}; only the table names them, at {place}", Remedy.VALIDATE)
    return None


def _only_in_row(community: Community, name: str, message: str) -> UnknownName:
    """What to do about a name that only a row has: of a SIG that was renamed there, or of none."""
    registry, (own, lacking) = community.registry, taking.renamed_in_row(community, name)
    shared = query.shared_names(registry)
    if own:
        old = query.command_name(registry, own, shared)
        return UnknownName(
            f"{message}, in the row of {bare_name(str(own.name))}", Remedy.SYNC, name=old
        )
    if lacking:
        old = query.command_name(registry, lacking, shared)
        message += f", which has no row of {bare_name(str(lacking.name))}"
        return UnknownName(message, Remedy.RENAME_OR_ADD, old=old, name=argument(name))
    return UnknownName(message, Remedy.ADD_SIG, name=argument(name))


def _tell(edited: Edited, outcome: Outcome) -> None:
    """Say what else there is to know of an edit: what went, what stays apart, what is missing."""
    for note in outcome.notes:
        terminal.warn(note)
    for remark in edited.remarks:
        terminal.warn(remarks.sentence(remark))
    if gone := comments_that_go(edited.registry):
        terminal.warn("\n".join(["Removed with it:", *gone]))
    named = {outcome.moved, *(sig.origin for sig in mentions.removed(edited))} - {None}
    for above, below, text in unclear_comments(edited.registry.before, named):
        terminal.warn(
            f"see where this comment stands now; it may be about {bare_name(above.one_name)} or "
            f"about {bare_name(below.one_name)}: {text}"
        )
    if outcome.renamed is None:  # else it was listed before
        for line in what_follows(edited, {sig.origin: "it" for sig in mentions.removed(edited)}):
            terminal.warn(line)
    if outcome.person and (found := mentions.mentions_of_person(edited, *outcome.person)):
        terminal.warn(f"also names {outcome.person[0]}: {', '.join(found)}")
    _tell_untranslated(edited, outcome.registry)
    if edited.documents:
        _tell_other_drift(edited)


def _tell_untranslated(edited: Edited, after: Registry) -> None:
    """Say which of the SIGs that changed lack a language that a table is in, or have a new text
    that is the same in each, but for a text that a table has in its own language: that was said."""
    same = {sig.origin: sig for sig in edited.before.registry.sigs}
    told = set(_translated(edited))
    shared = query.shared_names(after)
    for sig in after.sigs:
        if sig.origin is not None and same.get(sig.origin) == sig:
            continue
        name = query.command_name(after, sig, shared)
        missing = [(key, code, "lacks") for key, code in query.untranslated(after, sig)]
        alike = query.in_every_language(after, same.get(sig.origin), sig)
        missing += [
            (key, code, "has no text of its own in")
            for key, code in alike
            if (sig.origin, key, code) not in told
        ]
        for key, code, lack in missing:
            terminal.warn(
                f"{sig.name}: {key} {lack} {code}: "
                f"sigtool edit-sig {name} --language {code} {query.option(key)}..."
            )


def _translated(edited: Edited) -> Iterator[tuple[int | None, str, str | None]]:
    """The texts that tables have in their own language and keep: SIG, field and language."""
    for remark in edited.remarks:
        for _, table, page in edited.before.tables():
            if remark.fate is Fate.TRANSLATED and page.source.path == remark.source.path:
                yield remark.sig.origin, remark.key, table.language


def _tell_other_drift(edited: Edited) -> None:
    """Say that a table differs in what this command did not touch."""
    staying = {(each.source.path, each.line) for each in edited.remarks if each.fate in _STAYING}
    count = sum(
        (place.shown.source.path, _line_of(place, drift)) not in staying
        for place, drift in edited.after.drifts
    )
    if count:
        found = amount(count, "other difference")
        terminal.warn(f"The tables have {found} from the registry: sigtool validate")


def _line_of(place: Place, drift: Drift) -> int:
    return place.shown.source.position((drift.row or place.shown.header).line.start).line
