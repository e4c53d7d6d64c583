"""A document's table -> a registry, and what of it could not be read into structure.

Pure. Nothing is lost: a cell that is not understood becomes a text, a row that names no SIG stays
in the table, and both are reported.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, pairwise

from sigtool.errors import BadValue, Remedy, TableProblem, UnknownName
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document, MarkdownTable, plain
from sigtool.markdown.broken import broken_tables, hidden_table
from sigtool.markdown.rows import unescape
from sigtool.model import SIG_FIELDS, Column, Registry, Sig, Table
from sigtool.tables import headers as aliases
from sigtool.tables.locate import Place, candidates, is_called
from sigtool.text.source import Source
from sigtool.text.wording import suggestion


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell or a row that was kept as it is: where, and what it holds."""

    line: int
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What `init` made of a table; `people_cells` holds each SIG's people as they are written.

    `by_position` has the headers whose meaning only the original's position told, each with that of
    the original.
    """

    registry: Registry
    shown: MarkdownTable
    unread: tuple[Unread, ...]
    people_cells: Sequence[Mapping[str, str]] = ()
    by_position: tuple[tuple[str, str], ...] = ()


def choose(document: Document, *, number: int | None, heading: str | None) -> MarkdownTable:
    """The table to import: by its 1-based number, by its heading, or the one that looks like one;
    raises `TableProblem` where that is not one."""
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
        return _under(document, heading)
    likely = _likely(tables)
    if len(likely) == 1 or len(tables) == 1:
        return (likely or tables)[0]
    listed = _numbered(likely or tables)
    raise TableProblem(f"{path}: which table? {listed}", Remedy.CHOOSE_TABLE)


def _under(document: Document, heading: str) -> MarkdownTable:
    path, tables = document.source.path, document.tables
    found = [table for table in tables if is_called(table.heading, heading)]
    if len(found) > 1:
        several = f"{path}: {len(found)} tables under {heading!r}"
        raise TableProblem(several, Remedy.CHOOSE_NUMBER)
    if found:
        return found[0]
    for broken in broken_tables(document.source):
        if is_called(broken.heading, heading):
            raise TableProblem(f"{path}: no table under {heading!r}; {broken}")
    headings = ", ".join(dict.fromkeys(repr(table.heading) for table in tables if table.heading))
    known = f"; there are tables under {headings}" if headings else ""
    raise UnknownName(f"{path}: no table under a heading {heading!r}{known}")


def choose_all(document: Document) -> tuple[MarkdownTable, ...]:
    """Every table that looks like one of groups, else of people. Raises `TableProblem`."""
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
    original: Sequence[Column] = (),
) -> Imported:
    """The registry that a table holds; `path` is the document's, from the registry's folder.

    `overrides` say what a header is bound to where `aliases.recognise` would say otherwise, and
    `original` are the columns of the table that this one translates. Raises `UnknownName` for an
    override of a header that is not there, `BadValue` where no column is left for the names.
    """
    bound, by_position = _translated(_overridden(shown, overrides), overrides, original)
    table = _identified(document, shown, Table(path=path, columns=bound))
    place = Place(table, shown)
    source = shown.source
    sigs: list[Sig] = []
    unread: list[Unread] = []
    cells: list[Mapping[str, str]] = []
    for row, sig in place.rows:
        line = source.position(row.line.start).line
        if sig is None:
            unread.append(Unread(line, "a row that names no SIG", source[row.content]))
            continue
        sigs.append(replace(sig, origin=len(sigs)))
        beyond = row.cells[len(place.bound) :]
        unread += [Unread(line, "a cell beyond the last header", source[c.content]) for c in beyond]
        texts = {b: unescape(shown.text(row, b.at)) for b in place.bound if b.holds_people}
        cells.append({bound.field: text for bound, text in texts.items()})
        unread += [
            Unread(line, f"people in {bound.header!r}", text)
            for bound, text in texts.items()
            if sig.text(bound.field)
        ]
    return Imported(Registry((table,), tuple(sigs)), shown, tuple(unread), cells, by_position)


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


def _overridden(shown: MarkdownTable, overrides: Sequence[Column]) -> tuple[Column, ...]:
    """What the headers mean, with what was said of some of them."""
    given = {aliases.normalised(column.header): column for column in overrides}
    headers = set(map(aliases.normalised, shown.headers))
    for key, column in given.items():
        if key not in headers:
            near = suggestion(column.header, shown.headers)
            known = near or f"there are: {', '.join(shown.headers)}"
            raise UnknownName(f"the table has no header {column.header!r}; {known}")
    fields = {column.field for column in overrides}
    bound: list[Column] = []
    for column in aliases.recognise(shown):
        header = column.header
        if wanted := given.get(aliases.normalised(header)):
            bound.append(replace(wanted, header=header))
        elif column.field in fields:
            free = aliases.field_name(header, fields | {each.field for each in bound})
            bound.append(Column(header, free))
        else:
            bound.append(column)
    if all(column.field != "name" for column in bound):
        raise BadValue("no column holds the names of the SIGs", Remedy.BIND_NAMES)
    return tuple(bound)


def _translated(
    own: Sequence[Column], overrides: Sequence[Column], original: Sequence[Column]
) -> tuple[tuple[Column, ...], tuple[tuple[str, str], ...]]:
    """The columns of a translation, with those of its original where only their position tells what
    they are; and the headers of those, each with that of the original."""
    given = {aliases.normalised(column.header) for column in overrides}
    at_field = {column.field: at for at, column in enumerate(original)}
    sure = [(at, at_field[each.field]) for at, each in enumerate(own) if each.field in at_field]
    if len(own) == len(original):  # then the ends tell, too
        sure += [(-1, -1), (len(own), len(original))]
    taken = {
        at: original[other]
        for at, other in chain.from_iterable(between(sure))
        if aliases.normalised(own[at].header) not in given
        and own[at].field not in SIG_FIELDS
        and original[other].field not in SIG_FIELDS
    }
    bound = (replace(taken.get(at, each), header=each.header) for at, each in enumerate(own))
    return tuple(bound), tuple((own[at].header, other.header) for at, other in taken.items())


def between(sure: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The runs between two sure pairs that follow each other on both sides, equally long on both:
    their pairs by position."""
    pairs = sorted(sure)
    following = dict(pairwise(sorted(other for _, other in pairs)))
    for (at, other), (next_at, next_other) in pairwise(pairs):
        if following.get(other) == next_other and next_other - other == next_at - at:
            yield [(at + n, other + n) for n in range(1, next_at - at)]


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


def _numbered(tables: Sequence[MarkdownTable]) -> str:
    shown = [
        f"{number} (line {table.line_number}: {' | '.join(table.headers)})"
        for number, table in enumerate(tables, 1)
    ]
    more = f", and {len(shown) - 8} more" if len(shown) > 8 else ""
    return ", ".join(shown[:8]) + more
