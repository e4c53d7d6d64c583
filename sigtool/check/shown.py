"""Where the documents show what the registry says: what people edit, and look for."""

from collections.abc import Sequence

from sigtool.check.passages import Passage
from sigtool.check.snapshot import Snapshot
from sigtool.model import Sig
from sigtool.text.diagnostic import Related


def rows(snapshot: Snapshot, passage: Passage) -> Sequence[Related]:
    """The cell of each table that shows a passage, for a finding that stands in the registry."""
    return cells(snapshot, passage.sig, passage.key, passage.language)


def cells(snapshot: Snapshot, sig: Sig, key: str, language: str | None = None) -> Sequence[Related]:
    """The cell of each table, or of those in a language, that shows a field of a SIG."""
    return [
        Related("the table shows it here", place)
        for table, place in snapshot.cells.get((sig.origin, key), ())
        if language is None or table.language in (None, language)
    ]
