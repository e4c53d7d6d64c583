"""What a command changes in files, as a unified diff."""

import difflib
from collections.abc import Iterable

from sigtool.report import terminal
from sigtool.source import LINE_BREAK, Source

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def show(changes: Iterable[tuple[Source, Source]]) -> None:
    """Print the diff of each file that changes, in colour on a terminal."""
    for before, after in changes:
        text = unified(before, after)
        if not terminal.is_terminal():
            terminal.write(text)
            continue
        console = terminal.console()
        for line in text.split("\n")[:-1]:
            bold = "bold" if line.startswith(("---", "+++")) else _STYLES.get(line[:1], "")
            console.print(terminal.styled(line, bold), soft_wrap=True)


def unified(before: Source, after: Source) -> str:
    """The diff of one file, as `git apply` reads it; "" where nothing changes."""
    old, new = _lines(before.text), _lines(after.text)
    path = before.path.replace("\\", "/")
    return "".join(
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
        for line in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    )


def _lines(text: str) -> list[str]:
    """The lines of a text with their line breaks; git ends lines at line feeds alone."""
    starts = [0, *(found.end() for found in LINE_BREAK.finditer(text) if found.group() != "\r")]
    ends = [*starts[1:], len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True) if end > start]
