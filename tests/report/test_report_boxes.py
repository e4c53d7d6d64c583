"""A list on a terminal: sections, columns, and what a document would show."""

from pathlib import Path
from typing import Final

import pytest
from conftest import write_files
from screens import HYPERLINK, STYLE, plain, seen

SECTIONS: Final = """tables:
  - path: README.md
    heading: Core
    section: core
    columns: {Name: name, Scope: responsibilities, Leads: leads, Chat 频道: chat, Page: {field: page, kind: link}}
  - path: README.md
    heading: 孵化
    section: 孵化
    columns: {Name: name, Scope: responsibilities, Leads: leads}
sigs:
  - name: SIG 10
    section: 孵化
    status: dormant
    leads: [{handle: grace, url: https://example.org/grace}]
  - name: Compiler
    readme: "pages/a%20b.md#compiler"
    responsibilities: "Turns *graphs* into [programs](https://example.org/p) with `code`, and much else besides."
    leads: [{handle: ada, url: https://example.org/ada}, {name: 王小明, email: wang@example.org}]
    chat: "[#compiler](https://chat.example.org/c)<br> #general"
    page: https://example.org/compiler
  - name: "![ci](b.svg) [Build][b]"
    responsibilities: "<ul><li>构建系统与持续集成</li><li>发布 [x](gone.md)</li></ul>"
    leads: ask us
  - name: SIG 9
    section: 孵化
    responsibilities: 把文本变成程序，检查并发布所有的文档和翻译，包括网站。
    leads: [{name: 李雷}]
"""  # noqa: E501 - a line that does not fit is the point


@pytest.fixture
def folder(repository: Path) -> Path:
    write_files(repository, {"sigs.yaml": SECTIONS})
    (repository / "pages").mkdir()
    (repository / "pages/a b.md").touch()
    return repository


SCREENS: Final = {
    80: """\
core
╭──────────┬────────┬─────────────────────────────────────────────────┬────────╮
│ Name     │ Status │ Responsibilities                                │ Leads  │
├──────────┼────────┼─────────────────────────────────────────────────┼────────┤
│ Compiler │ active │ Turns graphs into programs with code, and much  │ @ada   │
│          │        │ else besides.                                   │ 王小明 │
│ ci Build │ active │ - 构建系统与持续集成                            │ ask us │
│          │        │ - 发布 x                                        │        │
╰──────────┴────────┴─────────────────────────────────────────────────┴────────╯

孵化
╭────────┬─────────┬──────────────────────────────────────────────────┬────────╮
│ Name   │ Status  │ Responsibilities                                 │ Leads  │
├────────┼─────────┼──────────────────────────────────────────────────┼────────┤
│ SIG 10 │ dormant │                                                  │ @grace │
│ SIG 9  │ active  │ 把文本变成程序，检查并发布所有的文档和翻译，包括 │ 李雷   │
│        │         │ 网站。                                           │        │
╰────────┴─────────┴──────────────────────────────────────────────────┴────────╯
""",
    40: """\
core
Compiler
  Turns graphs into programs with code,
  and much else besides.
  @ada
  王小明
ci Build
  - 构建系统与持续集成
  - 发布 x
  ask us

孵化
SIG 10 (dormant)
  @grace
SIG 9
  把文本变成程序，检查并发布所有的文档和
  翻译，包括网站。
  李雷
""",
}


@pytest.mark.parametrize(("width", "expected"), SCREENS.items(), ids=map(str, SCREENS))
def test_sections_and_markdown_were_not_shown(folder: Path, width: int, expected: str) -> None:
    screen = seen("list", width=width)
    assert plain(screen) == expected
    # Of a link, what is seen is a link, on each line of it. The page that is not there is a text.
    page = (folder / "pages/a b.md").as_uri() + "#compiler"
    assert list(dict.fromkeys(link for link in HYPERLINK.findall(screen) if link)) == [
        page,
        "https://example.org/p",
        "https://example.org/ada",
        "https://example.org/grace",
    ]


COLUMNS: Final = {
    ("name,leads,Chat 频道,page", 80): """\
core
╭──────────┬────────┬───────────┬──────────────────────────────╮
│ Name     │ Leads  │ Chat      │ Page                         │
├──────────┼────────┼───────────┼──────────────────────────────┤
│ Compiler │ @ada   │ #compiler │ https://example.org/compiler │
│          │ 王小明 │ #general  │                              │
│ ci Build │ ask us │           │                              │
╰──────────┴────────┴───────────┴──────────────────────────────╯

孵化
╭────────┬────────┬──────┬──────╮
│ Name   │ Leads  │ Chat │ Page │
├────────┼────────┼──────┼──────┤
│ SIG 10 │ @grace │      │      │
│ SIG 9  │ 李雷   │      │      │
╰────────┴────────┴──────┴──────╯
""",
    ("leads_emails,name", 60): """\
core
╭──────────────────┬──────────╮
│ Leads emails     │ Name     │
├──────────────────┼──────────┤
│                  │ Compiler │
│ wang@example.org │          │
│                  │ ci Build │
╰──────────────────┴──────────╯

孵化
╭──────────────┬────────╮
│ Leads emails │ Name   │
├──────────────┼────────┤
│              │ SIG 10 │
│              │ SIG 9  │
╰──────────────┴────────╯
""",
    ("leads,name", 40): """\
core
Compiler
  @ada
  王小明
ci Build
  ask us

孵化
SIG 10
  @grace
SIG 9
  李雷
""",
    ("name,status,chat,page", 40): """\
core
Compiler
  #compiler
  #general
  https://example.org/compiler
ci Build

孵化
SIG 10 (dormant)
SIG 9
""",
}


