"""An edit of the registry -> a table: the three-way merge of before, after, and what a row says.

Pure. A row and a cell that the edit does not concern keep what they say, whatever that is; what an
edited cell says besides the edit stays too (design law L9). Where the edited fact itself has a
third value in the table, the registry's is written and the table's is told.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sigtool.facts.merge import MergedSig, in_both, merged_sig
from sigtool.markdown.blocks import Row, name_key
from sigtool.markdown.rows import Line, unescape
from sigtool.model import WORDS, Kind, Order, Registry, Sig, in_language
from sigtool.people import cell
from sigtool.tables.locate import Place
from sigtool.tables.plan import Assigned, Drafting, Plan, assigned, cells_of, drafting_of
from sigtool.tables.remark import Fate, Remark
from sigtool.text.sequence import longest_increasing, placed


@dataclass(frozen=True, slots=True)
class Scope:
    """What an edit is about, beside what it changes.

    `whole`: the fields that are given anew as a whole, by the origin of the SIG, so that what a
    cell says that cannot be read gives way. `coming`: the SIGs that come from another table, with
    what the registry and the row said there. `carried`: those that go to another table with all
    that their row says. `gives_way`: nobody named a fact, so a third value of the table stays.
    `moved`: the origin of the SIG that is put elsewhere, so that the others stay.
    """

    whole: AbstractSet[tuple[int | None, str]] = frozenset()
    coming: Mapping[int | None, "Leaving"] = field(default_factory=dict)
    carried: AbstractSet[int | None] = frozenset()
    gives_way: bool = False
    moved: int | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """A row that leaves its table: how the table said the SIG, and what the row says."""

    place: Place
    base: Sig
    row: Row
    shown: Sig

    @property
    def has_more(self) -> bool:
        """Whether the row says something that the registry does not."""
        return self.shown != self.base or len(self.row.cells) > len(self.place.bound)

    def is_within(self, other: Place) -> bool:
        """Whether another table shows all that the row says."""
        is_whole = len(self.row.cells) <= len(self.place.bound)
        return is_whole and set(self.shown.values) <= set(other.fields)

    def remark(self) -> Remark:
        source = self.place.shown.source
        return Remark(Fate.REMOVED, self.shown, source, self.row, "", source[self.row.content])


def leaving(before: Registry, after: Registry, place: Place) -> dict[int | None, Leaving]:
    """The rows of the SIGs that a table shows before and not after, by the origin of the SIG."""
    old, new = assigned(before, place), {sig.origin for sig in after.shown_in(place.table)}
    return {
        sig.origin: Leaving(place, old.wanted[at], *found)
        for at, sig in enumerate(old.sigs)
        if sig.origin not in new and old.match.is_sure(at) and (found := old.row_of(at))
    }


def plan_change(before: Registry, after: Registry, place: Place, scope: Scope) -> Plan:
    """The rows of the table once what changed from `before` to `after` is shown, and no more.

    `before` and `after` know each other's SIGs by their origin.
    """
    return _Changing(before, after, place, scope).plan()


class _Changing:
    """An edit of one table."""

    def __init__(self, before: Registry, after: Registry, place: Place, scope: Scope) -> None:
        self.place, self.scope = place, scope
        self.drafting: Drafting = drafting_of(place)
        self.old: Assigned = assigned(before, place)
        self.at_origin = {sig.origin: at for at, sig in enumerate(self.old.sigs)}
        new: Sequence[Sig] = after.shown_in(place.table)
        if place.table.order is Order.OWN:
            new = placed(new, [self.at_origin.get(sig.origin) for sig in new])
        self.new = new
        self.is_multilingual = len(after.languages) > 1
        self.sigs_after = {sig.origin: sig for sig in after.sigs}
        self.rows = {
            sig.origin: found
            for at, sig in enumerate(self.old.sigs)
            if self.old.match.is_sure(at) and (found := self.old.row_of(at))
        }
        self.free = self._free_rows()

    def plan(self) -> Plan:
        places = [self.at_origin.get(sig.origin) for sig in self.new]
        moved = self.scope.moved
        if moved is not None and places != sorted(places, key=lambda at: (at is None, at)):
            places = [
                None if s.origin == moved else at for s, at in zip(self.new, places, strict=True)
            ]
        stays = longest_increasing(places)
        left = {id(row) for row, _ in self.rows.values()}
        lines_at: dict[int | None, list[Line]] = {None: []}
        anchor: int | None = None
        for at, sig in enumerate(self.new):
            is_new = sig.origin not in self.at_origin
            line = self._new_line(sig) if is_new else self._old_line(sig)
            if line is None:
                continue
            if line.row is not None and (is_new or at in stays):
                anchor = id(line.row)
                left.discard(anchor)
            lines_at.setdefault(anchor, []).append(line)
        self._note_removed()
        return self.drafting.plan(_interleaved(self.place, left, lines_at))

    def _free_rows(self) -> dict[str, tuple[Row, Sig]]:
        """The rows that are no SIG's, by name: somebody may have written one before the registry
        has it. Of several with one name, nobody knows which is meant."""
        taken = set(self.old.match.row_of.values())
        found: dict[str, list[tuple[Row, Sig]]] = {}
        for at, known in enumerate(self.old.known):
            if at not in taken:
                found.setdefault(name_key(known[1].one_name), []).append(known)
        return {name: rows[0] for name, rows in found.items() if len(rows) == 1}

    def _old_line(self, sig: Sig) -> Line | None:
        """The row of a SIG that the table showed before; None where it has none that is sure."""
        base, ours = self.old.wanted[self.at_origin[sig.origin]], self.place.projected(sig)
        found = self.rows.get(sig.origin)
        if found is not None:
            return self._merged_line(sig, base, ours, *found)
        guess = self.old.row_of(self.at_origin[sig.origin])
        if base != ours and guess is not None:
            self._note(Fate.UNSURE, ours, guess[0], "")
        elif base != ours:
            self._note(Fate.UNSHOWN, ours, self.place.shown.header, "")
        return None

    def _new_line(self, sig: Sig) -> Line:
        """The row of a SIG that the table did not show: one that somebody wrote, or a new one that
        says what its row in another table said."""
        ours = self.place.projected(sig)
        coming = self.scope.coming.get(sig.origin)
        if found := self.free.pop(name_key(sig.one_name), None):
            if coming and coming.has_more:
                self.drafting.remarks.append(coming.remark())  # the row that is there wins
            return self._merged_line(sig, Sig(""), ours, *found)
        wanted = ours
        if coming:
            shared = [key for key in self.place.fields if key in coming.place.fields]
            wanted = merged_sig(coming.base, ours, coming.shown, shared).sig
        return Line(None, cells_of(self.drafting, None, sig, wanted))

    def _merged_line(self, sig: Sig, base: Sig, ours: Sig, row: Row, shown: Sig) -> Line:
        """A row with what the edit makes of it; what it says besides stays."""
        if base == ours:
            return Line(row, {})
        theirs = self._without_placeholders(shown)
        for key in self.place.fields:
            if (sig.origin, key) in self.scope.whole:
                # Who is in a list that is given anew is named: a row that lacks them gets them.
                base = base.with_value(key, in_both(base.value(key), theirs.value(key)))
        merged = merged_sig(base, ours, theirs, self.place.fields)
        wanted = self._settled(sig, merged, row, shown)
        return Line(row, cells_of(self.drafting, (row, shown), sig, wanted))

    def _settled(self, sig: Sig, merged: MergedSig, row: Row, shown: Sig) -> Sig:
        """What a row is to say, and a remark on each thing that only the table says."""
        wanted = merged.sig
        for key in dict.fromkeys(conflict.key for conflict in merged.conflicts):
            theirs = shown.value(key)
            if self.scope.gives_way:
                wanted = wanted.with_value(key, theirs)
                continue
            if not any(each.sides.theirs for each in merged.conflicts if each.key == key):
                continue  # the table only lacks what the edit is about: nothing of it goes
            if self._is_translation(sig, key) and theirs:
                wanted = wanted.with_value(key, theirs)
                self._note(Fate.TRANSLATED, wanted, row, key)
                continue
            is_unread = self._holds_people(key) and not isinstance(theirs, tuple)
            if is_unread and (sig.origin, key) not in self.scope.whole:
                wanted = wanted.with_value(key, theirs)
                self._note(Fate.UNREAD, wanted, row, key)
            else:
                self._note(Fate.REPLACED, wanted, row, key)
        for key, person in merged.theirs_alone:
            self._note(Fate.KEPT, wanted, row, key, str(person))
        for key in self.place.fields:
            # A placeholder stays where nothing takes its place.
            if not wanted.value(key):
                wanted = wanted.with_value(key, self._placeholder(shown, key))
        return wanted

    def _is_translation(self, sig: Sig, key: str) -> bool:
        """Whether a table may well have its own text, in its language: one of several, and the
        registry has a text for all of them."""
        own = self.sigs_after.get(sig.origin)
        return (
            self.place.table.language is not None
            and self.is_multilingual
            and own is not None
            and key not in WORDS
            and isinstance(own.value(key), str)
            and not self._holds_people(key)
        )

    def _holds_people(self, key: str) -> bool:
        return any(
            bound.column and bound.column.field == key and bound.column.kind is Kind.PEOPLE
            for bound in self.place.bound
        )

    def _note(self, fate: Fate, sig: Sig, row: Row, key: str, text: str | None = None) -> None:
        shown = self.place.shown
        if text is None:
            at = next(
                (b.at for b in self.place.bound if key and key in self.place.keys_of(b)), None
            )
            text = shown.source[row.content] if at is None else unescape(shown.text(row, at))
        self.drafting.remarks.append(Remark(fate, sig, shown.source, row, key, text))

    def _note_removed(self) -> None:
        """Tell of the rows that leave with something that only they say."""
        staying = {sig.origin for sig in self.new} | self.scope.carried
        for at, sig in enumerate(self.old.sigs):
            found = self.rows.get(sig.origin)
            if found is None or sig.origin in staying:
                continue
            gone = Leaving(self.place, self.old.wanted[at], *found)
            if gone.has_more:
                self.drafting.remarks.append(gone.remark())

    def _without_placeholders(self, sig: Sig) -> Sig:
        """What a row says, without the words for nobody in its people cells."""
        for key in self.place.fields:
            if self._placeholder(sig, key):
                sig = sig.with_value(key, None)
        return sig

    def _placeholder(self, sig: Sig, key: str) -> str:
        """The text of a people cell that says nothing of whom it names; "" for any other."""
        text = in_language(sig.text(key), None)
        return text if self._holds_people(key) and text and cell.is_placeholder(text) else ""


def _interleaved(
    place: Place, left: AbstractSet[int], lines_at: Mapping[int | None, Sequence[Line]]
) -> list[Line]:
    """The rows of a table without those that leave; each row that has lines of its own makes way
    for them, the first in its own place, the others behind the rows after it that name no SIG."""
    lines = list(lines_at[None])
    waiting: list[Line] = []
    for row, sig in place.rows:
        if id(row) in left:
            continue
        if sig is not None:
            lines += waiting
            waiting = []
        own, *waiting_here = lines_at.get(id(row), (Line(row, {}),))
        lines.append(own)
        waiting += waiting_here
    return lines + waiting
