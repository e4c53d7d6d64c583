"""A people cell <-> persons, by the tables of `people_grammar`.

Pure. A cell is read only if every character of it belongs to a person or a separator; else it stays
text. What is written is read again before anybody gets it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, pairwise
from typing import TypeVar
from urllib.parse import urlsplit

from sigtool import people_grammar as grammar
from sigtool.model import People, Person
from sigtool.people_grammar import Stands

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shape:
    """The way one person is written: the templates that were used, "" where none was."""

    core: str
    leading_role: str = ""
    email: str = ""
    affiliation: str = ""
    role: str = ""

    @property
    def templates(self) -> tuple[str, ...]:
        return (self.leading_role, self.core, self.email, self.affiliation, self.role)

    @property
    def fields(self) -> frozenset[str]:
        """The fields of a person that this way of writing shows."""
        return frozenset(chain.from_iterable(map(grammar.fields, self.templates)))

    @property
    def is_marked_before(self) -> bool:
        """Whether a person written so shows where it begins, without a separator."""
        return not "".join(self.templates).startswith("{name}")

    @property
    def is_marked_behind(self) -> bool:
        """Whether a person written so shows where it ends, without a separator."""
        return not "".join(self.templates).endswith("{name}")

    @property
    def has_comma(self) -> bool:
        """Whether an affiliation stands behind a comma, and so would a next person."""
        return self.affiliation.startswith(",")

    def write(self, person: Person) -> str:
        """`person` written in this way. Raises `KeyError` if a field is missing."""
        values = dict(person.items())
        values |= {piece: values[key] for piece, key in grammar.FIELD_OF.items() if key in values}
        return "".join(self.templates).format_map(values)


@dataclass(frozen=True, slots=True)
class Item:
    """A person as written in a cell."""

    person: Person
    shape: Shape
    text: str


@dataclass(frozen=True, slots=True)
class PeopleCell:
    """A cell read whole: `opening`, items with `separators` between them, `closing`."""

    items: tuple[Item, ...]
    separators: tuple[str, ...] = ()
    opening: str = ""
    closing: str = ""

    @property
    def persons(self) -> People:
        return tuple(item.person for item in self.items)


@dataclass(frozen=True, slots=True)
class Way:
    """How a table writes people: shapes and separators by preference, and what goes around."""

    shapes: tuple[Shape, ...] = ()
    separators: tuple[str, ...] = ()
    opening: str = ""
    closing: str = ""


@lru_cache(maxsize=16384)
def parse(text: str) -> PeopleCell | None:
    """The persons of a people cell, or None if any character of it is not accounted for."""
    for pattern in grammar.OPENINGS:
        opening = re.match(pattern, text)
        steps = _read(text, _Place(opening.end())) if opening else None
        if opening and steps:
            *between, closing = (step.behind for step in steps)
            items = tuple(step.item for step in steps)
            return PeopleCell(items, tuple(between), opening.group(), closing)
    return None


def way_of(cells: Iterable[PeopleCell], nearest: PeopleCell | None = None) -> Way:
    """How these cells write people; where they differ, as most do, but `nearest` comes first."""
    cells = list(cells)
    near = [nearest] if nearest else []
    shapes = Counter(item.shape for cell in cells for item in cell.items)
    separators = Counter(between for cell in cells for between in cell.separators)
    around = Counter((cell.opening, cell.closing) for cell in near or cells)
    opening, closing = max(around, key=lambda pair: around[pair]) if around else ("", "")
    return Way(
        _ranked((item.shape for cell in near for item in reversed(cell.items)), shapes),
        _ranked((between for cell in near for between in cell.separators), separators),
        opening,
        closing,
    )


def _ranked(first: Iterable[T], counts: Counter[T]) -> tuple[T, ...]:
    """What comes first, then the rest, the most common before the others; each once."""
    return tuple(dict.fromkeys([*first, *(value for value, _ in counts.most_common())]))


def write(persons: People, way: Way, old: PeopleCell | None = None) -> str | None:
    """The cell that shows `persons`, written as its neighbours are.

    What `old` already shows is kept as it stands: its text, and the separators beside it. None when
    there is no way of writing these persons that reads back as them.
    """
    if not persons:
        return ""
    old = old or PeopleCell((), (), way.opening, way.closing)
    kept = _kept(persons, way, old)
    if kept is None:
        return None
    # A comma cannot stand before a next person where it also stands before an affiliation.
    usual = dict.fromkeys([*old.separators[-1:], *way.separators, ", ", "<br>"])
    for separator in usual:
        text = old.opening + _joined(kept, separator, old) + old.closing
        read = parse(text)
        if read is not None and read.persons == persons:
            return text
    return None


def account(url: str) -> tuple[str, str] | None:
    """The host and the account of a profile link, or None if the link is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = [part for part in parts.path.split("/") if part]
    if parts.scheme not in ("http", "https") or not parts.hostname or len(path) != 1:
        return None
    return (parts.hostname, path[0]) if not (parts.query or parts.fragment) else None


