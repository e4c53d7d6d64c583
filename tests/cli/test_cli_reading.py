"""The commands that only tell, and those that make and check: init, validate, render, schema."""

import json
from pathlib import Path

import pytest
from community import README, REGISTRY
from conftest import NO_PROBLEMS, UP_TO_DATE, Outcome, Run, contents, write_files

# list, show, leads

LISTED = """\
Compiler\tCompiles graphs.\t@ada
Runtime\tRuns `a|b` graphs.\t@grace, @alan
Docs\t文档与教程。\t@ada
Data Sets\tLoads data.\t@edsger
"""
LISTED_CSV = """\
name,readme,responsibilities,leads,leads_handles,leads_urls,leads_emails
Compiler,compiler/README.md,Compiles graphs.,@ada,ada,https://example.org/ada,
Runtime,runtime/README.md,Runs `a|b` graphs.,"@grace, @alan","grace, alan","https://example.org/grace, https://example.org/turing",
Docs,,文档与教程。,@ada,ada,https://example.org/ada,
Data Sets,data/README.md,Loads data.,@edsger,edsger,https://example.org/edsger,edsger@example.org
"""  # noqa: E501 - a row is one line
LISTED_MARKDOWN = """\
| Name | Responsibilities | Leads |
| --- | --- | --- |
| [Compiler](compiler/README.md) | Compiles graphs. | [@ada](https://example.org/ada) |
| [Runtime](runtime/README.md) | Runs `a\\|b` graphs. | [@grace](https://example.org/grace), [@alan](https://example.org/turing) |
| Docs | 文档与教程。 | [@ada](https://example.org/ada) |
| [Data Sets](data/README.md) | Loads data. | [@edsger](https://example.org/edsger) <edsger@example.org> |
"""  # noqa: E501 - a row of a table is one line
RUNTIME = {
    "name": "Runtime",
    "id": None,
    "readme": "runtime/README.md",
    "section": None,
    "status": "active",
    "responsibilities": "Runs `a|b` graphs.",
    "leads": [
        {"handle": "grace", "url": "https://example.org/grace"},
        {"handle": "alan", "url": "https://example.org/turing"},
    ],
}
LEADS = """\
@ada\thttps://example.org/ada\tCompiler, Docs
@grace\thttps://example.org/grace\tRuntime
@alan\thttps://example.org/turing\tRuntime
@edsger\thttps://example.org/edsger\tData Sets
"""


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        ("list", LISTED),
        ("list --output-format table", LISTED),
        ("list --output-format csv", LISTED_CSV),
        ("list --output-format markdown", LISTED_MARKDOWN),
        ("list --output-format names", "Compiler\nRuntime\nDocs\nData Sets\n"),
        ("list --lead @ada --output-format names", "Compiler\nDocs\n"),
        ("list --lead turing --output-format names", "Runtime\n"),
        ("list --lead https://example.org/turing --output-format names", "Runtime\n"),
        ("list --status active --output-format names", "Compiler\nRuntime\nDocs\nData Sets\n"),
        ("list --status dormant", ""),
        ("list --grep GRAPHS --output-format names", "Compiler\nRuntime\n"),
        ("list --grep edsger@ --output-format names", "Data Sets\n"),
        ("list --grep graphs --lead grace --output-format names", "Runtime\n"),
        ("list --grep nothing", ""),
        (
            "show DOCS",
            "name: Docs\nstatus: active\nresponsibilities: 文档与教程。\n"
            "leads:\n  - @ada (https://example.org/ada)\n",
        ),
        ("leads", LEADS),
        ("leads --output-format names", "@ada\n@grace\n@alan\n@edsger\n"),
        (
            "leads --output-format csv",
            "person,link,sigs\n"
            '@ada,https://example.org/ada,"Compiler, Docs"\n'
            "@grace,https://example.org/grace,Runtime\n"
            "@alan,https://example.org/turing,Runtime\n"
            "@edsger,https://example.org/edsger,Data Sets\n",
        ),
    ],
)
def test_what_is_told(community: Path, sigtool: Run, arguments: str, printed: str) -> None:
    before = contents(community)
    assert sigtool(*arguments.split()) == Outcome(0, printed)
    assert contents(community) == before


