"""Three states of a registry -> one text in pieces: what two sides made of one base, by facts.

Pure. A SIG, and a field of it, that one side alone changed is taken as that side wrote it. A field
that both changed is merged as `facts.sides` does, written in the way of ours.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from operator import attrgetter
from typing import Final, NamedTuple

from sigtool.errors import RegistryProblem
from sigtool.facts.pairs import by_key, equal, near_persons, same_sigs
from sigtool.facts.sides import (
    Side,
    Trio,
    merged_sig,
    of_lists,
    ordered,
    presence,
    settled,
    trios,
    trios_beside,
)
from sigtool.model import Sig, Value, as_people, texts_of
from sigtool.registry import writing
from sigtool.registry.parts import Field, Item, Parts, parts, with_opening
from sigtool.registry.states import State, States, Unknown
from sigtool.text.pieces import Conflict, Piece, lines
from sigtool.text.records import dataclass, replace
from sigtool.text.source import Source
from sigtool.yaml.comments import comments

_NOTHING: Final = Item("", None, frozenset())
NameKey = Callable[[str], str]


class Said(NamedTuple):
    """SIGs, and what each of them says under keys that are no fields."""

    sigs: list[Sig]
    unknown: list[Unknown]


@dataclass(frozen=True)
class RegistryMerge:
    """The merge of base, ours and theirs, which have to be sound. `states` has read them;
    `name_key` is what makes two names the same."""

    of: tuple[State, State, State]
    states: States
    name_key: NameKey

    @cached_property
    def parts(self) -> tuple[Parts, Parts, Parts] | None:
        """The three in parts; None where one of them cannot be taken apart."""
        base, ours, theirs = (each.parts for each in self.of)
        return (base, ours, theirs) if base and ours and theirs else None

    # --- facts ---------------------------------------------------------------------------------

    def _same(self, left: Sequence[Sig], right: Sequence[Sig]) -> Mapping[int, int]:
        def names(sig: Sig) -> set[tuple[str, ...]]:
            words = (sig.word("id"), sig.word("section"))
            return {(*words, self.name_key(name)) for name in texts_of(sig.name)}

        # Of those that a name does not tell apart, the section may; then those that are equal.
        found = by_key(left, right, names, same_sigs(left, right, self.name_key))
        taken = set(found.values())
        rest = [at for at in range(len(left)) if at not in found]
        others = [at for at in range(len(right)) if at not in taken]
        pairs = equal([left[at] for at in rest], [right[at] for at in others])
        return found | {rest[at]: others[other] for at, other in pairs.items()}

    def _keys(self, sig: Sig) -> Collection[Hashable]:
        """All by which a SIG can be taken for another one."""
        names = (("name", self.name_key(name)) for name in texts_of(sig.name))
        pages = (("readme", page) for page in texts_of(sig.text("readme")) if page)
        return {*names, *pages, *([word] if (word := sig.word("id")) else ())}

    def _states(self, item: Trio[int]) -> Trio[Sig]:
        """A SIG in its three states."""
        base, ours, theirs = self.of
        return of_lists(item, base.sigs, ours.sigs, theirs.sigs)

    def _presence(self, item: Trio[int], prefer: Side) -> bool | None:
        """Whether the result has a SIG; None where that is in conflict."""
        if item.base is None or None not in item[1:]:
            return True
        there = presence(self._says(item), prefer)
        if there is not None and there.is_conflict:
            return None
        return there is None or there.value is not None

    def _says(self, item: Trio[int]) -> Trio[object]:
        """All that each state of a SIG says: keys that are not known, too."""
        if self.parts is None:
            return Trio(*self._states(item))
        found = of_lists(item, *(each.items for each in self.parts))
        return Trio(*(each.says if each else None for each in found))

    @cached_property
    def _order(self) -> tuple[list[Trio[int]], bool]:
        base, ours, theirs = (each.sigs for each in self.of)
        known = settled(base, ours, theirs, attrgetter("name"), self._keys)
        items = trios_beside(known, base, ours, theirs, self._same)
        staying = [each for each in items if self._presence(each, Side.OURS) is not False]

        def name(item: Trio[int]) -> str:
            sig = next(filter(None, self._states(item)[1:]), None)
            return texts_of(sig.name)[0] if sig else ""

        found = ordered(staying, name)
        return found.items, found.both_moved

    @property
    def order(self) -> list[Trio[int]]:
        """The SIGs of the result, and those that are in conflict, in their order."""
        return self._order[0]

    @property
    def both_moved(self) -> bool:
        """Whether both sides moved SIGs, so that ours' order was kept."""
        return self._order[1]

    @cached_property
    def _wanted(self) -> tuple[Said, Said]:
        ours, theirs = Said([], []), Said([], [])
        for item in self.order:
            others = of_lists(item, *(each.unknown for each in self.of))
            for prefer, said in ((Side.OURS, ours), (Side.THEIRS, theirs)):
                if sig := self._sig(item, prefer):
                    said.sigs.append(sig)
                    said.unknown.append(self._other(item, others, prefer))
        return ours, theirs

    def _sig(self, item: Trio[int], prefer: Side) -> Sig | None:
        states = self._states(item)
        if None not in item[1:]:
            return merged_sig(states, prefer)[0]
        if self._presence(item, prefer) is None:
            sig = states[prefer]
        else:
            sig = states.ours or states.theirs
        return sig if sig is None or sig is states.ours else _as_new(sig)

    def _other(self, item: Trio[int], states: Trio[Unknown], prefer: Side) -> Unknown:
        """What a SIG of the result says under keys that are no fields."""
        if None not in item[1:]:
            return _merged_unknown(states, prefer)
        if self._presence(item, prefer) is None:
            return states[prefer] or {}
        return states.ours or states.theirs or {}

    @property
    def is_clear(self) -> bool:
        """Whether nothing that a SIG says is in conflict."""
        ours, theirs = self._wanted
        return ours == theirs

    def is_said_by(self, source: Source, prefer: Side) -> bool:
        """Whether a text can be read, and says of its SIGs what the result is to say, in the fields
        that it has; every conflict settled for one side."""
        state, (sigs, unknown) = self.states.read(source), self._wanted[prefer - Side.OURS]
        keys = ("name", *state.fields)
        are_same = len(state.sigs) == len(sigs) and all(
            there == meant or all(there.value(key) == meant.value(key) for key in keys)
            for there, meant in zip(state.sigs, sigs, strict=True)
        )
        return are_same and state.unknown == unknown and (state.is_sound or not sigs)

    # --- the text ------------------------------------------------------------------------------

    def pieces(self) -> list[Piece] | None:
        """The SIGs as text; None where they have no lines of their own, or what both sides changed
        cannot be written."""
        if self.parts is None:
            return None
        ours, theirs = (self._with_merged(self.parts, which) for which in (Side.OURS, Side.THEIRS))
        if ours is None or theirs is None:
            return None
        spelled = (self.parts[0], ours, theirs)
        return [p for item in self.order for p in self._pieces(item, self.parts, spelled)]

    def _with_merged(self, own: tuple[Parts, Parts, Parts], which: Side) -> Parts | None:
        """One side with what both made of the fields that both changed."""
        sigs = list(self.of[which].sigs)
        for item in self.order:
            at = item[which]
            if at is None or None in item[1:]:
                continue
            merged = merged_sig(self._states(item), which)[0]
            if merged != sigs[at]:
                sigs[at] = _in_place(merged, sigs[at])
        if sigs == list(self.of[which].sigs):
            return own[which]
        document = self.of[which].document
        with suppress(RegistryProblem):
            return parts(writing.rewrite(document, document.registry.with_sigs(sigs)).after)
        return None

    def _pieces(
        self,
        item: Trio[int],
        own: tuple[Parts, Parts, Parts],
        spelled: tuple[Parts, Parts, Parts],
    ) -> list[Piece]:
        there = of_lists(item, *(each.items for each in own))
        texts = Conflict(*(each.text if each else "" for each in there))
        if texts.theirs in (texts.ours, texts.base):
            return [texts.ours]
        if texts.ours == texts.base:
            return [texts.theirs]
        if None in item[1:]:
            is_open = self._presence(item, Side.OURS) is None
            return [texts if is_open else texts.ours or texts.theirs]
        states = self._states(item)
        every = frozenset(key for sig in states if sig for key, _ in sig.items())
        settled = every - merged_sig(states, Side.OURS)[1]
        return _BothChanged(
            there, of_lists(item, *(each.items for each in spelled)), settled
        ).pieces()

    def rewritten(self) -> Source | None:
        """Ours with all that theirs changed, where nothing is in conflict and theirs has no more
        than facts to give; None where that is not so, or cannot be written."""
        documents = [each.document for each in self.of]
        _, ours, theirs = documents
        sigs = self._wanted[0].sigs
        remarks = [
            set(map(each.source.__getitem__, comments(each.source, each.root)))
            for each in documents
        ]
        tables = [(each.registry.tables, each.registry.settings) for each in documents]
        has_more = bool(theirs.problems) or not remarks[2] <= remarks[0] | remarks[1]
        if sigs != self._wanted[1].sigs or has_more or tables[2] not in (tables[0], tables[1]):
            return None
        with suppress(RegistryProblem):
            return writing.rewrite(ours, ours.registry.with_sigs(sigs)).after.source
        return None


