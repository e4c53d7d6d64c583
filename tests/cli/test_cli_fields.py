"""Editing what tables show: fields of their columns, and sections."""

from pathlib import Path

import pytest
from conftest import Adopt, Outcome, Run, contents
from repositories import put

PEOPLE = """\
# Maintainers

| Maintainer | GitHub ID | Affiliation |
| --- | --- | --- |
| Ada Lovelace | @ada | Example |
| Grace Hopper | @grace | Example |
"""
PEOPLE_SHOW = "tables show name, readme, github_id, affiliation"
GROUPS = """\
# Groups

| Name | Sponsors | Reviewers | Meets | Notes | Chat |
| --- | --- | --- | --- | --- | --- |
| Web | [@ada](https://example.org/ada) | [@grace](https://example.org/grace) | Monday | a | #w |
| Data | [@ada](https://example.org/ada) | [@grace](https://example.org/grace) | Friday | b | #d |
"""
GROUPS_SHOW = "tables show name, readme, sponsors, reviewers, meets, notes, chat"
TEXTS = """\
# Groups

| Name | Responsibilities |
| --- | --- |
| Web | Pages. |
| Data | Sets. |
"""
HIDE = "add --no-render to keep it out of the tables"
NAME_ONE = f"name one of those, or {HIDE}"


def refused(message: str) -> Outcome:
    return Outcome(2, "", f"sigtool: {message}\n")


@pytest.mark.parametrize(
    ("document", "command", "message"),
    [
        (
            PEOPLE,
            ["add-lead", "Ada Lovelace", "@alan"],
            f"Ada Lovelace: no table shows leads; {PEOPLE_SHOW}; "
            f"write --field github_id, or {HIDE}",
        ),
        (
            PEOPLE,
            ["edit-sig", "Ada Lovelace", "--responsibilities", "All work"],
            f"Ada Lovelace: no table shows responsibilities; {PEOPLE_SHOW}; {NAME_ONE}",
        ),
        (
            PEOPLE,
            ["add-sig", "Alan", "--lead", "@alan"],
            f"Alan: no table shows leads; {PEOPLE_SHOW}; write --set github_id=@alan, or {HIDE}",
        ),
        (
            PEOPLE,
            ["add-sig", "Alan", "--responsibilities", "Work"],
            f"Alan: no table shows responsibilities; {PEOPLE_SHOW}; {NAME_ONE}",
        ),
        (
            PEOPLE,
            ["edit-sig", "Ada Lovelace", "--set", "leads=@alan, Kurt"],
            f"Ada Lovelace: no table shows leads; {PEOPLE_SHOW}; write "
            f"--set github_id=@alan,@Kurt, or {HIDE}",
        ),
        (
            GROUPS,
            ["add-sig", "New", "--lead", "@alan", "--lead", "Kurt Gödel"],
            f"New: no table shows leads; {GROUPS_SHOW}; write --set sponsors='@alan,Kurt Gödel' "
            f"or --set reviewers='@alan,Kurt Gödel', or {HIDE}",
        ),
        (
            GROUPS,
            ["add-lead", "Web", "@alan"],
            f"Web: no table shows leads; {GROUPS_SHOW}; write --field sponsors or "
            f"--field reviewers, or {HIDE}",
        ),
        # Of many, none is more likely than the others.
        (
            GROUPS,
            ["edit-sig", "Web", "--responsibilities", "Work"],
            f"Web: no table shows responsibilities; {GROUPS_SHOW}; {NAME_ONE}",
        ),
        (
            TEXTS,
            ["add-lead", "Web", "@alan"],
            f"Web: no table shows leads; tables show name, readme, responsibilities; {NAME_ONE}",
        ),
    ],
)
def test_an_edit_that_no_table_would_show(
    adopt: Adopt, sigtool: Run, document: str, command: list[str], message: str
) -> None:
    folder = adopt({"README.md": document})
    before = contents(folder)
    assert sigtool(*command) == refused(message)
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["add-lead", "Web", "@alan", "--no-render"], "Added @alan to the leads of Web.\n"),
        # What goes is no matter, and what a hidden SIG says is shown nowhere.
        (["edit-sig", "Web", "--unset", "responsibilities"], "Changed Web: responsibilities.\n"),
        (["remove-lead", "Web", "@kurt"], "Removed @kurt from the leads of Web.\n"),
        (
            ["edit-sig", "Web", "--status", "archived", "--set", "leads=@alan"],
            "Changed Web: status, leads.\n",
        ),
        (["edit-sig", "Web", "--set", "id=web"], "Changed Web: id.\n"),
    ],
)
def test_an_edit_that_no_table_has_to_show(
    adopt: Adopt, sigtool: Run, command: list[str], said: str
) -> None:
    folder = adopt({"README.md": GROUPS})
    registry = folder / "sigs.yaml"
    text = registry.read_text(encoding="utf-8")
    item = "  - name: Web\n"
    more = item + "    responsibilities: Pages.\n    leads:\n      - handle: kurt\n"
    registry.write_text(text.replace(item, more), encoding="utf-8")
    assert sigtool(*command) == Outcome(0, said)


