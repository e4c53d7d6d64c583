"""SIG4xx: the accounts of people, across all SIGs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sigtool import profiles, who
from sigtool.diagnostic import Location, Related, Severity
from sigtool.errors import BadValue
from sigtool.model import Localized, Person, Registry, Sig, texts_of
from sigtool.rules.rule import Finding, Rule
from sigtool.rules.values import once
from sigtool.rules.words import argument, brief
from sigtool.snapshot import Snapshot

# What is a fact about a person wherever it is said, and what to call it.
_FACTS: Final[Mapping[str, str]] = {
    "handle": "handle",
    "name": "name",
    "email": "e-mail address",
    "affiliation": "affiliation",
}
# An account: its host and its name, case ignored. Where a link opens no account, it stands for the
# host, and the handle for the account; without a link there is no host.
_Account = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A person, and the SIG and the field where it is named."""

    sig: Sig
    key: str
    person: Person

    @property
    def account(self) -> str | None:
        """The account that the link opens, as it is written there."""
        return who.account(self.person)

    def at(self, snapshot: Snapshot, part: str) -> Location:
        return snapshot.at_sig(self.sig, self.key, self.person.origin or 0, part)

    def fact(self, key: str) -> str | None:
        """What is said of a person; not its handle where that is the account."""
        value: str | None = getattr(self.person, key)
        if value is None or isinstance(value, Localized) or key not in ("handle", "email"):
            return value
        folded = value.casefold()
        is_account = key == "handle" and folded == (self.account or value).casefold()
        return None if is_account else folded


def person_conflict(snapshot: Snapshot) -> Iterator[Finding]:
    """An account has the same handle, name, e-mail address and affiliation everywhere.

    Mentions are of one account if they have the same link; where one has none, the same handle.
    What most of them say counts, or what the first says. What a mention leaves out is no conflict,
    and a role may differ from SIG to SIG. A handle that is not the account of its link (SIG404) is
    compared with other such handles alone; since the link may be the one that is wrong, so is what
    is said of somebody who is called so.

    Bad:

        sigs:
          - name: Compiler
            leads: [{handle: ada, name: Ada Lovelace}]
          - name: Runtime
            leads: [{handle: ada, name: Ada Byron}]

    Good:

        sigs:
          - name: Compiler
            leads: [{handle: ada, name: Ada Lovelace}]
          - name: Runtime
            leads: [{handle: ada, name: Ada Lovelace}]
    """
    yield from once(_conflicts(snapshot))


def look_alike_person(snapshot: Snapshot) -> Iterator[Finding]:
    """No two accounts differ in case alone, or share an e-mail address.

    Hosts do not tell `Ada` from `ada`: it is one account, written in two ways. Two accounts with
    one address are one person who is counted twice, or one address was copied from another row.

    Bad:

        sigs:
          - name: Compiler
            leads: [{handle: ada}]
          - name: Runtime
            leads: [{handle: Ada}]

    Good:

        sigs:
          - name: Compiler
            leads: [{handle: ada}]
          - name: Runtime
            leads: [{handle: ada}]
    """
    accounts = _by_account(snapshot.registry)
    for mentions in accounts.values():
        yield from _spellings(snapshot, mentions)
    owners: dict[str, _Mention] = {}
    for mentions in accounts.values():
        addresses = {m.person.email.casefold(): m for m in mentions[::-1] if m.person.email}
        for address, mention in addresses.items():
            first = owners.setdefault(address, mention)
            if first is not mention:
                yield _shared(snapshot, mention, first)


def foreign_host(snapshot: Snapshot) -> Iterator[Finding]:
    """A profile link opens a page on one of the community's `hosts`.

    Where a community works on one host, an account on another is an old one, or somebody else's.
    Nothing is reported unless the registry names hosts. A subdomain counts as its host.

    Settings: `hosts` under `validate:`.

    Bad:

        validate: {hosts: [example.org]}
        sigs:
          - name: Compiler
            leads: [{handle: ada, url: https://example.com/ada}]

    Good:

        validate: {hosts: [example.org]}
        sigs:
          - name: Compiler
            leads: [{handle: ada, url: https://people.example.org/ada}]
    """
    yield from once(_foreign(snapshot))


