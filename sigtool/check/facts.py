"""What is said of a fact on which a registry and a table differ: what each side says, which side
changed it and why it is open, what becomes of it, and what to do."""

from collections.abc import Mapping
from typing import Final

from sigtool.check.advice import unshown
from sigtool.community.community import Community
from sigtool.community.fact import ORDER, PRESENCE, SECTION, Fact, Verdict, Why
from sigtool.markdown.inline import name_key
from sigtool.markdown.rows import unescape
from sigtool.model import Sig, Value, as_text, texts_of
from sigtool.people import cell
from sigtool.text.records import dataclass
from sigtool.text.wording import cut_beside

_VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "the registry changed it, so it goes to the table",
    Verdict.TO_REGISTRY: "the table changed it, so it goes to the registry",
    Verdict.CONFLICT: "both changed it",
    Verdict.NO_BASE: "no commit says which of the two is newer",
}
# Of what one side has no more, and the other loses.
_TAKEN: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "the registry removed it, so it goes from the table",
    Verdict.TO_REGISTRY: "the table removed it, so it goes from the registry",
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
_TAKEN_CHOSEN: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "it goes from the table, as chosen",
    Verdict.TO_REGISTRY: "it goes from the registry, as chosen",
}
# These say all that there is to say of a row.
_WHOLE: Final = (Why.LOOSE, Why.UNSURE, Why.TORN, Why.ELSEWHERE, Why.SURPLUS, Why.NO_NAME)
_WHOLE_OF_ROWS: Final = (Why.TWINS, Why.SECTIONS, Why.CELLS)
_GONE_CHOSEN: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "its row is written, as chosen",
    Verdict.TO_REGISTRY: "has no row, so it goes from the registry, as chosen",
}
_NEW_CHOSEN: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "is not in the registry, so its row goes, as chosen",
    Verdict.TO_REGISTRY: "its row goes to the registry, as chosen",
}


# What is said of a SIG without a row (True), or of a row without a SIG.
_ROWS: Final[Mapping[tuple[Why | None, bool], str]] = {
    (
        Why.TWICE,
        False,
    ): "its row is there twice, {other}, and says the same, so the second one goes",
    (
        Why.SAME_PAGE,
        False,
    ): "its row is new, and links the page of {other}, whose row is there too: "
    "it may be {other} by another name",
    (Why.RENAME, True): "its row is gone, and the row of {other} is new: it looks like a rename",
    (Why.RENAME, False): "its row is new, and that of {other} is gone: it looks like a rename",
    (Why.RENAMED, True): "is new in the registry, or it is {other} by a new name; the row of "
    "{other} was removed or changed",
    (Why.RENAMED, False): "its row is new, or it is that of {other} by a new name; the registry "
    "removed or renamed {other}",
    (
        Why.MAY_BE,
        False,
    ): "its row is new, and it may be that of {other}, which has no text there yet",
    (Why.NAMESAKES, True): "the registry has {other} SIGs of this name, and the table lacks a row: "
    "it is not known whose",
    (Why.SURPLUS, True): "it has no row; one with more cells than the header row may be its row",
}


@dataclass(frozen=True)
class _Words:
    """What is said of a verdict: on a SIG without a row, on a row without a SIG, on what one side
    took out, on all else."""

    gone: Mapping[Verdict, str]
    new: Mapping[Verdict, str]
    taken: Mapping[Verdict, str]
    other: Mapping[Verdict, str]


def _causes(texts: Mapping[Verdict, str]) -> dict[Verdict, str]:
    """Which side changed, without what becomes of it."""
    return {verdict: text.partition(", so ")[0] for verdict, text in texts.items()}


_OUTCOMES: Final = _Words(_GONE, _NEW, _TAKEN, _VERDICTS)
_CAUSES: Final = _Words(*map(_causes, (_GONE, _NEW, _TAKEN, _VERDICTS)))


def place_of(community: Community, fact: Fact) -> str:
    """The place of the row that says it, else of the table, as `README.md:7`."""
    place = community.assigned[fact.at].place
    return place.where(fact.row or place.shown.header)


def sentence(community: Community, fact: Fact) -> str:
    """A fact as a sentence: where, what each side says, and what becomes of it."""
    text = f"{_about(community, fact, _OUTCOMES)}{_what_goes(community, fact)}"
    return f"{place_of(community, fact)}: {fact.sig.one_name or '?'}: {text}"


def difference(community: Community, fact: Fact) -> str:
    """A fact as a sentence: where, what each side says, and which side changed it."""
    text = _about(community, fact, _CAUSES)
    return f"{place_of(community, fact)}: {fact.sig.one_name}: {text}"


def reason(community: Community, fact: Fact) -> str:
    """Which side changed a fact and what becomes of it, or why it is open."""
    return _reason(community, fact, _OUTCOMES)


def topic(fact: Fact) -> str:
    """The field, or the person, that a fact is about."""
    key = fact.key.replace("_", " ")
    if fact.person is None:
        return key
    return f"{key}: {fact.part} of {fact.person}" if fact.part else f"{key}: {fact.person}"


