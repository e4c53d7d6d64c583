"""The JSON Schema of sigs.yaml: valid, whole, and of one mind with `validate`."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped, unused-ignore]
from ruamel.yaml import YAML
from rules_support import ANY_REGISTRY, ANY_SIG, ANY_VALUE, snapshot
from shell import ROOT

from sigtool.check import run
from sigtool.model import IDENTIFYING_FIELDS, PERSON_FIELDS, SIG_FIELDS, Kind, Order, Status
from sigtool.registry.read import COLUMN_KEYS, SETTING_KEYS, TABLE_KEYS, TOP_KEYS
from sigtool.rules import RULES

SCHEMA_FILE: Final = files("sigtool").joinpath("schema.json")
SCHEMA: Final[dict[str, Any]] = json.loads(SCHEMA_FILE.read_bytes())
VALIDATOR: Final = Draft202012Validator(SCHEMA)
# What is wrong with the format alone; other rules look at what values say.
FORMAT: Final = run.selected(RULES, ["SIG003", "SIG004", "SIG005", "SIG006", "SIG007"], [])


def accepted(registry: object) -> bool:
    """Whether the schema has nothing against a registry."""
    return bool(VALIDATOR.is_valid(registry))


def sound(text: str) -> bool:
    """Whether `validate` has nothing against the format of a registry's text."""
    return run.check(snapshot(text, {}), FORMAT) == []


def loaded(text: str) -> object:
    """What other readers of YAML see; a date is a text, as check-jsonschema has it."""
    found = YAML(typ="safe", pure=True).load(StringIO(text))
    return json.loads(json.dumps(found, default=str))


# --- the schema itself -------------------------------------------------------------------------


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def _definition(name: str) -> dict[str, Any]:
    found: dict[str, Any] = SCHEMA["$defs"][name]
    return found


KEYS: Final = {
    "the registry": (SCHEMA["properties"], TOP_KEYS),
    "a table": (_definition("table")["properties"], TABLE_KEYS),
    "a column": (_definition("column")["properties"], COLUMN_KEYS[1:]),
    "a column in a list": (_definition("listed_column")["properties"], COLUMN_KEYS),
    "a SIG": (_definition("sig")["properties"], SIG_FIELDS),
    "a person": (_definition("person")["properties"], PERSON_FIELDS),
    "the fields that need no column": (_definition("usual_field")["enum"], SIG_FIELDS),
    "the fields of a SIG where no column binds more": (
        SCHEMA["allOf"][0]["then"]["properties"]["sigs"]["items"]["propertyNames"]["enum"],
        SIG_FIELDS,
    ),
    "the settings": (SCHEMA["properties"]["validate"]["properties"], SETTING_KEYS),
    "the order": (_definition("table")["properties"]["order"]["enum"], Order),
    "the status": (_definition("sig")["properties"]["status"]["enum"], Status),
    "the kind": (_definition("kind")["enum"], Kind),
    "what names a person": (
        [key for each in _definition("person")["anyOf"] for key in each["required"]],
        IDENTIFYING_FIELDS,
    ),
}


@pytest.mark.parametrize(("in_schema", "in_code"), KEYS.values(), ids=KEYS)
def test_the_schema_has_the_words_of_the_code(
    in_schema: Sequence[str], in_code: Sequence[str]
) -> None:
    assert [str(word) for word in in_schema] == [str(word) for word in in_code]


PEOPLE_FIELDS: Final = [key for key, kind in SIG_FIELDS.items() if kind is Kind.PEOPLE]


def test_people_are_people_in_the_schema() -> None:
    fields = _definition("sig")["properties"]
    people = [key for key, each in fields.items() if each.get("$ref") == "#/$defs/people"]
    assert people == PEOPLE_FIELDS


def _described() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "the registry", SCHEMA
    for name in (
        "table", "column", "listed_column", "sig", "person", "short_person", "field", "kind",
        "people",
    ):  # fmt: skip
        yield name, _definition(name)
    for where, definition in [("", SCHEMA), *SCHEMA["$defs"].items()]:
        for key, each in definition.get("properties", {}).items():
            if "usual" not in where:
                yield f"{where}.{key}", each


@pytest.mark.parametrize(("name", "part"), list(_described()), ids=lambda part: str(part)[:40])
def test_an_editor_can_explain_every_key(name: str, part: Mapping[str, Any]) -> None:
    target = _definition(part["$ref"].rpartition("/")[2]) if "$ref" in part else {}
    whole = {**target, **part}
    assert whole["description"].endswith(".")
    named = name.partition(".")[2]
    assert not named or whole.keys() & {"examples", "enum"}


def test_the_examples_of_the_schema_are_examples() -> None:
    for name, part in _described():
        target = {**part, "$defs": SCHEMA["$defs"]}
        for example in part.get("examples", []):
            assert Draft202012Validator(target).is_valid(example), (name, example)


