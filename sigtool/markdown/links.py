"""The links of a piece of inline Markdown: what is seen of each, where it leads, where it stands.

Pure. Links of every form that readers can follow (GFM 0.29, "Links", "Images", "Autolinks", and the
`<a href>` and `<img src>` of "Raw HTML"), whatever they lead to: `javascript:` too.
"""

import re
from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from sigtool.markdown import inline
from sigtool.markdown.seen import references
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.source import Source, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    _Rule = Callable[[StateInline, bool], bool]

_TAG: Final = lazily(r"<(a|img)\s", re.IGNORECASE)
# The attribute that says where a tag leads, among others whose values may hold anything.
_ATTRIBUTE: Final = lazily(
    r"\s([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", re.IGNORECASE
)
_FOOTNOTE: Final = "^"
_WITH_BLANKS: Final = lazily(
    r"\[(?P<label>[^\[\]]*)\]\((?P<destination>[^\s<>()](?:[^<>()]|\([^<>()]*\))*[^\s<>()])\)"
)
# What such a destination is, and no remark: an address, or the way to a page.
_LEADING: Final = lazily(
    r"(?i)https?: *//.*|\.{0,2}/.*|.*(?:/|\.(?:md|markdown|html?|pdf)(?:#.*)?)"
)

# What GitHub makes a link of, though nothing marks it as one (GFM 0.29, "Autolinks (extension)"):
# the address of a website, and that of a mailbox. A page, too, may have such a name.
_WEBSITE: Final = lazily(r"(?i)www\.(?:[\w-]+\.)+(?!(?:md|markdown|html?)\b)[a-z]{2,}(?:[/?#]\S*)?")
_MAILBOX: Final = lazily(r"(?i)[\w.+-]+@(?:[\w-]+\.)+(?!(?:md|markdown|html?)$)[a-z]{2,}")
# What stands between mailboxes, and around one.
_BETWEEN: Final = lazily(r"(?i)[\s,;/，；、]+|<br ?/?>")
_AROUND: Final = "*_~`.()（）"


@dataclass(frozen=True, slots=True)
class InlineLink:
    """A link, an image, or a tag of HTML that is one.

    `label` is what is seen, `destination` what it leads to, not encoded; `place` is where that
    stands in the piece, with angle brackets, and empty where its document defines it, by
    `reference`. What is no link to its readers, though it was to be one, has a reference that is
    not defined, or blanks in its destination.
    """

    span: Span
    label: str
    destination: str
    place: Span
    reference: str = ""
    is_link: bool = True
    is_bare: bool = False  # its destination is all that is seen of it


@lru_cache(maxsize=4096)  # every rule about links asks again
def links(text: str, document: Source | None = None) -> tuple[InlineLink, ...]:
    """The links of a piece, in order, and the references that its document does not define."""
    if not ("]" in text or "<" in text):
        return ()
    if (simple := inline.simple_links(text)) is not None:
        return tuple(map(_simple, simple))
    from markdown_it.common.utils import normalizeReference

    defined = _definitions(document) if document else {}
    others = {normalizeReference(label): {"title": "", "href": ""} for label in references(text)}
    env = {"references": ChainMap(defined, others)}
    tokens: list[Token] = []
    parser = _parser()
    parser.inline.parse(text, parser, env, tokens)
    every = (_link(text, tokens, at, defined) for at in range(len(tokens)))
    found = [each for each in every if each and not each.reference.startswith(_FOOTNOTE)]
    return tuple(sorted(found, key=lambda each: each.span))


def is_linked_by_itself(text: str) -> bool:
    """Whether a text is nothing but the address of a website or of mailboxes, of which GitHub makes
    links by itself: no way to a page."""
    if "@" not in text:
        return bool(text.startswith("www.") and _WEBSITE.fullmatch(text))
    mailboxes = (each.strip(_AROUND) for each in _BETWEEN.split(text))
    return all(_MAILBOX.fullmatch(each) for each in mailboxes if each)


def _simple(link: inline.Link) -> InlineLink:
    start = link.target.start - len(f"[{link.label}](")
    return InlineLink(Span(start, link.end), link.label.strip(), link.destination, link.target)


