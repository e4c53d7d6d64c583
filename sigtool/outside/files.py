"""Reading files, and writing many of them or none.

Nothing a file system does ends in a traceback: what goes wrong is a `FileProblem` that names the
file as it was named by the caller.
"""

import os
import signal
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sigtool.errors import FileProblem
from sigtool.outside import leftovers
from sigtool.text.records import dataclass, field
from sigtool.text.source import Position, Source

UNCHANGED = "; nothing was changed"
# No registry and no page is nearly so large; a pull request may bring a link to what is.
MOST: Final = 64 * 2**20
ABSENT: Final = "there is no such file"
# To open a pipe that nobody writes to would wait for somebody.
_NEVER_WAIT: Final = getattr(os, "O_NONBLOCK", 0)


class NotUtf8(FileProblem):
    """A file's bytes are not UTF-8.

    `path` is the file as shown, `offset` counts the bytes before the first wrong one, and
    `position` is where that one is.
    """

    def __init__(self, path: str, *, offset: int, position: Position) -> None:
        where = f"{path}:{position.line}:{position.column}"
        super().__init__(f"{where}: is not UTF-8; save it as UTF-8, then run the command again")
        self.path = path
        self.offset = offset
        self.position = position


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it was when it was read: `content` is what `Change.before` wants."""

    path: Path
    content: bytes = field(repr=False)
    source: Source


@dataclass(frozen=True, slots=True)
class Change:
    """A file to be written: the bytes it held when it was read, and those it is to hold.

    `before` is None for a file that must not exist yet.
    """

    path: Path
    before: bytes | None = field(repr=False)
    after: bytes = field(repr=False)


def read(path: Path, *, shown: str) -> bytes:
    """A file's bytes. Raises `FileProblem`, which calls the file `shown`, also for what is no
    regular file: a device has no end, and a pipe may have nobody behind it."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | _NEVER_WAIT), "rb") as stream:
            found = os.fstat(stream.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise _unreadable(shown, "is no regular file", "name one")
            content = stream.read(MOST + 1)
            if content is None:  # it says that it is a regular file, and has nothing to read yet
                raise _unreadable(shown, "is no regular file", "name one")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _unreadable(shown, ABSENT, "check the path") from error
    except (OSError, ValueError) as error:  # ValueError: a path with a null in it
        # Windows calls this a lack of permission. `Path.is_dir` would raise where this says no.
        if os.path.isdir(path):
            raise _unreadable(shown, "is a folder", "name a file in it") from error
        reason = _reason(error)
        what = f"cannot be read: {reason[:1].lower()}{reason[1:]}"
        raise _unreadable(shown, what, "check the file") from error
    if len(content) > MOST:
        what = f"is larger than {MOST // 2**20} MiB"
        raise _unreadable(shown, what, "no such file is read")
    return content


def _unreadable(shown: str, what: str, advice: str) -> FileProblem:
    """A file that cannot be read: its facts are what is wrong, and what to do."""
    return FileProblem(f"{shown}: {what}; {advice}", what=what, advice=advice)


def read_source(path: Path, *, shown: str) -> StoredFile:
    """A text file, whose source is called `shown`. Raises `FileProblem`, or its kind `NotUtf8`."""
    return decoded(path, read(path, shown=shown), shown=shown)


def decoded(path: Path, content: bytes, *, shown: str) -> StoredFile:
    """A text file that was read. Raises `NotUtf8`."""
    try:
        return StoredFile(path, content, Source.decoded(shown, content))
    except UnicodeDecodeError as error:
        legible = Source.decoded(shown, content[: error.start])
        position = legible.position(len(legible.text))
        raise NotUtf8(shown, offset=error.start, position=position) from error


def write_all(changes: Sequence[Change]) -> None:
    """Write every change, in the order given, or none of them.

    Symbolic links are written through; a file keeps its mode and, where allowed, its owner. A
    change to equal bytes writes nothing, but where others are written its file must still be as it
    was read: they may have been made from it.

    Raises `FileProblem` when a file cannot be written or no longer holds what was read, and then
    every file is as it was; `ValueError` when two changes name one file. A signal waits until the
    end. Only a power cut or SIGKILL between two replacements leaves some written: so put first the
    file that the others can be made from again.
    """
    plan = [_planned(change) for change in changes]
    if len({write.target for write in plan}) < len(plan):
        raise ValueError("two changes name one file")
    writes = [write for write in plan if write.change.before != write.change.after]
    if not writes:
        return
    with _signals_held():
        leftovers.clear(
            dict.fromkeys(write.target.parent for write in plan),
            [write.change.before for write in plan],
        )
        try:
            _verify(plan)
            _stage(writes)
            # Again, as late as can be: staging waits for the disk, and editors save meanwhile.
            _verify(plan)
        except BaseException:
            _discard(writes)
            raise
        _replace(writes)
        leftovers.REPORT.written.extend(write.change.path for write in writes)


# Writing


@dataclass(frozen=True, slots=True)
class _Write:
    """A change under way: where its file really is, and two temporary files in the same folder."""

    change: Change
    target: Path
    staged: Path
    backup: Path


def _planned(change: Change) -> _Write:
    target = Path(os.path.realpath(change.path))
    # Not made from the target's name, which may already be as long as a name can be.
    staged, backup = (target.parent / leftovers.name(ending) for ending in (".new", ".old"))
    return _Write(change, target, staged, backup)


def _verify(plan: Iterable[_Write]) -> None:
    """Raise `FileProblem` unless every file still is what it was when it was read."""
    for write in plan:
        with blamed_on(write.change.path):
            found = _content(write.target)
        if found == write.change.before:
            continue
        if write.change.before is None:
            raise FileProblem(f"{write.change.path}: exists already{UNCHANGED}")
        raise FileProblem(
            f"{write.change.path}: changed on disk since it was read; run the command again"
        )


def _content(target: Path) -> bytes | None:
    # A device or a pipe has no content to compare, and may never end.
    if target.exists() and not target.is_file():
        raise OSError("it is not a regular file")
    with suppress(FileNotFoundError):
        return target.read_bytes()
    return None


def _check_writable(write: _Write) -> None:
    """Raise `FileProblem` where replacing would fail, or would succeed against the file's mode."""
    with blamed_on(write.change.path):
        if not write.target.parent.is_dir():
            raise OSError("its folder does not exist")
        if not os.access(write.target.parent, os.W_OK | os.X_OK):
            raise OSError("its folder is read-only")
        if write.change.before is not None and not os.access(write.target, os.W_OK):
            raise OSError("the file is read-only")
        if write.change.before is not None and (names := write.target.stat().st_nlink) > 1:
            # What takes its place would be found under one of them, the old one under the others.
            raise OSError(
                f"the file has {names} names (hard links), and would keep one; "
                "make symbolic links of the others"
            )


def _stage(writes: Sequence[_Write]) -> None:
    """Store the new bytes, and the old file under a second name, beside each target."""
    for write in writes:
        _check_writable(write)
    for write in writes:
        with blamed_on(write.change.path):
            before = write.change.before
            if before is None:
                _store(write.staged, write.change.after)
                continue
            _store(write.staged, write.change.after, like=write.target)
            if not _linked(write.target, write.backup):
                _store(write.backup, before, like=write.target)


def _linked(target: Path, backup: Path) -> bool:
    """Give a file a second name, if that is possible: putting it back is then as if never gone."""
    # In a sticky folder, the second name of somebody else's file could not be removed again.
    if sys.platform != "win32" and target.stat().st_uid != os.geteuid():
        return False
    try:
        os.link(target, backup)
    except OSError:  # not every file system has hard links
        return False
    return True


def _store(path: Path, content: bytes, *, like: Path | None = None) -> None:
    """Make a file, on disk for good; with the mode and owner of `like`, else as `open` does."""
    # What replaces a private file is private from its first byte.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if like else 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        if like is not None:
            _keep_stat(like, path)
        os.fsync(file.fileno())


def _keep_stat(old: Path, new: Path) -> None:
    import shutil

    if sys.platform != "win32":
        found = old.stat()
        for owner, group in ((-1, found.st_gid), (found.st_uid, -1)):
            # Only root may give a file away: the file is still worth writing.
            with suppress(OSError):
                os.chown(new, owner, group)
    shutil.copystat(old, new)
    # It copies the time of the last change as well.
    os.utime(new)


def _replace(writes: Sequence[_Write]) -> None:
    """Put every staged file in its place; if one fails, put every old file back."""
    try:
        for write in writes:
            with blamed_on(write.change.path):
                write.staged.replace(write.target)
        _sync_folders(writes)
    except BaseException as error:
        stuck = {write: fault for write in writes if (fault := _undo(write))}
        _discard(write for write in writes if write not in stuck)
        if not stuck:
            raise
        cause = str(error).removesuffix(UNCHANGED) or "interrupted"
        raise FileProblem("; ".join([cause, *stuck.values()])) from error
    _discard(writes)


def _undo(write: _Write) -> str:
    """Put the old file back if it was replaced. Says what is left to do if that is impossible."""
    if os.path.lexists(write.staged):
        return ""
    change = write.change
    try:
        if change.before is None:
            write.target.unlink(missing_ok=True)
        else:
            write.backup.replace(write.target)
    except OSError as error:
        if change.before is None:
            return f"{change.path} is new and cannot be removed: {_reason(error)}; remove it"
        fault = f"{change.path} is changed and cannot be put back: {_reason(error)}"
        return f"{fault}; what it held is in {write.backup}"
    return ""


def _discard(writes: Iterable[_Write]) -> None:
    """Remove the temporary files."""
    for write in writes:
        for path in (write.staged, write.backup):
            # By now all is done or undone, and a file left over would not change that.
            with suppress(OSError):
                path.unlink()


def _sync_folders(writes: Iterable[_Write]) -> None:
    """Bring the new names to the disk, on file systems that can."""
    for folder in {write.target.parent for write in writes}:
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def blamed_on(path: Path, deed: str = "written") -> Iterator[None]:
    """Any `OSError` inside becomes a `FileProblem` about `path`."""
    try:
        yield
    except OSError as error:
        raise FileProblem(f"{path}: cannot be {deed}: {_reason(error)}{UNCHANGED}") from error


@contextmanager
def _signals_held() -> Iterator[None]:
    """Ctrl-C and termination wait until the end, so that they cannot fall between two files."""
    if sys.platform == "win32":
        yield
        return
    held = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    former = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _reason(error: Exception) -> str:
    """What the system says, without the path, which may be a temporary one."""
    return getattr(error, "strerror", None) or str(error)
