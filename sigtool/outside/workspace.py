"""Finds the registry and its documents, reads each once, and stages what is to be written.

The one place where the pure operations meet the files: nothing is written here but through
`files.write_all`, and so all or nothing.
"""

import os
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from sigtool.errors import FileProblem, RegistryProblem, Remedy, TableProblem
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.markdown.conflicts import conflicts as of_markdown
from sigtool.model import Registry, Table
from sigtool.outside import files, git, lock
from sigtool.outside.files import Change, StoredFile
from sigtool.registry import document as yamldoc
from sigtool.registry.document import RegistryDocument
from sigtool.text.conflicts import conflicts
from sigtool.text.records import dataclass, field, replace
from sigtool.text.source import Source

if TYPE_CHECKING:
    from sigtool.check.snapshot import Snapshot, Undecodable
    from sigtool.community.community import Community, Edited

    Registered = tuple[Path, Snapshot]

REGISTRY_NAMES: Final = ("sigs.yaml", "sigs.yml", ".sigs.yaml", "sigtool.yaml")
_USUAL: Final = REGISTRY_NAMES[0]
_ANOTHER: Final = "is another tool's file, no registry of sigtool"
_OUTSIDE: Final = "is outside of the repository"

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A registry, sound and whole, and each file that was read, by the path that it is shown by."""

    path: Path
    document: RegistryDocument
    stored: dict[str, StoredFile] = field(repr=False)

    @property
    def registry(self) -> Registry:
        return self.document.registry

    def community(self) -> "Community":
        """The registry with its documents, each read once, whatever the paths to it."""
        from sigtool.community.community import Community

        found: dict[str, Document] = {}
        documents: dict[str, Document] = {}
        for table in self.registry.tables:
            place = self.path.parent / table.path
            real = os.path.realpath(place)
            _refuse_outside(table, self.path.parent)
            if real not in found:
                stored = read_settled(place)
                self.stored[stored.source.path] = stored
                found[real] = blocks.read(stored.source)
            documents[table.path] = found[real]
        return Community(self.document, documents)

    def snapshot(self, community: "Community") -> "Snapshot":
        """What rules look at that ask for nothing but the registry and its documents."""
        from sigtool.check.snapshot import Snapshot

        return Snapshot(self.document, community.documents, lambda _: True, whole=community)

    def with_baseline(self, edited: "Edited") -> "Edited":
        """An edit, and the baseline with the SIGs as they are called after it; one that cannot be
        read, or is no baseline, stays as it is."""
        from sigtool.community import mentions

        names = mentions.new_names(edited)
        calls = mentions.new_calls(edited, names)
        if not mentions.removed(edited) and all(old == new for old, new in calls.items()):
            return edited
        from sigtool.check import baseline

        place = self.path.parent / baseline.NAME
        if is_outside(place, self.path.parent):
            return edited
        with suppress(FileProblem):
            stored = files.read_source(place, shown=shown(place))
            before = after = stored.source
            with suppress(FileProblem):
                baseline.read(before.text, before.path)
                after = replace(before, text=baseline.renamed(before.text, names, calls))
            self.stored[before.path] = stored
            return replace(edited, others=((before, after),))
        return edited

    def write(self, edited: "Edited") -> None:
        """Write the registry and the documents, all or none. Raises `FileProblem` where that is
        impossible, or where one of them was changed since it was read."""
        registry, *documents = [(self.stored[old.path], new) for old, new in edited.sources()]
        places = [os.path.realpath(stored.path) for stored, _ in documents]
        if os.path.realpath(registry[0].path) in places:
            name = registry[1].path
            raise FileProblem(
                f"{name}: is the registry and a document of its; name another in 'tables'"
            )
        files.write_all(
            [
                Change(stored.path, stored.content, after.encoded())
                for stored, after in (registry, *documents)
            ]
        )


def nearest(given: Path | None, reading: Callable[[Path], Found | None]) -> Found:
    """What `reading` makes of the registry that is meant: the one given, else the nearest from here
    up to the repository's root that is sigtool's; it makes None of one that is another tool's.

    Raises `RegistryProblem` where there is none, or only a link that leads elsewhere.
    """
    if given is not None and (found := reading(given)) is not None:
        return found
    passed = ""
    for path in _places() if given is None else ():
        if (found := reading(path)) is not None:
            return found
        passed = passed or shown(path)
    if given is not None or passed:
        raise RegistryProblem(f"{passed or given}: {_ANOTHER}", Remedy.START_BESIDE)
    here = _current_folder()
    root = git.repository_root(here) or here
    where = "here" if here == root else f"here or above, up to {root}"
    raise RegistryProblem(f"no {_USUAL} {where}", Remedy.START_REGISTRY)


def _places() -> Iterator[Path]:
    """Where a registry may be, the nearest first."""
    here = _current_folder()
    root = git.repository_root(here) or here
    for folder in (here, *here.parents):
        for name in REGISTRY_NAMES:
            # A folder of this name, or a link to nothing, is a fault to report, not to pass over.
            if os.path.lexists(folder / name):
                found = Path(os.path.relpath(folder / name))
                refuse_link_outside(found)
                yield found
        if folder == root:
            return


def new_registry(document: Path) -> Path:
    """Where `init` writes: where the next command looks, if that is a folder that holds the
    document, else beside the document; a registry of sigtool's that is there already is meant."""
    is_below = not os.path.relpath(document, _current_folder()).startswith(os.pardir)
    folder = Path() if is_below else document.parent
    there = [folder / name for name in REGISTRY_NAMES if os.path.lexists(folder / name)]
    return next((path for path in there if not _is_anothers(path)), (there or [folder / _USUAL])[0])


