"""What a sigtool that was killed while it wrote has left beside the files, and what this one wrote.

A killed process can put nothing away. Whoever writes next does it, and says so.
"""

import os
import sys
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, field

# `.new` is what was to be written, `.old` what was there; with the process that made them.
_NAME: Final = lazily(r"\.sigtool-(?:(?P<process>\d{1,9})-)?[0-9a-f]{1,32}\.(?:new|old)")
# No write takes so long; another process may have the number by then.
_SECONDS: Final = 600.0


@dataclass(frozen=True, slots=True)
class Report:
    """What this process has written, has cleared away, and has found and left where it is."""

    written: list[Path] = field(default_factory=list)
    cleared: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)

    def forget(self) -> None:
        for each in (self.written, self.cleared, self.kept):
            each.clear()


REPORT: Final = Report()


def name(ending: str) -> str:
    """A new name for a file beside another: `.new` or `.old`."""
    return f".sigtool-{os.getpid()}-{os.urandom(8).hex()}{ending}"


def clear(folders: Iterable[Path], contents: Collection[bytes | None]) -> None:
    """Remove what killed processes left in folders, but for what one of the files held before and
    none of them holds now: `contents` is what they hold."""
    for folder in folders:
        with suppress(OSError):
            for path in sorted(folder.iterdir()):
                if (found := _NAME.fullmatch(path.name)) and not _is_in_use(path, found["process"]):
                    _remove(path, contents)


def _remove(path: Path, contents: Collection[bytes | None]) -> None:
    with suppress(OSError):
        if path.is_symlink() or not path.is_file():
            return
        if path.suffix == ".old" and path.read_bytes() not in contents:
            REPORT.kept.append(path)
            return
        path.unlink()
        REPORT.cleared.append(path)


def _is_in_use(path: Path, process: str | None) -> bool:
    """Whether the process that made a file may still write."""
    if process is None or time.time() - path.stat().st_ctime > _SECONDS:
        return False
    if sys.platform == "win32":  # there, to ask a process ends it
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
