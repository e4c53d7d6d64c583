"""What `merge-driver` does when git calls it: merges three versions of a file into one.

git calls it once a file and commit, so it is answered before Typer is loaded. Whatever goes wrong,
the file is merged as git merges lines: ours left as it is would look like a merge without theirs.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, field

if TYPE_CHECKING:
    from sigtool.community.merging_files import Merged, Versions

NAME: Final = "merge-driver"
SWITCH: Final = "SIGTOOL_MERGE"
DONE: Final = 0
CONFLICTS: Final = 1
# The line in git's settings takes this for a failure, and lets git merge.
FAILED: Final = 255
STOPPED: Final = 130
# git's usual size; that of a merge of merge bases is larger.
_SIZE: Final = 7
_REGISTRIES: Final = (".yaml", ".yml")
# Options with a value, and what they say; the labels are git's for base, ours and theirs.
_OPTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "--path": "path",
        "--marker-size": "size",
        "--base-label": "base",
        "--ours-label": "ours",
        "--theirs-label": "theirs",
    }
)
_OURS: Final = lazily(r"^[\"']?(?:sigs|tables)[\"']?[ \t]*:", re.M)


class _AsLines(Exception):
    """Why a file is merged as lines: what it is, or what it has."""


@dataclass(frozen=True, slots=True)
class Call:
    """What git asks: three files, the name of the one that they are versions of, how conflicts are
    marked. The result goes into `ours`."""

    base: Path
    ours: Path
    theirs: Path
    path: str
    size: int = _SIZE
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, side: str) -> str:
        """What stands behind a marker. Before git 2.44, `%S` and the like arrive as they are."""
        given = self.labels.get(side, "")
        return side if not given or re.fullmatch("%[SXY]", given) else given


def called(words: Sequence[str]) -> Call | None:
    """What a command line asks for, if it is one by which git calls: three files, and no options
    but those of a merge. None leaves it to the program, which says what is wrong with it."""
    if not words or words[0] != NAME:
        return None
    files: list[str] = []
    given: dict[str, str] = {}
    rest = list(words[1:])
    while rest:
        word = rest.pop(0)
        name, is_joined, value = word.partition("=")
        if word == "--":
            files, rest = files + rest, []
        elif name in _OPTIONS and (is_joined or rest) and _OPTIONS[name] not in given:
            given[_OPTIONS[name]] = value if is_joined else rest.pop(0)
        elif word.startswith("-"):
            return None
        else:
            files.append(word)
    return call(files, given) if len(files) == 3 else None


def call(files: Sequence[str], given: Mapping[str, str | None]) -> Call | None:
    """A call of its values; None where the size of the markers is no number."""
    base, ours, theirs = map(Path, files)
    size = given.get("size") or str(_SIZE)
    if not (size.isascii() and size.isdigit() and 0 < int(size) < 1000):
        return None
    labels = {side: label for side in ("base", "ours", "theirs") if (label := given.get(side))}
    return Call(base, ours, theirs, given.get("path") or os.fspath(ours), int(size), labels)


def merge(call: Call) -> int:
    """Merge the versions into ours; gives the exit code, 1 where there are conflicts."""
    try:
        if os.environ.get(SWITCH) == "0":
            return _as_lines(call)
        return _by_facts(call)
    except _AsLines as reason:
        why = str(reason)
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:  # git has to get a merge, whatever is wrong here
        why = f"sigtool failed on it: {type(error).__name__}: {error}"
    _warn(f"sigtool: {call.path}: merged as lines; {why}")
    return _as_lines(call)


def _as_lines(call: Call) -> int:
    """Let git merge the files."""
    from sigtool.outside import merge_file

    labels = [call.label(side) for side in ("ours", "base", "theirs")]
    try:
        count = merge_file.merge_files((call.ours, call.base, call.theirs), labels, call.size)
    except Exception as error:  # the line in git's settings has a last resort
        _warn(f"sigtool: {call.path}: {error}")
        return FAILED
    return CONFLICTS if count else DONE


def _by_facts(call: Call) -> int:
    base, ours, theirs = (path.read_bytes() for path in (call.base, call.ours, call.theirs))
    if theirs in (base, ours):
        return DONE
    if ours == base:
        return _write(call, ours, theirs)
    is_registry = call.path.lower().endswith(_REGISTRIES)
    try:
        merged, has_bom = (_registry if is_registry else _document)(call, (base, ours, theirs))
    except UnicodeDecodeError:
        raise _AsLines("it is not UTF-8") from None
    from sigtool.text.source import Source

    _write(call, ours, Source(call.path, merged.text, has_bom).encoded())
    for note in merged.notes:
        _warn(note)
    return CONFLICTS if merged.conflicts else DONE


def _registry(call: Call, contents: Sequence[bytes]) -> "tuple[Merged, bool]":
    from sigtool.community import merging

    versions, has_bom = _versions(call, contents, call.path)
    if any(_is_anothers(each.text) for each in versions):
        raise _AsLines("it is another tool's file, no registry of sigtool")
    return _merged(call, lambda *how: merging.merged_registry(versions, *how)), has_bom


def _document(call: Call, contents: Sequence[bytes]) -> "tuple[Merged, bool]":
    from sigtool.community import merging
    from sigtool.outside import head

    registry, name = head.registry_of(call.path) or (None, call.path)
    versions, has_bom = _versions(call, contents, name)
    return _merged(call, lambda *how: merging.merged_document(versions, registry, *how)), has_bom


def _merged(call: Call, merge: "Callable[..., Merged]") -> "Merged":
    """What `merge` makes of the markers and the merge of lines that this call wants."""
    from sigtool.outside import merge_file
    from sigtool.outside.merge_file import Style
    from sigtool.text.pieces import Markers

    style = merge_file.conflict_style()
    labels = {side: call.label(side) for side in ("base", "ours", "theirs")}
    markers = Markers(**labels, size=call.size, has_base=style is not Style.MERGE)
    return merge(markers, merge_file.text_merge(markers, style))


def _versions(call: Call, contents: Sequence[bytes], name: str) -> "tuple[Versions, bool]":
    """The texts, and whether the result has a byte order mark: what one side changed of that
    counts. Raises `UnicodeDecodeError`."""
    from sigtool.community.merging_files import Versions
    from sigtool.text.source import Source

    versions = Versions(*(Source.decoded(name, content) for content in contents))
    base, ours, theirs = versions
    size = min(call.size, _SIZE)
    marker = re.compile(rf"^(?:<{{{size},}}|>{{{size},}})(?: .*)?\r?$", re.M)
    marked = [each.text for each in versions if "<" * size in each.text or ">" * size in each.text]
    if any(map(marker.search, marked)):
        raise _AsLines("it has conflict markers")
    return versions, (theirs if ours.has_bom == base.has_bom else ours).has_bom


def _is_anothers(text: str) -> bool:
    """Whether a text is the registry of another tool; it is only read where it looks like one."""
    from sigtool.registry import document
    from sigtool.registry.read import OTHER_TOOLS_KEYS
    from sigtool.text.source import Source

    # One of ours may have such keys, too, so what has them is read.
    keys = "|".join(key for key in OTHER_TOOLS_KEYS if key in text)
    has_others = keys and re.search(rf"\b(?:{keys})[\"']?[ \t]*:", text)
    if not has_others and (_OURS.search(text) or not text.strip()):
        return False

    return document.is_anothers(document.read(Source("", text)))


def _write(call: Call, before: bytes, after: bytes) -> int:
    from sigtool.outside import merge_file

    if after != before:
        merge_file.replace(call.ours, after)
    return DONE


def _warn(text: str) -> None:
    from sigtool.report import terminal

    terminal.warn(terminal.one_line(text))
