"""The part of a name cell that is the name to readers, and the page that this part links: the cell
with others in their place, and all around as it stands.

Pure. Nothing is taken to be where it looks to be: a cell with another name has to read as the old
one with that name.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sigtool.markdown.broken_links import as_broken, no_links
from sigtool.markdown.inline import parse_link
from sigtool.markdown.links import links
from sigtool.markdown.seen import Piece, bare_name, name_part, pieces
from sigtool.markdown.seen import text as seen_text
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, replace
from sigtool.text.source import Span, apply_edits

# What no name is.
_TRIAL: Final = "x0name0x"
# Links whose text is the label of their definition, too.
_LONE: Final = lazily(r"\[([^\[\]]+)\]")
_COLLAPSED: Final = lazily(r"\[([^\[\]]+)\]\[\]")
_WHOLE: Final = lazily(r"\[([^\[\]]+)\]\[\1\]")
_BREAK_AT_END: Final = lazily(r"<br\s*+/?>", re.IGNORECASE)
_MARKS: Final = ("**", "__", "*", "_", "`")
_ANCHOR: Final = lazily(r"<a\b(?P<tag>[^<>]*+)>(?P<text>(?:(?!</?a\b).)*+)</a\s*+>", re.IGNORECASE)
_HREF: Final = lazily(r"""\bhref\s*=\s*(?P<quote>["'])(?P<to>.*?)(?P=quote)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """The link of a name to its page: all of it, its text, its destination and how that is said."""

    link: Span
    text: Span
    target: Span
    destination: str
    is_html: bool = False


def with_name(old: str, new: str) -> str | None:
    """`old` with `new` where readers see what it is called; None where that is no one place."""
    mended = apply_edits(old, no_links(old))
    if mended != old:
        found = with_name(mended, new)
        return found and as_broken(old, found)
    bare = bare_name(new)
    before, _, behind = new.partition(bare) if bare else ("", "", "")
    if before + behind and old.startswith(before) and old.endswith(behind):
        new = bare  # what is around it is there already
    whole = _LONE.sub(r"[\1][\1]", old) if _LONE.fullmatch(old) else old
    whole = _COLLAPSED.sub(r"[\1][\1]", whole)
    found = next(filter(None, _ways(whole, new)), None)
    if found is None or bare_name(found) not in (bare, new):
        return None
    return _WHOLE.sub(r"[\1]" if _WHOLE.fullmatch(found) else r"[\1][]", found)


def is_around(old: str, new: str) -> bool:
    """Whether what stands around the name of `old` is still there in `new`."""
    before, found, behind = (with_name(old, _TRIAL) or "").partition(_TRIAL)
    is_whole = any(bare_name(core) == core for core in map(name_part, pieces(old)) if core)
    is_there = found and is_whole and new.startswith(before) and new.endswith(behind)
    return bool(is_there) or with_name(new, bare_name(old)) == old


def emphasised_as(others: Sequence[str], name: str) -> str:
    """A name in bold, in italics or as code, where others are, each as a whole, and all alike; two
    at least, since one tells nothing."""
    for mark in _MARKS if len(others) > 1 and name == bare_name(name) else ():
        is_whole = (
            each.startswith(mark)
            and each.endswith(mark)
            and mark not in each[len(mark) : -len(mark)]
            for each in others
        )
        if all(is_whole) and bare_name(f"{mark}{name}{mark}") == name:
            return f"{mark}{name}{mark}"
    return name


def page_of(name: str) -> Page | None:
    """The link of the part that is the name; None where it links nothing, or by a reference."""
    for at in (found.start() for found in re.finditer(r"(?<!!)\[", name)):
        if (link := parse_link(name, at)) and not link.destination.startswith("mailto:"):
            label = Span(at + 1, at + 1 + len(link.label))
            page = Page(Span(at, link.end), label, link.target, link.destination)
            if _is_named(link.label) and _is_link(name, page):
                return page
    for found in _ANCHOR.finditer(name):
        if (href := _HREF.search(found["tag"])) and _is_named(found["text"]):
            target = Span(*href.span("to")).shifted(found.start("tag"))
            link_span, text = Span(*found.span()), Span(*found.span("text"))
            return Page(link_span, text, target, _unescaped(href["to"]), is_html=True)
    return None


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)


def reference_of(name: str) -> str | None:
    """The label of the definition that a name refers to, if it does; an image's is none, and that
    of the name goes before one beside it."""
    found = (each for each in links(name) if each.reference)
    every = [each for each in found if not name.startswith("!", each.span.start)]
    named = [each for each in every if _is_named(each.label)] or every
    lone = _LONE.fullmatch(name)
    return named[0].reference if named else lone and lone[1]


def with_page(name: str, page: Page, destination: str) -> str:
    """A name that links another page, as the kind of its link writes that."""
    written = _escaped(destination) if page.is_html else destination_text(destination)
    return name[: page.target.start] + written + name[page.target.end :]


def without_page(name: str, page: Page) -> str:
    """A name whose text stands where its link did."""
    text = name[page.text.start : page.text.end]
    return name[: page.link.start] + text + name[page.link.end :]


def with_link(name: str, destination: str) -> str | None:
    """A name whose part that is one to readers links a page; None where that is no one place."""
    before, found, behind = (with_name(name, _TRIAL) or "").partition(_TRIAL)
    text = name[len(before) : len(name) - len(behind)]
    linked = f"{before}[{text}]({destination_text(destination)}){behind}"
    is_one = found and bare_name(linked) == bare_name(text) == bare_name(name)
    return linked if is_one and page_of(linked) else None


def destination_text(link: str) -> str:
    """A destination as a link can hold it (GFM 0.29, "Links")."""
    bare = parse_link(f"[a]({link})")
    return link if bare and bare.destination == link and not bare.has_title else f"<{link}>"


def _ways(old: str, new: str) -> Iterator[str | None]:
    """`old` with `new` in the one part that differs, else in the only link, without what is the
    name beside it."""
    parts = [(each, name_part(each)) for each in pieces(old)]
    parts = [(each, core) for each, core in parts if core]
    for at, (_, core) in enumerate(parts):
        before, behind = (
            "".join(each.text for each, _ in others) for others in (parts[:at], parts[at + 1 :])
        )
        before, behind = " ".join(before.split()), " ".join(behind.split())
        middle = new[len(before) : len(new) - len(behind)].strip()
        if middle and new.startswith(before) and new.endswith(behind):
            yield _with_core(old, core, middle)
    linked = [core for each, core in parts if each.link]
    if len(linked) == 1:
        text = _with_core(old, linked[0], new)
        for _, core in parts:
            text = _with_core(text, core, "") if text and core != linked[0] else text
        yield text and _without_break(text)


def _without_break(text: str) -> str:
    """A text without blanks and line breaks at its end."""
    text = text.rstrip()
    while text.endswith(">") and (found := _BREAK_AT_END.match(text, text.rfind("<"))):
        text = text[: found.start()].rstrip()
    return text


def _with_core(old: str, core: str, new: str) -> str | None:
    """`old` with `new` where readers see `core`."""
    before = _joined(pieces(old))
    wanted = [
        [*before[:at], replace(piece, text=piece.text.replace(core, text, 1)), *before[at + 1 :]]
        for text in (new, seen_text(new))
        for at, piece in enumerate(before)
        if core in piece.text
    ]
    wanted = [_joined(each) for each in wanted]
    for found in _spelling(core).finditer(old):
        text = old[: found.start()] + new + old[found.end() :]
        if _joined(pieces(text)) in wanted:
            return text
    return None


def _joined(found: Iterator[Piece] | list[Piece]) -> list[Piece]:
    """Pieces, each with those beside it of its kind, but for blanks at the ends."""
    joined: list[Piece] = []
    for each in found:
        if joined and replace(joined[-1], text="") == replace(each, text=""):
            each = replace(each, text=joined.pop().text + each.text)
        joined.append(each)
    return [each for each in joined if each.text.strip() or each.link]


def _spelling(text: str) -> re.Pattern[str]:
    """A pattern of the ways in which Markdown writes a text: with escapes and entities."""
    parts = (
        r"(?:\s|&nbsp;)+"
        if char.isspace()
        else rf"(?:\\?{re.escape(char)}|{re.escape(_escaped(char))})"
        for char in text
    )
    return re.compile("".join(parts))


def _is_named(text: str) -> bool:
    """Whether something in a text is a name to readers."""
    return any(map(name_part, pieces(text)))


def _is_link(name: str, page: Page) -> bool:
    """Whether what looks like a link is one, and no code."""
    trial = name[: page.target.start] + _TRIAL + name[page.target.end :]
    return any(piece.link == _TRIAL for piece in pieces(trial))
