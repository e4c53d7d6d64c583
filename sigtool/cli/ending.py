"""Ends a run: the one place where an exception becomes an exit code.

Exit codes: 0 done, nothing to report; 1 found something; 2 could not run; 130 stopped with Ctrl-C;
141 cut off, because whoever read the output has left.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final, NoReturn, TextIO

from sigtool.cli import streams
from sigtool.errors import SigtoolError
from sigtool.outside.leftovers import REPORT

DONE: Final = 0
FOUND: Final = 1
COULD_NOT_RUN: Final = 2
# As shells have it: 128 and the number of the signal.
STOPPED: Final = 130
CUT_OFF: Final = 141


class ReaderGone(Exception):
    """Whoever read the output has left."""


class Misused(Exception):
    """A command line that cannot be read; the message says why."""


def end(call: Callable[[], int]) -> NoReturn:
    """Run what a command line asks for, and leave with its exit code.

    Whatever a user can cause ends in one line on standard error, never in a traceback.
    """
    streams.prepare()
    REPORT.forget()
    code = _code(call)
    _tell_leftovers()
    with suppress(ValueError):  # closed
        try:
            sys.stderr.flush()
        except OSError:
            _drop(sys.stderr)
    sys.exit(code)


def _code(call: Callable[[], int]) -> int:
    try:
        code = call()
        sys.stdout.flush()
    except (ReaderGone, BrokenPipeError):
        _drop(sys.stdout)
        return CUT_OFF
    except KeyboardInterrupt:
        return stopped()
    except SigtoolError as error:
        from sigtool.cli import advice

        return _told(COULD_NOT_RUN, advice.sentence(error))
    except Misused as error:
        return _told(COULD_NOT_RUN, str(error))
    except UnicodeEncodeError as error:
        # YAML can spell what UTF-8 cannot store: "\ud800".
        part = error.object[error.start]
        return _told(COULD_NOT_RUN, f"{part!r} is half a character; take it out of the registry")
    except OSError as error:
        # `files` names the files that it reads and writes; what has no name is the output.
        where = error.filename or "the output"
        what = f"{where}: cannot be used: {error.strerror or error}{_done()}"
        code = _told(COULD_NOT_RUN, what)
        _drop(sys.stdout)
    return code


def stopped() -> int:
    """Tell that somebody pressed Ctrl-C, after the ^C that a terminal shows; the exit code."""
    return _told(STOPPED, "stopped", before="\n" if sys.stderr.isatty() else "")


def _tell_leftovers() -> None:
    """Say what became of what a sigtool left that was ended while it wrote."""
    cleared, kept = (
        ", ".join(map(os.path.relpath, each)) for each in (REPORT.cleared, REPORT.kept)
    )
    ended = "A sigtool was ended while it wrote."
    if cleared:
        _warn(f"{ended} Removed what it left: {cleared}.")
    if kept:
        _warn(f"{ended} What a file held before is in {kept}: compare, then remove it.")


def _done() -> str:
    """What was written before the output failed."""
    names = ", ".join(map(str, dict.fromkeys(REPORT.written)))
    return (
        f"; what was to be written is written ({names}), only the report of it failed"
        if names
        else ""
    )


def _told(code: int, message: str, *, before: str = "") -> int:
    from sigtool.report import terminal

    _warn(f"{before}sigtool: {terminal.one_line(message)}")
    return code


def _warn(message: str) -> None:
    from sigtool.report import terminal

    terminal.warn(message)


def _drop(stream: TextIO) -> None:
    from sigtool.report import terminal

    terminal.drop(stream)
