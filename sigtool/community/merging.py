"""Three states of a file -> one: what two sides made of one base, merged by facts.

Pure. The merge driver and `resolve` are this, with the texts from git. What is no fact of a SIG is
merged as lines, by a `TextMerge` that is handed in: git's (design law L12).
"""

from collections.abc import Sequence
from typing import Final

from sigtool.community.merging_files import FileMerge, Merged, TextMerge, Versions, stand_in
from sigtool.facts.sides import Side
from sigtool.model import Registry, Sig
from sigtool.registry import document as yamldoc
from sigtool.registry.document import RegistryDocument
from sigtool.registry.merge import RegistryMerge, Unknown
from sigtool.registry.parts import unknown
from sigtool.text.conflicts import conflicts
from sigtool.text.pieces import Markers, side
from sigtool.text.records import replace
from sigtool.text.source import Source

_BOTH_MOVED: Final = (
    "{path}: both sides moved SIGs; the order is that of ours, compare it with theirs"
)
_UNREADABLE: Final = "{path}: {side} it cannot be read as a registry, so it is merged as lines"
_SIDES: Final = ("before both sides", "in ours", "in theirs")
# The SIGs of a result, and what each says under keys that are no fields.
Said = tuple[Sequence[Sig], Sequence[Unknown]]


def merged_registry(versions: Versions, markers: Markers, text_merge: TextMerge) -> Merged:
    """A registry of both sides. One that cannot be read is merged as lines."""
    files = FileMerge(versions, markers, text_merge)
    if files.trivial:
        return files.trivial
    documents = [yamldoc.read(each) for each in files.ended]
    # The base of a criss-cross merge may hold a conflict.
    if any(any(conflicts(each)) for each in versions):
        return files.as_lines
    unread = [side for side, each in zip(_SIDES, documents, strict=True) if not _is_sound(each)]
    if unread:
        notes = (_UNREADABLE.format(path=versions.ours.path, side=side) for side in unread)
        return replace(files.as_lines, notes=tuple(notes))
    return _by_facts(files, RegistryMerge.of(documents, _name_key)) or files.undecided


def merged_document(
    versions: Versions, registry: Registry | None, markers: Markers, text_merge: TextMerge
) -> Merged:
    """A document of both sides. `registry` says which tables it has, and what their columns are;
    those of which it says nothing are recognised as `init` does."""
    files = FileMerge(versions, markers, text_merge)
    if files.trivial:
        return files.trivial
    from sigtool.community.merging_tables import by_rows
    from sigtool.markdown.conflicts import conflicts as of_markdown

    if any(any(of_markdown(each)) for each in versions):
        return files.as_lines
    return by_rows(files, registry)


def _name_key(name: str) -> str:
    """What makes two names the same, as `markdown.blocks` has it: a registry is merged without
    Markdown, unless a name has signs that may be some."""
    if all(char.isalnum() or char in " -." for char in name):
        return " ".join(name.split()).casefold()
    from sigtool.markdown.inline import name_key

    return name_key(name)


def _is_sound(document: RegistryDocument) -> bool:
    is_new = not document.source.text.strip()
    return is_new or not document.grave_problems


def _by_facts(files: FileMerge, merge: RegistryMerge) -> Merged | None:
    """A registry merged by facts; None where that cannot be written."""
    path = files.versions.ours.path
    wanted = [(merge.wanted(each), merge.unknown(each)) for each in (Side.OURS, Side.THEIRS)]
    notes = (_BOTH_MOVED.format(path=path),) if merge.both_moved else ()
    is_clean = not files.as_lines.conflicts and wanted[0] == wanted[1]
    if is_clean and _says(Source(path, files.as_lines.text), wanted[0]):
        return replace(files.as_lines, notes=notes)
    found = _by_parts(files, merge, wanted)
    if found is None and (source := merge.rewritten()) and _says(source, wanted[0]):
        found = Merged(source.text)
    return replace(found, notes=notes) if found else None


def _by_parts(files: FileMerge, merge: RegistryMerge, wanted: Sequence[Said]) -> Merged | None:
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
        is_meant = wanted[0] == wanted[1] and _says(Source(path, found.text), wanted[0])
        return found if is_meant else None
    for which, said in zip((Side.OURS, Side.THEIRS), wanted, strict=True):
        text = around[which].replace(stand_in(0), side(pieces, which))
        if not _says(Source(path, text), said):
            return None
    return found


def _says(source: Source, wanted: Said) -> bool:
    """Whether a registry can be read and says of its SIGs what is wanted, in the fields that it
    has."""
    document, (sigs, others) = yamldoc.read(source), wanted
    keys = ("name", *document.registry.fields)
    there, meant = (
        [[sig.value(key) for key in keys] for sig in each]
        for each in (document.registry.sigs, sigs)
    )
    is_sound = not sigs or not document.grave_problems
    return is_sound and there == meant and unknown(document) == others
