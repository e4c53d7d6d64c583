"""SIG406 of e-mail addresses: those that two people have, in lists of people or columns beside."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.check.passages import passages_of, place_of
from sigtool.check.rule import Finding
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import inline
from sigtool.model import Kind, Mention, Person, Sig, by_language, handles, texts_of
from sigtool.people import grammar
from sigtool.rules.addresses import is_address
from sigtool.rules.two_names import are_two
from sigtool.tables.headers import bare
from sigtool.tables.words import listed, words_of
from sigtool.text.diagnostic import Location, Related
from sigtool.text.records import dataclass

_EMAIL: Final = grammar.pattern("{email}")
# Addresses of many: by a word of the mailbox (`sig-web@`), or by the host (`lists.example.org`).
_MAILBOXES: Final = frozenset(
    listed(
        """sig, sigs, wg, tsc, toc, tc, team, group, groups, list, lists, dev, devel, discuss, user,
        users, info, contact, community, hello, maintainer, maintainers, committers, lead, leads,
        chair, chairs, members, admin, admins, support, help, security, announce, office, project,
        board, council, committee, steering, press, media, event, events, legal, privacy, conduct,
        noreply, reply"""
    )
)
_HOSTS: Final = frozenset(
    listed(
        """list, lists, group, groups, maillist, maillists, ml, mailman, noreply, googlegroups,
        freelists"""
    )
)
# Headers of columns of such addresses.
_LISTS: Final = frozenset(
    ("mailing", "list", "group", "channel", "sig", "wg", "team", "community", "project", "邮件列表")
)
# What more people than this have is a mailbox of theirs.
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class _Owner:
    """Somebody with an e-mail address, and where that stands. `number` tells people apart of whom
    an account is known; of others the name does."""

    sig: Sig
    person: Person
    at: Location
    number: int | None
    is_row: bool = False  # the row is somebody

    def is_other(self, owner: "_Owner") -> bool:
        """Whether two owners of one address are surely two."""
        if self.number is not None and owner.number is not None:
            return self.number != owner.number
        return are_two(self.person, owner.person)


def is_of_many(address: str) -> bool:
    """Whether an address looks like that of a list or of an office."""
    mailbox, _, host = address.casefold().partition("@")
    words = re.split(r"[-._+]", mailbox)
    labels = host.split(".")[:-1]
    return not (_MAILBOXES.isdisjoint(words) and _HOSTS.isdisjoint(labels))


def shared_addresses(snapshot: Snapshot) -> Iterator[Finding]:
    """The addresses that two people have, told at the second."""
    owners: dict[str, list[_Owner]] = {}
    for address, owner in _owners(snapshot):
        known = owners.setdefault(address.casefold(), [])
        if len(known) <= _MOST and all(map(owner.is_other, known)):
            known.append(owner)
    for address, (first, *others) in owners.items():
        if len(others) < _MOST and not is_of_many(address):
            yield from (_shared(owner, first) for owner in others)


def _owners(snapshot: Snapshot) -> Iterator[tuple[str, _Owner]]:
    columns = list(_in_columns(snapshot))
    if not columns and not any(each.person.email for each in snapshot.mentions):
        return
    numbers = {
        id(mention): number
        for number, mentions in enumerate(snapshot.people)
        if any(handles(mention.person) for mention in mentions)
        for mention in mentions
    }
    beside: dict[int | None, list[Mention]] = {}
    # Whom SIG403 tells of is one person of a list.
    seen: set[tuple[int | None, str, str]] = set()
    for mentions in snapshot.people:
        for mention in mentions:
            beside.setdefault(mention.sig.origin, []).append(mention)
            for language, address in by_language(mention.person.email or ""):
                number = numbers.get(id(mention))
                at = place_of(snapshot, mention, "email", *language)
                place = (mention.sig.origin, mention.field, address.casefold())
                if number is not None or place not in seen:
                    yield address, _Owner(mention.sig, mention.person, at, number)
                seen.add(place)
    for sig, key in columns:
        persons = beside.get(sig.origin, [])
        is_row = snapshot.shown.is_person(sig)
        if is_row or len(persons) == 1:
            whose = Person(name=inline.plain(sig.one_name)) if is_row else persons[0].person
            number = numbers.get(id(persons[0])) if len(persons) == 1 else None
            for language, text in by_language(sig.text(key)):
                at = snapshot.at_sig(sig, key, *language)
                yield _address(text), _Owner(sig, whose, at, number, is_row)


def _in_columns(snapshot: Snapshot) -> Iterator[tuple[Sig, str]]:
    """Each row that has an address in a column of texts that are addresses of one each."""
    fields = [key for key, kind in snapshot.registry.kinds.items() if kind is Kind.TEXT]
    for key in fields:
        if not any("@" in each.text for each in passages_of(snapshot, key)):
            continue
        filled = [
            (sig, text)
            for sig in snapshot.registry.sigs
            if (key == "name" or key in sig.values) and (text := sig.text(key))
        ]
        found = [sig for sig, text in filled if all(map(_address, texts_of(text)))]
        if 2 * len(found) > len(filled) and not _is_of_lists(snapshot, found[0], key):
            yield from ((sig, key) for sig in found)


def _is_of_lists(snapshot: Snapshot, sig: Sig, key: str) -> bool:
    return not _LISTS.isdisjoint(words_of(bare(snapshot.shown.header(sig, key))))


def _address(text: str) -> str:
    """The address that a cell is, be it in a link; "" for any other text."""
    if "@" not in text:
        return ""
    found = dict.fromkeys(_EMAIL.findall(text))
    plain = inline.plain(text).strip("<>")
    return plain if len(found) == 1 and is_address(plain) else ""


def _shared(own: _Owner, first: _Owner) -> Finding:
    one, other = str(own.person), str(first.person)
    if one == other:
        one, other = str(own.person.url or one), str(first.person.url or other)
    is_known = own.number is not None and first.number is not None
    hint = "if they are one person, name one account everywhere; else correct the address"
    if not is_known:
        hint = "if they are one person, write one name everywhere; else correct the address"
    return Finding(
        f"{'' if own.is_row else f'{own.sig.name}: '}{one} has the e-mail address of {other}",
        own.at,
        [Related(f"it is that of {other} here", first.at)],
        hint=hint,
    )
