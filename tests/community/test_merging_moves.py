"""A document in which one side put a row into another table, and the other side changed it."""

import pytest
from merging import git_merge

from sigtool.community.merging import merged_document
from sigtool.community.merging_files import Merged, Versions
from sigtool.registry import document as yamldoc
from sigtool.text.pieces import Markers
from sigtool.text.source import Source

REGISTRY = """\
tables:
  - {path: README.md, heading: A, section: a, columns: {Name: name, Org: org, Leads: leads}}
  - {path: README.md, heading: B, section: b, columns: {Name: name, Leads: leads}}
  - {path: README.md, heading: C, section: c, columns: {Name: name, Org: org, Leads: leads}}
sigs: []
"""
HEADER, SHORT = "| Name | Org | Leads |\n|---|---|---|\n", "| Name | Leads |\n|---|---|\n"
ADA, CY, DI = "| Ada | o | @x |\n", "| Cy | @x |\n", "| Di | o | @x |\n"
BOB = "| Bob | o | @x, @y |\n"


def document(a: str = ADA, b: str = CY, c: str = DI) -> str:
    tables = (f"# A\n\n{HEADER}{a}", f"# B\n\n{SHORT}{b}", f"# C\n\n{HEADER}{c}")
    return "\n".join([*tables, "The end.\n"])


def merged(base: str, ours: str, theirs: str) -> Merged:
    versions = Versions(*(Source("README.md", text) for text in (base, ours, theirs)))
    registry = yamldoc.read(Source("sigs.yaml", REGISTRY)).registry
    return merged_document(versions, registry, Markers(), git_merge)


BASE = document(ADA + BOB)


@pytest.mark.parametrize(
    ("sides", "result"),
    [
        pytest.param(
            (document(ADA + "| Bob | o | @x |\n"), document(c=DI + BOB)),
            document(c=DI + "| Bob | o | @x |\n"),
            id="a lead less",
        ),
        pytest.param(
            (document(ADA + "| Bob | q | @x, @y, @z |\n"), document(c=DI + BOB)),
            document(c=DI + "| Bob | q | @x, @y, @z |\n"),
            id="another text, and a lead more",
        ),
        pytest.param(
            (document(ADA + "| Bob | q | @x, @y |\n"), document(c="| Bob | o | @y |\n" + DI)),
            document(c="| Bob | q | @y |\n" + DI),
            id="what moved was changed as well",
        ),
        pytest.param(
            (document(ADA + "| Bob | o | @y |\n"), document(c=DI + "| Bob | o | @x, @y, @z |\n")),
            document(c=DI + "| Bob | o | @y, @z |\n"),
            id="each changed the leads",
        ),
        pytest.param(
            (document(ADA + "| Bob | o | @x |\n"), document(b=CY + "| Bob | @x, @y |\n")),
            document(b=CY + "| Bob | @x |\n"),
            id="into a table with fewer columns",
        ),
        pytest.param(
            (document(c=DI + "| Bob | q | @x, @y |\n"), document(c=DI + "| Bob | o | @y |\n")),
            document(c=DI + "| Bob | q | @y |\n"),
            id="both moved it, and each changed something",
        ),
        pytest.param(
            (document(ADA + "| Bob | o | @x |\n"), document(c="| **Bob** | o | @x, @y |\n" + DI)),
            document(c="| **Bob** | o | @x |\n" + DI),
            id="its name was spelt in another way",
        ),
    ],
)
def test_a_row_that_moved_keeps_what_the_other_side_made_of_it(
    sides: tuple[str, str], result: str
) -> None:
    assert merged(BASE, *sides) == Merged(result)
    assert merged(BASE, *reversed(sides)) == Merged(result)


def conflict(ours: str, theirs: str) -> str:
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "result"),
    [
        pytest.param(
            document(ADA + "| Bob | q | @x, @y |\n"),
            document(c=DI + "| Bob | r | @x, @y |\n"),
            document(c=DI + conflict("| Bob | q | @x, @y |\n", "| Bob | r | @x, @y |\n")),
            id="both changed one text: a conflict where the row is now",
        ),
        pytest.param(
            document(ADA + "| Bob | q | @x, @y |\n"),
            document(),
            document(ADA + conflict("| Bob | q | @x, @y |\n", "")),
            id="removed, not moved",
        ),
        pytest.param(
            document(ADA + "| Bob | q | @x, @y |\n"),
            document(b=CY + "| Bob | @x, @y |\n", c=DI + BOB),
            document(
                ADA + conflict("| Bob | q | @x, @y |\n", ""), CY + "| Bob | @x, @y |\n", DI + BOB
            ),
            id="pasted into two tables",
        ),
    ],
)
def test_what_nobody_can_settle_is_marked(ours: str, theirs: str, result: str) -> None:
    assert merged(BASE, ours, theirs) == Merged(result, 1)


def test_of_two_rows_with_one_name_neither_moved() -> None:
    base = document(ADA + BOB, c=DI + "| Bob | o | @z |\n")
    changed = "| Bob | q | @x, @y |\n"
    ours = document(ADA + changed, c=DI + "| Bob | o | @z |\n")
    theirs = document(c=DI + "| Bob | o | @z, @w |\n")
    result = document(ADA + conflict(changed, ""), c=DI + "| Bob | o | @z, @w |\n")
    assert merged(base, ours, theirs) == Merged(result, 1)


def test_a_column_that_the_new_table_lacks() -> None:
    """What was written into it since would be lost."""
    changed = "| Bob | q | @x, @y |\n"
    theirs = document(b=CY + "| Bob | @x, @y |\n")
    result = document(ADA + conflict(changed, ""), CY + "| Bob | @x, @y |\n")
    assert merged(BASE, document(ADA + changed), theirs) == Merged(result, 1)
