"""Runs the rules over a snapshot, and applies the fixes of what they find.

Pure: a snapshot in, diagnostics or another snapshot out.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from sigtool.check.rule import Rule, means
from sigtool.check.snapshot import Snapshot, Undecodable
from sigtool.check.suppress import unsuppressed
from sigtool.errors import BadValue, Remedy, TableProblem, UnknownName
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.registry import document as yamldoc
from sigtool.registry.document import RegistryDocument
from sigtool.tables.change import Scope
from sigtool.text.diagnostic import Diagnostic, Fix, Severity
from sigtool.text.source import Edit, Rewrite, Source
from sigtool.text.wording import nearest

# A fix may make another one possible; rules whose fixes undo each other would never be done.
MAX_ROUNDS: Final = 10


def selected(
    rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]
) -> tuple[Rule, ...]:
    """The rules that codes, prefixes of codes or names choose. Raises `UnknownName`."""
    for word in (*select, *ignore):
        if not any(_is_meant(rule, [word]) for rule in rules):
            codes = [rule.code for rule in rules]
            number = f"SIG{word}"
            known = [*codes, *(rule.name for rule in rules)]
            near = number if number in codes else nearest(word, known)
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
    return sorted(found, key=lambda each: (each.location.path, each.location.span, each.code))


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
    for code in (None, *fixable) if fixable else ():
        after = _settled(snapshot, [rule for rule in rules if rule.code != code], fixes)
        if _gravity(check(after, rules)) < _gravity(found):
            return after
    return snapshot


def _settled(snapshot: Snapshot, rules: Sequence[Rule], fixes: Fixes) -> Snapshot:
    """The snapshot after rounds of fixes, until there are none."""
    for _ in range(MAX_ROUNDS):
        sources = applied(check(snapshot, rules), fixes)
        if not sources:
            break
        snapshot = _with_sources(snapshot, sources)
    return snapshot


def _gravity(diagnostics: Iterable[Diagnostic]) -> tuple[int, ...]:
    """How many there are of each severity, the worst first."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return tuple(counts[severity] for severity in Severity)


def applied(diagnostics: Iterable[Diagnostic], fixes: Fixes = Fixes.SAFE) -> dict[str, Source]:
    """Each file that fixes change, by its path, with as many made as do not overlap."""
    made: dict[str, _Made] = {}
    seen: set[int] = set()  # many diagnostics may have one fix
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or id(fix) in seen or not fixes.allow(fix):
            continue
        seen.add(id(fix))
        for each in fix.edits:
            made.setdefault(each.source.path, _Made(each.source))
        if not any(made[each.source.path].touches(each.edit) for each in fix.edits):
            for each in fix.edits:
                made[each.source.path].add(each.edit)
    return {path: each.source.edited(each.edits) for path, each in made.items() if each.edits}


@dataclass(slots=True)
class _Made:
    """The edits of one file that are to be made, and how far the furthest reaches."""

    source: Source
    edits: list[Edit] = field(default_factory=list)
    reach: int = -1

    def touches(self, edit: Edit) -> bool:
        """Whether an edit meets another, so that which of them comes first would be chance."""
        start, end = edit.span.start, edit.span.end
        return start <= self.reach and any(
            start <= other.span.end and other.span.start <= end for other in self.edits
        )

    def add(self, edit: Edit) -> None:
        self.edits.append(edit)
        self.reach = max(self.reach, edit.span.end)


def _with_sources(snapshot: Snapshot, sources: dict[str, Source]) -> Snapshot:
    """The snapshot with some of its files read anew; where the registry changed, the tables follow.

    What is to be mended in a document waits for the next round then: it was found beside what the
    registry said before.
    """
    registry = snapshot.registry_document
    followers: dict[str, Document] = {}
    if registry.source.path in sources:
        registry = yamldoc.read(sources[registry.source.path])
        followers = _followers(snapshot, registry)
        sources = {}
    documents: dict[str, Document | Undecodable | None] = {}
    for path, document in snapshot.documents.items():
        if document and document.source.path in followers:
            documents[path] = followers[document.source.path]
        elif document and document.source.path in sources:
            documents[path] = blocks.read(sources[document.source.path])
        else:
            documents[path] = document
    known = tuple(snapshot.places.values())
    return replace(snapshot, registry_document=registry, documents=documents, known=known)


def _followers(snapshot: Snapshot, registry: RegistryDocument) -> dict[str, Document]:
    """The documents whose tables say what was mended in the registry, by path: as after an edit,
    but a text of the table's own stays."""
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
