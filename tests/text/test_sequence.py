"""Which items stay where they are: a longest increasing run, found by trying all of them."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sigtool.text.sequence import longest_increasing, placed


def test_what_is_new_never_stays() -> None:
    assert longest_increasing([None, 2, None, 0, 1, None, 3]) == {3, 4, 6}


def test_items_in_the_order_of_their_places() -> None:
    assert placed("xayczb", [None, 1, None, 3, None, 2]) == ["x", "a", "y", "b", "c", "z"]


def test_nothing() -> None:
    assert longest_increasing([]) == frozenset()


@given(st.permutations(range(7)), st.sets(st.integers(0, 6)))
def test_no_longer_run_exists(places: list[int], new: set[int]) -> None:
    known = [None if place in new else place for place in places]
    found = longest_increasing(known)
    kept = [known[at] for at in sorted(found)]
    assert None not in kept
    assert kept == sorted(places[at] for at in found)
    old = [place for place in known if place is not None]
    longer = combinations(old, len(found) + 1)
    assert not any(list(run) == sorted(run) for run in longer)
