"""Several tables that show the same SIGs in several languages -> one registry.

Pure. Rows are matched by name, else by link, else by position; what two languages say alike is kept
once, what they say differently becomes a text in several languages, and what only one of them has
is shown only there. Nothing is dropped, and all that could not be matched is told.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sigtool.importer import Imported
from sigtool.matching import name_key
from sigtool.model import Localized, Order, Person, Registry, Sig, Value

_LANGUAGE_SUFFIX: Final = re.compile(r"[._-](?:[a-z]{2}(?:[._-][a-z]{2,4})?)(?=\.[a-z]+$|$)")


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
    """A SIG as it is being put together, with the people cells as they stand in each language."""

    sig: Sig
    cells: Mapping[str, Mapping[str, str]]


def merge(parts: Sequence[Translated]) -> Merged:
    """The registry of some tables, the first of which gives the order of the SIGs."""
    first = parts[0]
    entries = _entries(first)
    languages = [first.language]
    tables = [replace(first.imported.registry.tables[0], language=first.language)]
    notes: list[str] = []
    for part in parts[1:]:
        others = _entries(part)
        pairs, ways = _matched([e.sig for e in entries], [o.sig for o in others])
        has_own_order = list(pairs.values()) != sorted(pairs.values())
        notes += _told(part, ways, has_own_order=has_own_order)
        order = Order.OWN if has_own_order else Order.REGISTRY
        table = part.imported.registry.tables[0]
        tables.append(replace(table, language=part.language, order=order))
        entries, told = _joined(entries, others, pairs, languages, part)
        notes += told
        languages.append(part.language)
    sigs = tuple(replace(entry.sig, origin=at) for at, entry in enumerate(entries))
    return Merged(Registry(tuple(tables), sigs), tuple(notes))


def _told(part: Translated, ways: Mapping[int, str], *, has_own_order: bool) -> list[str]:
    """What is to be told of how the rows of a translation were matched."""
    source = part.imported.shown.source.path
    counts = {way: list(ways.values()).count(way) for way in ("name", "link", "position")}
    told = ", ".join(f"{count} by {way}" for way, count in counts.items() if count)
    notes = [f"{source}: matched {told or 'no SIG'}."]
    if has_own_order:
        notes.append(f"{source}: has the SIGs in an order of its own, which it keeps (order: own).")
    return notes


def _entries(part: Translated) -> list[_Entry]:
    pairs = zip(part.imported.registry.sigs, part.imported.people_cells, strict=True)
    return [_Entry(sig, {part.language: cells}) for sig, cells in pairs]


def _joined(
    entries: Sequence[_Entry],
    others: Sequence[_Entry],
    pairs: Mapping[int, int],
    languages: Sequence[str],
    part: Translated,
) -> tuple[list[_Entry], list[str]]:
    """The entries with what another language says, and what is to be told of it."""
    bound = {column.field for column in part.imported.registry.tables[0].columns}
    source = part.imported.shown.source.path
    notes: list[str] = []
    after: dict[int, list[_Entry]] = {}
    anchor = -1
    for at, other in enumerate(others):
        if at in pairs:
            anchor = pairs[at]
            continue
        name = Localized({part.language: other.sig.name})
        after.setdefault(anchor, []).append(replace(other, sig=other.sig.with_value("name", name)))
        notes.append(f"{source}: {other.sig.name} is there alone.")
    made = list(after.get(-1, []))
    other_of = {mine: others[at] for at, mine in pairs.items()}
    for at, entry in enumerate(entries):
        if at in other_of:
            merged, differing = _merged(entry, other_of[at], languages, part.language, bound)
            notes += [f"{source}: {entry.sig.name}: {key} differ; kept both." for key in differing]
        else:
            merged = replace(entry, sig=_only_in(entry.sig, languages))
            notes.append(f"{source}: {entry.sig.name} is not there.")
        made += [merged, *after.get(at, [])]
    return made, notes


def _matched(sigs: Sequence[Sig], others: Sequence[Sig]) -> tuple[dict[int, int], dict[int, str]]:
    """For each of the others that has one, the index of its SIG, and what it was matched by."""
    pairs: dict[int, int] = {}
    ways: dict[int, str] = {}
    for way, key in (("name", lambda sig: name_key(sig.name)), ("link", _link_key)):
        waiting: dict[str, list[int]] = {}
        for at, sig in enumerate(sigs):
            if at not in pairs.values() and key(sig):
                waiting.setdefault(key(sig), []).append(at)
        for at, other in enumerate(others):
            if at not in pairs and (found := waiting.get(key(other))):
                pairs[at] = found.pop(0)
                ways[at] = way
    left = [at for at in range(len(sigs)) if at not in pairs.values()]
    unpaired = [at for at in range(len(others)) if at not in pairs]
    if len(left) == len(unpaired):
        for at, mine in zip(unpaired, left, strict=True):
            pairs[at] = mine
            ways[at] = "position"
    return dict(sorted(pairs.items())), ways


def _link_key(sig: Sig) -> str:
    """What two links to the translations of one page have in common."""
    link = sig.text("readme").casefold()
    return _LANGUAGE_SUFFIX.sub("", re.split(r"[?#]", link)[0].removeprefix("./").rstrip("/"))


def _only_in(sig: Sig, languages: Sequence[str]) -> Sig:
    """A SIG that only these languages have."""
    if isinstance(sig.name, Localized):
        return sig
    return sig.with_value("name", Localized(dict.fromkeys(languages, sig.name)))


def _merged(
    entry: _Entry, other: _Entry, languages: Sequence[str], language: str, bound: set[str]
) -> tuple[_Entry, list[str]]:
    """One SIG of two languages, and the people fields that they do not agree on."""
    sig, differing = entry.sig, []
    cells = {**entry.cells, **other.cells}
    name = _both(entry.sig.name, other.sig.name, languages, language)
    sig = sig.with_value("name", name)
    for key in dict.fromkeys([*entry.sig.values, *other.sig.values]):
        ours, theirs = entry.sig.values.get(key, ""), other.sig.values.get(key, "")
        if ours == theirs or (not theirs and key not in bound and key != "readme"):
            continue
        merged = _merged_value(ours, theirs, languages, language)
        if merged is None:
            texts = {code: cells.get(code, {}).get(key, "") for code in (*languages, language)}
            merged = Localized({code: text for code, text in texts.items() if text})
            differing.append(key)
        sig = sig.with_value(key, merged)
    return _Entry(sig, cells), differing


def _merged_value(
    ours: Value, theirs: Value, languages: Sequence[str], language: str
) -> Value | None:
    """One value of two; None for lists of people that are not of the same people."""
    if isinstance(ours, str) and isinstance(theirs, str):
        return _both(ours, theirs, languages, language)
    if isinstance(ours, str) or isinstance(theirs, str) or len(ours) != len(theirs):
        return None
    pairs = list(zip(ours, theirs, strict=True))
    if not all(_are_one(mine, other) for mine, other in pairs):
        return None
    return tuple(_one_person(mine, other, languages, language) for mine, other in pairs)


def _both(ours: str, theirs: str, languages: Sequence[str], language: str) -> str:
    if ours == theirs:
        return ours
    if isinstance(ours, Localized):
        texts = dict(ours.texts)
    else:
        texts = dict.fromkeys(languages, ours) if ours else {}
    if theirs:
        texts[language] = theirs
    return Localized(texts)


def _are_one(mine: Person, other: Person) -> bool:
    for key in ("url", "handle", "email"):
        left: str | None = getattr(mine, key)
        right: str | None = getattr(other, key)
        if left and right:
            return left.casefold() == right.casefold()
    return mine.name == other.name


def _one_person(mine: Person, other: Person, languages: Sequence[str], language: str) -> Person:
    fields = {
        key: _both(getattr(mine, key) or "", getattr(other, key) or "", languages, language) or None
        for key in ("handle", "name", "url", "email", "affiliation", "role")
    }
    return replace(mine, **fields)  # type: ignore[arg-type] # every field but origin is a text
