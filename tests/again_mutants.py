"""Asks, of edits of plain registries, whether what is read again of them tells what all of it says.

Run as `python tests/again_mutants.py 100000`: so many edits after which only a part is read again
are read as a whole, too. It prints each that reads otherwise, and exits with 1 if there was one.
"""

import random
from collections.abc import Iterator

from mutants import ask

from sigtool.registry import document as yamldoc
from sigtool.registry.again import registry_after
from sigtool.text.source import Edit, Source, Span

HEAD = "tables:\n  - path: README.md\n    columns:\n      SIG: name\n      Leads: leads\n"
ITEMS = (
    "{0}- name: Web{1}\n{0}  leads:\n{0}    - handle: ada\n{0}      url: https://e.org/ada\n",
    "{0}- name: 'AI {1}'\n{0}  # why\n{0}  status: active\n",
    "{0}# Above.\n{0}- name: Docs {1}\n\n",
    "{0}- name: Data {1}\n{0}  leads:\n{0}  - handle: grace\n",
    "{0}- leads:\n{0}    - handle: ada\n{0}  name: Compiler {1}\n",
)
TAILS = (
    "",
    "",
    "validate:\n  max_leads: 3\n",
    "# The end.\n",
    "\n# The end.\nvalidate:\n  hosts:\n    - e.org\n",
)
PIECES = (
    "\n", "\n\n", "  ", "-", "- ", "  - name: New\n", "- name: New\n", "    - name: New\n",
    "name: b\n", "foo:\n", "    role: chair\n", ":", "#", "# a\n", "      # a\n", "x", "é",
    "      - handle: eve\n", "    status: dormant\n", "validate:\n  max_leads: 2\n", "sigs:\n",
    "    leads:\n", "'", '"', "&a ", "|", "", "", "", "    responsibilities: All.\n",
    "      responsibilities: All.\n",
)  # fmt: skip


class Mutants:
    """Registries, each with edits somewhere in it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def text(self) -> str:
        pick = self.random.choice
        margin = pick(("  ", "  ", "    "))
        items = (pick(ITEMS).format(margin, at) for at in range(pick((2, 3, 5, 8))))
        return HEAD + pick(("", "\n")) + "sigs:\n" + "".join(items) + pick(TAILS)

    def edits(self, text: str) -> list[Edit]:
        """A few edits, most of whole lines, that do not overlap."""
        lines = [at + 1 for at, sign in enumerate(text) if sign == "\n"]
        made, done = list[Edit](), text.index("sigs:") * (self.random.random() < 0.9)
        for _ in range(self.random.choice((1, 1, 2))):
            places = [at for at in lines if at >= done] or [len(text)]
            start = end = self.random.choice(places)
            kind = self.random.random()
            if kind < 0.3:
                end = self.random.choice([at for at in places if at >= start][:4])
            elif kind < 0.6:
                start = min(len(text), start + self.random.randrange(12))
                end = min(len(text), start + self.random.randrange(6))
            made.append(Edit(Span(start, end), self.random.choice(PIECES)))
            done = end + 1
        return made


def differing(seed: int) -> Iterator[str | None]:
    """Of each edit after which a part is read: None where all says that, else the text. Without
    end."""
    mutants = Mutants(seed)
    while True:
        source = Source("sigs.yaml", mutants.text())
        before = yamldoc.read(source)
        for made in (mutants.edits(source.text) for _ in range(50)):
            found = registry_after(source, before.root, before.registry, made)
            if found is None:
                continue
            after = yamldoc.read(source.edited(made))
            origins = [sig.origin for sig in found.sigs] == [s.origin for s in after.registry.sigs]
            is_same = found == after.registry and found.settings == after.registry.settings
            yield None if origins and is_same and not after.problems else after.source.text


if __name__ == "__main__":
    ask(differing)
