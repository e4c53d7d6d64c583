"""What a registry means: SIGs, tables, settings. Values only; nothing here reads, writes or prints.

Where a SIG came from (`origin`) is kept beside it so that an edit can find it again, and is no part
of what it is: two SIGs with the same fields are equal.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from sigtool.model.person import People, Person
from sigtool.model.text import Text, in_language
from sigtool.text.records import dataclass, field, replace


class Kind(StrEnum):
    """What the cells of a column hold, and so what the field bound to it holds."""

    TEXT = "text"
    PEOPLE = "people"
    LINK = "link"


class Status(StrEnum):
    """Where a SIG is in its life. Only an active SIG is shown in a table."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    DORMANT = "dormant"
    ARCHIVED = "archived"


class Order(StrEnum):
    """In which order the rows of a table stand: the registry's, or one that the table has."""

    REGISTRY = "registry"
    OWN = "own"


# A people field that could not be read into persons stays the Markdown text it was.
Value = Text | People


def as_text(value: Value | None) -> Text:
    """A value that is a text; "" for any other."""
    return "" if value is None or isinstance(value, tuple) else value


def as_people(value: Value | None) -> People:
    """A value that is a list of persons; an empty one for any other."""
    return value if isinstance(value, tuple) else ()


# The fields that every SIG may have, in canonical order, and what each holds.
SIG_FIELDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "name": Kind.TEXT,
        "id": Kind.TEXT,
        "readme": Kind.LINK,
        "section": Kind.TEXT,
        "status": Kind.TEXT,
        "responsibilities": Kind.TEXT,
        "leads": Kind.PEOPLE,
    }
)

# Fields that are words of sigtool's own or a mark, the same in every language.
WORDS: Final = ("id", "section", "status")


@dataclass(frozen=True, slots=True)
class Sig:
    """A special interest group: its name, and the value of each other field that has one."""

    name: Text
    values: Mapping[str, Value] = field(default_factory=dict)
    origin: int | None = field(default=None, compare=False, repr=False)

    def __hash__(self) -> int:
        return hash((self.name, frozenset(self.values.items())))

    def items(self) -> Iterator[tuple[str, Value]]:
        """Every field that has a value, the name first."""
        yield "name", self.name
        yield from self.values.items()

    def value(self, key: str) -> Value:
        """The value of a field, the name too; "" where it has none."""
        return self.name if key == "name" else self.values.get(key) or ""

    def text(self, field: str) -> Text:
        """The text of a field; "" when it has none or holds persons."""
        return as_text(self.value(field))

    def word(self, field: str) -> str:
        """The text of a field that is the same in every language (`WORDS`)."""
        return in_language(self.text(field), None)

    def people(self, field: str = "leads") -> People:
        """The persons of a field; none when it is empty or was kept as text."""
        return as_people(self.value(field))

    @property
    def one_name(self) -> str:
        """One of its names, as commands take it; of what a row says, the name."""
        return in_language(self.name, None)

    @property
    def status(self) -> str:
        return ("status" in self.values and self.word("status")) or Status.ACTIVE

    @property
    def is_shown(self) -> bool:
        return "status" not in self.values or self.status == Status.ACTIVE

    def in_language(self, language: str | None) -> "Sig | None":
        """This SIG as a table in `language` shows it, or None if it has no name in it."""
        if isinstance(self.name, str) and self.name and all(map(_is_plain, self.values.values())):
            return self
        name = in_language(self.name, language)
        if not name:
            return None
        values: dict[str, Value] = {
            key: tuple(person.in_language(language) for person in value)
            if isinstance(value, tuple)
            else in_language(value, language)
            for key, value in self.values.items()
        }
        values = {key: value for key, value in values.items() if value}
        return replace(self, name=name, values=values)

    def with_value(self, key: str, value: Value | None) -> "Sig":
        """This SIG with one field set; an empty value or None takes the field away."""
        if key == "name":
            return replace(self, name=as_text(value) or self.name)
        if self.values.get(key) is (value or None):
            return self
        values = {name: old for name, old in self.values.items() if name != key or value}
        if value:
            values[key] = value
        return replace(self, values=values)


