"""The files of a community, where they are not the plain case: links, many documents, two names."""

import os
from pathlib import Path

import pytest
from community import README, REGISTRY
from conftest import Outcome, Run, contents, write_files

TABLE = README[README.index("| SIG name") : README.index("\n## Contact")]
ENTRY = REGISTRY[REGISTRY.index("  - path") : REGISTRY.index("sigs:")]
SIGS = REGISTRY[REGISTRY.index("sigs:") :]


def entry(path: str, heading: str = "Current SIGs") -> str:
    """An entry of `tables` like the community's."""
    return ENTRY.replace("path: README.md", f"path: {path}").replace("Current SIGs", heading)


def test_many_documents(community: Path, sigtool: Run) -> None:
    """Every table shows an edit, each with links from where it is."""
    (community / "docs").mkdir()
    moved = README.replace("](compiler", "](../compiler").replace("](runtime", "](../runtime")
    moved = moved.replace("](data", "](../data")
    (community / "docs" / "SIGS.md").write_bytes(moved.encode())
    registry = "tables:\n" + entry("README.md") + entry("docs/SIGS.md") + SIGS
    write_files(community, {"sigs.yaml": registry})
    before = contents(community)
    assert sigtool("render", "--check") == Outcome(0)
    assert sigtool("edit-sig", "data sets", "--readme", "docs/data.md") == Outcome(
        0, "Changed Data Sets: readme.\n"
    )
    assert contents(community) == {
        **before,
        "sigs.yaml": registry.replace("data/README.md", "docs/data.md").encode(),
        "README.md": README.replace("data/README.md", "docs/data.md").encode(),
        "docs/SIGS.md": moved.replace("../data/README.md", "data.md").encode(),
    }


def test_a_document_under_two_names(community: Path, sigtool: Run) -> None:
    """It is one file, read once and written once."""
    document = f"# Current SIGs\n\n{TABLE}\n# Again\n\n{TABLE}"
    write_files(community, {"README.md": document})
    (community / "LINK.md").symlink_to("README.md")
    for second in ("./README.md", "LINK.md"):
        registry = "tables:\n" + entry("README.md") + entry(second, "Again") + SIGS
        write_files(community, {"sigs.yaml": registry})
        assert sigtool("add-lead", "docs", "grace").code == 0
        row = "| Docs | 文档与教程。 | [@ada](https://example.org/ada)"
        assert (community / "README.md").read_text(encoding="utf-8") == document.replace(
            row, row + " [@grace](https://example.org/grace)"
        )
        assert sigtool("remove-lead", "docs", "grace").code == 0
        assert (community / "README.md").read_bytes() == document.encode()
    assert (community / "LINK.md").is_symlink()


@pytest.mark.parametrize("arguments", ["add-sig New", "add-sig New --dry-run", "render"])
def test_a_table_that_is_named_twice(community: Path, sigtool: Run, arguments: str) -> None:
    registry = "tables:\n" + ENTRY + ENTRY + SIGS
    write_files(community, {"sigs.yaml": registry})
    before = contents(community)
    assert sigtool(*arguments.split()) == Outcome(
        2, "", "sigtool: README.md:7: two entries of 'tables' find this table; keep one\n"
    )
    assert contents(community) == before


def test_a_registry_that_is_its_own_document(community: Path, sigtool: Run) -> None:
    registry = (
        "tables:\n" + entry("sigs.yaml") + SIGS + "text: |-\n"
        "  # Current SIGs\n\n" + "".join(f"  {line}\n" for line in TABLE.splitlines())
    )
    write_files(community, {"sigs.yaml": registry})
    found = sigtool("add-lead", "docs", "grace")
    assert (found.code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert (community / "sigs.yaml").read_bytes() == registry.encode()


def test_a_registry_behind_a_symbolic_link(community: Path, sigtool: Run) -> None:
    """It is written where it is; its documents are found from where the link is."""
    (community / "store").mkdir()
    (community / "sigs.yaml").rename(community / "store" / "real.yaml")
    (community / "sigs.yaml").symlink_to(Path("store", "real.yaml"))
    assert sigtool("edit-sig", "docs", "--name", "Pages") == Outcome(0, "Changed Docs: name.\n")
    assert (community / "sigs.yaml").is_symlink()
    assert (community / "store" / "real.yaml").read_bytes() == REGISTRY.replace(
        "name: Docs", "name: Pages"
    ).encode()
    assert (community / "README.md").read_bytes() == README.replace("| Docs", "| Pages").encode()


def test_a_link_to_nothing_is_a_fault(community: Path, sigtool: Run) -> None:
    (community / "sigs.yaml").unlink()
    (community / "sigs.yaml").symlink_to("nowhere")
    assert sigtool("list") == Outcome(
        2, "", "sigtool: sigs.yaml: there is no such file; check the path\n"
    )


def test_byte_order_marks_and_line_ends_stay(community: Path, sigtool: Run) -> None:
    registry = b"\xef\xbb\xbf" + REGISTRY.replace("\n", "\r\n").encode()
    readme = b"\xef\xbb\xbf" + README.replace("\n", "\r\n").encode()
    write_files(community, {"sigs.yaml": registry, "README.md": readme})
    assert sigtool("edit-sig", "docs", "--name", "Pages").code == 0
    assert (community / "sigs.yaml").read_bytes() == registry.replace(b"e: Docs", b"e: Pages")
    assert (community / "README.md").read_bytes() == readme.replace(b"| Docs", b"| Pages")


@pytest.mark.parametrize("link", ["x" * 5000, "a\\0b", "compiler/README.md/inside"])
def test_validate_of_links_that_no_file_can_have(community: Path, sigtool: Run, link: str) -> None:
    registry = REGISTRY.replace("readme: data/README.md", f'readme: "{link}"')
    write_files(community, {"sigs.yaml": registry})
    found = sigtool("validate", "--select", "SIG501,SIG006")  # the NUL is no text
    assert (found.code, found.stderr) == (1, "Found 1 error.\n")


@pytest.mark.parametrize("path", ["x" * 5000, "none.md", "README.md/inside"])
def test_validate_of_documents_that_are_not_there(community: Path, sigtool: Run, path: str) -> None:
    write_files(community, {"sigs.yaml": "tables:\n" + entry(path) + SIGS})
    found = sigtool("validate", "--select", "SIG011")
    assert (found.code, found.stderr) == (1, "Found 1 error.\n")
    assert found.stdout.startswith("sigs.yaml:2:11: error SIG011 document-missing: ")


def test_a_given_registry_is_shown_as_given(
    community: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    given = os.path.join(community, "sigs.yaml")  # noqa: PTH118 - as a person types it
    write_files(community, {"README.md": b""})
    assert sigtool("--file", given, "render").stderr.startswith(
        "sigtool: repository/README.md: no table under the heading"
    )
    monkeypatch.chdir("/")
    assert sigtool("--file", "/nowhere/sigs.yaml", "list") == Outcome(
        2, "", "sigtool: nowhere/sigs.yaml: there is no such file; check the path\n"
    )
