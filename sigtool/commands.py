"""What each command does: opens the workspace, calls an operation, writes, and reports.

Plain values in, an exit code out: 0 done, 1 found something. What stops a command is an exception
(`errors`), which `cli.main` turns into one line and exit code 2.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sigtool import edit, render, who, workspace, yamldoc
from sigtool.drift import Difference, Drift
from sigtool.edit import Spot
from sigtool.errors import BadValue, UnknownName
from sigtool.markdown import MarkdownTable
from sigtool.model import Registry, Sig, Value
from sigtool.render import Plan
from sigtool.report import changes, terminal
from sigtool.workspace import Rewrite, Workspace

DONE: Final = 0
FOUND: Final = 1
_NOTHING: Final = "Nothing changed: the registry says so already."


@dataclass(frozen=True, slots=True)
class Writing:
    """What an editing command does with its result."""

    file: Path | None
    dry_run: bool = False
    render: bool = True


Operation = Callable[[Registry], tuple[Registry, str]]


def add_sig(
    writing: Writing,
    name: str,
    values: Mapping[str, str | None],
    leads: Sequence[str],
    settings: Sequence[str],
    spot: Spot,
    language: str | None = None,
) -> int:
    """Add a SIG to the registry, and its row to the tables."""

    def operation(registry: Registry) -> tuple[Registry, str]:
        edit.check_language(registry, language)
        given = _given(registry, values, settings)
        if "name" in given:
            raise BadValue("the name of a new SIG is the argument NAME, not a setting")
        sig = Sig(name.strip(), {key: value for key, value in given.items() if value})
        added = edit.add_sig(registry, sig, spot, language)
        for lead in leads:
            added, _ = edit.add_person(added, edit.find_sig(added, name), "leads", lead)
        return added, f"Added {sig.name}."

    return _edit(writing, operation)


def edit_sig(
    writing: Writing,
    name: str,
    values: Mapping[str, str | None],
    settings: Sequence[str],
    removed: Sequence[str],
    language: str | None = None,
) -> int:
    """Change fields of a SIG."""

    def operation(registry: Registry) -> tuple[Registry, str]:
        edit.check_language(registry, language)
        sig = edit.find_sig(registry, name)
        wanted = _given(registry, values, settings, removed)
        if not wanted:
            raise BadValue("nothing to change; name a field, as --responsibilities TEXT")
        after = edit.edit_sig(registry, sig, wanted, language)
        return after, f"Changed {sig.name}: {', '.join(wanted)}."

    return _edit(writing, operation)


def remove_sig(writing: Writing, name: str) -> int:
    """Take a SIG out of the registry and the tables; the comments that go with it are shown."""

    def operation(registry: Registry) -> tuple[Registry, str]:
        sig = edit.find_sig(registry, name)
        return edit.remove_sig(registry, sig), f"Removed {sig.name}."

    return _edit(writing, operation)


def move_sig(writing: Writing, name: str, spot: Spot, section: str | None = None) -> int:
    """Put a SIG at another place, or into another section."""

    def operation(registry: Registry) -> tuple[Registry, str]:
        sig = edit.find_sig(registry, name)
        if section is not None:
            registry = edit.edit_sig(registry, sig, {"section": section})
            sig = edit.find_sig(registry, name)
        return edit.move_sig(registry, sig, spot), f"Moved {sig.name}."

    return _edit(writing, operation)


def add_lead(writing: Writing, name: str, who: str) -> int:
    """Add one lead to one SIG."""

    def operation(registry: Registry) -> tuple[Registry, str]:
        sig = edit.find_sig(registry, name)
        after, person = edit.add_person(registry, sig, "leads", who)
        return after, f"Added {person} to the leads of {sig.name}."

    return _edit(writing, operation)


def remove_lead(writing: Writing, name: str, who: str) -> int:
    """Take one lead from one SIG."""

    def operation(registry: Registry) -> tuple[Registry, str]:
        sig = edit.find_sig(registry, name)
        after, person = edit.remove_person(registry, sig, "leads", who)
        return after, f"Removed {person} from the leads of {sig.name}."

    return _edit(writing, operation)


def rename_lead(writing: Writing, old: str, new: str, only: str | None) -> int:
    """Rename a person in every SIG and every people field, or in one SIG alone."""

    def operation(registry: Registry) -> tuple[Registry, str]:
        sig = edit.find_sig(registry, only) if only is not None else None
        after, renamed = edit.rename_person(registry, old, new, sig)
        names = ", ".join(
            each.name if key == "leads" else f"{each.name} ({key})" for each, key in renamed.places
        )
        return after, f"Renamed {_told(renamed)} in {names}."

    return _edit(writing, operation)


def render_tables(file: Path | None, *, check: bool, diff: bool) -> int:
    """Write the tables; with `check`, only say whether they are out of date."""
    if check or diff:
        space = workspace.open_registry(file)
        rewrites = space.rewrites(render.plan)
        found = [rewrite for rewrite in rewrites if rewrite.is_change]
        if diff:
            changes.show((rewrite.stored.source, rewrite.after) for rewrite in found)
        if found and check:
            _tell_drift(space.drift())
            terminal.warn("Out of date: run `sigtool render`.")
        return FOUND if found and check else DONE
    with workspace.locked(file, _say_waiting) as space:
        plans = space.drift()
        rewrites = [rewrite for rewrite in space.rewrites(render.plan) if rewrite.is_change]
        workspace.write([space.as_read, *rewrites])
    _tell_removed(plans)
    for rewrite in rewrites:
        terminal.say(f"Rendered {rewrite.stored.source.path}.")
    if not rewrites:
        terminal.say("Every table is up to date.")
    return DONE


def find_sigs(
    registry: Registry,
    *,
    lead: str | None,
    section: str | None,
    status: str | None,
    text: str | None,
) -> list[Sig]:
    """The SIGs that all of these choose, in the order of the registry."""
    sigs = list(registry.sigs)
    if lead is not None:
        named = who.mentions(registry, lead).places
        sigs = [sig for sig in sigs if any(sig is each for each, _, _ in named)]
    if section is not None:
        known = {table.section for table in registry.tables} | {s.text("section") for s in sigs}
        if section not in known:
            names = ", ".join(sorted(name for name in known if name))
            advice = f"there are: {names}" if names else "no table has a section"
            raise UnknownName(f"no section is called {who.quoted(section)}; {advice}")
        sigs = [sig for sig in sigs if registry.section_of(sig) == section]
    if status is not None:
        sigs = [sig for sig in sigs if sig.status == status]
    if text is not None:
        sigs = [sig for sig in sigs if text.casefold() in _all_text(sig).casefold()]
    return sigs


def in_language(registry: Registry, sigs: Sequence[Sig], language: str | None) -> list[Sig]:
    """These SIGs as a table in a language shows them, without those that it does not show."""
    if language is None:
        return list(sigs)
    edit.check_language(registry, language)
    return [localised for sig in sigs if (localised := sig.in_language(language))]


def _edit(writing: Writing, operation: Operation) -> int:
    """Carry out an operation on the registry and show it in the tables, in one write."""
    with _opened(writing) as space:
        after, message = operation(space.registry)
        tables = (
            space.rewrites(lambda before, place: render.plan_edit(before, after, place))
            if writing.render
            else []
        )
        rewrites = [Rewrite(space.stored, yamldoc.changed(space.document, after)), *tables]
        if writing.dry_run:
            changes.show((rewrite.stored.source, rewrite.after) for rewrite in rewrites)
        else:
            workspace.write(rewrites)
            terminal.say(message if after != space.registry else _NOTHING)
        _tell_comments(space, after)
        _tell_untranslated(space.registry, after)
        if writing.render:
            _tell_other_drift(space.drift_after(after, tables))
    return DONE


def _opened(writing: Writing) -> AbstractContextManager[Workspace]:
    """The registry: under its lock, unless nothing is to be written."""
    if writing.dry_run:
        return nullcontext(workspace.open_registry(writing.file))
    return workspace.locked(writing.file, _say_waiting)


def _given(
    registry: Registry,
    values: Mapping[str, str | None],
    settings: Sequence[str],
    removed: Sequence[str] = (),
) -> dict[str, Value | None]:
    """What options say of the fields: those of their own, --set and --unset."""
    given: dict[str, Value | None] = {}
    for key, text in values.items():
        if text is not None and not text.strip():
            advice = "give another" if key == "name" else f"take it away with --unset {key}"
            raise BadValue(f"--{key} is empty; {advice}")
        if text is not None:
            given[key] = text.strip()
    more = edit.field_values(registry, settings, removed)
    if twice := sorted(given.keys() & more.keys()):
        raise BadValue(f"{twice[0]} is given twice; give it once")
    return given | more


def _all_text(sig: Sig) -> str:
    parts = [sig.name]
    for value in sig.values.values():
        if isinstance(value, str):
            parts.append(value)
        else:
            parts += [text for person in value for _, text in person.items()]
    return "\n".join(parts)


def _told(renamed: edit.Renamed) -> str:
    old, new = renamed.old, renamed.new
    if str(old) != str(new):
        return f"{old} to {new}"
    differing = [
        f"{key} {before or 'none'} to {after}"
        for key in ("handle", "name", "url", "email", "affiliation")
        if (before := getattr(old, key)) != (after := getattr(new, key))
    ]
    return f"{old} ({', '.join(differing)})"


def _say_waiting() -> None:
    terminal.warn("Waiting for another sigtool to finish ...")


def _tell_comments(space: Workspace, after: Registry) -> None:
    """Show the comments that went with the SIGs that were removed."""
    left = {sig.origin for sig in after.sigs}
    for sig in space.registry.sigs:
        if sig.origin not in left and (text := yamldoc.comments_of(space.document, sig)):
            terminal.warn(f"Removed with it:\n{text.rstrip()}")


def _tell_untranslated(before: Registry, after: Registry) -> None:
    """Say which of the SIGs that changed lack a language that a table is in."""
    same = {sig.origin: sig for sig in before.sigs}
    for sig in after.sigs:
        if sig.origin is not None and same.get(sig.origin) == sig:
            continue
        for key, code in edit.untranslated(after, sig):
            option = (
                f"--{key}" if key in ("name", "readme", "responsibilities") else f"--set {key}="
            )
            terminal.warn(
                f"{sig.name}: {key} lacks {code}: "
                f"sigtool edit-sig {sig.name!r} --language {code} {option} ..."
            )


def _tell_other_drift(plans: Sequence[Plan]) -> None:
    """Say that a table differs in what this command did not touch."""
    count = sum(len(plan.drifts) for plan in plans)
    if count:
        noun = "other difference" if count == 1 else "other differences"
        terminal.warn(f"The tables have {count} {noun} from the registry: sigtool validate")


def _tell_drift(plans: Sequence[Plan]) -> None:
    for plan in plans:
        table = plan.place.shown
        for drift in plan.drifts:
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


def _tell_removed(plans: Sequence[Plan]) -> None:
    """Show the rows that rendering took out, since nothing else holds them now."""
    for plan in plans:
        source = plan.place.shown.source
        for drift in plan.drifts:
            if drift.kind is Difference.UNKNOWN and drift.row:
                line = source.position(drift.row.line.start).line
                terminal.warn(
                    f"{source.path}:{line}: removed the row of {drift.sig.name}, which is not in "
                    f"the registry: {terminal.one_line(source[drift.row.content])}"
                )
