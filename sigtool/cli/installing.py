"""What `merge-driver --install`, `--status` and `--uninstall` do, and what they say of it."""

import os
from pathlib import Path
from typing import Final

from sigtool.cli.ending import DONE, FOUND
from sigtool.cli.merge_driver import SWITCH
from sigtool.outside import driver
from sigtool.outside.driver import DRIVER, SETTINGS, Clone, Plan, State
from sigtool.report import terminal

_INSTALL: Final = "sigtool merge-driver --install"
_NEXT: Final = (
    f"Next: commit .gitattributes. Everybody runs `{_INSTALL}` once in their clone, "
    "since git takes no settings from a repository. `--status` says whether it is there."
)


def install(file: Path | None, *, dry_run: bool) -> int:
    """Install the merge driver in this clone; 1 where git is told to merge a file otherwise."""
    clone = driver.clone_of(file)
    state = driver.state_of(clone, file)
    plan = driver.installing(clone, state)
    if not dry_run:
        driver.carry_out(plan)
    deed = "would add" if dry_run else "added"
    for line in plan.lines:
        terminal.say(f"{clone.shown}: {deed} {line}")
    for key in plan.settings:
        _say_set(key, state, dry_run=dry_run)
    if not plan.is_change:
        terminal.say("Nothing changed: the merge driver is there already.")
    _warn_left(state)
    if plan.lines and not dry_run and not clone.is_bare:
        terminal.say(_NEXT)
    return FOUND if state.taken else DONE


def _say_set(key: str, state: State, *, dry_run: bool) -> None:
    deed = f"would set {key} to {SETTINGS[key]}" if dry_run else f"set {key}"
    before = f" (it was {state.own[key]})" if key in state.own else ""
    terminal.say(f"git config: {deed}{before}")


def _warn_left(state: State) -> None:
    """Name the files that git merges in another way."""
    for path, value in state.taken.items():
        said = {"set": "merge", "unset": "-merge"}.get(value, f"merge={value}")
        terminal.warn(
            f"{path}: git's attributes say {said} already, and that stays. To use the merge "
            f"driver there, take that away and run `{_INSTALL}` again."
        )
    for path in state.elsewhere:
        terminal.warn(f"{path}: is outside of the repository; git does not merge it")


def status(file: Path | None) -> int:
    """Say what of the merge driver this clone has; 1 where something is missing."""
    clone = driver.clone_of(file)
    state = driver.state_of(clone, file)
    if ready := [path for path in state.said if path not in {*state.unsaid, *state.taken}]:
        terminal.say(f"{', '.join(ready)}: merge=sigtool")
    for path in state.unsaid:
        terminal.say(f"{path}: no merge=sigtool; git merges it as lines")
    _warn_left(state)
    is_found, is_off = driver.is_found(), os.environ.get(SWITCH) == "0"
    terminal.say(f"git config: {_settings(state)}")
    if is_found:
        terminal.say("The command `sigtool` is found.")
    else:
        terminal.say("The command `sigtool` is not found; git merges as lines. Put it on the PATH.")
    if is_off:
        terminal.say(f"{SWITCH}=0 turns the merge driver off; to use it: unset {SWITCH}")
    if state.unsaid or not state.has_settings:
        terminal.say(f"Next: {_INSTALL}")
    is_ready = state.has_settings and is_found and not is_off
    return DONE if is_ready and not state.unsaid and not state.taken else FOUND


def _settings(state: State) -> str:
    if state.has_settings:
        return f"{DRIVER} is set"
    if state.driver is None:
        return f"{DRIVER} is not set in this clone; git merges as lines"
    return "merge.sigtool is set, but not as this version of sigtool sets it"


def uninstall(file: Path | None, *, dry_run: bool) -> int:
    """Take the merge driver out of this clone."""
    clone = driver.clone_of(file)
    before = clone.repository.own_settings("merge.sigtool")
    plan = driver.uninstalling(clone)
    if not dry_run:
        driver.carry_out(plan)
    deed = "would remove" if dry_run else "removed"
    for line in plan.lines:
        terminal.say(f"{clone.shown}: {deed} {line}")
    if plan.lines and plan.after is None:
        terminal.say(f"{clone.shown}: {deed} the file, which is empty now")
    for key in plan.settings:
        was = "" if before[key] == SETTINGS[key] else f" (it was {before[key]})"
        terminal.say(f"git config: {deed} {key}{was}")
    if not plan.is_change:
        terminal.say("Nothing changed: the merge driver is not installed here.")
    _say_next(clone, plan, dry_run=dry_run)
    return DONE


def _say_next(clone: Clone, plan: Plan, *, dry_run: bool) -> None:
    if plan.lines and not dry_run and not clone.is_bare and driver.is_tracked(clone):
        terminal.say("Next: commit .gitattributes.")
