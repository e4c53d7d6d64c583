"""Who of a list of people is who of a later state of it, and of two states that are merged."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sigtool.facts.pairs import near_persons, same_persons
from sigtool.facts.sides import Trio, trios
from sigtool.model import People, Person


def linked(label: str, account: str) -> Person:
    """`[Ann](https://example.org/b)`, of which a cell is read."""
    url = f"https://example.org/{account}"
    return Person(handle=label, url=url) if label == account else Person(name=label, url=url)


def people(*written: str) -> People:
    """`Ann-b` is one whose label is Ann, and whose link opens the account b."""
    return tuple(linked(*each.split("-")) for each in written)


LABELS = ["Ann", "Bob", "Cid"]
PEOPLE = st.lists(
    st.builds(linked, st.sampled_from(LABELS), st.sampled_from([*LABELS, "x", "y"])), max_size=4
).map(tuple)


@pytest.mark.parametrize(
    ("before", "now", "pairs"),
    [
        # The label stays, and is the account now, or no longer.
        (["Ann-a"], ["Ann-Ann"], {0: 0}),
        (["Ann-Ann"], ["Ann-a"], {0: 0}),
        # The account stays, whatever is shown of it.
        (["Ann-a"], ["Eve-a"], {0: 0}),
        # Two links are swapped; one is passed on; three go round.
        (["Ann-a", "Bob-b"], ["Ann-b", "Bob-a"], {0: 0, 1: 1}),
        (["Ann-a", "Bob-b"], ["Ann-n", "Bob-a"], {0: 0, 1: 1}),
        (["Ann-a", "Bob-b", "Cid-c"], ["Ann-b", "Bob-c", "Cid-a"], {0: 0, 1: 1, 2: 2}),
        # Who is gone is not the one who has the link now.
        (["Ann-a", "Bob-b", "Cid-c"], ["Ann-b", "Cid-a"], {0: 0, 2: 1}),
        # Somebody new has the label of one whose account is there under another.
        (["Ann-a"], ["Ann-n", "Annie-a"], {0: 1}),
        # Of two with one label, nobody knows who has the new link.
        (["Ann-a", "Ann-b"], ["Ann-a", "Ann-n"], {0: 0}),
        (["Ann-a"], ["Bob-b"], {}),
    ],
)
def test_who_is_who_of_a_later_state(
    before: list[str], now: list[str], pairs: dict[int, int]
) -> None:
    assert near_persons(people(*before), people(*now)) == pairs
    back = {other: at for at, other in pairs.items()}
    assert near_persons(people(*now), people(*before)) == back


@settings(deadline=None)
@given(PEOPLE, PEOPLE)
def test_each_is_one_of_a_later_state(before: People, now: People) -> None:
    found = near_persons(before, now)
    assert len(set(found.values())) == len(found)


def merged(base: People, ours: People, theirs: People) -> list[Trio[int]]:
    return trios(
        base,
        ours,
        theirs,
        lambda left, right: same_persons((*left,), (*right,)),
        lambda left, right: near_persons((*left,), (*right,)),
    )


@settings(deadline=None)
@example(people("Ann-a", "Bob-b"), people("Ann-n", "Bob-a"), people("Ann-n", "Ann-m"))
@given(PEOPLE, PEOPLE, PEOPLE)
def test_each_of_three_states_is_there_once(base: People, ours: People, theirs: People) -> None:
    found = merged(base, ours, theirs)
    for side, items in enumerate((base, ours, theirs)):
        ats = [each[side] for each in found if each[side] is not None]
        assert sorted(at for at in ats if at is not None) == list(range(len(items)))


@settings(deadline=None)
@given(PEOPLE, PEOPLE, PEOPLE)
def test_swapping_the_sides_swaps_who_is_who(base: People, ours: People, theirs: People) -> None:
    found = merged(base, ours, theirs)
    swapped = merged(base, theirs, ours)
    assert {(at, theirs, ours) for at, ours, theirs in found} == set(swapped)
