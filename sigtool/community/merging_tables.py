"""A document in three states -> one: its tables row by row, the rest of it as lines. Pure."""

import posixpath
from collections.abc import Iterator, Sequence

from sigtool.community.merging_files import FileMerge, Merged, stand_in
from sigtool.facts.sides import Side
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document, MarkdownTable
from sigtool.model import Registry, Table
from sigtool.tables import locate
from sigtool.tables.choose import tables_of
from sigtool.tables.locate import Place
from sigtool.tables.merge import TableMerge
from sigtool.tables.merge_moves import orders
from sigtool.text.pieces import Piece, side
from sigtool.text.source import Edit, Source, Span, apply_edits


def by_rows(files: FileMerge, registry: Registry | None) -> Merged:
    """The document of both sides, by rows where it has tables that both have."""
    documents = [blocks.read(each) for each in files.ended]
    tables = _tables(documents, registry)
    if not tables:
        return files.as_lines
    parts = [
        each.pieces(documents[each.chosen or Side.OURS], rows)
        for each, rows in zip(tables, orders(tables), strict=True)
    ]
    pieces = [each for each in parts if each is not None]
    if len(pieces) < len(parts):
        return files.undecided
    is_clean = all(isinstance(piece, str) for each in pieces for piece in each)
    if is_clean and not files.as_lines.conflicts and _has_rows(files.as_lines.text, pieces):
        return files.as_lines
    texts = [_with_stand_ins(each, tables, Side(at)) for at, each in enumerate(documents)]
    return files.put_together(texts, pieces) or files.undecided


def _tables(documents: Sequence[Document], registry: Registry | None) -> list[TableMerge]:
    """The tables that ours and theirs have, and the base unless it has none at all, in the order of
    ours."""
    path = documents[1].source.path
    found: list[TableMerge] = []
    for table in registry.tables if registry else ():
        own = posixpath.normpath(table.path)
        if path == own or path.endswith(f"/{own}"):
            found += _placed(documents, [_one(table, each) for each in documents])
    known = {id(place.shown) for each in found for place in each.places if place}
    if all(id(each) in known for each in documents[1].tables):
        return _in_order(found)
    rest = [
        [
            Place(Table(each.source.path, one.columns), one.table)
            for one in tables_of(each)
            if one.is_one and one.has_names and id(one.table) not in known
        ]
        for each in documents
    ]
    for place in rest[1]:
        same = [[o for o in each if o.shown.heading == place.shown.heading] for each in rest]
        if all(len(each) <= 1 for each in same):
            found += _placed(documents, [each[0] if each else None for each in same])
    return _in_order(found)


def _in_order(found: Sequence[TableMerge]) -> list[TableMerge]:
    return sorted(found, key=lambda each: each.places[1].shown.header.line.start)


def _one(table: Table, document: Document) -> Place | None:
    found = locate.candidates(document, table)
    return Place(table, found[0]) if len(found) == 1 else None


def _placed(documents: Sequence[Document], places: Sequence[Place | None]) -> Iterator[TableMerge]:
    base, ours, theirs = places
    is_new = base is None and not documents[0].tables
    if ours and theirs and (base or is_new):
        merge = TableMerge((base, ours, theirs))
        if merge.chosen is not None:
            yield merge


def _with_stand_ins(document: Document, tables: Sequence[TableMerge], side: Side) -> str:
    """A document with stand-ins for its tables, in the order of ours."""
    source = document.source
    made: list[Edit] = []
    for number, merge in enumerate(tables):
        if place := merge.places[side]:
            made.append(Edit(_extent(place.shown), stand_in(number)))
    return apply_edits(source.text, made)


def _extent(table: MarkdownTable) -> Span:
    """The lines of a table, the last line break, too."""
    last = (table.rows or (table.delimiter,))[-1].line.end
    return Span(table.header.line.start, last + len(table.source.line_break_after(last)))


def _has_rows(text: str, parts: Sequence[Sequence[Piece]]) -> bool:
    """Whether a text has these tables, cell for cell, in the same order."""

    def cells(each: MarkdownTable) -> list[list[str]]:
        return [[each.source[cell.content] for cell in row.cells] for row in each.lines]

    there = [cells(each) for each in blocks.read(Source("", text)).tables]
    wanted = [cells(each) for p in parts for each in blocks.read(Source("", side(p, 1))).tables]
    rest = iter(there)
    return len(wanted) == len(parts) and all(each in rest for each in wanted)
