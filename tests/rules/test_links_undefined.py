"""SIG501 of references and footnotes that a document does not define: readers see the brackets."""

from typing import Final

import pytest
from rules_support import snapshot

from sigtool.check import run
from sigtool.rules import RULES

HINT: Final = "or the link into the notes"
OTHER: Final = "\n[other]: https://example.org/\n"
NOTE: Final = "\n[^1]: In 2026.\n"


def found(text: str, below: str = "") -> list[str]:
    """What is told of a text, in a document that ends so."""
    registry = (
        "tables: [{path: README.md, columns: {Name: name, Notes: notes}}]\n"
        f"sigs:\n  - name: QA\n    notes: '{text}'\n"
    )
    document = f"| Name | Notes |\n| - | - |\n| QA | {text} |\n{below}"
    return told(registry, {"README.md": document})


def told(registry: str, documents: dict[str, str]) -> list[str]:
    rules = run.selected(RULES, ["SIG501"], [])
    return [f"{d.message}: {d.hint}" for d in run.check(snapshot(registry, documents), rules)]


def link(label: str, path: str = "README.md") -> str:
    what = f"QA: {path} does not say what the link [{label}] opens"
    return f"{what}: write a line '[{label}]: LINK' there, {HINT}"


def note(label: str) -> str:
    what = f"QA: README.md does not say what the note [{label}] says"
    return f"{what}: write a line '[{label}]: NOTE' there, or take it out of the notes"


SURE: Final = {
    "the label again": ("See the [charter][charter].", [link("charter")]),
    "its own label": ("[roadmap][] and [road map][]", [link("roadmap"), link("road map")]),
    "in another case": ("See [Charter][charter].", [link("charter")]),
    "a word of the text": ("See [our charter][charter].", [link("charter")]),
    "CJK": ("见[章程][]", [link("章程")]),
    "a footnote": ("Handbook[^gone]", [note("^gone")]),
    "a footnote with a number": ("Handbook [^1], twice[^1], and [^2].", [note("^1"), note("^2")]),
    "a footnote behind a link": ("[it](https://example.org/a)[^a-note]", [note("^a-note")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SURE.values(), ids=SURE)
def test_without_any_definition(text: str, expected: list[str]) -> None:
    assert found(text) == expected
    assert found(f"`{text}`") == []
    defined = ["charter", "roadmap", "road map", "章程", "^gone", "^1", "^2", "^a-note"]
    assert found(text, "".join(f"\n[{each}]: https://example.org/\n" for each in defined)) == []


UNSURE: Final = {
    "a word of another kind": ("[VOTE][RESULT] mails", [link("RESULT")]),
    "a short label": ("[the charter][c]", [link("c")]),
}


@pytest.mark.parametrize(("text", "expected"), UNSURE.values(), ids=UNSURE)
def test_beside_other_definitions_every_pair_is_a_reference(text: str, expected: list[str]) -> None:
    assert found(text) == []
    assert found(text, OTHER) == expected


def test_beside_other_footnotes_every_mark_is_one() -> None:
    assert found("Handbook [^gone], [^a], a class [^a-z].") == []
    assert found("Handbook [^gone], [^a], a class [^a-z].", NOTE) == [note("^gone"), note("^a")]


NO_REFERENCES: Final = {
    "an index": "the value [x][0] of row[i][j] and [i][j]",
    "a check box": "[ ] open, [x] done, [ ][ ]",
    "a remark": "see [1], [2][3], [sic]",
    "a type": "of int[][] and list[str][]",
    "a label alone": "[charter]",
    "behind a backslash": r"\[charter][charter] and Handbook\[^gone]",
    "before a link": "[SIG][SIG](https://example.org/)",
    "three": "[a b][a][b]",
    "a class of characters": r"matches ^[^ab]+$, [^/]*, x=[^ab], [^a-z] or ([^1])",
}


@pytest.mark.parametrize("text", NO_REFERENCES.values(), ids=NO_REFERENCES)
def test_what_is_no_reference(text: str) -> None:
    assert found(text) == []


SPOKEN: Final = """\
tables:
  - {path: README.md, language: en, columns: {Name: name, Notes: notes}}
  - {path: zh.md, language: zh, columns: {名称: name, 说明: notes}}
sigs:
  - name: QA
"""
EN: Final = "| Name | Notes |\n| - | - |\n| QA | See the [rules][spec] |\n"
ZH: Final = "| 名称 | 说明 |\n| - | - |\n| QA | 见[规范][spec] |\n"
DEFINED: Final = "\n[Spec]: https://example.org/spec\n"
NOTES: Final = "    notes: {en: 'See the [rules][spec]', zh: '见[规范][spec]'}\n"


def test_what_only_the_other_language_defines() -> None:
    registry = SPOKEN + NOTES
    assert told(registry, {"README.md": EN + DEFINED, "zh.md": ZH}) == [link("spec", "zh.md")]
    assert told(registry, {"README.md": EN, "zh.md": ZH + DEFINED}) == [link("spec")]
    assert told(registry, {"README.md": EN + DEFINED, "zh.md": ZH + DEFINED}) == []
