"""`sigtool sync` in real repositories where nobody but a person knows which SIG a row is."""

import shlex
from pathlib import Path

import pytest
from conftest import Outcome, Run
from repositories import (
    COMPILER,
    COMPILER_ROW,
    HEADER,
    ONE_LEFT,
    ROWS,
    commit,
    commit_all,
    there,
    write,
)
from repositories import ITEMS as WITH_ID

ITEMS = WITH_ID.replace("    id: docs\n", "")


BOOKS, BOOKS_ROWS = (each.replace("Docs", "Books") for each in (ITEMS, ROWS))


@pytest.mark.parametrize(
    ("now", "told", "after"),
    [
        pytest.param(
            (BOOKS, COMPILER_ROW),
            "README.md:1: Books: is new in the registry, or it is Docs by a new name; "
            "the row of Docs was removed or changed\n",
            (BOOKS, BOOKS_ROWS),
            id="renamed in the registry, its row removed",
        ),
        pytest.param(
            (COMPILER, BOOKS_ROWS),
            "README.md:4: Books: its row is new, or it is that of Docs by a new name; "
            "the registry removed or renamed Docs\n",
            (COMPILER, COMPILER_ROW),
            id="removed from the registry, its row renamed",
        ),
    ],
)
def test_one_side_renamed_what_the_other_removed(
    repository: Path, sigtool: Run, now: tuple[str, str], told: str, after: tuple[str, str]
) -> None:
    commit(ITEMS, ROWS)
    write(*now)
    told += (
        "  help: keep the registry's: sigtool sync Books --prefer registry; "
        "keep the table's: sigtool sync Books --prefer table\n"
    )
    assert sigtool("sync") == Outcome(1, told, ONE_LEFT)
    assert sigtool("sync", "Books", "--prefer", "registry").code == 0
    assert there() == after


TABLES = """\
tables:
  - {path: README.md, language: en, columns: {Name: name, Meets: meets, Leads: leads}}
  - {path: zh.md, language: zh, columns: {Name: name, Meets: meets, Leads: leads}}
sigs:
"""
QUANTUM = "  - {name: {en: Quantum}, meets: {en: weekly}, leads: ['@ada', '@grace']}\n"
ROW, ROW_ZH = "| Quantum | weekly | @ada, @grace |\n", "| 量子 | 每周 | @ada, @grace |\n"
MAY_BE = (
    "zh.md:3: 量子: its row is new, and it may be that of Quantum, which has no text there yet\n"
    "  help: one SIG: sigtool edit-sig Quantum --name '量子' --language zh; "
    "two SIGs: sigtool sync '量子' --prefer table\n"
)


def commit_two_languages() -> None:
    Path("sigs.yaml").write_text(TABLES + QUANTUM)
    Path("README.md").write_text(HEADER + ROW)
    Path("zh.md").write_text(HEADER)
    commit_all()


@pytest.mark.parametrize(
    ("command", "items"),
    [
        (
            "edit-sig Quantum --name '量子' --language zh",
            QUANTUM.replace("en: Quantum", "en: Quantum, zh: 量子").replace(
                "en: weekly", "en: weekly, zh: 每周"
            ),
        ),
        (
            "sync '量子' --prefer table",
            QUANTUM + "  - {name: {zh: 量子}, meets: {zh: 每周}, leads: ['@ada', '@grace']}\n",
        ),
    ],
    ids=["one SIG", "two SIGs"],
)
def test_a_row_that_may_be_a_translation(
    repository: Path, sigtool: Run, command: str, items: str
) -> None:
    commit_two_languages()
    Path("zh.md").write_text(HEADER + ROW_ZH)
    assert sigtool("sync") == Outcome(1, MAY_BE, ONE_LEFT)
    assert Path("sigs.yaml").read_text() == TABLES + QUANTUM
    assert command in MAY_BE
    assert sigtool(*shlex.split(command)).code == 0
    assert sigtool("sync").code == 0
    assert Path("sigs.yaml").read_text() == TABLES + items
    assert Path("zh.md").read_text() == HEADER + ROW_ZH
    assert Path("README.md").read_text() == HEADER + ROW


def test_a_row_that_links_the_page_of_a_sig_is_its_translation(
    repository: Path, sigtool: Run
) -> None:
    commit_two_languages()
    linked = QUANTUM.replace("en: Quantum}", "en: Quantum}, readme: quantum_en.md")
    Path("sigs.yaml").write_text(TABLES + linked)
    Path("README.md").write_text(HEADER + ROW.replace("Quantum", "[Quantum](quantum_en.md)"))
    Path("zh.md").write_text(HEADER + ROW_ZH.replace("量子", "[量子](quantum_zh.md)"))
    assert sigtool("sync") == Outcome(
        0,
        "zh.md:3: 量子: its row is new, so it goes to the registry; it is a translation of "
        "Quantum, by its name or page\n",
        "Wrote sigs.yaml.\n",
    )


def test_names_that_were_swapped(repository: Path, sigtool: Run) -> None:
    items = ITEMS.replace("name: Docs\n", "name: Docs\n    readme: d.md\n").replace(
        "name: Compiler,", "name: Compiler, readme: c.md,"
    )
    rows = ROWS.replace("Docs", "[Docs](d.md)").replace("Compiler", "[Compiler](c.md)")
    commit(items, rows)
    swapped = rows.replace("Docs", "X").replace("Compiler", "Docs").replace("X", "Compiler")
    write(items, swapped)
    what = "a row has the name of one SIG and the page of another"
    help_line = "  help: correct its name or its page, in the table or in the registry\n"
    assert sigtool("sync") == Outcome(
        1,
        f"README.md:4: Compiler: {what}\n{help_line}README.md:3: Docs: {what}\n{help_line}",
        "2 facts are left as they are, on both sides.\n",
    )
    assert there() == (items, swapped)
    assert sigtool("add-lead", "Docs", "@eve") == Outcome(
        0,
        "Added @eve to the leads of Docs.\n",
        "README.md:3: not changed; a row has the name of one SIG and the page of another, so it is "
        "not known whether this is Docs: | [Docs](c.md) | weekly | @ada, @bob |\n"
        "The tables have 7 other differences from the registry: sigtool validate\n",
    )
    assert there()[1] == swapped
