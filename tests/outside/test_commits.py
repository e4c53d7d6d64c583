"""A community as it was in commits: which are read, with which tables, and how far."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from sigtool.errors import FileProblem, Remedy
from sigtool.outside import commits, workspace
from sigtool.outside.workspace import Workspace

REGISTRY = "tables:\n  - {path: %s, columns: {%s: name}}\nsigs:\n  - name: %s\n"
ALONE = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(*arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    done = subprocess.run(command, env=ALONE, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def write(name: str, path: str = "README.md", header: str = "Name") -> None:
    Path("sigs.yaml").write_bytes((REGISTRY % (path, header, name)).encode())
    Path(path).write_bytes(f"| {header} |\n|---|\n| {name} |\n".encode())


def commit() -> None:
    git("add", "--all")
    git("commit", "-q", "--allow-empty", "-m", "x")


def space() -> Workspace:
    found = workspace.open_registry(Path("sigs.yaml"))
    found.community()
    return found


def names(revision: str | None = None) -> list[tuple[list[str], list[str], bool]]:
    """Of each community, the newest first: what the registry has, what the tables show, and
    whether these count alone."""
    return [
        (
            [each.one_name for each in older.community.registry.sigs],
            [
                shown.one_name
                for known in older.community.assigned.values()
                for _, shown, _ in known.rows
            ],
            older.is_table_alone,
        )
        for older in commits.past(space(), revision)
    ]


@pytest.fixture(autouse=True)
def _in_repository(repository: Path) -> None:
    """Every test has a repository of its own."""


def test_the_commits_that_touch_one_of_the_files() -> None:
    write("A")
    commit()
    Path("other.md").write_text("x")
    commit()
    write("B")
    commit()
    write("C")
    assert names() == [(["B"], ["B"], False), (["A"], ["A"], False)]
    assert names("HEAD~1") == [(["A"], ["A"], False), (["A"], ["A"], False)]
    assert names("HEAD~2") == [(["A"], ["A"], False)]


def test_each_is_read_with_its_own_tables() -> None:
    write("A", "groups.md", "SIG")
    commit()
    Path("groups.md").unlink()
    write("B")
    commit()
    assert names() == [(["B"], ["B"], False), (["A"], ["A"], False)]


def test_head_without_a_registry() -> None:
    write("A")
    Path("sigs.yaml").unlink()
    commit()
    write("B")
    assert names() == [([], ["A"], True)]


def test_a_registry_that_went_and_came_back() -> None:
    """In an older commit, a table alone is no base: the registry did not say it."""
    write("A")
    commit()
    git("rm", "-q", "--cached", "sigs.yaml")
    Path("README.md").write_bytes(b"| Name |\n|---|\n| B |\n")
    git("commit", "-q", "-am", "x")
    write("C")
    commit()
    assert names() == [(["C"], ["C"], False), (["A"], ["A"], False)]


@pytest.mark.parametrize(
    "content",
    [
        b"sigs: [",
        b"\xff\xfe\xff",
        b"<<<<<<< ours\n",
        b"",
        b"- a list\n",
        b"sigs:\n  - meets: daily\n",
    ],
)
def test_a_registry_that_cannot_be_read_is_passed_over(content: bytes) -> None:
    write("A")
    commit()
    Path("sigs.yaml").write_bytes(content)
    commit()
    write("C")
    assert names() == [(["A"], ["A"], False)]


def test_a_registry_with_a_key_that_is_not_known_counts() -> None:
    write("A")
    registry = Path("sigs.yaml")
    registry.write_bytes(registry.read_bytes() + b"    since: 2019\n")
    commit()
    assert names() == [(["A"], ["A"], False)]


def test_a_document_that_cannot_be_read_shows_nothing() -> None:
    write("A")
    Path("README.md").write_bytes(b"\xff\n")
    commit()
    write("B")
    assert names() == [(["A"], [], False)]


def test_a_line_end_of_windows_and_a_mark_at_the_start() -> None:
    write("A")
    for name in ("sigs.yaml", "README.md"):
        path = Path(name)
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    commit()
    assert names() == [(["A"], ["A"], False)]


def test_without_commits_there_is_no_past() -> None:
    write("A")
    assert names() == []
    assert not commits.has_commits(space())
    commit()
    assert commits.has_commits(space())


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("nothing", "there is no commit 'nothing'; `git log` shows them"),
        ("HEAD..HEAD", "there is no commit 'HEAD..HEAD'; `git log` shows them"),
        ("HEAD:sigs.yaml", "there is no commit 'HEAD:sigs.yaml'; `git log` shows them"),
    ],
)
def test_a_revision_that_is_none(revision: str, message: str) -> None:
    write("A")
    commit()
    with pytest.raises(FileProblem) as caught:
        commits.past(space(), revision)
    assert str(caught.value) == message


def test_a_revision_where_there_is_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("A")
    assert names() == []
    with pytest.raises(FileProblem) as caught:
        commits.past(space(), "HEAD")
    assert str(caught.value) == "'HEAD' needs git, and this is no repository"


@pytest.mark.parametrize(("folder", "name"), [(".", "README.md"), ("docs", "../README.md")])
def test_what_a_merge_left_open(monkeypatch: pytest.MonkeyPatch, folder: str, name: str) -> None:
    write("A")
    commit()
    git("checkout", "-q", "-b", "branch")
    write("B")
    commit()
    git("checkout", "-q", "-")
    write("C")
    commit()
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "-q", "branch")
    write("D")
    found = space()
    found = replace(found, path=found.path.absolute())
    Path("docs").mkdir()
    monkeypatch.chdir(folder)
    with pytest.raises(FileProblem) as caught:
        commits.refuse_unmerged(found)
    assert str(caught.value) == f"{name}: is not merged"
    assert caught.value.remedy is Remedy.MERGE
    git("add", ":/")
    commits.refuse_unmerged(found)


def test_where_older_commits_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("A")
    commit()
    write("B")
    commit()
    found = commits.past(space())
    assert (len(list(found)), found.end) == (2, "")
    git("clone", "-q", "--depth", "1", f"file://{Path.cwd()}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    found = commits.past(space())
    assert (len(list(found)), found.end) == (
        1,
        "older commits were not fetched; fetch them (in CI: fetch-depth: 0)",
    )
