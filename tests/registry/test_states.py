"""States of one registry, each of its SIGs read once: as if each state were read by itself."""

from itertools import islice

import pytest
import states_mutants
from states_mutants import said

from sigtool.registry import document as yamldoc
from sigtool.registry.states import State, States
from sigtool.text.source import Source
from sigtool.yaml import parse

HEAD = "# All.\ntables:\n  - path: README.md\nsigs:\n\n  # First.\n"
WEB, DOCS = "  - name: Web\n    chat: c\n", "\n  # Second.\n  - name: Docs\n"
TAIL = "\nvalidate:\n  max_leads: 3\n"
STATES = {
    "as it was": HEAD + WEB + DOCS + TAIL,
    "one more": HEAD
    + WEB
    + DOCS
    + '  - name: Build\n    # Who?\n    leads:\n      - "@a"\n'
    + TAIL,
    "one moved": HEAD + WEB + "  - name: New\n" + DOCS + TAIL,
    "one twice": HEAD + WEB + DOCS + DOCS + TAIL,
    "one taken out": HEAD + WEB + TAIL,
}


@pytest.mark.parametrize("text", STATES.values(), ids=STATES)
def test_a_state_in_pieces_says_what_it_says_as_a_whole(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = said(State.of(yamldoc.read(Source("sigs.yaml", text))))
    states = States()
    with monkeypatch.context() as patched:
        patched.setattr(parse, "compose", None)  # nothing is read as a whole
        states.read(Source("sigs.yaml", STATES["as it was"]))
        found = states.read(Source("sigs.yaml", text))
    assert said(found) == wanted
    assert found.parts
    whole = (found.parts.head, *(each.text for each in found.parts.items), found.parts.tail)
    assert "".join(whole) == text


@pytest.mark.parametrize("seed", range(3))
def test_mutants_are_read_and_merged_in_pieces_as_they_are_as_a_whole(seed: int) -> None:
    assert list(islice(states_mutants.differing(seed), 60)) == [None] * 60
