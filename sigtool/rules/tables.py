"""SIG1xx: the document, and the table in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document, MarkdownTable, Marker, Row
from sigtool.model import Table
from sigtool.rules.style import has_pipe
from sigtool.tables import locate
from sigtool.tables.locate import Place
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.source import Span
from sigtool.text.wording import nearest


def table_not_found(snapshot: Snapshot) -> Iterator[Finding]:
    """Each table of the registry is found in its document."""
    for at, table, document in snapshot.tables():
        if snapshot.candidates[at] or _marker_fault(document, table.marker):
            continue
        broken, near = locate.broken_one(document, table), _nearest(document, table)
        hint = f"did you mean {near.heading!r}?" if near else _HINTS[_naming(document, table)]
        related = [Related("the table under that heading", _header(near))] if near else []
        if broken:
            hint = "write a delimiter row there: a --- for each header, with bars between them"
            line = document.source.line_span(broken.line - 1)
            related = [Related("it begins here", Location(document.source, line))]
        place = snapshot.at(("tables", at, _naming(document, table)))
        yield Finding(
            f"{document.source.path}: {_missing(document, table)}", place, related, hint=hint
        )


def table_ambiguous(snapshot: Snapshot) -> Iterator[Finding]:
    """Each table of the registry is one table of its document, and no other's."""
    for at, table, document in snapshot.tables():
        found = snapshot.candidates[at]
        if len(found) > 1:
            message = f"{document.source.path}: {locate.not_one(document, table, found)}"
            related = [Related("this one qualifies", _header(each)) for each in found]
            place = snapshot.at(("tables", at, _naming(document, table)))
            yield Finding(message, place, related)
    yield from _claimed_twice(snapshot)


def broken_marker(snapshot: Snapshot) -> Iterator[Finding]:
    """Markers come in pairs: one above the table, one with a slash below it, each once."""
    for at, table, document in snapshot.tables():
        fault = _marker_fault(document, table.marker)
        if not fault:
            continue
        message, marker = fault
        place = Location(document.source, marker.span) if marker else None
        yield Finding(
            f"{document.source.path}: {message}",
            place or snapshot.at(("tables", at, "marker")),
            hint=_marker_hint(document, table.marker or ""),
        )


def unbound_header(snapshot: Snapshot) -> Iterator[Finding]:
    """The header row and `columns` agree."""
    for at, table, _ in snapshot.tables():
        place = snapshot.places.get(at)
        if place and not table.columns:
            headers = " | ".join(place.shown.headers)
            yield Finding(
                f"tables[{at + 1}]: 'columns' is missing; the header row is {headers}",
                snapshot.at(("tables", at, "path")),
                [Related("the header row is here", _header(place.shown))],
                hint="say which field each header shows, as `Name: name`",
            )
        elif place:
            yield from _disagreements(snapshot, at, place)


def cell_count(snapshot: Snapshot) -> Iterator[Finding]:
    """Each row has as many cells as the header row."""
    for place in snapshot.places.values():
        wanted = len(place.shown.header.cells)
        for row in place.shown.rows:
            if len(row.cells) != wanted and has_pipe(row):  # of a text, SIG107 tells
                name = sig.name if (sig := place.sig_of(row)) else "a row"
                yield Finding(
                    f"{name} has {_cells(len(row.cells))}, the header row has {wanted}",
                    Location(place.shown.source, _odd_cells(row, wanted)),
                    [Related("the header row is here", _header(place.shown))],
                    hint=_cell_hint(place, row),
                )


def conflict_marker(snapshot: Snapshot) -> Iterator[Finding]:
    """No merge conflict is left in the registry, or in a document with a table of it."""
    for conflict in snapshot.conflicts:
        source = conflict.source
        first = source.line_span(source.line_of(conflict.span.start))
        last = source.line_span(source.line_of(conflict.span.end))
        related = [Related("it ends here", Location(source, last))] if last != first else []
        yield Finding(
            f"{source.path}: a merge conflict is not resolved",
            Location(source, first),
            related,
            hint="decide what is to stay, and delete the lines <<<<<<<, ======= and >>>>>>>",
        )


