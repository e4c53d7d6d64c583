"""What `sigs.yaml` says, where it says it, what is wrong with it, and how it is spelled."""

import os
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_yaml import LAYOUTS, Layout, sigs

from sigtool.cli.advice import sentence
from sigtool.errors import RegistryProblem
from sigtool.model import Column, Kind, Order, Person, Registry, Sig, Table, Texts
from sigtool.registry import document as yamldoc
from sigtool.registry import writing
from sigtool.registry.document import Path, RegistryDocument
from sigtool.text import wording
from sigtool.text.source import Edit, Source, Span
from sigtool.yaml import parse
from sigtool.yaml.tree import Node


def read(text: str) -> RegistryDocument:
    return yamldoc.read(Source("sigs.yaml", text))


# --- what is said ------------------------------------------------------------------------------

READ: dict[str, tuple[str, Registry]] = {
    "nothing but a list": ("sigs: []\n", Registry((), ())),
    "texts stay what they look like": (
        "sigs:\n- name: yes\n  readme: 1.10\n"
        "  leads: [{handle: 0123, name: null x}, {name: 1:30}]\n",
        Registry(
            (),
            (
                Sig(
                    "yes",
                    {
                        "readme": "1.10",
                        "leads": (Person(handle="0123", name="null x"), Person(name="1:30")),
                    },
                ),
            ),
        ),
    ),
    "all fields": (
        "sigs:\n- {name: A, id: i, readme: a, section: s, status: dormant, responsibilities: r}\n",
        Registry(
            (),
            (
                Sig(
                    "A",
                    {
                        "id": "i",
                        "readme": "a",
                        "section": "s",
                        "status": "dormant",
                        "responsibilities": "r",
                    },
                ),
            ),
        ),
    ),
    "all of a person": (
        "sigs:\n- name: A\n  leads:\n  - handle: '@h'\n    name: n\n    url: u\n    email: e\n"
        "    affiliation: a\n    role: r\n",
        Registry(
            (),
            (
                Sig(
                    "A",
                    {
                        "leads": (
                            Person(
                                handle="h", name="n", url="u", email="e", affiliation="a", role="r"
                            ),
                        )
                    },
                ),
            ),
        ),
    ),
    "persons written short": (
        "sigs:\n- name: A\n  leads:\n  - '@ada'\n  - ada\n  - 0123\n  - Ada Lovelace\n  - 艾达\n"
        "  - ada@example.org\n  - https://example.org/ada\n  - Ada <ada@example.org>\n"
        "  - '[@ada](https://example.org/ada)'\n  - >\n    Ada Lovelace\n    (ACME)\n"
        "  - {name: Ada}\n",
        Registry(
            (),
            (
                Sig(
                    "A",
                    {
                        "leads": (
                            Person(handle="ada"),
                            Person(handle="ada"),
                            Person(handle="0123"),
                            Person(name="Ada Lovelace"),
                            Person(name="艾达"),
                            Person(email="ada@example.org"),
                            Person(url="https://example.org/ada"),
                            Person(name="Ada", email="ada@example.org"),
                            Person(handle="ada", url="https://example.org/ada"),
                            Person(name="Ada Lovelace", affiliation="ACME"),
                            Person(name="Ada"),
                        )
                    },
                ),
            ),
        ),
    ),
    "a person written short, by an alias": (
        "sigs:\n- {name: A, leads: [&x '@ada']}\n- {name: B, leads: [*x]}\n",
        Registry(
            (),
            (
                Sig("A", {"leads": (Person(handle="ada"),)}),
                Sig("B", {"leads": (Person(handle="ada"),)}),
            ),
        ),
    ),
    "a handle in languages, each with its @": (
        "tables: [{path: p, language: zh}, {path: q, language: en}]\n"
        "sigs: [{name: A, leads: [{handle: {zh: '@ada', en: grace}}]}]\n",
        Registry(
            (Table("p", (), language="zh"), Table("q", (), language="en")),
            (Sig("A", {"leads": (Person(handle=Texts({"zh": "ada", "en": "grace"})),)}),),
        ),
    ),
    "a character in two halves, as JSON has it": (
        r"""sigs: [{name: "\ud83d\ude00 \uD83D\uDE01"}]""",
        Registry((), (Sig("😀 😁"),)),
    ),
    "no leads, in three ways": (
        "sigs:\n- name: A\n- name: B\n  leads: []\n- name: C\n  leads: [ ]\n",
        Registry((), (Sig("A"), Sig("B"), Sig("C"))),
    ),
    "leads as a text": (
        "sigs:\n- name: A\n  leads: '@x and others'\n",
        Registry((), (Sig("A", {"leads": "@x and others"}),)),
    ),
    "blanks around a text are not part of it": (
        'sigs:\n- name: " A\\n"\n  readme: |\n    a\n\n    b\n',
        Registry((), (Sig("A", {"readme": "a\n\nb"}),)),
    ),
    "a table": (
        "tables:\n- path: README.md\n  heading: H\n  marker: m\n  index: 2\n  section: s\n"
        "  language: zh\n  link_base: //b\n  order: own\n  columns: {N: name, X: chat}\nsigs: []\n",
        Registry(
            (
                Table(
                    "README.md",
                    (Column("N", "name"), Column("X", "chat")),
                    heading="H",
                    marker="m",
                    index=2,
                    section="s",
                    language="zh",
                    link_base="//b",
                    order=Order.OWN,
                ),
            ),
            (),
        ),
    ),
    "columns as a mapping": (
        "tables:\n- path: p\n  columns:\n    Name: name\n    Leads: leads\n"
        "    Sponsors: {field: sponsors, kind: people}\n    Page: {field: page, kind: link}\n"
        "    Text: {field: text}\n"
        "sigs: [{name: A, sponsors: [{handle: x}], page: p, text: t}]\n",
        Registry(
            (
                Table(
                    "p",
                    (
                        Column("Name", "name"),
                        Column("Leads", "leads", Kind.PEOPLE),
                        Column("Sponsors", "sponsors", Kind.PEOPLE),
                        Column("Page", "page", Kind.LINK),
                        Column("Text", "text"),
                    ),
                ),
            ),
            (Sig("A", {"sponsors": (Person(handle="x"),), "page": "p", "text": "t"}),),
        ),
    ),
    "columns as a list, with headers that repeat or are empty": (
        "tables:\n- path: p\n  columns:\n  - {header: '', field: name}\n"
        "  - {header: X, field: leads}\n  - {header: X, field: y, kind: text}\nsigs: []\n",
        Registry(
            (
                Table(
                    "p",
                    (Column("", "name"), Column("X", "leads", Kind.PEOPLE), Column("X", "y")),
                ),
            ),
            (),
        ),
    ),
    "aliases and merge keys": (
        "sigs:\n- &a\n  name: A\n  readme: &r r\n  leads: &l [&x {handle: x, url: u}]\n"
        "- <<: *a\n  name: B\n- name: C\n  readme: *r\n  leads: [*x, {<<: *x, handle: y}]\n"
        "- {name: D, leads: *l}\n",
        Registry(
            (),
            (
                Sig("A", {"readme": "r", "leads": (Person(handle="x", url="u"),)}),
                Sig("B", {"readme": "r", "leads": (Person(handle="x", url="u"),)}),
                Sig(
                    "C",
                    {
                        "readme": "r",
                        "leads": (Person(handle="x", url="u"), Person(handle="y", url="u")),
                    },
                ),
                Sig("D", {"leads": (Person(handle="x", url="u"),)}),
            ),
        ),
    ),
}


