"""Which items of a list can stay where they are when others move, come and go."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def longest_increasing(places: Sequence[int | None]) -> frozenset[int]:
    """The indices of a longest increasing run of `places`, gaps allowed; None is never in it.

    With `places` the old place of each item of a list, these are the items that need not move.
    """
    ends: list[int] = []
    end_at: list[int] = []
    before: dict[int, int | None] = {}
    for at, place in enumerate(places):
        if place is None:
            continue
        length = bisect_left(ends, place)
        before[at] = end_at[length - 1] if length else None
        ends[length : length + 1] = [place]
        end_at[length : length + 1] = [at]
    found: set[int] = set()
    at_end = end_at[-1] if end_at else None
    while at_end is not None:
        found.add(at_end)
        at_end = before[at_end]
    return frozenset(found)


def placed(items: Sequence[T], places: Sequence[int | None]) -> list[T]:
    """The items in the order of their places; one without a place stays behind the one before it.

    What comes before every item that has a place stays first.
    """
    groups: list[tuple[int, list[T]]] = [(-1, [])]
    for item, place in zip(items, places, strict=True):
        if place is None:
            groups[-1][1].append(item)
        else:
            groups.append((place, [item]))
    return [item for _, group in sorted(groups, key=lambda group: group[0]) for item in group]
