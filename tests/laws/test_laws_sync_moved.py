"""`sync` of what two sides edited apart, after SIGs moved to another section on both sides."""

import os
from collections.abc import Collection
from dataclasses import replace

from edits_apart import SECTIONS, Apart, Model, apart
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from syncing import bring_together, show

some = settings(deadline=None, max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "40")))

OTHER = dict(zip(SECTIONS, reversed(SECTIONS), strict=True))


def moved(model: Model, names: Collection[str]) -> Model:
    """A community in which SIGs stand in the other section."""
    return tuple(
        replace(group, section=OTHER[group.section]) if group.name in names else group
        for group in model
    )


@st.composite
def moves(draw: st.DrawFn) -> tuple[Apart, Collection[str]]:
    """Texts and people that are edited apart, and the SIGs that move."""
    case = draw(apart(moves=False))
    assume(case.shape.sections == SECTIONS)
    sides = [[edit for edit in side if edit.kind != "group"] for side in (case.mine, case.theirs)]
    names = draw(st.sets(st.sampled_from([group.name for group in case.base]), min_size=1))
    return Apart(case.shape, case.base, *sides), names


@some
@given(move=moves(), is_committed=st.booleans())
def test_a_fact_keeps_its_base_when_its_sig_moves(
    *, move: tuple[Apart, Collection[str]], is_committed: bool
) -> None:
    """Whether the edits were committed before the move, or with it."""
    case, names = move
    shape = case.shape
    tables = case.tables(case.theirs)
    now = shape.files(
        moved(case.made(case.mine), names),
        {code: moved(table, names) for code, table in tables.items()},
    )
    commits = [now, *[case.now()] * is_committed, case.agreed()]
    show(*reversed(commits))
    after = bring_together(now, *commits).after
    registry = shape.read_registry(after.registry)
    union = shape.all_texts(moved(case.union, names))
    assert {each.name: each for each in registry} == {each.name: each for each in union}
    for code in shape.languages:
        table = shape.read_table(after.documents[shape.path(code)], code)
        assert sorted(table, key=str) == sorted(shape.shown(registry, code), key=str)
