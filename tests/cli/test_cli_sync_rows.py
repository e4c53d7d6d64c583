"""`sigtool sync` in real repositories where a row stands elsewhere, or beside another one."""

from pathlib import Path

import pytest
from conftest import SAME, Outcome, Run
from repositories import (
    DOCS_ROW,
    HEADER,
    ITEMS,
    ONE_LEFT,
    ROWS,
    commit,
    commit_all,
    git,
    there,
    write,
)
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
    commit_all()
    assert sigtool("edit-sig", "Quantum", "--name", "量子", "--language", "zh").code == 0
    assert Path("README.md").read_text() == HEADER + ROW + DATA_ROW
    assert Path("zh.md").read_text() == HEADER + ROW_ZH + DATA_ROW
    assert sigtool("sync", "--prefer", "table").code == 0  # its texts
    assert sigtool("validate", "--select", "SIG601") == CLEAN
    assert sigtool("sync") == SAME
    assert Path("README.md").read_text() == HEADER + ROW + DATA_ROW


ADA, NEO = "| Quantum | weekly | @ada |\n", "| Quantum | daily | @neo |\n"
TWO_ROWS = (
    "README.md:6: Quantum: 2 rows of Quantum, lines 3 and 6; meets: 'weekly' in line 3, 'daily' in "
    "line 6; leads: @ada in line 3, @neo in line 6\n"
    "  help: to keep line 3, remove line 6; to keep line 6, remove line 3; then run sigtool sync; "
    "or give each a name of its own\n"
)


@pytest.mark.parametrize("stays", [ADA, NEO])
def test_both_branches_added_a_sig_and_git_merged_both_rows(
    repository: Path, sigtool: Run, stays: str
) -> None:
    """Its help works for either row."""
    commit()
    git("checkout", "-q", "-b", "colleague")
    commit(ITEMS, ROWS + NEO)
    git("checkout", "-q", "-")
    sigtool("add-sig", "Quantum", "--set", "meets=weekly", "--lead", "@ada", "--before", "Compiler")
    git("commit", "-q", "-a", "-m", "x")
    git("merge", "-q", "-m", "x", "colleague")
    assert Path("README.md").read_text() == HEADER + ADA + ROWS + NEO
    assert sigtool("sync") == Outcome(1, TWO_ROWS, ONE_LEFT)
    assert Path("README.md").read_text() == HEADER + ADA + ROWS + NEO
    Path("README.md").write_text(HEADER + (ADA + ROWS if stays is ADA else ROWS + NEO))
    assert sigtool("sync").code == 0
    assert sigtool("sync") == SAME
    assert sigtool("validate", "--select", "SIG601") == CLEAN
    ada = "  - {name: Quantum, meets: weekly, leads: ['@ada']}\n"
    neo = "  - {name: Quantum, meets: daily, leads: ['@neo']}\n"
    assert there() == ((ada + ITEMS, ADA + ROWS) if stays is ADA else (ITEMS + neo, ROWS + NEO))


def test_a_row_that_is_there_twice_is_taken_out_by_either_command(
    repository: Path, sigtool: Run
) -> None:
    commit()
    write(ITEMS, ROWS + DOCS_ROW)
    found = sigtool("validate", "--select", "SIG108", "--output-format", "concise").stdout
    assert (
        found
        == "README.md:5:3: error SIG108 duplicate-row: Docs: there is a row of this SIG already\n"
    )
    row = DOCS_ROW.rstrip("\n")
    assert sigtool("render") == Outcome(
        0,
        "Rendered README.md.\n",
        f"README.md:5: removed the row of Docs, which is there twice: {row}\n",
    )
    assert there() == (ITEMS, ROWS)
    write(ITEMS, ROWS + DOCS_ROW)
    assert sigtool("sync") == Outcome(
        0,
        "README.md:5: Docs: its row is there twice, lines 4 and 5, and says the same, so the "
        f"second one goes: {row}\n",
        "Wrote README.md.\n",
    )
    assert there() == (ITEMS, ROWS)


LINKED = "  - {name: Docs, readme: docs.md, meets: weekly, leads: ['@cyd']}\n"
LINKED_ROW, BOOKS_ROW = (
    "| [Docs](docs.md) | weekly | @cyd |\n",
    "| [Books](docs.md) | daily | @neo |\n",
)
SAME_PAGE = (
    "README.md:4: Books: its row is new, and links the page of Docs, whose row is there too: it "
    "may be Docs by another name\n"
    "  help: one SIG: remove the row of the name that is no longer right, then run sigtool sync; "
    "two SIGs: sigtool sync Books --prefer table, or give its row a page of its own\n"
)


def test_a_new_row_with_the_page_of_another_sig_became_one_more_sig(
    repository: Path, sigtool: Run
) -> None:
    """Its help works for either reading."""
    commit(LINKED, LINKED_ROW)
    commit(LINKED, LINKED_ROW + BOOKS_ROW)
    assert sigtool("sync") == Outcome(1, SAME_PAGE, ONE_LEFT)
    assert there() == (LINKED, LINKED_ROW + BOOKS_ROW)
    write(LINKED, BOOKS_ROW)
    assert sigtool("sync").code == 0
    assert there() == (
        "  - {name: Books, readme: docs.md, meets: daily, leads: ['@neo']}\n",
        BOOKS_ROW,
    )
    write(LINKED, LINKED_ROW + BOOKS_ROW)
    assert sigtool("sync", "Books", "--prefer", "table").code == 0
    assert there() == (
        LINKED + "  - {name: Books, readme: docs.md, meets: daily, leads: ['@neo']}\n",
        LINKED_ROW + BOOKS_ROW,
    )
    assert sigtool("sync") == SAME
