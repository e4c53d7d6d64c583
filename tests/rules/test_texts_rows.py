"""SIG111: rows in which a reader sees nothing."""

from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, snapshot, told

from sigtool.check import run
from sigtool.rules import RULES

RUNTIME: Final = "| Runtime | Runs them. | @grace |\n"


def empty(message: str, at: str, text: str, *related: tuple[str, str]) -> Told:
    hint = "fill it in, or take it out"
    return Told(
        "SIG111", "empty-row", "note", f"README.md: {message}", at, text, related, hint=hint
    )


def found(readme: str) -> list[Told]:
    rules = run.selected(RULES, ["SIG111"], [])
    return [told(each) for each in run.check(snapshot(REGISTRY, {"README.md": readme}), rules)]


FOUND: Final = {
    "one between two rows": (
        README.replace(RUNTIME, f"|  |  |  |\n{RUNTIME}"),
        [empty("the row below that of Compiler is empty", "README.md:6:1", "|  |  |  |")],
    ),
    "one right below the header row": (
        README.replace("| Compiler", "||||\n| Compiler"),
        [empty("a row is empty", "README.md:5:1", "||||")],
    ),
    "with blanks that readers do not see": (
        f"{README}| &nbsp; | \u00a0 | <BR> |\n",
        [
            empty(
                "the row below that of Runtime is empty", "README.md:7:1",
                "| &nbsp; | \u00a0 | <BR> |",
            )
        ],
    ),
    "several are one finding": (
        README.replace(RUNTIME, f"| |\n{RUNTIME}| | |\n"),
        [
            empty(
                "several rows are empty", "README.md:6:1", "| |",
                ("another is here", "README.md:8:1"),
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("readme", "expected"), FOUND.values(), ids=FOUND)
def test_an_empty_row(readme: str, expected: list[Told]) -> None:
    assert found(readme) == expected


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("", id="none"),
        pytest.param("| | | @ada |\n", id="somebody"),
        pytest.param("| | ![](a.png) | |\n", id="a picture"),
        pytest.param("| - | | |\n", id="a mark"),
        pytest.param("| <!-- to come --> | | |\n", id="a comment, which somebody wrote"),
        pytest.param("\n| | | |\n", id="below the table"),
    ],
)
def test_a_row_that_is_not_empty(row: str) -> None:
    assert found(README + row) == []
