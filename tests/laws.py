"""The laws of the product, each as a function that yields what breaks it.

A `Community` is a registry and the documents that show it, in memory. After each of the `trials`
only what the laws allow may have changed, and undoing it gives back every byte.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import github
from trials import NEW_NAME, Operation, Trial, trials

from sigtool.community import community
from sigtool.errors import SigtoolError
from sigtool.markdown import inline
from sigtool.markdown import rows as layout
from sigtool.markdown.blocks import Document, MarkdownTable, Row
from sigtool.model import Kind, Order, Registry, Sig, Value, texts_of
from sigtool.people import cell as people
from sigtool.people.cell import is_placeholder
from sigtool.registry import document as yamldoc
from sigtool.registry import writing
from sigtool.tables import adopt as importer
from sigtool.tables import plan
from sigtool.tables.locate import Place
from sigtool.tables.match import assigned
from sigtool.tables.plan import Plan
from sigtool.text.records import dataclass
from sigtool.text.source import Source


@dataclass(frozen=True)
class Community(community.Community):
    """The product's community, with what the laws look at."""

    @property
    def place(self) -> Place:
        """The first table, or the only one."""
        return self.all_places()[0]

    @property
    def bytes(self) -> tuple[bytes, list[bytes]]:
        pages = [document.source.encoded() for document in self.documents.values()]
        return self.registry_document.source.encoded(), pages

    def changed(self, operation: Operation) -> "Community":
        """The community after an edit, as an editing command leaves it."""
        return _with_laws(self.edited(operation(self.registry)).after)

    def again(self) -> "Community":
        """The community with its tables rendered."""
        return _with_laws(self.rendered().after)

    def anew(self) -> "Community":
        """The community with every row of every table written as a new one."""
        places = self.all_places()
        documents = {
            path: plan.rewrite(
                document,
                [_plan_anew(self.registry, place) for place in places if place.table.path == path],
            ).after
            for path, document in self.documents.items()
        }
        return Community(self.registry_document, documents)


def _with_laws(one: community.Community) -> Community:
    return Community(one.registry_document, one.documents)


def _plan_anew(registry: Registry, place: Place) -> Plan:
    """The rows that show the registry, each written as a new one would be."""
    made, known = Plan(place), assigned(registry.shown_in(place.table), place)
    lines = [made.line(None, Sig(""), each.sig, each.wanted) for each in plan.in_order(known)]
    made.lines = plan.with_nameless(place, lines)
    return made


def adopt(document: Document, shown: MarkdownTable) -> Community:
    """The community that `init` makes of a table."""
    imported = importer.read(document, shown, "README.md")
    return community_of(imported.registry, {"README.md": document})


def community_of(registry: Registry, documents: Mapping[str, Document]) -> Community:
    """A registry as a new file, and its documents."""
    return Community(yamldoc.read(Source("sigs.yaml", writing.spell(registry))), documents)


def kept(community: Community) -> Iterator[str]:
    """L1: `init`, then `render`: not a byte of any document moves."""
    drifts = [drift.message for _, drift in community.drifts][:3]
    if community.again().bytes != community.bytes:
        yield f"L1: {drifts}"
    if drifts:
        yield f"L1: drift reported: {drifts}"
    if yamldoc.read(community.registry_document.source).problems:
        yield "L1: the registry has problems"


def meaning(community: Community) -> Iterator[str]:
    """L2 and L3: every row written anew reads as the registry, and rendering again is still."""
    anew = community.anew()
    for before, after in zip(community.all_places(), anew.all_places(), strict=True):
        wanted = _wanted(community.registry, before)
        if not _agree(community.registry, _read(after), wanted):
            yield "L2: what was rendered does not read as the registry"
    if anew.again().bytes != anew.bytes:
        yield "L3: rendering again changes the document"
    yield from seen_alike(anew)


