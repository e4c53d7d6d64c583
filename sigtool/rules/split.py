"""SIG110: rows that stand below a blank line, where the table has ended."""

from collections.abc import Iterator
from typing import Final

from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown.blocks import name_key
from sigtool.model import texts_of
from sigtool.tables.loose import LooseRows
from sigtool.text.diagnostic import FileEdit, Fix, Location, Severity


def split_table(snapshot: Snapshot) -> Iterator[Finding]:
    """No rows stand below a blank line that ends the table."""
    for at, loose in snapshot.community.loose.items():
        source = loose.place.shown.source
        names = ", ".join(loose.names) or "no SIG"
        edits = tuple(FileEdit(source, edit) for edit in loose.edits)
        yield Finding(
            f"the table ends at the blank line {loose.line}: "
            f"rows below it are loose text ({names})",
            Location(source, loose.span),
            fix=Fix(loose.remedy, edits, _is_awaited(snapshot, at, loose)),
            hint=f"{loose.remedy}, or put a heading in its place",
        )


def _is_awaited(snapshot: Snapshot, at: int, loose: LooseRows) -> bool:
    """Whether the rows are those of SIGs that the registry has and the table lacks."""
    known = {name_key(text) for sig in snapshot.registry.sigs for text in texts_of(sig.name)}
    rows = snapshot.places[at].rows
    known -= {name_key(sig.one_name) for _, sig in rows if sig}
    names = [name_key(sig.one_name) if sig else "" for sig in loose.sigs]
    return len(set(names)) == len(names) and set(names) <= known


RULES: Final = (Rule("SIG110", "split-table", Severity.ERROR, split_table),)
