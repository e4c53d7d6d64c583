"""Diagnostics as a report of GitLab's Code Quality, the format of Code Climate in short."""

from collections.abc import Sequence
from typing import Final

from sigtool.report.summary import details, fingerprints
from sigtool.report.terminal import json_text, one_line
from sigtool.text.diagnostic import Diagnostic, Severity

# GitLab knows info, minor, major, critical and blocker; the last two are for what breaks a program.
_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def as_gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """For `artifacts: {reports: {codequality: ...}}`; an empty list where nothing is wrong."""
    issues = [
        {
            # GitLab shows nothing but this and the place.
            "description": one_line(_description(each)),
            "check_name": each.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[each.severity],
            "location": {
                "path": one_line(each.location.path),
                "lines": {"begin": each.location.start.line},
            },
        }
        for each, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    return json_text(issues)


def _description(diagnostic: Diagnostic) -> str:
    text = f"{diagnostic.code} {diagnostic.name}: {diagnostic.message}"
    return "; ".join([text, *details(diagnostic)])
