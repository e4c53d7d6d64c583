"""Installs the merge driver in a clone, and takes it out: git's attributes, and git's settings.

The attributes say which files are merged by it, and belong to the community. The settings say what
it is, and belong to each clone: git takes none from a repository that it fetches.
"""

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from types import MappingProxyType
from typing import Final

from sigtool.errors import FileProblem, RegistryProblem, Remedy
from sigtool.model import Registry
from sigtool.outside import files, git, workspace
from sigtool.outside.git import Repository
from sigtool.registry import document as yamldoc
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.source import Source

DRIVER: Final = "merge.sigtool.driver"
_ATTRIBUTE: Final = "merge"
_DRIVER: Final = "sigtool"
# git puts the names of three files for %O, %A and %B, and quotes the path. Without the command, or
# where it ends without a merge (an older sigtool, a broken one), git merges: else ours would stay
# as it is, without a marker, and theirs would be lost.
_LINE: Final = (
    "sigtool merge-driver --path %P --marker-size %L "
    "--base-label %S --ours-label %X --theirs-label %Y %O %A %B "
    r"|| { s=$?; test $s -lt 126 && grep -q '^<\{%L\}' %A && exit $s; "
    "git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B; }"
)
SETTINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "merge.sigtool.name": "sigtool: by facts of SIGs, not by lines",
        DRIVER: _LINE,
        # In a criss-cross merge, what has markers would be the base of the merge that counts.
        "merge.sigtool.recursive": "binary",
    }
)
_NAMED: Final = lazily(r"[\\*?\[]")
_QUOTED: Final = lazily(r'[\s"\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Clone:
    """A repository, and the file for its attributes. What is bare has no other than its own."""

    repository: Repository
    attributes: Path

    @property
    def is_bare(self) -> bool:
        return self.attributes.name != ".gitattributes"

    @property
    def shown(self) -> str:
        """What the file is called, from the root of the repository."""
        return workspace.relative_path(self.attributes, self.repository.root)


@dataclass(frozen=True, slots=True)
class State:
    """What a clone has: what git's attributes say of the registry and each document, those that are
    no files of the repository, the settings that count, and those that the repository makes."""

    said: Mapping[str, str]
    elsewhere: Sequence[str]
    driver: str | None
    own: Mapping[str, str]

    @property
    def unsaid(self) -> list[str]:
        """The files of which the attributes say nothing yet."""
        return [path for path, value in self.said.items() if value == "unspecified"]

    @property
    def taken(self) -> dict[str, str]:
        """The files that git is told to merge in another way, and which."""
        free = (_DRIVER, "unspecified")
        return {path: value for path, value in self.said.items() if value not in free}

    @property
    def has_settings(self) -> bool:
        recursive = "merge.sigtool.recursive"
        is_own = self.own.get(recursive) == SETTINGS[recursive]
        return self.driver == SETTINGS[DRIVER] and is_own


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to change: the bytes of the attributes, the lines of them that come or go, and the
    settings, None for one that goes."""

    clone: Clone
    before: bytes | None
    after: bytes | None
    lines: Sequence[str]
    settings: Mapping[str, str | None]

    @property
    def is_change(self) -> bool:
        return bool(self.lines or self.settings)


def clone_of(given: Path | None) -> Clone:
    """The clone of the registry that is named; else the one that we are in. Raises `FileProblem`
    where there is none."""
    folder = Path(os.path.realpath(given)).parent if given else Path()
    if root := git.repository_root(folder):
        return Clone(Repository(root), root / ".gitattributes")
    if bare := git.bare_repository(Path()):
        return Clone(Repository(bare), bare / "info" / "attributes")
    raise FileProblem("this is no git repository; the merge driver is git's")


def state_of(clone: Clone, given: Path | None) -> State:
    """What the clone has. Raises `RegistryProblem` where there is no registry that can be read."""
    paths, elsewhere = (_in_head if clone.is_bare else _in_tree)(clone, given)
    return State(
        clone.repository.attributes(_ATTRIBUTE, paths),
        elsewhere,
        clone.repository.setting(DRIVER),
        clone.repository.own_settings("merge.sigtool"),
    )


def is_tracked(clone: Clone) -> bool:
    """Whether the attributes are in git's index."""
    return clone.shown in clone.repository.tracked()


def is_found() -> bool:
    """Whether git would find the command."""
    return shutil.which("sigtool") is not None


def installing(clone: Clone, state: State) -> Plan:
    """What installs the driver: nothing where all of it is there."""
    before = _content(clone)
    lines = [f"{pattern(path)} {_ATTRIBUTE}={_DRIVER}" for path in state.unsaid]
    after = _with_lines(before, lines) if lines else before
    settings = {key: value for key, value in SETTINGS.items() if state.own.get(key) != value}
    return Plan(clone, before, after, lines, settings)


def uninstalling(clone: Clone) -> Plan:
    """What takes out the lines and the settings that `installing` makes."""
    before = _content(clone)
    after, lines = (None, []) if before is None else _without_lines(before)
    own = clone.repository.own_settings("merge.sigtool")
    return Plan(clone, before, after, lines, dict.fromkeys(key for key in SETTINGS if key in own))


def carry_out(plan: Plan) -> None:
    """Change what is to change. Raises `FileProblem` where that is impossible."""
    path = plan.clone.attributes
    if plan.lines and plan.after is None:
        with files.blamed_on(path, "removed"):
            path.unlink()
    elif plan.lines and plan.after is not None:
        with files.blamed_on(path):
            path.parent.mkdir(exist_ok=True)  # a bare repository may have no `info`
        files.write_all([files.Change(path, plan.before, plan.after)])
    for key, value in plan.settings.items():
        if value is None:
            plan.clone.repository.unset(key)
        else:
            plan.clone.repository.set(key, value)


def pattern(path: str) -> str:
    """The pattern of attributes that names one file, by its path from the root."""
    escaped = "/" + _NAMED.sub(r"\\\g<0>", path)
    if not _QUOTED.search(escaped):
        return escaped
    text = escaped.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_QUOTED.sub(_octal, text)}"'


