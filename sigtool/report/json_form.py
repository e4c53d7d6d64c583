"""Diagnostics as JSON for programs; `sigtool/diagnostics.schema.json` describes it."""

from collections.abc import Sequence
from typing import Final

from sigtool.report.jsontext import json_text
from sigtool.text.diagnostic import Diagnostic, FileEdit, Fix, Location

VERSION: Final = 1


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Version 1 of the format; keys are only ever added."""
    return json_text(
        {"version": VERSION, "diagnostics": [_mapping(diagnostic) for diagnostic in diagnostics]}
    )


def _mapping(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        **_extent(diagnostic.location),
        "related": [
            {
                "message": related.message,
                "path": related.location.path,
                "line": related.location.start.line,
                "column": related.location.start.column,
            }
            for related in diagnostic.related
        ],
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
        "hint": diagnostic.hint,
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {"title": fix.title, "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: FileEdit) -> dict[str, object]:
    return {**_extent(edit.location), "text": edit.edit.text}


def _extent(location: Location) -> dict[str, object]:
    start, end = location.start, location.end
    return {
        "path": location.path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }
