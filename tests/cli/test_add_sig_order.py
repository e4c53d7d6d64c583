"""`add-sig` takes over rows that stand in another order than the SIGs, or that disagree."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, contents, write_files

HEAD = "| Name | Leads |\n| --- | --- |\n"
QUANTUM, COMPILER, RUNTIME = "| Quantum | @ada |\n", "| Compiler | @bob |\n", "| Runtime | @eve |\n"
REGISTRY = "sigs:\n  - name: Quantum\n    leads:\n      - handle: ada\n"
REGISTRY += "  - name: Runtime\n    leads:\n      - handle: eve\n"


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        pytest.param([COMPILER, RUNTIME, QUANTUM], [RUNTIME, QUANTUM, COMPILER], id="above"),
        pytest.param([RUNTIME, COMPILER, QUANTUM], [RUNTIME, COMPILER, QUANTUM], id="between"),
        pytest.param([RUNTIME, QUANTUM, COMPILER], [RUNTIME, QUANTUM, COMPILER], id="below"),
    ],
)
def test_another_row_moved_for_the_one_that_was_taken_over(
    repository: Path, sigtool: Run, rows: list[str], after: list[str]
) -> None:
    columns = "    columns:\n      Name: name\n      Leads: leads\n"
    text = f"tables:\n  - path: README.md\n{columns}{REGISTRY}"
    write_files(repository, {"README.md": HEAD + "".join(rows), "sigs.yaml": text})
    taken = f"README.md:{rows.index(COMPILER) + 3}: took over this row.\n"
    left = "The tables have 1 other difference from the registry: sigtool validate\n"
    assert sigtool("add-sig", "Compiler") == Outcome(0, "Added Compiler.\n", taken + left)
    assert (repository / "README.md").read_text(encoding="utf-8") == HEAD + "".join(after)


def test_people_of_one_language_were_lost_beside_a_text_of_the_other(
    repository: Path, sigtool: Run
) -> None:
    english, chinese = "| Name | Leads |\n| --- | --- |\n", "| 名称 | 负责人 |\n| --- | --- |\n"
    row = "| [{}](compiler/) | {} |\n"
    write_files(
        repository,
        {
            "README.md": english + QUANTUM + row.format("Compiler", "@ada"),
            "README_zh.md": chinese + row.format("编译器", "TBD"),
            "sigs.yaml": (
                "tables:\n  - path: README.md\n    language: en\n"
                "    columns:\n      Name: name\n      Leads: leads\n"
                "  - path: README_zh.md\n    language: zh\n"
                "    columns:\n      名称: name\n      负责人: leads\n"
                "sigs:\n  - name: Quantum\n    leads:\n      - handle: ada\n"
            ),
        },
    )
    before = contents(repository)
    assert sigtool("add-sig", "Compiler", "--language", "en") == Outcome(
        2,
        "",
        "sigtool: README.md:4 and README_zh.md:3: leads: one table has people there, the other a "
        "text; write the same people in both\n",
    )
    assert contents(repository) == before
