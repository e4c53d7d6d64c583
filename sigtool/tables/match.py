"""Which row of a table is which SIG, and by what that is known.

Sure is what a row says word for word, else a name that one row and one SIG have, else a page that
one of each links. Rows that share their name with others are counted off, where there are as many
of them as SIGs: that is a guess, and a guess never makes a safe fix (design law L11). So is the
name of a row that has the page of another SIG. A row and a SIG that merely say alike are two. A row
that is there again, cell by cell, is none of its own.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

from sigtool.facts.pairs import by_key, equal
from sigtool.markdown.blocks import Row
from sigtool.markdown.inline import name_key
from sigtool.model import Registry, Sig, Value
from sigtool.tables.locate import Place
from sigtool.text.records import dataclass

# A name or a page: which of the two, and what it is.
Key = tuple[str, Hashable]


class By(StrEnum):
    """What tells that a row is a SIG, the surest first."""

    WHOLE = "all that it says"
    NAME = "name"
    LINK = "link"
    TORN = "name, but the page says something else"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Known:
    """A SIG that a table shows, in its language, and how the table says it; with its row, what that
    says, and by what it is known, where there is one; `has_old_surplus`: it had the same cells
    behind the last column when both said the same."""

    place: Place
    sig: Sig
    wanted: Sig
    row: Row | None
    shown: Sig
    by: By | None
    has_old_surplus: bool = False

    def says(self, key: str) -> Value:
        """What the row says of a field; a word for what is missing says nothing, unless the
        registry has it, too."""
        value = self.shown.value(key)
        is_word = value != self.wanted.value(key) and self.place.says_nothing(key, value)
        return "" if is_word else value

    @property
    def staying(self) -> Sig:
        """What the row is to say: as the registry has it, and where that has nothing, with the word
        for it that is there."""
        wanted = self.wanted
        for key in self.place.fields:
            if not wanted.value(key) and not self.says(key):
                wanted = wanted.with_value(key, self.shown.value(key))
        return wanted

    @property
    def is_sure(self) -> bool:
        """Whether there is a row, and that is no guess."""
        return self.row is not None and self.by not in (By.TORN, By.POSITION)

    @property
    def is_whole(self) -> bool:
        """Whether no cell of the row stands beyond the last header."""
        return self.row is None or not self.place.surplus(self.row)

    @property
    def is_legible(self) -> bool:
        """Whether each cell of the row is known to be that of its column."""
        says_the_same = all(self.says(key) == self.wanted.value(key) for key in self.place.fields)
        return self.is_whole or self.has_old_surplus or says_the_same


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a registry shows in a table, in its order, and every row that names a SIG, with what it
    says and the index of its SIG in `sigs`, if the registry has it.

    `again` are the rows that are there once more, cell by cell, each by its identity with the first
    one; `torn` the names and pages of which nobody knows whose they are.
    """

    place: Place
    sigs: tuple[Known, ...]
    rows: tuple[tuple[Row, Sig, int | None], ...]
    again: Mapping[int, Row]
    torn: AbstractSet[Key] = frozenset()

    @property
    def strangers(self) -> list[tuple[Row, Sig]]:
        """The rows of SIGs that the registry does not have."""
        return [(row, shown) for row, shown, owner in self.rows if owner is None]

    @property
    def free(self) -> list[tuple[Row, Sig]]:
        """The rows of SIGs that the registry does not have, each once."""
        return [each for each in self.strangers if id(each[0]) not in self.again]


def assigned(registry: Registry, place: Place) -> Assigned:
    """Which row of a table shows which SIG of the registry."""
    sigs = registry.shown_in(place.table)
    wanted = [place.projected(sig) for sig in sigs]
    rows = [(row, shown) for row, shown in place.rows if shown]
    again = _again(place, rows, wanted)
    single = [n for n, (row, _) in enumerate(rows) if id(row) not in again]
    says = [rows[n][1] for n in single]
    found = matched(says, wanted)
    torn = torn_keys(says, wanted, {row: at for at, (row, _) in found.items()})
    known = (
        Known(place, sig, wanted[at], *rows[single[row]], _by(way, wanted[at], says[row], torn))
        if way
        else Known(place, sig, wanted[at], None, Sig(""), None)
        for at, sig in enumerate(sigs)
        for row, way in [found.get(at, (-1, None))]
    )
    owner = {single[row]: at for at, (row, _) in found.items()}
    owned = ((*row, owner.get(n)) for n, row in enumerate(rows))
    return Assigned(place, tuple(known), tuple(owned), again, torn)


