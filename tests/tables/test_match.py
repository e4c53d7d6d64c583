"""Which row is which SIG: what is alike word for word is left out, and changes nothing."""

import random

import pytest

from sigtool.facts.pairs import by_key, equal
from sigtool.markdown.inline import name_key
from sigtool.model import Sig
from sigtool.tables.match import By, Key, _by, _links, _names, matched, sig_keys


def _sigs(pick: random.Random, count: int) -> list[Sig]:
    made = []
    for _ in range(count):
        values = {"readme": pick.choice(("x", "y", "z", "", "")), "about": pick.choice(("", "p"))}
        name = pick.choice(("A", "B", "C", "a", "D"))
        made.append(Sig(name, {key: value for key, value in values.items() if value}))
    return made


@pytest.mark.parametrize("seed", range(20))
def test_what_is_alike_word_for_word_tells_nothing_of_the_others(seed: int) -> None:
    pick = random.Random(seed)
    for _ in range(200):
        sigs = _sigs(pick, pick.randrange(6))
        rows = [*pick.sample(sigs, pick.randrange(len(sigs) + 1)), *_sigs(pick, pick.randrange(4))]
        pick.shuffle(rows)
        found, torn = matched(rows, sigs)
        assert (found, set(torn)) == _by_all(rows, sigs)


def _by_all(rows: list[Sig], sigs: list[Sig]) -> tuple[dict[int, tuple[int, By]], set[Key]]:
    """The same, by looking at every row and every SIG."""
    found = equal(sigs, rows)
    by = dict.fromkeys(found, By.WHOLE)
    names, links = by_key(sigs, rows, _names), by_key(sigs, rows, _links)
    of_name = {row: at for at, row in names.items()}
    torn_rows = {
        row: at
        for at, row in links.items()
        if row not in found.values() and of_name.get(row, at) != at
    }
    unclear = {row for row, at in torn_rows.items() if at not in names}
    for way, keys in ((By.NAME, _names), (By.LINK, _links)):
        found = by_key(sigs, rows, keys, found, ((), unclear))
        by |= dict.fromkeys(found.keys() - by.keys(), way)
    for name in {name_key(sig.one_name) for sig in sigs}:
        mine = [n for n, s in enumerate(sigs) if n not in found and name_key(s.one_name) == name]
        others = [
            n
            for n, row in enumerate(rows)
            if n not in found.values() and name_key(row.one_name) == name
        ]
        if len(mine) == len(others):
            pairs = zip(mine, others, strict=True)
            found |= {at: row for at, row in pairs if row not in unclear}
    torn = _torn(rows, sigs, found, names, links)
    ways = {at: by.get(at, By.POSITION) for at in found}
    return {at: (row, _by(ways[at], sigs[at], rows[row], torn)) for at, row in found.items()}, torn


def _torn(
    rows: list[Sig],
    sigs: list[Sig],
    found: dict[int, int],
    names: dict[int, int],
    links: dict[int, int],
) -> set[Key]:
    """The names and pages of which nobody knows whose they are."""
    gone = [sig_keys(sig) for at, sig in enumerate(sigs) if at not in found]
    new = [sig_keys(row) for at, row in enumerate(rows) if at not in found.values()]
    torn: set[Key] = set().union(*gone) & set().union(*new)
    for left, right in ((names, links), (links, names)):
        others = {row: at for at, row in right.items()}
        for at, row in left.items():
            if right.get(at, row) != row or others.get(row, at) != at:
                torn |= sig_keys(sigs[at]) & sig_keys(rows[row])
    items = [sig_keys(sigs[at]) | sig_keys(rows[row]) for at, row in found.items()]
    unlike = [
        item
        for item, (at, row) in zip(items, found.items(), strict=True)
        if sig_keys(sigs[at]) != sig_keys(rows[row])
    ]
    items = [*unlike, *gone, *new]
    while more := [item for item in items if item & torn and not item <= torn]:
        torn.update(*more)
    return torn
