"""Text for a terminal or a pipe: what the data says is printed as data.

Control characters of somebody's data are made visible; colour and boxes are for terminals alone.
"""

import os
import re
import sys
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# C0 but for the tab and the line feed, DEL, C1, and what reorders or hides text (Trojan Source).
CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def printable(text: str) -> str:
    """`text` with every control character written out, as `\\x1b`."""
    return CONTROL.sub(_written_out, text)


def one_line(text: str) -> str:
    """`text` as one line without tabs, for a column of a pipe."""
    return printable(text).replace("\t", " ").replace("\n", " ")


def say(text: str) -> None:
    """Print a result on standard output."""
    sys.stdout.write(printable(text) + "\n")


def write(text: str) -> None:
    """Print a finished text, which ends as it should, on standard output."""
    sys.stdout.write(text)


def warn(text: str) -> None:
    """Print anything that is not a result on standard error."""
    sys.stderr.write(printable(text) + "\n")


def is_terminal(stream: TextIO | None = None) -> bool:
    """Whether a stream, standard output unless given, shows its text to a person."""
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


def console() -> "Console":
    """The terminal, for tables and colours. Nothing printed on it is read as markup."""
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False, soft_wrap=False)


def styled(text: str, style: str = "") -> "Text":
    """A piece of somebody's data, or of a message, in a style."""
    from rich.text import Text

    return Text(printable(text), style=style)


def _written_out(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
