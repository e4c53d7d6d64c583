"""The three versions of a text, read back from git's markers with a base between them. Pure."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from sigtool.text.lazily import lazily
from sigtool.text.pieces import lines
from sigtool.text.source import Source, Span

_MARKER: Final = lazily(r"([<|>])\1{6}(?: (?P<label>[^\r\n]*))?\r?\n?|={7}\r?\n?")
# Whose lines stand behind each marker: of base, ours and theirs; behind the last, everybody's.
_BEHIND: Final = {"<": (1,), "|": (0,), "=": (2,), ">": (0, 1, 2)}


class Read(NamedTuple):
    """What base, ours and theirs say, and what the markers call them; `base` is None where a
    conflict shows none."""

    base: str | None
    ours: str
    theirs: str
    labels: tuple[str, str, str]


def read(source: Source, conflicts: Iterable[Span]) -> Read | None:
    """The versions of a text with these conflicts; None where the markers are not as git writes
    them, one pair in another or a part of one."""
    texts: tuple[list[str], ...] = ([], [], [])
    labels, has_base, at = ["base", "ours", "theirs"], True, 0
    for span in conflicts:
        end = source.line_end(span.end) + len(source.line_break_after(span.end))
        for text in texts:
            text.append(source[Span(at, span.start)])
        behind, seen = "", ""
        for line in lines(source[Span(span.start, end)]):
            if found := _MARKER.fullmatch(line):
                behind = line[0]
                seen += behind
                if behind != "=" and found["label"]:
                    labels["|<>".index(behind)] = found["label"]
                continue
            for side in _BEHIND.get(behind, ()):
                texts[side].append(line)
        if seen not in ("<=>", "<|=>"):
            return None
        has_base = has_base and "|" in seen
        at = end
    base, ours, theirs = ("".join(text) + source.text[at:] for text in texts)
    return Read(base if has_base else None, ours, theirs, (labels[0], labels[1], labels[2]))


def unlabelled(text: str) -> str:
    """A text whose markers have no labels, which differ with the command that wrote them."""
    return "".join(
        each[:7] + "\n" if _MARKER.fullmatch(each) else each.rstrip("\r\n") + "\n"
        for each in lines(text)
    )
