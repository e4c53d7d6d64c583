"""`sigtool sync` where no commit has a registry yet: what two tables say differently there was
never agreed on, and stays open."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, write_files
from repositories import ONE_LEFT, commit_all

TABLE = "# {}\n\n| Group | Purpose | Leads |\n|---|---|---|\n{}"
HELP = (
    "  help: keep the registry's: sigtool sync Net --prefer registry; "
    "keep the table's: sigtool sync Net --prefer table\n"
)


def begin(repository: Path, first: str, second: str, other: str = "B.md") -> None:
    tables = {"A.md": TABLE.format("Groups", first), other: TABLE.format("Overview", second)}
    write_files(repository, tables)
    commit_all()


@pytest.mark.parametrize(
    ("first", "second", "fact"),
    [
        ("| Net | Wires. | @ada |\n", "| Net | Wires. | @ada, @eve |\n",
         "leads: @eve: the registry has nothing, the table has @eve"),
        ("| Net | Wires. | @ada |\n", "| Net | Cables. | @ada |\n",
         "responsibilities: the registry has 'Wires.', the table has 'Cables.'"),
        ("| Net | Wires. | @ada, @eve |\n", "| Net | Wires. | @ada |\n",
         "leads: @eve: the registry has @eve, the table has nothing"),
    ],
    ids=["a lead more", "another text", "a lead less"],
)  # fmt: skip
def test_what_two_tables_said_differently_is_not_lost(
    repository: Path, sigtool: Run, first: str, second: str, fact: str
) -> None:
    begin(repository, first, second)
    assert sigtool("init", "A.md").code == 0
    assert sigtool("init", "--add", "B.md").code == 1
    before = Path("sigs.yaml").read_text()
    told = sigtool("sync")
    open_fact = f"B.md:5: Net: {fact}; no commit says which of the two is newer\n"
    assert told == Outcome(1, open_fact + HELP, ONE_LEFT)
    assert sigtool("validate", "--fix").code == 1
    assert (Path("sigs.yaml").read_text(), Path("B.md").read_text()) == (
        before,
        TABLE.format("Overview", second),
    )


def test_a_table_that_no_commit_has_may_say_something_else(repository: Path, sigtool: Run) -> None:
    begin(repository, "| Net | Wires. | @ada, @eve |\n", "| Web | Pages. | @bob |\n", "old.md")
    write_files(repository, {"B.md": TABLE.format("Overview", "| Net | Wires. | @ada |\n")})
    assert sigtool("init", "B.md").code == 0
    assert sigtool("init", "--add", "A.md").code == 1
    fact = "leads: @eve: the registry has nothing, the table has @eve"
    open_fact = f"A.md:5: Net: {fact}; no commit says which of the two is newer\n"
    assert sigtool("sync") == Outcome(1, open_fact + HELP, ONE_LEFT)


def test_a_row_that_one_table_alone_had_is_not_taken_out(repository: Path, sigtool: Run) -> None:
    net, zed = "| Net | Wires. | @ada |\n", "| Zed | Ends. | @eve |\n"
    begin(repository, net, net + zed)
    assert sigtool("init", "A.md").code == 0
    registry = Path("sigs.yaml")
    text = registry.read_text()
    own = text[text.index("  - path: A.md") : text.index("sigs:\n")]
    more = own.replace("A.md", "B.md").replace("Groups", "Overview")
    registry.write_text(text.replace("sigs:\n", f"{more}sigs:\n"))
    told = sigtool("sync")
    assert told == Outcome(
        1,
        "B.md:6: Zed: is in the table only; no commit says whether it is new\n"
        + HELP.replace("Net", "Zed"),
        ONE_LEFT,
    )
    assert Path("B.md").read_text() == TABLE.format("Overview", net + zed)


def test_what_all_tables_said_is_a_base_also_in_two_languages(
    repository: Path, sigtool: Run
) -> None:
    english, chinese = "| Net | Wires. | {} |\n", "| 网络 | 线。 | {} |\n"
    headers = TABLE.replace("Group | Purpose | Leads", "名称 | 职责 | 负责人")
    rows = english.format("@ada, @eve"), chinese.format("@ada, @eve")
    files = {
        "README.md": TABLE.format("SIGs", rows[0]),
        "README_zh.md": headers.format("x", rows[1]),
    }
    write_files(repository, files)
    commit_all()
    assert sigtool("init", "README.md", "README_zh.md").code == 0
    Path("README.md").write_text(TABLE.format("SIGs", english.format("@ada")))
    told = sigtool("sync")
    assert told.code == 0, told
    assert Path("README_zh.md").read_text() == headers.format("x", chinese.format("@ada"))
