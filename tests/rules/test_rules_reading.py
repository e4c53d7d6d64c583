"""SIG0xx: files that cannot be read, and values that are not what the format wants."""

from collections.abc import Mapping
from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, checked

QUOTE: Final = "put a value that holds `: ` in quotes"
CLOSE: Final = "give it a value or take it away"


def syntax(message: str, at: str, hint: str | None) -> Told:
    return Told(
        "SIG001", "yaml-syntax", "error", f"cannot be read as YAML: {message}", at, "", hint=hint
    )


# What stands in REGISTRY, what somebody types instead, and what is told of that.
SLIPS: Final = {
    "a colon in a text": (
        "responsibilities: Runs them.",
        "responsibilities: Runs: them.",
        syntax("mapping values are not allowed in this context", "sigs.yaml:14:27", QUOTE),
    ),
    "a value that sticks to its key": (
        "responsibilities: Runs them.",
        "responsibilities:负责运行。",
        syntax(
            "while scanning a simple key, could not find expected ':'",
            "sigs.yaml:15:5",
            "put a blank behind the colon in line 14",
        ),
    ),
    "a handle with its @": (
        "handle: grace",
        "handle: @grace",
        syntax(
            "while scanning for the next token, found character that cannot start any token",
            "sigs.yaml:16:17",
            "write a handle without @, or put the value in quotes",
        ),
    ),
    "a text in code marks": (
        "responsibilities: Runs them.",
        "responsibilities: `run` does it.",
        syntax(
            "while scanning for the next token, found character that cannot start any token",
            "sigs.yaml:14:23",
            "put the value in quotes",
        ),
    ),
    "a tab": (
        "  - name: Runtime",
        "\t- name: Runtime",
        syntax(
            "while scanning a plain scalar, found a tab character that violates indentation",
            "sigs.yaml:13:1",
            "use blanks, not tabs",
        ),
    ),
    "a quote left open": (
        "handle: grace",
        "handle: 'grace",
        syntax(
            "while scanning a quoted scalar, found unexpected end of stream",
            "sigs.yaml:17:1",
            "close the quote",
        ),
    ),
    "a bracket left open": (
        "      - handle: grace",
        "      [{handle: grace}",
        syntax(
            "while parsing a flow sequence, did not find expected ',' or ']'",
            "sigs.yaml:17:1",
            "close the bracket, or put the value in quotes",
        ),
    ),
    "an indentation of its own": (
        "    leads:\n      - handle: grace",
        "   leads:\n      - handle: grace",
        syntax(
            "while parsing a block collection, did not find expected '-' indicator",
            "sigs.yaml:15:4",
            "see that this line is indented as its neighbours are",
        ),
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), SLIPS.values(), ids=SLIPS)
def test_what_is_no_yaml_is_told_where_reading_stopped(old: str, new: str, expected: Told) -> None:
    assert checked(REGISTRY.replace(old, new)) == [expected]


def test_the_hint_of_a_long_line_comes_in_time() -> None:
    registry = "sigs:\n  - name: " + "a: " * 50_000
    assert [(each.code, each.hint) for each in checked(registry)] == [("SIG001", QUOTE)]


ENGLISH: Final = (
    "tables: [{path: README.md, language: en, columns: {Name: name, About: x, Leads: leads}}]\n"
)

