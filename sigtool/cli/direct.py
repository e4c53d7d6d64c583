"""The commands that hooks call on each commit, `list`, and those of leads, without Typer.

To load it takes as long as they do, and scripts call them for many SIGs one after the other.

Read here is only what is as it should be: known options, each once, with values that are sound.
Everything else, and every mistake, goes to Typer, which knows what to say.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

# What an option takes: nothing, one value, or one each time.
_FLAG, _ONE, _MANY = "flag", "one", "many"
_FILE: Final = {"--file": _ONE}
_WRITING: Final = {"--dry-run": _FLAG, "--no-render": _FLAG, **_FILE}
_SHORT: Final = {"-f": "--file"}
# Under which the words are that are no options.
_PLAIN: Final = ""
_OPTIONS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "validate": {
            "--output-format": _ONE,
            "--select": _MANY,
            "--ignore": _MANY,
            "--baseline": _FLAG,
            "--statistics": _FLAG,
            "--strict": _FLAG,
            "--exit-zero": _FLAG,
            "--today": _ONE,
            **_FILE,
        },
        "render": {"--check": _FLAG, "--diff": _FLAG, **_FILE},
        "sync": {"--check": _FLAG, "--all-or-nothing": _FLAG, **_FILE},
        "list": {"--output-format": _ONE, **_FILE},
        "add-lead": {"--field": _ONE, **_WRITING},
        "remove-lead": {"--field": _ONE, **_WRITING},
        "rename-lead": {"--sig": _ONE, "--language": _ONE, **_WRITING},
    }
)
# How many words a command takes that are no options, all of them; where it is none of these, none.
_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    {"add-lead": 2, "remove-lead": 2, "rename-lead": 2}
)

# Variables that say which registry is meant, or ask what could be typed next.
_TYPERS: Final = frozenset({"SIGTOOL_FILE", "_SIGTOOL_COMPLETE"})

# What `render` and `sync` say where there is nothing to do.
UP_TO_DATE: Final = "Every table is up to date."
THE_SAME: Final = "Registry and tables say the same."

_Given = Mapping[str, list[str]]


def called(words: Sequence[str]) -> Callable[[], int] | None:
    """What runs the command of a command line, and gives its exit code; None for Typer's."""
    options = _OPTIONS.get(words[0]) if words and not _TYPERS.intersection(os.environ) else None
    given = _given(words[1:], options) if options else None
    if given is None or len(given.get(_PLAIN, ())) != _WORDS.get(words[0], 0):
        return None
    return _COMMANDS[words[0]](given)


def _given(words: Sequence[str], options: Mapping[str, str]) -> _Given | None:
    """The options that are given, with their values; None where something is unusual."""
    given: dict[str, list[str]] = {}
    rest = iter(words)
    for word in rest:
        if word and not word.startswith("-"):
            given.setdefault(_PLAIN, []).append(word)
            continue
        name, has_value, value = word.partition("=")
        name = word if word in _SHORT else name
        kind = options.get(_SHORT.get(name, name))
        if kind is None or (has_value and (kind == _FLAG or name in _SHORT)):
            return None
        if kind != _FLAG and not has_value:
            value = next(rest, "")
        is_sound = kind == _FLAG or (value and not value.startswith("-"))
        values = given.setdefault(_SHORT.get(name, name), [])
        if not is_sound or (values and kind != _MANY):
            return None
        values.append(value)
    return given


def _file(given: _Given) -> "Path | None":
    from pathlib import Path

    return Path(given["--file"][0]) if "--file" in given else None


def _validate(given: _Given) -> Callable[[], int] | None:
    forms = given.get("--output-format", [])
    if forms and not _is_form(forms[0], "DiagnosticFormat"):
        return None

    def run() -> int:
        from sigtool.cli import checking
        from sigtool.report.forms import DiagnosticFormat

        wanted = checking.Checking(
            select=checking.listed(given.get("--select")),
            ignore=checking.listed(given.get("--ignore")),
            output_format=DiagnosticFormat(forms[0]) if forms else None,
            statistics="--statistics" in given,
            with_baseline="--baseline" in given,
            strict="--strict" in given,
            exit_zero="--exit-zero" in given,
            today=checking.day(next(iter(given.get("--today", ())), None)),
        )
        return checking.validate(_file(given), wanted)

    return run


def _is_form(word: str, kind: str) -> bool:
    """Whether a word names a form of output."""
    from sigtool.report import forms

    return word in {*getattr(forms, kind)}


def _all_agree(given: _Given) -> bool:
    """Whether there is surely nothing to do, of which the parsers would say no more."""
    from sigtool.outside import glance

    return "--file" not in given and glance.all_agree()


def _render(given: _Given) -> Callable[[], int]:
    def run() -> int:
        check, diff = "--check" in given, "--diff" in given
        if _all_agree(given):
            if not (check or diff):
                sys.stdout.write(f"{UP_TO_DATE}\n")
            return 0
        from sigtool.cli import rendering

        if check or diff:
            return rendering.compare(_file(given), check=check, diff=diff, overwrite=False)
        return rendering.render(_file(given), overwrite=False)

    return run


def _sync(given: _Given) -> Callable[[], int]:
    def run() -> int:
        if _all_agree(given):
            sys.stdout.write(f"{THE_SAME}\n")
            return 0
        from sigtool.cli import syncing

        check, whole = "--check" in given, "--all-or-nothing" in given
        return syncing.sync(_file(given), syncing.Wanted(check=check, all_or_nothing=whole))

    return run


def _list(given: _Given) -> Callable[[], int] | None:
    forms = given.get("--output-format", [])
    if forms and not _is_form(forms[0], "ListFormat"):
        return None

    def run() -> int:
        from sigtool.cli import listing
        from sigtool.report.forms import ListFormat

        form = ListFormat(forms[0]) if forms else ListFormat.TABLE
        listing.show(_file(given), listing.Wanted(output_format=form))
        return 0

    return run


def _lead(command: str, *options: str) -> Callable[[_Given], Callable[[], int]]:
    """What makes ready a command of leads; its operation takes the words that are given, and then
    the values of these options."""

    def made_ready(given: _Given) -> Callable[[], int]:
        def run() -> int:
            from sigtool.cli import edits
            from sigtool.cli.run import Writing
            from sigtool.cli.run import run as carry_out

            operation = getattr(edits, command.replace("-", "_"))
            values = [next(iter(given.get(option, ())), None) for option in options]
            writing = Writing(_file(given), "--dry-run" in given, "--no-render" not in given)
            carry_out(writing, lambda community: operation(community, *given[_PLAIN], *values))
            return 0

        return run

    return made_ready


_COMMANDS: Final[Mapping[str, Callable[[_Given], Callable[[], int] | None]]] = MappingProxyType(
    {
        "validate": _validate,
        "render": _render,
        "sync": _sync,
        "list": _list,
        "add-lead": _lead("add-lead", "--field"),
        "remove-lead": _lead("remove-lead", "--field"),
        "rename-lead": _lead("rename-lead", "--sig", "--language"),
    }
)
