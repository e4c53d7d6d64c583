"""Lists and SIGs that two sides made of one base, merged so that neither side is preferred.

Which item is which is as in `pairs`. Where both sides changed a fact, each to something else, the
result has the value of the side that is asked for: so the merge is made once for each side, and
what differs is in conflict (design law L12).
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from sigtool.facts.merge import Sides, are_people, by_languages
from sigtool.facts.pairs import Keys, near_persons, same_persons
from sigtool.model import (
    PERSON_FIELDS,
    People,
    Person,
    Sig,
    Text,
    Value,
    as_people,
    as_text,
)
from sigtool.text.records import replace

T = TypeVar("T")
# Which item of one list is which of another, by index.
Pairing = Callable[[Sequence[T], Sequence[T]], Mapping[int, int]]


class Side(IntEnum):
    """Whose value stands where both sides changed a fact."""

    BASE = 0
    OURS = 1
    THEIRS = 2


class Trio(NamedTuple, Generic[T]):
    """One item in three states; None where it is not there."""

    base: T | None = None
    ours: T | None = None
    theirs: T | None = None


def trios(
    base: Sequence[T],
    ours: Sequence[T],
    theirs: Sequence[T],
    same: Pairing[T],
    later: Pairing[T] | None = None,
) -> list[Trio[int]]:
    """The items of three lists, each by its index in them, in the order of the base, then ours.

    `later` says who of the base is who of a side, which is a later state of it; else `same` does.
    """
    mine, other, twins = same(base, ours), same(base, theirs), same(ours, theirs)
    if later:
        of_theirs = {their: at for at, their in twins.items()}
        more, others = later(base, ours), later(base, theirs)
        mine = _of_later(more, others, twins, mine)
        other = _of_later(others, more, of_theirs, other)
    known, known_other = set(mine.values()), set(other.values())
    both = {
        at: their for at, their in twins.items() if at not in known and their not in known_other
    }
    found = [Trio(at, mine.get(at), other.get(at)) for at in range(len(base))]
    found += [Trio(None, at, both.get(at)) for at in range(len(ours)) if at not in known]
    taken = known_other | set(both.values())
    return [*found, *(Trio(None, None, at) for at in range(len(theirs)) if at not in taken)]


def _of_later(
    pairs: Mapping[int, int],
    others: Mapping[int, int],
    twins: Mapping[int, int],
    sure: Mapping[int, int],
) -> dict[int, int]:
    """Pairs of a base and one side, but for those whose twin on the other side is somebody else;
    and the `sure` ones of whom nothing else is left. Each stands in one pair."""
    found = {at: n for at, n in pairs.items() if twins.get(n, others.get(at)) == others.get(at)}
    taken = set(found.values())
    return found | {at: n for at, n in sure.items() if at not in found and n not in taken}


def trios_beside(
    known: Sequence[Trio[int]],
    base: Sequence[T],
    ours: Sequence[T],
    theirs: Sequence[T],
    same: Pairing[T],
) -> list[Trio[int]]:
    """As `trios`; which of each are the `known` items, `same` is not asked."""
    lists = (base, ours, theirs)
    rest = _beside(known, lists)
    was, mine, other = ([lists[side][at] for at in rest[side]] for side in Side)
    found = [*known, *(of_lists(each, *rest) for each in trios(was, mine, other, same))]
    return sorted(found, key=lambda each: len(base) if each.base is None else each.base)


def settled(
    base: Sequence[T],
    ours: Sequence[T],
    theirs: Sequence[T],
    name: Callable[[T], Hashable],
    keys: Keys[T],
) -> list[Trio[int]]:
    """Items that are equal in three lists, and of which no other item of any list has a key: who
    pairs by equality or by what one item alone is called pairs them, and the rest as without them.

    Equal items have one `name`, and every item has a key.
    """
    lists = (base, ours, theirs)
    places = [{name(each): at for at, each in enumerate(items)} for items in lists]
    alike = [
        Trio[int](at, mine, other)
        for key, at in places[Side.BASE].items()
        if (mine := places[Side.OURS].get(key)) is not None
        and (other := places[Side.THEIRS].get(key)) is not None
        and base[at] == ours[mine] == theirs[other]
    ]
    own = [keys(base[each.base or 0]) for each in alike]
    others = (lists[side][at] for side, ats in enumerate(_beside(alike, lists)) for at in ats)
    counts = Counter(chain(*own, *map(keys, others)))
    pairs = zip(alike, own, strict=True)
    return [each for each, of_one in pairs if all(counts[key] == 1 for key in of_one)]


def _beside(known: Sequence[Trio[int]], lists: Sequence[Sequence[T]]) -> list[list[int]]:
    """The other items of three lists, by their indices."""
    taken = [{each[side] for each in known} for side in Side]
    return [[at for at in range(len(lists[n])) if at not in taken[n]] for n in Side]


class Ordered(NamedTuple):
    """Items in the order of both sides; whether both moved some, and ours' order was kept."""

    items: list[Trio[int]]
    both_moved: bool


