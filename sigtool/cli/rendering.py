"""What `render` does: writes what the registry says into the tables, or says where they differ."""

from collections.abc import Container, Hashable
from pathlib import Path
from typing import Final

from sigtool.check import facts
from sigtool.check.fact_help import help_text
from sigtool.cli.run import DONE, FOUND, say_waiting
from sigtool.community.community import Community, Edited
from sigtool.community.differences import Differences
from sigtool.community.fact import Fact, Verdict, Why
from sigtool.community.losses import losses
from sigtool.community.past import Past
from sigtool.outside import commits, workspace
from sigtool.outside.workspace import Workspace
from sigtool.records import replace
from sigtool.report import changes, remarks, terminal
from sigtool.tables.drift import Difference, Fate

_REFUSAL: Final = (
    "Nothing was written: `sigtool render` would take that out of the tables. To keep it, run "
    "`sigtool sync` (as a hook: sigtool-sync instead of sigtool-render). To replace it, run "
    "`sigtool render --overwrite`."
)
_OUT_OF_DATE: Final = (
    "Out of date: run `sigtool sync`, or `sigtool render` to write what the registry says."
)
_WOULD_REFUSE: Final = (
    "`sigtool render` would write nothing: that would take out of the tables what only they say. "
    "To keep it, run `sigtool sync`. To replace it, run `sigtool render --overwrite`."
)


def render(file: Path | None, *, overwrite: bool) -> int:
    """Write the tables; unless `overwrite` says so, not over what somebody wrote into them since
    the last commit."""
    with workspace.locked(file, say_waiting) as space:
        rendered = _rendered(space, overwrite=overwrite)
        if not overwrite and (lost := _lost(space, rendered.before)):
            for line in lost:
                terminal.warn(line)
            terminal.warn(_REFUSAL)
            return FOUND
        space.write(rendered)
    _tell_removed(rendered.before)
    changed = [each for each in rendered.documents if each.is_change]
    if changed and (overwrite or not commits.has_commits(space)):
        for loss in losses(rendered.before, rendered.after):
            if loss.fate is not Fate.REMOVED:
                terminal.warn(remarks.sentence(loss))
    for rewrite in changed:
        terminal.say(f"Rendered {rewrite.after.source.path}.")
    if not changed:
        terminal.say("Every table is up to date.")
    return DONE


def _rendered(space: Workspace, *, overwrite: bool) -> Edited:
    """The community with its tables rendered; a row that is read by guess alone is written anew
    where it may be replaced."""
    community = space.community()
    is_whole = community.drifts and (overwrite or not commits.has_commits(space))
    return community.rendered_whole() if is_whole else community.rendered()


def _lost(space: Workspace, community: Community) -> list[str]:
    """What the tables say that they did not say when they last agreed with the registry: rendering
    would take it away. Nothing is known of that before the first commit."""
    if not community.drifts or not commits.has_commits(space):
        return []
    past = commits.past(space)
    found = Differences(community, past, lambda fact: fact.verdict).facts
    lost = [
        fact
        for fact in found
        if fact.verdict is not Verdict.TO_TABLE
        and fact.why is not Why.NO_NAME  # that row stays
        and (fact.table or (fact.row and not fact.key) or fact.why is Why.SURPLUS)
    ]
    last = Past(iter(past.read[:1]))
    recent = Differences(community, last, lambda fact: fact.verdict).facts
    new = {fact.subject for fact in recent if fact.verdict is not Verdict.NO_BASE}
    return [f"{_told(community, fact)}{_since(fact, new)}" for fact in lost]


def _told(community: Community, fact: Fact) -> str:
    """A fact, and what to do where neither side can be kept before."""
    text = terminal.one_line(facts.difference(community, fact))
    is_surplus = fact.why is Why.SURPLUS
    return f"{text}\n  help: {help_text(community, [fact], fact)}" if is_surplus else text


def _since(fact: Fact, new: Container[Hashable]) -> str:
    """Since when the two differ in a fact, where a commit tells which side changed."""
    if fact.why is not None or fact.verdict is Verdict.NO_BASE:
        return ""
    return ", since the last commit" if fact.subject in new else ", in the last commit or before"


def compare(file: Path | None, *, check: bool, diff: bool, overwrite: bool) -> int:
    """Write nothing. With `diff`, show what `render` would change; with `check`, say where the
    tables differ, and find that. Both say where it would refuse, unless `overwrite` is given."""
    space = workspace.open_registry(file)
    rendered = _rendered(space, overwrite=overwrite)
    changed = [each for each in rendered.documents if each.is_change]
    lost = [] if overwrite or not changed else _lost(space, rendered.before)
    if diff:
        changes.show((each.before.source, each.after.source) for each in changed)
    if not check or not changed:
        for line in [*lost, _WOULD_REFUSE] if lost else []:
            terminal.warn(line)
        return DONE
    from sigtool.report import diagnostics as report
    from sigtool.rules import drift

    found = replace(drift.out_of_date, find=drift.differences).check(
        space.snapshot(rendered.before)
    )
    what_to_do = f"Out of date: {_WOULD_REFUSE}" if lost else _OUT_OF_DATE
    terminal.warn(report.as_concise(found) + what_to_do)
    return FOUND


def _tell_removed(community: Community) -> None:
    """Show the rows that rendering took out, since nothing else holds them now."""
    again = {row for known in community.assigned.values() for row in known.again}
    for place, difference in community.drifts:
        source = place.shown.source
        if difference.kind is Difference.UNKNOWN and difference.row:
            line = source.position(difference.row.line.start).line
            why = "is there twice" if id(difference.row) in again else "is not in the registry"
            terminal.warn(
                f"{source.path}:{line}: removed the row of {difference.sig.name}, which {why}: "
                f"{terminal.one_line(source[difference.row.content])}"
            )
