"""What was to be a link in a piece of inline Markdown, and is none to its readers. Pure."""

import re
from typing import Final
from urllib.parse import urlsplit

from sigtool.markdown import inline
from sigtool.markdown.links import links
from sigtool.text.lazily import lazily
from sigtool.text.source import Edit, Span

# Code, and what a backslash makes a mere character: neither is markup (GFM 0.29, "Code spans").
NO_MARKUP: Final = lazily(r"(?<!`)(`+)(?!`)(?:.*?[^`])\1(?!`)|\\[!-/:-@\[-`{-~]", re.DOTALL)
_LABEL: Final = r"\[(?P<label>\s*[^\[\]\s][^\[\]]*)\]"
_BLANKS: Final = r"[ \t\u00a0\u3000]+"
_DESTINATION: Final = (
    r"(?P<destination>[^\s()（）<>\[\]|，。；、]*[^\s()（）<>\[\]|，。；、,;.:!?])"
)
# What was to be a link, from its label on: a blank before the brackets, full-width ones, one alone.
_NO_LINKS: Final = (
    lazily(rf"{_LABEL}\[(?=https?://|mailto:){_DESTINATION}\]"),
    lazily(rf"{_LABEL}\({_DESTINATION}\]"),
    lazily(rf"{_LABEL}{_BLANKS}\({_DESTINATION}\)"),
    lazily(rf"{_LABEL}(?:{_BLANKS})?（{_DESTINATION}[)）]"),
    lazily(rf"{_LABEL}(?:{_BLANKS})?\({_DESTINATION}）"),
    lazily(rf"{_LABEL}\({_DESTINATION}(?=[,;.:!?，；、。]?(?:\s|<|$))(?![^\[]*[)）])"),
)
# The brackets of a link the wrong way round, before its own.
_TURNED: Final = lazily(
    rf"(?<!\])\((?P<label>[^\s()\[\]](?:[^()\[\]]*[^\s()\[\]])?)\)"
    rf"\[(?=https?://|mailto:|[^\[\]]*\.md\]){_DESTINATION}\](?!\()"
)
# A link that no pattern above takes for something else, within one cell.
_SOUND: Final = lazily(
    r"\[[^\\`*_\[\]<>&!~|\x00-\x1f\x7f]+\]\((?:https?://(?!@))?[A-Za-z0-9_./#?=+,@-]++\)"
)
_PAGE: Final = lazily(r"(?i)\.{0,2}/.*|#.+|.*(?:/|\.(?:md|markdown|html?|txt|ya?ml))(?:#.*)?")


def no_links(text: str) -> list[Edit]:
    """What makes links of what a text has that was to be some, and is none."""
    if "[" not in text or (inline.simple_links(text) is not None and not _TURNED.search(text)):
        return []
    skipped = inside(NO_MARKUP, text)
    for link in links(text):
        if link.is_link and not link.reference:
            skipped.update(range(link.span.start, link.span.end))
    turned = (each for each in _TURNED.finditer(text) if each.start() not in skipped)
    found = [edit for each in turned if (edit := _link_of(each))]
    at = text.find("[")
    while at >= 0:
        near = None if at in skipped else _no_link(text, at)
        if near:
            found.append(near)
        at = text.find("[", near.span.end if near else at + 1)
    return sorted(found)


def are_sound(text: str) -> bool:
    """Whether each bracket in a text, as the rows of a table, surely begins a link, so that none of
    its cells has anything that was to be one."""
    return ")[" not in text and "[" not in _SOUND.sub("", text)


def _no_link(text: str, at: int) -> Edit | None:
    for pattern in _NO_LINKS:
        found = pattern.match(text, at)
        if found and (edit := _link_of(found)):
            return edit
    return None


def _link_of(found: re.Match[str]) -> Edit | None:
    """The link that a piece of a text was to be, in its place; None where it was to be none."""
    if not _leads_somewhere(found["destination"]):
        return None
    mended = f"[{found['label']}]({found['destination']})"
    link = inline.parse_link(mended)
    return Edit(Span(*found.span()), mended) if link and link.end == len(mended) else None


def _leads_somewhere(destination: str) -> bool:
    """Whether a text in brackets is an address or a page, not a remark."""
    try:
        scheme = urlsplit(destination).scheme
    except ValueError:
        return False
    return scheme in ("http", "https", "mailto") or bool(_PAGE.fullmatch(destination))


def inside(pattern: re.Pattern[str], text: str) -> set[int]:
    """Where in a text a pattern matches."""
    return {at for found in pattern.finditer(text) for at in range(found.start(), found.end())}


def as_link(text: str) -> str:
    """The link that a text as a whole was to be; the text itself, where it is one, or was to be
    none."""
    may_be_none = text[:1] in ("[", "(") and "]" in text and not inline.is_simple_link(text)
    found = no_links(text) if may_be_none else []
    is_whole = len(found) == 1 and found[0].span == Span(0, len(text))
    return found[0].text if is_whole else text


def as_broken(old: str, whole: str) -> str:
    """A link, written as what `old` has in place of one; as it is, where `old` was to be none."""
    was, link = inline.parse_link(as_link(old)), inline.parse_link(whole)
    if not was or not link or as_link(old) == old:
        return whole
    start, at = 1 + len(was.label), old.rindex(was.destination)
    between, end = old[start:at], old[at + len(was.destination) :]
    broken = f"{old[0]}{link.label}{between}{link.destination}{end}"
    return broken if as_link(broken) == whole else whole
