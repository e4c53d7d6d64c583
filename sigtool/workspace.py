"""Finds the registry and its documents, reads each once, and stages what is to be written.

The one place where the pure operations meet the files: nothing is written here but through
`files.write_all`, and so all or nothing.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sigtool import files, git, locate, locking, markdown, render, yamldoc
from sigtool.conflicts import conflicts
from sigtool.errors import FileProblem, RegistryProblem, TableProblem
from sigtool.files import Change, StoredFile
from sigtool.locate import Place
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
    """A registry, sound and whole, and the documents that show it, by where they really are."""

    path: Path
    stored: StoredFile
    document: RegistryDocument
    documents: dict[str, tuple[StoredFile, Document]] = field(default_factory=dict, repr=False)

    @property
    def registry(self) -> Registry:
        return self.document.registry

    def rewrites(self, plan: Callable[[Registry, Place], Plan]) -> list[Rewrite]:
        """Every document with what `plan` makes of each of its tables."""
        plans: dict[str, list[Plan]] = {}
        for table in self.registry.tables:
            stored, document = self.read(table.path)
            planned = plan(self.registry, locate.find(document, table))
            others = plans.setdefault(self._real(table.path), [])
            if any(planned.place.shown is other.place.shown for other in others):
                where = f"{stored.source.path}:{planned.place.shown.line_number}"
                raise TableProblem(f"{where}: two entries of 'tables' find this table; keep one")
            others.append(planned)
        return [
            Rewrite(self.documents[real][0], render.changed(self.documents[real][1], each))
            for real, each in plans.items()
        ]

    @property
    def as_read(self) -> Rewrite:
        """The registry's file as it was read: a write that it belongs to fails if it changed."""
        return Rewrite(self.stored, self.stored.source)

    def read(self, path: str) -> tuple[StoredFile, Document]:
        """A document, by its path from the registry's folder."""
        real = self._real(path)
        if real not in self.documents:
            place = self.path.parent / path
            stored = files.read_source(place, shown=shown(place))
            refuse_conflicts(stored.source)
            self.documents[real] = stored, markdown.read(stored.source)
        return self.documents[real]

    def _real(self, path: str) -> str:
        # Two tables may name their document in two ways, or through a symbolic link.
        return os.path.realpath(self.path.parent / path)

    def drift(self) -> list[Plan]:
        """What rendering would do to each table, in the order of the registry."""
        return _drift(self.registry, lambda path: self.read(path)[1])

    def drift_after(self, registry: Registry, rewrites: Sequence[Rewrite]) -> list[Plan]:
        """What rendering would still do, once the registry and its documents are rewritten."""
        documents = {
            os.path.realpath(rewrite.stored.path): markdown.read(rewrite.after)
            for rewrite in rewrites
        }
        return _drift(registry, lambda path: documents[self._real(path)])


def find_registry(given: Path | None) -> Path:
    """The registry that is meant: the one given, else the nearest from here up to the repository's
    root. Raises `RegistryProblem` where there is none."""
    if given is not None:
        return given
    here = _current_folder()
    root = git.repository_root(here) or here
    for folder in (here, *here.parents):
        # A folder of this name, or a link to nothing, is a fault to report, not to pass over.
        if os.path.lexists(folder / REGISTRY_NAME):
            return Path(os.path.relpath(folder / REGISTRY_NAME))
        if folder == root:
            break
    where = "here" if here == root else f"here or above, up to {root}"
    raise RegistryProblem(
        f"no {REGISTRY_NAME} {where}; "
        "make one with `sigtool init README.md`, or name one with --file"
    )


def new_registry(document: Path) -> Path:
    """Where `init` writes: where the next command looks, if that is a folder that holds the
    document, else beside the document."""
    is_below = not os.path.relpath(document, _current_folder()).startswith(os.pardir)
    return Path(REGISTRY_NAME) if is_below else document.parent / REGISTRY_NAME


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
    with locking.lock(path, waiting=waiting):
        yield open_registry(path)


def snapshot(given: Path | None) -> Snapshot:
    """All that the rules look at, whatever is wrong with it."""
    path = find_registry(given)
    folder = path.parent
    document = _registry_or_undecodable(path)
    tables = document.registry.tables if isinstance(document, RegistryDocument) else ()
    documents = {table.path: _document_or_none(folder / table.path) for table in tables}
    root = git.repository_root(folder) or folder
    return Snapshot(
        document,
        documents,
        exists=lambda relative: _exists(folder / relative),
        page=lambda relative: _page(folder / relative),
        children=lambda relative: _children(folder / relative),
        root=relative_path(root, Path(os.path.realpath(folder))),
    )


def write(rewrites: Sequence[Rewrite]) -> None:
    """Write all of these files, or none. Raises `FileProblem` where that is impossible."""
    registry, *documents = (os.path.realpath(rewrite.stored.path) for rewrite in rewrites)
    if registry in documents:
        name = rewrites[0].stored.source.path
        raise FileProblem(
            f"{name}: is the registry and a document of its; name another in 'tables'"
        )
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
    except (ValueError, OSError):  # another drive; or we are in a folder that is gone
        return str(path)
    return str(path) if relative.startswith(os.pardir) and path.is_absolute() else relative


def relative_path(path: Path, folder: Path) -> str:
    """A file's path from a folder, with `/` between its parts."""
    return Path(os.path.relpath(path, folder)).as_posix()


def _drift(registry: Registry, read: Callable[[str], Document]) -> list[Plan]:
    return [
        render.plan(registry, locate.find(read(table.path), table)) for table in registry.tables
    ]


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise FileProblem("the current folder is gone; change into one that is there") from error


def _registry_or_undecodable(path: Path) -> RegistryDocument | Undecodable:
    name = shown(path)
    content = files.read(path, shown=name)
    try:
        return yamldoc.read(Source.decoded(name, content))
    except UnicodeDecodeError as error:
        return Undecodable(_up_to(name, content, error))


def _document_or_none(path: Path) -> Document | Undecodable | None:
    name = shown(path)
    if not _exists(path):
        return None
    content = files.read(path, shown=name)
    try:
        return markdown.read(Source.decoded(name, content))
    except UnicodeDecodeError as error:
        return Undecodable(_up_to(name, content, error))


def _exists(path: Path) -> bool:
    # It raises for a name that is too long, or a folder that cannot be entered.
    with suppress(OSError, ValueError):
        return path.exists()
    return False


def _page(path: Path) -> str | None:
    try:
        return files.read_source(path, shown=shown(path)).source.text
    except FileProblem:
        return None


def _children(path: Path) -> list[str]:
    try:
        with os.scandir(path) as entries:
            return sorted(f"{each.name}/" if each.is_dir() else each.name for each in entries)
    except (OSError, ValueError):
        return []


def _up_to(name: str, content: bytes, error: UnicodeDecodeError) -> Source:
    return Source.decoded(name, content[: error.start])


def refuse_conflicts(source: Source) -> None:
    """Raises `TableProblem` for a file that git could not merge: what it says is not settled."""
    for span in conflicts(source):
        line = source.position(span.start).line
        raise TableProblem(
            f"{source.path}:{line}:1: a merge conflict (<<<<<<<) is not resolved; "
            "resolve it, then run the command again"
        )
