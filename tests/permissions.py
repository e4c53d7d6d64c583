"""An ordinary user, for whom permissions count, and a folder that is theirs."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from conftest import write_files

NOBODY: Final = 65534


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Permissions count inside: root becomes a user for whom they do."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@contextmanager
def folder_to_share(files: Mapping[str, str | bytes]) -> Iterator[Path]:
    """A folder with files that `ordinary_user` owns and, unlike `tmp_path`, can reach."""
    folder = Path(os.path.realpath(tempfile.mkdtemp()))
    write_files(folder, files)
    folder.chmod(0o755)
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)
