"""What `rename-sig` does: it lists what follows from a new name, asks if need be, and renames."""

import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial

import typer

from sigtool.check import baseline
from sigtool.cli import edits
from sigtool.cli.run import DONE, FOUND, Outcome, Writing, carried_out, opened, run
from sigtool.community import mentions
from sigtool.community.community import Edited
from sigtool.errors import FileProblem
from sigtool.outside import files, workspace
from sigtool.outside.workspace import Workspace
from sigtool.report import terminal
from sigtool.text.source import Source


def rename_sig(writing: Writing, old: str, new: str, language: str | None, *, asks: bool) -> int:
    """Rename a SIG, and what surely names it. On a terminal it asks first where that is more than
    the SIG itself, if it `asks`."""
    operation = partial(edits.rename_sig, name=old, new=new, language=language)
    listed: list[str] = []
    if asks and not writing.dry_run and sys.stdin.isatty() and sys.stdout.isatty():
        # Nobody else has to wait while somebody thinks: the lock is taken after the answer.
        with opened(writing, is_locked=False) as space:
            outcome, edited = carried_out(space, writing, operation)
        listed = _tell(space, outcome, edited)
        question = f"{outcome.message.rstrip('.').replace('Renamed', 'Rename', 1)}? (y/N)"
        if mentions.renamed_keys(edited) and not _confirmed(question):
            terminal.warn("Nothing was renamed.")
            return FOUND
    run(writing, operation, partial(_tell, listed=listed))
    return DONE


def _confirmed(question: str) -> bool:
    shown = terminal.one_line(question)
    return typer.confirm(shown, default=False, show_default=False, prompt_suffix=" ")


def _tell(
    space: Workspace, outcome: Outcome, edited: Edited, listed: Sequence[str] = ()
) -> list[str]:
    """List what else changes with a name, and what does not, unless that was `listed` before."""
    lines = what_follows(space, edited, {outcome.renamed: "it"})
    for line in lines:
        if line not in listed:
            terminal.warn(line)
    return lines


def what_follows(
    space: Workspace,
    edited: Edited,
    renamed: Mapping[int | None, str],
    pages: Mapping[int | None, Collection[str]] | None = None,
) -> list[str]:
    """What else an edit changes with the names of SIGs, and what still has an old one, a line each;
    `renamed` says by their origin how to speak of the SIGs, `pages` which links are those of their
    pages, which name nothing."""
    path = edited.registry.before.source.path
    lines = [
        f"{path}:{line}: per_sig: {old} becomes {new}"
        for line, old, new in mentions.renamed_keys(edited)
    ]
    others = _baseline(space) if renamed else []
    for origin, name in renamed.items():
        if found := mentions.mentions(edited, origin, others, (pages or {}).get(origin, ())):
            lines.append(f"also names {name}: {', '.join(found)}")
    return lines


def _baseline(space: Workspace) -> list[Source]:
    """The text of the baseline, whose messages name SIGs; none where it cannot be read."""
    path = space.path.parent / baseline.NAME
    with suppress(FileProblem):
        return [files.read_source(path, shown=workspace.shown(path)).source]
    return []
