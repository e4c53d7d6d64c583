"""`add-lead` and `rename-lead` in a row that somebody edited by hand before."""

from pathlib import Path

import pytest
from conftest import SAME, Outcome, Run
from repositories import LEADS_IN_TWO_LANGUAGES, commit_all, put

LEADS = """\
tables:
  - {path: README.md, columns: {Name: name, Leads: leads}}
sigs:
  - name: Docs
    leads:"""
HEADER = "| Name | Leads |\n|---|---|\n"
ADA = "\n      - handle: ada\n        url: https://github.com/ada\n"
LINKED = "[@ada](https://github.com/ada)"


def put_both(registry: str, cell: str) -> None:
    put("sigs.yaml", LEADS + registry)
    put("README.md", f"{HEADER}| Docs | {cell} |\n")


def both(folder: Path) -> tuple[str, str]:
    """What the registry and the table say of the leads."""
    registry, table = ((folder / name).read_text("utf-8") for name in ("sigs.yaml", "README.md"))
    cell = table.removeprefix(f"{HEADER}| Docs | ").removesuffix(" |\n")
    return registry.removeprefix(LEADS), cell


def test_who_was_added_to_a_placeholder_went_with_it(repository: Path, sigtool: Run) -> None:
    put_both(" TBD\n", "TBD")
    commit_all()
    put_both(" TBD\n", "@bob, @carl")
    assert sigtool("add-lead", "Docs", "@carl") == Outcome(
        0,
        "Added @carl to the leads of Docs.\n",
        "README.md:3: Docs: @bob stays; only the table has them, not the leads of the registry\n",
    )
    assert both(repository) == ("\n      - handle: carl\n", "@bob, @carl")


@pytest.mark.parametrize(
    ("cell", "who", "added"),
    [
        pytest.param(
            "[@hedy](https://gitee.com/hedy)",
            "@hedy",
            "      - handle: hedy\n        url: https://gitee.com/hedy\n",
            id="handle",
        ),
        pytest.param(
            "Hedy Lamarr ([@hedy](https://gitee.com/hedy1))",
            "@hedy",
            "      - handle: hedy\n        name: Hedy Lamarr\n        url: https://gitee.com/hedy1\n",
            id="handle and name",
        ),
    ],
)
def test_a_link_was_made_up_for_whom_the_row_links_elsewhere(
    repository: Path, sigtool: Run, cell: str, who: str, added: str
) -> None:
    put_both(ADA, f"{LINKED}, {cell}")
    assert sigtool("add-lead", "Docs", who) == Outcome(0, f"Added {who} to the leads of Docs.\n")
    assert both(repository) == (ADA + added, f"{LINKED}, {cell}")


def test_a_handle_was_made_of_a_page_that_is_no_account(repository: Path, sigtool: Run) -> None:
    put_both(ADA, LINKED)
    assert sigtool("rename-lead", "@ada", "[Ada Lovelace](https://ada.dev/about)") == Outcome(
        0,
        "Renamed @ada (name none to Ada Lovelace, url https://github.com/ada to "
        "https://ada.dev/about) in Docs.\n",
    )
    person = (
        "\n      - handle: ada\n        name: Ada Lovelace\n        url: https://ada.dev/about\n"
    )
    assert both(repository) == (person, "Ada Lovelace ([@ada](https://ada.dev/about))")
    put_both(ADA, LINKED)
    # On the host of the old account it is the new one.
    assert sigtool("rename-lead", "@ada", "https://github.com/lovelace") == Outcome(
        0, "Renamed @ada to @lovelace in Docs.\n"
    )


def test_who_came_back_into_a_row_was_not_told(repository: Path, sigtool: Run) -> None:
    bob = "      - handle: bob\n"
    put_both(ADA + bob, f"{LINKED}, @bob")
    commit_all()
    put_both(ADA + bob, "@bob")
    assert sigtool("rename-lead", "@ada", "@lovelace") == Outcome(
        0,
        "Renamed @ada to @lovelace in Docs.\n",
        "README.md:3: Docs: the row had no @ada any more; @lovelace is in it now, as in the leads "
        "of the registry; if they are to go, remove them there\n",
    )
    assert both(repository) == (
        ADA.replace("ada", "lovelace") + bob,
        "[@lovelace](https://github.com/lovelace), @bob",
    )


