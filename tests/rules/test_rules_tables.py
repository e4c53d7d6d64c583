"""SIG1xx: documents, and the tables in them."""

from collections.abc import Mapping
from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, checked

BY_MARKER: Final = REGISTRY.replace("heading: Current SIGs", "marker: sigs")
BY_HEADER: Final = REGISTRY.replace("    heading: Current SIGs\n", "")
TABLE: Final = README.partition("\n\n")[2]
OPENING, CLOSING = "<!-- sigtool:sigs -->\n\n", "\n<!-- /sigtool:sigs -->\n"
PAIR: Final = "write <!-- sigtool:sigs --> above the table, <!-- /sigtool:sigs --> below it"
DELIMIT: Final = "write a delimiter row there: a --- for each header, with bars between them"
HEADER: Final = ("the header row is here", "README.md:3:1")


def not_found(message: str, at: str, text: str, hint: str, *related: tuple[str, str]) -> Told:
    message = f"README.md: {message}"
    return Told("SIG101", "table-not-found", "error", message, at, text, related, hint=hint)


def ambiguous(
    message: str, at: str, text: str, *related: tuple[str, str], hint: str | None = None
) -> Told:
    return Told("SIG102", "table-ambiguous", "error", message, at, text, related, hint=hint)


def marker(message: str, at: str, text: str, hint: str = PAIR) -> Told:
    return Told("SIG103", "broken-marker", "error", f"README.md: {message}", at, text, hint=hint)


def header(message: str, at: str, text: str, hint: str, *related: tuple[str, str]) -> Told:
    return Told("SIG104", "unbound-header", "error", message, at, text, related, hint=hint)


def cells(message: str, at: str, text: str, hint: str) -> Told:
    return Told("SIG105", "cell-count", "error", message, at, text, (HEADER,), hint=hint)


def conflict(path: str, at: str, text: str, *end: str) -> Told:
    related = tuple(("it ends here", place) for place in end)
    hint = "decide what is to stay, and delete the lines <<<<<<<, ======= and >>>>>>>"
    message = f"{path}: a merge conflict is not resolved"
    return Told("SIG106", "conflict-marker", "error", message, at, text, related, hint=hint)


