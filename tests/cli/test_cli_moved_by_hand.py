"""A SIG is put into the section in which somebody has put its row by hand, with other cells."""

import pytest
from conftest import SAME, Adopt, Outcome, Run

HEADER = "| Name | Leads | Org |\n| --- | --- | --- |\n"
ADA, CY, DI = ("| Ada | @x | o |\n", "| Cy | @x | o |\n", "| Di | @x | o |\n")
BOB = "| Bob | @x, @y | o |\n"
STAYS = "README.md:13: Bob: {} stays, and is not that of the registry: {}\n"


def document(a: str, b: str) -> str:
    return f"# A\n\n{HEADER}{a}\n# B\n\n{HEADER}{b}"


@pytest.mark.parametrize("command", [("move-sig", "Bob"), ("edit-sig", "Bob")])
@pytest.mark.parametrize(
    ("row", "remarks"),
    [
        ("| Bob | @x | o |\n", STAYS.format("leads", "@x")),
        ("| Bob | @x, @y |  |\n", STAYS.format("org", "(empty)")),
        ("| Bob | @x, @z | p |\n", STAYS.format("leads", "@x, @z") + STAYS.format("org", "p")),
        ("| Bob | @x, @y | o |\n", ""),
        ("| Bob |@x, @y|  o |\n", ""),
    ],
    ids=["a lead less", "an emptied cell", "another lead and text", "as it was", "written anew"],
)
def test_the_row_got_back_what_somebody_took_out(
    adopt: Adopt, sigtool: Run, command: tuple[str, ...], row: str, remarks: str
) -> None:
    folder = adopt({"README.md": document(ADA + BOB, CY + DI)}, "--all")
    moved = document(ADA, CY + DI + row)
    (folder / "README.md").write_text(moved)
    verb = {"move-sig": "Moved Bob.\n", "edit-sig": "Changed Bob: section.\n"}[command[0]]
    assert sigtool(*command, "--section", "b") == Outcome(0, verb, remarks)
    assert (folder / "README.md").read_text() == moved
    if not remarks:
        assert sigtool("sync", "--check") == SAME


def test_what_the_command_gives_is_written_all_the_same(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"README.md": document(ADA + BOB, CY + DI)}, "--all")
    (folder / "README.md").write_text(document(ADA, CY + DI + "| Bob | @x | o |\n"))
    assert sigtool("edit-sig", "Bob", "--section", "b", "--set", "Org=q") == Outcome(
        0, "Changed Bob: section, org.\n", STAYS.format("leads", "@x")
    )
    assert (folder / "README.md").read_text() == document(ADA, CY + DI + "| Bob | @x | q |\n")