def edits(community: Community) -> Iterator[str]:
    """L4 and L5, for every trial; and GitHub sees what sigtool sees, before and after."""
    yield from seen_alike(community)
    for trial in trials(community.registry):
        try:
            after = community.changed(trial.edit)
            back = after.changed(trial.undo)
        except SigtoolError as error:
            yield f"{trial.label}: {error}"
            continue
        law = added_back if trial.loses else given_back
        faults = [*after_edit(community, after, trial), *law(community, after, back, trial)]
        yield from (f"{trial.label}: {fault}" for fault in faults)


def given_back(before: Community, after: Community, back: Community, _: Trial) -> Iterator[str]:
    """L5: undoing an edit gives back every byte, where no aligned column had to become wider and no
    placeholder was replaced."""
    if back.bytes[0] != before.bytes[0]:
        yield "L5: undoing does not give back the registry"
    places = zip(before.all_places(), after.all_places(), back.all_places(), strict=True)
    if back.bytes[1] != before.bytes[1] and not any(
        _was_widened(old, new)
        or _was_completed(old, new)
        or _is_among_strangers(old, again)
        or _had_placeholder(old, again)
        for old, new, again in places
    ):
        yield "L5: undoing does not give back the document"


def _had_placeholder(old: Place, again: Place) -> bool:
    """Whether two tables differ in cells alone that were placeholders and are empty now."""
    if len(old.shown.rows) != len(again.shown.rows):
        return False
    pairs = [
        (old.shown.text(mine, at), again.shown.text(theirs, at))
        for mine, theirs in zip(old.shown.rows, again.shown.rows, strict=True)
        for at in range(len(old.shown.headers))
    ]
    changed = [(was, now) for was, now in pairs if was != now]
    return bool(changed) and all(not now and is_placeholder(was) for was, now in changed)


def added_back(before: Community, after: Community, back: Community, trial: Trial) -> Iterator[str]:
    """L5 for what was removed: it is there again with all that it said, in a row and an item as new
    ones are written; every other byte is as it was, and what is new goes again without a trace."""
    if back.registry != before.registry:
        yield "L5: undoing gives another registry"
    yield from (f"undone, {fault}" for fault in after_edit(before, back, trial))
    again = back.changed(trial.edit)
    yield from (f"once more, {fault}" for fault in given_back(after, back, again, trial))


def after_edit(before: Community, after: Community, trial: Trial) -> Iterator[str]:
    """L3 and L4 after one edit, and that the tables say what the registry says."""
    for each in after.plans.values():
        if plan.edits(each):
            yield f"L3: out of date: {[drift.message for drift in each.drifts][:2]}"
    names = {NEW_NAME, *texts_of(trial.name)}
    for path in before.documents:
        places = [
            [place for place in community.all_places() if place.table.path == path]
            for community in (before, after)
        ]
        is_aligned = any(
            column.alignment is not None
            for place in chain(*places)
            for column in layout.layout_of(place.shown).columns
        )
        old, new = (_other_lines(each, names, aligned=is_aligned) for each in places)
        if old != new:
            yield f"L4: another row changed in {path}"
    if _other_yaml(before, names) != _other_yaml(after, names):
        yield "L4: another item of the registry changed"
    yield from seen_alike(after)


def seen_alike(community: Community) -> Iterator[str]:
    """GitHub's parser sees the same rows and cells as sigtool."""
    for path, document in community.documents.items():
        theirs = github.tables(document.source.text)
        ours = [_visible(table) for table in document.tables]
        if [_squeezed(table) for table in theirs] != ours:
            yield f"GitHub sees another table in {path}"


