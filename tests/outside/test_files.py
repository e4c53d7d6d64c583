"""Reading, writing all or none (law L7), and locking; on real files, mostly with real failures."""

import errno
import fcntl
import os
import resource
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from permissions import NOBODY, folder_to_share, ordinary_user

import sigtool
from sigtool.errors import FileProblem
from sigtool.outside import files
from sigtool.outside.files import Change, NotUtf8, StoredFile, read, read_source, write_all
from sigtool.outside.lock import lock
from sigtool.text.source import Position, Source


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that `ordinary_user` owns and can reach."""
    with folder_to_share({}) as folder:
        yield folder


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes: as good as a full disk, and any user may do it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, temporary ones too."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def failure(action: Callable[[], object]) -> str:
    """What the `FileProblem` says that `action` ends in; always one line."""
    with pytest.raises(FileProblem) as caught:
        action()
    assert "\n" not in str(caught.value)
    return str(caught.value)


# Reading


def test_read_source_keeps_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    content = b"\xef\xbb\xbf| a |\r\n|---|\n\xc3\xa9"
    path.write_bytes(content)
    found = read_source(path, shown="docs/README.md")
    source = Source("docs/README.md", "| a |\r\n|---|\né", has_bom=True)
    assert found == StoredFile(path, content, source)
    assert found.source.encoded() == content


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.md", "X: there is no such file; check the path"),
        ("file/inside", "X: there is no such file; check the path"),
        ("dangling", "X: there is no such file; check the path"),
        ("folder", "X: is a folder; name a file in it"),
        ("loop", "X: cannot be read: too many levels of symbolic links; check the file"),
        ("n" * 300, "X: cannot be read: file name too long; check the file"),
        ("null\0", "X: cannot be read: embedded null byte; check the file"),
    ],
)
def test_read_says_what_is_wrong(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    assert failure(lambda: read(tmp_path / name, shown="X")) == message


def test_read_without_permission(shared_folder: Path) -> None:
    path = shared_folder / "README.md"
    path.touch(mode=0o000)
    with ordinary_user():
        message = failure(lambda: read(path, shown="README.md"))
    assert message == "README.md: cannot be read: permission denied; check the file"


@pytest.mark.parametrize(
    ("content", "offset", "position"),
    [
        (b"\xff\xfea", 0, Position(1, 1)),
        (b"# SIGs\r\n\xc3\xa9t\xe9 \n", 11, Position(2, 3)),
        (b"\xef\xbb\xbfab\xc3", 5, Position(1, 3)),
        (b"a\rb\xed\xa0\x80", 3, Position(2, 2)),
    ],
    ids=["utf-16", "latin-1", "cut-short-after-a-bom", "surrogate"],
)
def test_not_utf8(tmp_path: Path, content: bytes, offset: int, position: Position) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(content)
    with pytest.raises(NotUtf8) as caught:
        read_source(path, shown="R.md")
    found = caught.value
    assert (found.path, found.offset, found.position) == ("R.md", offset, position)
    where = f"R.md:{position.line}:{position.column}"
    assert str(found) == f"{where}: is not UTF-8; save it as UTF-8, then run the command again"


# Writing


def test_write_all_writes_all(tmp_path: Path) -> None:
    old, new, empty = (tmp_path / name for name in ("old.md", "new.md", "empty.md"))
    old.write_bytes(b"old\r\n")
    write_all(
        [Change(old, b"old\r\n", b"new\r\n"), Change(new, None, b"\xff"), Change(empty, None, b"")]
    )
    assert contents(tmp_path) == {"old.md": b"new\r\n", "new.md": b"\xff", "empty.md": b""}


def test_nothing_to_write(tmp_path: Path) -> None:
    write_all([])
    write_all([Change(tmp_path / "not/even/there", b"", b"")])
    assert contents(tmp_path) == {}


def test_equal_bytes_are_not_written(tmp_path: Path) -> None:
    same, other = tmp_path / "same.md", tmp_path / "other.md"
    same.write_bytes(b"same")
    other.write_bytes(b"old")
    os.utime(same, ns=(1, 1))
    os.utime(other, ns=(1, 1))
    inode = same.stat().st_ino
    write_all([Change(same, b"same", b"same"), Change(other, b"old", b"new")])
    assert (same.stat().st_ino, same.stat().st_mtime_ns) == (inode, 1)
    assert other.stat().st_mtime_ns > 1
    assert contents(tmp_path) == {"same.md": b"same", "other.md": b"new"}


def test_links_are_written_through(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    real, made = tmp_path / "docs/real.md", tmp_path / "docs/made.md"
    real.write_bytes(b"old")
    link, dangling = tmp_path / "link.md", tmp_path / "dangling.md"
    link.symlink_to("docs/real.md")
    dangling.symlink_to(made)
    write_all([Change(link, b"old", b"new"), Change(dangling, None, b"made")])
    assert (link.readlink(), dangling.readlink()) == (Path("docs/real.md"), made)
    assert (real.read_bytes(), made.read_bytes()) == (b"new", b"made")
    assert len(contents(tmp_path)) == 4


@pytest.mark.parametrize("umask", [0o022, 0o002, 0o077], ids=oct)
def test_mode(tmp_path: Path, umask: int) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_bytes(b"old")
    old.chmod(0o750)
    former = os.umask(umask)
    try:
        write_all([Change(old, b"old", b"new"), Change(new, None, b"new")])
    finally:
        os.umask(former)
    assert (mode(old), mode(new)) == (0o750, 0o666 & ~umask)


def test_a_private_file_is_never_public(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sigs.yaml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    modes: list[int] = []
    real = os.fdopen

    def fdopen(descriptor: int, how: str) -> IO[bytes]:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return real(descriptor, how)

    monkeypatch.setattr(os, "fdopen", fdopen)
    write_all([Change(path, b"old", b"new")])
    assert (modes, mode(path)) == ([0o600], 0o600)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_owner_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"old")
    os.chown(path, NOBODY, NOBODY)
    write_all([Change(path, b"old", b"new")])
    assert (path.stat().st_uid, path.stat().st_gid, path.read_bytes()) == (NOBODY, NOBODY, b"new")


def test_the_file_of_another_user(shared_folder: Path) -> None:
    path = shared_folder / "README.md"
    path.write_bytes(b"old")
    path.chmod(0o666)
    with ordinary_user():
        write_all([Change(path, b"old", b"new")])
    assert (mode(path), contents(shared_folder)) == (0o666, {"README.md": b"new"})


def test_longest_name(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    path.write_bytes(b"old")
    write_all([Change(path, b"old", b"new")])
    assert contents(tmp_path) == {path.name: b"new"}


def test_two_changes_for_one_file(tmp_path: Path) -> None:
    path, link = tmp_path / "README.md", tmp_path / "link.md"
    path.write_bytes(b"old")
    link.symlink_to(path)
    with pytest.raises(ValueError, match=r"^two changes name one file$"):
        write_all([Change(path, b"old", b"new"), Change(link, b"old", b"other")])
    assert path.read_bytes() == b"old"


CHANGED = "changed on disk since it was read; run the command again"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([("two.md", b"other", b"new")], f"two.md: {CHANGED}"),
        ([("two.md", b"other", b"other")], f"two.md: {CHANGED}"),
        ([("gone.md", b"there", b"new")], f"gone.md: {CHANGED}"),
        ([("two.md", None, b"new")], "two.md: exists already; nothing was changed"),
        (
            [("folder", None, b"new")],
            "folder: cannot be written: it is not a regular file; nothing was changed",
        ),
        (
            [("folder", b"", b"new")],
            "folder: cannot be written: it is not a regular file; nothing was changed",
        ),
        (
            [("pipe", b"", b"new")],
            "pipe: cannot be written: it is not a regular file; nothing was changed",
        ),
        (
            [("nowhere/new.md", None, b"new")],
            "nowhere/new.md: cannot be written: its folder does not exist; nothing was changed",
        ),
        (
            [("two.md/new.md", None, b"new")],
            "two.md/new.md: cannot be written: Not a directory; nothing was changed",
        ),
        (
            [("loop", None, b"new")],
            "loop: cannot be written: Too many levels of symbolic links; nothing was changed",
        ),
        (
            [("n" * 300, None, b"new")],
            "n" * 300 + ": cannot be written: File name too long; nothing was changed",
        ),
    ],
)
def test_nothing_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    changes: list[tuple[str, bytes | None, bytes]],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.md").write_bytes(b"old")
    Path("two.md").write_bytes(b"two")
    Path("folder").mkdir()
    os.mkfifo("pipe")
    Path("loop").symlink_to("loop")
    plan = [Change(Path(name), before, after) for name, before, after in changes]
    assert failure(lambda: write_all([Change(Path("one.md"), b"old", b"new"), *plan])) == message
    assert contents(tmp_path) == {"one.md": b"old", "two.md": b"two"}


def two_files(folder: Path) -> list[Change]:
    """Changes of two files that exist, in folders of their own, and a third that is new."""
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name).chmod(0o777)
        (folder / name / "old.md").write_bytes(b"old " + name.encode())
        (folder / name / "old.md").chmod(0o666)
    return [
        Change(folder / "a/old.md", b"old a", b"new a"),
        Change(folder / "b/new.md", None, b"new"),
        Change(folder / "b/old.md", b"old b", b"new b"),
    ]


OLD = {"a/old.md": b"old a", "b/old.md": b"old b"}
NEW = {"a/old.md": b"new a", "b/new.md": b"new", "b/old.md": b"new b"}


def test_read_only_folder(shared_folder: Path) -> None:
    changes = two_files(shared_folder)
    (shared_folder / "b").chmod(0o555)
    with ordinary_user():
        message = failure(lambda: write_all(changes))
    (shared_folder / "b").chmod(0o755)
    fault = "cannot be written: its folder is read-only; nothing was changed"
    assert message == f"{shared_folder}/b/new.md: {fault}"
    assert contents(shared_folder) == OLD


def test_read_only_file(shared_folder: Path) -> None:
    changes = two_files(shared_folder)
    (shared_folder / "b/old.md").chmod(0o444)
    with ordinary_user():
        message = failure(lambda: write_all(changes))
    fault = "cannot be written: the file is read-only; nothing was changed"
    assert message == f"{shared_folder}/b/old.md: {fault}"
    assert contents(shared_folder) == OLD


@pytest.mark.skipif(os.geteuid() != 0, reason="takes a file of another user")
def test_replacing_that_is_not_allowed(shared_folder: Path) -> None:
    """In a sticky folder anybody may write to this file, but only its owner may replace it."""
    changes = two_files(shared_folder)
    (shared_folder / "b").chmod(0o1777)
    with ordinary_user():
        message = failure(lambda: write_all(changes))
    fault = "cannot be written: Operation not permitted; nothing was changed"
    assert message == f"{shared_folder}/b/old.md: {fault}"
    assert contents(shared_folder) == OLD


def test_full_disk(tmp_path: Path) -> None:
    changes = two_files(tmp_path)
    long = Change(tmp_path / "long.md", None, b"x" * 5000)
    with largest_file(1000):
        message = failure(lambda: write_all([*changes, long]))
    fault = "cannot be written: File too large; nothing was changed"
    assert message == f"{tmp_path}/long.md: {fault}"
    assert contents(tmp_path) == OLD


def test_a_save_while_staging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor may save after the first look: the second look finds it."""
    changes = two_files(tmp_path)
    sync = os.fsync

    def sync_and_save(descriptor: int) -> None:
        sync(descriptor)
        changes[2].path.write_bytes(b"saved")

    monkeypatch.setattr(os, "fsync", sync_and_save)
    assert failure(lambda: write_all(changes)) == f"{tmp_path}/b/old.md: {CHANGED}"
    assert contents(tmp_path) == {**OLD, "b/old.md": b"saved"}


