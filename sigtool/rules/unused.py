"""SIG901: a suppression that suppresses nothing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sigtool.check.rule import Finding, Rule, means
from sigtool.check.snapshot import Snapshot
from sigtool.check.suppress import Suppression, places_of, suppressions
from sigtool.markdown.blocks import name_key
from sigtool.model import texts_of
from sigtool.text.diagnostic import Diagnostic, Fix, Location, Severity
from sigtool.text.source import Edit, Span
from sigtool.text.wording import nearest

# The code and the name of the rule that finds nothing unless the web was asked.
_OF_THE_WEB: Final = ("SIG503", "unreachable-url")


def rules_with(others: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rule that knows what these others find."""

    def find(snapshot: Snapshot) -> Iterator[Finding]:
        """A suppression suppresses something."""
        comments, settings = suppressions(snapshot), snapshot.settings
        if (comments or settings.ignore or settings.per_sig) and _is_whole(snapshot):
            found = [diagnostic for rule in others for diagnostic in rule.check(snapshot)]
            places = places_of(found)
            for comment in comments:
                yield from _unused_words(snapshot, comment, places, others)
            yield from _unused_settings(snapshot, found, others)

    return (Rule("SIG901", "unused-suppression", Severity.WARNING, find),)


def _is_whole(snapshot: Snapshot) -> bool:
    """Whether every rule could look at everything: else what it is silent about may be there."""
    return (
        snapshot.document is not None
        and not snapshot.problems
        and not snapshot.conflicts
        and len(snapshot.plans) == len(snapshot.registry.tables)
    )


def _is_asked(snapshot: Snapshot, word: str) -> bool:
    """Whether what a word means has looked: one rule does only if the web was asked."""
    return bool(snapshot.answers) or not means(word, *_OF_THE_WEB)


def _unused_words(
    snapshot: Snapshot,
    comment: Suppression,
    places: Mapping[tuple[str, str], Sequence[int]],
    others: Sequence[Rule],
) -> Iterator[Finding]:
    unused = [
        (word, span)
        for word, span in comment.words
        if _is_asked(snapshot, word) and not comment.is_used(word, places)
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
    source, whole = comment.source, comment.comment
    if kept := [source[span] for _, span in comment.words if span not in unused]:
        first, last = comment.words[0][1], comment.words[-1][1]
        edit = Edit(Span(first.start, last.end), ", ".join(kept))
        return Fix.of("take it out of the comment", source, [edit])
    start, end = source.line_starts[source.line_of(whole.start)], source.line_end(whole.end)
    before = source[Span(start, whole.start)]
    if not before.strip() and not source[Span(whole.end, end)].strip():
        span = Span(start, end + len(source.line_break_after(whole.end)))
    else:
        span = Span(start + len(before.rstrip(" \t")), whole.end)
    return Fix.of("take the comment away", source, [Edit(span, "")])


def _unused_settings(
    snapshot: Snapshot, found: Sequence[Diagnostic], others: Sequence[Rule]
) -> Iterator[Finding]:
    settings = snapshot.settings
    for at, word in enumerate(settings.ignore):
        if fault := _no_rule(word, others):
            place = snapshot.at("validate", "ignore", at)
            yield Finding(f"validate: ignore: {fault}", place, hint="correct it, or take it away")
    by_name: dict[str, list[Diagnostic]] = {name: [] for name in snapshot.by_name}
    for diagnostic in found if settings.per_sig else ():
        if sig := snapshot.sig_at(diagnostic.location):
            for text in texts_of(sig.name):
                by_name[name_key(text)].append(diagnostic)
    for name, words in settings.per_sig.items():
        for word in (word for word in words if _is_asked(snapshot, word)):
            own = by_name.get(name_key(name))
            if own is None:
                message = f"there is no SIG {name!r}"
            elif fault := _no_rule(word, others):
                message = f"{name}: {fault}"
            elif not any(means(word, each.code, each.name) for each in own):
                message = f"{name}: {word} is suppressed, where nothing is found"
            else:
                continue
            place = snapshot.at_key("validate", "per_sig", name, word)
            yield Finding(f"validate: per_sig: {message}", place, hint="take it away")
