"""`sync` where `columns:` or `tables:` are not what they were in the commit that is the base."""

from collections.abc import Sequence

import pytest
from syncing import Files, Outcome, bring_together

ITEMS = """\
  - {name: Docs, meets: weekly, leads: ['@ada']}
  - {name: Ops, meets: daily, leads: ['@grace']}
"""
OPS = ITEMS.splitlines(keepends=True)[1]
WITHOUT = "columns: {Name: name, Leads: leads}"
WITH = "columns: {Name: name, Leads: leads, Meets: meets}"
NARROW = "| Name | Leads |\n|---|---|\n"
WIDE = "| Name | Leads | Meets |\n|---|---|---|\n"
NARROW_ROWS = "| Docs | @ada |\n| Ops | @grace |\n"
WIDE_ROWS = "| Docs | @ada | weekly |\n| Ops | @grace | daily |\n"


def narrow(items: str, rows: str) -> Files:
    return Files(f"tables:\n  - path: A.md\n    {WITHOUT}\nsigs:\n{items}", {"A.md": NARROW + rows})


def wide(items: str, rows: str) -> Files:
    return Files(f"tables:\n  - path: A.md\n    {WITH}\nsigs:\n{items}", {"A.md": WIDE + rows})


def about(items: str, rows: str) -> Files:
    """With the column in which every SIG says what it does."""
    now = wide(items, rows)
    return Files(now.registry.replace("meets", "responsibilities"), now.documents)


def last(rows: str) -> str:
    return rows.splitlines(keepends=True)[1]


@pytest.mark.parametrize(
    ("now", "then", "facts", "after"),
    [
        pytest.param(
            wide(ITEMS, last(WIDE_ROWS)),
            narrow(ITEMS, NARROW_ROWS),
            ["0 Docs row: Docs | - | there: table"],
            wide(OPS, last(WIDE_ROWS)),
            id="a column added, a row removed",
        ),
        pytest.param(
            wide(ITEMS.replace("@ada", "@joan"), last(WIDE_ROWS)),
            narrow(ITEMS, NARROW_ROWS),
            ["0 Docs row: Docs | - | there: both (leads)"],
            None,
            id="a column added, a row removed, its SIG changed in another field",
        ),
        pytest.param(
            wide(OPS, WIDE_ROWS),
            narrow(ITEMS, NARROW_ROWS),
            ["0 Docs row: - | Docs | there: both (meets)"],
            None,
            id="a column added, a SIG removed: nothing else holds the cell",
        ),
        pytest.param(
            about(OPS, WIDE_ROWS),
            narrow(ITEMS.replace("meets", "responsibilities"), NARROW_ROWS),
            ["0 Docs row: - | Docs | there: registry"],
            about(OPS, last(WIDE_ROWS)),
            id="a column of a field that every SIG has, a SIG removed",
        ),
        pytest.param(
            about(ITEMS, last(WIDE_ROWS)),
            narrow(ITEMS.replace("meets", "responsibilities"), NARROW_ROWS),
            ["0 Docs row: Docs | - | there: table"],
            about(OPS, last(WIDE_ROWS)),
            id="a column of a field that every SIG has, a row removed",
        ),
        pytest.param(
            about(ITEMS.replace("weekly", "yearly"), last(WIDE_ROWS)),
            narrow(ITEMS.replace("meets", "responsibilities"), NARROW_ROWS),
            ["0 Docs row: Docs | - | there: both (responsibilities)"],
            None,
            id="a column of a field that every SIG has, which the registry changed, a row removed",
        ),
        pytest.param(
            wide(OPS, WIDE_ROWS.replace("weekly", "yearly")),
            narrow(ITEMS, NARROW_ROWS),
            ["0 Docs row: - | Docs | there: both (meets)"],
            None,
            id="a column added, a SIG removed, whose row says something else there",
        ),
        pytest.param(
            wide(ITEMS, WIDE_ROWS.replace("weekly", "").replace("daily", "")),
            narrow(ITEMS, NARROW_ROWS),
            [
                '0 Docs meets: weekly | "" | "": registry',
                '0 Ops meets: daily | "" | "": registry',
            ],
            wide(ITEMS, WIDE_ROWS),
            id="a column added, and empty",
        ),
        pytest.param(
            narrow(ITEMS, last(NARROW_ROWS)),
            wide(ITEMS, WIDE_ROWS),
            ["0 Docs row: Docs | - | there: table"],
            narrow(OPS, last(NARROW_ROWS)),
            id="a column removed, and a row",
        ),
        pytest.param(
            narrow(OPS, NARROW_ROWS),
            wide(ITEMS, WIDE_ROWS),
            ["0 Docs row: - | Docs | there: registry"],
            narrow(OPS, last(NARROW_ROWS)),
            id="a column removed, and a SIG",
        ),
    ],
)
def test_columns_of_then_and_now(
    now: Files, then: Files, facts: Sequence[str], after: Files | None
) -> None:
    assert bring_together(now, then) == Outcome(after or now, list(facts))


SECTIONS = """\
tables:
  - {{path: A.md, heading: One, section: {0}, columns: {{Name: name, Leads: leads}}}}
  - {{path: A.md, heading: Two, section: {1}, columns: {{Name: name, Leads: leads}}}}
sigs:
  - {{name: Docs, section: {0}, leads: ['@ada']}}
  - {{name: Ops, section: {1}, leads: ['@grace']}}
"""


def sections(one: str, other: str, ops: str) -> Files:
    rows = f"## One\n\n{NARROW}| Docs | @ada |\n\n## Two\n\n{NARROW}{ops}"
    return Files(SECTIONS.format(one, other), {"A.md": rows})


def test_sections_that_were_renamed_have_their_past() -> None:
    now = sections("current", "former", "| Ops | @grace, @joan |\n")
    after = Files(now.registry.replace("'@grace'", "'@grace', '@joan'"), now.documents)
    then = sections("active", "retired", "| Ops | @grace |\n")
    assert bring_together(now, then) == Outcome(after, ["1 Ops leads @joan: - | @joan | -: table"])


def test_a_table_that_is_new_has_no_base() -> None:
    """What the other one says has one all the same, and rows that it lacks remove nothing."""
    one = "  - path: {0}.md\n    language: {1}\n    columns: {{Name: name, Leads: leads}}\n"
    tables = "tables:\n" + one.format("A", "en") + one.format("B", "zh") + "sigs:\n"
    then = Files("tables:\n" + one.format("A", "en") + "sigs:\n" + ITEMS, {"A.md": NARROW})
    agreed = Files(then.registry, {"A.md": NARROW + NARROW_ROWS})
    now = Files(
        tables + ITEMS,
        {
            "A.md": NARROW + NARROW_ROWS.replace("@grace", "@grace, @joan"),
            "B.md": NARROW + "| Docs | @hedy |\n",
        },
    )
    assert bring_together(now, agreed) == Outcome(
        Files(tables + ITEMS.replace("'@grace'", "'@grace', '@joan'"), now.documents),
        [
            "0 Ops leads @joan: - | @joan | -: table",
            "1 Ops row: Ops | - | ?: unknown",
            "1 Docs leads @ada: @ada | - | ?: unknown",
            "1 Docs leads @hedy: - | @hedy | ?: unknown",
        ],
    )
