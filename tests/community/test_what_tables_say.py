"""What only a table says stays, whatever command runs (laws L9, L10, L11): cases, and neighbours.

Each case is a registry and a table that differ, a command, and every byte and word after it.
"""

import json
import shlex
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import Outcome, Run, contents, write_files

TABLES = """\
tables:
  - path: README.md
    columns: {Name: name, About: responsibilities, Meets: meets, Leads: leads}
sigs:
"""
COMPILER = """\
  - name: Compiler
    responsibilities: Compiles.
    meets: weekly
    leads:
      - handle: ada
"""
RUNTIME = "  - name: Runtime\n    responsibilities: Runs.\n    meets: weekly\n"
HEADER = "| Name | About | Meets | Leads |\n|---|---|---|---|\n"
ROW = "| Compiler | Compiles. | weekly | @ada |\n"
RUNTIME_ROW = "| Runtime | Runs. | weekly | |\n"
QUANTUM = "| Quantum | Qubits. | weekly | @dora |\n"


@dataclass(frozen=True)
class Case:
    """The files before, a command, and what it comes to; "" after is as before."""

    label: str
    registry: str
    rows: str
    command: str
    outcome: Outcome
    registry_after: str = ""
    rows_after: str = ""
    tables: str = field(default=TABLES)


def other(count: int) -> str:
    noun = "difference" if count == 1 else "differences"
    return f"The tables have {count} other {noun} from the registry: sigtool validate\n"


