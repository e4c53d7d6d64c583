"""Every fact on which a registry and its tables differ, and what becomes of each.

A fact is what a table shows of a SIG: that it is there, a text, a person, its place. The past tells
which side changed it; what it cannot tell is open, unless a choice settles it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import combinations, pairwise, permutations

from sigtool.community import homes
from sigtool.community.community import Community
from sigtool.community.emails import kept_email, without_kept_emails
from sigtool.community.fact import (
    ORDER,
    SECTION,
    Cell,
    Fact,
    Verdict,
    Why,
    accounts,
    is_of_name,
    opened,
    people_cell,
    successors,
    text_cell,
    verdict_of,
)
from sigtool.community.named_once import named_once
from sigtool.community.nameless import nameless_rows
from sigtool.community.past import Agreed, Past, is_in_order
from sigtool.community.rows import Rows
from sigtool.community.surplus import is_legible, with_surplus
from sigtool.facts.pairs import new_persons
from sigtool.model import (
    ACCOUNT_FIELDS,
    Order,
    People,
    Person,
    Sig,
    Table,
    Value,
    as_people,
    as_text,
)
from sigtool.tables.match import By, Known
from sigtool.text.records import dataclass, field, replace

Choice = Callable[[Fact], Verdict]
# What becomes of each field, by the number of the table and the origin of the SIG.
_Cells = Mapping[tuple[int, int | None], Mapping[str, Cell]]
# Why facts are open, and more of that, by what they are about, in every table or in one alone.
Opened = dict[Hashable, tuple[Why, str]]

# What the table says of these cannot be taken over: nobody knows which value or SIG is meant.
_FOR_PEOPLE = (Why.CLASH, Why.LOOSE, Why.ELSEWHERE)
# No choice settles these: which row is meant is for somebody to say in the table.
_IN_FILES = (Why.LOOSE, Why.UNSURE, Why.TORN, Why.TWINS, Why.SECTIONS)


@dataclass(frozen=True)
class Differences:
    """The facts on which a community differs, beside its past; `choice` settles those left open.

    What `is_meant` says no to is left as it is, and not told. `refused` has the facts that cannot
    be written, by their `subject`, with the reason. `is_trial`: a row goes to another section
    even where something that it says is open.
    """

    community: Community
    past: Past
    choice: Choice
    is_meant: Callable[[Fact], bool] = lambda _: True
    refused: Mapping[Hashable, str] = field(default_factory=dict)
    is_trial: bool = False

    def __post_init__(self) -> None:
        self.past.begin(self.community)

    @cached_property
    def known(self) -> Mapping[tuple[int, int | None], Known]:
        """Each SIG with the row that is surely its own, by the number of the table and the origin
        of the SIG; also with one that was moved to the table of another section."""
        tables = self.community.assigned
        places = {sig.origin: n for n, sig in enumerate(self.ordered)}
        sure = [
            (at, each)
            for at in tables
            for each in sorted(tables[at].sigs, key=lambda each: places[each.sig.origin])
            if each.is_sure
        ]
        moved = [
            (fact.at, Known(place, fact.sig, place.projected(fact.sig), row, shown, By.NAME))
            for fact in self.presence
            if fact.key == SECTION and not fact.verdict.is_open
            for place in [tables[fact.at].place]
            for row, shown in tables[fact.at].strangers
            if row is fact.row
        ]
        once = partial(named_once, self.community, self.past)
        return {(at, each.sig.origin): once(at, each) for at, each in (*sure, *moved)}

    @cached_property
    def cells(self) -> _Cells:
        """What becomes of each field, by the number of the table and the origin of the SIG."""
        found = self._cells({})
        open_topics: Opened = dict(self._other_names(found))
        open_topics |= dict.fromkeys(self._new_names(found), (Why.TWO_NAMES, ""))
        open_topics |= dict.fromkeys(self._contested(found), (Why.OTHER_TABLE, ""))
        open_topics |= dict.fromkeys(self._clashes(found), (Why.CLASH, ""))
        return self._cells(open_topics) if open_topics else found

    @cached_property
    def presence(self) -> Sequence[Fact]:
        """The SIGs without a row, and the rows without a SIG."""
        facts = self._presence()
        is_sure = self.is_trial or not any(map(homes.goes_to_another_section, facts))
        return facts if is_sure else homes.with_rows_kept(facts, replace(self, is_trial=True).cells)

    def _presence(self) -> Sequence[Fact]:
        facts = Rows(self.community, self.past, lambda fact: fact).facts()
        facts = with_surplus(self.community, self.past, facts)
        facts += nameless_rows(self.community, facts)
        clashes = list(homes.section_clashes(facts))
        return [self._opened(f, Why.CLASH) if f in clashes else self._chosen(f) for f in facts]

    @cached_property
    def order(self) -> Sequence[Fact]:
        """The tables whose rows stand in another order than the SIGs of the registry."""
        facts = [fact for at in self.community.assigned for fact in self._order(at)]
        changed = [fact for fact in facts if fact.verdict is Verdict.TO_REGISTRY]
        known, pairs = self.community.assigned, combinations([each.at for each in changed], 2)
        differ = [pair for pair in pairs if not known[pair[0]].is_in_order_of(known[pair[1]])]
        clashes = {at for pair in differ for at in pair}
        return [self._opened(fact, Why.CLASH) if fact.at in clashes else fact for fact in facts]

    @cached_property
    def ordered(self) -> Sequence[Sig]:
        """The SIGs of the registry, in the order that they get."""
        sigs = self.community.registry.sigs
        for fact in self.order:
            if fact.verdict is Verdict.TO_REGISTRY:
                known = self.community.assigned[fact.at].by_row
                rows = {each.sig.origin: n for n, each in enumerate(known) if each.is_sure}
                shown = [sig for sig in sigs if sig.origin in rows]
                in_order = iter(sorted(shown, key=lambda sig: rows[sig.origin]))
                # These SIGs keep their places in the registry, each in the order of the rows.
                sigs = tuple(next(in_order) if sig.origin in rows else sig for sig in sigs)
        return sigs

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them, table by table."""
        found = filter(self.is_meant, (*self.presence, *_facts(self.cells), *self.order))
        return tuple(sorted(found, key=lambda each: each.at))

    def table(self, at: int) -> Table:
        return self.community.assigned[at].place.table

    def _settled(self, fact: Fact) -> Fact:
        if not self.is_meant(fact):
            return replace(fact, verdict=Verdict.CONFLICT, why=Why.NOT_MEANT)
        if fact.why in (Why.SURPLUS, Why.NO_NAME):
            return fact
        if fact.subject in self.refused:
            return opened(fact, Why.REFUSED, self.refused[fact.subject])
        verdict = self.choice(fact) if fact.verdict.is_open else fact.verdict
        if fact.why in _FOR_PEOPLE and verdict is Verdict.TO_REGISTRY:
            return fact
        return fact if verdict is fact.verdict else replace(fact, verdict=verdict, why=Why.CHOSEN)

    def _chosen(self, fact: Fact) -> Fact:
        """A fact about rows, with what is chosen; of two that may be one SIG, for both or none."""
        if self.is_meant(fact) and fact.why in _IN_FILES:
            return fact
        other = replace(fact, sig=Sig(fact.detail))
        if fact.why is Why.RENAME and self.is_meant(fact) and not self.is_meant(other):
            return fact
        return self._settled(fact)

    def _opened(self, fact: Fact, why: Why) -> Fact:
        return self._settled(opened(fact, why))

    # --- fields ---------------------------------------------------------------------------------

    def _cells(self, open_topics: Opened) -> _Cells:
        return {
            (at, origin): {
                key: self._cell(at, each, key, open_topics)
                for key in each.place.fields
                if each.wanted.value(key) != self._shown(each, key)
            }
            for (at, origin), each in self.known.items()
        }

    def _shown(self, each: Known, key: str) -> Value:
        """What a row says of a field; an address that the registry keeps and does not show tells
        nothing (SIG409 tells of it)."""
        value = each.says(key)
        if not isinstance(value, tuple) or self.community.registry.settings.publish_email:
            return value
        return without_kept_emails(value, as_people(each.wanted.value(key)), self._whole(each, key))

    def _whole(self, each: Known, key: str) -> People:
        """The people of a field, with their addresses, which a table may not show."""
        sigs = self.community.registry.sigs
        return next(sig.people(key) for sig in sigs if sig.origin == each.sig.origin)

    def _cell(self, at: int, each: Known, key: str, open_topics: Opened) -> Cell:
        table, mine, theirs = self.table(at), each.wanted.value(key), self._shown(each, key)
        fact_of = partial(self._fact, at, each, key, open_topics)
        if not is_legible(self.community, self.past, at, each.sig, each.row):
            fact = Fact(at, each.sig, key, mine, theirs, None, Verdict.CONFLICT, each.row)
            return text_cell(self._opened(fact, Why.SURPLUS))
        whole = self.past.value(table, each.sig, key)
        if isinstance(mine, tuple) and as_text(theirs):
            fact = Fact(at, each.sig, key, mine, theirs, whole, Verdict.CONFLICT, each.row)
            chosen = self._opened(fact, Why.UNREAD)
            # A list never gives way to a text, whoever chose it.
            is_kept = chosen.verdict is Verdict.TO_REGISTRY
            return text_cell(replace(fact, why=Why.UNREAD) if is_kept else chosen)
        if whole and whole.value != mine and each.place.says_nothing(key, whole.value or ""):
            whole = Agreed("")
        if as_text(mine) or as_text(theirs):
            return text_cell(fact_of(mine, theirs, whole))
        base_of = partial(self.past.person, table, each.sig, key)
        return people_cell(as_people(mine), as_people(theirs), base_of, whole, fact_of)

    def _fact(
        self,
        at: int,
        each: Known,
        key: str,
        open_topics: Opened,
        mine: Value | None,
        theirs: Value | None,
        base: Agreed | None,
        person: Person | None = None,
        part: str = "",
    ) -> Fact:
        verdict = verdict_of(mine, theirs, base)
        fact = Fact(at, each.sig, key, mine, theirs, base, verdict, each.row, person, part)
        is_hidden = part == "email" and not self.community.registry.settings.publish_email
        if is_hidden and (kept := kept_email(fact, self._whole(each, key))):
            fact = opened(replace(fact, registry=kept, base=None), Why.HIDDEN)
        topic = self.topic(fact)
        why = open_topics.get((at, topic)) or open_topics.get(topic)
        if why and not verdict.is_open:
            fact = opened(fact, *why)
        return self._settled(fact)

    def topic(self, fact: Fact) -> Hashable:
        """What a fact is about, whichever table shows it."""
        is_shared = fact.person is not None and fact.part in ("", *ACCOUNT_FIELDS)
        is_shared = is_shared or fact.part == ORDER or fact.key == "readme"
        language = None if is_shared else self.table(fact.at).language
        origin = fact.person.origin if fact.person else None
        who = str(fact.person or "") if origin is None else origin
        return fact.sig.origin, fact.key, language, who, fact.part

    def _clashes(self, cells: _Cells) -> Iterator[Hashable]:
        """The facts that two tables changed, each to something else."""
        values: dict[Hashable, list[Fact]] = defaultdict(list)
        parts: dict[Hashable, dict[int, set[Hashable]]] = defaultdict(lambda: defaultdict(set))
        for fact in _facts(cells):
            if fact.verdict is Verdict.TO_REGISTRY:
                values[self.topic(fact)].append(fact)
                if fact.person is not None:
                    whole = self.topic(replace(fact, part=""))
                    parts[whole][fact.at].add(self.topic(fact))
        for topic, told in values.items():
            if any(self._is_against(*pair) for pair in combinations(told, 2)):
                yield topic
        # Whom one table lost, or has as somebody else, and another changed.
        for whole, changed in parts.items():
            sides = list(changed.values())
            is_gone = any(whole in side for side in sides)
            if is_gone and any(one != other for one, other in pairwise(sides)):
                topics = set().union(*sides)
                told = [fact for topic in topics for fact in values[topic]]
                yield from topics
                origin, key = told[0].sig.origin, told[0].key
                for fields in (cells.get((at, origin), {}) for at in self._tables_of[origin]):
                    beside = fields[key].facts if key in fields else ()
                    yield from map(self.topic, successors(beside, told))

    def _contested(self, cells: _Cells) -> Iterator[Hashable]:
        """What would change somebody of whom something is open in another table: that would not
        stay as it is."""
        people: dict[Hashable, list[Fact]] = defaultdict(list)
        for fact in _facts(cells):
            if fact.person is not None:
                people[self.topic(replace(fact, part=""))].append(fact)
        for facts in people.values():
            for fact, other in permutations(facts, 2):
                is_open = other.verdict.is_open or (not fact.part and other.why is Why.CHOSEN)
                if fact.at != other.at and is_open and self._changes(fact, other):
                    yield self.topic(fact)

    def _changes(self, fact: Fact, other: Fact) -> bool:
        """Whether what one table says of somebody changes what is said in another one."""
        if not fact.part and fact.registry is None and fact.verdict is Verdict.TO_TABLE:
            return True
        is_same = not fact.part or self.topic(fact) == self.topic(other)
        is_shared = not other.part and fact.part in ACCOUNT_FIELDS
        return fact.verdict is Verdict.TO_REGISTRY and (is_same or is_shared)

    def _is_against(self, one: Fact, other: Fact) -> bool:
        """Whether what two tables say of one thing cannot both be so. The table of one language may
        show less of a person than that of another."""
        if one.part == ORDER:
            return [p.origin for p in as_people(one.table)] != [
                p.origin for p in as_people(other.table)
            ]
        if one.person is None or self.table(one.at).language == self.table(other.at).language:
            return one.table != other.table
        sides = [accounts(fact) for fact in (one, other)]
        shared = sides[0].keys() & sides[1].keys()
        is_gone = (one.table is None) != (other.table is None)
        return is_gone or any(sides[0][part] != sides[1][part] for part in shared)

    def _other_names(self, cells: _Cells) -> Iterator[tuple[Hashable, tuple[Why, str]]]:
        """Those who are known by a name alone, which the table of one language has another for: it
        may be their name in that language, or somebody else."""
        for (at, origin), fields in cells.items():
            others = self._elsewhere(at, origin) if self.table(at).language else ()
            for key, each in fields.items() if others else ():
                changed = [fact for fact in each.facts if is_of_name(fact)]
                gone, new = (
                    [fact for fact in changed if (fact.registry is None) is is_new]
                    for is_new in (False, True)
                )
                elsewhere = [cells.get((n, origin), {}).get(key) for n in others]
                if len(gone) == len(new) == 1 and not all(
                    other and {*map(self.topic, other.facts)} >= {*map(self.topic, gone + new)}
                    for other in elsewhere
                ):
                    for fact, other in ((gone[0], new[0]), (new[0], gone[0])):
                        why = Why.OTHER_NAME, str(other.person)
                        yield from ((self.topic(fact), why), ((at, self.topic(fact)), why))

    def _new_names(self, cells: _Cells) -> Iterator[Hashable]:
        """What tables of two languages say of somebody new, of whom nobody knows who is who."""
        pairs = (
            (fields[key], cells[other, origin][key])
            for (at, origin), fields in cells.items()
            for other in filter(at.__lt__, self._elsewhere(at, origin))
            for key in fields.keys() & cells[other, origin].keys()
        )
        for sides in pairs:
            if new_persons(*(as_people(each.wanted) for each in sides)) is None:
                new = (fact for each in sides for fact in each.facts if fact.table)
                yield from {self.topic(f) for f in new if f.registry is None or not f.person}

    def _elsewhere(self, at: int, origin: int | None) -> Sequence[int]:
        """The tables of other languages that have a SIG."""
        own = self.table(at).language
        return [n for n in self._tables_of[origin] if self.table(n).language != own]

    @cached_property
    def _tables_of(self) -> Mapping[int | None, Sequence[int]]:
        """The tables that have a SIG, by its origin."""
        tables = defaultdict[int | None, list[int]](list)
        for at, origin in self.known:
            tables[origin].append(at)
        return tables

    # --- order ----------------------------------------------------------------------------------

    def _order(self, at: int) -> Iterator[Fact]:
        known = self.community.assigned[at]
        sigs, by_row = ([k for k in each if k.is_sure] for each in (known.sigs, known.by_row))
        if known.place.table.order is Order.OWN or by_row == sigs:
            return
        mine, theirs = ([each.sig for each in side] for side in (sigs, by_row))
        base, verdict = self.past.order(known.place.table), Verdict.NO_BASE
        if base is not None and is_in_order(mine, base):
            verdict = Verdict.TO_REGISTRY
        elif base is not None:
            verdict = Verdict.TO_TABLE if is_in_order(theirs, base) else Verdict.CONFLICT
        was, now = (", ".join(sig.one_name for sig in side) for side in (mine, theirs))
        moved = next(each for each, other in zip(by_row, sigs, strict=True) if each is not other)
        fact = self._settled(Fact(at, moved.sig, ORDER, was, now, None, verdict, moved.row))
        if any(each.at == at and each.why is Why.RENAME for each in self.presence):
            # Two may be one since they stand in one place.
            yield fact if fact.why is Why.NOT_MEANT else opened(fact, Why.HELD)
            return
        if fact.verdict is Verdict.CONFLICT and fact.why is None:
            fact = replace(fact, verdict=Verdict.TO_TABLE, why=Why.BOTH_MOVED)
        yield fact


def _facts(cells: _Cells) -> Iterator[Fact]:
    return (fact for fields in cells.values() for each in fields.values() for fact in each.facts)
