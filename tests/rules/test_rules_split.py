"""SIG110: rows below a line that ends their table. SIG309: the id of a SIG."""

from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, checked, snapshot, told

from sigtool.check import run
from sigtool.check.run import Fixes
from sigtool.rules import RULES

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


ABOVE: Final = "move the comment above the table"
TO_ROW: Final = "put the comment behind the last bar of its row"
BETWEEN: Final = "move what stands between the rows above the table or below them"
REWRITTEN: Final = (
    "move the rows up to the table, or write a header row and a delimiter row above them, and an "
    "entry for that table into 'tables'"
)
HEADED: Final = (
    "write a delimiter row (| --- | --- |) below the header row there, and an entry for that table "
    "into 'tables'"
)
HEAD: Final = "| Name | About | Leads |\n"
IGNORE: Final = "<!-- sigtool: ignore SIG404: renamed -->"
COMMENT: Final = "<!-- retired -->"


def ended(
    end: str,
    line: int,
    text: str,
    row: int,
    remedy: str,
    *fix: str,
    safe: bool = False,
    names: str = "Runtime",
) -> Told:
    return Told(
        "SIG110",
        "split-table",
        "error",
        f"the table ends at a {end}: rows below it are loose text ({names})",
        f"README.md:{line}:1",
        text,
        (("the rows begin here", f"README.md:{row}:1"),),
        fix=(remedy, safe, fix) if fix else None,
        hint=remedy,
    )


# What stands above the last row, and what is said of it.
ENDS: Final = {
    "a comment": (
        f"{COMMENT}\n",
        ended("comment", 6, COMMENT, 7, ABOVE, f"+{COMMENT}", f"-{COMMENT}"),
    ),
    "a comment between blank lines": (
        f"\n{COMMENT}\n\n",
        ended("comment", 7, COMMENT, 9, ABOVE, f"+{COMMENT}", "-", f"-{COMMENT}", "-"),
    ),
    "a comment of two lines": (
        "<!-- retired:\n| Old | It was. | @ada | -->\n",
        ended(
            "comment", 6, "<!-- retired:", 8, ABOVE,
            "+<!-- retired:", "+| Old | It was. | @ada | -->",
            "-<!-- retired:", "-| Old | It was. | @ada | -->",
        ),
    ),
    "a comment to sigtool": (
        f"{IGNORE}\n",
        ended(
            "comment", 6, IGNORE, 7, TO_ROW, f"-{IGNORE}", f"-{LAST.rstrip()}",
            f"+{LAST.rstrip()} {IGNORE}", safe=True,
        ),
    ),
    "a marker": (
        "<!-- /sigtool:sigs -->\n",
        ended("marker", 6, "<!-- /sigtool:sigs -->", 7, "move the marker below the rows"),
    ),
    "a heading": ("\n## Others\n\n", ended("heading", 7, "## Others", 9, REWRITTEN)),
    "a heading right between": ("## Others\n", ended("heading", 6, "## Others", 7, REWRITTEN)),
    "a heading and a text": (
        "\n## Others\n\nThey meet rarely.\n\n", ended("heading", 7, "## Others", 11, REWRITTEN),
    ),
    "a heading and a header row": (
        f"\n## Others\n\n{HEAD}", ended("heading", 7, "## Others", 10, HEADED),
    ),
    "a heading, a header row, and a delimiter row that is too short": (
        f"\n## Others\n\n{HEAD}| --- | --- |\n", ended("heading", 7, "## Others", 11, HEADED),
    ),
    "a header row alone": (
        f"\n{HEAD}", ended("line that is no row", 7, HEAD.rstrip(), 8, HEADED),
    ),
    "a text": (
        "\nThey meet rarely.\n\n",
        ended("line that is no row", 7, "They meet rarely.", 9, BETWEEN),
    ),
    "a tag": ("<br>\n", ended("line that is no row", 6, "<br>", 7, BETWEEN)),
    "a line across": ("---\n", ended("line that is no row", 6, "---", 7, BETWEEN)),
    "code": (
        "```\n| a | b | c |\n```\n", ended("line that is no row", 6, "```", 9, BETWEEN),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("between", "found"), ENDS.values(), ids=ENDS)
def test_rows_below_another_line(between: str, found: Told) -> None:
    assert checked(REGISTRY, {"README.md": README.replace(LAST, between + LAST)}) == [found]


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(f"{COMMENT}\n", id="a comment"),
        pytest.param("<!-- | Old | It was. | @ada | -->\n", id="a row in a comment"),
        pytest.param("\n## Others\n\nWrite | or speak | to us.\n", id="a sentence with bars"),
        pytest.param("\n## Others\n\n| Old | @ada |\n", id="a line of fewer cells"),
        pytest.param("\n## Others\n\n```\n| a | b | c |\n```\n", id="rows in code"),
        pytest.param("\n## Others\n\n    | a | b | c |\n", id="rows in indented code"),
        pytest.param("\n## Others\n\n- | a | b | c |\n", id="bars in a list"),
        pytest.param(f"\n## Others\n\n{HEAD}| --- | --- | --- |\n{LAST}", id="another table"),
        pytest.param("\n## Others\n\n| Day | At |\n| - | - |\n\n| a | b | c |\n", id="below it"),
    ],
)
def test_what_is_no_row_below_another_line(below: str) -> None:
    assert checked(REGISTRY, {"README.md": README + below}) == []


