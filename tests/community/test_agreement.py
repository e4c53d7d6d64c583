"""What is surely the same is the same to the parsers; what is not plain is left to them."""

from itertools import islice

import agreement_mutants
import pytest
from agreement_mutants import is_same

from sigtool.community import agreement

REGISTRY = """\
# The SIGs, which the README shows.
tables:
  - path: README.md
    heading: SIGs
    columns:
      SIG: name
      Responsibilities: responsibilities
      SIG Leads: leads
sigs:
  - name: Web
    readme: sigs/web/README.md
    responsibilities: Keeps https://example.org alive (and pretty).
    leads:
      - handle: ada
        url: https://example.org/ada
      - handle: grace_h
        url: https://example.org/grace-h
  - name: 编译器
    responsibilities: 负责编译器前端与后端的开发和维护工作。
    leads:
      - name: Ada Lovelace
        email: ada@example.org
  - name: C++
"""
DOCUMENT = """\
# Community

Some text.

## SIGs

| SIG | Responsibilities | SIG Leads |
| :-- | --- | ---: |
| [Web](sigs/web/README.md) | Keeps https://example.org alive (and pretty). | [@ada](https://example.org/ada), [@grace_h](https://example.org/grace-h) |
| 编译器 | 负责编译器前端与后端的开发和维护工作。 | [Ada Lovelace](mailto:ada@example.org) |
| C++ |  |  |

## More

- text
"""  # noqa: E501 - a table


def _is_sure(registry: str, document: str) -> bool:
    return agreement.is_sure(registry, {"README.md": document}.get)


# What may be otherwise in a document, and is still as plain.
AS_PLAIN = [
    ("| C++ |  |  |", "|C++|||"),
    ("| C++ |  |  |", "| C++      |  |            |"),
    ("| :-- | --- | ---: |", "|:--:|----|---|"),
    (", [@grace_h]", "<br>[@grace_h]"),
    ("Some text.\n\n", "* a list\n\n1. another\n\n"),
    ("## SIGs\n\n", "## SIGs\n"),
    ("\n## More\n\n- text\n", ""),
    ("- text", "> a quote"),
]
# What is read otherwise, or may be.
NOT_PLAIN = [
    ("| C++ |  |  |\n", ""),
    ("| C++ |", "| C++ (new) |"),
    ("| C++ |  |  |", "| C++ | - |  |"),
    ("| C++ |  |  |", "| C++ |  |  |  |"),
    ("| C++ |  |  |", "| C++ |  |"),
    ("| C++ |  |  |", "C++ |  |  |"),
    ("| C++ |  |  |", "| C++ |  |  |\nText"),
    ("| C++ |  |  |", "| C++ |  |  |\n| Rust |  |  |"),
    ("| C++ |  |  |", "| Web |  |  |"),
    ("@ada]", "@eve]"),
    ("@ada]", "@Ada]"),
    ("@ada](https://example.org/ada)", "@ada](https://example.org/ada/)"),
    ("[@ada](https://example.org/ada)", "@ada"),
    (", [@grace_h]", " and [@grace_h]"),
    ("alive", "*alive*"),
    ("alive", "alive<br>"),
    ("pretty", "pretty\u200b"),
    ("sigs/web/README.md", "sigs/web/readme.md"),
    ("| SIG |", "| SIGs |"),
    ("| SIG | Resp", "| SIG |  | Resp"),
    ("| :-- | --- | ---: |", "| :-- | --- |"),
    ("| :-- | --- | ---: |", "| :-- | --- | -- x |"),
    ("## SIGs", "## Groups"),
    ("## SIGs", "## SIGs\n\n### Others"),
    ("## SIGs\n\n", "Text\n"),
    ("## SIGs\n\n", "## SIGs\n\nText\n"),
    ("## SIGs\n\n", "SIGs\n----\n\n"),
    ("Some text.", "```\nSome text."),
    ("Some text.", "<!-- Some text."),
    ("Some text.", "<pre>"),
    ("# Community\n", "---\ntitle: a\n---\n"),
    ("- text", "| a | b |\n|---|---|"),
    ("- text", "a | b"),
    ("- text", "<!-- sigtool: ignore -->"),
    ("- text", "```"),
    ("- text", ">>>>>>> theirs"),
    ("- text", "======= \n"),
    ("- text", "SIG\n:--\nOld"),
    ("- text", "- SIG\n  :-:"),
    ("Some text.", "SIG\n-:\nOld"),
    ("\n", "\r\n"),
    ("- text\n", "- text"),
    ("\n## More", "## More"),
]


