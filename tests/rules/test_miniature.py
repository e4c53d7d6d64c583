"""The folder `miniature`: a community in which every rule finds something, but those below.

`community` holds its files, `expected` the whole output of `sigtool validate` over them, one file a
run. `pytest tests/rules/test_miniature.py --accept` writes them anew. Read them then.

A new rule has to find something there, or be named below with the reason.
"""

import json
from pathlib import Path
from typing import Final

import pytest
from conftest import Accept, Outcome, Run, contents
from repositories import commit_all
from transcripts import copied, shown, transcript

from sigtool.rules import RULES

MINIATURE: Final = Path(__file__).with_name("miniature")

# Whatever is not read of a registry is not looked at by any other rule.
_UNREAD: Final = "nothing is compared with a registry that is not sound"
OUT: Final = {
    "SIG001": "nothing else is looked at",
    "SIG002": _UNREAD,
    "SIG004": _UNREAD,
    "SIG005": _UNREAD,
    "SIG006": _UNREAD,
    "SIG007": _UNREAD,
    "SIG008": "a file that is not UTF-8 is not looked at by any other rule",
    "SIG503": "only the web can tell",
    "SIG901": "it is silent where another rule could not look at everything, as beside SIG101",
}

# What each file of `expected` shows: the arguments that follow `sigtool validate`.
RUNS: Final = {
    "text": ("--output-format", "text"),
    "concise": ("--output-format", "concise"),
    "json": ("--output-format", "json"),
    "github": ("--output-format", "github"),
    "gitlab": ("--output-format", "gitlab"),
    "markdown": ("--output-format", "markdown"),
    "statistics": ("--output-format", "concise", "--statistics"),
    "diff": ("--diff",),
    "unsafe-diff": ("--unsafe-fixes", "--diff"),
}


@pytest.fixture
def miniature(repository: Path) -> Path:
    """The community, in the one commit of its repository."""
    copied(MINIATURE / "community", repository)
    commit_all()
    return repository


@pytest.mark.usefixtures("miniature")
def test_every_rule_finds_something_but_those_that_are_out(sigtool: Run) -> None:
    found = json.loads(sigtool("validate", "--output-format", "json").stdout)["diagnostics"]
    codes = {each["code"] for each in found}
    assert sorted(codes | OUT.keys()) == sorted(rule.code for rule in RULES)
    assert codes & OUT.keys() == set()


def test_no_other_outputs_are_kept() -> None:
    names = {path.name for path in (MINIATURE / "expected").iterdir()}
    assert names == {"sarif.json", *(f"{name}.txt" for name in ("terminal", *RUNS))}


@pytest.mark.parametrize("name", RUNS)
def test_what_validate_writes(name: str, miniature: Path, sigtool: Run, accept: Accept) -> None:
    arguments = ("validate", *RUNS[name])
    before = contents(miniature)
    text = transcript(arguments, sigtool(*arguments))
    assert contents(miniature) == before
    accept({MINIATURE / "expected" / f"{name}.txt": text.encode()})


@pytest.mark.usefixtures("miniature")
def test_what_sarif_tells(sigtool: Run, accept: Accept) -> None:
    (run,) = json.loads(sigtool("validate", "--output-format", "sarif").stdout)["runs"]
    text = json.dumps(run["results"], ensure_ascii=False, indent=1) + "\n"
    accept(
        {MINIATURE / "expected" / "sarif.json": text.encode()}
    )  # not the pages of the rules with it


@pytest.mark.usefixtures("miniature")
def test_a_safe_fix_leaves_no_rule_with_more_to_say(sigtool: Run) -> None:
    def codes(outcome: Outcome) -> set[str]:
        return {each["code"] for each in json.loads(outcome.stdout)["diagnostics"]}

    before = codes(sigtool("validate", "--output-format", "json"))
    assert codes(sigtool("validate", "--fix", "--output-format", "json")) - before == set()


@pytest.mark.usefixtures("miniature")
def test_what_a_terminal_shows(
    sigtool: Run, accept: Accept, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = transcript(("validate",), shown(sigtool, monkeypatch, "validate"))
    accept({MINIATURE / "expected" / "terminal.txt": text.encode()})
