"""What `sync` does: brings a registry and its tables together, or says where they differ."""

import sys
import textwrap
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path
from typing import Final

from sigtool.check import facts
from sigtool.check.fact_help import help_text
from sigtool.cli import direct
from sigtool.cli.ending import DONE, FOUND
from sigtool.cli.following import what_follows
from sigtool.cli.streams import say_waiting
from sigtool.community import mentions
from sigtool.community.community import Community
from sigtool.community.fact import Fact, Verdict, Why
from sigtool.community.sync import Synced, synced
from sigtool.edit import operations
from sigtool.errors import Remedy, UnknownName, unknown
from sigtool.markdown.inline import name_key, plain
from sigtool.model import texts_of
from sigtool.outside import commits, workspace
from sigtool.outside.workspace import Workspace
from sigtool.registry.remarks import lost_comments
from sigtool.report import changes, fact_forms, terminal
from sigtool.report.forms import SyncFormat
from sigtool.text.records import dataclass, replace
from sigtool.text.source import Source, Span
from sigtool.text.wording import amount, nearest

Answers = dict[Hashable, Verdict]
_SIDES: Final = {"registry": Verdict.TO_TABLE, "table": Verdict.TO_REGISTRY}
# These are settled in the files alone, or by another command.
_NO_QUESTION: Final = (
    Why.SURPLUS,
    Why.NO_NAME,
    Why.LOOSE,
    Why.UNSURE,
    Why.TORN,
    Why.TWINS,
    Why.NAMESAKES,
    Why.SECTIONS,
    Why.CELLS,
    Why.REFUSED,
    Why.RENAME,
    Why.OTHER_NAME,
)


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
    if not wanted.writes:
        return _looked(file, wanted)
    answers = _answers(file, wanted) if _is_asked(wanted) else {}
    with workspace.locked(file, say_waiting) as space:
        found = _found(space, wanted, answers)
        is_held = _is_held(found, wanted)
        if not is_held:
            space.write(found.edited)
    _print(found, wanted, is_held=is_held)
    sources = [] if is_held else found.edited.sources()
    if changed := [after.path for before, after in sources if before.text != after.text]:
        terminal.warn(f"Wrote {', '.join(changed)}.")
    if is_held:
        terminal.warn("Nothing was written: something is open, and --all-or-nothing was given.")
    return FOUND if _open(found) else DONE


def _looked(file: Path | None, wanted: Wanted) -> int:
    """Write nothing: show the changes, or the facts, or both. Beside changes alone, what is open is
    told on standard error."""
    space = workspace.open_registry(file)
    found = _found(space, wanted, {})
    is_held = _is_held(found, wanted)
    if wanted.diff and not is_held:
        changes.show(found.edited.sources())
    if wanted.check:
        _print(found, wanted, is_held=is_held)
    else:
        _tell_beside_changes(found, wanted, is_held=is_held)
    if is_held:
        terminal.warn("Nothing would be written: something is open, and --all-or-nothing is given.")
    return _checked(found)


def _tell_beside_changes(found: Synced, wanted: Wanted, *, is_held: bool) -> None:
    for text in [] if is_held else _what_follows(found):
        terminal.warn(text)
    if left := _open(found):
        terminal.warn(fact_forms.as_text_lines(found.edited.before, left).rstrip("\n"))
        _tell_open(found, wanted.output_format)


def _is_held(found: Synced, wanted: Wanted) -> bool:
    return wanted.all_or_nothing and bool(_open(found))


def _open(found: Synced) -> list[Fact]:
    return [fact for fact in found.facts if fact.verdict.is_open]


def _checked(found: Synced) -> int:
    """What looking comes to: edits of the tables may be welcome."""
    community = found.edited.before
    is_clean = all(fact_forms.is_welcome(community, fact) for fact in found.facts)
    return DONE if is_clean else FOUND


def _found(space: Workspace, wanted: Wanted, answers: Answers) -> Synced:
    community = space.community()
    found = synced(
        community,
        commits.past(space, wanted.base),
        lambda fact: answers.get(fact.subject) or wanted.prefer or fact.verdict,
        _meant(community, wanted.sigs) if wanted.sigs else lambda _: True,
    )
    if found.facts:
        commits.refuse_unmerged(space)
    return replace(found, edited=space.with_baseline(found.edited))


def _meant(community: Community, names: Sequence[str]) -> Callable[[Fact], bool]:
    """Whether a fact is about one of the SIGs that are named, as the registry calls it, or a row
    that only a table has. Raises `UnknownName` for a name that neither has."""
    shown = [sig for known in community.assigned.values() for _, sig in known.strangers]
    rows = {name_key(sig.one_name): plain(sig.one_name) for sig in shown}
    origins: set[int | None] = set()
    keys = {name_key(name) for name in names if name_key(name) in rows}
    for name in names:
        try:
            sig = operations.find_sig(community.registry, name)
        except UnknownName as error:
            if name_key(name) in keys:
                continue
            if error.remedy is Remedy.SEE_SIGS and (near := nearest(name, rows.values())):
                raise unknown(str(error), [near], "") from error
            raise
        origins.add(sig.origin)
        keys.update(operations.name_keys(sig))

    def is_meant(fact: Fact) -> bool:
        if fact.sig.origin is not None:
            return fact.sig.origin in origins
        return name_key(fact.sig.one_name) in keys

    return is_meant


