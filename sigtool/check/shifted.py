"""Rows with more cells than the header row has (SIG105), of which nobody knows which cell is which.

What other rules tell of such cells may be wrong, and the commands that they name would make it
worse: a bar in a text may have put the other half of the text below `Leads`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from sigtool.check.rule import means
from sigtool.check.snapshot import Snapshot
from sigtool.markdown.blocks import Row
from sigtool.model import Texts, languages_of
from sigtool.tables.locate import Place
from sigtool.tables.match import Known
from sigtool.text.diagnostic import Diagnostic, Location
from sigtool.text.source import Span

# The rules of the registry's format, of tables, of what differs, and of suppressions: what they say
# holds whichever cell is which, or they look at this by themselves. Not those of links and words: a
# command or a fix that changes a value writes the whole row anew.
_OF_OTHERS: Final = ("SIG0", "SIG1", "SIG6", "SIG9")
_CELL_COUNT: Final = ("SIG105", "cell-count")
# What tells that a field has no value stands at the name.
_LACKING: Final[Mapping[str, str]] = {
    "SIG305": "responsibilities",
    "SIG308": "readme",
    "SIG401": "leads",
}


def without_shifted(snapshot: Snapshot, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics but for those of values that such a row may have in a wrong column."""
    are_others = any(not each.code.startswith(_OF_OTHERS) for each in found)
    rows = list(_rows(snapshot)) if are_others else []
    if not rows:
        return list(found)
    spans: dict[str, list[Span]] = {}
    for location in chain.from_iterable(_places(snapshot, each) for each in rows):
        spans.setdefault(location.path, []).append(location.span)
    for of_file in spans.values():
        of_file.sort(key=lambda span: span.start)
    lacking = set(chain.from_iterable(_lacking(snapshot, each) for each in rows))

    def is_of_a_row(each: Diagnostic) -> bool:
        path, span = each.location.path, each.location.span
        return (each.code, path, span) in lacking or _is_within(span, spans.get(path, ()))

    return [each for each in found if each.code.startswith(_OF_OTHERS) or not is_of_a_row(each)]


def _rows(snapshot: Snapshot) -> Iterator[Known]:
    """The SIGs whose row has something behind the last column that readers are to see."""
    if any(means(word, *_CELL_COUNT) for word in snapshot.settings.ignore):
        return  # what stands there is meant to be seen in another way
    rows = ((place, row) for place in snapshot.places.values() for row in place.shown.rows)
    if not any(_is_shifted(place, row) for place, row in rows):
        return
    for known in snapshot.community.assigned.values():
        yield from (each for each in known.sigs if each.row and _is_shifted(each.place, each.row))


def _is_shifted(place: Place, row: Row) -> bool:
    return any(text and not text.startswith("<!--") for text in place.surplus(row))


def _lacking(snapshot: Snapshot, known: Known) -> Iterator[tuple[str, str, Span]]:
    """What is told of fields that have no value, and where."""
    place, keys = snapshot.at_sig(known.sig, "name"), _keys(known)
    for code, key in _LACKING.items():
        if key in keys and not known.wanted.value(key):
            yield code, place.path, place.span


def _keys(known: Known) -> list[str]:
    """The fields of which the registry says what such a row says, right of its first cell: what it
    says otherwise is not from there."""
    return [
        key
        for bound in known.place.bound
        if bound.at > 0
        for key in known.place.keys_of(bound)
        if known.says(key) == known.wanted.value(key)
    ]


def _places(snapshot: Snapshot, known: Known) -> Iterator[Location]:
    """Where these values stand, in the registry and in the table."""
    own, code = snapshot.by_origin[known.sig.origin], known.place.table.language
    for key in _keys(known):
        if value := own.values.get(key):
            is_apart = code and isinstance(value, Texts) and code in languages_of(value)
            span = snapshot.extent(own, key, *([code] if code and is_apart else []))
            yield Location(snapshot.source, span)
    if known.row:
        cells = known.row.cells
        span = Span(cells[0].content.end + 1, known.row.line.end)
        yield Location(known.place.shown.source, span)


def _is_within(span: Span, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, span.start, key=lambda each: each.start) - 1
    return at >= 0 and span.end <= spans[at].end
