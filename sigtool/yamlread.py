"""Nodes of `sigs.yaml` -> `Registry`: what can be read, and all that is wrong, each with its place.

Pure. Every value is taken as the text that was written; what is not understood is reported, and
left where it stands.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sigtool.model import (
    IDENTIFYING_FIELDS,
    PERSON_FIELDS,
    SIG_FIELDS,
    Column,
    Kind,
    Localized,
    Order,
    Person,
    Registry,
    Sig,
    Status,
    Table,
    Value,
)
from sigtool.source import Span
from sigtool.yamlsettings import settings_of
from sigtool.yamltree import Entry, MappingNode, Node, Scalar, SequenceNode, resolved
from sigtool.yamlvalues import BLANK, Problem, Reader, beginning, line

TOP_KEYS: Final = ("tables", "sigs", "validate")
TABLE_KEYS: Final = (
    "path", "heading", "marker", "index", "section", "language", "link_base", "order", "columns",
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
            hint = "write one with `sigtool init README.md`"
            self.report("SIG004", "the registry is empty: 'sigs' is missing", Span(0, 0), hint)
            return Registry((), ())
        mapping = self.mapping(root, "the registry", "write `sigs:`, and the SIGs under it")
        if mapping is None:
            return Registry((), ())
        for label, key, first, again in _duplicates(mapping):
            message = f"{label}: the key {key!r} is there twice"
            self.report("SIG002", message, again, "keep one of the two", first)
        values = self.entries(mapping, TOP_KEYS, "the registry")
        tables = tuple(
            table
            for at, node in self.items(values.get("tables"), "tables", "- path: README.md")
            if (table := self.table(node, f"tables[{at + 1}]"))
        )
        settings = settings_of(self, values.get("validate"))
        kinds = Registry(tables, ()).kinds
        self.languages = Registry(tables, ()).languages
        if "sigs" not in values:
            self.report("SIG004", "'sigs' is missing", Span(0, 0), "add `sigs: []`")
        sigs = tuple(
            sig
            for at, node in self.items(values.get("sigs"), "sigs", "- name: …")
            if (sig := self.sig(node, at, kinds))
        )
        return Registry(tables, sigs, settings)

    # --- tables --------------------------------------------------------------------------------

    def table(self, node: Node, label: str) -> Table | None:
        mapping = self.mapping(node, label, "write `- path: README.md`")
        if mapping is None:
            return None
        values = self.entries(mapping, TABLE_KEYS, label)
        texts = {
            key: text
            for key in TABLE_KEYS
            if key in values and key != "columns"
            if (text := self.text(values[key].value, f"{label}: {key}"))
        }
        columns = self.columns(values["columns"], label) if "columns" in values else ()
        index = self.number(texts.get("index"), values.get("index"), f"{label}: index")
        order = texts.get("order") or Order.REGISTRY
        if not self.is_known(order, list(Order), values.get("order"), f"{label}: order"):
            order = Order.REGISTRY
        if "path" not in values:
            hint = "name the Markdown file that shows the table"
            self.report("SIG004", f"{label}: 'path' is missing", beginning(mapping), hint)
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
        )

    def number(self, text: str | None, entry: Entry | None, label: str) -> int | None:
        if text is None or entry is None:
            return None
        if text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0:
            return int(text)
        message = f"{label} has to be a number from 1, not {text!r}"
        self.report("SIG006", message, entry.value.span, "count the tables that qualify from 1")
        return None

    def columns(self, entry: Entry, label: str) -> tuple[Column, ...]:
        node = resolved(entry.value)
        label = f"{label}: columns"
        if isinstance(node, SequenceNode):
            self.count(len(node.items), entry.value)
            found = [
                self.listed_column(item, f"{label}[{at + 1}]") for at, item in enumerate(node.items)
            ]
        elif isinstance(node, MappingNode):
            found = [
                self.column(header.strip(BLANK), each, f"{label}: {line(header)}")
                for header, each in self.entries(node, None, label).items()
            ]
        else:
            self.mapping(entry.value, label, "write `Header: field` for each column")
            return ()
        return tuple(column for column in found if column)

    def column(self, header: str, entry: Entry, label: str) -> Column | None:
        target = resolved(entry.value)
        if isinstance(target, MappingNode):
            return self.full_column(target, header, COLUMN_KEYS[1:], label)
        name = self.text(entry.value, label)
        return Column(header, name, SIG_FIELDS.get(name, Kind.TEXT)) if name else None

    def listed_column(self, node: Node, label: str) -> Column | None:
        mapping = self.mapping(node, label, "write `- {header: …, field: …}`")
        if mapping is None:
            return None
        # A header may be empty, which no other text may.
        entry = self.own(mapping).get("header")
        target = resolved(entry.value) if entry else None
        if entry is None:
            hint = "add `header:` with the text of the column's header"
            self.report("SIG004", f"{label}: 'header' is missing", beginning(mapping), hint)
        elif not isinstance(target, Scalar):
            self.text(entry.value, f"{label}: header")
        header = target.value.strip(BLANK) if isinstance(target, Scalar) else None
        return self.full_column(mapping, header, COLUMN_KEYS, label)

    def full_column(
        self, mapping: MappingNode, header: str | None, known: Sequence[str], label: str
    ) -> Column | None:
        values = self.entries(mapping, known, label)
        if "field" not in values:
            hint = "add `field:` with what the cells hold"
            self.report("SIG004", f"{label}: 'field' is missing", beginning(mapping), hint)
        name = self.text(values["field"].value, f"{label}: field") if "field" in values else None
        kind = self.text(values["kind"].value, f"{label}: kind") if "kind" in values else None
        if kind and not self.is_known(kind, list(Kind), values["kind"], f"{label}: kind"):
            kind = None
        if name is None or header is None:
            return None
        return Column(header, name, SIG_FIELDS.get(name) or Kind(kind or Kind.TEXT))

    # --- SIGs ----------------------------------------------------------------------------------

    def sig(self, node: Node, at: int, kinds: Mapping[str, Kind]) -> Sig | None:
        mapping = self.mapping(node, f"sigs[{at + 1}]", "write `- name: …`")
        if mapping is None:
            return None
        own = self.own(mapping)
        label = f"sigs[{at + 1}]"
        name = self.text(own["name"].value, f"{label}: name") if "name" in own else None
        if "name" not in own:
            hint = "give it a `name:`"
            self.report("SIG004", f"{label}: 'name' is missing", beginning(mapping), hint)
        label = line(name) if name else label
        self.entries(mapping, tuple(kinds), label, "bind it to a header in a table's columns")
        values: dict[str, Value] = {}
        for key, kind in kinds.items():
            if key in own and key != "name":
                value = self.value(own[key].value, kind, f"{label}: {key}")
                if value:
                    values[key] = value
        status = values.get("status")
        if isinstance(status, Localized):
            message = f"{label}: status is the same in every language"
            self.report("SIG005", message, own["status"].value.span, "write one word")
        elif isinstance(status, str):
            self.is_known(status, list(Status), own["status"], f"{label}: status")
        return Sig(name, values, at) if name else None

    def value(self, node: Node, kind: Kind, label: str) -> Value | None:
        target = resolved(node)
        if kind is not Kind.PEOPLE or isinstance(target, Scalar):
            return self.text(node, label)
        if isinstance(target, MappingNode) and self.languages:
            return self.text(node, label)
        if isinstance(target, MappingNode):
            message = f"{label} has to be a list of persons, not a mapping"
            self.report("SIG005", message, node.span, "put `- ` before its first key")
            return None
        self.count(len(target.items), node)
        people = [
            self.person(item, at, f"{label}[{at + 1}]") for at, item in enumerate(target.items)
        ]
        return tuple(person for person in people if person)

    def person(self, node: Node, at: int, label: str) -> Person | None:
        target = resolved(node)
        text = target.value.strip(BLANK) if isinstance(target, Scalar) else ""
        who = "" if text in ("~", "null") else text.lstrip("@")
        mapping = self.mapping(node, label, f"write `- {_field_of(text)}: {who or '…'}`")
        if mapping is None:
            return None
        values = {
            key: value
            for key, entry in self.entries(mapping, PERSON_FIELDS, label).items()
            if key in PERSON_FIELDS and (value := self.text(entry.value, f"{label}: {key}"))
        }
        handle = values.pop("handle", "")
        if handle := handle if isinstance(handle, Localized) else handle.removeprefix("@"):
            values["handle"] = handle
        if not any(key in values for key in IDENTIFYING_FIELDS):
            fields = ", ".join(IDENTIFYING_FIELDS)
            message = f"{label}: one of {fields} is missing"
            self.report("SIG004", message, beginning(mapping), "say who it is")
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


def _duplicates(root: MappingNode) -> Iterator[tuple[str, str, Span, Span]]:
    """Each key that a mapping has more than once: whose, the key, its first place, its next."""
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
        label = _label(root, node)
        first: dict[str, Span] = {}
        for key in keys:
            if key.value in first and key.value != "<<":
                yield label, key.value, first[key.value], key.span
            first.setdefault(key.value, key.span)


def _label(root: Node, wanted: MappingNode) -> str:
    """What to call a mapping in a tree, as `FrontEnd: leads[1]`."""
    node, label, offset = root, "", wanted.begin
    while node is not wanted:
        if isinstance(node, SequenceNode):
            at = bisect_right(node.items, offset, key=lambda item: item.begin) - 1
            node = node.items[at]
            name = _name(node) if label == "sigs" else None
            label = name or f"{label}[{at + 1}]"
        elif isinstance(node, MappingNode):
            at = bisect_right(node.entries, offset, key=lambda entry: entry.value.begin) - 1
            key, node = resolved(node.entries[at].key), node.entries[at].value
            step = line(key.value) if isinstance(key, Scalar) else "?"
            label = f"{label}: {step}" if label else step
        else:
            break
    return label or "the registry"


def _name(node: Node) -> str | None:
    entry = node.entry("name") if isinstance(node, MappingNode) else None
    name = resolved(entry.value) if entry else None
    return line(name.value) if isinstance(name, Scalar) else None


def _field_of(text: str) -> str:
    """The field of a person that a text looks like."""
    if "://" in text:
        return "url"
    if "@" in text[1:]:
        return "email"
    return "name" if " " in text else "handle"
