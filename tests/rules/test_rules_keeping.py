"""The commands that keep what somebody wrote into a table: run, they mend what was told."""

import json
import shlex
from pathlib import Path

import pytest
from conftest import NO_PROBLEMS, Adopt, Outcome, Run, contents, write_files

DOCUMENT = """\
# Groups

| Name | About | Leads | Chat |
| ---- | ----- | ----- | ---- |
| [Compiler](compiler.md) | Turns text into programs. | @ada | [a](https://e.org/a) |
| Runtime | Runs them. | @grace, @edsger | none |
"""
# What somebody writes into the table by hand.
BY_HAND = {
    "a text": ("Runs them.", "Runs programs, and \"more\"."),
    "a name beside its link": ("[Compiler]", "[Compilers]"),
    "a link": ("compiler.md", "docs/compiler.md"),
    "another field": ("| none |", "| #runtime |"),
    "another lead": ("| @ada |", "| @barbara |"),
    "a lead with a link": ("| @ada |", "| [@barbara](https://example.org/barbara) |"),
    "one lead more": ("@grace, @edsger", "@grace, @edsger, @ada"),
    "one lead less": ("@grace, @edsger", "@edsger"),
    "nobody": ("| @ada |", "|  |"),
    "several things in one row": ("Runs them. | @grace, @edsger", "Runs. | @grace"),
    "a new row at the end": (
        "| none |\n", "| none |\n| Docs | [Tells](x.md) \\| all. | @grace, @new | - |\n",
    ),
    "a new row between": (
        "| Runtime", "| [Graph Learning](graph/README.md) | Learns. | @new | #gl |\n| Runtime",
    ),
    "a new row at the top": ("| [Compiler]", "| Docs | Tells. | @ada | x |\n| [Compiler]"),
}  # fmt: skip


def commands(hints: list[str]) -> list[list[str]]:
    """The commands of hints, each once."""
    parts = [part for hint in hints for part in hint.split("to keep it: ")[1].split("; ")]
    return [shlex.split(part)[1:] for part in dict.fromkeys(parts)]


@pytest.mark.parametrize(("old", "new"), BY_HAND.values(), ids=BY_HAND)
def test_what_a_hint_says_keeps_what_the_table_says(
    adopt: Adopt, sigtool: Run, old: str, new: str
) -> None:
    repository = adopt({"README.md": DOCUMENT})
    changed = DOCUMENT.replace(old, new, 1)
    assert changed != DOCUMENT
    write_files(repository, {"README.md": changed})
    found = json.loads(sigtool("validate", "--select", "SIG6", "--output-format", "json").stdout)
    hints = [each["hint"] for each in found["diagnostics"]]
    assert hints
    for command in commands(hints):
        assert sigtool(*command).code == 0, command
    assert sigtool("validate", "--select", "SIG6") == NO_PROBLEMS
    assert contents(repository)["README.md"].decode() == changed


KEPT = {
    "an address that no table shows": (
        "@ada", "{handle: ada, email: ada@example.org}",
        "[@ada](https://e.org/ada)", "sync Compiler --prefer table",
        '{handle: ada, url: "https://e.org/ada", email: ada@example.org}',
    ),
    "a key that is not known": (
        "[@ada](https://e.org/ada)", "{handle: ada, url: https://e.org/ada, x: 1}",
        "[@ada](https://e.org/ada-l)", "sync Compiler --prefer table",
        '{handle: ada, url: "https://e.org/ada-l", x: 1}',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("shown", "lead", "new", "command", "after"), KEPT.values(), ids=KEPT)
def test_a_hint_loses_nothing_that_the_registry_alone_has(
    repository: Path, sigtool: Run, shown: str, lead: str, new: str, command: str, after: str
) -> None:
    table = "| Name | Leads |\n| --- | --- |\n| Compiler | {} |\n"
    registry = (
        "tables:\n  - {{path: README.md, columns: {{Name: name, Leads: leads}}}}\n"
        "sigs:\n  - name: Compiler\n    leads:\n      - {}\nvalidate: {{publish_email: false}}\n"
    )
    write_files(repository, {"sigs.yaml": registry.format(lead), "README.md": table.format(shown)})
    assert sigtool("render", "--check") == Outcome(0)
    write_files(repository, {"README.md": table.format(new)})
    found = json.loads(sigtool("validate", "--select", "SIG6", "--output-format", "json").stdout)
    assert commands([each["hint"] for each in found["diagnostics"]]) == [command.split()]
    assert sigtool(*command.split()).code == 0
    assert contents(repository) == {
        "README.md": table.format(new).encode(),
        "sigs.yaml": registry.format(after).encode(),
    }


def test_a_row_was_taken_for_the_sig_whose_name_it_lost(adopt: Adopt, sigtool: Run) -> None:
    """Without a link nothing tells that the new name is the old SIG's: there are two."""
    repository = adopt({"README.md": DOCUMENT})
    changed = DOCUMENT.replace("| Runtime", "| Run Time")
    write_files(repository, {"README.md": changed})
    missing = (
        "README.md:3:1: error SIG601 out-of-date: Runtime: is in the registry, not in the table\n"
    )
    told = "Found {}. {} can be fixed: sigtool validate --fix{}.\n"
    check = ("validate", "--output-format", "concise", "--select", "SIG6")
    assert sigtool(*check) == Outcome(
        1,
        missing + "README.md:6:1: error SIG601 out-of-date: "
        "Run Time: is in the table, not in the registry\n",
        told.format("2 errors", 2, " --unsafe-fixes"),
    )
    words = shlex.split("--responsibilities 'Runs them.' --lead @grace --lead @edsger")
    added = sigtool("add-sig", "Run Time", *words, "--set", "chat=none")
    assert added == Outcome(
        0,
        "Added Run Time.\n",
        "README.md:6: took over this row.\n"
        "The tables have 1 other difference from the registry: sigtool validate\n",
    )
    assert sigtool(*check) == Outcome(1, missing, told.format("1 error", 1, ""))
    assert sigtool("remove-sig", "Runtime") == Outcome(0, "Removed Runtime.\n")
    assert sigtool(*check) == NO_PROBLEMS
    assert contents(repository)["README.md"].decode() == changed


def test_commands_name_namesakes_with_their_section(adopt: Adopt, sigtool: Run) -> None:
    """Two sections have a SIG of one name: a command that gives the name alone is refused."""
    table = "| Name | About | Leads |\n| --- | --- | --- |\n| AI | {}. | {} |\n"
    document = "## Active\n\n{}\n## Incubating\n\n{}".format(
        table.format("Runs", "@ada"), table.format("Learns", "@grace, @edsger")
    )
    repository = adopt({"README.md": document}, "--all")
    changed = document.replace("Learns.", "Trains.").replace("@grace, @edsger", "@grace, @new")
    write_files(repository, {"README.md": changed})
    found = json.loads(sigtool("validate", "--select", "SIG6", "--output-format", "json").stdout)
    told = commands([each["hint"] for each in found["diagnostics"]])
    assert told == [
        ["edit-sig", "incubating/AI", "--responsibilities", "Trains."],
        ["remove-lead", "incubating/AI", "@edsger"],
        ["add-lead", "incubating/AI", "@new"],
    ]
    assert [sigtool(*command).code for command in told] == [0, 0, 0]
    assert sigtool("validate", "--select", "SIG6") == NO_PROBLEMS
    assert (repository / "README.md").read_text() == changed
