"""What a column has to show before a bracket is an employer, and a bare word a person."""

import pytest

from sigtool.model import Person
from sigtool.people import words
from sigtool.people.cell import parse
from sigtool.people.evidence import conventions_of, promises_accounts

ADA = Person(name="Ada Lovelace")
GRACE = Person(name="Grace Hopper")


def read(*cells: str) -> list[tuple[Person, ...] | None]:
    """Whom each cell of a column names."""
    known = conventions_of(cells, "Leads")
    found = [parse(cell, known) for cell in cells]
    return [each.persons if each else None for each in found]


@pytest.mark.parametrize(
    ("cell", "person"),
    [
        ("Ada Lovelace (she/her)", Person(name="Ada Lovelace", role="she/her")),
        ("@ada (they/them/theirs)", Person(handle="ada", role="they/them/theirs")),
        (
            "[@ada](https://e.org/ada) (he / him)",
            Person(handle="ada", url="https://e.org/ada", role="he / him"),
        ),
        ("Ada Lovelace (interim)", Person(name="Ada Lovelace", role="interim")),
        ("Ada Lovelace (temporary)", Person(name="Ada Lovelace", role="temporary")),
        ("@ada (until 2024)", Person(handle="ada", role="until 2024")),
        ("@ada (since 1 May 2024)", Person(handle="ada", role="since 1 May 2024")),
        ("@ada (chair until 2024)", Person(handle="ada", role="chair until 2024")),
        ("张三（代理）", Person(name="张三", role="代理")),
        ("张三（代理组长）", Person(name="张三", role="代理组长")),
        ("张三（暂代）", Person(name="张三", role="暂代")),
    ],
)
def test_a_note_in_brackets_is_no_employer(cell: str, person: Person) -> None:
    assert read(cell) == [(person,)]
    assert read(cell, "Grace Hopper (ACME)", "Alan Turing (NPL)")[0] == (person,)


@pytest.mark.parametrize("employer", ["西大", "中科院", "示例公司"])
def test_a_bracket_with_the_short_name_of_an_institution_is_an_employer(employer: str) -> None:
    assert read(f"孙（{employer}）") == [(Person(name="孙", affiliation=employer),)]


@pytest.mark.parametrize(
    "cell", ["Ada Lovelace (Berlin)", "@ada (new)", "[@ada](u) (Docs)", "张三（上海）"]
)
def test_a_bracket_that_nothing_shows_to_be_an_employer_stays_text(cell: str) -> None:
    assert read(cell, "@grace") == [None, (Person(handle="grace"),)]


@pytest.mark.parametrize(
    "cell",
    [
        "Ada Lovelace (ACME, until 2024)",
        "Ada Lovelace (she/her, ACME)",
        "Ada Lovelace (Chair, ACME)",
        "Ada Lovelace (she/her, @ada)",
        "Ada Lovelace (PST)",
        "Ada Lovelace (EU)",
        "Ada Lovelace (UTC+8)",
        "Ada Lovelace (new)",
    ],
)
def test_a_note_is_no_part_of_an_employer(cell: str) -> None:
    assert read(cell) == [None]
    assert read(cell, "Grace Hopper (ACME)", "Alan Turing (NPL)")[0] is None


def test_a_bracket_in_a_column_of_employers_is_one() -> None:
    ada = Person(name="Ada Lovelace", affiliation="Google")
    acme = Person(name="Grace Hopper", affiliation="ACME")
    npl = Person(name="Alan Turing", affiliation="NPL")
    assert read("Ada Lovelace (Google)", "Grace Hopper (ACME)", "Alan Turing (NPL)") == [
        (ada,),
        (acme,),
        (npl,),
    ]


def test_a_bracket_beside_two_persons_is_an_employer() -> None:
    assert read("Ada Lovelace (Google)", "Grace Hopper (Google)") == [
        (Person(name="Ada Lovelace", affiliation="Google"),),
        (Person(name="Grace Hopper", affiliation="Google"),),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "See OWNERS",
        "Ask Slack",
        "Contact Docs",
        "Ask [@ada](https://e.org/ada)",
        "[See OWNERS](u)",
        "请联系社区",
        "IBM",
        "社区",
        "示例团队",
    ],
)
def test_what_is_no_name_is_no_person(cell: str) -> None:
    assert read(cell, "Ada Lovelace", "王小明") == [None, (ADA,), (Person(name="王小明"),)]


def test_a_chinese_word_is_a_name_where_others_are() -> None:
    assert read("邬宇") == [None]
    assert read("邬宇", "王小明") == [(Person(name="邬宇"),), (Person(name="王小明"),)]


@pytest.mark.parametrize(
    "cell",
    [
        "Lovelace, Ada; Hopper, Grace",
        "Lovelace, Ada；Hopper, Grace",
        "Lovelace, Ada and Hopper, Grace",
        "Lovelace, Ada / Hopper, Grace",
        "Lovelace, Ada<br>Hopper, Grace",
    ],
)
@pytest.mark.parametrize(
    "others",
    [
        [],
        ["Ada; Grace"],
        ["Lovelace, Ada", "Hopper, Grace"],
        ["Turing, Alan; Liskov, Barbara"],
        ["Ada, Grace", "Grace, Ada", "Ada"],
        ["[@ada](u), [@grace](v)", "@ada, @grace"],
        ["Ada Lovelace, ACME", "Grace Hopper, NPL"],
    ],
)
def test_a_family_name_is_no_person_and_no_employer(cell: str, others: list[str]) -> None:
    assert read(cell, *others)[0] is None


def test_a_semicolon_parts_names_without_commas() -> None:
    assert read("Ada Lovelace; Grace Hopper") == [(ADA, GRACE)]


def test_a_header_that_names_any_forge_promises_accounts() -> None:
    headers = [f"{forge} ID" for forge in words.FORGES]
    assert [header for header in headers if not promises_accounts(header)] == []
