"""`sigtool sync` after a merge of which one side's table was taken whole.

What a side changed in registry and table alike, and a merge took out of the table again, is nothing
that somebody removed: the base is where the two sides parted.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome, Run
from repositories import HEADER, ITEMS, ROWS, TABLES, commit_all, git, put

REGISTRY, DOCUMENT = TABLES + ITEMS, f"# Groups\n\n{HEADER}{ROWS}"
# My branch: registry and table say 'daily', and have one SIG more.
NEW = "  - name: Quantum\n    meets: never\n    leads:\n      - '@bob'\n"
MY_REGISTRY = REGISTRY.replace("weekly", "daily") + NEW
MY_DOCUMENT = DOCUMENT.replace("weekly", "daily") + "| Quantum | never | @bob |\n"
# Theirs: somebody edited the table by hand.
THEIR_DOCUMENT = DOCUMENT.replace("@cyd", "@cyd, @eve")
BOTH_REGISTRY = MY_REGISTRY.replace("  - name: Quantum", "      - '@eve'\n  - name: Quantum")
BOTH_DOCUMENT = MY_DOCUMENT.replace("@cyd", "@cyd, @eve")


def two_branches() -> None:
    """The branch `mine` beside `theirs`, which is checked out; both begin at one commit."""
    put("sigs.yaml", REGISTRY)
    put("README.md", DOCUMENT)
    commit_all()
    git("branch", "theirs")
    git("checkout", "-q", "-b", "mine")
    put("sigs.yaml", MY_REGISTRY)
    put("README.md", MY_DOCUMENT)
    commit_all()
    git("checkout", "-q", "theirs")
    put("README.md", THEIR_DOCUMENT)
    commit_all()
    git("checkout", "-q", "mine")


def taken() -> None:
    """The table of the other side, whole."""
    put("README.md", THEIR_DOCUMENT)
    put("sigs.yaml", MY_REGISTRY)
    git("add", "--all")


def in_the_merge() -> None:
    git("merge", "-q", "--no-commit", "--no-ff", "-X", "theirs", "theirs")
    taken()


def after_the_merge() -> None:
    in_the_merge()
    git("commit", "-q", "-m", "merge")


def two_commits_later() -> None:
    after_the_merge()
    put("sigs.yaml", MY_REGISTRY + "# one\n")
    commit_all()
    put("sigs.yaml", MY_REGISTRY)
    commit_all()


def in_a_cherry_pick() -> None:
    git("cherry-pick", "--no-commit", "-X", "theirs", "theirs")
    Path(".git/CHERRY_PICK_HEAD").write_text(git("rev-parse", "theirs"))
    taken()


def in_a_rebase() -> None:
    """As git stops in one: the other side is the commit that is put on top of this branch."""
    taken()
    Path(".git/REBASE_HEAD").write_text(git("rev-parse", "theirs"))


STATES = [in_the_merge, after_the_merge, two_commits_later, in_a_cherry_pick, in_a_rebase]


@pytest.mark.parametrize("state", STATES, ids=lambda each: each.__name__)
def test_what_a_merge_took_out_of_the_table_was_taken_out_of_the_registry(
    repository: Path, sigtool: Run, state: Callable[[], None]
) -> None:
    two_branches()
    state()
    assert sigtool("sync") == Outcome(
        0,
        "README.md:3: Quantum: is new in the registry, so its row goes to the table\n"
        "README.md:5: Compiler: meets: the registry has 'daily', the table has 'weekly'; "
        "the registry changed it, so it goes to the table\n"
        "README.md:6: Docs: leads: @eve: the registry has nothing, the table has @eve; "
        "the table changed it, so it goes to the registry\n",
        "Wrote sigs.yaml, README.md.\n",
    )
    assert (repository / "sigs.yaml").read_text() == BOTH_REGISTRY
    assert (repository / "README.md").read_text() == BOTH_DOCUMENT
    assert sigtool("sync").stdout == "Registry and tables say the same.\n"


def test_what_both_sides_changed_is_open_after_a_merge(repository: Path, sigtool: Run) -> None:
    two_branches()
    git("checkout", "-q", "theirs")
    put("README.md", THEIR_DOCUMENT.replace("weekly", "monthly"))
    commit_all()
    git("checkout", "-q", "mine")
    git("merge", "-q", "--no-commit", "--no-ff", "-X", "theirs", "theirs")
    put("README.md", BOTH_DOCUMENT.replace("daily", "monthly"))
    git("add", "--all")
    found = sigtool("sync", "--check")
    assert found.code == 1
    assert found.stdout.splitlines()[0] == (
        "README.md:5: Compiler: meets: the registry has 'daily', the table has 'monthly'; both "
        "changed it (it was 'weekly')"
    )


def test_a_revert_takes_out_what_it_is_about_alone(repository: Path, sigtool: Run) -> None:
    """The registry was kept as it is, the table taken from before the commit."""
    put("sigs.yaml", REGISTRY)
    put("README.md", DOCUMENT)
    commit_all()
    put("sigs.yaml", REGISTRY.replace("weekly", "daily"))
    put("README.md", DOCUMENT.replace("weekly", "daily"))
    commit_all()
    put("sigs.yaml", REGISTRY.replace("weekly", "daily") + NEW)
    put("README.md", DOCUMENT.replace("weekly", "daily") + "| Quantum | never | @bob |\n")
    commit_all()
    Path(".git/REVERT_HEAD").write_text(git("rev-parse", "HEAD~1"))
    put("README.md", DOCUMENT)
    assert sigtool("sync") == Outcome(
        0,
        "README.md:3: Quantum: is new in the registry, so its row goes to the table\n"
        "README.md:5: Compiler: meets: the registry has 'daily', the table has 'weekly'; "
        "the table changed it, so it goes to the registry\n",
        "Wrote sigs.yaml, README.md.\n",
    )
    assert (repository / "sigs.yaml").read_text() == REGISTRY + NEW
    assert (repository / "README.md").read_text() == DOCUMENT + "| Quantum | never | @bob |\n"
