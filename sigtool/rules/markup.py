"""SIG203, SIG205 and SIG206: how a text is written where Markdown or its script has a way."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from sigtool.check.links import shown_in, value_of
from sigtool.check.passages import Passage, becoming, passages, prose, rewriting, with_value
from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import inline
from sigtool.markdown.broken_links import NO_MARKUP, are_sound, inside, no_links
from sigtool.markdown.html import TAG, attributes
from sigtool.markdown.inline import name_key
from sigtool.markdown.links import links
from sigtool.markdown.rows import Line, escape, unescape
from sigtool.model import Kind, Sig, as_text, texts_of, with_text
from sigtool.tables import cells
from sigtool.tables.cells import Bound, is_nothing
from sigtool.tables.locate import Place
from sigtool.tables.plan import Plan
from sigtool.text.diagnostic import Fix, Location, Severity
from sigtool.text.language import EAST_ASIAN
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, replace
from sigtool.text.source import Edit, Span, apply_edits
from sigtool.text.wording import quoted

# What Markdown writes otherwise: the mark around a text, or a link.
_MARKS: Final = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_TAG: Final = lazily(rf"</?({'|'.join(_MARKS)})\s*>", re.IGNORECASE)
_ENTITY: Final = lazily(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NO_BREAK_SPACE: Final = "\u00a0"

_WORD: Final = lazily(rf"(?:(?!{EAST_ASIAN.pattern})[^\W\d_])+")
# An address in a text, with the brackets in it.
_ADDRESS: Final = lazily(r"https?://[^\s（）\u3400-\u9fff]+")
# So many links of one text are named.
_MOST: Final = 5
_PAIRS: Final = {"(": ")", "（": "）"}
_STYLES: Final = {False: "()", True: "（）"}


@rule("SIG203", "html-in-cell", Severity.NOTE)
@once
def html_in_cell(snapshot: Snapshot) -> Iterator[Finding]:
    """A value has no HTML where Markdown would do."""
    for text in passages(snapshot):
        if ("<" in text.text or "&" in text.text) and (found := _html(text.text)):
            message = f"{text} has HTML where Markdown would do: {', '.join(found)}"
            hint = f"write {', '.join(dict.fromkeys(found.values()))}"
            yield Finding(message, text.at(snapshot), hint=hint)


def _tags(text: str) -> dict[str, str]:
    """The tags of a text that Markdown has another way for."""
    found: dict[str, str] = {}
    for tag in TAG.finditer(text):
        name = "" if tag["slash"] else tag["name"].lower()
        if name in _MARKS:
            found[f"<{name}>"] = f"{_MARKS[name]}text{_MARKS[name]}"
        elif name == "a" and dict(attributes(tag)).keys() == {"href"}:  # Markdown makes no anchors
            found["<a href>"] = "[text](link)"
    return found


def _html(text: str) -> dict[str, str]:
    """The HTML in a text that Markdown would do for, and what to write in its place."""
    seen = NO_MARKUP.sub(" ", text)
    found = _tags(seen)
    # Beside letters, some of Markdown's marks would not mark the same.
    marked = _TAG.sub(lambda tag: _MARKS[tag[1].lower()], text)
    if _letters(marked) != _letters(text):
        found = {tag: way for tag, way in found.items() if tag == "<a href>"}
    if is_nothing(text):  # SIG202 tells of it
        return found
    from html import unescape

    for entity in _ENTITY.findall(seen):
        char = unescape(entity)
        is_plain = char.isprintable() and char not in "<> " and char != entity
        # A no-break space is better seen when it is written so.
        if (
            char != _NO_BREAK_SPACE
            and is_plain
            and _letters(text.replace(entity, char)) == _letters(text)
        ):
            found[entity] = char
    return found


def _letters(text: str) -> str:
    return "".join(inline.plain(text).split())


@rule("SIG205", "malformed-link", Severity.ERROR)
@once
def malformed_link(snapshot: Snapshot) -> Iterator[Finding]:
    """What is to be a link is one."""
    texts = [text for text in passages(snapshot) if "]" in text.text and not _is_address(text)]
    found = [(text, spots) for text in texts if (spots := no_links(text.text))]
    wanted: dict[int | None, Sig] = {}
    for text, spots in found:
        sig = wanted.get(text.sig.origin, text.sig)
        wanted[sig.origin] = _with_links(snapshot, sig, text, spots)
    fixes = becoming(snapshot, "mend the links of {sig}", wanted, safe=False)
    for text, spots in found:
        is_name = text.key == "name"
        has_page = is_name and bool(text.sig.value("readme"))
        what = "what it leads to as `readme`" if is_name else _listed(each.text for each in spots)
        message = f"{text} has {_no_links(text.text, spots)}"
        fix = None if has_page else fixes.get(text.sig.origin)
        yield Finding(message, text.at(snapshot), fix=fix, hint=f"write {what}")

    for text in texts:
        for span in _links_around_links(text.text):
            message = f"{text} has a link that is none: {quoted(_seen(text.text, span))}"
            hint = "put the link that is in it behind it"
            yield Finding(message, text.at(snapshot), hint=hint)
    yield from _in_cells(snapshot)


def _no_links(text: str, spots: Sequence[Edit]) -> str:
    """What a text has that is to be a link, and is none."""
    what = "a link that is none" if len(spots) == 1 else f"{len(spots)} links that are none"
    return f"{what}: {_listed(quoted(_seen(text, each.span)) for each in spots)}"


def _listed(texts: Iterable[str]) -> str:
    """Texts in a row, each once; of very many the first ones."""
    found = list(dict.fromkeys(texts))
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return ", ".join(found[:_MOST]) + more


def _in_cells(snapshot: Snapshot) -> Iterator[Finding]:
    """The links that are none in cells that are read as what was meant all the same: persons, a
    name with its page, a page. Where the registry holds what the cell says, that has been told."""
    for place in snapshot.places.values():
        first, last = place.shown.header, place.shown.lines[-1]
        if are_sound(place.shown.source[Span(first.line.start, last.line.end)]):
            continue
        bounds = [bound for bound in place.bound if _is_read_as_meant(bound)]
        rows = [(row, sig) for row, sig in place.rows if sig]
        found: list[Finding] = []
        mended: dict[int, dict[int, str]] = defaultdict(dict)
        for (row, sig), bound in product(rows, bounds):
            content = place.shown.text(row, bound.at)
            spots = no_links(text := unescape(content))
            if not spots or _is_told(snapshot, sig, bound):
                continue
            whole = apply_edits(text, spots)
            if place.read_cell(bound, escape(whole)) == place.read_cell(bound, content):
                mended[id(row)][bound.at] = whole
            message = f"{sig.one_name}: {bound.header} has {_no_links(text, spots)}"
            at = Location(place.shown.source, row.cells[bound.at].content)
            hint = f"write {_listed(each.text for each in spots)}"
            found.append(Finding(message, at, hint=hint))
        fix = _with_mended_cells(snapshot, place, mended)
        yield from (replace(each, fix=fix) for each in found)


def _is_read_as_meant(bound: Bound) -> bool:
    return bound.column is not None and (
        bound.column.kind in (Kind.PEOPLE, Kind.LINK) or bound.field == "name"
    )


def _is_told(snapshot: Snapshot, sig: Sig, bound: Bound) -> bool:
    """Whether the registry holds as a text what a cell says of a SIG, or the cell is but a text."""
    held = snapshot.by_name.get(name_key(sig.one_name))
    if bound.holds_people:
        return not sig.people(bound.field) or (held is not None and bool(held.text(bound.field)))
    texts = texts_of(as_text(held.value(bound.field))) if held else ()
    return any(map(no_links, texts))


def _with_mended_cells(
    snapshot: Snapshot, place: Place, cells: Mapping[int, Mapping[int, str]]
) -> Fix | None:
    """The fix that writes cells of a table, by the `id` of their row, and changes no fact."""
    lines = tuple(Line(row, cells.get(id(row), {})) for row in place.shown.rows)
    edits = snapshot.table_edits(Plan(place, lines)) if cells else ()
    return Fix.of("mend the links of the table", place.shown.source, edits) if edits else None


def _links_around_links(text: str) -> list[Span]:
    """What was to be a link, and is none because it holds another one (GFM 0.29, "Links")."""
    found = [each.span for each in links(text) if each.is_link]
    chars = list(text)
    for span in found:
        if text[span.start] == "[":
            chars[span.start : span.end] = "x" * len(span)
    starts = {span.start for span in found}
    without = links("".join(chars)) if found else ()
    return [each.span for each in without if each.is_link and each.span.start not in starts]


def _is_address(text: Passage) -> bool:
    """Whether a text is to be one link: SIG501 tells of a page, SIG408 of an e-mail address."""
    return text.key == "readme" or text.part in ("url", "email")


def _with_links(snapshot: Snapshot, sig: Sig, text: Passage, spots: Sequence[Edit]) -> Sig:
    """A SIG whose text has links; what a name leads to is its page, unless it has one."""
    whole = apply_edits(text.text, spots)
    if text.key != "name":
        return with_value(sig, text.path, value_of(text, whole))
    link = inline.parse_link(whole)
    if sig.value("readme"):
        return sig
    tables = shown_in(snapshot, text)
    is_cell = all(column.field != "readme" for table in tables for column in table.columns)
    if not link or not cells.is_relinked(whole) or not is_cell:
        return with_value(sig, text.path, whole)
    page = cells.stored_link(link.destination, tables[0]) if tables else link.destination
    old = sig.text("readme")
    named = with_value(sig, text.path, link.label)
    return named.with_value("readme", with_text(old, page, text.language, ()))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair of brackets in a text, from the one to the other."""

    span: Span
    is_full: bool
    is_latin: bool  # what they hold


