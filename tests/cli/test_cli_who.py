"""WHO on a command line, as people type it: what is refused says what to write instead."""

from pathlib import Path

import pytest
from conftest import Adopt, Outcome, Run

TABLE = """\
| SIG | Leads |
| --- | --- |
| Docs | [@ada](https://github.com/ada) |
| Design | Grace Hopper, Ada Lovelace <ada@example.org>, Barbara Liskov (ACME) |
| Build | [R&D Team](https://example.org/rnd) |
"""
QUOTES = "put a name of several words in quotes, as 'Ada Lovelace'"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("add-lead", "Docs", "Ada", "Lovelace"), "Lovelace"),
        (("remove-lead", "Data", "Sets", "@ada"), "@ada"),
        (("rename-lead", "Ada", "Lovelace", "@ada"), "@ada"),
        (("show", "Data", "Sets"), "Sets"),
    ],
)
def test_a_name_of_several_words_is_to_be_quoted(
    sigtool: Run, arguments: tuple[str, ...], word: str
) -> None:
    outcome = sigtool(*arguments)
    assert (outcome.code, outcome.stdout) == (2, "")
    # How Typer says the number of them differs between its versions.
    told, _, advice = outcome.stderr.partition("; ")
    assert told.startswith("sigtool: Got unexpected extra argument")
    assert told.endswith(f"({word})")
    assert advice == f"{QUOTES} (see `sigtool {arguments[0]} --help`)\n"


def test_a_command_that_takes_no_names_says_nothing_of_quotes(sigtool: Run) -> None:
    outcome = sigtool("render", "Docs")
    assert outcome.code == 2
    assert "quotes" not in outcome.stderr


@pytest.mark.parametrize(
    ("who", "near"),
    [
        ("Grace Hopper (ACME)", "Grace Hopper"),
        ("Grace Hopper <grace@example.org>", "Grace Hopper"),
        ("Grace Hopper (@grace)", "Grace Hopper"),
        ("Ada Lovelace <eve@example.org>", "Ada Lovelace"),
        ("Barbara Liskov (Example Ltd)", "Barbara Liskov"),
        ("Grace", "Grace Hopper"),
        ("hopper", "Grace Hopper"),
    ],
)
def test_nobody_is_removed_of_whom_less_is_known_than_was_said(
    adopt: Adopt, sigtool: Run, who: str, near: str
) -> None:
    adopt({"README.md": TABLE})
    before = Path("sigs.yaml").read_text()
    assert sigtool("remove-lead", "Design", who) == Outcome(
        2, "", f"sigtool: nobody in the leads of Design is '{who}'; did you mean '{near}'?\n"
    )
    assert (Path("sigs.yaml").read_text(), Path("README.md").read_text()) == (before, TABLE)


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Barbara Liskov", "Barbara Liskov"),
        ("Barbara Liskov (ACME)", "Barbara Liskov"),
        ("Grace Hopper (chair)", "Grace Hopper"),
        ("Ada Lovelace <ada@example.org>", "Ada Lovelace"),
        ("Ada King <ada@example.org>", "Ada Lovelace"),
    ],
)
def test_who_is_surely_meant_is_removed(adopt: Adopt, sigtool: Run, who: str, name: str) -> None:
    adopt({"README.md": TABLE})
    assert sigtool("remove-lead", "Design", who) == Outcome(
        0, f"Removed {name} from the leads of Design.\n"
    )


def test_a_first_name_is_suggested_the_whole_name_wherever_one_is_looked_for(
    adopt: Adopt, sigtool: Run
) -> None:
    adopt({"README.md": TABLE})
    told = Outcome(2, "", "sigtool: nobody is 'Grace'; did you mean 'Grace Hopper'?\n")
    assert sigtool("rename-lead", "Grace", "@grace") == told
    assert sigtool("list", "--lead", "Grace") == told


def test_a_name_that_needs_a_link_is_enough_where_somebody_has_it(
    adopt: Adopt, sigtool: Run
) -> None:
    adopt({"README.md": TABLE})
    assert sigtool("add-lead", "Docs", "R&D Team") == Outcome(
        0, "Added R&D Team to the leads of Docs.\n"
    )
    assert Path("README.md").read_text() == TABLE.replace(
        "(https://github.com/ada)", "(https://github.com/ada), [R&D Team](https://example.org/rnd)"
    )
    assert sigtool("add-lead", "Docs", "R&D Group") == Outcome(
        2,
        "",
        "sigtool: 'R&D Group' does not name one person; such a name needs a link: write "
        "'[R&D Group](https://…)'\n",
    )