@pytest.mark.parametrize(("text", "registry"), READ.values(), ids=READ)
def test_read(text: str, registry: Registry) -> None:
    document = read(text)
    assert (document.registry, document.problems) == (registry, ())


def test_origins_are_the_places_in_the_lists() -> None:
    registry = read("sigs:\n- name: A\n- name: B\n  leads: [{handle: x}, '@y']\n").registry
    assert [sig.origin for sig in registry.sigs] == [0, 1]
    assert [person.origin for person in registry.sigs[1].people()] == [0, 1]


# --- what is wrong -----------------------------------------------------------------------------

EMPTY = "give it a value or take it away"
ONE_TEXT = "write one text, in quotes if need be"
BIND = "bind it to a header in a table's columns"

# Of each problem: its code, its message, what its place covers, and its hint.
Row = tuple[str, str, str, str | None]

PROBLEMS: dict[str, tuple[str, list[Row]]] = {
    "not YAML": (
        "sigs:\n- name: FrontEnd\n  leads: [{handle: @ada}]\n",
        [
            (
                "SIG001",
                "cannot be read as YAML: while scanning for the next token, "
                "found character that cannot start any token",
                "",
                "put the value in quotes",
            ),
        ],
    ),
    "a key twice": (
        "sigs:\n"
        "- name: FrontEnd\n"
        "  readme: a\n"
        "  leads:\n"
        "  - handle: x\n"
        "    handle: y\n"
        "  readme: b\n",
        [
            (
                "SIG002",
                "FrontEnd: leads[1]: the key 'handle' is there twice",
                "handle",
                "keep one of the two",
            ),
            (
                "SIG002",
                "FrontEnd: the key 'readme' is there twice",
                "readme",
                "keep one of the two",
            ),
        ],
    ),
    "a key twice in a table": (
        "tables:\n- path: p\n  columns:\n    A: name\n    A: leads\nsigs: []\n",
        [
            (
                "SIG002",
                "tables[1]: columns: the key 'A' is there twice",
                "A",
                "keep one of the two",
            ),
        ],
    ),
    "a key twice in what is not known": (
        "x: [{a: {b: 1, b: 2}}]\nsigs: []\nsigs: []\n",
        [
            (
                "SIG003",
                "the registry: 'x' is not a known field",
                "x",
                "known are tables, sigs, validate",
            ),
            ("SIG002", "x[1]: a: the key 'b' is there twice", "b", "keep one of the two"),
            (
                "SIG002",
                "the registry: the key 'sigs' is there twice",
                "sigs",
                "keep one of the two",
            ),
        ],
    ),
    "unknown at the top": (
        "table: []\nversion: 1\nsigs: []\n",
        [
            (
                "SIG003",
                "the registry: 'table' is not a known field",
                "table",
                "did you mean 'tables'?",
            ),
            (
                "SIG003",
                "the registry: 'version' is not a known field",
                "version",
                "known are tables, sigs, validate",
            ),
        ],
    ),
    "unknown in a table": (
        "tables:\n- path: p\n  heding: H\n  x: y\nsigs: []\n",
        [
            (
                "SIG003",
                "tables[1]: 'heding' is not a known field",
                "heding",
                "did you mean 'heading'?",
            ),
            (
                "SIG003",
                "tables[1]: 'x' is not a known field",
                "x",
                "known are path, outside, heading, marker, index, section, language, link_base, "
                "order, columns",
            ),
        ],
    ),
    "unknown in a column": (
        "tables:\n"
        "- path: p\n"
        "  columns:\n"
        "    A: {field: name, header: A}\n"
        "    B: {feld: x}\n"
        "sigs: []\n",
        [
            (
                "SIG003",
                "tables[1]: columns: A: 'header' is not a known field",
                "header",
                "known are field, kind",
            ),
            (
                "SIG003",
                "tables[1]: columns: B: 'feld' is not a known field",
                "feld",
                "did you mean 'field'?",
            ),
            (
                "SIG004",
                "tables[1]: columns: B: 'field' is missing",
                "feld",
                "add `field:` with what the cells hold",
            ),
        ],
    ),
    "unknown in a listed column": (
        "tables:\n- path: p\n  columns:\n  - {header: A, field: name, sort: people}\nsigs: []\n",
        [
            (
                "SIG003",
                "tables[1]: columns[1]: 'sort' is not a known field",
                "sort",
                "known are header, field, kind",
            ),
        ],
    ),
    "unknown in a SIG": (
        "sigs:\n- name: FrontEnd\n  responsibilites: a\n  chat: b\n",
        [
            (
                "SIG003",
                "FrontEnd: 'responsibilites' is not a known field",
                "responsibilites",
                "did you mean 'responsibilities'?",
            ),
            ("SIG003", "FrontEnd: 'chat' is not a known field", "chat", BIND),
        ],
    ),
    "unknown in a person": (
        "sigs:\n"
        "- name: FrontEnd\n"
        "  leads:\n"
        "  - handle: x\n"
        "  - handle: y\n"
        "    nmae: Y\n"
        "    phone: 1\n",
        [
            (
                "SIG003",
                "FrontEnd: leads[2]: 'nmae' is not a known field",
                "nmae",
                "did you mean 'name'?",
            ),
            (
                "SIG003",
                "FrontEnd: leads[2]: 'phone' is not a known field",
                "phone",
                "known are handle, name, url, email, affiliation, role",
            ),
        ],
    ),
    "keys that are no texts": (
        "? [a]\n: b\nsigs:\n- name: FrontEnd\n  ? {b: c}\n  : d\n",
        [
            ("SIG003", "the registry: a key has to be a text", "[a]", "take it away"),
            ("SIG003", "FrontEnd: a key has to be a text", "{b: c}", "take it away"),
        ],
    ),
    "nothing at all": (
        "# nothing\n",
        [
            (
                "SIG004",
                "the registry is empty: 'sigs' is missing",
                "",
                "write one with `sigtool init README.md`",
            ),
        ],
    ),
    "a table alone": (
        "tables:\n- path: p\n",
        [
            ("SIG004", "'sigs' is missing", "", "add `sigs: []`"),
        ],
    ),
    "a SIG without a name": (
        "sigs:\n- readme: a\n  redme: b\n- {}\n",
        [
            ("SIG004", "sigs[1]: 'name' is missing", "readme", "give it a `name:`"),
            ("SIG003", "sigs[1]: 'redme' is not a known field", "redme", "did you mean 'readme'?"),
            ("SIG004", "sigs[2]: 'name' is missing", "{}", "give it a `name:`"),
        ],
    ),
    "a table without a path": (
        "tables:\n- heading: H\n- {}\nsigs: []\n",
        [
            (
                "SIG004",
                "tables[1]: 'path' is missing",
                "heading",
                "name the Markdown file that shows the table",
            ),
            (
                "SIG004",
                "tables[2]: 'path' is missing",
                "{}",
                "name the Markdown file that shows the table",
            ),
        ],
    ),
    "columns without": (
        "tables:\n- path: p\n  columns:\n  - {field: name}\n  - {header: B}\n  - {}\nsigs: []\n",
        [
            (
                "SIG004",
                "tables[1]: columns[1]: 'header' is missing",
                "field",
                "add `header:` with the text of the column's header",
            ),
            (
                "SIG004",
                "tables[1]: columns[2]: 'field' is missing",
                "header",
                "add `field:` with what the cells hold",
            ),
            (
                "SIG004",
                "tables[1]: columns[3]: 'header' is missing",
                "{}",
                "add `header:` with the text of the column's header",
            ),
            (
                "SIG004",
                "tables[1]: columns[3]: 'field' is missing",
                "{}",
                "add `field:` with what the cells hold",
            ),
        ],
    ),
    "nobody": (
        "sigs:\n- name: FrontEnd\n  leads:\n  - role: chair\n  - handle: '@'\n  - {}\n",
        [
            (
                "SIG004",
                "FrontEnd: leads[1]: one of handle, name, url, email is missing",
                "role",
                "say who it is",
            ),
            (
                "SIG004",
                "FrontEnd: leads[2]: one of handle, name, url, email is missing",
                "handle",
                "say who it is",
            ),
            (
                "SIG004",
                "FrontEnd: leads[3]: one of handle, name, url, email is missing",
                "{}",
                "say who it is",
            ),
        ],
    ),
    "all is a text": (
        "FrontEnd\n",
        [
            (
                "SIG005",
                "the registry has to be a mapping, not a text",
                "FrontEnd",
                "write `sigs:`, and the SIGs under it",
            ),
        ],
    ),
    "all is a list": (
        "- name: FrontEnd\n",
        [
            (
                "SIG005",
                "the registry has to be a mapping, not a list",
                "- name: FrontEnd",
                "write `sigs:`, and the SIGs under it",
            ),
        ],
    ),
    "sigs are a mapping": (
        "sigs:\n  FrontEnd:\n    readme: a\n",
        [
            (
                "SIG005",
                "sigs has to be a list, not a mapping",
                "FrontEnd:\n    readme: a",
                "write `- name: …` for each",
            ),
        ],
    ),
    "sigs are a text": (
        "sigs: FrontEnd\ntables: README.md\n",
        [
            (
                "SIG005",
                "sigs has to be a list, not a text",
                "FrontEnd",
                "write `- name: …` for each",
            ),
            (
                "SIG005",
                "tables has to be a list, not a text",
                "README.md",
                "write `- path: README.md` for each",
            ),
        ],
    ),
    "a SIG is a text": (
        "sigs:\n- FrontEnd\n- [a]\n",
        [
            ("SIG005", "sigs[1] has to be a mapping, not a text", "FrontEnd", "write `- name: …`"),
            ("SIG005", "sigs[2] has to be a mapping, not a list", "[a]", "write `- name: …`"),
        ],
    ),
    "a table is a text": (
        "tables:\n- README.md\n- [a]\nsigs: []\n",
        [
            (
                "SIG005",
                "tables[1] has to be a mapping, not a text",
                "README.md",
                "write `- path: README.md`",
            ),
            (
                "SIG005",
                "tables[2] has to be a mapping, not a list",
                "[a]",
                "write `- path: README.md`",
            ),
        ],
    ),
    "texts that are none": (
        "sigs:\n"
        "- name: [A]\n"
        "  readme: {a: b}\n"
        "  status: [active]\n"
        "  leads: [{name: {a: b}, url: u}]\n",
        [
            ("SIG005", "sigs[1]: name has to be a text, not a list", "[A]", ONE_TEXT),
            ("SIG005", "sigs[1]: readme has to be a text, not a mapping", "{a: b}", ONE_TEXT),
            ("SIG005", "sigs[1]: status has to be a text, not a list", "[active]", ONE_TEXT),
            (
                "SIG005",
                "sigs[1]: leads[1]: name has to be a text, not a mapping",
                "{a: b}",
                ONE_TEXT,
            ),
        ],
    ),
    "texts of a table that are none": (
        "tables:\n- path: {a: b}\n  index: [1]\nsigs: []\n",
        [
            ("SIG005", "tables[1]: path has to be a text, not a mapping", "{a: b}", ONE_TEXT),
            ("SIG005", "tables[1]: index has to be a text, not a list", "[1]", ONE_TEXT),
        ],
    ),
    "headers that are no texts": (
        "tables:\n- path: p\n  columns:\n    ? [C]\n    : name\nsigs: []\n",
        [
            (
                "SIG005",
                "tables[1]: columns: a header has to be a text",
                "[C]",
                "write the header's text",
            ),
        ],
    ),
    "unknown languages": (
        "tables: [{path: p, language: zh}]\n"
        "sigs:\n"
        "- name: {zh: A, en: B}\n"
        "  readme: {zh: [a]}\n"
        "  responsibilities: {}\n"
        "  leads: {zh: }\n",
        [
            ("SIG003", "sigs[1]: name: 'en' is not a known field", "en", "languages are zh"),
            ("SIG005", "A: readme: zh has to be a text, not a list", "[a]", ONE_TEXT),
            ("SIG007", "A: responsibilities is in none of the languages zh", "{}", EMPTY),
            ("SIG007", "A: leads: zh is empty", "", EMPTY),
        ],
    ),
    "texts that are the same in every language": (
        "tables: [{path: p, language: zh}]\n"
        "sigs:\n- {name: A, id: {zh: a}, section: {}, status: {zh: active}}\n",
        [
            ("SIG005", "A: id is the same in every language", "{zh: a}", ONE_TEXT),
            ("SIG005", "A: section is the same in every language", "{}", ONE_TEXT),
            (
                "SIG005",
                "A: status is the same in every language",
                "{zh: active}",
                "write one word",
            ),
        ],
    ),
    "columns that are none": (
        "tables:\n"
        "- path: p\n"
        "  columns: name\n"
        "- path: q\n"
        "  columns:\n"
        "    A: [name]\n"
        "    B: {field: [x], kind: {a: b}}\n"
        "sigs: []\n",
        [
            (
                "SIG005",
                "tables[1]: columns has to be a mapping, not a text",
                "name",
                "write `Header: field` for each column",
            ),
            ("SIG005", "tables[2]: columns: A has to be a text, not a list", "[name]", ONE_TEXT),
            (
                "SIG005",
                "tables[2]: columns: B: field has to be a text, not a list",
                "[x]",
                ONE_TEXT,
            ),
            (
                "SIG005",
                "tables[2]: columns: B: kind has to be a text, not a mapping",
                "{a: b}",
                ONE_TEXT,
            ),
        ],
    ),
    "listed columns that are none": (
        "tables:\n- path: p\n  columns:\n  - name\n  - {header: [A], field: name}\nsigs: []\n",
        [
            (
                "SIG005",
                "tables[1]: columns[1] has to be a mapping, not a text",
                "name",
                "write `- {header: …, field: …}`",
            ),
            (
                "SIG005",
                "tables[1]: columns[2]: header has to be a text, not a list",
                "[A]",
                ONE_TEXT,
            ),
        ],
    ),
    "persons as a mapping": (
        "sigs:\n- name: FrontEnd\n  leads:\n    handle: x\n",
        [
            (
                "SIG005",
                "FrontEnd: leads has to be a list of persons, not a mapping",
                "handle: x",
                "put `- ` before its first key",
            ),
        ],
    ),
    "a person is a list, or a text of nothing": (
        "sigs:\n- name: FrontEnd\n  leads: [[x], '@', '', ' ', '-']\n",
        [
            (
                "SIG005",
                "FrontEnd: leads[1] has to be a mapping, not a list",
                "[x]",
                "write `- handle: …`",
            ),
            (
                "SIG005",
                "FrontEnd: leads[2] has to be a mapping, not a text",
                "'@'",
                "write `- handle: …`",
            ),
            (
                "SIG005",
                "FrontEnd: leads[3] has to be a mapping, not a text",
                "''",
                "write `- handle: …`",
            ),
            (
                "SIG005",
                "FrontEnd: leads[4] has to be a mapping, not a text",
                "' '",
                "write `- handle: …`",
            ),
            (
                "SIG005",
                "FrontEnd: leads[5] has to be a mapping, not a text",
                "'-'",
                "write `- handle: …`",
            ),
        ],
    ),
    "a text that names several persons, nobody, or nobody knows whom": (
        "sigs:\n- name: FrontEnd\n  leads: ['@ada, @grace', TBD, 'ada: chair?']\n",
        [
            (
                "SIG005",
                "FrontEnd: leads[1] has to be one person, not several",
                "'@ada, @grace'",
                "write an item for each",
            ),
            (
                "SIG005",
                "FrontEnd: leads[2]: cannot tell who 'TBD' is",
                "TBD",
                "write `- name: …` or `- handle: …`",
            ),
            (
                "SIG005",
                "FrontEnd: leads[3]: cannot tell who 'ada: chair?' is",
                "'ada: chair?'",
                "write `- name: …` or `- handle: …`",
            ),
        ],
    ),
    "settings": (
        "sigs: []\n"
        "validate:\n"
        "  ignore:\n"
        "  hosts: example.org\n"
        "  max_leads: none\n"
        "  publish_email: maybe\n"
        "  per_sig: {A B: [SIG404], C: {SIG404: }}\n"
        "  placholders: []\n",
        [
            ("SIG007", "validate: ignore is empty", "ignore", "write `ignore: []`"),
            (
                "SIG005",
                "validate: hosts has to be a list, not a text",
                "example.org",
                "write `- …` for each",
            ),
            (
                "SIG006",
                "validate: max_leads has to be a number from 1, not 'none'",
                "none",
                "write 4",
            ),
            (
                "SIG006",
                "validate: publish_email is 'maybe', not one of true, yes, on, false, no, off",
                "maybe",
                "write one of these words",
            ),
            (
                "SIG005",
                "validate: per_sig: A B has to be a mapping, not a list",
                "[SIG404]",
                "give the reason, as `SIG404: the account was renamed in 2023`",
            ),
            ("SIG007", "validate: per_sig: C: SIG404 is empty", "", EMPTY),
            (
                "SIG003",
                "validate: 'placholders' is not a known field",
                "placholders",
                "did you mean 'placeholders'?",
            ),
        ],
    ),
    "settings that are none": (
        "sigs: []\nvalidate: {per_sig: [A]}\n",
        [
            (
                "SIG005",
                "validate: per_sig has to be a mapping, not a list",
                "[A]",
                "write `SIG: {SIG404: reason}`",
            ),
        ],
    ),
    "settings of nothing": (
        "sigs: []\nvalidate:\n",
        [("SIG007", "validate is empty", "", "write `ignore: [SIG304]`")],
    ),
    "in a SIG of two languages, which is called by both names": (
        "tables: [{path: p, language: zh}, {path: q, language: en}]\n"
        "sigs:\n- name: {zh: 文档, en: Docs}\n  redme: x\n  leads:\n  - name: A\n    name: B\n",
        [
            (
                "SIG003",
                "文档 / Docs: 'redme' is not a known field",
                "redme",
                "did you mean 'readme'?",
            ),
            (
                "SIG002",
                "文档 / Docs: leads[1]: the key 'name' is there twice",
                "name",
                "keep one of the two",
            ),
        ],
    ),
    "a character that there is not": (
        'sigs: [{name: "\\U00110000"}]\n',
        [
            (
                "SIG001",
                "cannot be read as YAML: while parsing a quoted scalar, "
                "found invalid Unicode character escape code",
                "",
                "write `\\\\` for a backslash, or use single quotes",
            ),
        ],
    ),
    "a status": (
        "sigs:\n"
        "- name: A\n"
        "  status: actve\n"
        "- name: B\n"
        "  status: retired\n"
        "- {name: C, status: Active}\n",
        [
            (
                "SIG006",
                "A: status is 'actve', not one of proposed, active, dormant, archived",
                "actve",
                "did you mean 'active'?",
            ),
            (
                "SIG006",
                "B: status is 'retired', not one of proposed, active, dormant, archived",
                "retired",
                "write one of these words",
            ),
            (
                "SIG006",
                "C: status is 'Active', not one of proposed, active, dormant, archived",
                "Active",
                "did you mean 'active'?",
            ),
        ],
    ),
    "a kind": (
        "tables:\n"
        "- path: p\n"
        "  columns: {A: {field: a, kind: peple}, B: {field: b, kind: number}}\n"
        "sigs: []\n",
        [
            (
                "SIG006",
                "tables[1]: columns: A: kind is 'peple', not one of text, people, link",
                "peple",
                "did you mean 'people'?",
            ),
            (
                "SIG006",
                "tables[1]: columns: B: kind is 'number', not one of text, people, link",
                "number",
                "write one of these words",
            ),
        ],
    ),
    "an index": (
        "tables:\n"
        "- {path: p, index: 0}\n"
        "- {path: p, index: two}\n"
        "- {path: p, index: -1}\n"
        "- {path: p, index: 1234567890}\n"
        "sigs: []\n",
        [
            (
                "SIG006",
                "tables[1]: index has to be a number from 1, not '0'",
                "0",
                "count the tables that qualify from 1",
            ),
            (
                "SIG006",
                "tables[2]: index has to be a number from 1, not 'two'",
                "two",
                "count the tables that qualify from 1",
            ),
            (
                "SIG006",
                "tables[3]: index has to be a number from 1, not '-1'",
                "-1",
                "count the tables that qualify from 1",
            ),
            (
                "SIG006",
                "tables[4]: index has to be a number from 1, not '1234567890'",
                "1234567890",
                "count the tables that qualify from 1",
            ),
        ],
    ),
    "empty lists": (
        "tables:\nsigs: ~\n",
        [
            ("SIG007", "tables is empty", "tables", "write `tables: []`"),
            ("SIG007", "sigs is empty", "sigs", "write `sigs: []`"),
        ],
    ),
    "an empty document": (
        "---\n",
        [
            ("SIG007", "the registry is empty", "", "write `sigs:`, and the SIGs under it"),
        ],
    ),
    "empty values": (
        "sigs:\n- name: FrontEnd\n  readme:\n  status: null\n  responsibilities: ''\n  leads: ~\n",
        [
            ("SIG007", "FrontEnd: readme is empty", "", EMPTY),
            ("SIG007", "FrontEnd: status is empty", "null", EMPTY),
            ("SIG007", "FrontEnd: responsibilities is empty", "''", EMPTY),
            ("SIG007", "FrontEnd: leads is empty", "~", EMPTY),
        ],
    ),
    "empty items": (
        "tables: [~]\nsigs:\n-\n- name: FrontEnd\n  leads:\n  -\n  - handle: x\n    email: ' '\n",
        [
            ("SIG007", "tables[1] is empty", "~", "write `- path: README.md`"),
            ("SIG007", "sigs[1] is empty", "", "write `- name: …`"),
            ("SIG007", "FrontEnd: leads[1] is empty", "", "write `- handle: …`"),
            ("SIG007", "FrontEnd: leads[2]: email is empty", "' '", EMPTY),
        ],
    ),
    "an empty name": (
        "sigs:\n- name:\n  readme: []\n",
        [
            ("SIG007", "sigs[1]: name is empty", "", EMPTY),
            ("SIG005", "sigs[1]: readme has to be a text, not a list", "[]", ONE_TEXT),
        ],
    ),
    "empty in tables": (
        "tables:\n"
        "- path:\n"
        "  columns:\n"
        "- path: p\n"
        "  heading: ~\n"
        "  columns:\n"
        "    A:\n"
        "    B: {field: , kind: }\n"
        "sigs: []\n",
        [
            ("SIG007", "tables[1]: path is empty", "", EMPTY),
            ("SIG007", "tables[1]: columns is empty", "", "write `Header: field` for each column"),
            ("SIG007", "tables[2]: heading is empty", "~", EMPTY),
            ("SIG007", "tables[2]: columns: A is empty", "", EMPTY),
            ("SIG007", "tables[2]: columns: B: field is empty", "", EMPTY),
            ("SIG007", "tables[2]: columns: B: kind is empty", "", EMPTY),
        ],
    ),
    "an alias": (
        "sigs:\n"
        "- name: FrontEnd\n"
        "  leads:\n"
        "  - &x {handle: x, email: }\n"
        "- name: B\n"
        "  leads: [*x]\n",
        [
            ("SIG007", "FrontEnd: leads[1]: email is empty", "", EMPTY),
            ("SIG007", "B: leads[1]: email is empty", "", EMPTY),
        ],
    ),
    "a name of many lines": (
        "sigs:\n- name: |\n    Front\n    End\n  x: y\n",
        [
            ("SIG003", "Front End: 'x' is not a known field", "x", BIND),
        ],
    ),
}


