"""`merge-driver --install`, `--status`, `--uninstall`: what they say, and every byte they write."""

import os
import shutil
from pathlib import Path
from typing import Final

import pytest
from conftest import Outcome, Run, contents
from repositories import commit, commit_all, git, put

from sigtool.outside.driver import SETTINGS

LINES: Final = "/sigs.yaml merge=sigtool\n/README.md merge=sigtool\n"
ADDED: Final = "".join(f".gitattributes: added {line}\n" for line in LINES.splitlines())
SET: Final = "".join(f"git config: set {key}\n" for key in SETTINGS)
NEXT: Final = (
    "Next: commit .gitattributes. Everybody runs `sigtool merge-driver --install` once in their "
    "clone, since git takes no settings from a repository. `--status` says whether it is there.\n"
)
NOTHING: Final = Outcome(0, "Nothing changed: the merge driver is there already.\n")
FOUND: Final = "The command `sigtool` is found.\n"
READY: Final = Outcome(
    0, f"sigs.yaml, README.md: merge=sigtool\ngit config: merge.sigtool.driver is set\n{FOUND}"
)
REMOVED: Final = (
    ".gitattributes: removed /sigs.yaml merge=sigtool\n"
    ".gitattributes: removed /README.md merge=sigtool\n"
)
EMPTY: Final = ".gitattributes: removed the file, which is empty now\n"
UNSET: Final = "".join(f"git config: removed {key}\n" for key in SETTINGS)
COMMIT: Final = "Next: commit .gitattributes.\n"


@pytest.fixture(autouse=True)
def _command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `sigtool` that is found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "sigtool").write_text("#!/bin/sh\n", encoding="utf-8")
    (folder / "sigtool").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def driver(sigtool: Run, *options: str) -> Outcome:
    return sigtool("merge-driver", *options)


def everything(folder: Path) -> dict[str, bytes]:
    """All files, and git's settings and attributes."""
    own = [Path(".git/config"), Path(".git/info/attributes")]
    return contents(folder) | {str(path): path.read_bytes() for path in own if path.exists()}


def test_install_status_and_uninstall(agreed: Path, sigtool: Run) -> None:
    before = everything(agreed)
    assert driver(sigtool, "--install") == Outcome(0, ADDED + SET + NEXT)
    installed = everything(agreed)
    assert installed[".gitattributes"] == LINES.encode()
    assert installed.keys() == before.keys() | {".gitattributes"}
    assert {key: git("config", "--local", key) for key in SETTINGS} == SETTINGS
    assert driver(sigtool, "--status") == READY
    assert driver(sigtool, "--install") == NOTHING
    assert driver(sigtool, "--install", "--dry-run") == NOTHING
    assert everything(agreed) == installed
    assert driver(sigtool, "--uninstall") == Outcome(0, REMOVED + EMPTY + UNSET)
    assert everything(agreed) == before
    none = Outcome(0, "Nothing changed: the merge driver is not installed here.\n")
    assert driver(sigtool, "--uninstall") == none
    assert everything(agreed) == before


def test_dry_run(agreed: Path, sigtool: Run) -> None:
    before = everything(agreed)
    said = ADDED.replace("added", "would add") + "".join(
        f"git config: would set {key} to {value}\n" for key, value in SETTINGS.items()
    )
    assert driver(sigtool, "--install", "--dry-run") == Outcome(0, said)
    assert everything(agreed) == before
    driver(sigtool, "--install")
    before = everything(agreed)
    said = (REMOVED + EMPTY + UNSET).replace("removed", "would remove")
    assert driver(sigtool, "--uninstall", "--dry-run") == Outcome(0, said)
    assert everything(agreed) == before


@pytest.mark.parametrize(
    ("attributes", "installed"),
    [
        pytest.param(b"", LINES[:-1].encode(), id="empty"),
        pytest.param(b"\n", b"\n" + LINES.encode(), id="a line break"),
        pytest.param(b"*.png binary\n", b"*.png binary\n" + LINES.encode(), id="a line"),
        pytest.param(b"*.png binary", b"*.png binary\n" + LINES[:-1].encode(), id="no line break"),
        pytest.param(
            b"*.png binary\r\n", b"*.png binary\r\n" + LINES.replace("\n", "\r\n").encode(),
            id="CRLF",
        ),
        pytest.param(
            b"# \xfc\r\n*.png binary", b"# \xfc\r\n*.png binary\r\n"
            + LINES[:-1].replace("\n", "\r\n").encode(), id="CRLF, no line break, no UTF-8",
        ),
        pytest.param(
            b"\xef\xbb\xbf*.md text\n\n# end", b"\xef\xbb\xbf*.md text\n\n# end\n"
            + LINES[:-1].encode(), id="BOM",
        ),
    ],
)  # fmt: skip
def test_attributes_that_are_there(
    agreed: Path, sigtool: Run, attributes: bytes, installed: bytes
) -> None:
    path = agreed / ".gitattributes"
    path.write_bytes(attributes)
    commit_all()
    before = everything(agreed)
    assert driver(sigtool, "--install") == Outcome(0, ADDED + SET + NEXT)
    assert path.read_bytes() == installed
    assert driver(sigtool, "--status") == READY
    assert driver(sigtool, "--uninstall") == Outcome(0, REMOVED + UNSET + COMMIT)
    assert everything(agreed) == before


