"""A person, and **the** answer to whether two mentions name one person.

Where a mention came from (`origin`) is kept beside it so that an edit can find it again, and is no
part of what it is: two persons with the same fields are equal.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import attrgetter
from typing import Final
from urllib.parse import SplitResult, urlsplit

from sigtool.model.text import Text, Texts, in_language, is_alike, joined_text, texts_of
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named in a people field: at least one of `handle`, `name`, `url`, `email`."""

    handle: Text | None = None
    name: Text | None = None
    url: Text | None = None
    email: Text | None = None
    affiliation: Text | None = None
    role: Text | None = None
    origin: int | None = field(default=None, compare=False, repr=False)

    def items(self) -> Sequence[tuple[str, Text]]:
        """The fields that have a value, in canonical order."""
        own = zip(PERSON_FIELDS, _own_texts(self))  # noqa: B905 - `strict` takes as long again
        return [(key, text) for key, text in own if text]

    @property
    def has_languages(self) -> bool:
        """Whether a text of theirs is one of each of some languages."""
        return Texts in map(type, _own_texts(self))

    def with_texts(self, texts: Mapping[str, Text | None]) -> "Person":
        """This person with other texts; what is not named stays."""
        return replace(self, **texts)  # type: ignore[arg-type] # every field but origin is a text

    def joined(self, languages: Iterable[str], other: "Person", language: str) -> "Person":
        """This person, as these languages write it, with how one more writes it."""
        codes, left, right = tuple(languages), dict(self.items()), dict(other.items())
        return self.with_texts(
            {
                key: joined_text(left.get(key, ""), codes, right.get(key, ""), language) or None
                for key in PERSON_FIELDS
            }
        )

    def completed(self, others: "Sequence[Person]") -> "Person":
        """This person with the fields, and the languages of a field, that only others have."""
        texts: dict[str, Text | None] = {}
        for key in PERSON_FIELDS:
            found = [text for each in (self, *others) if (text := getattr(each, key))]
            texts[key] = found[0] if found else None
            if found and isinstance(found[0], Texts):
                completed: dict[str, str] = {}
                for by_language in (text.by_language for text in found if isinstance(text, Texts)):
                    completed = {**completed, **by_language, **completed}
                texts[key] = Texts(completed)
        return self.with_texts(texts)

    def in_language(self, language: str | None) -> "Person":
        """This person as a table in `language` shows them; a name is never left out."""
        if not self.has_languages:
            return self
        texts = {key: in_language(value, language) or None for key, value in self.items()}
        if not any(texts.get(key) for key in IDENTIFYING_FIELDS):
            texts = {key: in_language(value, None) for key, value in self.items()}
        return self.with_texts(texts)

    def __str__(self) -> str:
        if isinstance(self.handle, Texts):
            return " / ".join(dict.fromkeys(f"@{each}" for each in texts_of(self.handle) if each))
        return f"@{self.handle}" if self.handle else str(self.name or self.email or self.url or "")


PERSON_FIELDS: Final = ("handle", "name", "url", "email", "affiliation", "role")
_own_texts: Final = attrgetter(*PERSON_FIELDS)
IDENTIFYING_FIELDS: Final = ("handle", "name", "url", "email")
# These are the same in every language.
ACCOUNT_FIELDS: Final = ("handle", "url", "email")

People = tuple[Person, ...]


def same_person(one: Person, other: Person) -> bool:
    """Whether two mentions name one person.

    The first of these that both have decides: the account that the link opens; the handle, which is
    an account too; the e-mail address; the name, if neither address nor employer speaks against it.
    A link that opens no account decides like one, but not where two have other names or handles:
    then it is the page of a team. Links to other pages are of one person only if both say one
    handle, on one host.
    """
    if one.url and other.url:
        left, right = accounts(one), accounts(other)
        if left and right:
            return bool(left & right)
        if not _links(one) & _links(other):
            return bool(_hosts(one) & _hosts(other)) and is_alike(one.handle, other.handle)
        if one.handle and other.handle:
            return is_alike(one.handle, other.handle)
        return not _differ(one.name, other.name)
    if (left_handles := handles(one)) and (right_handles := handles(other)):
        return bool(left_handles & right_handles)
    if one.email and other.email:
        return is_alike(one.email, other.email)
    return is_alike(one.name, other.name) and not _differ(one.affiliation, other.affiliation)


