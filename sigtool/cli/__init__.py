"""The command line. `main` runs it.

Importing this loads nothing of it: git calls the merge driver once a file and commit, hooks call
their commands on each commit, and neither needs Typer.
"""

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line, and leave with its exit code."""
    from sigtool.cli import direct

    if arguments is None:
        # A process of its own makes much and ends soon: to look for garbage takes a third of it.
        gc.disable()
    words = sys.argv[1:] if arguments is None else arguments
    if words[:1] == ["merge-driver"]:
        _merge(words)
    if command := direct.called(words):
        from sigtool.cli import ending

        ending.end(command)
    from sigtool.cli import entry

    entry.run(words)


def _merge(words: Sequence[str]) -> None:
    """Merge what git asks for, and leave; return where something else is asked."""
    from sigtool.cli import merge_driver, streams

    if call := merge_driver.called(words):
        streams.prepare()
        sys.exit(merge_driver.merge(call))
