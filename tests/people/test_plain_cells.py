"""A cell of links to accounts is read at a glance, and as the grammar reads it."""

from itertools import product

import pytest

from sigtool.people import plain, reading
from sigtool.people.conventions import Comma, Conventions

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
# Not of links to accounts alone, or not parted in one way.
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
    "@ada",
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


@pytest.mark.parametrize("text", OTHERS)
def test_any_other_cell_is_left_to_the_grammar(text: str) -> None:
    assert plain.plain_cell(text) is None
