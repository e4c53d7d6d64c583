"""Regular expressions that are compiled when they are first used.

Compiling those of all modules took a tenth of a command, and most commands need few of them.
"""

import re
from typing import Any, Final, cast

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
