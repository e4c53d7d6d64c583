"""`sync` of somebody who is known by a name alone, another one in each language.

Who is who is taken where it is sure, else asked; nobody becomes two."""

from pathlib import Path

from conftest import SAME, Outcome, Run
from repositories import ONE_LEFT, commit_all, put

TABLES = """\
tables:
  - {path: README.md, language: en, columns: {Name: name, Leads: leads}}
  - {path: zh.md, language: zh, columns: {Name: name, Leads: leads}}
sigs:
"""
HEADER = "| Name | Leads |\n|---|---|\n"


def write(items: str, english: str, chinese: str) -> None:
    put("sigs.yaml", TABLES + items)
    put("README.md", HEADER + english)
    put("zh.md", HEADER + chinese)


def test_a_name_was_put_in_place_of_one_that_sync_had_written(
    repository: Path, sigtool: Run
) -> None:
    write("  - name: Docs\n", "| Docs | |\n", "| Docs | |\n")
    commit_all()
    put("README.md", HEADER + "| Docs | Zoe |\n")
    assert sigtool("sync").code == 0
    assert (repository / "zh.md").read_text() == HEADER + "| Docs | Zoe |\n"
    put("zh.md", HEADER + "| Docs | 王伊 |\n")
    before = [(repository / name).read_text() for name in ("sigs.yaml", "README.md", "zh.md")]
    found = sigtool("sync")
    assert (found.code, found.stderr) == (1, "2 facts are left as they are, on both sides.\n")
    assert found.stdout == (
        "zh.md:3: Docs: leads: Zoe: the registry has Zoe, the table has nothing; it may be another "
        "name of one person\n"
        "  help: the same person: sigtool rename-lead Zoe '王伊' --sig Docs --language zh; "
        "somebody else: sigtool sync Docs --prefer table\n"
        "zh.md:3: Docs: leads: 王伊: the registry has nothing, the table has 王伊; it may be "
        "another name of one person\n"
    )
    assert before == [
        (repository / name).read_text() for name in ("sigs.yaml", "README.md", "zh.md")
    ]
    assert sigtool("rename-lead", "Zoe", "王伊", "--sig", "Docs", "--language", "zh").code == 0
    assert sigtool("sync").stdout == "Registry and tables say the same.\n"


def test_a_word_that_may_be_no_name_was_put_in_place_of_one(repository: Path, sigtool: Run) -> None:
    """Once somebody says whose it is, it is one."""
    write("  - name: Docs\n    leads: [{name: Zoe}]\n", "| Docs | Zoe |\n", "| Docs | Zoe |\n")
    commit_all()
    put("zh.md", HEADER + "| Docs | 佐伊 |\n")
    assert sigtool("sync") == Outcome(
        1,
        "zh.md:3: Docs: leads: the registry has Zoe, the table has '佐伊'; the cell cannot be read "
        "as persons (it was Zoe)\n"
        "  help: write each person as @handle, [name](link) or a name, with commas between; "
        "or keep the registry's: sigtool sync Docs --prefer registry\n",
        ONE_LEFT,
    )
    assert sigtool("rename-lead", "Zoe", "佐伊", "--sig", "Docs", "--language", "zh") == Outcome(
        0,
        "Renamed Zoe to Zoe / 佐伊 in Docs.\n",
        "zh.md:3: Docs: leads stays as it is; it cannot be read as persons: 佐伊\n",
    )
    assert sigtool("sync") == SAME
    assert (repository / "zh.md").read_text() == HEADER + "| Docs | 佐伊 |\n"


def test_the_one_lead_of_a_translation_is_the_one_lead_of_its_sig(
    repository: Path, sigtool: Run
) -> None:
    write("  - name: {zh: Zed}\n    leads:\n      - name: 佐伊\n", "", "| Zed | 佐伊 |\n")
    commit_all()
    put("README.md", HEADER + "| Zed | Zoe |\n")
    assert sigtool("sync") == Outcome(
        0,
        "README.md:3: Zed: its row is new, so it goes to the registry; it is a translation of Zed, "
        "by its name or page\n",
        "Wrote sigs.yaml.\n",
    )
    assert (repository / "sigs.yaml").read_text() == (
        TABLES + "  - name: {zh: Zed, en: Zed}\n"
        "    leads:\n      - name:\n          zh: 佐伊\n          en: Zoe\n"
    )


def test_of_two_leads_nobody_knows_which_one_a_translation_names(
    repository: Path, sigtool: Run
) -> None:
    items = "  - name: {zh: Zed}\n    leads:\n      - name: 佐伊\n      - name: 王小明\n"
    write(items, "", "| Zed | 佐伊, 王小明 |\n")
    commit_all()
    put("README.md", HEADER + "| Zed | Zoe |\n")
    before = (repository / "sigs.yaml").read_text()
    assert sigtool("sync") == Outcome(
        1,
        "README.md:3: Zed: its row is new, and it may be that of Zed, which has no text there yet\n"
        "  help: one SIG: sigtool edit-sig Zed --name Zed --language en; two SIGs: sigtool sync "
        "Zed --prefer table\n",
        ONE_LEFT,
    )
    assert (repository / "sigs.yaml").read_text() == before
