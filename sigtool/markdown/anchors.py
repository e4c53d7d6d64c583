"""The places of a Markdown page that a link can lead to: `page.md#part`.

Pure. As GitHub names them: a heading by its text, in lower case, without punctuation and with
hyphens for blanks; one of the same text again with `-1`, `-2` behind it. CJK is kept.
"""

import unicodedata
from collections import Counter
from typing import Final

from sigtool.markdown import blocks, html, inline, signs
from sigtool.text.lazily import lazily
from sigtool.text.source import Edit, apply_edits

# The identifier of a heading that some generators of pages read: `# People {#people}`.
_GIVEN: Final = lazily(r"(?<!\s)\s*+\{#(?P<id>[^\s{}]++)\}\s*+$")
_NAMES: Final = ("id", "name")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def anchors(text: str) -> frozenset[str]:
    """The name of each heading of a page, and of each `id` or `name` that its HTML gives."""
    found = _Anchors()
    for is_heading, block in blocks.prose(text):
        if is_heading:
            found.head(block)
        if "<" in block:
            found.read(block)
    return frozenset(found.names)


def slug(heading: str) -> str:
    """What GitHub calls the place of a heading, given its text as it is seen."""
    return "".join(filter(_is_kept, heading.lower())).replace(" ", "-")


def _is_kept(char: str) -> bool:
    """Whether a character is part of a name: of a word in Unicode's sense, a blank, a hyphen."""
    category = unicodedata.category(char)
    return char in " -" or category[0] in "LM" or category in ("Nd", "Nl", "Pc")


class _Anchors:
    """The names found so far: of headings, and of every `id` and `name` of a tag."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self._times: Counter[str] = Counter()

    def head(self, written: str) -> None:
        """Note a heading of Markdown; with an identifier of its own it has two names."""
        if given := _GIVEN.search(written):
            self.names.add(given["id"])
            self._name(inline.plain(written[: given.start()]))
        # GitHub keeps every blank; that there is none for a tag is where the two differ.
        text = inline.plain(written) if "<" in written else inline.visible(written)
        self._name(text.strip().replace("\n", " "))

    def read(self, block: str) -> None:
        """Note what the HTML of a block gives a name, but for its comments."""
        from html import unescape

        edits = (Edit(comment, "") for comment in signs.in_html(block, 0, len(block)))
        text = apply_edits(block, edits)
        heading: list[str] | None = None
        done = 0
        for tag in html.TAG.finditer(text):
            if heading is not None:
                heading.append(unescape(text[done : tag.start()]))
            done = tag.end()
            if not tag["slash"]:
                given = html.attributes(tag)
                self.names.update(unescape(value) for key, value in given if key in _NAMES)
            if tag["name"].lower() in _HEADINGS:
                if tag["slash"] and heading is not None:
                    self._name(" ".join("".join(heading).split()))
                heading = None if tag["slash"] else []

    def _name(self, heading: str) -> None:
        base = slug(heading)
        times = self._times[base]
        self._times[base] += 1
        self.names.add(f"{base}-{times}" if times else base)
