"""SIG0xx: what keeps a file from being read, or a value from being what the format wants."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot, Undecodable
from sigtool.registry.problem import Fault, Problem
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.source import Source, Span

# YAML keeps `@` for itself, and people know handles with it.
_AT_SIGN: Final = re.compile(r".*[:-] +@")
# A key that its value sticks to is no key; that shows where the next one is read.
_STUCK: Final = re.compile(r"\s*(?:- )?[\w-]+:(?!/)[^\s/]")
# Enough of a line to know its beginning; a registry on one line may be long.
_LOOK_AT: Final = 500


def yaml_syntax(snapshot: Snapshot) -> Iterator[Finding]:
    """The registry is YAML.

    While it is not, nothing of it can be read, so nothing else is checked. The position is where
    reading stopped: what is wrong stands there or a little before.

    Bad:

        sigs:
          - name: Compiler
            responsibilities: One task: turning text into programs

    Good:

        sigs:
          - name: Compiler
            responsibilities: "One task: turning text into programs"
    """
    for problem in _problems(snapshot, "SIG001"):
        hint = _slip(snapshot.source, problem.span.start) or problem.hint
        if hint is None and problem.in_brackets:
            hint = "close what [ or { opens"
        yield Finding(problem.message, Location(snapshot.source, problem.span), hint=hint)


def duplicate_key(snapshot: Snapshot) -> Iterator[Finding]:
    """No mapping has a key twice.

    Some readers take the first, some the last, some refuse the file; the other value is lost.

    Bad:

        sigs:
          - name: Compiler
            readme: compiler/README.md
            readme: compilers/README.md

    Good:

        sigs:
          - name: Compiler
            readme: compiler/README.md
    """
    return _findings(snapshot, "SIG002")


def unknown_field(snapshot: Snapshot) -> Iterator[Finding]:
    """Every key is a field of the format, or one that a column of a table binds.

    A key with a typing error looks filled in and is read by nobody. Such a key is kept as it is.

    Bad:

        sigs:
          - name: Compiler
            responsibilites: Turns text into programs.

    Good:

        sigs:
          - name: Compiler
            responsibilities: Turns text into programs.
    """
    return _findings(snapshot, "SIG003")


def missing_field(snapshot: Snapshot) -> Iterator[Finding]:
    """What cannot be left out is there.

    A registry has `sigs`, a SIG a `name`, a table a `path`, a column a `field`; a person has at
    least one of `handle`, `name`, `url`, `email`.

    Bad:

        sigs:
          - readme: compiler/README.md

    Good:

        sigs:
          - name: Compiler
            readme: compiler/README.md
    """
    # What is there with a typing error, or with a fault, is reported as such.
    there = {(*each.path, each.near) for each in _problems(snapshot, "SIG003")}
    for code in ("SIG005", "SIG007"):
        for each in _problems(snapshot, code):
            there |= {each.path, each.path[:-1]}  # the text of one language is a fault of all
    for problem in _problems(snapshot, "SIG004"):
        keys = problem.known if problem.fault is Fault.NOBODY else (problem.value,)
        if not any((*problem.path, key) in there for key in keys):
            yield _finding(snapshot, problem)


def wrong_type(snapshot: Snapshot) -> Iterator[Finding]:
    """A text is a text, a list is a list, a person is a mapping or a text that names one.

    Every plain value is a text, whatever else YAML may take it for: the handle in `handle: 0123`
    has four digits, and the name in `name: yes` three letters.

    Bad:

        sigs:
          - name: Compiler
            leads: {handle: ada}

    Good:

        sigs:
          - name: Compiler
            leads: [{handle: ada}, "@grace"]
    """
    return _findings(snapshot, "SIG005")


def bad_value(snapshot: Snapshot) -> Iterator[Finding]:
    """`status` and `kind` hold a word that is known, `index` a number from 1.

    A SIG whose status nobody knows is shown in no table.

    Bad:

        sigs:
          - name: Compiler
            status: retired

    Good:

        sigs:
          - name: Compiler
            status: archived
    """
    return _findings(snapshot, "SIG006")


def empty_value(snapshot: Snapshot) -> Iterator[Finding]:
    """No value is empty or null.

    A field without a value is left out: an empty one looks as if somebody had yet to fill it in.

    Bad:

        sigs:
          - name: Compiler
            readme:

    Good:

        sigs:
          - name: Compiler
    """
    return _findings(snapshot, "SIG007")


def not_utf8(snapshot: Snapshot) -> Iterator[Finding]:
    """Every file is UTF-8.

    A file in another encoding cannot be read without guessing, and a wrong guess would write
    nonsense over somebody's name. The position is that of the first wrong byte.

    Bad (Latin-1, the `ü` is the byte FC):

        name: J<FC>rgen

    Good (UTF-8, the `ü` is the bytes C3 BC):

        name: J<C3><BC>rgen
    """
    files = (snapshot.registry_document, *snapshot.documents.values())
    found = {file.source.path: file.source for file in files if isinstance(file, Undecodable)}
    for source in found.values():
        end = len(source.text)
        yield Finding(
            f"{source.path} is not UTF-8: byte {len(source.encoded()) + 1} cannot be read",
            Location(source, Span(end, end)),
            hint="save the file as UTF-8",
        )


def document_missing(snapshot: Snapshot) -> Iterator[Finding]:
    """The `path` of each table is a file.

    Paths count from the folder of the registry.

    Bad:

        tables:
          - path: READ.md
            heading: Current SIGs

    Good:

        tables:
          - path: README.md
            heading: Current SIGs
    """
    if snapshot.has_faulty_tables:
        return
    for at, table in enumerate(snapshot.registry.tables):
        if snapshot.documents.get(table.path) is None:
            yield Finding(
                f"tables[{at + 1}]: there is no {table.path!r}",
                snapshot.at(("tables", at, "path")),
                hint="correct the path, which counts from the folder of the registry, "
                "or take the table away",
            )


def _problems(snapshot: Snapshot, code: str) -> Iterator[Problem]:
    """What reading the registry found under a code."""
    return (problem for problem in snapshot.problems if problem.code == code)


def _findings(snapshot: Snapshot, code: str) -> Iterator[Finding]:
    return (_finding(snapshot, problem) for problem in _problems(snapshot, code))


def _finding(snapshot: Snapshot, problem: Problem) -> Finding:
    first = problem.related
    related = [Related("the first is here", Location(snapshot.source, first))] if first else []
    place = Location(snapshot.source, problem.span)
    return Finding(problem.message, place, related, hint=problem.hint)


def _slip(source: Source, offset: int) -> str | None:
    """What a parser cannot know: how people come to write what it stops at."""
    line = source.line_of(offset)
    if _AT_SIGN.match(source[source.line_span(line)][:_LOOK_AT]):
        return "write a handle without @, or put the value in quotes"
    for at in range(line, max(line - 2, -1), -1):
        if _STUCK.match(source[source.line_span(at)]):
            return f"put a blank behind the colon in line {at + 1}"
    return None


RULES: Final = (
    Rule("SIG001", "yaml-syntax", Severity.ERROR, yaml_syntax),
    Rule("SIG002", "duplicate-key", Severity.ERROR, duplicate_key),
    Rule("SIG003", "unknown-field", Severity.ERROR, unknown_field),
    Rule("SIG004", "missing-field", Severity.ERROR, missing_field),
    Rule("SIG005", "wrong-type", Severity.ERROR, wrong_type),
    Rule("SIG006", "bad-value", Severity.ERROR, bad_value),
    Rule("SIG007", "empty-value", Severity.ERROR, empty_value),
    Rule("SIG008", "not-utf-8", Severity.ERROR, not_utf8),
    Rule("SIG011", "document-missing", Severity.ERROR, document_missing),
)
