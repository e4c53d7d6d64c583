"""What `init` does: documents in, a registry out, and all that is to be told about it."""

import os
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from sigtool.cli import doubled
from sigtool.cli.adoption import Adopted, Choice, Reading, languages_of, read_all
from sigtool.cli.advice import sentence
from sigtool.community import replaced
from sigtool.community.replaced import Replaced
from sigtool.edit import query
from sigtool.errors import BadValue, FileProblem, SigtoolError
from sigtool.markdown.blocks import Document
from sigtool.markdown.broken import broken_tables
from sigtool.model import SIG_FIELDS, Column, Kind, Registry
from sigtool.outside import files, workspace
from sigtool.outside.files import Change
from sigtool.outside.workspace import shown
from sigtool.registry.document import RegistryDocument
from sigtool.registry.writing import spell
from sigtool.report import adoption as report
from sigtool.report import terminal
from sigtool.report.forms import InitFormat
from sigtool.tables.adopt import Imported
from sigtool.text.records import dataclass, replace
from sigtool.text.source import Source
from sigtool.text.wording import amount, quoted

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Writing:
    """Where a registry is to be written, and how; `schema` is what its first line tells editors.

    A dry run prints what would be written, and of documents that would each be a section, what each
    would be by itself, whatever is there.
    """

    output: Path | None = None
    force: bool = False
    dry_run: bool = False
    schema: str | None = None
    form: InitFormat = InitFormat.TEXT


def init(
    documents: Sequence[Path],
    choice: Choice,
    writing: Writing,
    known: Mapping[Path, Document] | None = None,
) -> None:
    """Make a registry from the tables of documents, which are not touched; `known` were read."""
    target = writing.output or workspace.new_registry(documents[0])
    if writing.output is None:
        workspace.refuse_link_outside(target)
    workspace.refuse_anothers(target, documents)
    before = files.read(target, shown=shown(target)) if os.path.lexists(target) else None
    document = None if before is None else replaced.registry_in(shown(target), before)
    found = _tried(partial(_replaceable, document, force=writing.force))
    if isinstance(found, SigtoolError) and not writing.dry_run:
        raise found
    old = found if isinstance(found, Replaced) else None
    reading = Reading(target, choice, dict(known or {}))
    languages = languages_of(documents, reading)
    if writing.dry_run and writing.form is InitFormat.TEXT:
        _preview(documents, reading, languages, old)
    else:
        adopted = read_all(documents, reading, languages)
        _write(adopted, target, writing, before, old)
    if isinstance(found, SigtoolError):
        terminal.warn(terminal.one_line(sentence(found)))


def _replaceable(document: RegistryDocument | None, *, force: bool) -> Replaced | None:
    """What a registry says that may be written anew. Raises `FileProblem` where it may not."""
    if document is None:
        return None
    old = replaced.replaceable(document)
    if not (force or document.is_blank):
        raise FileProblem(f"{document.source.path}: exists already; --force writes it anew")
    return old


def _write(
    adopted: Adopted, target: Path, writing: Writing, before: bytes | None, old: Replaced | None
) -> None:
    """Write a registry, unless nothing is to be written, and tell of it."""
    kept = old.comments if old and old.comments else Source(shown(target), "")
    modeline = _modeline(writing.schema, old).replace("\n", kept.newline)
    text = modeline + spell(adopted.registry, below=kept)
    gone = _gone(old, adopted.registry)
    if not writing.dry_run:
        files.write_all([Change(target, before, replace(kept, text=text).encoded())])
    if writing.form is InitFormat.JSON:
        _print_json(adopted, target, text, gone, is_written=not writing.dry_run)
        return
    _tell(adopted, f"Wrote {shown(target)}", terminal.say)
    _tell_gone(gone, f"gone from {shown(target)}")


def _modeline(schema: str | None, old: Replaced | None) -> str:
    """The line that tells editors where the schema is, with its line break; that of the old
    registry stays where no other is wanted."""
    if schema and not schema.isprintable():
        raise BadValue(f"the schema {quoted(schema)} has a character that ends a line; take it out")
    if schema:
        return f"# yaml-language-server: $schema={schema}\n"
    return f"{old.modeline}\n" if old and old.modeline else ""


