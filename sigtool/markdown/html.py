"""The comments and tags of HTML in a Markdown text, in a time that grows as the text does.

Pure. `html.parser` looks for the end of each broken tag up to the end of the text.
"""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.text.source import Span

# The text of an attribute may hold no angle bracket here: so no search goes beyond the next tag.
TAG: Final = re.compile(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?P<attributes>(?:[\s/][^<>]*+)?)>"
)
_ATTRIBUTE: Final = re.compile(
    r"(?<![^\s\"'/])(?P<key>[^\s\"'<>/=]++)\s*+=\s*+"
    r"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'=<>`]++))"
)


def comments(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Where the comments of a text are; one that nothing ends is none."""
    stop = len(text) if end is None else end
    at = text.find("<!--", start, stop)
    while at >= 0:
        behind = text.find("-->", at + 4, stop)
        if behind < 0:
            return
        yield Span(at, behind + 3)
        at = text.find("<!--", behind + 3, stop)


def attributes(tag: re.Match[str]) -> Iterator[tuple[str, str]]:
    """The attributes of a tag that `TAG` found, each that says something."""
    for found in _ATTRIBUTE.finditer(tag["attributes"]):
        if value := found["double"] or found["single"] or found["bare"]:
            yield found["key"].lower(), value
