"""What is wrong with somebody's data, as a value.

A diagnostic never stops the program (that is what `errors` is for); reports turn it into lines and
columns, rules yield it, and a fix in it is a set of edits that anyone may apply.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from sigtool.text.records import dataclass, field
from sigtool.text.source import Edit, Position, Source, Span


class Severity(StrEnum):
    """How bad it is. Only an error makes `sigtool validate` fail, unless `--strict` is given."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Location:
    """A stretch of one file."""

    source: Source
    span: Span

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def start(self) -> Position:
        return self.source.position(self.span.start)

    @property
    def end(self) -> Position:
        return self.source.position(self.span.end)

    def __str__(self) -> str:
        return f"{self.path}:{self.start.line}:{self.start.column}"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a diagnostic, and what is to be seen there; `is_row` where a row
    of a document shows what it is about."""

    message: str
    location: Location
    is_row: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class FileEdit:
    """An edit, and the file that it is for."""

    source: Source
    edit: Edit

    @property
    def location(self) -> Location:
        return Location(self.source, self.edit.span)


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend a diagnostic. A safe fix never changes what the author meant."""

    title: str
    edits: Sequence[FileEdit]
    safe: bool = True

    @classmethod
    def of(cls, title: str, source: Source, edits: Iterable[Edit], *, safe: bool = True) -> "Fix":
        """The fix that makes edits of one file."""
        return cls(title, tuple(FileEdit(source, edit) for edit in edits), safe)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding of one rule, at one place.

    `message` names the entity that is wrong; `hint` says what to do, where a fix cannot do it.
    `written` is the message with the entity's name as it is written, where readers see another.
    """

    code: str
    name: str
    severity: Severity
    message: str
    location: Location
    related: Sequence[Related] = ()
    fix: Fix | None = None
    hint: str | None = None
    written: str = ""

    @property
    def known_by(self) -> str:
        """What it is known by when it is met again: in a baseline, or by another program."""
        return self.written or self.message
