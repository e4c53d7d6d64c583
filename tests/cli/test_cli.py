"""The command line as a whole: help, the registry that is meant, completion."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from community import REGISTRY
from conftest import UP_TO_DATE, Outcome, Run, write_files

from sigtool.cli.completion import join_words
from sigtool.cli.program import PURPOSES
from sigtool.version import __version__

# Every command and every option of each, as the contract names them.
EDITING = " --dry-run --no-render --file"
ADDING = "--responsibilities --readme --lead --section --status --after --before --first --last "
ADDING += "--set"
COMMANDS = {
    "init": "--table --heading --all --column --language --output --force --dry-run "
    "--schema-modeline",
    "list": "--lead --section --status --grep --output-format --file",
    "show": "--output-format --file",
    "leads": "--output-format --file",
    "add-sig": ADDING + EDITING,
    "add": ADDING + EDITING,
    "edit-sig": "--name --readme --responsibilities --section --status --set --unset" + EDITING,
    "rename-sig": "--language --yes" + EDITING,
    "remove-sig": EDITING,
    "move-sig": "--after --before --first --last" + EDITING,
    "add-lead": EDITING,
    "remove-lead": EDITING,
    "rename-lead": "--sig" + EDITING,
    "validate": "--output-format --select --ignore --fix --unsafe-fixes --diff --check-links "
    "--baseline --write-baseline --baseline-file --statistics --strict --exit-zero --file",
    "rule": "--all",
    "sync": "--base --prefer --check --diff --dry-run --all-or-nothing --output-format --file",
    "resolve": "--add --dry-run --file",
    "render": "--check --diff --overwrite --file",
    "merge-driver": "--install --status --uninstall --dry-run --path --marker-size --base-label "
    "--ours-label --theirs-label --file",
    "schema": "--diagnostics",
    "manual": "",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_help(repository: Path, sigtool: Run, command: str) -> None:
    found = sigtool(command, "--help")
    assert (found.code, found.stderr) == (0, "")
    shown = {word.strip(",") for word in found.stdout.split() if word.startswith("--")}
    assert {*COMMANDS[command].split(), "--help"} - shown == set()
    example = found.stdout.splitlines()[-1]
    assert example.startswith(f"  Example: sigtool {'add-sig' if command == 'add' else command}")
    assert sigtool(command, "-h") == found


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("init", "schema")])
def test_examples_are_command_lines(community: Path, sigtool: Run, command: str) -> None:
    """Each example is understood: it fails at most for a SIG or a rule that is not there."""
    help_text = sigtool(command, "--help").stdout
    words = shlex.split(help_text.rsplit("Example: sigtool ", 1)[1])
    assert sigtool(*words).code in (0, 1, 2)
    assert "--help`)" not in sigtool(*words).stderr


def test_help_of_all(repository: Path, sigtool: Run) -> None:
    found = sigtool("--help")
    groups = re.findall(r"^([A-Z][\w ]*):\n((?:  [a-z].*\n)+)", found.stdout, re.MULTILINE)
    listed = {title: [line.split()[0] for line in lines.splitlines()] for title, lines in groups}
    assert tuple(listed) == PURPOSES
    assert [name for names in listed.values() for name in names] == list(COMMANDS)
    assert found.stdout.count("...") == 1  # that of the usage
    assert sigtool("-h") == found
    # Nothing is no command, but it is a question.
    assert sigtool() == Outcome(2, "", found.stdout)


def test_version(repository: Path, sigtool: Run) -> None:
    assert sigtool("--version") == Outcome(0, f"sigtool {__version__}\n")


# Which registry is meant

OTHER = "sigs:\n  - name: Other\n"
HERE = Outcome(0, "Compiler\nRuntime\nDocs\nData Sets\n")
THERE = Outcome(0, "Other\n")


@pytest.mark.parametrize(
    ("before", "after", "environment", "found"),
    [
        ([], [], None, HERE),
        (["--file", "other.yaml"], [], None, THERE),
        (["-f", "other.yaml"], [], None, THERE),
        ([], ["--file", "other.yaml"], None, THERE),
        ([], ["-f", "other.yaml"], None, THERE),
        ([], [], "other.yaml", THERE),
        ([], [], "", HERE),
        (["-f", "other.yaml"], [], "none.yaml", THERE),
        ([], ["-f", "other.yaml"], "none.yaml", THERE),
        (
            ["-f", "none.yaml"],
            [],
            "other.yaml",
            Outcome(2, "", "sigtool: none.yaml: there is no such file; check the path\n"),
        ),
        (["-f", "."], [], None, Outcome(2, "", "sigtool: .: is a folder; name a file in it\n")),
    ],
)
def test_file(
    community: Path,
    sigtool: Run,
    monkeypatch: pytest.MonkeyPatch,
    before: list[str],
    after: list[str],
    environment: str | None,
    found: Outcome,
) -> None:
    write_files(community, {"other.yaml": OTHER})
    if environment is not None:
        monkeypatch.setenv("SIGTOOL_FILE", environment)
    assert sigtool(*before, "list", "--output-format", "names", *after) == found


def test_the_nearest_registry(
    community: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = community / "groups" / "deep"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert sigtool("list", "--output-format", "names") == HERE
    (community / "groups" / "sigs.yaml").write_text(OTHER, encoding="utf-8")
    assert sigtool("list", "--output-format", "names") == THERE


def test_paths_are_shown_from_here(
    community: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(community / "data")
    assert sigtool("validate") == Outcome(
        0,
        "../sigs.yaml:21:17: warning SIG404 handle-mismatch: "
        "Runtime: @alan links to the account 'turing'\n"
        "  ../sigs.yaml:22:14: the link is here\n"
        "  ../README.md:10:56: in the table it is here, under 'SIG Leads'\n"
        "  help: sigtool rename-lead @alan @turing, or correct the link\n"
        "../sigs.yaml:34:16: note SIG409 published-email: "
        "Data Sets: the e-mail address of @edsger is published in ../README.md\n"
        "  ../README.md:12:47: in the table it is here, under 'SIG Leads'\n"
        "  help: `validate: {publish_email: false}` leaves addresses out of the tables\n",
        "Found 1 warning, 1 note.\n",
    )
    assert sigtool("add-lead", "docs", "grace").code == 0
    assert sigtool("render") == UP_TO_DATE
    write_files(community, {"README.md": b""})
    message = "no table under the heading 'Current SIGs'; it has no table at all"
    assert sigtool("render").stderr.startswith(f"sigtool: ../README.md: {message}")


def test_no_registry_above_the_repository(
    community: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository in a repository is a community of its own."""
    inner = community / "inner"
    subprocess.run(["git", "init", "-q", inner], check=True)
    (inner / "deep").mkdir()
    advice = "make one with `sigtool init README.md`, or name one with --file"
    monkeypatch.chdir(inner)
    assert sigtool("list") == Outcome(2, "", f"sigtool: no sigs.yaml here; {advice}\n")
    monkeypatch.chdir(inner / "deep")
    assert sigtool("list") == Outcome(
        2, "", f"sigtool: no sigs.yaml here or above, up to {inner}; {advice}\n"
    )


