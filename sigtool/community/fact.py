"""A fact on which a registry and a table differ, and what becomes of it.

What one side changed goes to the other. What both changed differently, or what never was the same,
is open: it is left as it is on both sides (design law L11).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from sigtool.community.past import Agreed
from sigtool.facts.pairs import equal, near_persons, same_persons
from sigtool.markdown.blocks import Row
from sigtool.model import (
    ACCOUNT_FIELDS,
    PERSON_FIELDS,
    People,
    Person,
    Sig,
    Text,
    Value,
    as_people,
    as_text,
    same_person,
)
from sigtool.text.records import dataclass, replace
from sigtool.text.sequence import placed

# Facts that are no field of a SIG.
PRESENCE = ""
ORDER = "order"
SECTION = "section"


class Why(StrEnum):
    """What decides about a fact, besides its past."""

    CHOSEN = "somebody chose a side"
    NOT_MEANT = "another SIG was named"
    ONE_TABLE = "only one of the tables that show it lost it"
    CLASH = "two tables changed it, each to something else"
    NAMELESS = "a row that lost its name may be its row"
    NO_NAME = "the row names no SIG, so it is left as it is"
    ELSEWHERE = "the registry has it, and does not show it there"
    UNREAD = "the cell cannot be read as persons"
    HIDDEN = "the registry keeps another address, which the table is not to show"
    OTHER_TABLE = "what another table says of them is open"
    OTHER_ROW = "its row in another table changed"
    SURPLUS = "its row has more cells than the header row, so it is not known what it says"
    LOOSE = "its row may stand below the line that splits the table"
    UNSURE = "several rows have its name, and they differ from the registry"
    TORN = "a row has the name of one SIG and the page of another"
    TWINS = "several rows have its name, and each says something else"
    NAMESAKES = "the registry has several SIGs of its name"
    SECTIONS = "its row was moved to several sections"
    CELLS = "what else its row says is open"
    TWICE = "its row is there again, word for word"
    SAME_PAGE = "it links the page of a SIG of another name, whose row is there too"
    TRANSLATION = "it is the row of a SIG that its language does not have yet"
    MAY_BE = "it may be the row of a SIG that its language does not have yet"
    RENAME = "it looks like a rename"
    OTHER_NAME = "it may be another name of one person"
    FORMER = "the registry may call it by another name now, and that is open"
    TWO_NAMES = "the table of another language names somebody new, too: it may be one person"
    RENAMED = "it may be a SIG of another name, which is gone"
    HELD = "a row of this table looks like a rename, and where it stands is a sign of that"
    BOTH_MOVED = "both moved SIGs, and the order of the registry is kept"
    REFUSED = "the registry cannot hold it"
    GOES = "it goes with its SIG"


class Verdict(StrEnum):
    """Which side changed a fact, and so what becomes of it."""

    TO_TABLE = "registry"
    TO_REGISTRY = "table"
    CONFLICT = "both"
    NO_BASE = "unknown"

    @property
    def is_open(self) -> bool:
        """Whether nobody knows which side is right."""
        return self in (Verdict.CONFLICT, Verdict.NO_BASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """What each side says of something, what both said when they last agreed, and the verdict.

    `key` is a field of the SIG, `PRESENCE`, `ORDER` or `SECTION`; `person` is whom it is about,
    where it is about one, and `part` what of them, where both name them. A side is None where the
    SIG, or the person, is not there; `base` is None where the two never agreed. `at` is the number
    of the table in `tables`, `row` the row that says it. `why` says what else decided, and `detail`
    more of that: the name of the other SIG, or what the registry refuses; without a `why`, which
    fields one side changed of a SIG that the other side took out.
    """

    at: int
    sig: Sig
    key: str
    registry: Value | None
    table: Value | None
    base: Agreed | None
    verdict: Verdict
    row: Row | None = None
    person: Person | None = None
    part: str = ""
    why: Why | None = None
    detail: str = ""

    @property
    def subject(self) -> Hashable:
        """What it is about and what the table says of it, whatever the past says."""
        person = str(self.person or "")
        return self.at, self.sig.origin, self.sig.one_name, self.key, person, self.part, self.table


@dataclass(frozen=True, slots=True)
class Cell:
    """What becomes of a field of a SIG in one table.

    `wanted` is what the registry is to show there; `before` what the table is taken to have shown,
    so that an edit from `before` to `wanted` gives the row what it lacks, and no more.
    """

    facts: tuple[Fact, ...]
    wanted: Value
    before: Value


def verdict_of(registry: Value | None, table: Value | None, base: Agreed | None) -> Verdict:
    """Which side changed a fact on which they differ."""
    if base is None:
        return Verdict.NO_BASE
    if base.value == registry:
        return Verdict.TO_REGISTRY
    return Verdict.TO_TABLE if base.value == table else Verdict.CONFLICT


def opened(fact: Fact, why: Why, detail: str = "") -> Fact:
    """A fact that nobody but a person can settle, and why."""
    return replace(fact, verdict=Verdict.CONFLICT, why=why, detail=detail)


def text_cell(fact: Fact) -> Cell:
    """A text, or a list that one side has as a text: the whole of it is one fact."""
    wanted = fact.table if fact.verdict is Verdict.TO_REGISTRY else fact.registry
    before = fact.table if fact.verdict is Verdict.TO_TABLE else wanted
    return Cell((fact,), wanted or "", before or "")


@dataclass(frozen=True, slots=True)
class _Somebody:
    """Who is named by either side: where, and what becomes of them."""

    mine: int | None
    theirs: int | None
    wanted: Person | None
    before: Person | None


def people_cell(
    mine: People,
    theirs: People,
    base_of: Callable[[People, int], Agreed | None],
    order: Agreed | None,
    fact_of: Callable[..., Fact],
) -> Cell:
    """A list of people: each person is a fact, and of somebody whom both sides name, each part.

    `base_of` says what both sides said of somebody, who is one of a list; `order` which list both
    had last; `fact_of` makes a settled fact of `registry`, `table`, `base`, `person` and `part`.
    """
    facts: list[Fact] = []
    pairs = _pairs(mine, theirs, order.value if order else None)
    found = [
        _somebody(at, pairs.get(at), mine, theirs, base_of, fact_of, facts)
        for at in range(len(mine))
    ]
    taken = set(pairs.values())
    found += [
        _somebody(None, at, mine, theirs, base_of, fact_of, facts)
        for at in range(len(theirs))
        if at not in taken
    ]
    by_table = sorted(found, key=lambda each: (each.theirs is None, each.theirs))
    in_order_of_mine = placed(by_table, [each.mine for each in by_table])
    in_order_of_theirs = placed(found, [each.theirs for each in found])
    moved = _order(mine, theirs, pairs, order, fact_of)
    facts += [moved] if moved else []
    verdict = moved.verdict if moved else Verdict.NO_BASE
    wanted = in_order_of_theirs if verdict is Verdict.TO_REGISTRY else in_order_of_mine
    before = in_order_of_theirs if verdict is Verdict.TO_TABLE else wanted
    return Cell(
        tuple(facts),
        tuple(each.wanted for each in wanted if each.wanted),
        tuple(each.before for each in before if each.before),
    )


def _pairs(mine: People, theirs: People, base: Value | None) -> dict[int, int]:
    """Who of one side is who of the other, unless both were there before, as two."""
    sure, pairs = same_persons(mine, theirs), near_persons(mine, theirs)
    were, others = (near_persons(side, as_people(base)) for side in (mine, theirs))
    known = {
        at: other
        for at, other in pairs.items()
        if at in sure or at not in were or others.get(other, were[at]) == were[at]
    }
    return known | _called_otherwise(mine, theirs, as_people(base), known)


def _called_otherwise(
    mine: People, theirs: People, base: People, known: Mapping[int, int]
) -> dict[int, int]:
    """Who of the registry stands where the base had somebody of another handle or name, whom the
    table has as they were: nothing that the table says of them is new, so nothing is mixed."""
    stays, same = same_persons(base, mine), equal(base, theirs)
    taken = {*known, *stays.values()}, set(known.values())
    found: dict[int, int] = {}
    place = -1
    for at, person in enumerate(base):
        place = stays.get(at, place + 1)
        there = same.get(at)
        if there is None or there in taken[1] or place in {*taken[0], *found} or place >= len(mine):
            continue
        if _is_called_otherwise(person, mine[place]):
            found[place] = there
    return found


def _is_called_otherwise(person: Person, other: Person) -> bool:
    """Whether two persons differ in a handle or a name that both have, and in no more than the link
    with it."""
    was, now = dict(person.items()), dict(other.items())
    told = [key for key in {**was, **now} if key != "url" and was.get(key) != now.get(key)]
    return len(told) == 1 and all(key in was and key in now for key in told)


def _order(
    mine: People,
    theirs: People,
    pairs: dict[int, int],
    base: Agreed | None,
    fact_of: Callable[..., Fact],
) -> Fact | None:
    """That the people whom both name stand in another order; None where they do not."""
    by_table = sorted(pairs, key=lambda at: pairs[at])
    if by_table == sorted(pairs):
        return None
    known: Agreed | None = None
    shared = set(pairs)
    if base is not None:
        people, of_table = as_people(base.value or ""), {at: own for own, at in pairs.items()}
        found = {
            at: of_table[other]
            for at, other in same_persons(people, theirs).items()
            if other in of_table
        }
        found |= near_persons(people, mine)
        in_base = [at for _, at in sorted(found.items()) if at in pairs]
        shared, known = set(in_base), Agreed(tuple(mine[at] for at in in_base))
    sides = (tuple(mine[at] for at in side if at in shared) for side in (sorted(pairs), by_table))
    fact = fact_of(*sides, known, None, ORDER)
    if fact.verdict is Verdict.CONFLICT and fact.why is None:
        return replace(fact, verdict=Verdict.TO_TABLE, why=Why.BOTH_MOVED)
    return fact


def _somebody(
    at: int | None,
    there: int | None,
    mine: People,
    theirs: People,
    base_of: Callable[[People, int], Agreed | None],
    fact_of: Callable[..., Fact],
    facts: list[Fact],
) -> _Somebody:
    own, other = None if at is None else mine[at], None if there is None else theirs[there]
    if own and other and not own.handle and own.name == other.handle and not other.name:
        # The link alone is another one, and opens the account of the name that it shows.
        other = replace(other, handle=None, name=own.name)
    if own == other:
        return _Somebody(at, there, own, own)
    base = base_of(theirs, there or 0) if at is None else base_of(mine, at)
    if own and other:
        if there is not None and base is not None and base.value is None:
            base = base_of(theirs, there)  # the registry may have another account for them now
        was = base.value[0] if base and isinstance(base.value, tuple) else None
        wanted: dict[str, Text | None] = {}
        before: dict[str, Text | None] = {}
        for part in PERSON_FIELDS:
            sides = [getattr(each, part, None) or "" for each in (own, other, was)]
            if sides[0] != sides[1]:
                known = Agreed(sides[2]) if base else None
                fact = fact_of(sides[0], sides[1], known, own, part)
                facts.append(fact)
                takes = fact.verdict is Verdict.TO_REGISTRY
                wanted[part] = (sides[1] if takes else sides[0]) or None
                gives = fact.verdict is Verdict.TO_TABLE
                before[part] = (sides[1] if gives or takes else sides[0]) or None
        return _Somebody(at, there, own.with_texts(wanted), own.with_texts(before))
    sides_now = [(each,) if each else None for each in (own, other)]
    fact = fact_of(*sides_now, base, own or other, "")
    facts.append(fact)
    if fact.verdict.is_open:
        return _Somebody(at, there, own, own)
    wanted_person = own if fact.verdict is Verdict.TO_TABLE else other
    return _Somebody(at, there, wanted_person, other)


def successors(facts: Iterable[Fact], changed: Sequence[Fact]) -> Iterator[Fact]:
    """Those facts of a list of people by which a table has somebody anew who is called by the
    account that another table gives to a person of that list, as what was `changed` says."""
    told = [each for each in changed if each.part in ("handle", "url")]
    for new in facts:
        persons = as_people(new.table or "") if not new.part and new.registry is None else ()
        for each in told if persons else ():
            person = Person().with_texts({each.part: as_text(each.table)})
            if each.at != new.at and same_person(persons[0], person):
                yield new


def with_their_sigs(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts, of which those that one side changed of a SIG that goes from both say that they go."""
    gone = {
        each.sig.origin
        for each in facts
        if each.key == PRESENCE and each.row is None and each.verdict is Verdict.TO_REGISTRY
    }
    return tuple(
        replace(each, why=Why.GOES)
        if each.key != PRESENCE and each.sig.origin in gone and not each.verdict.is_open
        else each
        for each in facts
    )


