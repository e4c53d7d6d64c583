"""`sync` where several rows of a table have one name, or link one page."""

from collections.abc import Sequence

import pytest
from syncing import Choice, Files, Outcome, bring_together, put, registry, table
from two_sigs import (
    AGREED,
    BOTH,
    BOTH_ROWS,
    COMPILER,
    COMPILER_ROW,
    DOCS,
    DOCS_ROW,
    LINKED,
    LINKED_ROWS,
    QUANTUM,
    QUANTUM_ROW,
    files,
)

OTHER_ROW = "| Quantum | Qubits. | daily | @neo |\n"
WITH_QUANTUM = files(BOTH + QUANTUM, BOTH_ROWS + QUANTUM_ROW)
TWICE = "0 Docs row: - | Docs | ?: registry, twice (lines 6 and 7)"


def twins(name: str, lines: str) -> str:
    return f"0 {name} row: {name} | {name} | ?: both, twins ({lines})"


@pytest.mark.parametrize(
    ("now", "commits", "facts"),
    [
        pytest.param(
            files(BOTH + QUANTUM, OTHER_ROW + BOTH_ROWS + QUANTUM_ROW),
            [AGREED],
            [twins("Quantum", "lines 5 and 8")],
            id="both sides added one",
        ),
        pytest.param(
            files(BOTH + QUANTUM, OTHER_ROW + BOTH_ROWS + QUANTUM_ROW),
            [files(BOTH + QUANTUM, OTHER_ROW + BOTH_ROWS + QUANTUM_ROW), AGREED],
            [twins("Quantum", "lines 5 and 8")],
            id="both sides added one, and that is committed",
        ),
        pytest.param(
            files(BOTH + put(QUANTUM, "weekly", "yearly"), OTHER_ROW + BOTH_ROWS + QUANTUM_ROW),
            [WITH_QUANTUM, AGREED],
            [twins("Quantum", "lines 5 and 8")],
            id="neither row is as the registry has it",
        ),
        pytest.param(
            files(BOTH, BOTH_ROWS + OTHER_ROW + QUANTUM_ROW),
            [AGREED],
            ["0 Quantum row: - | Quantum | ?: both, twins (lines 7 and 8)"],
            id="the registry has none of them",
        ),
        pytest.param(
            files(BOTH + QUANTUM, BOTH_ROWS + QUANTUM_ROW + OTHER_ROW + put(OTHER_ROW, "neo", "x")),
            [WITH_QUANTUM],
            [twins("Quantum", "lines 7, 8 and 9")],
            id="three rows",
        ),
    ],
)
@pytest.mark.parametrize("choice", [None, table, registry])
def test_of_two_rows_of_one_sig_nobody_knows_which_is_right(
    now: Files, commits: Sequence[Files], facts: Sequence[str], choice: Choice | None
) -> None:
    assert bring_together(now, *commits, choice=choice) == Outcome(now, list(facts))


@pytest.mark.parametrize(
    ("now", "commits", "facts", "after"),
    [
        pytest.param(
            files(BOTH, BOTH_ROWS + DOCS_ROW), [AGREED], [TWICE], AGREED, id="as the registry"
        ),
        pytest.param(
            files(BOTH, BOTH_ROWS + DOCS_ROW),
            [files(BOTH, BOTH_ROWS + DOCS_ROW)],
            [TWICE],
            AGREED,
            id="committed",
        ),
        pytest.param(files(BOTH, BOTH_ROWS + DOCS_ROW), [], [TWICE], AGREED, id="without a past"),
        pytest.param(
            files(put(BOTH, "Writes.", "Reads."), BOTH_ROWS + DOCS_ROW),
            [AGREED],
            [TWICE, "0 Docs responsibilities: Reads. | Writes. | Writes.: registry"],
            files(put(BOTH, "Writes.", "Reads."), put(BOTH_ROWS, "Writes.", "Reads.")),
            id="the registry changed the SIG",
        ),
        pytest.param(
            files(BOTH, COMPILER_ROW + 2 * put(DOCS_ROW, "Writes.", "Reads.")),
            [AGREED],
            [TWICE, "0 Docs responsibilities: Writes. | Reads. | Writes.: table"],
            files(put(BOTH, "Writes.", "Reads."), put(BOTH_ROWS, "Writes.", "Reads.")),
            id="the table changed both rows",
        ),
        pytest.param(
            files(COMPILER, COMPILER_ROW + 2 * DOCS_ROW),
            [files(COMPILER, COMPILER_ROW)],
            ["0 Docs row: - | Docs | -: table", TWICE],
            files(
                COMPILER
                + "  - name: Docs\n    responsibilities: Writes.\n    leads:\n"
                + "      - handle: cyd\n",
                BOTH_ROWS,
            ),
            id="a new SIG",
        ),
    ],
)
def test_a_row_that_is_there_twice_to_the_byte_needed_a_decision(
    now: Files, commits: Sequence[Files], facts: Sequence[str], after: Files
) -> None:
    assert bring_together(now, *commits) == Outcome(after, list(facts))


def test_two_sigs_of_one_name_keep_their_rows_that_are_alike() -> None:
    now = files(DOCS + COMPILER + DOCS, DOCS_ROW + BOTH_ROWS)
    assert bring_together(now, now) == Outcome(now, [])


PAGE_ROW = "| [Books](docs.md) | Binds. | | @neo |\n"
BOOKS = "  - {name: Books, readme: docs.md, responsibilities: Binds., leads: ['@neo']}\n"


def test_a_new_row_that_links_the_page_of_another_row_made_a_second_sig() -> None:
    """It may be a rename that was accepted twice."""
    agreed = files(LINKED, LINKED_ROWS)
    now = files(LINKED, LINKED_ROWS + PAGE_ROW)
    told = "0 Books row: - | Books | -: both, same_page (Docs)"
    assert bring_together(now, agreed) == Outcome(now, [told])
    chosen = "0 Books row: - | Books | -: {}, chosen (Docs)"
    assert bring_together(now, agreed, choice=table) == Outcome(
        files(LINKED + BOOKS, LINKED_ROWS + PAGE_ROW), [chosen.format("table")]
    )
    assert bring_together(now, agreed, choice=registry) == Outcome(
        agreed, [chosen.format("registry")]
    )


def test_a_row_of_the_former_name_of_a_sig_was_a_second_sig() -> None:
    """Where the registry renamed it, and somebody wrote the row of the new name already."""
    now = files(put(LINKED, "name: Docs", "name: Books"), LINKED_ROWS + put(PAGE_ROW, "Binds.", ""))
    found = bring_together(now, files(LINKED, LINKED_ROWS))
    assert "0 Docs row: - | Docs | -: both, same_page (Books)" in found.facts


def test_a_page_that_several_sigs_share_tells_nothing_of_a_new_row() -> None:
    shared = put(LINKED, "id: cc", "id: cc\n    readme: docs.md")
    rows = put(LINKED_ROWS, "| Compiler ", "| [Compiler](docs.md) ")
    assert bring_together(files(shared, rows + PAGE_ROW), files(shared, rows)) == Outcome(
        files(shared + BOOKS, rows + PAGE_ROW), ["0 Books row: - | Books | -: table"]
    )
