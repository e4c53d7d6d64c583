"""SIG107 to SIG109: rows that are none, rows that are there twice, rows of another style."""

from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, checked, snapshot

from sigtool.check import run
from sigtool.rules.rows import duplicate_row, glued_text, ragged_style

IT_GOES: Final = "it says the same; sigtool sync removes it"
AS_OTHERS: Final = "write it as the rows around it"


def twice(name: str, at: str, text: str, first: str) -> Told:
    return Told(
        "SIG108", "duplicate-row", "error", f"{name}: there is a row of this SIG already", at, text,
        (("the first is here", first),), hint=IT_GOES,
    )  # fmt: skip


def ragged(name: str, how: str, at: str, old: str, new: str, end: str = "") -> Told:
    return Told(
        "SIG109", "ragged-style", "note", f"{name}: {how}", at, old, (),
        ("write the row as the others are", True, (f"-{old}{end}", f"+{new}{end}")), AS_OTHERS,
    )  # fmt: skip


ROWS: Final = {
    # --- SIG107
    "a text in CRLF, in a quote": (
        (README.replace("\n|", "\n> |") + "> 更多。\n").replace("\n", "\r\n"),
        [
            Told(
                "SIG107", "glued-text", "warning",
                "README.md: the text below the row of Runtime became a part of the table",
                "README.md:7:3", "更多。", hint="put a blank line above it",
            )
        ],
    ),
    "a row with too few cells is a row": (
        README + "| a |\n",
        [
            Told(
                "SIG105", "cell-count", "note", "a has 1 cell, the header row has 3",
                "README.md:7:1", "| a |", (("the header row is here", "README.md:3:1"),),
                ("add 2 empty cells", True, ("-| a |", "+| a | | |")),
                hint="write an empty cell for each that is missing",
            ),
            Told(
                "SIG601", "out-of-date", "error", "a: is in the table, not in the registry",
                "README.md:7:1", "| a |",
                fix=("render the table", False, ("-| a |",)),
                hint="sigtool render removes the row; to keep it: sigtool add-sig a",
            ),
        ],
    ),
    # --- SIG108
    "rows that name nobody": (README + "|  | a | @ada |\n|  | b | @ada |\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("readme", "expected"), ROWS.values(), ids=ROWS)
def test_what_is_told_of_rows(readme: str, expected: list[Told]) -> None:
    assert checked(REGISTRY, {"README.md": readme}) == expected


def test_sig108_two_rows_of_two_sigs_with_one_name() -> None:
    registry = REGISTRY.replace("name: Runtime", "name: compiler")
    readme = README.replace("| Runtime", "| compiler")
    found = checked(registry, {"README.md": readme})
    assert [each.code for each in found] == ["SIG301"]


def test_sig108_a_row_that_is_another_sigs_by_its_link() -> None:
    registry = REGISTRY.replace("name: Runtime\n", "name: Runtime\n    readme: run/README.md\n")
    readme = README.replace("| Runtime", "| [Compiler](run/README.md)")
    found = checked(registry, {"README.md": readme}, {"run/README.md"})
    assert [(each.code, each.message) for each in found] == [
        ("SIG601", "Runtime: name is 'Compiler', registry has 'Runtime'")
    ]


def test_sig108_a_sig_that_is_not_shown_and_a_registry_that_is_not_sound() -> None:
    rows = "| Quantum | | @ada |\n| Quantum | | @ada |\n"
    archived = REGISTRY + "  - name: Quantum\n    status: archived\n"
    expected = twice("Quantum", "README.md:8:3", "Quantum", "README.md:7:1")
    assert expected in checked(archived, {"README.md": README + rows})
    unsound = archived + "    readme: ~\n"
    found = checked(unsound, {"README.md": README + rows})
    assert [each for each in found if each.code == "SIG108"] == [expected]


COLUMNS: Final = "tables:\n  - path: README.md\n    columns: {Name: name}\nsigs:\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("| a |\n| b |\nc d e\n", ["SIG107"], id="most have pipes"),
        pytest.param("a\nb\n| c d e |\n", [], id="few have pipes"),
    ],
)
def test_sig107_a_table_of_one_column(rows: str, expected: list[str]) -> None:
    registry = COLUMNS + "".join(f"  - name: {name}\n" for name in ("a", "b", "c d e"))
    found = checked(registry, {"README.md": f"| Name |\n| - |\n{rows}"})
    assert [each.code for each in found if each.code != "SIG109"] == expected


# --- SIG109 ------------------------------------------------------------------------------------

