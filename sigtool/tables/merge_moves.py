"""Three states of the tables of a document -> the rows that each gets.

Pure. A row that one side put into another table, and the other side changed where it was, is one
row: that of its new place, merged with what it was before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sigtool.facts.sides import Trio
from sigtool.markdown.inline import name_key
from sigtool.tables.merge import State, TableMerge


def orders(tables: Sequence[TableMerge]) -> list[list[Trio[State]]]:
    """The rows of each table, in its order; one that moved stands where it was put."""
    made = [each.order for each in tables]
    if len(tables) < 2:
        return made
    came = _by_name(row for rows in made for row in rows if row.base is None)
    everywhere = chain.from_iterable(each.found.values() for each in tables)
    left = _by_name(row for row in everywhere if row.base and None in row[1:])
    become: dict[int, Trio[State] | None] = {}
    for name in came.keys() & left.keys():
        if len(came[name]) == len(left[name]) == 1:
            new, old = came[name][0], left[name][0]
            if _is_one(old, new):
                sides = (mine or other for mine, other in zip(old[1:], new[1:], strict=True))
                become |= {id(old): None, id(new): Trio(old.base, *sides)}
    found = ([become.get(id(row), row) for row in rows] for rows in made)
    return [[row for row in rows if row] for rows in found]


def _by_name(rows: Iterable[Trio[State]]) -> Mapping[str, list[Trio[State]]]:
    found: dict[str, list[Trio[State]]] = defaultdict(list)
    for row in rows:
        sig = next((state.sig for state in row if state), None)
        if sig and (name := name_key(sig.one_name)):
            found[name].append(row)
    return found


def _is_one(old: Trio[State], new: Trio[State]) -> bool:
    """Whether the sides that took a row out are those that have it in another table; and that has
    each column in which the row was changed where it was."""
    sides = list(zip(old[1:], new[1:], strict=True))
    if any((gone is None) != (put is not None) for gone, put in sides):
        return False
    columns = set().union(*(put.cells for _, put in sides if put))
    return not any(
        old.base and stayed.cells[header] != old.base.cells.get(header, "")
        for stayed, _ in sides
        if stayed
        for header in stayed.cells.keys() - columns
    )
