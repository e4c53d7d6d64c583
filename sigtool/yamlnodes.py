"""YAML text -> a tree of nodes that know their exact place, and a text -> a YAML scalar.

Source of the format: YAML 1.2. ruamel.yaml's parser (in C where its extension is installed) yields
events; the tree is built here, without recursion, because only events show an alias in its own
place, and so that text nested too deeply is refused before it can exhaust a parser's stack. Every
scalar is the text that was written: `yes` and `0123` stay what they look like. The only module that
imports ruamel.yaml.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from typing import Any, Final

from sigtool.source import Source, Span

MAX_DEPTH: Final = 64
_BLOCK: Final = "|>"
_NULLS: Final = ("", "~", "null", "Null", "NULL")


@dataclass(slots=True, eq=False)
class Scalar:
    """A text; `style` is one of `'`, `"`, `|`, `>`, or "" for a plain one."""

    span: Span
    value: str
    style: str

    @property
    def is_null(self) -> bool:
        return not self.style and self.value in _NULLS


@dataclass(slots=True, eq=False)
class Alias:
    """`*name`: its own place, and the node that it stands for."""

    span: Span
    target: "Node"


@dataclass(slots=True, eq=False)
class Entry:
    """A key and its value."""

    key: "Node"
    value: "Node"

    @property
    def span(self) -> Span:
        return Span(self.key.span.start, self.value.span.end)


@dataclass(slots=True, eq=False)
class SequenceNode:
    """A list. A block list's span ends with the content of its last item."""

    span: Span
    is_flow: bool
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class MappingNode:
    """A mapping. A block mapping's span ends with the content of its last value."""

    span: Span
    is_flow: bool
    entries: list[Entry] = field(default_factory=list)

    def entry(self, key: str) -> Entry | None:
        """The mapping's own entry for `key`, as written; merge keys are not followed."""
        return next((entry for entry in self.entries if _is_key(entry.key, key)), None)

    def all_entries(self) -> Iterator[tuple[str, Entry]]:
        """Each key with its entry, own ones first, then those a merge key (`<<`) brings in."""
        seen: set[str] = set()
        pending: list[MappingNode] = [self]
        visited: set[int] = set()
        while pending:
            mapping = pending.pop(0)
            if id(mapping) in visited:
                continue
            visited.add(id(mapping))
            for entry in mapping.entries:
                key = resolved(entry.key)
                if not isinstance(key, Scalar):
                    continue
                if key.value == "<<" and not key.style:
                    pending += _merged(entry.value)
                elif key.value not in seen:
                    seen.add(key.value)
                    yield key.value, entry


Node = Scalar | Alias | SequenceNode | MappingNode