@pytest.mark.parametrize(("text", "rows"), PROBLEMS.values(), ids=PROBLEMS)
def test_problems(text: str, rows: list[Row]) -> None:
    document = read(text)
    found = [
        (each.code, each.message, document.source[each.span], each.hint)
        for each in document.problems
    ]
    assert found == rows


def test_a_key_that_is_there_twice_is_related_to_its_first_place() -> None:
    document = read("sigs:\n- name: A\n  readme: a\n  readme: b\n  readme: c\n")
    source = document.source
    places = [
        (source.position(each.span.start).line, source.position(each.related.start).line)
        for each in document.problems
        if each.related
    ]
    assert places == [(4, 3), (5, 3)]


LAUGHS = "".join(
    f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]\n" if at else "a0: &a0 [x]\n"
    for at in range(20)
)
TOO_MANY = "cannot be read as YAML: its aliases expand to too many items"

# Aliases that stand for far more than the text could say. What is read of them is read at once.
BOMBS = {
    "persons of SIGs": (
        "p: &p\n" + "- handle: x\n" * 1000 + "s: &s\n  name: A\n  leads: *p\nsigs:\n"
        + "- *s\n" * 1000
    ),
    "unknown keys of SIGs": (
        "s: &s\n  name: A\n" + "".join(f"  k{at}: 1\n" for at in range(500))
        + "sigs:\n" + "- *s\n" * 500
    ),
    "columns of tables": (
        "c: &c {" + ", ".join(f"h{at}: name" for at in range(1000)) + "}\ntables:\n"
        + "- {path: x, columns: *c}\n" * 1000 + "sigs: []\n"
    ),
    "merge keys in a chain": (
        "m0: &m0 {name: A}\n"
        + "".join(f"m{at}: &m{at} {{<<: *m{at - 1}, k{at}: 1}}\n" for at in range(1, 500))
        + "sigs:\n" + "".join(f"- *m{at}\n" for at in range(500))
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_what_expands_to_too_much_is_not_read(name: str) -> None:
    document = read(BOMBS[name])
    assert document.registry == Registry((), ())
    assert [(each.code, each.message, each.hint) for each in document.problems] == [
        ("SIG001", TOO_MANY, "write out what they stand for")
    ]


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        pytest.param(
            "sigs: *a19\n",
            [],
            [f"sigs[{at}] has to be a mapping, not a list" for at in range(1, 11)],
            id="sigs",
        ),
        pytest.param(
            "sigs:\n- name: A\n  leads: *a19\n",
            ["A"],
            [f"A: leads[{at}] has to be a mapping, not a list" for at in range(1, 11)],
            id="leads",
        ),
        pytest.param("sigs:\n- name: A\n  <<: *a19\n", ["A"], [], id="a merge key"),
        pytest.param(
            "m0: &m0 {name: A}\n"
            + "".join(f"m{at}: &m{at} {{<<: [*m{at - 1}, *m{at - 1}]}}\n" for at in range(1, 60))
            + "sigs:\n- *m59\n",
            ["A"],
            [],
            id="merge keys in merge keys",
        ),
    ],
)
def test_billion_laughs(text: str, names: list[str], rest: list[str]) -> None:
    """Nobody follows them further than one level."""
    document = read(LAUGHS + text)
    assert [sig.name for sig in document.registry.sigs] == names
    assert [each.message for each in document.problems if each.code != "SIG003"] == rest


