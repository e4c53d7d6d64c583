"""The three-way merge of values: what two sides made of one base.

A side that left a fact alone gives way to the one that changed it. Where both changed it, each to
something else, `ours` stands in the result, and the conflict says what theirs was. Facts of a list
of people are each person, and of a person each part; nobody goes but whom one side took out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from sigtool.facts.pairs import same_persons
from sigtool.model import (
    PERSON_FIELDS,
    People,
    Person,
    Sig,
    Text,
    Texts,
    Value,
    account,
    in_language,
    languages_of,
)

V = TypeVar("V")


class Sides(NamedTuple, Generic[V]):
    """What a fact was, and what each of two sides made of it; "" is nothing."""

    base: V
    ours: V
    theirs: V


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact that both sides changed. `key` is the field of the SIG; `person` is whom it is about,
    where it is a person or a part of one."""

    key: str
    sides: Sides[Value]
    person: Person | None = None


@dataclass(slots=True)
class Merging:
    """What is noticed while a field is merged: conflicts, and who is named by theirs alone."""

    key: str
    conflicts: list[Conflict] = field(default_factory=list)
    theirs_alone: list[Person] = field(default_factory=list)

    def add(self, base: Value, ours: Value, theirs: Value, person: Person | None = None) -> None:
        """Note a conflict."""
        self.conflicts.append(Conflict(self.key, Sides(base, ours, theirs), person))


@dataclass(frozen=True, slots=True)
class MergedSig:
    """A SIG as both sides make it; `theirs_alone` has the persons whom only theirs names, in the
    fields that ours changed."""

    sig: Sig
    conflicts: tuple[Conflict, ...] = ()
    theirs_alone: tuple[tuple[str, Person], ...] = ()


def merged_sig(base: Sig, ours: Sig, theirs: Sig, fields: Iterable[str]) -> MergedSig:
    """The SIG that both sides make of `base`, as far as these fields go; else it is `ours`.

    `ours` was made of `base` by an edit: a person with an origin is the one of that origin there.
    """
    sig = ours
    conflicts: list[Conflict] = []
    alone: list[tuple[str, Person]] = []
    for key in fields:
        merging = Merging(key)
        sides = Sides(*(value_of(each, key) for each in (base, ours, theirs)))
        sig = sig.with_value(key, merged_value(sides, merging))
        conflicts += merging.conflicts
        alone += [(key, person) for person in merging.theirs_alone]
    return MergedSig(sig, tuple(conflicts), tuple(alone))


def merged_value(sides: Sides[Value], merging: Merging) -> Value:
    """The value that both sides make of the base: texts by language, people by person."""
    if sides.ours == sides.base:
        return sides.theirs
    if sides.theirs in (sides.base, sides.ours):
        return sides.ours
    if not any(isinstance(value, tuple) for value in sides):
        base, ours, theirs = (value if not isinstance(value, tuple) else "" for value in sides)
        return merged_text(Sides(base, ours, theirs), merging)
    if any(value and not isinstance(value, tuple) for value in sides):
        merging.add(*sides)
        return sides.ours
    people = Sides(*(value if isinstance(value, tuple) else () for value in sides))
    return merged_people(people, merging)


def merged_text(sides: Sides[Text], merging: Merging) -> Text:
    """The text that both sides make of the base, each language by itself; a plain text is that of
    every language."""
    base, ours, theirs = sides
    if ours == base:
        return theirs
    if theirs in (base, ours):
        return ours
    codes = dict.fromkeys(code for text in (ours, theirs, base) for code in languages_of(text))
    if not codes:
        merging.add(*sides)
        return ours
    texts = {
        code: merged_text(Sides(*(in_language(text, code) for text in sides)), merging)
        for code in codes
    }
    return Texts({code: str(text) for code, text in texts.items() if text})


def merged_people(sides: Sides[People], merging: Merging) -> People:
    """The list that both sides make of the base, in the order of theirs unless ours changed it.

    Who was added by ours comes behind the one whom ours has before, and last if last there.
    """
    base, ours, theirs = sides
    ours_of, theirs_of = _ours_of(base, ours), same_persons(base, theirs)
    base_of = {their: at for at, their in theirs_of.items()}
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
            merging.theirs_alone.append(person)
        elif person != before:
            merging.add((before,), (), (person,), person)
    placed = {mine for mine, _ in result}
    was = {mine: at for at, mine in ours_of.items()}
    for mine, person in enumerate(ours):
        # Whom theirs took out comes back only if ours made something else of them.
        if mine not in placed and (mine not in was or base[was[mine]] != person):
            _insert(result, mine, person, len(ours))
            if mine in was:
                merging.add((base[was[mine]],), (person,), (), person)
    kept = _in_order(result, len(base), ours_of)
    return tuple(person for _, person in _without_twins(kept, merging))


