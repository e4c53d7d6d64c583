"""The job of the manual that brings edits of the table to the registry, run in real clones."""

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


def job() -> Any:
    (text,) = (text for text in TOGETHER.blocks("yaml") if "\njobs:" in text)
    return YAML(typ="safe", pure=True).load(text)["jobs"]["sync"]


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


def run_job(upstream: Repository) -> str:
    """What becomes of the job, in a clone of its own, after a push: success or failure."""
    parent = upstream.folder.parent
    clone = Repository(parent / f"run-{len(list(parent.iterdir()))}")
    upstream.git("clone", "--quiet", os.fspath(upstream.folder), os.fspath(clone.folder))
    outcomes: dict[str, str] = {}
    is_failed = False
    for step in job()["steps"]:
        command = step.get("run", "pip install")
        is_wanted = "if" not in step or outcomes["sync"] == "failure"
        if command.startswith("pip install") or not is_wanted:
            continue
        code, output = clone.run("bash", "-e", "-c", command)
        outcomes[step.get("id", "")] = "failure" if code else "success"
        if code and not step.get("continue-on-error"):
            is_failed = True
            assert "if" in step, output
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
