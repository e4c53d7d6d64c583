"""Nodes of `sigs.yaml` -> texts, lists and mappings; what is not as wanted becomes a problem.

Pure. Every value is taken as the text that was written; what is not understood is reported, and
left where it stands.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sigtool.model import Text, Texts
from sigtool.registry.problem import Fault, Part, Path, Problem
from sigtool.text.records import dataclass
from sigtool.text.source import Span
from sigtool.yaml.tree import Entry, MappingNode, Node, Scalar, SequenceNode, YamlFault, resolved

BLANK: Final = " \t\r\n\v\f"


class Reading:
    """What is known while a registry is read, and what was found to be wrong."""

    def __init__(self, limit: int) -> None:
        self.problems: list[Problem] = []
        self.languages: tuple[str, ...] = ()
        self.names: dict[Path, str] = {}
        self._left = limit
        self._merged: dict[int, dict[str, Entry]] = {}

    def report(self, fault: Fault, path: Path, span: Span, **facts: Any) -> None:
        """Note a problem; `facts` are the other fields of one."""
        self.problems.append(Problem(fault, path, span, self.names.get(path[:2]), **facts))

    def entries(self, mapping: MappingNode) -> dict[str, Entry]:
        """All entries of a mapping by key; those of merge keys are looked for once."""
        found = _own_entries(mapping) or self._merged.get(id(mapping))
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


def _own_entries(mapping: MappingNode) -> dict[str, Entry] | None:
    """The entries of a mapping whose keys are mere texts, each once: of nearly every one."""
    found: dict[str, Entry] = {}
    for entry in mapping.entries:
        key = entry.key
        if not isinstance(key, Scalar) or key.value == "<<" or key.value in found:
            return None
        found[key.value] = entry
    return found


@dataclass(slots=True, eq=False)
class Slot:
    """A place for a value: the node that stands there, if one does, and its key."""

    reading: Reading
    path: Path
    node: Node | None
    key: Node | None = None

    @property
    def target(self) -> Scalar | SequenceNode | MappingNode | None:
        """The node, or what it is an alias of."""
        return resolved(self.node) if self.node else None

    def report(self, fault: Fault, at: Node | None = None, **facts: Any) -> None:
        """Note what is wrong with the value that stands here, at its own place or another one."""
        if self.node:
            self.reading.report(fault, self.path, (at or self.node).span, **facts)

    def mismatch(self, part: Part, key: Node | None = None) -> None:
        """Note that the value is of another type than its part, or at its key that it is empty."""
        target = self.target
        if isinstance(target, Scalar) and target.is_null:
            self.report(Fault.EMPTY, key, part=part)
        elif target:
            kinds = {Scalar: "text", SequenceNode: "list", MappingNode: "mapping"}
            self.report(Fault.WRONG_TYPE, part=part, found=kinds[type(target)])

    def fields(self, part: Part, known: Collection[str] | None = None) -> "Fields | None":
        """The values of a mapping whose keys are `known`, or any texts."""
        fields = self.unchecked_fields(part)
        if fields is not None:
            fields.check(part, known)
        return fields

    def unchecked_fields(self, part: Part) -> "Fields | None":
        """The values of a mapping with any keys."""
        target = self.target
        if isinstance(target, MappingNode):
            return Fields(self, target)
        self.mismatch(part)
        return None

    def items(self, part: Part) -> "list[Slot]":
        """The items of a list."""
        return [self.item(at, each) for at, each in enumerate(self.nodes(part))]

    def item(self, at: int, node: Node) -> "Slot":
        """The place of an item of a list."""
        return Slot(self.reading, (*self.path, at), node)

    def nodes(self, part: Part) -> Sequence[Node]:
        """What stands at the items of a list."""
        target = self.target
        if not self.node or not isinstance(target, SequenceNode):
            self.mismatch(part, self.key)
            return ()
        self.reading.count(len(target.items), self.node)
        return target.items

    def word(self) -> str | None:
        """A text that is the same in every language."""
        target = self.target
        if not isinstance(target, Scalar):
            if isinstance(target, MappingNode) and self.reading.languages:
                self.report(Fault.HAS_LANGUAGES)
            else:
                self.mismatch(Part.TEXT)
            return None
        value = target.value.strip(BLANK)
        if target.is_null or not value:
            self.report(Fault.EMPTY)
        elif "\0" in value:
            self.report(Fault.NUL)
        else:
            return value
        return None

    def text(self) -> Text | None:
        """A text, or one for each of some languages, where tables say which they are in."""
        target, languages = self.target, self.reading.languages
        if not isinstance(target, MappingNode) or not languages:
            return self.word()
        fields = Fields(self, target)
        fields.check(Part.TEXT, languages)
        known = {key: each for key, each in fields.items() if key in languages}
        if not known:
            self.report(Fault.NO_KNOWN_LANGUAGE, target, known=languages)
        found: dict[str, str] = {}
        for language, each in known.items():
            if not isinstance(each.target, Scalar):
                each.mismatch(Part.TEXT)
            elif text := each.word():
                found[language] = text
        return Texts(found) if found else None

    def is_one_of(self, known: Iterable[str], word: str) -> bool:
        """Whether a word that stands here is one of some; reported if it is not."""
        words = tuple(map(str, known))
        if word not in words:
            self.report(Fault.UNKNOWN_WORD, value=word, known=words)
        return word in words

    def number(self) -> int | None:
        """A whole number from 1."""
        text = self.word()
        if text and text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0:
            return int(text)
        if text:
            self.report(Fault.NO_NUMBER, value=text)
        return None


class Fields(dict[str, Slot]):
    """The values of a mapping by key; for a key that it has not, a place where nothing stands."""

    def __init__(self, slot: Slot, mapping: MappingNode) -> None:
        self.mapping = mapping
        self._slot = slot
        super().__init__(
            (key, Slot(slot.reading, (*slot.path, key), entry.value, entry.key))
            for key, entry in slot.reading.entries(mapping).items()
        )

    def __missing__(self, key: str) -> Slot:
        return Slot(self._slot.reading, (*self._slot.path, key), None)

    def required(self, key: str) -> Slot:
        """The value of a key that has to be there."""
        if key not in self:
            self.report(Fault.MISSING, value=key)
        return self[key]

    def report(self, fault: Fault, **facts: Any) -> None:
        """Note what is wrong with the whole mapping, at its first key if it has one."""
        entries = self.mapping.entries
        self._slot.report(fault, entries[0].key if entries else self.mapping, **facts)

    def check(self, part: Part, known: Collection[str] | None) -> None:
        """Note the keys that are no texts or are not known; they are kept as they are."""
        slot = self._slot
        for entry in self.mapping.entries:
            if not isinstance(resolved(entry.key), Scalar):
                fault = Fault.HEADER_IS_NO_TEXT if known is None else Fault.KEY_IS_NO_TEXT
                slot.report(fault, entry.key, part=part)
        slot.reading.count(len(self), self.mapping)
        for key, each in self.items():
            if known is not None and key not in known:
                slot.report(Fault.UNKNOWN_KEY, each.key, part=part, value=key, known=tuple(known))
