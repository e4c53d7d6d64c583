"""SIG107 to SIG109: rows that are none, rows that are there twice, rows of another style."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeVar

from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import blocks
from sigtool.markdown import rows as layout
from sigtool.markdown.blocks import BLANK, Cell, Document, MarkdownTable, Row, name_key
from sigtool.markdown.rows import Layout
from sigtool.markdown.spacing import blanks_of
from sigtool.model import Column, texts_of
from sigtool.rules.texts import contents
from sigtool.tables.drift import Difference
from sigtool.text.diagnostic import FileEdit, Fix, Location, Related, Severity
from sigtool.text.source import Edit, Span
from sigtool.text.width import MEASURES

T = TypeVar("T", bound=Hashable)

# A table where more than one row in so many is odd has no style.
_ODD_AT_MOST: Final = 3
_BLANK_ON_EACH_SIDE: Final = 2


def glued_text(snapshot: Snapshot) -> Iterator[Finding]:
    """No text sticks to a table and becomes a row of it."""
    for place in snapshot.places.values():
        shown, glued = place.shown, _glued(place.shown)
        above = "the header row"
        marked = [(id(row) in glued, row) for row in shown.rows]
        for is_text, rows in groupby(marked, itemgetter(0)):
            lines = [row for _, row in rows]
            if not is_text:
                read = place.sig_of(lines[-1])
                above = f"the row of {read.name}" if read else "a row"
                continue
            is_last = lines[-1] is shown.rows[-1]
            yield Finding(
                f"{shown.source.path}: the text below {above} became a part of the table",
                Location(shown.source, Span(lines[0].content.start, lines[-1].content.end)),
                hint="put a blank line above it" if is_last else "move it below the table",
            )


def duplicate_row(snapshot: Snapshot) -> Iterator[Finding]:
    """A table has one row for each SIG."""
    for at, place in snapshot.places.items():
        column = next((each.at for each in place.bound if _is_name(each.column)), 0)
        for name, row, first in surplus_rows(snapshot, at).values():
            yield Finding(
                f"{name}: there is a row of this SIG already",
                Location(place.shown.source, row.cells[column].content),
                [Related("the first is here", Location(place.shown.source, first.content))],
                hint="keep what is right in the first row; sigtool render removes this one",
            )


def ragged_style(snapshot: Snapshot) -> Iterator[Finding]:
    """A row is written as the others of its table: its outer pipes, its blanks, its alignment."""
    for place in snapshot.places.values():
        document, odd = snapshot.documents[place.table.path], _odd_rows(place.shown)
        if (
            not odd
            or not isinstance(document, Document)
            or not _is_stable(document, place.shown, odd)
        ):
            continue
        for each in odd:
            read = place.sig_of(each.row)
            edit = FileEdit(place.shown.source, each.edit)
            yield Finding(
                f"{read.name if read else 'a row'}: the row {each.how}",
                Location(place.shown.source, each.row.content),
                fix=Fix("write the row as the others are", (edit,)),
                hint="write it as the rows around it",
            )


def has_pipe(row: Row) -> bool:
    """Whether a line is a row by what it says, not only by where it stands."""
    return row.leading_pipe or row.trailing_pipe or len(row.cells) > 1


def surplus_rows(snapshot: Snapshot, at: int) -> Mapping[int, tuple[str, Row, Row]]:
    """The rows whose SIG has one further up in a table, by their identity: its name, the row and
    the first one. A SIG that is in the registry twice may have two."""
    place, plan = snapshot.places[at], snapshot.plans.get(at)
    others = plan.drifts if plan else ()
    unknown = {id(drift.row) for drift in others if drift.kind is Difference.UNKNOWN}
    if plan and not unknown:
        return {}
    names = Counter(
        key
        for sig in snapshot.registry.sigs
        for key in {name_key(name) for name in texts_of(sig.name)}
    )
    first: dict[str, Row] = {}
    found: dict[int, tuple[str, Row, Row]] = {}
    for row, read in place.rows:
        key = name_key(read.one_name) if read else ""
        if read and names[key] == 1:
            if key in first and (not plan or id(row) in unknown):
                found[id(row)] = read.one_name, row, first[key]
            first.setdefault(key, row)
    return found


def _is_name(column: Column | None) -> bool:
    return column is not None and column.field == "name"


def _glued(table: MarkdownTable) -> frozenset[int]:
    """The rows, by their identity, that only the lack of a blank line above makes rows."""
    bare = frozenset(id(row) for row in table.rows if not has_pipe(row))
    # Of one column, rows may well have no pipes at all.
    return bare if len(table.header.cells) > 1 or 2 * len(bare) < len(table.rows) else frozenset()


# --- the style of a table ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Style:
    """How the rows of a table are written: their outer pipes, the blanks of each column, whether
    more than that is there, and the layout where its columns are aligned."""

    table: MarkdownTable
    leading_pipe: bool
    trailing_pipe: bool
    blanks: tuple[tuple[str, str] | None, ...]
    is_padded: bool = False
    layout: Layout | None = None

    def written(self, row: Row) -> str | None:
        """A row as this style has it; None for one that is too long to be aligned."""
        segments = [self._segment(at, cell) for at, cell in enumerate(row.cells)]
        if None in segments:
            return None
        text = "|".join(each for each in segments if each is not None)
        text = "|" + text if self.leading_pipe else text.lstrip(BLANK)
        return text + "|" if self.trailing_pipe else text.rstrip(BLANK)

    def difference(self, row: Row) -> str:
        """In what a row that is written otherwise differs."""
        ends = (
            ("begin", row.leading_pipe, self.leading_pipe),
            ("end", row.trailing_pipe, self.trailing_pipe),
        )
        for end, has, wanted in ends:
            if has != wanted:
                one, others = ("with", "without") if has else ("without", "with")
                return f"{end}s {one} a pipe, the others {end} {others} one"
        return "is not aligned with the others" if self.layout else "is spaced unlike the others"

    def _segment(self, column: int, cell: Cell) -> str | None:
        content = self.table.source[cell.content]
        manner = self.layout.columns[column] if self.layout else None
        if manner and manner.alignment:
            room = manner.alignment.width - min(manner.alignment.slack, _BLANK_ON_EACH_SIDE)
            fits = manner.alignment.measure(content) <= room
            return manner.segment(content) if fits else None
        blanks = self.blanks[column]
        own = blanks_of(self.table, cell)
        # A blank more or fewer is seen by nobody.
        if not content or blanks is None or [*map(bool, own)] == [*map(bool, blanks)]:
            return self.table.source[cell.segment]
        return blanks[0] + content + blanks[1]


@dataclass(frozen=True, slots=True)
class _Odd:
    """A row of another style, in what it differs, and the edit that gives it that of its table."""

    row: Row
    how: str
    edit: Edit


def _odd_rows(table: MarkdownTable) -> Sequence[_Odd]:
    """The rows that are not written as most are; none where too few are alike."""
    width, glued = len(table.header.cells), _glued(table)
    rows = [row for row in table.rows if len(row.cells) == width and id(row) not in glued]
    if len(rows) < _ODD_AT_MOST:
        return ()
    found: list[tuple[bool, int, list[_Odd]]] = []
    for style in _styles(table, rows):
        written = [(row, style.written(row)) for row in rows]
        odd = [(row, text) for row, text in written if text != table.source[row.content]]
        if len(odd) * _ODD_AT_MOST <= len(rows):
            fixable = [
                _Odd(row, style.difference(row), Edit(row.content, text))
                for row, text in odd
                if text
            ]
            found.append((style.is_padded, len(odd), fixable))
    return min(found, key=itemgetter(0, 1), default=(True, 0, []))[2]


def _styles(table: MarkdownTable, rows: Sequence[Row]) -> Iterator[_Style]:
    """The styles that most rows may have: each cell as wide as it needs, or columns aligned."""
    leading = _commonest((row.leading_pipe for row in rows), default=True)
    trailing = _commonest((row.trailing_pipe for row in rows), default=True)
    columns = [_column_blanks(table, rows, at) for at in range(len(table.header.cells))]
    is_padded = any(padded for _, padded in columns)
    plain = _Style(table, leading, trailing, tuple(blanks for blanks, _ in columns), is_padded)
    yield plain
    for measure in MEASURES:
        sizes = {
            id(row): [measure(table.source[cell.segment]) for cell in row.cells] for row in rows
        }
        usual = [_commonest(column, 0) for column in zip(*sizes.values(), strict=True)]
        aligned = tuple(row for row in rows if sizes[id(row)] == usual)
        found = layout.layout_of(replace(table, rows=aligned))
        if any(manner.alignment for manner in found.columns):
            yield replace(plain, is_padded=False, layout=found)


def _column_blanks(
    table: MarkdownTable, rows: Sequence[Row], column: int
) -> tuple[tuple[str, str] | None, bool]:
    """Whether most contents of a column have a blank before and after them, and whether most have
    more of them, as where columns are aligned. None where only one side has."""
    cells = [row.cells[column] for row in rows if len(row.cells[column].content)]
    found = Counter(blanks_of(table, cell) for cell in cells)
    usual = _commonest(found.elements(), ("", ""))
    left, right = _commonest((tuple(map(bool, pair)) for pair in found.elements()), (False, False))
    blanks = (" " * left, " " * right)
    is_outer = (column == 0 and not left) or (column == len(table.header.cells) - 1 and not right)
    return blanks if left == right or is_outer else None, usual != blanks


def _is_stable(document: Document, table: MarkdownTable, odd: Sequence[_Odd]) -> bool:
    """Whether the table says the same after the edits, and has no odd row then."""
    after = blocks.read(document.source.edited(each.edit for each in odd))
    if contents(after) != contents(document):
        return False
    return not _odd_rows(after.tables[document.tables.index(table)])


def _commonest(values: Iterable[T], default: T) -> T:
    counts = Counter(values)
    return max(counts, key=lambda value: counts[value], default=default)


RULES: Final = (
    Rule("SIG107", "glued-text", Severity.WARNING, glued_text),
    Rule("SIG108", "duplicate-row", Severity.ERROR, duplicate_row),
    Rule("SIG109", "ragged-style", Severity.NOTE, ragged_style),
)
