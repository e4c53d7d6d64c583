"""Comments of a registry that may be about the SIG above them or about the one below. Pure."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from sigtool.model import Sig
from sigtool.registry.document import RegistryDocument
from sigtool.text.source import Span
from sigtool.yaml.parts import places_of
from sigtool.yaml.tree import MappingNode, SequenceNode, resolved


def unclear_comments(
    document: RegistryDocument, origins: Collection[int | None]
) -> Iterator[tuple[Sig, Sig, str]]:
    """The comments between two SIGs, of which one is of these origins, that touch both and stand
    deeper than the dashes: the two, and what the comments say."""
    root, source = document.root, document.source
    owner = root.entry("sigs") if isinstance(root, MappingNode) else None
    node = resolved(owner.value) if owner else None
    if not isinstance(node, SequenceNode) or node.is_flow:
        return
    sigs = {sig.origin: sig for sig in document.registry.sigs}
    places = places_of(source, node)
    for at, (above, below) in enumerate(pairwise(places)):
        if at not in origins and at + 1 not in origins:
            continue
        text = source[Span(above.end, below.own)]
        lines = text.split(source.newline)[1:]
        if at in sigs and at + 1 in sigs and text.strip() and all(map(str.strip, lines[:-1])):
            yield sigs[at], sigs[at + 1], " ".join(text.split())
