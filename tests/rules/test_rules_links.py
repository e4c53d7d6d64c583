"""SIG5xx: links."""

from dataclasses import replace
from typing import Final

import pytest
from rules_support import SPOKEN, Told, checked, findings, snapshot, told

from sigtool.check import run
from sigtool.rules import RULES
from sigtool.rules.links import urls_of

LEADS: Final = "leads: [{handle: ada}]"
MEND: Final = "make the page, correct the link, or take it away"

FROM_ROOT: Final = "a link that begins with / counts from the root of the repository"


def page(link: str) -> str:
    return f"sigs:\n  - name: Compiler\n    {LEADS}\n    readme: '{link}'\n"


def broken(path: str, link: str, at: str = "sigs.yaml:4:13", hint: str = MEND) -> Told:
    message = f"Compiler: there is no '{path}'"
    return Told("SIG501", "broken-link", "error", message, at, link, hint=hint)


def bad(link: str, wrong: str, hint: str | None, meant: str = "") -> Told:
    message = f"Compiler: '{link}' is no {wrong} link"
    lines = (f"-    readme: '{link}'", f"+    readme: '{meant}'")
    return Told(
        "SIG502", "bad-url", "error", message, "sigs.yaml:4:13", f"'{link}'",
        fix=("write the link as it is meant", True, lines) if meant else None, hint=hint,
    )  # fmt: skip


