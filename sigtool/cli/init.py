"""What `init` does: documents in, a registry out, and all that is to be told about it."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path

from sigtool.cli.advice import sentence
from sigtool.community import replaced
from sigtool.community.replaced import Replaced
from sigtool.errors import BadValue, FileProblem, SigtoolError
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document, MarkdownTable
from sigtool.markdown.broken import broken_tables
from sigtool.model import SIG_FIELDS, Column, Kind, Registry
from sigtool.outside import files, workspace
from sigtool.outside.files import Change
from sigtool.outside.workspace import shown
from sigtool.registry import document as yamldoc
from sigtool.report import terminal
from sigtool.tables import adopt, translate
from sigtool.tables.adopt import Imported
from sigtool.text import language
from sigtool.text.source import Source
from sigtool.text.wording import quoted


@dataclass(frozen=True, slots=True)
class Choice:
    """Which tables are meant, and what is said of them that their text does not say.

    `languages` holds the language of a document by its path as it was given.
    """

    number: int | None = None
    heading: str | None = None
    everything: bool = False
    columns: tuple[Column, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Adopted:
    """A registry that can be written, the tables it is of, and notes on how it came about."""

    registry: Registry
    parts: tuple[Imported, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the registry is to be, what is said of the tables, and documents, each read once.

    `parts` holds what each table was read as, by its identity.
    """

    target: Path
    choice: Choice
    document: Callable[[Path], Document]
    parts: dict[int, Imported] = field(default_factory=dict)

    def relative(self, path: Path) -> str:
        """A document's path from the registry's folder."""
        return workspace.relative_path(path, self.target.parent)

    def part(self, path: Path, table: MarkdownTable, original: Sequence[Column] = ()) -> Imported:
        """A table of a document; `original` has the columns of the table that it translates."""
        document, relative = self.document(path), self.relative(path)
        part = adopt.read(document, table, relative, self.choice.columns, original)
        self.parts[id(table)] = part
        return part

    def part_anyhow(self, path: Path, table: MarkdownTable) -> Imported:
        """A table, with what is said of its columns if that is said of this table."""
        if (part := self.parts.get(id(table))) is not None:
            return part
        try:
            return self.part(path, table)
        except SigtoolError:
            return adopt.read(self.document(path), table, self.relative(path))


def init(
    documents: Sequence[Path],
    choice: Choice,
    *,
    output: Path | None,
    force: bool,
    dry_run: bool,
    schema: str | None = None,
) -> None:
    """Make a registry from the tables of documents, which are not touched.

    Its first line tells editors where the schema is, if `schema` says so.

    A dry run prints what would be written, and of documents that would each be a section, what each
    would be by itself.
    """
    target = output or workspace.new_registry(documents[0])
    if output is None:
        workspace.refuse_link_outside(target)
    workspace.refuse_anothers(target, documents)
    before = files.read(target, shown=shown(target)) if os.path.lexists(target) else None
    reading = Reading(target, choice, cache(document_at))
    languages = _languages(documents, reading)
    is_one = len(documents) == 1 or bool(languages)
    old = None
    if before is not None and (is_one or not dry_run):
        old = replaced.replaceable(shown(target), before)
        if not force:
            raise FileProblem(f"{shown(target)}: exists already; --force writes it anew")
    if dry_run and not is_one:
        _preview_each(documents, reading)
        return
    if dry_run:
        registry = _preview_one(documents, reading, languages)
        _tell_gone(old, registry, f"would be gone from {shown(target)}")
        return
    adopted = _adopted(documents, reading, languages)
    text = _modeline(schema, old) + yamldoc.spell(adopted.registry)
    files.write_all([Change(target, before, Source(shown(target), text).encoded())])
    _tell(adopted, f"Wrote {shown(target)}", terminal.say)
    _tell_gone(old, adopted.registry, f"gone from {shown(target)}")


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


def parse_language(text: str) -> tuple[str, str]:
    """A document's path and its language from `CODE=DOC`. Raises `BadValue`."""
    code, equals, path = text.partition("=")
    if not equals or not code.strip() or not path.strip():
        raise BadValue(f"{text!r} is not CODE=DOC, as in en=README_en.md")
    return path.strip(), code.strip()


