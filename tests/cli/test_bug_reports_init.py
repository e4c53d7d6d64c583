"""What went wrong where neighbouring tools begin, on the command line: people and their accounts,
names that are empty, sections, and documents that are not there once."""

from pathlib import Path

import pytest
from conftest import NO_PROBLEMS, Adopt, Outcome, Run, contents, write_files

HEADER = "| Name | Responsibilities | Leads |\n|---|---|---|\n"
ROW = "| Build | Builds. | @ada |\n"
PEOPLE = (
    "| Name | GitHub ID | Scope |\n|---|---|---|\n"
    "| Ada Lovelace | ada | Build |\n"
    "| Grace Hopper | ghopper | Docs |\n"
    "| Joan Clarke | joanc | Docs |\n"
)


@pytest.mark.parametrize(
    ("document", "field"),
    [
        pytest.param(PEOPLE, "scope", id="a scope"),
        # Neighbours.
        pytest.param(PEOPLE.replace("Scope", "Description"), "description", id="a description"),
        pytest.param(
            PEOPLE.replace("GitHub ID", "gitee_id").replace("Scope", "范围"),
            "范围",
            id="in Chinese",
        ),
        pytest.param(
            PEOPLE.replace("Scope", "Responsibilities"), "responsibilities", id="what is theirs"
        ),
    ],
)
def test_bare_accounts_are_listed_and_written_bare(
    adopt: Adopt, sigtool: Run, document: str, field: str
) -> None:
    folder = adopt({"README.md": document})
    assert sigtool("list") == Outcome(
        0,
        "Ada Lovelace\t@ada\tBuild\nGrace Hopper\t@ghopper\tDocs\nJoan Clarke\t@joanc\tDocs\n"
        if field != "responsibilities"
        else "Ada Lovelace\tBuild\t@ada\nGrace Hopper\tDocs\t@ghopper\nJoan Clarke\tDocs\t@joanc\n",
    )
    accounts = "gitee_id" if "gitee" in document else "github_id"
    settings = ("--set", f"{accounts}=@bob", "--set", f"{field}=Build")
    assert sigtool("add-sig", "Bob Kahn", *settings) == Outcome(0, "Added Bob Kahn.\n")
    after = contents(folder)["README.md"].decode()
    assert after == document + "| Bob Kahn | bob | Build |\n"
    assert sigtool("validate") == NO_PROBLEMS


@pytest.mark.parametrize(
    ("document", "advice"),
    [
        pytest.param(
            HEADER + "| | Builds. | @ada |\n| | Docs. | @grace |\n",
            "1 (line 1: Name | Responsibilities | Leads)",
            id="groups",
        ),
        # Neighbours.
        pytest.param(
            "| Name | 负责人 |\n|---|---|\n| | 李四 |\n| | 王五 |\n",
            "1 (line 1: Name | 负责人)",
            id="two columns",
        ),
    ],
)
def test_a_table_whose_names_are_all_empty_needs_another_column(
    repository: Path, sigtool: Run, document: str, advice: str
) -> None:
    write_files(repository, {"README.md": document})
    assert sigtool("init", "README.md") == Outcome(
        2,
        "",
        f"sigtool: README.md: table {advice} is not one of groups or people: its column 'Name' is "
        "empty, so no row has a name; bind one: --column 'Header=name'\n",
    )
    assert sorted(contents(repository)) == ["README.md"]


@pytest.mark.parametrize(
    ("accounts", "listed"),
    [
        ("[@ada](https://github.com/ada) [@grace](https://github.com/grace)", "@ada @grace"),
        ("ada grace", "ada grace"),
    ],
)
def test_accounts_are_the_names_where_there_are_no_others(
    adopt: Adopt, sigtool: Run, accounts: str, listed: str
) -> None:
    rows = "".join(f"| | {account} | Example |\n" for account in accounts.split())
    folder = adopt({"README.md": f"| Name | GitHub ID | Company |\n|---|---|---|\n{rows}"})
    before = contents(folder)["README.md"]
    assert sigtool("list", "--output-format", "names") == Outcome(
        0, "".join(f"{name}\n" for name in listed.split())
    )
    assert sigtool("render").code == 0
    assert contents(folder)["README.md"] == before


