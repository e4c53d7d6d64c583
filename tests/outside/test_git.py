"""Finding the repository, and what its commits hold, compared with what git itself says."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from sigtool.outside.git import GitProblem, Repository, bare_repository, repository_root

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


@pytest.mark.parametrize("folder", ["bare", "bare/refs/heads", "plain", "none/sub"])
def test_bare_repository(places: Path, folder: str) -> None:
    found = bare_repository(places / folder)
    assert found == (places / "bare" if folder.startswith("bare") else None)
    said = git(places / folder, "rev-parse", "--is-bare-repository").stdout
    assert (found is not None) == (said == "true\n")


def test_settings_and_attributes(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    repository = Repository(tmp_path)
    (tmp_path / ".gitattributes").write_text("*.md merge=union\n", encoding="utf-8")
    said = repository.attributes("merge", ["a b.md", "Ü.md", "x"])
    assert said == {"a b.md": "union", "Ü.md": "union", "x": "unspecified"}
    before = (tmp_path / ".git/config").read_bytes()
    assert (repository.setting("merge.a.b"), repository.own_settings("merge.a")) == (None, {})
    value = "x '%P' || { s=\\$?; }\n\"# ; Ü"
    repository.set("merge.a.b", value)
    repository.set("merge.ab.c", "1")
    assert (repository.setting("merge.a.b"), repository.own_settings("merge.a")) == (
        value, {"merge.a.b": value}
    )  # fmt: skip
    repository.unset("merge.a.b")
    repository.unset("merge.ab.c")
    assert (tmp_path / ".git/config").read_bytes() == before


# --- what commits hold ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Story:
    """A repository, and the full names of its commits, the oldest first."""

    repository: Repository
    commits: list[str]

    def git(self, *arguments: str) -> str:
        done = git(self.repository.root, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, contents: Mapping[str, bytes]) -> None:
        for path, content in contents.items():
            (self.repository.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.repository.root / path).write_bytes(content)
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        self.commits.append(self.git("rev-parse", "HEAD"))


NAMES = ["a.md", "a b.md", "读我.md", 'say "so".md', "*.md", "tab\t.md", "docs/[x].md"]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Commits that touch `a.md` in turn with another; the fourth merges the third into the first's
    line."""
    root = Path(os.path.realpath(tmp_path_factory.mktemp("story")))
    git(root, "init", "-q")
    found = Story(Repository(root), [])
    found.commit(dict.fromkeys(NAMES, b"one\r\n\xff\n"))
    found.git("tag", "v1")
    found.git("checkout", "-q", "-b", "branch")
    found.commit({"other.md": b"x"})
    found.commit({"a.md": b"on the branch\n"})
    found.git("checkout", "-q", "v1")
    found.git("merge", "-q", "--no-ff", "-m", "merge", "branch")
    found.commits.append(found.git("rev-parse", "HEAD"))
    found.commit({"docs/[x].md": b"", "x.md": b"y"})
    found.git("checkout", "-q", "-B", "main")
    return found


@pytest.mark.parametrize(
    ("revision", "at"),
    [
        ("HEAD", 4),
        ("main", 4),
        ("v1", 0),
        ("HEAD~1", 3),
        ("HEAD^^2", 2),
        ("branch@{0}", 2),
        ("main~2", 0),
        ("main:a.md", None),
        ("nothing", None),
        ("", None),
        ("-h", None),
        ("--all", None),
        ("HEAD..v1", None),
        ("^v1", None),
        ("a\nb", None),
        ("读我", None),
    ],
)
def test_commit(story: Story, revision: str, at: int | None) -> None:
    assert story.repository.commit(revision) == (None if at is None else story.commits[at])


@pytest.mark.parametrize(
    ("paths", "most", "commits"),
    [
        (["a.md"], 9, [3, 0]),
        (["a.md"], 1, [3]),
        (["other.md"], 9, [3]),
        (["a.md", "x.md"], 9, [4, 3, 0]),
        (["docs/[x].md"], 9, [4, 0]),
        (["*.md"], 9, [0]),
        (["nothing.md"], 9, []),
        (["docs"], 9, [4, 0]),
    ],
)
def test_commits_along_first_parents(
    story: Story, paths: list[str], most: int, commits: list[int]
) -> None:
    found = story.repository.commits("HEAD", paths, most)
    assert found == [story.commits[at] for at in commits]


