"""`sigtool sync` in real repositories: what it prints, what it writes, and how it ends."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import SAME, Outcome, Run, contents, process
from repositories import (
    COMPILER,
    COMPILER_ROW,
    DAILY,
    DAILY_ROWS,
    DOCS,
    DOCS_ROW,
    HEADER,
    ITEMS,
    ONE_LEFT,
    ROWS,
    TABLES,
    commit,
    commit_all,
    git,
    there,
    write,
)
from shell import ENVIRONMENT
from terminals import Terminal

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
WOULD_BE_HELD = "Nothing would be written: something is open, and --all-or-nothing is given.\n"
HELD = MEETS_OPEN + CYD_OPEN + LEFT + WOULD_BE_HELD
YEARLY_DIFF = """\
--- a/sigs.yaml
+++ b/sigs.yaml
@@ -8,3 +8,4 @@
     leads:
       # since 2019
       - {handle: cyd, name: Cyd}
+    meets: yearly
"""
CHOSEN_DIFF = """\
--- a/README.md
+++ b/README.md
@@ -1,4 +1,4 @@
 | Name | Meets | Leads |
 |---|---|---|
-| Compiler | monthly | @ada, @bob |
+| Compiler | daily | @ada, @bob |
 | Docs | yearly | |
"""
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
    Case("both as they were", (ITEMS, ROWS), "", SAME),
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
        SAME,
    ),
    Case("the diff", EDITED, "--diff", Outcome(1, DIFF)),
    Case("a dry run", EDITED, "--dry-run", Outcome(1, DIFF)),
    Case("the diff where nothing differs", (ITEMS, ROWS), "--diff", Outcome(0)),
    Case(
        "the diff, and what is open",
        TORN,
        "--diff",
        Outcome(1, YEARLY_DIFF, MEETS_OPEN + CYD_OPEN + LEFT),
    ),
    Case(
        "the diff of what is chosen",
        TORN,
        "Compiler --prefer registry --diff",
        Outcome(1, CHOSEN_DIFF),
    ),
    Case("the diff of all or nothing", TORN, "--diff --all-or-nothing", Outcome(1, "", HELD)),
    Case(
        "checked, all or nothing",
        TORN,
        "--check --all-or-nothing",
        Outcome(1, MEETS_OPEN + YEARLY + CYD_OPEN, LEFT + WOULD_BE_HELD),
    ),
    Case(
        "checked, what is chosen of one SIG",
        TORN,
        "Compiler --check --prefer table",
        Outcome(1, f"{MEETS}the table's is kept, as chosen\n"),
    ),
    Case(
        "the diff is no JSON",
        EDITED,
        "--diff --output-format json",
        Outcome(
            2, "", "sigtool: --diff and --output-format cannot go together; give one of them\n"
        ),
    ),
    Case(
        "nor is that of a dry run",
        EDITED,
        "--check --dry-run --output-format github",
        Outcome(
            2, "", "sigtool: --dry-run and --output-format cannot go together; give one of them\n"
        ),
    ),
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
            f"{MEETS}the table's is kept, as chosen\n"
            f"{YEARLY}{CYD}it goes from the registry, as chosen\n",
            "Goes from sigs.yaml:9:\n# since 2019\n- {handle: cyd, name: Cyd}\nWrote sigs.yaml.\n",
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
            "Goes from sigs.yaml:6:\n- name: Docs\n  id: docs\n  leads:\n"
            "    # since 2019\n    - '@cyd'\nWrote sigs.yaml.\n",
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
            "  help: renamed: sigtool rename-sig Docs Books; "
            "two SIGs: sigtool sync Docs Books --prefer table\n"
            "README.md:4: Books: its row is new, and that of Docs is gone: "
            "it looks like a rename\n",
            LEFT,
        ),
    ),
    Case(
        "two SIGs after all",
        (ITEMS, ROWS.replace("Docs", "Books")),
        "Docs Books --prefer table",
        Outcome(
            0,
            "README.md:1: Docs: has no row, so it goes from the registry, as chosen\n"
            "README.md:4: Books: its row goes to the registry, as chosen\n",
            "Goes from sigs.yaml:6:\n- name: Docs\n  id: docs\n  leads:\n"
            "    # since 2019\n    - '@cyd'\nWrote sigs.yaml.\n",
        ),
        (COMPILER + "  - {name: Books, leads: ['@cyd']}\n", ROWS.replace("Docs", "Books")),
    ),
    Case(
        "no rename: the table was wrong",
        (ITEMS, ROWS.replace("Docs", "Books")),
        "Docs Books --prefer registry",
        Outcome(
            0,
            "README.md:1: Docs: its row is written, as chosen\n"
            "README.md:4: Books: is not in the registry, so its row goes, as chosen: "
            "| Books | | @cyd |\n",
            "Wrote README.md.\n",
        ),
        (ITEMS, ROWS),
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
            ONE_LEFT,
        ),
    ),
    Case(
        "no such SIG",
        EDITED,
        "Nobody",
        Outcome(2, "", "sigtool: no SIG has the name 'Nobody'; `sigtool list` shows all\n"),
    ),
    Case(
        "a name that is nearly that of a SIG",
        EDITED,
        "Compilr",
        Outcome(2, "", "sigtool: no SIG has the name 'Compilr'; did you mean 'Compiler'?\n"),
    ),
    Case(
        "a name that is nearly that of a row",
        (ITEMS, ROWS + "| **Quantum** | | |\n"),
        "Quantm",
        Outcome(2, "", "sigtool: no SIG has the name 'Quantm'; did you mean 'Quantum'?\n"),
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


# --- what git says -------------------------------------------------------------------------------

NO_BASE = (
    "README.md:3: Compiler: meets: the registry has 'daily', the table has 'weekly'; "
    "no commit says which of the two is newer\n"
    "  help: keep the registry's: sigtool sync Compiler --prefer registry; "
    "keep the table's: sigtool sync Compiler --prefer table\n"
)
TO_TABLE = Outcome(
    0,
    "README.md:3: Compiler: meets: the registry has 'daily', the table has 'weekly'; "
    "the registry changed it, so it goes to the table\n",
    "Wrote README.md.\n",
)
TO_REGISTRY = Outcome(
    0,
    "README.md:3: Compiler: meets: the registry has 'daily', the table has 'weekly'; "
    "the table changed it, so it goes to the registry\n",
    "Wrote sigs.yaml.\n",
)


def swapped(text: str) -> str:
    """What is said where the table has 'daily'."""
    one, other = "'daily', the table has 'weekly'", "'weekly', the table has 'daily'"
    return text.replace(one, other)


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file to which each call of git is written, once there is one."""
    found = shutil.which("git")
    folder, log = tmp_path / "bin", tmp_path / "calls"
    folder.mkdir()
    script = folder / "git"
    script.write_text(f'#!/bin/sh\necho "$5 $6" >> "{log}"\nexec "{found}" "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return log


def test_no_process_is_begun_where_all_agree(agreed: Path, calls: Path, sigtool: Run) -> None:
    for arguments in ("", "--check", "--diff", "Docs", "--prefer table"):
        assert sigtool("sync", *arguments.split()).code == 0
    assert not calls.exists()


def test_one_process_reads_what_is_in_commits(agreed: Path, calls: Path, sigtool: Run) -> None:
    write(DAILY, ROWS)
    assert sigtool("sync", "--check").code == 1
    assert calls.read_text().splitlines() == [
        "rev-parse --verify",
        "cat-file --batch",
        "ls-files -z",
    ]


def test_older_commits_are_listed_only_for_what_is_open(
    agreed: Path, calls: Path, sigtool: Run
) -> None:
    commit(DAILY, ROWS)  # somebody committed the registry without the table
    assert sigtool("sync") == TO_TABLE
    assert calls.read_text().splitlines() == [
        "rev-parse --verify",
        "cat-file --batch",
        "rev-list --first-parent",
        "ls-files -z",
    ]
    assert there() == (DAILY, DAILY_ROWS)


def test_the_table_of_head_where_the_registry_is_new(repository: Path, sigtool: Run) -> None:
    commit()
    git("rm", "-q", "--cached", "sigs.yaml")
    git("commit", "-q", "--amend", "-m", "x")
    write(DAILY, ROWS.replace("@bob", "@eve"))
    assert sigtool("sync") == Outcome(
        0,
        TO_TABLE.stdout
        + "README.md:3: Compiler: leads: @bob: the registry has @bob, the table has nothing; "
        "the table removed it, so it goes from the registry\n"
        "README.md:3: Compiler: leads: @eve: the registry has nothing, the table has @eve; "
        "the table changed it, so it goes to the registry\n",
        "Goes from sigs.yaml:5:\n'@bob'\nWrote sigs.yaml, README.md.\n",
    )
    assert there() == (DAILY.replace("@bob", "@eve"), DAILY_ROWS.replace("@bob", "@eve"))


def test_before_the_first_commit(repository: Path, sigtool: Run) -> None:
    write(DAILY, ROWS)
    assert sigtool("sync") == Outcome(1, NO_BASE, ONE_LEFT)
    assert sigtool("sync", "--base", "HEAD") == Outcome(
        2, "", "sigtool: there is no commit 'HEAD'; `git log` shows them\n"
    )
    assert there() == (DAILY, ROWS)


def test_without_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    write(DAILY, ROWS)
    assert sigtool("sync") == Outcome(1, NO_BASE, ONE_LEFT)
    assert sigtool("sync", "--base", "HEAD") == Outcome(
        2, "", "sigtool: 'HEAD' needs git, and this is no repository\n"
    )
    assert sigtool("sync", "--prefer", "registry").code == 0
    assert there() == (DAILY, DAILY_ROWS)


def test_where_git_is_not_installed(
    agreed: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run
) -> None:
    """It does what it does outside of a repository, and says why."""
    monkeypatch.setenv("PATH", "")
    assert sigtool("sync") == SAME
    write(DAILY, ROWS)
    no_git = "git is not installed; install it, and commits tell which side changed\n"
    assert sigtool("sync") == Outcome(1, NO_BASE, no_git + ONE_LEFT)
    assert sigtool("sync", "--base", "HEAD") == Outcome(
        2, "", "sigtool: git is not installed; install it, or leave out what asks for commits\n"
    )
    assert there() == (DAILY, ROWS)
    assert sigtool("sync", "--prefer", "registry").code == 0
    assert there() == (DAILY, DAILY_ROWS)


def test_git_tells_of_the_documents_in_its_repository(agreed: Path, sigtool: Run) -> None:
    """Of one that stands outside it can tell nothing."""
    outside = agreed.parent / "elsewhere.md"
    outside.write_bytes((HEADER + ROWS).encode())
    columns = "columns: {Name: name, Meets: meets, Leads: leads}\n"
    entry = f"  - path: ../elsewhere.md\n    outside: true\n    {columns}"
    tables = TABLES.replace("tables:\n", f"tables:\n{entry}")
    registry = Path("sigs.yaml")
    registry.write_bytes((tables + ITEMS).encode())
    git("commit", "-qam", "x")
    Path("README.md").write_bytes((HEADER + DAILY_ROWS).encode())
    assert sigtool("sync") == Outcome(
        0, swapped(TO_REGISTRY.stdout), "Wrote sigs.yaml, ../elsewhere.md.\n"
    )
    assert registry.read_bytes() == (tables + DAILY).encode()
    assert outside.read_bytes() == (HEADER + DAILY_ROWS).encode()


def test_a_registry_that_is_a_link_to_another_place_has_no_past(agreed: Path, sigtool: Run) -> None:
    registry = Path("sigs.yaml")
    other = registry.rename(agreed.parent / "other.yaml")
    registry.symlink_to(other)
    git("commit", "-qam", "x")
    Path("README.md").write_bytes((HEADER + DAILY_ROWS).encode())
    assert sigtool("--file", "sigs.yaml", "sync") == Outcome(1, swapped(NO_BASE), ONE_LEFT)
    assert sigtool("--file", "sigs.yaml", "sync", "--base", "HEAD") == Outcome(
        2, "", "sigtool: 'HEAD' needs git, and this is no repository\n"
    )


def test_the_base_that_is_named(agreed: Path, sigtool: Run) -> None:
    commit(DAILY, DAILY_ROWS)
    git("tag", "v1", "HEAD~1")
    write(DAILY, ROWS)
    assert sigtool("sync", "--check").stdout == TO_REGISTRY.stdout
    for revision in ("v1", "HEAD~1", "HEAD^", git("rev-parse", "v1")[:9]):
        assert sigtool("sync", "--check", "--base", revision).stdout == TO_TABLE.stdout
    assert sigtool("sync", "--base", "v1") == TO_TABLE


def test_a_shallow_clone(
    agreed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run
) -> None:
    commit(DAILY, ROWS)
    git("clone", "-q", "--depth", "1", f"file://{agreed}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    assert sigtool("sync") == Outcome(
        1,
        NO_BASE,
        "older commits were not fetched; fetch them (in CI: fetch-depth: 0)\n" + ONE_LEFT,
    )
    git("fetch", "-q", "--unshallow")
    assert sigtool("sync") == TO_TABLE


def test_a_partial_clone_fetches_nothing(
    agreed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run
) -> None:
    """What a commit has and the clone has not is no base, nor is anything older."""
    commit(DAILY, DAILY_ROWS)
    commit(DAILY, ROWS)
    git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git("clone", "-q", "--filter=blob:none", f"file://{agreed}", str(clone))
    monkeypatch.chdir(clone)
    packs = sorted((clone / ".git/objects").rglob("*"))
    unfetched = "files of older commits were not fetched; "
    unfetched += "fetch them: git fetch --refetch --no-filter\n"
    assert sigtool("sync") == Outcome(1, NO_BASE, unfetched + ONE_LEFT)
    found = sigtool("validate", "--select", "SIG601", "--output-format", "concise")
    assert found.stderr.startswith(f"Which side changed is not known: {unfetched}")
    assert sigtool("render").code == 1
    assert sorted((clone / ".git/objects").rglob("*")) == packs
    git("fetch", "-q", "--refetch", "--no-filter")
    assert sigtool("sync") == TO_REGISTRY


def test_a_partial_clone_where_the_registry_is_new(
    agreed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run
) -> None:
    """A commit that has no registry is not one whose registry was not fetched."""
    git("rm", "-q", "--cached", "sigs.yaml")
    git("commit", "-q", "--amend", "-m", "x")
    git("config", "uploadpack.allowFilter", "true")
    git("clone", "-q", "--filter=blob:none", f"file://{agreed}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    write(DAILY, ROWS)
    assert sigtool("sync") == TO_TABLE


def test_a_merge_is_looked_at_along_its_first_parents(agreed: Path, sigtool: Run) -> None:
    """On the branch both agreed on 'daily'; on the line of work that it came to, on 'weekly'."""
    git("checkout", "-q", "-b", "branch")
    commit(DAILY, DAILY_ROWS)
    git("checkout", "-q", "-")
    git("merge", "-q", "--no-ff", "--no-commit", "branch")
    write(DAILY, ROWS)
    git("add", ".")
    git("commit", "-q", "-m", "merge")
    assert sigtool("sync") == TO_TABLE


@pytest.mark.parametrize(
    ("count", "outcome"),
    [
        (199, Outcome(1, TO_TABLE.stdout)),
        (
            200,
            Outcome(
                1,
                NO_BASE,
                "older commits than 200 were not looked at; --base REV names one\n" + ONE_LEFT,
            ),
        ),
    ],
)
def test_two_hundred_commits_are_looked_at(
    agreed: Path, sigtool: Run, count: int, outcome: Outcome
) -> None:
    stream = "".join(
        f"commit refs/heads/long\ncommitter A <a@example.org> {at} +0000\ndata 1\nx\n"
        + (f"from {git('rev-parse', 'HEAD')}\n" if not at else "")
        + "".join(
            f"M 644 inline {name}\ndata {len(content)}\n{content.decode()}\n"
            for name, content in (
                ("README.md", f"{HEADER}{ROWS}\n{at}\n".encode()),
                ("sigs.yaml", (TABLES + DAILY).encode()),
            )
        )
        for at in range(count)
    )
    command = ["git", "fast-import", "--quiet"]
    subprocess.run(command, input=stream.encode(), env=ENVIRONMENT, check=True, cwd=agreed)
    git("reset", "-q", "--hard", "long")
    assert sigtool("sync", "--check") == outcome


def test_an_unmerged_index_is_refused(agreed: Path, sigtool: Run) -> None:
    git("checkout", "-q", "-b", "branch")
    commit(DAILY, ROWS)
    git("checkout", "-q", "-")
    commit(ITEMS.replace("weekly", "monthly"), ROWS)
    git("merge", "-q", "branch", codes=(1,))
    assert sigtool("sync") == Outcome(
        2,
        "",
        "sigtool: sigs.yaml:5:1: a merge conflict (<<<<<<<) is not resolved; "
        "run `sigtool resolve`, or resolve it by hand, then run the command again\n",
    )
    write(DAILY, ROWS)
    for arguments in ("", "--check", "--diff", "--prefer table"):
        assert sigtool("sync", *arguments.split()) == Outcome(
            2,
            "",
            "sigtool: sigs.yaml: is not merged; run `sigtool resolve`, or resolve it by hand, "
            "and `git add` it\n",
        )
    git("add", "sigs.yaml")
    assert sigtool("sync") == TO_TABLE


def test_in_a_hook_of_another_repository(
    agreed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run
) -> None:
    """git sets variables there that name its repository, its index and its working tree."""
    other = tmp_path / "other"
    git("init", "-q", str(other))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_PREFIX", "docs/")
    write(DAILY, ROWS)
    assert sigtool("sync") == TO_TABLE


def test_what_is_staged_stays_as_it_is(agreed: Path, sigtool: Run) -> None:
    write(DAILY, ROWS)
    git("add", "sigs.yaml")
    staged = git("diff", "--cached")
    assert sigtool("sync") == TO_TABLE
    assert git("diff", "--cached") == staged


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give files away")
def test_a_repository_of_somebody_else(
    agreed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for name in ("SUDO_UID", "SUDO_GID"):
        monkeypatch.delenv(name, raising=False)
    write(DAILY, ROWS)
    for path in (agreed, agreed / ".git"):
        os.chown(path, 65534, 65534)
    assert sigtool("sync") == Outcome(
        2,
        "",
        f"sigtool: git does not trust {agreed}, which somebody else owns; "
        f"if you trust it: git config --global --add safe.directory {agreed}\n",
    )
    assert there() == (DAILY, ROWS)


@pytest.mark.parametrize("name", ["a b", "文档", "it's", 'say "so"', "*", ":(top)x", "-x"])
def test_names_of_folders_and_documents(repository: Path, sigtool: Run, name: str) -> None:
    folder = repository / name
    folder.mkdir()
    tables = TABLES.replace("README.md", json.dumps(f"{name}.md", ensure_ascii=False))
    registry, document = folder / "sigs.yaml", folder / f"{name}.md"
    registry.write_text(tables + ITEMS, encoding="utf-8")
    document.write_text(HEADER + ROWS, encoding="utf-8")
    commit_all()
    registry.write_text(tables + DAILY, encoding="utf-8")
    assert sigtool("--file", str(registry.relative_to(repository)), "sync").code == 0
    assert document.read_text(encoding="utf-8") == HEADER + DAILY_ROWS


def test_a_registry_in_a_folder_below(
    repository: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run
) -> None:
    """Its document stands above it; both are looked for in commits where they are."""
    (repository / "docs/sub").mkdir(parents=True)
    registry = repository / "docs/sigs.yaml"
    tables = TABLES.replace("README.md", "../README.md")
    registry.write_bytes((tables + ITEMS).encode())
    (repository / "README.md").write_bytes((HEADER + ROWS).encode())
    commit_all()
    registry.write_bytes((tables + DAILY).encode())
    monkeypatch.chdir(repository / "docs/sub")
    assert sigtool("sync") == Outcome(
        0,
        TO_TABLE.stdout.replace("README.md", "../../README.md"),
        TO_TABLE.stderr.replace("README.md", "../../README.md"),
    )
    assert (repository / "README.md").read_bytes() == (HEADER + DAILY_ROWS).encode()


def test_a_commit_whose_registry_cannot_be_read_is_passed_over(agreed: Path, sigtool: Run) -> None:
    commit("  - [\n", ROWS)
    write(DAILY, ROWS)
    assert sigtool("sync") == TO_TABLE


def test_the_help_for_a_rename_works(agreed: Path, sigtool: Run) -> None:
    write(ITEMS, ROWS.replace("Docs", "Books"))
    assert sigtool("sync").code == 1
    renamed = sigtool("edit-sig", "Docs", "--name", "Books")
    assert renamed == Outcome(0, "Changed Docs: name.\n")
    assert sigtool("sync") == SAME
    assert there() == (ITEMS.replace("Docs", "Books"), ROWS.replace("Docs", "Books"))


# --- the forms -----------------------------------------------------------------------------------


def test_json(agreed: Path, sigtool: Run) -> None:
    write(
        COMPILER.replace("weekly", "daily")
        + DOCS.replace("'@cyd'", "{handle: cyd, url: https://example.org/cyd}"),
        COMPILER_ROW.replace("weekly", "monthly") + DOCS_ROW + "| Quantum | | |\n",
    )
    found = sigtool("sync", "--check", "--output-format", "json")
    assert (found.code, found.stderr) == (1, "")
    common: dict[str, object] = dict.fromkeys(("person", "part", "why", "detail", "help"))
    common["has_base"] = True
    assert json.loads(found.stdout) == {
        "version": 1,
        "facts": [
            {
                **common,
                "sig": "Quantum",
                "field": None,
                "registry": None,
                "table": "Quantum",
                "base": None,
                "verdict": "table",
                "open": False,
                "path": "README.md",
                "line": 5,
            },
            {
                **common,
                "sig": "Compiler",
                "field": "meets",
                "registry": "daily",
                "table": "monthly",
                "base": "weekly",
                "verdict": "both",
                "open": True,
                "path": "README.md",
                "line": 3,
                "help": "keep the registry's: sigtool sync Compiler --prefer registry; "
                "keep the table's: sigtool sync Compiler --prefer table",
            },
            {
                **common,
                "sig": "Docs",
                "field": "leads",
                "person": "@cyd",
                "part": "url",
                "registry": "https://example.org/cyd",
                "table": "",
                "base": "",
                "verdict": "registry",
                "open": False,
                "path": "README.md",
                "line": 4,
            },
        ],
    }


def test_json_where_all_agree(agreed: Path, sigtool: Run) -> None:
    found = sigtool("sync", "--output-format", "json")
    assert found == Outcome(0, '{\n  "version": 1,\n  "facts": []\n}\n')


NOTED = """\
  - {name: Compiler, meets: weekly, leads: ['@ada', '@bob']}
  # ask the board first
  # about Docs
  - name: Docs  # of all
    meets: weekly  # on Mondays
    leads:
      # since 2019
      - '@cyd'  # on leave
      # since 2019
      - '@eve'
  # the end
"""
NOTED_ROWS = COMPILER_ROW + "| Docs | weekly | @cyd, @eve |\n"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param(
            COMPILER_ROW,
            "Goes from sigs.yaml:6:\n# ask the board first\n# about Docs\n- name: Docs  # of all\n"
            "  meets: weekly  # on Mondays\n  leads:\n    # since 2019\n    - '@cyd'  # on leave\n"
            "    # since 2019\n    - '@eve'\n",
            id="of a SIG",
        ),
        pytest.param(
            NOTED_ROWS.replace("@cyd, ", ""),
            "Goes from sigs.yaml:11:\n# since 2019\n- '@cyd'  # on leave\n",
            id="of somebody",
        ),
        pytest.param(
            NOTED_ROWS.replace(", @eve", ""),
            "Goes from sigs.yaml:13:\n# since 2019\n- '@eve'\n",
            id="of the last one, which another one has, too",
        ),
        pytest.param(
            NOTED_ROWS.replace("Docs | weekly", "Docs | "),
            "Goes from sigs.yaml:9:\n# on Mondays\n",
            id="behind a key",
        ),
        pytest.param(NOTED_ROWS.replace("Docs | weekly", "Docs | daily"), "", id="of none"),
    ],
)
def test_a_comment_that_goes_with_what_goes_is_printed(
    repository: Path, sigtool: Run, rows: str, told: str
) -> None:
    commit(NOTED, NOTED_ROWS)
    write(NOTED, rows)
    found = sigtool("sync")
    assert (found.code, found.stderr) == (0, f"{told}Wrote sigs.yaml.\n")
    assert sigtool("sync") == SAME
    items, _ = there()
    lost = [line.strip() for line in NOTED.splitlines() if "#" in line]
    kept = [each for each in lost if each.partition("#")[2] in items]
    assert [each for each in lost if each not in kept and each.partition("#")[2] not in told] == []


def test_a_row_without_a_name_is_told_and_left(agreed: Path, sigtool: Run) -> None:
    """And render, which leaves it too, goes on."""
    row = "| | daily | @joe |\n"
    write(rows=ROWS + row)
    assert sigtool("sync") == Outcome(
        1,
        "README.md:5: ?: the row names no SIG, so it is left as it is\n"
        "  help: write the name of its SIG into it, or take the row away\n",
        ONE_LEFT,
    )
    write(ITEMS.replace("weekly", "daily"), ROWS + row)
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n")
    assert there() == (ITEMS.replace("weekly", "daily"), ROWS.replace("weekly", "daily") + row)


def test_annotations(agreed: Path, sigtool: Run) -> None:
    write(
        COMPILER.replace("weekly", "100% daily") + DOCS,
        COMPILER_ROW.replace("weekly", "monthly") + DOCS_ROW + "| Quantum | | |\n",
    )
    assert sigtool("sync", "--check", "--output-format", "github") == Outcome(
        1,
        "::warning file=README.md,line=5,title=sigtool sync::"
        "README.md:5: Quantum: its row is new, so it goes to the registry\n"
        "::error file=README.md,line=3,title=sigtool sync::"
        "README.md:3: Compiler: meets: the registry has '100%25 daily', the table has 'monthly'; "
        "both changed it (it was 'weekly')%0A"
        "help: keep the registry's: sigtool sync Compiler --prefer registry; "
        "keep the table's: sigtool sync Compiler --prefer table\n",
    )


def test_an_edit_that_is_welcome_is_annotated_as_a_notice(repository: Path, sigtool: Run) -> None:
    """What the registry changed is a warning there, and what both changed an error."""
    accepts = "validate: {table_edits: accept}\n"
    commit(ITEMS + accepts)
    write(
        COMPILER.replace("weekly", "daily").replace("@ada", "@eve") + DOCS + accepts,
        COMPILER_ROW.replace("weekly", "monthly") + DOCS_ROW + "| Quantum | | |\n",
    )
    left, right = "the registry has ", "the table has "
    assert sigtool("sync", "--check", "--output-format", "github") == Outcome(
        1,
        "::notice file=README.md,line=5,title=sigtool sync::"
        "README.md:5: Quantum: its row is new, so it goes to the registry\n"
        "::error file=README.md,line=3,title=sigtool sync::"
        f"README.md:3: Compiler: meets: {left}'daily', {right}'monthly'; "
        "both changed it (it was 'weekly')%0A"
        "help: keep the registry's: sigtool sync Compiler --prefer registry; "
        "keep the table's: sigtool sync Compiler --prefer table\n"
        "::warning file=README.md,line=3,title=sigtool sync::"
        f"README.md:3: Compiler: leads: handle of @eve: {left}'eve', {right}'ada'; "
        "the registry changed it, so it goes to the table\n",
    )


def test_annotations_of_a_file_with_a_name_that_would_end_it(
    repository: Path, sigtool: Run
) -> None:
    tables = TABLES.replace("README.md", "'a,b: 100%.md'")
    Path("sigs.yaml").write_bytes((tables + COMPILER).encode())
    Path("a,b: 100%.md").write_bytes((HEADER + COMPILER_ROW).encode())
    commit_all()
    Path("sigs.yaml").write_bytes((tables + COMPILER.replace("weekly", "daily")).encode())
    assert sigtool("sync", "--check", "--output-format", "github") == Outcome(
        1,
        "::warning file=a%2Cb%3A 100%25.md,line=3,title=sigtool sync::"
        + TO_TABLE.stdout.replace("README.md", "a,b: 100%25.md"),
    )


# What is said of rows below a heading.
REWRITTEN = (
    "move the rows up to the table, or write a header row and a delimiter row above them, and an "
    "entry for that table into 'tables'"
)


@pytest.mark.parametrize(
    ("rows", "stdout", "stderr"),
    [
        pytest.param(
            ROWS.replace("Docs", ""),
            "README.md:1: Docs: its row was removed; a row that lost its name may be its row\n"
            "  help: write its name into that row; or keep the registry's: sigtool sync Docs "
            "--prefer registry; if the SIG is to go: sigtool sync Docs --prefer table\n",
            ONE_LEFT,
            id="a row that lost its name",
        ),
        pytest.param(
            COMPILER_ROW + "\n" + DOCS_ROW,
            "README.md:1: Docs: its row may stand below the line that splits the table\n"
            "  help: take the blank line away\n",
            ONE_LEFT,
            id="a row below a blank line",
        ),
        pytest.param(
            COMPILER_ROW + "<!-- retired -->\n" + DOCS_ROW,
            "README.md:1: Docs: its row may stand below the line that splits the table\n"
            "  help: move the comment above the table\n",
            ONE_LEFT,
            id="a row below a comment",
        ),
        pytest.param(
            COMPILER_ROW + "\n## Retired\n\n" + DOCS_ROW.replace("Docs", "Documents"),
            "README.md:1: Docs: its row may stand below the line that splits the table\n"
            f"  help: {REWRITTEN}\n"
            "README.md:7: Documents: its row may stand below the line that splits the table\n"
            f"  help: {REWRITTEN}\n",
            ONE_LEFT.replace("1 fact is left as it is", "2 facts are left as they are"),
            id="a row below a heading, under another name",
        ),
    ],
)
def test_what_is_said_of_a_row(
    agreed: Path, sigtool: Run, rows: str, stdout: str, stderr: str
) -> None:
    write(ITEMS, rows)
    assert sigtool("sync") == Outcome(1, stdout, stderr)


# Two sections, each with a SIG of one name.
SECTIONS = """\
tables:
  - {path: README.md, heading: One, section: One, columns: &all {Name: name, Meets: meets}}
  - {path: README.md, heading: Two, section: Two, columns: *all}
sigs:
  - {name: Meta, section: One, meets: %s}
  - {name: Meta, section: Two, meets: %s}
"""
SECTIONS_TABLES = """\
## One

| Name | Meets |
|---|---|
| Meta | %s |

## Two

| Name | Meets |
|---|---|
| Meta | %s |
"""


def test_one_of_two_sigs_of_one_name(repository: Path, sigtool: Run) -> None:
    """The help names it with its section, and so it can be settled without the other."""
    registry, document = Path("sigs.yaml"), Path("README.md")
    registry.write_text(SECTIONS % ("weekly", "weekly"))
    document.write_text(SECTIONS_TABLES % ("weekly", "weekly"))
    commit_all()
    registry.write_text(SECTIONS % ("daily", "daily"))
    document.write_text(SECTIONS_TABLES % ("yearly", "yearly"))
    sides = "meets: the registry has 'daily', the table has 'yearly'; "
    lines = [
        f"README.md:{line}: Meta: {sides}both changed it (it was 'weekly')\n"
        f"  help: keep the registry's: sigtool sync {name} --prefer registry; "
        f"keep the table's: sigtool sync {name} --prefer table\n"
        for line, name in ((5, "One/Meta"), (11, "Two/Meta"))
    ]
    assert sigtool("sync") == Outcome(1, "".join(lines), LEFT)
    assert sigtool("sync", "Two/Meta", "--prefer", "table") == Outcome(
        0, f"README.md:11: Meta: {sides}the table's is kept, as chosen\n", "Wrote sigs.yaml.\n"
    )
    assert registry.read_text() == SECTIONS % ("daily", "yearly")
    assert sigtool("sync") == Outcome(1, lines[0], ONE_LEFT)


def test_in_a_process_of_its_own(agreed: Path) -> None:
    write(*EDITED)
    assert process("sync") == Outcome(0, DIFFERENT, "Wrote sigs.yaml, README.md.\n")
    assert there() == TOGETHER


# --- the questions -------------------------------------------------------------------------------

WITHOUT_CYD = TORN[0].partition("    leads:\n      #")[0] + "    meets: yearly\n"
ASK = "Keep the (r)egistry's, the (t)able's, or (s)kip [s]: "


@pytest.mark.parametrize(
    ("answers", "code", "after"),
    [
        (("r", "r"), 0, (YEARLY_ITEMS, ("daily", "Cyd (@cyd)"))),
        (("t", "T"), 0, (WITHOUT_CYD.replace("daily", "monthly"), ("monthly", ""))),
        (("", "s"), 1, (YEARLY_ITEMS, ("monthly", ""))),
        (("table", ""), 1, (YEARLY_ITEMS.replace("daily", "monthly"), ("monthly", ""))),
    ],
    ids=["the registry's", "the table's", "skipped", "one of each"],
)
def test_it_asks_fact_by_fact(
    agreed: Path, answers: tuple[str, str], code: int, after: tuple[str, tuple[str, str]]
) -> None:
    write(*TORN)
    terminal = Terminal(sys.executable, "-m", "sigtool", "sync", COLUMNS="200")
    try:
        for answer in answers:
            terminal.read_until("(s)kip [s]: ")
            terminal.type(f"{answer}\n")
        assert terminal.end() == code
    finally:
        terminal.kill()
    assert terminal.shown.count(ASK) == 2
    items, (meets, lead) = after
    if answers[1] == "T":
        items = items.replace(
            "    leads:\n      # since 2019\n      - {handle: cyd, name: Cyd}\n", ""
        )
    assert there() == (
        items,
        f"| Compiler | {meets} | @ada, @bob |\n| Docs | yearly | {lead} |\n".replace("|  |", "| |"),
    )


def test_it_asks_again_where_an_answer_is_none(agreed: Path) -> None:
    write(*TORN)
    terminal = Terminal(sys.executable, "-m", "sigtool", "sync", COLUMNS="200")
    try:
        for answer in ("x", "both", "REG", "skip"):
            terminal.read_until("(s)kip [s]: ")
            terminal.type(f"{answer}\n")
        assert terminal.end() == 1
    finally:
        terminal.kill()
    assert terminal.shown.count("Error: type r, t or s") == 2
    assert there() == (YEARLY_ITEMS, "| Compiler | daily | @ada, @bob |\n| Docs | yearly | |\n")


def test_nobody_is_asked_where_json_is_wanted(agreed: Path) -> None:
    write(*TORN)
    command = ("sync", "--all-or-nothing", "--output-format", "json")
    told = process(*command)
    terminal = Terminal(sys.executable, "-m", "sigtool", *command, COLUMNS="200")
    assert (terminal.end(), terminal.shown) == (1, told.stdout + told.stderr)


@pytest.mark.parametrize(
    ("now", "code"),
    [
        pytest.param((ITEMS, ROWS.replace("Docs", "Books")), 1, id="a rename"),
        pytest.param((ITEMS, ROWS + "\n| Books | | @cyd |\n"), 1, id="a row below a blank line"),
        pytest.param(
            (
                ITEMS.replace("Compiler,", "Compiler, readme: c.md,").replace(
                    "name: Docs\n", "name: Docs\n    readme: d.md\n"
                ),
                "| [Docs](c.md) | weekly | @ada, @bob |\n| [Compiler](d.md) | | @cyd |\n",
            ),
            1,
            id="names that were swapped",
        ),
    ],
)
def test_nobody_is_asked_what_no_side_can_settle(
    agreed: Path, sigtool: Run, now: tuple[str, str], code: int
) -> None:
    write(*now)
    told = sigtool("sync")
    terminal = Terminal(sys.executable, "-m", "sigtool", "sync", COLUMNS="200")
    assert (terminal.end(), terminal.shown) == (code, told.stdout + told.stderr)
    assert (told.code, there()) == (code, now)


def test_nobody_is_asked_about_what_one_side_changed(agreed: Path) -> None:
    write(*EDITED)
    terminal = Terminal(sys.executable, "-m", "sigtool", "sync", COLUMNS="200")
    assert terminal.end() == 0
    assert terminal.shown == DIFFERENT + "Wrote sigs.yaml, README.md.\n"
    assert there() == TOGETHER


def test_nothing_is_written_where_somebody_leaves(agreed: Path) -> None:
    write(*TORN)
    terminal = Terminal(sys.executable, "-m", "sigtool", "sync", COLUMNS="200")
    try:
        terminal.read_until("(s)kip [s]: ")
        assert terminal.interrupt() == 130
    finally:
        terminal.kill()
    assert there() == TORN


def test_what_two_tables_lost_is_printed_once(repository: Path, sigtool: Run) -> None:
    tables = (
        "tables:\n"
        "  - {path: README.md, language: en, columns: &all "
        "{Name: name, Meets: meets, Leads: leads}}\n"
        "  - {path: README_zh.md, language: zh, columns: *all}\n"
        "sigs:\n"
    )
    registry, *documents = map(Path, ("sigs.yaml", "README.md", "README_zh.md"))
    registry.write_bytes((tables + ITEMS).encode())
    for document in documents:
        document.write_bytes((HEADER + ROWS).encode())
    commit_all()
    for document in documents:
        document.write_bytes((HEADER + COMPILER_ROW).encode())
    assert sigtool("sync") == Outcome(
        0,
        "README.md:1: Docs: its row was removed, so it goes from the registry\n"
        "README_zh.md:1: Docs: its row was removed, so it goes from the registry\n",
        "Goes from sigs.yaml:6:\n- name: Docs\n  id: docs\n  leads:\n"
        "    # since 2019\n    - '@cyd'\nWrote sigs.yaml.\n",
    )
    assert registry.read_bytes() == (tables + COMPILER).encode()


def test_somebody_whom_a_table_loses_is_printed_whole(agreed: Path, sigtool: Run) -> None:
    """A role, a link or an address that no registry has goes with them."""
    leads = "Grace Hopper <grace@example.org> (chair)"
    write(ITEMS, ROWS.replace("@cyd", f"@cyd, {leads}, [Eve](https://example.org/eve), @fay"))
    begin = "README.md:4: Docs: leads: {0}: the registry has nothing, the table has {0}; "
    chosen = begin + "it goes from the table, as chosen"
    git("add", ".")
    git("commit", "-q", "--amend", "-m", "x")
    assert sigtool("sync", "--prefer", "registry") == Outcome(
        0,
        f"{chosen.format('Grace Hopper')}: {leads}\n"
        f"{chosen.format('@Eve')}: [Eve](https://example.org/eve)\n"
        f"{chosen.format('@fay')}\n",
        "Wrote README.md.\n",
    )
    assert there() == (ITEMS, ROWS)


def test_what_follows_from_a_rename_is_listed(repository: Path, sigtool: Run) -> None:
    """As `rename-sig` lists it: what changed with the name, and what still has the old one."""
    linked = "  - {name: Docs, readme: docs.md}\n"
    settings = "validate: {per_sig: {Docs: {SIG404: x}}}\n"
    rows = COMPILER_ROW + "| [Docs](docs.md) | | |\n"
    commit(COMPILER + linked + settings, rows + "\nAsk Docs.\n")
    edited = rows.replace("[Docs]", "[Books]") + "\nAsk Docs.\n"
    write(COMPILER + linked + settings, edited)
    line = (
        "README.md:4: Docs: name: the registry has 'Docs', the table has 'Books'; "
        "the table changed it, so it goes to the registry\n"
    )
    follows = "sigs.yaml:7: per_sig: Docs becomes Books\nalso names Docs: README.md:6\n"
    assert sigtool("sync", "--check") == Outcome(1, line, follows)
    assert sigtool("sync", "--diff").stderr == follows
    assert sigtool("sync") == Outcome(0, line, follows + "Wrote sigs.yaml.\n")
    renamed = (COMPILER + linked + settings).replace("Docs", "Books")
    assert there() == (renamed, edited)
    assert sigtool("sync") == SAME


def test_the_help_for_another_name_of_somebody_works(repository: Path, sigtool: Run) -> None:
    """In the table of one language, where nothing but a name tells who it is."""
    tables = (
        "tables:\n  - {path: README.md, language: en, columns: &all {Name: name, Leads: leads}}\n"
        "  - {path: README_zh.md, language: zh, columns: *all}\n"
        "sigs:\n  - name: Docs\n    leads:\n      - name: {en: Ada, zh: 艾达}\n"
        "        x-own: 1 # stays\n"
    )
    registry, *documents = map(Path, ("sigs.yaml", "README.md", "README_zh.md"))
    registry.write_bytes(tables.encode())
    for document, name in zip(documents, ("Ada", "艾达"), strict=True):
        document.write_bytes(f"| Name | Leads |\n|---|---|\n| Docs | {name} |\n".encode())
    commit_all()
    edited = documents[0].read_text().replace("Ada", "Ada King")
    documents[0].write_text(edited)
    looks = "it may be another name of one person"
    assert sigtool("sync") == Outcome(
        1,
        "README.md:3: Docs: leads: Ada: the registry has Ada, the table has nothing; "
        f"{looks} (it was Ada)\n"
        "  help: the same person: sigtool rename-lead Ada 'Ada King' --sig Docs --language en; "
        "somebody else: sigtool sync Docs --prefer table\n"
        "README.md:3: Docs: leads: Ada King: the registry has nothing, the table has Ada King; "
        f"{looks}\n",
        "2 facts are left as they are, on both sides.\n",
    )
    command = ("rename-lead", "Ada", "Ada King", "--sig", "Docs", "--language", "en")
    assert sigtool(*command).code == 0
    assert registry.read_text() == tables.replace("en: Ada", "en: Ada King")
    assert [each.read_text() for each in documents] == [edited, edited.replace("Ada King", "艾达")]
    assert sigtool("sync") == SAME


def test_what_the_registry_cannot_hold_is_told_with_its_place(
    repository: Path, sigtool: Run
) -> None:
    items = "  - {name: Build, leads: &team ['@ada']}\n  - {name: Docs, leads: *team}\n"
    rows = "| Build | | @ada |\n| Docs | | @ada |\n"
    commit(items, rows)
    edited = "| Build | daily | @ada |\n| Docs | | @ada, @grace |\n"
    write(items, edited)
    assert sigtool("sync") == Outcome(
        1,
        "README.md:3: Build: meets: the registry has nothing, the table has 'daily'; "
        "the table changed it, so it goes to the registry\n"
        "README.md:4: Docs: leads: @grace: the registry has nothing, the table has @grace; "
        "sigs.yaml:6: cannot be changed here without changing more than was asked (an anchor, "
        "a tag or an unusual layout is in the way); edit it by hand\n"
        "  help: make both say the same by hand\n",
        "1 fact is left as it is, on both sides.\nWrote sigs.yaml.\n",
    )
    assert there() == (items.replace("['@ada']", "['@ada'], meets: daily"), edited)


def test_a_placeholder_that_took_a_text_away_is_no_difference_afterwards(
    agreed: Path, sigtool: Run
) -> None:
    rows = ROWS.replace("weekly", "TBD")
    write(ITEMS, rows)
    line = (
        "README.md:3: Compiler: meets: the registry has 'weekly', the table has nothing; "
        "the table removed it, so it goes from the registry\n"
    )
    items = ITEMS.replace("meets: weekly, ", "")
    assert sigtool("sync") == Outcome(0, line, "Wrote sigs.yaml.\n")
    assert there() == (items, rows)
    assert sigtool("sync") == SAME
    assert sigtool("render", "--check").code == 0
    assert sigtool("validate", "--select", "SIG601").code == 0
    assert sigtool("edit-sig", "Compiler", "--set", "meets=daily").code == 0
    assert there() == (
        ITEMS.replace("meets: weekly", "meets: daily").replace(
            "meets: daily, leads: ['@ada', '@bob']", "leads: ['@ada', '@bob'], meets: daily"
        ),
        ROWS.replace("weekly", "daily"),
    )


def test_a_placeholder_of_both_is_taken_away_by_its_name(repository: Path, sigtool: Run) -> None:
    items, rows = (each.replace("weekly", "TBD") for each in (ITEMS, ROWS))
    commit(items, rows)
    assert sigtool("edit-sig", "Compiler", "--unset", "meets").code == 0
    assert there() == (items.replace("meets: TBD, ", ""), rows.replace("TBD ", ""))


LONG = (
    "Turns graphs into programs for every device that somebody may own, and keeps them {} and small"
)


def test_a_long_text_is_cut_to_where_it_differs(agreed: Path, sigtool: Run) -> None:
    """What is lost as somebody chose is shown whole: no commit holds it."""
    both = [ITEMS.replace("weekly", "'%s'"), ROWS.replace("weekly", "%s")]
    commit(*(side % LONG.format("fast") for side in both))
    write(both[0] % LONG.format("quick"), both[1] % LONG.format("slow"))
    assert sigtool("sync", "--check") == Outcome(
        1,
        "README.md:3: Compiler: meets: the registry has '…device that somebody may own, and keeps "
        "them quick and small', the table has '… device that somebody may own, and keeps them slow "
        "and small'; both changed it (it was '… device that somebody may own, and keeps them fast "
        "and small')\n"
        "  help: keep the registry's: sigtool sync Compiler --prefer registry; "
        "keep the table's: sigtool sync Compiler --prefer table\n",
        ONE_LEFT,
    )
    assert sigtool("sync", "--prefer", "registry").stdout == (
        f"README.md:3: Compiler: meets: the registry has '{LONG.format('quick')}', "
        f"the table has '{LONG.format('slow')}'; the registry's is kept, as chosen\n"
    )


def test_a_long_order_is_cut_to_where_it_differs(agreed: Path, sigtool: Run) -> None:
    items = "".join(f"  - name: Group {at}\n" for at in range(20))
    rows = [f"| Group {at} | | |\n" for at in range(20)]
    commit(items, "".join(rows))
    rows[17:19] = reversed(rows[17:19])
    write(items, "".join(rows))
    end = "15, Group 16, Group {}, Group {}, Group 19"
    sides = [f"…, Group 14, Group {end.format(*each)}" for each in ((17, 18), (18, 17))]
    assert sigtool("sync") == Outcome(
        0,
        f"README.md:20: Group 18: order: the registry has {sides[0]}; the table has {sides[1]}; "
        "the table changed it, so it goes to the registry\n",
        "Wrote sigs.yaml.\n",
    )


LANGUAGES = """\
tables:
  - {path: README.md, language: en, columns: &all {Name: name, Leads: leads}}
  - {path: README_zh.md, language: zh, columns: *all}
sigs:
  - {name: {en: Docs, zh: 文档}, leads: ['@cyd']}
"""


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        ("README.md", "Docs", "Books", "Docs Books --language en"),
        ("README_zh.md", "文档", "手册", "'文档' '手册' --language zh"),
    ],
)
def test_the_help_for_a_rename_names_the_language(
    repository: Path, sigtool: Run, path: str, old: str, new: str, words: str
) -> None:
    names = {"README.md": "Docs", "README_zh.md": "文档"}
    for document, name in names.items():
        Path(document).write_text(f"| Name | Leads |\n|---|---|\n| {name} | @cyd |\n", "utf-8")
    Path("sigs.yaml").write_text(LANGUAGES, "utf-8")
    commit_all()
    Path(path).write_text(Path(path).read_text("utf-8").replace(old, new), "utf-8")
    first, _, both = words.partition(" --")[0].partition(" ")
    assert sigtool("sync") == Outcome(
        1,
        f"{path}:1: {old}: its row is gone, and the row of {new} is new: it looks like a rename\n"
        f"  help: renamed: sigtool rename-sig {words}; "
        f"two SIGs: sigtool edit-sig {first} --unset name --language {words[-2:]} && "
        f"sigtool sync {both} --prefer table\n"
        f"{path}:3: {new}: its row is new, and that of {old} is gone: it looks like a rename\n",
        LEFT,
    )
    assert sigtool("rename-sig", *shlex.split(words)) == Outcome(0, f"Renamed {old} to {new}.\n")
    assert sigtool("sync") == SAME
    assert Path("sigs.yaml").read_text("utf-8") == LANGUAGES.replace(old, new)
