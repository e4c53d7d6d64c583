"""A document's table -> a registry, and what of it could not be read into structure.

Pure. Nothing is lost: a cell that is not understood becomes a text, a row that names no SIG stays
in the table, and both are reported.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sigtool import columns, people, render
from sigtool.errors import TableProblem, UnknownName
from sigtool.layout import unescape
from sigtool.markdown import Document, MarkdownTable, Row
from sigtool.model import Kind, Registry, Sig, Table
from sigtool.render import Place


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell or a row that was kept as it is: where, and what it holds."""

    line: int
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What `init` made of a table."""

    registry: Registry
    shown: MarkdownTable
    unread: tuple[Unread, ...]


def choose(document: Document, *, number: int | None, heading: str | None) -> MarkdownTable:
    """The table to import: by its 1-based number, by its heading, or the one that looks like one.

    Raises `TableProblem` where there is none, or several and nothing to choose by.
    """
    path, tables = document.source.path, document.tables
    if not tables:
        raise TableProblem(f"{path}: no Markdown table in it; sigtool starts from a table")
    if number is not None:
        if not 1 <= number <= len(tables):
            raise UnknownName(f"{path}: no table {number}; it has {_numbered(tables)}")
        return tables[number - 1]
    if heading is not None:
        wanted = columns.normalised(heading)
        found = [t for t in tables if t.heading and columns.normalised(t.heading) == wanted]
        if not found:
            headings = ", ".join(dict.fromkeys(repr(t.heading) for t in tables if t.heading))
            known = f"; there are tables under {headings}" if headings else ""
            raise UnknownName(f"{path}: no table under a heading {heading!r}{known}")
        if len(found) > 1:
            raise TableProblem(f"{path}: {len(found)} tables under {heading!r}; use --table N")
        return found[0]
    likely = [table for table in tables if columns.is_likely(table)]
    if len(likely) == 1:
        return likely[0]
    if len(tables) == 1:
        return tables[0]
    listed = _numbered(likely or tables)
    raise TableProblem(f"{path}: which table? {listed}; choose with --table N or --heading TEXT")


def read(document: Document, shown: MarkdownTable, path: str) -> Imported:
    """The registry that a table holds; `path` is the document's, from the registry's folder."""
    table = _identified(document, shown, path)
    place = Place(table, shown, columns.bind(table.columns, shown))
    sigs: list[Sig] = []
    unread: list[Unread] = []
    for row in shown.rows:
        line = shown.source.position(row.line.start).line
        sig = place.read(row)
        if sig is None:
            unread.append(Unread(line, "a row that names no SIG", shown.source[row.content]))
            continue
        sigs.append(replace(sig, origin=len(sigs)))
        unread += _unread_cells(place, row, line)
    return Imported(Registry((table,), tuple(sigs)), shown, tuple(unread))


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


def _identified(document: Document, shown: MarkdownTable, path: str) -> Table:
    """How to find this table again: by its heading if that is enough, else with more."""
    bound = columns.recognise(shown)
    table = Table(path=path, columns=bound)
    if shown.heading is not None and columns.normalised(shown.heading):
        table = replace(table, heading=unescape(shown.heading))
    found = render.candidates(document, table)
    if shown not in found:
        table = replace(table, heading=None)
        found = render.candidates(document, table)
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
