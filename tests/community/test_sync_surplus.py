"""Rows with more cells than the header row: what nobody can read is never taken, nor written."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from syncing import Choice, Files, Outcome, bring_together, files_of, line, of_files

from sigtool.community.fact import Verdict

TABLES = """\
tables:
  - {path: README.md, columns: {Name: name, About: responsibilities, Leads: leads}}
sigs:
"""
HEADER = "| Name | About | Leads |\n|---|---|---|\n"
DOCS = "  - name: Docs\n    responsibilities: Writes.\n    leads:\n      - '@ada'\n"
COMPILER = "  - name: C\n    responsibilities: Builds.\n    leads:\n      - '@grace'\n"
DOCS_ROW, COMPILER_ROW = "| Docs | Writes. | @ada |\n", "| C | Builds. | @grace |\n"
# The same row, and one with a note behind the last column, which both had.
TORN_ROW = "| Docs | Read/write|sync | @ada |\n"
NOTED_ROW = "| Docs | Writes. | @ada | since 2019 |\n"
VISION_ROW = "| Vision | See |sync | @joe |\n"
BOTH, BOTH_ROWS = COMPILER + DOCS, COMPILER_ROW + DOCS_ROW


def files(items: str, rows: str) -> Files:
    return Files(TABLES + items, {"README.md": HEADER + rows})


AGREED = files(BOTH, BOTH_ROWS)
NOTED = files(BOTH, COMPILER_ROW + NOTED_ROW)


@dataclass(frozen=True)
class Case:
    """What both said, what they say now, the facts, and both after; "" after is as before."""

    label: str
    items: str
    rows: str
    facts: Sequence[str]
    items_after: str = ""
    rows_after: str = ""
    agreed: Files = AGREED
    choice: Choice | None = None


TORN = [
    "0 Docs responsibilities: Writes. | Read/write | ?: both, surplus",
    "0 Docs leads: @ada | sync | ?: both, surplus",
]
CASES = [
    Case("a bar in a text", BOTH, COMPILER_ROW + TORN_ROW, TORN),
    *(
        Case(f"a bar in a text, {side} preferred", BOTH, COMPILER_ROW + TORN_ROW, TORN, choice=each)
        for side, each in (
            ("the table", lambda _: Verdict.TO_REGISTRY),
            ("the registry", lambda _: Verdict.TO_TABLE),
        )
    ),
    Case(
        "a bar in a text, and the registry changed a cell beside it",
        BOTH.replace("'@ada'", "'@eve'"),
        COMPILER_ROW + TORN_ROW,
        [TORN[0], TORN[1].replace("@ada", "@eve")],
    ),
    Case(
        "a bar in a text, where the cell beside it is empty",
        BOTH,
        COMPILER_ROW + "| Docs | | Writes. | @ada |\n",
        [
            '0 Docs responsibilities: Writes. | "" | ?: both, surplus',
            "0 Docs leads: @ada | Writes. | ?: both, surplus",
        ],
    ),
    Case(
        "a bar in a new row",
        BOTH,
        BOTH_ROWS + VISION_ROW,
        ["0 Vision row: - | Vision | -: both, surplus"],
        choice=lambda _: Verdict.TO_REGISTRY,
    ),
    Case(
        "a bar in a name, so that its SIG seems to have no row",
        BOTH,
        "| C|C++ | Builds. | @grace |\n" + DOCS_ROW,
        [
            "0 C responsibilities: Builds. | C++ | ?: both, surplus",
            "0 C leads: @grace | Builds. | ?: both, surplus",
        ],
    ),
    Case(
        "a bar in a name, so that its SIG has no row",
        BOTH,
        "| C++|C | Builds. | @grace |\n" + DOCS_ROW,
        [
            "0 C row: C | - | there: both, surplus",
            "0 C++ row: - | C++ | -: both, surplus",
        ],
        choice=lambda _: Verdict.TO_REGISTRY,
    ),
    Case(
        "a text of a row with a note that both had",
        BOTH,
        COMPILER_ROW + NOTED_ROW.replace("Writes.", "Reads."),
        ["0 Docs responsibilities: Writes. | Reads. | Writes.: table"],
        BOTH.replace("Writes.", "Reads."),
        agreed=NOTED,
    ),
    Case(
        "a lead whom the registry changed in a row with a note that both had, and a conflict",
        BOTH.replace("'@ada'", "'@eve'").replace("Writes.", "Prints."),
        COMPILER_ROW + NOTED_ROW.replace("Writes.", "Reads."),
        [
            "0 Docs responsibilities: Prints. | Reads. | Writes.: both",
            "0 Docs leads @eve.handle: eve | ada | ada: registry",
        ],
        rows_after=COMPILER_ROW + NOTED_ROW.replace("Writes.", "Reads.").replace("@ada", "@eve"),
        agreed=NOTED,
    ),
    Case(
        "a bar in the text of a row with a note that both had",
        BOTH,
        COMPILER_ROW + NOTED_ROW.replace("Writes.", "Read/write|sync"),
        TORN,
        agreed=NOTED,
    ),
    Case(
        "a note behind the last column is new, and all else is the same",
        BOTH,
        COMPILER_ROW + NOTED_ROW,
        [],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_a_row_with_more_cells_than_the_header_row(case: Case) -> None:
    now = files(case.items, case.rows)
    after = files(case.items_after or case.items, case.rows_after or case.rows)
    assert bring_together(now, case.agreed, choice=case.choice) == Outcome(after, case.facts)


def test_a_new_lead_in_one_language_is_not_written_into_a_row_with_a_bar_in_a_text() -> None:
    registry = """\
tables:
  - {path: README.md, language: en, columns: {Name: name, About: responsibilities, Leads: leads}}
  - {path: README_zh.md, language: zh, columns: {Name: name, Leads: leads}}
sigs:
  - name: Docs
    responsibilities: {en: Writes.}
    leads:
      - '@ada'
"""
    chinese = "| Name | Leads |\n|---|---|\n| Docs | @ada |\n"
    agreed = Files(registry, {"README.md": HEADER + DOCS_ROW, "README_zh.md": chinese})
    more = chinese.replace("@ada", "@ada, @eve")
    now = Files(registry, {"README.md": HEADER + TORN_ROW, "README_zh.md": more})
    found = of_files(now, [agreed])
    assert files_of(found) == Files(registry + "      - '@eve'\n", now.documents)
    told = [*TORN, "1 Docs leads @eve: - | @eve | -: table"]
    assert [line(fact) for fact in found.facts] == told
