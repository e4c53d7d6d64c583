"""Which row of a table is which SIG, and by what that is known.

Sure is what a row says word for word, else a name that one row and one SIG have, else a page that
one of each links. Rows that share their name with others are counted off, where there are as many
of them as SIGs: that is a guess, and a guess never makes a safe fix (design law L11). A row and a
SIG that merely say alike are two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sigtool.facts.pairs import by_key
from sigtool.markdown.blocks import name_key
from sigtool.model import Sig


class By(StrEnum):
    """What tells that a row is a SIG, the surest first."""

    WHOLE = "all that it says"
    NAME = "name"
    LINK = "link"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Match:
    """The row of each SIG that has one, and what tells so; rows and SIGs by their index."""

    row_of: Mapping[int, int]
    by: Mapping[int, By]

    def is_sure(self, sig: int) -> bool:
        """Whether a SIG has a row, and that is no guess."""
        return sig in self.row_of and self.by[sig] is not By.POSITION


def matched(rows: Sequence[Sig], sigs: Sequence[Sig]) -> Match:
    """Which of `rows`, as a table says them, is which of `sigs`, as the table would say them."""
    found = _whole(rows, sigs)
    by = dict.fromkeys(found, By.WHOLE)
    torn = _torn(rows, sigs, found)
    for way, key in ((By.NAME, _names), (By.LINK, _links)):
        pairs = by_key(sigs, rows, key, found)
        found = {at: row for at, row in pairs.items() if at in found or row not in torn}
        by = {at: by.get(at, way) for at in found}
    for at, row in _counted_off(rows, sigs, found):
        if row in torn:
            continue
        found[at] = row
        by[at] = By.POSITION
    return Match(found, by)


def _torn(rows: Sequence[Sig], sigs: Sequence[Sig], found: Mapping[int, int]) -> set[int]:
    """The rows that have the name of one SIG and the page of another, which has no row of its own:
    nobody knows which of the two they are."""
    by_name = {row: at for at, row in by_key(sigs, rows, _names).items()}
    by_link = {row: at for at, row in by_key(sigs, rows, _links).items()}
    taken = set(found.values())
    return {
        row
        for row, at in by_link.items()
        if row not in taken and by_name.get(row, at) != at and at not in by_name.values()
    }


def _names(sig: Sig) -> list[str]:
    return [key] if (key := name_key(sig.one_name)) else []


def _links(sig: Sig) -> list[object]:
    return [link] if (link := sig.values.get("readme")) else []


def _whole(rows: Sequence[Sig], sigs: Sequence[Sig]) -> dict[int, int]:
    """SIGs and rows that say the same in every field; the first of several with the first."""
    places: dict[tuple[object, frozenset[object]], list[int]] = {}
    for at in range(len(rows) - 1, -1, -1):
        places.setdefault(_content(rows[at]), []).append(at)
    pairs = ((at, places.get(_content(sig))) for at, sig in enumerate(sigs))
    return {at: waiting.pop() for at, waiting in pairs if waiting}


def _content(sig: Sig) -> tuple[object, frozenset[object]]:
    return sig.name, frozenset(sig.values.items())


def _counted_off(
    rows: Sequence[Sig], sigs: Sequence[Sig], found: Mapping[int, int]
) -> list[tuple[int, int]]:
    """The SIGs and rows of one name that are left, in order, where there are as many of each."""
    taken = set(found.values())
    left: dict[str, tuple[list[int], list[int]]] = {}
    for at, sig in enumerate(sigs):
        if at not in found:
            left.setdefault(name_key(sig.one_name), ([], []))[0].append(at)
    for at, row in enumerate(rows):
        if at not in taken:
            left.setdefault(name_key(row.one_name), ([], []))[1].append(at)
    pairs = [pair for pair in left.values() if len(pair[0]) == len(pair[1])]
    return [each for mine, others in pairs for each in zip(mine, others, strict=True)]
