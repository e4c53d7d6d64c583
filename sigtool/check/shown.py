"""Where the documents show what the registry says: the row of a SIG, the header of a field, and
what the rows of a table are."""

from collections.abc import Collection
from functools import cached_property

from sigtool.community.community import Community
from sigtool.markdown.blocks import Row
from sigtool.markdown.inline import plain
from sigtool.model import Column, Registry, Sig, Table
from sigtool.tables import words
from sigtool.tables.headers import Headers, bare
from sigtool.tables.locate import Place
from sigtool.text.diagnostic import Location, Related
from sigtool.text.records import dataclass


@dataclass(frozen=True)
class Shown:
    """A registry, as its documents show it."""

    registry: Registry
    community: Community

    @cached_property
    def _rows(self) -> dict[int | None, list[tuple[Place, Row]]]:
        """The rows of each SIG, by its origin."""
        found: dict[int | None, list[tuple[Place, Row]]] = {}
        for known in self.community.assigned.values():
            for each in known.sigs:
                if each.row is not None:
                    found.setdefault(each.sig.origin, []).append((known.place, each.row))
        return found

    @property
    def origins(self) -> Collection[int | None]:
        """The SIGs that some table shows, by their origin."""
        return self._rows.keys()

    def tables_of(self, sig: Sig) -> list[tuple[int, Table]]:
        """The tables of the section of a SIG, with their numbers in `tables`."""
        section = self.registry.section_of(sig)
        return [
            (at, table)
            for at, table in enumerate(self.registry.tables)
            if table.section is None or table.section == section
        ]

    def columns_of(self, sig: Sig, key: str) -> list[Column]:
        """The columns in which a field of a SIG is to be seen."""
        tables = self.tables_of(sig)
        return [column for _, table in tables for column in table.columns if column.field == key]

    def header(self, sig: Sig, key: str, language: str | None = None) -> str:
        """What the readers of a table, before all of one in a language, know a field by: the header
        of its column; the name of the field where no table shows it."""
        found = [
            (table.language == language, plain(column.header) or column.header)
            for _, table in self.tables_of(sig)
            for column in table.columns
            if column.field == key and column.header
        ]
        spoken = (header for is_own, header in found if is_own)
        others = (header for _, header in found)
        return next(spoken, next(others, key.replace("_", " ")))

    def is_person(self, sig: Sig) -> bool:
        """Whether the row of a SIG is somebody: every table that shows it is one of people, and
        none has leads."""
        return self._kind_of_row(sig)[0]

    def is_group(self, sig: Sig) -> bool:
        """Whether the row of a SIG may be a group: not somebody, and not what somebody does, as
        below the header Role."""
        return self._kind_of_row(sig)[1]

    def _kind_of_row(self, sig: Sig) -> tuple[bool, bool]:
        """Whether the row of a SIG is somebody, and whether it may be a group."""
        section, known = self.registry.section_of(sig), self._kinds_of_rows
        if section not in known:
            headers = (bare(column.header) for column in self.columns_of(sig, "name"))
            is_person = self._shows_persons(sig)
            is_role = any(header in words.LAST_NAMES for header in headers)
            known[section] = is_person, not (is_person or is_role)
        return known[section]

    @cached_property
    def _kinds_of_rows(self) -> dict[str | None, tuple[bool, bool]]:
        """What the rows of a section are, as far as it was asked."""
        return {}

    def _shows_persons(self, sig: Sig) -> bool:
        if self.columns_of(sig, "leads"):
            return False
        return {self._are_people.get(at) for at, _ in self.tables_of(sig)} == {True}

    @cached_property
    def _are_people(self) -> dict[int, bool]:
        """Whether the rows of each table that is sound are people."""
        from sigtool.tables.judge import Rows, judged

        places = self.community.places.items()
        return {at: judged(Headers(place.shown)).rows is Rows.PEOPLE for at, place in places}

    def row(self, sig: Sig, key: str, language: str | None) -> Related | None:
        """Where a document shows a field of a SIG, before all in a language: the cell, else the
        row; None where there is no row."""
        rows = self._rows.get(sig.origin, [])
        if not rows:
            return None
        spoken = (each for each in rows if each[0].table.language == language)
        place, row = next(spoken, rows[0])
        source = place.shown.source
        column = next((each for each in place.bound if each.field == key), None)
        if column is None or key == "name" or column.at >= len(row.cells):
            return Related("its row is here", Location(source, row.content), is_row=True)
        cell = Location(source, row.cells[column.at].content)
        header = plain(column.header) or column.header
        text = "its cell is here" if self.is_unshowable(sig, key) else "in the table it is here"
        return Related(f"{text}, under {header!r}", cell, is_row=True)

    def is_unshowable(self, sig: Sig, key: str) -> bool:
        """Whether some table says something else of a field, since it cannot show it."""
        return any((sig.origin, key) in plan.unshowable for plan in self.community.plans.values())
