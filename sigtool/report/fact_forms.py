"""The facts on which a registry and its tables differ: as lines for people, as JSON, for GitHub."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sigtool.check.fact_help import help_text
from sigtool.check.facts import place_of, sentence
from sigtool.community.community import Community
from sigtool.community.fact import Fact, Verdict
from sigtool.model import People, Value, texts_of
from sigtool.report.github import command
from sigtool.report.terminal import json_text, one_line
from sigtool.text.diagnostic import Severity

VERSION: Final = 1


def as_text_lines(community: Community, facts: Sequence[Fact]) -> str:
    """A line a fact, and for one that is open what to do."""
    lines = ("\n  ".join(_lines(community, facts, fact)) for fact in facts)
    return "".join(f"{line}\n" for line in lines)


def _lines(community: Community, facts: Sequence[Fact], fact: Fact) -> list[str]:
    text = help_text(community, facts, fact)
    return [
        one_line(line) for line in (sentence(community, fact), *([f"help: {text}"] if text else []))
    ]


def as_json(community: Community, facts: Sequence[Fact]) -> str:
    """One object: `facts`, each with both sides, the base and the verdict."""
    return json_text(
        {"version": VERSION, "facts": [_object(community, facts, fact) for fact in facts]}
    )


def _object(community: Community, facts: Sequence[Fact], fact: Fact) -> dict[str, object]:
    place = community.assigned[fact.at].place
    source = place.shown.source
    row = fact.row or place.shown.header
    return {
        "sig": fact.sig.one_name,
        "field": fact.key or None,
        "person": str(fact.person) if fact.person else None,
        "part": fact.part or None,
        "registry": _plain(fact.registry),
        "table": _plain(fact.table),
        "base": None if fact.base is None else _plain(fact.base.value),
        "has_base": fact.base is not None,
        "verdict": str(fact.verdict),
        "open": fact.verdict.is_open,
        "why": str(fact.why) if fact.why else None,
        "detail": fact.detail or None,
        "path": source.path,
        "line": source.position(row.line.start).line,
        "help": one_line(help_text(community, facts, fact)) or None,
    }


def _plain(value: Value | None) -> object:
    if value is None:
        return None
    if isinstance(value, tuple):
        return [_person(value, at) for at in range(len(value))]
    return " / ".join(texts_of(value))


def _person(people: People, at: int) -> dict[str, str]:
    return {key: str(text) for key, text in people[at].items()}


def is_welcome(community: Community, fact: Fact) -> bool:
    """Whether it is an edit of a table alone, in a registry whose settings accept those."""
    accepts = community.registry.settings.table_edits == "accept"
    return accepts and fact.verdict is Verdict.TO_REGISTRY


def as_github(community: Community, facts: Sequence[Fact]) -> str:
    """An annotation a fact, at its row: an error if it is open, a notice if it is an edit that is
    welcome, else a warning."""
    lines: list[str] = []
    for fact in facts:
        path, _, line = place_of(community, fact).rpartition(":")
        severity = Severity.ERROR if fact.verdict.is_open else Severity.WARNING
        severity = Severity.NOTE if is_welcome(community, fact) else severity
        properties = {"file": path, "line": line, "title": "sigtool sync"}
        lines.append(command(severity, properties, _lines(community, facts, fact)))
    return "".join(f"{line}\n" for line in lines)


FORMS: Final[Mapping[str, Callable[[Community, Sequence[Fact]], str]]] = {
    "text": as_text_lines,
    "json": as_json,
    "github": as_github,
}
