"""Rows that somebody wrote by hand for a SIG that the registry does not have.

A row was there first: where its SIG is added, what the row says and the command does not is taken
over into the registry, in the language of its table (design law L9).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from sigtool.community.community import Community
from sigtool.edit.operations import Spot, called_so, name_keys
from sigtool.errors import BadValue, Remedy, TableProblem
from sigtool.facts.merge import Merging, Sides, merged_people
from sigtool.facts.pairs import each_once, near_persons, new_persons, same_persons
from sigtool.markdown.blocks import Row
from sigtool.markdown.inline import name_key
from sigtool.markdown.seen import bare_name
from sigtool.model import (
    People,
    Person,
    Registry,
    Sig,
    Text,
    Texts,
    Value,
    as_people,
    as_text,
    in_language,
    same_person,
    texts_of,
    with_text,
)
from sigtool.people import cell
from sigtool.people import who as people_named
from sigtool.tables.locate import Place
from sigtool.tables.match import By
from sigtool.text.records import dataclass, replace
from sigtool.text.wording import argument, quoted


def row_of(community: Community, name: str) -> str | None:
    """The place of a row that has a name, as `README.md:7`; None where no table has one."""
    wanted = name_key(name)
    rows = ((place, row, sig) for place in community.places.values() for row, sig in place.rows)
    named = (each for each in rows if each[2] and name_key(each[2].one_name) == wanted)
    return next((place.where(row) for place, row, _ in named), None)


def renamed_in_row(community: Community, name: str) -> tuple[Sig | None, Sig | None]:
    """The SIG whose row has a name that the registry does not; else the one that has no row in a
    table with a row of that name, and may have been renamed there."""
    wanted, sigs = name_key(name), {sig.origin: sig for sig in community.registry.sigs}
    lacking: list[Sig] = []
    for known in community.assigned.values():
        for _, shown, owner in known.rows:
            if name_key(shown.one_name) == wanted:
                if owner is not None:
                    return sigs[known.sigs[owner].sig.origin], None
                lacking += [sigs[each.sig.origin] for each in known.sigs if not each.row]
    return None, lacking[0] if len(lacking) == 1 else None


def row_naming(community: Community, who: str) -> str | None:
    """The place of a row that names a person whom its SIG does not, as `README.md:7`; None where
    there is none."""

    def is_named(sig: Sig) -> bool:
        return any(people_named.matching(sig.people(key), who) for key in sig.values)

    for known in community.assigned.values():
        for row, shown, owner in known.rows:
            if is_named(shown) and (owner is None or not is_named(known.sigs[owner].sig)):
                return known.place.where(row)
    return None


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A row that names a SIG which the registry does not have: what it says, and the SIGs whose
    rows stand next to it, above and below."""

    place: Place
    row: Row
    sig: Sig
    above: Sig | None
    below: Sig | None


def hand_written(
    community: Community, sig: Sig, own: int | None = None, language: str | None = None
) -> list[HandWritten]:
    """The rows that name a SIG, or link its page, and are no other's: at most one a table, since of
    several nobody knows which is meant. Only tables of its section, if it has one.

    Its name is one in `language`, else in any. `own` is its origin, if the registry has it. Raises
    `BadValue` where a row has its name and is another SIG's, by its page, and `TableProblem` where
    its row stands below a line that ends the table.
    """
    found = list(_free(community, sig, own, language))
    if not sig.word("section") and len({each.place.table.section for each in found}) > 1:
        return []
    pages = {each.sig.values.get("readme", "") for each in found} - {""}
    if not sig.values.get("readme") and len(pages) == 1:
        # Rows of other names that link the same page, as translations do.
        return hand_written(community, sig.with_value("readme", pages.pop()), own, language)
    return found


def check_section(community: Community, sig: Sig, language: str | None) -> None:
    """Raises `BadValue` where a SIG of no section has a row in several: nobody knows which is its
    own."""
    found = {each.place.table.section: each for each in _free(community, sig, None, language)}
    if not sig.word("section") and len(found) > 1:
        rows = " and ".join(each.place.where(each.row) for each in found.values())
        message = f"{rows} are rows of that name; say which section is meant"
        raise BadValue(message, Remedy.NAME_SECTION, choices=[each for each in found if each])


def _free(
    community: Community, sig: Sig, own: int | None, language: str | None
) -> Iterator[HandWritten]:
    names, page, section = name_keys(sig), sig.values.get("readme"), sig.word("section")
    for at, known in community.assigned.items():
        place, loose, new = known.place, community.loose.get(at), {id(row) for row, _ in known.free}
        if section and place.table.section not in (None, section):
            continue
        if loose and names & set(map(name_key, loose.names)):
            raise TableProblem(
                f"{loose.where}, and a row of that name stands below it; {loose.remedy}"
            )
        is_meant = language is None or place.table.language in (None, language)
        named, linking = [], []
        for n, (row, shown, owner) in enumerate(known.rows):
            if page and shown.values.get("readme") == page:
                linking.append(n)
            if is_meant and name_key(shown.one_name) in names:
                named.append(n)
                other = None if owner is None else known.sigs[owner]
                if other and other.by in (By.LINK, By.TORN) and other.sig.origin != own:
                    raise BadValue(
                        f"{place.where(row)}: this row has that name, and the page of "
                        f"{other.sig.name}; correct one of the two"
                    )
        free = [n for n in named or linking if id(known.rows[n][0]) in new]
        if len(free) == 1:
            row, shown = _legible(place, *known.rows[free[0]][:2])
            owners = [each[2] for each in known.rows]
            above = next((at for at in owners[free[0] :: -1] if at is not None), None)
            below = next((at for at in owners[free[0] :] if at is not None), None)
            near = (None if each is None else known.sigs[each].sig for each in (above, below))
            yield HandWritten(place, row, _without_placeholders(place, shown), *near)


