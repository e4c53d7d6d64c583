"""What a registry and its documents were in older commits, read from git as far as asked for."""

import os
from collections.abc import Iterator
from pathlib import Path
from posixpath import basename, dirname, join, normpath, relpath
from typing import Final

from sigtool.community.community import Community
from sigtool.community.older import Older
from sigtool.community.past import Past
from sigtool.errors import FileProblem, Remedy
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.model import Registry
from sigtool.outside import git, workspace
from sigtool.outside.workspace import Workspace
from sigtool.registry import document as yamldoc
from sigtool.registry.document import RegistryDocument
from sigtool.text.records import dataclass, field
from sigtool.text.source import Source

# How far back it is looked for what registry and table last said alike.
MOST: Final = 200
# Where git notes what is being picked, put on top, or taken back: from where that starts.
_STARTS: Final = ("CHERRY_PICK_HEAD^", "REBASE_HEAD^", "REVERT_HEAD")
_ENDINGS: Final = (".yaml", ".yml")
_UNFETCHED: Final = (
    "files of older commits were not fetched; fetch them: git fetch --refetch --no-filter"
)
_NO_GIT: Final = "git is not installed; install it, and commits tell which side changed"


def past(space: Workspace, revision: str | None = None) -> Past:
    """What a community was, from a commit backwards: HEAD, unless one is named. The way leads along
    first parents, and from a merge on from where its sides parted.

    git is asked only once somebody looks, and not at all outside of a repository, or where it is
    not installed. Raises `FileProblem` where the revision is not known.
    """
    if revision is not None:
        _newest(space, revision)
    found = Past(iter(()))
    found.older = _older(space, revision, found)
    return found


def has_commits(space: Workspace) -> bool:
    """Whether there is a commit that could tell something."""
    found = _repository(space)
    if found is None or not git.is_installed():
        return False
    return found[0].commit("HEAD") is not None


def refuse_unmerged(space: Workspace) -> None:
    """Raises `FileProblem` where a merge left one of the files open in the index."""
    found = _repository(space)
    if found is None or not git.is_installed():
        return
    repository, paths, _ = found
    if unmerged := repository.unmerged(paths):
        name = os.path.relpath(repository.root / unmerged[0])
        raise FileProblem(f"{name}: is not merged", Remedy.MERGE)


def _repository(space: Workspace) -> tuple[git.Repository, list[str], str] | None:
    """The repository, the paths of the registry and its documents there, and the folder's; None
    where the registry is in none."""
    folder = Path(os.path.realpath(space.path.parent))
    root = git.repository_root(folder)
    if root is None:
        return None
    name = workspace.relative_path(Path(os.path.realpath(space.path)), root)
    way = workspace.relative_path(folder, root)
    documents = [normpath(f"{way}/{table.path}") for table in space.registry.tables]
    if git.is_outside(name):
        return None  # a link that leads elsewhere: of that file, this repository knows nothing
    paths = [path for path in (name, *dict.fromkeys(documents)) if not git.is_outside(path)]
    return git.Repository(root), paths, way


def _newest(space: Workspace, revision: str) -> str:
    found = _repository(space)
    if found is None:
        raise FileProblem(f"{revision!r} needs git, and this is no repository")
    newest = found[0].commit(revision)
    if newest is None:
        raise FileProblem(f"there is no commit {revision!r}; `git log` shows them")
    return newest


def _older(space: Workspace, revision: str | None, past: Past) -> Iterator[Older]:
    """The communities of the commits that touch a file of this one, the newest first."""
    place = _repository(space)
    if place is None:
        return
    if not git.is_installed():
        past.end = _NO_GIT
        return
    repository, paths, way = place
    newest = repository.commit(revision or "HEAD")
    if newest is None:
        return
    with repository.contents() as contents:
        reading = _Reading(space, repository, contents, paths, way)
        if revision is None:
            newest = reading.start(newest)
        if newest is not None:
            yield from reading.all(newest)
        past.end = reading.end()


