"""SIG901 and SIG902: a suppression that suppresses nothing, and a comment that is to be one."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

from sigtool.check.rule import Finding, Rule, means, rule
from sigtool.check.snapshot import Snapshot
from sigtool.check.suppress import Comment, Meanings, Places, comments_to_sigtool, suppressions
from sigtool.edit import query
from sigtool.markdown.inline import name_key
from sigtool.markdown.signs import VERB, is_misaddressed
from sigtool.tables.drift import Difference
from sigtool.text.diagnostic import Diagnostic, Fix, Location, Related, Severity
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.source import Edit, Span
from sigtool.text.wording import nearest, quoted

# The code and the name of the rule that finds nothing unless the web was asked, and of the one that
# knows what all the others find.
_OF_THE_WEB: Final = ("SIG503", "unreachable-url")
_UNUSED: Final = ("SIG901", "unused-suppression")
# A code without its letters, or with a slip in them.
_NEAR_CODE: Final = lazily(r"(?:SIG|SI|SG|IG|SGI|GIS|ISG)?[-_]?(\d{3})", re.IGNORECASE)
_CODE: Final = lazily(r"\bSIG\d{1,3}\b", re.IGNORECASE)
# A remark is none, as `# sigtool reads this`.
_VERB: Final = lazily(
    rf"(?:#+|<!--+)\s*sigtool\s*(?::\s*(?:[a-z]{{1,5}}-){{0,2}}{VERB}"
    r"|\s(?:ignore|disable|noqa|suppress|skip|off)(?=\s*(?:$|-->|[\[(:=,]|SIG\d))"
    r"|\sSIG\d+\s*(?:$|-->|[:,]))",
    re.IGNORECASE,
)
_WITH_COLON: Final = lazily(r"(?:#+|<!--+)\s*sigtool\s*:", re.IGNORECASE)
# As much of a comment as is looked at.
_LONGEST: Final = 400
_MORE: Final = lazily(r"[ \t,]*(?=SIG\d)", re.IGNORECASE)


@rule("SIG902", "malformed-suppression", Severity.WARNING)
def malformed_suppression(snapshot: Snapshot) -> Iterator[Finding]:
    """A comment that is to suppress something is written so that it does."""
    for comment in comments_to_sigtool(snapshot):
        place = Location(comment.source, comment.span)
        whole = comment.source[comment.span][:_LONGEST]
        codes = list(dict.fromkeys(code.upper() for code in _CODE.findall(whole)))
        if comment.words:
            if _is_cut_short(comment):
                counted = comment.source[_span_of_words(comment)]
                message = f"only {counted} counts in this comment: {quoted(whole)}"
                hint = f"put a comma between rules: {_form(comment, codes)}"
                yield Finding(message, place, hint=hint)
        elif (
            is_misaddressed(comment.source.text, comment.span)
            or _VERB.match(whole)
            or (codes and _WITH_COLON.match(whole))
        ):
            fault = "is not understood" if codes else "names no rule"
            message = f"the comment {fault}, so it leaves nothing out: {quoted(whole)}"
            yield Finding(message, place, hint=f"write {_form(comment, codes)}")


def _span_of_words(comment: Comment) -> Span:
    return Span(comment.words[0][1].start, comment.words[-1][1].end)


def _is_cut_short(comment: Comment) -> bool:
    """Whether a comment names more rules behind those that count."""
    end = _span_of_words(comment).end
    return _MORE.match(comment.source.text, end, comment.span.end) is not None


def _form(comment: Comment, codes: Sequence[str]) -> str:
    """How a suppression is written in the file of a comment."""
    text = f"sigtool: ignore {', '.join(codes) or 'SIG404'}: why"
    is_yaml = comment.source.text.startswith("#", comment.span.start)
    return f"`# {text}`" if is_yaml else f"`<!-- {text} -->`"


@dataclass(frozen=True)
class _Found:
    """What the other rules find, whether it is left out or not."""

    snapshot: Snapshot
    diagnostics: Sequence[Diagnostic]

    @cached_property
    def places(self) -> Places:
        return Places(self.diagnostics)

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(dict.fromkeys((each.code, each.name) for each in self.diagnostics))

    @cached_property
    def _first(self) -> Mapping[tuple[int | None, tuple[str, str]], Location]:
        """Where each rule finds something of each SIG first."""
        found: dict[tuple[int | None, tuple[str, str]], Location] = {}
        for each in self.diagnostics:
            for place in (each.location, *(related.location for related in each.related)):
                if sig := self.snapshot.sig_at(place):
                    found.setdefault((sig.origin, (each.code, each.name)), place)
        return found

    def nearby(self, word: str, comment: Comment) -> Location | None:
        """Where something that a word means is found in the SIG that a comment is beside."""
        sig = self.snapshot.sig_on(comment.source, comment.lines[-1])
        if sig is None:
            return None
        places = (self._first.get((sig.origin, known)) for known in self._meanings[word])
        return next(filter(None, places), None)

    @cached_property
    def _unlike(self) -> Mapping[str, Sequence[int]]:
        """The lines of the rows that say something else than the registry, in order, by file."""
        found: dict[str, set[int]] = {}
        for plan in self.snapshot.plans.values():
            source = plan.place.shown.source
            lines = found.setdefault(source.path, set())
            for drift in plan.drifts:
                if drift.row and drift.kind is not Difference.MOVED:
                    lines.add(source.line_of(drift.row.line.start))
        return {path: sorted(lines) for path, lines in found.items()}

    def is_whole(self, comment: Comment) -> bool:
        """Whether the rules saw all that a comment counts for: they look at the registry, not at
        what a row says that it does not."""
        lines = self._unlike.get(comment.source.path, ())
        return bisect_left(lines, comment.lines.start) == bisect_left(lines, comment.lines.stop)


def rules_with(others: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rule that knows what these others find."""

    def find(snapshot: Snapshot) -> Iterator[Finding]:
        """A suppression suppresses something."""
        comments, settings = suppressions(snapshot), snapshot.settings
        if (comments or settings.ignore or settings.per_sig) and _is_whole(snapshot):
            found = _Found(
                snapshot, [diagnostic for rule in others for diagnostic in rule.check(snapshot)]
            )
            for comment in comments:
                yield from _unused_words(comment, found, others)
            yield from _unused_settings(snapshot, found.diagnostics, others)

    return (Rule(*_UNUSED, Severity.WARNING, find),)


