"""SIGs and people in a pipe: tab-separated, CSV, JSON, Markdown, names."""

import csv
import io
import json
from pathlib import Path
from typing import Final

import pytest
from conftest import Outcome, Run, write_files

from sigtool.markdown import blocks
from sigtool.model import Column, Kind, Person, Registry, Sig, Table
from sigtool.report.sigs import sigs_markdown
from sigtool.tables import adopt
from sigtool.text.source import Source

# Each value is such that some format would change it if it did not take care.
REGISTRY: Final = r"""tables:
  - path: README.md
    heading: Current SIGs
    columns:
      Name: name
      About: responsibilities
      Leads: leads
      Chat: chat
      Sponsors: {field: sponsors, kind: people}
sigs:
  - name: "[red]x[/red]"
    readme: a b.md
    responsibilities: "a|b, \"c\" [/foo] :smile:"
    leads:
      - name: 王小明
        url: https://example.org/wang
      - handle: ada
        email: ada@example.org
    sponsors:
      - handle: grace
  - name: Runtime
    status: dormant
    responsibilities: "\x1b[31m\u202e\tred"
    leads: ask us
    chat: "=1+1"
"""


@pytest.fixture
def registry(repository: Path) -> Path:
    path = repository / "sigs.yaml"
    path.write_bytes(REGISTRY.encode())
    return path


