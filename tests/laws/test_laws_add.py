"""`init --add` gives what one `init` of all documents gives, and keeps what is there.

Over tables that agree: in two or three languages, and in sections, one document or several.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from readings import Files
from runs import Command, Run, run_over

from sigtool.model import Registry
from sigtool.registry import document as yamldoc
from sigtool.text.source import Source

EXAMPLES = int(os.environ.get("SIGTOOL_EXAMPLES", "40"))

HEADERS: Final = {
    "en": ("Name", "Responsibilities", "Leads"),
    "zh": ("名称", "职责", "负责人"),
    "ja": ("名前", "役割", "リーダー"),
}
# What each group is called and does, in each language; its page, and who leads it.
GROUPS: Final = (
    ({"en": "Compiler", "zh": "编译器", "ja": "コンパイラ"}, "sigs/compiler",
     {"en": "Makes code.", "zh": "编译。", "ja": "訳す。"}),
    ({"en": "Docs", "zh": "文档", "ja": "文書"}, "docs.md",
     {"en": "Writes \\| explains.", "zh": "说明。", "ja": "書く。"}),
    ({"en": "AI", "zh": "AI", "ja": "AI"}, "https://example.org/ai",
     {"en": "Thinks.", "zh": "智能。", "ja": "考える。"}),
    ({"en": "Web", "zh": "网页", "ja": "ウェブ"}, "web/README.md",
     {"en": "", "zh": "", "ja": ""}),
)  # fmt: skip
LEADS: Final = (
    "[@ada](https://github.com/ada)",
    "[@grace](https://gitee.com/grace), [@bob](https://gitlab.com/bob)",
    "Eve Adams",
    "",
    "TBD",
)
SECTIONS: Final = ("Core SIGs", "Working groups", "Chapters")
COMMENTS: Final = ("# Ours.", "# ask Ada first", "  # 说明", "      # far in")


@dataclass(frozen=True)
class Case:
    """Documents, the command that reads all at once, and those that read one after another."""

    documents: dict[str, str]
    at_once: Sequence[str]
    one_by_one: Sequence[Sequence[str]]


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headers, ["---"] * len(headers), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


@st.composite
def translations(draw: st.DrawFn) -> Case:
    """One table in two or three languages, whose rows are told by their links."""
    codes = draw(st.permutations(list(HEADERS)))[: draw(st.integers(2, 3))]
    groups = draw(st.permutations(GROUPS))[: draw(st.integers(1, 4))]
    leads = [draw(st.sampled_from(LEADS)) for _ in groups]
    documents = {}
    for code in codes:
        rows = [
            (f"[{names[code]}]({page})", texts[code], people)
            for (names, page, texts), people in zip(groups, leads, strict=True)
        ]
        documents[f"README_{code}.md"] = f"# SIGs\n\n{table(HEADERS[code], rows)}\nEnd.\n"
    first, *others = documents
    return Case(
        documents,
        ["init", *documents],
        [["init", first], *(["init", "--add", each] for each in others)],
    )


@st.composite
def sections(draw: st.DrawFn) -> Case:
    """Tables with groups of their own, each in a document or under a heading of one."""
    count, is_one = draw(st.integers(2, 3)), draw(st.booleans())
    groups = draw(st.permutations(GROUPS))
    parts = []
    for at, heading in enumerate(SECTIONS[:count]):
        own = groups[at : at + 1] if at < count - 1 else groups[at:]
        rows = [(names["en"], texts["en"], draw(st.sampled_from(LEADS))) for names, _, texts in own]
        parts.append(f"## {heading}\n\n{table(HEADERS['en'], rows)}\n")
    if is_one:
        adds = [["init", "--add", "A.md", "--table", str(n)] for n in range(2, count + 1)]
        documents = {"A.md": "".join(parts)}
        return Case(documents, ["init", "A.md", "--all"], [["init", "A.md", "--table", "1"], *adds])
    documents = dict(zip(("A.md", "B.md", "C.md"), parts, strict=False))
    first, *others = documents
    adds = [["init", "--add", each] for each in others]
    return Case(documents, ["init", *documents], [["init", first], *adds])


def community(text: str) -> Registry:
    """What a registry says. A SIG that names no section is in that of the first table."""
    found = yamldoc.read(Source("sigs.yaml", text))
    assert found.problems == ()
    registry = found.registry
    return registry.with_sigs(
        sig.with_value("section", section) if (section := registry.section_of(sig)) else sig
        for sig in registry.sigs
    )


def run(files: Files, words: Sequence[str]) -> Run:
    found = run_over(files, Command(tuple(words)))
    note(f"$ sigtool {found.command}\n{found.code}\n{found.stdout}{found.stderr}")
    note(found.after.registry)
    return found


def with_comments(draw: st.DrawFn, text: str) -> str:
    """A registry with comments on lines of their own, and at the ends of some."""
    lines = text.splitlines()
    for comment in draw(st.lists(st.sampled_from(COMMENTS), max_size=3, unique=True)):
        at = draw(st.integers(0, len(lines)))
        if draw(st.booleans()) and at < len(lines) and not lines[at].endswith(("|", ">")):
            lines[at] += f"  {comment.strip()}"
        else:
            lines.insert(at, comment)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("cases", [translations, sections], ids=["translations", "sections"])
def test_documents_one_by_one_give_what_all_at_once_give(cases: object) -> None:
    @settings(deadline=None, max_examples=EXAMPLES)
    @given(st.data(), cases())  # type: ignore[operator] # a strategy
    def check(data: st.DataObject, case: Case) -> None:
        empty = Files("", case.documents, ())
        for path, text in case.documents.items():
            note(f"--- {path}\n{text}")
        wanted = run(empty, case.at_once)
        assert wanted.code == 0
        files, kept = empty, set[str]()
        for words in case.one_by_one:
            found = run(files, words)
            assert (found.code, found.stdout == "") == (0, "--add" in words)
            files = found.after
            assert files.documents == case.documents
            assert {each for each in COMMENTS if each.strip() in files.registry} == kept
            commented = data.draw(st.composite(with_comments)(files.registry))
            note(commented)
            files = replace(files, registry=commented)
            kept = {each for each in COMMENTS if each.strip() in commented}
        assert community(files.registry) == community(wanted.after.registry)
        validated = run(files, ["validate", "--select", "SIG601"])
        assert (validated.code, validated.stdout) == (0, "")
        assert run(files, ["render"]).after == files

    check()
