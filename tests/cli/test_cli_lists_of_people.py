"""Lists of people, sections, headers and rows that new users met."""

from conftest import Adopt, Outcome, Run

TWICE = """\
| 姓名 | GitHub ID | 姓名 | GitHub ID |
| --- | --- | --- | --- |
| 胡雷 | [ada](https://github.com/ada) | 汪昕 | [bob](https://github.com/bob) |
| 何健飞 | [cyd](https://github.com/cyd) | 汪昕 | [bob](https://github.com/bob) |
| 黄子豪 | [dora](https://github.com/dora) | 詹荣瑞 | [eve](https://github.com/eve) |
"""


def test_two_lists_side_by_side_were_one(adopt: Adopt, sigtool: Run) -> None:
    adopt({"README.md": TWICE})
    handles = [line.split("\t")[0] for line in sigtool("leads").stdout.splitlines()]
    assert handles == ["@ada", "@bob", "@cyd", "@dora", "@eve"]


PEOPLE = """\
| Name | GitHub ID |
| --- | --- |
| Ada Lovelace | @ada |
| Grace Hopper | @grace |
"""


def test_a_name_was_written_into_the_column_of_accounts(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"README.md": PEOPLE})
    assert sigtool("rename-lead", "@ada", "Ada King") == Outcome(
        0, "Renamed @ada (name Ada Lovelace to Ada King) in Ada Lovelace (name).\n"
    )
    assert sigtool("rename-lead", "Grace Hopper", "@ghopper").code == 0
    shown = PEOPLE.replace("Ada Lovelace", "Ada King").replace("@grace", "@ghopper")
    assert (folder / "README.md").read_text(encoding="utf-8") == shown


SECTIONS = (
    "## Now\n\n| Name | Leads |\n| --- | --- |\n"
    "| Apple | @ada |\n| Berry | @ada |\n| Date | @ada |\n| Elder | @ada |\n\n"
    "## Old\n\n| Name | Leads |\n| --- | --- |\n| Zed | @ada |\n| Cherry | @ada |\n"
)


def test_a_row_came_first_in_its_new_section(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"README.md": SECTIONS}, "--all")
    assert sigtool("edit-sig", "Cherry", "--section", "Now").code == 0
    assert sigtool("edit-sig", "Apple", "--section", "Old").code == 0
    row, apple = "| Cherry | @ada |\n", "| Apple | @ada |\n"
    shown = SECTIONS.replace(row, apple, 1).replace(apple, "", 1)
    shown = shown.replace("| Date", row + "| Date")
    assert (folder / "README.md").read_text(encoding="utf-8") == shown


def test_two_sigs_of_one_name_were_not_told_apart(adopt: Adopt, sigtool: Run) -> None:
    adopt({"README.md": SECTIONS.replace("Cherry", "Apple")}, "--all")
    assert sigtool("leads") == Outcome(0, "@ada\t\tnow/Apple, Berry, Date, Elder, Zed, old/Apple\n")
    assert sigtool("rename-lead", "@ada", "@lovelace") == Outcome(
        0, "Renamed @ada to @lovelace in now/Apple, Berry, Date, Elder, Zed, old/Apple.\n"
    )


HEADERS = """\
| SIG | &nbsp; | 文件<img width=300/> | Roles, duties |
| --- | --- | --- | --- |
| **A** | x | y | z |
| **B** |  |  |  |
"""


def test_headers_as_init_prints_them(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"README.md": HEADERS})
    assert (
        sigtool("edit-sig", "B", "--set", "&nbsp;=1", "--set", "文件<img width=300/>=2=3").code == 0
    )
    assert sigtool("list", "--columns", "&nbsp;,文件<img width=300/>,Roles, duties") == Outcome(
        0, "x\ty\tz\n1\t2=3\t\n"
    )
    shown = HEADERS.replace("| **B** |  |  |", "| **B** | 1 | 2=3 |")
    assert (folder / "README.md").read_text(encoding="utf-8") == shown
    assert sigtool("edit-sig", "B", "--unset", "&nbsp;").code == 0
    shown = shown.replace("| 1 |", "|  |")
    assert (folder / "README.md").read_text(encoding="utf-8") == shown
    assert sigtool("add-sig", "C") == Outcome(0, "Added C.\n")
    rows = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    assert rows[-1].split("|")[1] == " **C** "
