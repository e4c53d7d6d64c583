"""`rename-lead`: what changes, in which language, and what it replaces."""

import shlex
from pathlib import Path

import pytest
from conftest import SAME, Adopt, Outcome, Run, contents
from repositories import LEADS_IN_TWO_LANGUAGES as LANGUAGES
from repositories import commit_all, put

HEADER = "| Name | Leads |\n|---|---|\n"
ADA = "      - handle: ada\n        url: https://example.org/ada\n"
WITH_NAME = ADA.replace("        url", "        name:\n          zh: 艾达\n        url")
LINKED = "[@ada](https://example.org/ada)"


def put_languages(person: str, english: str, chinese: str) -> None:
    put("sigs.yaml", LANGUAGES + person)
    put("README.md", f"{HEADER}| Docs | {english} |\n")
    put("zh.md", f"{HEADER}| Docs | {chinese} |\n")


def leads(folder: Path) -> tuple[str, ...]:
    """What the registry, the English table and the Chinese one say of the leads."""
    names = ("sigs.yaml", "README.md", "zh.md")
    registry, *tables = [(folder / name).read_text("utf-8") for name in names]
    rows = [text.removeprefix(HEADER + "| Docs | ").removesuffix(" |\n") for text in tables]
    return (registry.removeprefix(LANGUAGES), *rows)


@pytest.mark.parametrize(
    ("command", "said", "new", "chinese"),
    [
        pytest.param(
            "@ada 艾达 --language zh",
            "Renamed @ada (name none to 艾达) in Docs.\n",
            WITH_NAME,
            f"艾达 ({LINKED})",
            id="a name",
        ),
        pytest.param(
            "@ada a@example.org --language zh",
            "Renamed @ada (email none to a@example.org) in Docs.\n",
            f"{ADA}        email:\n          zh: a@example.org\n",
            f"{LINKED} <a@example.org>",
            id="an address",
        ),
    ],
)
def test_what_was_new_in_one_language_was_written_for_all(
    repository: Path, sigtool: Run, command: str, said: str, new: str, chinese: str
) -> None:
    put_languages(ADA, LINKED, LINKED)
    assert sigtool("rename-lead", *shlex.split(command)) == Outcome(0, said)
    assert leads(repository) == (new, LINKED, chinese)


NAMED = f"{ADA}        name: {{zh: 艾达}}\n"


@pytest.mark.parametrize(
    ("person", "command", "why"),
    [
        pytest.param(
            NAMED,
            "@ada 'Ada King'",
            "@ada: name has a text in zh alone; say which language is meant; "
            "as --language en or --language zh",
            id="a name in one of the languages",
        ),
        pytest.param(
            ADA + "        name: {en: Ada, zh: 艾达}\n",
            "@ada 'Ada King'",
            "@ada: name has a text in each of en, zh; say which one is meant; "
            "as --language en or --language zh",
            id="a name in each",
        ),
        pytest.param(
            ADA + "        name: {en: Ada, zh: Ada}\n",
            "Ada 'Ada King'",
            "@ada: name has a text in each of en, zh; say which one is meant; "
            "as --language en or --language zh",
            id="the same name in each",
        ),
    ],
)
def test_a_name_was_overwritten_though_nobody_said_in_which_language(
    repository: Path, sigtool: Run, person: str, command: str, why: str
) -> None:
    put_languages(person, LINKED, LINKED)
    assert sigtool("rename-lead", *shlex.split(command)) == Outcome(2, "", f"sigtool: {why}\n")
    assert leads(repository) == (person, LINKED, LINKED)


