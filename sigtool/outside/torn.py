"""A file that a merge left open: its versions, from git's index, else from its markers."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from sigtool.errors import FileProblem
from sigtool.markdown.conflicts import conflicts as of_markdown
from sigtool.outside import files, git, workspace
from sigtool.outside.files import StoredFile
from sigtool.text import diff3
from sigtool.text.conflicts import conflicts
from sigtool.text.records import dataclass
from sigtool.text.source import Source, Span
from sigtool.text.wording import argument

Found = Callable[[Source], Iterator[Span]]
_NO_BASE: Final = "its markers do not show what it was before, so nobody knows who changed what"
_AS_MARKERS: Final = "its markers are not as git writes them"
SIDES: Final = ("before both sides", "in ours", "in theirs")


@dataclass(frozen=True, slots=True)
class TornFile:
    """A file with a conflict: base, ours and theirs, what markers call them, and whether they are
    git's own; markers that nobody has touched may be written anew. `left` is what git wrote when it
    could not merge the file, where it says so."""

    stored: StoredFile
    base: Source
    ours: Source
    theirs: Source
    labels: tuple[str, str, str]
    is_whole: bool
    left: bytes | None = None


def conflicts_of(source: Source, *, is_registry: bool) -> list[Span]:
    """The conflicts that are marked in a file."""
    return list(conflicts(source) if is_registry else of_markdown(source))


def read(path: Path, *, is_registry: bool) -> TornFile | StoredFile:
    """A file that holds a conflict, or a file as it is stored where it holds none.

    Raises `FileProblem` where its versions are not known: a side took the file out, or its markers
    show no base.
    """
    stored = files.read_source(path, shown=workspace.shown(path))
    marked = conflicts_of(stored.source, is_registry=is_registry)
    if not marked:
        return stored
    seen = diff3.read(stored.source, marked)
    labels = seen.labels if seen else ("base", "ours", "theirs")
    stages = _stages(path)
    name = stored.source.path
    if stages:
        contents = [stages.get(number, b"") for number in (1, 2, 3)]
        base, ours, theirs = map(_version, (name,) * 3, contents, SIDES)
        left = _left(path)
        return TornFile(stored, base, ours, theirs, labels, is_whole=True, left=left)
    if seen is None:
        raise FileProblem(f"{name}: {_AS_MARKERS}; resolve it by hand")
    if seen.base is None:
        again = f"git checkout --conflict=diff3 -- {argument(name)}"
        raise FileProblem(f"{name}: {_NO_BASE}; write them with `{again}`, or resolve it by hand")
    bom = stored.source.has_bom
    base, ours, theirs = (Source(name, text, bom) for text in (seen.base, seen.ours, seen.theirs))
    return TornFile(stored, base, ours, theirs, labels, is_whole=False)


def unmerged(file: StoredFile) -> bool | None:
    """Of a file of which git's index holds several versions: whether it has ours alone, so that
    nothing of theirs is in it. None for any other file."""
    stages = _stages(file.path)
    return file.content == stages[2] != stages[3] if stages else None


def add(paths: list[Path]) -> None:
    """Tell git that files are resolved."""
    for path in paths:
        root = git.repository_root(path.parent)
        if root:
            git.Repository(root).add(_in_repository(path, root))


def _stages(path: Path) -> dict[int, bytes]:
    """The versions of a file that a merge left in the index: 1 the base, 2 ours, 3 theirs."""
    root = git.repository_root(path.parent)
    if root is None:
        return {}
    found = git.Repository(root).stages(_in_repository(path, root))
    if found and not (2 in found and 3 in found):
        gone, kept = ("ours", "theirs") if 3 in found else ("theirs", "ours")
        name = workspace.shown(path)
        quoted = argument(name)
        raise FileProblem(
            f"{name}: {gone} took the file out, {kept} changed it; "
            f"keep it with `git add {quoted}`, or take it out with `git rm {quoted}`"
        )
    return found


def _version(name: str, content: bytes, side: str) -> Source:
    """A version of a file. Raises `FileProblem` for one that is no text."""
    try:
        return Source.decoded(name, content)
    except UnicodeDecodeError as error:
        raise FileProblem(f"{name}: {side} it is not UTF-8; resolve it by hand") from error


def _left(path: Path) -> bytes | None:
    root = git.repository_root(path.parent)
    return git.Repository(root).left_by_merge(_in_repository(path, root)) if root else None


def _in_repository(path: Path, root: Path) -> str:
    return Path(os.path.relpath(os.path.realpath(path), root)).as_posix()
