"""`sync` where a SIG that is gone on one side may be one that is new on the other."""

from collections.abc import Sequence

import pytest
from syncing import Choice, Files, Outcome, bring_together, put, registry, table
from two_sigs import (
    AGREED,
    BOTH,
    BOTH_2,
    BOTH_EN,
    BOTH_ROWS,
    BOTH_ZH,
    COMPILER,
    COMPILER_2,
    COMPILER_EN,
    COMPILER_ROW,
    COMPILER_ZH,
    DOCS_ROW,
    DOCS_ZH,
    LINKED,
    LINKED_ROWS,
    QUANTUM,
    QUANTUM_ROW,
    files,
    translated,
)

BOOKS, BOOKS_ROWS = put(BOTH, "Docs", "Books"), put(BOTH_ROWS, "Docs", "Books")
IN_REGISTRY = "0 Books row: Books | - | -: both, renamed (Docs)"
IN_TABLE = "0 Books row: - | Books | -: both, renamed (Docs)"


@pytest.mark.parametrize(
    ("now", "commits", "facts", "after"),
    [
        pytest.param(
            files(BOOKS, COMPILER_ROW),
            [AGREED],
            [IN_REGISTRY],
            None,
            id="renamed in the registry, its row removed",
        ),
        pytest.param(
            files(BOOKS, COMPILER_ROW),
            [files(BOOKS, BOTH_ROWS), AGREED],
            [IN_REGISTRY],
            None,
            id="renamed in the registry and committed, its row removed",
        ),
        pytest.param(
            files(COMPILER, BOOKS_ROWS),
            [AGREED],
            [IN_TABLE],
            None,
            id="its row renamed, removed from the registry",
        ),
        pytest.param(
            files(COMPILER, BOOKS_ROWS),
            [files(COMPILER, BOTH_ROWS), AGREED],
            [IN_TABLE],
            None,
            id="its row renamed, removed from the registry and committed",
        ),
        pytest.param(
            files(COMPILER, BOOKS_ROWS),
            [files(COMPILER, BOTH_ROWS), files(COMPILER, COMPILER_ROW)],
            ["0 Books row: - | Books | -: table"],
            files(
                COMPILER
                + "  - name: Books\n    responsibilities: Writes.\n    leads:\n"
                + "      - handle: cyd\n",
                BOOKS_ROWS,
            ),
            id="a row renamed that the registry never had",
        ),
        pytest.param(
            files(BOOKS, put(BOTH_ROWS, "Docs", "Papers")),
            [AGREED],
            [
                IN_REGISTRY,
                "0 Papers row: - | Papers | -: both, renamed (Docs)",
            ],
            None,
            id="renamed twice",
        ),
        pytest.param(
            files(BOOKS, put(BOTH_ROWS, "@cyd", "@cyd, @eve")),
            [AGREED],
            [IN_REGISTRY, "0 Docs row: - | Docs | there: both (leads)"],
            None,
            id="renamed in the registry, its row edited",
        ),
        pytest.param(
            files(BOOKS, BOOKS_ROWS), [AGREED], [], None, id="renamed on both sides, alike"
        ),
        pytest.param(files(COMPILER, COMPILER_ROW), [AGREED], [], None, id="removed on both sides"),
        pytest.param(
            files(COMPILER + QUANTUM.replace("weekly", "daily"), COMPILER_ROW),
            [AGREED],
            ["0 Quantum row: Quantum | - | -: registry"],
            files(
                COMPILER + QUANTUM.replace("weekly", "daily"),
                COMPILER_ROW + QUANTUM_ROW.replace("weekly", "daily"),
            ),
            id="removed on both sides, and one new that has nothing of it",
        ),
        pytest.param(
            files(put(LINKED, "Docs", "Books"), COMPILER_ROW),
            [files(LINKED, LINKED_ROWS)],
            ["0 Books row: Books | - | there: both (name)"],
            None,
            id="renamed in the registry, its row removed: the page tells",
        ),
        pytest.param(
            files(COMPILER, put(LINKED_ROWS, "Docs", "Books")),
            [files(LINKED, LINKED_ROWS)],
            ["0 Books row: - | Books | there: both (name)"],
            None,
            id="its row renamed, removed from the registry: the page tells",
        ),
        pytest.param(
            translated(put(BOTH_2, "Docs", "Books"), COMPILER_EN, BOTH_ZH),
            [translated(BOTH_2, BOTH_EN, BOTH_ZH)],
            [
                IN_REGISTRY,
                "1 Books row: Books | - | -: both, other_row",
                "1 Docs row: - | Docs | there: both, other_row",
            ],
            None,
            id="in two languages, the row of one removed",
        ),
        pytest.param(
            translated(
                put(BOTH_2, "name: Docs", "name: {en: Books, zh: 书}"), COMPILER_EN, COMPILER_ZH
            ),
            [translated(BOTH_2, BOTH_EN, BOTH_ZH)],
            [IN_REGISTRY, "1 书 row: 书 | - | -: both, renamed (Docs)"],
            None,
            id="in two languages, both rows removed",
        ),
        pytest.param(
            translated(COMPILER_2, BOTH_EN, COMPILER_ZH + put(DOCS_ZH, "Docs", "书")),
            [translated(BOTH_2, BOTH_EN, BOTH_ZH)],
            [
                "0 Docs row: - | Docs | there: both, other_row",
                "1 书 row: - | 书 | -: both, renamed (Docs)",
            ],
            None,
            id="removed from the registry, the row of one language renamed",
        ),
    ],
)
def test_removed_and_renamed(
    now: Files, commits: Sequence[Files], facts: Sequence[str], after: Files | None
) -> None:
    assert bring_together(now, *commits) == Outcome(after or now, list(facts))


