"""`sync` as texts in, texts and facts out: what one side changed goes to the other, and no more."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from syncing import Choice, Files, Outcome, bring_together, files_of, line, put, registry, table
from two_sigs import (
    AGREED,
    BOB_LINKED,
    BOTH,
    BOTH_2,
    BOTH_EN,
    BOTH_ROWS,
    BOTH_ZH,
    COMPILER,
    COMPILER_2,
    COMPILER_EN,
    COMPILER_ROW,
    COMPILER_ZH,
    DOCS,
    DOCS_2,
    DOCS_EN,
    DOCS_ROW,
    DOCS_ZH,
    HEADER,
    LINKED,
    LINKED_ROWS,
    QUANTUM,
    QUANTUM_ROW,
    TABLES,
    files,
    translated,
)

from sigtool.community.older import Older
from sigtool.community.past import Past
from sigtool.community.sync import synced


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
    Case(
        "a row that lost its name",
        BOTH,
        COMPILER_ROW + put(DOCS_ROW, "Docs", ""),
        ["0 Docs row: Docs | - | there: both, nameless"],
    ),
    Case(
        "a new row without a name",
        BOTH,
        BOTH_ROWS + "| | Explains. | | @joe |\n",
        ["0  row: - | | | Explains. | | @joe | | ?: both, no_name"],
        choice=table,
    ),
    Case(
        "a row without a name that both had",
        BOTH,
        BOTH_ROWS + "| | Explains. | | @joe |\n",
        ["0  row: - | | | Explains. | | @joe | | ?: both, no_name"],
        commits=(files(BOTH, BOTH_ROWS + "| | Explains. | | @joe |\n"),),
    ),
    Case("a row that says nothing at all", BOTH, BOTH_ROWS + "| | | | |\n", []),
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
        "another link of a person in the table",
        put(BOTH, "'@cyd'", "{handle: cyd, url: https://a.org/cyd}"),
        put(BOTH_ROWS, "@cyd", "[@cyd](https://b.org/cyd)"),
        ["0 Docs leads @cyd.url: https://a.org/cyd | https://b.org/cyd | https://a.org/cyd: table"],
        put(BOTH, "'@cyd'", '{handle: cyd, url: "https://b.org/cyd"}'),
        commits=[
            files(
                put(BOTH, "'@cyd'", "{handle: cyd, url: https://a.org/cyd}"),
                put(BOTH_ROWS, "@cyd", "[@cyd](https://a.org/cyd)"),
            )
        ],
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
        ["0 Docs row: - | Docs | there: both (leads)"],
    ),
    Case(
        "a row removed, its SIG edited in the registry",
        put(BOTH, "@cyd", "@eve"),
        COMPILER_ROW,
        ["0 Docs row: Docs | - | there: both (leads)"],
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
    Case(
        "new rows keep their order, also beside each other and beside a renamed row",
        put(BOTH, "{name: Docs,", "{name: Docs, readme: docs.md,"),
        COMPILER_ROW
        + "| [Books](docs.md) | Writes. | | @cyd |\n"
        + QUANTUM_ROW
        + QUANTUM_ROW.replace("Quantum", "Robots"),
        [
            "0 Quantum row: - | Quantum | -: table",
            "0 Robots row: - | Robots | -: table",
            "0 Docs name: Docs | Books | Docs: table",
        ],
        COMPILER
        + put(DOCS, "{name: Docs,", "{name: Books, readme: docs.md,")
        + QUANTUM
        + QUANTUM.replace("Quantum", "Robots"),
        commits=[
            files(
                put(BOTH, "{name: Docs,", "{name: Docs, readme: docs.md,"),
                put(BOTH_ROWS, "| Docs |", "| [Docs](docs.md) |"),
            )
        ],
    ),
    Case(
        "a new row at one place, a new SIG at another",
        QUANTUM + BOTH,
        BOTH_ROWS + QUANTUM_ROW.replace("Quantum", "Robots"),
        ["0 Quantum row: Quantum | - | -: registry", "0 Robots row: - | Robots | -: table"],
        QUANTUM + BOTH + QUANTUM.replace("Quantum", "Robots"),
        QUANTUM_ROW + BOTH_ROWS + QUANTUM_ROW.replace("Quantum", "Robots"),
    ),
    Case(
        "a new row whose name only resembles another",
        BOTH,
        BOTH_ROWS + "| Compilers | | weekly | |\n",
        ["0 Compilers row: - | Compilers | -: table"],
        BOTH + "  - {name: Compilers, meets: weekly}\n",
    ),
    Case(
        "two new rows of one name",
        BOTH,
        BOTH_ROWS + QUANTUM_ROW + put(QUANTUM_ROW, "weekly", "daily"),
        ["0 Quantum row: - | Quantum | ?: both, twins (lines 7 and 8)"],
    ),
    Case(
        "a row copied",
        BOTH,
        BOTH_ROWS + DOCS_ROW,
        ["0 Docs row: - | Docs | ?: registry, twice (lines 6 and 7)"],
        rows_after=BOTH_ROWS,
    ),
    Case(
        "a row renamed to the name of another",
        BOTH + QUANTUM,
        BOTH_ROWS + put(QUANTUM_ROW, "Quantum", "Docs"),
        [
            "0 Quantum row: Quantum | - | there: both, rename (Docs)",
            "0 Docs row: - | Docs | -: both, rename (Quantum)",
        ],
        commits=[files(BOTH + QUANTUM, BOTH_ROWS + QUANTUM_ROW)],
    ),
    Case(
        "a row below a blank line is not gone",
        BOTH,
        COMPILER_ROW + "\n" + DOCS_ROW,
        ["0 Docs row: Docs | - | there: both, loose (take the blank line away)"],
    ),
    Case(
        "a row below a blank line, whoever is for it",
        BOTH,
        COMPILER_ROW + "\n" + DOCS_ROW,
        ["0 Docs row: Docs | - | there: both, loose (take the blank line away)"],
        choice=registry,
    ),
    Case(
        "rows that share a name, and differ from the registry",
        COMPILER + QUANTUM + put(QUANTUM, "weekly", "daily"),
        COMPILER_ROW + QUANTUM_ROW + put(QUANTUM_ROW, "weekly", "monthly"),
        ["0 Quantum row: Quantum | Quantum | ?: both, unsure"],
    ),
    # --- names ---
    Case(
        "a row renamed, without a page: it looks like a rename",
        BOTH,
        put(BOTH_ROWS, "Docs", "Books"),
        [
            "0 Docs row: Docs | - | there: both, rename (Books)",
            "0 Books row: - | Books | -: both, rename (Docs)",
        ],
    ),
    Case(
        "one row gone and one new, where nothing is alike but the place",
        BOTH,
        COMPILER_ROW + "| Robots | Moves. | daily | |\n",
        [
            "0 Docs row: Docs | - | there: both, rename (Robots)",
            "0 Robots row: - | Robots | -: both, rename (Docs)",
        ],
    ),
    Case(
        "one row gone and one new, at another place and with nothing alike",
        BOTH,
        "| Robots | Moves. | daily | |\n" + COMPILER_ROW,
        ["0 Docs row: Docs | - | there: table", "0 Robots row: - | Robots | -: table"],
        "  - name: Robots\n    responsibilities: Moves.\n    meets: daily\n" + COMPILER,
    ),
    Case(
        "a SIG renamed in the registry, without a page",
        put(BOTH, "Docs", "Books"),
        BOTH_ROWS,
        ["0 Books row: Books | - | -: registry", "0 Docs row: - | Docs | there: registry"],
        rows_after=put(BOTH_ROWS, "Docs", "Books"),
    ),
    # --- order ---
    Case(
        "the people of a list put into another order in the table",
        BOTH,
        put(BOTH_ROWS, "@ada, @bob", "@bob, @ada"),
        ["0 Compiler leads order: @ada, @bob | @bob, @ada | @ada, @bob: table"],
        put(
            BOTH,
            "      - handle: ada\n      # on leave\n      - handle: bob\n",
            "      # on leave\n      - handle: bob\n      - handle: ada\n",
        ),
    ),
    Case(
        "people in two orders that never were the same",
        BOTH,
        put(BOTH_ROWS, "@ada, @bob", "@bob, @ada"),
        ["0 Compiler leads order: @ada, @bob | @bob, @ada | ?: unknown"],
        commits=[],
    ),
    Case(
        "rows moved in the table",
        BOTH + QUANTUM,
        QUANTUM_ROW + BOTH_ROWS,
        ["0 Quantum order: Compiler, Docs, Quantum | Quantum, Compiler, Docs | ?: table"],
        QUANTUM + BOTH,
        commits=[files(BOTH + QUANTUM, BOTH_ROWS + QUANTUM_ROW)],
    ),
    Case(
        "SIGs moved in the registry, and a text with them",
        put(QUANTUM + BOTH, "Writes.", "Writes it."),
        BOTH_ROWS + QUANTUM_ROW,
        [
            "0 Docs responsibilities: Writes it. | Writes. | Writes.: registry",
            "0 Compiler order: Quantum, Compiler, Docs | Compiler, Docs, Quantum | ?: registry",
        ],
        rows_after=QUANTUM_ROW + put(BOTH_ROWS, "Writes.", "Writes it."),
        commits=[files(BOTH + QUANTUM, BOTH_ROWS + QUANTUM_ROW)],
    ),
    Case(
        "moved by both alike",
        QUANTUM + BOTH,
        QUANTUM_ROW + BOTH_ROWS,
        [],
        commits=[files(BOTH + QUANTUM, BOTH_ROWS + QUANTUM_ROW)],
    ),
    Case(
        "moved by both, not alike: the order of the registry is kept",
        QUANTUM + BOTH,
        DOCS_ROW + COMPILER_ROW + QUANTUM_ROW,
        [
            "0 Docs order: Quantum, Compiler, Docs | Docs, Compiler, Quantum | ?: registry, "
            "both_moved"
        ],
        rows_after=QUANTUM_ROW + BOTH_ROWS,
        commits=[files(BOTH + QUANTUM, BOTH_ROWS + QUANTUM_ROW)],
    ),
    Case(
        "rows moved in the table, a SIG removed from the registry",
        COMPILER + QUANTUM,
        QUANTUM_ROW + BOTH_ROWS,
        [
            "0 Docs row: - | Docs | there: registry",
            "0 Quantum order: Compiler, Quantum | Quantum, Compiler | ?: table",
        ],
        QUANTUM + COMPILER,
        QUANTUM_ROW + COMPILER_ROW,
        commits=[files(BOTH + QUANTUM, BOTH_ROWS + QUANTUM_ROW)],
    ),
    # --- the base ---
    Case(
        "no base: nothing is written",
        put(BOTH, "weekly", "daily") + QUANTUM,
        BOTH_ROWS + QUANTUM_ROW.replace("Quantum", "Robots"),
        [
            "0 Quantum row: Quantum | - | ?: unknown",
            "0 Robots row: - | Robots | ?: unknown",
            "0 Compiler meets: daily | weekly | ?: unknown",
        ],
        commits=[],
    ),
    Case(
        "no base, and the table is chosen",
        put(BOTH, "weekly", "daily") + QUANTUM,
        put(BOTH_ROWS, "@bob", "@eve"),
        [
            "0 Quantum row: Quantum | - | ?: table, chosen",
            "0 Compiler meets: daily | weekly | ?: table, chosen",
            "0 Compiler leads @bob: @bob | - | ?: table, chosen",
            "0 Compiler leads @eve: - | @eve | ?: table, chosen",
        ],
        put(BOTH, "# on leave\n      - handle: bob", "- handle: eve"),
        commits=[],
        choice=table,
    ),
    Case(
        "no base, and the registry is chosen",
        put(BOTH, "weekly", "daily") + QUANTUM,
        put(BOTH_ROWS, "@bob", "@eve"),
        [
            "0 Quantum row: Quantum | - | ?: registry, chosen",
            "0 Compiler meets: daily | weekly | ?: registry, chosen",
            "0 Compiler leads @bob: @bob | - | ?: registry, chosen",
            "0 Compiler leads @eve: - | @eve | ?: registry, chosen",
        ],
        rows_after=put(BOTH_ROWS, "weekly", "daily") + QUANTUM_ROW,
        commits=[],
        choice=registry,
    ),
    Case(
        "a choice decides no edit of one side",
        put(BOTH, "weekly", "daily"),
        put(BOTH_ROWS, "Writes.", "Writes it."),
        [
            "0 Compiler meets: daily | weekly | weekly: registry",
            "0 Docs responsibilities: Writes. | Writes it. | Writes.: table",
        ],
        put(put(BOTH, "weekly", "daily"), "Writes.", "Writes it."),
        put(put(BOTH_ROWS, "weekly", "daily"), "Writes.", "Writes it."),
        choice=table,
    ),
    Case(
        "only the SIG that is named",
        put(BOTH, "weekly", "daily"),
        put(BOTH_ROWS, "Writes.", "Writes it.") + QUANTUM_ROW,
        ["0 Docs responsibilities: Writes. | Writes it. | Writes.: table"],
        put(put(BOTH, "weekly", "daily"), "Writes.", "Writes it."),
        names=["Docs"],
    ),
    Case(
        "the base of one fact in an older commit",
        put(BOTH, "weekly", "daily"),
        put(BOTH_ROWS, "Writes.", "Writes it."),
        [
            "0 Compiler meets: daily | weekly | weekly: registry",
            "0 Docs responsibilities: Writes. | Writes it. | Writes.: table",
        ],
        put(put(BOTH, "weekly", "daily"), "Writes.", "Writes it."),
        put(put(BOTH_ROWS, "weekly", "daily"), "Writes.", "Writes it."),
        commits=[files(put(BOTH, "weekly", "daily"), BOTH_ROWS), AGREED],
    ),
    Case(
        "the newest base counts, not an older one",
        put(BOTH, "weekly", "daily"),
        put(BOTH_ROWS, "weekly", "monthly"),
        ["0 Compiler meets: daily | monthly | monthly: registry"],
        rows_after=put(BOTH_ROWS, "weekly", "daily"),
        commits=[
            files(put(BOTH, "weekly", "monthly"), put(BOTH_ROWS, "weekly", "monthly")),
            AGREED,
        ],
    ),
    Case(
        "a row that the registry never had, in an older commit too",
        BOTH,
        BOTH_ROWS + QUANTUM_ROW,
        ["0 Quantum row: - | Quantum | -: table"],
        BOTH + QUANTUM,
        commits=[files(BOTH, BOTH_ROWS + QUANTUM_ROW), AGREED],
    ),
    # --- placeholders, and cells that cannot be read ---
    Case(
        "a placeholder is nobody",
        put(BOTH, ", leads: ['@cyd']", ""),
        put(BOTH_ROWS, "@cyd", "TBD"),
        [],
    ),
    Case(
        "a placeholder in the place of somebody",
        BOTH,
        put(BOTH_ROWS, "@cyd", "TBD"),
        ["0 Docs leads @cyd: @cyd | - | @cyd: table"],
        put(BOTH, "['@cyd']", "[]"),
    ),
    Case(
        "somebody in the place of a placeholder",
        put(BOTH, "'@cyd'", "'@eve'"),
        put(BOTH_ROWS, "@cyd", "TBD"),
        ["0 Docs leads @eve: @eve | - | -: registry"],
        rows_after=put(BOTH_ROWS, "@cyd", "@eve"),
        commits=[files(put(BOTH, ", leads: ['@cyd']", ""), put(BOTH_ROWS, "@cyd", "TBD"))],
    ),
    *(
        Case(
            f"{word} in the place of a text",
            BOTH,
            put(BOTH_ROWS, "weekly", word),
            ['0 Compiler meets: weekly | "" | weekly: table'],
            put(BOTH, "    meets: weekly\n", ""),
        )
        for word in ("TBD", "N/A", "待定", "-", "—", "**TBD**")
    ),
    Case(
        "a text in the place of a placeholder, which the table alone had",
        BOTH,
        put(BOTH_ROWS, "weekly", "TBD"),
        ['0 Compiler meets: weekly | "" | "": registry'],
        rows_after=BOTH_ROWS,
        commits=[files(put(BOTH, "    meets: weekly\n", ""), put(BOTH_ROWS, "weekly", "TBD"))],
    ),
    Case(
        "a text in the place of a placeholder, which both had",
        BOTH,
        put(BOTH_ROWS, "weekly", "TBD"),
        ['0 Compiler meets: weekly | "" | "": registry'],
        rows_after=BOTH_ROWS,
        commits=[files(put(BOTH, "weekly", "TBD"), put(BOTH_ROWS, "weekly", "TBD"))],
    ),
    Case(
        "a text in the place of a placeholder in the table",
        put(BOTH, "weekly", "TBD"),
        BOTH_ROWS,
        ["0 Compiler meets: TBD | weekly | TBD: table"],
        BOTH,
        commits=[files(put(BOTH, "weekly", "TBD"), put(BOTH_ROWS, "weekly", "TBD"))],
    ),
    Case(
        "a placeholder in both",
        put(BOTH, "weekly", "TBD"),
        put(BOTH_ROWS, "weekly", "TBD"),
        [],
    ),
    Case(
        "a placeholder in the table alone",
        put(BOTH, "    meets: weekly\n", ""),
        put(BOTH_ROWS, "weekly", "TBD"),
        [],
    ),
    Case(
        "a text that the registry changed, a placeholder in its place in the table",
        put(BOTH, "weekly", "daily"),
        put(BOTH_ROWS, "weekly", "TBD"),
        ['0 Compiler meets: daily | "" | weekly: both'],
    ),
    Case(
        "a row with a placeholder is gone",
        put(BOTH, "    meets: weekly\n", ""),
        DOCS_ROW,
        ["0 Compiler row: Compiler | - | there: table"],
        DOCS,
        commits=[files(put(BOTH, "    meets: weekly\n", ""), put(BOTH_ROWS, "weekly", "TBD"))],
    ),
    Case(
        "a placeholder for a name is a name",
        BOTH,
        BOTH_ROWS + "| TBD | | weekly | |\n",
        ["0 TBD row: - | TBD | -: table"],
        BOTH + "  - {name: TBD, meets: weekly}\n",
    ),
    Case(
        "a people cell that cannot be read",
        BOTH,
        put(BOTH_ROWS, "@cyd", "see OWNERS"),
        ["0 Docs leads: @cyd | see OWNERS | @cyd: both, unread"],
    ),
    Case(
        "a people cell that cannot be read, whoever is for it",
        BOTH,
        put(BOTH_ROWS, "@cyd", "see OWNERS"),
        ["0 Docs leads: @cyd | see OWNERS | @cyd: both, unread"],
        choice=table,
    ),
    Case(
        "a people cell that cannot be read, and nobody is for it",
        BOTH,
        put(BOTH_ROWS, "@cyd", "see OWNERS"),
        ["0 Docs leads: @cyd | see OWNERS | @cyd: registry, chosen"],
        rows_after=BOTH_ROWS,
        choice=registry,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_one_table(case: Case) -> None:
    now = files(case.registry, case.rows)
    found = bring_together(now, *case.commits, choice=case.choice, names=case.names)
    assert found == case.outcome()


# --- several tables ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Translated:
    """A registry and the rows of two languages now, the facts told, and all three after."""

    label: str
    registry: str
    english: str
    chinese: str
    facts: Sequence[str]
    registry_after: str = ""
    english_after: str = ""
    chinese_after: str = ""
    choice: Choice | None = None

    def outcome(self) -> Outcome:
        after = translated(
            self.registry_after or self.registry,
            self.english_after or self.english,
            self.chinese_after or self.chinese,
        )
        return Outcome(after, list(self.facts))


def turned(rows: str) -> str:
    """The rows in the opposite order."""
    return "".join(reversed(rows.splitlines(keepends=True)))


TRANSLATED = [
    Translated("all as before", BOTH_2, BOTH_EN, BOTH_ZH, []),
    Translated(
        "a text in one language's table",
        BOTH_2,
        put(BOTH_EN, "Writes.", "Writes it."),
        BOTH_ZH,
        ["0 Docs responsibilities: Writes. | Writes it. | Writes.: table"],
        put(BOTH_2, "Writes.", "Writes it."),
    ),
    Translated(
        "a text in one language's table, its translation in the registry",
        put(BOTH_2, "编译。", "编。"),
        put(BOTH_EN, "Compiles.", "Compiles it."),
        BOTH_ZH,
        [
            "0 Compiler responsibilities: Compiles. | Compiles it. | Compiles.: table",
            "1 编译器 responsibilities: 编。 | 编译。 | 编译。: registry",
        ],
        put(put(BOTH_2, "编译。", "编。"), "Compiles.", "Compiles it."),
        chinese_after=put(BOTH_ZH, "编译。", "编。"),
    ),
    Translated(
        "a person added to one table goes to the other",
        BOTH_2,
        put(BOTH_EN, "@bob", "@bob, @eve"),
        BOTH_ZH,
        ["0 Compiler leads @eve: - | @eve | -: table"],
        put(BOTH_2, '"@bob"', '"@bob", "@eve"'),
        chinese_after=put(BOTH_ZH, "@bob", "@bob, @eve"),
    ),
    Translated(
        "a person removed from one table goes from the other",
        BOTH_2,
        BOTH_EN,
        put(BOTH_ZH, "@ada, ", ""),
        ["1 编译器 leads @ada: @ada | - | @ada: table"],
        put(BOTH_2, '"@ada", ', ""),
        put(BOTH_EN, "@ada, ", ""),
    ),
    Translated(
        "a person added to both tables, alike",
        BOTH_2,
        put(BOTH_EN, "@bob", "@bob, @eve"),
        put(BOTH_ZH, "@bob", "@bob, @eve"),
        [
            "0 Compiler leads @eve: - | @eve | -: table",
            "1 编译器 leads @eve: - | @eve | -: table",
        ],
        put(BOTH_2, '"@bob"', '"@bob", "@eve"'),
    ),
    Translated(
        "a person added to both tables, with the name of each language",
        BOTH_2,
        put(BOTH_EN, "@cyd", "@cyd, [Wang](https://example.org/w)"),
        put(BOTH_ZH, "@cyd", "@cyd, [王](https://example.org/w)"),
        ["0 Docs leads Wang: - | Wang | -: table", "1 Docs leads 王: - | 王 | -: table"],
        put(BOTH_2, '"@cyd"', '"@cyd", {name: {en: Wang, zh: 王}, url: "https://example.org/w"}'),
    ),
    Translated(
        "a different person added to each table",
        BOTH_2,
        put(BOTH_EN, "@bob", "@bob, @eve"),
        put(BOTH_ZH, "@bob", "@bob, @fay"),
        [
            "0 Compiler leads @eve: - | @eve | -: table",
            "1 编译器 leads @fay: - | @fay | -: table",
        ],
        put(BOTH_2, '"@bob"', '"@bob", "@eve", "@fay"'),
        put(BOTH_EN, "@bob", "@bob, @eve, @fay"),
        put(BOTH_ZH, "@bob", "@bob, @eve, @fay"),
    ),
    Translated(
        "two new values of one part of a person",
        BOTH_2,
        put(BOTH_EN, "@ada", "[@ada](https://example.org/a)"),
        put(BOTH_ZH, "@ada", "[@ada](https://example.org/b)"),
        [
            '0 Compiler leads @ada.url: "" | https://example.org/a | "": both, clash',
            '1 编译器 leads @ada.url: "" | https://example.org/b | "": both, clash',
        ],
    ),
    Translated(
        "a person removed from one table and changed in the other",
        BOTH_2,
        put(BOTH_EN, "@ada, ", ""),
        put(BOTH_ZH, "@ada", "[@ada](https://example.org/b)"),
        [
            "0 Compiler leads @ada: @ada | - | @ada: both, clash",
            '1 编译器 leads @ada.url: "" | https://example.org/b | "": both, clash',
        ],
    ),
    Translated(
        "the order of people in one table goes to the other",
        BOTH_2,
        BOTH_EN,
        put(BOTH_ZH, "@ada, @bob", "@bob, @ada"),
        ["1 编译器 leads order: @ada, @bob | @bob, @ada | @ada, @bob: table"],
        put(BOTH_2, '"@ada", "@bob"', '"@bob", "@ada"'),
        put(BOTH_EN, "@ada, @bob", "@bob, @ada"),
    ),
    Translated(
        "a row in one language's table only",
        BOTH_2,
        BOTH_EN + "| Quantum | Qubits. | @dan |\n",
        BOTH_ZH,
        ["0 Quantum row: - | Quantum | -: table"],
        BOTH_2
        + "  - name:\n      en: Quantum\n    responsibilities:\n      en: Qubits.\n"
        + '    leads: ["@dan"]\n',
    ),
    Translated(
        "a row of one name in both tables",
        BOTH_2,
        BOTH_EN + "| Quantum | Qubits. | @dan |\n",
        BOTH_ZH + "| Quantum | 量子。 | @dan |\n",
        ["0 Quantum row: - | Quantum | -: table", "1 Quantum row: - | Quantum | -: table"],
        BOTH_2
        + "  - name: Quantum\n    responsibilities:\n      en: Qubits.\n      zh: 量子。\n"
        + '    leads: ["@dan"]\n',
    ),
    Translated(
        "a SIG lost by one of its two tables",
        BOTH_2,
        DOCS_EN,
        BOTH_ZH,
        ["0 Compiler row: Compiler | - | there: both, one_table"],
    ),
    Translated(
        "a SIG lost by one of its two tables, and changed in the other",
        BOTH_2,
        DOCS_EN,
        put(BOTH_ZH, "编译。", "编。"),
        [
            "0 Compiler row: Compiler | - | there: both, one_table",
            "1 编译器 responsibilities: 编译。 | 编。 | 编译。: table",
        ],
        put(BOTH_2, "编译。", "编。"),
    ),
    Translated(
        "a SIG lost by both tables",
        BOTH_2,
        DOCS_EN,
        DOCS_ZH,
        [
            "0 Compiler row: Compiler | - | there: table",
            "1 编译器 row: 编译器 | - | there: table",
        ],
        DOCS_2,
    ),
    Translated(
        "a SIG removed from the registry",
        COMPILER_2,
        BOTH_EN,
        BOTH_ZH,
        ["0 Docs row: - | Docs | there: registry", "1 Docs row: - | Docs | there: registry"],
        english_after=COMPILER_EN,
        chinese_after=COMPILER_ZH,
    ),
    Translated(
        "a SIG removed from the registry, and changed in one table: both rows stay",
        DOCS_2,
        put(BOTH_EN, "Compiles.", "Compiles it."),
        BOTH_ZH,
        [
            "0 Compiler row: - | Compiler | there: both (responsibilities)",
            "1 编译器 row: - | 编译器 | there: both, other_row",
        ],
    ),
    Translated(
        "a row renamed in one table",
        BOTH_2,
        BOTH_EN,
        put(BOTH_ZH, "编译器", "编译组"),
        [
            "1 编译器 row: 编译器 | - | there: both, rename (编译组)",
            "1 编译组 row: - | 编译组 | -: both, rename (编译器)",
        ],
    ),
    Translated(
        "the order of one table goes to the other",
        BOTH_2,
        BOTH_EN,
        turned(BOTH_ZH),
        ["1 Docs order: 编译器, Docs | Docs, 编译器 | ?: table"],
        DOCS_2 + COMPILER_2,
        turned(BOTH_EN),
    ),
]


@pytest.mark.parametrize("case", TRANSLATED, ids=lambda case: case.label)
def test_two_languages(case: Translated) -> None:
    now = translated(case.registry, case.english, case.chinese)
    agreed = translated(BOTH_2, BOTH_EN, BOTH_ZH)
    assert bring_together(now, agreed, choice=case.choice) == case.outcome()


def test_two_orders_of_two_tables_clash() -> None:
    fun, row = "  - name: Fun\n", "| Fun | | |\n"
    agreed = translated(BOTH_2 + fun, BOTH_EN + row, BOTH_ZH + row)
    now = translated(BOTH_2 + fun, turned(BOTH_EN) + row, COMPILER_ZH + row + DOCS_ZH)
    assert bring_together(now, agreed) == Outcome(
        now,
        [
            "0 Docs order: Compiler, Docs, Fun | Docs, Compiler, Fun | ?: both, clash",
            "1 Fun order: 编译器, Docs, Fun | 编译器, Fun, Docs | ?: both, clash",
        ],
    )


# --- sections ------------------------------------------------------------------------------------

SECTIONS = """\
tables:
  - path: README.md
    heading: Active
    section: active
    columns: {Name: name, About: responsibilities, Leads: leads}
  - path: README.md
    heading: Retired
    section: retired
    columns: {Name: name, About: responsibilities}
