"""SIG414: terms that have ended, on the last day of January 2026."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from rules_support import Told, findings, snapshot, told

from sigtool.check import run
from sigtool.rules import RULES
from sigtool.rules.terms import last_day

HINT: Final = "write the new term, or take who has left to those who were"


def board(*terms: str, header: str = "Term", table: str = "") -> str:
    """A registry of people with terms, a line each from the third on."""
    sigs = "".join(
        f"  - {{name: P{number}, term: '{term}'}}\n" for number, term in enumerate(terms, 1)
    )
    return (
        f"tables: [{{path: a.md, {table}columns: {{Name: name, {header}: term}}}}]\nsigs:\n{sigs}"
    )


def ended(who: str, day: str, header: str, text: str, at: str, *related: tuple[str, str]) -> Told:
    message = f"{who}: the term ended on {day}: {header} is {text!r}"
    return Told("SIG414", "ended-term", "warning", message, at, f"'{text}'", related, hint=HINT)


FOUND: Final = {
    "a term of years": (
        board("2021-2023", "2025-2027"),
        [ended("P1", "2023-12-31", "Term", "2021-2023", "sigs.yaml:3:22")],
    ),
    "several that ended on one day are one finding": (
        board("2021-2023", "2024-2025", "2022-2023"),
        [
            ended(
                "P1 and 1 more", "2023-12-31", "Term", "2021-2023", "sigs.yaml:3:22",
                ("and that of P3", "sigs.yaml:5:22"),
            ),
            ended("P2", "2025-12-31", "Term", "2024-2025", "sigs.yaml:4:22"),
        ],
    ),
    "where a term ends": (
        board("2025-12", "2026-01", header="Term End"),
        [ended("P1", "2025-12-31", "Term End", "2025-12", "sigs.yaml:3:22")],
    ),
    "until": (
        board("until Feb 2024", header="任期"),
        [ended("P1", "2024-02-29", "任期", "until Feb 2024", "sigs.yaml:3:22")],
    ),
    "a day that has passed, whichever way it is read": (
        board("01/03/2024 - 01/03/2025", header="任期"),
        [ended("P1", "2025-03-01", "任期", "01/03/2024 - 01/03/2025", "sigs.yaml:3:22")],
    ),
    "months of years": (
        board("1/2023 - 12/2025"),
        [ended("P1", "2025-12-31", "Term", "1/2023 - 12/2025", "sigs.yaml:3:22")],
    ),
    "in a section of this year": (
        board("2024-2025", table="heading: Board 2025/2026, "),
        [ended("P1", "2025-12-31", "Term", "2024-2025", "sigs.yaml:3:22")],
    ),
    "in a section of those who are": (
        board("2021-2023", table="heading: Current members, "),
        [ended("P1", "2023-12-31", "Term", "2021-2023", "sigs.yaml:3:22")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), FOUND.values(), ids=FOUND)
def test_a_term_that_has_ended(registry: str, expected: list[Told]) -> None:
    assert findings("SIG414", registry) == expected


@pytest.mark.parametrize(
    "registry",
    [
        pytest.param(board("2025-2026", "2024–present", "TBD", "2 years", ""), id="in office"),
        pytest.param(board("2026-01-31", header="Until"), id="the last day"),
        pytest.param(board("02/01/2026", header="Until"), id="may be of January, or of February"),
        pytest.param(board("1/2024 - 1/2026"), id="the last month"),
        pytest.param(board("2021", "March 2021"), id="when a term began, perhaps"),
        pytest.param(board("2021-2023", header="Term Start"), id="where a term begins"),
        pytest.param(board("2021-2023", header="Date"), id="no column of terms"),
        pytest.param(board("2021-2023", header="End date"), id="where a project ends"),
        pytest.param(board("2021-2023", header="Terminology"), id="another word"),
        pytest.param(board("a SIG of 2021-2023"), id="words"),
        pytest.param(board("2021-2023", table="heading: Emeritus Members, "), id="by heading"),
        pytest.param(board("2021-2023", table="section: former, "), id="by section"),
        pytest.param(board("2021-2023", table="heading: 历任委员, "), id="by a heading in Chinese"),
        pytest.param(board("2021-2023").replace("a.md", "docs/ALUMNI.md"), id="by file"),
        pytest.param(board("2021-2023", table="heading: Board of 2022, "), id="by a year"),
        pytest.param(board("2021-2023").replace("a.md", "elections/2021/a.md"), id="by a folder"),
        pytest.param(
            board("2019-2020", "2021-2022", "2023-2024", "2025-2026"), id="all who ever were"
        ),
        pytest.param(board("2021-2023").replace("3'}", "3', status: archived}"), id="archived"),
        pytest.param(
            "tables: [{path: a.md, columns: {Name: name, Term: term, Role: role}}]\n"
            "sigs: [{name: A, term: 2021-2023, role: Emeritus}]\n",
            id="by another column",
        ),
        pytest.param(board("2021-2023").replace("path", "pth"), id="tables with a fault"),
    ],
)
def test_who_is_in_office_or_among_those_who_were(registry: str) -> None:
    assert findings("SIG414", registry) == []


def test_a_term_is_compared_with_the_day_that_is_said() -> None:
    rules = run.selected(RULES, ["SIG414"], [])
    before = snapshot(board("2025-2027"), {})

    def found(today: Callable[[], date] | None) -> list[str]:
        return [each.message for each in run.check(replace(before, today=today), rules)]

    assert found(lambda: date(2027, 12, 31)) == found(None) == []
    assert found(lambda: date(2028, 1, 1)) == [
        "P1: the term ended on 2027-12-31: Term is '2025-2027'"
    ]


def test_a_text_of_one_language_is_told_where_it_stands() -> None:
    registry = (
        "tables: [{path: a.md, language: zh, columns: {名称: name, 任期: term}}]\n"
        "sigs:\n  - {name: A, term: {zh: 2021年3月至2023年2月}}\n"
    )
    found = run.check(snapshot(registry, {}), run.selected(RULES, ["SIG414"], []))
    text = "2021年3月至2023年2月"
    assert [told(each) for each in found] == [
        replace(ended("A", "2023-02-28", "任期", text, "sigs.yaml:3:26"), text=text)
    ]


# The last day of what a cell says, and whether the column has to say that terms end there.
DAYS: Final = {
    "2021-2023": ("2023-12-31", False),
    "2021–23": ("2023-12-31", False),
    "2022.12.10~2023.12.09": ("2023-12-09", False),
    "2021/01/01-2022/12/31": ("2022-12-31", False),
    "2021-01-01 to 2022-12-31": ("2022-12-31", False),
    "Feb 2021 – Jan 2023": ("2023-01-31", False),
    "Feb - Dec 2023": ("2023-12-31", False),
    "(2021 through 2023)": ("2023-12-31", False),
    "2021年3月至2023年2月": ("2023-02-28", False),
    "2021年起至2023年止": ("2023-12-31", False),
    "2019-2020<br>2021-2022": ("2022-12-31", False),
    "2019-2020; 2021-2022": ("2022-12-31", False),
    "Until Feb 2024": ("2024-02-29", False),
    "until the end of 2024": ("2024-12-31", False),
    "Expires: March 2025": ("2025-03-31", False),
    "至2024年": ("2024-12-31", False),
    "**2021-2023**": ("2023-12-31", False),
    "1/2023 - 1/2025": ("2025-01-31", False),
    "01/2023–01/2025": ("2025-01-31", False),
    "1-2023-1-2025": ("2025-01-31", False),
    "2023.1-2025.1": ("2025-01-31", False),
    "2023/1/31 – 2025/01/30": ("2025-01-30", False),
    "20230131-20250130": ("2025-01-30", False),
    "2023年1月-2025年1月": ("2025-01-31", False),
    "自2023年1月31日至2025年1月30日止": ("2025-01-30", False),
    "2025-1-30止": ("2025-01-30", False),
    "from Jan 2023 to Jan 2025": ("2025-01-31", False),
    "Since 2021 until 2023": ("2023-12-31", False),
    "Jan '23 – Jan '25": ("2025-01-31", False),
    "Jan-2023 → Jan-2025": ("2025-01-31", False),
    "31-Jan-2023 - 30-Jan-2025": ("2025-01-30", False),
    "03/04/2023 - 03/04/2025": ("2025-04-03", False),
    "until 2025-01-30": ("2025-01-30", False),
    "until 2025/01/30": ("2025-01-30", False),
    "till end of 2025-01": ("2025-01-31", False),
    "2 years, until 2025-01-30": ("2025-01-30", False),
    "3年（至2025年1月）": ("2025-01-31", False),
    "2024": ("2024-12-31", True),
    "2023-12": ("2023-12-31", True),
    "02/01/2024": ("2024-02-01", True),
    "13/02/2024": ("2024-02-13", True),
    "31.12.2023": ("2023-12-31", True),
    "Feb 1st, 2024": ("2024-02-01", True),
    "1 February 2024": ("2024-02-01", True),
    "Q1 2024": ("2024-03-31", True),
    "2024-Q3": ("2024-09-30", True),
    "2024年底": ("2024-12-31", True),
    "2024年2月1日": ("2024-02-01", True),
    "2025/01/30": ("2025-01-30", True),
    "30-01-2025": ("2025-01-30", True),
    "20250130": ("2025-01-30", True),
    "1/2025": ("2025-01-31", True),
    "Jan, 2025": ("2025-01-31", True),
    "end of March 2025": ("2025-03-31", True),
}


@pytest.mark.parametrize(("text", "day", "is_end"), [(k, *v) for k, v in DAYS.items()], ids=DAYS)
def test_the_last_day_of_a_term(text: str, day: str, is_end: bool) -> None:  # noqa: FBT001 - a row
    assert last_day(text, is_end=True) == date.fromisoformat(day)
    assert last_day(text, is_end=False) == (None if is_end else date.fromisoformat(day))


@pytest.mark.parametrize(
    "text",
    [
        "", "TBD", "one year", "2024-13", "2024-02-30", "2021-present", "2021 - now", "2019, 2020",
        "2023-2024 (interim)", "Release 2024", "2021-2022<br>present", "2021 (2 years)",
        "1999999", "2024" * 40, "13/2024", "20241301", "31/04/2024", "1.2", "from 2021",
        "since 1/2021", "2024年13月1日", "2 years from 1/2021", "until further notice", "1/2021 - ",
        "'23", "2 years, 2024",
    ],
)  # fmt: skip
def test_what_is_no_term(text: str) -> None:
    assert last_day(text, is_end=True) is None
