"""Which templates may read something of a text: those whose signs it has. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from sigtool.people import grammar
from sigtool.people.grammar import BLANKS, LINK, TITLE, narrow, parts_of, squeezed

# Pieces that begin with a letter, a digit, or what may stand among those.
_WORDS: Final = frozenset({"account", "word", "login", "group", "name", "email", "role"})
_EMPLOYERS: Final = frozenset({"affiliation", "company", "employer"})
_NO_EMPLOYER: Final = frozenset("[]()（）<>|\\`*@")
# What the marks of a template stand for.
_SIGN_OF: Final = {"\0": "", LINK: "](", "\3": ")"}
_FIRST_OF_CJK: Final = "\u3000"


def matches(templates: Sequence[str], text: str, at: int) -> Iterator[tuple[str, re.Match[str]]]:
    """What each of some templates reads of a text from there on, of those that read something.

    The expression of a template is long, and to compile all of them takes most of a second; so a
    text without the signs that stand in the template, or with another beginning, is not looked at.
    """
    shown, signs = _signs_in(text)
    behind = at
    while shown[behind : behind + 1] in BLANKS:
        behind += 1
    blank, first = shown[at:behind][:1], shown[behind : behind + 1]
    for template, sign, piece in _likely(tuple(templates), signs, blank, first):
        start = _behind(sign, shown, at)
        if start is None or not _may_begin(piece, shown[start : start + 1]):
            continue
        if found := grammar.pattern(template).match(text, at):
            yield template, found


@lru_cache(maxsize=4096)
def _likely(
    templates: Sequence[str], signs: frozenset[str], blank: str, char: str
) -> Sequence[tuple[str, str, str]]:
    """Those templates whose signs a text has, and that begin with a blank, or none, and with this
    character; each with its first sign and its first piece."""
    found = []
    for template in templates:
        has_blank, first, piece, own = _signs(template)
        begins = not first or first[0] == char
        if begins and (blank or not has_blank) and signs.issuperset(own):
            found.append((template, first, piece))
    return found


def _behind(sign: str, text: str, at: int) -> int | None:
    """Where a text goes on behind a sign, whatever blanks are in it and around; None where it has
    another one."""
    for char in (*sign, ""):
        while text[at : at + 1] in BLANKS:
            at += 1
        if not text.startswith(char, at):
            return None
        at += len(char)
    return at


def _may_begin(piece: str, char: str) -> bool:
    if piece in _WORDS:
        return char.isalnum() or char in "-_" or char >= _FIRST_OF_CJK
    return piece not in _EMPLOYERS or char not in _NO_EMPLOYER


@lru_cache(maxsize=8)  # of a text, each person is read
def _signs_in(text: str) -> tuple[str, frozenset[str]]:
    """A text with narrow signs, and the signs of all templates that stand in it."""
    bare = squeezed(text)
    return narrow(text), frozenset(sign for sign in _every_sign() if sign in bare)


@cache
def _every_sign() -> frozenset[str]:
    every = chain(
        grammar.EVERY_CORE,
        grammar.EMAILS,
        grammar.AFFILIATIONS,
        grammar.ROLES,
        grammar.LEADING_ROLES,
    )
    return frozenset(sign for template in every for sign in _signs(template)[3])


@cache
def _signs(template: str) -> tuple[bool, str, str, tuple[str, ...]]:
    """Whether a template begins with a blank; the sign with which it begins, or nothing; its first
    piece; and all signs between its pieces. A sign is whole, without the blanks in it, of which a
    text may have others: `)(`."""
    signs, pieces, before = list[str](), list[str](), ""
    for part in parts_of(template):
        if part[0] == "{":
            signs.append(before)
            pieces.append(part.strip("{}"))
            before = ""
        elif part == TITLE:
            signs.append(before)
            before = ")"
        else:
            before += _SIGN_OF.get(part, squeezed(part))
    signs.append(before)
    is_blank = parts_of(template)[0] == " "
    return is_blank, signs[0], pieces[0], tuple(dict.fromkeys(filter(None, signs)))
