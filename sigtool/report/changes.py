"""What a command changes in files, as a unified diff."""

import difflib
import re
import sys
from collections.abc import Iterable
from itertools import islice
from typing import Final

from sigtool.report import terminal
from sigtool.text.lazily import lazily
from sigtool.text.source import BOM, LINE_BREAK, Source

_STYLES: Final = {"+": "green", "-": "red", "@": "cyan"}
# Before the first part: the names of the file.
_HEADER_LINES: Final = 2
# What ends a name in the header of a diff, or begins one in quotes.
_IN_QUOTES: Final = lazily(r'["\\\x00-\x1f\x7f]')


def show(changes: Iterable[tuple[Source, Source]]) -> None:
    """Print the diff of each file that changes, in colour on a terminal."""
    for before, after in changes:
        text = unified(before, after)
        if terminal.is_terminal():
            _print(text)
        else:
            # A terminal without colours shows what a file has, but not how its lines end.
            terminal.write(text.replace("\r\n", "\n") if sys.stdout.isatty() else text)


def unified(before: Source, after: Source) -> str:
    """The diff of one file, as `git apply` reads it; "" where nothing changes."""
    old, new = (_name(f"{side}/{before.path}") for side in "ab")
    return "".join(
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
        for line in difflib.unified_diff(_lines(before), _lines(after), old, new)
    )


def _print(text: str) -> None:
    console = terminal.console()
    lines = iter(text.split("\n")[:-1])
    for line in islice(lines, _HEADER_LINES):
        console.print(terminal.styled(line, "bold"), soft_wrap=True)
    for line in lines:
        # Of a file with CRLF, every line would end in `\x0d`; a change of it is seen as a change.
        shown = terminal.styled(line.removesuffix("\r"), _STYLES.get(line[:1], ""))
        console.print(shown, soft_wrap=True)


def _lines(source: Source) -> list[str]:
    """The lines of a file with their line breaks; git ends lines at line feeds alone."""
    text = (BOM if source.has_bom else "") + source.text
    starts = [0, *(found.end() for found in LINE_BREAK.finditer(text) if found.group() != "\r")]
    ends = [*starts[1:], len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True) if end > start]


def _name(path: str) -> str:
    """A file's name in the header of a diff, as git writes it."""
    if _IN_QUOTES.search(path):
        return f'"{_IN_QUOTES.sub(_escaped, path)}"'
    return f"{path}\t" if " " in path else path


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    return f"\\{character}" if character in '"\\' else f"\\{ord(character):03o}"
