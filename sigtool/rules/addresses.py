"""SIG408 and SIG409: e-mail addresses, and whether everybody can read them."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from sigtool.check.passages import place_of
from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot
from sigtool.model import Kind, Mention, Person, Sig, by_language, texts_of
from sigtool.people import grammar
from sigtool.rules import drift
from sigtool.tables.drift import Drift
from sigtool.tables.locate import Place
from sigtool.tables.plan import Plan
from sigtool.text.diagnostic import Location, Severity
from sigtool.text.wording import argument

# RFC 5321 mailboxes as people use them: no comments, no quoted local part, a domain with a dot.
_ADDRESS: Final = re.compile(
    r"[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)*"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]"
)
# What looks like one in a text.
_EMAIL: Final = grammar.pattern("{email}")


def invalid_email(snapshot: Snapshot) -> Iterator[Finding]:
    """An e-mail address is one that mail can reach: a name, an @, a domain with a dot."""
    for mention in snapshot.registry.mentions():
        for language, email in by_language(mention.person.email or ""):
            if not is_address(email):
                yield Finding(
                    f"{mention.sig.name}: {email!r} is no e-mail address",
                    place_of(snapshot, mention, "email", *language),
                    hint="write the address alone, as ada@example.org",
                )


def published_email(snapshot: Snapshot) -> Iterator[Finding]:
    """Nobody's e-mail address reaches a rendered file."""
    if snapshot.settings.publish_email:
        yield from _published(snapshot)
        return
    yield from _unshowable(snapshot)
    yield from _in_text(snapshot)
    for at, plan in snapshot.plans.items():
        yield from _still_shown(snapshot, at, plan)


def is_address(text: str) -> bool:
    """Whether a text is an e-mail address and no more."""
    return _ADDRESS.fullmatch(text) is not None


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


def _addressed(snapshot: Snapshot) -> Iterator[tuple[Place, Mention, str]]:
    """Those with an address whom a table shows, or would if it published addresses; and that."""
    for place, sig, key in _shown(snapshot):
        for person in sig.people(key):
            if person.email:
                yield place, Mention(sig, key, person), str(person.email).casefold()


def _published(snapshot: Snapshot) -> Iterator[Finding]:
    """The addresses that reach a table, each once."""
    seen: set[str] = set()
    for place, mention, address in _addressed(snapshot):
        if address not in seen:
            seen.add(address)
            person = mention.person
            whose = f"the e-mail address of {person}" if _is_named(person) else "an e-mail address"
            yield Finding(
                f"{mention.sig.name}: {whose} is published in {place.shown.source.path}",
                place_of(snapshot, mention, "email"),
                hint="`validate: {publish_email: false}` leaves addresses out of the tables",
            )


def _unshowable(snapshot: Snapshot) -> Iterator[Finding]:
    """Who has nothing but an address, and so is in no table; each address once."""
    seen: set[str] = set()
    for _, mention, address in _addressed(snapshot):
        sig, person = mention.sig, mention.person
        if not (address in seen or _is_named(person) or snapshot.is_faulty(sig)):
            seen.add(address)
            yield Finding(
                f"{sig.name}: somebody in {mention.field} has nothing but an e-mail address, "
                "and so is left out of the tables",
                place_of(snapshot, mention, "email"),
                hint=f"name an account: sigtool rename-lead {argument(str(person))} @handle",
                severity=Severity.ERROR,
            )


def _in_text(snapshot: Snapshot) -> Iterator[Finding]:
    """People who were not read into persons, with an address among them; each field once."""
    found = {
        (sig.origin, key): (place, sig)
        for place, sig, key in _shown(snapshot)
        if _EMAIL.search(str(sig.text(key)))
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
    shown = [(each, drift.addresses(snapshot, plan, each)) for each in plan.drifts]
    if not any(places for _, places in shown):
        return
    fixes = drift.fixes_of(snapshot, at)
    known = {
        (mention.sig.origin, email.casefold())
        for mention in snapshot.registry.mentions()
        for email in texts_of(mention.person.email or "")
    }
    lost = [each for each, places in shown if not _goes_alone(plan, each, places, known)]
    for each, places in shown:
        is_own = id(each.row) in fixes.by_row
        goes = any(other.row is each.row or not is_own for other in lost)
        found = fixes.of(each)
        fix = found if goes or found is None else replace(found, safe=True)
        for place in places:
            yield Finding(
                f"{each.sig.name}: {place.path} shows an e-mail address",
                place,
                fix=fix,
                hint="sigtool render leaves it out",
                severity=Severity.ERROR,
            )


def _goes_alone(
    plan: Plan, each: Drift, places: Sequence[Location], known: AbstractSet[tuple[int | None, str]]
) -> bool:
    """Whether nothing but addresses is wrong in a cell, and the registry keeps them and whose they
    are is still shown."""
    texts = [place.source[place.span].casefold() for place in places]
    if not texts or not each.is_sure or not all((each.sig.origin, text) in known for text in texts):
        return False
    shown = plan.place.sig_of(each.row) if each.row else None
    column = plan.place.bound[each.column].column if each.column is not None else None
    if shown is None or column is None:
        return False
    return len(shown.people(column.field)) == len(each.sig.people(column.field))


def _is_named(person: Person) -> bool:
    """Whether somebody has more than an address."""
    return bool(person.handle or person.name or person.url)


RULES: Final = (
    Rule("SIG408", "invalid-email", Severity.ERROR, invalid_email),
    Rule("SIG409", "published-email", Severity.NOTE, published_email),
)
