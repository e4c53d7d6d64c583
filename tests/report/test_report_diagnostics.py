"""Diagnostics in a pipe, as JSON, and the excerpt of a source that a terminal shows."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from conftest import Outcome, Run
from rules_support import README, REGISTRY

from sigtool.report import diagnostics as report
from sigtool.report.json_form import as_json
from sigtool.text.diagnostic import Diagnostic, FileEdit, Fix, Location, Related, Severity
from sigtool.text.source import Edit, Source, Span

SOURCE: Final = Source("docs/sigs.yaml", "a: 1\r\nb: 王 [/x]\r\n")
PLACE: Final = Location(SOURCE, Span(SOURCE.text.index("王"), SOURCE.text.index("[")))


def diagnostic(message: str = "m", severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic("SIG999", "a-rule", severity, message, PLACE)


LINES: Final = {
    "a message": ("A: wrong", "docs/sigs.yaml:2:4: error SIG999 a-rule: A: wrong"),
    "markup is data": (
        "[red]x[/red] [/foo] :smile:",
        "docs/sigs.yaml:2:4: error SIG999 a-rule: [red]x[/red] [/foo] :smile:",
    ),
    "control characters are written out, and a line stays one": (
        "a\x1b[2J\r\n\tb\u2028\u202e\x9b\udc80",
        "docs/sigs.yaml:2:4: error SIG999 a-rule: a\\x1b[2J\\x0d  b\\u2028\\u202e\\x9b\\udc80",
    ),
}


@pytest.mark.parametrize(("message", "expected"), LINES.values(), ids=LINES)
def test_a_diagnostic_is_a_line_to_grep(message: str, expected: str) -> None:
    assert report.line(diagnostic(message)) == expected


FIX: Final = Fix("mend", (FileEdit(SOURCE, Edit(Span(0, 0), "")),))
MENDED: Final = Diagnostic("SIG999", "a-rule", Severity.ERROR, "m", PLACE, fix=FIX)
CHANGED: Final = replace(MENDED, fix=replace(FIX, safe=False))
SUMMARIES: Final = {
    "nothing": ([], "No problems found."),
    "one of a kind": ([diagnostic()], "Found 1 error."),
    "several kinds, the gravest first": (
        [
            diagnostic(severity=Severity.NOTE),
            diagnostic(severity=Severity.WARNING),
            diagnostic(),
            diagnostic(),
        ],
        "Found 2 errors, 1 warning, 1 note.",
    ),
    "what can be fixed": ([MENDED], "Found 1 error. 1 can be fixed: sigtool validate --fix."),
    "what can be fixed, but not safely": (
        [CHANGED],
        "Found 1 error. 1 can be fixed: sigtool validate --fix --unsafe-fixes.",
    ),
    "some safely, some not": (
        [MENDED, CHANGED, MENDED, diagnostic()],
        "Found 4 errors. 2 can be fixed: sigtool validate --fix (1 more with --unsafe-fixes).",
    ),
}


@pytest.mark.parametrize(("diagnostics", "expected"), SUMMARIES.values(), ids=SUMMARIES)
def test_a_summary_counts(diagnostics: list[Diagnostic], expected: str) -> None:
    assert report.summary(diagnostics) == expected


# --- JSON --------------------------------------------------------------------------------------

AT: Final = {"path": "docs/sigs.yaml", "line": 2, "column": 4, "end_line": 2, "end_column": 6}
BARE: Final = {
    "code": "SIG999", "name": "a-rule", "severity": "error", "message": "m", **AT,
    "related": [], "fix": None, "hint": None,
}  # fmt: skip
FULL: Final = Diagnostic(
    "SIG999", "a-rule", Severity.NOTE, "王 \x1b\u202e\ud800", PLACE,
    (Related("first", Location(SOURCE, Span(0, 1))),),
    Fix("mend", (FileEdit(SOURCE, Edit(Span(4, 6), "\n")),), safe=False), "do it",
)  # fmt: skip
VALUES: Final = {
    "no diagnostics": ([], {"version": 1, "diagnostics": []}),
    "nothing but what has to be": ([diagnostic()], {"version": 1, "diagnostics": [BARE]}),
    "everything": (
        [FULL],
        {
            "version": 1,
            "diagnostics": [
                {
                    **BARE,
                    "severity": "note",
                    "message": "王 \x1b\u202e\ud800",
                    "related": [
                        {"message": "first", "path": "docs/sigs.yaml", "line": 1, "column": 1}
                    ],
                    "fix": {
                        "title": "mend",
                        "safe": False,
                        "edits": [
                            {
                                "path": "docs/sigs.yaml", "line": 1, "column": 5,
                                "end_line": 2, "end_column": 1, "text": "\n",
                            }
                        ],
                    },
                    "hint": "do it",
                }
            ],
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize(("diagnostics", "expected"), VALUES.values(), ids=VALUES)
def test_json_is_as_it_was_promised(diagnostics: list[Diagnostic], expected: object) -> None:
    text = as_json(diagnostics)
    assert json.loads(text) == expected
    assert text == text.encode("utf-8").decode("utf-8").rstrip("\n") + "\n"


def test_json_holds_no_control_characters() -> None:
    assert '"message": "王 \\u001b\\u202e\\ud800",\n' in as_json([FULL])


# --- the command -------------------------------------------------------------------------------


def test_a_pipe_gets_the_findings_and_standard_error_their_number(
    repository: Path, sigtool: Run
) -> None:
    (repository / "sigs.yaml").write_bytes(
        REGISTRY.replace("name: Runtime", "name: '[red]x[/red]'").encode()
    )
    readme = README.replace("Runtime", "[red]x[/red]").replace("@grace", "@ada")
    (repository / "README.md").write_bytes(readme.encode())
    told = (
        "README.md:6:31: error SIG601 out-of-date: "
        "[red]x[/red]: lead is @ada, registry has @grace\n"
    )
    below = (
        "  sigs.yaml:15:5: the registry says so here\n"
        "  help: sigtool render takes that back; to keep it: "
        "sigtool remove-lead '[red]x[/red]' @grace; sigtool add-lead '[red]x[/red]' @ada\n"
        "  unsafe fix: render the row: sigtool validate --fix --unsafe-fixes\n"
    )
    summary = "Found 1 error. 1 can be fixed: sigtool validate --fix --unsafe-fixes.\n"
    assert sigtool("validate") == Outcome(1, told + below, summary)
    assert sigtool("validate", "--output-format", "concise") == Outcome(1, told, summary)


def test_json_of_the_command_is_all_of_its_output(repository: Path, sigtool: Run) -> None:
    (repository / "sigs.yaml").write_bytes(REGISTRY.encode())
    (repository / "README.md").write_bytes(README.replace("@grace", "@ada").encode())
    outcome = sigtool("validate", "--output-format", "json")
    extent = {"path": "README.md", "line": 6, "end_line": 6}
    assert (outcome.code, outcome.stderr, json.loads(outcome.stdout)) == (
        1,
        "",
        {
            "version": 1,
            "diagnostics": [
                {
                    "code": "SIG601",
                    "name": "out-of-date",
                    "severity": "error",
                    "message": "Runtime: lead is @ada, registry has @grace",
                    **extent,
                    "column": 26,
                    "end_column": 30,
                    "related": [
                        {
                            "message": "the registry says so here",
                            "path": "sigs.yaml",
                            "line": 15,
                            "column": 5,
                        }
                    ],
                    "fix": {
                        "title": "render the row",
                        "safe": False,
                        "edits": [{**extent, "column": 25, "end_column": 31, "text": " @grace "}],
                    },
                    "hint": "sigtool render takes that back; to keep it: "
                    "sigtool remove-lead Runtime @grace; sigtool add-lead Runtime @ada",
                }
            ],
        },
    )


# --- the excerpt -------------------------------------------------------------------------------

# A line, the part of it that is meant between « and », the width, and what is shown.
EXCERPTS: Final = {
    "a place in a line": ("name: «Ada»", 40, [" 1 | name: Ada", "   |       ^^^"]),
    "an empty place": ("name:«»", 40, [" 1 | name:", "   |      ^"]),
    "an empty place in a line": ("a «»b", 40, [" 1 | a b", "   |   ^"]),
    "a blank line": ("  «»", 40, []),
    "wide characters before and inside": (
        "名称: «编译器» x", 40, [" 1 | 名称: 编译器 x", "   |       ^^^^^^"],
    ),
    "a character that combines": ("e\u0301: «e\u0301»", 40, [" 1 | e\u0301: e\u0301", "   |    ^"]),
    "tabs": ("\ta\t«b\tc»", 40, [" 1 |  a b c", "   |    ^^^"]),
    "control characters": ("\x1b«\x00»", 40, [" 1 | \\x1b\\x00", "   |     ^^^^"]),
    "a place that goes on beyond its line": (
        "a «bc\nd»e", 40, [" 1 | a bc", "   |   ^^"],
    ),
    "a place that begins at a line's end": ("ab«\nc»", 40, [" 1 | ab", "   |   ^"]),
    "CRLF": ("«ab»\r\n", 40, [" 1 | ab", "   | ^^"]),
    "just as long as there is room": ("«a»" + "b" * 34, 40, [" 1 | a" + "b" * 34, "   | ^"]),
    "long behind the place": (
        "«abc» " + "x" * 40, 40, [" 1 | abc " + "x" * 30 + "…", "   | ^^^"],
    ),
    "long before the place": (
        "x" * 40 + " «abc»", 40, [" 1 | …" + "x" * 30 + " abc", "   | " + " " * 32 + "^^^"],
    ),
    "long on both sides": (
        "x" * 40 + "«abc»" + "y" * 40, 40,
        [" 1 | …" + "x" * 10 + "abc" + "y" * 20 + "…", "   | " + " " * 11 + "^^^"],
    ),
    "a long place": (
        "a «" + "b" * 80 + "»", 40, [" 1 | a " + "b" * 32 + "…", "   |   " + "^" * 33],
    ),
    "long and wide": (
        "宽" * 40 + "«中»" + "宽" * 40, 40,
        [" 1 | …" + "宽" * 5 + "中" + "宽" * 10 + "…", "   | " + " " * 11 + "^^"],
    ),
    "a terminal too narrow for anything": (
        "x" * 40 + "«abc»" + "y" * 40, 5,
        [" 1 | …" + "x" * 5 + "abc" + "y" * 10 + "…", "   | " + " " * 6 + "^^^"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "width", "expected"), EXCERPTS.values(), ids=EXCERPTS)
def test_an_excerpt_shows_the_place(marked: str, width: int, expected: list[str]) -> None:
    start, end = marked.index("«"), marked.index("»") - 1
    source = Source("a", marked.replace("«", "").replace("»", ""))
    shown = report.excerpt(Location(source, Span(start, end)), width)
    assert [text + part for text, part in shown] == expected


def test_an_excerpt_has_the_number_of_its_line() -> None:
    source = Source("a", "\n" * 99 + "abc")
    assert report.excerpt(Location(source, Span(100, 101)), 40) == [
        (" 100 | abc", ""),
        ("     |  ", "^"),
    ]
