"""A document's table -> a registry, and what of it could not be read into structure.

Pure. Nothing is lost: a cell that is not understood becomes a text, a row that names no SIG stays
in the table, and both are reported.
"""

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, count
from typing import Final

from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document, MarkdownTable
from sigtool.markdown.inline import plain
from sigtool.markdown.rows import unescape
from sigtool.model import Registry, Sig, Table
from sigtool.people import cell
from sigtool.tables import headers as aliases
from sigtool.tables.bind import Binding, bound
from sigtool.tables.locate import Place, candidates, is_called
from sigtool.text.records import dataclass, replace
from sigtool.text.source import Source

NAMELESS: Final = "a row that names no SIG"
# What stands in a people cell that was kept, by whether it says where they are listed.
_SORTS: Final = {False: "people in", True: "a link to where people are listed, in"}


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
    people_cells: Sequence[Mapping[str, str]]
    binding: Binding

    @property
    def unread_cells(self) -> int:
        """How many cells were kept as they are."""
        return sum(each.what != NAMELESS for each in self.unread)

    @property
    def is_nameless(self) -> bool:
        """Whether rows say something, and none of them names a SIG."""
        rows = (each.text for each in self.unread if each.what == NAMELESS)
        return not self.registry.sigs and any(map(str.isalnum, chain.from_iterable(rows)))


def read(
    document: Document, shown: MarkdownTable, path: str, binding: Binding | None = None
) -> Imported:
    """The registry that a table holds; `path` is the document's, from the registry's folder.

    `binding` says what its columns are, where not its headers alone tell that.
    """
    binding = binding or bound([[aliases.recognise(shown)]])[0][0]
    table = _identified(document, shown, Table(path=path, columns=binding.columns))
    place = Place(table, shown)
    source = shown.source
    sigs: list[Sig] = []
    unread: list[Unread] = []
    cells: list[Mapping[str, str]] = []
    for row, sig in place.rows:
        line = source.position(row.line.start).line
        if sig is None:
            unread.append(Unread(line, NAMELESS, source[row.content]))
            continue
        sigs.append(replace(sig, origin=len(sigs)))
        beyond = row.cells[len(place.bound) :]
        unread += [Unread(line, "a cell beyond the last header", source[c.content]) for c in beyond]
        texts = {b: unescape(shown.text(row, b.at)) for b in place.bound if b.holds_people}
        cells.append({bound.field: text for bound, text in texts.items()})
        unread += [
            Unread(line, f"{_SORTS[cell.is_pointer(text)]} {bound.header!r}", text)
            for bound, text in texts.items()
            if sig.text(bound.field)
        ]
    return Imported(Registry((table,), tuple(sigs)), shown, tuple(unread), cells, binding)


def joined(parts: Sequence[Registry]) -> Registry:
    """One registry of several: each becomes a section, named after its first heading or file."""
    if len(parts) == 1:
        return parts[0]
    tables: list[Table] = []
    sigs: list[Sig] = []
    for part in parts:
        section = section_name(part.tables[0], {table.section for table in tables})
        tables += (replace(table, section=section) for table in part.tables)
        sigs += (sig.with_value("section", section) for sig in part.sigs)
    return Registry(tuple(tables), tuple(replace(sig, origin=at) for at, sig in enumerate(sigs)))


def section_name(table: Table, used: Collection[str | None]) -> str:
    """A section's name, after the heading or the file of its table, that is not used yet."""
    title = table.heading or posixpath.splitext(posixpath.basename(table.path))[0]
    name = re.sub(r"[^\w]+", "-", plain(title).casefold()).strip("-") or "section"
    names = chain([name], (f"{name}-{n}" for n in count(2)))
    return next(each for each in names if each not in used)


def _identified(document: Document, shown: MarkdownTable, table: Table) -> Table:
    """How to find this table again: by its heading if that is enough, else with more."""
    found: Sequence[MarkdownTable] = ()
    if shown.heading is not None and aliases.normalised(shown.heading):
        headed = replace(table, heading=unescape(shown.heading))
        found = candidates(document, headed)
        table = headed if shown in found else table
    if shown not in found:
        found = candidates(document, table)
    return replace(table, index=found.index(shown) + 1) if len(found) > 1 else table


def located(source: Source, table: Table) -> Table:
    """The entry of a table that was just put under its heading, so that it is found again."""
    document = blocks.read(source)
    shown = next(each for each in document.tables if is_called(each.heading, table.heading or ""))
    return _identified(document, shown, replace(table, heading=None))
