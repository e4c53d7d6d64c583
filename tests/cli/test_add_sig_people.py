"""`add-sig` where somebody wrote a row in each of two languages, with people, a text, or nobody."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, contents, write_files

REGISTRY = """\
tables:
  - path: README.md
    language: en
    columns:
      Name: name
      Leads: leads
  - path: zh.md
    language: zh
    columns:
      名称: name
      负责人: leads
sigs:
"""
DOCS = "  - name: Docs\n"
HEADS = (
    "| Name | Leads |\n| --- | --- |\n| Docs | |\n",
    "| 名称 | 负责人 |\n| --- | --- |\n| Docs | |\n",
)
TAKEN = "README.md:4: took over this row.\nzh.md:4: took over this row.\n"


def files(items: str, english: str, chinese: str) -> dict[str, bytes]:
    texts = {
        "README.md": f"{HEADS[0]}| Compiler | {english} |\n",
        "sigs.yaml": REGISTRY + DOCS + items,
        "zh.md": f"{HEADS[1]}| Compiler | {chinese} |\n",
    }
    return {path: text.encode() for path, text in texts.items()}


@pytest.mark.parametrize(
    ("english", "chinese", "arguments", "leads", "after"),
    [
        pytest.param("TBD", "@ada", [], ["ada"], "@ada", id="and the first names nobody"),
        pytest.param("@ada", "待定", [], ["ada"], "@ada", id="and the last names nobody"),
        pytest.param(
            "TBD", "@ada", ["--lead", "@grace"], ["ada", "grace"], "@ada, @grace", id="and a lead"
        ),
        pytest.param(
            "TBD", "TBD", ["--lead", "@grace"], ["grace"], "@grace", id="of nobody, and a lead"
        ),
    ],
)
def test_people_of_one_row_were_lost_as_the_other_names_nobody(
    repository: Path,
    sigtool: Run,
    english: str,
    chinese: str,
    arguments: list[str],
    leads: list[str],
    after: str,
) -> None:
    write_files(repository, files("", english, chinese))
    assert sigtool("add-sig", "Compiler", *arguments) == Outcome(0, "Added Compiler.\n", TAKEN)
    people = "".join(f"      - handle: {each}\n" for each in leads)
    item = f"  - name: Compiler\n    leads:\n{people}"
    assert contents(repository) == files(item, after, after)


@pytest.mark.parametrize(
    ("english", "chinese"), [("see OWNERS", "@ada"), ("@ada", "see OWNERS")], ids=["last", "first"]
)
def test_people_of_one_row_were_lost_as_the_other_has_a_text(
    repository: Path, sigtool: Run, english: str, chinese: str
) -> None:
    before = files("", english, chinese)
    write_files(repository, before)
    assert sigtool("add-sig", "Compiler") == Outcome(
        2,
        "",
        "sigtool: README.md:4 and zh.md:4: leads: one table has people there, the other a text; "
        "write people in both, or leave one of the two empty\n",
    )
    assert contents(repository) == before


def test_placeholder_of_a_new_row_is_nobody_in_the_registry(repository: Path, sigtool: Run) -> None:
    write_files(repository, files("", "TBD", "待定"))
    assert sigtool("add-sig", "Compiler") == Outcome(0, "Added Compiler.\n", TAKEN)
    assert contents(repository) == files("  - name: Compiler\n", "TBD", "待定")
