"""What every finding gets beside what its rule says: the row of the document. Notes, gathered."""

from pathlib import Path
from typing import Final

import pytest
from conftest import Outcome, Run
from rules_support import TABLES, snapshot

from sigtool.check import run
from sigtool.check.gather import gathered
from sigtool.rules import RULES
from sigtool.text.diagnostic import Diagnostic

HEADER: Final = "# Current SIGs\n\n| Name | About | Leads |\n| ---- | ----- | ----- |\n"
CHINESE: Final = "# 兴趣组\n\n| 名称 | 职责 |\n| -- | -- |\n| 编译器 | 待定 |\n"
SPOKEN: Final = """\
tables:
  - {path: README.md, language: en, columns: {Name: name, About: responsibilities, Leads: leads}}
  - {path: README_zh.md, language: zh, columns: {名称: name, 职责: responsibilities}}
sigs:
  - name: {en: Compiler, zh: 编译器}
    responsibilities: {en: TBD, zh: 待定}
    leads: [{handle: ada, url: https://example.org/grace}]
"""


def found(
    code: str, registry: str, rows: str, documents: dict[str, str] | None = None
) -> list[Diagnostic]:
    whole = snapshot(registry, {"README.md": HEADER + rows, **(documents or {})})
    return run.check(whole, run.selected(RULES, [code], []))


def places(diagnostic: Diagnostic) -> list[str]:
    return [f"{each.location}: {each.message}" for each in diagnostic.related]


def item(rest: str) -> str:
    return f"{TABLES}sigs:\n  - name: Compiler\n{rest}"


@pytest.mark.parametrize(
    ("code", "registry", "row", "wanted"),
    [
        pytest.param(
            "SIG202",
            item("    responsibilities: TBD\n"),
            "| Compiler | TBD | |\n",
            ["README.md:5:14: in the table it is here, under 'About'"],
            id="a text",
        ),
        pytest.param(
            "SIG404",
            item("    leads: [{handle: ada, url: https://example.org/grace}]\n"),
            "| Compiler | | [@ada](https://example.org/grace) |\n",
            [
                "sigs.yaml:10:32: the link is here",
                "README.md:5:16: in the table it is here, under 'Leads'",
            ],
            id="somebody in a list",
        ),
        pytest.param(
            "SIG404",
            item("    leads:\n      - &a {handle: ada, url: https://example.org/grace}\n"),
            "| Compiler | | [@ada](https://example.org/grace) |\n",
            [
                "sigs.yaml:11:31: the link is here",
                "README.md:5:16: in the table it is here, under 'Leads'",
            ],
            id="behind an anchor",
        ),
        pytest.param(
            "SIG305",
            item("    leads: [{handle: ada}]\n"),
            "| Compiler | | @ada |\n",
            ["README.md:5:1: its row is here"],
            id="what is missing",
        ),
        pytest.param(
            "SIG404",
            item("    status: archived\n    leads: [{handle: ada, url: https://example.org/b}]\n"),
            "",
            ["sigs.yaml:11:32: the link is here"],
            id="a SIG that no table shows",
        ),
        pytest.param(
            "SIG404",
            item("    owners: [{handle: ada, url: https://example.org/b}]\n"),
            "| Compiler | | |\n",
            [],
            id="a field that no table shows is no list of people",
        ),
    ],
)
def test_a_finding_in_the_registry_names_the_row(
    code: str, registry: str, row: str, wanted: list[str]
) -> None:
    assert [places(each) for each in found(code, registry, row)] == ([wanted] if wanted else [])


def test_a_text_of_a_language_is_shown_by_the_table_in_it() -> None:
    rows = "| Compiler | TBD | [@ada](https://example.org/grace) |\n"
    assert [
        (str(each.location), *places(each))
        for each in found("SIG202", SPOKEN, rows, {"README_zh.md": CHINESE})
    ] == [
        ("sigs.yaml:6:28", "README.md:5:14: in the table it is here, under 'About'"),
        ("sigs.yaml:6:37", "README_zh.md:5:9: in the table it is here, under '职责'"),
    ]


NOTES: Final = [
    "README.md:6:1: Linker: the row ends without a pipe, the others end with one",
    "README.md:7:1: Docs: the row begins without a pipe, the others begin with one",
]
ROWS: Final = (
    "| Compiler | a | @ada |\n| Linker | b | @ada\nDocs | c | @ada |\n"
    + "| Web | d | @ada |\n| Data | e | @ada |\n| Tools | f | @ada |\n| Sound | g | @ada |\n"
)


def test_notes_of_one_matter_are_one_for_a_table(repository: Path, sigtool: Run) -> None:
    Path("README.md").write_text(HEADER + ROWS)
    Path("sigs.yaml").write_text(f"{TABLES}sigs: []\n")
    first, second = NOTES
    told = f"README.md:6:1: note SIG109 ragged-style: {first[15:]} (and 1 other like it)\n"
    fix = "  fix: write the row as the others are: sigtool validate --fix\n"
    assert sigtool("validate", "--select", "SIG109") == Outcome(
        0,
        f"{told}  {second}\n  help: write it as the rows around it\n{fix}",
        "Found 1 note. 1 can be fixed: sigtool validate --fix.\n",
    )


def test_each_note_is_one_for_a_baseline(repository: Path, sigtool: Run) -> None:
    Path("README.md").write_text(HEADER + ROWS.replace("Docs |", "| Docs |"))
    Path("sigs.yaml").write_text(f"{TABLES}sigs: []\n")
    sigtool("validate", "--select", "SIG109", "--write-baseline")
    Path("README.md").write_text(HEADER + ROWS)
    outcome = sigtool("validate", "--select", "SIG109", "--baseline", "--output-format", "concise")
    assert outcome.stdout == (
        "README.md:7:1: note SIG109 ragged-style: "
        "Docs: the row begins without a pipe, the others begin with one\n"
    )


def test_what_is_gathered_mends_all_that_it_tells() -> None:
    whole = snapshot(f"{TABLES}sigs: []\n", {"README.md": HEADER + ROWS})
    rules = run.selected(RULES, ["SIG109"], [])
    (one,) = gathered(whole, run.check(whole, rules), rules)
    assert one.fix is not None
    after = one.fix.edits[0].source.edited(each.edit for each in one.fix.edits)
    assert after.text == HEADER + ROWS.replace("@ada\nDocs |", "@ada |\n| Docs |")


def test_warnings_stay_apart() -> None:
    registry = f"{TABLES}sigs: [{{name: A, responsibilities: TBD}}, {{name: B}}]\n"
    whole = snapshot(registry, {"README.md": HEADER})
    rules = run.selected(RULES, ["SIG305", "SIG202"], [])
    every = run.check(whole, rules)
    assert gathered(whole, every, rules) == every
