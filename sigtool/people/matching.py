"""Which templates may read something of a text: those whose signs it has. Pure."""

import re
from functools import cache, lru_cache
from itertools import chain

from sigtool.people import grammar
from sigtool.people.grammar import BLANKS, SLACK, parts_of


def matched(template: str, text: str, at: int) -> re.Match[str] | None:
    """What `template` reads of a text from there on.

    The expression of a template is long, and to compile all of them takes most of a second; so a
    text without the signs that stand in the template, or with another beginning, is not looked at.
    """
    first, *signs = _signs(template)
    char = text[at : at + 1]
    if first == "{":
        is_near = char.isalnum()
    else:
        is_near = char in BLANKS if first == " " else text.startswith(first, at)
    if is_near and _signs_in(text).issuperset(signs):
        return grammar.pattern(template).match(text, at)
    return None


@lru_cache(maxsize=8)  # of a text, each person is read
def _signs_in(text: str) -> frozenset[str]:
    """The signs of all templates that stand in a text."""
    every = chain(
        grammar.EVERY_CORE,
        grammar.EMAILS,
        grammar.AFFILIATIONS,
        grammar.ROLES,
        grammar.LEADING_ROLES,
    )
    signs = {sign for template in every for sign in _signs(template)[1:]}
    return frozenset(sign for sign in signs if sign in text)


@cache
def _signs(template: str) -> tuple[str, ...]:
    """What everything that a template reads begins with: a sign, a blank, or `{` for a piece, which
    begins with a letter or a digit; then the signs that stand in it."""
    parts = parts_of(template)
    signs = (part for part in parts if part not in SLACK and part[0] != "{")
    return (parts[0] if parts[0][0] != "{" else "{", *dict.fromkeys(signs))
