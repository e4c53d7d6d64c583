"""Which items of two lists are the same one: persons of two cells, SIGs of two registries.

Only what is sure: what is equal, then what a key says that is unique on both sides (design law
L11). Position and likeness are never evidence here.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from itertools import chain, pairwise, product
from typing import TypeVar

from sigtool.model import (
    People,
    Person,
    Sig,
    Text,
    accounts,
    grouped,
    handles,
    is_alike,
    same_person,
    texts_of,
)
from sigtool.text.records import dataclass

T = TypeVar("T")
Keys = Callable[[T], Collection[Hashable]]


def by_key(
    left: Sequence[T],
    right: Sequence[T],
    keys: Keys[T],
    known: Mapping[int, int] | None = None,
    unsure: tuple[Collection[int], Collection[int]] = ((), ()),
) -> dict[int, int]:
    """Pairs of indices of items that share a key which nobody else has, on either side.

    `known` pairs stay, and their items are not paired again; their keys still count, so that a key
    of theirs is not unique. An item whose keys name two others is paired with neither, nor is one
    that is `unsure`, on its side.
    """
    found = dict(known or {})
    taken = {*found.values(), *unsure[1]}
    wanted, wanting = sharing(left, right, keys)
    for at, others in wanted.items():
        other = min(others)
        is_sure = len(others) == 1 and len(wanting[other]) == 1
        if is_sure and at not in found and at not in unsure[0] and other not in taken:
            found[at] = other
    return found


def sharing(
    left: Sequence[T], right: Sequence[T], keys: Keys[T]
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """With which items each one shares a key that only one item has on either side, for each of
    `left`, then for each of `right`; without those that share none."""
    owners, other_owners = _owners(left, keys), _owners(right, keys)
    wanted: dict[int, set[int]] = {}
    wanting: dict[int, set[int]] = {}
    for key, at in owners.items():
        if key in other_owners:
            wanted.setdefault(at, set()).add(other_owners[key])
            wanting.setdefault(other_owners[key], set()).add(at)
    return wanted, wanting


def _owners(items: Sequence[T], keys: Keys[T]) -> dict[Hashable, int]:
    owned = [tuple(dict.fromkeys(keys(item))) for item in items]
    counts = Counter(key for own in owned for key in own)
    return {key: at for at, own in enumerate(owned) for key in own if counts[key] == 1}


def equal(left: Sequence[Hashable], right: Sequence[Hashable]) -> dict[int, int]:
    """Pairs of indices of items that are equal, the first of several with the first."""
    if [*left] == [*right]:
        return {at: at for at in range(len(left))}
    places: dict[Hashable, list[int]] = {}
    for at in range(len(right) - 1, -1, -1):
        places.setdefault(right[at], []).append(at)
    return {at: places[item].pop() for at, item in enumerate(left) if places.get(item)}


def same_persons(
    left: People, right: People, known: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Who of `left` is who of `right`, by index: the `known` ones, those who are equal, then those
    who are one person that each side names once."""
    found = dict(known or {})
    for pairs in (equal, _alike):
        taken = set(found.values())
        rest = [at for at in range(len(left)) if at not in found]
        others = [at for at in range(len(right)) if at not in taken]
        if rest and others:
            more = pairs([left[at] for at in rest], [right[at] for at in others])
            found |= {rest[at]: others[other] for at, other in more.items()}
    return found


def near_persons(left: People, right: People) -> dict[int, int]:
    """Who of one list is who of another state of it: `same_persons`, then those whose account,
    name or address alone is still the same, and nobody else's; last those of whom a mere name is
    left that is their account. Those who have one another's links by now, or who passed theirs on,
    are who their labels say."""
    pairs, labels = same_persons(left, right), by_key(left, right, _labels)
    owner = {other: at for at, other in labels.items()}
    crossed = {at for at, n in pairs.items() if labels.get(at, n) != n and n in owner}
    if crossed:
        mine = crossed | {owner[pairs[at]] for at in crossed}
        theirs = {labels[at] for at in crossed}
        sure = {at: n for at, n in pairs.items() if at not in mine and n not in theirs}
        pairs = by_key(left, right, _labels, sure)
    for part in ("handle", "name", "email"):
        pairs = by_key(
            left,
            right,
            lambda each: {getattr(each, part)} - {None},  # noqa: B023 - called in this turn
            pairs,
        )
    pairs = by_key(left, right, _called, pairs)
    return by_key(left, right, _labels, pairs)


def _labels(person: Person) -> set[str]:
    """What a link to a person shows, be it an account or a name."""
    return {*texts_of(person.handle or person.name or "")} - {""} if person.url else set()


def _called(person: Person) -> set[str]:
    """What the account of a person is called, or a mere name, case ignored."""
    has_account = person.handle or person.url or person.email
    texts = person.handle if has_account else person.name
    return {text.casefold() for text in texts_of(texts or "")} - {""}


def _alike(left: Sequence[Person], right: Sequence[Person]) -> dict[int, int]:
    found: dict[int, int] = {}
    for group in grouped([*left, *right]):
        first, *more = group
        if len(more) == 1 and first < len(left) <= more[0]:
            other = more[0] - len(left)
            if same_person(left[first], right[other]):
                found[first] = other
    return found


def named_again(people: People, *others: People) -> list[int]:
    """The mentions in a list, by index, of somebody whom it names more often than once and than the
    others do. Those stay that another list has as they are, then the first."""
    everybody = [*people, *chain.from_iterable(others)]
    list_of = [n for n, each in enumerate((people, *others)) for _ in each]
    found: list[int] = []
    for group in grouped(everybody) if len(people) > 1 else ():
        own = [at for at in group if list_of[at] == 0]
        counts = Counter(list_of[at] for at in group if list_of[at])
        elsewhere = [everybody[at] for at in group if list_of[at]]
        by_rank = sorted(own, key=lambda at: people[at] not in elsewhere)
        found += by_rank[max([1, *counts.values()]) :]
    return sorted(found)


