"""`init --empty`: a community that has no table yet starts one."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, contents, write_files

TABLE = "| Name | Responsibilities | Leads |\n| --- | --- | --- |\n"
REGISTRY = """tables:
  - path: README.md
    heading: Groups
    columns:
      Name: name
      Responsibilities: responsibilities
      Leads: leads
sigs: []
"""


def test_a_registry_alone_takes_sigs(repository: Path, sigtool: Run) -> None:
    assert sigtool("init", "--empty") == Outcome(
        0, "Wrote sigs.yaml. Next: sigtool add-sig NAME.\n", ""
    )
    assert contents(repository) == {"sigs.yaml": b"sigs: []\n"}
    assert sigtool("add-sig", "Docs", "--lead", "@ada").code == 0
    assert contents(repository) == {
        "sigs.yaml": b"sigs:\n  - name: Docs\n    leads:\n      - handle: ada\n"
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, f"# Groups\n\n{TABLE}"),
        ("# Us\n", f"# Us\n\n## Groups\n\n{TABLE}"),
        ("# Us\n\n## Groups\n", f"# Us\n\n## Groups\n\n{TABLE}"),
        ("# Us\n\n## Groups\nText.\n", f"# Us\n\n## Groups\n\n{TABLE}\nText.\n"),
        ("# Us\n\n## Groups\n\nText.\n", f"# Us\n\n## Groups\n\n{TABLE}\nText.\n"),
        ("# Us\n\nEnd", f"# Us\n\nEnd\n\n## Groups\n\n{TABLE}"),
        ("Groups\n======\n", f"Groups\n======\n\n{TABLE}"),
        ("# Us\r\n\r\n## Groups\r\n", f"# Us\n\n## Groups\n\n{TABLE}".replace("\n", "\r\n")),
    ],
    ids=["no document", "no heading", "a heading at the end", "a text right below",
         "a text below a blank line", "no line break at the end", "underlined", "CRLF"],
)  # fmt: skip
def test_with_a_heading_an_empty_table_stands_right_under_it(
    repository: Path, sigtool: Run, before: str | None, after: str
) -> None:
    if before is not None:
        write_files(repository, {"README.md": before.encode()})
    assert sigtool("init", "--empty", "--heading", "Groups") == Outcome(
        0, "Wrote sigs.yaml and README.md. Next: sigtool add-sig NAME.\n", ""
    )
    assert contents(repository) == {"sigs.yaml": REGISTRY.encode(), "README.md": after.encode()}
    assert sigtool("render", "--check").code == 0
    assert sigtool("add-sig", "Docs", "--lead", "@ada").code == 0
    newline = "\r\n" if "\r" in after else "\n"
    above = "| --- | --- | --- |" + newline
    row = "| Docs | | @ada |" + newline
    expected = after.replace(above, above + row)
    assert (repository / "README.md").read_bytes().decode() == expected


def test_headers_of_ones_own_make_the_table(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"docs/groups.md": "# 小组\n"})
    columns = ["--column", "SIG 名称=name", "--column", "负责人=leads"]
    assert sigtool("init", "--empty", "docs/groups.md", "--heading", "小组", *columns).code == 0
    assert contents(repository) == {
        "docs/groups.md": "# 小组\n\n| SIG 名称 | 负责人 |\n| --- | --- |\n".encode(),
        "sigs.yaml": (
            "tables:\n  - path: docs/groups.md\n    heading: 小组\n    columns:\n"
            "      SIG 名称: name\n      负责人: leads\nsigs: []\n"
        ).encode(),
    }


def test_a_dry_run_prints_both_and_writes_neither(repository: Path, sigtool: Run) -> None:
    lines = REGISTRY.splitlines()
    plus = "".join(f"+{line}\n" for line in lines)
    assert sigtool("init", "--empty", "--heading", "Groups", "--dry-run") == Outcome(
        0,
        f"--- a/sigs.yaml\n+++ b/sigs.yaml\n@@ -0,0 +1,{len(lines)} @@\n{plus}"
        "--- a/README.md\n+++ b/README.md\n@@ -0,0 +1,4 @@\n+# Groups\n+\n"
        "+| Name | Responsibilities | Leads |\n+| --- | --- | --- |\n",
    )
    assert contents(repository) == {}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--heading", "SIGs"], "README.md: there is a table under 'SIGs' already; "
         "begin with it: sigtool init README.md --heading SIGs"),
        (["--heading", "x", "--language", "zh=docs/g.md"],
         "--empty and --language cannot go together; give one of them"),
        (["--schema-modeline", "x.json"],
         "--empty and --schema-modeline cannot go together; give one of them"),
        (["--heading", "Twice"], "README.md: 2 headings are called 'Twice'"),
        (["--heading", "a\nb"], "'a\\nb' is no heading; write its text on one line"),
        (["--heading", "x", "--column", "A=leads"],
         "no column holds the names; say which: --column 'Header=name'"),
        (["-o", "old.yaml"], "old.yaml: exists already; add to it with `sigtool add-sig`"),
        (["--add", "README.md"], "--empty and --add cannot go together; give one of them"),
        (["a.md", "b.md"], "an empty registry begins with one document at most"),
    ],
)  # fmt: skip
def test_what_cannot_be_started_writes_nothing(
    repository: Path, sigtool: Run, words: list[str], message: str
) -> None:
    text = f"# SIGs\n\n{TABLE}\n# Twice\n\n# Twice\n"
    write_files(repository, {"README.md": text, "old.yaml": "sigs: []\n"})
    before = contents(repository)
    assert sigtool("init", "--empty", *words) == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(repository) == before
