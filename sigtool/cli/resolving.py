"""What `resolve` does: mends a merge that conflicted, as far as facts settle it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sigtool.cli.ending import DONE, FOUND
from sigtool.cli.streams import say_waiting
from sigtool.community.merging import merged_document, merged_registry
from sigtool.community.merging_files import Merged, Versions
from sigtool.errors import FileProblem, RegistryProblem
from sigtool.model import Registry
from sigtool.outside import files, lock, merge_file, torn, workspace
from sigtool.outside.files import Change, StoredFile
from sigtool.outside.merge_file import Style
from sigtool.outside.torn import TornFile
from sigtool.registry import document as yamldoc
from sigtool.report import changes, terminal
from sigtool.text import diff3
from sigtool.text.pieces import Markers
from sigtool.text.records import dataclass, field, replace
from sigtool.text.source import Source
from sigtool.text.wording import argument

_BY_HAND: Final = (
    "{path}: was edited since git merged it, so it is left as it is; finish it by hand, or begin "
    "anew: git checkout --conflict=diff3 -- {quoted}"
)
_UNMARKED: Final = "{path}: no conflict is marked in it; if it is right: git add {quoted}"
_OURS_ALONE: Final = (
    "{path}: has ours alone, nothing of theirs; to merge it: "
    "git checkout --conflict=diff3 -- {quoted} && sigtool resolve"
)
_NOTHING: Final = "No conflict is left to resolve."
_NEXT: Final = "Resolve what is marked, then: sigtool sync --check; git add {paths}"
_READY: Final = "Next: sigtool sync --check; git add {paths}"


@dataclass(slots=True)
class _Resolving:
    """The files that were looked at: what becomes of each, and what stays open."""

    changes: list[tuple[TornFile, Source]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    open_in: list[Path] = field(default_factory=list)
    clean: list[Path] = field(default_factory=list)

    def take(self, file: TornFile, merged: Merged, *, is_registry: bool) -> None:
        """Note what becomes of a file, unless somebody has begun to resolve it."""
        after = replace(file.stored.source, text=merged.text)
        path = file.stored.path
        if file.is_whole and not _is_untouched(file, merged):
            self.told.append(_about(_BY_HAND, after.path))
            self.open_in.append(path)
            return
        self.changes.append((file, after))
        spans = torn.conflicts_of(after, is_registry=is_registry)
        for span in spans:
            line = after.position(span.start).line
            self.told.append(f"{after.path}:{line}: both sides changed this, each in its way")
        (self.open_in if spans else self.clean).append(path)
        if not spans:
            self.told.append(f"{after.path}: merged, no conflict is left")
        self.told += merged.notes

    def look_at(self, file: StoredFile) -> None:
        """Note what is to be known of a file without markers. Raises `FileProblem` where one side
        took it out."""
        has_ours_alone = torn.unmerged(file)
        if has_ours_alone is not None:
            message = _OURS_ALONE if has_ours_alone else _UNMARKED
            self.told.append(_about(message, file.source.path))
        if has_ours_alone:
            self.open_in.append(file.path)


def resolve(
    file: Path | None, wanted: Sequence[Path], *, add: bool = False, dry_run: bool = False
) -> int:
    """Merge each file that a merge left open by what it says; gives the exit code."""
    place = workspace.nearest(file, _registry_path)
    with lock.lock(place, waiting=say_waiting):
        found = _Resolving()
        registry = _registry(found, place, is_wanted=_is_wanted(place, wanted))
        _refuse_others(wanted, [place, *(place.parent / each.path for each in registry.tables)])
        for path in _documents(registry, place):
            if _is_wanted(path, wanted):
                _document(found, path, registry)
        if dry_run:
            changes.show((each.stored.source, after) for each, after in found.changes)
        else:
            files.write_all(
                [
                    Change(each.stored.path, each.stored.content, after.encoded())
                    for each, after in found.changes
                ]
            )
            if add:
                torn.add(found.clean)
    return _tell_beside_changes(found) if dry_run else _tell(found, added=add)


def _registry_path(path: Path) -> Path | None:
    """The path of a registry, be it torn; None for the file of another tool."""
    source = files.read_source(path, shown=workspace.shown(path)).source
    if torn.conflicts_of(source, is_registry=True):
        return path
    return None if yamldoc.is_anothers(yamldoc.read(source)) else path


def _about(message: str, path: str) -> str:
    return message.format(path=path, quoted=argument(path))


def _refuse_others(wanted: Sequence[Path], known: Sequence[Path]) -> None:
    """Raises `FileProblem` for a file that was named and is none of the registry's."""
    for path in wanted:
        if not _is_wanted(path, known):
            name = workspace.shown(path)
            raise FileProblem(f"{name}: is neither the registry nor a document of its tables")


