"""Nodes of `sigs.yaml` -> texts, lists and mappings; what is not as wanted becomes a problem.

Pure. Every value is taken as the text that was written; what is not understood is reported, and
left where it stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from sigtool.model import Localized
from sigtool.source import Span
from sigtool.yamltree import Entry, MappingNode, Node, Scalar, SequenceNode, YamlFault, resolved

BLANK: Final = " \t\r\n\v\f"
_ONE_TEXT: Final = "write one text, in quotes if need be"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that is not as the format wants it."""

    code: str
    message: str
    span: Span
    hint: str | None = None
    related: Span | None = None


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """ "did you mean ...?" for a word that is not known, or None if nothing is near."""
    return _suggestion(word, tuple(known))


@lru_cache(maxsize=4096)
def _suggestion(word: str, known: tuple[str, ...]) -> str | None:
    near = get_close_matches(word.casefold(), {k.casefold(): k for k in known}, n=1)
    found = next((k for k in known if near and k.casefold() == near[0]), None)
    return f"did you mean {str(found)!r}?" if found else None


class Reader:
    """Reads nodes into values and gathers what is wrong on the way."""

    def __init__(self, limit: int) -> None:
        self.problems: list[Problem] = []
        self._left = limit
        self.languages: tuple[str, ...] = ()
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

    def mapping(self, node: Node, label: str, hint: str) -> MappingNode | None:
        target = resolved(node)
        if isinstance(target, MappingNode):
            return target
        if isinstance(target, Scalar) and target.is_null:
            self.report("SIG007", f"{label} is empty", node.span, hint)
        else:
            found = kind_of(target)
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
            message = f"{label} has to be a list, not {kind_of(target)}"
            self.report("SIG005", message, entry.value.span, f"write `{example}` for each")
        return []

    def text(self, node: Node, label: str) -> str | None:
        target = resolved(node)
        if isinstance(target, MappingNode) and self.languages:
            return self.localized(target, label)
        if not isinstance(target, Scalar):
            message = f"{label} has to be a text, not {kind_of(target)}"
            self.report("SIG005", message, node.span, _ONE_TEXT)
            return None
        value = target.value.strip(BLANK)
        if target.is_null or not value:
            self.report("SIG007", f"{label} is empty", node.span, "give it a value or take it away")
            return None
        return value

    def localized(self, mapping: MappingNode, label: str) -> Localized | None:
        """A text for each of some languages, those that tables say they are in."""
        known = ", ".join(self.languages)
        entries = self.entries(mapping, self.languages, label, f"languages are {known}")
        said = {key: each for key, each in entries.items() if key in self.languages}
        if not said:
            message = f"{label} is in none of the languages {known}"
            self.report("SIG007", message, mapping.span, "give it a value or take it away")
        texts: dict[str, str] = {}
        for language, entry in said.items():
            target = resolved(entry.value)
            if not isinstance(target, Scalar):
                message = f"{label}: {language} has to be a text, not {kind_of(target)}"
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


def beginning(mapping: MappingNode) -> Span:
    """The first key of a mapping, or all of it if it has none."""
    return mapping.entries[0].key.span if mapping.entries else mapping.span


def kind_of(node: Scalar | SequenceNode | MappingNode) -> str:
    if isinstance(node, Scalar):
        return "a text"
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