def once(people: People, *others: People) -> People:
    """A list without those who are `named_again`."""
    again = named_again(people, *others)
    return tuple(each for at, each in enumerate(people) if at not in again)


def each_once(sig: Sig) -> Sig:
    """What a row says of a SIG, without those who are `named_again` in one cell."""
    for key, value in sig.values.items():
        if isinstance(value, tuple):
            sig = sig.with_value(key, once(value))
    return sig


def new_persons(left: People, right: People) -> dict[int, int] | None:
    """Who is new in the list of one language and, by another name, in that of another, by index:
    as many on both sides, between the same people. None where some may be one person, and nobody
    knows who. New are those without an origin."""
    at_origin = {each.origin: at for at, each in enumerate(right) if each.origin is not None}
    known = {at: at_origin[each.origin] for at, each in enumerate(left) if each.origin in at_origin}
    sure = same_persons(left, right, known)
    mine = [at for at, each in enumerate(left) if at not in sure and each.origin is None]
    theirs = [
        at for at, each in enumerate(right) if at not in sure.values() and each.origin is None
    ]
    if not any(_may_be_one(left[at], right[other]) for at, other in product(mine, theirs)):
        return {}
    ends = [(-1, -1), *sorted(sure.items()), (len(left), len(right))]
    found: dict[int, int] = {}
    for (above, other_above), (below, other_below) in pairwise(ends):
        ours = [at for at in mine if above < at < below]
        others = [at for at in theirs if other_above < at < other_below]
        pairs = list(zip(ours, others, strict=False))
        is_known = other_above < other_below and len(ours) == len(others)
        if not is_known or not all(_may_be_one(left[at], right[other]) for at, other in pairs):
            return None
        found |= dict(pairs)
    return found


def _may_be_one(one: Person, other: Person) -> bool:
    """Whether two who are known by their name alone may be one person, in two languages."""
    has_more = any(each.handle or each.url or each.email for each in (one, other))
    return not has_more and not contradict(one, other)


def contradict(one: Person, other: Person) -> bool:
    """Whether two mentions cannot be one person: what each is called, in one script, differs."""
    for names_of in (accounts, handles):
        if (left := names_of(one)) and (right := names_of(other)):
            return left.isdisjoint(right)
    if one.email and other.email:
        return not is_alike(one.email, other.email)
    words, others = _words(one.name or ""), _words(other.name or "")
    scripts = {word.isascii() for word in words | others}
    return bool(words and others) and len(scripts) == 1 and words.isdisjoint(others)


def _words(name: Text) -> frozenset[str]:
    """The words of a name, case ignored; in a script that has no blanks, the letters."""
    words = [word for text in texts_of(name) for word in re.findall(r"\w+", text.casefold())]
    return frozenset(part for word in words for part in ([word] if word.isascii() else word))


@dataclass(frozen=True, slots=True)
class Finder:
    """Which of some SIGs another one is, as `same_sigs` says of it alone: an `id`, a name or a page
    that one of them has, and where that one is."""

    ids: Mapping[Hashable, int]
    names: Mapping[Hashable, int]
    pages: Mapping[Hashable, int]
    name_key: Callable[[str], str]

    @classmethod
    def of(cls, sigs: Sequence[Sig], name_key: Callable[[str], str]) -> "Finder":
        """What finds these SIGs."""
        return cls(
            _owners(sigs, _ids),
            _owners(sigs, lambda sig: _names(sig, name_key)),
            _owners(sigs, _pages),
            name_key,
        )

    def find(self, sig: Sig) -> int | None:
        """The index of the SIG; None where none is it, or nobody knows which."""
        by_id, by_name, by_page = (
            {owners[key] for key in keys if key in owners}
            for owners, keys in (
                (self.ids, _ids(sig)),
                (self.names, _names(sig, self.name_key)),
                (self.pages, _pages(sig)),
            )
        )
        if by_id:
            return None if len(by_name) == 1 and by_name != by_id else by_id.pop()
        found = by_name if len(by_name) == 1 else by_page
        return found.pop() if len(found) == 1 else None


def _ids(sig: Sig) -> set[str]:
    return {sig.word("id")} - {""}


def _names(sig: Sig, name_key: Callable[[str], str]) -> set[str]:
    return {name_key(text) for text in texts_of(sig.name)} - {""}


def _pages(sig: Sig) -> set[str]:
    return {*texts_of(sig.text("readme"))} - {""}


def same_sigs(
    left: Sequence[Sig], right: Sequence[Sig], name_key: Callable[[str], str]
) -> dict[int, int]:
    """Which SIG of one registry is which of another, by index: by `id`, else by name, else by page.

    `name_key` is what makes two names the same. Where the `id` of a SIG and its name are those of
    two others, nobody knows which it is: it is paired with neither.
    """

    names_of = {id(sig): _names(sig, name_key) for sig in chain(left, right)}

    def names(sig: Sig) -> set[str]:
        return names_of[id(sig)]

    by_id = by_key(left, right, _ids)
    by_name = by_key(left, right, names)
    of_name = {other: at for at, other in by_name.items()}
    torn = {
        at: other
        for at, other in by_id.items()
        if by_name.get(at, other) != other or of_name.get(other, at) != at
    }
    found = {at: other for at, other in by_id.items() if at not in torn}
    unsure = (torn.keys(), torn.values())
    found = by_key(left, right, names, found, unsure)
    return by_key(left, right, _pages, found, unsure)
