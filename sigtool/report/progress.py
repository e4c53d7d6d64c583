"""How far something that takes its time has come, for whoever waits in front of a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sigtool.report import terminal


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[[str], None]]:
    """A bar on standard error while the block runs, then nothing; none if that is no terminal.

    Yields what is to be called with each of `total` things that is done.
    """
    if not terminal.is_terminal(sys.stderr):
        yield _ignored
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    text = TextColumn("{task.description}", markup=False)
    with Progress(text, BarColumn(), MofNCompleteColumn(), console=console, transient=True) as bars:
        task = bars.add_task(title, total=total)

        def advance(_: str) -> None:
            bars.advance(task)

        yield advance


def _ignored(_: str) -> None:
    """Nobody is waiting in front of a terminal."""