class YamlFault(Exception):
    """The text is not YAML, or not one document; `offset` is where that shows."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def compose(source: Source, *, pure: bool = False) -> Node | None:
    """The tree of a YAML text; None if it holds nothing but blanks and comments.

    `pure` chooses the parser written in Python, which gives the same tree. Raises `YamlFault`.
    """
    if pure:
        return _compose(source, pure=True)
    try:
        return _compose(source, pure=False)
    except YamlFault:
        # Each parser refuses some legal text: the C one `{url: https://e.org}`, the other one a
        # tab before a comment.
        with suppress(YamlFault):
            return _compose(source, pure=True)
        raise


def _compose(source: Source, *, pure: bool) -> Node | None:
    from ruamel.yaml.error import YAMLError

    builder = _Builder(source)
    try:
        for event in _events(source.text, pure=pure):
            builder.take(event)
    except YAMLError as error:
        raise _fault(error, source) from None
    return builder.root


def resolved(node: Node) -> Scalar | SequenceNode | MappingNode:
    """What a node means: itself, or what it is an alias of."""
    while isinstance(node, Alias):
        node = node.target
    return node


def spelled(value: str, *, quote: str = "", in_flow: bool = False) -> str:
    """`value` as a YAML scalar on one line, which every reader takes for this text.

    `quote` is the style to follow: `'`, `"`, or "" for plain where plain is possible.
    """
    analysis = _emitter().analyze_scalar(value)
    # The C parser refuses a colon inside a plain scalar of a flow collection.
    plain = analysis.allow_block_plain
    if in_flow:
        plain = analysis.allow_flow_plain and ":" not in value
    if not quote and value and plain and not analysis.multiline and not _means_more(value):
        return value
    if not quote:
        quote = "'" if ('"' in value or "\\" in value) and "'" not in value else '"'
    if quote == "'" and (not analysis.allow_single_quoted or analysis.multiline):
        quote = '"'
    return _quoted(value, quote)


class _Builder:
    """Takes events one by one and keeps the stack of collections that are still open."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.root: Node | None = None
        self._open: list[SequenceNode | MappingNode] = []
        self._key: list[Node | None] = []
        self._anchors: dict[str, Node] = {}
        self._documents = 0

    def take(self, event: Any) -> None:
        name = type(event).__name__
        span = Span(event.start_mark.index, event.end_mark.index)
        if name == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                raise YamlFault("a second document begins; a registry is one document", span.start)
        elif name == "ScalarEvent":
            style = event.style or ""
            self._add(Scalar(self._scalar_span(span, style), event.value, style), event.anchor)
        elif name == "AliasEvent":
            if event.anchor not in self._anchors:
                raise YamlFault(f"*{event.anchor} refers to no anchor above it", span.start)
            self._add(Alias(span, self._anchors[event.anchor]), None)
        elif name in ("SequenceStartEvent", "MappingStartEvent"):
            kind = SequenceNode if name.startswith("Seq") else MappingNode
            node = kind(span, bool(event.flow_style))
            self._add(node, event.anchor)
            self._open.append(node)
            self._key.append(None)
            if len(self._open) > MAX_DEPTH:
                raise YamlFault(f"nested more than {MAX_DEPTH} levels deep", span.start)
        elif name in ("SequenceEndEvent", "MappingEndEvent"):
            self._close(span)

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = node
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, SequenceNode):
            self._settle(node, parent.items[-1].span.end if parent.items else parent.span.start)
            parent.items.append(node)
            return
        key = self._key[-1]
        if key is None:
            self._key[-1] = node
            return
        self._settle(node, key.span.end)
        parent.entries.append(Entry(key, node))
        self._key[-1] = None

    def _close(self, span: Span) -> None:
        node = self._open.pop()
        self._key.pop()
        children: list[Any] = node.items if isinstance(node, SequenceNode) else node.entries
        end = span.end if node.is_flow or not children else children[-1].span.end
        node.span = Span(node.span.start, end)

    def _scalar_span(self, span: Span, style: str) -> Span:
        """Without what a block scalar's mark takes in beyond its last line."""
        if style not in tuple(_BLOCK):
            return span
        header = self.text[span.start : span.end].split("\n", 1)[0].split("#", 1)[0]
        if "+" not in header:
            return Span(span.start, span.start + len(self.text[span.start : span.end].rstrip()))
        tail = re.search(r"(?:\r\n|\r|\n)\Z", self.text[span.start : span.end])
        return Span(span.start, span.start + tail.start()) if tail else span

    def _settle(self, node: Node, after: int) -> None:
        """Put an empty value right behind the `:` or `-` that it belongs to."""
        if not isinstance(node, Scalar) or len(node.span) or node.style:
            return
        found = re.compile(r"(?:[^\S\r\n]|[\r\n]|#[^\r\n]*)*[?:-]").match(self.text, after)
        place = found.end() if found and found.end() <= node.span.start else node.span.start
        node.span = Span(place, place)


def _merged(node: Node) -> list[MappingNode]:
    target = resolved(node)
    candidates = target.items if isinstance(target, SequenceNode) else [target]
    return [found for item in candidates if isinstance(found := resolved(item), MappingNode)]


def _is_key(node: Node, key: str) -> bool:
    return isinstance(node, Scalar) and node.value == key


def _events(text: str, *, pure: bool) -> Iterator[Any]:
    from ruamel.yaml import YAML

    return iter(YAML(typ="safe", pure=pure).parse(text))


def _fault(error: Any, source: Source) -> YamlFault:
    """A parser's error as what is wrong and where, in words that fit one line."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        problem = (getattr(error, "problem", None) or str(error)).splitlines()[0]
        context = getattr(error, "context", None)
        message = f"{context.splitlines()[0]}, {problem}" if context else problem
        return YamlFault(message, min(mark.index, len(source.text)))
    position = getattr(error, "position", None)
    offset = position if isinstance(position, int) else _first_unprintable(source.text)
    return YamlFault("a character is not allowed in YAML", min(offset, len(source.text)))


# YAML 1.2, 5.1 "Character Set", the characters outside c-printable.
_UNPRINTABLE: Final = re.compile(
    r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


def _first_unprintable(text: str) -> int:
    found = _UNPRINTABLE.search(text)
    return found.start() if found else 0


def _means_more(value: str) -> bool:
    """Whether some reader would take the plain scalar for a number, a date, a boolean or null."""
    return any(pattern.match(value) for pattern in _resolvers())


@cache
def _resolvers() -> tuple[Any, ...]:
    from ruamel.yaml.resolver import implicit_resolvers

    booleans = re.compile(r"(?:y|Y|n|N|yes|no|on|off|true|false|null|~)\Z", re.IGNORECASE)
    return (booleans, *(pattern for _, _, pattern, _ in implicit_resolvers))


@cache
def _emitter() -> Any:
    return _new_emitter(StringIO())


def _new_emitter(stream: StringIO) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.emitter import Emitter

    return Emitter(stream, allow_unicode=True, width=2**31, dumper=YAML())


def _quoted(value: str, quote: str) -> str:
    stream = StringIO()
    emitter = _new_emitter(stream)
    emitter.analysis = emitter.analyze_scalar(value)
    if quote == "'":
        emitter.write_single_quoted(value, split=False)
    else:
        emitter.write_double_quoted(value, split=False)
    return stream.getvalue()
