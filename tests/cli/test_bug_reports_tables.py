"""What went wrong with the tables of neighbouring tools, on the command line: where a new row goes,
and how wide its cells are."""

from typing import Final

import pytest
from conftest import NO_PROBLEMS, Adopt, Outcome, Run, contents

HEADER = "| Name | Responsibilities | Leads |\n|---|---|---|\n"
BUILD = "| Build | Builds. | @ada |\n"
DOCS = "| Docs | Says how. | @grace |\n"
ZED = "| Zed | | |\n"

STUCK = [":::", "{: .table}", "{{< /x >}}", "{% endtab %}", "{/* */}", ": Caption"]
NEIGHBOURS = ["Table: Groups", "::: tip\n:::", "{.striped}", "[^1]: A note."]


@pytest.mark.parametrize("stuck", [*STUCK, *NEIGHBOURS])
def test_a_row_goes_above_what_is_stuck_to_the_end_of_its_table(
    adopt: Adopt, sigtool: Run, stuck: str
) -> None:
    folder = adopt({"README.md": f"{HEADER}{BUILD}{stuck}\n"})
    assert sigtool("add-sig", "Zed") == Outcome(0, "Added Zed.\n")
    assert contents(folder)["README.md"].decode() == f"{HEADER}{BUILD}{ZED}{stuck}\n"
    assert sigtool("validate") == Outcome(
        0,
        "README.md:5:1: warning SIG107 glued-text: README.md: the text below the row of Zed became "
        "a part of the table\n"
        "  help: put a blank line above it\n"
        "sigs.yaml:12:11: warning SIG305 missing-responsibilities: Zed has nothing under "
        "'Responsibilities'\n"
        "  README.md:4:1: its row is here\n"
        "  help: say what it does: sigtool edit-sig Zed --responsibilities ...\n"
        "sigs.yaml:12:11: warning SIG401 no-lead: Zed has nobody under 'Leads'\n"
        "  README.md:4:1: its row is here\n"
        "  help: name one: sigtool add-lead Zed @handle\n",
        "Found 3 warnings.\n",
    )
    assert sigtool("remove-sig", "Zed") == Outcome(0, "Removed Zed.\n")
    assert contents(folder)["README.md"].decode() == f"{HEADER}{BUILD}{stuck}\n"


@pytest.mark.parametrize("stuck", STUCK)
def test_so_does_one_that_is_rendered(adopt: Adopt, sigtool: Run, stuck: str) -> None:
    folder = adopt({"README.md": f"{HEADER}{BUILD}{stuck}\n"})
    registry = folder / "sigs.yaml"
    registry.write_bytes(registry.read_bytes() + b"  - name: Zed\n")
    assert sigtool("render").code == 0
    assert contents(folder)["README.md"].decode() == f"{HEADER}{BUILD}{ZED}{stuck}\n"


@pytest.mark.parametrize(
    ("rows", "command", "after"),
    [
        pytest.param(
            f"{BUILD}{DOCS}:::", ("move-sig", "Build", "--last"), f"{DOCS}{BUILD}:::", id="moved"
        ),
        pytest.param(
            f"{BUILD}:::", ("add-sig", "Zed"), f"{BUILD}{ZED}:::", id="without a line break"
        ),
        pytest.param(
            f"{BUILD}:::\n{DOCS}", ("add-sig", "Zed"), f"{BUILD}:::\n{DOCS}{ZED}", id="not last"
        ),
        pytest.param(
            f"{BUILD}| | and more | |\n",
            ("add-sig", "Zed"),
            f"{BUILD}| | and more | |\n{ZED}",
            id="a row, without a name",
        ),
    ],
)
def test_what_has_no_bar_stays_last_only_if_it_is(
    adopt: Adopt, sigtool: Run, rows: str, command: tuple[str, ...], after: str
) -> None:
    folder = adopt({"README.md": HEADER + rows})
    assert sigtool(*command).code == 0
    assert contents(folder)["README.md"].decode() == HEADER + after


