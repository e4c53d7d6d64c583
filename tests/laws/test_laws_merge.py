"""Law L12: a merge says what each side alone changed, and marks what both changed, and no more."""

import os
from collections.abc import Sequence

import merging
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from merging import State, Style, git_merge

from sigtool.community.merging import merged_document, merged_registry
from sigtool.community.merging_files import Merged, Versions
from sigtool.registry import document as yamldoc
from sigtool.text.pieces import Markers
from sigtool.text.source import Source

EXAMPLES = int(os.environ.get("SIGTOOL_EXAMPLES", "60"))
MARKERS = Markers()


@st.composite
def sides(draw: st.DrawFn) -> tuple[Style, State, State, State]:
    """A style, a base, and what two sides make of it."""
    style = draw(merging.styles)
    base = draw(merging.states(style))
    return style, base, draw(merging.edited(base, style)), draw(merging.edited(base, style))


def registry(*states: State, style: Style) -> Merged:
    texts = (merging.registry(state, style) for state in states)
    versions = Versions(*(Source("sigs.yaml", text, style.has_bom) for text in texts))
    return merged_registry(versions, MARKERS, git_merge)


def document(*states: State, style: Style, code: str) -> Merged:
    texts = [merging.document(state, style, code) for state in states]
    known = yamldoc.read(Source("sigs.yaml", merging.registry(states[0], style))).registry
    versions = Versions(*(Source(f"README_{code}.md", text, style.has_bom) for text in texts))
    return merged_document(versions, known, MARKERS, git_merge)


@settings(deadline=None, max_examples=EXAMPLES)
@given(sides())
def test_a_registry_has_what_each_side_changed(
    given: tuple[Style, State, State, State],
) -> None:
    style, *states = given
    merged = registry(*states, style=style)
    note(merged.text)
    keys = ("about", "lead", "employer", "extra", "comment")
    for side, prefer in (("ours", 1), ("theirs", 2)):
        wanted = merging.expected(states, prefer, keys)
        names, facts, comments = merging.in_registry(merging.settled(merged.text, side))
        assert facts == wanted.groups
        assert merging.comments_that_stay(states, names) <= set(comments)
        assert len(set(names)) == len(names)
        assert bool(merged.conflicts) == bool(wanted.conflicts)


@settings(deadline=None, max_examples=EXAMPLES)
@given(sides(), st.data())
def test_a_document_has_what_each_side_changed(
    given: tuple[Style, State, State, State], data: st.DataObject
) -> None:
    style, *states = given
    code = data.draw(st.sampled_from(style.languages))
    merged = document(*states, style=style, code=code)
    note(merged.text)
    keys = (f"about/{code}", "lead", "employer")
    for side, prefer in (("ours", 1), ("theirs", 2)):
        wanted = merging.expected(states, prefer, keys)
        _, facts = merging.in_document(merging.settled(merged.text, side), code)
        assert facts == wanted.groups
        assert bool(merged.conflicts) == bool(wanted.conflicts)


@settings(deadline=None, max_examples=EXAMPLES)
@given(sides())
def test_swapping_the_sides_swaps_the_conflicts_alone(
    given: tuple[Style, State, State, State],
) -> None:
    style, base, ours, theirs = given
    one, other = (
        registry(base, ours, theirs, style=style),
        registry(base, theirs, ours, style=style),
    )
    note(one.text)
    note(other.text)
    assert bool(one.conflicts) == bool(other.conflicts)
    for side, swapped in (("ours", "theirs"), ("theirs", "ours")):
        _, facts, comments = merging.in_registry(merging.settled(one.text, side))
        _, again, others = merging.in_registry(merging.settled(other.text, swapped))
        assert (facts, sorted(comments)) == (again, sorted(others))


@settings(deadline=None, max_examples=EXAMPLES)
@given(sides())
def test_swapping_the_sides_of_a_document(given: tuple[Style, State, State, State]) -> None:
    style, base, ours, theirs = given
    one = document(base, ours, theirs, style=style, code="en")
    other = document(base, theirs, ours, style=style, code="en")
    note(one.text)
    note(other.text)
    assert bool(one.conflicts) == bool(other.conflicts)
    for side, swapped in (("ours", "theirs"), ("theirs", "ours")):
        _, facts = merging.in_document(merging.settled(one.text, side), "en")
        _, again = merging.in_document(merging.settled(other.text, swapped), "en")
        assert facts == again


@settings(deadline=None, max_examples=EXAMPLES)
@given(sides())
def test_registry_and_document_agree_after_they_are_merged_apart(
    given: tuple[Style, State, State, State],
) -> None:
    """In order, too: that of a registry with the SIGs of the table's section alone. In the whole
    registry, SIGs of other sections may stand between, and be what one was put beside."""
    style, *states = given
    states = [tuple(_without_extras(group) for group in state) for state in states]
    merged = registry(*states, style=style)
    tables = [document(*states, style=style, code=code) for code in style.languages]
    if merged.conflicts or any(each.conflicts for each in tables):
        return
    names, facts, _ = merging.in_registry(merged.text)
    for code, table in zip(style.languages, tables, strict=True):
        note(merged.text)
        note(table.text)
        rows, said = merging.in_document(table.text, code)
        assert sorted(rows) == sorted(names)
        assert rows == _names_by_section(states, style)
        assert said == {
            name: {key: text for key, text in each.items() if key[0] != "about" or key[1] == code}
            for name, each in facts.items()
        }


def _names_by_section(states: Sequence[State], style: Style) -> list[str]:
    """The names of the merged registry, of each section by itself."""
    found: list[str] = []
    for section in dict.fromkeys(style.sections or ("",)):
        own = [tuple(each for each in state if style.section(each) == section) for state in states]
        merged = registry(*own, style=style)
        assert not merged.conflicts
        found += merging.in_registry(merged.text)[0]
    return found


def _without_extras(group: merging.Group) -> merging.Group:
    return merging.Group(group.name, group.about, group.leads)


@settings(deadline=None, max_examples=EXAMPLES)
@given(sides())
def test_what_one_side_left_alone_is_that_of_the_other_to_the_byte(
    given: tuple[Style, State, State, State],
) -> None:
    style, base, ours, _ = given
    text = merging.registry(ours, style)
    for states in ((base, ours, base), (base, base, ours), (base, ours, ours)):
        assert registry(*states, style=style) == Merged(text)
        made = document(*states, style=style, code="en")
        assert made == Merged(merging.document(ours, style, "en"))


@pytest.mark.parametrize("swapped", [False, True])
def test_what_both_insert_at_one_place_stands_in_order_of_name(*, swapped: bool) -> None:
    style = Style()
    base = (merging.Group("Docs", (("en", "Writes."),)),)
    new = [merging.Group(name, (("en", "New."),)) for name in ("Web", "Build")]
    sides = [(*base, each) for each in (reversed(new) if swapped else new)]
    merged = registry(base, *sides, style=style)
    assert merged == Merged(merging.registry((*base, new[1], new[0]), style))
    table = document(base, *sides, style=style, code="en")
    assert table == Merged(merging.document((*base, new[1], new[0]), style, "en"))
