"""Texts and files merged by git, and the files that it leaves."""

from pathlib import Path

import pytest
from repositories import git

from sigtool.errors import FileProblem
from sigtool.outside import merge_file
from sigtool.outside.merge_file import Style
from sigtool.text.pieces import Markers

NUL = "\0"


@pytest.mark.parametrize(
    ("markers", "style", "texts", "merged"),
    [
        pytest.param(
            Markers(), Style.MERGE, ("1\n2\n3\n4\n", "0\n2\n3\n4\n", "1\n2\n3\n5\n"),
            ("0\n2\n3\n5\n", 0), id="clean",
        ),
        pytest.param(
            Markers("HEAD", "b1", "topic"), Style.MERGE, ("1\n", "2\n", "3\n"),
            ("<<<<<<< HEAD\n2\n=======\n3\n>>>>>>> topic\n", 1), id="conflict",
        ),
        pytest.param(
            Markers(has_base=True), Style.DIFF3, ("1\n", "2\n", "3\n"),
            ("<<<<<<< ours\n2\n||||||| base\n1\n=======\n3\n>>>>>>> theirs\n", 1), id="diff3",
        ),
        pytest.param(
            Markers(has_base=True), Style.ZDIFF3, ("1\n", "0\n2\n", "0\n3\n"),
            ("0\n<<<<<<< ours\n2\n||||||| base\n1\n=======\n3\n>>>>>>> theirs\n", 1), id="zdiff3",
        ),
        pytest.param(
            Markers(size=9), Style.MERGE, ("1\n", "2\n", "3\n"),
            ("<<<<<<<<< ours\n2\n=========\n3\n>>>>>>>>> theirs\n", 1), id="size",
        ),
        pytest.param(
            Markers(), Style.MERGE, ("", "2\n", "3\n"),
            ("<<<<<<< ours\n2\n=======\n3\n>>>>>>> theirs\n", 1), id="no base",
        ),
        pytest.param(
            Markers(), Style.MERGE, ("1\r\n", "2\r\n", "3\r\n"),
            ("<<<<<<< ours\r\n2\r\n=======\r\n3\r\n>>>>>>> theirs\r\n", 1), id="CRLF",
        ),
        pytest.param(
            Markers(), Style.MERGE, ("1\n2\n3", "0\n2\n3", "1\n2\n3\u2028数"),
            ("0\n2\n3\u2028数", 0), id="no line break at the end",
        ),
        pytest.param(
            Markers(), Style.MERGE, ("", "1\na\n2\n3\n4\nb\n5\n", "6\na\n7\n3\n8\nb\n9\n"),
            (
                "<<<<<<< ours\n1\na\n2\n3\n4\nb\n5\n=======\n6\na\n7\n3\n8\nb\n9\n>>>>>>> theirs\n",
                1,
            ), id="all of both",
        ),
    ],
)  # fmt: skip
def test_texts(
    repository: Path,
    markers: Markers,
    style: Style,
    texts: tuple[str, str, str],
    merged: tuple[str, int],
) -> None:
    git("config", "merge.conflictStyle", "diff3")  # not what is asked for
    assert merge_file.text_merge(markers, style)(*texts) == merged


def test_what_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        FileProblem, match=r"^git cannot merge it: error: Cannot merge binary files"
    ):
        merge_file.text_merge(Markers(), Style.MERGE)("1\n", f"{NUL}\n", "3\n")


@pytest.mark.parametrize("style", [*Style, "other", None])
def test_conflict_style(repository: Path, style: str | None) -> None:
    if style:
        git("config", "merge.conflictStyle", style)
    known = Style(style) if style in tuple(Style) else Style.MERGE
    assert merge_file.conflict_style() == known


def test_a_setting_of_the_command_line_counts(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `git -c merge.conflictStyle=diff3 merge` hands it on."""
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'merge.conflictStyle'='diff3'")
    assert merge_file.conflict_style() is Style.DIFF3


def test_a_file_is_replaced_or_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"1")
    path.chmod(0o640)
    merge_file.replace(path, b"2")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"2", 0o640)

    def fail(self: Path, target: Path) -> None:
        raise OSError("full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match=r"^full$"):
        merge_file.replace(path, b"3")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"2")]
