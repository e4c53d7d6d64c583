"""What the rules will find once `sync` has brought the edits of the tables to the registry: where
a community accepts such edits, what passes is merged, and has to pass after `sync`, too.

Pure: a snapshot in, the diagnostics that are new then out, each at the row that somebody edited.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sigtool.check.rule import Rule
from sigtool.check.run import check
from sigtool.check.snapshot import Snapshot
from sigtool.community.fact import Fact, Verdict
from sigtool.markdown.inline import name_key
from sigtool.model import texts_of
from sigtool.text.diagnostic import Diagnostic, Location, Related
from sigtool.text.records import dataclass, replace

if TYPE_CHECKING:
    from sigtool.community.sync import Synced

_THEN: Final = "the registry says so after sync"


def after_sync(snapshot: Snapshot) -> Snapshot | None:
    """The snapshot after `sync`; None where no table has an edit for the registry, or where such
    edits are not accepted."""
    found = snapshot.synced if snapshot.settings.table_edits == "accept" else None
    if found is None or not any(fact.verdict is Verdict.TO_REGISTRY for fact in found.facts):
        return None
    community = found.edited.after
    return replace(
        snapshot,
        registry_document=community.registry_document,
        documents={**snapshot.documents, **community.documents},
        whole=community,
        past=None,
        known=(),
    )


def new_after_sync(snapshot: Snapshot, rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    """The diagnostics of these rules that are not there yet, and will be after `sync`."""
    rules, after = tuple(rules), after_sync(snapshot)
    if after is None or snapshot.synced is None:
        return
    places = _Places(snapshot, after, snapshot.synced)
    there = Counter((each.code, each.known_by) for each in check(snapshot, rules))
    for each in check(after, rules):
        key = each.code, each.known_by
        if there[key]:
            there[key] -= 1
        else:
            yield places.placed(each)


def _holds(place: Location, other: Location) -> bool:
    """Whether a place is, or is within, one that is told already."""
    is_within = place.span.start <= other.span.start and other.span.end <= place.span.end
    return place.path == other.path and is_within


@dataclass(frozen=True)
class _Places:
    """Where in the files of now something stands that is found in those after `sync`."""

    now: Snapshot
    after: Snapshot
    synced: "Synced"

    def placed(self, found: Diagnostic) -> Diagnostic:
        """A diagnostic at the row of now: of the SIGs that it is about, at the one with an edit."""
        related = [(each.message, self._row(each.location)) for each in found.related]
        own = self._row(found.location)
        near = [place for place in (own, *(place for _, place in related)) if place]
        place = next((each for each in near if each in self._edits), own) or self._edits[0]
        others = (
            Related(message, each) for message, each in related if each and not _holds(place, each)
        )
        hint = f"{_THEN}; {found.hint}" if found.hint else _THEN
        return replace(found, location=place, related=tuple(others), fix=None, hint=hint)

    @cached_property
    def _edits(self) -> list[Location]:
        """The rows that go to the registry; of a row that is gone, the header row."""
        return [
            self._place(fact) for fact in self.synced.facts if fact.verdict is Verdict.TO_REGISTRY
        ]

    def _place(self, fact: Fact) -> Location:
        shown = self.now.community.assigned[fact.at].place.shown
        return Location(shown.source, (fact.row or shown.header).content)

    @cached_property
    def _changed(self) -> set[str]:
        sources = self.synced.edited.sources()
        return {before.path for before, after in sources if before.text != after.text}

    def _row(self, location: Location) -> Location | None:
        """The row of the SIG that a place is about; the place itself, where its file stays as it
        is."""
        if location.path not in self._changed:
            return location
        sig = self.after.sig_at(location)
        names = {name_key(text) for text in texts_of(sig.name)} if sig else set()
        rows = [
            Location(place.shown.source, row.content)
            for place in self.now.places.values()
            for row, shown in place.rows
            if shown and name_key(shown.one_name) in names
        ]
        return next((each for each in rows if each in self._edits), next(iter(rows), None))