sigs:
"""


def in_sections(registry: str, active: str, retired: str) -> Files:
    document = (
        f"## Active\n\n| Name | About | Leads |\n|---|---|---|\n{active}\n"
        f"## Retired\n\n| Name | About |\n|---|---|\n{retired}"
    )
    return Files(SECTIONS + registry, {"README.md": document})


DOCS_ACTIVE = """\
  # Ask before you close it.
  - name: Docs
    id: docs
    section: active
    responsibilities: Writes.
    leads: ["@cyd"]
"""
OPS = "  - {name: Ops, section: active}\n"
FUN = "  - {name: Fun, section: retired, responsibilities: Plays.}\n"
ACTIVE, RETIRED = "| Docs | Writes. | @cyd |\n| Ops | | |\n", "| Fun | Plays. |\n"
IN_SECTIONS = in_sections(DOCS_ACTIVE + OPS + FUN, ACTIVE, RETIRED)
DOCS_RETIRED = put(DOCS_ACTIVE, "section: active", "section: retired")
ACTIVE_EDITED = put(ACTIVE, "Writes.", "Writes it.")


@pytest.mark.parametrize(
    ("now", "facts", "after"),
    [
        pytest.param(
            in_sections(DOCS_ACTIVE + OPS + FUN, "| Ops | | |\n", RETIRED + "| Docs | Writes. |\n"),
            ["1 Docs section: active | retired | active: table"],
            in_sections(
                OPS + FUN + DOCS_RETIRED, "| Ops | | |\n", RETIRED + "| Docs | Writes. |\n"
            ),
            id="a row cut and pasted into the table of another section: all keys stay",
        ),
        pytest.param(
            in_sections(
                DOCS_ACTIVE + OPS + FUN, "| Ops | | |\n", RETIRED + "| Docs | Writes. | @cyd |\n"
            ),
            ["1 Docs section: active | retired | active: table"],
            in_sections(
                OPS + FUN + DOCS_RETIRED, "| Ops | | |\n", RETIRED + "| Docs | Writes. | @cyd |\n"
            ),
            id="a row with a cell beyond the header",
        ),
        pytest.param(
            in_sections(
                DOCS_ACTIVE + OPS + FUN, "| Ops | | |\n", RETIRED + "| Docs | Writes it. |\n"
            ),
            [
                "1 Docs section: active | retired | active: table",
                "1 Docs responsibilities: Writes. | Writes it. | Writes.: table",
            ],
            in_sections(
                OPS + FUN + put(DOCS_RETIRED, "Writes.", "Writes it."),
                "| Ops | | |\n",
                RETIRED + "| Docs | Writes it. |\n",
            ),
            id="a row cut, pasted and changed",
        ),
        pytest.param(
            in_sections(
                put(DOCS_ACTIVE, "Writes.", "Writes it.") + OPS + FUN,
                "| Ops | | |\n",
                RETIRED + "| Docs | Writes. |\n",
            ),
            [
                "1 Docs section: active | retired | active: table",
                "1 Docs responsibilities: Writes it. | Writes. | Writes.: registry",
            ],
            in_sections(
                OPS + FUN + put(DOCS_RETIRED, "Writes.", "Writes it."),
                "| Ops | | |\n",
                RETIRED + "| Docs | Writes it. |\n",
            ),
            id="a row cut and pasted, its SIG changed in the registry",
        ),
        pytest.param(
            in_sections(
                put(DOCS_ACTIVE, "Writes.", "Writes all.") + OPS + FUN,
                "| Ops | | |\n",
                "| Docs | Writes it. |\n" + RETIRED,
            ),
            [
                "1 Docs section: active | retired | active: table",
                "1 Docs responsibilities: Writes all. | Writes it. | Writes.: both",
            ],
            in_sections(
                OPS + put(DOCS_RETIRED, "Writes.", "Writes all.") + FUN,
                "| Ops | | |\n",
                "| Docs | Writes it. |\n" + RETIRED,
            ),
            id="a row cut and pasted, one text changed by both",
        ),
        pytest.param(
            in_sections(
                put(DOCS_ACTIVE, '"@cyd"', '"@cyd", "@dan"') + OPS + FUN,
                "| Ops | | |\n",
                RETIRED + "| Docs | Writes it. |\n| New | |\n",
            ),
            [
                "1 Docs section: active | retired | active: table",
                "1 New row: - | New | -: table",
                "1 Docs responsibilities: Writes. | Writes it. | Writes.: table",
            ],
            in_sections(
                OPS
                + FUN
                + put(put(DOCS_RETIRED, '"@cyd"', '"@cyd", "@dan"'), "Writes.", "Writes it.")
                + "  - name: New\n    section: retired\n",
                "| Ops | | |\n",
                RETIRED + "| Docs | Writes it. |\n| New | |\n",
            ),
            id="a row cut, pasted and changed, above a new one; no table shows who joined",
        ),
        pytest.param(
            in_sections(DOCS_ACTIVE + OPS + FUN, "| Ops | | |\n", "| Docs | Writes. |\n"),
            [
                "1 Fun row: Fun | - | there: table",
                "1 Docs section: active | retired | active: table",
            ],
            in_sections(DOCS_RETIRED + OPS, "| Ops | | |\n", "| Docs | Writes. |\n"),
            id="a row cut and pasted over one that goes",
        ),
        pytest.param(
            in_sections(DOCS_RETIRED + OPS + FUN, ACTIVE, RETIRED),
            ["0 Docs row: - | Docs | there: registry", "1 Docs row: Docs | - | -: registry"],
            in_sections(
                DOCS_RETIRED + OPS + FUN, "| Ops | | |\n", "| Docs | Writes. |\n" + RETIRED
            ),
            id="a section changed in the registry",
        ),
        pytest.param(
            in_sections(DOCS_RETIRED + OPS + FUN, ACTIVE_EDITED, RETIRED),
            [
                "0 Docs section: retired | active | active: registry",
                "0 Docs responsibilities: Writes. | Writes it. | Writes.: table",
            ],
            in_sections(
                put(DOCS_RETIRED, "Writes.", "Writes it.") + OPS + FUN,
                "| Ops | | |\n",
                "| Docs | Writes it. |\n" + RETIRED,
            ),
            id="a section changed in the registry, and the row in its table",
        ),
        pytest.param(
            in_sections(
                DOCS_RETIRED + OPS + FUN, "| Ops | | |\n", "| Docs | Writes. |\n" + RETIRED
            ),
            [],
            None,
            id="moved by both",
        ),
        pytest.param(
            in_sections(DOCS_ACTIVE + OPS + FUN, ACTIVE, RETIRED + "| Docs | Writes. |\n"),
            ["1 Docs row: - | Docs | -: both, refused (there is a SIG called 'Docs' already)"],
            None,
            id="a row copied",
        ),
    ],
)
def test_sections(now: Files, facts: Sequence[str], after: Files | None) -> None:
    assert bring_together(now, IN_SECTIONS) == Outcome(after or now, list(facts))


@pytest.mark.parametrize(
    "then",
    [
        pytest.param((DOCS_ACTIVE, ACTIVE_EDITED), id="the row, before the section"),
        pytest.param((DOCS_RETIRED, ACTIVE), id="the section, before the row"),
        pytest.param((DOCS_ACTIVE, put(ACTIVE, "Writes.", "Draws.")), id="the row, twice"),
    ],
)
def test_what_one_side_committed_alone_went_with_the_row(then: tuple[str, str]) -> None:
    """The registry puts a SIG into another section, and its table says what no registry has."""
    now = in_sections(DOCS_RETIRED + OPS + FUN, ACTIVE_EDITED, RETIRED)
    drifted = in_sections(then[0] + OPS + FUN, then[1], RETIRED)
    assert bring_together(now, drifted, IN_SECTIONS) == bring_together(now, IN_SECTIONS)
    assert bring_together(now, drifted, IN_SECTIONS) == Outcome(
        in_sections(
            put(DOCS_RETIRED, "Writes.", "Writes it.") + OPS + FUN,
            "| Ops | | |\n",
            "| Docs | Writes it. |\n" + RETIRED,
        ),
        [
            "0 Docs section: retired | active | active: registry",
            "0 Docs responsibilities: Writes. | Writes it. | Writes.: table",
        ],
    )


def test_a_text_that_was_emptied_in_a_commit_came_back_with_the_row() -> None:
    emptied = put(ACTIVE, "Writes.", "")
    now = in_sections(DOCS_RETIRED + OPS + FUN, emptied, RETIRED)
    drifted = in_sections(DOCS_ACTIVE + OPS + FUN, emptied, RETIRED)
    for commits in ([IN_SECTIONS], [drifted, IN_SECTIONS]):
        assert bring_together(now, *commits) == Outcome(
            in_sections(
                put(DOCS_RETIRED, "    responsibilities: Writes.\n", "") + OPS + FUN,
                "| Ops | | |\n",
                "| Docs | |\n" + RETIRED,
            ),
            [
                "0 Docs section: retired | active | active: registry",
                '0 Docs responsibilities: Writes. | "" | Writes.: table',
            ],
        )


def test_a_new_row_beside_one_whose_sig_moved_hid_that() -> None:
    now = in_sections(DOCS_RETIRED + OPS + FUN, ACTIVE_EDITED + "| New | | |\n", RETIRED)
    assert bring_together(now, IN_SECTIONS) == Outcome(
        in_sections(
            put(DOCS_RETIRED, "Writes.", "Writes it.")
            + OPS
            + "  - {name: New, section: active}\n"
            + FUN,
            "| Ops | | |\n| New | | |\n",
            "| Docs | Writes it. |\n" + RETIRED,
        ),
        [
            "0 Docs section: retired | active | active: registry",
            "0 New row: - | New | -: table",
            "0 Docs responsibilities: Writes. | Writes it. | Writes.: table",
        ],
    )


def test_what_never_was_agreed_went_with_the_row() -> None:
    now = in_sections(DOCS_RETIRED + OPS + FUN, ACTIVE_EDITED, RETIRED)
    drifted = in_sections(DOCS_ACTIVE + OPS + FUN, ACTIVE_EDITED, RETIRED)
    assert bring_together(now, drifted) == Outcome(
        now, ["0 Docs section: retired | active | active: both, cells (responsibilities)"]
    )


# What no table shows stays, whichever side is chosen.
IN_BOTH = in_sections(DOCS_ACTIVE + OPS + FUN, "| Ops | | |\n", RETIRED + "| Docs | All. |\n")


@pytest.mark.parametrize(
    ("choice", "facts", "after"),
    [
        pytest.param(
            None,
            [
                "1 Docs section: active | retired | ?: unknown",
            ],
            IN_BOTH,
            id="nobody",
        ),
        pytest.param(
            table,
            [
                "1 Docs section: active | retired | ?: table, chosen",
                "1 Docs responsibilities: Writes. | All. | ?: table, chosen",
            ],
            in_sections(
                OPS + FUN + put(DOCS_RETIRED, "Writes.", "All."),
                "| Ops | | |\n",
                RETIRED + "| Docs | All. |\n",
            ),
            id="the table",
        ),
        pytest.param(
            registry,
            [
                "1 Docs section: active | retired | ?: registry, chosen",
                "1 Docs responsibilities: Writes. | All. | ?: registry, chosen",
            ],
            in_sections(DOCS_ACTIVE + OPS + FUN, ACTIVE, RETIRED),
            id="the registry",
        ),
    ],
)
def test_a_row_in_another_section_without_a_base(
    choice: Choice | None, facts: Sequence[str], after: Files
) -> None:
    assert bring_together(IN_BOTH, choice=choice) == Outcome(after, list(facts))


THREE = """\
tables:
  - {path: README.md, heading: A, section: a, columns: {Name: name, About: responsibilities}}
  - {path: README.md, heading: B, section: b, columns: {Name: name, About: responsibilities}}
  - {path: README.md, heading: C, section: c, columns: {Name: name, About: responsibilities}}
