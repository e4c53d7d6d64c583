"""Which table of a document is the one of groups or people, and what is said where none is."""

from collections.abc import Sequence

import pytest

from sigtool.errors import SigtoolError
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.model import Kind
from sigtool.tables.choose import choose, choose_all, ranked, tables_of
from sigtool.tables.judge import Rows
from sigtool.text.source import Source


def table(*lines: str) -> str:
    """A table, of lines without the outer bars."""
    head, *rows = (f"| {line} |" for line in lines)
    return "\n".join([head, "|" + "---|" * lines[0].count("|") + "---|", *rows, ""])


def document(*parts: str) -> Document:
    return blocks.read(Source("x.md", "\n".join(parts)))


def taken(found: Document, headers: Sequence[str] = ()) -> int | str:
    """The number of the table that is taken, or why none is."""
    try:
        return choose(found, tables_of(found), headers=headers).number
    except SigtoolError as error:
        return str(error).removeprefix("x.md: ")


def all_taken(found: Document) -> list[int] | str:
    try:
        return [each.number for each in choose_all(found, tables_of(found))]
    except SigtoolError as error:
        return str(error).removeprefix("x.md: ")


ROW = "[Ada](https://github.com/ada) | Mondays | [Notes](https://example.org/a)"
CONTACTS = ("Name | Contacts | Meeting Time | Meeting Notes", f"{{}} | {ROW}")


@pytest.mark.parametrize(
    ("headings", "first", "everything"),
    [
        (["Specification SIGs", "Implementation SIGs", "Cross-Cutting SIGs"], 1, [1, 2, 3]),
        (["工作组", "兴趣小组"], 1, [1, 2]),
        (["Working Groups", "Regional chapters", "Committees"], 1, [1, 2, 3]),
    ],
)
def test_a_heading_says_that_rows_are_groups(
    headings: Sequence[str], first: int, everything: Sequence[int]
) -> None:
    parts = [
        f"## {heading}\n\n" + table(CONTACTS[0], CONTACTS[1].format(heading[:4]))
        for heading in headings
    ]
    found = document(*parts)
    assert (taken(found), all_taken(found)) == (first, everything)


NO_NAMES = "no column has names that do not repeat, so its rows are facts, not groups or people"
NO_HEADER = "no header says that a row is a group or a person"


@pytest.mark.parametrize(
    ("heading", "lines", "why"),
    [
        (
            "Our SIGs",
            ("| | ", "Data | Docs | Web", "Build | Test | Ship"),
            "its header row is empty",
        ),
        ("Projects", (" | ", "[A](a) | [B](b)", "[C](c) | [D](d)"), "its header row is empty"),
        ("Voting", ("Actions | Description | Approval", "Change | A. | Lazy"), NO_HEADER),
        ("Decisions", ("Action | Vote | Notes", "Adopt | 3 | x", "Drop | 2 | y"), NO_HEADER),
        ("Meeting", ("Role | Participant", "Host | Ada", "Scribe | Grace"), NO_HEADER),
        ("Notes", ("Role | Participant", "Chair | @ada", "Secretary | @bob"), NO_HEADER),
        ("Notes", ("角色 | 参与者", "主持 | @ada", "记录 | @bob"), NO_HEADER),
        ("Notes", ("Topic | Speaker", "Docs | @ada", "Web | @bob"), NO_HEADER),
        (
            "Notes",
            ("Date | Topic | Speaker", "1 May | Docs | @ada", "2 May | Web | @bob"),
            NO_HEADER,
        ),
        (
            "Notes",
            ("日期 | 议题 | 主讲人", "5月1日 | 文档 | @ada", "5月2日 | 网站 | @bob"),
            NO_HEADER,
        ),
        ("SIGs", ("役割 | 参加者", "議長 | @ada", "書記 | @bob"), NO_HEADER),
        ("SIGs", ("Responsibility | Participant", "Chair | @ada", "Notes | @bob"), NO_HEADER),
        ("Duties", ("Role | Assigned", "Host | Ada L", "Scribe | Grace H"), NO_HEADER),
        ("Adopters", ("Company | Contact", "ACME | @ada", "Initech | @bob"), NO_HEADER),
        ("Releases", ("Version | Date", "1.0 | 2024-01-01", "1.1 | 2024-05-01"), NO_NAMES),
    ],
)
def test_rows_that_nothing_says_to_be_groups_or_people_are_refused(
    heading: str, lines: Sequence[str], why: str
) -> None:
    found = document(f"# {heading}\n", table(*lines))
    header = lines[0].strip(" ") if lines[0].strip(" |") else None
    (only,) = tables_of(found)
    assert (only.is_one, only.judgement.reason) == (False, why)
    if header:
        assert taken(found) == f"table 1 (line 3: {header}) is not one of groups or people: {why}"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("SIG | Leads", "| @ada", "| @ada"), "its column 'SIG' is empty, so no row has a name"),
        (("Name | Role", "| Chair", "| Chair"), "its column 'Name' is empty, so no row has a name"),
        (
            ("名称 | 职责", "- | 加载", "- | 加载"),
            "its column '名称' is empty, so no row has a name",
        ),
    ],
)
def test_a_table_in_which_no_row_has_a_name(lines: Sequence[str], why: str) -> None:
    (only,) = tables_of(document(table(*lines)))
    assert (only.is_one, only.judgement.reason) == (False, why)


