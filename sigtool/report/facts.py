"""The facts on which a registry and its tables differ: as lines for people, as JSON, for GitHub."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sigtool.community.community import Community
from sigtool.community.fact import ORDER, PRESENCE, SECTION, Fact, Verdict, Why
from sigtool.model import People, Value, as_text, texts_of
from sigtool.report.terminal import json_text, one_line
from sigtool.text.wording import argument

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
_NEW: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "was removed from the registry, so its row goes",
    Verdict.TO_REGISTRY: "its row is new, so it goes to the registry",
    Verdict.CONFLICT: "was removed from the registry, and its row changed",
    Verdict.NO_BASE: "is in the table only; no commit says whether it is new",
}
_KEPT: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "the registry's is kept, as chosen",
    Verdict.TO_REGISTRY: "the table's is kept, as chosen",
}


def place_of(community: Community, fact: Fact) -> str:
    """The place of the row that says it, else of the table, as `README.md:7`."""
    place = community.assigned[fact.at].place
    return place.where(fact.row or place.shown.header)


def sentence(community: Community, fact: Fact) -> str:
    """A fact as one line: where, what each side says, and what becomes of it."""
    return one_line(f"{place_of(community, fact)}: {said(community, fact)}")


def said(community: Community, fact: Fact) -> str:
    """A fact without its place."""
    return f"{fact.sig.one_name}: {_about(fact)}{_row_that_goes(community, fact)}"


def _about(fact: Fact) -> str:
    if fact.key == PRESENCE:
        return _presence(fact)
    why = _KEPT[fact.verdict] if fact.why is Why.CHOSEN else fact.why or _VERDICTS[fact.verdict]
    if fact.why is Why.REFUSED:
        why = fact.detail
    if fact.key == SECTION:
        return f"its row was moved to the table of section {_value(fact.table)}; {why}"
    if fact.key == ORDER:
        return f"order: the registry has {fact.registry}; the table has {fact.table}; {why}"
    key = fact.key.replace("_", " ")
    if fact.person is not None:
        key += f": {fact.part} of {fact.person}" if fact.part else f": {fact.person}"
    base = ""
    if fact.verdict is Verdict.CONFLICT and fact.base is not None:
        base = f" (it was {_value(fact.base.value)})"
    sides = f"the registry has {_value(fact.registry)}, the table has {_value(fact.table)}"
    return f"{key}: {sides}; {why}{base}"


def _presence(fact: Fact) -> str:
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
        return _KEPT[fact.verdict]
    if fact.why in (Why.LOOSE, Why.UNSURE, Why.TORN):
        return str(fact.why)
    text = (_GONE if fact.row is None else _NEW)[fact.verdict]
    if fact.why is Why.TRANSLATION:
        return f"{text}; its name or page is that of {fact.detail}, so it becomes its translation"
    if fact.why is Why.REFUSED:
        return f"its row cannot go to the registry: {fact.detail}"
    if fact.row is not None and fact.why:
        return f"{text}; {fact.why}"
    return f"its row was removed; {fact.why}" if fact.why else text


def _row_that_goes(community: Community, fact: Fact) -> str:
    """A row that the table loses, whole: nothing else holds it then."""
    if fact.key != PRESENCE or fact.row is None or fact.verdict is not Verdict.TO_TABLE:
        return ""
    return f": {community.assigned[fact.at].place.shown.source[fact.row.content]}"


def help_line(community: Community, fact: Fact) -> str:
    """What to do about a fact that is open."""
    name = argument(fact.sig.one_name)
    if fact.why is Why.MAY_BE:
        code = community.assigned[fact.at].place.table.language
        edit = f"sigtool edit-sig {argument(fact.detail)} --name {name} --language {code}"
        return f"one SIG: {edit}; two SIGs: sigtool sync {name} --prefer table"
    if fact.why is Why.RENAME and fact.row is None:
        other = argument(fact.detail)
        return (
            f"renamed: sigtool rename-sig {name} {other}; "
            f"two SIGs: sigtool sync {name} {other} --prefer table"
        )
    if fact.why is Why.RENAME:
        return ""
    if fact.why is Why.LOOSE:
        return fact.detail
    if fact.why is Why.UNSURE:
        return "give each row and its SIG a name of their own"
    if fact.why is Why.TORN:
        return "correct its name or its page, in the table or in the registry"
    if fact.why is Why.REFUSED:
        return "change the row, or remove it"
    if fact.why is Why.UNREAD:
        return (
            "write each person as @handle, [name](link) or a name, with commas between; "
            f"or keep the registry's: sigtool sync {name} --prefer registry"
        )
    return (
        f"keep the registry's: sigtool sync {name} --prefer registry; "
        f"keep the table's: sigtool sync {name} --prefer table"
    )


def _value(value: Value | None) -> str:
    if not value:
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return repr(str(as_text(value)))


def as_text_lines(community: Community, facts: Sequence[Fact]) -> str:
    """A line a fact, and for one that is open what to do."""
    lines: list[str] = []
    for fact in facts:
        lines.append(sentence(community, fact))
        if fact.verdict.is_open and (help_text := help_line(community, fact)):
            lines.append(f"  help: {help_text}")
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
        "why": str(fact.why) if fact.why else None,
        "detail": fact.detail or None,
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
        text = one_line(said(community, fact))
        text = text.replace("%", "%25")
        lines.append(f"::{level} file={where},line={line},title=sigtool sync::{text}\n")
    return "".join(lines)


FORMS: Final[Mapping[str, Callable[[Community, Sequence[Fact]], str]]] = {
    "text": as_text_lines,
    "json": as_json,
    "github": as_github,
}
