"""The laws of the product, each as a function that yields what breaks it.

A `Community` is a registry and the document that shows it, in memory. `operations` are the edits
that people make; after each, only what the laws allow may have changed, and undoing it gives back
every byte.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import github

from sigtool import edit, importer, layout, locate, markdown, render, yamldoc
from sigtool.edit import Spot
from sigtool.errors import SigtoolError
from sigtool.locate import Place
from sigtool.markdown import Document, MarkdownTable
from sigtool.model import Person, Registry, Sig
from sigtool.render import Plan
from sigtool.source import Source
from sigtool.yamldoc import RegistryDocument

NEW_NAME = "Zz Newly Made Group"
NEW_LEAD = Person(handle="zz-ada", url="https://example.org/zz-ada")


@dataclass(frozen=True)
class Community:
    """A registry, and a document with one table that shows it."""

    registry_document: RegistryDocument
    document: Document

    @property
    def registry(self) -> Registry:
        return self.registry_document.registry

    @property
    def place(self) -> Place:
        return locate.find(self.document, self.registry.tables[0])

    @property
    def bytes(self) -> tuple[bytes, bytes]:
        return self.registry_document.source.encoded(), self.document.source.encoded()

    def edited(self, operation: "Operation") -> "Community":
        """The community after an edit, as an editing command leaves it."""
        after = operation(self.registry)
        text = yamldoc.changed(self.registry_document, after)
        plan = render.plan_edit(self.registry, after, self.place)
        document = render.changed(self.document, [plan])
        return Community(yamldoc.read(text), markdown.read(document))

    def rendered(self, plan: Plan) -> "Community":
        document = render.changed(self.document, [plan])
        return Community(self.registry_document, markdown.read(document))


Operation = Callable[[Registry], Registry]


def adopt(document: Document, shown: MarkdownTable) -> Community:
    """The community that `init` makes of a table."""
    imported = importer.read(document, shown, "README.md")
    text = yamldoc.spell(imported.registry)
    return Community(yamldoc.read(Source("sigs.yaml", text)), document)


def kept(community: Community) -> Iterator[str]:
    """L1: `init`, then `render`: not a byte of the document moves."""
    plan = render.plan(community.registry, community.place)
    if render.changed(community.document, [plan]).encoded() != community.bytes[1]:
        yield f"L1: {[drift.message for drift in plan.drifts][:3]}"
    if plan.drifts:
        yield f"L1: drift reported: {[drift.message for drift in plan.drifts][:3]}"
    if yamldoc.read(community.registry_document.source).problems:
        yield "L1: the registry has problems"


def meaning(community: Community) -> Iterator[str]:
    """L2 and L3: every row written anew reads as the registry, and rendering again is still."""
    anew = community.rendered(render.plan_anew(community.registry, community.place))
    wanted = [dict(_shown(sig)) for sig in community.registry.shown_in(community.place.table)]
    if _read(anew) != wanted:
        yield "L2: what was rendered does not read as the registry"
    again = anew.rendered(render.plan(anew.registry, anew.place))
    if again.bytes != anew.bytes:
        yield "L3: rendering again changes the document"
    yield from seen_alike(anew)


def operations(
    community: Community,
) -> Iterator[tuple[str, Operation, Operation | None, str | None]]:
    """The edits of L4 and L5: a label, the edit, its undoing, and the SIG that it concerns."""
    sigs = community.registry.sigs
    names = [sig.name for sig in sigs]
    has_leads = any(column.field == "leads" for column in community.place.table.columns)
    for label, at in (("start", 0), ("middle", len(sigs) // 2), ("end", len(sigs))):
        new = Sig(NEW_NAME, {"leads": (NEW_LEAD,)} if has_leads else {})
        yield f"add at the {label}", _insert(new, at), _without(NEW_NAME), NEW_NAME
    if not sigs:
        return
    at = len(sigs) // 2
    if has_leads:
        yield "add a lead", _change(at, _plus_lead), _change(at, _minus_lead), names[at]
        led = next((n for n, sig in enumerate(sigs) if sig.people()), None)
        if led is not None:
            yield "rename a lead", _change(led, _renamed_lead), None, names[led]
    if any(column.field == "responsibilities" for column in community.place.table.columns):
        wanted = "Something else | with a bar."
        change = _change(at, lambda sig: sig.with_value("responsibilities", wanted))
        yield "edit a text", change, None, names[at]
    yield "rename", _change(at, lambda sig: replace(sig, name=NEW_NAME)), None, names[at]
    yield "remove", lambda registry: edit.remove_sig(registry, registry.sigs[at]), None, names[at]
    yield (
        "move",
        lambda registry: edit.move_sig(registry, registry.sigs[at], Spot(first=True)),
        None,
        names[at],
    )


def edits(community: Community) -> Iterator[str]:
    """L4 and L5, for every operation; and GitHub sees what sigtool sees, before and after."""
    yield from seen_alike(community)
    for label, operation, undo, name in operations(community):
        try:
            after = community.edited(operation)
        except SigtoolError as error:
            yield f"{label}: {error}"
            continue
        yield from (f"{label}: {fault}" for fault in after_edit(community, after, name))
        if undo is None:
            continue
        back = after.edited(undo)
        if back.bytes[0] != community.bytes[0]:
            yield f"L5 {label}: undoing does not give back the registry"
        if back.bytes[1] != community.bytes[1] and not (
            _was_widened(community, after) or _was_completed(community, after)
        ):
            yield f"L5 {label}: undoing does not give back the document"


def after_edit(before: Community, after: Community, name: str | None) -> Iterator[str]:
    """L3 and L4 after one edit, and that the table says what the registry says."""
    plan = render.plan(after.registry, after.place)
    if render.edits(plan):
        yield f"L3: out of date: {[drift.message for drift in plan.drifts][:2]}"
    aligned = any(
        column.width is not None
        for community in (before, after)
        for column in layout.layout_of(community.place.shown).columns
    )
    if _other_lines(before, name, aligned=aligned) != _other_lines(after, name, aligned=aligned):
        yield "L4: another row changed"
    if _other_yaml(before, name) != _other_yaml(after, name):
        yield "L4: another item of the registry changed"
    yield from seen_alike(after)


def seen_alike(community: Community) -> Iterator[str]:
    """GitHub's parser sees the same rows and cells as sigtool."""
    theirs = github.tables(community.document.source.text)
    ours = [_visible(table) for table in community.document.tables]
    if [_squeezed(table) for table in theirs] != ours:
        yield "GitHub sees another table"


