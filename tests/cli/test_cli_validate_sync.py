"""`validate` beside `sync`: both say the same of one fact, before and after a merge."""

import json
from pathlib import Path
from typing import Final

import pytest
from conftest import Outcome, Run
from repositories import commit_all

TABLES: Final = """\
tables:
  - path: README.md
    columns: {Name: name, Leads: leads}
sigs:
"""
ITEMS: Final = """\
  - {name: Compiler, readme: compiler.md, leads: ['@ada']}
  - {name: Data, leads: ['@grace']}
  - {name: Docs, leads: ['@hopper']}
"""
ROWS: Final = """\
| [Compiler](compiler.md) | @ada |
| Data | @grace |
| Docs | @hopper |
"""
HEADER: Final = "| Name | Leads |\n|---|---|\n"
TWO: Final = """\
tables:
  - {path: README.md, language: en, columns: {Name: name, Leads: leads}}
  - {path: zh.md, language: zh, columns: {Name: name, Leads: leads}}
sigs:
"""
SECTIONS: Final = """\
tables:
  - {path: README.md, section: sigs, columns: {Name: name, Leads: leads}}
  - {path: groups.md, section: groups, columns: {Name: name, Leads: leads}}
sigs:
"""
IN_SECTION: Final = ITEMS.replace("leads:", "section: sigs, leads:")
SYNC: Final = (
    "; sigtool sync does that (in a web editor, change sigs.yaml as well); "
    "sigtool render --overwrite takes it back"
)
EITHER: Final = (
    "keep the registry's: sigtool sync Data --prefer registry; "
    "keep the table's: sigtool sync Data --prefer table"
)


def write(registry: str, **rows: str) -> None:
    Path("sigs.yaml").write_bytes(registry.encode())
    for name, text in rows.items():
        Path(f"{name}.md").write_bytes((HEADER + text).encode())


def hints(sigtool: Run) -> list[tuple[str, str]]:
    found = sigtool("validate", "--select", "SIG601", "--output-format", "json")
    return [(each["message"], each["hint"]) for each in json.loads(found.stdout)["diagnostics"]]