def _without_placeholders(place: Place, shown: Sig) -> Sig:
    """What a row says, without the words in columns of people that stand for nobody."""
    for bound in place.bound:
        if bound.holds_people and place.says_nothing(bound.field, shown.value(bound.field)):
            shown = shown.with_value(bound.field, None)
    return shown


def _legible(place: Place, row: Row, shown: Sig) -> tuple[Row, Sig]:
    """A row, and what it says. Raises `BadValue` where nobody knows what each cell says."""
    if place.surplus(row):
        raise BadValue(
            f"{place.where(row)}: this row of that name has {len(row.cells)} cells, the header row "
            f"has {len(place.bound)}; write a bar that belongs to a text as \\|"
        )
    return row, shown


def person_of_rows(community: Community, sig: Sig, key: str, who: str) -> Person | None:
    """Somebody whom the rows of a SIG name, with all that they say, in every language; None where
    that is nobody, or nobody knows which one is meant."""
    found: dict[str | None, People] = {}
    for known in community.assigned.values():
        for each in known.sigs:
            if each.sig.origin == sig.origin and each.is_sure and each.is_legible:
                people = _with_origins(each.shown.people(key), each.wanted.people(key))
                found.setdefault(known.place.table.language, people)
    named = people_named.matching(_one_list(found), who)
    return named[0] if len(named) == 1 else None


def _with_origins(shown: People, registry: People) -> People:
    """The people of a row, with the origins of those whom the registry has."""
    pairs = same_persons(shown, registry)
    return tuple(
        replace(each, origin=registry[pairs[at]].origin) if at in pairs else each
        for at, each in enumerate(shown)
    )


def check_renamed(community: Community, sig: Sig, key: str, new: str, person: Person) -> None:
    """Raises `BadValue` where a row of a SIG names somebody else so whom the registry does not
    have: both would be called alike."""
    for known in community.assigned.values():
        for each in known.sigs:
            if each.sig.origin != sig.origin or not (each.row and each.is_sure):
                continue
            shown = each.shown.people(key)
            pairs = near_persons(each.wanted.people(key), shown)
            alone = [other for at, other in enumerate(shown) if at not in pairs.values()]
            twins = called_so(alone, new, person)
            if twins and not all(same_person(twin, person) for twin in twins):
                raise BadValue(
                    f"{known.place.where(each.row)}: {sig.one_name}: the row names {twins[0]} "
                    "already, whom the registry does not have",
                    Remedy.SYNC,
                    name=argument(bare_name(sig.one_name)),
                )


def check_listed(community: Community, sig: Sig, key: str) -> None:
    """Raises `BadValue` where a row of a SIG names persons, and the registry has another text."""
    for known in community.assigned.values():
        for each in known.sigs:
            if each.sig.origin != sig.origin or not (each.row and each.is_sure):
                continue
            has_text = not isinstance(each.wanted.value(key), tuple) and bool(sig.value(key))
            says_nothing = known.place.says_nothing(key, each.wanted.value(key))
            if has_text and not says_nothing and each.shown.people(key):
                raise BadValue(
                    f"{known.place.where(each.row)}: {sig.one_name}: the row names persons, and "
                    f"the registry has the {key} {quoted(sig.value(key))}",
                    Remedy.SYNC,
                    name=argument(bare_name(sig.one_name)),
                )


def spot_of(registry: Registry, row: HandWritten) -> Spot:
    """Where a SIG goes whose row is there already: as the row does, if its neighbours tell."""
    names = Counter(name_key(text) for sig in registry.sigs for text in texts_of(sig.name))
    if row.above and names[name_key(row.above.one_name)] == 1:
        return Spot(after=row.above.one_name)
    if row.below and names[name_key(row.below.one_name)] == 1:
        return Spot(before=row.below.one_name)
    return Spot()


def refuse_second_row(community: Community, sig: Sig, name: str, language: str | None) -> None:
    """Raises `BadValue` where a SIG is to get the name of another row of a table that shows it."""
    for row in hand_written(community, Sig(name), sig.origin, language):
        known = next(each for each in community.assigned.values() if each.place is row.place)
        if any(each.row and each.sig.origin == sig.origin for each in known.sigs):
            raise BadValue(
                f"{row.place.where(row.row)}: this row is called so already, beside that of "
                f"{sig.name}; bring the two together in the document first"
            )


