"""What is read at a glance is what the parser reads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sigtool.markdown import inline, links, seen

PIECES = (
    "[a](b)", "[Web](https://e.org/a)", "[", "]", "(", ")", "](", "a", "B c", " ", "\t", "\n",
    "https://", "http:", "HTTP://A.org", ":", "/", "e.org", "#x", "?a=b&c", "%20", "javascript:",
    "mailto:", "data:", "@", "<", ">", "!", "*", "_", "`", "~~", "\\", "&amp;", "|", "\u00a0",
    "工作组", "é", '"t"', "'", ",", "+", "=", "-", "\x7f", "\u200b", "\u2028", "ftp://", "..", "//",
)  # fmt: skip
LABELS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
LINKS = st.builds("[{}]({}){}".format, LABELS, LABELS, st.sampled_from(("", " x", "[b](c)")))
TEXTS = st.one_of(LINKS, st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
# Each of what is asked of a text, as texts and places.
QUESTIONS: dict[str, Callable[[str], object]] = {
    "visible": inline.visible,
    "seen": lambda text: "".join(each.text for each in seen.pieces(text)),
    "opened": lambda text: [each.link for each in seen.pieces(text) if each.link],
    "links": links.links.__wrapped__,
    "named": seen.bare_name.__wrapped__,
    "first link": lambda text: (link := inline.parse_link(text)) and (link, link.target),
}


@contextmanager
def _no_glance() -> Iterator[None]:
    """Every text goes to the parser."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(inline, "simple_links", lambda _: None)
        patched.setattr(inline, "_simple_link", lambda *_: None)
        yield


@given(text=TEXTS)
@example("[Web](https://e.org/a) and [AI](b)")
@example("[ @bob](https://e.org/eve)")
@example("[w](https://@host/x)")
@example("[w](//@host/x)")
@pytest.mark.parametrize("asked", QUESTIONS)
def test_what_is_read_at_a_glance_is_what_the_parser_reads(asked: str, text: str) -> None:
    if asked == "visible" and not inline._MARKUP.search(text):
        return  # that is text as it is, for both
    found = QUESTIONS[asked](text)
    with _no_glance():
        assert found == QUESTIONS[asked](text)


@pytest.mark.parametrize("text", ["[@ada](https://github.com/ada)", "[Web](sigs/web/README.md)"])
def test_plain_links_need_no_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def parser() -> None:
        raise AssertionError("the parser was asked")

    monkeypatch.setattr(inline, "_inline_parser", parser)
    link = inline.parse_link(text)
    assert link
    assert (f"[{link.label}]({link.destination})", link.end) == (text, len(text))
    assert inline.visible(text) == link.label
