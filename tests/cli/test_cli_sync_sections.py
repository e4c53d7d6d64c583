"""`sigtool sync` in a real repository whose tables are sections: one side moved what the other one
changed, removed, moved elsewhere, or renamed."""

from pathlib import Path

import pytest
from conftest import Outcome, Run
from repositories import commit_all

TABLE = "{}\n\n| SIG | Leads |\n| --- | --- |\n{}"
ALPHA, BETA, GAMMA = "| Alpha | @ada |\n", "| Beta | @bob |\n", "| Gamma | @cyd |\n"
OPEN = "{} left as {}, on both sides.\n"
ONE, TWO = OPEN.format("1 fact is", "it is"), OPEN.format("2 facts are", "they are")
SIDES = (
    "  help: keep the registry's: sigtool sync Alpha --prefer registry; "
    "keep the table's: sigtool sync Alpha --prefer table\n"
)


def document(a: str = ALPHA, b: str = BETA, c: str = GAMMA) -> str:
    return "\n".join(TABLE.format(*each) for each in (("# A", a), ("## B", b), ("## C", c)))


def registry(alpha: str = "a", *, more: str = "", keys: str = "    x-own: 1 # kept\n") -> str:
    tables = "".join(
        f"  - path: README.md\n    heading: {each.upper()}\n    section: {each}\n"
        "    columns:\n      SIG: name\n      Leads: leads\n"
        for each in "abc"
    )
    sig = "  - name: {}\n    section: {}\n    leads:\n      - handle: {}\n"
    others = sig.format("Beta", "b", "bob") + sig.format("Gamma", "c", "cyd")
    own = f"{sig.format('Alpha', alpha, 'ada')}{more}{keys}" if alpha else ""
    return f"tables:\n{tables}sigs:\n{own}{others}"


def write(items: str, text: str) -> None:
    Path("sigs.yaml").write_text(items)
    Path("README.md").write_text(text)


@pytest.fixture
def _agreed(repository: Path) -> None:
    write(registry(), document())
    commit_all()


def files() -> tuple[str, str]:
    return Path("sigs.yaml").read_text(), Path("README.md").read_text()


@pytest.mark.usefixtures("_agreed")
def test_a_sig_that_the_registry_moved_keeps_what_its_row_says_since(sigtool: Run) -> None:
    write(registry("b"), document("| Alpha | @ada, @zoe |\n"))
    assert sigtool("sync") == Outcome(
        0,
        "README.md:5: Alpha: the registry moved it to section 'b', so its row goes there\n"
        "README.md:5: Alpha: leads: @zoe: the registry has nothing, the table has @zoe; "
        "the table changed it, so it goes to the registry\n",
        "Wrote sigs.yaml, README.md.\n",
    )
    assert files() == (
        registry("b", more="      - handle: zoe\n"),
        document("", "| Alpha | @ada, @zoe |\n" + BETA),
    )


@pytest.mark.usefixtures("_agreed")
def test_a_row_that_nobody_can_read_stays_where_it_is(sigtool: Run) -> None:
    now = registry("b"), document("| Alpha | see below |\n")
    write(*now)
    held = (
        "README.md:5: Alpha: the registry has it in section 'b', and its row stays where it is, "
        "since what that says is open (leads)\n"
        "  help: write each person as @handle, [name](link) or a name, with commas between; or "
        "keep the registry's: sigtool sync Alpha --prefer registry\n"
    )
    assert sigtool("sync") == Outcome(1, held, ONE)
    assert files() == now
    assert sigtool("sync", "Alpha", "--prefer", "registry").code == 0
    assert files() == (registry("b"), document("", ALPHA + BETA))


@pytest.mark.usefixtures("_agreed")
@pytest.mark.parametrize(("side", "lead"), [("registry", "eve"), ("table", "zoe")])
def test_a_row_stays_where_it_is_while_both_say_something_else_of_somebody(
    sigtool: Run, side: str, lead: str
) -> None:
    """Whichever side is kept, the SIG goes to the section that the registry names."""
    linked = "      - handle: ada\n        url: https://example.org/{}\n"
    ada = "      - handle: ada\n"
    now = (
        registry("b").replace(ada, linked.format("eve")),
        document("| Alpha | [@ada](https://example.org/zoe) |\n"),
    )
    write(*now)
    found = sigtool("sync")
    assert found == Outcome(
        1,
        "README.md:5: Alpha: the registry has it in section 'b', and its row stays where it is, "
        f"since what that says is open (leads)\n{SIDES}",
        ONE,
    )
    assert files() == now
    assert sigtool("sync", "Alpha", "--prefer", side).code == 0
    assert files() == (
        registry("b").replace(ada, linked.format(lead)),
        document("", f"| Alpha | [@ada](https://example.org/{lead}) |\n{BETA}"),
    )