_SCHEME: Final = lazily(r"^https?://(?:www\.)?")
# A link to the web as most are: a host in small letters, and the way to a page.
_PLAIN_URL: Final = lazily(r"(https?)://([a-z\d.-]+)((?:/[\w.~%+@=&/-]*)?)", re.ASCII)


def url_parts(url: str) -> SplitResult | None:
    """The parts, as `urlsplit` finds them, which takes its time; None for a text that is no URL."""
    if plain := _PLAIN_URL.fullmatch(url):
        return SplitResult(plain[1], plain[2], plain[3], "", "")
    try:
        return urlsplit(url)
    except ValueError:
        return None


def host_of(url: str) -> str:
    """The host of a link to the web; "" for any other."""
    if plain := _PLAIN_URL.fullmatch(url):
        return plain[2]
    parts = url_parts(url)
    return _host(parts) if parts else ""


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


@lru_cache(maxsize=4096)  # links of persons are compared with one another
def account(url: str) -> tuple[str, str] | None:
    """The host and the account of a profile link, or None if the link is none."""
    parts = url_parts(url)
    if parts is None or parts.query or parts.fragment:
        return None
    path = [part for part in parts.path.split("/") if part]
    return (host, path[0]) if len(path) == 1 and (host := _host(parts)) else None


def accounts(person: Person) -> frozenset[tuple[str, str]]:
    """The host and the account that each link of a person opens, case ignored."""
    return _accounts(person.url) if person.url else frozenset()


@lru_cache(maxsize=4096)
def _accounts(urls: Text) -> frozenset[tuple[str, str]]:
    found = map(account, texts_of(urls))
    return frozenset(
        (host.casefold().removeprefix("www."), name.casefold())
        for host, name in filter(None, found)
    )


def followed(url: Text | None, old: Text | None, new: Text | None) -> Text | None:
    """The link of a person whose account changes: that of the old account opens the new one, and
    any other stays."""
    if not (isinstance(url, str) and isinstance(old, str) and isinstance(new, str)):
        return url
    found = account(url)
    is_of_old = found is not None and found[1].casefold() == old.casefold()
    return url.rstrip("/")[: -len(old)] + new if is_of_old else url


def by_account(person: Person) -> Person:
    """A person as cells say them whose link opens an account of the name that a language shows:
    there, that is no name, but a handle."""
    opened = account(person.url) if isinstance(person.url, str) else None
    if opened is None or person.handle or opened[1] not in texts_of(person.name or ""):
        return person
    if not isinstance(person.name, Texts):
        return person.with_texts({"handle": opened[1], "name": None})
    shown = {code: text for code, text in person.name.by_language.items() if text == opened[1]}
    names = {code: text for code, text in person.name.by_language.items() if code not in shown}
    return person.with_texts({"handle": Texts(shown), "name": Texts(names) if names else None})


def handles(person: Person) -> frozenset[str]:
    """The handles that name a person, case ignored: the one that is said, and the account's."""
    opened = {name for _, name in accounts(person)}
    return _folded(person.handle).union(opened) if person.handle else frozenset(opened)


def folded_link(url: str) -> str:
    """What two links to one page have in common."""
    return _SCHEME.sub("", url.casefold()).rstrip("/")