def test_contents(story: Story) -> None:
    first, *_, last = story.commits
    with story.repository.contents() as contents:
        for name in NAMES:
            assert contents.read(first, name) == b"one\r\n\xff\n"
        assert contents.read(last, "a.md") == b"on the branch\n"
        assert contents.read(last, "docs/[x].md") == b""
        assert contents.read(last, "nothing.md") is None
        assert contents.read(last, "no thing.md") is None
        assert contents.read(last, "docs") is None  # a folder
        assert contents.read(last, "a\nb.md") is None
        assert contents.read("0" * 40, "a.md") is None
        assert contents.read(first, "a.md") == b"one\r\n\xff\n"  # after all that was not there


def test_contents_of_what_is_not_there(story: Story) -> None:
    """What git does not find is noted; at a path outside git would end, so it is not asked."""
    first, *_, last = story.commits
    with story.repository.contents() as contents:
        assert contents.read(last, "../a.md") is None
        assert contents.read(last, "/a.md") is None
        assert contents.read(last, "docs") is None
        assert contents.missing == []
        assert contents.read(first, "x.md") is None
        assert contents.missing == [(first, "x.md")]
    assert not story.repository.is_unfetched(first, "x.md")
    assert story.repository.is_unfetched(last, "x.md")  # there, if it cannot be read


def test_contents_after_git_ended(story: Story) -> None:
    """As an older git does at a file of a partial clone that is not there."""
    first = story.commits[0]
    with story.repository.contents() as contents:
        assert contents.read(first, "a.md") == b"one\r\n\xff\n"
        assert contents.process is not None
        contents.process.kill()
        contents.process.wait()
        assert contents.read(first, "a.md") is None
        assert contents.missing == [(first, "a.md")]
        assert contents.read(first, "a.md") == b"one\r\n\xff\n"


def test_contents_of_which_nothing_is_read(story: Story) -> None:
    with story.repository.contents():
        pass


def test_what_is_asked_for_in_a_hook(
    story: Story, places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(places / "plain/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(places / "nothing"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(story.repository.root.parent))
    assert story.repository.commit("v1") == story.commits[0]
    assert story.repository.unmerged(["a.md"]) == []


def test_unmerged(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    found = Story(Repository(tmp_path), [])
    found.commit(dict.fromkeys(NAMES, b"one\n"))
    found.git("checkout", "-q", "-b", "branch")
    found.commit(dict.fromkeys(NAMES[:3], b"two\n"))
    found.git("checkout", "-q", "-")
    found.commit(dict.fromkeys(NAMES[:3], b"three\n"))
    assert git(tmp_path, "merge", "branch").returncode == 1
    assert found.repository.unmerged(NAMES) == sorted(NAMES[:3])
    assert found.repository.unmerged(["*.md"]) == []
    found.git("add", "a.md")
    assert found.repository.unmerged(NAMES) == sorted(NAMES[1:3])


def test_shallow(story: Story, tmp_path: Path) -> None:
    assert not story.repository.is_shallow()
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{story.repository.root}", "clone")
    assert Repository(tmp_path / "clone").is_shallow()


def test_before_the_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert Repository(tmp_path).commit("HEAD") is None


def test_a_worktree_knows_the_commits(places: Path) -> None:
    head = git(places / "plain", "rev-parse", "worktree").stdout.strip()
    assert Repository(places / "worktree").commit("HEAD") == head


def test_what_is_no_repository(tmp_path: Path) -> None:
    with pytest.raises(GitProblem) as caught:
        Repository(tmp_path).commit("HEAD")
    assert str(caught.value) == (
        f"{tmp_path}: git cannot read it: not a git repository "
        "(or any of the parent directories): .git"
    )


def test_the_reason_of_git_was_cut(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    config = "[core]\nrepositoryformatversion = a\u2028b\n"
    (tmp_path / ".git/config").write_text(config, encoding="utf-8")
    with pytest.raises(GitProblem) as caught:
        Repository(tmp_path).tracked()
    assert str(caught.value) == (
        f"{tmp_path}: git cannot read it: bad numeric config value 'a\u2028b' for "
        "'core.repositoryformatversion' in file .git/config: invalid unit"
    )


def test_git_that_is_not_installed(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    expected = "git is not installed; install it, or leave out what asks for commits"
    for ask in (lambda: story.repository.commit("HEAD"), lambda: read_one(story)):
        with pytest.raises(GitProblem) as caught:
            ask()
        assert str(caught.value) == expected


def read_one(story: Story) -> bytes | None:
    with story.repository.contents() as contents:
        return contents.read("HEAD", "a.md")
