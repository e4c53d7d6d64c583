"""A file in three states, and what its merge is put together from: lines, and pieces by facts.

Pure. What is merged by facts leaves lines in its place, which stand in for it while the rest of the
file is merged as lines.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from sigtool.text.pieces import Conflict, Markers, Piece, lines, marked
from sigtool.text.records import dataclass, replace
from sigtool.text.source import LINE_BREAK, Source


class Versions(NamedTuple):
    """A file as it was, and what each side made of it; without a base, that is empty."""

    base: Source
    ours: Source
    theirs: Source

    @property
    def with_one_line_break(self) -> "Versions":
        """The same where one side gave every line another break: with the break of the result, so
        that no line differs in that alone."""
        kinds = [set(LINE_BREAK.findall(each.text)) for each in self]
        if any(len(kind) > 1 for kind in kinds) or len(set().union(*kinds)) < 2:
            return self
        base, ours, theirs = (each.newline for each in self)
        wanted = theirs if ours == base else ours
        texts = (LINE_BREAK.sub(lambda _: wanted, each.text) for each in self)
        return Versions(*(replace(s, text=t) for s, t in zip(self, texts, strict=True)))


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of a file: its text, the number of conflicts that are marked in it, and what
    else there is to know, a sentence each."""

    text: str
    conflicts: int = 0
    notes: tuple[str, ...] = ()


# Base, ours, theirs -> the text with git's markers, and the number of conflicts.
TextMerge = Callable[[str, str, str], tuple[str, int]]


@dataclass(frozen=True)
class FileMerge:
    """A file in three states, how its conflicts are marked, and what merges lines."""

    versions: Versions
    markers: Markers
    text_merge: TextMerge

    @property
    def newline(self) -> str:
        return self.versions.ours.newline

    @property
    def trivial(self) -> Merged | None:
        """The file where one side left it alone, or both made the same of it."""
        base, ours, theirs = (each.text for each in self.versions)
        if theirs in (base, ours):
            return Merged(ours)
        return Merged(theirs) if ours == base else None

    @cached_property
    def as_lines(self) -> Merged:
        """The file merged as lines alone, as git does it."""
        base, ours, theirs = (each.text for each in self.versions)
        return Merged(*self.text_merge(base, ours, theirs))

    @property
    def undecided(self) -> Merged:
        """The merge of lines, where facts could not be merged. That it has no conflict does not say
        that it is right: then the two sides are shown."""
        if self.as_lines.conflicts:
            return self.as_lines
        whole = Conflict(*(each.text for each in self.versions))
        return Merged(*marked([whole], self.markers, self.newline))

    @property
    def ended(self) -> tuple[Source, Source, Source]:
        """The three texts with their last line ended, so that another one may follow."""
        base, ours, theirs = map(_ended, self.versions)
        return (base, ours, theirs)

    def put_together(self, texts: Sequence[str], parts: Sequence[Sequence[Piece]]) -> Merged | None:
        """What stands around the parts, merged as lines, with each in the place of its stand-in;
        None where one stands in a conflict."""
        base, ours, theirs = texts
        rest, count = self.text_merge(base, ours, theirs)
        pieces: list[Piece] = []
        for number, part in enumerate(parts):
            above, found, rest = rest.partition(stand_in(number))
            if not found:
                return None
            pieces += [above, *part]
        text, marks = marked([*pieces, rest], self.markers, self.newline)
        last = text.removesuffix(self.newline)
        is_marker = ">" * self.markers.size in lines(last)[-1] if last else True
        if not self._is_ended and not is_marker:
            text = last
        return Merged(text, marks + count)

    @property
    def _is_ended(self) -> bool:
        """Whether the last line of the result is to be ended."""
        base, ours, theirs = (each.text[-1:] in ("", "\r", "\n") for each in self.versions)
        return theirs if ours == base else ours


def _ended(source: Source) -> Source:
    is_ended = not source.text or source.text[-1] in "\r\n"
    return source if is_ended else Source(source.path, source.text + source.newline)


def stand_in(number: int) -> str:
    """Lines that no file has, so many that git joins no conflict over them."""
    return "".join(f"sigtool merges table {number} by what it says: line {n}\n" for n in range(6))
