"""Everything the rules look at, read once: the registry, its documents, and what files there are.

Pure: whoever makes a snapshot reads the files. What follows from a fault that one rule reports is
kept from the others here: a file with a merge conflict says nothing, a table whose entry in the
registry is faulty is not looked for, and nothing is rendered from a registry that is not sound.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sigtool.community.community import Community
from sigtool.edit import query
from sigtool.errors import RegistryProblem
from sigtool.markdown.blocks import Document, MarkdownTable, name_key
from sigtool.model import SIG_FIELDS, Registry, Settings, Sig, Table, texts_of
from sigtool.registry import document as yamldoc
from sigtool.registry.document import Path, Problem, RegistryDocument
from sigtool.tables.locate import Place
from sigtool.tables.plan import Plan
from sigtool.text.conflicts import conflicts
from sigtool.text.diagnostic import Diagnostic, Location
from sigtool.text.source import Source, Span
from sigtool.yaml.tree import MappingNode, Node, SequenceNode, resolved


@dataclass(frozen=True, slots=True)
class Undecodable:
    """A file that is not UTF-8: `source` holds the text up to the first wrong byte."""

    source: Source


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a document that is there was not read: it cannot be, or it is outside of the repository.

    `what` goes behind its name, `advice` is what to do.
    """

    what: str
    advice: str
    is_outside: bool = False


