"""Registry -> table: which rows and cells a table is to have, on what the two disagree, and the
document with its tables as planned.

Pure. What a table already says rightly is kept as it stands. A row that names no SIG (an empty
name, a line without a pipe) is not understood, so it stays where it is. Nobody gets a text that
does not read as it was planned.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from sigtool.errors import BadValue, Remedy, TableProblem
from sigtool.markdown import blocks
from sigtool.markdown import rows as layout
from sigtool.markdown.blocks import Document, MarkdownTable, Row
from sigtool.markdown.rows import Line, unescape
from sigtool.markdown.seen import bare_name
from sigtool.model import Order, People, Sig, in_language
from sigtool.tables import cells as columns
from sigtool.tables.cells import UNSHOWABLE, Bound
from sigtool.tables.drift import Difference, Drift, Remark, difference
from sigtool.tables.locate import Place
from sigtool.tables.match import Assigned, Known
from sigtool.text.records import dataclass, field, replace
from sigtool.text.sequence import longest_increasing, placed
from sigtool.text.source import Edit, Rewrite
from sigtool.text.wording import argument, quoted


@dataclass(slots=True)
class Plan:
    """The rows that a table is to have, and the facts that make it differ from what it has.

    `unshowable` has what no cell can show, by the origin of the SIG and the field, in the SIG as it
    would have to be shown; `remarks` say what becomes of what only the table says, where an edit
    meets it. `written` has the rows that change, each with what it is to say.
    """

    place: Place
    lines: Sequence[Line] = ()
    drifts: list[Drift] = field(default_factory=list)
    unshowable: dict[tuple[int | None, str], Sig] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    written: list[tuple[Line, Sig]] = field(default_factory=list)

    def line(self, row: Row | None, shown: Sig, sig: Sig, wanted: Sig) -> Line:
        """A row that is there, or a new one, with the cells that have to change to say what is
        `wanted`.

        `shown` is what the row says now. Where `sig` has words for it that the table would not tell
        apart, those are written. What no cell can show is noted.
        """
        if row and (shown is wanted or shown == wanted):
            return Line(row, {})
        place, cells = self.place, {}
        words, usual = sig, place.projected(sig)
        for key in place.fields:
            if usual.value(key) != wanted.value(key):
                words = words.with_value(key, wanted.value(key))
        for bound in place.bound:
            keys = place.keys_of(bound)
            if not keys or (row and all(shown.value(key) == wanted.value(key) for key in keys)):
                continue
            old = unescape(place.shown.text(row, bound.at)) if row else ""
            text = _written(place, bound, words, wanted, old, is_new=row is None)
            if text is None:
                self.unshowable[sig.origin, bound.field] = words
            elif row is None or text != old:
                cells[bound.at] = text
        line = Line(row, cells)
        self.written.append((line, wanted))
        return line


def plan(known: Assigned) -> Plan:
    """The rows that show the registry, whatever the table shows now."""
    made = Plan(known.place)
    sigs = in_order(known)
    lines = [made.line(each.row, each.shown, each.sig, each.staying) for each in sigs]
    made.drifts += _drifts(known, sigs, lines, made.unshowable)
    made.lines = with_nameless(known.place, lines)
    return made


def with_whole_rows(known: Assigned, made: Plan) -> Plan:
    """The plan with each row that changes and has more cells than the header row written anew: it
    is not known of which column its cells are."""
    whole = replace(made, unshowable={**made.unshowable})
    owners = {id(each.row): each for each in known.sigs}
    lines = list(made.lines)
    for at, line in enumerate(lines):
        if line.row and line.cells and known.place.surplus(line.row):
            own = owners[id(line.row)]
            lines[at] = whole.line(None, Sig(""), own.sig, own.wanted)
    return replace(whole, lines=lines)


def in_order(known: Assigned) -> list[Known]:
    """The SIGs that a table shows, in the order that it is to have."""
    if known.place.table.order is Order.REGISTRY:
        return list(known.sigs)
    return placed(known.sigs, [each.row.line.start if each.row else None for each in known.sigs])


def _drifts(
    known: Assigned,
    sigs: Sequence[Known],
    lines: Sequence[Line],
    unshowable: Iterable[tuple[int | None, str]],
) -> Iterator[Drift]:
    """What is wrong with the SIGs' rows, then rows of other SIGs, then rows out of order."""
    place, staying = known.place, dict[int | None, list[int]]()
    for origin, key in unshowable:
        columns = (bound.at for bound in place.bound if bound.field == key)
        staying.setdefault(origin, []).extend(columns)
    for each, line in zip(sigs, lines, strict=True):
        if line.row is None:
            message = f"{each.sig.name}: is in the registry, not in the table"
            yield Drift(Difference.MISSING, each.sig, message=message)
            continue
        for column in (*line.cells, *staying.get(each.sig.origin, ())):
            message = difference(each.wanted, each.shown, place.keys_of(place.bound[column]))
            yield Drift(Difference.CHANGED, each.sig, line.row, column, message, each.is_sure)
    for row, sig in known.strangers:
        message = f"{sig.name}: is in the table, not in the registry"
        yield Drift(Difference.UNKNOWN, sig, row, message=message)
    stays = longest_increasing([line.row.line.start if line.row else None for line in lines])
    for at, (each, line) in enumerate(zip(sigs, lines, strict=True)):
        if line.row and at not in stays:
            where = f"after {sigs[at - 1].sig.name}" if at else "first"
            message = f"{each.sig.name}: belongs {where}"
            yield Drift(Difference.MOVED, each.sig, line.row, message=message)


