"""SIGs without a row, and rows without a SIG: which side added or removed them.

A row that stands in the table of another section was moved; one that is gone beside one that is new
may be renamed, and nobody but a person knows (design law L11).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from sigtool.community.community import Community
from sigtool.community.fact import (
    PRESENCE,
    SECTION,
    Fact,
    Verdict,
    Why,
    has_lost_row,
    is_contested,
    is_of_table,
    is_removed,
    opened,
    verdict_of,
)
from sigtool.community.homes import has_row, home, was_elsewhere
from sigtool.community.past import Agreed, Past, nameless
from sigtool.community.translations import are_paired, translations
from sigtool.community.twins import namesakes, owner_of_page, twice, twins
from sigtool.edit.query import registered
from sigtool.facts.pairs import Finder, same_sigs
from sigtool.markdown.blocks import Row
from sigtool.markdown.inline import name_key
from sigtool.model import Sig, Table, texts_of
from sigtool.tables.match import By, Known, sig_keys
from sigtool.text.records import dataclass, replace

_THERE = "there"


@dataclass(frozen=True)
class Rows:
    """The rows of a community, beside its past; `settled` gives a fact the verdict that is chosen
    for it."""

    community: Community
    past: Past
    settled: Callable[[Fact], Fact]

    def facts(self) -> Sequence[Fact]:
        """SIGs without a row, and rows without a SIG; those that are one are settled as one."""
        known = self.community.assigned
        several = [*twins(self.community), *map(self.settled, namesakes(self.community))]
        told = {(fact.at, fact.sig.origin) for fact in several if fact.sig.origin is not None}
        gone = [
            self._gone(at, each)
            for at in known
            for each in known[at].sigs
            if not each.row and (at, each.sig.origin) not in told
        ]
        of = {at: translations(self.community.registry, known[at]) for at in known}
        new = [
            self._if_translation(of[at].sure, self._new(at, row, shown))
            for at in known
            for row, shown in known[at].free
        ]
        gone, new = ([self._if_torn(each) for each in facts] for facts in (gone, new))
        for left, rights in self._moves(gone, new):
            for right in rights:
                new[new.index(right)] = self._moved(left, right, rights)
            gone.remove(left)
        for left, rights in self._renames(gone, new):
            gone[gone.index(left)] = self._opened(left, Why.RENAME, rights[0].sig.one_name)
            for right in rights:
                new[new.index(right)] = self._opened(right, Why.RENAME, left.sig.one_name)
        several, new = self._told_once(several, new)
        # What one table lost may have a new row in another language.
        translated = {each.sig.origin for each in new if each.why is Why.TRANSLATION}
        for fact in list(gone):
            is_elsewhere = self._is_elsewhere(fact, gone) or fact.sig.origin in translated
            if fact.verdict is Verdict.TO_REGISTRY and is_elsewhere:
                gone[gone.index(fact)] = self._opened(fact, Why.ONE_TABLE)
        gone, new = ([self._if_renamed(fact, new) for fact in facts] for facts in (gone, new))
        new = [self._if_likely(of[fact.at].likely, fact) for fact in new]
        new = [self._if_same_page(self._if_former(gone, fact)) for fact in new]
        facts = self._with_other_rows((*gone, *new, *self._unsure(), *self._loose()))
        return [*facts, *several, *twice(self.community)]

    def _told_once(
        self, several: Sequence[Fact], new: Sequence[Fact]
    ) -> tuple[list[Fact], list[Fact]]:
        """Of rows of one name, the facts about all of them, and those about new rows that are none
        of them; where one looks like a rename, that is told instead."""
        renamed = {id(fact.row) for fact in new if fact.why is Why.RENAME}
        names = {(fact.at, name_key(str(fact.table))) for fact in several if fact.table}
        others = [
            fact
            for fact in new
            if id(fact.row) in renamed
            or fact.key != PRESENCE
            or (fact.at, name_key(fact.sig.one_name)) not in names
        ]
        return [fact for fact in several if id(fact.row) not in renamed], others

    def table(self, at: int) -> Table:
        return self.community.assigned[at].place.table

    def _opened(self, fact: Fact, why: Why, detail: str = "") -> Fact:
        return self.settled(opened(fact, why, detail))

    def _gone(self, at: int, each: Known) -> Fact:
        """A SIG of the registry that has no row."""
        base = self._was_there(at, each.sig)
        strangers = (shown for _, shown in self.community.assigned[at].strangers)
        if base is not None and self._is_one_of(at, each.sig, strangers):
            base = Agreed(None)  # the registry renamed it, and its row has the former name
        verdict = verdict_of(_THERE, None, base)
        loose = self.community.loose.get(at)
        fact = Fact(at, each.sig, PRESENCE, each.wanted.name, None, base, verdict)
        # Of a SIG that seems to be gone, a row there may have another name.
        if loose and (verdict is Verdict.TO_REGISTRY or loose.has_row_of(each.wanted)):
            return opened(fact, Why.LOOSE, loose.remedy)
        fact = self.settled(self._if_in_another_section(self._if_edited(fact, each.wanted)))
        is_gone = fact.verdict is Verdict.TO_REGISTRY and fact.why is None
        if is_gone and self.past.nameless(self.table(at)) < nameless(self.community.assigned[at]):
            return self._opened(fact, Why.NAMELESS)
        return fact

    def _new(self, at: int, row: Row, shown: Sig) -> Fact:
        """A row of a SIG that the registry does not have."""
        base = self._was_there(at, shown)
        with_row = (each.sig for each in self.community.assigned[at].sigs if each.row)
        if base is not None and self._is_one_of(at, shown, with_row):
            base = Agreed(None)
        verdict = verdict_of(None, _THERE, base)
        fact = Fact(at, shown, PRESENCE, None, shown.name, base, verdict, row)
        fact = self.settled(self._if_in_another_section(self._if_edited(fact, shown)))
        is_known = self._hidden[at].find(shown) is not None
        # As in another section, or archived.
        is_told = fact.verdict is Verdict.CONFLICT or self._says_what_nobody_took(fact)
        return self._opened(fact, Why.ELSEWHERE) if is_known and is_told else fact

    @cached_property
    def _hidden(self) -> Mapping[int, Finder]:
        """What finds the SIGs that a table does not show."""
        tables = self.community.assigned.items()
        shown = {at: {each.sig.origin for each in known.sigs} for at, known in tables}
        sigs = self.community.registry.sigs
        rest = ((at, [sig for sig in sigs if sig.origin not in here]) for at, here in shown.items())
        return {at: Finder.of(others, name_key) for at, others in rest}

    def _says_what_nobody_took(self, fact: Fact) -> bool:
        """Whether a row that goes says something that both never said alike."""
        table, keys = self.table(fact.at), self.community.assigned[fact.at].place.fields
        agreed = ((key, self.past.value(table, fact.sig, key)) for key in keys)
        new = (was is None or was.value != fact.sig.value(key) for key, was in agreed)
        return fact.verdict is Verdict.TO_TABLE and any(new)

    def _if_translation(self, sure: Mapping[int, Sig], fact: Fact) -> Fact:
        """A fact about a new row; if it surely is that of a SIG that its language lacks, of it."""
        sig = sure.get(id(fact.row))
        if sig is None or fact.verdict not in (Verdict.TO_REGISTRY, Verdict.NO_BASE):
            return fact
        if not are_paired(sig, fact.sig):
            return self._opened(fact, Why.MAY_BE, sig.one_name)
        own = replace(fact.sig, origin=sig.origin)
        return replace(fact, sig=own, why=Why.TRANSLATION, detail=sig.one_name)

    def _if_likely(self, likely: Mapping[int, Sig], fact: Fact) -> Fact:
        """A fact about a new row; opened, if it may be that of a SIG that its language lacks."""
        sig = likely.get(id(fact.row))
        if sig is None or fact.verdict not in (Verdict.TO_REGISTRY, Verdict.NO_BASE):
            return fact
        return self._opened(fact, Why.MAY_BE, sig.one_name)

    def _if_same_page(self, fact: Fact) -> Fact:
        """A fact about a new row; opened, if it links the page of a SIG whose row is there too: it
        may be one of two names of it."""
        is_new = fact.verdict in (Verdict.TO_REGISTRY, Verdict.NO_BASE)
        if fact.key != PRESENCE or fact.why is not None or not is_new:
            return fact
        sig = owner_of_page(self.community, fact.at, fact.sig)
        return self._opened(fact, Why.SAME_PAGE, sig.one_name) if sig else fact

    def _loose(self) -> Iterator[Fact]:
        """The loose rows of SIGs that the registry does not have."""
        for at, loose in self.community.loose.items():
            for row, sig in zip(loose.rows, loose.sigs, strict=False):
                if sig and registered(self.community.registry).find(sig) is None:
                    fact = Fact(at, sig, PRESENCE, None, sig.name, None, Verdict.CONFLICT, row)
                    yield replace(fact, why=Why.LOOSE, detail=loose.remedy)

    def _unsure(self) -> Iterator[Fact]:
        """The SIGs that differ from a row which may be that of another."""
        for at, known in self.community.assigned.items():
            for each in known.sigs:
                if each.row and not each.is_sure and each.wanted != each.shown:
                    names = each.wanted.name, each.shown.name
                    fact = Fact(at, each.sig, PRESENCE, *names, None, Verdict.CONFLICT, each.row)
                    yield replace(fact, why=Why.TORN if each.by is By.TORN else Why.UNSURE)

    def _was_there(self, at: int, sig: Sig) -> Agreed | None:
        found = self.past.presence(self.table(at), sig)
        return None if found is None else Agreed(_THERE if found else None)

    def _if_renamed(self, fact: Fact, new: Sequence[Fact]) -> Fact:
        """A fact about a SIG that is new on one side; opened, where it may be one that the other
        side removed, or changed, under its former name."""
        is_new = fact.base is not None and fact.base.value is None
        if fact.key != PRESENCE or not is_new or is_contested(fact):
            return fact
        rows = [each for each in new if each.at == fact.at and each.row is not fact.row]
        others = [each.sig for each in rows if not is_contested(each)]
        edited = [each.sig for each in rows if is_contested(each) and fact.row is None]
        same = (each for each in edited if self._is_one_of(fact.at, fact.sig, [each]))
        former = self.past.former(self.table(fact.at), fact.sig, others) or next(same, None)
        return self._opened(fact, Why.RENAMED, former.one_name) if former else fact

    def _if_former(self, gone: Sequence[Fact], fact: Fact) -> Fact:
        """A fact about a row; opened, if it goes since the registry has its SIG by another name,
        and that does not get a row."""
        others = [each.sig for each in gone if each.at == fact.at and is_contested(each)]
        is_going = fact.verdict is Verdict.TO_TABLE and fact.why is None
        is_former = is_going and self._is_one_of(fact.at, fact.sig, others)
        return self._opened(fact, Why.FORMER) if is_former else fact

    def _is_one_of(self, at: int, sig: Sig, others: Iterable[Sig]) -> bool:
        """Whether one of the others is the SIG that both had as this one when they last agreed."""
        table = self.table(at)
        own = self.past.identity(table, sig)
        return own is not None and own in (self.past.identity(table, each) for each in others)

    def _if_edited(self, fact: Fact, now: Sig) -> Fact:
        """A fact about a SIG that one side took out; a conflict, if the other side says something
        new of it. Of a field that SIGs have since then alone, only a row can."""
        is_taken_out = Verdict.TO_REGISTRY if fact.row is None else Verdict.TO_TABLE
        table, place = self.table(fact.at), self.community.assigned[fact.at].place
        was = self.past.whole(table, fact.sig) if fact.verdict is is_taken_out else None
        if was is None:
            return fact
        whole, fields = was
        edits = [
            key
            for key in place.fields
            if (fact.row or key in fields)
            and whole.value(key) != now.value(key)
            and (now.value(key) or not place.says_nothing(key, whole.value(key)))
        ]
        if not edits:
            return fact
        return replace(fact, verdict=Verdict.CONFLICT, detail=", ".join(edits))

    def _if_in_another_section(self, fact: Fact) -> Fact:
        """A fact about a SIG that one side alone has, as a new one; a conflict, if both had it in
        another section: one side moved it, and the other took it out."""
        is_new = fact.base == Agreed(None) and fact.verdict is not Verdict.CONFLICT
        if not is_new or not was_elsewhere(self.community, self.past, fact.at, fact.sig):
            return fact
        if fact.row is None:
            is_there = has_row(self.community, fact.at, self._wanted(fact))
        else:
            is_there = registered(self.community.registry).find(fact.sig) is not None
        if is_there:
            return fact
        return replace(fact, base=Agreed(_THERE), verdict=Verdict.CONFLICT, detail=SECTION)

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
        or that may be one of another name, so are its rows in other tables."""
        edited = [fact for fact in facts if is_removed(fact) and is_contested(fact)]
        renamed = [fact for fact in facts if fact.why is Why.RENAMED]
        former = [(fact.at, Sig(fact.detail)) for fact in renamed]
        former += [(fact.at, fact.sig) for fact in edited]
        known = {self.past.identity(self.table(at), sig) for at, sig in former} - {None}
        names = {name_key(sig.one_name) for _, sig in former}
        origins = {fact.sig.origin for fact in renamed} - {None}

        def is_other_row(fact: Fact) -> bool:
            if fact.verdict is not Verdict.TO_TABLE or is_contested(fact):
                return False
            if self.past.identity(self.table(fact.at), fact.sig) in known:
                return True
            if is_removed(fact):
                return False
            own = {name_key(text) for text in texts_of(fact.sig.name)}
            return fact.sig.origin in origins or bool(names & own)

        return [self._opened(f, Why.OTHER_ROW) if is_other_row(f) else f for f in facts]

    def _renames(
        self, gone: Sequence[Fact], new: Sequence[Fact]
    ) -> Iterator[tuple[Fact, Sequence[Fact]]]:
        """Each row that is gone with a new one that shares a value, or with those of one name in
        other sections: they may be one SIG."""
        left, right = (
            [fact for fact in facts if fact.key == PRESENCE and is_one(fact) and fact.why is None]
            for facts, is_one in ((gone, has_lost_row), (new, is_of_table))
        )
        ways = (self._shares_value, self._is_in_its_place, self._is_alike_in_another_section)
        for is_alike in ways:
            for fact in list(left):
                alike = [other for other in right if is_alike(fact, other)]
                names = {name_key(other.sig.one_name) for other in alike}
                is_apart = len({other.at for other in alike}) == len(alike)
                if len(names) == 1 and is_apart:
                    left.remove(fact)
                    right = [other for other in right if other not in alike]
                    yield fact, alike

    def _if_torn(self, fact: Fact) -> Fact:
        """A fact about a SIG without a row, or a row without a SIG; opened, if nobody knows whose
        its name or its page is."""
        sig = self._wanted(fact) if fact.row is None else fact.sig
        is_torn = not self.community.assigned[fact.at].torn.isdisjoint(sig_keys(sig))
        return self._opened(fact, Why.TORN) if is_torn else fact

    def _shares_value(self, gone: Fact, new: Fact) -> bool:
        return gone.at == new.at and self._says_alike(gone, new)

    def _says_alike(self, gone: Fact, new: Fact) -> bool:
        wanted = self._wanted(gone)
        return any(new.sig.value(key) == value for key, value in wanted.values.items())

    def _is_alike_in_another_section(self, gone: Fact, new: Fact) -> bool:
        one, other = self.table(gone.at), self.table(new.at)
        is_moved = one.language == other.language and one.section != other.section
        return is_moved and self._says_alike(gone, new)

    def _is_in_its_place(self, gone: Fact, new: Fact) -> bool:
        """Whether they stand below the same row, but for rows that came since."""
        if gone.at != new.at:
            return False
        known = self.community.assigned[gone.at]
        at = next(n for n, each in enumerate(known.sigs) if each.sig.origin == gone.sig.origin)
        own = next(n for n, (row, _, _) in enumerate(known.rows) if row is new.row)
        above = ((each.row, each.sig) for each in reversed(known.sigs[:at]) if each.row)
        rows = ((row, shown) for row, shown, _ in reversed(known.rows[:own]))
        sides = ((row for row, sig in side if self._is_old(gone.at, sig)) for side in (above, rows))
        one, other = (next(side, None) for side in sides)
        return one is other

    def _is_old(self, at: int, sig: Sig) -> bool:
        """Whether a SIG, or that of a row, did not come since both last agreed on it."""
        return self.past.presence(self.table(at), sig) is not False

    def _wanted(self, gone: Fact) -> Sig:
        """How the table would say a SIG that has no row."""
        sigs = self.community.assigned[gone.at].sigs
        return next(each.wanted for each in sigs if each.sig.origin == gone.sig.origin)

    def _moves(
        self, gone: Sequence[Fact], new: Sequence[Fact]
    ) -> Iterator[tuple[Fact, Sequence[Fact]]]:
        """Each row that is gone with the new ones in tables of other sections that are of its SIG,
        by name or page; or with the one that stays, where the registry moved the SIG."""
        for at, table in ((at, self.table(at)) for at in self.community.assigned):
            left = [fact for fact in gone if fact.at == at and fact.why is None]
            right = [
                fact
                for fact in new
                if self.table(fact.at).language == table.language
                and self.table(fact.at).section != table.section
            ]
            came = [f for f in right if f.verdict in (Verdict.TO_REGISTRY, Verdict.NO_BASE)]
            wanted = [self._wanted(fact) for fact in left]
            pairs = same_sigs(wanted, [fact.sig for fact in came], name_key)
            stays = [each for each in right if each.why is Why.ELSEWHERE and is_removed(each)]
            for n, (fact, sig) in enumerate(zip(left, wanted, strict=True)):
                ways = ([came[pairs[n]]] if n in pairs else came, stays)
                free = ([f for f in way if f in new] for way in ways)  # one row is of one SIG
                own = ([f for f in way if same_sigs([sig], [f.sig], name_key)] for way in free)
                if rows := next(filter(None, own), None):
                    yield fact, rows

    def _moved(self, gone: Fact, new: Fact, rows: Sequence[Fact]) -> Fact:
        """That a row stands in the table of another section than its SIG is in."""
        mine, theirs = (self.table(fact.at).section or "" for fact in (gone, new))
        base = gone.base
        if base is not None:
            then = home(self.community, self.past, new.at, gone.sig)
            base = Agreed(then.section or "" if then else "")
        verdict = verdict_of(mine, theirs, base)
        fact = Fact(new.at, gone.sig, SECTION, mine, theirs, base, verdict, new.row)
        if len(rows) < 2:
            return self.settled(fact)
        places = [
            self.community.assigned[each.at].place.where(each.row) for each in rows if each.row
        ]
        return self._opened(fact, Why.SECTIONS, ", ".join(places))
