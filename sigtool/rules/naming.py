"""SIG301, SIG303 and SIG304: names that two SIGs have, or that are written unlike the others.

How names are written the registry itself says: as four of five are, where there are five at least.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sigtool.check.passages import once
from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import blocks
from sigtool.model import Sig, by_language
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.wording import argument

# A habit is one of at least so many names.
_FEWEST: Final = 5
_WHAT: Final = r"(?:SIG|Special Interest Group)"
# What some put around a name, and what of it is the name.
_DECORATIONS: Final = {
    "ends in 'SIG'": re.compile(
        rf"(?P<name>.*[^\s_-])(?:[\s_-]+|(?<=[\u3040-\u9fff\uac00-\ud7af])){_WHAT}", re.IGNORECASE
    ),
    "begins with 'SIG'": re.compile(rf"{_WHAT}[\s_-]+(?P<name>[^\s_-].*)", re.IGNORECASE),
    "ends in '/'": re.compile(r"(?P<name>[^\s/]+)\s*/+"),
}
# Words that stay small in a title.
_SMALL: Final = frozenset(
    [
        *("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "off", "on", "or"),
        *("over", "per", "the", "to", "up", "via", "vs", "with", "&", "+", "/", "-", "–"),
    ]
)
# A word that is spelled so wherever it stands: an acronym, a number, a name (`iOS`, `MongoDB`).
_FIXED: Final = r"[A-Z0-9][A-Z0-9.+#&/'-]*s?|[0-9]\S*|[A-Za-z]*[a-z][A-Z]\S*"
_IS_FIXED: Final = re.compile(_FIXED)
_IS_CAPITAL: Final = re.compile(rf"[A-Z]\S*|{_FIXED}")
_IS_LOWER: Final = re.compile(r"[a-z][a-z0-9.+#&/'-]*|[0-9]+")
_HUMPS: Final = re.compile(r"(?=.*[a-z][A-Z])[A-Z][A-Za-z0-9]*")
_PLAIN_LATIN: Final = re.compile(r"(?=.*[A-Za-z])[\x20-\x7e–]+")
# A word that says nothing about the style: it is written so in most of them.
_OPEN: Final = re.compile(r"(?!.*[a-z][A-Z])[A-Z][^\s_]*|[0-9][^\s_]*")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a SIG, as readers see it, and the key of its language; none for every language."""

    sig: Sig
    text: str
    language: tuple[str, ...]

    def finding(self, snapshot: Snapshot, message: str, hint: str) -> Finding:
        return Finding(f"{self.text}: {message}", self.at(snapshot), hint=hint)

    @property
    def key(self) -> str:
        """What two names that people take for one have in common."""
        name = self.text.casefold()
        # A name of nothing else is told apart by what it has.
        return re.sub(r"[\s_-]+", "", name) or name

    def is_beside(self, other: "_Name") -> bool:
        """Whether one table can show both."""
        return not self.language or not other.language or self.language == other.language

    def at(self, snapshot: Snapshot) -> Location:
        return snapshot.at_sig(self.sig, "name", *self.language)


def duplicate_name(snapshot: Snapshot) -> Iterator[Finding]:
    """Names differ by more than case, blanks, `-` and `_`."""
    known: dict[str, dict[tuple[str, ...], _Name]] = {}
    for sig in snapshot.registry.sigs:
        names = list(_names(sig))
        found: dict[int | None, tuple[_Name, _Name]] = {}
        for name in names:
            firsts = list(known.get(name.key, {}).values())
            beside = [first for first in firsts if name.is_beside(first)]
            for first in (beside or firsts)[:1]:
                pair = found.setdefault(first.sig.origin, (name, first))
                if beside and not pair[0].is_beside(pair[1]):
                    found[first.sig.origin] = (name, first)
        for name, first in found.values():
            yield _duplicate(snapshot, name, first)
        for name in names:
            known.setdefault(name.key, {}).setdefault(name.language, name)


def decorated_name(snapshot: Snapshot) -> Iterator[Finding]:
    """A name has no `SIG` around it, and no `/` behind it, that the others lack."""
    yield from once(_decorated(snapshot))


def name_style(snapshot: Snapshot) -> Iterator[Finding]:
    """Names are written in one style: `CamelCase`, `Title Case`, `kebab-case`."""
    yield from once(_in_other_styles(snapshot))


def _duplicate(snapshot: Snapshot, name: _Name, first: _Name) -> Finding:
    place, earlier = name.at(snapshot), first.at(snapshot)
    # Of an alias, the name stands where the first one's does.
    place = place if place != earlier else snapshot.at_sig(name.sig)
    related = [Related("the first is here", earlier)]
    if name.is_beside(first):
        message = f"{name.sig.name}: there is a SIG called {first.text!r} already"
        return Finding(message, place, related, hint="merge the two, or rename one")
    return Finding(
        f"{name.sig.name}: its name in {name.language[0]} is that of {first.sig.name} "
        f"in {first.language[0]}, {first.text!r}",
        place,
        related,
        hint="rename one, so that commands know which is meant",
        severity=Severity.WARNING,
    )