def _adopted(documents: Sequence[Path], reading: Reading, languages: Mapping[str, str]) -> Adopted:
    if languages:
        adopted = _translated(documents, reading, languages)
    else:
        parts = [part for path in documents for part in imported(path, reading)]
        adopted = Adopted(adopt.joined([part.registry for part in parts]), tuple(parts))
    folder = reading.target.parent
    tables = tuple(
        replace(table, outside=workspace.is_outside(folder / table.path, folder))
        for table in adopted.registry.tables
    )
    outside = list(dict.fromkeys(table.path for table in tables if table.outside))
    if linked := [path for path in outside if not path.startswith(("..", "/"))]:
        raise FileProblem(
            f"{linked[0]}: is a link that leads out of the repository; name the file it leads to"
        )
    words = "is outside of the repository; `outside: true` says that this is meant"
    notes = [f"{path}: {words}" for path in outside]
    registry = replace(adopted.registry, tables=tables)
    return replace(adopted, registry=registry, notes=(*adopted.notes, *notes))


def _translated(
    documents: Sequence[Path], reading: Reading, languages: Mapping[str, str]
) -> Adopted:
    originals = imported(documents[0], reading)
    columns = [part.registry.tables[0].columns for part in originals]
    translations = [imported(path, reading, columns) for path in documents[1:]]
    codes = [languages[os.fspath(path)] for path in documents]
    merged = [
        translate.merge(zip(codes, parts, strict=True))
        for parts in zip(originals, *translations, strict=True)
    ]
    return Adopted(
        adopt.joined([each.registry for each in merged]),
        tuple(part for parts in (originals, *translations) for part in parts),
        tuple(note for each in merged for note in each.notes),
    )


def imported(
    path: Path, reading: Reading, originals: Sequence[Sequence[Column]] = ()
) -> list[Imported]:
    """The tables of a document that are meant; `originals` has the columns of those that it
    translates, table by table."""
    document, choice = reading.document(path), reading.choice
    relative = reading.relative(path)
    if "\udc80" <= max(relative, default="") <= "\udcff":
        raise BadValue(
            f"{shown(path)}: its name is not UTF-8, so no registry can hold it; rename it"
        )
    tables = (
        adopt.choose_all(document)
        if choice.everything
        else [adopt.choose(document, number=choice.number, heading=choice.heading)]
    )
    if originals and len(tables) != len(originals):
        raise BadValue(
            f"{shown(path)}: has {_count(len(tables), 'table')}, the document that it translates "
            f"has {len(originals)}; read one of each with --table N"
        )
    return [
        reading.part(path, table, original)
        for table, original in zip_longest(tables, originals, fillvalue=())
        if isinstance(table, MarkdownTable)
    ]


def document_at(path: Path) -> Document:
    stored = files.read_source(path, shown=shown(path))
    workspace.refuse_conflicts(stored.source)
    return blocks.read(stored.source)


def _languages(documents: Sequence[Path], reading: Reading) -> dict[str, str]:
    """The language of each document, if that is what tells them apart; else nothing."""
    choice = reading.choice
    names = [os.fspath(path) for path in documents]
    for name in choice.languages:
        if name not in names:
            raise BadValue(f"--language names {name!r}, which is not among the documents")
    found = {name: choice.languages.get(name) or language.of_name(name) for name in names}
    if not any(found.values()) or (len(names) == 1 and not choice.languages):
        return {}
    codes = {
        name: code or language.of_text(texts_of_tables(reading.document(path)))
        for path, (name, code) in zip(documents, found.items(), strict=True)
    }
    if len(set(codes.values())) < len(codes):
        told = ", ".join(f"{name} is {code}" for name, code in codes.items())
        raise BadValue(f"two documents are in one language ({told}); say with --language CODE=DOC")
    return codes


def texts_of_tables(document: Document) -> list[str]:
    """What the tables of a document say."""
    return [
        table.source[cell.content]
        for table in document.tables
        for row in table.lines
        for cell in row.cells
    ]