def _written(
    place: Place, bound: Bound, sig: Sig, wanted: Sig, old: str, *, is_new: bool
) -> str | None:
    """The text of a cell that reads back as what is wanted, or None."""
    column, linked = bound.column, place.linked
    if column is None or _links_twice(place, bound.field, sig):
        return None
    way = place.way(bound, near=is_new)
    text = columns.write_cell(column, sig, place.table, way, old, linked=linked)
    if text is None:
        return None
    people = wanted.people(bound.field)
    agreed = way.conventions.agreed | ({people} if people else set())
    known = replace(way.conventions, agreed=agreed)
    content = layout.escape(text)
    read = columns.read_cell(column, content, place.table, linked=linked, conventions=known)
    again = {"name": wanted.name, **read}
    is_same = all((again.get(key) or "") == wanted.value(key) for key in place.keys_of(bound))
    return text if is_same else None


def with_nameless(place: Place, lines: Sequence[Line]) -> list[Line]:
    """The lines and the rows that name no SIG, each behind the row that it stands behind now."""
    at_row = {id(line.row): at for at, line in enumerate(lines) if line.row}
    rows = [(row, at_row.get(id(row))) for row, sig in place.rows if not sig or id(row) in at_row]
    new = [at for at, line in enumerate(lines) if line.row is None]
    standing = [Line(row, {}) if at is None else lines[at] for row, at in rows]
    found = placed([*standing, *(lines[at] for at in new)], [*(at for _, at in rows), *new])
    return with_texts_below(place, found)


def with_texts_below(place: Place, lines: Sequence[Line]) -> list[Line]:
    """The lines, with what is stuck to the end of the table and is no row (`:::`, a caption) still
    below all others: to some readers the table ends there."""
    rows = reversed(place.shown.rows)
    texts = {id(row) for row in itertools.takewhile(place.is_text, rows)}
    return sorted(lines, key=lambda line: id(line.row) in texts)


def rewrite(document: Document, plans: Sequence[Plan]) -> Rewrite[Document]:
    """The document with every plan carried out, read again and found to be as planned.

    Raises `BadValue` for a value that no cell can hold, `TableProblem` where the text that would
    result does not read as it should.
    """
    for plan in plans:
        for (_, key), sig in plan.unshowable.items():
            raise _unshowable(plan.place, sig, key)
    made = tuple(edit for plan in plans for edit in edits(plan))
    source = document.source.edited(made)
    if source.text == document.source.text:
        return Rewrite(document, (), document)
    after = blocks.read(source)
    for plan in plans:
        at = document.tables.index(plan.place.shown)
        if len(after.tables) != len(document.tables) or not _is_as_planned(plan, after.tables[at]):
            raise TableProblem(
                f"{plan.place.where(plan.place.shown.header)}: the table would not read as it "
                "should after this change; nothing was written"
            )
    return Rewrite(document, made, after)


def _links_twice(place: Place, key: str, sig: Sig) -> bool:
    """Whether a name that is to be a link to a page holds a link already."""
    name = in_language(sig.name, place.table.language)
    links = key == "name" and place.linked and bool(sig.text("readme"))
    return links and not place.is_linkable(name)


def _unshowable(place: Place, sig: Sig, key: str) -> BadValue:
    """That no cell can show a field of a SIG, why, and what would help."""
    text = in_language(sig.text(key), place.table.language)
    if people := sig.people(key):
        advice = _of_people(people)
    elif _links_twice(place, key, sig) and "[^" in text:
        advice = "no link to its page can hold the mark of a note; edit the row by hand"
    elif _links_twice(place, key, sig):
        page = in_language(sig.text("readme"), place.table.language)
        return BadValue(
            f"{sig.name}: the name holds a link, so it cannot link to {quoted(page)}",
            Remedy.NAME_WITHOUT_LINK,
            name=argument(re.sub(r"[\[\]]", "", bare_name(text))),
            page=argument(page),
        )
    elif UNSHOWABLE.search(text):
        advice = "put it on one line"
    elif key == "name" and sig.text("readme"):
        advice = "no link to its page can hold it; write both without brackets and backslashes"
    else:
        advice = "it would read as something else there; write it without markup"
    return BadValue(f"{sig.name}: {key} cannot be shown in a table; {advice}")


def _of_people(people: People) -> str:
    """Why no cell shows these persons, and what would help."""
    from sigtool.people.unwritable import unwritable

    found = [each for each in map(unwritable, people) if each]
    if not found:
        return "together they would read as others; give each a handle or a link"
    causes = (f"{each.person} would read differently there: {each.cause}" for each in found)
    advice = itertools.chain.from_iterable(each.advice for each in found)
    return "; ".join([*causes, *dict.fromkeys(advice)])


def edits(plan: Plan) -> list[Edit]:
    """The edits that give a table its planned rows."""
    shown = plan.place.shown
    unchanged = tuple(line.row for line in plan.lines) == shown.rows
    if unchanged and not any(line.cells for line in plan.lines):
        return []
    return layout.edits(shown, plan.lines)


def _is_as_planned(plan: Plan, table: MarkdownTable) -> bool:
    """Whether a table read again has exactly the planned rows, cell for cell."""
    before, source = plan.place.shown, plan.place.shown.source
    if table.headers != before.headers or len(table.rows) != len(plan.lines):
        return False
    for line, row in zip(plan.lines, table.rows, strict=True):
        if line.row and not line.cells and table.source[row.content] == source[line.row.content]:
            continue  # what is divided into cells is the same
        count = max(
            len(before.header.cells), len(line.row.cells) if line.row else 0, len(row.cells)
        )
        for at in range(count):
            old = before.text(line.row, at) if line.row else ""
            wanted = layout.escape(line.cells[at]) if at in line.cells else old
            if table.text(row, at) != wanted:
                return False
    return True
