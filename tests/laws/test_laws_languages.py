"""The laws, for all tables of one registry together: translations, and sections of them."""

import os
import unicodedata
from collections.abc import Callable, Sequence

import laws
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from sigtool.edit import operations
from sigtool.edit.operations import Spot
from sigtool.markdown import blocks
from sigtool.model import Order, Registry, Sig
from sigtool.tables import adopt, translate
from sigtool.tables import headers as aliases
from sigtool.tables.bind import bound
from sigtool.text.source import Source

Cells = Sequence[str]
Style = Callable[[Sequence[Cells]], list[str]]

CODES = ("zh", "en", "ja")
HEADERS = {
    "zh": ("SIG 名称", "职责", "负责人", "会议"),
    "en": ("SIG name", "Responsibilities", "SIG Leads", "Meetings"),
    "ja": ("SIG 名称", "職責", "Leads", "会議"),
}


def compact(rows: Sequence[Cells]) -> list[str]:
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return [lines[0], "| " + " | ".join("---" for _ in rows[0]) + " |", *lines[1:]]


def tight(rows: Sequence[Cells]) -> list[str]:
    lines = ["|".join(cells) for cells in rows]
    return [lines[0], "|".join("---" for _ in rows[0]), *lines[1:]]


def columns_of_code_points(text: str) -> int:
    return len(text)


def columns_of_a_terminal(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def aligned(measure: Callable[[str], int]) -> Style:
    def style(rows: Sequence[Cells]) -> list[str]:
        widths = [max(3, *(measure(row[at]) for row in rows)) for at in range(len(rows[0]))]
        lines = [
            "| "
            + " | ".join(c + " " * (w - measure(c)) for c, w in zip(cells, widths, strict=True))
            + " |"
            for cells in rows
        ]
        return [lines[0], "|" + "|".join("-" * (w + 2) for w in widths) + "|", *lines[1:]]

    return style


STYLES: dict[str, Style] = {
    "compact": compact,
    "tight": tight,
    "by code points": aligned(columns_of_code_points),
    "by display width": aligned(columns_of_a_terminal),
}

# The name, the page, what it does and who leads it, in each language.
GROUPS = [
    {"zh": ("编译器", "编译图。"), "en": ("Compiler", "Compiles."), "ja": ("コンパイラ", "訳す")},
    {"zh": ("Runtime", "运行。"), "en": ("Runtime", "Runs \\| all."), "ja": ("Runtime", "動く")},
    {"zh": ("文档", "说明"), "en": ("Docs", "Explains"), "ja": ("文書", "説明")},
    {"zh": ("AI 安全", ""), "en": ("AI Security", "Guards"), "ja": ("AI", "守る")},
]
LEADS = {
    "ada": dict.fromkeys(CODES, "[@ada](https://example.org/ada)"),
    "wang": {
        "zh": "[王小明](https://example.org/wxm)",
        "en": "[Wang Xiaoming](https://example.org/wxm)",
        "ja": "[王小明](https://example.org/wxm)",
    },
    "two": dict.fromkeys(
        CODES, "[@ada](https://example.org/ada) [@grace](https://example.org/hopper)"
    ),
    "not the same": {"zh": "@ada", "en": "@grace", "ja": "待定"},
    "nobody": dict.fromkeys(CODES, ""),
}


@st.composite
def communities(draw: st.DrawFn) -> laws.Community:
    """One or two tables, each in two or three languages, each document in its own style."""
    languages = draw(st.permutations(CODES))[: draw(st.integers(2, 3))]
    sections = [
        [
            (group, draw(st.sampled_from(sorted(LEADS))), draw(st.sampled_from(["", "own", "one"])))
            for group in draw(st.permutations(GROUPS))[: draw(st.integers(0, 4))]
        ]
        for _ in range(draw(st.integers(1, 2)))
    ]
    documents: dict[str, blocks.Document] = {}
    for code in languages:
        style = draw(st.sampled_from(sorted(STYLES)))
        newline = draw(st.sampled_from(["\n", "\r\n"]))
        lines: list[str] = []
        for at, groups in enumerate(sections):
            # A translation may lack a group, or have its groups in an order of its own.
            shown = [each for each in groups if draw(st.integers(0, 5))]
            shown = draw(st.permutations(shown)) if not draw(st.integers(0, 2)) else shown
            rows = [row(code, *each) for each in shown]
            lines += [f"# {at + 1}. {code}", "", *STYLES[style]([HEADERS[code], *rows]), ""]
        text = newline.join(lines)
        documents[f"{code}/README.md"] = blocks.read(Source(f"{code}/README.md", text))
    return adopted(documents, languages)


def row(code: str, group: dict[str, tuple[str, str]], leads: str, page: str) -> Cells:
    name, duties = group[code]
    linked = {
        "": name,
        "own": f"[{name}](../{group['en'][0]}/README_{code}.md)",
        "one": f"[{name}](https://example.org/{group['en'][0].replace(' ', '-')})",
    }
    return linked[page].replace("AI Security/", "ai/"), duties, LEADS[leads][code], "周二"


def adopted(documents: dict[str, blocks.Document], languages: Sequence[str]) -> laws.Community:
    """What `init --all` makes of translations."""
    tables = [document.tables for document in documents.values()]
    bindings = bound([list(map(aliases.recognise, group)) for group in zip(*tables, strict=True)])
    translated = [
        [
            (code, adopt.read(document, document.tables[at], path, binding))
            for code, (path, document), binding in zip(
                languages, documents.items(), group, strict=True
            )
        ]
        for at, group in enumerate(bindings)
    ]
    merged = [translate.merge(parts) for parts in translated]
    registry = adopt.joined([each.registry for each in merged])
    return laws.community_of(registry, documents)


@settings(deadline=None, max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "60")))
@given(communities())
def test_the_laws_hold_for_tables_in_several_languages(community: laws.Community) -> None:
    found = [*laws.kept(community), *laws.meaning(community), *laws.edits(community)]
    for source in (
        community.registry_document.source,
        *(d.source for d in community.documents.values()),
    ):
        note(f"--- {source.path}\n{source.text}")
    assert found == []


