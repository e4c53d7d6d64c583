"""A row with more cells than the header row, on the command line: it is left as it is, and told."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, contents
from repositories import COMPILER_ROW, DOCS_ROW, HEADER, ITEMS, TABLES, commit, write

TORN_ROW = DOCS_ROW.replace("Docs | ", "Docs | now|then ")
NEW_ROW = "| Vision | now|then | @joe |\n"
WRITE = "write a bar that belongs to a text as \\|"
SURPLUS = "its row has more cells than the header row"
BROKEN = "which had more cells than the header row"
HELP = f"  help: {WRITE}\n"
REASON = f"{SURPLUS}, so it is not known what it says"
DOCS_OPEN = (
    f"README.md:4: Docs: meets: the registry has nothing, the table has 'now'; {REASON}",
    f"README.md:4: Docs: leads: the registry has @cyd, the table has then; {REASON}",
)
NEW_OPEN = f"README.md:5: Vision: {REASON}"
STAYS = f"README.md:4: Docs: not changed, since {SURPLUS}: {TORN_ROW.strip()}; {WRITE}\n"


@pytest.fixture
def torn(repository: Path) -> Path:
    """A repository with a bar in a text of a row, and one in a new row."""
    commit()
    write(rows=COMPILER_ROW + TORN_ROW + NEW_ROW)
    return repository


@pytest.mark.parametrize("prefer", [(), ("--prefer", "registry"), ("--prefer", "table")])
def test_sync_leaves_the_row_as_it_is(torn: Path, sigtool: Run, prefer: tuple[str, ...]) -> None:
    before = contents(torn)
    assert sigtool("sync", *prefer) == Outcome(
        1,
        "".join(f"{text}\n{HELP}" for text in (NEW_OPEN, *DOCS_OPEN)),
        "3 facts are left as they are, on both sides.\n",
    )
    assert contents(torn) == before


def test_render_refuses_to_write_over_it(torn: Path, sigtool: Run) -> None:
    before = contents(torn)
    found = sigtool("render")
    told = "".join(f"{text}\n{HELP}" for text in (NEW_OPEN, *DOCS_OPEN))
    assert (found.code, found.stdout) == (1, "")
    assert found.stderr.partition("Nothing was written")[0] == told
    assert contents(torn) == before


@pytest.mark.parametrize(
    ("rows", "gone", "after"),
    [
        pytest.param(
            COMPILER_ROW + TORN_ROW,
            f"README.md:4: Docs: replaced its row, {BROKEN}: {TORN_ROW}",
            COMPILER_ROW + DOCS_ROW,
            id="a bar in a text",
        ),
        pytest.param(
            DOCS_ROW + "| Compiler | daily | @ada, @bob | since 2019 |\n",
            f"README.md:4: Compiler: replaced its row, {BROKEN}: "
            "| Compiler | daily | @ada, @bob | since 2019 |\n",
            COMPILER_ROW + DOCS_ROW,
            id="a row that moves, too",
        ),
        pytest.param(
            COMPILER_ROW + DOCS_ROW.replace(" |\n", " | since 2019 |\n"),
            "",
            COMPILER_ROW + DOCS_ROW.replace(" |\n", " | since 2019 |\n"),
            id="a row that says what the registry says",
        ),
    ],
)
def test_render_writes_the_whole_row_where_it_may_overwrite(
    repository: Path, sigtool: Run, rows: str, gone: str, after: str
) -> None:
    commit()
    write(rows=rows)
    said = "Every table is up to date.\n" if rows == after else "Rendered README.md.\n"
    assert sigtool("render", "--overwrite") == Outcome(0, said, gone)
    assert contents(repository)["README.md"] == (HEADER + after).encode()


def test_no_fix_writes_into_a_row_that_nobody_can_read(repository: Path, sigtool: Run) -> None:
    commit()
    write(ITEMS + "  - name: Vision\n", TORN_ROW + COMPILER_ROW)
    assert sigtool("validate", "--fix", "--unsafe-fixes").code == 1
    after = HEADER + COMPILER_ROW + TORN_ROW + "| Vision | | |\n"
    assert contents(repository)["README.md"] == after.encode()


def test_before_the_first_commit_render_writes_the_whole_row(
    repository: Path, sigtool: Run
) -> None:
    write(rows=COMPILER_ROW + TORN_ROW)
    gone = f"README.md:4: Docs: replaced its row, {BROKEN}: {TORN_ROW}"
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n", gone)
    assert contents(repository)["README.md"] == (HEADER + COMPILER_ROW + DOCS_ROW).encode()


def test_render_keeps_what_stood_behind_the_last_column_before(
    repository: Path, sigtool: Run
) -> None:
    noted = DOCS_ROW.replace(" |\n", " | since 2019 |\n")
    commit(rows=COMPILER_ROW + noted)
    items = ITEMS.replace("@cyd", "@eve")
    write(items, COMPILER_ROW + noted)
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n", "")
    after = HEADER + COMPILER_ROW + noted.replace("@cyd", "@eve")
    assert contents(repository)["README.md"] == after.encode()


@pytest.mark.parametrize(
    ("command", "said", "items"),
    [
        pytest.param(
            ("add-lead", "Docs", "@grace"),
            "Added @grace to the leads of Docs.\n",
            ITEMS + "      - '@grace'\n",
            id="the cell that the bar moved",
        ),
        pytest.param(
            ("edit-sig", "Docs", "--set", "meets=weekly"),
            "Changed Docs: meets.\n",
            ITEMS + "    meets: weekly\n",
            id="the cell with the bar",
        ),
    ],
)
def test_an_edit_leaves_the_row_as_it_is(
    torn: Path, sigtool: Run, command: tuple[str, ...], said: str, items: str
) -> None:
    found = sigtool(*command)
    assert (found.code, found.stdout) == (0, said)
    assert found.stderr.partition("The tables have")[0] == STAYS
    assert contents(torn) == {
        "sigs.yaml": (TABLES + items).encode(),
        "README.md": (HEADER + COMPILER_ROW + TORN_ROW + NEW_ROW).encode(),
    }


def test_add_sig_takes_over_no_row_that_nobody_can_read(torn: Path, sigtool: Run) -> None:
    before = contents(torn)
    assert sigtool("add-sig", "Vision") == Outcome(
        2,
        "",
        f"sigtool: README.md:5: this row of that name has 4 cells, the header row has 3; {WRITE}\n",
    )
    assert contents(torn) == before
