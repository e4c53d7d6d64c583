"""The command line. `main` runs it: the one place where an exception becomes an exit code.

Exit codes: 0 done, nothing to report; 1 found something; 2 could not run; 130 stopped with Ctrl-C;
141 cut off, because whoever read the output has left.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn, TextIO

import typer

from sigtool.cli import (
    advice,
    commands,  # noqa: F401 - they join the program
    editing,  # noqa: F401 - and so do these
)
from sigtool.cli.completion import join_words
from sigtool.cli.program import ReaderGone, UsageError, app
from sigtool.errors import SigtoolError
from sigtool.outside.leftovers import REPORT

COULD_NOT_RUN: Final = 2
# As shells have it: 128 and the number of the signal.
STOPPED: Final = 130
CUT_OFF: Final = 141


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line, and leave with its exit code.

    Whatever a user can cause ends in one line on standard error, never in a traceback.
    """
    _prepare_streams()
    REPORT.forget()
    join_words(os.environ)
    try:
        code = int(app(arguments, prog_name="sigtool", standalone_mode=False) or 0)
        sys.stdout.flush()
    except (ReaderGone, BrokenPipeError):
        code = CUT_OFF
        _drop(sys.stdout)
    except (KeyboardInterrupt, typer.Abort):
        # After the ^C that a terminal shows.
        code = _told(STOPPED, "stopped", before="\n" if sys.stderr.isatty() else "")
    except SigtoolError as error:
        code = _told(COULD_NOT_RUN, advice.sentence(error))
    except UsageError as error:
        where = error.ctx.command_path if error.ctx else "sigtool"
        message = error.format_message().rstrip(".")
        code = _told(COULD_NOT_RUN, f"{message} (see `{where} --help`)")
    except UnicodeEncodeError as error:
        # YAML can spell what UTF-8 cannot store: "\ud800".
        part = error.object[error.start]
        code = _told(COULD_NOT_RUN, f"{part!r} is half a character; take it out of the registry")
    except OSError as error:
        # `files` names the files that it reads and writes; what has no name is the output.
        where = error.filename or "the output"
        code = _told(COULD_NOT_RUN, f"{where}: cannot be used: {error.strerror or error}{_done()}")
        _drop(sys.stdout)
    _tell_leftovers()
    with suppress(ValueError):  # closed
        try:
            sys.stderr.flush()
        except OSError:
            _drop(sys.stderr)
    sys.exit(code)


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


def _prepare_streams() -> None:
    """Make sure that the standard streams are there, and can write whatever the data holds."""
    null = Path(os.devnull)  # for a stream that was closed before we began
    sys.stdin = sys.stdin or null.open(encoding="utf-8")
    sys.stdout = sys.stdout or null.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or null.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        # Where the terminal is not UTF-8, `数` becomes `\u6570`, and nobody's name stops a command.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
