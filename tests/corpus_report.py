"""Measures sigtool over the whole corpus, prints the figures, and fails if one misses its target.

Run as `python tests/corpus_report.py`. The suite runs a slice of the same checks.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache

import choice
import corpus
import github
import laws
import trials

from sigtool.errors import SigtoolError
from sigtool.markdown import blocks
from sigtool.markdown import rows as layout
from sigtool.markdown.blocks import MarkdownTable, Row
from sigtool.model import Kind, Sig
from sigtool.people import cell as people
from sigtool.people import evidence
from sigtool.people.shape import Item, PeopleCell
from sigtool.tables import adopt, headers
from sigtool.text.source import Source
from sigtool.text.width import Measure, display_width


@dataclass(frozen=True)
class Figure:
    """One line of the report: how many of how many, and the share that is wanted."""

    name: str
    target: float
    good: int
    total: int

    @property
    def share(self) -> float:
        return self.good / self.total if self.total else 1.0

    @property
    def is_reached(self) -> bool:
        return self.total > 0 and self.share >= self.target

    def __str__(self) -> str:
        mark = "" if self.is_reached else "  MISSED"
        counts = f"{self.good}/{self.total}"
        return f"| {self.name} | {counts} | {self.share:.1%} | {self.target:.0%} |{mark}"


@dataclass
class Tally:
    """What was counted for one document."""

    good: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def count(self, name: str, where: str, faults: list[str]) -> None:
        self.total[name] += 1
        self.good[name] += not faults
        self.faults += [f"{name}: {where}: {fault}" for fault in faults]


LAWS: dict[str, Callable[[laws.Community], Iterator[str]]] = {
    "L1: `init`, then `render`, keeps every byte": laws.kept,
    "L2, L3: every row written anew reads as the registry": laws.meaning,
    "L4, L5: edits are local and can be undone; GitHub sees the same": laws.edits,
}
SHAPE = "a new row has the shape of most rows"
HEADERS = "name, responsibilities and leads columns are bound rightly"
CRASHES = "documents read without a crash"
PEOPLE = "cells of leads that hold a person are read into persons"
MISREAD = "cells that somebody judged by eye (people/readings.tsv) are not misread"
EXACT = "links and text of those cells are the persons' own"


def judge(path: str) -> Tally:
    """Every figure for one document."""
    tally = Tally()
    try:
        document = blocks.read(Source.decoded(path, corpus.read(path)))
    except UnicodeDecodeError:
        return tally
    tally.count(CRASHES, path, [])
    for outcome in choice.outcomes(path):
        tally.count(outcome.figure, path, [] if outcome.holds else [outcome.fault])
    judged = {table.index: table for table in corpus.tables() if table.path == path}
    for index, shown in enumerate(document.tables):
        table = judged.get(index)
        if table is None:
            _read_only(tally, document, shown)
            continue
        community = laws.adopt(document, shown)
        for name, law in LAWS.items():
            tally.count(name, table.id, list(law(community)))
        tally.count(SHAPE, table.id, list(shape_faults(community)))
        if table.kind == "group":
            tally.count(HEADERS, table.id, list(header_faults(shown, table)))
    return tally


def _read_only(tally: Tally, document: blocks.Document, shown: MarkdownTable) -> None:
    """A distractor is read or refused, never a crash."""
    try:
        adopt.read(document, shown, "README.md")
    except SigtoolError as error:
        tally.faults.append(f"refused: {document.source.path}: {error}")


def header_faults(shown: MarkdownTable, table: corpus.CorpusTable) -> Iterator[str]:
    """How what is bound without help differs from what somebody judged."""
    bound = headers.recognise(shown)
    fields = [column.field for column in bound]
    if table.name_column is not None and fields.index("name") != table.name_column:
        yield f"name is {shown.headers[fields.index('name')]!r} of {shown.headers}"
    held = {at for at, column in enumerate(bound) if column.kind is Kind.PEOPLE}
    if missing := set(table.leads_columns) - held:
        yield f"not people: {[shown.headers[at] for at in sorted(missing)]}"
    if table.leads_columns and "leads" not in fields:
        yield f"no column is bound to leads in {shown.headers}"
    wanted = [at for at, header in enumerate(shown.headers) if _says_duties(header)]
    if wanted and "responsibilities" not in fields:
        yield f"responsibilities are in {shown.headers[wanted[0]]!r}"


def _says_duties(header: str) -> bool:
    return headers.normalised(header) in ("responsibilities", "职责", "description", "missions")


def shape_faults(community: laws.Community) -> Iterator[str]:
    """Whether a row put last is written as most rows of its table are."""
    before = community.place.shown
    if not before.rows:
        return
    whole = Sig(
        trials.NEW_NAME,
        {
            column.field: (trials.NEW_LEAD,) if column.kind is Kind.PEOPLE else "Something"
            for column in community.place.table.columns
            if column.field != "name"
        },
    )
    added_last = community.changed(lambda registry: registry.with_sigs([*registry.sigs, whole]))
    after = added_last.place.shown
    added = next(row for row in after.rows if trials.NEW_NAME in after.source[row.content])
    usual = Counter(_shape(before, row) for row in before.rows).most_common()
    most = [shape for shape, count in usual if count == usual[0][1]]
    if _shape(after, added) not in most:
        yield f"{_shape(after, added)} is not among {most}"
    others = [row for row in after.rows if row is not added]
    for at, cell in enumerate(added.cells):
        text, own = after.source[cell.content], after.source[cell.segment]
        widths = list(_usual_widths(after, others, at))
        is_usual = any(measure(own) == width for measure, width in widths)
        if not is_usual and any(measure(text) + 2 <= width for measure, width in widths):
            yield f"column {at + 1} is {[width for _, width in widths]} wide, {own!r} is not"


def _shape(table: MarkdownTable, row: Row) -> tuple[object, ...]:
    """Outer pipes, and whether blanks stand before contents."""
    filled = [cell for cell in row.cells if len(cell.content)]
    pads = Counter(
        table.source.text[cell.segment.start : cell.content.start] == "" for cell in filled
    )
    return row.leading_pipe, row.trailing_pipe, max(pads, key=lambda pad: pads[pad], default=False)


def _usual_widths(
    table: MarkdownTable, rows: Sequence[Row], column: int
) -> Iterator[tuple[Measure, int]]:
    """How wide most cells of a column are made, though their contents are not: by each measure."""
    closed = [row for row in rows if column + 1 < len(row.cells) + row.trailing_pipe]
    for measure in (len, display_width):
        held: dict[int, set[int]] = {}
        counts: Counter[int] = Counter()
        for row in closed:
            cell = row.cells[column]
            width = measure(table.source[cell.segment])
            held.setdefault(width, set()).add(measure(table.source[cell.content]))
            counts[width] += 1
        for width, count in counts.items():
            if 2 * count > len(closed) and len(held[width]) > 1:
                yield measure, width


def people_tally() -> Tally:
    """The distinct cells that hold the leads of groups, each read as its column shows."""
    tally, distinct = Tally(), set[str]()
    named = {
        layout.unescape(text).strip(blocks.BLANK)
        for text, shapes in corpus.cells("leads", "group")
        if "person" in shapes
    }
    for table in corpus.tables():
        if table.kind != "group" or not table.leads_columns:
            continue
        shown = _document(table.path).tables[table.index]
        for column in table.leads_columns:
            for text, found in _cells(shown, column):
                if text in distinct or text not in named or _names_nobody(text):
                    continue
                distinct.add(text)
                faults = [] if found else ["kept as text"]
                tally.count(PEOPLE, text[:100], faults)
                if found:
                    tally.count(EXACT, text[:100], list(exactness_faults(text, found)))
    return tally


def readings_tally() -> Tally:
    """The cells of which somebody wrote down whom a reader sees in them."""
    tally = Tally()
    for judged in corpus.readings():
        where = f"{judged.path}:{judged.line}"
        tables = _document(judged.path).tables
        text, found = next(
            cell
            for shown in tables
            for row, cell in zip(shown.rows, _cells(shown, judged.column), strict=True)
            if shown.source.position(row.line.start).line == judged.line
        )
        persons = [dict(person.items()) for person in found.persons] if found else []
        faults = [] if persons in ([], judged.persons) else [f"{text[:100]} is {persons}"]
        tally.count(MISREAD, where, faults)
    return tally


def _names_nobody(text: str) -> bool:
    return people.is_placeholder(text) or people.is_pointer(text)


@cache
def _document(path: str) -> blocks.Document:
    return blocks.read(Source.decoded(path, corpus.read(path)))


def _cells(shown: MarkdownTable, column: int) -> list[tuple[str, PeopleCell | None]]:
    """The cells of a column, and what each is read as."""
    if column >= len(shown.headers):
        return [("", None) for _ in shown.rows]
    texts = [layout.unescape(shown.text(row, column)) for row in shown.rows]
    known = evidence.conventions_of(texts, shown.headers[column])
    return [(text, people.parse(text, known)) for text in texts]


def exactness_faults(text: str, cell: PeopleCell) -> Iterator[str]:
    """Whether GitHub's links are the persons' links, and nothing but persons is written."""
    page = github.html(f"| people |\n| --- |\n| {layout.escape(text)} |\n")
    links = re.findall(r'<a href="([^"]*)"', page)
    wanted = [_encoded(link) for item in cell.items for link in _links(item)]
    if sorted(links) != sorted(wanted):
        yield f"links {links}, persons {wanted}"
    pieces = [cell.opening]
    for at, item in enumerate(cell.items):
        pieces += [cell.separators[at - 1] if at else "", item.text]
    if "".join([*pieces, cell.closing]) != text:
        yield "the pieces are not the cell"


def _links(item: Item) -> list[str]:
    person = item.person
    mail = [f"mailto:{person.email}"] if person.email else []
    return ([str(person.url)] if person.url else []) + mail


def _encoded(link: str) -> str:
    return link.replace("&", "&amp;")


def figures() -> tuple[list[Figure], list[str]]:
    """Every figure, and every fault behind those that are not whole."""
    with ProcessPoolExecutor() as pool:
        paths = [path for path in corpus.documents() if path.endswith(".md")]
        tallies = [people_tally(), readings_tally(), *pool.map(judge, paths, chunksize=4)]
    good: Counter[str] = sum((tally.good for tally in tallies), Counter())
    total: Counter[str] = sum((tally.total for tally in tallies), Counter())
    targets = {PEOPLE: 0.98, HEADERS: 0.95, **choice.TARGETS}
    names = [*LAWS, SHAPE, PEOPLE, MISREAD, EXACT, HEADERS, CRASHES, *choice.TARGETS]
    found = [Figure(name, targets.get(name, 1.0), good[name], total[name]) for name in names]
    return found, [fault for tally in tallies for fault in tally.faults]


def main() -> int:
    if corpus.ABSENT:
        print(corpus.REASON)  # noqa: T201
        return 2
    found, faults = figures()
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201
    print("| figure | count | share | target |\n|---|---|---|---|")  # noqa: T201
    for figure in found:
        print(figure)  # noqa: T201
    return 0 if all(figure.is_reached for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