def are_namesakes(one: Sig, other: Sig) -> bool:
    """Whether two SIGs have a name in common, of which SIG301 tells, or are one."""
    keys, others = ({name.key for name in _names(sig)} for sig in (one, other))
    return bool(keys & others)


def _decorated(snapshot: Snapshot) -> Iterator[Finding]:
    for names in _by_language(snapshot):
        for what, pattern in _DECORATIONS.items():
            found = [(name, pattern.fullmatch(name.text)) for name in names]
            if not _is_habit(sum(match is None for _, match in found), len(names)):
                continue
            for name, match in found:
                if match:
                    option = "".join(f" --language {code}" for code in name.language)
                    hint = (
                        f"sigtool edit-sig {argument(name.text)}{option} "
                        f"--name {argument(match['name'].strip())}"
                    )
                    yield name.finding(snapshot, f"the name {what}, the others do not", hint)


def _in_other_styles(snapshot: Snapshot) -> Iterator[Finding]:
    for names in _by_language(snapshot):
        styled = [(name, _styles(name.text)) for name in names if _styles(name.text)]
        counts = {style: sum(style in fits for _, fits in styled) for style in _STYLES}
        habits = {style for style in counts if _is_habit(counts[style], len(styled))}
        if not habits:
            continue
        usual = max(habits, key=lambda style: (counts[style], -list(_STYLES).index(style)))
        for name, fits in styled:
            if fits & habits or _OPEN.fullmatch(name.text) or not re.search(r"[\s_-]", name.text):
                continue
            yield name.finding(
                snapshot,
                f"the name is not in {usual}, as the others are",
                f"write it as the others are written: sigtool edit-sig {argument(name.text)} "
                + "".join(f"--language {code} " for code in name.language)
                + "--name ...",
            )


def _names(sig: Sig) -> Iterator[_Name]:
    for language, text in by_language(sig.name):
        yield _Name(sig, blocks.plain(text), language)


def _by_language(snapshot: Snapshot) -> list[Sequence[_Name]]:
    """The names of the SIGs that are shown, as far as a reader of one language sees them together:
    a name that serves every language is among those of each."""
    names = [name for sig in snapshot.registry.sigs if sig.is_shown for name in _names(sig)]
    languages = dict.fromkeys(name.language for name in names if name.language)
    return [
        [name for name in names if name.language in ((), language)]
        for language in languages or [()]
    ]


def _is_habit(count: int, total: int) -> bool:
    return total >= _FEWEST and 5 * count >= 4 * total


def _styles(name: str) -> frozenset[str]:
    """The styles in which a name may be meant to be; none where that is not to be told."""
    if not _PLAIN_LATIN.fullmatch(name) or re.fullmatch(r"[a-z]+[A-Z]\S*", name):
        return frozenset()
    words = [word for each in name.split() if (word := each.strip("()[]{},.:;\"'"))]
    return frozenset(style for style, fits in _STYLES.items() if words and fits(words))


def _is_title(words: Sequence[str]) -> bool:
    if len(words) == 1:
        return _OPEN.fullmatch(words[0]) is not None
    return _is_capital(words[0]) and all(w in _SMALL or _is_capital(w) for w in words)


def _is_sentence(words: Sequence[str]) -> bool:
    if len(words) == 1:
        return _is_title(words)
    rest = words[1:]
    return _is_capital(words[0]) and all(
        word in _SMALL or _IS_LOWER.fullmatch(word) or _IS_FIXED.fullmatch(word) for word in rest
    )


def _is_camel(words: Sequence[str]) -> bool:
    return len(words) == 1 and bool(_HUMPS.fullmatch(words[0]) or _OPEN.fullmatch(words[0]))


def _is_capital(word: str) -> bool:
    return _IS_CAPITAL.fullmatch(word) is not None


def _is_upper(words: Sequence[str]) -> bool:
    return all(word.upper() == word for word in words)


def _is_lower(words: Sequence[str]) -> bool:
    return all(word in _SMALL or _IS_LOWER.fullmatch(word) for word in words)


def _is_kebab(words: Sequence[str]) -> bool:
    return len(words) == 1 and re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", words[0]) is not None


def _is_snake(words: Sequence[str]) -> bool:
    return len(words) == 1 and re.fullmatch(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", words[0]) is not None


# In the order in which the first is named where several fit all names alike.
_STYLES: Final = {
    "Title Case": _is_title,
    "CamelCase": _is_camel,
    "Sentence case": _is_sentence,
    "kebab-case": _is_kebab,
    "snake_case": _is_snake,
    "lower case": _is_lower,
    "UPPER CASE": _is_upper,
}

RULES: Final = (
    Rule("SIG301", "duplicate-name", Severity.ERROR, duplicate_name),
    Rule("SIG303", "decorated-name", Severity.NOTE, decorated_name),
    Rule("SIG304", "name-style", Severity.NOTE, name_style),
)
