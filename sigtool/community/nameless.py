"""Rows that say something and name no SIG: nobody knows whose they are, so they stay."""

from collections.abc import Iterator, Sequence

from sigtool.community.community import Community
from sigtool.community.fact import PRESENCE, Fact, Verdict, Why
from sigtool.model import Sig


def nameless_rows(community: Community, known: Sequence[Fact]) -> Iterator[Fact]:
    """A fact for each of them, but where one of the `known` facts tells that a row lost its name.
    A text without a pipe is no row, but stuck to the table (SIG107)."""
    told = {fact.at for fact in known if fact.why is Why.NAMELESS}
    for at, table in community.assigned.items():
        source = table.place.shown.source
        for row, sig in table.place.rows if at not in told else ():
            if sig is None and row.has_pipe and any(len(cell.content) for cell in row.cells):
                text = source[row.content]
                yield Fact(
                    at, Sig(""), PRESENCE, None, text, None, Verdict.CONFLICT, row, why=Why.NO_NAME
                )
