"""What can be wrong with a registry: the facts, what each is called, what to do about it. Pure."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from sigtool.text.records import dataclass
from sigtool.text.source import Span
from sigtool.text.wording import nearest

# The way to a value: `("sigs", 3, "leads", 0, "handle")`.
Path = tuple[str | int, ...]


class Part(Enum):
    """What a value of a registry is meant to be: what it has to be, and how to write one."""

    REGISTRY = "a mapping", "write `sigs:`, and the SIGs under it"
    TABLES = "a list", "write `- path: README.md` for each"
    TABLE = "a mapping", "write `- path: README.md`"
    COLUMNS = "a mapping", "write `Header: field` for each column"
    LISTED_COLUMN = "a mapping", "write `- {header: …, field: …}`"
    SIGS = "a list", "write `- name: …` for each"
    SIG = "a mapping", "write `- name: …`"
    PEOPLE = "a list of persons", "put `- ` before its first key"
    PERSON = "a mapping", "write `- handle: …`"
    SETTINGS = "a mapping", "write `ignore: [SIG304]`"
    PER_SIG = "a mapping", "write `SIG: {SIG404: reason}`"
    REASONS = "a mapping", "give the reason, as `SIG404: the account was renamed in 2023`"
    TEXTS = "a list", "write `- …` for each"
    TEXT = "a text", "write one text, in quotes if need be"

    def __init__(self, wanted: str, example: str) -> None:
        self.wanted = wanted
        self.example = example


_FILL_IN: Final = "give it a value or take it away"


class Fault(Enum):
    """What can be wrong with a value: the rule that reports it, what it is called, and what to do
    about it, where that is not to write the value's part as its example shows."""

    UNREADABLE = "SIG001", "cannot be read as YAML: {value}"
    DUPLICATE_KEY = "SIG002", "{label}: the key {value!r} is there twice", "keep one of the two"
    UNKNOWN_KEY = "SIG003", "{label}: {value!r} is not a known field", "known are {known}"
    KEY_IS_NO_TEXT = "SIG003", "{label}: a key has to be a text", "take it away"
    NOTHING_AT_ALL = (
        "SIG004",
        "the registry is empty: 'sigs' is missing",
        "write one with `sigtool init README.md`",
    )
    MISSING = "SIG004", "{owner}{value!r} is missing"
    NOBODY = "SIG004", "{label}: one of {known} is missing", "say who it is"
    WRONG_TYPE = "SIG005", "{label} has to be {wanted}, not a {found}"
    HEADER_IS_NO_TEXT = "SIG005", "{label}: a header has to be a text", "write the header's text"
    HAS_LANGUAGES = "SIG005", "{label} is the same in every language"
    SEVERAL_PERSONS = (
        "SIG005",
        "{label} has to be one person, not several",
        "write an item for each",
    )
    UNCLEAR_PERSON = (
        "SIG005",
        "{label}: cannot tell who {value!r} is",
        "write `- name: …` or `- handle: …`",
    )
    UNKNOWN_WORD = "SIG006", "{label} is {value!r}, not one of {known}", "write one of these words"
    NO_NUMBER = (
        "SIG006",
        "{label} has to be a number from 1, not {value!r}",
        "count the tables that qualify from 1",
    )
    NUL = "SIG006", "{label} holds the character NUL, which no text may hold", "take it away"
    EMPTY = "SIG007", "{label} is empty"
    NO_KNOWN_LANGUAGE = "SIG007", "{label} is in none of the languages {known}", _FILL_IN

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code = code
        self.message = message
        self.hint = hint


# Hints that belong to a part, or to a key: the last one of the path, or the one that is missing.
_HINTS: Final[Mapping[tuple[Fault, Part | str | int], str]] = MappingProxyType(
    {
        (Fault.UNKNOWN_KEY, Part.SIG): "bind it to a header in a table's columns",
        (Fault.UNKNOWN_KEY, Part.TEXT): "languages are {known}",
        (Fault.EMPTY, Part.TEXT): _FILL_IN,
        (Fault.HAS_LANGUAGES, "status"): "write one word",
        (Fault.NO_NUMBER, "max_leads"): "write 4",
        (Fault.MISSING, "sigs"): "add `sigs: []`",
        (Fault.MISSING, "path"): "name the Markdown file that shows the table",
        (Fault.MISSING, "header"): "add `header:` with the text of the column's header",
        (Fault.MISSING, "field"): "add `field:` with what the cells hold",
        (Fault.MISSING, "name"): "give it a `name:`",
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that is not as the format wants it.

    `path` leads to the value, or to the mapping whose key `value` is; `sig` is the name of the SIG
    on the way, where it is known. `part` is what the value is meant to be and `found` what it is,
    `value` the text that stands there, `known` the words of which one is wanted. `advice` and
    `in_brackets` are what a parser knows of its own fault. `related` is the place of the first of
    two.
    """

    fault: Fault
    path: Path
    span: Span
    sig: str | None = None
    part: Part = Part.TEXT
    found: str = ""
    value: str = ""
    known: tuple[str, ...] = ()
    advice: str | None = None
    in_brackets: bool = False
    related: Span | None = None

    @property
    def code(self) -> str:
        """The code of the rule that reports it."""
        return self.fault.code

    @property
    def near(self) -> str | None:
        """The known word that may be meant."""
        return nearest(self.value, self.known) if self.value and self.known else None

    @property
    def message(self) -> str:
        """What is wrong, and with what."""
        label = entity(self.path, self.sig)
        return self.fault.message.format(
            label=label,
            owner=f"{label}: " if self.path else "",
            value=self.value,
            known=", ".join(self.known),
            wanted=self.part.wanted,
            found=self.found,
        )

    @property
    def hint(self) -> str | None:
        """What to do about it, where that is known."""
        fault, part, last = self.fault, self.part, self.path[-1] if self.path else ""
        if fault is Fault.UNREADABLE:
            return self.advice
        if self.near:
            return f"did you mean {self.near!r}?"
        if fault is Fault.EMPTY and part.wanted == "a list":
            return f"write `{last}: []`"
        of_key = _HINTS.get((fault, self.value if fault is Fault.MISSING else last))
        hint = of_key or _HINTS.get((fault, part)) or fault.hint or part.example
        return hint.replace("{known}", ", ".join(self.known))


def entity(path: Path, sig: str | None) -> str:
    """What a path leads to, as `Compiler: leads[2]`; a SIG without a name is `sigs[1]`."""
    label = ""
    for step in path if sig is None else (sig, *path[2:]):
        if isinstance(step, int):
            label += f"[{step + 1}]"
        else:
            word = " ".join(step.split())
            label += f": {word}" if label else word
    return label or "the registry"
