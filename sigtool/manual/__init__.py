"""The manual: pages in Markdown, which GitHub shows and `sigtool manual` prints.

May know nothing of the program; it reads the pages that are shipped with it.
"""

from importlib.resources import files
from typing import Final

# Each page and what it is about, in the order in which a newcomer reads them.
PAGES: Final = {
    "adoption": "how a community moves in, with one document or many",
    "commands": "every command and every option",
    "registry": "what may stand in sigs.yaml",
    "working-together": "how edits of the table and of sigs.yaml come together",
    "rules": "what validate checks, each rule with a bad and a good example",
    "ci": "hooks, continuous integration, reports and exit codes",
    "library": "how a program reads a registry",
    "speed": "how long the commands take, and how to measure it",
}


def page(name: str) -> str:
    """A page, as it is shipped. Raises `KeyError` for a name that no page has."""
    if name not in PAGES:
        raise KeyError(name)
    return files(__name__).joinpath(f"{name}.md").read_bytes().decode("utf-8")


def sections(name: str, prefix: str) -> dict[str, str]:
    """The sections of a page whose titles begin with a prefix: their text by the first word."""
    found: dict[str, str] = {}
    for part in page(name).split("\n## ")[1:]:
        title, _, text = part.partition("\n")
        if title.startswith(prefix):
            found[title.split()[0]] = f"# {title}\n{text.rstrip()}\n"
    return found
