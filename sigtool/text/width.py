"""How wide a text is: in code points, as IDEs pad, or in the columns of a terminal. Pure."""

from collections.abc import Callable
from typing import Final

Measure = Callable[[str], int]


def display_width(text: str) -> int:
    """Columns of a terminal, by graphemes: an emoji takes two, of however many characters it is
    made, as do wide and full-width characters; combining ones take none."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # takes time to load, and most tables do without

    # Of a tab, nobody knows where it ends.
    return cell_len(text.replace("\t", " "), "latest")


# Formatters pad by display width, IDEs by code points; where both fit, the delimiter row decides.
MEASURES: Final[tuple[Measure, ...]] = (display_width, len)