def _link(
    text: str, tokens: "Sequence[Token]", at: int, defined: Mapping[str, Any]
) -> InlineLink | None:
    """The link that begins with a token; None where none does."""
    token = tokens[at]
    if token.type == "html_inline":
        return _of_tag(tokens, at)
    if token.type not in ("link_open", "image"):
        return None
    span: Span = token.meta["span"]
    is_image = token.type == "image"
    href = str(token.attrs["src" if is_image else "href"])
    label = token.content if is_image else _seen(tokens, at, "link_close")
    if token.info == "auto":
        return InlineLink(span, label, href, Span(span.start + 1, span.end - 1), is_bare=True)
    start = span.start + is_image
    if key := token.meta.get("label"):
        written = text[start : span.end]
        name = next(iter(references(written)), written[1:-1])
        return InlineLink(span, label, href, Span(span.end, span.end), name, key in defined)
    place: Span = token.meta.get("place") or _place(text, start)
    return InlineLink(span, label, href, place, is_link="place" not in token.meta)


def _place(text: str, start: int) -> Span:
    """Where the destination of the inline link that begins at `start` stands."""
    link = inline.parse_link(text, start)
    if link is None:
        return Span(start, start)
    at = text.index(link.destination, start + len("[](") + len(link.label))
    end = at + len(link.destination)
    bracketed = text[at - 1] == "<" and text[end : end + 1] == ">"
    return Span(at - bracketed, end + bracketed)


def _of_tag(tokens: "Sequence[Token]", at: int) -> InlineLink | None:
    from html import unescape

    content, start = tokens[at].content, tokens[at].meta["span"].start
    tag = _TAG.match(content)
    wanted = {"a": "href", "img": "src"}[tag[1].lower()] if tag else ""
    for found in _ATTRIBUTE.finditer(content) if tag else ():
        if found[1].lower() == wanted:
            group = found.lastindex or 1
            place = Span(*found.span(group)).shifted(start)
            label = _seen(tokens, at, "</a>") if wanted == "href" else ""
            span = Span(start, start + len(content))
            return InlineLink(span, label, unescape(found[group]), place)
    return None


def _seen(tokens: "Sequence[Token]", at: int, closing: str) -> str:
    """What is seen from a token to the one that closes it."""
    ends = (n for n in range(at, len(tokens)) if closing in (tokens[n].type, tokens[n].content))
    return inline.seen_in(tokens[at : next(ends, at)]).strip()


def definitions(source: Source) -> Mapping[str, str]:
    """What the references of a document lead to, by their labels, case and blanks made alike."""
    return {label: str(each["href"]) for label, each in _definitions(source).items()}


def is_defined(label: str, source: Source) -> bool:
    """Whether a document says where the references of a label lead."""
    from markdown_it.common.utils import normalizeReference

    return normalizeReference(label) in _definitions(source)


def has_definitions(source: Source) -> bool:
    """Whether a document says where references lead."""
    return bool(_definitions(source))


@lru_cache(maxsize=8)
def _definitions(source: Source) -> dict[str, Any]:
    env: dict[str, Any] = {}
    if "]:" in source.text:
        _parser().block.parse(source.text, _parser(), env, [])
    found: dict[str, Any] = env.get("references", {})
    return found


@cache
def _parser() -> "MarkdownIt":
    """A parser that notes where links are, keeps what they lead to, and refuses none."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import autolink, html_inline, image, link

    parser = MarkdownIt("commonmark", {"store_labels": True}).enable("strikethrough")
    rules = {"link": link, "image": image, "autolink": autolink, "html_inline": html_inline}
    for name, rule in rules.items():
        parser.inline.ruler.at(name, _noting(rule))
    parser.inline.ruler.after("link", "link_with_blanks", _noting(_with_blanks))
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - its own name
    return parser


def _noting(rule: "_Rule") -> "_Rule":
    """A rule of markdown-it that tells the token it makes where it stands."""

    def noted(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
        start, count = state.pos, len(state.tokens)
        matches = rule(state, silent)
        for token in state.tokens[count:] if matches else ():
            if token.type != "text":  # what waited to be one
                token.meta["span"] = Span(start, state.pos)
                break
        return matches

    return noted


def _with_blanks(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """A rule that takes for a link what is none because of blanks: `[page](the page.md)`."""
    found = _WITH_BLANKS.match(state.src, state.pos, state.posMax)
    if not found or " " not in (href := found["destination"]) or not _LEADING.fullmatch(href):
        return False
    if ' "' in href:  # a title that nothing ends
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": href}
        token.meta["place"] = Span(*found.span("destination"))
        state.push("text", "", 0).content = found["label"]
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True
