"""The links of a piece of inline Markdown: what is seen, where it leads, where that stands."""

from typing import Final

import pytest

from sigtool.markdown.links import definitions, links
from sigtool.text.source import Source

DOCUMENT: Final = Source(
    "README.md", "[Build]: build.md\n[b]: <the build.md> 'a title'\n\n```\n[code]: code.md\n```\n"
)
# What is seen of each link, where it leads, and how that is written; "" where the document says it.
WRITTEN: Final = {
    "a link": ("see [a *b*](b.md) now", [("a b", "b.md", "b.md")]),
    "angle brackets and a title": ('[a](<b c.md> "t")', [("a", "b c.md", "<b c.md>")]),
    "an image in a link": ("[![i](i.png)](d.md)", [("i", "d.md", "d.md"), ("i", "i.png", "i.png")]),
    "an address": ("<https://example.org>", [("https://example.org",) * 3]),
    "a mailbox": ("<ada@example.org>", [("ada@example.org", "mailto:ada@example.org",
                                         "ada@example.org")]),
    "HTML": (
        "<a class='x' href=\"q.md\">go **on**</a> <IMG alt='href=x' src=a.png>",
        [("go on", "q.md", "q.md"), ("", "a.png", "a.png")],
    ),
    "a reference": (
        "[Web][b] and [build][]", [("Web", "the build.md", ""), ("build", "build.md", "")],
    ),
    "a label alone": (
        "[BUILD], [code] and [b] (x)", [("BUILD", "build.md", ""), ("b", "the build.md", "")],
    ),
    "whatever it leads to": ("[x](javascript:alert(1))", [("x",) + ("javascript:alert(1)",) * 2]),
    "an escape and an entity": ("[x](a\\_b?c&amp;d)", [("x", "a_b?c&d", "a\\_b?c&amp;d")]),
    "nothing": ("[x]() [](<>)", [("x", "", ""), ("", "", "")]),
    "code and escapes": ("`[a](b)` \\[c](d) <!-- [e](f) -->", []),
    "a note": ("x[^1]", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_the_links_of_a_text(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = links(text, DOCUMENT)
    assert [
        (each.label, each.destination, text[each.place.start : each.place.end]) for each in found
    ] == expected
    assert all(each.is_link for each in found)


NONE: Final = {
    "a reference that is not defined": ("[x][gone]", [("x", "", "gone")]),
    "the same, by its label": ("[Gone][]", [("Gone", "", "Gone")]),
    "blanks in a destination": ("[x](the page.md)", [("x", "the page.md", "")]),
    "blanks and brackets": ("[x](the (old) page.md)", [("x", "the (old) page.md", "")]),
    "blanks in an address": (
        "[x](https://example.org/a b)", [("x", "https://example.org/a b", "")],
    ),
    "a remark": ("[x](two words)", []),
    "blanks in code": ("`[x](the page.md)`", []),
    "a note of a note": ("[x][^1]", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NONE.values(), ids=NONE)
def test_what_was_to_be_a_link(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = links(text, DOCUMENT)
    assert [(each.label, each.destination, each.reference) for each in found] == expected
    assert not any(each.is_link for each in found)


def test_what_a_document_defines() -> None:
    assert dict(definitions(DOCUMENT)) == {"BUILD": "build.md", "B": "the build.md"}
    assert dict(definitions(Source("a.md", "no definitions"))) == {}
