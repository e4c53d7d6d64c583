"""What `render` does: writes what the registry says into the tables, or says where they differ."""

from collections.abc import Container, Hashable, Sequence
from pathlib import Path
from typing import Final

from sigtool.check import facts
from sigtool.check.fact_help import help_text
from sigtool.cli import direct
from sigtool.cli.ending import DONE, FOUND
from sigtool.cli.streams import say_waiting
from sigtool.community.community import Community, Edited
from sigtool.community.differences import Differences
from sigtool.community.fact import PRESENCE, Fact, Verdict, Why
from sigtool.community.losses import losses
from sigtool.community.past import Past
from sigtool.community.sync import synced
from sigtool.edit import query
from sigtool.errors import SigtoolError
from sigtool.model import languages_of
from sigtool.outside import commits, workspace
from sigtool.outside.workspace import Workspace
from sigtool.report import changes, remarks, terminal
from sigtool.tables.drift import Difference, Fate
from sigtool.text.records import dataclass, replace
from sigtool.text.wording import argument

# What is not done, and why.
_NOTHING: Final = "Nothing was written", "`sigtool render` would take that out of the tables."
_NOTHING_YET: Final = (
    "`sigtool render` would write nothing",
    "that would take out of the tables what only they say.",
)
_WOULD_RESTORE: Final = "`sigtool render` would write back what was taken out of the tables."
_KEEP: Final = "To keep it, run `sigtool sync`{hook}."
_KEEP_BY_HELP: Final = "To keep it, do as `help` says."
_KEEP_BOTH: Final = "To keep it, run `sigtool sync`{hook}, and do as `help` says."
_HOOK: Final = " (as a hook: sigtool-sync instead of sigtool-render)"
_REPLACE: Final = "To replace it, run `sigtool render --overwrite`."
_WHOSE: Final = "it is not known whose row is which."
_REPLACE_ROWS: Final = "To write a row for each SIG, run `sigtool render --overwrite`."
_OUT_OF_DATE: Final = (
    "Out of date: run `sigtool sync`, or `sigtool render` to write what the registry says."
)
# These are told beside another fact, whose help is for both.
_TOGETHER: Final = (Why.RENAME, Why.RENAMED, Why.OTHER_NAME)


def render(file: Path | None, *, overwrite: bool) -> int:
    """Write the tables; unless `overwrite` says so, not over what somebody wrote into them since
    the last commit."""
    with workspace.locked(file, say_waiting) as space:
        rendered = _rendered(space, overwrite=overwrite)
        edits = _edits_by_hand(space, rendered.before)
        if edits.lost and not overwrite:
            for line in [*edits.told(edits.lost), edits.refusal(_NOTHING, _HOOK)]:
                terminal.warn(line)
            return FOUND
        space.write(rendered)
    _tell_removed(rendered.before)
    for line in edits.written_back():
        terminal.warn(line)
    changed = [each for each in rendered.documents if each.is_change]
    if changed and (overwrite or not commits.has_commits(space)):
        for loss in losses(rendered.before, rendered.after):
            if loss.fate is not Fate.REMOVED:
                terminal.warn(remarks.sentence(loss))
    for rewrite in changed:
        terminal.say(f"Rendered {rewrite.after.source.path}.")
    if not changed:
        terminal.say(direct.UP_TO_DATE)
    return DONE


def _rendered(space: Workspace, *, overwrite: bool) -> Edited:
    """The community with its tables rendered; a row that is read by guess alone is written anew
    where it may be replaced."""
    community = space.community()
    is_whole = community.drifts and (overwrite or not commits.has_commits(space))
    return community.rendered_whole() if is_whole else community.rendered()


@dataclass(frozen=True, slots=True)
class _EditsByHand:
    """What somebody edited in the tables since they last agreed with the registry: `lost` is what
    rendering would take away, `removed` what it writes back; among all that differs, and as what
    `sync` would do with it."""

    community: Community
    every: Sequence[Fact] = ()
    lost: Sequence[Fact] = ()
    removed: Sequence[Fact] = ()
    new: Container[Hashable] = ()

    def told(self, facts: Sequence[Fact]) -> list[str]:
        """Each fact, with what settles it where `sync` alone does not."""
        return [self._told(fact) for fact in facts]

    def _told(self, fact: Fact) -> str:
        text = terminal.one_line(facts.difference(self.community, fact))
        advice = help_text(self.community, self.every, fact)
        help_line = f"\n  help: {terminal.one_line(advice)}" if advice else ""
        return f"{text}{_since(fact, self.new)}{help_line}"

    def refusal(self, nothing: tuple[str, str], hook: str = "") -> str:
        """That nothing is written, and how to keep, or to replace, what only the tables say."""
        if all(fact.why is Why.NAMESAKES for fact in self.lost):
            return f"{nothing[0]}: {_WHOSE} {_REPLACE_ROWS}"
        return f"{': '.join(nothing)} {_keeping(self.lost).format(hook=hook)} {_REPLACE}"

    def warning(self) -> list[str]:
        """What rendering would write back, and how to keep it out."""
        keeping = [f"{_WOULD_RESTORE} {_keeping(self.removed).format(hook='')}"]
        return [*self.told(self.removed), *keeping] if self.removed else []

    def written_back(self) -> list[str]:
        """What somebody took out of a table and rendering writes again, and how to take it out of
        the registry."""
        lines = []
        for fact in self.removed:
            text = terminal.one_line(facts.difference(self.community, fact))
            command = _removing(self.community, fact)
            advice = f"\n  help: to take it out again: {command}" if command else ""
            lines.append(f"{text}{_since(fact, self.new)}; written back{advice}")
        return lines


