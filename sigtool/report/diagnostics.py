"""Diagnostics as text for people, and as JSON for programs."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from sigtool.diagnostic import Diagnostic, FileEdit, Fix, Location, Severity
from sigtool.layout import display_width
from sigtool.report import terminal
from sigtool.report.sigs import json_text
from sigtool.source import Span

if TYPE_CHECKING:
    from rich.console import Console

VERSION: Final = 1
# Where a terminal has less room for a line of the source than this, lines wrap.
_NARROWEST: Final = 20


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
        console = terminal.console()
        for diagnostic in diagnostics:
            _print(console, diagnostic)
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
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
        "hint": diagnostic.hint,
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


def _print(console: "Console", diagnostic: Diagnostic) -> None:
    """One diagnostic on a terminal: the line of the source, and a caret under the place."""
    style = _STYLES[diagnostic.severity]
    head = terminal.styled("")
    for text, look in (
        (f"{diagnostic.location}: ", "bold"),
        (diagnostic.severity, style),
        (f" {diagnostic.code} {diagnostic.name}: ", "dim"),
        (diagnostic.message, ""),
    ):
        head.append_text(terminal.styled(terminal.one_line(text), look))
    console.print(head, soft_wrap=True)
    for text, part in excerpt(diagnostic.location, console.width):
        console.print(
            terminal.styled(text).append_text(terminal.styled(part, style)), soft_wrap=True
        )
    for related in diagnostic.related:
        text = f"  {related.location}: {terminal.one_line(related.message)}"
        console.print(terminal.styled(text, "dim"), soft_wrap=True)
    if diagnostic.hint:
        text = f"  help: {terminal.one_line(diagnostic.hint)}"
        console.print(terminal.styled(text), soft_wrap=True)
    if diagnostic.fix and diagnostic.fix.safe:
        text = f"  fix: {terminal.one_line(diagnostic.fix.title)}: sigtool validate --fix"
        console.print(terminal.styled(text), soft_wrap=True)


def excerpt(location: Location, width: int) -> list[tuple[str, str]]:
    """The line that a place is on and, below it, carets under the place, no wider than `width`.

    Each line comes in two parts, of which the second is to be seen first. A place that goes on
    beyond its first line is shown as far as there; of a blank line nothing is shown.
    """
    source, start = location.source, location.span.start
    line_number = source.line_of(start)
    line_span = source.line_span(line_number)
    end = min(location.span.end, line_span.end)
    before = terminal.one_line(source[Span(line_span.start, start)])
    inside = terminal.one_line(source[Span(start, max(start, end))])
    after = terminal.one_line(source[Span(max(start, end), line_span.end)])
    if not (before + inside + after).strip():
        return []
    number = str(line_number + 1)
    room = max(width - len(number) - 4, _NARROWEST)
    # What is before the place gives way first, but for a third of the room.
    before = _last(before, max(room // 3, room - display_width(inside + after)))
    room -= display_width(before)
    text = _first(inside + after, room)
    carets = "^" * max(min(display_width(inside), display_width(text)), 1)
    gutter = " " * len(number)
    return [
        (f" {number} | {before}{text}", ""),
        (f" {gutter} | {' ' * display_width(before)}", carets),
    ]


def _first(text: str, room: int) -> str:
    """As much of the beginning of a text as fits, with a sign that there is more."""
    if display_width(text) <= room:
        return text
    widths = accumulate(display_width(character) for character in text)
    return text[: sum(1 for width in widths if width < room)] + "…"


def _last(text: str, room: int) -> str:
    """As much of the end of a text as fits, with a sign that there is more."""
    return _first(text[::-1], room)[::-1]
