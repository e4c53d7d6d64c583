"""`init --add`: whether a further table shows the SIGs of a section once more, or its own."""

from pathlib import Path

import pytest
from conftest import SAME, UP_TO_DATE, Outcome, Run, write_files

SIGS = "# SIGs\n\n| SIG | Leads |\n|---|---|\n| Apps | @ada |\n| Net | @grace |\n"
COMMITTEES = (
    "# Committees\n\n| Committee | Members |\n|---|---|\n| Security | @dee |\n| Apps | @eve |\n"
)
TWO_SECTIONS = """\
tables:
  - path: README.md
    section: sigs
    heading: SIGs
    columns:
      SIG: name
      Leads: leads
  - path: committees.md
    heading: Committees
    section: committees
    columns:
      Committee: name
      Members: leads
sigs:
  - name: Apps
    leads:
      - handle: ada
  - name: Net
    leads:
      - handle: grace
  - name: Security
    section: committees
    leads:
      - handle: dee
  - name: Apps
    section: committees
    leads:
      - handle: eve
"""
TOLD = (
    "Added {0}.md:3 to sigs.yaml: {1}; {2} were there.\nColumns: {3} = name, {4}.\n"
)  # fmt: skip


@pytest.fixture
def place(repository: Path, sigtool: Run) -> Path:
    write_files(repository, {"README.md": SIGS, "committees.md": COMMITTEES})
    assert sigtool("init", "README.md").code == 0
    return repository


def test_a_list_that_shares_one_name_was_taken_for_the_same_list(place: Path, sigtool: Run) -> None:
    """`sync` wrote its SIGs into the table of the other one then."""
    assert sigtool("init", "--add", "committees.md") == Outcome(
        0, "", TOLD.format("committees", "2 new SIGs", 2, "Committee", "Members = leads")
    )
    assert (place / "sigs.yaml").read_text("utf-8") == TWO_SECTIONS
    assert sigtool("sync") == SAME
    assert sigtool("render") == UP_TO_DATE
    assert (place / "README.md").read_text("utf-8") == SIGS
    assert (place / "committees.md").read_text("utf-8") == COMMITTEES


@pytest.mark.parametrize(
    ("names", "section"),
    [
        pytest.param(("Security", "Apps"), "committees", id="all of one section"),
        pytest.param(("Net", "Apps"), "sigs", id="all of the other, in another order"),
        pytest.param(("Net", "Apps", "Docs"), "sigs", id="most of one"),
        pytest.param(("Net", "Security"), "more", id="half of two"),
        pytest.param(("Security", "Docs", "Data"), "more", id="few of one"),
        pytest.param(("Security",), "more", id="one of two"),
        pytest.param(("Security", "Net", "Apps"), "sigs", id="the first of two that it may show"),
    ],
)
def test_a_table_shows_again_the_section_whose_names_are_most_of_its_names(
    place: Path, sigtool: Run, names: tuple[str, ...], section: str
) -> None:
    rows = "".join(f"| {name} | monday |\n" for name in names)
    write_files(place, {"more.md": f"# More\n\n| Group | Meets |\n|---|---|\n{rows}"})
    assert sigtool("init", "--add", "committees.md").code == 0
    sigtool("init", "--add", "more.md")
    text = (place / "sigs.yaml").read_text("utf-8")
    assert text.partition("  - path: more.md\n")[2].partition("    columns:")[0] == (
        f"    heading: More\n    section: {section}\n"
    )


def test_two_tables_of_one_list_became_two_sections(place: Path, sigtool: Run) -> None:
    """Each got one of its own, and the second table showed no SIG."""
    meetings = "# Meetings\n\n| SIG | Meeting |\n|---|---|\n| Apps | monday |\n| Net | friday |\n"
    write_files(place, {"meetings.md": meetings})
    assert sigtool("init", "--add", "meetings.md").code == 0
    assert sigtool("init", "--add", "committees.md").code == 0
    lines = (place / "sigs.yaml").read_text("utf-8").partition("\nsigs:")[0].splitlines()
    assert [line for line in lines if "path: " in line or "section: " in line] == [
        "  - path: README.md",
        "    section: sigs",
        "  - path: meetings.md",
        "    section: sigs",
        "  - path: committees.md",
        "    section: committees",
    ]
    assert sigtool("sync") == SAME


def test_a_table_of_all_sections_became_a_section(place: Path, sigtool: Run) -> None:
    every = "# All\n\n| Group | Meets |\n|---|---|\n| Apps | monday |\n| Net | |\n| Security | |\n"
    one = "# Committees\n\n| Committee | Members |\n|---|---|\n| Security | @dee |\n"
    docs = "# Docs\n\n| Group | Leads |\n|---|---|\n| Docs | @eve |\n"
    write_files(place, {"all.md": every, "committees.md": one, "docs.md": docs})
    for name in ("committees.md", "all.md"):
        assert sigtool("init", "--add", name).code == 0
    assert sigtool("init", "--add", "docs.md") == Outcome(
        0,
        "",
        TOLD.format("docs", "1 new SIG", 3, "Group", "Leads = leads")
        + "all.md:3: lacks a row for Docs; to write what is missing: "
        "sigtool sync Docs --prefer registry\n",
    )
    text = (place / "sigs.yaml").read_text("utf-8")
    assert text.partition("  - path: all.md\n")[2].partition("    columns:")[0] == (
        "    heading: All\n"
    )