def test_no_repository_is_only_here(
    tmp_path: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"sigs.yaml": OTHER})
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path)
    assert sigtool("list", "--output-format", "names") == THERE
    monkeypatch.chdir(tmp_path / "deep")
    assert sigtool("list").code == 2


# Completion, by the protocol that the shells' functions speak


def _bash(line: str) -> dict[str, str]:
    words = line.split(" ")
    return {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}


def _other(line: str) -> dict[str, str]:
    return {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}


SHELLS = {"bash": _bash, "zsh": _other, "fish": _other}
COMPLETED = {
    "sigtool show ": ["Compiler", "Runtime", "Docs", "Data Sets"],
    "sigtool show D": ["Docs", "Data Sets"],
    "sigtool show X": [],
    "sigtool -f other.yaml show ": ["Other"],
    "sigtool show -f other.yaml ": ["Other"],
    "sigtool add-lead Docs ": ["@ada", "@grace", "@alan", "@edsger"],
    "sigtool add-lead Docs @a": ["@ada", "@alan"],
    "sigtool add-lead Docs a": ["ada", "alan"],
    "sigtool rename-lead @": ["@ada", "@grace", "@alan", "@edsger"],
    "sigtool rename-lead @ada @new --sig Run": ["Runtime"],
    "sigtool list --lead @gr": ["@grace"],
    "sigtool add-sig New --after C": ["Compiler"],
    "sigtool add-sig New --set re": ["readme=", "responsibilities="],
    "sigtool edit-sig Docs --unset le": ["leads"],
    "sigtool edit-sig Docs --status a": ["active", "archived"],
    "sigtool list --section c": ["core"],
    "sigtool init READ": [],
    "sigtool -f none.yaml show ": [],
    "sigtool rem": ["remove-sig", "remove-lead"],
}


