"""What a reader sees of a piece of inline Markdown, and what they call a thing by its name.

Pure. A piece of Markdown does not hold the definitions of its references: what is written as one
(`[Docs][d]`, `[Docs][]`) is taken to have one.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, dropwhile
from typing import Final

from sigtool.markdown import inline
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass

_REFERENCE: Final = lazily(r"\[([^\[\]]+)\]\[([^\[\]]*)\]")
_ONLY_A_LABEL: Final = lazily(r"\s*\[([^\[\]]+)\]\s*")
_BRACKETS: Final = lazily(r"\[([^\[\]]+)\]")
_FOOTNOTE: Final = lazily(r"\[\^[^\s\[\]]+\]")
_EMPTY_BRACKETS: Final = lazily(r"[(（]\s*[)）]")
_TAG: Final = lazily(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# How a terminal begins what these tags begin.
_BREAKS: Final = {"br": "\n", "li": "\n- ", "p": "\n", "div": "\n", "tr": "\n"}
# Joins and colours of emoji.
_OF_EMOJI: Final = "\u200d\ufe0f\u20e3"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what is seen: its text, and the link that it opens, as written; "" for none."""

    text: str
    link: str = ""
    is_image: bool = False
    is_note: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """What a reader sees, from left to right, with a line feed where a line breaks; of an image its
    text, of any other tag of HTML nothing."""
    if (simple := inline.simple_links(text)) is not None:
        yield from _simple_pieces(text, simple)
        return
    link, notes = "", 0
    for token in inline.inline(text, _labels(text)):
        if token.type == "link_open":
            link = str(token.attrs["href"])
        elif token.type == "link_close":
            link = ""
        elif token.type == "html_inline":
            closes, tag = found.groups() if (found := _TAG.match(token.content)) else ("", "")
            if tag.lower() == "sup":
                notes += -1 if closes else 1
            if not closes and tag.lower() in _BREAKS:
                yield Piece(_BREAKS[tag.lower()])
        elif token.type in ("softbreak", "hardbreak"):
            yield Piece(" ")
        elif token.content:
            yield Piece(token.content, link, token.type == "image", notes > 0)


def _simple_pieces(text: str, links: Sequence[inline.Link]) -> Iterator[Piece]:
    at = 0
    for link in links:
        start = link.target.start - len(f"[{link.label}](")
        if start > at:
            yield Piece(text[at:start])
        yield Piece(link.label, link.destination)
        at = link.end
    if at < len(text):
        yield Piece(text[at:])


def lines(text: str) -> list[list[Piece]]:
    """What a reader sees, line by line, without blanks before a line and lines of blanks alone."""
    found: list[list[Piece]] = [[]]
    for piece in pieces(text):
        first, *others = piece.text.split("\n")
        found[-1].append(Piece(first, piece.link))
        found += [[Piece(other, piece.link)] for other in others]
    shown = (list(dropwhile(lambda piece: not piece.text.strip(), line)) for line in found)
    return [[Piece(head.text.lstrip(), head.link), *rest] for head, *rest in filter(None, shown)]


def is_linkable(text: str, defined: Collection[str] = ()) -> bool:
    """Whether a link may go around a piece, in a document that defines these labels, in the form of
    `links.definitions`: no link can hold another one, nor the mark of a note."""
    from markdown_it.common.utils import normalizeReference

    short = [label for label in _BRACKETS.findall(text) if normalizeReference(label) in defined]
    tokens = inline.inline(text, [*_labels(text), *short])
    return not (_FOOTNOTE.search(text) or any(token.type == "link_open" for token in tokens))


def _labels(text: str) -> list[str]:
    """The labels that a piece refers to, which are taken to be defined."""
    only = _ONLY_A_LABEL.fullmatch(text)
    return [*references(text), *([only.group(1)] if only else [])]


def references(text: str) -> list[str]:
    """The labels of the definitions that a piece refers to (`[Docs][d]`, `[Docs][]`)."""
    return [found[1] or found[0] for found in _REFERENCE.findall(text)]


def text(markdown: str) -> str:
    """All that a reader sees, in one line."""
    if inline.is_mere_text(markdown):
        return " ".join(markdown.split())
    return _folded(piece.text for piece in pieces(markdown))


@lru_cache(maxsize=16384)
def bare_name(name: str) -> str:
    """What people call a thing of this name: what they see of it but for images, emoji, links to
    write a mail and marks of notes; all of it where it is nothing else."""
    found = list(pieces(name))
    named = (each.text for each in found if _is_of_name(each))
    text = _EMPTY_BRACKETS.sub("", _FOOTNOTE.sub("", "".join(named)))
    bare = _folded(char for char in text if not _is_emoji(char))
    return bare or _folded(each.text for each in found)


def name_part(piece: Piece) -> str:
    """What of a piece is a name, but for what stands around that and is none; "" for nothing."""
    if not _is_of_name(piece):
        return ""
    *_, text = accumulate((_FOOTNOTE, _EMPTY_BRACKETS), _without_end, initial=piece.text)
    while text and (_is_emoji(text[-1]) or text[-1].isspace()):
        text = text[:-1]
    return "".join(dropwhile(lambda char: _is_emoji(char) or char.isspace(), text))


def _without_end(text: str, pattern: re.Pattern[str]) -> str:
    return re.sub(rf"(?:{pattern.pattern})\s*$", "", text.rstrip())


def _is_of_name(piece: Piece) -> bool:
    return not (piece.is_image or piece.is_note or piece.link.startswith("mailto:"))


def holds_link(text: str) -> bool:
    """Whether a piece opens a link, by a reference or in HTML, too; such a one stands in none."""
    return any(
        token.type == "link_open" or re.match(r"<a\b", token.content, re.IGNORECASE)
        for token in inline.inline(text, references(text))
    )


def _folded(texts: Iterable[str]) -> str:
    return " ".join("".join(texts).split())


def _is_emoji(char: str) -> bool:
    return char in _OF_EMOJI or (unicodedata.category(char) in ("So", "Sk") and char > "\u00ff")
