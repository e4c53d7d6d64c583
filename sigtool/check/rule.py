"""What a rule is: a function from a snapshot to findings, with a code and a name for good."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

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


def means(word: str, code: str, name: str) -> bool:
    """Whether a word of somebody's selection means a rule: its code, a prefix of it, its name."""
    return name == word.lower() or (
        word.upper().startswith("SIG") and code.startswith(word.upper())
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """A check. The docstring of `find` says it in a sentence; its page is in the manual."""

    code: str
    name: str
    severity: Severity
    find: Callable[[Snapshot], Iterator[Finding]]

    def check(self, snapshot: Snapshot) -> Sequence[Diagnostic]:
        """Every diagnostic of this rule, in no particular order; a snapshot is looked at once."""
        found = snapshot.found.get(self)
        if found is None:
            found = [self._diagnostic(finding) for finding in self.find(snapshot)]
            snapshot.found[self] = found
        return found

    def _diagnostic(self, finding: Finding) -> Diagnostic:
        return Diagnostic(
            self.code,
            self.name,
            finding.severity or self.severity,
            finding.message,
            finding.location,
            tuple(finding.related),
            finding.fix,
            finding.hint,
        )
