"""A document whose table is found at a glance is read as the parser reads it."""

from itertools import islice

import agreement_mutants
import pytest

from sigtool.markdown import blocks, plain
from sigtool.markdown.blocks import Document
from sigtool.text.source import Source


def _read(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Document, Document]:
    """A document as it is read, and as the parser reads it."""
    source = Source("README.md", text)
    found = blocks.read.__wrapped__(source)
    with monkeypatch.context() as patched:
        patched.setattr(blocks, "only_table", lambda _: None)
        return found, blocks.read.__wrapped__(source)


@pytest.mark.parametrize("seed", range(8))
def test_mutants_are_read_as_the_parser_reads_them(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutants = agreement_mutants.Mutants(seed)
    texts = (mutants.mutant()[1] for _ in iter(int, 1))
    found_at_a_glance = list(islice((text for text in texts if plain.only_table(text)), 150))
    for text in found_at_a_glance:
        found, parsed = _read(text, monkeypatch)
        assert found == parsed, text


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n| a | b |\n|---|---|\n| c | d |\n",
        "\n| a |\n|:--:|\n",
        "Text.\n\n## A #b\n| a |\n| --- |\n| b | c |\n| d\n||\n\nMore text\n",
    ],
)
def test_a_plain_document_needs_no_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found, parsed = _read(text, monkeypatch)
    assert found == parsed

    def parser(_: str) -> None:
        raise AssertionError("the parser was asked")

    monkeypatch.setattr(blocks, "tokens", parser)
    assert blocks.read.__wrapped__(Source("README.md", text)) == parsed
