"""A person whom no way of writing shows is found to be so without reading all of them, and which of
their fields is the cause.

Each way that is read is so with up to 49 conventions, and there are 550 of four fields: a registry
with `name: R&D Team`, a handle, an e-mail address and `affiliation: chair` once took minutes.
"""

from itertools import product

import pytest

from sigtool.model import Person
from sigtool.people import grammar
from sigtool.people.cell import Way, parse, write
from sigtool.people.conventions import CAREFUL, EVERY
from sigtool.people.reading import read
from sigtool.people.shape import Shape
from sigtool.people.showing import may_show
from sigtool.people.unwritable import unwritable
from sigtool.text.records import replace

GRACE = Person(handle="grace", email="ada@example.org", affiliation="Acme")
# The first way is tried: as it is read by itself, and as any convention reads it.
FIRST_WAY = 1 + 2 * len(EVERY)


def readings_of(person: Person) -> tuple[str | None, int]:
    """The cell that shows a person of the registry, and how often a cell was read for that."""
    read.cache_clear()
    way = Way(conventions=replace(CAREFUL, agreed=frozenset({(person,)})))
    text = write((person,), way)
    return text, read.cache_info().misses


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "N/A"},
        {"name": "Ada Lovelace", "email": "ada at example.org"},
        {"name": "Ada Lovelace", "affiliation": "`Acme`"},
        {"name": "R&D"},  # a name only in a link
        {"name": "core team"},
        {"name": "R&D Team", "affiliation": "chair"},
        {"name": "Ada Lovelace", "affiliation": "chair"},  # a role, in each place
        {"name": "Ada Lovelace", "affiliation": "Compilers (EU)"},
        {"name": "R&D Team", "affiliation": "chair", "role": "chair"},
        {"name": "ada and grace", "url": "https://example.org/ada"},
    ],
)
def test_a_way_that_does_not_read_its_own_text_is_not_read(fields: dict[str, str]) -> None:
    text, readings = readings_of(GRACE.with_texts(fields))
    assert (text, readings <= FIRST_WAY) == (None, True)


@pytest.mark.parametrize("example", [*grammar.CORES, *grammar.ACCOUNT_CORES])
def test_a_way_in_which_somebody_was_read_may_show_them(example: str) -> None:
    texts = {
        "name": ("Ada Lovelace", "王小明", "José Ortega y Gasset", "O'Neil", "ada", "王"),
        "handle": ("ada", "ada_b", "ada.l-1"),
        "url": ("https://example.org/ada", "https://example.org/a(b)"),
        "email": ("ada@example.org",),
        "affiliation": ("ACME", "University of Ada", "示例公司"),
        "role": ("chair", "组长"),
    }
    suffixes = ("", " (ada@example.org)", " (ACME)", ", chair", " - ACME (until May)")
    wanted = grammar.fields(example)
    read_back = 0
    for suffix, *values in product(suffixes, *(texts[key] for key in sorted(wanted))):
        fields = dict(zip(sorted(wanted), values, strict=True))
        pieces = {piece: fields[key] for piece, key in grammar.FIELD_OF.items() if key in fields}
        found = parse(example.format_map(fields | pieces) + suffix)
        for item in found.items if found else ():
            read_back += 1
            assert may_show(item.text, item.shape, item.person, (CAREFUL,)), item
    assert read_back or example in (*grammar.ACCOUNT_CORES, *grammar.BARE_CORES)


@pytest.mark.parametrize(
    ("employer", "more", "expected"),
    [
        ("ACME", "", True),
        ("chair", "", False),  # a role
        ("ACME", " and", False),  # more than the person
        ("Ada Lovelace", "", True),  # by some conventions
    ],
)
def test_a_way_shows_a_person_whole_and_alone(employer: str, more: str, *, expected: bool) -> None:
    shape = Shape(core="{name}", affiliation=" ({affiliation})")
    person = Person(name="Grace Hopper", affiliation=employer)
    assert may_show(shape.write(person) + more, shape, person, (CAREFUL, *EVERY)) is expected


NAME = "write the name in words that begin with a capital letter, without signs and brackets"
AS_ROLE = "write 'chair' as a role (`role`), since it reads as one"


@pytest.mark.parametrize(
    ("fields", "cause", "advice"),
    [
        ({"handle": "ada", "affiliation": "chair"}, "affiliation 'chair'", [AS_ROLE]),
        (
            {"handle": "ada", "affiliation": "ACME (EU)"},
            "affiliation 'ACME (EU)'",
            ["write the affiliation without brackets, bars and other markup"],
        ),
        (
            {"handle": "ada", "name": "R&D", "email": "ada@example.org", "affiliation": "chair"},
            "name 'R&D' and affiliation 'chair'",
            [NAME, AS_ROLE],
        ),
        ({"name": "R&D"}, "name 'R&D'", [f"{NAME}, or give it a link (`url`)"]),
        ({"name": "N/A"}, "name 'N/A'", [NAME]),
        (
            {"handle": "ada", "email": "ada at example.org"},
            "email 'ada at example.org'",
            ["write the address alone, as ada@example.org"],
        ),
        (
            {"name": "Ada", "url": "https://example.org/a b"},
            "url 'https://example.org/a b'",
            ["write the link from https:// on, without blanks and brackets"],
        ),
        (  # a name that is the account of the link is a handle
            {"name": "Ada", "url": "https://example.org/ada"},
            "name 'Ada' and url 'https://example.org/ada'",
            ["together they read as something else; write one of them differently"],
        ),
        (
            {"handle": "ada", "role": "boss"},
            "role 'boss'",
            ["write one of the words for roles, as chair, or take the role away"],
        ),
        (
            {"handle": "Ada Lovelace"},
            "handle 'Ada Lovelace'",
            ["write the handle as an account is written, in letters, digits, '-', '_' and '.'"],
        ),
    ],
)
def test_the_fields_are_named_that_no_cell_reads_back(
    fields: dict[str, str], cause: str, advice: list[str]
) -> None:
    found = unwritable(Person().with_texts(fields))
    assert found
    assert (found.cause, [*found.advice]) == (cause, advice)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "R&D", "url": "https://example.org/ada"},
        {"name": "R&D", "email": "ada@example.org"},
        {"name": "王", "affiliation": "ACME"},
    ],
)
def test_nothing_is_amiss_with_whom_some_cell_shows(fields: dict[str, str]) -> None:
    assert unwritable(Person().with_texts(fields)) is None
