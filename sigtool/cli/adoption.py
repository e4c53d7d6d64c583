"""Documents -> a registry: which tables are meant, what their columns are, and what is to be told
about it. Nothing is written."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from sigtool.cli import doubled
from sigtool.errors import BadValue, FileProblem, Remedy, SigtoolError
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.model import Column, Kind, Registry, Table
from sigtool.outside import workspace
from sigtool.outside.workspace import shown
from sigtool.people.cell import is_placeholder
from sigtool.tables import adopt, choose, translate
from sigtool.tables.adopt import Imported
from sigtool.tables.bind import Binding, Columns, bound, bound_beside, require_headers
from sigtool.tables.choose import Candidate
from sigtool.tables.headers import normalised
from sigtool.tables.judge import Rows
from sigtool.text import language
from sigtool.text.records import dataclass, field, replace
from sigtool.text.wording import amount, quoted


@dataclass(frozen=True, slots=True)
class Choice:
    """Which tables are meant, by their numbers or headings or all, and what is said of them that
    their text does not say.

    `languages` holds the language of a document by its path as it was given.
    """

    numbers: Sequence[range] = ()
    headings: Sequence[str] = ()
    everything: bool = False
    columns: tuple[Column, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Adopted:
    """A registry that can be written, the tables it is of, with what they were read as, and notes
    on how it came about."""

    registry: Registry
    chosen: tuple[Candidate, ...]
    parts: tuple[Imported, ...]
    notes: tuple[str, ...] = ()

    @property
    def are_people(self) -> bool:
        """Whether every row is one person."""
        return all(each.judgement.rows is Rows.PEOPLE for each in self.chosen)


# A table of a document that is meant.
_Chosen = tuple[Path, Candidate]


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the registry is to be, what is said of the tables, and documents and what their tables
    are, each read once; `documents` may hold those that were read before.

    `parts` holds what each table was read as, by its identity.
    """

    target: Path
    choice: Choice
    documents: dict[Path, Document] = field(default_factory=dict)
    candidates: dict[Path, tuple[Candidate, ...]] = field(default_factory=dict)
    parts: dict[int, Imported] = field(default_factory=dict)

    def document(self, path: Path) -> Document:
        """What a file holds."""
        if path not in self.documents:
            self.documents[path] = blocks.read(workspace.read_settled(path).source)
        return self.documents[path]

    def tables(self, path: Path) -> tuple[Candidate, ...]:
        """Every table of a document, as they stand."""
        if path not in self.candidates:
            self.candidates[path] = choose.tables_of(self.document(path))
        return self.candidates[path]

    def relative(self, path: Path) -> str:
        """A document's path from the registry's folder."""
        return workspace.relative_path(path, self.target.parent)

    def part(self, path: Path, candidate: Candidate, binding: Binding) -> Imported:
        """A table of a document, with what its columns are bound to."""
        table = candidate.table
        part = adopt.read(self.document(path), table, self.relative(path), binding)
        self.parts[id(table)] = part
        return part

    def named_part(self, path: Path, candidate: Candidate, binding: Binding) -> Imported:
        """Such a table, some of whose rows have a name. Raises `BadValue` where none has."""
        part = self.part(path, candidate, binding)
        if part.is_nameless:
            (names,) = (each.header for each in binding.columns if each.field == "name")
            where = f"{shown(path)}:{candidate.table.line_number}"
            raise BadValue(f"{where}: no row has a name, {names!r} is empty", Remedy.BIND_NAMES)
        return part

    def part_anyhow(self, path: Path, candidate: Candidate) -> Imported:
        """A table, with what is said of its columns if that is said of this table."""
        if (part := self.parts.get(id(candidate.table))) is not None:
            return part
        try:
            binding = bound([[candidate.columns]], self.choice.columns)[0][0]
        except SigtoolError:
            binding = Binding(candidate.columns)
        return self.part(path, candidate, binding)


