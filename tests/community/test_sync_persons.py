"""`sync` over people whom the tables of two languages show differently: nobody loses a part that
one table alone shows, and a table that shows less contradicts nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from syncing import Choice, Files, Outcome, bring_together

from sigtool.community.fact import Verdict

TABLES = """\
settings:
  publish_email: true
tables:
  - {path: README.md, language: en, columns: {Name: name, Leads: leads}}
  - {path: README_zh.md, language: zh, columns: {名称: name, 负责人: leads}}
sigs:
  - name: Docs
"""
ADA = "https://github.com/countess"


@dataclass(frozen=True)
class State:
    """The leads of a SIG as the registry has them, and as the table of each language shows them."""

    leads: str
    english: str
    chinese: str

    def files(self) -> Files:
        english, chinese = (text and f" {text}" for text in (self.english, self.chinese))
        documents = {
            "README.md": f"| Name | Leads |\n|---|---|\n| Docs |{english} |\n",
            "README_zh.md": f"| 名称 | 负责人 |\n|---|---|\n| Docs |{chinese} |\n",
        }
        return Files(f"{TABLES}    leads: [{self.leads}]\n", documents)


@dataclass(frozen=True)
class Case:
    """What all said, if they ever agreed, what the tables say now, the facts, and all after."""

    label: str
    agreed: State
    english: str
    chinese: str
    facts: Sequence[str]
    after: State | None = None
    choice: Choice | None = None
    has_base: bool = True
    leads: str | None = None

    def now(self) -> State:
        leads = self.agreed.leads if self.leads is None else self.leads
        return State(leads, self.english, self.chinese)


SHARING = ("{handle: ada, email: a@example.org}", "{handle: bob, email: a@example.org}")
SHARED = ("@ada <a@example.org>", "@bob <a@example.org>")
NAMES = State("{name: {en: Ada, zh: 艾达}}", "Ada", "艾达")
HANDLE = State("'@ada'", "@ada", "@ada")
EMAIL = State(
    "{name: {en: Ada, zh: 艾达}, email: ada@example.org}",
    "Ada <ada@example.org>",
    "艾达 <ada@example.org>",
)
NOBODY = State("'@bob'", "@bob", "@bob")
LINKED = State(
    f"{{name: {{en: Ada, zh: 艾达}}, url: '{ADA}', x-own: 1}}", f"[Ada]({ADA})", f"[艾达]({ADA})"
)

ACCOUNT = State(f"{{handle: countess, url: '{ADA}'}}", *(f"[@countess]({ADA})",) * 2)

CASES = [
    Case(
        "the link of somebody, who has keys that no table shows",
        LINKED,
        "[Ada](https://example.org/countess)",
        LINKED.chinese,
        [f"0 Docs leads Ada.url: {ADA} | https://example.org/countess | {ADA}: table"],
        State(
            LINKED.leads.replace(ADA, "https://example.org/countess"),
            "[Ada](https://example.org/countess)",
            "[艾达](https://example.org/countess)",
        ),
    ),
    Case(
        "a name in one language, where a link tells who it is",
        LINKED,
        LINKED.english,
        f"[王爱达]({ADA})",
        ["1 Docs leads 艾达.name: 艾达 | 王爱达 | 艾达: table"],
        State(LINKED.leads.replace("艾达", "王爱达"), LINKED.english, f"[王爱达]({ADA})"),
    ),
    Case(
        "a name in each language, where a link tells who it is",
        LINKED,
        f"[Lovelace]({ADA})",
        f"[王爱达]({ADA})",
        [
            "0 Docs leads Ada.name: Ada | Lovelace | Ada: table",
            "1 Docs leads 艾达.name: 艾达 | 王爱达 | 艾达: table",
        ],
        State(
            LINKED.leads.replace("艾达", "王爱达").replace("en: Ada", "en: Lovelace"),
            f"[Lovelace]({ADA})",
            f"[王爱达]({ADA})",
        ),
    ),
    *(
        Case(
            f"a mere name that is the account, in one language: {mere}",
            ACCOUNT,
            mere,
            ACCOUNT.chinese,
            [
                '0 Docs leads @countess.handle: countess | "" | countess: table',
                f'0 Docs leads @countess.name: "" | {mere} | "": table',
                f'0 Docs leads @countess.url: {ADA} | "" | {ADA}: table',
            ],
            State(
                f'{{handle: {{zh: countess}}, name: {{en: {mere}}}, url: {{zh: "{ADA}"}}}}',
                mere,
                ACCOUNT.chinese,
            ),
        )
        for mere in ("countess", "Countess")
    ),
    Case(
        "a mere name that is the account of one, and the name of another",
        State("'@ada', {name: Ada}", "@ada<br>Ada", "@ada<br>Ada"),
        "Ada",
        "@ada<br>Ada",
        ["0 Docs leads @ada: @ada | - | @ada: table"],
        State("{name: Ada}", "Ada", "Ada"),
    ),
    Case(
        "another name in one language, where nothing else tells who it is",
        NAMES,
        "Lovelace",
        "艾达",
        [
            "0 Docs leads Ada: Ada | - | Ada: both, other_name (Lovelace)",
            "0 Docs leads Lovelace: - | Lovelace | -: both, other_name (Ada)",
        ],
    ),
    Case(
        "another name in each language, where nothing else tells who it is",
        NAMES,
        "Lovelace",
        "王爱达",
        [
            "0 Docs leads Ada: Ada | - | Ada: both, other_name (Lovelace)",
            "0 Docs leads Lovelace: - | Lovelace | -: both, other_name (Ada)",
            "1 Docs leads 艾达: 艾达 | - | 艾达: both, other_name (王爱达)",
            "1 Docs leads 王爱达: - | 王爱达 | -: both, other_name (艾达)",
        ],
    ),
    Case(
        "one name in place of that of each language is somebody else",
        NAMES,
        "Grace",
        "Grace",
        [
            "0 Docs leads Ada: Ada | - | Ada: table",
            "0 Docs leads Grace: - | Grace | -: table",
            "1 Docs leads 艾达: 艾达 | - | 艾达: table",
            "1 Docs leads Grace: - | Grace | -: table",
        ],
        State("{name: Grace}", "Grace", "Grace"),
    ),
    Case(
        "the Chinese table names the owner of an account",
        HANDLE,
        "@ada",
        "[艾达](https://github.com/ada)",
        [
            '1 Docs leads @ada.handle: ada | "" | ada: table',
            '1 Docs leads @ada.name: "" | 艾达 | "": table',
            '1 Docs leads @ada.url: "" | https://github.com/ada | "": table',
        ],
        State(
            '{handle: {en: ada}, name: {zh: 艾达}, url: "https://github.com/ada"}',
            "[@ada](https://github.com/ada)",
            "[艾达](https://github.com/ada)",
        ),
    ),
    Case(
        "the Chinese table alone has a new e-mail address",
        NAMES,
        "Ada",
        "艾达 <ada@example.org>",
        ['1 Docs leads 艾达.email: "" | ada@example.org | "": table'],
        EMAIL,
    ),
    Case(
        "the English table has an e-mail address no more",
        EMAIL,
        "Ada",
        "艾达 <ada@example.org>",
        ['0 Docs leads Ada.email: ada@example.org | "" | ada@example.org: table'],
        State(
            "{name: {en: Ada, zh: 艾达}, email: {zh: ada@example.org}}",
            "Ada",
            "艾达 <ada@example.org>",
        ),
    ),
    Case(
        "no table has an e-mail address any more",
        EMAIL,
        "Ada",
        "艾达",
        [
            '0 Docs leads Ada.email: ada@example.org | "" | ada@example.org: table',
            '1 Docs leads 艾达.email: ada@example.org | "" | ada@example.org: table',
        ],
        NAMES,
    ),
    Case(
        "one table has an e-mail address no more, the other another one",
        EMAIL,
        "Ada",
        "艾达 <lovelace@example.org>",
        [
            '0 Docs leads Ada.email: ada@example.org | "" | ada@example.org: table',
            "1 Docs leads 艾达.email: ada@example.org | lovelace@example.org | ada@example.org: "
            "table",
        ],
        State(
            "{name: {en: Ada, zh: 艾达}, email: {zh: lovelace@example.org}}",
            "Ada",
            "艾达 <lovelace@example.org>",
        ),
    ),
    Case(
        "the tables have two new e-mail addresses",
        EMAIL,
        "Ada <a@example.org>",
        "艾达 <b@example.org>",
        [
            "0 Docs leads Ada.email: ada@example.org | a@example.org | ada@example.org: both, "
            "clash",
            "1 Docs leads 艾达.email: ada@example.org | b@example.org | ada@example.org: both, "
            "clash",
        ],
    ),
    Case(
        "the tables never showed one e-mail address, and the table is chosen",
        EMAIL,
        "Ada",
        "艾达 <ada@example.org>",
        ['0 Docs leads Ada.email: ada@example.org | "" | ?: table, chosen'],
        State(
            "{name: {en: Ada, zh: 艾达}, email: {zh: ada@example.org}}",
            "Ada",
            "艾达 <ada@example.org>",
        ),
        lambda _: Verdict.TO_REGISTRY,
        has_base=False,
    ),
    Case(
        "both tables have somebody new, the Chinese one says more of them",
        NOBODY,
        "@bob, @grace",
        "@bob, [@grace](https://example.org/g)",
        [
            "0 Docs leads @grace: - | @grace | -: table",
            "1 Docs leads @grace: - | @grace | -: table",
        ],
        State(
            "'@bob', {handle: grace, url: \"https://example.org/g\"}",
            "@bob, [@grace](https://example.org/g)",
            "@bob, [@grace](https://example.org/g)",
        ),
    ),
    Case(
        "both tables have somebody new, the English one says more of them",
        NOBODY,
        "@bob, @grace (chair)",
        "@bob, @grace",
        [
            "0 Docs leads @grace: - | @grace | -: table",
            "1 Docs leads @grace: - | @grace | -: table",
        ],
        State(
            "'@bob', {handle: grace, role: chair}", "@bob, @grace (chair)", "@bob, @grace (chair)"
        ),
    ),
    Case(
        "both tables have somebody new, with two e-mail addresses",
        NOBODY,
        "@bob, Grace <a@example.org>",
        "@bob, Grace <b@example.org>",
        [
            "0 Docs leads Grace: - | Grace | -: both, clash",
            "1 Docs leads Grace: - | Grace | -: both, clash",
        ],
    ),
    Case(
        "each side took out another one of two who share an address",
        State(", ".join(SHARING), ", ".join(SHARED), ", ".join(SHARED)),
        SHARED[0],
        ", ".join(SHARED),
        [
            "0 Docs leads @bob: @bob | - | @bob: table",
            "0 Docs leads @ada: - | @ada | @ada: registry",
            "1 Docs leads @ada: - | @ada | @ada: registry",
        ],
        State("", "", ""),
        leads=SHARING[1],
    ),
    Case(
        "both tables took out somebody whose name in one language is new",
        HANDLE,
        "",
        "",
        [
            "0 Docs leads @ada: @ada | - | @ada: both",
            "1 Docs leads @ada: @ada | - | @ada: both, other_table",
        ],
        leads="{handle: ada, name: {en: Ada King}}",
    ),
    Case(
        "somebody whom one side took out and the other changed has a new address elsewhere",
        HANDLE,
        "",
        "@ada <ada@example.org>",
        [
            "0 Docs leads @ada: @ada | - | @ada: both",
            '1 Docs leads @ada.email: "" | ada@example.org | "": both, other_table',
        ],
        leads="{handle: ada, name: {en: Ada King}}",
    ),
    Case(
        "each side has another handle, and another role beside the one of the registry",
        State("{handle: ada, name: Ada, role: chair}", *2 * ("Ada (@ada) (chair)",)),
        *2 * ("Ada (@ada)",),
        [
            f"{at} Docs leads @grace.{part}"
            for at in (0, 1)
            for part in ("handle: grace | ada | ada: registry", 'role: owner | "" | chair: both')
        ],
        State("{handle: grace, name: Ada, role: owner}", *2 * ("Ada (@grace)",)),
        leads="{handle: grace, name: Ada, role: owner}",
    ),
    Case(
        "the tables have another handle, and both sides another role",
        State("{handle: ada, name: Ada, role: chair}", *2 * ("Ada (@ada) (chair)",)),
        *2 * ("Ada (@grace)",),
        [
            f"{at} Docs leads @ada.{part}"
            for at in (0, 1)
            for part in ("handle: ada | grace | ada: table", 'role: owner | "" | chair: both')
        ],
        State("{handle: grace, name: Ada, role: owner}", *2 * ("Ada (@grace)",)),
        leads="{handle: ada, name: Ada, role: owner}",
    ),
    Case(
        "the registry has another e-mail address of a name alone, and both sides another role",
        State(
            "{name: Ada, email: a@example.org, role: chair}", *2 * ("Ada <a@example.org> (chair)",)
        ),
        *2 * ("Ada <a@example.org>",),
        [
            f"{at} Docs leads Ada.{part}"
            for at in (0, 1)
            for part in (
                "email: b@example.org | a@example.org | a@example.org: registry",
                'role: owner | "" | chair: both',
            )
        ],
        State("{name: Ada, email: b@example.org, role: owner}", *2 * ("Ada <b@example.org>",)),
        leads="{name: Ada, email: b@example.org, role: owner}",
    ),
    Case(
        "the registry took out a name alone whose e-mail address the tables changed",
        State("'@bob', {name: Ada, email: a@example.org}", *2 * ("@bob, Ada <a@example.org>",)),
        *2 * ("@bob, Ada <b@example.org>",),
        [f"{at} Docs leads Ada: - | Ada | Ada: both" for at in (0, 1)],
        leads="'@bob'",
    ),
    Case(
        "the registry took out somebody whose handle the tables changed",
        State("'@bob', {handle: ada, name: Ada}", *2 * ("@bob, Ada (@ada)",)),
        *2 * ("@bob, Ada (@grace)",),
        [f"{at} Docs leads @grace: - | @grace | @ada: both" for at in (0, 1)],
        leads="'@bob'",
    ),
    Case(
        "the registry changed the handle of somebody, and moved them",
        State("{handle: ada, name: Ada}, '@bob'", *2 * ("Ada (@ada), @bob",)),
        *2 * ("Ada (@ada), @bob",),
        [
            f"{at} Docs leads {fact}"
            for at in (0, 1)
            for fact in (
                "@grace.handle: grace | ada | ada: registry",
                "order: @bob, @grace | @grace, @bob | @grace, @bob: registry",
            )
        ],
        State("'@bob', {handle: grace, name: Ada}", *2 * ("@bob, Ada (@grace)",)),
        leads="'@bob', {handle: grace, name: Ada}",
    ),
    Case(
        "somebody new beside one whom the registry took out",
        State("{handle: ada, email: a@example.org}, '@bob'", *2 * ("@ada <a@example.org>, @bob",)),
        *2 * ("@ada <a@example.org>, @bob, @grace",),
        [
            f"{at} Docs leads {fact}"
            for at in (0, 1)
            for fact in (
                "@ada: - | @ada | @ada: registry",
                "@grace: - | @grace | -: table",
            )
        ],
        State("'@bob', '@grace'", *2 * ("@bob, @grace",)),
        leads="'@bob'",
    ),
    Case(
        "the registry took out whom one table changed: the other one keeps them, too",
        HANDLE,
        "@ada (chair)",
        "@ada",
        [
            "0 Docs leads @ada: - | @ada | @ada: both",
            "1 Docs leads @ada: - | @ada | @ada: both, other_table",
        ],
        leads="",
    ),
    Case(
        "each table has the role of somebody in its language",
        HANDLE,
        "@ada (chair)",
        "@ada（主席）",
        [
            '0 Docs leads @ada.role: "" | chair | "": table',
            '1 Docs leads @ada.role: "" | 主席 | "": table',
        ],
        State("{handle: ada, role: {en: chair, zh: 主席}}", "@ada (chair)", "@ada（主席）"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_people_of_two_languages(case: Case) -> None:
    commits = [case.agreed.files()] if case.has_base else []
    found = bring_together(case.now().files(), *commits, choice=case.choice)
    assert found == Outcome((case.after or case.now()).files(), list(case.facts))
