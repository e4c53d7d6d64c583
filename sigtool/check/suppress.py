"""What somebody does not want to hear of: settings, and comments beside the values.

A comment in the registry (`# sigtool: ignore SIG404: reason`) counts for its own line and, alone on
its line, for the next one. One in a document (`<!-- sigtool: ignore SIG105: reason -->`) counts for
its row, or for the line below it; above a table, for all of the table. What is found here takes as
long as there are comments and findings, not as there are pairs of them.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

from sigtool.check.rule import means
from sigtool.check.snapshot import Snapshot
from sigtool.edit import query
from sigtool.markdown.blocks import Document
from sigtool.markdown.inline import name_key
from sigtool.markdown.signs import is_to_sigtool
from sigtool.text.diagnostic import Diagnostic, Location
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.source import Source, Span
from sigtool.yaml.comments import comments

_NAME: Final = r"\w+(?:-\w+)*"
_IGNORE: Final = lazily(rf"(?:#|<!--)\s*sigtool:\s*ignore\s+(?P<words>{_NAME}(?:\s*,\s*{_NAME})*)")
_WORD: Final = lazily(_NAME)
# The beginning of every code: a comment that left all rules out would leave out what nobody knows.
_ALL: Final = "sig"

# A rule: its code and its name.
_Known = tuple[str, str]


@dataclass(frozen=True)
class Comment:
    """A comment to sigtool, and the lines of its file, from 0, that it counts for."""

    source: Source
    span: Span
    lines: range

    @cached_property
    def words(self) -> tuple[tuple[str, Span], ...]:
        """The rules that it leaves out, and where it names them; none where it is malformed."""
        found = _IGNORE.match(self.source.text, self.span.start, self.span.end)
        words = _WORD.finditer(self.source.text, *found.span("words")) if found else ()
        named = tuple((word.group(), Span(*word.span())) for word in words)
        return () if any(word.lower() == _ALL for word, _ in named) else named


class Meanings(dict[str, tuple[_Known, ...]]):
    """Which of some rules each word means."""

    def __init__(self, rules: Iterable[_Known]) -> None:
        super().__init__()
        self._rules = tuple(rules)

    def __missing__(self, word: str) -> tuple[_Known, ...]:
        self[word] = tuple(each for each in self._rules if means(word, *each))
        return self[word]


class Places:
    """Where rules found something: the lines, in order, by file and rule."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        found: dict[tuple[str, _Known], set[int]] = defaultdict(set)
        for each in diagnostics:
            for place in _places(each):
                found[place.path, (each.code, each.name)].add(_line(place))
        self._lines = {key: sorted(lines) for key, lines in found.items()}
        self._meanings = Meanings(dict.fromkeys(known for _, known in found))

    def has(self, word: str, comment: Comment) -> bool:
        """Whether something that a word means was found where a comment counts."""
        for known in self._meanings[word]:
            lines = self._lines.get((comment.source.path, known), ())
            at = bisect_left(lines, comment.lines.start)
            if at < len(lines) and lines[at] < comment.lines.stop:
                return True
        return False


