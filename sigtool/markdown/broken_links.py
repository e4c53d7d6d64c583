"""What was to be a link in a piece of inline Markdown, and is none to its readers. Pure."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
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
_INSIDE: Final = r"[^\s()（）<>\[\]|，。；、]*"
# A destination with a pair of brackets in it.
_WITH_PAIR: Final = (
    rf"(?P<destination>{_INSIDE}\({_INSIDE}\)(?:{_INSIDE}[^\s()（）<>\[\]|，。；、,;.:!?])?)"
)
# Where a link ends whose closing bracket is missing.
_NO_CLOSING: Final = r"(?=[,;.:!?，；、。]?(?:\s|<|$))(?![^\[]*[)）])"
_TITLE: Final = r"[ \t]+\"(?P<title>[^\"()（）\[\]<>]*)"
# What was to be a link, from its label on: a blank before the brackets, full-width ones, one alone,
# a title without its end.
_NO_LINKS: Final = (
    lazily(rf"{_LABEL}\[(?=https?://|mailto:){_DESTINATION}\]"),
    lazily(rf"{_LABEL}\({_DESTINATION}\]"),
    lazily(rf"{_LABEL}{_BLANKS}\({_DESTINATION}\)"),
    lazily(rf"{_LABEL}(?:{_BLANKS})?（{_DESTINATION}[)）]"),
    lazily(rf"{_LABEL}(?:{_BLANKS})?\({_DESTINATION}）"),
    lazily(rf"{_LABEL}\({_DESTINATION}{_NO_CLOSING}"),
    lazily(rf"{_LABEL}\({_WITH_PAIR}{_NO_CLOSING}"),
    lazily(rf"{_LABEL}\({_DESTINATION}{_TITLE}\)"),
)
# The brackets of a link the wrong way round, before its own.
_TURNED: Final = lazily(
    rf"(?<!\])\((?P<label>[^\s()\[\]](?:[^()\[\]]*[^\s()\[\]])?)\)"
    rf"\[(?=https?://|mailto:|[^\[\]]*\.md\]){_DESTINATION}\](?!\()"
)
# A square bracket, with the address behind a closing one.
_SQUARE: Final = lazily(rf"\[|\](?:\({_DESTINATION}\))?")
# What stands before a label that nothing opens.
_BEFORE_LABEL: Final = lazily(r"[,;，；、。|]|[.:!?：！？]\s|<br ?/?>")
_BRACKETS: Final = lazily(r"[()（）]")
# A link that no pattern above takes for something else, within one cell.
_SOUND: Final = lazily(
    r"\[[^\\`*_\[\]<>&!~|\x00-\x1f\x7f]+\]\((?:https?://(?!@))?[A-Za-z0-9_./#?=+,@-]++\)"
)
_PAGE: Final = lazily(r"(?i)\.{0,2}/.*|#.+|.*(?:/|\.(?:md|markdown|html?|txt|ya?ml))(?:#.*)?")


def no_links(text: str) -> list[Edit]:
    """What makes links of what a text has that was to be some, and is none."""
    if "]" not in text or (
        inline.simple_links(text) is not None and not (_TURNED.search(text) or _may_lack(text))
    ):
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
    if _may_lack(text):
        found += _without_opening(text, skipped)
    return sorted(found)


def are_sound(text: str) -> bool:
    """Whether each bracket in a text, as the rows of a table, surely begins a link, so that none of
    its cells has anything that was to be one."""
    rest = _SOUND.sub("", text)
    return ")[" not in text and "[" not in rest and "](" not in rest


def _may_lack(text: str) -> bool:
    """Whether a text may have the end of a label that nothing opens."""
    return text.count("](") > 0 and text.count("]") > text.count("[")


def _without_opening(text: str, skipped: AbstractSet[int]) -> Iterator[Edit]:
    """The links whose label nothing opens: `page](page.md)`."""
    depth = start = 0
    for found in _SQUARE.finditer(text):
        at = found.start()
        if found.group() == "[":
            depth += 1
        elif depth:
            depth -= 1
        elif found["destination"] and at not in skipped:
            yield from _opened(text, start, found)
        start = found.end()


def _opened(text: str, start: int, end: re.Match[str]) -> Iterator[Edit]:
    """The link that ends so, with a bracket before its label, which stands behind `start`."""
    label = _BEFORE_LABEL.split(text[start : end.start()])[-1]
    if len(_BRACKETS.findall(label)) % 2:
        label = _BRACKETS.split(label)[-1]
    label = label.strip()
    mended = f"[{label}]({end['destination']})"
    link = inline.parse_link(mended) if label and _leads_somewhere(end["destination"]) else None
    if link and link.end == len(mended):
        at = text.rindex(label, start, end.start())
        # A round bracket that nothing else closes stands for the square one.
        is_other = text[at - 1 : at] in ("(", "（") and text[end.end() :][:1] not in (")", "）")
        yield Edit(Span(at - is_other, end.end()), mended)


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
    title = found.groupdict().get("title")
    behind = "" if title is None else f' "{title}"'
    mended = f"[{found['label']}]({found['destination']}{behind})"
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
