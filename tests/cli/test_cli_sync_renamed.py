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


def test_names_that_were_swapped(repository: Path, sigtool: Run) -> None:
    items = ITEMS.replace("name: Docs\n", "name: Docs\n    readme: d.md\n").replace(
        "name: Compiler,", "name: Compiler, readme: c.md,"
    )
    rows = ROWS.replace("Docs", "[Docs](d.md)").replace("Compiler", "[Compiler](c.md)")
    commit(items, rows)
    swapped = rows.replace("Docs", "X").replace("Compiler", "Docs").replace("X", "Compiler")
    write(items, swapped)
    what = "a row has the name of one SIG and the page of another"
    help_line = "  help: correct its name or its page, in the table or in the registry\n"
    assert sigtool("sync") == Outcome(
        1,
        f"README.md:4: Compiler: {what}\n{help_line}README.md:3: Docs: {what}\n{help_line}",
        "2 facts are left as they are, on both sides.\n",
    )
    assert there() == (items, swapped)
    assert sigtool("add-lead", "Docs", "@eve") == Outcome(
        0,
        "Added @eve to the leads of Docs.\n",
        "README.md:3: not changed; a row has the name of one SIG and the page of another, so it is "
        "not known whether this is Docs: | [Docs](c.md) | weekly | @ada, @bob |\n"
        "The tables have 7 other differences from the registry: sigtool validate\n",
    )
    assert there()[1] == swapped