def is_taken(registry: Path) -> bool:
    """Whether a file that says something, and is not another tool's, is where a registry is to be
    written."""
    if not os.path.lexists(registry):
        return False
    document = _read_or_undecodable(registry, yamldoc.read)
    if not isinstance(document, RegistryDocument):
        return True
    return not (document.is_blank or yamldoc.is_anothers(document))


def beside_anothers(registry: Path) -> Path | None:
    """Where a registry is written if the file of another tool has its name; else None."""
    is_taken = os.path.lexists(registry) and _is_anothers(registry)
    return registry.parent / REGISTRY_NAMES[-1] if is_taken else None


def refuse_anothers(registry: Path, documents: Sequence[Path]) -> None:
    """Raises `RegistryProblem` for the file of another tool where a registry is to be written."""
    if beside := beside_anothers(registry):
        raise RegistryProblem(
            f"{shown(registry)}: {_ANOTHER}",
            Remedy.WRITE_BESIDE,
            documents=shlex.join(map(shown, documents)),
            registry=shlex.quote(shown(beside)),
        )


def refuse_link_outside(registry: Path) -> None:
    """Raises `RegistryProblem` for a link that leads out of the repository, which nobody named."""
    if is_outside(registry, registry.parent):
        what = f"{shown(registry)}: is a link that leads out of the repository"
        raise RegistryProblem(what, Remedy.NAME_REGISTRY)


def open_registry(given: Path | None) -> Workspace:
    """The registry, read and sound."""
    return nearest(given, _opened)


def _opened(path: Path) -> Workspace | None:
    stored = read_settled(path)
    document = yamldoc.read(stored.source)
    if yamldoc.is_anothers(document):
        return None
    yamldoc.require_sound(document)
    return Workspace(path, document, {stored.source.path: stored})


@contextmanager
def locked(given: Path | None, waiting: Callable[[], None]) -> Iterator[Workspace]:
    """The registry, read under its lock, which holds until the block ends."""
    with _under_lock(given, waiting, _opened) as space:
        yield space


@contextmanager
def locked_snapshot(given: Path | None, waiting: Callable[[], None]) -> Iterator["Registered"]:
    """What `snapshot` gives, read under the registry's lock, which holds until the block ends."""
    with _under_lock(given, waiting, _snapshot) as found:
        yield found


@contextmanager
def _under_lock(
    given: Path | None, waiting: Callable[[], None], reading: Callable[[Path], Found | None]
) -> Iterator[Found]:
    with ExitStack() as locks:

        def reading_under_lock(path: Path) -> Found | None:
            locks.enter_context(lock.lock(path, waiting=waiting))
            found = reading(path)
            if found is None:
                locks.close()
            return found

        yield nearest(given, reading_under_lock)


def snapshot(given: Path | None) -> "Registered":
    """The registry's path, and all that the rules look at, whatever is wrong with it; each file is
    read once."""
    return nearest(given, _snapshot)