def _keeping(lost: Sequence[Fact]) -> str:
    """How to keep edits of the tables: `sync` takes those to the registry that are not open."""
    are_open = {fact.verdict.is_open for fact in lost}
    return _KEEP_BOTH if len(are_open) > 1 else _KEEP_BY_HELP if True in are_open else _KEEP


def _edits_by_hand(space: Workspace, community: Community) -> _EditsByHand:
    """What somebody edited in the tables. Nothing is known of that before the first commit."""
    if not community.drifts or not commits.has_commits(space):
        return _EditsByHand(community)
    past = commits.past(space)
    found = _differences(community, past)
    lost = [fact for fact in found if _is_lost(fact)]
    of_several = {fact.why for fact in lost if fact.why in _TOGETHER}
    told = [fact for fact in found if fact in lost or fact.why in of_several]
    removed = [fact for fact in found if fact not in told and _is_removed(fact)]
    last = Past(iter(past.read[:1]))
    recent = Differences(community, last, lambda fact: fact.verdict).facts
    new = {fact.subject for fact in recent if fact.verdict is not Verdict.NO_BASE}
    return _EditsByHand(community, found, told, removed, new)


def _differences(community: Community, past: Past) -> Sequence[Fact]:
    """What differs, and what `sync` would do with it."""
    try:
        return synced(community, past).facts
    except SigtoolError:
        return Differences(community, past, lambda fact: fact.verdict).facts


def _is_lost(fact: Fact) -> bool:
    """Whether rendering would take away what a fact says of a table."""
    is_there = fact.table or (fact.row and not fact.key) or fact.why in (Why.SURPLUS, Why.NAMESAKES)
    stays = fact.verdict is Verdict.TO_TABLE or fact.why is Why.NO_NAME
    return bool(is_there) and not stays


def _is_removed(fact: Fact) -> bool:
    """Whether somebody took out of a table what a fact says of the registry."""
    is_known = fact.verdict in (Verdict.TO_REGISTRY, Verdict.CONFLICT)
    return is_known and not fact.table and bool(fact.registry) and fact.why is not Why.HIDDEN


def _removing(community: Community, fact: Fact) -> str:
    """The command that takes out of the registry what a fact says of it; "" where there is none,
    or where it would take more."""
    registry = community.registry
    name = query.command_name(registry, fact.sig, query.shared_names(registry))
    if fact.key == PRESENCE:
        is_elsewhere = any(
            each.row and each.sig.origin == fact.sig.origin
            for known in community.assigned.values()
            for each in known.sigs
        )
        return "" if is_elsewhere else f"sigtool remove-sig {name}"
    if fact.person is None:
        code = community.assigned[fact.at].place.table.language
        own = next((sig for sig in registry.sigs if sig.origin == fact.sig.origin), fact.sig)
        language = f" --language {code}" if languages_of(own.text(fact.key)) and code else ""
        return f"sigtool edit-sig {name} --unset {fact.key}{language}"
    field = "" if fact.key == "leads" else f" --field {fact.key}"
    person = argument(str(fact.person))
    return "" if fact.part else f"sigtool remove-lead {name} {person}{field}"


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
    edits = _edits_by_hand(space, rendered.before) if changed else _EditsByHand(rendered.before)
    lost = [] if overwrite else edits.told(edits.lost)
    refusal = edits.refusal(_NOTHING_YET) if lost else ""
    if diff:
        changes.show((each.before.source, each.after.source) for each in changed)
    if not check or not changed:
        for line in [*lost, refusal] if lost else edits.warning():
            terminal.warn(line)
        return DONE
    from sigtool.report import diagnostics as report
    from sigtool.rules import drift

    found = replace(drift.out_of_date, find=drift.differences).check(
        space.snapshot(rendered.before)
    )
    what_to_do = f"Out of date: {refusal}" if lost else _OUT_OF_DATE
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
