"""Asks a person at a terminal for what the command line did not say of a new SIG: for what tables
show, in the words of their headers."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import typer

from sigtool.cli import edits
from sigtool.cli.advice import sentence
from sigtool.cli.edits import NewSig
from sigtool.edit import checks, fields, operations, query
from sigtool.edit.fields import Question
from sigtool.errors import BadValue, SigtoolError
from sigtool.model import Kind, Registry, Sig, Text, Texts, texts_of
from sigtool.outside import workspace
from sigtool.report import terminal
from sigtool.text.records import replace

_HINTS: Final = {Kind.TEXT: "", Kind.PEOPLE: " (comma between)", Kind.LINK: " (link)"}


def completed(given: NewSig, file: Path | None, *, asks: bool) -> NewSig:
    """The SIG with a name, and with answers on a terminal, if it `asks`; elsewhere nothing more is
    asked.

    Raises `BadValue` for a SIG without a name. An answer that will not do is asked for again.
    """
    if not (asks and sys.stdin.isatty() and sys.stdout.isatty()):
        if not given.name:
            raise BadValue("name the SIG: sigtool add-sig NAME")
        return given
    # Better now than after four answers.
    registry = workspace.open_registry(file).registry
    given = replace(given, language=query.language_called(registry, given.language))
    given = _with_section(registry, given, edits.new_sig(registry, given))
    sig = edits.new_sig(registry, given)
    for name in texts_of(given.name) if given.name else ():
        checks.check_name(registry, name, sig)
    wanted = _questions(registry, given, sig)
    names = [question for question in wanted if question.field == "name"]
    answers: dict[Question, str] = {}
    for question in wanted:
        # One name is enough, and has to be.
        is_needed = question in names[-1:] and not any(each in answers for each in names)
        if answer := _answer(
            _words(question), _check(registry, sig, question), is_needed=is_needed
        ):
            answers[question] = answer
    return _with_answers(given, answers, registry.languages)


def _with_section(registry: Registry, given: NewSig, sig: Sig) -> NewSig:
    """The SIG in a section, which is asked for where there are several and none is named."""
    known, has_default = fields.sections(registry), fields.has_default(registry)
    if sig.word("section") or given.spot.neighbour or len(known) + has_default < 2:
        return given
    first = registry.tables[0].section or "none"
    question = f"Section ({', '.join(known)}{f'; Enter: {first}' if has_default else ''})"

    def check(name: str) -> None:
        fields.find_section(registry, name)

    section = _answer(question, check, is_needed=not has_default)
    return replace(given, values={**given.values, "section": section or None})


def _questions(registry: Registry, given: NewSig, sig: Sig) -> list[Question]:
    """What tables show of a SIG, and no option says."""
    section = registry.section_of(sig)
    known = {*sig.values, *(["name"] if given.name else [])}
    if given.leads:
        known.add("leads")
    asked = fields.questions(registry, section, given.language)
    return [question for question in asked if question.field not in known]


def _words(question: Question) -> str:
    language = f" ({question.language})" if question.language else ""
    return f"{question.header}{language}{_HINTS[question.kind]}"


def _check(registry: Registry, sig: Sig, question: Question) -> Callable[[str], None]:
    """What raises an exception for an answer that will not do."""

    def check(text: str) -> None:
        if question.field == "name":
            checks.check_name(registry, text, sig)
            return
        setting = f"{question.field}={text}"
        value = operations.field_values(registry, [setting])[question.field]
        shown = Sig(question.header).with_value(question.field, value)
        checks.check_values(registry, shown, [question.field])

    return check


def _with_answers(
    given: NewSig, answers: Mapping[Question, str], languages: tuple[str, ...]
) -> NewSig:
    """The SIG with what was answered."""
    texts: dict[str, dict[str | None, str]] = {}
    settings = list(given.settings)
    for question, answer in answers.items():
        if question.kind is Kind.TEXT:
            texts.setdefault(question.field, {})[question.language] = answer
        else:
            settings.append(f"{question.field}={answer}")
    values = {key: _text(each, languages) for key, each in texts.items()}
    name = values.pop("name", given.name)
    return replace(given, name=name, values={**given.values, **values}, settings=settings)


def _text(texts: Mapping[str | None, str], languages: tuple[str, ...]) -> Text:
    """A text of some languages: one, if every language has the same."""
    if None in texts or (len(set(texts.values())) == 1 and len(texts) == len(languages)):
        return next(iter(texts.values()))
    return Texts({str(code): text for code, text in texts.items()})


def _answer(question: str, check: Callable[[str], None], *, is_needed: bool = False) -> str:
    """What is typed, without the blanks around it; `check` raises what is wrong with it."""

    def checked(text: str) -> str:
        try:
            if text.strip():
                check(text.strip())
        except SigtoolError as error:
            raise typer.BadParameter(terminal.one_line(sentence(error))) from error
        return text.strip()

    shown = terminal.one_line(question)
    default = None if is_needed else ""
    return str(typer.prompt(shown, default=default, show_default=False, value_proc=checked))
