"""SIG1xx and SIG2xx: the document, its table, and what its cells hold."""

from collections.abc import Iterator

from sigtool import render
from sigtool.conflicts import conflicts
from sigtool.diagnostic import Location, Severity
from sigtool.markdown import Document
from sigtool.model import Kind
from sigtool.rules.rule import Finding, Rule
from sigtool.snapshot import Snapshot


def table_not_found(snapshot: Snapshot) -> Iterator[Finding]:
    """Each table of the registry is found in its document.

    A table is found by its marker if it has one, else by its heading, else by its header row. The
    message lists the tables that were seen.
    """
    for at, table, document in snapshot.tables():
        if not snapshot.candidates[at] and not _broken(document, table.marker):
            message = render.not_one(document, table, ())
            yield Finding(f"{document.source.path}: {message}", _naming(snapshot, at))


def table_ambiguous(snapshot: Snapshot) -> Iterator[Finding]:
    """Each table of the registry is only one table of its document.

    Writing to the wrong table would overwrite it, so sigtool does not choose. The message names
    every table that qualifies, with its line.
    """
    for at, table, document in snapshot.tables():
        found = snapshot.candidates[at]
        if len(found) > 1:
            message = render.not_one(document, table, found)
            yield Finding(f"{document.source.path}: {message}", _naming(snapshot, at))


def broken_marker(snapshot: Snapshot) -> Iterator[Finding]:
    """Markers come in pairs: `<!-- sigtool:NAME -->` before the table, `<!-- /sigtool:NAME -->`
    after it, each once and outside code.

    With half a pair, nobody can tell where the part that sigtool writes ends.
    """
    for at, table, document in snapshot.tables():
        if table.marker is None or not (fault := _broken(document, table.marker)):
            continue
        marks = [marker for marker in document.markers if marker.name == table.marker]
        where = (
            Location(document.source, marks[-1].span)
            if marks
            else snapshot.at(("tables", at, "marker"))
        )
        yield Finding(
            f"{document.source.path}: the markers of {table.marker!r} {fault}",
            where,
            hint=f"write <!-- sigtool:{table.marker} --> above the table "
            f"and <!-- /sigtool:{table.marker} --> below it",
        )


def unbound_header(snapshot: Snapshot) -> Iterator[Finding]:
    """The header row and `columns` agree.

    A column that only one of them has is neither read nor written, and drifts unseen.
    """
    for place in snapshot.places.values():
        if problem := render.header_problem(place):
            stray = next((each.at for each in place.bound if each.column is None), 0)
            span = place.shown.header.cells[stray].content
            yield Finding(
                f"{place.shown.source.path}: {problem}",
                Location(place.shown.source, span),
                hint="change one to match the other",
            )


def cell_count(snapshot: Snapshot) -> Iterator[Finding]:
    """Each row has as many cells as the header row.

    GitHub shows no cell beyond the last header, and an empty one for each that is missing.
    """
    for place in snapshot.places.values():
        wanted = len(place.shown.header.cells)
        for row in place.shown.rows:
            if len(row.cells) != wanted:
                name = sig.name if (sig := place.read(row)) else "a row"
                count = len(row.cells)
                cells = "1 cell" if count == 1 else f"{count} cells"
                yield Finding(
                    f"{name} has {cells}, the header row has {wanted}",
                    Location(place.shown.source, row.content),
                    hint="write a bar that belongs to a text as \\|" if count > wanted else None,
                )


def conflict_marker(snapshot: Snapshot) -> Iterator[Finding]:
    """No merge conflict is left in the registry or beside its tables.

    While there is one, nobody knows what the file says.
    """
    documents = [found for found in snapshot.documents.values() if isinstance(found, Document)]
    for source in (snapshot.source, *(document.source for document in documents)):
        for span in conflicts(source):
            start = source.line_span(source.line_of(span.start))
            yield Finding(
                f"{source.path}: a merge conflict is not resolved",
                Location(source, start),
                hint="decide what is to stay, and delete the lines <<<<<<<, ======= and >>>>>>>",
            )


def unstructured_people(snapshot: Snapshot) -> Iterator[Finding]:
    """A people field was read into persons.

    What sigtool cannot read to the last character it keeps as text: such a text is shown, but
    nobody in it can be found, renamed or checked.
    """
    fields = [key for key, kind in snapshot.registry.kinds.items() if kind is Kind.PEOPLE]
    for sig in snapshot.registry.sigs:
        for key in fields:
            if text := sig.text(key):
                yield Finding(
                    f"{sig.name}: {key} is text, not persons: {text!r}",
                    snapshot.at_sig(sig, key),
                    hint="write it as a list: - handle: ...",
                )


def line_break(snapshot: Snapshot) -> Iterator[Finding]:
    """A value fits into one cell of a table, which is one line."""
    for plan in snapshot.plans.values():
        for sig, key in plan.unshowable:
            yield Finding(
                f"{sig.name}: {key} cannot be shown in a table",
                snapshot.at_sig(sig, key),
                hint="put it on one line",
            )


def _naming(snapshot: Snapshot, at: int) -> Location:
    """The place in the registry that says which table is meant."""
    table = snapshot.registry.tables[at]
    key = "marker" if table.marker else "heading" if table.heading else "path"
    return snapshot.at(("tables", at, key))


def _broken(document: Document, name: str | None) -> str:
    """What is wrong with a pair of markers; "" if nothing is."""
    marks = [marker.closes for marker in document.markers if marker.name == name]
    if name is None or marks == [False, True]:
        return ""
    if not marks:
        return "are not there"
    if len(marks) > 2:
        return "are there more than once"
    if marks == [True, False]:
        return "are in the wrong order"
    return (
        "are not a pair: " + ("the closing one" if not marks[-1] else "the opening one") + " lacks"
    )


RULES = (
    Rule("SIG101", "table-not-found", Severity.ERROR, table_not_found),
    Rule("SIG102", "table-ambiguous", Severity.ERROR, table_ambiguous),
    Rule("SIG103", "broken-marker", Severity.ERROR, broken_marker),
    Rule("SIG104", "unbound-header", Severity.ERROR, unbound_header),
    Rule("SIG105", "cell-count", Severity.ERROR, cell_count),
    Rule("SIG106", "conflict-marker", Severity.ERROR, conflict_marker),
    Rule("SIG201", "unstructured-people", Severity.WARNING, unstructured_people),
    Rule("SIG204", "line-break", Severity.ERROR, line_break),
)
