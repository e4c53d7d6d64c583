"""The hooks, run by the real pre-commit in real commits."""

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
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

VALIDATE, RENDER = "sigtool-validate", "sigtool-render"


def read_yaml(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((ROOT / name).read_bytes())


HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in read_yaml(".pre-commit-hooks.yaml")
}


@dataclass(frozen=True)
class Repository:
    """A git repository whose commits run hooks."""

    folder: Path

    def run(self, *command: str) -> tuple[int, str]:
        home = {"PRE_COMMIT_HOME": str(self.folder.parent / "pre-commit")}
        return run(self.folder, *command, more=home)

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())

    def read(self, *names: str) -> dict[str, str]:
        return {name: (self.folder / name).read_bytes().decode() for name in names}

    def commit(self) -> tuple[int, str]:
        """The exit code of a commit of everything, and what its hooks said."""
        assert self.run("git", "add", "--all") == (0, "")
        return self.run("git", "commit", "--quiet", "--message=change")

    @staticmethod
    def make(folder: Path, files: Mapping[str, str], configuration: str) -> "Repository":
        """A repository with these files committed, whose next commit runs the hooks."""
        folder.mkdir()
        repository = Repository(folder)
        repository.write({**files, ".pre-commit-config.yaml": configuration})
        assert repository.run("git", "init", "--quiet") == (0, "")
        assert repository.commit() == (0, "")
        installed = "pre-commit installed at .git/hooks/pre-commit\n"
        assert repository.run("pre-commit", "install") == (0, installed)
        return repository


def local(ids: Sequence[str], args: Sequence[str] = ()) -> str:
    """A configuration with hooks as they are published, but run from what is installed here."""
    hooks = [{**HOOKS[each], "language": "system", "args": list(args)} for each in ids]
    return json.dumps({"repos": [{"repo": "local", "hooks": hooks}]})


def told(hook: str, outcome: str, *output: str) -> str:
    """What pre-commit prints of a hook."""
    name = HOOKS[hook]["name"]
    head = f"{name}{'.' * (79 - len(name) - len(outcome))}{outcome}\n"
    return head + (f"- hook id: {hook}\n" + "\n".join(output) + "\n" if output else "")


def failed(hook: str, code: int, *output: str) -> str:
    """What pre-commit prints of a hook that ended with this exit code."""
    return told(hook, "Failed", f"- exit code: {code}", "", *output)


def drifted(document: str = "README.md", registry: str = "sigs.yaml") -> str:
    """What pre-commit prints of `validate` where somebody changed the table by hand."""
    return failed(
        VALIDATE,
        1,
        f"{document}:7:14: error SIG601 out-of-date: Compiler: lead is @grace, registry has @ada",
        f"  {registry}:9:5: the registry says so here",
        "  help: the table changed it: sigtool sync takes it to the registry (in a web editor, "
        "change sigs.yaml as well); sigtool render --overwrite takes it back",
        "  unsafe fix: render the row: sigtool validate --fix --unsafe-fixes",
        "Found 1 error. 1 can be fixed: sigtool validate --fix --unsafe-fixes.\n",
    )


def rendered(path: str) -> str:
    """What pre-commit prints when rendering changed this file."""
    return told(RENDER, "Failed", "- files were modified by this hook", "", f"Rendered {path}.\n")


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
            drifted(),
            {"README.md": DRIFTED},
            id="validate, and a table edited by hand",
        ),
        pytest.param(
            (RENDER,),
            (),
            COMMUNITY,
            {"README.md": DRIFTED},
            1,
            rendered("README.md"),
            COMMUNITY,
            id="render, and a table edited by hand",
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
                "  help: the registry changed it: sigtool sync writes it into the table",
                "  fix: render the row: sigtool validate --fix",
                "Found 1 error. 1 can be fixed: sigtool validate --fix.\n",
            )
            + rendered("README.md"),
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
            drifted("groups/README.md", "groups/registry.yml"),
            {"groups/README.md": DRIFTED},
            id="a registry elsewhere, validate",
        ),
        pytest.param(
            (RENDER,),
            THERE,
            ELSEWHERE,
            {"groups/README.md": DRIFTED},
            1,
            rendered("groups/README.md"),
            ELSEWHERE,
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
    repository.write({"README.md": DRIFTED + "\nMore.\n"})
    assert repository.commit()[0] == 1
    assert repository.commit() == (0, told(RENDER, "Passed"))
    assert repository.read("README.md") == {"README.md": DOCUMENT + "\nMore.\n"}


def partly_staged(text: str) -> list[str]:
    """What pre-commit prints around the hooks where not all of the change is staged."""
    found = re.findall(r"(?m)^\[(?:WARNING|INFO)\].*$", text)
    return [re.sub(r" (?:to|from) .*", "", line).rstrip(".") for line in found]


STASHED = [
    "[WARNING] Unstaged files detected",
    "[INFO] Stashing unstaged files",
    "[INFO] Restored changes",
]


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
    assert (found, partly_staged(output)) == (code, STASHED)
    hook = drifted() if code else told(VALIDATE, "Passed")
    assert re.sub(r"(?m)^\[(?:WARNING|INFO)\].*\n", "", output) == hook
    assert repository.read("README.md") == {"README.md": left}


def test_a_second_working_tree(tmp_path: Path) -> None:
    """There git tells hooks by its variables which repository, index and folder they are in."""
    main = Repository.make(tmp_path / "community", COMMUNITY, local([VALIDATE]))
    assert main.run("git", "worktree", "add", "--quiet", "../other") == (0, "")
    other = Repository(tmp_path / "other")
    other.write({"README.md": DRIFTED})
    assert other.run("git", "commit", "--all", "--quiet", "--message=drift") == (1, drifted())
    main.write({"README.md": DOCUMENT + "\nMore.\n"})
    passed = told(VALIDATE, "Passed")
    assert main.run("git", "commit", "--all", "--quiet", "--message=more") == (0, passed)


def test_installed_as_the_readme_says(tmp_path: Path) -> None:
    """From a repository with the files of this one. pip fetches what sigtool needs."""
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
    assert repository.commit() == (1, drifted() + rendered("README.md"))
    repository.write({"README.md": DOCUMENT + "\nMore.\n"})
    assert repository.commit() == (0, told(VALIDATE, "Passed") + told(RENDER, "Passed"))


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("validate-manifest", ".pre-commit-hooks.yaml"), id="the hooks"),
        pytest.param(("validate-config", ".pre-commit-config.yaml"), id="the configuration"),
    ],
)
def test_what_pre_commit_reads_here_is_valid(command: tuple[str, str]) -> None:
    assert run(ROOT, "pre-commit", *command) == (0, "")


def test_this_repository_uses_what_it_publishes() -> None:
    (repository,) = read_yaml(".pre-commit-config.yaml")["repos"]
    used = {hook["id"]: hook for hook in repository["hooks"]}
    for each, published in HOOKS.items():
        description = {"description": published["description"]}
        assert {**used[each], **description} == {**published, "language": "system"}
