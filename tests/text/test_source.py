"""Text as stored, places in it, and edits to it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigtool.text.source import Edit, Position, Source, Span, apply_edits

texts = st.text(alphabet=st.sampled_from("ab中😀\n\r\x0b\x85\u2028\ufeff\0"), max_size=12)


@given(texts)
def test_bytes_come_back(text: str) -> None:
    content = text.encode()
    assert Source.decoded("x.md", content).encoded() == content


def test_a_byte_order_mark_is_remembered_and_no_part_of_the_text() -> None:
    source = Source.decoded("x.md", b"\xef\xbb\xbfa")
    assert (source.text, source.has_bom) == ("a", True)
    edited = source.edited([Edit(Span(0, 0), "b")])
    assert edited.encoded() == b"\xef\xbb\xbfba"


def test_bytes_that_are_not_utf8_are_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        Source.decoded("x.md", b"a\xff")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [""], id="empty"),
        pytest.param("a", ["a"], id="no final newline"),
        pytest.param("a\n", ["a", ""], id="final newline"),
        pytest.param("a\r\nb\rc\nd", ["a", "b", "c", "d"], id="all three"),
        pytest.param("a\n\r\nb", ["a", "", "b"], id="a blank line"),
        pytest.param("a\n\rb", ["a", "", "b"], id="LF CR is two"),
        pytest.param(
            "a\x0bb\x0cc\x85d\u2028e\x1cf", ["a\x0bb\x0cc\x85d\u2028e\x1cf"], id="no others"
        ),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    source = Source("x.md", text)
    numbers = range(len(source.line_starts))
    assert [source[source.line_span(line)] for line in numbers] == expected


@given(texts)
def test_lines_and_their_breaks_are_the_text(text: str) -> None:
    source = Source("x.md", text)
    starts = source.line_starts
    assert (
        "".join(
            source[source.line_span(line)] + source.line_break_after(start)
            for line, start in enumerate(starts)
        )
        == text
    )
    for offset in range(len(text) + 1):
        line = source.line_of(offset)
        assert starts[line] <= offset
        assert offset < starts[line + 1] if line + 1 < len(starts) else True
        assert source.position(offset) == Position(line + 1, offset - starts[line] + 1)
        assert source.line_end(offset) == source.line_span(line).end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "\n", id="none"),
        pytest.param("a\r\nb", "\r\n", id="one"),
        pytest.param("a\nb\r\nc\r\n", "\r\n", id="most"),
        pytest.param("a\r\nb\n", "\n", id="as many"),
        pytest.param("a\rb\rc\n", "\r", id="lone CR"),
    ],
)
def test_newline(text: str, expected: str) -> None:
    assert Source("x.md", text).newline == expected


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([], "abcdef", id="none"),
        pytest.param([Edit(Span(1, 3), "X")], "aXdef", id="replace"),
        pytest.param([Edit(Span(1, 3), "")], "adef", id="delete"),
        pytest.param([Edit(Span(6, 6), "X")], "abcdefX", id="insert at the end"),
        pytest.param([Edit(Span(4, 5), "Y"), Edit(Span(0, 1), "X")], "XbcdYf", id="in any order"),
        pytest.param([Edit(Span(1, 3), "X"), Edit(Span(3, 4), "Y")], "aXYef", id="side by side"),
        pytest.param(
            [Edit(Span(2, 2), "X"), Edit(Span(2, 2), "Y")],
            "abXYcdef",
            id="insertions at one place, as given",
        ),
        pytest.param(
            [Edit(Span(2, 4), "Y"), Edit(Span(2, 2), "X")],
            "abXYef",
            id="an insertion before a replacement",
        ),
        pytest.param(
            [Edit(Span(4, 4), "Y"), Edit(Span(2, 4), "X")],
            "abXYef",
            id="an insertion after a replacement",
        ),
    ],
)
def test_apply_edits(edits: list[Edit], expected: str) -> None:
    assert apply_edits("abcdef", edits) == expected


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match=re.escape("edits overlap at 2: 'Y'")):
        apply_edits("abcdef", [Edit(Span(1, 3), "X"), Edit(Span(2, 4), "Y")])