TWO = """\
tables:
  - {path: README.md, columns: {Name: name, Leads: leads}}
sigs:
  - name: Docs
    leads: [{name: Grace Hopper}, {name: Emmy Noether}]
  - name: Web
    leads: [{name: Emmy Noether}]
"""
NEW_ONE = "[New One](https://github.com/one)"


@pytest.mark.parametrize(
    ("docs", "web", "who", "message"),
    [
        pytest.param(
            "Grace Hopper、Emmy Noether、Hedy Lamarr (MIT)",
            "Emmy Noether",
            "海蒂",
            "README.md:3: Docs: leads 'Grace Hopper、Emmy Noether、Hedy Lamarr (MIT)、海蒂' could "
            "not be read as these persons then, since the registry has others; first bring the "
            "two together: sigtool sync Docs",
            id="the cell itself",
        ),
        pytest.param(
            "Grace Hopper, Emmy Noether",
            "Emmy Noether, Hedy Lamarr",
            NEW_ONE,
            "README.md:4: Web: leads 'Emmy Noether, Hedy Lamarr' could not be read as these "
            "persons then, since the registry has others; first bring the two together: sigtool "
            "sync Web",
            id="another one",
        ),
    ],
)
def test_a_cell_was_not_read_any_more_once_somebody_was_added(
    repository: Path, sigtool: Run, docs: str, web: str, who: str, message: str
) -> None:
    put("sigs.yaml", TWO)
    table = f"{HEADER}| Docs | {docs} |\n| Web | {web} |\n"
    put("README.md", table)
    assert sigtool("add-lead", "Docs", who) == Outcome(2, "", f"sigtool: {message}\n")
    assert (repository / "sigs.yaml").read_text("utf-8") == TWO
    assert (repository / "README.md").read_text("utf-8") == table


@pytest.mark.parametrize(
    ("web", "who", "registry", "cell"),
    [
        pytest.param("海蒂, Emmy Noether", "海蒂", "      - name: 海蒂\n", "海蒂", id="a name"),
        pytest.param(
            "Emmy Noether (Berlin)",
            "Ada Lovelace (Berlin)",
            "      - name: Ada Lovelace\n        affiliation: Berlin\n",
            "Ada Lovelace (Berlin)",
            id="an employer",
        ),
    ],
)
def test_a_name_that_an_unread_cell_has_could_not_be_added(
    repository: Path, sigtool: Run, web: str, who: str, registry: str, cell: str
) -> None:
    table = f"{HEADER}| Docs | {LINKED} |\n| Web | {web} |\n"
    put("README.md", table)
    put("sigs.yaml", f"{LEADS}{ADA}  - name: Web\n    leads: {web}\n")
    assert sigtool("add-lead", "Docs", who) == Outcome(
        0, f"Added {who.removesuffix(' (Berlin)')} to the leads of Docs.\n"
    )
    assert (repository / "sigs.yaml").read_text("utf-8") == (
        f"{LEADS}{ADA}{registry}  - name: Web\n    leads: {web}\n"
    )
    assert (repository / "README.md").read_text("utf-8") == table.replace(
        LINKED, f"{LINKED}, {cell}"
    )
    assert sigtool("sync", "--check") == SAME


LANGUAGES = LEADS_IN_TWO_LANGUAGES + "      - name: {en: Zhang San, zh: 张三}\n"
WANG = "      - name:\n          en: Wang Xiaoming\n          zh: 王小明\n"
WANG_LINK = "https://example.org/wang"


