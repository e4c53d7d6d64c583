"""Several tables that show the same SIGs in several languages -> one registry.

Pure. Rows are one SIG where a key says so that nobody else has: a name, a page, else any other link
or the accounts of its people. A run of rows between two such pairs is paired by position if it is
equally long on both sides; the ends of a table tell nothing, since rows are added there (design law
L11). What two languages say alike is kept once, what they say differently becomes a text in several
languages, and what only one of them has is shown only there. Nothing is dropped, and all that could
not be paired is told.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from sigtool.facts.pairs import by_key, contradict, same_persons, sharing
from sigtool.markdown.inline import name_key
from sigtool.markdown.links import links
from sigtool.model import (
    WORDS,
    Kind,
    Order,
    Person,
    Registry,
    Sig,
    Table,
    Texts,
    Value,
    accounts,
    folded_link,
    handles,
    joined_text,
    texts_of,
)
from sigtool.tables.adopt import Imported
from sigtool.tables.bind import between
from sigtool.text import language
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, replace

# By what rows are paired, the surest first; all but the first two are told one by one.
_WAYS: Final = ("name", "link", "another link", "an e-mail address", "their people", "position")
_URL: Final = lazily(r"https?://\S+")
_EMAIL: Final = lazily(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
_ADVICE: Final = "give both rows one link, or write its name for each language"


@dataclass(frozen=True, slots=True)
class Merged:
    """One registry of several languages, and what is to be told about how it came about."""

    registry: Registry
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which row of a translation is which row of the original, by index, and by what.

    `doubtful` has the rows of the translation that have keys of rows of the original which they
    cannot all be, or which another row has too; with these.
    """

    row_of: Mapping[int, int]
    by: Mapping[int, str]
    doubtful: Mapping[int, Sequence[int]]


def merge(parts: Iterable[tuple[str, Imported]]) -> Merged:
    """The registry of some tables, each with its language; the first gives the order."""
    merging = _Merging()
    for code, part in parts:
        merging.add(code, part)
    sigs = tuple(replace(entry.sig, origin=at) for at, entry in enumerate(merging.entries))
    return Merged(Registry(tuple(merging.tables), sigs), tuple(merging.notes))


def extended(
    table: Table, languages: Sequence[str], sigs: Sequence[Sig], code: str, part: Imported
) -> Merged:
    """The SIGs that a registry shows in a table, in these languages, with what another table says
    of them in one more. Those of the registry keep their origin and what is said of them."""
    merging = _Merging(keeps=True)
    merging.tables = [table]
    merging.entries = [_Entry(sig, {each: {} for each in languages}) for sig in sigs]
    new = [replace(sig, origin=None) for sig in part.registry.sigs]
    merging.add(code, replace(part, registry=part.registry.with_sigs(new)))
    return Merged(
        Registry(tuple(merging.tables), tuple(entry.sig for entry in merging.entries)),
        tuple(merging.notes),
    )


def paired(sigs: Sequence[Sig], others: Sequence[Sig], languages: Sequence[str]) -> Pairing:
    """Which of `others` is which of `sigs`: by keys that one of each has, then by position between
    two such pairs. The pages of both may be in any of these languages."""
    strongly = partial(strong_keys, languages=languages)
    wanted, wanting = sharing(sigs, others, strongly)
    doubtful = {
        other: tuple(sorted(mine))
        for other, mine in sorted(wanting.items())
        if len(mine) > 1 or any(len(wanted[at]) > 1 for at in mine)
    }
    crossed = {at for mine in doubtful.values() for at in mine}
    strong = by_key(sigs, others, strongly)
    named = by_key(sigs, others, _names)
    found = by_key(sigs, others, weak_keys, strong, (crossed, doubtful))
    by = dict.fromkeys(found, "their people")
    for way, keys in (("an e-mail address", _emails), ("another link", _other_links)):
        by |= dict.fromkeys(found.keys() & by_key(sigs, others, keys).keys(), way)
    by |= {at: "name" if at in named else "link" for at in strong}
    for run in between(list(found.items())):
        if not any(at in crossed or other in doubtful for at, other in run):
            found |= dict(run)
            by |= {at: "position" for at, _ in run}
    return Pairing(found, by, doubtful)


