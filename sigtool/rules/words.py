"""Words of messages and hints: what is near, what is short, what a shell takes as one word."""

import shlex
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from sigtool.model import Text

# As much of somebody's text as says which one is meant.
_LONGEST: Final = 60


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like another one, case ignored; None where none is near."""
    folded = {text.casefold(): text for text in known}
    near = get_close_matches(word.casefold(), folded, n=1)
    return folded[near[0]] if near else None


def brief(text: Text) -> str:
    """A text in quotes on one line, cut where it is long; of several languages, all of them."""
    whole = str(text)
    return repr(whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1].rstrip() + "…")


def argument(text: str) -> str:
    """A text as one argument of a command."""
    return shlex.quote(text)


def means(word: str, code: str, name: str) -> bool:
    """Whether a word of somebody's selection means a rule: its code, a prefix of it, its name."""
    return name == word.lower() or (
        word.upper().startswith("SIG") and code.startswith(word.upper())
    )
