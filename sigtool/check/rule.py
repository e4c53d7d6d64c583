"""What a rule is: a function from a snapshot to findings, with a code and a name for good."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, wraps

from sigtool.check.snapshot import Snapshot
from sigtool.text.diagnostic import Diagnostic, Fix, Location, Related, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found at one place; the rule's code and severity make it a diagnostic.

    `severity` is that of this finding, where it is another than the rule's.
    """

    message: str
    location: Location
    related: Sequence[Related] = ()
    fix: Fix | None = None
    hint: str | None = None
    severity: Severity | None = None


Find = Callable[[Snapshot], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check. The docstring of `find` says it in a sentence; its page is in the manual."""

    code: str
    name: str
    severity: Severity
    find: Find

    def check(self, snapshot: Snapshot) -> Sequence[Diagnostic]:
        """Every diagnostic of this rule, in no particular order; a snapshot is looked at once."""
        if self not in snapshot.found:
            snapshot.found[self] = [
                Diagnostic(
                    self.code,
                    self.name,
                    finding.severity or self.severity,
                    finding.message,
                    finding.location,
                    tuple(finding.related),
                    finding.fix,
                    finding.hint,
                )
                for finding in self.find(snapshot)
            ]
        return snapshot.found[self]


def rule(code: str, name: str, severity: Severity) -> Callable[[Find], Rule]:
    """Makes a rule of the function below it."""
    return partial(Rule, code, name, severity)


def once(find: Find) -> Find:
    """Only the first finding at each place: what an alias or a merge key brings in stands there
    once."""

    @wraps(find)
    def first_ones(snapshot: Snapshot) -> Iterator[Finding]:
        seen: set[tuple[str, int, int]] = set()
        for finding in find(snapshot):
            span = finding.location.span
            place = (finding.location.path, span.start, span.end)
            if place not in seen:
                seen.add(place)
                yield finding

    return first_ones


def means(word: str, code: str, name: str) -> bool:
    """Whether a word of somebody's selection means a rule: its code, a prefix of it, its name."""
    return name == word.lower() or (
        word.upper().startswith("SIG") and code.startswith(word.upper())
    )
