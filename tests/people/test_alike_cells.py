"""Of accounts shown in one way, a cell shows of a column what all do that are parted in one way."""

import random

import pytest

from sigtool.people import cell, evidence
from sigtool.people.plain import SEPARATORS

HANDLES = ("ada", "grace", "None", "tbd", "Lead", "wang", "all", "Ada")
NAMES = ("Ada Lovelace", "Grace Hopper", "王小明", "李雷", "ACME", "Example University", "None")
OTHERS = (
    "{name}",
    "{name} ({other})",
    "{name}, {other}",
    "[{name}](https://github.com/{handle})",
    "[{handle}](https://github.com/{handle})",
    "{link}, {name}",
    "{link} ({name})",
    "{name} @{handle}",
    "@{handle} ({name})",
    "[{name}](mailto:{handle}@e.org) {link}",
    "{link}, {name}<br>{link}, {other}",
    "{name} ({handle})",
    "{name}@{other}",
    "{name}<br>{other}",
    "-",
    "TBD",
)


def _cell(pick: random.Random) -> str:
    links = [f"[@{each}](https://github.com/{each})" for each in pick.choices(HANDLES, k=3)]
    way = pick.choice(("{link}", "{link}", "Ada Lovelace ({link})", "@{handle}"))
    alike = [
        way.format(link=link, handle=handle)
        for link, handle in zip(links, HANDLES[: len(links)], strict=True)
    ]
    if pick.random() < 0.5:
        return pick.choice(sorted(SEPARATORS)).join(alike[: pick.choice((1, 1, 2, 3))])
    name, other = pick.choices(NAMES, k=2)
    handle = pick.choice(HANDLES)
    return pick.choice(OTHERS).format(name=name, other=other, handle=handle, link=links[0])


@pytest.mark.parametrize("seed", range(5))
def test_one_of_the_links_tells_what_all_tell(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pick = random.Random(seed)
    columns = [[_cell(pick) for _ in range(pick.randrange(1, 12))] for _ in range(100)]
    found = [evidence.conventions_of(column) for column in columns]
    evidence._shown_by.cache_clear()
    monkeypatch.setattr(
        evidence,
        "_distinct",
        lambda texts: {text: 1 for text in texts if not cell.is_placeholder(text)},
    )
    assert [evidence.conventions_of(column) for column in columns] == found
    evidence._shown_by.cache_clear()