def is_of_name(fact: Fact) -> bool:
    """Whether a table lacks or got somebody of whom nothing but a name tells who it is."""
    is_settled = fact.verdict in (Verdict.TO_REGISTRY, fact.registry and Verdict.TO_TABLE)
    is_whole = is_settled and not fact.part
    person = fact.person if is_whole else None
    return person is not None and not (person.handle or person.url or person.email)


def accounts(fact: Fact) -> dict[str, Value]:
    """What a table says of the accounts of a person, by part."""
    if isinstance(fact.table, tuple):
        return {part: text for part, text in fact.table[0].items() if part in ACCOUNT_FIELDS}
    return {fact.part: fact.table} if fact.table else {}


def has_lost_row(fact: Fact) -> bool:
    """Whether the table lost a row, whatever the registry changed since."""
    return is_of_table(fact) or (fact.verdict is Verdict.CONFLICT and fact.why is None)


def is_removed(fact: Fact) -> bool:
    """Whether it is a row of a SIG that the registry removed."""
    was_there = fact.base is not None and fact.base.value is not None
    return fact.key == PRESENCE and fact.row is not None and was_there


def is_contested(fact: Fact) -> bool:
    """Whether both sides changed it, or somebody chose."""
    return fact.verdict is Verdict.CONFLICT or fact.why is Why.CHOSEN


def is_of_table(fact: Fact) -> bool:
    """Whether the table alone changed it."""
    return fact.verdict is Verdict.TO_REGISTRY
