"""Links wherever they stand: in any text, in any form, in any column; and what mends them."""

from typing import Final

import pytest
from rules_support import Told, snapshot, told

from sigtool.check import run
from sigtool.rules import RULES
from sigtool.text.diagnostic import Severity

COLUMNS: Final = "{Name: name, About: responsibilities, Notes: notes, Leads: leads}"
LINKS: Final = run.selected(RULES, ["SIG205", "SIG404", "SIG41", "SIG5"], ["SIG411"])


def community(
    path: str = "README.md", below: str = "", columns: str = COLUMNS, **fields: str
) -> tuple[str, dict[str, str]]:
    """A registry of one SIG with these fields as YAML, and the document that shows it."""
    told = {
        "name": "Compiler",
        "responsibilities": "Turns.",
        "notes": "None.",
        "leads": "[{handle: ada}]",
    }
    values = told | fields
    sig = "".join(f"    {key}: {value}\n" for key, value in values.items())
    registry = f"tables: [{{path: {path}, columns: {columns}}}]\nsigs:\n  - {sig.lstrip()}"
    shown = (value.strip("'").replace("[{handle: ada}]", "@ada") for value in values.values())
    seen = " | ".join(shown)
    document = f"| Name | About | Notes | Leads |\n| - | - | - | - |\n| {seen} |\n\n{below}"
    return registry, {path: document}


def codes(registry: str, documents: dict[str, str], *pages: str) -> list[tuple[str, str]]:
    found = run.check(snapshot(registry, documents, pages), LINKS)
    return [(each.code, each.message) for each in found]


GONE: Final = [("SIG501", "Compiler: there is no 'gone.md'")]
DEAD: Final = {
    "a text": (community(responsibilities="'see [it](gone.md)'"), GONE),
    "a column of one's own": (community(notes="'[it](gone.md) and [that](there.md)'"), GONE),
    "people who are text": (community(leads="'see [it](gone.md) and others'"), GONE),
    "an image": (community(notes="'![it](gone.md)'"), GONE),
    "HTML": (community(notes="'<a href=\"gone.md\">it</a>'"), GONE),
    "a reference": (community(notes="'[it][i]'", below="[i]: gone.md\n"), GONE),
    "a reference by its label": (community(notes="'[It][]'", below="[it]: gone.md\n"), GONE),
    "a label alone": (community(notes="'[it]'", below="[it]: gone.md\n"), GONE),
    "part of a name": (community(name="'Compiler [it](gone.md)'"),
                       [("SIG501", "Compiler it: there is no 'gone.md'")]),
    "a blank in it": (community(notes="'[it](gone page.md)'"),
                      [("SIG501", "Compiler: there is no 'gone page.md'")]),
    "from the folder of the document": (
        community("docs/README.md", notes="'[a](there.md) [b](../there.md) [c](../gone.md)'"),
        [
            ("SIG501", "Compiler: there is no 'docs/there.md'"),
            ("SIG501", "Compiler: there is no 'gone.md'"),
        ],
    ),
    "up and out": (community("docs/README.md", notes="'[a](../../gone.md)'"),
                   [("SIG506", "Compiler: '../gone.md' is outside of the repository")]),
    "another kind": (community(notes="'[a](javascript:alert(1))'"),
                     [(
                         "SIG502",
                         "Compiler: 'javascript:alert(1)' is no http, https or mailto link",
                     )]),
    "a part of the document": (
        community(notes="'[a](#about-us) [b](#about) [c](#top) [d](#)'", below="# About us\n"),
        [("SIG507", "Compiler: 'README.md' has no part 'about'")],
    ),
    "no reference": (community(notes="'[it][i]'", below="[j]: there.md\n"),
                     [("SIG501", "Compiler: README.md does not say what the link [i] opens")]),
    "a word for nothing": (
        community(notes="'[it](TBD)'"), [("SIG501", "Compiler: there is no 'TBD'")],
    ),
    # --- and what is none
    "code": (community(notes="'`[it](gone.md)`'"), []),
    "a telephone": (community(notes="'[call](tel:+15550100)'"), []),
    "a bare address": (
        community(notes="'https://example.org ada@example.org www.example.org'"), [],
    ),
    "an index": (community(notes="'a[i][j] [Alpha][Beta]'"), []),
    "an index, and definitions": (community(notes="'a[i][j]'", below="[x]: there.md\n"), []),
    "a note": (community(notes="'It[^1]'", below="[^1]: gone.md\n"), []),
    "prose in a link field": (
        community(
            columns=COLUMNS.replace("notes", "{field: notes, kind: link}"), notes="On Mondays."
        ),
        [],
    ),
    "a table outside": (
        community("../out/README.md", columns=COLUMNS + ", outside: true", notes="'[a](b.md)'"), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), DEAD.values(), ids=DEAD)
