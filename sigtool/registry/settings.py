"""Edits of `validate:`. Pure.

One thing of it follows an edit of SIGs: the names under `per_sig`. All else stays as it is written.
"""

from collections.abc import Iterator

from sigtool.model import Settings
from sigtool.text.source import Edit
from sigtool.yaml.parse import spelled
from sigtool.yaml.tree import MappingNode, Node, Scalar, resolved


def name_edits(root: Node | None, before: Settings, wanted: Settings) -> Iterator[Edit]:
    """The edits after which `per_sig` has the names that are wanted, each in the place of one that
    it has, and in its quotes."""
    if len(before.per_sig) != len(wanted.per_sig):
        return
    names = dict(zip(before.per_sig, wanted.per_sig, strict=True))
    node = root
    for step in ("validate", "per_sig"):
        entry = node.entry(step) if isinstance(node, MappingNode) else None
        node = resolved(entry.value) if entry else None
    if not isinstance(node, MappingNode):
        return
    for key in (entry.key for entry in node.entries):
        if isinstance(key, Scalar) and names.get(key.value, key.value) != key.value:
            name = spelled(names[key.value], quote=key.quote, in_flow=node.is_flow)
            yield Edit(key.span, name)
