"""The tree of a YAML text: nodes that know their exact place. What it is, not how it is read.

Every scalar is the text that was written: `yes` and `0123` stay what they look like.
"""

from collections.abc import Iterator
from typing import Final

from sigtool.text.records import dataclass, field
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
        for mapping in self._with_merged():
            for entry in mapping.entries:
                key = resolved(entry.key)
                if isinstance(key, Scalar) and not _merges(key) and key.value not in seen:
                    seen.add(key.value)
                    yield key.value, entry

    def owner(self, key: str) -> "MappingNode":
        """The mapping that has the entry for `key`: one that a merge key brings in, or itself."""
        return next((each for each in self._with_merged() if each.entry(key)), self)

    def _with_merged(self) -> Iterator["MappingNode"]:
        """The mapping, then those that merge keys bring in, each once."""
        visited: set[MappingNode] = set()
        pending: list[MappingNode] = [self]
        while pending:
            mapping = pending.pop()
            if mapping in visited:
                continue
            visited.add(mapping)
            yield mapping
            merging = [entry.value for entry in mapping.entries if _merges(resolved(entry.key))]
            pending += reversed([found for value in merging for found in _merged(value)])


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


def _merges(key: Node) -> bool:
    return isinstance(key, Scalar) and key.value == "<<" and not key.style


def _merged(node: Node) -> list[MappingNode]:
    target = resolved(node)
    candidates = target.items if isinstance(target, SequenceNode) else [target]
    return [found for item in candidates if isinstance(found := resolved(item), MappingNode)]
