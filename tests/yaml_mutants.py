"""Asks, of mutants of plain registries, whether they read at a glance as the parser reads them.

Run as `python tests/yaml_mutants.py 100000`: so many mutants that are taken for plain are read by
the parser. It prints each that it reads otherwise, and exits with 1 if there was one.
"""

import random
from collections.abc import Iterator

from mutants import ask

from sigtool.registry.read import registry_of
from sigtool.text.source import Source
from sigtool.yaml import parse, plain
from sigtool.yaml.tree import Entry, MappingNode, Node, Scalar, SequenceNode, YamlFault

TEXTS = (
    "# A comment.\ntables:\n  - path: README.md\n    heading: SIGs\n    columns:\n      SIG: name\n"
    '      No.: "no"\n      Lead(s): leads\n      Chat: {field: chat, kind: link}\n'
    '      About & More (En/Zh): about\n      "**Notes**": {field: notes, kind: people}\nsigs:\n'
    "  - name: Web\n    readme: ./web/\n    about: <b>All</b> of it\n    leads:\n"
    "      - handle: ada\n        url: https://example.org/ada\n      - name: Grace Hopper\n"
    "  - name: 'AI'\n    notes: （见下）\n    chat: (none)\n"
    '    about: "Does: all"\n    topics:\n      - one\n      - "two"\n      - 3\n',
    "a: b\nc:\n  d: e\n\n  f:\n    g: 2024-01-01\n    h: yes\ni: it's (so)#1, a:b\n",
    "tables:\n  - path: a.md\n    language: zh\n    columns:\n      SIG: name\n      Mail: list\n"
    "  - path: b.md\n    language: en\n    columns:\n      SIG: name\nsigs:\n\n  # first\n"
    + "".join(
        f"  - name:\n      zh: 组{at}\n      en: 'Group {at}'\n    list: a{at}@b.org\n    leads:\n"
        f"      - handle: '@ada{at}'\n        name: Ada\n      - name:\n          zh: 李\n"
        f'          en: "Li"\n    status: active\n{"    # more" * (at > 1)}\n'
        for at in range(4)
    )
    + "validate:\n  max_leads: 3\n",
    "sigs:\n  - name: Web\n    leads:\n      - handle: ada\n  - name: Data\n    leads:\n"
    "      - handle: eve\n  - name: Data\n    leads:\n      - handle: bob\n  - name: null\n"
    "    leads:\n      - '@ada'\n  - name: ' x'\n    status: asleep\n  - name: y\n"
    "    status: active\n  - name: z\n    status: dormant\n  - name: null\n    status: active\n",
    "sigs:\n  - name: 编译器\n    responsibilities: 负责编译器\n    # why\n    status: active\n",
)
PIECES = (
    " ", "  ", "\n", "\n\n", ":", ": ", " :", "#", " #", "# ", "-", "- ", " - ", "?", "? ",
    ",", "[",
    "]", "{", "}", "&a ", "*a", "!t ", "|",
    ">", "'", '"', "\\", "%", "@", "`", "~", "<<: ", "---\n",
    "...\n", "\t", "\r", "\u00a0", "\u2028", "\ufeff", "\x85", "x", "编", "1", "_", "/", ".", "(",
    ")", "null", "=", "\x00", "é",
)  # fmt: skip


class Mutants:
    """Plain texts, each with something changed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def mutant(self) -> str:
        return self.changed(self.random.choice(TEXTS))

    def changed(self, text: str) -> str:
        """A text with something changed."""
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            kinds = (self._piece, self._piece, self._lost, self._line, self._moved)
            text = self.random.choice(kinds)(text)
        return text

    def _piece(self, text: str) -> str:
        at = self.random.randrange(len(text) + 1)
        return text[:at] + self.random.choice(PIECES) + text[at:]

    def _lost(self, text: str) -> str:
        at = self.random.randrange(len(text) + 1)
        return text[:at] + text[at + self.random.choice((1, 1, 2, 4)) :]

    def _line(self, text: str) -> str:
        """A line written again elsewhere, or taken out."""
        lines = text.split("\n")
        line = lines[self.random.randrange(len(lines))]
        if self.random.random() < 0.5:
            lines.insert(self.random.randrange(len(lines)), line)
        else:
            lines.remove(line)
        return "\n".join(lines)

    def _moved(self, text: str) -> str:
        """A line further in, or out."""
        lines = text.split("\n")
        at = self.random.randrange(len(lines))
        more = " " * self.random.choice((1, 2, 4))
        lines[at] = more + lines[at] if self.random.random() < 0.5 else lines[at].removeprefix(more)
        return "\n".join(lines)


def written(node: Node | None) -> object:
    """A tree as values that can be compared, with all places."""
    if node is None:
        return None
    kind = MappingNode if isinstance(node, MappingNode) else type(node)
    place = (kind.__name__, node.start, node.begin, node.end)
    if isinstance(node, Scalar):
        return (*place, node.value, node.style)
    if isinstance(node, SequenceNode):
        return (*place, node.is_flow, [written(item) for item in node.items])
    if isinstance(node, MappingNode):
        return (*place, node.is_flow, [_entry(entry) for entry in node.entries])
    return place


def _entry(entry: Entry) -> object:
    return (entry.start, entry.end, written(entry.key), written(entry.value))


def differing(seed: int) -> Iterator[str | None]:
    """Of each mutant that is plain: None where the parser reads the same, else it. Without end."""
    mutants = Mutants(seed)
    while True:
        text = mutants.mutant()
        if tree := plain.compose(text):
            yield None if is_same(tree, text) else text


def is_same(tree: Node, text: str) -> bool:
    """Whether the parser reads a text as this tree, and a registry takes both for the same."""
    return (written(tree), _meaning(tree, text)) == _parsed(text)


def _parsed(text: str) -> object:
    """What the parser reads, which knows nothing of plain texts, and what that means."""
    try:
        tree = parse.parsed(Source("sigs.yaml", text))
    except YamlFault as fault:
        return str(fault)
    return written(tree), _meaning(tree, text)


def _meaning(tree: Node | None, text: str) -> object:
    """What a tree says to a registry, with the places that its values have in lists."""
    registry, problems = registry_of(tree, len(text))
    people = [(mention.field, mention.person.origin) for mention in registry.mentions()]
    order = [(sig.origin, list(sig.values)) for sig in registry.sigs]
    return registry, registry.settings, problems, people, order


if __name__ == "__main__":
    ask(differing)
