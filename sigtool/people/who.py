"""WHO, as people write it on a command line: whom it names in a registry.

Pure. A person has no number here: `model.same_person` says which mentions are one person.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Final

from sigtool.errors import BadValue, Remedy, UnknownName, unknown
from sigtool.model import (
    Mention,
    People,
    Person,
    Registry,
    Sig,
    Text,
    accounts,
    folded_link,
    grouped,
    in_language,
    is_alike,
    profile_host,
    texts_of,
)
from sigtool.model import account as account_of_link
from sigtool.people import cell as people
from sigtool.people.shape import PeopleCell
from sigtool.people.words import is_capitalised
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, replace
from sigtool.text.wording import argument, closest, quoted

# Longer than any person that a table shows; what is longer is a paste gone wrong.
MAX_LENGTH: Final = 500
# C0 but for the tab, DEL, C1, what ends lines, what reorders text (Trojan Source), and halves of
# characters, which no file can hold.
CONTROL: Final = lazily(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# One word is a handle, though people's names are words as well: nearly all tables show handles.
_WORD: Final = lazily(r"[A-Za-z0-9][\w.-]*")
# What a comma inside of separates nobody: brackets and quotation marks, each with what closes it.
_BRACKETS: Final = dict(zip('([<（［【「『《“„"', ')]>）］】」』》”“"', strict=True))
# A page without its scheme, as a browser's address bar shows it: `github.com/ada`.
_PAGE: Final = lazily(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}/\S+")
_SCHEME: Final = lazily(r"([A-Za-z][A-Za-z0-9+.-]*):")
# What a link may open; a browser does as it is told by any other, `javascript:` among them.
_SCHEMES: Final = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom WHO names, and every mention of it."""

    person: Person
    mentions: tuple[Mention, ...]


def parts(text: str) -> list[str]:
    """What commas separate in a list of WHO, but for those inside of brackets or quotation marks;
    such as are not closed are letters."""
    closed, commas, at = _closed(text), [-1], 0
    while at < len(text):
        at = closed.get(at, at)
        if text[at] == ",":
            commas.append(at)
        at += 1
    bounds = pairwise([*commas, len(text)])
    return [part for start, end in bounds if (part := text[start + 1 : end].strip())]