CASES = [
    # A row and a SIG that merely share a word are two (X1).
    Case(
        "render does not turn a row into another SIG",
        COMPILER + RUNTIME,
        ROW + "| Quantum | Qubits. | weekly | |\n",
        "edit-sig Compiler --set meets=daily",
        Outcome(0, "Changed Compiler: meets.\n", other(2)),
        COMPILER.replace("weekly", "daily") + RUNTIME,
        ROW.replace("weekly", "daily") + "| Quantum | Qubits. | weekly | |\n",
    ),
    Case(
        "an edit of a SIG without a row touches no row that is like it",
        COMPILER + RUNTIME,
        ROW + "| Quantum | Runs. | weekly | |\n",
        "edit-sig Runtime --responsibilities 'Runs it.'",
        Outcome(
            0,
            "Changed Runtime: responsibilities.\n",
            "README.md:1: the table has no row of Runtime, so it does not show the change\n"
            + other(2),
        ),
        COMPILER + RUNTIME.replace("Runs.", "Runs it."),
    ),
    # A new SIG takes over the row that somebody wrote for it (X2).
    Case(
        "add-sig takes over what a row says",
        COMPILER,
        ROW + QUANTUM,
        "add-sig Quantum",
        Outcome(0, "Added Quantum.\n", "README.md:4: took over this row.\n"),
        COMPILER
        + "  - name: Quantum\n    responsibilities: Qubits.\n    meets: weekly\n"
        + "    leads:\n      - handle: dora\n",
    ),
    Case(
        "an option wins, and what it replaces is told",
        COMPILER,
        ROW + QUANTUM,
        "add-sig Quantum --responsibilities Other.",
        Outcome(
            0,
            "Added Quantum.\n",
            "README.md:4: took over this row.\n"
            "README.md:4: Quantum: replaced what the table said of responsibilities: Qubits.\n",
        ),
        COMPILER
        + "  - name: Quantum\n    responsibilities: Other.\n    meets: weekly\n"
        + "    leads:\n      - handle: dora\n",
        ROW + QUANTUM.replace("Qubits.", "Other."),
    ),
    Case(
        "a lead that is given joins those of the row",
        COMPILER,
        QUANTUM + ROW,
        "add-sig quantum --lead @eve --lead @dora",
        Outcome(
            0,
            "Added quantum.\n",
            "README.md:3: took over this row.\n"
            "README.md:3: quantum: replaced what the table said of name: Quantum\n",
        ),
        "",
        "| quantum | Qubits. | weekly | @dora, @eve |\n" + ROW,
    ),
    Case(
        "of two rows with its name neither is taken over",
        COMPILER,
        ROW + QUANTUM + QUANTUM.replace("dora", "eve"),
        "add-sig Quantum",
        Outcome(0, "Added Quantum.\n", other(2)),
        COMPILER + "  - name: Quantum\n",
        ROW + "| Quantum | | | |\n" + QUANTUM + QUANTUM.replace("dora", "eve"),
    ),
    # A lead whom only the table names stays (X3).
    Case(
        "add-lead beside a lead whom only the table names",
        COMPILER,
        ROW.replace("@ada", "@ada, @bob"),
        "add-lead Compiler @carol",
        Outcome(
            0,
            "Added @carol to the leads of Compiler.\n",
            "README.md:3: Compiler: @bob stays; only the table has them, not the leads of the "
            "registry\n",
        ),
        COMPILER + "      - handle: carol\n",
        ROW.replace("@ada", "@ada, @bob, @carol"),
    ),
    Case(
        "add-lead of a lead whom the table names already",
        COMPILER,
        ROW.replace("@ada", "@ada, @bob"),
        "add-lead Compiler @bob",
        Outcome(0, "Added @bob to the leads of Compiler.\n"),
        COMPILER + "      - handle: bob\n",
    ),
    Case(
        "remove-lead beside a lead whom only the table names",
        COMPILER,
        ROW.replace("@ada", "@ada, @bob"),
        "remove-lead Compiler @ada",
        Outcome(
            0,
            "Removed @ada from the leads of Compiler.\n",
            "README.md:3: Compiler: @bob stays; only the table has them, not the leads of the "
            "registry\n",
        ),
        COMPILER.replace("    leads:\n      - handle: ada\n", ""),
        ROW.replace("@ada", "@bob"),
    ),
    Case(
        "rename-lead beside a lead whom only the table names",
        COMPILER,
        ROW.replace("@ada", "@bob, @ada"),
        "rename-lead @ada @lovelace",
        Outcome(
            0,
            "Renamed @ada to @lovelace in Compiler.\n",
            "README.md:3: Compiler: @bob stays; only the table has them, not the leads of the "
            "registry\n",
        ),
        COMPILER.replace("ada", "lovelace"),
        ROW.replace("@ada", "@bob, @lovelace"),
    ),
    Case(
        "a cell that cannot be read as persons stays as it is",
        COMPILER,
        ROW.replace("@ada", "see OWNERS"),
        "add-lead Compiler @carol",
        Outcome(
            0,
            "Added @carol to the leads of Compiler.\n",
            "README.md:3: Compiler: leads stays as it is; it cannot be read as persons: see "
            "OWNERS\n",
        ),
        COMPILER + "      - handle: carol\n",
    ),
    Case(
        "a field that is given as a whole replaces a cell that cannot be read, and tells it",
        COMPILER,
        ROW.replace("@ada", "see OWNERS"),
        "edit-sig Compiler --set leads=@carol",
        Outcome(
            0,
            "Changed Compiler: leads.\n",
            "README.md:3: Compiler: replaced what the table said of leads: see OWNERS\n",
        ),
        COMPILER.replace("ada", "carol"),
        ROW.replace("@ada", "@carol"),
    ),
    # A text whose third value only the table has is told whole.
    Case(
        "a text with a third value in the table",
        COMPILER,
        ROW.replace("Compiles.", "Third."),
        "edit-sig Compiler --responsibilities New.",
        Outcome(
            0,
            "Changed Compiler: responsibilities.\n",
            "README.md:3: Compiler: replaced what the table said of responsibilities: Third.\n",
        ),
        COMPILER.replace("Compiles.", "New."),
        ROW.replace("Compiles.", "New."),
    ),
    Case(
        "the other cells of an edited row stay",
        COMPILER,
        ROW.replace("weekly", "on [Monday](m.md)"),
        "edit-sig Compiler --responsibilities New.",
        Outcome(0, "Changed Compiler: responsibilities.\n", other(1)),
        COMPILER.replace("Compiles.", "New."),
        ROW.replace("weekly", "on [Monday](m.md)").replace("Compiles.", "New."),
    ),
    Case(
        "a row that goes with more than the registry has is told whole",
        COMPILER + RUNTIME,
        ROW.replace("@ada", "@ada, @bob") + RUNTIME_ROW,
        "remove-sig Compiler",
        Outcome(
            0,
            "Removed Compiler.\n",
            "README.md:3: removed the row of Compiler; the registry does not have all that it "
            "said: | Compiler | Compiles. | weekly | @ada, @bob |\n",
        ),
        RUNTIME,
        RUNTIME_ROW,
    ),
    Case(
        "a row that goes and says what the registry says needs no word",
        COMPILER + RUNTIME,
        ROW + RUNTIME_ROW,
        "remove-sig Compiler",
        Outcome(0, "Removed Compiler.\n"),
        RUNTIME,
        RUNTIME_ROW,
    ),
    Case(
        "a new handle takes along the link that the table alone has",
        COMPILER.replace("      - handle: ada\n", '      - "@ada"\n'),
        ROW.replace("@ada", "[@ada](https://example.org/ada)"),
        "rename-lead @ada @lovelace",
        Outcome(0, "Renamed @ada to @lovelace in Compiler.\n", other(1)),
        COMPILER.replace("      - handle: ada\n", '      - "@lovelace"\n'),
        ROW.replace("@ada", "[@lovelace](https://example.org/lovelace)"),
    ),
    Case(
        "somebody renamed into one whom the table names already is there once",
        COMPILER,
        ROW.replace("@ada", "@ada, [@bob](https://example.org/bob)"),
        "rename-lead @ada @bob",
        Outcome(0, "Renamed @ada to @bob in Compiler.\n", other(1)),
        COMPILER.replace("ada", "bob"),
        ROW.replace("@ada", "[@bob](https://example.org/bob)"),
    ),
    Case(
        "a word for nobody stays where nobody takes its place",
        COMPILER.replace("    leads:\n      - handle: ada\n", ""),
        ROW.replace("@ada", "TBD"),
        "edit-sig Compiler --set meets=daily",
        Outcome(0, "Changed Compiler: meets.\n"),
        COMPILER.replace("    leads:\n      - handle: ada\n", "").replace("weekly", "daily"),
        ROW.replace("@ada", "TBD").replace("weekly", "daily"),
    ),
    Case(
        "a word for nobody gives way to somebody",
        COMPILER.replace("    leads:\n      - handle: ada\n", ""),
        ROW.replace("@ada", "TBD"),
        "add-lead Compiler @grace",
        Outcome(0, "Added @grace to the leads of Compiler.\n"),
        "  - name: Compiler\n    responsibilities: Compiles.\n"
        "    leads:\n      - handle: grace\n    meets: weekly\n",
        ROW.replace("@ada", "@grace"),
    ),
    Case(
        "a name that only a table has, asked for",
        COMPILER,
        ROW + QUANTUM,
        "edit-sig quantum --set meets=daily",
        Outcome(
            2,
            "",
            "sigtool: no SIG has the name 'quantum'; only the table has it, at README.md:4; "
            "add it: sigtool add-sig quantum\n",
        ),
    ),
    Case(
        "a person whom only a table has, asked for",
        COMPILER,
        ROW.replace("@ada", "@ada, @bob"),
        "remove-lead Compiler @bob",
        Outcome(
            2,
            "",
            "sigtool: nobody in the leads of Compiler is '@bob'; only the table names them, at "
            "README.md:3; `sigtool validate` shows all that is wrong\n",
        ),
    ),
    Case(
        "a person of another SIG was one whom only the table names",
        COMPILER + "  - name: Web\n    leads:\n      - handle: bob\n",
        ROW + "| Web | | @bob | |\n",
        "remove-lead Compiler @bob",
        Outcome(
            2,
            "",
            "sigtool: nobody in the leads of Compiler is '@bob'; `sigtool leads` shows all\n",
        ),
    ),
    Case(
        "a row that has the name of one SIG and the page of another",
        "  - name: Pages\n    readme: web.md\n",
        "| [Web](web.md) | Shows. | | |\n",
        "add-sig Web",
        Outcome(
            2,
            "",
            "sigtool: README.md:3: this row has that name, and the page of Pages; correct one of "
            "the two\n",
        ),
    ),
    Case(
        "a row with two owners goes with neither",
        "  - name: Old\n  - name: New\n    readme: o.md\n",
        "| [Old](o.md) | Ours. | | |\n",
        "remove-sig Old",
        Outcome(0, "Removed Old.\n", "also names it: README.md:3\n" + other(2)),
        "  - name: New\n    readme: o.md\n",
        "| [Old](o.md) | Ours. | | |\n",
    ),
    Case(
        "a new SIG whose row stands below a blank line",
        COMPILER,
        ROW + "\n" + QUANTUM,
        "add-sig Quantum",
        Outcome(
            2,
            "",
            "sigtool: README.md:4: the table ends at this blank line, and a row of that name "
            "stands below it; take the blank line away\n",
        ),
    ),
    Case(
        "a SIG that is to get the name of another row",
        COMPILER,
        ROW + QUANTUM,
        "edit-sig Compiler --name Quantum",
        Outcome(
            2,
            "",
            "sigtool: README.md:4: this row is called so already, beside that of Compiler; bring "
            "the two together in the document first\n",
        ),
    ),
    # Who stays in a list that is set anew keeps everything (X4).
    Case(
        "who stays in a list keeps role, unknown key and comment",
        COMPILER.replace(
            "      - handle: ada\n",
            "      # since the start\n      - handle: ada\n        role: chair\n",
        ),
        ROW.replace("@ada", "@ada (chair)"),
        "edit-sig Compiler --set leads=@ada,@grace",
        Outcome(0, "Changed Compiler: leads.\n"),
        COMPILER.replace(
            "      - handle: ada\n",
            "      # since the start\n      - handle: ada\n        role: chair\n"
            "      - handle: grace\n",
        ),
        ROW.replace("@ada", "@ada (chair), @grace"),
    ),
    Case(
        "who stays keeps everything when others go before them",
        COMPILER.replace(
            "      - handle: ada\n",
            "      - handle: bob\n"
            "      # first\n      - handle: ada\n        email: a@example.org\n",
        ),
        ROW.replace("@ada", "@bob, @ada(a@example.org)"),
        "edit-sig Compiler --set leads=ada",
        Outcome(0, "Changed Compiler: leads.\n"),
        COMPILER.replace(
            "      - handle: ada\n",
            "      # first\n      - handle: ada\n        email: a@example.org\n",
        ),
        ROW.replace("@ada", "@ada(a@example.org)"),
    ),
    Case(
        "who is named anew is written where the table lacks them",
        COMPILER.replace(
            "handle: ada\n", "handle: ada\n        role: chair\n      - handle: cat\n"
        ),
        ROW.replace("@ada ", ""),
        "edit-sig Compiler --set leads=@ada,@bob",
        Outcome(0, "Changed Compiler: leads.\n"),
        COMPILER.replace(
            "handle: ada\n", "handle: ada\n        role: chair\n      - handle: bob\n"
        ),
        ROW.replace("@ada", "@ada (chair), @bob"),
    ),
    Case(
        "who is named anew is written beside whom only the table has",
        COMPILER + "      - handle: cat\n",
        ROW.replace("@ada", "@dora"),
        "edit-sig Compiler --set leads=@ada",
        Outcome(
            0,
            "Changed Compiler: leads.\n",
            "README.md:3: Compiler: @dora stays; only the table has them, not the leads of the "
            "registry\n",
        ),
        COMPILER,
        ROW.replace("@ada", "@dora, @ada"),
    ),
    Case(
        "who is added does not bring back whom the table took out",
        COMPILER,
        ROW.replace("@ada ", ""),
        "add-lead Compiler @bob",
        Outcome(0, "Added @bob to the leads of Compiler.\n", other(1)),
        COMPILER + "      - handle: bob\n",
        ROW.replace("@ada", "@bob"),
    ),
    Case(
        "what is said of who stays is added to them",
        COMPILER.replace("handle: ada\n", "handle: ada # the first\n"),
        ROW,
        "edit-sig Compiler --set 'leads=Ada Lovelace (@ada)'",
        Outcome(0, "Changed Compiler: leads.\n"),
        COMPILER.replace("handle: ada\n", "handle: ada # the first\n        name: Ada Lovelace\n"),
        ROW.replace("@ada", "Ada Lovelace (@ada)"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.label for case in CASES])
def test_what_a_table_says_stays(repository: Path, sigtool: Run, case: Case) -> None:
    before = {"sigs.yaml": case.tables + case.registry, "README.md": HEADER + case.rows}
    write_files(repository, before)
    assert sigtool(*shlex.split(case.command)) == case.outcome
    after = {name: content.decode() for name, content in contents(repository).items()}
    wanted = {
        "sigs.yaml": case.tables + (case.registry_after or case.registry),
        "README.md": HEADER + (case.rows_after or case.rows),
    }
    if not case.registry_after:
        after.pop("sigs.yaml"), wanted.pop("sigs.yaml")
    assert after == wanted


# --- fixes ---------------------------------------------------------------------------------------

AGREED = COMPILER + RUNTIME.replace("    meets", "    leads:\n      - handle: eve\n    meets")
EVE_ROW = RUNTIME_ROW.replace("| |", "| @eve |")


@pytest.mark.parametrize(
    ("rows", "fixed"),
    [
        pytest.param(ROW + QUANTUM, ROW + QUANTUM, id="a row that is like a SIG without one"),
        pytest.param(
            ROW.replace("@ada", "@ada, @bob") + EVE_ROW,
            ROW.replace("@ada", "@ada, @bob") + EVE_ROW,
            id="a lead more in the table",
        ),
        pytest.param(
            ROW.replace("Compiles.", "Third.") + EVE_ROW,
            ROW.replace("Compiles.", "Third.") + EVE_ROW,
            id="another text in the table",
        ),
        pytest.param(
            ROW.replace("Compiles. ", "") + EVE_ROW, ROW + EVE_ROW, id="nothing in the table"
        ),
        pytest.param(ROW, ROW + EVE_ROW, id="a row that is missing"),
        pytest.param(ROW + EVE_ROW.replace("@eve", "TBD"), ROW + EVE_ROW, id="a word for nobody"),
        pytest.param(
            ROW.replace("Compiles.", "Third."),
            ROW.replace("Compiles.", "Third.") + EVE_ROW,
            id="a row that is missing, beside a cell that differs",
        ),
        pytest.param(ROW + "\n" + EVE_ROW, ROW + EVE_ROW, id="a row below a blank line"),
        pytest.param(ROW + "\n \n" + EVE_ROW, ROW + EVE_ROW, id="a row below two blank lines"),
        pytest.param(
            ROW + "\n" + EVE_ROW + "A text.\n",
            ROW + EVE_ROW + "\nA text.\n",
            id="a row below a blank line, and a text stuck to it",
        ),
        pytest.param(
            ROW + "\n" + EVE_ROW.replace(" @eve |", "") + "A text.\n",
            ROW + EVE_ROW + "\nA text.\n",
            id="a row with too few cells below a blank line, and a text stuck to it",
        ),
        pytest.param(
            ROW + "\n" + EVE_ROW + QUANTUM,
            ROW + "\n" + EVE_ROW + QUANTUM,
            id="a row below a blank line whose SIG the registry does not have",
        ),
        pytest.param(
            ROW + EVE_ROW + "\n" + EVE_ROW,
            ROW + EVE_ROW + "\n" + EVE_ROW,
            id="a row below a blank line that the table has already",
        ),
    ],
)
def test_a_safe_fix_only_adds(repository: Path, sigtool: Run, rows: str, fixed: str) -> None:
    write_files(repository, {"sigs.yaml": TABLES + AGREED, "README.md": HEADER + rows})
    sigtool("validate", "--fix")
    after = {name: content.decode() for name, content in contents(repository).items()}
    assert after == {"sigs.yaml": TABLES + AGREED, "README.md": HEADER + fixed}


def test_an_unsafe_fix_tells_what_goes(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"sigs.yaml": TABLES + AGREED})
    rows = ROW.replace("Compiles.", "Third.") + EVE_ROW + QUANTUM
    write_files(repository, {"README.md": HEADER + rows})
    assert sigtool("validate", "--fix", "--unsafe-fixes") == Outcome(
        0,
        "",
        "Fixed README.md.\n"
        "README.md:3: Compiler: replaced what the table said of responsibilities: Third.\n"
        "README.md:5: removed the row of Quantum; the registry does not have all that it said: "
        "| Quantum | Qubits. | weekly | @dora |\n"
        "No problems found.\n",
    )
    assert (repository / "README.md").read_text("utf-8") == HEADER + ROW + EVE_ROW


