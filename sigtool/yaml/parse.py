"""YAML text -> a tree of nodes that know their exact place, and a text -> a YAML scalar.

Source of the format: YAML 1.2. ruamel.yaml's parser (in C where its extension is installed) yields
events; the tree is built here, without recursion, because only events show an alias in its own
place, and so that text nested too deeply is refused before it can exhaust a parser's stack. Every
scalar is the text that was written: `yes` and `0123` stay what they look like. The only module that
imports ruamel.yaml.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from io import StringIO
from typing import Any, Final

from sigtool.text.lazily import lazily
from sigtool.text.source import LINE_BREAK, Source
from sigtool.yaml import plain
from sigtool.yaml.tree import Alias, Entry, MappingNode, Node, Scalar, SequenceNode, YamlFault

MAX_DEPTH: Final = 64
BLANK: Final = " \t\r\n"
# Blanks, line breaks and comments, as they stand between two tokens. Possessive: the ways to divide
# a comment of many `#` double with each.
BETWEEN: Final = r"(?:[ \t\r\n]|#[^\r\n]*+)*+"

_ANCHOR_OR_TAG: Final = lazily(
    rf"(?:&[^ \t\r\n,\[\]{{}}]+|!<[^>]*>|![^ \t\r\n,\[\]{{}}]*){BETWEEN}"
)
_TAG_BEFORE: Final = lazily(r"![^ \t\r\n]*[ \t\r\n]+\Z")
_ANCHOR_GOES_ON: Final = lazily(r"([^\s,\[\]{}:?]+)([:?])")
_INDICATOR: Final = lazily(rf"{BETWEEN}[?:-]")
_EXPLICIT_KEY: Final = lazily(rf"{BETWEEN},?{BETWEEN}(\?)[ \t\r\n]{BETWEEN}")
# What a plain scalar of a tag is called.
_MEANINGS: Final = {
    "bool": "a truth value",
    "float": "a number",
    "int": "a number",
    "timestamp": "a date",
    "null": "nothing",
}
# A text that is plain for sure: no sign of YAML, blanks and colons only in front of what is none.
_SIMPLE: Final = lazily(r"[A-Za-z](?:[ :]?[A-Za-z0-9_./@-])*")
_BOOLEANS: Final = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
# How a scalar begins, or all of it, that may have another meaning.
_UNSURE: Final = lazily(
    rf"\n(?:(?![A-Za-z]|[^\x00-\x7f])|(?:{'|'.join(_BOOLEANS)})$)",
    re.ASCII | re.IGNORECASE | re.MULTILINE,
)
_BLOCK_HEADER: Final = lazily(r"[|>][-+0-9]*")


def compose(source: Source) -> Node | None:
    """The tree of a YAML text; None if it holds nothing but blanks and comments. A plain one needs
    no parser. Raises `YamlFault`."""
    return plain.compose(source.text) or parsed(source)


def parsed(source: Source, *, pure: bool = False) -> Node | None:
    """The tree of a YAML text, as the parsers of ruamel.yaml read it; None if there is none.

    `pure` chooses the parser written in Python, which gives the same tree. Raises `YamlFault`.
    """
    if found := _UNPRINTABLE.search(source.text):
        raise _forbidden(f"{ord(found.group()):04X}", found.start())
    # Each parser refuses some legal text: the C one `{url: ftp://e.org}`, the other one a tab
    # before a comment. What is truly wrong, the one that came further has found.
    faults: list[YamlFault] = []
    for parser in (True,) if pure else (False, True):
        try:
            return _compose(source.text, pure=parser)
        except YamlFault as fault:
            faults.append(fault)
    raise max(faults, key=lambda fault: fault.offset)


@lru_cache(maxsize=1024)
def spelled(value: str, *, quote: str = "", needed: str = "", in_flow: bool = False) -> str:
    """`value` as a YAML scalar on one line, which every reader takes for this text.

    `quote` is the style to follow: `'`, `"`, or "" for plain where plain is possible; where it is
    not, `needed` is the quote, or "" for the one that reads best.
    """
    is_simple = _SIMPLE.fullmatch(value) and not (in_flow and ":" in value)
    if is_simple and not quote and not other_meaning(value):
        return value
    analysis = _emitter().analyze_scalar(value)
    plain = analysis.allow_block_plain
    if in_flow:
        # Inside brackets the C parser refuses what YAML 1.1 kept for itself.
        plain = analysis.allow_flow_plain and not set(":?") & set(value)
    if not quote and value and plain and not analysis.multiline and not other_meaning(value):
        return value
    quote = quote or needed
    if not quote:
        quote = "'" if ('"' in value or "\\" in value) and "'" not in value else '"'
    if quote == "'" and analysis.allow_single_quoted and not analysis.multiline:
        return "'" + value.replace("'", "''") + "'"
    stream = StringIO()
    _emitter_to(stream).write_double_quoted(value, split=False)
    return stream.getvalue()


def other_meaning(value: str) -> str:
    """What some reader of YAML takes a plain scalar for that is a text here: `a number`; "" where
    every reader takes it for a text."""
    if not value[:1].isascii():
        return ""
    if value[:1].isalpha():
        return _MEANINGS["bool"] if value.lower().removesuffix("\n") in _BOOLEANS else ""
    known = _resolvers().get(value[:1], ())
    return next((meaning for meaning, pattern in known if pattern.match(value)), "")


def has_other_meaning(texts: Sequence[str]) -> bool:
    """Whether one of several scalars, of a line each, has another meaning to some reader."""
    return bool(_UNSURE.search("\n".join(("", *texts)))) and any(map(other_meaning, texts))


@cache
def _resolvers() -> Mapping[str, list[tuple[str, Any]]]:
    """The patterns by which some reader takes a plain scalar for a number, a date, a boolean or
    null, by the character that it begins with."""
    from ruamel.yaml.resolver import implicit_resolvers

    booleans = re.compile(rf"(?:{'|'.join(_BOOLEANS)}|~)\Z", re.IGNORECASE)
    truth = (_MEANINGS["bool"], booleans)
    patterns: dict[str, list[tuple[str, Any]]] = {first: [truth] for first in "yYnNoOtTfF~"}
    for _, tag, pattern, firsts in implicit_resolvers:
        meaning = _MEANINGS.get(tag.rpartition(":")[2], "a sign of YAML")
        for first in firsts:
            patterns.setdefault(first, []).append((meaning, pattern))
    return patterns


@cache
def _emitter() -> Any:
    return _emitter_to(StringIO())


def _emitter_to(stream: StringIO) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.emitter import Emitter

    return Emitter(stream, allow_unicode=True, width=2**31, dumper=YAML())


# --- building the tree -------------------------------------------------------------------------


class _Builder:
    """Takes events one by one and keeps the stack of collections that are still open."""

    def __init__(self, text: str, restored: Mapping[int, int]) -> None:
        self.root: Node | None = None
        self._text = text
        self._restored = restored
        self._open: list[SequenceNode | MappingNode] = []
        self._anchors: dict[str, Node] = {}

    def take(self, event: Any) -> None:
        name = type(event).__name__
        self._check_anchor(event)
        if name == "ScalarEvent":
            self._add(self._scalar(event), event.anchor)
        elif name in ("SequenceStartEvent", "MappingStartEvent"):
            self._open_up(event, SequenceNode if name == "SequenceStartEvent" else MappingNode)
        elif name in ("SequenceEndEvent", "MappingEndEvent"):
            node = self._open.pop()
            parts = node.items if isinstance(node, SequenceNode) else node.entries
            node.end = parts[-1].end if parts and not node.is_flow else event.end_mark.index
        elif name == "AliasEvent":
            self._add(self._alias(event), None)
        elif name == "DocumentStartEvent" and self.root:
            message = "a second document begins; a registry is one document"
            raise YamlFault(message, event.start_mark.index, "take out all but one")

    def _check_anchor(self, event: Any) -> None:
        """Raises `YamlFault` where a `:` or a `?` is behind an anchor without a blank.

        In YAML 1.1 the anchor ends there, in 1.2 its name goes on; each parser reads one of them.
        """
        anchor = getattr(event, "anchor", None)
        if anchor:
            sigil = "*" if type(event).__name__ == "AliasEvent" else "&"
            start = self._text.index(sigil, event.start_mark.index) + 1
            if found := _ANCHOR_GOES_ON.match(self._text, start):
                message = f"{found[1]!r} is an anchor right in front of a {found[2]!r}"
                raise YamlFault(message, start, f"put a blank in front of the {found[2]!r}")

    def _scalar(self, event: Any) -> Scalar:
        start, end = self._start(event), event.end_mark.index
        begin = min(self._content(event), end)
        style = event.style or ""
        if style in ("|", ">"):
            end = self._block_end(begin, end)
        value = event.value.translate(self._restored) if self._restored else event.value
        return Scalar(start, begin, end, _whole(value, begin) if style == '"' else value, style)

    def _alias(self, event: Any) -> Alias:
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor not in self._anchors:
            message = f"*{event.anchor} refers to no anchor above it"
            raise YamlFault(message, start, "put it in quotes if a text is meant")
        return Alias(start, start, end, self._anchors[event.anchor])

    def _open_up(self, event: Any, kind: type[SequenceNode] | type[MappingNode]) -> None:
        begin = self._content(event)
        node = kind(self._start(event), begin, begin, bool(event.flow_style))
        self._add(node, event.anchor)
        self._open.append(node)
        if len(self._open) > MAX_DEPTH:
            raise YamlFault(f"nested more than {MAX_DEPTH} levels deep", node.start)

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = node
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, SequenceNode):
            self._settle(node, parent.items[-1].end if parent.items else parent.begin)
            parent.items.append(node)
            return
        last = parent.entries[-1] if parent.entries else None
        if last and last.value is last.key:
            self._settle(node, last.key.end)
            last.value = node
        else:
            # A key; it stands for its value until that comes.
            after = last.end if last else parent.begin + parent.is_flow
            parent.entries.append(Entry(node, node, self._entry_start(node, after)))

    def _start(self, event: Any) -> int:
        """Where a node begins, with its anchor and its tag."""
        start: int = event.start_mark.index
        if event.anchor and event.tag and self._text[start] == "&":
            # The parser written in Python overlooks a tag in front of an anchor.
            found = _TAG_BEFORE.search(self._text, max(0, start - 1024), start)
            return found.start() if found else start
        return start

    def _content(self, event: Any) -> int:
        """Where a node begins, behind its anchor and its tag."""
        at: int = event.start_mark.index
        for mark in (event.anchor, event.tag):
            found = _ANCHOR_OR_TAG.match(self._text, at) if mark else None
            at = found.end() if found else at
        return at

    def _entry_start(self, key: Node, after: int) -> int:
        """Where an entry begins: with the `?` in front of its key, if there is one."""
        if not self._text[after : key.start].rstrip(BLANK).endswith("?"):
            return key.start
        found = _EXPLICIT_KEY.fullmatch(self._text, after, key.start)
        return found.start(1) if found else key.start

    def _block_end(self, start: int, end: int) -> int:
        """Without what a block scalar's mark takes in beyond its last line."""
        text = self._text[start:end]
        header = _BLOCK_HEADER.match(text)
        if header and "+" in header.group():
            breaks = [found.start() for found in LINE_BREAK.finditer(text)]
            return start + breaks[-1] if breaks and text[-1] in "\r\n" else end
        return start + len(text.rstrip(BLANK))

    def _settle(self, node: Node, after: int) -> None:
        """Put an empty value right behind the `:` or `-` that it belongs to."""
        if node.start == node.end and isinstance(node, Scalar) and not node.style:
            found = _INDICATOR.match(self._text, after)
            if found and found.end() <= node.start:
                node.start = node.begin = node.end = found.end()


