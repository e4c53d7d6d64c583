"""What of a Markdown text is prose, and which language a code means."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.markdown import blocks
from sigtool.text import language
from sigtool.text.source import Span

# What a stretch of something else may begin with.
_OPENING: Final = re.compile(r"[\\`\[<]")
_TAG: Final = re.compile(r"<[^<>\s][^<>]*>")
# Addresses and handles, which are spelled alike in every language.
_NO_WORDS: Final = re.compile(r"(?:https?://|www\.)[^\s)）】》，。、]+|[\w.+-]*@[\w.-]+")
ENGLISH: Final = "en"


def stretches(text: str) -> Iterator[Span]:
    """The parts of a text that are neither code nor a link nor a tag, from left to right."""
    start, found = 0, _OPENING.search(text)
    while found:
        at = found.start()
        end = _end(text, at)
        if end > at:
            yield Span(start, at)
            start = end
        found = _OPENING.search(text, max(end, at + 1))
    yield Span(start, len(text))


def words(text: str) -> str:
    """The prose of a text, without the addresses and handles in it."""
    parts = (text[span.start : span.end] for span in stretches(text))
    return _NO_WORDS.sub(" ", " ".join(parts))


def known_language(code: str | None) -> str | None:
    """A language's code as sigtool writes it: `zh_CN` and `cn` are `zh`; None for none known."""
    return language.of_name(f"_{code}") if code else None


def _end(text: str, at: int) -> int:
    """Where what begins here ends (GFM 0.29, "Inlines"); `at` itself if it is prose after all."""
    if text[at] == "\\":
        return min(at + 2, len(text))
    if text[at] == "[":
        link = blocks.parse_link(text, at)
        return link.end if link else at
    if text[at] == "<":
        tag = _TAG.match(text, at)
        return tag.end() if tag else at
    ticks = len(text) - at - len(text[at:].lstrip("`"))
    closing = re.compile(rf"(?<!`)`{{{ticks}}}(?!`)").search(text, at + ticks)
    return closing.end() if closing else at + ticks