def check_people(rows: Sequence[HandWritten]) -> None:
    """Raises `BadValue` where one row names people and another has what cannot be read as such, or
    where they name somebody in two languages and nobody knows who is who."""
    check_kinds(rows)
    for one, other in combinations(rows, 2):
        where, languages = (
            other.place.where(other.row),
            {r.place.table.language for r in (one, other)},
        )
        for key in one.sig.values.keys() & other.sig.values.keys():
            left, right = one.sig.value(key), other.sig.value(key)
            is_open = new_persons(as_people(left), as_people(right)) is None
            if len(languages) > 1 and is_open:
                raise BadValue(
                    f"{where}: {key}: nobody knows who of them is who in another language; write "
                    "them in one order, or with a link or a handle"
                )


def check_kinds(rows: Sequence[HandWritten]) -> None:
    """Raises `BadValue` where one row names people and another has a text."""
    for one, other in combinations(rows, 2):
        for key in sorted(one.sig.values.keys() & other.sig.values.keys()):
            if isinstance(one.sig.value(key), tuple) != isinstance(other.sig.value(key), tuple):
                where = " and ".join(each.place.where(each.row) for each in (one, other))
                raise BadValue(
                    f"{where}: {key}: one table has people there, the other a text; write "
                    "people in both, or leave one of the two empty"
                )


def taken_over(
    sig: Sig, rows: Sequence[HandWritten], languages: Sequence[str], language: str | None
) -> Sig:
    """The SIG with what its rows say; what it says itself wins, but nobody goes from a list. A name
    is one in `language`, or in those whose tables have a row of it, if they are not all."""
    values: dict[str, dict[str | None, Value]] = {}
    for each in rows:
        for key, value in each_once(each.sig).values.items():
            values.setdefault(key, {}).setdefault(each.place.table.language, value)
    for key, by_code in values.items():
        own = sig.values.get(key)
        if all(isinstance(value, tuple) for value in by_code.values()) and not as_text(own):
            people = _one_list({code: as_people(value) for code, value in by_code.items()})
            merged = merged_people(Sides((), as_people(own), people), Merging())
            sig = sig.with_value(key, merged)
        elif own is None or (isinstance(own, str) and language is not None):
            texts = {code: v for code, v in by_code.items() if not isinstance(v, tuple)}
            given = {language: own} if isinstance(own, str) else {}
            sig = sig.with_value(key, _one_text(texts | given, languages))
    if not sig.word("section") and rows and (section := rows[0].place.table.section):
        sig = sig.with_value("section", section)
    return sig.with_value("name", _named(sig, rows, languages, language))


def _named(
    sig: Sig, rows: Sequence[HandWritten], languages: Sequence[str], language: str | None
) -> Text:
    """The name of a SIG: as it is given, or in the languages whose tables have a row of it."""
    codes = [each.place.table.language for each in rows]
    if not isinstance(sig.name, str) or not rows or len(languages) < 2 or None in codes:
        return sig.name
    names = {language: sig.name} if language is not None else {}
    for code, each in zip(map(str, codes), rows, strict=True):
        own = each.sig.one_name
        names[code] = sig.name if name_key(own) == name_key(sig.name) else own
    is_one = set(names.values()) == {sig.name} and set(names) == set(languages)
    return sig.name if is_one else Texts(names)


def _one_text(texts: Mapping[str | None, Text], languages: Sequence[str]) -> Text:
    """The text of a field that each language's table says; one, if all say the same."""
    plain = {code: in_language(text, code) for code, text in texts.items()}
    if len(set(plain.values())) == 1 and (None in plain or set(languages) <= plain.keys()):
        return next(iter(plain.values()))
    return Texts({code: text for code, text in plain.items() if code is not None})


def list_of_texts(registry: Registry, own: Text, new: People, language: str | None) -> Value:
    """The people of a field that was text, once a table in a language names `new`: one list where
    the texts in the other languages name the same persons, else a text in each language."""
    if language is None or not isinstance(own, Texts):
        return new
    lists: dict[str | None, People] = {}
    for code, text in own.by_language.items():
        if code != language:
            lists[code] = found.persons if (found := cell.parse(text)) else ()
    people = _one_list({**lists, language: tuple(replace(each, origin=None) for each in new)})
    if all(len(each) == len(people) for each in (new, *lists.values())):
        return people
    written = cell.write(new, cell.Way())
    return new if written is None else with_text(own, written, language, registry.languages)


def _one_list(lists: Mapping[str | None, People]) -> People:
    """The people of a field that each language's table names, each person once."""
    people: People = ()
    before: list[str] = []
    for code, theirs in lists.items():
        pairs, is_joined = same_persons(people, theirs), bool(code and before)
        pairs |= (new_persons(people, theirs) if is_joined else None) or {}
        known = [
            person.joined(before, theirs[pairs[at]], str(code))
            if at in pairs and is_joined
            else person
            for at, person in enumerate(people)
        ]
        new = [person for at, person in enumerate(theirs) if at not in set(pairs.values())]
        people = (*known, *new)
        before += [code] if code else []
    return people
