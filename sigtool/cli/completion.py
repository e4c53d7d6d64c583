"""What the shell offers when somebody presses Tab: SIGs, people, sections and fields."""

import os
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from sigtool.errors import SigtoolError
from sigtool.text.lazily import lazily

if TYPE_CHECKING:
    from sigtool.model import Person, Registry

# What the function that Typer installs in a shell sets; the words are those that bash has made.
_REQUEST: Final = "_SIGTOOL_COMPLETE"
_WORDS: Final = "COMP_WORDS"
_INDEX: Final = "COMP_CWORD"
_SPECIAL: Final = lazily(r"[\s!\"#$&'()*;<>?\[\\\]^`{|}~]")


def sig_names(ctx: typer.Context) -> list[str]:
    """The names of all SIGs, in every language."""
    from sigtool.model import texts_of

    registry = _registry(ctx)
    return _words(name for sig in registry.sigs for name in texts_of(sig.name)) if registry else []


def people_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """All people: their handles, without the @ if none was typed, else their names; in every
    language."""
    registry = _registry(ctx)
    persons = [mention.person for mention in registry.mentions()] if registry else []
    names = [name for person in persons for name in _names(person)]
    if incomplete and not incomplete.startswith("@"):
        names = [name.removeprefix("@") for name in names]
    return _words(names)


def section_names(ctx: typer.Context) -> list[str]:
    """The sections that tables show."""
    registry = _registry(ctx)
    return _words(table.section or "" for table in registry.tables) if registry else []


def field_names(ctx: typer.Context) -> list[str]:
    """The fields that a SIG may have."""
    registry = _registry(ctx)
    return _words(registry.fields) if registry else []


def manual_pages() -> list[str]:
    """The pages of the manual."""
    from sigtool import manual

    return list(manual.PAGES)


def settings(ctx: typer.Context) -> list[str]:
    """The beginnings of `FIELD=VALUE`."""
    return [f"{field}=" for field in field_names(ctx)]


def paths() -> list[str]:
    """Nothing: then the shell offers its own, which Typer would keep it from."""
    return []


def join_words(environment: MutableMapping[str, str]) -> None:
    """Put together what bash takes apart: to it, `@ada` is the beginning of a host's name."""
    if environment.get(_REQUEST) != "complete_bash" or not environment.get(_INDEX, "").isdigit():
        return
    words = environment.get(_WORDS, "").split("\n")[: int(environment[_INDEX]) + 1]
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "@":
            joined[-1] += word
        else:
            joined.append(word)
    environment.update({_WORDS: "\n".join(joined), _INDEX: str(len(joined) - 1)})


def given_file(ctx: typer.Context) -> Path | None:
    """The registry that --file names, after the command or before it, or the environment."""
    before = ctx.parent.params.get("file") if ctx.parent else None
    found: str | Path | None = ctx.params.get("file") or before
    return Path(found) if found else None


def _registry(ctx: typer.Context) -> "Registry | None":
    """The registry that the command line names so far; None where it cannot be read."""
    from sigtool.outside import workspace

    try:
        return workspace.open_registry(given_file(ctx)).registry
    except (SigtoolError, OSError):
        return None


def _names(person: "Person") -> list[str]:
    """What a person is called on a command line."""
    from sigtool.model import texts_of

    if person.handle:
        return [f"@{handle}" for handle in texts_of(person.handle)]
    return list(texts_of(person.name or person.email or person.url or ""))


def _words(names: Iterable[str]) -> list[str]:
    """Each name once, as the shell can put it into the command line."""
    # A control character would be obeyed by the terminal that shows the list.
    shown = [name for name in dict.fromkeys(names) if name and name.isprintable()]
    if os.environ.get(_REQUEST) != "complete_bash":
        return shown
    words = os.environ.get(_WORDS, "").split("\n")
    # Bash puts what it gets between quotes that are open, and else leaves quoting to us.
    is_quoted = words[-1][:1] in ('"', "'")
    return shown if is_quoted else [_SPECIAL.sub(r"\\\g<0>", name) for name in shown]
