"""What only a table said, and no table or registry says after its texts were rewritten."""

from collections.abc import Iterator, Mapping, Sequence

from sigtool.community.community import Community
from sigtool.markdown.inline import name_key
from sigtool.markdown.rows import unescape
from sigtool.model import Registry, Sig, Value, as_people
from sigtool.people import cell
from sigtool.tables.drift import Difference, Fate, Remark
from sigtool.tables.locate import Place
from sigtool.tables.plan import Plan


def losses(before: Community, after: Community) -> list[Remark]:
    """The rows and cells that a table had beyond the registry, and that neither says any more."""
    found: list[Remark] = []
    for at, plan in before.plans.items():
        later, loose = after.places.get(at), before.loose.get(at)
        if later is None:
            continue
        found += _losses(plan, after.registry, later)
        rows, source = [sig for _, sig in later.rows if sig], plan.place.shown.source
        for row, sig in zip(loose.rows, loose.sigs, strict=True) if loose else ():
            content = source[row.content]
            if sig and sig not in rows and content not in later.shown.source.text:
                found.append(Remark(Fate.REMOVED, sig, source, row, "", content))
    return found


def _losses(plan: Plan, registry: Registry, later: Place) -> Iterator[Remark]:
    """What rows said against the registry and no row says, nor the registry: its SIG of that name,
    one of another section only where the table's has none."""
    place, source = plan.place, plan.place.shown.source
    rows = [sig for _, sig in later.rows if sig]
    own: list[Sig] = []
    others: list[Sig] = []
    for each in registry.sigs:
        if localised := each.in_language(later.table.language):
            is_own = later.table.section in (None, registry.section_of(each))
            (own if is_own else others).append(later.projected(localised))
    by_name = tuple(map(_by_name, (rows, own, others)))
    rewritten = _rewritten(plan, later)
    yield from rewritten.values()
    for drift in plan.drifts:
        row, shown = drift.row, place.sig_of(drift.row) if drift.row else None
        if row is None or shown is None or id(row) in rewritten:
            continue
        if drift.kind is Difference.UNKNOWN:
            content = source[row.content]
            is_whole = len(row.cells) <= len(place.bound)
            if shown not in rows or not (is_whole or content in later.shown.source.text):
                yield Remark(Fate.REMOVED, drift.sig, source, row, "", content)
        elif drift.column is not None:
            bound, text = place.bound[drift.column], place.shown.text(row, drift.column)
            names = {name_key(shown.one_name), name_key(drift.sig.one_name)}
            there, here, elsewhere = (
                [sig for name in names for sig in sigs.get(name, ())] for sigs in by_name
            )
            there += here or elsewhere
            keys = place.keys_of(bound)
            is_nobody = bound.holds_people and cell.is_placeholder(unescape(text))
            if not is_nobody and not all(
                _is_said(shown.value(key), [sig.value(key) for sig in there]) for key in keys
            ):
                yield Remark(Fate.REPLACED, drift.sig, source, row, keys[0], text)


def _by_name(sigs: Sequence[Sig]) -> Mapping[str, Sequence[Sig]]:
    found: dict[str, list[Sig]] = {}
    for sig in sigs:
        found.setdefault(name_key(sig.one_name), []).append(sig)
    return found


def _rewritten(plan: Plan, later: Place) -> dict[int, Remark]:
    """The rows that changed and lost what they had behind the last column, by their identity."""
    place, source = plan.place, plan.place.shown.source
    kept = {later.surplus(row) for row in later.shown.rows}
    return {
        id(row): Remark(Fate.REWRITTEN, drift.sig, source, row, "", source[row.content])
        for drift in plan.drifts
        if drift.kind is Difference.CHANGED
        and (row := drift.row)
        and place.surplus(row) not in {(), *kept}
    }


def _is_said(value: Value, others: Sequence[Value]) -> bool:
    """Whether others say a value between them; of people, each with all that is said of them."""
    if not isinstance(value, tuple):
        return not value or value in others
    known = [dict(person.items()).items() for other in others for person in as_people(other)]
    return all(any(dict(each.items()).items() <= parts for parts in known) for each in value)
