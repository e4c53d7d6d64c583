"""Finds the tables, headings and markers of a Markdown document, as spans of its source.

Source of the format: GitHub Flavored Markdown 0.29, "Tables (extension)". markdown-it-py says where
blocks are; cells are split here, because its own cells have lost their place, their surplus and
their no-break spaces. The only module that imports markdown-it-py.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as markdown_it_table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sigtool.source import LINE_BREAK, Source, Span

# What GFM takes off the ends of a cell. `str.strip()` would take U+00A0 and U+3000 too.
BLANK: Final = " \t\v\f"
MARKER: Final = re.compile(r"<!--\s*(?P<close>/?)sigtool:(?P<name>[^\s>]+)\s*-->")
_OTHER_BLANK: Final = re.compile(r"[^\S \t\r\n]")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&!~]")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `segment` reaches from pipe to pipe, `content` leaves out the blanks around."""

    segment: Span
    content: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    `line` is the whole line without its line break, `content` what is left of it without the
    prefix of a list or a quote, the indentation, and blanks at the end.
    """

    line: Span
    content: Span
    cells: tuple[Cell, ...]
    leading_pipe: bool
    trailing_pipe: bool


@dataclass(frozen=True, slots=True)
class MarkdownTable:
    """A table as found: a header row, a delimiter row, and any number of rows."""

    source: Source
    header: Row
    delimiter: Row
    rows: tuple[Row, ...]
    heading: str | None

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(self.source[cell.content] for cell in self.header.cells)

    @property
    def lines(self) -> tuple[Row, ...]:
        """The header row, then the rows; the delimiter row holds no values."""
        return (self.header, *self.rows)

    @property
    def line_number(self) -> int:
        """The 1-based line of the header row."""
        return self.source.position(self.header.line.start).line

    def text(self, row: Row, column: int) -> str:
        """The content of a cell as stored; "" where the row is too short to have it."""
        return self.source[row.cells[column].content] if column < len(row.cells) else ""


@dataclass(frozen=True, slots=True)
class Marker:
    """A `<!-- sigtool:NAME -->` comment, or with a slash the one that ends its part."""

    name: str
    closes: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """What a Markdown file holds that concerns sigtool, in the order of the file."""

    source: Source
    tables: tuple[MarkdownTable, ...]
    markers: tuple[Marker, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An inline link: `destination` is as written, without angle brackets, never encoded."""

    label: str
    destination: str
    has_title: bool
    end: int


def read(source: Source) -> Document:
    """The tables and markers of a Markdown document."""
    env: dict[str, Any] = {_CONTENT_STARTS: {}}
    # A blank that Markdown does not know as one (U+00A0, U+3000, \x0b ...) would be stripped by
    # markdown-it, which could end a table early. It is as long as what stands in for it.
    neutral = _OTHER_BLANK.sub("\ufffd", source.text)
    tokens = _block_parser().parse(neutral, env)
    return Document(
        source,
        tuple(_tables(source, tokens, env[_CONTENT_STARTS])),
        tuple(_markers(source, tokens)),
    )


def split_row(source: Source, line: Span, content_start: int) -> Row:
    """The cells of one line of a table, whose content begins at `content_start`."""
    stop = content_start + len(source.text[content_start : line.end].rstrip(BLANK))
    content = Span(min(content_start, stop), stop)
    text = source[content]
    bounds = [content.start - 1]
    bounds += (content.start + found.start() for found in _PIPE.finditer(text))
    bounds.append(content.end)
    segments = [Span(left + 1, right) for left, right in itertools.pairwise(bounds)]
    leading = text.startswith("|")
    trailing = len(segments) > 1 + leading and not len(segments[-1])
    segments = segments[1 if leading else 0 : -1 if trailing else None]
    return Row(line, content, tuple(_cell(source, span) for span in segments), leading, trailing)


