"""What somebody does not want to hear of: settings, and comments beside the values.

A comment in the registry (`# sigtool: ignore SIG404: reason`) counts for its own line and, alone on
its line, for the next one. One in a document (`<!-- sigtool: ignore SIG105: reason -->`) counts for
its row, or for the line below it; above a table, for all of the table.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from sigtool.check.snapshot import Snapshot
from sigtool.markdown.blocks import Document, name_key
from sigtool.model import texts_of
from sigtool.text.diagnostic import Diagnostic
from sigtool.text.source import Source, Span
from sigtool.yaml.comments import comments

_IGNORE: Final = re.compile(r"sigtool:[ \t]*ignore[ \t]+(?P<words>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)")
_WORD: Final = re.compile(r"[\w-]+")
_OWN: Final = re.compile(r"#[ \t]*sigtool:")
# What may stand before a comment that is alone on its line: blanks, and the marks of a quote.
_INDENT: Final = re.compile(r"[ \t>]*+")
# A word of a suppression, in capitals, and the file for which it counts.
_Word = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment: the rules that it means, and the lines of its file, from 0, that it counts for."""

    source: Source
    comment: Span
    words: tuple[tuple[str, Span], ...]
    lines: range

    def is_used(self, word: str, places: Mapping[_Word, Sequence[int]]) -> bool:
        """Whether a word of it means a diagnostic on its lines; `places` of `places_of`."""
        found = places.get((self.source.path, word.upper()), ())
        at = bisect_left(found, self.lines.start)
        return at < len(found) and found[at] < self.lines.stop


def places_of(diagnostics: Iterable[Diagnostic]) -> Mapping[_Word, Sequence[int]]:
    """The lines from 0, in order, of the diagnostics that each word means."""
    found: dict[_Word, list[int]] = {}
    for each in diagnostics:
        place = each.location
        line = place.source.line_of(place.span.start)
        for word in _meanings(each):
            found.setdefault((place.path, word), []).append(line)
    return {word: sorted(lines) for word, lines in found.items()}


def unsuppressed(snapshot: Snapshot, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics that nobody asked to leave out."""
    settings = snapshot.settings
    ignored = {word.upper() for word in settings.ignore}
    by_sig: dict[str, set[str]] = {}
    for name, reasons in settings.per_sig.items():
        by_sig.setdefault(name_key(name), set()).update(word.upper() for word in reasons)
    covered = _covered(suppressions(snapshot))
    left: list[Diagnostic] = []
    for each in diagnostics:
        place = each.location
        sig = snapshot.sig_at(place) if by_sig else None
        names = {name_key(text) for text in texts_of(sig.name)} if sig else ()
        words = ignored.union(*(by_sig.get(name, ()) for name in names))
        line = place.source.line_of(place.span.start) if covered else 0
        if not any(
            word in words or _holds(covered.get((place.path, word), ()), line)
            for word in _meanings(each)
        ):
            left.append(each)
    return left


def _meanings(diagnostic: Diagnostic) -> list[str]:
    """The words that mean a rule, in capitals, as `means` has it: its name, and the beginnings of
    its code."""
    code = diagnostic.code
    return [diagnostic.name.upper(), *(code[:end] for end in range(3, len(code) + 1))]


def _covered(comments: Iterable[Suppression]) -> Mapping[_Word, Sequence[range]]:
    """The lines for which each word counts, in order and apart."""
    found: dict[_Word, list[range]] = {}
    for comment in sorted(comments, key=lambda comment: comment.lines.start):
        for word, _ in comment.words:
            lines = found.setdefault((comment.source.path, word.upper()), [])
            if lines and comment.lines.start <= lines[-1].stop:
                last = lines.pop()
                lines.append(range(last.start, max(last.stop, comment.lines.stop)))
            else:
                lines.append(comment.lines)
    return found


def _holds(ranges: Sequence[range], line: int) -> bool:
    at = bisect_right(ranges, line, key=lambda lines: lines.start)
    return at > 0 and line in ranges[at - 1]


def suppressions(snapshot: Snapshot) -> list[Suppression]:
    """The comments of the registry and of its documents, whatever they suppress."""
    documents = [each for each in snapshot.documents.values() if isinstance(each, Document)]
    return [*_in_registry(snapshot), *chain.from_iterable(map(_in_document, documents))]


def _in_registry(snapshot: Snapshot) -> Iterator[Suppression]:
    source, root = snapshot.source, snapshot.document.root if snapshot.document else None
    if root is None or "sigtool:" not in source.text:
        return
    for span in comments(source, root):
        if not _OWN.match(source.text, span.start):
            continue
        line = source.line_of(span.start)
        is_alone = not source.text[source.line_starts[line] : span.start].strip()
        last = _next_lines(source, "#")[line] if is_alone else line
        yield from _suppression(source, span, range(line, last + 1))


def _in_document(document: Document) -> Iterator[Suppression]:
    source = document.source
    tables = {source.line_of(table.header.line.start): table for table in document.tables}
    for span in document.comments:
        first, last = source.line_of(span.start), source.line_of(max(span.start, span.end - 1))
        indent = _INDENT.match(source.text, source.line_starts[first])
        is_alone = indent is not None and indent.end() >= span.start
        if is_alone:
            last = _next_lines(source, "<!--")[last]
        if table := tables.get(last):
            last = source.line_of((table.delimiter, *table.rows)[-1].line.start)
        yield from _suppression(source, span, range(first, last + 1))


def _suppression(source: Source, comment: Span, lines: range) -> Iterator[Suppression]:
    """What a comment suppresses, if it does."""
    if found := _IGNORE.search(source.text, comment.start, comment.end):
        words = _WORD.finditer(source.text, *found.span("words"))
        named = tuple((word.group(), Span(*word.span())) for word in words)
        yield Suppression(source, comment, named, lines)


@lru_cache(maxsize=16)
def _next_lines(source: Source, comment: str) -> Sequence[int]:
    """For each line, the first one below that is neither blank nor a comment of its own; the line
    itself where there is none."""
    found = list(range(len(source.line_starts)))
    below: int | None = None
    for line in reversed(range(len(found))):
        found[line] = line if below is None else below
        text = source[source.line_span(line)].strip(" \t>")
        if text and not text.startswith(comment):
            below = line
    return found
