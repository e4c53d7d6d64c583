"""The tags of HTML in a Markdown text, in a time that grows as the text does.

Pure. `html.parser` looks for the end of each broken tag up to the end of the text.
"""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.text.lazily import lazily

# The text of an attribute may hold no angle bracket here: so no search goes beyond the next tag.
TAG: Final = lazily(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?P<attributes>(?:[\s/][^<>]*+)?)>"
)
_ATTRIBUTE: Final = lazily(
    r"(?<![^\s\"'/])(?P<key>[^\s\"'<>/=]++)\s*+=\s*+"
    r"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'=<>`]++))"
)


def attributes(tag: re.Match[str]) -> Iterator[tuple[str, str]]:
    """The attributes of a tag that `TAG` found, each that says something."""
    for found in _ATTRIBUTE.finditer(tag["attributes"]):
        if value := found["double"] or found["single"] or found["bare"]:
            yield found["key"].lower(), value
