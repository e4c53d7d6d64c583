"""All rules: their catalogue, their pages, and input that is odd in every way."""

import json
from collections.abc import Mapping
from pkgutil import iter_modules
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_support import (
    ANY_REGISTRY,
    README,
    REGISTRY,
    TABLES,
    Told,
    checked,
    examples,
    files_of,
    snapshot,
)

from sigtool import manual, rules
from sigtool.check import run
from sigtool.check.rule import Rule
from sigtool.report.pages import section, sentence
from sigtool.rules import RULES

NAMES: Final = {
    "SIG001": ("yaml-syntax", "error"),
    "SIG002": ("duplicate-key", "error"),
    "SIG003": ("unknown-field", "error"),
    "SIG004": ("missing-field", "error"),
    "SIG005": ("wrong-type", "error"),
    "SIG006": ("bad-value", "error"),
    "SIG007": ("empty-value", "error"),
    "SIG008": ("not-utf-8", "error"),
    "SIG009": ("mixed-newlines", "warning"),
    "SIG010": ("invisible-character", "warning"),
    "SIG011": ("document-missing", "error"),
    "SIG012": ("ambiguous-scalar", "note"),
    "SIG013": ("document-outside", "error"),
    "SIG101": ("table-not-found", "error"),
    "SIG102": ("table-ambiguous", "error"),
    "SIG103": ("broken-marker", "error"),
    "SIG104": ("unbound-header", "error"),
    "SIG105": ("cell-count", "error"),
    "SIG106": ("conflict-marker", "error"),
    "SIG107": ("glued-text", "warning"),
    "SIG108": ("duplicate-row", "error"),
    "SIG109": ("ragged-style", "note"),
    "SIG110": ("split-table", "error"),
    "SIG111": ("empty-row", "note"),
    "SIG201": ("unstructured-people", "note"),
    "SIG202": ("placeholder", "warning"),
    "SIG203": ("html-in-cell", "note"),
    "SIG204": ("line-break", "error"),
    "SIG205": ("malformed-link", "error"),
    "SIG206": ("bracket-style", "note"),
    "SIG207": ("unclosed-markup", "warning"),
    "SIG301": ("duplicate-name", "error"),
    "SIG302": ("shared-readme", "warning"),
    "SIG303": ("decorated-name", "note"),
    "SIG304": ("name-style", "note"),
    "SIG305": ("missing-responsibilities", "warning"),
    "SIG306": ("repeated-word", "warning"),
    "SIG307": ("same-responsibilities", "warning"),
    "SIG308": ("missing-readme", "note"),
    "SIG309": ("duplicate-id", "error"),
    "SIG401": ("no-lead", "warning"),
    "SIG402": ("too-many-leads", "warning"),
    "SIG403": ("duplicate-lead", "error"),
    "SIG404": ("handle-mismatch", "warning"),
    "SIG405": ("person-conflict", "warning"),
    "SIG406": ("look-alike-person", "warning"),
    "SIG407": ("invalid-handle", "error"),
    "SIG408": ("invalid-email", "error"),
    "SIG409": ("published-email", "note"),
    "SIG410": ("foreign-host", "warning"),
    "SIG411": ("no-account", "note"),
    "SIG412": ("not-a-profile", "warning"),
    "SIG413": ("odd-host", "warning"),
    "SIG414": ("ended-term", "warning"),
    "SIG501": ("broken-link", "error"),
    "SIG502": ("bad-url", "error"),
    "SIG503": ("unreachable-url", "warning"),
    "SIG504": ("link-encoding", "error"),
    "SIG505": ("empty-link", "warning"),
    "SIG506": ("outside-repository", "error"),
    "SIG507": ("missing-anchor", "warning"),
    "SIG508": ("folder-without-sig", "note"),
    "SIG509": ("bare-address", "error"),
    "SIG510": ("copied-link", "note"),
    "SIG511": ("channel-mismatch", "warning"),
    "SIG601": ("out-of-date", "error"),
    "SIG701": ("missing-translation", "warning"),
    "SIG702": ("languages-differ", "warning"),
    "SIG703": ("wrong-script", "note"),
    "SIG704": ("link-language", "note"),
    "SIG705": ("untranslated", "note"),
    "SIG901": ("unused-suppression", "warning"),
    "SIG902": ("malformed-suppression", "warning"),
}


def test_codes_and_names_never_change() -> None:
    assert {rule.code: (rule.name, str(rule.severity)) for rule in RULES} == NAMES


def test_rules_are_in_order() -> None:
    assert [rule.code for rule in RULES] == sorted(NAMES)


