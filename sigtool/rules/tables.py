"""SIG101 to SIG106: the document, and the table in it."""

from collections.abc import Iterator
from typing import Final

from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown.blocks import Cell, Document, MarkdownTable, Marker, Row
from sigtool.markdown.rows import layout_of
from sigtool.markdown.signs import MARKER
from sigtool.model import Table
from sigtool.rules.rows import name_of
from sigtool.tables import locate
from sigtool.tables.locate import Place
from sigtool.text.diagnostic import Fix, Location, Related, Severity
from sigtool.text.records import replace
from sigtool.text.source import Edit, Span
from sigtool.text.wording import amount, nearest, quoted

# What to do, by the key that says which table of a document is meant.
_HINTS: Final = {
    "index": "count the tables that qualify from 1",
    "marker": "put the table between the markers",
    "heading": "correct the heading, or put markers around the table and name them here",
    "columns": "make the header row and 'columns' match, or give the heading of the table",
    "path": "give the heading of the table, and the columns that it has",
}


@rule("SIG101", "table-not-found", Severity.ERROR)
def table_not_found(snapshot: Snapshot) -> Iterator[Finding]:
    """Each table of the registry is found in its document."""
    for at, table, document in snapshot.tables():
        if snapshot.community.candidates[at] or _marker_fault(document, table.marker):
            continue
        naming, near = _naming(document, table), _nearest(document, table)
        hint = f"did you mean {near.heading!r}?" if near else _HINTS[naming]
        related = [Related("the table under that heading", _header(near))] if near else []
        if broken := locate.broken_one(document, table):
            hint = "write a delimiter row there: a --- for each header, with bars between them"
            line = document.source.line_span(broken.line - 1)
            related = [Related("it begins here", Location(document.source, line))]
        message = f"{document.source.path}: {_missing(document, table, naming)}"
        yield Finding(message, snapshot.at("tables", at, naming), related, hint=hint)


@rule("SIG102", "table-ambiguous", Severity.ERROR)
def table_ambiguous(snapshot: Snapshot) -> Iterator[Finding]:
    """Each table of the registry is one table of its document, and no other's."""
    for at, table, document in snapshot.tables():
        found = snapshot.community.candidates[at]
        if len(found) > 1:
            message = f"{document.source.path}: {locate.not_one(document, table, found)}"
            related = [Related("this one qualifies", _header(each)) for each in found]
            yield Finding(message, snapshot.at("tables", at, _naming(document, table)), related)
    tables = {at: (table, document) for at, table, document in snapshot.tables()}
    for (path, line), (first, *others) in snapshot.community.claims.items() if tables else ():
        for at in others:
            table, document = tables[at]
            shown = snapshot.community.candidates[at][0]
            yield Finding(
                f"tables[{first + 1}] and tables[{at + 1}] are one table: {path}:{line}",
                snapshot.at("tables", at, _naming(document, table)),
                [Related("the table is here", _header(shown))],
                hint="give each a heading, a marker or an index of its own, or take one away",
            )


@rule("SIG103", "broken-marker", Severity.ERROR)
def broken_marker(snapshot: Snapshot) -> Iterator[Finding]:
    """Markers come in pairs: one above the table, one with a slash below it, each once."""
    for at, table, document in snapshot.tables():
        if fault := _marker_fault(document, table.marker):
            message, marker = fault
            place = Location(document.source, marker.span) if marker else None
            name, others = table.marker or "", {marker.name for marker in document.markers}
            near = None if name in others else nearest(name, sorted(others))
            pair = f"<!-- sigtool:{name} --> above the table, <!-- /sigtool:{name} --> below it"
            yield Finding(
                f"{document.source.path}: {message}",
                place or snapshot.at("tables", at, "marker"),
                hint=f"did you mean {near!r}?" if near else f"write {pair}",
            )


@rule("SIG104", "unbound-header", Severity.ERROR)
def unbound_header(snapshot: Snapshot) -> Iterator[Finding]:
    """The header row and `columns` agree."""
    for at, table, _ in snapshot.tables():
        place = snapshot.places.get(at)
        if place and not table.columns:
            headers = " | ".join(place.shown.headers)
            yield Finding(
                f"tables[{at + 1}]: 'columns' is missing; the header row is {headers}",
                snapshot.at("tables", at, "path"),
                [Related("the header row is here", _header(place.shown))],
                hint="say which field each header shows, as `Name: name`",
            )
        elif place:
            yield from _disagreements(snapshot, at, place)


@rule("SIG105", "cell-count", Severity.ERROR)
def cell_count(snapshot: Snapshot) -> Iterator[Finding]:
    """Each row has as many cells as the header row."""
    for place in snapshot.places.values():
        wanted = len(place.shown.header.cells)
        for row in place.shown.rows:
            # Of a text, SIG107 tells.
            if row.has_pipe and len(row.cells) > wanted:
                if not all(_is_comment(place, cell) for cell in row.cells[wanted:]):
                    yield _too_many(place, row)
            elif row.has_pipe and len(row.cells) < wanted:
                yield _too_few(place, row)


def _is_comment(place: Place, cell: Cell) -> bool:
    """Whether a cell holds a comment alone, which nobody is to see."""
    text = place.shown.source[cell.content]
    return text.startswith("<!--") and text.find("-->") == len(text) - 3


def _too_many(place: Place, row: Row) -> Finding:
    source, surplus = place.shown.source, row.cells[len(place.shown.header.cells) :]
    texts = [source[cell.content] for cell in surplus]
    unseen = ", ".join(quoted(text) for text in texts if text) or "an empty cell"
    return Finding(
        f"{_count(place, row)}: readers do not see {unseen}",
        Location(source, Span(surplus[0].content.start, surplus[-1].content.end)),
        [Related("the header row is here", _header(place.shown))],
        hint="write a bar that belongs to a text as \\|, or take the cell out",
    )


