"""SIG705: a text that is the same in two languages, where others of its field are translated."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot
from sigtool.model import WORDS, Kind, Registry, Sig, in_language, languages_of
from sigtool.rules import languages
from sigtool.rules.groups import words_of
from sigtool.rules.languages import command, letters_of
from sigtool.text import language
from sigtool.text.diagnostic import Severity
from sigtool.text.lazily import lazily
from sigtool.text.wording import quoted

# What no name is: several words, of which some are written small; or so many letters in a row.
_WORD: Final = lazily(r"[^\W\d_]{2,}")
_FEWEST_WORDS: Final = 3
_FEWEST_SMALL: Final = 2
_FEWEST_LETTERS: Final = 5
_RUN: Final = lazily(rf"(?:{language.EAST_ASIAN.pattern}){{{_FEWEST_LETTERS}}}")
# A field is translated where so many of its texts are, and two of three.
_FEWEST_OTHERS: Final = 2
_FEWEST_LANGUAGES: Final = 2


@rule("SIG705", "untranslated", Severity.NOTE)
@once
def untranslated(snapshot: Snapshot) -> Iterator[Finding]:
    """A text is not the same in two languages where the others of its field are translated."""
    registry = snapshot.registry
    if len(registry.languages) < _FEWEST_LANGUAGES:
        return
    # Of long ones in other letters than those of their language, SIG703 tells.
    told = {
        (each.location.path, each.location.span) for each in languages.wrong_script.check(snapshot)
    }
    fields = {code: _fields_in(registry, code) for code in registry.languages}
    for first, second in combinations(registry.languages, 2):
        for key in (key for key in fields[first] if key in fields[second]):
            for sig, text in _same(registry.sigs, key, first, second):
                code = _lacking(text, first, second)
                at = snapshot.at_sig(sig, key, *([code] if languages_of(sig.text(key)) else []))
                if (at.path, at.span) not in told:
                    yield Finding(
                        f"{sig.name}: {key} is the same in {first} and {second}: {quoted(text)}",
                        at,
                        hint=f"say it in {code}: {command(snapshot, sig, code, key)}",
                    )


def _fields_in(registry: Registry, code: str) -> dict[str, None]:
    """The fields of prose that the tables in a language show."""
    columns = (
        each for table in registry.tables if table.language == code for each in table.columns
    )
    texts = (each.field for each in columns if each.kind is Kind.TEXT)
    return dict.fromkeys(key for key in texts if key not in ("name", *WORDS))


def _same(sigs: Sequence[Sig], key: str, first: str, second: str) -> Iterator[tuple[Sig, str]]:
    """The SIGs that say the same in two languages, where most do not."""
    same: list[tuple[Sig, str]] = []
    others = 0
    for sig in sigs:
        one, other = (in_language(sig.text(key), code) for code in (first, second))
        is_in_both = all(in_language(sig.name, code) for code in (first, second))
        if one and one == other and is_in_both and _is_prose(one):
            same.append((sig, one))
        others += bool(one and other and one != other)
    if others >= max(_FEWEST_OTHERS, 2 * len(same)):
        yield from same


def _is_prose(text: str) -> bool:
    """Whether a text says something that is to be translated, and no name, code or link."""
    prose = words_of(text)
    words = _WORD.findall(prose)
    small = sum(word[0].islower() for word in words)
    is_of_words = len(words) >= _FEWEST_WORDS and small >= _FEWEST_SMALL
    return bool(_RUN.search(prose)) or (is_of_words and not language.EAST_ASIAN.search(prose))


def _lacking(text: str, first: str, second: str) -> str:
    """The language in which a text is still to be said: that whose letters it does not have, else
    the second."""
    is_east_asian = bool(language.EAST_ASIAN.search(text))
    wrong = [code for code in (first, second) if bool(letters_of(code)) is not is_east_asian]
    return wrong[0] if len(wrong) == 1 else second