def test_a_mapping_inside_itself() -> None:
    document = read("sigs: &s\n- *s\n- &a\n  name: A\n  <<: *a\n  leads: &l [*l, *a]\n")
    assert [sig.name for sig in document.registry.sigs] == ["A"]
    assert [(each.code, each.message) for each in document.problems] == [
        ("SIG005", "sigs[1] has to be a mapping, not a list"),
        ("SIG003", "A: leads[2]: 'leads' is not a known field"),
        ("SIG005", "A: leads[1] has to be a mapping, not a list"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "sigs:\n- name: A\n  leads: {handle: x}\n",
            "sigs.yaml:3:10: A: leads has to be a list of persons, not a mapping; "
            "put `- ` before its first key",
            id="one",
        ),
        pytest.param(
            "sigs:\n- name: A\n  readme:\n- name: A\n  readme:\n  nme: x\n-\n",
            "sigs.yaml:3:10: A: readme is empty; give it a value or take it away "
            "(and 2 more: sigtool validate)",
            id="the first of three, and an unknown key, which hurts nobody",
        ),
        pytest.param(
            "a: [\n",
            "sigs.yaml:2:1: cannot be read as YAML: while parsing a flow node, "
            "did not find expected node content; mend it, then run the command again",
            id="without a hint",
        ),
    ],
)
def test_require_sound(text: str, message: str) -> None:
    with pytest.raises(RegistryProblem) as caught:
        yamldoc.require_sound(read(text))
    assert sentence(caught.value) == message


