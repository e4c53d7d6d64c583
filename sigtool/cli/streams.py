"""The standard streams, as a command needs them."""

import os
import sys
from pathlib import Path


def prepare() -> None:
    """Make sure that the standard streams are there, and can write whatever the data holds."""
    null = Path(os.devnull)  # for a stream that was closed before we began
    sys.stdin = sys.stdin or null.open(encoding="utf-8")
    sys.stdout = sys.stdout or null.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or null.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        # Where the terminal is not UTF-8, `数` becomes `\u6570`, and nobody's name stops a command.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def say_waiting() -> None:
    """Say why nothing happens yet: another sigtool holds the lock."""
    from sigtool.report import terminal

    terminal.warn("Waiting for another sigtool to finish ...")
