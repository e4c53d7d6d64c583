"""Rows with more cells than the header row: what they say is neither taken nor written.

If a bar of a text made the last cell, nobody knows which cell is that of which column.
"""

from collections.abc import Sequence

from sigtool.community.community import Community
from sigtool.community.fact import Fact, Verdict, Why, opened
from sigtool.community.past import Past
from sigtool.markdown.blocks import Row
from sigtool.model import Sig

# What is said of these rows already, which are open in any case.
_OPEN = (Why.LOOSE, Why.UNSURE, Why.TORN)


def is_legible(community: Community, past: Past, at: int, sig: Sig, row: Row | None) -> bool:
    """Whether each cell of a row is known to be that of its column: none is behind the last one, or
    the same was there when both said the same, or all others say what the registry says."""
    place = community.assigned[at].place
    if row is None or not (surplus := place.surplus(row)):
        return True
    is_old = surplus == past.surplus(place.table, sig)
    return is_old or (sig.origin is not None and place.sig_of(row) == place.projected(sig))


def with_surplus(community: Community, past: Past, facts: Sequence[Fact]) -> list[Fact]:
    """The facts about rows; a new row with cells behind the last column is left as it is, and so
    are the SIGs without a row, since it may be that of any of them."""
    rows = [
        id(fact.row)
        for fact in facts
        if fact.why not in _OPEN and not is_legible(community, past, fact.at, fact.sig, fact.row)
    ]
    tables = {fact.at for fact in facts if id(fact.row) in rows}
    return [
        opened(fact, Why.SURPLUS)
        if id(fact.row) in rows
        or (fact.row is None and fact.at in tables and fact.verdict is not Verdict.TO_TABLE)
        else fact
        for fact in facts
    ]
