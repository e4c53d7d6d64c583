"""`edit-sig` makes two SIGs one that translations name apart, and that nothing paired."""

from pathlib import Path

import pytest
from conftest import SAME, Outcome, Run, contents, write_files

ENGLISH = """# SIGs

| SIG | Responsibilities | Leads |
|---|---|---|
| Docs | Writes. | @ada |
| Integration (Editor) | Joins. | @eve, @bob |
"""
CHINESE = """# SIGs

| 小组 | 职责 | 负责人 |
|---|---|---|
| 文档 | 写。 | @ada |
| 整合（Editor） | 合。 | @eve |
"""
SIGS = """\
sigs:
  - name:
      en: Docs
      zh: 文档
    responsibilities:
      en: Writes.
      zh: 写。
    leads:
      - handle: ada
"""
ONE = """\
  - name:
      en: Integration (Editor)
      zh: 整合（Editor）
    responsibilities:
      en: Joins.
      zh: 合。
    leads:
      - handle: eve
      - handle: bob
"""
NEW = (
    "two SIGs that are the same one become one if you give the one the name of the other: "
    "sigtool edit-sig '整合（Editor）' --language en --name ...\n"
)
CHINESE_FIRST = ("edit-sig", "整合（Editor）", "--language", "en", "--name", "Integration (Editor)")
ENGLISH_FIRST = ("edit-sig", "Integration (Editor)", "--language", "zh", "--name", "整合（Editor）")


@pytest.fixture
def place(repository: Path, sigtool: Run) -> Path:
    write_files(repository, {"README.md": ENGLISH, "README_zh.md": CHINESE})
    found = sigtool("init", "README.md", "README_zh.md")
    assert (found.code, found.stderr.splitlines(keepends=True)[-1]) == (0, NEW)
    return repository


@pytest.mark.parametrize("command", [CHINESE_FIRST, ENGLISH_FIRST], ids=["zh", "en"])
def test_two_sigs_of_one_language_each_could_not_be_made_one(
    place: Path, sigtool: Run, command: tuple[str, ...]
) -> None:
    whose = [command[1], command[-1]]
    assert sigtool(*command) == Outcome(
        0,
        f"{whose[0]} and {whose[1]} are one SIG now: Integration (Editor) / 整合（Editor）.\n",
        "Integration (Editor): leads: @bob was there in en alone\n",
    )
    text = (place / "sigs.yaml").read_text("utf-8")
    assert text[text.index("sigs:\n") :] == SIGS + ONE
    assert (place / "README.md").read_text("utf-8") == ENGLISH
    assert (place / "README_zh.md").read_text("utf-8") == CHINESE.replace("@eve", "@eve, @bob")
    assert sigtool("sync") == SAME
    assert sigtool("validate", "--select", "SIG7,SIG3").code == 0


@pytest.mark.parametrize(
    ("change", "more", "message"),
    [
        (("      - handle: bob\n", "      - handle: bob\n    status: dormant\n"), (),
         None),
        (("      zh: 合。\n", "      zh: 合。\n    colour: red\n"), (),
         "sigs.yaml:29: what stands here, of 整合（Editor）, would be lost; correct it, or move it "
         "to the other SIG first"),
        (("", ""), ("--set", "leads=@dan"),
         "整合（Editor） and Integration (Editor) become one SIG by this name; give the name alone "
         "first, then leads"),
    ],
    ids=["a status of one alone", "an unknown key", "more than the name"],
)  # fmt: skip
def test_what_would_be_lost_is_refused(
    place: Path, sigtool: Run, change: tuple[str, str], more: tuple[str, ...], message: str | None
) -> None:
    text = (place / "sigs.yaml").read_text("utf-8")
    (place / "sigs.yaml").write_text(text.replace(*change), "utf-8")
    before = contents(place)
    found = sigtool(*CHINESE_FIRST, *more)
    if message is None:
        assert found.code == 0
        assert (place / "sigs.yaml").read_text("utf-8").count("status: dormant") == 1
        return
    assert found == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(place) == before


def test_the_name_of_a_sig_that_has_both_languages_stays_refused(place: Path, sigtool: Run) -> None:
    before = contents(place)
    assert sigtool("edit-sig", "整合（Editor）", "--language", "en", "--name", "Docs") == Outcome(
        2,
        "",
        "sigtool: there is a SIG called 'Docs / 文档' already; see it with `sigtool show Docs`\n",
    )
    assert contents(place) == before
