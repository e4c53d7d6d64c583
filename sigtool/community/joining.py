"""Further tables brought into a registry: as a translation, another view of its SIGs, or a section.

Pure. What the registry says stays; a table adds what the registry does not say. On what both say
something different is a fact like those of `sync`, and nobody's word is taken (design law L9).
"""

from collections.abc import Iterable, Mapping, Sequence

from sigtool.community.community import Community
from sigtool.community.differences import Differences
from sigtool.community.fact import Fact
from sigtool.community.past import Past
from sigtool.errors import BadValue, TableProblem
from sigtool.facts.pairs import by_key
from sigtool.markdown.blocks import Document
from sigtool.markdown.inline import name_key
from sigtool.model import WORDS, Kind, Registry, Sig, Table, Texts, texts_of
from sigtool.registry import writing
from sigtool.registry.document import RegistryDocument
from sigtool.registry.entries import with_tables
from sigtool.tables import translate
from sigtool.tables.adopt import Imported, section_name
from sigtool.tables.locate import Place
from sigtool.text.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Joined:
    """A registry with further tables, the facts on which they differ from it, and notes on how
    rows and SIGs were paired. `wanted` has its SIGs with the origins that they had before."""

    before: RegistryDocument
    wanted: Registry
    community: Community
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]


def joined(
    community: Community,
    parts: Sequence[Imported],
    documents: Mapping[str, Document],
    languages: Mapping[str, str],
) -> Joined:
    """The community with further tables; `documents` has theirs by the paths that they call them,
    `languages` the language of each document, new or old, that is in one of several.

    Raises `TableProblem` for a table that is in `tables` already, `BadValue` where it is not known
    which table another translates.
    """
    community.all_places()
    _refuse_known(community, parts)
    joining = _Joining(community.registry, dict(community.places), languages)
    for part in parts:
        joining.add(part)
    first = with_tables(community.registry_document, joining.tables)
    wanted = replace(first.after.registry, sigs=tuple(joining.sigs))
    after = Community(
        writing.rewrite(first.after, wanted).after, {**community.documents, **documents}
    )
    after.all_places()
    old = len(community.registry.tables)
    found = Differences(after, Past(iter(())), lambda fact: fact.verdict, lambda f: f.at >= old)
    return Joined(community.registry_document, wanted, after, found.facts, tuple(joining.notes))


def _refuse_known(community: Community, parts: Iterable[Imported]) -> None:
    for part in parts:
        source, line = part.shown.source, part.shown.line_number
        paths = [table.path for table in part.registry.tables]
        for place in community.places.values():
            if place.table.path in paths and place.shown.line_number == line:
                raise TableProblem(f"{source.path}:{line}: is in `tables` already")


