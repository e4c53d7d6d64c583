"""What an edit does not touch is not read again, and says what it said."""

from itertools import islice

import again_mutants
import pytest

from sigtool.model import Person, Registry
from sigtool.registry import again
from sigtool.registry import document as yamldoc
from sigtool.registry.problem import Problem
from sigtool.registry.read import registry_of
from sigtool.text.source import Source
from sigtool.yaml.tree import Node

TEXT = "tables:\n  - path: README.md\nsigs:\n" + "".join(f"  - name: SIG {n}\n" for n in range(9))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_read_of_an_edit_tells_what_all_of_the_text_says(seed: int) -> None:
    assert [each for each in islice(again_mutants.differing(seed), 100) if each] == []


@pytest.mark.parametrize(
    ("text", "read"),
    [(TEXT, 2), (TEXT.replace("sigs:", "sigs: # all"), 9), (f"{TEXT}    unknown: x\n", 9)],
    ids=["plain", "not plain", "with a problem"],
)
def test_only_the_first_item_and_what_is_edited_are_read_again(
    text: str, read: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[int] = []

    def counting(root: Node | None, size: int) -> tuple[Registry, tuple[Problem, ...]]:
        found = registry_of(root, size)
        counts.append(len(found[0].sigs))
        return found

    document = yamldoc.read(Source("sigs.yaml", text))
    sigs = list(document.registry.sigs)
    sigs[5] = sigs[5].with_value("leads", (Person(handle="ada"),))
    for module in (again, yamldoc):
        monkeypatch.setattr(module, "registry_of", counting)
    after = yamldoc.rewrite(document, document.registry.with_sigs(sigs)).after
    assert (counts, after.registry.sigs) == ([read], tuple(sigs))
    shift = len(after.source.text) - len(text)
    path = ("sigs", 6, "name")
    assert after.span(path) == document.span(path).shifted(shift)
