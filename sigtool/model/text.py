"""A text as a registry holds it: one, or one for each of several languages.

The two are types of their own, so that no code can read the first language of a text and forget
the others: a plain `str` is the same in every language, `Texts` has one text a language.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from sigtool.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """A text in several languages, by the code of the language: `{"zh": "文档", "en": "Docs"}`.

    Equal to no plain text: that one would serve every language.
    """

    by_language: Mapping[str, str]

    def __hash__(self) -> int:
        return hash(frozenset(self.by_language.items()))

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    def __str__(self) -> str:
        """Every language's text, for a reader who asked for none: `文档 / Docs`."""
        return " / ".join(dict.fromkeys(text for text in self.by_language.values() if text))


Text = str | Texts


def in_language(text: Text, language: str | None) -> str:
    """A text as a table in `language` shows it, or one that is in none, which shows the first; ""
    where the text has other languages alone."""
    if isinstance(text, str):
        return text
    if language is None:
        return next(iter(text.by_language.values()), "")
    return text.by_language.get(language, "")


def texts_of(text: Text) -> tuple[str, ...]:
    """What a text says, once for each of its languages."""
    return (text,) if isinstance(text, str) else tuple(text.by_language.values())


def languages_of(text: Text) -> tuple[str, ...]:
    """The languages that a text has; none where it serves every language."""
    return () if isinstance(text, str) else tuple(text.by_language)


def by_language(text: Text) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each text that a text consists of, with the keys under which it stands: its language's."""
    if isinstance(text, Texts):
        yield from (((language,), each) for language, each in text.by_language.items())
    elif text:
        yield (), text


def texts_left(before: Text, now: Text) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts that another text does not have, as `by_language` has them."""
    for codes, text in by_language(before):
        known = [in_language(now, code) for code in codes] if codes else texts_of(now)
        if text not in known:
            yield codes, text


def with_text(old: Text, new: str, language: str | None, languages: Sequence[str]) -> Text:
    """`old` with `new` in one language, or in every one where none is named.

    A text that served every one of `languages` goes on to serve the others, and stays if `new` is
    the same. An empty `new` takes the language away. Raises `ValueError` where no language is
    named and `old` has several texts.
    """
    if new == old:
        return old
    if language is None:
        if isinstance(old, Texts) and len(old.by_language) > 1:
            raise ValueError(f"{old} has several languages; one has to be named")
        return Texts(dict.fromkeys(old.by_language, new)) if isinstance(old, Texts) else new
    if isinstance(old, Texts):
        texts = {**old.by_language, language: new}
    else:
        texts = {code: new if code == language else old for code in languages} or {language: new}
    return Texts({code: text for code, text in texts.items() if text})


def joined_text(ours: Text, languages: Iterable[str], theirs: Text, language: str) -> Text:
    """A text of these languages with that of one more: as it is if they are the same."""
    if ours == theirs:
        return ours
    if isinstance(ours, Texts):
        texts = dict(ours.by_language)
    else:
        texts = dict.fromkeys(languages, ours) if ours else {}
    return Texts(texts | {language: in_language(theirs, None)} if theirs else texts)


def is_alike(one: Text | None, other: Text | None) -> bool:
    """Whether two texts say the same in a language that both have, case ignored; a plain one has
    any. Nothing is like a text that is not there."""
    if not one or not other:
        return False
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    shared = set(languages_of(one)) & set(languages_of(other))
    pairs = [(in_language(one, code), in_language(other, code)) for code in shared]
    return any(
        left.casefold() == right.casefold()
        for left, right in pairs or product(texts_of(one), texts_of(other))
    )
