"""What a terminal shows: whole screens, with and without colours and links."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from typing import Final

HYPERLINK: Final = re.compile(r"\x1b\]8;(?:id=\d+)?;([^\x1b]*)\x1b\\")
STYLE: Final = re.compile(r"\x1b\[([\d;]*)m")


def seen(*arguments: str, width: int = 80, **environment: str) -> str:
    """All that sigtool writes to a terminal of a width, line ends as the program wrote them."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    inherited = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    command = subprocess.Popen(
        [sys.executable, "-m", "sigtool", *arguments],
        stdin=slave, stdout=slave, stderr=slave,
        env={**inherited, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment},
    )  # fmt: skip
    os.close(slave)
    output = b""
    try:
        while chunk := os.read(master, 65536):
            output += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(master)
    command.wait()
    return output.decode().replace("\r\n", "\n")


def plain(screen: str) -> str:
    """A screen without its colours and hyperlinks."""
    return STYLE.sub("", HYPERLINK.sub("", screen))