@rule("SIG206", "bracket-style", Severity.NOTE)
@once
def bracket_style(snapshot: Snapshot) -> Iterator[Finding]:
    """A field has one kind of brackets, （） or (), around the same kind of thing."""
    found = _odd_brackets(snapshot)
    changes = [(text, _with_others(text.text, odd)) for text, odd in found]
    fixes = rewriting(snapshot, "write the brackets of {sig} as elsewhere", changes, safe=True)
    for text, odd in found:
        own, other = _STYLES[odd[0].is_full], _STYLES[not odd[0].is_full]
        yield Finding(
            f"{text} has {own} where most have {other}: {quoted(_seen(text.text, odd[0].span))}",
            text.at(snapshot),
            fix=fixes.get(text.sig.origin),
            hint=f"write {other}",
        )


def _odd_brackets(snapshot: Snapshot) -> list[tuple[Passage, list[_Pair]]]:
    """The texts with brackets that few have in the same field, and those brackets."""
    fields: dict[tuple[str, str | None], list[Passage]] = defaultdict(list)
    for text in prose(snapshot):
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
    return not text.isascii() and len(EAST_ASIAN.findall(text)) > len(_WORD.findall(text))


def _pairs(text: str) -> list[_Pair]:
    """The brackets that belong together, but for those of links, addresses and code."""
    found: list[_Pair] = []
    waiting: list[int] = []
    hidden = inside(NO_MARKUP, text) | inside(_ADDRESS, text)
    at = 0
    while at < len(text):
        link = inline.parse_link(text, at) if at not in hidden else None
        if link:
            at = link.end
            continue
        if at not in hidden and text[at] in _PAIRS:
            waiting.append(at)
        elif at not in hidden and text[at] in _PAIRS.values() and waiting:
            start = waiting.pop()
            # Behind a square one, a bracket would begin the address of a link.
            if _PAIRS[text[start]] == text[at] and text[start - 1 : start] != "]":
                is_latin = not EAST_ASIAN.search(text, start, at)
                found.append(_Pair(Span(start, at + 1), text[start] == "（", is_latin))
        at += 1
    return sorted(found, key=lambda pair: pair.span)


def _seen(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _with_others(text: str, odd: Sequence[_Pair]) -> str:
    """The text with the other kind of brackets for these."""
    chars = list(text)
    for pair in odd:
        chars[pair.span.start], chars[pair.span.end - 1] = tuple(_STYLES[not pair.is_full])
    return "".join(chars)
