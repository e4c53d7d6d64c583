"""Runs a command line through Typer, which reads it, prints help and says what it misunderstood."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import typer
from typer.models import CommandInfo

from sigtool.cli import (
    commands,  # noqa: F401 - they join the program
    editing,  # noqa: F401 - and so do these
    ending,
)
from sigtool.cli.completion import join_words
from sigtool.cli.program import UsageError
from sigtool.cli.program import app as app


def run(arguments: Sequence[str]) -> NoReturn:
    """Run what a command line asks for, and leave with its exit code."""
    join_words(os.environ)
    ending.end(lambda: _code(arguments))


def _code(arguments: Sequence[str]) -> int:
    """The exit code of a command. Raises what `ending` knows, in the place of what Typer raises."""
    try:
        with _called_alone(arguments):
            return int(app(list(arguments), prog_name="sigtool", standalone_mode=False) or 0)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except UsageError as error:
        where = error.ctx.command_path if error.ctx else "sigtool"
        message = error.format_message().rstrip(".")
        raise ending.Misused(f"{message} (see `{where} --help`)") from error


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