# Every call that can fail, failing


STEPS = ("open", "fsync", "link", "replace", "chown", "chmod", "utime")


class Faults:
    """Makes the calls of `os` named in `STEPS` fail, from the `first` up to the `last` of them.

    With `late`, a call is made and then fails: as it looks when Ctrl-C comes in between.
    """

    def __init__(self, patch: pytest.MonkeyPatch, steps: tuple[str, ...] = STEPS) -> None:
        self.calls: list[str] = []
        self.first = self.last = -1
        self.fault: BaseException = OSError(errno.EIO, os.strerror(errno.EIO))
        self.late = False
        for step in steps:
            patch.setattr(os, step, self.faulty(step, getattr(os, step)))

    def faulty(self, step: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            number = len(self.calls)
            self.calls.append(step)
            fails = self.first <= number <= self.last
            if fails and not self.late:
                raise self.fault
            result = real(*arguments, **options)
            if fails:
                raise self.fault
            return result

        return call


def calls_of_write_all(folder: Path) -> list[str]:
    folder.mkdir()
    changes = two_files(folder)
    with pytest.MonkeyPatch.context() as patch:
        faults = Faults(patch)
        write_all(changes)
    assert contents(folder) == NEW
    return faults.calls


def test_the_calls_that_can_fail(tmp_path: Path) -> None:
    calls = calls_of_write_all(tmp_path / "x")
    assert set(calls) == set(STEPS)
    # Three files and two folders go to the disk; two files are there to be put back.
    assert (calls.count("fsync"), calls.count("link"), calls.count("replace")) == (5, 2, 3)


def outcome(changes: list[Change]) -> type[BaseException] | None:
    """What `write_all` raises, if it does."""
    try:
        write_all(changes)
    except (FileProblem, KeyboardInterrupt) as error:
        return type(error)
    return None


@pytest.mark.parametrize("is_late", [False, True], ids=["fails", "is-made-then-fails"])
@pytest.mark.parametrize("fault", [OSError(errno.EIO, "I/O error"), KeyboardInterrupt()], ids=repr)
def test_whatever_fails(tmp_path: Path, fault: BaseException, *, is_late: bool) -> None:
    for number, _ in enumerate(calls_of_write_all(tmp_path / "counted")):
        folder = tmp_path / str(number)
        folder.mkdir()
        changes = two_files(folder)
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch)
            faults.first = faults.last = number
            faults.fault, faults.late = fault, is_late
            raised = outcome(changes)
        assert raised in (None, KeyboardInterrupt if fault.args == () else FileProblem)
        # Not needed: the owner, a link, and (the last four calls) folders brought to the disk.
        if raised is None:
            assert faults.calls[number] in ("chown", "link", "open", "fsync")
        assert (number, contents(folder)) == (number, OLD if raised else NEW)
        assert {mode(path) for path in folder.rglob("old.md")} == {0o666}


