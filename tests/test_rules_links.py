"""SIG5xx: links."""

from typing import Final

import pytest
from rules_support import Told, checked

LEADS: Final = "leads: [{handle: ada}]"
MEND: Final = "make the page, correct the link, or take it away"


def page(link: str) -> str:
    return f"sigs:\n  - name: Compiler\n    {LEADS}\n    readme: '{link}'\n"


def broken(path: str, link: str, at: str = "sigs.yaml:4:13", hint: str = MEND) -> Told:
    message = f"Compiler: there is no '{path}'"
    return Told("SIG501", "broken-link", "error", message, at, link, hint=hint)


def bad(link: str, wrong: str, hint: str | None) -> Told:
    message = f"Compiler: '{link}' is no {wrong} link"
    return Told("SIG502", "bad-url", "error", message, "sigs.yaml:4:13", f"'{link}'", hint=hint)


RELATIVE: Final = {
    "a page that is there": ("compiler/README.md", []),
    "a part of a page that is there": ("compiler/README.md#people", []),
    "an encoded blank": ("the%20compiler/", []),
    "brackets, as in Markdown": ("<the compiler/>", []),
    "a whole link, as in Markdown": ("[here](compiler/README.md)", []),
    "another place on the host, a part of this page, a query": ("/a", []),
    "a page that is not there": (
        "compilers/README.md", [broken("compilers/README.md", "'compilers/README.md'")],
    ),
    "a part of a page that is not there": ("a.md#b", [broken("a.md", "'a.md#b'")]),
    "a link without its scheme": (
        "example.org/compiler",
        [
            broken(
                "example.org/compiler", "'example.org/compiler'",
                hint="write https://example.org/compiler",
            )
        ],
    ),
    "a text of some length": (
        "see " * 30,
        [broken(("see " * 30)[:59] + "…", f"'{'see ' * 30}'")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("link", "expected"), RELATIVE.values(), ids=RELATIVE)
def test_a_relative_link_leads_to_a_page(link: str, expected: list[Told]) -> None:
    assert checked(page(link), {}, {"compiler/README.md", "the compiler/"}) == expected


NEITHER, ILL = "http, https or mailto", "well-formed"
ABSOLUTE: Final = {
    "http://example.org": None,
    "HTTPS://Example.org:8080/a?b#c": None,
    "https://例子.中国/编译器": None,
    "mailto:ada@example.org,grace@example.org?subject=a": None,
    "//example.org/a": None,
    "#compiler": None,
    "?a=b": None,
    "javascript:alert(1)": (NEITHER, None),
    "JavaScript:alert(1)": (NEITHER, None),
    "data:text/html,a": (NEITHER, None),
    "ftp://example.org": (NEITHER, None),
    "C:/compiler": (NEITHER, None),
    "example.org:8080/a": (NEITHER, "write https://example.org:8080/a"),
    "https://": (ILL, None),
    "https:///compiler": (ILL, "write https://compiler"),
    "http:/example.org": (ILL, "write http://example.org"),
    "https://https://example.org": (ILL, "write https://example.org"),
    "https://example..org": (ILL, None),
    "https://[::1": (ILL, None),
    "https://example.org:http/": (ILL, None),
    "https://example.org/a b": (ILL, "it cannot hold ' '"),
    "https://example.org/<a>": (ILL, "it cannot hold '<'"),
    "mailto:ada": (ILL, "write mailto:ada@example.org"),
    "mailto:": (ILL, "write mailto:ada@example.org"),
}


@pytest.mark.parametrize(("link", "fault"), ABSOLUTE.items(), ids=ABSOLUTE)
def test_an_absolute_link_can_be_followed(link: str, fault: tuple[str, str | None] | None) -> None:
    assert checked(page(link), {}) == ([bad(link, *fault)] if fault else [])


def test_the_links_of_people_are_looked_at_where_they_stand() -> None:
    registry = (
        "sigs:\n  - name: Compiler\n    leads:\n      - name: Ada\n        url: people/ada.md\n"
        "      - name: Grace\n        url: people/grace.md\n      - name: Edsger\n"
        "        url: javascript:alert(1)\n"
    )
    assert checked(registry, {}, {"people/ada.md"}) == [
        broken("people/grace.md", "people/grace.md", "sigs.yaml:7:14"),
        Told(
            "SIG502",
            "bad-url",
            "error",
            "Compiler: 'javascript:alert(1)' is no http, https or mailto link",
            "sigs.yaml:9:14",
            "javascript:alert(1)",
        ),
    ]


def test_a_column_may_hold_links_as_well() -> None:
    registry = (
        "tables:\n  - path: README.md\n    heading: SIGs\n    columns:\n      Name: name\n"
        "      Chat: {field: chat, kind: link}\n"
        "sigs:\n  - name: Compiler\n    chat: '[chat](chat.md)'\n"
    )
    readme = "# SIGs\n\n| Name | Chat |\n| - | - |\n| Compiler | [chat](chat.md) |\n"
    assert checked(registry, {"README.md": readme}) == [
        broken("chat.md", "'[chat](chat.md)'", "sigs.yaml:9:11")
    ]


BASES: Final = {
    "every table puts the pages elsewhere": ("    link_base: https://example.org/\n", []),
    "one does not": ("", [broken("a.md", "a.md", "sigs.yaml:9:13")]),
}


@pytest.mark.parametrize(("base", "expected"), BASES.values(), ids=BASES)
def test_pages_that_live_elsewhere_are_not_looked_for(base: str, expected: list[Told]) -> None:
    registry = (
        "tables:\n  - path: README.md\n    heading: SIGs\n    columns:\n      Name: name\n"
        f"      Page: readme\n{base}sigs:\n  - name: Compiler\n    readme: a.md\n"
    )
    link = "https://example.org/a.md" if base else "a.md"
    readme = f"# SIGs\n\n| Name | Page |\n| - | - |\n| Compiler | {link} |\n"
    assert checked(registry, {"README.md": readme}) == expected


def test_a_page_is_looked_for_in_every_language() -> None:
    registry = (
        "tables:\n  - {path: README.md, heading: SIGs, language: en, columns: {Name: name}}\n"
        "sigs:\n  - name: Compiler\n    readme: {en: a.md, zh: a_zh.md}\n"
    )
    readme = "# SIGs\n\n| Name |\n| - |\n| [Compiler](a.md) |\n"
    zh = "tables:\n  - {path: zh.md, heading: SIGs, language: zh, columns: {Name: name}}\n"
    documents = {"README.md": readme, "zh.md": readme.replace("a.md", "a_zh.md")}
    both = registry.replace("tables:\n", zh)
    assert checked(both, documents, {"a.md"}) == [
        broken("a_zh.md", "a_zh.md", "sigs.yaml:6:28"),
    ]