def _mentions(registry: Registry) -> Iterator[_Mention]:
    for sig, key, person in registry.persons():
        yield _Mention(sig, key, person)


def _by_account(registry: Registry) -> dict[_Account, list[_Mention]]:
    """The mentions of each account, in order; of several in one field (SIG403) the first alone.

    A handle without a link is that of the only account called so, if there is just one.
    """
    mentions = list(_mentions(registry))
    called: dict[str, set[_Account]] = {}
    for mention in mentions:
        if account := _linked(mention):
            for name in {account[1], *_handle(mention)}:
                called.setdefault(name, set()).add(account)
    found: dict[_Account, dict[tuple[int | None, str], _Mention]] = {}
    for mention in mentions:
        account = _linked(mention)
        if account is None:
            for name in _handle(mention):
                known = called.get(name, {("", name)})
                account = next(iter(known)) if len(known) == 1 else None
        if account:
            found.setdefault(account, {}).setdefault((mention.sig.origin, mention.key), mention)
    return {account: list(named.values()) for account, named in found.items()}


def _handle(mention: _Mention) -> list[str]:
    return [mention.person.handle.casefold()] if mention.person.handle else []


def _linked(mention: _Mention) -> _Account | None:
    """The account that a link opens."""
    link = mention.person.url or ""
    if found := profiles.account(link):
        return found[0].removeprefix("www."), found[1].casefold()
    # A page of a team would be that of all of them: a handle has to say whom it means.
    return next(((link.rstrip("/").casefold(), name) for name in _handle(mention) if link), None)


def _conflicts(snapshot: Snapshot) -> Iterator[Finding]:
    for mentions in _by_account(snapshot.registry).values():
        handle = _usual(mentions, "handle")
        for alike in _by_handle(mentions):
            usual = {key: handle if key == "handle" else _usual(alike, key) for key in _FACTS}
            for mention in alike:
                facts = [
                    (key, other)
                    for key, other in usual.items()
                    if other and not _agree(mention.fact(key), other.fact(key))
                ]
                if facts:
                    yield _conflict(snapshot, mention, facts)


def _by_handle(mentions: Sequence[_Mention]) -> Iterable[Sequence[_Mention]]:
    """The mentions of an account, apart by those handles that are another than the account."""
    others = {mention.fact("handle") for mention in mentions}
    found: dict[str, list[_Mention]] = {}
    for mention in mentions:
        handle = next((name for name in _handle(mention) if name in others), "")
        found.setdefault(handle, []).append(mention)
    return found.values()