@pytest.mark.parametrize(
    ("text", "remedy"),
    [("", "take the blank line away"), ("A text.\n", "put the blank line below the rows")],
)
def test_render_does_not_write_a_row_again_that_stands_below_a_blank_line(
    repository: Path, sigtool: Run, text: str, remedy: str
) -> None:
    rows = ROW + "\n" + EVE_ROW + text
    write_files(repository, {"sigs.yaml": TABLES + AGREED, "README.md": HEADER + rows})
    assert sigtool("render") == Outcome(
        2,
        "",
        "sigtool: README.md:4: the table ends at this blank line, and the row of Runtime stands "
        f"below it; {remedy}\n",
    )
    assert (repository / "README.md").read_text("utf-8") == HEADER + rows


@pytest.mark.parametrize(
    ("cell", "item"),
    [
        (
            "@ada, [Eve Ng](https://example.org/eve) (Q)",
            "      - name: Eve Ng\n        url: https://example.org/eve\n        affiliation: Q\n",
        ),
        ("@ada, Eve Ng (Q)", "      - name: Eve Ng\n        affiliation: Q\n"),
    ],
)
def test_a_lead_of_the_table_comes_in_with_all_that_it_says(
    repository: Path, sigtool: Run, cell: str, item: str
) -> None:
    """Only the name came in, and rendering then took the rest from the table."""
    rows = ROW.replace("@ada", cell)
    write_files(repository, {"sigs.yaml": TABLES + COMPILER, "README.md": HEADER + rows})
    assert sigtool("add-lead", "Compiler", "Eve Ng") == Outcome(
        0, "Added Eve Ng to the leads of Compiler.\n"
    )
    after = {name: content.decode() for name, content in contents(repository).items()}
    assert after == {"sigs.yaml": TABLES + COMPILER + item, "README.md": HEADER + rows}


