"""WHO, as people write it on a command line: whom it names, and which mentions are one person.

Pure. A person has no number here, so two mentions are one person by what they say.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Final

from sigtool import people, profiles
from sigtool.errors import BadValue, UnknownName
from sigtool.model import Person, Registry, Sig, in_language, languages_of, said, texts_of

# Longer than any person that a table shows; what is longer is a paste gone wrong.
MAX_LENGTH: Final = 500
# C0 but for the tab, DEL, C1, what ends lines, what reorders text (Trojan Source), and halves of
# characters, which no file can hold.
CONTROL: Final = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# One word is a handle, though people's names are words as well: nearly all tables show handles.
_WORD: Final = re.compile(r"[A-Za-z0-9][\w.-]*")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# What a link may open; a browser does as it is told by any other, `javascript:` among them.
_SCHEMES: Final = ("http", "https", "mailto")
_QUOTED_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class Mentions:
    """A person, and every mention of it: the SIG, the field, and the person as written there."""

    person: Person
    places: tuple[tuple[Sig, str, Person], ...]


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
        check_link(f"the link of {person}", person.url)
    return person


def find(registry: Registry, who: str, sig: Sig | None = None) -> Person:
    """The person that `who` names: a handle, an account, a link, an e-mail address, or a name.

    Raises `UnknownName` if nobody, or more than one, is meant; `sig` narrows the search.
    """
    persons = [person for each, _, person in registry.persons() if sig is None or sig is each]
    return one_of(persons, who, f" in {sig.name}" if sig else "")


def one_of(persons: Sequence[Person], who: str, where: str = "") -> Person:
    """The one of `persons` that `who` means, as the mention that says most.

    Raises `UnknownName`, which says `where` they are, as " in Compiler".
    """
    found = matching(persons, who)
    if not found:
        texts = {text.casefold(): text for person in persons for text in _names(person)}
        wanted = _parsed(who)
        near = get_close_matches(_bare(wanted.handle or wanted.name or who), texts, n=3)
        advice = or_list([texts[key] for key in near], "`sigtool leads` shows all")
        raise UnknownName(f"nobody{where} is {quoted(who)}{advice}")
    fullest = max(found, key=lambda person: (bool(person.url), len(list(person.items()))))
    others = [person for person in found if not is_one(person, fullest)]
    if others:
        ways = dict.fromkeys(
            person.url or person.email or str(person) for person in (fullest, *others)
        )
        raise UnknownName(f"{quoted(who)} may be any of: {', '.join(ways)}; name one by those")
    return fullest


def mentions(registry: Registry, who: str, sig: Sig | None = None) -> Mentions:
    """Every mention of the person that `who` names, in all SIGs or in one. Raises `UnknownName`."""
    target = find(registry, who, sig)
    everywhere = [each for each in registry.persons() if sig is None or sig is each[0]]
    persons = [person for _, _, person in everywhere]
    named = {id(person) for person in matching(persons, who)}
    others = [other for other in persons if not is_one(other, target)]
    for person in persons:
        # Without a link it might as well be somebody else who has that handle or name.
        is_sure = bool(person.url) or not any(_is_same(person, other) for other in others)
        if _is_same(person, target) and is_sure:
            named.add(id(person))
    return Mentions(target, tuple(each for each in everywhere if id(each[2]) in named))


def matching(persons: Iterable[Person], who: str) -> list[Person]:
    """The persons that `who` may mean: those of the first of its readings that finds any."""
    persons = list(persons)
    wanted, bare = _parsed(who), _bare(who)
    readings: tuple[Callable[[Person], bool], ...] = (
        lambda person: _is_link(person.url, wanted.url),
        lambda person: _is(person.handle, bare),
        lambda person: _is(account(person), bare),
        lambda person: _is(person.email, wanted.email or bare),
        lambda person: _is(person.handle, wanted.handle),
        lambda person: _is(person.name, wanted.name or bare),
    )
    for reading in readings:
        found = [person for person in persons if reading(person) and _agrees(person, wanted)]
        if found:
            return found
    return []


def known(registry: Registry, who: str) -> Person:
    """The person that `who` names: as the registry knows it, with what `who` says besides.

    A handle that is new gets a link on the host that the registry's people use, if they use one.
    """
    wanted = parse(who)
    everybody = [person for _, _, person in registry.persons()]
    if matching(everybody, who):
        found = one_of(everybody, who)
        return replace(
            found,
            url=found.url or wanted.url,
            email=found.email or wanted.email,
            affiliation=wanted.affiliation or found.affiliation,
            role=wanted.role,
            origin=None,
        )
    host = profiles.profile_host(everybody)
    if wanted.handle and not wanted.url and host and _WORD.fullmatch(wanted.handle):
        return replace(wanted, url=host + wanted.handle)
    by_link = wanted.url and not (wanted.handle or wanted.name)
    with_handles = not everybody or any(person.handle for person in everybody)
    if by_link and with_handles and (found_account := account(wanted)):
        return replace(wanted, handle=found_account)
    return wanted


def news(target: Person, old: str, new: str) -> dict[str, str]:
    """What `new` says a person is to be, by field; a handle and the link made from it follow each
    other. `old` is what it was called on the command line."""
    wanted = parse(new)
    facts = dict(wanted.items())
    at = account(target)
    by_account = not target.handle and _is(at, _bare(old))
    follows = by_account or _is(at, target.handle)
    if target.url and at and follows and "handle" in facts and "url" not in facts:
        facts["url"] = target.url.rstrip("/").removesuffix(at) + facts["handle"]
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
    is_bare = not target.handle and old.strip().startswith("@") and _is(target.name, _bare(old))
    if is_bare and "handle" in facts and "name" not in facts:
        # In a column of bare accounts, what was read as a name is the handle.
        facts["name"] = facts.pop("handle")
    return facts


def renamed(person: Person, target: Person, facts: Mapping[str, str], old: str = "") -> Person:
    """A mention of `target` with new facts: of those it shows, and of those nobody knew.

    A name in several languages changes in the one in which it was called `old`.
    """
    shown: dict[str, Any] = {
        key: said(before := getattr(person, key) or "", text, _language(before, old), ())
        for key, text in facts.items()
        if _shows(person, target, key)
    }
    return replace(person, **shown)


def _language(text: str, word: str) -> str | None:
    """The language in which a text is `word`."""
    found = (code for code in languages_of(text) if _is(in_language(text, code), _bare(word)))
    return next(found, None)


def is_one(one: Person, other: Person) -> bool:
    """Whether two mentions name one person, or at least open one page."""
    return _is_link(one.url, other.url) or _is_same(one, other)


def doubled(persons: Sequence[Person]) -> list[Person]:
    """Those who were named earlier in `persons` already."""
    return [
        person
        for at, person in enumerate(persons)
        if any(is_one(person, other) for other in persons[:at])
    ]


def account(person: Person) -> str | None:
    """The account that a person's link opens."""
    found = profiles.account(person.url) if person.url else None
    return found[1] if found else None


