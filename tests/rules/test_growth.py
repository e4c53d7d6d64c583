"""What is hostile takes a time that grows as it does: of twice as much, twice as many steps.

Counted for each function by itself, no rule hides behind another one. What C does in one step, as a
regular expression does, is not seen so: `test_patterns` looks at those.
"""

from collections.abc import Callable
from typing import Final

import pytest
from growth import grows_too_much
from rules_support import TABLES, checked, snapshot

from sigtool.check import run
from sigtool.markdown import html, inline
from sigtool.people import cell
from sigtool.rules import RULES

HEAD: Final = "# Current SIGs\n\n| Name | About | Leads |\n| --- | --- | --- |\n"
Documents = dict[str, str]
Community = tuple[str, Documents]


def in_field(field: str, text: str) -> Community:
    """A registry and a document that have a text in a field of one SIG."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    values = {"name": "Data", "responsibilities": "Loads data.", "leads": "@ada", field: text}
    item = "".join(f'    {key}: "{values[key]}"\n' for key in values if key != field)
    registry = f'{TABLES}sigs:\n  -\n{item}    {field}: "{quoted}"\n'
    row = " | ".join(values[key].replace("|", "\\|") for key in list(values)[:3])
    return registry, {"README.md": f"{HEAD}| {row} |\n"}


def led(persons: str) -> Community:
    text = persons.replace("\n", "\n      ")
    return f"{TABLES}sigs:\n  - name: Data\n    leads:\n      {text}\n", {"README.md": HEAD}


def grown(items: str, rows: str = "", above: str = "") -> Community:
    return f"{TABLES}sigs:\n{items or '  []'}\n", {"README.md": f"{above}{HEAD}{rows}"}


PIECES: Final = (
    "<!--", "<!-- c -->", '<a href="', "<https://", "<b>", "x", "is ", "![", "[", "[a](", "[a]: ",
    "[a][b] ", "[x] (a.md) ", "[x](a.md)", "（a)", "(", "`", "``a` ", "**a ", "*a_ ", "&amp;",
    "&#x41;", "\\\\", "https://a.b ", "a@b.co ", "数", "数a", "SIG ", "sig-", "A and ", "/", "../",
    "\u200b", "=", "-", ", ", "; ", "<br>", "@a ", "@a, ", "[@a](https://e.org/a) ", "Ada (A), ",
    "sigtool: ignore SIG404, ", "<!-- sigtool:x -->", "![](", "TBD ", "|",
)  # fmt: skip
FIELDS: Final = ("name", "responsibilities", "readme", "leads")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("piece", PIECES)
def test_a_value_that_repeats_a_piece(field: str, piece: str) -> None:
    def work(size: int) -> Callable[[], object]:
        registry, documents = in_field(field, piece * size)
        return lambda: run.check(snapshot(registry, documents), RULES)

    assert grows_too_much(work, 60) == {}


COMMUNITIES: Final[dict[str, Callable[[int], Community]]] = {
    "leads, all different": lambda n: led("\n".join(f"- handle: a{i}" for i in range(n))),
    "leads, all the same": lambda n: led("\n".join("- handle: a" for _ in range(n))),
    "leads with one e-mail": lambda n: led(
        "\n".join(f"- {{handle: a{i}, email: a@example.org}}" for i in range(n))
    ),
    "leads with one link": lambda n: led(
        "\n".join(f"- {{handle: a{i}, url: https://github.com/a}}" for i in range(n))
    ),
    "SIGs of one name": lambda n: grown("  - name: A\n" * n),
    "SIGs of near names": lambda n: grown(
        "".join(f"  - name: A{i // 4}{'-' * (i % 4)}\n" for i in range(n))
    ),
    "SIGs of one text": lambda n: grown(
        "".join(f"  - {{name: A{i}, responsibilities: a b c d e f}}\n" for i in range(n))
    ),
    "SIGs of one page": lambda n: grown(
        "".join(f"  - {{name: A{i}, readme: a.md}}\n" for i in range(n))
    ),
    "SIGs with unknown keys": lambda n: grown(
        "".join(f"  - {{name: A{i}, key{i}: x}}\n" for i in range(n))
    ),
    "SIGs led by one person": lambda n: grown(
        "".join(f"  - {{name: A{i}, leads: [{{handle: a, name: A{i}}}]}}\n" for i in range(n))
    ),
    "rows of one name": lambda n: grown("", "| A | x | |\n" * n),
    "rows that the registry lacks": lambda n: grown(
        "", "".join(f"| A{i} | x{i} | |\n" for i in range(n))
    ),
    "rows with too many cells": lambda n: grown("", "| A | x | | y |\n" * n),
    "a row with many cells": lambda n: grown("  - name: A\n", "| A | x |" + " y |" * n + "\n"),
    "comments above the table": lambda n: grown("  - name: A\n", above="<!-- c -->\n" * n),
    "comments that nothing ends": lambda n: grown("  - name: A\n", above="<!--\n" * n),
    "suppressions above the table": lambda n: grown(
        "  - name: A\n", "| A | x | |\n" * n, "<!-- sigtool: ignore SIG108: x -->\n" * n
    ),
    "suppressions in a row": lambda n: grown(
        "  - name: A\n", f"| A | {'<!-- sigtool: ignore SIG109: x -->' * n} | |\n"
    ),
    "suppressions in the registry": lambda n: grown(
        "".join(f"  # sigtool: ignore SIG305: x\n  - name: A{i}\n" for i in range(n))
    ),
    "comments in the registry": lambda n: grown("  # sigtool: x\n" * n + "  - name: A\n"),
    "markers": lambda n: grown("  - name: A\n", above="<!-- sigtool:x -->\n" * n),
    "headings": lambda n: grown("  - {name: A, readme: README.md#a}\n", above="# A\n\n" * n),
    "tags": lambda n: grown("  - {name: A, readme: README.md#a}\n", above='<a id="b"\n' * n),
    "settings of SIGs": lambda n: (
        "validate:\n  per_sig:\n"
        + "".join(f"    A{i}: {{SIG305: x}}\n" for i in range(n))
        + f"{TABLES}sigs:\n"
        + "".join(f"  - name: A{i}\n" for i in range(n)),
        {"README.md": HEAD},
    ),
    "tables without a document": lambda n: (
        "tables:\n"
        + "".join(f"  - {{path: {i}.md, columns: {{Name: name}}}}\n" for i in range(n))
        + "sigs: [{name: A}]\n",
        {},
    ),
    "columns": lambda n: (
        f"{TABLES}sigs: [{{name: A}}]\n",
        {
            "README.md": "# Current SIGs\n\n| Name |"
            + "".join(f" c{i} |" for i in range(n))
            + f"\n|---|{'---|' * n}\n| A |{' x |' * n}\n"
        },
    ),
}


@pytest.mark.parametrize("make", COMMUNITIES.values(), ids=COMMUNITIES)
def test_a_community_that_grows(make: Callable[[int], Community]) -> None:
    def work(size: int) -> Callable[[], object]:
        registry, documents = make(size)
        return lambda: run.check(snapshot(registry, documents), RULES)

    assert grows_too_much(work, 60) == {}


@pytest.mark.parametrize("link", ["[a][b] ", "[a][b{}] ", "[a](b{}.md) "])
def test_what_is_told_of_a_name_grows_as_the_name_does(link: str) -> None:
    """Each of its links is told of, with the name: once, and the name cut where it is long."""

    def told(count: int) -> list[str]:
        registry, documents = in_field("name", "".join(link.format(n) for n in range(count)))
        found = checked(registry, documents)
        places = [(each.code, each.message, each.at) for each in found]
        assert len(set(places)) == len(places)
        return [each.message for each in found]

    few, many = told(200), told(400)
    assert sum(map(len, many)) < 2.5 * sum(map(len, few)) or len(many) == len(few)
    assert max(map(len, many)) <= 1_003


def test_a_list_of_people_that_is_too_long_stays_a_text() -> None:
    long = "@a, " * 12_501
    assert cell.parse(long) is None
    registry, documents = in_field("leads", long)
    assert [each.message for each in checked(registry, documents) if each.code == "SIG201"] == [
        "Data: 'Leads' is longer than 50,000 characters, so it is not read"
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**a** " * 1666 + "abcd", "a " * 1666 + "abcd"),
        ("**a** " * 1666 + "abcde", "**a** " * 1666 + "abcde"),
        ("[" * 20 + "**a**" + "]" * 20, "[" * 20 + "a" + "]" * 20),
        ("[" * 21 + "**a**" + "]" * 21, "[" * 21 + "**a**" + "]" * 21),
        ("[**a**](b) " * 900, "a " * 899 + "a"),
    ],
    ids=["long", "too long", "deep", "too deep", "many links"],
)
def test_what_is_read_as_markdown(text: str, shown: str) -> None:
    assert inline.plain(text) == shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<a id="b">', [("id", "b")]),
        ("<A\nNAME='b' ID=c />", [("name", "b"), ("id", "c")]),
        ('<a id="">', []),
        ("<a id>", []),
        ('<a data-id="b" title="id=c">', [("data-id", "b"), ("title", "id=c")]),
        ('<a id="b"', []),
        ('<a id="b" <i name="c">', [("name", "c")]),
    ],
)
def test_the_attributes_of_tags(text: str, found: list[tuple[str, str]]) -> None:
    assert [each for tag in html.TAG.finditer(text) for each in html.attributes(tag)] == found
