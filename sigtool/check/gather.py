"""Notes that say one thing of many rows, as one: what is a matter of taste is told once a table."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import chain

from sigtool.check.rule import Rule
from sigtool.check.snapshot import Snapshot
from sigtool.text.diagnostic import Diagnostic, Fix, Location, Related, Severity
from sigtool.text.records import replace
from sigtool.text.wording import amount

_TITLE = "mend them all"


def gathered(
    snapshot: Snapshot, found: Iterable[Diagnostic], rules: Iterable[Rule]
) -> list[Diagnostic]:
    """The diagnostics, in their order, with the notes of one rule about one table as one: the
    first, which names the others as related."""
    single = {rule.code for rule in rules if rule.tells_facts}
    groups: dict[Hashable, list[Diagnostic]] = {}
    for number, each in enumerate(found):
        is_taste = each.severity is Severity.NOTE and each.code not in single
        key = (each.code, _table_of(snapshot, each.location)) if is_taste else number
        groups.setdefault(key, []).append(each)
    return [_as_one(each) for each in groups.values()]


def _table_of(snapshot: Snapshot, location: Location) -> Hashable:
    """The table that a place is in; of a place in the registry, what tells the tables apart that
    show it."""
    for at, place in snapshot.places.items():
        shown = place.shown
        last = (shown.header, *shown.rows)[-1]
        is_inside = shown.header.line.start <= location.span.start <= last.line.end
        if is_inside and shown.source.path == location.path:
            return at
    sig = snapshot.sig_at(location)
    return location.path, snapshot.registry.section_of(sig) if sig else None


def _as_one(notes: Sequence[Diagnostic]) -> Diagnostic:
    first, *others = notes
    if not others:
        return first
    related = tuple(Related(_whole(each, first.hint), each.location) for each in others)
    more = f" (and {amount(len(others), 'other')} like it)"
    fixes = [each.fix for each in notes if each.fix]
    return replace(
        first,
        message=first.message + more,
        written=first.written and first.written + more,
        related=(*first.related, *related),
        fix=_joined(fixes) if len(fixes) == len(notes) else first.fix,
    )


def _whole(note: Diagnostic, hint: str | None) -> str:
    """What a note says, and what to do, where that is something else than for another one."""
    is_own = note.hint and note.hint != hint
    return f"{note.message}; {note.hint}" if is_own else note.message


def _joined(fixes: Sequence[Fix]) -> Fix:
    """What makes all of these fixes, each once."""
    each_once = {id(fix): fix for fix in fixes}.values()
    if len(each_once) == 1:
        return fixes[0]
    titles = {fix.title for fix in each_once}
    edits = tuple(dict.fromkeys(chain.from_iterable(fix.edits for fix in each_once)))
    title = titles.pop() if len(titles) == 1 else _TITLE
    return Fix(title, edits, all(fix.safe for fix in each_once))
