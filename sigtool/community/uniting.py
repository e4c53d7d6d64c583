"""Two SIGs that translations name apart, each in a language that the other does not have: made one.

Pure. All that either says stays: texts side by side, and everybody who is in either list.
"""

from collections.abc import Iterator

from sigtool.community.translations import translated
from sigtool.errors import BadValue
from sigtool.facts.pairs import same_persons
from sigtool.markdown.inline import name_key
from sigtool.model import (
    WORDS,
    Registry,
    Sig,
    as_people,
    as_text,
    in_language,
    languages_of,
)
from sigtool.registry.document import RegistryDocument
from sigtool.text.records import dataclass


@dataclass(frozen=True, slots=True)
class United:
    """A registry in which two SIGs are one, that one, and what is to be told about their people."""

    registry: Registry
    sig: Sig
    notes: tuple[str, ...]


def twin(registry: Registry, sig: Sig, name: str, language: str | None) -> Sig | None:
    """The SIG beside another that has a name in a language, and none in those of the other, which
    has none in this one; None where there is no such SIG."""
    own = languages_of(sig.name)
    if language is None or not own or language in own:
        return None
    return next(
        (
            each
            for each in registry.beside(sig)
            if language in languages_of(each.name)
            and name_key(in_language(each.name, language)) == name_key(name)
            and set(own).isdisjoint(languages_of(each.name))
        ),
        None,
    )


def united(document: RegistryDocument, sig: Sig, other: Sig) -> United:
    """Two such SIGs as one, in the place of the one that the first language has. Raises `BadValue`
    where it cannot hold what both say."""
    registry = document.registry
    codes = {id(each): languages_of(each.name) for each in (sig, other)}
    rank = registry.languages.index
    first, second = sorted((sig, other), key=lambda each: min(map(rank, codes[id(each)])))
    _refuse_differing(registry, first, second)
    _refuse_unknown(document, second)
    whole = first
    for code in codes[id(second)]:
        if row := second.in_language(code):
            whole = translated(registry, whole, row, code)
    sigs = (whole if each is first else each for each in registry.sigs if each is not second)
    notes = (*_new_people(first, second), *_new_people(second, first))
    return United(registry.with_sigs(sigs), whole, notes)


def _refuse_differing(registry: Registry, first: Sig, second: Sig) -> None:
    for key in first.values.keys() | second.values.keys():
        ours, theirs = first.value(key), second.value(key)
        are_lists = {isinstance(value, tuple) for value in (ours, theirs) if value}
        is_word = key in WORDS and registry.section_of(first) != registry.section_of(second)
        is_word |= key in WORDS and key != "section" and bool(ours and theirs and ours != theirs)
        if is_word or len(are_lists) > 1:
            raise BadValue(
                f"{first.name} and {second.name} cannot be one SIG yet: {key} is "
                f"{_shown(first, key)} of the one and {_shown(second, key)} of the other; give "
                "both the same first"
            )


def _refuse_unknown(document: RegistryDocument, sig: Sig) -> None:
    for problem in document.problems:
        if problem.path[:2] == ("sigs", sig.origin):
            source = document.source
            raise BadValue(
                f"{source.path}:{source.position(problem.span.start).line}: what stands here, of "
                f"{sig.name}, would be lost; correct it, or move it to the other SIG first"
            )


def _shown(sig: Sig, key: str) -> str:
    value = sig.value(key)
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return repr(text)


def _new_people(sig: Sig, other: Sig) -> Iterator[str]:
    """Who is in a list of one SIG alone, of those lists that both have."""
    for key, value in sig.values.items():
        theirs = as_people(other.value(key))
        if isinstance(value, tuple) and value and theirs:
            known = same_persons(value, theirs)
            names = [str(person) for at, person in enumerate(value) if at not in known]
            codes = ", ".join(languages_of(sig.name))
            if names:
                yield f"{as_text(sig.name)}: {key}: {', '.join(names)} was there in {codes} alone"
