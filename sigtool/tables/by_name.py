"""Whether names are sorted, and so where a new one belongs. Pure.

Names are compared without case and Markdown, by code points: that is how editors sort lines.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from sigtool.markdown.inline import name_key
from sigtool.model import Sig

# Three names are sorted by chance once in six times.
_ENOUGH: Final = 4


def is_by_name(sigs: Iterable[Sig]) -> bool:
    """Whether SIGs, each in one language, stand in the order of their names: at least four of them,
    and no two of one name."""
    keys = [name_key(sig.one_name) for sig in sigs]
    return len(keys) >= _ENOUGH and all(above < below for above, below in pairwise(keys))
