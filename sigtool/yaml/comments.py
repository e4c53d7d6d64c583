"""The comments of a YAML text. Pure; a `#` within a scalar begins none."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from sigtool.text.source import Source, Span
from sigtool.yaml.tree import MappingNode, Node, Scalar, SequenceNode

_COMMENT: Final = re.compile(r"(?:(?<=[ \t])|^)#[^\r\n]*", re.MULTILINE)


def comments(source: Source, root: Node | None) -> Iterator[Span]:
    """Every comment of a text, from its `#` to the end of its line, in order."""
    texts = sorted(_with_hashes(source, root)) if root else []
    at = 0
    while found := _COMMENT.search(source.text, at):
        near = bisect_right(texts, found.start(), key=lambda span: span.start) - 1
        if near >= 0 and found.start() < texts[near].end:
            at = texts[near].end
        else:
            yield Span(*found.span())
            at = found.end()


def _with_hashes(source: Source, root: Node) -> Iterator[Span]:
    """The extent of each scalar that holds a `#`; a block scalar has it below its header line."""
    pending: list[Node] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, SequenceNode):
            pending += node.items
        elif isinstance(node, MappingNode):
            pending += [each for entry in node.entries for each in (entry.key, entry.value)]
        elif isinstance(node, Scalar) and "#" in node.value:
            is_block = node.style in ("|", ">")
            yield Span(source.line_end(node.begin) if is_block else node.begin, node.end)
