"""The persons of a cell, by the tables of `grammar` and the conventions of its column. Pure.

A cell is read only if every character of it belongs to a person or a separator.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from sigtool.model import Person, account
from sigtool.people import grammar, words
from sigtool.people.conventions import Comma, Conventions
from sigtool.people.matching import matches
from sigtool.people.plain import plain_cell
from sigtool.people.shape import PLAIN, Item, PeopleCell, Shape
from sigtool.text.lazily import lazily
from sigtool.text.records import replace
from sigtool.text.source import LONGEST_LIST

# What stands between two persons, or between a person and an employer.
COMMA: Final = lazily(r"(?:(?<![ \t])[ \t]++)?[,，/／][ \t]*+")
_IN_BRACKET: Final = lazily(r"\{name\}\s?[(（]\W*\{(?:word|login|handle)\}.*")
_BREAK: Final = lazily(r"<[bB][rR][ \t]*/?>|<li>")
# What Markdown shows of an escape, of those that the grammar reads.
_ESCAPE: Final = lazily(r"\\(?=_)")


@lru_cache(maxsize=16384)
def read(text: str, conventions: Conventions) -> PeopleCell | None:
    """The persons of a cell, or None if any character of it is not accounted for, or if it may be
    read in two ways and `conventions` do not say in which; and for one that is too long."""
    if len(text) > LONGEST_LIST:
        return None
    if plain := plain_cell(text):
        return plain
    found = _by_breaks(text, conventions) if _BREAK.search(text) else _by_commas(text, conventions)
    return None if found is None or _shows_one_twice(found) else found


def _by_commas(text: str, conventions: Conventions) -> PeopleCell | None:
    """A cell in which commas part persons if its column, or the cell, shows that."""
    found = _checked(_whole(text, conventions), conventions)
    if found or conventions.comma is not Comma.UNKNOWN or not COMMA.search(text):
        return found
    persons = replace(conventions, comma=Comma.PERSONS)
    found = _checked(_whole(text, persons), persons)
    return found if found and _shows_persons(found) else None


def _shows_persons(found: PeopleCell) -> bool:
    """Whether a cell shows by itself that commas part persons: somebody has an account in a bracket
    of their own, and the others are mere names; or all are names with a frequent surname, with a
    Chinese comma."""
    plain = [str(item.person.name) for item in found.items if item.shape.is_plain]
    if any(map(grammar.pattern("{role}").fullmatch, plain)):
        return False
    if len(plain) == len(found.items):
        return all(words.has_surname(name) for name in plain) and "，" in found.separators
    sure = [item for item in found.items if not item.shape.is_plain]
    return all(map(_has_account, sure)) and any(
        _IN_BRACKET.fullmatch(item.shape.core) for item in sure
    )


def _has_account(item: Item) -> bool:
    """Whether an item shows more of a person than a name."""
    return bool(item.person.handle or item.person.url or item.person.email)


def _shows_one_twice(found: PeopleCell) -> bool:
    """Whether two links with a blank between may be one person, by their name and by their account:
    `[Ada](mailto:ada@example.org) [@ada](https://example.org/ada)`."""
    around = zip(found.separators, pairwise(found.items), strict=True)
    return any(not between.strip() and _are_one_in_links(*pair) for between, pair in around)


def _are_one_in_links(left: Item, right: Item) -> bool:
    name, other = (left, right) if left.person.name else (right, left)
    if name.person.handle or other.person.name or not (name.person.name and other.person.handle):
        return False
    return words.resembles(str(name.person.name), str(other.person.handle))


def _by_breaks(text: str, conventions: Conventions) -> PeopleCell | None:
    # Where line breaks part persons, a comma does not.
    careful = replace(conventions, comma=Comma.UNKNOWN)
    found = _whole(text, careful)
    if found is None:
        employer = replace(conventions, comma=Comma.EMPLOYER)
        found = _checked(_whole(text, employer), employer)
        if found and conventions.comma is not Comma.EMPLOYER and not _shows_employers(found):
            return None
    return found


def _whole(text: str, conventions: Conventions) -> PeopleCell | None:
    for pattern in grammar.OPENINGS:
        opening = re.match(pattern, text)
        steps = _read(text, (opening.end(), frozenset()), conventions) if opening else None
        if opening and steps:
            *between, closing = (step.behind for step in steps)
            items = tuple(step.item for step in steps)
            return PeopleCell(items, tuple(between), opening.group(), closing)
    return None


def _checked(found: PeopleCell | None, conventions: Conventions) -> PeopleCell | None:
    """A cell, if its commas mean one thing, and what stands alone between them can be a person."""
    if found is None or not any(map(COMMA.fullmatch, found.separators)):
        return found
    if _parts_family_names(found):
        return None
    plain = [str(item.person.name) for item in found.items if item.shape.is_plain]
    are_words = len(plain) == len(found.items) or all(
        words.is_full_name(name) or name in conventions.known for name in plain
    )
    bare = [str(item.person.name) for item in found.items if not _has_account(item)]
    nobody = (words.is_organisation(name) or words.is_part_of_a_name(name) for name in bare)
    same = any(_are_one(*pair) for pair in pairwise(found.items))
    has_employers = any(item.shape.has_employer for item in found.items)
    return found if are_words and not (has_employers or same or any(nobody)) else None


def _parts_family_names(found: PeopleCell) -> bool:
    """Whether commas between mere names may stand behind family names, since another mark parts
    persons: `Lovelace, Ada; Hopper, Grace`, `Lovelace, Ada and Hopper, Grace`."""
    marks = "".join(_mark(each) for each in found.separators)
    around = zip(marks, pairwise(item.shape.is_plain for item in found.items), strict=True)
    if (",", (True, True)) not in around:
        return False
    return ";" in marks or bool(re.fullmatch(r",(?:[^,],)+", marks))


def _mark(separator: str) -> str:
    """A separator as one character, commas of all kinds as one."""
    return separator.strip().replace("，", ",").replace("；", ";")[:1] or " "


def _are_one(left: Item, right: Item) -> bool:
    """Whether two items may be a name and the account of the same person."""
    if left.shape.is_plain == right.shape.is_plain:
        return False
    name, other = (left, right) if left.shape.is_plain else (right, left)
    word = str(other.person.handle or other.person.name or other.person.email)
    return words.resembles(str(name.person.name), word)


def _shows_employers(found: PeopleCell) -> bool:
    """Whether a cell whose persons are parted by line breaks shows by itself that what follows its
    commas are employers: of each alone, so that an edit of one does not change who the others are.
    """
    is_list = found.opening in grammar.LIST_SEPARATORS
    employed = (item for item in found.items if item.shape.has_employer)
    return all(_is_surely_employed(item, is_list=is_list) for item in employed)


def _is_surely_employed(item: Item, *, is_list: bool) -> bool:
    """Whether what follows a person is an organisation; or stands behind a link that shows their
    name, or in a list behind any link, and is one word that cannot be their name."""
    person, employer = item.person, str(item.person.affiliation)
    if words.is_organisation(employer):
        return True
    account = str(person.handle or person.email)
    may_be_name = words.is_full_name(employer) or words.resembles(employer, account)
    return item.shape.is_linked and (person.name is not None or (is_list and not may_be_name))


# Where a person is to begin, and the cores that it may not begin with.
_Place = tuple[int, frozenset[str]]


class _Step(NamedTuple):
    """A person that can be read, what stands behind, and the place of the next, if there is one."""

    item: Item
    behind: str
    following: _Place | None = None


def _read(text: str, first: _Place, conventions: Conventions) -> list[_Step] | None:
    """The persons from a place to the end of the cell, or None.

    The best reading of each person that leads to the end; a place from which the end was found to
    be out of reach is not tried again, so the time grows with the length of the cell alone.
    """
    dead: set[_Place | None] = set()
    trail: list[_Step] = []
    waiting = [_steps(text, first, conventions)]
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
            waiting.append(_steps(text, step.following, conventions))
    return None


def _steps(text: str, place: _Place, conventions: Conventions) -> Iterator[_Step]:
    """Every way to go on from a place, the best first."""
    start, barred = place
    for item in _items_at(text, start, conventions):
        if _is_barred(item.shape, barred):
            continue
        end = start + len(item.text)
        for closing in grammar.CLOSINGS:
            found = re.compile(closing).fullmatch(text, end)
            if found:
                yield _Step(item, found.group())
        for separator, stands in grammar.SEPARATORS:
            found = re.compile(separator).match(text, end)
            next_barred = item.shape.barred(stands, conventions) if found else None
            if found and next_barred is not None:
                yield _Step(item, found.group(), (found.end(), next_barred))


def _is_barred(shape: Shape, barred: frozenset[str]) -> bool:
    if shape.is_plain and PLAIN in barred:
        return True
    return shape.kind in barred and not shape.leading_role


class Reading(NamedTuple):
    """A person as far as it is read: the templates, what they read, and where that ended."""

    shape: Shape
    values: Mapping[str, str]
    end: int


def _items_at(text: str, start: int, conventions: Conventions) -> Iterator[Item]:
    """Every way to read a person at `start`, the best first."""
    for led in _extended(text, Reading(Shape(), {}, start), "leading_role", grammar.LEADING_ROLES):
        for core in _cores_at(text, led, conventions):
            for found in _with_suffixes(text, core, conventions):
                if found.shape.is_plain and found.values["name"] in conventions.no_names:
                    continue
                person = Person().with_texts(dict(found.values))
                yield Item(person, found.shape, text[start : found.end])


@cache
def _cores(conventions: Conventions) -> tuple[str, ...]:
    """The ways of writing who somebody is, in a column of such conventions."""
    beside, alone = conventions.accounts_beside, conventions.accounts_alone
    return tuple(
        core
        for core in grammar.EVERY_CORE
        if (beside or core not in grammar.ACCOUNT_CORES)
        and (alone or core not in grammar.BARE_CORES)
        and (conventions.pairs or core not in grammar.PAIR_CORES)
    )


def _cores_at(text: str, led: Reading, conventions: Conventions) -> Iterator[Reading]:
    """A reading that goes on with each core that can be read, and what decorates it."""
    opened = grammar.BEFORE.match(text, led.end)
    for before in dict.fromkeys(["", opened.group() if opened else ""]):
        closing = grammar.closing_of(before)
        for core in _cored(text, led._replace(end=led.end + len(before)), conventions):
            if not text.startswith(closing, core.end):
                continue
            behind = grammar.AFTER.match(text, core.end + len(closing))
            for after in dict.fromkeys([closing + (behind.group() if behind else ""), closing]):
                shape = core.shape._replace(before=before, after=after)
                yield core._replace(shape=shape, end=core.end + len(after))


def _cored(text: str, led: Reading, conventions: Conventions) -> Iterator[Reading]:
    """A reading that goes on with each core that can be read."""
    for template, found in matches(_cores(conventions), text, led.end):
        core = with_part(led, "core", template, found)
        if is_plausible(template, core.values, found.group(), conventions):
            yield core


def _extended(text: str, before: Reading, part: str, templates: Sequence[str]) -> Iterator[Reading]:
    """A reading that goes on with each template of a part, unless its field is read; then as is."""
    if part not in before.shape.fields:
        for template, found in matches(templates, text, before.end):
            yield with_part(before, part, template, found)
    yield before


def with_part(before: Reading, part: str, template: str, found: re.Match[str]) -> Reading:
    """A reading that goes on with what a template has found."""
    pieces = found.groupdict()
    values = {
        grammar.FIELD_OF.get(piece, piece): _ESCAPE.sub("", value)
        for piece, value in pieces.items()
        if not piece.startswith("_")
    }
    shape = before.shape._replace(**{part: grammar.with_slack(template, pieces)})
    return Reading(shape, {**before.values, **values}, found.end())


def _with_suffixes(text: str, core: Reading, conventions: Conventions) -> Iterator[Reading]:
    """A core with what may follow: as much as can be read first, nothing last."""
    for mailed in _extended(text, core, "email", grammar.EMAILS):
        for played in _extended(text, mailed, "role", grammar.ROLES):
            if played is not mailed:
                yield played
        for belonging in _extended(text, mailed, "affiliation", grammar.AFFILIATIONS):
            if may_belong(belonging.shape, belonging.values, conventions):
                yield from _extended(text, belonging, "role", grammar.ROLES)


def may_belong(shape: Shape, values: Mapping[str, str], conventions: Conventions) -> bool:
    """Whether what is read as somebody's employer is one, with nothing around it to show it."""
    employer = values.get("affiliation", "")
    if shape.has_bracket:
        is_named = _is_named(employer, _account_alone(values), conventions)
        if is_named or employer in conventions.no_employers:
            return False
    if not shape.has_employer:
        # A bracket that says the name again, or may do so in another way, shows no employer.
        is_beside_name = shape.core == "{name}" and bool(shape.affiliation)
        is_name = is_beside_name and words.repeats(values["name"], employer)
        return not (is_name or (is_beside_name and conventions.names_beside))
    if not words.is_employer(employer) or grammar.pattern("{role}").fullmatch(employer):
        return False
    is_behind_dash = not shape.affiliation.startswith((",", "，"))
    if shape.is_linked and conventions.comma is not Comma.PERSONS:
        is_sure = words.is_organisation(employer) or (is_behind_dash and "name" in values)
        return is_sure or conventions.comma is Comma.EMPLOYER
    if conventions.comma is not Comma.EMPLOYER or shape.core != "{name}" or is_behind_dash:
        return False
    # `Lovelace, Ada` is a family name and a given name.
    return words.is_full_name(values["name"]) or words.is_organisation(employer)


