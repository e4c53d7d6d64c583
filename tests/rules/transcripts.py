"""Whole runs of sigtool over a folder of files, as a reader of a terminal sees them."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import Outcome, Run

from sigtool.report import terminal


def copied(folder: Path, repository: Path) -> None:
    shutil.copytree(folder, repository, dirs_exist_ok=True)


def transcript(arguments: tuple[str, ...], outcome: Outcome) -> str:
    """A run as a reader of a terminal sees it, with the exit code below."""
    command = " ".join(("sigtool", *arguments))
    return f"$ {command}\n{outcome.stdout}{outcome.stderr}exit code: {outcome.code}\n"


def without_excerpts(text: str) -> str:
    """What a pipe gets of what a terminal shows: all but the line of the source and the carets."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not re.match(r" +(\d+ )?\| ", line))


def shown(run: Run, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Outcome:
    """A run whose standard output counts as a terminal, 120 wide and without colours."""
    with monkeypatch.context() as patch:
        patch.setattr(terminal, "is_terminal", lambda stream=None: stream is None)
        patch.setenv("COLUMNS", "120")
        return run(*arguments)