def _closed(text: str) -> dict[int, int]:
    """Where each bracket of a text is closed that is."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for at, sign in enumerate(text):
        if opened.get(sign):
            found[opened[sign].pop()] = at
        elif sign in _BRACKETS:
            opened.setdefault(_BRACKETS[sign], []).append(at)
    return found


def parse(who: str) -> Person:
    """A person as written on a command line. Raises `BadValue` for what names nobody."""
    text = who.strip()
    if _WORD.fullmatch(text):
        text = f"@{text}"
    cell = people.parse(text) if len(text) <= MAX_LENGTH else None
    if cell is None or len(cell.items) != 1:
        raise BadValue(f"{quoted(who)} does not name one person; {_instead(text, cell)}")
    person = cell.items[0].person
    if person.url:
        check_link(f"the link of {person}", in_language(person.url, None))
    return person


def _instead(text: str, cell: PeopleCell | None) -> str:
    """What to write in the place of a text that names nobody, or several."""
    if cell is not None:
        return f"it names {len(cell.items)} people; give them one by one"
    name, comma, rest = (part.strip() for part in text.partition(","))
    mailbox, (called, angle, mail) = text.removeprefix("mailto:"), text.partition("<")
    link = f"mailto:{mail.removesuffix('>')}" if angle else "https://…"
    likely = (
        ("an address stands alone: write", mailbox, "@" in mailbox and mailbox != text),
        ("a link begins with https://: write", f"https://{text}", bool(_PAGE.fullmatch(text))),
        ("a comma separates people; for an employer, write", f"{name} ({rest})", bool(comma)),
        ("a name has capital letters: write", called.title() + angle + mail, text.islower()),
        ("such a name needs a link: write", f"[{called.strip()}]({link})", text[:1].isalnum()),
    )
    for reason, other, is_likely in likely if len(text) < MAX_LENGTH else ():
        if is_likely and people.parse(other):
            return f"{reason} {argument(other)}"
    return "write @handle, a name, 'Name <mail>', a link, or [@handle](link)"


def one_of(persons: Sequence[Person], who: str, where: str = "") -> Person:
    """The one of `persons` that `who` means, as the mention that says most.

    Raises `UnknownName`, which says `where` they are, as " in Compiler".
    """
    found = matching(persons, who)
    if not found:
        texts = {text.casefold(): text for person in persons for text in _names(person)}
        wanted = _parsed(who)
        word = in_language(wanted.handle or wanted.name or who, None)
        parts = [key for key in texts if bare(word) in key.split()]
        near = [texts[key] for key in dict.fromkeys([*parts, *closest(bare(word), texts)])][:3]
        raise _nobody(who, where, near)
    first_of_each = [found[group[0]] for group in grouped(found)]
    if len(first_of_each) > 1:
        ways = dict.fromkeys(str(person.url or person.email or person) for person in first_of_each)
        raise UnknownName(f"{quoted(who)} may be any of: {', '.join(ways)}; name one by those")
    return max(found, key=lambda person: (bool(person.url), len(list(person.items()))))


def _nobody(who: str, where: str, near: Sequence[str]) -> UnknownName:
    return unknown(f"nobody{where} is {quoted(who)}", near, Remedy.SEE_PEOPLE, person=who)


def refuse_more(person: Person, who: str, where: str) -> None:
    """Raises `UnknownName` where `who` is the name of a person and an account, an address or an
    employer that they are not known to have: that may be somebody else."""
    wanted = _parsed(who)
    if not wanted.name or _is_link(person.url, wanted.url):
        return
    if is_alike(person.handle, wanted.handle) or is_alike(person.email, wanted.email):
        return
    more = wanted.with_texts({"name": None, "role": None})
    if any(not is_alike(getattr(person, key), text) for key, text in more.items()):
        raise _nobody(who, where, [str(person)])


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
    wanted, word = _parsed(who), bare(who)
    readings: tuple[Callable[[Person], bool], ...] = (
        lambda person: _is_link(person.url, wanted.url),
        lambda person: is_alike(person.handle, word),
        lambda person: any(word == name for _, name in accounts(person)),
        lambda person: is_alike(person.email, wanted.email or word),
        lambda person: is_alike(person.handle, wanted.handle),
        lambda person: is_alike(person.name, wanted.name or word),
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
    *,
    has_link: bool = False,
) -> Person:
    """The person that `who` names: as the registry knows it, with what `who` says besides.

    Who is `listed` already, in a list that is given anew, stays the same mention. A handle that is
    new gets a link to an account if most people of that field in that section have one, on the host
    that they use; not if it is known that they have a link (`has_link`).
    """
    everybody = [each.person for each in registry.mentions()]
    is_known, is_listed = bool(matching(everybody, who)), bool(matching(listed, who))
    # Somebody may have a name that names nobody by itself: `R&D Team`, which has a link.
    wanted = _parsed(who) if is_known or is_listed else parse(who)
    if is_listed:
        return _with_news(one_of(listed, who), wanted)
    if _shows_names(registry, section, key):
        wanted = _with_name(wanted, who)
    if is_known:
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
    if host and not (wanted.url or has_link) and _WORD.fullmatch(handle):
        return replace(wanted, url=host + handle)
    by_link = wanted.url and not (wanted.handle or wanted.name)
    with_handles = not everybody or any(person.handle for person in everybody)
    return replace(wanted, handle=account(wanted)) if by_link and with_handles else wanted


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


def bare(who: str) -> str:
    """What is compared of WHO: without a sign before it, and case."""
    return who.strip().removeprefix("@").casefold()


def _is_link(value: Text | None, other: Text | None) -> bool:
    links = {folded_link(url) for url in texts_of(value or "") if url}
    return any(folded_link(url) in links for url in texts_of(other or "") if url)
