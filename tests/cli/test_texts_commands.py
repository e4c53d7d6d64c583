"""What commands do beside comments to sigtool in rows (B7), and `validate --today`."""

from pathlib import Path
from typing import Final

import pytest
from conftest import UP_TO_DATE, Adopt, Outcome, Run

HEAD: Final = "| Name | Responsibilities | Leads |\n| --- | --- | --- |\n"
BUILD: Final = "| Build | builds | @ada |\n"
COMMENT: Final = "<!-- sigtool: ignore SIG109: x -->"
ROWS: Final = {
    "in a cell": f"|Docs|writes|@grace {COMMENT}|\n",
    "in the first cell": f"| {COMMENT} Docs | writes | @grace |\n",
    "behind the last bar": f"| Docs | writes | @grace | {COMMENT}\n",
    "in two cells": f"| Docs {COMMENT} | writes | @grace {COMMENT} |\n",
    "without bars around": f"Docs | writes | @grace {COMMENT}\n",
}
by_row = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)


def readme(folder: Path) -> str:
    return (folder / "README.md").read_text(encoding="utf-8")


@by_row
def test_a_comment_is_no_part_of_a_value(adopt: Adopt, sigtool: Run, row: str) -> None:
    text = HEAD + BUILD + row
    folder = adopt({"README.md": text})
    assert "sigtool:" not in (folder / "sigs.yaml").read_text(encoding="utf-8")
    assert sigtool("render") == UP_TO_DATE
    assert readme(folder) == text
    assert sigtool("validate", "--select", "SIG105,SIG109,SIG601").code == 0


@by_row
def test_a_comment_stays_where_its_row_changes(adopt: Adopt, sigtool: Run, row: str) -> None:
    text = HEAD + BUILD + row
    folder = adopt({"README.md": text})
    for there, back, changed in (
        (("add-lead", "Docs", "@bob"), ("remove-lead", "Docs", "@bob"), ("@grace", "@grace, @bob")),
        (
            ("edit-sig", "Docs", "--responsibilities", "sings"),
            ("edit-sig", "Docs", "--responsibilities", "writes"),
            ("writes", "sings"),
        ),
        (
            ("edit-sig", "Docs", "--name", "Pages"), ("edit-sig", "Pages", "--name", "Docs"),
            ("Docs", "Pages"),
        ),
    ):  # fmt: skip
        assert sigtool(*there).code == 0
        assert readme(folder) == HEAD + BUILD + row.replace(*changed)
        assert sigtool(*back).code == 0
        assert readme(folder) == text


@by_row
def test_a_comment_moves_with_its_row_and_is_not_copied(
    adopt: Adopt, sigtool: Run, row: str
) -> None:
    folder = adopt({"README.md": HEAD + row})
    assert sigtool("add-sig", "Zed", "--lead", "@zed").code == 0
    assert readme(folder).count(COMMENT) == row.count(COMMENT)
    assert sigtool("move-sig", "Docs", "--last").code == 0
    assert readme(folder).endswith(row)
    assert sigtool("remove-sig", "Docs").code == 0
    assert COMMENT not in readme(folder)


def test_an_empty_cell_with_a_comment_is_filled_and_emptied(adopt: Adopt, sigtool: Run) -> None:
    text = HEAD + f"| Docs | {COMMENT} | @grace |\n| Build | builds | @ada |\n"
    folder = adopt({"README.md": text})
    assert sigtool("edit-sig", "Docs", "--responsibilities", "writes").code == 0
    assert readme(folder) == text.replace(f"| {COMMENT}", f"| writes {COMMENT}")
    assert sigtool("edit-sig", "Docs", "--unset", "responsibilities").code == 0
    assert readme(folder) == text


def test_the_fix_of_a_row_leaves_one_with_a_comment_alone(adopt: Adopt, sigtool: Run) -> None:
    rows = "".join(f"| {name} | b | @ada |\n" for name in ("A", "B", "C", "D"))
    text = f"{HEAD}{rows}|Docs|writes|@grace {COMMENT}|\n"
    folder = adopt({"README.md": text})
    assert sigtool("validate", "--fix", "--select", "SIG109").code == 0
    assert readme(folder) == text


def test_a_conflict_in_code_is_none_to_any_command(adopt: Adopt, sigtool: Run) -> None:
    fence = "```\n<<<<<<< HEAD\n=======\n>>>>>>> main\n```\n\n"
    folder = adopt({"README.md": f"{fence}{HEAD}{BUILD}"})
    assert sigtool("add-lead", "Build", "@bob").code == 0
    assert readme(folder) == f"{fence}{HEAD}{BUILD.replace('@ada', '@ada, @bob')}"
    (folder / "README.md").write_text(fence.replace("```\n", ""), encoding="utf-8")
    assert sigtool("add-lead", "Build", "@eve") == Outcome(
        2,
        "",
        "sigtool: README.md:1:1: a merge conflict (<<<<<<<) is not resolved; "
        "run `sigtool resolve`, or resolve it by hand, then run the command again\n",
    )


TERMS: Final = "| Name | Leads | Term |\n| --- | --- | --- |\n| Board | @ada | 2021-2023 |\n"


def test_terms_are_compared_with_the_day_of_an_option(adopt: Adopt, sigtool: Run) -> None:
    adopt({"README.md": TERMS})
    check = ("validate", "--select", "SIG414", "--output-format", "concise", "--today")
    assert sigtool(*check, "2023-12-31") == Outcome(0, "", "No problems found.\n")
    assert sigtool(*check, "2024-01-01") == Outcome(
        0,
        "sigs.yaml:11:11: warning SIG414 ended-term: Board: the term ended on 2023-12-31: "
        "Term is '2021-2023'\n",
        "Found 1 warning.\n",
    )
    assert sigtool(*check[:-1]).stderr == "Found 1 warning.\n"


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("tomorrow", "is no date"),
        ("20260131", "is no date"),
        ("2026-02-30", "day is out of range for month"),
        ("", "is no date"),
    ],
)
def test_a_day_that_is_none(adopt: Adopt, sigtool: Run, day: str, message: str) -> None:
    adopt({"README.md": TERMS})
    between = ": " if message[0] == "d" else " "
    assert sigtool("validate", "--today", day) == Outcome(
        2, "", f"sigtool: --today {day!r}{between}{message}; write it as 2026-01-31\n"
    )
