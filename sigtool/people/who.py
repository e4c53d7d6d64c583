"""WHO, as people write it on a command line: whom it names in a registry.

Pure. A person has no number here: `model.same_person` says which mentions are one person.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final

from sigtool.errors import BadValue, Remedy, UnknownName, unknown
from sigtool.model import (
    ACCOUNT_FIELDS,
    Mention,
    People,
    Person,
    Registry,
    Sig,
    Text,
    accounts,
    folded_link,
    followed,
    grouped,
    handles,
    in_language,
    is_alike,
    languages_of,
    profile_host,
    texts_of,
    with_text,
)
from sigtool.model import account as account_of_link
from sigtool.people import cell as people
from sigtool.people.words import is_capitalised
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, replace
from sigtool.text.wording import closest, quoted

# Longer than any person that a table shows; what is longer is a paste gone wrong.
MAX_LENGTH: Final = 500
# C0 but for the tab, DEL, C1, what ends lines, what reorders text (Trojan Source), and halves of
# characters, which no file can hold.
CONTROL: Final = lazily(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# One word is a handle, though people's names are words as well: nearly all tables show handles.
_WORD: Final = lazily(r"[A-Za-z0-9][\w.-]*")
# Up to a comma that is in no brackets; brackets that are not closed are letters.
_PART: Final = lazily(r"(?:\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|（[^（）]*）|[^,])+")
_SCHEME: Final = lazily(r"([A-Za-z][A-Za-z0-9+.-]*):")
# What a link may open; a browser does as it is told by any other, `javascript:` among them.
_SCHEMES: Final = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom WHO names, and every mention of it."""

    person: Person
    mentions: tuple[Mention, ...]


def parts(text: str) -> list[str]:
    """What commas separate in a list of WHO, but for those inside of brackets."""
    return [part for each in _PART.findall(text) if (part := each.strip())]


def parse(who: str) -> Person:
    """A person as written on a command line. Raises `BadValue` for what names nobody."""
    text = who.strip()
    if _WORD.fullmatch(text):
        text = f"@{text}"
    cell = people.parse(text) if len(text) <= MAX_LENGTH else None
    if cell is None or len(cell.items) != 1:
        advice = "write @handle, a name, 'Name <mail>', a link, or [@handle](link)"
        raise BadValue(f"{quoted(who)} does not name one person; {advice}")
    person = cell.items[0].person
    if person.url:
        check_link(f"the link of {person}", in_language(person.url, None))
    return person


def one_of(persons: Sequence[Person], who: str, where: str = "") -> Person:
    """The one of `persons` that `who` means, as the mention that says most.

    Raises `UnknownName`, which says `where` they are, as " in Compiler".
    """
    found = matching(persons, who)
    if not found:
        texts = {text.casefold(): text for person in persons for text in _names(person)}
        wanted = _parsed(who)
        word = in_language(wanted.handle or wanted.name or who, None)
        near = [texts[key] for key in closest(_bare(word), texts)]
        raise unknown(f"nobody{where} is {quoted(who)}", near, Remedy.SEE_PEOPLE, person=who)
    first_of_each = [found[group[0]] for group in grouped(found)]
    if len(first_of_each) > 1:
        ways = dict.fromkeys(str(person.url or person.email or person) for person in first_of_each)
        raise UnknownName(f"{quoted(who)} may be any of: {', '.join(ways)}; name one by those")
    return max(found, key=lambda person: (bool(person.url), len(list(person.items()))))


def mentions(registry: Registry, who: str, sig: Sig | None = None) -> Named:
    """Every mention of the person that `who` names, in all SIGs or in one: by a handle, an account,
    a link, an e-mail address, or a name. Raises `UnknownName` if nobody or several are meant.

    One that shows the account under another handle may be a link copied from another row: it counts
    only if `who` names it.
    """
    everywhere = list(registry.mentions())
    there = [each.person for each in everywhere if sig is None or each.sig is sig]
    target = one_of(there, who, f" in {sig.name}" if sig else "")
    persons = [each.person for each in everywhere]
    named = {id(person) for person in matching(persons, who)}
    for group in grouped(persons):
        if any(persons[at] is target for at in group):
            named |= {id(persons[at]) for at in group if _is_called_so(persons[at], target)}
    places = [each for each in everywhere if id(each.person) in named]
    return Named(target, tuple(each for each in places if sig is None or each.sig is sig))