@pytest.mark.parametrize(
    ("command", "said", "new", "english", "chinese"),
    [
        pytest.param(
            "艾达 阿达",
            "Renamed @ada (name 艾达 to 阿达) in Docs.\n",
            NAMED.replace("艾达", "阿达"),
            LINKED,
            f"阿达 ({LINKED})",
            id="by the name",
        ),
        pytest.param(
            "@ada 'Ada King' --language en",
            "Renamed @ada (name 艾达 to 艾达 / Ada King) in Docs.\n",
            NAMED.replace("艾达", "艾达, en: Ada King"),
            f"Ada King ({LINKED})",
            f"艾达 ({LINKED})",
            id="by --language",
        ),
        pytest.param(
            "https://example.org/ada @lovelace",
            "Renamed @ada to @lovelace in Docs.\n",
            NAMED.replace("ada", "lovelace"),
            LINKED.replace("ada", "lovelace"),
            f"艾达 ({LINKED.replace('ada', 'lovelace')})",
            id="another fact",
        ),
    ],
)
def test_a_name_in_one_of_the_languages_is_changed_in_that_which_is_named(
    repository: Path, sigtool: Run, command: str, said: str, new: str, english: str, chinese: str
) -> None:
    put_languages(NAMED, LINKED, f"艾达 ({LINKED})")
    assert sigtool("rename-lead", *shlex.split(command)) == Outcome(0, said)
    assert leads(repository) == (new, english, chinese)


def test_the_same_handle_and_link_became_one_a_language(repository: Path, sigtool: Run) -> None:
    put_languages(ADA, LINKED, LINKED)
    assert sigtool("rename-lead", "@ada", f"艾达 {LINKED}", "--language", "zh") == Outcome(
        0, "Renamed @ada (name none to 艾达) in Docs.\n"
    )
    assert leads(repository) == (WITH_NAME, LINKED, f"艾达 ({LINKED})")
    put_languages(ADA, LINKED, LINKED)
    assert sigtool("rename-lead", "@ada", "@ada", "--language", "zh") == Outcome(
        0, "Nothing changed: the registry says so already.\n"
    )
    assert leads(repository) == (ADA, LINKED, LINKED)


LEADS = "tables:\n  - {path: README.md, columns: {Name: name, Leads: leads}}\nsigs:\n"
SITE = "https://stone.example.org/me"
PERSONS = {
    "Docs": ("      - name: Yonghong Shi\n", SITE, "[Yonghong Shi]"),
    "Web": ("      - name: Jeff Zhang\n", "https://github.com/zryfish", "[Jeff Zhang]"),
    "Ops": ("      - handle: alan\n", "https://github.com/alan", "[@alan]"),
    "AI": ("      - handle: alan\n", "https://github.com/alan/tools", "[@alan]"),
    "Net": ("      - name: Alan T\n", "https://github.com/alan", "[Alan T]"),
}


def put_persons(**changes: tuple[str, str, str]) -> tuple[str, str]:
    """The registry and the table of `PERSONS`, some of them changed; each has its row."""
    persons = {**PERSONS, **changes}
    items = (
        f"  - name: {name}\n    leads:\n{person}        url: {url}\n"
        for name, (person, url, _) in persons.items()
    )
    rows = (
        f"| {name} | {label}({url}){')' * label.count('(')} |\n"
        for name, (_, url, label) in persons.items()
    )
    return LEADS + "".join(items), HEADER + "".join(rows)


