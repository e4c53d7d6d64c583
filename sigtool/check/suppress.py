"""What somebody does not want to hear of: settings, and comments beside the values.

A comment in the registry (`# sigtool: ignore SIG404: reason`) counts for its own line and, alone on
its line, for the next one. One in a document (`<!-- sigtool: ignore SIG105: reason -->`) counts for
its row, or for the line below it; above a table, for all of the table.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from sigtool.check.rule import means
from sigtool.check.snapshot import Snapshot
from sigtool.markdown.blocks import Document, name_key
from sigtool.model import texts_of
from sigtool.text.diagnostic import Diagnostic
from sigtool.text.source import Source, Span
from sigtool.yaml.comments import comments

_IGNORE: Final = re.compile(r"sigtool:[ \t]*ignore[ \t]+(?P<words>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)")
_WORD: Final = re.compile(r"[\w-]+")
_OWN: Final = re.compile(r"#[ \t]*sigtool:")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment: the rules that it means, and the lines of its file, from 0, that it counts for."""

    source: Source
    comment: Span
    words: tuple[tuple[str, Span], ...]
    lines: range

    def covers(self, diagnostic: Diagnostic, word: str) -> bool:
        place = diagnostic.location
        return (
            place.path == self.source.path
            and place.source.line_of(place.span.start) in self.lines
            and means(word, diagnostic.code, diagnostic.name)
        )


def unsuppressed(snapshot: Snapshot, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics that nobody asked to leave out."""
    by_line: dict[tuple[str, int], list[str]] = {}
    for comment in suppressions(snapshot):
        for line in comment.lines:
            words = by_line.setdefault((comment.source.path, line), [])
            words += [word for word, _ in comment.words]
    return [
        each
        for each in diagnostics
        if not any(means(word, each.code, each.name) for word in _words(snapshot, by_line, each))
    ]


def _words(
    snapshot: Snapshot, by_line: Mapping[tuple[str, int], Sequence[str]], diagnostic: Diagnostic
) -> Iterator[str]:
    """The rules that are left out where a diagnostic is."""
    settings, place = snapshot.settings, diagnostic.location
    yield from settings.ignore
    if by_line:
        yield from by_line.get((place.path, place.source.line_of(place.span.start)), ())
    if sig := snapshot.sig_at(place) if settings.per_sig else None:
        names = {name_key(text) for text in texts_of(sig.name)}
        for name, words in settings.per_sig.items():
            yield from words if name_key(name) in names else ()


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
        last = _next_line(source, line, "#") if is_alone else line
        yield from _suppression(source, span, range(line, last + 1))


def _in_document(document: Document) -> Iterator[Suppression]:
    source = document.source
    tables = {source.line_of(table.header.line.start): table for table in document.tables}
    for span in document.comments:
        first, last = source.line_of(span.start), source.line_of(max(span.start, span.end - 1))
        is_alone = source[Span(source.line_starts[first], span.start)].strip(" \t>") == ""
        if is_alone:
            last = _next_line(source, last, "<!--")
        if table := tables.get(last):
            last = source.line_of((table.delimiter, *table.rows)[-1].line.start)
        yield from _suppression(source, span, range(first, last + 1))


def _suppression(source: Source, comment: Span, lines: range) -> Iterator[Suppression]:
    """What a comment suppresses, if it does."""
    if found := _IGNORE.search(source.text, comment.start, comment.end):
        words = _WORD.finditer(source.text, *found.span("words"))
        named = tuple((word.group(), Span(*word.span())) for word in words)
        yield Suppression(source, comment, named, lines)


def _next_line(source: Source, line: int, comment: str) -> int:
    """The first line below that is neither blank nor a comment of its own."""
    for number in range(line + 1, len(source.line_starts)):
        text = source[source.line_span(number)].strip(" \t>")
        if text and not text.startswith(comment):
            return number
    return line