sigs:
"""


def in_three(items: str, **rows: str) -> Files:
    parts = [
        f"## {each}\n\n| Name | About |\n|---|---|\n{rows.get(each, '')}\n"
        for each in ("a", "b", "c")
    ]
    return Files(THREE + items, {"README.md": "".join(parts)})


EDGE, EDGE_ROW = (
    "  - {name: Edge, x-own: 1, section: a, responsibilities: One.}\n",
    "| Edge | One. |\n",
)


@pytest.mark.parametrize(
    ("choice", "verdict", "after"),
    [
        pytest.param(None, "both", None, id="nobody"),
        pytest.param(
            registry,
            "registry, chosen",
            in_three(EDGE.replace("section: a", "section: b"), b=EDGE_ROW),
            id="the registry",
        ),
        pytest.param(
            table,
            "table, chosen",
            in_three(EDGE.replace("section: a", "section: c"), c=EDGE_ROW),
            id="the table",
        ),
    ],
)
def test_moved_to_two_sections(choice: Choice | None, verdict: str, after: Files | None) -> None:
    agreed = in_three(EDGE, a=EDGE_ROW)
    now = in_three(EDGE.replace("section: a", "section: b"), c=EDGE_ROW)
    found = bring_together(now, agreed, choice=choice)
    assert found == Outcome(after or now, [f"2 Edge section: b | c | a: {verdict}"])


def test_a_row_that_two_tables_moved_to_two_sections() -> None:
    tables = "".join(
        f"  - {{path: {path}.md, heading: {each}, section: {each}, language: {path}, "
        "columns: {Name: name}}\n"
        for path in ("en", "zh")
        for each in "abc"
    )

    def in_both(item: str, **places: str) -> Files:
        documents = {
            f"{path}.md": "".join(
                f"## {each}\n\n| Name |\n|---|\n{'| Edge |' + chr(10) if each == place else ''}\n"
                for each in "abc"
            )
            for path, place in places.items()
        }
        return Files(f"tables:\n{tables}sigs:\n{item}", documents)

    item = "  - {name: Edge, section: a, x-own: 1}\n"
    agreed, now = in_both(item, en="a", zh="a"), in_both(item, en="b", zh="c")
    assert bring_together(now, agreed) == Outcome(
        now,
        [
            "1 Edge section: a | b | a: both, clash",
            "5 Edge section: a | c | a: both, clash",
        ],
    )
    alone = in_both(item, en="a", zh="c")
    moved = in_both(item.replace("section: a", "section: c"), en="c", zh="c")
    assert bring_together(alone, agreed) == Outcome(moved, ["5 Edge section: a | c | a: table"])


# --- what else differs ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("registry", "rows", "facts", "registry_after", "rows_after"),
    [
        pytest.param(
            LINKED,
            put(LINKED_ROWS, "Docs", "Books"),
            ["0 Docs name: Docs | Books | Docs: table"],
            put(LINKED, "Docs", "Books"),
            "",
            id="renamed in the table",
        ),
        pytest.param(
            put(LINKED, "Docs", "Books"),
            LINKED_ROWS,
            ["0 Books name: Books | Docs | Docs: registry"],
            "",
            put(LINKED_ROWS, "Docs", "Books"),
            id="renamed in the registry",
        ),
        pytest.param(
            put(LINKED, "Docs", "Books"),
            put(LINKED_ROWS, "Docs", "Papers"),
            ["0 Books name: Books | Papers | Docs: both"],
            "",
            "",
            id="renamed twice",
        ),
        pytest.param(
            LINKED,
            put(put(LINKED_ROWS, "Docs", "Books"), "@cyd", "@eve"),
            [
                "0 Docs name: Docs | Books | Docs: table",
                "0 Docs leads @cyd: @cyd | - | @cyd: table",
                "0 Docs leads @eve: - | @eve | -: table",
            ],
            put(put(LINKED, "Docs", "Books"), "@cyd", "@eve"),
            "",
            id="renamed in the table, with another lead",
        ),
        pytest.param(
            LINKED,
            put(LINKED_ROWS, "docs.md", "docs/README.md"),
            ["0 Docs readme: docs.md | docs/README.md | docs.md: table"],
            put(LINKED, "docs.md", "docs/README.md"),
            "",
            id="another page",
        ),
    ],
)
def test_the_same_page_is_the_same_sig(
    registry: str, rows: str, facts: Sequence[str], registry_after: str, rows_after: str
) -> None:
    after = files(registry_after or registry, rows_after or rows)
    found = bring_together(files(registry, rows), files(LINKED, LINKED_ROWS))
    assert found == Outcome(after, list(facts))


@pytest.mark.parametrize(
    ("settings", "after"),
    [
        pytest.param("Docs: {SIG404: x}", "Books: {SIG404: x}", id="the name"),
        pytest.param("docs: {SIG404: x}", "docs: {SIG404: x}", id="written otherwise"),
        pytest.param(
            "Docs: {SIG404: x}, Books: {SIG405: x}",
            "Docs: {SIG404: x}, Books: {SIG405: x}",
            id="the new name is there",
        ),
    ],
)
def test_what_is_set_for_a_sig_follows_its_name(settings: str, after: str) -> None:
    """As it does where a command renames it."""
    settings = f"validate: {{per_sig: {{{settings}}}}}\n"
    found = bring_together(
        files(LINKED + settings, put(LINKED_ROWS, "Docs", "Books")),
        files(LINKED + settings, LINKED_ROWS),
    )
    assert found == Outcome(
        files(
            put(LINKED, "name: Docs", "name: Books") + f"validate: {{per_sig: {{{after}}}}}\n",
            put(LINKED_ROWS, "Docs", "Books"),
        ),
        ["0 Docs name: Docs | Books | Docs: table"],
    )


def test_a_name_of_two_tables_becomes_one_name() -> None:
    """And what is set for the SIG follows once no language has the old one."""
    settings = "validate: {per_sig: {Docs: {SIG404: x}}}\n"
    linked = put(DOCS_2, "name: Docs", "name: Docs\n    readme: docs.md") + settings
    english, chinese = (
        put(each, "| Docs |", "| [Docs](/docs.md) |") for each in (DOCS_EN, DOCS_ZH)
    )
    english, chinese = (each.replace("/docs", "docs") for each in (english, chinese))
    chinese = put(chinese, "docs.md", "../docs.md")
    agreed = translated(linked, english, chinese)
    now = translated(linked, put(english, "Docs", "Books"), put(chinese, "Docs", "Books"))
    assert bring_together(now, agreed) == Outcome(
        Files(now.registry.replace("Docs", "Books"), now.documents),
        ["0 Docs name: Docs | Books | Docs: table", "1 Docs name: Docs | Books | Docs: table"],
    )


def test_a_status_that_is_none_is_refused() -> None:
    tables = "tables:\n  - {path: README.md, columns: {Name: name, Status: status}}\nsigs:\n"
    item = "  - {name: Docs, status: active}\n"
    rows = "| Name | Status |\n|---|---|\n| Docs | active |\n"
    now = Files(tables + item, {"README.md": put(rows, "active", "busy")})
    refused = "the status 'busy' is none of proposed, active, dormant, archived"
    assert bring_together(now, Files(tables + item, {"README.md": rows})) == Outcome(
        now, [f"0 Docs status: active | busy | active: both, refused ({refused})"]
    )


def test_each_state_is_read_with_its_own_tables() -> None:
    """A column got another header, and one is new: its cells have no base."""
    old = (
        "tables:\n  - path: README.md\n"
        "    columns: {SIG: name, About: responsibilities, Leads: leads}\nsigs:\n"
    )
    rows = "| SIG | About | Leads |\n|---|---|---|\n| Docs | Writes. | @cyd |\n"
    commit = Files(old + DOCS, {"README.md": rows})
    now = files(
        put(DOCS, "Writes.", "Writes it."), put(DOCS_ROW, "| | @cyd", "| weekly | @cyd, @eve")
    )
    assert bring_together(now, commit) == Outcome(
        files(
            put(put(DOCS, "Writes.", "Writes it."), "'@cyd']", "'@cyd', '@eve'], meets: weekly"),
            "| Docs | Writes it. | weekly | @cyd, @eve |\n",
        ),
        [
            "0 Docs responsibilities: Writes it. | Writes. | Writes.: registry",
            '0 Docs meets: "" | weekly | "": table',
            "0 Docs leads @eve: - | @eve | -: table",
        ],
    )


def test_addresses_that_are_not_published_stay_in_the_registry() -> None:
    closed = put(TABLES, "sigs:", "validate: {publish_email: false}\nsigs:")
    item = "  - name: Docs\n    leads:\n      - handle: cyd\n        email: cyd@example.org\n"
    agreed = Files(closed + item, {"README.md": HEADER + "| Docs | | | @cyd |\n"})
    assert bring_together(agreed, agreed) == Outcome(agreed, [])
    now = Files(closed + item, {"README.md": HEADER + "| Docs | Writes. | | @cyd, @eve |\n"})
    assert bring_together(now, agreed) == Outcome(
        Files(
            closed
            + put(
                item + "      - handle: eve\n",
                "    leads:",
                "    responsibilities: Writes.\n    leads:",
            ),
            now.documents,
        ),
        [
            '0 Docs responsibilities: "" | Writes. | "": table',
            "0 Docs leads @eve: - | @eve | -: table",
        ],
    )


def test_a_table_whose_facts_won_is_not_aligned_again() -> None:
    table = "| Name | About    | Meets | Leads |\n|------|----------|-------|-------|\n"
    row = "| Docs | Writes.  |       | @cyd  |\n"
    agreed = Files(TABLES + DOCS, {"README.md": table + row})
    wider = put(row, "Writes.  |", "Writes all. |")
    now = Files(TABLES + DOCS, {"README.md": table + wider})
    after = Files(TABLES + put(DOCS, "Writes.", "Writes all."), now.documents)
    assert bring_together(now, agreed) == Outcome(
        after, ["0 Docs responsibilities: Writes. | Writes all. | Writes.: table"]
    )


def test_the_table_of_a_commit_without_a_registry_is_the_base() -> None:
    """What it said counts: whoever began with `init` since, and edited either side."""
    now = files(put(BOTH, "weekly", "daily"), put(BOTH_ROWS, "@bob", "@bob, @eve") + QUANTUM_ROW)
    before = Files(TABLES + "  []\n", {"README.md": HEADER + BOTH_ROWS}).community()
    found = synced(now.community(), Past(iter([Older(before, is_table_alone=True)])))
    with_eve = COMPILER + "      - handle: eve\n"
    assert files_of(found) == files(
        put(with_eve, "weekly", "daily") + DOCS + QUANTUM,
        put(put(BOTH_ROWS, "@bob", "@bob, @eve"), "weekly", "daily") + QUANTUM_ROW,
    )
    assert [line(fact) for fact in found.facts] == [
        "0 Quantum row: - | Quantum | -: table",
        "0 Compiler meets: daily | weekly | weekly: registry",
        "0 Compiler leads @eve: - | @eve | -: table",
    ]


# --- what cannot be written ----------------------------------------------------------------------

SHARED = """\
  - &build
    name: Build
    responsibilities: Builds.
    leads: &team ['@ada']
  - <<: *build
    name: Edge
  - name: Fun
    leads: *team
  - name: Ops
    meets: weekly
