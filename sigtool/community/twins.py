"""Rows of a table that have one name, or link one page: nobody but a person knows which of them is
right, or whether they are one SIG (design law L11). One that is there again, cell by cell,
says nothing new.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from sigtool.community.community import Community
from sigtool.community.fact import PRESENCE, Fact, Verdict, Why
from sigtool.markdown.blocks import Row
from sigtool.markdown.inline import name_key
from sigtool.model import Sig
from sigtool.tables.match import Assigned
from sigtool.text.records import replace


def twins(community: Community) -> Iterator[Fact]:
    """Of each name that more rows of a table have than SIGs, that they say different things."""
    for at, known in community.assigned.items():
        names = Counter(name_key(each.wanted.one_name) for each in known.sigs)
        for key, rows in _by_name(known).items():
            free = [row for row, owner in rows if owner is None]
            if len(rows) < 2 or not free or names[key] > 1:
                continue
            origins = [known.sigs[owner].sig.origin for _, owner in rows if owner is not None]
            own = next(
                (
                    each
                    for each in known.sigs
                    if each.sig.origin in origins or name_key(each.wanted.one_name) == key
                ),
                None,
            )
            shown = next(shown for row, shown in known.strangers if row is free[-1])
            sig, name = (own.sig, own.wanted.name) if own else (shown, None)
            lines = _lines(known, [row for row, _ in rows])
            fact = Fact(at, sig, PRESENCE, name, shown.name, None, Verdict.CONFLICT, free[-1])
            yield replace(fact, why=Why.TWINS, detail=lines)


def namesakes(community: Community) -> Iterator[Fact]:
    """The SIGs without a row that share their name with another one of their section: nobody knows
    which of them a row is, so none of theirs was removed."""
    registry = community.registry
    for at, known in community.assigned.items():
        sections = {each.sig.origin: registry.section_of(each.sig) for each in known.sigs}
        names = Counter(
            (sections[each.sig.origin], name_key(each.wanted.one_name)) for each in known.sigs
        )
        for each in known.sigs:
            count = names[sections[each.sig.origin], name_key(each.wanted.one_name)]
            if not each.row and count > 1:
                name = each.wanted.name
                fact = Fact(at, each.sig, PRESENCE, name, None, None, Verdict.CONFLICT)
                yield replace(fact, why=Why.NAMESAKES, detail=str(count))


def twice(community: Community) -> Iterator[Fact]:
    """The rows that are there again, cell by cell: they go."""
    for at, known in community.assigned.items():
        for row, shown in known.strangers:
            if first := known.again.get(id(row)):
                lines = _lines(known, [first, row])
                fact = Fact(at, shown, PRESENCE, None, shown.name, None, Verdict.TO_TABLE, row)
                yield replace(fact, why=Why.TWICE, detail=lines)


def owner_of_page(community: Community, at: int, shown: Sig) -> Sig | None:
    """The SIG whose page a row links, while its own row is there too; None where several have that
    page, as one of all SIGs, so that it tells nothing."""
    page, language = shown.values.get("readme"), community.assigned[at].place.table.language
    found = {
        each.sig.origin: each
        for known in community.assigned.values()
        if page and known.place.table.language == language
        for each in known.sigs
        if page in (each.wanted.values.get("readme"), each.shown.values.get("readme"))
    }
    one = next(iter(found.values())) if len(found) == 1 else None
    return one.sig if one and one.row else None


def _by_name(known: Assigned) -> dict[str, list[tuple[Row, int | None]]]:
    """The rows of a table by what is one name, each row once, with the index of its SIG."""
    found: dict[str, list[tuple[Row, int | None]]] = defaultdict(list)
    for row, shown, owner in known.rows:
        if id(row) not in known.again:
            found[name_key(shown.one_name)].append((row, owner))
    return found


def _lines(known: Assigned, rows: Sequence[Row]) -> str:
    """Where rows stand, as `lines 8 and 11`."""
    source = known.place.shown.source
    *others, last = [str(source.position(row.line.start).line) for row in rows]
    return f"lines {', '.join(others)} and {last}"
