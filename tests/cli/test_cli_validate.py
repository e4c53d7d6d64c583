"""`validate` and `rule` from the command line: fixes, links, formats, and pages."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import NO_PROBLEMS, Outcome, Run, contents, write_files
from repositories import HEADER, ITEMS, ROWS, TABLES, commit_all

from sigtool.rules import RULES

DOCUMENT = """\
# Groups

| Name | Leads |
| ---- | ----- |
| Compiler | |
"""
REGISTRY = """\
tables:
  - path: README.md
    columns:
      Name: name
      Leads: leads
sigs:
  - name: Compiler
    leads:
      - handle: grace
"""
DIFF = """\
--- a/README.md
+++ b/README.md
@@ -2,4 +2,4 @@
{blank}
 | Name | Leads |
 | ---- | ----- |
-| Compiler | |
+| Compiler | @grace |
""".replace("{blank}", " ")
MENDED = DOCUMENT.replace("| |", "| @grace |")
OTHER_LEAD = "Compiler: lead is @ada, registry has @grace"
FOUND = "Found 1 error. 1 can be fixed: sigtool validate --fix.\n"


@pytest.fixture
def drifted(repository: Path) -> Path:
    """A repository whose table does not say all that its registry does."""
    write_files(repository, {"README.md": DOCUMENT, "sigs.yaml": REGISTRY})
    return repository


def test_diff_shows_what_fix_would_do(drifted: Path, sigtool: Run) -> None:
    before = contents(drifted)
    assert sigtool("validate", "--diff") == Outcome(1, DIFF, FOUND)
    assert contents(drifted) == before
    assert sigtool("validate", "--fix") == Outcome(0, "", "Fixed README.md.\nNo problems found.\n")
    assert (drifted / "README.md").read_bytes().decode() == MENDED
    assert sigtool("validate", "--diff") == NO_PROBLEMS


def test_what_the_table_says_was_replaced_unasked(drifted: Path, sigtool: Run) -> None:
    said = DOCUMENT.replace("| |", "| @ada |")
    write_files(drifted, {"README.md": said})
    told = FOUND.replace("--fix.", "--fix --unsafe-fixes.")
    diff = DIFF.replace("| |", "| @ada |")
    assert sigtool("validate", "--diff") == Outcome(1, "", told)
    assert sigtool("validate", "--diff", "--unsafe-fixes") == Outcome(1, diff, told)
    assert sigtool("validate", "--fix") == Outcome(
        1,
        f"README.md:5:14: error SIG601 out-of-date: {OTHER_LEAD}\n"
        "  sigs.yaml:8:5: the registry says so here\n"
        "  help: sigtool render takes that back; to keep it: "
        "sigtool remove-lead Compiler @grace; sigtool add-lead Compiler @ada\n"
        "  unsafe fix: render the row: sigtool validate --fix --unsafe-fixes\n",
        told,
    )
    assert (drifted / "README.md").read_bytes().decode() == said
    assert sigtool("validate", "--fix", "--unsafe-fixes") == Outcome(
        0,
        "",
        "Fixed README.md.\nREADME.md:5: Compiler: replaced what the table said of leads: @ada\n"
        "No problems found.\n",
    )
    assert (drifted / "README.md").read_bytes().decode() == MENDED


def test_diff_counts_what_the_baseline_does_not_hold(drifted: Path, sigtool: Run) -> None:
    assert sigtool("validate", "--write-baseline").code == 0
    assert sigtool("validate", "--diff", "--baseline") == Outcome(0, DIFF, "No problems found.\n")


def test_diff_counts_links_that_do_not_answer(repository: Path, sigtool: Run, host: str) -> None:
    text = f'sigs:\n  - name: A\n    leads: [{{handle: gone, url: "{host}/gone"}}]\n'
    write_files(repository, {"sigs.yaml": text})
    found = sigtool("validate", "--select", "SIG503", "--diff", "--check-links")
    assert found == Outcome(0, "", "Checked 1 of 1 URLs.\nFound 1 warning.\n")


def test_exit_zero(drifted: Path, sigtool: Run) -> None:
    found = sigtool("validate", "--exit-zero")
    assert (found.code, found.stderr) == (0, FOUND)


def test_statistics(drifted: Path, sigtool: Run) -> None:
    found = sigtool("validate", "--statistics", "--output-format", "concise")
    assert found.stdout.split("\n")[1:] == ["1\tSIG601\tout-of-date\t1", ""]


def test_github_is_the_form_in_github_actions(
    drifted: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    found = sigtool("validate")
    assert found.stdout.startswith("::error file=README.md,line=5,")
    assert sigtool("validate", "--output-format", "text").stdout.startswith("README.md:5:14: ")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--fix", "--diff"], "--fix and --diff cannot go together; give one of them"),
        *(
            (["--diff", *option], f"--diff and {option[0]} cannot go together; give one of them")
            for option in (["--write-baseline"], ["--output-format", "json"], ["--statistics"])
        ),
        (
            ["--unsafe-fixes"],
            "--unsafe-fixes goes with --fix, or with --diff to see them first",
        ),
        (["--select", "SIG4044"], "no rule is called 'SIG4044'; did you mean SIG404?"),
    ],
)
def test_options_that_do_not_go(
    drifted: Path, sigtool: Run, options: list[str], message: str
) -> None:
    assert sigtool("validate", *options) == Outcome(2, "", f"sigtool: {message}\n")


# --- links ---------------------------------------------------------------------------------------


class Pages(BaseHTTPRequestHandler):
    """A server on which there is one page, and a door."""

    def do_HEAD(self) -> None:
        status = {"/ada": 200, "/closed": 403}.get(self.path, 404)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *_: object) -> None:
        """Standard error is for pytest."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_links_are_asked_only_on_request(repository: Path, sigtool: Run, host: str) -> None:
    people = "".join(
        f'  - name: {name}\n    leads: [{{handle: {name}, url: "{host}/{name}"}}]\n'
        for name in ("ada", "closed", "gone")
    )
    write_files(repository, {"sigs.yaml": f"sigs:\n{people}"})
    only = ("validate", "--select", "SIG503")
    assert sigtool(*only) == NO_PROBLEMS
    found = sigtool(*only, "--check-links")
    assert (found.code, found.stdout) == (
        0,
        f"sigs.yaml:7:33: warning SIG503 unreachable-url: gone: '{host}/gone' answers "
        "404 Not Found\n  help: correct the link, or take it away\n",
    )
    assert found.stderr == (
        f"not checked: {host}/closed: 403 Forbidden\nChecked 2 of 3 URLs.\nFound 1 warning.\n"
    )


