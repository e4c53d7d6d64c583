"""Words of messages and hints: what is near, what is short, what a shell takes as one word."""

import shlex
from collections.abc import Iterable
from functools import lru_cache
from posixpath import commonprefix
from typing import Final

# As much of somebody's text as says which one is meant.
_LONGEST: Final = 60
# From here on, two words are one that is misspelt: `lead` and `leads`, `handel` and `handle`.
_SURE: Final = 0.8
# So much of a message stands at either end, where it is longer than any that somebody reads.
_HALF: Final = 500
# So much of it stands before what differs.
_BEFORE: Final = 20


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like another one, case ignored; None where none is near."""
    return _nearest(word, tuple(known))


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    folded = {text.casefold(): text for text in reversed(known)}
    return next((folded[near] for near in closest(word.casefold(), folded, 1)), None)


def closest(word: str, known: Iterable[str], count: int = 3, cutoff: float = 0.6) -> list[str]:
    """As many known words as are like another one, the most alike first."""
    from difflib import get_close_matches

    return get_close_matches(word, list(known), n=count, cutoff=cutoff)


def likeness(one: str, other: str) -> float:
    """How much two words have in common, from 0 to 1."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio()


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """ "did you mean ...?" for a word that is not known, or None if nothing is near."""
    found = nearest(word, known)
    return f"did you mean {found!r}?" if found else None


def quoted(text: object) -> str:
    """A text in quotes on one line, cut where it is long; of several languages, all of them."""
    whole = str(text)
    return repr(whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1].rstrip() + "…")


def is_misspelt(word: str, other: str) -> bool:
    """Whether a word is another one with a letter or two amiss, and none of its own."""
    return likeness(word.casefold(), other.casefold()) > _SURE


def shortened(text: str) -> str:
    """A text, if it is very long without its middle."""
    if len(text) <= 2 * _HALF:
        return text
    return f"{text[:_HALF]} … {text[-_HALF:]}"


def amount(number: int, noun: str, plural: str = "") -> str:
    """A number of things: `1 table`, `2 tables`; `1 person`, `2 people`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def cut_beside(text: str, other: str) -> str:
    """A text, if it is long cut to where it begins to differ from another one."""
    alike = len(commonprefix([text, other]))
    start = max(min(alike - _BEFORE, len(text) - _LONGEST), 0)
    cut = text[start : start + _LONGEST]
    return "…" * (start > 0) + cut + "…" * (start + len(cut) < len(text))


def argument(text: str) -> str:
    """A text as one argument of a command."""
    return shlex.quote(text)
