"""What is read at a glance is what the parser reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigtool.markdown import inline

PIECES = (
    "[a](b)", "[", "]", "(", ")", "](", "a", "B c", " ", "\t", "\n", "https://", "http:", ":", "/",
    "e.org", "#x", "?a=b&c", "%20", "javascript:", "mailto:", "data:", "@", "<", ">", "!", "*", "_",
    "`", "~~", "\\", "&amp;", "|", "\u00a0", "工作组", "é", '"t"', "'", ",", "+", "=", "-", "\x7f",
    "\u200b", "\u2028", "ftp://",
)  # fmt: skip
LABELS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
LINKS = st.builds("[{}]({}){}".format, LABELS, LABELS, st.sampled_from(("", " x", "[b](c)")))


@given(text=st.one_of(LINKS, st.lists(st.sampled_from(PIECES), max_size=8).map("".join)))
def test_a_link_read_at_a_glance_is_the_parsers(text: str) -> None:
    found, parsed = inline.parse_link(text), None
    if text.startswith("["):
        parsed = inline._parsed_link(text, 0)
    assert found == parsed
    assert (found and found.target) == (parsed and parsed.target)
    if inline._SIMPLE_LINK.fullmatch(text):
        assert inline.visible(text) == inline.seen_in(inline.inline(text))


@pytest.mark.parametrize("text", ["[@ada](https://github.com/ada)", "[Web](sigs/web/README.md)"])
def test_plain_links_need_no_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def parser() -> None:
        raise AssertionError("the parser was asked")

    monkeypatch.setattr(inline, "_inline_parser", parser)
    link = inline.parse_link(text)
    assert link
    assert (f"[{link.label}]({link.destination})", link.end) == (text, len(text))
    assert inline.visible(text) == link.label
