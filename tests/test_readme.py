"""The README says what is so: its transcripts, commands, options, rules, registries and set-up."""

import os
import pty
import re
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main
from shell import ENVIRONMENT, ROOT, run

from sigtool.cli.program import app
from sigtool.model import SIG_FIELDS, Settings, Table, texts_of
from sigtool.registry import document as yamldoc
from sigtool.report.rules import sentence
from sigtool.rules import RULES
from sigtool.text.source import Source

README = (ROOT / "README.md").read_bytes().decode("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
TRANSCRIPTS = [text for language, text in BLOCKS if language == "console"]
COMMANDS = typer.main.get_group(app).commands
# The same for every command; the README says so once, above them all.
SHARED_OPTIONS = {"--file", "--help", "--dry-run", "--no-render"}
# Colours, weights and links: what a terminal does not show as text.
STYLING = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def section(title: str) -> str:
    """The README from a heading to the next one that is not below it."""
    found = re.search(rf"^(##+) {re.escape(title)}.*\n", README, re.MULTILINE)
    assert found, f"the README has no section {title!r}"
    rest = README[found.end() :]
    end = re.search(rf"^#{{2,{len(found.group(1))}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """The repository that the README starts from: its own example, and a page for each link."""
    folder = tmp_path / "graph"
    folder.mkdir()
    example = next(text for language, text in BLOCKS if language == "markdown")
    (folder / "README.md").write_bytes(example.encode())
    for page in re.findall(r"\]\((\w+/README\.md)\)", example):
        (folder / page).parent.mkdir()
        (folder / page).touch()
    assert run(folder, "git", "init", "--quiet") == (0, "")
    return folder


def shown(command: str, folder: Path) -> str:
    """What a terminal of 100 columns shows of a command, colours and links aside."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["bash", "-c", command],
        cwd=folder,
        env={**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        output = b"".join(_read(ours))
    os.close(ours)
    return STYLING.sub("", output.decode("utf-8").replace("\r\n", "\n"))


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the last writer has gone
            return
        if not part:
            return
        yield part


def replayed(transcript: str, folder: Path) -> str:
    """A transcript as it is when its commands are run again."""
    commands = re.findall(r"^\$ (.*)\n", transcript, re.MULTILINE)
    return "".join(f"$ {command}\n{shown(command, folder)}" for command in commands)


def test_transcripts(graph: Path) -> None:
    again = [replayed(transcript, graph).split("\n") for transcript in TRANSCRIPTS]
    assert again == [transcript.split("\n") for transcript in TRANSCRIPTS]


def test_every_command_has_an_example() -> None:
    shown_commands = re.findall(r"^\$ sigtool ([\w-]+)", "".join(TRANSCRIPTS), re.MULTILINE)
    # An alias, which the section of its command names.
    assert "`sigtool add` is the same command" in section("`sigtool add-sig")
    assert set(COMMANDS) - set(shown_commands) == {"add"}


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"add"}))
def test_every_option_is_documented(command: str) -> None:
    options = {name for each in COMMANDS[command].params for name in each.opts if name[:2] == "--"}
    text = section(f"`sigtool {command}")
    assert options - SHARED_OPTIONS - set(re.findall(r"--[\w-]+", text)) == set()


def test_nothing_but_commands_and_options_is_documented() -> None:
    known = {name for command in COMMANDS.values() for each in command.params for name in each.opts}
    known |= {"--help", "--version", "--install-completion", "--show-completion"}
    reference = section("Five commands") + section("Commands") + section("Environment")
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", reference)) - known == set()
    assert set(re.findall(r"`sigtool ([a-z][\w-]*)", README)) - set(COMMANDS) == set()


def test_rules() -> None:
    rows = re.findall(r"^\| (SIG.*) \|$", section("Rules"), re.MULTILINE)
    assert rows == [
        f"{rule.code} | {rule.name} | {rule.severity} | {sentence(rule)}" for rule in RULES
    ]


def test_set_up_is_what_the_checks_run() -> None:
    setup = re.findall(r"^```sh\n(.*)\n```$", section("Development"), re.MULTILINE)
    checks = re.findall(r'^run "(.*)"$', (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)
    assert len(setup) == 2
    assert checks[:2] == setup


def test_the_registry_is_sound() -> None:
    yaml = [text for language, text in BLOCKS if language == "yaml"]
    texts = [text for text in yaml if re.search(r"^sigs:", text, re.MULTILINE)]
    documents = [yamldoc.read(Source("sigs.yaml", text)) for text in texts]
    assert [document.problems for document in documents] == [()] * len(texts)
    names = [[texts_of(sig.name) for sig in each.registry.sigs] for each in documents]
    assert names == [
        [("Compiler",), ("Quantum",), ("Fortran",)],
        [("编译器", "Compiler"), ("Runtime",)],
        [("Compiler",)],
        [("Compiler",)],
    ]


@pytest.mark.parametrize(
    ("title", "known"),
    [
        pytest.param("SIGs", set(SIG_FIELDS), id="of a SIG"),
        pytest.param("Tables", {each.name for each in fields(Table)}, id="of a table"),
        pytest.param("Settings", {each.name for each in fields(Settings)}, id="of the settings"),
    ],
)
def test_fields_are_documented(title: str, known: set[str]) -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", section(title), re.MULTILINE)) == known


def test_links_within_the_page_lead_somewhere() -> None:
    headings = re.findall(r"^##+ (.*)$", README, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", README)) - anchors == set()
