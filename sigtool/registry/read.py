"""Nodes of `sigs.yaml` -> `Registry`: what can be read, and all that is wrong, each with its place.

Pure. Every value is taken as the text that was written; what is not understood is reported, and
left where it stands.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final

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
    Settings,
    Sig,
    Status,
    Table,
    Text,
    Texts,
    Value,
)
from sigtool.registry.problem import Fault, Part, Path, Problem
from sigtool.registry.values import BLANK, Fields, Reading, Slot
from sigtool.text.records import replace
from sigtool.text.source import Span
from sigtool.yaml.plain import ItemNode, Shape
from sigtool.yaml.tree import MappingNode, Node, Scalar, SequenceNode, resolved

TOP_KEYS: Final = ("tables", "sigs", "validate")
# What others call their lists of groups, and the parts of one: kubernetes/community and those who
# copied its generator, openEuler and openGauss, YTsaurus.
OTHER_TOOLS_KEYS: Final = (
    "workinggroups", "usergroups", "committees",
    "dir", "leadership", "mission_statement", "charter_link", "subprojects",
    "repositories", "projects", "owners", "maintainers", "chairs", "tags",
)  # fmt: skip
TABLE_KEYS: Final = (
    "path", "outside", "heading", "marker", "index", "section", "language", "link_base", "order",
    "columns",
)  # fmt: skip
COLUMN_KEYS: Final = ("header", "field", "kind")
SETTING_KEYS: Final = (
    "ignore", "per_sig", "max_leads", "hosts", "placeholders", "publish_email", "table_edits",
)  # fmt: skip
_TRUTHS: Final[Mapping[str, bool]] = MappingProxyType(
    {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
)


def registry_of(root: Node | None, size: int) -> tuple[Registry, tuple[Problem, ...]]:
    """What the nodes of a text of `size` characters mean, and what is wrong, from top to bottom.

    Raises `YamlFault` if aliases make more of the text than it could hold by itself.
    """
    reading = Reading(limit=max(100_000, size))
    registry = _registry(Slot(reading, (), root))
    return registry, tuple(sorted(reading.problems, key=lambda problem: problem.span.start))


def _registry(slot: Slot) -> Registry:
    reading = slot.reading
    if slot.node is None:
        reading.report(Fault.NOTHING_AT_ALL, (), Span(0, 0), part=Part.REGISTRY)
    fields = slot.fields(Part.REGISTRY, TOP_KEYS)
    if fields is None:
        return Registry((), ())
    tables = tuple(filter(None, map(_table, fields["tables"].items(Part.TABLES))))
    settings = _settings(fields["validate"].fields(Part.SETTINGS, SETTING_KEYS))
    registry = Registry(tables, (), settings)
    kinds, reading.languages = registry.kinds, registry.languages
    if "sigs" not in fields:
        reading.report(Fault.MISSING, (), Span(0, 0), value="sigs")
    sigs = list(_sigs(fields["sigs"], kinds))
    twice = list(_duplicates(fields.mapping))
    if twice:
        reading.names |= {("sigs", sig.origin or 0): str(sig.name) for sig in sigs if sig}
    for path, key, first, again in twice:
        reading.report(Fault.DUPLICATE_KEY, path, again, value=key, related=first)
    return registry.with_sigs(filter(None, sigs))


def _duplicates(root: Node) -> Iterator[tuple[Path, str, Span, Span]]:
    """Each key that a mapping has more than once: where, the key, its first place, its next."""
    pending: list[tuple[Path, Node]] = [((), root)]
    while pending:
        path, node = pending.pop()
        if isinstance(node, SequenceNode):
            items = enumerate(node.items)
            pending += [((*path, at), item) for at, item in items if not _repeats_nothing(item)]
        if not isinstance(node, MappingNode):
            continue
        first: dict[str, Scalar] = {}
        for entry in node.entries:
            target = resolved(entry.key)
            key = target.value if isinstance(target, Scalar) else "?"
            if isinstance(entry.value, SequenceNode | MappingNode):
                pending.append(((*path, key), entry.value))
            if isinstance(entry.key, Scalar):
                if key in first and key != "<<":
                    yield path, key, first[key].span, entry.key.span
                first.setdefault(key, entry.key)


def _repeats_nothing(node: Node) -> bool:
    """Whether no mapping in an item has a key twice, as its shape tells."""
    return isinstance(node, ItemNode) and not node.shape.repeats


# --- tables and settings -----------------------------------------------------------------------


def _table(slot: Slot) -> Table | None:
    fields = slot.fields(Part.TABLE, TABLE_KEYS)
    if fields is None:
        return None
    columns = _columns(fields["columns"])
    order = fields["order"].word() or Order.REGISTRY
    table = Table(
        path=fields.required("path").word() or "",
        outside=_truth(fields["outside"], usual=False),
        columns=columns,
        heading=fields["heading"].word(),
        marker=fields["marker"].word(),
        index=fields["index"].number(),
        section=fields["section"].word(),
        language=fields["language"].word(),
        link_base=fields["link_base"].word(),
        order=Order(order) if fields["order"].is_one_of(Order, order) else Order.REGISTRY,
    )
    return table if table.path else None


def _columns(slot: Slot) -> tuple[Column, ...]:
    found: list[Column | None]
    if isinstance(slot.target, SequenceNode):
        found = [_column(None, item) for item in slot.items(Part.COLUMNS)]
    else:
        fields = slot.fields(Part.COLUMNS)
        found = [_column(header.strip(BLANK), each) for header, each in (fields or {}).items()]
    return tuple(column for column in found if column)


def _column(header: str | None, slot: Slot) -> Column | None:
    """A column below its header, or an item of a list, which names the header itself."""
    if header is not None and not isinstance(slot.target, MappingNode):
        name = slot.word()
        return Column(header, name, SIG_FIELDS.get(name, Kind.TEXT)) if name else None
    fields = slot.fields(Part.LISTED_COLUMN, COLUMN_KEYS if header is None else COLUMN_KEYS[1:])
    if fields is None:
        return None
    if header is None:
        # A header may be empty, which no other text may.
        place = fields.required("header")
        text = place.target
        header = text.value.strip(BLANK) if isinstance(text, Scalar) else place.word()
    name, kind = fields.required("field").word(), fields["kind"].word()
    if kind and not fields["kind"].is_one_of(Kind, kind):
        kind = None
    if name is None or header is None:
        return None
    return Column(header, name, SIG_FIELDS.get(name) or Kind(kind or Kind.TEXT))


def _settings(fields: Fields | None) -> Settings:
    """What `validate:` says; what cannot be read is reported, and as if it were not there."""
    usual = Settings()
    if fields is None:
        return usual
    return Settings(
        ignore=_words(fields["ignore"]),
        per_sig=_per_sig(fields["per_sig"]),
        max_leads=fields["max_leads"].number() or usual.max_leads,
        hosts=_words(fields["hosts"]),
        placeholders=_words(fields["placeholders"]),
        publish_email=_truth(fields["publish_email"], usual=usual.publish_email),
        table_edits=_accept(fields["table_edits"]),
    )


def _accept(slot: Slot) -> str:
    word = slot.word() or ""
    return word if word and slot.is_one_of(("accept",), word) else ""


def _truth(slot: Slot, *, usual: bool) -> bool:
    word = (slot.word() or "").lower()
    return _TRUTHS[word] if word and slot.is_one_of(_TRUTHS, word) else usual


def _words(slot: Slot) -> tuple[str, ...]:
    return tuple(word for item in slot.items(Part.TEXTS) if (word := item.word()))


def _per_sig(slot: Slot) -> Mapping[str, Mapping[str, str]]:
    """The rules that do not count in each SIG, with the reasons; none counts without a reason."""
    found: dict[str, Mapping[str, str]] = {}
    for name, each in (slot.fields(Part.PER_SIG) or {}).items():
        rules = each.fields(Part.REASONS)
        if rules is not None:
            reasons = {rule: reason.word() for rule, reason in rules.items()}
            found[name] = {rule: reason for rule, reason in reasons.items() if reason}
    return found


# --- SIGs --------------------------------------------------------------------------------------


def _sigs(slot: Slot, kinds: Mapping[str, Kind]) -> Iterator[Sig | None]:
    """The SIGs of a list. One that has the shape of another, in which nothing is wrong, is read as
    that one is, whatever its texts are; but for those in which something may be wrong."""
    patterns: dict[Shape, _Pattern | None] = {}
    problems = slot.reading.problems
    for at, node in enumerate(slot.nodes(Part.SIGS)):
        item = node if isinstance(node, ItemNode) else None
        pattern = patterns.get(item.shape) if item else None
        sig = pattern.sig(item.texts, at) if item and pattern else None
        if sig is None:
            before = len(problems)
            sig = _sig(slot.item(at, node), at, kinds)
            if item and item.shape not in patterns and len(problems) == before:
                patterns[item.shape] = _pattern(item, kinds)
        yield sig


def _sig(slot: Slot, at: int, kinds: Mapping[str, Kind]) -> Sig | None:
    fields = slot.unchecked_fields(Part.SIG)
    if fields is None:
        return None
    name = fields.required("name").text()
    if name:
        slot.reading.names[slot.path] = str(name)
    fields.check(Part.SIG, kinds)
    values: dict[str, Value] = {}
    for key, kind in kinds.items():
        if key in fields and key != "name" and (value := _value(fields[key], kind)):
            values[key] = value
    if isinstance(status := values.get("status"), str):
        fields["status"].is_one_of(Status, status)
    return Sig(name, values, at) if name else None


def _value(slot: Slot, kind: Kind) -> Value | None:
    if slot.path[-1] in WORDS:
        return slot.word()
    if kind is Kind.PEOPLE and isinstance(slot.target, SequenceNode):
        persons = [_person(item, at) for at, item in enumerate(slot.items(Part.PEOPLE))]
        return tuple(person for person in persons if person)
    if kind is Kind.PEOPLE and isinstance(slot.target, MappingNode) and not slot.reading.languages:
        slot.mismatch(Part.PEOPLE)
        return None
    return slot.text()


def _person(slot: Slot, at: int) -> Person | None:
    target = slot.target
    if isinstance(target, Scalar) and not target.is_null and any(map(str.isalnum, target.value)):
        return _short_person(target.value.strip(BLANK), slot, at)
    fields = slot.fields(Part.PERSON, PERSON_FIELDS)
    if fields is None:
        return None
    texts = {key: fields[key].text() for key in fields if key in PERSON_FIELDS}
    if handle := texts.get("handle"):
        texts["handle"] = _without_at(handle) or None
    if not any(texts.get(key) for key in IDENTIFYING_FIELDS):
        fields.report(Fault.NOBODY, known=IDENTIFYING_FIELDS)
        return None
    return Person(origin=at, **texts)


def _short_person(text: str, slot: Slot, at: int) -> Person | None:
    from sigtool.registry.short import is_several, short_person

    if person := short_person(text):
        return replace(person, origin=at)
    fault = Fault.SEVERAL_PERSONS if is_several(text) else Fault.UNCLEAR_PERSON
    slot.report(fault, part=Part.PERSON, value=text)
    return None


def _without_at(handle: Text) -> Text:
    """A handle without the `@` in front of it."""
    if isinstance(handle, str):
        return handle.removeprefix("@")
    texts = {key: text.removeprefix("@") for key, text in handle.by_language.items()}
    return Texts({key: text for key, text in texts.items() if text})


# --- SIGs of one shape -------------------------------------------------------------------------

# What some of an item's texts say; None where something may be wrong with them.
_Saying = Callable[[Sequence[str]], Any]
_STATUSES: Final = (None, *map(str, Status))


class _Pattern:
    """How SIGs of one shape are read."""

    def __init__(self, name: _Saying, fields: Mapping[str, _Saying]) -> None:
        self._name, self._fields = name, fields

    def sig(self, texts: Sequence[str], at: int) -> Sig | None:
        """The SIG that has these texts; None where something may be wrong with one."""
        values = {key: says(texts) for key, says in self._fields.items()}
        is_sure = all(values.values()) and values.get("status") in _STATUSES
        return Sig(self._name(texts), values, at) if is_sure else None


def _pattern(item: ItemNode, kinds: Mapping[str, Kind]) -> _Pattern | None:
    """How a SIG is read in which nothing is wrong; None where its shape does not tell."""
    numbers = count()
    found = {key: _saying(entry.value, numbers) for key, entry in item.all_entries()}
    if item.shape.repeats or next(numbers) != len(item.texts):
        return None
    fields = {key: says for key in kinds if key != "name" and (says := found.get(key))}
    return _Pattern(found["name"], fields)


def _saying(node: Node, numbers: Iterator[int]) -> _Saying:
    """What a value says, whose texts have the next of these numbers: a text, one for each of some
    languages, or persons."""
    if isinstance(node, Scalar):
        return itemgetter(next(numbers))
    if isinstance(node, MappingNode):
        texts = {key: next(numbers) for key, _ in node.all_entries()}
        return lambda own: Texts({key: own[number] for key, number in texts.items()})
    items = node.items if isinstance(node, SequenceNode) else ()
    persons = [_person_saying(item, at, numbers) for at, item in enumerate(items)]

    def says(own: Sequence[str]) -> tuple[Person, ...] | None:
        found = [person(own) for person in persons]
        return tuple(found) if all(found) else None

    return says


def _person_saying(node: Node, at: int, numbers: Iterator[int]) -> _Saying:
    """What a person of a list is said to be; who is a mere text has to be looked at."""
    if not isinstance(node, MappingNode):
        return lambda _: None
    fields = {key: _saying(entry.value, numbers) for key, entry in node.all_entries()}

    def says(own: Sequence[str]) -> Person | None:
        texts = {key: field(own) for key, field in fields.items()}
        if "handle" in texts:
            texts["handle"] = _without_at(texts["handle"])
        return Person(origin=at, **texts) if texts.get("handle", True) else None

    return says
