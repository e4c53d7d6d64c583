"""Runs the rules over a snapshot, and applies the fixes of what they find.

Pure: a snapshot in, diagnostics or new texts out.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from sigtool.diagnostic import Diagnostic, Severity
from sigtool.errors import UnknownName
from sigtool.rules import RULES
from sigtool.rules.rule import Rule
from sigtool.snapshot import Snapshot
from sigtool.source import Edit, Source


def selected(select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """The rules that codes, prefixes of codes or names choose. Raises `UnknownName`."""
    for word in (*select, *ignore):
        if not any(_means(word, rule) for rule in RULES):
            known = [text for rule in RULES for text in (rule.code, rule.name)]
            near = get_close_matches(word, known, n=1)
            advice = f"did you mean {near[0]}?" if near else "see `sigtool validate --help`"
            raise UnknownName(f"no rule is called {word!r}; {advice}")
    chosen = [rule for rule in RULES if not select or any(_means(word, rule) for word in select)]
    return tuple(rule for rule in chosen if not any(_means(word, rule) for word in ignore))


def check(snapshot: Snapshot, rules: Iterable[Rule] = RULES) -> list[Diagnostic]:
    """Every diagnostic of these rules, by file and place."""
    found = [diagnostic for rule in rules for diagnostic in rule.check(snapshot)]
    return sorted(found, key=lambda each: (each.location.path, each.location.span, each.code))


def fails(diagnostics: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Whether `validate` fails on these: on an error, with `strict` on a warning too."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(diagnostic.severity in grave for diagnostic in diagnostics)


def fixed(diagnostics: Iterable[Diagnostic]) -> list[tuple[Source, Source]]:
    """Each file that a safe fix changes: before and after.

    Fixes that overlap an earlier one are left for the next round.
    """
    edits: dict[str, tuple[Source, list[Edit]]] = {}
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or not fix.safe:
            continue
        made = {path: tuple(before) for path, (_, before) in edits.items()}
        if any(_clashes(each.edit, made.get(each.source.path, ())) for each in fix.edits):
            continue
        for each in fix.edits:
            edits.setdefault(each.source.path, (each.source, []))[1].append(each.edit)
    return [(source, source.edited(made)) for source, made in edits.values()]


def _clashes(edit: Edit, made: Iterable[Edit]) -> bool:
    return any(
        edit == other or (edit.span.start <= other.span.end and other.span.start <= edit.span.end)
        for other in made
    )


def _means(word: str, rule: Rule) -> bool:
    return rule.name == word.lower() or (
        word.upper().startswith("SIG") and rule.code.startswith(word.upper())
    )
