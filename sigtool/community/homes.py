"""The table in which a SIG was: its row may have been moved to that of another section since."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from sigtool.community.community import Community
from sigtool.community.fact import SECTION, Cell, Fact, Verdict, Why, opened
from sigtool.community.past import Past
from sigtool.model import Sig, Table


def home(community: Community, past: Past, at: int, sig: Sig) -> Table | None:
    """The table that showed a SIG when both last had it: the one of that number, else that of
    another section."""
    own = community.assigned[at].place.table
    others = (known.place.table for known in community.other_sections(own))
    return next((table for table in (own, *others) if past.presence(table, sig)), None)


def was_elsewhere(community: Community, past: Past, at: int, sig: Sig) -> bool:
    """Whether both last had a SIG in the table of another section."""
    own = community.assigned[at].place.table
    then = home(community, past, at, sig)
    return then is not None and then.section != own.section


def has_row(community: Community, at: int, sig: Sig) -> bool:
    """Whether a table in the language of that table, of whichever section, has a row of a SIG; also
    one below a line that ends it."""
    own = community.assigned[at].place.table
    tables = {own, *(known.place.table for known in community.other_sections(own))}
    for n, known in community.assigned.items():
        if known.place.table in tables:
            loose = community.loose.get(n)
            if known.has_row_of(sig) or (loose and loose.has_row_of(sig)):
                return True
    return False


def section_clashes(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts about rows that were moved to another section, each table to another one."""
    moved = [fact for fact in facts if fact.key == SECTION]
    sections: dict[Hashable, set[Hashable]] = defaultdict(set)
    for fact in moved:
        sections[fact.sig.origin].add(fact.table)
    for fact in moved:
        if fact.why is None and len(sections[fact.sig.origin]) > 1:
            yield fact


def goes_to_another_section(fact: Fact) -> bool:
    """Whether a row goes, since its SIG gets one in the table of another section."""
    return fact.key == SECTION and fact.verdict is Verdict.TO_TABLE


def with_rows_kept(
    facts: Sequence[Fact], cells: Mapping[tuple[int, int | None], Mapping[str, Cell]]
) -> list[Fact]:
    """The facts about rows; a row does not go to another section while something that it says is
    open: nothing else would hold that."""

    def kept(fact: Fact) -> Fact:
        own = cells.get((fact.at, fact.sig.origin), {}) if goes_to_another_section(fact) else {}
        is_open = [key for key in own if any(each.verdict.is_open for each in own[key].facts)]
        return opened(fact, Why.CELLS, ", ".join(is_open)) if is_open else fact

    return list(map(kept, facts))
