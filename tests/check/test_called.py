"""Messages call a SIG as its readers do; a baseline knows it by its name as it is written."""

from typing import Final

import pytest
from rules_support import SPOKEN, found_after_init, snapshot

from sigtool.check import baseline, run
from sigtool.rules import RULES

BOLD: Final = "**[Security](security/README.md)** ![](lock.png)"
ANCHOR: Final = 'General Sync&nbsp;<a id="sync" href="#sync"><sup>🔗</sup></a>'
NAMES: Final = {
    "a link in bold, and an image": (BOLD, "Security", "Security"),
    "an anchor": (ANCHOR, "General Sync", "'General Sync 🔗'"),
    "struck out": ("~~Old SIG~~", "Old SIG", "'Old SIG'"),
    "a plain name": ("Compiler: C++", "Compiler: C++", "'Compiler: C++'"),
    "what only looks like Markdown": ("Run_time", "Run_time", "Run_time"),
}


@pytest.mark.parametrize(("name", "seen", "call"), NAMES.values(), ids=NAMES)
def test_a_message_has_the_name_that_readers_see(name: str, seen: str, call: str) -> None:
    rows = (f"{name} | Works. | ", "UI | Works too. | @ada", "CLI | Works, too. | @grace")
    assert found_after_init("SIG401", "SIG | About | Leads", *rows) == [
        f"SIG401 {seen} has nobody under 'Leads': name one: sigtool add-lead {call} @handle"
    ]


def linking(*names: str) -> str:
    return "sigs:\n" + "".join(f"  - {{name: {name}, readme: gone.md}}\n" for name in names)


def told(registry: str) -> list[str]:
    rules = run.selected(RULES, ["SIG501"], [])
    return [each.message for each in run.check(snapshot(registry, {}, {"qa.md"}), rules)]


def test_two_that_readers_see_alike_are_named_as_they_are_written() -> None:
    found = told(linking("'**QA**'", "'[QA](qa.md)'", "'**UI**'"))
    assert found == [
        "**QA**: there is no 'gone.md'",
        "[QA](qa.md): there is no 'gone.md'",
        "UI: there is no 'gone.md'",
    ]


def test_a_name_in_several_languages() -> None:
    found = told(SPOKEN + linking("{en: '**QA**', zh: '*质量*'}"))
    assert found == ["QA / 质量: there is no 'gone.md'"]


def test_a_baseline_of_before_still_holds() -> None:
    known = baseline.read(
        '{"version": 1, "findings": [{"code": "SIG501", "path": "sigs.yaml",'
        ' "message": "**QA**: there is no \'gone.md\'", "count": 1}]}',
        "baseline.json",
    )
    found = run.check(snapshot(linking("'**QA**'"), {}), run.selected(RULES, ["SIG501"], []))
    assert [each.message for each in found] == ["QA: there is no 'gone.md'"]
    assert baseline.new(found, known, {}) == []
    assert baseline.gone(found, known, {}) == 0
    assert baseline.read(baseline.spelled(found, {}), "baseline.json") == known
