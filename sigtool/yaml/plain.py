"""The tree of a text in the plainest YAML, which is the one that sigtool writes: blocks, a key or
an item on each line, texts on one line and without escapes, and words in braces for a column.

It is read line by line, in a fraction of the time that it takes to load a parser. Of the lists at
the top, which may be long, the items are told apart by their shape, and what is in one is made when
somebody looks. Whatever is not plain in every character is left to the parser. Pure.
"""

import re
from collections import deque
from typing import Final

from sigtool.text import is_plain
from sigtool.text.lazily import lazily
from sigtool.yaml.tree import Entry, MappingNode, Node, Scalar, SequenceNode

_TEXT: Final = r"(?:[^\W_]|[<./(（])[^\n:#]*+(?:(?::(?=\S)|(?<=\S)#)[^\n:#]*+)*+"
# What a table says of a column that is of another kind: `{field: chat, kind: link}`.
_WORD: Final = r"[^\W\d_]\w*+"
_WORDS: Final = rf"\{{{_WORD}: {_WORD}(?:, {_WORD}: {_WORD})*+\}}"
_PAIR: Final = lazily(r"(?<!\w)(\w++): (\w++)")
_HEADER: Final = r"[^\W\d_](?:(?: ?[./()&+-] ?| )?\w){0,60}[.?)]?|\"[^\"\\\n]{1,60}\""
_LINE: Final = lazily(
    rf"^(?:( *)(- )?(?:({_HEADER}):(?: |(?=\n)))?"
    rf"({_TEXT}|\"[^\"\\\n]*+\"|'[^'\n]*+'|{_WORDS})?\n"
    r"| *(?:#[^\n]*+)?\n)",
    re.MULTILINE,
)
# A line that may be plain, divided: what is of its shape, with the quote before a text or the line
# break where there is none; and the text. A comment is of the shape, and so is a text that is not
# as it looks: null, or with blanks at its ends.
_DIVIDED: Final = lazily(
    r"^( *+(?:#[^\n]*+|(?:- )?(?:[^\n:\"'#]*+:(?: |(?=\n)))?(?:(?:null|Null|NULL"
    r"|\"(?=[ \"]|[^\"\n]* \")[^\"\\\n]*+\"|'(?=[ ']|[^'\n]* ')[^'\n]*+')(?=\n)|[\"'](?=[^ \n]))?)"
    r"(?:\n|(?=[^\n])))"
    r"(?:(?<=\n)|((?<=\")[^\"\\\n]++(?=\"\n)|(?<=')[^'\n]++(?='\n)"
    rf"|(?<![\"']){_TEXT}(?<! ))[\"']?\n)",
    re.MULTILINE,
)
_LIST: Final = lazily(r"^[^\W\d_]\w*:\n(?: *(?:#[^\n]*)?\n)*+( +)- ", re.MULTILINE)
_NEXT_KEY: Final = lazily(r"\n(?=[^ #\n])")
# A registry nests half as deep; the parser has its own limit.
_DEEPEST: Final = 16
_DASH, _KEY, _VALUE = 2, 3, 4
# So many items of a list keep what was made of them: those who look take one after the other.
_KEPT: Final = 64


def compose(text: str) -> MappingNode | None:
    """The tree of a text that is plain; None for any other."""
    if not is_plain(text):
        return None
    reader, at = _Reader([]), 0
    while found := _LIST.search(text, at):
        if not reader.reads(text, at, found.start(1)):
            return None
        at, after = found.start(1), _NEXT_KEY.search(text, found.end())
        end = after.end() if after else len(text)
        items = _Items(text, len(found[1])).read(at, end)
        if items:
            reader.puts(items, found.end() - 2)
        elif not reader.reads(text, at, end):
            return None
        at = end
    return reader.root() if reader.reads(text, at, len(text)) else None


class Shape:
    """What items have in common that differ in nothing but their texts: all that stands around
    these. `keys` are those of the item itself; `repeats` says whether one is twice in a mapping."""

    __slots__ = ("below", "keys", "repeats")

    def __init__(self, item: MappingNode, end: int) -> None:
        self.keys = {entry.key.value for entry in item.entries if isinstance(entry.key, Scalar)}
        self.repeats = _repeats(item)
        self.below = end - item.end  # with comments and blank lines


class ItemNode(MappingNode):
    """An item of a list, of which no more is kept than its shape and its texts, in order."""

    __slots__ = ("_items", "_made", "shape", "texts")

    def __init__(self, items: "_Items", begin: int, end: int, shape: Shape, texts: tuple[str, ...]):
        self.start = self.begin = begin
        self.end, self.is_flow = end, False
        self._by_key = None
        self._items, self.shape, self.texts = items, shape, texts
        self._made: list[Entry] | None = None

    @property
    def entries(self) -> list[Entry]:  # type: ignore[override] # nobody changes those of a tree
        made = self._made
        if made is None:
            made = self._made = self._items.entries(self)
        return made

    def entry(self, key: str) -> Entry | None:
        return super().entry(key) if key in self.shape.keys else None

    def forget(self) -> None:
        self._made = self._by_key = None


