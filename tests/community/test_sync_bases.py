"""`sync` where the commit that agreed had a SIG in another form: archived, or by another name."""

from collections.abc import Sequence

import pytest
from syncing import Files, Outcome, bring_together

TABLE = """\
tables:
  - {path: README.md, columns: {Name: name, Org: org, Leads: leads}}
sigs:
"""
HEADER = "| Name | Org | Leads |\n|---|---|---|\n"
ADA, ADA_ROW = "  - {name: Ada, org: o, leads: ['@cyd']}\n", "| Ada | o | @cyd |\n"


def files(item: str, row: str) -> Files:
    return Files(TABLE + ADA + item, {"README.md": HEADER + ADA_ROW + row})


def bob(leads: str, name: str = "Bob", org: str = "o", *, more: str = "") -> str:
    return f"  - {{name: {name}, org: {org}, leads: [{leads}]{more}}}\n"


def row(leads: str, name: str = "Bob", org: str = "o") -> str:
    return f"| {name} | {org} | {leads} |\n"


X, Y, W = "'@xia'", "'@yan'", "'@wim'"
BOTH, BOTH_ROW = bob(f"{X}, {Y}"), row("@xia, @yan")
DORMANT = bob(f"{X}, {Y}", more=", status: dormant")
ARCHIVED = files(DORMANT, "")
AGREED = files(BOTH, BOTH_ROW)


@pytest.mark.parametrize(
    ("now", "commits", "facts", "after"),
    [
        pytest.param(
            files(bob(X), BOTH_ROW),
            [ARCHIVED, AGREED],
            ["0 Bob leads @yan: - | @yan | @yan: registry"],
            files(bob(X), row("@xia")),
            id="the registry removed somebody since",
        ),
        pytest.param(
            files(BOTH, row("@xia", org="q")),
            [ARCHIVED],
            ["0 Bob org: o | q | o: table", "0 Bob leads @yan: @yan | - | @yan: table"],
            files(bob(X, org="q"), row("@xia", org="q")),
            id="the table changed since",
        ),
        pytest.param(
            files(bob(X), BOTH_ROW),
            [files(bob(f"{X}, {Y}", "Eve", more=", status: dormant"), ""), AGREED],
            ["0 Bob leads @yan: - | @yan | -: table"],
            AGREED,
            id="another one was archived, and this one was not there",
        ),
    ],
)
def test_a_sig_that_was_archived(
    now: Files, commits: Sequence[Files], facts: Sequence[str], after: Files
) -> None:
    assert bring_together(now, *commits) == Outcome(after, list(facts))


LOST = files(BOTH, row("@xia"))
WITH_W, WITH_W_ROW = bob(f"{X}, {Y}, {W}", "Rob", "q"), row("@xia, @wim", "Rob", "q")


@pytest.mark.parametrize(
    ("now", "base"),
    [
        (files(bob(f"{X}, {Y}", "Rob"), row("@xia", "Rob")), "@yan: table"),
        (files(bob(f"{X}, {Y}", "Rob", "q"), row("@xia", "Rob", "q")), "?: unknown"),
        (files(WITH_W, WITH_W_ROW), "?: unknown"),
    ],
    ids=["renamed", "and one more edit", "and nothing is as it was"],
)
def test_a_base_that_nobody_knows_is_none_after_any_edit(now: Files, base: str) -> None:
    """Both renamed it: that it was not there by its new name is no agreement that it was not."""
    found = bring_together(now, LOST, AGREED)
    assert found.facts == [f"0 Rob leads @yan: @yan | - | {base}"]
    assert (found.after == now) == base.startswith("?")


def test_a_sig_that_is_new_while_no_other_is_gone() -> None:
    now = files(BOTH + bob(f"{X}, {W}", "Rob", "q"), BOTH_ROW + row("@xia", "Rob", "q"))
    found = bring_together(now, AGREED)
    assert found.facts == ["0 Rob leads @wim: @wim | - | -: registry"]


