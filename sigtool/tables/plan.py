"""Registry -> table: which rows and cells a table is to have, and on what the two disagree.

Pure. What a table already says rightly is kept as it stands. A row that names no SIG (an empty
name, a line without a pipe) is not understood, so it stays where it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sigtool.markdown import rows as layout
from sigtool.markdown.blocks import MarkdownTable, Row
from sigtool.markdown.rows import Line, unescape
from sigtool.model import Kind, Order, Registry, Sig
from sigtool.people import cell
from sigtool.tables import cells as columns
from sigtool.tables.cells import Bound
from sigtool.tables.drift import Difference, Drift, difference
from sigtool.tables.locate import Place
from sigtool.tables.match import Match, matched
from sigtool.tables.remark import Remark
from sigtool.text.sequence import longest_increasing, placed


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows that a table is to have, and the facts that make it differ from what it has.

    `remarks` say what becomes of what only the table says, where an edit meets it.
    """

    place: Place
    lines: tuple[Line, ...]
    drifts: tuple[Drift, ...] = ()
    unshowable: tuple[tuple[Sig, str], ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Drafting:
    """What a plan is being made of."""

    place: Place
    cells: Mapping[int, Sequence[cell.PeopleCell]]
    drifts: list[Drift] = field(default_factory=list)
    unshowable: list[tuple[Sig, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    ways: dict[tuple[int, bool], cell.Way] = field(default_factory=dict)

    def way(self, column: int, *, near: bool) -> cell.Way:
        """How a column writes people; `near` prefers the last row's, for a row that is new."""
        if (column, near) not in self.ways:
            cells = self.cells.get(column, ())
            nearest = cells[-1] if near and cells else None
            self.ways[column, near] = cell.way_of(cells, nearest)
        return self.ways[column, near]

    def plan(self, lines: Sequence[Line]) -> Plan:
        facts = (tuple(self.drifts), tuple(self.unshowable), tuple(self.remarks))
        return Plan(self.place, tuple(lines), *facts)


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a registry shows in a table, in the order that the table is to have, with the rows.

    `sigs` are in the table's language, `wanted` is how the table says them; `known` holds every row
    that names a SIG, with what it says.
    """

    sigs: tuple[Sig, ...]
    wanted: tuple[Sig, ...]
    known: tuple[tuple[Row, Sig], ...]
    match: Match

    def row_of(self, at: int) -> tuple[Row, Sig] | None:
        """The row of a SIG and what it says, by a guess too."""
        found = self.match.row_of.get(at)
        return None if found is None else self.known[found]


def assigned(registry: Registry, place: Place) -> Assigned:
    """Which row of a table shows which SIG of the registry."""
    sigs = registry.shown_in(place.table)
    wanted = tuple(map(place.projected, sigs))
    known = tuple((row, sig) for row, sig in place.rows if sig)
    return Assigned(sigs, wanted, known, matched([sig for _, sig in known], wanted))


def plan(registry: Registry, place: Place) -> Plan:
    """The rows that show the registry, whatever the table shows now."""
    drafting = drafting_of(place)
    all_of = assigned(registry, place)
    order: Sequence[int] = range(len(all_of.sigs))
    if place.table.order is Order.OWN:
        rows = [all_of.row_of(at) for at in order]
        order = placed(order, [row[0].line.start if row else None for row in rows])
    lines = [_line(drafting, all_of, at) for at in order]
    in_order = [all_of.sigs[at] for at in order]
    _note_strangers_and_moves(drafting, all_of, list(zip(in_order, lines, strict=True)))
    strangers = {id(row) for row, sig in place.rows if sig is None}
    return drafting.plan(with_strangers(place.shown, lines, strangers))


def drafting_of(place: Place) -> Drafting:
    """An empty draft; it knows the people cells of the table, whose manner new ones follow."""
    cells = {
        bound.at: [
            found
            for row in place.shown.rows
            if (found := cell.parse(unescape(place.shown.text(row, bound.at))))
        ]
        for bound in place.bound
        if bound.column and bound.column.kind is Kind.PEOPLE
    }
    return Drafting(place, cells)


def cells_of(
    drafting: Drafting, row: tuple[Row, Sig] | None, sig: Sig, wanted: Sig
) -> dict[int, str]:
    """The cells in which a row has to change, or a new one be written, to say what is `wanted`.

    `row` comes with what it says now. Where `sig` has words for it that the table would not tell
    apart, those are written. What no cell can show is noted.
    """
    place, words = drafting.place, _in_words_of(sig, wanted, drafting.place)
    cells: dict[int, str] = {}
    for bound in place.bound:
        keys = place.keys_of(bound)
        if bound.column is None or (row and _is_alike(row[1], wanted, keys)):
            continue
        old = unescape(place.shown.text(row[0], bound.at)) if row else ""
        is_nobody = bound.column.kind is Kind.PEOPLE and not wanted.value(keys[0])
        if old and is_nobody and cell.is_placeholder(old):
            continue  # it says so, too
        text = _written(drafting, bound, words, wanted, old, is_new=row is None)
        if text is None:
            drafting.unshowable.append((sig, bound.column.field))
        elif row is None or text != old:
            cells[bound.at] = text
    return cells


def _line(drafting: Drafting, all_of: Assigned, at: int) -> Line:
    """The row of a SIG, and the facts on which it differs from what is there."""
    place, sig, wanted = drafting.place, all_of.sigs[at], all_of.wanted[at]
    found = all_of.row_of(at)
    cells = cells_of(drafting, found, sig, wanted)
    if found is None:
        message = f"{sig.name}: is in the registry, not in the table"
        drafting.drifts.append(Drift(Difference.MISSING, sig, message=message))
        return Line(None, cells)
    row, shown = found
    for column in cells:
        message = difference(wanted, shown, place.keys_of(place.bound[column]))
        is_sure = all_of.match.is_sure(at)
        drafting.drifts.append(Drift(Difference.CHANGED, sig, row, column, message, is_sure))
    return Line(row, cells)


def _note_strangers_and_moves(
    drafting: Drafting, all_of: Assigned, lines: Sequence[tuple[Sig, Line]]
) -> None:
    """Note the rows of SIGs that the registry does not have, and those that belong elsewhere."""
    taken = {id(line.row) for _, line in lines}
    for row, sig in all_of.known:
        if id(row) not in taken:
            message = f"{sig.name}: is in the table, not in the registry"
            drafting.drifts.append(Drift(Difference.UNKNOWN, sig, row, message=message))
    order = {id(row): at for at, row in enumerate(drafting.place.shown.rows)}
    stays = longest_increasing([order[id(line.row)] if line.row else None for _, line in lines])
    for at, (sig, line) in enumerate(lines):
        if line.row and at not in stays:
            before = f"after {lines[at - 1][0].name}" if at else "first"
            message = f"{sig.name}: belongs {before}"
            drafting.drifts.append(Drift(Difference.MOVED, sig, line.row, message=message))


def _written(
    drafting: Drafting, bound: Bound, sig: Sig, wanted: Sig, old: str, *, is_new: bool
) -> str | None:
    """The text of a cell that reads back as what is wanted, or None."""
    place, column = drafting.place, bound.column
    if column is None:
        return None
    way = cell.Way()
    if column.kind is Kind.PEOPLE:
        way = drafting.way(bound.at, near=is_new)
    text = columns.write_cell(column, sig, place.table, way, old, linked=place.linked)
    if text is None:
        return None
    read = columns.read_cell(column, layout.escape(text), place.table, linked=place.linked)
    again = Sig("", {key: value for key, value in read.items() if key != "name"})
    again = again.with_value("name", read.get("name", wanted.name))
    return text if _is_alike(again, wanted, place.keys_of(bound)) else None


def _is_alike(one: Sig, other: Sig, keys: Sequence[str]) -> bool:
    return all(one.value(key) == other.value(key) for key in keys)


def _in_words_of(sig: Sig, wanted: Sig, place: Place) -> Sig:
    """What is wanted, in the words of `sig` where the table would not tell the two apart."""
    shown = place.projected(sig)
    for key in place.fields:
        if shown.value(key) != wanted.value(key):
            sig = sig.with_value(key, wanted.value(key))
    return sig


def with_strangers(table: MarkdownTable, lines: Sequence[Line], strangers: set[int]) -> list[Line]:
    """The rows that name no SIG, each behind the row that it stands behind now."""
    if not strangers:
        return list(lines)
    kept = {id(line.row) for line in lines if line.row}
    behind: dict[int | None, list[Line]] = {}
    above: int | None = None
    for row in table.rows:
        if id(row) in strangers:
            behind.setdefault(above, []).append(Line(row, {}))
        elif id(row) in kept:
            above = id(row)
    merged = behind.get(None, [])
    for line in lines:
        merged.append(line)
        merged += behind.get(id(line.row), []) if line.row else []
    return merged
