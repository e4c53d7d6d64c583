"""What a problem of a registry is called, and what to do about it: facts -> sentences. Pure."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sigtool.registry.values import Fault, Found, Part, Path, Problem

_KINDS: Final[Mapping[Found, str]] = MappingProxyType(
    {Found.TEXT: "a text", Found.LIST: "a list", Found.MAPPING: "a mapping"}
)
# What a value has to be, where that is not a mapping.
_WANTED: Final[Mapping[Part, str]] = MappingProxyType(
    {
        Part.TABLES: "a list",
        Part.SIGS: "a list",
        Part.TEXTS: "a list",
        Part.PEOPLE: "a list of persons",
        Part.TEXT: "a text",
    }
)
# What to write where a value is empty or of another type.
_EXAMPLES: Final[Mapping[Part, str]] = MappingProxyType(
    {
        Part.REGISTRY: "write `sigs:`, and the SIGs under it",
        Part.TABLES: "write `- path: README.md` for each",
        Part.TABLE: "write `- path: README.md`",
        Part.COLUMNS: "write `Header: field` for each column",
        Part.LISTED_COLUMN: "write `- {header: …, field: …}`",
        Part.SIGS: "write `- name: …` for each",
        Part.SIG: "write `- name: …`",
        Part.PERSON: "write `- handle: …`",
        Part.PEOPLE: "put `- ` before its first key",
        Part.SETTINGS: "write `ignore: [SIG304]`",
        Part.PER_SIG: "write `SIG: {SIG404: reason}`",
        Part.REASONS: "give the reason, as `SIG404: the account was renamed in 2023`",
        Part.TEXTS: "write `- …` for each",
        Part.TEXT: "write one text, in quotes if need be",
    }
)
_LISTS: Final = (Part.TABLES, Part.SIGS, Part.TEXTS)
_FILL_IN: Final = "give it a value or take it away"
_MESSAGES: Final[Mapping[Fault, str]] = MappingProxyType(
    {
        Fault.UNREADABLE: "cannot be read as YAML: {value}",
        Fault.DUPLICATE_KEY: "{label}: the key {value!r} is there twice",
        Fault.UNKNOWN_KEY: "{label}: {value!r} is not a known field",
        Fault.KEY_IS_NO_TEXT: "{label}: a key has to be a text",
        Fault.NOTHING_AT_ALL: "the registry is empty: 'sigs' is missing",
        Fault.MISSING: "{owner}{value!r} is missing",
        Fault.NOBODY: "{label}: one of {known} is missing",
        Fault.WRONG_TYPE: "{label} has to be {wanted}, not {found}",
        Fault.HEADER_IS_NO_TEXT: "{label}: a header has to be a text",
        Fault.HAS_LANGUAGES: "{label} is the same in every language",
        Fault.SEVERAL_PERSONS: "{label} has to be one person, not several",
        Fault.UNCLEAR_PERSON: "{label}: cannot tell who {value!r} is",
        Fault.UNKNOWN_WORD: "{label} is {value!r}, not one of {known}",
        Fault.NO_NUMBER: "{label} has to be a number from 1, not {value!r}",
        Fault.NUL: "{label} holds the character NUL, which no text may hold",
        Fault.EMPTY: "{label} is empty",
        Fault.NO_KNOWN_LANGUAGE: "{label} is in none of the languages {known}",
    }
)
# Hints that are the same whatever the value is meant to be.
_HINTS: Final[Mapping[Fault, str]] = MappingProxyType(
    {
        Fault.DUPLICATE_KEY: "keep one of the two",
        Fault.UNKNOWN_KEY: "known are {known}",
        Fault.KEY_IS_NO_TEXT: "take it away",
        Fault.NOTHING_AT_ALL: "write one with `sigtool init README.md`",
        Fault.NOBODY: "say who it is",
        Fault.HEADER_IS_NO_TEXT: "write the header's text",
        Fault.HAS_LANGUAGES: _EXAMPLES[Part.TEXT],
        Fault.SEVERAL_PERSONS: "write an item for each",
        Fault.UNCLEAR_PERSON: "write `- name: …` or `- handle: …`",
        Fault.UNKNOWN_WORD: "write one of these words",
        Fault.NO_NUMBER: "count the tables that qualify from 1",
        Fault.NUL: "take it away",
        Fault.NO_KNOWN_LANGUAGE: _FILL_IN,
    }
)
# Hints that belong to a part, or to a key: the last one of the path.
_HINTS_OF_PARTS: Final[Mapping[tuple[Fault, Part], str]] = MappingProxyType(
    {
        (Fault.UNKNOWN_KEY, Part.SIG): "bind it to a header in a table's columns",
        (Fault.UNKNOWN_KEY, Part.TEXT): "languages are {known}",
        (Fault.EMPTY, Part.TEXT): _FILL_IN,
    }
)
_HINTS_OF_KEYS: Final[Mapping[tuple[Fault, str], str]] = MappingProxyType(
    {
        (Fault.HAS_LANGUAGES, "status"): "write one word",
        (Fault.NO_NUMBER, "max_leads"): "write 4",
        (Fault.MISSING, "sigs"): "add `sigs: []`",
        (Fault.MISSING, "path"): "name the Markdown file that shows the table",
        (Fault.MISSING, "header"): "add `header:` with the text of the column's header",
        (Fault.MISSING, "field"): "add `field:` with what the cells hold",
        (Fault.MISSING, "name"): "give it a `name:`",
    }
)


def message_of(problem: Problem) -> str:
    """What is wrong, and with what."""
    label = entity(problem.path, problem.sig)
    return _MESSAGES[problem.fault].format(
        label=label,
        owner=f"{label}: " if problem.path else "",
        value=problem.value,
        known=", ".join(problem.known),
        wanted=_WANTED.get(problem.part, "a mapping"),
        found=_KINDS[problem.found],
    )


def hint_of(problem: Problem) -> str | None:
    """What to do about it, where that is known."""
    fault, part = problem.fault, problem.part
    if fault is Fault.UNREADABLE:
        return problem.advice
    if problem.near:
        return f"did you mean {problem.near!r}?"
    if fault is Fault.EMPTY and part in _LISTS:
        return f"write `{problem.path[-1]}: []`"
    key = problem.value if fault is Fault.MISSING else str(problem.path[-1:] and problem.path[-1])
    hint = _HINTS_OF_KEYS.get((fault, key)) or _HINTS_OF_PARTS.get((fault, part))
    hint = hint or _HINTS.get(fault) or _EXAMPLES[part]
    return hint.replace("{known}", ", ".join(problem.known))


def entity(path: Path, sig: str | None) -> str:
    """What a path leads to, as `Compiler: leads[2]`; a SIG without a name is `sigs[1]`."""
    steps = list(path)
    if sig is not None:
        steps[:2] = [sig]
    label = ""
    for step in steps:
        if isinstance(step, int):
            label += f"[{step + 1}]"
        else:
            label += f": {_line(step)}" if label else _line(step)
    return label or "the registry"


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
