"""A community: its registry and its documents, each read once.

Everything that needs both asks here: which table shows what, on what they differ, and what an edit
makes of all of them. What was worked out once is kept, and handed on to the community after an edit
as far as its texts are the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from sigtool.community import agreement
from sigtool.errors import Remedy, TableProblem
from sigtool.markdown.blocks import Document, MarkdownTable, Row
from sigtool.markdown.rows import unescape
from sigtool.markdown.seen import bare_name
from sigtool.model import People, Registry, Sig, Table
from sigtool.registry.document import RegistryDocument
from sigtool.tables import locate
from sigtool.tables.drift import Drift, Remark
from sigtool.tables.locate import Place
from sigtool.tables.loose import LooseRows, loose_rows
from sigtool.tables.match import Assigned, Known, assigned
from sigtool.tables.plan import Plan, plan, rewrite, with_whole_rows
from sigtool.text.records import dataclass, field, replace
from sigtool.text.source import Rewrite, Source
from sigtool.text.wording import argument, quoted

if TYPE_CHECKING:
    from sigtool.tables.change import Scope


@dataclass(frozen=True)
class Community:
    """A registry and the documents that show it, by the paths that its tables have.

    `documents` lacks those that cannot be read; two paths to one file have one document. `known`
    are places that were read before, in texts that may be the same.
    """

    registry_document: RegistryDocument
    documents: Mapping[str, Document]
    known: Sequence[Place] = field(default=(), repr=False)

    @property
    def registry(self) -> Registry:
        return self.registry_document.registry

    def tables(self) -> Iterator[tuple[int, Table, Document]]:
        """The tables whose document can be read, with their number in `tables`."""
        for at, table in enumerate(self.registry.tables):
            if document := self.documents.get(table.path):
                yield at, table, document

    def other_sections(self, table: Table) -> Iterator[Assigned]:
        """The tables of other sections in the language of a table."""
        for known in self.assigned.values():
            other = known.place.table
            if other.language == table.language and other.section != table.section:
                yield known

    @cached_property
    def candidates(self) -> dict[int, tuple[MarkdownTable, ...]]:
        """The tables that qualify, by the number of the table in `tables`."""
        return {at: locate.candidates(document, table) for at, table, document in self.tables()}

    @cached_property
    def claims(self) -> dict[tuple[str, int], list[int]]:
        """The numbers in `tables` of those that mean one table, by its file and its line."""
        claims: dict[tuple[str, int], list[int]] = {}
        for at, found in self.candidates.items():
            if len(found) == 1:
                key = (found[0].source.path, found[0].line_number)
                claims.setdefault(key, []).append(at)
        return claims

    @cached_property
    def places(self) -> dict[int, Place]:
        """The tables that were found without doubt, whatever their header row says."""
        known = {place.table: place for place in self.known}
        tables = self.registry.tables
        return {
            at: self._place(at, shown, known.get(tables[at]))
            for at in sorted(at for at, *others in self.claims.values() if not others)
            for shown in self.candidates[at]
        }

    def _place(self, at: int, shown: MarkdownTable, known: Place | None) -> Place:
        """A table, read with what the registry has for it, and what is known of it from before."""
        if known and known.shown is shown:
            return known
        place = Place(self.registry.tables[at], shown, self.shown[at])
        if known and known.bound == place.bound:
            return replace(place, lasting=known.lasting_rows)
        if not self._says_the_same or len(self.shown[at]) != len(shown.rows):
            return place
        self._projected[at] = tuple(map(place.projected, self.shown[at]))
        return replace(place, told=self._projected[at])

    @cached_property
    def _projected(self) -> dict[int, tuple[Sig, ...]]:
        """What a table says of the SIGs that it shows, as far as that was asked."""
        return {}

    @cached_property
    def shown(self) -> dict[int, tuple[Sig, ...]]:
        """The SIGs that each table shows, in its language."""
        return {at: self.registry.shown_in(table) for at, table, _ in self.tables()}

    @cached_property
    def _says_the_same(self) -> bool:
        """Whether the registry and its one document surely say the same, row by row."""
        sources = {path: each.source for path, each in self.documents.items()}
        sources[""] = self.registry_document.source
        texts = {path: each.text for path, each in sources.items() if not each.has_bom}
        return "" in texts and agreement.is_sure(texts[""], texts.get)

    @cached_property
    def sound_places(self) -> dict[int, Place]:
        """The tables that were found without doubt, and whose header row is as `columns` says."""
        return {at: place for at, place in self.places.items() if not place.disagreement}

    @cached_property
    def plans(self) -> dict[int, Plan]:
        """What rendering would do to each table whose header row is as `columns` says."""
        return {at: plan(known) for at, known in self.assigned.items()}

    @cached_property
    def assigned(self) -> dict[int, Assigned]:
        """Which row of each such table shows which SIG."""
        places = self.sound_places.items()
        return {at: assigned(self.shown[at], each, self._projected.get(at)) for at, each in places}

    @cached_property
    def loose(self) -> dict[int, LooseRows]:
        """The rows that stand below a line that ends their table."""
        return {
            at: loose
            for at, place in self.places.items()
            if (loose := loose_rows(place, self.documents[place.table.path]))
        }

    @property
    def drifts(self) -> list[tuple[Place, Drift]]:
        """Each fact on which a table and the registry disagree."""
        return [(plan.place, drift) for plan in self.plans.values() for drift in plan.drifts]

    def all_places(self) -> list[Place]:
        """Every table. Raises `TableProblem` unless each is found once, with its header row."""
        for at, table, document in self.tables():
            if len(self.candidates[at]) != 1:
                problem = locate.not_one(document, table, self.candidates[at])
                raise TableProblem(f"{document.source.path}: {problem}")
        for (path, line), numbers in self.claims.items():
            if len(numbers) > 1:
                raise TableProblem(
                    f"{path}:{line}: two entries of 'tables' find this table; keep one"
                )
        for place in self.places.values():
            if problem := place.disagreement:
                where = place.where(place.shown.header)
                raise TableProblem(f"{where}: {problem}; change one to match")
        return list(self.places.values())

    def rendered(self) -> "Edited":
        """The community with every table as the registry says. Raises `TableProblem`."""
        return self._rendered(self.plans.__getitem__)

    def rendered_whole(self) -> "Edited":
        """As `rendered`, but what a row has behind the last column goes where the row changes."""
        return self._rendered(lambda at: with_whole_rows(self.assigned[at], self.plans[at]))

    def _rendered(self, plan_of: Callable[[int], Plan]) -> "Edited":
        self.all_places()
        for at, loose in self.loose.items():
            added = {drift.sig.one_name for drift in self.plans[at].drifts if drift.row is None}
            for name in loose.names:
                if name in added:
                    raise TableProblem(
                        f"{loose.where}, and the row of {name} stands below it; {loose.remedy}"
                    )
        same = Rewrite(self.registry_document, (), self.registry_document)
        return self._rewritten(same, self.registry, plan_of)

    def edited(
        self, after: Registry, scope: "Scope | None" = None, *, tables: bool = True
    ) -> "Edited":
        """The community after an edit that made `after` of its registry. Raises as `all_places`,
        and where a table would not name the persons that it is to name."""
        from sigtool.registry import writing
        from sigtool.tables.change import Scope
        from sigtool.yaml.edit import ANYWHERE, Placing

        placing = Placing(scope.moved, scope.is_above) if scope else ANYWHERE
        registry = writing.rewrite(self.registry_document, after, placing)
        if not tables:
            return Edited(self, registry, after)
        self.all_places()
        scope = replace(scope or Scope(), before=self.registry)
        edited = self.following(registry, after, scope)
        edited.check_people()
        return edited

    def following(
        self,
        registry: Rewrite[RegistryDocument],
        after: Registry,
        scope: "Scope | None" = None,
        assigned: Mapping[int, Assigned] | None = None,
    ) -> "Edited":
        """The community with its registry rewritten to `after`, and what changed in the tables.

        `assigned` says how the tables are taken to have shown the SIGs before, where that is not
        what the registry says.
        """
        from sigtool.tables.change import Scope, plan_change

        before = self.assigned if assigned is None else assigned
        shown = {at: after.shown_in(known.place.table) for at, known in before.items()}
        scopes = self._scopes(before, shown, scope or Scope())
        return self._rewritten(
            registry, after, lambda at: plan_change(before[at], after, shown[at], scopes[at])
        )

    def _scopes(
        self, before: Mapping[int, Assigned], after: Mapping[int, Sequence[Sig]], scope: "Scope"
    ) -> "dict[int, Scope]":
        """What an edit is about in each table: which SIGs come from another one, or go there."""
        from sigtool.tables.change import leaving

        new = {
            at: {sig.origin for sig in after[at]} - {each.sig.origin for each in known.sigs}
            for at, known in before.items()
        }
        coming: dict[int, dict[int | None, Known]] = {at: {} for at in new}
        carried: dict[int, set[int | None]] = {at: set() for at in new}
        for at, known in before.items():
            for origin, row in leaving(known, after[at]).items():
                for other, place in self.sound_places.items():
                    is_one_language = place.table.language == known.place.table.language
                    if is_one_language and origin in new[other]:
                        coming[other][origin] = row
                        if row.is_whole and set(row.shown.values) <= set(place.fields):
                            carried[at].add(origin)  # with all that the row says
        return {at: replace(scope, coming=coming[at], carried=carried[at]) for at in new}

    def _rewritten(
        self, registry: Rewrite[RegistryDocument], after: Registry, plan_of: Callable[[int], Plan]
    ) -> "Edited":
        plans = {at: plan_of(at) for at in self.sound_places}
        of: dict[int, tuple[Document, list[Plan]]] = {}
        for each in plans.values():
            document = self.documents[each.place.table.path]
            of.setdefault(id(document), (document, []))[1].append(each)
        rewrites = [rewrite(document, each) for document, each in of.values()]
        remarks = [note for _, each in of.values() for plan in each for note in plan.remarks]
        return Edited(self, registry, after, tuple(rewrites), tuple(remarks), plans=plans)


@dataclass(frozen=True)
class Edited:
    """A community before an edit, and what becomes of its texts.

    `wanted` is the registry after it, each SIG with the origin that it had before, None if it is
    new. `others` are texts beside the registry that name SIGs, before and after. `plans` are those
    that the tables follow, by the number of the table in `tables`.
    """

    before: Community
    registry: Rewrite[RegistryDocument]
    wanted: Registry
    documents: tuple[Rewrite[Document], ...] = ()
    remarks: tuple[Remark, ...] = ()
    others: tuple[tuple[Source, Source], ...] = ()
    plans: Mapping[int, Plan] = field(default_factory=dict, compare=False, repr=False)

    def sources(self) -> list[tuple[Source, Source]]:
        """Each text before and after, the registry's first."""
        registry = (self.registry.before.source, self.registry.after.source)
        documents = ((each.before.source, each.after.source) for each in self.documents)
        return [registry, *documents, *self.others]

    @cached_property
    def after(self) -> Community:
        """The community after the edit."""
        made = {id(each.before): each.after for each in self.documents}
        before = self.before.documents
        documents = {path: made.get(id(before[path]), before[path]) for path in before}
        return Community(self.registry.after, documents, tuple(self.before.places.values()))

    def check_people(self) -> None:
        """Raises `TableProblem` where a row would not name the persons that it is to name, or that
        it named before: beside new cells of its column, those that the registry does not have may
        be read in another way."""
        for at, made in self.plans.items():
            after = self.after.sound_places[at]
            if after.told:
                continue
            people = [bound.field for bound in after.bound if bound.holds_people]
            written = {id(line): sig for line, sig in made.written}
            for line, (row, shown) in zip(made.lines, after.rows, strict=True):
                meant = written.get(id(line)) or (line.row and made.place.sig_of(line.row))
                if meant is shown or not (meant and shown):
                    continue
                for key in people:
                    persons, found = meant.values.get(key), shown.values.get(key)
                    if isinstance(persons, tuple) and persons != found:
                        self._check_agreed(at, row, key, persons)

    def _check_agreed(self, at: int, row: Row, key: str, people: People) -> None:
        """Raises `TableProblem` for a row that does not name these people, unless it says what the
        registry does."""
        known, place = self.after.assigned[at], self.after.sound_places[at]
        own = next((each for each in known.sigs if each.row is row), None)
        if own and own.says(key) == own.wanted.value(key):
            return
        name = bare_name(own.sig.one_name if own else place.where(row))
        column = next(bound.at for bound in place.bound if bound.field == key)
        text = quoted(unescape(place.shown.text(row, column)))
        message = (
            f"{place.where(row)}: {name}: {key} {text} could not be read as these persons then"
        )
        if people in place.agreed:
            raise TableProblem(f"{message}; give each a handle or a link")
        raise TableProblem(
            f"{message}, since the registry has others", Remedy.SYNC, name=argument(name)
        )
