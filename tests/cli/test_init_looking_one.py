"""`init` without a document: it takes the only table there is, and lists what there is as JSON."""

import json
from pathlib import Path

import pytest
from conftest import Outcome, Run, contents, write_files

GROUPS = "# Groups\n\n| Team | Notes |\n|---|---|\n| Docs | Words. |\n| Infra | Machines. |\n"
OTHERS = "# SIGs\n\n| SIG | Leads |\n|---|---|\n| Net | @ada |\n"


@pytest.mark.parametrize(
    ("table", "count", "columns"),
    [
        pytest.param(
            "| Language | Code | Coordinators | Reviewers |\n|---|---|---|---|\n"
            "| German | de | @ada | @bob |\n| French | fr | @eve | @bob |\n",
            "2 SIGs and 4 people",
            "Language = name, Code = code, Coordinators = leads, Reviewers = reviewers (people)",
            id="translators",
        ),
        pytest.param(
            "| Member | Seat | Term ends |\n|---|---|---|\n| Ada Obi | Chair | 2027 |\n"
            "| Eve Xu | Secretary | 2028 |\n",
            "2 people",
            "Member = name, Seat = seat, Term ends = term_ends",
            id="seats",
        ),
        pytest.param(
            "| | Name | Location |\n|---|---|---|\n| ![](a.png) | Ada Obi | Berlin |\n"
            "| ![](e.png) | Eve Xu | Paris |\n",
            "2 people",
            "(empty) = column_1, Name = name, Location = location",
            id="portraits",
        ),
    ],
)
def test_of_one_table_it_asked_which_one_is_meant(
    repository: Path, sigtool: Run, table: str, count: str, columns: str
) -> None:
    write_files(repository, {"README.md": f"# Us\n\n{table}", "news.md": "# News\n"})
    found = sigtool("init")
    told = (
        f"Wrote sigs.yaml: {count} from the table at README.md:3.\n"
        f"Columns: {columns}. Next: sigtool validate; sigtool list.\n"
    )
    assert (found.code, found.stdout) == (0, told)


def test_the_only_table_of_dated_minutes_is_not_taken_and_it_is_said_why(
    repository: Path, sigtool: Run
) -> None:
    write_files(repository, {"minutes/2024-05-01.md": GROUPS})
    before = contents(repository)
    assert sigtool("init") == Outcome(
        2,
        "1. minutes/2024-05-01.md:3: table 1 under 'Groups', 2 groups: Team, Notes\n"
        "   sigtool init minutes/2024-05-01.md\n",
        "sigtool: the only one is in a file with a date in its path, as minutes have; type the "
        "command if it is the list of the community\n",
    )
    assert contents(repository) == before


def choice(command: str, path: str, headers: list[str], heading: str, count: int) -> object:
    table = {"path": path, "line": 3, "number": 1, "heading": heading, "rows": "groups"}
    tables = [{**table, "count": count, "headers": headers}]
    return {"command": command, "documents": [path], "tables": tables}


@pytest.mark.parametrize(
    ("words", "more", "options", "message"),
    [
        ([], {}, "", "which one is meant? type one of the commands"),
        (["--all"], {}, "", "which document is meant? name it, or type one of the commands"),
        ([], {"sigs.yaml": "sigs:\n- dir: sig-docs\n  leadership: {}\n"}, " -o sigtool.yaml",
         "sigs.yaml: is another tool's file, no registry of sigtool; write beside it: "
         "sigtool init README.md -o sigtool.yaml"),
    ],
    ids=["tables", "documents", "the file of another tool"],
)  # fmt: skip
def test_the_choices_were_text_where_json_was_asked_for(
    repository: Path,
    sigtool: Run,
    words: list[str],
    more: dict[str, str],
    options: str,
    message: str,
) -> None:
    write_files(repository, {"README.md": OTHERS, "b.md": OTHERS.replace("Net", "Web"), **more})
    before = contents(repository)
    found = sigtool("init", *words, "--output-format", "json")
    assert (found.code, json.loads(found.stdout), found.stderr) == (
        2,
        {
            "version": 1,
            "choices": [
                choice(f"sigtool init {path}{options}", path, ["SIG", "Leads"], "SIGs", 1)
                for path in ("README.md", "b.md")
            ],
        },
        f"sigtool: {message}\n",
    )
    assert contents(repository) == before


def test_what_is_clearly_meant_is_written_with_json_alone(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"README.md": OTHERS})
    found = sigtool("init", "--output-format", "json")
    told = json.loads(found.stdout)
    assert (found.code, told["written"], told["sigs"]) == (0, True, 1)
