"""SIG207, SIG413, SIG502, SIG504 and SIG509 of links to the web that somebody misspelt."""

from typing import Final

import pytest
from rules_support import findings, found_after_init

CODES: Final = "SIG207 SIG413 SIG501 SIG502 SIG504 SIG509"


def no_link(link: str, meant: str) -> str:
    return f"SIG502 {link!r} is no well-formed link: write {meant}"


def local(link: str, meant: str) -> str:
    what = "opens a page of this repository, not a website"
    return f"SIG509 the link {link!r} {what}: write {meant}"


ADA: Final = "https://github.com/ada/web"
BLANK: Final = "https: //github.com/ada/web"
LINKS: Final = {
    "a comma": ("https://github,com/ada/web", no_link("https://github,com/ada/web", ADA)),
    "a comma behind www": (
        "https://www,example.org/a", no_link("https://www,example.org/a", "https://www.example.org/a"),
    ),
    "a comma for a slash": (
        "https://github.com,ada",
        "SIG502 'https://github.com,ada' is no well-formed link: "
        "the name of a host cannot hold ','",
    ),
    "a slash too many": (
        "https://github.com//ada/web?a=b",
        no_link("https://github.com//ada/web?a=b", f"{ADA}?a=b"),
    ),
    "a slash too few": ("https:/github.com/ada/web", no_link("https:/github.com/ada/web", ADA)),
    "no colon": ("https//github.com/ada/web", local("https//github.com/ada/web", ADA)),
    "another sign for the colon": (
        "https;//github.com/ada/web", local("https;//github.com/ada/web", ADA),
    ),
    "a Chinese colon": ("https：//github.com/ada/web", local("https：//github.com/ada/web", ADA)),
    "no scheme": ("://github.com/ada/web", local("://github.com/ada/web", ADA)),
    "a letter too few": (
        "htps://github.com/ada/web",
        f"SIG502 'htps://github.com/ada/web' is no http, https or mailto link: write {ADA}",
    ),
    "a blank behind the colon": (BLANK, f"SIG504 {BLANK!r} has a blank in it: write {ADA}"),
    "a host without its end": (
        "https://github/ada/web",
        "SIG413 'https://github/ada/web' is the one link to github: "
        f"did you mean {ADA}? (github.com is linked 2 times)",
    ),
    "an end without its last letter": (
        "https://gitee.co/ada/web",
        "SIG413 'https://gitee.co/ada/web' is the one link to gitee.co: "
        "did you mean https://gitee.com/ada/web?",
    ),
    # --- and what is right
    "a host in letters of its own": ("https://例え.example.org/ada", ""),
    "a port": ("https://example.org:8080/a", ""),
    "a number": ("https://[2001:db8::1]/a", ""),
    "slashes further on": ("https://archive.example.org/2020/https://example.org//a", ""),
    "a pair of brackets": ("https://en.example.org/wiki/Ada_(name)", ""),
    "pages on a host of code": ("https://ada.github.io/web", ""),
    "another host of code": ("https://gitee.com/ada/web", ""),
    "one of one's own": ("https://gitlab.example.org/ada/web", ""),
    "a host of an intranet": ("https://gitlab/ada/web", ""),
}  # fmt: skip


@pytest.mark.parametrize(("link", "expected"), LINKS.values(), ids=LINKS)
def test_a_link_to_the_web(link: str, expected: str) -> None:
    code, _, message = expected.partition(" ")
    rows = (
        "Data | Sets, see [x](https://github.com/ada/data)",
        "Docs | See [x](https://github.com/ada/docs)",
    )
    found = found_after_init(
        CODES, "SIG | Responsibilities", *rows, f"Web | Pages, see [x]({link}) now"
    )
    assert found == ([f"{code} Web: {message}"] if expected else [])


def test_a_host_that_is_misspelt_twice() -> None:
    hosts = {"ada": "githb.com", "alan": "githb.com", "joan": "github.com"}
    rows = [f"{name} | Text | [@{name}](https://{host}/{name})" for name, host in hosts.items()]
    assert found_after_init(CODES, "SIG | Responsibilities | Leads", *rows) == [
        f"SIG413 {name}: 'https://githb.com/{name}' links to githb.com: "
        f"did you mean https://github.com/{name}? (github.com is linked 1 time)"
        for name in ("ada", "alan")
    ]


NO_HOSTS: Final = {
    "a blank before it": ("https:// example.org/x", "SIG504"),
    "a blank in it": ("https://example .org/x", "SIG504"),
    "a blank in its end": ("https://example.o rg/x", "SIG504"),
    "a comma": ("https://example,org/x", "SIG502"),
    "a letter too few": ("https://exmple.org/x", "SIG413"),
    "a letter too few, and a blank behind it": ("https://exmple.org/x y", "SIG413 SIG504"),
}


@pytest.mark.parametrize(("link", "codes"), NO_HOSTS.values(), ids=NO_HOSTS)
@pytest.mark.parametrize("headers", ["SIG | Responsibilities", "SIG | Leads", "SIG | Chat"])
def test_a_host_that_is_none_is_told_of_once(headers: str, link: str, codes: str) -> None:
    names = ("ada", "alan", "grace")
    rows = [f"{name} | [@{name}](https://example.org/{name})" for name in names]
    found = found_after_init("SIG413 SIG502 SIG504 SIG509", headers, *rows, f"joan | [x]({link})")
    assert [each.partition(" ")[0] for each in found] == codes.split()


BRACKETS: Final = {
    "behind a link": ("See [x](https://example.org/a)) now", ")"),
    "a Chinese one": ("见 [x](https://example.org/a)）。", "）"),
    "behind numbers": ("1) See [x](https://example.org/a))", ")"),
    # --- and what is right
    "around a link": ("Pages (see [x](https://example.org/a)) now", ""),
    "around several": ("（[x](https://example.org/a)、[y](https://example.org/b_(c))）", ""),
    "around a link, behind a face": (":) ([x](https://example.org/a))", ""),
    "numbers": ("[x](https://example.org/a) 1) one 2) two", ""),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "See [the site (beta](https://example.org/a) now",
            "( is not closed: '(beta now': write ) where it ends, "
            "or \\( if the sign itself is meant",
        ),
        (
            "见 [「站点](https://example.org/a)。",
            "「 is not closed: '「站点。': write 」 where it ends",
        ),
    ],
)
def test_a_bracket_in_the_label_of_a_link(text: str, message: str) -> None:
    assert found_after_init("SIG207", "SIG | Responsibilities", f"Web | {text}", "Data | Sets") == [
        f"SIG207 Web: responsibilities: {message}"
    ]


@pytest.mark.parametrize(("text", "sign"), BRACKETS.values(), ids=BRACKETS)
def test_a_bracket_behind_a_link(text: str, sign: str) -> None:
    what = f"a {sign} stands behind a link, and nothing opens it"
    expected = (
        f"SIG207 Web: responsibilities: {what}: take it away, or write the bracket that it closes"
    )
    found = found_after_init("SIG207", "SIG | Responsibilities", f"Web | {text}", "Data | Sets")
    assert found == ([expected] if sign else [])


def test_a_bracket_at_the_end_of_a_link_of_the_registry() -> None:
    registry = "sigs:\n  - name: Web\n    readme: https://github.com/ada/web)\n"
    assert [(each.message, each.hint) for each in findings(CODES, registry)] == [
        ("Web: 'https://github.com/ada/web)' is no well-formed link", f"write {ADA}")
    ]