# Each with a registry, a README, and the whole of what is told.
CASES: Final = {
    # --- SIG101: no table qualifies
    "a heading that is nearly there": (
        REGISTRY,
        README.replace("Current", "Curent"),
        [
            not_found(
                "no table under the heading 'Current SIGs'; "
                "the document has line 3 (Name | About | Leads)",
                "sigs.yaml:3:14", "Current SIGs", "did you mean 'Curent SIGs'?",
                ("the table under that heading", "README.md:3:1"),
            )
        ],
    ),
    "a heading like no other": (
        REGISTRY,
        README.replace("Current SIGs", "People"),
        [
            not_found(
                "no table under the heading 'Current SIGs'; "
                "the document has line 3 (Name | About | Leads)",
                "sigs.yaml:3:14", "Current SIGs",
                "correct the heading, or put markers around the table and name them here",
            )
        ],
    ),
    "a table that has lost its delimiter row": (
        REGISTRY,
        README.replace("| ---- | ----- | ----- |\n", ""),
        [
            not_found(
                "no table under the heading 'Current SIGs'; "
                "line 3 has bars, but no delimiter row (| --- | --- |) below it",
                "sigs.yaml:3:14", "Current SIGs", DELIMIT, ("it begins here", "README.md:3:1"),
            )
        ],
    ),
    "one that its header row would show has a delimiter row that is too short": (
        BY_HEADER,
        README.replace("| ---- | ----- |", "| ----- |"),
        [
            not_found(
                "no table with the header row Name | About | Leads; "
                "line 3 has 3 cells, the delimiter row below it 2",
                "sigs.yaml:3:5", "columns", DELIMIT, ("it begins here", "README.md:3:1"),
            )
        ],
    ),
    "a header row like no other": (
        BY_HEADER,
        README.replace("About", "What"),
        [
            not_found(
                "no table with the header row Name | About | Leads; "
                "the document has line 3 (Name | What | Leads)",
                "sigs.yaml:3:5", "columns",
                "make the header row and 'columns' match, or give the heading of the table",
            )
        ],
    ),
    "nothing to find it by": (
        "tables:\n  - path: README.md\nsigs: []\n",
        README,
        [
            not_found(
                "the registry does not say which table is meant",
                "sigs.yaml:2:11", "README.md",
                "give the heading of the table, and the columns that it has",
            )
        ],
    ),
    "an index beyond the last": (
        REGISTRY.replace("Current SIGs\n", "Current SIGs\n    index: 3\n"),
        README + "\n" + TABLE,
        [
            not_found(
                "no table has the index 3; 2 tables qualify, in lines 3, 8",
                "sigs.yaml:4:12", "3", "count the tables that qualify from 1",
            )
        ],
    ),
    "markers around no table": (
        BY_MARKER,
        OPENING + CLOSING + "\n" + README,
        [
            not_found(
                "no table between the markers 'sigs'; "
                "the document has line 8 (Name | About | Leads)",
                "sigs.yaml:3:13", "sigs", "put the table between the markers",
            )
        ],
    ),
    "a key of the table that is not known says where the table is: that it is not found follows": (
        REGISTRY.replace("heading", "headng"),
        README.replace("About", "What"),
        [
            Told(
                "SIG003", "unknown-field", "error",
                "tables[1]: 'headng' is not a known field",
                "sigs.yaml:3:5", "headng", hint="did you mean 'heading'?",
            )
        ],
    ),
    # --- SIG102: several qualify, or one for several
    "two tables under one heading": (
        REGISTRY,
        README + "\n" + TABLE,
        [
            ambiguous(
                "README.md: 2 tables under the heading 'Current SIGs': "
                "line 3 (Name | About | Leads), line 8 (Name | About | Leads); "
                "say which with 'index' or a marker",
                "sigs.yaml:3:14", "Current SIGs",
                ("this one qualifies", "README.md:3:1"), ("this one qualifies", "README.md:8:1"),
            )
        ],
    ),
    "two tables under one heading, and an index": (
        REGISTRY.replace("Current SIGs\n", "Current SIGs\n    index: 2\n"),
        README + "\n" + TABLE,
        [],
    ),
    "one table under two names": (
        REGISTRY.replace(
            "sigs:\n",
            "  - path: README.md\n"
            "    columns: {Name: name, About: responsibilities, Leads: leads}\nsigs:\n",
        ),
        README,
        [
            ambiguous(
                "tables[1] and tables[2] are one table: README.md:3",
                "sigs.yaml:9:14", "{Name: name, About: responsibilities, Leads: leads}",
                ("the table is here", "README.md:3:1"),
                hint="give each a heading, a marker or an index of its own, or take one away",
            )
        ],
    ),
    # --- SIG103: markers
    "a pair of markers": (BY_MARKER, OPENING + TABLE + CLOSING, []),
    "no markers": (
        BY_MARKER, TABLE,
        [marker("the markers 'sigs' are not there", "sigs.yaml:3:13", "sigs")],
    ),
    "markers of nearly that name": (
        BY_MARKER,
        (OPENING + TABLE + CLOSING).replace("sigtool:sigs", "sigtool:sig"),
        [
            marker(
                "the markers 'sigs' are not there", "sigs.yaml:3:13", "sigs",
                "did you mean 'sig'?",
            )
        ],
    ),
    "markers as an example": (
        BY_MARKER,
        f"```\n{OPENING}```\n\n{TABLE}\n`{CLOSING.strip()}`\n",
        [
            marker(
                "the markers 'sigs' are inside code or a text, where they do not count",
                "sigs.yaml:3:13", "sigs",
            )
        ],
    ),
    "no closing marker": (
        BY_MARKER, OPENING + TABLE,
        [
            marker(
                "the opening marker 'sigs' has no closing one",
                "README.md:1:1", OPENING.strip(),
            )
        ],
    ),
    "no opening marker": (
        BY_MARKER, TABLE + CLOSING,
        [
            marker(
                "the closing marker 'sigs' stands before any opening one",
                "README.md:6:1", CLOSING.strip(),
            )
        ],
    ),
    "an opening marker twice": (
        BY_MARKER, OPENING + TABLE + CLOSING.replace("/", ""),
        [marker("the opening marker 'sigs' is there twice", "README.md:8:1", OPENING.strip())],
    ),
    "a closing marker twice": (
        BY_MARKER, OPENING + TABLE + CLOSING + CLOSING,
        [marker("the closing marker 'sigs' is there twice", "README.md:10:1", CLOSING.strip())],
    ),
    # --- SIG104: header row and columns
    "headers written in another way": (
        REGISTRY, README.replace("Name | About", "**name** | ABOUT"), [],
    ),
    "a header that is nearly the column's": (
        REGISTRY,
        README.replace("| Leads |", "| Lead |"),
        [
            header(
                "README.md: the header 'Lead' is not in 'columns', which has 'Leads'",
                "README.md:3:18", "Lead", "change one to match the other",
                ("the column is here", "sigs.yaml:7:7"),
            )
        ],
    ),
    "one header where one column is missing": (
        REGISTRY,
        README.replace("| Leads |", "| Chairs |"),
        [
            header(
                "README.md: the header 'Chairs' is not in 'columns', which has 'Leads'",
                "README.md:3:18", "Chairs", "change one to match the other",
                ("the column is here", "sigs.yaml:7:7"),
            )
        ],
    ),
    "a header more": (
        REGISTRY,
        README.replace(" |\n", " | - |\n").replace("Leads | -", "Leads | Site"),
        [
            header(
                "README.md: the header 'Site' is not in 'columns'", "README.md:3:26", "Site",
                "bind it to a field in 'columns', or take it out of the table",
            )
        ],
    ),
    "a column more, and one that is listed": (
        REGISTRY.replace(
            "    columns:\n      Name: name\n      About: responsibilities\n      Leads: leads\n",
            "    columns:\n      - {header: Name, field: name}\n"
            "      - {header: About, field: responsibilities}\n"
            "      - {header: Leads, field: leads}\n      - {header: Site, field: site}\n",
        ),
        README,
        [
            header(
                "README.md: 'columns' names 'Site', which the table does not have",
                "sigs.yaml:8:18", "Site", "correct it, or take it away", HEADER,
            )
        ],
    ),
    "no columns": (
        "tables:\n  - path: README.md\n    heading: Current SIGs\nsigs: []\n",
        README,
        [
            header(
                "tables[1]: 'columns' is missing; the header row is Name | About | Leads",
                "sigs.yaml:2:11", "README.md",
                "say which field each header shows, as `Name: name`", HEADER,
            )
        ],
    ),
    "columns of the wrong type: that they do not match follows": (
        "tables:\n  - path: README.md\n    heading: Current SIGs\n    columns: Name\nsigs: []\n",
        README,
        [
            Told(
                "SIG005", "wrong-type", "error",
                "tables[1]: columns has to be a mapping, not a text", "sigs.yaml:4:14", "Name",
                hint="write `Header: field` for each column",
            )
        ],
    ),
    # --- SIG105: cells
    "cells beyond the last header": (
        REGISTRY,
        README.replace("@ada |", "@ada | x | y |"),
        [
            cells(
                "Compiler has 5 cells, the header row has 3", "README.md:5:49", "x | y",
                "write a bar that belongs to a text as \\|",
            )
        ],
    ),
    "a cell that is not there, and so what it should say": (
        REGISTRY,
        README.replace("| Runs them. | @grace |", "| Runs them. |"),
        [
            cells(
                "Runtime has 2 cells, the header row has 3",
                "README.md:6:1", "| Runtime | Runs them. |",
                "write an empty cell for each that is missing",
            ),
            Told(
                "SIG601", "out-of-date", "error",
                "Runtime: lead is nobody, registry has @grace",
                "README.md:6:1", "| Runtime | Runs them. |",
                (("the registry says so here", "sigs.yaml:15:5"),),
                (
                    "render the row", True,
                    ("-| Runtime | Runs them. |", "+| Runtime | Runs them. | @grace |"),
                ),
                "sigtool render writes what the registry has; "
                "where the table is right, change the registry",
            ),
        ],
    ),
    "text that sticks to the table": (
        REGISTRY,
        README + "More text.\n",
        [
            Told(
                "SIG107", "glued-text", "warning",
                "README.md: the text below the row of Runtime became a part of the table",
                "README.md:7:1", "More text.", hint="put a blank line above it",
            )
        ],
    ),
    "a bar that belongs to a text": (
        REGISTRY.replace("Runs them.", "Runs a|b."),
        README.replace("Runs them.", "Runs a\\|b."),
        [],
    ),
    # --- SIG106: merge conflicts
    "a conflict in a document": (
        REGISTRY,
        README.replace(
            "| Runtime | Runs them. | @grace |\n",
            "<<<<<<< HEAD\n| Runtime | Runs them. | @ada |\n=======\n| Run | | |\n>>>>>>> topic\n",
        ),
        [conflict("README.md", "README.md:6:1", "<<<<<<< HEAD", "README.md:10:1")],
    ),
    "a conflict in the registry": (
        REGISTRY.replace(
            "      - handle: grace\n",
            "<<<<<<< HEAD\n      - handle: grace\n=======\n      - handle: edsger\n>>>>>>> topic\n",
        ),
        README,
        [conflict("sigs.yaml", "sigs.yaml:16:1", "<<<<<<< HEAD", "sigs.yaml:20:1")],
    ),
    "a conflict resolved but for a marker": (
        REGISTRY,
        README + ">>>>>>> topic\n",
        [conflict("README.md", "README.md:7:1", ">>>>>>> topic")],
    ),
    "a heading that is underlined": (REGISTRY, "Our groups\n=======\n\n" + README, []),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "readme", "expected"), CASES.values(), ids=CASES)
def test_what_is_told_of_a_document(registry: str, readme: str, expected: list[Told]) -> None:
    assert checked(registry, {"README.md": readme}) == expected


def test_one_document_with_a_conflict_does_not_hide_another() -> None:
    registry = REGISTRY.replace(
        "sigs:\n", "  - path: other.md\n    heading: SIGs\n    columns: {Name: name}\nsigs:\n"
    )
    documents: Mapping[str, str] = {"README.md": README + "<<<<<<< HEAD\n", "other.md": "None.\n"}
    assert [(each.code, each.at) for each in checked(registry, documents)] == [
        ("SIG106", "README.md:7:1"),
        ("SIG101", "sigs.yaml:9:14"),
    ]
