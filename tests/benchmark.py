"""Times whole commands over registries of 15, 1,000 and 10,000 SIGs, beside yardsticks.

Run as `python tests/benchmark.py`. It measures the sigtool of this repository as a user starts it,
with the bytecode of every module on the disk. A round runs every command once, in an order of its
own; what is printed are medians of rounds. The yardsticks are measured in the same rounds: an
interpreter that starts and does nothing, and the formatters mdformat and prettier where they are
found. Quote ratios and the machine, not seconds.
"""

import argparse
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from shell import ENVIRONMENT, ROOT, run

SIZES: Final = (15, 1_000, 10_000)
ROUNDS: Final = 5
MEASURE: Final = (sys.executable, "-I", "-S", str(Path(__file__).with_name("measure.py")))
LIBRARIES: Final = ("typer", "ruamel.yaml", "ruamel.yaml.clib", "markdown-it-py", "rich")
# What the ratios divide by, and the memory that is taken off.
BARE: Final = "python -c pass"
DOCUMENT: Final = "README.md"
REGISTRY: Final = "sigs.yaml"
VERSIONS: Final = ("base.yaml", "ours.yaml", "theirs.yaml")


@dataclass(frozen=True)
class Command:
    """A command line that is measured; one that writes is given a copy of the folder each time."""

    label: str
    words: Sequence[str]
    writes: bool = False
    # A formatter exits 1 where it would write the file in another way.
    codes: frozenset[int] = frozenset({0})
    is_sigtool: bool = False