def _merged_unknown(states: Trio[Unknown], prefer: Side) -> Unknown:
    """What is said under keys that are no fields, key by key."""
    found: Unknown = {}
    if not any(states):
        return found
    for key in dict.fromkeys(key for each in states for key in each or {}):
        base, ours, theirs = values = [(each or {}).get(key) for each in states]
        one = theirs if ours == base else values[prefer]
        value = ours if theirs in (base, ours) else one
        if value is not None:
            found[key] = value
    return found


def _as_new(sig: Sig) -> Sig:
    """A SIG that is not in the text yet, nor are its persons."""
    values = {
        key: tuple(replace(each, origin=None) for each in value)
        if isinstance(value, tuple)
        else value
        for key, value in sig.values.items()
    }
    return Sig(sig.name, values)


def _in_place(merged: Sig, own: Sig) -> Sig:
    """What both sides made of a SIG, for the text of one: its persons are those that it has."""
    values: dict[str, Value] = {}
    for key, value in merged.values.items():
        if isinstance(value, tuple):
            there = as_people(own.value(key))
            pairs = near_persons(value, there)
            value = tuple(
                replace(each, origin=there[pairs[n]].origin if n in pairs else None)
                for n, each in enumerate(value)
            )
        values[key] = value
    return Sig(merged.name, values, own.origin)


