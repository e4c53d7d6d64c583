"""A people cell <-> persons, by the tables of `grammar`.

Pure. A cell is read only if every character of it belongs to a person or a separator; else it stays
text. What is written is read again before anybody gets it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from typing import Final, NamedTuple, TypeVar

from sigtool.model import People, Person, texts_of
from sigtool.people import grammar, references, words
from sigtool.people.conventions import CAREFUL, EVERY, Conventions, Known
from sigtool.people.nobody import POINTER
from sigtool.people.plain import plain_cell
from sigtool.people.reading import read
from sigtool.people.shape import Item, PeopleCell, Shape
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, replace

T = TypeVar("T")

# What shows nothing of itself: marks that begin or end something, and blanks.
_INVISIBLE: Final = lazily(
    r"(?i)</?(?:ol|ul|li|p|br|center|div|span|b|i|em|strong|su[bp]|small|kbd|hr)[ \t]*/?>"
)
_BREAK: Final = lazily(r"(?i)<br[ \t]*/?>")
# Ways of writing that any table may begin with.
_UNSTRESSED_CORES: Final = tuple(core for core in grammar.CORES if not re.search(r"[*`]", core))
# More characters than the longest list of people that was seen.
_LONGEST_GUESS: Final = 4_000
# As many ways of writing a person are read as what the registry may say that they mean, which takes
# 49 readings of each: of 1,700 persons in tests and documents, none needed that of a second way.
_MOST_GUESSED: Final = 4
# What stands beside a name, or around an account, in every way of writing that shows more.
_MORE_THAN_NAMES: Final = lazily(r"[@(（\[<`:]")
_NOTHING: Final = lazily(r"(?i)n\.?/?a\.?|无")


@dataclass(frozen=True, slots=True)
class Way:
    """How a table writes people: shapes and separators by preference, and what goes around."""

    shapes: tuple[Shape, ...] = ()
    separators: tuple[str, ...] = ()
    opening: str = ""
    closing: str = ""
    conventions: Conventions = CAREFUL


def parse(text: str, conventions: Conventions = CAREFUL) -> PeopleCell | None:
    """The persons of a people cell, or None if any character of it is not accounted for, or if it
    may be read in two ways and neither `conventions` nor the registry say in which."""
    found = plain_cell(text) or plainly(text, conventions)
    return found or (
        _as_read(_known, text, conventions) if _is_guessed(text, conventions) else None
    )


def is_plain(text: str) -> bool:
    """Whether a cell is read in one way by all conventions."""
    return not text or plain_cell(text) is not None


def plainly(text: str, conventions: Conventions) -> PeopleCell | None:
    """As `parse`, of a cell that says by itself, or beside its column, who is in it."""
    return _as_read(_plainly, text, conventions)


def _as_read(
    reading: Callable[[str, Conventions], PeopleCell | None], text: str, conventions: Conventions
) -> PeopleCell | None:
    """A cell as it is read where its references are links."""
    whole = references.spelled(text, conventions.definitions)
    found = reading(whole.text, conventions)
    return references.as_written(found, text, whole.links) if found and whole.links else found


def _plainly(text: str, conventions: Conventions) -> PeopleCell | None:
    if is_placeholder(text):
        return None
    found, agreed = read(text, conventions), conventions.agreed
    is_open = _is_guessed(text, conventions) and (found is None or found.persons not in agreed)
    if is_open and Known.of(agreed).may_be_list(text):
        others = filter(None, (read(text, each) for each in EVERY))
        return next((each for each in others if each.persons in agreed), found)
    return found


def _is_guessed(text: str, conventions: Conventions) -> bool:
    """Whether a cell is read in every way to find the persons whom the registry names."""
    return bool(conventions.agreed) and len(text) <= _LONGEST_GUESS


def _known(text: str, conventions: Conventions) -> PeopleCell | None:
    """As `parse`, of a cell in which all are persons whom the registry names."""
    if is_placeholder(text):
        return None
    known, alone = Known.of(conventions.agreed), conventions.accounts_alone
    if not (alone or _MORE_THAN_NAMES.search(text) or known.has_name_in(text)):
        return None
    ways = [replace(way, known=known.names) for way in EVERY if way.accounts_alone <= alone]
    likely = filter(None, (read(text, way) for way in ways))
    fits = {each.persons: each for each in likely if all(map(known.has, each.persons))}
    return next(iter(fits.values())) if len(fits) == 1 else None


def is_placeholder(text: str) -> bool:
    """Whether a cell says nothing of whom it names: it is empty, or a dash, or says nobody."""
    if is_empty(text):
        return True
    shown = _INVISIBLE.sub("", _BREAK.sub(";", text)) if "<" in text else text
    bare = shown.strip("_*`()（）[]!; ")
    return "](" not in bare and bool(grammar.PLACEHOLDERS[""].fullmatch(bare))


_WORD: Final = lazily(r"\w")


def is_empty(text: str) -> bool:
    """Whether a cell shows nothing, a dash, or that there is nothing to say."""
    has_invisible = ("<" in text or "&" in text) and not text[:1].isalnum()
    shown = _unescaped(_INVISIBLE.sub("", text)) if has_invisible else text
    return not _WORD.search(shown) or bool(_NOTHING.fullmatch(shown.strip()))


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


def is_pointer(text: str) -> bool:
    """Whether a cell says where its persons are listed, with one link there."""
    return bool(POINTER.fullmatch(text))


def way_of(
    cells: Iterable[PeopleCell],
    nearest: PeopleCell | None = None,
    conventions: Conventions = CAREFUL,
) -> Way:
    """How these cells write people; where they differ, as most do, but `nearest` comes first."""
    cells = list(cells)
    near = [nearest] if nearest else []
    shapes = Counter[Shape]()
    for shape, count in Counter(item.shape for cell in cells for item in cell.items).items():
        shapes[shape.for_anybody] += count
    separators = Counter(between for cell in cells for between in cell.separators)
    around = Counter((cell.opening, cell.closing) for cell in near or cells)
    opening, closing = max(around, key=lambda pair: around[pair]) if around else ("", "")
    return Way(
        _ranked((i.shape.for_anybody for cell in near for i in reversed(cell.items)), shapes),
        _ranked((between for cell in near for between in cell.separators), separators),
        opening,
        closing,
        conventions,
    )


def _ranked(first: Iterable[T], counts: Counter[T]) -> tuple[T, ...]:
    """What comes first, then the rest, the most common before the others; each once."""
    return tuple(dict.fromkeys([*first, *(value for value, _ in counts.most_common())]))


def _text(found: PeopleCell) -> str:
    """A cell as it was read."""
    between = (*found.separators, "")
    items = (item.text + mark for item, mark in zip(found.items, between, strict=False))
    return found.opening + "".join(items) + found.closing


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
    texts = [
        old.opening + _joined(kept, separator, usual[0]) + old.closing for separator in ("", *usual)
    ]
    # At last as the cell is read where the registry has these persons, which it will.
    agreed = replace(way.conventions, agreed=frozenset({persons}))
    readings = [partial(plainly, conventions=each) for each in (way.conventions, agreed)]
    if old.items and plainly(_text(old), way.conventions) is None:
        readings.append(partial(parse, conventions=agreed))
    for reading in readings:
        for text in texts:
            found = reading(text)
            if found is not None and found.persons == persons:
                return text
    return None


def _separators(way: Way, old: PeopleCell) -> tuple[str, ...]:
    """What may stand between two persons, the most usual first."""
    listed = grammar.LIST_SEPARATORS.get(old.opening, "")
    # A comma cannot stand before a next person where it also stands before an affiliation.
    usual = (*old.separators[-1:], listed, *way.separators, ", ", "<br>")
    return tuple(dict.fromkeys(filter(None, usual)))


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
    from difflib import SequenceMatcher

    kept: list[_Kept] = []
    around = ["", *old.separators, ""]
    matcher = SequenceMatcher(None, old.persons, persons, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        for offset, person in enumerate(persons[j1:j2]):
            at = i1 + offset if i1 + offset < i2 else None
            if tag == "equal" and at is not None:
                kept.append(_Kept(old.items[at].text, around[at], around[at + 1], at))
                continue
            own = [] if at is None else [_shape_for(person, old.items[at])]
            text = _written(person, [*own, *way.shapes], _knowing(person, way.conventions))
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


def _shape_for(person: Person, old: Item) -> Shape:
    """How a person is written who stands where another did: in the same way, but for a title that
    is like the other's name, and not like this one's."""
    was, now = (
        [text for key in ("handle", "name") for text in texts_of(getattr(each, key) or "")]
        for each in (old.person, person)
    )
    title = old.shape.title
    is_of_other = any(words.resembles(title, word) for word in was)
    if is_of_other and not any(words.resembles(title, word) for word in now):
        return old.shape.for_anybody
    is_account = person.handle and not person.name and words.is_login(str(old.person.name))
    if is_account and "[{label}](" in old.shape.core:
        # `[ada](https://e.org/ada1)` shows an account, too.
        return old.shape._replace(core=old.shape.core.replace("{label}", "{account}"))
    return old.shape


def _knowing(person: Person, conventions: Conventions) -> Conventions:
    """The conventions of a column once the registry has somebody: then it says that their name is
    one, and their employer, whatever the column shows of those words."""
    names, employers = conventions.no_names, conventions.no_employers
    own = {*texts_of(person.name or ""), *texts_of(person.affiliation or "")}
    if own.isdisjoint(names | employers):
        return conventions
    return replace(conventions, no_names=names - own, no_employers=employers - own)


def _written(person: Person, shapes: Sequence[Shape], conventions: Conventions) -> str | None:
    """`person` in the first of these shapes that shows all of it and reads back as it."""
    wanted = frozenset(key for key, _ in person.items())
    fitting = (each for each in chain(shapes, _composed(wanted, shapes)) if each.fields == wanted)
    alone, every = replace(conventions, agreed=frozenset()), (conventions, *EVERY)
    for at, shape in enumerate(fitting):
        text = shape.write(person)
        # Asked only where the first way fails: to know takes regular expressions of its own.
        if at and not _may_show(text, shape, person, every):
            continue
        found = parse(text, conventions if at < _MOST_GUESSED else alone)
        if found is not None and found.persons == (person,):
            return text
    return None


def _may_show(text: str, shape: Shape, person: Person, conventions: Sequence[Conventions]) -> bool:
    from sigtool.people.showing import may_show

    return may_show(text, shape, person, conventions)


def _composed(wanted: frozenset[str], shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Shapes that show `wanted`, put together from the table's own parts first."""
    cores = [shape.core for shape in shapes] + [*grammar.PREFERRED_CORES, *_UNSTRESSED_CORES]
    emails = [shape.email for shape in shapes] + list(grammar.EMAILS)
    affiliations = [shape.affiliation for shape in shapes] + list(grammar.AFFILIATIONS)
    for core in dict.fromkeys(cores):
        missing = wanted - grammar.fields(core)
        role = grammar.ROLES[0] if "role" in missing else ""
        for email in filter(None, dict.fromkeys(emails)) if "email" in missing else [""]:
            belonging = filter(None, dict.fromkeys(affiliations))
            for affiliation in belonging if "affiliation" in missing else [""]:
                yield Shape(core=core, email=email, affiliation=affiliation, role=role)
