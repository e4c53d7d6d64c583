"""Documents whose one table can be found at a glance: nothing that could hide it, and no other.

Whatever is not plain in every character is left to the parser. Pure.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from sigtool.text import is_plain
from sigtool.text.lazily import lazily

# What would begin a block that hides a table, or is more than text.
_HIDING: Final = ("```", "~~~", "<", "&", "sigtool", "\\", "`", "|")
# What would be the delimiter row of a table of one column, or the marker of a merge conflict.
_OTHERS: Final = (":-", "-:", "=======", ">>>>>>>")
_NEVER: Final = (*_HIDING, *_OTHERS)
_DELIMITER: Final = lazily(r"\|(?: *:?-{2,}:? *\|)+")
# What is more than text in a row, and a row of a bar alone.
_MORE: Final = ("\\", "`", "<!")
_BAR: Final = lazily(r"\n\| *(?!.)")
_HEADING: Final = lazily(r"#{1,6} +(.*[^#\s])")
# An underline of a heading, a quote, or the end of what YAML stands above.
_UNDERLINE: Final = lazily(r"\s*(?:=+|-+|>.*)\s*")


class Plain(NamedTuple):
    """Where the table is: its lines from the header row on, by their numbers, and its heading."""

    first: int
    last: int
    heading: str | None


@lru_cache(maxsize=2)  # a glance compares a document that is read afterwards
def only_table(text: str) -> Plain | None:
    """The table of a document that surely has one; None where the parser may see it otherwise."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line[:1] == "|"), 0)
    if not is_plain(text) or first < 1 or not _DELIMITER.fullmatch(lines[first + 1]):
        return None
    last = next(at for at, line in enumerate(lines[first:], first) if line[:1] != "|")
    above, rows, below = lines[:first], lines[first:last], lines[last:]
    around = "\n".join((*above, "", *below))
    if below[0] or any(each in around for each in _NEVER) or any(map(_UNDERLINE.fullmatch, above)):
        return None
    headings = [_HEADING.fullmatch(line) for line in above if "#" in line]
    if not all(headings) or (above[-1] and "#" not in above[-1]):
        return None
    width = rows[1].count("|")
    is_whole = rows[0].count("|") == width and rows[0][-1] == "|"
    shown = "\n".join(rows)
    if not is_whole or any(each in shown for each in _MORE) or _BAR.search(shown):
        return None
    return Plain(first, last, headings[-1][1] if headings and headings[-1] else None)
