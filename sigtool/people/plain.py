"""Cells that read the same by all conventions, and so at a glance: most cells do. Pure."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final

from sigtool.model import Person
from sigtool.people.nobody import ASKING, NOBODY, NOTIFIED, PAGE
from sigtool.people.shape import Item, PeopleCell, Shape
from sigtool.text.lazily import lazily
from sigtool.text.source import LONGEST_LIST

_HANDLE: Final = r"(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]*)"
_URL: Final = r"(?P<url>https?://[A-Za-z0-9_./~?=%-]+)"
_NAME: Final = r"(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)+)"
_LINK: Final = Shape(core="[@{handle}]({url})")
_NAMED: Final = Shape(core="{name} ([@{handle}]({url}))")
_LABEL: Final = Shape(core="[{label}]({url})")
_WORD: Final = Shape(core="@{word}")
# How each of these is read.
_PATTERNS: Final = {
    _LINK: lazily(rf"\[@{_HANDLE}\]\({_URL}\)"),
    _NAMED: lazily(rf"{_NAME} \(\[@{_HANDLE}\]\({_URL}\)\)"),
    _LABEL: lazily(rf"\[{_NAME}\]\({_URL}\)"),
    _WORD: lazily(rf"@{_HANDLE}"),
}
SEPARATORS: Final = frozenset({", ", ",", "、", "<br>", "; ", " / ", " "})
# What stands where a name or an account would, and is none.
_NOBODY: Final = lazily(rf"(?i){NOBODY}|{NOTIFIED.removeprefix('@')}|{PAGE}|{ASKING}.*")


@lru_cache(maxsize=16384)
def plain_cell(text: str) -> PeopleCell | None:
    """A cell of persons who are all written in one of the usual ways, `[@ada](https://e.org/ada)`,
    `Ada Lovelace ([@ada](https://e.org/ada))`, `[Ada Lovelace](https://e.org/ada)` or `@ada`, with
    nothing but one kind of separator between; None for any other."""
    shape = _shape(text)
    found = list(_PATTERNS[shape].finditer(text)) if len(text) <= LONGEST_LIST else []
    if not found or found[0].start() or found[-1].end() != len(text):
        return None
    between = tuple(text[left.end() : right.start()] for left, right in pairwise(found))
    if not SEPARATORS.issuperset(between) or len(set(between)) > 1:
        return None
    if shape is not _LINK and (" " in between or any(map(_is_nobody, found))):
        return None
    items = (Item(_person(each.groupdict()), shape, each.group()) for each in found)
    return PeopleCell(tuple(items), between)


def _shape(text: str) -> Shape:
    """The way in which a cell may be written, by how it begins."""
    if text.startswith("["):
        return _LINK if text.startswith("[@") else _LABEL
    return _WORD if text.startswith("@") else _NAMED


def _person(fields: Mapping[str, str]) -> Person:
    get = fields.get
    return Person(handle=get("handle"), name=get("name"), url=get("url"))


def _is_nobody(found: re.Match[str]) -> bool:
    """Whether a name, or an account alone, is a word for nobody."""
    return bool(_NOBODY.fullmatch(found[1]))
