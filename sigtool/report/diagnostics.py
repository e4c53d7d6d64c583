"""Diagnostics as text for people, and as JSON for programs."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from sigtool.diagnostic import Diagnostic, FileEdit, Fix, Location, Severity
from sigtool.layout import display_width
from sigtool.report import terminal
from sigtool.report.sigs import json_text

VERSION: Final = 1


class DiagnosticFormat(StrEnum):
    """The forms in which `validate` prints."""

    TEXT = "text"
    JSON = "json"


_STYLES: Final = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.NOTE: "bold cyan",
}


def show(diagnostics: Sequence[Diagnostic], output_format: DiagnosticFormat) -> None:
    """Print diagnostics on standard output; a summary for people goes to standard error."""
    if output_format is DiagnosticFormat.JSON:
        terminal.write(as_json(diagnostics))
        return
    if terminal.is_terminal():
        for diagnostic in diagnostics:
            _print(diagnostic)
    else:
        terminal.write("".join(line(diagnostic) + "\n" for diagnostic in diagnostics))
    terminal.warn(summary(diagnostics))


def line(diagnostic: Diagnostic) -> str:
    """`sigs.yaml:12:5: warning SIG404 handle-mismatch: what is wrong`."""
    text = f"{diagnostic.severity} {diagnostic.code} {diagnostic.name}: {diagnostic.message}"
    return terminal.one_line(f"{diagnostic.location}: {text}")


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many there are of each severity, and what mends the most."""
    if not diagnostics:
        return "No problems found."
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [
        f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}"
        for severity in Severity
        if counts[severity]
    ]
    fixable = sum(1 for d in diagnostics if d.fix and d.fix.safe)
    more = f" {fixable} can be fixed: sigtool validate --fix." if fixable else ""
    return f"Found {', '.join(parts)}.{more}"


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
        "hint": diagnostic.hint,
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {"title": fix.title, "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: FileEdit) -> dict[str, object]:
    return {**_extent(edit.location), "text": edit.edit.text}


def _extent(location: Location) -> dict[str, object]:
    return {
        "path": location.path,
        "line": location.start.line,
        "column": location.start.column,
        "end_line": location.end.line,
        "end_column": location.end.column,
    }


def _print(diagnostic: Diagnostic) -> None:
    """One diagnostic on a terminal: the line of the source, and a caret under the place."""
    console = terminal.console()
    head = terminal.styled(f"{diagnostic.location}: ", "bold")
    head.append_text(terminal.styled(str(diagnostic.severity), _STYLES[diagnostic.severity]))
    head.append_text(terminal.styled(f" {diagnostic.code} {diagnostic.name}", "dim"))
    head.append_text(terminal.styled(f": {diagnostic.message}"))
    console.print(head, soft_wrap=True)
    _print_source(diagnostic.location, _STYLES[diagnostic.severity])
    for related in diagnostic.related:
        text = f"  {related.location}: {related.message}"
        console.print(terminal.styled(text, "dim"), soft_wrap=True)
    if diagnostic.hint:
        console.print(terminal.styled(f"  help: {diagnostic.hint}"), soft_wrap=True)


def _print_source(location: Location, style: str) -> None:
    source, start = location.source, location.span.start
    line_number = source.line_of(start)
    span = source.line_span(line_number)
    text = terminal.one_line(source.text[span.start : span.end])
    before = terminal.one_line(source.text[span.start : start])
    inside = terminal.one_line(source.text[start : min(location.span.end, span.end)])
    if not text.strip():
        return
    console = terminal.console()
    number = str(line_number + 1)
    room = max(console.width - len(number) - 4, 20)
    text, before, inside = _clipped(text, before, inside, room)
    caret = " " * display_width(before) + "^" * max(display_width(inside), 1)
    console.print(terminal.styled(f" {number} | {text}"), soft_wrap=True)
    gutter = terminal.styled(f" {' ' * len(number)} | ")
    console.print(gutter.append_text(terminal.styled(caret, style)), soft_wrap=True)


def _clipped(text: str, before: str, inside: str, room: int) -> tuple[str, str, str]:
    """As much of a long line as fits, with the place in it."""
    if display_width(text) <= room:
        return text, before, inside
    if display_width(before) > room // 3:
        cut = len(before) - room // 3 + 1
        text, before = "…" + text[cut:], "…" + before[cut:]
    while display_width(text) > room:
        text = text[: max(len(text) - max((display_width(text) - room) // 2, 1) - 1, 0)] + "…"
    while inside and display_width(before + inside) > room:
        inside = inside[:-1]
    return text, before, inside
