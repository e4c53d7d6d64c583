"""Fixes that change the registry's file, read again and found to do just what they say.

To read a registry takes its time, so that is done once for as many of them as the file allows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sigtool.check.snapshot import Snapshot
from sigtool.errors import RegistryProblem
from sigtool.model import Sig
from sigtool.registry import document as yamldoc
from sigtool.text.diagnostic import FileEdit, Fix, Location
from sigtool.text.source import Edit


@dataclass(frozen=True, slots=True)
class Change:
    """What a fix is to do: put another SIG in the place of one."""

    title: str
    sig: Sig
    wanted: Sig


def replacing(snapshot: Snapshot, title: str, sig: Sig, wanted: Sig) -> Fix | None:
    """The fix that puts `wanted` in the place of a SIG; None where the file does not allow it, or
    where not all of it could be read."""
    return fixes(snapshot, [Change(title, sig, wanted)])[0]


def fixes(snapshot: Snapshot, changes: Sequence[Change | None]) -> list[Fix | None]:
    """The fix of each change, all of which are from the registry as it is; None where there is no
    change, or none that the file allows."""
    found: list[Fix | None] = [None] * len(changes)
    waiting = [(at, change) for at, change in enumerate(changes) if change]
    while waiting:
        # Of several changes of one SIG, each has its turn.
        turn = {change.sig.origin: (at, change) for at, change in reversed(waiting)}
        wanted = {origin: change.wanted for origin, (_, change) in turn.items()}
        edits = edits_by_sig(snapshot, wanted)
        for origin, (at, change) in turn.items():
            made = tuple(FileEdit(snapshot.source, edit) for edit in edits.get(origin, ()))
            found[at] = Fix(change.title, made) if made else None
        done = {at for at, _ in turn.values()}
        waiting = [each for each in waiting if each[0] not in done]
    return found


def edits_by_sig(
    snapshot: Snapshot, wanted: Mapping[int | None, Sig]
) -> Mapping[int | None, Sequence[Edit]]:
    """The edits that make SIGs others, by their origin; none for those that the file does not
    allow to be changed."""
    if not snapshot.is_sound:
        return {}
    found: dict[int | None, list[Edit]] = {}
    for edit in _edits(snapshot, tuple(wanted.items())):
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
    sigs = [by_origin.get(sig.origin, sig) for sig in document.registry.sigs]
    after = document.registry.with_sigs(sigs)
    try:
        yield from yamldoc.rewrite(document, after).edits
        return
    except RegistryProblem:
        if len(wanted) == 1:
            return
    half = len(wanted) // 2
    yield from _edits(snapshot, wanted[:half])
    yield from _edits(snapshot, wanted[half:])
