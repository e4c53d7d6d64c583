"""One registry -> another: what each editing command does, without files, tables or YAML. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from sigtool import markdown, who
from sigtool.errors import BadValue, UnknownName
from sigtool.matching import name_key
from sigtool.model import (
    Kind,
    Localized,
    People,
    Person,
    Registry,
    Sig,
    Status,
    Value,
    languages_of,
    said,
    texts_of,
)
from sigtool.who import or_list, quoted

MAX_NAME_LENGTH: Final = 200
_NO_NAME: Final = re.compile(rf"[|\[\]\t]|{who.CONTROL.pattern}")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a SIG is put: right after or before another, first, or (with nothing said) last."""

    after: str | None = None
    before: str | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Renamed:
    """A person's former and new self, and where it was put."""

    old: Person
    new: Person
    places: tuple[tuple[Sig, str], ...]


def find_sig(registry: Registry, name: str) -> Sig:
    """The SIG with a name; case, Markdown and blanks around do not count. Raises `UnknownName`."""
    wanted = name_key(name)
    found = [sig for sig in registry.sigs if wanted in map(name_key, texts_of(sig.name))]
    if len(found) == 1:
        return found[0]
    if found:
        count = f"{len(found)} SIGs have the name {quoted(name)}"
        raise UnknownName(f"{count}; rename one in the registry")
    known = [text for sig in registry.sigs for text in texts_of(sig.name)]
    names = {name_key(text): markdown.plain(text) for text in known}
    near = [names[key] for key in get_close_matches(wanted, names, n=3, cutoff=0.5)]
    advice = or_list(near, "`sigtool list` shows all")
    raise UnknownName(f"no SIG has the name {quoted(name)}{advice}")


def add_sig(registry: Registry, sig: Sig, spot: Spot, language: str | None = None) -> Registry:
    """The registry with one more SIG. Raises `BadValue` if it has one of that name.

    With a language its texts are in that one alone.
    """
    check_name(registry, sig.name)
    if language is not None:
        own = {key: text for key, text in sig.values.items() if key not in _WORDS}
        for key, text in {"name": sig.name, **own}.items():
            if isinstance(text, str):
                sig = sig.with_value(key, Localized({language: text}))
    _check_values(registry, sig, sig.values)
    return _inserted(registry, sig, spot)


def edit_sig(
    registry: Registry,
    sig: Sig,
    values: Mapping[str, Value | None],
    language: str | None = None,
) -> Registry:
    """The registry with some fields of a SIG changed; None takes a field away.

    Texts are those of one language where they have several, or where one is named.
    """
    values = {key: _in_language(registry, sig, key, values[key], language) for key in values}
    if isinstance(name := values.get("name"), str):
        check_name(registry, name, sig)
    changed = sig
    for key, value in values.items():
        kept = value
        if isinstance(value, tuple):
            # Who stays is the same mention, so what the file says around it stays too.
            kept = tuple(next((p for p in sig.people(key) if p == new), new) for new in value)
        changed = changed.with_value(key, kept)
    _check_values(registry, changed, values)
    return _replaced(registry, sig, changed)


def check_language(registry: Registry, language: str | None) -> None:
    """Raises `UnknownName` unless a table is in that language."""
    if language is not None and language not in registry.languages:
        known = ", ".join(registry.languages) or "none; say `language:` in `tables`"
        raise UnknownName(f"no table is in the language {quoted(language)}; there are: {known}")


def untranslated(registry: Registry, sig: Sig) -> list[tuple[str, str]]:
    """The fields of a SIG that lack a language which a table is in, and that language."""
    texts = [("name", sig.name)]
    texts += [(key, text) for key, text in sig.values.items() if isinstance(text, str)]
    return [
        (key, code)
        for key, text in texts
        if languages_of(text)
        for code in registry.languages
        if code not in languages_of(text)
    ]


def remove_sig(registry: Registry, sig: Sig) -> Registry:
    return registry.with_sigs(other for other in registry.sigs if other is not sig)


