"""Somebody whom one cell of a table names twice: the further mention is no fact of its own."""

from sigtool.community.community import Community
from sigtool.community.past import Past
from sigtool.facts.pairs import named_again, once
from sigtool.model import as_people
from sigtool.tables.match import Known
from sigtool.text.records import replace


def named_once(community: Community, past: Past, at: int, each: Known) -> Known:
    """A SIG and what its row says, each person of a cell once, unless both had them twice."""
    shown, table = each.shown, community.assigned[at].place.table
    for key, value in each.shown.values.items():
        mine, theirs = as_people(each.wanted.value(key)), as_people(value)
        if theirs != mine and named_again(theirs, mine):
            base = past.value(table, each.sig, key)
            then = as_people(base.value or "") if base else ()
            shown = shown.with_value(key, once(theirs, mine, then))
    return replace(each, shown=shown)
