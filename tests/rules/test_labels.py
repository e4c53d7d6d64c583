"""SIG404, SIG405 and SIG412 in tables as people write them: a label that is another account, a link
that was copied from another row, a repository in place of a profile."""

from typing import Final

import pytest
from rules_support import found_after_init


def link(label: str, account: str = "", host: str = "github.com") -> str:
    return f"[{label}](https://{host}/{account or label})"


def found(headers: str, *rows: str) -> list[str]:
    names = ("Web", "Data", "Docs", "Tools", "Infra", "Cloud", "Parser", "Lexer")
    named = [f"{name} | {row}" for name, row in zip(names, rows, strict=False)]
    return found_after_init("SIG404 SIG405 SIG412", f"SIG | {headers}", *named)


def wrong(sig: str, label: str, account: str) -> str:
    return (
        f"SIG404 {sig}: {label!r} links to the account {account!r}: correct the label or the link"
    )


PLAIN: Final = (link("ada"), link("hedy"), link("joan"))
NAMED: Final = (link("Ada Lovelace", "ada"), link("Alan Turing", "turing"))
TWO: Final = "correct the account of one, if they are two people; else"
LABELS: Final = {
    "below a header of ids": (
        "Maintainer | GitHub ID",
        (f"Ada | {link('ada')}", f"Grace | {link('grace', 'ada')}", f"Alan | {link('al', 'alan')}"),
        [wrong("Data", "grace", "ada"), wrong("Docs", "al", "alan")],
    ),
    "below one in Chinese": (
        "组长 | Gitee账号",
        (f"Ada | {link('ada')}", f"Grace | {link('Grace', 'ada', 'gitee.com')}"),
        [wrong("Data", "Grace", "ada")],
    ),
    "in a column of accounts": (
        "Leads", (*PLAIN, link("grace", "ada"), link("wang39", "wangyu")),
        [wrong("Tools", "grace", "ada"), wrong("Infra", "wang39", "wangyu")],
    ),
    "beside names, where another row has that account": (
        "Leads", (link("ada"), link("grace", "ada"), *NAMED[1:]),
        [wrong("Data", "grace", "ada")],
    ),
    # --- and what is right
    "a name in a column of accounts": ("Leads", (*PLAIN, link("Grace", "ghopper")), []),
    "a name of two words below a header of ids": (
        "Maintainer | GitHub ID",
        (f"Ada | {link('ada')}", f"Grace | {link('Grace Hopper', 'ghopper')}"), [],
    ),
    "names": ("Leads", (*NAMED, link("grace", "ghopper"), link("Joan", "jclarke")), []),
    "a short form": ("Leads", (*PLAIN, link("grace", "grace1906")), []),
    "another case": ("Maintainer | GitHub ID", (f"Ada | {link('ada', 'Ada')}",
                                                f"Alan | {link('alan')}"), []),
    "what every link shows": (
        "Maintainer | GitHub ID",
        (f"Ada | {link('here', 'ada')}", f"Grace | {link('go', 'grace')}",
         f"Alan | {link('go', 'alan')}", f"Joan | {link('GitHub', 'joan')}"), [],
    ),
    "repositories of one account": (
        "Leads | Code",
        (f"Ada | {link('example')}", f"Grace | {link('docs', 'example')}",
         f"Alan | {link('other')}"), [],
    ),
    "an account on another host": (
        "Leads", (*PLAIN, link("grace", "ghopper", "social.example.org")), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("headers", "rows", "expected"), LABELS.values(), ids=LABELS)
def test_a_label_that_is_another_account(
    headers: str, rows: tuple[str, ...], expected: list[str]
) -> None:
    assert found(headers, *rows) == expected


COPIED: Final = {
    "first names, one of them the account's": (
        (link("Ada", "ada"), link("Grace", "ada")),
        [f"SIG405 Data: the name of Grace is 'Grace', elsewhere 'Ada': {TWO} "
         "say the same everywhere"],
    ),
    "full names": (
        (link("Joan Clarke", "x1"), link("Grace Hopper", "x1")),
        ["SIG405 Data: the name of Grace Hopper is 'Grace Hopper', elsewhere 'Joan Clarke': "
         f"{TWO} sigtool rename-lead https://github.com/x1 'Joan Clarke' --sig Data, "
        "or correct the others"],
    ),
    "one name, written in two ways": (
        (link("Joan Clarke", "x1"), link("Joan E. Clarke", "x1")),
        ["SIG405 Data: the name of Joan E. Clarke is 'Joan E. Clarke', elsewhere 'Joan Clarke': "
         "sigtool rename-lead https://github.com/x1 'Joan Clarke', or correct the others"],
    ),
    "one name, misspelt": (
        (link("Philip Wittrock", "x1"), link("Phillip Witrock", "x1")),
        ["SIG405 Data: the name of Phillip Witrock is 'Phillip Witrock', elsewhere "
         "'Philip Wittrock': sigtool rename-lead https://github.com/x1 'Philip Wittrock', "
         "or correct the others"],
    ),
    "Chinese names": (
        (link("张三", "x1"), link("李四", "x1")),
        ["SIG405 Data: the name of 李四 is '李四', elsewhere '张三': "
         f"{TWO} sigtool rename-lead https://github.com/x1 '张三' --sig Data, "
         "or correct the others"],
    ),
    # --- and what is right
    "a first name and the whole one": ((link("Ada", "ada"), link("Ada Lovelace", "ada")), []),
    "an account and a name": ((link("ghopper"), link("Grace Hopper", "ghopper")), []),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), COPIED.values(), ids=COPIED)
def test_a_link_that_was_copied_from_another_row(
    rows: tuple[str, ...], expected: list[str]
) -> None:
    assert found("Responsibilities | Leads", *(f"Text {each} | {each}" for each in rows)) == (
        expected
    )


def test_what_stands_below_a_header_of_ids_is_no_name() -> None:
    rows = (f"Ada | {link('ada', 'al')}", f"Grace Hopper | {link('grace')}", f"Al | {link('al')}")
    assert found("Maintainer | GitHub ID", *rows) == [wrong("Web", "ada", "al")]


def no_profile(sig: str, who: str, path: str, owner: str) -> str:
    return (
        f"SIG412 {sig}: the link of {who} opens '{path}', not a profile: "
        f"name the account, as https://github.com/{owner}"
    )


REPOSITORIES: Final = {
    "somebody's": (
        (*NAMED, link("Joan Clarke", "joan/dotfiles")),
        [no_profile("Docs", "Joan Clarke", "joan/dotfiles", "joan")],
    ),
    # --- and what is right
    "of a team": ((*NAMED, link("Docs team", "example/handbook")), []),
    "of a committee": ((*NAMED, link("Steering Committee", "example/community")), []),
    "of what it is called": ((*NAMED, link("Compiler", "example/compiler-rt")), []),
    "a folder": ((*NAMED, link("Joan Clarke", "example/people/tree/main/joan")), []),
    "a team of an organisation": ((*NAMED, link("Joan Clarke", "orgs/example")), []),
    "where most links are no profiles": (
        (NAMED[0], link("Joan Clarke", "joan/dotfiles"), link("Alan Turing", "alan/bombe")), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), REPOSITORIES.values(), ids=REPOSITORIES)
def test_the_link_of_a_name_that_opens_a_repository(
    rows: tuple[str, ...], expected: list[str]
) -> None:
    assert found("Responsibilities | Leads", *(f"Text | {each}" for each in rows)) == expected
