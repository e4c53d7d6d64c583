"""Spellings that are plain to a reader, near those that the tables of `grammar` show."""

import pytest

from sigtool.model import Person
from sigtool.people import words
from sigtool.people.cell import is_placeholder, is_pointer, parse, way_of, write
from sigtool.people.evidence import conventions_of

WANG = Person(handle="wxm", name="王小明", url="https://e.org/wxm")
ADA = Person(handle="ada", url="https://e.org/ada")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("\u00a0[@ada](https://e.org/ada)", ADA),
        ("[\u00a0@ada](https://e.org/ada)", ADA),
        ("[@ada](https://e.org/ada)\u00a0", ADA),
        ("[**@ada**](https://e.org/ada)", ADA),
        ("*[@ada](https://e.org/ada)*", ADA),
        ("_[@ada](https://e.org/ada)_", ADA),
        ("<b>[@ada](https://e.org/ada)</b>", ADA),
        ("王小明 @wxm", Person(handle="wxm", name="王小明")),
        (
            "王小明（休假中） [@wxm](https://e.org/wxm)",
            Person(handle="wxm", name="王小明", url="https://e.org/wxm", role="休假中"),
        ),
        (
            "王小明（示例公司） [@wxm](https://e.org/wxm)",
            Person(handle="wxm", name="王小明", url="https://e.org/wxm", affiliation="示例公司"),
        ),
        (
            "Grace (sabbatical) [@grace](https://e.org/grace)",
            Person(handle="grace", name="Grace", url="https://e.org/grace", role="sabbatical"),
        ),
        ("[@ada] (https://e.org/ada)", ADA),
        (
            "[@ada (Ada Lovelace, ACME)]  (https://e.org/ada 'Ada')",
            Person(handle="ada", name="Ada Lovelace", url="https://e.org/ada", affiliation="ACME"),
        ),
        (
            "Ada Lovelace ([@ada] (https://e.org/ada))",
            Person(handle="ada", name="Ada Lovelace", url="https://e.org/ada"),
        ),
        (
            "[@ada](https://e.org/ada) 邮箱: ada@e.org",
            Person(handle="ada", url="https://e.org/ada", email="ada@e.org"),
        ),
    ],
)
def test_one_person(text: str, person: Person) -> None:
    found = parse(text, conventions_of([text]))
    assert found is not None
    assert found.persons == (person,)


def test_a_broken_link_is_kept_and_nobody_else_gets_one() -> None:
    cell = parse("[@ada] (https://e.org/ada)")
    assert cell is not None
    way = way_of([cell])
    bob = Person(handle="bob", url="https://e.org/bob")
    both = "[@ada] (https://e.org/ada), [@bob](https://e.org/bob)"
    assert write((ADA, bob), way, cell) == both
    assert write((bob,), way) == "[@bob](https://e.org/bob)"
    # Where somebody takes a person's place, an edit can be undone to the byte.
    changed = write((bob,), way, cell)
    assert changed == "[@bob] (https://e.org/bob)"
    assert write((ADA,), way, parse(changed)) == "[@ada] (https://e.org/ada)"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada &amp; Grace", ["Ada", "Grace"]),
        ("@ada &amp; @grace", ["ada", "grace"]),
        ("Ada & Grace; Dora", ["Ada", "Grace", "Dora"]),
        ("Grace Hopper &lt;grace@example.org&gt;", None),
        ("Ada&nbsp;Lovelace; Grace", None),
        ("Ada &#38; Grace", None),
    ],
)
def test_an_entity_is_a_sign_and_nobody(text: str, names: list[str] | None) -> None:
    found = parse(text, conventions_of([text]))
    assert (found and [str(each.handle or each.name) for each in found.persons]) == names


def test_an_employer_behind_a_wide_comma() -> None:
    text = "组长：王小明（示例公司）<br>副组长：李雷，示例大学"
    found = parse(text, conventions_of([text, "组长：韩梅（示例大学）"]))
    assert found is not None
    assert found.persons == (
        Person(name="王小明", affiliation="示例公司", role="组长"),
        Person(name="李雷", affiliation="示例大学", role="副组长"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "*Ada*", "<b>Ada</b>", "王小明 @huawei", "_Ada Lovelace_", "*[@ada](u)",
        "[@ada] (notes.md)", "[@ada] (on leave)", "[@ada]（https://e.org/ada）",
    ],
)  # fmt: skip
def test_what_stays_text(text: str) -> None:
    assert parse(text, conventions_of([text])) is None


def test_accounts_that_spell_chinese_names() -> None:
    cells = ["王小明 (wangxm)", "李雷 (lilei)"]
    found = [parse(text, conventions_of(cells)) for text in cells]
    assert [cell.persons for cell in found if cell] == [
        (Person(handle="wangxm", name="王小明"),),
        (Person(handle="lilei", name="李雷"),),
    ]


@pytest.mark.parametrize(
    ("name", "word", "is_like"),
    [
        ("王小明", "wangxm", True),
        ("王小明", "xiaoming-wang", True),
        ("王小明", "wxm", True),
        ("王小明", "huawei", False),
        ("王小明", "wx", False),
        ("李雷", "lei_li", True),
    ],
)
def test_a_word_like_a_chinese_name(name: str, word: str, *, is_like: bool) -> None:
    assert words.resembles(name, word) is is_like


@pytest.mark.parametrize(
    "text", ["Vacante", "Offen", "wanted", "募集中", "缺", "none yet", "`TBD`", "**Vacant**"]
)
def test_a_word_for_nobody(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["Wanda", "缺口", "Offenbach", "`ada`"])
def test_a_word_that_may_be_somebody(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("[12 people](https://e.org/x)", True),
        ("[3 名成员](team.md)", True),
        ("[People of Ada](https://e.org/x)", False),
    ],
)
def test_a_link_to_a_list(text: str, *, points: bool) -> None:
    assert is_pointer(text) is points


def test_a_bare_word_under_the_header_of_user_names() -> None:
    found = parse("ada", conventions_of(["ada", "grace"], "用户名"))
    assert found is not None
    assert found.persons == (Person(handle="ada"),)
