"""A text as it is stored, places in it and edits of it; diagnostics; languages and words.

Knows nothing of SIGs, formats or files; everything may import it.
"""

from typing import Final

# What can be seen of ASCII, and line feeds.
_SEEN: Final = b"\n" + bytes(range(0x20, 0x7F))


def is_plain(text: str) -> bool:
    """Whether a text ends with a line, and has only line feeds beside what can be seen."""
    if text.isascii():
        return text.endswith("\n") and not text.encode().translate(None, _SEEN)
    return text.endswith("\n") and text.replace("\n", "").isprintable()
