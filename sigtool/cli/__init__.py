"""The command line. `main` runs it.

Importing this loads nothing of it: git calls the merge driver once a file and commit, and that
needs no Typer.
"""

import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line, and leave with its exit code."""
    from sigtool.cli import merge_driver, streams

    words = sys.argv[1:] if arguments is None else arguments
    if call := merge_driver.called(words):
        streams.prepare()
        sys.exit(merge_driver.merge(call))
    from sigtool.cli import entry

    entry.run(words)
