"""What sigtool asks of git: where a repository is, what its commits hold, how it is set up.

Nothing is changed but settings of a repository. Looking for `.git` is faster than a process, works
where git is not installed, and is not misled by the `GIT_*` variables that git sets inside hooks.
Those are kept from every process that is begun here, since the repository is the one that holds the
registry; only `run_inside` keeps them.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sigtool.errors import FileProblem, Remedy
from sigtool.text.records import dataclass

if TYPE_CHECKING:
    import subprocess

# What git may not take over from whoever runs sigtool, and what it has to keep to.
_OWN: Final[Mapping[str, str]] = {
    # Of a partial clone, what is not there stays away; git before 2.45 knows only the second.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class GitProblem(FileProblem):
    """git cannot say what it was asked."""


def is_installed() -> bool:
    """Whether there is a git to ask."""
    import shutil

    return shutil.which("git") is not None


def repository_root(folder: Path) -> Path | None:
    """The working tree that holds `folder`: absolute, without symbolic links; None outside one.

    Of nested repositories, worktrees and submodules it is the innermost.
    """
    inner = Path(os.path.realpath(folder))
    return next((place for place in (inner, *inner.parents) if _is_root(place)), None)


def _is_root(folder: Path) -> bool:
    entry = folder / ".git"
    # A file in a worktree or a submodule. A folder without HEAD is none of git's: it looks further
    # up. HEAD may be a link to a branch that is yet to be born. `Path.is_file` would raise where a
    # folder on the way up cannot be entered.
    return os.path.isfile(entry) or os.path.lexists(entry / "HEAD")


def run_inside(*words: str) -> "subprocess.CompletedProcess[bytes]":
    """Run git in the current folder for a git that has begun sigtool: in the environment that this
    one made, which says which repository it works on, and with the settings of its command line.

    Raises `GitProblem` where git is not installed.
    """
    import subprocess

    environment = {**os.environ, **_OWN}
    try:
        return subprocess.run(["git", *words], capture_output=True, env=environment, check=False)
    except FileNotFoundError as error:
        raise _not_installed() from error


def bare_repository(folder: Path) -> Path | None:
    """The bare repository that a folder is, or lies in; None where there is none."""
    inner = Path(os.path.realpath(folder))
    return next((place for place in (inner, *inner.parents) if _is_bare(place)), None)


def _is_bare(folder: Path) -> bool:
    parts = (folder / "objects", folder / "refs")
    return os.path.lexists(folder / "HEAD") and all(map(os.path.isdir, parts))


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository whose working tree is at `root`. Paths are relative to it, with `/`.

    Each method raises `GitProblem` where git is not installed, or cannot read the repository.
    """

    root: Path

    def commit(self, revision: str) -> str | None:
        """The full name of a commit; None where there is none of that name."""
        # What begins with a dash would be an option.
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        found = self._run(*words, failing=(1, 128))
        name = found.decode().strip()
        return name if name.isalnum() else None  # a range has two, or one with a caret

    def is_shallow(self) -> bool:
        """Whether older commits were not fetched."""
        return self._run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def unmerged(self, paths: Sequence[str]) -> list[str]:
        """Those of the paths that a merge left open in the index."""
        found = self._run("ls-files", "-z", "--unmerged", "--", *map(_literal, paths))
        entries = found.decode("utf-8", "surrogateescape").split("\0")
        return list(dict.fromkeys(entry.partition("\t")[2] for entry in entries if entry))

    def stages(self, path: str) -> dict[int, bytes]:
        """The versions of a file that a merge left open in the index, by their number; each as git
        would write it into the working tree, with its line endings there."""
        found = self._run("ls-files", "-z", "--unmerged", "--", _literal(path)).decode(
            "utf-8", "surrogateescape"
        )
        entries = [entry.partition("\t")[0].split(" ") for entry in found.split("\0") if entry]
        words = ("cat-file", "--filters", f"--path={path}")
        return {int(number): self._run(*words, name) for _, name, number in entries}

    def left_by_merge(self, path: str) -> bytes | None:
        """What git wrote into a file when it could not merge it; None where it does not say so, as
        with another merge strategy than `ort`."""
        found = self._run("cat-file", "--filters", f"AUTO_MERGE:{path}", failing=(128,))
        return found or None

    def add(self, path: str) -> None:
        """Put a file into the index as it is: what a merge left open there is settled."""
        self._run("add", "--", _literal(path))

    def tracked(self) -> list[str]:
        """The files in the index."""
        found = self._run("ls-files", "-z").decode("utf-8", "surrogateescape")
        return [name for name in found.split("\0") if name]

    def commits(self, revision: str, paths: Sequence[str], most: int) -> list[str]:
        """The commits that touch one of the paths, the newest first: along first parents, from a
        revision backwards, at most so many."""
        limit = f"--max-count={most}"
        words = ("rev-list", "--first-parent", limit, revision, "--", *map(_literal, paths))
        return self._run(*words).decode().split()

    def fork(self, ours: str, theirs: str) -> str | None:
        """The newest commit that two commits share; None where they share none, or where it
        was not fetched."""
        return self._run("merge-base", ours, theirs, failing=(1, 128)).decode().strip() or None

    def files(self, commit: str) -> list[str]:
        """The paths of all files of a commit."""
        found = self._run("ls-tree", "-r", "-z", "--full-tree", "--name-only", commit)
        return found.decode("utf-8", "surrogateescape").split("\0")[:-1]

    def is_unfetched(self, commit: str, path: str) -> bool:
        """Whether a commit has a file that cannot be read, as in a partial clone."""
        try:
            return bool(self._run("ls-tree", "--name-only", commit, "--", _literal(path)))
        except GitProblem:
            return True  # nor was the list of its files fetched

    def setting(self, key: str) -> str | None:
        """What git is told by a setting, wherever that is made; None where it is not."""
        found = self._run("config", "-z", "--get", key, failing=(1,))
        return found.decode("utf-8", "replace").removesuffix("\0") if found else None

    def own_settings(self, section: str) -> dict[str, str]:
        """The settings of a section, as `merge.sigtool`, that the repository itself makes."""
        words = ("config", "--local", "-z", "--get-regexp", rf"^{re.escape(section)}\.")
        entries = self._run(*words, failing=(1,)).decode("utf-8", "replace").split("\0")
        return {key: value for key, _, value in (each.partition("\n") for each in entries[:-1])}

    def set(self, key: str, value: str) -> None:
        """Make a setting of the repository, which all of its working trees share."""
        self._run("config", "--local", "--replace-all", key, value)

    def unset(self, key: str) -> None:
        """Take a setting of the repository away, and its section with the last one."""
        self._run("config", "--local", "--unset-all", key)

    def attributes(self, name: str, paths: Sequence[str]) -> dict[str, str]:
        """What `.gitattributes` and the like say of paths by an attribute: a value, `set`, `unset`
        or `unspecified`."""
        found = self._run("check-attr", "-z", name, "--", *paths)
        words = found.decode("utf-8", "surrogateescape").split("\0")
        return dict(zip(words[::3], words[2::3], strict=False))

    @contextmanager
    def contents(self) -> Iterator["Contents"]:
        """What files held in commits: one process for all that is asked while it is open."""
        found = Contents(self._command("cat-file", "--batch"), [])
        try:
            yield found
        finally:
            found.end()

    def _run(self, *words: str, failing: Sequence[int] = ()) -> bytes:
        """What a command prints. It may end with one of the codes in `failing`."""
        import subprocess

        try:
            done = subprocess.run(
                self._command(*words), capture_output=True, env=_environment(), check=False
            )
        except FileNotFoundError as error:
            raise _not_installed() from error
        if done.returncode == 0 or (done.returncode in failing and not _is_fatal(done.stderr)):
            return done.stdout
        raise self._problem(done.stderr.decode("utf-8", "replace"))

    def _command(self, *words: str) -> list[str]:
        return ["git", "-C", os.fspath(self.root), "-c", "core.quotePath=false", *words]

    def _problem(self, message: str) -> GitProblem:
        if "dubious ownership" in message:
            what = f"git does not trust {self.root}, which somebody else owns"
            return GitProblem(what, Remedy.TRUST_FOLDER, folder=os.fspath(self.root))
        lines = [line for line in message.split("\n") if line.strip()] or ["no reason given"]
        # Warnings may come first.
        first = next((line for line in lines if line.startswith("fatal: ")), lines[0])
        return GitProblem(f"{self.root}: git cannot read it: {first.removeprefix('fatal: ')}")


