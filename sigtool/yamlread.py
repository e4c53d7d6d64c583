"""Nodes of `sigs.yaml` -> `Registry`: what can be read, and all that is wrong, each with its place.

Pure. Every value is taken as the text that was written; what is not understood is reported, and
left where it stands.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
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
from sigtool.yamlnodes import Entry, MappingNode, Node, Scalar, SequenceNode, YamlFault, resolved

TOP_KEYS: Final = ("tables", "sigs")
TABLE_KEYS: Final = (
    "path", "heading", "marker", "index", "section", "language", "link_base", "order", "columns",
)  # fmt: skip
COLUMN_KEYS: Final = ("header", "field", "kind")

_BLANK: Final = " \t\r\n\v\f"
_ONE_TEXT: Final = "write one text, in quotes if need be"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that is not as the format wants it."""

    code: str
    message: str
    span: Span
    hint: str | None = None
    related: Span | None = None


def registry_of(root: Node | None, size: int) -> tuple[Registry, tuple[Problem, ...]]:
    """What the nodes of a text of `size` characters mean, and what is wrong, from top to bottom.

    Raises `YamlFault` if aliases make more of the text than it could hold by itself.
    """
    reader = _Reader(limit=max(100_000, size))
    registry = reader.registry(root)
    return registry, tuple(sorted(reader.problems, key=lambda problem: problem.span.start))


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """ "did you mean ...?" for a word that is not known, or None if nothing is near."""
    return _suggestion(word, tuple(known))


@lru_cache(maxsize=4096)
def _suggestion(word: str, known: tuple[str, ...]) -> str | None:
    near = get_close_matches(word.casefold(), {k.casefold(): k for k in known}, n=1)
    found = next((k for k in known if near and k.casefold() == near[0]), None)
    return f"did you mean {str(found)!r}?" if found else None