def ordered(items: Sequence[Trio[int]], name: Callable[[Trio[int]], str]) -> Ordered:
    """Items in the order that both sides give them.

    What not both have stands behind what it stands behind in its own list; where both sides put
    items in one place, those stand in order of `name`.
    """
    shared, moved = _shared(items)
    both_moved = moved == [Side.OURS, Side.THEIRS]
    result = sorted(shared, key=lambda each: _place(each, moved[0] if moved else Side.OURS))
    spots = _spots(items, result)
    behind: dict[int, list[Trio[int]]] = {}
    for each, spot in spots.items():
        behind.setdefault(spot, []).append(each)
    found: list[Trio[int]] = []
    for at in range(len(result) + 1):
        found += result[at - 1 : at] if at else []
        found += _in_one_place(behind.get(at, []), name)
    return Ordered(found, both_moved)


def _shared(items: Sequence[Trio[int]]) -> tuple[list[Trio[int]], list[Side]]:
    """The items that both sides have, and the sides that moved some of them in their own way. What
    both added counts as far as it stands alike with them."""
    old = [each for each in items if None not in each]
    by = {side: sorted(old, key=lambda each: _place(each, side)) for side in Side}
    moved = [side for side in (Side.OURS, Side.THEIRS) if by[side] != by[Side.BASE]]
    moved = moved[: 1 if by[Side.OURS] == by[Side.THEIRS] else 2]
    every = [each for each in items if None not in each[1:]]
    ours, theirs = (
        sorted(every, key=lambda each: _place(each, side)) for side in (Side.OURS, Side.THEIRS)
    )
    return (every if ours == theirs else old), moved


def _spots(items: Sequence[Trio[int]], result: Sequence[Trio[int]]) -> dict[Trio[int], int]:
    """Behind how many of those that both sides have each other item stands; the fewest where two
    lists say it."""
    number = {each: at for at, each in enumerate(result, 1)}
    spots: dict[Trio[int], int] = {}
    for side in (Side.OURS, Side.THEIRS, Side.BASE):
        spot = 0
        for each in sorted(
            (e for e in items if e[side] is not None), key=lambda e: _place(e, side)
        ):
            if each in number:
                spot = number[each]
            elif side is not Side.BASE or each[1:] == (None, None):
                spots[each] = min(spot, spots.get(each, spot))
    return spots


def _in_one_place(items: Sequence[Trio[int]], name: Callable[[Trio[int]], str]) -> list[Trio[int]]:
    """Items of one place: as one side has them if they are all its own, else by name."""
    orders = [
        sorted(items, key=lambda each: _place(each, side))
        for side in (Side.OURS, Side.THEIRS)
        if all(each[side] is not None for each in items)
    ]
    if orders and orders[0] == orders[-1]:
        return orders[0]
    return sorted(items, key=lambda each: (name(each).casefold(), name(each)))


def _place(item: Trio[int], side: Side) -> int:
    at = item[side]
    return -1 if at is None else at


# --- values --------------------------------------------------------------------------------------