def _octal(found: re.Match[str]) -> str:
    sign = found.group()
    return sign if sign in ' "' or not sign.isascii() else f"\\{ord(sign):03o}"


def _in_tree(clone: Clone, given: Path | None) -> tuple[list[str], list[str]]:
    """The registry and its documents as files of the working tree, and those that are none."""
    space = workspace.open_registry(given)
    places = [space.path, *(space.path.parent / table.path for table in space.registry.tables)]
    names = [
        workspace.relative_path(Path(os.path.realpath(place)), clone.repository.root)
        for place in places
    ]
    return _apart(names)


def _in_head(clone: Clone, given: Path | None) -> tuple[list[str], list[str]]:
    """The registry and its documents as files of HEAD, and those that are none."""
    if clone.repository.commit("HEAD") is None:
        raise RegistryProblem("the repository has no commit yet; push one with a registry")
    there = sorted(clone.repository.files("HEAD"), key=lambda path: (path.count("/"), path))
    named = [path for path in there if basename(path) in workspace.REGISTRY_NAMES]
    with clone.repository.contents() as contents:
        for path in named if given is None else [given.as_posix()]:
            content = contents.read("HEAD", path)
            if content is not None and (registry := _registry(path, content)):
                tables = (normpath(join(dirname(path), table.path)) for table in registry.tables)
                return _apart([path, *tables])
    raise RegistryProblem("HEAD has no registry", Remedy.START_REGISTRY)


def _registry(path: str, content: bytes) -> Registry | None:
    document = yamldoc.read(files.decoded(Path(path), content, shown=f"HEAD:{path}").source)
    return None if yamldoc.is_anothers(document) else yamldoc.require_sound(document)


def _apart(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Each path once: those in the repository, and those out of it."""
    unique = dict.fromkeys(names)
    return [name for name in unique if not git.is_outside(name)], [*filter(git.is_outside, unique)]


def _content(clone: Clone) -> bytes | None:
    path = clone.attributes
    return files.read(path, shown=clone.shown) if os.path.lexists(path) else None


def _with_lines(before: bytes | None, lines: Sequence[str]) -> bytes:
    """Attributes with lines behind them. What has no line break at its end has none then, too: that
    tells how it was before."""
    added = [os.fsencode(line) for line in lines]
    if before is None:
        return b"".join(line + b"\n" for line in added)
    end = Source("", before.decode("utf-8", "replace")).newline.encode()
    if before.endswith((b"\n", b"\r")):
        return before + b"".join(line + end for line in added)
    return end.join([before, *added] if before else added)


def _without_lines(before: bytes) -> tuple[bytes | None, list[str]]:
    """Attributes without the lines of the driver, and those lines; None where nothing else was."""
    lines = BytesIO(before).readlines()  # git ends lines with LF alone
    own = [line.rstrip(b"\r\n") for line in lines if _is_own(line)]
    kept = b"".join(line for line in lines if not _is_own(line))
    is_unended = bool(own) and not before.endswith((b"\n", b"\r"))
    if is_unended and _is_own(lines[-1]):
        kept = kept.removesuffix(b"\n").removesuffix(b"\r")
    is_made_here = bool(own) and not kept and not is_unended
    return None if is_made_here else kept, [os.fsdecode(line) for line in own]


def _is_own(line: bytes) -> bool:
    """Whether a line says of one file that the driver merges it, and says nothing else."""
    name, is_merged, rest = line.rpartition(f" {_ATTRIBUTE}={_DRIVER}".encode())
    if not is_merged or rest.strip(b"\r\n"):
        return False
    return name.endswith(b'"') if name.startswith(b'"/') else name[:1] == b"/" and b" " not in name