def move_sig(registry: Registry, sig: Sig, spot: Spot) -> Registry:
    """The registry with a SIG at another place."""
    for other in (spot.after, spot.before):
        if other is not None and find_sig(registry, other) is sig:
            raise BadValue(f"{sig.name} cannot be put next to itself; name another SIG")
    return _inserted(remove_sig(registry, sig), sig, spot)


def add_person(registry: Registry, sig: Sig, key: str, name: str) -> tuple[Registry, Person]:
    """The registry with one more person in a field of a SIG, and that person."""
    persons = _persons(sig, key)
    person = who.known(registry, name)
    if any(who.is_one(other, person) for other in persons):
        raise BadValue(f"{sig.name}: {person} is in {key} already")
    return _replaced(registry, sig, sig.with_value(key, (*persons, person))), person


def remove_person(registry: Registry, sig: Sig, key: str, name: str) -> tuple[Registry, Person]:
    """The registry without a person in a field of a SIG, and that person."""
    persons = _persons(sig, key)
    person = who.one_of(persons, name, f" in the {key} of {sig.name}")
    gone = {id(other) for other in who.matching(persons, name)}
    left = tuple(other for other in persons if id(other) not in gone)
    return _replaced(registry, sig, sig.with_value(key, left)), person


def rename_person(
    registry: Registry, old: str, new: str, only: Sig | None = None
) -> tuple[Registry, Renamed]:
    """The registry with one person renamed wherever it is named, or in one SIG alone.

    What `new` does not name is kept, but a link made from the old handle follows the new one.
    """
    found = who.mentions(registry, old, only)
    facts = who.news(found.person, old, new)
    named = {id(person): person for *_, person in found.places}
    places: list[tuple[Sig, str]] = []
    sigs: list[Sig] = []
    for sig in registry.sigs:
        changed = sig
        for key in dict.fromkeys(key for each, key, _ in found.places if each is sig):
            before = sig.people(key)
            after = tuple(
                who.renamed(person, found.person, facts, old) if id(person) in named else person
                for person in before
            )
            if after != before:
                _check_single(sig, key, before, after)
                changed = changed.with_value(key, after)
                places.append((sig, key))
        sigs.append(changed)
    renamed = who.renamed(found.person, found.person, facts, old)
    return registry.with_sigs(sigs), Renamed(found.person, renamed, tuple(places))


def field_values(
    registry: Registry, settings: Sequence[str], removed: Sequence[str] = ()
) -> dict[str, Value | None]:
    """The values of `FIELD=VALUE` settings, and None for each field to take away.

    Several persons are separated by commas. Raises `BadValue` or `UnknownName`.
    """
    values: dict[str, Value | None] = {}
    for setting in settings:
        key, equals, text = (part.strip() for part in setting.partition("="))
        if not equals:
            raise BadValue(f"{quoted(setting)} is not FIELD=VALUE")
        kind = _kind(registry, key)
        if not text:
            raise BadValue(f"{key} is empty; take a field away with `edit-sig SIG --unset {key}`")
        if key in values:
            raise BadValue(f"{key} is set twice; set it once")
        values[key] = _people(registry, text) if kind is Kind.PEOPLE else text
    for key in removed:
        _kind(registry, key)
        if key == "name":
            raise BadValue("a SIG has to have a name; change it with `edit-sig SIG --name NAME`")
        if key in values:
            raise BadValue(f"{key} cannot be set and taken away at once")
        values[key] = None
    return values


def check_name(registry: Registry, name: str, own: Sig | None = None) -> None:
    """Raises `BadValue` unless `name` can be a SIG's name: one line of plain text that no other
    SIG has. `own` is the SIG that is to be called so, if there is one already."""
    if len(name) > MAX_NAME_LENGTH:
        raise BadValue(f"the name is {len(name)} characters long; {MAX_NAME_LENGTH} is the most")
    if found := _NO_NAME.search(name):
        raise BadValue(
            f"the name {quoted(name)} holds {found.group()!r}; a name is one line of plain text "
            "without | [ ] and control characters"
        )
    wanted = name_key(name)
    if not wanted.strip():
        raise BadValue("a SIG has to have a name")
    for sig in registry.sigs:
        if sig is not own and wanted in map(name_key, texts_of(sig.name)):
            raise BadValue(
                f"there is a SIG called {sig.name!r} already; change it with `sigtool edit-sig`"
            )


