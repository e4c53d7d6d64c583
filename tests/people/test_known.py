"""What the registry calls a person is one in a cell that could be read in another way, too."""

import pytest

from sigtool.model import Person
from sigtool.people.cell import parse
from sigtool.people.conventions import Conventions

ADA, GRACE = Person(name="Ada", email="ada@example.org"), Person(name="Grace")
KNOWN = Conventions(agreed=frozenset({(Person(name="Ada"), GRACE)}))


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Ada <ada@example.org>, Grace", (ADA, GRACE)),
        ("@bob, Grace", (Person(handle="bob"), GRACE)),
        ("@bob, Zoe", None),
        ("Grace, ACME", None),
    ],
)
def test_a_bare_name_behind_a_comma(text: str, persons: tuple[Person, ...] | None) -> None:
    found = parse(text, KNOWN)
    assert (found.persons if found else None) == persons
    assert parse(text) is None
