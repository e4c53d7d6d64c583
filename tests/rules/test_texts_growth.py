"""What takes as long as the input is: suppressions, comments (H5), and the rules of texts (H6).

Steps are counted, calls of functions, not time: of twice the input, about twice as many.
"""

import json
import sys
from collections.abc import Callable
from typing import Final

import pytest
from rules_support import README, REGISTRY, TABLES, snapshot

from sigtool.check import run
from sigtool.rules import RULES

ROUNDS: Final = (500, 1000)
MOST: Final = 2.2
IGNORE: Final = "<!-- sigtool: ignore SIG105 -->"
DISABLE: Final = "<!-- sigtool: disable SIG105 -->"


def steps(function: Callable[[], object]) -> int:
    count = 0

    def tick(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def in_row(text: str) -> dict[str, str]:
    return {"README.md": README.replace("@grace", text)}


def above(text: str) -> dict[str, str]:
    return {"README.md": README.replace("| Name", f"{text}\n| Name")}


DOCUMENTS: Final[dict[str, Callable[[int], dict[str, str]]]] = {
    "comments above a table": lambda n: above("<!-- c -->\n" * n),
    "comments on one line": lambda n: above("<!-- c -->" * n + "\n"),
    "suppressions above a table": lambda n: above(f"{IGNORE}\n" * n),
    "suppressions on one line": lambda n: above(IGNORE * n + "\n"),
    "suppressions in a row": lambda n: in_row("@grace " + IGNORE * n),
    "suppressions behind a row": lambda n: in_row("@grace | " + IGNORE * n),
    "codes in a suppression": lambda n: in_row(
        f"@grace <!-- sigtool: ignore {', '.join(['SIG105'] * n)} -->"
    ),
    "malformed suppressions": lambda n: in_row("@grace " + DISABLE * n),
    "comments that are not closed": lambda n: {"README.md": f"{README}\n{'<!--' * n}"},
    "comments in HTML that are not closed": lambda n: {
        "README.md": f"{README}\n<div>\n{'<!--' * n}"
    },
    "markers that are not closed": lambda n: {
        "README.md": f"{README}\n<div>\n{'<!--sigtool:' * n}"
    },
    "comments in a cell that are not closed": lambda n: in_row("<!-- sigtool: " * n),
    "runs of backticks in a cell": lambda n: in_row("<!-- sigtool " + "` ``" * n),
    "empty rows": lambda n: {"README.md": README + "| | | |\n" * n},
}


@pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS)
def test_comments_take_so_many_steps_as_there_are(make: Callable[[int], dict[str, str]]) -> None:
    codes = ["SIG105", "SIG111", "SIG207", "SIG9"]
    rules = run.selected(RULES, codes, [])
    run.check(snapshot(REGISTRY), RULES)  # what is loaded once is

    def look(count: int) -> Callable[[], object]:
        return lambda: run.check(snapshot(REGISTRY, make(count)), rules)

    few, many = (steps(look(count)) for count in ROUNDS)
    assert many <= MOST * few


def about(text: str) -> str:
    spelled = json.dumps(text)
    return REGISTRY.replace("Turns text into programs.", spelled)


TEXTS: Final[dict[str, Callable[[int], str]]] = {
    "brackets": lambda n: about("(" * n),
    "pairs of brackets": lambda n: about("()" * n + "("),
    "asterisks": lambda n: about("**a " * n),
    "backticks": lambda n: about("` ``" * n),
    "escapes": lambda n: about("\\*" * n + "**a"),
    "links": lambda n: about("[a](b)" * n + "("),
    "references": lambda n: about("[a][b] " * n + "("),
    "addresses": lambda n: about("https://a(b" * n),
    "an address with brackets": lambda n: about("https://" + "(a)" * n + "("),
    "faces": lambda n: about(":( " * n + "("),
    "quotes": lambda n: about("``" * n + "`"),
    "a term": lambda n: (
        f"{TABLES.replace('About', 'Term')}sigs: [{{name: A, responsibilities: {'2021-' * n}}}]\n"
    ),
    "terms": lambda n: (
        f"{TABLES.replace('About', 'Term')}sigs:\n"
        + "".join(f"  - {{name: A{at}, responsibilities: 2021-2022}}\n" for at in range(n))
    ),
    "scalars": lambda n: f"{TABLES}sigs: [{{name: A, leads: [{'{handle: 007}, ' * n}]}}]\n",
    "suppressions of a registry": lambda n: REGISTRY + "# sigtool: ignore SIG404\n" * n,
    "malformed ones": lambda n: REGISTRY + "# sigtool: disable SIG404\n" * n,
}


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_texts_take_so_many_steps_as_they_are_long(make: Callable[[int], str]) -> None:
    rules = run.selected(RULES, ["SIG012", "SIG207", "SIG414", "SIG705", "SIG902"], [])
    run.check(snapshot(REGISTRY), RULES)

    def look(count: int) -> Callable[[], object]:
        return lambda: run.check(snapshot(make(count), {}), rules)

    few, many = (steps(look(count)) for count in ROUNDS)
    assert many <= MOST * few
