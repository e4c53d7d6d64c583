"""Rows with more cells than the header row has: only what holds whichever cell is which is told."""

import pytest
from rules_support import checked

SIGS = """\
tables:
  - {path: README.md, language: en, columns: {SIG: name, About: responsibilities, Leads: leads}}
  - {path: zh.md, language: zh, columns: {名称: name, 职责: responsibilities, 组长: leads}}
sigs:
"""
ONE = SIGS.replace(", language: en", "").replace(SIGS.splitlines()[2] + "\n", "")
HEADER = "| SIG | About | Leads |\n| --- | --- | --- |\n| Docs | Words. | @alan |\n"
DOCS = "  - {name: Docs, responsibilities: Words., leads: ['@alan']}\n"
CASES = {
    "a bar in code: a half text, and nobody": (
        "  - {name: API, responsibilities: Serves `a}\n",
        "| API | Serves `a || b` things. | @ada |\n",
        ["SIG105"],
    ),
    "a bar in a text: its other half is no lead": (
        "  - {name: Node, responsibilities: Runs, leads: [{name: Stops.}]}\n",
        "| Node | Runs | Stops. | @grace |\n",
        ["SIG105"],
    ),
    "a word for a text that is missing": (
        "  - {name: Node, responsibilities: TBD, leads: [{name: Stops}]}\n",
        "| Node | TBD | Stops | @grace |\n",
        ["SIG105"],
    ),
    "what the registry alone says": (
        "  - {name: Node, responsibilities: Runs, leads: [{name: Ada Lovelace}]}\n",
        "| Node | Runs | Stops. | @grace |\n",
        ["SIG601", "SIG105", "SIG411"],
    ),
    "a label that is not the account of its link": (
        "  - {name: Node, responsibilities: Runs,"
        " leads: [{handle: ada, url: https://github.com/grace}]}\n",
        "| Node | Runs | [@ada](https://github.com/grace) | more |\n",
        ["SIG105"],
    ),
    "a row in another place": (
        "  - {name: Node, responsibilities: Runs, leads: [{name: Stops.}]}\n  - {name: QA}\n",
        "| Node | Runs | Stops. | @grace |\n| QA | | |\n",
        ["SIG105", "SIG305", "SIG401"],
    ),
    "an empty cell behind the last column": (
        "  - {name: Node, responsibilities: Runs `it, leads: [{name: Ada}]}\n",
        "| Node | Runs `it | Ada | |\n",
        ["SIG105", "SIG207", "SIG411"],
    ),
    "as many cells as headers": (
        "  - {name: Node, responsibilities: Runs `it, leads: [{name: Ada}]}\n",
        "| Node | Runs `it | Ada |\n",
        ["SIG207", "SIG411"],
    ),
    "a community that wants more cells": (
        "  - {name: Node, responsibilities: Runs `it, leads: [{name: Ada}]}\n"
        "validate: {ignore: [SIG105]}\n",
        "| Node | Runs `it | Ada | more |\n",
        ["SIG207", "SIG411"],
    ),
}


@pytest.mark.parametrize(("items", "rows", "codes"), CASES.values(), ids=CASES)
def test_what_is_told_of_a_row_with_too_many_cells(items: str, rows: str, codes: list[str]) -> None:
    found = checked(ONE + DOCS + items, {"README.md": HEADER + rows})
    assert [each.code for each in found if each.code != "SIG308"] == codes


def test_a_text_in_the_language_of_another_table_is_told_of() -> None:
    text = "{en: 'Runs `it', zh: '运行 `它'}"
    registry = f"{SIGS}  - {{name: Node, responsibilities: {text}, leads: ['@ada']}}\n"
    documents = {
        "README.md": "| SIG | About | Leads |\n|---|---|---|\n| Node | Runs `it | @ada | more |\n",
        "zh.md": "| 名称 | 职责 | 组长 |\n|---|---|---|\n| Node | 运行 `它 | @ada |\n",
    }
    found = checked(registry, documents)
    assert [(each.code, each.text) for each in found if each.code != "SIG308"] == [
        ("SIG105", "more"),
        ("SIG207", "'运行 `它'"),
    ]
