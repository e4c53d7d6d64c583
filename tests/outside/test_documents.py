"""Which Markdown files of a repository `init` looks at."""

import subprocess
from pathlib import Path

import pytest
from conftest import write_files

from sigtool.outside.documents import markdown_files

FILES = {
    "zebra.md": "",
    "README.md": "",
    "docs/README_zh.md": "",
    "docs/a.mdx": "",
    "docs/notes.txt": "",
    "node_modules/x/README.md": "",
    ".hidden/README.md": "",
}


def names(folder: Path) -> list[str]:
    return [path.as_posix() for path in markdown_files(folder)]


def test_without_git_all_below_the_folder_count_but_hidden_and_foreign_ones(
    tmp_path: Path,
) -> None:
    write_files(tmp_path, FILES)
    assert names(tmp_path) == ["README.md", "zebra.md", "docs/README_zh.md", "docs/a.mdx"]
    assert names(tmp_path / "docs") == ["README_zh.md", "a.mdx"]


def test_with_git_those_that_it_tracks_count(repository: Path) -> None:
    write_files(repository, FILES)
    subprocess.run(["git", "add", "zebra.md", "docs", ".hidden"], check=True)
    assert names(repository) == [
        "zebra.md",
        ".hidden/README.md",
        "docs/README_zh.md",
        "docs/a.mdx",
    ]
    assert names(repository / "docs") == ["README_zh.md", "a.mdx"]


def test_where_git_tracks_none_all_count(repository: Path) -> None:
    write_files(repository, FILES)
    assert names(repository) == ["README.md", "zebra.md", "docs/README_zh.md", "docs/a.mdx"]


def test_without_a_git_to_ask_all_count(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(repository, {"README.md": ""})
    monkeypatch.setenv("PATH", "")
    assert names(repository) == ["README.md"]
