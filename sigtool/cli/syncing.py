"""What `sync` does: brings a registry and its tables together, or says where they differ."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from sigtool.cli.renaming import what_follows
from sigtool.cli.run import DONE, FOUND, say_waiting
from sigtool.community.community import Community
from sigtool.community.fact import Fact, Verdict
from sigtool.community.sync import Synced, synced
from sigtool.edit import operations
from sigtool.markdown.blocks import name_key
from sigtool.outside import commits, workspace
from sigtool.outside.workspace import Workspace
from sigtool.report import changes, facts, terminal
from sigtool.report.forms import SyncFormat

Answers = dict[tuple[object, ...], Verdict]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `sync` was asked for. `sigs` names those that are brought together, all if empty;
    `prefer` says which side counts where nobody knows."""

    sigs: Sequence[str] = ()
    base: str | None = None
    prefer: Verdict | None = None
    check: bool = False
    diff: bool = False
    all_or_nothing: bool = False
    output_format: SyncFormat = SyncFormat.TEXT

    @property
    def writes(self) -> bool:
        return not (self.check or self.diff)


def sync(file: Path | None, wanted: Wanted) -> int:
    """Bring everything together that one side alone changed, and say what is left."""
    answers = _answers(file, wanted) if wanted.writes and _is_asked() else {}
    if not wanted.writes:
        space = workspace.open_registry(file)
        found = _found(space, wanted, answers)
        if wanted.diff:
            changes.show(found.edited.sources())
        if wanted.check or not wanted.diff:
            _print(space, found, wanted)
        return _checked(found) if wanted.check else _code(found)
    with workspace.locked(file, say_waiting) as space:
        found = _found(space, wanted, answers)
        is_held = wanted.all_or_nothing and any(fact.verdict.is_open for fact in found.facts)
        if not is_held:
            space.write(found.edited)
    _print(space, found, wanted)
    sources = [] if is_held else found.edited.sources()
    if changed := [after.path for before, after in sources if before.text != after.text]:
        terminal.warn(f"Wrote {', '.join(changed)}.")
    if is_held:
        terminal.warn("Nothing was written: something is open, and --all-or-nothing was given.")
    return _code(found)


def _checked(found: Synced) -> int:
    """What `--check` comes to: edits of the tables may be welcome."""
    is_welcome = found.edited.before.registry.settings.table_edits == "accept"
    odd = (f for f in found.facts if not (is_welcome and f.verdict is Verdict.TO_REGISTRY))
    return FOUND if any(odd) else DONE


def _code(found: Synced) -> int:
    return FOUND if any(fact.verdict.is_open for fact in found.facts) else DONE


def _found(space: Workspace, wanted: Wanted, answers: Answers) -> Synced:
    community = space.community()
    names = _names(community, wanted.sigs)
    found = synced(
        community,
        commits.past(space, wanted.base),
        lambda fact: answers.get(_subject(fact)) or wanted.prefer or fact.verdict,
        lambda fact: not names or name_key(fact.sig.one_name) in names,
    )
    if found.facts:
        commits.refuse_unmerged(space)
    return found


def _names(community: Community, sigs: Sequence[str]) -> set[str]:
    """What the SIGs are called that are meant: in the registry, or in a row of a table alone."""
    rows = {
        name_key(shown.one_name): shown
        for known in community.assigned.values()
        for _, shown in known.strangers
    }
    found = (
        rows.get(name_key(name)) or operations.find_sig(community.registry, name) for name in sigs
    )
    return {key for sig in found for key in operations.name_keys(sig)}


def _subject(fact: Fact) -> tuple[object, ...]:
    return fact.at, fact.sig.one_name, fact.key, str(fact.person or ""), fact.part, fact.table


def _is_asked() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _answers(file: Path | None, wanted: Wanted) -> Answers:
    """What somebody at a terminal says of each fact that is open."""
    found = _found(workspace.open_registry(file), wanted, {})
    answers: Answers = {}
    for fact in found.facts:
        if fact.verdict.is_open:
            terminal.say(facts.sentence(found.edited.before, fact))
            answer = typer.prompt("Keep the (r)egistry's, the (t)able's, or (s)kip", default="s")
            verdicts = {"r": Verdict.TO_TABLE, "t": Verdict.TO_REGISTRY}
            if verdict := verdicts.get(str(answer).strip().lower()[:1]):
                answers[_subject(fact)] = verdict
    return answers


def _print(space: Workspace, found: Synced, wanted: Wanted) -> None:
    community, open_facts = found.edited.before, [f for f in found.facts if f.verdict.is_open]
    terminal.write(facts.FORMS[wanted.output_format](community, found.facts))
    if any(fact.verdict is Verdict.NO_BASE for fact in found.facts) and found.end:
        terminal.warn(found.end)
    for text in (*_items_that_go(found), *_what_follows(space, found)):
        terminal.warn(text)
    if wanted.output_format is not SyncFormat.TEXT:
        return
    if not found.facts:
        terminal.say("Registry and tables say the same.")
    if open_facts:
        left = (
            "1 fact is left as it is"
            if len(open_facts) == 1
            else f"{len(open_facts)} facts are left as they are"
        )
        terminal.warn(f"{left}, on both sides.")


def _what_follows(space: Workspace, found: Synced) -> list[str]:
    """What else changes with a name that a table changed, and what still has the old one."""
    renamed = {
        fact.sig.origin: fact.sig.one_name
        for fact in found.facts
        if fact.key == "name" and fact.verdict is Verdict.TO_REGISTRY
    }
    return what_follows(space, found.edited, renamed)


def _items_that_go(found: Synced) -> list[str]:
    """What the registry loses, whole: keys and comments that no table shows go with it."""
    registry = found.edited.registry.before
    texts: list[str] = []
    for fact in found.facts:
        if fact.verdict is not Verdict.TO_REGISTRY or fact.table is not None:
            continue
        path: tuple[str | int, ...] = ("sigs", fact.sig.origin or 0)
        if fact.person is not None:
            path = (*path, fact.key, fact.person.origin or 0)
        span = registry.span(path)
        where = registry.source.position(span.start)
        text = registry.source[span].rstrip()
        where_from = f"{registry.source.path}:{where.line}"
        texts.append(f"Goes from {where_from}:\n{terminal.printable(text)}")
    return list(dict.fromkeys(texts))
