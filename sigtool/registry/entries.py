"""Edits of `tables:`: new entries behind the old ones, and keys that an old one lacked. Pure."""

from collections.abc import Iterator, Sequence

from sigtool.errors import RegistryProblem
from sigtool.model import Registry, Table
from sigtool.registry.document import RegistryDocument, read, require_sound
from sigtool.registry.writing import spell_tables
from sigtool.text.records import replace
from sigtool.text.source import Edit, Rewrite, Span
from sigtool.yaml.parse import spelled
from sigtool.yaml.parts import places_of
from sigtool.yaml.tree import MappingNode, SequenceNode, resolved

# What an old entry may be given where another table comes beside it.
_KEYS = ("section", "language")


def with_tables(document: RegistryDocument, wanted: Sequence[Table]) -> Rewrite[RegistryDocument]:
    """The edits after which `tables` has these entries, made, read again and found to say that.

    The first are those that it has, some with a section or a language that they lacked. Raises
    `RegistryProblem` where the registry is not sound, or its layout leaves no room for an entry.
    """
    registry = require_sound(document)
    old = registry.tables
    made = [
        edit
        for at, (before, after) in enumerate(zip(old, wanted, strict=False))
        for edit in _key_edits(document, at, before, after)
    ]
    if new := wanted[len(old) :]:
        made.append(_entries(document, new))
    after = read(document.source.edited(made)) if made else document
    is_wanted = after.registry == Registry(tuple(wanted), registry.sigs)
    if not is_wanted or len(after.problems) > len(document.problems):
        raise _refusal(document, new)
    return Rewrite(document, tuple(made), after)


def _key_edits(document: RegistryDocument, at: int, before: Table, after: Table) -> Iterator[Edit]:
    """The edits that give an entry the keys that it lacked, behind its path."""
    missing = [key for key in _KEYS if getattr(before, key) is None and getattr(after, key)]
    if not missing:
        return
    source, node = document.source, _entry(document, at)
    path = node.entry("path") if node else None
    if node is None or path is None:
        raise _refusal(document, [replace(before, section=after.section, language=after.language)])
    end = path.value.end
    for key in missing:
        text = f"{key}: {spelled(getattr(after, key), in_flow=node.is_flow)}"
        if node.is_flow:
            yield Edit(Span(end, end), f", {text}")
        else:
            line_end, margin = source.line_end(end), " " * source.column(path.start)
            yield Edit(Span(line_end, line_end), source.newline + margin + text)


def _entry(document: RegistryDocument, at: int) -> MappingNode | None:
    root = document.root
    found = root.entry("tables") if isinstance(root, MappingNode) else None
    items = resolved(found.value) if found else None
    item = resolved(items.items[at]) if isinstance(items, SequenceNode) else None
    return item if isinstance(item, MappingNode) else None


def _entries(document: RegistryDocument, new: Sequence[Table]) -> Edit:
    """The edit that puts entries behind the last one, or begins the list."""
    source, root = document.source, document.root
    if not isinstance(root, MappingNode) or root.is_flow:
        raise _refusal(document, new)
    lines = spell_tables(new).removesuffix("\n").split("\n")
    owner = root.entry("tables")
    if owner is None:
        start = root.entries[0].start
        text = source.newline.join([*lines, ""])
        return Edit(Span(start, start), text)
    node = owner.value
    if isinstance(node, SequenceNode) and node.is_flow and not node.items:
        return Edit(Span(owner.key.start, node.end), source.newline.join(lines))
    if not isinstance(node, SequenceNode) or node.is_flow:
        raise _refusal(document, new)
    column = source.column(places_of(source, node)[0].head)
    end = places_of(source, node)[-1].tail
    margin = source.newline + " " * column
    return Edit(Span(end, end), "".join(margin + line[2:] for line in lines[1:]))


def _refusal(document: RegistryDocument, new: Sequence[Table]) -> RegistryProblem:
    """Why an entry cannot be written, with the entry for whoever writes it by hand."""
    entry = " ".join(spell_tables(new).split()) if new else "its section or language"
    path = document.source.path
    return RegistryProblem(
        f"{path}: the layout of `tables` leaves no room; write it by hand: {entry}"
    )
