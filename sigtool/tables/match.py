"""Which row of a table is which SIG, and by what that is known.

Sure is what a row says word for word, else a name that one row and one SIG have, else a page that
one of each links. Rows that share their name with others are counted off, where there are as many
of them as SIGs: that is a guess, and a guess never makes a safe fix (design law L11). So is the
name of a row that has the page of another SIG. A row and a SIG that merely say alike are two. A row
that is there again, cell by cell, is none of its own.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

from sigtool.facts.pairs import Finder, by_key, equal
from sigtool.markdown.blocks import Row
from sigtool.markdown.inline import name_key
from sigtool.model import Sig, Value
from sigtool.tables.locate import Place
from sigtool.text.lazily import kept
from sigtool.text.records import dataclass, field

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
    behind the last column when both said the same. `usual` is how the table says the SIG, if that
    is known, where `wanted` may be how it did before."""

    place: Place
    sig: Sig
    wanted: Sig
    row: Row | None
    shown: Sig
    by: By | None
    has_old_surplus: bool = False
    usual: Sig | None = field(default=None, compare=False, repr=False)

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
        if self.by is By.WHOLE:
            return wanted
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
    def by_row(self) -> list[Known]:
        """The SIGs in the order of their rows; first those without one."""
        return sorted(self.sigs, key=lambda each: each.row.line.start if each.row else 0)

    def is_in_order_of(self, other: "Assigned") -> bool:
        """Whether two tables have the SIGs that both show in one order."""
        one, two = ([each.sig.origin for each in table.by_row] for table in (self, other))
        both = {*one} & {*two}
        return [each for each in one if each in both] == [each for each in two if each in both]

    @property
    def strangers(self) -> list[tuple[Row, Sig]]:
        """The rows of SIGs that the registry does not have."""
        return [(row, shown) for row, shown, owner in self.rows if owner is None]

    def find(self, sig: Sig) -> Known | None:
        """The SIG that another one is, as `same_sigs` says."""
        at = _of_sigs(self).find(sig)
        return None if at is None else self.sigs[at]

    def find_stranger(self, sig: Sig) -> Sig | None:
        """What the row says of a SIG that the registry does not have."""
        finder, rows = _of_strangers(self)
        at = finder.find(sig)
        return None if at is None else rows[at]

    def has_row_of(self, sig: Sig) -> bool:
        """Whether a row is that of a SIG, by what it says."""
        return _of_rows(self).find(sig) is not None

    def is_torn(self, sig: Sig) -> bool:
        """Whether the id, the name and the page of a SIG are those of several here: nobody knows
        which of them it is (design law L11)."""
        parts = [Sig("", {key: sig.values[key]}) for key in ("id", "readme") if key in sig.values]
        found = [self.find(each) for each in (Sig(sig.name), *parts)] if parts else []
        return len({id(each) for each in found if each}) > 1

    @property
    def free(self) -> list[tuple[Row, Sig]]:
        """The rows of SIGs that the registry does not have, each once."""
        return [each for each in self.strangers if id(each[0]) not in self.again]


@kept
def _of_sigs(known: Assigned) -> Finder:
    return Finder.of([each.sig for each in known.sigs], name_key)


@kept
def _of_strangers(known: Assigned) -> tuple[Finder, Sequence[Sig]]:
    rows = [shown for _, shown in known.strangers]
    return Finder.of(rows, name_key), rows


@kept
def _of_rows(known: Assigned) -> Finder:
    return Finder.of([shown for _, shown, _ in known.rows], name_key)


def assigned(sigs: Sequence[Sig], place: Place, projected: Sequence[Sig] | None = None) -> Assigned:
    """Which row of a table shows which of the SIGs that the registry shows in it; `projected` is
    what the table says of them, where that is known."""
    wanted = projected or [place.projected(sig) for sig in sigs]
    rows = [(row, shown) for row, shown in place.rows if shown]
    again = _again(place, rows, wanted)
    single = [n for n, (row, _) in enumerate(rows) if id(row) not in again]
    says = [rows[n][1] for n in single]
    found, torn = matched(says, wanted)
    known = (
        Known(place, sig, wanted[at], *rows[single[row]], way, usual=wanted[at])
        if way
        else Known(place, sig, wanted[at], None, Sig(""), None, usual=wanted[at])
        for at, sig in enumerate(sigs)
        for row, way in [found.get(at, (-1, None))]
    )
    owner = {single[row]: at for at, (row, _) in found.items()}
    owned = ((*row, owner.get(n)) for n, row in enumerate(rows))
    return Assigned(place, tuple(known), tuple(owned), again, torn)


