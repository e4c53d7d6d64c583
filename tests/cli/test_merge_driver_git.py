"""The merge driver in git's own merges: installed as people install it, and called by git."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from conftest import Run
from repositories import commit_all, git, put
from shell import ENVIRONMENT, run

SIGS: Final = (
    "sigs:\n"
    "  - name: Compiler\n    responsibilities: Compiles.\n    meets: weekly\n"
    "  - name: Data\n    responsibilities: Loads.\n    meets: weekly\n"
    "  - name: Docs\n    responsibilities: Explains.\n    meets: weekly\n"
)
PAGE: Final = "# Groups\n\nFirst.\n\n| Name | Meets |\n|---|---|\n| Docs | weekly |\n\nLast.\n"
# git quotes the path for a shell, and the attributes quote it for git.
NAMES: Final = ["README.md", "my groups/Übersicht.md", 'it\'s "so" $HOME `x` [a]*.md', "-x.md"]
# What git writes behind markers depends on it: 2.44 hands its labels on.
HEAD_LINE: Final = ("<<<<<<< HEAD\n", "<<<<<<< ours\n")


@pytest.fixture(params=NAMES)
def document(request: pytest.FixtureRequest, repository: Path, sigtool: Run) -> str:
    name = str(request.param)
    start(sigtool, name)
    return name


def start(sigtool: Run, name: str = "README.md") -> None:
    """A commit with registry, document and attributes, on the branch `main`; and the driver."""
    git("checkout", "-q", "-b", "main")
    quoted = name.replace("'", "''")
    columns = "{Name: name, Meets: meets}"
    put("sigs.yaml", f"tables:\n  - path: '{quoted}'\n    columns: {columns}\n{SIGS}")
    put(name, PAGE)
    assert sigtool("merge-driver", "--install").code == 0
    commit_all()


def text(name: str) -> str:
    return Path(name).read_bytes().decode()


def change(name: str, old: str, new: str) -> None:
    assert old in text(name)
    put(name, text(name).replace(old, new))


def branch(name: str, path: str, old: str, new: str) -> None:
    """A branch from main with one change, and main again."""
    git("checkout", "-q", "-b", name, "main")
    change(path, old, new)
    commit_all()
    git("checkout", "-q", "main")


def unlabelled(marked: str) -> str:
    """A text whose markers say nothing of where a side comes from."""
    lines = marked.split("\n")
    return "\n".join(line[:7] if line[:7] in ("<" * 7, ">" * 7) else line for line in lines)


@pytest.fixture
def calls(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """How often the driver was called, and for which path."""
    folder = repository.parent / "bin"
    log = repository.parent / "calls"
    folder.mkdir()
    script = folder / "sigtool"
    real = shutil.which("sigtool", path=ENVIRONMENT["PATH"])
    script.write_text(
        f'#!/bin/sh\ntest "$2" = --path && printf "%s\\n" "$3" >> "{log}"\nexec "{real}" "$@"\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setitem(ENVIRONMENT, "PATH", f"{folder}{os.pathsep}{ENVIRONMENT['PATH']}")
    return lambda: log.read_text("utf-8").split("\n")[:-1] if log.exists() else []


def test_a_clean_merge(document: str, calls: Callable[[], list[str]]) -> None:
    branch("topic", document, "First.", "The first.")
    change(document, "Last.", "The last.")
    commit_all()
    git("merge", "-q", "--no-edit", "topic")
    wanted = PAGE.replace("First.", "The first.").replace("Last.", "The last.")
    assert (text(document), calls()) == (wanted, [document])


def test_a_conflict(document: str, calls: Callable[[], list[str]]) -> None:
    branch("topic", document, "First.", "The first.")
    change(document, "First.", "A first.")
    commit_all()
    git("merge", "-q", "topic", codes=(1,))
    marked = "<<<<<<<\nA first.\n=======\nThe first.\n>>>>>>>"
    assert unlabelled(text(document)) == PAGE.replace("First.", marked)
    assert git("-c", "core.quotePath=false", "diff", "-z", "--name-only", "--diff-filter=U") == (
        f"{document}\0"
    )
    assert calls() == [document]


CONFLICT: Final = (
    "<<<<<<<\n    responsibilities: Compiles all.\n=======\n"
    "    responsibilities: Compiles much.\n>>>>>>>"
)


def two_sides() -> None:
    branch("topic", "sigs.yaml", "Compiles.", "Compiles much.")
    change("sigs.yaml", "Compiles.", "Compiles all.")
    commit_all()


def in_registry() -> str:
    """The registry without its markers' labels, from its SIGs on."""
    return unlabelled(text("sigs.yaml").partition("{Name: name, Meets: meets}\n")[2])