@dataclass(frozen=True)
class _BothChanged:
    """A SIG that both sides changed: as it was in each state, and as ours and theirs are `spelled`
    with all that is not in conflict: the fields that are `settled` say the same in both."""

    own: Trio[Item]
    spelled: Trio[Item]
    settled: frozenset[str]

    def pieces(self) -> list[Piece]:
        """The SIG field by field, where each has lines of its own; else as a whole."""
        if any(each and each.fields is None for each in self.spelled):
            return _piece(*self.spelled)
        fields = [list(each.fields or {}) if each else [] for each in self.spelled]
        items = trios(fields[0], fields[1], fields[2], lambda left, right: equal(left, right))
        keys = {item: next(filter(None, of_lists(item, *fields))) for item in items}
        found = [p for item in ordered(items, keys.__getitem__).items for p in self._of(keys[item])]
        found = [each for each in found if each]
        first = found[0] if found else ""
        if isinstance(first, str) and first:
            return [*self._above(), with_opening(self._dash, first), *found[1:]]
        if isinstance(first, Conflict) and all(first[1:]):
            whole = (with_opening(self._dash, each) if each else "" for each in first)
            return [*self._above(), Conflict(*whole), *found[1:]]
        return _piece(*self.spelled)

    @property
    def _dash(self) -> str:
        """What stands before the first field on its line."""
        return lines(self.own.ours.opening)[-1] if self.own.ours else ""

    def _above(self) -> list[Piece]:
        """The blank lines and comments above the SIG."""
        base, ours, theirs = (
            "".join(lines(each.opening)[:-1]) if each else "" for each in self.own
        )
        if theirs in (base, ours) or _remarks(theirs) <= _remarks(base) | _remarks(ours):
            return [theirs if ours == base else ours]
        if _remarks(ours) <= _remarks(base) | _remarks(theirs):
            return [theirs]
        return [Conflict(base, ours, theirs)]

    def _of(self, key: str) -> list[Piece]:
        own = [_field(each, key) for each in self.own]
        base, ours, theirs = (each.text if each else "" for each in own)
        if theirs in (base, ours):
            return [ours]
        if ours == base:
            return [theirs]
        fields = (_field(each, key) for each in self.spelled)
        return _piece(*fields, is_settled=key in self.settled)


def _remarks(above: str) -> set[str]:
    """The comments of what stands above a SIG."""
    return {each.strip() for each in lines(above) if each.lstrip().startswith("#")}


def _field(item: Item | None, key: str) -> Field | None:
    return item.fields.get(key) if item and item.fields else None


def _piece(
    base: Item | Field | None,
    ours: Item | Field | None,
    theirs: Item | Field | None,
    *,
    is_settled: bool = False,
) -> list[Piece]:
    """One text for lines that both sides changed: that of the side which says what the result is
    to say, and has the comments of both; else the two in conflict."""
    states = [each or _NOTHING for each in (base, ours, theirs)]
    was, mine, other = states
    pairs = [(mine, other), (other, mine)] if is_settled else _whole_ones(was, mine, other)
    for one, two in pairs:
        if two.comments <= was.comments | one.comments:
            return [one.text]
    return [Conflict(was.text, mine.text, other.text)]


def _whole_ones(
    was: Item | Field, mine: Item | Field, other: Item | Field
) -> Iterator[tuple[Item | Field, Item | Field]]:
    """The sides that say what both want said, each with the other one."""
    if other.says in (mine.says, was.says):
        yield mine, other
    if mine.says in (other.says, was.says):
        yield other, mine
