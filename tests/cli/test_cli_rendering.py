"""`render` in real repositories: it goes one way, but not over what somebody wrote into a table."""

import json
from pathlib import Path

import pytest
from conftest import UP_TO_DATE, Outcome, Run
from repositories import (
    COMPILER,
    COMPILER_ROW,
    DAILY,
    DAILY_ROWS,
    DOCS_ROW,
    HEADER,
    ITEMS,
    ROWS,
    TABLES,
    commit,
    commit_all,
    git,
    there,
    write,
)

REFUSED = (
    "Nothing was written: `sigtool render` would take that out of the tables. To keep it, run "
    "`sigtool sync` (as a hook: sigtool-sync instead of sigtool-render). To replace it, run "
    "`sigtool render --overwrite`.\n"
)
HELP_FIRST = REFUSED.replace(
    "run `sigtool sync` (as a hook: sigtool-sync instead of sigtool-render)", "do as `help` says"
)
BOTH = REFUSED.replace("sigtool-render)", "sigtool-render), and do as `help` says")
SIDES = (
    "  help: keep the registry's: sigtool sync Compiler --prefer registry; "
    "keep the table's: sigtool sync Compiler --prefer table\n"
)
WEEKLY_GONE = "README.md:3: Compiler: replaced what the table said of meets: weekly\n"
RUST_ROW = "| Rust | | @eve |\n"
REMOVED = "README.md:5: removed the row of Rust, which is not in the registry: | Rust | | @eve |\n"


@pytest.mark.parametrize(
    ("rows", "facts", "gone"),
    [
        pytest.param(
            DAILY_ROWS,
            "README.md:3: Compiler: meets: the registry has 'weekly', the table has 'daily'; "
            "the table changed it, since the last commit\n",
            "README.md:3: Compiler: replaced what the table said of meets: daily\n",
            id="a text",
        ),
        pytest.param(
            COMPILER_ROW + "| Docs | | @cyd, @eve |\n",
            "README.md:4: Docs: leads: @eve: the registry has nothing, the table has @eve; "
            "the table changed it, since the last commit\n",
            "README.md:4: Docs: replaced what the table said of leads: @cyd, @eve\n",
            id="a lead",
        ),
        pytest.param(
            ROWS + RUST_ROW,
            "README.md:5: Rust: its row is new, since the last commit\n",
            REMOVED,
            id="a row, case X13",
        ),
        pytest.param(
            DOCS_ROW + COMPILER_ROW,
            "README.md:3: Docs: order: the registry has Compiler, Docs; the table has "
            "Docs, Compiler; the table changed it, since the last commit\n",
            "",
            id="the order",
        ),
    ],
)
def test_an_edit_by_hand_is_refused(
    agreed: Path, sigtool: Run, rows: str, facts: str, gone: str
) -> None:
    write(ITEMS, rows)
    assert sigtool("render") == Outcome(1, "", facts + REFUSED)
    assert there() == (ITEMS, rows)
    outcome = sigtool("render", "--overwrite")
    assert outcome == Outcome(0, "Rendered README.md.\n", gone)
    assert there() == (ITEMS, ROWS)


@pytest.mark.parametrize(
    ("items", "rows", "after"),
    [
        pytest.param(DAILY, ROWS, DAILY_ROWS, id="a text"),
        pytest.param(
            ITEMS.replace("'@cyd'", "'@eve'"), ROWS, ROWS.replace("@cyd", "@eve"), id="a lead"
        ),
        pytest.param(COMPILER, ROWS, COMPILER_ROW, id="a SIG that went"),
        pytest.param(ITEMS, COMPILER_ROW, ROWS, id="what the table lost comes back"),
        pytest.param(ITEMS, ROWS.replace("@ada, ", ""), ROWS, id="so does a lead"),
    ],
)
def test_an_edit_of_the_registry_is_rendered(
    agreed: Path, sigtool: Run, items: str, rows: str, after: str
) -> None:
    write(items, rows)
    outcome = sigtool("render")
    assert (outcome.code, outcome.stdout) == (0, "Rendered README.md.\n")
    assert there() == (items, after)


BACK = "since the last commit; written back\n  help: to take it out again: sigtool"