@pytest.mark.parametrize(
    ("command", "said", "told", "changes"),
    [
        pytest.param(
            "'Yonghong Shi' @stone",
            "Renamed Yonghong Shi to @stone in Docs.\n",
            "",
            {
                "Docs": (
                    "      - handle: stone\n        name: Yonghong Shi\n",
                    SITE,
                    "Yonghong Shi ([@stone]",
                )
            },
            id="a page of one's own stays",
        ),
        pytest.param(
            "'Yonghong Shi' '[@stone](https://github.com/stone)'",
            "Renamed Yonghong Shi to @stone in Docs.\n",
            f"Yonghong Shi: replaced the link: {SITE}\n",
            {
                "Docs": (
                    "      - handle: stone\n        name: Yonghong Shi\n",
                    "https://github.com/stone",
                    "Yonghong Shi ([@stone]",
                )
            },
            id="unless the command has a link",
        ),
        pytest.param(
            "'Jeff Zhang' @jeffz",
            "Renamed Jeff Zhang to @jeffz in Web.\n",
            "Jeff Zhang: replaced the link: https://github.com/zryfish\n",
            {
                "Web": (
                    "      - handle: jeffz\n        name: Jeff Zhang\n",
                    "https://github.com/jeffz",
                    "Jeff Zhang ([@jeffz]",
                )
            },
            id="an account gives way to the new one",
        ),
        pytest.param(
            "'Alan T' @eve --sig Net",
            "Renamed Alan T to @eve in Net.\n",
            "Alan T: replaced the link: https://github.com/alan\n",
            {
                "Net": (
                    "      - handle: eve\n        name: Alan T\n",
                    "https://github.com/eve",
                    "Alan T ([@eve]",
                )
            },
            id="an account that is a word of the name",
        ),
        pytest.param(
            "https://github.com/alan @eve",
            "Renamed @alan to @eve in Ops, AI, Net.\n",
            "also names @alan: sigs.yaml:19, README.md:6\n",
            {
                "Ops": ("      - handle: eve\n", "https://github.com/eve", "[@eve]"),
                "AI": ("      - handle: eve\n", "https://github.com/alan/tools", "[@eve]"),
                "Net": ("      - name: Alan T\n", "https://github.com/eve", "[Alan T]"),
            },
            id="another page of an account stays",
        ),
        pytest.param(
            "https://github.com/alan 'Alan Turing' --sig Net",
            "Renamed Alan T to Alan Turing in Net.\n",
            "",
            {"Net": ("      - name: Alan Turing\n", "https://github.com/alan", "[Alan Turing]")},
            id="what the message has is not told twice",
        ),
        pytest.param(
            "https://github.com/alan 'https://gitee.com/alan'",
            "Renamed @alan (url https://github.com/alan to https://gitee.com/alan) in Ops, AI, "
            "Net.\n",
            "@alan: replaced the link: https://github.com/alan/tools\n",
            {
                "Ops": ("      - handle: alan\n", "https://gitee.com/alan", "[@alan]"),
                "AI": ("      - handle: alan\n", "https://gitee.com/alan", "[@alan]"),
                "Net": ("      - name: Alan T\n", "https://gitee.com/alan", "[Alan T]"),
            },
            id="each link that another one takes the place of",
        ),
    ],
)
def test_a_link_that_the_command_does_not_name_was_replaced_without_a_word(
    repository: Path,
    sigtool: Run,
    command: str,
    said: str,
    told: str,
    changes: dict[str, tuple[str, str, str]],
) -> None:
    registry, table = put_persons()
    put("sigs.yaml", registry)
    put("README.md", table)
    assert sigtool("rename-lead", *shlex.split(command)) == Outcome(0, said, told)
    registry, table = put_persons(**changes)
    assert (repository / "sigs.yaml").read_text("utf-8") == registry
    assert (repository / "README.md").read_text("utf-8") == table


ALAN = "      - handle: alan\n        url: https://github.com/alan\n"
GRACE = "      - handle: grace\n"
OTHER = "The tables have 1 other difference from the registry: sigtool validate\n"


@pytest.mark.parametrize(
    ("command", "said", "shown", "now", "told"),
    [
        pytest.param(
            "rename-lead @alan @eve",
            "Renamed @alan to @eve in Docs.\n",
            "[@alan](https://gitee.com/alan)",
            "@grace, [@eve](https://gitee.com/eve)",
            OTHER,
            id="another host",
        ),
        pytest.param(
            "rename-lead @alan @eve",
            "Renamed @alan to @eve in Docs.\n",
            "[@alan](https://alan.example.org/)",
            "@grace, [@eve](https://alan.example.org/)",
            OTHER,
            id="a page of one's own",
        ),
        pytest.param(
            "rename-lead @alan @eve",
            "Renamed @alan to @eve in Docs.\n",
            "[@alan](https://github.com/turing)",
            "@grace, [@eve](https://github.com/turing)",
            OTHER,
            id="another account",
        ),
        pytest.param(
            "rename-lead @alan https://gitlab.com/alan",
            "Renamed @alan (url https://github.com/alan to https://gitlab.com/alan) in Docs.\n",
            "[@alan](https://gitee.com/alan)",
            "@grace, [@alan](https://gitlab.com/alan)",
            "README.md:3: Docs: replaced what the table said of leads: @grace, "
            "[@alan](https://gitee.com/alan)\n",
            id="a link that the command has",
        ),
        pytest.param(
            "remove-lead Docs @alan",
            "Removed @alan from the leads of Docs.\n",
            "[@alan](https://gitee.com/alan)",
            "@grace",
            "README.md:3: Docs: replaced what the table said of leads: @grace, "
            "[@alan](https://gitee.com/alan)\n",
            id="who is removed",
        ),
        pytest.param(
            "add-lead Docs @eve",
            "Added @eve to the leads of Docs.\n",
            "[@alan](https://gitee.com/alan)",
            "@grace, [@alan](https://gitee.com/alan), @eve",
            OTHER,
            id="who is beside somebody new",
        ),
    ],
)
def test_somebody_whose_link_the_table_changed_was_taken_for_two(
    repository: Path, sigtool: Run, command: str, said: str, shown: str, now: str, told: str
) -> None:
    put("sigs.yaml", f"{LEADS}  - name: Docs\n    leads:\n{GRACE}{ALAN}")
    put("README.md", f"{HEADER}| Docs | @grace, {shown} |\n")
    assert sigtool(*shlex.split(command)) == Outcome(0, said, told)
    assert (repository / "README.md").read_text("utf-8") == f"{HEADER}| Docs | {now} |\n"


