"""Cells of communities: whom `init` reads in them, and how they are written when one changes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest
from conftest import NO_PROBLEMS, UP_TO_DATE, Adopt, Outcome, Run, write_files
from ruamel.yaml import YAML

Person = Mapping[str, str]

HUB, GITEE, LAB = "https://github.com", "https://gitee.com", "https://gitlab.com"
ADA: Final = {"handle": "ada", "url": f"{HUB}/ada"}
GRACE: Final = {"handle": "grace", "url": f"{GITEE}/grace"}
WXM: Final = {"handle": "wxm", "url": f"{GITEE}/wxm"}


def document(cells: Sequence[str], header: str = "Leads") -> str:
    """A table of SIGs, one for each cell of people."""
    rows = "".join(f"| SIG {at} | {cell} |\n" for at, cell in enumerate(cells, 1))
    return f"| SIG | {header} |\n| --- | --- |\n{rows}"


def leads(folder: Path, field: str = "leads") -> list[object]:
    """What the registry says of the people of each SIG; None where nothing."""
    sigs = YAML(typ="safe").load(folder / "sigs.yaml")["sigs"]
    assert [each["name"] for each in sigs] == [f"SIG {at}" for at in range(1, len(sigs) + 1)]
    assert {key for each in sigs for key in each} <= {"name", field}
    return [each.get(field) for each in sigs]


# Cells that show whom they mean by themselves.
ALONE: Final[Mapping[str, Sequence[Person]]] = {
    # A name right before a link.
    f"王小明[@wxm]({GITEE}/wxm)": [{"name": "王小明", **WXM}],
    f"Ada[@ada]({HUB}/ada)": [{"name": "Ada", **ADA}],
    f"Grace Hopper[@grace]({LAB}/grace)": [
        {"name": "Grace Hopper", "handle": "grace", "url": f"{LAB}/grace"}
    ],
    f"王小明[@wxm]({GITEE}/wxm) email: wxm@example.org": [
        {"name": "王小明", **WXM, "email": "wxm@example.org"}
    ],
    f"Ada[@ada]({HUB}/ada) email: ada@example.org": [
        {"name": "Ada", **ADA, "email": "ada@example.org"}
    ],
    "김민수[@minsu](https://codeberg.org/minsu) email: minsu@example.org": [
        {
            "name": "김민수",
            "handle": "minsu",
            "url": "https://codeberg.org/minsu",
            "email": "minsu@example.org",
        }
    ],
    # An employer behind an `@`.
    "Ada Lovelace@Example": [{"name": "Ada Lovelace", "affiliation": "Example"}],
    "Grace Hopper@Navy": [{"name": "Grace Hopper", "affiliation": "Navy"}],
    f"Ada Lovelace @Example ([ada]({HUB}/ada))": [
        {"name": "Ada Lovelace", **ADA, "affiliation": "Example"}
    ],
    f"Grace Hopper @Navy ([grace]({GITEE}/grace))": [
        {"name": "Grace Hopper", **GRACE, "affiliation": "Navy"}
    ],
    f"Ada@Example[@ada]({HUB}/ada)": [{"name": "Ada", **ADA, "affiliation": "Example"}],
    f"王小明@示例公司[@wxm]({GITEE}/wxm)": [{"name": "王小明", **WXM, "affiliation": "示例公司"}],
    f"(Ada@Example [ada]({HUB}/ada))": [{"name": "Ada", **ADA, "affiliation": "Example"}],
    f"(Grace@Navy [grace]({GITEE}/grace))": [{"name": "Grace", **GRACE, "affiliation": "Navy"}],
    # Decoration.
    f"[`@ada`]({HUB}/ada)": [ADA],
    f"[ @ada]({HUB}/ada)": [ADA],
    f'[@ada]({HUB}/ada "Ada")': [ADA],
    f"[@grace]({GITEE}/grace '格蕾丝')": [GRACE],
    f":star: <kbd>**[@ada]({HUB}/ada)**</kbd>": [ADA],
    f":crown: **[@grace]({GITEE}/grace)**": [GRACE],
    f"⭐ [@wxm]({GITEE}/wxm)": [WXM],
    "<kbd>@ada</kbd>": [{"handle": "ada"}],
    # Accounts in brackets, like the names beside them.
    "Ada Lovelace (ada-l), Grace Hopper (ghopper)": [
        {"handle": "ada-l", "name": "Ada Lovelace"},
        {"handle": "ghopper", "name": "Grace Hopper"},
    ],
    "Alan Turing (aturing), Kurt Gödel (kgoedel), Emmy Noether (noether-e)": [
        {"handle": "aturing", "name": "Alan Turing"},
        {"handle": "kgoedel", "name": "Kurt Gödel"},
        {"handle": "noether-e", "name": "Emmy Noether"},
    ],
    # Line breaks part persons, so commas do not.
    "Chair: Ada (X) <br/> Co-Chair: Grace, EX": [
        {"name": "Ada", "affiliation": "X", "role": "Chair"},
        {"name": "Grace", "affiliation": "EX", "role": "Co-Chair"},
    ],
    "Lead: Ada (X) <br> Deputy: Grace, EX": [
        {"name": "Ada", "affiliation": "X", "role": "Lead"},
        {"name": "Grace", "affiliation": "EX", "role": "Deputy"},
    ],
    f"[Ada L]({HUB}/adal), Example Ltd<br>[Grace H]({LAB}/gh), Navy": [
        {"name": "Ada L", "url": f"{HUB}/adal", "affiliation": "Example Ltd"},
        {"name": "Grace H", "url": f"{LAB}/gh", "affiliation": "Navy"},
    ],
    # A note between a name and its link.
    f"Ada (on leave) [@ada]({HUB}/ada)": [{"name": "Ada", **ADA, "role": "on leave"}],
    f"Grace (on sabbatical) [@grace]({GITEE}/grace)": [
        {"name": "Grace", **GRACE, "role": "on sabbatical"}
    ],
    f"Ada (on leave) [@ada]({HUB}/ada), [@wxm]({GITEE}/wxm)": [
        {"name": "Ada", **ADA, "role": "on leave"},
        WXM,
    ],
    # A role in brackets.
    "@a (chair), @b (vice)": [{"handle": "a", "role": "chair"}, {"handle": "b", "role": "vice"}],
    "@a (lead), @b (deputy)": [{"handle": "a", "role": "lead"}, {"handle": "b", "role": "deputy"}],
    "@a (组长)、@b (副组长)": [{"handle": "a", "role": "组长"}, {"handle": "b", "role": "副组长"}],
    # A name and a handle.
    "Ada Lovelace @ada": [{"name": "Ada Lovelace", "handle": "ada"}],
    "Grace Hopper @ghopper": [{"name": "Grace Hopper", "handle": "ghopper"}],
    "Ada Lovelace @ada, Grace Hopper @ghopper": [
        {"name": "Ada Lovelace", "handle": "ada"},
        {"name": "Grace Hopper", "handle": "ghopper"},
    ],
}


@pytest.mark.parametrize(("cell", "people"), ALONE.items(), ids=ALONE)
def test_a_cell_of_persons_was_text(
    adopt: Adopt, sigtool: Run, cell: str, people: Sequence[Person]
) -> None:
    text = document([cell, "@zoe"])
    folder = adopt({"README.md": text})
    assert leads(folder) == [people, [{"handle": "zoe"}]]
    assert sigtool("render") == UP_TO_DATE
    assert sigtool("validate", "--select", "SIG2,SIG6") == NO_PROBLEMS


# What the cells of a column show together: the header, and each cell with whom it names. A text is
# kept.
Cells = Sequence[tuple[str, Sequence[Person] | str]]
TOGETHER: Final[Mapping[str, tuple[str, Cells]]] = {
    "the vice beside the chair": (
        "Leads",
        [
            ("@b (vice)", [{"handle": "b", "role": "vice"}]),
            ("@a (chair)", [{"handle": "a", "role": "chair"}]),
        ],
    ),
    "accounts of others beside accounts in brackets": (
        "Leads",
        [
            (
                "Ada Lovelace (ada-l), Grace Hopper (ghopper)",
                [
                    {"handle": "ada-l", "name": "Ada Lovelace"},
                    {"handle": "ghopper", "name": "Grace Hopper"},
                ],
            ),
            ("Alan Turing (turing)", [{"handle": "turing", "name": "Alan Turing"}]),
            (f"[@ada]({HUB}/ada)", [ADA]),
        ],
    ),
    "employers of others beside a word in brackets": (
        "Leads",
        [
            ("Ada Lovelace (ada-l)", "Ada Lovelace (ada-l)"),
            ("Grace Hopper (ACME Inc)", [{"name": "Grace Hopper", "affiliation": "ACME Inc"}]),
            ("Alan Turing (NPL Ltd)", [{"name": "Alan Turing", "affiliation": "NPL Ltd"}]),
        ],
    ),
    "a company behind a comma": (
        "Leads",
        [("Ada Lovelace, Example Ltd", "Ada Lovelace, Example Ltd"), ("@zoe", [{"handle": "zoe"}])],
    ),
    "a suffix behind a comma": (
        "Leads",
        [("Grace Hopper, Jr.", "Grace Hopper, Jr."), ("@zoe", [{"handle": "zoe"}])],
    ),
    "a title behind a comma": (
        "Leads",
        [("Emmy Noether, Dr.", "Emmy Noether, Dr."), (f"[@ada]({HUB}/ada)", [ADA])],
    ),
    "companies behind the commas of a column": (
        "Leads",
        [
            ("Ada Lovelace, Example Ltd", [{"name": "Ada Lovelace", "affiliation": "Example Ltd"}]),
            ("Grace Hopper, ACME Inc", [{"name": "Grace Hopper", "affiliation": "ACME Inc"}]),
        ],
    ),
    "two services": (
        "Leads",
        [
            (f"Ada (GitHub: [@ada]({HUB}/ada) / Slack: `@ada`)",) * 2,
            (f"Grace (GitLab: [@grace]({LAB}/grace) / Matrix: `@grace`)",) * 2,
            (f"王小明 (Gitee: [@wxm]({GITEE}/wxm) / 微信: `wxm`)",) * 2,
            ("@zoe", [{"handle": "zoe"}]),
        ],
    ),
}


@pytest.mark.parametrize(("header", "cells"), TOGETHER.values(), ids=TOGETHER)
def test_a_word_was_taken_for_what_nothing_shows(
    repository: Path, sigtool: Run, header: str, cells: Cells
) -> None:
    text = document([cell for cell, _ in cells], header)
    write_files(repository, {"README.md": text})
    told = sigtool("init", "README.md")
    assert (told.code, told.stderr) == (
        0,
        "".join(
            f"README.md:{line}: kept as it is, people in 'Leads': {cell}\n"
            for line, (cell, found) in enumerate(cells, 3)
            if isinstance(found, str)
        ),
    )
    assert leads(repository) == [found for _, found in cells]
    assert sigtool("render") == UP_TO_DATE


@pytest.mark.parametrize(
    "header", ["gitee_id", "GitHub ID", "GitLab", "账号", "GitHub username", "Login"]
)
def test_a_bare_account_was_a_name(adopt: Adopt, sigtool: Run, header: str) -> None:
    text = f"| Name | {header} |\n| --- | --- |\n| Ada L | ada |\n| 王小明 | wxm |\n"
    folder = adopt({"README.md": text})
    sigs = YAML(typ="safe").load(folder / "sigs.yaml")["sigs"]
    assert [list(each.values()) for each in sigs] == [
        ["Ada L", [{"handle": "ada"}]],
        ["王小明", [{"handle": "wxm"}]],
    ]
    assert sigtool("render") == UP_TO_DATE


# --- nobody ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell", ["&nbsp;", "<ol></ol>", "-", "<ul><li></li></ul>", "—", "<br/>", "&emsp;", "N/A", "无"]
)
def test_an_empty_cell_was_a_text(adopt: Adopt, sigtool: Run, cell: str) -> None:
    text = document([cell, "@zoe"])
    folder = adopt({"README.md": text})
    assert leads(folder) == [None, [{"handle": "zoe"}]]
    assert sigtool("render") == UP_TO_DATE
    assert sigtool("validate", "--select", "SIG2,SIG4", "--output-format", "concise") == Outcome(
        0, "sigs.yaml:7:11: warning SIG401 no-lead: SIG 1 has no lead\n", "Found 1 warning.\n"
    )
    assert sigtool("edit-sig", "SIG 2", "--set", "leads=@ada").code == 0
    assert (folder / "README.md").read_text("utf-8") == text.replace("@zoe", "@ada")


@pytest.mark.parametrize(
    "cell",
    [
        f"[5 Members]({HUB}/orgs/example/teams/docs#members)",
        "[12 Maintainers](MAINTAINERS.md)",
        f"see [docs/OWNERS]({LAB}/example/docs/OWNERS)",
    ],
)
def test_where_the_list_is_was_called_no_person(adopt: Adopt, sigtool: Run, cell: str) -> None:
    folder = adopt({"README.md": document([cell, "@zoe"])})
    assert leads(folder) == [cell, [{"handle": "zoe"}]]
    assert sigtool("validate", "--select", "SIG2,SIG4,SIG6") == NO_PROBLEMS
    assert sigtool("render") == UP_TO_DATE


# --- what stays when others come ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "renamed"),
    [
        (f"[`@ada`]({HUB}/ada)", f"[`@eve`]({HUB}/eve)"),
        (f"[ @ada]({HUB}/ada)", f"[ @eve]({HUB}/eve)"),
        (f'[@ada]({HUB}/ada "Ada")', f"[@eve]({HUB}/eve)"),  # the title is of one person alone
        (f":star: <kbd>**[@ada]({HUB}/ada)**</kbd>", f":star: <kbd>**[@eve]({HUB}/eve)**</kbd>"),
        (f":crown: **[@ada]({GITEE}/ada)**", f":crown: **[@eve]({GITEE}/eve)**"),
        (f"⭐ [@ada]({LAB}/ada)", f"⭐ [@eve]({LAB}/eve)"),
        (f"王小明[@ada]({GITEE}/ada)", f"王小明[@eve]({GITEE}/eve)"),
        (f"Ada@Example[@ada]({HUB}/ada)", f"Ada@Example[@eve]({HUB}/eve)"),
        (f"(Ada@Example [ada]({HUB}/ada))", f"(Ada@Example [eve]({HUB}/eve))"),
        (f"Ada (on leave) [@ada]({HUB}/ada)", f"Ada (on leave) [@eve]({HUB}/eve)"),
    ],
)
def test_the_way_a_cell_is_written_is_kept(
    adopt: Adopt, sigtool: Run, cell: str, renamed: str
) -> None:
    folder = adopt({"README.md": document([cell, "@zoe"])})
    assert sigtool("add-lead", "SIG 1", "@grace").code == 0
    for lead, text in (("@ada", cell), ("@eve", renamed)):
        assert (folder / "README.md").read_text("utf-8") == document([f"{text}, @grace", "@zoe"])
        if lead == "@ada":
            assert sigtool("rename-lead", "@ada", "@eve").code == 0
    assert sigtool("remove-lead", "SIG 1", "@grace").code == 0
    assert (folder / "README.md").read_text("utf-8") == document([renamed, "@zoe"])


# --- one person in two languages ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "english", "other", "leads"),
    [
        ("zh", "Sun (West University)", "孙（西大）",
         "      - name:\n          en: Sun\n          zh: 孙\n"
         "        affiliation:\n          en: West University\n          zh: 西大\n"),
        ("ja", "Yamada Hanako (Example University)", "山田花子（例大学）",
         "      - name:\n          en: Yamada Hanako\n          ja: 山田花子\n"
         "        affiliation:\n          en: Example University\n          ja: 例大学\n"),
        ("zh", "Wang Xiaoming", "王小明",
         "      - name:\n          en: Wang Xiaoming\n          zh: 王小明\n"),
        ("zh", "[@ada](https://example.org/ada)<br>Sun (West University)",
         "[@ada](https://example.org/ada)<br>孙（西大）",
         "      - handle: ada\n        url: https://example.org/ada\n"
         "      - name:\n          en: Sun\n          zh: 孙\n"
         "        affiliation:\n          en: West University\n          zh: 西大\n"),
    ],
)  # fmt: skip
def test_a_person_in_two_languages_was_two_texts(
    adopt: Adopt, sigtool: Run, code: str, english: str, other: str, leads: str
) -> None:
    documents: Mapping[str, str] = {
        "README.md": document([english]),
        f"README_{code}.md": document([other]),
    }
    folder = adopt(documents)
    assert (folder / "sigs.yaml").read_text("utf-8") == (
        "tables:\n  - path: README.md\n    language: en\n"
        "    columns:\n      SIG: name\n      Leads: leads\n"
        f"  - path: README_{code}.md\n    language: {code}\n"
        "    columns:\n      SIG: name\n      Leads: leads\n"
        f"sigs:\n  - name: SIG 1\n    leads:\n{leads}"
    )
    assert sigtool("validate", "--select", "SIG2,SIG6") == NO_PROBLEMS
    assert sigtool("render", "--check") == Outcome(0)
