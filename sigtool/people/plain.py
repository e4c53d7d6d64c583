"""Cells that read the same by all conventions, and so at a glance: most cells do. Pure."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from sigtool.model import Person
from sigtool.people.shape import Item, PeopleCell, Shape
from sigtool.text.lazily import lazily
from sigtool.text.source import LONGEST_LIST

_LINK: Final = lazily(r"\[@([A-Za-z0-9][A-Za-z0-9_-]*)\]\((https?://[A-Za-z0-9_./~?=%-]+)\)")
_SHAPE: Final = Shape(core="[@{handle}]({url})")
SEPARATORS: Final = frozenset({", ", ",", "、", "<br>", "; ", " / ", " "})


@lru_cache(maxsize=16384)
def plain_cell(text: str) -> PeopleCell | None:
    """A cell of links to accounts, `[@ada](https://e.org/ada)`, with nothing but one kind of
    separator between; None for any other."""
    links = list(_LINK.finditer(text)) if len(text) <= LONGEST_LIST else []
    if not links or links[0].start() or links[-1].end() != len(text):
        return None
    between = tuple(text[left.end() : right.start()] for left, right in pairwise(links))
    if not SEPARATORS.issuperset(between) or len(set(between)) > 1:
        return None
    return PeopleCell(tuple(map(_item, links)), between)


def _item(link: re.Match[str]) -> Item:
    return Item(Person(handle=link[1], url=link[2]), _SHAPE, link.group())
