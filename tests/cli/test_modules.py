"""What each command loads: a start is what people feel of a hook that runs on every commit.

Whoever makes a command load less tightens its row in `LOADS`. `pytest --accept` writes anew which
modules of sigtool each command loads (`tests/golden/modules`): read what is new there, and why.
"""

import shutil
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from benchmark import REGISTRY, VERSIONS, prepare
from conftest import GOLDEN, Golden
from counting import Counted, counted, top

# What brings a package, where its name does not say so.
BROUGHT_BY: Final[Mapping[str, str]] = {
    "_ruamel_yaml": "ruamel",
    "annotated_doc": "typer",
    "click": "typer",
    "cython_runtime": "ruamel",
    "mdurl": "markdown_it",
    "shellingham": "typer",
    "typing_extensions": "typer",
}
# Modules of Python that take long to load.
COSTLY: Final = (
    "asyncio dataclasses datetime difflib email html http inspect json logging shutil socket ssl "
    "subprocess tempfile threading tokenize unicodedata urllib uuid zipfile"
)
# What Typer loads of them, some versions more than others; what reading a plain registry and its
# table takes beside.
WITH_TYPER: Final = (
    "dataclasses datetime difflib inspect shutil subprocess threading tokenize urllib uuid"
)
READING: Final = "unicodedata urllib"


class Load(NamedTuple):
    """What a command may load: these libraries, no costly modules but these, at most so many
    modules of sigtool (`own`), and at most so many that a bare interpreter has not (`every`)."""

    arguments: tuple[str, ...]
    own: int
    every: int
    libraries: str
    costly: str

    @property
    def name(self) -> str:
        """The words of the command that are no names."""
        words = [word.lstrip("-") for word in self.arguments]
        return "-".join(word for word in words if word.replace("-", "").isalpha())


MERGED: Final = ("merge-driver", "--path", REGISTRY, *VERSIONS)
# A plain registry and its table need neither the parser of YAML nor that of Markdown, and hooks no
# Typer. `every` leaves some room, since each Python loads other modules of its own.
LOADS: Final = (
    Load(("--version",), 25, 140, "typer", WITH_TYPER),
    Load(("--help",), 25, 140, "typer", WITH_TYPER),
    Load(("schema",), 25, 160, "typer", f"{WITH_TYPER} tempfile zipfile"),
    Load(("manual",), 41, 170, "typer", f"{WITH_TYPER} tempfile"),
    Load(("list",), 58, 105, "", READING),
    Load(("show", "Group 7"), 89, 212, "typer", f"{WITH_TYPER} unicodedata"),
    Load(("leads",), 76, 200, "typer", f"{WITH_TYPER} unicodedata"),
    Load(("validate",), 147, 197, "", READING),
    Load(("render", "--check"), 17, 60, "", "urllib"),
    Load(("sync", "--check"), 17, 60, "", "urllib"),
    Load(("add-lead", "Group 7", "@new"), 119, 176, "", f"{READING} difflib shutil"),
    Load(MERGED, 50, 118, "", "shutil subprocess tempfile threading urllib"),
    Load(("merge-driver", *VERSIONS[:1] * 3), 9, 50, "", "urllib"),
)
# Modules of sigtool that some commands have no use for, whatever `--accept` writes.
UNUSED: Final = {
    "version": {"sigtool.cli.edits", "sigtool.yaml", "sigtool.markdown"},
    "help": {"sigtool.cli.edits", "sigtool.yaml", "sigtool.markdown"},
    "manual": {"sigtool.check", "sigtool.rules"},
    "list": {"sigtool.check", "sigtool.community", "sigtool.facts"},
    "show": {"sigtool.check", "sigtool.community", "sigtool.facts"},
    "leads": {"sigtool.check", "sigtool.community", "sigtool.facts"},
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A community whose registry and table say the same, for commands that write to be copied."""
    folder = tmp_path_factory.mktemp("modules") / "prepared"
    prepare(folder, 15)
    return folder


@pytest.mark.parametrize("load", LOADS, ids=lambda load: load.name)
def test_a_command_loads_no_more_than_this(
    load: Load, prepared: Path, tmp_path: Path, golden: Golden
) -> None:
    folder = shutil.copytree(prepared, tmp_path / "copy")
    found = counted(folder, *load.arguments)
    name = f"modules/{load.name}.txt"
    new = sorted(set(found.own_modules) - recorded(name))
    assert found.code == "0"
    assert libraries(found) == set(load.libraries.split())
    costly = set(COSTLY.split()) & set(found.modules)
    assert sorted(costly - set(load.costly.split())) == []
    own, every = len(found.own_modules), len(found.modules)
    assert own <= load.own, f"more modules of sigtool; new are {new}"
    assert every <= load.every, f"more modules; new are {new}, and in all {by_package(found)}"
    golden(name, "".join(f"{module}\n" for module in found.own_modules))


@pytest.mark.parametrize("name", UNUSED)
def test_what_only_looks_loads_nothing_that_edits_or_checks(name: str) -> None:
    assert recorded(f"modules/{name}.txt") & UNUSED[name] == set()


def recorded(name: str) -> set[str]:
    """The modules that a golden file has."""
    path = GOLDEN / name
    return set(path.read_text("utf-8").split()) if path.exists() else set()


def libraries(found: Counted) -> set[str]:
    """The libraries that are loaded, by the name of their package."""
    tops = {"ruamel" if name.startswith("_cython") else name for name in map(top, found.modules)}
    return {BROUGHT_BY.get(name, name) for name in tops - sys.stdlib_module_names} - {"sigtool"}


def by_package(found: Counted) -> str:
    """How many modules each package has, the most first."""
    counts = Counter(map(top, found.modules)).most_common()
    return ", ".join(f"{package} {count}" for package, count in counts)
