"""A comment that stands by itself between two SIGs stays, and a SIG comes to stand on the side of
it that was asked for."""

from pathlib import Path

import pytest
from conftest import Outcome, Run

FREE = """\
sigs:
  - name: A

  # Free-standing.

  - name: B
  - name: C
"""
PARTS = """\
sigs:
- name: A
- name: Z

# -- Incubating --

# of B
- name: B

- name: C
"""


@pytest.mark.parametrize("text", [FREE, PARTS], ids=["one comment", "a comment of its own as well"])
def test_a_sig_that_went_and_came_back_ended_above_the_comment(
    repository: Path, sigtool: Run, text: str
) -> None:
    registry = repository / "sigs.yaml"
    registry.write_text(text, encoding="utf-8")
    assert sigtool("move-sig", "B", "--last") == Outcome(0, "Moved B.\n")
    assert registry.read_text("utf-8") != text
    assert sigtool("move-sig", "B", "--before", "C") == Outcome(0, "Moved B.\n")
    assert registry.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("spot", "after"),
    [
        (["--before", "B"], FREE.replace("  - name: B\n", "  - name: New\n  - name: B\n")),
        (["--after", "A"], FREE.replace("A\n", "A\n\n  - name: New\n")),
    ],
    ids=["below it", "above it"],
)
def test_a_new_sig_stands_on_the_side_that_was_asked_for(
    repository: Path, sigtool: Run, spot: list[str], after: str
) -> None:
    registry = repository / "sigs.yaml"
    registry.write_text(FREE, encoding="utf-8")
    assert sigtool("add-sig", "New", *spot) == Outcome(0, "Added New.\n")
    assert registry.read_text("utf-8") == after
    assert sigtool("remove-sig", "New") == Outcome(0, "Removed New.\n")
    assert registry.read_text("utf-8") == FREE
