"""SIG201, SIG202 and SIG401 of people cells in which words, or blanks, stand for nobody."""

from typing import Final

import pytest
from rules_support import found_after_init

NOBODY: Final = "SIG401 Docs has nobody under 'Leads': name one: sigtool add-lead Docs @handle"
GIVE: Final = "give it a value, or take it away"
CELLS: Final = {
    "two words": ("TBD, TBA", f"SIG202 Docs: Leads is a placeholder: 'TBD, TBA': {GIVE}"),
    "a line break behind": (
        "Vacant<br>", f"SIG202 Docs: Leads is a placeholder: 'Vacant<br>': {GIVE}",
    ),
    "Portuguese": ("vago", f"SIG202 Docs: Leads is a placeholder: 'vago': {GIVE}"),
    "a decimal blank": ("&#160;", NOBODY),
    "a hexadecimal blank": ("&#xa0;", NOBODY),
    "a person, too": (
        "@ada, TBD",
        "SIG201 Docs: cannot tell who is named under 'Leads': '@ada, TBD': in the table, write "
        "each as [@ada](https://github.com/ada), with commas between them; in the registry, as "
        "`- handle: ada`",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), CELLS.values(), ids=CELLS)
def test_a_cell_without_a_lead(cell: str, expected: str) -> None:
    rows = (f"Docs | Text | {cell}", "Web | Pages | @grace")
    found = found_after_init("SIG201 SIG202 SIG401", "SIG | Responsibilities | Leads", *rows)
    assert found == [expected]
