"""Fields by the headers of their columns, and texts in one language of several."""

from pathlib import Path

import pytest
from conftest import Adopt, Outcome, Run

PEOPLE = """\
# Maintainers

| Maintainer | GitHub ID | Affiliation |
| --- | --- | --- |
| Ada Lovelace | @ada | Example |
| Grace Hopper | @grace | Example |
"""


def refused(message: str) -> Outcome:
    return Outcome(2, "", f"sigtool: {message}\n")


@pytest.mark.parametrize(
    ("setting", "cell"),
    [
        (["--set", "GitHub ID=@alan"], "| Ada Lovelace | @alan | Example |"),
        (["--set", "github id = @alan"], "| Ada Lovelace | @alan | Example |"),
        (["--set", "Affiliation=Other"], "| Ada Lovelace | @ada | Other |"),
        (["--unset", "Affiliation"], "| Ada Lovelace | @ada | |"),
    ],
)
def test_a_header_names_its_field(
    adopt: Adopt, sigtool: Run, setting: list[str], cell: str
) -> None:
    folder = adopt({"README.md": PEOPLE})
    assert sigtool("edit-sig", "Ada Lovelace", *setting).code == 0
    shown = (folder / "README.md").read_text(encoding="utf-8")
    assert shown == PEOPLE.replace("| Ada Lovelace | @ada | Example |", cell)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("GitHub=@alan", "no field is called 'GitHub'; did you mean 'github_id'?"),
        (
            "zzz=@alan",
            "no field is called 'zzz'; there are: name, id, readme, section, status, github_id, "
            "affiliation",
        ),
        ("=@alan", "'=@alan' is not FIELD=VALUE"),
    ],
)
def test_what_names_no_field(adopt: Adopt, sigtool: Run, setting: str, message: str) -> None:
    adopt({"README.md": PEOPLE})
    assert sigtool("edit-sig", "Ada Lovelace", "--set", setting) == refused(message)


ZH, EN = (
    """\
# 列表

| 名称 | 职责 | 负责人 | 会议 |
| --- | --- | --- | --- |
| [编译器](a.md) | 编译。 | 艾达 ([@ada](https://example.org/ada)) | 周一 |
| [数据](b.md) | 加载。 | Grace Hopper ([@grace](https://example.org/grace)) | 周五 |
""",
    """\
# List

| Name | Responsibilities | Leads | Meets |
| --- | --- | --- | --- |
| [Compiler](a.md) | Compiles. | Ada Lovelace ([@ada](https://example.org/ada)) | Monday |
| [Data](b.md) | Loads. | Grace Hopper ([@grace](https://example.org/grace)) | Friday |
""",
)


@pytest.fixture
def translated(adopt: Adopt) -> Path:
    """A community whose table is there in two languages."""
    return adopt({"README.md": EN, "README_zh.md": ZH})


def tables(folder: Path) -> tuple[str, str]:
    en, zh = (folder / name for name in ("README.md", "README_zh.md"))
    return en.read_text(encoding="utf-8"), zh.read_text(encoding="utf-8")


def test_a_header_in_another_language_names_its_field(translated: Path, sigtool: Run) -> None:
    command = ["edit-sig", "Compiler", "--set", "会议=周二"]
    assert sigtool(*command) == refused(
        "Compiler / 编译器: meets has a text in each of en, zh; say which one is meant; as "
        "--language en or --language zh"
    )
    assert sigtool(*command, "--language", "zh").code == 0
    assert tables(translated) == (EN, ZH.replace("周一", "周二"))


# A name in one language


@pytest.mark.parametrize(
    ("command", "said", "en", "zh"),
    [
        # One text served both languages, and goes on to serve the other.
        (
            ["Grace Hopper", "葛丽丝", "--language", "zh"],
            "Renamed @grace (name Grace Hopper to Grace Hopper / 葛丽丝) in Data / 数据.\n",
            ("", ""),
            ("Grace Hopper", "葛丽丝"),
        ),
        (
            ["@grace", "Grace M. Hopper"],
            "Renamed @grace (name Grace Hopper to Grace M. Hopper) in Data / 数据.\n",
            ("Grace Hopper", "Grace M. Hopper"),
            ("Grace Hopper", "Grace M. Hopper"),
        ),
        (
            ["@ada", "Ada King", "--language", "en"],
            "Renamed @ada (name Ada Lovelace / 艾达 to Ada King / 艾达) in Compiler / 编译器.\n",
            ("Ada Lovelace", "Ada King"),
            ("", ""),
        ),
        (
            ["艾达", "阿达"],
            "Renamed @ada (name Ada Lovelace / 艾达 to Ada Lovelace / 阿达) "
            "in Compiler / 编译器.\n",
            ("", ""),
            ("艾达", "阿达"),
        ),
    ],
)
def test_a_name_of_a_person_in_one_language(
    translated: Path,
    sigtool: Run,
    command: list[str],
    said: str,
    en: tuple[str, str],
    zh: tuple[str, str],
) -> None:
    assert sigtool("rename-lead", *command) == Outcome(0, said)
    assert tables(translated) == (EN.replace(*en), ZH.replace(*zh))
