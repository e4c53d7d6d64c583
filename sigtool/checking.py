"""What `validate` does: takes a snapshot, runs the rules, fixes, and reports."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sigtool import files, workspace
from sigtool import validate as validation
from sigtool.commands import DONE, FOUND
from sigtool.files import Change
from sigtool.report import diagnostics as report
from sigtool.report import terminal
from sigtool.report.diagnostics import DiagnosticFormat

# A fix may make another one possible; a cycle of fixes would be a fault of the rules.
_MAX_ROUNDS: Final = 10


def validate(
    file: Path | None,
    select: Sequence[str],
    ignore: Sequence[str],
    output_format: DiagnosticFormat,
    *,
    fix: bool,
    strict: bool,
) -> int:
    """Check everything; with `fix`, mend first what can be mended safely."""
    rules = validation.selected(select, ignore)
    path = workspace.find_registry(file)
    snapshot = workspace.snapshot(path)
    if fix:
        with files.lock(path, waiting=_say_waiting):
            snapshot = workspace.snapshot(path)
            for _ in range(_MAX_ROUNDS):
                changed = validation.fixed(validation.check(snapshot, rules))
                if not changed:
                    break
                files.write_all(
                    [
                        Change(Path(before.path), before.encoded(), after.encoded())
                        for before, after in changed
                    ]
                )
                for before, _ in changed:
                    terminal.warn(f"Fixed {before.path}.")
                snapshot = workspace.snapshot(path)
    found = validation.check(snapshot, rules)
    report.show(found, output_format)
    return FOUND if validation.fails(found, strict=strict) else DONE


def _say_waiting() -> None:
    terminal.warn("Waiting for another sigtool to finish ...")
