"""SIG4xx: the accounts of people, across all SIGs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from sigtool.check.passages import passages, place_of
from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot
from sigtool.errors import BadValue
from sigtool.model import (
    Mention,
    Person,
    Text,
    Texts,
    account,
    accounts,
    by_language,
    handles,
    in_language,
    languages_of,
    texts_of,
)
from sigtool.people import who
from sigtool.records import dataclass
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.wording import argument, quoted

# What is a fact about a person wherever it is said, and what to call it.
_FACTS: Final[Mapping[str, str]] = {
    "handle": "handle",
    "name": "name",
    "email": "e-mail address",
    "affiliation": "affiliation",
}


class _Odd(NamedTuple):
    """A mention that says what most do, where another does not; in which language, if in one."""

    usual: Mention
    language: str | None


@dataclass(frozen=True, slots=True)
class _Identifier:
    """An account or an e-mail address as a mention writes it, where, and the link that it is in."""

    mention: Mention
    path: tuple[str, ...]
    text: str
    link: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether the handle of the mention is this account."""
        shown = texts_of(self.mention.person.handle or "")
        return self.text.casefold() in map(str.casefold, shown)

    def at(self, snapshot: Snapshot) -> Location:
        return place_of(snapshot, self.mention, *self.path)


def _people(snapshot: Snapshot) -> list[list[Mention]]:
    """The mentions of each person with an account; of several in one field (SIG403) the first."""
    found: list[list[Mention]] = []
    for mentions in snapshot.people:
        if any(handles(mention.person) for mention in mentions):
            first = {(each.sig.origin, each.field): each for each in reversed(mentions)}
            found.append(list(reversed(first.values())))
    return found


@rule("SIG405", "person-conflict", Severity.WARNING)
@once
def person_conflict(snapshot: Snapshot) -> Iterator[Finding]:
    """An account has the same handle, name, e-mail address and affiliation everywhere."""
    for mentions in _people(snapshot):
        odd_handles = _odd(mentions, "handle")
        for alike in _by_handle(mentions):
            odd = {key: odd_handles if key == "handle" else _odd(alike, key) for key in _FACTS}
            for mention in alike:
                facts = {key: ids[id(mention)] for key, ids in odd.items() if id(mention) in ids}
                if facts:
                    yield _conflict(snapshot, mention, facts)


def _by_handle(mentions: Sequence[Mention]) -> Iterable[Sequence[Mention]]:
    """The mentions of a person, apart by those handles that are another than the account."""
    others = {text for each in mentions for text in texts_of(_fact(each.person, "handle"))}
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        own = map(str.casefold, texts_of(mention.person.handle or ""))
        found.setdefault(next((text for text in own if text in others), ""), []).append(mention)
    return found.values()


def _fact(person: Person, key: str) -> Text:
    """What is said of a person; not a handle that is the account, nor case where that is none."""
    value: Text = getattr(person, key) or ""
    known = {name for _, name in accounts(person)} if key == "handle" else set()
    if key not in ("handle", "email"):
        return value
    if key == "handle" and not known:
        return ""  # without a link, the handle is the account
    folded = {language: text.casefold() for language, text in by_language(value)}
    left = {language: text for language, text in folded.items() if text not in known}
    if isinstance(value, str):
        return left.get((), "")
    return Texts({code: text for (code, *_), text in left.items()})


def _odd(mentions: Sequence[Mention], key: str) -> dict[int, _Odd]:
    """The mentions, by their identity, of which others say something else than they do.

    Each language counts by itself. A text that serves every language is compared in all of them,
    unless it is what one of them says.
    """
    facts = [(mention, fact) for mention in mentions if (fact := _fact(mention.person, key))]
    in_some = {text for _, fact in facts if isinstance(fact, Texts) for text in texts_of(fact)}
    facts = [(mention, fact) for mention, fact in facts if fact not in in_some]
    codes = dict.fromkeys(code for _, fact in facts for code in languages_of(fact))
    found: dict[int, _Odd] = {}
    for code in codes or (None,):
        spoken = [(m, fact, text) for m, fact in facts if (text := in_language(fact, code))]
        usual = _commonest(text for _, _, text in spoken)
        first = next(((m, fact) for m, fact, text in spoken if text == usual), None)
        for mention, fact, text in spoken:
            if first and text != usual:
                is_in_one = languages_of(fact) and languages_of(first[1])
                found.setdefault(id(mention), _Odd(first[0], code if is_in_one else None))
    return found


def _conflict(snapshot: Snapshot, mention: Mention, facts: Mapping[str, _Odd]) -> Finding:
    parts: list[str] = []
    related: list[Related] = []
    commands: list[str | None] = []
    for key, odd in facts.items():
        texts: list[Text] = [getattr(each.person, key) for each in (mention, odd.usual)]
        if odd.language:
            texts = [in_language(text, odd.language) for text in texts]
        own, usual = texts
        who_is = f" of {mention.person}" if not parts else ""
        parts.append(f"the {_FACTS[key]}{who_is} is {quoted(own)}, elsewhere {quoted(usual)}")
        place = place_of(snapshot, odd.usual, key)
        related.append(Related(f"elsewhere it is {quoted(usual)}", place))
        commands.append(None if odd.language else _command(mention.person, key, own, usual))
    hint = "; ".join(command for command in commands if command)
    return Finding(
        f"{mention.sig.name}: {'; '.join(parts)}",
        place_of(snapshot, mention, next(iter(facts))),
        related,
        hint=f"{hint}, or correct the others" if all(commands) else "say the same everywhere",
        # Two handles are two accounts; a name or an employer may be written in several ways.
        severity=Severity.ERROR if "handle" in facts else None,
    )


