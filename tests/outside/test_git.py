"""Finding the repository, compared with what git itself says."""

import os
import subprocess
from pathlib import Path

import pytest

from sigtool.outside.git import repository_root

ALONE = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
AUTHOR = ("-c", "user.name=A", "-c", "user.email=a@example.org")


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-C", str(folder), *AUTHOR, "-c", "protocol.file.allow=always", *arguments]
    return subprocess.run(command, env=ALONE, capture_output=True, text=True, check=False)


def told_by_git(folder: Path) -> Path | None:
    found = git(folder, "rev-parse", "--show-toplevel")
    return None if found.returncode else Path(found.stdout.rstrip("\n"))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Repositories of every shape, with folders in them."""
    top = Path(os.path.realpath(tmp_path_factory.mktemp("git")))
    for name in ("plain", "none/sub", "none/stray/.git", "bare"):
        (top / name).mkdir(parents=True)
    git(top / "bare", "init", "--bare")
    git(top / "plain", "init")
    git(top / "plain", "commit", "--allow-empty", "-m", "first")
    git(top / "plain", "worktree", "add", "../worktree")
    git(top / "plain", "submodule", "add", str(top / "plain"), "docs/module")
    for name in ("plain", "worktree", "plain/docs/module"):
        (top / name / "sub/deeper").mkdir(parents=True)
    (top / "plain/sub/.git").mkdir()
    (top / "link").symlink_to("plain/docs")
    return top


@pytest.mark.parametrize(
    ("folder", "root"),
    [
        ("plain", "plain"),
        ("plain/docs", "plain"),
        ("plain/sub", "plain"),
        ("plain/sub/deeper", "plain"),
        ("plain/docs/module/sub", "plain/docs/module"),
        ("worktree", "worktree"),
        ("worktree/sub/deeper", "worktree"),
        ("link", "plain"),
        ("link/module", "plain/docs/module"),
        ("none/sub", None),
        ("none/stray", None),
        ("bare", None),
    ],
)
def test_repository_root(places: Path, folder: str, root: str | None) -> None:
    wanted = None if root is None else places / root
    assert repository_root(places / folder) == told_by_git(places / folder) == wanted


def test_in_a_hook(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There git sets variables that name the repository of the hook, wherever one looks."""
    monkeypatch.setenv("GIT_DIR", str(places / "plain/.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(places / "plain"))
    assert repository_root(places / "worktree") == places / "worktree"
    assert repository_root(places / "none") is None


def test_a_folder_given_from_here(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(places / "link/module")
    assert repository_root(Path()) == places / "plain/docs/module"
    assert repository_root(Path("..")) == places / "plain"


def test_without_git(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert repository_root(places / "plain/sub") == places / "plain"
