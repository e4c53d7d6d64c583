"""A registry and its tables, each edited by somebody -> both together: the three-way merge of facts.

A fact is what a table shows of a SIG: that it is there, a text, a person, its place. What the past
cannot settle is left as it is on both sides, and told (design laws L9 to L11).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sigtool.community import taking
from sigtool.community.community import Community, Edited
from sigtool.community.fact import (
    ORDER,
    PRESENCE,
    Cell,
    Fact,
    Verdict,
    people_cell,
    text_cell,
    verdict_of,
)
from sigtool.community.past import Agreed, Past
from sigtool.edit import operations
from sigtool.edit.operations import Spot
from sigtool.errors import BadValue
from sigtool.facts.merge import Merging, Sides, merged_people
from sigtool.facts.pairs import same_persons, same_sigs
from sigtool.markdown.blocks import Row, name_key
from sigtool.model import (
    PERSON_FIELDS,
    Order,
    People,
    Person,
    Registry,
    Sig,
    Table,
    Value,
    as_people,
    as_text,
    with_text,
)
from sigtool.registry import document as yamldoc
from sigtool.tables.match import Assigned, By, Known
from sigtool.text.sequence import placed

Choice = Callable[[Fact], Verdict]

_ONE_TABLE = "only one of the tables that show it lost it"
_CLASH = "two tables say something else"
_RENAME = "one row is gone and one is new: it looks like a rename"


@dataclass(frozen=True, slots=True)
class Synced:
    """A community with what one side changed on the other side too, and all that differed."""

    edited: Edited
    facts: tuple[Fact, ...]


def synced(community: Community, past: Past, choice: Choice = lambda fact: fact.verdict) -> Synced:
    """The community, brought together as far as its past, or `choice`, settles what differs.

    Raises `TableProblem` unless each table is found, and what cannot be written.
    """
    community.all_places()
    merge = _Merge(community, past, choice)
    return merge.carried_out()


@dataclass
class _Merge:
    """What differs, table by table, and what is to be made of it."""

    community: Community
    past: Past
    choice: Choice
    cells: dict[tuple[int, int | None], dict[str, Cell]] = field(default_factory=dict)
    presence: list[Fact] = field(default_factory=list)
    order: list[Fact] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._read_cells(frozenset())
        if clashes := frozenset(self._clashes()):
            self._read_cells(clashes)
        self._read_presence()
        self._read_order()

    @property
    def facts(self) -> tuple[Fact, ...]:
        of_cells = [
            f for cells in self.cells.values() for cell in cells.values() for f in cell.facts
        ]
        return (*self.presence, *of_cells, *self.order)

    def table(self, at: int) -> Table:
        return self.community.assigned[at].place.table

    def settled(self, fact: Fact) -> Fact:
        return replace(fact, verdict=self.choice(fact)) if fact.verdict.is_open else fact

    # --- what differs ---------------------------------------------------------------------------

    def _read_cells(self, clashes: frozenset[object]) -> None:
        for at, known in self.community.assigned.items():
            for each in known.sigs:
                if each.row and each.is_sure:
                    self.cells[at, each.sig.origin] = self._cells_of(at, each, clashes)

    def _cells_of(self, at: int, each: Known, clashes: frozenset[object]) -> dict[str, Cell]:
        table = self.table(at)
        found: dict[str, Cell] = {}
        for key in self.community.assigned[at].place.fields:
            mine, theirs = each.wanted.value(key), each.shown.value(key)
            if mine == theirs:
                continue

            def fact_of(
                registry: Value | None,
                shown: Value | None,
                base: Agreed | None,
                person: Person | None = None,
                part: str = "",
                key: str = key,
            ) -> Fact:
                verdict = verdict_of(registry, shown, base)
                fact = Fact(
                    at, each.sig, key, registry, shown, base, verdict, each.row, person, part
                )
                if verdict is Verdict.TO_REGISTRY and self._shared(fact) in clashes:
                    fact = replace(fact, verdict=Verdict.CONFLICT, reason=_CLASH)
                return self.settled(fact)

            whole = self.past.value(table, each.sig, key)
            if as_text(mine) or as_text(theirs):
                found[key] = text_cell(fact_of(mine, theirs, whole))
            else:

                def base_of(person: Person, key: str = key) -> Agreed | None:
                    return self.past.person(table, each.sig, key, person)

                found[key] = people_cell(
                    as_people(mine), as_people(theirs), base_of, whole, fact_of
                )
        return found

    def _shared(self, fact: Fact) -> tuple[object, ...]:
        """What a fact is about, whichever table shows it."""
        language = None if fact.person or fact.key == "readme" else self.table(fact.at).language
        person = str(fact.person) if fact.person else ""
        return (fact.sig.origin, fact.key, language, person, fact.part)

    def _clashes(self) -> Iterator[tuple[object, ...]]:
        """The facts that two tables changed, each to something else."""
        said: dict[tuple[object, ...], set[Value | None]] = defaultdict(set)
        for fact in self.facts:
            if fact.verdict is Verdict.TO_REGISTRY:
                said[self._shared(fact)].add(fact.table)
        return (key for key, values in said.items() if len(values) > 1)

    def _read_presence(self) -> None:
        gone = [
            self._gone(at, each)
            for at, known in self.community.assigned.items()
            for each in known.sigs
            if each.row is None
        ]
        new = [
            self._new(at, row, shown)
            for at, known in self.community.assigned.items()
            for row, shown in known.strangers
        ]
        for fact in self._one_table(gone):
            gone[gone.index(fact)] = self._opened(fact, _ONE_TABLE)
        for left, right in self._renames(gone, new):
            gone[gone.index(left)] = self._opened(left, _RENAME)
            new[new.index(right)] = self._opened(right, _RENAME)
        self.presence = [*gone, *new]

    def _opened(self, fact: Fact, reason: str) -> Fact:
        return self.settled(replace(fact, verdict=Verdict.CONFLICT, reason=reason))

    def _gone(self, at: int, each: Known) -> Fact:
        """A SIG of the registry that has no row."""
        table = self.table(at)
        found = self.past.presence(table, each.sig)
        base = None if found is None else Agreed("there" if found[0] else None)
        verdict = verdict_of("there", None, base)
        if found and found[0] and self._is_changed(table, each.sig, each.wanted):
            verdict = Verdict.CONFLICT
        return self.settled(Fact(at, each.sig, PRESENCE, each.wanted.name, None, base, verdict))

    def _new(self, at: int, row: Row, shown: Sig) -> Fact:
        """A row of a SIG that the registry does not have."""
        table = self.table(at)
        found = self.past.presence(table, shown)
        base = None if found is None else Agreed("there" if found[0] else None)
        verdict = verdict_of(None, "there", base)
        if found and found[0] and self._is_changed(table, shown, shown):
            verdict = Verdict.CONFLICT
        return self.settled(Fact(at, shown, PRESENCE, None, shown.name, base, verdict, row))

    def _is_changed(self, table: Table, sig: Sig, says: Sig) -> bool:
        """Whether one side says something else than both did, of a SIG that the other side lost."""
        for older in self.past:
            known = older.known_in(table)
            found = older.find(known, sig) if known else None
            if found is not None and found.is_sure:
                return any(found.wanted.value(key) != says.value(key) for key in says.values) or (
                    name_key(found.wanted.one_name) != name_key(says.one_name)
                )
        return False

    def _one_table(self, gone: Sequence[Fact]) -> list[Fact]:
        """The SIGs that one table lost, and another that shows them did not."""
        lost = defaultdict(set)
        for fact in gone:
            if fact.verdict is Verdict.TO_REGISTRY:
                lost[fact.sig.origin].add(fact.at)
        shows = defaultdict(set)
        for at, known in self.community.assigned.items():
            for each in known.sigs:
                shows[each.sig.origin].add(at)
        return [
            fact
            for fact in gone
            if fact.verdict is Verdict.TO_REGISTRY
            and lost[fact.sig.origin] != shows[fact.sig.origin]
        ]

    def _renames(self, gone: Sequence[Fact], new: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
        """Pairs of a row that is gone and one that is new which may be one SIG."""
        left, right = (
            [fact for fact in facts if fact.verdict is Verdict.TO_REGISTRY] for facts in (gone, new)
        )
        for fact in left:
            alike = [
                other for other in right if other.at == fact.at and self._is_alike(fact, other)
            ]
            if len(alike) == 1:
                right.remove(alike[0])
                yield fact, alike[0]

    def _is_alike(self, gone: Fact, new: Fact) -> bool:
        known = self.community.assigned[gone.at]
        was = next(each.wanted for each in known.sigs if each.sig.origin == gone.sig.origin)
        says = new.sig
        if any(says.value(key) == value for key, value in was.values.items()):
            return True
        return False

    def _read_order(self) -> None:
        for at, known in self.community.assigned.items():
            if known.place.table.order is Order.OWN:
                continue
            sigs = [each for each in known.sigs if each.row and each.is_sure]
            by_row = sorted(sigs, key=lambda each: each.row.line.start if each.row else 0)
            if by_row == sigs:
                continue
            base = self.past.order(known.place.table)
            mine, theirs = ([each.sig for each in side] for side in (sigs, by_row))
            verdict = Verdict.NO_BASE
            if base is not None:
                is_mine, is_theirs = (_is_in_order(side, base) for side in (mine, theirs))
                verdict = Verdict.TO_REGISTRY if is_mine else Verdict.TO_TABLE
                if not is_mine and not is_theirs:
                    verdict = Verdict.CONFLICT
            fact = Fact(at, Sig(""), ORDER, _names(mine), _names(theirs), None, verdict)
            self.order.append(self.settled(fact))

    # --- what is made of it ---------------------------------------------------------------------

    def carried_out(self) -> Synced:
        after = self._with_rows(self._with_order(self._with_cells(self._without_gone())))
        rewrite = yamldoc.rewrite(self.community.registry_document, after)
        edited = self.community.following(rewrite, after, assigned=self._before(after))
        return Synced(edited, self.facts)

    def _without_gone(self) -> Registry:
        gone = {
            fact.sig.origin
            for fact in self.presence
            if fact.row is None and fact.verdict is Verdict.TO_REGISTRY
        }
        registry = self.community.registry
        return registry.with_sigs(sig for sig in registry.sigs if sig.origin not in gone)

    def _with_cells(self, registry: Registry) -> Registry:
        sigs = {sig.origin: sig for sig in registry.sigs}
        for (at, origin), cells in self.cells.items():
            if origin not in sigs:
                continue
            known = next(e for e in self.community.assigned[at].sigs if e.sig.origin == origin)
            for key, cell in cells.items():
                old = known.wanted.value(key)
                if cell.wanted != old:
                    sigs[origin] = self._with_value(sigs[origin], key, old, cell.wanted, at)
        return registry.with_sigs(sigs.values())

    def _with_value(self, sig: Sig, key: str, old: Value, new: Value, at: int) -> Sig:
        """A SIG of the registry that shows `new` in a table, where it showed `old`."""
        languages, language = self.community.registry.languages, self.table(at).language
        own = sig.value(key)
        if isinstance(own, tuple) and not as_text(new):
            people = _with_people(own, as_people(old), as_people(new), language, languages)
            return sig.with_value(key, people)
        if isinstance(new, tuple):
            return sig.with_value(key, new)
        text = as_text(own)
        is_for_all = isinstance(text, str) and (key == "readme" or len(languages) < 2)
        wanted = with_text(
            text,
            as_text(new) if isinstance(new, str) else "",
            None if is_for_all else language,
            languages,
        )
        return sig.with_value(key, wanted)

    def _with_order(self, registry: Registry) -> Registry:
        for fact in self.order:
            if fact.verdict is Verdict.TO_REGISTRY:
                known = self.community.assigned[fact.at]
                starts = {
                    each.sig.origin: each.row.line.start
                    for each in known.sigs
                    if each.row and each.is_sure
                }
                # The places that these SIGs have in the registry, taken in the order of the rows.
                spots = [n for n, sig in enumerate(registry.sigs) if sig.origin in starts]
                ordered = sorted(
                    (registry.sigs[n] for n in spots), key=lambda sig: starts[sig.origin]
                )
                sigs = list(registry.sigs)
                for n, sig in zip(spots, ordered, strict=True):
                    sigs[n] = sig
                registry = registry.with_sigs(sigs)
        return registry

    def _with_rows(self, registry: Registry) -> Registry:
        """The registry with the SIGs that somebody wrote into tables."""
        adopted: set[int] = set()
        wanted = {
            id(fact.row): fact
            for fact in self.presence
            if fact.row is not None and fact.verdict is Verdict.TO_REGISTRY
        }
        for fact in list(wanted.values()):
            if id(fact.row) in adopted:
                continue
            language = self.table(fact.at).language
            page = fact.sig.values.get("readme")
            sig = Sig(fact.sig.one_name, {"readme": page} if page else {})
            rows = [
                row
                for row in taking.hand_written(self.community, sig, None, language)
                if id(row.row) in wanted
            ]
            several = len(self.community.registry.languages) > 1
            sig = taking.taken_over(
                Sig(sig.name),
                rows,
                self.community.registry.languages,
                language if several else None,
            )
            spot = taking.spot_of(registry, rows[0]) if rows else Spot()
            try:
                registry = operations.add_sig(
                    registry, sig, spot, language if several and len(rows) == 1 else None
                )
            except BadValue as error:
                at = self.presence.index(fact)
                self.presence[at] = replace(fact, verdict=Verdict.CONFLICT, reason=str(error))
                continue
            adopted |= {id(row.row) for row in rows}
        return registry

    def _before(self, after: Registry) -> dict[int, Assigned]:
        """The tables as an edit of the registry is to find them: so that it gives them what the
        registry changed, and leaves what is open."""
        rows_to_go = {
            id(fact.row)
            for fact in self.presence
            if fact.row is not None and fact.verdict is Verdict.TO_TABLE
        }
        to_add = {
            (fact.at, fact.sig.origin)
            for fact in self.presence
            if fact.row is None and fact.verdict is Verdict.TO_TABLE
        }
        moves = {
            fact.at for fact in self.order if fact.verdict in (Verdict.TO_TABLE, Verdict.CONFLICT)
        }
        found: dict[int, Assigned] = {}
        for at, known in self.community.assigned.items():
            sigs = [
                self._known(at, each) for each in known.sigs if (at, each.sig.origin) not in to_add
            ]
            if at in moves:
                sigs = placed(sigs, [each.row.line.start if each.row else None for each in sigs])
            going = [(row, shown) for row, shown in known.strangers if id(row) in rows_to_go]
            sigs += [
                Known(replace(shown, origin=-1 - n), shown, row, shown, By.WHOLE)
                for n, (row, shown) in enumerate(going)
            ]
            owner = {id(each.row): n for n, each in enumerate(sigs) if each.row}
            rows = tuple((row, shown, owner.get(id(row))) for row, shown, _ in known.rows)
            found[at] = Assigned(known.place, tuple(sigs), rows)
        return found

    def _known(self, at: int, each: Known) -> Known:
        wanted = each.wanted
        for key, cell in self.cells.get((at, each.sig.origin), {}).items():
            wanted = wanted.with_value(key, cell.before)
        return replace(each, wanted=wanted)


def _with_people(
    own: People, old: People, new: People, language: str | None, languages: Sequence[str]
) -> People:
    """The people of a registry, who were shown as `old` in a table and are to be shown as `new`."""
    former = same_persons(new, old)
    # First who is there, and in which order; then what is said of each.
    as_before = tuple(old[former[n]] if n in former else each for n, each in enumerate(new))
    result = list(merged_people(Sides(old, as_before, own), Merging()))
    for n, each in enumerate(new):
        if n in former and old[former[n]] != each:
            at = same_persons((old[former[n]],), tuple(result)).get(0)
            if at is not None:
                result[at] = _with_parts(result[at], old[former[n]], each, language, languages)
    return tuple(result)


def _with_parts(
    own: Person, old: Person, new: Person, language: str | None, languages: Sequence[str]
) -> Person:
    texts = {}
    for part in PERSON_FIELDS:
        was, now = (getattr(each, part) or "" for each in (old, new))
        if was != now:
            text = getattr(own, part) or ""
            is_shared = isinstance(text, str) and part in ("handle", "url", "email")
            code = None if is_shared or len(languages) < 2 else language
            texts[part] = with_text(text, str(now), code, languages) or None
    return own.with_texts(texts)


def _is_in_order(sigs: Sequence[Sig], base: Sequence[Sig]) -> bool:
    places = same_sigs(sigs, base, name_key)
    found = [places[at] for at in sorted(places)]
    return found == sorted(found)


def _names(sigs: Sequence[Sig]) -> str:
    return ", ".join(sig.one_name for sig in sigs)