def matching(persons: Iterable[Person], who: str) -> list[Person]:
    """The persons that `who` may mean: those of the first of its readings that finds any."""
    persons = list(persons)
    wanted, bare = _parsed(who), _bare(who)
    readings: tuple[Callable[[Person], bool], ...] = (
        lambda person: _is_link(person.url, wanted.url),
        lambda person: is_alike(person.handle, bare),
        lambda person: any(bare == name for _, name in accounts(person)),
        lambda person: is_alike(person.email, wanted.email or bare),
        lambda person: is_alike(person.handle, wanted.handle),
        lambda person: is_alike(person.name, wanted.name or bare),
    )
    for reading in readings:
        found = [person for person in persons if reading(person) and _agrees(person, wanted)]
        if found:
            return found
    return []


def known(
    registry: Registry,
    who: str,
    listed: People = (),
    section: str | None = None,
    key: str = "leads",
) -> Person:
    """The person that `who` names: as the registry knows it, with what `who` says besides.

    Who is `listed` already, in a list that is given anew, stays the same mention. A handle that is
    new gets a link to an account if most people of that field in that section have one, on the host
    that they use.
    """
    wanted = parse(who)
    if matching(listed, who):
        return _with_news(one_of(listed, who), wanted)
    everybody = [each.person for each in registry.mentions()]
    if _shows_names(registry, section, key):
        wanted = _with_name(wanted, who)
    if matching(everybody, who):
        found = one_of(everybody, who)
        if wanted.name and not is_alike(found.name, wanted.name):
            # Who is known by another name is written as it was typed.
            return _as_typed(wanted, found)
        return replace(
            found,
            url=found.url or wanted.url,
            email=found.email or wanted.email,
            affiliation=wanted.affiliation or found.affiliation,
            role=wanted.role,
            origin=None,
        )
    host, handle = _host_beside(registry, section, key), in_language(wanted.handle or "", None)
    if host and not wanted.url and _WORD.fullmatch(handle):
        return replace(wanted, url=host + handle)
    by_link = wanted.url and not (wanted.handle or wanted.name)
    with_handles = not everybody or any(person.handle for person in everybody)
    return replace(wanted, handle=account(wanted)) if by_link and with_handles else wanted


def news(target: Person, old: str, new: str, hosts: Collection[str] = ()) -> dict[str, str]:
    """What `new` says a person is to be, by field, "" for one that goes; a handle and the link made
    from it follow each other. `old` is what it was called on the command line; `hosts` are those of
    accounts."""
    wanted = parse(new)
    facts = {key: in_language(text, None) for key, text in wanted.items()}
    at = account(target)
    by_account = not target.handle and at is not None and at.casefold() == _bare(old)
    # Who has no handle gets another account with a new one; a link to any other page stays.
    has_account = any(host in hosts for host, _ in accounts(target))
    is_new = has_account and not target.handle and new.strip().startswith("@")
    follows = by_account or is_new or is_alike(at, target.handle)
    url = in_language(target.url or "", None)
    if url and at and follows and "handle" in facts and "url" not in facts:
        facts["url"] = str(followed(url, at, facts["handle"]))
    if follows and target.handle and "handle" not in facts and (found := account(wanted)):
        facts["handle"] = found
    is_handle = wanted == Person(handle=wanted.handle)
    is_word = is_handle and not new.strip().startswith("@")
    if target.name and not target.handle and (is_word or (is_handle and by_account)):
        # Who was called by their account gets another one, and who has no handle none by a bare
        # word, which is a name.
        word = facts.pop("handle")
        if not by_account:
            facts["name"] = word
    is_called = not target.handle and old.strip().startswith("@")
    is_bare = is_called and is_alike(target.name, _bare(old))
    if is_bare and "handle" in facts and "name" not in facts:
        # In a column of bare accounts, what was read as a name is the handle. Beside a link it is
        # the new account, which no longer differs from what is shown.
        facts["name"] = "" if "url" in facts else facts.pop("handle")
    return facts


def renamed(
    person: Person,
    target: Person,
    facts: Mapping[str, str],
    old: str = "",
    language: str | None = None,
    languages: Sequence[str] = (),
) -> Person:
    """A mention of `target` with new facts: of those it shows, and of those nobody knew.

    A text that not all of `languages` share changes in the one that is named, or in which it was
    called `old`. One that served all of them goes on to serve the others. Raises `BadValue` where
    neither tells which.
    """
    texts: dict[str, Text | None] = {}
    at, handle = account(target), facts.get("handle")
    by_account = _bare(old) in handles(target)
    for key, text in facts.items():
        before: Text = getattr(person, key) or ""
        if not (before or not getattr(target, key)):
            continue
        if key == "url" and target.url != text == followed(target.url, at, handle):
            # It follows the handle, and so does another link of theirs, or it stays.
            text = str(followed(before, at, handle)) if isinstance(before, str) else text
        # A handle that is spelt as a name is does not say in which language that name changes.
        is_called = key != "name" or not by_account
        code = language or (_language(before, old) if is_called else None)
        codes = languages_of(before)
        # An account is one in every language, even where one language alone writes it.
        choices = {*codes, *(() if key in ACCOUNT_FIELDS else languages)}
        if code is None and codes and len(choices) > 1:
            raise several_languages(f"{person}", key, before, languages)
        texts[key] = with_text(before, text, code, languages) or None
    return person.with_texts(texts)