def test_an_unknown_key_is_sound() -> None:
    document = read("x: y\nsigs:\n- name: A\n  y: z\n  leads: [{handle: x, z: a}]\n")
    assert yamldoc.require_sound(document) == document.registry
    assert [each.code for each in document.problems] == ["SIG003"] * 3


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("readm", "did you mean 'readme'?"),
        ("README", "did you mean 'readme'?"),
        ("Leads ", "did you mean 'leads'?"),
        ("x", None),
        ("", None),
    ],
)
def test_suggestion(word: str, hint: str | None) -> None:
    assert wording.suggestion(word, ("name", "readme", "leads")) == hint


# --- places ------------------------------------------------------------------------------------

PLACES = """\
tables: [{path: p}]
sigs:
  - name: A
    leads:
      - handle: x
        url: &u u
    "readme": |
      a
  - <<: &m {section: s}
    name: *u
"""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("tables", 0, "path"), "p"),
        (("tables", 0), "{path: p}"),
        (("tables", 1), "[{path: p}]"),
        (("sigs",), "sigs"),
        (("sigs", 0, "name"), "A"),
        (("sigs", 0, "readme"), "|\n      a"),
        (("sigs", 0, "leads"), "leads"),
        (("sigs", 0, "leads", 0), "handle: x\n        url: &u u"),
        (("sigs", 0, "leads", 0, "url"), "u"),
        (("sigs", 0, "leads", 0, "email"), "handle: x\n        url: &u u"),
        (("sigs", 0, "leads", 7, "email"), "leads"),
        (("sigs", 1, "section"), "s"),
        (("sigs", 1, "name"), "*u"),
        (("sigs", 9), "sigs"),
        (("nothing", 9), ""),
        ((), ""),
    ],
)
def test_span(path: Path, text: str) -> None:
    document = read(PLACES)
    assert document.source[document.span(path)] == text


