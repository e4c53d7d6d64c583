"""`init` of several tables of a document, as JSON, and as a dry run where a registry is."""

import json
from pathlib import Path

import pytest
from conftest import Outcome, Run, contents, write_files
from ruamel.yaml import YAML

NAMES = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")
DOCUMENT = "".join(
    f"## {name}\n\n| SIG | Leads |\n|---|---|\n| {name} one | @ada |\n\n" for name in NAMES
)


@pytest.fixture
def five(repository: Path) -> Path:
    """A document with five tables of groups."""
    write_files(repository, {"README.md": DOCUMENT})
    return repository


@pytest.mark.parametrize(
    ("options", "taken"),
    [
        (["--table", "2", "--table", "3"], ["Beta", "Gamma"]),
        (["--table", "2-5"], ["Beta", "Gamma", "Delta", "Epsilon"]),
        (["--table", "1,3-5"], ["Alpha", "Gamma", "Delta", "Epsilon"]),
        (["--table", "4, 1", "--table", "1-2"], ["Alpha", "Beta", "Delta"]),
        (["--heading", "Alpha", "--heading", "gamma"], ["Alpha", "Gamma"]),
        (["--heading", "Epsilon", "--heading", "Alpha"], ["Alpha", "Epsilon"]),
        (["--table", "4"], ["Delta"]),
    ],
)
def test_the_last_of_several_tables_won(
    five: Path, sigtool: Run, options: list[str], taken: list[str]
) -> None:
    assert sigtool("init", "README.md", *options).code == 0
    tables = YAML(typ="safe").load(five / "sigs.yaml")["tables"]
    assert [table["heading"] for table in tables] == taken


LISTED = ", ".join(f"{n} (line {6 * n - 3}: SIG | Leads)" for n in range(1, 6))
NO_NUMBER = "is no number of a table; write as 2, or 1,3-5 for several"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--table", "6"], f"README.md: no table 6; it has {LISTED}"),
        (["--table", "2-7"], f"README.md: no table 7; it has {LISTED}"),
        (["--table", "0-2"], f"README.md: no table 0; it has {LISTED}"),
        (["--table", "two"], f"'two' {NO_NUMBER}"),
        (["--table", "1,,2"], f"'1,,2' {NO_NUMBER}"),
        (["--table", "-1"], f"'-1' {NO_NUMBER}"),
        (["--table", "5-3"], "'5-3' ends before it begins; write 3-5"),
        (
            ["--heading", "Alpha", "--heading", "Zeta"],
            "README.md: no table under a heading 'Zeta'; there are tables under "
            "'Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'",
        ),
        (
            ["--table", "1", "--heading", "Beta"],
            "--table and --heading cannot go together; give one of them",
        ),
        (["--all", "--table", "1"], "--table and --all cannot go together; give one of them"),
    ],
)
def test_tables_that_are_not_there(
    five: Path, sigtool: Run, options: list[str], message: str
) -> None:
    assert sigtool("init", "README.md", *options) == Outcome(2, "", f"sigtool: {message}\n")
    assert list(contents(five)) == ["README.md"]


def test_a_message_counts_tables_as_the_option_does(repository: Path, sigtool: Run) -> None:
    votes = "| Action | Approval |\n|---|---|\n| Change | Lazy |\n\n"
    under = "## SIGs\n\n| SIG | Leads |\n|---|---|\n| One | @ada |\n\n"
    write_files(repository, {"README.md": votes + under + under.removeprefix("## SIGs\n\n")})
    numbers = "2 (line 7: SIG | Leads), 3 (line 11: SIG | Leads)"
    assert sigtool("init", "README.md", "--heading", "SIGs") == Outcome(
        2, "", f"sigtool: README.md: 2 tables under 'SIGs': {numbers}; use --table N\n"
    )
    assert sigtool("init", "README.md") == Outcome(
        0,
        "Wrote sigs.yaml: 1 SIG and 1 lead from the table at README.md:7.\n"
        "Columns: SIG = name, Leads = leads. Next: sigtool validate; sigtool list.\n",
        "README.md: there is another table of groups: 3 (line 11: SIG | Leads); "
        "choose with --table N or --heading TEXT, or take all with --all\n",
    )


def test_how_many_more_tables_there_are_was_left_to_be_counted(
    repository: Path, sigtool: Run
) -> None:
    tables = [f"| SIG | Leads |\n|---|---|\n| Group {n} | @ada |\n\n" for n in range(11)]
    write_files(repository, {"README.md": "".join(tables)})
    listed = ", ".join(f"{n} (line {4 * n - 3}: SIG | Leads)" for n in range(2, 10))
    assert sigtool("init", "README.md") == Outcome(
        0,
        "Wrote sigs.yaml: 1 SIG and 1 lead from the table at README.md:1.\n"
        "Columns: SIG = name, Leads = leads. Next: sigtool validate; sigtool list.\n",
        f"README.md: there are 10 other tables of groups: {listed}, and 2 more; "
        "choose with --table N or --heading TEXT, or take all with --all\n",
    )


def test_several_headings_of_an_empty_registry(repository: Path, sigtool: Run) -> None:
    assert sigtool("init", "--empty", "--heading", "A", "--heading", "B") == Outcome(
        2, "", "sigtool: an empty registry begins with one heading at most\n"
    )
    assert contents(repository) == {}


REGISTRY = "sigs:\n  - name: Alpha one\n"
TEXT = """\
tables:
  - path: README.md
    heading: Beta
    columns:
      SIG: name
      Leads: leads
sigs:
  - name: Beta one
    leads:
      - handle: ada
"""
BETA = {
    "path": "README.md",
    "line": 9,
    "number": 2,
    "heading": "Beta",
    "section": None,
    "language": None,
    "rows": "groups",
    "sigs": 1,
    "columns": [
        {"header": "SIG", "field": "name", "kind": "text"},
        {"header": "Leads", "field": "leads", "kind": "people"},
    ],
    "unread": [],
}