@dataclass(frozen=True, slots=True)
class _Object:
    kind: str
    content: bytes


@dataclass(slots=True)
class Contents:
    """Reads files of commits through one `git cat-file --batch`; through another one where git ends
    before its time, as an older one does at a file that it would have to fetch."""

    command: Sequence[str]
    missing: list[tuple[str, str]]
    process: "subprocess.Popen[bytes] | None" = None

    def read(self, commit: str, path: str) -> bytes | None:
        """What a file held in a commit; None where it had none, or where it is no plain file. What
        git does not find is noted as `missing`."""
        if "\n" in path or is_outside(path):
            return None  # git would end at a path outside of the repository
        found = self._asked(f"{commit}:{path}")
        if found is None:
            self.missing.append((commit, path))
            return None
        return found.content if found.kind == "blob" else None

    def parents(self, revision: str) -> list[str] | None:
        """The parents of a commit; None where there is no commit of that name."""
        found = self._asked(f"{revision}^{{commit}}")
        if found is None or found.kind != "commit":
            return None
        head = found.content.partition(b"\n\n")[0].decode("utf-8", "replace")
        lines = (line.split(" ") for line in head.split("\n"))
        return [line[1] for line in lines if line[0] == "parent"]

    def _asked(self, name: str) -> "_Object | None":
        """An object by its name; None where there is none."""
        self.process = self.process or self._begun()
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            return None
        with suppress(BrokenPipeError):
            stdin.write(f"{name}\n".encode("utf-8", "surrogateescape"))
            stdin.flush()
        first = stdout.readline()
        if not first:
            self.end()
        # `<object> <kind> <size>`, and the content; else `<name> missing`.
        head = first.split()
        if len(head) < 3 or not head[-1].isdigit():
            return None
        content = stdout.read(int(head[-1]))
        stdout.read(1)  # the line feed behind it
        return _Object(head[-2].decode(), content)

    def _begun(self) -> "subprocess.Popen[bytes]":
        import subprocess

        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        try:
            return subprocess.Popen(
                self.command, stdin=pipe, stdout=pipe, stderr=null, env=_environment()
            )
        except FileNotFoundError as error:
            raise _not_installed() from error

    def end(self) -> None:
        """Wait for the process to end."""
        if self.process:
            with suppress(BrokenPipeError), self.process:
                pass
        self.process = None


def is_outside(path: str) -> bool:
    """Whether a normal path, relative to a repository, leads out of it."""
    return path.startswith(("../", "/")) or path == ".."


def _literal(path: str) -> str:
    """A path in which git sees no pattern."""
    return f":(top,literal){path}"


def _is_fatal(stderr: bytes) -> bool:
    return b"dubious ownership" in stderr or b"not a git repository" in stderr


def _environment() -> dict[str, str]:
    """The environment of a process, without what git tells its hooks."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return own | dict(_OWN)


def _not_installed() -> GitProblem:
    return GitProblem("git is not installed; install it, or leave out what asks for commits")