class Mention(NamedTuple):
    """A person where a SIG names them."""

    sig: Sig
    field: str
    person: Person


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header's text, and the field that its cells show."""

    header: str
    field: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A place where the registry is shown.

    `path` is relative to the registry's folder. `heading`, `marker` and `index` (the 1-based number
    among the tables that otherwise qualify alike) say which table of the document is meant. A table
    with an order of its own, as a translation may have, keeps its rows where they are. `outside`
    says that the document may lie outside of the repository.
    """

    path: str
    columns: tuple[Column, ...]
    heading: str | None = None
    marker: str | None = None
    index: int | None = None
    section: str | None = None
    language: str | None = None
    link_base: str | None = None
    order: Order = Order.REGISTRY
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What a community wants of the rules (`validate:`), and how it handles addresses.

    `ignore` holds codes, prefixes of codes and names of rules; `per_sig`, by the name of a SIG, the
    rules that do not count there, each with the reason. `hosts` are those that profile links open,
    `placeholders` more words that stand for nobody or nothing. `table_edits` is `accept` where
    people may edit the tables by hand, and the registry follows.
    """

    ignore: tuple[str, ...] = ()
    per_sig: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    max_leads: int = 4
    hosts: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    publish_email: bool = True
    table_edits: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    """The truth: where it is shown, and its SIGs in the order in which they are shown."""

    tables: tuple[Table, ...]
    sigs: tuple[Sig, ...]
    settings: Settings = field(default_factory=Settings, compare=False)

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """What each field holds: the fields every SIG has, then those that columns bind."""
        bound = {column.field: column.kind for table in self.tables for column in table.columns}
        return {**bound, **SIG_FIELDS} if bound else SIG_FIELDS

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of all fields, in canonical order."""
        return (*SIG_FIELDS, *(key for key in self.kinds if key not in SIG_FIELDS))

    def section_of(self, sig: Sig) -> str | None:
        """The section whose tables show `sig`: its own, else that of the first table."""
        own = sig.word("section") if "section" in sig.values else ""
        return own or (self.tables[0].section if self.tables else None)

    @property
    def are_apart(self) -> bool:
        """Whether no table shows SIGs of several sections side by side."""
        return all(table.section for table in self.tables)

    def beside(self, sig: Sig) -> tuple[Sig, ...]:
        """The other SIGs that a table may show beside `sig`."""
        others = tuple(other for other in self.sigs if other is not sig)
        if not self.are_apart:
            return others
        section = self.section_of(sig)
        return tuple(other for other in others if self.section_of(other) == section)

    def shown_in(self, table: Table) -> tuple[Sig, ...]:
        """The SIGs that `table` shows, in order and in its language."""
        sigs = self.sigs if self.settings.publish_email else map(_without_emails, self.sigs)
        return tuple(
            localised
            for sig in sigs
            if sig.is_shown
            and (table.section is None or self.section_of(sig) == table.section)
            and (localised := sig.in_language(table.language))
        )

    def in_language(self, sig: Sig, language: str | None) -> Sig | None:
        """A SIG as a table in `language` would show it, whatever its section and its status."""
        public = sig if self.settings.publish_email else _without_emails(sig)
        return public.in_language(language)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the tables, in their order."""
        return tuple(dict.fromkeys(table.language for table in self.tables if table.language))

    def mentions(self) -> Iterator[Mention]:
        """Everybody named anywhere, with the SIG and the field that names them."""
        fields = [key for key, kind in self.kinds.items() if kind is Kind.PEOPLE]
        for sig in self.sigs:
            # Most SIGs have few of the fields.
            for key in filter(sig.values.__contains__, fields):
                for person in sig.people(key):
                    yield Mention(sig, key, person)

    def with_sigs(self, sigs: Iterable[Sig]) -> "Registry":
        return replace(self, sigs=tuple(sigs))


def _is_plain(value: Value) -> bool:
    """Whether a value is the same in every language."""
    if isinstance(value, tuple):
        return not any(person.has_languages for person in value)
    return isinstance(value, str)


def _without_emails(sig: Sig) -> Sig:
    """A SIG as a table may show it that publishes no address; who is nothing else is left out."""
    for key in sig.values:
        if persons := sig.people(key):
            named = (person for person in persons if person.handle or person.name or person.url)
            sig = sig.with_value(key, tuple(replace(person, email=None) for person in named))
    return sig