@pytest.mark.parametrize(
    ("name", "rows", "field_of"),
    [
        ("Name", ("| @ada | x", "| @grace | y"), ["name_text", "name", "role"]),
        (
            "Full name",
            ("- | [ada](https://github.com/ada) | x", "|@grace|y"),
            ["full_name", "name", "role"],
        ),
        ("姓名", ("| ada | x", "| grace | y"), ["姓名", "name", "role"]),
    ],
)
def test_where_no_row_has_a_name_the_account_names_it(
    name: str, rows: Sequence[str], field_of: Sequence[str]
) -> None:
    (only,) = tables_of(document("# Maintainers\n", table(f"{name} | GitHub | Role", *rows)))
    assert [column.field for column in only.columns] == field_of


IN_SIGS = ("1 | a/b | @ada | Docs", "2 | a/c | @bob | Docs", "3 | a/d | @cy | Data")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (
            (
                "No | Organization | Gitee id | Email | Role",
                "1 | ACME | ada | a@example.org | Maintainer",
                "2 | ACME | grace | g@example.org | Committer",
                "3 | Navy | bob | b@example.org | Committer",
            ),
            "Gitee id",
        ),
        (
            (
                "编号 | Repository | 描述 | SIG",
                "1 | compiler | 编译 | Dev",
                "2 | runtime | 运行 | Dev",
                "3 | docs | 文档 | Docs",
            ),
            "Repository",
        ),
        (
            ("id | 离开时间 | 贡献", "ada | 2024-01-01 | 编译", "grace | 2024-01-01 | 文档"),
            "id",
        ),
        (
            (
                "Maintainer | Company | Role",
                "Ada Lovelace | ACME | Maintainer",
                "Grace Hopper | Navy | Maintainer",
                "Bob Ross | ACME | Maintainer",
            ),
            "Maintainer",
        ),
        (
            (
                "Role | Company | Maintainer",
                "Member | A | [Sato](https://github.com/sato)",
                "Member | A | [Suzuki](https://github.com/suzuki)",
                "Head | B | [Tanaka](https://github.com/tanaka)",
            ),
            "Maintainer",
        ),
        (
            (
                "Maintainer | Company | Role",
                "[Sato](https://github.com/sato) | A | Member",
                "[Suzuki](https://github.com/suzuki) | A | Member",
                "[Tanaka](https://github.com/tanaka) | B | Head",
            ),
            "Maintainer",
        ),
        *(
            (lines, lines[0].split(" | ")[at])
            for lines, at in [
                (("编号 | 仓库 | 维护者 | SIG", *IN_SIGS), 1),
                (("id | Repository | Maintainer | SIG", *IN_SIGS), 1),
                (
                    (
                        "SIG | Repository | Owner",
                        "Dev | a | @ada",
                        "Dev | b | @bob",
                        "Docs | c | @eve",
                    ),
                    1,
                ),
                (("SIG | 模块 | Owner", "Dev | a | @ada", "Dev | b | @bob", "Docs | c | @eve"), 1),
                (("SIG | Leads", "Dev | @ada", "Docs | @bob", "Dev | @eve"), 0),
            ]
        ),
        (
            ("Role | Name | Since", "Chair | Ada L | 2020", "Chair | Grace H | 2020"),
            "Name",
        ),
        (
            (
                "SIG | Repository | Owner",
                "Dev | one | @ada",
                "Dev | two | @ada",
                "Dev | six | @bob",
            ),
            "Repository",
        ),
    ],
)
def test_a_name_is_in_a_column_whose_values_do_not_repeat(lines: Sequence[str], name: str) -> None:
    (only,) = tables_of(document(table(*lines)))
    assert [column.header for column in only.columns if column.field == "name"] == [name]