def test_a_sig_that_is_new_while_the_row_of_another_one_is_gone() -> None:
    """The registry has both: they are two."""
    new, new_row = bob(W, "Rob", "q"), row("@wim, @zoe", "Rob", "q")
    found = bring_together(files(BOTH + new, new_row), AGREED)
    assert found.facts == [
        "0 Bob row: Bob | - | there: table",
        "0 Rob leads @zoe: - | @zoe | -: table",
    ]


LANGUAGES = """\
tables:
  - {path: README.md, language: en, columns: {Name: name, Org: org, Leads: leads}}
  - {path: README_zh.md, language: zh, columns: {名称: name, 单位: org, 负责人: leads}}
sigs:
"""
HEADER_ZH = "| 名称 | 单位 | 负责人 |\n|---|---|---|\n"


def translated(item: str, row_en: str, row_zh: str) -> Files:
    documents = {"README.md": HEADER + ADA_ROW + row_en, "README_zh.md": HEADER_ZH + row_zh}
    return Files(LANGUAGES + ADA + item, documents)


def test_a_name_that_one_language_has_now() -> None:
    agreed = translated(BOTH, BOTH_ROW, ADA_ROW + BOTH_ROW)
    now = translated(
        bob(f"{X}, {Y}", "{en: Bob, zh: 鲍勃}"), BOTH_ROW, ADA_ROW + row("@xia", "鲍勃")
    )
    assert bring_together(now, agreed) == Outcome(
        translated(bob(X, "{en: Bob, zh: 鲍勃}"), row("@xia"), ADA_ROW + row("@xia", "鲍勃")),
        ["1 鲍勃 leads @yan: @yan | - | @yan: table"],
    )


def test_a_name_that_one_language_has_now_and_that_another_sig_got() -> None:
    """Nobody knows of which of the two the row of then was."""
    agreed = translated(BOTH, BOTH_ROW, ADA_ROW + BOTH_ROW)
    eve = bob(f"{X}, {Y}", "{en: Eve, zh: Bob}")
    now = translated(
        bob(f"{X}, {Y}", "{en: Bob, zh: 鲍勃}") + eve,
        BOTH_ROW + row("@xia, @yan", "Eve"),
        ADA_ROW + row("@xia", "鲍勃") + BOTH_ROW,
    )
    found = bring_together(now, agreed)
    assert found == Outcome(now, ["1 鲍勃 leads @yan: @yan | - | ?: unknown"])


SECTIONS = """\
tables:
  - {path: README.md, heading: A, section: a, columns: {Name: name, Org: org, Leads: leads}}
  - {path: README.md, heading: B, section: b, columns: {Name: name, Org: org, Leads: leads}}
sigs:
"""


def parted(items: str, a: str, b: str) -> Files:
    return Files(SECTIONS + items, {"README.md": f"# A\n\n{HEADER}{a}\n# B\n\n{HEADER}{b}"})


EVE, EVE_ROW = "  - {name: Eve, section: b, leads: ['@eve']}\n", "| Eve |  | @eve |\n"
IN_A, IN_B = (bob(f"{X}, {Y}", more=f", section: {each}") for each in "ab")
AGREED_IN_A = parted(ADA + IN_A + EVE, ADA_ROW + BOTH_ROW, EVE_ROW)


def test_a_lead_whom_the_table_lost_before_their_sig_moved() -> None:
    lost = parted(ADA + IN_A + EVE, ADA_ROW + row("@xia"), EVE_ROW)
    now = parted(ADA + EVE + IN_B, ADA_ROW, EVE_ROW + row("@xia"))
    after = parted(ADA + EVE + bob(X, more=", section: b"), ADA_ROW, EVE_ROW + row("@xia"))
    assert bring_together(now, now, lost, AGREED_IN_A) == Outcome(
        after, ["1 Bob leads @yan: @yan | - | @yan: table"]
    )


def test_a_new_sig_with_the_name_of_one_in_another_section() -> None:
    """They are two: what was said of the one is nothing that was said of the other."""
    now = parted(
        ADA + IN_A + EVE + bob(X, more=", section: b"),
        ADA_ROW + BOTH_ROW,
        EVE_ROW + row("@xia, @yan"),
    )
    found = bring_together(now, AGREED_IN_A)
    assert found.facts == ["1 Bob leads @yan: - | @yan | -: table"]