def read_all(documents: Sequence[Path], reading: Reading, languages: Mapping[str, str]) -> Adopted:
    """The registry that documents become: translations of one another, or sections."""
    chosen = [_chosen(path, reading) for path in documents]
    if languages:
        for path, tables in zip(documents, chosen, strict=True):
            _require_as_many(path, len(tables), len(chosen[0]))
    pairs = [
        [(path, each) for each in tables] for path, tables in zip(documents, chosen, strict=True)
    ]
    together = zip(*pairs, strict=True) if languages else ((each,) for each in chain(*pairs))
    groups = _read(list(together), reading)
    notes = list(_notes_on_choice(documents, chosen, reading))
    if languages:
        codes = [languages[os.fspath(path)] for path in documents]
        merged = [translate.merge(zip(codes, group, strict=True)) for group in groups]
        registries = [each.registry for each in merged]
        notes += [note for each in merged for note in each.notes]
        for original, *others in groups:
            columns, place = original.binding.columns, original.shown.source.path
            notes += [note for each in others for note in _notes_on_columns(columns, place, each)]
        parts = tuple(chain(*zip(*groups, strict=True)))
    else:
        parts = tuple(chain(*groups))
        registries = [part.registry for part in parts]
        for path, tables in zip(documents, chosen, strict=True):
            read = [(each, reading.parts[id(each.table)]) for each in tables]
            notes += doubled.notes(path, read)
    whole = Adopted(adopt.joined(registries), tuple(chain(*chosen)), parts, tuple(notes))
    return _placed(whole, reading)


def read_beside(
    documents: Sequence[Path],
    reading: Reading,
    originals: Mapping[Path, Sequence[Table]],
    kinds: Mapping[str, Kind],
) -> tuple[list[Imported], list[str]]:
    """The tables of documents that come into a registry, and notes on them. `originals` has the
    tables of the registry that those of a document translate, `kinds` those of its fields."""
    chosen = [_chosen(path, reading) for path in documents]
    tables = [(path, each) for path, of in zip(documents, chosen, strict=True) for each in of]
    _require_headers(tables, reading)
    notes: list[str] = []
    parts: list[Imported] = []
    for path, each in zip(documents, chosen, strict=True):
        translated = originals.get(path, ())
        if translated:
            _require_as_many(path, len(each), len(translated))
        columns = [candidate.columns for candidate in each]
        known = [table.columns for table in translated]
        bindings = bound_beside(columns, known, kinds, reading.choice.columns)
        own = list(map(partial(reading.named_part, path), each, bindings))
        for table, part in zip(translated, own, strict=False):
            notes += _notes_on_columns(table.columns, table.path, part)
        parts += own
    return parts, [*_notes_on_choice(documents, chosen, reading), *notes]


def _require_as_many(path: Path, count: int, wanted: int) -> None:
    if count != wanted:
        raise BadValue(
            f"{shown(path)}: has {amount(count, 'table')}, the document that it translates has "
            f"{wanted}; read one of each with --table N"
        )


def _placed(adopted: Adopted, reading: Reading) -> Adopted:
    """A registry that says which of its documents are outside of the repository."""
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


def _chosen(path: Path, reading: Reading) -> Sequence[Candidate]:
    """The tables of a document that are meant."""
    document, tables, choice = reading.document(path), reading.tables(path), reading.choice
    if "\udc80" <= max(reading.relative(path), default="") <= "\udcff":
        raise BadValue(
            f"{shown(path)}: its name is not UTF-8, so no registry can hold it; rename it"
        )
    headers = [normalised(column.header) for column in choice.columns]
    if choice.everything:
        return choose.choose_all(document, tables, headers)
    if choice.numbers:
        return choose.choose_numbered(document, tables, choice.numbers)
    if choice.headings:
        return choose.choose_under(document, tables, choice.headings)
    return [choose.choose(document, tables, headers)]


