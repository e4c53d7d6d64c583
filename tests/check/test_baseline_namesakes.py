"""SIGs of several sections with one name: which of them is meant."""

import json
from pathlib import Path

import pytest
from conftest import NO_PROBLEMS, Run, contents, write_files
from rules_support import checked

TABLES = """\
tables:
  - path: README.md
    heading: User groups
    section: users
    columns: {Name: name, About: responsibilities}
  - path: README.md
    heading: Workers
    section: workers
    columns: {Name: name, About: responsibilities}
"""
SIGS = """\
sigs:
  - {name: Docs, section: users, responsibilities: TBD}
  - {name: Docs, section: workers, responsibilities: Meets.}
"""
README = """\
# User groups

| Name | About |
| ---- | ----- |
| Docs | TBD |

# Workers

| Name | About |
| ---- | ----- |
| Docs | Meets. |
"""
NAME = ".sigtool-baseline.json"
TBD = "Docs: About is a placeholder: 'TBD'"


@pytest.fixture
def old(repository: Path, sigtool: Run) -> Path:
    """A repository with a finding of one of two SIGs of a name, in a baseline."""
    write_files(repository, {"sigs.yaml": TABLES + SIGS, "README.md": README})
    assert sigtool("validate", "--write-baseline").code == 0
    return repository


def messages(repository: Path) -> list[str]:
    return [each["message"] for each in json.loads(contents(repository)[NAME])["findings"]]


def test_a_baseline_hid_what_is_new_of_another_sig_of_the_name(old: Path, sigtool: Run) -> None:
    assert messages(old) == [f"users/{TBD}"]
    assert sigtool("edit-sig", "workers/Docs", "--responsibilities", "TBD").code == 0
    assert sigtool("edit-sig", "users/Docs", "--responsibilities", "Meets.").code == 0
    found = sigtool("validate", "--baseline")
    assert found.stdout.splitlines()[0] == (
        f"sigs.yaml:12:54: warning SIG202 placeholder: workers/{TBD}"
    )


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("rename-sig users/Docs Manual", TBD.replace("Docs", "Manual"), id="renamed"),
        pytest.param("rename-sig workers/Docs Manual", TBD, id="the other one renamed"),
        pytest.param("remove-sig workers/Docs", TBD, id="the other one removed"),
        pytest.param("edit-sig users/Docs --name docs", f"users/{TBD}", id="spelled otherwise"),
    ],
)
def test_the_baseline_follows_the_names(
    old: Path, sigtool: Run, command: str, expected: str
) -> None:
    assert sigtool(*command.split()).code == 0
    written = messages(old)[0]
    assert written.replace("docs", "Docs") == expected
    assert sigtool("validate", "--baseline", "--select", "SIG202") == NO_PROBLEMS


def test_the_baseline_follows_a_name_that_another_section_gets(old: Path, sigtool: Run) -> None:
    assert sigtool("rename-sig", "workers/Docs", "Manual").code == 0
    assert messages(old) == [TBD]
    assert sigtool("rename-sig", "Manual", "Docs").code == 0
    assert messages(old) == [f"users/{TBD}"]
    assert sigtool("validate", "--baseline") == NO_PROBLEMS


def test_a_row_is_that_of_the_sig_of_its_section() -> None:
    readme = README.replace("| TBD", "| Writes texts.")
    found = checked(TABLES + SIGS, {"README.md": readme})
    assert [(each.code, each.message.partition(":")[0], each.at) for each in found] == [
        ("SIG601", "users/Docs", "README.md:5:10"),
        ("SIG202", "users/Docs", "sigs.yaml:11:52"),
    ]


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        pytest.param("users/Docs", "SIG202", [], id="with the section"),
        pytest.param("USERS/docs", "SIG202", [], id="in another case"),
        pytest.param("Docs", "SIG202", [], id="the name of both"),
        pytest.param(
            "workers/Docs", "SIG202",
            [
                "validate: per_sig: workers/Docs: SIG202 is suppressed, where nothing is found",
                f"users/{TBD}",
            ],
            id="the other one",
        ),
        pytest.param(
            "guests/Docs", "SIG202",
            ["validate: per_sig: there is no SIG 'guests/Docs'", f"users/{TBD}"],
            id="no section",
        ),
    ],
)  # fmt: skip
def test_settings_of_one_sig_name_it_as_hints_do(name: str, word: str, expected: list[str]) -> None:
    settings = f"validate: {{per_sig: {{{name}: {{{word}: later}}}}}}\n"
    found = checked(TABLES + settings + SIGS, {"README.md": README})
    assert [each.message for each in found] == expected


def test_a_new_name_is_followed_in_the_settings_of_that_sig_alone(old: Path, sigtool: Run) -> None:
    settings = "validate:\n  per_sig:\n    workers/Docs: {SIG202: x}\n    users/Docs: {SIG202: y}\n"
    write_files(old, {"sigs.yaml": TABLES + settings + SIGS})
    assert sigtool("rename-sig", "users/Docs", "Manual").code == 0
    assert (
        contents(old)["sigs.yaml"]
        == (
            TABLES
            + settings.replace("users/Docs", "users/Manual")
            + SIGS.replace("Docs", "Manual", 1)
        ).encode()
    )
