"""One registry -> another: what each editing command does, without files, tables or YAML. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from sigtool.edit import rows
from sigtool.edit.checks import check_name, check_values
from sigtool.edit.fields import field_called, find_section, languages_showing, setting_parts
from sigtool.edit.find import command_name, shared_names
from sigtool.edit.find import find_sig as find_sig
from sigtool.edit.find import name_keys as name_keys
from sigtool.errors import BadValue, Remedy
from sigtool.markdown.inline import name_key
from sigtool.markdown.naming import with_name
from sigtool.model import (
    WORDS,
    Kind,
    People,
    Person,
    Registry,
    Sig,
    Text,
    Texts,
    Value,
    as_text,
    handles,
    in_language,
    is_alike,
    languages_of,
    repeated,
    same_person,
    texts_of,
    with_text,
)
from sigtool.people import cell, who
from sigtool.text.records import dataclass, field, replace
from sigtool.text.wording import quoted


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a SIG is put: right after or before another, first, or last.

    With nothing said it goes last, unless whoever asks knows better.
    """

    after: str | None = None
    before: str | None = None
    first: bool = False
    last: bool = False

    @property
    def neighbour(self) -> str | None:
        """The SIG that it is put next to."""
        return self.after or self.before


@dataclass(frozen=True, slots=True)
class Renamed:
    """A person's former and new self, the SIGs and fields that were changed, and what each
    mention that changed says before and after."""

    old: Person
    new: Person
    places: tuple[tuple[Sig, str], ...]
    mentions: tuple[tuple[Person, Person], ...] = field(default=(), compare=False)


def add_sig(registry: Registry, sig: Sig, spot: Spot, language: str | None = None) -> Registry:
    """The registry with one more SIG; with a language its texts are in that one alone."""
    if section := sig.word("section"):
        sig = sig.with_value("section", find_section(registry, section))
    for text in texts_of(sig.name):
        check_name(registry, text, sig)
    if language is not None:
        for key, value in sig.items():
            if isinstance(value, str) and key not in WORDS:
                sig = sig.with_value(key, Texts({language: value}))
    check_values(registry, sig, sig.values)
    return _inserted(registry, sig, spot)


def edit_sig(
    registry: Registry,
    sig: Sig,
    values: Mapping[str, Value | None],
    language: str | None = None,
) -> Registry:
    """The registry with some fields of a SIG changed, texts in the language that is named; None
    takes a field away. A name takes the place of the one that readers see, in the Markdown around
    it. Raises `BadValue` where a text has languages, and which one is meant cannot be told."""
    others = {*(languages_of(sig.name) or registry.languages)} - {language}
    if "name" in values and values["name"] is None and not others:
        raise BadValue("a SIG has to have a name", Remedy.RENAME_SIG)
    name = values.get("name")
    if isinstance(name, str):
        values = {**values, "name": _in_markdown(sig, name, language)}
    values = {key: _in_language(registry, sig, key, values[key], language) for key in values}
    changed = sig
    for key, value in values.items():
        if isinstance(value, tuple):
            # Who stays is the same mention, so what the file says around it stays too.
            value = tuple(next((p for p in sig.people(key) if p == new), new) for new in value)
        changed = changed.with_value(key, value)
    after = _replaced(registry, sig, changed)
    for text in texts_of(as_text(name)) if name is not None else ():
        check_name(after, text, changed)
    check_values(registry, changed, values)
    for other in after.beside(changed) if "section" in values else ():
        if name_keys(other) & name_keys(changed):
            section = registry.section_of(changed)
            raise BadValue(f"{section} has a SIG called {str(other.name)!r} already; rename one")
    return after


def rename_sig(registry: Registry, sig: Sig, new: str, language: str | None = None) -> Registry:
    """The registry with a SIG renamed, in the language that is named, and so under `per_sig` where
    exactly the old name stands; a name in one language alone tells which.

    What is written otherwise stays, since no way back would find it. So does a name that another
    SIG has too, or that the SIG still has in another language, and all if the new name is there.
    """
    codes = languages_of(sig.name)
    language = codes[0] if language is None and len(codes) == 1 else language
    after = edit_sig(registry, sig, {"name": new}, language)
    name = _in_markdown(sig, new, language)
    return with_names_followed(after, names_followed(registry, sig, texts_of(sig.name), name))


def names_followed(
    registry: Registry, sig: Sig, former: Iterable[str], name: str
) -> Mapping[str, str]:
    """Former names of a SIG, and the same with its section, as they are called now."""
    before = f"{registry.section_of(sig)}/"
    pairs = [(old, name) for old in former]
    return dict(pairs) | {before + old: before + new for old, new in pairs}