@pytest.mark.parametrize(
    ("between", "fixes", "expected"),
    [
        pytest.param(
            f"{IGNORE}\n",
            Fixes.SAFE,
            README,
            id="a comment that is not needed in its row either",
        ),
        pytest.param(
            f"\n{COMMENT}\n<!-- or not -->\n\n",
            Fixes.ALL,
            README.replace("| Name", f"{COMMENT}\n<!-- or not -->\n| Name"),
            id="two comments",
        ),
    ],
)
def test_the_fix_joins_the_table(between: str, fixes: Fixes, expected: str) -> None:
    before = snapshot(REGISTRY, {"README.md": README.replace(LAST, between + LAST)})
    after = run.fixed(before, RULES, fixes)
    assert after.documents["README.md"].source.text == expected  # type: ignore[union-attr]
    assert [told(each) for each in run.check(after, RULES)] == []


@pytest.mark.parametrize("between", ["\n", f"{COMMENT}\n"], ids=["a blank line", "a comment"])
def test_the_fix_that_is_shown_is_made_though_each_row_differs_then(between: str) -> None:
    rows = "| Quantum | Qubits. | @dora |\n| Maps | Draws. | @eve |\n"
    before = snapshot(REGISTRY, {"README.md": README + between + rows})
    after = run.fixed(before, RULES, Fixes.ALL)
    above = between.lstrip("\n")
    expected = README.replace("| Name", f"{above}| Name") + rows
    assert after.documents["README.md"].source.text == expected  # type: ignore[union-attr]
    assert [(each.code, each.message) for each in run.check(after, RULES)] == [
        ("SIG601", "Quantum: is in the table, not in the registry"),
        ("SIG601", "Maps: is in the table, not in the registry"),
    ]
    assert run.fixed(before, RULES) is before


@pytest.mark.parametrize(
    ("readme", "row"),
    [
        pytest.param(
            README.replace(LAST, "| Runtime | Runs them. |\n"), "| Runtime", id="few cells"
        ),
        pytest.param(
            README.replace("\n| ", "\n").replace(" |\n", "\n"), "Runtime", id="no outer bars"
        ),
        pytest.param(
            README.replace(LAST, LAST.strip("|\n ") + "\n"), "Runtime", id="no outer bars, alone"
        ),
        pytest.param(README.replace("\n", "\r\n"), "| Runtime", id="CRLF"),
        pytest.param(README.replace("\n|", "\n> |"), "> | Runtime", id="in a quote"),
    ],
)
def test_rows_of_any_form_below_a_comment(readme: str, row: str) -> None:
    prefix = "> " if row.startswith(">") else ""
    split = readme.replace(f"\n{row}", f"\n{prefix}{COMMENT}\n{row}")
    assert split != readme
    found = checked(REGISTRY, {"README.md": split})
    assert [(each.code, each.at, each.hint) for each in found if each.code != "SIG009"] == [
        ("SIG110", "README.md:6:1", ABOVE)
    ]


def test_no_suppression_is_unused_where_a_table_is_split() -> None:
    """What it is for may stand below: the fix that took it away was shown, and not made."""
    readme = README.replace("@ada |", f"@ada | {IGNORE}").replace(LAST, f"{COMMENT}\n{LAST}")
    assert [each.code for each in checked(REGISTRY, {"README.md": readme})] == ["SIG110"]


def test_nobody_is_told_to_remove_what_may_stand_below_under_another_name() -> None:
    readme = README.replace(LAST, f"{COMMENT}\n{LAST.replace('Runtime', 'Runtimes')}")
    found = checked(REGISTRY, {"README.md": readme})
    assert [(each.code, each.message, each.hint, each.fix) for each in found[:1]] == [
        (
            "SIG601",
            "Runtime: is in the registry, not in the table",
            f"first {ABOVE}; its row may stand there under another name",
            None,
        )
    ]
    assert [each.code for each in found] == ["SIG601", "SIG110"]


def test_where_a_conflict_splits_a_table_the_conflict_is_told() -> None:
    readme = README.replace(LAST, f"<<<<<<< a\n=======\n{LAST}>>>>>>> b\n{LAST}")
    assert [each.code for each in checked(REGISTRY, {"README.md": readme})] == ["SIG106"]


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


def test_a_comment_that_moved_above_the_table_lost_the_end_of_a_line() -> None:
    """U+2028 ends no line of a Markdown document, whatever `str.splitlines` takes it for."""
    above, comment, below = README.partition("| Runtime")
    moved = "<!-- a\u2028 \n  b -->\n"
    readme = f"{above}{moved}{comment}{below}"
    after = run.fixed(snapshot(REGISTRY, {"README.md": readme}), RULES, fixes=Fixes.ALL)
    start = README.index("| Name")
    fixed = after.documents["README.md"]
    assert fixed
    assert fixed.source.text == README[:start] + moved + README[start:]