@dataclass(frozen=True)
class Snapshot:
    """The registry and its documents as they were read.

    `documents` holds a document by its path from the registry's folder, None where none was read,
    and `unread` why, unless there is none; `whole` is the community, where it was read before.
    `exists` says whether a path from there is a file or a folder, `page` gives the text of a file,
    None where it cannot be read, and `children` the names in a folder, that of a folder with a
    slash. `root` is the way from there to the repository's root, as `../..`. `answers` holds what
    was found of a URL, None where it answers; only `--check-links` asks. `known` are tables that
    were read before, in texts that may be the same; `found` keeps what each rule finds.
    """

    registry_document: RegistryDocument | Undecodable
    documents: Mapping[str, Document | Undecodable | None]
    exists: Callable[[str], bool] = field(repr=False)
    page: Callable[[str], str | None] = field(default=lambda _: None, repr=False)
    children: Callable[[str], Sequence[str]] = field(default=lambda _: (), repr=False)
    root: str = "."
    unread: Mapping[str, Unread] = field(default_factory=dict, repr=False)
    whole: Community | None = field(default=None, repr=False)
    answers: Mapping[str, str | None] = field(default_factory=dict, repr=False)
    known: Sequence[Place] = field(default=(), repr=False)
    found: dict[Hashable, Sequence[Diagnostic]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def _shared_names(self) -> frozenset[str]:
        return query.shared_names(self.registry)

    def command_name(self, sig: Sig) -> str:
        """What a command calls a SIG, as one argument."""
        return query.command_name(self.registry, sig, self._shared_names)

    @cached_property
    def community(self) -> Community:
        """The registry, and those documents of it that can be read; neither where it is torn."""
        if self.whole is not None:
            return self.whole
        registry = self.document or RegistryDocument(self.source, Registry((), ()), (), None)
        documents = {
            path: document
            for path, document in self.documents.items()
            if isinstance(document, Document) and not self._is_torn(document.source)
        }
        return Community(registry, documents, self.known)

    @property
    def source(self) -> Source:
        return self.registry_document.source

    @cached_property
    def conflicts(self) -> tuple[Location, ...]:
        """The merge conflicts that are left in the registry and in its documents."""
        files = (self.registry_document, *self.documents.values())
        sources = {file.source.path: file.source for file in files if file}
        return tuple(
            Location(source, span) for source in sources.values() for span in conflicts(source)
        )

    @cached_property
    def document(self) -> RegistryDocument | None:
        """The registry's file; None where nobody can know what it says."""
        found = self.registry_document
        if isinstance(found, Undecodable) or self._is_torn(found.source):
            return None
        return found

    @property
    def registry(self) -> Registry:
        return self.document.registry if self.document else Registry((), ())

    @property
    def settings(self) -> Settings:
        return self.registry.settings

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What reading the registry found, once a place: an alias has its own read again.

        While `tables` has a fault, nobody knows which further fields a SIG may have, and of what
        kind, so what was found in those is left out.
        """
        found = self.document.problems if self.document else ()
        first = {(problem.span, problem.code): problem for problem in reversed(found)}
        doubtful = self._further_fields if self._has_grave_tables else []
        return tuple(
            problem for problem in reversed(first.values()) if not _holder(doubtful, problem)
        )

    @cached_property
    def is_sound(self) -> bool:
        """Whether all of the registry could be read, as rendering and editing want it."""
        if self.document is None:
            return False
        try:
            yamldoc.require_sound(self.document)
        except RegistryProblem:
            return False
        return True

    def at(self, path: Path) -> Location:
        """Where a value stands in the registry's file."""
        span = self.document.span(path) if self.document else Span(0, 0)
        return Location(self.source, span)

    def at_key(self, path: Path) -> Location:
        """Where the key of a value stands in the registry's file."""
        node = self._node(path[:-1])
        entries = dict(node.all_entries()) if isinstance(node, MappingNode) else {}
        entry = entries.get(str(path[-1]))
        return Location(self.source, entry.key.span) if entry else self.at(path)

    def at_sig(self, sig: Sig, *path: str | int) -> Location:
        """Where a value of a SIG stands in the registry's file."""
        return self.at(("sigs", sig.origin or 0, *path))

    def at_column(self, table: int, column: int) -> Location:
        """Where the header of a column of a table stands in the registry's file."""
        node = self._node(("tables", table, "columns"))
        if isinstance(node, MappingNode) and column < len(node.entries):
            return Location(self.source, node.entries[column].key.span)
        return self.at(("tables", table, "columns", column, "header"))

    def sig_at(self, location: Location) -> Sig | None:
        """The SIG in whose item of the registry, or in whose row, a place is."""
        spans = self._sig_spans.get(location.path, ())
        place = location.span.start
        at = bisect_right(spans, place, key=lambda each: each[0].start) - 1
        return spans[at][1] if at >= 0 and place <= spans[at][0].end else None

    def is_faulty(self, sig: Sig) -> bool:
        """Whether something in a SIG could not be read, or is not known."""
        return sig.origin in self._faulty_sigs

    def unknown_keys(self, sig: Sig) -> tuple[str, ...]:
        """The keys of a SIG that are no field of the registry."""
        node = self._node(("sigs", sig.origin or 0))
        entries = node.all_entries() if isinstance(node, MappingNode) else ()
        return tuple(key for key, _ in entries if key not in self.registry.kinds)

    @cached_property
    def has_faulty_tables(self) -> bool:
        """Whether something in `tables` could not be read, or is not known."""
        return bool(self._faulty("tables"))

    def tables(self) -> Iterator[tuple[int, Table, Document]]:
        """The tables whose document can be read, with their number in `tables`.

        None where anything in `tables` is wrong: which table is meant is not certain then.
        """
        if not self.has_faulty_tables:
            yield from self.community.tables()

    @property
    def candidates(self) -> dict[int, tuple[MarkdownTable, ...]]:
        """The tables that qualify, by the number of the table in `tables`."""
        return self.community.candidates

    @property
    def claims(self) -> dict[tuple[str, int], list[int]]:
        """The numbers in `tables` of those that mean one table, by its file and its line."""
        return self.community.claims

    @property
    def places(self) -> dict[int, Place]:
        """The tables that were found without doubt, whatever their header row says."""
        return self.community.places

    @property
    def plans(self) -> dict[int, Plan]:
        """What rendering would do to each table whose header row is as `columns` says."""
        return self.community.plans if self.is_sound else {}

    @cached_property
    def _sig_spans(self) -> Mapping[str, Sequence[tuple[Span, Sig]]]:
        """By file, the extent of each SIG's item or row, from top to bottom."""
        by_name = {name_key(text): sig for sig in self.registry.sigs for text in texts_of(sig.name)}
        found: dict[str, list[tuple[Span, Sig]]] = {}
        node = self._node(("sigs",))
        items = node.items if isinstance(node, SequenceNode) else []
        by_origin = {sig.origin: sig for sig in self.registry.sigs}
        for at, item in enumerate(items):
            if sig := by_origin.get(at):
                extent = Span(item.start, item.end)
                found.setdefault(self.source.path, []).append((extent, sig))
        for place in self.places.values():
            for row, shown in place.rows:
                if shown and (sig := by_name.get(name_key(shown.one_name))):
                    found.setdefault(place.shown.source.path, []).append((row.line, sig))
        return {
            path: sorted(spans, key=lambda each: each[0].start) for path, spans in found.items()
        }

    def _is_torn(self, source: Source) -> bool:
        """Whether a merge conflict is left in a file."""
        return any(conflict.path == source.path for conflict in self.conflicts)

    @cached_property
    def _faulty_sigs(self) -> frozenset[int]:
        return self._faulty("sigs")

    def _faulty(self, key: str) -> frozenset[int]:
        """The numbers of those items of a list at the top that hold a problem."""
        node = self._node((key,))
        items = node.items if isinstance(node, SequenceNode) else []
        numbers: dict[Span, list[int]] = {}
        for number, item in enumerate(items):
            numbers.setdefault(resolved(item).span, []).append(number)
        spans = sorted(numbers)
        found: set[int] = set()
        for problem in self.problems:
            if holder := _holder(spans, problem):
                found.update(numbers[holder])
        return frozenset(found)

    @property
    def _has_grave_tables(self) -> bool:
        node, found = self._node(("tables",)), self.document.problems if self.document else ()
        spans = [node.span] if node else []
        return any(problem.code != "SIG003" and _holder(spans, problem) for problem in found)

    @property
    def _further_fields(self) -> list[Span]:
        """The extent of everything in a SIG that only a column of a table can have bound."""
        node = self._node(("sigs",))
        items = map(resolved, node.items if isinstance(node, SequenceNode) else [])
        return sorted(
            Span(entry.key.span.start, entry.value.span.end)
            for item in items
            for key, entry in (item.all_entries() if isinstance(item, MappingNode) else ())
            if key not in SIG_FIELDS
        )

    def _node(self, path: Path) -> Node | None:
        """What stands at a path of the registry's file, aliases followed."""
        node = self.document.root if self.document else None
        for step in path:
            node = _child(node, step)
        return resolved(node) if node is not None else None


def _holder(spans: Sequence[Span], problem: Problem) -> Span | None:
    """Which of these spans, in order and apart, a problem stands in."""
    place = problem.span.start
    at = bisect_right(spans, place, key=lambda span: span.start) - 1
    return spans[at] if at >= 0 and place <= spans[at].end else None


def _child(node: Node | None, step: str | int) -> Node | None:
    target = resolved(node) if node is not None else None
    if isinstance(target, SequenceNode) and isinstance(step, int):
        return target.items[step] if step < len(target.items) else None
    if isinstance(target, MappingNode) and isinstance(step, str):
        entry = dict(target.all_entries()).get(step)
        return entry.value if entry else None
    return None