# --- an order of the table's own ----------------------------------------------------------------

CHINESE = compact([HEADERS["zh"][:2], ("编译器", "甲"), ("Runtime", "乙"), ("文档", "丙")])
ENGLISH = compact([HEADERS["en"][:2], ("Docs", "c"), ("Compiler", "a"), ("Runtime", "b")])
PAGES = {"编译器": "compiler/", "文档": "docs/", "Compiler": "compiler/", "Docs": "docs/"}


def linked(lines: list[str]) -> str:
    text = "\n".join([*lines, ""])
    for name, page in PAGES.items():
        text = text.replace(f"| {name} |", f"| [{name}]({page}) |")
    return text


@pytest.fixture
def reordered() -> laws.Community:
    texts = {"zh.md": linked(CHINESE), "en.md": linked(ENGLISH)}
    documents = {path: blocks.read(Source(path, text)) for path, text in texts.items()}
    return adopted(documents, ["zh", "en"])


def names_in(community: laws.Community, at: int) -> list[str]:
    place = community.places[at]
    return [sig.one_name for _, sig in place.rows if sig]


def test_a_translation_keeps_an_order_of_its_own(reordered: laws.Community) -> None:
    assert [table.order for table in reordered.registry.tables] == [Order.REGISTRY, Order.OWN]
    found = [*laws.kept(reordered), *laws.meaning(reordered), *laws.edits(reordered)]
    assert found == []


def test_a_new_sig_goes_behind_the_one_before_it_in_each_order(reordered: laws.Community) -> None:
    def add(registry: Registry) -> Registry:
        sig = operations.find_sig(registry, "compiler")
        return operations.add_sig(registry, Sig("AI", sig.values), Spot(after="compiler"))

    after = reordered.changed(add)
    assert names_in(after, 0) == ["编译器", "AI", "Runtime", "文档"]
    assert names_in(after, 1) == ["Docs", "Compiler", "AI", "Runtime"]


def test_a_move_leaves_a_table_with_its_own_order_alone(reordered: laws.Community) -> None:
    def move(registry: Registry) -> Registry:
        return operations.move_sig(
            registry, operations.find_sig(registry, "docs"), Spot(first=True)
        )

    after = reordered.changed(move)
    assert names_in(after, 0) == ["文档", "编译器", "Runtime"]
    assert names_in(after, 1) == ["Docs", "Compiler", "Runtime"]


def test_headers_mean_the_same_in_a_translation() -> None:
    bound = [[c.field for c in aliases.recognise(table)] for table in map(_table, HEADERS.values())]
    assert bound[0][:3] == bound[1][:3] == ["name", "responsibilities", "leads"]


def _table(headers: Cells) -> blocks.MarkdownTable:
    return blocks.read(Source("x.md", "\n".join(compact([headers])))).tables[0]
