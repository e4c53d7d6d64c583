"""Commands run as a person runs them: by name, in a folder, with no habits of this machine."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]

# What a newcomer has who has installed sigtool and set nothing. The home folder stays, since pip's
# settings may be in it.
ENVIRONMENT: Final[Mapping[str, str]] = {
    **{
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "SIGTOOL_", "PRE_COMMIT", "FORCE_COLOR"))
    },
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    "LC_ALL": "C.UTF-8",
    "NO_COLOR": "1",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}


def run(folder: Path, *command: str, more: Mapping[str, str] | None = None) -> tuple[int, str]:
    """The exit code of a command, and all that it printed; `more` is added to the environment."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**ENVIRONMENT, **(more or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8")
