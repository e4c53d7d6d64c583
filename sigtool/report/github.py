"""Diagnostics as workflow commands, which GitHub Actions shows beside the lines of a change.

The format and its escapes: `command.ts` of the package @actions/core of GitHub's toolkit.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sigtool.report import terminal
from sigtool.report.summary import details
from sigtool.text.diagnostic import Diagnostic, Location, Severity

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_GRAVITY: Final = tuple(_COMMANDS)
# "Limits" of workflow commands: so many annotations of each kind a step.
MOST_OF_A_KIND: Final = 10
_IN_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES: Final = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """A command a line, the gravest first: `::error file=a,line=1,...::a:1:2: SIG401 what is
    wrong%0Ahelp: ...`; a last line tells of what GitHub leaves out."""
    found = sorted(diagnostics, key=lambda each: _GRAVITY.index(each.severity))
    return "".join(f"{line}\n" for line in (*map(_command, found), *_left_out(found)))


def _left_out(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """What to say where there are more than GitHub shows beside the lines of a change."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    if hidden := sum(max(count - MOST_OF_A_KIND, 0) for count in counts.values()):
        most = MOST_OF_A_KIND
        yield (
            f"{hidden} of {len(diagnostics)} findings are not shown beside the code: GitHub shows "
            f"{most} errors, {most} warnings and {most} notices a step. All are in this log; for "
            "the job's summary: sigtool validate --output-format markdown >> $GITHUB_STEP_SUMMARY"
        )


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
