"""Cells that say where people are listed, and words for what is missing in a column of links."""

from pathlib import Path

import pytest
from conftest import NO_PROBLEMS, Outcome, Run, write_files


@pytest.mark.parametrize(
    "cell", ["[Chairs](chairs.md)", "[5 Members](https://example.org/m)", "see [OWNERS](OWNERS)"]
)
def test_a_link_to_a_list_of_people_was_people_that_cannot_be_read(
    repository: Path, sigtool: Run, cell: str
) -> None:
    table = f"| Team | Chair |\n|---|---|\n| Docs | @ada |\n| Net | {cell} |\n"
    write_files(repository, {"README.md": table, "chairs.md": "", "OWNERS": ""})
    assert sigtool("init", "README.md") == Outcome(
        0,
        "Wrote sigs.yaml: 2 SIGs and 1 lead from the table at README.md:1; 1 cell unread.\n"
        "Columns: Team = name, Chair = leads. Next: sigtool validate; sigtool list.\n",
        f"README.md:4: kept as it is, a link to where people are listed, in 'Chair': {cell}\n",
    )
    assert sigtool("validate") == NO_PROBLEMS
    assert sigtool("add-lead", "Net", "@eve") == Outcome(
        2,
        "",
        f"sigtool: Net: leads says where they are listed, {cell}; name them there, or write them "
        "as a list in the registry first\n",
    )


def test_words_for_what_is_missing_were_broken_links(repository: Path, sigtool: Run) -> None:
    links = ("[c](a.md)", "TBD", "N/A", "[d](b.md)", "[e](c.md)", "-")
    rows = "".join(f"| G{at} | @ada | {link} |\n" for at, link in enumerate(links))
    pages = {"a.md": "", "b.md": "", "c.md": ""}
    write_files(
        repository, {"README.md": f"| Team | Chair | Notes |\n|---|---|---|\n{rows}", **pages}
    )
    found = sigtool("init", "README.md")
    assert (found.code, found.stdout.splitlines()[1]) == (
        0,
        "Columns: Team = name, Chair = leads, Notes = notes (link). "
        "Next: sigtool validate; sigtool list.",
    )
    assert sigtool("validate", "--select", "SIG5") == NO_PROBLEMS