def check_link(what: str, link: str) -> None:
    """Raises `BadValue` for a link that a browser would not open as a page."""
    if found := CONTROL.search(link):
        raise BadValue(f"{what} holds {found.group()!r}; a link is one line of text")
    scheme = _SCHEME.match(link)
    if scheme and scheme.group(1).lower() not in _SCHEMES:
        raise BadValue(f"{what} is {quoted(link)}; a link begins with https:// or is relative")


def quoted(text: str) -> str:
    """What somebody typed, in a message: on one line, and no longer than one."""
    return repr(text if len(text) <= _QUOTED_LENGTH else text[: _QUOTED_LENGTH - 1] + "…")


def or_list(near: Sequence[str], advice: str) -> str:
    """The end of a message about a name that is not known: what may have been meant."""
    if not near:
        return f"; {advice}"
    return "; did you mean " + " or ".join(repr(text) for text in near) + "?"


def _parsed(who: str) -> Person:
    """What `who` says in the grammar of people; nothing for any other text, which may be a name."""
    try:
        return parse(who)
    except BadValue:
        return Person()


def _is_same(one: Person, other: Person) -> bool:
    """Whether two mentions name one person: alike in something, no other link, no other handle."""
    if _differ(one.url, other.url, _folded_link) or _differ(one.handle, other.handle):
        return False
    if _is_link(one.url, other.url) or _is(one.handle, other.handle) or _is(one.email, other.email):
        return True
    return _is(one.name, other.name) and not _differ(one.email, other.email)


def _agrees(person: Person, wanted: Person) -> bool:
    """Whether nothing that was asked for speaks against this person."""
    if wanted.url and person.url:
        return _is_link(person.url, wanted.url)
    return not _differ(person.email, wanted.email)


def _shows(person: Person, target: Person, key: str) -> bool:
    return bool(getattr(person, key) or not getattr(target, key))


def _names(person: Person) -> list[str]:
    texts = (*texts_of(person.handle or ""), *texts_of(person.name or ""), account(person))
    return [text for text in texts if text]


def _bare(who: str) -> str:
    return who.strip().removeprefix("@").casefold()


def _is(value: str | None, other: str | None) -> bool:
    """Whether two texts say the same in some language, case ignored."""
    if not value or not other:
        return False
    texts = {text.casefold() for text in texts_of(value)}
    return any(text.casefold() in texts for text in texts_of(other))


def _is_link(value: str | None, other: str | None) -> bool:
    return bool(value and other) and _folded_link(value or "") == _folded_link(other or "")


def _differ(
    value: str | None, other: str | None, folded: Callable[[str], str] = str.casefold
) -> bool:
    return bool(value and other) and folded(value or "") != folded(other or "")


def _folded_link(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.casefold()).rstrip("/")