@pytest.mark.usefixtures("_agreed")
@pytest.mark.parametrize("side", [(), ("--prefer", "registry"), ("--prefer", "table")])
def test_a_row_that_is_pasted_into_two_sections(sigtool: Run, side: tuple[str, ...]) -> None:
    now = registry(), document("", BETA + ALPHA, GAMMA + ALPHA)
    write(*now)
    said = (
        "Alpha: its row is gone, and rows of it are new in other sections: README.md:11, "
        "README.md:18\n  help: keep one of these rows, remove the others, then run sigtool sync\n"
    )
    assert sigtool("sync", *side) == Outcome(1, f"README.md:11: {said}README.md:18: {said}", TWO)
    assert files() == now
    write(now[0], document("", BETA + ALPHA))
    assert sigtool("sync").code == 0
    assert sorted(files()[0]) == sorted(registry("b"))


@pytest.mark.usefixtures("_agreed")
@pytest.mark.parametrize(
    ("side", "after"),
    [
        ("registry", (registry("b"), document("", ALPHA + BETA))),
        ("table", (registry(""), document(""))),
    ],
)
def test_a_row_that_was_removed_while_the_registry_moved_its_sig(
    sigtool: Run, side: str, after: tuple[str, str]
) -> None:
    now = registry("b"), document("")
    write(*now)
    removed = "its row was removed, and the registry changed it (section)"
    assert sigtool("sync") == Outcome(1, f"README.md:8: Alpha: {removed}\n{SIDES}", ONE)
    assert files() == now
    assert sigtool("sync", "Alpha", "--prefer", side).code == 0
    assert files() == after


@pytest.mark.usefixtures("_agreed")
@pytest.mark.parametrize("is_copied", [False, True], ids=["cut", "copied"])
def test_a_row_that_was_moved_while_the_registry_removed_its_sig(
    sigtool: Run, *, is_copied: bool
) -> None:
    now = registry(""), document(ALPHA if is_copied else "", BETA + ALPHA)
    write(*now)
    found = sigtool("sync")
    line = 12 if is_copied else 11
    moved = f"README.md:{line}: Alpha: was removed from the registry, and its row changed (section)"
    goes = "README.md:5: Alpha: was removed from the registry, so its row goes: | Alpha | @ada |\n"
    first, wrote = (goes, "Wrote README.md.\n") if is_copied else ("", "")
    assert found == Outcome(1, f"{first}{moved}\n{SIDES}", ONE + wrote)
    assert files() == (registry(""), document("", BETA + ALPHA))
    assert sigtool("sync", "--prefer", "registry").code == 0
    assert files() == (registry(""), document(""))


@pytest.mark.usefixtures("_agreed")
@pytest.mark.parametrize("section", ["a", "b"])
def test_a_row_that_was_cut_renamed_and_pasted_into_another_section(
    sigtool: Run, section: str
) -> None:
    """Also where the registry put the SIG there as well."""
    now = registry(section), document("", BETA + "| Alfa | @ada |\n")
    write(*now)
    at = 3 if section == "a" else 8
    option = " --section b" if section == "a" else ""
    command = "edit-sig Alpha --name Alfa" if option else "rename-sig Alpha Alfa"
    assert sigtool("sync") == Outcome(
        1,
        f"README.md:{at}: Alpha: its row is gone, and the row of Alfa is new: it looks like a "
        f"rename\n  help: renamed: sigtool {command}{option}; "
        "two SIGs: sigtool sync Alpha Alfa --prefer table\n"
        "README.md:11: Alfa: its row is new, and that of Alpha is gone: it looks like a rename\n",
        TWO,
    )
    assert files() == now
    assert sigtool(*f"{command}{option}".split()).code == 0
    assert sigtool("sync").code == 0
    renamed = registry("b").replace("Alpha", "Alfa")
    assert sorted(files()[0]) == sorted(renamed)
    write(*now)
    assert sigtool("sync", "Alpha", "Alfa", "--prefer", "table").code == 0
    assert sorted(files()[0]) == sorted(renamed.replace("    x-own: 1 # kept\n", ""))


@pytest.mark.usefixtures("_agreed")
def test_a_new_row_of_another_section_that_says_nothing_alike(sigtool: Run) -> None:
    write(registry(), document("", BETA + "| Omega | @zoe |\n"))
    found = sigtool("sync")
    assert (found.code, found.stdout) == (
        0,
        "README.md:3: Alpha: its row was removed, so it goes from the registry\n"
        "README.md:11: Omega: its row is new, so it goes to the registry\n",
    )


@pytest.mark.usefixtures("_agreed")
def test_a_row_that_was_renamed_and_pasted_into_two_sections(sigtool: Run) -> None:
    now = registry(), document("", BETA + "| Alfa | @ada |\n", GAMMA + "| Alfa | @ada |\n")
    write(*now)
    new = "Alfa: its row is new, and that of Alpha is gone: it looks like a rename\n"
    found = sigtool("sync")
    assert found == Outcome(
        1,
        "README.md:3: Alpha: its row is gone, and the row of Alfa is new: it looks like a rename\n"
        "  help: keep one of the rows of Alfa, remove the others, then run sigtool sync\n"
        f"README.md:11: {new}README.md:18: {new}",
        OPEN.format("3 facts are", "they are"),
    )
    assert files() == now
