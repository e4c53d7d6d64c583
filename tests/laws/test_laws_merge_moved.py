"""Law L12 over documents: what two sides edited apart is in the merge, wherever rows moved."""

import os

from edits_apart import SECTIONS, Apart, apart
from hypothesis import assume, given, note, settings
from merging import git_merge

from sigtool.community.merging import merged_document
from sigtool.community.merging_files import Versions
from sigtool.registry import document as yamldoc
from sigtool.text.pieces import Markers
from sigtool.text.source import Source

some = settings(deadline=None, max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "60")))


@some
@given(apart())
def test_a_document_has_what_two_sides_edited_apart(case: Apart) -> None:
    shape = case.shape
    assume(shape.sections == SECTIONS)
    edits = [e for e in (*case.mine, *case.theirs) if e.kind not in ("order", "group")]
    sides = [[edit for edit in side if edit in edits] for side in (case.mine, case.theirs)]
    models = [case.base, *map(case.made, sides)]
    wanted = Apart(shape, case.base, *sides).union
    registry = yamldoc.read(Source("sigs.yaml", case.agreed().registry)).registry
    for code in shape.languages:
        path = shape.path(code)
        texts = [
            shape.files(model, dict.fromkeys(shape.languages, model)).documents[path]
            for model in models
        ]
        versions = Versions(*(Source(path, text) for text in texts))
        merged = merged_document(versions, registry, Markers(), git_merge)
        note("\n".join([*texts, merged.text]))
        assert merged.conflicts == 0
        said = {group.name: group for group in shape.read_table(merged.text, code)}
        assert said == {group.name: group for group in shape.shown(wanted, code)}
