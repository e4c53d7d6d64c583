"""Persons that a text names: what is read, and how somebody is written so."""

import pytest
from hypothesis import given
from strategies_yaml import persons

from sigtool.model import Person, Texts
from sigtool.registry.short import is_several, short_person, short_text

ADA = Person(handle="ada")
NAMED = Person(name="Ada Lovelace")
MAILED = Person(name="Ada", email="ada@example.org")
LINKED = Person(handle="ada", url="https://example.org/ada")

NAMES = {
    "@ada": ADA,
    "ada": ADA,
    "0123": Person(handle="0123"),
    "example/docs": Person(handle="example/docs"),
    "Ada Lovelace": NAMED,
    "O'Ada": Person(name="O'Ada"),
    "艾达": Person(name="艾达"),
    "ada@example.org": Person(email="ada@example.org"),
    "https://example.org/ada": Person(url="https://example.org/ada"),
    "Ada <ada@example.org>": MAILED,
    "[@ada](https://example.org/ada)": LINKED,
    "[ada](https://example.org/ada)": LINKED,
    "Ada Lovelace (ACME)": Person(name="Ada Lovelace", affiliation="ACME"),
    "": None,
    "@": None,
    "-": None,
    "TBD": None,
    "@ada, @grace": None,
    "Ada Lovelace and others": None,
    "Ada,": None,
    "- Ada": None,
    "Ada@example": None,
}


@pytest.mark.parametrize(("text", "person"), NAMES.items(), ids=map(repr, NAMES))
def test_whom_a_text_names(text: str, person: Person | None) -> None:
    assert short_person(text) == person


@pytest.mark.parametrize(
    ("text", "expected"),
    [("@ada, @grace", True), ("Ada and Grace", True), ("@ada", False), ("TBD", False)],
)
def test_whether_a_text_names_several(text: str, *, expected: bool) -> None:
    assert is_several(text) is expected


@pytest.mark.parametrize(
    ("person", "like", "text"),
    [
        (ADA, "", "@ada"),
        (ADA, "@grace", "@ada"),
        (ADA, "grace", "ada"),
        (ADA, "Grace Hopper", "@ada"),
        (NAMED, "@grace", "Ada Lovelace"),
        (MAILED, "@grace", "Ada <ada@example.org>"),
        (MAILED, "Grace (grace@example.org)", "Ada (ada@example.org)"),
        (LINKED, "[@grace](https://example.org/grace)", "[@ada](https://example.org/ada)"),
        (LINKED, "@grace", None),
        (Person(name="Ada"), "", None),  # a single word is a handle
        (Person(name="Ada, Grace"), "", None),
        (Person(name=Texts({"zh": "艾达", "en": "Ada Lovelace"})), "", None),
        (Person(handle="ada", role="chair"), "", None),
        (Person(handle="a b"), "@ada", None),
    ],
)
def test_how_somebody_is_written_short(person: Person, like: str, text: str | None) -> None:
    assert short_text(person, like) == text


@given(persons(("zh", "en")))
def test_who_is_written_short_is_read(person: Person) -> None:
    text = short_text(person)
    assert text is None or short_person(text) == person