def _account_alone(values: Mapping[str, str]) -> str:
    """The account that is all that is read of somebody, also as what a link to it shows; or ""."""
    name = values.get("name")
    if name is None:
        return values.get("handle", "")
    found = account(values.get("url", ""))
    return name if found and found[1].casefold() == name.casefold() else ""


def _is_named(name: str, handle: str, conventions: Conventions) -> bool:
    """Whether what stands in brackets behind an account is the name of who has it."""
    if not (handle and words.is_full_name(name)) or words.is_employer_for_sure(name):
        return False
    if words.is_place(name) or not grammar.pattern("{name}").fullmatch(name):
        return False
    return conventions.names_behind or words.spells(name, handle)


def is_plausible(
    template: str, values: Mapping[str, str], written: str, conventions: Conventions
) -> bool:
    """Whether what a core has read is a person, not a word for nobody, and an account is one."""
    placeholders = grammar.PLACEHOLDERS.get(template)
    if placeholders and placeholders.fullmatch(written):
        return False
    if template in grammar.NAMED_CORES and not _is_named(
        values["name"], values["handle"], conventions
    ):
        return False
    if "{account}" in template:
        found = account(values["url"])
        if found is None or found[1].casefold() != values["handle"].casefold():
            return False
        return not (template == "[{account}]({url})" and _is_name_in_link(values, conventions))
    if template == "[{name}, {affiliation}]({url})":
        return words.is_organisation(values["affiliation"])
    if template in grammar.ACCOUNT_CORES:
        return words.is_login(values["handle"]) or words.resembles(values["name"], values["handle"])
    if template in ("{name} @{word}", "{name}@{word}"):
        # With a point in it, it would be an e-mail address to GitHub.
        is_like = conventions.accounts_behind and words.is_login(values["handle"])
        is_account = is_like or words.resembles(values["name"], values["handle"])
        return "." not in values["handle"] and is_account
    if template == "{name}@{company}":
        return not words.is_login(values["affiliation"])
    return True


def _is_name_in_link(values: Mapping[str, str], conventions: Conventions) -> bool:
    return conventions.names_in_links and words.is_capitalised(values["handle"])