LISTED: Final = {
    "table": (
        "[red]x[/red]\ta|b, \"c\" [/foo] :smile:\t王小明, @ada\n"
        "Runtime\t\\x1b[31m\\u202e red\task us\n"
    ),
    "names": "[red]x[/red]\nRuntime\n",
    "csv": (
        "name,readme,status,responsibilities,leads,chat,sponsors,"
        "leads_handles,leads_urls,leads_emails,sponsors_handles\n"
        '[red]x[/red],a b.md,,"a|b, ""c"" [/foo] :smile:","王小明, @ada",,@grace,'
        '", ada","https://example.org/wang, ",", ada@example.org",grace\n'
        "Runtime,,dormant,\\x1b[31m\\u202e\tred,ask us,'=1+1,,,,,\n"
    ),
    "markdown": (
        "| Name | Status | Responsibilities | Leads | Chat | Sponsors |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        '| [[red]x[/red]](<a b.md>) |  | a\\|b, "c" [/foo] :smile: '
        "| [王小明](https://example.org/wang), @ada <ada@example.org> |  | @grace |\n"
        "| Runtime | dormant | \\x1b[31m\\u202e red | ask us | =1+1 |  |\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("form", "expected"), LISTED.items(), ids=LISTED)
def test_a_list_in_a_pipe(registry: Path, sigtool: Run, form: str, expected: str) -> None:
    assert sigtool("list", "--output-format", form) == Outcome(0, expected)


FIRST: Final[dict[str, object]] = {
    "name": "[red]x[/red]",
    "id": None,
    "readme": "a b.md",
    "section": None,
    "status": "active",
    "responsibilities": 'a|b, "c" [/foo] :smile:',
    "leads": [
        {"name": "王小明", "url": "https://example.org/wang"},
        {"handle": "ada", "email": "ada@example.org"},
    ],
    "chat": None,
    "sponsors": [{"handle": "grace"}],
}
SECOND: Final[dict[str, object]] = {
    "name": "Runtime",
    "id": None,
    "readme": None,
    "section": None,
    "status": "dormant",
    "responsibilities": "\x1b[31m\u202e\tred",
    "leads": "ask us",
    "chat": "=1+1",
    "sponsors": [],
}


def test_a_list_as_json_has_every_field_of_every_sig(registry: Path, sigtool: Run) -> None:
    outcome = sigtool("list", "--output-format", "json")
    assert json.loads(outcome.stdout) == {"version": 1, "sigs": [FIRST, SECOND]}
    assert '"responsibilities": "\\u001b[31m\\u202e\\tred",\n' in outcome.stdout


def test_csv_reads_back(registry: Path, sigtool: Run) -> None:
    rows = csv.DictReader(io.StringIO(sigtool("list", "--output-format", "csv").stdout))
    assert [row["responsibilities"] for row in rows] == [
        'a|b, "c" [/foo] :smile:',
        "\\x1b[31m\\u202e\tred",
    ]


def test_an_empty_list_is_empty(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"sigs.yaml": b"sigs: []\n"})
    forms = ("table", "names", "csv", "markdown")
    assert [sigtool("list", "--output-format", form).stdout for form in forms] == [
        "",
        "",
        "name\n",
        "| Name |\n| --- |\n",
    ]


def test_one_sig_is_a_line_a_field_and_a_line_a_person(registry: Path, sigtool: Run) -> None:
    assert sigtool("show", "[red]x[/red]") == Outcome(
        0,
        "name: [red]x[/red]\n"
        "readme: a b.md\n"
        "status: active\n"
        'responsibilities: a|b, "c" [/foo] :smile:\n'
        "leads:\n"
        "  - 王小明 (https://example.org/wang)\n"
        "  - @ada (ada@example.org)\n"
        "sponsors:\n"
        "  - @grace\n",
    )


def test_one_sig_as_json(registry: Path, sigtool: Run) -> None:
    outcome = sigtool("show", "Runtime", "--output-format", "json")
    assert json.loads(outcome.stdout) == {"version": 1, "sig": SECOND}


PEOPLE: Final = {
    "table": (
        "王小明\thttps://example.org/wang\t[red]x[/red]\n"
        "@ada\tada@example.org\t[red]x[/red]\n@grace\t\t[red]x[/red]\n"
    ),
    "names": "王小明\n@ada\n@grace\n",
    "csv": (
        "person,link,sigs\n王小明,https://example.org/wang,[red]x[/red]\n"
        "@ada,ada@example.org,[red]x[/red]\n@grace,,[red]x[/red]\n"
    ),
    "markdown": (
        "| Person | Link | Sigs |\n| --- | --- | --- |\n"
        "| 王小明 | https://example.org/wang | [red]x[/red] |\n"
        "| @ada | ada@example.org | [red]x[/red] |\n| @grace |  | [red]x[/red] |\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("form", "expected"), PEOPLE.items(), ids=PEOPLE)
def test_people_in_a_pipe(registry: Path, sigtool: Run, form: str, expected: str) -> None:
    assert sigtool("leads", "--output-format", form) == Outcome(0, expected)


def test_people_as_json(registry: Path, sigtool: Run) -> None:
    outcome = sigtool("leads", "--output-format", "json")
    assert json.loads(outcome.stdout) == {
        "version": 1,
        "people": [
            {
                "name": "王小明",
                "url": "https://example.org/wang",
                "sigs": [{"name": "[red]x[/red]", "field": "leads"}],
            },
            {
                "handle": "ada",
                "email": "ada@example.org",
                "sigs": [{"name": "[red]x[/red]", "field": "leads"}],
            },
            {"handle": "grace", "sigs": [{"name": "[red]x[/red]", "field": "sponsors"}]},
        ],
    }


# --- one person, once --------------------------------------------------------------------------

# With a link, without one, by the account alone, and twice in one SIG; then two of one handle.
TWICE: Final = """tables:
  - path: README.md
    columns: {Name: name, Leads: leads, Sponsors: {field: sponsors, kind: people}}
sigs:
  - name: Compiler
    leads:
      - handle: ada
      - handle: grace
        url: https://example.org/grace
  - name: Runtime
    leads:
      - handle: ada
        url: https://example.org/ada
        name: Ada
    sponsors:
      - handle: ada
        email: ada@example.org
  - name: Docs
    leads:
      - url: https://example.org/Ada/
      - handle: ada
      - handle: grace
        url: https://code.example.org/grace
"""
ONCE: Final = {
    "table": (
        "@ada\thttps://example.org/ada\tCompiler, Runtime, Docs\n"
        "@grace\thttps://example.org/grace\tCompiler\n"
        "@grace\thttps://code.example.org/grace\tDocs\n"
    ),
    "names": "@ada\n@grace\n@grace\n",
    "csv": (
        'person,link,sigs\n@ada,https://example.org/ada,"Compiler, Runtime, Docs"\n'
        "@grace,https://example.org/grace,Compiler\n"
        "@grace,https://code.example.org/grace,Docs\n"
    ),
    "markdown": (
        "| Person | Link | Sigs |\n| --- | --- | --- |\n"
        "| @ada | https://example.org/ada | Compiler, Runtime, Docs |\n"
        "| @grace | https://example.org/grace | Compiler |\n"
        "| @grace | https://code.example.org/grace | Docs |\n"
    ),
}


@pytest.mark.parametrize(("form", "expected"), ONCE.items(), ids=ONCE)
def test_a_person_was_listed_twice(
    repository: Path, sigtool: Run, form: str, expected: str
) -> None:
    write_files(repository, {"sigs.yaml": TWICE})
    assert sigtool("leads", "--output-format", form) == Outcome(0, expected)


def test_a_person_as_json_has_what_any_sig_says(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"sigs.yaml": TWICE})
    [ada, *others] = json.loads(sigtool("leads", "--output-format", "json").stdout)["people"]
    assert ada == {
        "handle": "ada",
        "name": "Ada",
        "url": "https://example.org/ada",
        "email": "ada@example.org",
        "sigs": [
            {"name": "Compiler", "field": "leads"},
            {"name": "Runtime", "field": "leads"},
            {"name": "Runtime", "field": "sponsors"},
            {"name": "Docs", "field": "leads"},
        ],
    }
    assert others == [
        {
            "handle": "grace",
            "url": f"https://{host}/grace",
            "sigs": [{"name": name, "field": "leads"}],
        }
        for host, name in (("example.org", "Compiler"), ("code.example.org", "Docs"))
    ]


# --- Markdown reads back -----------------------------------------------------------------------

COLUMNS: Final = (
    Column("Name", "name"), Column("Responsibilities", "responsibilities"),
    Column("Leads", "leads", Kind.PEOPLE),
)  # fmt: skip
ADA: Final = Person(handle="ada", url="https://example.org/ada", email="ada@example.org")
WANG: Final = Person(name="王小明", url="https://example.org/wang", affiliation="ACME")
READ_BACK: Final = {
    "texts": (Sig("Compiler", {"responsibilities": "Turns | into \\ or `a|b`."}),),
    "a link": (Sig("Compiler", {"readme": "compiler (new)/a b.md", "responsibilities": "x"}),),
    "people": (Sig("Compiler", {"leads": (ADA, WANG)}), Sig("Runtime", {"leads": (WANG,)})),
    "people kept as text": (Sig("Compiler", {"leads": "ask @ada, (on Mondays) @grace"}),),
    "characters of every kind": (Sig("编译器 [x] <b>", {"responsibilities": "\u00a0é\u3000*"}),),
}


@pytest.mark.parametrize("sigs", READ_BACK.values(), ids=READ_BACK)
def test_markdown_reads_back(sigs: tuple[Sig, ...]) -> None:
    registry = Registry((Table("README.md", COLUMNS),), sigs)
    document = blocks.read(Source("README.md", sigs_markdown(registry, sigs)))
    assert adopt.read(document, document.tables[0], "README.md").registry.sigs == sigs