def grouped(persons: Sequence[Person]) -> list[list[int]]:
    """The mentions of each person, as indices of `persons`, in order of the first of each.

    Two mentions of one person need not show it (`@ada`, and the link of an account called ada), and
    a mention may fit two persons (`@ada`, where two hosts have one). So those that say most come
    first, and one that fits several persons is nobody but those who say the same. Most have nothing
    in common with anybody.
    """
    mentions: dict[Person, list[int]] = {}
    for at, person in enumerate(persons):
        mentions.setdefault(person, []).append(at)
    keys = [_keys(person) for person in mentions]
    owners = Counter(chain.from_iterable(keys))
    alone: list[list[int]] = []
    known: dict[int, list[_Key]] = {}
    for own, found in zip(keys, mentions.values(), strict=True):
        if own and all(owners[key] == 1 for key in own):
            alone.append(found)
        else:
            known |= dict.fromkeys(found, own)
    groups: list[_Group] = []
    with_key: dict[_Key, dict[int, _Group]] = {}
    ambiguous: dict[Person, _Group] = {}
    for at in sorted(known, key=lambda at: (_weight(known[at]), at)):
        person, own = persons[at], known[at]
        telling = [key for key in own if key[0] in _TELLING[_weight(own)]]
        near = {n: group for key in telling for n, group in with_key.get(key, {}).items()}
        fitting = list(islice((group for group in near.values() if group.fits(person)), 2))
        group = fitting[0] if len(fitting) == 1 else _Group()
        if len(fitting) > 1:
            group = ambiguous.setdefault(person, group)
        else:
            for key in own:
                with_key.setdefault(key, {})[id(group)] = group
        if not group.mentions:
            groups.append(group)
        group.mentions.append(at)
        group.distinct[person] = None
    return sorted([*alone, *(sorted(group.mentions) for group in groups)])


@dataclass(slots=True)
class _Group:
    """One person: the indices of the mentions, and those that differ from one another."""

    mentions: list[int] = field(default_factory=list)
    distinct: dict[Person, None] = field(default_factory=dict)

    def fits(self, person: Person) -> bool:
        return person in self.distinct or any(same_person(each, person) for each in self.distinct)


def profile_host(persons: Iterable[Person]) -> str | None:
    """The base of most persons' profile links, as `https://gitee.com/`; None if they have none."""
    links = [url for person in persons for url in texts_of(person.url or "")]
    bases = Counter(
        url.removesuffix(found[1]) if url.endswith(found[1]) else f"https://{found[0]}/"
        for url in links
        if (found := account(url))
    )
    return max(bases, key=lambda base: bases[base]) if bases else None


def repeated(persons: Sequence[Person]) -> list[tuple[int, int]]:
    """Who is in a list twice: the index of each further mention, and that of the first."""
    return sorted((at, group[0]) for group in grouped(persons) for at in group[1:])


# What another mention of the same person would have in common with one, and of which kind it is:
# an account, a link, a handle, an address, a name; the surest first.
_Key = tuple[int, object]
# By the first kind of key that a mention has, those by which it is one of a person who says more,
# or as much.
_TELLING: Final = ((0,), (1, 2), (2,), (3, 4), (4,))


def _keys(person: Person) -> list[_Key]:
    kinds = (
        accounts(person),
        _links(person) if person.url else (),
        handles(person),
        _folded(person.email) if person.email else (),
        _folded(person.name) if person.name else (),
    )
    return [(kind, key) for kind, found in enumerate(kinds) for key in found]


def _weight(keys: Sequence[_Key]) -> int:
    return keys[0][0] if keys else len(_TELLING) - 1


def _folded(text: Text | None) -> frozenset[str]:
    if isinstance(text, str):
        return frozenset((text.casefold(),)) if text else frozenset()
    return frozenset(each.casefold() for each in texts_of(text or "") if each)


def _links(person: Person) -> frozenset[str]:
    return frozenset(map(folded_link, _folded(person.url)))


def _hosts(person: Person) -> frozenset[str]:
    return frozenset(link.split("/")[0] for link in _links(person))


def _differ(one: Text | None, other: Text | None) -> bool:
    return bool(one and other) and not is_alike(one, other)
