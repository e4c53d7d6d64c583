"""A name or a page whose link is broken in a table is read as what was meant, and told."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, write_files
from repositories import git

REGISTRY = """\
tables:
  - path: doc/README.md
    language: en
    columns: {Name: name, Page: {field: page, kind: link}, Leads: leads}
  - path: doc/README.zh.md
    language: zh
    columns: {名称: name, Page: {field: page, kind: link}, 负责人: leads}
sigs:
  - name: Docs
    readme: doc/docs.md
    leads: ["@ada"]
    page: "[page](doc/docs/)"
  - name: Web
    readme: doc/web.md
    leads: ["@grace"]
    page: "[page](doc/web/)"
"""
ROWS = """\
| [Docs](docs.md) | [page](docs/) | @ada |
| [Web](web.md) | [page](web/) | @grace |
"""
ENGLISH = f"| Name | Page | Leads |\n|---|---|---|\n{ROWS}"
CHINESE = f"| 名称 | Page | 负责人 |\n|---|---|---|\n{ROWS}"
PAGES = {f"doc/{name}": "# It\n" for name in ("docs.md", "web.md", "docs/README.md", "web/x.md")}
BROKEN = {
    "a name": ("[Web](web.md)", "[Web] (web.md)", "Name", 3),
    "a name with no end": ("[Web](web.md)", "[Web](web.md", "Name", 3),
    "a name in full-width brackets": ("[Web](web.md)", "[Web]（web.md）", "Name", 3),
    "a page": ("[page](web/)", "[page] (web/)", "Page", 19),
}


@pytest.fixture
def _committed(repository: Path) -> None:
    documents = {"doc/README.md": ENGLISH, "doc/README.zh.md": CHINESE}
    write_files(repository, {"sigs.yaml": REGISTRY, **documents, **PAGES})
    git("add", "-A")
    git("commit", "-qm", "all")


@pytest.mark.usefixtures("_committed")
@pytest.mark.parametrize(("link", "broken", "header", "column"), BROKEN.values(), ids=BROKEN)
def test_a_broken_link_looked_like_another_name_or_text(
    repository: Path, sigtool: Run, link: str, broken: str, header: str, column: int
) -> None:
    table = ENGLISH.replace(link, broken)
    write_files(repository, {"doc/README.md": table})
    same = Outcome(0, "Registry and tables say the same.\n")
    assert sigtool("sync") == same
    assert sigtool("render") == Outcome(0, "Every table is up to date.\n")
    found = sigtool("validate", "--ignore", "SIG302")
    assert found.stdout == (
        f"doc/README.md:4:{column}: error SIG205 malformed-link: Web: {header} has a link that is "
        f"none: '{broken}'\n  help: write {link}\n"
        "  fix: mend the links of the table: sigtool validate --fix\n"
    )
    assert (repository / "doc/README.md").read_text("utf-8") == table
    assert (repository / "sigs.yaml").read_text("utf-8") == REGISTRY
    assert sigtool("validate", "--fix").code == 0
    assert (repository / "doc/README.md").read_text("utf-8") == ENGLISH


@pytest.mark.usefixtures("_committed")
@pytest.mark.parametrize(("link", "broken"), [each[:2] for each in BROKEN.values()], ids=BROKEN)
def test_an_edit_and_its_opposite_leave_a_broken_link_as_it_was(
    repository: Path, sigtool: Run, link: str, broken: str
) -> None:
    table = ENGLISH.replace(link, broken)
    write_files(repository, {"doc/README.md": table})
    assert sigtool("rename-sig", "Web", "Net").code == 0
    assert sigtool("edit-sig", "Net", "--set", "page=[page](doc/new/)").code == 0
    changed = table.replace("Web", "Net").replace("web/", "new/")
    assert (repository / "doc/README.md").read_text("utf-8") == changed
    assert sigtool("edit-sig", "Net", "--set", "page=[page](doc/web/)").code == 0
    assert sigtool("rename-sig", "Net", "Web").code == 0
    assert (repository / "doc/README.md").read_text("utf-8") == table
    assert (repository / "doc/README.zh.md").read_text("utf-8") == CHINESE
    assert (repository / "sigs.yaml").read_text("utf-8") == REGISTRY


OLD = """\
tables:
  - {path: README.md, columns: {Name: name, Leads: leads}}
