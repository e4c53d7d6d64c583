"""The benchmark runs, and prints its two tables; how fast anything is, no test says."""

import re
import sys

from shell import ROOT, run

TABLES = """\
| CPU, as a multiple of `python -c pass` | N SIGs |
| --- | --- |
| `sync --check` | **N** (N to N) |
| `merge-driver` | **N** (N to N) |
| most memory over bare Python | **N MiB** |

| command | SIGs | CPU, ms | wall, ms | memory over bare Python, MiB |
| --- | --- | --- | --- | --- |
| `sync --check` | N | N (N to N) | N (N to N) | N |
| `merge-driver` | N | N (N to N) | N (N to N) | N |
| `python -c pass` | N | N (N to N) | N (N to N) | N |

Medians of N rounds; in brackets the least and the most.
"""


def test_it_measures_a_command_that_reads_and_one_that_writes() -> None:
    chosen = ("--sizes", "15", "--rounds", "2", "--only", "sync", "merge-driver")
    code, shown = run(ROOT, sys.executable, "tests/benchmark.py", *chosen)
    tables, _, machine = shown.rstrip("\n").rpartition("\n")
    assert (code, re.sub(r"-?\d[\d,.]*", "N", tables) + "\n") == (0, TABLES), shown
    assert "; CPython " in machine or "; PyPy " in machine


def test_a_size_without_a_group_7_is_refused() -> None:
    code, shown = run(ROOT, sys.executable, "tests/benchmark.py", "--sizes", "5")
    wrong = "benchmark.py: error: the smallest size is 10, the smallest number of rounds 1"
    assert (code, shown.splitlines()[-1]) == (2, wrong)
