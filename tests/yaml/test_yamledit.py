"""Edits of `sigs.yaml`: what is written, and laws L4 (local), L5 (undo) and L8 (nothing lost).

On layouts that people write, on generated ones, and on the collected snippets of YAML.
"""

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shell import ROOT
from strategies_yaml import (
    ADA,
    LAYOUTS,
    Layout,
    changes,
    inserted,
    laws,
    layouts,
    refusals,
    replaced,
    result,
    sigs,
    without,
)

from sigtool.model import Person, Registry, Sig, Text, Texts, Value
from sigtool.registry import document as yamldoc
from sigtool.registry import writing
from sigtool.registry.remarks import comments_that_go
from sigtool.text.source import Source

Operation = Callable[[Registry], Registry]

SHARED = ROOT.parent / "shared"
UNUSUAL = (
    "sigs.yaml: cannot be changed here without changing more than was asked "
    "(an anchor, a tag or an unusual layout is in the way); edit it by hand"
)


def edited(text: str, operation: Operation) -> str:
    document = yamldoc.read(Source("sigs.yaml", text))
    return writing.rewrite(document, operation(document.registry)).after.source.text


def add(at: int, name: Text, **values: Value) -> Operation:
    return lambda registry: inserted(registry, at, Sig(name, values))


def drop(at: int) -> Operation:
    return lambda registry: without(registry, at)


def move(at: int, to: int) -> Operation:
    return lambda registry: inserted(without(registry, at), to, registry.sigs[at])


def put(at: int, key: str, value: Value | None) -> Operation:
    return lambda registry: replaced(registry, at, registry.sigs[at].with_value(key, value))


def lead(at: int, number: int, **values: Any) -> Operation:
    """Some fields of one lead changed."""

    def operation(registry: Registry) -> Registry:
        persons = list(registry.sigs[at].people())
        persons[number] = replace(persons[number], **values)
        return put(at, "leads", tuple(persons))(registry)

    return operation


def leads(at: int, *order: int | Person) -> Operation:
    """The leads in another order, some of them new, some gone."""

    def operation(registry: Registry) -> Registry:
        old = registry.sigs[at].people()
        persons = tuple(old[each] if isinstance(each, int) else each for each in order)
        return put(at, "leads", persons)(registry)

    return operation


def both(first: Operation, second: Operation) -> Operation:
    return lambda registry: second(first(registry))


# --- what is written ---------------------------------------------------------------------------

THREE = """\
sigs:
  - name: A
    leads:
      - handle: x
        url: https://e.org/x
        email: x@e.org
      - handle: y
      - handle: z
  - name: B
  - name: C
"""

LANGUAGES = "tables: [{path: a, language: zh}, {path: b, language: en}]\nsigs:\n"

SHORT = """\
sigs:
- name: A
  leads: # who
  # first
  -  '@ada' # chair
  -  Grace Hopper
  -  '@eve'
"""

KEPT = """\
sigs:
- name: A
  leads: # who
  # of ada
  - role: chair # since 2020
    # her zone
    x-tz: [1,
      2]
    handle: ada # her account
  # of grace
  - url: g
    x-tz: UTC
"""