@pytest.mark.parametrize("options", [[], ["--dry-run"]], ids=["written", "dry run"])
def test_init_as_json(five: Path, sigtool: Run, options: list[str]) -> None:
    told = sigtool("init", "README.md", "--table", "2", "--output-format", "json", *options)
    assert (told.code, told.stderr) == (0, "")
    assert json.loads(told.stdout) == {
        "version": 1,
        "registry": "sigs.yaml",
        "written": not options,
        "text": TEXT,
        "sigs": 1,
        "tables": [BETA],
        "notes": [],
        "gone": [],
    }
    assert (five / "sigs.yaml").exists() is not bool(options)


def test_init_as_json_of_sections_and_of_what_it_could_not_read(
    repository: Path, sigtool: Run
) -> None:
    text = "# {}\n\n| SIG | Leads |\n|---|---|\n| {} | ask (me |\n| | @ada |\n"
    documents = {f"{name}.md": text.format(name, name) for name in ("A", "B")}
    write_files(repository, {**documents, "sigs.yaml": REGISTRY})
    told = sigtool("init", "A.md", "B.md", "--force", "--output-format", "json")
    found = json.loads(told.stdout)
    unread = [
        {"line": 5, "what": "people in 'Leads'", "text": "ask (me"},
        {"line": 6, "what": "a row that names no SIG", "text": "| | @ada |"},
    ]
    assert (told.code, told.stderr, found["gone"]) == (0, "", ["Alpha one"])
    assert [(each["section"], each["unread"]) for each in found["tables"]] == [
        ("a", unread),
        ("b", unread),
    ]


def test_forms_that_other_ways_of_init_do_not_have(five: Path, sigtool: Run) -> None:
    for way in ("--add", "--empty"):
        assert sigtool("init", "README.md", way, "--output-format", "json") == Outcome(
            2, "", f"sigtool: {way} and --output-format cannot go together; give one of them\n"
        )
    assert list(contents(five)) == ["README.md"]


THERE = "sigs.yaml: exists already; --force writes it anew\n"


@pytest.mark.parametrize(
    ("there", "note"),
    [
        (REGISTRY, THERE),
        (f"{REGISTRY}validate: {{max_leads: 2}}\n", None),
        ("# Ours.\n" + REGISTRY, None),
    ],
    ids=["a registry", "with settings", "with a comment"],
)
def test_a_dry_run_needed_a_free_place(
    five: Path, sigtool: Run, there: str, note: str | None
) -> None:
    write_files(five, {"sigs.yaml": there})
    before = contents(five)
    told = sigtool("init", "README.md", "--table", "2", "--dry-run")
    assert (told.code, told.stdout) == (0, TEXT)
    if note:
        assert told.stderr.splitlines(keepends=True)[-1] == note
    assert contents(five) == before
    assert sigtool("init", "README.md", "--table", "2").code == 2


def test_a_dry_run_as_json_says_what_is_in_the_way(five: Path, sigtool: Run) -> None:
    write_files(five, {"sigs.yaml": REGISTRY})
    told = sigtool("init", "README.md", "--table", "2", "--dry-run", "--output-format", "json")
    assert (told.code, json.loads(told.stdout)["written"], told.stderr) == (0, False, THERE)


def test_a_dry_run_of_an_empty_registry_needs_no_free_place(five: Path, sigtool: Run) -> None:
    write_files(five, {"sigs.yaml": REGISTRY})
    told = sigtool("init", "--empty", "--dry-run")
    there = "sigs.yaml: exists already; add to it with `sigtool add-sig`\n"
    assert (told.code, told.stderr) == (0, there)


ENGLISH = "## Groups\n\n| Group | Page | Leads |\n|---|---|---|\n"
CHINESE = "\n## 工作组\n\n| 名称 | 页面 | 负责人 |\n|---|---|---|\n"

PAIRED = (
    "README.md: tables 1 and 2 seem to say the same in two languages; to make each SIG one: "
    "sigtool init README.md --table 1 --language en=README.md, then "
    "sigtool init --add README.md --table 2 --language zh=README.md\n"
)


@pytest.mark.parametrize(
    ("english", "chinese", "told"),
    [
        ("| Net | [p](net) | @ada |\n| Web | | @grace |\n",
         "| 网络组 | [p](net) | @ada |\n| 网页组 | | @grace |\n", PAIRED),
        ("| Net | | @ada, @eve |\n", "| 网络组 | | @ada, @eve |\n", PAIRED),
        ("| Net | | @ada |\n| Web | | @bob |\n",
         "| 数据组 | | @eve |\n| 文档组 | | @zoe |\n", ""),
        ("| Net | | @ada |\n", "| Data | | @ada |\n", ""),
    ],
    ids=["links and accounts", "accounts alone", "other groups", "one language"],
)  # fmt: skip
def test_two_languages_in_one_document_became_twice_as_many_groups(
    repository: Path, sigtool: Run, english: str, chinese: str, told: str
) -> None:
    headers = CHINESE if "组" in chinese else ENGLISH.replace("## Groups", "\n## Teams")
    write_files(repository, {"README.md": ENGLISH + english + headers + chinese})
    found = sigtool("init", "README.md", "--all")
    assert (found.code, found.stderr) == (0, told)
    if told:
        (repository / "sigs.yaml").unlink()
        first, second = told.split(": sigtool ")[1].strip().split(", then sigtool ")
        assert [sigtool(*each.split()).code for each in (first, second)] == [0, 0]
        assert sigtool("render", "--check").code == 0