@pytest.mark.parametrize(
    ("command", "said", "row", "changed"),
    [
        (
            ["add-lead", "Web", "@alan", "--field", "Sponsors"],
            "Added @alan to sponsors of Web.\n",
            "[@ada](https://example.org/ada) |",
            "[@ada](https://example.org/ada), [@alan](https://example.org/alan) |",
        ),
        (
            ["remove-lead", "Web", "@grace", "--field", "reviewers"],
            "Removed @grace from reviewers of Web.\n",
            "[@grace](https://example.org/grace) |",
            "|",
        ),
    ],
)
def test_a_person_of_another_field(
    adopt: Adopt, sigtool: Run, command: list[str], said: str, row: str, changed: str
) -> None:
    folder = adopt({"README.md": GROUPS})
    assert sigtool(*command) == Outcome(0, said)
    shown = (folder / "README.md").read_text(encoding="utf-8")
    assert shown == GROUPS.replace(row, changed, 1)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (
            ["add-lead", "Web", "@alan", "--field", "Meets"],
            "meets holds no people; choose sponsors or reviewers",
        ),
        (
            ["remove-lead", "Web", "@ada", "--field", "Sponsor"],
            "no field is called 'Sponsor'; did you mean 'sponsors'?",
        ),
        (
            ["remove-lead", "Web", "@ada"],
            "nobody in the leads of Web is '@ada'; write --field sponsors",
        ),
    ],
)
def test_a_person_of_no_such_field(
    adopt: Adopt, sigtool: Run, command: list[str], message: str
) -> None:
    adopt({"README.md": GROUPS})
    assert sigtool(*command) == refused(message)


# Sections

SECTIONS = """\
# Groups

## Active

| Name | Responsibilities | Leads |
| --- | --- | --- |
| Web | Pages. | [@ada](https://example.org/ada) |

## Emeritus Groups

| Name | Until | Leads |
| --- | --- | --- |
| Data | 2020 | [@grace](https://example.org/grace) |
"""


@pytest.fixture
def parted(adopt: Adopt) -> Path:
    """A community with two sections, `active` and `emeritus-groups`."""
    return adopt({"README.md": SECTIONS}, "--all")


WEB, DATA = SECTIONS.splitlines(keepends=True)[6], SECTIONS.splitlines(keepends=True)[12]


