"""The pages that people read: the README and the manual, with what stands on them."""

import os
import pty
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from shell import ENVIRONMENT, ROOT, run

from sigtool.markdown.anchors import anchors

MANUAL: Final = ROOT / "sigtool/manual"

# Colours, weights and links: what a terminal does not show as text.
_STYLING: Final = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
_BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A block that is a file, since the text above it ends with the file's name: "`README.md`:".
_FILE: Final = re.compile(r"`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A page of Markdown in this repository."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_bytes().decode("utf-8")

    def blocks(self, language: str) -> list[str]:
        """The texts of its code blocks in a language."""
        return [text for each, text in _BLOCK.findall(self.text) if each == language]

    @property
    def transcripts(self) -> list[str]:
        return self.blocks("console")

    @property
    def files(self) -> Mapping[str, str]:
        """What is in the folder in which its transcripts begin."""
        return dict(_FILE.findall(self.text))

    def section(self, title: str) -> str:
        """Its text from the heading that begins with `title` to the next one not below it."""
        found = re.search(rf"^(##+) {re.escape(title)}.*\n", self.text, re.MULTILINE)
        assert found, f"{self.name} has no section {title!r}"
        rest = self.text[found.end() :]
        end = re.search(rf"^#{{2,{len(found.group(1))}}} ", rest, re.MULTILINE)
        return rest[: end.start()] if end else rest

    @property
    def links(self) -> list[str]:
        """Where its links lead, but for those in code."""
        text = re.sub(r"`[^`\n]*`", "", self.without_blocks)
        return re.findall(r"\]\(([^)\s]+)\)", text)

    @property
    def without_blocks(self) -> str:
        return _BLOCK.sub("", self.text)


README: Final = Page(ROOT / "README.md")
CONTRIBUTING: Final = Page(ROOT / ".github/CONTRIBUTING.md")
COMMANDS, REGISTRY, TOGETHER, RULES, CI, ADOPTION, LIBRARY, SPEED = (
    Page(MANUAL / f"{name}.md")
    for name in (
        "commands", "registry", "working-together", "rules", "ci", "adoption", "library", "speed",
    )
)  # fmt: skip
PAGES: Final = (README, COMMANDS, REGISTRY, TOGETHER, RULES, CI, ADOPTION, LIBRARY, SPEED)


def anchors_of(path: Path) -> frozenset[str]:
    """The parts of a page that a link can name, as GitHub calls them."""
    return anchors(path.read_bytes().decode("utf-8"))


def repository(page: Page, folder: Path) -> Path:
    """The repository that a page starts from: the files that it names, and a page for each link
    to the page of a SIG."""
    folder.mkdir()
    for name, text in page.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
        for link in re.findall(r"\]\((\w+/README\.md)\)", text):
            (folder / link).parent.mkdir(exist_ok=True)
            (folder / link).touch()
    assert run(folder, "git", "init", "--quiet") == (0, "")
    return folder


def replayed(page: Page, folder: Path) -> list[str]:
    """The transcripts of a page, as they are when their commands are run again in their order. Each
    one begins in the folder of the page."""
    return [_replayed(transcript, folder) for transcript in page.transcripts]


def with_transcripts(text: str, transcripts: list[str]) -> str:
    """A page with other transcripts."""
    new = iter(transcripts)
    return _BLOCK.sub(
        lambda found: f"```console\n{next(new)}```" if found[1] == "console" else found[0], text
    )


def _replayed(transcript: str, folder: Path) -> str:
    shown = ""
    for command in re.findall(r"^\$ (.*)\n", transcript, re.MULTILINE):
        shown += f"$ {command}\n"
        if entered := re.fullmatch(r"cd (\S+)", command):
            folder /= entered[1]
        else:
            shown += _shown(command, folder)
    return shown


def _shown(command: str, folder: Path) -> str:
    """What a terminal of 100 columns shows of a command, colours and links aside."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["bash", "-c", command],
        cwd=folder,
        env={**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        output = b"".join(_read(ours))
    os.close(ours)
    return _STYLING.sub("", output.decode("utf-8").replace("\r\n", "\n"))


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the last writer has gone
            return
        if not part:
            return
        yield part
