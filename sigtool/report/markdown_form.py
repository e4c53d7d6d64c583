"""Diagnostics as Markdown: for a comment on a pull request, or for `$GITHUB_STEP_SUMMARY`.

What the data says stands in code spans: there, nobody is mentioned and nothing becomes a link.
"""

from collections.abc import Sequence
from typing import Final

from sigtool.markdown.rows import escape
from sigtool.report import terminal
from sigtool.report.summary import RuleCount, counted, details, fixable
from sigtool.text.diagnostic import Diagnostic, Severity
from sigtool.text.lazily import lazily

# A comment on GitHub holds 65,536 characters.
MOST_ROWS: Final = 50
MOST_CHARACTERS: Final = 300
_GRAVITY: Final = tuple(Severity)
_BACKTICKS: Final = lazily("`+")


def as_markdown(diagnostics: Sequence[Diagnostic]) -> str:
    """A headline, a table of the findings, the gravest first, and what to run."""
    if not diagnostics:
        return "## sigtool: no problems found\n"
    found = sorted(diagnostics, key=lambda each: _GRAVITY.index(each.severity))
    rows = [_row(diagnostic) for diagnostic in found[:MOST_ROWS]]
    parts = [
        f"## sigtool: {counted(found)}\n",
        _table(("Severity", "Place", "Rule", "Message"), rows),
    ]
    if len(found) > MOST_ROWS:
        parts.append(f"{len(found) - MOST_ROWS} more are not shown: `sigtool validate`.\n")
    if command := fixable(found, quote="`"):
        parts.append(f"{command}\n")
    return "\n".join(parts)


def statistics_markdown(counts: Sequence[RuleCount]) -> str:
    """What `--statistics` adds: a blank line, and a table of counts."""
    rows = [(str(each.count), f"{each.code} {each.name}", str(each.fixable)) for each in counts]
    return "\n" + _table(("Count", "Rule", "Fixable"), rows)


def code_span(text: str) -> str:
    """A text as a code span in a cell of a table, in one line, cut where it is very long."""
    text = terminal.one_line(text)
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - 1] + "…"
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    is_eaten = text[:1] in ("`", " ") or text[-1:] in ("`", " ")
    pad = " " if is_eaten else ""
    # A table is read before the code in it: there too, a bar has to be escaped.
    return f"{fence}{pad}{escape(text)}{pad}{fence}"


def _row(diagnostic: Diagnostic) -> tuple[str, ...]:
    return (
        diagnostic.severity,
        code_span(str(diagnostic.location)),
        f"{diagnostic.code} {diagnostic.name}",
        "<br>".join(map(code_span, [diagnostic.message, *details(diagnostic)])),
    )


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
