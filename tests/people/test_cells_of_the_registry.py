"""A cell is read in every way only where that may find whom the registry names.

Each such way takes a millisecond, and a column of mere names with commas has no other reading.
"""

import random

import pytest

from sigtool.people import cell
from sigtool.people.conventions import EVERY, Known
from sigtool.people.reading import read
from sigtool.text.records import replace

NAMES = ("Ada Lovelace", "Grace Hopper", "Ada", "王小明", "李雷", "ACME", "Ada University", "grace")
CELLS = (
    "{0}, {1}",
    "{0}, {1}, {2}",
    "{0} and {1}",
    "{0} ({1})",
    "{0} ({1}), {2}",
    "{0}（{1}）",
    "{0}@{1}",
    "{0}、{1}",
    "{0} - {1}",
    "[{0}](https://example.org/{2}), {1}",
    "[@{2}](https://example.org/{2}) ({0})",
    "@a\\_b ({0}), {1}",
    "{0} <ada@example.org>, {1}",
    "{0}",
    "{0}; {1}, {2}",
    "{0}<br>{1}, {2}",
)


def _text(pick: random.Random) -> str:
    return pick.choice(CELLS).format(*pick.choices(NAMES, k=3))


@pytest.mark.parametrize("seed", range(4))
def test_a_cell_is_read_as_if_it_were_read_in_every_way(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick = random.Random(seed)
    asked = []
    for _ in range(400):
        text = _text(pick)
        of_registry = (read(pick.choice((text, _text(pick))), pick.choice(EVERY)) for _ in range(3))
        agreed = frozenset(each.persons for each in of_registry if each)
        asked.append((text, replace(pick.choice(EVERY), agreed=agreed)))
    found = [cell.parse(text, conventions) for text, conventions in asked]
    monkeypatch.setattr(Known, "may_be_list", lambda *_: True)
    monkeypatch.setattr(Known, "has_name_in", lambda *_: True)
    every = [cell.parse(text, conventions) for text, conventions in asked]
    assert found == every
    assert any(found)


def test_names_that_the_registry_does_not_have_are_read_by_their_column_alone() -> None:
    registry = cell.parse("[@ada](https://example.org/ada)")
    assert registry
    read.cache_clear()
    agreed = replace(EVERY[0], agreed=frozenset({registry.persons}))
    assert cell.parse("Grace Hopper, Ada Lovelace", agreed) is None
    assert read.cache_info().misses == 1
