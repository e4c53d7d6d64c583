"""Words that are no person's name, and marks that part persons only."""

import pytest

from sigtool.model import Person
from sigtool.people.cell import is_placeholder, parse
from sigtool.people.evidence import conventions_of


def read(*cells: str) -> list[tuple[Person, ...] | None]:
    """Whom each cell of a column names."""
    known = conventions_of(cells, "Leads")
    found = [parse(cell, known) for cell in cells]
    return [each.persons if each else None for each in found]


def names(*texts: str) -> tuple[Person, ...]:
    return tuple(Person(name=text) for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        *("rotating", "Rotation", "The Board", "Advisory Board", "everybody", "anyone", "unfilled"),
        *(
            "@here",
            "@all",
            "@channel",
            "未定",
            "미정",
            "n. n.",
            "N.N.",
            "N. N.",
            "vakant",
            *("vago", "Vaga", "nenhum", "Nenhuma"),
            *("open position", "Vacant seat", "TBD, TBA", "TBD / n/a", "空缺、待定"),
            *("Vacant<br>", "<b>Vacant</b>", "TBD<br/>TBA"),
            *("&#160;", "&#xa0;", "&#XA0;&#12288;", "&emsp;", "&nbsp;"),
            "whoever",
        ),
    ],
)
def test_a_word_for_nobody_or_many(text: str) -> None:
    assert is_placeholder(text)
    assert read(text, "Ada Lovelace") == [None, names("Ada Lovelace")]


@pytest.mark.parametrize(
    "text",
    [
        "Nina N.",
        "Boardman",
        "Vago Ruiz",
        "TBD, Ada",
        "TBD<br>Ada",
        "open source",
        "&#65;",
        "&eacute;",
        "@hereward",
        "@channels",
        "Rota",
        "N",
    ],
)
def test_a_word_near_one_for_nobody(text: str) -> None:
    assert not is_placeholder(text)


def test_the_name_of_an_organisation_is_no_person() -> None:
    assert read("Google", "Ada Lovelace") == [None, names("Ada Lovelace")]
    assert read("Polar", "Ada (Polar)", "Grace (Polar)")[0] is None
    assert read("Ada et al.", "이사회") == [None, None]


@pytest.mark.parametrize(
    ("cell", "persons"),
    [
        ("Jürgen Groß und Anneliese Heide", names("Jürgen Groß", "Anneliese Heide")),
        ("Ada Lovelace et Grace Hopper", names("Ada Lovelace", "Grace Hopper")),
        ("Ana Ruiz y Luis Gil", names("Ana Ruiz", "Luis Gil")),
        ("Ana y Luis", names("Ana", "Luis")),
        ("José Ortega y Gasset", names("José Ortega y Gasset")),
        ("Artur da Costa e Silva", names("Artur da Costa e Silva")),
        ("Ada Lovelace & Grace Hopper", names("Ada Lovelace", "Grace Hopper")),
        ("佐藤・ジョン、鈴木一郎", names("佐藤・ジョン", "鈴木一郎")),
        ("张三，李四", names("张三", "李四")),
        (
            "Ivan Petrov (@ivan), Anna Karenina",
            (Person(handle="ivan", name="Ivan Petrov"), *names("Anna Karenina")),
        ),
        (
            "김철수(@chulsoo), 이영희",
            (Person(handle="chulsoo", name="김철수"), *names("이영희")),
        ),
        ("Ada Lovelace, Grace Hopper", None),
        ("Ivan Petrov (@ivan), ACME", None),
        ("Ivan Petrov (@ivan), Example", None),
        ("王小明，高通", None),
        ("Ivan Petrov (@ivan), 组长", (Person(handle="ivan", name="Ivan Petrov", role="组长"),)),
        ("Ivan Petrov ([@ivan](u)), ACME (chair), [@ada](v)", None),
        (
            "@ada, Ivan Petrov (@ivan), Anna Karenina",
            (
                Person(handle="ada"),
                Person(handle="ivan", name="Ivan Petrov"),
                *names("Anna Karenina"),
            ),
        ),
        ("组长: Ivan Petrov (@ivan), 组长", None),
    ],
)
def test_what_parts_persons(cell: str, persons: tuple[Person, ...] | None) -> None:
    assert read(cell) == [persons]


def test_an_employer_behind_one_bracket_shows_that_another_name_there_may_be_one() -> None:
    assert read("Ivan Petrov (@ivan), Polar Signals", "Ann Lee (@ann), ACME") == [None, None]
    cells = ["Ivan Petrov (@ivan), Polar Signals<br>Ann Lee (@ann), Blue Door"]
    assert read(*cells) == [None]