def parse_column(text: str) -> Column:
    """A column from `Header=field` or `Header=field:kind`. Raises `BadValue`."""
    header, equals, bound = text.rpartition("=")
    name, colon, kind = bound.partition(":")
    if not equals or not name.strip():
        raise BadValue(f"{text!r} is not HEADER=FIELD or HEADER=FIELD:KIND")
    if colon and kind not in list(Kind):
        raise BadValue(f"{kind!r} is no kind of column; kinds are {', '.join(Kind)}")
    usual = {"leads": Kind.PEOPLE, "readme": Kind.LINK}.get(name.strip(), Kind.TEXT)
    return Column(header.strip(), name.strip(), Kind(kind) if colon else usual)


def parse_tables(texts: Sequence[str]) -> tuple[range, ...]:
    """Numbers of tables from `2` or `1,3-5`. Raises `BadValue`."""
    return tuple(_numbers(part.strip(), text) for text in texts for part in text.split(","))


def _numbers(part: str, whole: str) -> range:
    found = re.fullmatch(r"(\d{1,9})(?:\s*-\s*(\d{1,9}))?", part, re.ASCII)
    if found is None:
        raise BadValue(f"{whole!r} is no number of a table; write as 2, or 1,3-5 for several")
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise BadValue(f"{part!r} ends before it begins; write {last}-{first}")
    return range(first, last + 1)


def parse_language(text: str) -> tuple[str, str]:
    """A document's path and its language from `CODE=DOC`. Raises `BadValue`."""
    code, equals, path = text.partition("=")
    if not equals or not code.strip() or not path.strip():
        raise BadValue(f"{text!r} is not CODE=DOC, as in en=README_en.md")
    return path.strip(), code.strip()


def _preview(
    documents: Sequence[Path],
    reading: Reading,
    languages: Mapping[str, str],
    old: Replaced | None,
) -> None:
    """Show every table, and the registry that would be written, or what each document would be."""
    if len(documents) > 1 and not languages:
        _preview_each(documents, reading)
        return
    found = _tried(partial(read_all, documents, reading, languages))
    for path in documents:
        _tell_tables(path, reading)
    if isinstance(found, SigtoolError):
        raise found
    _show(found, reading.target)
    _tell_gone(_gone(old, found.registry), f"would be gone from {shown(reading.target)}")


def _preview_each(documents: Sequence[Path], reading: Reading) -> None:
    """Show every table, and what each document would be by itself, whatever the others are."""
    results = [_tried(partial(read_all, [path], reading, {})) for path in documents]
    for path in documents:
        _tell_tables(path, reading)
    for path, found in zip(documents, results, strict=True):
        terminal.say(f"# {shown(path)}")
        if isinstance(found, SigtoolError):
            terminal.warn(terminal.one_line(sentence(found)))
        else:
            _show(found, reading.target)
    count = sum(isinstance(found, Adopted) for found in results)
    terminal.warn(f"{count} of {amount(len(documents), 'document')} can be read into a registry.")


def _tried(step: Callable[[], T]) -> T | SigtoolError:
    try:
        return step()
    except SigtoolError as error:
        return error


def _show(adopted: Adopted, target: Path) -> None:
    terminal.write(spell(adopted.registry))
    _tell(adopted, f"Would write {shown(target)}", terminal.warn)


def _tell_tables(path: Path, reading: Reading) -> None:
    """What every table of a document would be read as: columns, and people cells."""
    try:
        document = reading.document(path)
    except SigtoolError:
        return  # told where it is read to be adopted
    terminal.warn(f"{shown(path)}: {amount(len(document.tables), 'table')}")
    for candidate in reading.tables(path):
        part, table = reading.part_anyhow(path, candidate), candidate.table
        under = f", under {terminal.one_line(table.heading)!r}" if table.heading else ""
        rows = amount(len(table.rows), "row")
        columns = terminal.one_line(bound(part)) + _structured(part)
        at = f"{shown(path)}:{table.line_number}"
        terminal.warn(f"{at}: table {candidate.number}{under}, {rows}: {columns}")
    for broken in broken_tables(document.source):
        terminal.warn(f"{shown(path)}:{broken.line}: no table: it {broken.why}")