CHOSEN = "0 Books row: Books | - | -: {}, chosen (Docs)"
CHOSEN_ROW = "0 Books row: - | Books | -: {}, chosen (Docs)"


@pytest.mark.parametrize(
    ("now", "choice", "fact", "after"),
    [
        (files(BOOKS, COMPILER_ROW), registry, CHOSEN, files(BOOKS, BOOKS_ROWS)),
        (files(BOOKS, COMPILER_ROW), table, CHOSEN, files(COMPILER, COMPILER_ROW)),
        (files(COMPILER, BOOKS_ROWS), registry, CHOSEN_ROW, files(COMPILER, COMPILER_ROW)),
        (
            files(COMPILER, BOOKS_ROWS),
            table,
            CHOSEN_ROW,
            files(
                COMPILER
                + "  - name: Books\n    responsibilities: Writes.\n    leads:\n"
                + "      - handle: cyd\n",
                BOOKS_ROWS,
            ),
        ),
    ],
    ids=["its row again", "gone", "the row goes too", "a SIG again"],
)
def test_the_readings_of_removed_and_renamed(
    now: Files, choice: Choice, fact: str, after: Files
) -> None:
    side = "registry" if choice is registry else "table"
    assert bring_together(now, AGREED, choice=choice) == Outcome(after, [fact.format(side)])


TWO_LINKED = put(
    put(BOTH, "{name: Docs,", "{name: Docs, readme: d.md,"), "    id: cc\n", "    readme: c.md\n"
)
TWO_LINKED_ROWS = "| [Compiler](c.md) | Compiles. | weekly | @ada, @bob |\n" + put(
    "| [Docs](d.md) | Writes. | | @cyd |\n", "| |", "| |"
)
SWAPPED = (
    "| [Docs](c.md) | Compiles. | weekly | @ada, @bob |\n| [Compiler](d.md) | Writes. | | @cyd |\n"
)
TORN = [
    "0 Compiler row: Compiler | Compiler | ?: both, torn",
    "0 Docs row: Docs | Docs | ?: both, torn",
]


@pytest.mark.parametrize("choice", [None, registry, table], ids=["", "registry", "table"])
@pytest.mark.parametrize(
    ("items", "rows", "facts"),
    [
        (TWO_LINKED, SWAPPED, TORN),
        (
            put(TWO_LINKED, "d.md", "x.md").replace("c.md", "d.md").replace("x.md", "c.md"),
            TWO_LINKED_ROWS,
            TORN,
        ),
        (
            TWO_LINKED,
            put(put(TWO_LINKED_ROWS, "d.md", "c.md"), "[Compiler](c.md)", "Compiler"),
            TORN,
        ),
    ],
    ids=[
        "names swapped in the table",
        "pages swapped in the registry",
        "the page of another alone",
    ],
)
def test_a_row_with_the_name_of_one_and_the_page_of_another(
    items: str, rows: str, facts: Sequence[str], choice: Choice | None
) -> None:
    now = files(items, rows)
    found = bring_together(now, files(TWO_LINKED, TWO_LINKED_ROWS), choice=choice)
    assert found == Outcome(now, list(facts))


