"""An edit of the registry -> a table: the three-way merge of before, after, and what a row says.

Pure. A row and a cell that the edit does not concern keep what they say, whatever that is; what an
edited cell says besides the edit stays too (design law L9). Where the edited fact itself has a
third value in the table, the registry's is written and the table's is told.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from sigtool.errors import TableProblem
from sigtool.facts.merge import Merging, in_both, merged_sig
from sigtool.facts.pairs import each_once
from sigtool.markdown.blocks import Row
from sigtool.markdown.inline import name_key
from sigtool.markdown.rows import Line, unescape
from sigtool.model import WORDS, Order, Person, Registry, Sig, Value
from sigtool.tables.by_name import is_by_name
from sigtool.tables.drift import Fate, Remark
from sigtool.tables.match import Assigned, By, Known
from sigtool.tables.plan import Plan, with_texts_below
from sigtool.text.records import dataclass, field
from sigtool.text.sequence import longest_increasing, placed


@dataclass(frozen=True, slots=True)
class Scope:
    """What an edit is about, beside what it changes.

    `whole`: the fields that are given anew as a whole, by the origin of the SIG, so that what a
    cell says that cannot be read gives way. `coming`: the SIGs that come from another table, with
    what the registry and the row said there. `carried`: those that go to another table with all
    that their row says. `gives_way`: nobody named a fact, so a third value of the table stays.
    `moved`: the origin of the SIG that is put elsewhere, so that the others stay; `is_above`: it,
    or a new one, is put right above another. `by_name`: a new row goes where the order of names
    puts it, in a table whose rows are sorted. `before`: the registry before a command, by which is
    known what it leaves as it was of a SIG that comes into a table.
    """

    whole: Collection[tuple[int | None, str]] = frozenset()
    coming: Mapping[int | None, Known] = field(default_factory=dict)
    carried: Collection[int | None] = frozenset()
    gives_way: bool = False
    moved: int | None = None
    is_above: bool = False
    by_name: bool = False
    before: Registry | None = None


def leaving(known: Assigned, after: Sequence[Sig]) -> dict[int | None, Known]:
    """The SIGs with a row that a table shows now, and that are not among those `after`, by their
    origin."""
    staying = {sig.origin for sig in after}
    sure = (each for each in known.sigs if each.is_sure)
    return {each.sig.origin: each for each in sure if each.sig.origin not in staying}


def plan_change(known: Assigned, after: Registry, shown: Sequence[Sig], scope: Scope) -> Plan:
    """A table once what changed is shown, and no more; `after` knows the SIGs by their origin, and
    `shown` are those that the table shows."""
    return _Changing(known, after, scope).plan(shown)


class _Changing:
    """An edit of one table."""

    def __init__(self, known: Assigned, after: Registry, scope: Scope) -> None:
        self.known, self.after, self.scope = known, after, scope
        self.place = known.place
        self.made = Plan(known.place)
        self.at_origin = {each.sig.origin: at for at, each in enumerate(known.sigs)}
        # Somebody may have written a row before the registry has the SIG. Of several with one
        # name, nobody knows which is meant.
        self.free: dict[str, list[tuple[Row, Sig]]] = {}
        for row, shown in known.free:
            self.free.setdefault(name_key(shown.one_name), []).append((row, each_once(shown)))
        self.people = {bound.field for bound in self.place.bound if bound.holds_people}
        self.by_name = scope.by_name and is_by_name(shown for _, shown, _ in known.rows)

    def plan(self, new: Sequence[Sig]) -> Plan:
        if self.place.table.order is Order.OWN:
            new = tuple(placed(new, [self._place(sig) for sig in new]))
            new = self._with_new_by_name(new) if self.by_name else new
        places = [self._place(sig) for sig in new]
        known = [at for at in places if at is not None]
        if known != sorted(known):
            places = [
                None if self._is_to_move(sig) else at for sig, at in zip(new, places, strict=True)
            ]
        stays = longest_increasing(places)
        lines_at: dict[int | None, list[Line]] = {None: []}
        anchor: int | None = None
        for at, sig in enumerate(new):
            old = self.at_origin.get(sig.origin)
            line = self._new_line(sig) if old is None else self._old_line(sig, self.known.sigs[old])
            if line is None:
                continue
            if line.row is not None and at in stays:
                anchor = id(line.row)
            elif line.row is None and self.by_name:
                # Rows of SIGs that the registry lacks stand between its own.
                for row in self._strangers_above(sig, anchor):
                    anchor = id(row)
                    lines_at[anchor] = [Line(row, {})]
            lines_at.setdefault(anchor, []).append(line)
        for origin, gone in leaving(self.known, new).items():
            if origin not in self.scope.carried:
                self._note_gone(gone)
        self.made.lines = self._interleaved(lines_at)
        return self.made

    def _is_to_move(self, sig: Sig) -> bool:
        """Whether a row out of order moves, and no other: of the SIG that moves, or that is new."""
        return sig.origin not in self.at_origin or sig.origin == self.scope.moved

    def _place(self, sig: Sig) -> int | None:
        """Where the row of a SIG stands among those of the others; None where it has none. One that
        somebody wrote before the registry had the SIG stands behind the sure one above it."""
        size = len(self.known.rows) + 1
        if sig.origin in self.at_origin:
            return self.at_origin[sig.origin] * size
        found = self.free.get(name_key(self.place.projected(sig).one_name), [])
        if len(found) != 1:
            return None
        sure = {at for at, each in enumerate(self.known.sigs) if each.is_sure}
        owners = [owner for _, _, owner in self.known.rows]
        at = next(n for n, (row, _, _) in enumerate(self.known.rows) if row is found[0][0])
        above = next((owner for owner in owners[at::-1] if owner in sure), None)
        return (-1 if above is None else above) * size + at + 1

    def _with_new_by_name(self, sigs: Sequence[Sig]) -> tuple[Sig, ...]:
        """The SIGs of a sorted table with an order of its own, the new ones where they belong."""
        found = [sig for sig in sigs if sig.origin in self.at_origin]
        for new in (sig for sig in sigs if sig.origin not in self.at_origin):
            lesser = (name_key(sig.one_name) < name_key(new.one_name) for sig in found)
            found.insert(max((at + 1 for at, less in enumerate(lesser) if less), default=0), new)
        return tuple(found)

    def _strangers_above(self, sig: Sig, anchor: int | None) -> Iterator[Row]:
        """The rows right behind `anchor`, or the first ones, that the registry lacks and whose
        names are less than that of a new SIG."""
        is_behind = anchor is None
        for row, shown, owner in self.known.rows:
            if is_behind:
                if owner is not None or name_key(shown.one_name) > name_key(sig.one_name):
                    return
                yield row
            is_behind = is_behind or id(row) == anchor

    def _interleaved(self, lines_at: Mapping[int | None, list[Line]]) -> list[Line]:
        """The rows without those that leave; a row with lines of its own makes way for them, the
        first in its own place, the others behind the rows after it that name no SIG."""
        left = {id(each.row) for each in self.known.sigs if each.is_sure}
        left |= {id(line.row) for lines in lines_at.values() for line in lines if line.row}
        left -= lines_at.keys()
        lines = list(lines_at[None])
        waiting: list[Line] = []
        for row, sig in self.place.rows:
            if id(row) in left:
                continue
            if sig is not None:
                lines += waiting
                waiting = []
            own, *behind = lines_at.get(id(row), (Line(row, {}),))
            lines.append(own)
            waiting += behind
        return with_texts_below(self.place, lines + waiting)

    def _old_line(self, sig: Sig, old: Known) -> Line | None:
        """The row of a SIG that the table showed before; None where it has none that is sure."""
        ours = old.usual if old.usual and sig == old.sig else self.place.projected(sig)
        if old.row and old.is_sure and (old.is_legible or old.wanted == ours):
            return self._merged_line(sig, old.wanted, ours, old.row, old.shown)
        if old.row and old.is_sure:
            self._note(Fate.ILLEGIBLE, ours, old.row, "")
            return Line(old.row, {})
        # Somebody may have given its row the new name already.
        is_renamed = not old.row and name_key(sig.one_name) in self.free
        if old.wanted != ours and not is_renamed:
            guess = Fate.TORN if old.by is By.TORN else Fate.UNSURE
            fate = guess if old.row else Fate.UNSHOWN
            self._note(fate, ours, old.row or self.place.shown.header, "")
        return None

    def _new_line(self, sig: Sig) -> Line:
        """A row that somebody wrote, or a new one that says what the row in another table said."""
        ours, coming = self.place.projected(sig), self.scope.coming.get(sig.origin)
        found = self.free.get(name_key(sig.one_name), [])
        if len(found) == 1:
            row, shown = found.pop()
            if coming:
                self._require_one(sig, coming, row, shown)
                self._note_gone(coming)  # the row that is there wins
            if self.place.surplus(row):
                self._note(Fate.ILLEGIBLE, ours, row, "")
                return Line(row, {})
            base = self._base(sig, shown, is_filled=coming is not None)
            self._note_different(sig, base, ours, row, shown)
            return self._merged_line(sig, base, ours, row, shown)
        wanted = ours
        if coming:
            shared = [key for key in self.place.fields if key in coming.place.fields]
            wanted, _ = merged_sig(coming.wanted, ours, coming.shown, shared)
        return self.made.line(None, Sig(""), sig, wanted)

    def _require_one(self, sig: Sig, coming: Known, row: Row, shown: Sig) -> None:
        """Raises `TableProblem` where a row of the name of a SIG that comes from another table says
        something else than its own one: nobody knows whether the two are one SIG."""
        known = (coming.shown, self.place.projected(sig))
        others = [
            bound.header
            for bound in self.place.bound
            for key in self.place.keys_of(bound)[-1:]
            if (value := shown.value(key)) and not self.place.says_nothing(key, value)
            if key != "name" and value not in [each.value(key) for each in known]
        ]
        if others and coming.row:
            raise TableProblem(
                f"{self.place.where(row)}: a row of {sig.one_name} is here already, and says "
                f"something else than {coming.place.where(coming.row)} ({', '.join(others)}); take "
                "away one of the two rows, or give this one another name, and try again"
            )

    def _merged_line(self, sig: Sig, base: Sig, ours: Sig, row: Row, shown: Sig) -> Line:
        """A row with what the edit makes of it; what it says besides stays."""
        if base == ours:
            return Line(row, {})
        theirs = shown
        for key in self.place.fields:
            if self._placeholder(base, shown, key):
                theirs = theirs.with_value(key, None)
            has_people = isinstance(shown.value(key), tuple)
            if has_people and self.place.says_nothing(key, base.value(key)):
                base = base.with_value(key, None)  # a word for nobody is none of them
            if (sig.origin, key) in self.scope.whole:
                # Who is in a list that is given anew is named: a row that lacks them gets them.
                base = base.with_value(key, in_both(base.value(key), theirs.value(key)))
        merged, merging = merged_sig(base, ours, theirs, self.place.fields)
        for key in self.place.fields:
            # A placeholder stays where nothing takes its place.
            if not merged.value(key):
                merged = merged.with_value(key, self._placeholder(base, shown, key))
        wanted = self._settled(sig, merged, merging, row, shown)
        return self.made.line(row, shown, sig, wanted)

    def _settled(
        self, sig: Sig, wanted: Sig, merged: Mapping[str, Merging], row: Row, shown: Sig
    ) -> Sig:
        """What a row is to say, and a remark on each thing that only the table says."""
        for key, merging in merged.items():
            theirs = shown.value(key)
            if self.scope.gives_way and merging.conflicts:
                wanted = wanted.with_value(key, theirs)
            # Where the table only lacks what the edit is about, nothing of it goes.
            elif any(conflict.theirs for conflict in merging.conflicts):
                fate = self._fate(sig, key, theirs)
                if fate is not Fate.REPLACED:
                    wanted = wanted.with_value(key, theirs)
                self._note(fate, wanted, row, key)
        for key, merging in merged.items():
            is_open = self.scope.gives_way or merging.theirs_alone
            for before, person in () if is_open else _returned(merging):
                self._note(Fate.RETURNED, wanted, row, key, str(person), str(before))
            for person in merging.theirs_alone:
                self._note(Fate.KEPT, wanted, row, key, str(person))
            for person, lacking in product(merging.theirs_alone, merging.lacking):
                self._note(Fate.TWICE, wanted, row, key, _call(person), _call(lacking))
        return wanted

    def _base(self, sig: Sig, shown: Sig, *, is_filled: bool) -> Sig:
        """What the row of a SIG that comes into the table would have said before the command;
        `is_filled`: nothing where it says nothing now, as its own row stands elsewhere."""
        before, language = self.scope.before, self.place.table.language
        sigs = before.sigs if before and sig.origin is not None else ()
        own = next((each for each in sigs if each.origin == sig.origin), None)
        public = before.in_language(own, language) if before and own else None
        base = self.place.projected(public) if public else Sig("")
        for key in self.place.fields if is_filled else ():
            said = shown.value(key)
            if not said or self.place.says_nothing(key, said):
                base = base.with_value(key, None)
        return base

    def _note_different(self, sig: Sig, base: Sig, ours: Sig, row: Row, shown: Sig) -> None:
        """Tell of each cell of a row that differs, and that the edit is not about; a new SIG takes
        over what its row says."""
        for key in self.place.fields if base.name else ():
            theirs = shown.value(key)
            if base.value(key) == ours.value(key) != theirs:
                fate = self._fate(sig, key, theirs)
                self._note(Fate.DIFFERENT if fate is Fate.REPLACED else fate, ours, row, key)

    def _fate(self, sig: Sig, key: str, theirs: Value) -> Fate:
        """What becomes of the value of a row where the edit has another. A table in one of several
        languages may well have its own text where the registry has one for all."""
        is_people = key in self.people
        own = next((each for each in self.after.sigs if each.origin == sig.origin), sig)
        is_for_all = isinstance(own.value(key), str) and key not in WORDS and not is_people
        if theirs and is_for_all and self.place.table.language and len(self.after.languages) > 1:
            return Fate.TRANSLATED
        is_unread = is_people and not isinstance(theirs, tuple)
        is_named = (sig.origin, key) in self.scope.whole
        if is_unread and not is_named:
            return Fate.UNREAD
        return Fate.REPLACED

    def _note_gone(self, gone: Known) -> None:
        """Tell of a row that leaves with something that the registry does not say."""
        if gone.row and not (gone.is_whole and gone.shown == gone.wanted):
            source = gone.place.shown.source
            content = source[gone.row.content]
            self.made.remarks.append(
                Remark(Fate.REMOVED, gone.shown, source, gone.row, "", content)
            )

    def _note(
        self, fate: Fate, sig: Sig, row: Row, key: str, text: str | None = None, other: str = ""
    ) -> None:
        shown = self.place.shown
        if text is None:
            columns = (bound.at for bound in self.place.bound if key in self.place.keys_of(bound))
            at = next(columns, None)
            text = shown.source[row.content] if at is None else unescape(shown.text(row, at))
        self.made.remarks.append(Remark(fate, sig, shown.source, row, key, text, other))

    def _placeholder(self, base: Sig, shown: Sig, key: str) -> Value:
        """The word by which a row says nothing of a field, unless the registry had it too; else
        ""."""
        value = shown.value(key)
        is_word = value != base.value(key) and self.place.says_nothing(key, value)
        return value if is_word else ""


def _returned(merging: Merging) -> Iterator[tuple[Person, Person]]:
    """Whom theirs took out and ours changed, before and after that."""
    for base, ours, theirs in merging.conflicts:
        if isinstance(base, tuple) and isinstance(ours, tuple) and base and ours and not theirs:
            yield base[0], ours[0]


def _call(person: Person) -> str:
    """What a command calls a person, as surely as can be."""
    return str(person if person.handle else person.url or person.email or person)
