"""What several forms of diagnostics say alike: counts, what can be fixed, and what to do. Pure."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from sigtool.text.diagnostic import Diagnostic, Severity
from sigtool.text.records import dataclass

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
    fixes = Counter(diagnostic.fix.safe for diagnostic in diagnostics if diagnostic.fix)
    safe, unsafe = fixes[True], fixes[False]
    if not safe:
        return f"{unsafe} can be fixed: {quote}{_FIX_ALL}{quote}." if unsafe else ""
    more = f" ({unsafe} more with {quote}--unsafe-fixes{quote})" if unsafe else ""
    return f"{safe} can be fixed: {quote}{_FIX}{quote}{more}."


def details(diagnostic: Diagnostic) -> list[str]:
    """What there is to say below a message, a line each: related places, help, a fix."""
    related = [f"{related.location}: {related.message}" for related in diagnostic.related]
    return [*related, *advice(diagnostic)]


def advice(diagnostic: Diagnostic) -> list[str]:
    """What to do, a line each: help, a fix."""
    lines = [f"help: {diagnostic.hint}"] if diagnostic.hint else []
    if fix := diagnostic.fix:
        kind, command = ("fix", _FIX) if fix.safe else ("unsafe fix", _FIX_ALL)
        lines.append(f"{kind}: {fix.title}: {command}")
    return lines


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """What a program knows each diagnostic by when it meets it again, no two alike: the rule, the
    file and the message.

    The line is not in it, since that moves with every edit above; several diagnostics that are
    alike in all the rest are numbered from 1.
    """
    from hashlib import sha256

    seen: Counter[str] = Counter()
    found: list[str] = []
    for diagnostic in diagnostics:
        parts = (diagnostic.code, diagnostic.location.path, diagnostic.known_by)
        digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return found


def rule_counts(diagnostics: Sequence[Diagnostic]) -> list[RuleCount]:
    """A count for each rule that found something, the highest first."""
    counts = Counter((each.code, each.name) for each in diagnostics)
    safe = Counter(each.code for each in diagnostics if each.fix and each.fix.safe)
    found = [RuleCount(count, code, name, safe[code]) for (code, name), count in counts.items()]
    return sorted(found, key=lambda each: (-each.count, each.code))
