"""The three-way merge of values: what two sides made of one base.

A side that left a fact alone gives way to the one that changed it. Where both changed it, each to
something else, `ours` stands in the result, and the conflict says what theirs was. Facts of a list
of people are each person, and of a person each part; nobody goes but whom one side took out.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from sigtool.facts.pairs import near_persons, same_persons
from sigtool.model import (
    PERSON_FIELDS,
    People,
    Person,
    Sig,
    Text,
    Texts,
    Value,
    as_people,
    as_text,
    followed,
    in_language,
    languages_of,
)
from sigtool.text.records import dataclass, field, replace
from sigtool.text.sequence import placed


class Sides(NamedTuple):
    """What a fact was, and what each of two sides made of it; "" is nothing."""

    base: Value
    ours: Value
    theirs: Value


@dataclass(slots=True)
class Merging:
    """What is noticed while a field is merged: what both sides changed, each to something else; who
    is named by theirs alone; and whom ours changed and theirs lacks."""

    conflicts: list[Sides] = field(default_factory=list)
    theirs_alone: list[Person] = field(default_factory=list)
    lacking: list[Person] = field(default_factory=list)


def merged_sig(
    base: Sig, ours: Sig, theirs: Sig, fields: Iterable[str]
) -> tuple[Sig, dict[str, Merging]]:
    """The SIG that both sides make of `base`, as far as these fields go, and what was noticed in
    each of them; else it is `ours`.

    `ours` was made of `base` by an edit: a person with an origin is the one of that origin there.
    """
    sig, merged = ours, {key: Merging() for key in fields}
    for key, merging in merged.items():
        sides = Sides(base.value(key), ours.value(key), theirs.value(key))
        sig = sig.with_value(key, merged_value(sides, merging))
    return sig, merged


def merged_value(sides: Sides, merging: Merging) -> Value:
    """The value that both sides make of the base: people by person, texts by language; a plain text
    is that of every language."""
    base, ours, theirs = sides
    if ours == base:
        return theirs
    if theirs in (base, ours):
        return ours
    if are_people(sides):
        return merged_people(sides, merging)
    merged = by_languages(sides, lambda each: merged_value(each, merging))
    if merged is None:
        merging.conflicts.append(sides)
        return ours
    return merged


def are_people(sides: Sides) -> bool:
    """Whether all that is said are lists of people."""
    return any(isinstance(value, tuple) for value in sides) and not any(map(as_text, sides))


def by_languages(sides: Sides, merge: Callable[[Sides], Value]) -> Texts | None:
    """The text of each language, as `merge` makes it of the three; None where nothing has
    languages, or not all are texts."""
    texts = [as_text(value) for value in sides]
    codes = dict.fromkeys(code for at in (1, 2, 0) for code in languages_of(texts[at]))
    if not codes or any(isinstance(value, tuple) for value in sides):
        return None
    merged = {code: merge(Sides(*(in_language(text, code) for text in texts))) for code in codes}
    return Texts({code: str(text) for code, text in merged.items() if text})


def merged_people(sides: Sides, merging: Merging) -> People:
    """The list that both sides make of the base, in the order of theirs unless ours changed it.

    Who was added by ours comes behind the one whom ours has before, and last if last there. Whom
    ours made into somebody whom theirs names already stays as theirs names them.
    """
    base, ours, _ = map(as_people, sides)
    at_origin = {person.origin: at for at, person in enumerate(ours) if person.origin is not None}
    known = {at: at_origin[each.origin] for at, each in enumerate(base) if each.origin in at_origin}
    ours_of = same_persons(base, ours, known)
    result = _in_order_of_theirs(sides, ours_of, merging)
    placed_of_ours = {mine for mine, _ in result}
    was = {mine: base[at] for at, mine in ours_of.items()}
    for mine, person in enumerate(ours):
        # Whom theirs took out comes back only if ours made something else of them.
        if mine not in placed_of_ours and was.get(mine) != person:
            _insert(result, mine, person, len(ours))
            if mine in was:
                merging.conflicts.append(Sides((was[mine],), (person,), ()))
    of_ours = [(mine, person) for mine, person in result if mine is not None]
    alone = tuple(person for mine, person in result if mine is None)
    pairs = same_persons(tuple(person for _, person in of_ours), alone)
    twins, named = {of_ours[at][0] for at in pairs}, set(pairs.values())
    merging.theirs_alone += [each for at, each in enumerate(alone) if at not in named]
    lacking = was.keys() - placed_of_ours - twins
    merging.lacking += [ours[at] for at in sorted(lacking) if ours[at] != was[at]]
    kept = [mine for _, mine in sorted(ours_of.items())]
    if kept != sorted(kept):  # ours changed the order
        result = placed(result, [mine for mine, _ in result])
    return tuple(person for mine, person in result if mine not in twins)


def _in_order_of_theirs(
    sides: Sides, ours_of: Mapping[int, int], merging: Merging
) -> list[tuple[int | None, Person]]:
    """Whom theirs names and ours did not take out, each with the index in ours, if there is one."""
    base, ours, theirs = map(as_people, sides)
    # The table is a later state of what it showed: whose link alone was edited is still the same.
    base_of = {their: at for at, their in near_persons(base, theirs).items()}
    new = [at for at in range(len(ours)) if at not in set(ours_of.values())]
    twins = same_persons(tuple(ours[at] for at in new), theirs)
    twin_of = {their: new[at] for at, their in twins.items() if their not in base_of}
    result: list[tuple[int | None, Person]] = []
    for at, person in enumerate(theirs):
        before = base[base_of[at]] if at in base_of else None
        mine = ours_of.get(base_of[at]) if at in base_of else twin_of.get(at)
        if mine is not None:
            result.append((mine, merged_person(before, ours[mine], person, merging)))
        elif before is None:
            result.append((None, person))
        elif person != before:
            merging.conflicts.append(Sides((before,), (), (person,)))
    return result


def merged_person(base: Person | None, ours: Person, theirs: Person, merging: Merging) -> Person:
    """The person that both sides make of one, part by part; its origin is that of ours."""
    parts: dict[str, Text | None] = {}
    link = base and followed(base.url, base.handle, ours.handle)
    if base is not None and base.handle != ours.handle and ours.url in (base.url, link):
        # Ours changed the handle alone: a link of theirs follows it as that of ours did, or stays.
        link = followed(theirs.url, base.handle, ours.handle)
        base, ours, theirs = (replace(each, url=link) for each in (base, ours, theirs))
    for key in PERSON_FIELDS:
        sides = Sides(*(getattr(each, key, None) or "" for each in (base, ours, theirs)))
        inner = Merging()
        parts[key] = as_text(merged_value(sides, inner)) or None
        if inner.conflicts:
            merging.conflicts.append(sides)
    return ours.with_texts(parts)


def in_both(value: Value, other: Value) -> Value:
    """A list of people without those whom another list lacks; any other value as it is."""
    if not isinstance(value, tuple):
        return value
    pairs = same_persons(value, as_people(other))
    return tuple(value[at] for at in sorted(pairs))


def _insert(result: list[tuple[int | None, Person]], mine: int, person: Person, size: int) -> None:
    """Put a person of ours behind the nearest one whom ours has before; the last one last."""
    at = len(result)
    if mine < size - 1:
        above = [n for n, (other, _) in enumerate(result) if other is not None and other < mine]
        at = above[-1] + 1 if above else 0
    result.insert(at, (mine, person))
