"""Finds what git leaves in a file that it could not merge."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.text.lazily import lazily
from sigtool.text.source import Source, Span

# Git's own markers; it writes what was merged behind the last. The one between them also
# underlines headings, and so says nothing by itself.
_FIRST: Final = r"<{7}(?: [^\n]*)?$"
_LAST: Final = r">{7} [^\n]+$"
_CONFLICT: Final = lazily(
    rf"^{_FIRST}(?:(?:\n(?!{_FIRST})[^\n]*)*?\n{_LAST})?|^{_LAST}", re.MULTILINE
)


def conflicts(source: Source) -> Iterator[Span]:
    """The unresolved conflicts of a file, each from its first marker to its last.

    One that somebody resolved in part, and so left a marker alone, is a conflict still.
    """
    if "<<<<<<<" in source.text or ">>>>>>>" in source.text:
        normalised = source.text.replace("\r", "\n")  # as long as it was; only `$` looks at it
        yield from (Span(*found.span()) for found in _CONFLICT.finditer(normalised))
