"""SIG7xx: what a registry says in several languages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final
from urllib.parse import unquote

from sigtool.check.passages import Passage, prose
from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot
from sigtool.edit import query
from sigtool.markdown.inline import name_key
from sigtool.model import Kind, Order, Sig, Table, Texts, in_language, languages_of
from sigtool.rules.groups import destination, known_language, only_in_tables, words_of
from sigtool.rules.rows import name_cell
from sigtool.tables import cells
from sigtool.text import language
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.sequence import longest_increasing
from sigtool.text.wording import argument, quoted

# Languages with letters of their own, beside which Latin ones are usual.
_EAST_ASIAN: Final = {"zh": "Chinese", "ja": "Japanese", "ko": "Korean"}
_LETTER: Final = lazily(r"[^\W\d_]")
_WORD: Final = lazily(r"[^\W\d_]{2,}")
# Less than that may be a name, or a term that nobody translates.
_FEWEST_LETTERS: Final = 5
_FEWEST_WORDS: Final = 5
# How people write a language at the end of a file's name.
_PAGE: Final = lazily(
    r"(?P<base>.+?)(?:[._-](?:[A-Za-z]{2,3}(?:[_-][A-Za-z]{2,4})?|Chinese|English))?"
    r"(?P<ending>\.(?:md|markdown|mdx))",
    re.IGNORECASE,
)
_MARKS: Final = ("_", "-", ".")
_SPELLINGS: Final = {
    "en": ("en", "EN", "English"),
    "ja": ("ja", "JA", "jp", "JP"),
    "ko": ("ko", "KO", "kr", "KR"),
    "zh": ("zh", "ZH", "cn", "CN", "zh_CN", "zh-CN", "zh-Hans", "Chinese"),
    "zh-Hant": ("zh-Hant", "zh_TW", "zh-TW", "zh_HK", "zh-HK"),
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """A table in a language, with its number in `tables`, and what it shows."""

    at: int
    table: Table
    language: str
    sigs: Mapping[int | None, Sig]

    def related(self, snapshot: Snapshot) -> Related:
        place = snapshot.at("tables", self.at, "language")
        return Related(f"the table in {self.language} is here", place)

    def shows(self, key: str) -> bool:
        """Whether the table shows a field; the name's link is the `readme` if no column is."""
        fields = {column.field for column in self.table.columns}
        return key in fields or (key == "readme" and "name" in fields)


@rule("SIG701", "missing-translation", Severity.WARNING)
def missing_translation(snapshot: Snapshot) -> Iterator[Finding]:
    """A text that has languages has each one that a table shows."""
    seen = only_in_tables(snapshot)
    for shown in _shown(snapshot):
        code = shown.language
        for sig in snapshot.registry.sigs:
            if sig.origin not in shown.sigs or snapshot.is_faulty(sig):
                continue
            for key, value in sig.values.items():
                has_others = isinstance(value, Texts) and code not in value.by_language
                if not has_others or not shown.shows(key) or (sig.origin, key, code) in seen:
                    continue
                seen.add((sig.origin, key, code))
                hint = f"say it in {code}: " + command(snapshot, sig, code, key)
                if snapshot.registry.kinds[key] is Kind.PEOPLE:
                    hint = f"write `{code}:` beside the others"
                place, related = snapshot.at_sig(sig, key), [shown.related(snapshot)]
                message = f"{sig.name}: {key} lacks {code}"
                yield Finding(message, place, related, hint=hint, language=code)


@rule("SIG702", "languages-differ", Severity.WARNING)
def languages_differ(snapshot: Snapshot) -> Iterator[Finding]:
    """Tables in several languages list the same SIGs, in the same order."""
    sections: dict[str | None, list[_Shown]] = {}
    for shown in _shown(snapshot):
        sections.setdefault(shown.table.section, []).append(shown)
    for tables in sections.values():
        yield from _left_out(snapshot, tables)
        yield from _disordered(snapshot, tables)


