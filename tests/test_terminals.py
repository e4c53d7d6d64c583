"""The terminal that tests type at shows what a process writes, however it comes."""

import sys

from terminals import Terminal


def test_a_character_that_comes_in_two_pieces_is_shown() -> None:
    script = (
        "import os, time\n"
        "for piece in (b'\\xe6\\x96', b'\\x87\\n.'):\n"
        "    os.write(1, piece)\n"
        "    time.sleep(0.2)\n"
    )
    terminal = Terminal(sys.executable, "-c", script)
    terminal.read_until(".")
    assert (terminal.end(), terminal.shown.strip("\r\n")) == (0, "文\n.")