class _Items:
    """Reads the items of a list, and makes what is in one."""

    def __init__(self, text: str, column: int) -> None:
        self._text, self._column = text, column
        self._seen: deque[ItemNode] = deque()

    def read(self, start: int, end: int) -> list[Node]:
        """The items in a stretch of whole lines, if they are plain mappings; else none."""
        dash = "\n" + " " * self._column + "- "
        _, *texts = self._text[start - 1 : end - 1].split(dash)
        items: list[Node] = []
        shapes: dict[tuple[str, ...], Shape] = {}
        for text in texts:
            begin = start + len(dash) - 1
            start = begin + len(text) + 1
            divided = _DIVIDED.split(text + "\n")
            shape = shapes.get(key := tuple(divided[1::3]))
            if any(divided[::3]):
                return []
            if shape is None:
                made = self._composed(begin, start)
                if made is None:
                    return []
                shape = shapes[key] = Shape(made, start)
            own = tuple(filter(None, divided[2::3]))
            items.append(ItemNode(self, begin, start - shape.below, shape, own))
        return items

    def entries(self, item: ItemNode) -> list[Entry]:
        """What is in an item; of the one whose turn was longest ago it is forgotten."""
        if len(self._seen) == _KEPT:
            self._seen.popleft().forget()
        self._seen.append(item)
        made = self._composed(item.begin, item.end + 1)
        return made.entries if made else []

    def _composed(self, begin: int, end: int) -> MappingNode | None:
        root = MappingNode(0, 0, 0, is_flow=False)
        parent = SequenceNode(0, 0, 0, is_flow=False)
        reader = _Reader([(0, root), (self._column, parent)])
        is_plain = reader.reads(self._text, begin - self._column - 2, end)
        return reader.item(parent) if is_plain else None


class _Reader:
    """Takes lines one by one, and keeps the blocks that are still open, each with its column."""

    def __init__(self, opened: list[tuple[int, MappingNode | SequenceNode]]) -> None:
        self._open = opened
        self._waiting: Entry | None = None  # its block begins on the next line

    def reads(self, text: str, start: int, end: int) -> bool:
        """Whether all lines of a stretch are plain, and go on from those above as they should."""
        for line in _LINE.finditer(text, start, end):
            if line.start() != start or not self.takes(line):
                return False
            start = line.end()
        return start == end

    def puts(self, items: list[Node], start: int) -> None:
        """Take a list that is read already."""
        if self._waiting:
            self._waiting.value = SequenceNode(
                start, start, items[-1].end, is_flow=False, items=items
            )
        self._waiting = None

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
            return value is not None and value[0] != "{"
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
        key = _scalar(line, _KEY)
        entry = Entry(key, key, key.start)
        mapping.entries.append(entry)
        if line[_VALUE]:
            is_flow = line[_VALUE][0] == "{"
            entry.value = _words(line) if is_flow else _scalar(line, _VALUE)
        else:
            self._waiting = entry
        return True

    def _close(self) -> None:
        """Let a block end with the last of what it holds."""
        _, block = self._open.pop()
        block.end = (block.items if isinstance(block, SequenceNode) else block.entries)[-1].end

    def item(self, parent: SequenceNode) -> MappingNode | None:
        """The one item of a list that was open before, once every line is taken."""
        is_whole = len(self._open) > 1 and self._open[1][1] is parent and self._waiting is None
        while len(self._open) > 2:
            self._close()
        item = parent.items[0] if is_whole and len(parent.items) == 1 else None
        return item if isinstance(item, MappingNode) else None

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


def _words(line: re.Match[str]) -> MappingNode:
    start, end = line.span(_VALUE)
    node = MappingNode(start, start, end, is_flow=True)
    for pair in _PAIR.finditer(line.string, start, end):
        key, value = _scalar(pair, 1), _scalar(pair, 2)
        node.entries.append(Entry(key, value, key.start))
    return node


def _repeats(node: Node) -> bool:
    """Whether a mapping has a key twice."""
    if isinstance(node, SequenceNode):
        return any(map(_repeats, node.items))
    if not isinstance(node, MappingNode):
        return False
    keys = {entry.key.value for entry in node.entries if isinstance(entry.key, Scalar)}
    return len(keys) < len(node.entries) or any(_repeats(entry.value) for entry in node.entries)