@dataclass
class _Reading:
    """Reads the communities of commits. `paths` are those of the registry, first, and of the
    documents, wherever they are known to have stood; `folder` is that of the registry of now, from
    which the documents are named. `read` has the commits that touch one of them."""

    space: Workspace
    repository: git.Repository
    contents: git.Contents
    paths: list[str]
    folder: str
    read: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.name, self.place = self.paths[0], self.folder

    def all(self, newest: str) -> Iterator[Older]:
        """The communities of a commit and of those before it that touch one of its files."""
        first = list(self.older(newest, is_first=True))
        if self._is_unfetched():
            return
        yield from first
        last, left = self._before(newest, self._listed(newest))
        while left := left or self._before_move(last):
            known, commit = len(self.paths), left[0]
            found = [] if commit == newest else list(self.older(commit, is_first=False))
            if self._is_unfetched():
                return
            if len(self.paths) > known:
                left = self._listed(last)  # a newer one may touch what stood elsewhere then
                continue
            yield from found
            self.read.add(commit)
            last, left = self._before(commit, left[1:])

    def start(self, head: str) -> str | None:
        """Where the sides parted of a merge, or of what is like one, that is not ended yet; else
        HEAD."""
        if self.contents.parents("MERGE_HEAD") is not None:
            return self.repository.fork(head, "MERGE_HEAD")
        known = (name for name in _STARTS if self.contents.parents(name) is not None)
        return next((self.repository.commit(name) for name in known), head)

    def _before(self, commit: str, left: list[str]) -> tuple[str, list[str]]:
        """The commit from which on is read after one, and what: before a merge, from where its
        sides parted, since what one side had changed by then, the other one did not remove."""
        _, *others = self.contents.parents(commit) or [""]
        if not others:
            return commit, left
        fork = self.repository.fork(f"{commit}^", others[0])
        return (fork, self._listed(fork)) if fork else (commit, [])

    def end(self) -> str:
        """Why there are no more, where there may have been some."""
        if self._is_unfetched():
            return _UNFETCHED
        if len(self.read) == MOST:
            return f"older commits than {MOST} were not looked at; --base REV names one"
        if self.repository.is_shallow():
            return "older commits were not fetched; fetch them (in CI: fetch-depth: 0)"
        return ""

    def _is_unfetched(self) -> bool:
        """Whether a commit has a file that cannot be read: what is older is no base then, since
        both sides may have agreed in that commit on something else."""
        while self.contents.missing:
            if self.repository.is_unfetched(*self.contents.missing[-1]):
                return True
            self.contents.missing.pop()
        return False

    def _listed(self, commit: str) -> list[str]:
        """The commits that are to be read, from one backwards."""
        found = self.repository.commits(commit, self.paths, MOST)
        return [each for each in found if each not in self.read][: MOST - len(self.read)]

    def _before_move(self, commit: str) -> list[str]:
        """The commits before one that put the registry where it is."""
        parent = self.repository.commit(f"{commit}^") if len(self.read) < MOST else None
        if parent is None or self.contents.read(parent, self.name) or not self._follow(parent):
            return []
        return self._listed(parent)

    def older(self, commit: str, *, is_first: bool) -> Iterator[Older]:
        """The community as it was in a commit, if its registry can be read. Where the first has
        none, its tables are those of the registry of now, and what they said counts."""
        content = self.contents.read(commit, self.name)
        if content is None and self._follow(commit):
            content = self.contents.read(commit, self.name)
        source = _decoded(self.space.document.source.path, content)
        if source is not None:
            registry = yamldoc.read(source)
        elif content is None and is_first:
            tables = Registry(self.space.registry.tables, ())
            registry = RegistryDocument(Source(self.name, ""), tables, (), None)
        else:
            return
        if registry.grave_problems:
            return
        yield Older(
            Community(registry, self._documents(commit, registry.registry)),
            is_table_alone=content is None,
            way=relpath(self.place, self.folder),
        )

    def _documents(self, commit: str, registry: Registry) -> dict[str, Document]:
        documents: dict[str, Document] = {}
        for table in registry.tables:
            path = normpath(join(self.place, table.path))
            self._note(path)
            if table.path not in documents:
                text = _decoded(table.path, self.contents.read(commit, path))
                if text is not None:
                    documents[table.path] = blocks.read(text)
        return documents

    def _note(self, path: str) -> None:
        """Look for commits that touch this file, too."""
        if path not in self.paths and not git.is_outside(path):
            self.paths.append(path)

    def _follow(self, commit: str) -> bool:
        """Take up the registry at the place where a commit has it, if it has none where it was
        last: there is one, by its name if any is, and no file is there now."""
        if self._is_unfetched():
            return False
        names = {basename(self.name), *workspace.REGISTRY_NAMES}
        gone = [
            path
            for path in self.repository.files(commit)
            if path.endswith(_ENDINGS) and not os.path.lexists(self.repository.root / path)
        ]
        called = [path for path in gone if basename(path) in names]
        found = [path for path in called or gone if self._is_registry(commit, path)]
        if len(found) != 1:
            return False
        self.name, self.place = found[0], dirname(found[0]) or "."
        self._note(self.name)
        return True

    def _is_registry(self, commit: str, path: str) -> bool:
        content = self.contents.read(commit, path) or b""
        source = _decoded(path, content) if b"tables" in content else None
        registry = yamldoc.read(source) if source is not None else None
        return bool(registry and registry.registry.tables and not registry.grave_problems)


def _decoded(name: str, content: bytes | None) -> Source | None:
    try:
        return None if content is None else Source.decoded(name, content)
    except UnicodeDecodeError:
        return None
