"""What is said of a fact on which a registry and a table differ: what each side says, which side
changed it and why it is open, what becomes of it, and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sigtool.community.community import Community
from sigtool.community.fact import ORDER, PRESENCE, SECTION, Fact, Verdict, Why
from sigtool.edit import query
from sigtool.markdown.blocks import name_key
from sigtool.markdown.rows import unescape
from sigtool.model import Sig, Texts, Value, as_text
from sigtool.people import cell
from sigtool.text.wording import argument, cut_beside

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
# By whether there is a row, and whether there was one.
_REFUSED: Final[Mapping[tuple[bool, bool], str]] = {
    (False, False): "the table cannot have its row",
    (False, True): "its row was removed, and the registry cannot lose it",
    (True, False): "its row cannot go to the registry",
    (True, True): "its row cannot go",
}
# What somebody has to do in the table, where the registry cannot take over what it says.
_REWRITES: Final[Mapping[Why | None, str]] = {
    Why.UNREAD: "write each person as @handle, [name](link) or a name, with commas between",
    Why.CLASH: "write the same into each table",
    Why.ELSEWHERE: "give the SIG the section or the status with which the table shows it",
}
# What somebody has to do by hand, whichever side is right.
_CORRECTIONS: Final[Mapping[Why | None, str]] = {
    Why.SURPLUS: "write a bar that belongs to a text as \\|",
    Why.NO_NAME: "write the name of its SIG into it, or take the row away",
    Why.UNSURE: "give each row and its SIG a name of their own",
    Why.TORN: "correct its name or its page, in the table or in the registry",
    Why.HELD: "decide first about the row that looks like a rename",
}
_KEPT: Final[Mapping[Verdict, str]] = {
    Verdict.TO_TABLE: "the registry's is kept, as chosen",
    Verdict.TO_REGISTRY: "the table's is kept, as chosen",
}
# These say all that there is to say of a row.
_WHOLE: Final = (Why.LOOSE, Why.UNSURE, Why.TORN, Why.ELSEWHERE, Why.SURPLUS, Why.NO_NAME)
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
    if fact.key == PRESENCE or _is_move(fact) or fact.why is Why.TWINS:
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
        return _presence(fact, words)
    why = _KEPT[fact.verdict] if fact.why is Why.CHOSEN else fact.why or words.other[fact.verdict]
    if fact.why is Why.REFUSED:
        why = fact.detail
    if _is_move(fact):
        return f"its row was moved to the table of section {_value(fact.table)}; {why}"
    if fact.key != ORDER and fact.verdict is Verdict.CONFLICT and fact.base is not None:
        return f"{why} (it was {_beside(fact.base.value, fact.registry)})"
    return why


def _is_move(fact: Fact) -> bool:
    """Whether a row surely stands in the table of another section now."""
    return fact.key == SECTION and not fact.verdict.is_open


def _sides(fact: Fact) -> str:
    """What each side says: whole where somebody chose, since no commit may hold what is gone."""
    if fact.why is Why.CHOSEN:
        return f"the registry has {_value(fact.registry)}, the table has {_value(fact.table)}"
    mine, theirs = _beside(fact.registry, fact.table), _beside(fact.table, fact.registry)
    return f"the registry has {mine}, the table has {theirs}"


def _presence(fact: Fact, words: _Words) -> str:
    if fact.why is Why.TWICE:
        return f"its row is there twice, {fact.detail}, and says the same, so the second one goes"
    if fact.why is Why.SAME_PAGE:
        text = f"its row is new, and links the page of {fact.detail}, whose row is there too"
        return f"{text}: it may be {fact.detail} by another name"
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
    if fact.why is Why.SURPLUS and fact.row is None:
        return "it has no row; one with more cells than the header row may be its row"
    if fact.why in _WHOLE:
        return str(fact.why)
    text = (words.gone if fact.row is None else words.new)[fact.verdict]
    if fact.why is Why.TRANSLATION:
        return f"{text}; it is a translation of {fact.detail}, by its name or page"
    if fact.why is Why.REFUSED:
        was_there = fact.base is not None and fact.base.value is not None
        return f"{_REFUSED[fact.row is not None, was_there]}: {fact.detail}"
    if fact.why:
        gone = "its row was removed" if fact.row is None else "was removed from the registry"
        return f"{gone}; {fact.why}"
    return f"{text} ({fact.detail.replace('_', ' ')})" if fact.detail else text


def _twins(community: Community, fact: Fact) -> str:
    """How the rows of one name differ, each with its line."""
    rows = _rows_of_name(community, fact)
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


def _rows_of_name(community: Community, fact: Fact) -> list[tuple[int, Sig]]:
    """The rows that have the name of a fact, each once, with their lines and what they say."""
    known = community.assigned[fact.at]
    source, own = known.place.shown.source, known.place.sig_of(fact.row) if fact.row else None
    return [
        (source.position(row.line.start).line, shown)
        for row, shown, _ in known.rows
        if own and name_key(shown.one_name) == name_key(own.one_name) and id(row) not in known.again
    ]


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


def help_text(community: Community, fact: Fact) -> str:
    """What to do about a fact that is open; "" where nothing is to be done."""
    return _help(community, fact) if fact.verdict.is_open else ""


def _help(community: Community, fact: Fact) -> str:
    registry = community.registry
    name = query.command_name(registry, fact.sig, query.shared_names(registry))
    if fact.why is Why.OTHER_NAME:
        return _other_name(community, fact, name) if fact.table is None else ""
    if fact.why is Why.MAY_BE:
        code = community.assigned[fact.at].place.table.language
        new = f"--name {argument(fact.sig.one_name)} --language {code}"
        edit = f"sigtool edit-sig {argument(fact.detail)} {new}"
        return f"one SIG: {edit}; two SIGs: sigtool sync {name} --prefer table"
    if fact.why is Why.RENAME and fact.row is None:
        other = argument(fact.detail)
        return (
            f"renamed: sigtool rename-sig {name} {other}{_language(community, fact)}; "
            f"two SIGs: sigtool sync {name} {other} --prefer table"
        )
    if fact.why is Why.RENAME:
        return ""
    if fact.why is Why.LOOSE:
        return fact.detail
    if fact.why in _CORRECTIONS:
        return _CORRECTIONS[fact.why]
    if fact.why in (Why.TWINS, Why.SAME_PAGE):
        return _of_several_rows(community, fact, name)
    if fact.why is Why.REFUSED:
        is_row = fact.key == PRESENCE and fact.row is not None
        return "change the row, or remove it" if is_row else "make both say the same by hand"
    if fact.why is Why.NAMELESS:
        return (
            f"write its name into that row; or keep the registry's: sigtool sync {name} --prefer "
            f"registry; if the SIG is to go: sigtool sync {name} --prefer table"
        )
    if fact.why in _REWRITES:
        return (
            f"{_REWRITES[fact.why]}; or keep the registry's: sigtool sync {name} --prefer registry"
        )
    return (
        f"keep the registry's: sigtool sync {name} --prefer registry; "
        f"keep the table's: sigtool sync {name} --prefer table"
    )


def _of_several_rows(community: Community, fact: Fact, name: str) -> str:
    """How to keep each of several rows of one name, or page."""
    if fact.why is Why.SAME_PAGE:
        return (
            "one SIG: remove the row of the name that is no longer right, then run sigtool sync; "
            f"two SIGs: sigtool sync {name} --prefer table, or give its row a page of its own"
        )
    lines = [line for line, _ in _rows_of_name(community, fact)]
    keep = (
        f"to keep line {line}, remove {_numbers(other for other in lines if other != line)}"
        for line in lines
    )
    return f"{'; '.join(keep)}; then run sigtool sync; or give each a name of its own"


def _numbers(lines: Iterable[int]) -> str:
    """Lines in a sentence, as `line 8` or `lines 8 and 11`."""
    *others, last = map(str, lines)
    return f"lines {', '.join(others)} and {last}" if others else f"line {last}"


def _language(community: Community, fact: Fact) -> str:
    """The option that says in which language a name is new, where it has one a language."""
    language = community.assigned[fact.at].place.table.language
    own = next(sig for sig in community.registry.sigs if sig.origin == fact.sig.origin)
    return f" --language {language}" if language and isinstance(own.name, Texts) else ""


def _other_name(community: Community, fact: Fact, name: str) -> str:
    who, other = argument(str(fact.person)), argument(fact.detail)
    language = community.assigned[fact.at].place.table.language
    return (
        f"the same person: sigtool rename-lead {who} {other} --sig {name} --language {language}; "
        f"somebody else: sigtool sync {name} --prefer table"
    )


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
