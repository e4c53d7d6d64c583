"""A baseline leaves out what was found when it was written, and nothing else."""

import json
from pathlib import Path

import pytest
from conftest import NO_PROBLEMS, Outcome, Run, contents, write_files

REGISTRY = """\
sigs:
  - name: Compiler
    leads:
      - handle: ada
        url: https://example.org/lovelace
      - handle: Ada
        url: https://example.org/lovelace
"""
BASELINE = {
    "version": 1,
    "findings": [
        {
            "code": "SIG403",
            "path": "sigs.yaml",
            "message": "Compiler: Ada is in leads twice",
            "count": 1,
        }
    ],
}
WROTE = (
    "Wrote .sigtool-baseline.json: {}. From now on, `sigtool validate --baseline` tells what is "
    "new.\n"
)
CHECK = ("validate", "--select", "SIG403,SIG301")


@pytest.fixture
def old(repository: Path, sigtool: Run) -> Path:
    """A repository with one error, in a baseline."""
    write_files(repository, {"sigs.yaml": REGISTRY})
    assert sigtool(*CHECK, "--write-baseline") == Outcome(0, WROTE.format("1 finding"))
    return repository


def test_the_baseline_is_a_file_that_people_can_read(old: Path) -> None:
    written = json.loads((old / ".sigtool-baseline.json").read_bytes())
    written["findings"][0]["message"] = written["findings"][0]["message"].replace("@Ada", "Ada")
    assert written == BASELINE


def test_what_is_in_the_baseline_is_left_out(old: Path, sigtool: Run) -> None:
    assert sigtool(*CHECK).code == 1
    assert sigtool(*CHECK, "--baseline") == NO_PROBLEMS


def test_a_line_that_moved_is_still_known(old: Path, sigtool: Run) -> None:
    write_files(old, {"sigs.yaml": b"# A comment.\n\n" + REGISTRY.encode()})
    assert sigtool(*CHECK, "--baseline").code == 0


def test_it_is_known_from_a_folder_below(
    old: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old / "below").mkdir()
    monkeypatch.chdir(old / "below")
    assert sigtool(*CHECK, "--baseline").code == 0


def test_what_is_new_is_told(old: Path, sigtool: Run) -> None:
    write_files(old, {"sigs.yaml": REGISTRY.encode() + b"  - name: compiler\n"})
    found = sigtool(*CHECK, "--baseline", "--output-format", "concise")
    assert found == Outcome(
        1,
        "sigs.yaml:8:11: error SIG301 duplicate-name: "
        "compiler: there is a SIG called 'Compiler' already\n",
        "Found 1 error.\n",
    )


def test_more_of_the_same_is_new(old: Path, sigtool: Run) -> None:
    more = "      - handle: Ada\n        url: https://example.org/lovelace\n"
    write_files(old, {"sigs.yaml": REGISTRY + more})
    found = sigtool(*CHECK, "--baseline", "--output-format", "concise")
    assert (found.code, found.stdout) == (
        1,
        "sigs.yaml:8:9: error SIG403 duplicate-lead: Compiler: @Ada is in leads twice\n",
    )


def test_what_is_mended_is_told(old: Path, sigtool: Run) -> None:
    write_files(old, {"sigs.yaml": b"sigs: []\n"})
    assert sigtool(*CHECK, "--baseline") == Outcome(
        0,
        "",
        ".sigtool-baseline.json: 1 finding mended since; renew it with --write-baseline.\n"
        "No problems found.\n",
    )
    assert sigtool(*CHECK, "--write-baseline") == Outcome(0, WROTE.format("0 findings"))


def test_a_baseline_elsewhere(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"sigs.yaml": REGISTRY})
    assert sigtool(*CHECK, "--write-baseline", "--baseline-file", "old.json").code == 0
    assert sorted(contents(repository)) == ["old.json", "sigs.yaml"]
    assert sigtool(*CHECK, "--baseline-file", "old.json").code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "is not there; write it: sigtool validate --write-baseline"),
        (
            "[]",
            "is no baseline; move it away, and write one with `sigtool validate --write-baseline`",
        ),
        (
            "{",
            "is no baseline; move it away, and write one with `sigtool validate --write-baseline`",
        ),
        ('{"version": 2}', "is of version 2, this sigtool knows 1"),
    ],
)
def test_a_baseline_that_is_none(
    repository: Path, sigtool: Run, text: str | None, message: str
) -> None:
    write_files(repository, {"sigs.yaml": b"sigs: []\n"})
    if text is not None:
        write_files(repository, {".sigtool-baseline.json": text})
    expected = Outcome(2, "", f"sigtool: .sigtool-baseline.json: {message}\n")
    assert sigtool("validate", "--baseline") == expected


def test_a_baseline_is_read_or_written(repository: Path, sigtool: Run) -> None:
    message = "--baseline and --write-baseline cannot go together; give one of them"
    write_files(repository, {"sigs.yaml": b"sigs: []\n"})
    both = sigtool("validate", "--baseline", "--write-baseline")
    assert both == Outcome(2, "", f"sigtool: {message}\n")


# What is found in a document whose lines end in two ways, with an empty row; and the same document
# later, where other lines came to it, so that other line ends are the most.
EMPTY = b"| Name | Leads |\n| --- | --- |\n| Compiler | |\n| | |\n| | |\r\n"
LATER = b"# Groups\r\n\r\nThese are they.\r\n\r\n" + EMPTY + b"| | |\r\n\r\nAsk.\r\n"


def test_what_is_counted_is_known_when_the_count_changes(repository: Path, sigtool: Run) -> None:
    tables = "tables:\n  - path: README.md\n    columns: {Name: name, Leads: leads}\n"
    registry = f"{tables}sigs:\n  - name: Compiler\n"
    write_files(repository, {"sigs.yaml": registry, "README.md": EMPTY})
    check = ("validate", "--select", "SIG009,SIG111")
    before = sigtool(*check, "--write-baseline")
    assert before == Outcome(0, WROTE.format("2 findings"))
    write_files(repository, {"README.md": LATER})
    assert sigtool(*check, "--baseline") == NO_PROBLEMS
