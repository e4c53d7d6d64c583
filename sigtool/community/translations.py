"""Rows that somebody wrote by hand into the table of a language that a SIG does not have yet.

A name or a page tells surely whose row it is. What else they say alike, as who leads the SIG, is no
proof: two SIGs may have the same lead (design law L11).
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from sigtool.facts.pairs import by_key, new_persons, same_persons
from sigtool.model import (
    WORDS,
    People,
    Registry,
    Sig,
    Table,
    as_people,
    as_text,
    in_language,
    joined_text,
    texts_of,
)
from sigtool.tables.match import Assigned
from sigtool.tables.translate import strong_keys, weak_keys
from sigtool.text import language
from sigtool.text.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Translations:
    """Which SIG a row of a table is, by the identity of the row: surely, and perhaps."""

    sure: Mapping[int, Sig]
    likely: Mapping[int, Sig]


def translations(registry: Registry, known: Assigned) -> Translations:
    """The rows of a table that are, or may be, those of SIGs which its language does not have."""
    lacking = _lacking(registry, known.place.table)
    if not lacking or not known.strangers:
        return Translations({}, {})
    sigs, rows = registry.sigs, [shown for _, shown, _ in known.rows]
    links = Counter(key for sig in sigs for key in set(weak_keys(sig)) if _is_link(key))
    strong = [_strong_keys(sig, registry.languages) for sig in sigs]
    # A link or an address that several SIGs have, as that of a calendar, tells nothing.
    weak = [{key for key in weak_keys(sig) if links[key] < 2} for sig in sigs]

    def keys(sig: Sig) -> set[Hashable]:
        return _strong_keys(sig, registry.languages)

    others = set(range(len(sigs))) - lacking
    owned = {n for n, (_, _, owner) in enumerate(known.rows) if owner is not None}
    found = by_key(sigs, rows, keys, None, (others, owned))
    sure = {id(known.rows[n][0]): sigs[at] for at, n in found.items()}
    likely: dict[int, Sig] = {}
    for row, shown in known.strangers:
        own = {*keys(shown), *weak_keys(shown)}
        alike = [sigs[at] for at in sorted(lacking) if own & (strong[at] | weak[at])]
        if alike and id(row) not in sure:
            likely[id(row)] = alike[0]
    return Translations(sure, likely)


def _lacking(registry: Registry, table: Table) -> set[int]:
    """The SIGs that a table of another language shows, and this one cannot, by index."""
    if table.language is None or len(registry.languages) < 2:
        return set()
    return {
        at
        for at, sig in enumerate(registry.sigs)
        if sig.is_shown
        and not in_language(sig.name, table.language)
        and table.section in (None, registry.section_of(sig))
    }


def _is_link(key: Hashable) -> bool:
    return isinstance(key, tuple) and key[0] in ("link", "email")


def _strong_keys(sig: Sig, languages: Sequence[str]) -> set[Hashable]:
    """The name, and the page, also without the language in the name of its file or its folder."""
    readme = sig.values.get("readme")
    pages = [language.without_folder(page, languages) for page in texts_of(as_text(readme))]
    each = [sig, *(replace(sig, values={"readme": page}) for page in pages)]
    return {key for one in each for key in strong_keys(one, languages)}


def translated(registry: Registry, sig: Sig, row: Sig, code: str) -> Sig:
    """A SIG with what a row says of it in a language that it does not have yet. What the row does
    not name stays: nobody goes from a list."""
    languages = [each for each in registry.languages if in_language(sig.name, each)]
    for key, value in (("name", row.name), *row.values.items()):
        own = sig.value(key)
        if isinstance(value, tuple):
            if not as_text(own):
                sig = sig.with_value(key, _people(languages, as_people(own), value, code))
        elif not isinstance(own, tuple) and not (own and key in WORDS):
            sig = sig.with_value(key, joined_text(own, languages, value, code))
    return sig


def are_paired(sig: Sig, row: Sig) -> bool:
    """Whether it is known of everybody whom a row names who that is among those of a SIG."""
    return all(
        _pairs(sig.people(key), value) is not None
        for key, value in row.values.items()
        if isinstance(value, tuple)
    )


def _people(languages: Sequence[str], own: People, theirs: People, code: str) -> People:
    pairs = _pairs(own, theirs) or {}
    joined = tuple(
        person.joined(languages, theirs[pairs[at]], code) if at in pairs else person
        for at, person in enumerate(own)
    )
    taken = set(pairs.values())
    return (*joined, *(person for at, person in enumerate(theirs) if at not in taken))


def _pairs(own: People, theirs: People) -> dict[int, int] | None:
    """Who of a SIG is who of a row in another language; None where nobody knows of some."""
    bare = [tuple(replace(each, origin=None) for each in people) for people in (own, theirs)]
    new = new_persons(*bare)
    return None if new is None else same_persons(own, theirs) | new
