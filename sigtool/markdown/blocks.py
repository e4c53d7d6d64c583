"""Finds the tables, headings and markers of a Markdown document, as spans of its source.

Source of the format: GitHub Flavored Markdown 0.29, "Tables (extension)". markdown-it-py says where
blocks are; cells are split here, because its own cells have lost their place, their surplus and
their no-break spaces.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from sigtool.markdown import signs
from sigtool.markdown.gfm import BLANK as BLANK
from sigtool.markdown.gfm import segments_of
from sigtool.markdown.plain import Plain, only_table
from sigtool.markdown.signs import MARKER as MARKER
from sigtool.markdown.signs import Marker as Marker
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, replace
from sigtool.text.source import LINE_BREAK, Source, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# More levels of lists and quotes than anybody writes, and fewer than Python can recurse into.
_MAX_NESTING: Final = 100
# Between two lines of dashes at the very top, beginning with a key or a comment.
_FRONT_MATTER: Final = lazily(
    r"---[ \t]*(?>\r\n?|\n)(?=#|[\w-]+:)(?>[^\r\n]*(?>\r\n?|\n))*?(?:---|\.\.\.)[ \t]*(?:[\r\n]|\Z)"
)


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

    @property
    def has_pipe(self) -> bool:
        """Whether a line is a row by what it says, not only by where it stands."""
        return self.leading_pipe or self.trailing_pipe or len(self.cells) > 1


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

    @property
    def texts(self) -> Iterator[str]:
        """What every cell holds, as stored."""
        return (self.source[cell.content] for row in self.lines for cell in row.cells)

    def text(self, row: Row, column: int) -> str:
        """The content of a cell as stored; "" where the row is too short to have it."""
        return self.source[row.cells[column].content] if column < len(row.cells) else ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a Markdown file holds that concerns sigtool, in the order of the file.

    `comments` are those to sigtool, between blocks and in the rows of tables, not those in code.
    """

    source: Source
    tables: tuple[MarkdownTable, ...]
    markers: tuple[Marker, ...]
    comments: tuple[Span, ...] = ()


@lru_cache(maxsize=8)  # what was read to be checked is read again to be used
def read(source: Source) -> Document:
    """The tables and markers of a Markdown document."""
    if plain := only_table(source.text):
        return Document(source, (_plain_table(source, plain),), ())
    found = tokens(source.text)
    tables = tuple(_tables(source, found))
    text = source.text
    blocks = [
        Span(source.line_span(token.map[0]).start, source.line_span(token.map[1] - 1).end)
        for token in found
        if token.type == "html_block" and token.map
    ]
    between = [span for each in blocks for span in signs.in_html(text, each.start, each.end)]
    markers = [
        Marker(mark["name"], bool(mark["close"]), span)
        for span in between
        if (mark := MARKER.fullmatch(text, span.start, span.end))
    ]
    inside = [
        span
        for row in (row.line for table in tables for row in table.lines)
        for cell in (segments_of(source[row])[0] if "<!--" in source[row] else ())
        for span in signs.in_cell(text, row.start + cell.start, row.start + cell.end)
    ]
    own = (span for span in [*between, *inside] if signs.is_to_sigtool(text, span))
    return Document(source, tables, tuple(markers), tuple(sorted(own)))


def _plain_table(source: Source, found: Plain) -> MarkdownTable:
    spans = map(source.line_span, range(found.first, found.last))
    header, delimiter, *rows = (split_row(source, span, span.start) for span in spans)
    return MarkdownTable(source, header, delimiter, tuple(rows), found.heading)


def paragraphs(source: Source) -> Iterator[tuple[int, Sequence[str], str | None]]:
    """The paragraphs of a Markdown document: the 1-based number of the first line of each, its
    lines without the prefixes of lists and quotes, and the heading above it."""
    for token, inner, heading in _under_headings(tokens(source.text)):
        if token.type == "paragraph_open" and token.map:
            yield token.map[0] + 1, inner.content.split("\n"), heading


