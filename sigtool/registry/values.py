"""Nodes of `sigs.yaml` -> texts, lists and mappings; what is not as wanted becomes a problem.

Pure. Every value is taken as the text that was written; what is not understood is reported, and
left where it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum, auto
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from sigtool.model import Text, Texts
from sigtool.text.source import Span
from sigtool.yaml.tree import Entry, MappingNode, Node, Scalar, SequenceNode, YamlFault, resolved

BLANK: Final = " \t\r\n\v\f"

# The way to a value: `("sigs", 3, "leads", 0, "handle")`.
Path = tuple[str | int, ...]


class Fault(StrEnum):
    """What can be wrong with a value; the rule that reports each is in `CODES`."""

    UNREADABLE = auto()
    DUPLICATE_KEY = auto()
    UNKNOWN_KEY = auto()
    KEY_IS_NO_TEXT = auto()
    NOTHING_AT_ALL = auto()
    MISSING = auto()
    NOBODY = auto()
    WRONG_TYPE = auto()
    HEADER_IS_NO_TEXT = auto()
    HAS_LANGUAGES = auto()
    SEVERAL_PERSONS = auto()
    UNCLEAR_PERSON = auto()
    UNKNOWN_WORD = auto()
    NO_NUMBER = auto()
    NUL = auto()
    EMPTY = auto()
    NO_KNOWN_LANGUAGE = auto()


CODES: Final[Mapping[Fault, str]] = MappingProxyType(
    {
        Fault.UNREADABLE: "SIG001",
        Fault.DUPLICATE_KEY: "SIG002",
        Fault.UNKNOWN_KEY: "SIG003",
        Fault.KEY_IS_NO_TEXT: "SIG003",
        Fault.NOTHING_AT_ALL: "SIG004",
        Fault.MISSING: "SIG004",
        Fault.NOBODY: "SIG004",
        Fault.WRONG_TYPE: "SIG005",
        Fault.HEADER_IS_NO_TEXT: "SIG005",
        Fault.HAS_LANGUAGES: "SIG005",
        Fault.SEVERAL_PERSONS: "SIG005",
        Fault.UNCLEAR_PERSON: "SIG005",
        Fault.UNKNOWN_WORD: "SIG006",
        Fault.NO_NUMBER: "SIG006",
        Fault.NUL: "SIG006",
        Fault.EMPTY: "SIG007",
        Fault.NO_KNOWN_LANGUAGE: "SIG007",
    }
)


class Part(StrEnum):
    """What a value of a registry is meant to be."""

    REGISTRY = auto()
    TABLES = auto()
    TABLE = auto()
    COLUMNS = auto()
    LISTED_COLUMN = auto()
    SIGS = auto()
    SIG = auto()
    PEOPLE = auto()
    PERSON = auto()
    SETTINGS = auto()
    PER_SIG = auto()
    REASONS = auto()
    TEXTS = auto()
    TEXT = auto()


class Found(StrEnum):
    """What a value is."""

    TEXT = auto()
    LIST = auto()
    MAPPING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the file that is not as the format wants it: facts, for `yamlwording` to word.

    `path` leads to the value, or to the mapping whose key `value` is; `sig` is the name of the SIG
    on the way, where it is known. `part` is what the value is meant to be and `found` what it is,
    `value` the text that stands there, `known` the words of which one is wanted and `near` the one
    that may be meant. `advice` and `in_brackets` are what a parser knows of its own fault.
    `related` is the place of the first of two.
    """

    fault: Fault
    path: Path
    span: Span
    sig: str | None = None
    part: Part = Part.TEXT
    found: Found = Found.TEXT
    value: str = ""
    known: tuple[str, ...] = ()
    near: str | None = None
    advice: str | None = None
    in_brackets: bool = False
    related: Span | None = None

    @property
    def code(self) -> str:
        """The code of the rule that reports it."""
        return CODES[self.fault]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like another one, case ignored; None where none is near."""
    return _nearest(word, tuple(known))


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    near = get_close_matches(word.casefold(), {each.casefold(): each for each in known}, n=1)
    return next((str(each) for each in known if near and each.casefold() == near[0]), None)


class Reader:
    """Reads nodes into values and gathers what is wrong on the way."""

    def __init__(self, limit: int) -> None:
        self.problems: list[Problem] = []
        self._left = limit
        self.languages: tuple[str, ...] = ()
        self.names: dict[int, str] = {}
        self._merged: dict[int, dict[str, Entry]] = {}

    def report(
        self,
        fault: Fault,
        path: Path,
        span: Span,
        *,
        part: Part = Part.TEXT,
        found: Found = Found.TEXT,
        value: str = "",
        known: Sequence[str] = (),
        related: Span | None = None,
    ) -> None:
        """Note a problem; the word that may be meant is looked for among `known`."""
        at = path[1] if len(path) > 1 and path[0] == "sigs" else None
        self.problems.append(
            Problem(
                fault=fault,
                path=path,
                span=span,
                sig=self.names.get(at) if isinstance(at, int) else None,
                part=part,
                found=found,
                value=value,
                known=tuple(map(str, known)),
                near=nearest(value, known) if value and known else None,
                related=related,
            )
        )

    def mapping(self, node: Node, path: Path, part: Part) -> MappingNode | None:
        target = resolved(node)
        if isinstance(target, MappingNode):
            return target
        if isinstance(target, Scalar) and target.is_null:
            self.report(Fault.EMPTY, path, node.span, part=part)
        else:
            self.report(Fault.WRONG_TYPE, path, node.span, part=part, found=kind_of(target))
        return None

    def items(self, entry: Entry | None, path: Path, part: Part) -> list[tuple[int, Node]]:
        target = resolved(entry.value) if entry else None
        if entry is None:
            return []
        if isinstance(target, SequenceNode):
            self.count(len(target.items), entry.value)
            return list(enumerate(target.items))
        if isinstance(target, Scalar) and target.is_null:
            self.report(Fault.EMPTY, path, entry.key.span, part=part)
        elif target:
            self.report(Fault.WRONG_TYPE, path, entry.value.span, part=part, found=kind_of(target))
        return []

    def word(self, node: Node, path: Path) -> str | None:
        """A text that is the same in every language."""
        target = resolved(node)
        if isinstance(target, MappingNode) and self.languages:
            self.report(Fault.HAS_LANGUAGES, path, node.span, found=Found.MAPPING)
            return None
        if not isinstance(target, Scalar):
            self.report(Fault.WRONG_TYPE, path, node.span, found=kind_of(target))
            return None
        value = target.value.strip(BLANK)
        if target.is_null or not value:
            self.report(Fault.EMPTY, path, node.span)
            return None
        if "\0" in value:
            self.report(Fault.NUL, path, node.span)
            return None
        return value

    def text(self, node: Node, path: Path) -> Text | None:
        """A text, or one for each of some languages, where tables say which they are in."""
        target = resolved(node)
        if isinstance(target, MappingNode) and self.languages:
            return self.texts(target, path)
        return self.word(node, path)

    def texts(self, mapping: MappingNode, path: Path) -> Texts | None:
        """A text for each of some languages, those that tables say they are in."""
        entries = self.entries(mapping, self.languages, path, Part.TEXT)
        known = {key: each for key, each in entries.items() if key in self.languages}
        if not known:
            self.report(Fault.NO_KNOWN_LANGUAGE, path, mapping.span, known=self.languages)
        found: dict[str, str] = {}
        for language, entry in known.items():
            target = resolved(entry.value)
            at = (*path, language)
            if not isinstance(target, Scalar):
                kind = kind_of(target)
                self.report(Fault.WRONG_TYPE, at, entry.value.span, found=kind)
            elif text := self.word(entry.value, at):
                found[language] = text
        return Texts(found) if found else None

    def is_known(self, value: str, known: Sequence[str], entry: Entry | None, path: Path) -> bool:
        """Whether a text is one of some words; reported if it is not."""
        if value in known or entry is None:
            return True
        self.report(Fault.UNKNOWN_WORD, path, entry.value.span, value=value, known=known)
        return False

    def number(self, text: str | None, entry: Entry | None, path: Path) -> int | None:
        """A whole number from 1; reported if a text is none."""
        if text is None or entry is None:
            return None
        if text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0:
            return int(text)
        self.report(Fault.NO_NUMBER, path, entry.value.span, value=text)
        return None

    def entries(
        self, mapping: MappingNode, known: Sequence[str] | None, path: Path, part: Part
    ) -> dict[str, Entry]:
        """The entries of a mapping; those that are not known are reported, and kept as they are.

        Any text is known to a mapping of headers, for which `known` is None.
        """
        for entry in mapping.entries:
            if not isinstance(resolved(entry.key), Scalar):
                fault = Fault.HEADER_IS_NO_TEXT if known is None else Fault.KEY_IS_NO_TEXT
                self.report(fault, path, entry.key.span, part=part)
        own = self.own(mapping)
        self.count(len(own), mapping)
        for key, entry in own.items():
            if known is not None and key not in known:
                span = entry.key.span
                self.report(Fault.UNKNOWN_KEY, path, span, part=part, value=key, known=known)
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


def beginning(mapping: MappingNode) -> Span:
    """The first key of a mapping, or all of it if it has none."""
    return mapping.entries[0].key.span if mapping.entries else mapping.span


def kind_of(node: Scalar | SequenceNode | MappingNode) -> Found:
    if isinstance(node, Scalar):
        return Found.TEXT
    return Found.LIST if isinstance(node, SequenceNode) else Found.MAPPING
