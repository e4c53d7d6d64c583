"""What a rule is: a function from a snapshot to findings, with a code and a name for good."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial, wraps

from sigtool.check.called import called
from sigtool.check.snapshot import Snapshot
from sigtool.text.diagnostic import Diagnostic, Fix, Location, Related, Severity
from sigtool.text.records import dataclass, replace
from sigtool.text.wording import shortened


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found at one place; the rule's code and severity make it a diagnostic.

    `severity` is that of this finding, where it is another than the rule's; `language` that of the
    table whose row it is about, where the place is not one of a language.
    """

    message: str
    location: Location
    related: Sequence[Related] = ()
    fix: Fix | None = None
    hint: str | None = None
    severity: Severity | None = None
    language: str | None = None


Find = Callable[[Snapshot], Iterator[Finding]]


class _Numbers:
    """Numbers for values, the same for equal ones: what many findings share is compared once."""

    def __init__(self) -> None:
        self._by_value: dict[object, int] = {}
        self._by_object: dict[int, tuple[object, int]] = {}

    def of(self, value: object) -> int:
        if id(value) not in self._by_object:
            number = self._by_value.setdefault(value, len(self._by_value))
            self._by_object[id(value)] = value, number
        return self._by_object[id(value)][1]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check. The docstring of `find` says it in a sentence; its page is in the manual.

    What a note says is a matter of taste, of which one finding a table tells; but not where the
    rule tells facts, each of them a matter of its own.
    """

    code: str
    name: str
    severity: Severity
    find: Find
    tells_facts: bool = False

    def check(self, snapshot: Snapshot) -> Sequence[Diagnostic]:
        """Every diagnostic of this rule, each once, in no particular order; a snapshot is looked at
        once."""
        if self not in snapshot.found:
            found: dict[object, Diagnostic] = {}
            fixes = _Numbers()
            for each in self.find(snapshot):
                # A name of many links is named with each of them: the whole would grow as a square.
                finding = replace(each, message=shortened(each.message))
                at, places = finding.location, [each.location.span for each in finding.related]
                key = (
                    finding.message,
                    at.path,
                    at.span,
                    *places,
                    finding.fix and fixes.of(finding.fix.edits),
                )
                if key not in found:
                    found[key] = self._diagnostic(snapshot, finding)
            snapshot.found[self] = list(found.values())
        return snapshot.found[self]

    def _diagnostic(self, snapshot: Snapshot, finding: Finding) -> Diagnostic:
        """A finding as a diagnostic: one in the registry also names the row that shows it."""
        related, row = list(finding.related), snapshot.row_of(finding.location, finding.language)
        lines = {(each.location.path, each.location.start.line) for each in related}
        if row and (row.location.path, row.location.start.line) not in lines:
            related.append(row)
        severity = finding.severity or self.severity
        message, written = called(snapshot, snapshot.sig_at(finding.location), finding.message)
        return Diagnostic(
            self.code,
            self.name,
            severity,
            message,
            finding.location,
            tuple(related),
            finding.fix,
            finding.hint,
            written=written if message != written else "",
        )


def rule(
    code: str, name: str, severity: Severity, *, tells_facts: bool = False
) -> Callable[[Find], Rule]:
    """Makes a rule of the function below it."""
    return partial(Rule, code, name, severity, tells_facts=tells_facts)


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
