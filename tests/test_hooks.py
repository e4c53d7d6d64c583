"""The hooks, run by the real pre-commit in real commits."""

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hooks import (
    HOOKS,
    RENDER,
    STASHED,
    SYNC,
    VALIDATE,
    Repository,
    failed,
    local,
    modified,
    partly_staged,
    read_yaml,
    told,
)
from ruamel.yaml import YAML
from shell import ROOT, run

REGISTRY = """\
tables:
  - path: README.md
    heading: Current SIGs
    columns:
      SIG name: name
      SIG Leads: leads
sigs:
  - name: Compiler
    leads:
      - handle: ada
        url: https://example.org/ada
"""
DOCUMENT = """\
# Graph community

## Current SIGs

| SIG name | SIG Leads |
| :------- | :-------- |
| Compiler | [@ada](https://example.org/ada) |
"""
DRIFTED = DOCUMENT.replace("ada", "grace")
BROKEN = REGISTRY.replace("- name: Compiler", "- name: [")
NOT_YAML = "cannot be read as YAML: while parsing a flow node, did not find expected node content"
COMMUNITY = {"sigs.yaml": REGISTRY, "README.md": DOCUMENT}
ELSEWHERE = {"groups/registry.yml": REGISTRY, "groups/README.md": DOCUMENT}
THERE = ("--file", "groups/registry.yml")
REFUSED = (
    ":7: Compiler: leads: @grace: the registry has nothing, the table has @grace; "
    "the table changed it, since the last commit\n"
    "Nothing was written: `sigtool render` would take that out of the tables. To keep it, run "
    "`sigtool sync` (as a hook: sigtool-sync instead of sigtool-render). To replace it, run "
    "`sigtool render --overwrite`.\n"
)


def drift(document: str = "README.md", registry: str = "sigs.yaml") -> str:
    """What `validate` says where somebody changed the table by hand."""
    return (
        f"{document}:7:14: error SIG601 out-of-date: Compiler: lead is @grace, registry has @ada\n"
        f"  {registry}:9:5: the registry says so here\n"
        "  help: leads: @ada: the table removed it, so it goes from the registry; leads: @grace: "
        "the table changed it, so it goes to the registry; sigtool sync does that (in a "
        f"web editor, change {registry} as well); sigtool render --overwrite takes it back\n"
        "  unsafe fix: render the row: sigtool validate --fix --unsafe-fixes\n"
        "Found 1 error. 1 can be fixed: sigtool validate --fix --unsafe-fixes.\n"
    )