# --- what both accept, and what neither does ---------------------------------------------------

ONE: Final = "sigs: [{name: A}]\n"
TABLE: Final = "tables:\n  - path: README.md\n"
GOOD: Final = {
    "nothing in it": "sigs: []\n",
    "no tables": "tables: []\nsigs: []\n",
    "every key": """\
# yaml-language-server: $schema=sigs.schema.json
tables:
  - path: README.md
    heading: Current SIGs
    marker: sigs
    index: 2
    section: spec
    language: zh
    link_base: https://example.org/
    order: own
    columns:
      SIG name: name
      Page: {field: readme}
      Chat: {field: chat, kind: link}
      Sponsors: {field: sponsors, kind: people}
sigs:
  - name: Compiler
    id: compiler
    readme: compiler/README.md
    section: spec
    status: archived
    responsibilities: |
      Turns text into programs.
    leads:
      - {handle: ada, name: Ada, url: https://example.org/ada, email: ada@example.org}
      - {name: Grace, affiliation: Navy, role: chair}
    chat: "#compiler"
    sponsors:
      - url: https://example.org/edsger
validate:
  ignore: [SIG304, missing-readme]
  per_sig:
    Compiler: {SIG404: the account was renamed in 2023}
  max_leads: 2
  hosts: [example.org]
  placeholders: [待定]
  publish_email: false
""",
    "settings of nothing": "sigs: []\nvalidate: {}\n",
    "settings in quotes": "sigs: []\nvalidate: {max_leads: '3', publish_email: 'No', hosts: []}\n",
    "the usual order": TABLE + "    order: registry\nsigs: []\n",
    "columns in a list": TABLE
    + "    columns: [{header: '', field: name}, {header: , field: a, kind: text}]\n"
    + "sigs: [{name: A, a: b}]\n",
    "no columns": TABLE + "    columns: {}\n" + ONE,
    "an index in quotes": TABLE + "    index: '02'\n" + ONE,
    "texts that others take for something else": (
        TABLE + "    heading: 2024\n    columns: {2024: name, yes: leads}\n"
        "sigs: [{name: 1.5, readme: true, section: 0x1F, responsibilities: 2024-01-01}]\n"
    ),
    "leads kept as text, and none": "sigs: [{name: A, leads: '@ada?'}, {name: B, leads: []}]\n",
    "persons that are texts": (
        "sigs:\n  - name: A\n    leads:\n      - '@ada'\n      - ada\n      - 0123\n      - yes\n"
        "      - Ada Lovelace\n      - ada@example.org\n      - https://example.org/ada\n"
        "      - Ada <ada@example.org>\n      - {name: Grace}\n"
    ),
    "an alias and a merge key": (
        "sigs:\n  - &a {name: A, leads: &l [{handle: ada}]}\n  - {<<: *a, name: B}\n"
        "  - {name: C, leads: *l}\n"
    ),
    "texts in the languages of tables": (
        "tables: [{path: a, language: zh}, {path: b, language: en}]\n"
        "sigs:\n  - name: {zh: 编译器, en: Compiler}\n    readme: {zh: a.md}\n"
        "    responsibilities: b\n    leads: [{handle: ada, name: {zh: 艾达, en: Ada}}]\n"
        "  - name: Runtime\n    leads: {zh: 待定, en: TBD}\n"
    ),
    "block scalars and quotes": "sigs:\n  - name: >-\n      A\n      B\n    readme: 'a'\n",
}
BAD: Final = {
    "settings left empty": "sigs: []\nvalidate:\n",
    "settings that are a list": "sigs: []\nvalidate: [SIG404]\n",
    "an unknown setting": "sigs: []\nvalidate: {ignored: [SIG404]}\n",
    "a setting that is a text for a list": "sigs: []\nvalidate: {ignore: SIG404}\n",
    "an empty code": "sigs: []\nvalidate: {ignore: ['']}\n",
    "a reason that is missing": "sigs: []\nvalidate: {per_sig: {A: {SIG404: }}}\n",
    "rules of a SIG as a list": "sigs: []\nvalidate: {per_sig: {A: [SIG404]}}\n",
    "no leads at the most": "sigs: []\nvalidate: {max_leads: 0}\n",
    "leads that are a word": "sigs: []\nvalidate: {max_leads: four}\n",
    "publishing that is neither": "sigs: []\nvalidate: {publish_email: maybe}\n",
    "publishing that is left empty": "sigs: []\nvalidate: {publish_email: }\n",
    "an order that is unknown": TABLE + "    order: mine\nsigs: []\n",
    "a text": "sigs\n",
    "a list": "- name: A\n",
    "no SIGs": TABLE,
    "SIGs left empty": "sigs:\n",
    "tables left empty": "tables:\nsigs: []\n",
    "SIGs as a mapping": "sigs: {A: {}}\n",
    "an unknown key at the top": "sigs: []\nx: y\n",
    "a table that is a text": "tables: [README.md]\nsigs: []\n",
    "a table without a path": "tables: [{heading: A}]\nsigs: []\n",
    "a table whose path is empty": "tables: [{path: }]\nsigs: []\n",
    "a table whose path is blank": "tables: [{path: ' '}]\nsigs: []\n",
    "a table with an unknown key": TABLE + "    headng: A\nsigs: []\n",
    "a heading that is a list": TABLE + "    heading: [A]\nsigs: []\n",
    "an index from 0": TABLE + "    index: 0\nsigs: []\n",
    "an index below 0": TABLE + "    index: -1\nsigs: []\n",
    "an index of nothing": TABLE + "    index:\nsigs: []\n",
    "an index that is a word": TABLE + "    index: first\nsigs: []\n",
    "an index that is too large": TABLE + "    index: 123456789\nsigs: []\n",
    "columns that are a text": TABLE + "    columns: A\nsigs: []\n",
    "columns left empty": TABLE + "    columns:\nsigs: []\n",
    "a column that is a list": TABLE + "    columns: {A: [name]}\nsigs: []\n",
    "a column of nothing": TABLE + "    columns: {A: }\nsigs: []\n",
    "a column without its field": TABLE + "    columns: {A: {kind: text}}\nsigs: []\n",
    "a column with an unknown key": TABLE + "    columns: {A: {field: b, as: c}}\nsigs: []\n",
    "a header twice": TABLE + "    columns: {A: {header: A, field: b}}\nsigs: []\n",
    "a kind that is unknown": TABLE + "    columns: {A: {field: b, kind: person}}\nsigs: []\n",
    "a kind that is a list": TABLE + "    columns: {A: {field: b, kind: [text]}}\nsigs: []\n",
    "a kind left empty": TABLE + "    columns: {A: {field: b, kind: }}\nsigs: []\n",
    "a listed column without its header": TABLE + "    columns: [{field: name}]\nsigs: []\n",
    "a listed column that is a text": TABLE + "    columns: [name]\nsigs: []\n",
    "a SIG that is a text": "sigs: [A]\n",
    "a SIG of nothing": "sigs: [~]\n",
    "a SIG without a name": "sigs: [{readme: a}]\n",
    "a SIG whose name is empty": "sigs: [{name: ''}]\n",
    "a SIG whose name is a mapping": "sigs: [{name: {zh: A}}]\n",
    "a name in a language, where no table is in one": (TABLE + "sigs: [{name: {zh: A}}]\n"),
    "a person in a language, where no table is in one": (
        TABLE + "sigs: [{name: A, leads: [{name: {zh: A}}]}]\n"
    ),
    "a text in a language that is a list": (
        TABLE + "    language: zh\nsigs: [{name: A, readme: {zh: [a]}}]\n"
    ),
    "a status in a language": (
        "tables: [{path: a.md, language: zh}]\nsigs: [{name: A, status: {zh: active}}]\n"
    ),
    "a section in a language": (
        "tables: [{path: a.md, language: zh}]\nsigs: [{name: A, section: {zh: a}}]\n"
    ),
    "an id in a language": (
        "tables: [{path: a.md, language: zh}]\nsigs: [{name: A, id: {zh: a}}]\n"
    ),
    "an id that is a list": "sigs: [{name: A, id: [a]}]\n",
    "an id left empty": "sigs: [{name: A, id: }]\n",
    "a text in no language": TABLE + "    language: zh\nsigs: [{name: {}}]\n",
    "a text in a language that is empty": (
        TABLE + "    language: zh\nsigs: [{name: A, readme: {zh: }}]\n"
    ),
    "an unknown field": "sigs: [{name: A, leadz: []}]\n",
    "a field that no column binds": (
        TABLE + "    columns: {A: name, B: {field: leads}}\nsigs: [{name: A, chat: b}]\n"
    ),
    "a field that no listed column binds": (
        TABLE + "    columns: [{header: A, field: name}]\nsigs: [{name: A, chat: b}]\n"
    ),
    "a bound field that is a mapping": (
        TABLE + "    columns: {A: name, B: chat}\nsigs: [{name: A, chat: {a: b}}]\n"
    ),
    "a page left empty": "sigs: [{name: A, readme: }]\n",
    "a page that is a list": "sigs: [{name: A, readme: [a]}]\n",
    "a status that is unknown": "sigs: [{name: A, status: retired}]\n",
    "a status that is a list": "sigs: [{name: A, status: [active]}]\n",
    "a status left empty": "sigs: [{name: A, status: }]\n",
    "leads left empty": "sigs: [{name: A, leads: }]\n",
    "leads as a mapping": "sigs: [{name: A, leads: {handle: ada}}]\n",
    "a person that is a list": "sigs: [{name: A, leads: [[ada]]}]\n",
    "a person that is a blank text": "sigs: [{name: A, leads: [' ']}]\n",
    "a person of nothing": "sigs: [{name: A, leads: [~]}]\n",
    "a person whom nothing names": "sigs: [{name: A, leads: [{affiliation: ACME}]}]\n",
    "a person with an unknown key": "sigs: [{name: A, leads: [{handle: ada, mail: a}]}]\n",
    "a handle left empty": "sigs: [{name: A, leads: [{name: Ada, handle: }]}]\n",
    "a handle that is a list": "sigs: [{name: A, leads: [{name: Ada, handle: [ada]}]}]\n",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_both_accept(text: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(loaded(text))] == []
    assert run.check(snapshot(text, {}), FORMAT) == []


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_both_refuse(text: str) -> None:
    assert not accepted(loaded(text))
    assert not sound(text)


# What a schema cannot say, for it does not see which column binds which field, nor how YAML spells.
BEYOND: Final = {
    "a text field that holds a list": (
        TABLE + "    columns: {A: name, B: chat}\nsigs: [{name: A, chat: [{handle: ada}]}]\n"
    ),
    "another further field": (
        TABLE + "    columns: {A: name, B: chat}\nsigs: [{name: A, chart: b}]\n"
    ),
    "a text in a language that no table is in": (
        TABLE + "    language: zh\nsigs: [{name: A, readme: {zh: a, en: b}}]\n"
    ),
    "a handle of nothing but @": "sigs: [{name: A, leads: [{handle: '@'}]}]\n",
    "a person that is a text of nothing but @": "sigs: [{name: A, leads: ['@']}]\n",
    "persons in one text": "sigs: [{name: A, leads: ['@ada, @grace']}]\n",
    "a text that names nobody": "sigs: [{name: A, leads: [TBD]}]\n",
    "an index that is no whole number to a reader": TABLE + "    index: 2.0\nsigs: []\n",
}


@pytest.mark.parametrize("text", BEYOND.values(), ids=BEYOND)
def test_validate_knows_more(text: str) -> None:
    assert accepted(loaded(text))
    assert not sound(text)


# --- what nobody wrote down --------------------------------------------------------------------


@given(ANY_REGISTRY)
@settings(max_examples=300, deadline=None)
def test_what_the_schema_refuses_validate_refuses(registry: Mapping[str, object]) -> None:
    assert accepted(registry) or not sound(json.dumps(registry))


USUAL: Final = st.fixed_dictionaries(
    {"sigs": st.lists(ANY_SIG, max_size=2) | ANY_VALUE},
    optional={"tables": st.just([{"path": "a", "columns": {"A": "name"}}]), "x": ANY_VALUE},
)


@given(USUAL)
@settings(max_examples=300, deadline=None)
def test_what_validate_refuses_the_schema_refuses(registry: Mapping[str, object]) -> None:
    """Where every field is one that the schema knows."""
    assert sound(json.dumps(registry)) or not accepted(registry)


# --- the real command --------------------------------------------------------------------------


def _checked(schema: Path, *paths: Path) -> set[str]:
    """The files that check-jsonschema has something against, by name."""
    command = [
        sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema),
        "--output-format", "JSON", *map(str, paths),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=False)
    found = json.loads(done.stdout)
    assert found.get("parse_errors", []) == []
    return {Path(error["filename"]).name for error in found.get("errors", [])}


def test_check_jsonschema_is_of_the_same_mind(
    community: Path, sigtool: Run, tmp_path: Path
) -> None:
    schema = tmp_path / "sigs.schema.json"
    schema.write_bytes(sigtool("schema").stdout.encode())
    (community / "sigs.yaml").unlink()
    assert sigtool("init", "README.md").code == 0
    paths = [community / "sigs.yaml", ROOT / "sigs.yaml"]
    for number, text in enumerate([*GOOD.values(), *BAD.values()]):
        paths.append(tmp_path / f"{number}.yaml")
        paths[-1].write_bytes(text.encode())
    bad = {f"{number}.yaml" for number in range(len(GOOD), len(GOOD) + len(BAD))}
    assert _checked(schema, *paths) == bad


def test_the_command_prints_the_file(sigtool: Run) -> None:
    assert sigtool("schema").stdout.encode() == SCHEMA_FILE.read_bytes()
    diagnostics = files("sigtool").joinpath("diagnostics.schema.json").read_bytes()
    assert sigtool("schema", "--diagnostics").stdout.encode() == diagnostics
