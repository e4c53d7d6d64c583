"""What `validate --fix` writes, and `--diff` shows."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sigtool.check import run as validation
from sigtool.check.rule import Rule
from sigtool.check.snapshot import Snapshot
from sigtool.cli.checking import Checking, read
from sigtool.cli.streams import say_waiting
from sigtool.community.losses import losses
from sigtool.errors import FileProblem
from sigtool.markdown.blocks import Document
from sigtool.outside import files, workspace
from sigtool.outside.files import Change
from sigtool.report import changes, remarks, terminal
from sigtool.text.source import Source


def mended(file: Path | None, rules: Sequence[Rule], wanted: Checking) -> tuple[Path, Snapshot]:
    """What is on disk once the fixes are made: all that they change is written, or nothing."""
    with workspace.locked_snapshot(file, say_waiting) as found:
        path, before = read(*found, wanted)
        after = validation.fixed(before, rules, wanted.fixes)
        if after is not before:
            files.write_all(_changes(path, before, after))
    for name in _changed(before, after):
        terminal.warn(f"Fixed {name}.")
    for loss in losses(before.community, after.community):
        terminal.warn(remarks.sentence(loss))
    return path, after


def show(before: Snapshot, rules: Sequence[Rule], wanted: Checking) -> None:
    """Print what the fixes would change."""
    after = validation.fixed(before, rules, wanted.fixes)
    changed = {old.path: (old, new) for _, old, new in _pairs(before, after) if old != new}
    changes.show(changed.values())


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
