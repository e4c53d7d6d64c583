"""The whole output of `validate` over a miniature community that has one of nearly each fault."""

import json
from pathlib import Path
from typing import Final

import pytest
from conftest import Accept, Outcome, Run
from test_rules_cases import copied, transcript

from sigtool.rules import RULES

HERE: Final = Path(__file__).with_name("miniature")
# The rules that find nothing there, each with a test of its own elsewhere.
_READING: Final = "what cannot be read stops the rules that look at what it says"
_MANY: Final = "counts what most rows do, and here most rows have faults"
_FILES: Final = "is about a file as a whole"
LEFT_OUT: Final = {
    **dict.fromkeys(("SIG001", "SIG002", "SIG003", "SIG004", "SIG005", "SIG006"), _READING),
    **dict.fromkeys(("SIG007", "SIG101", "SIG102", "SIG103", "SIG104", "SIG106"), _READING),
    **dict.fromkeys(("SIG008", "SIG009", "SIG011", "SIG013"), _FILES),
    **dict.fromkeys(("SIG108", "SIG109", "SIG206", "SIG308", "SIG508", "SIG510"), _MANY),
    **dict.fromkeys(("SIG406", "SIG410", "SIG413", "SIG511", "SIG701", "SIG703"), _MANY),
    "SIG503": "asks the web",
}
# SARIF brings the whole page of each rule along; tests/report has its own tests of it.
FORMATS: Final = ("text", "concise", "json", "github", "gitlab", "markdown")
RUNS: Final = {
    **{name: ("--output-format", name) for name in FORMATS},
    "statistics": ("--statistics",),
    "diff": ("--diff",),
    "unsafe diff": ("--diff", "--unsafe-fixes"),
}


@pytest.fixture
def community(repository: Path) -> Path:
    copied(HERE / "community", repository)
    return repository


@pytest.mark.usefixtures("community")
def test_each_rule_finds_something_or_is_left_out_with_a_reason(sigtool: Run) -> None:
    found = json.loads(sigtool("validate", "--output-format", "json").stdout)["diagnostics"]
    codes = {each["code"] for each in found}
    assert sorted({rule.code for rule in RULES} - codes) == sorted(LEFT_OUT)


@pytest.mark.usefixtures("community")
@pytest.mark.parametrize("name", RUNS)
def test_the_whole_output(sigtool: Run, accept: Accept, name: str) -> None:
    arguments = ("validate", *RUNS[name])
    shown = transcript(arguments, sigtool(*arguments))
    accept({HERE / f"{name.replace(' ', '-')}.txt": shown.encode()})


@pytest.mark.usefixtures("community")
def test_a_second_look_finds_no_more_than_the_first(sigtool: Run) -> None:
    def codes(outcome: Outcome) -> set[str]:
        return {each["code"] for each in json.loads(outcome.stdout)["diagnostics"]}

    before = codes(sigtool("validate", "--output-format", "json"))
    after = codes(sigtool("validate", "--fix", "--output-format", "json"))
    assert after - before == set()
