"""The registry that a document belongs to, as the commit has it that is checked out.

For a merge driver, which has the document alone.
"""

from posixpath import dirname, join, normpath, relpath

from sigtool.model import Registry
from sigtool.outside import git
from sigtool.outside.workspace import REGISTRY_NAMES
from sigtool.registry import document as yamldoc
from sigtool.text.records import replace
from sigtool.text.source import Source


def registry_of(path: str) -> tuple[Registry, str] | None:
    """The nearest registry from a document's folder upwards, and what that calls the document; None
    where there is none, or one that is not sound. The path is from the root of the repository.

    The tables of the document have the path that it is called.
    """
    for place in _there(path):
        content = git.run_inside("cat-file", "blob", f"HEAD:{place}").stdout
        found = yamldoc.read(Source.decoded(place, content))
        if yamldoc.is_anothers(found):
            continue
        return None if found.grave_problems else _as_seen_from(place, path, found.registry)
    return None


def _there(path: str) -> list[str]:
    """The files of HEAD that may be the registry, the nearest first."""
    folders = [dirname(path)]
    while folders[-1]:
        folders.append(dirname(folders[-1]))
    places = [join(folder, name) for folder in folders for name in REGISTRY_NAMES]
    words = ("ls-tree", "-z", "--full-tree", "--name-only", "HEAD", "--", *places)
    there = git.run_inside(*words).stdout.decode("utf-8", "surrogateescape").split("\0")
    return [place for place in places if place in there]


def _as_seen_from(place: str, path: str, registry: Registry) -> tuple[Registry, str]:
    folder = dirname(place) or "."
    name = relpath(path, folder)
    tables = (
        replace(table, path=name) if normpath(join(folder, table.path)) == path else table
        for table in registry.tables
    )
    return replace(registry, tables=tuple(tables)), name
