"""The tree of a YAML text: nodes that know their exact place. What it is, not how it is read.

Every scalar is the text that was written: `yes` and `0123` stay what they look like.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sigtool.text.source import Span

_NULLS: Final = ("", "~", "null", "Null", "NULL")


@dataclass(slots=True, eq=False)
class _Placed:
    """What has its place: from `begin` to `end`, and from `start` with its anchor and its tag.

    Offsets, since a registry has hundreds of thousands of nodes.
    """

    start: int
    begin: int
    end: int

    @property
    def span(self) -> Span:
        """The place of the value alone. That of a block collection ends with its last content."""
        return Span(self.begin, self.end)


@dataclass(slots=True, eq=False)
class Scalar(_Placed):
    """A text; `style` is one of `'`, `"`, `|`, `>`, or "" for a plain one."""

    value: str
    style: str

    @property
    def is_null(self) -> bool:
        return not self.style and self.value in _NULLS

    @property
    def quote(self) -> str:
        return self.style if self.style in ("'", '"') else ""


@dataclass(slots=True, eq=False)
class Alias(_Placed):
    """`*name`: its own place, and the node that it stands for."""

    target: "Node"


@dataclass(slots=True, eq=False)
class Entry:
    """A key and its value; `start` is where the key begins, with a `?`, an anchor or a tag."""

    key: "Node"
    value: "Node"
    start: int

    @property
    def end(self) -> int:
        return self.value.end


@dataclass(slots=True, eq=False)
class SequenceNode(_Placed):
    is_flow: bool
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class MappingNode(_Placed):
    is_flow: bool
    entries: list[Entry] = field(default_factory=list)
    _by_key: dict[str, Entry] | None = field(default=None, init=False, repr=False)

    def entry(self, key: str) -> Entry | None:
        """The mapping's own entry for `key`, as written; merge keys are not followed."""
        for entry in self.entries:
            if isinstance(entry.key, Scalar) and entry.key.value == key:
                return entry
        return None

    def find(self, key: str) -> Entry | None:
        """The entry for `key`, its own or one that a merge key brings in, once all are read."""
        if self._by_key is None:
            self._by_key = dict(self.all_entries())
        return self._by_key.get(key)

    def all_entries(self) -> Iterator[tuple[str, Entry]]:
        """Each key with its entry, own ones first, then those a merge key (`<<`) brings in."""
        seen: set[str] = set()
        visited: set[MappingNode] = set()
        pending: list[MappingNode] = [self]
        while pending:
            mapping = pending.pop()
            merged: list[MappingNode] = []
            for entry in mapping.entries if mapping not in visited else ():
                key = resolved(entry.key)
                if not isinstance(key, Scalar):
                    continue
                if key.value == "<<" and not key.style:
                    merged += _merged(entry.value)
                elif key.value not in seen:
                    seen.add(key.value)
                    yield key.value, entry
            visited.add(mapping)
            pending += reversed(merged)


Node = Scalar | Alias | SequenceNode | MappingNode


@dataclass(eq=False)
class YamlFault(Exception):
    """The text is not YAML, or not one document; `offset` is where that shows.

    `in_brackets` tells whether the parser was inside `[...]` or `{...}`.
    """

    message: str
    offset: int
    hint: str | None = None
    in_brackets: bool = False


def resolved(node: Node) -> Scalar | SequenceNode | MappingNode:
    """What a node means: itself, or what it is an alias of."""
    while isinstance(node, Alias):
        node = node.target
    return node


def _merged(node: Node) -> list[MappingNode]:
    target = resolved(node)
    candidates = target.items if isinstance(target, SequenceNode) else [target]
    return [found for item in candidates if isinstance(found := resolved(item), MappingNode)]
