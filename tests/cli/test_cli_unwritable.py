"""A person whom no way of writing shows in a table: what each command says of them."""

from pathlib import Path

import pytest
from conftest import Adopt, Outcome, Run, contents
from repositories import commit_all

TABLE = """\
| SIG | Responsibilities | Leads |
| --- | --- | --- |
| Docs | Explains. | [@ada](https://github.com/ada) |
| Build | Builds. | [@grace](https://github.com/grace) |
"""
# An employer who reads as a role, and a name that only a link can show.
CHAIR = "      - {handle: cat, email: cat@example.org, affiliation: chair}\n"
TEAM = '      - {handle: rnd, name: "R&D Team", affiliation: chair}\n'
WORDS = "write the name in words that begin with a capital letter, without signs and brackets"
AS_ROLE = "write 'chair' as a role (`role`), since it reads as one"
CANNOT = "Build: leads cannot be shown in a table; "
OF_CHAIR = f"@cat would read differently there: affiliation 'chair'; {AS_ROLE}"
DIFFERS = "The tables have 1 other difference from the registry: sigtool validate\n"


def with_leads(adopt: Adopt, *leads: str, table: str = TABLE) -> Path:
    """The repository after a commit in which table and registry agree, with more leads of Build in
    the registry; the registry's path."""
    adopt({"README.md": table})
    commit_all()
    path = Path("sigs.yaml")
    path.write_text(path.read_text() + "".join(leads))
    return path


def test_each_person_whom_no_cell_shows_is_named_with_the_fields_that_are_the_cause(
    adopt: Adopt, sigtool: Run
) -> None:
    with_leads(adopt, CHAIR, TEAM)
    cell = "  README.md:4:21: its cell is here, under 'Leads'\n"
    differently = "Build: {} in leads would read differently in a table: "
    assert sigtool("validate") == Outcome(
        1,
        "README.md:4:21: error SIG601 out-of-date: Build: leads @cat, @rnd are not in the table\n"
        "  sigs.yaml:15:5: the registry says so here\n"
        "  help: first mend what cannot be shown (SIG204), then look again: sigtool validate\n"
        f"sigs.yaml:18:9: error SIG204 line-break: {differently.format('@cat')}"
        f"affiliation 'chair'\n{cell}  help: {AS_ROLE}\n"
        f"sigs.yaml:19:9: error SIG204 line-break: {differently.format('@rnd')}"
        f"name 'R&D Team' and affiliation 'chair'\n{cell}  help: {WORDS}; {AS_ROLE}\n",
        "Found 3 errors.\n",
    )


def test_sync_says_who_cannot_be_shown_and_why(adopt: Adopt, sigtool: Run) -> None:
    with_leads(adopt, CHAIR)
    before = contents(Path())
    assert sigtool("sync") == Outcome(
        1,
        "README.md:4: Build: leads: @cat: the registry has @cat, the table has nothing; "
        f"{CANNOT}{OF_CHAIR}\n"
        "  help: correct it in sigs.yaml\n",
        "1 fact is left as it is, on both sides.\n",
    )
    assert sigtool("render") == Outcome(2, "", f"sigtool: {CANNOT}{OF_CHAIR}\n")
    assert contents(Path()) == before


def test_what_the_message_says_to_write_can_be_written(adopt: Adopt, sigtool: Run) -> None:
    path = with_leads(adopt, CHAIR, '      - {name: "R&D Team"}\n')
    text = path.read_text().replace("affiliation: chair", "role: chair")
    path.write_text(text.replace('"R&D Team"', '"R&D Team", url: "https://example.org/rnd"'))
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n")
    assert Path("README.md").read_text() == TABLE.removesuffix(" |\n") + (
        ", @cat <cat@example.org> (chair), [R&D Team](https://example.org/rnd) |\n"
    )


def test_no_command_is_named_for_an_account_that_no_cell_shows_beside_the_name(
    adopt: Adopt, sigtool: Run
) -> None:
    """SIG411 named `rename-lead 'R&D Team' @handle`, which was refused."""
    with_leads(adopt, '      - {name: "R&D Team"}\n')
    assert sigtool("validate", "--select", "SIG204,SIG411") == Outcome(
        1,
        "sigs.yaml:18:9: error SIG204 line-break: Build: R&D Team in leads would read differently "
        "in a table: name 'R&D Team'\n"
        "  README.md:4:21: its cell is here, under 'Leads'\n"
        f"  help: {WORDS}, or give it a link (`url`)\n",
        "Found 1 error.\n",
    )


def test_an_address_that_the_table_does_not_show_is_not_called_published(
    adopt: Adopt, sigtool: Run
) -> None:
    shown = TABLE.replace("@grace](https", "@grace](mailto:grace@example.org), [@bob](https")
    with_leads(adopt, CHAIR, table=shown)
    assert sigtool("validate", "--select", "SIG409") == Outcome(
        0,
        "sigs.yaml:17:16: note SIG409 published-email: Build: the e-mail address of @grace is "
        "published in README.md\n"
        "  README.md:4:21: its cell is here, under 'Leads'\n"
        "  help: `validate: {publish_email: false}` leaves addresses out of the tables\n",
        "Found 1 note.\n",
    )


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("add-lead", "Build", "@bob"), "Added @bob to the leads of Build.\n"),
        (("remove-lead", "Build", "@grace"), "Removed @grace from the leads of Build.\n"),
        (
            ("edit-sig", "Build", "--responsibilities", "Makes."),
            "Changed Build: responsibilities.\n",
        ),
        (("edit-sig", "Docs", "--responsibilities", "Says."), "Changed Docs: responsibilities.\n"),
    ],
)
def test_an_edit_says_that_the_table_still_lacks_who_cannot_be_shown(
    adopt: Adopt, sigtool: Run, command: tuple[str, ...], message: str
) -> None:
    with_leads(adopt, CHAIR)
    assert sigtool(*command) == Outcome(0, message, DIFFERS)
