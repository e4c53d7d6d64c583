"""Everything the rules look at, read once: the registry, its documents, and what files there are.

Pure: whoever makes a snapshot reads the files. What follows from a fault that one rule reports is
kept from the others here: a file with a merge conflict says nothing, a table whose entry in the
registry is faulty is not looked for, and nothing is rendered from a registry that is not sound.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, cast

from sigtool.check.extents import Extents, rows_of
from sigtool.check.shown import Shown
from sigtool.community.community import Community
from sigtool.community.fact import Fact
from sigtool.community.past import Past
from sigtool.edit import query
from sigtool.errors import BadValue, SigtoolError, TableProblem
from sigtool.markdown.blocks import Document
from sigtool.markdown.conflicts import conflicts as of_markdown
from sigtool.markdown.inline import name_key
from sigtool.model import SIG_FIELDS, Mention, Registry, Settings, Sig, Table, grouped, texts_of
from sigtool.registry.document import Problem, RegistryDocument
from sigtool.tables.locate import Place
from sigtool.tables.plan import Plan, rewrite
from sigtool.text.conflicts import conflicts
from sigtool.text.diagnostic import Diagnostic, Location, Related
from sigtool.text.records import dataclass, field
from sigtool.text.source import Edit, Source, Span
from sigtool.yaml.tree import Entry, MappingNode, Node, SequenceNode, resolved

if TYPE_CHECKING:
    from datetime import date

    from sigtool.community.sync import Synced

Made = TypeVar("Made")


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
    and `unread` why, unless there is none; `whole` is the community, where it was read before, and
    `past` what it was, where commits tell.
    `exists` says whether a path from there is a file or a folder, `page` gives the text of a file,
    None where it cannot be read, and `children` the names in a folder, that of a folder with a
    slash. `folder` is the way there from the repository's root, as `docs/sigs`; None where there is
    no repository. `answers` holds what was found of a URL, None where it answers; only
    `--check-links` asks. `today` tells the day that terms are compared with; without it, none has
    ended. `known` are tables that were read before, in texts that may be the same; `found` keeps
    what each rule finds, `made` what `once` was asked for.
    """

    registry_document: RegistryDocument | Undecodable
    documents: Mapping[str, Document | Undecodable | None]
    exists: Callable[[str], bool] = field(repr=False)
    page: Callable[[str], str | None] = field(default=lambda _: None, repr=False)
    children: Callable[[str], Sequence[str]] = field(default=lambda _: (), repr=False)
    folder: str | None = ""
    unread: Mapping[str, Unread] = field(default_factory=dict, repr=False)
    whole: Community | None = field(default=None, repr=False)
    past: Past | None = field(default=None, repr=False, compare=False)
    answers: Mapping[str, str | None] = field(default_factory=dict, repr=False)
    today: Callable[[], "date"] | None = None
    known: Sequence[Place] = field(default=(), repr=False)
    found: dict[Hashable, Sequence[Diagnostic]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    made: dict[Hashable, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def source(self) -> Source:
        return self.registry_document.source

    @cached_property
    def document(self) -> RegistryDocument | None:
        """The registry's file; None where nobody can know what it says."""
        found = self.registry_document
        return None if isinstance(found, Undecodable) or self._is_torn(found.source) else found

    @property
    def registry(self) -> Registry:
        return self.document.registry if self.document else Registry((), ())

    @property
    def settings(self) -> Settings:
        return self.registry.settings

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

    @cached_property
    def shown(self) -> Shown:
        """Where the documents show what the registry says."""
        return Shown(self.registry, self.community)

    @property
    def places(self) -> dict[int, Place]:
        """The tables that were found without doubt, whatever their header row says."""
        return self.community.places

    @property
    def plans(self) -> dict[int, Plan]:
        """What rendering would do to each table whose header row is as `columns` says."""
        return self.community.plans if self.is_sound else {}

    @cached_property
    def synced(self) -> "Synced | None":
        """The community after `sync`; None where it changes nothing, or can write nothing at all,
        and without a past."""
        if self.past is None or not any(plan.drifts for plan in self.plans.values()):
            return None
        from sigtool.community.sync import synced

        try:
            return synced(self.community, self.past)
        except SigtoolError:
            return None

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts on which tables differ, with what becomes of them; none without a past."""
        if self.synced is not None:
            return self.synced.facts
        if self.past is None or not self.plans:
            return ()
        from sigtool.community.differences import Differences

        return Differences(self.community, self.past, lambda fact: fact.verdict).facts

    def table_edits(self, plan: Plan) -> Sequence[Edit]:
        """The edits that carry a plan out; none where the text would not read as it should."""
        try:
            return rewrite(self.community.documents[plan.place.table.path], [plan]).edits
        except (BadValue, TableProblem):
            return ()

    def tables(self) -> Iterator[tuple[int, Table, Document]]:
        """The tables whose document can be read, with their number in `tables`.

        None where anything in `tables` is wrong: which table is meant is not certain then.
        """
        if not self.has_faulty_tables:
            yield from self.community.tables()

    @property
    def files(self) -> list[RegistryDocument | Document | Undecodable]:
        """The registry and each document that is there, once."""
        files = (self.registry_document, *self.documents.values())
        return list({file.source.path: file for file in files if file}.values())

    @cached_property
    def conflicts(self) -> tuple[Location, ...]:
        """The merge conflicts that are left in the registry and in its documents."""
        return tuple(
            Location(file.source, span)
            for file in self.files
            for span in (of_markdown if isinstance(file, Document) else conflicts)(file.source)
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What reading the registry found, once a place: an alias has its own read again.

        While `tables` has a fault, nobody knows which further fields a SIG may have, and of what
        kind, so what was found in those is left out.
        """
        found = self.document.problems if self.document else ()
        first = {(problem.span, problem.code): problem for problem in reversed(found)}
        tables = self._node("tables")
        is_grave = tables is not None and any(
            problem.code != "SIG003" and _holder([tables.span], problem) for problem in found
        )
        doubtful = self._further_fields() if is_grave else []
        return tuple(
            problem for problem in reversed(first.values()) if not _holder(doubtful, problem)
        )

    @cached_property
    def is_sound(self) -> bool:
        """Whether all of the registry could be read, as rendering and editing want it."""
        # A key that is not known is kept and reported; it leaves nothing out.
        found = self.document
        return found is not None and all(each.code == "SIG003" for each in found.problems)

    @cached_property
    def by_name(self) -> dict[str, Sig]:
        """The SIGs by each of their names, without case and Markdown; of namesakes the last."""
        return {name_key(name): sig for sig in self.registry.sigs for name in texts_of(sig.name)}

    @cached_property
    def by_origin(self) -> dict[int | None, Sig]:
        """The SIGs by their origin, each with all its languages."""
        return {sig.origin: sig for sig in self.registry.sigs}

    @cached_property
    def mentions(self) -> list[Mention]:
        """Everybody who is named anywhere in the registry."""
        return list(self.registry.mentions())

    @cached_property
    def people(self) -> list[list[Mention]]:
        """The mentions of each person; all of the registry tell together who is meant."""
        groups = grouped([mention.person for mention in self.mentions])
        return [[self.mentions[at] for at in group] for group in groups]

    @cached_property
    def tables_with(self) -> Mapping[str, Sequence[Table]]:
        """The tables that have a column for each field."""
        found: dict[str, list[Table]] = {}
        for table in self.registry.tables:
            for key in dict.fromkeys(column.field for column in table.columns):
                found.setdefault(key, []).append(table)
        return found

    def once(self, make: "Callable[[Snapshot], Made]") -> Made:
        """What a function makes of this snapshot; it is asked once."""
        if make not in self.made:
            self.made[make] = make(self)
        return cast(Made, self.made[make])

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """The names, without case and Markdown, that more than one SIG has."""
        return query.shared_names(self.registry)

    def command_name(self, sig: Sig) -> str:
        """What a command calls a SIG, as one argument."""
        return query.command_name(self.registry, sig, self.shared_names)

    def is_set(self, setting: str) -> bool:
        """Whether the community says itself how a rule is to be."""
        return setting in _entries(self._node("validate"))

    def at(self, *path: str | int) -> Location:
        """Where a value stands in the registry's file."""
        span = self.document.span(path) if self.document else Span(0, 0)
        return Location(self.source, span)

    def at_key(self, *path: str | int) -> Location:
        """Where the key of a value stands in the registry's file."""
        entry = _entries(self._node(*path[:-1])).get(str(path[-1]))
        return Location(self.source, entry.key.span) if entry else self.at(*path)

    def at_sig(self, sig: Sig, *path: str | int) -> Location:
        """Where a value of a SIG stands in the registry's file."""
        return self.at("sigs", sig.origin or 0, *path)

    def extent(self, sig: Sig, *path: str | int) -> Span:
        """All that a value of a SIG takes in the registry's file."""
        node = self._node("sigs", sig.origin or 0, *path)
        return Span(node.start, node.end) if node else self.at_sig(sig, *path).span

    def at_column(self, table: int, column: int) -> Location:
        """Where the header of a column of a table stands in the registry's file."""
        node = self._node("tables", table, "columns")
        if isinstance(node, MappingNode) and column < len(node.entries):
            return Location(self.source, node.entries[column].key.span)
        return self.at("tables", table, "columns", column, "header")

    def sig_at(self, location: Location) -> Sig | None:
        """The SIG in whose item of the registry, or in whose row, a place is."""
        return self._extents.between(location.path, location.span.start, location.span.start)

    def sig_on(self, source: Source, line: int) -> Sig | None:
        """The SIG whose item of the registry, or whose row, has a part on a line, from 0."""
        span = source.line_span(line)
        return self._extents.between(source.path, span.start, span.end)

    def row_of(self, location: Location, language: str | None = None) -> Related | None:
        """The cell of a document that shows what stands at a place of the registry, else the row;
        in a language, where the place is not one of a language itself. None where there is none."""
        sig = self.sig_at(location) if location.path == self.source.path else None
        if sig is None:
            return None
        entries = _entries(self._node("sigs", sig.origin or 0)).items()
        inside = (each for each in entries if _holds(each[1], location.span))
        key, entry = next(inside, ("name", None))
        codes = _entries(resolved(entry.value)).items() if entry else ()
        spoken = (code for code, each in codes if _holds(each, location.span))
        return self.shown.row(sig, key, next(spoken, language))

    @cached_property
    def _extents(self) -> Extents:
        path, items = self.source.path, enumerate(_items(self._node("sigs")))
        known = ((item, self.by_origin[at]) for at, item in items if at in self.by_origin)
        of_items = ((path, Span(item.start, item.end), sig) for item, sig in known)
        return Extents(chain(of_items, rows_of(self.registry, self.places.values())))

    def is_faulty(self, sig: Sig) -> bool:
        """Whether something in a SIG could not be read, or is not known."""
        return sig.origin in self._faulty_sigs

    @cached_property
    def _faulty_sigs(self) -> frozenset[int]:
        return self._faulty("sigs")

    @cached_property
    def has_faulty_tables(self) -> bool:
        """Whether something in `tables` could not be read, or is not known."""
        return bool(self._faulty("tables"))

    def unknown_keys(self, sig: Sig) -> tuple[str, ...]:
        """The keys of a SIG that are no field of the registry."""
        entries = _entries(self._node("sigs", sig.origin or 0))
        return tuple(key for key in entries if key not in self.registry.kinds)

    def _is_torn(self, source: Source) -> bool:
        """Whether a merge conflict is left in a file."""
        return any(conflict.path == source.path for conflict in self.conflicts)

    def _faulty(self, key: str) -> frozenset[int]:
        """The numbers of those items of a list at the top that hold a problem."""
        if not self.problems:
            return frozenset()
        numbers: dict[Span, list[int]] = {}
        for number, item in enumerate(_items(self._node(key))):
            numbers.setdefault(resolved(item).span, []).append(number)
        spans = sorted(numbers)
        holders = (_holder(spans, problem) for problem in self.problems)
        return frozenset(number for holder in holders if holder for number in numbers[holder])

    def _further_fields(self) -> list[Span]:
        """The extent of everything in a SIG that only a column of a table can have bound."""
        return sorted(
            Span(entry.key.span.start, entry.value.span.end)
            for item in _items(self._node("sigs"))
            for key, entry in _entries(resolved(item)).items()
            if key not in SIG_FIELDS
        )

    def _node(self, *path: str | int) -> Node | None:
        """What stands at a path of the registry's file, aliases followed."""
        node = self.document.root if self.document else None
        for step in path:
            items = _items(node)
            if isinstance(step, int):
                node = items[step] if step < len(items) else None
            else:
                entry = node.find(step) if isinstance(node, MappingNode) else None
                node = entry.value if entry else None
            node = resolved(node) if node else None
        return node


def _items(node: Node | None) -> Sequence[Node]:
    return node.items if isinstance(node, SequenceNode) else ()


def _entries(node: Node | None) -> dict[str, Entry]:
    return dict(node.all_entries()) if isinstance(node, MappingNode) else {}


def _holds(entry: Entry, span: Span) -> bool:
    """Whether a stretch is part of an entry of a mapping, its key or its value."""
    return entry.key.span.start <= span.start <= entry.value.end


def _holder(spans: Sequence[Span], problem: Problem) -> Span | None:
    """Which of these spans, in order and apart, a problem stands in."""
    place = problem.span.start
    at = bisect_right(spans, place, key=lambda span: span.start) - 1
    return spans[at] if at >= 0 and place <= spans[at].end else None
