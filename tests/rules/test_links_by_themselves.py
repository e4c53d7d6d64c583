"""SIG501 and SIG509 of what GitHub links by itself in a column of links, and of pages with an @ in
their name."""

from typing import Final

import pytest
from rules_support import snapshot

from sigtool.check import run
from sigtool.rules import RULES

CODES: Final = ["SIG2", "SIG5"]
COLUMNS: Final = "{Name: name, Email: {field: email, kind: link}}"
PAGES: Final = {"docs/", "docs/ada@example.md", "ada@example.markdown"}


def found(value: str, field: str = "email") -> list[str]:
    tables = "".join(
        f"  - {{path: docs/{code}.md, language: {code}, columns: {COLUMNS}}}\n"
        for code in ("zh", "en")
    )
    registry = f"tables:\n{tables}sigs:\n  - name: QA\n    {field}: {value}\n"
    every = run.check(snapshot(registry, {}, PAGES), run.selected(RULES, CODES, []))
    return [f"{each.code} {each.message}" for each in every]


@pytest.mark.parametrize(
    "value",
    [
        "ada@example.org",
        "mailto:ada@example.org",
        "<ada@example.org>",
        "<mailto:ada@example.org>",
        "(ada@example.org)",
        "'**ada@example.org**'",
        "ada@example.org,grace@example.org",
        "ada@example.org / grace@example.org;",
        "ada@example.org<br>grace@example.org",
        "www.example.org",
        "www.example.org/ada.md?a#b",
        "{zh: '[a](mailto:a@example.org)', en: ada@example.org}",
    ],
)
def test_what_is_linked_by_itself_is_no_missing_page(value: str) -> None:
    assert found(value) == []


@pytest.mark.parametrize(
    "value", ["docs/ada@example.md", "ada@example.markdown", "'[Ada](docs/ada@example.md)'"]
)
def test_a_page_with_an_at_in_its_name_that_is_there(value: str) -> None:
    assert found(value) == []


@pytest.mark.parametrize(
    ("value", "called"),
    [
        ("docs/bob@example.md", "docs/bob@example.md"),
        ("bob@example.md", "bob@example.md"),
        ("docs/bob@example.org", "docs/bob@example.org"),
        ("'[Bob](docs/bob@example.md)'", "docs/bob@example.md"),
        ("{zh: ada@example.org, en: docs/bob@example.md}", "docs/bob@example.md"),
        ("'@bob'", "@bob"),
        ("bob@example", "bob@example"),
        ("www.example.md", "www.example.md"),
    ],
)
def test_a_page_with_an_at_in_its_name_that_is_not_there(value: str, called: str) -> None:
    assert found(value) == [f"SIG501 QA: there is no {called!r}"]


@pytest.mark.parametrize(
    ("value", "field"), [("'[Ada](ada@example.org)'", "email"), ("ada@example.org", "readme")]
)
def test_a_link_to_a_mailbox_still_needs_its_scheme(value: str, field: str) -> None:
    (told,) = found(value, field)
    assert told == (
        "SIG509 QA: the link 'ada@example.org' opens a page of this repository, not a mailbox"
    )
