"""SIG302 and SIG305 to SIG308: the SIGs themselves."""

import re
from collections.abc import Callable, Iterator
from operator import eq
from posixpath import normpath
from typing import Final
from urllib.parse import unquote

from sigtool.check.passages import Passage, passages_of, prose, rewriting
from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import inline
from sigtool.markdown.seen import bare_name
from sigtool.model import Sig, texts_of, url_parts
from sigtool.rules.naming import are_namesakes
from sigtool.rules.past import is_over
from sigtool.rules.throughout import gaps
from sigtool.tables import cells
from sigtool.tables.drift import Difference
from sigtool.text import language
from sigtool.text.diagnostic import Fix, Related, Severity
from sigtool.text.lazily import lazily
from sigtool.text.records import replace
from sigtool.text.source import Edit, Span, apply_edits
from sigtool.text.wording import quoted


def _blanking(is_of_word: Callable[[str], bool]) -> bytes:
    """For `bytes.translate`: makes ASCII letters small, and blanks of what is of no word."""
    chars = (char.lower() if is_of_word(char) else " " for char in map(chr, range(128)))
    return "".join(chars).encode().ljust(256)


# What divides an ASCII text into words: several times faster than a pattern.
_LETTERS: Final = _blanking(str.isalpha)
_LETTERS_AND_DIGITS: Final = _blanking(str.isalnum)
# A word, and the same one again right behind it. What is joined to more by a mark is no whole word.
_REPEATED: Final = lazily(
    r"(?<![\w'’+#/@&=.-])(?P<word>a|[a-z]{2,})(?P<again>(?:[^\S\r\n]+(?P=word))+)"
    r"(?![\w'’+#/@&=-]|[.:]\S)",
    re.IGNORECASE,
)
# Words that people write twice and mean it, in English and where no language is named.
_MEANT: Final = frozenset(
    [
        *("bye", "far", "ha", "had", "many", "more", "much", "no", "really", "so", "that", "very"),
        *("das", "die", "nous", "sie", "vous"),
    ]
)
_PAGE: Final = lazily(r"https?://", re.IGNORECASE)
_BRACKETED: Final = lazily(r"<(.*)>\n?")
# Shorter texts, as "Cloud providers", are the same by chance.
_FEWEST_WORDS: Final = 5
# A link in a name, or what was to be one: `![logo](b.svg) [A](a.md)`, `[A] (a.md)`, `[A][a]`.
_LINKED: Final = lazily(r"\][ \t]{0,3}[(（\[]|<a\s", re.IGNORECASE)
# So few SIGs tell nothing about whether a community has a page for each.
_FEWEST_SIGS: Final = 5


_WORD: Final = lazily(rf"(?:(?!{language.EAST_ASIAN.pattern})[^\W_])+")
# What a stretch of something else may begin with.
_OPENING: Final = lazily(r"[\\`\[<]")
_TAG: Final = lazily(r"<[^<>\s][^<>]*>")
# Addresses and handles, which are spelled alike in every language.
_NO_WORDS: Final = lazily(r"(?:https?://|www\.)[^\s)）】》，。、]+|[\w.+-]{0,64}@[\w.-]+")


@rule("SIG302", "shared-readme", Severity.WARNING)
def shared_readme(snapshot: Snapshot) -> Iterator[Finding]:
    """No two SIGs link to one page."""
    for text, first in _twins(snapshot, "readme", _page_key):
        message = f"links to {quoted(destination(text.text))}, the page of {first.sig.name}"
        name = snapshot.command_name(text.sig)
        hint = f"link its own page: sigtool edit-sig {name} --readme ..."
        found = _twin(snapshot, text, first, message, hint)
        # Several may well share a page of the web, as a repository.
        is_own = cells.is_relative(destination(text.text))
        yield found if is_own else replace(found, severity=Severity.NOTE)


