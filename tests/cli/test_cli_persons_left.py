"""What still names somebody once `rename-lead` has given them another account or name."""

from pathlib import Path

import pytest
from conftest import Adopt, Outcome, Run

HEADER = "| Name | About | Leads |\n| --- | --- | --- |\n"
ADA = "[@ada](https://github.com/ada)"


def page(*rows: tuple[str, str]) -> str:
    lines = (f"| S{n} | {about} | {leads} |\n" for n, (about, leads) in enumerate(rows, 1))
    return HEADER + "".join(lines)


@pytest.mark.parametrize(
    ("rows", "command", "said"),
    [
        pytest.param(
            [('<img src="https://github.com/ada.png">', ADA), ("Ask @Ada.", ADA)],
            ["@ada", "@eve"],
            "also names @ada: sigs.yaml:9, sigs.yaml:14, README.md:3, README.md:4\n",
            id="a picture and a text",
        ),
        pytest.param(
            [("See https://github.com/ada/notes", ADA), ("Mail ada@ada.org, @adam.", ADA)],
            ["@ada", "@eve"],
            "also names @ada: sigs.yaml:9, README.md:3\n",
            id="a link, and what only looks like it",
        ),
        pytest.param(
            [("Reads.", f"Ada King {ADA}"), ("Ask Ada King.", "@bob")],
            [ADA, "Ada Lovelace"],
            "also names @ada: sigs.yaml:15, README.md:4\n",
            id="a full name",
        ),
        pytest.param(
            [("孙子兵法。", f"孙({ADA})"), ("Writes.", "@bob")],
            ["@ada", "孙悟"],
            "",
            id="one character is a part of many words",
        ),
        pytest.param(
            [("Ada reads.", f"Ada {ADA}"), ("Writes.", "@bob")],
            ["@ada", "Ada Lovelace"],
            "",
            id="one word may mean anybody",
        ),
        pytest.param(
            [("Ask @ada.", ADA), ("Writes.", ADA)],
            ["@ada", "@eve", "--sig", "S1"],
            "",
            id="in one SIG alone",
        ),
    ],
)
def test_who_is_still_named(
    adopt: Adopt, sigtool: Run, rows: list[tuple[str, str]], command: list[str], said: str
) -> None:
    adopt({"README.md": page(*rows)})
    done = sigtool("rename-lead", *command)
    assert (done.code, done.stderr) == (0, said)


def test_a_cell_that_nobody_can_read(adopt: Adopt, sigtool: Run) -> None:
    text = f"{ADA} and (maybe) [@ada](https://github.com/ada"
    folder: Path = adopt({"README.md": page(("Reads.", ADA), ("Writes.", text))})
    assert sigtool("rename-lead", "@ada", "@eve") == Outcome(
        0, "Renamed @ada to @eve in S1.\n", "also names @ada: sigs.yaml:15, README.md:4\n"
    )
    after = page(("Reads.", ADA.replace("ada", "eve")), ("Writes.", text))
    assert (folder / "README.md").read_text(encoding="utf-8") == after
