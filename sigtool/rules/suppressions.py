"""What somebody does not want to hear of: settings, and comments beside the values. SIG901.

A comment in the registry (`# sigtool: ignore SIG404: reason`) counts for its own line and, alone on
its line, for the next one. One in a document (`<!-- sigtool: ignore SIG105: reason -->`) counts for
its row, or for the line below it; above a table, for all of the table.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from sigtool.diagnostic import Diagnostic, FileEdit, Fix, Location, Severity
from sigtool.markdown import Document
from sigtool.model import Sig, texts_of
from sigtool.rules.rule import Finding, Rule
from sigtool.rules.words import means, nearest
from sigtool.snapshot import Snapshot
from sigtool.source import Edit, Source, Span
from sigtool.tables.match import name_key
from sigtool.yamltree import MappingNode, Node, Scalar, SequenceNode

_IGNORE: Final = re.compile(
    r"sigtool:[ \t]*ignore[ \t]+(?P<words>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)"
    r"(?:[ \t]*:[ \t]*(?P<reason>[^\r\n]*))?"
)
# The code and the name of the rule that finds nothing unless the web was asked.
_OF_THE_WEB: Final = ("SIG503", "unreachable-url")
_YAML_COMMENT: Final = re.compile(r"(?:(?<=[ \t])|^)#[ \t]*(?=sigtool:)[^\r\n]*", re.MULTILINE)


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
    comments = _by_line(suppressions(snapshot))
    return [each for each in diagnostics if not _is_suppressed(snapshot, comments, each)]


def unused_suppression(snapshot: Snapshot, others: Sequence[Rule]) -> Iterator[Finding]:
    """A suppression suppresses something.

    What it was for is mended, or its code is mistyped. One that stays would hide the same fault
    when it comes back. The fix takes a comment away, or the codes in it that are not needed. Where
    not every rule could look at everything, nothing is reported; nor is SIG503 without
    `--check-links`.

    Bad:

        sigs:
          - name: Compiler
            leads:
              - handle: ada # sigtool: ignore SIG404: renamed in 2023

    Good:

        sigs:
          - name: Compiler
            leads:
              - handle: ada # sigtool: ignore SIG404: renamed in 2023
                url: https://example.org/lovelace
    """
    comments = suppressions(snapshot)
    settings = snapshot.settings
    if not (comments or settings.ignore or settings.per_sig) or not _is_whole(snapshot):
        return
    found = [diagnostic for rule in others for diagnostic in rule.check(snapshot)]
    yield from _unused_comments(snapshot, comments, found, others)
    yield from _unused_settings(snapshot, found, others)


def _is_whole(snapshot: Snapshot) -> bool:
    """Whether every rule could look at everything: else what it is silent about may be there."""
    tables = snapshot.registry.tables
    return (
        snapshot.document is not None
        and not snapshot.problems
        and not snapshot.conflicts
        and len(snapshot.plans) == len(tables)
    )


def _is_asked(snapshot: Snapshot, word: str) -> bool:
    """Whether what a word means has looked: one rule does only if the web was asked."""
    return bool(snapshot.answers) or not means(word, *_OF_THE_WEB)


def rules_with(others: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rule that knows what these others find."""
    find = partial(unused_suppression, others=others)
    find.__doc__ = unused_suppression.__doc__
    return (Rule("SIG901", "unused-suppression", Severity.WARNING, find),)


def suppressions(snapshot: Snapshot) -> list[Suppression]:
    """The comments of the registry and of its documents, whatever they suppress."""
    found = list(_in_registry(snapshot))
    for document in snapshot.documents.values():
        if isinstance(document, Document):
            found += _in_document(document)
    return found


def _in_registry(snapshot: Snapshot) -> Iterator[Suppression]:
    source, root = snapshot.source, snapshot.document.root if snapshot.document else None
    if root is None or "sigtool:" not in source.text:
        return
    texts = _scalar_spans(root)
    for comment in _YAML_COMMENT.finditer(source.text):
        span = Span(*comment.span())
        if any(text.start <= span.start < text.end for text in texts):
            continue
        line = source.line_of(span.start)
        is_alone = not source.text[source.line_starts[line] : span.start].strip()
        last = _next_line(source, line, "#") if is_alone else line
        if made := _suppression(source, span, range(line, last + 1)):
            yield made


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
        if made := _suppression(source, span, range(first, last + 1)):
            yield made


def _suppression(source: Source, comment: Span, lines: range) -> Suppression | None:
    found = _IGNORE.search(source.text, comment.start, comment.end)
    if found is None:
        return None
    words = tuple(
        (word.group(), Span(*word.span()))
        for word in re.compile(r"[\w-]+").finditer(source.text, *found.span("words"))
    )
    return Suppression(source, comment, words, lines)


def _next_line(source: Source, line: int, comment: str) -> int:
    """The first line below that is neither blank nor a comment of its own."""
    for number in range(line + 1, len(source.line_starts)):
        text = source[source.line_span(number)].strip(" \t>")
        if text and not text.startswith(comment):
            return number
    return line


