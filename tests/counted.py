"""Runs a command of sigtool, and prints what it loads and what it calls, instead of its output.

Run as `python -P tests/counted.py list`. The first line is `exit 0`; then come a line `module NAME`
for each module that a bare interpreter has not, in the order of loading, and a line `call COUNT
FUNCTION` for each function that is written in Python, the most called first.
"""

import os
import sys

TYPE_CHECKING = False  # to import typing would hide that a command loads it
if TYPE_CHECKING:
    from types import CodeType, FrameType

# From Python 3.12 on they are no calls of their own.
INLINED = frozenset({"<listcomp>", "<dictcomp>", "<setcomp>"})


def main(arguments: list[str]) -> None:
    there = set(sys.modules)
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    code, calls = run(arguments)
    lines = [f"exit {code}"]
    lines += [f"module {name}" for name in sys.modules if name not in there]
    lines += [
        f"call {count} {name}" for name, count in sorted(calls.items(), key=lambda each: -each[1])
    ]
    with os.fdopen(out, "w", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")


def run(arguments: list[str]) -> tuple[object, dict[str, int]]:
    """The exit code of a command, and how often it called each function, by its full name."""
    counts: dict[CodeType, int] = {}
    names: dict[CodeType, str] = {}

    def count(frame: "FrameType", event: str, _: object) -> None:
        if event == "call":
            code = frame.f_code
            counts[code] = counts.get(code, 0) + 1
            if code not in names:
                names[code] = f"{frame.f_globals.get('__name__')}.{code.co_qualname}"

    ended: object = None
    sys.setprofile(count)
    try:
        from sigtool.cli import main

        main(arguments)
    except SystemExit as error:
        ended = error.code
    finally:
        sys.setprofile(None)
    found: dict[str, int] = {}
    for code, times in counts.items():
        if code.co_name not in INLINED:
            found[names[code]] = found.get(names[code], 0) + times
    return ended, found


if __name__ == "__main__":
    main(sys.argv[1:])
