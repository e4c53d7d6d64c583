"""What tests of the command line share: a community in a repository, and ways to run sigtool."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from community import MINIATURE
from hypothesis import settings
from repositories import commit

from sigtool.cli import main

# How long an example takes says how busy the machine is, and nothing of the program.
settings.register_profile("sigtool", deadline=None)
settings.load_profile("sigtool")

# What a caller's shell may have set, and what would make outputs depend on it.
_FOREIGN = (
    "SIGTOOL_FILE", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "LC_ALL", "LANG",
    "GITHUB_ACTIONS",
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What one run of sigtool came to."""

    code: int
    stdout: str = ""
    stderr: str = ""


# What validate, render and sync come to where there is nothing to do.
NO_PROBLEMS: Final = Outcome(0, "", "No problems found.\n")
UP_TO_DATE: Final = Outcome(0, "Every table is up to date.\n")
SAME: Final = Outcome(0, "Registry and tables say the same.\n")

Run = Callable[..., Outcome]

GOLDEN = Path(__file__).parent / "golden"
Golden = Callable[[str, str], None]
Accept = Callable[..., None]
Adopt = Callable[..., Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="write anew what tests expect of whole outputs; a test that changes a file fails",
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> Accept:
    """Compares files with what they have to hold, or writes them with `--accept`.

    A folder that is given has to hold no other files than these.
    """

    def compare(expected: Mapping[Path, bytes], folder: Path | None = None) -> None:
        paths = {*expected, *(folder.rglob("*") if folder else ())}
        found = {path: path.read_bytes() for path in paths if path.is_file()}
        if found != expected and request.config.getoption("--accept"):
            for path in found.keys() - expected.keys():
                path.unlink()
            for path, content in expected.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            pytest.fail(f"wrote {', '.join(map(str, expected))}: read it, and run again")
        assert sorted(found) == sorted(expected), "a file is missing, or is one too many: --accept"
        for path, content in expected.items():
            assert content.decode() == found[path].decode(), path

    return compare


@pytest.fixture
def golden(accept: Accept) -> Golden:
    """Compares a whole output with the file of tests/golden that has a name."""
    return lambda name, text: accept({GOLDEN / name: text.encode()})


@pytest.fixture(autouse=True)
def _no_foreign_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _FOREIGN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty git repository, which is the current folder."""
    folder = tmp_path / "repository"
    subprocess.run(["git", "init", "-q", "--template=", folder], check=True)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def community(repository: Path) -> Path:
    """The repository with the files of the miniature community."""
    shutil.copytree(MINIATURE, repository, dirs_exist_ok=True)
    return repository


@pytest.fixture
def agreed(repository: Path) -> Path:
    """The repository, whose registry and table said the same in its one commit."""
    commit()
    return repository


@pytest.fixture
def sigtool(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs sigtool in this process, as `main` does, with what it is given as arguments."""

    def run(*arguments: str) -> Outcome:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def adopt(repository: Path, sigtool: Run) -> Adopt:
    """Writes documents into the repository, and the registry that `init` makes of them."""

    def init(documents: Mapping[str, str], *options: str) -> Path:
        write_files(repository, documents)
        outcome = sigtool("init", *documents, *options)
        assert outcome.code == 0, outcome
        return repository

    return init


def process(
    *arguments: str | bytes,
    environment: Mapping[str, str] | None = None,
    **options: object,
) -> Outcome:
    """Run sigtool in a process of its own; `options` are those of `subprocess.run`."""
    done = subprocess.run(
        [sys.executable, "-m", "sigtool", *arguments],
        env={**os.environ, **(environment or {})},
        **{"stdin": subprocess.DEVNULL, "capture_output": True, **options},  # type: ignore[call-overload]
    )
    out, err = ((stream or b"").decode() for stream in (done.stdout, done.stderr))
    return Outcome(done.returncode, out, err)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder, to the byte; folders that are missing are made."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, temporary ones and locks too, but for git's own."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
