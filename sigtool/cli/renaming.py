"""What `rename-sig` does: it lists what follows from a new name, asks if need be, and renames."""

import sys
from collections.abc import Sequence
from functools import partial

import typer

from sigtool.cli import edits
from sigtool.cli.ending import DONE, FOUND
from sigtool.cli.following import what_follows
from sigtool.cli.run import Outcome, Writing, carried_out, opened, run
from sigtool.community import mentions
from sigtool.community.community import Edited
from sigtool.report import terminal


def rename_sig(writing: Writing, old: str, new: str, language: str | None, *, asks: bool) -> int:
    """Rename a SIG, and what surely names it. On a terminal it asks first where that is more than
    the SIG itself, if it `asks`."""
    operation = partial(edits.rename_sig, name=old, new=new, language=language)
    listed: list[str] = []
    if asks and not writing.dry_run and sys.stdin.isatty() and sys.stdout.isatty():
        # Nobody else has to wait while somebody thinks: the lock is taken after the answer.
        with opened(writing, is_locked=False) as space:
            outcome, edited = carried_out(space, writing, operation)
        listed = _tell(outcome, edited)
        question = f"{outcome.message.rstrip('.').replace('Renamed', 'Rename', 1)}? (y/N)"
        is_more = mentions.renamed_keys(edited) or any(old != new for old, new in edited.others)
        if is_more and not _confirmed(question):
            terminal.warn("Nothing was renamed.")
            return FOUND
    run(writing, operation, partial(_tell, listed=listed))
    return DONE


def _confirmed(question: str) -> bool:
    shown = terminal.one_line(question)
    return typer.confirm(shown, default=False, show_default=False, prompt_suffix=" ")


def _tell(outcome: Outcome, edited: Edited, listed: Sequence[str] = ()) -> list[str]:
    """List what else changes with a name, and what does not, unless that was `listed` before."""
    lines = what_follows(edited, {outcome.renamed: "it"})
    for line in lines:
        if line not in listed:
            terminal.warn(line)
    return lines
