"""Finds what git leaves in a Markdown document that it could not merge. Pure.

A document may show such lines, in code or in a comment: those are no conflict.
"""

from collections.abc import Iterator

from sigtool.markdown import blocks
from sigtool.text import conflicts as of_text
from sigtool.text.source import Source, Span


def conflicts(source: Source) -> Iterator[Span]:
    """The unresolved conflicts of a document, each from its first marker to its last."""
    if found := list(of_text.conflicts(source)):
        hidden = _hidden(source)
        yield from (each for each in found if not any(span.contains(each) for span in hidden))


def _hidden(source: Source) -> list[Span]:
    """The extent of each block that is code or a comment."""
    return [
        Span(source.line_span(token.map[0]).start, source.line_span(token.map[1] - 1).end)
        for token in blocks.tokens(source.text)
        if token.map
        and (
            token.type in ("fence", "code_block")
            or (token.type == "html_block" and token.content.lstrip().startswith("<!--"))
        )
    ]
