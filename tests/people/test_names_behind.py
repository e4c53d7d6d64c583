"""Whose a name is that stands behind an account, in a link, or in a second link."""

import pytest

from sigtool.model import Person
from sigtool.people import words
from sigtool.people.cell import parse
from sigtool.people.evidence import conventions_of

HUB = "https://github.com"


def read(*cells: str) -> list[tuple[Person, ...] | None]:
    """Whom each cell of a column names."""
    known = conventions_of(cells, "Leads")
    found = [parse(cell, known) for cell in cells]
    return [each.persons if each else None for each in found]


ADA = Person(handle="ada", name="Ada Lovelace")
GRACE = Person(handle="grace", name="Grace Hopper")


@pytest.mark.parametrize(
    ("cell", "person"),
    [
        ("@ada (Ada Lovelace)", ADA),
        ("@ada(Ada Lovelace)", ADA),
        ("@alovelace (Ada Lovelace)", Person(handle="alovelace", name="Ada Lovelace")),
        ("@lovelace-ada2 (Ada Lovelace)", Person(handle="lovelace-ada2", name="Ada Lovelace")),
        ("@wangxm（王小明）", Person(handle="wangxm", name="王小明")),
        (
            f"[@ada]({HUB}/ada) (Ada Lovelace)",
            Person(handle="ada", name="Ada Lovelace", url=f"{HUB}/ada"),
        ),
        (
            f"[ada]({HUB}/ada) (Ada Lovelace)",
            Person(handle="ada", name="Ada Lovelace", url=f"{HUB}/ada"),
        ),
    ],
)
@pytest.mark.parametrize(
    "others", [[], ["Uwe O (ACME), Vera Wang (Foo GmbH)"], ["@x (ACME)", "@y (NPL)"]]
)
def test_a_full_name_that_is_like_the_account_is_a_name(
    cell: str, person: Person, others: list[str]
) -> None:
    assert read(cell, *others)[0] == (person,)


@pytest.mark.parametrize(
    "cell", ["@x1 (Ada Lovelace)", "@ada-core (Ada Systems Lab)", "@ada (Berlin)", "@ada (Ada)"]
)
def test_a_bracket_behind_an_account_that_nothing_explains_is_no_employer(cell: str) -> None:
    others = ["Uwe O (ACME), Vera Wang (Foo GmbH)"]
    wanted = (Person(handle="ada-core", affiliation="Ada Systems Lab"),)
    assert read(cell, *others)[0] == (wanted if "Lab" in cell else None)


def test_brackets_that_are_names_show_that_another_is() -> None:
    cells = ["@ada (Ada Lovelace)", "@grace (Grace Hopper)", "@x1 (Alan Turing)"]
    assert read(*cells) == [(ADA,), (GRACE,), (Person(handle="x1", name="Alan Turing"),)]


def test_a_bracket_with_an_employer_shows_that_another_may_be_one() -> None:
    cells = ["@ada (Ada Lovelace)", "@grace (Grace Hopper)", "@x1 (Blue Door)", "@y (ACME)"]
    assert read(*cells)[2:] == [None, (Person(handle="y", affiliation="ACME"),)]


@pytest.mark.parametrize(
    ("name", "word", "is_made"),
    [
        ("Ada Lovelace", "ada", True),
        ("Ada Lovelace", "adal", True),
        ("Ada Lovelace", "al", False),
        ("Sony Interactive", "sony-jim", False),
        ("Jo Kim", "jokim7", True),
        ("A A A A A A A A A A", "a" * 39, False),
    ],
)
def test_a_word_that_is_made_of_a_name(name: str, word: str, *, is_made: bool) -> None:
    assert words.spells(name, word) is is_made


def link(label: str, account: str) -> str:
    return f"[{label}]({HUB}/{account})"


ZOE = Person(name="Zoé", url=f"{HUB}/zoe9")
MAX = Person(name="Max", url=f"{HUB}/maxxy")


@pytest.mark.parametrize("account", ["ugo", "Ugo"])
def test_a_capitalised_word_in_a_column_of_names_in_links_is_a_name(account: str) -> None:
    cells = [link("Ugo", account), link("Zoé", "zoe9"), link("Max", "maxxy")]
    assert read(*cells) == [(Person(name="Ugo", url=f"{HUB}/{account}"),), (ZOE,), (MAX,)]


@pytest.mark.parametrize(
    ("label", "others"),
    [
        ("Ugo", []),
        ("Ugo", [link("Zoé", "zoe9")]),
        ("Ugo", [link("Zoé", "zoe9"), link("Max", "maxxy"), link("ada", "ada")]),
        ("ugo", [link("Zoé", "zoe9"), link("Max", "maxxy")]),
        ("UgoT", [link("Zoé", "zoe9"), link("Max", "maxxy")]),
    ],
)
def test_a_word_in_a_link_is_else_the_account(label: str, others: list[str]) -> None:
    person = Person(handle=label, url=f"{HUB}/{label}")
    assert read(link(label, label), *others)[0] == (person,)


def pair(name: str, mail: str, account: str) -> str:
    return f"[{name}](mailto:{mail}@example.org) [@{account}]({HUB}/{account})"


JO, BO = pair("Jo Kim", "jo", "jokim"), pair("Bo Li", "bo", "boli")


def of_pair(name: str, mail: str, account: str) -> Person:
    return Person(handle=account, name=name, url=f"{HUB}/{account}", email=f"{mail}@example.org")


def test_two_links_are_one_person_where_every_cell_has_both() -> None:
    jo, bo = of_pair("Jo Kim", "jo", "jokim"), of_pair("Bo Li", "bo", "boli")
    assert read(JO, BO) == [(jo,), (bo,)]
    assert read(JO, f"{BO}, {pair('Cy Ray', 'cy', 'cyray')}") == [
        (jo,),
        (bo, of_pair("Cy Ray", "cy", "cyray")),
    ]


@pytest.mark.parametrize(
    "others", [[], ["@ada"], ["[Bo Li](mailto:bo@example.org)"], [f"{BO} [@x]({HUB}/x)"]]
)
def test_two_links_that_may_be_one_person_stay_text(others: list[str]) -> None:
    assert read(JO, *others)[0] is None


def test_two_links_that_are_not_alike_are_two_persons() -> None:
    cell = pair("Jo Kim", "jo", "ada")
    assert read(cell) == [
        (
            Person(name="Jo Kim", email="jo@example.org"),
            Person(handle="ada", url=f"{HUB}/ada"),
        )
    ]


@pytest.mark.parametrize(
    ("cell", "person"),
    [
        ("[Ann Lee (chair)](u)", Person(name="Ann Lee", url="u", role="chair")),
        ("[Ann Lee, co-chair](u)", Person(name="Ann Lee", url="u", role="co-chair")),
        ("[Ben Ng, ACME](u)", Person(name="Ben Ng", url="u", affiliation="ACME")),
        ("[Ben Ng (ACME)](u)", Person(name="Ben Ng", url="u", affiliation="ACME")),
        ("[Ben Ng, PhD](u)", Person(name="Ben Ng, PhD", url="u")),
    ],
)
def test_what_stands_behind_a_name_inside_of_a_link(cell: str, person: Person) -> None:
    assert read(cell) == [(person,)]


@pytest.mark.parametrize("cell", ["[Ben Ng (Berlin)](u)", "[Ng, Ben](u)", "[Ben Ng, Docs](u)"])
def test_what_nothing_explains_inside_of_a_link_stays_text(cell: str) -> None:
    assert read(cell) == [None]