def _visible(table: MarkdownTable) -> list[list[str]]:
    width = len(table.header.cells)
    return [
        [_squeeze(inline.plain(_unreferenced(table.text(row, at)))) for at in range(width)]
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


def _shown(sig: Sig) -> Iterator[tuple[str, Value]]:
    yield "name", sig.name
    yield from ((key, value) for key, value in sig.values.items() if value)


def _read(place: Place) -> list[dict[str, Value]]:
    return [dict(_shown(sig)) for _, sig in place.rows if sig]


def _wanted(registry: Registry, place: Place) -> list[dict[str, Value]]:
    """What a table is to say: its SIGs, in its own order if it has one."""
    fields = {"readme", *(column.field for column in place.table.columns)}
    wanted = [
        {key: value for key, value in _shown(sig) if key in fields}
        for sig in registry.shown_in(place.table)
    ]
    if place.table.order is Order.OWN:
        names = [sig["name"] for sig in _read(place)]
        wanted.sort(key=lambda sig: names.index(sig["name"]))
    return wanted


def _agree(
    registry: Registry, read: Sequence[Mapping[str, Value]], wanted: Sequence[Mapping[str, Value]]
) -> bool:
    """Whether rows read as is wanted; where the registry has a text for people, the table may show
    that it names persons."""
    return len(read) == len(wanted) and all(
        mine.keys() == theirs.keys()
        and all(mine[key] in _as_read(registry, key, value) for key, value in theirs.items())
        for mine, theirs in zip(read, wanted, strict=True)
    )


def _as_read(registry: Registry, key: str, value: Value) -> list[Value]:
    is_text = isinstance(value, str) and registry.kinds[key] is Kind.PEOPLE
    found = people.parse(str(value)) if is_text else None
    return [value, found.persons] if found else [value]


def _other_lines(places: Sequence[Place], names: set[str], *, aligned: bool) -> list[str]:
    """A document's lines but for a SIG's own rows; of an aligned table without its padding."""
    source = places[0].shown.source
    own: set[int] = set()
    table_lines: set[int] = set()
    for place in places:
        for row in (place.shown.header, place.shown.delimiter, *place.shown.rows):
            table_lines.add(source.line_of(row.line.start))
        for row in place.shown.rows:
            sig = place.sig_of(row)
            if sig and sig.name in names:
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


def _other_yaml(community: Community, names: set[str]) -> list[str]:
    """The registry's lines but for those of the SIG's own item."""
    source = community.registry_document.source
    starts = [found.start() for found in re.finditer(r"(?m)^  - name:.*$", source.text)]
    starts.append(len(source.text))
    own: set[int] = set()
    for at, sig in enumerate(community.registry.sigs):
        if names & set(texts_of(sig.name)):
            first = source.line_of(starts[at])
            own |= set(range(first, source.line_of(max(starts[at + 1] - 1, starts[at])) + 1))
    lines = [source[source.line_span(n)] for n in range(len(source.line_starts)) if n not in own]
    return [line for line in lines if line not in ("sigs:", "sigs: []", "")]


def _was_completed(before: Place, after: Place) -> bool:
    """Whether a row that was too short got the cell that it lacked: it keeps it, empty."""
    counts = [[len(row.cells) for row in place.shown.rows] for place in (before, after)]
    return len(counts[0]) == len(counts[1]) and counts[0] != counts[1]


def _is_among_strangers(before: Place, back: Place) -> bool:
    """Whether the rows are back but for where they stand among those that name no SIG.

    Nothing tells whether a SIG stood before or behind such a row: the registry has none for it.
    """
    old, new = (
        [
            (line, place.sig_of(row) is None)
            for row in place.shown.rows
            for line in [_line(place, row)]
        ]
        for place in (before, back)
    )
    known = [[line for line, is_stranger in lines if not is_stranger] for lines in (old, new)]
    return old != new and known[0] == known[1] and sorted(old) == sorted(new)


def _line(place: Place, row: Row) -> str:
    return place.shown.source[row.line]


def _was_widened(before: Place, after: Place) -> bool:
    """Whether an aligned column had to become wider: then undoing may leave it so."""
    old, new = layout.layout_of(before.shown), layout.layout_of(after.shown)
    pairs = [(a.alignment, b.alignment) for a, b in zip(old.columns, new.columns, strict=True)]
    return any(a and (b is None or a.width != b.width) for a, b in pairs)