_HINTS: Final = {
    "index": "count the tables that qualify from 1",
    "marker": "put the table between the markers",
    "heading": "correct the heading, or put markers around the table and name them here",
    "columns": "make the header row and 'columns' match, or give the heading of the table",
    "path": "give the heading of the table, and the columns that it has",
}


def _naming(document: Document, table: Table) -> str:
    """The key that says which table of a document is meant, and does not say it rightly."""
    if table.index is not None and locate.candidates(document, replace(table, index=None)):
        return "index"
    if table.marker is not None:
        return "marker"
    if table.heading is not None:
        return "heading"
    return "columns" if table.columns else "path"


def _missing(document: Document, table: Table) -> str:
    """What to say of a table that no table of the document can be."""
    naming = _naming(document, table)
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


def _claimed_twice(snapshot: Snapshot) -> Iterator[Finding]:
    for at, table, document in snapshot.tables():
        found = snapshot.candidates[at]
        claim = snapshot.claims.get((found[0].source.path, found[0].line_number)) if found else None
        if claim and claim[0] != at and len(found) == 1:
            yield Finding(
                f"tables[{claim[0] + 1}] and tables[{at + 1}] are one table: "
                f"{found[0].source.path}:{found[0].line_number}",
                snapshot.at(("tables", at, _naming(document, table))),
                [Related("the table is here", _header(found[0]))],
                hint="give each a heading, a marker or an index of its own, or take one away",
            )


def _marker_fault(document: Document, name: str | None) -> tuple[str, Marker | None] | None:
    """What is wrong with a pair of markers, and the one that is wrong; None where nothing is."""
    marks = [marker for marker in document.markers if marker.name == name]
    if name is None or [marker.closes for marker in marks] == [False, True]:
        return None
    if not marks:
        text = document.source.text
        in_code = any(each["name"] == name for each in blocks.MARKER.finditer(text))
        where = "are inside code or a text, where they do not count" if in_code else "are not there"
        return f"the markers {name!r} {where}", None
    first = marks[0]
    if first.closes:
        return f"the closing marker {name!r} stands before any opening one", first
    if len(marks) == 1:
        return f"the opening marker {name!r} has no closing one", first
    extra = marks[2] if marks[1].closes else marks[1]
    return f"the {'closing' if extra.closes else 'opening'} marker {name!r} is there twice", extra


def _marker_hint(document: Document, name: str) -> str:
    others = {marker.name for marker in document.markers}
    near = None if name in others else nearest(name, sorted(others))
    pair = f"write <!-- sigtool:{name} --> above the table, <!-- /sigtool:{name} --> below it"
    return f"did you mean {near!r}?" if near else pair


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


def _odd_cells(row: Row, wanted: int) -> Span:
    """The cells that a row has too many; the whole row where it has too few."""
    surplus: Sequence[Span] = [cell.content for cell in row.cells[wanted:]]
    return Span(surplus[0].start, surplus[-1].end) if surplus else row.content


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def _cell_hint(place: Place, row: Row) -> str:
    if len(row.cells) > len(place.shown.header.cells):
        return "write a bar that belongs to a text as \\|"
    return "write an empty cell for each that is missing"


RULES: Final = (
    Rule("SIG101", "table-not-found", Severity.ERROR, table_not_found),
    Rule("SIG102", "table-ambiguous", Severity.ERROR, table_ambiguous),
    Rule("SIG103", "broken-marker", Severity.ERROR, broken_marker),
    Rule("SIG104", "unbound-header", Severity.ERROR, unbound_header),
    Rule("SIG105", "cell-count", Severity.ERROR, cell_count),
    Rule("SIG106", "conflict-marker", Severity.ERROR, conflict_marker),
)
