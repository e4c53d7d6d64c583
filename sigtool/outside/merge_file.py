"""Merges texts, and files, as git merges lines: by `git merge-file`.

For a merge driver, which git begins: its settings and its repository are those of that git.
"""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from sigtool.errors import FileProblem
from sigtool.outside import git, leftovers

if TYPE_CHECKING:
    from sigtool.community.merging_files import TextMerge
    from sigtool.text.pieces import Markers

# More conflicts than these it does not count; what is beyond is an error.
_MOST: Final = 127


class Style(StrEnum):
    """What git shows of a conflict, as `merge.conflictStyle` calls it."""

    MERGE = "merge"
    DIFF3 = "diff3"
    ZDIFF3 = "zdiff3"


def conflict_style() -> Style:
    """How the git that has begun sigtool shows a conflict; as it does by itself, unless set."""
    said = git.run_inside("config", "--get", "merge.conflictStyle").stdout.decode().strip()
    return Style(said) if said in tuple(Style) else Style.MERGE


def text_merge(markers: "Markers", style: Style) -> "TextMerge":
    """A merge of lines. It raises `FileProblem` for what git takes for no text, as one with a null
    character in it."""
    options = _options((markers.ours, markers.base, markers.theirs), markers.size)

    def merge(base: str, ours: str, theirs: str) -> tuple[str, int]:
        with TemporaryDirectory(prefix="sigtool-") as folder:
            names = [Path(folder, name) for name in ("ours", "base", "theirs")]
            for path, text in zip(names, (ours, base, theirs), strict=True):
                path.write_bytes(text.encode("utf-8"))
            settings = ("-c", f"merge.conflictStyle={style}")
            words = ("merge-file", "-p", *options, *map(os.fspath, names))
            done = git.run_inside(*settings, *words)
        if done.returncode > _MOST:
            raise _problem(done.stderr)
        return done.stdout.decode("utf-8"), done.returncode

    return merge


def merge_files(files: Sequence[Path], labels: Sequence[str], size: int) -> int:
    """Merge files, whatever their bytes: ours, base and theirs, into the first; gives the number of
    conflicts. `labels` are those of the three, `size` that of the markers.

    Raises `FileProblem` where git cannot, and leaves the file as it is then.
    """
    words = ("merge-file", *_options(labels, size), "--", *map(os.fspath, files))
    done = git.run_inside(*words)
    if done.returncode > _MOST:
        raise _problem(done.stderr)
    return done.returncode


def replace(path: Path, content: bytes) -> None:
    """Give a file another content, or leave it as it is where that fails."""
    staged = path.with_name(leftovers.name(".new"))
    try:
        staged.write_bytes(content)
        shutil.copymode(path, staged)
        staged.replace(path)
    finally:
        with suppress(OSError):
            staged.unlink(missing_ok=True)


def _options(labels: Sequence[str], size: int) -> list[str]:
    return [f"--marker-size={size}", *(word for label in labels for word in ("-L", label))]


def _problem(stderr: bytes) -> FileProblem:
    reason = stderr.decode("utf-8", "replace").strip().partition("\n")[0]
    return FileProblem(f"git cannot merge it: {reason or 'no reason given'}")
