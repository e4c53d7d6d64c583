"""What a command of sigtool loads and calls, in a process of its own."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shell import ROOT, run

_PROGRAM: Final = ("-P", str(ROOT / "tests/counted.py"))


@dataclass(frozen=True)
class Counted:
    """The exit code of a command, the modules that a bare interpreter has not, and calls."""

    code: str
    modules: Sequence[str]
    calls: Counter[str]

    @property
    def own_modules(self) -> list[str]:
        return sorted(name for name in self.modules if top(name) == "sigtool")

    @property
    def own_calls(self) -> Counter[str]:
        found = {name: count for name, count in self.calls.items() if top(name) == "sigtool"}
        return Counter(found)


def top(module: str) -> str:
    """The package that a module belongs to."""
    return module.partition(".")[0]


def counted(folder: Path, *arguments: str, python: Path | None = None) -> Counted:
    """Run a command in a folder, and count; with another Python's libraries, if one is given."""
    program = (str(python or sys.executable), *_PROGRAM)
    code, shown = run(folder, *program, *arguments, more={"PYTHONPATH": str(ROOT)})
    assert code == 0, shown
    lines = [line.split(" ", 2) for line in shown.splitlines()]
    ended = [line[1] for line in lines if line[0] == "exit"]
    modules = [line[1] for line in lines if line[0] == "module"]
    calls = Counter({line[2]: int(line[1]) for line in lines if line[0] == "call"})
    return Counted(ended[-1], modules, calls)
