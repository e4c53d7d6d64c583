"""A person whom no way of writing shows is found to be so without trying all of them, and which of
their fields is the cause.

Each way that may be tried is read with up to 49 conventions, and there are 550 of four fields: a
registry with `name: N/A`, a handle, an e-mail address and an employer once took minutes to check.
"""

from itertools import product

import pytest

from sigtool.model import Person
from sigtool.people import grammar
from sigtool.people.cell import Way, parse, write
from sigtool.people.conventions import CAREFUL, EVERY
from sigtool.people.reading import read
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
    ],
)
def test_what_no_piece_of_the_grammar_reads_is_not_tried(fields: dict[str, str]) -> None:
    text, readings = readings_of(GRACE.with_texts(fields))
    assert (text, readings <= FIRST_WAY) == (None, True)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "R&D"},  # a name only in a link
        {"name": "core team"},
        {"name": "Ada Lovelace", "affiliation": "chair"},  # a role, in each place
        {"name": "Ada Lovelace", "affiliation": "Compilers (EU)"},
    ],
)
def test_what_every_way_misreads_is_given_up_soon(fields: dict[str, str]) -> None:
    text, readings = readings_of(GRACE.with_texts(fields))
    assert (text, readings <= 1_000) == (None, True)


@pytest.mark.parametrize("example", [*grammar.CORES, *grammar.ACCOUNT_CORES])
def test_what_a_piece_has_read_may_be_written(example: str) -> None:
    texts = {
        "name": ("Ada Lovelace", "王小明", "José Ortega y Gasset", "O'Neil", "ada"),
        "handle": ("ada", "ada_b", "ada.l-1"),
        "url": ("https://example.org/ada", "https://example.org/a(b)"),
        "email": ("ada@example.org",),
        "affiliation": ("ACME", "University of Ada", "示例公司"),
        "role": ("chair", "组长"),
    }
    wanted = grammar.fields(example)
    read_back = 0
    for values in product(*(texts[key] for key in sorted(wanted))):
        fields = dict(zip(sorted(wanted), values, strict=True))
        pieces = {piece: fields[key] for piece, key in grammar.FIELD_OF.items() if key in fields}
        found = parse(example.format_map(fields | pieces))
        for person in found.persons if found else ():
            read_back += 1
            assert [key for key, text in person.items() if not grammar.shows(key, text)] == []
    assert read_back or example in (*grammar.ACCOUNT_CORES, *grammar.BARE_CORES)


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("name", "王", True),  # where a bracket follows
        ("name", "Ada, Jr.", True),  # in a link
        ("name", "N/A", False),
        ("role", "acting", True),
        ("role", "boss", False),
        ("role", "until May", True),  # where a bracket ends
        ("email", "ada", False),
        ("affiliation", "chair", True),  # at the end of a cell
    ],
)
def test_a_text_is_shown_by_any_piece_of_its_field(key: str, text: str, *, expected: bool) -> None:
    assert grammar.shows(key, text) is expected


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