@dataclass
class Figures:
    """What the rounds of one command took: seconds of CPU and of wall, peaks in MiB."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)

    def add(self, cpu: float, wall: float, kib: float) -> None:
        self.cpu.append(cpu)
        self.wall.append(wall)
        self.peak.append(kib / 1024)


# What was measured at one size, by the label of the command.
Measured = Mapping[str, Figures]


# --- what is measured ----------------------------------------------------------------------------


def sigtool_commands() -> list[Command]:
    """The commands of sigtool, as its console script runs them where it is installed."""
    script = Path(sys.executable).with_name("sigtool")
    program = (str(script),) if script.exists() else (sys.executable, "-m", "sigtool")
    base, ours, theirs = VERSIONS
    merged = ("--path", REGISTRY, base, ours, theirs)
    return [
        Command("list", (*program, "list"), is_sigtool=True),
        Command("render --check", (*program, "render", "--check"), is_sigtool=True),
        Command("validate", (*program, "validate"), is_sigtool=True),
        Command(
            "add-lead", (*program, "add-lead", "Group 7", "@new"), writes=True, is_sigtool=True
        ),
        Command("sync --check", (*program, "sync", "--check"), is_sigtool=True),
        Command("merge-driver", (*program, "merge-driver", *merged), writes=True, is_sigtool=True),
    ]


def formatter(name: str, given: str | None) -> Command | None:
    """A formatter of Markdown that checks the document; None where it is absent."""
    found = given or shutil.which(name, path=ENVIRONMENT["PATH"])
    if not found:
        return None
    words = (str(Path(found).absolute()), "--check", DOCUMENT)
    return Command(f"{name} --check", words, codes=frozenset({0, 1}))


def document(size: int) -> str:
    """A heading, and a table of three columns with one or two leads a row."""
    rows = []
    for at in range(size):
        leads = [f"[@ada-{n}](https://example.org/ada-{n})" for n in (at % 997, at % 991 + 1000)]
        name = f"[Group {at}](https://example.org/groups/{at})" if at % 2 else f"Group {at}"
        text = f"Takes care of part {at} of the whole."
        rows.append(f"| {name} | {text} | {', '.join(leads[: 1 + at % 2])} |\n")
    header = "| SIG name | Responsibilities | SIG Leads |\n| --- | --- | --- |\n"
    return f"# Groups\n\n{header}{''.join(rows)}"


def prepare(folder: Path, size: int) -> None:
    """A repository with the document, the registry that `init` makes of it, and three versions of
    that registry: two sides that each changed one SIG."""
    folder.mkdir()
    (folder / DOCUMENT).write_bytes(document(size).encode())
    python = {"PYTHONPATH": str(ROOT)}
    _must(folder, "git", "init", "--quiet", "--template=")
    _must(folder, sys.executable, "-m", "sigtool", "init", DOCUMENT, more=python)
    _must(folder, "git", "add", ".")
    _must(folder, "git", "commit", "--quiet", "--message", "Begin")
    text = (folder / REGISTRY).read_bytes()
    texts = [text, text.replace(b"part 3 of", b"part III of"), text.replace(b"part 9 of", b"IX of")]
    for name, content in zip(VERSIONS, texts, strict=True):
        (folder / name).write_bytes(content)


def _must(folder: Path, *command: str, more: Mapping[str, str] | None = None) -> str:
    code, shown = run(folder, *command, more=more)
    if code:
        raise RuntimeError(f"{command}: {shown}")
    return shown


# --- measuring -----------------------------------------------------------------------------------


class Bench:
    """Runs commands, with bytecode in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        # Some environments forbid to write bytecode; then each start would compile everything.
        unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH"}
        kept = {name: text for name, text in ENVIRONMENT.items() if name not in unwanted}
        self.environment = {**kept, "PYTHONPYCACHEPREFIX": str(home / "bytecode")}

    def measure(self, command: Command, prepared: Path) -> tuple[float, float, float]:
        """One run of a command in a prepared folder: CPU and wall seconds, peak in KiB."""
        if not command.writes:
            return self._measured(command, prepared)
        copy = self.home / "copy"
        shutil.copytree(prepared, copy, symlinks=True)
        try:
            return self._measured(command, copy)
        finally:
            shutil.rmtree(copy)

    def _measured(self, command: Command, folder: Path) -> tuple[float, float, float]:
        path = {"PYTHONPATH": str(ROOT)} if command.is_sigtool else {}
        done = subprocess.run(
            [*MEASURE, *command.words],
            cwd=folder,
            env={**self.environment, **path},
            capture_output=True,
            check=True,
        )
        code, cpu, wall, peak = map(float, done.stdout.split())
        if code not in command.codes:
            raise RuntimeError(f"{command.label}: exit {code:.0f}: {done.stderr.decode()}")
        return cpu, wall, peak

    def rounds(self, commands: Sequence[Command], prepared: Path, count: int) -> Measured:
        """Every command once a round, each round in an order of its own."""
        found = {command.label: Figures() for command in commands}
        order = list(commands)
        shuffled = random.Random(count)
        for at in range(count):
            shuffled.shuffle(order)
            for command in order:
                tell(f"{prepared.name} SIGs, round {at + 1} of {count}: {command.label}")
                found[command.label].add(*self.measure(command, prepared))
        return found


