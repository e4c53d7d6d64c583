"""What `sync`, `render` and `validate` advise in real repositories: where it led astray once."""

from pathlib import Path

from conftest import Outcome, Run
from repositories import DOCS, HEADER, ITEMS, ONE_LEFT, ROWS, commit, commit_all, there, write

ARCHIVED = ITEMS + "  - {name: Fortran, status: archived}\n"
FORTRAN = "| Fortran | | |\n"
SECTIONS = """\
tables:
  - {path: README.md, heading: Now, section: now, columns: {Name: name, Meets: meets, Leads: leads}}
  - {path: README.md, heading: Old, section: old, columns: {Name: name, Meets: meets, Leads: leads}}
sigs:
  - {name: Ada}
  - {name: Fortran}
"""
WITHOUT = "| Ada | | |\n"


def page(now: str, old: str) -> str:
    return f"## Now\n\n{HEADER}{now}\n## Old\n\n{HEADER}{old}"


def commit_sections() -> None:
    Path("sigs.yaml").write_text(SECTIONS)
    Path("README.md").write_text(page(WITHOUT + FORTRAN, ""))
    commit_all()


def test_the_row_of_an_archived_sig_put_back(repository: Path, sigtool: Run) -> None:
    commit(ARCHIVED, ROWS)
    write(ARCHIVED, ROWS + FORTRAN)
    assert sigtool("sync") == Outcome(
        1,
        "README.md:5: Fortran: its row is here, and the registry does not show it here: it is "
        "archived\n  help: if the row is right: sigtool edit-sig Fortran --status active; "
        "else remove the row\n",
        ONE_LEFT,
    )
    assert sigtool("edit-sig", "Fortran", "--status", "active").code == 0
    assert sigtool("sync").stdout == "Registry and tables say the same.\n"
    assert there()[1] == ROWS + FORTRAN


def test_a_row_copied_to_the_table_of_another_section(repository: Path, sigtool: Run) -> None:
    commit_sections()
    Path("README.md").write_text(page(WITHOUT + FORTRAN, FORTRAN))
    assert sigtool("sync") == Outcome(
        1,
        "README.md:12: Fortran: its row is here, and the registry does not show it here: it is in "
        "section 'now'\n  help: if the row is right: sigtool move-sig Fortran --section old; "
        "else remove the row\n",
        ONE_LEFT,
    )
    assert sigtool("move-sig", "Fortran", "--section", "old").code == 0
    assert Path("README.md").read_text() == page(WITHOUT, FORTRAN)
    assert sigtool("sync").code == 0


def test_a_sig_that_the_registry_archived(repository: Path, sigtool: Run) -> None:
    commit(ITEMS + "  - {name: Fortran}\n", ROWS + FORTRAN)
    write(ARCHIVED, ROWS + FORTRAN)
    assert sigtool("sync") == Outcome(
        0,
        "README.md:5: Fortran: is archived in the registry, so its row goes: | Fortran | | |\n",
        "Wrote README.md.\n",
    )


def test_a_sig_that_the_registry_moved_to_another_section(repository: Path, sigtool: Run) -> None:
    commit_sections()
    moved = SECTIONS.replace("Fortran}", "Fortran, section: old}")
    Path("sigs.yaml").write_text(moved)
    assert sigtool("sync") == Outcome(
        0,
        "README.md:6: Fortran: is in section 'old' in the registry, so its row goes: "
        "| Fortran | | |\n"
        "README.md:10: Fortran: was moved to this section in the registry, so its row goes to the "
        "table\n",
        "Wrote README.md.\n",
    )


def test_render_says_beside_a_diff_that_it_would_refuse(repository: Path, sigtool: Run) -> None:
    commit(ITEMS, ROWS)
    write(ITEMS, ROWS.replace("weekly", "daily"))
    refusal = (
        "`sigtool render` would write nothing: that would take out of the tables what only they "
        "say. To keep it, run `sigtool sync`. To replace it, run `sigtool render --overwrite`.\n"
    )
    line = (
        "README.md:3: Compiler: meets: the registry has 'weekly', the table has 'daily'; "
        "the table changed it, since the last commit\n"
    )
    found = sigtool("render", "--diff")
    assert (found.code, found.stderr) == (0, line + refusal)
    found = sigtool("render", "--check")
    assert (found.code, found.stderr) == (
        1,
        "README.md:3:14: error SIG601 out-of-date: Compiler: meets are 'daily', "
        f"registry has 'weekly'\nOut of date: {refusal}",
    )
    assert sigtool("render", "--diff", "--overwrite").stderr == ""


