"""Nodes of `sigs.yaml` -> `Registry`: what can be read, and all that is wrong, each with its place.

Pure. Every value is taken as the text that was written; what is not understood is reported, and
left where it stands.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sigtool.model import (
    IDENTIFYING_FIELDS,
    PERSON_FIELDS,
    SIG_FIELDS,
    WORDS,
    Column,
    Kind,
    Order,
    Person,
    Registry,
    Sig,
    Status,
    Table,
    Text,
    Texts,
    Value,
)
from sigtool.registry.settings import settings_of, truth_of
from sigtool.registry.short import is_several, short_person
from sigtool.registry.values import BLANK, Fault, Part, Path, Problem, Reader, beginning, kind_of
from sigtool.text.source import Span
from sigtool.yaml.tree import Entry, MappingNode, Node, Scalar, SequenceNode, resolved

TOP_KEYS: Final = ("tables", "sigs", "validate")
TABLE_KEYS: Final = (
    "path", "outside", "heading", "marker", "index", "section", "language", "link_base", "order",
    "columns",
)  # fmt: skip
COLUMN_KEYS: Final = ("header", "field", "kind")


def registry_of(root: Node | None, size: int) -> tuple[Registry, tuple[Problem, ...]]:
    """What the nodes of a text of `size` characters mean, and what is wrong, from top to bottom.

    Raises `YamlFault` if aliases make more of the text than it could hold by itself.
    """
    reader = _Reader(limit=max(100_000, size))
    registry = reader.registry(root)
    return registry, tuple(sorted(reader.problems, key=lambda problem: problem.span.start))


class _Reader(Reader):
    """Reads a registry."""

    def registry(self, root: Node | None) -> Registry:
        if root is None:
            self.report(Fault.NOTHING_AT_ALL, (), Span(0, 0), part=Part.REGISTRY)
            return Registry((), ())
        mapping = self.mapping(root, (), Part.REGISTRY)
        if mapping is None:
            return Registry((), ())
        values = self.entries(mapping, TOP_KEYS, (), Part.REGISTRY)
        tables = tuple(
            table
            for at, node in self.items(values.get("tables"), ("tables",), Part.TABLES)
            if (table := self.table(node, ("tables", at)))
        )
        settings = settings_of(self, values.get("validate"))
        kinds = Registry(tables, ()).kinds
        self.languages = Registry(tables, ()).languages
        if "sigs" not in values:
            self.report(Fault.MISSING, (), Span(0, 0), value="sigs")
        sigs = tuple(
            sig
            for at, node in self.items(values.get("sigs"), ("sigs",), Part.SIGS)
            if (sig := self.sig(node, at, kinds))
        )
        for path, key, first, again in _duplicates(mapping):
            self.report(Fault.DUPLICATE_KEY, path, again, value=key, related=first)
        return Registry(tables, sigs, settings)

    # --- tables --------------------------------------------------------------------------------

    def table(self, node: Node, path: Path) -> Table | None:
        mapping = self.mapping(node, path, Part.TABLE)
        if mapping is None:
            return None
        values = self.entries(mapping, TABLE_KEYS, path, Part.TABLE)
        texts = {
            key: text
            for key in TABLE_KEYS
            if key in values and key not in ("columns", "outside")
            if (text := self.word(values[key].value, (*path, key)))
        }
        columns = self.columns(values["columns"], path) if "columns" in values else ()
        index = self.number(texts.get("index"), values.get("index"), (*path, "index"))
        order = texts.get("order") or Order.REGISTRY
        if not self.is_known(order, list(Order), values.get("order"), (*path, "order")):
            order = Order.REGISTRY
        if "path" not in values:
            self.report(Fault.MISSING, path, beginning(mapping), value="path")
        if "path" not in texts:
            return None
        return Table(
            path=texts["path"],
            columns=columns,
            heading=texts.get("heading"),
            marker=texts.get("marker"),
            index=index,
            section=texts.get("section"),
            language=texts.get("language"),
            link_base=texts.get("link_base"),
            order=Order(order),
            outside=truth_of(self, values.get("outside"), (*path, "outside")) or False,
        )

    def columns(self, entry: Entry, path: Path) -> tuple[Column, ...]:
        node = resolved(entry.value)
        path = (*path, "columns")
        if isinstance(node, SequenceNode):
            self.count(len(node.items), entry.value)
            found = [self.listed_column(item, (*path, at)) for at, item in enumerate(node.items)]
        elif isinstance(node, MappingNode):
            found = [
                self.column(header.strip(BLANK), each, (*path, header))
                for header, each in self.entries(node, None, path, Part.COLUMNS).items()
            ]
        else:
            self.mapping(entry.value, path, Part.COLUMNS)
            return ()
        return tuple(column for column in found if column)

    def column(self, header: str, entry: Entry, path: Path) -> Column | None:
        target = resolved(entry.value)
        if isinstance(target, MappingNode):
            return self.full_column(target, header, COLUMN_KEYS[1:], path)
        name = self.word(entry.value, path)
        return Column(header, name, SIG_FIELDS.get(name, Kind.TEXT)) if name else None

    def listed_column(self, node: Node, path: Path) -> Column | None:
        mapping = self.mapping(node, path, Part.LISTED_COLUMN)
        if mapping is None:
            return None
        # A header may be empty, which no other text may.
        entry = self.own(mapping).get("header")
        target = resolved(entry.value) if entry else None
        if entry is None:
            self.report(Fault.MISSING, path, beginning(mapping), value="header")
        elif not isinstance(target, Scalar):
            self.word(entry.value, (*path, "header"))
        header = target.value.strip(BLANK) if isinstance(target, Scalar) else None
        return self.full_column(mapping, header, COLUMN_KEYS, path)

    def full_column(
        self, mapping: MappingNode, header: str | None, known: Sequence[str], path: Path
    ) -> Column | None:
        values = self.entries(mapping, known, path, Part.LISTED_COLUMN)
        if "field" not in values:
            self.report(Fault.MISSING, path, beginning(mapping), value="field")
        name = self.word(values["field"].value, (*path, "field")) if "field" in values else None
        kind = self.word(values["kind"].value, (*path, "kind")) if "kind" in values else None
        if kind and not self.is_known(kind, list(Kind), values["kind"], (*path, "kind")):
            kind = None
        if name is None or header is None:
            return None
        return Column(header, name, SIG_FIELDS.get(name) or Kind(kind or Kind.TEXT))

    # --- SIGs ----------------------------------------------------------------------------------

    def sig(self, node: Node, at: int, kinds: Mapping[str, Kind]) -> Sig | None:
        path: Path = ("sigs", at)
        mapping = self.mapping(node, path, Part.SIG)
        if mapping is None:
            return None
        own = self.own(mapping)
        name = self.text(own["name"].value, (*path, "name")) if "name" in own else None
        if "name" not in own:
            self.report(Fault.MISSING, path, beginning(mapping), value="name")
        if name:
            self.names[at] = str(name)
        self.entries(mapping, tuple(kinds), path, Part.SIG)
        values: dict[str, Value] = {}
        for key, kind in kinds.items():
            if key in own and key != "name":
                value = self.value(own[key].value, kind, (*path, key))
                if value:
                    values[key] = value
        status = values.get("status")
        if isinstance(status, str):
            self.is_known(status, list(Status), own["status"], (*path, "status"))
        return Sig(name, values, at) if name else None

    def value(self, node: Node, kind: Kind, path: Path) -> Value | None:
        target = resolved(node)
        if path[-1] in WORDS:
            return self.word(node, path)
        if kind is not Kind.PEOPLE or isinstance(target, Scalar):
            return self.text(node, path)
        if isinstance(target, MappingNode) and self.languages:
            return self.text(node, path)
        if isinstance(target, MappingNode):
            found = kind_of(target)
            self.report(Fault.WRONG_TYPE, path, node.span, part=Part.PEOPLE, found=found)
            return None
        self.count(len(target.items), node)
        persons = (self.person(item, (*path, at), at) for at, item in enumerate(target.items))
        return tuple(person for person in persons if person)

    def person(self, node: Node, path: Path, at: int) -> Person | None:
        target = resolved(node)
        if (
            isinstance(target, Scalar)
            and not target.is_null
            and any(map(str.isalnum, target.value))
        ):
            return self.short_person(target.value.strip(BLANK), node, path, at)
        mapping = self.mapping(node, path, Part.PERSON)
        if mapping is None:
            return None
        values = {
            key: value
            for key, entry in self.entries(mapping, PERSON_FIELDS, path, Part.PERSON).items()
            if key in PERSON_FIELDS and (value := self.text(entry.value, (*path, key)))
        }
        if handle := _without_at(values.pop("handle", "")):
            values["handle"] = handle
        if not any(key in values for key in IDENTIFYING_FIELDS):
            self.report(Fault.NOBODY, path, beginning(mapping), known=IDENTIFYING_FIELDS)
            return None
        return Person(
            handle=values.get("handle"),
            name=values.get("name"),
            url=values.get("url"),
            email=values.get("email"),
            affiliation=values.get("affiliation"),
            role=values.get("role"),
            origin=at,
        )

    def short_person(self, text: str, node: Node, path: Path, at: int) -> Person | None:
        if person := short_person(text):
            return replace(person, origin=at)
        fault = Fault.SEVERAL_PERSONS if is_several(text) else Fault.UNCLEAR_PERSON
        self.report(fault, path, node.span, part=Part.PERSON, value=text)
        return None


def _without_at(handle: Text) -> Text:
    """A handle without the `@` in front of it."""
    if isinstance(handle, str):
        return handle.removeprefix("@")
    texts = {key: text.removeprefix("@") for key, text in handle.by_language.items()}
    return Texts({key: text for key, text in texts.items() if text})


def _duplicates(root: MappingNode) -> Iterator[tuple[Path, str, Span, Span]]:
    """Each key that a mapping has more than once: where, the key, its first place, its next."""
    pending: list[Node] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, SequenceNode):
            pending += node.items
        if not isinstance(node, MappingNode):
            continue
        pending += [entry.value for entry in node.entries]
        keys = [entry.key for entry in node.entries if isinstance(entry.key, Scalar)]
        if len({key.value for key in keys}) == len(keys):
            continue
        path = _path(root, node)
        first: dict[str, Span] = {}
        for key in keys:
            if key.value in first and key.value != "<<":
                yield path, key.value, first[key.value], key.span
            first.setdefault(key.value, key.span)


def _path(root: Node, wanted: MappingNode) -> Path:
    """The way to a mapping in a tree."""
    node, offset = root, wanted.begin
    path: Path = ()
    while node is not wanted:
        if isinstance(node, SequenceNode):
            at = bisect_right(node.items, offset, key=lambda item: item.begin) - 1
            node, path = node.items[at], (*path, at)
        elif isinstance(node, MappingNode):
            at = bisect_right(node.entries, offset, key=lambda entry: entry.value.begin) - 1
            key, node = resolved(node.entries[at].key), node.entries[at].value
            path = (*path, key.value if isinstance(key, Scalar) else "?")
        else:
            break
    return path
