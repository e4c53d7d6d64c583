"""Several tables in one registry: translations of one table, and sections of one community."""

import json
import shlex
from pathlib import Path

import pytest
from conftest import NO_PROBLEMS, UP_TO_DATE, Adopt, Outcome, Run, contents, write_files


def padded(*cells: str) -> str:
    """A row of the Chinese table, aligned by code points, as an IDE does it."""
    widths = (29, 6, 35)
    return "| " + " | ".join(c.ljust(w) for c, w in zip(cells, widths, strict=True)) + " |"


CHINESE = "\n".join(
    [
        "# 特别兴趣小组",
        "",
        padded("SIG 名称", "职责", "负责人"),
        f"|:{'-' * 30}|:{'-' * 7}|:{'-' * 36}|",
        padded("[编译器](compiler/README_CN.md)", "编译图。", "[@ada](https://example.org/ada)"),
        padded("Runtime", "运行图。", "[王小明](https://example.org/wxm)"),
        padded("[文档](docs/README_CN.md)", "写教程。", "[@grace](https://example.org/grace)"),
        "",
    ]
)
# Aligned by the columns of a terminal, as a formatter does it; the last group is elsewhere.
ENGLISH = """\
# Special interest groups

| SIG name                       | Responsibilities | Leads                                      |
| ------------------------------ | ---------------- | ------------------------------------------ |
| [Compiler](compiler/README.md) | Compiles graphs. | [@ada](https://example.org/ada)            |
| Runtime                        | Runs graphs.     | [Wang Xiaoming](https://example.org/wxm)   |
| [Docs](docs/README.md)         | Writes tutorials | [@edsger](https://example.org/edsger)      |
"""
MERGED = """\
tables:
  - path: README_CN.md
    heading: 特别兴趣小组
    language: zh
    columns:
      SIG 名称: name
      职责: responsibilities
      负责人: leads
  - path: README.md
    heading: Special interest groups
    language: en
    columns:
      SIG name: name
      Responsibilities: responsibilities
      Leads: leads
sigs:
  - name:
      zh: 编译器
      en: Compiler
    readme:
      zh: compiler/README_CN.md
      en: compiler/README.md
    responsibilities:
      zh: 编译图。
      en: Compiles graphs.
    leads:
      - handle: ada
        url: https://example.org/ada
  - name: Runtime
    responsibilities:
      zh: 运行图。
      en: Runs graphs.
    leads:
      - name:
          zh: 王小明
          en: Wang Xiaoming
        url: https://example.org/wxm
  - name:
      zh: 文档
      en: Docs
    readme:
      zh: docs/README_CN.md
      en: docs/README.md
    responsibilities:
      zh: 写教程。
      en: Writes tutorials
    leads:
      zh: "[@grace](https://example.org/grace)"
      en: "[@edsger](https://example.org/edsger)"
"""


@pytest.fixture
def bilingual(adopt: Adopt) -> Path:
    """A repository with one table in two languages, and the registry of both."""
    return adopt({"README_CN.md": CHINESE, "README.md": ENGLISH})


