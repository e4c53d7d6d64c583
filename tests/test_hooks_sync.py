"""The hook `sigtool-sync`, run by the real pre-commit in real commits: nothing is ever gone."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hooks import (
    ROLLED_BACK,
    STASHED,
    SYNC,
    VALIDATE,
    Repository,
    failed,
    local,
    modified,
    partly_staged,
    told,
)

REGISTRY = """\
tables:
  - path: README.md
    columns: {Name: name, Meets: meets, Leads: leads}
sigs:
  - name: Compiler
    meets: weekly
    leads:
      - handle: ada # since 2019
  - name: Docs
    meets: monthly
    leads: ["@cyd"]
"""
DOCUMENT = """\
# Graph community

| Name | Meets | Leads |
| --- | --- | --- |
| Compiler | weekly | @ada |
| Docs | monthly | @cyd |
"""
FILES = ("README.md", "sigs.yaml")
COMMUNITY = {"sigs.yaml": REGISTRY, "README.md": DOCUMENT}
# What somebody writes into the table, and what the registry then has.
BY_HAND = DOCUMENT.replace("weekly", "daily")
TAKEN = REGISTRY.replace("weekly", "daily")
# What somebody writes into the registry, and what the table then has.
LEAD = REGISTRY.replace('["@cyd"]', '["@cyd", "@eve"]')
SHOWN = DOCUMENT.replace("@cyd", "@cyd, @eve")
# Both of them.
TOGETHER = {
    "sigs.yaml": LEAD.replace("weekly", "daily"),
    "README.md": SHOWN.replace("weekly", "daily"),
}

TO_REGISTRY = (
    "README.md:5: Compiler: meets: the registry has 'weekly', the table has 'daily'; "
    "the table changed it, so it goes to the registry"
)
TO_TABLE = (
    "README.md:6: Docs: leads: @eve: the registry has @eve, the table has nothing; "
    "the registry changed it, so it goes to the table"
)
PASSED = told(SYNC, "Passed") + told(VALIDATE, "Passed")
HOOKS = local([SYNC, VALIDATE])


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A community whose registry and table said the same in the last commit, and its hooks."""
    return Repository.make(tmp_path / "community", COMMUNITY, HOOKS)


def three(repository: Repository, name: str) -> dict[str, str]:
    """A file as it is in the last commit, in the index and in the work tree."""
    return {
        "commit": repository.git("show", f"HEAD:{name}"),
        "index": repository.git("show", f":{name}"),
        "work tree": repository.read(name)[name],
    }


@pytest.mark.parametrize(
    ("change", "output", "after"),
    [
        pytest.param(
            {"README.md": BY_HAND},
            (TO_REGISTRY, "Wrote sigs.yaml."),
            {"sigs.yaml": TAKEN, "README.md": BY_HAND},
            id="the table",
        ),
        pytest.param(
            {"sigs.yaml": LEAD},
            (TO_TABLE, "Wrote README.md."),
            {"sigs.yaml": LEAD, "README.md": SHOWN},
            id="the registry",
        ),
        pytest.param(
            {"README.md": BY_HAND, "sigs.yaml": LEAD},
            (TO_REGISTRY, TO_TABLE, "Wrote sigs.yaml, README.md."),
            TOGETHER,
            id="both, each something else",
        ),
    ],
)
def test_an_edit(
    repository: Repository,
    change: Mapping[str, str],
    output: tuple[str, ...],
    after: Mapping[str, str],
) -> None:
    """The commit stops once, with both sides together in the work tree, and passes when they are
    staged."""
    repository.write(change)
    assert repository.commit() == (1, modified(SYNC, *output) + told(VALIDATE, "Passed"))
    assert repository.read(*FILES) == after
    # The hook stages nothing: the index has what was staged before the commit.
    staged = {name: repository.git("show", f":{name}") for name in FILES}
    assert staged == {**COMMUNITY, **change}
    assert repository.commit() == (0, PASSED)
    assert {name: three(repository, name) for name in FILES} == {
        name: dict.fromkeys(("commit", "index", "work tree"), after[name]) for name in FILES
    }


