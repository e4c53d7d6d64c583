"""What sigtool asks of git.

Nothing yet needs git itself. Looking for `.git` is faster than a process, works where git is not
installed, and is not misled by the `GIT_*` variables that git sets inside hooks.
"""

import os
from pathlib import Path


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