def test_somebody_who_may_be_there_twice_was_not_told(repository: Path, sigtool: Run) -> None:
    put("sigs.yaml", f"{LEADS}  - name: Docs\n    leads:\n{GRACE}{ALAN}")
    put("README.md", f"{HEADER}| Docs | @grace, [@alan](https://github.com/alan) |\n")
    commit_all()
    put("README.md", f"{HEADER}| Docs | @grace, [@turing](https://github.com/turing) |\n")
    assert sigtool("rename-lead", "@alan", "@eve") == Outcome(
        0,
        "Renamed @alan to @eve in Docs.\n",
        "README.md:3: Docs: @turing stays; only the table has them, not the leads of the registry\n"
        "README.md:3: Docs: @turing may be @eve, whom the row lacked; if so, run sigtool "
        "rename-lead @eve @turing, or take @turing out of the row\n",
    )
    both = "@grace, [@turing](https://github.com/turing), [@eve](https://github.com/eve)"
    assert (repository / "README.md").read_text("utf-8") == f"{HEADER}| Docs | {both} |\n"
    row = f"{HEADER}| Docs | @grace, [@{{0}}](https://github.com/{{0}}) |\n"
    put("README.md", row.format("eve"))
    assert sigtool("sync") == SAME
    put("README.md", f"{HEADER}| Docs | {both} |\n")
    assert sigtool("rename-lead", "@eve", "@turing") == Outcome(
        0, "Renamed @eve to @turing in Docs.\n"
    )
    assert (repository / "README.md").read_text("utf-8") == row.format("turing")
    assert sigtool("sync") == SAME


def test_whom_the_table_names_so_already_is_nobody_else(repository: Path, sigtool: Run) -> None:
    put("sigs.yaml", f"{LEADS}  - name: Docs\n    leads:\n{GRACE}{ALAN}")
    put("README.md", f"{HEADER}| Docs | @grace, [@eve](https://github.com/eve), @bob |\n")
    assert sigtool("rename-lead", "@alan", "@eve") == Outcome(
        0,
        "Renamed @alan to @eve in Docs.\n",
        "README.md:3: Docs: @bob stays; only the table has them, not the leads of the registry\n",
    )
    assert (repository / "README.md").read_text("utf-8") == (
        f"{HEADER}| Docs | @grace, [@eve](https://github.com/eve), @bob |\n"
    )


AL = "[Ada Lovelace](https://github.com/al)"


@pytest.mark.parametrize(
    ("there", "command", "who"),
    [
        pytest.param("[@alan](https://github.com/alan)", "Kurt @alan", "@alan", id="handle"),
        pytest.param(AL, "Kurt 'Ada Lovelace'", "Ada Lovelace", id="name"),
        pytest.param(AL, "Kurt 'Ada Lovelace' --sig Docs", "Ada Lovelace", id="name in one SIG"),
        pytest.param(AL, "Kurt @al", "Ada Lovelace", id="account"),
    ],
)
def test_somebody_got_what_another_lead_of_the_sig_is_called(
    repository: Path, adopt: Adopt, sigtool: Run, there: str, command: str, who: str
) -> None:
    adopt({"README.md": f"{HEADER}| Docs | {there}, [Kurt](https://kurt.example.org/) |\n"})
    before = contents(repository)
    assert sigtool("rename-lead", *shlex.split(command)) == Outcome(
        2, "", f"sigtool: Docs: {who} would be in leads twice; remove one first\n"
    )
    assert contents(repository) == before


