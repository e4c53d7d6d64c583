"""SIG4xx: the people of a SIG."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest
from rules_support import README, REGISTRY, SPOKEN, Told, checked, findings, snapshot

from sigtool.check import run
from sigtool.model import person
from sigtool.people import who
from sigtool.registry import document
from sigtool.rules import RULES
from sigtool.text.source import Source
from sigtool.yaml import parse

FIRST: Final = "the first is here"


def no_lead(name: str, at: str, argument: str) -> Told:
    hint = f"name one: sigtool add-lead {argument} @handle"
    return Told("SIG401", "no-lead", "warning", f"{name} has no lead", at, name, hint=hint)


def twice(who: str, at: str, text: str, first: str, gone: str = "", come: str = "") -> Told:
    title = f"take the second mention of {who} away"
    lines = (f"-{gone}", *([f"+{come}"] if come else []))
    return Told(
        "SIG403", "duplicate-lead", "error", f"Compiler: {who} is in leads twice", at, text,
        ((FIRST, first),), (title, True, lines) if gone else None, "keep one of the two",
    )  # fmt: skip


def mismatch(handle: str, account: str, at: str, link: str, rename: str) -> Told:
    return Told(
        "SIG404", "handle-mismatch", "warning",
        f"Compiler: @{handle} links to the account '{account}'", at, handle,
        (("the link is here", link),),
        hint=f"sigtool rename-lead {rename}, or correct the link"
        if rename
        else "correct the handle or the link",
    )  # fmt: skip


def too_many(leads: int, most: int, at: str, text: str, who: str) -> Told:
    return Told(
        "SIG402", "too-many-leads", "note" if most == 4 else "warning",
        f"Compiler has {leads} leads, max_leads is {most}", at, text,
        hint=f"sigtool remove-lead Compiler {who}, or raise `max_leads` under `validate:`",
    )  # fmt: skip


def no_handle(handle: str, where: str, at: str, text: str, hint: str) -> Told:
    message = f"Compiler: {handle!r} is no handle{where}"
    return Told("SIG407", "invalid-handle", "error", message, at, text, hint=hint)


def no_account(name: str, at: str, argument: str) -> Told:
    return Told(
        "SIG411", "no-account", "note",
        f"Compiler: {name} has no link, no handle and no e-mail address", at, name,
        hint=f"name an account: sigtool rename-lead {argument} @handle --sig Compiler",
    )  # fmt: skip


def no_mail(address: str, at: str, text: str) -> Told:
    return Told(
        "SIG408", "invalid-email", "error", f"Compiler: '{address}' is no e-mail address", at, text,
        hint="write the address alone, as ada@example.org",
    )  # fmt: skip


def led_by(*persons: str) -> str:
    return "sigs:\n  - name: Compiler\n    leads:\n" + "".join(f"      - {p}\n" for p in persons)


FOUR: Final = ("handle: ada", "handle: grace", "handle: alan", "handle: edsger")
ALONE: Final = "write the account alone, as ada; what somebody is called goes under `name`"
GITHUB: Final = "a handle there has letters, digits and single hyphens, at most 39"
OTHERS: Final = "a handle there has letters, digits, `_`, `-` and `.`"

CASES: Final = {
    # --- SIG401
    "SIGs of a community that lists no leads": ("sigs: [{name: A}, {name: B}]\n", []),
    # --- SIG402
    "one lead too many": (
        led_by(*FOUR, "handle: barbara", "handle: donald"),
        [too_many(6, 4, "sigs.yaml:8:9", "handle: barbara", "@barbara")],
    ),
    "as many as the community wants": ("validate: {max_leads: 5}\n" + led_by(*FOUR), []),
    "who is named twice counts once": (
        led_by(*FOUR, "handle: Ada"),
        [twice("@Ada", "sigs.yaml:8:9", "handle: Ada", "sigs.yaml:4:9", "      - handle: Ada")],
    ),
    # --- SIG403
    "the same link under another handle": (
        led_by(
            "{handle: ada, url: https://example.org/ada}",
            "{handle: ada, name: Ada, url: https://example.org/Ada/}",
        ),
        [
            twice(
                "@ada", "sigs.yaml:5:9",
                "{handle: ada, name: Ada, url: https://example.org/Ada/}", "sigs.yaml:4:9",
            )
        ],
    ),
    "a mention that says less goes": (
        led_by("{handle: ada, url: https://example.org/ada}", "{handle: ada}"),
        [
            twice(
                "@ada", "sigs.yaml:5:9", "{handle: ada}", "sigs.yaml:4:9",
                "      - {handle: ada}",
            )
        ],
    ),
    "a mention that may be somebody's in another SIG is neither": (
        led_by("{handle: ada, url: https://example.org/ada}", "{handle: ada}")
        + "  - name: Runtime\n    leads: [{handle: ada, url: https://other.example.org/ada}]\n",
        [],
    ),
    "two mentions that a third, in another SIG, says to be one": (
        led_by("email: ada@example.org", "name: Ada L")
        + "  - name: Runtime\n    leads: [{name: Ada L, email: ada@example.org}]\n",
        [twice("Ada L", "sigs.yaml:5:9", "name: Ada L", "sigs.yaml:4:9")],
    ),
    "several go at once": (
        led_by("handle: ada", "handle: grace", "handle: Ada", "handle: grace"),
        [
            Told(
                "SIG403", "duplicate-lead", "error", f"Compiler: {who} is in leads twice", at, text,
                ((FIRST, first),),
                (
                    "take the further mentions in leads away", True,
                    ("-      - handle: Ada", "-      - handle: grace"),
                ),
                "keep one of the two",
            )
            for who, at, text, first in (
                ("@Ada", "sigs.yaml:6:9", "handle: Ada", "sigs.yaml:4:9"),
                ("@grace", "sigs.yaml:7:9", "handle: grace", "sigs.yaml:5:9"),
            )
        ],
    ),
    "what is not known of a second mention is not taken away with it": (
        led_by("handle: ada", "{handle: ada, since: 2020}"),
        [
            twice("@ada", "sigs.yaml:5:9", "{handle: ada, since: 2020}", "sigs.yaml:4:9"),
            Told(
                "SIG003", "unknown-field", "error",
                "Compiler: leads[2]: 'since' is not a known field", "sigs.yaml:5:23", "since",
                hint="known are handle, name, url, email, affiliation, role",
            ),
        ],
    ),
    "one name, two addresses": (
        led_by("{name: Ada, email: a@example.org}", "{name: Ada, email: b@example.org}"), [],
    ),
    "one person in two SIGs": (
        "sigs: [{name: A, leads: [{handle: ada}]}, {name: B, leads: [{handle: ada}]}]\n", [],
    ),
    "what an alias repeats is mended where it stands, for both": (
        "sigs:\n  - name: Compiler\n    leads: &all [{handle: ada}, {handle: ada}]\n"
        "  - name: Runtime\n    leads: *all\n",
        [
            twice(
                "@ada", "sigs.yaml:3:33", "{handle: ada}", "sigs.yaml:3:18",
                "    leads: &all [{handle: ada}, {handle: ada}]",
                "    leads: &all [{handle: ada}]",
            ),
            Told(
                "SIG403", "duplicate-lead", "error", "Runtime: @ada is in leads twice",
                "sigs.yaml:3:33", "{handle: ada}", ((FIRST, "sigs.yaml:3:18"),),
                hint="keep one of the two",
            ),
        ],
    ),
    "nothing is mended in a registry that is not sound": (
        led_by("{handle: ada}", "{handle: ada}") + "    readme: ~\n",
        [
            twice("@ada", "sigs.yaml:5:9", "{handle: ada}", "sigs.yaml:4:9"),
            Told(
                "SIG007", "empty-value", "error", "Compiler: readme is empty",
                "sigs.yaml:6:13", "~", hint="give it a value or take it away",
            ),
        ],
    ),
    # --- SIG404
    # --- SIG407
    **{
        f"a handle of github.com: {handle}": (
            led_by(f"{{handle: '{handle}', url: https://github.com/{handle}}}"), [],
        )
        for handle in ("ada", "Ada-L", "0", "ada-", "ada-l_acme", "a" * 39)
    },
    **{
        f"no handle of github.com: {handle}": (
            led_by(f"{{handle: {handle}, url: https://www.github.com/{handle}}}"),
            [no_handle(handle, " on github.com", "sigs.yaml:4:18", handle, GITHUB)],
        )
        for handle in ("-ada", "ada--l", "ada.l", "艾达", "a" * 40)
    },
    **{
        f"a handle of {host}: {handle}": (
            led_by(f"{{handle: {handle}, url: https://{host}/{handle}}}"), [],
        )
        for host in ("gitee.com", "gitcode.com", "atomgit.com", "gitlab.com")
        for handle in ("ada_l-1.x", "_a.")
    },
    "no handle of gitee.com": (
        led_by("{handle: a+b, url: https://gitee.com/a+b}"),
        [no_handle("a+b", " on gitee.com", "sigs.yaml:4:18", "a+b", OTHERS)],
    ),
    "a host that nobody knows takes what it likes": (
        led_by("{handle: ~ada+l, url: https://example.org/~ada+l}"), [],
    ),
    **{
        f"no handle anywhere: {handle}": (
            led_by(f"handle: '{handle}'"),
            [no_handle(handle, "", "sigs.yaml:4:17", f"'{handle}'", hint)],
        )
        for handle, hint in {
            "Ada Lovelace": ALONE, "艾达　洛": ALONE, "a/b/c": ALONE, "/ada": ALONE,
            "[ada]": ALONE, "艾达（示例）": ALONE, "a@b": ALONE,
            "ada@example.org": "an e-mail address goes under `email`",
            "https://example.org/ada": "a link goes under `url`",
        }.items()
    },
    "a display name behind a page that is no account's": (
        led_by("{handle: Ada Lovelace, url: people/ada.md}"),
        [
            no_handle("Ada Lovelace", "", "sigs.yaml:4:18", "Ada Lovelace", ALONE),
            Told(
                "SIG501", "broken-link", "error", "Compiler: there is no 'people/ada.md'",
                "sigs.yaml:4:37", "people/ada.md",
                hint="make the page, correct the link, or take it away",
            ),
        ],
    ),
    "a team, a handle in Chinese, and an @ in front": (
        led_by("handle: example/docs-leads", "handle: 艾达", "handle: '@ada'"), [],
    ),
    "an alias of leads with a handle that is none is one fault": (
        "sigs:\n  - name: Compiler\n    leads: &all [{handle: a b}]\n"
        "  - name: Runtime\n    leads: *all\n",
        [no_handle("a b", "", "sigs.yaml:3:27", "a b", ALONE)],
    ),
    # --- SIG408
    "addresses that mail can reach": (
        led_by(
            "{name: Ada, email: ada.l+sig@ex-ample.example.org}",
            "{name: Grace, email: grace@例子.中国}",
        ),
        [],
    ),
    **{
        f"an address that mail cannot reach: {address}": (
            led_by(f"{{name: Ada, email: '{address}'}}"),
            [no_mail(address, "sigs.yaml:4:28", f"'{address}'")],
        )
        for address in (
            "ada", "ada@example", "ada at example.org", "ada@@example.org", "ada@example..org",
            ".ada@example.org", "mailto:ada@example.org", "ada＠example.org", "<ada@example.org>",
        )
    },
    # --- SIG411
    "a name among accounts": (
        led_by("{handle: ada}", "{name: Grace Hopper, affiliation: Example Inc.}"),
        [no_account("Grace Hopper", "sigs.yaml:5:16", "'Grace Hopper'")],
    ),
    "a name in Chinese, and another SIG's lead has a link": (
        led_by("name: 艾达") + "  - name: Runtime\n    leads: [{url: https://example.org/ada}]\n",
        [no_account("艾达", "sigs.yaml:4:15", "'艾达'")],
    ),
    "a community of names": (led_by("name: Ada Lovelace", "email: grace@example.org"), []),
    "a name with an address, and one with a link": (
        led_by(
            "handle: ada", "{name: Grace, email: grace@example.org}",
            "{name: Alan, url: https://example.org/alan}",
        ),
        [],
    ),
    "a name in a SIG that is not active": (
        led_by("handle: ada", "name: Grace Hopper") + "    status: archived\n", [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), CASES.values(), ids=CASES)
def test_what_is_told_of_people(registry: str, expected: list[Told]) -> None:
    assert checked(registry, {}) == expected


def test_sig401_a_table_that_shows_leads_wants_them() -> None:
    registry = REGISTRY.partition("sigs:")[0] + "sigs: [{name: Runtime, responsibilities: Runs.}]\n"
    readme = README.partition("| Compiler")[0] + "| Runtime | Runs. |  |\n"
    assert checked(registry, {"README.md": readme}) == [
        replace(
            no_lead("Runtime", "sigs.yaml:8:15", "Runtime"),
            message="Runtime has nobody under 'Leads'",
        )
    ]


@pytest.mark.parametrize(
    ("others", "written", "command"),
    [
        ("@ada", "@cat", "add-lead Runtime @cat"),
        ("[@ada](https://github.com/ada)", "@cat", "add-lead Runtime @cat"),
        (
            "@ada",
            "[@cat](https://github.com/cat)",
            "add-lead Runtime '[@cat](https://github.com/cat)'",
        ),
    ],
    ids=["a handle", "a handle, where the others have links", "a link"],
)
def test_sig401_whom_only_the_table_names_is_told_once(
    others: str, written: str, command: str
) -> None:
    """SIG401 said beside SIG601 that the row has nobody."""
    registry = REGISTRY.replace("    leads:\n      - handle: grace\n", "")
    if "](" in others:
        registry = registry.replace(
            "handle: ada", "handle: ada\n        url: https://github.com/ada"
        )
    readme = README.replace("@ada", others).replace("@grace", written)
    found = checked(registry, {"README.md": readme})
    assert [(each.code, each.message, each.hint) for each in found] == [
        (
            "SIG601",
            "Runtime: lead is @cat, registry has nobody",
            f"sigtool render takes that back; to keep it: sigtool {command}",
        )
    ]


def test_sig407_a_handle_is_looked_at_in_each_language() -> None:
    registry = (
        "tables:\n  - {path: a.md, language: zh, columns: {名称: name}}\n"
        "  - {path: b.md, language: en, columns: {Name: name}}\n"
    ) + led_by("handle: {zh: 艾达, en: Ada L}")
    documents = {
        path: f"| {header} |\n| - |\n| Compiler |\n"
        for path, header in {"a.md": "名称", "b.md": "Name"}.items()
    }
    assert [each for each in checked(registry, documents) if each.code == "SIG407"] == [
        no_handle("Ada L", "", "sigs.yaml:7:30", "Ada L", ALONE)
    ]


@pytest.mark.parametrize(
    ("person", "code"),
    [
        pytest.param("name: TBD", "SIG202", id="a word for nobody"),
        pytest.param("handle: N/A", "SIG202", id="a word for nobody as a handle"),
        pytest.param("{name: Grace Hopper, handel: grace}", "SIG003", id="a key mistyped"),
    ],
)
def test_what_another_rule_tells_of_a_person_is_told_once(person: str, code: str) -> None:
    assert [each.code for each in checked(led_by("handle: ada", person), {})] == [code]


def test_sig411_a_sponsor_needs_no_account() -> None:
    table = (
        "tables:\n  - path: README.md\n    columns:\n      Name: name\n      Leads: leads\n"
        "      Sponsors: {field: sponsors, kind: people}\n"
    )
    registry = f"{table}{led_by('handle: ada')}    sponsors: [{{name: Grace Hopper}}]\n"
    readme = "| Name | Leads | Sponsors |\n| - | - | - |\n| Compiler | @ada | Grace Hopper |\n"
    assert checked(registry, {"README.md": readme}) == []


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Leads", ["SIG402"]),
        ("Chair(s)", ["SIG402"]),
        ("负责人", ["SIG402"]),
        ("People", ["SIG402"]),
        ("Members", []),
        ("Maintainers (GitHub)", []),
        ("核心成员", []),
    ],
)
def test_of_members_there_may_be_any_number(header: str, expected: list[str]) -> None:
    people = ", ".join(f"{{handle: a{number}}}" for number in range(5))
    registry = (
        f"tables: [{{path: README.md, columns: {{Name: name, '{header}': leads}}}}]\n"
        f"sigs: [{{name: Steering, leads: [{people}]}}]\n"
    )
    readme = f"| Name | {header} |\n| - | - |\n| Steering | @a0, @a1, @a2, @a3, @a4 |\n"
    assert [told.code for told in checked(registry, {"README.md": readme})] == expected


@pytest.mark.parametrize(
    ("leads", "named"),
    [
        pytest.param(["handle: ada", "name: Ada"], "@ada", id="a handle and a name"),
        pytest.param(["handle: ada", "handle: Ada"], "@ada", id="one handle"),
        pytest.param(
            ["handle: ada", "{name: Ada, url: https://example.org/ada}"], "@ada",
            id="a handle and an account",
        ),
        pytest.param(
            ["{name: Ada L, email: a@example.org}", "{name: Ada L, email: l@example.org}"],
            "a@example.org", id="one name, two addresses",
        ),
        pytest.param(
            ["name: Ada L", "{name: Ada L, email: a@example.org}"], "Ada L", id="one name",
        ),
    ],
)  # fmt: skip
def test_sig403_takes_for_one_whom_rename_lead_renames(leads: list[str], named: str) -> None:
    text = led_by(*leads)
    mentions = who.mentions(document.read(Source("sigs.yaml", text)).registry, named).mentions
    assert len(findings("SIG403", text)) == len(mentions) - 1


# --- in several languages ----------------------------------------------------------------------

ADA, GRACE = "https://example.org/ada", "https://example.org/grace"


def led(*persons: str) -> str:
    """A registry with tables in three languages; the first person is on its fifth line."""
    return SPOKEN + led_by(*persons)


SPEAKING: Final = {
    # --- SIG403
    "one account in the second language, and a handle": (
        led(f"{{name: Ada, url: {{en: {ADA}, zh: {GRACE}}}}}", "{handle: grace, name: Ada}"),
        [twice("@grace", "sigs.yaml:6:9", "{handle: grace, name: Ada}", "sigs.yaml:5:9")],
    ),
    "the first says it in fewer languages": (
        led("{handle: ada, name: {en: Ada}}", "{handle: ada, name: {en: Ada, zh: 艾达}}"),
        [
            twice(
                "@ada", "sigs.yaml:6:9", "{handle: ada, name: {en: Ada, zh: 艾达}}",
                "sigs.yaml:5:9",
            )
        ],
    ),
    "the first says it in one language, the second in all": (
        led("{handle: ada, name: {en: Ada}}", "{handle: ada, name: Ada}"),
        [twice("@ada", "sigs.yaml:6:9", "{handle: ada, name: Ada}", "sigs.yaml:5:9")],
    ),
    # --- SIG404
    "a link in the first of two languages opens another account": (
        led(f"{{handle: ada, url: {{zh: {GRACE}, en: {ADA}}}}}"),
        [mismatch("ada", "grace", "sigs.yaml:5:18", "sigs.yaml:5:33", "")],
    ),
    "a handle in one language, a link in another": (
        led(f"{{handle: {{en: ada}}, url: {{zh: {GRACE}}}}}"), [],
    ),
    "one wrong link in two languages": (
        led(f"{{handle: ada, url: {{en: {GRACE}, zh: {GRACE}}}}}"),
        [mismatch("ada", "grace", "sigs.yaml:5:18", "sigs.yaml:5:33", "")],
    ),
    # --- SIG407
    "no handle of the host of its language": (
        led("{handle: {en: a.l, zh: a.l},"
            " url: {en: https://gitee.com/a.l, zh: https://github.com/a.l}}"),
        [no_handle("a.l", " on github.com", "sigs.yaml:5:32", "a.l", GITHUB)],
    ),
    "no handle in the second language": (
        led("handle: {zh: 艾达, en: Ada L}"),
        [no_handle("Ada L", "", "sigs.yaml:5:30", "Ada L", ALONE)],
    ),
    "no handle on the host that the third language links": (
        led("{handle: a.l, url: {en: https://gitee.com/a.l, zh: https://gitlab.com/a.l,"
            " ja: https://github.com/a.l}}"),
        [no_handle("a.l", " on github.com", "sigs.yaml:5:18", "a.l", GITHUB)],
    ),
    "a word for nobody in the second language": (led("handle: {en: ada, zh: N/A}"), []),
    # --- SIG408
    "no address in the second language": (
        led("{name: Ada, email: {en: ada@example.org, zh: ada}}"),
        [no_mail("ada", "sigs.yaml:5:54", "ada")],
    ),
    "no address in the first language": (
        led("{name: Ada, email: {en: ada, zh: ada@example.org}}"),
        [no_mail("ada", "sigs.yaml:5:33", "ada")],
    ),
    "no address in two of three languages": (
        led("{name: Ada, email: {en: ada@, zh: ada@example.org, ja: '@ada'}}"),
        [no_mail("ada@", "sigs.yaml:5:33", "ada@"), no_mail("@ada", "sigs.yaml:5:64", "'@ada'")],
    ),
    "an address in each language": (
        led("{name: Ada, email: {en: ada@example.org, zh: ada@zh.example.org}}"), [],
    ),
    # --- SIG411
    "a name in two languages and no account": (
        led("handle: ada", "name: {en: Grace, zh: 格蕾丝}"),
        [
            Told(
                "SIG411", "no-account", "note",
                "Compiler: Grace / 格蕾丝 has no link, no handle and no e-mail address",
                "sigs.yaml:6:15", "{en: Grace, zh: 格蕾丝}",
                hint="name an account: sigtool rename-lead Grace @handle --sig Compiler",
            )
        ],
    ),
    "a word for nobody in the first language alone": (
        led("handle: ada", "name: {en: TBD, zh: 格蕾丝}"),
        [
            Told(
                "SIG411", "no-account", "note",
                "Compiler: TBD / 格蕾丝 has no link, no handle and no e-mail address",
                "sigs.yaml:6:15", "{en: TBD, zh: 格蕾丝}",
                hint="name an account: sigtool rename-lead '格蕾丝' @handle --sig Compiler",
            )
        ],
    ),
    "a word for nobody in each language": (led("handle: ada", "name: {en: TBD, zh: 待定}"), []),
    # --- SIG402
    "one lead too many, with a handle in each language": (
        "validate: {max_leads: 1}\n" + led("handle: ada", "handle: {zh: grace-zh, en: grace}"),
        [too_many(2, 1, "sigs.yaml:7:9", "handle: {zh: grace-zh, en: grace}", "@grace-zh")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), SPEAKING.values(), ids=SPEAKING)
def test_what_is_told_of_people_in_several_languages(registry: str, expected: list[Told]) -> None:
    assert findings("SIG402 SIG403 SIG404 SIG407 SIG408 SIG411", registry) == expected


@pytest.mark.parametrize("kind", ["handle: a{}", "{{handle: a, name: A{}}}", "name: A{}"])
def test_sig403_takes_so_many_steps_as_there_are_leads(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the leads are in the list twice; of twice as many, twice as much is asked."""
    counts: Counter[str] = Counter()
    for module, name in ((person, "same_person"), (parse, "compose")):
        monkeypatch.setattr(module, name, counted(counts, getattr(module, name)))

    def steps(leads: int) -> Counter[str]:
        counts.clear()
        registry = led_by(*(kind.format(at % (leads // 2)) for at in range(leads)))
        found = findings("SIG403", registry)
        assert len(found) >= leads // 2
        return Counter(counts)

    few, many = steps(100), steps(1000)
    assert many["same_person"] <= 11 * few["same_person"]
    assert many["compose"] == few["compose"]


def counted(counts: Counter[str], function: Callable[..., object]) -> Callable[..., object]:
    def counting(*args: object) -> object:
        counts[function.__name__] += 1
        return function(*args)

    return counting


@pytest.mark.parametrize(
    ("other", "hint"),
    [
        ("{handle: grace}", "sigtool rename-lead @grace @ada, or correct the link"),
        ("{handle: Grace, url: https://example.org/Grace}", ""),
        ("{name: Grace Hopper, url: https://www.example.org/grace}", ""),
        (
            "{handle: grace, url: https://example.com/grace}",
            "sigtool rename-lead @grace @ada, or correct the link",
        ),
    ],
)
def test_sig404_proposes_no_name_that_would_rename_somebody_else(other: str, hint: str) -> None:
    registry = (
        "sigs:\n  - name: Compiler\n    leads: [{handle: grace, url: https://example.org/ada}]\n"
        f"  - name: Runtime\n    leads: [{other}]\n"
    )
    hints = [each.hint for each in checked(registry, {}) if each.code == "SIG404"]
    assert hints == [hint or "correct the handle or the link; elsewhere a link opens @grace"]


@pytest.mark.parametrize(
    ("header", "severity"),
    [("负责人", "warning"), ("Lead", "warning"), ("创建人", "note"), ("**创建人**", "note")],
)
def test_who_made_a_group_need_not_lead_it(header: str, severity: str) -> None:
    registry = (
        "tables:\n"
        "  - path: README.md\n"
        f"    columns: {{SIG: name, About: responsibilities, '{header}': leads}}\n"
        "sigs:\n"
        "  - {name: Web, responsibilities: Pages.}\n"
        "  - {name: AI, responsibilities: Models., leads: ['@ada']}\n"
        "  - {name: UI, responsibilities: Looks., leads: ['@grace']}\n"
    )
    readme = (
        f"| SIG | About | {header} |\n|---|---|---|\n"
        "| Web | Pages. | |\n| AI | Models. | @ada |\n| UI | Looks. | @grace |\n"
    )
    found = run.check(snapshot(registry, {"README.md": readme}), RULES)
    assert [(each.code, str(each.severity), each.message) for each in found] == [
        ("SIG401", severity, f"Web has nobody under '{header.strip('*')}'")
    ]
