"""Processes on terminals of their own: what they show, and what is typed. Needs a pty."""

import codecs
import os
import select
import signal

import pytest

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

SECONDS = 30


class Terminal:
    """A process on a terminal of its own: what it shows, and what is typed."""

    def __init__(self, *command: str, **environment: str) -> None:
        self.shown = self._text = ""
        # What is read may end within a character.
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.code: int | None = None
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.environ.update({"TERM": "xterm", "COLUMNS": "70", "LINES": "24", **environment})
            # A job in the background, as some machines run tests, ignores it, and so would this.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execvp(command[0], command)

    def read_until(self, text: str) -> None:
        """Read until something new shows `text`; fails if it does not come."""
        start = len(self.shown)
        while text not in self.shown[start:]:
            assert self._read(SECONDS), self.shown

    def type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def interrupt(self) -> int:
        """Press Ctrl-C; the exit code."""
        # More than once if need be: Python misses a signal that comes just before it reads.
        for _ in range(SECONDS):
            self.type("\x03")
            while found := self._read(1):
                pass
            if found is not None:
                break
        return self.end()

    def end(self) -> int:
        """Read to the end; the exit code."""
        if self.code is None:
            while self._read(SECONDS):
                pass
            os.close(self._terminal)
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        return self.code

    def kill(self) -> None:
        if self.code is None:
            os.kill(self.process, signal.SIGKILL)
            self.end()

    def _read(self, seconds: int) -> bytes | None:
        """What is shown next: nothing at the end, None if it does not come in time."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return None
        try:
            found = os.read(self._terminal, 65536)
        except OSError:  # how Linux says that nobody is at the other end any more
            found = b""
        self._text += self._decoder.decode(found)
        self.shown = self._text.replace("\r\n", "\n")
        return found
