"""`sigs.yaml` <-> `Registry`: what it says, where it says it, and the edits that make it say more.

Pure. Reading yields what is wrong as a list of problems, each with its place, and reads what can be
read. Whoever wants to go on only with a sound registry calls `require_sound`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from sigtool import yamledit, yamlnodes
from sigtool.errors import RegistryProblem
from sigtool.model import (
    IDENTIFYING_FIELDS,
    PERSON_FIELDS,
    SIG_FIELDS,
    Column,
    Kind,
    Person,
    Registry,
    Sig,
    Status,
    Table,
    Value,
)
from sigtool.source import Edit, Source, Span
from sigtool.yamledit import Item, Tree
from sigtool.yamlnodes import Entry, MappingNode, Node, Scalar, SequenceNode, resolved, spelled

TOP_KEYS: Final = ("tables", "sigs")
TABLE_KEYS: Final = (
    "path", "heading", "marker", "index", "section", "language", "link_base", "columns",
)  # fmt: skip
COLUMN_KEYS: Final = ("header", "field", "kind")
# What aliases may make of one file; a registry of 10,000 SIGs has some 30,000.
_MAX_ITEMS: Final = 500_000
_BLANK: Final = " \t\r\n\v\f"

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that is not as the format wants it."""

    code: str
    message: str
    span: Span
    hint: str | None = None
    related: Span | None = None


@dataclass(frozen=True, slots=True)
class RegistryDocument:
    """A registry as read, its source, and the places of its values."""

    source: Source
    registry: Registry
    problems: tuple[Problem, ...]
    root: Node | None = field(repr=False)

    def span(self, path: Path) -> Span:
        """Where a value stands, as `("sigs", 3, "leads", 0, "handle")`.

        Where it is not there, the place of the nearest thing around it that is.
        """
        node, span = self.root, Span(0, 0)
        for step in path:
            node, found = _step(node, step)
            if node is None or found is None:
                break
            span = found
        return span


def read(source: Source) -> RegistryDocument:
    """What a registry's text means, and all that is wrong with it."""
    try:
        root = yamlnodes.compose(source)
    except yamlnodes.YamlFault as fault:
        span = Span(fault.offset, fault.offset)
        problem = Problem("SIG001", f"not YAML: {fault.message}", span)
        return RegistryDocument(source, Registry((), ()), (problem,), None)
    reader = _Reader()
    registry = reader.registry(root)
    return RegistryDocument(source, registry, tuple(reader.problems), root)


def require_sound(document: RegistryDocument) -> Registry:
    """The registry, or `RegistryProblem` if any of it could not be read."""
    # A key that is not known is kept and reported; it leaves nothing out.
    grave = [problem for problem in document.problems if problem.code != "SIG003"]
    if not grave:
        return document.registry
    first = grave[0]
    at = document.source.position(first.span.start)
    others = f" (and {len(grave) - 1} more: sigtool validate)" if len(grave) > 1 else ""
    advice = f"; {first.hint}" if first.hint else "; mend it, then run the command again"
    raise RegistryProblem(
        f"{document.source.path}:{at.line}:{at.column}: {first.message}{advice}{others}"
    )


def edits(document: RegistryDocument, wanted: Registry) -> list[Edit]:
    """The edits after which the text says `wanted`. Its tables must be those it has.

    Raises `RegistryProblem` where the text cannot be changed without changing more than was asked.
    """
    owner = _entry(document.root, "sigs")
    if owner is None:
        return _first_list(document, wanted)
    before = document.registry
    at_node = {sig.origin: sig for sig in before.sigs}
    fields = wanted.fields
    items = [
        Item(
            sig.origin,
            _changes(document, at_node[sig.origin], sig, fields)
            if sig.origin is not None
            else _values(sig, fields),
        )
        for sig in wanted.sigs
    ]
    kept = [sig.origin for sig in wanted.sigs]
    if kept == [sig.origin for sig in before.sigs] and not any(item.values for item in items):
        return []
    return yamledit.list_edits(document.source, owner, items)


def changed(document: RegistryDocument, wanted: Registry) -> Source:
    """The text after `edits`, read again and found to say `wanted`."""
    source = document.source.edited(edits(document, wanted))
    after = read(source)
    if after.registry != wanted or len(after.problems) > len(document.problems):
        raise RegistryProblem(
            f"{source.path}: cannot be changed here without changing more than was asked "
            "(an anchor, a tag or an unusual layout is in the way); edit it by hand"
        )
    return source


