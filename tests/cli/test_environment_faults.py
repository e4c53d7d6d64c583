"""Disks that are full, files with two names, what a kill leaves, terminals that show no colours."""

import errno
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from conftest import Outcome, Run, process, write_files
from terminals import Terminal

README = (
    "| Name | About | Leads |\n|---|---|---|\n| A | Loads. | @ada |\n| B | Serves. | @grace |\n"
)
REGISTRY = """\
tables:
  - path: README.md
    columns: {Name: name, About: responsibilities, Leads: leads}
sigs:
  - name: A
    responsibilities: Loads.
    leads:
      - handle: ada
  - name: B
    responsibilities: Serves.
    leads:
      - handle: grace
"""
WRONG = README.replace("Serves.", "Serves is is.")
FULL = "sigtool: the output: cannot be used: No space left on device"


@pytest.fixture
def place(repository: Path) -> Path:
    write_files(repository, {"README.md": README, "sigs.yaml": REGISTRY})
    return repository


def on_a_full_disk(*arguments: str, stream: str) -> Outcome:
    """What a command comes to where one stream is a full disk, and the other one a pipe."""
    with Path("/dev/full").open("wb") as full:
        out, err = (full if name == stream else subprocess.PIPE for name in ("stdout", "stderr"))
        return process(*arguments, capture_output=False, stdout=out, stderr=err)


# --- the output is full


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (("add-lead", "A", "@bob"), "sigs.yaml, README.md"),
        (("remove-sig", "B"), "sigs.yaml, README.md"),
        (("render", "--overwrite"), "README.md"),
        (("validate", "--write-baseline"), ".sigtool-baseline.json"),
    ],
)
def test_what_was_written_is_said_where_the_report_fails(
    place: Path, arguments: tuple[str, ...], written: str
) -> None:
    if arguments[0] == "render":
        write_files(place, {"README.md": WRONG})
    found = on_a_full_disk(*arguments, stream="stdout")
    assert (found.code, found.stderr.splitlines()[-1]) == (
        2,
        f"{FULL}; what was to be written is written ({written}), only the report of it failed",
    )


@pytest.mark.parametrize("arguments", ["list", "show A", "leads", "render --diff"])
def test_nothing_is_said_of_what_was_not_written(place: Path, arguments: str) -> None:
    write_files(place, {"README.md": WRONG})
    found = on_a_full_disk(*arguments.split(), stream="stdout")
    assert (found.code, found.stderr.splitlines()[-1]) == (2, FULL)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("validate",), 0),
        (("validate", "--select", "SIG306"), 0),
        (("show", "nobody"), 2),
        (("add-lead", "A", "@bob"), 0),
        (("sync", "--check"), 0),
        ((), 2),
        (("--unknown",), 2),
    ],
)
@pytest.mark.parametrize("way", ["full", "closed", "gone"])
def test_a_command_keeps_its_exit_code_without_standard_error(
    place: Path, arguments: tuple[str, ...], code: int, way: str
) -> None:
    if way == "full":
        assert on_a_full_disk(*arguments, stream="stderr").code == code
        return
    running = subprocess.Popen(
        [sys.executable, "-m", "sigtool", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=partial(os.close, 2) if way == "closed" else None,
    )
    assert running.stderr is not None
    running.stderr.close()
    assert running.wait(60) == code


def test_findings_without_standard_error(place: Path) -> None:
    write_files(place, {"README.md": WRONG})
    found = on_a_full_disk("validate", "--select", "SIG601", stream="stderr")
    assert (found.code, found.stdout.splitlines()[0][:31]) == (1, "README.md:4:7: error SIG601 out")


def test_an_error_when_the_lock_is_closed(
    place: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.close

    def closed(descriptor: int) -> None:
        is_lock = os.fstat(descriptor).st_nlink == 0
        real(descriptor)
        if is_lock:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "close", closed)
    assert sigtool("add-lead", "A", "@bob") == Outcome(0, "Added @bob to the leads of A.\n")
    assert (place / "README.md").read_text("utf-8") == README.replace("@ada", "@ada, @bob")


# --- files with two names, and what a kill leaves


@pytest.mark.parametrize("name", ["sigs.yaml", "README.md"])
def test_a_file_with_two_names_is_not_written(place: Path, sigtool: Run, name: str) -> None:
    other = place.parent / f"other-{name}"
    other.hardlink_to(place / name)
    message = (
        f"sigtool: {name}: cannot be written: the file has 2 names (hard links), and would keep "
        "one; make symbolic links of the others; nothing was changed\n"
    )
    before = (place / "README.md").read_bytes(), (place / "sigs.yaml").read_bytes()
    assert sigtool("add-lead", "A", "@bob") == Outcome(2, "", message)
    assert ((place / "README.md").read_bytes(), (place / "sigs.yaml").read_bytes()) == before
    assert sigtool("list").code == 0
    other.unlink()
    assert sigtool("add-lead", "A", "@bob").code == 0


def left(place: Path) -> list[str]:
    return sorted(each.name for each in place.iterdir() if each.name.startswith(".sigtool-"))


@pytest.mark.parametrize("calls", [1, 2])
def test_the_next_command_clears_what_a_kill_left(place: Path, sigtool: Run, calls: int) -> None:
    """Killed before the first file is replaced, or between two."""
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from sigtool.cli import main\n"
        f"real, calls = Path.replace, iter(range({calls}))\n"
        "def replace(self, target):\n"
        f"    if next(calls) == {calls} - 1: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(self, target)\n"
        "Path.replace = replace\n"
        "main(['add-lead', 'A', '@bob'])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True)
    assert done.returncode == -signal.SIGKILL
    names = left(place)
    assert [Path(name).suffix for name in names].count(".old") == 2
    old = {name for name in names if (place / name).read_text("utf-8") == REGISTRY}
    kept = sorted(old) if calls == 2 else []
    cleared = ", ".join(name for name in names if name not in kept)
    said = f"A sigtool was ended while it wrote. Removed what it left: {cleared}.\n"
    if kept:
        said += (
            "A sigtool was ended while it wrote. What a file held before is in "
            f"{kept[0]}: compare, then remove it.\n"
        )
    found = sigtool("add-lead", "B", "@eve")
    assert (found.code, found.stdout, found.stderr.endswith(said)) == (
        0,
        "Added @eve to the leads of B.\n",
        True,
    )
    assert left(place) == kept
    if not kept:
        assert sigtool("add-lead", "B", "@zoe").stderr == ""


def test_what_a_running_sigtool_needs_stays(place: Path, sigtool: Run) -> None:
    name = f".sigtool-{os.getpid()}-0123456789abcdef.new"
    write_files(place, {name: "x", ".sigtool-notes.new": "y"})
    assert sigtool("add-lead", "A", "@bob") == Outcome(0, "Added @bob to the leads of A.\n")
    assert left(place) == [name, ".sigtool-notes.new"]


# --- characters


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\\ud83d\\ude00", "😀"),
        ("\\uD83D\\uDC69\\u200d\\uD83D\\uDCBB", "👩\u200d💻"),
        ("\\ud840\\udc00", "𠀀"),
    ],
)
def test_pairs_of_halves_as_json_writes_them(
    place: Path, sigtool: Run, written: str, shown: str
) -> None:
    write_files(place, {"sigs.yaml": REGISTRY.replace("name: A", f'name: "{written}"')})
    assert sigtool("list", "--output-format", "names") == Outcome(0, f"{shown}\nB\n")


