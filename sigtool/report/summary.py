"""What several forms of diagnostics say alike: counts, what can be fixed, and what to do. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sigtool.text.diagnostic import Diagnostic, Fix, Severity

_FIX: Final = "sigtool validate --fix"
_FIX_ALL: Final = f"{_FIX} --unsafe-fixes"


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule found something, and how much of that a safe fix mends."""

    count: int
    code: str
    name: str
    fixable: int


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many there are of each severity, and what mends the most."""
    if not diagnostics:
        return "No problems found."
    return " ".join(filter(None, (f"Found {counted(diagnostics)}.", fixable(diagnostics))))


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 note`, the gravest first."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return ", ".join(
        f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}"
        for severity in Severity
        if counts[severity]
    )


def fixable(diagnostics: Sequence[Diagnostic], quote: str = "") -> str:
    """How many can be fixed, and by which command, which stands in `quote`; "" if none can."""
    fixes = [diagnostic.fix for diagnostic in diagnostics if diagnostic.fix]
    safe = sum(1 for fix in fixes if fix.safe)
    unsafe = len(fixes) - safe
    if not fixes:
        return ""
    if not safe:
        return f"{unsafe} can be fixed: {quote}{_FIX_ALL}{quote}."
    more = f" ({unsafe} more with {quote}--unsafe-fixes{quote})" if unsafe else ""
    return f"{safe} can be fixed: {quote}{_FIX}{quote}{more}."


def details(diagnostic: Diagnostic) -> list[str]:
    """What there is to say below a message, a line each: related places, help, a fix."""
    lines = [f"{related.location}: {related.message}" for related in diagnostic.related]
    if diagnostic.hint:
        lines.append(f"help: {diagnostic.hint}")
    if diagnostic.fix:
        lines.append(_advice(diagnostic.fix))
    return lines


def rule_counts(diagnostics: Sequence[Diagnostic]) -> list[RuleCount]:
    """A count for each rule that found something, the highest first."""
    all_counts = Counter((each.code, each.name) for each in diagnostics)
    safe_counts = Counter(each.code for each in diagnostics if each.fix and each.fix.safe)
    counts = [
        RuleCount(count, code, name, safe_counts[code])
        for (code, name), count in all_counts.items()
    ]
    return sorted(counts, key=lambda each: (-each.count, each.code))


def _advice(fix: Fix) -> str:
    if fix.safe:
        return f"fix: {fix.title}: {_FIX}"
    return f"unsafe fix: {fix.title}: {_FIX_ALL}"
