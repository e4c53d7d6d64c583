"""The jobs of the manual, run in real clones: the one that brings edits of the table to the
registry, and the one that merges the main branch into a pull request."""

import os
from pathlib import Path
from typing import Any

import pytest
from hooks import Repository
from pages import TOGETHER
from ruamel.yaml import YAML

ACCEPT = "validate: {table_edits: accept}\n"
REGISTRY = (
    ACCEPT
    + """\
tables:
  - path: README.md
    columns: {Name: name, Meets: meets}
sigs:
  - name: Compiler
    meets: weekly
  - name: Docs
    meets: monthly
"""
)
DOCUMENT = """\
| Name | Meets |
| --- | --- |
| Compiler | weekly |
| Docs | monthly |
"""
COMMUNITY = {"sigs.yaml": REGISTRY, "README.md": DOCUMENT}
WEB_EDIT = DOCUMENT.replace("weekly", "daily")


def job(name: str) -> Any:
    found = [
        YAML(typ="safe", pure=True).load(text)["jobs"]
        for text in TOGETHER.blocks("yaml")
        if "\njobs:" in text
    ]
    (wanted,) = (each[name] for each in found if name in each)
    return wanted


@pytest.fixture
def upstream(tmp_path: Path) -> Repository:
    """What the web editor shows: a repository whose main branch can be pushed to."""
    folder = tmp_path / "upstream"
    folder.mkdir()
    repository = Repository(folder)
    repository.git("init", "--quiet", "--initial-branch=main")
    # The work tree follows what is pushed, so that a test can read it.
    repository.git("config", "receive.denyCurrentBranch", "updateInstead")
    repository.write(COMMUNITY)
    assert repository.commit() == (0, "")
    return repository


def run_job(upstream: Repository, name: str = "sync", branch: str = "main") -> str:
    """What becomes of a job, in a clone of its own, after a push: success or failure."""
    parent = upstream.folder.parent
    clone = Repository(parent / f"run-{len(list(parent.iterdir()))}")
    upstream.git("clone", "--quiet", os.fspath(upstream.folder), os.fspath(clone.folder))
    clone.git("checkout", "--quiet", branch)
    outcomes: dict[str, str] = {}
    is_failed = False
    for step in job(name)["steps"]:
        command = step.get("run", "pip install")
        is_wanted = "if" not in step or outcomes["sync"] == "failure"
        if command.startswith("pip install") or not is_wanted:
            continue
        code, output = clone.run("bash", "-e", "-c", f"export BRANCH={branch}\n{command}")
        outcomes[step.get("id", "")] = "failure" if code else "success"
        if code and not step.get("continue-on-error"):
            is_failed = True
            assert "if" in step or name == "merge", output
    return "failure" if is_failed else "success"


@pytest.mark.parametrize("how", ["merge", "squash"])
def test_a_pull_request_that_edits_the_table(upstream: Repository, how: str) -> None:
    """It passes the checks, and the job brings it to the registry after the merge."""
    upstream.git("checkout", "--quiet", "-b", "web")
    upstream.write({"README.md": WEB_EDIT})
    assert upstream.commit() == (0, "")
    assert upstream.run("sigtool", "validate", "--select", "SIG601")[0] == 0
    assert upstream.run("sigtool", "sync", "--check")[0] == 0
    upstream.git("checkout", "--quiet", "main")
    if how == "merge":
        upstream.git("merge", "--quiet", "--no-ff", "--no-edit", "web")
    else:
        upstream.git("merge", "--quiet", "--squash", "web")
        assert upstream.commit() == (0, "")
    assert run_job(upstream) == "success"
    together = {"sigs.yaml": REGISTRY.replace("weekly", "daily"), "README.md": WEB_EDIT}
    assert upstream.read(*together) == together
    subjects = upstream.git("log", "--first-parent", "--format=%s")
    assert subjects.startswith("Bring the SIG table and sigs.yaml together\n")
    # Where nothing differs, the job makes no commit.
    assert run_job(upstream) == "success"
    assert upstream.git("log", "--first-parent", "--format=%s") == subjects


def test_a_conflict(upstream: Repository) -> None:
    """What is clear is committed; the job is red, and what is open stays on both sides."""
    upstream.write(
        {
            "README.md": WEB_EDIT.replace("monthly", "yearly"),
            "sigs.yaml": REGISTRY.replace("weekly", "hourly"),
        }
    )
    assert upstream.commit() == (0, "")
    assert run_job(upstream) == "failure"
    after = {
        "README.md": WEB_EDIT.replace("monthly", "yearly"),
        "sigs.yaml": REGISTRY.replace("weekly", "hourly").replace("monthly", "yearly"),
    }
    assert upstream.read(*after) == after


ATTRIBUTES = {".gitattributes": "/sigs.yaml merge=sigtool\n/README.md merge=sigtool\n"}


def added(name: str, meets: str) -> dict[str, str]:
    """The community with one more group at the end."""
    return {
        "sigs.yaml": REGISTRY + f"  - name: {name}\n    meets: {meets}\n",
        "README.md": DOCUMENT + f"| {name} | {meets} |\n",
    }


def two_branches(upstream: Repository, ours: dict[str, str], theirs: dict[str, str]) -> None:
    """A pull request with ours, and main with theirs, which git alone cannot merge."""
    upstream.write(ATTRIBUTES)
    assert upstream.commit() == (0, "")
    upstream.git("checkout", "--quiet", "-b", "web")
    upstream.write(ours)
    assert upstream.commit() == (0, "")
    upstream.git("checkout", "--quiet", "main")
    upstream.write(theirs)
    assert upstream.commit() == (0, "")


def test_main_is_merged_into_a_pull_request(upstream: Repository) -> None:
    two_branches(upstream, added("Web", "daily"), added("Build", "yearly"))
    assert run_job(upstream, "merge", "web") == "success"
    upstream.git("checkout", "--quiet", "web")
    both = {
        name: text + added("Web", "daily")[name].removeprefix(COMMUNITY[name])
        for name, text in added("Build", "yearly").items()
    }
    assert upstream.read(*both) == both
    assert upstream.git("merge-base", "--is-ancestor", "main", "web") == ""


def test_a_pull_request_in_conflict_is_not_pushed(upstream: Repository) -> None:
    ours, theirs = (
        {name: text.replace("weekly", meets) for name, text in COMMUNITY.items()}
        for meets in ("daily", "hourly")
    )
    two_branches(upstream, ours, theirs)
    before = upstream.git("rev-parse", "web")
    assert run_job(upstream, "merge", "web") == "failure"
    assert upstream.git("rev-parse", "web") == before
