"""The signs of a Markdown text that are no text: comments, markers, what a backslash escapes.

Pure. Every text is read once from left to right, whatever stands in it.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.source import Span

# As long a name as any marker has: what is never closed is not read over and over.
MARKER: Final = lazily(r"<!--\s*(?P<close>/?)sigtool:(?P<name>[^\s>]{1,200})\s*-->")
_OPEN: Final = "<!--"
_CLOSE: Final = "-->"
# A run of backticks, what a backslash makes a mere character, or where a comment may begin.
_SIGN: Final = lazily(r"`+|\\[!-/:-@\[-`{-~]|<!--")
_BEGIN: Final = r"(?:<!--+|#+)\s*"
_ADDRESSED: Final = lazily(rf"{_BEGIN}sigtool[:\s]", re.IGNORECASE)
# What is to keep a rule silent, as people and other tools call it, and with slips.
VERB: Final = r"(?:ignor|ignro|igonr|ingor|inogr|disabl|suppres|noqa|nolint|(?:off|skip)\b)"
# A suppression with the name of sigtool glued to the verb, with a slip in the name (of which only
# a rule tells that it is one), or without it.
_MISADDRESSED: Final = lazily(
    rf"{_BEGIN}(?:sigtool[-_]?{VERB}"
    rf"|s[igtol_ -]{{4,9}}s?[\s:_-]*{VERB}[a-z]*(?<!es)[\s:=\[(,]*SIG[-_ ]?\d"
    rf"|s[igtol_-]{{4,9}}s?:\s*{VERB}[a-z]*\s+[a-z]+-[a-z]"
    rf"|{VERB}[a-z]*[\s:=\[(]+SIG\d{{3}}\b"
    r"|sigtool[-_]?SIG\d)",
    re.IGNORECASE,
)
# What is written as a marker, and was to be a suppression: `<!-- sigtool:ignore[SIG105] -->`.
_IGNORING: Final = lazily(r"(?:ignore|disable)(?:\W|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marker:
    """A `<!-- sigtool:NAME -->` comment, or with a slash the one that ends its part."""

    name: str
    closes: bool
    span: Span


def in_html(text: str, start: int, end: int) -> Iterator[Span]:
    """The comments of a stretch that is HTML: from a `<!--` to the next `-->`."""
    at = text.find(_OPEN, start, end)
    while at >= 0:
        close = text.find(_CLOSE, at + len(_OPEN), end)
        if close < 0:
            return
        yield Span(at, close + len(_CLOSE))
        at = text.find(_OPEN, close + len(_CLOSE), end)


def in_cell(text: str, start: int, end: int) -> Iterator[Span]:
    """The comments of a stretch that is inline Markdown: those in a code span are none."""
    if text.find(_OPEN, start, end) < 0:
        return
    signs = list(_SIGN.finditer(text, start, end))
    closing = _closing_runs(signs)
    done = start
    for at, sign in enumerate(signs):
        if sign.start() < done:
            continue
        if sign.group() == _OPEN:
            close = text.find(_CLOSE, sign.end(), end)
            if close < 0:
                return
            done = close + len(_CLOSE)
            yield Span(sign.start(), done)
        elif at in closing and sign.group().startswith("`"):
            done = closing[at]


def escapes(text: str) -> Iterator[Span]:
    """What a backslash makes a mere character: not in code, where the backslash is one itself."""
    found = list(_SIGN.finditer(text)) if "\\" in text else []
    closing = _closing_runs(found)
    done = 0
    for at, sign in enumerate(found):
        if sign.start() < done:
            continue
        if sign.group().startswith("\\"):
            yield Span(*sign.span())
        elif at in closing:
            done = closing[at]


def _closing_runs(signs: list[re.Match[str]]) -> dict[int, int]:
    """Where the code span ends that a run of backticks begins, by the number of its sign: behind
    the next run that is as long (GFM 0.29, "Code spans")."""
    found: dict[int, int] = {}
    following: dict[int, int] = {}
    for at in reversed(range(len(signs))):
        # Within code a backslash is a mere character, so a run behind one closes it too.
        run = signs[at].group().lstrip("\\")
        if run.startswith("`"):
            length = len(run)
            if length in following:
                found[at] = following[length]
            following[length] = signs[at].end()
    return found


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a row without the comments at its ends that speak to sigtool: they say nothing
    to a reader, and are no part of a value."""
    own = deque(span for span in in_cell(text, start, end) if is_to_sigtool(text, span))
    while own and not text[own[-1].end : end].strip():
        end = own.pop().start
    while own and not text[start : own[0].start].strip():
        start = own.popleft().end
    return start, end


def is_to_sigtool(text: str, comment: Span) -> bool:
    """Whether a comment, of Markdown or of YAML, speaks to sigtool: it begins so, and is no marker;
    or it is a suppression that does not."""
    if is_misaddressed(text, comment):
        return True
    if not _ADDRESSED.match(text, comment.start, comment.end):
        return False
    marker = MARKER.fullmatch(text, comment.start, comment.end)
    return marker is None or bool(_IGNORING.match(marker["name"]))


def is_misaddressed(text: str, comment: Span) -> bool:
    """Whether a comment is to suppress something, and does not begin with the name of sigtool."""
    return _MISADDRESSED.match(text, comment.start, comment.end) is not None
