"""The comments of a YAML text. Pure; a `#` within a scalar begins none."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.text.lazily import lazily
from sigtool.text.source import Edit, Source, Span, apply_edits
from sigtool.yaml.plain import ItemNode
from sigtool.yaml.tree import MappingNode, Node, Scalar, SequenceNode

_COMMENT: Final = lazily(r"(?:(?<=[ \t])|^)#[^\r\n]*", re.MULTILINE)


def comments(source: Source, root: Node | None) -> list[Span]:
    """Every comment of a text, from its `#` to the end of its line, in order."""
    hidden = [Edit(span, "\n" * len(span)) for span in _with_hashes(source, root)]
    shown = apply_edits(source.text, hidden)
    return [Span(*found.span()) for found in _COMMENT.finditer(shown)]


def _with_hashes(source: Source, root: Node | None) -> Iterator[Span]:
    """The extent of each scalar that holds a `#`; a block scalar has it below its header line."""
    pending: list[Node] = [root] if root else []
    while pending:
        node = pending.pop()
        if isinstance(node, ItemNode) and source.text.find("#", node.begin, node.end) < 0:
            continue
        if isinstance(node, SequenceNode):
            pending += node.items
        elif isinstance(node, MappingNode):
            pending += [each for entry in node.entries for each in (entry.key, entry.value)]
        elif isinstance(node, Scalar) and "#" in node.value:
            is_block = node.style in ("|", ">")
            yield Span(source.line_end(node.begin) if is_block else node.begin, node.end)
