"""The facts on which a registry and its tables differ: as lines for people, as JSON, for GitHub."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sigtool.community.community import Community
from sigtool.community.fact import ORDER, PRESENCE, Fact, Verdict
from sigtool.model import People, Value, as_text, texts_of
from sigtool.report.jsontext import json_text
from sigtool.report.terminal import one_line
from sigtool.text.wording import argument, quoted

VERSION: Final = 1

_SIDES: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "the registry changed it: it goes to the table",
    Verdict.TO_REGISTRY: "the table changed it: it goes to the registry",
    Verdict.CONFLICT: "both changed it",
    Verdict.NO_BASE: "no commit says which of the two is newer",
}


def place_of(community: Community, fact: Fact) -> str:
    """The place of the row that says it, else of the table, as `README.md:7`."""
    place = community.assigned[fact.at].place
    return place.where(fact.row or place.shown.header)


def sentence(community: Community, fact: Fact) -> str:
    """A fact as one line: where, what each side says, and what becomes of it."""
    return one_line(f"{place_of(community, fact)}: {fact.sig.one_name}: {_said(community, fact)}")


def _said(community: Community, fact: Fact) -> str:
    why = fact.reason or _SIDES[fact.verdict]
    if fact.key == PRESENCE:
        return _presence(community, fact)
    if fact.key == ORDER:
        if fact.verdict is Verdict.CONFLICT:
            why = "both moved SIGs: the order of the registry is kept"
        return f"order: the registry has {fact.registry}; the table has {fact.table}; {why}"
    key = fact.key.replace("_", " ")
    if fact.person is not None:
        who = f"{fact.person}'s {fact.part}" if fact.part else str(fact.person)
        key = f"{key}: {who}"
    base = ""
    if fact.verdict is Verdict.CONFLICT and fact.base is not None:
        base = f" (it was {_value(fact.base.value)})"
    return (
        f"{key}: the registry has {_value(fact.registry)}, the table has {_value(fact.table)}; "
        f"{why}{base}"
    )


def _presence(community: Community, fact: Fact) -> str:
    if fact.row is None:
        done = {
            Verdict.TO_TABLE: "is new in the registry: its row goes to the table",
            Verdict.TO_REGISTRY: "its row was removed: it goes from the registry",
            Verdict.CONFLICT: "its row was removed, and the registry changed it since",
            Verdict.NO_BASE: "is in the registry only; no commit says which is newer",
        }[fact.verdict]
        return f"{done}; {fact.reason}" if fact.reason else done
    source = community.assigned[fact.at].place.shown.source
    done = {
        Verdict.TO_TABLE: "was removed from the registry: its row goes",
        Verdict.TO_REGISTRY: "is new in the table: it goes to the registry",
        Verdict.CONFLICT: "was removed from the registry, and the row changed since",
        Verdict.NO_BASE: "is in the table only; no commit says which is newer",
    }[fact.verdict]
    if fact.reason:
        return f"{done}; {fact.reason}"
    return f"{done}: {source[fact.row.content]}" if fact.verdict is Verdict.TO_TABLE else done


def help_line(fact: Fact) -> str:
    """What to do about a fact that is open."""
    name = argument(fact.sig.one_name)
    return (
        f"  help: keep the registry's: sigtool sync {name} --prefer registry; "
        f"keep the table's: sigtool sync {name} --prefer table"
    )


def _value(value: Value | None) -> str:
    if not value:
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return quoted(as_text(value))


def as_text_lines(community: Community, facts: Sequence[Fact]) -> str:
    """A line a fact, and for one that is open what to do."""
    lines: list[str] = []
    for fact in facts:
        lines.append(sentence(community, fact))
        if fact.verdict.is_open:
            lines.append(help_line(fact))
    return "".join(f"{line}\n" for line in lines)


def as_json(community: Community, facts: Sequence[Fact]) -> str:
    """One object: `facts`, each with both sides, the base and the verdict."""
    return json_text({"version": VERSION, "facts": [_object(community, fact) for fact in facts]})


def _object(community: Community, fact: Fact) -> dict[str, object]:
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
        "reason": fact.reason or None,
        "path": source.path,
        "line": source.position(row.line.start).line,
    }


def _plain(value: Value | None) -> object:
    if value is None:
        return None
    if isinstance(value, tuple):
        return [_person(value, at) for at in range(len(value))]
    return " / ".join(texts_of(value))


def _person(people: People, at: int) -> dict[str, str]:
    return {key: str(text) for key, text in people[at].items()}


def as_github(community: Community, facts: Sequence[Fact]) -> str:
    """An annotation a fact, at its row: an error if it is open, else a warning."""
    lines: list[str] = []
    for fact in facts:
        where, _, line = place_of(community, fact).rpartition(":")
        level = "error" if fact.verdict.is_open else "warning"
        text = one_line(f"{fact.sig.one_name}: {_said(community, fact)}")
        text = text.replace("%", "%25")
        lines.append(f"::{level} file={where},line={line},title=sigtool sync::{text}\n")
    return "".join(lines)


FORMS: Final[Mapping[str, Callable[[Community, Sequence[Fact]], str]]] = {
    "text": as_text_lines,
    "json": as_json,
    "github": as_github,
}