def test_a_text_edited_in_the_row_of_a_sig_renamed_since(repository: Path, sigtool: Run) -> None:
    """Its page does not tell which SIG it was: the rest that the registry says does."""
    items = ITEMS.replace("    id: docs\n", "").replace(DOCS.splitlines()[0], "  - name: Docs")
    items = items.replace("name: Docs\n", "name: Docs\n    meets: monthly\n")
    rows = ROWS.replace("| Docs | |", "| Docs | monthly |")
    commit(items, rows)
    write(items.replace("Docs", "Books"), rows.replace("| Docs | monthly", "| Books | daily"))
    assert sigtool("sync") == Outcome(
        0,
        "README.md:4: Books: meets: the registry has 'monthly', the table has 'daily'; "
        "the table changed it, so it goes to the registry\n",
        "Wrote sigs.yaml.\n",
    )


def test_a_text_that_both_changed_of_a_sig_renamed_since(repository: Path, sigtool: Run) -> None:
    """Nothing is left that surely tells it was the SIG of another name."""
    items = ITEMS.replace("    id: docs\n", "").replace(
        "name: Docs\n", "name: Docs\n    meets: m\n"
    )
    rows = ROWS.replace("| Docs | |", "| Docs | m |")
    commit(items, rows)
    write(items.replace("Docs", "Books").replace("meets: m\n", "meets: n\n"),
          rows.replace("| Docs | m", "| Books | o"))  # fmt: skip
    assert sigtool("sync") == Outcome(
        1,
        "README.md:4: Books: meets: the registry has 'n', the table has 'o'; "
        "no commit says which of the two is newer\n"
        "  help: keep the registry's: sigtool sync Books --prefer registry; "
        "keep the table's: sigtool sync Books --prefer table\n",
        ONE_LEFT,
    )


def test_a_name_taken_out_of_one_language(repository: Path, sigtool: Run) -> None:
    head = "tables:\n" + "".join(
        f"  - {{path: {path}, language: {code}, columns: {{Name: name}}}}\n"
        for path, code in (("README.md", "en"), ("zh.md", "zh"))
    )
    registry = Path("sigs.yaml")
    registry.write_text(head + "sigs:\n  - name: {en: Docs, zh: 文档}\n", "utf-8")
    Path("README.md").write_text("| Name |\n|---|\n| Docs |\n")
    Path("zh.md").write_text("| Name |\n|---|\n| 文档 |\n", "utf-8")
    assert sigtool("edit-sig", "Docs", "--unset", "name", "--language", "zh").code == 0
    assert registry.read_text("utf-8") == head + "sigs:\n  - name: {en: Docs}\n"
    assert Path("zh.md").read_text() == "| Name |\n|---|\n"
    assert sigtool("edit-sig", "Docs", "--unset", "name", "--language", "en") == Outcome(
        2, "", "sigtool: a SIG has to have a name; change it with `rename-sig SIG NAME`\n"
    )


def test_a_side_that_settled_nothing_of_an_archived_sig(repository: Path, sigtool: Run) -> None:
    sigs = (
        "tables:\n  - {path: README.md, language: en, columns: {Name: name, Meets: meets}}\n"
        "  - {path: zh.md, language: zh, columns: {名称: name, 会议: meets}}\n"
        "sigs:\n  - {name: Ada}\n  - {name: Docs, meets: {en: weekly, zh: 每周}}\n"
    )
    Path("sigs.yaml").write_text(sigs)
    Path("README.md").write_text("| Name | Meets |\n|---|---|\n| Ada | |\n| Docs | weekly |\n")
    Path("zh.md").write_text("| 名称 | 会议 |\n|---|---|\n| Ada | |\n| Docs | 每周 |\n")
    commit_all()
    Path("sigs.yaml").write_text(sigs.replace("name: Docs", "name: Docs, status: archived"))
    Path("zh.md").write_text(Path("zh.md").read_text().replace("每周", "每月"))
    here = "Docs: its row is here, and the registry does not show it here: it is archived"
    ways = (
        "  help: if the row is right: sigtool edit-sig Docs --status active; "
        "else keep the registry's: sigtool sync Docs --prefer registry\n"
    )
    assert sigtool("sync") == Outcome(
        1,
        f"README.md:4: {here}; its row in another table changed\n{ways}zh.md:4: {here}\n{ways}",
        "2 facts are left as they are, on both sides.\n",
    )
    assert sigtool("sync", "Docs", "--prefer", "registry").code == 0
    assert Path("zh.md").read_text() == "| 名称 | 会议 |\n|---|---|\n| Ada | |\n"
    assert sigtool("sync") == Outcome(0, "Registry and tables say the same.\n")
