"""What `validate` does: takes a snapshot, runs the rules, fixes, and reports."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sigtool import files, workspace
from sigtool import validate as validation
from sigtool.commands import DONE, FOUND
from sigtool.errors import FileProblem
from sigtool.files import Change
from sigtool.markdown import Document
from sigtool.report import diagnostics as report
from sigtool.report import terminal
from sigtool.report.diagnostics import DiagnosticFormat
from sigtool.rules.rule import Rule
from sigtool.snapshot import Snapshot
from sigtool.source import Source


def validate(
    file: Path | None,
    select: Sequence[str],
    ignore: Sequence[str],
    output_format: DiagnosticFormat,
    *,
    fix: bool,
    strict: bool,
) -> int:
    """Check everything; with `fix`, mend first what can be mended safely."""
    rules = validation.selected(select, ignore)
    path = workspace.find_registry(file)
    snapshot = _mended(path, rules) if fix else workspace.snapshot(path)
    found = validation.check(snapshot, rules)
    report.show(found, output_format)
    return FOUND if validation.fails(found, strict=strict) else DONE


def _mended(path: Path, rules: Sequence[Rule]) -> Snapshot:
    """What is on disk once every safe fix is made: all that they change is written, or nothing."""
    with files.lock(path, waiting=_say_waiting):
        before = workspace.snapshot(path)
        after = validation.fixed(before, rules)
        if after is not before:
            files.write_all(_changes(path, before, after))
    for name in _changed(before, after):
        terminal.warn(f"Fixed {name}.")
    return after


def _changes(path: Path, before: Snapshot, after: Snapshot) -> list[Change]:
    """Every file of a snapshot, so that none is written where another was changed meanwhile.

    A path is put together as the snapshot's was: what is shown of it is for people, and need not
    lead there. Raises `FileProblem` for fixes of one file under two names.
    """
    changes: dict[str, Change] = {}
    for relative, old, new in _pairs(before, after):
        place = path.parent / relative if relative else path
        change = Change(place, old.encoded(), new.encoded())
        first = changes.setdefault(os.path.realpath(place), change)
        if first.after != change.after:
            raise FileProblem(
                f"{old.path}: is one file with {workspace.shown(first.path)}; "
                "name it in one way in 'tables'"
            )
    return list(changes.values())


def _changed(before: Snapshot, after: Snapshot) -> list[str]:
    """The files that differ, as they are shown, each once."""
    pairs = _pairs(before, after)
    return list(dict.fromkeys(old.path for _, old, new in pairs if old.text != new.text))


def _pairs(before: Snapshot, after: Snapshot) -> Iterator[tuple[str, Source, Source]]:
    """The registry ("") and each document that can be read, by its path from there."""
    yield "", before.source, after.source
    for relative, old in before.documents.items():
        new = after.documents[relative]
        if isinstance(old, Document) and isinstance(new, Document):
            yield relative, old.source, new.source


def _say_waiting() -> None:
    terminal.warn("Waiting for another sigtool to finish ...")
