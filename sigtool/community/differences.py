"""Every fact on which a registry and its tables differ, and what becomes of each.

A fact is what a table shows of a SIG: that it is there, a text, a person, its place. The past tells
which side changed it; what it cannot tell is open, unless a choice settles it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import combinations, pairwise

from sigtool.community.community import Community
from sigtool.community.fact import (
    ORDER,
    Cell,
    Fact,
    Verdict,
    Why,
    opened,
    people_cell,
    text_cell,
    verdict_of,
)
from sigtool.community.past import Agreed, Past
from sigtool.community.rows import Rows
from sigtool.facts.pairs import same_sigs
from sigtool.markdown.blocks import name_key
from sigtool.model import (
    Order,
    Person,
    Sig,
    Status,
    Table,
    Value,
    as_people,
    as_text,
    in_language,
)
from sigtool.people import cell
from sigtool.tables.match import Known

Choice = Callable[[Fact], Verdict]

_STATUSES = frozenset({"", *Status})


# What the table says of these cannot be taken over: nobody knows which value or SIG is meant.
_FOR_PEOPLE = (Why.CLASH, Why.MOVED_AND_EDITED, Why.LOOSE, Why.ELSEWHERE)


@dataclass(frozen=True)
class Differences:
    """The facts on which a community differs, beside its past; `choice` settles those left open.

    What `is_meant` says no to is left as it is, and not told.
    """

    community: Community
    past: Past
    choice: Choice
    is_meant: Callable[[Fact], bool] = lambda _: True

    def __post_init__(self) -> None:
        self.past.begin(self.community)

    @cached_property
    def cells(self) -> Mapping[tuple[int, int | None], Mapping[str, Cell]]:
        """What becomes of each field, by the number of the table and the origin of the SIG."""
        found = self._cells(frozenset())
        clashes = frozenset(self._clashes(found))
        return self._cells(clashes) if clashes else found

    @cached_property
    def presence(self) -> Sequence[Fact]:
        """The SIGs without a row, and the rows without a SIG."""
        facts = Rows(self.community, self.past, lambda fact: fact).facts()
        return [self._chosen(fact) for fact in facts]

    @cached_property
    def order(self) -> Sequence[Fact]:
        """The tables whose rows stand in another order than the SIGs of the registry."""
        facts = [fact for at in self.community.assigned for fact in self._order(at)]
        changed = [fact for fact in facts if fact.verdict is Verdict.TO_REGISTRY]
        clashes = {
            at
            for one, other in combinations(changed, 2)
            if not self._is_one_order(one.at, other.at)
            for at in (one.at, other.at)
        }
        return [self._opened(fact, Why.CLASH) if fact.at in clashes else fact for fact in facts]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them, table by table."""
        cells = (each for fields in self.cells.values() for each in fields.values())
        of_cells = (fact for each in cells for fact in each.facts)
        found = filter(self.is_meant, (*self.presence, *of_cells, *self.order))
        return tuple(sorted(found, key=lambda each: each.at))

    def table(self, at: int) -> Table:
        return self.community.assigned[at].place.table

    def _settled(self, fact: Fact) -> Fact:
        if not self.is_meant(fact):
            return replace(fact, verdict=Verdict.CONFLICT, why=Why.NOT_MEANT)
        verdict = self.choice(fact) if fact.verdict.is_open else fact.verdict
        if fact.why in _FOR_PEOPLE and verdict is Verdict.TO_REGISTRY:
            return fact
        return fact if verdict is fact.verdict else replace(fact, verdict=verdict, why=Why.CHOSEN)

    def _chosen(self, fact: Fact) -> Fact:
        """A fact about rows, with what is chosen; of two that may be one SIG, for both or none."""
        if self.is_meant(fact) and fact.why in (Why.LOOSE, Why.UNSURE, Why.TORN):
            return fact
        other = replace(fact, sig=Sig(fact.detail))
        if fact.why is Why.RENAME and self.is_meant(fact) and not self.is_meant(other):
            return fact
        return self._settled(fact)

    def _opened(self, fact: Fact, why: Why) -> Fact:
        return self._settled(opened(fact, why))

    # --- fields ---------------------------------------------------------------------------------

    def _cells(self, clashes: frozenset[Hashable]) -> dict[tuple[int, int | None], dict[str, Cell]]:
        return {
            (at, each.sig.origin): {
                key: self._cell(at, each, key, clashes)
                for key in known.place.fields
                if each.wanted.value(key) != self._shown(at, each, key)
            }
            for at, known in self.community.assigned.items()
            for each in known.sigs
            if each.is_sure
        }

    def _shown(self, at: int, each: Known, key: str) -> Value:
        """What a row says of a field; a word for nobody in a people cell says nothing."""
        value = each.shown.value(key)
        if isinstance(value, tuple) and not self.community.registry.settings.publish_email:
            # What the registry does not show cannot be compared; SIG409 tells of an address.
            value = tuple(
                p.with_texts({"email": None}) if p.handle or p.name or p.url else p for p in value
            )
        bound = self.community.assigned[at].place.bound
        is_people = any(one.field == key and one.holds_people for one in bound)
        text = in_language(as_text(value), None)
        return "" if is_people and text and cell.is_placeholder(text) else value

    def _cell(self, at: int, each: Known, key: str, clashes: frozenset[Hashable]) -> Cell:
        table, mine, theirs = self.table(at), each.wanted.value(key), self._shown(at, each, key)
        fact_of = partial(self._fact, at, each, key, clashes)
        whole = self.past.value(table, each.sig, key)
        if isinstance(mine, tuple) and as_text(theirs):
            fact = Fact(at, each.sig, key, mine, theirs, whole, Verdict.CONFLICT, each.row)
            chosen = self._opened(fact, Why.UNREAD)
            # A list never gives way to a text, whoever chose it.
            is_kept = chosen.verdict is Verdict.TO_REGISTRY
            return text_cell(replace(fact, why=Why.UNREAD) if is_kept else chosen)
        if as_text(mine) or as_text(theirs):
            return text_cell(fact_of(mine, theirs, whole))
        base_of = partial(self.past.person, table, each.sig, key)
        return people_cell(as_people(mine), as_people(theirs), base_of, whole, fact_of)

    def _fact(
        self,
        at: int,
        each: Known,
        key: str,
        clashes: frozenset[Hashable],
        mine: Value | None,
        theirs: Value | None,
        base: Agreed | None,
        person: Person | None = None,
        part: str = "",
    ) -> Fact:
        verdict = verdict_of(mine, theirs, base)
        fact = Fact(at, each.sig, key, mine, theirs, base, verdict, each.row, person, part)
        if verdict is Verdict.TO_REGISTRY and self._subject(fact) in clashes:
            fact = self._opened(fact, Why.CLASH)
        fact = self._settled(fact)
        if fact.verdict is Verdict.TO_REGISTRY and key == "status" and theirs not in _STATUSES:
            detail = f"a status is one of {', '.join(Status)}"
            return replace(fact, verdict=Verdict.CONFLICT, why=Why.REFUSED, detail=detail)
        return fact

    def _subject(self, fact: Fact) -> Hashable:
        """What a fact is about, whichever table shows it."""
        is_shared = fact.person is not None or fact.part == ORDER or fact.key == "readme"
        language = None if is_shared else self.table(fact.at).language
        return fact.sig.origin, fact.key, language, str(fact.person or ""), fact.part

    def _clashes(
        self, cells: Mapping[tuple[int, int | None], Mapping[str, Cell]]
    ) -> Iterator[Hashable]:
        """The facts that two tables changed, each to something else."""
        values: dict[Hashable, dict[int, set[Hashable]]] = defaultdict(lambda: defaultdict(set))
        parts: dict[Hashable, dict[int, set[Hashable]]] = defaultdict(lambda: defaultdict(set))
        for fields in cells.values():
            for fact in (fact for each in fields.values() for fact in each.facts):
                if fact.verdict is Verdict.TO_REGISTRY:
                    values[self._subject(fact)][fact.at].add(_told_by_table(fact))
                    if fact.person is not None:
                        whole = self._subject(replace(fact, part=""))
                        parts[whole][fact.at].add(self._subject(fact))
        for subject, told in values.items():
            if any(each != said for each, said in pairwise(told.values())):
                yield subject
        # Whom one table lost, or has as somebody else, and another changed.
        for whole, changed in parts.items():
            sides = list(changed.values())
            is_gone = any(whole in side for side in sides)
            if is_gone and any(one != other for one, other in pairwise(sides)):
                yield from set().union(*sides)

    # --- order ----------------------------------------------------------------------------------

    def _is_one_order(self, at: int, other: int) -> bool:
        """Whether two tables have the SIGs that both show in one order."""
        one, two = (
            [each.sig.origin for each in sorted(self.community.assigned[n].sigs, key=_start)]
            for n in (at, other)
        )
        return [each for each in one if each in two] == [each for each in two if each in one]

    def _order(self, at: int) -> Iterator[Fact]:
        known = self.community.assigned[at]
        sigs = [each for each in known.sigs if each.is_sure]
        by_row = sorted(sigs, key=_start)
        if known.place.table.order is Order.OWN or by_row == sigs:
            return
        mine, theirs = ([each.sig for each in side] for side in (sigs, by_row))
        base, verdict = self.past.order(known.place.table), Verdict.NO_BASE
        if base is not None and _is_in_order(mine, base):
            verdict = Verdict.TO_REGISTRY
        elif base is not None:
            verdict = Verdict.TO_TABLE if _is_in_order(theirs, base) else Verdict.CONFLICT
        was, now = (", ".join(sig.one_name for sig in side) for side in (mine, theirs))
        moved = next(each for each, other in zip(by_row, sigs, strict=True) if each is not other)
        fact = self._settled(Fact(at, moved.sig, ORDER, was, now, None, verdict, moved.row))
        if fact.verdict is Verdict.CONFLICT and fact.why is None:
            fact = replace(fact, verdict=Verdict.TO_TABLE, why=Why.BOTH_MOVED)
        yield fact


def _told_by_table(fact: Fact) -> Hashable:
    """What a table says, whichever language it says it in."""
    if fact.part == ORDER and isinstance(fact.table, tuple):
        return tuple(person.origin for person in fact.table)
    return fact.table


def _start(each: Known) -> int:
    return each.row.line.start if each.row else 0


def _is_in_order(sigs: Sequence[Sig], base: Sequence[Sig]) -> bool:
    places = same_sigs(sigs, base, name_key)
    found = [places[at] for at in sorted(places)]
    return found == sorted(found)
