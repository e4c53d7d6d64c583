"""Three states of a table -> its lines in pieces: what two sides made of one base, row by row.

Pure. A cell that one side alone changed is taken as that side wrote it. One that both changed is
merged by what it says, as `facts.sides` does. The table is laid out once, in the manner of the side
whose header row it has.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from sigtool.errors import BadValue, TableProblem
from sigtool.facts.pairs import equal, same_sigs
from sigtool.facts.sides import Outcome, Side, Trio, merged_sig, of_lists, ordered, presence, trios
from sigtool.markdown.blocks import BLANK, Document, MarkdownTable, Row
from sigtool.markdown.gfm import segments_of
from sigtool.markdown.inline import name_key
from sigtool.markdown.rows import Line, escape, unescape
from sigtool.model import Sig
from sigtool.tables.locate import Place
from sigtool.tables.plan import Plan, rewrite, with_texts_below
from sigtool.text.pieces import Conflict, Piece
from sigtool.text.records import dataclass
from sigtool.text.source import Span

# The text of a header, and how often the same one stands before it.
Header = tuple[str, int]
# A row of the result; or of one in conflict, how each side has it.
Made = Line | Trio[Line]


@dataclass(frozen=True)
class State:
    """A row as one side has it: its cells as they are written, by header, with the comments in
    them; what stands behind the last column; and what it says."""

    row: Row
    cells: Mapping[Header, str]
    rest: str
    sig: Sig | None

    def said(self, headers: Sequence[Header]) -> tuple[str, ...]:
        """What stands in the cells of some columns, and behind the last one."""
        return (*(self.cells[header] for header in headers), self.rest)


@dataclass(frozen=True)
class TableMerge:
    """A table in three states; where the base has none, that is None."""

    places: tuple[Place | None, Place, Place]

    @cached_property
    def chosen(self) -> Side | None:
        """The side whose header row the result has; None where both changed it, each in its way."""
        base, ours, theirs = (each.shown.headers if each else () for each in self.places)
        chosen = Side.OURS if theirs in (ours, base) else Side.THEIRS if ours == base else None
        return None if chosen is None or self._loses_cells(chosen) else chosen

    def _loses_cells(self, chosen: Side) -> bool:
        """Whether the other side wrote something into a column that this side took out."""
        there, side = self.places[chosen], Side(3 - chosen)
        gone = set(self.states[side][0].cells) if self.states[side] else set()
        gone -= set(_headers(there.shown)) if there else set()
        for states in self.order if gone else ():
            base, other = states.base, states[side]
            if other and any(
                other.cells[h] != (base.cells.get(h, "") if base else "") for h in gone
            ):
                return True
        return False

    @property
    def place(self) -> Place:
        """The table of the chosen side."""
        return self.places[2] if self.chosen is Side.THEIRS else self.places[1]

    @cached_property
    def states(self) -> tuple[Sequence[State], Sequence[State], Sequence[State]]:
        """The rows of each side."""
        base, ours, theirs = (_states(each) if each else () for each in self.places)
        return (base, ours, theirs)

    @cached_property
    def _shared(self) -> list[Header]:
        """The columns that every side has."""
        base, ours, theirs = (_headers(each.shown) if each else None for each in self.places)
        return [each for each in ours or () if each in (theirs or ()) and each in (base or [each])]

    def _same(self, left: Sequence[State], right: Sequence[State]) -> Mapping[int, int]:
        """Which row is which: by what it says of a SIG, else by its text."""
        sigs = [[each.sig or Sig("") for each in states] for states in (left, right)]
        found = same_sigs(sigs[0], sigs[1], name_key)
        taken = set(found.values())
        rest = [at for at in range(len(left)) if at not in found]
        others = [at for at in range(len(right)) if at not in taken]
        texts = [left[at].said(self._shared) for at in rest]
        pairs = equal(texts, [right[at].said(self._shared) for at in others])
        return found | {rest[at]: others[other] for at, other in pairs.items()}

    def _presence(self, states: Trio[State]) -> bool | None:
        """Whether the result has a row; None where that is in conflict."""
        said = Trio(*(each.said(self._shared) if each else None for each in states))
        there = presence(said, Side.OURS)
        if there is not None and there.is_conflict:
            return None
        return there is None or there.value is not None

    @cached_property
    def found(self) -> Mapping[Trio[int], Trio[State]]:
        """Every row of any side, as each side has it."""
        base, ours, theirs = self.states
        items = trios(base, ours, theirs, self._same)
        return {item: of_lists(item, base, ours, theirs) for item in items}

    @cached_property
    def here(self) -> frozenset[int]:
        """The rows that the table of the result has already, by their identity."""
        return frozenset(map(id, self.states[self.chosen or Side.OURS]))

    @cached_property
    def order(self) -> list[Trio[State]]:
        """The rows that the result has, and those that are in conflict, in their order."""
        found = self.found
        staying = [item for item, each in found.items() if self._presence(each) is not False]

        def name(item: Trio[int]) -> str:
            state = next(filter(None, found[item][1:]), None)
            return state.sig.one_name if state and state.sig else ""

        return [found[item] for item in ordered(staying, name).items]

    # --- rows of the result --------------------------------------------------------------------

    def pieces(self, document: Document, order: Sequence[Trio[State]]) -> list[Piece] | None:
        """The lines of the table, header row and all, made of those in the document of the chosen
        side, with rows in an order; None where what is wanted cannot be written."""
        made = [_Row(self, each).made for each in order]
        groups = {
            id(line): (at, side)
            for at, each in enumerate(made)
            if isinstance(each, Trio)
            for side, line in zip(Side, each, strict=True)
            if line
        }
        listed = chain.from_iterable([e] if isinstance(e, Line) else filter(None, e) for e in made)
        lines = with_texts_below(self.place, list(listed))
        try:
            after = rewrite(document, [Plan(self.place, lines)]).after
        except (BadValue, TableProblem):
            return None
        table = after.tables[document.tables.index(self.place.shown)]
        return _pieces(table, lines, [groups.get(id(line)) for line in lines])


def _headers(table: MarkdownTable) -> list[Header]:
    texts = table.headers
    return [(text, texts[:at].count(text)) for at, text in enumerate(texts)]


def _states(place: Place) -> list[State]:
    return [_state(place, row, sig) for row, sig in place.rows]


def _state(place: Place, row: Row, sig: Sig | None) -> State:
    shown, headers = place.shown, _headers(place.shown)
    text = shown.source[Span(row.content.start, row.line.end)].rstrip(BLANK)
    segments, *_ = segments_of(text)
    texts = [text[each.start : each.end].strip(BLANK) for each in segments]
    cells = {header: texts[at] if at < len(texts) else "" for at, header in enumerate(headers)}
    end = segments[len(headers) - 1].end if len(segments) >= len(headers) else len(text)
    rest = text[end:].removeprefix("|").strip(BLANK)
    return State(row, cells, rest, sig)


@dataclass(frozen=True)
class _Written(Line):
    """A new row that is written as it is, since it has more than cells: comments, or what stands
    behind the last column."""

    text: str = ""


@dataclass(frozen=True)
class _Row:
    """A row of the result, from its three states."""

    merge: TableMerge
    states: Trio[State]

    @property
    def _own(self) -> State | None:
        """The state that the table of the result has already."""
        state = self.states[self.merge.chosen or Side.OURS]
        return state if id(state) in self.merge.here else None

    @property
    def made(self) -> Made:
        """The row; where it is in conflict, as each side has it."""
        if None in self.states[1:]:
            left = self.states.ours or self.states.theirs
            if left and self.merge._presence(self.states) is not None:
                return self._as(left)
            return Trio(*(self._as(each) if each else None for each in self.states))
        cells = {header: self._cell(at, header) for at, header in self._headers()}
        rest = self._rest()
        is_conflict = rest.is_conflict or any(each.is_conflict for each in cells.values())
        chosen = self.merge.chosen or Side.OURS

        def line(side: Side) -> Line:
            own = {header: each.value[side] for header, each in cells.items()}
            return self._line(own, rest.value[side], is_new=is_conflict and side is not chosen)

        if not is_conflict:
            return line(Side.OURS)
        base = self._as(self.states.base) if self.states.base else None
        return Trio(base, line(Side.OURS), line(Side.THEIRS))

    def _rest(self) -> Outcome[tuple[str, str, str]]:
        """What stands behind the last column, for each side."""
        base, ours, theirs = (each.rest if each else "" for each in self.states)
        if theirs in (ours, base):
            return Outcome((ours, ours, ours))
        if ours == base:
            return Outcome((theirs, theirs, theirs))
        return Outcome((base, ours, theirs), is_conflict=True)

    def _headers(self) -> Iterator[tuple[int, Header]]:
        return enumerate(_headers(self.merge.place.shown))

    def _as(self, state: State) -> Line:
        """The row as one side has it."""
        if state is self._own:
            return Line(state.row, {})
        cells = {header: state.cells.get(header, "") for _, header in self._headers()}
        return self._line(cells, state.rest, is_new=True)

    def _line(self, cells: Mapping[Header, str], rest: str, *, is_new: bool = False) -> Line:
        """A row of these cells: the own one with what changes, unless comments are in the way."""
        own = None if is_new else self._own
        texts = {at: cells[header] for at, header in self._headers()}
        if own and own.rest == rest:
            there = {at: own.cells[header] for at, header in self._headers()}
            changed = {at: text for at, text in texts.items() if text != there[at]}
            if not any("<!--" in there[at] + text for at, text in changed.items()):
                return Line(own.row, {at: unescape(text) for at, text in changed.items()})
        if not rest and not any("<!--" in text for text in texts.values()):
            return Line(None, {at: unescape(text) for at, text in texts.items()})
        row = "|".join(f" {text} " if text else " " for text in texts.values())
        return _Written(None, dict.fromkeys(texts, ""), f"|{row}| {rest}".rstrip(BLANK))

    def _cell(self, at: int, header: Header) -> Outcome[tuple[str, str, str]]:
        """The content of a cell, for each side; they differ where it is in conflict."""
        base, ours, theirs = (each.cells.get(header) if each else None for each in self.states)
        if ours is None or theirs is None:
            ours = theirs = (ours if theirs is None else theirs) or ""
        if theirs in (ours, base):
            return Outcome((ours, ours, ours))
        if ours == base:
            return Outcome((theirs, theirs, theirs))
        by_fact = self._by_fact(at, header)
        return by_fact or Outcome((base or "", ours, theirs), is_conflict=True)

    def _by_fact(self, at: int, header: Header) -> Outcome[tuple[str, str, str]] | None:
        """A cell that both sides changed, by what it says; None where that cannot be told."""
        place = self.merge.place
        keys = place.keys_of(place.bound[at]) if at < len(place.bound) else ()
        sigs = Trio(*(each.sig if each else None for each in self.states))
        if not keys or not sigs.ours or not sigs.theirs:
            return None
        texts: list[str] = []
        is_conflict = False
        for prefer in (Side.OURS, Side.THEIRS):
            merged, conflicts = merged_sig(sigs, prefer, keys)
            text = self._spelled(at, header, keys, merged)
            if text is None:
                return None
            texts.append(text)
            is_conflict = is_conflict or bool(conflicts)
        if not is_conflict:
            texts[1] = texts[0]
        return Outcome((texts[0], texts[0], texts[1]), is_conflict)

    def _spelled(self, at: int, header: Header, keys: Sequence[str], sig: Sig) -> str | None:
        """The content of a cell that says what a SIG does: as a side has it, or written anew."""
        for state in self.states[1:]:
            if state and state.sig and _agree(state.sig, sig, keys):
                return state.cells[header]
        own = self._own
        row, shown = (own.row, own.sig) if own else (None, Sig(""))  # it came from another table
        if shown is None:
            return None
        wanted = shown
        for key in keys:
            wanted = wanted.with_value(key, sig.value(key))
        plan = Plan(self.merge.place)
        line = plan.line(row, shown, wanted, wanted)
        return escape(line.cells[at]) if at in line.cells and not plan.unshowable else None


def _agree(sig: Sig, other: Sig, keys: Sequence[str]) -> bool:
    return all(sig.value(key) == other.value(key) for key in keys)


def _pieces(
    table: MarkdownTable, lines: Sequence[Line], groups: Sequence[tuple[int, Side] | None]
) -> list[Piece]:
    """The lines of a table; those of a row in conflict, by their number, as one piece."""
    source = table.source

    def text(row: Row, line: Line | None = None) -> str:
        whole = source[row.line]
        if isinstance(line, _Written):
            whole = source[Span(row.line.start, row.content.start)] + line.text
        return whole + (source.line_break_after(row.line.start) or source.newline)

    above = source[Span(table.header.line.start, table.delimiter.line.start)]
    pieces: list[Piece] = [above + text(table.delimiter)]
    number = None
    for line, group, row in zip(lines, groups, table.rows, strict=True):
        if group is None:
            pieces.append(text(row, line))
            number = None
            continue
        last = pieces[-1]
        texts = [*last] if group[0] == number and isinstance(last, Conflict) else ["", "", ""]
        texts[group[1]] = text(row, line)
        pieces[-1 if group[0] == number else len(pieces) :] = [Conflict(*texts)]
        number = group[0]
    return pieces