def _is_whole(snapshot: Snapshot) -> bool:
    """Whether every rule could look at everything: else what it is silent about may be there."""
    return (
        snapshot.document is not None
        and not snapshot.problems
        and not snapshot.conflicts
        and len(snapshot.plans) == len(snapshot.registry.tables)
        and not snapshot.community.loose
    )


def _is_asked(snapshot: Snapshot, word: str) -> bool:
    """Whether what a word means has looked: one rule does only if the web was asked, and one looks
    at what the others found."""
    return not means(word, *_UNUSED) and (bool(snapshot.answers) or not means(word, *_OF_THE_WEB))


def _unused_words(comment: Comment, found: _Found, others: Sequence[Rule]) -> Iterator[Finding]:
    unused = {
        span: word
        for word, span in comment.words
        if _is_asked(found.snapshot, word) and not found.places.has(word, comment)
    }
    faults = {span: fault for span, word in unused.items() if (fault := _no_rule(word, others))}
    for span, fault in faults.items():
        yield Finding(fault, Location(comment.source, span), hint="correct it, or take it away")
    # Of a comment that lacks a comma (SIG902), nobody knows yet what it leaves out.
    idle = [span for span in unused if span not in faults]
    if not idle or _is_cut_short(comment) or not found.is_whole(comment):
        return
    places = {span: found.nearby(unused[span], comment) for span in idle}
    gone = {span for span in idle if places[span] is None}
    fix = _without(comment, gone) if gone else None
    for span, place in places.items():
        yield Finding(
            f"{unused[span]} is suppressed here, where nothing is found",
            Location(comment.source, span),
            [Related("in this SIG it is found here", place)] if place else (),
            None if place else fix,
            "put the comment on that line, or take it away" if place else "take it away",
        )


def _no_rule(word: str, others: Sequence[Rule]) -> str:
    """What to say of a word that means no rule; "" for any other."""
    known = [_UNUSED, *((rule.code, rule.name) for rule in others)]
    if any(means(word, *each) for each in known):
        return ""
    near = _near_rule(word, known)
    return f"{word!r} is no rule" + (f"; did you mean {near}?" if near else "")


def _near_rule(word: str, known: Sequence[tuple[str, str]]) -> str | None:
    """The rule that a mistyped word means. One code is not like another: of those with other digits
    nobody knows which is meant."""
    if found := _NEAR_CODE.fullmatch(word):
        return next((code for code, _ in known if code == f"SIG{found[1]}"), None)
    return None if _CODE.match(word) else nearest(word, [name for _, name in known])


def _without(comment: Comment, unused: Collection[Span]) -> Fix:
    """The fix that takes words out of a comment, or the comment away with them."""
    source, whole = comment.source, comment.span
    if kept := [source[span] for _, span in comment.words if span not in unused]:
        edit = Edit(_span_of_words(comment), ", ".join(kept))
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
    by_name: dict[str, list[Diagnostic]] = {}
    keys = {
        sig.origin: query.keys_with_section(snapshot.registry, sig)
        for sig in (snapshot.registry.sigs if settings.per_sig else ())
    }
    for key in chain.from_iterable(keys.values()):
        by_name[key] = []
    for diagnostic in found if settings.per_sig else ():
        if sig := snapshot.sig_at(diagnostic.location):
            for key in keys[sig.origin]:
                by_name[key].append(diagnostic)
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
