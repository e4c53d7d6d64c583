"""Headers and what they mean; cells and what they hold; links from one folder to another."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigtool.markdown import blocks
from sigtool.markdown.blocks import MarkdownTable
from sigtool.markdown.rows import escape
from sigtool.model import Column, Kind, Person, Sig, Table, Value
from sigtool.people.cell import Way
from sigtool.tables import cells as columns
from sigtool.tables import headers as aliases
from sigtool.tables.cells import read_cell, shown_link, stored_link, write_cell
from sigtool.tables.judge import Rows, judged
from sigtool.text.source import Source

NAME = Column("SIG", "name")
LEADS = Column("Leads", "leads", Kind.PEOPLE)
ADA = Person(handle="ada", url="https://e.org/ada")


def table_of(*headers: str, rows: tuple[str, ...] = ()) -> MarkdownTable:
    lines = [f"| {' | '.join(headers)} |", "|" + "---|" * len(headers), *rows]
    (table,) = blocks.read(Source("x.md", "\n".join(lines))).tables
    return table


def in_folder(folder: str, base: str | None = None) -> Table:
    return Table(path=f"{folder}/README.md" if folder else "README.md", columns=(), link_base=base)


# --- headers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("SIG name", "sig name"),
        ("  SIG   Name ", "sig name"),
        ("**SIG Name**", "sig name"),
        ("[SIG Name](#names)", "sig name"),
        ("`SIG` name", "sig name"),
        ("SIG&nbsp;Name", "sig name"),
        ("SIG\u00a0Name", "sig name"),
        ("SIG<br>Name", "sig name"),
        ("SIG Name[1]", "sig name"),
        ("SIG Name [^1]", "sig name"),
        ("SIG Name[^note]", "sig name"),
        ("SIG Name*", "sig name"),
        ("SIG Name \\*", "sig name"),
        ("SIG Name²", "sig name"),
        ("#", "#"),
        ("负责人（Lead）", "负责人(lead)"),
        ("维护者／Maintainers", "维护者/maintainers"),
        ("职责：", "职责:"),
        ("SIG\u3000名称", "sig 名称"),
        ("", ""),
    ],
)
def test_a_header_is_compared_as_readers_see_it(header: str, expected: str) -> None:
    assert aliases.normalised(header) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param(
            ["SIG name", "Responsibilities", "SIG Leads"],
            [("name", "text"), ("responsibilities", "text"), ("leads", "people")],
            id="English",
        ),
        pytest.param(
            ["SIG名称", "职责", "负责人"],
            [("name", "text"), ("responsibilities", "text"), ("leads", "people")],
            id="Chinese",
        ),
        pytest.param(
            ["**Name**", "*Description*", "[Chairs](#chairs)", "Slack&nbsp;Channel"],
            [
                ("name", "text"),
                ("responsibilities", "text"),
                ("leads", "people"),
                ("slack_channel", "text"),
            ],
            id="markup",
        ),
        pytest.param(
            ["Name[1]", "Scope [^2]", "维护者（Maintainers）"],
            [("name", "text"), ("responsibilities", "text"), ("leads", "people")],
            id="footnotes and full-width brackets",
        ),
        pytest.param(
            ["#", "Name", "Status", "", ""],
            [
                ("column_1", "text"),
                ("name", "text"),
                ("status_text", "text"),
                ("column_4", "text"),
                ("column_5", "text"),
            ],
            id="numbers, a field that every SIG has, and empty headers",
        ),
        pytest.param(
            ["Name", "Leads", "Leads", "Sponsors", "2024"],
            [
                ("name", "text"),
                ("leads", "people"),
                ("leads_text", "people"),
                ("sponsors", "people"),
                ("column_2024", "text"),
            ],
            id="a header that repeats, another of people, a number",
        ),
        pytest.param(["Foo", "Bar"], [("name", "text"), ("bar", "text")], id="nothing known"),
    ],
)
def test_recognise(headers: list[str], expected: list[tuple[str, str]]) -> None:
    found = aliases.recognise(table_of(*headers))
    assert [column.header for column in found] == headers
    assert [(column.field, column.kind) for column in found] == expected


Told = list[tuple[str, str, str]]  # a header, a cell below it, and what both are bound to
ACCOUNT = "[ada](https://e.org/ada)"


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            [("Group", "Docs", "name"), ("Lead(s)", "Ada Lovelace", "leads*")], id="lead or leads"
        ),
        pytest.param(
            [("Name", "Docs", "name"), ("SIG Co-Lead(s)", "@ada", "leads*")], id="a lead of many"
        ),
        pytest.param(
            [("Team", "Docs", "name"), ("Team Lead / Co-lead", "@ada, @bob", "leads*")],
            id="either of two",
        ),
        pytest.param([("👥 SIG", "Docs", "name"), (":star: Lead", "@ada", "leads*")], id="emoji"),
        pytest.param(
            [
                ("SIG 名称 SIG Name", "Docs", "name"),
                ("职责 Responsibilities", "to write", "responsibilities"),
                ("负责人 Lead", "@ada", "leads*"),
            ],
            id="two languages",
        ),
        pytest.param(
            [
                ("专项组名称", "文档", "name"),
                ("主要工作范围", "写文档", "responsibilities"),
                ("小组成员", "王小明", "小组成员*"),
                ("技术负责人", "王小明", "leads*"),
            ],
            id="the end of a Chinese word",
        ),
        pytest.param(
            [("SIG", "Docs", "name"), ("TLs", "@ada", "leads*"), ("Members", "@bob", "members*")],
            id="letters for tech leads",
        ),
        pytest.param(
            [("工作组", "文档", "name"), ("牵头人", "王小明", "leads*")],
            id="who holds the ox by the nose",
        ),
        pytest.param(
            [
                ("#", "1", "column_1"),
                ("Coordinator", "Ada", "leads*"),
                ("Task Force", "Docs", "name"),
                ("Focus Area", "to write", "responsibilities"),
            ],
            id="a kind of group that no list has",
        ),
        pytest.param(
            [
                ("Committee", "Docs", "name"),
                ("Vice-chair", "Ada", "vice_chair*"),
                ("Chairperson", "Grace", "leads*"),
                ("TOC Liaison(s)", "@bob", "toc_liaison*"),
            ],
            id="a chair before who stands in",
        ),
        pytest.param(
            [("Project", "Docs", "name"), ("Leads (GitHub handle)", "@ada", "leads*")],
            id="more in brackets",
        ),
        pytest.param(
            [("Project", "Docs", "name"), ("Maintainer GitHub", "ada & bob", "leads*")],
            id="the accounts of maintainers",
        ),
        pytest.param(
            [("Area", "Docs", "name"), ("GitHub ID", "@ada", "leads*")],
            id="accounts where nothing says leads",
        ),
        pytest.param(
            [
                ("Team", "Docs", "name"),
                ("Manager(s)", "Grace", "manager*"),
                ("Lead(s)", "—", "leads*"),
            ],
            id="nobody yet",
        ),
        pytest.param(
            [("WG", "Docs", "name"), ("🎓 Liaison(s)", "Ada (on leave, see [1])", "leads*")],
            id="one that a list has, whatever the cells say",
        ),
        pytest.param(
            [
                ("WG", "Docs", "name"),
                ("Chair 确认", "✅ Ready", "chair_确认"),
                ("Lead time", "3 days", "lead_time"),
                ("Owner email", "docs@e.org", "owner_email"),
                ("Project Lead", "✅ 3 of 4", "project_lead"),
            ],
            id="a role in the header, nobody in the cells",
        ),
        pytest.param(
            [("Project", "Docs", "name"), ("GitHub", "https://e.org/docs", "github")],
            id="the account of a project",
        ),
    ],
)
def test_a_header_is_read_word_by_word(told: Told) -> None:
    check_what_is_bound(told)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            [
                ("Name", "Ada Lovelace", "name"),
                (header, cell, "x*"),
                ("Twitter", "@ada", "twitter"),
                ("Slack handle", "@ada", "slack_handle"),
                ("Apache ID", "ada", "apache_id"),
            ],
            id=f"{header}: {cell}",
        )
        for header in (
            "GitHub ID",
            "GitHub",
            "Handle",
            "Gitee ID",
            "GitHub 账号",
            "Github username",
        )
        for cell in ("@ada", "ada", ACCOUNT, "[`ada`](https://e.org/ada)", "https://e.org/ada")
    ]
    + [
        pytest.param(
            [(name, "Ada Lovelace", "name"), ("Profile", ACCOUNT, "x*")], id=f"{name} and a profile"
        )
        for name in ("TSC member", "Maintainer", "Alumni", "姓名", "Facilitators")
    ]
    + [
        pytest.param(
            [("Role", "Chair", "role"), ("Name", "Ada", "name"), ("GitHub", "@ada", "x*")],
            id="a role before the name",
        ),
        pytest.param(
            [("Username", "ada", "x*"), ("Name", "Ada", "name"), ("GitHub", "NA", "x*")],
            id="two accounts, one of them not there",
        ),
        pytest.param(
            [
                ("Name", "Ada", "name"),
                ("GitHub", "https://e.org/ada/docs", "github"),
                ("Profile", "[Ada](https://e.org/people/ada)", "profile"),
                ("Account", "Ada Lovelace", "account"),
                ("Handle", "[@ada][ada]", "handle"),
                ("Login", "ada@e.org", "login"),
            ],
            id="no accounts",
        ),
    ],
)
def test_where_a_row_is_a_person_its_account_is_one_too(told: Told) -> None:
    named = [
        (header, cell, bound.replace("x*", aliases.field_name(header, set()) + "*"))
        for header, cell, bound in told
    ]
    check_what_is_bound(named)


def check_what_is_bound(told: Told) -> None:
    headers, cells, expected = zip(*told, strict=True)
    found = aliases.recognise(table_of(*headers, rows=(f"| {' | '.join(cells)} |",)))
    people = ("*" if column.kind is Kind.PEOPLE else "" for column in found)
    assert tuple(map(str.__add__, (column.field for column in found), people)) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (("Task force", "Chair(s)"), True),
        (("Component", "Owner(s)"), True),
        (("Team", "Short description"), True),
        (("Role", "Scope"), True),
        (("Name", "GitHub ID"), False),
        (("Package", "Size"), False),
        (("Language", "Owner"), False),
    ],
)
def test_a_table_of_groups_is_told_by_its_headers(headers: list[str], *, expected: bool) -> None:
    found = judged(aliases.Headers(table_of(*headers, rows=("| a | @ada |",))))
    assert (found.is_clear and found.rows is Rows.GROUPS) is expected


def test_no_two_columns_have_one_field() -> None:
    table = table_of("Name", "Name", "Name_2", "a", "A", "readme", "1", "column_1")
    fields = [column.field for column in aliases.recognise(table)]
    assert len(set(fields)) == len(fields)


@pytest.mark.parametrize(
    ("bound", "headers", "expected"),
    [
        pytest.param(["A", "B"], ["B", "A"], ["B", "A"], id="in the order of the document"),
        pytest.param(["**A**", "b "], ["A", "B"], ["**A**", "b "], id="as readers see them"),
        pytest.param(["A"], ["A", "B"], ["A", None], id="one that is not bound"),
        pytest.param(
            ["A", "", ""], ["", "A", "", ""], ["", "A", "", None], id="empty ones, in turn"
        ),
    ],
)
def test_bind(bound: list[str], headers: list[str], expected: list[str | None]) -> None:
    own = [Column(header, f"field_{at}") for at, header in enumerate(bound)]
    found = columns.bind(own, table_of(*headers))
    assert [(each.at, each.header) for each in found] == list(enumerate(headers))
    assert [each.column and each.column.header for each in found] == expected


def test_columns_of_one_header_are_bound_from_left_to_right() -> None:
    own = [Column("Who", "first"), Column("Who", "second")]
    found = columns.bind(own, table_of("Who", "Who"))
    assert [each.column for each in found] == own


# --- cells ---------------------------------------------------------------------------------------

ROOT = in_folder("")


@pytest.mark.parametrize(
    ("column", "content", "expected"),
    [
        pytest.param(NAME, "Docs", {"name": "Docs"}, id="name"),
        pytest.param(NAME, "", {}, id="nothing"),
        pytest.param(
            NAME,
            "[Docs](docs/README.md)",
            {"name": "Docs", "readme": "docs/README.md"},
            id="name and readme",
        ),
        pytest.param(
            NAME, "[D [1]](<a b>)", {"name": "D [1]", "readme": "a b"}, id="brackets and a blank"
        ),
        pytest.param(NAME, "[A\\|B](c)", {"name": "A|B", "readme": "c"}, id="an escaped pipe"),
        pytest.param(
            NAME, '[Docs](d "t")', {"name": '[Docs](d "t")'}, id="a title cannot be kept apart"
        ),
        pytest.param(NAME, "[Docs](d) x", {"name": "[Docs](d) x"}, id="more than a link"),
        pytest.param(NAME, "[Docs]()", {"name": "Docs"}, id="a link to nowhere"),
        *(
            pytest.param(NAME, broken, {"name": "Docs", "readme": "d/x.md"}, id=broken)
            for broken in (
                "[Docs] (d/x.md)",
                "[Docs](d/x.md",
                "[Docs]（d/x.md）",
                "[Docs](d/x.md]",
                "(Docs)[d/x.md]",
            )
        ),
        pytest.param(NAME, "[Docs] (old)", {"name": "[Docs] (old)"}, id="a remark in brackets"),
        pytest.param(NAME, "[Docs] (a.md) x", {"name": "[Docs] (a.md) x"}, id="more than a broken"),
        pytest.param(NAME, "[](d)", {"name": "[](d)"}, id="a link without a label"),
        pytest.param(LEADS, "[@ada](https://e.org/ada)", {"leads": (ADA,)}, id="people"),
        pytest.param(LEADS, "[@ada] (x)", {"leads": "[@ada] (x)"}, id="people not understood"),
        pytest.param(Column("L", "page", Kind.LINK), "a/b", {"page": "a/b"}, id="link"),
        pytest.param(
            Column("L", "page", Kind.LINK), "[p] (a/b/)", {"page": "[p](a/b/)"}, id="broken link"
        ),
        pytest.param(
            Column("T", "text"), "[p] (a/b/)", {"text": "[p] (a/b/)"}, id="a text stays as it is"
        ),
        pytest.param(Column("T", "text"), "a \\| `b\\|c`\\", {"text": "a | `b|c`\\"}, id="text"),
    ],
)
def test_a_cell_is_read_and_written_again(
    column: Column, content: str, expected: dict[str, Value]
) -> None:
    values = read_cell(column, content, ROOT, linked=True)
    assert values == expected
    if values:
        sig = Sig(str(values.get("name", "x")), values)
        text = write_cell(column, sig, ROOT, Way(), content, linked=True)
        assert text is not None
        assert escape(text) == content


@pytest.mark.parametrize(
    ("column", "sig"),
    [
        pytest.param(NAME, Sig("a]b", {"readme": "x"}), id="a label that would end early"),
        pytest.param(NAME, Sig("[a](b)", {"readme": "x"}), id="a link in a link"),
        pytest.param(NAME, Sig("a", {"readme": "x>y z"}), id="a destination that cannot be one"),
        pytest.param(NAME, Sig("a\nb"), id="two lines"),
        pytest.param(Column("T", "text"), Sig("a", {"text": " b"}), id="a blank at an end"),
        pytest.param(LEADS, Sig("a", {"leads": (Person(name="a b"),)}), id="people"),
    ],
)
def test_what_no_cell_can_show(column: Column, sig: Sig) -> None:
    assert write_cell(column, sig, ROOT, Way(), "", linked=True) is None


def test_a_name_is_no_link_where_another_column_is() -> None:
    assert read_cell(NAME, "[a](b)", ROOT, linked=False) == {"name": "[a](b)"}
    sig = Sig("a", {"readme": "b"})
    assert write_cell(NAME, sig, ROOT, Way(), "", linked=False) == "a"


def test_what_a_cell_says_rightly_is_kept_as_it_stands() -> None:
    old = "[@ada](https://e.org/ada)<br/>@bob"
    sig = Sig("a", {"leads": (ADA, Person(handle="bob"), Person(handle="cy"))})
    assert write_cell(LEADS, sig, ROOT, Way(), old, linked=True) == f"{old}<br/>@cy"


# --- links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "shown", "stored"),
    [
        ("", "a/README.md", "a/README.md"),
        ("", "./a", "./a"),
        ("", "a//b/../c/", "a//b/../c/"),
        ("docs", "a.md", "docs/a.md"),
        ("docs", "a/", "docs/a/"),
        ("docs", "../a/", "a/"),
        ("docs", "../../a", "../a"),
        ("docs", ".", "docs"),
        ("docs", "./", "docs/"),
        ("docs", "..", "."),
        ("docs", "../", "./"),
        ("docs", "../docs2/a", "docs2/a"),
        ("docs", "a b/中文.md", "docs/a b/中文.md"),
        ("docs", "a.md#b/../c", "docs/a.md#b/../c"),
        ("docs", "a/?b=../c#d", "docs/a/?b=../c#d"),
        ("docs/x", "../a", "docs/a"),
        ("docs/x", "../../a", "a"),
        ("docs", "./a:b", "docs/a:b"),
        ("..", "a", "../a"),
        ("..", "../a", "../../a"),
        ("docs", "https://e.org/a", "https://e.org/a"),
        ("docs", "mailto:a@e.org", "mailto:a@e.org"),
        ("docs", "//e.org/a", "//e.org/a"),
        ("docs", "/a/b", "/a/b"),
        ("docs", "#a", "#a"),
        ("docs", "?a", "?a"),
        ("docs", "", ""),
    ],
)
def test_a_link_is_kept_relative_to_the_registry(folder: str, shown: str, stored: str) -> None:
    table = in_folder(folder)
    assert stored_link(shown, table) == stored
    assert shown_link(stored, table) == shown


def test_a_way_without_a_name_is_not_made_up() -> None:
    assert shown_link("a.md", in_folder("..")) == "a.md"


def test_links_do_not_depend_on_where_the_command_runs(tmp_path: Path) -> None:
    before = Path.cwd()
    try:
        os.chdir("/")
        assert stored_link("../../../a", in_folder("docs")) == "../../a"
        assert shown_link("../../a", in_folder("docs")) == "../../../a"
    finally:
        os.chdir(before)


BASE = "https://e.org/tree/main/"


@pytest.mark.parametrize(
    ("shown", "stored"),
    [
        (f"{BASE}a/README.md#b", "a/README.md#b"),
        (f"{BASE}./a", "./a"),
        (BASE, BASE),
        (f"{BASE}/a", f"{BASE}/a"),
        (f"{BASE}#a", f"{BASE}#a"),
        (f"{BASE}a:b", f"{BASE}a:b"),
        ("https://e.org/other", "https://e.org/other"),
        ("/a", "/a"),
        ("#a", "#a"),
    ],
)
def test_a_link_on_a_base(shown: str, stored: str) -> None:
    table = in_folder("docs", BASE)
    assert stored_link(shown, table) == stored
    assert shown_link(stored, table) == shown


_pieces = st.sampled_from(("a", "b.md", "..", ".", "", "#c", "?d=e", "中", "x y", "https:", "f:g"))
_folders = st.sampled_from(("", "docs", "docs/x", "..", "../y", "./docs"))
_tables = st.builds(in_folder, _folders, st.sampled_from((None, None, BASE)))


@settings(max_examples=300, deadline=None)
@given(st.lists(_pieces, min_size=1, max_size=5).map("/".join), _tables)
def test_a_link_that_is_shown_reads_back(link: str, table: Table) -> None:
    stored = stored_link(link, table)
    assert stored_link(shown_link(stored, table), table) == stored


_destinations = st.text(st.sampled_from("ab()<>\\ \"'#?中%&*_`[]"), min_size=1, max_size=6)
_labels = st.text(st.sampled_from("ab[]()\\`*_<>!|中 "), min_size=1, max_size=6)


@settings(max_examples=300, deadline=None)
@given(_labels.map(str.strip).filter(bool), _destinations)
def test_a_name_and_its_readme_are_written_so_that_they_read_back(name: str, readme: str) -> None:
    sig = Sig(name, {"readme": readme})
    text = write_cell(NAME, sig, ROOT, Way(), "", linked=True)
    assert text is None or read_cell(NAME, escape(text), ROOT, linked=True) == {
        "name": name,
        "readme": readme,
    }


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("-", None), ("N/A", None), ("无", None), ("&nbsp;", None),
        ("TBD", "TBD"), ("暂无", "暂无"), ("待定", "待定"),
        ("..", "."), ("m.md", "sig/m.md"), ("[m](m.md)", "[m](sig/m.md)"),
    ],
)  # fmt: skip
def test_a_word_for_what_is_missing_is_no_way_to_a_page(content: str, value: str | None) -> None:
    """It was read as `sig/-`, from the folder of the registry, and written as `../-`."""
    column, table = Column("Members", "members", Kind.LINK), in_folder("sig")
    read = read_cell(column, content, table, linked=False)
    assert read == ({"members": value} if value else {})
    if value:
        sig = Sig("A", read)
        assert write_cell(column, sig, table, Way(), "", linked=False) == content
