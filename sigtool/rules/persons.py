"""SIG4xx: the people of a SIG."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool import people
from sigtool.diagnostic import Fix, Location, Related, Severity
from sigtool.model import Kind, People, Person, Sig
from sigtool.rules.fixes import replacing
from sigtool.rules.rule import Finding, Rule
from sigtool.rules.words import argument
from sigtool.snapshot import Snapshot

# RFC 5321 mailboxes as people use them: no comments, no quoted local part, a domain with a dot.
_EMAIL: Final = re.compile(
    r"[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)*"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]"
)
# What tells people apart, the most telling first: the first that two mentions both have decides.
_TELLING: Final = ("url", "handle", "email", "name")


def no_lead(snapshot: Snapshot) -> Iterator[Finding]:
    """An active SIG has a lead.

    A reader of the table looks there for somebody to ask. Where no SIG has a lead and no table
    shows them, the community does not list leads here, and nothing is reported.

    Bad:

        sigs:
          - name: Compiler

    Good:

        sigs:
          - name: Compiler
            leads:
              - handle: ada
    """
    registry = snapshot.registry
    shown = any(column.field == "leads" for table in registry.tables for column in table.columns)
    if not shown and not any(sig.values.get("leads") for sig in registry.sigs):
        return
    for sig in registry.sigs:
        if sig.is_shown and not sig.values.get("leads") and not snapshot.is_faulty(sig):
            yield Finding(
                f"{sig.name} has no lead",
                snapshot.at_sig(sig, "name"),
                hint=f"name one: sigtool add-lead {argument(sig.name)} @handle",
            )


def duplicate_lead(snapshot: Snapshot) -> Iterator[Finding]:
    """Nobody is twice in one field; case does not count.

    Two mentions are one person if they have the same link; where one has none, the same handle,
    else the same e-mail address, else the same name. Where the first says all that the second does,
    the fix takes the second away.

    Bad:

        sigs:
          - name: Compiler
            leads:
              - handle: ada
              - handle: Ada

    Good:

        sigs:
          - name: Compiler
            leads:
              - handle: ada
    """
    for sig, key, persons in _lists(snapshot):
        others: list[Person] = []
        for person in persons:
            first = next((other for other in others if _is_same(other, person)), None)
            if first is None:
                others.append(person)
                continue
            yield Finding(
                f"{sig.name}: {person} is in {key} twice",
                snapshot.at_sig(sig, key, person.origin or 0),
                [Related("the first is here", snapshot.at_sig(sig, key, first.origin or 0))],
                _without(snapshot, sig, key, first, person),
                "keep one of the two",
            )


def handle_mismatch(snapshot: Snapshot) -> Iterator[Finding]:
    """A handle is the account that its link opens.

    `[@ada](https://example.org/grace)` shows one person and opens another's page: either the
    account was renamed, or the link was copied from another row. Case does not count.

    Bad:

        sigs:
          - name: Compiler
            leads:
              - handle: ada
                url: https://example.org/grace

    Good:

        sigs:
          - name: Compiler
            leads:
              - handle: grace
                url: https://example.org/grace
    """
    for sig, key, persons in _lists(snapshot):
        for person in persons:
            found = people.account(person.url) if person.url else None
            if not person.handle or not found or person.handle.casefold() == found[1].casefold():
                continue
            old, new = argument(f"@{person.handle}"), argument(f"@{found[1]}")
            yield Finding(
                f"{sig.name}: @{person.handle} links to the account {found[1]!r}",
                _at(snapshot, sig, key, person, "handle"),
                [Related("the link is here", _at(snapshot, sig, key, person, "url"))],
                hint=f"sigtool rename-lead {old} {new}, or correct the link",
            )


def invalid_email(snapshot: Snapshot) -> Iterator[Finding]:
    """An e-mail address is one that mail can reach: a name, an @, a domain with a dot.

    Bad:

        sigs:
          - name: Compiler
            leads:
              - name: Ada Lovelace
                email: ada at example.org

    Good:

        sigs:
          - name: Compiler
            leads:
              - name: Ada Lovelace
                email: ada@example.org
    """
    for sig, key, persons in _lists(snapshot):
        for person in persons:
            if person.email and not _EMAIL.fullmatch(person.email):
                yield Finding(
                    f"{sig.name}: {person.email!r} is no e-mail address",
                    _at(snapshot, sig, key, person, "email"),
                    hint="write the address alone, as ada@example.org",
                )


def _lists(snapshot: Snapshot) -> Iterator[tuple[Sig, str, People]]:
    fields = [key for key, kind in snapshot.registry.kinds.items() if kind is Kind.PEOPLE]
    for sig in snapshot.registry.sigs:
        for key in fields:
            if persons := sig.people(key):
                yield sig, key, persons


def _at(snapshot: Snapshot, sig: Sig, key: str, person: Person, part: str) -> Location:
    return snapshot.at_sig(sig, key, person.origin or 0, part)


def _is_same(left: Person, right: Person) -> bool:
    """Whether two mentions are one person."""
    one, other = dict(left.items()), dict(right.items())
    key = next((key for key in _TELLING if key in one and key in other), None)
    return key is not None and _folded(one[key]) == _folded(other[key])


def _folded(value: str) -> str:
    return value.rstrip("/").casefold()


def _without(snapshot: Snapshot, sig: Sig, key: str, first: Person, second: Person) -> Fix | None:
    """The fix that takes the second mention of a person away, where the first says as much."""
    said = {name: _folded(value) for name, value in first.items()}
    if any(said.get(name) != _folded(value) for name, value in second.items()):
        return None
    left = tuple(other for other in sig.people(key) if other.origin != second.origin)
    title = f"take the second mention of {second} away"
    return replacing(snapshot, title, sig, sig.with_value(key, left))


RULES: Final = (
    Rule("SIG401", "no-lead", Severity.WARNING, no_lead),
    Rule("SIG403", "duplicate-lead", Severity.ERROR, duplicate_lead),
    Rule("SIG404", "handle-mismatch", Severity.WARNING, handle_mismatch),
    Rule("SIG408", "invalid-email", Severity.ERROR, invalid_email),
)
