"""Text for a terminal or a pipe: what the data says is printed as data.

Control characters of somebody's data are made visible; colour and boxes are for terminals alone.
"""

import os
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TextIO
from urllib.parse import quote

from sigtool.text.lazily import lazily

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

# C0 but for the tab and the line feed, DEL, C1, what reorders or hides text (Trojan Source), and
# what stands for bytes of an argument that are no UTF-8.
_CONTROL: Final = lazily(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
# What a click may open.
_OPENED: Final = lazily(r"(?:https?|mailto|file):", re.IGNORECASE)


def printable(text: str) -> str:
    """`text` with every control character written out, as `\\x1b`."""
    return _CONTROL.sub(_written_out, text)


def one_line(text: str) -> str:
    """`text` as one line without tabs, for a column of a pipe."""
    if text.isprintable():
        return text
    return printable(text).replace("\t", " ").replace("\n", " ")


def json_text(value: object) -> str:
    """JSON for people and programs: indented, one line break at the end, no control character."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    # json.dumps has escaped what JSON forbids; what a terminal would obey is left to do.
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def say(text: str) -> None:
    """Print a result on standard output."""
    sys.stdout.write(printable(text) + "\n")


def write(text: str) -> None:
    """Print a finished text, which ends as it should, on standard output: in a pipe as it is."""
    sys.stdout.write(printable(text) if sys.stdout.isatty() else text)


def warn(text: str) -> None:
    """Print anything that is not a result on standard error; if that is full or gone, go on."""
    try:
        sys.stderr.write(printable(text) + "\n")
        sys.stderr.flush()
    except OSError:
        drop(sys.stderr)


def drop(stream: TextIO) -> None:
    """Let go of what could not be written; Python would try, and complain, again at its end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_terminal(stream: TextIO | None = None) -> bool:
    """Whether a stream, standard output unless given, shows its text to a person."""
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


def console() -> "Console":
    """The terminal, for tables and colours. Nothing printed on it is read as markup."""
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False, soft_wrap=False)


def table() -> "Table":
    """An empty table for the terminal."""
    from rich import box
    from rich.table import Table

    return Table(box=box.ROUNDED, header_style="bold")


def styled(text: str, style: str = "") -> "Text":
    """A piece of somebody's data, or of a message, in a style."""
    from rich.text import Text

    return Text(printable(text), style=style)


def linked(text: str, url: str | None) -> "Text":
    """A piece of somebody's data that opens a link where the terminal can do that (OSC 8)."""
    return opening(styled(text), url)


def opening(shown: "Text", url: str | None) -> "Text":
    """A text that opens a link wherever no part of it opens another."""
    from rich.style import Style

    if url and _OPENED.match(url):
        # The specification of OSC 8 wants every byte outside of printable ASCII encoded.
        shown.stylize_before(Style(link=quote(url, safe="!#$%&'()*+,/:;=?@[]~")))
    return shown


def _written_out(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
