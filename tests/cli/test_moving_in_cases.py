"""Cases of communities that move in: the whole of what a command prints, and of what it writes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest
from conftest import NO_PROBLEMS, Adopt, Outcome, Run, contents, write_files

NEXT = "Next: sigtool validate; sigtool list.\n"


def table(*lines: str, heading: str = "# SIGs") -> str:
    """A table under a heading, of lines without the outer bars."""
    head, *rows = (f"| {line} |\n" for line in lines)
    rule = "| --- " * (lines[0].count("|") + 1) + "|\n"
    return "".join([f"{heading}\n\n", head, rule, *rows])


# --- unlike headers at one place --------------------------------------------------------------


TRANSLATIONS: Final = {
    "README.md": table("SIG name | 技术领域 | SIG 负责人", "Data | 加载数据。 | @ada"),
    "README_en.md": table("SIG name | Responsibilities | SIG Leads", "Data | Loads data. | @ada"),
}
REGISTRY: Final = """\
tables:
  - path: README.md
    heading: SIGs
    language: zh
    columns:
      SIG name: name
      技术领域: responsibilities
      SIG 负责人: leads
  - path: README_en.md
    heading: SIGs
    language: en
    columns:
      SIG name: name
      Responsibilities: responsibilities
      SIG Leads: leads
sigs:
  - name: Data
    responsibilities:
      zh: 加载数据。
      en: Loads data.
    leads:
      - handle: ada
