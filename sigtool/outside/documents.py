"""The Markdown files of a repository, the likeliest to hold the table of its groups first."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sigtool.errors import FileProblem
from sigtool.outside import git

ENDINGS: Final = (".md", ".markdown", ".mdx", ".mkd", ".qmd", ".rmd")
# Folders that hold other people's documents.
_FOREIGN: Final = frozenset({"node_modules", "vendor", "third_party", "site-packages"})


def markdown_files(folder: Path) -> list[Path]:
    """The Markdown files at or below a folder, relative to it: those that git tracks, or all where
    it tracks none. Raises `FileProblem` where the folder cannot be read."""
    names = _tracked(folder) or list(_walked(folder))
    return sorted((Path(name) for name in names if _is_markdown(name)), key=_order)


def _is_markdown(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and _FOREIGN.isdisjoint(name.split("/"))


def _order(path: Path) -> tuple[int, bool, str]:
    """The files of the folder itself first, and of each a README."""
    return len(path.parts), not path.name.upper().startswith("README"), path.as_posix()


def _tracked(folder: Path) -> list[str]:
    here = Path(os.path.realpath(folder))
    root = git.repository_root(here)
    if root is None or not git.is_installed():
        return []
    below = "" if here == root else here.relative_to(root).as_posix() + "/"
    names = [name for name in git.Repository(root).tracked() if name.startswith(below)]
    return [name[len(below) :] for name in names]


def _walked(folder: Path) -> Iterator[str]:
    def fail(error: OSError) -> None:
        raise FileProblem(f"{error.filename}: cannot be read: {error.strerror}") from error

    for place, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [each for each in folders if not each.startswith(".")]
        way = Path(os.path.relpath(place, folder))
        yield from ((way / name).as_posix() for name in names)