@pytest.mark.parametrize(
    ("items", "rows", "after", "told"),
    [
        pytest.param(
            ITEMS,
            COMPILER_ROW,
            ROWS,
            f"README.md:1: Docs: its row was removed, {BACK} remove-sig Docs\n",
            id="a row",
        ),
        pytest.param(
            ITEMS.replace("@cyd", "@eve"),
            COMPILER_ROW,
            ROWS.replace("@cyd", "@eve"),
            "README.md:1: Docs: its row was removed, and the registry changed it (leads), "
            f"{BACK} remove-sig Docs\n",
            id="a row that the registry changed",
        ),
        pytest.param(
            ITEMS,
            ROWS.replace("@ada, ", ""),
            ROWS,
            "README.md:3: Compiler: leads: @ada: the registry has @ada, the table has nothing; "
            f"the table removed it, {BACK} remove-lead Compiler @ada\n",
            id="a lead",
        ),
        pytest.param(
            ITEMS,
            ROWS.replace("weekly ", ""),
            ROWS,
            "README.md:3: Compiler: meets: the registry has 'weekly', the table has nothing; "
            f"the table removed it, {BACK} edit-sig Compiler --unset meets\n",
            id="a text",
        ),
    ],
)
def test_a_removal_by_hand_was_undone_without_a_word(
    agreed: Path, sigtool: Run, items: str, rows: str, after: str, told: str
) -> None:
    write(items, rows)
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n", told)
    assert there() == (items, after)
    command = told.partition("again: sigtool ")[2].split()
    assert sigtool(*command).code == 0
    assert sigtool("render") == UP_TO_DATE
    assert sigtool("sync").code == 0
    assert there()[1] != after


def test_a_sig_that_is_new_in_the_registry_is_no_removal(agreed: Path, sigtool: Run) -> None:
    write(ITEMS + "  - {name: Rust, leads: ['@eve']}\n", ROWS)
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n")


def test_a_diff_names_what_would_be_written_back(agreed: Path, sigtool: Run) -> None:
    write(ITEMS, COMPILER_ROW)
    assert sigtool("render", "--diff").stderr == (
        "README.md:1: Docs: its row was removed, since the last commit\n"
        "`sigtool render` would write back what was taken out of the tables. "
        "To keep it, run `sigtool sync`.\n"
    )


def test_what_looks_like_a_rename_is_told_with_both_rows(agreed: Path, sigtool: Run) -> None:
    """`sync` leaves it open, so it is not the advice."""
    rows = ROWS.replace("| Compiler", "| Kernel")
    write(ITEMS, rows)
    help_line = (
        "  help: renamed: sigtool rename-sig Compiler Kernel; two SIGs: sigtool sync Compiler "
        "Kernel --prefer table\n"
    )
    assert sigtool("render") == Outcome(
        1,
        "",
        "README.md:1: Compiler: its row is gone, and the row of Kernel is new: it looks like a "
        f"rename\n{help_line}README.md:3: Kernel: its row is new, and that of Compiler is gone: "
        f"it looks like a rename\n{HELP_FIRST}",
    )
    assert there() == (ITEMS, rows)


def test_what_the_registry_cannot_hold_is_told_as_sync_does(agreed: Path, sigtool: Run) -> None:
    write(ITEMS, ROWS.replace("@cyd", "TBD, [x"))
    assert sigtool("render").stderr.endswith(HELP_FIRST)


def test_both_edited(agreed: Path, sigtool: Run) -> None:
    """What the registry changed is not written either: all of it, or nothing."""
    write(DAILY, ROWS + RUST_ROW)
    fact = "README.md:5: Rust: its row is new, since the last commit\n"
    assert sigtool("render") == Outcome(1, "", fact + REFUSED)
    assert there() == (DAILY, ROWS + RUST_ROW)


def test_an_edit_that_was_committed_is_refused_as_well(agreed: Path, sigtool: Run) -> None:
    commit(ITEMS, ROWS + RUST_ROW)
    fact = "README.md:5: Rust: its row is new, in the last commit or before\n"
    assert sigtool("render") == Outcome(1, "", fact + REFUSED)


def test_since_when_each_fact_differs(agreed: Path, sigtool: Run) -> None:
    commit(ITEMS, DAILY_ROWS)
    Path("other.md").write_text("x")
    commit(ITEMS, DAILY_ROWS)
    write(DAILY.replace("daily", "yearly"), DAILY_ROWS + RUST_ROW)
    assert sigtool("render") == Outcome(
        1,
        "",
        "README.md:5: Rust: its row is new, since the last commit\n"
        "README.md:3: Compiler: meets: the registry has 'yearly', the table has 'daily'; "
        "both changed it (it was 'weekly'), in the last commit or before\n" + SIDES + BOTH,
    )


def test_what_never_was_the_same(repository: Path, sigtool: Run) -> None:
    commit(DAILY, ROWS)
    assert sigtool("render") == Outcome(
        1,
        "",
        "README.md:3: Compiler: meets: the registry has 'daily', the table has 'weekly'; "
        "no commit says which of the two is newer\n" + SIDES + HELP_FIRST,
    )


