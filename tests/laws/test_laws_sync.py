"""`sync` brings together what two sides edited apart: laws over random communities and edits."""

import os

from edits_apart import Apart, Model, apart
from hypothesis import given, note, settings
from syncing import Files, bring_together

some = settings(deadline=None, max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "40")))


def told(files: Files, agreed: Files) -> None:
    note(agreed.registry)
    note("\n".join(agreed.documents.values()))
    note("-> now")
    note(files.registry)
    note("\n".join(files.documents.values()))


def by_name(model: Model) -> dict[str, object]:
    return {group.name: group for group in model}


@some
@given(apart())
def test_sync_gives_the_union_of_the_edits(case: Apart) -> None:
    """And a second one does nothing, which `bring_together` looks at."""
    told(case.now(), case.agreed())
    found = bring_together(case.now(), case.agreed())
    note(str(found.facts))
    shape = case.shape
    registry = shape.read_registry(found.after.registry)
    assert by_name(registry) == by_name(shape.all_texts(case.union))
    for code in shape.languages:
        table = shape.read_table(found.after.documents[shape.path(code)], code)
        assert table == shape.shown(registry, code)
    if not any(edit.adds for edit in (*case.mine, *case.theirs)):
        assert [group.name for group in registry] == [group.name for group in case.union]
