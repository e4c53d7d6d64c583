"""`sync` brings together what two sides edited apart: laws over random communities and edits."""

import os
from collections.abc import Iterator, Sequence

from edits_apart import Apart, Clash, Model, apart, cells_in, clashing
from hypothesis import given, note, settings
from syncing import bring_together, line, of_files, show

from sigtool.community.fact import Fact, Verdict

some = settings(deadline=None, max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "40")))

SWAPPED = {Verdict.TO_TABLE: Verdict.TO_REGISTRY, Verdict.TO_REGISTRY: Verdict.TO_TABLE}


def by_name(model: Model) -> dict[str, object]:
    return {group.name: group for group in model}


@some
@given(apart())
def test_sync_gives_the_union_of_the_edits(case: Apart) -> None:
    """And a second one does nothing, which `bring_together` looks at."""
    show(case.agreed(), case.now())
    after = bring_together(case.now(), case.agreed()).after
    shape, edits = case.shape, (*case.mine, *case.theirs)
    registry = shape.read_registry(after.registry)
    assert by_name(registry) == by_name(shape.all_texts(case.union))
    if not any(edit.adds or edit.kind == "section" for edit in edits):
        first = shape.languages[0]  # a table shows the order within its section
        one, other = (shape.shown(model, first) for model in (registry, case.union))
        assert [group.name for group in one] == [group.name for group in other]
    for code in shape.languages:
        table = shape.read_table(after.documents[shape.path(code)], code)
        assert table == shape.shown(registry, code)


@some
@given(apart())
def test_each_fact_has_the_base_of_the_newest_commit_that_agrees(case: Apart) -> None:
    """Somebody committed one side's edits without the other's."""
    now, agreed = case.now(), case.agreed()
    drifts = [
        case.shape.files(case.made(case.mine), dict.fromkeys(case.shape.languages, case.base)),
        case.shape.files(case.base, case.tables(case.theirs)),
    ]
    expected = bring_together(now, agreed).after
    for drifted in drifts:
        show(drifted, now)
        assert bring_together(now, drifted, agreed).after == expected


@some
@given(apart())
def test_without_a_base_nothing_is_written_unless_a_side_is_chosen(case: Apart) -> None:
    shape, now = case.shape, case.now()
    show(now, now)
    assert bring_together(now).after == now
    after = bring_together(now, choice=lambda _: Verdict.TO_TABLE).after
    assert after.registry == now.registry
    for code in shape.languages:
        table = shape.read_table(after.documents[shape.path(code)], code)
        assert table == shape.shown(case.made(case.mine), code)
    if len(shape.languages) == 1:
        after = bring_together(now, choice=lambda _: Verdict.TO_REGISTRY).after
        assert after.documents == now.documents
        registry = shape.read_registry(after.registry)
        assert shape.shown(registry, "") == shape.shown(case.made(case.theirs), "")


@some
@given(clashing())
def test_the_same_fact_is_told_and_stays_on_both_sides(case: Clash) -> None:
    """All else is brought together: each side is the union of the other edits and its own."""
    show(case.agreed(), case.now())
    found = bring_together(case.now(), case.agreed())
    note(str(found.facts))
    shape, after = case.apart.shape, found.after
    registry = shape.read_registry(after.registry)
    assert by_name(registry) == by_name(shape.all_texts(case.registry_after))
    # Who leads a SIG is edited in the first table alone.
    for code in shape.languages if case.mine.kind in ("text", "group") else shape.languages[:1]:
        table = shape.read_table(after.documents[shape.path(code)], code)
        assert by_name(table) == by_name(shape.shown(case.table_after, code))
    assert sum(": both" in each for each in found.facts) >= 1


@some
@given(apart())
def test_nothing_but_the_changed_rows_and_items_changes(case: Apart) -> None:
    now = case.now()
    show(case.agreed(), now)
    after = bring_together(now, case.agreed()).after
    touched = {edit.group for edit in (*case.mine, *case.theirs)}
    assert items_besides(touched, after.registry) == items_besides(touched, now.registry)
    for path, text in after.documents.items():
        assert rows_besides(touched, text) == rows_besides(touched, now.documents[path])


def items_besides(touched: set[str], registry: str) -> list[str]:
    """The text before the first item, and each item whose SIG nobody edited, in order of name."""
    head, *items = registry.split("  - name: ")
    kept = [item for item in items if item.partition("\n")[0].strip("'\"") not in touched]
    return [head.removesuffix("sigs:\n").removesuffix("sigs: []\n"), *sorted(kept)]


def rows_besides(touched: set[str], document: str) -> list[str]:
    """Every line but for the rows of the SIGs that somebody edited, in order of their text."""
    lines = document.splitlines(keepends=True)
    rows = [each for each in lines if cells_in(each)]
    kept = [each for each in rows if cells_in(each)[0] not in touched]
    return [*(each for each in lines if each not in rows), *sorted(kept)]


@some
@given(apart())
def test_what_a_table_says_is_there_or_told(case: Apart) -> None:
    now = case.now()
    show(case.agreed(), now)
    found = of_files(now, [case.agreed()])
    after = bring_together(now, case.agreed()).after
    # Whom the registry gave another handle is told by the bare one.
    handles = [f"@{fact.table}" for fact in found.facts if fact.part == "handle"]
    told = "\n".join([*map(line, found.facts), *handles])
    for path, text in now.documents.items():
        left = set(words_of(after.documents[path]))
        gone = {fact.sig.one_name for fact in found.facts if is_row_that_goes(fact)}
        for name, word in words_of(text):
            assert (name, word) in left or name in gone or word in told


def words_of(document: str) -> Iterator[tuple[str, str]]:
    """Each cell, and each person of a people cell, with the name of its row."""
    for cells in filter(None, map(cells_in, document.splitlines())):
        for word in (*cells[1:-1], *cells[-1].split(", ")):
            yield cells[0], word.strip("[").partition("](")[0].replace("\\|", "|")


def is_row_that_goes(fact: Fact) -> bool:
    """Such a fact is printed with the whole row."""
    return fact.row is not None and not fact.key and fact.verdict is Verdict.TO_TABLE


@some
@given(apart(moves=False))
def test_swapping_who_edits_what_swaps_the_verdicts(case: Apart) -> None:
    show(case.agreed(), case.now())
    one, other = (of_files(each.now(), [case.agreed()]) for each in (case, case.swapped()))
    swapped = {(*subject, SWAPPED[verdict]) for *subject, verdict in summaries(one.facts)}
    assert swapped == set(summaries(other.facts))


def summaries(facts: Sequence[Fact]) -> Iterator[tuple[str, str, str, str, Verdict]]:
    """What each fact is about, and which side it is of.

    Somebody in the place of another one is one person by another handle, and link, where the
    registry says so, and two where a table does, since what the registry has of the one is not the
    other's (design law L11): both are told as two here.
    """
    replaced = {(fact.at, fact.sig.origin, fact.person) for fact in facts if fact.part == "handle"}
    for fact in facts:
        name, key, verdict = fact.sig.one_name, fact.key, fact.verdict
        if (fact.at, fact.sig.origin, fact.person) not in replaced:
            yield name, key, str(fact.person or ""), fact.part, verdict
            continue
        assert (fact.part in ("handle", "url"), verdict) == (True, Verdict.TO_TABLE)
        for handle in (fact.registry, fact.table) if fact.part == "handle" else ():
            yield name, key, f"@{handle}", "", verdict
