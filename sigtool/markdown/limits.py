"""Which pieces of inline Markdown are read, so that none takes long. Pure."""

from functools import lru_cache
from typing import Final

from sigtool.text.lazily import lazily

# Three times as many characters as the longest cell that was seen.
_LONGEST: Final = 10_000
_BRACKET: Final = lazily(r"[\[\]]")
# More brackets in brackets than anybody writes.
_MOST_OPEN: Final = 20


@lru_cache(maxsize=16384)
def is_readable(text: str) -> bool:
    """Whether a piece of inline Markdown is read as such.

    For each bracket that is open, markdown-it looks for its end through all that stands behind it.
    """
    if len(text) > _LONGEST:
        return False
    opened = deepest = 0
    for bracket in _BRACKET.findall(text) if text.count("[") > _MOST_OPEN else ():
        opened = opened + 1 if bracket == "[" else max(opened - 1, 0)
        deepest = max(deepest, opened)
    return deepest <= _MOST_OPEN
