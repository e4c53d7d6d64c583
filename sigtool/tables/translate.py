"""Several tables that show the same SIGs in several languages -> one registry.

Pure. Rows are one SIG where a key says so that nobody else has: a name, a page, else any other link
or the accounts of its people. A run of rows between two such pairs is paired by position if it is
equally long on both sides; the ends of a table tell nothing, since rows are added there (design law
L11). What two languages say alike is kept once, what they say differently becomes a text in several
languages, and what only one of them has is shown only there. Nothing is dropped, and all that could
not be paired is told.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import Final

from sigtool.facts.pairs import by_key, same_persons
from sigtool.markdown import blocks
from sigtool.markdown.blocks import name_key
from sigtool.model import (
    PERSON_FIELDS,
    WORDS,
    Kind,
    Order,
    People,
    Person,
    Registry,
    Sig,
    Text,
    Texts,
    Value,
    accounts,
    folded_link,
    handles,
    in_language,
    is_alike,
    texts_of,
)
from sigtool.tables.adopt import Imported
from sigtool.text import language

# By what rows are paired, the surest first; the last two are told one by one.
_WAYS: Final = ("name", "link", "another link", "position")
_URL: Final = re.compile(r"https?://\S+")
_ADVICE: Final = "give both rows one link, or write its name for each language"


@dataclass(frozen=True, slots=True)
class Translated:
    """A table, and the language that it is in."""

    language: str
    imported: Imported


@dataclass(frozen=True, slots=True)
class Merged:
    """One registry of several languages, and what is to be told about how it came about."""

    registry: Registry
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A SIG as it is being put together, and its people cells as they stand, by language."""

    sig: Sig
    cells: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which row of a translation is which row of the original, by index, and by what.

    `doubtful` has the rows of the translation that have keys of rows of the original which they
    cannot all be, or which another row has too; with these.
    """

    row_of: Mapping[int, int]
    by: Mapping[int, str]
    doubtful: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def merge(parts: Sequence[Translated]) -> Merged:
    """The registry of some tables, the first of which gives the order of the SIGs."""
    first = parts[0]
    entries = _entries(first)
    languages = [first.language]
    tables = [replace(first.imported.registry.tables[0], language=first.language)]
    notes: list[str] = []
    for part in parts[1:]:
        others = _entries(part)
        codes = (*languages, part.language)
        found = paired([each.sig for each in entries], [each.sig for each in others], codes)
        of_other = {other: mine for mine, other in found.row_of.items()}
        has_own_order = list(dict(sorted(of_other.items())).values()) != sorted(of_other.values())
        notes += _pairing_notes(part, entries, others, found, has_own_order=has_own_order)
        notes += _column_notes(part)
        order = Order.OWN if has_own_order else Order.REGISTRY
        table = part.imported.registry.tables[0]
        tables.append(replace(table, language=part.language, order=order))
        entries, more = _joined(entries, others, of_other, part)
        notes += more
        languages.append(part.language)
    sigs = tuple(replace(entry.sig, origin=at) for at, entry in enumerate(entries))
    return Merged(Registry(tuple(tables), sigs), tuple(notes))


def paired(sigs: Sequence[Sig], others: Sequence[Sig], languages: Sequence[str]) -> Pairing:
    """Which of `others` is which of `sigs`: by keys that one of each has, then by position between
    two such pairs. The pages of both may be in any of these languages."""
    keys_of = partial(_strong_keys, languages=languages)
    strong = by_key(sigs, others, keys_of)
    crossed, doubtful = _crossed(sigs, others, keys_of)
    sure = {
        at: other
        for at, other in by_key(sigs, others, _weak_keys, strong).items()
        if at not in crossed and other not in doubtful
    }
    by = dict.fromkeys(sure, "another link")
    by |= dict.fromkeys(strong, "link")
    by |= {at: "name" for at, other in by_key(sigs, others, _names).items() if at in strong}
    found = dict(sure)
    for run in _between(sure):
        if not any(at in crossed or other in doubtful for at, other in run):
            found |= dict(run)
            by |= {at: "position" for at, _ in run}
    return Pairing(found, by, doubtful)


# --- keys --------------------------------------------------------------------------------------


def _strong_keys(sig: Sig, languages: Sequence[str]) -> list[Hashable]:
    """What tells which SIG a row is: its name, its page, and the page whatever its language."""
    keys = _names(sig)
    for link in filter(None, texts_of(sig.text("readme"))):
        path, mark, rest = link.partition("#")
        path = language.without_language(path.removeprefix("./"), languages)
        keys += [("page", link), ("page", path + mark + rest)]
    return keys


def _names(sig: Sig) -> list[Hashable]:
    return [("name", key) for text in texts_of(sig.name) if (key := name_key(text))]


def _weak_keys(sig: Sig) -> list[Hashable]:
    """What else may tell: every other link of a row, and the accounts of all people of a field."""
    keys: list[Hashable] = []
    for key, value in sig.values.items():
        if not isinstance(value, tuple):
            links = [link for text in texts_of(value) for link in _links(text)]
            keys += [("link", folded_link(link)) for link in links]
        elif all(accounts(person) or handles(person) for person in value):
            known = frozenset(accounts(person) or handles(person) for person in value)
            keys.append((key, known))
    return keys


def _links(text: str) -> list[str]:
    """The links of a cell, or the cell where it is a bare one."""
    return [text] if _URL.fullmatch(text) else [href for _, href in blocks.links(text)]


def _crossed(
    sigs: Sequence[Sig], others: Sequence[Sig], keys_of: Callable[[Sig], Sequence[Hashable]]
) -> tuple[AbstractSet[int], dict[int, tuple[int, ...]]]:
    """The rows of the first list that share a key with several of the second, or with one that does
    so with several of the first; and those of the second, each with whom it shares one."""
    owners, other_owners = _owners(sigs, keys_of), _owners(others, keys_of)
    shared = {(at, other_owners[key]) for key, at in owners.items() if key in other_owners}
    mine = Counter(at for at, _ in shared)
    theirs = Counter(other for _, other in shared)
    crossed: set[int] = set()
    doubtful: dict[int, tuple[int, ...]] = {}
    for at, other in sorted(shared):
        if mine[at] > 1 or theirs[other] > 1:
            crossed.add(at)
            doubtful[other] = (*doubtful.get(other, ()), at)
    return crossed, doubtful


def _owners(
    sigs: Sequence[Sig], keys_of: Callable[[Sig], Sequence[Hashable]]
) -> dict[Hashable, int]:
    """The row of each key that only one row has."""
    keys = [frozenset(keys_of(sig)) for sig in sigs]
    counts = Counter(key for own in keys for key in own)
    return {key: at for at, own in enumerate(keys) for key in own if counts[key] == 1}


def _between(sure: Mapping[int, int]) -> Iterator[list[tuple[int, int]]]:
    """The runs of rows between two sure pairs that follow each other on both sides, equally many on
    both: their pairs by position."""
    following = dict(pairwise(sorted(sure.values())))
    for (at, other), (next_at, next_other) in pairwise(sorted(sure.items())):
        count = next_at - at
        if count > 1 and next_other - other == count and following.get(other) == next_other:
            yield [(at + n, other + n) for n in range(1, count)]


# --- what is told ------------------------------------------------------------------------------


def _pairing_notes(
    part: Translated,
    entries: Sequence[_Entry],
    others: Sequence[_Entry],
    found: Pairing,
    *,
    has_own_order: bool,
) -> list[str]:
    """What is to be told of how the rows of a translation were paired."""
    source = part.imported.shown.source.path
    counts = {way: list(found.by.values()).count(way) for way in _WAYS}
    ways = ", ".join(f"{count} by {way}" for way, count in counts.items() if count)
    notes = [f"{source}: matched {ways or 'no SIG'}."]
    notes += [
        f"{source}: {others[other].sig.name} is taken for {entries[at].sig.name}, by "
        f"{found.by[at]} alone."
        for at, other in sorted(found.row_of.items())
        if found.by[at] in _WAYS[2:]
    ]
    for at, several in sorted(found.doubtful.items()):
        names = " and of ".join(str(entries[mine].sig.name) for mine in several)
        more = "" if len(several) > 1 else ", and so has another row"
        notes.append(f"{source}: {others[at].sig.name} has the name or the page of {names}{more}.")
    if has_own_order:
        notes.append(f"{source}: has the SIGs in an order of its own, which it keeps (order: own).")
    return notes


def _column_notes(part: Translated) -> list[str]:
    """The columns that were paired by position."""
    source = part.imported.shown.source.path
    return [
        f"{source}: the column {header!r} is taken for {original!r}, by position alone."
        for header, original in part.imported.by_position
    ]


# --- joining -----------------------------------------------------------------------------------


def _entries(part: Translated) -> list[_Entry]:
    pairs = zip(part.imported.registry.sigs, part.imported.people_cells, strict=True)
    return [_Entry(sig, {part.language: cells}) for sig, cells in pairs]


def _joined(
    entries: Sequence[_Entry],
    others: Sequence[_Entry],
    pairs: Mapping[int, int],
    part: Translated,
) -> tuple[list[_Entry], list[str]]:
    """The entries with what another language says, and what is to be told of it; `pairs` has the
    entry of each of the others that has one."""
    source = part.imported.shown.source.path
    bound = {column.field for column in part.imported.registry.tables[0].columns}
    kinds = part.imported.registry.kinds
    notes: list[str] = []
    after: dict[int, list[_Entry]] = {}
    anchor = -1
    for at, other in enumerate(others):
        if at in pairs:
            anchor = pairs[at]
            continue
        sig = _only_in(other.sig, [part.language], kinds)
        after.setdefault(anchor, []).append(replace(other, sig=sig))
        notes.append(f"{source}: {other.sig.name} is there alone; {_ADVICE}.")
    made = list(after.get(-1, []))
    other_of = {mine: others[at] for at, mine in pairs.items()}
    for at, entry in enumerate(entries):
        if at in other_of:
            joining = _Joining(tuple(entry.cells), part.language, bound, source)
            merged = joining.entry(entry, other_of[at])
            notes += joining.notes
        else:
            merged = replace(entry, sig=_only_in(entry.sig, tuple(entry.cells), kinds))
            notes.append(f"{source}: {entry.sig.name} is not there; {_ADVICE}.")
        made += [merged, *after.get(at, [])]
    return made, notes


def _only_in(sig: Sig, languages: Sequence[str], kinds: Mapping[str, Kind]) -> Sig:
    """A SIG that only these languages have, and so its texts; a link and a person serve all."""
    if isinstance(sig.name, Texts):
        return sig
    for key, value in {"name": sig.name, **sig.values}.items():
        if isinstance(value, str) and kinds.get(key) is not Kind.LINK and key not in WORDS:
            sig = sig.with_value(key, Texts(dict.fromkeys(languages, value)))
    return sig


class _Joining:
    """One SIG of two languages: that of `languages`, and what one more says; notes on the way."""

    def __init__(
        self, languages: Sequence[str], language: str, bound: set[str], source: str
    ) -> None:
        self.languages, self.language = languages, language
        self.bound, self.source = bound, source
        self.notes: list[str] = []

    def entry(self, entry: _Entry, other: _Entry) -> _Entry:
        sig = entry.sig
        cells = {**entry.cells, **other.cells}
        sig = sig.with_value("name", self.text(entry.sig.name, other.sig.name))
        for key in dict.fromkeys([*entry.sig.values, *other.sig.values]):
            ours, theirs = entry.sig.values.get(key, ""), other.sig.values.get(key, "")
            if ours == theirs or (not theirs and key not in self.bound and key != "readme"):
                continue
            merged = self.value(sig, ours, theirs)
            if merged is None:
                codes = (*self.languages, self.language)
                texts = {code: cells.get(code, {}).get(key, "") for code in codes}
                merged = Texts({code: text for code, text in texts.items() if text})
                self.notes.append(f"{self.source}: {sig.name}: {key} differ; kept both.")
            sig = sig.with_value(key, merged)
        return _Entry(sig, cells)

    def value(self, sig: Sig, ours: Value, theirs: Value) -> Value | None:
        """One value of two; None for lists of people that are not of the same people."""
        if not isinstance(ours, tuple) and not isinstance(theirs, tuple):
            return self.text(ours, theirs)
        if not (isinstance(ours, tuple) and isinstance(theirs, tuple)):
            return None
        guessed = _guessed_pairs(ours, theirs)
        if guessed is None:
            return None
        self.notes += [
            f"{self.source}: {sig.name}: {theirs[at]} is taken for {ours[at]}, by position alone."
            for at in guessed
        ]
        return tuple(self.person(*pair) for pair in zip(ours, theirs, strict=True))

    def text(self, ours: Text, theirs: Text) -> Text:
        """One text of two: as it is if they are the same, else with one more language."""
        if ours == theirs:
            return ours
        if isinstance(ours, Texts):
            texts = dict(ours.by_language)
        else:
            texts = dict.fromkeys(self.languages, ours) if ours else {}
        if theirs:
            texts[self.language] = in_language(theirs, None)
        return Texts(texts)

    def person(self, mine: Person, other: Person) -> Person:
        """One person of two languages."""
        texts: dict[str, Text | None] = {
            key: self.text(getattr(mine, key) or "", getattr(other, key) or "") or None
            for key in PERSON_FIELDS
        }
        return mine.with_texts(texts)


def _guessed_pairs(ours: People, theirs: People) -> list[int] | None:
    """Those who are one person by their place alone, by index; None unless two lists name the same
    people in the same order."""
    if len(ours) != len(theirs):
        return None
    sure = same_persons(ours, theirs)
    if any(at != other for at, other in sure.items()):
        return None
    guessed = [at for at in range(len(ours)) if at not in sure]
    return None if any(_contradict(ours[at], theirs[at]) for at in guessed) else guessed


def _contradict(one: Person, other: Person) -> bool:
    """Whether two mentions cannot be one person: accounts, handles or e-mail addresses differ, or
    their names are in one script and have nothing in common."""
    left, right = accounts(one), accounts(other)
    if left and right:
        return not left & right
    if handles(one) and handles(other):
        return not handles(one) & handles(other)
    if one.email and other.email:
        return not is_alike(one.email, other.email)
    return _are_other_names(one.name or "", other.name or "")


def _are_other_names(one: Text, other: Text) -> bool:
    """Whether two names are no translations of each other: `Ada` and `Grace`."""
    left, right = _words(one), _words(other)
    scripts = {word.isascii() for word in (*left, *right)}
    return bool(left and right) and len(scripts) == 1 and left.isdisjoint(right)


def _words(name: Text) -> frozenset[str]:
    """The words of a name, case ignored; in a script that has no blanks, the letters."""
    words = [word for text in texts_of(name) for word in re.findall(r"\w+", text.casefold())]
    return frozenset(part for word in words for part in ([word] if word.isascii() else word))
