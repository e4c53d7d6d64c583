"""The facts on which a registry and its tables differ: as lines for people, as JSON, for GitHub."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sigtool.check.advice import unshown
from sigtool.community.community import Community
from sigtool.community.fact import ORDER, PRESENCE, SECTION, Fact, Verdict, Why
from sigtool.markdown.blocks import name_key
from sigtool.markdown.rows import unescape
from sigtool.model import People, Value, as_text, texts_of
from sigtool.people import cell
from sigtool.report.fact_help import help_text
from sigtool.report.github import command
from sigtool.report.terminal import json_text, one_line
from sigtool.text.diagnostic import Severity
from sigtool.text.wording import cut_beside

VERSION: Final = 1

_VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "the registry changed it, so it goes to the table",
    Verdict.TO_REGISTRY: "the table changed it, so it goes to the registry",
    Verdict.CONFLICT: "both changed it",
    Verdict.NO_BASE: "no commit says which of the two is newer",
}
_GONE: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "is new in the registry, so its row goes to the table",
    Verdict.TO_REGISTRY: "its row was removed, so it goes from the registry",
    Verdict.CONFLICT: "its row was removed, and the registry changed it",
    Verdict.NO_BASE: "is in the registry only; no commit says whether it is new",
}
_REMOVED: Final = "was removed from the registry"
_NEW: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: f"{_REMOVED}, so its row goes",
    Verdict.TO_REGISTRY: "its row is new, so it goes to the registry",
    Verdict.CONFLICT: "was removed from the registry, and its row changed",
    Verdict.NO_BASE: "is in the table only; no commit says whether it is new",
}
# By whether there is a row, and whether there was one.
_REFUSED: Final[Mapping[tuple[bool, bool], str]] = {
    (False, False): "the table cannot have its row",
    (False, True): "its row was removed, and the registry cannot lose it",
    (True, False): "its row cannot go to the registry",
    (True, True): "its row cannot go",
}
_KEPT: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "the registry's is kept, as chosen",
    Verdict.TO_REGISTRY: "the table's is kept, as chosen",
}
# These say all that there is to say of a row.
_WHOLE: Final = (Why.LOOSE, Why.UNSURE, Why.TORN, Why.ELSEWHERE)
_GONE_CHOSEN: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "its row is written, as chosen",
    Verdict.TO_REGISTRY: "has no row, so it goes from the registry, as chosen",
}
_NEW_CHOSEN: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "is not in the registry, so its row goes, as chosen",
    Verdict.TO_REGISTRY: "its row goes to the registry, as chosen",
}


@dataclass(frozen=True)
class _Words:
    """What is said of a verdict: on a SIG without a row, on a row without a SIG, on all else."""

    gone: Mapping[Verdict, str]
    new: Mapping[Verdict, str]
    other: Mapping[Verdict, str]


def _causes(texts: Mapping[Verdict, str]) -> dict[Verdict, str]:
    """Which side changed, without what becomes of it."""
    return {verdict: text.partition(", so ")[0] for verdict, text in texts.items()}


_OUTCOMES: Final = _Words(_GONE, _NEW, _VERDICTS)
_CAUSES: Final = _Words(_causes(_GONE), _causes(_NEW), _causes(_VERDICTS))


def place_of(community: Community, fact: Fact) -> str:
    """The place of the row that says it, else of the table, as `README.md:7`."""
    place = community.assigned[fact.at].place
    return place.where(fact.row or place.shown.header)


def sentence(community: Community, fact: Fact) -> str:
    """A fact as one line: where, what each side says, and what becomes of it."""
    text = f"{_about(community, fact, _OUTCOMES)}{_what_goes(community, fact)}"
    return one_line(f"{place_of(community, fact)}: {fact.sig.one_name}: {text}")


def difference(community: Community, fact: Fact) -> str:
    """A fact as one line: where, what each side says, and which side changed it."""
    return one_line(
        f"{place_of(community, fact)}: {fact.sig.one_name}: {_about(community, fact, _CAUSES)}"
    )


def _about(community: Community, fact: Fact, words: _Words) -> str:
    if fact.key == PRESENCE:
        return _presence(community, fact, words)
    why = _KEPT[fact.verdict] if fact.why is Why.CHOSEN else fact.why or words.other[fact.verdict]
    if fact.why is Why.REFUSED:
        why = fact.detail
    if fact.key == SECTION and not fact.verdict.is_open:
        return f"its row was moved to the table of section {_value(fact.table)}; {why}"
    if fact.key == ORDER:
        mine, theirs = str(fact.registry), str(fact.table)
        sides = f"{cut_beside(mine, theirs)}; the table has {cut_beside(theirs, mine)}"
        return f"order: the registry has {sides}; {why}"
    key = fact.key.replace("_", " ")
    if fact.person is not None:
        key += f": {fact.part} of {fact.person}" if fact.part else f": {fact.person}"
    base = ""
    if fact.verdict is Verdict.CONFLICT and fact.base is not None:
        base = f" (it was {_beside(fact.base.value, fact.registry)})"
    return f"{key}: {_sides(fact)}; {why}{base}"


def _sides(fact: Fact) -> str:
    """What each side says: whole where somebody chose, since no commit may hold what is gone."""
    if fact.why is Why.CHOSEN:
        return f"the registry has {_value(fact.registry)}, the table has {_value(fact.table)}"
    mine, theirs = _beside(fact.registry, fact.table), _beside(fact.table, fact.registry)
    return f"the registry has {mine}, the table has {theirs}"


def _presence(community: Community, fact: Fact, words: _Words) -> str:
    if fact.why is Why.RENAME and fact.row is None:
        return f"its row is gone, and the row of {fact.detail} is new: it looks like a rename"
    if fact.why is Why.RENAME:
        return f"its row is new, and that of {fact.detail} is gone: it looks like a rename"
    if fact.why is Why.RENAMED and fact.row is None:
        text = f"is new in the registry, or it is {fact.detail} by a new name"
        return f"{text}; the row of {fact.detail} was removed or changed"
    if fact.why is Why.RENAMED:
        text = f"its row is new, or it is that of {fact.detail} by a new name"
        return f"{text}; the registry removed or renamed {fact.detail}"
    if fact.why is Why.MAY_BE:
        return f"its row is new, and it may be that of {fact.detail}, which has no text there yet"
    if fact.why is Why.CHOSEN:
        return (_GONE_CHOSEN if fact.row is None else _NEW_CHOSEN)[fact.verdict]
    elsewhere = _elsewhere(community, fact)
    if elsewhere and fact.why in (Why.ELSEWHERE, Why.REFUSED):
        return f"its row is here, and the registry does not show it here: it {elsewhere}"
    if fact.why in _WHOLE:
        return str(fact.why)
    text = (words.gone if fact.row is None else words.new)[fact.verdict]
    if elsewhere and fact.verdict is Verdict.TO_TABLE:
        cause = words.new[fact.verdict].removeprefix(_REMOVED)
        text = f"{elsewhere} in the registry{cause}"
    elif fact.row is None and fact.verdict is Verdict.TO_TABLE and _has_moved(community, fact):
        text = text.replace("is new", "was moved to this section")
    if fact.why is Why.TRANSLATION:
        return f"{text}; it is a translation of {fact.detail}, by its name or page"
    if fact.why is Why.REFUSED:
        was_there = fact.base is not None and fact.base.value is not None
        return f"{_REFUSED[fact.row is not None, was_there]}: {fact.detail}"
    if fact.why:
        gone = "its row was removed" if fact.row is None else "was removed from the registry"
        return f"{gone}; {fact.why}"
    return text


def _elsewhere(community: Community, fact: Fact) -> str:
    """Why the registry does not show the SIG of a row in its table, as `is archived`; "" where it
    does not have that SIG."""
    table = community.assigned[fact.at].place.table
    found = unshown(community.registry, fact.sig, table) if fact.row else None
    return found.reason if found else ""


def _has_moved(community: Community, fact: Fact) -> bool:
    """Whether the table of another section still has the row of a SIG."""
    wanted = {name_key(text) for text in texts_of(fact.sig.name)}
    return any(
        name_key(shown.one_name) in wanted
        for known in community.assigned.values()
        for _, shown in known.strangers
        if known.place.table.section != community.assigned[fact.at].place.table.section
    )


def _what_goes(community: Community, fact: Fact) -> str:
    """A row, or somebody, that the table loses, as it has them: nothing else holds that then."""
    if fact.row is None or fact.registry is not None or fact.verdict is not Verdict.TO_TABLE:
        return ""
    place = community.assigned[fact.at].place
    if fact.key == PRESENCE:
        return f": {place.shown.source[fact.row.content]}"
    for bound in place.bound if fact.person else ():
        found = cell.parse(unescape(place.shown.text(fact.row, bound.at)))
        for item in found.items if found and bound.field == fact.key else ():
            if str(item.person) == str(fact.person) != item.text:
                return f": {item.text}"
    return ""


def _value(value: Value | None) -> str:
    if not value:
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return repr(str(as_text(value)))


def _beside(value: Value | None, other: Value | None) -> str:
    """A value; a long text is cut to where it begins to differ from another one."""
    if not value or isinstance(value, tuple):
        return _value(value)
    text = "" if other is None or isinstance(other, tuple) else str(as_text(other))
    return repr(cut_beside(str(as_text(value)), text))


def as_text_lines(community: Community, facts: Sequence[Fact]) -> str:
    """A line a fact, and for one that is open what to do."""
    lines = ("\n  ".join(_lines(community, facts, fact)) for fact in facts)
    return "".join(f"{line}\n" for line in lines)


def _lines(community: Community, facts: Sequence[Fact], fact: Fact) -> list[str]:
    text = help_text(community, facts, fact)
    return [sentence(community, fact), *([f"help: {text}"] if text else [])]


def as_json(community: Community, facts: Sequence[Fact]) -> str:
    """One object: `facts`, each with both sides, the base and the verdict."""
    objects = [_object(community, facts, fact) for fact in facts]
    return json_text({"version": VERSION, "facts": objects})


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
        "help": help_text(community, facts, fact) or None,
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
        path, _, line = place_of(community, fact).rpartition(":")
        severity = Severity.ERROR if fact.verdict.is_open else Severity.WARNING
        properties = {"file": path, "line": line, "title": "sigtool sync"}
        lines.append(command(severity, properties, _lines(community, facts, fact)))
    return "".join(f"{line}\n" for line in lines)


FORMS: Final[Mapping[str, Callable[[Community, Sequence[Fact]], str]]] = {
    "text": as_text_lines,
    "json": as_json,
    "github": as_github,
}
