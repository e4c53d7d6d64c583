"""Which table of a commit is which of now: those that surely are one, and no others."""

from collections.abc import Sequence

import pytest
from syncing import Files

from sigtool.community.older import Older

ACTIVE = "## Active\n\n| Name | Leads |\n|---|---|\n| Docs | @ada |\n| Ops | |\n"
RETIRED = "## Retired\n\n| Name | About |\n|---|---|\n| Fun | Plays. |\n"
EMPTY = "## Proposed\n\n| Name | Leads |\n|---|---|\n"
LEADS, ABOUT = "columns: {Name: name, Leads: leads}", "columns: {Name: name, About: about}"


def community(tables: Sequence[str], **documents: str) -> Files:
    """Tables as `path=X.md, heading: Y, …`, and the documents by the stem of their path."""
    entries = "".join(f"  - {{{each}}}\n" for each in tables)
    return Files(
        f"tables:\n{entries}sigs: []\n", {f"{at}.md": text for at, text in documents.items()}
    )


def both(*tables: str) -> Files:
    return community(tables, A=ACTIVE + "\n" + RETIRED)


THEN = both(
    f"path: A.md, heading: Active, section: active, {LEADS}",
    f"path: A.md, heading: Retired, section: retired, {ABOUT}",
)
BARE = both(f"path: A.md, {LEADS}", f"path: A.md, {ABOUT}")
ONE = community([f"path: A.md, {LEADS}"], A=ACTIVE)


@pytest.mark.parametrize(
    ("then", "now", "pairs"),
    [
        pytest.param(THEN, THEN, {0: 0, 1: 1}, id="as they were"),
        pytest.param(
            THEN,
            both(
                f"path: A.md, heading: Retired, section: retired, {ABOUT}",
                f"path: A.md, heading: Active, section: active, {LEADS}",
            ),
            {0: 1, 1: 0},
            id="in another order",
        ),
        pytest.param(
            BARE,
            both(f"path: A.md, heading: Active, {LEADS}", f"path: A.md, heading: Retired, {ABOUT}"),
            {0: 0, 1: 1},
            id="headings newly written",
        ),
        pytest.param(
            BARE,
            both(
                f"path: A.md, heading: Retired, section: old, {ABOUT}",
                f"path: A.md, heading: Active, language: en, {LEADS}",
            ),
            {0: 1, 1: 0},
            id="a section and a language newly written",
        ),
        pytest.param(
            THEN,
            community(
                [
                    f"path: B.md, section: active, {LEADS}",
                    f"path: C.md, section: retired, {ABOUT}",
                ],
                B=ACTIVE,
                C=RETIRED,
            ),
            {0: 0, 1: 1},
            id="each in a document of its own now",
        ),
        pytest.param(
            ONE,
            community(
                [f"path: A.md, language: en, {LEADS}", f"path: B.md, language: zh, {LEADS}"],
                A=ACTIVE,
                B=ACTIVE,
            ),
            {0: 0},
            id="one is new, in another language",
        ),
        pytest.param(
            community([f"path: A.md, language: en, {LEADS}"], A=ACTIVE),
            community([f"path: A.md, language: zh, {LEADS}"], A=ACTIVE),
            {},
            id="another language is another table",
        ),
        pytest.param(
            community([f"path: A.md, language: zh, {LEADS}"], A=ACTIVE),
            community([f"path: A.md, language: zh-CN, {LEADS}"], A=ACTIVE),
            {0: 0},
            id="a language by a longer name",
        ),
        pytest.param(
            THEN,
            both(
                f"path: A.md, heading: Active, section: current, {LEADS}",
                f"path: A.md, heading: Retired, section: former, {ABOUT}",
            ),
            {0: 0, 1: 1},
            id="sections renamed",
        ),
        pytest.param(
            THEN,
            community(
                [
                    f"path: A.md, heading: Active, section: active, {LEADS}",
                    f"path: A.md, heading: Proposed, section: proposed, {LEADS}",
                ],
                A=ACTIVE + "\n" + EMPTY,
            ),
            {0: 0},
            id="one section is new, another one gone",
        ),
        pytest.param(
            ONE,
            community([f"path: B.md, {LEADS}", f"path: C.md, {LEADS}"], B=ACTIVE, C=ACTIVE),
            {},
            id="two that could be it",
        ),
        pytest.param(
            ONE,
            community([f"path: B.md, {LEADS}", f"path: C.md, {ABOUT}"], B=ACTIVE, C=RETIRED),
            {0: 0},
            id="two that are left, and one has its columns",
        ),
        pytest.param(
            ONE,
            community([f"path: B.md, {ABOUT}"], B=ACTIVE.replace("Leads", "About")),
            {0: 0},
            id="the only one that is left, with its SIGs",
        ),
        pytest.param(
            ONE,
            community([f"path: B.md, {ABOUT}"], B=RETIRED),
            {},
            id="the only one that is left, with other SIGs",
        ),
        pytest.param(
            ONE,
            community([f"path: A.md, heading: Proposed, {LEADS}"], A=ACTIVE + "\n" + EMPTY),
            {},
            id="an empty table in the same document",
        ),
    ],
)
def test_pairs(then: Files, now: Files, pairs: dict[int, int]) -> None:
    before, after = then.community(), now.community()
    places = [(each.place.shown.line_number, each.place.table) for each in before.assigned.values()]
    found = Older(before).beside(after)
    numbers = {
        after.registry.tables.index(table): places.index(
            (known.place.shown.line_number, known.place.table)
        )
        for table, known in found.items()
    }
    assert numbers == pairs


def test_a_document_with_conflict_markers_says_nothing() -> None:
    torn = community([f"path: A.md, {LEADS}"], A=ACTIVE + "\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")
    assert Older(torn.community()).beside(ONE.community()) == {}
