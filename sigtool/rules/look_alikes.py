"""SIG406: people who look like one another: accounts in two cases, addresses that two have."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sigtool.check.passages import place_of
from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.model import Mention, Texts, account, accounts, by_language, handles, texts_of
from sigtool.rules.accounts import commonest, with_accounts
from sigtool.rules.shared_addresses import shared_addresses
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.records import dataclass
from sigtool.text.wording import argument


@dataclass(frozen=True, slots=True)
class _Identifier:
    """An account as a mention writes it, where, and the link that it is in."""

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


@rule("SIG406", "look-alike-person", Severity.WARNING)
def look_alike_person(snapshot: Snapshot) -> Iterator[Finding]:
    """No two accounts differ in case alone, or share an e-mail address."""
    for mentions in with_accounts(filter(_may_differ, snapshot.people)):
        for spellings in _by_account(mentions):
            yield from _other_spellings(snapshot, spellings)
    yield from shared_addresses(snapshot)


def _owners(snapshot: Snapshot) -> Counter[str]:
    """How many people each handle may mean."""
    return Counter(
        handle
        for mentions in with_accounts(snapshot.people)
        for handle in {each for one in mentions for each in handles(one.person)}
    )


def _may_differ(mentions: Sequence[Mention]) -> bool:
    """Whether an account of a person may be written in two ways: not where each mention says the
    same, in every language."""
    first = mentions[0].person
    are_plain = not (isinstance(first.url, Texts) or isinstance(first.handle, Texts))
    return not are_plain or any(each.person != first for each in mentions[1:])


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
    usual = commonest(each.text for each in spellings)
    # Links in several languages a command changes in one of them.
    is_plain = not any(isinstance(each.mention.person.url, Texts) for each in spellings)
    first: dict[str, _Identifier] = {}
    for each in spellings:
        first.setdefault(each.text, each)
    for text, one in first.items():
        other = first[usual]
        if text != usual:
            are_shown = one.is_shown and other.is_shown
            are_shown = are_shown and snapshot.once(_owners)[text.casefold()] == 1
            old, new = f"@{text}", f"@{usual}"
            if one.link and other.link and not are_shown:
                old, new = one.link, other.link
            command = f"sigtool rename-lead {argument(old)} {argument(new)}"
            yield Finding(
                f"{one.mention.sig.name}: the account {text!r} is {usual!r} elsewhere, "
                "which differs in case alone",
                one.at(snapshot),
                [Related("the other one is here", other.at(snapshot))],
                hint=f"write it in one way: {command}" if is_plain else "write it in one way",
            )