def with_names_followed(registry: Registry, names: Mapping[str, str]) -> Registry:
    """The registry with former names of SIGs, under `per_sig`, as they are called now; those stay
    that a SIG still has, and all for which the new name is there."""
    now = {text for sig in registry.sigs for text in texts_of(sig.name)}
    settings = registry.settings
    new = {
        old: name
        for old, name in names.items()
        if old in settings.per_sig
        # A name that is only written otherwise now has the key that it had.
        and name_key(old) not in map(name_key, now - {name})
        and name_key(name) not in map(name_key, settings.per_sig.keys() - {old})
    }
    per_sig = {new.get(name, name): each for name, each in settings.per_sig.items()}
    if len(per_sig) < len(settings.per_sig):  # two were one SIG
        return registry
    return replace(registry, settings=replace(settings, per_sig=per_sig))


def remove_sig(registry: Registry, sig: Sig) -> Registry:
    return registry.with_sigs(other for other in registry.sigs if other is not sig)


def move_sig(registry: Registry, sig: Sig, spot: Spot) -> Registry:
    """The registry with a SIG at another place."""
    for other in (spot.after, spot.before):
        if other is not None and find_sig(registry, other) is sig:
            raise BadValue(f"{sig.name} cannot be put next to itself; name another SIG")
    return _inserted(remove_sig(registry, sig), sig, spot)


def add_person(
    registry: Registry, sig: Sig, key: str, name: str, shown: Person | None = None
) -> tuple[Registry, Person]:
    """The registry with one more person in a field of a SIG, and that person: with what the table
    says of them, too, if they are `shown` there already."""
    persons = _persons(registry, sig, key)
    has_link = shown is not None and bool(shown.url)
    section = registry.section_of(sig)
    person = who.known(registry, name, section=section, key=key, has_link=has_link)
    if shown is not None:
        person = person.with_texts(_more(person, shown))
    if any(same_person(other, person) for other in persons):
        raise BadValue(f"{sig.name}: {person} is in {key} already")
    return _replaced(registry, sig, sig.with_value(key, (*persons, person))), person


def _more(person: Person, shown: Person) -> dict[str, Text]:
    """What somebody's row says, and what was said of them does not, or in one language alone."""
    own = dict(person.items())
    return {
        key: text
        for key, text in shown.items()
        if key not in own or (isinstance(text, Texts) and is_alike(own[key], text))
    }


def remove_person(registry: Registry, sig: Sig, key: str, name: str) -> tuple[Registry, Person]:
    """The registry without a person in a field of a SIG, and that person."""
    persons = _persons(registry, sig, key)
    where = f" in the {key} of {sig.name}"
    person = who.one_of(persons, name, where)
    who.refuse_more(person, name, where)
    gone = {id(other) for other in who.matching(persons, name)}
    left = tuple(other for other in persons if id(other) not in gone)
    return _replaced(registry, sig, sig.with_value(key, left)), person


def rename_person(
    registry: Registry, old: str, new: str, only: Sig | None = None, language: str | None = None
) -> tuple[Registry, Renamed]:
    """The registry with one person renamed wherever it is named, or in one SIG alone.

    What `new` does not name is kept, but a link made from the old handle follows the new one. Of a
    name in several languages, the one in `language` changes, else the one that `old` is. Where rows
    are persons, the name and its link are a mention, too, and a column of accounts beside it holds
    no names.
    """
    from sigtool.people import renaming

    everywhere = rows.with_persons(registry)
    if only is not None:
        only = everywhere.sigs[next(n for n, sig in enumerate(registry.sigs) if sig is only)]
    found = who.mentions(everywhere, old, only)
    facts = renaming.news(found.person, old, new, rows.hosts_of_accounts(everywhere))
    news: dict[int, Mapping[str, str]] = {id(each.person): facts for each in found.mentions}
    target, accounts = found.person, rows.own_fields(registry) - {rows.ROW}
    for sig in everywhere.sigs if only is None else (only,):
        if apart := rows.news_apart(sig, accounts, facts, news.keys(), new):
            news |= apart.news
            target = target.completed(apart.persons)
    codes = registry.languages
    renamed = partial(renaming.renamed, target=target, old=old, language=language, languages=codes)
    places: list[tuple[Sig, str]] = []
    mentions: list[tuple[Person, Person]] = []
    sigs: list[Sig] = []
    fields, new_self = tuple(everywhere.kinds), renamed(target, facts=facts)
    for sig in everywhere.sigs:
        changed = sig
        for key in fields if only is None or sig is only else ():
            before = sig.people(key)
            after = tuple(renamed(each, facts=news.get(id(each), {})) for each in before)
            if after != before:
                others = [each for each in before if id(each) not in news]
                twice = [after[at] for at, _ in repeated(after)]
                is_more = len(twice) > len(repeated(before))
                if twins := twice if is_more else called_so(others, new, new_self):
                    raise BadValue(
                        f"{sig.name}: {twins[0]} would be in {key} twice; remove one first"
                    )
                changed = changed.with_value(key, after)
                places.append((sig, "name" if key == rows.ROW else key))
                pairs = zip(before, after, strict=True)
                mentions += [(was, now) for was, now in pairs if was != now]
        sigs.append(changed)
    shown = rows.without_persons(everywhere.with_sigs(sigs), everywhere)
    return shown, Renamed(target, new_self, tuple(places), tuple(mentions))


