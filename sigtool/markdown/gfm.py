"""Where a table is and where its cells are, as GitHub's parser takes them: a rule of markdown-it.

Pure. Source of the format: GitHub Flavored Markdown 0.29, "Tables (extension)".
"""

from functools import cache
from typing import TYPE_CHECKING, Final

from sigtool.text.lazily import lazily
from sigtool.text.source import Span

if TYPE_CHECKING:
    import re

    from markdown_it.rules_block import StateBlock

# What GFM takes off the ends of a cell. `str.strip()` would take U+00A0 and U+3000 too.
BLANK: Final = " \t\v\f"
_DASHES: Final = rf"[{BLANK}]*+:?-++:?[{BLANK}]*+"
# Neither the underline of a heading nor a list item, which both come first.
_DELIMITER: Final = lazily(rf"(?!-+[ \t]*$|-[ \t])\|?{_DASHES}(?:\|{_DASHES})*\|?[{BLANK}]*")
_PIPE: Final = lazily(r"(?<!\\)\|")


def github_table(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """A rule of markdown-it that takes for a table what GitHub's parser does.

    markdown-it's own rule makes tokens of every cell, ends a table after 65,536 missing cells, and
    knows a table where GitHub sees a list or a heading. Here `meta` says where each line's content
    begins, after the prefix of a list or a quote.
    """
    if start + 2 > end or not _is_header(state, start):
        return False
    if silent:
        return True
    # Told that it is in a paragraph, the rule of lists would let few of them end the table.
    parent, state.parentType = state.parentType, "table"
    line = start + 2
    while line < end and _is_row(state, line):
        line += 1
    state.parentType = parent
    token = state.push("table_open", "table", 1)
    token.map = [start, line]
    token.meta = {"prefixes": [_prefix_length(state, at) for at in range(start, line)]}
    state.push("table_close", "table", -1)
    state.line = line
    return True


def _is_header(state: "StateBlock", line: int) -> bool:
    """Whether a table begins here: a row above a delimiter row of as many cells."""
    header, delimiter = _line(state, line), _line(state, line + 1)
    return (
        _DELIMITER.fullmatch(delimiter) is not None
        and header.strip(BLANK) != "|"
        and len(segments_of(header.strip(BLANK))[0]) == len(segments_of(delimiter.strip(BLANK))[0])
        and state.sCount[line + 1] >= state.blkIndent
        and not state.is_code_block(line)
        and not state.is_code_block(line + 1)
    )


def _is_row(state: "StateBlock", line: int) -> bool:
    """Whether the table above goes on: no blank line, not out of its container, no other block."""
    text = _line(state, line)
    if not text or text.strip(BLANK) == "|" or state.sCount[line] < state.blkIndent:
        return False
    if state.is_code_block(line) or _lone_tag().search(text):
        return False
    others = state.md.block.ruler.getRules("blockquote")
    return not any(rule(state, line, state.lineMax, True) for rule in others)  # noqa: FBT003 - its own


@cache
def _lone_tag() -> "re.Pattern[str]":
    """A tag alone on its line begins an HTML block, which ends a table but not a paragraph."""
    from markdown_it.rules_block.html_block import HTML_SEQUENCES

    return HTML_SEQUENCES[-1][0]


def _line(state: "StateBlock", line: int) -> str:
    """A line from where its content begins."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _prefix_length(state: "StateBlock", line: int) -> int:
    start = state.bMarks[line] + state.tShift[line]
    return start - (state.src.rfind("\n", 0, start) + 1)


def segments_of(text: str, start: int = 0) -> tuple[list[Span], bool, bool]:
    """Where the cells of a row that begins at `start` are, from pipe to pipe; whether it begins and
    ends with a pipe."""
    pieces = _PIPE.split(text) if "\\" in text else text.split("|")
    segments = []
    for piece in pieces:
        end = start + len(piece)
        segments.append(Span(start, end))
        start = end + 1
    leading = text.startswith("|")
    trailing = len(segments) > 1 + leading and not pieces[-1]
    return segments[1 if leading else 0 : -1 if trailing else None], leading, trailing