def tell(text: str) -> None:
    """Say on a terminal what goes on."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)  # noqa: T201


# --- tables --------------------------------------------------------------------------------------


def ratios(commands: Sequence[Command], found: Mapping[int, Measured]) -> Iterator[str]:
    """CPU by that of an interpreter that does nothing: the median, and from least to most; and the
    most memory that a command of sigtool took."""
    yield from _head(["CPU, as a multiple of `python -c pass`", *map(_sigs, found)])
    ours = [command.label for command in commands if command.is_sigtool]
    yield from (_ratios(label, found) for label in ours)
    peaks = [max((_peak(each, label) for label in ours), default=0) for each in found.values()]
    yield _row(["most memory over bare Python", *(f"**{peak:.0f} MiB**" for peak in peaks)])
    yield from (_ratios(each.label, found) for each in commands if each.label not in (*ours, BARE))


def _ratios(label: str, found: Mapping[int, Measured]) -> str:
    return _row([f"`{label}`", *(_ratio(each, label) for each in found.values())])


def _ratio(measured: Measured, label: str) -> str:
    bare = statistics.median(measured[BARE].cpu)
    low, middle, high = (_short(each / bare) for each in _spread(measured[label].cpu))
    return f"**{middle}** ({low} to {high})"


def _peak(measured: Measured, label: str) -> float:
    """The memory that a command took more than a bare interpreter, in MiB."""
    return statistics.median(measured[label].peak) - statistics.median(measured[BARE].peak)


def details(commands: Sequence[Command], found: Mapping[int, Measured]) -> Iterator[str]:
    """CPU and wall in milliseconds, and the peak of memory over that of a bare interpreter."""
    yield from _head(["command", "SIGs", "CPU, ms", "wall, ms", "memory over bare Python, MiB"])
    for label in (command.label for command in commands):
        for size, measured in found.items():
            figures = measured[label]
            times = [_milliseconds(each) for each in (figures.cpu, figures.wall)]
            yield _row([f"`{label}`", f"{size:,}", *times, f"{_peak(measured, label):.1f}"])


def _milliseconds(seconds: Sequence[float]) -> str:
    low, middle, high = (f"{each * 1000:,.0f}" for each in _spread(seconds))
    return f"{middle} ({low} to {high})"


def _spread(values: Sequence[float]) -> tuple[float, float, float]:
    return min(values), statistics.median(values), max(values)


def _short(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio < 100 else f"{ratio:,.0f}"


def _sigs(size: int) -> str:
    return f"{size:,} SIGs"


def _head(titles: Sequence[str]) -> Iterator[str]:
    yield _row(titles)
    yield _row(["---"] * len(titles))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


# --- the machine ---------------------------------------------------------------------------------


def machine() -> str:
    """What the figures were measured on, and with which libraries."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = ", ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}; {python}; {libraries}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def versions_of(formatters: Mapping[str, Command | None]) -> str:
    """The versions of the formatters, mdformat's with its plugins."""
    shown = [
        f"{name} {_must(ROOT, each.words[0], '--version').strip().removeprefix(name).strip()}"
        if each
        else f"{name} absent"
        for name, each in formatters.items()
    ]
    return ", ".join(shown)


# --- the program ---------------------------------------------------------------------------------


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of SIGs")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="runs of each command")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="list, validate, mdformat ...")
    parser.add_argument("--mdformat", help="where mdformat is, if not on the path; with its plugin "
                        "mdformat-gfm, without which it sees no table")  # fmt: skip
    parser.add_argument("--prettier", help="where prettier is, if not on the path")
    given = parser.parse_args()
    if min(given.sizes) < 10 or given.rounds < 1:
        parser.error("the smallest size is 10, the smallest number of rounds 1")
    return given


def chosen(only: Sequence[str] | None, formatters: Sequence[Command | None]) -> list[Command]:
    """What is measured: the bare interpreter always, the others if their names are given."""
    others = [*sigtool_commands(), *(each for each in formatters if each)]
    wanted = [each for each in others if not only or each.label.split()[0] in only]
    return [*wanted, Command(BARE, (sys.executable, "-c", "pass"))]


def main() -> None:
    given = arguments()
    formatters = {name: formatter(name, getattr(given, name)) for name in ("mdformat", "prettier")}
    commands = chosen(given.only, list(formatters.values()))
    found: dict[int, Measured] = {}
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        bench = Bench(home)
        prepare(home / "few", SIZES[0])
        bench.rounds(commands, home / "few", 1)  # writes the bytecode
        for size in given.sizes:
            prepared = home / f"{size:,}"
            prepare(prepared, size)
            found[size] = bench.rounds(commands, prepared, given.rounds)
    tell("")
    tables = [*ratios(commands, found), "", *details(commands, found)]
    about = f"Medians of {given.rounds} rounds; in brackets the least and the most."
    where = f"{machine()}; {versions_of(formatters)}."
    print("\n".join([*tables, "", about, where]))  # noqa: T201


if __name__ == "__main__":
    main()