def _snapshot(path: Path) -> "Registered | None":
    from sigtool.check.snapshot import Snapshot, Unread

    folder = path.parent
    document = _read_or_undecodable(path, yamldoc.read)
    if isinstance(document, RegistryDocument) and yamldoc.is_anothers(document):
        return None
    tables = document.registry.tables if isinstance(document, RegistryDocument) else ()
    found: dict[str, Document | Undecodable] = {}
    documents: dict[str, Document | Undecodable | None] = {}
    unread: dict[str, Unread] = {}
    for table in tables:
        place = folder / table.path
        real = os.path.realpath(place)
        try:
            _refuse_outside(table, folder)
            if real not in found:
                found[real] = _read_or_undecodable(place, blocks.read)
            documents[table.path] = found[real]
        except FileProblem as problem:
            documents[table.path] = None
            what, advice = problem.facts["what"], problem.facts["advice"]
            if what != files.ABSENT:
                unread[table.path] = Unread(what, advice, is_outside=what == _OUTSIDE)
    texts = {each.source.path: each.source.text for each in documents.values() if each}
    return path, Snapshot(
        document,
        documents,
        exists=lambda relative: _exists(folder / relative),
        page=cache(lambda relative: _page(folder / relative, texts)),
        children=lambda relative: _children(folder / relative),
        folder=_from_root(folder),
        unread=unread,
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


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise FileProblem("the current folder is gone; change into one that is there") from error


def _read_or_undecodable(path: Path, reading: Callable[[Source], Found]) -> "Found | Undecodable":
    """What `reading` makes of a text file."""
    from sigtool.check.snapshot import Undecodable

    name = shown(path)
    content = files.read(path, shown=name)
    try:
        source = Source.decoded(name, content)
    except UnicodeDecodeError as error:
        return Undecodable(Source.decoded(name, content[: error.start]))
    return reading(source)


def is_outside(path: Path, folder: Path) -> bool:
    """Whether a document lies outside of the repository of a registry in that folder; without git,
    outside of the folder. What is git's own is outside."""
    real, root = Path(os.path.realpath(path)), _root(folder)
    return not real.is_relative_to(root) or ".git" in real.relative_to(root).parts


def _root(folder: Path) -> Path:
    return git.repository_root(folder) or Path(os.path.realpath(folder))


def _from_root(folder: Path) -> str | None:
    """The way from the repository's root to a folder of it; None outside of a repository."""
    root = git.repository_root(folder)
    return relative_path(Path(os.path.realpath(folder)), root) if root else None


def _refuse_outside(table: Table, folder: Path) -> None:
    """Raises `FileProblem` for a document outside of the repository, unless its entry says so.

    A pull request may bring a path, or a link, that leads anywhere. That a folder or a device is no
    document is said where it is read.
    """
    place = folder / table.path
    if table.path.endswith("/"):
        what, advice = "is the path of a folder", "name a file"
        raise FileProblem(f"{shown(place)}/: {what}; {advice}", what=what, advice=advice)
    is_other = _exists(place) and not place.is_file()
    if not is_other and is_outside(place, folder) and not table.outside:
        advice = "name a file in it, or say `outside: true` beside the path"
        raise FileProblem(f"{shown(place)}: {_OUTSIDE}; {advice}", what=_OUTSIDE, advice=advice)


def _is_anothers(path: Path) -> bool:
    document = _read_or_undecodable(path, yamldoc.read)
    return isinstance(document, RegistryDocument) and yamldoc.is_anothers(document)


def _exists(path: Path) -> bool:
    # It raises for a name that is too long, or a folder that cannot be entered.
    with suppress(OSError, ValueError):
        return path.exists()
    return False


def _page(path: Path, texts: Mapping[str, str]) -> str | None:
    if (known := texts.get(shown(path))) is not None:
        return known
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


def read_settled(path: Path) -> StoredFile:
    """A text file. Raises `FileProblem` where it cannot be read, and what `settled` does."""
    return settled(path, files.read(path, shown=shown(path)))


def settled(path: Path, content: bytes) -> StoredFile:
    """A text file of its bytes. Raises `NotUtf8` for what is no text, `TableProblem` for a file
    that git could not merge: what it says is not settled."""
    stored = files.decoded(path, content, shown=shown(path))
    source = stored.source
    is_yaml = path.suffix.lower() in (".yaml", ".yml")
    for span in (conflicts if is_yaml else of_markdown)(source):
        line = source.position(span.start).line
        raise TableProblem(
            f"{source.path}:{line}:1: a merge conflict (<<<<<<<) is not resolved", Remedy.RESOLVE
        )
    return stored
