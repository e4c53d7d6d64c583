"""What `init` does: documents in, a registry out, and all that is to be told about it."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sigtool import files, importer, language, markdown, people, translate, workspace, yamldoc
from sigtool.errors import BadValue, FileProblem, SigtoolError
from sigtool.files import Change
from sigtool.importer import Imported
from sigtool.layout import unescape
from sigtool.markdown import Document
from sigtool.model import Column, Kind, Registry
from sigtool.report import terminal
from sigtool.source import Source
from sigtool.translate import Translated
from sigtool.workspace import shown


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


def init(
    documents: Sequence[Path], choice: Choice, *, output: Path | None, force: bool, dry_run: bool
) -> None:
    """Make a registry from the tables of documents, which are not touched.

    A dry run prints what would be written; of several documents that one cannot be read into a
    registry does not keep it from showing the others.
    """
    target = output or workspace.new_registry(documents[0])
    before = files.read(target, shown=shown(target)) if os.path.lexists(target) else None
    if dry_run and len(documents) > 1 and not _languages(documents, choice):
        _preview(documents, choice, target)
        return
    if before is not None and not force:
        raise FileProblem(f"{shown(target)}: exists already; --force writes it anew")
    adopted = _adopted(documents, choice, target)
    source = Source(shown(target), yamldoc.spell(adopted.registry))
    if dry_run:
        terminal.write(source.text)
    else:
        files.write_all([Change(target, before, source.encoded())])
    _tell(adopted, shown(target), dry_run=dry_run)


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


def _adopted(documents: Sequence[Path], choice: Choice, target: Path) -> Adopted:
    languages = _languages(documents, choice)
    parts: list[Imported] = []
    for path in documents:
        first = parts[0].registry.tables[0].columns if parts and languages else None
        parts += _imported(path, choice, target, first)
    if not languages:
        return Adopted(importer.joined(parts), tuple(parts))
    if len(parts) != len(documents):
        raise BadValue("of translations, one table each is read; leave out --all")
    codes = [languages[os.fspath(path)] for path in documents]
    if len(parts) == 1:
        table = replace(parts[0].registry.tables[0], language=codes[0])
        return Adopted(replace(parts[0].registry, tables=(table,)), tuple(parts))
    translated = [Translated(code, part) for code, part in zip(codes, parts, strict=True)]
    merged = translate.merge(translated)
    return Adopted(merged.registry, tuple(parts), merged.notes)


def _imported(
    path: Path, choice: Choice, target: Path, original: Sequence[Column] | None
) -> list[Imported]:
    """The tables of a document that are meant; `original` has the columns of a translated one."""
    document = _document(path)
    relative = workspace.relative_path(path, target.parent)
    if "\udc80" <= max(relative, default="") <= "\udcff":
        raise BadValue(
            f"{shown(path)}: its name is not UTF-8, so no registry can hold it; rename it"
        )
    tables = (
        importer.choose_all(document)
        if choice.everything
        else [importer.choose(document, number=choice.number, heading=choice.heading)]
    )
    made: list[Imported] = []
    for table in tables:
        columns = choice.columns
        if original is not None:
            said = {column.header for column in columns}
            implied = importer.as_translated(table, original)
            columns = (*columns, *(c for c in implied if c.header not in said))
        made.append(importer.read(document, table, relative, columns))
    return made


def _document(path: Path) -> Document:
    stored = files.read_source(path, shown=shown(path))
    workspace.refuse_conflicts(stored.source)
    return markdown.read(stored.source)


def _languages(documents: Sequence[Path], choice: Choice) -> dict[str, str]:
    """The language of each document, if that is what tells them apart; else nothing."""
    names = [os.fspath(path) for path in documents]
    for name in choice.languages:
        if name not in names:
            raise BadValue(f"--language names {name!r}, which is not among the documents")
    found = {name: choice.languages.get(name) or language.of_name(name) for name in names}
    if not any(found.values()) or (len(names) == 1 and not choice.languages):
        return {}
    codes = {
        name: code or language.of_text(_texts(path))
        for path, (name, code) in zip(documents, found.items(), strict=True)
    }
    if len(set(codes.values())) < len(codes):
        told = ", ".join(f"{name} is {code}" for name, code in codes.items())
        raise BadValue(f"two documents are in one language ({told}); say with --language CODE=DOC")
    return codes


def _texts(path: Path) -> list[str]:
    """What the tables of a document say."""
    return [
        table.source[cell.content]
        for table in _document(path).tables
        for row in table.lines
        for cell in row.cells
    ]


def _preview(documents: Sequence[Path], choice: Choice, target: Path) -> None:
    """Show what each document would become, whatever the others are."""
    for path in documents:
        terminal.say(f"# {shown(path)}")
        try:
            document = _document(path)
            terminal.warn(f"{shown(path)}: {_count(len(document.tables), 'table')}")
            parts = _imported(path, choice, target, None)
        except SigtoolError as error:
            terminal.warn(terminal.one_line(str(error)))
            continue
        adopted = Adopted(importer.joined(parts), tuple(parts))
        terminal.write(yamldoc.spell(adopted.registry))
        _tell(adopted, shown(target), dry_run=True)


def _tell(adopted: Adopted, target: str, *, dry_run: bool) -> None:
    registry = adopted.registry
    out = terminal.warn if dry_run else terminal.say
    verb = "Would write" if dry_run else "Wrote"
    places = [f"{part.shown.source.path}:{part.shown.line_number}" for part in adopted.parts]
    noun = "the table at" if len(places) == 1 else "the tables at"
    out(
        f"{verb} {target}: {_count(len(registry.sigs), 'SIG')} and "
        f"{_count(sum(1 for _ in registry.persons()), 'lead')} from {noun} {', '.join(places)}."
    )
    bound = ["; ".join(_bound(part) for part in adopted.parts)]
    out(f"Columns: {bound[0]}. Next: sigtool validate; sigtool list.")
    for note in adopted.notes:
        terminal.warn(terminal.one_line(note))
    for part in adopted.parts:
        if dry_run:
            terminal.warn(_structured(part))
        for unread in part.unread:
            where = f"{part.shown.source.path}:{unread.line}"
            text = terminal.one_line(unread.text)
            terminal.warn(f"{where}: kept as it is, {unread.what}: {text}")


def _bound(part: Imported) -> str:
    columns = part.registry.tables[0].columns
    return ", ".join(f"{column.header or '(empty)'} = {column.field}" for column in columns)


def _structured(part: Imported) -> str:
    """How many people cells of a table were read into persons."""
    texts = [text for cells in part.people_cells for text in cells.values() if text]
    read = sum(people.parse(unescape(text)) is not None for text in texts)
    where = f"{part.shown.source.path}:{part.shown.line_number}"
    return f"{where}: {read} of {_count(len(texts), 'people cell')} read into persons"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