class _Reader:
    """Reads nodes into values and gathers what is wrong on the way."""

    def __init__(self, limit: int) -> None:
        self.problems: list[Problem] = []
        self._left = limit
        self._languages: tuple[str, ...] = ()
        self._merged: dict[int, dict[str, Entry]] = {}

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
        kinds = Registry(tables, ()).kinds
        self._languages = Registry(tables, ()).languages
        if "sigs" not in values:
            self.report("SIG004", "'sigs' is missing", Span(0, 0), "add `sigs: []`")
        sigs = tuple(
            sig
            for at, node in self.items(values.get("sigs"), "sigs", "- name: …")
            if (sig := self.sig(node, at, kinds))
        )
        return Registry(tables, sigs)

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
            self.report("SIG004", f"{label}: 'path' is missing", _beginning(mapping), hint)
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
                self.column(header.strip(_BLANK), each, f"{label}: {_line(header)}")
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
            self.report("SIG004", f"{label}: 'header' is missing", _beginning(mapping), hint)
        elif not isinstance(target, Scalar):
            self.text(entry.value, f"{label}: header")
        header = target.value.strip(_BLANK) if isinstance(target, Scalar) else None
        return self.full_column(mapping, header, COLUMN_KEYS, label)

    def full_column(
        self, mapping: MappingNode, header: str | None, known: Sequence[str], label: str
    ) -> Column | None:
        values = self.entries(mapping, known, label)
        if "field" not in values:
            hint = "add `field:` with what the cells hold"
            self.report("SIG004", f"{label}: 'field' is missing", _beginning(mapping), hint)
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
            self.report("SIG004", f"{label}: 'name' is missing", _beginning(mapping), hint)
        label = _line(name) if name else label
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
        if isinstance(target, MappingNode) and self._languages:
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
        text = target.value.strip(_BLANK) if isinstance(target, Scalar) else ""
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
            self.report("SIG004", message, _beginning(mapping), "say who it is")
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

    # --- nodes ---------------------------------------------------------------------------------

    def mapping(self, node: Node, label: str, hint: str) -> MappingNode | None:
        target = resolved(node)
        if isinstance(target, MappingNode):
            return target
        if isinstance(target, Scalar) and target.is_null:
            self.report("SIG007", f"{label} is empty", node.span, hint)
        else:
            found = _kind_of(target)
            self.report("SIG005", f"{label} has to be a mapping, not {found}", node.span, hint)
        return None

    def items(self, entry: Entry | None, label: str, example: str) -> list[tuple[int, Node]]:
        target = resolved(entry.value) if entry else None
        if entry is None:
            return []
        if isinstance(target, SequenceNode):
            self.count(len(target.items), entry.value)
            return list(enumerate(target.items))
        if isinstance(target, Scalar) and target.is_null:
            self.report("SIG007", f"{label} is empty", entry.key.span, f"write `{label}: []`")
        elif target:
            message = f"{label} has to be a list, not {_kind_of(target)}"
            self.report("SIG005", message, entry.value.span, f"write `{example}` for each")
        return []

    def text(self, node: Node, label: str) -> str | None:
        target = resolved(node)
        if isinstance(target, MappingNode) and self._languages:
            return self.localized(target, label)
        if not isinstance(target, Scalar):
            message = f"{label} has to be a text, not {_kind_of(target)}"
            self.report("SIG005", message, node.span, _ONE_TEXT)
            return None
        value = target.value.strip(_BLANK)
        if target.is_null or not value:
            self.report("SIG007", f"{label} is empty", node.span, "give it a value or take it away")
            return None
        return value

    def localized(self, mapping: MappingNode, label: str) -> Localized | None:
        """A text for each of some languages, those that tables say they are in."""
        known = ", ".join(self._languages)
        entries = self.entries(mapping, self._languages, label, f"languages are {known}")
        said = {key: each for key, each in entries.items() if key in self._languages}
        if not said:
            message = f"{label} is in none of the languages {known}"
            self.report("SIG007", message, mapping.span, "give it a value or take it away")
        texts: dict[str, str] = {}
        for language, entry in said.items():
            target = resolved(entry.value)
            if not isinstance(target, Scalar):
                message = f"{label}: {language} has to be a text, not {_kind_of(target)}"
                self.report("SIG005", message, entry.value.span, _ONE_TEXT)
            elif text := self.text(entry.value, f"{label}: {language}"):
                texts[language] = text
        return Localized(texts) if texts else None

    def is_known(self, value: str, known: Sequence[str], entry: Entry | None, label: str) -> bool:
        """Whether a text is one of some words; reported if it is not."""
        if value in known or entry is None:
            return True
        words = ", ".join(known)
        hint = suggestion(value, known) or "write one of these words"
        self.report("SIG006", f"{label} is {value!r}, not one of {words}", entry.value.span, hint)
        return False

    def entries(
        self, mapping: MappingNode, known: Sequence[str] | None, label: str, advice: str = ""
    ) -> dict[str, Entry]:
        """The entries of a mapping; those that are not known are reported, and kept as they are.

        Any text is known to a mapping of headers, for which `known` is None.
        """
        for entry in mapping.entries:
            if isinstance(resolved(entry.key), Scalar):
                continue
            if known is None:
                message, hint = f"{label}: a header has to be a text", "write the header's text"
                self.report("SIG005", message, entry.key.span, hint)
            else:
                message = f"{label}: a key has to be a text"
                self.report("SIG003", message, entry.key.span, "take it away")
        own = self.own(mapping)
        self.count(len(own), mapping)
        for key, entry in own.items():
            if known is not None and key not in known:
                hint = suggestion(key, known) or advice or f"known are {', '.join(known)}"
                self.report(
                    "SIG003", f"{label}: {key!r} is not a known field", entry.key.span, hint
                )
        return own

    def own(self, mapping: MappingNode) -> dict[str, Entry]:
        """All entries of a mapping by key; those of merge keys are looked for once."""
        found = self._merged.get(id(mapping))
        if found is None:
            found = dict(mapping.all_entries())
            if mapping.entry("<<"):
                self._merged[id(mapping)] = found
        return found

    def count(self, number: int, node: Node) -> None:
        """Stops at what no text of this size could say without aliases."""
        self._left -= number
        if self._left < 0:
            message = "its aliases expand to too many items"
            raise YamlFault(message, node.begin, "write out what they stand for")


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
            step = _line(key.value) if isinstance(key, Scalar) else "?"
            label = f"{label}: {step}" if label else step
        else:
            break
    return label or "the registry"


def _name(node: Node) -> str | None:
    entry = node.entry("name") if isinstance(node, MappingNode) else None
    name = resolved(entry.value) if entry else None
    return _line(name.value) if isinstance(name, Scalar) else None


def _beginning(mapping: MappingNode) -> Span:
    """The first key of a mapping, or all of it if it has none."""
    return mapping.entries[0].key.span if mapping.entries else mapping.span


def _kind_of(node: Scalar | SequenceNode | MappingNode) -> str:
    if isinstance(node, Scalar):
        return "a text"
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def _field_of(text: str) -> str:
    """The field of a person that a text looks like."""
    if "://" in text:
        return "url"
    if "@" in text[1:]:
        return "email"
    return "name" if " " in text else "handle"


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
