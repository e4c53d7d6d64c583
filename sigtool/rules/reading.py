"""SIG0xx: what keeps a file from being read, or a value from being what the format wants."""

from collections.abc import Iterator
from typing import Final

from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot, Undecodable, Unread
from sigtool.model import Table
from sigtool.registry.problem import Fault, Problem
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.lazily import lazily
from sigtool.text.source import Source, Span

# YAML keeps `@` for itself, and people know handles with it.
_AT_SIGN: Final = lazily(r".*[:-] +@")
# A key that its value sticks to is no key; that shows where the next one is read.
_STUCK: Final = lazily(r"\s*(?:- )?[\w-]+:(?!/)[^\s/]")
# Enough of a line to know its beginning; a registry on one line may be long.
_LOOK_AT: Final = 500


@rule("SIG001", "yaml-syntax", Severity.ERROR)
def yaml_syntax(snapshot: Snapshot) -> Iterator[Finding]:
    """The registry is YAML."""
    for problem in _problems(snapshot, "SIG001"):
        hint = _slip(snapshot.source, problem.span.start) or problem.hint
        if hint is None and problem.in_brackets:
            hint = "close what [ or { opens"
        yield Finding(problem.message, Location(snapshot.source, problem.span), hint=hint)


@rule("SIG002", "duplicate-key", Severity.ERROR)
def duplicate_key(snapshot: Snapshot) -> Iterator[Finding]:
    """No mapping has a key twice."""
    return _findings(snapshot, "SIG002")


@rule("SIG003", "unknown-field", Severity.ERROR)
def unknown_field(snapshot: Snapshot) -> Iterator[Finding]:
    """Every key is a field of the format, or one that a column of a table binds."""
    return _findings(snapshot, "SIG003")


@rule("SIG004", "missing-field", Severity.ERROR)
def missing_field(snapshot: Snapshot) -> Iterator[Finding]:
    """What cannot be left out is there."""
    # What is there with a typing error, or with a fault, is reported as such.
    there = {(*each.path, each.near) for each in _problems(snapshot, "SIG003")}
    for each in (*_problems(snapshot, "SIG005"), *_problems(snapshot, "SIG007")):
        there |= {each.path, each.path[:-1]}  # the text of one language is a fault of all
    for problem in _problems(snapshot, "SIG004"):
        keys = problem.known if problem.fault is Fault.NOBODY else (problem.value,)
        if not any((*problem.path, key) in there for key in keys):
            yield _finding(snapshot, problem)


@rule("SIG005", "wrong-type", Severity.ERROR)
def wrong_type(snapshot: Snapshot) -> Iterator[Finding]:
    """A text is a text, a list is a list, a person is a mapping or a text that names one."""
    return _findings(snapshot, "SIG005")


@rule("SIG006", "bad-value", Severity.ERROR)
def bad_value(snapshot: Snapshot) -> Iterator[Finding]:
    """`status` and `kind` hold a word that is known, `index` a number from 1."""
    return _findings(snapshot, "SIG006")


@rule("SIG007", "empty-value", Severity.ERROR)
def empty_value(snapshot: Snapshot) -> Iterator[Finding]:
    """No value is empty or null."""
    return _findings(snapshot, "SIG007")


@rule("SIG008", "not-utf-8", Severity.ERROR)
def not_utf8(snapshot: Snapshot) -> Iterator[Finding]:
    """Every file is UTF-8."""
    for source in (file.source for file in snapshot.files if isinstance(file, Undecodable)):
        end = len(source.text)
        message = f"{source.path} is not UTF-8: byte {len(source.encoded()) + 1} cannot be read"
        hint = "save the file as UTF-8"
        yield Finding(message, Location(source, Span(end, end)), hint=hint)


@rule("SIG011", "document-missing", Severity.ERROR)
def document_missing(snapshot: Snapshot) -> Iterator[Finding]:
    """The `path` of each table is a file that can be read."""
    for at, table, unread in _unread(snapshot):
        if unread is None:
            yield Finding(
                f"tables[{at + 1}]: there is no {table.path!r}",
                snapshot.at("tables", at, "path"),
                hint="correct the path, which counts from the folder of the registry, "
                "or take the table away",
            )
        elif not unread.is_outside:
            message = f"tables[{at + 1}]: {table.path!r} {unread.what}"
            yield Finding(message, snapshot.at("tables", at, "path"), hint=unread.advice)


@rule("SIG013", "document-outside", Severity.ERROR)
def document_outside(snapshot: Snapshot) -> Iterator[Finding]:
    """The document of each table lies inside the repository, unless `outside: true` is said."""
    for at, table, unread in _unread(snapshot):
        if unread and unread.is_outside:
            message = f"tables[{at + 1}]: {table.path!r} {unread.what}"
            yield Finding(message, snapshot.at("tables", at, "path"), hint=unread.advice)


def _unread(snapshot: Snapshot) -> Iterator[tuple[int, Table, Unread | None]]:
    """The tables whose document was not read, and why, unless there is none."""
    if not snapshot.has_faulty_tables:
        for at, table in enumerate(snapshot.registry.tables):
            if snapshot.documents.get(table.path) is None:
                yield at, table, snapshot.unread.get(table.path)


def _problems(snapshot: Snapshot, code: str) -> Iterator[Problem]:
    return (problem for problem in snapshot.problems if problem.code == code)


def _findings(snapshot: Snapshot, code: str) -> Iterator[Finding]:
    return (_finding(snapshot, problem) for problem in _problems(snapshot, code))


def _finding(snapshot: Snapshot, problem: Problem) -> Finding:
    place, first = Location(snapshot.source, problem.span), problem.related
    related = [Related("the first is here", Location(snapshot.source, first))] if first else []
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
