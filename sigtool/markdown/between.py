"""What the lines of a Markdown document are, where no table has them. Pure."""

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Final

from sigtool.markdown import blocks, signs
from sigtool.text.source import Source


class Line(Enum):
    """What a line is a part of."""

    TEXT = "text"
    HEADING = "heading"
    COMMENT = "comment"
    HTML = "html"


Lines = Mapping[int, Line]

_KINDS: Final = {"paragraph_open": Line.TEXT, "heading_open": Line.HEADING, "html_block": Line.HTML}


@lru_cache(maxsize=8)  # each table of a document asks
def lines(source: Source) -> Lines:
    """What the lines of a document are, by their number from 0: of code, and of tables, nothing."""
    found: dict[int, Line] = {}
    for token in blocks.tokens(source.text):
        if token.map and (kind := _KINDS.get(token.type)):
            is_comment = kind is Line.HTML and _is_comment(token.content)
            found |= dict.fromkeys(range(*token.map), Line.COMMENT if is_comment else kind)
    return found


def _is_comment(block: str) -> bool:
    """Whether a block of HTML is nothing but comments."""
    done = 0
    for span in signs.in_html(block, 0, len(block)):
        if block[done : span.start].strip(" \t\n>"):
            return False
        done = span.end
    return done > 0 and not block[done:].strip(" \t\n>")
