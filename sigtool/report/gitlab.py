"""Diagnostics as a report of GitLab's Code Quality, the format of Code Climate in short."""

from collections.abc import Sequence
from typing import Final

from sigtool.report import terminal
from sigtool.report.fingerprints import fingerprints
from sigtool.report.jsontext import json_text
from sigtool.text.diagnostic import Diagnostic, Severity

# GitLab knows info, minor, major, critical and blocker; the last two are for what breaks a program.
_SEVERITIES: Final = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.NOTE: "info",
}


def as_gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """For `artifacts: {reports: {codequality: ...}}`; an empty list where nothing is wrong."""
    marked = zip(diagnostics, fingerprints(diagnostics), strict=True)
    return json_text([_issue(diagnostic, fingerprint) for diagnostic, fingerprint in marked])


def _issue(diagnostic: Diagnostic, fingerprint: str) -> dict[str, object]:
    # GitLab shows nothing but this and the place.
    description = f"{diagnostic.code} {diagnostic.name}: {diagnostic.message}"
    return {
        "description": terminal.one_line(description),
        "check_name": diagnostic.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {
            "path": terminal.one_line(diagnostic.location.path),
            "lines": {"begin": diagnostic.location.start.line},
        },
    }
