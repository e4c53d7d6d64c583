"""SIG012: what is a text here, and something else to other readers of YAML."""

from typing import Final

import pytest
from ruamel.yaml import YAML
from rules_support import REGISTRY, TABLES, Told, checked, findings, snapshot

from sigtool.check import run
from sigtool.rules import RULES


def ambiguous(label: str, value: str, meaning: str, at: str, before: str, after: str) -> Told:
    return Told(
        "SIG012", "ambiguous-scalar", "note",
        f"{label} {value!r} is {meaning} to some readers of YAML", at, value, (),
        ("put it in quotes", True, (f"-{before}", f"+{after}")), f'write "{value}"',
    )  # fmt: skip


FOUND: Final = {
    "a handle of digits": (
        "sigs:\n  - name: A\n    leads:\n      - handle: 007\n",
        [
            ambiguous(
                "A: leads[1]: handle:", "007", "a number", "sigs.yaml:4:17",
                "      - handle: 007", '      - handle: "007"',
            )
        ],
    ),
    "a name that is a truth value": (
        "sigs:\n  - name: no\n",
        [
            ambiguous(
                "no: name:", "no", "a truth value", "sigs.yaml:2:11",
                "  - name: no", '  - name: "no"',
            )
        ],
    ),
    "a number with an exponent, in brackets": (
        "sigs: [{name: 1e3}]\n",
        [
            ambiguous(
                "1e3: name:", "1e3", "a number", "sigs.yaml:1:15",
                "sigs: [{name: 1e3}]", 'sigs: [{name: "1e3"}]',
            )
        ],
    ),
    "a date": (
        "sigs:\n  - name: A\n    responsibilities: 2024-01-31\n",
        [
            ambiguous(
                "A: responsibilities:", "2024-01-31", "a date", "sigs.yaml:3:23",
                "    responsibilities: 2024-01-31", '    responsibilities: "2024-01-31"',
            )
        ],
    ),
    "a time of day, which is a number of base 60": (
        "sigs:\n  - name: A\n    responsibilities: 12:30\n",
        [
            ambiguous(
                "A: responsibilities:", "12:30", "a number", "sigs.yaml:3:23",
                "    responsibilities: 12:30", '    responsibilities: "12:30"',
            )
        ],
    ),
    "a language as a key": (
        "tables: [{path: a.md, language: 'no', columns: {Navn: name}}]\n"
        "sigs:\n  - name: {no: Nett}\n",
        [
            ambiguous(
                "Nett: name: the key", "no", "a truth value", "sigs.yaml:3:12",
                "  - name: {no: Nett}", '  - name: {"no": Nett}',
            )
        ],
    ),
    "a header as a key, and a heading": (
        "tables: [{path: a.md, heading: 2024, columns: {No: name}}]\nsigs: []\n",
        [
            ambiguous(
                "tables[1]: heading:", "2024", "a number", "sigs.yaml:1:32",
                "tables: [{path: a.md, heading: 2024, columns: {No: name}}]",
                'tables: [{path: a.md, heading: "2024", columns: {No: name}}]',
            ),
            ambiguous(
                "tables[1]: columns: the key", "No", "a truth value", "sigs.yaml:1:48",
                "tables: [{path: a.md, heading: 2024, columns: {No: name}}]",
                'tables: [{path: a.md, heading: 2024, columns: {"No": name}}]',
            ),
        ],
    ),
    "what an alias repeats stands there once": (
        "sigs:\n  - name: A\n    leads: [&a {handle: 007}]\n  - name: B\n    leads: [*a]\n",
        [
            ambiguous(
                "A: leads[1]: handle:", "007", "a number", "sigs.yaml:3:25",
                "    leads: [&a {handle: 007}]", '    leads: [&a {handle: "007"}]',
            )
        ],
    ),
    "the second of two items that are alike but for their texts": (
        "sigs:\n  - name: A\n    responsibilities: Docs\n"
        "  - name: B\n    responsibilities: off\n",
        [
            ambiguous(
                "B: responsibilities:", "off", "a truth value", "sigs.yaml:5:23",
                "    responsibilities: off", '    responsibilities: "off"',
            )
        ],
    ),
    "a key that all items have": (
        "sigs:\n  - name: A\n    responsibilities:\n      no: Dok\n"
        "  - name: B\n    responsibilities:\n      no: Bok\n",
        [
            ambiguous(
                f"{name}: responsibilities: the key", "no", "a truth value", f"sigs.yaml:{line}:7",
                f"      no: {text}", f'      "no": {text}',
            )
            for name, line, text in (("A", 4, "Dok"), ("B", 7, "Bok"))
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), FOUND.values(), ids=FOUND)
def test_what_other_readers_take_for_something_else(registry: str, expected: list[Told]) -> None:
    assert findings("SIG012", registry) == expected


@pytest.mark.parametrize(
    "registry",
    [
        pytest.param("sigs: [{name: '007'}]\n", id="in quotes"),
        pytest.param("sigs: [{name: !!str 007}]\n", id="with a tag that says so"),
        pytest.param("sigs:\n  - name: |\n      007\n", id="a block"),
        pytest.param("sigs: [{name: v1.2, responsibilities: 24/7}]\n", id="no number"),
        pytest.param("sigs: [{name: a, order: 5}]\n", id="a field that nobody knows"),
        pytest.param(
            "sigs: [{name: a, leads: [{handle: a, since: 2020}]}]\n", id="a key of no person"
        ),
        pytest.param(
            "tables: [{path: a.md, index: 1, outside: true, columns: {Name: name}}]\n"
            "validate: {max_leads: 3, publish_email: false}\nsigs: []\n",
            id="what is a number or a truth value",
        ),
        pytest.param("validate: {ignore: [SIG012]}\nsigs: [{name: no}]\n", id="left out"),
        pytest.param("sigs: [{name: a, leads: }]\n", id="nothing, of which SIG007 tells"),
        pytest.param("no", id="no registry at all"),
    ],
)
def test_a_text_to_every_reader(registry: str) -> None:
    assert findings("SIG012", registry) == []


def test_the_fix_changes_nothing_here_and_everything_elsewhere() -> None:
    registry = f"{TABLES}sigs:\n  - name: no # why not\n    leads: [{{handle: 007}}]\n"
    before = snapshot(registry, {})
    after = run.fixed(before, run.selected(RULES, ["SIG012"], []))
    assert after.registry == before.registry
    assert after.source.text == registry.replace("no #", '"no" #').replace("007", '"007"')
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 1)
    sigs = [reader.load(each.source.text)["sigs"][0] for each in (before, after)]
    assert [(sig["name"], sig["leads"][0]["handle"]) for sig in sigs] == [(False, 7), ("no", "007")]


def test_what_sigtool_writes_is_not_ambiguous() -> None:
    assert checked(REGISTRY) == []