def comments_of(document: RegistryDocument, sig: Sig) -> str:
    """The comment lines in the file that belong to a SIG."""
    owner = _entry(document.root, "sigs")
    if owner is None or sig.origin is None:
        return ""
    return yamledit.comments_of(document.source, owner, sig.origin)


def spell(registry: Registry) -> str:
    """A registry as a new file's text. Raises `RegistryProblem` if YAML cannot say it."""
    source = Source("sigs.yaml", "")
    sigs = [Item(None, _values(sig, registry.fields)) for sig in registry.sigs]
    text = _spell_tables(registry.tables) if registry.tables else ""
    text += f"sigs:{yamledit.block_list(source, sigs, yamledit.DEFAULT_STYLE) or ' []'}\n"
    if read(Source("sigs.yaml", text)).registry != registry:
        raise RegistryProblem("sigs.yaml: these values cannot be written as a registry")
    return text


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """ "did you mean ...?" for a word that is not known, or None if nothing is near."""
    near = get_close_matches(word.casefold(), {k.casefold(): k for k in known}, n=1)
    found = next((k for k in known if near and k.casefold() == near[0]), None)
    return f"did you mean {found!r}?" if found else None


# --- reading -----------------------------------------------------------------------------------


class _Reader:
    """Reads nodes into values and gathers what is wrong on the way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.items = 0

    def report(
        self,
        code: str,
        message: str,
        span: Span,
        hint: str | None = None,
        related: Span | None = None,
    ) -> None:
        self.problems.append(Problem(code, message, span, hint, related))

    def registry(self, root: Node | None) -> Registry:
        if root is None:
            hint = "write one with `sigtool init README.md`"
            self.report("SIG004", "the registry is empty: 'sigs' is missing", Span(0, 0), hint)
            return Registry((), ())
        mapping = self.mapping(root, "the registry")
        if mapping is None:
            return Registry((), ())
        self.duplicate_keys(mapping)
        values = self.keys(mapping, TOP_KEYS, "the registry")
        tables = tuple(
            table
            for at, node in self.items_of(values.get("tables"), "tables")
            if (table := self.table(node, f"tables[{at + 1}]"))
        )
        kinds = Registry(tables, ()).kinds
        if "sigs" not in values:
            self.report("SIG004", "'sigs' is missing", Span(0, 0), "add `sigs: []`")
        sigs = tuple(
            sig
            for at, node in self.items_of(values.get("sigs"), "sigs")
            if (sig := self.sig(node, at, kinds))
        )
        return Registry(tables, sigs)

    def table(self, node: Node, what: str) -> Table | None:
        mapping = self.mapping(node, what)
        if mapping is None:
            return None
        values = self.keys(mapping, TABLE_KEYS, what)
        texts = {
            key: text
            for key in TABLE_KEYS
            if key not in ("columns", "index") and key in values
            if (text := self.text(values[key].value, f"{what}: {key}"))
        }
        path = texts.get("path")
        if path is None:
            if "path" not in values:
                self.report("SIG004", f"{what}: 'path' is missing", mapping.span)
            return None
        return Table(
            path=path,
            columns=self.columns(values.get("columns"), what),
            heading=texts.get("heading"),
            marker=texts.get("marker"),
            index=self.number(values.get("index"), f"{what}: index"),
            section=texts.get("section"),
            language=texts.get("language"),
            link_base=texts.get("link_base"),
        )

    def number(self, entry: Entry | None, what: str) -> int | None:
        text = self.text(entry.value, what) if entry else None
        if entry is None or text is None:
            return None
        if text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0:
            return int(text)
        self.report("SIG006", f"{what} is a number from 1, not {text!r}", entry.value.span)
        return None

    def columns(self, entry: Entry | None, what: str) -> tuple[Column, ...]:
        if entry is None:
            return ()
        node = resolved(entry.value)
        if isinstance(node, SequenceNode):
            found = [self.listed_column(item, f"{what}: columns") for item in node.items]
        elif isinstance(node, MappingNode):
            found = [
                self.column(resolved(each.key), each.value, f"{what}: columns")
                for each in node.entries
            ]
        else:
            self.report("SIG005", f"{what}: columns is a mapping of headers", node.span)
            return ()
        return tuple(column for column in found if column)

    def column(self, key: Node, value: Node, what: str) -> Column | None:
        header = key.value.strip(_BLANK) if isinstance(key, Scalar) else None
        target = resolved(value)
        if header is None:
            self.report("SIG005", f"{what}: a header is a text", key.span)
            return None
        if isinstance(target, MappingNode):
            return self.full_column(target, header, f"{what}: {header}")
        name = self.text(value, f"{what}: {header}")
        return Column(header, name, SIG_FIELDS.get(name, Kind.TEXT)) if name else None

    def listed_column(self, node: Node, what: str) -> Column | None:
        mapping = self.mapping(node, what)
        return self.full_column(mapping, None, what) if mapping else None

    def full_column(self, mapping: MappingNode, header: str | None, what: str) -> Column | None:
        values = self.keys(mapping, COLUMN_KEYS if header is None else COLUMN_KEYS[1:], what)
        if header is None:
            node = resolved(values["header"].value) if "header" in values else None
            if not isinstance(node, Scalar):
                self.report("SIG004", f"{what}: 'header' is missing", mapping.span)
                return None
            header = node.value.strip(_BLANK)
        if "field" not in values:
            self.report("SIG004", f"{what}: 'field' is missing", mapping.span)
            return None
        name = self.text(values["field"].value, f"{what}: field")
        kind = self.word(values.get("kind"), list(Kind), f"{what}: kind")
        if name is None:
            return None
        return Column(header, name, SIG_FIELDS.get(name) or Kind(kind or Kind.TEXT))

    def sig(self, node: Node, at: int, kinds: Mapping[str, Kind]) -> Sig | None:
        mapping = self.mapping(node, f"sigs[{at + 1}]")
        if mapping is None:
            return None
        entries = dict(mapping.all_entries())
        what = f"sigs[{at + 1}]"
        name = self.text(entries["name"].value, f"{what}: name") if "name" in entries else None
        if name is None:
            if "name" not in entries:
                self.report("SIG004", f"{what}: 'name' is missing", _first(mapping))
            return None
        self.keys(mapping, tuple(kinds), name)
        values: dict[str, Value] = {}
        for key, kind in kinds.items():
            if key in entries and key != "name":
                value = self.value(entries[key].value, kind, f"{name}: {key}")
                if value:
                    values[key] = value
        self.word(entries.get("status"), list(Status), f"{name}: status")
        return Sig(name, values, at)

    def value(self, node: Node, kind: Kind, what: str) -> Value | None:
        target = resolved(node)
        if kind is not Kind.PEOPLE or isinstance(target, Scalar):
            return self.text(node, what)
        if isinstance(target, MappingNode):
            self.report(
                "SIG005", f"{what} is a list of persons, not a mapping", target.span,
                "put `- ` before its first key",
            )  # fmt: skip
            return None
        people = [self.person(item, at, what) for at, item in enumerate(target.items)]
        return tuple(person for person in people if person)

    def person(self, node: Node, at: int, what: str) -> Person | None:
        self.count(node)
        target = resolved(node)
        if isinstance(target, Scalar) and not target.is_null:
            hint = f"write `- handle: {target.value.lstrip('@')}`"
            self.report("SIG005", f"{what}: a person is a mapping, not a text", node.span, hint)
            return None
        mapping = self.mapping(node, f"{what}[{at + 1}]")
        if mapping is None:
            return None
        values = {
            key: text
            for key, entry in self.keys(mapping, PERSON_FIELDS, f"{what}[{at + 1}]").items()
            if (text := self.text(entry.value, f"{what}[{at + 1}]: {key}"))
        }
        if not any(key in values for key in IDENTIFYING_FIELDS):
            self.report(
                "SIG004", f"{what}[{at + 1}]: one of {', '.join(IDENTIFYING_FIELDS)} is missing",
                _first(mapping),
            )  # fmt: skip
            return None
        if "handle" in values:
            values["handle"] = values["handle"].removeprefix("@")
        return Person(
            handle=values.get("handle"),
            name=values.get("name"),
            url=values.get("url"),
            email=values.get("email"),
            affiliation=values.get("affiliation"),
            role=values.get("role"),
            origin=at,
        )

    def mapping(self, node: Node, what: str) -> MappingNode | None:
        target = resolved(node)
        if isinstance(target, MappingNode):
            return target
        if isinstance(target, Scalar) and target.is_null:
            self.report("SIG007", f"{what} is empty", node.span)
        else:
            found = "a list" if isinstance(target, SequenceNode) else "a text"
            self.report("SIG005", f"{what} is a mapping (key: value), not {found}", node.span)
        return None

    def items_of(self, entry: Entry | None, what: str) -> list[tuple[int, Node]]:
        if entry is None:
            return []
        target = resolved(entry.value)
        if isinstance(target, SequenceNode):
            for node in target.items:
                self.count(node)
            return list(enumerate(target.items))
        if isinstance(target, Scalar) and target.is_null:
            self.report("SIG007", f"{what} is empty", entry.key.span, f"write `{what}: []`")
        else:
            self.report("SIG005", f"{what} is a list (- ...)", target.span)
        return []

    def text(self, node: Node, what: str) -> str | None:
        target = resolved(node)
        if not isinstance(target, Scalar):
            found = "a list" if isinstance(target, SequenceNode) else "a mapping"
            self.report("SIG005", f"{what} is a text, not {found}", node.span)
            return None
        value = target.value.strip(_BLANK)
        if target.is_null or not value:
            self.report("SIG007", f"{what} is empty", node.span, "give it a value or take it away")
            return None
        return value

    def word(self, entry: Entry | None, known: Sequence[str], what: str) -> str | None:
        node = resolved(entry.value) if entry else None
        if entry is None or not isinstance(node, Scalar) or node.is_null:
            return None
        value = node.value.strip(_BLANK)
        if value in known or not value:
            return value or None
        hint = suggestion(value, known)
        words = ", ".join(known)
        self.report("SIG006", f"{what} is {value!r}, not one of {words}", entry.value.span, hint)
        return None

    def keys(self, mapping: MappingNode, known: Sequence[str], what: str) -> dict[str, Entry]:
        """The entries of a mapping; those that are not known are reported, and kept as they are."""
        entries = dict(mapping.all_entries())
        for key, entry in entries.items():
            if key not in known:
                hint = suggestion(key, known)
                self.report("SIG003", f"{what}: {key!r} is not a known field", entry.key.span, hint)
        for entry in mapping.entries:
            if not isinstance(resolved(entry.key), Scalar):
                self.report("SIG003", f"{what}: a key is a text", entry.key.span)
        return entries

    def duplicate_keys(self, root: MappingNode) -> None:
        pending: list[Node] = [root]
        while pending:
            node = pending.pop()
            if isinstance(node, SequenceNode):
                pending += node.items
            if not isinstance(node, MappingNode):
                continue
            first: dict[str, Span] = {}
            for entry in node.entries:
                pending.append(entry.value)
                if not isinstance(entry.key, Scalar) or entry.key.value == "<<":
                    continue
                key = entry.key.value
                if key in first:
                    self.report(
                        "SIG002", f"the key {key!r} is there twice", entry.key.span,
                        "keep one of the two", first[key],
                    )  # fmt: skip
                first.setdefault(key, entry.key.span)

    def count(self, node: Node) -> None:
        self.items += 1
        if self.items > _MAX_ITEMS:
            raise RegistryProblem("the registry's aliases expand to more than 500,000 items")


def _first(mapping: MappingNode) -> Span:
    return mapping.entries[0].span if mapping.entries else mapping.span


def _step(node: Node | None, step: str | int) -> tuple[Node | None, Span | None]:
    target = resolved(node) if node is not None else None
    if isinstance(step, int):
        if isinstance(target, SequenceNode) and step < len(target.items):
            return target.items[step], target.items[step].span
        return None, None
    entry = dict(target.all_entries()).get(step) if isinstance(target, MappingNode) else None
    if entry is None:
        return None, None
    is_block = isinstance(entry.value, SequenceNode | MappingNode) and not entry.value.is_flow
    return entry.value, entry.key.span if is_block else entry.value.span


def _entry(root: Node | None, key: str) -> Entry | None:
    return root.entry(key) if isinstance(root, MappingNode) else None


# --- changing ----------------------------------------------------------------------------------


def _values(sig: Sig, fields: Sequence[str]) -> dict[str, Tree | None]:
    values: dict[str, Tree | None] = {"name": sig.name}
    for key in fields:
        if key in sig.values:
            values[key] = _tree(sig.values[key])
    return values


def _tree(value: Value) -> Tree:
    if isinstance(value, str):
        return value
    return [Item(None, dict(person.items())) for person in value]


def _changes(
    document: RegistryDocument, before: Sig, after: Sig, fields: Sequence[str]
) -> dict[str, Tree | None]:
    changes: dict[str, Tree | None] = {}
    if before.name != after.name:
        changes["name"] = after.name
    for key in fields:
        old, new = before.values.get(key), after.values.get(key)
        if key == "name" or old == new:
            continue
        if isinstance(old, tuple) and isinstance(new, tuple):
            changes[key] = _people_changes(old, new)
        elif new:
            changes[key] = _tree(new)
        else:
            changes[key] = [] if _is_flow_list(document, before, key) else None
    for key in after.values:
        if key not in fields:
            raise RegistryProblem(f"{after.name}: {key!r} is not a field that a table binds")
    return changes


def _people_changes(old: Sequence[Person], new: Sequence[Person]) -> list[Item]:
    by_origin = {person.origin: person for person in old}
    items: list[Item] = []
    for person in new:
        before = by_origin.get(person.origin) if person.origin is not None else None
        if before is None:
            items.append(Item(None, dict(person.items())))
            continue
        changes: dict[str, Tree | None] = {}
        for key in PERSON_FIELDS:
            value: str | None = getattr(person, key)
            if getattr(before, key) != value:
                changes[key] = value
        items.append(Item(person.origin, changes))
    return items


def _is_flow_list(document: RegistryDocument, sig: Sig, key: str) -> bool:
    """Whether an empty list stays: it was one that somebody wrote as `[...]`."""
    if sig.origin is None:
        return False
    owner = _entry(document.root, "sigs")
    sequence = resolved(owner.value) if owner else None
    item = sequence.items[sig.origin] if isinstance(sequence, SequenceNode) else None
    entry = _entry(item, key)
    return entry is not None and isinstance(entry.value, SequenceNode) and entry.value.is_flow


def _first_list(document: RegistryDocument, wanted: Registry) -> list[Edit]:
    """The edit that adds `sigs` to a file that has none."""
    source = document.source
    if document.root is not None and not (
        isinstance(document.root, MappingNode) and not document.root.is_flow
    ):
        raise RegistryProblem(f"{source.path}: 'sigs' is missing; add `sigs: []`, then try again")
    items = [Item(None, _values(sig, wanted.fields)) for sig in wanted.sigs]
    text = "sigs:" + yamledit.block_list(source, items, yamledit.DEFAULT_STYLE)
    end = source.line_end(document.root.span.end) if document.root else len(source.text)
    return [Edit(Span(end, end), (source.newline if end else "") + text)]


def _spell_tables(tables: Sequence[Table]) -> str:
    lines = ["tables:"]
    for table in tables:
        texts = {
            key: value
            for key in TABLE_KEYS
            if key != "columns" and (value := getattr(table, key)) is not None
        }
        entries = [
            f"{key}: {value if isinstance(value, int) else spelled(value)}"
            for key, value in texts.items()
        ]
        lines.append("  - " + "\n    ".join(entries))
        lines += _spell_columns(table.columns)
    return "\n".join(lines) + "\n"


def _spell_columns(columns: Sequence[Column]) -> list[str]:
    if not columns:
        return []
    headers = [column.header for column in columns]
    if all(headers) and len(set(headers)) == len(headers):
        return [
            "    columns:",
            *(f"      {spelled(column.header)}: {_spell_field(column)}" for column in columns),
        ]
    lines = ["    columns:"]
    for column in columns:
        lines.append(f"      - header: {spelled(column.header)}")
        lines.append(f"        field: {spelled(column.field)}")
        if column.kind is not SIG_FIELDS.get(column.field, Kind.TEXT):
            lines.append(f"        kind: {column.kind}")
    return lines


def _spell_field(column: Column) -> str:
    if column.kind is SIG_FIELDS.get(column.field, Kind.TEXT):
        return spelled(column.field)
    return f"{{field: {spelled(column.field, in_flow=True)}, kind: {column.kind}}}"