@rule("SIG305", "missing-responsibilities", Severity.WARNING)
def missing_responsibilities(snapshot: Snapshot) -> Iterator[Finding]:
    """An active SIG says what it does."""
    key = "responsibilities"
    lacking = {sig.origin for sig in _without(snapshot, key)}
    for gap in gaps(snapshot, key, lambda sig: sig.origin in lacking):
        if gap.is_wide:
            hint = "say what each does: sigtool edit-sig SIG --responsibilities ..."
            yield gap.finding(snapshot, hint)
            continue
        for sig in gap.lacking:
            is_seen = snapshot.shown.columns_of(sig, key)
            header = snapshot.shown.header(sig, key)
            fault = f"has nothing under {header!r}" if is_seen else f"has no {key}"
            yield Finding(
                f"{sig.name} {fault}",
                snapshot.at_sig(sig, "name"),
                hint="say what it does: "
                f"sigtool edit-sig {snapshot.command_name(sig)} --responsibilities ...",
            )


# Words that say nothing twice. `log in in time` does: what may belong to a verb is not among them.
_OFTEN: Final = frozenset((
    "a", "an", "and", "are", "from", "is", "it", "its", "of", "on", "or", "our", "the", "their",
    "these", "this", "we", "were", "with", "you", "your",
))  # fmt: skip


@rule("SIG306", "repeated-word", Severity.WARNING)
@once
def repeated_word(snapshot: Snapshot) -> Iterator[Finding]:
    """No word stands twice in a row, as in `is is`."""
    texts = (each for each in prose(snapshot) if _may_repeat(each.text))
    english = (each for each in texts if _is_english(snapshot, each))
    found = [(text, again) for text in english if (again := _repeated(text.text))]
    changes: dict[bool, list[tuple[Passage, str]]] = {True: [], False: []}
    for text, again in found:
        if not _is_shared(snapshot, text):
            once = [Edit(Span(*match.span("again")), "") for match in again]
            # `log log scale` is meant, `the the` never is.
            is_sure = all(match.group().split()[0].casefold() in _OFTEN for match in again)
            changes[is_sure].append((text, apply_edits(text.text, once)))
    fixes: dict[int | None, Fix] = {}
    for is_sure, own in changes.items():
        fixes |= rewriting(snapshot, "write the word once", own, safe=is_sure)
    for text, again in found:
        message = f"{text} has {' and '.join(quoted(match.group()) for match in again)}"
        hint = "write the word once"
        yield Finding(message, text.at(snapshot), fix=fixes.get(text.sig.origin), hint=hint)


@rule("SIG307", "same-responsibilities", Severity.WARNING)
def same_responsibilities(snapshot: Snapshot) -> Iterator[Finding]:
    """No two SIGs say that they do the same."""
    placeholders = {word.casefold() for word in snapshot.settings.placeholders}

    def key(text: Passage) -> str:
        plain = inline.plain(text.text).casefold().rstrip(" .。")
        is_long = snapshot.shown.is_group(text.sig) and _words(plain) >= _FEWEST_WORDS
        return plain if is_long and plain not in placeholders else ""

    for text, first in _twins(snapshot, "responsibilities", key):
        message = f"has the responsibilities of {first.sig.name}"
        hint = "say what each of the two does, or merge them"
        yield _twin(snapshot, text, first, message, hint)


@rule("SIG308", "missing-readme", Severity.NOTE)
def missing_readme(snapshot: Snapshot) -> Iterator[Finding]:
    """An active SIG has a page, where most have one."""
    lacking = {sig.origin for sig in _without(snapshot, "readme")}
    sections: dict[str | None, list[Sig]] = {}
    for sig in snapshot.registry.sigs:
        if sig.is_shown and snapshot.shown.is_group(sig):
            sections.setdefault(snapshot.registry.section_of(sig), []).append(sig)
    for sigs in sections.values():
        having = sum(1 for sig in sigs if _links_page(sig))
        for sig in sigs if len(sigs) >= _FEWEST_SIGS and 2 * having > len(sigs) else ():
            if sig.origin in lacking and not _links_page(sig):
                message = f"{sig.name} has no page"
                hint = _naming_a_page(snapshot, sig)
                yield Finding(message, snapshot.at_sig(sig, "name"), hint=hint)


