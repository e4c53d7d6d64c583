"""Asks, of mutants of plain registries, whether they are merged in pieces as they are as a whole.

Run as `python tests/states_mutants.py 10000`: so many times three states that come from one text
are read one after the other, and merged. It prints each three for which sigtool reads or merges
something else where it reads each state as a whole, and compares every SIG with every other one; it
exits with 1 if there were some.
"""

import random
from collections.abc import Iterator, Sequence
from unittest import mock

from merging import git_merge
from mutants import ask
from yaml_mutants import Mutants

from sigtool.community.merging import merged_registry
from sigtool.community.merging_files import Merged, Versions
from sigtool.registry import document as yamldoc
from sigtool.registry import merge, states
from sigtool.registry.states import State, States
from sigtool.text.pieces import Markers
from sigtool.text.source import Source

HEADS = (
    "tables:\n  - path: README.md\n    columns:\n      Name: name\n      Leads: leads\n"
    "      Chat: chat\nsigs:\n",
    "# All.\nsigs:\n\n  # Of the first.\n",
    "sigs:\n",
    "tables:\n  - path: a.md\n    language: en\n  - path: b.md\n    language: zh\nsigs:\n",
)
SIGS = (
    "  - name: Web\n    leads:\n      - handle: ada\n        url: https://example.org/ada\n",
    "  - name: Web\n    id: w\n",
    "  - name: web\n    section: core\n    leads:\n      - handle: ada\n",
    "  - name: Docs\n    readme: docs/\n    chat: here\n",
    "\n  # What.\n  - name: Docs\n    readme: docs/\n    topics:\n      - a\n      - 2\n",
    "  - name: Build\n    id: w\n    readme: docs/\n",
    "  - name:\n      en: Docs\n      zh: 文档\n    # Who?\n",
    '  - id: x\n    name: Graphics\n    mail:\n      - a\n    leads:\n      - "@bob"\n',
    "  - name: Archive\n    status: dormant\n\n\n",
    "  - name: '*Hosts*'\n    responsibilities: \"Does: all\"\n",
)
TAILS = ("", "", "validate:\n  max_leads: 3\n", "\n# The end.\n", "  # Deep.\n")


class Triples:
    """Three states of a registry: one, and what each side makes of it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.mutants = Mutants(seed)

    def triple(self) -> tuple[str, str, str]:
        head, tail = self.random.choice(HEADS), self.random.choice(TAILS)
        fitting = [each for each in SIGS if "zh:" in head or "zh:" not in each]
        sigs = self.random.sample(fitting, self.random.randint(1, 6))
        base, ours, theirs = (
            self._mutant(head + "".join(each) + tail)
            for each in (sigs, self._edited(sigs, fitting), self._edited(sigs, fitting))
        )
        return base, ours, theirs

    def _mutant(self, text: str) -> str:
        changed = self.mutants.changed(text) if self.random.random() < 0.08 else text
        return changed.replace("\0", "")  # with one, it is no text to git

    def _edited(self, sigs: Sequence[str], fitting: Sequence[str]) -> list[str]:
        found = list(sigs)
        for _ in range(self.random.choice((0, 1, 1, 2, 3))):
            at = self.random.randrange(len(found) + 1)
            kind = self.random.choice(("add", "remove", "move", "line", "line", "line"))
            if kind == "add":
                found.insert(at, self.random.choice(fitting))
            elif at < len(found) and kind == "line":
                found[at] = self._with_line(found[at])
            elif at < len(found) and len(found) > 1:
                taken = found.pop(at)
                if kind == "move":
                    found.insert(self.random.randrange(len(found) + 1), taken)
        return found

    def _with_line(self, sig: str) -> str:
        new = ("    responsibilities: Runs.\n", "    chat: there\n", "    # More.\n", "    id: w\n")
        text = self.random.choice((*new, "    leads:\n      - handle: eve\n", "    id: x\n"))
        return (
            sig.rstrip("\n") + "\n" + text
            if text[:8] not in sig
            else sig[::-1].replace("o", "u", 1)[::-1]
        )


def said(state: State) -> object:
    """All that a state says, with what is found when it is asked for."""
    origins = [(sig.origin, sig) for sig in state.sigs]
    parts = state.parts if state.is_sound else None
    return (origins, state.unknown, state.fields, state.is_sound, parts, state.document.source)


def merged(texts: Sequence[str]) -> Merged:
    """The registry of both sides."""
    base, ours, theirs = (Source("sigs.yaml", text) for text in texts)
    return merged_registry(Versions(base, ours, theirs), Markers(), git_merge)


def is_alike(texts: Sequence[str]) -> bool:
    """Whether three states are read, and merged, as if there were no shorter way."""
    reader = States()
    sources = [Source("sigs.yaml", text) for text in texts]
    alone = [said(State.of(yamldoc.read(each))) for each in sources]
    if [said(reader.read(each)) for each in sources] != alone:
        return False
    with (
        mock.patch.object(states, "_pieces", return_value=None),
        mock.patch.object(merge, "settled", return_value=[]),
    ):
        wanted = merged(texts)
    return merged(texts) == wanted


def differing(seed: int) -> Iterator[str | None]:
    """Of each three: None where they are alike, else the three in one text. Without end."""
    triples = Triples(seed)
    while True:
        texts = triples.triple()
        yield None if is_alike(texts) else "\n--\n".join(texts)


if __name__ == "__main__":
    ask(differing)
