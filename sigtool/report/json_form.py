"""Diagnostics as JSON for programs; `sigtool/diagnostics.schema.json` describes it."""

from collections.abc import Sequence
from typing import Final

from sigtool.report import terminal
from sigtool.text.diagnostic import Diagnostic, Fix, Location

VERSION: Final = 1


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Version 1 of the format; keys are only ever added."""
    found = [
        {
            "code": diagnostic.code,
            "name": diagnostic.name,
            "severity": str(diagnostic.severity),
            "message": diagnostic.message,
            **_place(diagnostic.location),
            **_end(diagnostic.location),
            "related": [
                {"message": related.message, **_place(related.location)}
                for related in diagnostic.related
            ],
            "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
            "hint": diagnostic.hint,
        }
        for diagnostic in diagnostics
    ]
    return terminal.json_text({"version": VERSION, "diagnostics": found})


def _fix(fix: Fix) -> dict[str, object]:
    edits = [
        {**_place(each.location), **_end(each.location), "text": each.edit.text}
        for each in fix.edits
    ]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _place(location: Location) -> dict[str, object]:
    start = location.start
    return {"path": location.path, "line": start.line, "column": start.column}


def _end(location: Location) -> dict[str, object]:
    return {"end_line": location.end.line, "end_column": location.end.column}