# --- parsing -----------------------------------------------------------------------------------

# YAML 1.2, 5.1 "Character Set", the characters outside c-printable.
_UNPRINTABLE: Final = lazily(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Half of a character, which only an escape can bring in.
_HALF: Final = lazily(r"[\ud800-\udfff]")
# The digits of an escape for more than there are characters.
_NO_CHARACTER: Final = lazily(r"(?<!\\)(?:\\\\)*\\U(?!000|0010)([0-9A-Fa-f]{8})")
# To the parsers these end a line, as in YAML 1.1, or count for nothing; in YAML 1.2 they are text.
_ORDINARY: Final = "\x85\u2028\u2029\ufeff"
# The C parser refuses it in braces, `{url: https://e.org}`; the other one takes many times as long.
_LINK_COLON: Final = lazily(r"(?:(?<=\bhttp)|(?<=\bhttps)):(?=//)")

_INDENT: Final = "see that this line is indented as its neighbours are"
# From the words of a parser to what a person can do.
_HINTS: Final = (
    ("cannot start any token|found unexpected ':'", "put the value in quotes"),
    ("mapping values are not allowed", "put a value that holds `: ` in quotes"),
    ("could not find expected ':'", "a key is followed by `: `, with the blank"),
    ("escape", "write `\\\\` for a backslash, or use single quotes"),
    ("end of stream", "close the quote"),
    ("',' or ", "close the bracket, or put the value in quotes"),
    ("expected key|block end|'-' indicator", _INDENT),
)


def _compose(text: str, *, pure: bool) -> Node | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    there = [ord(character) for character in _ORDINARY if character in text]
    # Code points for private use that the text has none of.
    unused = (code for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    stand_ins = dict(zip(there, unused, strict=False))
    readable = text.translate(stand_ins) if there else text
    if not pure and (sign := next(unused, None)):
        readable = _LINK_COLON.sub(chr(sign), readable)
        stand_ins[ord(":")] = sign
    builder = _Builder(text, {new: old for old, new in stand_ins.items()})
    try:
        for event in YAML(typ="safe", pure=pure).parse(readable):
            builder.take(event)
    except YAMLError as error:
        raise _fault(error, text) from None
    except (ValueError, OverflowError):
        raise _no_character(text) from None
    root = builder.root
    if not pure and isinstance(root, Scalar) and root.style in ("|", ">"):
        # The C parser takes a `#` at the head of a block text that is all there is for a comment.
        return _compose(text, pure=True)
    return root


def _no_character(text: str) -> YamlFault:
    """What the parser written in Python stumbles over: the escape of a character there is not.

    That parser does not tell where. With half a character in its place, the tree does.
    """
    halved = _NO_CHARACTER.sub(lambda found: found.group()[:-8] + "0000DC00", text)
    if halved == text:
        return YamlFault("a number has too many digits", 0)
    try:
        _compose(halved, pure=True)
    except YamlFault as fault:
        if found := _NO_CHARACTER.search(text, fault.offset):
            return _forbidden(f"{int(found.group(1), 16):04X}", found.start(1))
        return fault
    return YamlFault("an escape stands for no character", 0)


def _whole(value: str, offset: int) -> str:
    """A text whose characters may be written as two halves, as JSON has it, with each in one."""
    if _HALF.search(value):
        value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    if half := _HALF.search(value):
        raise _forbidden(f"{ord(half.group()):04X}", offset)
    return value


def _forbidden(code: str, offset: int) -> YamlFault:
    return YamlFault(f"the character U+{code} is not allowed", offset, "take it out")


def _fault(error: Any, text: str) -> YamlFault:
    """A parser's error as what is wrong and where, in words that fit one line."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    # Messages of the parser, of which the first line is enough; no text of a file.
    problem = (getattr(error, "problem", None) or str(error)).partition("\n")[0]
    context = (getattr(error, "context", None) or "").partition("\n")[0]
    message = f"{context}, {problem}" if context else problem
    offset = min(mark.index, len(text)) if mark else 0
    hint = next((hint for words, hint in _HINTS if re.search(words, message)), None)
    if text[offset : offset + 1] == "\t":
        hint = "use blanks, not tabs"
    return YamlFault(message, offset, hint, in_brackets="flow" in message)
