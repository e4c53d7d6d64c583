"""What is plain: a text that ends with a line, with nothing in it that cannot be seen."""

import pytest

from sigtool.text import is_plain


def test_each_character_is_plain_as_python_prints_it() -> None:
    chars = [*map(chr, range(0x3100)), "\ud800", "\ue000", "\ufeff", "\U0001f600", "\U000e0001"]
    told = {char: is_plain(f"a{char}b\n") for char in chars}
    assert told == {char: char == "\n" or char.isprintable() for char in chars}


@pytest.mark.parametrize("text", ["", "a", "a\nb", "é"])
def test_a_text_that_does_not_end_with_a_line_is_not_plain(text: str) -> None:
    assert not is_plain(text)
