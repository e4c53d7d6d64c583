"""SIG110: rows below a blank line. SIG309: the id of a SIG."""

import pytest
from rules_support import README, REGISTRY, Told, checked

LAST = "| Runtime | Runs them. | @grace |\n"


def split(
    line: int,
    names: str,
    row: str,
    *gaps: str,
    safe: bool,
    at: int | None = None,
    is_stuck: bool = False,
) -> Told:
    row = row.rstrip("\n")
    remedy = "put the blank line below the rows" if is_stuck else "take the blank line away"
    moved = (f"+{row}", f"-{row}") if is_stuck else ()
    return Told(
        "SIG110",
        "split-table",
        "error",
        f"the table ends at a blank line: rows below it are loose text ({names})",
        f"README.md:{at or line + 1}:1",
        row,
        (("it ends here", f"README.md:{line}:1"),),
        fix=(remedy, safe, (*(f"-{gap}" for gap in gaps), *moved)),
        hint=f"{remedy}, or put a heading and a header row in its place",
    )


@pytest.mark.parametrize(
    ("readme", "found"),
    [
        pytest.param(README, [], id="a table in one piece"),
        pytest.param(
            README.replace(LAST, "\n" + LAST),
            [split(6, "Runtime", LAST, "", safe=True)],
            id="a row whose SIG the registry has",
        ),
        pytest.param(
            README.replace(LAST, "\n \n" + LAST),
            [split(6, "Runtime", LAST, "", " ", safe=True, at=8)],
            id="two blank lines",
        ),
        pytest.param(
            README + "\n| Quantum | Qubits. | @dora |\n",
            [split(7, "Quantum", "| Quantum | Qubits. | @dora |", "", safe=False)],
            id="a row whose SIG it does not have",
        ),
        pytest.param(
            README + "\n" + LAST,
            [split(7, "Runtime", LAST, "", safe=False)],
            id="a row whose SIG the table shows already",
        ),
        pytest.param(README + "\nA text | with | bars.\n", [], id="a sentence with bars"),
        pytest.param(
            README + "\n| | | |\n",
            [split(7, "no SIG", "| | | |", "", safe=False)],
            id="a row that names no SIG",
        ),
        pytest.param(
            README.replace(LAST, "\n" + LAST + "A text.\n"),
            [split(6, "Runtime", LAST, safe=True, is_stuck=True)],
            id="a text stuck to the rows",
        ),
        pytest.param(
            README.replace(LAST, "\n" + LAST + "## More\n\nA text.\n"),
            [split(6, "Runtime", LAST, "", safe=True)],
            id="a heading stuck to the rows",
        ),
        pytest.param(
            README.replace(LAST, "\n" + LAST + "| Quantum | Qubits. |\n"),
            [split(6, "Runtime, Quantum", LAST, "", safe=False)],
            id="a row with too few cells below them",
        ),
        pytest.param(README + "\nA text | with a bar.\n", [], id="a text with a bar"),
    ],
)
def test_rows_below_a_blank_line(readme: str, found: list[Told]) -> None:
    assert checked(REGISTRY, {"README.md": readme}) == found


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        pytest.param(("c1", "r1"), [], id="an id each"),
        pytest.param(("c1", "C1"), [], id="two that differ in case"),
        pytest.param(
            ("c1", "c1"),
            [
                Told(
                    "SIG309",
                    "duplicate-id",
                    "error",
                    "Runtime has the id 'c1', which is that of Compiler",
                    "sigs.yaml:15:9",
                    "c1",
                    (("the first is here", "sigs.yaml:10:9"),),
                    hint="give it an id of its own, or take the id away",
                )
            ],
            id="one for both",
        ),
    ],
)
def test_no_two_sigs_have_one_id(ids: tuple[str, str], found: list[Told]) -> None:
    registry = REGISTRY
    for name, mark in zip(("Compiler", "Runtime"), ids, strict=True):
        registry = registry.replace(f"name: {name}\n", f"name: {name}\n    id: {mark}\n")
    assert checked(registry) == found