def unsuppressed(snapshot: Snapshot, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics that nobody asked to leave out."""
    found = list(diagnostics)
    meanings = Meanings(dict.fromkeys((each.code, each.name) for each in found))
    hidden, by_sig = _hidden_lines(suppressions(snapshot), meanings), _by_sig(snapshot)
    return [
        each
        for each in found
        if not _is_hidden(each, hidden)
        and not any(
            (each.code, each.name) in meanings[word] for word in _words(snapshot, by_sig, each)
        )
    ]


def _hidden_lines(
    found: Sequence[Comment], meanings: Meanings
) -> Mapping[tuple[str, _Known], Sequence[range]]:
    """The lines that comments count for, by file and rule: stretches in order, and apart."""
    stretches: dict[tuple[str, _Known], list[range]] = defaultdict(list)
    for each in sorted(found, key=lambda comment: comment.lines.start):
        for known in chain.from_iterable(meanings[word] for word in {w for w, _ in each.words}):
            own = stretches[each.source.path, known]
            if own and each.lines.start <= own[-1].stop:
                own[-1] = range(own[-1].start, max(own[-1].stop, each.lines.stop))
            else:
                own.append(each.lines)
    return stretches


def _is_hidden(
    diagnostic: Diagnostic, hidden: Mapping[tuple[str, _Known], Sequence[range]]
) -> bool:
    known = (diagnostic.code, diagnostic.name)
    return any(
        _is_within(hidden.get((place.path, known), ()), place) for place in _places(diagnostic)
    )


def _is_within(stretches: Sequence[range], place: Location) -> bool:
    line = _line(place) if stretches else 0
    at = bisect_right(stretches, line, key=lambda each: each.start) - 1
    return at >= 0 and line in stretches[at]


def _places(diagnostic: Diagnostic) -> list[Location]:
    """Where a comment counts: at its own place, and in the row that shows it."""
    rows = [each.location for each in diagnostic.related if each.is_row]
    return [diagnostic.location, *rows]


def _line(place: Location) -> int:
    return place.source.line_of(place.span.start)


def _by_sig(snapshot: Snapshot) -> Mapping[str, set[str]]:
    """The rules that settings leave out for a SIG, by the key of its name."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, words in snapshot.settings.per_sig.items():
        found[name_key(name)].update(words)
    return found


def _words(
    snapshot: Snapshot, by_sig: Mapping[str, set[str]], diagnostic: Diagnostic
) -> Iterator[str]:
    """The rules that settings leave out where a diagnostic is."""
    yield from snapshot.settings.ignore
    if sig := snapshot.sig_at(diagnostic.location) if by_sig else None:
        for name in query.keys_with_section(snapshot.registry, sig):
            yield from by_sig.get(name, ())


def suppressions(snapshot: Snapshot) -> list[Comment]:
    """The comments of the registry and of its documents that leave something out."""
    return [each for each in comments_to_sigtool(snapshot) if each.words]


def comments_to_sigtool(snapshot: Snapshot) -> list[Comment]:
    """The comments of the registry and of its documents that speak to sigtool."""
    documents = [each for each in snapshot.documents.values() if isinstance(each, Document)]
    return [*_in_registry(snapshot), *chain.from_iterable(map(_in_document, documents))]


def _in_registry(snapshot: Snapshot) -> Iterator[Comment]:
    source, root = snapshot.source, snapshot.document.root if snapshot.document else None
    if root is None or "#" not in source.text:
        return
    found = [span for span in comments(source, root) if is_to_sigtool(source.text, span)]
    following = _next_lines(source, "#") if found else ()
    for span in found:
        line = source.line_of(span.start)
        is_alone = not source.text[source.line_starts[line] : span.start].strip()
        yield Comment(source, span, range(line, (following[line] if is_alone else line) + 1))


def _in_document(document: Document) -> Iterator[Comment]:
    source = document.source
    tables = {source.line_of(table.header.line.start): table for table in document.tables}
    following = _next_lines(source, "<!--") if document.comments else ()
    alone: dict[int, bool] = {}  # of several on one line, the others count as the first does
    for span in document.comments:
        first, last = source.line_of(span.start), source.line_of(max(span.start, span.end - 1))
        if first not in alone:
            alone[first] = not source[Span(source.line_starts[first], span.start)].strip(" \t>")
        last = following[last] if alone[first] else last
        if table := tables.get(last):
            last = source.line_of((table.delimiter, *table.rows)[-1].line.start)
        yield Comment(source, span, range(first, last + 1))


def _next_lines(source: Source, comment: str) -> Sequence[int]:
    """For each line the first one below that is neither blank nor a comment of its own; the line
    itself where there is none."""
    count = len(source.line_starts)
    found = list(range(count))
    for number in range(count - 2, -1, -1):
        text = source[source.line_span(number + 1)].strip(" \t>")
        is_text = bool(text) and not text.startswith(comment)
        below = found[number + 1]
        if is_text:
            found[number] = number + 1
        elif below != number + 1:
            found[number] = below
    return found