def _read(groups: Sequence[Sequence[_Chosen]], reading: Reading) -> list[list[Imported]]:
    """The tables that are meant, in groups that translate each other."""
    _require_headers([each for group in groups for each in group], reading)
    columns = [[each.columns for _, each in group] for group in groups]
    bindings = bound(columns, reading.choice.columns)
    return [
        [
            reading.named_part(path, each, binding)
            for (path, each), binding in zip(*pair, strict=True)
        ]
        for pair in zip(groups, bindings, strict=True)
    ]


def _require_headers(tables: Sequence[_Chosen], reading: Reading) -> None:
    headers = [header for _, each in tables for header in each.table.headers]
    paths = list(dict.fromkeys(shown(path) for path, _ in tables))
    require_headers(reading.choice.columns, headers, paths, len(tables))


def _notes_on_choice(
    documents: Sequence[Path], chosen: Sequence[Sequence[Candidate]], reading: Reading
) -> Iterator[str]:
    """Which other tables might be meant, and which headers are spelt unlike what they are taken
    for."""
    choice = reading.choice
    is_given = choice.everything or choice.numbers or choice.headings
    for path, tables in zip(documents, chosen, strict=True):
        others = choose.others_like(reading.tables(path), tables[0])
        if others and not is_given:
            are = "is another table" if len(others) == 1 else f"are {len(others)} other tables"
            yield (
                f"{shown(path)}: there {are} of {others[0].judgement.rows}: "
                f"{choose.listed(others)}; choose with --table N or --heading TEXT, "
                "or take all with --all"
            )
        for each in tables:
            place = f"{shown(path)}:{each.table.line_number}"
            part = reading.parts[id(each.table)]
            for header, word in part.binding.near_misses:
                yield f"{place}: the header {quoted(header)} is taken for {quoted(word)}"
            if each.judgement.rows is Rows.PEOPLE:
                yield from (f"{place}: {note}" for note in _notes_on_nobody(part))


def _notes_on_nobody(part: Imported) -> Iterator[str]:
    """Which names of people are words for nobody."""
    names = Counter(sig.one_name for sig in part.registry.sigs if is_placeholder(sig.one_name))
    for name, count in names.items():
        rows = "" if count == 1 else f", and {count} rows have it; give each a name of its own"
        yield f"the name {quoted(name)} stands for nobody{rows}"


def _notes_on_columns(originals: Columns, path: str, other: Imported) -> Iterator[str]:
    """Which columns of a translation are none of the original's, at `path`, which has some left."""
    known = {column.field for column in originals}
    own = {column.field for column in other.binding.columns}
    left = [column for column in originals if column.field not in own]
    for column in other.binding.columns if left else ():
        if column.field not in known:
            headers = ", ".join(repr(each.header) for each in left)
            likely = next((each for each in left if each.kind is column.kind), left[0])
            kind = "" if likely.kind is Kind.TEXT else f":{likely.kind}"
            yield (
                f"{other.shown.source.path}: the column {column.header!r} is paired with none; "
                f"{path} has {headers} left: write "
                f"--column {quoted(f'{column.header}={likely.field}{kind}')}"
            )


def languages_of(documents: Sequence[Path], reading: Reading) -> dict[str, str]:
    """The language of each document, if that is what tells them apart; else nothing."""
    choice = reading.choice
    names = [os.fspath(path) for path in documents]
    for name in choice.languages:
        if name not in names:
            raise BadValue(f"--language names {name!r}, which is not among the documents")
    told = zip(names, language.of_paths(names), strict=True)
    found = {name: choice.languages.get(name) or code for name, code in told}
    if not any(found.values()) or (len(names) == 1 and not choice.languages):
        return {}
    codes = {
        name: code or language_of(reading.document(path))
        for path, (name, code) in zip(documents, found.items(), strict=True)
    }
    if len(set(codes.values())) < len(codes):
        each = ", ".join(f"{name} is {code}" for name, code in codes.items())
        raise BadValue(f"two documents are in one language ({each}); say with --language CODE=DOC")
    return codes


def language_of(document: Document) -> str:
    """The language that the tables of a document are in."""
    return language.of_text(chain.from_iterable(table.texts for table in document.tables))