class Outcome(NamedTuple, Generic[T]):
    """What two sides make of a base, and whether a fact of it is in conflict."""

    value: T
    is_conflict: bool = False


def merged(sides: Sides, prefer: Side) -> Outcome[Value]:
    """The value of a field: people by person, texts by language."""
    base, ours, theirs = sides
    if ours in (base, theirs):
        return Outcome(theirs)
    if theirs == base:
        return Outcome(ours)
    if are_people(sides):
        people = merged_people(Trio(*map(as_people, sides)), prefer)
        return Outcome(people.value, people.is_conflict)
    conflicts: list[bool] = []

    def of_language(texts: Sides) -> Value:
        found = merged(texts, prefer)
        conflicts.append(found.is_conflict)
        return found.value

    whole = by_languages(sides, of_language)
    if whole is None:
        return Outcome(sides[prefer], is_conflict=True)
    return Outcome(whole, any(conflicts))


def merged_people(lists: Trio[People], prefer: Side) -> Outcome[People]:
    """A list of people, person by person; who is of ours keeps that origin."""
    base, ours, theirs = (each or () for each in lists)
    states = {
        item: of_lists(item, base, ours, theirs)
        for item in trios(base, ours, theirs, _persons(same_persons), _persons(near_persons))
    }
    found = {item: merged_person(each, prefer) for item, each in states.items()}
    staying = [item for item, each in found.items() if each.value or each.is_conflict]

    def name(item: Trio[int]) -> str:
        return str(next(filter(None, states[item])))

    in_order = (found[item].value for item in ordered(staying, name).items)
    is_conflict = any(each.is_conflict for each in found.values())
    return Outcome(tuple(filter(None, in_order)), is_conflict)


def _persons(pairs: Callable[[People, People], dict[int, int]]) -> Pairing[Person]:
    return lambda left, right: pairs((*left,), (*right,))


def of_lists(item: Trio[int], base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> Trio[T]:
    """An item of three lists, from its indices."""
    at, mine, other = item
    return Trio(
        None if at is None else base[at],
        None if mine is None else ours[mine],
        None if other is None else theirs[other],
    )


def merged_person(states: Trio[Person], prefer: Side) -> Outcome[Person | None]:
    """A person, part by part; None where nobody is left."""
    kept = presence(states, prefer)
    if kept is not None:
        person = kept.value
        is_of_ours = person is not None and person is states.ours
        own = person if is_of_ours or person is None else replace(person, origin=None)
        return Outcome(own, kept.is_conflict)
    parts: dict[str, Text | None] = {}
    conflicts = False
    for key in PERSON_FIELDS:
        part = merged(Sides(*(getattr(each, key, None) or "" for each in states)), prefer)
        conflicts = conflicts or part.is_conflict
        parts[key] = as_text(part.value) or None
    return Outcome((states.ours or Person()).with_texts(parts), conflicts)


def presence(states: Trio[T], prefer: Side) -> Outcome[T | None] | None:
    """An item that not both sides have; None where both do. One that a side took away and the other
    changed is in conflict."""
    base, ours, theirs = states
    if ours is not None and theirs is not None:
        return None
    left = ours if ours is not None else theirs
    if left is None or base is None or left == base:
        return Outcome(left if base is None else None)
    return Outcome(states[prefer], is_conflict=True)


def merged_sig(
    states: Trio[Sig], prefer: Side, fields: Iterable[str] = ()
) -> tuple[Sig, frozenset[str]]:
    """A SIG that both sides have, and the fields that are in conflict; its origin is that of ours.

    `fields` are those to look at; without any, all that one of the three has.
    """
    base, ours, theirs = states
    if ours is not None and base == ours == theirs:
        return ours, frozenset()
    sigs = [each or Sig("") for each in states]
    sig, conflicts = sigs[Side.OURS], set[str]()
    every = fields or dict.fromkeys(key for each in sigs for key, _ in each.items())
    for key in every:
        found = merged(Sides(*(each.value(key) for each in sigs)), prefer)
        if found.is_conflict:
            conflicts.add(key)
        sig = sig.with_value(key, found.value)
    return sig, frozenset(conflicts)