def called_so(others: Sequence[Person], new: str, person: Person) -> list[Person]:
    """Whom of others `new` names by a handle, an account or a name that a person gets; an address
    may be that of several."""
    return [
        each
        for each in who.matching(others, new)
        if handles(each) & handles(person) or is_alike(each.name, person.name)
    ]


def field_values(
    registry: Registry,
    settings: Sequence[str],
    removed: Sequence[str] = (),
    sig: Sig | None = None,
    language: str | None = None,
) -> dict[str, Value | None]:
    """The values of `FIELD=VALUE` settings, and None for each field to take away, in a language
    that is named; a header's text names its field.

    Several persons are separated by commas; who is in the list of `sig` already stays the mention
    that it is. Raises `BadValue` or `UnknownName`.
    """
    values: dict[str, Value | None] = {}
    section = registry.section_of(sig) if sig else None
    for setting in settings:
        word, equals, text = setting_parts(registry, setting)
        if not (word and equals):
            raise BadValue(f"{quoted(setting)} is not FIELD=VALUE")
        key = field_called(registry, word, section)
        if not text:
            raise BadValue(f"{key} is empty", Remedy.UNSET_FIELD, field=key)
        if key in values:
            raise BadValue(f"{key} is set twice; set it once")
        values[key] = text
        if registry.kinds[key] is Kind.PEOPLE:
            listed = sig.people(key) if sig else ()
            persons = tuple(
                who.known(registry, part, listed, section, key) for part in who.parts(text)
            )
            if twice := repeated(persons):
                raise BadValue(f"{persons[twice[0][0]]} is named twice; once is enough")
            values[key] = persons
    for word in removed:
        key = field_called(registry, word, section)
        if key == "name" and language is None:
            raise BadValue("a SIG has to have a name", Remedy.RENAME_SIG)
        if key in values:
            raise BadValue(f"{key} cannot be set and taken away at once")
        values[key] = None
    return values


def _in_markdown(sig: Sig, name: str, language: str | None) -> str:
    """A new name of a SIG with the Markdown that stands around the old one."""
    old = in_language(sig.name, language)
    return (with_name(old, name) if old and name else None) or name


def _in_language(
    registry: Registry, sig: Sig, key: str, value: Value | None, language: str | None
) -> Value | None:
    """A new value for a field, which in one language alone leaves the others as they are."""
    old = sig.text(key)
    if language is not None and (isinstance(value, tuple) or sig.people(key)):
        raise BadValue(
            f"{sig.name}: {key} names the same people in every language; leave out the language"
        )
    if key == "section" and isinstance(value, str):
        return find_section(registry, value)
    if isinstance(value, tuple) or key in WORDS or value == "":
        return value
    known = languages_of(old)
    if language is None and known:
        from sigtool.people.renaming import several_languages

        # What is taken away is the one text that there is; a new text may be of another language.
        showing = (
            () if value is None else languages_showing(registry, registry.section_of(sig), key)
        )
        if len({*known, *showing}) > 1:
            raise several_languages(str(sig.name), key, old, showing)
    is_for_all = not known and (language is None or len(registry.languages) < 2)
    if value is None and (not old or is_for_all):
        return None
    return with_text(old, str(value or ""), language, registry.languages)


def _inserted(registry: Registry, sig: Sig, spot: Spot) -> Registry:
    others = list(registry.sigs)
    # Last is with its own section where there are several.
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


def _persons(registry: Registry, sig: Sig, key: str) -> People:
    value = sig.values.get(key, ())
    if isinstance(value, tuple):
        return value
    texts = [text for text in texts_of(value) if not cell.is_placeholder(text)]
    if texts and all(map(cell.is_pointer, texts)):
        raise BadValue(
            f"{sig.name}: {key} says where they are listed, {', '.join(texts)}; name them there, "
            "or write them as a list in the registry first"
        )
    if texts:
        raise BadValue(
            f"{sig.name}: {key} is the text {quoted(str(value))}, not a list of persons",
            Remedy.LIST_PEOPLE,
            sig=command_name(registry, sig, shared_names(registry)),
            field=key,
        )
    return ()