@pytest.mark.parametrize("number", range(3))
def test_a_failed_replacement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    changes = two_files(tmp_path)
    inodes = [path.stat().st_ino for path in tmp_path.rglob("old.md")]
    faults = Faults(monkeypatch, ("replace",))
    faults.first = faults.last = number
    fault = "cannot be written: Input/output error; nothing was changed"
    assert failure(lambda: write_all(changes)) == f"{changes[number].path}: {fault}"
    assert contents(tmp_path) == OLD
    assert [path.stat().st_ino for path in tmp_path.rglob("old.md")] == inodes


def test_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = two_files(tmp_path)
    links = Faults(monkeypatch, ("link",))
    links.first, links.last = 0, 9
    replacements = Faults(monkeypatch, ("replace",))
    replacements.first = replacements.last = 2
    fault = "cannot be written: Input/output error; nothing was changed"
    assert failure(lambda: write_all(changes)) == f"{tmp_path}/b/old.md: {fault}"
    assert contents(tmp_path) == OLD
    assert {mode(path) for path in tmp_path.rglob("old.md")} == {0o666}


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (OSError(errno.EROFS, "Read-only file system"), "X/b/old.md: cannot be written: Read-only"),
        (KeyboardInterrupt(), "interrupted"),
    ],
    ids=["error", "interrupt"],
)
def test_undoing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, cause: str
) -> None:
    changes = two_files(tmp_path)
    replacements = Faults(monkeypatch, ("replace",))
    replacements.first, replacements.last, replacements.fault = 2, 2, fault
    replace, unlink = os.replace, os.unlink

    def replace_twice(old: Path, new: Path) -> None:
        if len(replacements.calls) > 2:
            raise OSError(errno.EROFS, "Read-only file system")
        replace(old, new)

    def unlink_others(path: Path) -> None:
        if path == changes[1].path:
            raise OSError(errno.EROFS, "Read-only file system")
        unlink(path)

    monkeypatch.setattr(os, "replace", replace_twice)
    monkeypatch.setattr(os, "unlink", unlink_others)
    message = failure(lambda: write_all(changes))
    [backup] = (tmp_path / "a").glob(".sigtool-*.old")
    name = f"a/{backup.name}"
    assert contents(tmp_path) == {**NEW, name: b"old a", "b/old.md": b"old b"}
    assert message.replace(str(tmp_path), "X") == (
        f"{cause.replace('Read-only', 'Read-only file system')}; "
        "X/a/old.md is changed and cannot be put back: Read-only file system; "
        f"what it held is in X/{name}; "
        "X/b/new.md is new and cannot be removed: Read-only file system; remove it"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_waits_until_all_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    changes = two_files(tmp_path)
    seen: list[dict[str, bytes]] = []
    replace = os.replace

    def signalled(old: Path, new: Path) -> None:
        # To this thread: the test runner has others, which would take it at once.
        signal.raise_signal(number)
        replace(old, new)

    monkeypatch.setattr(os, "replace", signalled)
    former = signal.signal(number, lambda *_: seen.append(contents(tmp_path)))
    try:
        write_all(changes)
    finally:
        signal.signal(number, former)
    assert seen == [NEW]


# Locking


def never() -> None:
    raise AssertionError("waited")


def spawned(script: str, path: Path) -> subprocess.Popen[str]:
    """Python, running `script` with `path` as its argument, and talking through pipes."""
    preamble = (
        "import sys\nfrom pathlib import Path\nfrom sigtool.outside.lock import lock\n"
        "path = Path(sys.argv[1])\n"
    )
    folder = Path(sigtool.__file__).parents[1]
    return subprocess.Popen(
        [sys.executable, "-c", preamble + script, str(path)],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline()


HOLD = """
with lock(path, waiting=lambda: None):
    print("held", flush=True)
    sys.stdin.readline()
    path.write_text("first")
"""
WAIT = """
with lock(path, waiting=lambda: print("waiting", flush=True)):
    print(path.read_text(), flush=True)
"""


def test_lock_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sigs.yaml"
    with lock(path, waiting=never):
        assert contents(tmp_path) == {".sigs.yaml.lock": b""}
    with pytest.raises(KeyError), lock(path, waiting=never):
        raise KeyError
    assert contents(tmp_path) == {}


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    path = tmp_path / "sigs.yaml"
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    with spawned(HOLD, path) as first:
        assert said(first) == "held\n"
        with spawned(WAIT, link) as second:
            assert said(second) == "waiting\n"
            first.communicate("go on\n")
            assert second.communicate()[0] == "first\n"
    assert contents(tmp_path) == {"sigs.yaml": b"first", "link.yaml": b"first"}


def test_a_lock_without_a_name_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The holder removes the file after the next one has opened it, before that one locks it."""
    path = tmp_path / "sigs.yaml"
    holders = [lock(path, waiting=never)]
    holders[0].__enter__()
    real = fcntl.flock

    def flock(descriptor: int, operation: int) -> None:
        if holders:
            holders.pop().__exit__(None, None, None)
        real(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", flock)
    with lock(path, waiting=never):
        assert contents(tmp_path) == {".sigs.yaml.lock": b""}
    assert contents(tmp_path) == {}


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sigs.yaml"
    with spawned(HOLD, path) as first:
        assert said(first) == "held\n"
        first.kill()
    assert contents(tmp_path) == {".sigs.yaml.lock": b""}
    with lock(path, waiting=never):
        pass
    assert contents(tmp_path) == {}


def test_time_out(tmp_path: Path) -> None:
    path = tmp_path / "sigs.yaml"
    with lock(path, waiting=never):
        message = failure(lock(path, waiting=never, timeout=0.1).__enter__)
    assert message == (
        f"{path}: another sigtool has held {tmp_path.resolve()}/.sigs.yaml.lock for 0.1 seconds; "
        "wait for it or end it, then run the command again"
    )
    assert contents(tmp_path) == {}


def test_waiting_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sigtool.outside.lock.QUIET_SECONDS", 0.0)
    path = tmp_path / "sigs.yaml"
    told: list[str] = []
    with lock(path, waiting=never):
        failure(lock(path, waiting=lambda: told.append("waiting"), timeout=0.2).__enter__)
    assert told == ["waiting"]


def test_nobody_removes_the_lock_of_another(tmp_path: Path) -> None:
    """Somebody removed the lock file (`git clean`), and the next one to come made a new one."""
    path = tmp_path / "sigs.yaml"
    with lock(path, waiting=never):
        (tmp_path / ".sigs.yaml.lock").unlink()
        second = lock(path, waiting=never)
        second.__enter__()
    assert contents(tmp_path) == {".sigs.yaml.lock": b""}
    second.__exit__(None, None, None)
    assert contents(tmp_path) == {}


COUNT = """
for _ in range(20):
    with lock(path, waiting=lambda: None):
        path.write_text(str(int(path.read_text()) + 1))
"""


def test_no_two_hold_it(tmp_path: Path) -> None:
    path = tmp_path / "sigs.yaml"
    path.write_text("0")
    processes = [spawned(COUNT, path) for _ in range(4)]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert contents(tmp_path) == {"sigs.yaml": b"80"}


def test_lock_in_a_read_only_folder(shared_folder: Path) -> None:
    shared_folder.chmod(0o555)
    path = shared_folder / "sigs.yaml"
    with ordinary_user():
        message = failure(lock(path, waiting=never).__enter__)
    assert message == (
        f"{path}: cannot be locked with {shared_folder}/.sigs.yaml.lock: Permission denied; "
        "nothing was changed"
    )


def test_lock_does_not_follow_a_planted_link(tmp_path: Path) -> None:
    (tmp_path / ".sigs.yaml.lock").symlink_to(tmp_path / "elsewhere")
    message = failure(lock(tmp_path / "sigs.yaml", waiting=never).__enter__)
    assert message == (
        f"{tmp_path}/sigs.yaml: cannot be locked with {tmp_path.resolve()}/.sigs.yaml.lock: "
        "Too many levels of symbolic links; nothing was changed"
    )
    assert contents(tmp_path) == {}


# --- what is no regular file --------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["/dev/zero", "/dev/null", "pipe", "link to /dev/zero", "socket"])
def test_only_regular_files_are_read(kind: str, tmp_path: Path) -> None:
    path = Path(kind) if kind.startswith("/") else tmp_path / "x"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
    elif not path.is_absolute() or kind.startswith("link"):
        path.symlink_to("/dev/zero")
    with pytest.raises(FileProblem) as caught:
        files.read(path, shown="X")
    reason = "cannot be read: no such device or address; check the file"
    assert (
        str(caught.value) == f"X: {reason if kind == 'socket' else 'is no regular file; name one'}"
    )


def test_a_file_is_read_up_to_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 2**20)
    path = tmp_path / "x"
    path.write_bytes(b"x" * 2**20)
    assert len(files.read(path, shown="X")) == 2**20
    path.write_bytes(b"x" * (2**20 + 1))
    with pytest.raises(FileProblem) as caught:
        files.read(path, shown="X")
    assert str(caught.value) == "X: is larger than 1 MiB; no such file is read"