# --- pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_what_is_checked_and_shows_both_ways(rule: Rule) -> None:
    title, severity, first, *_ = section(rule).split("\n\n")
    assert (title, severity) == (f"# {rule.code} {rule.name}", f"Severity: {rule.severity}.")
    assert " ".join(first.split()) == sentence(rule)
    assert [title for title, _ in examples(section(rule))] == ["Bad", "Good"]


def test_every_page_is_that_of_a_rule() -> None:
    assert list(manual.sections("rules", "SIG")) == [rule.code for rule in RULES]


PAGES: Final = {"compiler/README.md", "compiler/README_CN.md"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_examples_of_a_page_are_true(rule: Rule) -> None:
    both = dict(examples(section(rule)))
    fires = {
        title: any(True for _ in rule.check(snapshot(*files_of(text), PAGES)))
        for title, text in both.items()
    }
    assert fires == {"Bad": True, "Good": False}


# --- what nobody expects -----------------------------------------------------------------------

ODD: Final = {
    "a registry and documents that agree": (REGISTRY, {"README.md": README}, []),
    "no tables and no SIGs": ("sigs: []\n", {}, []),
    "a document that is empty": (
        REGISTRY,
        {"README.md": ""},
        [
            Told(
                "SIG101",
                "table-not-found",
                "error",
                "README.md: no table under the heading 'Current SIGs'; it has no table at all",
                "sigs.yaml:3:14",
                "Current SIGs",
                hint="correct the heading, or put markers around the table and name them here",
            )
        ],
    ),
    "a document that nobody read": (
        REGISTRY,
        {},
        [
            Told(
                "SIG011",
                "document-missing",
                "error",
                "tables[1]: there is no 'README.md'",
                "sigs.yaml:2:11",
                "README.md",
                hint="correct the path, which counts from the folder of the registry, "
                "or take the table away",
            )
        ],
    ),
    "a table without rows, and no SIG to show": (
        TABLES + "sigs: []\n",
        {"README.md": README.partition("| Compiler")[0]},
        [],
    ),
    "rows that name no SIG": (
        REGISTRY,
        {"README.md": README + "|  | Nobody's. | @ada |\n| | | |\n"},
        [
            Told(
                "SIG111",
                "empty-row",
                "note",
                "README.md: a row is empty",
                "README.md:8:1",
                "| | | |",
                hint="fill it in, or take it out",
            )
        ],
    ),
    "an alias instead of a SIG": (
        "sigs:\n  - &sig\n    name: Compiler\n    leads: [{handle: ada}]\n  - *sig\n",
        {},
        [
            Told(
                "SIG301",
                "duplicate-name",
                "error",
                "Compiler: there is a SIG called 'Compiler' already",
                "sigs.yaml:5:5",
                "*sig",
                (("the first is here", "sigs.yaml:3:11"),),
                hint="merge the two, or rename one",
            )
        ],
    ),
    "a merge key brings in the leads": (
        "sigs:\n  - &sig\n    name: Compiler\n    leads: [{handle: ada}]\n"
        "  - <<: *sig\n    name: Runtime\n",
        {},
        [],
    ),
    "a registry that is not sound is looked at as far as it goes": (
        REGISTRY.replace("handle: grace", "handle: [grace]").replace(
            "- handle: ada", "- {handle: ada, url: javascript:ada}"
        ),
        {"README.md": README.replace("@ada |", "@ada | x |")},
        [
            Told(
                "SIG105",
                "cell-count",
                "error",
                "Compiler has 4 cells, the header row has 3: readers do not see 'x'",
                "README.md:5:49",
                "x",
                (("the header row is here", "README.md:3:1"),),
                hint="write a bar that belongs to a text as \\|, or take the cell out",
            ),
            Told(
                "SIG502",
                "bad-url",
                "error",
                "Compiler: 'javascript:ada' is no http, https or mailto link",
                "sigs.yaml:12:28",
                "javascript:ada",
            ),
            Told(
                "SIG005",
                "wrong-type",
                "error",
                "Runtime: leads[1]: handle has to be a text, not a list",
                "sigs.yaml:16:17",
                "[grace]",
                hint="write one text, in quotes if need be",
            ),
        ],
    ),
    "a key that is a list": (
        "sigs:\n  - name: Compiler\n    leads: [{handle: ada}]\n    ? [a]\n    : b\n",
        {},
        [
            Told(
                "SIG003",
                "unknown-field",
                "error",
                "Compiler: a key has to be a text",
                "sigs.yaml:4:7",
                "[a]",
                hint="take it away",
            )
        ],
    ),
}


@pytest.mark.parametrize(("registry", "documents", "expected"), ODD.values(), ids=ODD)
def test_odd_input_is_no_reason_to_stop(
    registry: str, documents: Mapping[str, str], expected: list[Told]
) -> None:
    assert checked(registry, documents) == expected


SHAPES: Final = (
    "", "#", "~", "text", "[]", "{}", "- a\n", "sigs:\n", "sigs: ~\n", "sigs: {}\n", "sigs: [~]\n",
    "sigs: [[]]\n", "sigs: [{}]\n", "sigs: [{name: ~}]\n", "sigs: [{name: []}]\n",
    "sigs: [{name: a, leads: ~}]\n", "sigs: [{name: a, leads: {}}]\n",
    "sigs: [{name: a, leads: []}]\n", "sigs: [{name: a, leads: [~, [], {}, text]}]\n",
    "sigs: [{name: a, leads: [{handle: '@'}]}]\n", "sigs: [{name: a, leads: [{url: ':'}]}]\n",
    "sigs: [{name: a, readme: '[x'}]\n", "sigs: [{name: a, readme: '<>'}]\n",
    "sigs: [{name: a, readme: '%00'}]\n", "sigs: [{name: '[', leads: '|'}]\n",
    'sigs: [{name: "a\\0b\\ud7ff\\u2028"}]\n', "a: &a [*a]\n", "%YAML 1.2\n---\nsigs: []\n...\n",
    "tables: ~\nsigs: []\n", "tables: [~]\nsigs: []\n", "tables: [{}]\nsigs: []\n",
    "tables: [{path: []}]\nsigs: []\n", "tables: [{path: README.md}]\nsigs: []\n",
    "tables: [{path: README.md, columns: ~}]\nsigs: []\n",
    "tables: [{path: README.md, columns: []}]\nsigs: []\n",
    "tables: [{path: README.md, columns: [~, {}, {header: }, {header: '', field: b}]}]\nsigs: []\n",
    "tables: [{path: README.md, columns: {Name: name, '': leads, [a]: b}}]\nsigs: []\n",
    "tables: [{path: README.md, heading: '', marker: '', index: 0}]\nsigs: []\n",
    "tables: [{path: README.md, marker: a, index: 99999999}]\nsigs: []\n",
    "tables: &t [{path: README.md, columns: &c {Name: name}}, {path: a, columns: *c}]\nsigs: *t\n",
    "<<<<<<< a\n", ">>>>>>> b\n",
)  # fmt: skip
DOCUMENTS: Final = (
    "", "\n", "|", "||\n|-|\n", "| Name |\n| - |\n", "| Name |\n| - |\n| |\n|\n|||||\n", "\x00",
    "# \n\n| Name | Name |\n| - | - |\n| a | b | c |\n| a |\n", "<!-- sigtool:a -->\n",
    "<!-- /sigtool:a -->\n<!-- sigtool:a -->\n", "\u2028|a\u2028", "<<<<<<< a\n" + README,
    README.replace("\n", "\r"), README.replace("\n", "\r\n"), "\ufeff" + README, README.rstrip(),
)  # fmt: skip


@pytest.mark.parametrize("text", SHAPES)
def test_no_shape_of_a_registry_ends_in_an_error(text: str) -> None:
    run.fixed(snapshot(text), RULES)
    run.fixed(snapshot("\ufeff" + text.replace("\n", "\r\n")), RULES)


@pytest.mark.parametrize("text", DOCUMENTS)
def test_no_shape_of_a_document_ends_in_an_error(text: str) -> None:
    run.fixed(snapshot(REGISTRY, {"README.md": text}), RULES)
    run.fixed(
        snapshot(REGISTRY.replace("heading: Current SIGs", "marker: a"), {"README.md": text}), RULES
    )
    no_naming = REGISTRY.replace("    heading: Current SIGs\n", "")
    run.fixed(snapshot(no_naming, {"README.md": text}), RULES)


@given(ANY_REGISTRY, st.sampled_from(DOCUMENTS))
@settings(max_examples=200, deadline=None)
def test_no_registry_ends_in_an_error(registry: Mapping[str, object], readme: str) -> None:
    before = snapshot(json.dumps(registry), {"README.md": readme, "a": README, "name": None})
    assert run.applied(run.check(run.fixed(before, RULES), RULES)) == {}


def test_every_file_of_the_rules_is_named() -> None:
    assert list(rules._NAMES) == sorted(each.name for each in iter_modules(rules.__path__))
