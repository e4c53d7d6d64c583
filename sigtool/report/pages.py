"""What there is to read: lists of pages, and pages in Markdown; those of rules are made here."""

import inspect
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from sigtool import manual
from sigtool.report import terminal
from sigtool.report.rows import tab_separated

if TYPE_CHECKING:
    from sigtool.check.rule import Rule


def show_list(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a line a row; on a terminal a table, whose last column may wrap."""
    if not terminal.is_terminal():
        terminal.write(tab_separated(rows))
        return
    table = terminal.table()
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


def sentence(rule: "Rule") -> str:
    """What a rule says, in one sentence without line breaks."""
    return " ".join((inspect.getdoc(rule.find) or "").partition("\n\n")[0].split())


def section(rule: "Rule") -> str:
    """What the manual says of a rule: what it checks, why, a bad example and a good one."""
    return _sections()[rule.code]


def prose(rule: "Rule") -> str:
    """What the section says before its first example, a paragraph a line."""
    paragraphs = section(rule).partition("\n\nBad")[0].split("\n\n")
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs[2:])


def page(rule: "Rule") -> str:
    """The whole page: its section, and how to leave the rule out."""
    return (
        f"{section(rule)}\n"
        "To leave it out, with the reason, beside one value:\n\n"
        f"```yaml\n# sigtool: ignore {rule.code}: the reason\n```\n\n"
        f"for one SIG: `validate: {{per_sig: {{NAME: {{{rule.code}: the reason}}}}}}`; everywhere: "
        f"`validate: {{ignore: [{rule.code}]}}`.\n"
    )


@cache
def _sections() -> dict[str, str]:
    return manual.sections("rules", "SIG")
