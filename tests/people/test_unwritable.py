"""A person whom no way of writing shows is found to be so without trying all of them.

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
