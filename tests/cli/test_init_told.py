"""What `init` says of tables: equal columns once, and names that stand for nobody."""

from pathlib import Path

from conftest import Outcome, Run, write_files

SEATS = """# Steering Committee

| Member | Seat | Term ends |
|---|---|---|
| Ada Obi | Chair | 2027 |
| *vacant* | Clerk | 2027 |
"""
TABLE = "## {0}\n\n| SIG | Leads |\n|---|---|\n| {0} | @ada |\n"


def test_a_seat_that_nobody_has_was_a_name_without_a_word(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"README.md": SEATS})
    wrote = (
        "Wrote sigs.yaml: {} people from the table at README.md:3.\n"
        "Columns: Member = name, Seat = seat, Term ends = term_ends. "
        "Next: sigtool validate; sigtool list.\n"
    )
    nobody = "README.md:3: the name '*vacant*' stands for nobody"
    assert sigtool("init", "README.md") == Outcome(0, wrote.format(2), f"{nobody}\n")
    (repository / "sigs.yaml").unlink()
    write_files(repository, {"README.md": f"{SEATS}| *vacant* | Voice | 2028 |\n"})
    assert sigtool("init", "README.md") == Outcome(
        0,
        wrote.format(3),
        f"{nobody}, and 2 rows have it; give each a name of its own\n",
    )


def test_equal_columns_were_said_once_a_table(repository: Path, sigtool: Run) -> None:
    tables = "\n".join(map(TABLE.format, ("Apps", "Net", "Web")))
    more = "\n## Others\n\n| Group | Chairs |\n|---|---|\n| Docs | @eve |\n"
    write_files(
        repository, {"README.md": tables + more, "more.md": tables.replace("|\n| ", "|\n| More ")}
    )
    columns = "Columns: SIG = name, Leads = leads, in 3 tables"
    assert sigtool("init", "README.md", "--all") == Outcome(
        0,
        "Wrote sigs.yaml: 4 SIGs and 4 leads from the tables at "
        "README.md:3, README.md:9, README.md:15, README.md:21.\n"
        f"{columns}; Group = name, Chairs = leads. Next: sigtool validate; sigtool list.\n",
    )
    found = sigtool("init", "--add", "more.md", "--all")
    assert (found.code, found.stderr.splitlines()[1]) == (0, f"{columns}.")
