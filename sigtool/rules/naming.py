"""SIG303 and SIG304: names that are written unlike the others of the registry.

The registry itself says how: what four of five names do, where there are five at least.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sigtool import markdown
from sigtool.diagnostic import Location, Severity
from sigtool.model import Sig
from sigtool.rules.rule import Finding, Rule
from sigtool.rules.words import argument, by_language
from sigtool.snapshot import Snapshot

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
    """A name of a SIG in one language, as readers see it."""

    sig: Sig
    text: str
    language: tuple[str, ...]

    def finding(self, snapshot: Snapshot, message: str, hint: str) -> Finding:
        return Finding(f"{self.text}: {message}", self.at(snapshot), hint=hint)

    def at(self, snapshot: Snapshot) -> Location:
        return snapshot.at_sig(self.sig, "name", *self.language)


def decorated_name(snapshot: Snapshot) -> Iterator[Finding]:
    """A name has no `SIG` around it, and no `/` behind it, that the others lack.

    In a table of SIGs the word says nothing, and people look for the name without it. Reported
    where four of five names, and five at least, are without.

    Bad:

        sigs:
          - name: Compiler SIG
          - name: Runtime
          - name: Docs
          - name: Security
          - name: Release

    Good:

        sigs:
          - name: Compiler
          - name: Runtime
          - name: Docs
          - name: Security
          - name: Release
    """
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


def name_style(snapshot: Snapshot) -> Iterator[Finding]:
    """Names are written in one style: `CamelCase`, `Title Case`, `kebab-case`.

    The style is the one that four of five names, and five at least, are written in; without such a
    style nothing is reported. A name of one word is never reported: it may be an acronym, or be
    spelled as a product is (`etcd`, `DevOps`).

    Bad:

        sigs:
          - name: FrontEnd
          - name: ModelZoo
          - name: DataSets
          - name: GraphLearning
          - name: AI Security

    Good:

        sigs:
          - name: FrontEnd
          - name: ModelZoo
          - name: DataSets
          - name: GraphLearning
          - name: AISecurity
    """
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


def _by_language(snapshot: Snapshot) -> list[Sequence[_Name]]:
    """The names of the SIGs that are shown, those of each language together."""
    found: dict[tuple[str, ...], list[_Name]] = {}
    for sig in snapshot.registry.sigs:
        if sig.is_shown:
            for language, text in by_language(sig.name):
                name = _Name(sig, markdown.plain(text), language)
                found.setdefault(language, []).append(name)
    return list(found.values())


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
    Rule("SIG303", "decorated-name", Severity.NOTE, decorated_name),
    Rule("SIG304", "name-style", Severity.NOTE, name_style),
)
