"""What a pull request may bring, or a hand may name: no traceback, and nothing written over."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, contents

README = "| Name | Leads |\n|---|---|\n| A | @ada |\n"
TABLES = "tables:\n  - {path: %s, columns: {Name: name, Leads: leads}}\n"
REGISTRY = f"{TABLES % 'README.md'}sigs:\n  - name: A\n    leads: ['@ada']\n"


@pytest.fixture
def place(repository: Path) -> Path:
    (repository / "README.md").write_text(README, encoding="utf-8")
    (repository / "sigs.yaml").write_text(REGISTRY, encoding="utf-8")
    return repository


@pytest.mark.parametrize("command", ["list", "render", "validate", "add-sig B"])
@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('sigs:\n  - name: "\\U80000000"\n', "2:14: cannot be read as YAML"),
        ('sigs:\n  - name: "\\U00110000"\n', "2:14: cannot be read as YAML"),
        ('sigs:\n  - name: "do\\0es"\n', "2:11: sigs[1]: name holds the character NUL"),
        (
            TABLES % '"a\\0b"' + "sigs: []\n",
            "2:12: tables[1]: path holds the character NUL",
        ),
    ],
)
def test_what_no_text_may_hold(
    place: Path, sigtool: Run, text: str, where: str, command: str
) -> None:
    (place / "sigs.yaml").write_text(text, encoding="utf-8")
    before = contents(place)
    found = sigtool(*command.split())
    line = (found.stdout or found.stderr.removeprefix("sigtool: ")).splitlines()[0]
    assert (
        line.replace("error SIG001 yaml-syntax: ", "")
        .replace("error SIG006 bad-value: ", "")
        .startswith(f"sigs.yaml:{where}")
    )
    assert found.code == (1 if command == "validate" else 2)
    assert contents(place) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("validate", "--write-baseline", "--baseline-file", "sigs.yaml"),
            "sigs.yaml: is no baseline, so it is not written over; name another file",
        ),
        (
            ("validate", "--write-baseline", "--baseline-file", "README.md"),
            "README.md: is no baseline, so it is not written over; name another file",
        ),
        (
            ("init", "README.md", "-o", "README.md", "--force"),
            "README.md: is no registry, so it is not written over; move it away, or name another "
            "file",
        ),
        (
            ("init", "README.md", "-o", "new.yaml", "--schema-modeline", "a\nb"),
            "the schema 'a\\nb' holds what is no part of one line; name it",
        ),
        (
            ("init", "README.md", "-o", "new.yaml", "--schema-modeline", "a\u2028b"),
            "the schema 'a\\u2028b' holds what is no part of one line; name it",
        ),
        (("list", "--file", "/dev/zero"), "/dev/zero: is no regular file; name one"),
        (("init", "/dev/null"), "/dev/null: is no regular file; name one"),
    ],
)
def test_nothing_is_written_over_or_read_without_end(
    place: Path, sigtool: Run, arguments: tuple[str, ...], message: str
) -> None:
    before = contents(place)
    assert sigtool(*arguments) == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(place) == before


@pytest.mark.parametrize("count", ["1e400", "-1e400", "[]", "{}"])
def test_a_baseline_that_is_none(place: Path, sigtool: Run, count: str) -> None:
    entry = f'{{"code": "a", "path": "b", "message": "c", "count": {count}}}'
    text = f'{{"version": 1, "findings": [{entry}]}}'
    (place / ".sigtool-baseline.json").write_text(text, encoding="utf-8")
    assert sigtool("validate", "--baseline") == Outcome(
        2,
        "",
        "sigtool: .sigtool-baseline.json: is no baseline; write one with `sigtool validate "
        "--write-baseline`\n",
    )


def test_a_baseline_is_written_over(place: Path, sigtool: Run) -> None:
    first = sigtool("validate", "--write-baseline")
    assert (first.code, sigtool("validate", "--write-baseline")) == (0, first)


def test_a_document_that_is_a_device(place: Path, sigtool: Run) -> None:
    (place / "README.md").unlink()
    (place / "README.md").symlink_to("/dev/zero")
    assert sigtool("render") == Outcome(2, "", "sigtool: README.md: is no regular file; name one\n")