def _is_wanted(path: Path, wanted: Sequence[Path]) -> bool:
    return not wanted or any(os.path.realpath(path) == os.path.realpath(each) for each in wanted)


def _registry(found: _Resolving, path: Path, *, is_wanted: bool) -> Registry:
    """The registry that says what the columns of the tables are: merged, else as it is."""
    file = torn.read(path, is_registry=True)
    if isinstance(file, StoredFile):
        if is_wanted:
            found.look_at(file)
        return yamldoc.require_sound(yamldoc.read(file.source))
    style, markers = _markers(file)
    versions = Versions(file.base, file.ours, file.theirs)
    merged = merged_registry(versions, markers, merge_file.text_merge(markers, style))
    if is_wanted:
        found.take(file, merged, is_registry=True)
    for text in (merged.text, file.ours.text, file.theirs.text):
        document = yamldoc.read(Source(file.ours.path, text))
        if not document.grave_problems:
            return document.registry
    name = file.stored.source.path
    raise RegistryProblem(f"{name}: no side of the merge is a registry that can be read")


def _documents(registry: Registry, place: Path) -> list[Path]:
    """The documents of a registry, each once."""
    paths = (place.parent / table.path for table in registry.tables)
    inside = (path for path in paths if not workspace.is_outside(path, place.parent))
    return list({os.path.realpath(path): path for path in inside if path.is_file()}.values())


def _document(found: _Resolving, path: Path, registry: Registry) -> None:
    try:
        file = torn.read(path, is_registry=False)
        if isinstance(file, StoredFile):
            found.look_at(file)
            return
    except FileProblem as problem:
        found.told.append(str(problem))
        found.open_in.append(path)
        return
    style, markers = _markers(file)
    versions = Versions(file.base, file.ours, file.theirs)
    merged = merged_document(versions, registry, markers, merge_file.text_merge(markers, style))
    found.take(file, merged, is_registry=False)


def _markers(file: TornFile) -> tuple[Style, Markers]:
    """How conflicts are marked: as in the file."""
    has_base = "\n|||||||" in file.stored.source.text
    base, ours, theirs = file.labels
    style = Style.DIFF3 if has_base else Style.MERGE
    return style, Markers(ours=ours, base=base, theirs=theirs, has_base=has_base)


def _is_untouched(file: TornFile, merged: Merged) -> bool:
    """Whether a file is as git, or sigtool, has left it: nobody began to resolve it by hand."""
    now = diff3.unlabelled(file.stored.source.text)
    if file.stored.content == file.left or now == diff3.unlabelled(merged.text):
        return True
    # Git's own merge may mark other lines than `git merge-file`, which is all there is to ask where
    # git does not say what it wrote, and after `git checkout --conflict`.
    for style in Style:
        markers = Markers(has_base=style is not Style.MERGE)
        text, _ = merge_file.text_merge(markers, style)(
            file.base.text, file.ours.text, file.theirs.text
        )
        if now == diff3.unlabelled(text):
            return True
    return False


def _tell_beside_changes(found: _Resolving) -> int:
    """Tell on standard error what would become of the files, beside the diff; no next step, since
    nothing is written."""
    for line in found.told:
        terminal.warn(line)
    if not found.told:
        terminal.warn(_NOTHING)
    return FOUND if found.open_in else DONE


def _tell(found: _Resolving, *, added: bool) -> int:
    for line in found.told:
        terminal.say(line) if line.endswith("is left") else terminal.warn(line)
    clean, still = (
        " ".join(argument(workspace.shown(path)) for path in each)
        for each in (found.clean, found.open_in)
    )
    if still:
        terminal.warn(_NEXT.format(paths=still))
        return FOUND
    if clean:
        terminal.say("Added to the index." if added else _READY.format(paths=clean))
    elif not found.told:
        terminal.say(_NOTHING)
    return DONE
