"""How much each command does with 1,000 SIGs, counted: law L13, and what grows.

Each state of a text is parsed once, and each row of a state is read once. Calls of functions are
counted, since times differ from run to run. Whoever makes a command do less tightens its row.
"""

import importlib
import shutil
from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from benchmark import REGISTRY, VERSIONS, prepare
from counting import Counted, counted

SIGS: Final = 1_000
FEWER: Final = 250
# What reads a file, parses a text of each kind, and reads a row, a people cell, an inline text.
PARSERS: Final[Mapping[str, tuple[str, ...]]] = {
    "files": ("sigtool.outside.files.read",),
    "yaml": ("sigtool.yaml.parse.compose", "sigtool.registry.states._Read.plainly"),
    "markdown": ("markdown_it.parser_block.ParserBlock.parse",),
    "rows": ("sigtool.tables.locate.Place._read",),
    "people": ("sigtool.people.cell.parse",),
    "inline": ("markdown_it.parser_inline.ParserInline.parse",),
}


class Work(NamedTuple):
    """What a command does at most in a registry of `SIGS`: how often each of `PARSERS` runs, and
    how many calls of sigtool's own functions a SIG costs, start-up included."""

    arguments: tuple[str, ...]
    calls: int
    files: int = 0
    yaml: int = 0
    markdown: int = 0
    rows: int = 0
    people: int = 0
    inline: int = 0


ONE: Final = {"files": 2, "yaml": 1, "rows": SIGS}
EDIT: Final = {"files": 2, "yaml": 1, "rows": SIGS + 1}
# Where both are plain and agree, what the rows say is known without reading them.
PLAIN: Final = {"files": 2, "yaml": 1}
MERGED: Final = ("merge-driver", "--path", REGISTRY, *VERSIONS)
# What looks sees one state, an edit two, the second where it differs; a merge four: versions and
# result, and of each but the first what is new. Where a plain registry and its table surely agree,
# a hook reads neither.
WORK: Final = (
    Work(("list",), 45, files=1, yaml=1),
    Work(("render", "--check"), 30),
    Work(("validate",), 430, **PLAIN),
    Work(("sync", "--check"), 30),
    Work(("add-lead", "Group 7", "@new"), 370, **PLAIN | {"yaml": 2}, rows=1, people=1008),
    Work(MERGED, 165, yaml=3),
)
# The same where the parsers are needed: a remark stands in the registry, and one in the document.
NOT_PLAIN: Final = (
    Work(("list",), 275, files=1, yaml=1),
    Work(("render", "--check"), 360, **ONE, markdown=1, people=1000),
    Work(("validate",), 780, **ONE, markdown=1, people=1000),
    Work(("sync", "--check"), 490, **ONE, markdown=1, people=1000),
    Work(("add-lead", "Group 7", "@new"), 890, **EDIT | {"yaml": 2}, markdown=2, people=2008),
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Path]:
    """Communities by their size, for commands that write to be copied."""
    folder = tmp_path_factory.mktemp("calls")
    for size in (SIGS, FEWER):
        prepare(folder / str(size), size)
    return {size: folder / str(size) for size in (SIGS, FEWER)}


def _with_remarks(folder: Path) -> Path:
    """A community that says the same, and is not plain."""
    registry, document = folder / REGISTRY, folder / "README.md"
    registry.write_text(
        registry.read_text("utf-8").replace("\nsigs:\n", "\nsigs: # all\n"), "utf-8"
    )
    document.write_text(f"<!-- a remark -->\n\n{document.read_text('utf-8')}", "utf-8")
    return folder


CASES: Final = [*((work, True) for work in WORK), *((work, False) for work in NOT_PLAIN)]


@pytest.mark.parametrize(
    ("work", "is_plain"),
    CASES,
    ids=[f"{work.arguments[0]}{'' if plain else ' with remarks'}" for work, plain in CASES],
)
def test_a_command_reads_once_and_calls_no_more_than_this(
    work: Work,
    is_plain: bool,  # noqa: FBT001 - a parameter of the test
    prepared: Mapping[int, Path],
    tmp_path: Path,
) -> None:
    folders = [shutil.copytree(prepared[size], tmp_path / str(size)) for size in (SIGS, FEWER)]
    if not is_plain:
        folders = list(map(_with_remarks, folders))
    found, fewer = (counted(folder, *work.arguments) for folder in folders)
    assert (found.code, fewer.code) == ("0", "0")
    assert {kind: n for kind, n in parses(found).items() if n != getattr(work, kind)} == {}
    total, most = found.own_calls.total(), found.own_calls.most_common(8)
    assert total <= work.calls * SIGS, f"{total / SIGS:.0f} calls a SIG; most are of {most}"
    # A start costs the same however many SIGs there are, so what is linear stays below.
    growth = total / fewer.own_calls.total()
    assert growth <= SIGS / FEWER, f"{growth:.2f} times the calls for 4 times the SIGs"


def parses(found: Counted) -> dict[str, int]:
    """How often each parser ran."""
    return {kind: sum(found.calls[name] for name in names) for kind, names in PARSERS.items()}


@pytest.mark.parametrize("name", [name for names in PARSERS.values() for name in names])
def test_the_parsers_have_these_names(name: str) -> None:
    """Under another name, nothing would be counted."""
    module = name
    while not _is_module(module):
        module = module.rpartition(".")[0]
    parts = name.removeprefix(module).strip(".").split(".")
    assert callable(reduce(getattr, parts, importlib.import_module(module)))


def _is_module(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        return False
    return True
