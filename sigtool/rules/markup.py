"""SIG203, SIG205 and SIG206: how a text is written where Markdown or its script has a way."""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

from sigtool.check.passages import Passage, once, passages, rewriting
from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import blocks
from sigtool.model import Kind, People
from sigtool.people import cell
from sigtool.text.diagnostic import Severity
from sigtool.text.wording import quoted

# Code, and what a backslash makes a mere character: neither is markup (GFM 0.29, "Code spans").
_NO_MARKUP: Final = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])\1(?!`)|\\[!-/:-@\[-`{-~]", re.DOTALL)
# What Markdown writes otherwise: the mark around a text, or a link.
_MARKS: Final = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NO_BREAK_SPACE: Final = "\u00a0"

_LABEL: Final = r"\[(?P<label>\s*[^\[\]\s][^\[\]]*)\]"
_BLANKS: Final = r"[ \t\u00a0\u3000]+"
_DESTINATION: Final = (
    r"(?P<destination>[^\s()（）<>\[\]|，。；、]*[^\s()（）<>\[\]|，。；、,;.:!?])"
)
# What was to be a link, from its label on: a blank before the brackets, full-width ones, one alone.
_NO_LINKS: Final = (
    re.compile(rf"{_LABEL}{_BLANKS}\({_DESTINATION}\)"),
    re.compile(rf"{_LABEL}(?:{_BLANKS})?（{_DESTINATION}[)）]"),
    re.compile(rf"{_LABEL}(?:{_BLANKS})?\({_DESTINATION}）"),
    re.compile(rf"{_LABEL}\({_DESTINATION}(?=[,;.:!?，；、。]?(?:\s|<|$))(?![^\[]*[)）])"),
)
_PAGE: Final = re.compile(r"(?i)\.{0,2}/.*|#.+|.*(?:/|\.(?:md|markdown|html?|txt|ya?ml))(?:#.*)?")

_CJK: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]")
_WORD: Final = re.compile(rf"(?:(?!{_CJK.pattern})[^\W\d_])+")
# An address in a text, with the brackets in it.
_ADDRESS: Final = re.compile(r"https?://[^\s（）\u3400-\u9fff]+")
_PAIRS: Final = {"(": ")", "（": "）"}
_HALF, _FULL = "()", "（）"


def html_in_cell(snapshot: Snapshot) -> Iterator[Finding]:
    """A value has no HTML where Markdown would do."""
    yield from once(
        Finding(
            f"{text} has HTML where Markdown would do: {', '.join(found)}",
            text.at(snapshot),
            hint=f"write {', '.join(dict.fromkeys(found.values()))}",
        )
        for text in passages(snapshot)
        if (found := _html(text.text))
    )


def malformed_link(snapshot: Snapshot) -> Iterator[Finding]:
    """What is to be a link is one."""
    found = [
        (text, spots)
        for text in passages(snapshot)
        if not text.is_link and (spots := no_links(text.text))
    ]
    changes = [(text, _mended(text, spots)) for text, spots in found if text.key != "name"]
    fixes = rewriting(snapshot, "mend the links of {sig}", changes, safe=False)
    yield from once(
        Finding(
            f"{text} has a link that is none: {quoted(spots[0].text)}",
            text.at(snapshot),
            fix=fixes.get(text.sig.origin),
            hint="write what it leads to as `readme`"
            if text.key == "name"
            else f"write {spots[0].mended}",
        )
        for text, spots in found
    )


def bracket_style(snapshot: Snapshot) -> Iterator[Finding]:
    """A field has one kind of brackets, （） or (), around the same kind of thing."""
    found = _odd_brackets(snapshot)
    changes = [(text, _with_others(text.text, odd)) for text, odd in found]
    fixes = rewriting(snapshot, "write the brackets of {sig} as elsewhere", changes, safe=True)
    yield from once(
        Finding(
            f"{text} has {odd[0].style} where most have {odd[0].other}: "
            f"{quoted(odd[0].shown(text.text))}",
            text.at(snapshot),
            fix=fixes.get(text.sig.origin),
            hint=f"write {odd[0].other}",
        )
        for text, odd in found
    )


# --- HTML --------------------------------------------------------------------------------------


class _Tags(HTMLParser):
    """The tags of a text that Markdown has another way for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _MARKS:
            self.found[f"<{tag}>"] = f"{_MARKS[tag]}text{_MARKS[tag]}"
        elif tag == "a" and dict(attrs).get("href"):
            self.found["<a href>"] = "[text](link)"


def _html(text: str) -> dict[str, str]:
    """The HTML in a text that Markdown would do for, and what to write in its place."""
    if not ("<" in text or "&" in text):
        return {}
    seen = _NO_MARKUP.sub(" ", text)
    tags = _Tags()
    tags.feed(seen.replace("<!", " "))  # a comment may stay, and a broken one is no matter here
    tags.close()
    if any(tag != "<a href>" for tag in tags.found) and not _is_marked_alike(text):
        tags.found = {tag: way for tag, way in tags.found.items() if tag == "<a href>"}
    if not _ENTITY.fullmatch(text):  # of one that stands for nothing, SIG202 tells
        tags.found |= _entities(text, seen)
    return tags.found


def _entities(text: str, seen: str) -> dict[str, str]:
    """The entities in a text that could be characters, and those characters."""
    found: dict[str, str] = {}
    for entity in _ENTITY.findall(seen):
        char = html.unescape(entity)
        is_plain = char.isprintable() and char not in "<> " and char != entity
        if char == _NO_BREAK_SPACE:
            found[entity] = "a no-break space"
        elif is_plain and _letters(text.replace(entity, char)) == _letters(text):
            found[entity] = char
    return found


def _is_marked_alike(text: str) -> bool:
    """Whether Markdown's marks would mark the same: beside letters, some do not."""
    tag = re.compile(rf"</?({'|'.join(_MARKS)})\s*>", re.IGNORECASE)
    marked = tag.sub(lambda found: _MARKS[found[1].lower()], text)
    return _letters(marked) == _letters(text)


