"""Tables with a person in each row: read, listed, renamed in, written, and given back."""

from pathlib import Path

import pytest
from conftest import NO_PROBLEMS, UP_TO_DATE, Outcome, Run, contents, write_files

MAINTAINERS = """\
# Maintainers

| Name | GitHub ID | Affiliation |
|---|---|---|
| Ada Lovelace | ada | ACME |
| Grace Hopper | @grace | Navy |

## Emeritus

| Name | GitHub | Since |
|---|---|---|
| Edsger Dijkstra | [edsger](https://example.org/edsger) | 2020 |
"""


@pytest.fixture
def people(repository: Path, sigtool: Run) -> Path:
    write_files(repository, {"MAINTAINERS.md": MAINTAINERS})
    assert sigtool("init", "MAINTAINERS.md", "--all") == Outcome(
        0,
        "Wrote sigs.yaml: 3 people from the tables at "
        "MAINTAINERS.md:3, MAINTAINERS.md:10.\n"
        "Columns: Name = name, GitHub ID = github_id (people), Affiliation = affiliation; "
        "Name = name, GitHub = github (people), Since = since. "
        "Next: sigtool validate; sigtool list.\n",
    )
    return repository


def test_of_tables_of_people_the_first_is_taken_and_the_others_are_told(
    repository: Path, sigtool: Run
) -> None:
    write_files(repository, {"MAINTAINERS.md": MAINTAINERS})
    assert sigtool("init", "MAINTAINERS.md") == Outcome(
        0,
        "Wrote sigs.yaml: 2 people from the table at MAINTAINERS.md:3.\n"
        "Columns: Name = name, GitHub ID = github_id (people), Affiliation = affiliation. "
        "Next: sigtool validate; sigtool list.\n",
        "MAINTAINERS.md: there is another table of people: 2 (line 10: Name | GitHub | Since); "
        "choose with --table N or --heading TEXT, or take all with --all\n",
    )


def test_a_table_of_groups_comes_before_one_of_people(repository: Path, sigtool: Run) -> None:
    groups = "\n| Group | Leads |\n|---|---|\n| Docs | @ada |\n"
    write_files(repository, {"README.md": MAINTAINERS + groups})
    told = sigtool("init", "README.md")
    assert told.stdout.splitlines()[0] == (
        "Wrote sigs.yaml: 1 SIG and 1 lead from the table at README.md:14."
    )


def test_a_list_shows_what_the_tables_have(people: Path, sigtool: Run) -> None:
    assert sigtool("list") == Outcome(
        0,
        "Ada Lovelace\t@ada\tACME\t\tmaintainers\n"
        "Grace Hopper\t@grace\tNavy\t\tmaintainers\n"
        "Edsger Dijkstra\t\t\t@edsger\temeritus\n",
    )


def test_nothing_is_wrong_with_a_table_of_people(people: Path, sigtool: Run) -> None:
    assert sigtool("validate") == NO_PROBLEMS
    assert sigtool("render") == UP_TO_DATE


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        pytest.param("@ada", "@lovelace", "| ada |", "| lovelace |", id="a bare account"),
        pytest.param("ada", "lovelace", "| ada |", "| lovelace |", id="a bare account, bare"),
        pytest.param("grace", "hopper", "| @grace |", "| @hopper |", id="a handle"),
        pytest.param(
            "@edsger",
            "@ewd",
            "[edsger](https://example.org/edsger)",
            "[ewd](https://example.org/ewd)",
            id="a link",
        ),
    ],
)
def test_somebody_gets_another_account(
    people: Path, sigtool: Run, old: str, new: str, before: str, after: str
) -> None:
    assert sigtool("rename-lead", old, new).code == 0
    page = (people / "MAINTAINERS.md").read_bytes().decode()
    assert page == MAINTAINERS.replace(before, after)
    assert sigtool("validate").code == 0


def test_somebody_comes_and_goes(people: Path, sigtool: Run) -> None:
    before = contents(people)
    settings = ("--set", "github_id=@barbara", "--set", "affiliation=MIT")
    assert sigtool("add-sig", "Barbara Liskov", *settings, "--after", "Ada Lovelace").code == 0
    page = (people / "MAINTAINERS.md").read_bytes().decode()
    row = "| Ada Lovelace | ada | ACME |\n"
    added = "| Barbara Liskov | @barbara | MIT |\n"
    assert page == MAINTAINERS.replace(row, row + added)
    assert sigtool("remove-sig", "barbara liskov").code == 0
    assert contents(people) == before


def test_people_without_a_header(repository: Path, sigtool: Run) -> None:
    write_files(
        repository,
        {
            "README.md": "| | | |\n|---|---|---|\n| Docs | @ada | Ada |\n"
            "| AI | [Grace](https://e.org/g) | x |\n",
        },
    )
    assert (
        sigtool("init", "README.md")
        .stdout.splitlines()[1]
        .startswith("Columns: (empty) = name, (empty) = leads, (empty) = column_3. ")
    )