def _visible(table: MarkdownTable) -> list[list[str]]:
    width = len(table.header.cells)
    return [
        [_squeeze(markdown.plain(_unreferenced(table.text(row, at)))) for at in range(width)]
        for row in table.lines
    ]


def _unreferenced(content: str) -> str:
    """A cell's Markdown with `[text][label]` as `text`: its definition is elsewhere."""
    return re.sub(r"\[([^\]]*)\]\[[^\]]*\]", r"\1", layout.unescape(content))


def _squeezed(rows: list[list[str]]) -> list[list[str]]:
    return [[_squeeze(cell) for cell in row] for row in rows]


def _squeeze(text: str) -> str:
    # Without brackets: a shortcut link (`[1]`) is one only where the document defines it.
    return re.sub(r"[\s\[\]]", "", text)


def _insert(sig: Sig, at: int) -> Operation:
    return lambda registry: registry.with_sigs([*registry.sigs[:at], sig, *registry.sigs[at:]])


def _without(name: str) -> Operation:
    return lambda registry: registry.with_sigs(s for s in registry.sigs if s.name != name)


def _change(at: int, change: Callable[[Sig], Sig]) -> Operation:
    return lambda registry: registry.with_sigs(
        change(sig) if n == at else sig for n, sig in enumerate(registry.sigs)
    )


def _plus_lead(sig: Sig) -> Sig:
    if sig.text("leads"):
        return sig
    return sig.with_value("leads", (*sig.people(), NEW_LEAD))


def _minus_lead(sig: Sig) -> Sig:
    return (
        sig.with_value("leads", tuple(p for p in sig.people() if p != NEW_LEAD))
        if (sig.people())
        else sig
    )


def _renamed_lead(sig: Sig) -> Sig:
    first, *others = sig.people()
    if first.handle:
        renamed = replace(first, handle="Zzname")
    elif first.name:
        renamed = replace(first, name="Zzname")
    elif first.email:
        renamed = replace(first, email="zz@example.org")
    else:
        renamed = replace(first, url="https://example.org/zz")
    return sig.with_value("leads", (renamed, *others))


def _shown(sig: Sig) -> Iterator[tuple[str, object]]:
    yield "name", sig.name
    yield from ((key, value) for key, value in sig.values.items() if value)


def _read(community: Community) -> list[dict[str, object]]:
    place = community.place
    read = [place.read(row) for row in place.shown.rows]
    return [dict(_shown(sig)) for sig in read if sig]


def _other_lines(community: Community, name: str | None, *, aligned: bool) -> list[str]:
    """The document's lines but for the SIG's own row; of an aligned table without its padding."""
    place, source = community.place, community.document.source
    own = set()
    table_lines = set()
    for row in (place.shown.header, place.shown.delimiter, *place.shown.rows):
        table_lines.add(source.line_of(row.line.start))
    for row in place.shown.rows:
        sig = place.read(row)
        if sig and sig.name in (name, NEW_NAME):
            own.add(source.line_of(row.line.start))
    lines = []
    for number in range(len(source.line_starts)):
        text = source[source.line_span(number)]
        if number in own:
            continue
        if number in table_lines and aligned:
            text = re.sub(r" +|(?<=-)-+", "", text)
        lines.append(text)
    return lines


def _other_yaml(community: Community, name: str | None) -> list[str]:
    """The registry's lines but for those of the SIG's own item."""
    source = community.registry_document.source
    starts = [found.start() for found in re.finditer(r"(?m)^  - name:.*$", source.text)]
    starts.append(len(source.text))
    own: set[int] = set()
    for at, sig in enumerate(community.registry.sigs):
        if sig.name in (name, NEW_NAME):
            first = source.line_of(starts[at])
            own |= set(range(first, source.line_of(max(starts[at + 1] - 1, starts[at])) + 1))
    lines = [source[source.line_span(n)] for n in range(len(source.line_starts)) if n not in own]
    return [line for line in lines if line not in ("sigs:", "sigs: []", "")]


def _was_completed(before: Community, after: Community) -> bool:
    """Whether a row that was too short got the cell that it lacked: it keeps it, empty."""
    counts = [
        [len(row.cells) for row in community.place.shown.rows] for community in (before, after)
    ]
    return len(counts[0]) == len(counts[1]) and counts[0] != counts[1]


def _was_widened(before: Community, after: Community) -> bool:
    """Whether an aligned column had to become wider: then undoing may leave it so."""
    old = layout.layout_of(before.place.shown)
    new = layout.layout_of(after.place.shown)
    pairs = zip(old.columns, new.columns, strict=True)
    return any(a.width is not None and a.width != b.width for a, b in pairs)
