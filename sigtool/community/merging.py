"""Three states of a file -> one: what two sides made of one base, merged by facts.

Pure. The merge driver and `resolve` are this, with the texts from git. What is no fact of a SIG is
merged as lines, by a `TextMerge` that is handed in: git's (design law L12).
"""

from typing import Final

from sigtool.community.merging_files import FileMerge, Merged, TextMerge, Versions, stand_in
from sigtool.facts.sides import Side
from sigtool.model import Registry
from sigtool.registry.merge import RegistryMerge
from sigtool.registry.states import States
from sigtool.text.conflicts import conflicts
from sigtool.text.pieces import Markers, side
from sigtool.text.records import replace
from sigtool.text.source import Source

_BOTH_MOVED: Final = (
    "{path}: both sides moved SIGs; the order is that of ours, compare it with theirs"
)
_UNREADABLE: Final = "{path}: {side} it cannot be read as a registry, so it is merged as lines"
_SIDES: Final = ("before both sides", "in ours", "in theirs")


def merged_registry(versions: Versions, markers: Markers, text_merge: TextMerge) -> Merged:
    """A registry of both sides. One that cannot be read is merged as lines."""
    files = _files(versions, markers, text_merge)
    if files.trivial:
        return files.trivial
    # The base of a criss-cross merge may hold a conflict.
    if any(any(conflicts(each)) for each in versions):
        return files.as_lines
    states = States()
    base, ours, theirs = map(states.read, files.ended)
    pairs = zip(_SIDES, (base, ours, theirs), strict=True)
    unread = [side for side, each in pairs if each.source.text.strip() and not each.is_sound]
    if unread:
        notes = (_UNREADABLE.format(path=versions.ours.path, side=side) for side in unread)
        return replace(files.as_lines, notes=tuple(notes))
    return (
        _by_facts(files, RegistryMerge((base, ours, theirs), states, _name_key)) or files.undecided
    )


def merged_document(
    versions: Versions, registry: Registry | None, markers: Markers, text_merge: TextMerge
) -> Merged:
    """A document of both sides. `registry` says which tables it has, and what their columns are;
    those of which it says nothing are recognised as `init` does."""
    files = _files(versions, markers, text_merge)
    if files.trivial:
        return files.trivial
    from sigtool.community.merging_tables import by_rows
    from sigtool.markdown.conflicts import conflicts as of_markdown

    if any(any(of_markdown(each)) for each in versions):
        return files.as_lines
    return by_rows(files, registry)


def _files(versions: Versions, markers: Markers, text_merge: TextMerge) -> FileMerge:
    """A file as it is where one side left it alone; else with one line break in all versions."""
    files = FileMerge(versions, markers, text_merge)
    return files if files.trivial else replace(files, versions=versions.with_one_line_break)


def _name_key(name: str) -> str:
    """What makes two names the same, as `markdown.blocks` has it: a registry is merged without
    Markdown, unless a name has signs that may be some."""
    signs = name.replace(" ", "").replace("-", "").replace(".", "")
    if signs.isalnum() or not signs:
        return " ".join(name.split()).casefold()
    from sigtool.markdown.inline import name_key

    return name_key(name)


def _by_facts(files: FileMerge, merge: RegistryMerge) -> Merged | None:
    """A registry merged by facts; None where that cannot be written."""
    path = files.versions.ours.path
    notes = (_BOTH_MOVED.format(path=path),) if merge.both_moved else ()
    is_clean = not files.as_lines.conflicts and merge.is_clear
    if is_clean and merge.is_said_by(Source(path, files.as_lines.text), Side.OURS):
        return replace(files.as_lines, notes=notes)
    found = _by_parts(files, merge)
    if found is None and (source := merge.rewritten()) and merge.is_said_by(source, Side.OURS):
        found = Merged(source.text)
    return replace(found, notes=notes) if found else None


def _by_parts(files: FileMerge, merge: RegistryMerge) -> Merged | None:
    """A registry put together of the lines of both; None where that does not say what is wanted."""
    pieces, path = merge.pieces(), files.versions.ours.path
    if pieces is None or merge.parts is None:
        return None
    heads = [each.head for each in merge.parts]
    if not pieces:  # no SIG is left
        heads = [head.removesuffix(f":{files.newline}") + f": []{files.newline}" for head in heads]
    around = [head + stand_in(0) + each.tail for head, each in zip(heads, merge.parts, strict=True)]
    found = files.put_together(around, [pieces])
    if found and not found.conflicts:
        is_meant = merge.is_clear and merge.is_said_by(Source(path, found.text), Side.OURS)
        return found if is_meant else None
    for which in (Side.OURS, Side.THEIRS):
        text = around[which].replace(stand_in(0), side(pieces, which))
        if not merge.is_said_by(Source(path, text), which):
            return None
    return found
