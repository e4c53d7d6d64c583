"""Who was in office and what is over, by what a row says itself: SIG414, SIG401 and SIG305."""

from typing import Final

import pytest
from rules_support import found_after_init, snapshot, told

from sigtool.check import run
from sigtool.rules import RULES
from sigtool.rules.past import is_past

GROUPS: Final = ("Web | @ada | {} | Site.", "CLI | @bob | {} | Commands.")
LEADLESS: Final = (
    "SIG305 Docs has nothing under 'About': say what it does: "
    "sigtool edit-sig Docs --responsibilities ...",
    "SIG401 Docs has nobody under 'Lead': name one: sigtool add-lead Docs @handle",
)


def found(status: str, header: str = "Status", active: str = "Active") -> tuple[str, ...]:
    rows = (*(row.format(active) for row in GROUPS), f"Docs | | {status} | ")
    return tuple(found_after_init("SIG401 SIG305", f"SIG | Lead | {header} | About", *rows))


@pytest.mark.parametrize(
    ("status", "header"),
    [
        ("Retired", "Status"),
        ("archived 2023", "Status"),
        ("**Archived**", "**Status**"),
        ("Inactive", "State"),
        ("dissolved in May", "Lifecycle"),
        ("Closed", "STATUS"),
        ("已归档", "Status"),
        ("已归档", "状态"),
        ("已解散", "状态"),
    ],
)
def test_a_group_that_is_over_needs_no_lead_and_no_text(status: str, header: str) -> None:
    assert found(status, header) == ()


@pytest.mark.parametrize(
    ("status", "header"),
    [
        ("Active", "Status"),
        ("Active (was inactive in 2023)", "Status"),
        ("Incubating", "Status"),
        ("活跃，2023年曾停止", "状态"),
        ("Retired", "Notes"),
        ("", "Status"),
    ],
)
def test_a_group_that_goes_on_needs_them(status: str, header: str) -> None:
    assert found(status, header) == LEADLESS


def test_groups_that_are_over_are_not_counted_among_many() -> None:
    over = [f"Old{n} | | Retired | " for n in range(4)]
    rows = (*(row.format("Active") for row in GROUPS), "Docs | | Active | ", *over)
    headers = "SIG | Lead | Status | About"
    assert tuple(found_after_init("SIG401 SIG305", headers, *rows)) == LEADLESS


@pytest.mark.parametrize(
    "text",
    [
        "前主席", "原主席", "前任主席", "前副主席", "原联合组长", "前 主席", "前 PMC", "元代表",
        "前委員長",
        "Ex-chair", "ex-Chair", "Ex chair", "ex-TSC member", "Ex-co-lead", "ex-members",
        "Outgoing member", "outgoing vice chair", "Outgoing", "(outgoing)",
        "outgoing board members",
        "Ehemaliger Vorsitz", "Ancienne présidente", "бывший председатель", "已退出",
    ],
)  # fmt: skip
def test_a_former_office(text: str) -> None:
    assert is_past(text)


@pytest.mark.parametrize(
    "text",
    [
        "前端", "前端负责人", "前沿技术", "目前主席", "当前主席", "原理组", "单元成员", "中原代表",
        "主席",
        "ex-officio", "ex-officio member", "Ex officio chair", "ex post review", "Ex-Google",
        "outgoing mail", "handles outgoing links", "Exchange lead", "Export chair", "complex lead",
    ],
)  # fmt: skip
def test_no_former_office(text: str) -> None:
    assert not is_past(text)


REGISTRY: Final = """\
tables: [{path: README.md, columns: {Name: name, Role: role, Term: term}}]
sigs:
"""
README: Final = "| Name | Role | Term |\n| --- | --- | --- |\n"


def ended(*rows: tuple[str, str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What SIG414 tells, and the places that it names."""
    sigs = "".join(f"  - {{name: {n}, role: {r}, term: '{t}'}}\n" for n, r, t in rows)
    table = "".join(f"| {n} | {r} | {t} |\n" for n, r, t in rows)
    before = snapshot(REGISTRY + sigs, {"README.md": README + table})
    checked = run.check(before, run.selected(RULES, ["SIG414"], []))
    return [
        (each.message, [(other.message, str(other.location)) for other in each.related])
        for each in checked
    ]


def test_a_former_officer_among_officers() -> None:
    rows = (
        ("李四", "主席", "2025.1-2027.12"),
        ("赵六", "前主席", "2020.1-2022.12"),
        ("Dan", "Ex-chair", "2020-2022"),
        ("Fay", "Outgoing member", "2024-2025"),
        ("钱七", "前端负责人", "2020-2022"),
    )
    assert ended(*rows) == [
        (
            "钱七: the term ended on 2022-12-31: Term is '2020-2022'",
            [("in the table it is here, under 'Term'", "README.md:7:16")],
        )
    ]


ROWS: Final = (
    ("Ada", "Chair", "2025-2027"),
    ("Eve", "Member", "2024-2025"),
    ("Fay", "Member", "2024-2025"),
    ("Kim", "Member", "2024-2025"),
)


def test_the_rows_of_all_whose_terms_ended_are_named() -> None:
    """Of `Eve and 2 more`, the document's row of Eve alone was named."""
    assert ended(*ROWS) == [
        (
            "Eve and 2 more: the term ended on 2025-12-31: Term is '2024-2025'",
            [
                ("and that of Fay", "sigs.yaml:5:37"),
                ("the row of Fay is here", "README.md:5:18"),
                ("and that of Kim", "sigs.yaml:6:37"),
                ("the row of Kim is here", "README.md:6:18"),
                ("in the table it is here, under 'Term'", "README.md:4:18"),
            ],
        )
    ]


def test_a_suppression_of_one_of_several_is_not_taken_away() -> None:
    """It leaves nothing out where the finding stands in another row, and may be needed alone."""
    note = " <!-- sigtool: ignore SIG414: stays -->"
    before = snapshot(
        REGISTRY + "".join(f"  - {{name: {n}, role: {r}, term: '{t}'}}\n" for n, r, t in ROWS),
        {
            "README.md": README
            + "".join(f"| {n} | {r} | {t} |{note if n == 'Kim' else ''}\n" for n, r, t in ROWS)
        },
    )
    unused = run.check(before, run.selected(RULES, ["SIG901"], []))
    assert [(each.text, each.fix, each.hint) for each in map(told, unused)] == [
        ("SIG414", None, "put the comment on that line, or take it away")
    ]
