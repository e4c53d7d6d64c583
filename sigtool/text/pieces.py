"""A text in which two sides are in conflict at some places: common lines, and lines of each side.

Pure. From the pieces come the text of either side, and the one with git's markers.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass

_LINE: Final = lazily(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Conflict(NamedTuple):
    """Lines that both sides changed, each in its own way."""

    base: str
    ours: str
    theirs: str


Piece = str | Conflict


@dataclass(frozen=True, slots=True)
class Markers:
    """How a conflict is written: `size` signs, what stands behind them, and whether the base is
    shown between the sides (git's `merge.conflictStyle=diff3`)."""

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"
    size: int = 7
    has_base: bool = False


def lines(text: str) -> list[str]:
    """The lines of a text, each with its line break."""
    return _LINE.findall(text)


def side(pieces: Iterable[Piece], which: int) -> str:
    """The text of one side: 0 is the base, 1 ours, 2 theirs."""
    return "".join(each if isinstance(each, str) else each[which] for each in pieces)


def marked(pieces: Iterable[Piece], markers: Markers, newline: str) -> tuple[str, int]:
    """The text with a marked conflict around the lines that differ, and how many there are."""
    texts, count = [""], 0
    for each in pieces:
        for piece in [each] if isinstance(each, str) else _smallest(each, markers):
            if isinstance(piece, str):
                texts += [piece] if piece else []
                continue
            count += 1
            texts[-1] = _whole(texts[-1], newline)
            texts += _marked(piece, markers, newline)
    return "".join(texts), count


def _marked(conflict: Conflict, markers: Markers, newline: str) -> Iterator[str]:
    def marker(sign: str, label: str = "") -> str:
        return sign * markers.size + (f" {label}" if label else "") + newline

    yield marker("<", markers.ours)
    yield _whole(conflict.ours, newline)
    if markers.has_base:
        yield marker("|", markers.base)
        yield _whole(conflict.base, newline)
    yield marker("=")
    yield _whole(conflict.theirs, newline)
    yield marker(">", markers.theirs)


def _whole(text: str, newline: str) -> str:
    """Lines of which the last is ended, too."""
    return text + newline if text and text[-1] not in "\r\n" else text


def _smallest(conflict: Conflict, markers: Markers) -> Sequence[Piece]:
    """A conflict without the lines at its ends on which the sides agree; with a base shown, those
    on which the base agrees, too."""
    base, ours, theirs = (lines(each) for each in conflict)
    looked = [ours, theirs, *([base] if markers.has_base else [])]
    above = _shared(looked)
    below = _shared([each[above:][::-1] for each in looked])

    def rest(own: list[str]) -> str:
        return "".join(own[above : len(own) - below])

    if ours == theirs:
        return [conflict.ours]
    inner = Conflict(rest(base) if markers.has_base else conflict.base, rest(ours), rest(theirs))
    return ["".join(ours[:above]), inner, "".join(ours[len(ours) - below :])]


def _shared(sides: Sequence[Sequence[str]]) -> int:
    """How many lines all sides have in common at their beginning."""
    same = takewhile(lambda row: len(set(row)) == 1, zip(*sides, strict=False))
    return sum(1 for _ in same)
