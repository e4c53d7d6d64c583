"""SIG1xx: documents, and what each rule leaves to another. What they find is in `cases`."""

from collections.abc import Mapping
from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, checked


def conflict(path: str, at: str, text: str, *end: str) -> Told:
    related = tuple(("it ends here", place) for place in end)
    hint = (
        "run `sigtool resolve`, or decide what is to stay, and delete the lines <<<<<<<, ======= "
        "and >>>>>>>"
    )
    message = f"{path}: a merge conflict is not resolved"
    return Told("SIG106", "conflict-marker", "error", message, at, text, related, hint=hint)


# Each with a registry, a README, and the whole of what is told.
CASES: Final = {
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
    "a cell that is not there, and so what it should say": (
        REGISTRY,
        README.replace("| Runs them. | @grace |", "| Runs them. |"),
        [
            Told(
                "SIG105", "cell-count", "note", "Runtime has 2 cells, the header row has 3",
                "README.md:6:1", "| Runtime | Runs them. |",
                (("the header row is here", "README.md:3:1"),),
                (
                    "add 1 empty cell", True,
                    ("-| Runtime | Runs them. |", "+| Runtime | Runs them. | |"),
                ),
                hint="write an empty cell for each that is missing",
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
