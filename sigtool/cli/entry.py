"""Runs a command: the one place where an exception becomes an exit code.

Exit codes: 0 done, nothing to report; 1 found something; 2 could not run; 130 stopped with Ctrl-C;
141 cut off, because whoever read the output has left.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final, NoReturn, TextIO

import typer
from typer.models import CommandInfo

from sigtool.cli import (
    advice,
    commands,  # noqa: F401 - they join the program
    editing,  # noqa: F401 - and so do these
    streams,
)
from sigtool.cli.completion import join_words
from sigtool.cli.program import ReaderGone, UsageError
from sigtool.cli.program import app as app
from sigtool.errors import SigtoolError
from sigtool.outside.leftovers import REPORT

COULD_NOT_RUN: Final = 2
# As shells have it: 128 and the number of the signal.
STOPPED: Final = 130
CUT_OFF: Final = 141


def run(arguments: Sequence[str]) -> NoReturn:
    """Run what a command line asks for, and leave with its exit code.

    Whatever a user can cause ends in one line on standard error, never in a traceback.
    """
    streams.prepare()
    REPORT.forget()
    join_words(os.environ)
    try:
        with _called_alone(arguments):
            code = int(app(list(arguments), prog_name="sigtool", standalone_mode=False) or 0)
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


@contextmanager
def _called_alone(arguments: Sequence[str]) -> Iterator[None]:
    """Makes the command whose name comes first the only one: Typer reads the options of each that
    there is, and that takes longer than most commands."""
    every = app.registered_commands
    called = [each for each in every if arguments and _name(each) == arguments[0]]
    app.registered_commands = called or every
    try:
        yield
    finally:
        app.registered_commands = every


def _name(command: CommandInfo) -> str:
    return str(command.name or getattr(command.callback, "__name__", ""))


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
