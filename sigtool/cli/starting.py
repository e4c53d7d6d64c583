"""What `init --empty` does: a registry without SIGs, and with a heading a table without rows."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sigtool.errors import BadValue, FileProblem
from sigtool.model import Column, Kind, Registry, Table
from sigtool.outside import files, workspace
from sigtool.outside.files import Change
from sigtool.outside.workspace import shown
from sigtool.registry import writing
from sigtool.report import changes, terminal
from sigtool.tables import adopt, start
from sigtool.text.records import replace
from sigtool.text.source import Source

_COLUMNS: Final = (
    Column("Name", "name"),
    Column("Responsibilities", "responsibilities"),
    Column("Leads", "leads", Kind.PEOPLE),
)


def start_empty(
    documents: Sequence[Path],
    headings: Sequence[str],
    columns: Sequence[Column],
    *,
    output: Path | None,
    dry_run: bool,
) -> None:
    """Write a registry without SIGs; with a heading, also a table in a document, which is made if
    it is not there. A dry run prints the diff. Raises `FileProblem` where a registry is there."""
    for given, noun in ((documents, "document"), (headings, "heading")):
        if len(given) > 1:
            raise BadValue(f"an empty registry begins with one {noun} at most")
    document = documents[0] if documents else Path("README.md")
    target = output or workspace.new_registry(document)
    workspace.refuse_anothers(target, [document])
    there = f"{shown(target)}: exists already; add to it with `sigtool add-sig`"
    is_taken = workspace.is_taken(target)
    if is_taken and not dry_run:
        raise FileProblem(there)
    tables: list[Table] = []
    writes: list[tuple[Path, bytes | None, Source, Source]] = []
    for heading in headings:
        before, source = _source(document)
        columns = columns or _COLUMNS
        if all(column.field != "name" for column in columns):
            raise BadValue("no column holds the names; say which: --column 'Header=name'")
        after = start.with_table(source, heading, columns)
        writes.append((document, before, source, after))
        relative = workspace.relative_path(document, target.parent)
        table = Table(path=relative, columns=tuple(columns), heading=heading.strip())
        tables.append(adopt.located(after, table))
    name = shown(target)
    stored, old = (None, Source(name, "")) if is_taken else _source(target)
    text = writing.spell(Registry(tuple(tables), ()), below=old)
    writes.insert(0, (target, stored, old, replace(old, text=text)))
    if dry_run:
        changes.show([(old, new) for _, _, old, new in writes])
        if is_taken:
            terminal.warn(there)
        return
    files.write_all([Change(path, before, new.encoded()) for path, before, _, new in writes])
    names = " and ".join(new.path for _, _, _, new in writes)
    terminal.say(f"Wrote {names}. Next: sigtool add-sig NAME.")


def _source(path: Path) -> tuple[bytes | None, Source]:
    """The content of a document, and its text; of one that is not there, none."""
    if not os.path.lexists(path):
        return None, Source(shown(path), "")
    stored = workspace.read_settled(path)
    return stored.content, stored.source