@pytest.mark.parametrize("who", ["王小明", "Wang Xiaoming"])
@pytest.mark.parametrize(
    ("en", "zh", "added"),
    [
        pytest.param(
            f"Zhang San; [Wang Xiaoming]({WANG_LINK})",
            f"张三; [王小明]({WANG_LINK})",
            f"{WANG}        url: {WANG_LINK}\n",
            id="linked",
        ),
        pytest.param("Zhang San; Wang Xiaoming", "张三; 王小明", WANG, id="by place"),
    ],
)
def test_who_is_named_in_two_languages_lost_one_of_the_names(
    repository: Path, sigtool: Run, who: str, en: str, zh: str, added: str
) -> None:
    put("sigs.yaml", LANGUAGES)
    tables = [f"{HEADER}| Docs | {cell} |\n" for cell in (en, zh)]
    put("README.md", tables[0])
    put("zh.md", tables[1])
    assert sigtool("add-lead", "Docs", who) == Outcome(
        0, "Added Wang Xiaoming / 王小明 to the leads of Docs.\n"
    )
    assert (repository / "sigs.yaml").read_text("utf-8") == LANGUAGES + added
    assert [(repository / name).read_text("utf-8") for name in ("README.md", "zh.md")] == tables
    assert sigtool("sync", "--check") == SAME


def test_who_stands_elsewhere_in_another_language_is_nobody_else(
    repository: Path, sigtool: Run
) -> None:
    put("sigs.yaml", LANGUAGES)
    put("README.md", f"{HEADER}| Docs | Zhang San; Wang Xiaoming |\n")
    put("zh.md", f"{HEADER}| Docs | 王小明; 张三 |\n")
    assert sigtool("add-lead", "Docs", "王小明").stdout == "Added 王小明 to the leads of Docs.\n"
    assert (repository / "sigs.yaml").read_text("utf-8") == f"{LANGUAGES}      - name: 王小明\n"
    assert (repository / "README.md").read_text("utf-8") == (
        f"{HEADER}| Docs | Zhang San; Wang Xiaoming; 王小明 |\n"
    )


@pytest.mark.parametrize("command", ["add-lead", "edit-sig"])
@pytest.mark.parametrize(
    ("page", "row", "advice", "works"),
    [
        pytest.param(
            "    readme: docs.md\n",
            "[Manual](docs.md)",
            ", in the row of Docs; first bring the two together: sigtool sync Docs",
            ("sync", "Docs", "--prefer", "table"),
            id="by its page",
        ),
        pytest.param(
            "",
            "Manual",
            ", which has no row of Docs; renamed: sigtool rename-sig Docs Manual; new: sigtool "
            "add-sig Manual",
            ("rename-sig", "Docs", "Manual"),
            id="by nothing",
        ),
    ],
)
def test_a_sig_that_a_row_renamed_was_to_be_added(
    repository: Path,
    sigtool: Run,
    command: str,
    page: str,
    row: str,
    advice: str,
    works: tuple[str, ...],
) -> None:
    put("sigs.yaml", LEADS.replace("    leads:", page + "    leads:") + ADA)
    put("README.md", f"{HEADER}| {row} | {LINKED} |\n")
    more = {"add-lead": ("Manual", "@bob"), "edit-sig": ("Manual", "--status", "active")}[command]
    assert sigtool(command, *more) == Outcome(
        2,
        "",
        "sigtool: no SIG has the name 'Manual'; only the table has it, at README.md:3"
        + advice
        + "\n",
    )
    assert sigtool(*works).code == 0
    assert sigtool(command, *more).code == 0
    assert sigtool("sync", "--check") == SAME


def test_a_handle_in_two_languages_was_told_with_one_sign(repository: Path, sigtool: Run) -> None:
    put("sigs.yaml", LANGUAGES.replace("name: {en: Zhang San, zh: 张三}", "handle: ada"))
    put("README.md", f"{HEADER}| Docs | @ada |\n")
    put("zh.md", f"{HEADER}| Docs | @ada |\n")
    assert sigtool("rename-lead", "@ada", "@lovelace", "--language", "zh") == Outcome(
        0, "Renamed @ada to @ada / @lovelace in Docs.\n"
    )
    assert (repository / "sigs.yaml").read_text("utf-8") == LANGUAGES.replace(
        "name: {en: Zhang San, zh: 张三}", "handle:\n          en: ada\n          zh: lovelace"
    )
    assert (repository / "README.md").read_text("utf-8") == f"{HEADER}| Docs | @ada |\n"
    assert (repository / "zh.md").read_text("utf-8") == f"{HEADER}| Docs | @lovelace |\n"