@pytest.mark.parametrize(
    "lines",
    [
        ("SIG | Quarter | Count", "Dev | Q1 | 3", "Dev | Q2 | 3", "Docs | Q1 | 3", "Docs | Q2 | 1"),
        ("Group | Day", "Data | Monday", "Data | Tuesday", "Docs | Monday", "Docs | Tuesday"),
        (
            "项目 | 年份 | 数量",
            "编译 | 2023 | 1",
            "编译 | 2024 | 2",
            "文档 | 2023 | 1",
            "文档 | 2024 | 1",
        ),
    ],
)
def test_rows_without_a_column_that_tells_them_apart_are_facts(lines: Sequence[str]) -> None:
    (only,) = tables_of(document("# SIGs\n", table(*lines)))
    assert (only.is_one, only.judgement.reason) == (False, NO_NAMES)


GROUPS = table("SIG | Leads", "Data | @ada", "Docs | @grace")
PEOPLE = table("Name | GitHub", "Ada Lovelace | @ada", "Grace Hopper | @grace")
VOTES = table("Action | Approval", "Change | Lazy", "Release | Majority")


@pytest.mark.parametrize(
    ("parts", "first", "everything", "order"),
    [
        ((VOTES, PEOPLE, GROUPS), 3, [3], [3, 2, 1]),
        ((PEOPLE, VOTES), 1, [1], [1, 2]),
        ((VOTES, GROUPS, GROUPS), 2, [2, 3], [2, 3, 1]),
        ((PEOPLE, PEOPLE), 1, [1, 2], [1, 2]),
    ],
)
def test_what_says_most_comes_first(
    parts: Sequence[str], first: int, everything: Sequence[int], order: Sequence[int]
) -> None:
    found = document(*parts)
    numbers = [each.number for each in ranked(tables_of(found))]
    assert (taken(found), all_taken(found), numbers) == (first, everything, order)


@pytest.mark.parametrize("account", ["[{0}](https://github.com/{0})", "@{0}"], ids=["link", "@"])
@pytest.mark.parametrize("lines", ["{ada} | {bob} | {eve}", "{ada} | {bob} |"], ids=["full", "gap"])
def test_persons_side_by_side_below_an_empty_header_row(lines: str, account: str) -> None:
    one, two = (
        lines.format(**{name: account.format(name + more) for name in ("ada", "bob", "eve")})
        for more in ("", "2")
    )
    found = document(VOTES, table(" | | ", one, two, "@kay | | ", "@hal | | "))
    people = [str(each) for each in tables_of(found) if each.judgement.rows is Rows.PEOPLE]
    assert (taken(found), all_taken(found), people) == (
        2, [2], ["2 (line 6: (empty) | (empty) | (empty))"],
    )  # fmt: skip


