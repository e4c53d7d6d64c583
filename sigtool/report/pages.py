"""What there is to read: a list of pages, and pages in Markdown."""

from collections.abc import Sequence

from sigtool.report import terminal
from sigtool.report.rows import tab_separated


def show_list(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a line a row; on a terminal a table, whose last column may wrap."""
    if not terminal.is_terminal():
        terminal.write(tab_separated(rows))
        return
    from rich import box
    from rich.table import Table

    table = Table(box=box.ROUNDED, header_style="bold")
    for title in titles[:-1]:
        table.add_column(title, no_wrap=True)
    table.add_column(titles[-1])
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