sigs:
  - name: "[Web] (web.md)"
    leads: ["@ada"]
"""
OLD_TABLE = "| Name | Leads |\n|---|---|\n| [Web] (web.md) | @ada |\n"


def test_a_registry_that_holds_a_broken_link_as_a_name(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"sigs.yaml": OLD, "README.md": OLD_TABLE, "web.md": "# Web\n"})
    assert sigtool("sync").code == 0
    found = sigtool("validate")
    assert found.stdout == (
        "sigs.yaml:4:11: error SIG205 malformed-link: [Web] (web.md): name has a link that is "
        "none: '[Web] (web.md)'\n  README.md:3:1: its row is here\n"
        "  help: write what it leads to as `readme`\n"
        "  unsafe fix: mend the links of Web: sigtool validate --fix --unsafe-fixes\n"
    )
    assert sigtool("rename-sig", "Web", "Net").code == 0
    assert (repository / "README.md").read_text("utf-8") == OLD_TABLE.replace("Web", "Net")
    assert sigtool("rename-sig", "Net", "Web").code == 0
    assert sigtool("validate", "--fix", "--unsafe-fixes").code == 0
    mended = OLD.replace('"[Web] (web.md)"', '"Web"\n    readme: web.md')
    assert (repository / "sigs.yaml").read_text("utf-8") == mended
    assert (repository / "README.md").read_text("utf-8") == OLD_TABLE.replace("] (", "](")


NOWHERE = "| Name | Leads |\n|---|---|\n| [CLI]() | @ada |\n"


def test_a_name_with_an_empty_link_was_written_half(repository: Path, sigtool: Run) -> None:
    registry = OLD.replace('"[Web] (web.md)"', "CLI\n    readme: cli.md")
    table = NOWHERE.replace("()", "(cli.md)")
    write_files(repository, {"sigs.yaml": registry, "README.md": table, "cli.md": "# It\n"})
    git("add", "-A")
    git("commit", "-qm", "all")
    write_files(repository, {"README.md": NOWHERE})
    assert sigtool("rename-sig", "CLI", "Cmd").code == 0
    assert (repository / "README.md").read_text("utf-8") == NOWHERE.replace("CLI", "Cmd")
    assert sigtool("rename-sig", "Cmd", "CLI").code == 0
    assert sigtool("sync") == Outcome(
        0,
        "README.md:3: CLI: readme: the registry has 'cli.md', the table has nothing; the table "
        "removed it, so it goes from the registry\n",
        "Wrote sigs.yaml.\n",
    )
    assert sigtool("validate", "--ignore", "SIG508").stdout == (
        "README.md:3:3: warning SIG505 empty-link: CLI: Name has a link that leads nowhere: 'CLI'\n"
        "  help: say where it leads, or write the text without a link\n"
    )
    assert sigtool("edit-sig", "CLI", "--readme", "cli.md").code == 0
    assert (repository / "README.md").read_text("utf-8") == table
    assert (repository / "sigs.yaml").read_text("utf-8") == registry


def test_a_registry_that_holds_an_empty_link_tells_it_once(repository: Path, sigtool: Run) -> None:
    registry = OLD.replace("[Web] (web.md)", "[CLI]()")
    write_files(repository, {"sigs.yaml": registry, "README.md": NOWHERE})
    assert sigtool("sync").code == 0
    assert sigtool("validate").stdout == (
        "sigs.yaml:4:11: warning SIG505 empty-link: CLI: name has a link that leads nowhere: "
        "'CLI'\n  README.md:3:1: its row is here\n"
        "  help: say where it leads, or write the text without a link\n"
    )


def test_init_keeps_what_it_reads_as_meant(repository: Path, sigtool: Run) -> None:
    table = NOWHERE + "| [Web] (web.md) | [@grace] (https://e.org/grace) |\n"
    write_files(repository, {"README.md": table})
    assert sigtool("init", "README.md").code == 0
    assert sigtool("list", "--columns", "name,readme", "--output-format", "csv").stdout == (
        "name,readme\nCLI,\nWeb,web.md\n"
    )
    assert sigtool("render").code == 0
    assert (repository / "README.md").read_text("utf-8") == table
