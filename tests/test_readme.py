"""The README is short, sets up what the checks set up, and advises nothing that does harm."""

import re

from pages import CONTRIBUTING, README
from shell import ROOT


def test_it_is_short() -> None:
    assert README.text.count("\n") <= 200


def test_set_up_is_what_the_checks_run() -> None:
    checks = re.findall(r'^run "(.*)"$', (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)
    assert [text.rstrip("\n") for text in README.blocks("sh")] == checks[:2]
    assert [text.rstrip("\n") for text in CONTRIBUTING.blocks("sh")[:2]] == checks[:2]


def test_nobody_is_told_to_install_another_project() -> None:
    """The project called sigtool on the public index is not this one."""
    assert not re.search(r"pip(?:x)? install (?:-\S+ )*sigtool\b", README.text)
    assert README.text.index("## Install") < README.text.index("## Every day")
    assert "://example.org/sigtool" not in README.text[: README.text.index("## What it finds")]


def test_the_table_is_its_own_example() -> None:
    """`sigs.yaml` binds the table by this heading; that it is up to date, `.ci/run` checks."""
    assert README.section("Current SIGs\n\nThis table").count("\n| ") == 16
