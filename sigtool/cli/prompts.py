"""Asks a person at a terminal for what the command line did not say."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from sigtool.cli.advice import sentence
from sigtool.edit import operations
from sigtool.errors import BadValue, SigtoolError
from sigtool.outside import workspace
from sigtool.people import who


@dataclass(frozen=True, slots=True)
class NewSig:
    """What is known of a SIG that is to be added; its name may still be empty."""

    name: str
    values: Mapping[str, str | None]
    leads: Sequence[str]


def completed(given: NewSig, file: Path | None) -> NewSig:
    """The SIG with a name, and with answers on a terminal; elsewhere nothing more is asked.

    Raises `BadValue` for a SIG without a name. An answer that will not do is asked for again.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        if not given.name:
            raise BadValue("name the SIG: sigtool add-sig NAME")
        return given
    # Better now than after four answers.
    registry = workspace.open_registry(file).registry
    if not given.name:
        name = _answer("Name", lambda text: operations.check_name(registry, text), default=None)
        given = replace(given, name=name)
    else:
        operations.check_name(registry, given.name)
    values = dict(given.values)
    for key, question in (("responsibilities", "Responsibilities"), ("readme", "Page (link)")):
        if values[key] is None:
            values[key] = _answer(question) or None
    leads = given.leads or _people(_answer("Leads (comma between)", _check_people))
    return replace(given, values=values, leads=leads)


def _answer(
    question: str, check: Callable[[str], object] = str, *, default: str | None = ""
) -> str:
    """What is typed, without the blanks around it; `check` raises what is wrong with it."""

    def checked(text: str) -> str:
        try:
            check(text.strip())
        except SigtoolError as error:
            raise typer.BadParameter(sentence(error)) from error
        return text.strip()

    return str(typer.prompt(question, default=default, show_default=False, value_proc=checked))


def _people(answer: str) -> list[str]:
    return [part.strip() for part in answer.split(",") if part.strip()]


def _check_people(answer: str) -> None:
    for part in _people(answer):
        who.parse(part)
