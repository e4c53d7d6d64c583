"""Names that a new SIG may have: beside those of its own section, and of persons as others show
theirs."""

import pytest
from conftest import Adopt, Outcome, Run, contents

HEADER = "| Name | Leads |\n| --- | --- |\n"
NOW, OLD = "| Web | @ada |\n", "| Data | @grace |\n"
PAGE = f"## Now\n\n{HEADER}{NOW}\n## Old\n\n{HEADER}{OLD}"


@pytest.mark.parametrize(
    ("command", "said", "shown"),
    [
        (
            ["add-sig", "Web", "--section", "old"],
            "Added Web.\n",
            PAGE + "| Web | |\n",
        ),
        (
            ["add-sig", "Data", "--section", "now", "--lead", "@alan"],
            "Added Data.\n",
            PAGE.replace(NOW, NOW + "| Data | @alan |\n"),
        ),
        (
            ["edit-sig", "Web", "--name", "Data"],
            "Changed Web: name.\n",
            PAGE.replace("Web", "Data"),
        ),
    ],
)
def test_a_name_that_another_section_has(
    adopt: Adopt, sigtool: Run, command: list[str], said: str, shown: str
) -> None:
    folder = adopt({"README.md": PAGE}, "--all")
    assert sigtool(*command) == Outcome(0, said)
    assert (folder / "README.md").read_text(encoding="utf-8") == shown
    assert sigtool("render", "--check").code == 0


@pytest.mark.parametrize(
    "command",
    [
        ["add-sig", "web", "--section", "now"],
        ["add-sig", "**Data**", "--section", "Old"],
        ["add-sig", "Web", "--after", "Web"],
    ],
)
def test_a_name_that_its_own_section_has(adopt: Adopt, sigtool: Run, command: list[str]) -> None:
    folder = adopt({"README.md": PAGE}, "--all")
    before = contents(folder)
    outcome = sigtool(*command)
    taken = "Data" if "Data" in command[1] else "Web"
    assert outcome == Outcome(
        2,
        "",
        f"sigtool: there is a SIG called {taken!r} already; see it with `sigtool show {taken}`\n",
    )
    assert contents(folder) == before


MEMBERS = """\
| Avatar | Name | Role |
| --- | --- | --- |
| <img src="https://example.org/ada.png"> | Ada [@ada](https://github.com/ada) | Chair |
| <img src="https://example.org/grace.png"> | Grace [@grace](https://github.com/grace) | Member |
"""
ALAN = "Alan [@alan](https://github.com/alan)"


def test_a_person_as_the_other_names_show_theirs(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"README.md": MEMBERS})
    assert sigtool("add-sig", ALAN, "--set", "role=Member") == Outcome(0, "Added Alan @alan.\n")
    shown = (folder / "README.md").read_text(encoding="utf-8")
    assert shown == MEMBERS + f"| | {ALAN} | Member |\n"
    assert sigtool("rename-lead", "@alan", "@turing").code == 0
    shown = (folder / "README.md").read_text(encoding="utf-8")
    assert shown == MEMBERS + f"| | {ALAN.replace('alan', 'turing')} | Member |\n"


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (MEMBERS, "Alan [@alan"),
        (MEMBERS, "[Alan](https://example.org/alan)"),
        (MEMBERS, "[@alan](u), [@bob](v)"),
        # Where the others are no persons, no name is one.
        (f"{HEADER}{NOW}", ALAN),
    ],
)
def test_a_name_with_brackets_that_no_other_has(
    adopt: Adopt, sigtool: Run, page: str, name: str
) -> None:
    folder = adopt({"README.md": page})
    before = contents(folder)
    assert sigtool("add-sig", name) == Outcome(
        2,
        "",
        f"sigtool: the name '{name}' holds '['; a name is one line of plain text without | [ ] and "
        "control characters\n",
    )
    assert contents(folder) == before
