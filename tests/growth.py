"""How much more is done for twice as much: steps, counted for each function.

A step is a line of sigtool's or of markdown-it's that runs.
"""

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

# Twice, and somewhat more: what is done once for all, and lists that double their room.
MOST: Final = 2.5
# Of so few steps nothing can be told.
FEW: Final = 2000


def steps(work: Callable[[], object]) -> Counter[str]:
    """How many lines each function runs through."""
    counts: Counter[str] = Counter()

    def tracing(frame: FrameType, event: str, _: Any) -> Any:
        if event == "call" and not _is_counted(frame.f_code.co_filename):
            return None
        if event == "line":
            counts[f"{frame.f_code.co_filename}:{frame.f_code.co_name}"] += 1
        return tracing

    former = sys.gettrace()
    sys.settrace(tracing)
    try:
        work()
    finally:
        sys.settrace(former)
    return counts


def _is_counted(path: str) -> bool:
    return "sigtool" in path or "markdown_it" in path


def grows_too_much(work: Callable[[int], Callable[[], object]], size: int) -> dict[str, float]:
    """The functions that take more than their share of steps for twice as much, and how much."""
    work(3)()  # what is made once is made now
    few, many = steps(work(size)), steps(work(2 * size))
    return {
        name.rsplit("/", 1)[-1]: round(count / max(few[name], 1), 1)
        for name, count in many.items()
        if count > FEW and count > MOST * few[name]
    }