@pytest.mark.parametrize(
    ("hooks", "args", "files", "change", "code", "output", "left"),
    [
        pytest.param(
            (VALIDATE, RENDER),
            (),
            COMMUNITY,
            {"README.md": DOCUMENT + "\nMore.\n"},
            0,
            told(VALIDATE, "Passed") + told(RENDER, "Passed"),
            {"README.md": DOCUMENT + "\nMore.\n"},
            id="nothing wrong",
        ),
        pytest.param(
            (VALIDATE, RENDER),
            (),
            {**COMMUNITY, "README.md": DRIFTED},
            {"compiler.py": "pass\n"},
            0,
            told(VALIDATE, "(no files to check)Skipped")
            + told(RENDER, "(no files to check)Skipped"),
            {"README.md": DRIFTED},
            id="neither YAML nor Markdown",
        ),
        pytest.param(
            (VALIDATE,),
            (),
            COMMUNITY,
            {"README.md": DRIFTED},
            1,
            failed(VALIDATE, 1, drift()),
            {"README.md": DRIFTED},
            id="validate, and a table edited by hand",
        ),
        pytest.param(
            (RENDER,),
            (),
            COMMUNITY,
            {"README.md": DRIFTED},
            1,
            failed(RENDER, 1, "README.md" + REFUSED),
            {**COMMUNITY, "README.md": DRIFTED},
            id="render, and a table edited by hand: it names the hook that keeps the edit",
        ),
        pytest.param(
            (VALIDATE, RENDER),
            (),
            COMMUNITY,
            {"sigs.yaml": REGISTRY.replace("ada", "grace")},
            1,
            failed(
                VALIDATE,
                1,
                "README.md:7:14: error SIG601 out-of-date: Compiler: lead is @ada, "
                "registry has @grace",
                "  sigs.yaml:9:5: the registry says so here",
                "  help: the registry changed it, so it goes to the table; sigtool sync does that",
                "  fix: render the row: sigtool validate --fix",
                "Found 1 error. 1 can be fixed: sigtool validate --fix.\n",
            )
            + modified(RENDER, "Rendered README.md."),
            {"README.md": DRIFTED},
            id="a registry edited by hand",
        ),
        pytest.param(
            (VALIDATE, RENDER),
            (),
            COMMUNITY,
            {"sigs.yaml": BROKEN},
            1,
            failed(
                VALIDATE,
                1,
                f"sigs.yaml:10:7: error SIG001 yaml-syntax: {NOT_YAML}",
                "  help: close what [ or { opens",
                "Found 1 error.\n",
            )
            + failed(
                RENDER,
                2,
                f"sigtool: sigs.yaml:10:7: {NOT_YAML}; mend it, then run the command again\n",
            ),
            {"sigs.yaml": BROKEN, "README.md": DOCUMENT},
            id="a registry that is not YAML",
        ),
        pytest.param(
            (VALIDATE,),
            THERE,
            ELSEWHERE,
            {"groups/README.md": DRIFTED},
            1,
            failed(VALIDATE, 1, drift("groups/README.md", "groups/registry.yml")),
            {"groups/README.md": DRIFTED},
            id="a registry elsewhere, validate",
        ),
        pytest.param(
            (RENDER,),
            THERE,
            ELSEWHERE,
            {"groups/README.md": DRIFTED},
            1,
            failed(RENDER, 1, "groups/README.md" + REFUSED),
            {**ELSEWHERE, "groups/README.md": DRIFTED},
            id="a registry elsewhere, render",
        ),
    ],
)
def test_commit(
    tmp_path: Path,
    hooks: Sequence[str],
    args: Sequence[str],
    files: Mapping[str, str],
    change: Mapping[str, str],
    code: int,
    output: str,
    left: Mapping[str, str],
) -> None:
    repository = Repository.make(tmp_path / "community", files, local(hooks, args))
    repository.write(change)
    assert (*repository.commit(), repository.read(*left)) == (code, output, left)


def test_the_commit_after_rendering_passes(tmp_path: Path) -> None:
    repository = Repository.make(tmp_path / "community", COMMUNITY, local([RENDER]))
    repository.write({"sigs.yaml": REGISTRY.replace("ada", "grace")})
    assert repository.commit()[0] == 1
    assert repository.commit() == (0, told(RENDER, "Passed"))
    assert repository.read("README.md") == {"README.md": DRIFTED}


@pytest.mark.parametrize(
    ("staged", "left", "code"),
    [
        pytest.param(
            DOCUMENT + "\nMore.\n", DRIFTED + "\nMore.\n", 0, id="what is staged is right"
        ),
        pytest.param(DRIFTED, DOCUMENT + "\nMore.\n", 1, id="what is staged has drifted"),
    ],
)
def test_a_table_that_is_staged_in_part(tmp_path: Path, staged: str, left: str, code: int) -> None:
    """The commit is judged by what it holds, and the rest of the change is kept."""
    repository = Repository.make(tmp_path / "community", COMMUNITY, local([VALIDATE]))
    repository.write({"README.md": staged})
    assert repository.run("git", "add", "README.md") == (0, "")
    repository.write({"README.md": left})
    found, output = repository.run("git", "commit", "--quiet", "--message=change")
    hook = failed(VALIDATE, 1, drift()) if code else told(VALIDATE, "Passed")
    assert (found, *partly_staged(output)) == (code, STASHED, hook)
    assert repository.read("README.md") == {"README.md": left}


