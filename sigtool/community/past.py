"""What a registry and its tables said in older commits: where both said the same, that is the base
of what they say now.

Pure: the older communities are handed in, the newest first, and are looked at only as far as they
are asked for.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from functools import partial
from posixpath import dirname, normpath

from sigtool.community.community import Community
from sigtool.community.older import Older
from sigtool.community.unregistered import Unregistered
from sigtool.facts.pairs import near_persons, same_sigs
from sigtool.markdown.inline import name_key
from sigtool.model import WORDS, Kind, People, Person, Sig, Table, Value, as_people, texts_of
from sigtool.tables import cells
from sigtool.tables.match import Assigned, Known
from sigtool.text.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both said when they last said the same of a fact; None: the SIG, or person, was not
    there."""

    value: Value | None


def nameless(known: Assigned) -> int:
    """How many rows of a table name no SIG."""
    return sum(sig is None for _, sig in known.place.rows)


@dataclass
class Past:
    """The older communities, the newest first, read as far as somebody asked.

    `end` says why there are no more, where there may have been some; only then it is known.
    """

    older: Iterator[Older]
    read: list[Older] = field(default_factory=list)
    end: str = ""
    _now: Community | None = None
    _tables: list[Mapping[Table, Assigned]] = field(default_factory=list)

    def begin(self, now: Community) -> None:
        """Compare with a community of now."""
        self._now, self._tables = now, []

    def __iter__(self) -> Iterator[Older]:
        at = 0
        while at < len(self.read) or self._read_one():
            yield self.read[at]
            at += 1

    def _states(self) -> Iterator[tuple[Older, Mapping[Table, Assigned]]]:
        """The tables of now as they were in each commit, the newest first."""
        for at, older in enumerate(self if self._now else ()):
            if self._now and at == len(self._tables):
                self._tables.append(older.beside(self._now))
            yield older, self._tables[at]

    def _known(self, table: Table) -> Iterator[tuple[Older, Assigned]]:
        """A table of now as it was in each commit that has it, the newest first."""
        for older, tables in self._states():
            if known := tables.get(table):
                yield older, known

    def _about(self, table: Table, sig: Sig) -> Iterator[tuple[Older, Assigned, Sig]]:
        """A table of now as it was in each commit that tells which SIG of then a SIG is; with the
        SIG, by its name of then where both sides have renamed it."""
        for older, known in self._known(table):
            if not known.is_torn(sig):
                yield older, known, self._renamed(known, table, sig) or sig

    def _wherever(self, table: Table, sig: Sig) -> Iterator[tuple[Older, Table, Assigned, Sig]]:
        """As `_about`, with the table of now that showed the SIG then: it may have been that of
        another section, which has no other SIG of its name now."""
        others: list[Table] | None = None
        for older, tables in self._states():
            at = table
            if self._now and not (table in tables and _has(tables[table], sig)):
                if others is None:
                    found = self._now.other_sections(table)
                    others = [each.place.table for each in found if _is_free(each, sig)]
                there = [other for other in others if other in tables and _has(tables[other], sig)]
                at = there[0] if len(there) == 1 else table
            known = tables.get(at)
            if known and not known.is_torn(sig):
                own = self._renamed(known, table, sig) if at == table else None
                yield older, at, known, own or sig

    def _renamed(self, known: Assigned, table: Table, sig: Sig) -> Sig | None:
        """The SIG of then that both sides call by a new name, and of which one of them says all the
        rest as it was. No other SIG says that, then or now, and nobody has its former name."""
        if known.find(sig) or known.find_stranger(sig) or not self._now:
            return None
        now = next((k.sigs for k in self._now.assigned.values() if k.place.table == table), ())
        own = next((each for each in now if each.sig.origin == sig.origin and each.is_sure), None)
        if own is None:
            return None
        if elsewhere := self._by_other_names(known, sig, now):
            return elsewhere
        shown = [row for k in self._now.assigned.values() for _, row in k.place.rows if row]
        names = [*self._now.registry.sigs, *shown]
        then = [each for each in known.sigs if each.is_sure]
        for side in (_registry_rest, _row_rest):
            rest = side(own)
            was = [each for each in then if side(each) == rest]
            is_one = rest and len(was) == 1 and [side(each) for each in now].count(rest) == 1
            if is_one and not any(_shares_name(was[0].sig, each) for each in names):
                gone = [n for n in then if not any(_shares_name(n.sig, each) for each in names)]
                # Where others are gone as well, it may be one of those.
                return was[0].sig if len(gone) == 1 else None
        return None

    def _by_other_names(self, known: Assigned, sig: Sig, now: Sequence[Known]) -> Sig | None:
        """The SIG of then by a name that it has in another language now, and nobody here."""
        registry = self._now.registry.sigs if self._now else ()
        whole = next((each for each in registry if each.origin == sig.origin), None)
        was = whole and (known.find(whole) or known.find_stranger(whole))
        then = was.sig if isinstance(was, Known) else was
        is_taken = then and any(_shares_name(then, each.sig) for each in now)
        return None if is_taken else then or None

    def _read_one(self) -> bool:
        each = next(self.older, None)
        if each is not None:
            self.read.append(each)
        return each is not None

    def presence(self, table: Table, sig: Sig) -> bool | None:
        """Whether both had a SIG, or neither, when they last agreed on it; None: they never did."""
        for older, known, own in self._about(table, sig):
            found, row = known.find(own), known.find_stranger(own)
            if row is not None and (unregistered := self._unregistered(older)):
                return True if unregistered.had_all(table, own) else None
            if found is None and row is None:
                return False
            if found is not None and found.is_sure:
                return True
        return None

    def former(self, table: Table, sig: Sig, rows: Sequence[Sig]) -> Sig | None:
        """A SIG of another name that both had when `sig` was not there, and that is gone: it shares
        a value with `sig`. It is not gone where the registry has it, or one of `rows` is its."""
        for _, known, own in self._about(table, sig):
            if known.find(own) is None and known.find_stranger(own) is None:
                registry = self._now.registry.sigs if self._now else ()
                kept = _there(known, registry) | _there(known, rows)
                return next(self._alike(known, table, sig, kept), None)
        return None

    def _alike(
        self, known: Assigned, table: Table, sig: Sig, kept: Collection[int]
    ) -> Iterator[Sig]:
        """The SIGs that are gone and share a value with `sig`."""
        values = [value for key, value in sig.values.items() if value and key not in WORDS]
        for each, wanted in self._gone(known, table, kept):
            own = (*each.values.values(), *wanted.values.values())
            if any(value in own for value in values):
                yield each

    def _gone(
        self, known: Assigned, table: Table, kept: Collection[int]
    ) -> Iterator[tuple[Sig, Sig]]:
        """The SIGs of then, but for those that are `kept`, each with what it was to show."""
        for n, (each, wanted) in enumerate(_then(known)):
            # A row that never was a SIG's is gone without one.
            if n not in kept and (n < len(known.sigs) or self.presence(table, each)):
                yield each, wanted

    def _may_be_renamed(self, known: Assigned, table: Table, sig: Sig) -> bool:
        """Whether a SIG that was not there may be one of another name: one that both sides have no
        more, whatever it said, or one that a side has no more and that is like it."""
        if self._now is None:
            return False
        tables = self._now.assigned.values()
        rows = [each.sig for each_known in tables for each in each_known.sigs if each.row]
        rows += [shown for each_known in tables for _, shown in each_known.strangers]
        sides = _there(known, self._now.registry.sigs), _there(known, rows)
        is_gone = any(self._gone(known, table, sides[0] | sides[1]))
        return is_gone or any(self._alike(known, table, sig, sides[0] & sides[1]))

    def whole(self, table: Table, sig: Sig) -> tuple[Sig, Sequence[str]] | None:
        """What the table said of a SIG when both last had it, and the registry of fields that the
        table did not show; with the fields that SIGs had then."""
        for older, known, own in self._about(table, sig):
            found, fields = known.find(own), older.community.registry.fields
            if found is not None and found.is_sure:
                shown = known.place.fields
                hidden = {key: v for key, v in found.sig.values.items() if key not in shown}
                return replace(found.shown, values={**hidden, **found.shown.values}), fields
            if older.is_table_alone:
                row = known.find_stranger(own)
                return (row, fields) if row else None
        return None

    def surplus(self, table: Table, sig: Sig) -> tuple[str, ...] | None:
        """What stood behind the last column in the row of a SIG when both last said the same of
        all of it; None where they never did."""
        for older, _, known, own in self._wherever(table, sig):
            found = known.find(own)
            if found is not None and found.row and found.is_sure and found.shown == found.wanted:
                return known.place.surplus(found.row)
            if older.is_table_alone and (shown := known.find_stranger(own)):
                row = next(row for row, each in known.strangers if each is shown)
                return known.place.surplus(row)
        return None

    def identity(self, table: Table, sig: Sig) -> Hashable:
        """What tells a SIG that both last had, whichever table shows it; None if they never did."""
        for older, known, own in self._about(table, sig):
            found = known.find(own)
            if found is not None and found.is_sure:
                return id(older), found.sig.origin
        return None

    def nameless(self, table: Table) -> int:
        """How many rows of a table named no SIG, when it was last there."""
        return next((nameless(known) for _, known in self._known(table)), 0)

    def value(self, table: Table, sig: Sig, key: str) -> Agreed | None:
        """What both said of a field when they last said the same; None where they never did."""
        for older, at, known, own in self._wherever(table, sig):
            sides = self._sides(older, known, table, own, key)
            if sides is not None and sides[0] == sides[1]:
                is_base = self._is_base(older, at, own, key, lambda value: value)
                return Agreed(sides[0]) if is_base else None
        return None

    def person(self, table: Table, sig: Sig, key: str, people: People, at: int) -> Agreed | None:
        """Whom both named, of somebody of a list of now, when they last said the same of them: also
        where something else tells now who that is."""
        for older, there, known, own in self._wherever(table, sig):
            sides = self._sides(older, known, table, own, key)
            if sides is None:
                continue
            mine, theirs = (_named(value, people, at) for value in sides)
            if mine == theirs:
                is_base = self._is_base(older, there, own, key, partial(_part, people, at))
                return Agreed((mine,) if mine else None) if is_base else None
        return None

    def _is_base(
        self, older: Older, table: Table, sig: Sig, key: str, part: Callable[[Value], Value]
    ) -> bool:
        """Whether what a table said of a field was agreed: where there was no registry, all tables
        had to say the same."""
        unregistered = self._unregistered(older)
        return unregistered is None or unregistered.is_shared(table, sig, key, part)

    def _unregistered(self, older: Older) -> Unregistered | None:
        if self._now is None or not older.is_table_alone:
            return None
        at = next(at for at, each in enumerate(self.read) if each is older)
        return Unregistered(self._now, self._tables[at])

    def order(self, table: Table) -> Sequence[Sig] | None:
        """The SIGs of a table in the order that both had when they last agreed on it."""
        for _, known in self._known(table):
            rows = [each.row.line.start for each in known.sigs if each.row and each.is_sure]
            if rows == sorted(rows):
                return [each.sig for each in known.sigs if each.row and each.is_sure]
        return None

    def _sides(
        self, older: Older, known: Assigned, table: Table, sig: Sig, key: str
    ) -> tuple[Value, Value] | None:
        """What registry and table said of a field; None where not both had the SIG."""
        found = known.find(sig)
        if found is not None and not found.is_sure:
            return None
        if found is not None:
            sides = found.wanted.value(key), found.says(key)
            was = replace(known.place.table, path=older.path_of(known.place.table))
            if _is_based_elsewhere(was, table) and all(isinstance(each, str) for each in sides):
                # Where links are based elsewhere now, what the table showed reads differently.
                mine, theirs = (cells.based_as(str(each), was, table) for each in sides)
                return (mine, theirs) if known.place.kind_of(key) is Kind.LINK else sides
            return sides
        row = known.find_stranger(sig)
        if row is None and (archived := older.archived(sig, known.place.table)):
            value = known.place.projected(archived).value(key)
            return value, value
        if row is None:
            return None if self._may_be_renamed(known, table, sig) else ("", "")
        return (row.value(key), row.value(key)) if older.is_table_alone else None


