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


def test_an_empty_row_in_the_new_table_takes_what_its_own_row_says(
    adopt: Adopt, sigtool: Run
) -> None:
    """Its own row is still there, and leaves."""
    folder = adopt({"README.md": document(ADA + BOB, CY + DI)}, "--all")
    (folder / "README.md").write_text(document(ADA + BOB, CY + DI + "| Bob | | o |\n"))
    assert sigtool("move-sig", "Bob", "--section", "b") == Outcome(0, "Moved Bob.\n", "")
    assert (folder / "README.md").read_text() == document(ADA, CY + DI + BOB)


def test_a_text_in_the_language_of_the_table_stays_as_such(adopt: Adopt, sigtool: Run) -> None:
    """As where its row stood there before, it says how it is changed."""
    texts = {
        "README.md": document(ADA + BOB, CY + DI),
        "README_zh.md": document(ADA + BOB, CY + DI),
    }
    folder = adopt(texts, "--all")
    moved = document(ADA, CY + DI + "| Bob | @x, @y | 中 |\n")
    (folder / "README.md").write_text(document(ADA, CY + DI + BOB))
    (folder / "README_zh.md").write_text(moved)
    assert sigtool("move-sig", "Bob", "--section", "b") == Outcome(
        0,
        "Moved Bob.\n",
        "README_zh.md:13: Bob: org stays, in the language of the table; change it with --language: "
        "中\n",
    )
    assert (folder / "README_zh.md").read_text() == moved
