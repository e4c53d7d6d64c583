"""SIG012: a text that is something else to another reader of YAML."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot
from sigtool.model import PERSON_FIELDS, SIG_FIELDS, Kind
from sigtool.text.diagnostic import Fix, Location, Severity
from sigtool.text.source import Edit
from sigtool.text.wording import quoted
from sigtool.yaml.parse import has_other_meaning, other_meaning, spelled
from sigtool.yaml.plain import ItemNode, Shape
from sigtool.yaml.tree import MappingNode, Node, Scalar, SequenceNode

_TEXTS_IN: Final = ("tables", "sigs", "validate")
# What holds a number or a truth value.
_NO_TEXTS: Final = ("index", "outside", "max_leads", "publish_email")


@rule("SIG012", "ambiguous-scalar", Severity.NOTE)
@once
def ambiguous_scalar(snapshot: Snapshot) -> Iterator[Finding]:
    """A text that other YAML readers take for a number, a date or a truth value is in quotes."""
    source, root = snapshot.source, snapshot.document.root if snapshot.document else None
    for label, node, in_flow in _texts(snapshot, root):
        is_tagged = "!" in source.text[node.start : node.begin]
        if not is_tagged and source[node.span] == node.value:
            text = spelled(node.value, in_flow=in_flow)
            yield Finding(
                f"{label} {quoted(node.value)} is {_meaning(node)} to some readers of YAML",
                Location(source, node.span),
                fix=Fix.of("put it in quotes", source, [Edit(node.span, text)]),
                hint=f"write {text}",
            )


def _texts(snapshot: Snapshot, root: Node | None) -> Iterator[tuple[str, Scalar, bool]]:
    """The keys and the values that are texts, and to some something else, with what a message calls
    each, and whether it stands in brackets."""
    kinds = snapshot.registry.kinds
    known = {*SIG_FIELDS, *kinds}
    for key, node in _entries(root).items():
        if key != "sigs":
            yield from _inside(key, node) if key in _TEXTS_IN else ()
            continue
        for at, item in _likely(node.items if isinstance(node, SequenceNode) else ()):
            sig = snapshot.by_origin.get(at)
            for field, value in _entries(item).items() if sig else ():
                if field in known and _may_hold_one(value):
                    label = f"{sig.name if sig else key}: {field}"
                    is_people = kinds.get(field) is Kind.PEOPLE
                    yield from _inside(label, value, PERSON_FIELDS if is_people else ())


def _likely(items: Sequence[Node]) -> Iterator[tuple[int, Node]]:
    """The items that may have one, with their numbers: a text, or a key, as all of their shape."""
    of_keys: dict[Shape, bool] = {}
    for at, item in enumerate(items):
        if isinstance(item, ItemNode):
            if item.shape not in of_keys:
                of_keys[item.shape] = any(map(other_meaning, _keys(item)))
            if not of_keys[item.shape] and not has_other_meaning(item.texts):
                continue
        yield at, item


def _keys(node: Node) -> Iterator[str]:
    """Every key in a value."""
    if isinstance(node, SequenceNode):
        yield from chain.from_iterable(map(_keys, node.items))
    elif isinstance(node, MappingNode):
        for entry in node.entries:
            yield from (entry.key.value,) if isinstance(entry.key, Scalar) else ()
            yield from _keys(entry.value)


def _inside(
    label: str, node: Node, known: Sequence[str] = (), *, in_flow: bool = False
) -> Iterator[tuple[str, Scalar, bool]]:
    """Such texts in a value; of mappings those whose key is `known`, where only such are texts."""
    if isinstance(node, Scalar):
        if _meaning(node):
            yield f"{label}:", node, in_flow
    elif isinstance(node, SequenceNode):
        for at, item in enumerate(node.items, 1):
            yield from _inside(f"{label}[{at}]", item, known, in_flow=in_flow or node.is_flow)
    elif isinstance(node, MappingNode):
        is_flow = in_flow or node.is_flow
        for entry in node.entries:
            if not isinstance(entry.key, Scalar) or entry.key.value == "<<":
                continue
            if known and entry.key.value not in known:
                continue
            if _meaning(entry.key):
                yield f"{label}: the key", entry.key, is_flow
            if entry.key.value not in _NO_TEXTS and _may_hold_one(entry.value):
                yield from _inside(f"{label}: {entry.key.value}", entry.value, in_flow=is_flow)


def _may_hold_one(node: Node) -> bool:
    return not isinstance(node, Scalar) or bool(_meaning(node))


def _meaning(node: Scalar) -> str:
    """What a text is to some readers; "" where it is a text to all."""
    return "" if node.style or node.is_null else other_meaning(node.value)


def _entries(node: Node | None) -> Mapping[str, Node]:
    """The values of a mapping by their keys; of anything else none."""
    entries = node.entries if isinstance(node, MappingNode) else ()
    return {each.key.value: each.value for each in entries if isinstance(each.key, Scalar)}
