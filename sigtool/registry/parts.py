"""The text of a registry in parts: what stands around its SIGs, each SIG, and each of its fields.

Pure. The parts of a text, put together, are that text. A part begins where the one before it ends,
so that blank lines and comments belong to what stands below them, as people write them.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from operator import attrgetter

from sigtool.errors import RegistryProblem
from sigtool.registry.document import RegistryDocument
from sigtool.text.pieces import lines
from sigtool.text.records import dataclass
from sigtool.text.source import Source, Span
from sigtool.yaml.beside import with_comments
from sigtool.yaml.comments import comments
from sigtool.yaml.parts import dash_of
from sigtool.yaml.tree import Entry, MappingNode, Node, Scalar, SequenceNode, resolved

# What a node says, whatever way it is written.
Plain = str | None | tuple["Plain", ...] | frozenset[tuple[str, "Plain"]]


@dataclass(frozen=True)
class Field:
    """One field of a SIG: its lines, as they would stand if another one stood above them."""

    key: str
    text: str
    says: Plain
    comments: frozenset[str]


@dataclass(frozen=True)
class Item:
    """One SIG: its lines, what it says, and its fields where each has lines of its own.

    `opening` is what stands before its first field: blank lines, comments, the dash.
    """

    text: str
    says: Plain
    comments: frozenset[str]
    opening: str = ""
    fields: Mapping[str, Field] | None = None


@dataclass(frozen=True)
class Parts:
    """A registry's text: `head`, the SIGs, `tail`."""

    head: str
    items: tuple[Item, ...]
    tail: str


def parts(document: RegistryDocument) -> Parts | None:
    """A text in parts; None where its SIGs do not stand in lines of their own."""
    with suppress(RegistryProblem):
        return _Parting(document).parts
    return None


@dataclass(frozen=True)
class _Parting:
    document: RegistryDocument

    @property
    def source(self) -> Source:
        return self.document.source

    @cached_property
    def comments(self) -> Sequence[Span]:
        """Every comment, in order."""
        return comments(self.source, self.document.root)

    @property
    def parts(self) -> Parts | None:
        root, text = self.document.root, self.source.text
        if root is None and not text.strip():
            return Parts(text, (), "")
        owner = root.entry("sigs") if isinstance(root, MappingNode) and not root.is_flow else None
        if owner is None:
            return None
        node = owner.value
        if isinstance(node, SequenceNode) and not node.items and node.is_flow:
            if self.source[Span(owner.key.end, self._end(node))].strip() != ": []":
                return None
            head = text[: owner.key.end] + ":" + self.source.newline
            return Parts(head, (), text[self._end(node) :])
        if not isinstance(node, SequenceNode) or node.is_flow or not node.items:
            return None
        return self._of_list(node)

    def _of_list(self, node: SequenceNode) -> Parts | None:
        starts = [dash_of(self.source, node, at) for at in range(len(node.items))]
        if any(self.source.before(start).strip() for start in starts):
            return None
        above = with_comments(self.source, starts[0], 0, -1, " *+#")
        first = above - self.source.column(above)
        ends = [first, *map(self._end, node.items)]
        if any(start < end for start, end in zip(starts, ends, strict=False)):
            return None
        spans = map(Span, ends[:-1], ends[1:])
        items = tuple(map(self._item, spans, node.items))
        return Parts(self.source.text[:first], items, self.source.text[ends[-1] :])

    def _end(self, node: Node | Entry) -> int:
        """Where the lines of a node end, with the last line break."""
        text, end = self.source.text, node.end
        if end and text[end - 1] in "\r\n":
            return end
        return self.source.line_end(end) + len(self.source.line_break_after(end))

    def _comments_in(self, span: Span) -> frozenset[str]:
        first = bisect_left(self.comments, span.start, key=attrgetter("start"))
        last = bisect_left(self.comments, span.end, key=attrgetter("start"))
        return frozenset(self.source[each] for each in self.comments[first:last])

    def _item(self, span: Span, node: Node) -> Item:
        text, target = self.source[span], node
        says, own = plain(node), self._comments_in(span)
        if not isinstance(target, MappingNode) or target.is_flow or not target.entries:
            return Item(text, says, own)
        starts = [entry.start for entry in target.entries]
        ends = [starts[0], *map(self._end, target.entries)]
        keys = [entry.key.value for entry in target.entries if isinstance(entry.key, Scalar)]
        is_apart = ends[-1] == span.end and len(set(keys)) == len(target.entries)
        if not is_apart or any(self.source.before(start).strip() for start in starts[1:]):
            return Item(text, says, own)
        indent = " " * self.source.column(starts[0])
        fields = {
            key: Field(
                key,
                ("" if at else indent) + self.source[Span(ends[at], ends[at + 1])],
                plain(target.entries[at].value),
                self._comments_in(Span(ends[at], ends[at + 1])),
            )
            for at, key in enumerate(keys)
        }
        opening = self.source[Span(span.start, starts[0])]
        return Item(text, says, own, opening, fields)


def unknown(document: RegistryDocument) -> list[dict[str, Plain]]:
    """What each SIG says under keys that are no fields."""
    root, known = document.root, {"name", *document.registry.fields}
    owner = root.find("sigs") if isinstance(root, MappingNode) else None
    node = resolved(owner.value) if owner else None
    items = map(resolved, node.items if isinstance(node, SequenceNode) else ())
    return [
        {key: plain(entry.value) for key, entry in each.all_entries() if key not in known}
        if isinstance(each, MappingNode)
        else {}
        for each in items
    ]


def with_opening(opening: str, first: str) -> str:
    """The lines of a SIG's first field with what stands before it, the dash last."""
    cut = max(opening.rfind("\n"), opening.rfind("\r")) + 1
    own = lines(first)
    at = next(n for n, each in enumerate(own) if each.strip() and each.lstrip()[0] != "#")
    return "".join([opening[:cut], *own[:at], opening[cut:], "".join(own[at:]).lstrip(" ")])


def plain(node: Node | None) -> Plain:
    """What a node says, its aliases and merge keys carried out."""
    target = resolved(node) if node else None
    if isinstance(target, SequenceNode):
        return tuple(map(plain, target.items))
    if isinstance(target, MappingNode):
        return frozenset(_entries(target))
    return None if target is None or target.is_null else target.value


def _entries(node: MappingNode) -> Iterator[tuple[str, Plain]]:
    for key, entry in node.all_entries():
        yield key, plain(entry.value)
