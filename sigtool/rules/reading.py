"""SIG0xx: what keeps a file from being read, or a value from being what the format wants."""

from collections.abc import Callable, Iterator

from sigtool.diagnostic import Location, Related, Severity
from sigtool.rules.rule import Finding, Rule
from sigtool.snapshot import Snapshot, Undecodable
from sigtool.source import Span


def _problems(code: str, page: str) -> Callable[[Snapshot], Iterator[Finding]]:
    """A rule that passes on what reading the registry found under `code`."""

    def find(snapshot: Snapshot) -> Iterator[Finding]:
        problems = snapshot.document.problems if snapshot.document else ()
        for problem in problems:
            if problem.code != code:
                continue
            related = []
            if problem.related:
                related.append(
                    Related("it is here first", Location(snapshot.source, problem.related))
                )
            location = Location(snapshot.source, problem.span)
            yield Finding(problem.message, location, related, hint=problem.hint)

    find.__doc__ = page
    return find


def not_utf8(snapshot: Snapshot) -> Iterator[Finding]:
    """Every file is UTF-8.

    A file in another encoding cannot be read without guessing, and a guess that is wrong would
    write nonsense over somebody's name. The position is that of the first wrong byte.
    """
    for found in (snapshot.registry_document, *snapshot.documents.values()):
        if isinstance(found, Undecodable):
            end = len(found.source.text)
            offset = len(found.source.encoded())
            yield Finding(
                f"{found.source.path} is not UTF-8: byte {offset + 1} cannot be read",
                Location(found.source, Span(end, end)),
                hint="save the file as UTF-8",
            )


def document_missing(snapshot: Snapshot) -> Iterator[Finding]:
    """The `path` of each table is a file.

    Paths count from the folder of the registry.
    """
    for at, table in enumerate(snapshot.registry.tables):
        if snapshot.documents.get(table.path) is None:
            yield Finding(
                f"tables[{at + 1}]: there is no {table.path!r}",
                snapshot.at(("tables", at, "path")),
                hint="correct the path, or take the table away",
            )


RULES = (
    Rule(
        "SIG001",
        "yaml-syntax",
        Severity.ERROR,
        _problems("SIG001", "The registry is YAML.\n\nThe position is where reading stopped."),
    ),
    Rule(
        "SIG002",
        "duplicate-key",
        Severity.ERROR,
        _problems("SIG002", "No mapping has a key twice.\n\nReaders disagree on which one counts."),
    ),
    Rule(
        "SIG003",
        "unknown-field",
        Severity.ERROR,
        _problems(
            "SIG003",
            "Every key is a known field, or one that a column binds.\n\n"
            "A key with a typing error looks filled in and is read by nobody.",
        ),
    ),
    Rule(
        "SIG004",
        "missing-field",
        Severity.ERROR,
        _problems("SIG004", "Required fields are there: a SIG's name, a table's path ..."),
    ),
    Rule(
        "SIG005",
        "wrong-type",
        Severity.ERROR,
        _problems("SIG005", "A text is a text, a list is a list, a person is a mapping."),
    ),
    Rule(
        "SIG006",
        "bad-value",
        Severity.ERROR,
        _problems("SIG006", "`status`, `kind` and `index` hold a known word or a number."),
    ),
    Rule(
        "SIG007",
        "empty-value",
        Severity.ERROR,
        _problems("SIG007", "No value is empty or null.\n\nA field without a value is left out."),
    ),
    Rule("SIG008", "not-utf-8", Severity.ERROR, not_utf8),
    Rule("SIG011", "document-missing", Severity.ERROR, document_missing),
)