def lines_changed(folder: Path, before: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines of each file that were not there before."""
    changed: dict[str, list[str]] = {}
    for name, content in contents(folder).items():
        old = before.get(name, b"").decode().splitlines()
        new = [line for line in content.decode().splitlines() if line not in old]
        if new:
            changed[name] = new
    return changed


def test_translations_become_one_registry(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"README_CN.md": CHINESE, "README.md": ENGLISH})
    told = sigtool("init", "README_CN.md", "README.md")
    assert told == Outcome(
        0,
        "Wrote sigs.yaml: 3 SIGs and 2 leads from the tables at README_CN.md:3, README.md:3.\n"
        "Columns: SIG 名称 = name, 职责 = responsibilities, 负责人 = leads; SIG name = name, "
        "Responsibilities = responsibilities, Leads = leads. Next: sigtool validate; "
        "sigtool list.\n",
        "README.md: matched 1 by name, 2 by link.\n"
        "README.md: 文档 / Docs: leads differ; kept both.\n",
    )
    assert contents(repository) == {
        "README.md": ENGLISH.encode(),
        "README_CN.md": CHINESE.encode(),
        "sigs.yaml": MERGED.encode(),
    }


def test_names_of_one_language_are_put_into_no_table_of_another(adopt: Adopt, sigtool: Run) -> None:
    wang = "[Wang Xiaoming](https://example.org/wxm)"
    both = f"{wang}, [Zhao Liu](https://example.org/zl)"
    folder = adopt({"README_CN.md": CHINESE, "README.md": ENGLISH.replace(wang, both)})
    found = sigtool("validate", "--select", "SIG201", "--output-format", "json").stdout
    hint = json.loads(found)["diagnostics"][0]["hint"]
    command = "sigtool sync Runtime --prefer table"
    assert hint == (
        "name the same persons in the table of each language (Zhao Liu is in en alone); "
        f"then {command}"
    )
    write_files(folder, {"README.md": ENGLISH})
    assert sigtool(*shlex.split(command)[1:]).code == 0
    pages = {"README_CN.md": CHINESE.encode(), "README.md": ENGLISH.encode()}
    assert contents(folder) == pages | {"sigs.yaml": MERGED.encode()}


def test_who_leads_in_one_language_alone_is_for_somebody_to_decide(
    bilingual: Path, sigtool: Run
) -> None:
    told = (
        "sigs.yaml:47:5: warning SIG201 unstructured-people: 文档 / Docs: '负责人' names other "
        "persons in each language: '[@grace](https://example.org/grace)' in zh, "
        "'[@edsger](https://example.org/edsger)' in en\n"
    )
    check = ("validate", "--select", "SIG201", "--output-format")
    assert sigtool(*check, "concise") == Outcome(0, told, "Found 1 warning.\n")
    found = sigtool(*check, "json").stdout
    hint = json.loads(found)["diagnostics"][0]["hint"]
    command = "sigtool edit-sig '文档' --set 'leads=[@grace](https://example.org/grace)'"
    other = "sigtool edit-sig '文档' --set 'leads=[@edsger](https://example.org/edsger)'"
    assert hint == f"decide who it is: {command}, or {other}"
    assert sigtool(*shlex.split(command)[1:]) == Outcome(0, "Changed 文档 / Docs: leads.\n")
    page = (bilingual / "README.md").read_bytes().decode()
    assert page == ENGLISH.replace(
        "[@edsger](https://example.org/edsger)      |",
        "[@grace](https://example.org/grace)        |",
    )
    assert sigtool("validate", "--select", "SIG2") == NO_PROBLEMS


def test_rendering_translations_moves_no_byte(bilingual: Path, sigtool: Run) -> None:
    before = contents(bilingual)
    assert sigtool("render", "--check") == Outcome(0)
    assert sigtool("render") == UP_TO_DATE
    assert contents(bilingual) == before


def test_a_text_changes_in_one_language(bilingual: Path, sigtool: Run) -> None:
    before = contents(bilingual)
    told = sigtool(
        "edit-sig", "compiler", "--language", "en", "--responsibilities", "Compiles.", "--dry-run"
    )
    assert (told.code, told.stderr) == (0, "")
    assert contents(bilingual) == before
    assert sigtool(
        "edit-sig", "编译器", "--language", "en", "--responsibilities", "Compiles code."
    ) == Outcome(0, "Changed 编译器 / Compiler: responsibilities.\n")
    assert lines_changed(bilingual, before) == {
        "README.md": [
            "| [Compiler](compiler/README.md) | Compiles code.   "
            "| [@ada](https://example.org/ada)            |"
        ],
        "sigs.yaml": ["      en: Compiles code."],
    }


def test_a_text_that_served_all_languages_goes_on_to_serve_the_others(
    bilingual: Path, sigtool: Run
) -> None:
    before = contents(bilingual)
    told = sigtool("edit-sig", "runtime", "--language", "zh", "--name", "运行时")
    assert told == Outcome(0, "Changed Runtime: name.\n")
    assert lines_changed(bilingual, before) == {
        "README_CN.md": [padded("运行时", "运行图。", "[王小明](https://example.org/wxm)")],
        "sigs.yaml": ["      zh: 运行时", "      en: Runtime"],
    }


def test_an_edit_says_which_translation_it_lacks(bilingual: Path, sigtool: Run) -> None:
    before = contents(bilingual)
    told = sigtool("add-sig", "新组", "--language", "zh", "--responsibilities", "新。")
    assert told == Outcome(
        0,
        "Added 新组.\n",
        "新组: name lacks en: sigtool edit-sig '新组' --language en --name ...\n"
        "新组: responsibilities lacks en: "
        "sigtool edit-sig '新组' --language en --responsibilities ...\n",
    )
    assert lines_changed(bilingual, before) == {
        "README_CN.md": [padded("新组", "新。", "")],
        "sigs.yaml": ["      zh: 新组", "      zh: 新。"],
    }
    assert sigtool("remove-sig", "新组").code == 0
    assert contents(bilingual) == before


def test_a_name_in_a_hint_is_one_word_to_a_shell(bilingual: Path, sigtool: Run) -> None:
    told = sigtool("add-sig", "Ada's $HOME", "--language", "zh")
    assert told == Outcome(
        0,
        "Added Ada's $HOME.\n",
        "Ada's $HOME: name lacks en: "
        """sigtool edit-sig 'Ada'"'"'s $HOME' --language en --name ...\n""",
    )


def test_a_new_sig_without_a_language_is_in_every_table(bilingual: Path, sigtool: Run) -> None:
    before = contents(bilingual)
    assert sigtool("add-sig", "AI") == Outcome(0, "Added AI.\n")
    assert sigtool("remove-sig", "ai").code == 0
    assert contents(bilingual) == before


def test_a_name_changes_in_the_language_in_which_it_was_called(
    bilingual: Path, sigtool: Run
) -> None:
    before = contents(bilingual)
    assert sigtool("rename-lead", "wang xiaoming", "Xiaoming Wang").code == 0
    assert lines_changed(bilingual, before) == {
        "README.md": [
            "| Runtime                        | Runs graphs.     "
            "| [Xiaoming Wang](https://example.org/wxm)   |"
        ],
        "sigs.yaml": ["          en: Xiaoming Wang"],
    }


@pytest.mark.parametrize(
    ("language", "names"),
    [("zh", "编译器\nRuntime\n文档\n"), ("en", "Compiler\nRuntime\nDocs\n")],
)
def test_a_list_in_one_language(bilingual: Path, sigtool: Run, language: str, names: str) -> None:
    listed = sigtool("list", "--language", language, "--output-format", "names")
    assert listed == Outcome(0, names)


def test_a_language_that_no_table_has(bilingual: Path, sigtool: Run) -> None:
    message = "sigtool: no table is in the language 'fr'; there are: zh, en\n"
    assert sigtool("list", "--language", "fr") == Outcome(2, "", message)


def test_languages_that_names_do_not_tell(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"a.md": CHINESE, "b.md": ENGLISH})
    told = sigtool("init", "a.md", "b.md", "--language", "en=b.md")
    assert told.code == 0
    expected = MERGED.replace("README_CN.md\n    heading", "a.md\n    heading")
    expected = expected.replace("path: README.md", "path: b.md")
    assert (repository / "sigs.yaml").read_bytes().decode() == expected


def test_a_document_that_has_no_language_among_the_documents(
    repository: Path, sigtool: Run
) -> None:
    write_files(repository, {"README.md": ENGLISH})
    message = "sigtool: --language names 'x.md', which is not among the documents\n"
    assert sigtool("init", "README.md", "--language", "en=x.md") == Outcome(2, "", message)


def test_a_translation_with_its_own_order_keeps_it(repository: Path, sigtool: Run) -> None:
    lines = ENGLISH.split("\n")
    lines[4:7] = lines[6], lines[4], lines[5]
    english = "\n".join(lines)
    write_files(repository, {"README_CN.md": CHINESE, "README.md": english})
    told = sigtool("init", "README_CN.md", "README.md")
    assert told.stderr == (
        "README.md: matched 1 by name, 2 by link.\n"
        "README.md: has the SIGs in an order of its own, which it keeps (order: own).\n"
        "README.md: 文档 / Docs: leads differ; kept both.\n"
    )
    expected = MERGED.replace("language: en\n", "language: en\n    order: own\n")
    assert (repository / "sigs.yaml").read_bytes().decode() == expected
    assert sigtool("render") == UP_TO_DATE
    assert (repository / "README.md").read_bytes() == english.encode()


TWO_TABLES_CN = """\
## 语言

| 名称 | 负责人 |
| --- | --- |
| 编译器 | @ada |

## 机器

| 名称 | 负责人 |
| --- | --- |
| Runtime | @grace |
"""
TWO_TABLES = """\
## Languages

| Name | Leads |
| --- | --- |
| Compiler | @ada |

## Machines

| Name | Leads |
| --- | --- |
| Runtime | @grace |
"""


def test_all_tables_of_translations_become_sections(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"README.md": TWO_TABLES, "README_CN.md": TWO_TABLES_CN})
    assert sigtool("init", "README.md", "README_CN.md", "--all") == Outcome(
        0,
        "Wrote sigs.yaml: 2 SIGs and 2 leads from the tables at "
        "README.md:3, README.md:9, README_CN.md:3, README_CN.md:9.\n"
        "Columns: Name = name, Leads = leads, in 2 tables; "
        "名称 = name, 负责人 = leads, in 2 tables. "
        "Next: sigtool validate; sigtool list.\n",
        "README_CN.md: matched 1 by their people.\n"
        "README_CN.md: 编译器 is taken for Compiler, by their people alone.\n"
        "README_CN.md: matched 1 by name.\n",
    )
    assert (repository / "sigs.yaml").read_bytes().decode() == (
        "tables:\n"
        "  - path: README.md\n"
        "    heading: Languages\n"
        "    section: languages\n"
        "    language: en\n"
        "    columns:\n"
        "      Name: name\n"
        "      Leads: leads\n"
        "  - path: README_CN.md\n"
        "    heading: 语言\n"
        "    section: languages\n"
        "    language: zh\n"
        "    columns:\n"
        "      名称: name\n"
        "      负责人: leads\n"
        "  - path: README.md\n"
        "    heading: Machines\n"
        "    section: machines\n"
        "    language: en\n"
        "    columns:\n"
        "      Name: name\n"
        "      Leads: leads\n"
        "  - path: README_CN.md\n"
        "    heading: 机器\n"
        "    section: machines\n"
        "    language: zh\n"
        "    columns:\n"
        "      名称: name\n"
        "      负责人: leads\n"
        "sigs:\n"
        "  - name:\n"
        "      en: Compiler\n"
        "      zh: 编译器\n"
        "    section: languages\n"
        "    leads:\n"
        "      - handle: ada\n"
        "  - name: Runtime\n"
        "    section: machines\n"
        "    leads:\n"
        "      - handle: grace\n"
    )
    assert sigtool("render", "--check") == Outcome(0)


def test_translations_with_other_tables_than_the_original(repository: Path, sigtool: Run) -> None:
    write_files(
        repository, {"README.md": TWO_TABLES, "README_CN.md": TWO_TABLES_CN.partition("## 机器")[0]}
    )
    message = (
        "sigtool: README_CN.md: has 1 table, the document that it translates has 2; "
        "read one of each with --table N\n"
    )
    assert sigtool("init", "README.md", "README_CN.md", "--all") == Outcome(2, "", message)
    assert sorted(contents(repository)) == ["README.md", "README_CN.md"]


# --- sections ------------------------------------------------------------------------------------


@pytest.fixture
def sections(adopt: Adopt) -> Path:
    return adopt({"README.md": TWO_TABLES}, "--all")


def test_all_tables_become_sections(sections: Path, sigtool: Run) -> None:
    assert (sections / "sigs.yaml").read_bytes().decode() == (
        "tables:\n"
        "  - path: README.md\n"
        "    heading: Languages\n"
        "    section: languages\n"
        "    columns:\n"
        "      Name: name\n"
        "      Leads: leads\n"
        "  - path: README.md\n"
        "    heading: Machines\n"
        "    section: machines\n"
        "    columns:\n"
        "      Name: name\n"
        "      Leads: leads\n"
        "sigs:\n"
        "  - name: Compiler\n"
        "    section: languages\n"
        "    leads:\n"
        "      - handle: ada\n"
        "  - name: Runtime\n"
        "    section: machines\n"
        "    leads:\n"
        "      - handle: grace\n"
    )
    assert sigtool("render", "--check") == Outcome(0)
    names = sigtool("list", "--section", "machines", "--output-format", "names")
    assert names == Outcome(0, "Runtime\n")


def test_a_new_sig_goes_to_its_section_and_back(sections: Path, sigtool: Run) -> None:
    before = contents(sections)
    assert sigtool("add-sig", "Parser", "--section", "languages").code == 0
    assert sigtool("list", "--output-format", "names") == Outcome(0, "Compiler\nParser\nRuntime\n")
    shown = TWO_TABLES.replace("| @ada |\n", "| @ada |\n| Parser | |\n")
    assert (sections / "README.md").read_bytes().decode() == shown
    assert sigtool("remove-sig", "parser").code == 0
    assert contents(sections) == before


def test_a_sig_moves_to_another_section(sections: Path, sigtool: Run) -> None:
    assert sigtool("move-sig", "compiler", "--section", "machines") == Outcome(
        0, "Moved Compiler.\n"
    )
    assert (sections / "README.md").read_bytes().decode() == TWO_TABLES.replace(
        "| Compiler | @ada |\n", ""
    ).replace("| Runtime | @grace |\n", "| Runtime | @grace |\n| Compiler | @ada |\n")


# --- columns and previews ------------------------------------------------------------------------


def test_a_column_is_what_it_is_said_to_be(adopt: Adopt) -> None:
    table = "| Unit | Runs it |\n|---|---|\n| Docs | @ada |\n"
    folder = adopt({"README.md": table}, "--column", "Runs it=leads")
    assert (folder / "sigs.yaml").read_bytes().decode().splitlines()[1:] == [
        "  - path: README.md",
        "    columns:",
        "      Unit: name",
        "      Runs it: leads",
        "sigs:",
        "  - name: Docs",
        "    leads:",
        "      - handle: ada",
    ]


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("Leads", "'Leads' is not HEADER=FIELD or HEADER=FIELD:KIND"),
        ("Leads=x:y", "'y' is no kind of column; kinds are text, people, link"),
        ("Leds=leads", "the table has no header 'Leds'; did you mean 'Leads'?"),
        ("Name=title", "no column holds the names of the SIGs; bind one: --column 'Header=name'"),
    ],
)
def test_a_column_that_cannot_be_bound(
    repository: Path, sigtool: Run, column: str, message: str
) -> None:
    write_files(repository, {"README.md": b"| Name | Leads |\n|---|---|\n| Docs | @ada |\n"})
    assert sigtool("init", "README.md", "--column", column) == Outcome(
        2, "", f"sigtool: {message}\n"
    )
    assert list(contents(repository)) == ["README.md"]


def test_a_preview_tells_what_is_no_table(repository: Path, sigtool: Run) -> None:
    text = "## Old\n\n| Name | Leads |\n| A | @ada |\n\n## New\n\n|Name|Leads|\n|-|-|\n|A|@ada|\n"
    write_files(repository, {"README.md": text})
    told = sigtool("init", "--dry-run", "README.md")
    assert told.stderr.splitlines()[:3] == [
        "README.md: 1 table",
        "README.md:8: table 1, under 'New', 1 row: Name = name, Leads = leads; "
        "1 of 1 people cell read into persons",
        "README.md:3: no table: it has bars, but no delimiter row (| --- | --- |) below it",
    ]
    assert sigtool("init", "README.md", "--heading", "old") == Outcome(
        2,
        "",
        "sigtool: README.md: no table under 'old'; "
        "line 3 has bars, but no delimiter row (| --- | --- |) below it\n",
    )
    assert sorted(contents(repository)) == ["README.md"]


def test_a_preview_of_several_documents_shows_what_each_would_become(
    repository: Path, sigtool: Run
) -> None:
    write_files(
        repository,
        {"a.md": b"| Name | Leads |\n|---|---|\n| Docs | @ada or so |\n", "b.md": b"No table.\n"},
    )
    told = sigtool("init", "--dry-run", "a.md", "b.md")
    assert told == Outcome(
        0,
        "# a.md\n"
        "tables:\n"
        "  - path: a.md\n"
        "    columns:\n"
        "      Name: name\n"
        "      Leads: leads\n"
        "sigs:\n"
        "  - name: Docs\n"
        '    leads: "@ada or so"\n'
        "# b.md\n",
        "a.md: 1 table\n"
        "a.md:1: table 1, 1 row: Name = name, Leads = leads; 0 of 1 people cell read into persons\n"
        "b.md: 0 tables\n"
        "Would write sigs.yaml: 1 SIG and 0 leads from the table at a.md:1; 1 cell unread.\n"
        "Columns: Name = name, Leads = leads. Next: sigtool validate; sigtool list.\n"
        "a.md:3: kept as it is, people in 'Leads': @ada or so\n"
        "b.md: no Markdown table in it; sigtool starts from a table\n"
        "1 of 2 documents can be read into a registry.\n",
    )
    assert sorted(contents(repository)) == ["a.md", "b.md"]


def test_a_registry_that_tells_editors_where_its_schema_is(adopt: Adopt, sigtool: Run) -> None:
    table = "| Name |\n|---|\n| Docs |\n"
    folder = adopt({"README.md": table}, "--schema-modeline", "sigs.schema.json")
    assert (folder / "sigs.yaml").read_bytes() == (
        b"# yaml-language-server: $schema=sigs.schema.json\n"
        b"tables:\n  - path: README.md\n    columns:\n      Name: name\nsigs:\n  - name: Docs\n"
    )
    assert sigtool("add-sig", "AI").code == 0
    assert (folder / "sigs.yaml").read_bytes().endswith(b"  - name: Docs\n  - name: AI\n")


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("| Name | Leads |\n| A | @ada |\n", "line 1 has bars, but no delimiter row "
         "(| --- | --- |) below it"),
        ("# X\n\nName | Leads\n--- | --- | ---\n",
         "line 3 has 2 cells, the delimiter row below it 3"),
        ("Some text.\n", "sigtool starts from a table"),
        ("```\n| Name | Leads |\n|---|---|\n```\n",
         "line 2 begins one inside code, a comment or HTML, where it is none; "
         "put a blank line between a tag and the table"),
        ("<TABLE><tr><td>Docs</td></tr></TABLE>\n",
         "it has an HTML table; sigtool reads tables of bars (| Name | Leads |)"),
    ],
)  # fmt: skip
def test_what_a_table_lacks_is_said(
    repository: Path, sigtool: Run, text: str, lacking: str
) -> None:
    write_files(repository, {"README.md": text})
    message = f"sigtool: README.md: no Markdown table in it; {lacking}\n"
    assert sigtool("init", "README.md") == Outcome(2, "", message)
    assert list(contents(repository)) == ["README.md"]
