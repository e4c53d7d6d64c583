"""What `list` shows where somebody says which columns, in which order; and sections, in a pipe."""

import csv
import io
import json
from pathlib import Path
from typing import Final

import pytest
from conftest import Outcome, Run, write_files

from sigtool.report import rows
from sigtool.report.forms import ListFormat

SECTIONS: Final = """tables:
  - path: README.md
    heading: Core
    section: core
    columns: {Name: name, Scope: responsibilities, 负责人: leads, Chat: chat}
  - path: README.md
    heading: 孵化
    section: 孵化
    columns: {Name: name, Scope: responsibilities, 负责人: leads}
sigs:
  - name: SIG 10
    section: 孵化
    status: dormant
    leads:
      - {handle: ada, url: https://example.org/ada, email: ada@example.org}
      - {name: 王小明}
  - name: "[Build][b]"
    responsibilities: Builds *all*.
    leads: ask us
    chat: "=1+1"
  - name: SIG 9
    section: 孵化
    leads: [{handle: grace, url: https://example.org/grace}]
"""


@pytest.fixture
def registry(repository: Path) -> Path:
    write_files(repository, {"sigs.yaml": SECTIONS})
    return repository / "sigs.yaml"


def test_the_section_was_nowhere_in_a_pipe(registry: Path, sigtool: Run) -> None:
    assert sigtool("list") == Outcome(
        0,
        "SIG 10\t\t@ada, 王小明\t孵化\n"
        "[Build][b]\tBuilds *all*.\task us\tcore\n"
        "SIG 9\t\t@grace\t孵化\n",
    )


def test_of_one_section_the_column_stays(registry: Path, sigtool: Run) -> None:
    assert sigtool("list", "--section", "core") == Outcome(
        0, "[Build][b]\tBuilds *all*.\task us\tcore\n"
    )


def test_csv_had_no_accounts(registry: Path, sigtool: Run) -> None:
    assert sigtool("list", "--output-format", "csv") == Outcome(
        0,
        "name,section,status,responsibilities,leads,chat,leads_handles,leads_urls,leads_emails\n"
        'SIG 10,孵化,dormant,,"@ada, 王小明",,"ada, ","https://example.org/ada, ",'
        '"ada@example.org, "\n'
        "Build,core,,Builds *all*.,ask us,'=1+1,,,\n"
        "SIG 9,孵化,,,@grace,,grace,https://example.org/grace,\n",
    )


def test_json_has_the_section_of_every_sig(registry: Path, sigtool: Run) -> None:
    listed = json.loads(sigtool("list", "--output-format", "json").stdout)["sigs"]
    assert [(sig["name"], sig["section"]) for sig in listed] == [
        ("SIG 10", "孵化"), ("[Build][b]", "core"), ("SIG 9", "孵化"),
    ]  # fmt: skip


SHOWN: Final = {
    "of the first table": ("Build", ("[Build][b]", "core")),
    "of its own": ("sig 9", ("SIG 9", "孵化")),
    "by its section": ("孵化/SIG 10", ("SIG 10", "孵化")),
}


@pytest.mark.parametrize(("called", "expected"), SHOWN.values(), ids=SHOWN)
def test_one_sig_had_no_section(
    registry: Path, sigtool: Run, called: str, expected: tuple[str, str]
) -> None:
    lines = sigtool("show", called).stdout.splitlines()
    assert (lines[0], lines[1]) == (f"name: {expected[0]}", f"section: {expected[1]}")
    sig = json.loads(sigtool("show", called, "--output-format", "json").stdout)["sig"]
    assert (sig["name"], sig["section"]) == expected


# --- columns -----------------------------------------------------------------------------------