def _about(community: Community, fact: Fact, words: _Words) -> str:
    why = _reason(community, fact, words)
    if fact.key == PRESENCE or _is_move(fact) or fact.why in _WHOLE_OF_ROWS:
        return why
    if fact.key == ORDER:
        mine, theirs = str(fact.registry), str(fact.table)
        sides = f"{cut_beside(mine, theirs)}; the table has {cut_beside(theirs, mine)}"
        return f"order: the registry has {sides}; {why}"
    return f"{topic(fact)}: {_sides(fact)}; {why}"


def _reason(community: Community, fact: Fact, words: _Words) -> str:
    if fact.why is Why.TWINS:
        return _twins(community, fact)
    if fact.key == PRESENCE:
        return _presence(community, fact, words)
    is_taken = _is_taken(fact)
    why: str = fact.why or (words.taken if is_taken else words.other)[fact.verdict]
    if fact.why is Why.CHOSEN:
        why = (_TAKEN_CHOSEN if is_taken else _KEPT)[fact.verdict]
    if fact.why is Why.REFUSED:
        why = fact.detail
    if fact.why is Why.SECTIONS:
        return f"its row is gone, and rows of it are new in other sections: {fact.detail}"
    if fact.why is Why.CELLS:
        text = f"the registry has it in section {_value(fact.registry)}, and its row stays where it"
        return f"{text} is, since what that says is open ({fact.detail.replace('_', ' ')})"
    if _is_move(fact) and fact.why is None and fact.base and fact.base.value == fact.table:
        text = f"the registry moved it to section {_value(fact.registry)}"
        return f"{text}, so its row goes there" if words is _OUTCOMES else text
    if _is_move(fact):
        return f"its row was moved to the table of section {_value(fact.table)}; {why}"
    was = fact.base.value if fact.base else None
    if was and fact.key != ORDER and fact.verdict is Verdict.CONFLICT:
        return f"{why} (it was {_beside(was, fact.registry)})"
    return why


def _is_taken(fact: Fact) -> bool:
    """Whether the side that is followed has nothing, so that the other one loses what it has."""
    followed = {Verdict.TO_TABLE: fact.registry, Verdict.TO_REGISTRY: fact.table}
    return fact.key != SECTION and not followed.get(fact.verdict, True)


def _is_move(fact: Fact) -> bool:
    """Whether a row surely stands in the table of another section now."""
    return fact.key == SECTION and not fact.verdict.is_open


def _sides(fact: Fact) -> str:
    """What each side says: whole where somebody chose, since no commit may hold what is gone."""
    if fact.why in (Why.CHOSEN, Why.GOES):
        return f"the registry has {_value(fact.registry)}, the table has {_value(fact.table)}"
    mine, theirs = _beside(fact.registry, fact.table), _beside(fact.table, fact.registry)
    return f"the registry has {mine}, the table has {theirs}"


def _presence(community: Community, fact: Fact, words: _Words) -> str:
    if text := _ROWS.get((fact.why, fact.row is None)):
        return text.format(other=fact.detail)
    if fact.why is Why.CHOSEN:
        return (_GONE_CHOSEN if fact.row is None else _NEW_CHOSEN)[fact.verdict]
    elsewhere = _elsewhere(community, fact)
    if elsewhere and fact.why in (Why.ELSEWHERE, Why.REFUSED, Why.OTHER_ROW):
        more = f"; {fact.why}" if fact.why is Why.OTHER_ROW else ""
        return f"its row is here, and the registry does not show it here: it {elsewhere}{more}"
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
        return f"{_cause(fact)}; {fact.why}"
    return f"{text} ({fact.detail.replace('_', ' ')})" if fact.detail else text


def _cause(fact: Fact) -> str:
    """What happened to a row, or a SIG, whatever else makes it open."""
    if fact.row is not None:
        return "was removed from the registry"
    is_new = fact.base is not None and fact.base.value is None
    return "is new in the registry" if is_new else "its row was removed"


def _twins(community: Community, fact: Fact) -> str:
    """How the rows of one name differ, each with its line."""
    rows = rows_of_name(community, fact)
    parts = [f"{len(rows)} rows of {fact.sig.one_name}, {fact.detail}"]
    for key in community.assigned[fact.at].place.fields:
        values = [(line, sig.value(key)) for line, sig in rows]
        if any(value != values[0][1] for _, value in values):
            texts = (
                f"{_beside(value, values[0 if at else 1][1])} in line {line}"
                for at, (line, value) in enumerate(values)
            )
            parts.append(f"{key.replace('_', ' ')}: {', '.join(texts)}")
    return "; ".join(parts)


def rows_of_name(community: Community, fact: Fact) -> list[tuple[int, Sig]]:
    """The rows that have the name of a fact, each once, with their lines and what they say."""
    known = community.assigned[fact.at]
    source, own = known.place.shown.source, known.place.sig_of(fact.row) if fact.row else None
    return [
        (source.position(row.line.start).line, shown)
        for row, shown, _ in known.rows
        if own and name_key(shown.one_name) == name_key(own.one_name) and id(row) not in known.again
    ]


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
    bounds = [bound for bound in place.bound if bound.field == fact.key] if fact.person else []
    for bound in bounds:
        text = unescape(place.shown.text(fact.row, bound.at))
        found = cell.parse(text, place.conventions(fact.key))
        for item in found.items if found else ():
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
