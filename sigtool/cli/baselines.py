"""The file of a baseline: what `validate --write-baseline` writes and `--baseline` reads."""

import os
from collections.abc import Sequence
from pathlib import Path

from sigtool.check import baseline
from sigtool.check.snapshot import Snapshot
from sigtool.errors import FileProblem
from sigtool.outside import files, workspace
from sigtool.outside.files import Change
from sigtool.report import terminal
from sigtool.text.diagnostic import Diagnostic
from sigtool.text.wording import amount


def write(path: Path, snapshot: Snapshot, found: Sequence[Diagnostic], file: Path | None) -> None:
    """Note what was found of the registry at a path in the file that is named, or beside it."""
    place = _place(path, file)
    name = workspace.shown(place)
    before = files.read(place, shown=name) if os.path.lexists(place) else None
    if before:
        _check(before, name)
    text = baseline.spelled(found, _relative(path, snapshot))
    if before != text.encode():
        files.write_all([Change(place, before, text.encode())])
    terminal.say(
        f"Wrote {name}: {amount(len(found), 'finding')}. From now on, "
        "`sigtool validate --baseline` tells what is new."
    )


def new(
    path: Path, snapshot: Snapshot, found: Sequence[Diagnostic], file: Path | None
) -> list[Diagnostic]:
    """What the baseline does not hold; how much of it is mended is told."""
    place, relative = _place(path, file), _relative(path, snapshot)
    name = workspace.shown(place)
    if not os.path.lexists(place):
        raise FileProblem(f"{name}: is not there; write it: sigtool validate --write-baseline")
    known = baseline.read(files.read_source(place, shown=name).source.text, name)
    if mended := baseline.gone(found, known, relative):
        told = f"{amount(mended, 'finding')} mended since"
        terminal.warn(f"{name}: {told}; renew it with --write-baseline.")
    return baseline.new(found, known, relative)


def _place(path: Path, file: Path | None) -> Path:
    if file is not None:
        return file
    place = path.parent / baseline.NAME
    if workspace.is_outside(place, path.parent):
        raise FileProblem(
            f"{workspace.shown(place)}: is a link that leads out of the repository; "
            "name the file with --baseline-file"
        )
    return place


def _relative(path: Path, snapshot: Snapshot) -> baseline.Relative:
    shown = (file.source.path for file in snapshot.files)
    return {each: workspace.relative_path(Path(each), path.parent) for each in shown}


def _check(content: bytes, name: str) -> None:
    """Raises `FileProblem` for a file that is no baseline, so that none is written over."""
    try:
        text = content.decode("utf-8")
        baseline.read(text, name)
        is_own = baseline.is_own(text)
    except (UnicodeDecodeError, FileProblem):
        is_own = False
    if not is_own:
        raise FileProblem(f"{name}: is no baseline, so it is not written over; name another file")