def test_span_of_a_text_that_cannot_be_read() -> None:
    assert read("a: [").span(("sigs", 0)) == Span(0, 0)


# --- changing ----------------------------------------------------------------------------------


def test_what_could_not_be_read_is_not_lost() -> None:
    """An edit once took out every item that reading had passed over."""
    for text in (
        "sigs:\n- name: A\n- readme: no name\n",
        "sigs:\n- name: A\n  leads:\n  - handle: x\n  - '@y, @z'\n",
        "tables: [{path: p, language: zh}]\nsigs:\n- name: A\n- name: {fr: B}\n",
    ):
        document = read(text)
        wanted = document.registry.with_sigs([Sig("New"), *document.registry.sigs])
        with pytest.raises(RegistryProblem):
            writing.rewrite(document, wanted)


REFUSED: dict[str, tuple[str, Callable[[Registry], Registry], str]] = {
    "a field that no table binds": (
        "sigs: [{name: A}]\n",
        lambda registry: registry.with_sigs([registry.sigs[0].with_value("chat", "x")]),
        "A: 'chat' is not a field that a table binds",
    ),
    "a value with blanks around": (
        "sigs: [{name: A}]\n",
        lambda registry: registry.with_sigs([registry.sigs[0].with_value("readme", " x")]),
        "sigs.yaml: a value of 'A' cannot be stored; "
        "none may be empty, or begin or end with a blank",
    ),
    "half a character": (
        "sigs: []\n",
        lambda registry: registry.with_sigs([Sig("\ud83d")]),
        "sigs.yaml: a value of '\\ud83d' cannot be stored; "
        "none may be empty, or begin or end with a blank",
    ),
    "an alias that changes while its anchor moves": (
        "sigs:\n- name: A\n  leads: [&x {handle: x}]\n- name: B\n- name: C\n"
        "- name: D\n  leads: [*x]\n",
        lambda registry: registry.with_sigs(
            [
                *registry.sigs[1:3],
                registry.sigs[0].with_value("leads", (Person(handle="y", origin=0),)),
                registry.sigs[3].with_value("leads", (Person(handle="y", origin=0),)),
            ]
        ),
        "sigs.yaml: cannot be changed here without changing more than was asked "
        "(an anchor, a tag or an unusual layout is in the way); edit it by hand",
    ),
    "a person written short who has a tag and becomes a mapping": (
        "sigs:\n- name: A\n  leads: [!!str '@ada']\n",
        lambda registry: registry.with_sigs(
            [registry.sigs[0].with_value("leads", (Person(handle="ada", role="x", origin=0),))]
        ),
        "sigs.yaml:3:17: is tagged as a text; edit it by hand",
    ),
    "a person written short, by an alias, who changes in one place": (
        "sigs:\n- name: A\n  leads: [&x '@ada']\n- name: B\n  leads: [*x]\n",
        lambda registry: registry.with_sigs(
            [
                registry.sigs[0].with_value("leads", (Person(handle="grace", origin=0),)),
                registry.sigs[1],
            ]
        ),
        "sigs.yaml: cannot be changed here without changing more than was asked "
        "(an anchor, a tag or an unusual layout is in the way); edit it by hand",
    ),
    "a name in two languages that cannot be stored": (
        "tables: [{path: p, language: zh}]\nsigs: [{name: A}]\n",
        lambda registry: registry.with_sigs([Sig(Texts({"zh": "甲 ", "en": "B"}))]),
        "sigs.yaml: a value of '甲  / B' cannot be stored; "
        "none may be empty, or begin or end with a blank",
    ),
    "a comment inside a list that gives way to a text": (
        "sigs:\n- name: A\n  leads: [ # none\n  ]\n",
        lambda registry: registry.with_sigs([registry.sigs[0].with_value("leads", "x")]),
        "sigs.yaml:3:10: a comment inside [...] or {...} would be lost; edit it by hand",
    ),
    "a list that a merge key brings in": (
        "x: &x {sigs: [{name: A}]}\n<<: *x\n",
        lambda registry: registry.with_sigs([*registry.sigs, Sig("B")]),
        "sigs.yaml: cannot be changed here without changing more than was asked "
        "(an anchor, a tag or an unusual layout is in the way); edit it by hand",
    ),
    "other tables": (
        "sigs: []\n",
        lambda registry: Registry((Table("p", ()),), ()),
        "sigs.yaml: cannot be changed here without changing more than was asked "
        "(an anchor, a tag or an unusual layout is in the way); edit it by hand",
    ),
    "no list, in braces": (
        "{tables: [{path: p}]}\n",
        lambda registry: registry.with_sigs([Sig("A")]),
        "sigs.yaml:1:1: 'sigs' is missing; add `sigs: []`",
    ),
    "no list, and no YAML": (
        "tables: [\n",
        lambda registry: registry.with_sigs([Sig("A")]),
        "sigs.yaml:2:1: cannot be read as YAML: while parsing a flow node, did not find expected "
        "node content; mend it, then run the command again",
    ),
}


