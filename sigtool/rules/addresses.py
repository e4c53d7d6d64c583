"""SIG408 and SIG409: e-mail addresses, and whether everybody can read them."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from sigtool.check.advice import column_of
from sigtool.check.passages import passages, place_of
from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.model import Kind, Mention, Sig, texts_of
from sigtool.people import grammar
from sigtool.rules import drift
from sigtool.tables.drift import Drift
from sigtool.tables.headers import bare
from sigtool.tables.locate import Place
from sigtool.tables.plan import Plan
from sigtool.tables.words import says_account
from sigtool.text.diagnostic import Location, Severity
from sigtool.text.lazily import lazily
from sigtool.text.records import replace
from sigtool.text.wording import argument

# RFC 5321 mailboxes as people use them: no comments, no quoted local part, a domain with a dot.
_ADDRESS: Final = lazily(
    r"[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)*"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]"
)
# What looks like one in a text.
_EMAIL: Final = grammar.pattern("{email}")


@rule("SIG408", "invalid-email", Severity.ERROR)
def invalid_email(snapshot: Snapshot) -> Iterator[Finding]:
    """An e-mail address is one that mail can reach: a name, an @, a domain with a dot."""
    for passage in passages(snapshot):
        if passage.part == "email" and not is_address(passage.text):
            message = f"{passage.sig.name}: {passage.text!r} is no e-mail address"
            hint = "write the address alone, as ada@example.org"
            yield Finding(message, passage.at(snapshot), hint=hint)


@rule("SIG409", "published-email", Severity.NOTE)
def published_email(snapshot: Snapshot) -> Iterator[Finding]:
    """Nobody's e-mail address reaches a rendered file."""
    yield from _addressed(snapshot)
    if not snapshot.settings.publish_email:
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


def _addressed(snapshot: Snapshot) -> Iterator[Finding]:
    """The addresses that reach a table, or else those that are all there is of somebody; once."""
    is_public = snapshot.settings.publish_email
    seen: set[str] = set()
    are_addressed = any(mention.person.email for mention in snapshot.mentions)
    for place, sig, key in _shown(snapshot) if are_addressed else ():
        for person in sig.people(key):
            address = str(person.email or "").casefold()
            is_named = bool(person.handle or person.name or person.url)
            is_left_out = not is_named and not snapshot.is_faulty(sig)
            if not address or address in seen or not (is_public or is_left_out):
                continue
            if is_public and _is_hidden(snapshot, place, sig, key, address):
                continue
            seen.add(address)
            whose = f"the e-mail address of {person}" if is_named else "an e-mail address"
            what = f"{whose} is published in {place.shown.source.path}"
            hint = "`validate: {publish_email: false}` leaves addresses out of the tables"
            if not is_public:
                what = (
                    f"somebody in {key} has nothing but an e-mail address, "
                    "and so is left out of the tables"
                )
                hint = f"name an account: sigtool rename-lead {argument(str(person))} @handle"
            elif header := _of_accounts(place, key):
                what = f"{header!r} holds an e-mail address"
                hint = f"write the account: sigtool rename-lead {argument(str(person))} @handle"
            severity = Severity.NOTE if is_public else Severity.ERROR
            at = place_of(snapshot, Mention(sig, key, person), "email")
            yield Finding(f"{sig.name}: {what}", at, hint=hint, severity=severity)


def _is_hidden(snapshot: Snapshot, place: Place, sig: Sig, key: str, address: str) -> bool:
    """Whether a document lacks an address of a field, since no cell can show it."""
    is_unshowable = snapshot.shown.is_unshowable(sig, key)
    return is_unshowable and address.casefold() not in place.shown.source.text.casefold()


def _of_accounts(place: Place, key: str) -> str:
    """The header of the column of a field, if it says that accounts stand there: `GitHub ID`."""
    headers = (bound.header for bound in place.bound if bound.field == key)
    return next((each for each in headers if says_account(bare(each), of_a_row=True)), "")


def _in_text(snapshot: Snapshot) -> Iterator[Finding]:
    """People who were not read into persons, with an address among them; each field once."""
    found = {
        (sig.origin, key): (place, sig)
        for place, sig, key in _shown(snapshot)
        if (address := _EMAIL.search(str(sig.text(key))))
        if not _is_hidden(snapshot, place, sig, key, address[0])
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
        for mention in snapshot.mentions
        for email in texts_of(mention.person.email or "")
    }
    lost = [each for each, places in shown if not _goes_alone(plan, each, places, known)]
    for each, places in shown:
        is_own = id(each.row) in fixes.by_row
        goes = any(other.row is each.row or not is_own for other in lost)
        found = fixes.of(each)
        for place in places:
            yield Finding(
                f"{each.sig.name}: {place.path} shows an e-mail address",
                place,
                fix=found if goes or found is None else replace(found, safe=True),
                hint="sigtool render leaves it out",
                severity=Severity.ERROR,
            )


def _goes_alone(
    plan: Plan, each: Drift, places: Sequence[Location], known: AbstractSet[tuple[int | None, str]]
) -> bool:
    """Whether a cell loses only addresses that the registry keeps, and still shows whose."""
    texts = [place.source[place.span].casefold() for place in places]
    if not texts or not each.is_sure or not all((each.sig.origin, text) in known for text in texts):
        return False
    shown = plan.place.sig_of(each.row) if each.row else None
    column = column_of(plan, each)
    if shown is None or column is None:
        return False
    return len(shown.people(column.field)) == len(each.sig.people(column.field))