# What somebody else wrote, though it is like the lines that are installed.
OTHERS: Final = (
    b'*.md merge=sigtool\n/a.md text merge=sigtool\n"/a b.md" text merge=sigtool\n'
    b"/a.md merge=sigtool text\n# /a.md merge=sigtool\n*.png binary\n"
)


def test_what_was_added_since_stays(agreed: Path, sigtool: Run) -> None:
    driver(sigtool, "--install")
    path = agreed / ".gitattributes"
    path.write_bytes(b"*.md text\n" + path.read_bytes() + OTHERS)
    git("config", "merge.sigtool.more", "kept")
    assert driver(sigtool, "--uninstall") == Outcome(0, REMOVED + UNSET)
    assert path.read_bytes() == b"*.md text\n" + OTHERS
    assert git("config", "--local", "--get-regexp", "merge") == "merge.sigtool.more kept"


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        ("merge=union", "merge=union"),
        ("-merge", "-merge"),
        ("merge", "merge"),
        ("binary", "-merge"),
    ],
)
def test_another_merge_is_reported_and_left(
    agreed: Path, sigtool: Run, attribute: str, said: str
) -> None:
    put(".gitattributes", f"*.md {attribute}\n")
    left = (
        f"README.md: git's attributes say {said} already, and that stays. To use the merge driver "
        "there, take that away and run `sigtool merge-driver --install` again.\n"
    )
    added = ADDED.partition("\n")[0] + "\n"
    assert driver(sigtool, "--install") == Outcome(1, added + SET + NEXT, left)
    installed = f"*.md {attribute}\n/sigs.yaml merge=sigtool\n"
    assert (agreed / ".gitattributes").read_text("utf-8") == installed
    ready = READY.stdout.replace(", README.md", "")
    assert driver(sigtool, "--status") == Outcome(1, ready, left)
    again = Outcome(1, NOTHING.stdout, left)
    assert driver(sigtool, "--install") == again