def test_the_url_of_a_row_that_sync_will_take_is_asked(
    repository: Path, sigtool: Run, host: str
) -> None:
    registry = "validate: {table_edits: accept}\n" + TABLES + ITEMS
    write_files(repository, {"sigs.yaml": registry, "README.md": HEADER + ROWS})
    commit_all()
    row = f"| Infra | | [@lin]({host}/lin) |\n"
    write_files(repository, {"README.md": HEADER + ROWS + row})
    found = sigtool("validate", "--select", "SIG503", "--check-links", "--output-format", "concise")
    assert found == Outcome(
        0,
        f"README.md:5:1: warning SIG503 unreachable-url: Infra: '{host}/lin' answers "
        "404 Not Found\n",
        "Checked 1 of 1 URLs.\nFound 1 warning.\n",
    )


# --- rules ---------------------------------------------------------------------------------------


def test_the_list_of_rules(sigtool: Run) -> None:
    lines = sigtool("rule").stdout.splitlines()
    assert [line.split("\t")[:3] for line in lines] == [
        [rule.code, rule.name, str(rule.severity)] for rule in RULES
    ]


PAGE = """\
# SIG408 invalid-email

Severity: error.

An e-mail address is one that mail can reach: a name, an @, a domain with a dot.

Bad:

```yaml
sigs:
  - name: Compiler
    leads:
      - name: Ada Lovelace
        email: ada at example.org
```

Good:

```yaml
sigs:
  - name: Compiler
    leads:
      - name: Ada Lovelace
        email: ada@example.org
```

To leave it out, with the reason, beside one value:

```yaml
# sigtool: ignore SIG408: the reason
```

for one SIG: `validate: {per_sig: {NAME: {SIG408: the reason}}}`; everywhere: \
`validate: {ignore: [SIG408]}`.
"""


@pytest.mark.parametrize("word", ["SIG408", "sig408", "invalid-email"])
def test_the_page_of_a_rule(sigtool: Run, word: str) -> None:
    assert sigtool("rule", word) == Outcome(0, PAGE)


def test_all_pages(sigtool: Run) -> None:
    text = sigtool("rule", "--all").stdout
    titles = [line for line in text.splitlines() if line.startswith("# SIG")]
    assert titles == [f"# {rule.code} {rule.name}" for rule in RULES]
    assert PAGE in text


def test_a_prefix_explains_several_rules(sigtool: Run) -> None:
    text = sigtool("rule", "SIG00").stdout
    titles = [line for line in text.splitlines() if line.startswith("# SIG")]
    assert titles == [f"# {rule.code} {rule.name}" for rule in RULES if rule.code[:5] == "SIG00"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["invalid-mail"], "no rule is called 'invalid-mail'; did you mean invalid-email?"),
        (["408"], "no rule is called '408'; did you mean SIG408?"),
        (["nothing"], "no rule is called 'nothing'; `sigtool rule` lists them"),
        (["SIG408", "--all"], "--all prints every rule; leave out the one named"),
    ],
)
def test_a_rule_that_is_none(sigtool: Run, words: list[str], message: str) -> None:
    assert sigtool("rule", *words) == Outcome(2, "", f"sigtool: {message}\n")
