"""Runs sigtool with other versions of Typer: does it do the same, and how long does a start take?

Run as `python tests/typers.py [SPECIFIER...]`; without specifiers with the newest Typer, with the
last that does not bring pydantic, and with the oldest that sigtool allows. The versions are
installed, one after the other, into a virtual environment in a temporary folder. Exits 1 if a
command prints something else than here, or loads pydantic, which takes longer than all that most
commands do.
"""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmark import BARE, Bench, Command, prepare
from counting import counted
from shell import ROOT, run

SPECIFIERS: Final = ("typer", "typer<0.29", "typer==0.22.*")
ROUNDS: Final = 7
SIGS: Final = 15
# What bash asks for when somebody has typed `sigtool show Gr` and presses Tab.
TAB: Final = {
    "_SIGTOOL_COMPLETE": "complete_bash",
    "COMP_WORDS": "sigtool\nshow\nGr",
    "COMP_CWORD": "2",
}
NOTHING: Final[Mapping[str, str]] = {}
# Command lines with what is added to the environment; the last ones are wrong.
COMMANDS: Final[Sequence[tuple[Mapping[str, str], tuple[str, ...]]]] = (
    (NOTHING, ("--help",)),
    (NOTHING, ("--version",)),
    (NOTHING, ("list",)),
    (NOTHING, ("list", "--output-format", "json", "--status", "active")),
    (NOTHING, ("show", "Group 7")),
    (NOTHING, ("validate",)),
    (NOTHING, ("render", "--check")),
    (NOTHING, ("sync", "--check", "Group 7", "Group 8")),
    (NOTHING, ("add-lead", "Group 7", "@new", "--dry-run")),
    (NOTHING, ("add-sig", "X", "--lead", "@a", "--lead", "@b", "--first", "--dry-run")),
    (NOTHING, ("--file", "sigs.yaml", "leads")),
    (TAB, ()),
    (NOTHING, ("list", "--status", "dead")),
    (NOTHING, ("list", "--lead")),
    (NOTHING, ("add-lead",)),
    (NOTHING, ("nothing",)),
)


def install(python: Path, *what: str) -> None:
    subprocess.run([python, "-m", "pip", "install", "--quiet", *what], check=True)


def differing(python: Path, folder: Path) -> list[str]:
    """The command lines that do something else with that Python than with this one."""
    return [
        " ".join(["sigtool", *words])
        for more, words in COMMANDS
        if shown(python, folder, words, more) != shown(Path(sys.executable), folder, words, more)
    ]


def shown(
    python: Path, folder: Path, words: Sequence[str], more: Mapping[str, str]
) -> tuple[int, str]:
    """The exit code of a command and all that it prints, with a Python's libraries."""
    more = {"PYTHONPATH": str(ROOT), **more}
    code, text = run(folder, str(python), "-m", "sigtool", *words, more=more)
    # The first line of the help has signs around words that are Typer's own.
    return code, text.partition("\n")[2] if words == ("--help",) else text


def start(python: Path, bench: Bench, folder: Path) -> str:
    """The CPU of `list` as a multiple of that of an interpreter that does nothing."""
    bare = Command(BARE, (str(python), "-c", "pass"))
    command = Command("list", (str(python), "-m", "sigtool", "list"), is_sigtool=True)
    bench.rounds([bare, command], folder, 1)  # writes the bytecode
    found = bench.rounds([bare, command], folder, ROUNDS)
    middle = {label: statistics.median(figures.cpu) for label, figures in found.items()}
    return f"{middle['list'] / middle[BARE]:.1f}"


def version(python: Path) -> str:
    code = "from importlib.metadata import version; print(version('typer'))"
    return run(ROOT, str(python), "-c", code)[1].strip()


def row(python: Path, home: Path, faults: list[str]) -> str:
    """A row of the table for the Typer that a Python has; what is wrong with it joins `faults`."""
    installed, folder = version(python), home / "community"
    faults += [
        f"Typer {installed}: `{line}` does something else" for line in differing(python, folder)
    ]
    is_loaded = "pydantic" in counted(folder, "list", python=python).modules
    if is_loaded:
        faults.append(f"Typer {installed}: `sigtool list` loads pydantic")
    cpu = start(python, Bench(home), folder)
    return f"| {installed} | {'yes' if is_loaded else 'no'} | {cpu} |"


def main(specifiers: Sequence[str]) -> int:
    faults: list[str] = []
    rows = ["| Typer | loads pydantic | CPU of `list` / `python -c pass` |", "| --- | --- | --- |"]
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        prepare(home / "community", SIGS)
        subprocess.run([sys.executable, "-m", "venv", home / "venv"], check=True)
        python = home / "venv/bin/python"
        install(python, str(ROOT))
        for each in specifiers:
            install(python, "--upgrade", each)
            rows.append(row(python, home, faults))
    print("\n".join([*rows, *faults]))  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or SPECIFIERS))
