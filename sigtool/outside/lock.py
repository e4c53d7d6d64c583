"""One sigtool at a time changes a registry: the lock of a file, which is a file beside it."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sigtool.errors import FileProblem
from sigtool.outside.files import blamed_on

# People notice a pause from about here; below it, saying that there is one is noise.
QUIET_SECONDS = 0.5
POLL_SECONDS = 0.05

# Not followed: a link planted under the lock's name must not create a file somewhere else.
LOCK_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def lock(path: Path, *, waiting: Callable[[], None], timeout: float = 60.0) -> Iterator[None]:
    """Hold the lock of the file at `path`, which need not exist, against every other sigtool.

    The lock is a file beside it that is gone afterwards; a killed process holds nothing. Read the
    file inside, to see what the last holder wrote. `waiting` is called once if another holder takes
    long. Raises `FileProblem` after `timeout` seconds, or where no file can be made. Not reentrant.
    """
    target = Path(os.path.realpath(path))
    beside = target.parent / f".{target.name}.lock"
    descriptor = _acquired(path, beside, timeout=timeout, waiting=waiting)
    if descriptor is None:
        raise FileProblem(
            f"{path}: another sigtool has held {beside} for {timeout:g} seconds; "
            "wait for it or end it, then run the command again"
        )
    try:
        yield
    finally:
        _release(descriptor, beside)


def _acquired(
    path: Path, beside: Path, *, timeout: float, waiting: Callable[[], None]
) -> int | None:
    """The descriptor that holds the lock, or None if others held it for `timeout` seconds."""
    start = time.monotonic()
    told = False
    while True:
        with blamed_on(path, f"locked with {beside}"):
            descriptor = _attempt(beside)
        waited = time.monotonic() - start
        if descriptor is not None or waited >= timeout:
            return descriptor
        if waited >= QUIET_SECONDS and not told:
            told = True
            waiting()
        time.sleep(POLL_SECONDS)


def _attempt(beside: Path) -> int | None:
    descriptor = os.open(beside, LOCK_FLAGS, 0o666)
    held = False
    try:
        # The last holder may have removed the file after it was opened here: then this is a lock on
        # a file without a name, which the next one to come would not find.
        held = _locked(descriptor) and _is_at(descriptor, beside)
    finally:
        if not held:
            os.close(descriptor)
    return descriptor if held else None


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(descriptor: int, beside: Path) -> None:
        os.close(descriptor)
        # Windows removes no open file, and this fails if somebody has it open already.
        with suppress(OSError):
            beside.unlink()

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(descriptor: int, beside: Path) -> None:
        # Removed while held; if somebody else removed it (`git clean`), it is not ours to remove.
        with suppress(OSError):
            if _is_at(descriptor, beside):
                beside.unlink()
        # What it reports is of a file that nobody needs; the lock is gone with it.
        with suppress(OSError):
            os.close(descriptor)