def profile_host(persons: Iterable[Person]) -> str | None:
    """The base of most persons' profile links, as `https://gitee.com/`, or None if they have none."""
    bases = Counter(
        person.url[: -len(found[1])] if person.url.endswith(found[1]) else f"https://{found[0]}/"
        for person in persons
        if person.url and (found := account(person.url))
    )
    return max(bases, key=lambda base: bases[base]) if bases else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a person is to begin; after a blank alone, it has to show that it begins."""

    start: int
    is_after_blank: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """A person that can be read, what stands behind, and the place of the next, if there is one."""

    item: Item
    behind: str
    following: _Place | None = None


def _read(text: str, first: _Place) -> list[_Step] | None:
    """The persons from a place to the end of the cell, or None.

    The best reading of each person that leads to the end; a place from which the end was found to
    be out of reach is not tried again, so the time grows with the length of the cell alone.
    """
    dead: set[_Place | None] = set()
    trail: list[_Step] = []
    waiting = [_steps(text, first)]
    while waiting:
        step = next(waiting[-1], None)
        if step is None:
            waiting.pop()
            if trail:
                dead.add(trail.pop().following)
        elif step.following is None:
            return [*trail, step]
        elif step.following not in dead:
            trail.append(step)
            waiting.append(_steps(text, step.following))
    return None


def _steps(text: str, place: _Place) -> Iterator[_Step]:
    """Every way to go on from a place, the best first."""
    for item in _items_at(text, place.start):
        if place.is_after_blank and not item.shape.is_marked_before:
            continue
        end = place.start + len(item.text)
        for closing in grammar.CLOSINGS:
            found = re.compile(closing).fullmatch(text, end)
            if found:
                yield _Step(item, found.group())
        for separator, stands in grammar.SEPARATORS:
            found = re.compile(separator).match(text, end)
            if found and _may_follow(item.shape, stands):
                is_blank = stands is Stands.AMONG_MARKED
                yield _Step(item, found.group(), _Place(found.end(), is_blank))


def _may_follow(shape: Shape, stands: Stands) -> bool:
    """Whether a separator may stand behind a person written so."""
    if stands is Stands.ANYWHERE:
        return True
    return not shape.has_comma and (stands is Stands.AFTER_NO_COMMA or shape.is_marked_behind)


def _items_at(text: str, start: int) -> Iterator[Item]:
    """Every way to read a person at `start`, the best first."""
    for leading, led, core_start in _optional(text, start, grammar.LEADING_ROLES):
        for core in grammar.CORES:
            found = grammar.pattern(core).match(text, core_start)
            if not found:
                continue
            values = {
                grammar.FIELD_OF.get(piece, piece): value
                for piece, value in found.groupdict().items()
            }
            if not _is_plausible(core, values):
                continue
            for shape, more, end in _suffixes(text, found.end(), Shape(core, leading)):
                yield Item(_person(values | led | more), shape, text[start:end])


def _person(values: Mapping[str, str]) -> Person:
    return Person(
        handle=values.get("handle"),
        name=values.get("name"),
        url=values.get("url"),
        email=values.get("email"),
        affiliation=values.get("affiliation"),
        role=values.get("role"),
    )


def _suffixes(text: str, start: int, shape: Shape) -> Iterator[tuple[Shape, dict[str, str], int]]:
    """What may follow a core: as much as can be read first, nothing last."""
    linked = "](" in shape.core
    shown = shape.fields
    emails = () if "email" in shown else grammar.EMAILS
    affiliations = () if "affiliation" in shown else grammar.AFFILIATIONS[: None if linked else 3]
    roles = () if "role" in shown else grammar.ROLES
    for email, mailed, after_email in _optional(text, start, emails):
        for role, played, end in _optional(text, after_email, roles):
            if role:
                yield replace(shape, email=email, role=role), mailed | played, end
        for affiliation, belongs, after in _optional(text, after_email, affiliations):
            for role, played, end in _optional(text, after, roles):
                written = replace(shape, email=email, affiliation=affiliation, role=role)
                yield written, mailed | belongs | played, end


def _optional(
    text: str, start: int, templates: Sequence[str]
) -> Iterator[tuple[str, dict[str, str], int]]:
    """Each template that reads on at `start`, with what it read and where it ended; then none."""
    for template in templates:
        found = grammar.pattern(template).match(text, start)
        if found:
            yield template, found.groupdict(), found.end()
    yield "", {}, start


def _is_plausible(core: str, values: dict[str, str]) -> bool:
    if "{account}" in core:
        found = account(values["url"])
        return found is not None and found[1].casefold() == values["handle"].casefold()
    if core == "{name}" or core == "@{word}":
        return not grammar.PLACEHOLDERS.fullmatch(values.get("name", values.get("handle", "")))
    return True


def _kept(persons: People, way: Way, old: PeopleCell) -> list[tuple[str, int | None]] | None:
    """The text of each person, and the index of the item of `old` that it stands for, if any."""
    kept: list[tuple[str, int | None]] = []
    matcher = SequenceMatcher(None, _keys(old.persons), _keys(persons), autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            kept += ((old.items[i].text, i) for i in range(i1, i2))
            continue
        for offset, person in enumerate(persons[j1:j2]):
            replaced = i1 + offset if i1 + offset < i2 else None
            own = (old.items[replaced].shape,) if replaced is not None else ()
            text = _written(person, (*own, *way.shapes))
            if text is None:
                return None
            kept.append((text, replaced))
    return kept


def _joined(kept: Sequence[tuple[str, int | None]], separator: str, old: PeopleCell) -> str:
    """The persons' texts with what stood between them, or `separator` where nothing did."""
    text = kept[0][0]
    for (_, left), (following, right) in pairwise(kept):
        if right is not None and right > 0:
            text += old.separators[right - 1]
        elif left is not None and left < len(old.separators):
            text += old.separators[left]
        else:
            text += separator
        text += following
    return text


