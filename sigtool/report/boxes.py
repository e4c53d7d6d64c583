"""SIGs on a terminal: in boxes, a box a section; one below the other where that is too narrow.

What a document would show as a link is one here too, where the terminal can open it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from sigtool.edit import listing
from sigtool.markdown import seen
from sigtool.model import Kind, Registry, Sig, Text, texts_of
from sigtool.report import rows, terminal
from sigtool.tables.cells import is_relative

if TYPE_CHECKING:
    from rich.text import Text as Shown

_RATIOS: Final = {"name": 2, "responsibilities": 5}
_RATIO: Final = 3
# Columns of less than this break most words; so do two where three would.
_NARROWEST: Final = 20
_FEWEST: Final = 3

# What a terminal shows of a field of a SIG.
_View = Callable[[Sig, str], "Shown"]


def show(
    registry: Registry,
    groups: Mapping[str, Sequence[Sig]],
    fields: Sequence[str],
    folder: Path,
    *,
    raw: bool,
) -> None:
    """Print groups of SIGs, each below the name of its section; relative links count from `folder`.
    A single group without a name has no heading. `raw`: texts as the registry has them."""
    console = terminal.console()
    count = max(_FEWEST, sum(key != "status" for key in fields))
    print_group = _print_blocks if console.width < _NARROWEST * count else _print_box

    def view(sig: Sig, key: str) -> "Shown":
        return _view(registry, sig, key, folder, raw=raw)

    for at, (section, sigs) in enumerate(groups.items()):
        if at:
            console.print()
        if section or len(groups) > 1:
            heading = terminal.one_line(section) or "(no section)"
            console.print(terminal.styled(heading, "bold underline"))
        print_group(sigs, fields, view)


def _print_box(sigs: Sequence[Sig], fields: Sequence[str], view: _View) -> None:
    table = terminal.table()
    for key in fields:
        if key == "status":
            table.add_column(rows.title(key), no_wrap=True)
            continue
        style, ratio = "bold" if key == "name" else "", _RATIOS.get(key, _RATIO)
        table.add_column(rows.title(key), style=style, overflow="fold", ratio=ratio)
    for sig in sigs:
        table.add_row(*(view(sig, key) for key in fields))
    terminal.console().print(table)


def _print_blocks(sigs: Sequence[Sig], fields: Sequence[str], view: _View) -> None:
    """The SIGs one below the other: the name, or what is first, and the others below it. A status
    that tables do not show stands beside the first."""
    from rich.text import Text as Shown

    console = terminal.console()
    first = "name" if "name" in fields else fields[0]
    others = [key for key in fields if key != first]
    for sig in sigs:
        head = view(sig, first)
        head.stylize("bold")
        if "status" in others and not sig.is_shown:
            head.append(f" ({terminal.one_line(sig.status)})")
        console.print(head)
        for part in (view(sig, key) for key in others if key != "status"):
            for line in part.wrap(console, console.width - 2) if part.plain else ():
                line.rstrip()
                console.print(Shown("  ").append_text(line))


def _view(registry: Registry, sig: Sig, key: str, folder: Path, *, raw: bool) -> "Shown":
    """A field on a terminal: people one below the other, each with a link."""
    from rich.text import Text as Shown

    if found := listing.part_of(registry, key):
        parts = listing.parts_of(sig, *found)
        return Shown("\n").join(terminal.styled(str(part)) for part in parts)
    if persons := sig.people(key):
        return Shown("\n").join(
            terminal.linked(str(rows.name_of(each)), rows.first_link(each.url)) for each in persons
        )
    if key == "status":
        return terminal.styled(sig.status)
    text, is_link = sig.text(key), registry.kinds.get(key) is Kind.LINK
    page = sig.text("readme") if key == "name" else text if is_link else ""
    link = _target(rows.first_link(page), folder)
    return terminal.linked(str(text), link) if raw or is_link else _seen(text, link, folder)


def _seen(text: Text, link: str | None, folder: Path) -> "Shown":
    """What a reader sees of Markdown, in all its languages; what opens nothing opens `link`. Texts
    of several lines stand below one another."""
    from rich.text import Text as Shown

    def shown(line: Sequence[seen.Piece]) -> Shown:
        links = ((piece.text, _target(piece.link, folder)) for piece in line)
        return Shown.assemble(*(terminal.linked(part, target) for part, target in links))

    found = (seen.lines(each) for each in dict.fromkeys(texts_of(text)))
    texts = [[shown(line) for line in lines] for lines in found if lines]
    between = "\n" if any(len(lines) > 1 for lines in texts) else " / "
    whole = Shown(between).join(Shown("\n").join(lines) for lines in texts)
    return terminal.opening(whole, link)


def _target(link: str, folder: Path) -> str | None:
    """What a click opens: of relative links, the file if it is there."""
    if not is_relative(link):
        return link or None
    path, mark, place = link.partition("#")
    target = folder.absolute() / unquote(re.sub(r"\?.*", "", path))
    return f"{target.as_uri()}{mark}{place}" if target.exists() else None