def test_checks_and_diffs_are_as_before(agreed: Path, sigtool: Run) -> None:
    write(ITEMS, DAILY_ROWS)
    checked = sigtool("render", "--check")
    assert (checked.code, checked.stdout) == (1, "")
    assert sigtool("render", "--diff").code == 0
    assert there() == (ITEMS, DAILY_ROWS)


def test_before_the_first_commit(repository: Path, sigtool: Run) -> None:
    """Nothing is known of what the table said before."""
    write(ITEMS, ROWS + RUST_ROW)
    git("add", ".")
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n", REMOVED)
    assert there() == (ITEMS, ROWS)


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run) -> None:
    monkeypatch.chdir(tmp_path)
    write(ITEMS, ROWS + RUST_ROW)
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n", REMOVED)
    assert there() == (ITEMS, ROWS)


def test_it_does_without_git(agreed: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run) -> None:
    monkeypatch.setenv("PATH", "")
    assert sigtool("render") == UP_TO_DATE
    write(DAILY, ROWS + RUST_ROW)
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n", REMOVED + WEEKLY_GONE)
    assert there() == (DAILY, DAILY_ROWS)


# --- `table_edits` -------------------------------------------------------------------------------

ACCEPT = "validate: {table_edits: accept}\n"
MESSAGE = "SIG601 out-of-date: Compiler: meets are 'daily', registry has 'weekly'\n"
HELP = (
    "the table changed it, so it goes to the registry; sigtool sync does that (in a web editor, "
    "change sigs.yaml as well); sigtool render --overwrite takes it back"
)
SYNCED = (
    "README.md:3: Compiler: meets: the registry has 'weekly', the table has 'daily'; "
    "the table changed it, so it goes to the registry\n"
)


def accept() -> None:
    Path("sigs.yaml").write_bytes((ACCEPT + TABLES + ITEMS).encode())


def test_edits_of_the_table_are_welcome(agreed: Path, sigtool: Run) -> None:
    accept()
    git("commit", "-qam", "accept")
    Path("README.md").write_bytes(Path("README.md").read_bytes().replace(b"weekly", b"daily"))
    found = sigtool("validate", "--select", "SIG601")
    assert (found.code, f"README.md:3:14: note {MESSAGE}" in found.stdout) == (0, True)
    assert sigtool("sync", "--check") == Outcome(0, SYNCED)
    assert sigtool("sync").code == 0
    assert Path("sigs.yaml").read_text("utf-8") == ACCEPT + TABLES + DAILY


def test_other_differences_are_errors_as_before(agreed: Path, sigtool: Run) -> None:
    accept()
    git("commit", "-qam", "accept")
    Path("sigs.yaml").write_bytes((ACCEPT + TABLES + DAILY).encode())
    assert sigtool("validate", "--select", "SIG601").code == 1
    assert sigtool("sync", "--check").code == 1
    Path("README.md").write_bytes(Path("README.md").read_bytes().replace(b"weekly", b"yearly"))
    assert sigtool("validate", "--select", "SIG601").code == 1
    assert sigtool("sync", "--check").code == 1


def test_without_the_setting_they_are_errors(agreed: Path, sigtool: Run) -> None:
    """The hint says what to do in the web editor, and what who has a clone does."""
    write(ITEMS, DAILY_ROWS)
    found = sigtool("validate", "--select", "SIG601", "--output-format", "json")
    assert (found.code, f'"hint": "{HELP}"' in found.stdout) == (1, True)
    assert sigtool("sync", "--check") == Outcome(1, SYNCED)


@pytest.mark.parametrize("name", ["groups.yaml", "docs/sigs.yaml"])
def test_the_hint_names_the_registry_as_it_is_called(agreed: Path, sigtool: Run, name: str) -> None:
    Path("docs").mkdir()
    registry = Path("sigs.yaml").rename(name)
    tables = TABLES.replace("README.md", "../README.md") if "/" in name else TABLES
    registry.write_bytes((tables + ITEMS).encode())
    commit_all()
    Path("README.md").write_bytes((HEADER + DAILY_ROWS).encode())
    found = sigtool("--file", name, "validate", "--select", "SIG601", "--output-format", "json")
    hints = [each["hint"] for each in json.loads(found.stdout)["diagnostics"]]
    assert hints == [HELP.replace("sigs.yaml", name)]


def test_validate_does_without_git(
    agreed: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run
) -> None:
    """Where git cannot tell which side changed, the difference is found all the same."""
    monkeypatch.setenv("PATH", "")
    write(ITEMS, DAILY_ROWS)
    found = sigtool("validate", "--select", "SIG601", "--output-format", "concise")
    assert (found.code, found.stdout, found.stderr.splitlines()[0]) == (
        1,
        f"README.md:3:14: error {MESSAGE}",
        "Which side changed is not known: git is not installed; install it, and commits tell "
        "which side changed",
    )
