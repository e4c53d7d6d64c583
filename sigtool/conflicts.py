"""Finds what git leaves in a file that it could not merge."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.source import Source, Span

# Git's own markers. The one in the middle also underlines headings, so it needs the others.
_CONFLICT: Final = re.compile(
    r"^<{7}(?: [^\r\n]*)?$(?P<body>.*?)^={7}$.*?^>{7}(?: [^\r\n]*)?$", re.MULTILINE | re.DOTALL
)


def conflicts(source: Source) -> Iterator[Span]:
    """The unresolved conflicts of a file, each from its first marker to its last."""
    if "<<<<<<<" not in source.text:
        return
    normalised = source.text.replace("\r", "\n")  # as long as it was; only `$` looks at it
    for found in _CONFLICT.finditer(normalised):
        yield Span(*found.span())
