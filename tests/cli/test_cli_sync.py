"""`sigtool sync` in real repositories: what it prints, what it writes, and how it ends."""

import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Outcome, Run, contents

TABLES = """\
tables:
  - path: README.md
    columns: {Name: name, Meets: meets, Leads: leads}
sigs:
"""
COMPILER = "  - {name: Compiler, meets: weekly, leads: ['@ada', '@bob']}\n"
DOCS = "  - name: Docs\n    id: docs\n    leads:\n      # since 2019\n      - '@cyd'\n"
HEADER = "| Name | Meets | Leads |\n|---|---|---|\n"
COMPILER_ROW = "| Compiler | weekly | @ada, @bob |\n"
DOCS_ROW = "| Docs | | @cyd |\n"
ITEMS, ROWS = COMPILER + DOCS, COMPILER_ROW + DOCS_ROW
SAME = Outcome(0, "", "Registry and tables say the same.\n")
ALONE = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(*arguments: str, folder: Path | None = None) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    command = ["git", "-C", str(folder or Path.cwd()), *identity, *arguments]
    done = subprocess.run(command, env=ALONE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def write(items: str = ITEMS, rows: str = ROWS) -> None:
    Path("sigs.yaml").write_bytes((TABLES + items).encode())
    Path("README.md").write_bytes((HEADER + rows).encode())


def commit(items: str = ITEMS, rows: str = ROWS) -> str:
    write(items, rows)
    git("add", ".")
    git("commit", "-q", "--allow-empty", "-m", "x")
    return git("rev-parse", "HEAD")


def there() -> tuple[str, str]:
    """The items and the rows that are there."""
    registry, document = (Path(name).read_bytes().decode() for name in ("sigs.yaml", "README.md"))
    assert registry.startswith(TABLES)
    assert document.startswith(HEADER)
    return registry.removeprefix(TABLES), document.removeprefix(HEADER)


@pytest.fixture
def agreed(repository: Path) -> Path:
    """A repository whose registry and table said the same in its one commit."""
    commit()
    return repository


# What one side alone changed, in each way that it may be asked for.
EDITED = (COMPILER.replace("weekly", "daily") + DOCS, COMPILER_ROW + "| Docs | | @cyd, @eve |\n")
DIFFERENT = (
    "README.md:3: Compiler: meets: the registry has 'daily', the table has 'weekly'; "
    "the registry changed it, so it goes to the table\n"
    "README.md:4: Docs: leads: @eve: the registry has nothing, the table has @eve; "
    "the table changed it, so it goes to the registry\n"
)
TOGETHER = (EDITED[0] + "      - '@eve'\n", EDITED[1].replace("weekly", "daily"))
DIFF = """\
--- a/sigs.yaml
+++ b/sigs.yaml
@@ -8,3 +8,4 @@
     leads:
       # since 2019
       - '@cyd'
+      - '@eve'
--- a/README.md
+++ b/README.md
@@ -1,4 +1,4 @@
 | Name | Meets | Leads |
 |---|---|---|
-| Compiler | weekly | @ada, @bob |
+| Compiler | daily | @ada, @bob |
 | Docs | | @cyd, @eve |
"""
# What both changed: a text, and a lead who was removed from the one and changed in the other.
TORN = (
    COMPILER.replace("weekly", "daily") + DOCS.replace("'@cyd'", "{handle: cyd, name: Cyd}"),
    COMPILER_ROW.replace("weekly", "monthly") + "| Docs | yearly | |\n",
)
MEETS = "README.md:3: Compiler: meets: the registry has 'daily', the table has 'monthly'; "
MEETS_OPEN = (
    f"{MEETS}both changed it (it was 'weekly')\n"
    "  help: keep the registry's: sigtool sync Compiler --prefer registry; "
    "keep the table's: sigtool sync Compiler --prefer table\n"
)
YEARLY = (
    "README.md:4: Docs: meets: the registry has nothing, the table has 'yearly'; "
    "the table changed it, so it goes to the registry\n"
)
CYD = "README.md:4: Docs: leads: @cyd: the registry has @cyd, the table has nothing; "
CYD_OPEN = (
    f"{CYD}both changed it (it was @cyd)\n"
    "  help: keep the registry's: sigtool sync Docs --prefer registry; "
    "keep the table's: sigtool sync Docs --prefer table\n"
)
LEFT = "2 facts are left as they are, on both sides.\n"
YEARLY_ITEMS = TORN[0] + "    meets: yearly\n"


@dataclass(frozen=True)
class Case:
    """Items and rows now, after a commit in which both agreed; what a command prints and writes."""

    label: str
    now: tuple[str, str]
    command: str
    outcome: Outcome
    after: tuple[str, str] | None = None


CASES = [
    Case("both as they were", (ITEMS, ROWS), "", Outcome(0, "Registry and tables say the same.\n")),
    Case(
        "each changed something",
        EDITED,
        "",
        Outcome(0, DIFFERENT, "Wrote sigs.yaml, README.md.\n"),
        TOGETHER,
    ),
    Case("checked", EDITED, "--check", Outcome(1, DIFFERENT)),
    Case(
        "checked, and the same",
        (ITEMS, ROWS),
        "--check",
        Outcome(0, "Registry and tables say the same.\n"),
    ),
    Case("the diff", EDITED, "--diff", Outcome(0, DIFF)),
    Case("a dry run", EDITED, "--dry-run", Outcome(0, DIFF)),
    Case("checked, with the diff", EDITED, "--check --diff", Outcome(1, DIFF + DIFFERENT)),
    Case(
        "one SIG",
        EDITED,
        "docs",
        Outcome(0, DIFFERENT.splitlines(keepends=True)[1], "Wrote sigs.yaml.\n"),
        (TOGETHER[0], EDITED[1]),
    ),
    Case(
        "both changed one fact",
        TORN,
        "",
        Outcome(1, MEETS_OPEN + YEARLY + CYD_OPEN, LEFT + "Wrote sigs.yaml.\n"),
        (YEARLY_ITEMS, TORN[1]),
    ),
    Case(
        "all or nothing",
        TORN,
        "--all-or-nothing",
        Outcome(
            1,
            MEETS_OPEN + YEARLY + CYD_OPEN,
            LEFT + "Nothing was written: something is open, and --all-or-nothing was given.\n",
        ),
    ),
    Case(
        "all or nothing, and nothing is open",
        EDITED,
        "--all-or-nothing",
        Outcome(0, DIFFERENT, "Wrote sigs.yaml, README.md.\n"),
        TOGETHER,
    ),
    Case(
        "the registry's is kept",
        TORN,
        "--prefer registry",
        Outcome(
            0,
            f"{MEETS}the registry's is kept, as chosen\n{YEARLY}"
            f"{CYD}the registry's is kept, as chosen\n",
            "Wrote sigs.yaml, README.md.\n",
        ),
        (YEARLY_ITEMS, "| Compiler | daily | @ada, @bob |\n| Docs | yearly | Cyd (@cyd) |\n"),
    ),
    Case(
        "the table's is kept: what no table shows is printed as it goes",
        TORN,
        "--prefer table",
        Outcome(
            0,
            f"{MEETS}the table's is kept, as chosen\n{YEARLY}{CYD}the table's is kept, as chosen\n",
            "Goes from sigs.yaml:10:\n{handle: cyd, name: Cyd}\nWrote sigs.yaml.\n",
        ),
        (
            COMPILER.replace("weekly", "monthly")
            + "  - name: Docs\n    id: docs\n    meets: yearly\n",
            TORN[1],
        ),
    ),
    Case(
        "the table's is kept of one SIG",
        TORN,
        "Compiler --prefer table",
        Outcome(0, f"{MEETS}the table's is kept, as chosen\n", "Wrote sigs.yaml.\n"),
        (TORN[0].replace("daily", "monthly"), TORN[1]),
    ),
    Case(
        "a row that goes is printed whole",
        (COMPILER, ROWS),
        "",
        Outcome(
            0,
            "README.md:4: Docs: was removed from the registry, so its row goes: "
            "| Docs | | @cyd |\n",
            "Wrote README.md.\n",
        ),
        (COMPILER, COMPILER_ROW),
    ),
    Case(
        "a SIG that goes is printed whole",
        (ITEMS, COMPILER_ROW),
        "",
        Outcome(
            0,
            "README.md:1: Docs: its row was removed, so it goes from the registry\n",
            "Goes from sigs.yaml:6:\nname: Docs\n    id: docs\n    leads:\n"
            "      # since 2019\n      - '@cyd'\nWrote sigs.yaml.\n",
        ),
        (COMPILER, COMPILER_ROW),
    ),
    Case(
        "it looks like a rename",
        (ITEMS, ROWS.replace("Docs", "Books")),
        "",
        Outcome(
            1,
            "README.md:1: Docs: its row is gone, and the row of Books is new: it looks like a "
            "rename\n"
            "  help: renamed: sigtool edit-sig Docs --name Books; "
            "two SIGs: sigtool sync Docs Books --prefer table\n"
            "README.md:4: Books: its row is new, and that of Docs is gone: it looks like a rename\n",
            LEFT,
        ),
    ),
    Case(
        "two SIGs after all",
        (ITEMS, ROWS.replace("Docs", "Books")),
        "Docs Books --prefer table",
        Outcome(
            0,
            "README.md:1: Docs: the table's is kept, as chosen\n"
            "README.md:4: Books: the table's is kept, as chosen\n",
            "Goes from sigs.yaml:6:\nname: Docs\n    id: docs\n    leads:\n"
            "      # since 2019\n      - '@cyd'\nWrote sigs.yaml.\n",
        ),
        (COMPILER + "  - {name: Books, leads: ['@cyd']}\n", ROWS.replace("Docs", "Books")),
    ),
    Case(
        "a people cell that cannot be read",
        (ITEMS, ROWS.replace("@cyd", "see OWNERS")),
        "",
        Outcome(
            1,
            "README.md:4: Docs: leads: the registry has @cyd, the table has 'see OWNERS'; "
            "the cell cannot be read as persons (it was @cyd)\n"
            "  help: write each person as @handle, [name](link) or a name, with commas between; "
            "or keep the registry's: sigtool sync Docs --prefer registry\n",
            "1 fact is left as it is, on both sides.\n",
        ),
    ),
    Case(
        "no such SIG",
        EDITED,
        "Nobody",
        Outcome(2, "", "sigtool: no SIG has the name 'Nobody'; `sigtool list` shows all\n"),
    ),
    Case(
        "no such revision",
        EDITED,
        "--base v9",
        Outcome(2, "", "sigtool: there is no commit 'v9'; `git log` shows them\n"),
    ),
    Case(
        "a revision that would be an option",
        EDITED,
        "--base=--output=x",
        Outcome(2, "", "sigtool: there is no commit '--output=x'; `git log` shows them\n"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_after_a_commit_in_which_both_agreed(agreed: Path, sigtool: Run, case: Case) -> None:
    write(*case.now)
    assert sigtool("sync", *shlex.split(case.command)) == case.outcome
    assert there() == (case.after or case.now)
    # Nothing is left beside them, and nothing is staged.
    assert contents(agreed).keys() == {"sigs.yaml", "README.md"}
    assert git("diff", "--cached") == ""
