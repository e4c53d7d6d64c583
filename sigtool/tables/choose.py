"""Which table of a document is the one of groups or people, and why another is not.

Pure. Evidence is weighed for every table: what its headers and its cells say, and the heading above
it. The tables that say most come first, of those the groups before the people, of those the first
in the document.
"""

from collections.abc import Collection, Sequence
from typing import Final

from sigtool.errors import Remedy, TableProblem, UnknownName
from sigtool.markdown.blocks import Document, MarkdownTable
from sigtool.markdown.broken import broken_tables, hidden_table
from sigtool.model import Column
from sigtool.tables.headers import Headers, normalised
from sigtool.tables.judge import Judgement, Rows, judged
from sigtool.tables.locate import is_called
from sigtool.text.records import dataclass

# How many tables a message lists.
_LISTED: Final = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A table of a document: its number from 1, as it stands, and its heading and line; what each
    of its columns would be; what its rows are, and how much says so, or why they are neither."""

    number: int
    table: MarkdownTable
    columns: tuple[Column, ...]
    judgement: Judgement

    @property
    def is_one(self) -> bool:
        """Whether the rows are groups or people."""
        return self.judgement.rows is not Rows.NEITHER

    @property
    def has_names(self) -> bool:
        """Whether something stands in the column that names the rows, if there are any."""
        at = next(at for at, column in enumerate(self.columns) if column.field == "name")
        rows = self.table.rows
        return not rows or any(self.table.text(row, at) for row in rows)

    def has_header(self, headers: Collection[str]) -> bool:
        """Whether a header of the table is one of these."""
        return not set(headers).isdisjoint(map(normalised, self.table.headers))

    def __str__(self) -> str:
        headers = " | ".join(header or "(empty)" for header in self.table.headers)
        return f"{self.number} (line {self.table.line_number}: {headers})"


def tables_of(document: Document) -> tuple[Candidate, ...]:
    """Every table of a document, as they stand."""
    found = []
    for number, table in enumerate(document.tables, 1):
        headers = Headers(table)
        found.append(Candidate(number, table, headers.columns, judged(headers)))
    return tuple(found)


def ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, those most likely meant first."""
    return sorted(candidates, key=lambda each: each.judgement.rank)


def likeliest(candidates: Sequence[Candidate]) -> Candidate | None:
    """The table that is meant where nobody says which; None where that is not clear."""
    first, *others = ranked(candidates)
    is_alone = all(each.judgement.rank != first.judgement.rank for each in others)
    return first if first.judgement.is_clear or (first.is_one and is_alone) else None


def choose(
    document: Document, tables: Sequence[Candidate], headers: Collection[str] = ()
) -> Candidate:
    """The table of a document that is most likely one of groups or people. `headers` are those of
    which somebody says what they mean: a table that has one is meant. Raises `TableProblem` where
    that is not one table."""
    _require_tables(document, tables)
    path = document.source.path
    told = _told(tables, headers)
    first, *others = ranked(told or tables)
    if likeliest(told or tables) or (told and not others):
        return first
    if len(tables) == 1:
        why = f"{path}: table {first} is not one of groups or people: {first.judgement.reason}"
        raise TableProblem(why, Remedy.CHOOSE_NUMBER if first.has_names else Remedy.BIND_NAMES)
    raise TableProblem(f"{path}: which table? {listed([first, *others])}", Remedy.CHOOSE_TABLE)


def choose_numbered(
    document: Document, tables: Sequence[Candidate], numbers: Sequence[range]
) -> tuple[Candidate, ...]:
    """The tables with these numbers, as they stand. Raises `UnknownName` for one that is none."""
    _require_tables(document, tables)
    for bound in (number for each in numbers for number in (each[0], each[-1])):
        if not 1 <= bound <= len(tables):
            raise UnknownName(f"{document.source.path}: no table {bound}; it has {listed(tables)}")
    return tuple(each for each in tables if any(each.number in among for among in numbers))


def choose_under(
    document: Document, tables: Sequence[Candidate], headings: Sequence[str]
) -> tuple[Candidate, ...]:
    """The tables that each stand alone under one of these headings, as they stand. Raises
    `UnknownName` for a heading without a table, `TableProblem` for one with several."""
    _require_tables(document, tables)
    numbers = {_under(document, tables, heading).number for heading in headings}
    return tuple(each for each in tables if each.number in numbers)


def _require_tables(document: Document, tables: Sequence[Candidate]) -> None:
    if not tables:
        broken = [str(each) for each in broken_tables(document.source)]
        advice = (*broken, hidden_table(document.source) or "sigtool starts from a table")[0]
        raise TableProblem(f"{document.source.path}: no Markdown table in it; {advice}")


def choose_all(
    document: Document, tables: Sequence[Candidate], headers: Collection[str] = ()
) -> tuple[Candidate, ...]:
    """Every table whose rows are what those of the one are that plain `choose` would take. Raises
    `TableProblem`."""
    told = ranked(_told(tables, headers) or tables)
    kind = told[0].judgement.rows if told else Rows.NEITHER
    found = tuple(each for each in tables if each.is_one and each.judgement.rows is kind)
    if not found:
        found = tuple(each for each in told if each.has_header(headers))
    if not found:
        seen = f"; it has {listed(tables)}" if tables else ""
        raise TableProblem(
            f"{document.source.path}: no table that looks like one of groups or people{seen}"
        )
    return found


def _told(tables: Sequence[Candidate], headers: Collection[str]) -> list[Candidate]:
    """The tables of whose headers somebody says what they mean."""
    return [each for each in tables if each.has_header(headers)]


def others_like(tables: Sequence[Candidate], chosen: Candidate) -> list[Candidate]:
    """The other tables that `choose_all` would take with one that was chosen."""
    return [
        each
        for each in tables
        if each is not chosen and each.is_one and each.judgement.rows is chosen.judgement.rows
    ]


def _under(document: Document, tables: Sequence[Candidate], heading: str) -> Candidate:
    path = document.source.path
    found = [each for each in tables if is_called(each.table.heading, heading)]
    if len(found) > 1:
        several = f"{path}: {len(found)} tables under {heading!r}: {listed(found)}"
        raise TableProblem(several, Remedy.CHOOSE_NUMBER)
    if found:
        return found[0]
    for broken in broken_tables(document.source):
        if is_called(broken.heading, heading):
            raise TableProblem(f"{path}: no table under {heading!r}; {broken}")
    under = [each.table.heading for each in tables]
    headings = ", ".join(dict.fromkeys(repr(heading) for heading in under if heading))
    known = f"; there are tables under {headings}" if headings else ""
    raise UnknownName(f"{path}: no table under a heading {heading!r}{known}")


def listed(tables: Sequence[Candidate]) -> str:
    """Tables on one line, the first of many."""
    more = f", and {len(tables) - _LISTED} more" if len(tables) > _LISTED else ""
    return ", ".join(map(str, tables[:_LISTED])) + more