@pytest.mark.parametrize("code", ["200B", "FEFF", "2060", "00AD"])
@pytest.mark.parametrize("command", ["add-sig", "rename-sig"])
def test_a_new_name_has_no_character_that_nobody_sees(
    place: Path, sigtool: Run, code: str, command: str
) -> None:
    arguments = ("A",) if command == "rename-sig" else ()
    before = (place / "sigs.yaml").read_bytes()
    message = f"sigtool: the name has the character U+{code}, which nobody sees; leave it out\n"
    done = sigtool(command, *arguments, f"Da{chr(int(code, 16))}ta")
    assert done == Outcome(2, "", message)
    assert (place / "sigs.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["می\u200cخواهم", "Dev 👩\u200d💻", "数据"])
def test_a_new_name_has_what_its_script_needs(place: Path, sigtool: Run, name: str) -> None:
    assert sigtool("add-sig", name).code == 0


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1+2", "@SUM(A1)"])
def test_a_csv_that_a_spreadsheet_does_not_run(place: Path, sigtool: Run, text: str) -> None:
    write_files(place, {"sigs.yaml": REGISTRY.replace("Loads.", f"'{text}'")})
    spelled = '"' + text.replace('"', '""') + '"' if '"' in text else text
    guarded = spelled.replace('"=', "\"'=") if '"' in text else f"'{text}"
    lines = sigtool("list", "--output-format", "csv").stdout.splitlines()
    assert lines[1] == f"A,{guarded},@ada,ada"
    raw = sigtool("list", "--output-format", "csv", "--raw").stdout.splitlines()
    assert raw[1] == f"A,{spelled},@ada,ada"


@pytest.mark.parametrize("terminal", ["dumb", "xterm"])
@pytest.mark.parametrize(
    "arguments",
    ["add-lead A @bob --dry-run", "render --diff", "validate --fix --diff", "show A", "list"],
)
def test_a_terminal_shows_control_characters_and_does_not_obey_them(
    place: Path, terminal: str, arguments: str
) -> None:
    text = "Lo\x1b[31mads \u202e."
    escaped = '"Lo\\e[31mads \\u202e."'
    write_files(place, {"README.md": WRONG.replace("Loads.", text)})
    write_files(place, {"sigs.yaml": REGISTRY.replace("Loads.", escaped)})
    shown = Terminal(
        sys.executable, "-m", "sigtool", *arguments.split(), TERM=terminal, NO_COLOR="1"
    )
    shown.end()
    assert ("\x1b[31m" in shown.shown, "\u202e" in shown.shown) == (False, False)


def test_a_pipe_gets_the_diff_as_git_wants_it(place: Path, sigtool: Run) -> None:
    text = README.replace("Loads.", "Lo\x1b[31mads.")
    registry = REGISTRY.replace("Loads.", '"Lo\\e[31mads."')
    write_files(place, {"README.md": text, "sigs.yaml": registry})
    diff = sigtool("add-lead", "A", "@bob", "--dry-run").stdout
    assert diff.count("\x1b[31m") == 2
    done = subprocess.run(["git", "apply", "-"], input=diff.encode(), capture_output=True)
    assert (done.returncode, (place / "README.md").read_text("utf-8")) == (
        0,
        text.replace("@ada", "@ada, @bob"),
    )
