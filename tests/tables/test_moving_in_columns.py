"""Which columns of a table hold the names and the people, as a reader sees it at a glance."""

import pytest

from sigtool.markdown import blocks
from sigtool.tables.choose import tables_of
from sigtool.text.source import Source


def found(*lines: str, heading: str = "# List") -> tuple[str, list[str]]:
    """What the rows of a table are, and its fields, those of people with a star."""
    head, *rows = (f"| {line} |" for line in lines)
    marks = "| --- " * lines[0].count("|") + "| --- |"
    text = "\n".join([heading, "", head, marks, *rows])
    (only,) = tables_of(blocks.read(Source("README.md", f"{text}\n")))
    fields = [each.field + "*" * (each.kind == "people") for each in only.columns]
    return str(only.judgement.rows), fields


@pytest.mark.parametrize("shape", ["{}", "@{}", "`{}`", "`@{}`", "[{0}](https://github.com/{0})"])
@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("GitHub handle | Full name | PGP", ["github_handle*", "name", "pgp"]),
        ("GitHub | Person | Since", ["github*", "name", "since"]),
        ("账号 | 姓名 | 公司", ["账号*", "name", "公司"]),
    ],
)
def test_the_account_was_the_name_and_the_name_a_text(
    head: str, fields: list[str], shape: str
) -> None:
    rows = (f"{shape.format(who)} | {name} | {x}" for who, name, x in PEOPLE)
    assert found(head, *rows) == ("people", fields)


PEOPLE = (("ada", "Ada Obi", "0xAAAA"), ("eve", "Eve Xu", "0xBBBB"), ("bob", "Bob Li", "0xCCCC"))


@pytest.mark.parametrize(
    ("head", "rows", "fields"),
    [
        pytest.param(
            "Region | Country | Contact",
            ["Europe | Germany | @ute", " | France | @luc", "Asia | Japan | @rei"],
            ["region", "name", "leads*"],
            id="it was the name of two",
        ),
        pytest.param(
            "Region | Country | Contact",
            ["Europe | Germany | @ute", "Europe | France | @luc", "Asia | Japan | @rei"],
            ["region", "name", "leads*"],
            id="said again",
        ),
        pytest.param(
            "Area | Module | Maintainers",
            ["Core | Parser | @ute", " | Writer | @luc", "Web | Server | @rei"],
            ["responsibilities", "name", "leads*"],
            id="an area of modules",
        ),
        pytest.param(
            "Realm | Remarks | Contact",
            ["Core | The parser and all around it. | @ute", " | See above. | @luc", "Web | New | "],
            ["name", "remarks", "leads*"],
            id="sentences are no names",
        ),
        pytest.param(
            "Realm | Contact | Deputy",
            ["Core | @ute | @ada", " | @luc | @eve", "Web | @rei | @bob"],
            ["name", "leads*", "deputy*"],
            id="people are no names of groups",
        ),
    ],
)
def test_a_name_that_stands_in_the_first_of_its_rows_is_that_of_what_they_belong_to(
    head: str, rows: list[str], fields: list[str]
) -> None:
    assert found(head, *rows) == ("groups", fields)


@pytest.mark.parametrize("heading", ["# Us", "# Steering Committee"])
@pytest.mark.parametrize(
    ("head", "rows", "fields"),
    [
        pytest.param(
            "Name | Seat | Term ends",
            ["Ada Obi | Chair | 2027", "Eve Xu | Secretary | 2028"],
            ["name", "seat", "term_ends"],
            id="a committee",
        ),
        pytest.param(
            "Member | Seat | Term ends",
            ["Ada Obi | Chair | 2027", "*vacant* | Clerk | 2028", "*vacant* | Voice | 2028"],
            ["name", "seat", "term_ends"],
            id="seats that nobody has",
        ),
        pytest.param(
            "Member | Seat | Contact",
            ["[Ada Obi](ada.md) | Chair | a@e.org", "[Eve Xu](eve.md) | Clerk | e@e.org"],
            ["name", "seat", "contact"],
            id="members with pages",
        ),
    ],
)
def test_the_seats_of_a_committee_were_groups(
    heading: str, head: str, rows: list[str], fields: list[str]
) -> None:
    assert found(head, *rows, heading=heading) == ("people", fields)


@pytest.mark.parametrize(
    ("head", "rows", "fields"),
    [
        ("Team | People", ["Docs | @ada, @eve", "Infra | @bob"], ["name", "leads*"]),
        ("Team | Whoever", ["Docs | @ada", "Infra | @bob"], ["name", "leads*"]),
        ("Team | People", ["Docs | Ada Obi", "Infra | Bob Li"], ["name", "leads*"]),
        ("Team | Chair | People", ["A | @ada | @eve", "B | @bob | @dan"],
         ["name", "leads*", "people*"]),
        ("Team | People", ["Docs | 4", "Infra | 5"], ["name", "people"]),
        ("Team | People", ["Docs | all who come by", "Infra | see the list"], ["name", "people"]),
        ("Team | Slack", ["Docs | @ada", "Infra | @bob"], ["name", "slack"]),
        ("Team | Whoever", ["Docs | @ada"], ["name", "whoever"]),
    ],
)  # fmt: skip
def test_of_two_rows_people_were_a_text(head: str, rows: list[str], fields: list[str]) -> None:
    assert found(head, *rows) == ("groups", fields)


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("Groupe | Direction", ["name", "leads*"]),
        ("Équipe | Rôle | Direction", ["name", "responsibilities", "leads*"]),
        ("Direction | Lead", ["name", "leads*"]),
        ("Team | Direction", ["name", "direction"]),
    ],
)
def test_a_french_word_that_english_has_too(head: str, fields: list[str]) -> None:
    *first, _ = ("x" for _ in fields)
    rows = (" | ".join([*first, name]).replace("x", place) for place, name in NAMES)
    assert found(head, *rows)[1] == fields


NAMES = (("Docs", "Ada Obi"), ("Infra", "Bob Li"))
