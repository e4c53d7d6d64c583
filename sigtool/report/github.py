"""Diagnostics as workflow commands, which GitHub Actions shows beside the lines of a change.

The format and its escapes: `command.ts` of the package @actions/core of GitHub's toolkit.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from sigtool.report import terminal
from sigtool.report.summary import details
from sigtool.text.diagnostic import Diagnostic, Location, Severity

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES: Final = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """A command a line: `::error file=a,line=1,...::a:1:2: SIG401 what is wrong%0Ahelp: ...`."""
    return "".join(_command(diagnostic) + "\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    properties = {
        "file": diagnostic.location.path,
        **_lines(diagnostic.location),
        "title": f"{diagnostic.code} {diagnostic.name}",
    }
    # The log of a job shows nothing of a command but its message.
    message = f"{diagnostic.location}: {diagnostic.code} {diagnostic.message}"
    return command(diagnostic.severity, properties, [message, *details(diagnostic)])


def command(severity: Severity, properties: Mapping[str, object], lines: Sequence[str]) -> str:
    """A workflow command that shows lines of text at the place that its properties name."""
    listed = ",".join(
        f"{key}={str(value).translate(_IN_PROPERTIES)}" for key, value in properties.items()
    )
    text = "\n".join(lines).translate(_IN_DATA)
    return terminal.printable(f"::{_COMMANDS[severity]} {listed}::{text}")


def _lines(location: Location) -> dict[str, int]:
    """The lines of a place; GitHub takes columns only of a place within one line."""
    start, end = location.start, location.end
    if start.line != end.line:
        # One that ends with a line break ends before the next line; there GitHub would put it.
        last = location.source.position(location.span.end - 1).line
        return {"line": start.line, "endLine": last}
    lines = {"line": start.line, "endLine": end.line}
    return {**lines, "col": start.column, "endColumn": end.column}