"""
SHARED_ROWS = (
    "| Build | Builds. | | @ada |\n"
    "| Edge | Builds. | | @ada |\n"
    "| Fun | | | @ada |\n"
    "| Ops | | weekly | |\n"
)
LAYOUT = (
    "cannot be changed here without changing more than was asked (an anchor, a tag or an unusual "
    "layout is in the way); edit it by hand"
)
BIDI = "one\u202etwo"


@pytest.mark.parametrize(
    ("row", "edited", "fact"),
    [
        pytest.param(
            "| Fun | | | @ada |",
            "| Fun | | | @ada, @eve |",
            f"0 Fun leads @eve: - | @eve | -: both, refused (sigs.yaml:12: {LAYOUT})",
            id="an alias",
        ),
        pytest.param(
            "| Build | Builds. |",
            "| Build | Builds it. |",
            "0 Build responsibilities: Builds. | Builds it. | Builds.: both, refused "
            f"(sigs.yaml:7: {LAYOUT})",
            id="what another SIG merges",
        ),
        pytest.param(
            "| Edge | Builds. |",
            "| Edge | |",
            '0 Edge responsibilities: Builds. | "" | Builds.: both, refused '
            "(sigs.yaml:9:5: 'responsibilities' comes from a merge key (<<); change it there)",
            id="a merge key",
        ),
        pytest.param(
            "| Build | Builds. | | @ada |\n",
            "",
            f"0 Build row: Build | - | there: both, refused (sigs.yaml:6: {LAYOUT})",
            id="a SIG with an anchor is gone",
        ),
        pytest.param(
            "| Fun | |",
            f"| Fun | {BIDI} |",
            f'0 Fun responsibilities: "" | {BIDI} | "": both, refused '
            "(Fun: responsibilities holds '\\u202e'; a value is one line of text)",
            id="a control character in a text",
        ),
        pytest.param(
            "| Fun | | | @ada |\n",
            "| Fun | | | @ada |\n| [x] | | | |\n",
            "0 [x] row: - | [x] | -: both, refused (the name '[x]' holds '['; a name is one line "
            "of plain text without | [ ] and control characters)",
            id="a row whose name cannot be one",
        ),
    ],
)
def test_what_the_registry_cannot_hold_stops_nothing_else(row: str, edited: str, fact: str) -> None:
    agreed = files(SHARED, SHARED_ROWS)
    now = files(
        SHARED.replace("name: Ops", "name: Ops\n    responsibilities: Runs."),
        put(put(SHARED_ROWS, row, edited), "weekly", "daily"),
    )
    after = files(
        SHARED.replace("name: Ops", "name: Ops\n    responsibilities: Runs.").replace(
            "weekly", "daily"
        ),
        put(put(put(SHARED_ROWS, row, edited), "weekly", "daily"), "| Ops | |", "| Ops | Runs. |"),
    )
    found = bring_together(now, agreed)
    others = {
        '0 Ops responsibilities: Runs. | "" | "": registry',
        "0 Ops meets: weekly | daily | weekly: table",
    }
    assert found.after == after
    assert [each for each in found.facts if each not in others] == [fact]
    assert others <= set(found.facts)


def test_what_no_cell_can_show_stops_nothing_else() -> None:
    """A value, and a SIG that is new."""
    lines = '    meets: "two\\nlines"\n'
    now = files(
        put(put(BOTH, "    meets: weekly\n", lines), "Writes.", "Writes it.")
        + '  - {name: Quantum, meets: "two\\nlines"}\n',
        BOTH_ROWS,
    )
    found = bring_together(now, AGREED)
    detail = "meets cannot be shown in a table; put it on one line"
    assert found == Outcome(
        files(now.registry.removeprefix(TABLES), put(BOTH_ROWS, "Writes.", "Writes it.")),
        [
            f"0 Quantum row: Quantum | - | -: both, refused (Quantum: {detail})",
            f"0 Compiler meets: two\nlines | weekly | weekly: both, refused (Compiler: {detail})",
            "0 Docs responsibilities: Writes it. | Writes. | Writes.: registry",
        ],
    )


def test_a_text_in_the_place_of_a_placeholder_in_one_of_two_languages() -> None:
    """One text for both languages: the table that has a placeholder gets it."""
    agreed = translated("  - name: Docs\n", "| Docs | TBD | |\n", "| Docs | | |\n")
    item = "  - name: Docs\n    responsibilities: Writes.\n"
    now = translated(item, "| Docs | TBD | |\n", "| Docs | | |\n")
    assert bring_together(now, agreed) == Outcome(
        translated(item, "| Docs | Writes. | |\n", "| Docs | Writes. | |\n"),
        [
            '0 Docs responsibilities: Writes. | "" | "": registry',
            '1 Docs responsibilities: Writes. | "" | "": registry',
        ],
    )
