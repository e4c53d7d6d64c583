"""SIG207: markup that somebody began and did not end, so that readers see its signs."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.check.passages import said
from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import inline, seen, signs
from sigtool.markdown.broken_links import no_links
from sigtool.markdown.links import links
from sigtool.markdown.rows import unescape
from sigtool.model import Kind
from sigtool.text.diagnostic import Location, Severity
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.source import Edit, apply_edits
from sigtool.text.wording import quoted

# What stands for something that is no text: code, a sign behind a backslash, a tag.
_OTHER: Final = "\ufffc"
_SHOWN_AS: Final = {
    "softbreak": " ",
    "hardbreak": " ",
    **{f"{name}_{end}": "" for name in ("link", "em", "strong", "s") for end in ("open", "close")},
}
# Two asterisks where emphasis would begin: before a word, and behind none.
_STRONG: Final = lazily(r"(?<![\w*/(])\*\*(?=[\w\[(（【「《@\ufffc])")
# Where asterisks are those of a program, as in `f(a, **kwargs)` and `char **argv`.
_PARAMETER: Final = lazily(
    r"\*\*(?:(?:kw|kwargs|kwds|args|argv|opts|options|params)\b|_*[A-Za-z0-9]+_\w|__\w)"
)
_POINTER: Final = lazily(r"\b(?:char|int|void|float|double|bool|struct \w+) ?\Z")
_CALL: Final = lazily(r"(?:\w[(\[]|\{)[^()\[\]{}]*\Z")
# As much as is looked at before them.
_BEFORE: Final = 200
# Asterisks that were to end something.
_ENDING: Final = lazily(r"[^\s*]\*\*")
# A backtick within a word is an apostrophe; ``so'' TeX writes quotes.
_CODE: Final = lazily(r"(?<![\w`])`+|`+(?![\w`])")
_QUOTES: Final = lazily(r"``[^`']*''")
_PLAIN: Final = r"[^\s()（）\[\]【】「」《》]*"
_ADDRESS: Final = lazily(rf"(?:https?://|www\.){_PLAIN}(?:\({_PLAIN}\){_PLAIN})*")
# What closes each bracket.
_CLOSING: Final = {"(": ")", "（": "）", "[": "]", "【": "】", "「": "」", "《": "》"}
_BRACKET: Final = lazily(f"[{re.escape(''.join((*_CLOSING, *_CLOSING.values())))}]")
_SIGN: Final = lazily(f"[`{re.escape(''.join(_CLOSING))}]")
_ROUND: Final = lazily(r"[()（）]")
# A face.
_FACE: Final = lazily(r"(?<!\S)[:;=8][-'^]?[()\[\]](?!\w)")


@dataclass(frozen=True, slots=True)
class _Unclosed:
    """A sign that begins something which nothing ends, or the reverse behind a link, and what a
    reader sees from there on."""

    sign: str
    rest: str

    def finding(self, label: str, at: Location) -> Finding:
        if self.sign in _CLOSING.values():
            message = f"{label}: a {self.sign} stands behind a link, and nothing opens it"
            return Finding(message, at, hint="take it away, or write the bracket that it closes")
        end = _CLOSING.get(self.sign, self.sign)
        escaped = "".join(f"\\{char}" for char in self.sign)
        meant = f", or {escaped} if the sign itself is meant" if self.sign.isascii() else ""
        if self.sign == "**" and _ENDING.search(self.rest, 2):
            # Between punctuation and a letter, asterisks end nothing (GFM 0.29, "Emphasis").
            message = f"{label}: the ** are shown as they are: {quoted(self.rest)}"
            return Finding(message, at, hint="put a blank behind the ** that is to end it")
        message = f"{label}: {self.sign} is not closed: {quoted(self.rest)}"
        return Finding(message, at, hint=f"write {end} where it ends{meant}")


@rule("SIG207", "unclosed-markup", Severity.WARNING)
@once
def unclosed_markup(snapshot: Snapshot) -> Iterator[Finding]:
    """Emphasis, code and brackets are closed."""
    for text in said(snapshot):
        if text.kind is not Kind.PEOPLE and (found := _unclosed(text.text)):
            yield found.finding(str(text), text.at(snapshot))
    for place in (each for each in snapshot.places.values() if not each.told):
        # What stands between the persons of a cell the registry does not hold.
        for bound in (each for each in place.bound if each.holds_people):
            for row, sig in place.rows:
                if found := _unclosed(unescape(place.shown.text(row, bound.at))):
                    at = Location(place.shown.source, row.cells[bound.at].content)
                    yield found.finding(f"{sig.one_name if sig else 'a row'}: {bound.header}", at)


def _unclosed(text: str) -> _Unclosed | None:
    """What a text begins and does not end."""
    if not _begins(text) or _holds_links_alone(text) or no_links(text):
        return None
    if (stray := _behind_link(text)) is not None:
        return _Unclosed(text[stray], text[stray:])
    shown = _shown(text)
    if "](" in shown:  # a link that is none, whatever is in it
        return None
    codeless = _QUOTES.sub(_blanked, shown)
    for found in (_strong(shown), _CODE.search(codeless)):
        if found:
            return _Unclosed(found.group(), _seen(shown, found.start()))
    at = _bracket(_FACE.sub(_blanked, _ADDRESS.sub(_blanked, shown)))
    return None if at is None else _Unclosed(shown[at], _seen(shown, at))


def _begins(text: str) -> bool:
    """Whether a text has a sign that may begin something."""
    return "**" in text or bool(_SIGN.search(text))


def _holds_links_alone(text: str) -> bool:
    """Whether a text has no sign and no bracket but those of links that can be read at a glance."""
    links = inline.simple_links(text)
    if links is None:
        return False
    outside = text
    for link in links:
        outside = outside.replace(f"[{link.label}]({link.destination})", link.label)
    return not (_begins(outside) or _ROUND.search(outside))


def _strong(shown: str) -> re.Match[str] | None:
    """The first asterisks that were to begin emphasis; those of a program are none."""
    return next((each for each in _STRONG.finditer(shown) if not _is_code(shown, each)), None)


def _is_code(shown: str, stars: re.Match[str]) -> bool:
    """Whether asterisks stand where a program has them."""
    before = shown[max(stars.start() - _BEFORE, 0) : stars.start()]
    return bool(
        _PARAMETER.match(shown, stars.start()) or _POINTER.search(before) or _CALL.search(before)
    )


def _blanked(found: re.Match[str]) -> str:
    return _OTHER * len(found.group())


def _seen(shown: str, at: int) -> str:
    return shown[at:].replace(_OTHER, "…")


def _shown(text: str) -> str:
    """What is left of a text as it was written: what is markup has become something else."""
    escaped = [Edit(span, _OTHER) for span in signs.escapes(text)]
    tokens = inline.inline(apply_edits(text, escaped), seen.references(text))
    return "".join(
        each.content if each.type == "text" else _SHOWN_AS.get(each.type, _OTHER) for each in tokens
    )


def _behind_link(text: str) -> int | None:
    """Where a bracket stands right behind a link that nothing opens: `[Ada](ada.md))`."""
    found = [each.span for each in links(text) if each.is_link and text[each.span.start] in "[!"]
    if not any(text[span.end : span.end + 1] in (")", "）") for span in found):
        return None
    ends, depth = {span.end for span in found}, 0
    inside = {at for span in found for at in range(span.start, span.end)}
    for sign in _ROUND.finditer(text):
        if sign.start() in inside:
            continue
        if sign.group() in "(（":
            depth += 1
        elif depth:
            depth -= 1
        elif sign.start() in ends:
            return sign.start()
    return None


def _bracket(text: str) -> int | None:
    """Where the first bracket is that none closes, of whatever form; None where there is none, or
    where one closes that none opens: such brackets are no pairs (`1)`, `[0, 1)`)."""
    waiting: list[int] = []
    for found in _BRACKET.finditer(text):
        if found.group() in _CLOSING:
            waiting.append(found.start())
        elif not waiting:
            return None
        else:
            waiting.pop()
    return waiting[0] if waiting else None
