"""`sigtool sync` in real repositories whose files, tables or registry stood elsewhere before."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Outcome, Run
from repositories import DOCS, HEADER, ITEMS, ROWS, TABLES, commit, commit_all, git, put, write

REGISTRY, DOCUMENT = TABLES + ITEMS, f"# Groups\n\n{HEADER}{ROWS}"
# The registry has 'daily' now, the table one lead more.
EDITED_REGISTRY = REGISTRY.replace("weekly", "daily")
EDITED_DOCUMENT = DOCUMENT.replace("@cyd", "@cyd, @eve")
MERGED_REGISTRY = EDITED_REGISTRY + "      - '@eve'\n"
MERGED_DOCUMENT = EDITED_DOCUMENT.replace("weekly", "daily")


def merged(document: str, registry: str = "sigs.yaml", line: int = 5) -> Outcome:
    return Outcome(
        0,
        f"{document}:{line}: Compiler: meets: the registry has 'daily', the table has 'weekly'; "
        "the registry changed it, so it goes to the table\n"
        f"{document}:{line + 1}: Docs: leads: @eve: the registry has nothing, the table has @eve; "
        "the table changed it, so it goes to the registry\n",
        f"Wrote {registry}, {document}.\n",
    )


@dataclass(frozen=True)
class Case:
    """What moves: which texts stand where afterwards, and how `tables` then says so."""

    label: str
    move: Callable[[], object]
    tables: Callable[[str], str]
    registry: str = "sigs.yaml"
    document: str = "README.md"
    heading: str = "# Groups"


CASES = [
    Case(
        "git mv of the document",
        lambda: git("mv", "README.md", "docs/sigs.md"),
        lambda text: text.replace("README.md", "docs/sigs.md"),
        document="docs/sigs.md",
    ),
    Case(
        "a heading written into tables",
        lambda: None,
        lambda text: text.replace("README.md\n", "README.md\n    heading: Groups\n"),
    ),
    Case(
        "a language and a section written into tables",
        lambda: None,
        lambda text: text.replace(
            "README.md\n", "README.md\n    language: en\n    section: active\n"
        ),
    ),
    Case(
        "all of that at once",
        lambda: git("mv", "README.md", "docs/sigs.md"),
        lambda text: text.replace(
            "README.md\n", "docs/sigs.md\n    heading: Groups\n    language: en\n"
        ),
        document="docs/sigs.md",
    ),
    Case(
        "git mv of the registry",
        lambda: git("mv", "sigs.yaml", "docs/sigs.yaml"),
        lambda text: text.replace("README.md", "../README.md"),
        registry="docs/sigs.yaml",
    ),
    Case(
        "git mv of both",
        lambda: (git("mv", "sigs.yaml", "docs"), git("mv", "README.md", "docs")),
        lambda text: text,
        registry="docs/sigs.yaml",
        document="docs/README.md",
    ),
]


@pytest.mark.parametrize("is_committed", [False, True], ids=["not committed", "committed"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_what_moved_has_its_past(
    repository: Path, sigtool: Run, case: Case, *, is_committed: bool
) -> None:
    Path("docs").mkdir()
    put("sigs.yaml", REGISTRY)
    put("README.md", DOCUMENT)
    commit_all()
    case.move()
    put(case.registry, case.tables(REGISTRY))
    if is_committed:
        # With the edit of the registry, so that HEAD alone does not tell.
        put(case.registry, case.tables(EDITED_REGISTRY))
        commit_all()
    put(case.registry, case.tables(EDITED_REGISTRY))
    put(case.document, EDITED_DOCUMENT)
    assert sigtool("-f", case.registry, "sync") == merged(case.document, case.registry)
    assert Path(case.registry).read_text() == case.tables(MERGED_REGISTRY)
    assert Path(case.document).read_text() == MERGED_DOCUMENT


def test_what_was_edited_before_the_document_moved(repository: Path, sigtool: Run) -> None:
    """The commit that says so touches the document alone, where it was."""
    drifted = DOCUMENT.replace("weekly", "monthly")
    put("sigs.yaml", REGISTRY)
    put("README.md", drifted)
    commit_all()
    put("README.md", DOCUMENT)
    commit_all()
    Path("docs").mkdir()
    git("mv", "README.md", "docs/sigs.md")
    put("sigs.yaml", EDITED_REGISTRY.replace("README.md", "docs/sigs.md"))
    commit_all()
    put("docs/sigs.md", EDITED_DOCUMENT)
    assert sigtool("sync") == merged("docs/sigs.md")


def test_a_renamed_heading(repository: Path, sigtool: Run) -> None:
    under = "README.md\n    heading: {}\n"
    put("sigs.yaml", REGISTRY.replace("README.md\n", under.format("Groups")))
    put("README.md", DOCUMENT)
    commit_all()
    put("sigs.yaml", EDITED_REGISTRY.replace("README.md\n", under.format("SIGs")))
    put("README.md", EDITED_DOCUMENT.replace("# Groups", "# SIGs"))
    assert sigtool("sync") == merged("README.md")


def test_a_new_table_that_takes_the_place_of_another_has_no_past(
    repository: Path, sigtool: Run
) -> None:
    """It is empty yet: that no row is there says nothing about the SIGs."""
    put("sigs.yaml", REGISTRY)
    put("README.md", DOCUMENT)
    commit_all()
    put("sigs.yaml", REGISTRY.replace("README.md", "docs/sigs.md"))
    put("docs/sigs.md", HEADER)
    found = sigtool("sync")
    assert found == Outcome(
        1,
        "docs/sigs.md:1: Compiler: is in the registry only; no commit says whether it is new\n"
        "  help: keep the registry's: sigtool sync Compiler --prefer registry; "
        "keep the table's: sigtool sync Compiler --prefer table\n"
        "docs/sigs.md:1: Docs: is in the registry only; no commit says whether it is new\n"
        "  help: keep the registry's: sigtool sync Docs --prefer registry; "
        "keep the table's: sigtool sync Docs --prefer table\n",
        "2 facts are left as they are, on both sides.\n",
    )
    assert Path("sigs.yaml").read_text() == REGISTRY.replace("README.md", "docs/sigs.md")


def test_the_registry_of_another_project_is_not_one_that_moved(
    repository: Path, sigtool: Run
) -> None:
    put("other/sigs.yaml", EDITED_REGISTRY)
    put("other/README.md", MERGED_DOCUMENT)
    put("README.md", DOCUMENT)
    commit_all()
    put("sigs.yaml", EDITED_REGISTRY)
    put("README.md", EDITED_DOCUMENT)
    assert sigtool("sync") == merged("README.md")


def test_a_registry_with_another_name(repository: Path, sigtool: Run) -> None:
    put("groups.yml", REGISTRY)
    put("README.md", DOCUMENT)
    commit_all()
    git("mv", "groups.yml", "sigs.yaml")
    put("sigs.yaml", EDITED_REGISTRY)
    commit_all()
    put("README.md", EDITED_DOCUMENT)
    assert sigtool("sync") == merged("README.md")


def test_a_registry_that_moved_beside_other_files_that_went(repository: Path, sigtool: Run) -> None:
    """What holds no tables is no registry, and of two, the one with its name is it."""
    for path, text in {
        "old/sigs.yaml": REGISTRY.replace("README.md", "../README.md"),
        "old/teams.yaml": EDITED_REGISTRY.replace("README.md", "../README.md"),
        "old/ci.yaml": "on: push\n",
        "README.md": DOCUMENT,
    }.items():
        put(path, text)
    commit_all()
    git("rm", "-q", "-r", "old")
    put("sigs.yaml", EDITED_REGISTRY)
    put("README.md", EDITED_DOCUMENT)
    assert sigtool("sync") == merged("README.md")


def test_links_of_a_document_that_moved(repository: Path, sigtool: Run) -> None:
    """Nobody edited them: they lead nowhere now, and the registry knows where to."""
    item = DOCS.replace("name: Docs\n", "name: Docs\n    readme: pages/docs.md\n")
    row = "| [Docs](pages/docs.md) | | @cyd |\n"
    commit(item, row)
    Path("docs").mkdir()
    git("mv", "README.md", "docs/sigs.md")
    put("sigs.yaml", (TABLES + item).replace("README.md", "docs/sigs.md"))
    assert sigtool("sync") == Outcome(
        0,
        "docs/sigs.md:3: Docs: readme: the registry has 'pages/docs.md', the table has "
        "'docs/pages/docs.md'; the registry changed it, so it goes to the table\n",
        "Wrote docs/sigs.md.\n",
    )
    assert Path("docs/sigs.md").read_text() == HEADER + row.replace("pages", "../pages")


def test_conflict_markers_in_a_commit_say_nothing(repository: Path, sigtool: Run) -> None:
    commit()
    torn = "<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n"
    monthly = ROWS.replace("weekly", "monthly")
    commit(ITEMS.replace("weekly", "monthly"), torn.format(ROWS, monthly))
    write(ITEMS.replace("weekly", "monthly"), ROWS)
    assert sigtool("sync") == Outcome(
        0,
        "README.md:3: Compiler: meets: the registry has 'monthly', the table has 'weekly'; "
        "the registry changed it, so it goes to the table\n",
        "Wrote README.md.\n",
    )


def test_a_merge_that_brought_what_both_say(repository: Path, sigtool: Run) -> None:
    """It is the newest commit along first parents that agrees, and its first parent does not."""
    commit()
    git("checkout", "-q", "-b", "branch")
    daily = ITEMS.replace("weekly", "daily"), ROWS.replace("weekly", "daily")
    commit(*daily)
    git("checkout", "-q", "-")
    git("merge", "-q", "--no-ff", "-m", "merge", "branch")
    commit(ITEMS.replace("weekly", "monthly"), daily[1])
    assert sigtool("sync", "--check") == Outcome(
        1,
        "README.md:3: Compiler: meets: the registry has 'monthly', the table has 'daily'; "
        "the registry changed it, so it goes to the table\n",
    )
