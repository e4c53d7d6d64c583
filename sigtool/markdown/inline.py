"""Inline Markdown: what a reader sees of a piece of it, and the link that one is.

Pure. The parser is loaded for the first piece that needs it; most cells are mere text, or a link
that can be read at a glance.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from sigtool.markdown.limits import is_readable
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, field
from sigtool.text.source import Span, apply_edits

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SIGNS: Final = r"\\`*_\[\]<>&!~"
_MARKUP: Final = lazily(rf"[{_SIGNS}]")
# What may be markup, or the end of a line.
_NO_TEXT: Final = lazily(rf"[{_SIGNS}\x00-\x1f\x7f]")
_BLANKS: Final = lazily(r"[ \t\n]*+")
# A link without markup in it, to an address or a path that markdown-it takes as it is written.
_SIMPLE_LINK: Final = lazily(
    rf"\[(?P<label>[^{_SIGNS}\x00-\x1f\x7f]+)\]"
    r"\((?P<target>(?!(?:https?:)?//@)(?:https?://)?[A-Za-z0-9_./#?=+,@-]++)\)"
)


@dataclass(frozen=True, slots=True)
class Link:
    """An inline link: `destination` is as written, without angle brackets, never encoded; `target`
    is where it stands, with them."""

    label: str
    destination: str
    has_title: bool
    end: int
    target: Span = field(default=Span(0, 0), compare=False)


def simple_links(text: str) -> list[Link] | None:
    """The links of a piece that is mere text, and links without markup in them: read at a glance,
    and as the parser would. None for any other piece."""
    links, at, found = list[Link](), 0, text.find("[")
    while found >= 0:
        link = _simple_link(text, found)
        if link is None or _NO_TEXT.search(text, at, found):
            return None
        links.append(link)
        at = link.end
        found = text.find("[", at)
    return None if _NO_TEXT.search(text, at) or not is_readable(text) else links


def is_mere_text(text: str) -> bool:
    """Whether a piece is nothing but text, on one line."""
    return not _NO_TEXT.search(text) and is_readable(text)


def is_simple_link(text: str) -> bool:
    """Whether a piece is one link as a whole, without markup in it."""
    return _SIMPLE_LINK.fullmatch(text) is not None and is_readable(text)


def _simple_link(text: str, start: int) -> Link | None:
    if not (simple := _SIMPLE_LINK.match(text, start)):
        return None
    label, target = simple["label"], Span(*simple.span("target"))
    return Link(label, simple["target"], has_title=False, end=simple.end(), target=target)


def parse_link(text: str, start: int = 0) -> Link | None:
    """The inline link that begins at `start`, or None (GFM 0.29, "Links")."""
    if not text.startswith("[", start) or not is_readable(text):
        return None
    return _simple_link(text, start) or _parsed_link(text, start)


def _parsed_link(text: str, start: int) -> Link | None:
    from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
    from markdown_it.rules_inline import StateInline

    state = StateInline(text, _inline_parser(), {}, [])
    label_end = parseLinkLabel(state, start, disableNested=True)  # a link that holds a link is none
    if label_end < 0 or not text.startswith("(", label_end + 1):
        return None
    position = _after_blanks(text, label_end + 2)
    found = parseLinkDestination(text, position, len(text))
    destination, title, target = "", False, Span(position, position)
    if found.ok:
        target = Span(position, found.pos)
        destination, position = text[position : found.pos], found.pos
        after = _after_blanks(text, position)
        titled = parseLinkTitle(text, after, len(text)) if after > position else None
        title = bool(titled and titled.ok)
        position = titled.pos if titled and title else after
    position = _after_blanks(text, position)
    if not text.startswith(")", position):
        return None
    if destination.startswith("<"):
        destination = destination[1:-1]
    return Link(text[start + 1 : label_end], destination, title, position + 1, target)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """What a reader sees of a piece of inline Markdown: no markup, blanks folded."""
    return " ".join(visible(text).split())


def name_key(name: str) -> str:
    """What makes two names the same: case, Markdown and blanks around do not count, nor Markdown
    that was to be a link."""
    return (_plain_of_links(name) if "[" in name else plain(name)).casefold()


@lru_cache(maxsize=4096)
def _plain_of_links(name: str) -> str:
    from sigtool.markdown.broken_links import no_links

    return plain(apply_edits(name, no_links(name)))


def visible(text: str) -> str:
    """A piece of inline Markdown without its markup, with a blank for each tag of HTML."""
    if not _MARKUP.search(text):
        return text
    if (simple := _simple_link(text, 0)) and simple.end == len(text) and is_readable(text):
        return simple.label
    return seen_in(inline(text))


def inline(text: str, labels: Iterable[str] = ()) -> "list[Token]":
    """The tokens of a piece of inline Markdown; the document is taken to define these labels.

    A piece that is too long, or nested too deep, is read as mere text.
    """
    from markdown_it.common.utils import normalizeReference
    from markdown_it.token import Token

    if not is_readable(text):
        return [Token("text", "", 0, content=text)]
    references = {normalizeReference(label): {"title": "", "href": ""} for label in labels}
    tokens = _inline_parser().parseInline(text, {"references": references})
    return [child for token in tokens for child in token.children or ()]


def seen_in(tokens: "Sequence[Token]") -> str:
    """What a reader sees of tokens, with a blank for each tag of HTML."""
    return "".join(_visible(tokens))


def _after_blanks(text: str, position: int) -> int:
    return found.end() if (found := _BLANKS.match(text, position)) else position


def _visible(tokens: "Sequence[Token]") -> list[str]:
    seen: list[str] = []
    for token in tokens:
        if token.children:
            seen += _visible(token.children)
        elif token.type in ("text", "code_inline", "text_special"):
            seen.append(token.content)
        elif token.type in ("softbreak", "hardbreak", "html_inline"):
            seen.append(" ")
    return seen


@cache
def _inline_parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("strikethrough")
