"""A registry and its tables, each edited by somebody -> both together: the three-way merge of facts.

A fact is what a table shows of a SIG: that it is there, a text, a person, its section, its place.
What one side changed goes to the other. What both changed differently, or what never was the same,
is left as it is on both sides, and told (design laws L9 to L11).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sigtool.community.community import Community, Edited
from sigtool.community.past import Agreed, Past
from sigtool.facts.merge import Merging, Sides, merged_people
from sigtool.facts.pairs import same_persons
from sigtool.markdown.blocks import Row
from sigtool.model import (
    PERSON_FIELDS,
    Kind,
    People,
    Person,
    Registry,
    Sig,
    Text,
    Value,
    as_people,
    as_text,
    in_language,
    with_text,
)
from sigtool.tables.match import Known


class Verdict(StrEnum):
    """What becomes of a fact on which a registry and a table differ."""

    TO_TABLE = "the registry changed it"
    TO_REGISTRY = "the table changed it"
    CONFLICT = "both changed it"
    NO_BASE = "it never was the same"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact on which a registry and a table differ: what each says, what both said, and what
    becomes of it.

    `key` is a field of the SIG, "" for whether it is there. A value is None where the SIG, or the
    person, is not there; `base` is None where both never said the same. `at` is the number of the
    table in `tables`, `row` the row that says it.
    """

    at: int
    sig: Sig
    key: str
    registry: Value | None
    table: Value | None
    base: Agreed | None
    verdict: Verdict
    row: Row | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody knows which side is right."""
        return self.verdict in (Verdict.CONFLICT, Verdict.NO_BASE)


Choice = Callable[[Fact], Verdict]


def no_choice(fact: Fact) -> Verdict:
    """Leave open what is open."""
    return fact.verdict


@dataclass(frozen=True, slots=True)
class Synced:
    """A community with what one side changed on the other side too, and every fact that differed."""

    edited: Edited
    facts: tuple[Fact, ...]
    registry: Registry


def verdict_of(registry: Value | None, table: Value | None, base: Agreed | None) -> Verdict:
    """Which side changed a fact, of which both said something else."""
    if base is None:
        return Verdict.NO_BASE
    if base.value == registry:
        return Verdict.TO_REGISTRY
    if base.value == table:
        return Verdict.TO_TABLE
    return Verdict.CONFLICT


@dataclass(frozen=True, slots=True)
class Cell:
    """What becomes of a field of a SIG in one table.

    `wanted` is what the registry is to show there; `before` what the table is taken to have shown,
    so that an edit from `before` to `wanted` gives the row what it lacks, and no more.
    """

    facts: tuple[Fact, ...]
    wanted: Value
    before: Value


@dataclass(frozen=True, slots=True)
class _Side:
    """What somebody is on either side, and what becomes of them."""

    mine: Person | None
    theirs: Person | None
    wanted: Person | None
    before: Person | None


def text_cell(fact: Fact) -> Cell:
    """A text: the whole of it is one fact."""
    wanted = fact.table if fact.verdict is Verdict.TO_REGISTRY else fact.registry
    before = fact.table if fact.verdict is Verdict.TO_TABLE else wanted
    return Cell((fact,), wanted or "", before or "")


class PeopleCell:
    """A list of people: each person is a fact, and of one whom both sides name, each part."""

    def __init__(
        self,
        mine: People,
        theirs: People,
        base_of: Callable[[Person], Agreed | None],
        fact_of: Callable[[Value | None, Value | None, Agreed | None, str], Fact],
    ) -> None:
        self.base_of, self.fact_of = base_of, fact_of
        self.facts: list[Fact] = []
        pairs = same_persons(mine, theirs)
        of_mine = {theirs_at: at for at, theirs_at in pairs.items()}
        sides = [self._side(each, theirs[pairs[n]] if n in pairs else None) for n, each in enumerate(mine)]
        alone = [(n, self._side(None, each)) for n, each in enumerate(theirs) if n not in of_mine]
        # In the order of the registry; whom the table alone has comes behind the same person.
        for n, side in alone:
            above = next((of_mine[at] for at in range(n - 1, -1, -1) if at in of_mine), None)
            at = 0 if above is None else sides.index(self_at(sides, mine, above)) + 1
            sides.insert(at, side)
        self.sides = sides
