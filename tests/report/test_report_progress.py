"""A bar for whoever waits, and nothing for a pipe."""

import io
import re
import sys

import pytest

from sigtool.report.progress import progress


class Terminal(io.StringIO):
    """A standard error that a person looks at."""

    def isatty(self) -> bool:
        return True


def test_a_pipe_gets_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Asking", 2) as advance:
        advance("https://example.org/a")
    assert capsys.readouterr() == ("", "")


def test_a_dumb_terminal_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "stderr", seen := Terminal())
    with progress("Asking", 1) as advance:
        advance("https://example.org/a")
    assert seen.getvalue() == ""


def test_a_terminal_sees_a_bar_on_standard_error_that_goes_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stderr", seen := Terminal())
    with progress("Asking [/a] :smile:", 2) as advance:
        advance("https://example.org/[/a]")
        advance("https://example.org/b")
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen.getvalue())
    lines = [re.sub(" +|━+", lambda found: found.group()[0], line) for line in text.split("\r")]
    assert lines[-2:] == ["Asking [/a] :smile: ━ 2/2\n", ""]
    assert seen.getvalue().endswith("\x1b[1A\x1b[2K")
    assert capsys.readouterr().out == ""


def test_the_bar_goes_away_when_something_goes_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", seen := Terminal())
    with pytest.raises(KeyboardInterrupt), progress("Asking", 2):
        raise KeyboardInterrupt
    assert seen.getvalue().endswith("\x1b[?25h\r\x1b[1A\x1b[2K")