class _Joining:
    """The tables and SIGs of a registry, as they come to be."""

    def __init__(
        self, registry: Registry, places: Mapping[int, Place], languages: Mapping[str, str]
    ) -> None:
        self.old = len(registry.tables)
        self.places = places
        self.languages = languages
        self.tables = list(registry.tables)
        self.sigs = list(registry.sigs)
        self.registry = registry
        self.notes: list[str] = []
        self.translated: set[int] = set()

    def add(self, part: Imported) -> None:
        """One more table."""
        table = part.registry.tables[0]
        language = self.languages.get(table.path)
        known = {self._language_of(each) for each in self.tables[: self.old]}
        if language and known and language not in known:
            self._translate(part, language)
            return
        section, mine = self._view(part) or (self._new_section(part) if self.old else None, {})
        self.tables.append(replace(table, section=section, language=language))
        sigs = [self._worded(sig, language) for sig in part.registry.sigs]
        self._take(sigs, mine, section)

    def _view(self, part: Imported) -> tuple[str | None, Mapping[int, Sig]] | None:
        """The section whose SIGs a table shows once more, or None for all sections, with the SIG of
        each such row: the one with the most names in common. None where these are not most names
        on both sides."""
        rows = part.registry.sigs
        now = replace(self.registry, tables=tuple(self.tables), sigs=tuple(self.sigs))
        best: tuple[str | None, Mapping[int, Sig]] | None = None
        most = 0.5
        for section in dict.fromkeys([*(table.section for table in self.tables), None]):
            sigs = [each for each in self.sigs if section in (None, now.section_of(each))]
            pairs = by_key(sigs, rows, _names)
            share = len(pairs) / max(len(sigs), len(rows), 1)
            if share > most:
                most, best = share, (section, {other: sigs[at] for at, other in pairs.items()})
        return best

    def _language_of(self, table: Table) -> str | None:
        return table.language or self.languages.get(table.path)

    def _new_section(self, part: Imported) -> str:
        """The section of a table with SIGs of its own. Where there was none, the old tables become
        one, so that they show their own; a table beside sections shows all of them."""
        if not any(table.section for table in self.tables):
            first = section_name(self.tables[0], ())
            self.tables = [replace(table, section=first) for table in self.tables]
        return section_name(part.registry.tables[0], {table.section for table in self.tables})

    def _worded(self, sig: Sig, language: str | None) -> Sig:
        """A SIG whose texts are said to be in a language, where the registry has several."""
        if language is None or len(self.registry.languages) < 2:
            return sig
        kinds = self.registry.kinds
        for key, value in sig.items():
            if isinstance(value, str) and kinds.get(key) is not Kind.LINK and key not in WORDS:
                sig = sig.with_value(key, Texts({language: value}))
        return sig

    def _take(self, sigs: Sequence[Sig], known: Mapping[int, Sig], section: str | None) -> None:
        """Take what the registry does not say: SIGs, each behind the one of the row above it, and
        values."""
        owner: Sig | None = None
        for other, sig in enumerate(sigs):
            mine = known.get(other)
            spot = len(self.sigs) if owner is None else _index(self.sigs, owner) + 1
            if mine is None:
                owner = replace(sig, origin=None)
                owner = owner.with_value("section", section) if section else owner
                self.sigs.insert(spot, owner)
                continue
            owner = mine
            for key, value in sig.values.items():
                owner = owner if owner.value(key) else owner.with_value(key, value)
            self.sigs[_index(self.sigs, mine)] = owner

    def _translate(self, part: Imported, language: str) -> None:
        """Take a table that says in another language what one of the registry's says."""
        at = self._original(part, language)
        self.translated.add(at)
        original = self.tables[at]
        own = self._language_of(original) or ""
        for n, table in enumerate(self.tables[: self.old]):
            self.tables[n] = replace(table, language=self._language_of(table))
        shown = [
            sig
            for sig in self.sigs
            if sig.is_shown and original.section in (None, self.registry.section_of(sig))
        ]
        codes = self.registry.languages or (own,)
        merged = translate.extended(self.tables[at], codes, shown, language, part)
        self.notes += merged.notes
        self.tables.append(replace(merged.registry.tables[-1], section=original.section))
        of_origin = {_origin(sig): sig for sig in merged.registry.sigs if sig.origin is not None}
        self.sigs = [of_origin.get(_origin(sig), sig) for sig in self.sigs]
        above: Sig | None = None
        for sig in merged.registry.sigs:
            if sig.origin is None:
                new = sig.with_value("section", original.section) if original.section else sig
                self.sigs.insert(0 if above is None else _index(self.sigs, above) + 1, new)
                above = new
            else:
                above = sig

    def _original(self, part: Imported, language: str) -> int:
        """The number of the table that another translates: the one whose rows are its rows."""
        own = part.registry.tables[0]
        left = [
            at
            for at, place in self.places.items()
            if at not in self.translated and self._language_of(self.tables[at]) != language
        ]
        languages = [*self.languages.values()]
        counts = {
            at: len(
                translate.paired(
                    self.registry.shown_in(self.tables[at]), part.registry.sigs, languages
                ).row_of
            )
            for at in left
        }
        best = [at for at in left if counts[at] == max(counts.values())]
        if not best:
            raise BadValue(f"{own.path}: no table is left that it could translate")
        shown = [(self.tables[at].section, self._language_of(self.tables[at])) for at in best]
        # Tables of one section that translate each other show the same SIGs.
        is_one = len({section for section, _ in shown}) == 1 and len(set(shown)) == len(shown)
        if not is_one and any(counts.values()):
            places = ", ".join(self.places[at].where(self.places[at].shown.header) for at in best)
            raise BadValue(
                f"{own.path}: it is not clear which table this one translates: {places}; write it "
                "into `tables` by hand, with its language"
            )
        return best[0]


def _origin(sig: Sig) -> int:
    return -1 if sig.origin is None else sig.origin


def _index(sigs: Sequence[Sig], sig: Sig) -> int:
    """Where a SIG stands: equal ones may be two."""
    return next(at for at, each in enumerate(sigs) if each is sig)


def _names(sig: Sig) -> set[str]:
    return {name_key(text) for text in texts_of(sig.name)} - {""}
