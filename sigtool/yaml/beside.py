"""Which comments beside a part of a block collection belong to it, above and below. Pure."""

import re
from typing import Final

from sigtool.text.lazily import lazily
from sigtool.text.source import LINE_BREAK, Source
from sigtool.yaml.parse import BLANK
from sigtool.yaml.tree import MappingNode, Node, SequenceNode

# Comments, and right below them what is none.
_NEXT_PART: Final = lazily(
    rf"(?:(?:{LINE_BREAK.pattern}) *+#[^\r\n]*+)*+(?:{LINE_BREAK.pattern}) *+[^\s#]"
)


def with_comments(source: Source, head: int, column: int, lowest: int, comment: str) -> int:
    """The start of the first of the comments right above that are such; of one that stands deeper
    than the part, the column of the part."""
    begins = re.compile(comment)
    line = source.line_of(head)
    if source.before(head).strip(BLANK):
        return head
    while line > 0 and source.line_starts[line - 1] > lowest:
        if not begins.match(source.text, source.line_starts[line - 1]):
            break
        line -= 1
    start = source.line_starts[line]
    first = source.text[start : source.line_end(start)]
    return start + min(column, len(first) - len(first.lstrip(" ")))


def end_with_remarks(source: Source, end: int, column: int, item: Node | None) -> int:
    """The end of the last of the comments right below that stand deeper than `column`; of those
    below an item that another follows at once, of what stands where something of the item does."""
    found = re.compile(_remarks(rf"{{{column + 1},}}")).match(source.text, end)
    if found is None or item is None or not _NEXT_PART.match(source.text, found.end()):
        return found.end() if found else end
    columns = "|".join(f"{{{each}}}" for each in sorted(_columns_of(source, item)))
    inside = re.compile(_remarks(columns)).match(source.text, end) if columns else None
    return inside.end() if inside else end


def _remarks(blanks: str) -> str:
    """A pattern of whole lines below that are comments with so many blanks before them."""
    options = "|".join(f" {each}" for each in blanks.split("|"))
    return rf"(?:(?:{LINE_BREAK.pattern})(?:{options})#[^\r\n]*+)++"


def _columns_of(source: Source, node: Node) -> set[int]:
    """The columns at which the parts of a block collection stand, and those of its last part."""
    columns: set[int] = set()
    while isinstance(node, SequenceNode | MappingNode) and not node.is_flow:
        columns.add(source.column(node.begin))
        node = node.items[-1] if isinstance(node, SequenceNode) else node.entries[-1].value
    return columns