def _without_twins(
    result: Sequence[tuple[int | None, Person]], merging: Merging
) -> list[tuple[int | None, Person]]:
    """The list without those whom ours made into somebody whom theirs names already: they stay as
    theirs names them, which is no longer theirs alone."""
    if not merging.theirs_alone:
        return list(result)
    of_ours = [(mine, person) for mine, person in result if mine is not None]
    alone = tuple(person for mine, person in result if mine is None)
    pairs = same_persons(tuple(person for _, person in of_ours), alone)
    twins = {of_ours[at][0] for at in pairs}
    named = {id(alone[at]) for at in pairs.values()}
    merging.theirs_alone[:] = [each for each in merging.theirs_alone if id(each) not in named]
    return [each for each in result if each[0] is None or each[0] not in twins]


def merged_person(base: Person | None, ours: Person, theirs: Person, merging: Merging) -> Person:
    """The person that both sides make of one, part by part; its origin is that of ours."""
    parts: dict[str, Text | None] = {}
    for key in PERSON_FIELDS:
        was, mine, other = (getattr(each, key, None) or "" for each in (base, ours, theirs))
        inner = Merging(merging.key)
        parts[key] = merged_text(Sides(was, mine, other), inner) or None
        if inner.conflicts:
            merging.add(was, mine, other, theirs)
    if base is not None and base.url == ours.url and base.handle != ours.handle:
        parts["url"] = _following(theirs.url, base.handle, ours.handle)
    return ours.with_texts(parts)


def _following(url: Text | None, old: Text | None, new: Text | None) -> Text | None:
    """The link of a person whose handle changes: one that is made from the old handle follows."""
    if not (isinstance(url, str) and isinstance(old, str) and isinstance(new, str)):
        return url
    found = account(url)
    is_made = found is not None and found[1].casefold() == old.casefold()
    return url.rstrip("/")[: -len(old)] + new if is_made else url


def value_of(sig: Sig, key: str) -> Value:
    """A field of a SIG, its name too; "" where it has no value."""
    return sig.name if key == "name" else sig.values.get(key) or ""


def in_both(value: Value, other: Value) -> Value:
    """A list of people without those whom another list lacks; any other value as it is."""
    if not isinstance(value, tuple):
        return value
    pairs = same_persons(value, other if isinstance(other, tuple) else ())
    return tuple(person for at, person in enumerate(value) if at in pairs)


def _ours_of(base: People, ours: People) -> dict[int, int]:
    """Which person of ours each of `base` became: by origin, and else whoever is the same."""
    at_origin = {p.origin: at for at, p in enumerate(ours) if p.origin is not None}
    found = {
        at: at_origin[person.origin]
        for at, person in enumerate(base)
        if person.origin is not None and person.origin in at_origin
    }
    rest = [at for at in range(len(base)) if at not in found]
    others = [at for at in range(len(ours)) if at not in set(found.values())]
    pairs = same_persons(tuple(base[at] for at in rest), tuple(ours[at] for at in others))
    return found | {rest[at]: others[other] for at, other in pairs.items()}


def _insert(result: list[tuple[int | None, Person]], mine: int, person: Person, size: int) -> None:
    """Put a person of ours behind the nearest one whom ours has before; the last one last."""
    at = len(result)
    if mine < size - 1:
        above = [n for n, (other, _) in enumerate(result) if other is not None and other < mine]
        at = above[-1] + 1 if above else 0
    result.insert(at, (mine, person))


def _in_order(
    result: Sequence[tuple[int | None, Person]],
    size: int,
    ours_of: Mapping[int, int],
) -> Sequence[tuple[int | None, Person]]:
    """The list in the order of ours, where ours changed that of the `size` persons of the base.

    Somebody whom theirs alone names stays behind the same person.
    """
    kept = [ours_of[at] for at in range(size) if at in ours_of]
    if kept == sorted(kept):
        return result
    groups: list[tuple[int, list[tuple[int | None, Person]]]] = [(-1, [])]
    for mine, person in result:
        if mine is None:
            groups[-1][1].append((mine, person))
        else:
            groups.append((mine, [(mine, person)]))
    return [each for _, group in sorted(groups, key=lambda group: group[0]) for each in group]
