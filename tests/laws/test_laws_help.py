"""What `help:` of `sync` names works as it stands, and settles the fact: in real repositories with
random edits of the tables and of the registry."""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from runs import exit_code
from shell import ENVIRONMENT

some = settings(deadline=None, max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "25")))

TABLE: Final = """\
| SIG name | Responsibilities | SIG Leads |
| --- | --- | --- |
| [Compiler](compiler/README.md) | Turns graphs into programs. | [@ada](https://example.org/ada) |
| [Data](data/README.md) | Loads data sets. | [@grace](https://example.org/grace) |
| Docs | Explains it all. | [@ada](https://example.org/ada) |
| [Quantum](quantum/README.md) | Qubits. | [@hedy](https://example.org/hedy) |
"""
TABLE_ZH: Final = """\
| 名称 | 职责 | 组长 |
| --- | --- | --- |
| [编译器](compiler/README.md) | 编译。 | [@ada](https://example.org/ada) |
| [数据](data/README.md) | 加载。 | [@grace](https://example.org/grace) |
| Docs | 解释。 | [@ada](https://example.org/ada) |
| [量子](quantum/README.md) | 量子。 | [@hedy](https://example.org/hedy) |
"""
DOCS, DOCS_ZH = TABLE.splitlines(keepends=True)[4], TABLE_ZH.splitlines(keepends=True)[4]
QUANTUM = TABLE.splitlines(keepends=True)[5]
DATA_ZH = TABLE_ZH.splitlines(keepends=True)[3]
# What somebody replaces: in which file, and by what. What is not there any more stays as it is.
EDITS: Final = (
    ("README.md", "| Docs |", "| Handbook |"),
    ("README.md", "| Docs |", "| 手册 |"),
    ("README.md", "| Docs |", '| The; "book\'s" end |'),
    ("README.md", "Explains it all.", "Explains."),
    ("README.md", "[Quantum]", "[Qubits]"),
    ("README.md", "[Data](data/README.md)", "[Facts](facts/README.md)"),
    ("README.md", "Loads data sets.", "Loads."),
    ("README.md", "[@hedy](https://example.org/hedy)", "[@hedy](https://example.org/h)"),
    ("README.md", DOCS, ""),
    ("README.md", QUANTUM, ""),
    ("README.md", QUANTUM, QUANTUM + "| Archive | Keeps. | @cyd |\n"),
    ("README_zh.md", "| Docs |", "| 手册 |"),
    ("README_zh.md", "| Docs |", "| Handbook |"),
    ("README_zh.md", "[数据](data/README.md)", "[事实](facts/README.md)"),
    ("README_zh.md", "解释。", "说明。"),
    ("README_zh.md", "https://example.org/hedy", "https://example.org/other"),
    ("README_zh.md", DATA_ZH, ""),
    ("README_zh.md", DOCS_ZH, ""),
    ("sigs.yaml", "name: Docs", "name: Manual"),
    ("sigs.yaml", "Explains it all.", "Explains much."),
    ("sigs.yaml", "Loads data sets.", "Reads data sets."),
    ("sigs.yaml", "name: Docs", "name: Docs\n    status: archived"),
    ("sigs.yaml", "handle: hedy", "handle: edith"),
)
# A command, up to the end of its words.
_COMMAND: Final = re.compile(r"""sigtool (?:'[^']*'|"[^"]*"|[^;'"&])+""")
ARCHIVE: Final = "  - name: Archive\n    status: archived\n"


def in_process(*arguments: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = exit_code(arguments)
    return code, out.getvalue(), err.getvalue()


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], env=ENVIRONMENT, check=True, capture_output=True)


def commit(documents: Mapping[str, str]) -> None:
    git("init", "-q", "--template=", ".")
    for path, text in documents.items():
        Path(path).write_bytes(text.encode())
    assert in_process("init", *documents)[0] == 0
    registry = Path("sigs.yaml")
    registry.write_bytes(registry.read_bytes() + ARCHIVE.encode())
    git("add", "--all")
    git("commit", "-qm", "x")


def edit(edits: Sequence[tuple[str, str, str]]) -> None:
    for path, old, new in edits:
        if Path(path).exists():
            text = Path(path).read_bytes().decode()
            Path(path).write_bytes(text.replace(old, new, 1).encode())


def open_facts() -> list[dict[str, Any]]:
    _, out, _ = in_process("sync", "--check", "--output-format", "json")
    return [fact for fact in json.loads(out)["facts"] if fact["open"]]


def ways_of(help_line: str) -> list[list[list[str]]]:
    """The command lines that a help names: each way to settle the fact, as commands in order."""
    ways: list[list[list[str]]] = []
    end = -1
    for found in _COMMAND.finditer(help_line):
        words = shlex.split(found.group())[1:]
        if end >= 0 and help_line[end : found.start()] == "&& ":
            ways[-1].append(words)
        else:
            ways.append([words])
        end = found.end()
    return ways


def key_of(fact: Mapping[str, Any]) -> list[Any]:
    return [fact[key] for key in ("sig", "field", "person", "part", "path")]


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Repositories in which registry and tables agree: in one language, and in two."""
    folders = [tmp_path_factory.mktemp("agreed") for _ in range(2)]
    for folder, documents in zip(
        folders, ({"README.md": TABLE}, {"README.md": TABLE, "README_zh.md": TABLE_ZH}), strict=True
    ):
        with chdir(folder):
            commit(documents)
    return folders


@some
@given(
    st.lists(st.sampled_from(EDITS), min_size=1, max_size=3, unique=True), st.sampled_from([1, 2])
)
def test_each_command_that_help_names_settles_its_fact(
    agreed: Sequence[Path], edits: list[tuple[str, str, str]], languages: int
) -> None:
    with TemporaryDirectory() as name, chdir(name):
        shutil.copytree(agreed[languages - 1], "now")
        with chdir("now"):
            edit(edits)
            facts = open_facts()
        for fact in facts:
            for way in ways_of(fact["help"] or ""):
                note(f"{fact['help']}\n{way}")
                shutil.rmtree("then", ignore_errors=True)
                shutil.copytree("now", "then")
                with chdir("then"):
                    found = [in_process(*command) for command in way]
                    assert [code for code, _, _ in found] == [0] * len(way), found
                    assert key_of(fact) not in map(key_of, open_facts())
                    assert not any(re.search("Traceback", err) for _, _, err in found)


def test_a_fact_without_help_is_told_beside_another(tmp_path: Path) -> None:
    """Every open fact has a help of its own, or stands beside one that names both SIGs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        commit({"README.md": TABLE})
        edit([EDITS[0]])
        assert [fact["help"] for fact in open_facts()] == [
            "renamed: sigtool rename-sig Docs Handbook; "
            "two SIGs: sigtool sync Docs Handbook --prefer table",
            None,
        ]