def _is_asked(wanted: Wanted) -> bool:
    """Whether somebody is there to answer, and reads lines and not JSON."""
    is_text = wanted.output_format is SyncFormat.TEXT
    return is_text and sys.stdin.isatty() and sys.stdout.isatty()


def _answers(file: Path | None, wanted: Wanted) -> Answers:
    """What somebody at a terminal says of each fact that is open and that a side can settle."""
    found = _found(workspace.open_registry(file), wanted, {})
    community, answers = found.edited.before, Answers()
    asked = [fact for fact in _open(found) if fact.why not in _NO_QUESTION]
    for fact in asked:
        terminal.say(terminal.one_line(facts.sentence(community, fact)))
        if fact.why is not None and (text := help_text(community, found.facts, fact)):
            terminal.say(terminal.one_line(f"  help: {text}"))
        if verdict := _answer():
            answers[fact.subject] = verdict
        terminal.say("")
    return answers


def _answer() -> Verdict | None:
    """Which side is to be kept; None for neither."""
    import typer

    def word(text: str) -> str:
        typed = text.strip().lower()
        found = [known for known in (*_SIDES, "skip") if typed and known.startswith(typed)]
        if not found:
            raise typer.BadParameter("type r, t or s")
        return found[0]

    question = "Keep the (r)egistry's, the (t)able's, or (s)kip"
    try:
        return _SIDES.get(typer.prompt(question, default="s", value_proc=word))
    except typer.Abort:
        raise KeyboardInterrupt from None


def _print(found: Synced, wanted: Wanted, *, is_held: bool) -> None:
    terminal.write(fact_forms.FORMS[wanted.output_format](found.edited.before, found.facts))
    if wanted.output_format is SyncFormat.TEXT and not found.facts:
        terminal.say(direct.THE_SAME)
    for text in [] if is_held else [*_items_that_go(found), *_what_follows(found)]:
        terminal.warn(text)
    _tell_open(found, wanted.output_format)


def _tell_open(found: Synced, output_format: SyncFormat) -> None:
    """Why no commit tells of a fact, and how many are open."""
    if any(fact.verdict is Verdict.NO_BASE for fact in found.facts) and found.end:
        terminal.warn(found.end)
    if output_format is SyncFormat.TEXT and (count := len(_open(found))):
        left = amount(count, "fact is left as it is", "facts are left as they are")
        terminal.warn(f"{left}, on both sides.")


def _what_follows(found: Synced) -> list[str]:
    """What else changes with a name that a table changed, and what still names such a SIG, or one
    that goes."""
    names = {
        fact.sig.origin: fact.sig.one_name
        for fact in found.facts
        if fact.key == "name" and fact.verdict is Verdict.TO_REGISTRY
    }
    # By its page a row was known as that of its SIG: the page is not to be renamed with it.
    sigs = found.edited.before.registry.sigs
    pages = {s.origin: texts_of(s.text("readme")) for s in sigs if s.origin in names}
    names |= {sig.origin: sig.one_name for sig in mentions.removed(found.edited)}
    return what_follows(found.edited, names, pages)


def _items_that_go(found: Synced) -> list[str]:
    """What the registry loses, whole: keys and comments that no table shows go with it."""
    source = found.edited.registry.before.source
    comments = lost_comments(found.edited.registry)
    items = [_with_comments(source, item, comments) for item in _spans_that_go(found)]
    items += [each for each in comments if not any(item.contains(each) for item in items)]
    return [_that_goes(source, span) for span in dict.fromkeys(items)]


def _with_comments(source: Source, item: Span, comments: Sequence[Span]) -> Span:
    """An item of a list with its dash, and with the comments of it that go: right above it, and
    behind it on its line."""
    first = source.line_of(item.start)
    begin = source.line_starts[first]
    if source[Span(begin, item.start)].strip(" -"):
        begin = item.start  # it stands behind something else
    alone = {
        source.line_of(each.start) for each in comments if not source.before(each.start).strip()
    }
    while begin < item.start and first - 1 in alone:
        first -= 1
        begin = source.line_starts[first]
    behind = (each for each in comments if source[Span(item.end, each.start)].strip(" \t") == "")
    return Span(begin, next((each.end for each in behind if each.start >= item.end), item.end))


def _that_goes(source: Source, span: Span) -> str:
    """A part of a registry that goes, with its place; set in as little as it can be."""
    text = textwrap.dedent(source[span]).rstrip()
    line = source.position(span.start).line
    return f"Goes from {source.path}:{line}:\n{terminal.printable(text)}"


def _spans_that_go(found: Synced) -> Iterator[Span]:
    """The extent of each SIG and each person that the registry loses."""
    registry = found.edited.registry.before
    for fact in found.facts:
        if fact.verdict is Verdict.TO_REGISTRY and fact.table is None:
            path: tuple[str | int, ...] = ("sigs", fact.sig.origin or 0)
            if fact.person is not None:
                path = (*path, fact.key, fact.person.origin or 0)
            yield registry.span(path)