@pytest.mark.parametrize(
    ("command", "above", "row"),
    [
        (["--section", "emeritus-groups"], DATA, "| New | | |\n"),
        (["--section", "EMERITUS-Groups"], DATA, "| New | | |\n"),
        (["--section", "Emeritus groups"], DATA, "| New | | |\n"),
        (["--section", " active "], WEB, "| New | | |\n"),
        (["--set", "section=Active"], WEB, "| New | | |\n"),
        # Beside another, it is in the same section.
        (["--after", "Data"], DATA, "| New | | |\n"),
        (["--after", "Web"], WEB, "| New | | |\n"),
        # The header is that of its own section.
        (["--section", "emeritus-groups", "--set", "Until=2021"], DATA, "| New | 2021 | |\n"),
    ],
)
def test_a_sig_in_a_section(
    parted: Path, sigtool: Run, command: list[str], above: str, row: str
) -> None:
    assert sigtool("add-sig", "New", *command) == Outcome(0, "Added New.\n")
    shown = (parted / "README.md").read_text(encoding="utf-8")
    assert shown == SECTIONS.replace(above, above + row)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (
            ["add-sig", "New"],
            "there are several sections; say which one is meant; as --section active or "
            "--section emeritus-groups",
        ),
        (
            ["add-sig", "New", "--last"],
            "there are several sections; say which one is meant; as --section active or "
            "--section emeritus-groups",
        ),
        (
            ["add-sig", "New", "--section", "activ"],
            "no section is called 'activ'; did you mean 'active'?",
        ),
        (
            ["move-sig", "Web", "--section", "old"],
            "no section is called 'old'; there are: active, emeritus-groups",
        ),
        # Each section shows other fields.
        (
            ["add-sig", "New", "--section", "emeritus-groups", "--responsibilities", "Work"],
            "New: no table shows responsibilities; tables show name, readme, leads, until; "
            f"{NAME_ONE}",
        ),
        (
            ["edit-sig", "Web", "--set", "Until=2021"],
            "Web: no table shows until; tables show name, readme, responsibilities, leads; "
            f"{NAME_ONE}",
        ),
    ],
)
def test_sections_that_are_refused(
    parted: Path, sigtool: Run, command: list[str], message: str
) -> None:
    before = contents(parted)
    assert sigtool(*command) == refused(message)
    assert contents(parted) == before


def test_one_section_was_offered_as_two(parted: Path, sigtool: Run) -> None:
    registry = parted / "sigs.yaml"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text.replace("section: active", r'section: "a\u2028b"'), encoding="utf-8")
    assert sigtool("add-sig", "New") == refused(
        "there are several sections; say which one is meant; as --section 'a\\u2028b' or "
        "--section emeritus-groups"
    )


@pytest.mark.parametrize("command", [["edit-sig", "Web"], ["move-sig", "Web"]])
def test_case_of_a_section_does_not_count(parted: Path, sigtool: Run, command: list[str]) -> None:
    assert sigtool(*command, "--section", "EMERITUS-GROUPS").code == 0
    registry = (parted / "sigs.yaml").read_text(encoding="utf-8")
    assert registry.count("    section: emeritus-groups\n") == 3  # a table and two SIGs


def test_a_sig_was_added_beside_its_rows_in_two_sections(parted: Path, sigtool: Run) -> None:
    document = parted / "README.md"
    written = SECTIONS.replace(DATA, DATA + "| New | 2021 | |\n")
    written = written.replace(WEB, WEB + "| New | Renders. | |\n")
    document.write_text(written, encoding="utf-8")
    before = contents(parted)
    assert sigtool("add-sig", "New") == refused(
        "README.md:8 and README.md:15 are rows of that name; say which section is meant; "
        "as --section active or --section emeritus-groups"
    )
    assert contents(parted) == before
    assert sigtool("add-sig", "New", "--section", "active") == Outcome(
        0,
        "Added New.\n",
        "README.md:8: took over this row.\n"
        "The tables have 1 other difference from the registry: sigtool validate\n",
    )


def test_the_section_of_a_row_that_somebody_wrote(parted: Path, sigtool: Run) -> None:
    document = parted / "README.md"
    written = SECTIONS.replace(DATA, DATA + "| New | 2021 | |\n")
    document.write_text(written, encoding="utf-8")
    assert sigtool("add-sig", "New") == Outcome(
        0, "Added New.\n", "README.md:14: took over this row.\n"
    )
    assert document.read_text(encoding="utf-8") == written