def _naming_a_page(snapshot: Snapshot, sig: Sig) -> str:
    """What to do about a page that a SIG lacks. Of a name that no link can hold (`[Web]`), no
    command takes the brackets away."""
    places = [each for each in snapshot.places.values() if each.linked]
    held = (
        name for name in texts_of(sig.name) if not all(each.is_linkable(name) for each in places)
    )
    if name := next(held, None):
        bare = re.sub(r"[\[\]]", "", bare_name(name))
        return f"write it into the row: [{bare}](PATH); then sigtool sync says how to go on"
    return f"name it: sigtool edit-sig {snapshot.command_name(sig)} --readme PATH"


def _links_page(sig: Sig) -> bool:
    """Whether a SIG has a page, be it that its name has the link, or what was to be one."""
    return bool(sig.values.get("readme")) or any(map(_LINKED.search, texts_of(sig.name)))


def _words(text: str) -> float:
    """How many words a text has; of a script such as Chinese, two characters count as one."""
    if text.isascii():
        return len(text.encode().translate(_LETTERS_AND_DIGITS).split())
    return len(_WORD.findall(text)) + len(language.EAST_ASIAN.findall(text)) / 2


def destination(text: str) -> str:
    """Where a link field's text leads: a link's destination, or all of it."""
    found = inline.parse_link(text)
    bracketed = None if found else _BRACKETED.fullmatch(text)
    return found.destination if found else bracketed[1] if bracketed else text


def only_in_tables(snapshot: Snapshot) -> set[tuple[int | None, str, str | None]]:
    """What a table has that the registry lacks, which SIG601 tells of: the SIG by its origin, the
    field, and the table's language."""
    return {
        (drift.sig.origin, key, plan.place.table.language)
        for plan in snapshot.plans.values()
        for drift in plan.drifts
        if drift.kind is Difference.CHANGED and drift.row
        if (shown := plan.place.sig_of(drift.row))
        for key in shown.values
        if key not in drift.sig.values
    }


def _without(snapshot: Snapshot, key: str) -> Iterator[Sig]:
    """The SIGs that are shown and have no value for a field, where nothing else says so already."""
    known = {(origin, field) for origin, field, _ in only_in_tables(snapshot)}
    for sig in (sig for sig in snapshot.registry.sigs if not sig.values.get(key)):
        is_known = (sig.origin, key) in known or snapshot.is_faulty(sig)
        is_active = sig.is_shown and not is_over(snapshot, sig)
        if is_active and not is_known:
            yield sig


def _twins(
    snapshot: Snapshot, field: str, key: Callable[[Passage], str]
) -> Iterator[tuple[Passage, Passage]]:
    """Each text of a field whose key is that of an earlier SIG of its section, and the first one
    that has it; once a SIG. Only SIGs that are shown count, and of those with one name (SIG301) the
    first."""
    first: dict[tuple[str | None, str], Passage] = {}
    registry = snapshot.registry
    are_apart = registry.are_apart
    seen: set[tuple[int | None, int | None]] = set()
    for text in passages_of(snapshot, field):
        if not text.sig.is_shown or not (found := key(text)):
            continue
        section = registry.section_of(text.sig) if are_apart else None
        earlier = first.setdefault((section, found), text)
        pair = (text.sig.origin, earlier.sig.origin)
        if not are_namesakes(earlier.sig, text.sig) and pair not in seen:
            seen.add(pair)
            yield text, earlier


def _twin(snapshot: Snapshot, text: Passage, first: Passage, message: str, hint: str) -> Finding:
    place, earlier = text.at(snapshot), first.at(snapshot)
    # Of an alias, the value stands where the first one's does.
    place = place if place != earlier else snapshot.at_sig(text.sig)
    related = [Related("the first is here", earlier)]
    return Finding(f"{text.sig.name}: {message}", place, related, hint=hint)


