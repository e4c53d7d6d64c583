"""Fixes of texts: one rewriting of the registry, however many they are."""

from typing import Final

import pytest
from rules_support import README, TABLES, snapshot

from sigtool.check import run
from sigtool.model import Registry
from sigtool.registry import writing
from sigtool.registry.document import RegistryDocument
from sigtool.rules import RULES
from sigtool.text.source import Rewrite

MANY: Final = 60
REWRITE: Final = writing.rewrite
TWICE: Final = "[{handle: ada}, {handle: ada}]"
CASES: Final = {
    "one person many times in one list": (
        "SIG403",
        f"sigs:\n  - name: Compiler\n    leads: [{', '.join(['{handle: ada}'] * MANY)}]\n",
        MANY - 1,
    ),
    "a person twice in the block lists of many SIGs": (
        "SIG403",
        "sigs:\n"
        + "".join(
            f"  - name: S{at}\n    leads:\n      - handle: ada\n      - handle: ada\n"
            for at in range(MANY)
        ),
        MANY,
    ),
    "a person twice in many lists of one SIG": (
        "SIG403",
        "tables:\n  - path: README.md\n    columns:\n"
        + "".join(f"      P{at}: {{field: p{at}, kind: people}}\n" for at in range(MANY))
        + "sigs:\n  - name: Compiler\n"
        + "".join(f"    p{at}: {TWICE}\n" for at in range(MANY)),
        MANY,
    ),
    "many links in one SIG": (
        "SIG504",
        "sigs:\n  - name: Compiler\n    leads:\n"
        + "".join(f"      - {{name: N{at}, url: https://x.org/a {at}}}\n" for at in range(MANY)),
        MANY,
    ),
    "texts of several lines": (
        "SIG204",
        f"{TABLES}sigs:\n"
        + "".join(
            f"  - name: S{at}\n    responsibilities: |-\n      Runs\n      it.\n"
            for at in range(MANY)
        ),
        MANY,
    ),
}


@pytest.mark.parametrize(("code", "registry", "count"), CASES.values(), ids=CASES)
def test_all_fixes_of_a_rule_are_made_in_one_rewriting(
    code: str, registry: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[Registry] = []

    def rewrite(before: RegistryDocument, after: Registry) -> Rewrite[RegistryDocument]:
        wanted.append(after)
        return REWRITE(before, after)

    monkeypatch.setattr(writing, "rewrite", rewrite)
    rules = run.selected(RULES, [code], [])
    found = run.check(snapshot(registry, {"README.md": README}), rules)
    assert [bool(each.fix) for each in found] == [True] * count
    assert len(wanted) == 1
