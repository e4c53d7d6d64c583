"""What is made of a thing, kept while it is asked of the same thing again. Pure."""

from collections.abc import Callable
from typing import Final, TypeVar

K = TypeVar("K")
V = TypeVar("V")

# More than the registries and tables that a command goes back and forth between.
_MOST: Final = 16


def kept(make: Callable[[K], V]) -> Callable[[K], V]:
    """`make`, asked once of each of the last objects, by their identity: these must not change, and
    are kept with what was made of them."""
    made: dict[int, tuple[K, V]] = {}

    def of(key: K) -> V:
        known = made.get(id(key))
        if known is None:
            known = key, make(key)
            made[id(key)] = known
            if len(made) > _MOST:
                del made[next(iter(made))]
        return known[1]

    of.__doc__ = make.__doc__
    return of
