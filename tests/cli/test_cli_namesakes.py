"""Two SIGs of one name in the registry, and a SIG that is to be added and is there."""

import shlex
from pathlib import Path

import pytest
from conftest import UP_TO_DATE, Outcome, Run
from repositories import COMPILER_ROW, DOCS, DOCS_ROW, HEADER, ITEMS, ROWS, commit, there, write

SECOND = "  - {name: docs, leads: ['@eve']}\n"
LACKS = (
    "README.md:1: {}: the registry has 2 SIGs of this name, and the table lacks a row: "
    "it is not known whose\n"
    "  help: in the registry, give one of them another name, or take it away (SIG301)\n"
)
ONE_OPEN = "1 fact is left as it is, on both sides.\n"


@pytest.mark.parametrize(
    ("items", "rows", "name"),
    [
        pytest.param(ITEMS + SECOND, ROWS, "docs", id="another one"),
        pytest.param(ITEMS + DOCS, ROWS, "Docs", id="the same again"),
    ],
)
def test_a_second_sig_of_a_name_looked_like_a_removed_row(
    repository: Path, sigtool: Run, items: str, rows: str, name: str
) -> None:
    commit(ITEMS, ROWS)
    write(items, rows)
    told = LACKS.format(name)
    assert sigtool("sync") == Outcome(1, told, ONE_OPEN)
    assert there() == (items, rows)
    refusal = (
        "Nothing was written: it is not known whose row is which. "
        "To write a row for each SIG, run `sigtool render --overwrite`.\n"
    )
    assert sigtool("render") == Outcome(1, "", told + refusal)
    assert there() == (items, rows)
    assert sigtool("render", "--overwrite").code == 0
    assert sigtool("sync").code == 0


def test_two_sigs_of_one_name_with_a_row_each_are_told_apart(
    repository: Path, sigtool: Run
) -> None:
    rows = COMPILER_ROW + DOCS_ROW + "| docs | | @eve |\n"
    write(ITEMS + SECOND, rows)
    assert sigtool("sync") == Outcome(0, "Registry and tables say the same.\n")
    assert sigtool("render") == UP_TO_DATE


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["--set", "meets=every day"], "sigtool edit-sig Docs --set 'meets=every day'"),
        (["--readme", "d.md"], "sigtool edit-sig Docs --readme d.md"),
        (["--status", "dormant"], "sigtool edit-sig Docs --status dormant"),
        (["--lead", "@eve"], "sigtool add-lead Docs @eve"),
        (
            ["--readme", "d.md", "--lead", "@eve", "--lead", "@zoe"],
            "sigtool edit-sig Docs --readme d.md && sigtool add-lead Docs @eve && "
            "sigtool add-lead Docs @zoe",
        ),
    ],
)
def test_a_sig_that_is_there_is_changed_by_the_command_that_is_told(
    repository: Path, sigtool: Run, arguments: list[str], command: str
) -> None:
    write(ITEMS, ROWS)
    assert sigtool("add-sig", "docs", *arguments) == Outcome(
        2, "", f"sigtool: there is a SIG called 'Docs' already; change it: {command}\n"
    )
    assert there() == (ITEMS, ROWS)
    for each in command.split(" && "):
        assert sigtool(*shlex.split(each)[1:]).code == 0
    assert HEADER in (repository / "README.md").read_text("utf-8")
    assert there() != (ITEMS, ROWS)


def test_a_sig_that_is_there_is_shown_by_the_command_that_is_told(
    repository: Path, sigtool: Run
) -> None:
    write(ITEMS, ROWS)
    told = "sigtool: there is a SIG called 'Docs' already; see it with `sigtool show Docs`\n"
    assert sigtool("add-sig", "docs") == Outcome(2, "", told)
    assert sigtool("show", "Docs").code == 0