def strong_keys(sig: Sig, languages: Sequence[str]) -> list[Hashable]:
    """What tells which SIG a row is: its name, its page, and the page whatever its language."""
    keys = _names(sig)
    for link in filter(None, texts_of(sig.text("readme"))):
        path, mark, rest = link.partition("#")
        path = language.without_language(path.removeprefix("./").rstrip("/"), languages)
        keys += [("page", link), ("page", path + mark + rest)]
    return keys


def _names(sig: Sig) -> list[Hashable]:
    return [("name", key) for text in texts_of(sig.name) if (key := name_key(text))]


def weak_keys(sig: Sig) -> list[Hashable]:
    """What else may tell: every other link of a row, its e-mail addresses, and the accounts of all
    people of a field."""
    keys = [*_other_links(sig), *_emails(sig)]
    for key, value in sig.values.items():
        if isinstance(value, tuple) and value:
            known = frozenset(map(_account, value))
            keys += [(key, known)] if frozenset() not in known else []
    return keys


def _account(person: Person) -> frozenset[Hashable]:
    """What tells who somebody is, whatever the language; nothing for a name alone."""
    emails = (text.casefold() for text in texts_of(person.email or "") if text)
    return frozenset(accounts(person) or handles(person) or emails)


def _other_links(sig: Sig) -> list[Hashable]:
    links = (link for text in _texts(sig) for link in _links(text))
    return [("link", folded_link(link)) for link in links if not link.startswith("mailto:")]


def _emails(sig: Sig) -> list[Hashable]:
    found = (email for text in _texts(sig) for email in _EMAIL.findall(text))
    return [("email", email.casefold()) for email in found]


def _texts(sig: Sig) -> list[str]:
    """Every text of a row but its name."""
    values = (value for value in sig.values.values() if not isinstance(value, tuple))
    return [text for value in values for text in texts_of(value)]


