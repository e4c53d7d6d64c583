"""SIG3xx: what SIGs are called, say and link to."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pytest
from rules_support import README, REGISTRY, SPOKEN, TABLES, Told, checked, findings, snapshot

from sigtool.check import run
from sigtool.rules import RULES

FIRST: Final = "the first is here"


def shared(who: str, first: str, link: str, at: str, text: str, place: str) -> Told:
    severity = "note" if "://" in link else "warning"
    return Told(
        "SIG302", "shared-readme", severity, f"{who}: links to '{link}', the page of {first}",
        at, text, ((FIRST, place),),
        hint=f"link its own page: sigtool edit-sig {who} --readme ...",
    )  # fmt: skip


def decorated(name: str, what: str, at: str, text: str, command: str) -> Told:
    message = f"{name}: the name {what}, the others do not"
    hint = f"sigtool edit-sig {command}"
    return Told("SIG303", "decorated-name", "note", message, at, text, hint=hint)


def styled(name: str, style: str, at: str, text: str, command: str) -> Told:
    message = f"{name}: the name is not in {style}, most others are"
    hint = f"write it as the others are written: sigtool edit-sig {command} --name ..."
    return Told("SIG304", "name-style", "note", message, at, text, hint=hint)


def silent(name: str, at: str, argument: str = "") -> Told:
    return Told(
        "SIG305", "missing-responsibilities", "warning", f"{name} has no responsibilities", at,
        name, hint=f"say what it does: sigtool edit-sig {argument or name} --responsibilities ...",
    )  # fmt: skip


def repeated(words: str, at: str, text: str, gone: str = "", come: str = "") -> Told:
    return Told(
        "SIG306", "repeated-word", "warning", f"Compiler: responsibilities has {words}", at, text,
        fix=("write the word once", True, (f"-{gone}", f"+{come}")) if gone else None,
        hint="write the word once",
    )  # fmt: skip


def same(who: str, first: str, at: str, text: str, place: str) -> Told:
    return Told(
        "SIG307", "same-responsibilities", "warning", f"{who}: has the responsibilities of {first}",
        at, text, ((FIRST, place),), hint="say what each of the two does, or merge them",
    )  # fmt: skip


def homeless(name: str, at: str) -> Told:
    hint = f"name it: sigtool edit-sig {name} --readme PATH"
    return Told("SIG308", "missing-readme", "note", f"{name} has no page", at, name, hint=hint)


def linking(*links: str) -> str:
    return "sigs:\n" + "".join(
        f"  - name: {name}\n    readme: {link}\n"
        for name, link in zip("ABCDEF", links, strict=False)
    )


def called(*names: str) -> str:
    return "sigs:\n" + "".join(f"  - name: {name}\n" for name in names)


def doing(text: str) -> str:
    return f"sigs:\n  - name: Compiler\n    responsibilities: {text}\n"


def both(left: str, right: str) -> str:
    return f"sigs:\n  - {{name: A, responsibilities: {left}}}\n  - {{name: B, {right}}}\n"


PAGES: Final = {
    "./b/../a/",
    "a.md",
    "a b.md",
    "a",
    "a/",
    "b/README.md",
    "a/README.md",
    "a/readme.md",
}
TITLES: Final = ("Data Sets", "Front End", "Model Zoo", "Graph Learning", "Release")

CASES: Final = {
    # --- SIG302
    "two SIGs with a page each": (linking("a/README.md", "b/README.md"), []),
    "two SIGs with one page": (
        linking("a/README.md", "a/README.md"),
        [shared("B", "A", "a/README.md", "sigs.yaml:5:13", "a/README.md", "sigs.yaml:3:13")],
    ),
    "one page, in every way to write it": (
        linking("a/README.md", "./b/../a/", "a", "'[A](a/readme.md)'", "a/README.md?x=1#part"),
        [
            shared("B", "A", "./b/../a/", "sigs.yaml:5:13", "./b/../a/", "sigs.yaml:3:13"),
            shared("C", "A", "a", "sigs.yaml:7:13", "a", "sigs.yaml:3:13"),
            shared(
                "D", "A", "a/readme.md", "sigs.yaml:9:13", "'[A](a/readme.md)'", "sigs.yaml:3:13"
            ),
        ],
    ),
    "one page of the web": (
        linking("https://example.org/a", "HTTPS://Example.org/a/"),
        [
            shared(
                "B", "A", "HTTPS://Example.org/a/", "sigs.yaml:5:13", "HTTPS://Example.org/a/",
                "sigs.yaml:3:13",
            )
        ],
    ),
    "two parts of one page, and two queries": (
        linking("a.md#a", "a.md#b", "https://example.org/?a", "https://example.org/?b"), [],
    ),
    "one SIG's page in two languages is one SIG's": (
        "tables:\n"
        "  - {path: README.md, heading: Current SIGs, language: en, columns: {Name: name}}\n"
        "  - {path: README.md, heading: Current SIGs, language: zh, columns: {Name: name}}\n"
        "sigs:\n  - {name: A, readme: {en: a.md, zh: a.md}}\n",
        None,
    ),
    "a SIG that was merged into another": (
        "sigs: [{name: A, readme: a.md}, {name: B, readme: a.md, status: archived}]\n", [],
    ),
    "an alias that is a link": (
        "sigs:\n  - {name: A, readme: &a a.md}\n  - {name: B, readme: *a}\n",
        [
            shared(
                "B", "A", "a.md", "sigs.yaml:3:23", "*a", "sigs.yaml:2:26",
            )
        ],
    ),
    "a merge key brings in the link": (
        "sigs:\n  - &a {name: A, readme: a.md}\n  - {<<: *a, name: B}\n",
        [
            shared("B", "A", "a.md", "sigs.yaml:3:5", "{<<: *a, name: B}", "sigs.yaml:2:26"),
        ],
    ),
    # --- SIG303
    "names that all have it": (called("A SIG", "B SIG", "C SIG", "D SIG", "E SIG"), []),
    "a name that has it, of too few": (called("A SIG", "B", "C", "D"), []),
    "two of five that have it are no exception": (called("A SIG", "B SIG", "C", "D", "E"), []),
    "names with what the others lack": (
        called(
            "Fortran SIG", "SIG-Docs", "Data/", "'**Graph**-sig'", "SIG", "Design", "B", "C", "D",
            "E", "F", "G", "H", "I", "J",
        ),
        [
            decorated(
                "Fortran SIG", "ends in 'SIG'", "sigs.yaml:2:11", "Fortran SIG",
                "'Fortran SIG' --name Fortran",
            ),
            decorated(
                "SIG-Docs", "begins with 'SIG'", "sigs.yaml:3:11", "SIG-Docs",
                "SIG-Docs --name Docs",
            ),
            decorated("Data/", "ends in '/'", "sigs.yaml:4:11", "Data/", "Data/ --name Data"),
            decorated(
                "Graph-sig", "ends in 'SIG'", "sigs.yaml:5:11", "'**Graph**-sig'",
                "Graph-sig --name Graph",
            ),
        ],
    ),
    "a Chinese name with what the others lack": (
        called("编译器SIG", "运行时", "文档", "数据", "安全"),
        [
            decorated(
                "编译器SIG", "ends in 'SIG'", "sigs.yaml:2:11", "编译器SIG",
                "'编译器SIG' --name '编译器'",
            )
        ],
    ),
    "SIGs that are not shown do not count": (
        called("A SIG\n    status: archived", "B", "C", "D", "E", "F"), [],
    ),
    # --- SIG304
    "names in Title Case, and words that any style has": (
        called(*TITLES, "AI", "CI/CD", "Test and Release", "eBPF Tools", "MindSpore Lite", "3D",
               "DevOps", "etcd"),
        [],
    ),
    "names in other styles than the others": (
        called(*TITLES, "Data Loading", "Web Pages", "Bug Triage", "Code Review", "graph-kernels",
               "Machine learning", "数据集", "Back-End"),
        [
            styled("graph-kernels", "Title Case", "sigs.yaml:11:11", "graph-kernels",
                   "graph-kernels"),
            styled("Machine learning", "Title Case", "sigs.yaml:12:11", "Machine learning",
                   "'Machine learning'"),
        ],
    ),
    "names in CamelCase, and one in Title Case": (
        called("FrontEnd", "ModelZoo", "Compiler", "MSLITE", "DataSets", "AI Security"),
        [styled("AI Security", "CamelCase", "sigs.yaml:7:11", "AI Security", "'AI Security'")],
    ),
    "names in snake_case, and one in kebab-case": (
        called("front_end", "model_zoo", "compiler", "data_sets", "graph-learning"),
        [
            styled("graph-learning", "snake_case", "sigs.yaml:6:11", "graph-learning",
                   "graph-learning"),
        ],
    ),
    "no style that four of five have": (
        called("FrontEnd", "ModelZoo", "Data Sets", "Graph Learning", "Compiler"), [],
    ),
    "too few names to have a style": (called("FrontEnd", "ModelZoo", "DataSets", "AI Help"), []),
    # --- SIG305
    "SIGs of a community that keeps no responsibilities": (called("A", "B"), []),
    "a SIG without responsibilities, among others": (
        "sigs:\n  - name: A B\n  - {name: C, responsibilities: Runs.}\n",
        [silent("A B", "sigs.yaml:2:11", "'A B'")],
    ),
    "a SIG that is not active need not say": (
        "sigs: [{name: A, status: dormant}, {name: B, responsibilities: Runs.}]\n", [],
    ),
    # --- SIG306
    "words that stand twice": (
        doing("This SIG is is for the  the compiler."),
        [
            repeated(
                "'is is' and 'the  the'", "sigs.yaml:3:23", "This SIG is is for the  the compiler.",
                "    responsibilities: This SIG is is for the  the compiler.",
                "    responsibilities: This SIG is for the compiler.",
            )
        ],
    ),
    "case does not count, and three are one too many as well": (
        doing('"The the compiler. It it, and and and so on"'),
        [
            repeated(
                "'The the' and 'It it' and 'and and and'", "sigs.yaml:3:23",
                '"The the compiler. It it, and and and so on"',
                '    responsibilities: "The the compiler. It it, and and and so on"',
                '    responsibilities: "The compiler. It, and so on"',
            )
        ],
    ),
    "beside markup": (
        doing("of `a` of [the](a.md) the **the** a a."),
        [
            repeated(
                "'a a'", "sigs.yaml:3:23", "of `a` of [the](a.md) the **the** a a.",
                "    responsibilities: of `a` of [the](a.md) the **the** a a.",
                "    responsibilities: of `a` of [the](a.md) the **the** a.",
            )
        ],
    ),
    **{
        f"no repetition: {text}": (doing(f"'{text}'"), [])
        for text in (
            "All that had had to be done.", "All that that does.", "a very very long day",
            "the end, the the-end", "It is. Is it?", "to, to", "on on-call days", "C C++ C",
            "Walla Walla", "node.js js", "`the the`", "``the ` the the``", "[the the](a.md)",
            "<span class=the the>", "http://the the@the", "the \\the", "2 2", "theatre the theatre",
            "看看 看看", "研究 研究一下", "the (the)", "a@b b", "so so-called", "is is-a",
        )
    },
    "a name may repeat itself": (called("Data Data", "Run run"), []),
    "a text in another language than English": (
        "tables: [{path: README.md, heading: SIGs, language: fr, columns: {Name: name}}]\n"
        "sigs: [{name: A, responsibilities: Nous nous occupons de de tout.}]\n",
        None,
    ),
    "words that an alias repeats": (
        "sigs:\n  - {name: Compiler, responsibilities: &a a a b}\n"
        "  - {name: Runtime, responsibilities: *a}\n",
        [
            repeated("'a a'", "sigs.yaml:2:43", "a a b"),
            Told(
                "SIG306", "repeated-word", "warning", "Runtime: responsibilities has 'a a'",
                "sigs.yaml:3:39", "*a", hint="write the word once",
            ),
        ],
    ),
    # --- SIG307
    "two that do not do the same": (both("Turns text.", "responsibilities: Turns it."), []),
    "two that do the same": (
        both("Turns *text*  into fast code.", "responsibilities: turns text into fast code"),
        [
            same(
                "B", "A", "sigs.yaml:3:33", "turns text into fast code", "sigs.yaml:2:33",
            )
        ],
    ),
    "two that do the same in Chinese": (
        both("负责编译器的开发工作", "responsibilities: 负责编译器的开发工作。"),
        [same("B", "A", "sigs.yaml:3:33", "负责编译器的开发工作。", "sigs.yaml:2:33")],
    ),
    "two of which nothing is known": (both("See it", "responsibilities: See it"), []),
    "one that is not shown": (
        both("Turns text.", "status: archived, responsibilities: Turns text."), [],
    ),
    "two of one name are told as that": (
        "sigs:\n  - {name: A, responsibilities: Turns text.}\n"
        "  - {name: a, responsibilities: Turns text.}\n",
        [
            Told(
                "SIG301", "duplicate-name", "error", "a: there is a SIG called 'A' already",
                "sigs.yaml:3:12", "a", ((FIRST, "sigs.yaml:2:12"),),
                hint="merge the two, or rename one",
            )
        ],
    ),
    # --- SIG308
    "a SIG without a page, where most have one": (
        linking("a.md", "b/README.md", "a/README.md") + "  - name: D\n  - name: E\n",
        [homeless("D", "sigs.yaml:8:11"), homeless("E", "sigs.yaml:9:11")],
    ),
    "a SIG without a page, where half have none": (
        linking("a.md", "b/README.md") + "  - name: D\n  - name: E\n  - name: F\n", [],
    ),
    "a SIG without a page, of four": (
        linking("a.md", "b/README.md", "a/README.md") + "  - name: D\n", [],
    ),
    "a SIG that is not active needs none": (
        linking("a.md", "b/README.md", "a/README.md", "https://e.org/")
        + "  - name: E\n  - {name: F, status: proposed}\n",
        [homeless("E", "sigs.yaml:10:11")],
    ),
    "nothing at all": ("sigs: []\n", []),
}  # fmt: skip
MINE: Final = {"SIG302", "SIG303", "SIG304", "SIG305", "SIG306", "SIG307", "SIG308"}


@pytest.mark.parametrize(("registry", "expected"), CASES.values(), ids=CASES)
def test_what_is_told_of_sigs(registry: str, expected: Sequence[Told] | None) -> None:
    found = checked(registry, {"README.md": README} if "tables:" in registry else {}, PAGES)
    if expected is None:  # what other rules say of such tables is their own business
        found, expected = [each for each in found if each.code in MINE], []
    assert found == expected


# --- beside a table ----------------------------------------------------------------------------


def test_sig305_a_table_that_shows_responsibilities_wants_them() -> None:
    readme = README.partition("| Compiler")[0] + "| Runtime |  | @ada |\n"
    registry = TABLES + "sigs: [{name: Runtime, leads: [{handle: ada}]}]\n"
    assert checked(registry, {"README.md": readme}) == [
        replace(silent("Runtime", "sigs.yaml:8:15"), message="Runtime has nothing under 'About'")
    ]


@pytest.mark.parametrize(
    ("registry", "readme", "codes"),
    [
        pytest.param(
            REGISTRY.replace("    responsibilities: Runs them.\n", ""), README, ["SIG601"],
            id="responsibilities that the table alone has",
        ),
        pytest.param(
            REGISTRY.replace("responsibilities: Runs", "responsibilites: Runs"), README, ["SIG003"],
            id="a mistyped key",
        ),
        pytest.param(
            REGISTRY.replace("responsibilities: Runs them.", "responsibilities:"), README,
            ["SIG007"], id="an empty value",
        ),
    ],
)  # fmt: skip
def test_sig305_does_not_tell_what_is_told_already(
    registry: str, readme: str, codes: list[str]
) -> None:
    assert [each.code for each in checked(registry, {"README.md": readme})] == codes


# --- fixes -------------------------------------------------------------------------------------

LANGUAGES: Final = """\
tables:
  - {path: README.md, heading: Current SIGs, language: en, columns: {Name: name}}
  - {path: README_CN.md, heading: Current SIGs, language: zh, columns: {Name: name}}
