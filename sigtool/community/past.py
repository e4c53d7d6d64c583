"""What a registry and its tables said in older commits: where both said the same, that is the base
of what they say now.

Pure: the older communities are handed in, the newest first, and are looked at only as far as they
are asked for.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from sigtool.community.community import Community
from sigtool.facts.pairs import same_persons, same_sigs
from sigtool.markdown.blocks import name_key
from sigtool.model import Kind, Person, Sig, Table, Value, as_people
from sigtool.tables import cells
from sigtool.tables.match import Assigned, Known


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both said when they last said the same of a fact; None: the SIG, or person, was not
    there."""

    value: Value | None


@dataclass(frozen=True)
class Older:
    """A community as it was in a commit, beside the one of now.

    `is_table_alone`: there was no registry yet, so what the tables said counts.
    """

    community: Community
    is_table_alone: bool = False

    def known_in(self, table: Table) -> Assigned | None:
        """A table of now as it was; None where it was not, or cannot be told from another."""
        places = self.community.assigned
        alike = [each for each in places.values() if _is_one(each.place.table, table)]
        exact = [each for each in alike if each.place.table.heading == table.heading]
        found = exact or alike
        return found[0] if len(found) == 1 else None

    def find(self, known: Assigned, sig: Sig) -> Known | None:
        """A SIG, or what a row of now says, in a table as it was."""
        shown = [each.sig for each in known.sigs]
        at = same_sigs([sig], shown, name_key).get(0)
        return None if at is None else known.sigs[at]

    def row_of(self, known: Assigned, sig: Sig) -> Sig | None:
        """What a row said that the registry did not have."""
        rows = [shown for _, shown in known.strangers]
        at = same_sigs([sig], rows, name_key).get(0)
        return None if at is None else rows[at]


def nameless(known: Assigned) -> int:
    """How many rows of a table name no SIG."""
    return sum(sig is None for _, sig in known.place.rows)


def _is_one(one: Table, other: Table) -> bool:
    return (one.path, one.section, one.language, one.marker) == (
        other.path,
        other.section,
        other.language,
        other.marker,
    )


@dataclass
class Past:
    """The older communities, the newest first, read as far as somebody asked.

    `now` has the SIGs that the registry or a table has. `end` says why there are no more, where
    there may have been some; only then it is known.
    """

    older: Iterator[Older]
    read: list[Older] = field(default_factory=list)
    end: str = ""
    now: Sequence[Sig] = ()

    def __iter__(self) -> Iterator[Older]:
        at = 0
        while at < len(self.read) or self._read_one():
            yield self.read[at]
            at += 1

    def _read_one(self) -> bool:
        each = next(self.older, None)
        if each is not None:
            self.read.append(each)
        return each is not None

    def presence(self, table: Table, sig: Sig) -> bool | None:
        """Whether both had a SIG, or neither, when they last agreed on it; None: they never did."""
        for older in self:
            known = older.known_in(table)
            if known is None:
                continue
            found, row = older.find(known, sig), older.row_of(known, sig)
            if row is not None and older.is_table_alone:
                return True
            if found is None and row is None:
                return False
            if found is not None and found.is_sure:
                return True
        return None

    def _may_be_renamed(self, known: Assigned, sig: Sig) -> bool:
        """Whether a SIG that was not there may be one of another name that is gone."""
        then = [each.sig for each in known.sigs]
        kept = same_sigs(then, self.now, name_key)
        lost = [each.wanted for n, each in enumerate(known.sigs) if n not in kept]
        values = [value for value in sig.values.values() if value]
        return any(value in each.values.values() for each in lost for value in values)

    def whole(self, table: Table, sig: Sig) -> Sig | None:
        """What the table said of a SIG when both last had it."""
        for older in self:
            known = older.known_in(table)
            found = older.find(known, sig) if known else None
            if found is not None and found.is_sure:
                return found.shown
            if known and older.is_table_alone:
                return older.row_of(known, sig)
        return None

    def identity(self, table: Table, sig: Sig) -> Hashable:
        """What tells a SIG that both last had, whichever table shows it; None if they never did."""
        for n, older in enumerate(self):
            known = older.known_in(table)
            found = older.find(known, sig) if known else None
            if found is not None and found.is_sure:
                return n, found.sig.origin
        return None

    def nameless(self, table: Table) -> int:
        """How many rows of a table named no SIG, when it was last there."""
        found = (each.known_in(table) for each in self)
        known = next((each for each in found if each), None)
        return nameless(known) if known else 0

    def value(self, table: Table, sig: Sig, key: str) -> Agreed | None:
        """What both said of a field when they last said the same; None where they never did."""
        for older in self:
            sides = self._sides(older, table, sig, key)
            if sides is not None and sides[0] == sides[1]:
                return Agreed(sides[0])
        return None

    def person(self, table: Table, sig: Sig, key: str, person: Person) -> Agreed | None:
        """Whom both named, of somebody of now, when they last said the same of them."""
        for older in self:
            sides = self._sides(older, table, sig, key)
            if sides is None:
                continue
            mine, theirs = (_named(value, person) for value in sides)
            if mine == theirs:
                return Agreed((mine,) if mine else None)
        return None

    def order(self, table: Table) -> Sequence[Sig] | None:
        """The SIGs of a table in the order that both had when they last agreed on it."""
        for older in self:
            known = older.known_in(table)
            if known is not None:
                rows = [each.row.line.start for each in known.sigs if each.row and each.is_sure]
                if rows == sorted(rows):
                    return [each.sig for each in known.sigs if each.row and each.is_sure]
        return None

    def _sides(self, older: Older, table: Table, sig: Sig, key: str) -> tuple[Value, Value] | None:
        """What registry and table said of a field; None where not both had the SIG."""
        known = older.known_in(table)
        found = older.find(known, sig) if known else None
        if known is None or (found is not None and not found.is_sure):
            return None
        if found is not None:
            sides = found.wanted.value(key), found.says(key)
            was = known.place.table
            if was.link_base != table.link_base and all(isinstance(each, str) for each in sides):
                # Where links are based elsewhere now, what the table showed reads differently.
                mine, theirs = (cells.based_as(str(each), was, table) for each in sides)
                return (mine, theirs) if known.place.kind_of(key) is Kind.LINK else sides
            return sides
        row = older.row_of(known, sig)
        if row is None:
            return None if self._may_be_renamed(known, sig) else ("", "")
        return (row.value(key), row.value(key)) if older.is_table_alone else None


def _named(value: Value, person: Person) -> Person | None:
    people = as_people(value)
    at = same_persons((person,), people).get(0)
    return None if at is None else people[at]
