"""A registry as its text says it after an edit, of which only what the edit touches is read again.

Exact, since the text is plain: there each line is read by itself, and an item, from its dash to the
next one, says what it says wherever it stands. The items that are as they were are left out, and
what is left is read as any text is. Pure.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sigtool.model import Registry, Sig
from sigtool.registry.read import registry_of
from sigtool.text.records import replace
from sigtool.text.source import Edit, Source, Span
from sigtool.yaml import plain
from sigtool.yaml.tree import MappingNode, Node, SequenceNode


class _Items(NamedTuple):
    """The items of `sigs` in a plain text: where the line of each begins, and where all end, as the
    last of `bounds`; and the column of the dashes."""

    nodes: Sequence[Node]
    bounds: Sequence[int]
    column: int

    def above(self, at: int) -> int:
        """How many items begin above a line."""
        return bisect_left(self.bounds, at, hi=len(self.nodes))


class _Cut(NamedTuple):
    """A run of items that no edit touches, by their numbers, and where it was taken out."""

    items: slice
    at: int


def registry_after(
    source: Source, root: Node | None, registry: Registry, edits: Sequence[Edit]
) -> Registry | None:
    """The registry that a text says after edits in its list of SIGs, which it was read to say
    without a problem; None where all of it has to be read."""
    is_plain = isinstance(root, MappingNode) and root.is_plain
    before = _items(source.text, root) if is_plain else None
    if before is None or len(before.nodes) != len(registry.sigs):
        return None
    left_out = list(_untouched(before.bounds, edits))
    spans = [Span(before.bounds[run.start], before.bounds[run.stop]) for run in left_out]
    text = source.edited([*edits, *(Edit(span, "") for span in spans)]).text if left_out else ""
    tree = plain.compose(text) if text else None
    found = _items(text, tree)
    if tree is None or found is None or found.column != before.column:
        return None
    some, problems = registry_of(tree, len(text))
    cuts = [_Cut(*each) for each in zip(left_out, _places(edits, spans), strict=True)]
    if problems or some.tables != registry.tables or not all(_fits(found, cut) for cut in cuts):
        return None
    return some.with_sigs(_numbered(_spliced(some.sigs, registry.sigs, found, cuts)))


def _items(text: str, root: Node | None) -> _Items | None:
    owner = root.entry("sigs") if isinstance(root, MappingNode) else None
    node = owner.value if owner else None
    if owner is None or not isinstance(root, MappingNode) or not isinstance(node, SequenceNode):
        return None
    following = [entry.start for entry in root.entries if entry.start > owner.start]
    bounds = [text.rfind("\n", 0, item.begin) + 1 for item in node.items]
    column = node.items[0].begin - bounds[0]
    return _Items(node.items, [*bounds, min(following, default=len(text))], column)


def _untouched(bounds: Sequence[int], edits: Sequence[Edit]) -> Iterator[slice]:
    """The runs of items that no edit touches, be it at an end; without the first, which is read
    again, and without any where an edit is elsewhere."""
    touched = {0}
    for span in (edit.span for edit in edits):
        if span.start < bounds[0] or span.end > bounds[-1]:
            return
        touched.update(range(bisect_left(bounds, span.start) - 1, bisect_right(bounds, span.end)))
    for is_touched, run in groupby(range(len(bounds) - 1), key=touched.__contains__):
        if not is_touched:
            first, *others = run
            yield slice(first, first + 1 + len(others))


def _places(edits: Sequence[Edit], spans: Sequence[Span]) -> Iterator[int]:
    """Where each of these stretches was, in the text without them and with the edits."""
    waiting = sorted(edits, key=lambda edit: edit.span)[::-1]
    shift = 0
    for span in spans:
        while waiting and waiting[-1].span < span:
            edit = waiting.pop()
            shift += len(edit.text) - len(edit.span)
        yield span.start + shift
        shift -= len(span)


def _fits(found: _Items, cut: _Cut) -> bool:
    """Whether items stood between others, once those that an edit touched are as they are now."""
    above = found.above(cut.at)
    return above > 0 and found.nodes[above - 1].end <= cut.at <= found.bounds[-1]


def _spliced(
    some: Sequence[Sig], others: Sequence[Sig], found: _Items, cuts: Sequence[_Cut]
) -> Iterator[Sig]:
    """The SIGs that were read again, and those that were left out in their places."""
    done = 0
    for cut in cuts:
        above = found.above(cut.at)
        yield from some[done:above]
        yield from others[cut.items]
        done = above
    yield from some[done:]


def _numbered(sigs: Iterator[Sig]) -> Iterator[Sig]:
    for at, sig in enumerate(sigs):
        yield sig if sig.origin == at else replace(sig, origin=at)