def _too_few(place: Place, row: Row) -> Finding:
    """A row that readers see as if it had all cells."""
    shown, columns = place.shown, layout_of(place.shown).columns
    segments = [column.segment("") for column in columns[len(row.cells) :]]
    last = columns[len(row.cells) - 1]
    closing = "" if row.trailing_pipe else f"{last.blanks.around[1]}|"
    edit = Edit(
        Span(row.content.end, row.content.end), closing + "".join(f"{text}|" for text in segments)
    )
    title = f"add {amount(len(segments), 'empty cell')}"
    return Finding(
        _count(place, row),
        Location(shown.source, row.content),
        [Related("the header row is here", _header(shown))],
        Fix.of(title, shown.source, [edit]),
        "write an empty cell for each that is missing",
        Severity.NOTE,
    )


def _count(place: Place, row: Row) -> str:
    wanted = len(place.shown.header.cells)
    return (
        f"{name_of(place, row)} has {amount(len(row.cells), 'cell')}, the header row has {wanted}"
    )


@rule("SIG106", "conflict-marker", Severity.ERROR)
def conflict_marker(snapshot: Snapshot) -> Iterator[Finding]:
    """No merge conflict is left in the registry, or in a document with a table of it."""
    for conflict in snapshot.conflicts:
        source = conflict.source
        first = source.line_span(source.line_of(conflict.span.start))
        last = source.line_span(source.line_of(conflict.span.end))
        related = [Related("it ends here", Location(source, last))] if last != first else []
        message = f"{source.path}: a merge conflict is not resolved"
        hint = (
            "run `sigtool resolve`, or decide what is to stay, and delete the lines <<<<<<<, "
            "======= and >>>>>>>"
        )
        yield Finding(message, Location(source, first), related, hint=hint)


def _naming(document: Document, table: Table) -> str:
    """The key that says which table of a document is meant, and does not say it rightly."""
    if table.index is not None and locate.candidates(document, replace(table, index=None)):
        return "index"
    if table.marker is not None:
        return "marker"
    if table.heading is not None:
        return "heading"
    return "columns" if table.columns else "path"


def _missing(document: Document, table: Table, naming: str) -> str:
    """What to say of a table that no table of the document can be."""
    if naming == "index":
        found = locate.candidates(document, replace(table, index=None))
        lines = ", ".join(str(each.line_number) for each in found)
        noun = "table qualifies, in line" if len(found) == 1 else "tables qualify, in lines"
        return f"no table has the index {table.index}; {len(found)} {noun} {lines}"
    if naming == "path":
        return "the registry does not say which table is meant"
    return locate.not_one(document, table, ())


def _nearest(document: Document, table: Table) -> MarkdownTable | None:
    """The table whose heading is most like the one that was looked for."""
    if table.marker is not None or table.heading is None or table.index is not None:
        return None
    by_heading = {each.heading: each for each in reversed(document.tables) if each.heading}
    near = nearest(table.heading, by_heading)
    return by_heading[near] if near is not None else None


def _marker_fault(document: Document, name: str | None) -> tuple[str, Marker | None] | None:
    """What is wrong with a pair of markers, and the one that is wrong; None where nothing is."""
    marks = [marker for marker in document.markers if marker.name == name]
    if name is None or [marker.closes for marker in marks] == [False, True]:
        return None
    if not marks:
        text = document.source.text
        in_code = any(each["name"] == name for each in MARKER.finditer(text))
        where = "are inside code or a text, where they do not count" if in_code else "are not there"
        return f"the markers {name!r} {where}", None
    first = marks[0]
    if first.closes:
        return f"the closing marker {name!r} stands before any opening one", first
    if len(marks) == 1:
        return f"the opening marker {name!r} has no closing one", first
    extra = marks[2] if marks[1].closes else marks[1]
    return f"the {'closing' if extra.closes else 'opening'} marker {name!r} is there twice", extra


def _disagreements(snapshot: Snapshot, at: int, place: Place) -> Iterator[Finding]:
    """The headers that are not in `columns`, and the columns that the table does not have."""
    source, bound = place.shown.source, {id(each.column) for each in place.bound}
    columns = enumerate(place.table.columns)
    missing = {column.header: number for number, column in columns if id(column) not in bound}
    strays = [each for each in place.bound if each.column is None]
    # One of each is one that somebody renamed.
    only = next(iter(missing), None) if len(missing) == len(strays) == 1 else None
    for each in strays:
        meant = nearest(each.header, missing)
        meant = only if meant is None else meant
        message = f"{source.path}: the header {each.header!r} is not in 'columns'"
        span = place.shown.header.cells[each.at].content
        if meant is None:
            hint = "bind it to a field in 'columns', or take it out of the table"
            yield Finding(message, Location(source, span), hint=hint)
            continue
        column = snapshot.at_column(at, missing.pop(meant))
        yield Finding(
            f"{message}, which has {meant!r}",
            Location(source, span),
            [Related("the column is here", column)],
            hint="change one to match the other",
        )
    for header, number in missing.items():
        yield Finding(
            f"{source.path}: 'columns' names {header!r}, which the table does not have",
            snapshot.at_column(at, number),
            [Related("the header row is here", _header(place.shown))],
            hint="correct it, or take it away",
        )


def _header(table: MarkdownTable) -> Location:
    return Location(table.source, table.header.content)