def headings(source: Source) -> Iterator[tuple[str, int]]:
    """Each heading's text, and where its last line ends, its line break included."""
    for token, following, _ in _under_headings(tokens(source.text)):
        if token.type == "heading_open" and token.map:
            end = source.line_span(token.map[1] - 1).end
            yield following.content, end + len(source.line_break_after(end))


def split_row(source: Source, line: Span, content_start: int) -> Row:
    """The cells of one line of a table, whose content begins at `content_start`."""
    stop = content_start + len(source.text[content_start : line.end].rstrip(BLANK))
    content = Span(min(content_start, stop), stop)
    text = source[content]
    segments, leading, trailing = segments_of(text, content.start)
    if "<!--" in text:
        return _without_comments(source, Row(line, content, (), leading, trailing), segments)
    cells = tuple([_cell(source, segment) for segment in segments])
    return Row(line, content, cells, leading, trailing)


def _without_comments(source: Source, row: Row, segments: Sequence[Span]) -> Row:
    """A row whose cells leave out comments to sigtool; one behind the last pipe is in no cell."""
    own = [Span(*signs.around(source.text, each.start, each.end)) for each in segments]
    if not row.trailing_pipe and own[-1] != segments[-1]:
        is_behind = len(own) > 1 and not source[own[-1]].strip(BLANK)
        last = own.pop() if is_behind else own[-1]
        stop = segments[-1].start if is_behind else last.start + len(source[last].rstrip(BLANK))
        row = replace(row, content=Span(row.content.start, stop), trailing_pipe=is_behind)
    return replace(row, cells=tuple(_cell(source, each) for each in own))


def prose(text: str) -> Iterator[tuple[bool, str]]:
    """Each block of a document that is no code, as written, and whether it is a heading."""
    lines = LINE_BREAK.split(text)
    is_heading = False
    for token in tokens(text):
        if token.type in ("inline", "html_block"):
            yield is_heading, token.content
        elif token.type == "table_open" and token.map:
            yield False, "\n".join(lines[slice(*token.map)])
        is_heading = token.type == "heading_open"


def _cell(source: Source, segment: Span) -> Cell:
    text = source[segment].rstrip(BLANK)
    content = text.lstrip(BLANK)
    if not content:
        # The content of an empty cell is the place after its first blank: `| | |`.
        start = min(segment.start + 1, segment.end)
        return Cell(segment, Span(start, start))
    stop = segment.start + len(text)
    return Cell(segment, Span(stop - len(content), stop))


@cache
def _block_parser() -> "MarkdownIt":
    """A parser of blocks alone: several times faster, and tables are blocks."""
    from markdown_it import MarkdownIt

    from sigtool.markdown.gfm import github_table

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).disable("inline")
    # What can begin another block is no header row, so every other block but a paragraph is first.
    parser.block.ruler.after(
        "heading", "github_table", github_table, {"alt": ["paragraph", "reference"]}
    )
    return parser


def has_front_matter(source: Source) -> bool:
    """Whether a document begins with YAML, as the pages of generated websites do."""
    return _FRONT_MATTER.match(source.text) is not None


def tokens(text: str) -> "Sequence[Token]":
    """The blocks of a text, with blanks for YAML front matter, whose last line would underline a
    heading."""
    if found := _FRONT_MATTER.match(text):
        text = re.sub(r"[^\r\n]", " ", found.group()) + text[found.end() :]
    return _block_parser().parse(text)


def _under_headings(tokens: "Sequence[Token]") -> "Iterator[tuple[Token, Token, str | None]]":
    """Each block, what comes after it, and the heading above it."""
    heading: str | None = None
    for token, following in itertools.pairwise(tokens):
        if token.type == "heading_open":
            heading = following.content.replace("\n", " ")
        yield token, following, heading


def _tables(source: Source, tokens: "Sequence[Token]") -> Iterator[MarkdownTable]:
    for token, _, heading in _under_headings(tokens):
        if token.type == "table_open" and token.map:
            rows = []
            for line, prefix in zip(range(*token.map), token.meta["prefixes"], strict=True):
                span = source.line_span(line)
                rows.append(split_row(source, span, span.start + prefix))
            yield MarkdownTable(source, rows[0], rows[1], tuple(rows[2:]), heading)
