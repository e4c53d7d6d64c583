"""A document's table -> a registry, and what of it could not be read into structure.

Pure. Nothing is lost: a cell that is not understood becomes a text, a row that names no SIG stays
in the table, and both are reported.
"""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sigtool import aliases, columns, locate, markdown, people, yamldoc
from sigtool.broken import broken_tables, hidden_table
from sigtool.errors import BadValue, TableProblem, UnknownName
from sigtool.layout import unescape
from sigtool.locate import Place
from sigtool.markdown import Document, MarkdownTable, Row
from sigtool.model import SIG_FIELDS, Column, Kind, Registry, Sig, Table


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell or a row that was kept as it is: where, and what it holds."""

    line: int
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What `init` made of a table; `people_cells` holds each SIG's people as they are written."""

    registry: Registry
    shown: MarkdownTable
    unread: tuple[Unread, ...]
    people_cells: tuple[Mapping[str, str], ...] = ()


def choose(document: Document, *, number: int | None, heading: str | None) -> MarkdownTable:
    """The table to import: by its 1-based number, by its heading, or the one that looks like one.

    Raises `TableProblem` where there is none, or several and nothing to choose by.
    """
    path, tables = document.source.path, document.tables
    if not tables:
        broken = [str(each) for each in broken_tables(document.source)]
        advice = (*broken, hidden_table(document.source) or "sigtool starts from a table")[0]
        raise TableProblem(f"{path}: no Markdown table in it; {advice}")
    if number is not None:
        if not 1 <= number <= len(tables):
            raise UnknownName(f"{path}: no table {number}; it has {_numbered(tables)}")
        return tables[number - 1]
    if heading is not None:
        found = [table for table in tables if locate.is_called(table.heading, heading)]
        if not found:
            for broken_table in broken_tables(document.source):
                if locate.is_called(broken_table.heading, heading):
                    raise TableProblem(f"{path}: no table under {heading!r}; {broken_table}")
            headings = ", ".join(dict.fromkeys(repr(t.heading) for t in tables if t.heading))
            known = f"; there are tables under {headings}" if headings else ""
            raise UnknownName(f"{path}: no table under a heading {heading!r}{known}")
        if len(found) > 1:
            raise TableProblem(f"{path}: {len(found)} tables under {heading!r}; use --table N")
        return found[0]
    likely = _likely(tables)
    if len(likely) == 1:
        return likely[0]
    if len(tables) == 1:
        return tables[0]
    listed = _numbered(likely or tables)
    raise TableProblem(f"{path}: which table? {listed}; choose with --table N or --heading TEXT")


def choose_all(document: Document) -> tuple[MarkdownTable, ...]:
    """Every table that looks like one of groups, else of people. Raises `TableProblem` where there
    is none."""
    likely = _likely(document.tables)
    if not likely:
        seen = f"; it has {_numbered(document.tables)}" if document.tables else ""
        raise TableProblem(
            f"{document.source.path}: no table that looks like one of groups or people{seen}"
        )
    return likely


def _likely(tables: Sequence[MarkdownTable]) -> tuple[MarkdownTable, ...]:
    """The tables that look like those of groups; if there are none, those of people."""
    groups = tuple(table for table in tables if aliases.is_likely(table))
    return groups or tuple(table for table in tables if aliases.is_of_persons(table))


def read(
    document: Document,
    shown: MarkdownTable,
    path: str,
    overrides: Sequence[Column] = (),
) -> Imported:
    """The registry that a table holds; `path` is the document's, from the registry's folder.

    `overrides` say what a header is bound to where `aliases.recognise` would say otherwise.
    """
    table = _identified(document, shown, path, _overridden(shown, overrides))
    place = Place(table, shown, columns.bind(table.columns, shown))
    sigs: list[Sig] = []
    unread: list[Unread] = []
    cells: list[Mapping[str, str]] = []
    for row in shown.rows:
        line = shown.source.position(row.line.start).line
        sig = place.read(row)
        if sig is None:
            unread.append(Unread(line, "a row that names no SIG", shown.source[row.content]))
            continue
        sigs.append(replace(sig, origin=len(sigs)))
        cells.append(
            {
                bound.column.field: unescape(shown.text(row, bound.at))
                for bound in place.bound
                if bound.column and bound.column.kind is Kind.PEOPLE
            }
        )
        unread += _unread_cells(place, row, line)
    return Imported(Registry((table,), tuple(sigs)), shown, tuple(unread), tuple(cells))


