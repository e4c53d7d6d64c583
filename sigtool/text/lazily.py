"""What is made when it is first asked for: regular expressions, and what is made of an object.

Compiling the expressions of all modules took a tenth of a command, and most need few of them.
"""

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

K = TypeVar("K")
V = TypeVar("V")

# More than the registries and tables that a command goes back and forth between.
_MOST: Final = 16
_METHODS: Final = ("match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer")


class LazyPattern:
    """Stands for the pattern of an expression until it is used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """An attribute of the pattern, which is compiled now; its methods are kept."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of an expression. One that is wrong raises `re.error` when it is first used."""
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))


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
