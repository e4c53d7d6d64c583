"""What `validate` does: take a snapshot, run the rules, fix, and report."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sigtool.check import ahead
from sigtool.check import run as validation
from sigtool.check.gather import gathered
from sigtool.check.run import Fixes as Fixes
from sigtool.check.snapshot import Snapshot
from sigtool.cli import advice
from sigtool.cli.ending import DONE, FOUND
from sigtool.community.older import Older
from sigtool.community.past import Past
from sigtool.errors import BadValue
from sigtool.outside import commits, workspace
from sigtool.outside.git import GitProblem
from sigtool.outside.workspace import Workspace
from sigtool.report import diagnostics as report
from sigtool.report import terminal
from sigtool.report.forms import DiagnosticFormat
from sigtool.rules import RULES, links
from sigtool.text.diagnostic import Diagnostic
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, replace

if TYPE_CHECKING:
    from datetime import date

_DAY: Final = lazily(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checking:
    """What `validate` was asked for.

    `fix` writes the fixes, `diff` shows them. `with_baseline` leaves out the findings of old, and
    `write_baseline` notes them; `baseline_file` is beside the registry unless given.
    `today` is the day that terms are compared with, unless it is the day that it is.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    output_format: DiagnosticFormat | None = None
    statistics: bool = False
    fix: bool = False
    diff: bool = False
    fixes: Fixes = Fixes.SAFE
    with_baseline: bool = False
    write_baseline: bool = False
    baseline_file: Path | None = None
    with_links: bool = False
    strict: bool = False
    exit_zero: bool = False
    today: "date | None" = None

    def day(self) -> "date":
        """The day that terms are compared with."""
        from datetime import date

        return self.today or date.today()


def listed(words: Sequence[str] | None) -> list[str]:
    """The words of an option that may be repeated and may hold commas."""
    return [part.strip() for word in words or () for part in word.split(",") if part.strip()]


def day(text: str | None) -> "date | None":
    """The day that is said. Raises `BadValue`."""
    if text is None:
        return None
    if not _DAY.fullmatch(text):
        raise BadValue(f"--today {text!r} is no date; write it as 2026-01-31")
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadValue(f"--today {text!r}: {error}; write it as 2026-01-31") from None


def validate(file: Path | None, wanted: Checking) -> int:
    """Check everything; mend first what can be mended, if that was asked for."""
    rules = validation.selected(RULES, wanted.select, wanted.ignore)
    if wanted.fix:
        from sigtool.cli import fixing

        path, snapshot = fixing.mended(file, rules, wanted)
    else:
        path, snapshot = read(*workspace.snapshot(file), wanted)
    if wanted.with_links:
        snapshot = _with_answers(snapshot)
    found = validation.check(snapshot, rules)
    if wanted.write_baseline:
        from sigtool.cli import baselines

        baselines.write(path, snapshot, found, wanted.baseline_file)
        return DONE
    found = sorted([*found, *ahead.new_after_sync(snapshot, rules)], key=validation.in_order)
    if wanted.with_baseline:
        from sigtool.cli import baselines

        found = baselines.new(path, snapshot, found, wanted.baseline_file)
    found = gathered(snapshot, found, rules)
    if wanted.diff:
        from sigtool.cli import fixing

        fixing.show(snapshot, rules, wanted)
        terminal.warn(report.summary(found))
    else:
        form = wanted.output_format or report.usual_format()
        report.show(found, form, statistics=wanted.statistics)
    return _exit_code(found, wanted)


def read(path: Path, found: Snapshot, wanted: Checking) -> tuple[Path, Snapshot]:
    """What the rules look at, and where git can tell what it was, that too."""
    # What sync refuses to work on, nobody needs to compare; other unknown keys are kept by it.
    if found.document is None or not found.is_sound or found.document.misspelt:
        return path, replace(found, today=wanted.day)
    past = commits.past(Workspace(path, found.document, {}))
    past.older = _readable(past, past.older)
    return path, replace(found, past=past, today=wanted.day)


def _readable(past: Past, older: Iterator[Older]) -> Iterator[Older]:
    """What git can tell. Where it cannot, that is said: the rules need no git."""
    try:
        yield from older
        reason = past.end
    except GitProblem as problem:
        reason = advice.sentence(problem)
    if reason:
        terminal.warn(f"Which side changed is not known: {reason}")


def _exit_code(found: Sequence[Diagnostic], wanted: Checking) -> int:
    is_failure = validation.fails(found, strict=wanted.strict) and not wanted.exit_zero
    return FOUND if is_failure else DONE


def _with_answers(snapshot: Snapshot) -> Snapshot:
    """A snapshot with what every URL in it answers; those that nobody knows of are told."""
    from sigtool.outside import web
    from sigtool.report.progress import progress

    snapshots = filter(None, (snapshot, ahead.after_sync(snapshot)))
    urls = list(dict.fromkeys(url for each in snapshots for url in links.urls_of(each)))
    with progress("Asking", len(urls)) as advance:
        answers = web.probe(urls, on_answer=advance)
    unchecked = [
        (url, answer.detail)
        for url, answer in answers.items()
        if answer.outcome is web.Outcome.UNCHECKED
    ]
    for url, reason in unchecked:
        terminal.warn(terminal.one_line(f"not checked: {url}: {reason}"))
    count = len(urls) - len(unchecked)
    terminal.warn(f"Checked {count} of {len(urls)} URLs.")
    return replace(snapshot, answers=web.findings(answers))
