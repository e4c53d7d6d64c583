"""`add-sig` where the rows stand in another order than the SIGs of the registry."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, write_files

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
