"""The command line. `main` runs it.

Importing this loads nothing of it: git calls the merge driver once a file and commit, hooks call
their commands on each commit, and neither needs Typer.
"""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line, and leave with its exit code: as a process of its own, at once."""
    if arguments is not None:
        _run(arguments)
    # A process of its own makes much and ends soon: to look for garbage takes a third of it.
    gc.disable()
    try:
        _run(sys.argv[1:])
    except SystemExit as ended:
        _leave(ended)
    except KeyboardInterrupt:  # while the rest was loaded
        from sigtool.cli import ending

        _leave(SystemExit(ending.stopped()))


def _run(words: Sequence[str]) -> NoReturn:
    from sigtool.cli import direct

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


def _leave(ended: SystemExit) -> NoReturn:
    """End the process without taking apart what it made, object by object, unless a profiler or a
    debugger looks on, which has something to say at the end."""
    is_watched = sys.getprofile() or sys.gettrace()
    if is_watched or not isinstance(ended.code, int):
        raise ended
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # `ending` has told of it
            stream.flush()
    os._exit(ended.code)
