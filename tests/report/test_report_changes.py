"""Diffs, which git has to be able to apply."""

import subprocess
from pathlib import Path
from typing import Final

import pytest

from sigtool.report.changes import unified
from sigtool.text.source import BOM, Source

README: Final = "# 分组\n\n" + "".join(f"| {n} | [/foo] |\n" for n in range(20)) + "\nEnd.\n"
BARE: Final = README.rstrip("\n")

# What a file held, and what it is to hold.
CHANGES: Final = {
    "a line in the middle": (README, README.replace("| 9 |", "| 九 |")),
    "two places": (README, README.replace("| 1 |", "| a |").replace("| 18 |", "")),
    "the first line": (README, README.replace("#", "##")),
    "the last line": (README, README.replace("End", "Ende")),
    "a line more at the end": (README, README + "x\n"),
    "everything but a line": (README, "End.\n"),
    "an empty file": ("", README),
    "a file that becomes empty": (README, ""),
    "no line break at the end": (BARE, BARE.replace("End", "Ende")),
    "no line break at the end any more": (README, BARE),
    "a line break at the end at last": (BARE, README),
    "no line break at the end, and the change is elsewhere": (BARE, BARE.replace("| 9 |", "")),
    "CRLF": (README.replace("\n", "\r\n"), README.replace("| 9 |", "|").replace("\n", "\r\n")),
    "CRLF in one line": (README, README.replace("| 9 | [/foo] |\n", "| 9 |\r\n")),
    "CR alone": (README + "a\rb\n", README + "a\rc\n"),
    "CR at the end": (README + "a\r", README + "b\r"),
    "a byte order mark, and the first line": (BOM + README, BOM + README.replace("#", "##")),
    "a byte order mark, and another line": (BOM + README, BOM + README.replace("| 9 |", "")),
    "a byte order mark before CRLF": (
        BOM + README.replace("\n", "\r\n"), BOM + README.replace("# ", "").replace("\n", "\r\n"),
    ),
    "characters that end lines for Python alone": (
        README + "a\u2028b\x0bc\x85\x1cd\n", README + "a\u2028b\x0bc\x85\x1ce\n",
    ),
    "control characters": (README + "\x1b[31m\x00?\n", README + "\x1b[32m\x07\n"),
    "lines that look like a diff": (
        README + "-- a\n++ b\n@@ -1 +1 @@\n", README + "--- a\n++ c\n\\ No newline\n",
    ),
}  # fmt: skip

NAMES: Final = (
    "README.md",
    "docs/a b.md",
    "分组.md",
    'a"b\\c.md',
    "tab\there.md",
    "--- a.md",
)


def _applied(folder: Path, name: str, before: str, after: str) -> bytes:
    """What git makes of a file with the diff."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(before.encode())
    source = Source.decoded(name, before.encode())
    diff = unified(source, Source.decoded(name, after.encode()))
    subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=folder, check=True)
    return path.read_bytes()


@pytest.mark.parametrize(("before", "after"), CHANGES.values(), ids=CHANGES)
def test_git_applies_a_diff(repository: Path, before: str, after: str) -> None:
    assert _applied(repository, "README.md", before, after) == after.encode()


@pytest.mark.parametrize("name", NAMES)
def test_git_finds_the_file_of_a_diff(repository: Path, name: str) -> None:
    assert _applied(repository, name, README, BARE) == BARE.encode()


def test_git_applies_a_diff_in_a_folder_below(repository: Path) -> None:
    (repository / "inner").mkdir()
    assert _applied(repository / "inner", "a.md", README, BARE) == BARE.encode()


def test_nothing_is_said_of_what_does_not_change() -> None:
    assert unified(Source("a", README), Source("a", README)) == ""


def test_a_diff_is_as_git_writes_it() -> None:
    before = Source("a b.md", "1\n2\n3\n4\n5\n6")
    after = Source("a b.md", "1\n2\n3\n4\n五\n6\n")
    assert unified(before, after) == (
        "--- a/a b.md\t\n+++ b/a b.md\t\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n-6\n"
        "\\ No newline at end of file\n+五\n+6\n"
    )
