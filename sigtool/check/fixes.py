"""Fixes that change the registry's file, read again and found to do just what they say.

To read a registry takes its time, so that is done once for as many of them as the file allows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sigtool.check.passages import Passage, with_value
from sigtool.check.snapshot import Snapshot
from sigtool.errors import RegistryProblem
from sigtool.model import People, Sig
from sigtool.registry import document as yamldoc
from sigtool.registry.document import Path
from sigtool.text.diagnostic import Fix, Location
from sigtool.text.source import Edit

# SIGs as they are to be, by their origin, and the edits that make them so.
_Wanted = dict[int | None, Sig]
_Edits = Mapping[int | None, Sequence[Edit]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a fix is to do: say something else at a path of a SIG."""

    title: str
    sig: Sig
    path: Path
    value: str | People
    safe: bool = True

    def edits(self, snapshot: Snapshot) -> Sequence[Edit]:
        """What makes this change, were it the only one; nothing where the file does not allow it,
        or where not all of it could be read."""
        wanted = {self.sig.origin: with_value(self.sig, self.path, self.value)}
        return _edits_by_sig(snapshot, wanted).get(self.sig.origin, ())


def fixes(snapshot: Snapshot, changes: Sequence[Change | None]) -> list[Fix | None]:
    """The fix of each change; None where there is no change, or none that the file allows.

    A value that is not changed where it stands, as one that comes from a merge key, is looked at by
    itself.
    """
    wanted: _Wanted = {}
    for each in filter(None, changes):
        sig = wanted.get(each.sig.origin, each.sig)
        wanted[sig.origin] = with_value(sig, each.path, each.value)
    edits = sorted(chain.from_iterable(_edits_by_sig(snapshot, wanted).values()))
    starts = [edit.span.start for edit in edits]
    found: list[Fix | None] = []
    for change in changes:
        own: Sequence[Edit] = ()
        if change:
            span = snapshot.extent(change.sig, *change.path)
            own = edits[bisect_left(starts, span.start) : bisect_right(starts, span.end)]
            if not own or own[-1].span.end > span.end:
                own = change.edits(snapshot)
        found.append(
            Fix.of(change.title, snapshot.source, own, safe=change.safe) if change and own else None
        )
    return found


def rewriting(
    snapshot: Snapshot, title: str, changes: Sequence[tuple[Passage, str | People]], *, safe: bool
) -> Mapping[int | None, Fix]:
    """The fixes that write passages anew, by the origin of the SIG; each has one fix, whose `title`
    may name the SIG: `mend {sig}`."""
    wanted: _Wanted = {}
    for passage, value in changes:
        sig = wanted.get(passage.sig.origin, passage.sig)
        wanted[sig.origin] = with_value(sig, passage.path, value)
    return {
        origin: Fix.of(title.format(sig=wanted[origin].name), snapshot.source, edits, safe=safe)
        for origin, edits in _edits_by_sig(snapshot, wanted).items()
    }


def _edits_by_sig(snapshot: Snapshot, wanted: _Wanted) -> _Edits:
    """The edits that make SIGs others; none for those that the file does not allow to change."""
    found: dict[int | None, list[Edit]] = {}
    for edit in _edits(snapshot, tuple(wanted.items())) if snapshot.is_sound else ():
        sig = snapshot.sig_at(Location(snapshot.source, edit.span))
        if sig is not None and sig.origin in wanted:
            found.setdefault(sig.origin, []).append(edit)
    return found


def _edits(snapshot: Snapshot, wanted: Sequence[tuple[int | None, Sig]]) -> Iterator[Edit]:
    """The edits that make SIGs others, as many of them as the file allows."""
    document = snapshot.document
    if document is None or not wanted:
        return
    by_origin = dict(wanted)
    after = document.registry.with_sigs(
        by_origin.get(sig.origin, sig) for sig in document.registry.sigs
    )
    try:
        yield from yamldoc.rewrite(document, after).edits
    except RegistryProblem:
        half = len(wanted) // 2
        for part in (wanted[:half], wanted[half:]) if half else ():
            yield from _edits(snapshot, part)