NAMES: Final = ("A", "Bee", "Sea", "Dee", "Eel", "Eff")
STYLES: Final = {
    "all alike": (["| A | a |", "| Bee | b |", "| Sea | c |"], []),
    "tight": (["|A|a|", "|Bee|b|", "|Sea|c|", "|Dee|d|"], []),
    "no outer pipes": (["A | a", "Bee | b", "Sea | c", "Dee | d"], []),
    "too few rows to have a style": (["| A | a |", "|Bee|b|"], []),
    "one of three without blanks": (
        ["| A | a |", "|Bee|b|", "| Sea | c |"],
        [
            (
                "Bee", "a space is missing before 'Bee' (under 'Name'); so in 1 more cell",
                "README.md:4:1", "|Bee|b|", "| Bee | b |",
            )
        ],
    ),
    "one of three in a tight table": (
        ["|A|a|", "| Bee|b |", "|Sea|c|"],
        [
            (
                "Bee",
                "a space stands before 'Bee', where the other rows have none (under 'Name'); "
                "so in 1 more cell", "README.md:4:1", "| Bee|b |", "|Bee|b|",
            )
        ],
    ),
    "half of the rows differ: no style": (
        ["| A | a |", "|Bee|b|", "| Sea | c |", "|Dee|d|"], [],
    ),
    "an outer pipe is missing at either end": (
        ["| A | a |", "| Bee | b", "Sea | c |", "| Dee | d |", "| Eel | e |", "| Eff | f |"],
        [
            (
                "Bee", "the row ends without a pipe, the others end with one", "README.md:4:1",
                "| Bee | b", "| Bee | b |",
            ),
            (
                "Sea", "the row begins without a pipe, the others begin with one", "README.md:5:1",
                "Sea | c |", "| Sea | c |",
            ),
        ],
    ),
    "an outer pipe too many": (
        ["A | a", "Bee | b", "| Sea | c |"],
        [
            (
                "Sea", "the row begins with a pipe, the others begin without one", "README.md:5:1",
                "| Sea | c |", "Sea | c",
            )
        ],
    ),
    "a blank more or fewer is seen by nobody": (["| A | a |", "|  Bee | b  |", "| Sea | c |"], []),
    "empty cells may be as they are": (["| A | a |", "| Bee ||", "| Sea |   |"], []),
    "an aligned table": (["| A    | a  |", "| Bee  | b  |", "| Sea  | cc |"], []),
    "a row of an aligned table that was changed": (
        ["| A    | a  |", "| Bee  | b  |", "| Sea | cc |", "| Dee  |    |"],
        [
            (
                "Sea", "the pipe behind 'Sea' is not aligned with those of the other rows (under "
                "'Name')", "README.md:5:1", "| Sea | cc |", "| Sea  | cc |",
            )
        ],
    ),
    "a row that is too long for an aligned table": (
        ["| A    | a  |", "| Bee  | b  |", "| Sea  | cc and more |", "| Dee  | d  |"], [],
    ),
    "aligned by display width": (
        ["| A    | 编 |", "| Bee  | b  |", "| Sea  | 译|", "| Dee  | d  |"],
        [
            (
                "Sea", "the pipe behind '译' is not aligned with those of the other rows (under "
                "'Ab')", "README.md:5:1", "| Sea  | 译|", "| Sea  | 译 |",
            )
        ],
    ),
    "what is left over from an alignment is no style": (
        ["| A | a   |", "| Bee | b  |", "| Sea | c       |", "| Dee | d |"], [],
    ),
    "a backslash before the pipe": (
        ["|A|a|", "|Bee|b|", "|Sea|c\\ |", "|Dee|d|"], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("rows", "expected"), STYLES.values(), ids=STYLES)
def test_sig109(rows: list[str], expected: list[tuple[str, ...]], newline: str) -> None:
    lines = ["| Name | Ab |", "| ---- | -- |", *rows, ""]
    registry = (
        "tables:\n  - path: README.md\n    columns: {Name: name, Ab: responsibilities}\nsigs:\n"
    )
    registry += "".join(f"  - name: {name}\n" for name in NAMES)
    readme = newline.join(lines)
    before = snapshot(registry, {"README.md": readme})
    found = checked(registry, {"README.md": readme})
    end = newline.removesuffix("\n")
    assert [each for each in found if each.code == "SIG109"] == [
        ragged(name, how, at, old, new, end) for name, how, at, old, new in expected
    ]
    rules = [glued_text, duplicate_row, ragged_style]
    after = run.fixed(before, rules)
    assert run.check(after, rules) == []
    now, then = ([sig for _, sig in each.places[0].rows] for each in (after, before))
    assert now == then
