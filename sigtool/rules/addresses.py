"""SIG409: e-mail addresses in what everybody can read."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sigtool import people_grammar
from sigtool.diagnostic import Severity
from sigtool.locate import Place
from sigtool.model import Kind, Person, Sig
from sigtool.render import Plan
from sigtool.rules import drift
from sigtool.rules.rule import Finding, Rule
from sigtool.rules.words import argument
from sigtool.snapshot import Snapshot

_EMAIL: Final = people_grammar.pattern("{email}")


def published_email(snapshot: Snapshot) -> Iterator[Finding]:
    """Nobody's e-mail address reaches a rendered file.

    What is published once is collected for good; communities have had to take addresses out again.

    Settings: `publish_email: false` under `validate:` keeps the addresses in the registry, and
    `sigtool render` leaves them out of the tables. An address that a table still shows is an error
    then. This rule tells of a cell in which nothing else is wrong, SIG601 of any other. It is an
    error, too, if somebody has nothing but an address, whom no table can show, and if people are
    kept as text (SIG201), from which `render` takes nothing out.

    Bad:

        sigs:
          - name: Compiler
            leads: [{handle: ada, email: ada@example.org}]

    Good:

        validate: {publish_email: false}
        sigs:
          - name: Compiler
            leads: [{handle: ada, email: ada@example.org}]
    """
    if snapshot.settings.publish_email:
        yield from _published(snapshot)
        return
    yield from _unshowable(snapshot)
    yield from _in_text(snapshot)
    for at, plan in snapshot.plans.items():
        yield from _still_shown(snapshot, at, plan)


def _shown(snapshot: Snapshot) -> Iterator[tuple[Place, Sig, str]]:
    """Each people field that a table shows, with everything that the registry has in it."""
    registry = snapshot.registry
    everything = replace(registry, settings=replace(registry.settings, publish_email=True))
    for place in snapshot.places.values():
        columns = [bound.column for bound in place.bound if bound.column]
        fields = [column.field for column in columns if column.kind is Kind.PEOPLE]
        for sig in everything.shown_in(place.table) if fields else ():
            for key in fields:
                yield place, sig, key


def _addressed(snapshot: Snapshot) -> Iterator[tuple[Place, Sig, str, Person]]:
    """Those with an address whom a table shows, or would if it published addresses."""
    for place, sig, key in _shown(snapshot):
        for person in sig.people(key):
            if person.email:
                yield place, sig, key, person


def _published(snapshot: Snapshot) -> Iterator[Finding]:
    """The addresses that reach a table, each once."""
    told: set[str] = set()
    for place, sig, key, person in _addressed(snapshot):
        address = (person.email or "").casefold()
        if address not in told:
            told.add(address)
            whose = f"the e-mail address of {person}" if _is_named(person) else "an e-mail address"
            yield Finding(
                f"{sig.name}: {whose} is published in {place.shown.source.path}",
                snapshot.at_sig(sig, key, person.origin or 0, "email"),
                hint="`validate: {publish_email: false}` leaves addresses out of the tables",
            )


def _unshowable(snapshot: Snapshot) -> Iterator[Finding]:
    """Who has nothing but an address, and so is in no table; each address once."""
    told: set[str] = set()
    for _, sig, key, person in _addressed(snapshot):
        address = (person.email or "").casefold()
        if not (address in told or _is_named(person) or snapshot.is_faulty(sig)):
            told.add(address)
            yield Finding(
                f"{sig.name}: somebody in {key} has nothing but an e-mail address, "
                "and so is left out of the tables",
                snapshot.at_sig(sig, key, person.origin or 0, "email"),
                hint=f"name an account: sigtool rename-lead {argument(str(person))} @handle",
                severity=Severity.ERROR,
            )


def _in_text(snapshot: Snapshot) -> Iterator[Finding]:
    """People who were not read into persons, with an address among them; each field once."""
    found = {
        (sig.origin, key): (place, sig)
        for place, sig, key in _shown(snapshot)
        if _EMAIL.search(sig.text(key))
    }
    for (_, key), (place, sig) in found.items():
        yield Finding(
            f"{sig.name}: {key} is text with an e-mail address, "
            f"which is published in {place.shown.source.path}",
            snapshot.at_sig(sig, key),
            hint="write a list of persons, as `- handle: ada`, or take the address away",
            severity=Severity.ERROR,
        )


def _still_shown(snapshot: Snapshot, at: int, plan: Plan) -> Iterator[Finding]:
    """The addresses that a table shows, wherever it does."""
    found = [(each, drift.addresses(snapshot, plan, each)) for each in plan.drifts]
    fixes = drift.fixes_of(snapshot, at) if any(places for _, places in found) else None
    for each, places in found:
        for place in places:
            yield Finding(
                f"{each.sig.name}: {place.path} shows an e-mail address",
                place,
                fix=fixes.of(each) if fixes else None,
                hint="sigtool render leaves it out",
                severity=Severity.ERROR,
            )


def _is_named(person: Person) -> bool:
    """Whether somebody has more than an address."""
    return bool(person.handle or person.name or person.url)


RULES: Final = (Rule("SIG409", "published-email", Severity.NOTE, published_email),)
