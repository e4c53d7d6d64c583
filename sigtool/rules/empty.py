"""SIG111: rows in which nothing stands."""

from collections.abc import Iterator
from typing import Final

from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown.blocks import Row
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.source import Source

# How some write a cell in which a reader sees nothing.
_BREAKS: Final = ("<br>", "<br/>", "<br />")


@rule("SIG111", "empty-row", Severity.NOTE)
def empty_row(snapshot: Snapshot) -> Iterator[Finding]:
    """No row of a table is empty."""
    for place in snapshot.places.values():
        source, rows = place.shown.source, place.shown.rows
        empty = [(at, row) for at, row in enumerate(rows) if _is_empty(source, row)]
        if not empty:
            continue
        at, first = empty[0]
        above = place.sig_of(rows[at - 1]) if at else None
        which = "a row is empty"
        if len(empty) > 1:
            which = "several rows are empty"  # how many, a baseline is not to ask
        elif above:
            which = f"the row below that of {above.one_name} is empty"
        yield Finding(
            f"{source.path}: {which}",
            Location(source, first.content),
            [Related("another is here", Location(source, row.content)) for _, row in empty[1:]],
            hint="fill it in, or take it out",
        )


def _is_empty(source: Source, row: Row) -> bool:
    """Whether a reader sees nothing in a row that has cells."""
    if not row.cells:
        return False
    start = row.cells[0].content.start
    if source.text[start : start + 1].isalnum():
        return False
    text = source[row.content].lower()
    for blank in (*_BREAKS, "|"):
        text = text.replace(blank, "")
    if "&" in text:
        from html import unescape

        text = unescape(text)
    return not text.strip()
