"""What only a table said, and no table or registry says after its texts were rewritten."""

from collections.abc import Sequence

from sigtool.community.community import Community
from sigtool.markdown.blocks import Row, name_key
from sigtool.markdown.rows import unescape
from sigtool.model import Kind, Person, Sig, Value
from sigtool.people import cell
from sigtool.tables.drift import Difference, Drift
from sigtool.tables.locate import Place
from sigtool.tables.loose import LooseRows
from sigtool.tables.remark import Fate, Remark


def losses(before: Community, after: Community) -> list[Remark]:
    """The rows and cells that a table had beyond the registry, and that neither says any more."""
    found: list[Remark] = []
    for at, plan in before.plans.items():
        later = after.places.get(at)
        if later:
            own, others = _by_section(after, later)
            found += [
                _remark(plan.place, drift, drift.row)
                for drift in plan.drifts
                if drift.row and not _is_said(plan.place, drift, drift.row, later, own, others)
            ]
            found += _loose_losses(before.loose.get(at), later)
    return found


def _by_section(community: Community, place: Place) -> tuple[list[Sig], list[Sig]]:
    """The SIGs of a table's section as its language has them, and those of other sections."""
    registry, table = community.registry, place.table
    own: list[Sig] = []
    others: list[Sig] = []
    for each in registry.sigs:
        if sig := each.in_language(table.language):
            here = table.section in (None, registry.section_of(each))
            (own if here else others).append(place.projected(sig))
    return own, others


def _loose_losses(loose: LooseRows | None, later: Place) -> list[Remark]:
    """The rows below a blank line that a table neither took in nor left there."""
    if loose is None:
        return []
    source, text = loose.place.shown.source, later.shown.source.text
    rows = [sig for _, sig in later.rows if sig]
    return [
        Remark(Fate.REMOVED, sig, source, row, "", source[row.content])
        for row, sig in zip(loose.rows, loose.sigs, strict=True)
        if sig and sig not in rows and source[row.content] not in text
    ]


def _is_said(
    place: Place, drift: Drift, row: Row, later: Place, own: Sequence[Sig], others: Sequence[Sig]
) -> bool:
    """Whether what a row says against the registry is still said, by a row or the registry.

    A SIG of another section (`others`) speaks only where the table's `own` has none of that name.
    """
    shown = place.sig_of(row)
    if shown is None or drift.kind is Difference.MOVED:
        return True
    rows = [sig for _, sig in later.rows if sig]
    if drift.kind is Difference.UNKNOWN or drift.column is None:
        whole = len(row.cells) <= len(place.bound)
        return shown in rows and (
            whole or place.shown.source[row.content] in later.shown.source.text
        )
    names = {name_key(shown.one_name), name_key(drift.sig.one_name)}
    known, namesakes = (
        [s for s in sigs if name_key(s.one_name) in names] for sigs in (own, others)
    )
    named = [sig for sig in rows if name_key(sig.one_name) in names] + (known or namesakes)
    keys = place.keys_of(place.bound[drift.column])
    column = place.bound[drift.column].column
    text = unescape(place.shown.text(row, drift.column))
    if column and column.kind is Kind.PEOPLE and cell.is_placeholder(text):
        return True
    return all(_is_said_in(shown.value(key), key, named) for key in keys)


def _is_said_in(value: Value, key: str, sigs: Sequence[Sig]) -> bool:
    """Whether some SIGs say a value between them; of people, each with all that is said of them."""
    others = [sig.value(key) for sig in sigs]
    if not isinstance(value, tuple):
        return not value or value in others
    persons = [person for other in others if isinstance(other, tuple) for person in other]
    return all(any(_says(other, person) for other in persons) for person in value)


def _says(other: Person, person: Person) -> bool:
    parts = dict(other.items())
    return all(parts.get(key) == text for key, text in person.items())


def _remark(place: Place, drift: Drift, row: Row) -> Remark:
    source = place.shown.source
    if drift.column is None:
        return Remark(Fate.REMOVED, drift.sig, source, row, "", source[row.content])
    key = place.keys_of(place.bound[drift.column])[0]
    text = place.shown.text(row, drift.column)
    return Remark(Fate.REPLACED, drift.sig, source, row, key, text)
