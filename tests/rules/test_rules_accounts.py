"""SIG4xx: the accounts of people across all SIGs, and their addresses in the tables."""

import shlex
from typing import Final

import pytest
from rules_support import README, REGISTRY, SPOKEN, TABLES, Told, checked, findings, snapshot, told

from sigtool.check import run
from sigtool.edit import operations
from sigtool.markdown.blocks import Document
from sigtool.registry import document as yamldoc
from sigtool.registry import writing
from sigtool.rules import RULES
from sigtool.rules.accounts import foreign_host, person_conflict
from sigtool.rules.look_alikes import look_alike_person
from sigtool.text.source import Source

TWO: Final = "correct the account of one, if they are two people; else "
OF_ACCOUNTS: Final = (person_conflict, look_alike_person, foreign_host)

ADA: Final = "https://github.com/ada"
NAMES: Final = ("Compiler", "Runtime", "Quantum", "Fortran", "Docs", "Data")


def sigs(*leads: str) -> str:
    """A registry with a lead, or several with `;` between, for each of its SIGs."""
    items = (
        f"  - name: {name}\n    leads:\n" + "".join(f"      - {one}\n" for one in each.split("; "))
        for name, each in zip(NAMES, leads, strict=False)
    )
    return "sigs:\n" + "".join(items)


def conflict(message: str, at: str, text: str, *related: tuple[str, str], hint: str) -> Told:
    elsewhere = tuple((f"elsewhere it is '{value}'", place) for value, place in related)
    severity = "error" if ": the handle of" in message else "warning"
    return Told("SIG405", "person-conflict", severity, message, at, text, elsewhere, hint=hint)


def look_alike(sig: str, one: str, other: str, at: str, first: str, rename: str) -> Told:
    message = f"{sig}: the account '{one}' is '{other}' elsewhere, which differs in case alone"
    text = one if rename.startswith("@") and at.endswith(":18") else f"https://github.com/{one}"
    return Told(
        "SIG406", "look-alike-person", "warning", message, at, text,
        (("the other one is here", first),),
        hint=f"write it in one way: sigtool rename-lead {rename}",
    )  # fmt: skip


def shared(message: str, at: str, text: str, related: tuple[str, str]) -> Told:
    return Told(
        "SIG406", "look-alike-person", "warning", message, at, text, (related,),
        hint="if they are one person, name one account everywhere; else correct the address",
    )  # fmt: skip


def foreign(who: str, host: str, hosts: str, at: str, text: str) -> Told:
    return Told(
        "SIG410", "foreign-host", "warning", f"Compiler: {who} links to {host}, not to {hosts}",
        at, text, hint=f"name the account there, or add {host} to `hosts` under `validate:`",
    )  # fmt: skip


BYRON: Final = conflict(
    "Runtime: the name of @ada is 'Ada Byron', elsewhere 'Ada Lovelace'", "sigs.yaml:7:29",
    "Ada Byron", ("Ada Lovelace", "sigs.yaml:4:29"),
    hint="sigtool rename-lead @ada 'Ada Lovelace', or correct the others",
)  # fmt: skip
AFTER: Final = "or correct the others"

