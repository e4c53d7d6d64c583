"""B18: GitHub shows ten annotations of a kind; the gravest come first, and a last line counts."""

from typing import Final

from sigtool.report.github import as_github
from sigtool.text.diagnostic import Diagnostic, Location, Severity
from sigtool.text.source import Source, Span

PLACE: Final = Location(Source("sigs.yaml", "sigs: []\n"), Span(0, 4))


def found(**counts: int) -> list[Diagnostic]:
    return [
        Diagnostic("SIG404", "handle-mismatch", Severity(severity), f"{severity} {number}", PLACE)
        for severity, count in counts.items()
        for number in range(count)
    ]


def messages(diagnostics: list[Diagnostic]) -> list[str]:
    return [line.rpartition("SIG404 ")[2] for line in as_github(diagnostics).splitlines()]


def test_errors_stand_first_and_the_order_is_kept_otherwise() -> None:
    shown = messages(found(note=1, warning=2, error=2))
    assert shown == ["error 0", "error 1", "warning 0", "warning 1", "note 0"]


def test_what_github_shows_needs_no_last_line() -> None:
    assert len(messages(found(note=10, warning=10, error=10))) == 30


def test_a_last_line_says_how_many_github_leaves_out() -> None:
    *shown, last = messages(found(note=1, warning=12, error=11))
    assert len(shown) == 24
    assert last == (
        "3 of 24 findings are not shown beside the code: GitHub shows 10 errors, 10 warnings and "
        "10 notices a step. All are in this log; for the job's summary: "
        "sigtool validate --output-format markdown >> $GITHUB_STEP_SUMMARY"
    )
