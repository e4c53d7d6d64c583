"""Where a registry and its tables differ in every SIG, twice as many take twice the steps.

Facts, SIGs and rows were once looked for among all others, for each difference.
"""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest
from growth import grows_too_much

from sigtool.cli import main

HEADS: Final = {
    "en": "# SIGs\n\nSee `a|b`.\n\n| SIG | Description | Leads |\n|---|---|---|\n",
    "zh": "# SIG\n\n| 名称 | 职责 | 负责人 |\n|---|---|---|\n",
}
TABLES: Final = """tables:
  - path: en.md
    language: en
    columns: {SIG: name, Description: responsibilities, Leads: leads}
"""
TABLE_OF_ZH: Final = """  - path: zh.md
    language: zh
    columns: {名称: name, 职责: responsibilities, 负责人: leads}
"""
NUMBERS: Final = count()
# Of a table that differs in more than a hundred facts, less is said.
SIZE: Final = 48


def made(
    folder: Path,
    size: int,
    *,
    text: str = "Does",
    lead: str = "ada",
    name: str = "Ada L",
    languages: int = 1,
    renamed: str = "",
) -> None:
    """A registry, and documents that say the text and the lead of each SIG so; all of one length,
    since for what is longer more is done, and none as before, since cells that were read are known.
    """
    number = next(NUMBERS)
    codes = ("en", "zh")[:languages]
    for code in codes:
        account = f"{lead}{number:03}{{0:03}}"
        cell = f"{name} ([@{account}](https://example.org/{account}))"
        called = f"[{renamed}{{0:03}}](s{{0:03}}.md)" if renamed else "S{0:03}"
        row = f"| {called} | {text} {{0:03}}. | {cell} |\n"
        rows = "".join(row.format(n) for n in range(size))
        (folder / f"{code}.md").write_text(HEADS[code] + rows, "utf-8")
    texts = ", ".join(f"{code}: Does {{0:03}}." for code in codes)
    account = f"ada{number:03}{{0:03}}"
    page = "    readme: s{0:03}.md\n" if renamed else ""
    sig = (
        f"  - name: S{{0:03}}\n{page}    responsibilities: {{{{{texts}}}}}\n    leads:\n"
        f"      - {{{{handle: {account}, name: Ada L, url: https://example.org/{account}}}}}\n"
    )
    sigs = "".join(sig.format(n) for n in range(size))
    tables = TABLES + TABLE_OF_ZH * (languages > 1)
    (folder / "sigs.yaml").write_text(f"{tables}sigs:\n{sigs}", "utf-8")


@pytest.mark.parametrize(
    ("differing", "arguments", "code"),
    [
        ({}, ["sync", "--check"], 0),
        ({}, ["validate"], 0),
        ({"text": "Did"}, ["sync", "--check"], 1),
        ({"text": "Did"}, ["validate"], 1),
        ({"text": "Did"}, ["render", "--overwrite"], 0),
        ({"lead": "grace"}, ["sync", "--check"], 1),
        ({"lead": "grace", "name": "Grace H"}, ["validate"], 1),
        ({"lead": "grace", "name": "Grace H"}, ["render", "--check"], 1),
        ({"renamed": "T"}, ["sync", "--prefer", "table"], 0),
        ({"text": "Did", "languages": 2}, ["sync", "--check"], 1),
        ({"lead": "grace", "languages": 2}, ["sync", "--check"], 1),
    ],
)
def test_twice_as_many_differences_take_twice_the_steps(
    differing: dict[str, Any],
    arguments: list[str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def work(size: int) -> Callable[[], object]:
        folder = tmp_path / str(size)
        folder.mkdir(exist_ok=True)
        made(folder, size, **differing)
        monkeypatch.chdir(folder)
        return run

    def run() -> None:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == code, capsys.readouterr()

    assert grows_too_much(work, SIZE) == {}