@pytest.mark.parametrize(
    ("columns", "width", "expected"),
    [(*key, screen) for key, screen in COLUMNS.items()],
    ids=[f"{columns} {width}" for columns, width in COLUMNS],
)
def test_a_screen_had_the_same_columns_always(
    folder: Path, columns: str, width: int, expected: str
) -> None:
    assert plain(seen("list", "--columns", columns, width=width)) == expected


def test_what_is_as_written_with_raw(folder: Path) -> None:
    screen = seen("list", "--raw", "--section", "core", "--columns", "name,chat", width=100)
    assert (
        plain(screen)
        == """\
core
╭─────────────────────────┬──────────────────────────────────────────────────────╮
│ Name                    │ Chat                                                 │
├─────────────────────────┼──────────────────────────────────────────────────────┤
│ Compiler                │ [#compiler](https://chat.example.org/c)<br> #general │
│ ![ci](b.svg) [Build][b] │                                                      │
╰─────────────────────────┴──────────────────────────────────────────────────────╯
"""
    )


def test_sigs_of_no_section_have_a_heading_among_others(repository: Path) -> None:
    tables = "tables: [{path: README.md}, {path: OLD.md, section: old}]"
    write_files(
        repository,
        {"sigs.yaml": f"{tables}\nsigs: [{{name: Web, section: old}}, {{name: Docs}}]\n"},
    )
    expected = "(no section)\n╭──────╮\n│ Name │\n├──────┤\n│ Docs │\n╰──────╯\n\nold\n"
    expected += "╭──────╮\n│ Name │\n├──────┤\n│ Web  │\n╰──────╯\n"
    screen = seen("list", "--columns", "name")
    assert plain(screen) == expected
    assert set(STYLE.findall(screen)) == {"1;4", "0", "1"}


PEOPLE: Final = """tables:
  - path: README.md
    columns: {Name: name, GitHub ID: {field: github_id, kind: people}, Scope: responsibilities}
sigs:
  - {name: Ada Lovelace <ada@example.org>, github_id: [{handle: ada}], responsibilities: Compilers}
  - {name: "王小明[^1]", github_id: [{handle: xm, url: https://example.org/xm}]}
"""


def test_a_person_was_listed_with_each_field(repository: Path) -> None:
    write_files(repository, {"sigs.yaml": PEOPLE})
    assert (
        plain(seen("leads"))
        == """\
╭────────┬──────────────╮
│ Person │ SIGs         │
├────────┼──────────────┤
│ @ada   │ Ada Lovelace │
│ @xm    │ 王小明       │
╰────────┴──────────────╯
"""
    )


def test_an_account_was_hidden(repository: Path) -> None:
    write_files(repository, {"sigs.yaml": PEOPLE})
    assert (
        plain(seen("list"))
        == """\
╭──────────────────────────────┬──────────────────┬───────────╮
│ Name                         │ Responsibilities │ Github id │
├──────────────────────────────┼──────────────────┼───────────┤
│ Ada Lovelace ada@example.org │ Compilers        │ @ada      │
│ 王小明[^1]                   │                  │ @xm       │
╰──────────────────────────────┴──────────────────┴───────────╯
"""
    )


TWO_FIELDS: Final = """tables:
  - path: README.md
    columns: {Name: name, Leads: leads, Editors: {field: editors, kind: people}}
sigs:
  - {name: "[Docs][d]", leads: ["@ada"], editors: ["@ada", "@grace"]}
  - {name: Web, leads: ["@ada"]}
"""


@pytest.mark.parametrize(
    ("options", "name"), [((), "Docs"), (("--raw",), "[Docs][d]")], ids=["seen", "raw"]
)
def test_a_sig_was_listed_twice(repository: Path, options: tuple[str, ...], name: str) -> None:
    write_files(repository, {"sigs.yaml": TWO_FIELDS})
    lines = plain(seen("leads", *options, width=60)).splitlines()
    assert [[part.strip() for part in line.strip("│").split("│")] for line in lines[3:5]] == [
        ["@ada", f"{name} (leads, editors), Web"],
        ["@grace", f"{name} (editors)"],
    ]


LANGUAGES: Final = """tables:
  - {path: README_CN.md, language: zh, columns: {名称: name, 职责: responsibilities}}
  - {path: README.md, language: en, columns: {Name: name, Scope: responsibilities}}
sigs:
  - name: {zh: "[编译器][c]", en: "[Compiler][c]"}
    responsibilities: {zh: 把图变成**程序**。<br>检查。, en: Turns *graphs* into programs.}
  - name: 文档
    responsibilities: {zh: 写。, en: Writes.}
  - name: {zh: Web, en: Web}
    responsibilities: {en: "Runs<br>it."}
"""


def test_lines_of_two_languages_ran_together(repository: Path) -> None:
    write_files(repository, {"sigs.yaml": LANGUAGES})
    assert (
        plain(seen("list", "--columns", "name,Scope"))
        == """\
╭───────────────────┬─────────────────────────────╮
│ Name              │ Responsibilities            │
├───────────────────┼─────────────────────────────┤
│ 编译器 / Compiler │ 把图变成程序。              │
│                   │ 检查。                      │
│                   │ Turns graphs into programs. │
│ 文档              │ 写。 / Writes.              │
│ Web               │ Runs                        │
│                   │ it.                         │
╰───────────────────┴─────────────────────────────╯
"""
    )