# A registry of which nothing but the fault named is wrong, and the whole of what is told.
FAULTS: Final = {
    "SIG002 a key twice": (
        "sigs:\n  - name: Compiler\n    leads: [{handle: ada}]\n    name: Runtime\n",
        Told(
            "SIG002", "duplicate-key", "error", "Compiler: the key 'name' is there twice",
            "sigs.yaml:4:5", "name", (("the first is here", "sigs.yaml:2:5"),),
            hint="keep one of the two",
        ),
    ),
    "SIG003 a key with a typing error": (
        "sigs:\n  - name: Compiler\n    leads: [{handle: ada}]\n    redme: a\n",
        Told(
            "SIG003", "unknown-field", "error", "Compiler: 'redme' is not a known field",
            "sigs.yaml:4:5", "redme", hint="did you mean 'readme'?",
        ),
    ),
    "SIG003 a key like no other": (
        "x-note: a\nsigs: []\n",
        Told(
            "SIG003", "unknown-field", "error", "the registry: 'x-note' is not a known field",
            "sigs.yaml:1:1", "x-note", hint="known are tables, sigs, validate",
        ),
    ),
    "SIG003 the leads under another name: that there is no lead follows": (
        "sigs:\n  - name: Compiler\n    leeds: [{handle: ada}]\n"
        "  - name: Runtime\n    leads: [{handle: grace}]\n",
        Told(
            "SIG003", "unknown-field", "error", "Compiler: 'leeds' is not a known field",
            "sigs.yaml:3:5", "leeds", hint="did you mean 'leads'?",
        ),
    ),
    "SIG004 no SIGs": (
        "tables: []\n",
        Told(
            "SIG004", "missing-field", "error", "'sigs' is missing", "sigs.yaml:1:1", "",
            hint="add `sigs: []`",
        ),
    ),
    "SIG004 an empty file": (
        "# Nothing yet.\n",
        Told(
            "SIG004", "missing-field", "error", "the registry is empty: 'sigs' is missing",
            "sigs.yaml:1:1", "", hint="write one with `sigtool init README.md`",
        ),
    ),
    "SIG004 a SIG without a name": (
        "sigs:\n  - leads: [{handle: ada}]\n",
        Told(
            "SIG004", "missing-field", "error", "sigs[1]: 'name' is missing",
            "sigs.yaml:2:5", "leads", hint="give it a `name:`",
        ),
    ),
    "SIG004 a name under another name is told of as that": (
        "sigs:\n  - nme: Compiler\n    leads: [{handle: ada}]\n",
        Told(
            "SIG003", "unknown-field", "error", "sigs[1]: 'nme' is not a known field",
            "sigs.yaml:2:5", "nme", hint="did you mean 'name'?",
        ),
    ),
    "SIG004 a person whom nothing names": (
        "sigs:\n  - name: Compiler\n    leads: [{handle: ada}, {role: chair}]\n",
        Told(
            "SIG004", "missing-field", "error",
            "Compiler: leads[2]: one of handle, name, url, email is missing",
            "sigs.yaml:3:29", "role", hint="say who it is",
        ),
    ),
    "SIG005 a list where a text is meant": (
        "sigs:\n  - name: Compiler\n    leads: [{handle: ada}]\n    readme: [a, b]\n",
        Told(
            "SIG005", "wrong-type", "error", "Compiler: readme has to be a text, not a list",
            "sigs.yaml:4:13", "[a, b]", hint="write one text, in quotes if need be",
        ),
    ),
    "SIG005 a list where a person is meant": (
        "sigs:\n  - name: Compiler\n    leads: [['@ada'], {handle: grace}]\n",
        Told(
            "SIG005", "wrong-type", "error",
            "Compiler: leads[1] has to be a mapping, not a list",
            "sigs.yaml:3:13", "['@ada']", hint="write `- handle: …`",
        ),
    ),
    "SIG005 two persons in one text": (
        "sigs:\n  - name: Compiler\n    leads: ['@ada, @grace']\n"
        "  - name: Runtime\n    leads: ['@grace']\n",
        Told(
            "SIG005", "wrong-type", "error",
            "Compiler: leads[1] has to be one person, not several",
            "sigs.yaml:3:13", "'@ada, @grace'", hint="write an item for each",
        ),
    ),
    "SIG005 a text that nobody can tell whom it names": (
        "sigs:\n  - name: Compiler\n    leads: [{handle: ada}, 'grace: chair?']\n",
        Told(
            "SIG005", "wrong-type", "error",
            "Compiler: leads[2]: cannot tell who 'grace: chair?' is",
            "sigs.yaml:3:28", "'grace: chair?'", hint="write `- name: …` or `- handle: …`",
        ),
    ),
    "SIG005 an id in languages": (
        ENGLISH + "sigs:\n  - name: Compiler\n    id: {en: compiler}\n    leads: [{handle: ada}]\n",
        Told(
            "SIG005", "wrong-type", "error", "Compiler: id is the same in every language",
            "sigs.yaml:4:9", "{en: compiler}", hint="write one text, in quotes if need be",
        ),
    ),
    "SIG004 a person whose name in a language is a list is told of as that": (
        ENGLISH + "sigs:\n  - name: Compiler\n    leads: [{handle: ada}, {name: {en: [Grace]}}]\n",
        Told(
            "SIG005", "wrong-type", "error",
            "Compiler: leads[2]: name: en has to be a text, not a list",
            "sigs.yaml:4:40", "[Grace]", hint="write one text, in quotes if need be",
        ),
    ),
    "SIG004 a person whose name is mistyped is told of as that": (
        "sigs:\n  - name: Compiler\n    leads: [{handle: ada}, {nmae: Grace}]\n",
        Told(
            "SIG003", "unknown-field", "error", "Compiler: leads[2]: 'nmae' is not a known field",
            "sigs.yaml:3:29", "nmae", hint="did you mean 'name'?",
        ),
    ),
    "SIG004 a handle that is a list, in a SIG with an apostrophe: nothing follows": (
        "sigs:\n  - name: Ada's one of many\n    leads: [{handle: grace}, {handle: [ada]}]\n",
        Told(
            "SIG005", "wrong-type", "error",
            "Ada's one of many: leads[2]: handle has to be a text, not a list",
            "sigs.yaml:3:39", "[ada]", hint="write one text, in quotes if need be",
        ),
    ),
    "SIG005 a person where a list is meant: that there is no lead follows": (
        "sigs:\n  - name: Compiler\n    leads: {handle: ada}\n"
        "  - name: Runtime\n    leads: [{handle: grace}]\n",
        Told(
            "SIG005", "wrong-type", "error",
            "Compiler: leads has to be a list of persons, not a mapping",
            "sigs.yaml:3:12", "{handle: ada}", hint="put `- ` before its first key",
        ),
    ),
    "SIG005 a handle that is a list: that nobody is named follows": (
        "sigs:\n  - name: Compiler\n    leads: [{handle: [ada]}, {handle: grace}]\n",
        Told(
            "SIG005", "wrong-type", "error",
            "Compiler: leads[1]: handle has to be a text, not a list",
            "sigs.yaml:3:22", "[ada]", hint="write one text, in quotes if need be",
        ),
    ),
    "SIG006 a status that nobody knows": (
        "sigs:\n  - name: Compiler\n    status: retired\n    leads: [{handle: ada}]\n",
        Told(
            "SIG006", "bad-value", "error",
            "Compiler: status is 'retired', not one of proposed, active, dormant, archived",
            "sigs.yaml:3:13", "retired", hint="write one of these words",
        ),
    ),
    "SIG006 a table that is counted from 0": (
        "tables:\n  - path: README.md\n    index: 0\nsigs: []\n",
        Told(
            "SIG006", "bad-value", "error", "tables[1]: index has to be a number from 1, not '0'",
            "sigs.yaml:3:12", "0", hint="count the tables that qualify from 1",
        ),
    ),
    "SIG006 a kind that nobody knows: of what its fields hold, nothing is told": (
        "tables:\n  - path: README.md\n    columns: {Name: name, By: {field: by, kind: peple}}\n"
        "sigs:\n  - name: Compiler\n    by: [{handle: ada}]\n    x: y\n",
        Told(
            "SIG006", "bad-value", "error",
            "tables[1]: columns: By: kind is 'peple', not one of text, people, link",
            "sigs.yaml:3:49", "peple", hint="did you mean 'people'?",
        ),
    ),
    "SIG007 a value left empty": (
        "sigs:\n  - name: Compiler\n    leads: [{handle: ada}]\n    readme:\n",
        Told(
            "SIG007", "empty-value", "error", "Compiler: readme is empty",
            "sigs.yaml:4:12", "", hint=CLOSE,
        ),
    ),
    "SIG007 null, in an alias: told once": (
        "sigs:\n  - name: Compiler\n    leads: &all\n      - handle: ada\n        email: ~\n"
        "  - name: Runtime\n    leads: *all\n",
        Told(
            "SIG007", "empty-value", "error", "Compiler: leads[1]: email is empty",
            "sigs.yaml:5:16", "~", hint=CLOSE,
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_format_is_told_once_and_alone(registry: str, expected: Told) -> None:
    assert checked(registry, {"README.md": README}) == [expected]


SOUND: Final = {
    "SIG001 a colon in quotes": "sigs: [{name: 'a: b', leads: [{handle: ada}]}]\n",
    "SIG002 one key in two mappings": (
        "sigs: [{name: a, leads: [{handle: ada}]}, {name: b, leads: [{handle: ada}]}]\n"
    ),
    "SIG004 a person known by a link alone": (
        "sigs: [{name: a, leads: [{url: 'https://example.org/ada'}]}]\n"
    ),
    "SIG005 a number and a word are texts": (
        "validate: {ignore: [SIG012]}\nsigs: [{name: yes, leads: [{handle: 0123}]}]\n"
    ),
    "SIG005 persons that are texts": (
        "sigs: [{name: a, leads: ['@ada', Grace <grace@example.org>, ada@example.org]}]\n"
    ),
    "SIG006 a status that is known": "sigs: [{name: a, status: archived}]\n",
    "SIG007 no value, and no key for it": "sigs: [{name: a}]\n",
    "SIG008 what is not ASCII": "sigs: [{name: 编译器}]\n",
}  # fmt: skip


@pytest.mark.parametrize("registry", SOUND.values(), ids=SOUND)
def test_a_sound_registry_is_left_in_peace(registry: str) -> None:
    assert checked(registry, {}) == []


def test_sig003_a_field_that_a_column_binds_is_known() -> None:
    registry = REGISTRY.replace("Leads: leads", "Leads: leads\n      Site: site")
    readme = README.replace("| Leads |", "| Leads | Site |").replace("| ----- |\n", "| - | - |\n")
    readme = readme.replace("@ada |", "@ada | a |").replace("@grace |", "@grace |  |")
    registry = registry.replace("- name: Compiler", "- name: Compiler\n    site: a")
    assert checked(registry, {"README.md": readme}) == []


# --- SIG008, SIG011 ----------------------------------------------------------------------------


def not_utf8(path: str, byte: int, at: str) -> Told:
    message = f"{path} is not UTF-8: byte {byte} cannot be read"
    return Told("SIG008", "not-utf-8", "error", message, at, "", hint="save the file as UTF-8")


DAMAGED: Final = {
    # 13 lines of 228 bytes, then `    responsibilities: Runs ` of 27.
    "the registry, and nothing else is told of it": (
        REGISTRY.encode().replace(b"them", b"\xff"),
        {"README.md": README.encode()},
        [not_utf8("sigs.yaml", REGISTRY.index("them") + 1, "sigs.yaml:14:28")],
    ),
    "a document, and nothing else is told of it": (
        REGISTRY.encode(),
        {"README.md": README.encode().replace(b"Runtime", b"\xd0\xcb")},
        [not_utf8("README.md", README.index("Runtime") + 1, "README.md:6:3")],
    ),
    "behind a byte order mark, which is three bytes": (
        b"\xef\xbb\xbf\xff",
        {},
        [not_utf8("sigs.yaml", 4, "sigs.yaml:1:1")],
    ),
    "UTF-16": ("sigs: []".encode("utf-16"), {}, [not_utf8("sigs.yaml", 1, "sigs.yaml:1:1")]),
}


@pytest.mark.parametrize(("registry", "documents", "expected"), DAMAGED.values(), ids=DAMAGED)
def test_what_is_not_utf_8_is_told_by_the_byte(
    registry: bytes, documents: Mapping[str, bytes], expected: list[Told]
) -> None:
    assert checked(registry, documents) == expected


MISSING: Final = (
    "correct the path, which counts from the folder of the registry, or take the table away"
)


def test_sig011_a_document_that_is_not_there() -> None:
    registry = REGISTRY.replace(
        "sigs:\n", "  - path: docs/sigs.md\n    columns: {Name: name}\nsigs:\n"
    )
    assert checked(registry, {"README.md": README, "docs/sigs.md": None}) == [
        Told(
            "SIG011",
            "document-missing",
            "error",
            "tables[2]: there is no 'docs/sigs.md'",
            "sigs.yaml:8:11",
            "docs/sigs.md",
            hint=MISSING,
        )
    ]


def test_sig011_is_not_told_of_tables_that_may_not_be_meant() -> None:
    """The second table cannot be counted on to be the second, with a fault in the first."""
    registry = "tables:\n  - heading: SIGs\n  - path: docs/sigs.md\nsigs: []\n"
    assert checked(registry, {}) == [
        Told(
            "SIG004",
            "missing-field",
            "error",
            "tables[1]: 'path' is missing",
            "sigs.yaml:2:5",
            "heading",
            hint="name the Markdown file that shows the table",
        )
    ]
