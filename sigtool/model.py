"""What a registry means: persons, SIGs, tables. Values only; nothing here reads, writes or prints.

Where a value came from (`origin`) is kept beside it so that an edit can find it again, and is no
part of what the value is: two persons with the same fields are equal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final


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


class Localized(str):
    """A text in several languages; where nobody asks for one, it is the first of them.

    `texts` holds the text of each language by its code. Equal to no plain text: that one would
    serve every language.
    """

    texts: Mapping[str, str]

    def __new__(cls, texts: Mapping[str, str]) -> "Localized":
        made = super().__new__(cls, next(iter(texts.values()), ""))
        made.texts = MappingProxyType(dict(texts))
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Localized) and dict(self.texts) == dict(other.texts)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


def in_language(text: str, language: str | None) -> str:
    """A text as a table in `language` shows it; "" where it has other languages alone."""
    if not isinstance(text, Localized):
        return text
    return str(text) if language is None else text.texts.get(language, "")


def texts_of(text: str) -> tuple[str, ...]:
    """What a text says, once for each of its languages."""
    return tuple(text.texts.values()) if isinstance(text, Localized) else (text,)


def said(old: str, new: str, language: str | None, languages: Sequence[str]) -> str:
    """`old` with `new` in one language; with none named, in the first that it has.

    A text that served every one of `languages` goes on to serve the others.
    """
    if language is None and not isinstance(old, Localized):
        return new
    if isinstance(old, Localized):
        return Localized({**old.texts, language or next(iter(old.texts)): new})
    texts = {code: new if code == language else old for code in languages}
    return Localized({code: text for code, text in texts.items() if text})


def languages_of(text: str) -> tuple[str, ...]:
    """The languages that a text has; none where it serves every language."""
    return tuple(text.texts) if isinstance(text, Localized) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named in a people field: at least one of `handle`, `name`, `url`, `email`."""

    handle: str | None = None
    name: str | None = None
    url: str | None = None
    email: str | None = None
    affiliation: str | None = None
    role: str | None = None
    origin: int | None = field(default=None, compare=False, repr=False)

    def items(self) -> Iterator[tuple[str, str]]:
        """The fields that have a value, in canonical order."""
        for key in PERSON_FIELDS:
            value: str | None = getattr(self, key)
            if value:
                yield key, value

    def in_language(self, language: str | None) -> "Person":
        """This person as a table in `language` shows them; a name is never left out."""
        texts = {key: in_language(value, language) or None for key, value in self.items()}
        if not any(texts.get(key) for key in IDENTIFYING_FIELDS):
            texts = {key: str(value) for key, value in self.items()}
        return replace(self, **texts)  # type: ignore[arg-type] # every field but origin is a text

    def __str__(self) -> str:
        return f"@{self.handle}" if self.handle else self.name or self.email or self.url or ""


PERSON_FIELDS: Final = ("handle", "name", "url", "email", "affiliation", "role")
IDENTIFYING_FIELDS: Final = ("handle", "name", "url", "email")

People = tuple[Person, ...]
# A people field that could not be read into persons stays the Markdown string it was.
Value = str | People

# The fields that every SIG may have, in canonical order, and what each holds.
SIG_FIELDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "name": Kind.TEXT,
        "readme": Kind.LINK,
        "section": Kind.TEXT,
        "status": Kind.TEXT,
        "responsibilities": Kind.TEXT,
        "leads": Kind.PEOPLE,
    }
)


@dataclass(frozen=True, slots=True)
class Sig:
    """A special interest group: its name, and the value of each other field that has one."""

    name: str
    values: Mapping[str, Value] = field(default_factory=dict)
    origin: int | None = field(default=None, compare=False, repr=False)

    def text(self, key: str) -> str:
        """The text of a field; "" when it has none or holds persons."""
        if key == "name":
            return self.name
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def people(self, key: str = "leads") -> People:
        """The persons of a field; none when it is empty or was kept as text."""
        value = self.values.get(key, ())
        return value if isinstance(value, tuple) else ()

    @property
    def status(self) -> str:
        return self.text("status") or Status.ACTIVE

    @property
    def is_shown(self) -> bool:
        return self.status == Status.ACTIVE

    def in_language(self, language: str | None) -> "Sig | None":
        """This SIG as a table in `language` shows it, or None if it has no name in it."""
        name = in_language(self.name, language)
        if not name:
            return None
        values: dict[str, Value] = {
            key: in_language(value, language)
            if isinstance(value, str)
            else tuple(person.in_language(language) for person in value)
            for key, value in self.values.items()
        }
        values = {key: value for key, value in values.items() if value}
        return replace(self, name=name, values=values)

    def with_value(self, key: str, value: Value | None) -> "Sig":
        """This SIG with one field set; an empty value or None takes the field away."""
        if key == "name":
            return replace(self, name=value if isinstance(value, str) else self.name)
        values = {name: old for name, old in self.values.items() if name != key or value}
        if value:
            values[key] = value
        return replace(self, values=values)


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
    with an order of its own, as a translation may have, keeps its rows where they are.
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


@dataclass(frozen=True, slots=True)
class Settings:
    """What a community wants of the rules (`validate:`), and how it handles addresses.

    `ignore` holds codes, prefixes of codes and names of rules; `per_sig`, by the name of a SIG, the
    rules that do not count there, each with the reason. `hosts` are those that profile links open,
    `placeholders` more words that stand for nobody or nothing.
    """

    ignore: tuple[str, ...] = ()
    per_sig: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    max_leads: int = 4
    hosts: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    publish_email: bool = True


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
        return sig.text("section") or (self.tables[0].section if self.tables else None)

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

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the tables, in their order."""
        return tuple(dict.fromkeys(table.language for table in self.tables if table.language))

    def persons(self) -> Iterator[tuple[Sig, str, Person]]:
        """Everybody named anywhere, with the SIG and the field that names them."""
        people_fields = [key for key, kind in self.kinds.items() if kind is Kind.PEOPLE]
        for sig in self.sigs:
            for key in people_fields:
                for person in sig.people(key):
                    yield sig, key, person

    def with_sigs(self, sigs: Iterable[Sig]) -> "Registry":
        return replace(self, sigs=tuple(sigs))


def _without_emails(sig: Sig) -> Sig:
    """A SIG as a table may show it that publishes no address; who is nothing else is left out."""
    values: dict[str, Value] = {
        key: tuple(
            replace(person, email=None)
            for person in value
            if person.handle or person.name or person.url
        )
        if isinstance(value, tuple)
        else value
        for key, value in sig.values.items()
    }
    return replace(sig, values={key: value for key, value in values.items() if value})