# As Prettier writes it.
EMOJI = """\
| Name      | Responsibilities | Leads |
| --------- | ---------------- | ----- |
| Docs 1️⃣   | Docs.            | @ada  |
| Web 👩‍💻    | Web.             | @ada  |
| Flag 🏳️‍🌈   | Flags.           | @ada  |
| Heart ❤️  | 网络❤️.          | @ada  |
| Thumbs 👍🏽 | Thumbs.          | @ada  |
"""
# Neighbours: flags of countries, a family, a sign that is text without its variation selector.
MORE_EMOJI = """\
| Name       | Responsibilities | Leads |
| ---------- | ---------------- | ----- |
| 🇨🇳 中文    | 👨‍👩‍👧 家庭。        | @ada  |
| ⚠️ Alerts  | Warns.           | @ada  |
| Signs ⚠ ™️ | 👩🏽‍🚀 Flies.        | @ada  |
"""


@pytest.mark.parametrize(
    ("document", "row"),
    [
        pytest.param(EMOJI, "| 网络      |                  | @bob  |\n", id="emoji"),
        pytest.param(MORE_EMOJI, "| 网络       |                  | @bob  |\n", id="more emoji"),
    ],
)
def test_a_table_is_as_wide_as_its_readers_see_it(
    adopt: Adopt, sigtool: Run, document: str, row: str
) -> None:
    folder = adopt({"README.md": document})
    assert sigtool("validate") == NO_PROBLEMS
    assert sigtool("add-sig", "网络", "--lead", "@bob") == Outcome(0, "Added 网络.\n")
    assert contents(folder)["README.md"].decode() == document + row


def test_a_grapheme_makes_its_column_wider_by_two(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"README.md": "| Name | Leads |\n| ---- | ----- |\n| Docs | @ada  |\n"})
    assert sigtool("add-sig", "Web 👨‍👩‍👧", "--lead", "@bob").code == 0
    assert contents(folder)["README.md"].decode() == (
        "| Name   | Leads |\n| ------ | ----- |\n| Docs   | @ada  |\n| Web 👨‍👩‍👧 | @bob  |\n"
    )


RAGGED = """\
| Name      | Responsibilities | Leads |
| --------- | ---------------- | ----- |
| Docs      | Docs.            | @ada  |
| Web       | Web.             | @ada  |
| Flag | Flags. | @ada |
| Heart     | Hearts.          | @ada  |
"""


@pytest.mark.parametrize(
    ("document", "row"),
    [
        pytest.param(RAGGED, "| Zed       |                  | @bob  |\n", id="as the header"),
        pytest.param(
            RAGGED.replace("Leads ", "Leads"),
            "| Zed       |                  | @bob |\n",
            id="a header of another width",
        ),
        pytest.param(
            RAGGED.replace("@ada  |\n| Heart", "@adalove |\n| Heart"),
            "| Zed       |                  | @bob  |\n",
            id="a longer one",
        ),
    ],
)
def test_a_new_cell_is_as_wide_as_most_of_its_column(
    adopt: Adopt, sigtool: Run, document: str, row: str
) -> None:
    folder = adopt({"README.md": document})
    assert sigtool("add-sig", "Zed", "--lead", "@bob") == Outcome(0, "Added Zed.\n")
    assert contents(folder)["README.md"].decode() == document + row


STAYS: Final = (
    "README.md:4: Docs: responsibilities stays, and is not that of the registry: Of the table.\n"
)


@pytest.mark.parametrize(
    ("command", "done", "row"),
    [
        pytest.param(
            ("--status", "active"),
            Outcome(0, "Changed Docs: status.\n", STAYS),
            "| Docs | Of the table. | @ada |",
            id="status",
        ),
        pytest.param(
            ("--status", "active", "--responsibilities", "Writes."),
            Outcome(
                0,
                "Changed Docs: responsibilities, status.\n",
                "README.md:4: Docs: replaced what the table said of responsibilities: "
                "Of the table.\n",
            ),
            "| Docs | Writes. | @ada |",
            id="and the text",
        ),
    ],
)
def test_a_row_that_was_there_before_its_sig_is_shown_loses_only_what_the_command_names(
    adopt: Adopt, sigtool: Run, command: tuple[str, ...], done: Outcome, row: str
) -> None:
    folder = adopt({"README.md": f"{HEADER}{BUILD}| Docs | Says how. | @ada |\n"})
    registry = folder / "sigs.yaml"
    registry.write_bytes(registry.read_bytes() + b"    status: dormant\n")
    page = folder / "README.md"
    page.write_bytes(page.read_bytes().replace(b"Says how.", b"Of the table."))
    assert sigtool("edit-sig", "Docs", *command) == done
    assert page.read_text("utf-8") == f"{HEADER}{BUILD}{row}\n"