def test_what_is_no_person_side_by_side_below_an_empty_header_row() -> None:
    facts = table(" | ", "Author | @ada", "Reviewer | nobody yet", "Version | 1.0")
    groups = table(" | ", "Docs | @ada", "Data | @bob", "Web | @eve")
    lines = [
        (taken(document(each)), tables_of(document(each))[0].judgement.rows)
        for each in (facts, groups)
    ]
    why = "table 1 (line 1: (empty) | (empty)) is not one of groups or people: "
    assert lines == [(why + "its header row is empty", Rows.NEITHER), (1, Rows.GROUPS)]


@pytest.mark.parametrize("header", ["GithubID", "GitHubUsername", "giteeid", "GitLabHandle"])
def test_a_header_of_accounts_in_one_word(header: str) -> None:
    rows = [f"[{name}](https://github.com/{name}) | #1 | x" for name in ("ada", "bob", "eve")]
    shifts = table("No | GITHUB ID | From", "1 | @ada | 2024-11-07", "2 | @bob | 2024-11-21")
    first = table(f"**{header}** | PR | Country", *rows)
    found = document("# Agenda\n", first, "## On call\n", shifts)
    beside = document(table(f"Name | {header}", "Ada L | @ada", "Bob R | @bob", "Eve A | @eve"))
    (table_beside,) = tables_of(beside)
    assert (taken(found), all_taken(found)) == (1, [1, 2])
    assert table_beside.columns[1].kind is Kind.PEOPLE


@pytest.mark.parametrize("header", ["入会昵称", "参会人姓名", "Full name", "Real name (optional)"])
def test_a_header_that_says_persons_is_enough(header: str) -> None:
    found = document("# 附\n", table(header, "赵明(赵明)", "(石斌)", "Joe.chen(Joe.chen)"))
    (only,) = tables_of(found)
    assert (taken(found), only.judgement.rows) == (1, Rows.PEOPLE)


@pytest.mark.parametrize("login", ["[{0}][{0}]", "[@{0}]", "`{0}`"])
def test_accounts_that_are_no_links_to_be_read(login: str) -> None:
    rows = [f"{name} L | {login.format(name)} | x" for name in ("Ada", "Bob", "Eve")]
    first = table("Name | GitHub | Chat", *rows)
    found = document("**Maintainers**\n", first, "**Retired**\n", first)
    assert (taken(found), all_taken(found)) == (1, [1, 2])


@pytest.mark.parametrize(
    "cell",
    ["see the list", "https://github.com/example/{0}", "[{0}](https://github.com/example/{0})"],
)
def test_what_stands_below_a_word_for_accounts_and_is_none(cell: str) -> None:
    rows = [f"{name} L | {cell.format(name)} | x" for name in ("Ada", "Bob", "Eve")]
    (only,) = tables_of(document(table("Name | GitHub | Chat", *rows)))
    assert (only.judgement.rows, only.judgement.is_clear) == (Rows.GROUPS, False)


@pytest.mark.parametrize("header", ["Team", "Project manager", "Member"])
def test_what_is_said_of_a_person_is_no_lead(header: str) -> None:
    maintainers = table("Maintainer | GitHub", "Ada L | @ada", "Bob R | @bob")
    said = "Cubic Belugas" if header == "Team" else "the docs of `x` (see [1])"
    beside = table(f"Name | {header} | GitHub", *(f"{who} | {said} | @{who}" for who in "ek"))
    found = document("## Maintainers\n", maintainers, "## Catalog\n", beside)
    _, second = tables_of(found)
    assert (taken(found), all_taken(found)) == (1, [1, 2])
    assert [column.kind for column in second.columns] == [Kind.TEXT, Kind.TEXT, Kind.PEOPLE]


@pytest.mark.parametrize(
    "headers", ["Area & handbook | Team", "What we do | Team", "Task group page | Member"]
)
def test_a_team_that_is_people_is_no_name(headers: str) -> None:
    rows = ("[Blog](blog.md) | [@ada](https://github.com/ada), @bob", "Emeritus | @eve, @kay")
    (only,) = tables_of(document(table(headers, *rows)))
    assert [column.field for column in only.columns] == ["name", "leads"]


