"""A baseline holds from any folder, through links, in any clone, with any line ends."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import NO_PROBLEMS, Run, write_files
from repositories import git

REGISTRY = """\
tables:
  - path: ../docs/README.md
    columns: {Name: name, About: responsibilities, Leads: leads}
validate:
  publish_email: false
sigs:
  - name: Data
    responsibilities: TBD
    leads:
      - handle: ada
  - name: Web
    responsibilities: Serves is is.
    readme: ../docs/missing.md
    leads: Mail ada@example.org about it
  - name: Web-
    leads:
      - handle: grace
        url: https://github.com/other
"""
README = """\
# Groups

| Name | About | Leads |
|---|---|---|
| Data | TBD | @ada |
| [Web](missing.md) | Servse is is. | Mail ada@example.org about it |
| Short |
"""


@pytest.fixture
def old(repository: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run) -> Path:
    """A repository whose registry lies in a folder, with many findings in a baseline."""
    write_files(
        repository,
        {"data/sigs.yaml": REGISTRY, "docs/README.md": README, "data/below/x.txt": ""},
    )
    monkeypatch.chdir(repository / "data")
    assert sigtool("validate", "--write-baseline").code == 0
    return repository


def baseline(folder: Path) -> str:
    return (folder / "data" / ".sigtool-baseline.json").read_text("utf-8")


# A folder to be in, from the repository's own, and what to say of where the registry is.
PLACES = {
    "beside it": ("data", ()),
    "below it": ("data/below", ()),
    "at the root": (".", ("--file", "data/sigs.yaml")),
    "beside the document": ("docs", ("--file", "../data/sigs.yaml")),
    "above the repository": ("..", ("--file", "{name}/data/sigs.yaml")),
    "by its whole path": ("docs", ("--file", "{whole}/data/sigs.yaml")),
    "through a folder that is a link": ("../link/data", ()),
    "through a link to its folder": ("../there", ()),
    "by a link": ("docs", ("--file", "{whole}/../there/sigs.yaml")),
}


@pytest.mark.parametrize(("folder", "arguments"), PLACES.values(), ids=PLACES)
def test_it_holds_from_any_folder(
    old: Path,
    sigtool: Run,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    arguments: tuple[str, ...],
) -> None:
    (old.parent / "link").symlink_to(old)
    (old.parent / "there").symlink_to(old / "data")
    written = baseline(old)
    given = [each.format(name=old.name, whole=old) for each in arguments]
    monkeypatch.chdir(old / folder)
    assert sigtool("validate", "--baseline", *given) == NO_PROBLEMS
    (old / "data" / ".sigtool-baseline.json").unlink()
    assert sigtool("validate", "--write-baseline", *given).code == 0
    assert baseline(old) == written


def with_crlf(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.suffix in (".md", ".yaml", ".json"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def nothing(_: Path) -> None:
    """Leave a checkout as it is."""


@pytest.mark.parametrize("change", [nothing, with_crlf], ids=["as it is", "CRLF"])
@pytest.mark.parametrize("folder", [".", "data", "data/below"])
def test_it_holds_in_a_clone(
    old: Path,
    sigtool: Run,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], None],
    folder: str,
) -> None:
    monkeypatch.chdir(old)
    git("add", "-A")
    git("commit", "-qm", "baseline")
    clone = old.parent / "deep" / "down" / "clone"
    subprocess.run(["git", "clone", "-q", old, clone], check=True)
    change(clone)
    monkeypatch.chdir(clone / folder)
    given = ("--file", "data/sigs.yaml") if folder == "." else ()
    assert sigtool("validate", "--baseline", *given) == NO_PROBLEMS


def test_it_holds_in_a_copy_without_git(
    old: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(old / ".git")
    moved = old.rename(old.parent / "elsewhere")
    monkeypatch.chdir(moved)
    found = sigtool("validate", "--baseline", "--file", "data/sigs.yaml")
    # Without a repository, what is not below the registry is outside.
    assert [line.split(" ")[2] for line in found.stdout.splitlines()[:1]] == ["SIG013"]


def test_what_is_new_is_told_from_any_folder(
    old: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = REGISTRY.replace("name: Data\n", "name: Data\n    status: activ\n")
    write_files(old, {"data/sigs.yaml": text})
    monkeypatch.chdir(old / "docs")
    found = sigtool("validate", "--baseline", "--file", "../data/sigs.yaml")
    assert [line for line in found.stdout.splitlines() if " error " in line] == [
        "../data/sigs.yaml:8:13: error SIG006 bad-value: Data: status is 'activ', not one of "
        "proposed, active, dormant, archived"
    ]
