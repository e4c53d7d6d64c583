"""Rules for people: a list of them, and the page of one."""

from collections.abc import Sequence

from sigtool.report import terminal
from sigtool.report.rows import tab_separated

# A rule in a list: its code, its name, its severity, and what it says.
Row = tuple[str, str, str, str]


def show_list(rows: Sequence[Row]) -> None:
    """Print a line a rule; on a terminal a table."""
    if not terminal.is_terminal():
        terminal.write(tab_separated(rows))
        return
    table = terminal.table()
    for title in ("Code", "Name", "Severity"):
        table.add_column(title, no_wrap=True)
    table.add_column("The rule")
    for row in rows:
        table.add_row(*(terminal.styled(text) for text in row))
    terminal.console().print(table)


def show_pages(pages: Sequence[str]) -> None:
    """Print pages, which are Markdown: as they are in a pipe, laid out on a terminal."""
    text = "\n".join(pages)
    if not terminal.is_terminal():
        terminal.write(text)
        return
    from rich.markdown import Markdown

    terminal.console().print(Markdown(text))
