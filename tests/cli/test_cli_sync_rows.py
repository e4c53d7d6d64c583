"""`sigtool sync` in real repositories where a row stands elsewhere, or beside another one."""

from pathlib import Path

from conftest import Outcome, Run
from test_cli_sync import HEADER, SAME, git
from test_cli_sync_renamed import QUANTUM, ROW, ROW_ZH, TABLES

DATA = "  - {name: Data, meets: daily, leads: ['@cyd']}\n"
DATA_ROW = "| Data | daily | @cyd |\n"
CLEAN = Outcome(0, "", "No problems found.\n")


def test_a_row_that_a_command_made_a_translation_stood_out_of_order(
    repository: Path, sigtool: Run
) -> None:
    """Its row is put where the registry has the SIG, and the other language stays as it is."""
    Path("sigs.yaml").write_text(TABLES + QUANTUM + DATA)
    Path("README.md").write_text(HEADER + ROW + DATA_ROW)
    Path("zh.md").write_text(HEADER + DATA_ROW + ROW_ZH)
    git("add", ".")
    git("commit", "-q", "-m", "x")
    assert sigtool("edit-sig", "Quantum", "--name", "量子", "--language", "zh").code == 0
    assert Path("README.md").read_text() == HEADER + ROW + DATA_ROW
    assert Path("zh.md").read_text() == HEADER + ROW_ZH + DATA_ROW
    assert sigtool("sync", "--prefer", "table").code == 0  # its texts
    assert sigtool("validate", "--select", "SIG601") == CLEAN
    assert sigtool("sync") == SAME
    assert Path("README.md").read_text() == HEADER + ROW + DATA_ROW
