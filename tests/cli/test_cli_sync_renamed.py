"""`sigtool sync` in real repositories where nobody but a person knows which SIG a row is."""

from pathlib import Path

from conftest import Outcome, Run
from test_cli_sync import COMPILER, COMPILER_ROW, ROWS, commit, there, write
from test_cli_sync import ITEMS as WITH_ID

ITEMS = WITH_ID.replace("    id: docs\n", "")
ONE_LEFT = "1 fact is left as it is, on both sides.\n"


def test_renamed_in_the_registry_and_its_row_removed(repository: Path, sigtool: Run) -> None:
    commit(ITEMS, ROWS)
    write(ITEMS.replace("Docs", "Books"), COMPILER_ROW)
    told = (
        "README.md:1: Books: is new in the registry, or it is Docs by a new name; "
        "the row of Docs was removed or changed\n"
        "  help: keep the registry's: sigtool sync Books --prefer registry; "
        "keep the table's: sigtool sync Books --prefer table\n"
    )
    assert sigtool("sync") == Outcome(1, told, ONE_LEFT)
    assert sigtool("sync", "Books", "--prefer", "registry").code == 0
    assert there() == (ITEMS.replace("Docs", "Books"), ROWS.replace("Docs", "Books"))


def test_removed_from_the_registry_and_its_row_renamed(repository: Path, sigtool: Run) -> None:
    commit(ITEMS, ROWS)
    write(COMPILER, ROWS.replace("Docs", "Books"))
    told = (
        "README.md:4: Books: its row is new, or it is that of Docs by a new name; "
        "the registry removed or renamed Docs\n"
        "  help: keep the registry's: sigtool sync Books --prefer registry; "
        "keep the table's: sigtool sync Books --prefer table\n"
    )
    assert sigtool("sync") == Outcome(1, told, ONE_LEFT)
    assert sigtool("sync", "Books", "--prefer", "registry").code == 0
    assert there() == (COMPILER, COMPILER_ROW)
