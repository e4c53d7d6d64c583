"""What `sigs.yaml` says, where it says it, what is wrong with it, and how it is spelled."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_yaml import LAYOUTS, Layout, sigs

from sigtool import yamldoc
from sigtool.errors import RegistryProblem
from sigtool.model import Column, Kind, Person, Registry, Sig, Table
from sigtool.source import Source
from sigtool.yamldoc import Path, RegistryDocument


def read(text: str) -> RegistryDocument:
    return yamldoc.read(Source("sigs.yaml", text))


# --- what is said ------------------------------------------------------------------------------

READ: dict[str, tuple[str, Registry]] = {
    "nothing but a list": ("sigs: []\n", Registry((), ())),
    "texts stay what they look like": (
        "sigs:\n- name: yes\n  readme: 1.10\n  leads: [{handle: 0123, name: null x}, {name: 1:30}]\n",
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
        "sigs:\n- {name: A, readme: a, section: s, status: dormant, responsibilities: r}\n",
        Registry(
            (),
            (
                Sig(
                    "A",
                    {"readme": "a", "section": "s", "status": "dormant", "responsibilities": "r"},
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
        "  language: zh\n  link_base: //b\n  columns: {N: name, X: chat}\nsigs: []\n",
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
    registry = read("sigs:\n- name: A\n- name: B\n  leads: [{handle: x}, {handle: y}]\n").registry
    assert [sig.origin for sig in registry.sigs] == [0, 1]
    assert [person.origin for person in registry.sigs[1].people()] == [0, 1]


# --- what is wrong -----------------------------------------------------------------------------

MAPPING_OF_PERSONS = "put `- ` before its first key"
EMPTY = "give it a value or take it away"
ONE_TEXT = "write one text, in quotes if need be"
BIND = "bind it to a header in a table's columns"
IDENTIFY = "one of handle, name, url, email is missing"
STATES = "proposed, active, dormant, archived"

# The text, and of each problem: code, message, what its place covers, hint.
PROBLEMS: dict[str, tuple[str, list[tuple[str, str, str, str | None]]]] = {}