def _preview_one(
    documents: Sequence[Path], reading: Reading, languages: Mapping[str, str]
) -> Registry:
    """Show every table, and the registry that would be written."""
    found = _tried(partial(_adopted, documents, reading, languages))
    for path in documents:
        _tell_tables(path, reading)
    if isinstance(found, SigtoolError):
        raise found
    _show(found, reading.target)
    return found.registry


def _preview_each(documents: Sequence[Path], reading: Reading) -> None:
    """Show every table, and what each document would be by itself, whatever the others are."""
    results = [_tried(partial(_adopted, [path], reading, {})) for path in documents]
    for path in documents:
        _tell_tables(path, reading)
    for path, found in zip(documents, results, strict=True):
        terminal.say(f"# {shown(path)}")
        if isinstance(found, SigtoolError):
            terminal.warn(terminal.one_line(sentence(found)))
        else:
            _show(found, reading.target)
    count = sum(isinstance(found, Adopted) for found in results)
    terminal.warn(f"{count} of {_count(len(documents), 'document')} can be read into a registry.")


def _tried(step: Callable[[], Adopted]) -> Adopted | SigtoolError:
    try:
        return step()
    except SigtoolError as error:
        return error


def _show(adopted: Adopted, target: Path) -> None:
    terminal.write(yamldoc.spell(adopted.registry))
    _tell(adopted, f"Would write {shown(target)}", terminal.warn)


def _tell_tables(path: Path, reading: Reading) -> None:
    """What every table of a document would be read as: columns, and people cells."""
    try:
        document = reading.document(path)
    except SigtoolError:
        return  # told where it is read to be adopted
    terminal.warn(f"{shown(path)}: {_count(len(document.tables), 'table')}")
    for number, table in enumerate(document.tables, 1):
        part = reading.part_anyhow(path, table)
        under = f", under {terminal.one_line(table.heading)!r}" if table.heading else ""
        rows = _count(len(table.rows), "row")
        columns = terminal.one_line(bound(part)) + _structured(part)
        terminal.warn(
            f"{shown(path)}:{table.line_number}: table {number}{under}, {rows}: {columns}"
        )
    for broken in broken_tables(document.source):
        terminal.warn(f"{shown(path)}:{broken.line}: no table: it {broken.why}")


def _tell_gone(old: Replaced | None, new: Registry, words: str) -> None:
    """Tell what a registry said and the one that takes its place does not."""
    for fact in replaced.facts_that_go(old.registry, new) if old else ():
        terminal.warn(terminal.one_line(f"{words}: {fact}"))


def _tell(adopted: Adopted, done: str, out: Callable[[str], None]) -> None:
    registry = adopted.registry
    places = [f"{part.shown.source.path}:{part.shown.line_number}" for part in adopted.parts]
    noun = "the table at" if len(places) == 1 else "the tables at"
    out(
        f"{done}: {_count(len(registry.sigs), 'SIG')} and {_people(registry)} from {noun} "
        f"{', '.join(places)}."
    )
    columns = "; ".join(bound(part) for part in adopted.parts)
    out(f"Columns: {columns}. Next: sigtool validate; sigtool list.")
    for note in adopted.notes:
        terminal.warn(terminal.one_line(note))
    tell_unread(adopted.parts)


def tell_unread(parts: Sequence[Imported]) -> None:
    """Tell what of some tables was kept as it is, because it could not be read."""
    for part in parts:
        for unread in part.unread:
            where = f"{part.shown.source.path}:{unread.line}"
            text = terminal.one_line(unread.text)
            terminal.warn(f"{where}: kept as it is, {unread.what}: {text}")


def _people(registry: Registry) -> str:
    """How many mentions of people there are: leads, unless another field names some."""
    fields = [mention.field for mention in registry.mentions()]
    if set(fields) <= {"leads"}:
        return _count(len(fields), "lead")
    return f"{len(fields)} people" if len(fields) > 1 else "1 person"


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
    return f"; {sum(read)} of {_count(len(read), 'people cell')} read into persons" if read else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