def _links(text: str) -> list[str]:
    """The links of a cell, or the cell where it is a bare one."""
    return [text] if _URL.fullmatch(text) else [each.destination for each in links(text)]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A SIG as it is being put together, and its people cells as they stand, by language."""

    sig: Sig
    cells: Mapping[str, Mapping[str, str]]


class _Merging:
    """The registry of the tables so far; `source`, `language`, `bound` are those of the last.

    `keeps`: where lists of people differ, that of the registry stays.
    """

    def __init__(self, *, keeps: bool = False) -> None:
        self.keeps = keeps
        self.entries: list[_Entry] = []
        self.tables: list[Table] = []
        self.notes: list[str] = []

    def add(self, code: str, imported: Imported) -> None:
        """One more table, in a language of its own."""
        self.language = code
        table = replace(imported.registry.tables[0], language=code)
        self.source = imported.shown.source.path
        self.bound = {column.field for column in table.columns}
        self.originals = {column.field for each in self.tables for column in each.columns}
        self.kinds = imported.registry.kinds
        others = [
            _Entry(sig, {code: cells})
            for sig, cells in zip(imported.registry.sigs, imported.people_cells, strict=True)
        ]
        self.tables.append(table)
        if len(self.tables) == 1:
            self._note_columns(imported)
            self.entries = others
            return
        sigs = [entry.sig for entry in self.entries]
        found = paired(sigs, imported.registry.sigs, [str(each.language) for each in self.tables])
        entry_of = dict(sorted((other, mine) for mine, other in found.row_of.items()))
        is_sorted = list(entry_of.values()) == sorted(entry_of.values())
        self._note_pairing(found, sigs, imported.registry.sigs, is_sorted=is_sorted)
        self._note_columns(imported)
        if not is_sorted:
            self.tables[-1] = replace(table, order=Order.OWN)
        self._join(others, entry_of)

    def _note(self, text: str) -> None:
        self.notes.append(f"{self.source}: {text}")

    def _note_columns(self, imported: Imported) -> None:
        """Tell what only the place of a column says."""
        for header, other in imported.binding.by_position:
            self._note(f"the column {header!r} is taken for {other!r}, by position alone.")

    def _note_pairing(
        self, found: Pairing, sigs: Sequence[Sig], others: Sequence[Sig], *, is_sorted: bool
    ) -> None:
        """Tell how the rows of a translation were paired."""
        counts = {way: list(found.by.values()).count(way) for way in _WAYS}
        ways = ", ".join(f"{count} by {way}" for way, count in counts.items() if count)
        self._note(f"matched {ways or 'no SIG'}.")
        for at, other in sorted(found.row_of.items()):
            if (way := found.by[at]) in _WAYS[2:]:
                self._note(f"{others[other].name} is taken for {sigs[at].name}, by {way} alone.")
        for other, several in found.doubtful.items():
            names = " and of ".join(str(sigs[at].name) for at in several)
            more = "" if len(several) > 1 else ", and so has another row"
            self._note(f"{others[other].name} has the name or the page of {names}{more}.")
        if not is_sorted:
            self._note("has the SIGs in an order of its own, which it keeps (order: own).")

    def _join(self, others: Sequence[_Entry], entry_of: Mapping[int, int]) -> None:
        """Add to each entry what another language says; any other row becomes one, in its place."""
        behind: dict[int, list[_Entry]] = {}
        anchor = -1
        for at, other in enumerate(others):
            anchor = entry_of.get(at, anchor)
            if at not in entry_of:
                behind.setdefault(anchor, []).append(self._only_in(other))
                self._note(f"{other.sig.name} is there alone; {_ADVICE}.")
        made = behind.get(-1, [])
        other_of = {mine: others[at] for at, mine in entry_of.items()}
        for at, entry in enumerate(self.entries):
            if at in other_of:
                made.append(self._joined(entry, other_of[at]))
            else:
                made.append(self._only_in(entry))
                self._note(f"{entry.sig.name} is not there; {_ADVICE}.")
            made += behind.get(at, [])
        self.entries = made

    def _only_in(self, entry: _Entry) -> _Entry:
        """A SIG that only some languages have, and so its texts; a link and a person serve all."""
        sig = entry.sig
        for key, value in () if isinstance(sig.name, Texts) else sig.items():
            if isinstance(value, str) and self.kinds.get(key) is not Kind.LINK and key not in WORDS:
                sig = sig.with_value(key, Texts(dict.fromkeys(entry.cells, value)))
        return replace(entry, sig=sig)

    def _joined(self, entry: _Entry, other: _Entry) -> _Entry:
        """One SIG of two languages."""
        sig, cells = entry.sig, {**entry.cells, **other.cells}
        for key in dict.fromkeys(["name", *entry.sig.values, *other.sig.values]):
            ours, theirs = entry.sig.value(key), other.sig.value(key)
            if ours == theirs or (not theirs and key not in self.bound and key != "readme"):
                continue
            merged = self._value(sig, entry.cells, ours, theirs)
            if merged is None and self.keeps:
                if not ours and key not in self.originals:
                    sig = sig.with_value(key, theirs)
                continue
            if merged is None:
                texts = {code: cells[code].get(key, "") for code in cells}
                merged = Texts({code: text for code, text in texts.items() if text})
                self._note(f"{sig.name}: {key} differ; kept both.")
            sig = sig.with_value(key, merged)
        return _Entry(sig, cells)

    def _value(
        self, sig: Sig, languages: Collection[str], ours: Value, theirs: Value
    ) -> Value | None:
        """One value of two; None for lists that are not of the same people in the same order."""
        if not isinstance(ours, tuple) and not isinstance(theirs, tuple):
            return joined_text(ours, languages, theirs, self.language)
        if not isinstance(ours, tuple) or not isinstance(theirs, tuple):
            return None
        sure = same_persons(ours, theirs)
        guessed = [at for at in range(len(ours)) if at not in sure]
        if len(ours) != len(theirs) or any(at != other for at, other in sure.items()):
            return None
        if any(contradict(ours[at], theirs[at]) for at in guessed):
            return None
        for at in guessed:
            if str(theirs[at]) != str(ours[at]):
                self._note(f"{sig.name}: {theirs[at]} is taken for {ours[at]}, by position alone.")
        return tuple(
            mine.joined(languages, other, self.language)
            for mine, other in zip(ours, theirs, strict=True)
        )