def _again(place: Place, rows: Sequence[tuple[Row, Sig]], sigs: Sequence[Sig]) -> dict[int, Row]:
    """The rows that are there once more, each by its identity with the first one. Where several
    SIGs have a name, each may have a row."""
    if len({shown.name for _, shown in rows}) == len(rows):
        return {}  # the same cells would be read as the same name
    names = Counter(name_key(sig.one_name) for sig in sigs)
    first: dict[tuple[str, ...], Row] = {}
    found: dict[int, Row] = {}
    for row, shown in rows:
        cells = tuple(place.shown.source[cell.content] for cell in row.cells)
        one = first.setdefault(cells, row)
        if one is not row and names[name_key(shown.one_name)] < 2:
            found[id(row)] = one
    return found


def matched(
    rows: Sequence[Sig], sigs: Sequence[Sig]
) -> tuple[dict[int, tuple[int, By]], AbstractSet[Key]]:
    """Which of `rows` each of `sigs` is, as the table would say it, by index, and what tells so;
    and the names and pages of which nobody knows whose they are."""
    found = {at: (row, By.WHOLE) for at, row in equal(sigs, rows).items()}
    taken = {row for row, _ in found.values()}
    left = [at for at in range(len(sigs)) if at not in found]
    free = [row for row in range(len(rows)) if row not in taken]
    if not (left or free):
        return found, frozenset()
    # What a row and its SIG say alike is a name, or a page, that no other has for itself.
    shared = frozenset[Key]().union(*(sig_keys(sigs[at]) for at in found))
    others, torn = _others([rows[row] for row in free], [sigs[at] for at in left], shared)
    found |= {left[at]: (free[row], way) for at, (row, way) in others.items()}
    return found, torn


def _others(
    rows: Sequence[Sig], sigs: Sequence[Sig], shared: AbstractSet[Key]
) -> tuple[dict[int, tuple[int, By]], AbstractSet[Key]]:
    """The same of rows and SIGs that are not word for word alike; `shared` are the names and pages
    of those that are."""
    of_name, of_link = (
        by_key(sigs, rows, lambda sig: [key for key in keys(sig) if key not in shared])  # noqa: B023 - called in this turn
        for keys in (_names, _links)
    )
    # The rows that have the name of one SIG and the page of another; where this one has no row of
    # its own, nobody knows which of the two the row is.
    at_name = {row: at for at, row in of_name.items()}
    torn_rows = {row: at for at, row in of_link.items() if at_name.get(row, at) != at}
    unclear = {row for row, at in torn_rows.items() if at not in of_name}
    found: dict[int, tuple[int, By]] = {}
    for way, pairs in ((By.NAME, of_name), (By.LINK, of_link)):
        taken = unclear | {row for row, _ in found.values()}
        more = {at: (row, way) for at, row in pairs.items() if row not in taken}
        found = more | found
    for at, row in _in_order(rows, sigs, {at: row for at, (row, _) in found.items()}):
        if row not in unclear:
            found[at] = (row, By.POSITION)
    torn = _torn_keys(rows, sigs, {row: at for at, (row, _) in found.items()}, of_name, of_link)
    return {
        at: (row, _by(way, sigs[at], rows[row], torn)) for at, (row, way) in found.items()
    }, torn


def _in_order(
    rows: Sequence[Sig], sigs: Sequence[Sig], found: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Those of one name that are left, counted off, where there are as many on both sides."""
    left: dict[str, tuple[list[int], list[int]]] = {}
    for side, items, taken in ((0, sigs, found.keys()), (1, rows, set(found.values()))):
        for at, sig in enumerate(items):
            if at not in taken:
                left.setdefault(name_key(sig.one_name), ([], []))[side].append(at)
    for mine, others in left.values():
        if len(mine) == len(others):
            yield from zip(mine, others, strict=True)


def _by(way: By, sig: Sig, row: Sig, torn: AbstractSet[Key]) -> By:
    """What tells that a row is a SIG, where nobody knows whose some names and pages are."""
    one, other = sig_keys(sig), sig_keys(row)
    is_torn = way is not By.POSITION and one != other and not torn.isdisjoint(one | other)
    return By.TORN if is_torn else way


def _torn_keys(
    rows: Sequence[Sig],
    sigs: Sequence[Sig],
    owner: Mapping[int, int],
    of_name: Mapping[int, int],
    of_link: Mapping[int, int],
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
    for left, right in ((of_name, of_link), (of_link, of_name)):
        others = {row: at for at, row in right.items()}
        for at, row in left.items():
            if right.get(at, row) != row or others.get(row, at) != at:
                torn |= sig_keys(sigs[at]) & sig_keys(rows[row])
    items = [one | other for one, other in pairs if one != other] + gone + new
    while more := [item for item in items if item & torn and not item <= torn]:
        torn.update(*more)
    return torn


def sig_keys(sig: Sig) -> frozenset[Key]:
    """The name and the page of a SIG, or of a row, as what tells which one it is."""
    return frozenset([*_names(sig), *_links(sig)])


def _names(sig: Sig) -> list[Key]:
    return [("name", key)] if (key := name_key(sig.one_name)) else []


def _links(sig: Sig) -> list[Key]:
    return [("page", link)] if (link := sig.values.get("readme")) else []
