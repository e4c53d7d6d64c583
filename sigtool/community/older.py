"""A community as it was in a commit, and which of its tables is which of now.

Tables are paired one to one, those that are written alike first. Whatever else tells that two are
one, most of the SIGs that the table named then have to be named by that of now: a table that merely
took the place of another has no past of its own.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from posixpath import join, normpath
from typing import Final

from sigtool.community.community import Community
from sigtool.facts.pairs import Finder, by_key
from sigtool.markdown.conflicts import conflicts
from sigtool.markdown.inline import name_key
from sigtool.model import Sig, Table
from sigtool.tables.match import Assigned
from sigtool.text import language
from sigtool.text.lazily import kept
from sigtool.text.records import dataclass, replace

# What tells that two tables are one, the surest first.
_WAYS: Final[tuple[Callable[[Table], Hashable], ...]] = (
    lambda each: (each.path, each.section, each.language, each.marker),
    lambda each: (each.section, each.language),
    lambda each: (each.path, each.heading, each.marker, each.index),
    lambda each: (each.path, each.columns),
    lambda each: each.path,
    lambda each: each.columns,
    lambda _: True,  # the only one that is left
)


@dataclass(frozen=True)
class Older:
    """A community as it was in a commit, beside the one of now.

    `is_table_alone`: there was no registry yet, so what the tables said counts. `way` leads from
    the folder of the registry of now to that of then.
    """

    community: Community
    is_table_alone: bool = False
    way: str = ""

    def path_of(self, table: Table) -> str:
        """The path of a table of then, as the registry of now would write it."""
        return normpath(join(self.way, table.path))

    def archived(self, sig: Sig, table: Table) -> Sig | None:
        """What the registry said of a SIG that no table showed, as one that is archived: as a table
        would show it. Nobody had said anything else."""
        finder, sigs = _archived(self)
        at = finder.find(sig) if sigs else None
        if at is None:
            return None
        return self.community.registry.in_language(sigs[at], table.language)

    def beside(self, now: Community) -> Mapping[Table, Assigned]:
        """The tables of now, each as it was; without those that were not there, that could not be
        read, and that cannot be told from another."""
        tables = [_Shown.of(now, at, normpath(t.path)) for at, t in enumerate(now.registry.tables)]
        then = enumerate(self.community.registry.tables)
        others = [_Shown.of(self.community, at, self.path_of(table)) for at, table in then]
        known = self.community.assigned
        return {
            now.registry.tables[at]: known[other]
            for at, other in _paired(tables, others).items()
            if other in known and not any(conflicts(known[other].place.shown.source))
        }


@kept
def _archived(older: Older) -> tuple[Finder, Sequence[Sig]]:
    """The SIGs that a registry has and that no table shows, with what finds them."""
    sigs = [sig for sig in older.community.registry.sigs if not sig.is_shown]
    return Finder.of(sigs, name_key), sigs


@dataclass(frozen=True, slots=True)
class _Shown:
    """A table, its path as the registry of now would write it, and the SIGs that its rows name."""

    table: Table
    names: frozenset[str] | None

    @classmethod
    def of(cls, community: Community, at: int, path: str) -> "_Shown":
        place = community.places.get(at)
        rows = place.rows if place else ()
        names = frozenset(name_key(sig.one_name) for _, sig in rows if sig)
        table = replace(community.registry.tables[at], path=path)
        return cls(table, names if place else None)

    def is_one_with(self, other: "_Shown") -> bool:
        """Whether they may be one table, `other` being that of then."""
        mine, theirs = self.table.language, other.table.language
        is_open = not mine or not theirs or language.is_one(mine, theirs)
        if not is_open or self.names is None or other.names is None:
            return False
        return 2 * len(self.names & other.names) >= len(other.names)


def _exact(table: Table) -> Hashable:
    where = (table.path, table.heading, table.marker, table.index)
    return (*where, table.section, table.language)


def _paired(now: Sequence[_Shown], then: Sequence[_Shown]) -> dict[int, int]:
    """Which table of now is which of then, by index."""
    found = by_key(now, then, lambda each: [_exact(each.table)])
    for way in _WAYS:
        mine = [at for at in range(len(now)) if at not in found]
        theirs = [at for at in range(len(then)) if at not in found.values()]
        pairs = by_key(
            [now[at] for at in mine],
            [then[at] for at in theirs],
            lambda each: [way(each.table)],  # noqa: B023 - called in this turn
        )
        found |= {
            mine[at]: theirs[other]
            for at, other in pairs.items()
            if now[mine[at]].is_one_with(then[theirs[other]])
        }
    return found
