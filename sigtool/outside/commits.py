"""What a registry and its documents were in older commits, read from git as far as asked for."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import normpath
from typing import Final

from sigtool.community.community import Community
from sigtool.community.past import Older, Past
from sigtool.errors import FileProblem
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.model import Registry
from sigtool.outside import git, workspace
from sigtool.outside.workspace import Workspace
from sigtool.registry import document as yamldoc
from sigtool.registry.document import RegistryDocument
from sigtool.text.source import Source

# How far back it is looked for what registry and table last said alike.
MOST: Final = 200
_UNFETCHED: Final = (
    "files of older commits were not fetched; fetch them: git fetch --refetch --no-filter"
)
_NO_GIT: Final = "git is not installed; install it, and commits tell which side changed"


def past(space: Workspace, revision: str | None = None) -> Past:
    """What a community was, from a commit backwards along first parents: HEAD, unless one is named.

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
        raise FileProblem(f"{name}: is not merged; resolve it and `git add` it")


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
        for commit in _commits(repository, newest, paths, past):
            found = list(_read(space, commit, paths[0], way, contents, is_first=commit == newest))
            if _is_unfetched(repository, contents):
                past.end = _UNFETCHED
                return
            yield from found


def _commits(
    repository: git.Repository, newest: str, paths: Sequence[str], past: Past
) -> Iterator[str]:
    """A commit, then those before it that touch one of the paths; at the end, why no more."""
    yield newest
    older = repository.commits(newest, paths, MOST)
    yield from (commit for commit in older if commit != newest)
    if len(older) == MOST:
        past.end = f"older commits than {MOST} were not looked at; --base REV names one"
    elif repository.is_shallow():
        past.end = "older commits were not fetched; fetch them (in CI: fetch-depth: 0)"


def _is_unfetched(repository: git.Repository, contents: git.Contents) -> bool:
    """Whether a commit has a file that cannot be read: what is older is no base then, since both
    sides may have agreed in that commit on something else."""
    missing = [*contents.missing]
    contents.missing.clear()
    return any(repository.is_unfetched(*each) for each in missing)


def _read(
    space: Workspace, commit: str, name: str, way: str, contents: git.Contents, *, is_first: bool
) -> Iterator[Older]:
    """The community as it was in a commit, if its registry can be read. Where the first has none,
    its tables are those of the registry of now, and what they said counts."""
    content = contents.read(commit, name)
    source = _decoded(space.document.source.path, content)
    if source is not None:
        registry = yamldoc.read(source)
    elif content is None and is_first:
        tables = Registry(space.registry.tables, ())
        registry = RegistryDocument(Source(name, ""), tables, (), None)
    else:
        return
    if registry.grave_problems:
        return
    documents: dict[str, Document] = {}
    for path in dict.fromkeys(table.path for table in registry.registry.tables):
        text = _decoded(path, contents.read(commit, normpath(f"{way}/{path}")))
        if text is not None:
            documents[path] = blocks.read(text)
    yield Older(Community(registry, documents), is_table_alone=content is None)


def _decoded(name: str, content: bytes | None) -> Source | None:
    try:
        return None if content is None else Source.decoded(name, content)
    except UnicodeDecodeError:
        return None