def _command(person: Person, key: str, own: Text, wanted: Text) -> str | None:
    """The command that says a fact in every mention of a person; None where there is none."""
    if isinstance(own, Texts) or isinstance(wanted, Texts):
        return None
    known = person.url or person.email or person.name or ""
    old = f"@{in_language(person.handle, None)}" if person.handle else in_language(known, None)
    new = {"affiliation": f"{old} ({wanted})", "handle": f"@{wanted}"}.get(key, wanted)
    facts: dict[str, Text] = {key: wanted}
    if key == "affiliation" and person.handle:
        facts = {"handle": person.handle, key: wanted}
    try:
        read = dict(who.parse(new).items())
    except BadValue:
        return None
    return f"sigtool rename-lead {argument(old)} {argument(new)}" if read == facts else None


def _commonest(texts: Iterable[str]) -> str:
    counts = Counter(texts)
    return max(counts, key=lambda text: counts[text], default="")


@rule("SIG406", "look-alike-person", Severity.WARNING)
def look_alike_person(snapshot: Snapshot) -> Iterator[Finding]:
    """No two accounts differ in case alone, or share an e-mail address."""
    people = _people(snapshot)
    for mentions in people:
        for spellings in _by_account(mentions):
            yield from _other_spellings(snapshot, spellings)
    owners: dict[str, _Identifier] = {}
    for mentions in people:
        addresses = [
            _Identifier(mention, ("email", *language), email)
            for mention in mentions
            for language, email in by_language(mention.person.email or "")
        ]
        firsts = {each.text.casefold(): each for each in reversed(addresses)}
        for address, own in firsts.items():
            first = owners.setdefault(address, own)
            if first is not own:
                yield _shared(snapshot, own, first)


def _by_account(mentions: Sequence[Mention]) -> Iterable[Sequence[_Identifier]]:
    """How a person's mentions write each account: in a link, or as a handle that no link shows."""
    linked = [mention.person for mention in mentions if accounts(mention.person)]
    shown = {text for person in linked for text in texts_of(person.handle or "")}
    known = {name: (host, name) for person in linked for host, name in accounts(person)}
    found: dict[tuple[str, str], list[_Identifier]] = {}
    for mention in mentions:
        person = mention.person
        for language, url in by_language(person.url or ""):
            if opened := account(url):
                host, name = opened
                key = (host.casefold().removeprefix("www."), name.casefold())
                spelling = _Identifier(mention, ("url", *language), name, url)
                found.setdefault(key, []).append(spelling)
        for language, handle in by_language(person.handle or ""):
            if not accounts(person) and handle not in shown:
                folded = handle.casefold()
                spelling = _Identifier(mention, ("handle", *language), handle)
                found.setdefault(known.get(folded, ("", folded)), []).append(spelling)
    return found.values()


def _other_spellings(snapshot: Snapshot, spellings: Sequence[_Identifier]) -> Iterator[Finding]:
    """The further ways in which one account is written, the first mention of each."""
    usual = _commonest(each.text for each in spellings)
    first: dict[str, _Identifier] = {}
    for each in spellings:
        first.setdefault(each.text, each)
    for text, one in first.items():
        other = first[usual]
        old, new = f"@{text}", f"@{usual}"
        if one.link and other.link and not (one.is_shown and other.is_shown):
            old, new = one.link, other.link
        if text != usual:
            yield Finding(
                f"{one.mention.sig.name}: the account {text!r} is {usual!r} elsewhere, "
                "which differs in case alone",
                one.at(snapshot),
                [Related("the other one is here", other.at(snapshot))],
                hint=f"write it in one way: sigtool rename-lead {argument(old)} {argument(new)}",
            )


def _shared(snapshot: Snapshot, own: _Identifier, first: _Identifier) -> Finding:
    person, owner = own.mention.person, first.mention.person
    one, other = str(person), str(owner)
    if one == other:
        one, other = str(person.url or one), str(owner.url or other)
    return Finding(
        f"{own.mention.sig.name}: {one} has the e-mail address of {other}",
        own.at(snapshot),
        [Related(f"it is that of {other} here", first.at(snapshot))],
        hint="if they are one person, name one account everywhere; else correct the address",
    )


@rule("SIG410", "foreign-host", Severity.WARNING)
@once
def foreign_host(snapshot: Snapshot) -> Iterator[Finding]:
    """A profile link opens a page on one of the community's `hosts`."""
    named = [text if "://" in text else f"https://{text}" for text in snapshot.settings.hosts]
    hosts = [host for host in map(_host, named) if host]
    for passage in passages(snapshot) if hosts else ():
        host = _host(passage.text) if passage.part == "url" else ""
        if host and not f".{host}".endswith(tuple(f".{known}" for known in hosts)):
            wanted = " or ".join(hosts)
            message = f"{passage.sig.name}: {passage.person} links to {host}, not to {wanted}"
            hint = f"name the account there, or add {host} to `hosts` under `validate:`"
            yield Finding(message, passage.at(snapshot), hint=hint)


def _host(link: str) -> str:
    """The host of a link to the web; "" of any other."""
    try:
        parts = urlsplit(link)
        return parts.hostname or "" if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
