"""`sigtool resolve`: what becomes of merges that git could not make, in real repositories."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome, Run
from repositories import (
    COMPILER,
    COMPILER_ROW,
    DOCS,
    DOCS_ROW,
    HEADER,
    ITEMS,
    ROWS,
    TABLES,
    commit,
    commit_all,
    git,
    put,
    there,
    write,
)

BUILD, WEB = "  - name: Build\n    leads: ['@eve']\n", "  - name: Web\n    meets: weekly\n"
BUILD_ROW, WEB_ROW = "| Build | | @eve |\n", "| Web | weekly | |\n"
BOTH, BOTH_ROWS = ITEMS + BUILD + WEB, ROWS + BUILD_ROW + WEB_ROW
READY = "Next: sigtool sync --check; git add sigs.yaml README.md\n"
CLEAN = Outcome(
    0,
    f"sigs.yaml: merged, no conflict is left\nREADME.md: merged, no conflict is left\n{READY}",
)
NOTHING = Outcome(0, "No conflict is left to resolve.\n")
OPEN = Outcome(
    1,
    "",
    "sigs.yaml:5: both sides changed this, each in its way\n"
    "README.md:3: both sides changed this, each in its way\n"
    "Resolve what is marked, then: sigtool sync --check; git add sigs.yaml README.md\n",
)


def branches(ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    """Two branches of the one commit, `branch` with theirs; ours is checked out."""
    git("branch", "-q", "-m", "ours")
    git("checkout", "-q", "-b", "branch")
    commit(*theirs)
    git("checkout", "-q", "ours")
    commit(*ours)


def merge() -> None:
    git("merge", "-q", "branch", codes=(1,))


def rebase() -> None:
    git("rebase", "-q", "branch", codes=(1,))


def cherry_pick() -> None:
    git("cherry-pick", "branch", codes=(1,))


@pytest.mark.parametrize("begin", [merge, rebase, cherry_pick])
def test_two_new_sigs(agreed: Path, sigtool: Run, begin: Callable[[], None]) -> None:
    branches((ITEMS + WEB, ROWS + WEB_ROW), (ITEMS + BUILD, ROWS + BUILD_ROW))
    begin()
    torn = there()
    before = sigtool("resolve", "--dry-run", "--add")
    assert (before.code, before.stderr) == (0, CLEAN.stdout.removesuffix(READY))
    assert "merged" not in before.stdout
    assert (there(), sigtool("resolve", "--dry-run")) == (torn, before)
    assert sigtool("resolve") == CLEAN
    assert there() == (BOTH, BOTH_ROWS)
    assert git("diff", "--name-only", "--diff-filter=U").split() == ["README.md", "sigs.yaml"]
    again = sigtool("resolve")
    assert again == Outcome(
        0,
        "",
        "sigs.yaml: no conflict is marked in it; if it is right: git add sigs.yaml\n"
        "README.md: no conflict is marked in it; if it is right: git add README.md\n",
    )
    git("add", "--all")
    assert sigtool("validate").code == 0
    assert sigtool("render", "--check") == Outcome(0)
    assert sigtool("resolve") == NOTHING


def test_what_is_clean_is_added_if_that_is_wanted(agreed: Path, sigtool: Run) -> None:
    branches((ITEMS + WEB, ROWS + WEB_ROW), (ITEMS + BUILD, ROWS + BUILD_ROW))
    merge()
    outcome = sigtool("resolve", "--add")
    assert outcome == Outcome(0, CLEAN.stdout.replace(READY, "Added to the index.\n"))
    assert git("diff", "--name-only", "--diff-filter=U") == ""
    assert git("diff", "--cached", "--name-only").split() == ["README.md", "sigs.yaml"]
    assert sigtool("resolve") == NOTHING


@pytest.mark.parametrize("options", [(), ("--add",)])
def test_what_both_changed_stays_marked(
    agreed: Path, sigtool: Run, options: tuple[str, ...]
) -> None:
    branches(
        (ITEMS.replace("weekly", "daily") + WEB, ROWS.replace("weekly", "daily") + WEB_ROW),
        (ITEMS.replace("weekly", "monthly") + BUILD, ROWS.replace("weekly", "monthly") + BUILD_ROW),
    )
    merge()
    assert sigtool("resolve", *options) == OPEN
    items, rows = (
        "<<<<<<< HEAD\n"
        + text.replace("weekly", "daily")
        + "=======\n"
        + text.replace("weekly", "monthly")
        + ">>>>>>> branch\n"
        for text in (COMPILER, COMPILER_ROW)
    )
    assert there() == (items + DOCS + BUILD + WEB, rows + DOCS_ROW + BUILD_ROW + WEB_ROW)
    assert sigtool("resolve", *options) == OPEN
    assert git("diff", "--name-only", "--diff-filter=U").split() == ["README.md", "sigs.yaml"]


def test_only_the_files_that_are_named(agreed: Path, sigtool: Run) -> None:
    branches((ITEMS + WEB, ROWS + WEB_ROW), (ITEMS + BUILD, ROWS + BUILD_ROW))
    merge()
    torn = there()[1]
    assert sigtool("resolve", "sigs.yaml") == Outcome(
        0,
        "sigs.yaml: merged, no conflict is left\nNext: sigtool sync --check; git add sigs.yaml\n",
    )
    assert there() == (BOTH, torn)
    assert sigtool("resolve", "README.md") == Outcome(
        0,
        "README.md: merged, no conflict is left\nNext: sigtool sync --check; git add README.md\n",
    )
    assert there() == (BOTH, BOTH_ROWS)


def test_a_file_that_is_none_of_the_registrys(agreed: Path, sigtool: Run) -> None:
    branches((ITEMS + WEB, ROWS + WEB_ROW), (ITEMS + BUILD, ROWS + BUILD_ROW))
    merge()
    before = there()
    assert sigtool("resolve", "sigs.yaml", "README.rst") == Outcome(
        2, "", "sigtool: README.rst: is neither the registry nor a document of its tables\n"
    )
    assert there() == before


def test_a_path_that_a_shell_would_split(repository: Path, sigtool: Run) -> None:
    name = "the docs/Übersicht.md"
    tables = TABLES.replace("README.md", name)
    put("sigs.yaml", tables + ITEMS)
    put(name, HEADER + ROWS)
    commit_all()
    git("checkout", "-q", "-b", "branch")
    put(name, HEADER + ROWS + BUILD_ROW)
    commit_all()
    git("checkout", "-q", "-")
    put(name, HEADER + ROWS + WEB_ROW)
    commit_all()
    merge()
    torn = Path(name).read_text(encoding="utf-8")
    put(name, torn.replace("weekly", "daily"))
    assert sigtool("resolve", name) == Outcome(
        1,
        "",
        f"{name}: was edited since git merged it, so it is left as it is; finish it by hand, or "
        f"begin anew: git checkout --conflict=diff3 -- '{name}'\n"
        f"Resolve what is marked, then: sigtool sync --check; git add '{name}'\n",
    )
    put(name, torn)
    assert sigtool("resolve", name) == Outcome(
        0,
        f"{name}: merged, no conflict is left\nNext: sigtool sync --check; git add '{name}'\n",
    )
    assert Path(name).read_text(encoding="utf-8") == HEADER + BOTH_ROWS


def test_a_revert(agreed: Path, sigtool: Run) -> None:
    commit(ITEMS + WEB, ROWS + WEB_ROW)
    commit(ITEMS + WEB + BUILD, ROWS + WEB_ROW + BUILD_ROW)
    git("revert", "--no-edit", "HEAD~1", codes=(1,))
    assert sigtool("resolve") == CLEAN
    assert there() == (ITEMS + BUILD, ROWS + BUILD_ROW)


def test_a_stash_that_conflicts(agreed: Path, sigtool: Run) -> None:
    write(ITEMS + BUILD, ROWS + BUILD_ROW)
    git("stash")
    commit(ITEMS + WEB, ROWS + WEB_ROW)
    git("stash", "pop", codes=(1,))
    assert sigtool("resolve") == CLEAN
    assert there() == (BOTH, BOTH_ROWS)


def test_a_file_that_is_new_on_both_sides(repository: Path, sigtool: Run) -> None:
    put("other", "")
    git("add", "--all")
    git("commit", "-q", "-m", "x")
    branches((DOCS + WEB, DOCS_ROW + WEB_ROW), (DOCS + BUILD, DOCS_ROW + BUILD_ROW))
    merge()
    assert sigtool("resolve") == CLEAN
    assert there() == (DOCS + BUILD + WEB, DOCS_ROW + BUILD_ROW + WEB_ROW)


def test_what_somebody_began_to_resolve_is_left(agreed: Path, sigtool: Run) -> None:
    branches((ITEMS + WEB, ROWS + WEB_ROW), (ITEMS + BUILD, ROWS + BUILD_ROW))
    merge()
    rows = there()[1]
    put("README.md", HEADER + rows.replace("weekly", "daily"))
    assert sigtool("resolve") == Outcome(
        1,
        "sigs.yaml: merged, no conflict is left\n",
        "README.md: was edited since git merged it, so it is left as it is; finish it by hand, or "
        "begin anew: git checkout --conflict=diff3 -- README.md\n"
        "Resolve what is marked, then: sigtool sync --check; git add README.md\n",
    )
    assert there() == (BOTH, rows.replace("weekly", "daily"))
    git("checkout", "--conflict=diff3", "--", "README.md")
    assert sigtool("resolve") == Outcome(
        0,
        "README.md: merged, no conflict is left\nNext: sigtool sync --check; git add README.md\n",
        "sigs.yaml: no conflict is marked in it; if it is right: git add sigs.yaml\n",
    )
    assert there() == (BOTH, BOTH_ROWS)


def test_a_file_that_has_ours_alone(agreed: Path, sigtool: Run) -> None:
    """As a merge driver leaves it whose command is not there."""
    git("config", "merge.broken.driver", "false")
    branches((ITEMS, ROWS + WEB_ROW), (ITEMS, ROWS + BUILD_ROW))
    put(".gitattributes", "README.md merge=broken\n")
    merge()
    assert there() == (ITEMS, ROWS + WEB_ROW)
    again = "git checkout --conflict=diff3 -- README.md"
    assert sigtool("resolve", "--add") == Outcome(
        1,
        "",
        f"README.md: has ours alone, nothing of theirs; to merge it: {again} && sigtool resolve\n"
        "Resolve what is marked, then: sigtool sync --check; git add README.md\n",
    )
    put(".gitattributes", "")
    git(*again.split()[1:])
    assert sigtool("resolve", "--add") == Outcome(
        0, "README.md: merged, no conflict is left\nAdded to the index.\n"
    )
    assert there() == (ITEMS, ROWS + BUILD_ROW + WEB_ROW)


def test_the_line_endings_of_the_working_tree(agreed: Path, sigtool: Run) -> None:
    """Which git makes CRLF as it writes files, and LF in what it holds."""
    git("config", "core.autocrlf", "true")
    branches((ITEMS + WEB, ROWS + WEB_ROW), (ITEMS + BUILD, ROWS + BUILD_ROW))
    merge()
    assert sigtool("resolve") == CLEAN
    texts = (TABLES + BOTH, HEADER + BOTH_ROWS)
    for name, text in zip(("sigs.yaml", "README.md"), texts, strict=True):
        assert Path(name).read_bytes().decode() == text.replace("\n", "\r\n")


def test_ours_alone_with_the_line_endings_of_the_working_tree(agreed: Path, sigtool: Run) -> None:
    git("config", "core.autocrlf", "true")
    branches((ITEMS, ROWS + WEB_ROW), (ITEMS, ROWS + BUILD_ROW))
    merge()
    git("checkout", "-q", "--ours", "README.md")
    assert sigtool("resolve").code == 1
    assert git("diff", "--name-only", "--diff-filter=U") == "README.md"


@pytest.mark.parametrize("begin", [merge, rebase, cherry_pick])
def test_what_git_marks_otherwise_than_in_files(
    agreed: Path, sigtool: Run, begin: Callable[[], None]
) -> None:
    """`git merge-file` joins conflicts with no word between them, `git merge` only near ones."""
    apart = "One {0}.\n\n---\n\n---\n\nTwo {0}.\n\n"
    base, ours, theirs = (apart.format(word) for word in ("base", "ours", "theirs"))
    put("README.md", base + HEADER + ROWS)
    commit_all()
    git("branch", "-q", "-m", "ours")
    git("checkout", "-q", "-b", "branch")
    put("README.md", theirs + HEADER + ROWS + BUILD_ROW)
    put("sigs.yaml", TABLES + ITEMS + BUILD)
    commit_all()
    git("checkout", "-q", "ours")
    put("README.md", ours + HEADER + ROWS + WEB_ROW)
    put("sigs.yaml", TABLES + ITEMS + WEB)
    commit_all()
    begin()
    outcome = sigtool("resolve")
    assert (outcome.code, "was edited" in outcome.stderr) == (1, False)
    assert Path("README.md").read_bytes().decode().endswith(HEADER + BOTH_ROWS)
    assert Path("sigs.yaml").read_bytes().decode() == TABLES + BOTH


def test_a_base_that_is_no_text(agreed: Path, sigtool: Run) -> None:
    """Both sides have mended it, and so the working tree shows nothing of it."""
    Path("README.md").write_bytes((HEADER + ROWS).encode().replace(b"weekly", b"w\xffkly"))
    commit_all()
    branches((ITEMS, ROWS + WEB_ROW), (ITEMS, ROWS + BUILD_ROW))
    merge()
    before = there()
    assert sigtool("resolve") == Outcome(
        1,
        "",
        "README.md: before both sides it is not UTF-8; resolve it by hand\n"
        "Resolve what is marked, then: sigtool sync --check; git add README.md\n",
    )
    assert there() == before


def test_a_side_that_took_the_document_out(agreed: Path, sigtool: Run) -> None:
    branches((ITEMS, ROWS.replace("weekly", "daily")), (ITEMS, ROWS))
    git("checkout", "-q", "branch")
    git("rm", "-q", "README.md")
    git("commit", "-q", "-m", "x")
    git("checkout", "-q", "ours")
    merge()
    assert sigtool("resolve") == Outcome(
        1,
        "",
        "README.md: theirs took the file out, ours changed it; keep it with `git add README.md`, "
        "or take it out with `git rm README.md`\n"
        "Resolve what is marked, then: sigtool sync --check; git add README.md\n",
    )


def torn(base: str, *, eol: str = "\n") -> str:
    """Two new groups, with the base shown or not."""
    text = f"<<<<<<< ours\n{WEB}{base}=======\n{BUILD}>>>>>>> theirs\n"
    return (TABLES + ITEMS + text).replace("\n", eol)


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_markers_that_show_the_base(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run, eol: str
) -> None:
    """Without a repository."""
    monkeypatch.chdir(tmp_path)
    put("sigs.yaml", "\ufeff" + torn("||||||| abc\n", eol=eol))
    put("README.md", HEADER + BOTH_ROWS)
    assert sigtool("resolve") == Outcome(
        0,
        "sigs.yaml: merged, no conflict is left\nNext: sigtool sync --check; git add sigs.yaml\n",
    )
    assert Path("sigs.yaml").read_bytes().decode() == "\ufeff" + (TABLES + BOTH).replace("\n", eol)
    assert sigtool("resolve") == NOTHING


def test_markers_without_a_base(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    put("sigs.yaml", torn(""))
    put("README.md", HEADER + BOTH_ROWS)
    assert sigtool("resolve") == Outcome(
        2,
        "",
        "sigtool: sigs.yaml: its markers do not show what it was before, so nobody knows who "
        "changed what; write them with `git checkout --conflict=diff3 -- sigs.yaml`, or resolve it "
        "by hand\n",
    )
    assert Path("sigs.yaml").read_text(encoding="utf-8") == torn("")


@pytest.mark.parametrize("missing", ["<<<<<<< ours\n", ">>>>>>> theirs\n", "=======\n"])
def test_markers_of_which_one_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run, missing: str
) -> None:
    monkeypatch.chdir(tmp_path)
    put("sigs.yaml", torn("||||||| abc\n").replace(missing, ""))
    put("README.md", HEADER + BOTH_ROWS)
    outcome = sigtool("resolve")
    assert outcome == Outcome(
        2,
        "",
        "sigtool: sigs.yaml: its markers are not as git writes them; resolve it by hand\n",
    )


def test_a_registry_that_cannot_be_read_stays_as_git_merged_it(agreed: Path, sigtool: Run) -> None:
    broken = ITEMS + WEB + "  - name: [\n"
    branches((broken, ROWS + WEB_ROW), (ITEMS + BUILD, ROWS + BUILD_ROW))
    merge()
    before = there()[0]
    assert sigtool("resolve") == Outcome(
        1,
        "README.md: merged, no conflict is left\n",
        "sigs.yaml:11: both sides changed this, each in its way\n"
        "sigs.yaml: in ours it cannot be read as a registry, so it is merged as lines\n"
        "Resolve what is marked, then: sigtool sync --check; git add sigs.yaml\n",
    )
    assert there() == (before, BOTH_ROWS)


def test_nothing_to_resolve(agreed: Path, sigtool: Run) -> None:
    assert sigtool("resolve") == NOTHING
    write(ITEMS, ROWS + WEB_ROW)
    assert sigtool("resolve") == NOTHING