def _page_key(text: Passage) -> str:
    """What two links to one page have in common; "" for a link to no page."""
    link = destination(text.text)
    if cells.is_relative(link):
        path, _, part = link.partition("#")
        page = re.sub(r"(?:^|/)README\.md$", "", normpath(unquote(path)), flags=re.IGNORECASE)
        return f"{page}#{part}" if page not in ("", ".") or part else ""
    parts = url_parts(link) if _PAGE.match(link) else None
    if parts is None:
        return ""
    host, path = parts.netloc.casefold(), parts.path.rstrip("/")
    return f"//{host}{path}?{parts.query}#{parts.fragment}"


def _is_english(snapshot: Snapshot, text: Passage) -> bool:
    """Whether a text is for readers of English, as far as the registry says."""
    codes = (text.language,) if text.language else snapshot.registry.languages
    known = [known_language(code) or "" for code in codes]
    return not codes or any(code.split("-")[0] == "en" for code in known)


def _may_repeat(text: str) -> bool:
    """Whether two words that follow one another are alike, whatever is between; or may be, where
    letters have other small ones than those of English."""
    words = text.encode().translate(_LETTERS).split() if text.isascii() else ()
    return not text.isascii() or any(map(eq, words, words[1:]))


def _repeated(text: str) -> list[re.Match[str]]:
    """Each word that stands twice in the prose of a text, with what repeats it."""
    return [
        match
        for span in _stretches(text)
        for match in _REPEATED.finditer(text, span.start, span.end)
        if not _is_meant(match["again"].split()[-1])
    ]


def _is_meant(again: str) -> bool:
    is_name = again[0].isupper() and not (len(again) > 1 and again.isupper())
    return is_name or again.casefold() in _MEANT


def _is_shared(snapshot: Snapshot, text: Passage) -> bool:
    """Whether a text is an alias or has an anchor: it cannot be changed in one place alone."""
    source, places = snapshot.source, [snapshot.at_sig(text.sig, text.key), text.at(snapshot)]
    start = source.line_starts[source.line_of(places[-1].span.start)]
    before = source[Span(start, places[-1].span.start)]
    has_anchor = re.search(r"&\S+[ \t]*$", before) is not None
    return has_anchor or any(source[place.span].startswith("*") for place in places)


def _stretches(text: str) -> Iterator[Span]:
    """The parts of a text that are neither code nor a link nor a tag, from left to right."""
    start, found = 0, _OPENING.search(text)
    while found:
        at = found.start()
        end = _end(text, at)
        if end > at:
            yield Span(start, at)
            start = end
        found = _OPENING.search(text, max(end, at + 1))
    yield Span(start, len(text))


def words_of(text: str) -> str:
    """The prose of a text, without the addresses and handles in it."""
    parts = (text[span.start : span.end] for span in _stretches(text))
    return _NO_WORDS.sub(" ", " ".join(parts))


def known_language(code: str | None) -> str | None:
    """A language's code as sigtool writes it: `zh_CN` and `cn` are `zh`; None for none known."""
    return language.of_name(f"_{code}") if code else None


def _end(text: str, at: int) -> int:
    """Where what begins here ends (GFM 0.29, "Inlines"); `at` itself if it is prose after all."""
    if text[at] == "\\":
        return min(at + 2, len(text))
    if text[at] == "[":
        link = inline.parse_link(text, at)
        return link.end if link else at
    if text[at] == "<":
        tag = _TAG.match(text, at)
        return tag.end() if tag else at
    ticks = len(text) - at - len(text[at:].lstrip("`"))
    closing = re.compile(rf"(?<!`)`{{{ticks}}}(?!`)").search(text, at + ticks)
    return closing.end() if closing else at + ticks
