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
    PRESENCE,
    SECTION,
    Cell,
    Fact,
    Verdict,
    Why,
    people_cell,
    text_cell,
    verdict_of,
)
from sigtool.community.past import Agreed, Past
from sigtool.facts.pairs import same_sigs
from sigtool.markdown.blocks import Row, name_key
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
    texts_of,
)
from sigtool.people import cell
from sigtool.tables.match import Known

Choice = Callable[[Fact], Verdict]

_THERE = "there"
_STATUSES = frozenset({"", *Status})


@dataclass(frozen=True)
class Differences:
    """The facts on which a community differs, beside its past; `choice` settles those left open.

    What `is_meant` says no to is left as it is, and not told.
    """

    community: Community
    past: Past
    choice: Choice
    is_meant: Callable[[Fact], bool] = lambda _: True

    @cached_property
    def cells(self) -> Mapping[tuple[int, int | None], Mapping[str, Cell]]:
        """What becomes of each field, by the number of the table and the origin of the SIG."""
        found = self._cells(frozenset())
        clashes = frozenset(self._clashes(found))
        return self._cells(clashes) if clashes else found

    @cached_property
    def presence(self) -> Sequence[Fact]:
        """The SIGs without a row, and the rows without a SIG."""
        known = self.community.assigned
        gone = [self._gone(at, each) for at in known for each in known[at].sigs if not each.row]
        new = [self._new(at, *each) for at in known for each in known[at].strangers]
        for left, right in self._moves(gone, new):
            at, there = gone.index(left), new.index(right)
            if self._is_same_row(left, right):
                section = self.table(right.at).section
                was = self.table(left.at).section or ""
                new[there] = replace(
                    right,
                    sig=left.sig,
                    key=SECTION,
                    registry=was,
                    table=section or "",
                    base=Agreed(was),
                )
                del gone[at]
            else:
                gone[at] = self._opened(left, Why.MOVED_AND_EDITED)
                new[there] = self._opened(right, Why.MOVED_AND_EDITED)
        for left, right in self._renames(gone, new):
            gone[gone.index(left)] = self._opened(left, Why.RENAME, right.sig.one_name)
            new[new.index(right)] = self._opened(right, Why.RENAME, left.sig.one_name)
        for fact in list(gone):
            if fact.verdict is Verdict.TO_REGISTRY and self._is_elsewhere(fact, gone):
                gone[gone.index(fact)] = self._opened(fact, Why.ONE_TABLE)
        return self._with_other_rows((*gone, *new, *self._unsure()))

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
        return fact if verdict is fact.verdict else replace(fact, verdict=verdict, why=Why.CHOSEN)

    def _opened(self, fact: Fact, why: Why, detail: str = "") -> Fact:
        return self._settled(replace(fact, verdict=Verdict.CONFLICT, why=why, detail=detail))

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

    # --- rows -----------------------------------------------------------------------------------

    def _gone(self, at: int, each: Known) -> Fact:
        """A SIG of the registry that has no row."""
        base = self._was_there(at, each.sig)
        verdict = verdict_of(_THERE, None, base)
        loose = self.community.loose.get(at)
        if loose and name_key(each.wanted.one_name) in map(name_key, loose.names):
            fact = Fact(at, each.sig, PRESENCE, each.wanted.name, None, base, Verdict.CONFLICT)
            return replace(fact, why=Why.LOOSE, detail=loose.remedy)
        if verdict is Verdict.TO_REGISTRY and self._is_edited(at, each.sig, each.wanted):
            verdict = Verdict.CONFLICT
        return self._settled(Fact(at, each.sig, PRESENCE, each.wanted.name, None, base, verdict))

    def _new(self, at: int, row: Row, shown: Sig) -> Fact:
        """A row of a SIG that the registry does not have."""
        base = self._was_there(at, shown)
        if base is not None and self._is_still_there(at, shown):
            base = Agreed(None)
        verdict = verdict_of(None, _THERE, base)
        if verdict is Verdict.TO_TABLE and self._is_edited(at, shown, shown):
            verdict = Verdict.CONFLICT
        return self._settled(Fact(at, shown, PRESENCE, None, shown.name, base, verdict, row))

    def _unsure(self) -> Iterator[Fact]:
        """The SIGs that differ from a row which may be that of another."""
        for at, known in self.community.assigned.items():
            for each in known.sigs:
                if each.row and not each.is_sure and each.wanted != each.shown:
                    names = each.wanted.name, each.shown.name
                    fact = Fact(at, each.sig, PRESENCE, *names, None, Verdict.CONFLICT, each.row)
                    yield replace(fact, why=Why.UNSURE)

    def _was_there(self, at: int, sig: Sig) -> Agreed | None:
        found = self.past.presence(self.table(at), sig)
        return None if found is None else Agreed(_THERE if found else None)

    def _is_still_there(self, at: int, shown: Sig) -> bool:
        """Whether the table showed a row as a SIG that has a row of its own now."""
        was = self.past.whole(self.table(at), shown)
        sigs = [each.wanted for each in self.community.assigned[at].sigs if each.row]
        return was is not None and bool(same_sigs([was], sigs, name_key))

    def _is_edited(self, at: int, sig: Sig, now: Sig) -> bool:
        """Whether one side says something new of a SIG that the other side took out."""
        was = self.past.whole(self.table(at), sig)
        fields = self.community.assigned[at].place.fields
        return was is not None and any(was.value(key) != now.value(key) for key in fields)

    def _is_elsewhere(self, fact: Fact, gone: Sequence[Fact]) -> bool:
        """Whether another table that shows the SIG did not lose it."""
        lost = {
            each.at
            for each in gone
            if each.verdict is Verdict.TO_REGISTRY and each.sig.origin == fact.sig.origin
        }
        return any(
            at not in lost and any(each.sig.origin == fact.sig.origin for each in known.sigs)
            for at, known in self.community.assigned.items()
        )

    def _with_other_rows(self, facts: Sequence[Fact]) -> list[Fact]:
        """The facts; where a row is open that says more of a SIG than the registry that removed it,
        so are its rows in other tables."""
        edited = [fact for fact in facts if _is_removed(fact) and _is_contested(fact)]
        known = {self.past.identity(self.table(fact.at), fact.sig) for fact in edited}
        names = {name_key(fact.sig.one_name) for fact in edited}
        return [
            self._opened(fact, Why.OTHER_ROW)
            if fact.verdict is Verdict.TO_TABLE
            and not _is_contested(fact)
            and (
                self.past.identity(self.table(fact.at), fact.sig) in known
                if _is_removed(fact)
                else names & {name_key(text) for text in texts_of(fact.sig.name)}
            )
            else fact
            for fact in facts
        ]

    def _renames(self, gone: Sequence[Fact], new: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
        """Pairs of a row that is gone and a new one that share a value: they may be one SIG."""
        left, right = (
            [fact for fact in facts if fact.key == PRESENCE and _is_of_table(fact)]
            for facts in (gone, new)
        )
        for fact in left:
            alike = [
                other for other in right if other.at == fact.at and self._is_alike(fact, other)
            ]
            if len(alike) == 1:
                right.remove(alike[0])
                yield fact, alike[0]

    def _is_alike(self, gone: Fact, new: Fact) -> bool:
        """Whether they share a value, or stand below the same row."""
        known = self.community.assigned[gone.at]
        was = self._wanted(gone)
        if any(new.sig.value(key) == value for key, value in was.values.items()):
            return True
        with_row = [each for each in known.sigs if each.row or each.sig.origin == gone.sig.origin]
        at = next(n for n, each in enumerate(with_row) if each.sig.origin == gone.sig.origin)
        rows = [row for row, _, _ in known.rows]
        above = rows[: next(n for n, row in enumerate(rows) if row is new.row)][-1:]
        return above == [each.row for each in with_row[:at][-1:]]

    def _wanted(self, gone: Fact) -> Sig:
        """How the table would say a SIG that has no row."""
        sigs = self.community.assigned[gone.at].sigs
        return next(each.wanted for each in sigs if each.sig.origin == gone.sig.origin)

    def _moves(self, gone: Sequence[Fact], new: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
        """Pairs of a row that is gone and a new one in the table of another section that are one
        SIG, by name or page."""
        for at, table in ((at, self.table(at)) for at in self.community.assigned):
            left = [fact for fact in gone if fact.at == at and _has_lost_row(fact)]
            right = [
                fact
                for fact in new
                if _is_of_table(fact)
                and self.table(fact.at).language == table.language
                and self.table(fact.at).section != table.section
            ]
            wanted = [self._wanted(fact) for fact in left]
            pairs = same_sigs(wanted, [fact.sig for fact in right], name_key)
            yield from [(left[mine], right[theirs]) for mine, theirs in pairs.items()]

    def _is_same_row(self, gone: Fact, new: Fact) -> bool:
        """Whether a row that was moved says what it said."""
        was = self._wanted(gone)
        shared = set(self.community.assigned[gone.at].place.fields) & {"name", *new.sig.values}
        return all(was.value(key) == new.sig.value(key) for key in shared)

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


def _has_lost_row(fact: Fact) -> bool:
    """Whether the table lost a row, whatever the registry changed since."""
    return _is_of_table(fact) or (fact.verdict is Verdict.CONFLICT and fact.why is None)


def _told_by_table(fact: Fact) -> Hashable:
    """What a table says, whichever language it says it in."""
    if fact.part == ORDER and isinstance(fact.table, tuple):
        return tuple(person.origin for person in fact.table)
    return fact.table


def _is_removed(fact: Fact) -> bool:
    """Whether it is a row of a SIG that the registry removed."""
    was_there = fact.base is not None and fact.base.value is not None
    return fact.key == PRESENCE and fact.row is not None and was_there


def _is_contested(fact: Fact) -> bool:
    return fact.verdict is Verdict.CONFLICT or fact.why is Why.CHOSEN


def _is_of_table(fact: Fact) -> bool:
    return fact.verdict is Verdict.TO_REGISTRY


def _start(each: Known) -> int:
    return each.row.line.start if each.row else 0


def _is_in_order(sigs: Sequence[Sig], base: Sequence[Sig]) -> bool:
    places = same_sigs(sigs, base, name_key)
    found = [places[at] for at in sorted(places)]
    return found == sorted(found)