def parse_link(text: str, start: int = 0) -> Link | None:
    """The inline link that begins at `start`, or None (GFM 0.29, "Links")."""
    if not text.startswith("[", start):
        return None
    parser = _inline_parser()
    label_end = parseLinkLabel(StateInline(text, parser, {}, []), start)
    if label_end < 0 or not text.startswith("(", label_end + 1):
        return None
    position = _skip_blank(text, label_end + 2)
    found = parseLinkDestination(text, position, len(text))
    destination, title = "", False
    if found.ok:
        destination, position = text[position : found.pos], found.pos
        after = _skip_blank(text, position)
        titled = parseLinkTitle(text, after, len(text)) if after > position else None
        title = bool(titled and titled.ok)
        position = titled.pos if titled and title else after
    position = _skip_blank(text, position)
    if not text.startswith(")", position):
        return None
    if destination.startswith("<"):
        destination = destination[1:-1]
    return Link(text[start + 1 : label_end], destination, title, position + 1)


def plain(text: str) -> str:
    """What a reader sees of a piece of inline Markdown: no markup, blanks folded."""
    if _MARKUP.search(text):
        text = "".join(_visible(_inline_parser().parseInline(text, {})))
    return " ".join(text.split())


def _visible(tokens: Sequence[Token]) -> list[str]:
    seen: list[str] = []
    for token in tokens:
        if token.children:
            seen += _visible(token.children)
        elif token.type in ("text", "code_inline", "text_special"):
            seen.append(token.content)
        elif token.type in ("softbreak", "hardbreak", "html_inline"):
            seen.append(" ")
    return seen


def _skip_blank(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\n":
        position += 1
    return position


def _cell(source: Source, segment: Span) -> Cell:
    text = source[segment]
    start = segment.start + len(text) - len(text.lstrip(BLANK))
    stop = start + len(text.strip(BLANK))
    # The content of an empty cell is the place after its first blank: `| | |`.
    return Cell(segment, Span(start, stop) if stop > start else _empty(segment))


def _empty(segment: Span) -> Span:
    place = min(segment.start + 1, segment.end)
    return Span(place, place)


_CONTENT_STARTS: Final = "sigtool content starts"


@cache
def _block_parser() -> MarkdownIt:
    """A parser of blocks alone: several times faster, and tables are blocks."""
    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    parser.block.ruler.at("table", _table_with_content_starts, {"alt": ["paragraph", "reference"]})
    return parser


@cache
def _inline_parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("strikethrough")


def _table_with_content_starts(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """markdown-it's own table rule; notes where each line's content starts in its container."""
    found = markdown_it_table(state, start_line, end_line, silent)
    if found and not silent:
        for line in range(start_line, state.line):
            state.env[_CONTENT_STARTS][line] = state.bMarks[line] + state.tShift[line]
    return found


def _tables(source: Source, tokens: Sequence[Token], starts: dict[int, int]) -> list[MarkdownTable]:
    # markdown-it works on a text in which every line break is one character long.
    normalised = [0]
    normalised += (found.end() for found in re.finditer("\n", LINE_BREAK.sub("\n", source.text)))
    tables: list[MarkdownTable] = []
    heading: str | None = None
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[at + 1].content
        elif token.type == "table_open" and token.map:
            rows = []
            for line in range(*token.map):
                span = source.line_span(line)
                rows.append(split_row(source, span, span.start + starts[line] - normalised[line]))
            tables.append(MarkdownTable(source, rows[0], rows[1], tuple(rows[2:]), heading))
    return tables


def _markers(source: Source, tokens: Sequence[Token]) -> list[Marker]:
    markers: list[Marker] = []
    for token in tokens:
        if token.type != "html_block" or not token.map:
            continue
        start = source.line_span(token.map[0]).start
        stop = source.line_span(token.map[1] - 1).end
        for found in MARKER.finditer(source.text, start, stop):
            span = Span(*found.span())
            markers.append(Marker(found["name"], bool(found["close"]), span))
    return markers