def test_others_that_name_no_section_are_in_that_of_the_first_table(
    parted: Path, sigtool: Run
) -> None:
    registry = parted / "sigs.yaml"
    text = registry.read_text(encoding="utf-8")
    item = "  - name: Web\n"
    registry.write_text(text.replace(f"{item}    section: active\n", item), encoding="utf-8")
    assert sigtool("add-sig", "New") == Outcome(0, "Added New.\n")
    shown = (parted / "README.md").read_text(encoding="utf-8")
    assert shown == SECTIONS.replace(WEB, WEB + "| New | | |\n")


def test_a_table_without_a_section_shows_what_has_none(parted: Path, sigtool: Run) -> None:
    registry = parted / "sigs.yaml"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text.replace("    section: active\n", ""), encoding="utf-8")
    (parted / "README.md").write_text(
        SECTIONS.replace(WEB, WEB + DATA.replace("2020", "")), encoding="utf-8"
    )
    assert sigtool("add-sig", "New") == Outcome(0, "Added New.\n")


# People where nobody was


VACANT = """\
# Groups

| Name | Leads |
| --- | --- |
| Web | Vacant |
| Data | TBD |
| Docs | N/A |
| Build | need-a-lead |
| Ship | TBA |
| Sound | **Vacant** |
| 模型 | 招募中 |
| Test | [@ada](https://example.org/ada) |
| Work | see the wiki, page 3 |
"""


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Web", "Vacant"),
        ("Data", "TBD"),
        ("Docs", "N/A"),
        ("Build", "need-a-lead"),
        ("Ship", "TBA"),
        ("Sound", "**Vacant**"),
        ("模型", "招募中"),
    ],
)
def test_a_lead_in_place_of_a_placeholder(adopt: Adopt, sigtool: Run, name: str, cell: str) -> None:
    folder = adopt({"README.md": VACANT})
    said = f"Added @grace to the leads of {name}.\n"
    assert sigtool("add-lead", name, "@grace") == Outcome(0, said)
    shown = (folder / "README.md").read_text(encoding="utf-8")
    row = f"| {name} | {{}} |"
    lead = "[@grace](https://example.org/grace)"
    assert shown == VACANT.replace(row.format(cell), row.format(lead))
    registry = (folder / "sigs.yaml").read_text(encoding="utf-8")
    assert registry.count(
        f"  - name: {name}\n    leads:\n      - handle: grace\n"
        "        url: https://example.org/grace\n"
    )


def test_a_text_that_is_no_placeholder_stays(adopt: Adopt, sigtool: Run) -> None:
    adopt({"README.md": VACANT})
    assert sigtool("add-lead", "Work", "@grace") == refused(
        "Work: leads is the text 'see the wiki, page 3', not a list of persons; give all: "
        "sigtool edit-sig Work --set leads='@ada, Grace Hopper'"
    )


def test_what_is_advised_for_a_text_works(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"README.md": VACANT})
    assert sigtool("edit-sig", "Work", "--set", "leads=@grace, Ada Lovelace") == Outcome(
        0, "Changed Work: leads.\n"
    )
    assert (folder / "README.md").read_text("utf-8") == VACANT.replace(
        "see the wiki, page 3", "[@grace](https://example.org/grace)<br>Ada Lovelace"
    )


def test_a_row_that_names_persons_now_was_said_to_be_text(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"README.md": VACANT})
    table = VACANT.replace("see the wiki, page 3", "[@ada](https://example.org/ada)")
    (folder / "README.md").write_text(table, "utf-8")
    line = next(n for n, each in enumerate(table.splitlines(), 1) if "Work" in each)
    for command in ("add-lead", "remove-lead"):
        assert sigtool(command, "Work", "@grace") == refused(
            f"README.md:{line}: Work: the row names persons, and the registry has the leads "
            "'see the wiki, page 3'; first bring the two together: sigtool sync Work"
        )
    assert sigtool("sync", "Work", "--prefer", "table").code == 0
    assert sigtool("add-lead", "Work", "@grace") == Outcome(
        0, "Added @grace to the leads of Work.\n"
    )