CHOSEN: Final = {
    "in their order": (
        ("--columns", "chat,name"),
        "\tSIG 10\n=1+1\t[Build][b]\n\tSIG 9\n",
    ),
    "by their headers": (
        ("--columns", "Name, 负责人"),
        "SIG 10\t@ada, 王小明\n[Build][b]\task us\nSIG 9\t@grace\n",
    ),
    "one by one": (
        ("--columns", "name", "--columns", "SCOPE"),
        "SIG 10\t\n[Build][b]\tBuilds *all*.\nSIG 9\t\n",
    ),
    "what a SIG need not say": (
        ("--columns", "name,status,section"),
        "SIG 10\tdormant\t孵化\n[Build][b]\tactive\tcore\nSIG 9\tactive\t孵化\n",
    ),
    "parts of people": (
        ("--columns", "leads_handles,leads_emails"),
        "ada, \tada@example.org, \n\t\ngrace\t\n",
    ),
    "in csv": (
        ("--columns", "name,chat,leads_urls", "--output-format", "csv"),
        'name,chat,leads_urls\nSIG 10,,"https://example.org/ada, "\n'
        "Build,'=1+1,\nSIG 9,,https://example.org/grace\n",
    ),
    "in csv that programs alone may open": (
        ("--columns", "chat", "--output-format", "csv", "--raw"),
        "chat\n\"\"\n=1+1\n\"\"\n",
    ),
    "in Markdown": (
        ("--columns", "leads,status,leads_handles", "--output-format", "markdown"),
        "| Leads | Status | Leads handles |\n| --- | --- | --- |\n"
        "| [@ada](https://example.org/ada) <ada@example.org><br>王小明 | dormant | ada,  |\n"
        "| ask us | active |  |\n| [@grace](https://example.org/grace) | active | grace |\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("options", "expected"), CHOSEN.values(), ids=CHOSEN)
def test_a_list_had_the_same_columns_always(
    registry: Path, sigtool: Run, options: tuple[str, ...], expected: str
) -> None:
    assert sigtool("list", *options) == Outcome(0, expected)


def test_columns_as_json(registry: Path, sigtool: Run) -> None:
    outcome = sigtool(
        "list", "--columns", "name,chat,status,leads_handles", "--output-format", "json"
    )
    assert json.loads(outcome.stdout) == {
        "version": 1,
        "sigs": [
            {"name": "SIG 10", "chat": None, "status": "dormant", "leads_handles": ["ada", None]},
            {"name": "[Build][b]", "chat": "=1+1", "status": "active", "leads_handles": []},
            {"name": "SIG 9", "chat": None, "status": "active", "leads_handles": ["grace"]},
        ],
    }


REFUSED: Final = {
    "a field that is not there": (
        ("--columns", "name,scop"),
        "no field is called 'scop'; did you mean 'Scope'?",
    ),
    "an order that is not there": (
        ("--sort", "nam"),
        "no field is called 'nam'; did you mean 'name'?",
    ),
    "no field": (("--columns", ","), "--columns names no field, as in --columns name,leads"),
    "names": (
        ("--columns", "name", "--output-format", "names"),
        "--output-format names prints names alone; leave --columns out",
    ),
    "two orders": (
        ("--sort", "name", "--sort", "chat"),
        "--sort is given 2 times; give it once (see `sigtool list --help`)",
    ),
}


@pytest.mark.parametrize(("options", "message"), REFUSED.values(), ids=REFUSED)
def test_columns_that_are_none(
    registry: Path, sigtool: Run, options: tuple[str, ...], message: str
) -> None:
    assert sigtool("list", *options) == Outcome(2, "", f"sigtool: {message}\n")


SORTED: Final = {
    "name": "Build\nSIG 9\nSIG 10\n",
    "Chat": "Build\nSIG 10\nSIG 9\n",
    "leads": "SIG 10\nBuild\nSIG 9\n",
    "section": "Build\nSIG 10\nSIG 9\n",
}


@pytest.mark.parametrize(("field", "expected"), SORTED.items(), ids=SORTED)
def test_a_list_had_one_order(registry: Path, sigtool: Run, field: str, expected: str) -> None:
    assert sigtool("list", "--sort", field, "--output-format", "names") == Outcome(0, expected)


# --- tables without leads ----------------------------------------------------------------------

BOUND: Final = {
    "accounts beside a scope": (
        "{Name: name, GitHub ID: {field: github_id, kind: people}, Scope: responsibilities}",
        "Docs\tWrites.\tada\n",
    ),
    "people of two kinds": (
        "{Name: name, Chairs: {field: github_id, kind: people}, "
        "Scope: responsibilities, Editors: {field: editors, kind: people}}",
        "Docs\tWrites.\tada\t@grace\n",
    ),
    "accounts behind other fields": (
        "{Name: name, A: a, B: b, C: c, GitHub ID: {field: github_id, kind: people}}",
        "Docs\t1\t2\t3\tada\n",
    ),
    "leads beside accounts": (
        "{Name: name, Leads: leads, GitHub ID: {field: github_id, kind: people}}",
        "Docs\t\t@hedy\n",
    ),
}


@pytest.mark.parametrize(("columns", "expected"), BOUND.values(), ids=BOUND)
def test_an_account_was_hidden(repository: Path, sigtool: Run, columns: str, expected: str) -> None:
    fields = {"responsibilities": "Writes.", "leads": '["@hedy"]', "github_id": "[{name: ada}]",
              "editors": '["@grace"]', "a": "'1'", "b": "'2'", "c": "'3'"}  # fmt: skip
    shown = "".join(f"    {key}: {value}\n" for key, value in fields.items() if key in columns)
    text = f"tables: [{{path: README.md, columns: {columns}}}]\nsigs:\n  - name: Docs\n{shown}"
    write_files(repository, {"sigs.yaml": text})
    assert sigtool("list") == Outcome(0, expected)


# --- formulas ----------------------------------------------------------------------------------

GUARDED: Final = {
    "a formula": "=1+1",
    "a link": '=HYPERLINK("https://example.org","x")',
    "a sum": "+1+1",
    "a phone number": "+1 555 0100",
    "a bullet": "- a",
    "an old function": "@SUM(A1)",
    "a program behind a handle": "@ada|cmd!A0",
    "in full width": "＝1+1",
    "behind a tab": "\t=1+1",
}
NO_FORMULAS: Final = {
    "nothing": "",
    "a text": "a = b",
    "a handle": "@ada",
    "handles and names": "@ada-b, 王小明, @grace_h",
    "a hyphen": "-",
    "a number": "-1,5",
    "more": "+100%",
    "a date": "2026-01-01",
}


def cell(text: str, *, guarded: bool) -> str:
    """A text as a program reads it from CSV; the title is a formula as well."""
    output = rows.text_of(ListFormat.CSV, ("=x", "y"), [["", text]], (), guarded=guarded)
    [titles, [_, read]] = csv.reader(io.StringIO(output))
    assert titles == ["'=x" if guarded else "=x", "y"]
    return read


@pytest.mark.parametrize("text", GUARDED.values(), ids=GUARDED)
def test_a_spreadsheet_calculated_what_somebody_wrote(text: str) -> None:
    assert cell(text, guarded=True) == f"'{text}"
    assert cell(text, guarded=False) == text


@pytest.mark.parametrize("text", NO_FORMULAS.values(), ids=NO_FORMULAS)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert cell(text, guarded=True) == text
    assert cell(text, guarded=False) == text


def test_people_are_guarded_too(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"sigs.yaml": "sigs: [{name: Docs, leads: [{name: =A1}]}]\n"})
    csv_form = ("leads", "--output-format", "csv")
    assert sigtool(*csv_form) == Outcome(0, "person,link,sigs\n'=A1,,Docs\n")
    assert sigtool(*csv_form, "--raw") == Outcome(0, "person,link,sigs\n=A1,,Docs\n")
