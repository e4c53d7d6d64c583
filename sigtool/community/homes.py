"""The table in which a SIG was: its row may have been moved to that of another section since."""

from collections.abc import Iterator

from sigtool.community.community import Community
from sigtool.community.past import Past
from sigtool.model import Sig, Table


def home(community: Community, past: Past, at: int, sig: Sig) -> Table | None:
    """The table that showed a SIG when both last had it: the one of that number, else that of
    another section."""
    own = community.assigned[at].place.table
    tables = (own, *other_sections(community, at))
    return next((table for table in tables if past.presence(table, sig)), None)


def table_then(community: Community, past: Past, at: int, sig: Sig) -> Table:
    """The table whose past tells what both said of a SIG."""
    table = community.assigned[at].place.table
    if not any(other_sections(community, at)):
        return table
    return home(community, past, at, sig) or table


def other_sections(community: Community, at: int) -> Iterator[Table]:
    """The tables of other sections in the language of a table."""
    own = community.assigned[at].place.table
    for known in community.assigned.values():
        table = known.place.table
        if table.language == own.language and table.section != own.section:
            yield table