# The text before, what is asked, and the text after.
EDITS: dict[str, tuple[str, Operation, str]] = {
    "a new SIG is written as the one above": (
        "sigs:\n- readme: 'a'\n  name: 'A'\n\n- name: B\n",
        add(1, "New", readme="n"),
        "sigs:\n- readme: 'a'\n  name: 'A'\n\n- readme: 'n'\n  name: 'New'\n\n- name: B\n",
    ),
    "a new SIG takes from others what the one above does not show": (
        "sigs:\n- leads:\n  -   url: //x\n      handle: 'x'\n  name: A\n- name: B\n",
        add(2, "New", leads=(ADA,)),
        "sigs:\n- leads:\n  -   url: //x\n      handle: 'x'\n  name: A\n- name: B\n"
        "- leads:\n  -   url: https://e.org/ada\n      handle: 'ada'\n  name: New\n",
    ),
    "a new SIG has no quotes where the one above could not do without": (
        "sigs:\n  - name: '[A]'\n    readme: \"@a\"\n    status: active\n",
        add(1, "New", readme="r.md", responsibilities="*r*"),
        "sigs:\n  - name: '[A]'\n    readme: \"@a\"\n    status: active\n"
        "  - name: New\n    readme: r.md\n    responsibilities: '*r*'\n",
    ),
    "a new SIG has the quotes that one further up could do without": (
        "sigs:\n  - name: 'A'\n  - name: '[B]'\n",
        add(2, "New"),
        "sigs:\n  - name: 'A'\n  - name: '[B]'\n  - name: 'New'\n",
    ),
    "a new SIG has no anchor, so its keys begin behind the dash": (
        "sigs:\n  - &a\n    name: A\n",
        add(1, "New", readme="b"),
        "sigs:\n  - &a\n    name: A\n  - name: New\n    readme: b\n",
    ),
    "a new SIG at the head": (
        "sigs:\n\n  # free\n\n  # of A\n  - name: A\n\n\n  - name: B\n",
        add(0, "New"),
        "sigs:\n\n  # free\n\n  - name: New\n\n\n  # of A\n  - name: A\n\n\n  - name: B\n",
    ),
    "a new SIG stands below a remark on the one above": (
        "sigs:\n  - name: A\n    leads:\n      - handle: x\n      # - handle: y\n\n  - name: B\n",
        add(1, "New"),
        "sigs:\n  - name: A\n    leads:\n      - handle: x\n      # - handle: y\n\n"
        "  - name: New\n\n  - name: B\n",
    ),
    "a new SIG where the last line does not end": (
        "sigs:\r\n  - name: A",
        add(1, "New", readme="b"),
        "sigs:\r\n  - name: A\r\n  - name: New\r\n    readme: b",
    ),
    "a new SIG in the order of the fields where nothing shows another": (
        "sigs:\n  - name: A\n",
        add(1, "New", leads=(ADA,), responsibilities="r", status="dormant", readme="b"),
        "sigs:\n  - name: A\n  - name: New\n    readme: b\n    status: dormant\n"
        "    responsibilities: r\n    leads:\n      - handle: ada\n        url: https://e.org/ada\n",
    ),
    "no blank line below a text that would take it in": (
        "sigs:\n  - name: A\n\n  - name: B\n    responsibilities: |+\n      b\n",
        add(2, "New"),
        "sigs:\n  - name: A\n\n  - name: B\n    responsibilities: |+\n      b\n  - name: New\n",
    ),
    "the first SIG": ("sigs: [] # none yet\n", add(0, "New"), "sigs: # none yet\n  - name: New\n"),
    "the first SIG, in brackets with a blank": (
        "sigs: [ ]\n", add(0, "New"), "sigs: [{name: New} ]\n",
    ),
    "the first SIG of a file that has none": (
        "tables:\n- path: README.md # here\n# end",
        add(0, "New"),
        "tables:\n- path: README.md # here\nsigs:\n  - name: New\n# end",
    ),
    "the first SIG of an empty file": (
        "# nothing\n", add(0, "A"), "# nothing\nsigs:\n  - name: A\n",
    ),
    "the last SIG goes": (
        "sigs: !!seq # all\n  # free\n\n  # of A\n  - name: A\n  # free, too\n",
        drop(0),
        "sigs: !!seq [] # all\n  # free\n\n  # free, too\n",
    ),
    "a removed SIG takes the comments right above along": (
        "sigs:\n- name: A\n# free\n\n# of B\n# and B\n- name: B # it\n# of C\n- name: C\n",
        drop(1),
        "sigs:\n- name: A\n# free\n\n# of C\n- name: C\n",
    ),
    "a removed SIG leaves free comments free": (
        "sigs:\n  - name: A\n  # free\n\n  - name: B\n\n  - name: C\n",
        drop(1),
        "sigs:\n  - name: A\n  # free\n\n  - name: C\n",
    ),
    "a removed SIG leaves a remark, which may be about the next": (
        "sigs:\n  - name: A\n    # remark\n  - name: B\n",
        drop(0),
        "sigs:\n    # remark\n  - name: B\n",
    ),
    "a moved SIG takes its comments and remarks along": (
        "sigs:\n  # free\n\n  # of A\n  - name: A\n    # remark\n\n  - name: B\n\n  - name: C\n",
        move(0, 1),
        "sigs:\n  # free\n\n  - name: B\n\n  # of A\n  - name: A\n    # remark\n\n  - name: C\n",
    ),
    "a SIG is moved and renamed at once": (
        "sigs:\n  - name: A # it\n  - name: B\n",
        both(put(0, "name", "Z"), move(0, 1)),
        "sigs:\n  - name: B\n  - name: Z # it\n",
    ),
    "a SIG is removed, one comes, one is changed": (
        THREE,
        both(both(drop(0), add(1, "New")), put(2, "name", "Z")),
        "sigs:\n  - name: B\n  - name: New\n  - name: Z\n",
    ),
    "a field comes where the order of fields has it": (
        "sigs:\n  - name: A\n    leads:\n      - handle: x\n",
        put(0, "responsibilities", "yes"),
        "sigs:\n  - name: A\n    responsibilities: \"yes\"\n    leads:\n      - handle: x\n",
    ),
    "a field comes where a neighbour has it": (
        "sigs:\n  - readme: a\n    name: A\n  - name: B\n",
        put(1, "readme", "b"),
        "sigs:\n  - readme: a\n    name: A\n  - readme: b\n    name: B\n",
    ),
    "a field comes below a remark on the one above": (
        "tables: [{path: p, columns: {C: chat}}]\nsigs:\n  - name: A\n    leads:\n"
        "      - handle: x\n      # on leave\n  - name: B\n",
        put(0, "chat", "c"),
        "tables: [{path: p, columns: {C: chat}}]\nsigs:\n  - name: A\n    leads:\n"
        "      - handle: x\n      # on leave\n    chat: c\n  - name: B\n",
    ),
    "the first field goes from behind the dash": (
        "sigs:\n  - readme: a # it\n    name: A\n",
        put(0, "readme", None),
        "sigs:\n  - name: A\n",
    ),
    "the first field goes and the next one keeps its comment": (
        "sigs:\n  - readme: a # it\n    # of the name\n    name: A\n",
        put(0, "readme", None),
        "sigs:\n  -\n    # of the name\n    name: A\n",
    ),
    "the first field goes and a remark on the SIG above stays": (
        "sigs:\n  - name: A\n    # remark\n  - readme: b\n    name: B\n",
        put(1, "readme", None),
        "sigs:\n  - name: A\n    # remark\n  - name: B\n",
    ),
    "a field comes first, below a remark on the SIG above": (
        "sigs:\n  - readme: a\n    name: A\n    # remark\n  - name: B\n",
        put(1, "readme", "b"),
        "sigs:\n  - readme: a\n    name: A\n    # remark\n  - readme: b\n    name: B\n",
    ),
    "a field goes with its comments": (
        "sigs:\n  - name: A\n    # of it\n    readme: a # it\n\n    status: active\n",
        put(0, "readme", None),
        "sigs:\n  - name: A\n\n    status: active\n",
    ),
    "a text keeps its quotes": (
        "sigs:\n  - name: 'A'\n    readme: \"a\"  # it\n",
        both(put(0, "name", "it's"), put(0, "readme", 'b"')),
        "sigs:\n  - name: 'it''s'\n    readme: \"b\\\"\"  # it\n",
    ),
    "a text gets the quotes that it needs": (
        "sigs:\n  - name: A\n", put(0, "name", "a: \"b\""), "sigs:\n  - name: 'a: \"b\"'\n",
    ),
    "a text of many lines becomes one line": (
        "sigs:\n  - name: A\n    readme: > # comment\n      a\n      b\n\n    status: active\n",
        put(0, "readme", "c"),
        "sigs:\n  - name: A\n    readme: c # comment\n\n    status: active\n",
    ),
    "a text keeps its anchor": (
        "sigs:\n  - name: &a !!str A # it\n",
        put(0, "name", "B"),
        "sigs:\n  - name: &a !!str B # it\n",
    ),
    "a block text that ends with a wide blank": (
        "sigs:\n  - name: A\n    readme: |\n      a\u3000\n    status: active\n",
        put(0, "readme", "b"),
        "sigs:\n  - name: A\n    readme: b\n    status: active\n",
    ),
    "a lead more": (
        THREE,
        leads(0, 0, ADA, 1, 2),
        THREE.replace(
            "      - handle: y\n",
            "      - handle: ada\n        url: https://e.org/ada\n      - handle: y\n",
        ),
    ),
    "the first lead of a SIG": (
        THREE,
        leads(1, ADA),
        THREE.replace(
            "  - name: B\n",
            "  - name: B\n    leads:\n      - handle: ada\n        url: https://e.org/ada\n",
        ),
    ),
    "the first lead in an empty list": (
        "sigs:\n  - name: A\n    leads: []\n",
        leads(0, ADA),
        'sigs:\n  - name: A\n    leads: [{handle: ada, url: "https://e.org/ada"}]\n',
    ),
    "the first lead in braces, where there was no list": (
        "sigs:\n  - {name: A}\n",
        leads(0, Person(handle="x")),
        "sigs:\n  - {name: A, leads: [ {handle: x} ]}\n",
    ),
    "the last lead goes": (
        THREE, leads(0), "sigs:\n  - name: A\n  - name: B\n  - name: C\n",
    ),
    "all leads are replaced": (
        THREE,
        leads(0, ADA, Person(name="Bob")),
        "sigs:\n  - name: A\n    leads:\n      - handle: ada\n        url: https://e.org/ada\n"
        "      - name: Bob\n  - name: B\n  - name: C\n",
    ),
    "a handle and a link in the middle": (
        THREE,
        both(leads(0, 1, 0, 2), lead(0, 1, handle="w", url="https://e.org/w")),
        "sigs:\n  - name: A\n    leads:\n      - handle: y\n      - handle: w\n"
        "        url: https://e.org/w\n        email: x@e.org\n      - handle: z\n"
        "  - name: B\n  - name: C\n",
    ),
    "a handle and a link that was not there": (
        THREE,
        lead(0, 1, handle="w", url="https://e.org/w"),
        THREE.replace("handle: y\n", "handle: w\n        url: https://e.org/w\n"),
    ),
    "the first two fields of a person go": (
        THREE,
        lead(0, 0, handle=None, url=None),
        THREE.replace("handle: x\n        url: https://e.org/x\n        email", "email"),
    ),
    "a person is another in the same place": (
        THREE, lead(0, 1, handle=None, name="Bob"), THREE.replace("handle: y", "name: Bob"),
    ),
    "leads in another order": (
        THREE,
        leads(0, 2, 0, 1),
        "sigs:\n  - name: A\n    leads:\n      - handle: z\n      - handle: x\n"
        "        url: https://e.org/x\n        email: x@e.org\n      - handle: y\n"
        "  - name: B\n  - name: C\n",
    ),
    "a text for persons": (
        "sigs:\n  - name: A\n    leads: # who\n      - handle: x\n    status: active\n",
        put(0, "leads", "x and others"),
        "sigs:\n  - name: A\n    leads: x and others # who\n    status: active\n",
    ),
    "persons for a text": (
        "sigs:\n  - name: A\n    leads: >- # who\n      x and\n      others\n    status: active\n",
        leads(0, ADA),
        "sigs:\n  - name: A\n    leads: # who\n      - handle: ada\n        url: https://e.org/ada\n"
        "    status: active\n",
    ),
    "a person that an alias shares is renamed in both places": (
        "sigs:\n  - name: A\n    leads:\n      - &x\n        handle: x\n"
        "  - {name: B, leads: [*x]}\n",
        both(lead(0, 0, handle="w"), lead(1, 0, handle="w")),
        "sigs:\n  - name: A\n    leads:\n      - &x\n        handle: w\n"
        "  - {name: B, leads: [*x]}\n",
    ),
    "a list that an alias shares gets a lead in both places": (
        "sigs:\n  - name: A\n    leads: &l\n      - handle: x\n  - {name: B, leads: *l}\n",
        both(leads(0, 0, Person(handle="w")), leads(1, 0, Person(handle="w"))),
        "sigs:\n  - name: A\n    leads: &l\n      - handle: x\n      - handle: w\n"
        "  - {name: B, leads: *l}\n",
    ),
    "one language of a text": (
        LANGUAGES + "- name:\n    zh: '甲' # 甲\n    en: |\n      A\n",
        put(0, "name", Texts({"zh": "乙", "en": "A"})),
        LANGUAGES + "- name:\n    zh: '乙' # 甲\n    en: |\n      A\n",
    ),
    "a language more": (
        LANGUAGES + "- name:\n    zh: '甲'\n- {name: {zh: 乙}}\n",
        both(
            put(0, "name", Texts({"zh": "甲", "en": "A"})),
            put(1, "name", Texts({"zh": "乙", "en": "B"})),
        ),
        LANGUAGES + "- name:\n    zh: '甲'\n    en: 'A'\n- {name: {zh: 乙, en: B}}\n",
    ),
    "a text becomes one in languages": (
        LANGUAGES + "- name: > # both\n    甲\n  readme: a\n",
        put(0, "name", Texts({"zh": "甲", "en": "A: a"})),
        LANGUAGES + '- name: # both\n    zh: 甲\n    en: "A: a"\n  readme: a\n',
    ),
    "a text in languages becomes one for all": (
        LANGUAGES + "- name: # both\n    zh: 甲\n    en: A\n  readme: a\n",
        put(0, "name", "A"),
        LANGUAGES + "- name: A # both\n  readme: a\n",
    ),
    "persons become a text in languages": (
        LANGUAGES + "- name: A\n  leads: # who\n  - handle: x\n",
        put(0, "leads", Texts({"zh": "甲", "en": "X"})),
        LANGUAGES + "- name: A\n  leads: # who\n    zh: 甲\n    en: X\n",
    ),
    "a new SIG and a person in languages": (
        LANGUAGES + "- name: A\n  leads: [{name: X}]\n",
        both(
            add(1, Texts({"zh": "乙", "en": "B"}), readme="b"),
            lead(0, 0, name=Texts({"zh": "某", "en": "X"})),
        ),
        LANGUAGES + "- name: A\n  leads: [{name: {zh: 某, en: X}}]\n"
        "- name:\n    zh: 乙\n    en: B\n  readme: b\n",
    ),
    "a person written short stays so": (
        SHORT,
        both(put(0, "readme", "a"), leads(0, 2, 0, 1)),
        "sigs:\n- name: A\n  readme: a\n  leads: # who\n  -  '@eve'\n  # first\n"
        "  -  '@ada' # chair\n  -  Grace Hopper\n",
    ),
    "a person written short is another": (
        SHORT,
        leads(0, *(Person(handle=each, origin=at) for at, each in enumerate(("a", "b", "c")))),
        "sigs:\n- name: A\n  leads: # who\n  # first\n  -  '@a' # chair\n  -  \"@b\"\n"
        "  -  '@c'\n",
    ),
    "a person written short is written as those beside it where no text says all": (
        SHORT + "- name: B\n  leads:\n    - url: 'b'\n      name: 'B'\n",
        both(lead(0, 0, url="https://example.org/ada", role="chair"), lead(0, 1, email="g@h.org")),
        "sigs:\n- name: A\n  leads: # who\n  # first\n"
        "  -  handle: 'ada' # chair\n     url: 'https://example.org/ada'\n     role: 'chair'\n"
        "  -  Grace Hopper <g@h.org>\n  -  '@eve'\n"
        "- name: B\n  leads:\n    - url: 'b'\n      name: 'B'\n",
    ),
    "a person written short, in brackets": (
        "sigs:\n- name: A\n  leads: [ '@ada', grace, ]\n",
        both(lead(0, 0, name="Ada: A"), lead(0, 1, handle="eve")),
        'sigs:\n- name: A\n  leads: [ {handle: ada, name: "Ada: A"}, eve, ]\n',
    ),
    "a person written short as the link that it has": (
        "sigs:\n- name: A\n  leads:\n  - '[@ada](https://example.org/ada)'\n",
        lead(0, 0, handle="grace", url="https://example.org/grace"),
        "sigs:\n- name: A\n  leads:\n  - '[@grace](https://example.org/grace)'\n",
    ),
    "a person written short whose item has an anchor": (
        "sigs:\n- name: A\n  leads:\n  - &x '@ada'\n- name: B\n  leads: [*x]\n",
        both(lead(0, 0, role="chair"), lead(1, 0, role="chair")),
        "sigs:\n- name: A\n  leads:\n  - &x {handle: ada, role: chair}\n"
        "- name: B\n  leads: [*x]\n",
    ),
    "a person written short on lines of its own": (
        "sigs:\n- name: A\n  leads:\n  -\n    Ada\n    Lovelace # chair\n  - | # who\n    ada\n",
        both(lead(0, 0, role="chair"), lead(0, 1, handle="grace")),
        "sigs:\n- name: A\n  leads:\n  -\n    name: Ada Lovelace # chair\n    role: chair\n"
        "  - grace # who\n",
    ),
    "a person in languages is never written short": (
        LANGUAGES + "- name: A\n  leads:\n  - Ada Lovelace # chair\n",
        lead(0, 0, name=Texts({"zh": "艾达", "en": "Ada Lovelace"})),
        LANGUAGES + "- name: A\n  leads:\n  - name: # chair\n      zh: 艾达\n"
        "      en: Ada Lovelace\n",
    ),
    "a new person among short ones is short": (
        "sigs:\n- name: A\n  leads:\n   -  ada\n- name: B\n  leads: ['@ada']\n",
        both(
            leads(0, Person(handle="grace"), 0, Person(name="Grace Hopper")),
            leads(1, 0, Person(handle="grace"), Person(handle="eve", role="chair")),
        ),
        "sigs:\n- name: A\n  leads:\n   -  grace\n   -  ada\n   -  Grace Hopper\n"
        "- name: B\n  leads: ['@ada', '@grace', {handle: eve, role: chair}]\n",
    ),
    "a new person among short ones and others is a mapping": (
        "sigs:\n- name: A\n  leads:\n  - '@ada'\n  - handle: 'grace'\n",
        leads(0, 0, 1, Person(handle="eve")),
        "sigs:\n- name: A\n  leads:\n  - '@ada'\n  - handle: 'grace'\n  - handle: 'eve'\n",
    ),
    "a new SIG has its people short where they are so": (
        "sigs:\n- name: A\n  tags: [a]\n  leads:\n  - '@ada'\n- name: B\n  leads:\n  - url: b\n",
        add(1, "New", leads=(Person(handle="grace"), Person(handle="eve", url="e"))),
        "sigs:\n- name: A\n  tags: [a]\n  leads:\n  - '@ada'\n- name: New\n  leads:\n"
        "  - '@grace'\n  - handle: eve\n    url: e\n- name: B\n  leads:\n  - url: b\n",
    ),
    "the first people of a SIG are no tags": (
        "sigs:\n- name: A\n  tags: [a, b]\n",
        put(0, "leads", (Person(handle="ada"),)),
        "sigs:\n- name: A\n  leads:\n  - handle: ada\n  tags: [a, b]\n",
    ),
    "who stays in a list keeps what is not known, comments and order": (
        KEPT,
        leads(
            0,
            Person(handle="eve"),
            Person(name="Grace", handle="grace", url="g", origin=1),
            Person(handle="ada", role="chair", origin=0),
        ),
        "sigs:\n- name: A\n  leads: # who\n  - handle: eve\n"
        "  # of grace\n  - url: g\n    x-tz: UTC\n    handle: grace\n    name: Grace\n"
        "  # of ada\n  - role: chair # since 2020\n    # her zone\n    x-tz: [1,\n      2]\n"
        "    handle: ada # her account\n",
    ),
    "who stays in a list alone keeps all": (
        KEPT,
        leads(0, Person(handle="ada", role="chair", origin=0)),
        "sigs:\n- name: A\n  leads: # who\n  # of ada\n  - role: chair # since 2020\n"
        "    # her zone\n    x-tz: [1,\n      2]\n    handle: ada # her account\n",
    ),
    "a character in two halves stays as JSON has it": (
        r"""{"sigs": [{"name": "\ud83d\ude00", "readme": "a"}]}""",
        put(0, "readme", "b"),
        r"""{"sigs": [{"name": "\ud83d\ude00", "readme": "b"}]}""",
    ),
    "JSON stays JSON": (
        '{\n  "sigs": [\n    {\n      "name": "A"\n    }\n  ]\n}\n',
        both(add(1, "New", leads=(ADA,)), put(0, "readme", "a")),
        '{\n  "sigs": [\n    {\n      "name": "A",\n      "readme": "a"\n    },\n    {\n'
        '      "name": "New",\n      "leads": [{"handle": "ada", "url": "https://e.org/ada"}]\n'
        "    }\n  ]\n}\n",
    ),
    "tight JSON stays tight": (
        '{"sigs":[{"name":"A","readme":"a"}]}',
        add(1, "New", readme="n"),
        '{"sigs":[{"name":"A","readme":"a"}, {"name":"New","readme":"n"}]}',
    ),
    "a list in brackets keeps its spacing, and its last comma": (
        "sigs:\n  - name: A\n    leads: [\n      { handle: x },\n      { handle: y },\n    ]\n",
        leads(0, 1, ADA),
        "sigs:\n  - name: A\n    leads: [\n      { handle: y },\n"
        '      { handle: ada, url: "https://e.org/ada" },\n    ]\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "operation", "after"), EDITS.values(), ids=EDITS)
def test_edit(before: str, operation: Operation, after: str) -> None:
    assert edited(before, operation) == after


COMMENTED = (
    "sigs:\n  # free\n\n  # of A\n  # and A\n"
    "  - name: A # beside\n    # remark\n    status: 'a # b'\n"
    "    responsibilities: |\n      # no comment\n  - name: B # of B\n"
)


@pytest.mark.parametrize(
    ("operation", "gone"),
    [
        (lambda registry: registry, []),
        (
            lambda registry: registry.with_sigs(registry.sigs[1:]),
            ["  # of A", "  # and A", "# beside", "    # remark"],
        ),
        (lambda registry: registry.with_sigs(registry.sigs[:1]), ["# of B"]),
        (
            lambda registry: registry.with_sigs(
                [registry.sigs[0].with_value("responsibilities", "# text"), registry.sigs[1]]
            ),
            [],
        ),
    ],
)
def test_comments_that_go(operation: Operation, gone: list[str]) -> None:
    document = yamldoc.read(Source("sigs.yaml", COMMENTED.replace("'a # b'", "active")))
    rewrite = writing.rewrite(document, operation(document.registry))
    assert comments_that_go(rewrite) == gone


# --- laws on layouts ---------------------------------------------------------------------------

LOST = "a comment inside [...] or {...} would be lost; edit it by hand"
INSIDE = "sigs.yaml:7:7: this list begins behind something else on its line; edit it by hand"

# What cannot be changed without changing more than was asked, or losing a comment.
REFUSED = {
    "aliases": {
        **dict.fromkeys(("1: set responsibilities", "1: unset responsibilities"), UNUSUAL),
        **dict.fromkeys(("1: rename lead 1", "1: change lead 1 wholly"), UNUSUAL),
        **dict.fromkeys(("2: rename lead 1", "2: change lead 1 wholly"), UNUSUAL),
        # The anchor would come below its alias, or go.
        **dict.fromkeys(("1: remove", "1: move to 2", "1: move to 3", "2: move to 1"), UNUSUAL),
    },
    "merge": {
        "1: unset responsibilities": (
            "sigs.yaml:4:5: 'responsibilities' comes from a merge key (<<); change it there"
        ),
        "1: change lead 2 wholly": (
            "sigs.yaml:10:9: 'url' comes from a merge key (<<); change it there"
        ),
        "2: unset responsibilities": (
            "sigs.yaml:12:5: 'responsibilities' comes from a merge key (<<); change it there"
        ),
        # The second lead has its link from the first.
        **dict.fromkeys(("1: remove lead 1", "1: replace lead 1", "1: reverse leads"), UNUSUAL),
        **dict.fromkeys(("1: rename lead 1", "1: change lead 1 wholly"), UNUSUAL),
    },
    "complex keys": {
        **dict.fromkeys(("1: add lead 1", "1: add lead 2", "1: add lead 3"), INSIDE),
        **dict.fromkeys(("1: remove lead 1", "1: remove lead 2", "1: reverse leads"), INSIDE),
        **dict.fromkeys(("1: replace lead 1", "1: replace lead 2", "1: replace leads"), INSIDE),
        "1: text for persons": INSIDE,
    },
    "flow comments": {
        **dict.fromkeys(("1: remove lead 1", "1: remove lead 2"), f"sigs.yaml:4:12: {LOST}"),
        **dict.fromkeys(("1: replace lead 1", "1: replace lead 2"), f"sigs.yaml:4:12: {LOST}"),
        **dict.fromkeys(("1: reverse leads", "1: remove leads"), f"sigs.yaml:4:12: {LOST}"),
        **dict.fromkeys(("1: replace leads", "1: text for persons"), f"sigs.yaml:4:12: {LOST}"),
        "1: change lead 1 wholly": f"sigs.yaml:5:7: {LOST}",
    },
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_edit_of_a_layout(name: str) -> None:
    assert refusals(Layout.marked(LAYOUTS[name])) == REFUSED.get(name, {})


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_edit_of_a_layout_in_crlf_that_does_not_end(name: str) -> None:
    layout = replace(Layout.marked(LAYOUTS[name]).with_newline("\r\n"), has_bom=True)
    assert refusals(layout.without_final_newline()) == REFUSED.get(name, {})


@pytest.mark.parametrize("name", ["comments", "json", "blank lines", "block scalars 2"])
def test_every_edit_of_a_layout_in_lone_carriage_returns(name: str) -> None:
    assert refusals(Layout.marked(LAYOUTS[name]).with_newline("\r")) == {}


# --- laws on what is generated -----------------------------------------------------------------

some = settings(max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "100")), deadline=None)


@some
@given(layouts())
def test_a_generated_layout_says_its_registry(pair: tuple[Layout, Registry]) -> None:
    layout, registry = pair
    document = layout.document
    assert yamldoc.require_sound(document) == registry
    assert document.source.encoded().decode() == "\ufeff" * layout.has_bom + layout.text


@some
@given(layouts(), st.data())
def test_one_edit_of_a_generated_layout(pair: tuple[Layout, Registry], data: st.DataObject) -> None:
    names = dict(laws(pair[0]))
    names[data.draw(st.sampled_from(list(names)))]()


@some
@given(layouts(), st.data())
def test_many_edits_of_a_generated_layout(
    pair: tuple[Layout, Registry], data: st.DataObject
) -> None:
    """Each reads as wanted; what belongs to other SIGs, or to none, is still there after it."""
    layout = pair[0]
    document = layout.document
    owned = [remarks(text) for text in layout.sigs]
    free = remarks("".join(layout.around))
    for _ in range(data.draw(st.integers(2, 4))):
        registry = document.registry
        kind, at = data.draw(kinds_and_places(len(registry.sigs)))
        mine: set[str] = set() if kind == "add" else owned.pop(at)
        to = data.draw(st.integers(0, len(owned))) if kind == "move" else at
        if kind == "add":
            wanted = inserted(registry, at, data.draw(sigs(registry.languages)))
        elif kind == "change":
            change = data.draw(
                st.sampled_from(list(changes(registry.sigs[at], registry.languages)))
            )
            wanted = replaced(registry, at, change.sig)
        elif kind == "move":
            wanted = move(at, to)(registry)
        else:
            wanted = without(registry, at)
        document = yamldoc.read(result(document, wanted))
        assert document.registry == wanted
        present = remarks(document.source.text)
        assert free.union(*owned) - present == set()
        assert kind == "change" or kind == "remove" or mine <= present
        if kind != "remove":
            owned.insert(to, mine & present)


@st.composite
def kinds_and_places(draw: st.DrawFn, count: int) -> tuple[str, int]:
    """What to do with which of so many SIGs."""
    kind = draw(st.sampled_from(("add", "change", "move", "remove") if count else ("add",)))
    return kind, draw(st.integers(0, count - (kind != "add")))


def remarks(text: str) -> set[str]:
    """The numbered comments and unknown values of a generated layout."""
    return set(re.findall(r"remark \d+\.", text))


# --- laws on the collected snippets ------------------------------------------------------------

SNIPPETS = Path(os.environ.get("SIGTOOL_CORPUS") or SHARED / "corpus").parent / "yaml-layouts.json"
snippets = json.loads(SNIPPETS.read_bytes()) if SNIPPETS.is_file() else {}

# Whole documents, which cannot stand inside another, and one that is wrong.
ALONE = {"leading ---", "trailing ...", "%YAML directive", "multi-doc", "dup keys"}


@pytest.mark.skipif(not snippets, reason=f"no {SNIPPETS.name} beside the corpus")
@pytest.mark.corpus
@pytest.mark.parametrize("name", sorted(set(snippets) - ALONE))
def test_every_edit_of_a_registry_around_a_snippet(name: str) -> None:
    """As unknown keys, which nobody may touch."""
    snippet = snippets[name].removeprefix("\ufeff")
    newline = "\r\n" if "\r\n" in snippet else "\n"
    lines = snippet.replace(newline, "\n").removesuffix("\n").split("\n")
    inside = "".join(f"      {line}".rstrip(" ") * bool(line) + "\n" for line in lines)
    text = (
        f"x:\n{inside}sigs:\n⟦  - name: A\n    x:\n{inside}    leads:\n      - handle: x\n"
        f"      - handle: y⟧\n⟦  - y: 1\n    x:\n{inside}    name: B⟧\n⟦  - name: C⟧\ny:\n{inside}"
    )
    assert refusals(Layout.marked(text).with_newline(newline)) == {}
