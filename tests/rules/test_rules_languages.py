"""SIG7xx: registries that speak several languages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pytest
from rules_support import Told, checked, snapshot, told

from sigtool.check import run
from sigtool.rules import RULES

SOURCE: Final = "sigtool edit-sig"
# Two tables that agree, and the registry's head, up to its SIGs.
TABLES: Final = """\
tables:
  - path: README.md
    language: en
    columns: {Name: name, About: responsibilities}
  - path: README_CN.md
    language: zh
    columns: {名称: name, 职责: responsibilities}
sigs:
"""
ENGLISH: Final = "| Name | About |\n| ---- | ----- |\n"
CHINESE: Final = "| 名称 | 职责 |\n| ---- | ---- |\n"
TEXT: Final = "It turns text into programs."


def elsewhere(name: str, at: str, there: str) -> Told:
    return Told(
        "SIG702", "languages-differ", "warning", f"{name}: stands elsewhere in zh than in en",
        at, name, (("in en it is here", there),),
        hint="put the rows in one order; without `order: own` sigtool render does",
    )  # fmt: skip


def scripted(fault: str, at: str, text: str, hint: str) -> Told:
    return Told("SIG703", "wrong-script", "note", f"Compiler: {fault}", at, text, hint=hint)


def links(
    code: str, link: str, better: str, at: str, text: str, table: str, *, one: bool = False
) -> Told:
    option = "" if one else f"--language {code} "
    return Told(
        "SIG704", "link-language", "note",
        f"Compiler: the table in {code} links '{link}', and there is '{better}'", at, text,
        ((f"the table in {code} is here", table),),
        hint=f"{SOURCE} Compiler {option}--readme {better}",
    )  # fmt: skip


def both(english: Sequence[str], chinese: Sequence[str]) -> Mapping[str, str]:
    """The two documents, with these cells in their rows."""
    return {
        "README.md": ENGLISH + "".join(f"| {row} |\n" for row in english),
        "README_CN.md": CHINESE + "".join(f"| {row} |\n" for row in chinese),
    }


def own_order(registry: str) -> str:
    return registry.replace("language: zh\n", "language: zh\n    order: own\n")


AGREED: Final = TABLES + (
    "  - name: {en: Compiler, zh: 编译器}\n    responsibilities: {en: Compiles., zh: 编译。}\n"
    "  - name: {en: Runtime, zh: 运行时}\n    responsibilities: {en: Runs., zh: 运行。}\n"
    "  - name: Docs\n    responsibilities: {en: Explains., zh: 说明。}\n"
)
IN_CHINESE: Final = (
    "  - {name: 编译器, responsibilities: 编译。}\n  - {name: 运行时, responsibilities: 运行。}\n"
    "  - {name: Docs, responsibilities: 说明。}\n"
)
EN_ROWS: Final = ("Compiler | Compiles.", "Runtime | Runs.", "Docs | Explains.")
ZH_ROWS: Final = ("编译器 | 编译。", "运行时 | 运行。", "Docs | 说明。")

CASES: Final = {
    "two languages that agree": (AGREED, both(EN_ROWS, ZH_ROWS), []),
    # --- SIG701
    "a text that the table alone has is told as that": (
        AGREED.replace("{en: Compiles., zh: 编译。}", "{en: Compiles.}"),
        both(EN_ROWS, ZH_ROWS),
        ["SIG601"],
    ),
    "an empty text is told as that": (
        AGREED.replace("{en: Compiles., zh: 编译。}", "{en: Compiles., zh: }"),
        both(EN_ROWS, ("编译器 |", *ZH_ROWS[1:])),
        ["SIG007"],
    ),
    # --- SIG702
    "a translation whose every row stands elsewhere": (
        own_order(AGREED),
        both(EN_ROWS, tuple(reversed(ZH_ROWS))),
        [elsewhere("Docs", "README_CN.md:3:3", "README.md:5:3")],
    ),
    "two tables of one language, one of them with an order of its own": (
        own_order(TABLES).replace("language: en\n", "language: zh\n") + IN_CHINESE,
        both(ZH_ROWS, tuple(reversed(ZH_ROWS))),
        [],
    ),
    "both tables with an order of their own": (
        own_order(AGREED).replace("language: en\n", "language: en\n    order: own\n"),
        both((EN_ROWS[1], EN_ROWS[0], EN_ROWS[2]), ZH_ROWS),
        [elsewhere("编译器", "README_CN.md:3:3", "README.md:4:3")],
    ),
    "nothing but tables": (TABLES.replace("sigs:", "sigs: []"), both((), ()), []),
    # --- SIG703
    **{
        f"in {code}: {text}": (
            TABLES + f"  - name: Compiler\n    responsibilities: {{{code}: '{text}', {other}}}\n",
            both(
                (f"Compiler | {text if code == 'en' else 'It runs.'}",),
                (f"Compiler | {text if code == 'zh' else '运行。'}",),
            ),
            [],
        )
        for code, other, text in (
            ("zh", "en: It runs.", "MindSpore Lite for Android"),
            ("zh", "en: It runs.", "see [all that is to be done](https://example.org/)"),
            ("zh", "en: It runs.", "`one two three four five six`"),
            ("zh", "en: It runs.", "@one @two @three @four @five @six"),
            ("zh", "en: It runs.", "All that has to do with the 编译器"),
            ("en", "zh: 运行。", "编译器"),
            ("en", "zh: 运行。", "It is called 编译器小组 by its members"),
            ("en", "zh: 运行。", "[编译器小组的页面](https://example.org/)"),
        )
    },
    # --- what is the same everywhere
    "tables that name no language": (
        TABLES.replace("    language: en\n", "").replace("    language: zh\n", "")
        + "  - name: Compiler\n    responsibilities: 把文本变成程序。\n",
        both(("Compiler | 把文本变成程序。",), ("Compiler | 把文本变成程序。",)),
        [],
    ),
    "a fault in a table leaves languages uncertain": (
        AGREED.replace("{en: Runs., zh: 运行。}", "{en: Runs.}").replace("path: R", "pth: R", 1),
        both(EN_ROWS, ZH_ROWS),
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "documents", "expected"), CASES.values(), ids=CASES)
def test_what_is_told_of_languages(
    registry: str, documents: Mapping[str, str], expected: Sequence[Told | str] | None
) -> None:
    found = checked(registry, documents)
    codes = [each.code for each in found]
    if expected is None:
        assert [code for code in codes if code.startswith("SIG7")] == []
    elif expected and isinstance(expected[0], str):
        assert codes == expected
    else:
        assert found == expected


def test_lines_may_end_as_they_like() -> None:
    registry = own_order(AGREED).replace("\n", "\r\n")
    documents = both(EN_ROWS, (ZH_ROWS[1], ZH_ROWS[2], ZH_ROWS[0]))
    read = {path: text.replace("\n", "\r\n") for path, text in documents.items()}
    assert checked(registry, read) == [elsewhere("编译器", "README_CN.md:5:3", "README.md:3:3")]


# --- SIG703, one language ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text", "fault"),
    [
        ("en", "把文本变成程序。 https://example.org/" + "a" * 200, "is in Chinese letters"),
        ("en", "把文本变成程序。", "is in Chinese letters"),
        ("de", "テキストをプログラムにする", "is in Japanese letters"),
        ("en_US", "텍스트를 프로그램으로 만든다", "is in Korean letters"),
        ("fr", "텍스트를 프로그램으로 만든다", "is in Korean letters"),
        ("zh", TEXT, "has no Chinese letter"),
        ("zh-CN", TEXT, "has no Chinese letter"),
        ("ja", TEXT, "has no Japanese letter"),
        ("ko", TEXT, "has no Korean letter"),
        ("ja", "把文本变成程序。", None),
        ("xx", "把文本变成程序。", None),
        ("xx", TEXT, None),
    ],
)
def test_sig703_a_text_of_a_registry_in_one_language(
    code: str, text: str, fault: str | None
) -> None:
    registry = (
        f"tables: [{{path: README.md, language: {code}, columns: {{Name: name, A: chat}}}}]\n"
        f"sigs: [{{name: Compiler, chat: {text}}}]\n"
    )
    rules = run.selected(RULES, ["SIG703"], [])
    found = [told(each) for each in run.check(snapshot(registry, {}), rules)]
    hint = f"say it in {code}: {SOURCE} Compiler --set chat=..."
    assert found == (
        [
            scripted(
                f"chat: what the table in {code} shows {fault}", "sigs.yaml:2:31", text, hint,
            )
        ]
        if fault
        else []
    )  # fmt: skip


def test_sig703_a_mark_is_no_text() -> None:
    registry = TABLES + "  - {name: Compiler, id: 编译器小组的标记}\n"
    found = run.check(snapshot(registry, {}), run.selected(RULES, ["SIG703"], []))
    assert found == []


# --- SIG704 ------------------------------------------------------------------------------------

PAGE: Final = "compiler/README.md"
PAGE_CN: Final = "compiler/README_CN.md"
LINKED: Final = """\
tables:
  - {path: README.md, language: en, columns: {Name: name}}
  - {path: README_CN.md, language: zh, columns: {名称: name}}