ROW_GONE: Final = "is in the registry, not in the table"
ROW_NEW: Final = "is in the table, not in the registry"
# The rows and the items of now, and what is said of them.
CASES: Final = {
    "a row without a link that was renamed by hand": (
        ITEMS,
        ROWS.replace("| Docs", "| Handbook"),
        [
            (
                f"Docs: {ROW_GONE}",
                "its row is gone, and the row of Handbook is new: it looks like a rename; renamed: "
                "sigtool rename-sig Docs Handbook; two SIGs: sigtool sync Docs Handbook --prefer "
                "table",
            ),
            (
                f"Handbook: {ROW_NEW}",
                "its row is new, and that of Docs is gone: it looks like a rename",
            ),
        ],
    ),
    "a people cell that names no person": (
        ITEMS,
        ROWS.replace("@grace", "[x]"),
        [
            (
                "Data: leads are '[x]', registry has @grace",
                "the cell cannot be read as persons (it was @grace); write each person as @handle, "
                "[name](link) or a name, with commas between; or keep the registry's: "
                "sigtool sync Data --prefer registry",
            )
        ],
    ),
    "each side added a person": (
        ITEMS.replace("'@grace'", "'@grace', '@eve'"),
        ROWS.replace("@grace", "@grace, @hedy"),
        [
            (
                "Data: lead is @hedy, registry has @eve",
                "leads: @eve: the registry changed it, so it goes to the table; leads: @hedy: the "
                f"table changed it, so it goes to the registry{SYNC}",
            )
        ],
    ),
    "a name that another SIG has": (
        ITEMS,
        ROWS.replace("[Compiler]", "[Data]"),
        [
            (
                "Compiler: name is 'Data', registry has 'Compiler'",
                "there is a SIG called 'Data' already (it was 'Compiler'); "
                "make both say the same by hand",
            )
        ],
    ),
    "the registry alone changed it": (
        ITEMS.replace("@grace", "@hedy"),
        ROWS,
        [
            (
                "Data: lead is @grace, registry has @hedy",
                "the registry changed it, so it goes to the table; sigtool sync does that",
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("items", "rows", "expected"), CASES.values(), ids=CASES)
def test_validate_said_that_both_changed_it(
    repository: Path, sigtool: Run, items: str, rows: str, expected: list[tuple[str, str]]
) -> None:
    write(TABLES + ITEMS, README=ROWS)
    commit_all()
    write(TABLES + items, README=rows)
    assert hints(sigtool) == expected


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        pytest.param("x_room", "its row is gone, and the row of Handbook is new: it looks like a "
                     "rename; renamed: sigtool rename-sig Docs Handbook; two SIGs: sigtool sync "
                     "Docs Handbook --prefer table", id="a key that sync keeps"),
        pytest.param("reponsibilities", "sigtool render adds the row; if the table is right: "
                     "sigtool rename-sig Docs Handbook, if the row of Handbook is its row by a "
                     "new name, else sigtool remove-sig Docs", id="a key that it refuses"),
    ],
)  # fmt: skip
def test_commits_tell_beside_a_key_that_is_not_known(
    repository: Path, sigtool: Run, key: str, hint: str
) -> None:
    items = ITEMS.replace("name: Docs,", f"name: Docs, {key}: x,")
    write(TABLES + items, README=ROWS)
    commit_all()
    write(TABLES + items, README=ROWS.replace("| Docs", "| Handbook"))
    assert hints(sigtool)[0] == (f"Docs: {ROW_GONE}", hint)


def test_a_row_that_only_the_table_of_one_language_lost(repository: Path, sigtool: Run) -> None:
    write(TWO + ITEMS, README=ROWS, zh=ROWS)
    commit_all()
    write(TWO + ITEMS, README=ROWS.replace("| Data | @grace |\n", ""))
    why = (
        "its row was removed; only one of the tables that show it lost it; "
        "keep the registry's, which puts the row back: sigtool sync Data --prefer registry; "
        "remove its texts in en alone: sigtool edit-sig Data --unset name --language en; "
        "remove the SIG, and its row in zh.md: sigtool sync Data --prefer table"
    )
    assert hints(sigtool) == [(f"Data: {ROW_GONE}", why)]


def test_a_row_that_was_moved_to_another_section(repository: Path, sigtool: Run) -> None:
    """Neither table lost a SIG or got a new one, and an edit of the table alone is welcome."""
    registry = "validate: {table_edits: accept}\n" + SECTIONS + IN_SECTION
    write(registry, README=ROWS, groups="")
    commit_all()
    write(registry, README=ROWS.replace("| Data | @grace |\n", ""), groups="| Data | @grace |\n")
    why = "its row was moved to the table of section 'groups'; the table changed it, so it goes to "
    assert hints(sigtool) == [
        (f"Data: {ROW_GONE}", f"{why}the registry{SYNC}"),
        (
            "Data: is in the table, and is in section 'sigs' in the registry",
            f"{why}the registry{SYNC}",
        ),
    ]
    assert sigtool("validate", "--select", "SIG601").code == 0


def test_where_no_commit_tells_the_commands_decide(repository: Path, sigtool: Run) -> None:
    """`render` refuses then, so it is not what to run."""
    write(TABLES + ITEMS, README=ROWS.replace("@grace", "@hedy"))
    commit_all()
    why = "no commit says which of the two is newer"
    assert hints(sigtool) == [
        ("Data: lead is @hedy, registry has @grace", f"{why}; {EITHER}"),
    ]


# --- `table_edits: accept` -----------------------------------------------------------------------

ACCEPT: Final = "validate: {table_edits: accept}\n"
NOTE: Final = "note SIG601 out-of-date"
KING: Final = "{handle: ada, name: Ada King, url: 'https://example.org/ada'}"
NAMES: Final = ITEMS.replace("'@hopper'", KING).replace("'@ada'", KING)
OF_KING: Final = "[@ada (Ada King)](https://example.org/ada)"
NAMED: Final = ROWS.replace("@hopper", OF_KING).replace("| @ada |", f"| {OF_KING} |")
# What both say in the last commit, the rows of now, and what is found of them.
LATER: Final = {
    "a new row whose page is not there": (
        ITEMS,
        ROWS,
        ROWS + "| [Infra](infra.md) | @lin |\n",
        [
            "README.md:6:1: error SIG501 broken-link: Infra: there is no 'infra.md'",
            f"README.md:6:1: {NOTE}: Infra: {ROW_NEW}",
        ],
    ),
    "a link whose page is not there": (
        ITEMS,
        ROWS,
        ROWS.replace("(compiler.md)", "(compilers.md)"),
        [
            "README.md:3:1: error SIG501 broken-link: Compiler: there is no 'compilers.md'",
            f"README.md:3:3: {NOTE}: Compiler: readme is 'compilers.md', "
            "registry has 'compiler.md'",
        ],
    ),
    "a person whose name is another one elsewhere": (
        NAMES,
        NAMED,
        NAMED.replace("| Docs | [@ada (Ada King)", "| Docs | [@ada (Ada Byron)"),
        [
            "README.md:5:1: warning SIG405 person-conflict: Docs: the name of @ada is 'Ada Byron', "
            "elsewhere 'Ada King'",
            f"README.md:5:10: {NOTE}: Docs: lead is @ada (Ada Byron), registry has @ada (Ada King)",
        ],
    ),
    "a new row whose leads cannot be read": (
        ITEMS,
        ROWS,
        ROWS + "| Infra | [x] |\n",
        [
            "README.md:6:1: note SIG201 unstructured-people: Infra: cannot tell who is named "
            "under 'Leads': '[x]'",
            f"README.md:6:1: {NOTE}: Infra: {ROW_NEW}",
        ],
    ),
    "a SIG that has no lead any more": (
        ITEMS,
        ROWS,
        ROWS.replace("@grace", ""),
        [
            "README.md:4:1: warning SIG401 no-lead: Data has nobody under 'Leads'",
            f"README.md:4:10: {NOTE}: Data: lead is nobody, registry has @grace",
        ],
    ),
    "nothing is wrong with a new row": (
        ITEMS,
        ROWS,
        ROWS + "| Infra | @lin |\n",
        [f"README.md:6:1: {NOTE}: Infra: {ROW_NEW}"],
    ),
    "nothing is wrong without a row that is gone": (
        ITEMS,
        ROWS,
        ROWS.replace("| Data | @grace |\n", ""),
        [f"README.md:1:1: {NOTE}: Data: {ROW_GONE}"],
    ),
}  # fmt: skip


def lines(sigtool: Run, *options: str) -> list[str]:
    found = sigtool("validate", "--output-format", "concise", "--ignore", "SIG502,SIG006", *options)
    return found.stdout.splitlines()


def facts_of(found: list[str]) -> list[str]:
    """What is found, wherever it is, but for the edit itself."""
    told = [line.partition(": ")[2] for line in found if NOTE not in line]
    return sorted(each for each in told if each)


@pytest.mark.parametrize(("items", "before", "rows", "expected"), LATER.values(), ids=LATER)
def test_a_green_pull_request_was_red_after_the_job(
    repository: Path, sigtool: Run, items: str, before: str, rows: str, expected: list[str]
) -> None:
    Path("compiler.md").write_bytes(b"# Compiler\n")
    write(ACCEPT + TABLES + items, README=before)
    commit_all()
    assert lines(sigtool) == []
    write(ACCEPT + TABLES + items, README=rows)
    found = lines(sigtool)
    assert found == expected
    assert sigtool("sync").code == 0
    assert facts_of(lines(sigtool)) == facts_of(found)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            ROWS.replace("[Compiler]", "[Data]"),
            "README.md:3:3: error SIG601 out-of-date: Compiler: name is 'Data', registry has "
            "'Compiler'",
            id="a name that another SIG has",
        ),
        pytest.param(
            ROWS.replace("@grace", "[x]"),
            "README.md:4:10: error SIG601 out-of-date: Data: leads are '[x]', registry has @grace",
            id="a people cell that names no person",
        ),
    ],
)
def test_what_sync_leaves_as_it_is_was_a_note(
    repository: Path, sigtool: Run, rows: str, expected: str
) -> None:
    write(ACCEPT + TABLES + ITEMS, README=ROWS)
    commit_all()
    write(ACCEPT + TABLES + ITEMS, README=rows)
    assert lines(sigtool, "--select", "SIG601") == [expected]
    assert (sigtool("validate", "--select", "SIG601").code, sigtool("sync").code) == (1, 1)