def several_languages(entity: str, key: str, text: Text, languages: Sequence[str] = ()) -> BadValue:
    """What to raise where a text is to change that several languages have, or one of several alone,
    and none is named."""
    codes = languages_of(text)
    found = f"in each of {', '.join(codes)}; say which one is meant"
    if len(codes) == 1:
        found, codes = f"in {codes[0]} alone; say which language is meant", tuple(languages)
    message = f"{entity}: {key} has a text {found}"
    return BadValue(message, Remedy.NAME_LANGUAGE, choices=codes)


def account(person: Person) -> str | None:
    """The account that a person's link opens, as it is written there."""
    found = account_of_link(in_language(person.url, None)) if person.url else None
    return found[1] if found else None


def check_link(what: str, link: str) -> None:
    """Raises `BadValue` for a link that a browser would not open as a page."""
    if found := CONTROL.search(link):
        raise BadValue(f"{what} holds {found.group()!r}; a link is one line of text")
    scheme = _SCHEME.match(link)
    if scheme and scheme.group(1).lower() not in _SCHEMES:
        raise BadValue(f"{what} is {quoted(link)}; a link begins with https:// or is relative")


def _host_beside(registry: Registry, section: str | None, key: str) -> str | None:
    """The base of the links that most people of a field have who show an account, in a section."""
    persons = [
        each.person
        for each in registry.mentions()
        if each.field == key and registry.section_of(each.sig) == section
    ]
    with_account = [person for person in persons if person.handle or accounts(person)]
    linked = sum(account(person) is not None for person in with_account)
    return profile_host(persons) if 2 * linked > len(with_account) else None


def _as_typed(wanted: Person, found: Person) -> Person:
    """WHO as it was typed, with what the registry knows of this person besides."""
    return replace(
        wanted,
        url=wanted.url or found.url,
        email=wanted.email or found.email,
        affiliation=wanted.affiliation or found.affiliation,
    )


def _shows_names(registry: Registry, section: str | None, key: str) -> bool:
    """Whether the links to accounts of a field, in a section, show names and no handles."""
    linked = [
        each.person
        for each in registry.mentions()
        if each.field == key and registry.section_of(each.sig) == section
        if account(each.person)
    ]
    return bool(linked) and all(person.name and not person.handle for person in linked)


def _with_name(wanted: Person, who: str) -> Person:
    """WHO with the word that its link shows as a name, if it is written as names are."""
    word = in_language(wanted.handle or "", None)
    if wanted.name or not is_capitalised(word) or not who.strip().startswith(f"[{word}]("):
        return wanted
    return replace(wanted, handle=None, name=word)


def _with_news(person: Person, wanted: Person) -> Person:
    """A mention with what WHO says that it does not, and the employer and the role as WHO says."""
    return person.with_texts(
        {
            key: text
            for key, text in wanted.items()
            if key in ("affiliation", "role") or (key != "handle" and not getattr(person, key))
            if not is_alike(getattr(person, key), text)
        }
    )


def _language(text: Text, word: str) -> str | None:
    """The one language in which a text is `word`."""
    codes = languages_of(text)
    found = [code for code in codes if in_language(text, code).casefold() == _bare(word)]
    return found[0] if len(found) == 1 else None


def _is_called_so(person: Person, target: Person) -> bool:
    return not (person.handle and target.handle) or is_alike(person.handle, target.handle)


def _parsed(who: str) -> Person:
    """What `who` says in the grammar of people; nothing for any other text, which may be a name."""
    with suppress(BadValue):
        return parse(who)
    return Person()


def _agrees(person: Person, wanted: Person) -> bool:
    """Whether nothing that was asked for speaks against this person."""
    if wanted.url and person.url:
        return _is_link(person.url, wanted.url)
    return not (person.email and wanted.email) or is_alike(person.email, wanted.email)


def _names(person: Person) -> list[str]:
    texts = (*texts_of(person.handle or ""), *texts_of(person.name or ""), account(person))
    return list(filter(None, texts))


def _bare(who: str) -> str:
    return who.strip().removeprefix("@").casefold()


def _is_link(value: Text | None, other: Text | None) -> bool:
    links = {folded_link(url) for url in texts_of(value or "") if url}
    return any(folded_link(url) in links for url in texts_of(other or "") if url)