"""


@pytest.mark.parametrize(
    "settings",
    [
        [],
        ["技术领域=responsibilities"],
        ["Responsibilities=responsibilities"],
        ["SIG Leads=leads"],
        ["技术领域=responsibilities:text", "SIG 负责人=leads:people"],
    ],
)
def test_a_setting_that_one_document_alone_can_follow(
    repository: Path, sigtool: Run, settings: Sequence[str]
) -> None:
    write_files(repository, TRANSLATIONS)
    words = [word for setting in settings for word in ("--column", setting)]
    assert sigtool("init", *TRANSLATIONS, *words) == Outcome(
        0,
        "Wrote sigs.yaml: 1 SIG and 1 lead from the tables at README.md:3, README_en.md:3.\n"
        "Columns: SIG name = name, 技术领域 = responsibilities, SIG 负责人 = leads; "
        f"SIG name = name, Responsibilities = responsibilities, SIG Leads = leads. {NEXT}",
        "README_en.md: matched 1 by name.\n",
    )
    assert (repository / "sigs.yaml").read_text("utf-8") == REGISTRY
    assert sigtool("validate", "--ignore", "SIG3") == NO_PROBLEMS


# --- several tables ---------------------------------------------------------------------------

PARTS: Final = ("Traces", "Rust", "Web", "Docs", "中文")
OPEN_SOURCE: Final = "Name | Meeting Time | Meeting Notes | Contacts"


@pytest.mark.parametrize(
    ("headings", "columns", "role"),
    [
        (["## {} SIGs", "## {} SIGs", "### {}", "## {} SIGs", "### {}"], OPEN_SOURCE, "person"),
        (["## {} chapter"] * 5, OPEN_SOURCE, "person"),
        (["## {}工作组", "## {}兴趣小组", "### {}", "## {}委员会", "### {}"],
         "名称 | 时间 | 记录 | 联系方式", "lead"),
    ],
    ids=["SIGs", "chapters", "工作组"],
)  # fmt: skip
def test_all_refused_what_plain_init_took(
    repository: Path, sigtool: Run, headings: Sequence[str], columns: str, role: str
) -> None:
    rows = (f"{part} | 10:00 | none | [ada](https://github.com/ada)" for part in PARTS)
    parts = [
        table(columns, row, heading=heading.format(part))
        for heading, part, row in zip(headings, PARTS, rows, strict=True)
    ]
    write_files(repository, {"README.md": "\n".join(parts)})
    fields = {
        "person": "meeting_time | meeting_notes | contacts (people)",
        "lead": "时间 | 记录 | leads",
    }
    names = ("name | " + fields[role]).split(" | ")
    bound = ", ".join(map(" = ".join, zip(columns.split(" | "), names, strict=True)))
    lines = [3, 9, 15, 21, 27]
    others = ", ".join(f"{n} (line {line}: {columns})" for n, line in enumerate(lines[1:], 2))
    assert sigtool("init", "README.md", "-o", "one.yaml") == Outcome(
        0,
        f"Wrote one.yaml: 1 SIG and 1 {role} from the table at README.md:3.\n"
        f"Columns: {bound}. {NEXT}",
        f"README.md: there are 4 other tables of groups: {others}; choose with --table N or "
        "--heading TEXT, or take all with --all\n",
    )
    places = ", ".join(f"README.md:{line}" for line in lines)
    people = {"person": "people", "lead": "leads"}[role]
    assert sigtool("init", "README.md", "--all") == Outcome(
        0,
        f"Wrote sigs.yaml: 5 SIGs and 5 {people} from the tables at {places}.\n"
        f"Columns: {bound}, in 5 tables. {NEXT}",
    )


VOTES: Final = table("Action | Approval", "Change | Lazy", heading="## Voting")
GROUPS: Final = table("SIG | Leads", "Data | @ada", heading="## SIGs")


VOTE, SIGS = "Action | Approval", "SIG | Leads"


@pytest.mark.parametrize(
    ("parts", "words", "asked", "listed"),
    [
        ([VOTES, VOTES], [], "which table? {}; choose with --table N or --heading TEXT, or take "
         "all with --all", {1: (3, VOTE), 2: (9, VOTE)}),
        ([VOTES, GROUPS, GROUPS.removeprefix("## SIGs\n\n")], ["--heading", "SIGs"],
         "2 tables under 'SIGs': {}; use --table N", {2: (9, SIGS), 3: (13, SIGS)}),
        ([VOTES, GROUPS, VOTES], ["--table", "9"],
         "no table 9; it has {}", {1: (3, VOTE), 2: (9, SIGS), 3: (15, VOTE)}),
    ],
    ids=["which table", "under a heading", "no such table"],
)  # fmt: skip
def test_the_number_of_a_message_took_another_table(
    repository: Path,
    sigtool: Run,
    parts: Sequence[str],
    words: list[str],
    asked: str,
    listed: Mapping[int, tuple[int, str]],
) -> None:
    write_files(repository, {"README.md": "\n".join(parts)})
    numbers = ", ".join(f"{n} (line {line}: {head})" for n, (line, head) in listed.items())
    assert sigtool("init", "README.md", *words) == Outcome(
        2, "", f"sigtool: README.md: {asked.format(numbers)}\n"
    )
    for number, (line, _) in listed.items():
        taken = sigtool("init", "README.md", "--table", str(number), "-o", f"{number}.yaml")
        place = taken.stdout.splitlines()[0].rpartition(" from ")[2]
        assert (taken.code, place) == (0, f"the table at README.md:{line}.")


NOT_ONE: Final = "is not one of groups or people:"
NO_HEADER: Final = "no header says that a row is a group or a person"
EMPTY: Final = "its header row is empty"


@pytest.mark.parametrize(
    ("lines", "heading", "why"),
    [
        (("  |  |  ", "Data | Docs | Web", "Build | Test | Ship"), "# SIGs", EMPTY),
        (("  |  ", "编译 | 文档", "数据 | 模型"), "# 小组", EMPTY),
        (("  |  ", "[A](a.md) | [B](b.md)"), "# Teams", EMPTY),
        (("Actions | Description | Approval", "Change | A. | Lazy"), "# Voting", NO_HEADER),
        (("事项 | 说明 | 批准", "变更 | 改。 | 默认"), "# 表决", NO_HEADER),
        (("Aktion | Beschreibung | Mehrheit", "Wahl | Neu. | Zwei"), "# Regeln", NO_HEADER),
        (("Role | Participant", "Host | Ada", "Scribe | Grace"), "# Call", NO_HEADER),
        (("Duty | Attendee", "Host | Ada", "Scribe | Grace"), "# Call", NO_HEADER),
        (("职务 | 参会", "主持 | 王小明", "记录 | 李雷"), "# 例会", NO_HEADER),
        (("Role | Participant", "Chair | @ada", "Secretary | @bob"), "# Notes", NO_HEADER),
        (("角色 | 参与者", "主持 | @ada", "记录 | @bob"), "# Notes", NO_HEADER),
        (("日期 | 议题 | 主讲人", "5月1日 | 文档 | @ada"), "# Notes", NO_HEADER),
        (("役割 | 参加者", "議長 | @ada", "書記 | @bob"), "# SIGs", NO_HEADER),
    ],
)
def test_rows_that_are_no_groups_were_called_sigs(
    repository: Path, sigtool: Run, lines: Sequence[str], heading: str, why: str
) -> None:
    write_files(repository, {"README.md": table(*lines, heading=heading)})
    before = contents(repository)
    headers = " | ".join(each.strip() or "(empty)" for each in lines[0].split("|"))
    shown = f"1 (line 3: {headers})"
    assert sigtool("init", "README.md") == Outcome(
        2, "", f"sigtool: README.md: table {shown} {NOT_ONE} {why}; use --table N\n"
    )
    assert sigtool("init", "README.md", "--all") == Outcome(
        2,
        "",
        f"sigtool: README.md: no table that looks like one of groups or people; it has {shown}\n",
    )
    assert contents(repository) == before


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_roles_that_repeat_were_names_where_they_stand_first(
    repository: Path, sigtool: Run, order: Sequence[int]
) -> None:
    rows = [
        ("Role", "Company", "Maintainer"),
        ("Member", "A", "[Ada](https://github.com/ada)"),
        ("Member", "A", "[Bob](https://github.com/bob)"),
        ("Head", "B", "[Eve](https://github.com/eve)"),
    ]
    lines = [" | ".join(row[at] for at in order) for row in rows]
    write_files(repository, {"README.md": table(*lines, heading="# Notes")})
    bound = ("Role = role", "Company = company", "Maintainer = name")
    assert sigtool("init", "README.md") == Outcome(
        0,
        "Wrote sigs.yaml: 3 people from the table at README.md:3.\n"
        f"Columns: {', '.join(bound[at] for at in order)}. {NEXT}",
    )
    assert sigtool("validate") == NO_PROBLEMS


# --- what a list is, and what is in its columns ---------------------------------------------------


@pytest.mark.parametrize(
    ("people", "unread", "told"),
    [
        (78, 6, "78 people from the table at M.md:3; 6 cells unread"),
        (1, 0, "1 person from the table at M.md:3"),
        (12, 1, "12 people from the table at M.md:3; 1 cell unread"),
    ],
)
def test_a_list_of_maintainers_was_called_sigs_and_leads(
    repository: Path, sigtool: Run, people: int, unread: int, told: str
) -> None:
    rows = [f"Person {n} | {'ask (me' if n < unread else f'@p{n}'}" for n in range(people)]
    write_files(repository, {"M.md": table("Maintainer | GitHub", *rows)})
    assert sigtool("init", "M.md") == Outcome(
        0,
        f"Wrote sigs.yaml: {told}.\nColumns: Maintainer = name, GitHub = github (people). {NEXT}",
        "".join(
            f"M.md:{n + 5}: kept as it is, people in 'GitHub': ask (me\n" for n in range(unread)
        ),
    )


@pytest.mark.parametrize(
    ("header", "cells", "field", "broken"),
    [
        ("Slack Channel", ("[#d](https://example.org/d)", "[#w](web.md)"), "slack_channel",
         "web.md"),
        ("Details", ("[Details](sigs/data.md)", "[Details](https://example.org/w)"), "details",
         "sigs/data.md"),
        ("Meetings", ("[Mon](https://example.org/m)", "[Tue](tue.md)"), "meetings", "tue.md"),
        ("会议纪要", ("[纪要](notes/data.md)", "[纪要](https://example.org/w)"), "会议纪要",
         "notes/data.md"),
        ("Agenda", ("https://example.org/d", "[Agenda](agenda.md)"), "agenda", "agenda.md"),
    ],
)  # fmt: skip
def test_links_of_a_column_were_not_looked_at(
    adopt: Adopt, sigtool: Run, header: str, cells: Sequence[str], field: str, broken: str
) -> None:
    rows = (f"{name} | {cell}" for name, cell in zip(("Data", "Web"), cells, strict=True))
    folder = adopt({"README.md": table(f"SIG | {header}", *rows)})
    first, *_ = (folder / "sigs.yaml").read_text("utf-8").split("sigs:\n")
    assert first == (
        "tables:\n  - path: README.md\n    heading: SIGs\n    columns:\n      SIG: name\n"
        f"      {header}: {{field: {field}, kind: link}}\n"
    )
    found = sigtool("validate", "--select", "SIG5", "--output-format", "concise")
    assert found.code == 1
    (line,) = found.stdout.splitlines()
    name = "Data" if broken in cells[0] else "Web"
    assert line.partition("error ")[2] == f"SIG501 broken-link: {name}: there is no '{broken}'"


# --- names with more in them ----------------------------------------------------------------------

PEOPLE: Final = table(
    "Maintainer | Country",
    "Ada Lovelace <ada@example.org> | UK",
    "[Grace Hopper](https://gitlab.com/grace) | US",
    "[王小明](https://gitee.com/wxm) | CN",
    "[@eve](https://codeberg.org/eve) | DE",
    "**[bob](https://github.com/bob)** | FR",
    "[Ada](https://github.com/ada) | UK",
    heading="# Maintainers",
)


def test_the_persons_of_a_list_were_nobody(adopt: Adopt, sigtool: Run) -> None:
    adopt({"README.md": PEOPLE})
    assert sigtool("leads") == Outcome(
        0,
        "Ada Lovelace\tada@example.org\tAda Lovelace <ada@example.org>\n"
        "@grace\thttps://gitlab.com/grace\tGrace Hopper\n"
        "@wxm\thttps://gitee.com/wxm\t王小明\n"
        "@eve\thttps://codeberg.org/eve\t@eve\n"
        "@bob\thttps://github.com/bob\t**[bob](https://github.com/bob)**\n"
        "@Ada\thttps://github.com/ada\tAda\n",
    )


@pytest.mark.parametrize(
    ("old", "new", "said", "before", "after"),
    [
        ("@ada", "@lovelace", "Renamed @Ada to @lovelace in Ada (name).",
         "[Ada](https://github.com/ada)", "[lovelace](https://github.com/lovelace)"),
        ("@grace", "@hopper", "Renamed @grace to @hopper in Grace Hopper (name).",
         "gitlab.com/grace", "gitlab.com/hopper"),
        ("王小明", "王大明",
         "Renamed @wxm (name 王小明 to 王大明) in 王小明 (name).", "[王小明]", "[王大明]"),
        ("@eve", "@eva", "Renamed @eve to @eva in @eve (name).",
         "[@eve](https://codeberg.org/eve)", "[@eva](https://codeberg.org/eva)"),
        ("bob", "@rob", "Renamed @bob to @rob in **[bob](https://github.com/bob)** (name).",
         "**[bob](https://github.com/bob)**", "**[rob](https://github.com/rob)**"),
        ("ada@example.org", "a@example.org",
         "Renamed Ada Lovelace (email ada@example.org to a@example.org) in "
         "Ada Lovelace <ada@example.org> (name).", "<ada@example.org>", "<a@example.org>"),
    ],
)  # fmt: skip
def test_the_person_of_a_name_was_not_renamed(
    adopt: Adopt, sigtool: Run, old: str, new: str, said: str, before: str, after: str
) -> None:
    folder = adopt({"README.md": PEOPLE})
    assert sigtool("rename-lead", old, new) == Outcome(0, f"{said}\n")
    assert (folder / "README.md").read_text("utf-8") == PEOPLE.replace(before, after)


@pytest.mark.parametrize(
    ("called", "name"),
    [("Ada Lovelace", "Ada Lovelace <ada@example.org>"), ("bob", "**[bob](https://github.com/bob)**"),
     ("GRACE hopper", "Grace Hopper"), ("@eve", "@eve")],
)  # fmt: skip
def test_a_name_was_found_by_its_markdown_alone(
    adopt: Adopt, sigtool: Run, called: str, name: str
) -> None:
    adopt({"README.md": PEOPLE})
    shown = sigtool("show", called)
    assert (shown.code, shown.stdout.splitlines()[0]) == (0, f"name: {name}")


# --- persons written short ------------------------------------------------------------------------

SHORT: Final = """\
# Ours.
tables:
  - path: README.md
    columns: {{Name: name, Leads: leads}}
