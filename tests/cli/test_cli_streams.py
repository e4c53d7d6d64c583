"""Real processes, and what goes wrong around them: pipes, disks, encodings, folders."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from community import README, REGISTRY
from conftest import Outcome, contents, process, write_files

from sigtool.outside import lock
from sigtool.version import __version__

# More than a pipe holds, so that writing fails before the command ends.
MANY = "sigs:\n" + "".join(
    f"  - name: Group {number}\n    responsibilities: {'x' * 100}\n" for number in range(2000)
)


def test_the_two_ways_to_run(community: Path) -> None:
    assert process("--version") == Outcome(0, f"sigtool {__version__}\n")
    script = Path(sys.executable).with_name("sigtool")
    done = subprocess.run(
        [script, "list", "--output-format", "names"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "Compiler\nRuntime\nDocs\nData Sets\n",
        "",
    )


@pytest.mark.parametrize(
    "arguments", [["list"], ["list", "--output-format", "json"], ["render", "--diff"]]
)
def test_a_reader_that_leaves(community: Path, arguments: list[str]) -> None:
    table = REGISTRY[: REGISTRY.index("sigs:")]
    write_files(community, {"sigs.yaml": table + MANY})
    running = subprocess.Popen(
        [sys.executable, "-m", "sigtool", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.read(1)
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(60) in (0, 141)


@pytest.mark.parametrize("arguments", ["list", "--help", "render --diff", "validate"])
def test_output_on_a_full_disk(community: Path, arguments: str) -> None:
    write_files(community, {"README.md": README.replace("Loads", "Saves")})
    before = contents(community)
    with Path("/dev/full").open("wb") as full:
        found = process(
            *arguments.split(), capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    lines = found.stderr.splitlines()
    assert found.code == 2
    assert lines[-1] == "sigtool: the output: cannot be used: No space left on device"
    assert contents(community) == before


def test_messages_on_a_full_disk(community: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        found = process("show", "x", capture_output=False, stdout=subprocess.PIPE, stderr=full)
    assert found == Outcome(2)


@pytest.mark.parametrize(
    ("redirections", "found"),
    [
        ("<&-", Outcome(0, "Docs\n")),
        (">&-", Outcome(0)),
        ("2>&-", Outcome(0, "Docs\n")),
        ("<&- >&- 2>&-", Outcome(0)),
    ],
)
def test_streams_that_are_closed(community: Path, redirections: str, found: Outcome) -> None:
    command = f'"$0" -m sigtool list --grep 文档 --output-format names {redirections}'
    done = subprocess.run(["sh", "-c", command, sys.executable], capture_output=True, text=True)
    assert Outcome(done.returncode, done.stdout, done.stderr) == found


def test_no_name_and_nobody_to_ask(community: Path) -> None:
    command = '"$0" -m sigtool add-sig <&-'
    done = subprocess.run(["sh", "-c", command, sys.executable], capture_output=True, text=True)
    assert Outcome(done.returncode, done.stdout, done.stderr) == Outcome(
        2, "", "sigtool: name the SIG: sigtool add-sig NAME\n"
    )


@pytest.mark.parametrize(
    ("environment", "printed"),
    [
        ({"LC_ALL": "C"}, "Docs\t文档与教程。\t@ada\n"),
        ({"LC_ALL": "C.UTF-8"}, "Docs\t文档与教程。\t@ada\n"),
        ({"PYTHONIOENCODING": "ascii"}, "Docs\t\\u6587\\u6863\\u4e0e\\u6559\\u7a0b\\u3002\t@ada\n"),
        ({"PYTHONIOENCODING": "latin-1"}, None),
        ({"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, None),
    ],
)
def test_encodings(community: Path, environment: dict[str, str], printed: str | None) -> None:
    escaped = "Docs\t\\u6587\\u6863\\u4e0e\\u6559\\u7a0b\\u3002\t@ada\n"
    assert process("list", "--lead", "ada", "--grep", "docs", environment=environment) == Outcome(
        0, printed or escaped
    )


def test_an_edit_where_the_terminal_is_ascii(community: Path) -> None:
    found = process(
        "add-sig", "数据", "--first", environment={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    )
    assert found == Outcome(0, "Added \\u6570\\u636e.\n")
    at = README.index("| [Compiler]")
    assert (community / "README.md").read_text(encoding="utf-8") == (
        README[:at] + "| 数据 | | |\n" + README[at:]
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", b"D\xffcs"], "no SIG has the name 'D\\udcffcs'; did you mean 'Docs'?"),
        (
            ["add-sig", b"D\xffcs"],
            "the name 'D\\udcffcs' holds '\\udcff'; a name is one line of plain text without "
            "| [ ] and control characters",
        ),
        (
            ["edit-sig", "docs", "--responsibilities", b"\xe9"],
            "Docs: responsibilities holds '\\udce9'; a value is one line of text",
        ),
        (["--file", b"\xff.yaml", "list"], "\\udcff.yaml: there is no such file; check the path"),
        (
            ["init", b"\xff.md", "-o", "new.yaml"],
            "\\udcff.md: there is no such file; check the path",
        ),
        ([b"\xff"], "No such command '\\udcff' (see `sigtool --help`)"),
    ],
)
def test_arguments_that_are_not_utf_8(
    community: Path, arguments: list[str | bytes], message: str
) -> None:
    before = contents(community)
    assert process(*arguments) == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(community) == before


def test_a_document_whose_name_is_not_utf_8(repository: Path) -> None:
    name = os.fsdecode(b"\xff.md")
    write_files(repository, {name: README})
    found = process("init", name)
    assert (found.code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert found.stderr.endswith(
        ".md: its name is not UTF-8, so no registry can hold it; rename it\n"
    )
    assert list(contents(repository)) == [name]


@pytest.mark.parametrize("command", ["list", "render"])
def test_half_a_character_in_the_registry(community: Path, command: str) -> None:
    registry = REGISTRY.replace("name: Docs", 'name: "D\\ud800"')
    write_files(community, {"sigs.yaml": registry})
    before = contents(community)
    found = process(command)
    assert (found.code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert found.stderr.startswith("sigtool: sigs.yaml:23:15: ")
    assert contents(community) == before


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    command = 'cd "$1" && rmdir "$1" && "$0" -m sigtool list'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, folder], capture_output=True, text=True
    )
    message = "sigtool: the current folder is gone; change into one that is there\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


def test_two_wait_for_each_other(community: Path) -> None:
    """Whoever comes second says that it waits, and then goes on from what the first wrote."""

    with lock.lock(community / "sigs.yaml", waiting=lambda: None):
        running = subprocess.Popen(
            [sys.executable, "-m", "sigtool", "add-lead", "docs", "grace"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert running.stderr is not None
        assert running.stderr.readline() == "Waiting for another sigtool to finish ...\n"
        registry = REGISTRY.replace("Loads data.", "Keeps data.")
        write_files(community, {"sigs.yaml": registry})
    out, err = running.communicate(timeout=60)
    said = "The tables have 1 other difference from the registry: sigtool validate\n"
    assert (running.returncode, out, err) == (0, "Added @grace to the leads of Docs.\n", said)
    leads = "        url: https://example.org/ada\n  - name: Data Sets\n"
    assert registry.count(leads) == 1
    grace = "      - handle: grace\n        url: https://example.org/grace\n"
    assert (community / "sigs.yaml").read_text(encoding="utf-8") == registry.replace(
        leads, leads.replace("  - name", grace + "  - name")
    )
