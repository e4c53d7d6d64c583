"""Text as stored, places in it, and edits to it.

Pure: neither reads nor writes files. Offsets count characters (code points) of `Source.text`; lines
and columns exist only for people, count from 1, and are worked out when a report asks for them.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Final, Generic, Protocol, TypeVar

from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, field

BOM = "\ufeff"
# More characters than any list of people in a table has: a longer one is kept, and not read.
LONGEST_LIST: Final = 50_000

# Lines end here and nowhere else: `str.splitlines` also breaks at U+2028, U+0085 and \x0b.
LINE_BREAK = lazily(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: from `start` up to, not including, `end`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        """Whether all of another stretch lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> "Span":
        """The same stretch, `by` characters further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place for a person to look at; `line` and `column` count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `text` where `span` is. An empty span inserts, an empty text deletes."""

    span: Span
    text: str


@dataclass(frozen=True)
class Source:
    """One file's text as stored, without its byte order mark, which `has_bom` remembers."""

    path: str
    text: str = field(repr=False)
    has_bom: bool = False

    @classmethod
    def decoded(cls, path: str, content: bytes) -> "Source":
        """The source of a file's bytes. Raises `UnicodeDecodeError` unless they are UTF-8."""
        text = content.decode("utf-8")
        return cls(path, text.removeprefix(BOM), text.startswith(BOM))

    def encoded(self) -> bytes:
        """The bytes to store; `decoded` of them gives this source again."""
        return ((BOM if self.has_bom else "") + self.text).encode("utf-8")

    def edited(self, edits: Iterable[Edit]) -> "Source":
        """This source with `edits` applied."""
        return Source(self.path, apply_edits(self.text, edits), self.has_bom)

    def part(self, span: Span, edits: Iterable[Edit]) -> str:
        """A stretch of this source with the edits inside it applied."""
        shifted = [Edit(edit.span.shifted(-span.start), edit.text) for edit in edits]
        return apply_edits(self[span], shifted)

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line begins; there is always a first line."""
        return (0, *(found.end() for found in LINE_BREAK.finditer(self.text)))

    def line_of(self, offset: int) -> int:
        """The 0-based number of the line that holds `offset`."""
        return bisect_right(self.line_starts, offset) - 1

    def column(self, offset: int) -> int:
        """The number of characters in front of `offset` on its line."""
        return offset - self.line_starts[self.line_of(offset)]

    def line_span(self, line: int) -> Span:
        """The extent of a line, 0-based, without its line break."""
        start, following = self.line_starts[line], line + 1
        if following == len(self.line_starts):
            return Span(start, len(self.text))
        end = self.line_starts[following]
        return Span(start, end - (2 if self.text.startswith("\r\n", end - 2) else 1))

    def line_end(self, offset: int) -> int:
        """The offset where the line that holds `offset` ends, before its line break."""
        return self.line_span(self.line_of(offset)).end

    def before(self, offset: int) -> str:
        """What stands in front of `offset` on its line."""
        return self.text[offset - self.column(offset) : offset]

    def line_break_after(self, offset: int) -> str:
        """The line break that ends the line holding `offset`, or "" on an unfinished last line."""
        found = LINE_BREAK.match(self.text, self.line_end(offset))
        return found.group() if found else ""

    @cached_property
    def newline(self) -> str:
        """The line break most lines end with; "\\n" where there is none."""
        counts = Counter(LINE_BREAK.findall(self.text))
        return max(("\n", "\r\n", "\r"), key=lambda line_break: counts[line_break])

    def position(self, offset: int) -> Position:
        """Where `offset` is, for a person."""
        return Position(self.line_of(offset) + 1, self.column(offset) + 1)


class Parsed(Protocol):
    """What a text means, with the text."""

    @property
    def source(self) -> Source: ...


T = TypeVar("T", bound=Parsed)


@dataclass(frozen=True, slots=True)
class Rewrite(Generic[T]):
    """A text as it was read, the edits of it, and as it reads after them.

    Whoever makes one has read `after` and found that it says what was wanted.
    """

    before: T
    edits: tuple[Edit, ...]
    after: T

    @property
    def is_change(self) -> bool:
        return self.after.source.text != self.before.source.text


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with every edit made.

    Spans refer to `text` as it is given. Insertions at one offset are made in the order given.
    Raises `ValueError` when two edits overlap.
    """
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < done:
            raise ValueError(f"edits overlap at {edit.span.start}: {edit.text!r}")
        pieces += (text[done : edit.span.start], edit.text)
        done = edit.span.end
    pieces.append(text[done:])
    return "".join(pieces)