def _usual(mentions: Sequence[_Mention], key: str) -> _Mention | None:
    """The first mention that says of a person what most of them say; None where none does."""
    counts = Counter(value for mention in mentions if (value := mention.fact(key)))
    if len(counts) < 2:
        return None
    most = max(counts, key=lambda value: counts[value])
    return next(mention for mention in mentions if mention.fact(key) == most)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two texts are not at odds in a language that both have; a plain one has any."""
    if not one or not other:
        return True
    if isinstance(one, Localized) and isinstance(other, Localized):
        return all(other.texts.get(code, text) == text for code, text in one.texts.items())
    return bool({*texts_of(one)} & {*texts_of(other)})


def _conflict(
    snapshot: Snapshot, mention: _Mention, facts: Sequence[tuple[str, _Mention]]
) -> Finding:
    parts: list[str] = []
    related: list[Related] = []
    commands: list[str | None] = []
    for key, other in facts:
        own, usual = _odds(getattr(mention.person, key), getattr(other.person, key))
        who_is = f" of {mention.person}" if not parts else ""
        parts.append(f"the {_FACTS[key]}{who_is} is {brief(own)}, elsewhere {brief(usual)}")
        related.append(Related(f"elsewhere it is {brief(usual)}", other.at(snapshot, key)))
        commands.append(_command(mention.person, key, getattr(other.person, key)))
    hint = "; ".join(command for command in commands if command)
    return Finding(
        f"{mention.sig.name}: {'; '.join(parts)}",
        mention.at(snapshot, facts[0][0]),
        related,
        hint=f"{hint}, or correct the others" if all(commands) else "say the same everywhere",
    )


def _odds(one: str, other: str) -> tuple[str, str]:
    """Two texts in the first language in which they are at odds."""
    if isinstance(one, Localized) and isinstance(other, Localized):
        for code, text in one.texts.items():
            if other.texts.get(code, text) != text:
                return text, other.texts[code]
    return str(one), str(other)


def _command(person: Person, key: str, wanted: str) -> str | None:
    """The command that says a fact in every mention of a person; None where there is none."""
    old = f"@{person.handle}" if person.handle else person.url or ""
    new = {"affiliation": f"{old} ({wanted})", "handle": f"@{wanted}"}.get(key, wanted)
    facts = {key: wanted}
    if key == "affiliation" and person.handle:
        facts = {"handle": person.handle, key: wanted}
    try:
        said = dict(who.parse(new).items())
    except BadValue:
        return None
    is_command = said == facts and not isinstance(wanted, Localized)
    return f"sigtool rename-lead {argument(old)} {argument(new)}" if is_command else None


def _spellings(snapshot: Snapshot, mentions: Sequence[_Mention]) -> Iterator[Finding]:
    """The further ways in which one account is written, the first mention of each."""
    shown = {mention.person.handle for mention in mentions if mention.account}
    spelled = [
        (account or mention.person.handle or "", mention)
        for mention in mentions
        if (account := mention.account) or mention.person.handle not in shown
    ]
    counts = Counter(text for text, _ in spelled)
    usual = max(counts, key=lambda text: counts[text])
    first = dict(reversed(spelled))
    for text in counts:
        if text != usual:
            yield Finding(
                f"{first[text].sig.name}: the account {text!r} is {usual!r} elsewhere, "
                "which differs in case alone",
                _spelled_at(snapshot, first[text]),
                [Related("the other one is here", _spelled_at(snapshot, first[usual]))],
                hint="write it in one way: sigtool rename-lead "
                + _both_spellings(first[text], first[usual]),
            )


def _spelled_at(snapshot: Snapshot, mention: _Mention) -> Location:
    return mention.at(snapshot, "url" if mention.account else "handle")


def _both_spellings(one: _Mention, other: _Mention) -> str:
    """An account as it is, and as it is to be, as arguments of a command."""
    links = one.person.url, other.person.url
    if all(links) and not (_is_account(one) and _is_account(other)):
        return " ".join(argument(link) for link in links if link)
    names = [each.account or each.person.handle for each in (one, other)]
    return " ".join(argument(f"@{name}") for name in names)


def _is_account(mention: _Mention) -> bool:
    """Whether a handle is the account of its link."""
    return (mention.person.handle or "").casefold() == (mention.account or "").casefold()


def _shared(snapshot: Snapshot, mention: _Mention, first: _Mention) -> Finding:
    one, other = str(mention.person), str(first.person)
    if one == other:
        one, other = mention.person.url or one, first.person.url or other
    return Finding(
        f"{mention.sig.name}: {one} has the e-mail address of {other}",
        mention.at(snapshot, "email"),
        [Related(f"it is that of {other} here", first.at(snapshot, "email"))],
        hint="if they are one person, name one account everywhere; else correct the address",
    )


def _foreign(snapshot: Snapshot) -> Iterator[Finding]:
    named = [text if "://" in text else f"https://{text}" for text in snapshot.settings.hosts]
    hosts = [host for host in map(_host, named) if host]
    for mention in _mentions(snapshot.registry) if hosts else ():
        host = _host(mention.person.url or "")
        if host and not f".{host}".endswith(tuple(f".{known}" for known in hosts)):
            person, wanted = mention.person, " or ".join(hosts)
            yield Finding(
                f"{mention.sig.name}: {person} links to {host}, not to {wanted}",
                mention.at(snapshot, "url"),
                hint=f"name the account there, or add {host} to `hosts` under `validate:`",
            )


def _host(link: str) -> str:
    """The host of a link to the web; "" of any other."""
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host if parts.scheme in ("http", "https") else ""


RULES: Final = (
    Rule("SIG405", "person-conflict", Severity.ERROR, person_conflict),
    Rule("SIG406", "look-alike-person", Severity.WARNING, look_alike_person),
    Rule("SIG410", "foreign-host", Severity.WARNING, foreign_host),
)
