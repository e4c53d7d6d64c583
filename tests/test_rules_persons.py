"""SIG4xx: the people of a SIG."""

from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, checked

FIRST: Final = "the first is here"


def no_lead(name: str, at: str, argument: str) -> Told:
    hint = f"name one: sigtool add-lead {argument} @handle"
    return Told("SIG401", "no-lead", "warning", f"{name} has no lead", at, name, hint=hint)


def twice(who: str, at: str, text: str, first: str, gone: str = "") -> Told:
    title = f"take the second mention of {who} away"
    return Told(
        "SIG403", "duplicate-lead", "error", f"Compiler: {who} is in leads twice", at, text,
        ((FIRST, first),), (title, True, (f"-{gone}",)) if gone else None, "keep one of the two",
    )  # fmt: skip


def mismatch(handle: str, account: str, at: str, link: str, rename: str) -> Told:
    return Told(
        "SIG404", "handle-mismatch", "warning",
        f"Compiler: @{handle} links to the account '{account}'", at, handle,
        (("the link is here", link),), hint=f"sigtool rename-lead {rename}, or correct the link",
    )  # fmt: skip


def no_mail(address: str, at: str, text: str) -> Told:
    return Told(
        "SIG408", "invalid-email", "error", f"Compiler: '{address}' is no e-mail address", at, text,
        hint="write the address alone, as ada@example.org",
    )  # fmt: skip


def led_by(*persons: str) -> str:
    return "sigs:\n  - name: Compiler\n    leads:\n" + "".join(f"      - {p}\n" for p in persons)


CASES: Final = {
    # --- SIG401
    "an active SIG without a lead, among others": (
        "sigs:\n  - name: A B\n  - name: C\n    leads: [{handle: ada}]\n",
        [no_lead("A B", "sigs.yaml:2:11", "'A B'")],
    ),
    "a SIG whose leads are an empty list": (
        "sigs:\n  - name: A\n    leads: []\n  - name: C\n    leads: [{handle: ada}]\n",
        [no_lead("A", "sigs.yaml:2:11", "A")],
    ),
    "SIGs of a community that lists no leads": ("sigs: [{name: A}, {name: B}]\n", []),
    "a SIG that is not active": (
        "sigs: [{name: A, status: dormant}, {name: B, leads: [{handle: ada}]}]\n", [],
    ),
    "a lead that is kept as text is one": (
        "sigs: [{name: A, leads: '@ada'}]\n",
        [
            Told(
                "SIG201", "unstructured-people", "warning",
                "A: leads is text, not persons: '@ada'", "sigs.yaml:1:25", "'@ada'",
                hint="write a list of persons, as `- handle: ada`, or take it away",
            )
        ],
    ),
    # --- SIG403
    "the same handle in another case": (
        led_by("handle: ada", "handle: grace", "handle: Ada"),
        [
            twice(
                "@Ada", "sigs.yaml:6:9", "handle: Ada", "sigs.yaml:4:9",
                "      - handle: Ada",
            )
        ],
    ),
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
    "a mention that says more stays for somebody to decide": (
        led_by("{handle: ada}", "{handle: ada, email: ada@example.org}"),
        [
            twice(
                "@ada", "sigs.yaml:5:9", "{handle: ada, email: ada@example.org}",
                "sigs.yaml:4:9",
            )
        ],
    ),
    "a mention that says less goes, and a third is held against the first": (
        led_by(
            "{handle: ada, url: https://example.org/ada}", "{handle: ada}",
            "{handle: ada, url: https://other.example.org/ada}",
        ),
        [
            twice(
                "@ada", "sigs.yaml:5:9", "{handle: ada}", "sigs.yaml:4:9",
                "      - {handle: ada}",
            )
        ],
    ),
    "one name, two addresses": (
        led_by("{name: Ada, email: a@example.org}", "{name: Ada, email: b@example.org}"), [],
    ),
    "one person in two SIGs": (
        "sigs: [{name: A, leads: [{handle: ada}]}, {name: B, leads: [{handle: ada}]}]\n", [],
    ),
    "an alias cannot be changed in one place alone": (
        "sigs:\n  - name: Compiler\n    leads: &all [{handle: ada}, {handle: ada}]\n"
        "  - name: Runtime\n    leads: *all\n",
        [
            twice("@ada", "sigs.yaml:3:33", "{handle: ada}", "sigs.yaml:3:18"),
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
    "a handle and its account": (
        led_by("{handle: Ada, url: https://example.org/ada}"), [],
    ),
    "a handle and another account": (
        led_by("{handle: ada, url: https://example.org/grace}"),
        [mismatch("ada", "grace", "sigs.yaml:4:18", "sigs.yaml:4:28", "@ada @grace")],
    ),
    "what is shown is a name": (
        led_by("{handle: ada lovelace, url: https://example.org/ada}"),
        [
            mismatch(
                "ada lovelace", "ada", "sigs.yaml:4:18", "sigs.yaml:4:37", "'@ada lovelace' @ada",
            )
        ],
    ),
    "a link that is no account's": (
        led_by("{handle: ada, url: https://example.org/people/grace}"), [],
    ),
    "a name may be any": (led_by("{name: Ada, url: https://example.org/lovelace}"), []),
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
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), CASES.values(), ids=CASES)
def test_what_is_told_of_people(registry: str, expected: list[Told]) -> None:
    assert checked(registry, {}) == expected


def test_sig401_a_table_that_shows_leads_wants_them() -> None:
    registry = REGISTRY.partition("sigs:")[0] + "sigs: [{name: Runtime}]\n"
    readme = README.partition("| Compiler")[0] + "| Runtime |  |  |\n"
    assert checked(registry, {"README.md": readme}) == [
        no_lead("Runtime", "sigs.yaml:8:15", "Runtime")
    ]