def test_swapped_on_both_sides_alike() -> None:
    swapped = TWO_LINKED.replace("c.md", "x.md").replace("d.md", "c.md").replace("x.md", "d.md")
    now = files(
        swapped, TWO_LINKED_ROWS.replace("c.md", "x").replace("d.md", "c.md").replace("x", "d.md")
    )
    assert bring_together(now, files(TWO_LINKED, TWO_LINKED_ROWS)) == Outcome(now, [])


ID = put(BOTH, "name: Docs,", "name: Docs, id: docs,")
ID_BOOKS = put(ID, "name: Docs,", "name: Books,")
ID_ROW = put(BOTH_ROWS, "@cyd", "@cyd, @eve")


@pytest.mark.parametrize(
    ("now", "facts", "after"),
    [
        pytest.param(
            files(ID_BOOKS, BOTH_ROWS),
            ["0 Books row: Books | - | -: registry", "0 Docs row: - | Docs | there: registry"],
            files(ID_BOOKS, BOOKS_ROWS),
            id="renamed in the registry alone",
        ),
        pytest.param(
            files(ID_BOOKS, ID_ROW),
            [
                "0 Books row: Books | - | -: both, renamed (Docs)",
                "0 Docs row: - | Docs | there: both (leads)",
            ],
            None,
            id="renamed in the registry, its row edited",
        ),
        pytest.param(
            files(ID_BOOKS, COMPILER_ROW),
            ["0 Books row: Books | - | there: both (name)"],
            None,
            id="renamed in the registry, its row removed",
        ),
        pytest.param(
            files(ID_BOOKS, put(BOTH_ROWS, "Docs", "Papers")),
            [
                "0 Books row: Books | - | there: both, rename (Papers)",
                "0 Papers row: - | Papers | -: both, rename (Books)",
            ],
            None,
            id="renamed on both sides, each to something else",
        ),
        pytest.param(
            files(put(ID, "Writes.", "Edits."), BOOKS_ROWS),
            [
                "0 Docs row: Docs | - | there: both, rename (Books)",
                "0 Books row: - | Books | -: both, rename (Docs)",
            ],
            None,
            id="changed in the registry, its row renamed",
        ),
    ],
)
def test_a_sig_with_an_id_by_another_name(
    now: Files, facts: Sequence[str], after: Files | None
) -> None:
    """No table shows the id: the base tells that it is one SIG."""
    assert bring_together(now, files(ID, BOTH_ROWS)) == Outcome(after or now, list(facts))


def test_a_row_that_takes_the_page_of_a_sig_which_the_registry_removed() -> None:
    """It is not that SIG by another name, since it was there beside it."""
    taken = put(put(TWO_LINKED_ROWS, "[Docs](d.md)", "Docs"), "c.md", "d.md")
    removed = put(COMPILER, "    id: cc\n", "    readme: c.md\n")
    assert bring_together(files(removed, taken), files(TWO_LINKED, TWO_LINKED_ROWS)) == Outcome(
        files(put(removed, "c.md", "d.md"), taken),
        [
            "0 Docs row: - | Docs | there: both (readme)",
            "0 Compiler readme: c.md | d.md | c.md: table",
        ],
    )


BOOKS_ROW = "| Books | Reads. | | @cyd |\n"


def test_a_new_row_that_is_like_a_sig_which_the_registry_renamed() -> None:
    """The id tells that it is not gone, so the row is a new SIG."""
    now = files(put(ID, "name: Docs,", "name: Papers,"), BOTH_ROWS + BOOKS_ROW)
    found = bring_together(now, files(ID, BOTH_ROWS))
    assert found.facts == [
        "0 Papers row: Papers | - | -: registry",
        "0 Docs row: - | Docs | there: registry",
        "0 Books row: - | Books | -: table",
    ]
    rows = COMPILER_ROW + BOOKS_ROW + put(DOCS_ROW, "Docs", "Papers")
    assert found.after.documents == files("", rows).documents


