"""The README and the manual say what is so: transcripts, registries, links, commands, options."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main
from pages import (
    ADOPTION,
    CI,
    COMMANDS,
    CONTRIBUTING,
    LIBRARY,
    PAGES,
    README,
    REGISTRY,
    RULES,
    TOGETHER,
    Page,
    anchors_of,
    replayed,
    repository,
    with_transcripts,
)
from shell import ROOT

from sigtool import manual
from sigtool.cli.entry import app
from sigtool.model import PERSON_FIELDS, SIG_FIELDS, Kind, Settings, Table
from sigtool.registry import document
from sigtool.report.forms import DiagnosticFormat
from sigtool.report.pages import sentence
from sigtool.rules import RULES as ALL_RULES
from sigtool.text.source import Source

by_name = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.stem)
REPLAYED = [page for page in PAGES if page.transcripts]
GROUP = typer.main.get_group(app)
# The same for every command; the page says so once, above them all.
SHARED_OPTIONS = {"--file", "--help", "--dry-run", "--no-render"}
# What Typer adds to the program.
ADDED_OPTIONS = {"--help", "--install-completion", "--show-completion"}


# --- transcripts ---------------------------------------------------------------------------------


@pytest.mark.parametrize("page", REPLAYED, ids=lambda page: page.path.stem)
def test_transcripts(page: Page, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    again = replayed(page, repository(page, tmp_path / "graph"))
    if again != page.transcripts and request.config.getoption("--accept"):
        page.path.write_bytes(with_transcripts(page.text, again).encode())
        pytest.fail(f"wrote {page.name}: read it, and run again without --accept")
    assert [each.split("\n") for each in again] == [each.split("\n") for each in page.transcripts]


def test_these_pages_have_transcripts() -> None:
    assert REPLAYED == [README, COMMANDS, TOGETHER, CI, ADOPTION, LIBRARY]


def test_every_program_of_the_library_is_run() -> None:
    programs = [name for name in LIBRARY.files if name.endswith(".py")]
    assert [LIBRARY.files[name] for name in programs] == LIBRARY.blocks("python")
    assert re.findall(r"^\$ python (\S+)$", LIBRARY.text, re.MULTILINE) == programs


# --- pages and links -----------------------------------------------------------------------------


def test_the_manual_has_these_pages() -> None:
    found = {path.stem for path in (ROOT / "sigtool/manual").glob("*.md")}
    assert found == set(manual.PAGES) == {page.path.stem for page in PAGES if page is not README}


@pytest.mark.parametrize("page", [*PAGES, CONTRIBUTING], ids=lambda page: page.path.stem)
def test_a_page_begins_with_its_title_and_a_sentence(page: Page) -> None:
    title, sentence = page.text.split("\n\n")[:2]
    assert re.fullmatch(r"# [^\n]+", title)
    assert re.fullmatch(r"[A-Za-z`][^#|]*\.", sentence)


def leads_somewhere(page: Page, link: str) -> bool:
    path, _, part = link.partition("#")
    target = (page.path.parent / path).resolve() if path else page.path
    is_here = target.is_relative_to(ROOT) and target.is_file()
    return is_here and (not part or part in anchors_of(target))


@pytest.mark.parametrize("page", [*PAGES, CONTRIBUTING], ids=lambda page: page.path.stem)
def test_links_lead_somewhere(page: Page) -> None:
    """Relative links, as GitHub follows them, with the part of the page that they name."""
    relative = [link for link in page.links if not re.match(r"[a-z]+:", link)]
    assert [link for link in relative if not leads_somewhere(page, link)] == []


def test_the_readme_leads_to_every_page() -> None:
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in README.links}
    assert {page.path for page in (*PAGES, CONTRIBUTING)} - {README.path} - linked == set()


# --- commands ------------------------------------------------------------------------------------


def test_every_command_has_an_example() -> None:
    shown = re.findall(r"^\$ sigtool ([\w-]+)", "".join(COMMANDS.transcripts), re.MULTILINE)
    # An alias, which the section of its command names.
    assert "`sigtool add` is the same command" in COMMANDS.section("`sigtool add-sig")
    assert set(GROUP.commands) - set(shown) == {"add"}


@pytest.mark.parametrize("command", sorted(set(GROUP.commands) - {"add"}))
def test_every_option_is_documented(command: str) -> None:
    params = GROUP.commands[command].params
    options = {name for each in params for name in each.opts if name[:2] == "--"}
    text = COMMANDS.section(f"`sigtool {command}")
    assert options - SHARED_OPTIONS - set(re.findall(r"--[\w-]+", text)) == set()


def test_options_of_the_program_are_documented() -> None:
    options = {name for each in GROUP.params for name in each.opts if name[:2] == "--"}
    options |= ADDED_OPTIONS
    assert options - set(re.findall(r"--[\w-]+", COMMANDS.text)) == set()


@by_name
def test_nothing_but_commands_and_options_is_documented(page: Page) -> None:
    known = {name for each in GROUP.commands.values() for one in each.params for name in one.opts}
    known |= {name for each in GROUP.params for name in each.opts} | ADDED_OPTIONS
    prose = page.without_blocks
    # Of other programs that are named: pytest, the benchmark.
    others = {"--accept", "--sizes", "--rounds", "--only", "--mdformat", "--prettier"}
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", prose)) - known - others == set()
    assert set(re.findall(r"`sigtool ([a-z][\w-]*)", prose)) - set(GROUP.commands) == set()


# --- the registry --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", [REGISTRY, TOGETHER, ADOPTION, CI], ids=lambda page: page.path.stem
)
def test_every_registry_is_sound(page: Page) -> None:
    yaml = page.blocks("yaml")
    texts = [text for text in yaml if re.search(r"^sigs:", text, re.MULTILINE)]
    problems = [document.read(Source("sigs.yaml", text)).problems for text in texts]
    assert problems == [()] * len(texts)


@pytest.mark.parametrize(
    ("title", "known"),
    [
        pytest.param("SIGs", set(SIG_FIELDS), id="of a SIG"),
        pytest.param("People", set(PERSON_FIELDS), id="of a person"),
        pytest.param("Tables", {each.name for each in fields(Table)}, id="of a table"),
        pytest.param("Columns", set(Kind), id="kinds of columns"),
        pytest.param("Settings", {each.name for each in fields(Settings)}, id="of the settings"),
    ],
)
def test_fields_are_documented(title: str, known: set[str]) -> None:
    text = REGISTRY.section(title).partition("\n### ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == known


# --- rules and reports ---------------------------------------------------------------------------


def test_rules_are_listed() -> None:
    rows = re.findall(r"^\| (SIG.*) \|$", RULES.text, re.MULTILINE)
    assert rows == [
        f"{rule.code} | {rule.name} | {rule.severity} | {sentence(rule)}" for rule in ALL_RULES
    ]


def test_forms_are_documented() -> None:
    text = CI.section("Output").partition("\n### ")[0]
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(DiagnosticFormat)