def test_a_finding_of_later_says_so(repository: Path, sigtool: Run) -> None:
    write(ACCEPT + TABLES + ITEMS, README=ROWS)
    commit_all()
    write(ACCEPT + TABLES + ITEMS, README=ROWS + "| [Infra](infra.md) | @lin |\n")
    found = sigtool("validate", "--select", "SIG501")
    assert found == Outcome(
        1,
        "README.md:6:1: error SIG501 broken-link: Infra: there is no 'infra.md'\n"
        "  help: the registry says so after sync; make the page, correct the link, or take it "
        "away\n"
        "sigs.yaml:6:30: error SIG501 broken-link: Compiler: there is no 'compiler.md'\n"
        "  README.md:3:1: its row is here\n"
        "  help: make the page, correct the link, or take it away\n",
        "Found 2 errors.\n",
    )


def test_edits_that_are_not_accepted_are_not_looked_at_ahead(
    repository: Path, sigtool: Run
) -> None:
    write(TABLES + ITEMS, README=ROWS)
    commit_all()
    write(TABLES + ITEMS, README=ROWS + "| [Infra](infra.md) | @lin |\n")
    assert lines(sigtool, "--select", "SIG5,SIG601") == [
        f"README.md:6:1: error SIG601 out-of-date: Infra: {ROW_NEW}",
        "sigs.yaml:5:30: error SIG501 broken-link: Compiler: there is no 'compiler.md'",
    ]