MARKED: Final = SIGS.replace("    responsibilities: Compiles.", CONFLICT)


def test_a_registry(repository: Path, sigtool: Run) -> None:
    start(sigtool)
    two_sides()
    git("merge", "-q", "topic", codes=(1,))
    assert in_registry() == MARKED


def test_switched_off(repository: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    start(sigtool)
    two_sides()
    monkeypatch.setitem(ENVIRONMENT, "SIGTOOL_MERGE", "0")
    git("merge", "-q", "topic", codes=(1,))
    assert in_registry() == MARKED


@pytest.mark.parametrize("style", ["diff3", "zdiff3"])
def test_the_style_of_the_command_line(repository: Path, sigtool: Run, style: str) -> None:
    start(sigtool)
    two_sides()
    git("-c", f"merge.conflictStyle={style}", "merge", "-q", "topic", codes=(1,))
    found = in_registry().split("\n")
    (middle,) = (line for line in found if line.startswith("|||||||"))
    assert "\n".join("|||||||" if line == middle else line for line in found) == MARKED.replace(
        "=======", "|||||||\n    responsibilities: Compiles.\n======="
    )


def test_markers_of_another_size(repository: Path, sigtool: Run) -> None:
    start(sigtool)
    put(".gitattributes", text(".gitattributes") + "sigs.yaml conflict-marker-size=9\n")
    commit_all()
    two_sides()
    git("merge", "-q", "topic", codes=(1,))
    lines = text("sigs.yaml").split("\n")
    assert [line[:10].rstrip() for line in lines if line[:3] in ("<<<", "===", ">>>")] == [
        "<" * 9, "=" * 9, ">" * 9
    ]  # fmt: skip


@pytest.mark.parametrize("command", [("rebase", "topic"), ("cherry-pick", "topic")])
def test_rebase_and_cherry_pick(
    repository: Path, sigtool: Run, calls: Callable[[], list[str]], command: tuple[str, ...]
) -> None:
    start(sigtool)
    branch("topic", "sigs.yaml", "Compiles.", "Compiles much.")
    change("sigs.yaml", "Explains.", "Explains all.")
    commit_all()
    git(*command)
    wanted = SIGS.replace("Compiles.", "Compiles much.").replace("Explains.", "Explains all.")
    assert (in_registry(), calls()) == (wanted, ["sigs.yaml"])


def test_revert(repository: Path, sigtool: Run, calls: Callable[[], list[str]]) -> None:
    start(sigtool)
    change("sigs.yaml", "Compiles.", "Compiles much.")
    commit_all()
    change("sigs.yaml", "Explains.", "Explains all.")
    commit_all()
    git("revert", "--no-edit", "HEAD^")
    assert in_registry() == SIGS.replace("Explains.", "Explains all.")
    assert calls() == ["sigs.yaml"]


def test_a_conflict_in_a_rebase_is_not_lost(repository: Path, sigtool: Run) -> None:
    """There, ours is what the branch is put on."""
    start(sigtool)
    two_sides()
    git("rebase", "topic", codes=(1,))
    sides = CONFLICT.replace("much", "x").replace("all", "much").replace("x", "all")
    assert in_registry() == SIGS.replace("    responsibilities: Compiles.", sides)


def test_added_on_both_sides(
    repository: Path, sigtool: Run, calls: Callable[[], list[str]]
) -> None:
    start(sigtool)
    git("rm", "-q", "README.md")
    commit_all()
    git("checkout", "-q", "-b", "topic")
    put("README.md", PAGE.replace("First.", "The first."))
    commit_all()
    git("checkout", "-q", "main")
    put("README.md", PAGE.replace("First.", "A first."))
    commit_all()
    git("merge", "-q", "topic", codes=(1,))
    found = unlabelled(text("README.md"))
    assert found.count("\n<<<<<<<\n") + found.startswith("<<<<<<<\n") == 1
    assert "\nA first.\n" in found
    assert "\nThe first.\n" in found
    assert calls() == ["README.md"]


def test_a_criss_cross_merge(repository: Path, sigtool: Run) -> None:
    """Each branch merges the other one and keeps its own text. The base of the next merge is what
    git makes of the two; of the driver it takes none, since that would have markers."""
    start(sigtool)
    two_sides()
    git("branch", "first")
    git("merge", "-q", "topic", codes=(1,))
    change_to(SIGS.replace("Compiles.", "Compiles all."))
    git("checkout", "-q", "topic")
    git("merge", "-q", "first", codes=(1,))
    change_to(SIGS.replace("Compiles.", "Compiles much."))
    git("checkout", "-q", "main")
    assert len(git("merge-base", "--all", "main", "topic").split("\n")) == 2
    change("sigs.yaml", "Explains.", "Explains all.")
    commit_all()
    git("-c", "merge.conflictStyle=diff3", "merge", "-q", "topic", codes=(1,))
    found = [line for line in text("sigs.yaml").split("\n") if not line.startswith("|||||||")]
    put("sigs.yaml", "\n".join(found))
    assert in_registry() == MARKED.replace("Explains.", "Explains all.").replace(
        "=======", "    responsibilities: Compiles.\n======="
    )


def change_to(sigs: str) -> None:
    head = text("sigs.yaml").partition("{Name: name, Meets: meets}\n")
    put("sigs.yaml", "".join(head[:2]) + sigs)
    commit_all()


def test_in_another_working_tree(
    repository: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch, calls: Callable[[], list[str]]
) -> None:
    """The settings are those of all working trees, and the attributes are committed."""
    start(sigtool)
    two_sides()
    git("worktree", "add", "-q", "../other tree", "-b", "second")
    monkeypatch.chdir(repository.parent / "other tree")
    assert run(Path(), "sigtool", "merge-driver", "--status") == (
        0,
        "sigs.yaml, README.md: merge=sigtool\n"
        "git config: merge.sigtool.driver is set\n"
        "The command `sigtool` is found.\n",
    )
    git("merge", "-q", "topic", codes=(1,))
    assert (in_registry(), calls()) == (MARKED, ["sigs.yaml"])


def test_from_a_folder_of_the_repository(
    repository: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch, calls: Callable[[], list[str]]
) -> None:
    name = "docs/README.md"
    start(sigtool, name)
    branch("topic", name, "First.", "The first.")
    change(name, "Last.", "The last.")
    commit_all()
    monkeypatch.chdir(repository / "docs")
    git("merge", "-q", "--no-edit", "topic")
    wanted = PAGE.replace("First.", "The first.").replace("Last.", "The last.")
    assert (text("README.md"), calls()) == (wanted, [name])


def test_in_a_bare_repository(repository: Path, sigtool: Run, calls: Callable[[], list[str]],
                              monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    start(sigtool)
    branch("topic", "sigs.yaml", "Compiles.", "Compiles much.")
    change("sigs.yaml", "Explains.", "Explains all.")
    commit_all()
    git("rm", "-q", "--cached", ".gitattributes")
    git("clone", "-q", "--bare", ".", "../bare.git")
    monkeypatch.chdir(repository.parent / "bare.git")
    assert sigtool("merge-driver", "--install").code == 0
    tree = git("merge-tree", "--write-tree", "main", "topic")
    merged = git("show", f"{tree}:sigs.yaml") + "\n"
    wanted = SIGS.replace("Compiles.", "Compiles much.").replace("Explains.", "Explains all.")
    assert merged.partition("{Name: name, Meets: meets}\n")[2] == wanted
    assert calls() == ["sigs.yaml"]


# --- the command is missing, or is no merge driver -----------------------------------------------


# The body of a `sigtool` that ends without a merge; None where there is none.
NO_DRIVER: Final = {
    "missing": None,
    "older": "exit 2",
    "broken": "echo Traceback >&2; exit 1",
    "killed": "kill -9 $$",
}
without_driver = pytest.mark.parametrize("body", NO_DRIVER.values(), ids=NO_DRIVER)


def lose_driver(folder: Path, body: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PATH with git and what a shell needs."""
    folder.mkdir()
    for name in ("git", "sh", "grep", "test"):
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    if body:
        (folder / "sigtool").write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (folder / "sigtool").chmod(0o755)
    monkeypatch.setitem(ENVIRONMENT, "PATH", str(folder))


@without_driver
def test_without_the_command_git_merges(
    repository: Path, sigtool: Run, body: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(sigtool)
    two_sides()
    lose_driver(repository.parent / "bin", body, monkeypatch)
    git("merge", "-q", "topic", codes=(1,))
    assert in_registry() == MARKED


@without_driver
def test_without_the_command_a_clean_merge_is_clean(
    repository: Path, sigtool: Run, body: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(sigtool)
    branch("topic", "sigs.yaml", "Compiles.", "Compiles much.")
    change("sigs.yaml", "Explains.", "Explains all.")
    commit_all()
    lose_driver(repository.parent / "bin", body, monkeypatch)
    git("merge", "-q", "--no-edit", "topic")
    assert in_registry() == SIGS.replace("Compiles.", "Compiles much.").replace(
        "Explains.", "Explains all."
    )


def test_a_clone_without_the_settings_merges_as_text(repository: Path, sigtool: Run) -> None:
    start(sigtool)
    two_sides()
    git("config", "--remove-section", "merge.sigtool")
    assert run(repository, "sigtool", "merge-driver", "--status")[0] == 1
    git("merge", "-q", "topic", codes=(1,))
    assert in_registry() == MARKED


@pytest.mark.parametrize(
    "bad", [b"sigs: [", b"<<<<<<< ours\n", b"# \xfc\n", b"# \x00\n"],
    ids=["no YAML", "markers", "no UTF-8", "no text"],
)  # fmt: skip
def test_a_version_that_cannot_be_read(repository: Path, sigtool: Run, bad: bytes) -> None:
    """The file is that which git makes without the driver, and so is what is staged."""
    start(sigtool)
    two_sides()
    git("checkout", "-q", "topic")
    Path("sigs.yaml").write_bytes(Path("sigs.yaml").read_bytes() + bad)
    commit_all()
    git("checkout", "-q", "main")
    git("merge", "-q", "topic", codes=(1,))
    found = Path("sigs.yaml").read_bytes()
    status = git("status", "--porcelain")
    git("merge", "--abort")
    put(".git/info/attributes", "sigs.yaml !merge\n")
    git("merge", "-q", "topic", codes=(1,))
    assert (labels_cut(found), status) == (
        labels_cut(Path("sigs.yaml").read_bytes()),
        git("status", "--porcelain"),
    )


def labels_cut(content: bytes) -> bytes:
    lines = content.split(b"\n")
    return b"\n".join(line[:7] if line[:7] in (b"<" * 7, b">" * 7) else line for line in lines)
