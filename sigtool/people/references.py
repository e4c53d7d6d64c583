"""Reference links of a people cell (`[@ada][a]`, `[@ada]`), read as the links that their document
defines (GFM 0.29, "Links"). Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from sigtool.people.shape import PeopleCell
from sigtool.text.lazily import lazily
from sigtool.text.records import replace

# A label, and the one behind it that says where it leads; no inline link.
_REFERENCE: Final = lazily(r"\[([^\[\]]{1,999})\](?:\[([^\[\]]{0,999})\]|(?![\[(:]))")


class Spelled(NamedTuple):
    """A text with inline links in place of references: each such link, and what stood there."""

    text: str
    links: tuple[tuple[str, str], ...] = ()


def spelled(text: str, definitions: Mapping[str, str]) -> Spelled:
    """A cell with the links of its references; those that nothing defines stay."""
    if not definitions or "]" not in text:
        return Spelled(text)
    links: list[tuple[str, str]] = []

    def inline(found: re.Match[str]) -> str:
        destination = definitions.get(_key(found[2] or found[1]))
        if destination is None or text.startswith("!", found.start() - 1):
            return found[0]
        links.append((f"[{found[1]}]({destination})", found[0]))
        return links[-1][0]

    return Spelled(_REFERENCE.sub(inline, text), tuple(links))


def as_written(cell: PeopleCell, text: str, links: Iterable[tuple[str, str]]) -> PeopleCell | None:
    """A cell that was read in its spelled form, with each piece as it stands in `text`; None where
    they do not make it up."""
    waiting = list(links)

    def written(piece: str) -> str:
        end = 0
        while waiting and (at := piece.find(waiting[0][0], end)) >= 0:
            link, reference = waiting.pop(0)
            piece = piece[:at] + reference + piece[at + len(link) :]
            end = at + len(reference)
        return piece

    opening, items, separators = written(cell.opening), [], []
    for item, between in zip(cell.items, (*cell.separators, ""), strict=True):
        items.append(replace(item, text=written(item.text)))
        separators.append(written(between))
    closing = written(cell.closing)
    whole = "".join(x.text + between for x, between in zip(items, separators, strict=True))
    found = PeopleCell(tuple(items), tuple(separators[:-1]), opening, closing)
    return found if opening + whole + closing == text else None


def _key(label: str) -> str:
    """A label without what does not count in it: case, and blanks around and between words."""
    return " ".join(label.split()).lower().upper()