def test_a_plain_community_surely_agrees() -> None:
    assert is_same(REGISTRY, DOCUMENT)
    assert _is_sure(REGISTRY, DOCUMENT)


@pytest.mark.parametrize(("old", "new"), AS_PLAIN)
def test_what_is_as_plain_surely_agrees(old: str, new: str) -> None:
    assert old in DOCUMENT
    document = DOCUMENT.replace(old, new)
    assert is_same(REGISTRY, document)
    assert _is_sure(REGISTRY, document)


@pytest.mark.parametrize(("old", "new"), NOT_PLAIN)
def test_what_is_not_plain_is_left_to_the_parsers(old: str, new: str) -> None:
    assert old in DOCUMENT
    assert not _is_sure(REGISTRY, DOCUMENT.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: C++", "name: 'C++'"),
        ("name: C++", "name: C++ # new"),
        ("name: C++", "name: yes"),
        ("name: C++", "name: C++\n    status: archived"),
        ("name: C++", "name: C++\n    leads: []"),
        ("name: C++", "nmae: C++"),
        ("  - name: C++", "  -  name: C++"),
        ("  - name: C++", "  - &c\n    name: C++"),
        ("  - name: C++\n", "  - name: C++\n  - name: c++\n"),
        ("  - name: C++\n", "  - name: C++\n\n"),
        ("  - name: C++\n", "  - name: C++\nvalidate:\n  ignore: [SIG304]\n"),
        ("pretty).", "pretty).\n      And more."),
        ("alive (", "alive: ("),
        ("handle: ada\n", "handle: ada\n        name: Ada\n"),
        ("handle: ada\n", "handle: 0123\n"),
        ("heading: SIGs", "section: SIGs"),
        ("      SIG Leads: leads\n", "      SIG Leads: name\n"),
        ("      SIG Leads: leads\n", "      SIG Leads: chairs\n"),
        ("      SIG Leads: leads\n", ""),
        ("path: README.md", "path: docs/README.md"),
        ("path: README.md", "path: OTHER.md"),
        ("      SIG: name\n", "      SIG: name\n      SIG: name\n"),
        ("name: Ada Lovelace\n", "name: Null\n"),
        ("handle: ada\n", "handle: null\n"),
    ],
)
def test_a_registry_that_is_not_plain_is_left_to_the_parser(old: str, new: str) -> None:
    assert old in REGISTRY
    assert not _is_sure(REGISTRY.replace(old, new), DOCUMENT)


@pytest.mark.parametrize("seed", range(4))
def test_mutants_that_surely_agree_are_the_same(seed: int) -> None:
    found = list(islice(agreement_mutants.differing(seed), 100))
    assert found == [None] * 100


@pytest.mark.parametrize(
    ("registry", "document"),
    [
        (
            REGISTRY.replace("heading: SIGs", "heading: null"),
            DOCUMENT.replace("## SIGs", "## null"),
        ),
        (REGISTRY.replace("handle: ada\n", "handle: null\n"), DOCUMENT.replace("@ada]", "@null]")),
        (
            REGISTRY.replace("Ada Lovelace", "Null"),
            DOCUMENT.replace("[Ada Lovelace]", "[Null]"),
        ),
        (
            REGISTRY.partition("  - name: Web")[0],
            DOCUMENT.partition("| [Web]")[0],
        ),
    ],
)
def test_a_registry_that_is_not_sound_never_agrees(registry: str, document: str) -> None:
    assert not is_same(registry, document)
    assert not _is_sure(registry, document)


@pytest.mark.parametrize("seed", range(4))
def test_the_rules_find_the_same_in_rows_that_are_not_read(seed: int) -> None:
    texts = islice(agreement_mutants.sure(seed), 50)
    assert [each for each in texts if not agreement_mutants.finds_the_same(*each)] == []
