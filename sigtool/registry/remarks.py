"""Comments of a registry: those that go in an edit, and those that may be about the SIG above them
or about the one below. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise

from sigtool.model import Sig
from sigtool.registry.document import RegistryDocument
from sigtool.text.source import Rewrite, Span
from sigtool.yaml.comments import comments
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
    if not origins or not isinstance(node, SequenceNode) or node.is_flow:
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


def comments_that_go(rewrite: Rewrite[RegistryDocument]) -> list[str]:
    """The comments of a registry that are gone once it is rewritten, as they stood: with the blanks
    in front of one that stands alone on its line."""
    source = rewrite.before.source
    spans = lost_comments(rewrite)
    before = [source.before(span.start) for span in spans]
    return [
        (indent if not indent.strip() else "") + source[span]
        for indent, span in zip(before, spans, strict=True)
    ]


def lost_comments(rewrite: Rewrite[RegistryDocument]) -> list[Span]:
    """Where the comments stood that are gone once a registry is rewritten."""
    before, after = rewrite.before, rewrite.after
    if before.source.text.count("#") == after.source.text.count("#"):
        return []
    spans, source = comments(before.source, before.root), before.source
    left = Counter(source[span] for span in spans)
    left.subtract(after.source[span] for span in comments(after.source, after.root))
    # Of several that say the same, those go that an edit takes out.
    spans.sort(key=lambda span: not any(each.span.contains(span) for each in rewrite.edits))
    gone: list[Span] = []
    for span in spans:
        if left[source[span]] > 0:
            left[source[span]] -= 1
            gone.append(span)
    return sorted(gone)