def test_commit_all(repository: Repository) -> None:
    """Case X12: `git commit -am x` after a hand edit of the table. The edit stays."""
    repository.write({"README.md": BY_HAND})
    command = ("git", "commit", "--quiet", "-am", "x")
    output = modified(SYNC, TO_REGISTRY, "Wrote sigs.yaml.") + told(VALIDATE, "Passed")
    assert repository.run(*command) == (1, output)
    assert three(repository, "README.md") == {
        "commit": DOCUMENT,
        "index": DOCUMENT,
        "work tree": BY_HAND,
    }
    assert three(repository, "sigs.yaml") == {
        "commit": REGISTRY,
        "index": REGISTRY,
        "work tree": TAKEN,
    }
    assert repository.run(*command) == (0, PASSED)
    assert three(repository, "README.md") == dict.fromkeys(
        ("commit", "index", "work tree"), BY_HAND
    )
    assert three(repository, "sigs.yaml") == dict.fromkeys(("commit", "index", "work tree"), TAKEN)


def test_a_conflict(repository: Repository) -> None:
    """Both edits of one fact stay in the work tree and in the index; the other fact goes over."""
    now = {"README.md": BY_HAND, "sigs.yaml": LEAD.replace("weekly", "yearly")}
    repository.write(now)
    fact = (
        "README.md:5: Compiler: meets: the registry has 'yearly', the table has 'daily'; "
        "both changed it (it was 'weekly')\n"
        "  help: keep the registry's: sigtool sync Compiler --prefer registry; "
        "keep the table's: sigtool sync Compiler --prefer table"
    )
    differs = (
        "README.md:5:14: error SIG601 out-of-date: Compiler: meets are 'daily', "
        "registry has 'yearly'",
        "  sigs.yaml:6:12: the registry says so here",
        "  help: both changed it (it was 'weekly'); keep the registry's: sigtool sync Compiler "
        "--prefer registry; keep the table's: sigtool sync Compiler --prefer table",
        "  unsafe fix: render the row: sigtool validate --fix --unsafe-fixes",
        "Found 1 error. 1 can be fixed: sigtool validate --fix --unsafe-fixes.\n",
    )
    code, output = repository.commit()
    assert (code, output) == (
        1,
        told(
            SYNC,
            "Failed",
            "- exit code: 1",
            "- files were modified by this hook",
            "",
            fact,
            TO_TABLE,
            "1 fact is left as it is, on both sides.",
            "Wrote README.md.",
            "",
        )
        + failed(VALIDATE, 1, *differs),
    )
    after = {**now, "README.md": SHOWN.replace("weekly", "daily")}
    assert repository.read(*FILES) == after
    assert {name: repository.git("show", f":{name}") for name in FILES} == now
    # As long as nobody decides, no commit passes, and nothing is written.
    left = (fact, "1 fact is left as it is, on both sides.\n")
    assert repository.commit() == (1, failed(SYNC, 1, *left) + failed(VALIDATE, 1, *differs))
    assert repository.read(*FILES) == after
    assert repository.run("sigtool", "sync", "Compiler", "--prefer", "table")[0] == 0
    assert repository.commit() == (0, PASSED)
    assert repository.read(*FILES) == TOGETHER


@pytest.mark.parametrize(
    ("staged", "change", "around", "after"),
    [
        pytest.param(
            {"README.md": BY_HAND},
            {"README.md": BY_HAND + "\nMore.\n"},
            STASHED,
            {"README.md": BY_HAND + "\nMore.\n", "sigs.yaml": TAKEN},
            id="prose is not staged: the fact goes to the registry, in the work tree",
        ),
        pytest.param(
            {"README.md": BY_HAND},
            {"sigs.yaml": REGISTRY.replace("weekly", "yearly")},
            ROLLED_BACK,
            {"README.md": BY_HAND, "sigs.yaml": REGISTRY.replace("weekly", "yearly")},
            id="the same line is not staged: pre-commit takes back what the hook wrote",
        ),
        pytest.param(
            TOGETHER,
            {"README.md": DOCUMENT},
            STASHED,
            {**TOGETHER, "README.md": DOCUMENT},
            id="what is staged agrees: it is committed, and the rest stays",
        ),
    ],
)
def test_partially_staged(
    repository: Repository,
    staged: Mapping[str, str],
    change: Mapping[str, str],
    around: list[str],
    after: Mapping[str, str],
) -> None:
    """The hook sees what is staged. What is not staged is in the work tree again afterwards."""
    repository.write(staged)
    repository.git("add", "--all")
    repository.write(change)
    code, output = repository.run("git", "commit", "--quiet", "--message=part")
    hooks = modified(SYNC, TO_REGISTRY, "Wrote sigs.yaml.") + told(VALIDATE, "Passed")
    is_agreed = staged is TOGETHER
    assert (code, *partly_staged(output)) == (
        (0, around, PASSED) if is_agreed else (1, around, hooks)
    )
    index = {**COMMUNITY, **staged}
    commit = index if is_agreed else COMMUNITY
    assert {name: three(repository, name) for name in FILES} == {
        name: {"commit": commit[name], "index": index[name], "work tree": after[name]}
        for name in FILES
    }