AREAS = ("Build", "Docs", "GraphQL", "GraphQL")


@pytest.mark.parametrize("owner", ["@{0}", "[{0}](https://github.com/{0})"])
@pytest.mark.parametrize("headers", ["Owner | Area", "Maintainer | Module", "负责人 | 领域"])
def test_who_stands_before_areas_that_repeat_names_the_rows(headers: str, owner: str) -> None:
    rows = (f"{owner.format(who)} | {area}" for who, area in zip("abcd", AREAS, strict=True))
    (only,) = tables_of(document("# Owners\n", table(headers, *rows)))
    fields = [column.field for column in only.columns]
    assert (only.judgement.rows, fields.index("name")) == (Rows.PEOPLE, 0)


@pytest.mark.parametrize(
    "rows",
    [
        [
            f"@{who} | {area}"
            for who, area in zip("abcd", ("Build", "Docs", "Web", "CI"), strict=True)
        ],
        [f"@{who} | {area}" for who, area in zip("aabb", AREAS, strict=True)],
        [f"@{who}, @eve | {area}" for who, area in zip("abcd", AREAS, strict=True)],
    ],
    ids=["areas that do not repeat", "owners that repeat, too", "several owners"],
)
def test_who_stands_before_areas_is_a_lead(rows: Sequence[str]) -> None:
    (only,) = tables_of(document("# Owners\n", table("Owner | Area", *rows)))
    assert [column.field for column in only.columns] == ["leads", "name"]


@pytest.mark.parametrize("header", ["Definition", "Meaning", "释义"])
def test_rows_that_are_defined_are_no_groups(header: str) -> None:
    scopes = table(f"Scope | {header} | GitHub Role | GitHub Team", "tsc | The TSC | Admin | `t`")
    lines = table("Name | GitHub ID", "Ada L | ada", "Grace H | grace")
    found = document("# Maintainer scopes and teams\n", scopes, "## Active maintainers\n", lines)
    assert (taken(found), all_taken(found)) == (2, [2])


CALLS = "Ada L (GitHub: [@ada](https://github.com/ada) / Slack: `@ada`), Bob R"


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("**Name** (**GitHub / Slack ID**)", Rows.PEOPLE),
        ("Name (GitHub ID)", Rows.PEOPLE),
        ("姓名（GitHub 账号）", Rows.PEOPLE),
        ("Name (GitHub repository)", Rows.GROUPS),
        ("Name (optional)", Rows.GROUPS),
    ],
)
def test_a_name_with_an_account_behind_it_is_a_persons(header: str, rows: Rows) -> None:
    lines = table(f"Role | {header}", f"Docs lead | {CALLS}", "QA | Eve (Slack: `@eve`)")
    first, _ = tables_of(document("# Release team\n", lines, table("Place | For", "x | @ada")))
    assert (first.judgement.rows, first.judgement.is_clear) == (rows, rows is Rows.PEOPLE)


@pytest.mark.parametrize("header", ["Title", "题目名字", "昵称说明"])
def test_a_header_that_may_say_anything_is_not_enough(header: str) -> None:
    (only,) = tables_of(document("# 附\n", table(header, "赵明(赵明)", "(石斌)")))
    assert (only.is_one, only.judgement.reason) == (False, NO_HEADER)


def test_which_table_is_asked_where_nothing_tells_it() -> None:
    found = document(VOTES, VOTES)
    listed = "1 (line 1: Action | Approval), 2 (line 6: Action | Approval)"
    assert (taken(found), all_taken(found)) == (
        f"which table? {listed}",
        f"no table that looks like one of groups or people; it has {listed}",
    )


def test_a_table_is_meant_of_whose_header_somebody_says_what_it_is() -> None:
    assert taken(document(GROUPS, VOTES), ["approval"]) == 2
