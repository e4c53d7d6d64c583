"""SIG4xx: the people of a SIG."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool import people, yamldoc
from sigtool.diagnostic import FileEdit, Fix, Location, Related, Severity
from sigtool.model import Kind, Person, Sig
from sigtool.rules.rule import Finding, Rule
from sigtool.snapshot import Snapshot

# RFC 5321 mailboxes as people use them: no comments, no quoted local part, a domain with a dot.
_EMAIL: Final = re.compile(
    r"[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)*"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]"
)


def no_lead(snapshot: Snapshot) -> Iterator[Finding]:
    """An active SIG has a lead.

    A reader of the table looks there for somebody to ask. Where no SIG has a lead and no table
    shows them, the community does not list leads here, and nothing is reported.
    """
    registry = snapshot.registry
    shown = any(column.field == "leads" for table in registry.tables for column in table.columns)
    if not shown and not any(sig.values.get("leads") for sig in registry.sigs):
        return
    for sig in registry.sigs:
        if sig.is_shown and not sig.values.get("leads"):
            yield Finding(
                f"{sig.name} has no lead",
                snapshot.at_sig(sig, "name"),
                hint=f"name one: sigtool add-lead {sig.name!r} @handle",
            )


def duplicate_lead(snapshot: Snapshot) -> Iterator[Finding]:
    """Nobody is twice in one field; case does not count."""
    for sig, key, persons in _lists(snapshot):
        first: dict[str, Person] = {}
        for person in persons:
            identity = (person.url or person.handle or person.email or person.name or "").casefold()
            if identity in first:
                earlier = first[identity].origin or 0
                yield Finding(
                    f"{sig.name}: {person} is in {key} twice",
                    snapshot.at_sig(sig, key, person.origin or 0),
                    [Related("the first is here", snapshot.at_sig(sig, key, earlier))],
                    _without(snapshot, sig, key, person),
                )
            first.setdefault(identity, person)


def handle_mismatch(snapshot: Snapshot) -> Iterator[Finding]:
    """A handle is the account that its link opens.

    `[@ada](https://example.org/grace)` shows one person and opens another's page: either the
    account was renamed, or the link was copied from another row. Case does not count.

    Bad:

        - handle: ada
          url: https://example.org/grace

    Good:

        - handle: grace
          url: https://example.org/grace
    """
    for sig, key, persons in _lists(snapshot):
        for person in persons:
            found = people.account(person.url) if person.url else None
            if not person.handle or not found or person.handle.casefold() == found[1].casefold():
                continue
            yield Finding(
                f"{sig.name}: @{person.handle} links to the account {found[1]!r}",
                snapshot.at_sig(sig, key, person.origin or 0, "handle"),
                [Related("the link is here", _at(snapshot, sig, key, person, "url"))],
                hint=f"sigtool rename-lead @{person.handle} @{found[1]}, or correct the link",
            )


def invalid_email(snapshot: Snapshot) -> Iterator[Finding]:
    """An e-mail address is one that mail can reach: a name, an @, a domain with a dot."""
    for sig, key, persons in _lists(snapshot):
        for person in persons:
            if person.email and not _EMAIL.fullmatch(person.email):
                yield Finding(
                    f"{sig.name}: {person.email!r} is no e-mail address",
                    _at(snapshot, sig, key, person, "email"),
                )


def _lists(snapshot: Snapshot) -> Iterator[tuple[Sig, str, tuple[Person, ...]]]:
    fields = [key for key, kind in snapshot.registry.kinds.items() if kind is Kind.PEOPLE]
    for sig in snapshot.registry.sigs:
        for key in fields:
            if persons := sig.people(key):
                yield sig, key, persons


def _at(snapshot: Snapshot, sig: Sig, key: str, person: Person, part: str) -> Location:
    return snapshot.at_sig(sig, key, person.origin or 0, part)


def _without(snapshot: Snapshot, sig: Sig, key: str, person: Person) -> Fix | None:
    """The edits that take one mention of a person away, where the file allows it."""
    document = snapshot.document
    if document is None or any(problem.code != "SIG003" for problem in document.problems):
        return None
    left = tuple(other for other in sig.people(key) if other.origin != person.origin)
    wanted = document.registry.with_sigs(
        sig.with_value(key, left) if other is sig else other for other in document.registry.sigs
    )
    edits = [FileEdit(document.source, edit) for edit in yamldoc.edits(document, wanted)]
    return Fix(f"take the second {person} away", tuple(edits))


RULES = (
    Rule("SIG401", "no-lead", Severity.WARNING, no_lead),
    Rule("SIG403", "duplicate-lead", Severity.ERROR, duplicate_lead),
    Rule("SIG404", "handle-mismatch", Severity.WARNING, handle_mismatch),
    Rule("SIG408", "invalid-email", Severity.ERROR, invalid_email),
)
