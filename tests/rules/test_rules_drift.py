"""SIG601: tables that do not say what the registry says."""

from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, checked, snapshot

from sigtool.check import run
from sigtool.check.run import Fixes
from sigtool.model import Person, Sig, Value
from sigtool.people import cell
from sigtool.rules import RULES
from sigtool.tables.drift import difference

CHANGED: Final = (
    "sigtool render writes what the registry has; where the table is right, change the registry"
)


def keep(*commands: str) -> str:
    """The hint that says how to keep what the table says."""
    told = "; ".join(f"sigtool {command}" for command in commands)
    return f"sigtool render takes that back; to keep it: {told}"


RENDER_ALL, RENDER_ROW = "render the table", "render the row"

Fix = tuple[str, bool, tuple[str, ...]]


def drift(
    message: str, at: str, text: str, registry: str | None, fix: Fix | None, hint: str = CHANGED
) -> Told:
    related = (("the registry says so here", registry),) if registry else ()
    return Told("SIG601", "out-of-date", "error", message, at, text, related, fix, hint)


COMPILER_ROW: Final = "| Compiler | Turns text into programs. | @ada |"
RUNTIME_ROW: Final = "| Runtime | Runs them. | @grace |"


def row(old: str, new: str, title: str = RENDER_ROW, *, safe: bool = False) -> Fix:
    """The fix that puts a row in another's place; safe only where it adds."""
    return title, safe, (f"-{old}", f"+{new}")


ALIGNED: Final = """\
# Current SIGs

| Name     | About                     | Leads  |
| -------- | ------------------------- | ------ |
| Compiler | Turns text into programs. | @ada   |
| Runtime  | Runs.                     | @grace |
"""


