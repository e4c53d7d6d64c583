"""`sync` as texts in, texts and facts out: what one side changed goes to the other, and no more."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from syncing import Choice, Files, Outcome, bring_together

TABLES = """\
tables:
  - path: README.md
    columns: {Name: name, About: responsibilities, Meets: meets, Leads: leads}
sigs:
"""
HEADER = "# Groups\n\n| Name | About | Meets | Leads |\n|---|---|---|---|\n"

# Each SIG as an item of the registry, and as a row of the table.
COMPILER = """\
  - name: Compiler  # the oldest
    id: cc
    responsibilities: Compiles.
    meets: weekly
    leads:
      - handle: ada
      # on leave
      - handle: bob
"""
COMPILER_ROW = "| Compiler | Compiles. | weekly | @ada, @bob |\n"
DOCS = "  - {name: Docs, responsibilities: Writes., leads: ['@cyd']}\n"
DOCS_ROW = "| Docs | Writes. | | @cyd |\n"
QUANTUM = "  - {name: Quantum, meets: weekly}\n"
QUANTUM_ROW = "| Quantum | | weekly | |\n"
BOB_LINKED = "[@bob](https://example.org/bob)"


def files(registry: str, rows: str) -> Files:
    return Files(TABLES + registry, {"README.md": HEADER + rows})


BOTH = COMPILER + DOCS
BOTH_ROWS = COMPILER_ROW + DOCS_ROW
AGREED = files(BOTH, BOTH_ROWS)


def put(text: str, old: str, new: str) -> str:
    """A text with something else in the one place that says `old`."""
    assert text.count(old) == 1
    return text.replace(old, new)


@dataclass(frozen=True)
class Case:
    """A registry and rows now, the facts told, and both after; "" after is as before."""

    label: str
    registry: str
    rows: str
    facts: Sequence[str]
    registry_after: str = ""
    rows_after: str = ""
    commits: Sequence[Files] = (AGREED,)
    choice: Choice | None = None
    names: Sequence[str] = ()

    def outcome(self) -> Outcome:
        after = files(self.registry_after or self.registry, self.rows_after or self.rows)
        return Outcome(after, list(self.facts))


CASES = [
    Case("both as before", BOTH, BOTH_ROWS, []),
    # --- a text ---
    Case(
        "a text changed in the registry",
        put(BOTH, "weekly", "daily"),
        BOTH_ROWS,
        ["0 Compiler meets: daily | weekly | weekly: registry"],
        rows_after=put(BOTH_ROWS, "weekly", "daily"),
    ),
    Case(
        "a text changed in the table",
        BOTH,
        put(BOTH_ROWS, "weekly", "daily"),
        ["0 Compiler meets: weekly | daily | weekly: table"],
        put(BOTH, "weekly", "daily"),
    ),
    Case(
        "a text changed by both alike",
        put(BOTH, "weekly", "daily"),
        put(BOTH_ROWS, "weekly", "daily"),
        [],
    ),
    Case(
        "a text changed by both, not alike",
        put(BOTH, "weekly", "daily"),
        put(BOTH_ROWS, "weekly", "monthly"),
        ["0 Compiler meets: daily | monthly | weekly: both"],
    ),
    Case(
        "a text emptied in the table",
        BOTH,
        put(BOTH_ROWS, "weekly", ""),
        ['0 Compiler meets: weekly | "" | weekly: table'],
        put(BOTH, "    meets: weekly\n", ""),
    ),
    Case(
        "a text that only the table has",
        BOTH,
        put(BOTH_ROWS, "Writes. | ", "Writes. | monthly "),
        ['0 Docs meets: "" | monthly | "": table'],
        put(BOTH, "['@cyd']", "['@cyd'], meets: monthly"),
    ),
    Case(
        "two texts of one row, each changed by another side",
        put(BOTH, "Compiles.", "Compiles it."),
        put(BOTH_ROWS, "weekly", "daily"),
        [
            "0 Compiler responsibilities: Compiles it. | Compiles. | Compiles.: registry",
            "0 Compiler meets: weekly | daily | weekly: table",
        ],
        put(put(BOTH, "Compiles.", "Compiles it."), "weekly", "daily"),
        put(put(BOTH_ROWS, "Compiles.", "Compiles it."), "weekly", "daily"),
    ),
    # --- people ---
    Case(
        "a person added to the registry",
        put(BOTH, "      # on", "      - handle: eve\n      # on"),
        BOTH_ROWS,
        ["0 Compiler leads @eve: @eve | - | -: registry"],
        rows_after=put(BOTH_ROWS, "@ada", "@ada, @eve"),
    ),
    Case(
        "a person added to the table",
        BOTH,
        put(BOTH_ROWS, "@bob", "@bob, @eve"),
        ["0 Compiler leads @eve: - | @eve | -: table"],
        put(BOTH, "      - handle: bob\n", "      - handle: bob\n      - handle: eve\n"),
    ),
    Case(
        "a person added by each side",
        put(BOTH, "handle: bob\n", "handle: bob\n      - handle: eve\n"),
        put(BOTH_ROWS, "@ada", "@ada, @fay"),
        [
            "0 Compiler leads @eve: @eve | - | -: registry",
            "0 Compiler leads @fay: - | @fay | -: table",
        ],
        put(
            put(BOTH, "handle: bob\n", "handle: bob\n      - handle: eve\n"),
            "handle: ada\n",
            "handle: ada\n      - handle: fay\n",
        ),
        put(BOTH_ROWS, "@ada, @bob", "@ada, @fay, @bob, @eve"),
    ),
    Case(
        "a person removed from the registry",
        put(BOTH, "      - handle: ada\n", ""),
        BOTH_ROWS,
        ["0 Compiler leads @ada: - | @ada | @ada: registry"],
        rows_after=put(BOTH_ROWS, "@ada, ", ""),
    ),
    Case(
        "a person removed from the table",
        BOTH,
        put(BOTH_ROWS, "@ada, ", ""),
        ["0 Compiler leads @ada: @ada | - | @ada: table"],
        put(BOTH, "      - handle: ada\n", ""),
    ),
    Case(
        "a person removed by each side",
        put(BOTH, "      - handle: ada\n", ""),
        put(BOTH_ROWS, ", @bob", ""),
        [
            "0 Compiler leads @bob: @bob | - | @bob: table",
            "0 Compiler leads @ada: - | @ada | @ada: registry",
        ],
        BOTH.replace(COMPILER, COMPILER.partition("    leads:")[0]),
        put(BOTH_ROWS, "@ada, @bob ", ""),
    ),
    Case(
        "a part of a person changed in the table",
        BOTH,
        put(BOTH_ROWS, "@bob", BOB_LINKED),
        ['0 Compiler leads @bob.url: "" | https://example.org/bob | "": table'],
        put(BOTH, "handle: bob\n", "handle: bob\n        url: https://example.org/bob\n"),
    ),
    Case(
        "a part of a person changed in the registry",
        put(BOTH, "handle: bob\n", "handle: bob\n        url: https://example.org/bob\n"),
        BOTH_ROWS,
        ['0 Compiler leads @bob.url: https://example.org/bob | "" | "": registry'],
        rows_after=put(BOTH_ROWS, "@bob", BOB_LINKED),
    ),
    Case(
        "two parts of a person, each changed by another side",
        put(BOTH, "handle: bob\n", "handle: bob\n        name: Bob\n"),
        put(BOTH_ROWS, "@bob", BOB_LINKED),
        [
            '0 Compiler leads @bob.name: Bob | "" | "": registry',
            '0 Compiler leads @bob.url: "" | https://example.org/bob | "": table',
        ],
        put(
            BOTH,
            "handle: bob\n",
            "handle: bob\n        name: Bob\n        url: https://example.org/bob\n",
        ),
        put(BOTH_ROWS, "@bob", f"Bob ({BOB_LINKED})"),
    ),
    Case(
        "a person removed from the registry, and changed in the table",
        put(BOTH, "      - handle: bob\n", ""),
        put(BOTH_ROWS, "@bob", BOB_LINKED),
        ["0 Compiler leads @bob: - | @bob | @bob: both"],
    ),
    Case(
        "a person removed from the table, and changed in the registry",
        put(BOTH, "handle: bob\n", "handle: bob\n        name: Bob\n"),
        put(BOTH_ROWS, ", @bob", ""),
        ["0 Compiler leads @bob: @bob | - | @bob: both"],
    ),
    # --- rows and SIGs ---
    Case(
        "a new row at the end",
        BOTH,
        BOTH_ROWS + QUANTUM_ROW,
        ["0 Quantum row: - | Quantum | -: table"],
        BOTH + QUANTUM,
    ),
    Case(
        "a new row in between keeps its place",
        BOTH,
        COMPILER_ROW + QUANTUM_ROW + DOCS_ROW,
        ["0 Quantum row: - | Quantum | -: table"],
        COMPILER + "  - name: Quantum\n    meets: weekly\n" + DOCS,
    ),
    Case(
        "a row is gone",
        BOTH,
        COMPILER_ROW,
        ["0 Docs row: Docs | - | there: table"],
        COMPILER,
    ),
    Case(
        "a new SIG in the registry",
        BOTH + QUANTUM,
        BOTH_ROWS,
        ["0 Quantum row: Quantum | - | -: registry"],
        rows_after=BOTH_ROWS + QUANTUM_ROW,
    ),
    Case(
        "a SIG removed from the registry",
        COMPILER,
        BOTH_ROWS,
        ["0 Docs row: - | Docs | there: registry"],
        rows_after=COMPILER_ROW,
    ),
    Case("a SIG removed by both", COMPILER, COMPILER_ROW, []),
    Case(
        "one SIG removed by each side",
        COMPILER + QUANTUM,
        DOCS_ROW + QUANTUM_ROW,
        ["0 Compiler row: Compiler | - | there: table", "0 Docs row: - | Docs | there: registry"],
        QUANTUM,
        QUANTUM_ROW,
        commits=[files(BOTH + QUANTUM, BOTH_ROWS + QUANTUM_ROW)],
    ),
    Case(
        "a SIG removed from the registry, its row edited",
        COMPILER,
        put(BOTH_ROWS, "@cyd", "@eve"),
        ["0 Docs row: - | Docs | there: both"],
    ),
    Case(
        "a row removed, its SIG edited in the registry",
        put(BOTH, "@cyd", "@eve"),
        COMPILER_ROW,
        ["0 Docs row: Docs | - | there: both"],
    ),
    Case(
        "a SIG new on both sides, alike",
        BOTH + QUANTUM,
        BOTH_ROWS + QUANTUM_ROW,
        [],
    ),
    Case(
        "a SIG new on both sides, with different texts",
        BOTH + QUANTUM,
        BOTH_ROWS + "| Quantum | Qubits. | daily | |\n",
        [
            '0 Quantum responsibilities: "" | Qubits. | "": table',
            '0 Quantum meets: weekly | daily | "": both',
        ],
        BOTH + put(QUANTUM, "Quantum,", "Quantum, responsibilities: Qubits.,"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_one_table(case: Case) -> None:
    now = files(case.registry, case.rows)
    found = bring_together(now, *case.commits, choice=case.choice, names=case.names)
    assert found == case.outcome()
