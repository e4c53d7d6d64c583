"""The hooks start for every file that may hold a table, whatever it is called."""

import re
from pathlib import Path

import pytest
from hooks import HOOKS, VALIDATE, Repository, failed, local

REGISTRY = """\
tables:
  - path: DOCUMENT
    columns: {Name: name, Leads: leads}
sigs:
  - name: Build
    leads: ['@ada']
"""
TABLE = "| Name | Leads |\n|---|---|\n| Build | @ada |\n"


@pytest.mark.parametrize("hook", HOOKS)
def test_the_files_for_which_a_hook_starts(hook: str) -> None:
    names = [
        *("README.md", "README.MD", "docs/groups.mdx", "groups.qmd", "groups.Rmd", "groups.mkd"),
        *("groups.markdown", "sigs.yaml", "sigs.yml", ".sigs.yaml"),
        *("groups.txt", "md", "readme.md.orig", "groups.py", "sigs.yaml.lock"),
    ]
    files = HOOKS[hook]["files"]
    assert [name for name in names if re.search(files, name)] == names[:10]


@pytest.mark.parametrize("name", ["groups.mdx", "groups.Rmd"])
def test_a_commit_that_breaks_a_table_of_such_a_file_fails(tmp_path: Path, name: str) -> None:
    files = {"sigs.yaml": REGISTRY.replace("DOCUMENT", name), name: TABLE}
    repository = Repository.make(
        tmp_path / "community", files, local([VALIDATE], ["--select=SIG101"])
    )
    repository.write({name: "# Nothing\n"})
    assert repository.commit() == (
        1,
        failed(
            VALIDATE,
            1,
            f"sigs.yaml:3:14: error SIG101 table-not-found: {name}: no table with the header row "
            "Name | Leads; it has no table at all\n"
            "  help: make the header row and 'columns' match, or give the heading of the table\n"
            "Found 1 error.\n",
        ),
    )
