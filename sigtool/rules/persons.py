"""SIG4xx: the people of a SIG."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from sigtool import aliases, profiles
from sigtool.diagnostic import Location, Related, Severity
from sigtool.model import Kind, People, Person, Sig
from sigtool.rules.cells import is_placeholder
from sigtool.rules.fixes import Change, fixes
from sigtool.rules.rule import Finding, Rule
from sigtool.rules.values import once
from sigtool.rules.words import argument, brief, by_language
from sigtool.snapshot import Snapshot

# RFC 5321 mailboxes as people use them: no comments, no quoted local part, a domain with a dot.
_EMAIL: Final = re.compile(
    r"[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)*"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]"
)
# What tells people apart, the most telling first: the first that two mentions both have decides.
_TELLING: Final = ("url", "handle", "email", "name")
# Old accounts may end in a hyphen; those that a company manages end in `_` and its short name.
_GITHUB: Final = re.compile(r"(?=.{1,39}$)[a-z\d]+(?:-[a-z\d]+)*-?(?:_[a-z\d]+)?", re.I | re.ASCII)
_OTHERS: Final = re.compile(r"[\w.-]+", re.ASCII)
_LETTERS: Final = "a handle there has letters, digits, `_`, `-` and `.`"
# What the handles of a host look like, and how to say so.
_HANDLES: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "github.com": (_GITHUB, "a handle there has letters, digits and single hyphens, at most 39"),
    **dict.fromkeys(("gitee.com", "gitcode.com", "atomgit.com", "gitlab.com"), (_OTHERS, _LETTERS)),
}
# What no host takes, but for the slash of a team: `@example/docs-leads`.
_NO_HANDLE: Final = re.compile(r"[\s/@\[\](){}<>（）]")
_TEAM: Final = re.compile(r"[\w.-]+/[\w.-]+")


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


def too_many_leads(snapshot: Snapshot) -> Iterator[Finding]:
    """A SIG has no more leads than `max_leads`.

    Where many lead, a reader does not know whom to ask. SIGs that are not active do not count, nor
    does somebody who is named twice (SIG403), nor whom a table calls members, maintainers or the
    like: of those there may be any number.

    Settings: `max_leads` under `validate:`; 4 unless given, a lead and up to three co-leads.

    Bad:

        validate: {max_leads: 1}
        sigs:
          - name: Compiler
            leads: [{handle: ada}, {handle: grace}]

    Good:

        validate: {max_leads: 2}
        sigs:
          - name: Compiler
            leads: [{handle: ada}, {handle: grace}]
    """
    most = snapshot.settings.max_leads
    for sig in snapshot.registry.sigs:
        if not sig.is_shown or len(sig.people()) <= most or _are_many(snapshot, sig):
            continue
        leads = [person for person, first in _with_first(sig.people()) if first is None]
        if len(leads) > most:
            who = argument(f"@{leads[most].handle}") if leads[most].handle else "WHO"
            yield Finding(
                f"{sig.name} has {len(leads)} leads, max_leads is {most}",
                snapshot.at_sig(sig, "leads", leads[most].origin or 0),
                hint=f"sigtool remove-lead {argument(sig.name)} {who}, "
                "or raise `max_leads` under `validate:`",
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
    found = [
        (sig, key, person, first)
        for sig, key, persons in _lists(snapshot)
        for person, first in _with_first(persons)
        if first is not None
    ]
    changes = [_without(sig, key, first, person) for sig, key, person, first in found]
    for (sig, key, person, first), fix in zip(found, fixes(snapshot, changes), strict=True):
        yield Finding(
            f"{sig.name}: {person} is in {key} twice",
            snapshot.at_sig(sig, key, person.origin or 0),
            [Related("the first is here", snapshot.at_sig(sig, key, first.origin or 0))],
            fix,
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
            found = profiles.account(person.url) if person.url else None
            if not person.handle or not found or person.handle.casefold() == found[1].casefold():
                continue
            old, new = argument(f"@{person.handle}"), argument(f"@{found[1]}")
            yield Finding(
                f"{sig.name}: @{person.handle} links to the account {found[1]!r}",
                _at(snapshot, sig, key, person, "handle"),
                [Related("the link is here", _at(snapshot, sig, key, person, "url"))],
                hint=f"sigtool rename-lead {old} {new}, or correct the link",
            )


def invalid_handle(snapshot: Snapshot) -> Iterator[Finding]:
    """A handle is one that its host would accept.

    On github.com it has letters, digits and single hyphens, at most 39, and that of a company ends
    in `_` and its short name; on gitee.com, gitcode.com, atomgit.com and gitlab.com it has letters,
    digits, `_`, `-` and `.`. Without a link, and on any other host, it has no blank, slash, `@` or
    bracket; a team, as `example/docs-leads`, has one slash. Of a handle that is not the account of
    its link, SIG404 tells.

    Bad:

        sigs:
          - name: Compiler
            leads:
              - handle: Ada Lovelace

    Good:

        sigs:
          - name: Compiler
            leads:
              - name: Ada Lovelace
    """
    yield from once(_invalid_handles(snapshot))


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


def no_account(snapshot: Snapshot) -> Iterator[Finding]:
    """A lead can be reached: by a link, a handle or an e-mail address.

    A name alone opens no page, and two people may have it. Where nobody in the registry has a
    handle or a link, the community names its leads by their names, and nothing is reported.

    Bad:

        sigs:
          - name: Compiler
            leads:
              - handle: ada
              - name: Grace Hopper

    Good:

        sigs:
          - name: Compiler
            leads:
              - handle: ada
              - name: Grace Hopper
                handle: grace
    """
    if any(person.handle or person.url for _, _, person in snapshot.registry.persons()):
        yield from once(_without_account(snapshot))


def _lists(snapshot: Snapshot) -> Iterator[tuple[Sig, str, People]]:
    fields = [key for key, kind in snapshot.registry.kinds.items() if kind is Kind.PEOPLE]
    for sig in snapshot.registry.sigs:
        for key in fields:
            if persons := sig.people(key):
                yield sig, key, persons


def _at(snapshot: Snapshot, sig: Sig, key: str, person: Person, part: str) -> Location:
    return snapshot.at_sig(sig, key, person.origin or 0, part)


def _with_first(persons: People) -> Iterator[tuple[Person, Person | None]]:
    """Each person, with the earlier mention of the same one if there is any."""
    others: list[Person] = []
    for person in persons:
        first = next((other for other in others if _is_same(other, person)), None)
        if first is None:
            others.append(person)
        yield person, first


def _is_same(left: Person, right: Person) -> bool:
    """Whether two mentions are one person."""
    one, other = dict(left.items()), dict(right.items())
    key = next((key for key in _TELLING if key in one and key in other), None)
    return key is not None and _folded(one[key]) == _folded(other[key])


def _folded(value: str) -> str:
    return value.rstrip("/").casefold()


def _invalid_handles(snapshot: Snapshot) -> Iterator[Finding]:
    others = snapshot.settings.placeholders
    for sig, key, persons in _lists(snapshot):
        for person in persons:
            for language, handle in by_language(person.handle or ""):
                fault = _handle_fault(handle, person.url)
                # SIG202 tells of a word for nobody.
                if fault and not is_placeholder(handle, others, of_people=True):
                    where, hint = fault
                    place = snapshot.at_sig(sig, key, person.origin or 0, "handle", *language)
                    message = f"{sig.name}: {brief(handle)} is no handle{where}"
                    yield Finding(message, place, hint=hint)


def _handle_fault(handle: str, url: str | None) -> tuple[str, str] | None:
    """Where a handle cannot be one, as " on github.com", and what to do; None where it can."""
    found = profiles.account(url) if url else None
    host = found[0].removeprefix("www.") if found else ""
    if found and found[1].casefold() != handle.casefold():
        return None
    if host in _HANDLES:
        pattern, hint = _HANDLES[host]
        return None if pattern.fullmatch(handle) else (f" on {host}", hint)
    if not _NO_HANDLE.search(handle) or _TEAM.fullmatch(handle):
        return None
    if "://" in handle:
        return "", "a link goes under `url`"
    if _EMAIL.fullmatch(handle):
        return "", "an e-mail address goes under `email`"
    return "", "write the account alone, as ada; what somebody is called goes under `name`"


def _without_account(snapshot: Snapshot) -> Iterator[Finding]:
    others = snapshot.settings.placeholders
    for sig in snapshot.registry.sigs:
        # With a typing error in a key, the account may be there: SIG003 tells of that.
        if not sig.is_shown or snapshot.is_faulty(sig):
            continue
        for person in sig.people():
            name = "" if person.handle or person.url or person.email else person.name or ""
            if name and not is_placeholder(name, others, of_people=True):
                yield Finding(
                    f"{sig.name}: {name} has no link, no handle and no e-mail address",
                    _at(snapshot, sig, "leads", person, "name"),
                    hint=f"name an account: sigtool rename-lead {argument(name)} @handle",
                )


def _without(sig: Sig, key: str, first: Person, second: Person) -> Change | None:
    """What takes the second mention of a person away, where the first says as much."""
    said = {name: _folded(value) for name, value in first.items()}
    if any(said.get(name) != _folded(value) for name, value in second.items()):
        return None
    left = tuple(other for other in sig.people(key) if other.origin != second.origin)
    title = f"take the second mention of {second} away"
    return Change(title, sig, sig.with_value(key, left))


def _are_many(snapshot: Snapshot, sig: Sig) -> bool:
    """Whether every table that shows a SIG's leads calls them what a SIG has many of."""
    registry = snapshot.registry
    headers = [
        column.header
        for table in registry.tables
        if table.section is None or table.section == registry.section_of(sig)
        for column in table.columns
        if column.field == "leads"
    ]
    return bool(headers) and all(map(aliases.names_many, headers))


RULES: Final = (
    Rule("SIG401", "no-lead", Severity.WARNING, no_lead),
    Rule("SIG402", "too-many-leads", Severity.WARNING, too_many_leads),
    Rule("SIG403", "duplicate-lead", Severity.ERROR, duplicate_lead),
    Rule("SIG404", "handle-mismatch", Severity.WARNING, handle_mismatch),
    Rule("SIG407", "invalid-handle", Severity.ERROR, invalid_handle),
    Rule("SIG408", "invalid-email", Severity.ERROR, invalid_email),
    Rule("SIG411", "no-account", Severity.NOTE, no_account),
)