@rule("SIG703", "wrong-script", Severity.NOTE)
@once
def wrong_script(snapshot: Snapshot) -> Iterator[Finding]:
    """A Chinese, Japanese or Korean text stands where its readers look for it, as does any
    other.
    """
    tables = _shown(snapshot)
    for text in prose(snapshot):
        if wrong := _wrong_languages(text, tables):
            yield _in_wrong_script(snapshot, text, wrong[0])


@rule("SIG704", "link-language", Severity.NOTE)
@once
def link_language(snapshot: Snapshot) -> Iterator[Finding]:
    """A table links the page in its own language, where there is one."""
    for shown in _shown(snapshot):
        for sig in shown.sigs.values() if not shown.table.link_base else ():
            text = sig.text("readme") if shown.shows("readme") else ""
            link = destination(in_language(text, shown.language))
            link = re.split(r"[?#]", link, maxsplit=1)[0] if cells.is_relative(link) else ""
            if link and (better := _page_in(snapshot, link, shown.language)):
                has_own = languages_of(snapshot.by_origin[sig.origin].text("readme"))
                yield Finding(
                    f"{sig.name}: the table in {shown.language} links {quoted(link)}, "
                    f"and there is {quoted(better)}",
                    snapshot.at_sig(sig, "readme", *([shown.language] if has_own else [])),
                    [shown.related(snapshot)],
                    hint=command(snapshot, sig, shown.language, "readme", argument(better)),
                    language=shown.language,
                )


def _shown(snapshot: Snapshot) -> list[_Shown]:
    """The tables that are in a language; none while `tables` has a fault."""
    registry = snapshot.registry
    return [
        _Shown(at, table, table.language, {sig.origin: sig for sig in registry.shown_in(table)})
        for at, table in enumerate(registry.tables)
        if table.language and not snapshot.has_faulty_tables
    ]


def _left_out(snapshot: Snapshot, tables: Sequence[_Shown]) -> Iterator[Finding]:
    """The SIGs that the tables in one language show, and those in another do not."""
    for sig in snapshot.registry.sigs:
        having = dict.fromkeys(each.language for each in tables if sig.origin in each.sigs)
        lacking = [each for each in tables if each.language not in having]
        if not having or not lacking or snapshot.is_faulty(sig):
            continue
        codes = list(dict.fromkeys(each.language for each in lacking))
        yield Finding(
            f"{sig.name}: is shown in {', '.join(having)}, not in {', '.join(codes)}",
            snapshot.at_sig(sig, "name"),
            [each.related(snapshot) for each in lacking],
            hint="give it a name there: " + command(snapshot, sig, codes[0], "name"),
        )


def _disordered(snapshot: Snapshot, tables: Sequence[_Shown]) -> Iterator[Finding]:
    """The first row that stands elsewhere, of each table with an order of its own."""
    in_order = [each for each in tables if each.table.order is Order.REGISTRY]
    first = (in_order or tables)[0]
    rows = _rows(snapshot, first)
    order = first.sigs if in_order else rows
    ranks = {origin: at for at, origin in enumerate(order)}
    for shown in tables:
        if shown.table.order is not Order.OWN or shown.language == first.language:
            continue
        own = list(_rows(snapshot, shown).items())
        places = [ranks.get(origin) for origin, _ in own]
        stays = longest_increasing(places)
        moved = (at for at, place in enumerate(places) if place is not None and at not in stays)
        for origin, place in (own[at] for at in islice(moved, 1)):
            sig = shown.sigs[origin]
            there = rows.get(origin) or snapshot.at_sig(sig, "name")
            yield Finding(
                f"{sig.name}: stands elsewhere in {shown.language} than in {first.language}",
                place,
                [Related(f"in {first.language} it is here", there)],
                hint="put the rows in one order; without `order: own` sigtool render does",
            )


