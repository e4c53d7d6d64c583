"""How wide a text is: in code points, as IDEs pad, or in the columns of a terminal. Pure."""

from collections.abc import Callable
from typing import Final
from unicodedata import category, east_asian_width

Measure = Callable[[str], int]


def display_width(text: str) -> int:
    """Columns of a terminal: wide and full-width characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        2 if east_asian_width(c) in "WF" else 0 if category(c) in ("Mn", "Me", "Cf") else 1
        for c in text
    )


# Formatters pad by display width, IDEs by code points; where both fit, the delimiter row decides.
MEASURES: Final[tuple[Measure, ...]] = (display_width, len)
