"""The laws L1 to L5 and L8, over documents of every manner, made-up ones, and real ones."""

import os

import corpus
import laws
import pytest
from documents import DOCUMENTS
from hypothesis import given, settings
from hypothesis import strategies as st

from sigtool.errors import SigtoolError
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.tables import choose
from sigtool.text.source import Source


def _document(text: str) -> Document:
    return blocks.read(Source.decoded("README.md", text.encode("utf-8")))


def _faults(document: Document, index: int) -> list[str]:
    community = laws.adopt(document, document.tables[index])
    return [*laws.kept(community), *laws.meaning(community), *laws.edits(community)]


TABLES = [
    pytest.param(text, index, id=f"{name}-{index}")
    for name, text in DOCUMENTS.items()
    for index in range(len(_document(text).tables))
]


@pytest.mark.parametrize(("text", "index"), TABLES)
def test_the_laws_hold(text: str, index: int) -> None:
    assert _faults(_document(text), index) == []


def test_each_document_has_the_tables_it_is_there_for() -> None:
    counts = {name: len(_document(text).tables) for name, text in DOCUMENTS.items()}
    assert counts == {name: 2 if name == "several" else 1 for name in DOCUMENTS}


# --- made-up tables ------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "Compiler",
        "Run time",
        "AI \\| ML",
        "编译器",
        "Ünï",
        "🚀 Go",
        "`a \\| b`",
        "a_b*c",
        "C++",
        "[x](y)",
    ]
)
CELLS = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "",
            "TBD",
            "@ada, @grace",
            "[@ada](https://example.org/ada)",
            "[Ada](https://example.org/a), ACME<br>[Grace](https://example.org/g), Navy",
            "ends in \\\\",
            "\u00a0nbsp\u3000",
            "text with <br> in it",
        ]
    ),
)


@st.composite
def made_up(draw: st.DrawFn) -> str:
    """A document with one table: ragged, with or without outer pipes, in a list, in a quote ..."""
    width = draw(st.integers(2, 4))
    headers = draw(
        st.permutations(["Name", "Leads", "Responsibilities", "Notes"]).map(lambda p: p[:width])
    )
    leading, trailing = draw(st.booleans()), draw(st.booleans())
    pad = draw(st.sampled_from(["", " ", "  "]))
    prefix = draw(st.sampled_from(["", " ", "> ", "   "]))
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    rows = draw(st.lists(st.lists(CELLS, min_size=1, max_size=width + 1), max_size=5))

    def line(cells: list[str]) -> str:
        text = "|".join(pad + cell + pad for cell in cells)
        return prefix + ("|" if leading else "") + text + ("|" if trailing else "")

    lines = [line(list(headers)), line(["---"] * width), *map(line, rows)]
    text = newline.join(["# Groups", "", *lines])
    return text + draw(st.sampled_from(["", newline, newline * 2 + "After." + newline]))


@settings(deadline=None, max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "60")))
@given(made_up())
def test_the_laws_hold_for_made_up_tables(text: str) -> None:
    document = _document(text)
    for index in range(len(document.tables)):
        assert _faults(document, index) == []


# --- real documents ------------------------------------------------------------------------------

# All of the seed's own history, and every twelfth of the others: `corpus_report.py` runs them all.
REAL = [
    table
    for at, table in enumerate(corpus.tables())
    if table.path.startswith("mindspore/") or at % 12 == 0
]


@pytest.mark.corpus
@pytest.mark.skipif(corpus.ABSENT, reason=corpus.REASON)
@pytest.mark.parametrize("table", REAL, ids=[table.id for table in REAL])
def test_the_laws_hold_for_real_tables(table: corpus.CorpusTable) -> None:
    document = blocks.read(Source.decoded(table.path, corpus.read(table.path)))
    assert _faults(document, table.index) == []


@pytest.mark.corpus
@pytest.mark.skipif(corpus.ABSENT, reason=corpus.REASON)
@pytest.mark.parametrize("path", [p for p in corpus.documents()[::4] if p.endswith(".md")])
def test_no_document_crashes_the_import(path: str) -> None:
    document = blocks.read(Source.decoded(path, corpus.read(path)))
    for shown in document.tables:
        try:
            community = laws.adopt(document, shown)
        except SigtoolError:
            continue
        assert list(laws.kept(community)) == []
    if not document.tables:
        with pytest.raises(SigtoolError):
            choose.choose(document, choose.tables_of(document))