def _gone(old: Replaced | None, new: Registry) -> list[str]:
    """What a registry said and the one that takes its place does not."""
    return list(map(str, replaced.facts_that_go(old.registry, new))) if old else []


def _tell_gone(facts: Sequence[str], words: str) -> None:
    for fact in facts:
        terminal.warn(terminal.one_line(f"{words}: {fact}"))


def _print_json(
    adopted: Adopted, target: Path, text: str, gone: Sequence[str], *, is_written: bool
) -> None:
    tables = list(zip(adopted.chosen, adopted.parts, strict=True))
    terminal.write(
        report.as_json(
            adopted.registry,
            tables,
            path=shown(target),
            text=text,
            is_written=is_written,
            notes=adopted.notes,
            gone=gone,
        )
    )


def _tell(adopted: Adopted, done: str, out: Callable[[str], None]) -> None:
    noun = "the table at" if len(adopted.parts) == 1 else "the tables at"
    unread = sum(part.unread_cells for part in adopted.parts)
    kept = f"; {amount(unread, 'cell')} unread" if unread else ""
    out(f"{done}: {_content(adopted)} from {noun} {', '.join(places(adopted.parts))}{kept}.")
    out(f"Columns: {bound_in(adopted.parts)}. Next: sigtool validate; sigtool list.")
    for note in (*adopted.notes, *doubled.advice(adopted.registry)):
        terminal.warn(terminal.one_line(note))
    tell_unread(adopted.parts)


def places(parts: Sequence[Imported]) -> list[str]:
    """Where some tables are."""
    return [f"{part.shown.source.path}:{part.shown.line_number}" for part in parts]


def tell_unread(parts: Sequence[Imported]) -> None:
    """Tell what of some tables was kept as it is, because it could not be read."""
    for part in parts:
        for unread in part.unread:
            where = f"{part.shown.source.path}:{unread.line}"
            text = terminal.one_line(unread.text)
            terminal.warn(f"{where}: kept as it is, {unread.what}: {text}")


def _content(adopted: Adopted) -> str:
    """What a registry holds: people alone, or SIGs with how many mentions of people, which are
    leads unless another field names some."""
    registry = adopted.registry
    if adopted.are_people:
        # Beside a row's own there may be people of a second list.
        count = max(len(registry.sigs), len(query.known_people(registry)))
        return amount(count, "person", "people")
    fields = [mention.field for mention in registry.mentions()]
    nouns = ("lead", "leads") if set(fields) <= {"leads"} else ("person", "people")
    people = amount(len(fields), *nouns)
    return f"{amount(len(registry.sigs), 'SIG')} and {people}"


def bound_in(parts: Sequence[Imported]) -> str:
    """What the headers of tables mean, those of equal tables once."""
    counts = Counter(map(bound, parts))
    return "; ".join(
        f"{columns}, in {count} tables" if count > 1 else columns
        for columns, count in counts.items()
    )


def bound(part: Imported) -> str:
    """What the headers of a table mean: `Name = name, Scope = responsibilities`."""
    columns = part.registry.tables[0].columns
    kinds = {
        column: f" ({column.kind})"
        for column in columns
        if column.kind is not SIG_FIELDS.get(column.field, Kind.TEXT)
    }
    return ", ".join(
        f"{column.header or '(empty)'} = {column.field}{kinds.get(column, '')}"
        for column in columns
    )


def _structured(part: Imported) -> str:
    """How many people cells of a table were read into persons, if it has any."""
    pairs = zip(part.people_cells, part.registry.sigs, strict=True)
    read = [bool(sig.people(key)) for cells, sig in pairs for key in cells if sig.value(key)]
    return f"; {sum(read)} of {amount(len(read), 'people cell')} read into persons" if read else ""
