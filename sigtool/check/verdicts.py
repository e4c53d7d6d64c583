"""What commits tell of a difference between a registry and a table: which side changed. Pure."""

from collections.abc import Hashable, Mapping, Sequence

from sigtool.check.snapshot import Snapshot
from sigtool.community.fact import ORDER, PRESENCE, SECTION, Fact, Verdict
from sigtool.tables.drift import Difference, Drift
from sigtool.tables.plan import Plan


def verdict_of(snapshot: Snapshot, plan: Plan, drift: Drift) -> Verdict:
    """Which side changed."""
    verdicts = {fact.verdict for fact in facts_of(snapshot, plan, drift)}
    if len(verdicts) == 1:
        return verdicts.pop()
    return Verdict.CONFLICT if verdicts else Verdict.NO_BASE


def facts_of(snapshot: Snapshot, plan: Plan, drift: Drift) -> list[Fact]:
    """The facts that a difference shows; none without a past."""
    keys = () if drift.column is None else plan.place.keys_of(plan.place.bound[drift.column])
    about: tuple[str, object] = ("SIG", drift.sig.origin)
    if drift.kind is Difference.MOVED:
        about = "key", ORDER
    elif drift.row:
        about = "row", id(drift.row)
    return [
        fact
        for fact in snapshot.once(_facts_about).get(about, ())
        if _is_about(fact, drift, keys)
        and (_is_left(fact, drift) or snapshot.community.assigned[fact.at].place is plan.place)
    ]


def _is_left(fact: Fact, drift: Drift) -> bool:
    """Whether a row is missing because it was moved to another table."""
    return fact.key == SECTION and drift.kind is Difference.MISSING


def _is_about(fact: Fact, drift: Drift, keys: Sequence[str]) -> bool:
    if drift.kind is Difference.MOVED:
        return fact.key == ORDER
    if drift.kind is Difference.CHANGED:
        # Of a row that may be that of another SIG, it is said that it is there.
        return fact.row is drift.row and fact.key in (*keys, PRESENCE)
    is_one = fact.row is drift.row if drift.row else fact.sig.origin == drift.sig.origin
    return is_one and fact.key in (PRESENCE, SECTION)


def _facts_about(snapshot: Snapshot) -> Mapping[Hashable, Sequence[Fact]]:
    """The facts, in their order, by the identity of their row, by the origin of their SIG, and by
    what they are about."""
    found: dict[Hashable, list[Fact]] = {}
    for fact in snapshot.facts:
        for about in (("row", id(fact.row)), ("SIG", fact.sig.origin), ("key", fact.key)):
            found.setdefault(about, []).append(fact)
    return found