# Fields that are words of sigtool's own, the same in every language.
_WORDS: Final = ("section", "status")


def _in_language(
    registry: Registry, sig: Sig, key: str, value: Value | None, language: str | None
) -> Value | None:
    """A new value for a field, which in one language alone leaves the others as they are."""
    if not isinstance(value, str) or not value or key in _WORDS:
        return value
    old = sig.name if key == "name" else sig.text(key)
    return said(old, value, language, registry.languages)


def _inserted(registry: Registry, sig: Sig, spot: Spot) -> Registry:
    others = list(registry.sigs)
    # With nothing said it goes last, but with its own section where there are several.
    own = registry.section_of(sig)
    at = max(
        (n + 1 for n, s in enumerate(others) if registry.section_of(s) == own), default=len(others)
    )
    if spot.first:
        at = 0
    elif spot.after is not None:
        at = others.index(find_sig(registry, spot.after)) + 1
    elif spot.before is not None:
        at = others.index(find_sig(registry, spot.before))
    return registry.with_sigs([*others[:at], sig, *others[at:]])


def _replaced(registry: Registry, old: Sig, new: Sig) -> Registry:
    return registry.with_sigs(new if sig is old else sig for sig in registry.sigs)


def _kind(registry: Registry, key: str) -> Kind:
    if key in registry.kinds:
        return registry.kinds[key]
    near = get_close_matches(key, registry.fields, n=3)
    advice = or_list(near, f"there are: {', '.join(registry.fields)}")
    raise UnknownName(f"no field is called {quoted(key)}{advice}")


def _persons(sig: Sig, key: str) -> People:
    value = sig.values.get(key, ())
    if isinstance(value, str):
        raise BadValue(
            f"{sig.name}: {key} is the text {quoted(value)}, which could not be read as persons; "
            "write it as a list in the registry first"
        )
    return value


def _people(registry: Registry, text: str) -> People:
    persons = [who.known(registry, part) for part in text.split(",") if part.strip()]
    if twice := who.doubled(persons):
        raise BadValue(f"{twice[0]} is named twice; once is enough")
    return tuple(persons)


def _check_values(registry: Registry, sig: Sig, given: Iterable[str]) -> None:
    """Raises `BadValue` or `UnknownName` where a value that was given cannot be a SIG's."""
    for key in given:
        value = sig.values.get(key)
        if not isinstance(value, str):
            continue
        if found := who.CONTROL.search(value):
            raise BadValue(
                f"{sig.name}: {key} holds {found.group()!r}; a value is one line of text"
            )
        if registry.kinds.get(key) is Kind.LINK:
            who.check_link(f"{sig.name}: {key}", value)
        if key == "status" and value not in list(Status):
            raise BadValue(f"the status {quoted(value)} is none of {', '.join(Status)}")
        if key == "section":
            _check_section(registry, value)


def _check_section(registry: Registry, section: str) -> None:
    known = list(dict.fromkeys(table.section for table in registry.tables if table.section))
    if section not in known:
        advice = f"there are: {', '.join(known)}" if known else "no table has a section"
        near = get_close_matches(section, known)
        raise UnknownName(f"no section is called {quoted(section)}{or_list(near, advice)}")


def _check_single(sig: Sig, key: str, before: People, after: People) -> None:
    """Raises `BadValue` if somebody is twice in a field who was there once."""
    twice = who.doubled(after)
    if len(twice) > len(who.doubled(before)):
        raise BadValue(f"{sig.name}: {twice[0]} would be in {key} twice; remove one first")
