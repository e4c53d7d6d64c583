"""`sync` where what it writes could settle what is open: a second one does nothing.

`bring_together` looks at the second one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from syncing import Files, Outcome, bring_together

TABLE = """\
tables:
  - {path: README.md, columns: {Name: name, Meets: meets, Leads: leads}}
sigs:
"""
HEADER = "| Name | Meets | Leads |\n|---|---|---|\n"


def files(items: Sequence[str], rows: Sequence[str]) -> Files:
    """Each item as `Docs daily ada`, or `Docs(id) page.md daily ada`, so each row."""
    registry = "".join(map(item, items))
    return Files(TABLE + registry, {"README.md": HEADER + "".join(map(row, rows))})


def parts(text: str) -> tuple[str, str, str, str, list[str]]:
    name, *others, meets, leads = text.split()
    name, _, own = name.partition("(")
    people = [f"@{who}" for who in leads.split(",")]
    return name, own.strip(")"), "".join(others), meets.strip("-"), people


def item(text: str) -> str:
    name, own, page, meets, leads = parts(text)
    said = [("name", name), ("id", own), ("readme", page), ("meets", meets), ("leads", str(leads))]
    return f"  - {{{', '.join(f'{key}: {value}' for key, value in said if value)}}}\n"


def row(text: str) -> str:
    name, _, page, meets, leads = parts(text)
    return f"| {f'[{name}]({page})' if page else name} | {meets} | {', '.join(leads)} |\n"


@dataclass(frozen=True)
class Case:
    """What both said, the registry and the rows now, the facts, and both after, where they
    changed."""

    label: str
    agreed: Sequence[str]
    items: Sequence[str]
    rows: Sequence[str]
    facts: Sequence[str] = ()
    items_after: Sequence[str] = ()
    rows_after: Sequence[str] = ()


CASES = [
    Case(
        "a row that looks like a rename by its place, in a table with another order",
        ["Compiler - ada", "Docs weekly bob", "Edge daily eve"],
        ["Docs weekly bob", "Compiler monthly ada", "Edge daily eve"],
        ["Edge daily eve", "Docs weekly bob", "Papers - cyd"],
        [
            "0 Compiler row: Compiler | - | there: both, rename (Papers)",
            "0 Papers row: - | Papers | -: both, rename (Compiler)",
            "0 Edge order: Docs, Edge | Edge, Docs | ?: both, held",
        ],
    ),
    Case(
        "of two rows that are gone, the one that the new row is like",
        ["Compiler daily ada", "Docs weekly bob"],
        ["Compiler daily ada", "Docs weekly bob", "Edge n.md daily eve"],
        ["Papers weekly bob"],
        [
            "0 Compiler row: Compiler | - | there: table",
            "0 Docs row: Docs | - | there: both, rename (Papers)",
            "0 Edge row: Edge | - | -: registry",
            "0 Papers row: - | Papers | -: both, rename (Docs)",
        ],
        ["Docs weekly bob", "Edge n.md daily eve"],
        ["Edge n.md daily eve", "Papers weekly bob"],
    ),
    Case(
        "a row in the place of another one, above it a new SIG",
        ["Compiler daily ada", "Docs weekly bob"],
        ["Compiler daily ada", "Docs weekly bob", "Edge daily eve"],
        ["Compiler daily ada", "Papers monthly cyd"],
        [
            "0 Docs row: Docs | - | there: both, rename (Papers)",
            "0 Edge row: Edge | - | -: registry",
            "0 Papers row: - | Papers | -: both, rename (Docs)",
        ],
        ["Compiler daily ada", "Docs weekly bob", "Edge daily eve"],
        ["Compiler daily ada", "Edge daily eve", "Papers monthly cyd"],
    ),
    Case(
        "a new row below one that may be that of another SIG",
        ["Compiler c.md daily ada", "Docs d.md weekly bob", "Edge monthly eve"],
        ["Compiler d.md daily ada", "Edge monthly eve", "Docs c.md weekly bob"],
        ["Edge monthly eve", "Compiler c.md daily ada", "Docs d.md weekly bob", "Papers - cyd"],
        [
            "0 Papers row: - | Papers | -: table",
            "0 Compiler row: Compiler | Compiler | ?: both, torn",
            "0 Docs row: Docs | Docs | ?: both, torn",
        ],
        ["Compiler d.md daily ada", "Edge monthly eve", "Papers - cyd", "Docs c.md weekly bob"],
        ["Edge monthly eve", "Compiler c.md daily ada", "Docs d.md weekly bob", "Papers - cyd"],
    ),
    Case(
        "a new row in a table that gets the order of the registry",
        ["Compiler daily ada", "Docs weekly bob", "Edge monthly eve"],
        ["Edge monthly eve", "Docs weekly bob", "Compiler daily ada"],
        ["Compiler daily ada", "Docs weekly bob", "Papers - cyd", "Edge monthly eve"],
        [
            "0 Papers row: - | Papers | -: table",
            "0 Compiler order: Edge, Docs, Compiler | Compiler, Docs, Edge | ?: registry",
        ],
        ["Edge monthly eve", "Docs weekly bob", "Papers - cyd", "Compiler daily ada"],
        ["Edge monthly eve", "Docs weekly bob", "Papers - cyd", "Compiler daily ada"],
    ),
    Case(
        "the former row of a SIG whose name is that of another row now",
        ["Compiler(cc) c.md daily ada", "Docs(dd) weekly bob"],
        ["Compiler(cc) c.md daily ada", "Books(dd) weekly bob"],
        ["Books c.md daily ada", "Docs weekly bob"],
        [
            "0 Compiler row: Compiler | - | -: both, torn",
            "0 Books row: Books | - | -: both, torn",
            "0 Books row: - | Books | there: both, torn",
            "0 Docs row: - | Docs | there: both, former",
        ],
    ),
    Case(
        "a row that has the page which a SIG of the table gets",
        ["Compiler c.md daily ada", "Docs d.md weekly bob"],
        ["Compiler c.md daily ada", "Papers z.md weekly bob"],
        ["Docs d.md daily ada", "Compiler d.md daily ada"],
        [
            "0 Papers row: Papers | - | -: both, renamed (Docs)",
            "0 Docs row: - | Docs | there: both (meets, leads)",
            "0 Compiler readme: c.md | d.md | c.md: table",
        ],
        ["Compiler d.md daily ada", "Papers z.md weekly bob"],
        ["Docs d.md daily ada", "Compiler d.md daily ada"],
    ),
    Case(
        "a SIG gets the name of one that the registry renamed",
        ["Compiler c.md daily ada", "Docs d.md weekly bob"],
        ["Compiler c.md daily ada", "Papers z.md weekly bob"],
        ["Docs c.md daily ada"],
        [
            "0 Papers row: Papers | - | -: both, renamed (Docs)",
            "0 Compiler name: Compiler | Docs | Compiler: table",
        ],
        ["Docs c.md daily ada", "Papers z.md weekly bob"],
        ["Docs c.md daily ada"],
    ),
    Case(
        "a SIG that each side has, beside one that the registry renamed",
        ["Compiler daily ada", "Docs(dd) weekly bob"],
        ["Compiler daily ada", "Books(dd) weekly bob", "Papers weekly cyd"],
        ["Compiler daily ada", "Docs weekly bob", "Papers weekly eve"],
        [
            "0 Books row: Books | - | -: registry",
            "0 Docs row: - | Docs | there: registry",
            "0 Papers leads @cyd: @cyd | - | -: registry",
            "0 Papers leads @eve: - | @eve | -: table",
        ],
        ["Compiler daily ada", "Books(dd) weekly bob", "Papers weekly eve,cyd"],
        ["Compiler daily ada", "Books weekly bob", "Papers weekly eve,cyd"],
    ),
    Case(
        "facts that stay open, in a registry that gets the order of the table",
        ["Compiler daily ada", "Docs weekly bob"],
        ["Compiler monthly ada", "Docs monthly bob"],
        ["Docs yearly bob", "Compiler yearly ada"],
        [
            "0 Docs meets: monthly | yearly | weekly: both",
            "0 Compiler meets: monthly | yearly | daily: both",
            "0 Docs order: Compiler, Docs | Docs, Compiler | ?: table",
        ],
        ["Docs monthly bob", "Compiler monthly ada"],
        ["Docs yearly bob", "Compiler yearly ada"],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_a_second_sync_does_nothing(case: Case) -> None:
    found = bring_together(files(case.items, case.rows), files(case.agreed, case.agreed))
    after = files(case.items_after or case.items, case.rows_after or case.rows)
    assert found == Outcome(after, list(case.facts))
