"""Finds what git leaves in a file that it could not merge."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.text.source import Source, Span

# Git's own markers; it writes what was merged behind the last. The one between them also
# underlines headings, and so says nothing by itself.
_MARKER: Final = re.compile(r"^(?:<{7}(?: [^\n]*)?|>{7} [^\n]+)$", re.MULTILINE)


def conflicts(source: Source) -> Iterator[Span]:
    """The unresolved conflicts of a file, each from its first marker to its last.

    One that somebody resolved in part, and so left a marker alone, is a conflict still.
    """
    if "<<<<<<<" not in source.text and ">>>>>>>" not in source.text:
        return
    opening: Span | None = None
    normalised = source.text.replace("\r", "\n")  # as long as it was; only `$` looks at it
    for found in _MARKER.finditer(normalised):
        marker = Span(*found.span())
        if found.group().startswith(">"):
            yield Span(opening.start if opening else marker.start, marker.end)
            opening = None
            continue
        if opening:
            yield opening
        opening = marker
    if opening:
        yield opening
