"""What is asked of a registry: which SIGs, in which language, and which people. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from sigtool.edit.fields import find_section, languages_showing
from sigtool.edit.find import command_name as command_name
from sigtool.edit.find import keys_with_section as keys_with_section
from sigtool.edit.find import names_of_sections as names_of_sections
from sigtool.edit.find import registered as registered
from sigtool.edit.find import section_before as section_before
from sigtool.edit.find import shared_names as shared_names
from sigtool.errors import UnknownName
from sigtool.markdown.inline import plain
from sigtool.markdown.seen import bare_name
from sigtool.model import (
    WORDS,
    Kind,
    Mention,
    Person,
    Registry,
    Sig,
    Text,
    Texts,
    as_text,
    grouped,
    languages_of,
    texts_of,
)
from sigtool.model import in_language as in_one
from sigtool.text.language import EAST_ASIAN, is_one
from sigtool.text.wording import quoted

# Fields with an option of their own; the others have --set.
_OPTIONS: Final = ("name", "readme", "responsibilities", "section")


class Known(NamedTuple):
    """A person, and where SIGs name them: each SIG and field once."""

    person: Person
    mentions: tuple[Mention, ...]


def find_sigs(
    registry: Registry,
    *,
    lead: str | None,
    section: str | None,
    status: str | None,
    text: str | None,
) -> list[Sig]:
    """The SIGs that all of these choose; a text is looked for in every language, case ignored."""
    leads = _led_by(registry, lead) if lead is not None else frozenset()
    named = filter(None, (sig.word("section") for sig in registry.sigs))
    wanted = find_section(registry, section, named) if section is not None else None
    return [
        sig
        for at, sig in enumerate(registry.sigs)
        if (lead is None or at in leads)
        and (section is None or registry.section_of(sig) == wanted)
        and (status is None or sig.status == status)
        and (text is None or text.casefold() in _all_text(sig).casefold())
    ]


def _led_by(registry: Registry, lead: str) -> frozenset[int]:
    """The SIGs that name a person, and the rows that are that person, by their places."""
    from sigtool.edit import rows
    from sigtool.people import who

    everywhere = rows.with_persons(registry)
    named = {id(mention.sig) for mention in who.mentions(everywhere, lead).mentions}
    return frozenset(at for at, sig in enumerate(everywhere.sigs) if id(sig) in named)


def option(key: str) -> str:
    """The option of a command that gives a field a value, up to the value."""
    return f"--{key} " if key in _OPTIONS else f"--set {key}="


def shared_calls(registry: Registry) -> frozenset[str]:
    """What readers call more than one SIG, case ignored."""
    keys = Counter(
        key
        for sig in registry.sigs
        for key in {bare_name(text).casefold() for text in texts_of(sig.name)}
    )
    return frozenset(key for key, count in keys.items() if count > 1)


def called(registry: Registry, sig: Sig, shared: Collection[str]) -> Text:
    """What readers call a SIG, in each of its languages; with its section if a name is `shared`."""
    calls = {code: bare_name(in_one(sig.name, code)) for code in languages_of(sig.name) or (None,)}
    if section := section_if_shared(registry, sig, shared):
        calls = {code: f"{section}/{call}" for code, call in calls.items()}
    texts = {code: call for code, call in calls.items() if code is not None}
    return Texts(texts) if texts else calls[None]


def section_if_shared(registry: Registry, sig: Sig, shared: Collection[str]) -> str | None:
    """The section of a SIG that needs it to be told from others: one of its names is `shared`."""
    keys = {bare_name(text).casefold() for text in texts_of(sig.name)}
    return None if keys.isdisjoint(shared) else registry.section_of(sig)


def in_every_language(registry: Registry, before: Sig | None, sig: Sig) -> list[tuple[str, str]]:
    """The new texts of a SIG that the tables of several languages show alike, though others have
    one a language; with each of those that their letters are not of, or all if no letter tells."""
    found: list[tuple[str, str]] = []
    for key, value in sig.values.items():
        is_new = before is None or before.values.get(key) != value
        shown = languages_showing(registry, registry.section_of(sig), key)
        if len(shown) < 2 or not (is_new and isinstance(value, str)) or key in WORDS:
            continue
        others = [
            each.values[key] for each in registry.sigs if each is not sig if key in each.values
        ]
        has_habit = any(isinstance(each, Texts) for each in others)
        if registry.kinds[key] is Kind.TEXT and (has_habit or not others):
            foreign = [code for code in shown if not _may_be_in(value, code)]
            found += [(key, code) for code in foreign or (shown if has_habit else ())]
    return found


def _may_be_in(text: str, language: str) -> bool:
    """Whether the letters of a text are those of a language."""
    is_east_asian = any(is_one(language, code) for code in ("zh", "ja", "ko"))
    return bool(EAST_ASIAN.search(text)) is is_east_asian


def in_language(registry: Registry, sigs: Sequence[Sig], language: str | None) -> list[Sig]:
    """These SIGs as a table in a language shows them, without those that it does not show."""
    if language is None:
        return list(sigs)
    language = language_called(registry, language)
    return [localised for sig in sigs if (localised := sig.in_language(language))]


def known_people(registry: Registry) -> list[Known]:
    """Everybody whom SIGs name, each once, in the order of the registry. Where a row is a person,
    its name is a mention, and the account beside it one of the same person."""
    from sigtool.edit import rows

    everywhere, own = rows.with_persons(registry), rows.own_fields(registry)
    mentions = list(everywhere.mentions())
    people: dict[int, list[int]] = {}
    of_row: dict[int, int] = {}
    for number, group in enumerate(grouped([mention.person for mention in mentions])):
        people[number] = group
        for sig in (mentions[at].sig for at in group if mentions[at].field in own):
            other = of_row.get(id(sig), number) if sig.people(rows.ROW) else number
            if other != number:
                people[number] = sorted((*people[number], *people.pop(other)))
                of_row = {key: number if at == other else at for key, at in of_row.items()}
            of_row[id(sig)] = number
    sigs = {id(new): old for new, old in zip(everywhere.sigs, registry.sigs, strict=True)}
    known = [_known([mentions[at] for at in group]) for group in sorted(people.values())]
    return [
        Known(person, tuple(_shown(mention, sigs) for mention in places))
        for person, places in known
    ]


def _shown(mention: Mention, sigs: Mapping[int, Sig]) -> Mention:
    """A mention where the registry has it; that of a row in its name."""
    from sigtool.edit.rows import ROW

    key = "name" if mention.field == ROW else mention.field
    return Mention(sigs[id(mention.sig)], key, mention.person)


def _known(mentions: Sequence[Mention]) -> Known:
    """One person: as the mention with most facts says, and what the others say besides."""
    persons = sorted((mention.person for mention in mentions), key=_facts, reverse=True)
    places: dict[tuple[int, str], Mention] = {}
    for mention in mentions:
        places.setdefault((id(mention.sig), mention.field), mention)
    return Known(persons[0].completed(persons[1:]), tuple(places.values()))


def _facts(person: Person) -> tuple[int, int]:
    """How much a mention says: how many fields, then how many texts."""
    texts = [texts_of(text) for _, text in person.items()]
    return len(texts), sum(map(len, texts))


def _all_text(sig: Sig) -> str:
    """Whatever a SIG says, in all its languages, as written and as seen, a text a line."""
    texts = [as_text(value) for _, value in sig.items()]
    texts += [t for key in sig.values for person in sig.people(key) for _, t in person.items()]
    written = [each for text in texts for each in texts_of(text)]
    return "\n".join((*written, *map(plain, written)))


def language_called(registry: Registry, code: str | None) -> str | None:
    """The language of a table that a code names: `pt_BR` is `pt-br`, and `pt` where no other one is
    Portuguese. Raises `UnknownName` unless a table is in that language."""
    if code is None or code in registry.languages:
        return code
    wanted = code.strip().replace("_", "-").casefold()
    alike = [each for each in registry.languages if each.replace("_", "-").casefold() == wanted]
    found = alike or [each for each in registry.languages if is_one(each, wanted)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(registry.languages) or "none; say `language:` in `tables`"
    raise UnknownName(f"no table is in the language {quoted(code)}; there are: {known}")


def untranslated(registry: Registry, sig: Sig) -> list[tuple[str, str]]:
    """The fields of a SIG that lack a language in which a table shows them, and that language."""
    return [
        (key, code)
        for key, value in sig.items()
        if (known := languages_of(as_text(value)))
        for code in languages_showing(registry, registry.section_of(sig), key)
        if code not in known
    ]