def _again(place: Place, rows: Sequence[tuple[Row, Sig]], sigs: Sequence[Sig]) -> dict[int, Row]:
    """The rows that are there once more, each by its identity with the first one. Where several
    SIGs have a name, each may have a row."""
    names = Counter(name_key(sig.one_name) for sig in sigs)
    first: dict[tuple[str, ...], Row] = {}
    found: dict[int, Row] = {}
    for row, shown in rows:
        cells = tuple(place.shown.source[cell.content] for cell in row.cells)
        one = first.setdefault(cells, row)
        if one is not row and names[name_key(shown.one_name)] < 2:
            found[id(row)] = one
    return found


def matched(rows: Sequence[Sig], sigs: Sequence[Sig]) -> dict[int, tuple[int, By]]:
    """Which of `rows` each of `sigs` is, as the table would say it, by index, and what tells so."""
    found = equal(sigs, rows)
    by = dict.fromkeys(found, By.WHOLE)
    torn = _torn_rows(rows, sigs, set(found.values()))
    names = by_key(sigs, rows, _names)
    # Where the other SIG has no row of its own, nobody knows which of the two the row is.
    unclear = {row for row, at in torn.items() if at not in names}
    for way, keys in ((By.NAME, _names), (By.LINK, _links)):
        found = by_key(sigs, rows, keys, found, ((), unclear))
        by |= dict.fromkeys(found.keys() - by.keys(), way)
    left: dict[str, tuple[list[int], list[int]]] = {}
    for side, items, taken in ((0, sigs, found.keys()), (1, rows, set(found.values()))):
        for at, sig in enumerate(items):
            if at not in taken:
                left.setdefault(name_key(sig.one_name), ([], []))[side].append(at)
    for mine, others in left.values():
        if len(mine) == len(others):
            pairs = zip(mine, others, strict=True)
            found |= {at: row for at, row in pairs if row not in unclear}
    return {at: (row, by.get(at, By.POSITION)) for at, row in found.items()}


def _by(way: By, sig: Sig, row: Sig, torn: AbstractSet[Key]) -> By:
    """What tells that a row is a SIG, where nobody knows whose some names and pages are."""
    one, other = sig_keys(sig), sig_keys(row)
    is_torn = way is not By.POSITION and one != other and not torn.isdisjoint(one | other)
    return By.TORN if is_torn else way


def torn_keys(
    rows: Sequence[Sig], sigs: Sequence[Sig], owner: Mapping[int, int]
) -> AbstractSet[Key]:
    """The names and pages of which nobody knows whose they are: one item has the name of one and
    the page of another on the other side, or two that have no other share one.

    So is what else such items are called, or link: what is made of any changes what the others are.
    """
    pairs = [(sig_keys(sigs[at]), sig_keys(rows[row])) for row, at in owner.items()]
    taken = set(owner.values())
    gone = [sig_keys(sig) for at, sig in enumerate(sigs) if at not in taken]
    new = [sig_keys(row) for at, row in enumerate(rows) if at not in owner]
    torn = set().union(*gone) & set().union(*new)
    of_name, of_link = by_key(sigs, rows, _names), by_key(sigs, rows, _links)
    for left, right in ((of_name, of_link), (of_link, of_name)):
        others = {row: at for at, row in right.items()}
        for at, row in left.items():
            if right.get(at, row) != row or others.get(row, at) != at:
                torn |= sig_keys(sigs[at]) & sig_keys(rows[row])
    items = [one | other for one, other in pairs if one != other] + gone + new
    while more := [item for item in items if item & torn and not item <= torn]:
        torn.update(*more)
    return torn


def _torn_rows(rows: Sequence[Sig], sigs: Sequence[Sig], taken: set[int]) -> dict[int, int]:
    """The rows that have the name of one SIG and the page of another; with this one."""
    of_name = {row: at for at, row in by_key(sigs, rows, _names).items()}
    return {
        row: at
        for at, row in by_key(sigs, rows, _links).items()
        if row not in taken and of_name.get(row, at) != at
    }


def sig_keys(sig: Sig) -> frozenset[Key]:
    """The name and the page of a SIG, or of a row, as what tells which one it is."""
    names, links = _names(sig), _links(sig)
    return frozenset([*(("name", name) for name in names), *(("page", link) for link in links)])


def _names(sig: Sig) -> list[str]:
    return [key] if (key := name_key(sig.one_name)) else []


def _links(sig: Sig) -> list[object]:
    return [link] if (link := sig.values.get("readme")) else []
