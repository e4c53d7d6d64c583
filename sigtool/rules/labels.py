"""SIG404 of labels: what a link shows as an account is the one that it opens.

A label without `@` may be a name. Whether it is an account tells its column: by its header, or by
what the labels beside it are.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Final, NamedTuple

from sigtool.check.links import Link, links_of
from sigtool.check.passages import number_of
from sigtool.check.rule import Finding
from sigtool.check.snapshot import Snapshot
from sigtool.model import account, in_language
from sigtool.people.words import ACCOUNTS
from sigtool.rules.profiles import AT_HANDLE, host_of_code
from sigtool.tables.headers import bare
from sigtool.tables.words import role, says_account, words_of
from sigtool.text.diagnostic import Location, Related
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.wording import likeness, quoted

_LONG: Final = lazily(r"(?a:[\w-]{4,})")
# What may be an account, and what nobody is called: `wang-39`, `grace`.
_WORD: Final = lazily(r"(?a:\w[\w.-]+)")
_NO_NAME: Final = lazily(r"[a-z\d][a-z\d_.-]+|(?a:[\w.-]*[\d_][\w.-]*)")
# What a label says of any link.
_ANY: Final = lazily(
    r"(?:git(?:hub|ee|lab|code)|atomgit|profile|link|here|account|user|id|home|homepage|page|web|url)",
)
# A misspelt account has so much of its label, of 1.
_NEAR: Final = 0.85
# A column shows accounts if as many labels are, and most.
_FEWEST: Final = 3


class _Label(NamedTuple):
    """What is seen of a link, and the account that it opens."""

    link: Link
    text: str
    opened: str

    @property
    def folded(self) -> str:
        return self.text.strip("`").casefold()

    @property
    def is_own(self) -> bool:
        """Whether it is the account, to the letter."""
        return self.text.strip("`@") == self.opened

    @property
    def is_same(self) -> bool:
        return self.folded.lstrip("@") == self.opened.casefold()

    @property
    def is_part(self) -> bool:
        """Whether one of the two may be short for the other."""
        return self.folded in self.opened.casefold() or self.opened.casefold() in self.folded

    def finding(self, snapshot: Snapshot) -> Finding:
        sig = self.link.sig
        message = f"{sig.name}: {quoted(self.text)} links to the account {self.opened!r}"
        at, related = self.link.at(snapshot), list[Related]()
        if self.link.is_profile:
            related.append(Related("the link is here", at))
            at = self._at_name(snapshot)
        return Finding(message, at, related, hint="correct the label or the link")

    def _at_name(self, snapshot: Snapshot) -> Location:
        passage = self.link.passage
        name = passage.person.name or ""
        language = [passage.language] if passage.language and not isinstance(name, str) else []
        return snapshot.at_sig(
            passage.sig, passage.key, number_of(passage.person), "name", *language
        )


@dataclass(frozen=True)
class _Column:
    """The labels of a column, and whether its header says that they are accounts (`of_ids`: in more
    than the name of a host), or who people are."""

    labels: Sequence[_Label]
    of_ids: bool
    of_accounts: bool
    of_people: bool

    @cached_property
    def _own(self) -> AbstractSet[str]:
        """The accounts that a label shows."""
        return {each.opened.casefold() for each in self.labels if each.is_own}

    @cached_property
    def _shows_accounts(self) -> bool:
        """Whether most labels are accounts, which no header has to say then."""
        count = sum(each.is_own for each in self.labels)
        return count >= _FEWEST and 2 * count > len(self.labels)

    @cached_property
    def _opened(self) -> Mapping[str, AbstractSet[str]]:
        """The accounts that links with one label open, by what they show."""
        found: dict[str, set[str]] = {}
        for each in self.labels:
            found.setdefault(each.folded, set()).add(each.opened.casefold())
        return found

    def shows_another(self, label: _Label) -> bool:
        """Whether a label is another account than its link opens, as far as can be told."""
        if label.is_same or (label.link.is_profile and label.text.startswith("@")):
            return False
        return self._is_account(label) or _is_other(label)

    def _is_account(self, label: _Label) -> bool:
        pattern = _WORD if self.of_ids else _NO_NAME
        # What many links show says of none where it leads.
        is_open = len(self._opened[label.folded]) > 1 or _ANY.fullmatch(label.folded)
        if is_open or not pattern.fullmatch(label.text.strip("`")):
            return False
        is_known = self.of_people and label.opened.casefold() in self._own
        is_likely = label.link.is_profile and (self._shows_accounts or is_known)
        return self.of_accounts or (is_likely and not label.is_part)


def labels(snapshot: Snapshot) -> Iterator[Finding]:
    """The labels that are another account than their links open, but for handles of people."""
    columns: dict[tuple[str, str | None, str], list[_Label]] = {}
    for link in links_of(snapshot):
        text = _shown(link)
        opened = account(link.destination) if text else None
        if opened:
            place = (link.passage.key, link.passage.language, opened[0].casefold())
            columns.setdefault(place, []).append(_Label(link, text, opened[1]))
    for (key, language, _), found in columns.items():
        if all(label.is_same for label in found):
            continue
        sig = found[0].link.sig
        header = bare(snapshot.shown.header(sig, key, language))
        of_accounts = says_account(header, of_a_row=snapshot.shown.is_person(sig))
        of_ids = of_accounts and not {"id", *ACCOUNTS}.isdisjoint(words_of(header))
        column = _Column(found, of_ids, of_accounts, role(header) is not None)
        for each in filter(column.shows_another, found):
            yield each.finding(snapshot)


def _shown(link: Link) -> str:
    """The label of a link: in a list of people, the handle or else the name."""
    if not link.is_profile:
        return link.label
    person, language = link.passage.person, link.passage.language
    handle = in_language(person.handle or "", language)
    return f"@{handle}" if handle else in_language(person.name or "", language)


def _is_other(label: _Label) -> bool:
    """Whether a label in a text is a handle, or nearly one, and not that of its account."""
    if label.link.is_profile or not host_of_code(label.link.destination):
        return False
    if handle := AT_HANDLE.match(label.text):
        return handle[1].casefold() != label.opened.casefold()
    if label.is_part or not _LONG.fullmatch(label.folded):
        return False
    return likeness(label.folded, label.opened.casefold()) >= _NEAR