def test_the_last_cell_of_a_row_without_a_closing_pipe_stays_a_cell(
    repository: Path, sigtool: Run
) -> None:
    """The row lost its last cell, which is an error of its own."""
    document = "|Name|About|Meets|\n|---|---|---|\n|A|x|c\n|B|y|d\n"
    (repository / "README.md").write_text(document, encoding="utf-8")
    assert sigtool("init", "README.md").code == 0
    registry = (repository / "sigs.yaml").read_text("utf-8")
    assert sigtool("edit-sig", "A", "--unset", "meets").code == 0
    assert (repository / "README.md").read_text("utf-8") == document.replace("|A|x|c", "|A|x||")
    assert sigtool("validate", "--select", "SIG1").code == 0
    assert sigtool("edit-sig", "A", "--set", "meets=c").code == 0
    assert (repository / "README.md").read_text("utf-8") == document
    assert (repository / "sigs.yaml").read_text("utf-8") == registry


ADDS = "sigtool render removes the row; to keep it: sigtool add-sig Quantum"
BAR = "write a bar that belongs to a text as \\|"


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("| Quantum | Qubits. | weekly |\n", ADDS),
        ("| Quantum | Qubits. | weekly | @dora | and more |\n", BAR),
        (QUANTUM, f"{ADDS} --responsibilities Qubits. --set meets=weekly --lead @dora"),
    ],
)
def test_a_hint_keeps_every_new_row(repository: Path, sigtool: Run, row: str, hint: str) -> None:
    """Of a row with too few cells, the only hint was to remove it."""
    write_files(repository, {"sigs.yaml": TABLES + COMPILER, "README.md": HEADER + ROW + row})
    found = sigtool("validate", "--select", "SIG601", "--output-format", "json").stdout
    assert [each["hint"] for each in json.loads(found)["diagnostics"]] == [hint]