sigs:
  - name: Compiler
    responsibilities: # the the
      en: >-
        It is
        is here.
      zh: the the
"""
SIG306_FIXED: Final = {
    "one language of a text, which YAML folds": (
        LANGUAGES, LANGUAGES.replace(">-\n        It is\n        is here.", "It is here."),
    ),
    "with carriage returns": (
        doing("It is is.").replace("\n", "\r\n"), doing("It is.").replace("\n", "\r\n"),
    ),
    "an alias, whose text is another SIG's too, is left to somebody": (
        "sigs: [{name: A, responsibilities: &a It is is.}, {name: B, responsibilities: *a}]\n",
        "sigs: [{name: A, responsibilities: &a It is is.}, {name: B, responsibilities: *a}]\n",
    ),
    "a further field that a column binds": (
        "tables: [{path: README.md, columns: {Name: name, Chat: chat}}]\n"
        "sigs: [{name: A, chat: on on Monday}, {name: B, chat: in the the hall}]\n",
        "tables: [{path: README.md, columns: {Name: name, Chat: chat}}]\n"
        "sigs: [{name: A, chat: on Monday}, {name: B, chat: in the hall}]\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SIG306_FIXED.values(), ids=SIG306_FIXED)
def test_sig306_writes_the_word_once(before: str, after: str) -> None:
    rules = run.selected(RULES, ["SIG306"], [])
    assert run.fixed(snapshot(before, {}), rules).source.text == after


@pytest.mark.parametrize("twice", ["log log scale", "the the cha cha cha", "Log in in time."])
def test_what_may_be_meant_twice_is_no_safe_fix(twice: str) -> None:
    before = snapshot(REGISTRY.replace("Runs them.", twice), {})
    found = [each.fix for each in run.check(before, RULES) if each.code == "SIG306"]
    assert [fix and fix.safe for fix in found] == [False]


def test_a_table_follows_what_is_written_once() -> None:
    texts = [each.replace("Runs them.", "Runs is is them.") for each in (REGISTRY, README)]
    after = run.fixed(snapshot(texts[0], {"README.md": texts[1]}), RULES)
    documents = [each.source.text for each in after.documents.values() if each]
    wanted = [each.replace("Runs them.", "Runs is them.") for each in (REGISTRY, README)]
    assert [after.source.text, *documents] == wanted


# --- in several languages ----------------------------------------------------------------------


def duplicate(sig: str, name: str, at: str, text: str, first: str) -> Told:
    return Told(
        "SIG301", "duplicate-name", "error", f"{sig}: there is a SIG called {name!r} already", at,
        text, ((FIRST, first),), hint="merge the two, or rename one",
    )  # fmt: skip


def crossed(sig: str, own: str, other: str, name: str, at: str, first: str) -> Told:
    return Told(
        "SIG301", "duplicate-name", "warning",
        f"{sig}: its name in {own} is that of {other}, {name!r}", at, name, ((FIRST, first),),
        hint="rename one, so that commands know which is meant",
    )  # fmt: skip


# The names of SIGs; the first is on the third line.
NAMESAKES: Final = {
    "one name in the second language": (
        ["{en: Compiler, zh: 编译器}", "{en: Toolchain, zh: 编译器}"],
        [
            duplicate(
                "Toolchain / 编译器", "编译器", "sigs.yaml:4:31", "编译器", "sigs.yaml:3:30",
            )
        ],
    ),
    "one name in the second language, which is the first of the other": (
        ["{zh: 编译器, en: Compiler}", "{en: Toolchain, zh: 编译器}"],
        [
            duplicate(
                "Toolchain / 编译器", "编译器", "sigs.yaml:4:31", "编译器", "sigs.yaml:3:16",
            )
        ],
    ),
    "one name in the third language": (
        ["{en: A, zh: 甲, ja: Front End}", "{en: B, zh: 乙, ja: front-end}"],
        [
            duplicate(
                "B / 乙 / front-end", "Front End", "sigs.yaml:4:30", "front-end", "sigs.yaml:3:30",
            )
        ],
    ),
    "a name for every language, and one of them": (
        ["Docs", "{zh: docs, en: Documentation}"],
        [duplicate("docs / Documentation", "Docs", "sigs.yaml:4:16", "docs", "sigs.yaml:3:11")],
    ),
    "one of the languages, and a name for every one": (
        ["{zh: 文档, en: Docs}", "Docs"],
        [duplicate("Docs", "Docs", "sigs.yaml:4:11", "Docs", "sigs.yaml:3:24")],
    ),
    "one name in two languages is told once": (
        ["{zh: Docs, en: Docs}", "{en: Docs, zh: Docs}"],
        [duplicate("Docs", "Docs", "sigs.yaml:4:16", "Docs", "sigs.yaml:3:26")],
    ),
    "the names of two others": (
        ["{en: Docs, zh: 文档}", "{en: Data, zh: 数据}", "{en: Docs, zh: 数据}"],
        [
            duplicate("Docs / 数据", "Docs", "sigs.yaml:5:16", "Docs", "sigs.yaml:3:16"),
            duplicate("Docs / 数据", "数据", "sigs.yaml:5:26", "数据", "sigs.yaml:4:26"),
        ],
    ),
    "one name in two different languages": (
        ["{zh: Data, en: Dataset}", "{zh: 数据, en: Data}"],
        [
            crossed(
                "数据 / Data", "en", "Data / Dataset in zh", "Data", "sigs.yaml:4:24",
                "sigs.yaml:3:16",
            )
        ],
    ),
    "one name in two different languages of three": (
        ["{en: Kit, zh: 工具}", "{zh: 工, ja: Kit}"],
        [crossed("工 / Kit", "ja", "Kit / 工具 in en", "Kit", "sigs.yaml:4:23", "sigs.yaml:3:16")],
    ),
    "one name in one language, and another crosswise": (
        ["{en: Data, zh: 数据}", "{zh: Data, en: data}"],
        [duplicate("Data / data", "Data", "sigs.yaml:4:26", "data", "sigs.yaml:3:16")],
    ),
    "names that differ in every language": (
        ["{en: Data, zh: 数据}", "{en: Database, zh: 数据库}", "{en: Docs, zh: Docs}"], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("names", "expected"), NAMESAKES.values(), ids=NAMESAKES)
def test_sig301_looks_at_the_names_of_each_language(names: list[str], expected: list[Told]) -> None:
    assert findings("SIG301", SPOKEN + called(*names)) == expected


def test_sig301_a_name_that_is_an_alias_is_told_at_the_second_sig() -> None:
    registry = (
        SPOKEN + "sigs:\n  - name: &n {en: Docs, zh: 文档}\n  - name: *n\n    status: dormant\n"
    )
    assert findings("SIG301", registry) == [
        duplicate(
            "Docs / 文档", "Docs", "sigs.yaml:4:5", "name: *n\n    status: dormant",
            "sigs.yaml:3:19",
        )
    ]  # fmt: skip


SECTIONS: Final = {
    "in two sections": (
        "tables: [{path: a.md, section: now, columns: {Name: name}},"
        " {path: b.md, section: then, columns: {Name: name}}]\n"
        "sigs:\n  - name: Ada\n  - {name: Ada, section: then}\n", [],
    ),
    "in two sections without a table": (
        "sigs:\n  - {name: Ada, section: now}\n  - {name: ada, section: then}\n", [],
    ),
    "in one section, which is that of the first table": (
        "tables: [{path: a.md, section: now, columns: {Name: name}}]\n"
        "sigs:\n  - name: Ada\n  - {name: Ada, section: now}\n",
        [duplicate("Ada", "Ada", "sigs.yaml:4:12", "Ada", "sigs.yaml:3:11")],
    ),
    "twice in the second of two sections": (
        "sigs:\n  - {name: Ada, section: now}\n  - {name: Ada, section: then}\n"
        "  - {name: ada, section: then}\n",
        [duplicate("then/ada", "Ada", "sigs.yaml:4:12", "ada", "sigs.yaml:3:12")],
    ),
    "in two sections that one table shows": (
        "tables: [{path: a.md, columns: {Name: name}}]\n"
        "sigs:\n  - {name: Ada, section: now}\n  - {name: Ada, section: then}\n",
        [duplicate("then/Ada", "Ada", "sigs.yaml:4:12", "Ada", "sigs.yaml:3:12")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_sig301_told_of_one_name_in_two_sections(registry: str, expected: list[Told]) -> None:
    assert findings("SIG301", registry) == expected


SEEN: Final = {
    "a reference": ('"[Build][b]"', "build", "[Build][b]"),
    "a reference by its own label": ("Build", '"[Build][]"', "Build"),
    "a label alone": ('"[Build]"', "Build", "[Build]"),
    "a picture beside it": ('"![ci](ci.svg) Build"', "Build", None),
    "the mark of a note": ('"Build[^1]"', "Build", None),
}


@pytest.mark.parametrize(("first", "second", "known"), SEEN.values(), ids=SEEN)
def test_sig301_overlooked_a_name_that_is_a_reference(
    first: str, second: str, known: str | None
) -> None:
    registry = f"sigs:\n  - name: {first}\n  - name: {second}\n"
    name = second.strip('"')
    expected = [duplicate(name, known, "sigs.yaml:3:11", second, "sigs.yaml:2:11")] if known else []
    assert findings("SIG301", registry) == expected


SPEAKING: Final = {
    # --- SIG302
    "one page in the second language": (
        "sigs:\n  - {name: A, readme: {en: a.md, zh: a_zh.md}}\n"
        "  - {name: B, readme: {en: b.md, zh: a_zh.md}}\n",
        [shared("B", "A", "a_zh.md", "sigs.yaml:4:38", "a_zh.md", "sigs.yaml:3:38")],
    ),
    "two of one name in the second language are told as that": (
        "sigs:\n  - {name: {en: A, zh: 甲}, readme: a.md}\n"
        "  - {name: {en: B, zh: 甲}, readme: a.md}\n",
        [],
    ),
    # --- SIG303
    "a name for every language among those of one": (
        called("{en: A, zh: 甲}", "{en: B, zh: 乙}", "{en: C, zh: 丙}", "D", "E SIG"),
        [decorated("E SIG", "ends in 'SIG'", "sigs.yaml:7:11", "E SIG", "'E SIG' --name E")],
    ),
    "a name in one language among those for every one": (
        called("A", "B", "C", "D", "{zh: 戊, en: E SIG}"),
        [
            decorated(
                "E SIG", "ends in 'SIG'", "sigs.yaml:7:23", "E SIG",
                "'E SIG' --language en --name E",
            )
        ],
    ),
    "names of two languages are no habit of either": (
        called("{en: A}", "{en: B}", "{zh: 丙}", "{zh: 丁}", "{zh: 戊SIG}"), [],
    ),
    # --- SIG304
    "a style of one language and of every one": (
        called("FrontEnd", "ModelZoo", "{en: DataSets, zh: 数据}", "{en: GraphLearning, zh: 图}",
               "{en: AI Security, zh: 安全}"),
        [
            styled("AI Security", "CamelCase", "sigs.yaml:7:16", "AI Security",
                   "'AI Security' --language en"),
        ],
    ),
    # --- SIG305
    "a SIG that says nothing": (
        "sigs:\n  - name: {zh: 文档, en: Docs}\n  - {name: B, responsibilities: {zh: 编译}}\n",
        [
            Told(
                "SIG305", "missing-responsibilities", "warning",
                "文档 / Docs has no responsibilities", "sigs.yaml:3:11", "{zh: 文档, en: Docs}",
                hint="say what it does: sigtool edit-sig '文档' --responsibilities ...",
            )
        ],
    ),
    # --- SIG306
    "a mark that repeats itself": (called("A\n    id: the the"), []),
    # --- SIG307
    "two that do the same in the second language": (
        "sigs:\n  - {name: A, responsibilities: {en: Turns it., zh: 负责编译器的开发工作}}\n"
        "  - {name: B, responsibilities: {en: Runs it., zh: 负责编译器的开发工作。}}\n",
        [same("B", "A", "sigs.yaml:4:52", "负责编译器的开发工作。", "sigs.yaml:3:53")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), SPEAKING.values(), ids=SPEAKING)
def test_what_is_told_of_sigs_in_several_languages(registry: str, expected: list[Told]) -> None:
    assert findings(" ".join(sorted(MINE)), SPOKEN + registry) == expected
