"""SIG901: a suppression that suppresses nothing."""

from collections.abc import Iterator, Sequence
from typing import Final

from sigtool.check.rule import Finding, Rule, means
from sigtool.check.snapshot import Snapshot
from sigtool.check.suppress import Suppression, suppressions
from sigtool.markdown.blocks import name_key
from sigtool.model import texts_of
from sigtool.text.diagnostic import Diagnostic, FileEdit, Fix, Location, Severity
from sigtool.text.source import Edit, Span
from sigtool.text.wording import nearest

# The code and the name of the rule that finds nothing unless the web was asked.
_OF_THE_WEB: Final = ("SIG503", "unreachable-url")


def unused_suppression(snapshot: Snapshot, others: Sequence[Rule]) -> Iterator[Finding]:
    """A suppression suppresses something."""
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

    def find(snapshot: Snapshot) -> Iterator[Finding]:
        """A suppression suppresses something."""
        return unused_suppression(snapshot, others)

    return (Rule("SIG901", "unused-suppression", Severity.WARNING, find),)


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