def test_status_of_a_clone_without_settings(
    agreed: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver(sigtool, "--install")
    commit_all()
    git("clone", "-q", ".", "../clone")
    monkeypatch.chdir(agreed.parent / "clone")
    said = (
        "sigs.yaml, README.md: merge=sigtool\n"
        "git config: merge.sigtool.driver is not set in this clone; git merges as lines\n"
        f"{FOUND}Next: sigtool merge-driver --install\n"
    )
    assert driver(sigtool, "--status") == Outcome(1, said)
    assert driver(sigtool, "--install") == Outcome(0, SET)
    assert driver(sigtool, "--status") == READY


def test_status_before_anything(agreed: Path, sigtool: Run) -> None:
    said = (
        "sigs.yaml: no merge=sigtool; git merges it as lines\n"
        "README.md: no merge=sigtool; git merges it as lines\n"
        "git config: merge.sigtool.driver is not set in this clone; git merges as lines\n"
        f"{FOUND}Next: sigtool merge-driver --install\n"
    )
    assert driver(sigtool, "--status") == Outcome(1, said)


def test_status_without_the_command(
    agreed: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver(sigtool, "--install")
    folder = agreed.parent / "git alone"
    folder.mkdir()
    (folder / "git").symlink_to(shutil.which("git") or "")
    monkeypatch.setenv("PATH", str(folder))
    lost = "The command `sigtool` is not found; git merges as lines. Put it on the PATH.\n"
    assert driver(sigtool, "--status") == Outcome(1, READY.stdout.replace(FOUND, lost))


def test_status_while_it_is_off(
    agreed: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver(sigtool, "--install")
    monkeypatch.setenv("SIGTOOL_MERGE", "0")
    off = "SIGTOOL_MERGE=0 turns the merge driver off; to use it: unset SIGTOOL_MERGE\n"
    assert driver(sigtool, "--status") == Outcome(1, READY.stdout + off)


@pytest.mark.parametrize(("key", "value"), [("driver", "x %A"), ("recursive", "text")])
def test_another_setting_is_replaced_and_named(
    agreed: Path, sigtool: Run, key: str, value: str
) -> None:
    driver(sigtool, "--install")
    name = f"merge.sigtool.{key}"
    git("config", name, value)
    other = "merge.sigtool is set, but not as this version of sigtool sets it"
    said = READY.stdout.replace("merge.sigtool.driver is set", other)
    assert driver(sigtool, "--status") == Outcome(
        1, f"{said}Next: sigtool merge-driver --install\n"
    )
    was = f"{name} (it was {value})\n"
    assert driver(sigtool, "--install") == Outcome(0, f"git config: set {was}")
    assert driver(sigtool, "--status") == READY
    git("config", name, value)
    unset = UNSET.replace(f"{name}\n", was)
    assert driver(sigtool, "--uninstall") == Outcome(0, REMOVED + EMPTY + unset)


NAMES: Final = ["a b.md", "Übersicht.md", 'a"b\tc\\d.md', "[a]*?.md", "#x.md", "!x.md", "x .md"]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_attributes_quote(repository: Path, sigtool: Run, name: str) -> None:
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'
    put("docs/sigs.yaml", f"tables:\n  - path: {quoted}\n    columns: {{A: name}}\nsigs: []\n")
    put(f"docs/{name}", "| A |\n|---|\n")
    put("docs/other.md", "")
    registry = ("--file", "docs/sigs.yaml")
    assert driver(sigtool, "--install", *registry).code == 0
    assert driver(sigtool, "--install", *registry) == NOTHING
    found = git("check-attr", "-z", "merge", "--", f"docs/{name}", "docs/other.md").split("\0")
    assert found[2::3] == ["sigtool", "unspecified"]
    assert driver(sigtool, "--uninstall").code == 0
    assert not (repository / ".gitattributes").exists()


def test_documents_that_are_links_or_elsewhere(repository: Path, sigtool: Run) -> None:
    """git merges the file that a link leads to, and nothing outside of the repository."""
    tables = "".join(
        f"  - path: {path}\n    columns: {{A: name}}\n    outside: true\n"
        for path in ("link.md", "../out.md", "docs/real.md")
    )
    put("sigs.yaml", f"tables:\n{tables}sigs: []\n")
    put("docs/real.md", "| A |\n|---|\n")
    Path("link.md").symlink_to("docs/real.md")
    lines = (
        ".gitattributes: added /sigs.yaml merge=sigtool\n"
        ".gitattributes: added /docs/real.md merge=sigtool\n"
    )
    out = "../out.md: is outside of the repository; git does not merge it\n"
    assert driver(sigtool, "--install") == Outcome(0, lines + SET + NEXT, out)


def test_from_a_folder_and_in_another_working_tree(
    agreed: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("worktree", "add", "-q", "../other", "-b", "other")
    before = everything(agreed)
    (agreed.parent / "other/docs").mkdir()
    monkeypatch.chdir(agreed.parent / "other/docs")
    assert driver(sigtool, "--install") == Outcome(0, ADDED + SET + NEXT)
    assert contents(agreed.parent / "other")[".gitattributes"] == LINES.encode()
    monkeypatch.chdir(agreed)
    assert driver(sigtool, "--install") == Outcome(0, ADDED + NEXT)
    monkeypatch.chdir(agreed.parent / "other")
    assert driver(sigtool, "--uninstall").code == 0
    monkeypatch.chdir(agreed)
    assert everything(agreed) == before | {".gitattributes": LINES.encode()}


def test_in_a_bare_repository(agreed: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("clone", "-q", "--bare", "--template=", ".", "../bare")
    bare = agreed.parent / "bare"
    monkeypatch.chdir(bare)
    before = contents(bare)
    added = ADDED.replace(".gitattributes", "info/attributes")
    assert driver(sigtool, "--install") == Outcome(0, added + SET)
    assert contents(bare)["info/attributes"] == LINES.encode()
    assert driver(sigtool, "--status") == READY
    assert driver(sigtool, "--install") == NOTHING
    removed = (REMOVED + EMPTY).replace(".gitattributes", "info/attributes")
    assert driver(sigtool, "--uninstall") == Outcome(0, removed + UNSET)
    assert contents(bare) == before


def test_in_a_bare_repository_without_commits(
    tmp_path: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "--bare", "bare")
    monkeypatch.chdir(tmp_path / "bare")
    told = "sigtool: the repository has no commit yet; push one with a registry\n"
    assert driver(sigtool, "--install") == Outcome(2, "", told)


def test_without_a_repository(
    tmp_path: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = "sigtool: this is no git repository; the merge driver is git's\n"
    for option in ("--install", "--status", "--uninstall"):
        assert driver(sigtool, option) == Outcome(2, "", told)


def test_without_a_registry(repository: Path, sigtool: Run) -> None:
    advice = "make one with `sigtool init README.md`, or name one with --file"
    told = f"sigtool: no sigs.yaml here; {advice}\n"
    for option in ("--install", "--status"):
        assert driver(sigtool, option) == Outcome(2, "", told)
    assert everything(repository).keys() == {".git/config"}


def test_attributes_that_cannot_be_written(agreed: Path, sigtool: Run) -> None:
    """Then git's settings stay as they are, too."""
    (agreed / ".gitattributes").mkdir()
    before = everything(agreed)
    told = "sigtool: .gitattributes: is a folder; name a file in it\n"
    assert driver(sigtool, "--install") == Outcome(2, "", told)
    assert everything(agreed) == before


def test_a_second_document_later(agreed: Path, sigtool: Run) -> None:
    driver(sigtool, "--install")
    registry = (agreed / "sigs.yaml").read_text("utf-8")
    table = "tables:\n  - {path: docs/b.md, columns: {Name: name}}\n"
    put("sigs.yaml", registry.replace("tables:\n", table))
    put("docs/b.md", "| Name |\n|---|\n")
    said = ".gitattributes: added /docs/b.md merge=sigtool\n"
    assert driver(sigtool, "--install") == Outcome(0, said + NEXT)
    commit()
