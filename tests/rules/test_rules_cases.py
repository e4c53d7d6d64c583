"""The folders of `cases`: what a rule finds in a community, what it leaves alone, what it mends."""

from pathlib import Path
from typing import Final

import pytest
from conftest import NO_PROBLEMS, Accept, Outcome, Run, contents
from transcripts import copied, shown, transcript, without_excerpts

from sigtool.rules import RULES

CASES: Final = Path(__file__).with_name("cases")
FOLDERS: Final = sorted(path for path in CASES.iterdir() if path.is_dir())


def code_of(folder: Path) -> str:
    return folder.name.partition("-")[0]


def test_a_folder_is_called_as_its_rule() -> None:
    assert {each.name for each in FOLDERS} <= {f"{rule.code}-{rule.name}" for rule in RULES}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_bad(
    folder: Path, repository: Path, sigtool: Run, accept: Accept, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied(folder / "bad", repository)
    check = ("validate", "--select", code_of(folder))
    fix = (*check, "--fix", "--unsafe-fixes")
    found = shown(sigtool, monkeypatch, *check)
    assert sigtool(*check) == Outcome(found.code, without_excerpts(found.stdout), found.stderr)
    expected = transcript(check, found)

    before = contents(repository)
    fixed = shown(sigtool, monkeypatch, *fix)
    mended = {path: text for path, text in contents(repository).items() if before[path] != text}
    if mended:
        expected += "\n" + transcript(fix, fixed)
    written = {folder / "fixed" / path: text for path, text in mended.items()}
    accept({folder / "expected.txt": expected.encode(), **written}, folder / "fixed")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_good(folder: Path, repository: Path, sigtool: Run) -> None:
    copied(folder / "good", repository)
    nothing = NO_PROBLEMS
    assert sigtool("validate", "--select", code_of(folder)) == nothing