def _scalar_spans(root: Node) -> list[Span]:
    """The extent of each text that may hold a `#`: those of more than one word."""
    spans: list[Span] = []
    pending: list[Node] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, SequenceNode):
            pending += node.items
        elif isinstance(node, MappingNode):
            pending += [each for entry in node.entries for each in (entry.key, entry.value)]
        elif isinstance(node, Scalar) and "sigtool:" in node.value:
            spans.append(node.span)
    return spans


def _by_line(comments: Iterable[Suppression]) -> Mapping[tuple[str, int], list[Suppression]]:
    found: dict[tuple[str, int], list[Suppression]] = {}
    for comment in comments:
        for line in comment.lines:
            found.setdefault((comment.source.path, line), []).append(comment)
    return found


def _is_suppressed(
    snapshot: Snapshot,
    comments: Mapping[tuple[str, int], Sequence[Suppression]],
    diagnostic: Diagnostic,
) -> bool:
    code, name = diagnostic.code, diagnostic.name
    settings = snapshot.settings
    if any(means(word, code, name) for word in settings.ignore):
        return True
    place = diagnostic.location
    line = place.source.line_of(place.span.start) if comments else 0
    for comment in comments.get((place.path, line), ()):
        if any(comment.covers(diagnostic, word) for word, _ in comment.words):
            return True
    sig = snapshot.sig_at(place) if settings.per_sig else None
    return sig is not None and any(
        means(word, code, name)
        for named, words in settings.per_sig.items()
        if _is_called(sig, named)
        for word in words
    )


def _is_called(sig: Sig, name: str) -> bool:
    return name_key(name) in map(name_key, texts_of(sig.name))


def _unused_comments(
    snapshot: Snapshot,
    comments: Sequence[Suppression],
    found: Sequence[Diagnostic],
    others: Sequence[Rule],
) -> Iterator[Finding]:
    for comment in comments:
        unused = [
            (word, span)
            for word, span in comment.words
            if _is_asked(snapshot, word)
            and not any(comment.covers(diagnostic, word) for diagnostic in found)
        ]
        for word, span in unused:
            fault = _no_rule(word, others)
            yield Finding(
                fault or f"{word} is suppressed here, where nothing is found",
                Location(comment.source, span),
                fix=None if fault else _without(comment, [each for _, each in unused]),
                hint="take it away",
            )


def _no_rule(word: str, others: Sequence[Rule]) -> str:
    """What to say of a word that means no rule; "" for any other."""
    if any(means(word, rule.code, rule.name) for rule in others):
        return ""
    near = nearest(word, [text for rule in others for text in (rule.code, rule.name)])
    return f"{word!r} is no rule" + (f"; did you mean {near}?" if near else "")


def _without(comment: Suppression, unused: Sequence[Span]) -> Fix:
    """The fix that takes words out of a comment, or the comment away with them."""
    source = comment.source
    kept = [source[span] for _, span in comment.words if span not in unused]
    first, last = comment.words[0][1], comment.words[-1][1]
    if kept:
        edit = Edit(Span(first.start, last.end), ", ".join(kept))
        return Fix("take it out of the comment", (FileEdit(source, edit),))
    line = source.line_of(comment.comment.start)
    start = source.line_starts[line]
    text = source.text
    before, after = text[start : comment.comment.start], source.line_end(comment.comment.end)
    is_alone = not before.strip() and not text[comment.comment.end : after].strip()
    if is_alone:
        span = Span(start, after + len(source.line_break_after(comment.comment.end)))
    else:
        span = Span(start + len(before.rstrip(" \t")), comment.comment.end)
    return Fix("take the comment away", (FileEdit(source, Edit(span, "")),))


def _unused_settings(
    snapshot: Snapshot, found: Sequence[Diagnostic], others: Sequence[Rule]
) -> Iterator[Finding]:
    for at, word in enumerate(snapshot.settings.ignore):
        if fault := _no_rule(word, others):
            place = snapshot.at(("validate", "ignore", at))
            yield Finding(f"validate: ignore: {fault}", place, hint="correct it, or take it away")
    per_sig: dict[str, list[Diagnostic]] = {}
    for diagnostic in found if snapshot.settings.per_sig else ():
        if sig := snapshot.sig_at(diagnostic.location):
            for text in texts_of(sig.name):
                per_sig.setdefault(name_key(text), []).append(diagnostic)
    known = {name_key(text) for sig in snapshot.registry.sigs for text in texts_of(sig.name)}
    for name, words in snapshot.settings.per_sig.items():
        for word in words:
            if not _is_asked(snapshot, word):
                continue
            if message := _unneeded(name, word, known, per_sig.get(name_key(name), ()), others):
                place = snapshot.at_key(("validate", "per_sig", name, word))
                yield Finding(f"validate: per_sig: {message}", place, hint="take it away")


def _unneeded(
    name: str,
    word: str,
    known: set[str],
    found: Sequence[Diagnostic],
    others: Sequence[Rule],
) -> str:
    """What to say of a rule that does not count in a SIG; "" where it is needed."""
    if name_key(name) not in known:
        return f"there is no SIG {name!r}"
    if fault := _no_rule(word, others):
        return f"{name}: {fault}"
    if any(means(word, each.code, each.name) for each in found):
        return ""
    return f"{name}: {word} is suppressed, where nothing is found"
