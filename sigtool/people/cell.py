"""A people cell <-> persons, by the tables of `grammar`.

Pure. A cell is read only if every character of it belongs to a person or a separator; else it stays
text. What is written is read again before anybody gets it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple, TypeVar

from sigtool.model import People, Person, account, in_language
from sigtool.people import grammar
from sigtool.people.grammar import Stands

T = TypeVar("T")

_NAME = frozenset({"{name}"})
_NAMES = frozenset(core for core in grammar.CORES if core.startswith("{name}"))
_MAILS = frozenset(grammar.CORES) & {"<{email}>", "{email}", "[{email}](mailto:{email})"}


class Shape(NamedTuple):
    """The way one person is written: the templates that were used, "" where none was."""

    leading_role: str = ""
    core: str = ""
    email: str = ""
    affiliation: str = ""
    role: str = ""

    @property
    def is_linked(self) -> bool:
        """Whether the core shows a link, so that it is plain where who it names ends."""
        return "](" in self.core

    @property
    def fields(self) -> frozenset[str]:
        """The fields of a person that this way of writing shows."""
        return frozenset(chain.from_iterable(map(grammar.fields, self)))

    def barred(self, stands: Stands) -> frozenset[str] | None:
        """The cores that cannot follow on such a separator, since they would be part of this
        person; None where it cannot stand behind a person written so."""
        if stands is Stands.ANYWHERE:
            return frozenset()
        ends_in_name = "".join(self).endswith("{name}")
        if "{employer}" in self.affiliation or (stands is Stands.BLANK and ends_in_name):
            return None
        if stands is Stands.BLANK:
            return _NAMES if "email" in self.fields else _NAMES | _MAILS
        is_open = self.is_linked and "affiliation" not in self.fields
        return _NAME if stands is Stands.COMMA and is_open else frozenset()

    def write(self, person: Person) -> str:
        """`person` written in this way. Raises `KeyError` if a field is missing."""
        values = {key: in_language(text, None) for key, text in person.items()}
        values |= {piece: values[key] for piece, key in grammar.FIELD_OF.items() if key in values}
        return "".join(self).format_map(values)


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
    if is_placeholder(text):
        return None
    for pattern in grammar.OPENINGS:
        opening = re.match(pattern, text)
        steps = _read(text, (opening.end(), frozenset())) if opening else None
        if opening and steps:
            *between, closing = (step.behind for step in steps)
            items = tuple(step.item for step in steps)
            return PeopleCell(items, tuple(between), opening.group(), closing)
    return None


def is_placeholder(text: str) -> bool:
    """Whether a cell says nothing of whom it names: it is empty, or a dash, or says nobody."""
    return not re.search(r"\w", text) or bool(grammar.PLACEHOLDERS[""].fullmatch(text))


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
    usual = _separators(way, old)
    for separator in ("", *usual):
        text = old.opening + _joined(kept, separator, usual[0]) + old.closing
        read = parse(text)
        if read is not None and read.persons == persons:
            return text
    return None


def _separators(way: Way, old: PeopleCell) -> tuple[str, ...]:
    """What may stand between two persons, the most usual first."""
    listed = grammar.LIST_SEPARATORS.get(old.opening, "")
    # A comma cannot stand before a next person where it also stands before an affiliation.
    usual = (*old.separators[-1:], listed, *way.separators, ", ", "<br>")
    return tuple(dict.fromkeys(filter(None, usual)))


# Where a person is to begin, and the cores that it may not begin with.
_Place = tuple[int, frozenset[str]]


class _Step(NamedTuple):
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
    start, barred = place
    for item in _items_at(text, start):
        if item.shape.core in barred and not item.shape.leading_role:
            continue
        end = start + len(item.text)
        for closing in grammar.CLOSINGS:
            found = re.compile(closing).fullmatch(text, end)
            if found:
                yield _Step(item, found.group())
        for separator, stands in grammar.SEPARATORS:
            found = re.compile(separator).match(text, end)
            next_barred = item.shape.barred(stands) if found else None
            if found and next_barred is not None:
                yield _Step(item, found.group(), (found.end(), next_barred))


class _Reading(NamedTuple):
    """A person as far as it is read: the templates, what they read, and where that ended."""

    shape: Shape
    values: Mapping[str, str]
    end: int


def _items_at(text: str, start: int) -> Iterator[Item]:
    """Every way to read a person at `start`, the best first."""
    nothing = _Reading(Shape(), {}, start)
    for led in _extended(text, nothing, "leading_role", grammar.LEADING_ROLES):
        for core in _extended(text, led, "core", grammar.CORES):
            if core is not led and _is_plausible(core, text[led.end : core.end]):
                for found in _with_suffixes(text, core):
                    person = Person().with_texts(dict(found.values))
                    yield Item(person, found.shape, text[start : found.end])


def _extended(
    text: str, before: _Reading, part: str, templates: Sequence[str]
) -> Iterator[_Reading]:
    """A reading that goes on with each template of a part, unless its field is read; then as is."""
    for template in templates if part not in before.shape.fields else ():
        if found := grammar.pattern(template).match(text, before.end):
            pieces = found.groupdict().items()
            values = {grammar.FIELD_OF.get(piece, piece): value for piece, value in pieces}
            shape = before.shape._replace(**{part: template})
            yield _Reading(shape, {**before.values, **values}, found.end())
    yield before


def _with_suffixes(text: str, core: _Reading) -> Iterator[_Reading]:
    """A core with what may follow: as much as can be read first, nothing last."""
    affiliations = [
        each for each in grammar.AFFILIATIONS if core.shape.is_linked or "{employer}" not in each
    ]
    for mailed in _extended(text, core, "email", grammar.EMAILS):
        for played in _extended(text, mailed, "role", grammar.ROLES):
            if played is not mailed:
                yield played
        for belonging in _extended(text, mailed, "affiliation", affiliations):
            yield from _extended(text, belonging, "role", grammar.ROLES)


def _is_plausible(core: _Reading, written: str) -> bool:
    """Whether what a core has read is a person, not a word for nobody, and an account is one."""
    if "{account}" in core.shape.core:
        found = account(core.values["url"])
        return found is not None and found[1].casefold() == core.values["handle"].casefold()
    placeholders = grammar.PLACEHOLDERS.get(core.shape.core)
    return placeholders is None or not placeholders.fullmatch(written)


class _Kept(NamedTuple):
    """A person's text; what stood before and behind the item of the old cell that it stands for.

    `at` is the place of that item, None if it is changed or there was none.
    """

    text: str
    before: str = ""
    behind: str = ""
    at: int | None = None


def _kept(persons: People, way: Way, old: PeopleCell) -> list[_Kept] | None:
    """The texts of the persons, those of the old cell as they were; None if one has none."""
    kept: list[_Kept] = []
    around = ["", *old.separators, ""]
    matcher = SequenceMatcher(None, old.persons, persons, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        for offset, person in enumerate(persons[j1:j2]):
            at = i1 + offset if i1 + offset < i2 else None
            if tag == "equal" and at is not None:
                kept.append(_Kept(old.items[at].text, around[at], around[at + 1], at))
                continue
            own = [] if at is None else [old.items[at].shape]
            text = _written(person, [*own, *way.shapes])
            if text is None:
                return None
            kept.append(_Kept(text, *(() if at is None else around[at : at + 2])))
    return kept


def _joined(kept: Sequence[_Kept], separator: str, usual: str) -> str:
    """The persons' texts and what stands between them.

    Between two that were neighbours and have not changed it is what stood there; between others it
    is `separator`, or if that is empty what stood beside one of them, or else what is `usual`.
    """
    text = kept[0].text
    for left, right in pairwise(kept):
        if left.at is not None and left.at + 1 == (right.at or 0):
            text += left.behind + right.text
        else:
            text += (separator or right.before or left.behind or usual) + right.text
    return text


def _written(person: Person, shapes: Sequence[Shape]) -> str | None:
    """`person` in the first of these shapes that shows all of it and reads back as it."""
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
        role = grammar.ROLES[0] if "role" in missing else ""
        for email in filter(None, dict.fromkeys(emails)) if "email" in missing else [""]:
            belonging = filter(None, dict.fromkeys(affiliations))
            for affiliation in belonging if "affiliation" in missing else [""]:
                yield Shape("", core, email, affiliation, role)