def test_a_namesake_who_is_named_with_another_account_is_another_lead(
    adopt: Adopt, sigtool: Run
) -> None:
    folder = adopt({"README.md": f"{HEADER}| Docs | {AL}, [Kurt](https://kurt.example.org/) |\n"})
    new = "[Ada Lovelace](https://github.com/ada2)"
    assert sigtool("rename-lead", "Kurt", new) == Outcome(
        0,
        "Renamed Kurt to Ada Lovelace in Docs.\n",
        "Kurt: replaced the link: https://kurt.example.org/\n",
    )
    assert contents(folder)["README.md"].decode() == f"{HEADER}| Docs | {AL}, {new} |\n"


def test_two_leads_may_share_an_address(adopt: Adopt, sigtool: Run) -> None:
    kurt, address = "[@kurt](https://github.com/kurt)", "<docs@example.org>"
    folder = adopt({"README.md": f"{HEADER}| Docs | {AL} {address}, {kurt} |\n"})
    assert sigtool("rename-lead", "@kurt", "docs@example.org") == Outcome(
        0, "Renamed @kurt (email none to docs@example.org) in Docs.\n"
    )
    shown = f"{AL} {address}, {kurt} {address}"
    assert contents(folder)["README.md"].decode() == f"{HEADER}| Docs | {shown} |\n"


def test_an_account_beside_a_name_takes_its_link_along(adopt: Adopt, sigtool: Run) -> None:
    table = (
        "| Name | GitHub ID |\n|---|---|\n"
        "| Ada Lovelace | https://example.org/ada |\n| Grace Hopper | @grace |\n"
    )
    folder = adopt({"README.md": table})
    old, new = "https://example.org/ada", "[@lovelace](https://example.org/lovelace)"
    assert sigtool("rename-lead", "Ada Lovelace", "@lovelace") == Outcome(
        0,
        "Renamed Ada Lovelace to @lovelace in Ada Lovelace (github_id).\n",
        f"{old}: replaced the link: {old}\n",
    )
    assert contents(folder)["README.md"].decode() == table.replace(old, new)


@pytest.mark.parametrize(
    ("beside", "code", "said", "told"),
    [
        (
            "[@hedy](https://github.com/hedy)",
            2,
            "",
            "sigtool: README.md:3: Docs: the row names @hedy already, whom the registry does not "
            "have; first bring the two together: sigtool sync Docs\n",
        ),
        (
            "[@hedwig](https://github.com/hedwig)",
            0,
            "Renamed @lamarr to @hedy in Docs.\n",
            "README.md:3: Docs: @hedwig stays; only the table has them, not the leads of the "
            "registry\n",
        ),
    ],
)
def test_somebody_got_the_handle_of_another_whom_only_the_table_had(
    repository: Path, sigtool: Run, beside: str, code: int, said: str, told: str
) -> None:
    """The link is no account of the handle, and stays: so the two are not one."""
    own = "[@{}](https://gitee.com/kiesler)"
    registry = LEADS + (
        "  - name: Docs\n    leads:\n      - {handle: lamarr, url: https://gitee.com/kiesler}\n"
    )
    put("sigs.yaml", registry)
    put("README.md", f"{HEADER}| Docs | {own.format('lamarr')}, {beside} |\n")
    assert sigtool("rename-lead", "@lamarr", "@hedy") == Outcome(code, said, told)
    now = "lamarr" if code else "hedy"
    assert (repository / "README.md").read_text("utf-8") == (
        f"{HEADER}| Docs | {own.format(now)}, {beside} |\n"
    )
    assert (repository / "sigs.yaml").read_text("utf-8") == registry.replace("lamarr", now)