def test_every_link_is_looked_at(
    given: tuple[str, dict[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert codes(*given, "there.md") == expected


def test_a_finding_names_the_row_of_the_document() -> None:
    (found,) = run.check(snapshot(*community(notes="'[it](gone.md)'")), LINKS)
    assert told(found) == Told(
        "SIG501", "broken-link", "error", "Compiler: there is no 'gone.md'", "sigs.yaml:5:12",
        "'[it](gone.md)'", hint="make the page, correct the link, or take it away",
    )  # fmt: skip
    assert [(each.message, str(each.location)) for each in found.related] == [
        ("in the table it is here, under 'Notes'", "README.md:3:23")
    ]


MENDED: Final = {
    # --- SIG501
    "another case": ("'[it](Data/readme.MD#x)'", "'[it](data/README.md#x)'", ["SIG501"]),
    "another case in a page": (
        "'<a href=\"Data/\">it</a>'", "'<a href=\"data/\">it</a>'", ["SIG501"],
    ),
    # --- SIG502
    "one slash": ("'[it](https:/example.org/a)'", "'[it](https://example.org/a)'", ["SIG502"]),
    "two schemes": ("'<a href=http://https://example.org>a</a>'",
                    "'<a href=http://example.org>a</a>'", ["SIG502"]),
    "slashes before a mailbox": ("'[it](mailto://ada@example.org)'",
                                 "'[it](mailto:ada@example.org)'", ["SIG502"]),
    # --- SIG504
    "a blank": ("'[it](READ ME.md)'", "'[it](READ%20ME.md)'", ["SIG504"]),
    "a hash in a name": ("'[it](C#/README.md)'", "'[it](C%23/README.md)'", ["SIG504"]),
    "a blank in an address": ("'[it](https://example.org/a b)'", "'[it](https://example.org/a%20b)'",
                              ["SIG504"]),
    "two of them": ("'[a](READ ME.md) [b](READ ME.md)'", "'[a](READ%20ME.md) [b](READ%20ME.md)'",
                    ["SIG504"]),
    # --- SIG509
    "a mailbox": ("'[mail](ada@example.org)'", "'[mail](mailto:ada@example.org)'", ["SIG509"]),
    "www": ("'[web](www.example.org/a)'", "'[web](https://www.example.org/a)'", ["SIG509"]),
    "a host": ("'[it](github.com/ada)'", "'[it](https://github.com/ada)'", ["SIG509"]),
    "a host alone, in HTML": ("'<a href=\"example.org\">it</a>'", "'<a href=\"https://example.org\">it</a>'",
                              ["SIG509"]),
    # --- full-width signs in the scheme or the host
    "a mailbox behind a wide colon": ("'[m](mailto：a@example.org)'", "'[m](mailto:a@example.org)'",
                                      ["SIG509"]),
    "a mailbox with a subject": ("'[m](mailto：a＠example.org?subject=甲：乙)'",
                                 "'[m](mailto:a@example.org?subject=甲：乙)'", ["SIG509"]),
    "a mailbox with a wide sign": ("'[m](a＠example.org)'", "'[m](mailto:a@example.org)'",
                                   ["SIG509"]),
    "a telephone": ("'[m](tel：123)'", "'[m](tel:123)'", ["SIG509"]),
    "wide slashes": ("'[m](https:／／example.org)'", "'[m](https://example.org)'", ["SIG502"]),
    "wide signs throughout": ("'[m](https：／／example．org／a／b)'", "'[m](https://example.org/a/b)'",
                              ["SIG509"]),
    "a wide colon for all": ("'[m](https：example.org)'", "'[m](https://example.org)'", ["SIG509"]),
    "a wide port": ("'[m](https://example.org：8080/a：b)'", "'[m](https://example.org:8080/a：b)'",
                    ["SIG502"]),
    "a wide slash behind the host": ("'[m](https://example.org／a)'", "'[m](https://example.org/a)'",
                                     ["SIG502"]),
    "no scheme, and a wide dot": ("'[m](www．example.org/a：b)'",
                                  "'[m](https://www.example.org/a：b)'", ["SIG509"]),
    "a wide colon in a path": ("'[m](https：//example.org/甲：乙)'", "'[m](https://example.org/甲：乙)'",
                               ["SIG509"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "mended", "found"), MENDED.values(), ids=MENDED)
def test_what_a_safe_fix_writes(text: str, mended: str, found: list[str]) -> None:
    registry, documents = community(notes=text)
    pages = {"READ ME.md", "C#/README.md", "data/README.md"}
    before = snapshot(registry, documents, {*pages, "data/"})
    assert [each.code for each in run.check(before, LINKS)] == found
    after = run.fixed(before, RULES)
    assert after.source.text == registry.replace(text, mended)
    assert after.community.documents["README.md"].source.text == documents["README.md"].replace(
        text.strip("'"), mended.strip("'")
    )
    assert run.check(after, LINKS) == []


PROPOSED: Final = {
    "a joint": ("'[it](the-data/README.md)'", "write the_data/README.md"),
    "a joint in a folder": ("'[it](./thedata/)'", "write ./the_data/"),
    "nothing near": (
        "'[it](thedate/README.md)'", "make the page, correct the link, or take it away",
    ),
    "two that are near": (
        "'[it](a-b/README.md)'", "make the page, correct the link, or take it away",
    ),
    "a rare host": ("'[it](example.museum/a)'", "write https://example.museum/a"),
    "a misspelt scheme": ("'[it](htps://example.org)'", "write https://example.org"),
    "a port": ("'[it](example.org:8080/a)'", "write https://example.org:8080/a"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "hint"), PROPOSED.values(), ids=PROPOSED)
def test_what_is_proposed_alone(text: str, hint: str) -> None:
    pages = {"the_data/README.md", "./the_data/", "a_b/README.md", "ab/README.md"}
    found = run.check(snapshot(*community(notes=text), pages), LINKS)
    assert [(each.hint, each.fix) for each in found] == [(hint, None)]


def test_a_file_may_be_called_like_a_host() -> None:
    registry, documents = community(notes="'[it](example.org/a) [b](ada@example.org)'")
    assert codes(registry, documents, "example.org/a", "ada@example.org") == []


PERSONS: Final = {
    "a link without its scheme": (
        "{handle: ada, url: github.com/ada}", '{handle: ada, url: "https://github.com/ada"}',
    ),
    "an address for a link": (
        "{name: Ada, url: ada@example.org}", "{name: Ada, email: ada@example.org}",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("person", "mended"), PERSONS.values(), ids=PERSONS)
def test_sig509_the_link_of_a_person(person: str, mended: str) -> None:
    registry = f"sigs:\n  - name: Compiler\n    leads:\n      - {person}\n"
    seen = snapshot(registry, {})
    assert [told(each) for each in run.check(seen, LINKS)] == [
        Told(
            "SIG509", "bare-address", "error",
            f"Compiler: the link '{(link := person.rpartition(': ')[2].strip('}'))}' opens a page "
            f"of this repository, not a {'mailbox' if '@' in link else 'website'}",
            f"sigs.yaml:4:{registry.splitlines()[3].index(link) + 1}", link,
            fix=("say what kind of link it is", True, (f"-      - {person}", f"+      - {mended}")),
            hint=f"write {'mailto:' if '@' in link else 'https://'}{link}",
        )
    ]  # fmt: skip
    assert run.fixed(seen, RULES).source.text == registry.replace(person, mended)


@pytest.mark.parametrize("text", ["'[m](设计：甲.md)'", "'[m](邮箱：a@example.org)'"])
def test_a_wide_colon_that_ends_no_scheme(text: str) -> None:
    registry, documents = community(notes=text)
    before = snapshot(registry, documents)
    found = [(each.code, each.fix, each.hint) for each in run.check(before, LINKS)]
    assert found == [("SIG501", None, "make the page, correct the link, or take it away")]
    assert run.fixed(before, RULES).source.text == registry


# --- SIG205 ------------------------------------------------------------------------------------

NO_LINKS: Final = {
    "square brackets around the address": ("[x][https://e.org/a]", "[x](https://e.org/a)"),
    "the wrong way round": ("see (the x)[https://e.org/a].", "see [the x](https://e.org/a)."),
    "the wrong way round, a page": ("(x)[docs/x.md]", "[x](docs/x.md)"),
    "two kinds of brackets": ("[x](https://e.org/a] b", "[x](https://e.org/a) b"),
    "no closing bracket behind a pair": (
        "[x](https://e.org/a_(b), c", "[x](https://e.org/a_(b)), c",
    ),
    "the same in the middle": ("[x](https://e.org/a_(b)/c d", "[x](https://e.org/a_(b)/c) d"),
    "no end of the title": ('[x](docs/x.md "an x)', '[x](docs/x.md "an x")'),
    "no end of the title, the web": (
        'a [x](https://e.org/a "x y) b', 'a [x](https://e.org/a "x y") b',
    ),
    "no opening bracket": ("x](docs/x.md)", "[x](docs/x.md)"),
    "the same behind a sentence": ("It is. the x](docs/x.md), y", "It is. [the x](docs/x.md), y"),
    "the same behind a link": ("[y](docs/x.md), x](docs/x.md)", "[y](docs/x.md), [x](docs/x.md)"),
    "the same in brackets": ("It (see x](docs/x.md))", "It ([see x](docs/x.md))"),
    "the same around brackets": ("x (y)](https://e.org/a)", "[x (y)](https://e.org/a)"),
    "another opening bracket": ("It (x](docs/x.md) is", "It [x](docs/x.md) is"),
    "the same twice": ("x](docs/x.md), y](docs/x.md)", "[x](docs/x.md), [y](docs/x.md)"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "mended"), NO_LINKS.values(), ids=NO_LINKS)
def test_sig205_more_that_was_to_be_a_link(text: str, mended: str) -> None:
    registry, documents = community(notes=f"'{text}'")
    before = snapshot(registry, documents, {"docs/x.md"})
    assert [each.code for each in run.check(before, LINKS)] == ["SIG205"]
    after = run.fixed(before, RULES, run.Fixes.ALL)
    assert after.source.text == registry.replace(text, mended)
    assert run.check(after, LINKS) == []


SEVERAL: Final = "(x)[https://a.org], [y] (https://b.org)"
NAMED: Final = (
    "has 2 links that are none: '(x)[https://a.org]', '[y] (https://b.org)'",
    "write [x](https://a.org), [y](https://b.org)",
)


def test_sig205_names_every_link_of_a_text() -> None:
    found = run.check(snapshot(*community(notes=f"'{SEVERAL}'")), LINKS)
    assert [(each.code, each.message, each.hint) for each in found] == [
        ("SIG205", f"Compiler: notes {NAMED[0]}", NAMED[1])
    ]


def test_sig205_names_every_link_of_a_cell_of_persons() -> None:
    leads = "[{handle: x, url: 'https://a.org/x'}, {handle: y, url: 'https://b.org/y'}]"
    registry, documents = community(leads=leads)
    written = "[@x] (https://a.org/x), [@y] (https://b.org/y)"
    documents["README.md"] = documents["README.md"].replace(leads, written)
    found = run.check(snapshot(registry, documents), LINKS)
    assert [(each.code, each.message, each.hint) for each in found] == [
        (
            "SIG205",
            "Compiler: Leads has 2 links that are none: "
            "'[@x] (https://a.org/x)', '[@y] (https://b.org/y)'",
            "write [@x](https://a.org/x), [@y](https://b.org/y)",
        )
    ]


def test_sig205_names_the_first_of_very_many_links() -> None:
    many = " ".join(f"[{n}] (https://e.org/{n})" for n in range(8))
    found = run.check(snapshot(*community(notes=f"'{many}'")), LINKS)
    assert [each.hint for each in found if each.code == "SIG205"] == [
        f"write {', '.join(f'[{n}](https://e.org/{n})' for n in range(5))} and 3 more"
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("f(x)[0]", "(a)[b.md](c.md)", "`(x)[https://e.org]`", "[a][b]"),
        *("see (1)](2)", "a[1](b)", "array[0](x)", "f(x](y)", "](docs/x.md)", "`x](docs/x.md)`"),
        *("\\[x](docs/x.md)", "x\\](docs/x.md)", "![x](docs/x.md)", "[![x](a.png)](docs/x.md)"),
        *("x[^1]", "[x] done", "[x [y] z](docs/x.md)", "[x](https://e.org/a_(b))", "[0](f(x)"),
        *('[x](docs/x.md "a title")', "see [a, b](c) and d](e)", "(see [x](https://e.org/a_(b)))"),
    ],
)
def test_sig205_what_was_not_to_be_one(text: str) -> None:
    registry, documents = community(notes=f"'{text}'")
    assert "SIG205" not in [code for code, _ in codes(registry, documents)]


@pytest.mark.parametrize(
    ("leads", "mended"),
    [
        ("@ada](https://e.org/ada)", "[@ada](https://e.org/ada)"),
        ("[@ada](https://e.org/ada_(b)", "[@ada](https://e.org/ada_(b))"),
        ('[@ada](https://e.org/ada "Ada)', '[@ada](https://e.org/ada "Ada")'),
    ],
)
def test_sig205_of_people_and_of_texts_in_each_language(leads: str, mended: str) -> None:
    tables = "".join(
        f"  - {{path: {code}.md, language: {code}, columns: {COLUMNS}}}\n" for code in ("zh", "en")
    )
    registry = (
        f"tables:\n{tables}sigs:\n  - name: Compiler\n    leads: {leads!r}\n"
        f"    responsibilities: {{zh: {leads!r}, en: Turns.}}\n"
        f"    notes: {{zh: None., en: {leads!r}}}\n"
    )
    found = run.check(snapshot(registry, {}), run.selected(RULES, ["SIG205"], []))
    assert [(each.code, each.message, each.hint) for each in found] == [
        ("SIG205", f"Compiler: {of} has a link that is none: {leads!r}", f"write {mended}")
        for of in ("leads", "responsibilities", "notes")
    ]


def test_sig205_around_somebody_who_is_read_all_the_same() -> None:
    registry, documents = community(leads="[{handle: ada, url: 'https://e.org/ada'}]")
    written = "[@ada] (https://e.org/ada)"
    documents["README.md"] = documents["README.md"].replace(
        "[{handle: ada, url: 'https://e.org/ada'}]", written
    )
    before = snapshot(registry, documents)
    found = run.check(before, LINKS)
    assert [(each.code, each.message, each.location.start.line) for each in found] == [
        ("SIG205", f"Compiler: Leads has a link that is none: '{written}'", 3)
    ]
    assert [each.hint for each in found] == ["write [@ada](https://e.org/ada)"]
    after = run.fixed(before, RULES)
    whole = documents["README.md"].replace("] (", "](")
    assert after.community.documents["README.md"].source.text == whole
    assert after.source.text == registry
    assert run.check(after, LINKS) == []


def test_sig205_once_where_the_registry_holds_the_text() -> None:
    registry, documents = community(leads="'[@ada] (https://e.org/ada)'")
    found = run.check(snapshot(registry, documents), LINKS)
    assert [(each.code, each.location.source.path) for each in found] == [("SIG205", "sigs.yaml")]


def test_sig504_a_text_that_becomes_a_list_of_persons() -> None:
    """It was written behind the text that it takes the place of: what was written was no YAML."""
    registry, documents = community(leads="'[@ada](https://github.com/ada?tab=a b)'")
    after = run.fixed(snapshot(registry, documents), RULES, run.Fixes.ALL)
    assert after.source.text == registry.replace(
        " '[@ada](https://github.com/ada?tab=a b)'",
        "\n      - handle: ada\n        url: https://github.com/ada?tab=a%20b",
    )


STRAYS: Final = {
    "in a host": ("https://exa mple.org/x", "https://example.org/x"),
    "behind a slash": ("https://github.com/ ada", "https://github.com/ada"),
    "before a slash, and another one": ("https://e.org /a b", "https://e.org/a%20b"),
}


@pytest.mark.parametrize(("link", "mended"), STRAYS.values(), ids=STRAYS)
def test_sig504_a_blank_that_no_encoding_makes_right(link: str, mended: str) -> None:
    registry, documents = community(notes=f"'[x]({link})'")
    before = snapshot(registry, documents)
    found = [each for each in run.check(before, LINKS) if each.code == "SIG504"]
    assert [(each.message, each.hint) for each in found] == [
        (f"Compiler: '{link}' has a blank in it", f"write {mended}")
    ]
    assert run.fixed(before, RULES).source.text == registry
    assert run.fixed(before, RULES, run.Fixes.ALL).source.text == registry.replace(link, mended)


AROUND: Final = {
    "a link in a link": ("[Mondays ([dates](d.md))](https://e.org/a)", True),
    "a link in an image": ("![Mondays [dates](d.md)](https://e.org/a.png)", False),
    "an image in a link": ("[![dates](d.md) Mondays](https://e.org/a)", False),
    "a link in brackets": ("[Mondays, [dates](d.md)] (a.m.)", False),
    "beside one another": ("[Mondays](https://e.org/a) [dates](d.md)", False),
}  # fmt: skip


@pytest.mark.parametrize(("text", "is_wrong"), AROUND.values(), ids=AROUND)
def test_sig205_a_link_around_a_link(text: str, *, is_wrong: bool) -> None:
    expected = [("SIG205", f"Compiler: notes has a link that is none: '{text}'")]
    found = codes(*community(notes=f"'{text}'"), "d.md")
    assert found == (expected if is_wrong else [])


NAMES: Final = {
    "a link that is none": (
        "'[Docs] (docs/README.md)'", "Docs\n    readme: docs/README.md", "Docs",
    ),
    "more than a link": ("'[Docs] (docs/README.md) team'", "[Docs](docs/README.md) team", None),
}  # fmt: skip


@pytest.mark.parametrize(("name", "mended", "cell"), NAMES.values(), ids=NAMES)
def test_sig205_a_name_becomes_a_name_and_a_page(name: str, mended: str, cell: str | None) -> None:
    registry, documents = community(name=name)
    before = snapshot(registry, documents, {"docs/README.md"})
    assert [each.code for each in run.check(before, LINKS)] == ["SIG205"]
    after = run.fixed(before, RULES, run.Fixes.ALL)
    sig = after.registry.sigs[0]
    whole = "[Docs](docs/README.md)" + ("" if cell else " team")
    assert (str(sig.name), str(sig.text("readme"))) == (
        (cell, "docs/README.md") if cell else (mended, "")
    )
    assert after.community.documents["README.md"].source.text == documents["README.md"].replace(
        name.strip("'"), whole
    )
    assert [each for each in run.check(after, RULES) if each.severity is Severity.ERROR] == []


# --- SIG404, SIG412, SIG413 --------------------------------------------------------------------

GITHUB: Final = "https://github.com"
ACCOUNTS: Final = {
    "another account": (f"[@ada]({GITHUB}/grace)", "'@ada' links to the account 'grace'"),
    "in code": (f"[`@ada`]({GITHUB}/grace)", "'@ada' links to the account 'grace'"),
    "a misspelt account": (
        f"[lovelace]({GITHUB}/lovelacs)", "'lovelace' links to the account 'lovelacs'",
    ),
    "a repository": (
        f"[@ada]({GITHUB}/ada/repo)", "the link of @ada opens 'ada/repo', not a profile",
    ),
    "a member of an organisation": (
        f"[@ada]({GITHUB}/orgs/example/people/ada)",
        "the link of @ada opens 'orgs/example/people/ada', not a profile",
    ),
    "the first page": (f"[@ada]({GITHUB}/)",
                       "the link of @ada opens the first page of the host, not a profile"),
    "a misspelt host": (
        "[@ada](https://githb.com/ada)", "'https://githb.com/ada' is the one link to githb.com",
    ),
    "two letters swapped": ("[x](https://gihtub.com/ada/x)",
                            "'https://gihtub.com/ada/x' is the one link to gihtub.com"),
    "a misspelt end": ("[x](https://github.con/ada/x)",
                       "'https://github.con/ada/x' is the one link to github.con"),
    # --- and what is right
    "the account": (f"[@Ada]({GITHUB}/ada)", None),
    "a name": (f"[Ada]({GITHUB}/adal) [Flynn]({GITHUB}/kflynn)", None),
    "a repository by its name": (f"[compiler]({GITHUB}/example/compilers)", None),
    "a team": (f"[@example/docs]({GITHUB}/orgs/example/teams/docs)", None),
    "a team by its name": (f"[@docs]({GITHUB}/orgs/example/teams/docs)", None),
    "elsewhere": ("[@ada](https://social.example.org/@ada_l)", None),
    "the host itself": (f"[GitHub]({GITHUB})", None),
    "a host that is": ("[x](https://gitea.com/ada/x) [y](https://ada.github.io/y)", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), ACCOUNTS.values(), ids=ACCOUNTS)
def test_accounts_in_a_text(text: str, message: str | None) -> None:
    expected = [f"Compiler: {message}"] if message else []
    assert [each for _, each in codes(*community(notes=f"'{text}'"))] == expected


def profile(person: str) -> list[Told]:
    registry = f"sigs:\n  - name: Compiler\n    leads:\n      - {person}\n"
    return [told(each) for each in run.check(snapshot(registry, {}), LINKS)]


def test_sig412_the_link_of_a_person() -> None:
    message = "Compiler: the link of {} opens {}, not a profile"
    assert profile("{handle: ada, url: https://gitee.com/ada/repo}") == [
        Told(
            "SIG412", "not-a-profile", "warning", message.format("@ada", "'ada/repo'"),
            "sigs.yaml:4:28", "https://gitee.com/ada/repo", hint="write https://gitee.com/ada",
        )
    ]  # fmt: skip
    assert profile("{name: Ada, url: https://gitee.com}") == [
        Told(
            "SIG412", "not-a-profile", "warning",
            message.format("Ada", "the first page of the host"), "sigs.yaml:4:26",
            "https://gitee.com", hint="name the account, as https://gitee.com/ada",
        )
    ]  # fmt: skip
    assert profile("{name: Docs team, url: https://github.com/example/docs}") == []
    assert profile("{handle: ada, url: https://github.com/ada?tab=repositories}") == []
    assert profile("{handle: ada, url: https://example.org/people/ada}") == []


def many(count: int, odd: str) -> list[Told]:
    people = "".join(f"      - url: https://gitee.com/p{at}\n" for at in range(count))
    registry = f"sigs:\n  - name: Compiler\n    leads:\n{people}      - url: {odd}\n"
    found = run.check(snapshot(registry, {}), run.selected(RULES, ["SIG413"], []))
    return [told(each) for each in found]


def test_sig413_one_profile_elsewhere() -> None:
    assert many(20, "https://github.com/ada") == [
        Told(
            "SIG413", "odd-host", "warning",
            "Compiler: 'https://github.com/ada' is the one link to github.com",
            "sigs.yaml:24:14", "https://github.com/ada",
            hint="correct the link, unless the account is on github.com "
            "(gitee.com is linked 20 times)",
        )
    ]  # fmt: skip
    assert many(20, "https://gite.com/ada") == [
        Told(
            "SIG413", "odd-host", "warning",
            "Compiler: 'https://gite.com/ada' is the one link to gite.com",
            "sigs.yaml:24:14", "https://gite.com/ada",
            hint="did you mean https://gitee.com/ada? (gitee.com is linked 20 times)",
        )
    ]  # fmt: skip
    assert many(19, "https://github.com/ada") == []
    assert many(20, "https://ada.example.org") == []


@pytest.mark.parametrize(
    "host",
    ["docs.examples.org", "doc.example.org", "example2.org", "example.com", "chat.example.org"],
)
def test_sig413_hosts_that_are_only_alike(host: str) -> None:
    links = " ".join(f"[a](https://docs.example.org/{at})" for at in range(3))
    registry, documents = community(notes=f"'{links} [b](https://{host}/b)'")
    expected = ["SIG413"] if host == "docs.examples.org" else []
    assert [code for code, _ in codes(registry, documents)] == expected


# --- SIG510, SIG511 ----------------------------------------------------------------------------

SLACK: Final = "https://example.slack.com/archives"


def channels(*links: str) -> list[Told]:
    sigs = "".join(f"  - name: S{at}\n    notes: '{link}'\n" for at, link in enumerate(links))
    columns = "tables: [{path: README.md, columns: {Name: name, Notes: notes}}]\n"
    seen = snapshot(f"{columns}sigs:\n{sigs}", {})
    return [told(each) for each in run.check(seen, run.selected(RULES, ["SIG51"], []))]


def copied(link: str, text: str, at: int, first: int) -> Told:
    return Told(
        "SIG510", "copied-link", "note", f"S{at}: '{link}' is the link of S{first} too",
        f"sigs.yaml:{2 * at + 4}:12", f"'{text}'",
        (("the first is here", f"sigs.yaml:{2 * first + 4}:12"),),
        hint="correct one of the two, unless both are there",
    )  # fmt: skip


def test_sig510_one_channel_in_two_rows() -> None:
    apart = [f"[Slack]({SLACK}/C000000{at})" for at in range(6)]
    assert channels(*apart, apart[2]) == [copied(f"{SLACK}/C0000002", apart[2], 6, 2)]
    assert channels(*apart, apart[2], apart[3]) == []
    assert channels(*apart, apart[2], apart[2]) == []
    assert channels(*apart[:5], apart[2]) == []
    elsewhere = [link.replace("example.slack.com", "meet.example.org") for link in apart]
    assert channels(*elsewhere, elsewhere[2]) == []
    of_one, of_all = f"[Slack]({SLACK}/sig-s6)", f"[Slack]({SLACK}/everybody)"
    assert channels(*apart, of_one, of_one) == [copied(f"{SLACK}/sig-s6", of_one, 7, 6)]
    assert channels(*apart, of_all, of_all) == []


def test_sig510_channels_of_other_names() -> None:
    links = [f"[#c{at}]({SLACK}/C1)" for at in range(3)]
    assert channels(*links) == [copied(f"{SLACK}/C1", links[1], 1, 0)]
    assert channels(links[0], links[0]) == []


def test_sig511_a_channel_and_its_link() -> None:
    named = [f"[#c{at}](https://chat.example.org/c{at}/)" for at in range(6)]
    wrong = "[#data](https://chat.example.org/security)"
    assert channels(*named, wrong) == [
        Told(
            "SIG511", "channel-mismatch", "warning", "S6: '#data' links to the channel 'security'",
            "sigs.yaml:16:12", f"'{wrong}'", hint="correct the label or the link",
        )
    ]  # fmt: skip
    assert channels(*named[:5], wrong) == []
    assert channels(*named, wrong, wrong) == []
    assert channels(*named, "[#data](https://chat.example.org/sig-data)") == []
    assert channels(*named, "[#data](https://chat.example.org/C01N7PP1THC)") == []
    assert channels(*named, "[data](https://chat.example.org/security)") == []
