"""How a process ends: all is said, the code is right, and nothing is taken apart one by one."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

SCRIPT = (
    "import atexit, sys\n"
    "from sigtool.cli import main\n"
    "atexit.register(print, 'in the end')\n"
    "{watch}\n"
    "main()\n"
)
WATCHES = ("", "sys.setprofile(lambda *_: None)", "sys.settrace(lambda *_: None)")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A registry of more SIGs than a pipe holds lines of."""
    sigs = "".join(f"  - name: A{at}\n    responsibilities: {'b' * 90}\n" for at in range(2000))
    registry = tmp_path / "sigs.yaml"
    registry.write_text(f"tables: []\nsigs:\n{sigs}")
    return registry


def ended(folder: Path, script: Sequence[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *script, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("watch", WATCHES)
def test_only_who_looks_on_has_something_to_say_in_the_end(many: Path, watch: str) -> None:
    done = ended(many.parent, ["-c", SCRIPT.format(watch=watch)], "list")
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    names = [line.split("\t")[0] for line in lines if "\t" in line]
    assert names == [f"A{at}" for at in range(2000)]
    assert lines[2000:] == ["in the end"] * bool(watch)


def test_a_profiler_tells_what_it_saw(many: Path) -> None:
    done = ended(many.parent, ["-m", "cProfile", "-m", "sigtool"], "list")
    assert done.returncode == 0
    assert "function calls" in done.stdout.splitlines()[2000]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("validate",), 1, "Found 1 error."),
        (("list", "--file", "b.yaml"), 2, "sigtool: b.yaml: there is no such file"),
        (("--help",), 0, ""),
        (("lisst",), 2, "sigtool: No such command 'lisst'"),
    ],
)
def test_the_code_is_that_of_the_command(
    tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "sigs.yaml").write_text("tables: []\nsigs:\n  - name: A\n  - name: A\n")
    done = ended(tmp_path, ["-m", "sigtool"], *arguments)
    assert done.returncode == code
    assert done.stderr.startswith(said)
    assert bool(done.stderr) == bool(said)


def test_a_closed_output_is_no_traceback(many: Path) -> None:
    command = f"'{sys.executable}' -m sigtool list >&- 2>'{many.parent}/said'"
    done = subprocess.run(command, shell=True, cwd=many.parent, check=False)
    said = (many.parent / "said").read_text()
    assert (done.returncode, said) == (0, "")


@pytest.mark.parametrize("module", ["typer", "sigtool.cli.direct", "ruamel.yaml"])
def test_ctrl_c_while_modules_were_loaded(many: Path, module: str) -> None:
    script = (
        "import os, signal, sys, time\n"
        "from sigtool.cli import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job may ignore it
        "class Stop:\n"
        "    def find_spec(name, *_):\n"
        f"        if name == {module!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "            time.sleep(10)\n"
        "sys.meta_path.insert(0, Stop)\n"
        "main()\n"
    )
    many.write_text("sigs: &all []\n")
    done = ended(many.parent, ["-c", script], "validate" if module == "ruamel.yaml" else "--help")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "sigtool: stopped\n")
