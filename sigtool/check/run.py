"""Runs the rules over a snapshot, and applies the fixes of what they find.

Pure: a snapshot in, diagnostics or another snapshot out.
"""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from operator import attrgetter
from typing import Final

from sigtool.check.rule import Rule, means
from sigtool.check.shifted import without_shifted
from sigtool.check.snapshot import Snapshot
from sigtool.check.suppress import unsuppressed
from sigtool.errors import BadValue, Remedy, TableProblem, UnknownName
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.registry import document as yamldoc
from sigtool.registry.document import RegistryDocument
from sigtool.text.diagnostic import Diagnostic, Fix, Severity
from sigtool.text.lazily import lazily
from sigtool.text.records import replace
from sigtool.text.source import Edit, Rewrite, Source, Span
from sigtool.text.wording import nearest

# A fix may make another one possible; rules whose fixes undo each other would never be done.
MAX_ROUNDS: Final = 10
_CODE: Final = lazily(r"(?i)SIG\d{3}")
_SPAN: Final = attrgetter("span")


def selected(
    rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]
) -> tuple[Rule, ...]:
    """The rules that codes, prefixes of codes or names choose. Raises `UnknownName`."""
    for word in (*select, *ignore):
        if not any(_is_meant(rule, [word]) for rule in rules):
            known = [text for rule in rules for text in (rule.code, rule.name)]
            # A code of three digits is like many others.
            near = None if _CODE.fullmatch(word) else nearest(word, known)
            near = f"SIG{word}" if f"SIG{word}" in known else near
            message = f"no rule is called {word!r}"
            if near:
                raise UnknownName(f"{message}; did you mean {near}?")
            raise UnknownName(message, Remedy.SEE_RULES)
    chosen = [rule for rule in rules if not select or _is_meant(rule, select)]
    return tuple(rule for rule in chosen if not _is_meant(rule, ignore))


def _is_meant(rule: Rule, words: Iterable[str]) -> bool:
    return any(means(word, rule.code, rule.name) for word in words)


def check(snapshot: Snapshot, rules: Iterable[Rule]) -> list[Diagnostic]:
    """Every diagnostic of these rules that is not suppressed, by file and place."""
    found = unsuppressed(
        snapshot, (diagnostic for rule in rules for diagnostic in rule.check(snapshot))
    )
    return sorted(without_shifted(snapshot, found), key=in_order)


def in_order(diagnostic: Diagnostic) -> tuple[str, Span, str]:
    """What diagnostics are sorted by: file, place and code."""
    return diagnostic.location.path, diagnostic.location.span, diagnostic.code


