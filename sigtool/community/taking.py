"""A SIG that is to be added, and the row that somebody wrote for it by hand: it says what both say.

The row was there first: what it says and the command does not is taken over into the registry, in
the language of its table (design law L9).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sigtool.community.community import Community
from sigtool.facts.merge import Merging, Sides, merged_people
from sigtool.facts.pairs import same_persons
from sigtool.markdown.blocks import Row, name_key
from sigtool.model import (
    PERSON_FIELDS,
    People,
    Person,
    Sig,
    Text,
    Texts,
    Value,
    by_language,
    in_language,
    texts_of,
)
from sigtool.tables.locate import Place
from sigtool.tables.plan import assigned


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A row that names a SIG which the registry does not have: what it says, and the SIGs whose
    rows stand next to it, above and below."""

    place: Place
    row: Row
    sig: Sig
    above: Sig | None
    below: Sig | None

    @property
    def line(self) -> int:
        return self.place.shown.source.position(self.row.line.start).line


def hand_written(community: Community, sig: Sig) -> list[HandWritten]:
    """The rows that name a SIG and are no other's, at most one a table: of several with its name in
    one table, nobody knows which is meant. Only tables of its section, if it has one."""
    names = {name_key(text) for text in texts_of(sig.name)}
    section = sig.word("section")
    found: list[HandWritten] = []
    for place in community.all_places():
        if section and place.table.section not in (None, section):
            continue
        known = assigned(community.registry, place)
        sig_of = {row: at for at, row in known.match.row_of.items()}
        rows = [
            at
            for at, (_, shown) in enumerate(known.known)
            if at not in sig_of and name_key(shown.one_name) in names
        ]
        if len(rows) == 1:
            at = rows[0]
            above = next((sig_of[n] for n in range(at - 1, -1, -1) if n in sig_of), None)
            below = next((sig_of[n] for n in range(at, len(known.known)) if n in sig_of), None)
            near = (None if each is None else known.sigs[each] for each in (above, below))
            found.append(HandWritten(place, *known.known[at], *near))
    sections = {each.place.table.section for each in found}
    return found if section or len(sections) < 2 else []


def taken_over(sig: Sig, rows: list[HandWritten], languages: tuple[str, ...]) -> Sig:
    """The SIG with what its rows say; what it says itself wins, but nobody goes from a list."""
    values: dict[str, dict[str | None, Value]] = {}
    for each in rows:
        for key, value in each.sig.values.items():
            values.setdefault(key, {}).setdefault(each.place.table.language, value)
    for key, said in values.items():
        own = sig.values.get(key)
        listed = {code: value for code, value in said.items() if isinstance(value, tuple)}
        if len(listed) == len(said):
            people = _one_list(listed)
            given = own if isinstance(own, tuple) else ()
            if not own or given:
                sig = sig.with_value(key, merged_people(Sides((), given, people), Merging(key)))
        elif own is None:
            texts = {code: v for code, v in said.items() if not isinstance(v, tuple)}
            sig = sig.with_value(key, _one_text(texts, languages))
    if not sig.word("section") and rows and (section := rows[0].place.table.section):
        sig = sig.with_value("section", section)
    return sig


def _one_text(texts: Mapping[str | None, Text], languages: tuple[str, ...]) -> Text:
    """The text of a field that each language's table says; one, if all say the same."""
    said = {code: in_language(text, code) for code, text in texts.items()}
    if len(set(said.values())) == 1 and (None in said or set(languages) <= said.keys()):
        return next(iter(said.values()))
    return Texts({code: text for code, text in said.items() if code is not None})


def _one_list(lists: Mapping[str | None, People]) -> People:
    """The people of a field that each language's table names, each person once."""
    (first, people), *others = lists.items()
    for code, theirs in others:
        pairs = same_persons(people, theirs)
        known = [
            _in_both(person, theirs[pairs[at]], first, code) if at in pairs else person
            for at, person in enumerate(people)
        ]
        new = [person for at, person in enumerate(theirs) if at not in set(pairs.values())]
        people = (*known, *new)
    return people


def _in_both(mine: Person, theirs: Person, first: str | None, code: str | None) -> Person:
    """A person as two languages write them."""
    texts: dict[str, Text | None] = {}
    for key in PERSON_FIELDS:
        own, other = getattr(mine, key) or "", getattr(theirs, key) or ""
        if own != other and code is not None and first is not None:
            parts = {codes[0] if codes else first: text for codes, text in by_language(own)}
            parts |= {code: in_language(other, code)} if other else {}
            texts[key] = Texts(parts)
    return mine.with_texts(texts)