RELATIVE: Final = {
    "a page that is there": ("compiler/README.md", []),
    "a part of a page that is there": ("compiler/README.md#people", []),
    "an encoded blank": ("the%20compiler/", []),
    "brackets, as in Markdown": ("<compiler/README.md>", []),
    "a whole link, as in Markdown": ("[here](compiler/README.md)", []),
    "a page that is there, from the root": ("/compiler/README.md", []),
    "a page that is not there, from the root": (
        "/a", [broken("/a", "'/a'", hint=f"{MEND}; {FROM_ROOT}")],
    ),
    "a page that is not there": (
        "compilers/README.md", [broken("compilers/README.md", "'compilers/README.md'")],
    ),
    "a part of a page that is not there": ("a.md#b", [broken("a.md", "'a.md#b'")]),
    "a link without its scheme": (
        "example.org/compiler",
        [
            Told(
                "SIG509", "bare-address", "error",
                "Compiler: the link 'example.org/compiler' opens a page of this repository, "
                "not a website", "sigs.yaml:4:13", "'example.org/compiler'",
                fix=(
                    "say what kind of link it is", True,
                    (
                        "-    readme: 'example.org/compiler'",
                        "+    readme: 'https://example.org/compiler'",
                    ),
                ),
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
    "http:/example.org": (ILL, "write http://example.org", "http://example.org"),
    "https://https://example.org": (ILL, "write https://example.org", "https://example.org"),
    "https://example..org": (ILL, None),
    "https://[::1": (ILL, None),
    "https://example.org:http/": (ILL, None),
    "https://example.org/a b<c>": (ILL, "it cannot hold ' '"),
    "https://example.org/<a>": (ILL, "it cannot hold '<'"),
    "mailto:ada": (ILL, "write the address behind mailto:, or take the link out"),
    "mailto:": (ILL, "write the address behind mailto:, or take the link out"),
}


@pytest.mark.parametrize(("link", "fault"), ABSOLUTE.items(), ids=ABSOLUTE)
def test_an_absolute_link_can_be_followed(
    link: str, fault: tuple[str, str | None] | tuple[str, str, str] | None
) -> None:
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


# --- SIG503 ------------------------------------------------------------------------------------

WEB: Final = """\
sigs:
  - name: Compiler
    readme: https://example.org/gone#people
    leads:
      - handle: ada
        url: https://example.org/ada
      - handle: gone
        url: https://example.org/gone
  - name: Runtime
    readme: [runtime](https://example.org/编译)
    leads: [{name: Grace, url: 'mailto:grace@example.org'}, {handle: a, url: 'https://e.org/a b'}]
  - name: Tools
    readme: HTTPS://example.org/tools
    leads: [{handle: ada, url: https://example.org/ada}]
""".replace("[runtime](https://example.org/编译)", "'[runtime](https://example.org/编译)'")


def unreachable(url: str, at: str, text: str, wrong: str) -> Told:
    return Told(
        "SIG503", "unreachable-url", "warning", f"Compiler: '{url}' answers {wrong}", at, text,
        hint="correct the link, or take it away",
    )  # fmt: skip


def asked(registry: str, answers: dict[str, str | None]) -> list[Told]:
    """What the rule finds, given what the URLs answered."""
    seen = replace(snapshot(registry, {}), answers=answers)
    return [told(each) for each in run.check(seen, run.selected(RULES, ["SIG503"], []))]


def test_every_url_is_asked_for_once() -> None:
    assert urls_of(snapshot(WEB, {})) == [
        "https://example.org/gone",
        "https://example.org/编译",
        "HTTPS://example.org/tools",
        "https://example.org/ada",
    ]
    assert urls_of(snapshot("sigs: []\n", {})) == []


def test_a_url_that_is_gone_is_told_of_wherever_it_stands() -> None:
    gone = "https://example.org/gone"
    assert asked(WEB, {gone: "410 Gone", "https://example.org/ada": None}) == [
        unreachable(gone, "sigs.yaml:3:13", f"{gone}#people", "410 Gone"),
        unreachable(gone, "sigs.yaml:8:14", gone, "410 Gone"),
    ]


def test_what_nobody_asked_or_nobody_knows_is_no_finding() -> None:
    assert asked(WEB, {}) == []
    assert asked(WEB, {"https://example.org/ada": None}) == []


ELSEWHERE: Final = """\
tables:
  - path: README.md
    link_base: https://example.org/pages/
    columns: {Name: name}
sigs:
  - name: Compiler
    readme: compiler/README.md#people
"""


def test_a_page_that_lives_elsewhere_is_asked_for_there() -> None:
    page = "https://example.org/pages/compiler/README.md"
    assert urls_of(snapshot(ELSEWHERE, {})) == [page]
    assert asked(ELSEWHERE, {page: "404 Not Found"}) == [
        unreachable(page, "sigs.yaml:7:13", "compiler/README.md#people", "404 Not Found"),
    ]


# --- SIG504 ------------------------------------------------------------------------------------

CV: Final = "Computer Vision (CV) Suite SIG/README.md"
ON_DISK: Final = {
    CV, "the compiler/", "a(b).md", "C# SIG/README.md", "what?.md", "100% SIG/README.md", "a.md",
    "编译 器/README.md", "a\\b.md", "x/README.md",
}  # fmt: skip


def encoded(
    old: str, new: str, at: str, text: str, lines: tuple[str, ...], *, safe: bool = True
) -> Told:
    return Told(
        "SIG504", "link-encoding", "error", f"Compiler: '{old}' has to be percent-encoded", at,
        text, fix=("percent-encode the link", safe, lines) if lines else None, hint=f"write {new}",
    )  # fmt: skip


# What a link field says, its destination, how it is written, and the field once it is mended.
TO_BE_ENCODED: Final = {
    "a path with blanks and parentheses": (
        CV, CV, "Computer%20Vision%20%28CV%29%20Suite%20SIG/README.md", None,
    ),
    "parentheses alone": ("a(b).md", "a(b).md", "a%28b%29.md", None),
    "in brackets": ("<the compiler/>", "the compiler/", "the%20compiler/", None),
    "in a link": (
        f"[CV (suite)](<{CV}> \"a title\") and more", CV,
        "Computer%20Vision%20%28CV%29%20Suite%20SIG/README.md",
        "[CV (suite)](Computer%20Vision%20%28CV%29%20Suite%20SIG/README.md \"a title\") and more",
    ),
    "in a link that is none because of it": (
        "[the compiler/](the compiler/)", "the compiler/", "the%20compiler/",
        "[the compiler/](the%20compiler/)",
    ),
    "half of it is encoded": (
        "Computer%20Vision (CV) Suite%20SIG/README.md",
        "Computer%20Vision (CV) Suite%20SIG/README.md",
        "Computer%20Vision%20%28CV%29%20Suite%20SIG/README.md", None,
    ),
    "a part of the page": ("a(b).md#part one", "a(b).md#part one", "a%28b%29.md#part%20one", None),
    "a hash in the name": ("C# SIG/README.md", "C# SIG/README.md", "C%23%20SIG/README.md", None),
    "a question mark in the name": ("what?.md", "what?.md", "what%3F.md", None),
    "a percent sign in the name": (
        "100% SIG/README.md", "100% SIG/README.md", "100%25%20SIG/README.md", None,
    ),
    "CJK is kept": ("编译 器/README.md", "编译 器/README.md", "编译%20器/README.md", None),
    "a backslash": ("a\\b.md", "a\\\\b.md", "a%5Cb.md", None),
    "a URL": (
        "https://example.org/a b (c)", "https://example.org/a b (c)",
        "https://example.org/a%20b%20%28c%29", None,
    ),
    "from the host's root": ("/the compiler/", "/the compiler/", "/the%20compiler/", None),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new", "mended"), TO_BE_ENCODED.values(), ids=TO_BE_ENCODED
)
def test_what_ends_a_link_is_encoded(text: str, old: str, new: str, mended: str | None) -> None:
    lines = (f"-    readme: '{text}'", f"+    readme: '{mended or new}'")
    told = encoded(old, new, "sigs.yaml:4:13", f"'{text}'", lines)
    assert checked(page(text), {}, ON_DISK) == [told]
    after = run.fixed(snapshot(page(text), {}, ON_DISK), RULES)
    assert [each.code for each in run.check(after, RULES)] == []


@pytest.mark.parametrize(
    "link",
    [
        "a.md",
        "the%20compiler/",
        "a%28b%29.md",
        "[a (b)](a.md)",
        '[a](a.md "a title")',
        "https://example.org/wiki/Compiler_(program)",
        "[a](https://example.org/wiki/Compiler_(program))",
        "https://example.org/编译",
        "https://example.org/100%",
        "#part one",
    ],
)
def test_what_a_link_can_hold_is_left_alone(link: str) -> None:
    assert checked(page(link), {}, ON_DISK) == []


def test_a_page_that_is_not_there_is_told_of_as_that_alone() -> None:
    assert checked(page("no compiler (here)/"), {}, ON_DISK) == [
        broken("no compiler (here)/", "'no compiler (here)/'")
    ]


def test_a_field_that_may_hold_a_link_may_hold_prose() -> None:
    registry = (
        "tables:\n  - path: README.md\n    heading: SIGs\n    columns:\n      Name: name\n"
        "      Chat: {field: chat, kind: link}\n"
        "sigs:\n  - name: Compiler\n    chat: https://example.org/a (Mondays)\n"
    )
    readme = (
        "# SIGs\n\n| Name | Chat |\n| - | - |\n| Compiler | https://example.org/a (Mondays) |\n"
    )
    assert [each.code for each in run.check(snapshot(registry, {"README.md": readme}), RULES)] == [
        "SIG502"
    ]


LANGUAGES: Final = """\
tables:
  - {path: a.md, language: en, columns: {Name: name}}
  - {path: b.md, language: zh, columns: {Name: name}}
"""


def test_each_language_is_encoded_by_itself_and_line_ends_are_kept() -> None:
    registry = LANGUAGES + page("a.md").replace("'a.md'", "{en: a.md, zh: the compiler/}")
    seen = snapshot(registry.replace("\n", "\r\n"), {}, ON_DISK)
    lines = (
        "-    readme: {en: a.md, zh: the compiler/}\r",
        "+    readme: {en: a.md, zh: the%20compiler/}\r",
    )
    assert [told(each) for each in run.check(seen, run.selected(RULES, ["SIG5"], []))] == [
        encoded("the compiler/", "the%20compiler/", "sigs.yaml:7:28", "the compiler/", lines)
    ]


MERGED: Final = """\
sigs:
  - &sig
    name: Compiler
    leads: [{handle: ada}]
    readme: the compiler/
  - <<: *sig
    name: Runtime
"""


def test_a_page_that_comes_from_another_sig_is_encoded_there() -> None:
    lines = ("-    readme: the compiler/", "+    readme: the%20compiler/")
    found = encoded("the compiler/", "the%20compiler/", "sigs.yaml:5:13", "the compiler/", lines)
    rules = run.selected(RULES, ["SIG504"], [])
    seen = snapshot(MERGED, {}, ON_DISK)
    assert [told(each) for each in run.check(seen, rules)] == [
        found,
        replace(found, message=found.message.replace("Compiler", "Runtime")),
    ]
    after = run.fixed(seen, rules).source.text
    assert after == MERGED.replace("the compiler/", "the%20compiler/")


def test_nothing_is_encoded_in_a_registry_that_is_not_sound() -> None:
    registry = page("the compiler/") + "    status: ~\n"
    found = encoded("the compiler/", "the%20compiler/", "sigs.yaml:4:13", "'the compiler/'", ())
    seen = snapshot(registry, {}, ON_DISK)
    rules = run.selected(RULES, ["SIG504"], [])
    assert [told(each) for each in run.check(seen, rules)] == [found]


def test_many_links_are_encoded_each_by_its_own_fix() -> None:
    registry = "sigs:\n" + "".join(
        f"  - name: S{at}\n    readme: 'https://example.org/{at} {at}'\n"
        f"    leads: [{{name: Ada, url: https://example.org/a {at}}}]\n"
        for at in range(2)
    )
    found = run.check(snapshot(registry, {}), run.selected(RULES, ["SIG504"], []))
    assert [told(each).fix for each in found] == [
        ("percent-encode the link", True, lines)
        for at in range(2)
        for lines in (
            (
                f"-    readme: 'https://example.org/{at} {at}'",
                f"+    readme: 'https://example.org/{at}%20{at}'",
            ),
            (
                f"-    leads: [{{name: Ada, url: https://example.org/a {at}}}]",
                f'+    leads: [{{name: Ada, url: "https://example.org/a%20{at}"}}]',
            ),
        )
    ]


def test_pages_that_live_elsewhere_are_encoded_too() -> None:
    registry = (
        "tables:\n  - path: README.md\n    heading: SIGs\n    columns:\n      Name: name\n"
        "    link_base: https://example.org/\nsigs:\n  - name: Compiler\n    readme: a b/\n"
    )
    readme = "# SIGs\n\n| Name |\n| - |\n| [Compiler](<https://example.org/a b/>) |\n"
    lines = ("-    readme: a b/", "+    readme: a%20b/")
    assert checked(registry, {"README.md": readme}) == [
        replace(
            encoded("a b/", "a%20b/", "sigs.yaml:9:13", "a b/", lines),
        )
    ]


# --- SIG505 ------------------------------------------------------------------------------------


def empty(field: str, shown: str, at: str, text: str) -> Told:
    return Told(
        "SIG505", "empty-link", "warning",
        f"Compiler: {field} has a link that leads nowhere: '{shown}'", at, text,
        hint="say where it leads, or write the text without a link",
    )  # fmt: skip


def about(text: str) -> str:
    return f"sigs:\n  - name: Compiler\n    {LEADS}\n    responsibilities: {text}\n"


EMPTY: Final = {
    "in a text": (
        about("see [the *page*]() and [](<>), not [a](b)"),
        [
            empty("responsibilities", shown, "sigs.yaml:4:23", text)
            for text in ["see [the *page*]() and [](<>), not [a](b)"]
            for shown in ["the page", ""]
        ],
    ),
    "an image": (
        about("'![编译]()'"), [empty("responsibilities", "编译", "sigs.yaml:4:23", "'![编译]()'")],
    ),
    "a link field": (page("[page]( )"), [empty("readme", "page", "sigs.yaml:4:13", "'[page]( )'")]),
    "in code": (about("'write `[x]()`'"), []),
    "escaped": (about("'write \\[x]()'"), []),
    "a call": (about("'map[x](y)()'"), []),
    "one language": (
        LANGUAGES + about("{en: a, zh: '[乙]()'}"),
        [empty("responsibilities", "乙", "sigs.yaml:7:35", "'[乙]()'")],
    ),
    "a person's affiliation": (
        about("a").replace("handle: ada", "handle: ada, affiliation: '[ACME]()'"),
        [empty("leads", "ACME", "sigs.yaml:3:40", "'[ACME]()'")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), EMPTY.values(), ids=EMPTY)
def test_a_link_leads_somewhere(registry: str, expected: list[Told]) -> None:
    assert findings("SIG505", registry) == expected


# --- in several languages ----------------------------------------------------------------------

ADA: Final = "https://example.org/ada"
SCRIPT: Final = "javascript:alert(1)"


def scripted(at: str) -> Told:
    message = f"Compiler: '{SCRIPT}' is no http, https or mailto link"
    return Told("SIG502", "bad-url", "error", message, at, f"'{SCRIPT}'")


NAMES: Final[dict[str, tuple[str, str, str | None]]] = {
    "a reference without a definition": ('"[Build][b]"', "", "b"),
    "a reference by its own label": ('"[Build][]"', "[Builds]: b.md\n", "Build"),
    "a reference with its definition": ('"[Build][ B ]"', "[b]: b.md\n", None),
    "a definition in two words": ('"[Build][the  build]"', "  [The build]: <b.md>\n", None),
    "a label alone": ('"[Build]"', "", None),
    "an index": ("Build[1]", "", None),
}


@pytest.mark.parametrize(("name", "below", "label"), NAMES.values(), ids=NAMES)
def test_sig501_a_reference_that_nothing_defines(name: str, below: str, label: str | None) -> None:
    registry = f"tables: [{{path: README.md, columns: {{Name: name}}}}]\nsigs:\n  - name: {name}\n"
    document = f"| Name |\n| - |\n| {name.strip(chr(34))} |\n\n{below}"
    expected = Told(
        "SIG501", "broken-link", "error",
        f"Build: README.md does not say what the link [{label}] opens",
        "sigs.yaml:3:11", name,
        hint=f"write a line '[{label}]: LINK' there, or the link into the name",
    )  # fmt: skip
    found = checked(registry, {"README.md": document}, {"b.md"})
    found = [each for each in found if each.code == "SIG501"]
    assert found == ([expected] if label else [])


def test_sig501_a_reference_that_one_language_lacks() -> None:
    registry = SPOKEN + "sigs:\n  - name: {en: '[Docs][d]', zh: '[文档][d]'}\n"
    documents = {
        "en.md": "| Name |\n| - |\n| [Docs][d] |\n\n[d]: d.md\n",
        "zh.md": "| Name |\n| - |\n| [文档][d] |\n",
        "ja.md": "| Name |\n| - |\n",
    }
    found = [each for each in checked(registry, documents, {"d.md"}) if each.code == "SIG501"]
    assert found == [
        Told(
            "SIG501", "broken-link", "error",
            "Docs / 文档: zh.md does not say what the link [d] opens",
            "sigs.yaml:3:33", "'[文档][d]'",
            hint="write a line '[d]: LINK' there, or the link into the name",
        )
    ]  # fmt: skip


def linking(link: str) -> str:
    return f"{SPOKEN}sigs:\n  - name: Compiler\n    leads: [{{name: Ada, url: {link}}}]\n"


SPEAKING: Final = {
    # --- SIG501
    # --- SIG502
    "a script in the second language": (
        linking(f"{{en: {ADA}, zh: '{SCRIPT}'}}"), [scripted("sigs.yaml:4:64")],
    ),
    "a script in the first language": (
        linking(f"{{en: '{SCRIPT}', zh: {ADA}}}"), [scripted("sigs.yaml:4:35")],
    ),
    "a script in two of three languages": (
        linking(f"{{zh: '{SCRIPT}', en: {ADA}, ja: '{SCRIPT}'}}"),
        [scripted("sigs.yaml:4:35"), scripted("sigs.yaml:4:91")],
    ),
    "a script as the page of a SIG in the second language": (
        f"{SPOKEN}sigs:\n  - name: Compiler\n    readme: {{en: people/ada.md, zh: '{SCRIPT}'}}\n",
        [scripted("sigs.yaml:4:37")],
    ),
    "a link for each language": (linking(f"{{en: {ADA}, zh: {ADA}-zh}}"), []),
    # --- SIG504
    "a link of a person that is encoded in its language alone": (
        linking("{en: 'https://example.org/a', zh: 'https://example.org/a b'}"),
        [
            encoded(
                "https://example.org/a b", "https://example.org/a%20b", "sigs.yaml:4:64",
                "'https://example.org/a b'",
                (
                    "-    leads: [{name: Ada, url: {en: 'https://example.org/a', "
                    "zh: 'https://example.org/a b'}}]",
                    "+    leads: [{name: Ada, url: {en: 'https://example.org/a', "
                    "zh: 'https://example.org/a%20b'}}]",
                ),
            )
        ],
    ),
    # --- SIG505
    "an employer whose link leads nowhere in the second language": (
        linking(ADA).replace("name: Ada", "name: Ada, affiliation: {en: A, zh: '[甲]()'}"),
        [empty("leads", "甲", "sigs.yaml:4:50", "'[甲]()'")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), SPEAKING.values(), ids=SPEAKING)
def test_what_is_told_of_links_in_several_languages(registry: str, expected: list[Told]) -> None:
    assert findings("SIG5", registry, {"people/ada.md"}) == expected


def test_sig503_asks_for_the_link_of_each_language() -> None:
    registry = linking(f"{{en: {ADA}, zh: https://example.org/gone}}")
    assert urls_of(snapshot(registry, {})) == [ADA, "https://example.org/gone"]
    assert findings("SIG503", registry) == [
        unreachable(
            "https://example.org/gone", "sigs.yaml:4:64", "https://example.org/gone",
            "404 Not Found",
        )
    ]  # fmt: skip


def test_a_page_in_one_language_is_asked_for_where_the_tables_in_it_have_their_pages() -> None:
    registry = ELSEWHERE.replace(
        "tables:\n",
        "tables:\n  - {path: zh.md, language: zh, link_base: 'https://zh.example.org/',"
        " columns: {Name: name}}\n",
    ).replace("path: README.md\n", "path: README.md\n    language: en\n")
    registry = registry.replace("compiler/README.md#people", "{en: a.md, zh: a_zh.md}")
    assert urls_of(snapshot(registry, {})) == [
        "https://example.org/pages/a.md",
        "https://zh.example.org/a_zh.md",
    ]
    everywhere = registry.replace("{en: a.md, zh: a_zh.md}", "a.md")
    assert urls_of(snapshot(everywhere, {})) == [
        "https://zh.example.org/a.md",
        "https://example.org/pages/a.md",
    ]