def test_json(community: Path, sigtool: Run) -> None:
    listed = json.loads(sigtool("list", "--output-format", "json", "--lead", "grace").stdout)
    assert listed == {"version": 1, "sigs": [RUNTIME]}
    shown = json.loads(sigtool("show", "runtime", "--output-format", "json").stdout)
    assert shown == {"version": 1, "sig": RUNTIME}
    people = json.loads(sigtool("leads", "--output-format", "json").stdout)
    assert people["people"][0] == {
        "handle": "ada",
        "url": "https://example.org/ada",
        "sigs": [{"name": "Compiler", "field": "leads"}, {"name": "Docs", "field": "leads"}],
    }


SECTIONS = """\
tables:
  - {path: README.md, heading: Core, section: core}
  - {path: README.md, heading: Other, section: other}
sigs:
  - {name: First}
  - {name: Second, section: other}
  - {name: Third, section: core, status: archived}
"""


@pytest.mark.parametrize(
    ("section", "found"),
    [
        ("core", Outcome(0, "First\nThird\n")),
        ("other", Outcome(0, "Second\n")),
        ("Other", Outcome(0, "Second\n")),
        (
            "oter",
            Outcome(2, "", "sigtool: no section is called 'oter'; did you mean 'other'?\n"),
        ),
    ],
)
def test_sections(community: Path, sigtool: Run, section: str, found: Outcome) -> None:
    write_files(community, {"sigs.yaml": SECTIONS})
    assert sigtool("list", "--section", section, "--output-format", "names") == found


# what is asked of a registry in two languages

LANGUAGES = """\
tables:
  - {path: README_CN.md, language: zh}
  - {path: README.md, language: en}
sigs:
  - name: {zh: 编译器, en: Compiler}
    responsibilities: {en: Turns graphs into code., zh: 编译图。}
    leads:
      - name: {zh: 王小明, en: Wang Xiaoming}
  - name: {en: Docs, zh: 文档}
    leads:
      - handle: {zh: aida, en: ada}
  - name: Runtime
    leads:
      - handle: grace
        name: {zh: 格蕾丝, en: Grace}
"""


