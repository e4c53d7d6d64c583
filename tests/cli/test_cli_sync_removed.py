"""What one side took out is told as going from the other; it read as something that goes there."""

from pathlib import Path

import pytest
from conftest import Outcome, Run
from repositories import ITEMS, ROWS, commit_all, git, put, there, write

NO_BOB = ITEMS.replace("['@ada', '@bob']", "['@ada']"), ROWS.replace("@ada, @bob", "@ada")
NO_TEXT = ITEMS.replace("meets: weekly, ", ""), ROWS.replace("weekly ", "")
BOB_THERE = "README.md:3: Compiler: leads: @bob: the registry has nothing, the table has @bob; "
BOB_HERE = "README.md:3: Compiler: leads: @bob: the registry has @bob, the table has nothing; "
TEXT_THERE = "README.md:3: Compiler: meets: the registry has nothing, the table has 'weekly'; "
TEXT_HERE = "README.md:3: Compiler: meets: the registry has 'weekly', the table has nothing; "
FROM_TABLE = "the registry removed it, so it goes from the table\n"
FROM_REGISTRY = "the table removed it, so it goes from the registry\n"


@pytest.mark.parametrize(
    ("items", "rows", "told", "written"),
    [
        pytest.param(
            NO_BOB[0], ROWS, BOB_THERE + FROM_TABLE, "Wrote README.md.\n", id="registry: a lead"
        ),
        pytest.param(
            ITEMS,
            NO_BOB[1],
            BOB_HERE + FROM_REGISTRY,
            "Goes from sigs.yaml:5:\n'@bob'\nWrote sigs.yaml.\n",
            id="table: a lead",
        ),
        pytest.param(
            NO_TEXT[0], ROWS, TEXT_THERE + FROM_TABLE, "Wrote README.md.\n", id="registry: a text"
        ),
        pytest.param(
            ITEMS, NO_TEXT[1], TEXT_HERE + FROM_REGISTRY, "Wrote sigs.yaml.\n", id="table: a text"
        ),
    ],
)
def test_what_one_side_took_out_goes_from_the_other(
    agreed: Path, sigtool: Run, items: str, rows: str, told: str, written: str
) -> None:
    write(items, rows)
    help_line = next(
        line for line in sigtool("validate").stdout.splitlines() if line.startswith("  help: ")
    )
    assert help_line.startswith(
        f"  help: {told.rpartition('; ')[2].strip()}; sigtool sync does that"
    )
    assert sigtool("sync") == Outcome(0, told, written)
    assert there() == (NO_BOB if "@bob" in told else NO_TEXT)


@pytest.mark.parametrize(
    ("side", "told", "after"),
    [
        ("registry", BOB_THERE + "it goes from the table, as chosen\n", NO_BOB),
        ("table", BOB_THERE + "the table's is kept, as chosen\n", (ITEMS, ROWS)),
    ],
)
def test_what_was_chosen_is_told_as_what_becomes_of_it(
    agreed: Path, sigtool: Run, side: str, told: str, after: tuple[str, str]
) -> None:
    """No commit tells, since the only one had both already."""
    write(NO_BOB[0], ROWS)
    git("add", ".")
    git("commit", "-q", "--amend", "-m", "x")
    found = sigtool("sync", "--prefer", side)
    assert (found.code, found.stdout) == (0, told)
    assert there()[1] == after[1]


def test_somebody_is_not_said_to_be_removed_from_where_they_never_were(
    agreed: Path, sigtool: Run
) -> None:
    write(ITEMS, ROWS.replace("@cyd", "@cyd, @eve"))
    assert sigtool("sync") == Outcome(
        0,
        "README.md:4: Docs: leads: @eve: the registry has nothing, the table has @eve; "
        "the table changed it, so it goes to the registry\n",
        "Wrote sigs.yaml.\n",
    )


def test_what_the_table_of_another_language_changed_goes_with_its_sig(
    repository: Path, sigtool: Run
) -> None:
    """It was said to go to the registry, which the SIG had just left."""
    head, row = "| Name | About |\n|---|---|\n", "| {} | {} |\n"
    put(
        "sigs.yaml",
        "tables:\n"
        "  - {path: README.md, language: en, columns: {Name: name, About: responsibilities}}\n"
        "  - {path: zh.md, language: zh, columns: {Name: name, About: responsibilities}}\n"
        "sigs:\n"
        "  - name: Docs\n    responsibilities: {en: Explains it all., zh: 负责文档}\n"
        "  - name: Data\n    responsibilities: {en: Loads the data., zh: 负责数据}\n",
    )
    docs, data = row.format("Docs", "Explains it all."), row.format("Data", "Loads the data.")
    put("README.md", head + docs + data)
    put("zh.md", head + row.format("Docs", "负责文档") + row.format("Data", "负责数据"))
    commit_all()
    put("README.md", head + docs)
    put("zh.md", head + row.format("Docs", "文档") + row.format("Data", "数据开发"))
    assert sigtool("sync", "--prefer", "table") == Outcome(
        0,
        "README.md:1: Data: has no row, so it goes from the registry, as chosen\n"
        "zh.md:3: Docs: responsibilities: the registry has '负责文档', the table has '文档'; the "
        "table changed it, so it goes to the registry\n"
        "zh.md:4: Data: responsibilities: the registry has '负责数据', the table has '数据开发'; "
        "it goes with its SIG\n",
        "Goes from sigs.yaml:7:\n- name: Data\n  responsibilities: {en: Loads the data., zh: "
        "负责数据}\nWrote sigs.yaml, zh.md.\n",
    )
    assert (repository / "zh.md").read_text("utf-8") == head + row.format("Docs", "文档")
