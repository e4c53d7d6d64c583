"""`init`: which tables are meant, what they are said to be, and what is told of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Outcome, Run, write_files
from ruamel.yaml import YAML

NEXT = "Next: sigtool validate; sigtool list.\n"


def table(*lines: str) -> str:
    """A table under a heading, of lines without the outer bars."""
    head, *rows = (f"| {line} |\n" for line in lines)
    return "".join(["# SIGs\n\n", head, "|", "---|" * (lines[0].count("|") + 1), "\n", *rows])


def fields_of(folder: Path) -> list[Mapping[str, object]]:
    """The columns of each table of the registry."""
    tables = YAML(typ="safe").load(folder / "sigs.yaml")["tables"]
    return [each["columns"] for each in tables]


CHINESE = table("SIG name | 技术领域 | SIG 负责人", "Data | 加载数据。 | @ada")
ENGLISH = table("SIG name | Responsibilities | SIG Leads", "Data | Loads data. | @ada")


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        (
            ("SIG name | 技术领域 | SIG 负责人", "SIG name | Responsibilities | SIG Leads"),
            ["name", "responsibilities", "leads"],
        ),
        (
            ("SIG name | Responsibilities | SIG Leads", "SIG name | 做什么 | SIG 负责人"),
            ["name", "responsibilities", "leads"],
        ),
        (("名称 | 何时 | 负责人", "Name | Meets | Leads"), ["name", "何时", "leads"]),
        (("名称 | 负责人 | 频道", "Name | Leads | Chat"), ["name", "leads", "频道"]),
    ],
)
def test_unlike_headers_at_one_place_were_two_fields(
    repository: Path, sigtool: Run, heads: tuple[str, str], fields: list[str]
) -> None:
    rows = {
        column: [" | ".join({"name": "Data", "leads": "@ada"}.get(each, column) for each in fields)]
        for column in ("加载数据。", "Loads data.")
    }
    documents = {
        "README.md": table(heads[0], *rows["加载数据。"]),
        "README_en.md": table(heads[1], *rows["Loads data."]),
    }
    write_files(repository, documents)
    assert sigtool("init", "README.md", "README_en.md").code == 0
    assert [list(each.values()) for each in fields_of(repository)] == [fields, fields]


@pytest.mark.parametrize(
    "setting", ["技术领域=scope", "Responsibilities=scope", "  技术领域 =scope"]
)
def test_a_setting_holds_where_its_header_is(repository: Path, sigtool: Run, setting: str) -> None:
    write_files(repository, {"README.md": CHINESE, "README_en.md": ENGLISH})
    assert sigtool("init", "README.md", "README_en.md", "--column", setting).code == 0
    header = setting.split("=", maxsplit=1)[0].strip()
    columns = {key: value for each in fields_of(repository) for key, value in each.items()}
    assert columns[header] == "scope"


def test_a_setting_of_a_header_that_no_document_has(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"README.md": CHINESE, "README_en.md": ENGLISH})
    assert sigtool("init", "README.md", "README_en.md", "--column", "Scope=scope") == Outcome(
        2,
        "",
        "sigtool: no table of README.md, README_en.md has a header 'Scope'; there are: SIG name, "
        "技术领域, SIG 负责人, Responsibilities, SIG Leads\n",
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("zh/README.md", "en/README.md"),
        ("docs/zh-cn/sigs.md", "docs/en-us/sigs.md"),
        ("README.md", "en/README.md"),
    ],
)
def test_translations_in_folders_were_sections(
    repository: Path, sigtool: Run, first: str, second: str
) -> None:
    rows = [table(f"SIG name | {text} | SIG Leads", f"[{name}](data.md) | {text} | @ada")
            for name, text in (("数据", "职责"), ("Data", "Responsibilities"))]  # fmt: skip
    write_files(repository, {first: rows[0], second: rows[1]})
    code = "en-us" if "us" in second else "en"
    assert sigtool("init", first, second) == Outcome(
        0,
        f"Wrote sigs.yaml: 1 SIG and 1 lead from the tables at {first}:3, {second}:3.\n"
        "Columns: SIG name = name, 职责 = responsibilities, SIG Leads = leads; "
        f"SIG name = name, Responsibilities = responsibilities, SIG Leads = leads. {NEXT}",
        f"{second}: matched 1 by link.\n",
    )
    (sig,) = YAML(typ="safe").load(repository / "sigs.yaml")["sigs"]
    assert sig["name"] == {"zh": "数据", code: "Data"}


@pytest.mark.parametrize(
    ("lines", "content"),
    [
        (("Name | GitHub", "Ada Lovelace | @ada", "Grace Hopper | @grace"), "2 people"),
        (("Maintainer | Company", "[Ada L](https://github.com/ada) | ACME"), "1 person"),
        (("SIG | Leads", "Data | @ada", "Docs | @grace"), "2 SIGs and 2 leads"),
        (("SIG | Members", "Data | @ada, @grace"), "1 SIG and 2 leads"),
    ],
)
def test_a_list_of_people_was_called_sigs_without_leads(
    repository: Path, sigtool: Run, lines: tuple[str, ...], content: str
) -> None:
    write_files(repository, {"M.md": table(*lines)})
    told = sigtool("init", "M.md")
    assert (told.code, told.stdout.splitlines()[0], told.stderr) == (
        0,
        f"Wrote sigs.yaml: {content} from the table at M.md:3.",
        "",
    )


def test_how_many_cells_were_not_read_is_told(repository: Path, sigtool: Run) -> None:
    rows = ("Ada Lovelace | @ada", "Grace Hopper | ask her (or me", "Bob | see [the list] (x", "|")
    write_files(repository, {"M.md": table("Name | GitHub", *rows, "Eve | @eve", "Joe | @joe")})
    assert sigtool("init", "M.md") == Outcome(
        0,
        "Wrote sigs.yaml: 5 people from the table at M.md:3; 2 cells unread.\n"
        f"Columns: Name = name, GitHub = github (people). {NEXT}",
        "M.md:6: kept as it is, people in 'GitHub': ask her (or me\n"
        "M.md:7: kept as it is, people in 'GitHub': see [the list] (x\n"
        "M.md:8: kept as it is, a row that names no SIG: | | |\n",
    )


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        (("SIG | Leads", "| @ada", "| @ada"), ["--table", "1"]),
        (("Chairs | Name", "@ada |", "@ada |"), ["--heading", "SIGs"]),
        (("名称 | 负责人", " | @ada", " | @ada"), ["--table", "1"]),
    ],
)
def test_a_registry_without_sigs_was_written_where_all_names_are_empty(
    repository: Path, sigtool: Run, lines: tuple[str, ...], options: list[str]
) -> None:
    write_files(repository, {"README.md": table(*lines)})
    name = next(each for each in lines[0].split(" | ") if each in ("SIG", "Name", "名称"))
    assert sigtool("init", "README.md", *options) == Outcome(
        2,
        "",
        f"sigtool: README.md:3: no row has a name, {name!r} is empty; "
        "bind one: --column 'Header=name'\n",
    )


def test_a_table_that_waits_for_its_first_sig_may_be_empty(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"README.md": table("SIG | Leads", "|")})
    assert sigtool("init", "README.md", "--table", "1").code == 0


def test_a_header_that_is_almost_a_known_one_is_told(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"README.md": table("SIG | Responsibilites", "Data | Loads data.")})
    assert sigtool("init", "README.md") == Outcome(
        0,
        "Wrote sigs.yaml: 1 SIG and 0 leads from the table at README.md:3.\n"
        f"Columns: SIG = name, Responsibilites = responsibilities. {NEXT}",
        "README.md:3: the header 'Responsibilites' is taken for 'responsibilities'\n",
    )
