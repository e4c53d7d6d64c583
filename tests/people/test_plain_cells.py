"""A cell of persons written in a usual way is read at a glance, and as the grammar reads it."""

import random
from itertools import product

import pytest

from sigtool.people import plain, reading
from sigtool.people.conventions import Comma, Conventions
from sigtool.text.records import replace

LINKS = (
    "[@ada](https://github.com/ada)",
    "[@grace](https://gitee.com/grace_h)",
    "[@all](https://github.com/all)",
    "[@tbd](https://example.org/)",
    "[@n-a](http://example.org/b/c?d=e)",
    "[@Chair](https://github.com/chair)",
)
CONVENTIONS = [
    Conventions(
        comma,
        accounts_beside=beside,
        accounts_alone=beside,
        accounts_behind=behind,
        names_behind=behind,
        names_in_links=beside,
        pairs=pairs,
    )
    for comma, beside, behind, pairs in product(Comma, (False, True), (False, True), (False, True))
]
WORDS = (
    "Ada", "Lovelace", "Grace", "Hopper", "Chair", "Lead", "Tech", "Team", "See", "Ask", "Full",
    "List", "None", "Yet", "Open", "The", "Acting", "University", "Google", "Inc", "And", "Van",
    "Read", "Me", "Committee", "Members", "Interim", "Until", "May", "Contact", "Help",
    "Wanted", "Y", "All", "More", "Various", "Emeritus", "Needs", "Owner", "To", "Be",
    "Decided", "A", "Mail",
)  # fmt: skip
HANDLES = (
    "ada", "grace", "tbd", "all", "here", "none", "Chair", "lead", "n-a", "todo", "ACME",
    "hopper-g", "x_1", "1a", "team", "everyone", "ada-", "open-", "grace_",
)  # fmt: skip
PLACES = ("https://github.com/", "http://e.org/", "https://gitee.com/")
PAGES = (*HANDLES, "", "a/b", "x?y=1", "a.b", "~x", "%20", "ada.", "Lovelace")
WAYS = ("{name} ([@{handle}]({url}))", "[{name}]({url})", "@{handle}", "[@{handle}]({url})")
# Not all written in one way, or not parted in one way.
OTHERS = (
    "[ @ada](https://github.com/ada)",
    "[@ada](https://github.com/ada) ",
    "[@ada](https://github.com/ada), [@eve](https://github.com/eve)<br>[@bob](https://github.com/bob)",
    "[@ada](https://github.com/ada), ACME",
    "[@ada](https://github.com/ada) (ACME)",
    "[@ada](https://github.com/ada)[@eve](https://github.com/eve)",
    "[@ada](mailto:ada@example.org)",
    '[@ada](https://github.com/ada "Ada")',
    "[Ada](https://github.com/ada)",
    "Ada Lovelace",
    "Ada Lovelace (@ada)",
    "Ada ([@ada](https://github.com/ada))",
    "[Ada Lovelace](https://github.com/ada) [Grace Hopper](https://github.com/grace)",
    "[Ada Lovelace](https://github.com/ada), [@grace](https://github.com/grace)",
    "[See Here](https://github.com/ada)",
    "Ask Ada ([@ada](https://github.com/ada))",
    "@all",
    "@tbd",
    "@ada @grace",
    "@ada.l",
    "@example/docs",
    "",
)


@pytest.mark.parametrize("between", sorted(plain.SEPARATORS))
def test_links_to_accounts_read_the_same_by_all_conventions(
    between: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [between.join(links) for count in (1, 2, 3) for links in product(LINKS, repeat=count)]
    glances = [plain.plain_cell(text) for text in texts]
    monkeypatch.setattr(reading, "plain_cell", lambda _: None)
    for at, text in enumerate(texts):
        assert glances[at]
        for conventions in CONVENTIONS[at % 7 :: 7]:
            assert reading.read.__wrapped__(text, conventions) == glances[at]


@pytest.mark.parametrize("way", WAYS)
def test_persons_in_a_usual_way_read_the_same_by_all_conventions(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick = random.Random(way)
    glance = plain.plain_cell
    monkeypatch.setattr(reading, "plain_cell", lambda _: None)
    accepted = 0
    for _ in range(1_500):
        items = [
            way.format(
                name=" ".join(pick.choices(WORDS, k=pick.choice((2, 2, 3)))),
                handle=pick.choice(HANDLES),
                url=pick.choice(PLACES) + pick.choice(PAGES),
            )
            for _ in range(pick.choice((1, 1, 2, 3)))
        ]
        text = pick.choice(sorted(plain.SEPARATORS)).join(items)
        found = glance(text)
        some = frozenset(pick.sample((*HANDLES, *WORDS, "Ada Lovelace"), k=3))
        known = replace(pick.choice(CONVENTIONS), no_names=some, no_employers=some, known=some)
        for conventions in (pick.choice(CONVENTIONS), known) if found else ():
            accepted += 1
            assert reading.read.__wrapped__(text, conventions) == found, (text, conventions)
    assert accepted > 500


@pytest.mark.parametrize("text", OTHERS)
def test_any_other_cell_is_left_to_the_grammar(text: str) -> None:
    assert plain.plain_cell(text) is None