@pytest.mark.parametrize(("text", "operation", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(
    text: str, operation: Callable[[Registry], Registry], message: str
) -> None:
    document = read(text)
    with pytest.raises(RegistryProblem) as caught:
        writing.rewrite(document, operation(document.registry))
    assert str(caught.value) == message


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_asked_is_nothing_done(name: str) -> None:
    document = Layout.marked(LAYOUTS[name]).document
    rewrite = writing.rewrite(document, document.registry)
    assert (rewrite.before, rewrite.edits, rewrite.after) == (document, (), document)
    assert not rewrite.is_change


def test_a_rewrite_reads_the_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text that is to be read, and the text that the edits make; nobody makes them twice."""
    parsed: list[str] = []

    def compose(source: Source) -> Node | None:
        parsed.append(source.text)
        return parse.compose(source)

    monkeypatch.setattr(yamldoc, "parse", SimpleNamespace(compose=compose))
    before = read("sigs:\n- name: A\n")
    registry = before.registry
    wanted = registry.with_sigs([registry.sigs[0].with_value("readme", "a")])
    rewrite = writing.rewrite(before, wanted)
    after = "sigs:\n- name: A\n  readme: a\n"
    assert parsed == ["sigs:\n- name: A\n", after]
    assert rewrite.before is before
    assert rewrite.edits == (Edit(Span(15, 15), "\n  readme: a"),)
    assert (rewrite.after.source.text, rewrite.after.registry) == (after, wanted)
    assert rewrite.is_change
    assert writing.rewrite(rewrite.after, wanted).after is rewrite.after
    assert len(parsed) == 2


# --- spelling ----------------------------------------------------------------------------------


def test_spell() -> None:
    tables = (
        Table(
            "README.md",
            (
                Column("SIG name", "name"),
                Column("Leads: all", "leads", Kind.PEOPLE),
                Column("Sponsors", "sponsors", Kind.PEOPLE),
            ),
            heading="Current SIGs",
            index=2,
            section="spec",
        ),
        Table("更多.md", (Column("", "name"), Column("X", "page", Kind.LINK)), language="zh"),
        Table("x.md", (), marker="m", link_base="//b", order=Order.OWN),
    )
    leads = (Person(handle="ada", url="https://e.org/ada"), Person(name="yes", role="chair: 1"))
    sigs = (
        Sig("A", {"leads": leads, "readme": "a", "sponsors": leads[:1], "page": "p"}),
        Sig(Texts({"zh": "乙", "en": "B: b"}), {"leads": "x, y #1", "status": "dormant"}),
    )
    registry = Registry((*tables, Table("en.md", (), language="en")), sigs)
    assert (
        writing.spell(registry)
        == """\
tables:
  - path: README.md
    heading: Current SIGs
    index: 2
    section: spec
    columns:
      SIG name: name
      "Leads: all": leads
      Sponsors: {field: sponsors, kind: people}
  - path: 更多.md
    language: zh
    columns:
      - header: ""
        field: name
      - header: X
        field: page
        kind: link
  - path: x.md
    marker: m
    link_base: //b
    order: own
  - path: en.md
    language: en
sigs:
  - name: A
    readme: a
    leads:
      - handle: ada
        url: https://e.org/ada
      - name: "yes"
        role: "chair: 1"
    sponsors:
      - handle: ada
        url: https://e.org/ada
    page: p
  - name:
      zh: 乙
      en: "B: b"
    status: dormant
    leads: "x, y #1"
"""
    )


def test_spell_nothing() -> None:
    assert writing.spell(Registry((), ())) == "sigs: []\n"


def test_spell_what_cannot_be_said() -> None:
    with pytest.raises(RegistryProblem) as caught:
        writing.spell(Registry((), (Sig(""),)))
    assert str(caught.value) == "sigs.yaml: these values cannot be written as a registry"


@settings(max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "100")), deadline=None)
@given(st.lists(sigs(("zh", "en")), max_size=3))
def test_what_is_spelled_is_read(found: list[Sig]) -> None:
    tables = tuple(Table(f"{code}.md", (), language=code) for code in ("zh", "en"))
    registry = Registry(tables, tuple(found))
    assert read(writing.spell(registry)).registry == registry
