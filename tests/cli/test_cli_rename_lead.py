"""`rename-lead`: what changes, in which language, and what it replaces."""

import shlex
from pathlib import Path

import pytest
from conftest import Outcome, Run
from repositories import put

LANGUAGES = """\
tables:
  - {path: README.md, language: en, columns: {Name: name, Leads: leads}}
  - {path: zh.md, language: zh, columns: {Name: name, Leads: leads}}
sigs:
  - name: Docs
    leads:
"""
HEADER = "| Name | Leads |\n|---|---|\n"
ADA = "      - handle: ada\n        url: https://example.org/ada\n"
WITH_NAME = ADA.replace("        url", "        name:\n          zh: 艾达\n        url")
LINKED = "[@ada](https://example.org/ada)"


def put_languages(person: str, english: str, chinese: str) -> None:
    put("sigs.yaml", LANGUAGES + person)
    put("README.md", f"{HEADER}| Docs | {english} |\n")
    put("zh.md", f"{HEADER}| Docs | {chinese} |\n")


def leads(folder: Path) -> tuple[str, ...]:
    """What the registry, the English table and the Chinese one say of the leads."""
    names = ("sigs.yaml", "README.md", "zh.md")
    registry, *tables = [(folder / name).read_text("utf-8") for name in names]
    rows = [text.removeprefix(HEADER + "| Docs | ").removesuffix(" |\n") for text in tables]
    return (registry.removeprefix(LANGUAGES), *rows)


@pytest.mark.parametrize(
    ("command", "said", "new", "chinese"),
    [
        pytest.param(
            "@ada 艾达 --language zh",
            "Renamed @ada (name none to 艾达) in Docs.\n",
            WITH_NAME,
            f"艾达 ({LINKED})",
            id="a name",
        ),
        pytest.param(
            "@ada a@example.org --language zh",
            "Renamed @ada (email none to a@example.org) in Docs.\n",
            f"{ADA}        email:\n          zh: a@example.org\n",
            f"{LINKED} <a@example.org>",
            id="an address",
        ),
    ],
)
def test_what_was_new_in_one_language_was_written_for_all(
    repository: Path, sigtool: Run, command: str, said: str, new: str, chinese: str
) -> None:
    put_languages(ADA, LINKED, LINKED)
    assert sigtool("rename-lead", *shlex.split(command)) == Outcome(0, said)
    assert leads(repository) == (new, LINKED, chinese)


NAMED = f"{ADA}        name: {{zh: 艾达}}\n"


@pytest.mark.parametrize(
    ("person", "command", "why"),
    [
        pytest.param(
            NAMED,
            "@ada 'Ada King'",
            "@ada: name has a text in zh alone; say which language is meant; "
            "as --language en or --language zh",
            id="a name in one of the languages",
        ),
        pytest.param(
            ADA + "        name: {en: Ada, zh: 艾达}\n",
            "@ada 'Ada King'",
            "@ada: name has a text in each of en, zh; say which one is meant; "
            "as --language en or --language zh",
            id="a name in each",
        ),
        pytest.param(
            ADA + "        name: {en: Ada, zh: Ada}\n",
            "Ada 'Ada King'",
            "@ada: name has a text in each of en, zh; say which one is meant; "
            "as --language en or --language zh",
            id="the same name in each",
        ),
    ],
)
def test_a_name_was_overwritten_though_nobody_said_in_which_language(
    repository: Path, sigtool: Run, person: str, command: str, why: str
) -> None:
    put_languages(person, LINKED, LINKED)
    assert sigtool("rename-lead", *shlex.split(command)) == Outcome(2, "", f"sigtool: {why}\n")
    assert leads(repository) == (person, LINKED, LINKED)


@pytest.mark.parametrize(
    ("command", "said", "new", "english", "chinese"),
    [
        pytest.param(
            "艾达 阿达",
            "Renamed @ada (name 艾达 to 阿达) in Docs.\n",
            NAMED.replace("艾达", "阿达"),
            LINKED,
            f"阿达 ({LINKED})",
            id="by the name",
        ),
        pytest.param(
            "@ada 'Ada King' --language en",
            "Renamed @ada (name 艾达 to 艾达 / Ada King) in Docs.\n",
            NAMED.replace("艾达", "艾达, en: Ada King"),
            f"Ada King ({LINKED})",
            f"艾达 ({LINKED})",
            id="by --language",
        ),
        pytest.param(
            "https://example.org/ada @lovelace",
            "Renamed @ada to @lovelace in Docs.\n",
            NAMED.replace("ada", "lovelace"),
            LINKED.replace("ada", "lovelace"),
            f"艾达 ({LINKED.replace('ada', 'lovelace')})",
            id="another fact",
        ),
    ],
)
def test_a_name_in_one_of_the_languages_is_changed_in_that_which_is_named(
    repository: Path, sigtool: Run, command: str, said: str, new: str, english: str, chinese: str
) -> None:
    put_languages(NAMED, LINKED, f"艾达 ({LINKED})")
    assert sigtool("rename-lead", *shlex.split(command)) == Outcome(0, said)
    assert leads(repository) == (new, english, chinese)


def test_the_same_handle_and_link_became_one_a_language(repository: Path, sigtool: Run) -> None:
    put_languages(ADA, LINKED, LINKED)
    assert sigtool("rename-lead", "@ada", f"艾达 {LINKED}", "--language", "zh") == Outcome(
        0, "Renamed @ada (name none to 艾达) in Docs.\n"
    )
    assert leads(repository) == (WITH_NAME, LINKED, f"艾达 ({LINKED})")
    put_languages(ADA, LINKED, LINKED)
    assert sigtool("rename-lead", "@ada", "@ada", "--language", "zh") == Outcome(
        0, "Nothing changed: the registry says so already.\n"
    )
    assert leads(repository) == (ADA, LINKED, LINKED)