def _has(known: Assigned, sig: Sig) -> bool:
    return known.find(sig) is not None or known.find_stranger(sig) is not None


def _is_free(known: Assigned, sig: Sig) -> bool:
    """Whether a table of now shows no other SIG by the name of one."""
    found = known.find(sig)
    return found is None or found.sig.origin == sig.origin


def _registry_rest(each: Known) -> Mapping[str, Value]:
    """All that the registry says of a SIG besides its name; nothing where that tells no SIG."""
    return _rest(each.sig)


def _row_rest(each: Known) -> Mapping[str, Value]:
    return _rest(each.shown)


def _rest(sig: Sig) -> Mapping[str, Value]:
    values = {key: value for key, value in sig.values.items() if value}
    return values if len(values.keys() - set(WORDS)) > 1 else {}


def _shares_name(sig: Sig, other: Sig) -> bool:
    own, others = ({name_key(text) for text in texts_of(each.name)} for each in (sig, other))
    return bool(own & others)


def _is_based_elsewhere(was: Table, table: Table) -> bool:
    """Whether a link that a table showed leads elsewhere where the table stands now."""
    if was.link_base or table.link_base:
        return was.link_base != table.link_base
    return dirname(was.path) != dirname(normpath(table.path))


def _then(known: Assigned) -> list[tuple[Sig, Sig]]:
    """The SIGs of a table as it was, and its rows that were none's, each with what it showed."""
    rows = [(shown, shown) for _, shown in known.strangers]
    return [*((each.sig, each.wanted) for each in known.sigs), *rows]


def _there(known: Assigned, sigs: Sequence[Sig]) -> set[int]:
    """Which SIGs of then these are, by their index, as far as it is told which they are."""
    sure = [each for each in sigs if not known.is_torn(each)]
    return {*same_sigs([sig for sig, _ in _then(known)], sure, name_key)}


def _named(value: Value, people: People, at: int) -> Person | None:
    """Who of a value of then is one of a list of now."""
    then = as_people(value)
    found = near_persons(people, then).get(at)
    return None if found is None else then[found]


def _part(people: People, at: int, value: Value) -> Value:
    """Of a value of then, the one who is one of a list of now."""
    named = _named(value, people, at)
    return (named,) if named else ""


def is_in_order(sigs: Sequence[Sig], base: Sequence[Sig]) -> bool:
    """Whether SIGs stand in the order that those of them had which were there before."""
    places = same_sigs(sigs, base, name_key)
    found = [places[at] for at in sorted(places)]
    return found == sorted(found)
