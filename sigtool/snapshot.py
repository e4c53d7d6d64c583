"""Everything the rules look at, read once: the registry, its documents, and what files there are.

Pure: whoever makes a snapshot reads the files.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sigtool import columns, render
from sigtool.diagnostic import Location
from sigtool.markdown import Document, MarkdownTable
from sigtool.model import Registry, Sig, Table
from sigtool.render import Place, Plan
from sigtool.source import Source, Span
from sigtool.yamldoc import Path, RegistryDocument


@dataclass(frozen=True, slots=True)
class Undecodable:
    """A file that is not UTF-8: `source` holds the text up to the first wrong byte."""

    source: Source


@dataclass(frozen=True)
class Snapshot:
    """The registry and its documents as they were read.

    `documents` holds a document by its path from the registry's folder, None where there is none.
    `exists` says whether a path from the registry's folder is there.
    """

    registry_document: RegistryDocument | Undecodable
    documents: Mapping[str, Document | Undecodable | None]
    exists: Callable[[str], bool] = field(repr=False)

    @property
    def document(self) -> RegistryDocument | None:
        found = self.registry_document
        return found if isinstance(found, RegistryDocument) else None

    @property
    def registry(self) -> Registry:
        return self.document.registry if self.document else Registry((), ())

    @property
    def source(self) -> Source:
        return self.registry_document.source

    def at(self, path: Path) -> Location:
        """Where a value stands in the registry's file."""
        span = self.document.span(path) if self.document else Span(0, 0)
        return Location(self.source, span)

    def at_sig(self, sig: Sig, *path: str | int) -> Location:
        """Where a value of a SIG stands in the registry's file."""
        return self.at(("sigs", sig.origin or 0, *path))

    def tables(self) -> Iterator[tuple[int, Table, Document]]:
        """The tables whose document is there, with their number in `tables`."""
        for at, table in enumerate(self.registry.tables):
            document = self.documents.get(table.path)
            if isinstance(document, Document):
                yield at, table, document

    @cached_property
    def candidates(self) -> dict[int, tuple[MarkdownTable, ...]]:
        """The tables that qualify, by the number of the table in `tables`."""
        return {at: render.candidates(document, table) for at, table, document in self.tables()}

    @cached_property
    def places(self) -> dict[int, Place]:
        """The tables that were found without doubt, whatever their header row says."""
        return {
            at: Place(table, found[0], columns.bind(table.columns, found[0]))
            for at, table, _ in self.tables()
            if len(found := self.candidates[at]) == 1
        }

    @cached_property
    def plans(self) -> dict[int, Plan]:
        """What rendering would do to each table whose header row is as `columns` says."""
        return {
            at: render.plan(self.registry, place)
            for at, place in self.places.items()
            if not render.header_problem(place)
        }
