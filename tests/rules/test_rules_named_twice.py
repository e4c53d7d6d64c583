"""SIG403 where a cell of a table names somebody twice, and the registry once."""

from pathlib import Path

import pytest
from conftest import Run

TABLES = "tables:\n  - {path: README.md, columns: {Name: name, Leads: leads}}\nsigs:\n"
HEADER = "| Name | Leads |\n|---|---|\n"
DOCS = "  - name: Docs\n    leads: [{handle: ada}]\n"


@pytest.mark.parametrize(
    ("items", "rows", "told"),
    [
        pytest.param(
            DOCS,
            "| Docs | @ada, @Ada |\n",
            "README.md:3:10: error SIG403 duplicate-lead: Docs: @Ada is twice under 'Leads'\n"
            "  help: keep one of the two\n",
            id="twice",
        ),
        pytest.param(
            DOCS,
            "| Docs | @ada, @grace, @ada |\n",
            "README.md:3:10: error SIG403 duplicate-lead: Docs: @ada is twice under 'Leads'\n"
            "  help: keep one of the two\n"
            "README.md:3:10: error SIG601 out-of-date: Docs: lead @grace is not in the registry\n"
            "  sigs.yaml:5:12: the registry says so here\n"
            "  help: sigtool render takes that back; to keep it: sigtool add-lead Docs @grace\n"
            "  unsafe fix: render the row: sigtool validate --fix --unsafe-fixes\n",
            id="beside somebody added",
        ),
        pytest.param(
            DOCS + "  - name: Rust\n",
            "| Docs | @ada |\n| Rust | |\n| C | @ada, @ada |\n",
            "README.md:5:1: error SIG601 out-of-date: C: is in the table, not in the registry\n"
            "  help: sigtool render removes the row; to keep it: sigtool add-sig C --lead @ada\n"
            "  unsafe fix: render the table: sigtool validate --fix --unsafe-fixes\n"
            "README.md:5:7: error SIG403 duplicate-lead: C: @ada is twice under 'Leads'\n"
            "  help: keep one of the two\n",
            id="in a row that the registry lacks",
        ),
        pytest.param(
            DOCS.replace("{handle: ada}", "{handle: ada}, {handle: ada}"),
            "| Docs | @ada, @ada |\n",
            "sigs.yaml:5:28: error SIG403 duplicate-lead: Docs: @ada is twice under 'Leads'\n"
            "  sigs.yaml:5:13: the first is here\n"
            "  README.md:3:10: in the table it is here, under 'Leads'\n"
            "  help: keep one of the two\n"
            "  fix: take the second mention of @ada away: sigtool validate --fix\n",
            id="in the registry, too",
        ),
    ],
)
def test_named_twice(repository: Path, sigtool: Run, items: str, rows: str, told: str) -> None:
    Path("sigs.yaml").write_text(TABLES + items)
    Path("README.md").write_text(HEADER + rows)
    found = sigtool("validate", "--select", "SIG403,SIG601")
    assert (found.code, found.stdout) == (1, told)