def as_translated(shown: MarkdownTable, original: Sequence[Column]) -> tuple[Column, ...]:
    """What the headers of a translation mean where only the original's position tells it."""
    found = aliases.recognise(shown)
    if len(found) != len(original):
        return ()
    return tuple(
        replace(theirs, header=ours.header)
        for ours, theirs in zip(found, original, strict=True)
        if ours.field not in SIG_FIELDS and theirs.field not in SIG_FIELDS
    )


def joined(parts: Sequence[Registry]) -> Registry:
    """One registry of several: each becomes a section, named after its first heading or file."""
    if len(parts) == 1:
        return parts[0]
    tables: list[Table] = []
    sigs: list[Sig] = []
    for part in parts:
        section = _section_name(part.tables[0], [other.section for other in tables])
        tables += (replace(table, section=section) for table in part.tables)
        sigs += (sig.with_value("section", section) for sig in part.sigs)
    return Registry(tuple(tables), tuple(replace(sig, origin=at) for at, sig in enumerate(sigs)))


def _section_name(table: Table, used: Sequence[str | None]) -> str:
    text = markdown.plain(
        table.heading or posixpath.splitext(posixpath.basename(table.path))[0]
    ).casefold()
    name = re.sub(r"[^\w]+", "-", text).strip("-") or "section"
    names = (name if n == 1 else f"{name}-{n}" for n in range(1, len(used) + 2))
    return next(candidate for candidate in names if candidate not in used)


def _overridden(shown: MarkdownTable, overrides: Sequence[Column]) -> tuple[Column, ...]:
    """What the headers mean, with what was said of some of them."""
    given = {aliases.normalised(column.header): column for column in overrides}
    headers = {aliases.normalised(header): header for header in shown.headers}
    for key, column in given.items():
        if key not in headers:
            near = yamldoc.suggestion(column.header, shown.headers)
            known = near or f"there are: {', '.join(shown.headers)}"
            raise UnknownName(f"the table has no header {column.header!r}; {known}")
    fields = {column.field for column in overrides}
    bound: list[Column] = []
    for column in aliases.recognise(shown):
        said = given.get(aliases.normalised(column.header))
        if said:
            bound.append(replace(said, header=column.header))
        elif column.field in fields:
            free = aliases.field_name(column.header, fields | {each.field for each in bound})
            bound.append(Column(column.header, free))
        else:
            bound.append(column)
    if all(column.field != "name" for column in bound):
        raise BadValue("no column holds the names of the SIGs; bind one: --column 'Header=name'")
    return tuple(bound)


def _unread_cells(place: Place, row: Row, line: int) -> list[Unread]:
    shown = place.shown
    found = [
        Unread(line, "a cell beyond the last header", shown.source[cell.content])
        for cell in row.cells[len(place.bound) :]
    ]
    for bound in place.bound:
        text = unescape(shown.text(row, bound.at))
        if bound.column and bound.column.kind is Kind.PEOPLE and text and not people.parse(text):
            found.append(Unread(line, f"people in {bound.header!r}", text))
    return found


def _identified(
    document: Document, shown: MarkdownTable, path: str, bound: tuple[Column, ...]
) -> Table:
    """How to find this table again: by its heading if that is enough, else with more."""
    table = Table(path=path, columns=bound)
    if shown.heading is not None and aliases.normalised(shown.heading):
        table = replace(table, heading=unescape(shown.heading))
    found = locate.candidates(document, table)
    if shown not in found:
        table = replace(table, heading=None)
        found = locate.candidates(document, table)
    if len(found) > 1:
        table = replace(table, index=found.index(shown) + 1)
    return table


def _numbered(tables: Sequence[MarkdownTable]) -> str:
    shown = [
        f"{number} (line {table.line_number}: {' | '.join(table.headers)})"
        for number, table in enumerate(tables, 1)
    ]
    more = f", and {len(shown) - 8} more" if len(shown) > 8 else ""
    return ", ".join(shown[:8]) + more
