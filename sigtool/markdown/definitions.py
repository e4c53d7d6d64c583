"""What the references of a document lead to (GFM 0.29, "Link reference definitions"). Pure."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference

from sigtool.text.source import Source


@lru_cache(maxsize=8)
def definitions(source: Source) -> Mapping[str, str]:
    """The destination of each definition of a document, as written, by the `key` of its label."""
    env: dict[str, Any] = {}
    if "]:" in source.text:
        _parser().block.parse(source.text, _parser(), env, [])
    return {label: str(each["href"]) for label, each in env.get("references", {}).items()}


def key(label: str) -> str:
    """A label without what does not count in it: case, and blanks around and between words."""
    return normalizeReference(label)


@cache
def _parser() -> MarkdownIt:
    """A parser that keeps destinations as they are written, and refuses none."""
    parser = MarkdownIt("commonmark")
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - its own name
    return parser
