"""Finds the registry and its documents, reads each once, and stages what is to be written.

The one place where the pure operations meet the files: nothing is written here but through
`files.write_all`, and so all or nothing.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sigtool import files, git, markdown, render, yamldoc
from sigtool.conflicts import conflicts
from sigtool.errors import RegistryProblem, TableProblem
from sigtool.files import Change, StoredFile
from sigtool.markdown import Document
from sigtool.model import Registry
from sigtool.render import Plan
from sigtool.snapshot import Snapshot, Undecodable
from sigtool.source import Source
from sigtool.yamldoc import RegistryDocument

REGISTRY_NAME: Final = "sigs.yaml"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A file as it was read, and as it is to be."""

    stored: StoredFile
    after: Source

    @property
    def is_change(self) -> bool:
        return self.after.text != self.stored.source.text


@dataclass(frozen=True, slots=True)
class Workspace:
    """A registry, sound and whole, and the documents that show it."""

    path: Path
    stored: StoredFile
    document: RegistryDocument
    documents: dict[str, tuple[StoredFile, Document]] = field(default_factory=dict, repr=False)

    @property
    def registry(self) -> Registry:
        return self.document.registry

    def rewrites(self, plan: Callable[[Registry, render.Place], Plan]) -> list[Rewrite]:
        """Every document with what `plan` makes of each of its tables."""
        made: list[Rewrite] = []
        for path in dict.fromkeys(table.path for table in self.registry.tables):
            stored, document = self.read(path)
            plans = [
                plan(self.registry, render.place(document, table))
                for table in self.registry.tables
                if table.path == path
            ]
            made.append(Rewrite(stored, render.changed(document, plans)))
        return made

    @property
    def as_read(self) -> Rewrite:
        """The registry's file as it was read: a write that it belongs to fails if it changed."""
        return Rewrite(self.stored, self.stored.source)

    def read(self, path: str) -> tuple[StoredFile, Document]:
        """A document, by its path from the registry's folder."""
        if path not in self.documents:
            place = self.path.parent / path
            stored = files.read_source(place, shown=shown(place))
            refuse_conflicts(stored.source)
            self.documents[path] = stored, markdown.read(stored.source)
        return self.documents[path]

    def drift(self) -> list[Plan]:
        """What rendering would do to each table, in the order of the registry."""
        return [
            render.plan(self.registry, render.place(self.read(table.path)[1], table))
            for table in self.registry.tables
        ]


def find_registry(given: Path | None) -> Path:
    """The registry that is meant: the one given, else the nearest from here up to the repository's
    root. Raises `RegistryProblem` where there is none."""
    if given is not None:
        return given
    here = Path.cwd()
    root = git.repository_root(here) or here
    for folder in (here, *here.parents):
        if (folder / REGISTRY_NAME).is_file():
            return folder / REGISTRY_NAME
        if folder == root:
            break
    raise RegistryProblem(
        f"no {REGISTRY_NAME} in {shown(here)} or above it; "
        "make one with `sigtool init README.md`, or name one with --file"
    )


def open_registry(given: Path | None) -> Workspace:
    """The registry, read and sound."""
    path = find_registry(given)
    stored = files.read_source(path, shown=shown(path))
    refuse_conflicts(stored.source)
    document = yamldoc.read(stored.source)
    yamldoc.require_sound(document)
    return Workspace(path, stored, document)


@contextmanager
def locked(given: Path | None, waiting: Callable[[], None]) -> Iterator[Workspace]:
    """The registry, read under its lock, which holds until the block ends."""
    path = find_registry(given)
    with files.lock(path, waiting=waiting):
        yield open_registry(path)


def snapshot(given: Path | None) -> Snapshot:
    """All that the rules look at, whatever is wrong with it."""
    path = find_registry(given)
    folder = path.parent
    document = _registry_or_undecodable(path)
    tables = document.registry.tables if isinstance(document, RegistryDocument) else ()
    documents = {table.path: _document_or_none(folder / table.path) for table in tables}
    return Snapshot(document, documents, lambda relative: (folder / relative).exists())


def write(rewrites: Sequence[Rewrite]) -> None:
    """Write all of these files, or none."""
    files.write_all(
        [
            Change(rewrite.stored.path, rewrite.stored.content, rewrite.after.encoded())
            for rewrite in rewrites
        ]
    )


def shown(path: Path) -> str:
    """A path as a person here would write it."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if relative.startswith(os.pardir) and path.is_absolute() else relative


def relative_path(path: Path, folder: Path) -> str:
    """A file's path from a folder, with `/` between its parts."""
    return Path(os.path.relpath(path, folder)).as_posix()


def _registry_or_undecodable(path: Path) -> RegistryDocument | Undecodable:
    name = shown(path)
    content = files.read(path, shown=name)
    try:
        return yamldoc.read(Source.decoded(name, content))
    except UnicodeDecodeError as error:
        return Undecodable(_up_to(name, content, error))


def _document_or_none(path: Path) -> Document | Undecodable | None:
    name = shown(path)
    if not path.exists():
        return None
    content = files.read(path, shown=name)
    try:
        return markdown.read(Source.decoded(name, content))
    except UnicodeDecodeError as error:
        return Undecodable(_up_to(name, content, error))


def _up_to(name: str, content: bytes, error: UnicodeDecodeError) -> Source:
    return Source.decoded(name, content[: error.start])


def refuse_conflicts(source: Source) -> None:
    """Raises `TableProblem` for a file that git could not merge: what it says is not settled."""
    for span in conflicts(source):
        line = source.position(span.start).line
        raise TableProblem(
            f"{source.path}:{line}: a merge conflict (<<<<<<<) is not resolved; "
            "resolve it, then run the command again"
        )
