"""The references of a registry that a document shows and does not define: links and footnotes."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.check.links import shown_in
from sigtool.check.passages import Passage, passages
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import links as markdown
from sigtool.markdown.blocks import Document
from sigtool.markdown.broken_links import NO_MARKUP, inside
from sigtool.markdown.links import InlineLink
from sigtool.model import Table
from sigtool.text.language import EAST_ASIAN
from sigtool.text.lazily import lazily
from sigtool.text.source import Source

# The mark of a footnote, and no class of characters, as `[^a-z]` and `^[^/]+$` in a pattern.
_FOOTNOTE: Final = lazily(r"(?<![\[\\^(|])\[\^(?!.-.\])(?P<label>[^\s\[\]]+)\](?![*+?{$|\\(\[])")
# What is one for sure, even where a document has no footnote: a number, or a word behind another.
_SURE_FOOTNOTE: Final = lazily(r"\[\^\d{1,3}\]|(?<=[^\s=])\[\^[^\W\d_][\w-]+\]")
# What may begin the text of a footnote; in code, too, so that nothing is told wrongly.
_FOOTNOTE_TEXT: Final = lazily(r"^[ \t>*+-]*\[\^([^\s\[\]]+)\]:", re.MULTILINE)
# A label that people give a page, and no index of a list.
_LABEL: Final = lazily(r"[^\W\d_][\w .-]+")
_WORD: Final = lazily(r"\w+")


def undefined(snapshot: Snapshot) -> Iterator[tuple[Passage, Table, str]]:
    """The references that a document shows and does not define, with its table and their label,
    that of a footnote with its `^`: readers see the brackets."""
    for passage in passages(snapshot):
        for table in shown_in(snapshot, passage) if "[" in passage.text else ():
            document = snapshot.documents.get(table.path)
            if isinstance(document, Document):
                labels = [
                    *_links(snapshot, passage, document.source),
                    *_footnotes(passage.text, document.source),
                ]
                yield from ((passage, table, label) for label in dict.fromkeys(labels))


def _links(snapshot: Snapshot, passage: Passage, source: Source) -> Iterator[str]:
    for link in markdown.links(passage.text, source) if "][" in passage.text else ():
        if link.reference and not link.is_link and _is_meant(snapshot, link, passage, source):
            yield link.reference


def _is_meant(snapshot: Snapshot, link: InlineLink, passage: Passage, source: Source) -> bool:
    """Whether brackets are to be a link, and no index, no address (SIG205) and no mere brackets."""
    before, after = passage.text[: link.span.start][-1:], passage.text[link.span.end :][:1]
    is_glued = before.isalnum() and not EAST_ASIAN.match(before)
    if is_glued or after == "(" or ":" in link.reference:
        return False
    if passage.key == "name" or markdown.has_definitions(source):
        return True
    is_apart = before not in ("]", ")", "_") and after != "["
    return is_apart and (_is_sure(link, passage.text) or _is_defined(snapshot, link.reference))


def _is_sure(link: InlineLink, text: str) -> bool:
    """Whether nothing but a reference is written so, even where a document defines none."""
    if not _LABEL.fullmatch(link.reference):
        return False
    is_collapsed = text[: link.span.end].endswith("[]")
    words = _WORD.findall(link.reference.casefold())
    return is_collapsed or set(words) <= set(_WORD.findall(link.label.casefold()))


def _is_defined(snapshot: Snapshot, label: str) -> bool:
    """Whether another document of the registry says where a reference leads."""
    return any(
        isinstance(document, Document) and markdown.is_defined(label, document.source)
        for document in snapshot.documents.values()
    )


def _footnotes(text: str, source: Source) -> Iterator[str]:
    if "[^" not in text:
        return
    hidden = inside(NO_MARKUP, text)
    noted = {label.casefold() for label in _FOOTNOTE_TEXT.findall(source.text)}
    for found in _FOOTNOTE.finditer(text):
        is_meant = noted or _SURE_FOOTNOTE.match(text, found.start())
        if is_meant and found.start() not in hidden and found["label"].casefold() not in noted:
            yield f"^{found['label']}"