def _keys(persons: People) -> list[tuple[tuple[str, str], ...]]:
    return [tuple(person.items()) for person in persons]


def _written(person: Person, shapes: Iterable[Shape]) -> str | None:
    """`person` in the first of these shapes that shows all of it and reads back as it."""
    shapes = list(shapes)
    wanted = frozenset(key for key, _ in person.items())
    for shape in chain(shapes, _composed(wanted, shapes)):
        if shape.fields != wanted:
            continue
        text = shape.write(person)
        read = parse(text)
        if read is not None and read.persons == (person,):
            return text
    return None


def _composed(wanted: frozenset[str], shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Shapes that show `wanted`, put together from the table's own parts first."""
    cores = [shape.core for shape in shapes] + [*grammar.PREFERRED_CORES, *grammar.CORES]
    emails = [shape.email for shape in shapes] + [*grammar.EMAILS[2:], *grammar.EMAILS[:2]]
    affiliations = [shape.affiliation for shape in shapes] + list(grammar.AFFILIATIONS)
    for core in dict.fromkeys(cores):
        missing = wanted - grammar.fields(core)
        if not grammar.fields(core) <= wanted:
            continue
        for email in _choices(emails, needed="email" in missing):
            for affiliation in _choices(affiliations, needed="affiliation" in missing):
                role = grammar.ROLES[0] if "role" in missing else ""
                yield Shape(core, "", email, affiliation, role)


def _choices(templates: Iterable[str], *, needed: bool) -> Iterable[str]:
    return [text for text in dict.fromkeys(templates) if text] if needed else [""]