def _letters(text: str) -> str:
    return "".join(blocks.plain(text).split())


# --- links -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _NoLink:
    """A stretch of a text that was to be a link, and the link."""

    start: int
    text: str
    mended: str


def no_links(text: str) -> Sequence[_NoLink]:
    """What a text has that was to be links, and is none."""
    if "[" not in text:
        return ()
    spans = _NO_MARKUP.finditer(text)
    code = {at for each in spans for at in range(each.start(), each.end())}
    found: list[_NoLink] = []
    at = text.find("[")
    while at >= 0:
        link = blocks.parse_link(text, at) if at not in code else None
        near = None if link or at in code else _no_link(text, at)
        if near:
            found.append(near)
        end = link.end if link else at + len(near.text) if near else at + 1
        at = text.find("[", end)
    return found


def _no_link(text: str, at: int) -> _NoLink | None:
    for pattern in _NO_LINKS:
        found = pattern.match(text, at)
        if found and _leads_somewhere(found["destination"]):
            mended = f"[{found['label']}]({found['destination']})"
            link = blocks.parse_link(mended)
            if link and link.end == len(mended):
                return _NoLink(at, found.group(), mended)
    return None


def _leads_somewhere(destination: str) -> bool:
    """Whether a text in brackets is an address or a page, not a remark."""
    try:
        scheme = urlsplit(destination).scheme
    except ValueError:
        return False
    return scheme in ("http", "https", "mailto") or bool(_PAGE.fullmatch(destination))


def _mended(text: Passage, spots: Sequence[_NoLink]) -> str | People:
    """The text with links; the persons that it names, where it is one of a people field."""
    whole = text.text
    for spot in reversed(spots):
        whole = whole[: spot.start] + spot.mended + whole[spot.start + len(spot.text) :]
    is_list = text.kind is Kind.PEOPLE and not text.part and not text.language
    found = cell.parse(whole) if is_list else None
    return found.persons if found else whole


# --- brackets ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair of brackets in a text, from where to where, and whether what they hold is Latin."""

    start: int
    end: int
    is_full: bool
    is_latin: bool

    @property
    def style(self) -> str:
        return _FULL if self.is_full else _HALF

    @property
    def other(self) -> str:
        return _HALF if self.is_full else _FULL

    def shown(self, text: str) -> str:
        return text[self.start : self.end + 1]


def _odd_brackets(snapshot: Snapshot) -> list[tuple[Passage, list[_Pair]]]:
    """The texts with brackets that few have in the same field, and those brackets."""
    fields: dict[tuple[str, str | None], list[Passage]] = defaultdict(list)
    for text in passages(snapshot):
        if text.is_prose:
            fields[text.key, text.language].append(text)
    found: list[tuple[Passage, list[_Pair]]] = []
    for group in fields.values():
        if not _is_cjk("".join(text.text for text in group)):
            continue
        pairs = [(text, _pairs(text.text)) for text in group if _is_cjk(text.text)]
        counts = Counter((each.is_latin, each.is_full) for _, own in pairs for each in own)
        rare = {
            (latin, full)
            for latin, full in counts
            if 3 * counts[latin, full] <= counts[latin, full] + counts[latin, not full]
        }
        odd = [(text, [p for p in own if (p.is_latin, p.is_full) in rare]) for text, own in pairs]
        found += [(text, own) for text, own in odd if own]
    return found


def _is_cjk(text: str) -> bool:
    """Whether a text has more Chinese, Japanese or Korean characters than other words."""
    return len(_CJK.findall(text)) > len(_WORD.findall(text))


def _pairs(text: str) -> list[_Pair]:
    """The brackets that belong together, but for those of links, addresses and code."""
    found: list[_Pair] = []
    waiting: list[int] = []
    hidden = _hidden(text)
    at = 0
    while at < len(text):
        link = blocks.parse_link(text, at) if at not in hidden else None
        if link:
            at = link.end
            continue
        if at not in hidden and text[at] in _PAIRS:
            waiting.append(at)
        elif at not in hidden and text[at] in _PAIRS.values() and waiting:
            start = waiting.pop()
            # Behind a square one, a bracket would begin the address of a link.
            if _PAIRS[text[start]] == text[at] and text[start - 1 : start] != "]":
                is_latin = not _CJK.search(text, start, at)
                found.append(_Pair(start, at, text[start] == _FULL[0], is_latin))
        at += 1
    return sorted(found, key=lambda pair: pair.start)


def _hidden(text: str) -> set[int]:
    """Where code and addresses are, in which brackets are what they are."""
    spans = [*_NO_MARKUP.finditer(text), *_ADDRESS.finditer(text)]
    return {at for found in spans for at in range(found.start(), found.end())}


def _with_others(text: str, odd: Sequence[_Pair]) -> str:
    """The text with the other kind of brackets for these."""
    chars = list(text)
    for pair in odd:
        chars[pair.start], chars[pair.end] = tuple(pair.other)
    return "".join(chars)


RULES: Final = (
    Rule("SIG203", "html-in-cell", Severity.NOTE, html_in_cell),
    Rule("SIG205", "malformed-link", Severity.ERROR, malformed_link),
    Rule("SIG206", "bracket-style", Severity.NOTE, bracket_style),
)
