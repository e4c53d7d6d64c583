"""Flow lists and mappings, `[...]` and `{...}`: how their parts are spaced, and come and go.

Pure. What stands between two parts that stay together stays.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sigtool.errors import RegistryProblem
from sigtool.text.source import LINE_BREAK, Edit, Source, Span
from sigtool.yaml.block import Part, runs, where
from sigtool.yaml.parse import BLANK
from sigtool.yaml.tree import MappingNode, SequenceNode

_CLOSING: Final = re.compile(r"[ \t\r\n]*,?[ \t\r\n]*")
_COMMA: Final = re.compile(r"[ \t\r\n]*,")


@dataclass(frozen=True, slots=True)
class Spacing:
    """What stands inside the brackets of a flow collection besides its parts."""

    opening: str = ""
    between: str = ", "
    closing: str = ""

    @property
    def is_roomy(self) -> bool:
        """Whether there is something behind the opening and before the closing bracket."""
        return bool(self.opening and self.closing)


PLAIN_SPACING: Final = Spacing()


def extents(node: SequenceNode | MappingNode) -> list[Span]:
    """Where the parts of a flow collection stand, each with its anchor or tag."""
    parts = node.items if isinstance(node, SequenceNode) else node.entries
    return [Span(part.start, part.end) for part in parts]


def spacing_of(source: Source, node: SequenceNode | MappingNode) -> Spacing | None:
    """The spacing of a flow collection; None if it has no parts, or has comments between them."""
    parts = extents(node)
    if not parts:
        return None
    opening = source[Span(node.begin + 1, parts[0].start)]
    closing = source[Span(parts[-1].end, node.end - 1)]
    between = [source[Span(left.end, right.start)] for left, right in pairwise(parts)]
    if not between:
        between = ["," + opening if LINE_BREAK.search(opening) else ", "]
    if opening.strip(BLANK) or any(text.strip(BLANK) != "," for text in between):
        return None
    return Spacing(opening, between[0], closing) if _CLOSING.fullmatch(closing) else None


def rearranged(
    source: Source, node: SequenceNode | MappingNode, parts: Sequence[Part]
) -> Iterator[Edit]:
    """The edits after which a flow collection has these parts.

    Raises `RegistryProblem` where a comment between two parts would be lost.
    """
    old = extents(node)
    stays = [part for part in parts if isinstance(part, int)]
    between = (spacing_of(source, node) or PLAIN_SPACING).between
    for anchor, texts in runs(parts):
        if anchor is not None:
            at = old[anchor].end
            yield Edit(Span(at, at), "".join(between + text for text in texts))
        elif stays:
            at = old[stays[0]].start
            yield Edit(Span(at, at), "".join(text + between for text in texts))
        else:
            at = old[0].start if old else node.begin + 1
            yield Edit(Span(at, at), between.join(texts))
    for span in _lost(source, old, stays, is_empty=not parts):
        check_no_comment(source, node, span)
        yield Edit(span, "")


def check_no_comment(source: Source, node: SequenceNode | MappingNode, lost: Span) -> None:
    """Raises `RegistryProblem` where a comment around the parts of a flow collection goes."""
    parts = extents(node)
    starts = [node.begin, *(part.end for part in parts)]
    ends = [*(part.start for part in parts), node.end]
    for start, end in zip(starts, ends, strict=True):
        if lost.start <= start and end <= lost.end and "#" in source[Span(start, end)]:
            raise RegistryProblem(
                f"{where(source, node)}: a comment inside [...] or {{...}} would be lost; "
                "edit it by hand"
            )


def _lost(
    source: Source, old: Sequence[Span], stays: Sequence[int], *, is_empty: bool
) -> Iterator[Span]:
    """What goes with the parts that do not stay: each time one comma, unless nothing stays."""
    if old and not stays:
        comma = _COMMA.match(source.text, old[-1].end) if is_empty else None
        yield Span(old[0].start, comma.end() if comma else old[-1].end)
    elif stays and stays[0]:
        yield Span(old[0].start, old[stays[0]].start)
    for left, right in pairwise([*stays, len(old)] if stays else []):
        if right - left > 1:
            yield Span(old[left].end, old[right - 1].end)
