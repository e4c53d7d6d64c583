"""What tables said in a commit that had no registry yet. Each of them counts there alone: nobody
had agreed on what two of them said differently, so that is no base."""

from collections.abc import Callable, Iterator, Mapping

from sigtool.community.community import Community
from sigtool.model import Sig, Table, Value, as_people, handles
from sigtool.tables.match import Assigned
from sigtool.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Unregistered:
    """A commit without a registry beside the community of now; `tables` has the tables of now,
    each as it was in the commit."""

    now: Community
    tables: Mapping[Table, Assigned]

    def is_shared(self, table: Table, sig: Sig, key: str, part: Callable[[Value], Value]) -> bool:
        """Whether every table that shows a field of a SIG said the same part of it; one in another
        language, whether it named the same accounts."""
        mine = self._said(table, sig, key, part)
        for other, own in self._shown_elsewhere(table, sig):
            if all(column.field != key for column in other.columns):
                continue
            theirs = self._said(other, own, key, part)
            if other.language == table.language and mine != theirs:
                return False
            if other.language != table.language and _accounts(mine) != _accounts(theirs):
                return False
        return True

    def had_all(self, table: Table, sig: Sig) -> bool:
        """Whether every table in the language of this one that shows its section had a SIG."""
        return all(
            self._row(other, sig) is not None
            for other in self.now.registry.tables
            if other.language == table.language and other.section in (None, table.section)
        )

    def _shown_elsewhere(self, table: Table, sig: Sig) -> Iterator[tuple[Table, Sig]]:
        """The other tables that have a row of a SIG, or had one, with the SIG as they show it."""
        known = {each.place.table: each for each in self.now.assigned.values()}
        for other in self.now.registry.tables:
            if other == table or (table.section and other.section not in (None, table.section)):
                continue
            shown = known[other].sigs if other in known else ()
            found = (each for each in shown if sig.origin is not None)
            own = next((each for each in found if each.sig.origin == sig.origin), None)
            name = own.sig if own else sig
            is_stranger = other in known and known[other].find_stranger(sig) is not None
            is_there = bool(own and own.row) or is_stranger
            # A table that cannot be read now may have a row.
            if is_there or other not in known or self._row(other, name) is not None:
                yield other, name

    def _said(self, table: Table, sig: Sig, key: str, part: Callable[[Value], Value]) -> Value:
        row = self._row(table, sig)
        value = row.value(key) if row else ""
        is_nothing = row is not None and self.tables[table].place.says_nothing(key, value)
        return part("" if is_nothing else value)

    def _row(self, table: Table, sig: Sig) -> Sig | None:
        known = self.tables.get(table)
        return known.find_stranger(sig) if known else None


def _accounts(value: Value) -> frozenset[str]:
    return frozenset(name for each in as_people(value) for name in handles(each))
