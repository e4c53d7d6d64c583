"""Where each SIG stands: its item of the registry, and its rows of the documents."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from sigtool.edit.find import name_keys, names_of_sections
from sigtool.markdown.inline import name_key
from sigtool.model import Registry, Sig
from sigtool.tables.locate import Place
from sigtool.text.source import Span


class Extents:
    """The extents of SIGs, from top to bottom, by file."""

    def __init__(self, found: Iterable[tuple[str, Span, Sig]]) -> None:
        self._spans: dict[str, list[tuple[Span, Sig]]] = {}
        for path, span, sig in found:
            self._spans.setdefault(path, []).append((span, sig))
        for spans in self._spans.values():
            spans.sort(key=lambda each: each[0].start)

    def between(self, path: str, start: int, end: int) -> Sig | None:
        """The SIG that has a part in a stretch of a file; of several the last."""
        spans = self._spans.get(path, ())
        at = bisect_right(spans, end, key=lambda each: each[0].start) - 1
        return spans[at][1] if at >= 0 and start <= spans[at][0].end else None


def rows_of(registry: Registry, places: Iterable[Place]) -> Iterator[tuple[str, Span, Sig]]:
    """The extent of each row that has the name of a SIG, with its file. Where several sections have
    one of that name, it is that of the table's section."""
    shared = names_of_sections(registry)
    named = {key: sig for sig in registry.sigs for key in name_keys(sig)}
    apart = {(registry.section_of(s), key): s for s in registry.sigs for key in name_keys(s)}
    for place in places:
        section = place.table.section
        for row, shown in place.rows:
            key = name_key(shown.one_name) if shown else ""
            is_apart = section is not None and key in shared
            if sig := apart.get((section, key)) if is_apart else named.get(key):
                yield place.shown.source.path, row.line, sig
