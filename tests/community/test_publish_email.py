"""`publish_email: false`, from end to end: addresses stay in the registry and leave the tables."""

from pathlib import Path
from typing import Final

import pytest
from community import README, REGISTRY
from conftest import NO_PROBLEMS, UP_TO_DATE, Outcome, Run, write_files

SETTINGS: Final = "validate:\n  publish_email: false\n"
CLOSED: Final = REGISTRY.replace("sigs:\n", f"{SETTINGS}sigs:\n")
PUBLISHED: Final = "[@edsger](https://example.org/edsger)(edsger@example.org)  |"
WITHOUT: Final = README.replace(PUBLISHED, "[@edsger](https://example.org/edsger)  |")
CLEAN: Final = Outcome(0)
CHECKED: Final = ("validate", "--output-format", "concise", "--select", "SIG409,SIG601")


@pytest.fixture
def closed(community: Path) -> Path:
    """The community once it has decided to publish no addresses, before it renders."""
    write_files(community, {"sigs.yaml": CLOSED})
    return community


@pytest.fixture
def rendered(closed: Path) -> Path:
    """The community that publishes no addresses."""
    write_files(closed, {"README.md": WITHOUT})
    return closed


def files(folder: Path) -> tuple[str, str]:
    registry, readme = (folder / name for name in ("sigs.yaml", "README.md"))
    return registry.read_bytes().decode(), readme.read_bytes().decode()


def test_render_leaves_addresses_out_of_the_table_alone(closed: Path, sigtool: Run) -> None:
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n")
    assert files(closed) == (CLOSED, WITHOUT)
    assert sigtool("render", "--check") == CLEAN
    assert sigtool("render") == UP_TO_DATE
    assert sigtool(*CHECKED) == NO_PROBLEMS


def test_an_address_in_the_table_fails_every_check(closed: Path, sigtool: Run) -> None:
    assert sigtool("render", "--check").code == 1
    assert sigtool(*CHECKED) == Outcome(
        1,
        "README.md:12:85: error SIG409 published-email: "
        "Data Sets: README.md shows an e-mail address\n",
        "Found 1 error. 1 can be fixed: sigtool validate --fix.\n",
    )
    assert files(closed) == (CLOSED, README)


def test_validate_fixes_it_as_render_does(closed: Path, sigtool: Run) -> None:
    found = sigtool("validate", "--fix", "--select", "SIG409")
    assert found == Outcome(0, "", "Fixed README.md.\nNo problems found.\n")
    assert files(closed) == (CLOSED, WITHOUT)


def test_addresses_are_published_unless_said_otherwise(community: Path, sigtool: Run) -> None:
    assert sigtool("render", "--check") == CLEAN
    assert sigtool(*CHECKED) == Outcome(
        0,
        "sigs.yaml:34:16: note SIG409 published-email: "
        "Data Sets: the e-mail address of @edsger is published in README.md\n",
        "Found 1 note.\n",
    )
    write_files(community, {"sigs.yaml": CLOSED.replace("false", "true")})
    assert sigtool("render", "--check") == CLEAN


def test_a_lead_who_is_added_with_an_address(rendered: Path, sigtool: Run) -> None:
    assert sigtool("add-lead", "docs", "Ada Byron <byron@example.org>").code == 0
    registry, readme = files(rendered)
    assert registry == CLOSED.replace(
        "        url: https://example.org/ada\n  - name: Data Sets",
        "        url: https://example.org/ada\n      - name: Ada Byron\n"
        "        email: byron@example.org\n  - name: Data Sets",
    )
    row = "| Docs | 文档与教程。 | [@ada](https://example.org/ada)"
    assert readme == WITHOUT.replace(f"{row} |", f"{row}<br>Ada Byron |")
    assert sigtool("render", "--check") == CLEAN


def test_a_sig_that_is_added_with_an_address(rendered: Path, sigtool: Run) -> None:
    assert sigtool("add-sig", "New", "--lead", "Ada Byron <byron@example.org>").code == 0
    registry, readme = files(rendered)
    assert registry == (
        CLOSED + "  - name: New\n    leads:\n      - name: Ada Byron\n"
        "        email: byron@example.org\n"
    )
    assert readme == WITHOUT.replace("edsger)  |\n", "edsger)  |\n| New | | Ada Byron |\n")
    assert sigtool("render", "--check") == CLEAN


def test_who_has_nothing_but_an_address_is_in_the_registry_alone(
    rendered: Path, sigtool: Run
) -> None:
    assert sigtool("add-lead", "docs", "byron@example.org").code == 0
    registry, readme = files(rendered)
    assert registry == CLOSED.replace(
        "        url: https://example.org/ada\n  - name: Data Sets",
        "        url: https://example.org/ada\n      - email: byron@example.org\n"
        "  - name: Data Sets",
    )
    assert readme == WITHOUT
    assert sigtool("render", "--check") == CLEAN
    assert sigtool(*CHECKED) == Outcome(
        1,
        "sigs.yaml:30:16: error SIG409 published-email: Docs: somebody in leads has nothing but "
        "an e-mail address, and so is left out of the tables\n",
        "Found 1 error.\n",
    )


def test_what_an_edit_changes_elsewhere_publishes_nothing(rendered: Path, sigtool: Run) -> None:
    assert sigtool("edit-sig", "data sets", "--name", "Data").code == 0
    assert sigtool("rename-lead", "@edsger", "@dijkstra").code == 0
    _, readme = files(rendered)
    assert readme == (
        WITHOUT.replace("[Data Sets]", "[Data]")
        .replace("@edsger", "@dijkstra")
        .replace("org/edsger", "org/dijkstra")
    )
    assert sigtool("render", "--check") == CLEAN