CASES: Final = {
    # --- SIG405
    "one handle, two names: the first counts": (
        sigs("{handle: ada, name: Ada Lovelace}", "{handle: ada, name: Ada Byron}"), [BYRON],
    ),
    "one handle, two names: most count": (
        sigs(
            "{handle: ada, name: Ada Byron}", "{handle: ada, name: Ada Lovelace}", "{handle: ada}",
            "{handle: ada, name: Ada Lovelace}",
        ),
        [
            conflict(
                "Compiler: the name of @ada is 'Ada Byron', elsewhere 'Ada Lovelace'",
                "sigs.yaml:4:29", "Ada Byron", ("Ada Lovelace", "sigs.yaml:7:29"),
                hint=f"sigtool rename-lead @ada 'Ada Lovelace', {AFTER}",
            )
        ],
    ),
    "each mention that deviates is told of": (
        sigs(
            "{handle: ada, email: ada@example.org}", "{handle: ada, email: a@example.org}",
            "{handle: ada, email: l@example.org}",
        ),
        [
            conflict(
                f"{sig}: the e-mail address of @ada is '{text}', elsewhere 'ada@example.org'",
                f"sigs.yaml:{line}:30", text, ("ada@example.org", "sigs.yaml:4:30"),
                hint=f"sigtool rename-lead @ada ada@example.org, {AFTER}",
            )
            for sig, text, line in
            (("Runtime", "a@example.org", 7), ("Quantum", "l@example.org", 10))
        ],
    ),
    "all that a mention has otherwise is told at once": (
        sigs(
            "{handle: ada, name: Ada Lovelace, affiliation: Example Inc.}",
            "{handle: ada, name: Ada Byron, affiliation: Ltd}",
        ),
        [
            conflict(
                "Runtime: the name of @ada is 'Ada Byron', elsewhere 'Ada Lovelace'; "
                "the affiliation is 'Ltd', elsewhere 'Example Inc.'",
                "sigs.yaml:7:29", "Ada Byron", ("Ada Lovelace", "sigs.yaml:4:29"),
                ("Example Inc.", "sigs.yaml:4:56"),
                hint="sigtool rename-lead @ada 'Ada Lovelace'; "
                f"sigtool rename-lead @ada '@ada (Example Inc.)', {AFTER}",
            )
        ],
    ),
    "one link, written in several ways": (
        sigs(
            f"{{name: 艾达, url: {ADA}}}", "{name: 爱达, url: http://www.github.com/ada/}",
        ),
        [
            conflict(
                "Runtime: the name of 爱达 is '爱达', elsewhere '艾达'", "sigs.yaml:7:16", "爱达",
                ("艾达", "sigs.yaml:4:16"),
                hint=f"sigtool rename-lead http://www.github.com/ada/ '艾达', {AFTER}",
            )
        ],
    ),
    "a name of one word is no argument of a command": (
        sigs("{handle: ada, name: Ada}", "{handle: ada, name: Augusta}"),
        [
            conflict(
                "Runtime: the name of @ada is 'Augusta', elsewhere 'Ada'", "sigs.yaml:7:29",
                "Augusta", ("Ada", "sigs.yaml:4:29"), hint=f"{TWO}say the same everywhere",
            )
        ],
    ),
    "a command for one mention leaves another one, who may be somebody else, as they are": (
        sigs(
            f"{{name: Ada Lovelace, url: {ADA}}}", f"{{name: Grace Hopper, url: {ADA}}}",
            f"{{name: Ada L., url: {ADA}}}",
        ),
        [
            conflict(
                "Runtime: the name of Grace Hopper is 'Grace Hopper', elsewhere 'Ada Lovelace'",
                "sigs.yaml:7:16", "Grace Hopper", ("Ada Lovelace", "sigs.yaml:4:16"),
                hint=f"{TWO}sigtool rename-lead {ADA} 'Ada Lovelace' --sig Runtime, {AFTER}",
            ),
            conflict(
                "Quantum: the name of Ada L. is 'Ada L.', elsewhere 'Ada Lovelace'",
                "sigs.yaml:10:16", "Ada L.", ("Ada Lovelace", "sigs.yaml:4:16"),
                hint="if Grace Hopper in Runtime is somebody else, correct that account first; "
                f"then sigtool rename-lead {ADA} 'Ada Lovelace' --sig Quantum, {AFTER}",
            ),
        ],
    ),
    "nor does the command for an address reach who may be somebody else": (
        sigs(
            "{handle: ada, name: Ada Lovelace, email: ada@example.org}",
            "{handle: ada, name: Ada Lovelace, email: a@example.org}",
            "{handle: ada, name: Grace Hopper, email: ada@example.org}",
        ),
        [
            conflict(
                "Runtime: the e-mail address of @ada is 'a@example.org', elsewhere "
                "'ada@example.org'", "sigs.yaml:7:50", "a@example.org",
                ("ada@example.org", "sigs.yaml:4:50"),
                hint="if Grace Hopper in Quantum is somebody else, correct that account first; "
                f"then sigtool rename-lead @ada ada@example.org --sig Runtime, {AFTER}",
            ),
            conflict(
                "Quantum: the name of @ada is 'Grace Hopper', elsewhere 'Ada Lovelace'",
                "sigs.yaml:10:29", "Grace Hopper", ("Ada Lovelace", "sigs.yaml:4:29"),
                hint=f"{TWO}sigtool rename-lead @ada 'Ada Lovelace' --sig Quantum, {AFTER}",
            ),
        ],
    ),
    "no command names one of two in one SIG who may be two people": (
        sigs(
            f"{{name: Ada Lovelace, url: {ADA}}}",
            f"{{name: Ada L., url: {ADA}}}; {{name: Grace Hopper, url: {ADA}}}",
        ),
        [
            conflict(
                "Runtime: the name of Ada L. is 'Ada L.', elsewhere 'Ada Lovelace'",
                "sigs.yaml:7:16", "Ada L.", ("Ada Lovelace", "sigs.yaml:4:16"),
                hint="if Grace Hopper in Runtime is somebody else, correct that account first; "
                "then say the same everywhere",
            ),
            Told(
                "SIG403", "duplicate-lead", "error", "Runtime: Grace Hopper is in leads twice",
                "sigs.yaml:8:9", f"{{name: Grace Hopper, url: {ADA}}}",
                (("the first is here", "sigs.yaml:7:9"),),
                hint="correct the account or the address of one, if they are two people; "
                "else keep one",
            ),
        ],
    ),
    "a handle without a link is that of the only account called so": (
        sigs(f"{{handle: ada, name: Ada Lovelace, url: {ADA}}}", "{handle: ada, name: Ada Byron}"),
        [BYRON],
    ),
    "a page that is no account's is one person's for each handle": (
        sigs(*(
            f"{{handle: ada, name: Ada {name}, url: https://example.org/in/ada}}"
            for name in ("Lovelace", "Byron")
        )),
        [BYRON],
    ),
    "one account in two fields of merge keys": (
        "sigs:\n  - name: Compiler\n    leads: [&ada {handle: ada, name: Ada Lovelace}]\n"
        "  - name: Runtime\n    leads:\n      - <<: *ada\n        name: Ada Byron\n"
        "      - *ada\n  - name: Docs\n    leads:\n      - {<<: *ada, role: chair}\n",
        [
            conflict(
                "Runtime: the name of @ada is 'Ada Byron', elsewhere 'Ada Lovelace'",
                "sigs.yaml:7:15", "Ada Byron", ("Ada Lovelace", "sigs.yaml:3:38"),
                hint=f"sigtool rename-lead @ada 'Ada Lovelace', {AFTER}",
            ),
            Told(
                "SIG403", "duplicate-lead", "error", "Runtime: @ada is in leads twice",
                "sigs.yaml:8:9", "*ada", (("the first is here", "sigs.yaml:6:9"),),
                hint="keep one of the two",
            ),
        ],
    ),
    "a mention that an alias repeats is told of once": (
        "sigs:\n  - name: Compiler\n    leads: &all [{handle: ada, name: Ada B}]\n"
        "  - name: Runtime\n    leads: *all\n"
        + "".join(
            f"  - name: {name}\n    leads: [{{handle: ada, name: Ada L}}]\n"
            for name in ("Docs", "Data", "Quantum")
        ),
        [
            conflict(
                "Compiler: the name of @ada is 'Ada B', elsewhere 'Ada L'",
                "sigs.yaml:3:38", "Ada B", ("Ada L", "sigs.yaml:7:33"),
                hint=f"sigtool rename-lead @ada 'Ada L', {AFTER}",
            )
        ],
    ),
    "what is left out, a role, and the case of an address are no conflict": (
        sigs(
            "{handle: ada, email: ada@example.org}", "{handle: ada, name: Ada, role: chair}",
            "{handle: ada, email: Ada@Example.org, affiliation: Example Inc., role: mentor}",
        ),
        [],
    ),
    "one handle on two hosts is two accounts, and without a link nobody knows whose": (
        sigs(
            f"{{handle: ada, name: Ada Lovelace, url: {ADA}}}",
            "{handle: ada, name: Ada Byron, url: https://gitee.com/ada}",
            "{handle: ada, name: Ada King}",
        ),
        [],
    ),
    "two people with one name": (
        sigs("{name: Ada, affiliation: A}", "{name: Ada, affiliation: B}"), [],
    ),
    "two people who link to the page of their team": (
        sigs(
            "{name: Grace, url: https://example.org/team/core}",
            "{name: Alan, url: https://example.org/team/core}",
        ),
        [],
    ),
    "one link that was copied (SIG404), so nothing else is held against it": (
        sigs(
            f"{{handle: ada, name: Ada Lovelace, url: {ADA}}}",
            f"{{handle: grace, name: Grace Hopper, url: {ADA}}}",
        ),
        [
            Told(
                "SIG404", "handle-mismatch", "warning",
                "Runtime: @grace links to the account 'ada'", "sigs.yaml:7:18", "grace",
                (("the link is here", "sigs.yaml:7:50"),),
                hint="sigtool rename-lead @grace @ada, or correct the link",
            )
        ],
    ),
    # --- SIG406
    "one handle in two cases": (
        sigs("{handle: ada}", "{handle: Ada}", "{handle: Ada}"),
        [look_alike("Compiler", "ada", "Ada", "sigs.yaml:4:18", "sigs.yaml:7:18", "@ada @Ada")],
    ),
    "one account in two cases": (
        sigs(f"{{handle: ada, url: {ADA}}}", "{handle: ada, url: https://github.com/Ada}"),
        [look_alike("Runtime", "Ada", "ada", "sigs.yaml:7:28", "sigs.yaml:4:28", "@Ada @ada")],
    ),
    "one account in two cases, behind names": (
        sigs(f"{{name: Ada L, url: {ADA}}}", "{name: Ada L, url: https://github.com/Ada}"),
        [
            look_alike(
                "Runtime", "Ada", "ada", "sigs.yaml:7:28", "sigs.yaml:4:28",
                f"https://github.com/Ada {ADA}",
            )
        ],
    ),
    "a handle as it is shown before a link in another case": (
        sigs(f"{{handle: Ada, url: {ADA}}}", "{handle: Ada}", "{handle: Ada}"), [],
    ),
    "two accounts with one address": (
        sigs(
            f"{{handle: ada, url: {ADA}, email: ada@example.org}}",
            "{handle: grace, email: Ada@example.org}", "{handle: grace, email: ada@example.org}",
        ),
        [
            shared(
                "Runtime: @grace has the e-mail address of @ada", "sigs.yaml:7:32",
                "Ada@example.org", ("it is that of @ada here", "sigs.yaml:4:59"),
            )
        ],
    ),
    "one handle on two hosts with one address": (
        sigs(
            f"{{handle: ada, url: {ADA}, email: ada@example.org}}",
            "{handle: ada, url: https://gitee.com/ada, email: ada@example.org}",
        ),
        [
            shared(
                f"Runtime: https://gitee.com/ada has the e-mail address of {ADA}", "sigs.yaml:7:58",
                "ada@example.org", (f"it is that of {ADA} here", "sigs.yaml:4:59"),
            )
        ],
    ),
    "an address without an account is shared with one": (
        sigs(
            "{handle: ada, email: ada@example.org}", "{name: Ada, email: ada@example.org}",
            "{email: ada@example.org}",
        ),
        [],
    ),
    # --- SIG410
    "no hosts are named": (
        sigs(f"{{handle: ada, url: {ADA}}}; {{handle: b, url: https://gitee.com/b}}"), [],
    ),
    "an empty registry": ("validate: {hosts: [gitee.com]}\nsigs: []\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), CASES.values(), ids=CASES)
def test_what_is_told_of_accounts(registry: str, expected: list[Told]) -> None:
    assert checked(registry, {}) == expected


def test_sig405_handles_that_are_not_the_account_are_compared_with_each_other() -> None:
    registry = sigs(*(f"{{handle: {who}, url: {ADA}}}" for who in ("ada", "adal", "AdaL", "lady")))
    assert [each for each in checked(registry, {}) if each.code != "SIG404"] == [
        conflict(
            "Fortran: the handle of @lady is 'lady', elsewhere 'adal'", "sigs.yaml:13:18", "lady",
            ("adal", "sigs.yaml:7:18"), hint=f"sigtool rename-lead @lady @adal, {AFTER}",
        )
    ]  # fmt: skip


BILINGUAL: Final = (
    "tables:\n  - {path: a.md, language: zh, columns: {名称: name, 组长: leads}}\n"
    "  - {path: b.md, language: en, columns: {Name: name, Leads: leads}}\n"
)
LANGUAGES: Final = {
    "languages that agree": (["{zh: 艾达, en: Ada L}", "{zh: 艾达, en: Ada L}"], []),
    "a language that is missing": (["{zh: 艾达, en: Ada L}", "{en: Ada L}"], []),
    "a plain text before one in two languages": (["Ada L", "{zh: 艾达, en: Ada L}"], []),
    "a language that the usual text lacks": (
        ["{en: Ada L}", "{en: Ada L}", "{zh: 艾达}", "{zh: 爱达}"],
        [
            conflict(
                "Fortran: the name of @ada is '爱达', elsewhere '艾达'", "sigs.yaml:16:29",
                "{zh: 爱达}", ("艾达", "sigs.yaml:13:29"), hint="say the same everywhere",
            )
        ],
    ),
    "a text in languages where most have a plain one": (
        ["Ada B", "{zh: 艾达, en: Ada L}", "Ada B"],
        [
            conflict(
                "Runtime: the name of @ada is '艾达 / Ada L', elsewhere 'Ada B'", "sigs.yaml:10:29",
                "{zh: 艾达, en: Ada L}", ("Ada B", "sigs.yaml:7:29"),
                hint="say the same everywhere",
            )
        ],
    ),
    "a plain text that is said in no language": (
        ["{zh: 艾达, en: Ada L}", "{zh: 艾达, en: Ada L}", "Ada B"],
        [
            conflict(
                "Quantum: the name of @ada is 'Ada B', elsewhere '艾达 / Ada L'",
                "sigs.yaml:13:29", "Ada B", ("艾达 / Ada L", "sigs.yaml:7:29"),
                hint="say the same everywhere",
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("names", "expected"), LANGUAGES.values(), ids=LANGUAGES)
def test_sig405_texts_in_languages(names: list[str], expected: list[Told]) -> None:
    registry = BILINGUAL + sigs(*(f"{{handle: ada, name: {name}}}" for name in names))
    found = run.check(snapshot(registry, {}), OF_ACCOUNTS)
    assert list(map(told, found)) == expected


MENDED: Final = {
    name: registry
    for name, (registry, expected) in CASES.items()
    if "*" not in registry and any("sigtool rename-lead" in (told.hint or "") for told in expected)
    if {told.code for told in expected} <= {"SIG405", "SIG406"}
}


@pytest.mark.parametrize("text", MENDED.values(), ids=MENDED)
def test_the_commands_of_the_hints_mend_what_was_found(text: str) -> None:
    document = yamldoc.read(Source("sigs.yaml", text))
    registry = document.registry
    for found in run.check(snapshot(text, {}), OF_ACCOUNTS):
        command = (found.hint or "").removesuffix(f", {AFTER}").partition("sigtool ")[2]
        for each in command.split("; sigtool "):
            _, old, new, *scope = shlex.split(each)
            only = next((sig for sig in registry.sigs if sig.name in scope), None)
            registry, _ = operations.rename_person(registry, old, new, only)
    after = writing.rewrite(document, registry).after.source.text
    assert after != text
    assert run.check(snapshot(after, {}), OF_ACCOUNTS) == []


# --- in several languages

GITEE: Final = "https://gitee.com/ada"
SPEAKING: Final = {
    # --- SIG405
    "an address in the second language that differs": (
        sigs(
            "{handle: ada, email: {en: ada@example.org, zh: ada@zh.example.org}}",
            "{handle: ada, email: {zh: l@zh.example.org, en: Ada@Example.org}}",
        ),
        [
            conflict(
                "Runtime: the e-mail address of @ada is 'l@zh.example.org', "
                "elsewhere 'ada@zh.example.org'",
                "sigs.yaml:8:30", "{zh: l@zh.example.org, en: Ada@Example.org}",
                ("ada@zh.example.org", "sigs.yaml:5:30"), hint="say the same everywhere",
            )
        ],
    ),
    "an employer in the third language that differs": (
        sigs(
            "{handle: ada, affiliation: {en: Example Inc., ja: 例}}",
            "{handle: ada, affiliation: {en: Example Inc., zh: 示例, ja: 他}}",
        ),
        [
            conflict(
                "Runtime: the affiliation of @ada is '他', elsewhere '例'", "sigs.yaml:8:36",
                "{en: Example Inc., zh: 示例, ja: 他}", ("例", "sigs.yaml:5:36"),
                hint="say the same everywhere",
            )
        ],
    ),
    "an account that the link in the second language opens": (
        sigs(
            f"{{name: Ada L, url: {{en: {ADA}, zh: {GITEE}}}}}", f"{{name: Ada B, url: {GITEE}}}",
        ),
        [
            conflict(
                "Runtime: the name of Ada B is 'Ada B', elsewhere 'Ada L'", "sigs.yaml:8:16",
                "Ada B", ("Ada L", "sigs.yaml:5:16"),
                hint=f"sigtool rename-lead {GITEE} 'Ada L', {AFTER}",
            )
        ],
    ),
    "another account in each language": (
        sigs(f"{{name: Ada L, url: {{en: {ADA}, zh: {GITEE}}}}}", f"{{handle: ada, url: {ADA}}}"),
        [],
    ),
    # --- SIG406
    "a handle in another case in the first language": (
        sigs("{handle: {zh: Ada, en: grace}}", "{handle: ada}", "{handle: ada}"),
        [
            Told(
                "SIG406", "look-alike-person", "warning",
                "Compiler: the account 'Ada' is 'ada' elsewhere, which differs in case alone",
                "sigs.yaml:5:23", "Ada", (("the other one is here", "sigs.yaml:8:18"),),
                hint="write it in one way: sigtool rename-lead @Ada @ada",
            )
        ],
    ),
    "one handle on two hosts in two cases": (
        sigs(f"{{handle: ada, url: {{en: {ADA}, zh: https://gitee.com/Ada}}}}"), [],
    ),
    "an address that two accounts have, in different languages": (
        sigs(
            "{handle: ada, email: {en: a@example.org, zh: b@example.org, ja: c@example.org}}",
            "{handle: grace, email: {ja: d@example.org, en: c@example.org}}",
        ),
        [
            shared(
                "Runtime: @grace has the e-mail address of @ada", "sigs.yaml:8:56",
                "c@example.org", ("it is that of @ada here", "sigs.yaml:5:73"),
            )
        ],
    ),
    "an address for each language of one account": (
        sigs(
            "{handle: ada, email: {en: a@example.org, zh: b@example.org}}",
            "{handle: grace, email: {en: c@example.org, zh: d@example.org}}",
        ),
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), SPEAKING.values(), ids=SPEAKING)
def test_what_is_told_of_accounts_in_several_languages(registry: str, expected: list[Told]) -> None:
    assert findings("SIG405 SIG406", SPOKEN + registry) == expected


@pytest.mark.parametrize(
    ("urls", "places"),
    [
        pytest.param(f"{{en: {ADA}, zh: {GITEE}}}", ["sigs.yaml:6:61"], id="the second language"),
        pytest.param(f"{{zh: {GITEE}, en: {ADA}}}", ["sigs.yaml:6:33"], id="the first language"),
        pytest.param(
            f"{{ja: {GITEE}, en: {ADA}, zh: {GITEE}}}", ["sigs.yaml:6:33", "sigs.yaml:6:88"],
            id="two of three languages",
        ),
        pytest.param(f"{{en: {ADA}, zh: {ADA}}}", [], id="none"),
    ],
)  # fmt: skip
def test_sig410_looks_at_the_link_of_each_language(urls: str, places: list[str]) -> None:
    registry = "validate: {hosts: [github.com]}\n" + SPOKEN
    registry += sigs(f"{{handle: ada, url: {urls}}}")
    assert findings("SIG410", registry) == [
        foreign("@ada", "gitee.com", "github.com", at, GITEE) for at in places
    ]


# --- SIG409

OPEN: Final = REGISTRY.replace("handle: ada\n", "handle: ada\n        email: ada@example.org\n")
CLOSED: Final = "validate: {publish_email: false}\n" + OPEN
SHOWN: Final = README.replace("@ada |", "@ada (ada@example.org) |")
TEXT: Final = "ask @ada, or (Ada@example.org) on Mondays"


def published(sig: str, whose: str, at: str, text: str, path: str = "README.md") -> Told:
    return Told(
        "SIG409", "published-email", "note", f"{sig}: {whose} is published in {path}", at, text,
        hint="`validate: {publish_email: false}` leaves addresses out of the tables",
    )  # fmt: skip


def still_shown(at: str, text: str, fix: tuple[str, bool, tuple[str, ...]]) -> Told:
    return Told(
        "SIG409", "published-email", "error", "Compiler: README.md shows an e-mail address", at,
        text, fix=fix, hint="sigtool render leaves it out",
    )  # fmt: skip


def rendered(*lines: str, safe: bool = True) -> tuple[str, bool, tuple[str, ...]]:
    return "render the row", safe, lines


ADDRESSES: Final = {
    "an address that a table shows, once": (
        OPEN.replace("handle: grace", "handle: ada\n        email: Ada@example.org"),
        SHOWN.replace("@grace", "@ada (Ada@example.org)"),
        [published("Compiler", "the e-mail address of @ada", "sigs.yaml:13:16", "ada@example.org")],
    ),
    "somebody with nothing but an address": (
        OPEN.replace("handle: ada\n        ", ""),
        SHOWN.replace("@ada (ada@example.org)", "ada@example.org"),
        [published("Compiler", "an e-mail address", "sigs.yaml:12:16", "ada@example.org")],
    ),
    "an address of a SIG that no table shows": (
        OPEN.replace("  - name: Compiler\n", "  - name: Compiler\n    status: dormant\n"),
        README.replace("| Compiler | Turns text into programs. | @ada |\n", ""),
        [],
    ),
    "a table without a column for people": (
        OPEN.replace("      Leads: leads\n", ""),
        "# Current SIGs\n\n| Name | About |\n| - | - |\n| Compiler | Turns text into programs. |\n"
        "| Runtime | Runs them. |\n",
        [],
    ),
    "two of one cell, in a document with CRLF and text in Chinese": (
        CLOSED.replace("Turns text into programs.", "编译。").replace(
            "handle: ada\n", "handle: ada\n      - handle: alan\n"
        ),
        README.replace("Turns text into programs.", "编译。")
        .replace("@ada |", "@ada (ada@example.org)、@alan (alan@example.org) |")
        .replace("\n", "\r\n"),
        [
            still_shown(
                f"README.md:5:{column}",
                text,
                rendered(
                    "-| Compiler | 编译。 | @ada (ada@example.org)、@alan (alan@example.org) |\r",
                    "+| Compiler | 编译。 | @ada、@alan |\r",
                    safe=False,  # the registry does not have Alan's
                ),
            )
            for column, text in ((26, "ada@example.org"), (50, "alan@example.org"))
        ],
    ),
    "people who are kept as text": (
        f"validate: {{publish_email: false}}\n{REGISTRY}".replace(
            "leads:\n      - handle: ada", f"leads: {TEXT}"
        ),
        README.replace("@ada", TEXT),
        [
            Told(
                "SIG409",
                "published-email",
                "error",
                "Compiler: leads is text with an e-mail address, which is published in README.md",
                "sigs.yaml:12:12",
                TEXT,
                hint="write a list of persons, as `- handle: ada`, or take the address away",
            )
        ],
    ),
}


@pytest.mark.parametrize(("registry", "readme", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_sig409_addresses(registry: str, readme: str, expected: list[Told]) -> None:
    found = checked(registry, {"README.md": readme})
    assert [each for each in found if each.code in ("SIG409", "SIG601")] == expected


def test_sig409_a_cell_that_is_wrong_in_more_than_an_address_is_out_of_date() -> None:
    readme = SHOWN.replace("@ada (ada@example.org)", "@ada (ada@example.org), @alan")
    found = checked(CLOSED, {"README.md": readme})
    assert [(each.code, each.at, each.text) for each in found] == [
        ("SIG601", "README.md:5:42", "@ada (ada@example.org), @alan")
    ]


def test_sig409_each_table_of_two_is_looked_at() -> None:
    """The first shows no leads; the second, in another folder, has them in its first column."""
    registry = OPEN.replace(
        TABLES, "tables:\n  - {path: README.md, columns: {Name: name}}\n"
        "  - {path: docs/a.md, link_base: https://a.b/, columns: {Leads: leads, SIG: name}}\n",
    )  # fmt: skip
    documents = {
        "README.md": "| Name |\n| - |\n| Compiler |\n| Runtime |\n",
        "docs/a.md": "| Leads | SIG |\n| - | - |\n| @ada (ada@example.org) | Compiler |\n"
        "| @grace | Runtime |\n",
    }
    assert checked(registry, documents) == [
        published(
            "Compiler", "the e-mail address of @ada", "sigs.yaml:9:16", "ada@example.org",
            "docs/a.md",
        )
    ]  # fmt: skip
    closed = checked("validate: {publish_email: no}\n" + registry, documents)
    assert [(each.code, each.at, each.text) for each in closed] == [
        ("SIG409", "docs/a.md:3:9", "ada@example.org")
    ]


def test_sig409_what_validate_fixes_is_what_render_does() -> None:
    after = run.fixed(snapshot(CLOSED, {"README.md": SHOWN}), RULES)
    document = after.documents["README.md"]
    assert isinstance(document, Document)
    assert document.source.text == README
    assert run.check(after, RULES) == []
