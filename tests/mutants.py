"""Counts, of mutants that a shortcut takes, those of which the parsers say something else."""

import sys
from collections.abc import Callable, Iterator
from itertools import islice


def ask(differing: Callable[[int], Iterator[str | None]]) -> None:
    """Print each mutant that differs, of as many as the command line asks for, and exit with 1 if
    there is one. `differing` gives, without end and from a seed, None for one that does not."""
    wanted, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    found = [each for each in islice(differing(seed), wanted) if each is not None]
    for each in found:
        print(f"--- {each!r}\n{each}")  # noqa: T201 - what it is run for
    print(f"{wanted} mutants; of {len(found)} the parsers say something else")  # noqa: T201
    sys.exit(bool(found))