TWO_TABLES = f"## Active\n\n{HEADER}{ROW}\n## Emeritus\n\n{HEADER}| Docs | Docs. | @eve |\n"


@pytest.mark.parametrize("name", ["Emeritus", "emeritus", "EMERITUS", " Emeritus "])
def test_a_section_is_found_whatever_its_case(adopt: Adopt, sigtool: Run, name: str) -> None:
    folder = adopt({"README.md": TWO_TABLES}, "--all")
    assert sigtool("list", "--section", name) == Outcome(0, "Docs\tDocs.\t@eve\temeritus\n")
    assert sigtool("add-sig", "Zed", "--section", name) == Outcome(0, "Added Zed.\n")
    assert contents(folder)["README.md"].decode() == TWO_TABLES + "| Zed | | |\n"


ENTRY = (
    "  - path: {}\n    columns: {{Name: name, Responsibilities: responsibilities, Leads: leads}}\n"
)
ITEMS = "sigs:\n  - name: Build\n    responsibilities: Builds.\n    leads: ['@ada']\n"


def _registry(*paths: str) -> str:
    return "tables:\n" + "".join(map(ENTRY.format, paths)) + ITEMS


@pytest.mark.parametrize(
    ("paths", "link"),
    [
        pytest.param(("README.md", "link.md"), ("link.md", "README.md"), id="a file"),
        pytest.param(("docs/a.md", "d/a.md"), ("d", "docs"), id="a folder"),
        # Neighbours.
        pytest.param(("README.md", "./README.md"), None, id="a roundabout way"),
        pytest.param(("docs/a.md", "d/x/../a.md"), ("d", "docs"), id="both"),
    ],
)
def test_two_tables_that_are_one_through_a_link_are_a_finding(
    repository: Path, sigtool: Run, paths: tuple[str, str], link: tuple[str, str] | None
) -> None:
    files = {"README.md": HEADER + ROW, "docs/a.md": HEADER + ROW, "docs/x/b.md": ""}
    write_files(repository, {**files, "sigs.yaml": _registry(*paths)})
    if link:
        Path(link[0]).symlink_to(link[1])
    before = contents(repository)
    assert sigtool("validate", "--select", "SIG102") == Outcome(
        1,
        f"sigs.yaml:5:14: error SIG102 table-ambiguous: tables[1] and tables[2] are one table: "
        f"{paths[0]}:1\n"
        f"  {paths[0]}:1:1: the table is here\n"
        "  help: give each a heading, a marker or an index of its own, or take one away\n",
        "Found 1 error.\n",
    )
    for command in (("render",), ("sync",), ("add-sig", "Zed")):
        assert sigtool(*command) == Outcome(
            2,
            "",
            f"sigtool: {paths[0]}:1: two entries of 'tables' find this table; keep one\n",
        )
    assert contents(repository) == before


@pytest.mark.parametrize(
    ("path", "message", "plain"),
    [
        pytest.param("docs", "'docs' is a folder", "docs: is a folder", id="a folder"),
        pytest.param("docs/x", "'docs/x' is a folder", "docs/x: is a folder", id="one below"),
        pytest.param(".", "'.' is a folder", ".: is a folder", id="this one"),
    ],
)
def test_a_folder_as_a_document_is_a_finding(
    repository: Path, sigtool: Run, path: str, message: str, plain: str
) -> None:
    write_files(repository, {"docs/x/a.md": HEADER + ROW, "sigs.yaml": _registry(path)})
    before = contents(repository)
    assert sigtool("validate") == Outcome(
        1,
        f"sigs.yaml:2:11: error SIG011 document-missing: tables[1]: {message}\n"
        "  help: name a file in it\n",
        "Found 1 error.\n",
    )
    for command in (("render",), ("sync",), ("add-sig", "Zed")):
        error = f"sigtool: {plain}; name a file in it\n"
        assert sigtool(*command) == Outcome(2, "", error)
    assert contents(repository) == before