# Each with a registry, a README, and the whole of what is told.
CASES: Final = {
    "another person": (
        REGISTRY,
        README.replace("@grace", "@kingxian"),
        [
            drift(
                "Runtime: lead is @kingxian, registry has @grace",
                "README.md:6:26", "@kingxian", "sigs.yaml:15:5",
                row(RUNTIME_ROW.replace("@grace", "@kingxian"), RUNTIME_ROW),
                keep("remove-lead Runtime @grace", "add-lead Runtime @kingxian"),
            )
        ],
    ),
    "a name that was changed in one place, and what else the row says alone tells whose it is": (
        REGISTRY,
        README.replace("| Runtime", "| Run Time"),
        [
            drift(
                "Runtime: is in the registry, not in the table",
                "README.md:3:1", "| Name | About | Leads |", "sigs.yaml:13:11",
                row(RUNTIME_ROW.replace("Runtime", "Run Time"), RUNTIME_ROW, RENDER_ALL),
                "sigtool render adds the row; if the table is right: "
                "sigtool rename-sig Runtime 'Run Time', if the row of Run Time is its row by a new "
                "name, else sigtool remove-sig Runtime",
            ),
            drift(
                "Run Time: is in the table, not in the registry",
                "README.md:6:1", RUNTIME_ROW.replace("Runtime", "Run Time"), None,
                row(RUNTIME_ROW.replace("Runtime", "Run Time"), RUNTIME_ROW, RENDER_ALL),
                "sigtool render removes the row; to keep it: "
                "sigtool rename-sig Runtime 'Run Time', if it is the row of Runtime by a new name, "
                "else sigtool add-sig 'Run Time' --responsibilities 'Runs them.' --lead @grace",
            ),
        ],
    ),
    "the row of a SIG that is archived": (
        REGISTRY + "    status: archived\n", README,
        [
            drift(
                "Runtime: is in the table, and is archived in the registry",
                "README.md:6:1", RUNTIME_ROW, None, (RENDER_ALL, False, (f"-{RUNTIME_ROW}",)),
                "the registry has it: it is archived; to show it here: "
                "sigtool edit-sig Runtime --status active; else remove the row",
            )
        ],
    ),
    "a name that was changed, in a row that says nothing as it was": (
        REGISTRY,
        README.replace(RUNTIME_ROW, "| Run Time | Runs. | @edsger |"),
        [
            drift(
                "Runtime: is in the registry, not in the table",
                "README.md:3:1", "| Name | About | Leads |", "sigs.yaml:13:11",
                row("| Run Time | Runs. | @edsger |", RUNTIME_ROW, RENDER_ALL),
                "sigtool render adds the row; if the table is right: sigtool remove-sig Runtime",
            ),
            drift(
                "Run Time: is in the table, not in the registry",
                "README.md:6:1", "| Run Time | Runs. | @edsger |", None,
                row("| Run Time | Runs. | @edsger |", RUNTIME_ROW, RENDER_ALL),
                "sigtool render removes the row; to keep it: "
                "sigtool add-sig 'Run Time' --responsibilities Runs. --lead @edsger",
            ),
        ],
    ),
    "one lead more in the registry": (
        REGISTRY + "      - handle: edsger\n",
        README,
        [
            drift(
                "Runtime: lead @edsger is not in the table",
                "README.md:6:26", "@grace", "sigs.yaml:15:5",
                row(RUNTIME_ROW, RUNTIME_ROW.replace("@grace", "@grace, @edsger")),
                keep("remove-lead Runtime @edsger"),
            )
        ],
    ),
    "a value that the table alone has is not taken away without being asked": (
        REGISTRY.replace("    responsibilities: Runs them.\n", ""),
        README,
        [
            drift(
                "Runtime: responsibilities are 'Runs them.', registry has nothing",
                "README.md:6:13", "Runs them.", "sigs.yaml:13:11",
                row(RUNTIME_ROW, "| Runtime | | @grace |"),
                keep("edit-sig Runtime --responsibilities 'Runs them.'"),
            )
        ],
    ),
    "a row with a cell too many is not mended without being asked": (
        REGISTRY.replace("Runs them.", "Runs a|(b)"),
        README.replace("Runs them.", "Runs a|(b)"),
        [
            drift(
                "Runtime: responsibilities are 'Runs a', registry has 'Runs a|(b)'",
                "README.md:6:13", "Runs a", "sigs.yaml:14:23", None,
                hint="write a bar that belongs to a text as \\|",
            ),
            drift(
                "Runtime: leads are '(b)', registry has @grace",
                "README.md:6:20", "(b)", "sigs.yaml:15:5", None,
                hint="write a bar that belongs to a text as \\|",
            ),
            Told(
                "SIG105", "cell-count", "error",
                "Runtime has 4 cells, the header row has 3: readers do not see '@grace'",
                "README.md:6:26", "@grace", (("the header row is here", "README.md:3:1"),),
                hint="write a bar that belongs to a text as \\|, or take the cell out",
            ),
        ],
    ),
    "a row that is missing": (
        REGISTRY,
        README.replace(RUNTIME_ROW + "\n", ""),
        [
            drift(
                "Runtime: is in the registry, not in the table",
                "README.md:3:1", "| Name | About | Leads |", "sigs.yaml:13:11",
                (RENDER_ALL, True, (f"+{RUNTIME_ROW}",)),
                "sigtool render adds the row; if the table is right: sigtool remove-sig Runtime",
            )
        ],
    ),
    "a row that nobody knows is not taken away without being asked": (
        REGISTRY,
        README + "| Graph Learning | Learns. | @edsger |\n",
        [
            drift(
                "Graph Learning: is in the table, not in the registry",
                "README.md:7:1", "| Graph Learning | Learns. | @edsger |", None,
                (RENDER_ALL, False, ("-| Graph Learning | Learns. | @edsger |",)),
                "sigtool render removes the row; to keep it: "
                "sigtool add-sig 'Graph Learning' --responsibilities Learns. --lead @edsger",
            )
        ],
    ),
    "a row that is not in its place": (
        REGISTRY,
        README.replace("|\n| Compiler", f"|\n{RUNTIME_ROW}\n| Compiler")[: -len(RUNTIME_ROW) - 1],
        [
            drift(
                "Compiler: belongs first",
                "README.md:6:1", "| Compiler | Turns text into programs. | @ada |",
                "sigs.yaml:9:11",
                (RENDER_ALL, True, (f"+{COMPILER_ROW}", f"-{COMPILER_ROW}")),
                "sigtool render puts the row there; if the table is right: "
                "sigtool move-sig Compiler --last",
            )
        ],
    ),
    "what an aligned table has to be aligned again for comes with all of its cells": (
        REGISTRY.replace("handle: ada", "handle: lovelace"),
        ALIGNED,
        [
            drift(
                message, at, text, registry,
                (
                    "render the cells of the table", False,
                    (
                        "-| Name     | About                     | Leads  |",
                        "-| -------- | ------------------------- | ------ |",
                        "-| Compiler | Turns text into programs. | @ada   |",
                        "-| Runtime  | Runs.                     | @grace |",
                        "+| Name     | About                     | Leads     |",
                        "+| -------- | ------------------------- | --------- |",
                        "+| Compiler | Turns text into programs. | @lovelace |",
                        "+| Runtime  | Runs them.                | @grace    |",
                    ),
                ),
                hint,
            )
            for message, at, text, registry, hint in (
                (
                    "Compiler: lead is @ada, registry has @lovelace",
                    "README.md:5:42", "@ada", "sigs.yaml:11:5",
                    keep("remove-lead Compiler @lovelace", "add-lead Compiler @ada"),
                ),
                (
                    "Runtime: responsibilities are 'Runs.', registry has 'Runs them.'",
                    "README.md:6:14", "Runs.", "sigs.yaml:14:23",
                    keep("edit-sig Runtime --responsibilities Runs."),
                ),
            )
        ],
    ),
    "where something cannot be shown, that comes first": (
        REGISTRY.replace("Runs them.", "|\n      Runs:\n      - them."),
        README.replace("@ada", "@edsger"),
        [
            drift(
                "Compiler: lead is @edsger, registry has @ada",
                "README.md:5:42", "@edsger", "sigs.yaml:11:5", None,
                "first mend what cannot be shown (SIG204), then look again: sigtool validate",
            ),
            Told(
                "SIG204", "line-break", "error",
                "Runtime: responsibilities has several lines, a cell of a table has one",
                "sigs.yaml:14:23", "|\n      Runs:\n      - them.",
                hint="put it on one line; <br> begins another one in the cell",
            ),
        ],
    ),
    # --- what follows from what another rule tells
    "a value of the wrong type, and a table that differs": (
        REGISTRY.replace("responsibilities: Runs them.", "responsibilities: [Runs them.]"),
        README.replace("@ada", "@edsger"),
        [
            Told(
                "SIG005", "wrong-type", "error",
                "Runtime: responsibilities has to be a text, not a list",
                "sigs.yaml:14:23", "[Runs them.]", hint="write one text, in quotes if need be",
            )
        ],
    ),
    "a key with a typing error, and so a value that seems to be missing": (
        REGISTRY.replace("responsibilities: Runs", "responsibilites: Runs"),
        README,
        [
            Told(
                "SIG003", "unknown-field", "error",
                "Runtime: 'responsibilites' is not a known field", "sigs.yaml:14:5",
                "responsibilites", hint="did you mean 'responsibilities'?",
            )
        ],
    ),
    "a key that is like no field leaves nothing out": (
        REGISTRY.replace("responsibilities: Runs them.", "x-note: a"),
        README,
        [
            drift(
                "Runtime: responsibilities are 'Runs them.', registry has nothing",
                "README.md:6:13", "Runs them.", "sigs.yaml:13:11",
                row(RUNTIME_ROW, "| Runtime | | @grace |"),
                keep("edit-sig Runtime --responsibilities 'Runs them.'"),
            ),
            Told(
                "SIG003", "unknown-field", "error",
                "Runtime: 'x-note' is not a known field", "sigs.yaml:14:5", "x-note",
                hint="bind it to a header in a table's columns",
            ),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "readme", "expected"), CASES.values(), ids=CASES)
def test_what_is_told_of_a_table(registry: str, readme: str, expected: list[Told]) -> None:
    assert checked(registry, {"README.md": readme}) == expected


# --- the sentence ------------------------------------------------------------------------------


def _people(text: str) -> Value:
    found = cell.parse(text) if text else None
    return found.persons if found else ""


LONG: Final = (
    "This group does all that has to be done before people come, and what is left to do {}."
)

# A field, what the table has, what the registry has, and the sentence behind the SIG's name.
SENTENCES: Final = (
    ("leads", "@kingxian", "@wangnan", "lead is @kingxian, registry has @wangnan"),
    ("leads", "@a1, @b1", "@c1", "leads are @a1, @b1, registry has @c1"),
    ("leads", "@a1", "@b1, @c1", "lead is @a1, registry has @b1, @c1"),
    ("leads", "@a1, @b1", "@a1, @c1", "lead is @b1, registry has @c1"),
    ("leads", "@a1, @b1", "@a1", "lead @b1 is not in the registry"),
    ("leads", "@a1", "@a1, @b1, @c1", "leads @b1, @c1 are not in the table"),
    ("leads", "", "@a1", "lead is nobody, registry has @a1"),
    ("leads", "@a1", "", "lead is @a1, registry has nobody"),
    ("leads", "@a1, @b1", "", "leads are @a1, @b1, registry has nobody"),
    ("leads", "@a1, @b1", "@b1, @a1", "leads are @a1, @b1, registry has @b1, @a1"),
    ("leads", "@a1, @a1", "@a1", "leads are @a1, @a1, registry has @a1"),
    (
        "leads",
        "[@ada](https://example.org/ada)",
        "[@ada](https://example.org/lovelace)",
        "lead is @ada (https://example.org/ada), registry has @ada (https://example.org/lovelace)",
    ),
    (
        "leads",
        "[@ada](https://example.org/ada)",
        "@ada",
        "lead is @ada (https://example.org/ada), registry has @ada (no url)",
    ),
    (
        "leads",
        "[Ada Lovelace](https://example.org/ada), ACME",
        "[Ada Lovelace](https://example.org/ada)(ada@example.org)",
        "lead is Ada Lovelace (ACME, no email), "
        "registry has Ada Lovelace (ada@example.org, no affiliation)",
    ),
    (
        "leads",
        "[@ada (Ada Lovelace)](https://example.org/ada)",
        "[@ada (Ada King)](https://example.org/ada)",
        "lead is @ada (Ada Lovelace), registry has @ada (Ada King)",
    ),
    ("tc_sponsors", "@a1", "@b1", "tc sponsor is @a1, registry has @b1"),
    ("liaison", "@a1, @b1", "@c1", "liaison is @a1, @b1, registry has @c1"),
    ("boss", "@a1", "@b1", "boss is @a1, registry has @b1"),
)


@pytest.mark.parametrize(("key", "there", "here", "sentence"), SENTENCES)
def test_a_sentence_names_only_the_people_that_differ(
    key: str, there: str, here: str, sentence: str
) -> None:
    shown = Sig("A", {key: _people(there)} if there else {})
    sig = Sig("A", {key: _people(here)} if here else {})
    assert difference(sig, shown, [key]) == f"A: {sentence}"


TEXTS: Final = (
    ("responsibilities", "a", "b", "responsibilities are 'a', registry has 'b'"),
    ("status", "a", "b", "status is 'a', registry has 'b'"),
    ("readme", "", "b.md", "readme is nothing, registry has 'b.md'"),
    ("chat_channel", "#a", "", "chat channel is '#a', registry has nothing"),
    (
        "responsibilities",
        LONG.format("now"),
        LONG.format("then"),
        f"responsibilities are '…{LONG.format('now')[-60:]}', "
        f"registry has '…{LONG.format('then')[-60:]}'",
    ),
    (
        "responsibilities",
        "",
        LONG,
        f"responsibilities are nothing, registry has '{LONG[:60]}…'",
    ),
    ("name", "it's\n\x1b", "b", "name is \"it's\\n\\x1b\", registry has 'b'"),
)


@pytest.mark.parametrize(("key", "there", "here", "sentence"), TEXTS)
def test_a_sentence_cuts_a_text_to_where_it_differs(
    key: str, there: str, here: str, sentence: str
) -> None:
    if key == "name":
        shown, sig = Sig(there), Sig(here)
    else:
        shown = Sig("b", {key: there} if there else {})
        sig = Sig("b", {key: here} if here else {})
    assert difference(sig, shown, [key]) == f"b: {sentence}"


def test_a_sentence_tells_people_from_a_text() -> None:
    persons = (Person(handle="ada"),)
    assert [
        difference(Sig("A", {"leads": persons}), Sig("A", {"leads": "TBD"}), ["leads"]),
        difference(Sig("A", {"leads": "TBD"}), Sig("A", {"leads": persons}), ["leads"]),
    ] == [
        "A: leads are 'TBD', registry has @ada",
        "A: leads are @ada, registry has 'TBD'",
    ]


def test_a_sentence_tells_all_of_what_a_cell_says() -> None:
    there, here = Sig("Run Time", {"readme": "a.md"}), Sig("Runtime", {"readme": "b.md"})
    assert difference(here, there, ["name", "readme"]) == (
        "Runtime: name is 'Run Time', registry has 'Runtime'; readme is 'a.md', registry has 'b.md'"
    )


def test_a_table_without_names_got_its_rows_again_and_again() -> None:
    registry = (
        "tables:\n  - {path: README.md, columns: {Name: ame, About: responsibilities}}\n"
        "sigs:\n  - {name: Web, responsibilities: Pages.}\n"
    )
    before = snapshot(
        registry, {"README.md": "| Name | About |\n| --- | --- |\n| Web | Pages. |\n"}
    )
    assert run.fixed(before, RULES, fixes=Fixes.ALL) is before