def test_one_row_that_has_the_name_of_one_and_the_page_of_another() -> None:
    """Nobody knows which of the two was removed."""
    now = files(TWO_LINKED, "| [Docs](c.md) | Writes. | | @cyd |\n")
    assert bring_together(now, files(TWO_LINKED, TWO_LINKED_ROWS)) == Outcome(
        now,
        [
            "0 Compiler row: Compiler | - | there: both, torn",
            "0 Docs row: Docs | - | there: both, torn",
            "0 Docs row: - | Docs | ?: both, torn",
        ],
    )


def test_a_sig_that_took_over_the_name_of_another_one() -> None:
    """By name it is the one, by page the other."""
    items = put(put(TWO_LINKED, "Docs", "Books"), "Compiler", "Docs")
    now = files(items, TWO_LINKED_ROWS)
    assert bring_together(now, files(TWO_LINKED, TWO_LINKED_ROWS)) == Outcome(
        now,
        [
            "0 Books row: Books | - | -: both, torn",
            "0 Docs row: - | Docs | there: both, torn",
            "0 Docs row: Docs | Compiler | ?: both, torn",
        ],
    )


IN_BOTH = files(TWO_LINKED, TWO_LINKED_ROWS)
DOCS_LINKED = TWO_LINKED.partition("  - {name: Docs")[0]
SWAPPED_NAMES = put(
    put(TWO_LINKED_ROWS, "[Docs](d.md)", "[Compiler](d.md)"), "[Compiler](c.md)", "[Docs](c.md)"
)
NAMED_BY_ANOTHER = "0 Docs row: - | Docs | ?: both, torn"
ROWLESS = "0 Docs row: Docs | - | there: both, torn"


@pytest.mark.parametrize("choice", [None, registry, table], ids=["", "registry", "table"])
@pytest.mark.parametrize(
    ("items", "rows", "facts"),
    [
        pytest.param(
            DOCS_LINKED,
            SWAPPED_NAMES,
            [NAMED_BY_ANOTHER, "0 Compiler row: Compiler | Compiler | ?: both, torn"],
            id="names swapped in the table, one removed from the registry",
        ),
        pytest.param(
            put(TWO_LINKED, "Docs", "Books"),
            SWAPPED_NAMES,
            [
                "0 Books row: Books | - | there: both, torn",
                "0 Compiler row: - | Compiler | ?: both, torn",
                "0 Compiler row: Compiler | Docs | ?: both, torn",
            ],
            id="names swapped in the table, one renamed in the registry",
        ),
        pytest.param(
            TWO_LINKED,
            put(SWAPPED_NAMES, "[Docs](c.md)", "[Books](c.md)"),
            [
                ROWLESS,
                "0 Compiler row: - | Compiler | ?: both, torn",
                "0 Compiler row: Compiler | Books | ?: both, torn",
            ],
            id="one renamed in the table, the other took its name",
        ),
        pytest.param(
            DOCS_LINKED,
            put(
                put(SWAPPED_NAMES, "[Docs](c.md)", "[Books](c.md)"), "[Compiler](d.md)", "Compiler"
            ),
            [
                "0 Books row: - | Books | -: both, torn",
                "0 Compiler row: Compiler | Compiler | ?: both, torn",
            ],
            id="its name without its page, its page with another name",
        ),
    ],
)
def test_names_that_changed_hands_while_one_sig_is_gone(
    items: str, rows: str, facts: Sequence[str], choice: Choice | None
) -> None:
    """Nobody takes over the cells of another one's row."""
    now = files(items, rows)
    assert bring_together(now, IN_BOTH, choice=choice) == Outcome(now, list(facts))


def test_pages_of_several_sigs_that_a_torn_row_has() -> None:
    """What would make such a page that of one SIG alone is held back, too."""
    shared = put(put(TWO_LINKED, "c.md", "d.md"), "Docs", "Books")
    rows = put(put(TWO_LINKED_ROWS, "[Compiler](c.md)", "Compiler"), "[Docs]", "[Papers]")
    now = files(shared, rows)
    found = bring_together(now, files(put(TWO_LINKED, "c.md", "d.md"), TWO_LINKED_ROWS))
    assert found == Outcome(
        now,
        [
            "0 Books row: Books | - | -: both, torn",
            "0 Papers row: - | Papers | -: both, torn",
            "0 Compiler row: Compiler | Compiler | ?: both, torn",
        ],
    )
