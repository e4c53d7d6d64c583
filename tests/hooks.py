"""Repositories whose commits run the hooks of sigtool, by the real pre-commit and the real git."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from shell import ROOT, run

VALIDATE, SYNC, RENDER = "sigtool-validate", "sigtool-sync", "sigtool-render"


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
        self.git("add", "--all")
        return self.run("git", "commit", "--quiet", "--message=change")

    def git(self, *arguments: str) -> str:
        """What git prints where it does as it is told."""
        code, output = self.run("git", *arguments)
        assert code == 0, output
        return output

    @staticmethod
    def make(folder: Path, files: Mapping[str, str], configuration: str) -> "Repository":
        """A repository with these files committed, whose next commit runs the hooks."""
        folder.mkdir()
        repository = Repository(folder)
        repository.write({**files, ".pre-commit-config.yaml": configuration})
        repository.git("init", "--quiet", "--initial-branch=main")
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


def modified(hook: str, *output: str) -> str:
    """What pre-commit prints of a hook that changed a file."""
    return told(hook, "Failed", "- files were modified by this hook", "", *output, "")


# What pre-commit prints around the hooks where not all of the change is staged.
STASHED: Final = [
    "[WARNING] Unstaged files detected",
    "[INFO] Stashing unstaged files",
    "[INFO] Restored changes",
]
# And where a hook changed what is not staged as well: pre-commit takes back what the hook wrote.
ROLLED_BACK: Final = [
    *STASHED[:2],
    "[WARNING] Stashed changes conflicted with hook auto-fixes... Rolling back fixes",
    STASHED[2],
]


def partly_staged(text: str) -> tuple[list[str], str]:
    """What pre-commit prints of what is not staged, and what it prints of the hooks."""
    found = re.findall(r"(?m)^\[(?:WARNING|INFO)\].*$", text)
    lines = [re.sub(r" (?:to|from) .*", "", line).rstrip(".") for line in found]
    return lines, re.sub(r"(?m)^\[(?:WARNING|INFO)\].*\n", "", text)