@pytest.fixture
def languages(repository: Path) -> Path:
    write_files(repository, {"sigs.yaml": LANGUAGES})
    return repository


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (
            "list",
            "编译器 / Compiler\tTurns graphs into code. / 编译图。\t王小明 / Wang Xiaoming\n"
            "Docs / 文档\t\t@aida / @ada\nRuntime\t\t@grace\n",
        ),
        ("list --language zh --output-format names", "编译器\n文档\nRuntime\n"),
        ("list --language en --output-format names", "Compiler\nDocs\nRuntime\n"),
        ("list --grep 编译器 --output-format names", "编译器 / Compiler\n"),
        ("list --grep compiler --output-format names", "编译器 / Compiler\n"),
        ("list --grep 编译图 --language en --output-format names", "Compiler\n"),
        ("list --grep 格蕾丝 --output-format names", "Runtime\n"),
        ("list --lead 王小明 --language en --output-format names", "Compiler\n"),
        ("list --lead @ada --output-format names", "Docs / 文档\n"),
        ("list --lead @aida --output-format names", "Docs / 文档\n"),
        ("list --lead 格蕾丝 --output-format names", "Runtime\n"),
        (
            "show 文档",
            "name (en): Docs\nname (zh): 文档\nstatus: active\nleads:\n  - @aida / @ada\n",
        ),
        (
            "show runtime",
            "name: Runtime\nstatus: active\nleads:\n  - @grace (格蕾丝 / Grace)\n",
        ),
        (
            "leads",
            "王小明 / Wang Xiaoming\t\t编译器 / Compiler\n"
            "@aida / @ada\t\tDocs / 文档\n@grace\t\tRuntime\n",
        ),
    ],
)
def test_a_reader_saw_one_language(
    languages: Path, sigtool: Run, arguments: str, printed: str
) -> None:
    assert sigtool(*arguments.split()) == Outcome(0, printed)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("show ", "编译器\nCompiler\nDocs\n文档\nRuntime\n"),
        ("show 文", "文档\n"),
        ("show C", "Compiler\n"),
        ("list --lead ", "王小明\nWang\\ Xiaoming\n@aida\n@ada\n@grace\n"),
        ("list --lead W", "Wang\\ Xiaoming\n"),
        ("list --lead a", "aida\nada\n"),
    ],
)
def test_completion_offered_one_language(
    languages: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch, typed: str, offered: str
) -> None:
    words = ["sigtool", *typed.split(" ")]
    monkeypatch.setenv("_SIGTOOL_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "\n".join(words))
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    assert sigtool() == Outcome(0, offered)


# init

WROTE = (
    "Wrote {}: 4 SIGs and 5 leads from the table at {}:7.\n"
    "Columns: SIG name = name, Responsibilities = responsibilities, SIG Leads = leads. "
    "Next: sigtool validate; sigtool list.\n"
)


@pytest.fixture
def document(repository: Path) -> Path:
    """A repository with the README of the community in it, twice, and no registry."""
    (repository / "docs").mkdir()
    for folder in (repository, repository / "docs"):
        write_files(folder, {"README.md": README})
    return repository


def rebased(path: str, prefix: str) -> bytes:
    """The registry of a document at `path`, whose links then begin with `prefix`."""
    text = REGISTRY.replace("path: README.md", f"path: {path}")
    return text.replace("readme: ", f"readme: {prefix}").encode()


@pytest.mark.parametrize(
    ("arguments", "target", "path", "prefix"),
    [
        ("init README.md", "sigs.yaml", "README.md", ""),
        ("init README.md --table 1", "sigs.yaml", "README.md", ""),
        ("init ./README.md --heading current--sigs", "sigs.yaml", "README.md", ""),
        ("init README.md -o community.yaml", "community.yaml", "README.md", ""),
        ("init README.md --output docs/sigs.yaml", "docs/sigs.yaml", "../README.md", "../"),
        ("init docs/README.md", "sigs.yaml", "docs/README.md", "docs/"),
        ("init docs/README.md -o docs/sigs.yaml", "docs/sigs.yaml", "README.md", ""),
        ("--file community.yaml init README.md", "community.yaml", "README.md", ""),
    ],
)
def test_init(
    document: Path, sigtool: Run, arguments: str, target: str, path: str, prefix: str
) -> None:
    before = contents(document)
    words = [word.replace("--sigs", "  SIGs") for word in arguments.split()]
    shown = "docs/README.md" if "docs/README.md" in arguments else "README.md"
    assert sigtool(*words) == Outcome(0, WROTE.format(target, shown))
    assert contents(document) == {**before, target: rebased(path, prefix)}
    assert sigtool("--file", target, "render", "--check") == Outcome(0)
    assert sigtool("--file", target, "render") == UP_TO_DATE
    assert contents(document) == {**before, target: rebased(path, prefix)}


def test_init_of_a_document_elsewhere(
    document: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The registry is then beside the document, where the next command is to be run."""
    monkeypatch.chdir(document / "docs")
    assert sigtool("init", "../README.md") == Outcome(
        0, WROTE.format("../sigs.yaml", "../README.md")
    )
    assert (document / "sigs.yaml").read_bytes() == REGISTRY.encode()


def test_init_writes_where_the_environment_says(
    document: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGTOOL_FILE", "community.yaml")
    assert sigtool("init", "README.md") == Outcome(0, WROTE.format("community.yaml", "README.md"))
    assert sigtool("list") == Outcome(0, LISTED)


def test_init_dry_run(document: Path, sigtool: Run) -> None:
    before = contents(document)
    seen = (
        "README.md: 1 table\n"
        "README.md:7: table 1, under 'Current SIGs', 4 rows: SIG name = name, "
        "Responsibilities = responsibilities, SIG Leads = leads; "
        "4 of 4 people cells read into persons\n"
    )
    would = WROTE.format("sigs.yaml", "README.md").replace("Wrote", "Would write")
    assert sigtool("init", "README.md", "--dry-run") == Outcome(0, REGISTRY, seen + would)
    assert contents(document) == before


def test_init_over_a_registry(document: Path, sigtool: Run) -> None:
    write_files(document, {"sigs.yaml": b"sigs:\n  - name: Mine\n"})
    before = contents(document)
    assert sigtool("init", "README.md") == Outcome(
        2, "", "sigtool: sigs.yaml: exists already; --force writes it anew\n"
    )
    assert contents(document) == before
    assert sigtool("init", "README.md", "--force").code == 0
    assert (document / "sigs.yaml").read_bytes() == REGISTRY.encode()


def test_init_says_what_it_could_not_read(repository: Path, sigtool: Run) -> None:
    table = (
        "| SIG | Leads | Notes |\n|---|---|---|\n"
        "| A | @ada | x |\n| B | ask @ada or @grace? | | extra |\n| | @ada | |\n| C | @ada | |\n"
    )
    write_files(repository, {"README.md": table})
    assert sigtool("init", "README.md") == Outcome(
        0,
        "Wrote sigs.yaml: 3 SIGs and 2 leads from the table at README.md:1; 2 cells unread.\n"
        "Columns: SIG = name, Leads = leads, Notes = notes. "
        "Next: sigtool validate; sigtool list.\n",
        "README.md:4: kept as it is, a cell beyond the last header: extra\n"
        "README.md:4: kept as it is, people in 'Leads': ask @ada or @grace?\n"
        "README.md:5: kept as it is, a row that names no SIG: | | @ada | |\n",
    )
    assert sigtool("render") == UP_TO_DATE
    assert (repository / "README.md").read_text(encoding="utf-8") == table


# validate

MISMATCH = (
    "sigs.yaml:21:17: warning SIG404 handle-mismatch: "
    "Runtime: @alan links to the account 'turing'\n"
)
BROKEN = "sigs.yaml:29:13: error SIG501 broken-link: Data Sets: there is no 'data/README.md'\n"
ADDRESS = (
    "sigs.yaml:34:16: note SIG409 published-email: "
    "Data Sets: the e-mail address of @edsger is published in README.md\n"
)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("", Outcome(1, MISMATCH + BROKEN + ADDRESS, "Found 1 error, 1 warning, 1 note.\n")),
        ("--strict --ignore SIG409", Outcome(1, MISMATCH + BROKEN, "Found 1 error, 1 warning.\n")),
        ("--ignore SIG501", Outcome(0, MISMATCH + ADDRESS, "Found 1 warning, 1 note.\n")),
        ("--ignore broken-link,SIG409 --strict", Outcome(1, MISMATCH, "Found 1 warning.\n")),
        ("--ignore SIG5,SIG4", NO_PROBLEMS),
        ("--ignore SIG404 --select SIG4 --select SIG6", Outcome(0, ADDRESS, "Found 1 note.\n")),
        ("--select SIG404,sig501 --ignore SIG404", Outcome(1, BROKEN, "Found 1 error.\n")),
        (
            "--select borken-link",
            Outcome(2, "", "sigtool: no rule is called 'borken-link'; did you mean broken-link?\n"),
        ),
    ],
)
def test_validate(community: Path, sigtool: Run, arguments: str, found: Outcome) -> None:
    (community / "data/README.md").unlink()
    before = contents(community)
    assert sigtool("validate", "--output-format", "concise", *arguments.split()) == found
    assert contents(community) == before


def test_validate_json(community: Path, sigtool: Run) -> None:
    found = sigtool("validate", "--output-format", "json")
    assert (found.code, found.stderr) == (0, "")
    report = json.loads(found.stdout)
    assert report["version"] == 1
    assert [each["code"] for each in report["diagnostics"]] == ["SIG404", "SIG409"]


def test_validate_fix_adds_what_the_table_lacks(community: Path, sigtool: Run) -> None:
    path = community / "README.md"
    row = "| Docs | 文档与教程。 | [@ada](https://example.org/ada) |\n"
    path.write_bytes(README.replace(row, "").encode())
    assert sigtool("validate", "--fix", "--select", "SIG6") == Outcome(
        0, "", "Fixed README.md.\nNo problems found.\n"
    )
    assert path.read_bytes() == README.encode()
    assert sigtool("validate", "--fix", "--select", "SIG6") == Outcome(
        0, "", "No problems found.\n"
    )


def test_validate_fix_replaces_what_the_table_says_only_when_told(
    community: Path, sigtool: Run
) -> None:
    path = community / "README.md"
    drifted = README.replace("Loads data.", "Saves data.").encode()
    path.write_bytes(drifted)
    assert sigtool("validate", "--fix", "--select", "SIG6") == Outcome(
        1,
        "README.md:12:33: error SIG601 out-of-date: Data Sets: responsibilities are "
        "'Saves data.', registry has 'Loads data.'\n"
        "  sigs.yaml:30:23: the registry says so here\n"
        "  help: sigtool render takes that back; to keep it: "
        "sigtool edit-sig 'Data Sets' --responsibilities 'Saves data.'\n"
        "  unsafe fix: render the row: sigtool validate --fix --unsafe-fixes\n",
        "Found 1 error. 1 can be fixed: sigtool validate --fix --unsafe-fixes.\n",
    )
    assert path.read_bytes() == drifted
    assert sigtool("validate", "--fix", "--unsafe-fixes", "--select", "SIG6") == Outcome(
        0,
        "",
        "Fixed README.md.\n"
        "README.md:12: Data Sets: replaced what the table said of responsibilities: Saves data.\n"
        "No problems found.\n",
    )
    assert path.read_bytes() == README.encode()


# render

DRIFTED = README.replace("Loads data.", "Saves data.")
DIFF = """\
--- a/README.md
+++ b/README.md
@@ -9,7 +9,7 @@
 | [Compiler](compiler/README.md) | Compiles graphs. | [@ada](https://example.org/ada) |
 | [Runtime](runtime/README.md) | Runs `a\\|b` graphs. | [@grace](https://example.org/grace) [@alan](https://example.org/turing) |
 | Docs | 文档与教程。 | [@ada](https://example.org/ada) |
-| [Data Sets](data/README.md) | Saves data. | [@edsger](https://example.org/edsger)(edsger@example.org)  |
+| [Data Sets](data/README.md) | Loads data. | [@edsger](https://example.org/edsger)(edsger@example.org)  |
\x20
 ## Contact
\x20
"""  # noqa: E501 - a row of a table is one line
DRIFT = (
    "README.md:12:33: error SIG601 out-of-date: Data Sets: responsibilities are 'Saves data.', "
    "registry has 'Loads data.'\n"
    "Out of date: run `sigtool sync`, or `sigtool render` to write what the registry says.\n"
)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("render --check", Outcome(1, "", DRIFT)),
        ("render --diff", Outcome(0, DIFF)),
        ("render --check --diff", Outcome(1, DIFF, DRIFT)),
    ],
)
def test_render_only_looks(community: Path, sigtool: Run, arguments: str, found: Outcome) -> None:
    write_files(community, {"README.md": DRIFTED})
    before = contents(community)
    assert sigtool(*arguments.split()) == found
    assert contents(community) == before


def test_render(community: Path, sigtool: Run) -> None:
    before = contents(community)
    write_files(community, {"README.md": DRIFTED})
    replaced = "README.md:12: Data Sets: replaced what the table said of responsibilities: "
    assert sigtool("render") == Outcome(0, "Rendered README.md.\n", f"{replaced}Saves data.\n")
    assert contents(community) == before
    for arguments in (["render", "--check"], ["render", "--diff"]):
        assert sigtool(*arguments) == Outcome(0)


UNKNOWN = "| Stray | Nobody's. | [@stray](https://example.org/stray) |\n"


def test_render_shows_the_rows_it_removes(community: Path, sigtool: Run) -> None:
    rows = README.index("| [Compiler]")
    write_files(community, {"README.md": README[:rows] + UNKNOWN + README[rows:]})
    assert sigtool("render") == Outcome(
        0,
        "Rendered README.md.\n",
        "README.md:9: removed the row of Stray, which is not in the registry: " + UNKNOWN,
    )
    assert (community / "README.md").read_bytes() == README.encode()


def test_an_edit_leaves_the_rows_of_others(community: Path, sigtool: Run) -> None:
    """Law L4: what drifted elsewhere stays, and is said to be there."""
    rows = README.index("| [Compiler]")
    drifted = DRIFTED[:rows] + UNKNOWN + DRIFTED[rows:]
    write_files(community, {"README.md": drifted})
    said = "The tables have 2 other differences from the registry: sigtool validate\n"
    dry = sigtool("add-lead", "docs", "grace", "--dry-run")
    assert (dry.code, dry.stderr) == (0, said)
    assert sigtool("add-lead", "docs", "grace") == Outcome(
        0, "Added @grace to the leads of Docs.\n", said
    )
    row = "| Docs | 文档与教程。 | [@ada](https://example.org/ada)"
    assert drifted.count(row) == 1
    assert (community / "README.md").read_bytes() == drifted.replace(
        row, row + " [@grace](https://example.org/grace)"
    ).encode()
    assert sigtool("remove-lead", "docs", "grace").code == 0
    assert (community / "README.md").read_bytes() == drifted.encode()
    assert (community / "sigs.yaml").read_bytes() == REGISTRY.encode()


def test_an_edit_of_a_sig_whose_own_row_drifted(community: Path, sigtool: Run) -> None:
    """Only the cell that the edit is about follows the registry."""
    write_files(community, {"README.md": DRIFTED})
    assert sigtool("edit-sig", "data sets", "--name", "Data") == Outcome(
        0,
        "Changed Data Sets: name.\n",
        "The tables have 1 other difference from the registry: sigtool validate\n",
    )
    renamed = DRIFTED.replace("[Data Sets](data", "[Data](data")
    assert (community / "README.md").read_bytes() == renamed.encode()


# schema


def test_schema(repository: Path, sigtool: Run) -> None:
    found = sigtool("schema")
    assert (found.code, found.stderr) == (0, "")
    assert json.loads(found.stdout)["$schema"].startswith("https://json-schema.org/")
