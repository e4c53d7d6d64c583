"""Which items of two lists are the same one: persons of two cells, SIGs of two registries.

Only what is sure: what is equal, then what a key says that is unique on both sides (design law
L11). Position and likeness are never evidence here.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from sigtool.model import People, grouped, same_person

T = TypeVar("T")


def by_key(
    left: Sequence[T],
    right: Sequence[T],
    key: Callable[[T], Sequence[Hashable]],
    known: Mapping[int, int] | None = None,
) -> dict[int, int]:
    """Pairs of indices of items that share a key which nobody else has, on either side.

    `known` pairs stay, and their items are not paired again; their keys still count, so that a key
    of theirs is not unique. An item whose keys name two others is paired with neither.
    """
    found = dict(known or {})
    taken = set(found.values())
    lefts, rights = _unique(left, key), _unique(right, key)
    wanted: dict[int, set[int]] = {}
    wanting: dict[int, set[int]] = {}
    for each, at in lefts.items():
        if each in rights:
            wanted.setdefault(at, set()).add(rights[each])
            wanting.setdefault(rights[each], set()).add(at)
    for at, others in wanted.items():
        other = next(iter(others))
        is_sure = len(others) == 1 and len(wanting[other]) == 1
        if is_sure and at not in found and other not in taken:
            found[at] = other
    return found


def same_persons(left: People, right: People) -> dict[int, int]:
    """Who of `left` is who of `right`, by index: those who are equal, then those who are one person
    that each side names once."""
    found = _equal(left, right)
    if len(found) == len(left) or len(found) == len(right):
        return found
    taken = set(found.values())
    rest = [at for at in range(len(left)) if at not in found]
    others = [at for at in range(len(right)) if at not in taken]
    everybody = [left[at] for at in rest] + [right[at] for at in others]
    for group in grouped(everybody):
        mine = [rest[at] for at in group if at < len(rest)]
        theirs = [others[at - len(rest)] for at in group if at >= len(rest)]
        if len(mine) == len(theirs) == 1 and same_person(left[mine[0]], right[theirs[0]]):
            found[mine[0]] = theirs[0]
    return found


def _equal(left: People, right: People) -> dict[int, int]:
    """Equal persons, the first of several with the first."""
    places: dict[Hashable, list[int]] = {}
    for at in range(len(right) - 1, -1, -1):
        places.setdefault(right[at], []).append(at)
    return {at: places[person].pop() for at, person in enumerate(left) if places.get(person)}


def _unique(items: Sequence[T], key: Callable[[T], Sequence[Hashable]]) -> dict[Hashable, int]:
    """Where each key is that only one item has."""
    keys = [tuple(dict.fromkeys(key(item))) for item in items]
    counts = Counter(each for own in keys for each in own)
    return {each: at for at, own in enumerate(keys) for each in own if counts[each] == 1}
