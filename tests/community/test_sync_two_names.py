"""`sync` over somebody new whom the tables of two languages call by different names: one person
where the pairing is sure, else nothing is written, and nothing is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from syncing import Files, bring_together, files_of, line, of_files

TABLES = """\
tables:
  - {path: README.md, language: en, columns: {Name: name, Leads: leads}}
  - {path: README_zh.md, language: zh, columns: {名称: name, 负责人: leads}}
sigs:
"""
A = "  - name: {en: A, zh: 甲}\n    readme: a.md\n"
JOE = "{name: {en: Joe Miller, zh: 乔·米勒}}"
GRACE = "{name: {en: Grace Hopper, zh: 王丽丝}}"


def files(items: str, english: str, chinese: str) -> Files:
    return Files(
        TABLES + items,
        {
            "README.md": f"| Name | Leads |\n|---|---|\n{english}",
            "README_zh.md": f"| 名称 | 负责人 |\n|---|---|\n{chinese}",
        },
    )


def rows(english: str, chinese: str) -> tuple[str, str]:
    return f"| [A](a.md) | {english} |\n", f"| [甲](a.md) | {chinese} |\n"


@dataclass(frozen=True)
class Case:
    """What the leads were in the registry and the tables, what they are in the tables now, the
    facts, and the leads of the registry after."""

    label: str
    was: tuple[str, str, str]
    english: str
    chinese: str
    facts: Sequence[str]
    after: str = ""


ONE = ("['@ada']", "@ada", "@ada")
WORD = ("{en: TBD, zh: 待定}", "TBD", "待定")
OPEN = [
    "0 A leads Joe Miller: - | Joe Miller | -: both, two_names",
    "1 甲 leads 乔·米勒: - | 乔·米勒 | -: both, two_names",
]
TAKEN = [fact.replace("both, two_names", "table") for fact in OPEN]
CASES = [
    Case(
        "behind one whom both have",
        ONE,
        "@ada; Joe Miller",
        "@ada; 乔·米勒",
        TAKEN,
        f"['@ada', {JOE}]",
    ),
    Case(
        "in place of a word for nobody",
        WORD,
        "Joe Miller",
        "乔·米勒",
        [
            "0 A leads: TBD | Joe Miller | TBD: table",
            "1 甲 leads: 待定 | 乔·米勒 | 待定: table",
        ],
        f"[{JOE}]",
    ),
    Case(
        "on each side of one whom both have",
        ONE,
        "Joe Miller; @ada; Grace Hopper",
        "乔·米勒; @ada; 王丽丝",
        [
            TAKEN[0],
            "0 A leads Grace Hopper: - | Grace Hopper | -: table",
            TAKEN[1],
            "1 甲 leads 王丽丝: - | 王丽丝 | -: table",
        ],
        f"[{JOE}, '@ada', {GRACE}]",
    ),
    Case("before and behind one whom both have", ONE, "@ada; Joe Miller", "乔·米勒; @ada", OPEN),
    *(
        Case(
            f"a comma that may stand before an employer: {english}",
            ONE,
            english,
            chinese,
            [
                f"0 A leads: @ada | {english} | @ada: both, unread",
                f"1 甲 leads: @ada | {chinese} | @ada: both, unread",
            ],
        )
        for english, chinese in (
            ("@ada, Joe Miller", "@ada, 乔·米勒"),
            ("@ada, Joe Miller", "乔·米勒, @ada"),
            ("Joe Miller, @ada, Grace Hopper", "乔·米勒, @ada, 葛丽丝"),
        )
    ),
    Case(
        "more in one language",
        WORD,
        "Joe Miller; Grace Hopper",
        "乔·米勒",
        [
            "0 A leads: TBD | Joe Miller, Grace Hopper | TBD: both, two_names",
            "1 甲 leads: 待定 | 乔·米勒 | 待定: both, two_names",
        ],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_somebody_new_in_both_tables(case: Case) -> None:
    leads, *shown = case.was
    agreed = files(f"{A}    leads: {leads}\n", *rows(*shown))
    now = Files(agreed.registry, files("", *rows(case.english, case.chinese)).documents)
    found = bring_together(now, agreed)
    assert found.facts == case.facts
    assert found.after.documents == now.documents
    after = Files(f"{TABLES}{A}    leads: {case.after or leads}\n", now.documents)
    assert found.after.community().registry == after.community().registry


W = "[Wang Wu](https://e.org/wangwu)"
Z = "[Zhao Liu](https://e.org/zhaoliu)"
ZH_W, ZH_Z = "[王五](https://e.org/wangwu)", "[赵六](https://e.org/zhaoliu)"
ONE_WANG = "[{name: {en: Wang Wu, zh: 王五}, url: 'https://e.org/wangwu'}]"
TWO_OF_EACH = (
    "[{name: {en: Wang Wu, zh: 王五}, url: 'https://e.org/wangwu'}, "
    "{name: {en: Zhao Liu, zh: 赵六}, url: 'https://e.org/zhaoliu'}]"
)


@pytest.mark.parametrize(
    ("english", "chinese", "leads"),
    [
        pytest.param(W, ZH_W, ONE_WANG, id="who was there alone goes"),
        pytest.param(f"{W}, {Z}", f"{ZH_W}, {ZH_Z}", TWO_OF_EACH, id="who lacked there comes"),
        pytest.param(
            f"{W}, [Zhao Liu](https://e.org/other)",
            ZH_W,
            f"{{en: '{W}, [Zhao Liu](https://e.org/other)', zh: '{ZH_W}'}}",
            id="an edit that leaves them different",
        ),
        pytest.param("", ZH_W, f"{{zh: '{ZH_W}'}}", id="one language names nobody any more"),
    ],
)
def test_languages_that_named_other_persons_keep_what_each_of_them_says(
    english: str, chinese: str, leads: str
) -> None:
    was = f"{{en: '{W}, {Z}', zh: '{ZH_W}'}}"
    agreed = files(f"{A}    leads: {was}\n", *rows(f"{W}, {Z}", ZH_W))
    now = Files(agreed.registry, files("", *rows(english, chinese)).documents)
    found = bring_together(now, agreed).after
    assert found.documents == now.documents
    after = Files(f"{TABLES}{A}    leads: {leads}\n", now.documents)
    assert found.community().registry == after.community().registry


def test_a_word_that_nothing_shows_to_be_a_name_is_left_in_its_language() -> None:
    leads, *shown = ONE
    agreed = files(f"{A}    leads: {leads}\n", *rows(*shown))
    cells = "Joe Miller; @ada; Grace Hopper", "乔·米勒; @ada; 葛丽丝"
    now = files(f"{A}    leads: {leads}\n", *rows(*cells))
    found = of_files(now, [agreed])
    unread = f"| {cells[1]} | @ada: both, unread"
    assert list(map(line, found.facts)) == [
        *(f"0 A leads {name}: - | {name} | -: table" for name in ("Joe Miller", "Grace Hopper")),
        f"1 甲 leads: @ada {unread}",
    ]
    after = files_of(found)
    assert after.documents == now.documents
    everybody = f"{A}    leads: [{{name: Joe Miller}}, '@ada', {{name: Grace Hopper}}]\n"
    assert after.community().registry == files(everybody, *rows(*cells)).community().registry
    again = of_files(after, [agreed])
    assert files_of(again) == after
    assert list(map(line, again.facts)) == [f"1 甲 leads: Joe Miller, @ada, Grace Hopper {unread}"]


def test_two_names_in_one_script_are_two_people() -> None:
    leads, *shown = ONE
    agreed = files(f"{A}    leads: {leads}\n", *rows(*shown))
    now = files(f"{A}    leads: {leads}\n", *rows("@ada; Grace Hopper", "@ada; Joe Miller"))
    found = bring_together(now, agreed)
    wanted = rows("@ada; Grace Hopper; Joe Miller", "@ada; Grace Hopper; Joe Miller")
    assert found.after.documents == files("", *wanted).documents


B = ("| [B](b.md) | {} |\n", "| [乙](b.md) | {} |\n")


@pytest.mark.parametrize(
    ("english", "chinese", "leads"),
    [
        pytest.param("Joe Miller; @ann", "乔·米勒; @ann", f"[{JOE}, '@ann']", id="in one order"),
        pytest.param("Joe Miller; @ann", "@ann; 乔·米勒", "", id="in two orders"),
        pytest.param("Joe Miller; @ann", "乔; @ann", "", id="one of them unreadable"),
        *(
            pytest.param(
                "Joe Miller, @ann",
                chinese,
                f"{{en: 'Joe Miller, @ann', zh: '{chinese}'}}",
                id=f"both of them unreadable: {chinese}",
            )
            for chinese in ("乔·米勒, @ann", "@ann, 乔·米勒")
        ),
        pytest.param("Joe Miller, Grace Hopper", "乔·米勒", "", id="more in one language"),
    ],
)
def test_a_new_row_in_both_tables(english: str, chinese: str, leads: str) -> None:
    item = f"{A}    leads: ['@ada']\n"
    english_row, chinese_row = rows("@ada", "@ada")
    agreed = files(item, english_row, chinese_row)
    more = B[0].format(english), B[1].format(chinese)
    now = files(item, english_row + more[0], chinese_row + more[1])
    found = bring_together(now, agreed)
    assert found.after.documents == now.documents
    new = f"  - name: {{en: B, zh: 乙}}\n    readme: b.md\n    leads: {leads}\n" if leads else ""
    after = Files(f"{TABLES}{item}{new}", now.documents)
    assert found.after.community().registry == after.community().registry
    verdicts = [fact.partition(", refused")[0].rpartition(": ")[2] for fact in found.facts]
    assert verdicts == ["table" if leads else "both"] * 2