def test_a_commit_of_the_table_alone(repository: Repository) -> None:
    """`git commit README.md` cannot pass, since the registry has to go with it; nothing is gone."""
    repository.write({"README.md": BY_HAND})
    command = ("git", "commit", "--quiet", "--message=part", "README.md")
    hooks = modified(SYNC, TO_REGISTRY, "Wrote sigs.yaml.") + told(VALIDATE, "Passed")
    assert repository.run(*command) == (1, hooks)
    after = {"sigs.yaml": TAKEN, "README.md": BY_HAND}
    assert repository.read(*FILES) == after
    code, output = repository.run(*command)
    assert (code, *partly_staged(output)) == (1, ROLLED_BACK, hooks)
    assert repository.read(*FILES) == after
    assert repository.commit() == (0, PASSED)


def diverged(repository: Repository, branch: Mapping[str, str], main: Mapping[str, str]) -> None:
    """Two commits that nobody checked, on `branch` and on `main`."""
    repository.git("checkout", "--quiet", "-b", "branch")
    for name, files in (("branch", branch), ("main", main)):
        repository.git("checkout", "--quiet", name)
        repository.write(files)
        repository.git("commit", "--quiet", "--no-verify", "--all", f"--message={name}")


def test_an_unmerged_index_is_refused(repository: Repository) -> None:
    """Git and pre-commit do not come as far as the hook; who runs it by hand is told what to do."""
    diverged(repository, {"README.md": BY_HAND}, {"README.md": BY_HAND.replace("daily", "yearly")})
    assert repository.run("git", "merge", "--quiet", "branch")[0] == 1
    files = {"README.md": BY_HAND}
    repository.write(files)
    assert repository.run("pre-commit", "run")[0] == 1
    refused = (
        "sigtool: README.md: is not merged; run `sigtool resolve`, or resolve it by hand, and "
        "`git add` it\n"
    )
    assert repository.run("sigtool", "sync") == (2, refused)
    assert repository.read(*FILES) == {**COMMUNITY, **files}


def test_the_commit_of_a_merge(repository: Repository) -> None:
    """A branch edited the table, and the main branch the registry. In the commit of a merge
    pre-commit looks only at files that were in conflict; the next commit brings both together."""
    diverged(repository, {"README.md": BY_HAND}, {"sigs.yaml": LEAD})
    repository.git("merge", "--quiet", "--no-commit", "branch")
    skipped = "(no files to check)Skipped"
    checked = "[INFO] Checking merge-conflict files only.\n"
    merged = checked + told(SYNC, skipped) + told(VALIDATE, skipped)
    assert repository.commit() == (0, merged)
    assert repository.read(*FILES) == {"README.md": BY_HAND, "sigs.yaml": LEAD}
    repository.write({"notes.md": "More.\n"})
    output = (TO_REGISTRY, TO_TABLE, "Wrote sigs.yaml, README.md.")
    assert repository.commit() == (1, modified(SYNC, *output) + told(VALIDATE, "Passed"))
    assert repository.commit() == (0, PASSED)
    assert repository.read(*FILES) == TOGETHER


def test_a_second_working_tree(repository: Repository) -> None:
    """There git tells hooks by its variables which repository, index and folder they are in."""
    repository.git("worktree", "add", "--quiet", "../other")
    other = Repository(repository.folder.parent / "other")
    other.write({"README.md": BY_HAND})
    hooks = modified(SYNC, TO_REGISTRY, "Wrote sigs.yaml.") + told(VALIDATE, "Passed")
    assert other.commit() == (1, hooks)
    assert other.commit() == (0, PASSED)
    assert repository.read(*FILES) == COMMUNITY
