"""SIG502 of links that somebody may well write: to chats, and with blanks in angle brackets."""

from typing import Final

import pytest
from rules_support import found_after_init

CODES: Final = "SIG501 SIG502 SIG504 SIG509"
NEITHER: Final = "is no http, https or mailto link: None"
TO_TALK: Final = [
    "irc://irc.libera.chat/qa",
    "ircs://irc.libera.chat:6697/qa",
    "slack://channel?team=T1&id=C2",
    "tel:+1-555-0100",
    "sip:qa@example.org",
    "webcal://example.org/qa.ics",
    "xmpp:qa@conference.example.org?join",
    "matrix:r/qa:example.org",
    "IRC://irc.libera.chat/qa",
]
SLACK: Final = "[Slack](https://x.slack.com/archives/C2)"


def found(header: str, *cells: str) -> list[str]:
    rows = (f"SIG {at} | @ada | {cell}" for at, cell in enumerate(cells))
    return found_after_init(CODES, f"SIG | Leads | {header}", *rows)


@pytest.mark.parametrize("link", TO_TALK)
@pytest.mark.parametrize("header", ["Chat", "Slack", "Meetings", "Links"])
def test_a_column_may_lead_to_a_chat(header: str, link: str) -> None:
    assert found(header, f"[here]({link})", SLACK) == []
    assert found(header, f"see [here]({link}), {SLACK}", SLACK) == []


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,a", "file:///qa", "ftp://e"]
)
def test_a_column_may_lead_nowhere_else(link: str) -> None:
    assert found("Chat", f"[here]({link})", SLACK) == [f"SIG502 SIG 0: {link!r} {NEITHER}"]


def test_the_page_of_a_sig_is_no_chat() -> None:
    link = "irc://irc.libera.chat/qa"
    assert found("Chat", SLACK, SLACK) == []
    assert found_after_init(
        CODES, "SIG | Leads | Chat", f"[QA]({link}) | @ada | {SLACK}", f"[UI]({link}) | @ada | -"
    ) == [f"SIG502 {name}: {link!r} {NEITHER}" for name in ("QA", "UI")]


ILL: Final = "is no well-formed link"
BLANKS: Final = {
    "a blank": ("<https://example.org/a b>", None),
    "several": ("<https://example.org/a b?c d#e f>", None),
    "a title": ('<https://example.org/a b> "A b"', None),
    "a mail": ("<mailto:ada@example.org?subject=a b>", None),
    "in the host": ("<https://example .org/a b>", "https://example .org/a b"),
    "a script": ("<javascript:alert( 1 )>", "javascript:alert( 1 )"),
}


@pytest.mark.parametrize(("link", "told"), BLANKS.values(), ids=BLANKS)
def test_angle_brackets_allow_blanks(link: str, told: str | None) -> None:
    """As CommonMark has it."""
    lines = found("Notes", f"see [q]({link}) and more", "None.")
    assert [line.partition(" is no ")[0] for line in lines] == (
        [f"SIG502 SIG 0: {told!r}"] if told else []
    )
