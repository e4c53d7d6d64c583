"""Looks at the registry of this folder and its document, before anything else is loaded."""

import os
import stat
from typing import Final

from sigtool.community import agreement

# The first of the names under which a registry is looked for.
_REGISTRY: Final = "sigs.yaml"


def all_agree() -> bool:
    """Whether the registry here and its one document, both plain files, surely say the same."""
    try:
        is_gits = ".git" in os.getcwd().split(os.sep)  # noqa: PTH109, PTH206 - nor this
    except OSError:
        return False
    registry = None if is_gits else _text(_REGISTRY)
    return registry is not None and agreement.is_sure(registry, _text)


def _text(name: str) -> str | None:
    """The text of a plain file in this folder, with its line ends as they are; None of another."""
    try:
        if not stat.S_ISREG(os.lstat(name).st_mode):
            return None
        with open(name, encoding="utf-8", newline="") as file:  # noqa: PTH123 - pathlib loads much
            return file.read()
    except (OSError, UnicodeDecodeError):
        return None