def _printed(shell: str, names: list[str]) -> str:
    if shell == "zsh":
        listed = "\n".join(f'"{name}"' for name in names)
        return f"_arguments '*: :(({listed}))'\n" if names else "_files\n"
    if shell == "bash":
        names = [name.replace(" ", "\\ ") for name in names]
    return "\n".join(names) + "\n"


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", COMPLETED)
def test_completion(
    community: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch, shell: str, line: str
) -> None:
    write_files(community, {"other.yaml": OTHER})
    if "--section" in line:
        sections = REGISTRY.replace("path: README.md", "path: README.md\n    section: core")
        write_files(community, {"sigs.yaml": sections})
    monkeypatch.setenv("_SIGTOOL_COMPLETE", f"complete_{shell}")
    for name, value in SHELLS[shell](line).items():
        monkeypatch.setenv(name, value)
    found = sigtool()
    if line == "sigtool rem" and shell != "bash":
        # Commands come with their help, in a way of each shell's own.
        assert found.code == 0
        assert [word in found.stdout for word in COMPLETED[line]] == [True, True]
        return
    assert found == Outcome(0, _printed(shell, COMPLETED[line]))


def test_completion_does_not_offer_what_a_terminal_would_obey(
    community: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = r'sigs: [{name: "a\e[31mb"}, {name: "c\nd"}, {name: "$(e)`f`;&\"g\""}]'
    write_files(community, {"sigs.yaml": names})
    monkeypatch.setenv("_SIGTOOL_COMPLETE", "complete_bash")
    for name, value in _bash("sigtool show ").items():
        monkeypatch.setenv(name, value)
    assert sigtool() == Outcome(0, '\\$\\(e\\)\\`f\\`\\;\\&\\"g\\"\n')


def test_completion_of_a_broken_registry_says_nothing(
    community: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(community, {"sigs.yaml": "["})
    monkeypatch.setenv("_SIGTOOL_COMPLETE", "complete_bash")
    for name, value in _bash("sigtool show ").items():
        monkeypatch.setenv(name, value)
    assert sigtool() == Outcome(0, "\n")


@pytest.mark.parametrize(
    ("words", "index", "joined", "at"),
    [
        ("sigtool|add-lead|Docs|@|ad", 4, "sigtool|add-lead|Docs|@ad", 3),
        ("sigtool|add-lead|Docs|@", 3, "sigtool|add-lead|Docs|@", 3),
        ("sigtool|rename-lead|@|ada|@|gr", 5, "sigtool|rename-lead|@ada|@gr", 3),
        ("sigtool|rename-lead|@|ad|@|new", 3, "sigtool|rename-lead|@ad", 2),
        ("sigtool|show|", 2, "sigtool|show|", 2),
    ],
)
def test_join_words(words: str, index: int, joined: str, at: int) -> None:
    environment = {
        "_SIGTOOL_COMPLETE": "complete_bash",
        "COMP_WORDS": words.replace("|", "\n"),
        "COMP_CWORD": str(index),
    }
    join_words(environment)
    assert environment["COMP_WORDS"].replace("\n", "|") == joined
    assert environment["COMP_CWORD"] == str(at)