def test_a_second_working_tree(tmp_path: Path) -> None:
    """There git tells hooks by its variables which repository, index and folder they are in."""
    main = Repository.make(tmp_path / "community", COMMUNITY, local([VALIDATE]))
    assert main.run("git", "worktree", "add", "--quiet", "../other") == (0, "")
    other = Repository(tmp_path / "other")
    other.write({"README.md": DRIFTED})
    found = failed(VALIDATE, 1, drift())
    assert other.run("git", "commit", "--all", "--quiet", "--message=drift") == (1, found)
    main.write({"README.md": DOCUMENT + "\nMore.\n"})
    passed = told(VALIDATE, "Passed")
    assert main.run("git", "commit", "--all", "--quiet", "--message=more") == (0, passed)


def test_installed_as_the_readme_says(tmp_path: Path) -> None:
    """From a repository with the files of this one. pip fetches what sigtool needs.

    An edit of the table fails the commit and goes to the registry; the commit after that passes.
    """
    source = tmp_path / "sigtool"
    left_out = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "build", "dist")
    shutil.copytree(ROOT, source, ignore=left_out)
    assert run(source, "git", "init", "--quiet") == (0, "")
    assert run(source, "git", "add", "--all") == (0, "")
    assert run(source, "git", "commit", "--quiet", "--message=sigtool") == (0, "")
    commit = run(source, "git", "rev-parse", "HEAD")[1].strip()
    readme = (ROOT / "README.md").read_bytes().decode()
    snippet = re.findall(r"^```yaml\n(repos:\n.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    (text,) = snippet
    text = text.replace("https://example.org/sigtool.git", str(source)).replace("COMMIT", commit)
    repository = Repository.make(tmp_path / "community", COMMUNITY, text)
    code, output = repository.run("pre-commit", "install-hooks")
    assert code == 0, output
    repository.write({"README.md": DRIFTED})
    code, output = repository.commit()
    assert (code, output.endswith(told(VALIDATE, "Passed"))) == (1, True), output
    assert repository.commit() == (0, told(SYNC, "Passed") + told(VALIDATE, "Passed"))
    grace = {"sigs.yaml": REGISTRY.replace("ada", "grace"), "README.md": DRIFTED}
    assert repository.read(*grace) == grace


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("validate-manifest", ".pre-commit-hooks.yaml"), id="the hooks"),
        pytest.param(("validate-config", ".pre-commit-config.yaml"), id="the configuration"),
    ],
)
def test_what_pre_commit_reads_here_is_valid(command: tuple[str, str]) -> None:
    assert run(ROOT, "pre-commit", *command) == (0, "")


def local_hooks() -> str:
    """The configuration of local hooks that the manual shows."""
    manual = (ROOT / "sigtool" / "manual" / "ci.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yaml\n(repos:\n  - repo: local\n.*?)^```$", manual, re.M | re.S)
    return str(shown)


def test_the_manual_shows_the_hooks_as_local_ones() -> None:
    hooks = [
        {key: value for key, value in HOOKS[each].items() if key != "description"}
        | {"language": "system"}
        for each in (SYNC, VALIDATE)
    ]
    assert YAML(typ="safe", pure=True).load(local_hooks()) == {
        "repos": [{"repo": "local", "hooks": hooks}]
    }


def test_the_local_hooks_of_the_manual_run(tmp_path: Path) -> None:
    repository = Repository.make(tmp_path / "repository", COMMUNITY, local_hooks())
    repository.write({"README.md": DRIFTED})
    assert repository.commit()[0] == 1
    assert repository.commit() == (0, told(SYNC, "Passed") + told(VALIDATE, "Passed"))


def test_this_repository_uses_what_it_recommends() -> None:
    (repository,) = read_yaml(".pre-commit-config.yaml")["repos"]
    used = {hook["id"]: hook for hook in repository["hooks"]}
    assert [each for each in used if each in HOOKS] == [SYNC, VALIDATE]
    for each in (SYNC, VALIDATE):
        description = {"description": HOOKS[each]["description"]}
        assert {**used[each], **description} == {**HOOKS[each], "language": "system"}
