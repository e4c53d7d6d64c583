"""SIG406 of e-mail addresses, and what SIG403 says of two who share one: in tables as people write
them."""

from typing import Final

import pytest
from rules_support import found_after_init

from sigtool.rules.shared_addresses import is_of_many

_NAMES: Final = "if they are one person, write one name everywhere; else correct the address"
_ACCOUNTS: Final = "if they are one person, name one account everywhere; else correct the address"


def found(headers: str, *rows: str) -> list[str]:
    return found_after_init("SIG403 SIG406", headers, *rows)


def shared(who: str, of: str, hint: str = _NAMES) -> list[str]:
    return [f"SIG406 {who} has the e-mail address of {of}: {hint}"]


LEADS: Final = "SIG | Responsibilities | Leads"
PEOPLE: Final = "Name | Gitee ID | Email"
FOUND: Final = {
    "two names, in two SIGs": (
        LEADS,
        ("Web | Pages. | [Ada](mailto:ada@example.org)",
         "Data | Sets. | [Grace](mailto:Ada@Example.org)"),
        shared("Data: Grace", "Ada"),
    ),
    "behind names": (
        LEADS,
        ("Web | Pages. | Ada <ada@example.org>", "Data | Sets. | Grace <ada@example.org>"),
        shared("Data: Grace", "Ada"),
    ),
    "Chinese names": (
        "名称 | 职责 | 组长",
        ("网页 | 页面。 | 张三 <z@example.org>", "数据 | 数据。 | 李四 <z@example.org>"),
        shared("数据: 李四", "张三"),
    ),
    "two accounts": (
        LEADS,
        ("Web | Pages. | @ada (ada@example.org)", "Data | Sets. | @grace (ADA@example.org)"),
        shared("Data: @grace", "@ada", _ACCOUNTS),
    ),
    "in the column beside the leads": (
        "SIG | Lead | Email",
        ("Web | Ada | ada@example.org", "Data | Grace | <Ada@example.org>",
         "Docs | Alan | alan@example.org"),
        shared("Data: Grace", "Ada"),
    ),
    "in a table of people": (
        PEOPLE,
        ("Ada | [ada](https://gitee.com/ada) | ada@example.org",
         "Grace | [grace](https://gitee.com/grace) | [ada@example.org](mailto:ada@example.org)"),
        shared("Grace", "Ada", _ACCOUNTS),
    ),
    "in one cell": (
        LEADS,
        ("Web | Pages. | [Ada](mailto:ada@example.org), [Grace](mailto:ada@example.org)",),
        ["SIG403 Web: Grace is twice under 'Leads': correct the account or the address of one, if "
         "they are two people; else keep one"],
    ),
    # --- and what is right
    "one person": (
        LEADS,
        ("Web | Pages. | Ada <ada@example.org>", "Data | Sets. | Ada Lovelace <ada@example.org>"),
        [],
    ),
    "one person, in two scripts": (
        LEADS,
        ("Web | Pages. | Li Si <l@example.org>", "Data | Sets. | 李四 <l@example.org>"), [],
    ),
    "one person who leads two SIGs": (
        "SIG | Lead | Email",
        ("Web | Ada | ada@example.org", "Data | Ada | ada@example.org"), [],
    ),
    "of a SIG": (
        LEADS,
        ("Web | Pages. | [Ada](mailto:sig-web@lists.example.org), "
         "[Grace](mailto:sig-web@lists.example.org)",
         "Data | Sets. | @alan (sig-web@lists.example.org)"), [],
    ),
    "of SIGs, in a column": (
        "SIG | Lead | Email",
        ("Web | Ada | contact@example.org", "Data | Grace | contact@example.org"), [],
    ),
    "of whatever a header says to be a list": (
        "SIG | Lead | Mailing list",
        ("Web | Ada | web@example.org", "Data | Grace | web@example.org"), [],
    ),
    "of a row with several leads": (
        "SIG | Leads | Email",
        ("Web | Ada, Alan | web@example.org", "Data | Grace | web@example.org"), [],
    ),
    "of more than three": (
        "SIG | Lead | Email",
        ("Web | Ada | x@example.org", "Data | Grace | x@example.org",
         "Docs | Alan | x@example.org", "Tools | Joan | x@example.org"), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("headers", "rows", "expected"), FOUND.values(), ids=FOUND)
def test_an_address_that_two_people_have(
    headers: str, rows: tuple[str, ...], expected: list[str]
) -> None:
    assert found(headers, *rows) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("sig-web@example.org", True), ("web-sig@example.org", True),
        ("ada@lists.example.org", True), ("web@googlegroups.com", True), ("web@groups.io", True),
        ("Community@example.org", True), ("ada@users.noreply.example.org", True),
        ("ada@example.org", False), ("signe@example.org", False), ("devi@example.org", False),
        ("ada.lovelace@example.org", False), ("ada@listing.example.org", False),
    ],
)  # fmt: skip
def test_an_address_of_many(address: str, expected: bool) -> None:  # noqa: FBT001 - a row
    assert is_of_many(address) is expected