sigs:
  - name: Web
    leads: {}  # by hand
  - name: Data
    leads: []
"""


@pytest.mark.parametrize(
    ("leads", "cell", "more"),
    [
        ('["@ada"]', "@ada", '["@ada", "@grace"]'),
        ("[ada]", "@ada", "[ada, grace]"),
        ("[Ada Lovelace]", "Ada Lovelace", '[Ada Lovelace, "@grace"]'),
        ("['王小明 <wxm@example.org>']", "王小明 (wxm@example.org)",
         "['王小明 <wxm@example.org>', '@grace']"),
    ],
)  # fmt: skip
def test_a_person_written_short_had_to_be_a_mapping(
    repository: Path, sigtool: Run, leads: str, cell: str, more: str
) -> None:
    text = "| Name | Leads |\n| --- | --- |\n| Web | {} |\n| Data | |\n"
    files = {"README.md": text.format(cell), "sigs.yaml": SHORT.format(leads)}
    write_files(repository, files)
    assert sigtool("validate", "--select", "SIG0,SIG1,SIG2,SIG6") == NO_PROBLEMS
    assert sigtool("render", "--check") == Outcome(0)
    assert sigtool("add-lead", "Web", "@grace") == Outcome(0, "Added @grace to the leads of Web.\n")
    assert (repository / "sigs.yaml").read_text("utf-8") == SHORT.format(more)
    assert sigtool("remove-lead", "Web", "@grace").code == 0
    assert contents(repository) == {name: each.encode() for name, each in files.items()}