def _rows(snapshot: Snapshot, shown: _Shown) -> dict[int | None, Location]:
    """Where the name of each SIG stands in a table, from top to bottom."""
    place = snapshot.places.get(shown.at)
    by_name = {name_key(sig.one_name): origin for origin, sig in shown.sigs.items()}
    found: dict[int | None, Location] = {}
    for row, read in place.rows if place else ():
        key = name_key(read.one_name) if read else ""
        if place and key in by_name:
            found.setdefault(by_name[key], name_cell(place, row))
    return found


def command(snapshot: Snapshot, sig: Sig, code: str, key: str, value: str = "...") -> str:
    """The command that says something in one language."""
    language = f"--language {argument(code)} " if len(snapshot.registry.languages) > 1 else ""
    return f"sigtool edit-sig {snapshot.command_name(sig)} {language}{query.option(key)}{value}"


def _wrong_languages(text: Passage, tables: Sequence[_Shown]) -> list[str]:
    """The languages of a text, or of the tables that show it, that its letters are not of."""
    showing = [each for each in tables if text.sig.origin in each.sigs and each.shows(text.key)]
    codes = [text.language] if text.language else [each.language for each in showing]
    is_foreign = _is_east_asian_text(text.text) if codes else None
    if is_foreign is None:
        return []
    known = [code for code in codes if known_language(code)]
    wrong = [code for code in known if bool(letters_of(code)) is not is_foreign]
    return wrong if is_foreign or wrong == codes else []


def _is_east_asian_text(text: str) -> bool | None:
    """Whether a text is in Chinese, Japanese or Korean letters; None where that is not clear."""
    words = words_of(text)
    own = len(language.EAST_ASIAN.findall(words))
    if own >= _FEWEST_LETTERS and 2 * own > len(_LETTER.findall(words)):
        return True
    if not language.EAST_ASIAN.search(text) and len(_WORD.findall(words)) >= _FEWEST_WORDS:
        return False
    return None


def letters_of(code: str) -> str | None:
    """What the letters of a language are called, if they are such."""
    return _EAST_ASIAN.get((known_language(code) or "").split("-")[0])


def _in_wrong_script(snapshot: Snapshot, text: Passage, code: str) -> Finding:
    subject = f"the text in {code}" if text.language else f"what the table in {code} shows"
    own = letters_of(code)
    fault = (
        f"has no {own} letter"
        if own
        else f"is in {letters_of(language.of_text([words_of(text.text)]))} letters"
    )
    hint = f"write it in {code}, or put it under its own language"
    if not text.language:
        hint = f"say it in {code}: " + command(snapshot, text.sig, code, text.key)
    return Finding(f"{text}: {subject} {fault}", text.at(snapshot), hint=hint)


def _page_in(snapshot: Snapshot, link: str, code: str) -> str | None:
    """The page in a language beside one that is in another; None where there is none."""
    wanted, own = known_language(code), language.of_name(link)
    found = _PAGE.fullmatch(link)
    if not found or wanted is None or wanted == own or not snapshot.exists(unquote(link)):
        return None
    base, ending = found["base"] if own else link.removesuffix(found["ending"]), found["ending"]
    if marked := _marked(snapshot, base, ending, wanted):
        return marked
    plain = base + ending
    if own is None or not snapshot.exists(unquote(plain)):
        return None
    # A page without a language in its name is in the one that no other page is in.
    codes = {known_language(each) for each in snapshot.registry.languages} - {wanted, own}
    if not all(each and _marked(snapshot, base, ending, each) for each in codes):
        return None
    text = snapshot.page(unquote(plain))
    is_other = text and bool(letters_of(language.of_text([text]))) is not bool(letters_of(wanted))
    return None if is_other else plain


def _marked(snapshot: Snapshot, base: str, ending: str, code: str) -> str | None:
    """The page whose name ends in a language, whatever way that is written."""
    spellings = _SPELLINGS.get(code, (code, code.upper()))
    names = (f"{base}{mark}{each}{ending}" for mark in _MARKS for each in spellings)
    return next((name for name in names if snapshot.exists(unquote(name))), None)
