"""What `init` made of documents, or could make of them, as JSON for programs."""

from collections.abc import Iterable, Sequence
from typing import Final

from sigtool.model import Registry, Table
from sigtool.report.terminal import json_text
from sigtool.tables.adopt import Imported
from sigtool.tables.choose import Candidate

VERSION: Final = 1


def as_json(
    registry: Registry,
    tables: Sequence[tuple[Candidate, Imported]],
    *,
    path: str,
    text: str,
    is_written: bool,
    notes: Sequence[str],
    gone: Sequence[str],
) -> str:
    """Version 1 of the format; keys are only ever added. `text` is the registry, `gone` what an
    older one said that it does not say."""
    return json_text(
        {
            "version": VERSION,
            "registry": path,
            "written": is_written,
            "text": text,
            "sigs": len(registry.sigs),
            "tables": [_table(candidate, part, registry) for candidate, part in tables],
            "notes": list(notes),
            "gone": list(gone),
        }
    )


def choices_as_json(choices: Iterable[tuple[str, Sequence[str], Sequence[Candidate]]]) -> str:
    """Version 1 of the format: for each choice its command, its documents, and the tables of the
    first of these that it reads; the likeliest choice first."""
    found = [
        {
            "command": command,
            "documents": list(paths),
            "tables": [_table_to_choose(paths[0], each) for each in tables],
        }
        for command, paths, tables in choices
    ]
    return json_text({"version": VERSION, "choices": found})


def _table_to_choose(path: str, candidate: Candidate) -> dict[str, object]:
    table = candidate.table
    return {
        "path": path,
        "line": table.line_number,
        "number": candidate.number,
        "heading": table.heading,
        "rows": str(candidate.judgement.rows),
        "count": len(table.rows),
        "headers": list(table.headers),
    }


def _table(candidate: Candidate, part: Imported, registry: Registry) -> dict[str, object]:
    own = part.registry.tables[0]
    bound = next(each for each in registry.tables if _place(each) == _place(own))
    return {
        "path": part.shown.source.path,
        "line": part.shown.line_number,
        "number": candidate.number,
        "heading": part.shown.heading,
        "section": bound.section,
        "language": bound.language,
        "rows": str(candidate.judgement.rows),
        "sigs": len(part.registry.sigs),
        "columns": [
            {"header": each.header, "field": each.field, "kind": str(each.kind)}
            for each in bound.columns
        ],
        "unread": [
            {"line": each.line, "what": each.what, "text": each.text} for each in part.unread
        ],
    }


def _place(table: Table) -> tuple[str, str | None, int | None]:
    return table.path, table.heading, table.index