@pytest.mark.parametrize(
    ("people", "cell"),
    [
        (
            "Sun (School of Computer Science, West University)",
            "Sun (School of Computer Science, West University)",
        ),
        (
            "Müller (Fakultät für Informatik, TU München)",
            "Müller (Fakultät für Informatik, TU München)",
        ),
        ("孙（计算机学院，西大）", "孙 (计算机学院，西大)"),
        (
            "Sun (School, University) , @ada",
            "Sun (School, University), [@ada](https://example.org/ada)",
        ),
        (
            "[Ada](https://example.org/a,b),Grace (A, B)",
            # With a comma, the second would read as the other's affiliation.
            "[Ada](https://example.org/a,b)<br>Grace (A, B)",
        ),
    ],
)
def test_a_comma_inside_of_brackets(adopt: Adopt, sigtool: Run, people: str, cell: str) -> None:
    folder = adopt({"README.md": VACANT})
    assert sigtool("edit-sig", "Test", "--set", f"leads={people}").code == 0
    shown = (folder / "README.md").read_text(encoding="utf-8")
    assert shown == VACANT.replace("[@ada](https://example.org/ada)", cell)


# Columns that one language has


ONE_MORE = {
    "README.md": """\
# Groups

| Name | Responsibilities | Meets |
| --- | --- | --- |
| [Web](web.md) | Pages. | Monday |
| [Data](data.md) | Sets. | Friday |
""",
    "README_zh.md": """\
# 列表

| 名称 | 职责 |
| --- | --- |
| [网](web.md) | 网页。 |
| [数据](data.md) | 数据。 |
""",
}


def test_a_text_in_a_language_whose_table_has_no_such_column(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt(ONE_MORE)
    before = contents(folder)
    assert sigtool("edit-sig", "Web", "--set", "meets=周一", "--language", "zh") == refused(
        "Web / 网: no table in zh shows meets; tables in zh show name, readme, responsibilities; "
        f"{NAME_ONE}"
    )
    assert contents(folder) == before


def test_a_column_of_one_language_lacks_no_other(adopt: Adopt, sigtool: Run) -> None:
    adopt(ONE_MORE)
    command = ["edit-sig", "Web", "--set", "Meets=Sunday", "--language", "en"]
    assert sigtool(*command) == Outcome(0, "Changed Web / 网: meets.\n")


def test_the_language_of_another_section_was_asked_for(repository: Path, sigtool: Run) -> None:
    """No table of the section is in that language, so nothing else can be meant."""
    registry = (
        "tables:\n"
        "  - {path: en.md, language: en, section: A, columns: {Name: name, About: about}}\n"
        "  - {path: zh.md, language: zh, section: B, columns: {Name: name, About: about}}\n"
        "sigs:\n"
        "  - {name: Docs, section: A, about: {en: Writes}}\n"
        "  - {name: Data, section: B, about: {zh: 写}}\n"
    )
    table = "| Name | About |\n|---|---|\n| {} | {} |\n"
    put("sigs.yaml", registry)
    put("en.md", table.format("Docs", "Writes"))
    put("zh.md", table.format("Data", "写"))
    assert sigtool("edit-sig", "Docs", "--set", "about=Explains") == Outcome(
        0, "Changed Docs: about.\n"
    )
    assert (repository / "sigs.yaml").read_text("utf-8") == registry.replace("Writes", "Explains")
    assert (repository / "en.md").read_text("utf-8") == table.format("Docs", "Explains")
    assert (repository / "zh.md").read_text("utf-8") == table.format("Data", "写")
