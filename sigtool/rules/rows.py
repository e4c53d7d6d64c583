"""SIG107 to SIG110: rows that are none, or twice there, or of another style, or cut off."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import blocks
from sigtool.markdown.blocks import BLANK, Cell, Document, MarkdownTable, Row
from sigtool.markdown.columns import blanks_of, commonest
from sigtool.markdown.inline import name_key, plain
from sigtool.markdown.rows import Layout, layout_of
from sigtool.rules.texts import contents
from sigtool.tables.drift import Difference
from sigtool.tables.locate import Place
from sigtool.tables.loose import End, LooseRows
from sigtool.text.diagnostic import Fix, Location, Related, Severity
from sigtool.text.records import dataclass, replace
from sigtool.text.source import Edit, Span
from sigtool.text.width import MEASURES
from sigtool.text.wording import amount, quoted

# A table where more than one row in so many is odd has no style.
_ODD_AT_MOST: Final = 3
_BLANK_ON_EACH_SIDE: Final = 2
_IN_ITS_PLACE: Final = ", or put a heading and a header row in its place"
_KEEP_ONE: Final = "keep what is right in one of the two, remove the other, then run sigtool sync"


@rule("SIG107", "glued-text", Severity.WARNING)
def glued_text(snapshot: Snapshot) -> Iterator[Finding]:
    """No text sticks to a table and becomes a row of it."""
    for place in snapshot.places.values():
        shown, glued = place.shown, _glued(place.shown)
        above = "the header row"
        marked = [(id(row) in glued, row) for row in shown.rows if glued]
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


@rule("SIG108", "duplicate-row", Severity.ERROR)
def duplicate_row(snapshot: Snapshot) -> Iterator[Finding]:
    """A table has one row for each SIG."""
    for at, place in snapshot.places.items():
        surplus = surplus_rows(snapshot, at)
        known = snapshot.community.assigned.get(at) if surplus else None
        for row, first in surplus.values():
            is_same = known is not None and id(row) in known.again
            yield Finding(
                f"{name_of(place, row)}: there is a row of this SIG already",
                name_cell(place, row),
                [Related("the first is here", Location(place.shown.source, first.content))],
                hint="it says the same; sigtool sync removes it" if is_same else _KEEP_ONE,
            )


@rule("SIG109", "ragged-style", Severity.NOTE)
def ragged_style(snapshot: Snapshot) -> Iterator[Finding]:
    """A row is written as the others of its table: its outer pipes, its blanks, its alignment."""
    for place in snapshot.places.values():
        document, odd = snapshot.community.documents[place.table.path], _odd_rows(place.shown)
        if odd and _is_stable(document, place.shown, odd):
            for row, how, edit in odd:
                yield Finding(
                    f"{name_of(place, row)}: {how}",
                    Location(place.shown.source, row.content),
                    fix=Fix.of("write the row as the others are", document.source, [edit]),
                    hint="write it as the rows around it",
                )


@rule("SIG110", "split-table", Severity.ERROR)
def split_table(snapshot: Snapshot) -> Iterator[Finding]:
    """No rows stand below a line that ends the table: one that is blank, a comment, a heading."""
    torn = {conflict.path for conflict in snapshot.conflicts}
    for at, loose in snapshot.community.loose.items():
        if loose.place.shown.source.path in torn:
            continue  # of a line that ends a table so, SIG106 tells
        source, names = loose.place.shown.source, list(map(name_key, loose.names))
        # They are awaited where the registry has their SIGs and the table lacks them.
        shown = {name_key(sig.one_name) for _, sig in snapshot.places[at].rows if sig}
        lacking = snapshot.by_name.keys() - shown
        is_awaited = len(set(names)) == len(loose.sigs) and set(names) <= lacking
        row, end = (
            Location(source, loose.rows[0].line),
            Location(source, source.line_span(loose.line - 1)),
        )
        # A blank line cannot be shown.
        is_blank = loose.end is End.BLANK
        yield Finding(
            # No numbers of lines: by its message, a baseline knows a finding again.
            f"the table ends at a {loose.end.value}: "
            f"rows below it are loose text ({', '.join(loose.names) or 'no SIG'})",
            row if is_blank else end,
            [Related("it ends here", end) if is_blank else Related("the rows begin here", row)],
            fix=_joining(loose, is_awaited=is_awaited),
            hint=f"{loose.remedy}{_IN_ITS_PLACE if is_blank else ''}",
        )


def _joining(loose: LooseRows, *, is_awaited: bool) -> Fix | None:
    """The fix that joins loose rows to their table, where there is one."""
    if not loose.edits:
        return None
    is_safe = is_awaited and loose.keeps_places
    return Fix.of(loose.remedy, loose.place.shown.source, loose.edits, safe=is_safe)


def name_of(place: Place, row: Row) -> str:
    """What a message calls a row."""
    read = place.sig_of(row)
    return read.one_name if read else "a row"


def name_cell(place: Place, row: Row) -> Location:
    """Where the name of a SIG stands in its row."""
    bound = (each for each in place.bound if each.column and each.column.field == "name")
    column = next((each.at for each in bound), 0)
    return Location(place.shown.source, row.cells[column].content)


def surplus_rows(snapshot: Snapshot, at: int) -> Mapping[int, tuple[Row, Row]]:
    """The rows whose SIG has one further up in a table, by their identity, and the first one."""
    place, plan = snapshot.places[at], snapshot.plans.get(at)
    others = plan.drifts if plan else ()
    unknown = {id(drift.row) for drift in others if drift.kind is Difference.UNKNOWN}
    if plan and not unknown:
        return {}
    first: dict[str, Row] = {}
    found: dict[int, tuple[Row, Row]] = {}
    for row, read in place.rows:
        key = name_key(read.one_name) if read else ""
        # A SIG that is in the registry twice may have two.
        if read and key in snapshot.by_name and key not in snapshot.shared_names:
            if key in first and (not plan or id(row) in unknown):
                found[id(row)] = row, first[key]
            first.setdefault(key, row)
    return found


def _glued(table: MarkdownTable) -> frozenset[int]:
    """The rows, by their identity, that only the lack of a blank line above makes rows."""
    bare = frozenset(id(row) for row in table.rows if not row.has_pipe)
    # Of one column, rows may well have no pipes at all.
    return bare if len(table.header.cells) > 1 or 2 * len(bare) < len(table.rows) else frozenset()


@dataclass(frozen=True, slots=True)
class _Style:
    """How the rows of a table are written: their outer pipes, the blanks of each column (None where
    only one side has any), and the layout where its columns are aligned."""

    table: MarkdownTable
    leading_pipe: bool
    trailing_pipe: bool
    blanks: tuple[tuple[str, str] | None, ...]
    layout: Layout | None = None

    def is_kept(self, row: Row) -> bool:
        """Whether a row has surely this style: that of the pipes at both ends, and of the blanks in
        each cell, where no column is aligned."""
        has_pipes = self.leading_pipe and self.trailing_pipe and not self.layout
        is_closed = row.leading_pipe and row.trailing_pipe
        return has_pipes and is_closed and all(map(_has_blanks, row.cells, self.blanks))

    def written(self, row: Row) -> str | None:
        """A row as this style has it; None for one that is too long to be aligned."""
        segments: list[str] = []
        for at, cell in enumerate(row.cells):
            segment = self._segment(at, cell)
            if segment is None:
                return None
            segments.append(segment)
        text = "|".join(segments)
        text = "|" + text if self.leading_pipe else text.lstrip(BLANK)
        return text + "|" if self.trailing_pipe else text.rstrip(BLANK)

    def difference(self, row: Row) -> str:
        """In what a row that is written otherwise differs: what is missing, and where."""
        ends = (
            ("begin", row.leading_pipe, self.leading_pipe),
            ("end", row.trailing_pipe, self.trailing_pipe),
        )
        for end, has, wanted in ends:
            if has != wanted:
                one, others = ("with", "without") if has else ("without", "with")
                return f"the row {end}s {one} a pipe, the others {end} {others} one"
        cells = list(enumerate(row.cells))
        odd = [at for at, cell in cells if self._segment(at, cell) != self._own(cell)]
        found = self._fault(odd[0], row.cells[odd[0]]) if odd else "the row is written otherwise"
        return f"{found}; so in {amount(len(odd) - 1, 'more cell')}" if len(odd) > 1 else found

    def _own(self, cell: Cell) -> str:
        return self.table.source[cell.segment]

    def _fault(self, column: int, cell: Cell) -> str:
        """What is wrong with how a cell is written."""
        content, header = (
            self.table.source[cell.content],
            plain(self.table.text(self.table.header, column)),
        )
        where = f" (under {header!r})" if header else f" (in column {column + 1})"
        what = quoted(content) if content else "an empty cell"
        manner = self.layout.columns[column] if self.layout else None
        wanted = self.blanks[column]
        if (manner and manner.alignment) or wanted is None:
            return f"the pipe behind {what} is not aligned with those of the other rows{where}"
        own = blanks_of(self.table, cell)
        side = 0 if bool(own[0]) != bool(wanted[0]) else 1
        beside = f"{('before', 'behind')[side]} {what}"
        if wanted[side]:
            return f"a space is missing {beside}{where}"
        return f"a space stands {beside}, where the other rows have none{where}"

    def _segment(self, column: int, cell: Cell) -> str | None:
        manner = self.layout.columns[column] if self.layout else None
        if manner and manner.alignment:
            content = self.table.source[cell.content]
            room = manner.alignment.width - min(manner.alignment.slack, _BLANK_ON_EACH_SIDE)
            fits = manner.alignment.measure(content) <= room
            return manner.segment(content) if fits else None
        blanks = self.blanks[column]
        if blanks is None or _has_blanks(cell, blanks):
            return self._own(cell)
        return blanks[0] + self.table.source[cell.content] + blanks[1]


def _has_blanks(cell: Cell, blanks: tuple[str, str] | None) -> bool:
    """Whether a cell has blanks on the sides where these are; one more or fewer is seen by nobody,
    and those of an empty cell by nobody either."""
    segment, content = cell.segment, cell.content
    if blanks is None or content.start == content.end:
        return True
    before, after = blanks
    is_before, is_after = segment.start < content.start, content.end < segment.end
    return is_before == bool(before) and is_after == bool(after)


def _odd_rows(table: MarkdownTable) -> Sequence[tuple[Row, str, Edit]]:
    """The rows that are not written as most are, in what each differs, and the edit of it."""
    width, glued = len(table.header.cells), _glued(table)
    rows = [row for row in table.rows if len(row.cells) == width and id(row) not in glued]
    # A comment to sigtool is of no cell, and stays: such a row is not written anew.
    if "sigtool:" in table.source.text:
        rows = [row for row in rows if "sigtool:" not in table.source[row.line]]
    best: tuple[tuple[bool, int], list[tuple[Row, str, Edit]]] | None = None
    for style, is_padded in _styles(table, rows) if len(rows) >= _ODD_AT_MOST else ():
        written = [(row, style.written(row)) for row in rows if not style.is_kept(row)]
        odd = [(row, text) for row, text in written if text != table.source[row.content]]
        rank = (is_padded, len(odd))
        if len(odd) * _ODD_AT_MOST <= len(rows) and (best is None or rank < best[0]):
            best = (
                rank,
                [
                    (row, style.difference(row), Edit(row.content, text))
                    for row, text in odd
                    if text
                ],
            )
        if not (odd or is_padded):
            break  # no style fits better
    return best[1] if best else ()


def _styles(table: MarkdownTable, rows: Sequence[Row]) -> Iterator[tuple[_Style, bool]]:
    """The styles that most rows may have, and whether most cells have more blanks than that."""
    leading = commonest(Counter(row.leading_pipe for row in rows), default=True)
    trailing = commonest(Counter(row.trailing_pipe for row in rows), default=True)
    columns = [_column_blanks(table, rows, at) for at in range(len(table.header.cells))]
    plain = _Style(table, leading, trailing, tuple(blanks for blanks, _ in columns))
    yield plain, any(is_padded for _, is_padded in columns)
    for measure in MEASURES:
        sizes = [[measure(table.source[cell.segment]) for cell in row.cells] for row in rows]
        usual = [commonest(Counter(column), 0) for column in zip(*sizes, strict=True)]
        aligned = [row for row, own in zip(rows, sizes, strict=True) if own == usual]
        layout = layout_of(replace(table, rows=tuple(aligned)))
        if any(manner.alignment for manner in layout.columns):
            yield replace(plain, layout=layout), False


def _column_blanks(
    table: MarkdownTable, rows: Sequence[Row], column: int
) -> tuple[tuple[str, str] | None, bool]:
    """Whether most contents of a column have a blank before and after them, and whether most have
    more of them, as where columns are aligned. None where only one side has."""
    cells = [row.cells[column] for row in rows if len(row.cells[column].content)]
    found = Counter(blanks_of(table, cell) for cell in cells)
    usual = commonest(found, ("", ""))
    sides = Counter[tuple[bool, bool]]()
    for (before, after), count in found.items():
        sides[bool(before), bool(after)] += count
    left, right = commonest(sides, (False, False))
    blanks = (" " * left, " " * right)
    is_outer = (column == 0 and not left) or (column == len(table.header.cells) - 1 and not right)
    return blanks if left == right or is_outer else None, usual != blanks


def _is_stable(
    document: Document, table: MarkdownTable, odd: Sequence[tuple[Row, str, Edit]]
) -> bool:
    """Whether the table says the same after the edits, and has no odd row then."""
    after = blocks.read(document.source.edited(edit for _, _, edit in odd))
    if contents(after) != contents(document):
        return False
    return not _odd_rows(after.tables[document.tables.index(table)])
