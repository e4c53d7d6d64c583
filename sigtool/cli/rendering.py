"""What `render` does: writes what the registry says into the tables, or says where they differ."""

from dataclasses import replace
from pathlib import Path

from sigtool.cli.run import DONE, FOUND, say_waiting
from sigtool.community.community import Community
from sigtool.outside import workspace
from sigtool.report import changes, terminal
from sigtool.report import diagnostics as report
from sigtool.rules import drift
from sigtool.tables.drift import Difference


def render(file: Path | None) -> None:
    """Write the tables."""
    with workspace.locked(file, say_waiting) as space:
        rendered = space.community().rendered()
        space.write(rendered)
    _tell_removed(rendered.before)
    changed = [each for each in rendered.documents if each.is_change]
    for rewrite in changed:
        terminal.say(f"Rendered {rewrite.after.source.path}.")
    if not changed:
        terminal.say("Every table is up to date.")


def compare(file: Path | None, *, check: bool, diff: bool) -> int:
    """Write nothing. With `diff`, show what `render` would change; with `check`, say where the
    tables differ, and find that."""
    space = workspace.open_registry(file)
    rendered = space.community().rendered()
    changed = [each for each in rendered.documents if each.is_change]
    if diff:
        changes.show((each.before.source, each.after.source) for each in changed)
    if not (check and changed):
        return DONE
    found = replace(drift.out_of_date, find=drift.differences).check(
        space.snapshot(rendered.before)
    )
    terminal.warn(report.as_text(found) + "Out of date: run `sigtool render`.")
    return FOUND


def _tell_removed(community: Community) -> None:
    """Show the rows that rendering took out, since nothing else holds them now."""
    for place, difference in community.drifts:
        source = place.shown.source
        if difference.kind is Difference.UNKNOWN and difference.row:
            line = source.position(difference.row.line.start).line
            terminal.warn(
                f"{source.path}:{line}: removed the row of {difference.sig.name}, which is not in "
                f"the registry: {terminal.one_line(source[difference.row.content])}"
            )
