"""A person is written as it was typed, and in a way that the table has."""

import pytest

from sigtool.model import Person, Registry, Sig
from sigtool.people import renaming, who
from sigtool.people.cell import parse, way_of, write

HUB = "https://github.com"
JOAO = Person(handle="joao", url=f"{HUB}/joao")
IDA = Person(name="Ida Noll", url=f"{HUB}/ida2")
ZOE = Person(name="Zoé", url=f"{HUB}/zoe9")


def registry(*persons: Person) -> Registry:
    """One SIG a person."""
    sigs = (Sig(f"S{at}", {"leads": (each,)}, at) for at, each in enumerate(persons, 1))
    return Registry((), tuple(sigs))


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        (f"[João]({HUB}/joao)", Person(name="João", url=JOAO.url)),
        (f"[Idalia Noll]({HUB}/ida2)", Person(name="Idalia Noll", url=IDA.url)),
        ("João Dias (@joao)", Person(handle="joao", name="João Dias", url=JOAO.url)),
        ("@joao", JOAO),
        ("Ida Noll", IDA),
        (f"{HUB}/ida2", IDA),
    ],
)
def test_a_name_that_is_typed_is_written(typed: str, person: Person) -> None:
    assert who.known(registry(JOAO, IDA), typed) == person


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        (f"[Ugo]({HUB}/ugo)", Person(name="Ugo", url=f"{HUB}/ugo")),
        (f"[@Ugo]({HUB}/Ugo)", Person(handle="Ugo", url=f"{HUB}/Ugo")),
        (f"[ugo]({HUB}/ugo)", Person(handle="ugo", url=f"{HUB}/ugo")),
    ],
)
def test_a_word_in_a_link_among_names_in_links(typed: str, person: Person) -> None:
    assert who.known(registry(IDA, ZOE), typed) == person


def test_a_word_in_a_link_among_accounts_is_one() -> None:
    ugo = Person(handle="Ugo", url=f"{HUB}/ugo")
    assert who.known(registry(JOAO, ZOE), f"[Ugo]({HUB}/ugo)") == ugo


def renamed(target: Person, old: str, new: str) -> Person:
    return renaming.renamed(target, target, renaming.news(target, old, new, ["github.com"]), old)


@pytest.mark.parametrize(
    ("target", "old", "new", "person"),
    [
        (
            Person(name="dony", url=f"{HUB}/dony1"),
            "@dony",
            "@ada",
            Person(handle="ada", url=f"{HUB}/ada"),
        ),
        (Person(name="dony"), "@dony", "@ada", Person(name="ada")),
        (
            Person(name="Ugo", url=f"{HUB}/ugo"),
            "Ugo",
            "Ugo Tognazzi",
            Person(name="Ugo Tognazzi", url=f"{HUB}/ugo"),
        ),
    ],
)
def test_a_new_name_or_account(target: Person, old: str, new: str, person: Person) -> None:
    assert renamed(target, old, new) == person


def test_no_way_of_writing_is_chosen_that_no_cell_has() -> None:
    old = parse(f"* [donychen]({HUB}/dony1), ACME<br>")
    assert old is not None
    way = way_of([old])
    with_handle = Person(handle="dony", url=f"{HUB}/dony", affiliation="ACME")
    assert write((with_handle,), way, old) == f"* [dony]({HUB}/dony), ACME<br>"
    with_name = Person(name="dony", url=f"{HUB}/dony", affiliation="ACME")
    assert "**" not in (write((with_name,), way, old) or "")
