"""The tree of a text in the plainest YAML, which is the one that sigtool writes: blocks, a key or
an item on each line, texts on one line and without escapes.

It is read line by line, in a fraction of the time that it takes to load a parser. Whatever is not
plain in every character is left to the parser. Pure.
"""

import re
from typing import Final

from sigtool.text.lazily import lazily
from sigtool.yaml.tree import Entry, MappingNode, Scalar, SequenceNode

_LINE: Final = lazily(
    r"^(?:( *)(- )?(?:([^\W\d_](?:[ ./()-]?\w){0,60}):(?: |(?=\n)))?"
    r"([^\W_][^\n:#]*+(?:(?::(?=\S)|(?<=\S)#)[^\n:#]*+)*+|\"[^\"\\\n]*+\"|'[^'\n]*+')?\n"
    r"| *(?:#[^\n]*+)?\n)",
    re.MULTILINE,
)
# A registry nests half as deep; the parser has its own limit.
_DEEPEST: Final = 16
_DASH, _KEY, _VALUE = 2, 3, 4


def compose(text: str) -> MappingNode | None:
    """The tree of a text that is plain; None for any other."""
    if not text.replace("\n", "").isprintable():
        return None
    reader, at = _Reader(), 0
    for line in _LINE.finditer(text):
        if line.start() != at or not reader.takes(line):
            return None
        at = line.end()
    return reader.root() if at == len(text) else None


class _Reader:
    """Takes lines one by one, and keeps the blocks that are still open, each with its column."""

    def __init__(self) -> None:
        self._open: list[tuple[int, MappingNode | SequenceNode]] = []
        self._waiting: Entry | None = None  # its block begins on the next line

    def takes(self, line: re.Match[str]) -> bool:
        """Whether a line goes on from those above as it should."""
        indent, dash, key, value = line.groups()
        if dash is key is value is None:
            return True  # blank, or a comment
        if (value and value[-1] == " ") or len(self._open) > _DEEPEST:
            return False
        column = len(indent)
        if not (self._open and self._waiting is None) and not self._begins(line, column):
            return False
        while column < self._open[-1][0]:
            self._close()
        at, parent = self._open[-1]
        if at != column or isinstance(parent, SequenceNode) != bool(dash):
            return False
        if isinstance(parent, MappingNode):
            return key is not None and self._adds(line, parent)
        if key is None:
            parent.items.append(_scalar(line, _VALUE))
            return value is not None
        item = MappingNode(line.start(_KEY), line.start(_KEY), 0, is_flow=False)
        parent.items.append(item)
        self._open.append((column + len(dash), item))
        return self._adds(line, item)

    def _begins(self, line: re.Match[str], column: int) -> bool:
        """Whether a block begins with a line: the root, or that of the key above, further in."""
        start = line.start(_DASH if line[_DASH] else _KEY)
        block = (SequenceNode if line[_DASH] else MappingNode)(start, start, 0, is_flow=False)
        if self._waiting is None:
            is_right = column == 0 and isinstance(block, MappingNode)
        else:
            is_right = column > self._open[-1][0]
            self._waiting.value = block
        self._waiting = None
        self._open.append((column, block))
        return is_right

    def _adds(self, line: re.Match[str], mapping: MappingNode) -> bool:
        """Whether a key, and its value where it has one on its line, can be added to a mapping."""
        start, end = line.span(_KEY)
        key = Scalar(start, start, end, line[_KEY], "")
        entry = Entry(key, key, key.start)
        mapping.entries.append(entry)
        if line[_VALUE]:
            entry.value = _scalar(line, _VALUE)
        else:
            self._waiting = entry
        return True

    def _close(self) -> None:
        """Let a block end with the last of what it holds."""
        _, block = self._open.pop()
        block.end = (block.items if isinstance(block, SequenceNode) else block.entries)[-1].end

    def root(self) -> MappingNode | None:
        """The tree, once every line is taken; None where there is none, or its end is missing."""
        root = self._open[0][1] if self._open and self._waiting is None else None
        while self._open:
            self._close()
        return root if isinstance(root, MappingNode) else None


def _scalar(line: re.Match[str], group: int) -> Scalar:
    start, end = line.span(group)
    text = line[group] or ""
    style = text[0] if text[:1] in ("'", '"') else ""
    return Scalar(start, start, end, text[1:-1] if style else text, style)
