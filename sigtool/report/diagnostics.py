"""Diagnostics in any of their forms; that for people, text, is here."""

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from sigtool.report import terminal
from sigtool.report.forms import DiagnosticFormat
from sigtool.report.rows import tab_separated
from sigtool.report.summary import details, rule_counts
from sigtool.report.summary import summary as summary
from sigtool.text.diagnostic import Diagnostic, Location, Severity
from sigtool.text.source import Span
from sigtool.text.width import display_width

if TYPE_CHECKING:
    from rich.console import Console

# Where a terminal has less room for a line of the source than this, lines wrap.
_NARROWEST: Final = 20
# Characters of no width stand between others, so more of them may fit than there are columns.
_WINDOW: Final = 4


_STYLES: Final = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.NOTE: "bold cyan",
}


def as_text(diagnostics: Sequence[Diagnostic]) -> str:
    """A line each, for `grep`, and below it, set in, what is related and what to do."""
    return "".join(
        f"{text}\n"
        for each in diagnostics
        for text in (line(each), *(f"  {terminal.one_line(more)}" for more in details(each)))
    )


def as_concise(diagnostics: Sequence[Diagnostic]) -> str:
    """A line each, and no more."""
    return "".join(line(diagnostic) + "\n" for diagnostic in diagnostics)


# Where the function of a form is, which is loaded when it is asked for.
_FORMS: Final[Mapping[DiagnosticFormat, tuple[str, str]]] = {
    DiagnosticFormat.TEXT: (__name__, "as_text"),
    DiagnosticFormat.CONCISE: (__name__, "as_concise"),
    DiagnosticFormat.JSON: ("sigtool.report.json_form", "as_json"),
    DiagnosticFormat.GITHUB: ("sigtool.report.github", "as_github"),
    DiagnosticFormat.SARIF: ("sigtool.report.sarif", "as_sarif"),
    DiagnosticFormat.GITLAB: ("sigtool.report.gitlab", "as_gitlab"),
    DiagnosticFormat.MARKDOWN: ("sigtool.report.markdown_form", "as_markdown"),
}
# What is read line by line: a summary may stand beside it, and statistics below.
_LINES: Final = (DiagnosticFormat.TEXT, DiagnosticFormat.CONCISE, DiagnosticFormat.GITHUB)


def in_form(diagnostics: Sequence[Diagnostic], form: DiagnosticFormat) -> str:
    """Diagnostics in one of the forms."""
    module, name = _FORMS[form]
    write: Callable[[Sequence[Diagnostic]], str] = getattr(import_module(module), name)
    return write(diagnostics)


def usual_format() -> DiagnosticFormat:
    """The form where none is asked for: text, or what GitHub Actions reads if this runs there."""
    is_github = os.environ.get("GITHUB_ACTIONS") == "true"
    return DiagnosticFormat.GITHUB if is_github else DiagnosticFormat.TEXT


def show(
    diagnostics: Sequence[Diagnostic],
    output_format: DiagnosticFormat,
    *,
    statistics: bool = False,
) -> None:
    """Print diagnostics on standard output; a summary for people goes to standard error.

    With `statistics`, a count for each rule follows. What is one JSON document stays one: its
    statistics go to standard error.
    """
    is_for_people = output_format is DiagnosticFormat.TEXT and terminal.is_terminal()
    if is_for_people:
        console = terminal.console()
        for diagnostic in diagnostics:
            _print(console, diagnostic)
    else:
        terminal.write(in_form(diagnostics, output_format))
    counts = rule_counts(diagnostics) if statistics else []
    rows = [(str(each.count), each.code, each.name, str(each.fixable)) for each in counts]
    if rows and is_for_people:
        _print_statistics(rows)
    elif rows and output_format is DiagnosticFormat.MARKDOWN:
        from sigtool.report.markdown_form import statistics_markdown

        terminal.write(statistics_markdown(counts))
    elif rows and output_format in _LINES:
        terminal.write(tab_separated(rows))
    elif rows:
        terminal.warn(tab_separated(rows).rstrip("\n"))
    if output_format in _LINES:
        terminal.warn(summary(diagnostics))


def line(diagnostic: Diagnostic) -> str:
    """`sigs.yaml:12:5: warning SIG404 handle-mismatch: what is wrong`."""
    text = f"{diagnostic.severity} {diagnostic.code} {diagnostic.name}: {diagnostic.message}"
    return terminal.one_line(f"{diagnostic.location}: {text}")


def _print(console: "Console", diagnostic: Diagnostic) -> None:
    """One diagnostic on a terminal: the line of the source, and a caret under the place."""
    style = _STYLES[diagnostic.severity]
    lines = [
        [
            (f"{diagnostic.location}: ", "bold"),
            (diagnostic.severity, style),
            (f" {diagnostic.code} {diagnostic.name}: ", "dim"),
            (diagnostic.message, ""),
        ],
        *(
            [(text, ""), (part, style)]
            for text, part in excerpt(diagnostic.location, console.width)
        ),
        *(
            [(f"  {text}", "dim" if at < len(diagnostic.related) else "")]
            for at, text in enumerate(details(diagnostic))
        ),
    ]
    for parts in lines:
        shown = terminal.styled("")
        for text, look in parts:
            shown.append_text(terminal.styled(terminal.one_line(text), look))
        console.print(shown, soft_wrap=True)


def _print_statistics(rows: Sequence[Sequence[str]]) -> None:
    table = terminal.table()
    table.add_column("Count", justify="right")
    table.add_column("Code")
    table.add_column("Rule")
    table.add_column("Fixable", justify="right")
    for row in rows:
        table.add_row(*(terminal.styled(text) for text in row))
    terminal.console().print(table)


def excerpt(location: Location, width: int) -> list[tuple[str, str]]:
    """The line that a place is on and, below it, carets under the place, no wider than `width`.

    Each line comes in two parts, of which the second is to be seen first. A place that goes on
    beyond its first line is shown as far as there; of a blank line nothing is shown.
    """
    source, start = location.source, location.span.start
    line = source.line_span(source.line_of(start))
    # Of a line that is far longer than the terminal is wide, no more is looked at than fits.
    most = _WINDOW * max(width, _NARROWEST)
    first, last = max(line.start, start - most), min(line.end, start + most)
    end = max(start, min(location.span.end, last))
    before = terminal.one_line(source[Span(first, start)])
    inside = terminal.one_line(source[Span(start, end)])
    after = terminal.one_line(source[Span(end, last)])
    if not (before + inside + after).strip():
        return []
    number = str(location.start.line)
    room = max(width - len(number) - 4, _NARROWEST)
    # What is before the place gives way first, but for a third of the room.
    room_before = max(room // 3, room - display_width(inside + after))
    before = _first(before[::-1], room_before)[::-1]
    text = _first(inside + after, room - display_width(before))
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