def fails(diagnostics: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Whether `validate` fails on these: on an error, with `strict` on a warning too."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(diagnostic.severity in grave for diagnostic in diagnostics)


class Fixes(Enum):
    """Which fixes are made: those that never change what the author meant, or all."""

    SAFE = "safe"
    ALL = "all"

    def allow(self, fix: Fix) -> bool:
        return fix.safe or self is Fixes.ALL


def fixed(snapshot: Snapshot, rules: Sequence[Rule], fixes: Fixes = Fixes.SAFE) -> Snapshot:
    """The snapshot after every fix of these rules, and those that they make possible.

    Fixes that overlap are made one after the other. Where less would not be found in the end, the
    fixes of one rule are left out, and if that does not help either, all are. A snapshot that has
    nothing to be fixed is returned as it is.
    """
    found = check(snapshot, rules)
    fixable = dict.fromkeys(each.code for each in found if each.fix and fixes.allow(each.fix))
    as_grave = snapshot
    for code in (None, *fixable) if fixable else ():
        after = _settled(snapshot, [rule for rule in rules if rule.code != code], fixes)
        if (gravity := _gravity(check(after, rules))) < _gravity(found):
            return after
        # What was wished for by name may show something else to decide: rows that come into a table
        # may each differ from the registry.
        is_wished = code is None and fixes is Fixes.ALL
        if is_wished and (
            gravity == _gravity(found) or _but_facts(after, rules) < _but_facts(snapshot, rules)
        ):
            as_grave = after
    return as_grave


def _settled(snapshot: Snapshot, rules: Sequence[Rule], fixes: Fixes) -> Snapshot:
    """The snapshot after rounds of fixes, until there are none."""
    found = check(snapshot, rules)
    # A fix may bring rows into a table: none is taken out of which nobody was told before.
    known = {(each.code, each.known_by) for each in found if each.fix and not each.fix.safe}
    for _ in range(MAX_ROUNDS):
        sources = applied(found, fixes)
        if not sources:
            break
        snapshot = _with_sources(snapshot, sources)
        found = [
            each
            for each in check(snapshot, rules)
            if each.fix and (not _only_deletes(each.fix) or (each.code, each.known_by) in known)
        ]
    return snapshot


def _only_deletes(fix: Fix) -> bool:
    return not fix.safe and not any(each.edit.text for each in fix.edits)


def _but_facts(snapshot: Snapshot, rules: Sequence[Rule]) -> tuple[int, ...]:
    """How grave is what is found, but for the facts on which a table and the registry differ."""
    return _gravity(check(snapshot, [rule for rule in rules if not rule.tells_facts]))


def _gravity(diagnostics: Iterable[Diagnostic]) -> tuple[int, ...]:
    """How many there are of each severity, the worst first."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return tuple(counts[severity] for severity in Severity)


def applied(diagnostics: Iterable[Diagnostic], fixes: Fixes = Fixes.SAFE) -> dict[str, Source]:
    """Each file that fixes change, by its path, with as many made as do not overlap."""
    sources: dict[str, Source] = {}
    made: dict[str, list[Edit]] = {}
    allowed = [each.fix for each in diagnostics if each.fix and fixes.allow(each.fix)]
    for fix in {id(fix): fix for fix in allowed}.values():  # many diagnostics may have one fix
        if not any(_meets(made.get(each.source.path, []), each.edit) for each in fix.edits):
            for each in fix.edits:
                sources[each.source.path] = each.source
                insort(made.setdefault(each.source.path, []), each.edit, key=_SPAN)
    return {path: sources[path].edited(edits) for path, edits in made.items()}


def _meets(edits: Sequence[Edit], edit: Edit) -> bool:
    """Whether an edit meets one of others in order, so that which comes first would be chance."""
    at = bisect_right(edits, edit.span, key=_SPAN)
    return any(
        edit.span.start <= other.span.end and other.span.start <= edit.span.end
        for other in edits[max(at - 1, 0) : at + 1]
    )


def _with_sources(snapshot: Snapshot, sources: dict[str, Source]) -> Snapshot:
    """The snapshot with some of its files read anew; where the registry changed, the tables follow.

    What is to be mended in a document waits for the next round then: it was found beside what the
    registry said before.
    """
    registry = snapshot.registry_document
    if registry.source.path in sources:
        registry = yamldoc.read(sources[registry.source.path])
        made = _followers(snapshot, registry)
    else:
        made = {path: blocks.read(source) for path, source in sources.items()}
    documents = {
        path: made.get(document.source.path, document) if document else None
        for path, document in snapshot.documents.items()
    }
    known = tuple(snapshot.places.values())
    return replace(snapshot, registry_document=registry, documents=documents, known=known)


def _followers(snapshot: Snapshot, registry: RegistryDocument) -> dict[str, Document]:
    """The documents whose tables follow the registry, by path; a text of the table's own stays."""
    from sigtool.tables.change import Scope

    before = snapshot.document
    if (
        before is None
        or not snapshot.is_sound
        or len(before.registry.sigs) != len(registry.registry.sigs)
    ):
        return {}
    try:
        rewrite, scope = Rewrite(before, (), registry), Scope(gives_way=True)
        edited = snapshot.community.following(rewrite, registry.registry, scope)
    except (BadValue, TableProblem):
        return {}
    return {each.after.source.path: each.after for each in edited.documents if each.is_change}