sigs:
  - name: Compiler
    readme: """
EN_TABLE, ZH_TABLE = "sigs.yaml:2:33", "sigs.yaml:3:36"
AT: Final = "sigs.yaml:6:13"
LINKS: Final = {
    **{
        f"a page called {name}": (
            LINKED + "compiler/README.md",
            {PAGE, f"compiler/{name}"},
            [links("zh", PAGE, f"compiler/{name}", AT, PAGE, ZH_TABLE)],
        )
        for name in (
            "README_zh.md", "README.zh.md", "README-zh.md", "README_zh_CN.md", "README-zh-CN.md",
            "README.zh-Hans.md", "README_ZH.md", "README-cn.md", "README_Chinese.md",
        )
    },
    "a page for both, and one in English": (
        LINKED + PAGE,
        {PAGE, "compiler/README_EN.md"},
        [links("en", PAGE, "compiler/README_EN.md", AT, PAGE, EN_TABLE)],
    ),
    "a page that is not there is told as that": (LINKED + PAGE, {PAGE_CN}, []),
    "no file of Markdown": (LINKED + "compiler/", {"compiler/", "compiler/_CN"}, []),
    "of three languages nobody knows which one a page is in": (
        LINKED.replace("sigs:", "  - {path: A.md, language: de, columns: {N: name}}\nsigs:")
        + "compiler/README_zh.md",
        {PAGE, "compiler/README_zh.md"},
        [],
    ),
    "of three languages the last one is that of a page without one": (
        LINKED.replace("sigs:", "  - {path: A.md, language: de, columns: {N: name}}\nsigs:")
        + "{en: a_de.md, de: a_de.md, zh: a_zh.md}",
        {"a.md", "a_de.md", "a_zh.md"},
        [links("en", "a_de.md", "a.md", "sigs.yaml:7:18", "a_de.md", EN_TABLE)],
    ),
    "pages that live elsewhere": (
        LINKED.replace("zh, ", "zh, link_base: https://example.org/, ") + PAGE, {PAGE, PAGE_CN}, [],
    ),
    "a registry of one language": (
        LINKED.replace("  - {path: README.md, language: en, columns: {Name: name}}\n", "") + PAGE,
        {PAGE, PAGE_CN},
        [links("zh", PAGE, PAGE_CN, "sigs.yaml:5:13", PAGE, "sigs.yaml:2:36", one=True)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "pages", "expected"), LINKS.values(), ids=LINKS)
def test_sig704_a_table_links_the_page_in_its_language(
    registry: str, pages: Collection[str], expected: list[Told]
) -> None:
    rules = run.selected(RULES, ["SIG704"], [])
    found = run.check(snapshot(registry + "\n", {}, pages), rules)
    assert [told(each) for each in found] == expected


def test_sig704_a_page_in_another_script_is_another_languages() -> None:
    before = snapshot(LINKED + PAGE_CN + "\n", {}, {PAGE, PAGE_CN})
    rules = run.selected(RULES, ["SIG704"], [])
    english = replace(before, page=lambda _: TEXT)
    chinese = replace(before, page=lambda _: "把文本变成程序。")
    codes = [[each.code for each in run.check(s, rules)] for s in (english, chinese)]
    assert codes == [["SIG704"], []]
