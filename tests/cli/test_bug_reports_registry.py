"""What went wrong with YAML in the registries of neighbouring tools, on the command line."""

from pathlib import Path

import pytest
from conftest import NO_PROBLEMS, Outcome, Run, write_files

TABLES = """\
tables:
  - path: README.md
    columns: {Name: name, Responsibilities: responsibilities, Leads: leads}
sigs:
"""
HEADER = "| Name | Responsibilities | Leads |\n|---|---|---|\n"
BUILD = "  - name: Build\n    responsibilities: Builds.\n    leads: ['@ada']\n"
DOCS = "  - name: Docs\n    responsibilities: Says how.\n    leads: ['@grace']\n"
WEB = "  - name: Web\n    responsibilities: Webs.\n    leads: ['@eve']\n"
ROWS = "| Build | Builds. | @ada |\n| Docs | Says how. | @grace |\n| Web | Webs. | @eve |\n"


def _items() -> str:
    return Path("sigs.yaml").read_text("utf-8").removeprefix(TABLES)


def _write(items: str) -> None:
    write_files(Path(), {"sigs.yaml": TABLES + items, "README.md": HEADER + ROWS})


COMMENTS = [
    pytest.param("# about docs\n", id="column 0"),
    pytest.param("   # about docs\n", id="column 3"),
    pytest.param("      # about docs\n", id="column 6"),
    # Neighbours.
    pytest.param(" # about docs\n", id="column 1"),
    pytest.param("# about docs\n  # and more\n    # and deeper\n", id="several columns"),
]


@pytest.mark.parametrize("comment", COMMENTS)
def test_a_comment_at_any_column_moves_with_its_sig(
    repository: Path, sigtool: Run, comment: str
) -> None:
    before = BUILD + comment + DOCS + WEB
    _write(before)
    assert sigtool("move-sig", "Docs", "--last").stdout == "Moved Docs.\n"
    assert _items() == BUILD + WEB + comment + DOCS
    assert sigtool("move-sig", "Docs", "--after", "Build").code == 0
    assert _items() == before
    assert sigtool("move-sig", "Docs", "--first").code == 0
    assert _items() == comment + DOCS + BUILD + WEB
    assert sigtool("move-sig", "Build", "--first").code == 0
    assert _items() == before
    assert sigtool("validate") == NO_PROBLEMS


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("# about docs\n", ""),
        (" # about docs\n", ""),
        ("# about docs\n  # and more\n", ""),
        # It may be about what stands above it, so it is not taken out.
        ("   # about build?\n", "   # about build?\n"),
        ("    # about build?\n", "    # about build?\n"),
    ],
)
def test_a_comment_goes_with_its_sig(
    repository: Path, sigtool: Run, comment: str, left: str
) -> None:
    _write(BUILD + comment + DOCS + WEB)
    found = sigtool("remove-sig", "Docs")
    assert (found.code, found.stdout) == (0, "Removed Docs.\n")
    gone = "".join(f"{line}\n" for line in comment.splitlines())
    about = "see where this comment stands now; it may be about Build or about Docs: "
    assert found.stderr == (about + left.lstrip() if left else "Removed with it:\n" + gone)
    assert _items() == BUILD + left + WEB


def test_a_new_sig_goes_above_the_comments_of_the_next(repository: Path, sigtool: Run) -> None:
    _write(BUILD + "# about docs\n" + DOCS + WEB)
    assert sigtool("add-sig", "New", "--before", "Docs") == Outcome(0, "Added New.\n")
    assert _items() == BUILD + "  - name: New\n# about docs\n" + DOCS + WEB
    assert sigtool("remove-sig", "New") == Outcome(0, "Removed New.\n")
    assert sigtool("add-sig", "New", "--first") == Outcome(0, "Added New.\n")
    assert _items() == "  - name: New\n" + BUILD + "# about docs\n" + DOCS + WEB


def test_a_comment_below_a_blank_line_is_about_what_follows(repository: Path, sigtool: Run) -> None:
    _write(BUILD + "\n    # about docs\n" + DOCS + "\n" + WEB)
    assert sigtool("move-sig", "Docs", "--last") == Outcome(0, "Moved Docs.\n")
    assert _items() == BUILD + "\n" + WEB + "\n    # about docs\n" + DOCS
    assert sigtool("remove-sig", "Docs").code == 0
    assert _items() == BUILD + "\n" + WEB


def test_a_comment_at_the_keys_of_the_sig_above_stays_with_it(
    repository: Path, sigtool: Run
) -> None:
    _write(BUILD + "    # about build\n" + DOCS + WEB)
    told = "see where this comment stands now; it may be about Build or about {}: # about build\n"
    assert sigtool("move-sig", "Docs", "--last") == Outcome(0, "Moved Docs.\n", told.format("Docs"))
    assert _items() == BUILD + "    # about build\n" + WEB + DOCS
    assert sigtool("move-sig", "Build", "--last") == Outcome(
        0, "Moved Build.\n", told.format("Web")
    )
    assert _items() == WEB + DOCS + BUILD + "    # about build\n"


MERGED = """\
  - &base
    name: Build
    responsibilities: Builds.
    leads:
      - &ada
        handle: ada
  - <<: *base
    name: Docs
  - name: Web
    responsibilities: Webs.
    leads:
      - <<: *ada
        role: chair
      - handle: grace
"""
SHARED = """\
  - name: Build
    responsibilities: Builds.
    leads: &all
      - {handle: eve}
      - &ada {handle: ada}
  - name: Docs
    responsibilities: Says how.
    leads: *all
  - name: Web
    responsibilities: Webs.
    leads:
      - {<<: [*ada]}
"""


@pytest.mark.parametrize(
    ("items", "rows"),
    [
        pytest.param(
            MERGED,
            "| Build | Builds. | @ada |\n| Docs | Builds. | @ada |\n"
            "| Web | Webs. | @ada (chair), @grace |\n",
            id="SIGs and leads",
        ),
        pytest.param(
            SHARED,
            "| Build | Builds. | @eve, @ada |\n| Docs | Says how. | @eve, @ada |\n"
            "| Web | Webs. | @ada |\n",
            id="a list of merge keys",
        ),
    ],
)
def test_what_merge_keys_share_is_changed_where_it_stands(
    repository: Path, sigtool: Run, items: str, rows: str
) -> None:
    write_files(Path(), {"sigs.yaml": TABLES + items, "README.md": HEADER + rows})
    assert sigtool("rename-lead", "@ada", "@hal") == Outcome(
        0, "Renamed @ada to @hal in Build, Docs, Web.\n"
    )
    assert _items() == items.replace("handle: ada", "handle: hal")
    assert Path("README.md").read_text("utf-8") == HEADER + rows.replace("@ada", "@hal")
    assert sigtool("rename-lead", "@hal", "@ada").code == 0
    assert _items() == items


def test_what_one_of_them_gets_is_its_own(repository: Path, sigtool: Run) -> None:
    rows = (
        "| Build | Builds. | @ada |\n| Docs | Builds. | @ada |\n"
        "| Web | Webs. | @ada (chair), @grace |\n"
    )
    write_files(Path(), {"sigs.yaml": TABLES + MERGED, "README.md": HEADER + rows})
    edit = ("edit-sig", "Docs", "--responsibilities", "Says how.")
    assert sigtool(*edit) == Outcome(0, "Changed Docs: responsibilities.\n")
    own = "    name: Docs\n    responsibilities: Says how.\n"
    assert _items() == MERGED.replace("    name: Docs\n", own)
