"""Times whole commands over registries of 100, 1,000 and 10,000 SIGs, beside yardsticks.

Run as `python tests/benchmark.py`. A yardstick is what anybody pays on the same machine in the same
run: an interpreter that starts and does nothing, the YAML library that loads the registry, and
GitHub's parser that reads the document. Quote ratios, not seconds.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

SIZES = (100, 1_000, 10_000)
RUNS = 3

TABLES = """\
tables:
  - path: README.md
    columns:
      SIG name: name
      Responsibilities: responsibilities
      SIG Leads: leads
sigs:
"""
LOAD = "from ruamel.yaml import YAML; YAML(typ='rt').load(open('sigs.yaml', encoding='utf-8'))"
PAGE = (
    "import cmarkgfm; cmarkgfm.github_flavored_markdown_to_html("
    "open('README.md', encoding='utf-8').read())"
)
YARDSTICKS: dict[str, Sequence[str]] = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "ruamel.yaml loads the registry": (sys.executable, "-c", LOAD),
    "cmarkgfm renders the document": (sys.executable, "-c", PAGE),
}
SIGTOOL = (sys.executable, "-m", "sigtool")
COMMANDS: dict[str, Sequence[str]] = {
    "list": (*SIGTOOL, "list"),
    "validate": (*SIGTOOL, "validate", "--output-format", "json"),
    "render --check": (*SIGTOOL, "render", "--check"),
    "add-lead --dry-run": (*SIGTOOL, "add-lead", "Group 50", "@new", "--dry-run"),
}


def community(folder: Path, size: int) -> None:
    """A registry of so many SIGs, and the document that shows it."""
    items, rows = [], []
    for at in range(size):
        handle = f"ada-{at % 997}"
        url = f"https://example.org/{handle}"
        text = f"Takes care of part {at} of the whole."
        items.append(
            f"  - name: Group {at}\n    responsibilities: {text}\n"
            f"    leads:\n      - handle: {handle}\n        url: {url}\n"
        )
        rows.append(f"| Group {at} | {text} | [@{handle}]({url}) |\n")
    header = "| SIG name | Responsibilities | SIG Leads |\n| --- | --- | --- |\n"
    (folder / "sigs.yaml").write_bytes((TABLES + "".join(items)).encode())
    (folder / "README.md").write_bytes((header + "".join(rows)).encode())


def seconds(command: Sequence[str], folder: Path) -> float:
    """The median time of a whole process."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        taken.append(time.perf_counter() - start)
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr.decode())
    return statistics.median(taken)


def main() -> None:
    titles = ["what"] + [f"{size:,} SIGs" for size in SIZES]
    print("| " + " | ".join(titles) + " |\n|" + "---|" * len(titles))  # noqa: T201
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name, str(size)) for size in SIZES]
        for folder, size in zip(folders, SIZES, strict=True):
            folder.mkdir()
            community(folder, size)
        for label, command in {**YARDSTICKS, **COMMANDS}.items():
            cells = [f"{seconds(command, folder):.2f} s" for folder in folders]
            print("| " + " | ".join([label, *cells]) + " |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
