"""What becomes of something that a table says and the registry does not, when an edit meets it."""

from dataclasses import dataclass
from enum import StrEnum

from sigtool.markdown.blocks import Row
from sigtool.model import Sig
from sigtool.text.source import Source


class Fate(StrEnum):
    """What becomes of it."""

    REPLACED = "replaced"
    REMOVED = "removed"
    KEPT = "kept"
    UNREAD = "unread"
    UNSURE = "unsure"
    UNSHOWN = "unshown"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Remark:
    """A row, or what a cell of it says, as it is written there, and its fate.

    `key` is the field of the SIG, "" for the row as a whole. REPLACED and REMOVED are gone after
    the edit. KEPT is a person whom the table alone names, UNREAD a cell that is not read as
    persons, TRANSLATED a text in the language of the table: these are left as they are. UNSURE:
    which row the SIG has is a guess, so none changed. UNSHOWN: the SIG has no row; `row` is the
    header row.
    """

    fate: Fate
    sig: Sig
    source: Source
    row: Row
    key: str
    text: str

    @property
    def line(self) -> int:
        """The line of the row, from 1."""
        return self.source.position(self.row.line.start).line
